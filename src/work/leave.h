/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Degree of sick leave, 0 to 100 %, as intervals of local days; 0 is at work
 * as agreed.  Those that hold never overlap.  Whoever says something new
 * about days that are told already replaces just those days; what was there
 * is kept with who replaced it and when, for the clinic to see.  Patient and
 * therapist both may say it.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/problems.h"
#include "base/zone.h"
#include "work/by.h"

struct care;

enum { LEAVES_MAX = 200, LEAVE_BACK_DAYS = 5 * 366, LEAVE_AHEAD_DAYS = 366 };

struct leave {
	struct id id;
	struct day from, until;		/* both in it; DAY_NONE: goes on */
	int percent;
	struct by by;
	struct by gone;			/* .at 0: it holds */
};

enum leave_saved {
	LEAVE_SAVED,
	LEAVE_REFUSED,		/* problems at "percent", "from", "until" */
	LEAVE_CONFLICT,		/* changed since the form was filled */
	LEAVE_NONE,		/* no such interval, or no right to write */
};

/* Those that hold, the oldest first. */
size_t leave_list(struct care *, struct leave **out);
/* Those that were replaced, the newest change first; clinic only. */
size_t leave_replaced(struct care *, struct leave **out);
/* How many changes there were: what a form was filled from. */
int leave_changes(struct care *);

/*
 * From new->from on (to new->until; without it up to what is told of later
 * days) the degree is new->percent.  The same as what holds changes nothing.
 */
enum leave_saved leave_put(struct care *, const struct leave *new, int seen,
    struct problems *);
/*
 * An interval was wrong.  A neighbour without a gap follows: when the degree
 * began later than said, the one before it went on until then.
 */
enum leave_saved leave_correct(struct care *, struct id, const struct leave *,
    int seen, struct problems *);
/* These days are not known after all. */
enum leave_saved leave_take_away(struct care *, struct id, int seen);

/* On one day; false: not told. */
bool leave_on(const struct leave *, size_t n, struct day, struct leave *out);
/*
 * The degree of this day, since when without a break, and what was before it
 * (percent -1: nothing told).
 */
struct leave_now {
	bool known;
	int percent, before;
	struct day since;
};
struct leave_now leave_now(const struct leave *, size_t n, struct day);
