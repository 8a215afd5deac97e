/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_life.h"

#include "people/clinic.h"

/*
 * The last free moment for which what is asked of the staff is not over yet.
 * An alert's own rule tells when it is due (clinic.h).
 */
static int64_t
lately(const struct life *l, bool same_day)
{
	const struct clinic *c = l->acts->clinic;
	int64_t at = l->acts->now - 50 * MINUTE, first = at - 26 * HOUR;

	for (; at > first; at -= 5 * MINUTE) {
		struct civil t = zone_civil(c->zone, at);
		int64_t due = same_day ? clinic_same_day(c, at) :
		    clinic_days_after(c, at, 1);

		if (t.hour * 60 + t.minute >= 7 * 60 + 20 && t.hour < 22 &&
		    due > l->acts->now + HOUR / 2)
			return at;
	}
	return l->acts->now - 50 * MINUTE;
}

static void
ends_risk(struct life *l)
{
	bool phone = l->p->how & ENDS_PHONE, draft = l->p->how & ENDS_DRAFT;
	int64_t at = lately(l, phone);
	int week = (life_day(l, at) - l->start.n) / WEEK_DAYS;
	struct act *a;

	if (!(l->p->how & (ENDS_PHONE | ENDS_DRAFT | ENDS_ALERT)))
		return;
	a = life_add(l, draft ? ACT_PHQ_DRAFT : ACT_PHQ, at);
	if (a == NULL)
		return;
	a->n = week;
	a->total = phone ? l->base + 3 : life_phq_total(l, week);
	a->q9 = phone ? 2 : draft;
	if (phone)
		life_follow_up(l, week, at + 2 * MINUTE, "unsure");
	if (draft)
		life_add(l, ACT_TICK, at + 35 * MINUTE);
}

static void
ends_words(struct life *l)
{
	const struct exchange *x = l->acts->last_words[l->who];

	if (l->p->how & ENDS_QUESTION)
		life_add_words(l, ACT_SAY, l->staff_until, x);
	if (l->p->how & ENDS_UNREAD) {
		life_add_words(l, ACT_SAY, l->until, x);
		l->staff_until = l->acts->now;
		life_add_words(l, ACT_ANSWER, life_reading_after(l,
		    l->until), x);
	}
	if (l->p->goes == GOES_QUIET)
		life_add_note(l, life_reading_after(l, l->until + 5 * DAY_S),
		    NOTE_QUIET);
	if (l->p->goes == GOES_FINISHED)
		life_add_note(l, life_reading_after(l, life_moment(l,
		    l->start.n + WEEK_DAYS * WEEKS + 3, 0)), NOTE_END);
}

/* Nobody counts as quiet but those who are meant to. */
static void
ends_visit(struct life *l)
{
	int64_t at = life_free_time(l, l->today.n - 1 - life_dice(l, 2));

	if (l->p->goes == GOES_QUIET)
		at = l->until;
	if (l->p->how & (ENDS_UNREAD | BEGUN))
		return;
	life_add(l, ACT_READ, at);
}

static void
ends_glass(struct life *l)
{
	struct act *a;

	if (!(l->p->how & GLASS))
		return;
	a = life_add(l, ACT_GLASS, life_reading_before(l, life_moment(l,
	    l->today.n - 8, 0), true));
	if (a != NULL)
		a->staff = STAFF_SUPERVISOR;
}

void
life_ends(struct life *l)
{
	ends_risk(l);
	ends_words(l);
	ends_visit(l);
	ends_glass(l);
}

void
life_ends_limits(struct life *l)
{
	int64_t last;

	l->until = l->staff_until = l->acts->now;
	if (l->p->goes == GOES_QUIET)
		l->until = life_free_time(l, l->today.n - 8 - l->who % 3 * 3 -
		    life_dice(l, 3));
	if (l->p->how & ENDS_UNREAD) {
		last = life_reading_before(l, l->acts->now - SOON_S, false);
		l->until = life_moment(l, life_day(l, last) - 1, 20 * 60 +
		    life_dice(l, 60));
		l->staff_until = last - 1;	/* until the last answer */
	}
	if (l->p->how & ENDS_QUESTION)
		l->staff_until = life_free_time(l, l->today.n - 2 -
		    life_dice(l, 3));
	if (l->p->how & ENDS_REPORT)
		l->last_report = life_free_time(l, l->today.n - 2 -
		    life_dice(l, 2));
}

static const struct exchange *
last_exchange(struct texts *t, const struct person *p)
{
	if (p->how & ENDS_QUESTION)
		return texts_exchange(t, p->lang, MOOD_STUCK);
	if (p->how & ENDS_UNREAD)
		return texts_exchange(t, p->lang, MOOD_WELL);
	return NULL;
}

/* With words: they are shown in the walk-through. */
static const struct doubt *
last_doubt(struct texts *t, const struct person *p)
{
	enum doubt_kind kind = p->how & ENDS_TALK ? DOUBT_FIT : DOUBT_UNSURE;
	const struct doubt *d = texts_doubt(t, p->lang, kind);

	return d != NULL && d->says == NULL ? texts_doubt(t, p->lang, kind) :
	    d;
}

void
life_ends_choose(struct acts *all)
{
	int i;

	for (i = 0; i < PATIENTS; i++) {
		const struct person *p = demo_person(i);

		all->last_words[i] = last_exchange(&all->texts, p);
		if (p->how & ENDS_REPORT)
			all->last_told[i] = texts_told(&all->texts, p->lang,
			    GROUP_ANY, STR_NONE, p->goes == GOES_WELL ? 2 :
			    1);
		if (p->how & (ENDS_TALK | ENDS_UNSURE))
			all->last_doubt[i] = last_doubt(&all->texts, p);
	}
}
