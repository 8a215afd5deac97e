/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_life.h"

#include <stdlib.h>

#include "demo/demo_talks.h"
#include "demo/demo_work.h"
#include "people/clinic.h"
#include "programme/content.h"

enum { TALKS = 2, NOTES = 2, CHAPTER_DAYS = 14 };

/* --- the beginning ------------------------------------------------------ */

static void
invite(struct life *l)
{
	int64_t at = life_reading_before(l, l->p->goes == GOES_INVITED ?
	    l->acts->now - 20 * HOUR : life_moment(l, l->start.n - 3, 0), true);
	int minute;

	life_add(l, ACT_INVITE, at);
	if (l->p->goes == GOES_INVITED)
		return;
	minute = 18 * 60 + 30 + life_dice(l, 120);
	l->accepted = life_moment(l, l->start.n - 1 - life_dice(l, 2), minute);
	if (l->p->how & BEGUN)
		l->accepted = life_moment(l, l->today.n - 1, 19 * 60 +
		    life_dice(l, 60));
	life_add(l, ACT_ACCEPT, l->accepted);
	life_add(l, ACT_MATTERS, l->accepted + 5 * MINUTE);
	if (!(l->p->how & BEGUN))
		life_measure(l, 0, l->accepted + 11 * MINUTE);
}

static void
pages(struct life *l, const struct chapter *c, int64_t at, int from, int to)
{
	struct act *a;

	for (; from <= to; from++, at += (4 + life_dice(l, 4)) * MINUTE)
		if ((a = life_add(l, ACT_PAGE, at)) != NULL) {
			a->n = from;
			a->chapter = c->id;
		}
}

static int
pages_of(const struct chapter *c)
{
	return (int)c->text[TEXT_STANDARD][LANG_NB].npages;
}

static void
chapter_over(struct life *l, const struct chapter *c, int64_t at)
{
	struct act *a = life_add(l, ACT_DONE, at);

	if (a != NULL)
		a->chapter = c->id;
}

/* Chapter 1; when it was finished, 0: not yet. */
static int64_t
chapter(struct life *l, const struct chapter *c)
{
	int64_t at = life_free_time(l, l->start.n);

	if (l->p->how & HELD) {
		life_add(l, ACT_HOLD, life_reading_after(l, l->accepted));
		return 0;
	}
	if (l->p->how & BEGUN) {
		pages(l, c, l->accepted + 9 * MINUTE, 1, 2);
		return 0;
	}
	pages(l, c, at, 1, 2);
	at = life_free_time(l, l->start.n + 2);
	pages(l, c, at, 3, 3);
	life_add(l, ACT_MAP_DRAFT, at + 6 * MINUTE);
	if (l->p->how & HALF_MAP)
		return 0;
	life_add(l, ACT_MAP_SEND, at + 17 * MINUTE);
	at = life_free_time(l, l->start.n + 4);
	pages(l, c, at, 4, pages_of(c) - 1);
	at = life_free_time(l, l->start.n + 5 + life_dice(l, 2));
	pages(l, c, at, pages_of(c), pages_of(c));
	chapter_over(l, c, at + 6 * MINUTE);
	return at + 6 * MINUTE;
}

/*
 * The chapters after the first, one in two weeks, in two sittings, as far as
 * they are written and the person is.  Who is stuck is slower.
 */
static void
chapters(struct life *l)
{
	const struct programme *p = l->acts->programme;
	int slow = l->p->goes == GOES_STUCK || l->p->goes == GOES_QUIET ?
	    CHAPTER_DAYS / 2 : 0;
	size_t k;

	for (k = 1; k < p->nchapters && k < CHAPTERS_MAX; k++) {
		const struct chapter *c = &p->chapters[k];
		int day = l->start.n + (int)k * (CHAPTER_DAYS + slow), half;
		int64_t at = life_free_time(l, day + 3);

		if (c->planned || pages_of(c) == 0 || at > l->until ||
		    at + HOUR > l->acts->now)
			return;
		half = (pages_of(c) + 1) / 2;
		pages(l, c, life_free_time(l, day), 1, half);
		pages(l, c, at, half + 1, pages_of(c));
		chapter_over(l, c, at + 50 * MINUTE);
		l->read_at[k] = at + 50 * MINUTE;
	}
}

static void
safety(struct life *l)
{
	struct act *a;

	if (!(l->p->how & HAS_PLAN))
		return;
	a = life_add(l, ACT_SAFETY, life_reading_after(l, life_moment(l,
	    l->start.n + 2, 0)));
	if (a != NULL)
		a->plan = texts_plan(&l->acts->texts, l->p->lang);
}

/* --- the weeks ---------------------------------------------------------- */

static enum mood
mood_of(struct life *l, int week)
{
	if (week < 2)
		return MOOD_START;
	switch (l->p->goes) {
	case GOES_WELL:
	case GOES_FINISHED:
		return MOOD_WELL;
	case GOES_WORSE:
		return life_got_worse(l, week) ? MOOD_HEAVY : MOOD_STUCK;
	case GOES_RISK:
		return MOOD_HEAVY;
	case GOES_QUIET:
		return life_chance(l, 50) ? MOOD_HEAVY : MOOD_STUCK;
	case GOES_STUCK:
	case GOES_INVITED:
		break;
	}
	return MOOD_STUCK;
}

static void
reads(struct life *l, int64_t after)
{
	int64_t at = life_free_time(l, life_day(l, after) + life_dice(l, 2));

	if (at <= after)
		at = after + 6 * HOUR;
	life_add(l, ACT_READ, at);
}

/* Says something, and is answered when the therapist next sits down. */
static bool
talk(struct life *l, int week, int64_t at)
{
	int64_t answer = life_reading_after(l, at);
	const struct exchange *x;

	if (answer >= l->acts->now - SOON_S || at > l->until ||
	    answer > l->staff_until || answer == l->last_answer)
		return false;
	x = texts_exchange(&l->acts->texts, l->p->lang, mood_of(l, week));
	if (x == NULL)
		return false;
	life_add_words(l, ACT_SAY, at, x);
	life_add_words(l, ACT_ANSWER, answer, x);
	reads(l, answer);
	l->last_answer = answer;
	return true;
}

/*
 * Spread over the weeks, so that the pools last for all: one exchange at the
 * beginning, about three later, two notes.
 */
static void
week_words(struct life *l, int week)
{
	int day = l->start.n + WEEK_DAYS * week;
	int percent = week < 2 ? 60 : 100 * TALKS / (l->p->week - 1);
	int most = week < 2 ? 1 : 1 + TALKS;
	int64_t at = life_reading_after(l, life_moment(l, day + 2, 0));

	if (l->talks < most && life_chance(l, percent) &&
	    talk(l, week, life_free_time(l, day + 1 + life_dice(l, 4)))) {
		l->talks++;
		return;
	}
	if (l->notes < NOTES && at <= l->until && life_chance(l, 40) &&
	    life_add_note(l, at, NOTE_WEEK)) {
		l->notes++;
		reads(l, at);
	} else if (week > 0 || life_chance(l, 50)) {
		life_add(l, ACT_LOOK, at);
	}
}

static void
weeks(struct life *l)
{
	int w, last = l->p->week - 1, left = 1;
	int answers = l->p->goes == GOES_STUCK ? 80 : 92;

	/* This week's answers are told of apart, or not given yet. */
	if (l->p->how & (ENDS_PHONE | ENDS_DRAFT | ENDS_ALERT | ENDS_UNREAD))
		left = 0;
	for (w = 0; w <= last && w <= WEEKS; w++) {
		int day = l->start.n + WEEK_DAYS * w + life_dice(l, 3);

		if (w > 0 && (w < last || left) &&
		    (life_chance(l, answers) || life_got_worse(l, w)))
			life_measure(l, w, life_free_time(l, day));
		if (!(l->p->how & BEGUN))
			week_words(l, w);
	}
}

static void
person_plan(struct acts *all, int who)
{
	struct life l = { .acts = all, .p = demo_person(who), .who = who,
	    .rng = prng_seed(all->seed * 1000003 + (uint64_t)who + 1),
	    .start = life_start(all, who),
	    .today = zone_day(all->clinic->zone, all->now),
	    .way = &demo_ways[who] };
	int64_t read;

	life_scores_first(&l);
	life_ends_limits(&l);
	invite(&l);
	if (l.p->goes == GOES_INVITED)
		return;
	read = chapter(&l, &all->programme->chapters[0]);
	if (read != 0)
		chapters(&l);
	safety(&l);
	weeks(&l);
	if (read != 0)
		life_work(&l, read);
	life_ends(&l);
	life_own(&l);
}

/* The supervisor's Monday look, and the yearly care for the numbers. */
static void
house_plan(struct acts *all)
{
	struct life l = { .acts = all, .p = demo_person(0), .who = -1,
	    .rng = prng_seed(all->seed), .until = all->now,
	    .staff_until = all->now,
	    .today = zone_day(all->clinic->zone, all->now) };
	bool looked_after = false;
	int day;

	for (day = l.today.n - 100; day <= l.today.n; day++) {
		int64_t at = life_moment(&l, day, 9 * 60 + 10 +
		    life_dice(&l, 60));
		struct act *a;

		life_add(&l, ACT_NUDGE, life_moment(&l, day, 10 * 60));

		if (!clinic_staffed(all->clinic, at))
			continue;
		if (day_weekday((struct day){ day }) == 1 &&
		    (a = life_add(&l, ACT_TEAM, at)) != NULL)
			a->staff = STAFF_SUPERVISOR;
		if (day >= l.today.n - 21 && !looked_after &&
		    (a = life_add(&l, ACT_CLINIC, at)) != NULL) {
			a->staff = STAFF_ADMIN;
			looked_after = true;
		}
	}
}

static int
by_time(const void *x, const void *y)
{
	const struct act *a = x, *b = y;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

struct day
life_start(const struct acts *all, int who)
{
	const struct person *p = demo_person(who);
	struct day today = zone_day(all->clinic->zone, all->now);

	return (struct day){ today.n - WEEK_DAYS * (p->week - 1) -
	    p->weekday_ago };
}

void
life_plan(struct acts *all)
{
	int who;

	all->texts = texts_new(all->seed);
	life_ends_choose(all);
	for (who = 0; who < PATIENTS; who++)
		person_plan(all, who);
	house_plan(all);
	talks_plan(all);
	return_plan(all);
	qsort(all->list, all->n, sizeof(*all->list), by_time);
}
