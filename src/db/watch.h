/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What db_watch() needs of a database and of a transaction. */
#include <stddef.h>

#include "base/id.h"

struct tx;

/* Of a statement, by its place in specs. */
struct db_watched {
	unsigned bits;		/* 0: not watched */
	unsigned param;		/* the patient's */
};
struct db_watching {
	struct db_watched *specs;	/* NULL: nothing is */
	void (*settle)(struct tx *, struct id, unsigned, void *);
	void *arg;
};

/* Written for these patients, and not settled yet. */
enum { DB_NOTES_MAX = 8 };
struct db_notes {
	struct {
		struct id patient;
		unsigned bits;
	} list[DB_NOTES_MAX];
	size_t n;
};
