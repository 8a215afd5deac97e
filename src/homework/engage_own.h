/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the files of engage.h share: a loading on its way, rows read. */
#include "db/db.h"
#include "homework/engage.h"

enum { NAMES_MAX = 4096, NAMES_BYTES = 128 * 1024 };

/* Ids of content come again and again: each is kept once. */
struct names {
	struct str at[NAMES_MAX];
	char bytes[NAMES_BYTES];
	size_t n, used;
};

struct reader {
	struct id patient;
	unsigned days;
};

struct loading {
	struct tx *tx;
	struct arena *arena;
	const struct clinic *clinic;
	int64_t now;
	struct names *names;
	struct reader *readers;
	size_t readers_n, room, told_room, entries_room;
	size_t *by_id;			/* indexes of the list, by id */
	bool newest_only;		/* keep no list of reports */
	struct engage_data *d;
};

/* A text of the content, kept past the row. */
struct str engage_name(struct loading *, struct str);
/* Each reads the row it stands on. */
void engage_assignment_read(struct loading *, struct rows *, struct engage *);
void engage_told_read(struct rows *, struct engage_told *);
void engage_answer_read(struct loading *, struct rows *, struct engage_told *);
