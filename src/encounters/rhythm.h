/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The rhythm of contact: what is agreed (programme, changed by the clinic,
 * changed for one patient), and whether it was kept.
 *
 * Whether a step was kept is computed each time from what really happened:
 * messages the clinic sent, answers to reports, talks that were held.
 * Nothing is ticked off by hand.
 *
 *  message  due on its day; kept when the clinic wrote by then, later when
 *           after it; not kept when a week has gone by without.
 *  reply    on the agreed weekday, every so many weeks.  Kept when the clinic
 *           wrote on the day or in the half interval before it (3 days of a
 *           week), later in the half after it.  So each writing counts for
 *           one reply.  It comes also when the patient has done nothing.
 *  talk, call  in its week; kept when one held for this step was by the
 *           week's last day, later when after it; planned until then.
 *           Not reached does not keep it, and is told.
 *
 * A reply whose day lies in a pause rests.  Steps after the end of the course
 * are not asked for, nor is an optional one.  The half interval and the week
 * are this program's, told in docs/contact.md; they are no finding.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/zone.h"
#include "programme/contact.h"

struct arena;
struct programme;

enum { RHYTHM_STEPS_MAX = 24, RHYTHM_ITEMS_MAX = 240, RHYTHM_TEXT_MAX = 600 };

/* One step as it holds now. */
struct rhythm_step {
	const struct contact_step *step;
	int n;				/* its week, day or every */
	bool off;
};
struct contact_rhythm {
	struct rhythm_step steps[RHYTHM_STEPS_MAX];
	size_t n;
	int weekday;			/* agreed, 1..7; 0: the week's last */
	int weeks;			/* of the programme */
};

/* The programme's default. */
void rhythm_of_programme(const struct programme *, int weekday,
    struct contact_rhythm *out);
/* "weekly=2 midway=off" over it; unknown ids are passed over. */
void rhythm_apply(struct contact_rhythm *, struct str steps);
/* The other way, all steps. */
struct str rhythm_text(struct arena *, const struct contact_rhythm *);

/* What happened; days where the patient lives. */
struct rhythm_talk {
	struct str step;
	struct day day;
	bool held, tried;		/* neither: planned */
};
struct rhythm_facts {
	struct day start, made;		/* of the course */
	struct day ended;		/* DAY_NONE: it runs */
	struct day today;
	const struct day *writes;	/* the clinic's, any order */
	size_t writes_n;
	const struct rhythm_talk *talks;
	size_t talks_n;
	const struct day *pauses;	/* pairs: from, until */
	size_t pauses_n;		/* pairs */
};

enum rhythm_state {
	RHYTHM_COMING,
	RHYTHM_PLANNED,			/* a talk has a time */
	RHYTHM_HERE,			/* its day or week is here */
	RHYTHM_KEPT,
	RHYTHM_LATER,			/* it came, after its day */
	RHYTHM_NOT,			/* not kept */
	RHYTHM_RESTED,			/* in a pause */
	RHYTHM_WISH,			/* optional: if wanted */
	RHYTHM_STATES
};
struct rhythm_item {
	const struct rhythm_step *step;
	struct day from, due;		/* from: in the queue */
	struct day on;			/* kept, later, planned: when */
	enum rhythm_state state;
	int tried;			/* not reached */
};

/* In order of due; at most RHYTHM_ITEMS_MAX. */
size_t rhythm_items(const struct contact_rhythm *, const struct rhythm_facts *,
    struct rhythm_item *out);
/* What is next: here first, then planned or coming; NULL: nothing. */
const struct rhythm_item *rhythm_next(const struct rhythm_item *, size_t n);
/* Of those here, the oldest; NULL: nothing asks for anybody. */
const struct rhythm_item *rhythm_here(const struct rhythm_item *, size_t n);
