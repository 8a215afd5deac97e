/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Which form a normal week asks of one patient.  The programme says it; a
 * therapist may choose another of at most ten items, one more beside it, and
 * every other week.  The first one must have a risk item (a rule that shows
 * help reads it): the question about safety stays in every choice.  What the
 * programme asks in a week of its own, in week 0 and in its last week stays.
 *
 * A choice counts from the week after it was made, so that a form is never
 * taken from under somebody's hands, and past weeks stay as they were.
 * Kept as VARIANT_FORM: "phq9/1", "phq9+gad7/2".
 */
#include "course/change.h"
#include "programme/instrument.h"

enum { WEEKLY_ITEMS_MAX = 10, WEEKLY_EVERY_MAX = 2 };

struct weekly {
	const struct instrument *first, *beside;	/* beside may be NULL */
	int every;			/* 1 each week, 2 every other */
	int after;			/* it was chosen in this week */
};

bool instrument_has_risk(const struct instrument *);
/* Of at most ten items. */
bool weekly_short(const struct instrument *);
/* What a stored choice names; false: not in this content any more. */
bool weekly_read(const struct content *, struct str value, struct weekly *);
/* The choice that counts in a week (1 ..); false: the programme's. */
bool weekly_of(struct care *, const struct enrolment *, const struct content *,
    int week, struct weekly *out);
/* Is it asked in this week, or is it the week between? */
static inline bool
weekly_due(const struct weekly *w, int week)
{
	int first = w->after < 0 ? 1 : w->after + 1;

	return (week - first) % w->every == 0;
}
/* What the programme asks each week; NULL: nothing. */
const struct instrument *weekly_programme(const struct programme *);
/* Problems at "first", "beside", "every", "reason". */
enum changed weekly_change(struct changing *, struct str first,
    struct str beside, int every);
