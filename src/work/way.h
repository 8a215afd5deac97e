/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The plan back to work: steps with a day, a degree of leave, tasks, place,
 * support, whom to talk to, what may come in the way and what then.  Patient
 * and therapist write it together: every save is the next version, with its
 * author, and holds at once; nobody writes over what they have not seen.  A
 * version never changes.  Each has a draft of one's own, kept as typed.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/problems.h"
#include "base/zone.h"
#include "work/by.h"

struct care;

enum { WAY_STEPS_MAX = 12, WAY_LINE_MAX = 300, WAY_VERSIONS_MAX = 100,
	WAY_TYPED_MAX = 20, WAY_AHEAD_DAYS = 2 * 366 };

/* In this order in a form and in what is sealed. */
enum way_part { WAY_DAY, WAY_PERCENT, WAY_TASKS, WAY_PLACE, WAY_SUPPORT,
	WAY_WHO, WAY_HINDER, WAY_IF_THEN, WAY_PARTS };
extern const char *const way_part_ids[WAY_PARTS];	/* names of fields */

struct way_step {
	struct str text[WAY_PARTS];	/* as typed; "" not said */
	struct day day;			/* DAY_NONE: not said */
	int percent;			/* of leave; -1: not said */
	bool typed;			/* a draft's: day, percent as text */
};
struct way {
	struct id id;
	int n;				/* 1..; 0: no plan yet */
	struct by by;
	struct way_step steps[WAY_STEPS_MAX];	/* by day, then as written */
	size_t steps_n;
};

/* The newest; false: none yet (n is 0 then). */
bool way_get(struct care *, struct way *out);
bool way_version(struct care *, int n, struct way *out);
/* Newest first, without their steps. */
size_t way_versions(struct care *, struct way **out);
/* The first step from this day on; NULL: none is planned. */
const struct way_step *way_next(const struct way *, struct day from);

/*
 * Day and percent out of what was typed; empty steps go, the rest by day.
 * Problems at "day-2", "tasks-2" ... (counted from 1, as typed); with any
 * the steps stay as typed.
 */
bool way_settle(struct way *, struct day today, struct problems *);
enum way_saved { WAY_SAVED, WAY_REFUSED, WAY_CONFLICT, WAY_NONE };
/* Over version seen_n; *now is what is stored (WAY_CONFLICT: the other). */
enum way_saved way_save(struct care *, struct way *, int seen_n,
    struct way *now, struct problems *);

/* One's own draft; version 0: none. */
struct way_draft {
	int base_n;			/* version it was begun over */
	int64_t version, saved_at;
	struct way way;			/* as typed, not settled */
};
void way_draft_get(struct care *, struct way_draft *out);
/* False: it was saved meanwhile, or is too long; nothing changed. */
bool way_draft_put(struct care *, const struct way *, int base_n,
    int64_t seen, int64_t *version);
