/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rhythm of contact on cases made by hand: when was a step kept?  The
 * course begins on Monday 2 March 2026, replies come on Tuesdays; summer time
 * begins on 29 March.
 */
#define TEST_MAIN
#include "encounters/minutes.h"
#include "encounters/rhythm.h"
#include "programme/content.h"
#include "test.h"

enum { WRITES_MAX = 40, TALKS_MAX = 20 };

static const struct contact_step steps[] = {
	{ .id = { "first", 5 }, .what = CONTACT_TALK, .week = 1 },
	{ .id = { "welcome", 7 }, .what = CONTACT_MESSAGE, .day = 1 },
	{ .id = { "weekly", 6 }, .what = CONTACT_REPLY, .every = 1 },
	{ .id = { "midway", 6 }, .what = CONTACT_CALL, .week = 6 },
	{ .id = { "quiet", 5 }, .what = CONTACT_CALL, .quiet = true },
	{ .id = { "last", 4 }, .what = CONTACT_TALK, .week = 12 },
	{ .id = { "booster", 7 }, .what = CONTACT_TALK, .week = 24,
	    .optional = true },
};
static const struct programme programme = { .weeks = 12, .contact = steps,
	.ncontact = sizeof(steps) / sizeof(steps[0]) };

struct world {
	struct contact_rhythm rhythm;
	struct rhythm_facts facts;
	struct day writes[WRITES_MAX], pauses[4];
	struct rhythm_talk talks[TALKS_MAX];
	struct rhythm_item items[RHYTHM_ITEMS_MAX];
	size_t n;
};

static struct day
d(int month, int day)
{
	return day_of(2026, month, day);
}

static void
begin(struct world *w)
{
	*w = (struct world){ .n = 0 };
	rhythm_of_programme(&programme, 2, &w->rhythm);
	w->facts = (struct rhythm_facts){ .start = d(3, 2), .made = d(2, 27),
	    .ended = DAY_NONE, .today = d(3, 2), .writes = w->writes,
	    .talks = w->talks, .pauses = w->pauses };
}

static void
writes(struct world *w, int month, int day)
{
	w->writes[w->facts.writes_n++] = d(month, day);
}

static void
talk(struct world *w, const char *step, int month, int day, bool held,
    bool tried)
{
	w->talks[w->facts.talks_n++] = (struct rhythm_talk){ str_z(step),
	    d(month, day), held, tried };
}

/* The state of the nth item of a step as seen on a day. */
static enum rhythm_state
state(struct world *w, const char *step, int nth, int month, int day)
{
	size_t i;

	w->facts.today = d(month, day);
	w->n = rhythm_items(&w->rhythm, &w->facts, w->items);
	for (i = 0; i < w->n; i++)
		if (str_is(w->items[i].step->step->id, step) && nth-- == 0)
			return w->items[i].state;
	return RHYTHM_STATES;
}

static int
count(struct world *w, const char *step)
{
	int n = 0;
	size_t i;

	for (i = 0; i < w->n; i++)
		n += str_is(w->items[i].step->step->id, step);
	return n;
}

TEST(welcome)
{
	struct world w;

	begin(&w);
	CHECK_INT(state(&w, "welcome", 0, 3, 1), RHYTHM_COMING);
	CHECK_INT(state(&w, "welcome", 0, 3, 2), RHYTHM_HERE);
	CHECK_INT(state(&w, "welcome", 0, 3, 8), RHYTHM_HERE);
	CHECK_INT(state(&w, "welcome", 0, 3, 9), RHYTHM_NOT);
	writes(&w, 3, 3);
	CHECK_INT(state(&w, "welcome", 0, 3, 9), RHYTHM_LATER);
	writes(&w, 2, 28);		/* before the first day is as good */
	CHECK_INT(state(&w, "welcome", 0, 3, 9), RHYTHM_KEPT);
	/* Of an earlier course: not this one's. */
	begin(&w);
	writes(&w, 2, 20);
	CHECK_INT(state(&w, "welcome", 0, 3, 2), RHYTHM_HERE);
}

/* Tuesdays: 10 March is the first whose half interval lies after the start. */
TEST(reply)
{
	struct world w;

	begin(&w);
	CHECK_INT(state(&w, "weekly", 0, 3, 9), RHYTHM_COMING);
	CHECK_INT(w.items[2].due.n, d(3, 10).n);
	CHECK_INT(count(&w, "weekly"), 11);
	CHECK_INT(state(&w, "weekly", 0, 3, 10), RHYTHM_HERE);
	CHECK_INT(state(&w, "weekly", 0, 3, 13), RHYTHM_HERE);
	CHECK_INT(state(&w, "weekly", 0, 3, 14), RHYTHM_NOT);
	writes(&w, 3, 13);
	CHECK_INT(state(&w, "weekly", 0, 3, 14), RHYTHM_LATER);
	/* One writing is one reply: Saturday is the next one's half. */
	CHECK_INT(state(&w, "weekly", 1, 3, 17), RHYTHM_HERE);
	writes(&w, 3, 14);
	CHECK_INT(state(&w, "weekly", 1, 3, 16), RHYTHM_KEPT);
	CHECK_INT(state(&w, "weekly", 2, 3, 24), RHYTHM_HERE);
	/* The welcome is none. */
	begin(&w);
	writes(&w, 3, 2);
	writes(&w, 3, 6);
	CHECK_INT(state(&w, "weekly", 0, 3, 10), RHYTHM_HERE);
	writes(&w, 3, 7);
	CHECK_INT(state(&w, "weekly", 0, 3, 10), RHYTHM_KEPT);
}

TEST(reply_every_second_week_and_day)
{
	struct world w;

	begin(&w);
	rhythm_apply(&w.rhythm, S("weekly=2 midway=off nothing=3"));
	CHECK_INT(w.rhythm.steps[2].n, 2);
	CHECK(w.rhythm.steps[3].off);
	w.rhythm.weekday = 5;
	/* Half of 14 days after Monday the 2nd: Friday the 13th. */
	CHECK_INT(state(&w, "weekly", 0, 3, 13), RHYTHM_HERE);
	CHECK_INT(count(&w, "weekly"), 6);
	CHECK_INT(count(&w, "midway"), 0);
	writes(&w, 3, 19);
	CHECK_INT(state(&w, "weekly", 0, 3, 20), RHYTHM_LATER);
	CHECK_INT(state(&w, "weekly", 1, 3, 27), RHYTHM_HERE);
	CHECK_STR(rhythm_text(test_arena, &w.rhythm), "first=1 welcome=1 "
	    "weekly=2 midway=off quiet=0 last=12 booster=24");
}

/* 31 March comes after the change to summer time: days, not hours. */
TEST(reply_over_summer_time)
{
	struct world w;

	begin(&w);
	CHECK_INT(state(&w, "weekly", 3, 3, 31), RHYTHM_HERE);
	CHECK_INT(day_weekday(w.items[6].due), 2);
	writes(&w, 3, 29);
	CHECK_INT(state(&w, "weekly", 3, 3, 31), RHYTHM_KEPT);
}

TEST(pause_and_end)
{
	struct world w;

	begin(&w);
	w.pauses[0] = d(3, 15);
	w.pauses[1] = d(3, 22);
	w.facts.pauses_n = 1;
	CHECK_INT(state(&w, "weekly", 1, 3, 17), RHYTHM_RESTED);
	CHECK_INT(state(&w, "weekly", 2, 3, 24), RHYTHM_HERE);
	writes(&w, 3, 17);		/* wrote all the same */
	CHECK_INT(state(&w, "weekly", 1, 3, 24), RHYTHM_KEPT);
	w.facts.ended = d(3, 25);
	CHECK_INT(state(&w, "weekly", 3, 4, 1), RHYTHM_STATES);
	CHECK_INT(count(&w, "weekly"), 3);
	CHECK_INT(count(&w, "last"), 0);
	CHECK_INT(count(&w, "booster"), 1);
}

/* Week 6 is 6 to 12 April. */
TEST(talks)
{
	struct world w;

	begin(&w);
	CHECK_INT(state(&w, "midway", 0, 4, 5), RHYTHM_COMING);
	CHECK_INT(state(&w, "midway", 0, 4, 6), RHYTHM_HERE);
	CHECK_INT(state(&w, "midway", 0, 4, 19), RHYTHM_HERE);
	CHECK_INT(state(&w, "midway", 0, 4, 20), RHYTHM_NOT);
	talk(&w, "midway", 4, 7, false, true);
	CHECK_INT(state(&w, "midway", 0, 4, 8), RHYTHM_HERE);
	talk(&w, "midway", 4, 14, false, false);
	CHECK_INT(state(&w, "midway", 0, 4, 8), RHYTHM_PLANNED);
	talk(&w, "midway", 4, 14, true, false);
	CHECK_INT(state(&w, "midway", 0, 4, 15), RHYTHM_LATER);
	talk(&w, "midway", 4, 12, true, false);
	CHECK_INT(state(&w, "midway", 0, 4, 15), RHYTHM_KEPT);
	/* Another step's talk keeps nothing. */
	CHECK_INT(state(&w, "first", 0, 3, 8), RHYTHM_HERE);
	talk(&w, "first", 2, 27, true, false);
	CHECK_INT(state(&w, "first", 0, 3, 8), RHYTHM_KEPT);
	/* Only if wanted: nobody is asked for it. */
	CHECK_INT(state(&w, "booster", 0, 8, 20), RHYTHM_WISH);
	CHECK_INT(count(&w, "quiet"), 0);
}

TEST(what_is_next)
{
	struct world w;

	begin(&w);
	writes(&w, 3, 2);
	talk(&w, "first", 3, 2, true, false);
	(void)state(&w, "weekly", 0, 3, 9);
	CHECK(rhythm_here(w.items, w.n) == NULL);
	CHECK_STR(rhythm_next(w.items, w.n)->step->step->id, "weekly");
	CHECK_INT(rhythm_next(w.items, w.n)->due.n, d(3, 10).n);
	(void)state(&w, "weekly", 0, 3, 11);
	CHECK(rhythm_here(w.items, w.n) != NULL);
	CHECK_INT(rhythm_here(w.items, w.n)->due.n, d(3, 10).n);
}

/* A programme without one has none, and nothing asks. */
TEST(no_rhythm)
{
	static const struct programme bare = { .weeks = 12 };
	struct world w;

	begin(&w);
	rhythm_of_programme(&bare, 2, &w.rhythm);
	CHECK_INT(rhythm_items(&w.rhythm, &w.facts, w.items), 0);
	CHECK(rhythm_next(w.items, 0) == NULL);
}

TEST(minutes)
{
	struct minutes_row m = { .seconds = 629, .talks = 20,
	    .corrected = -1 };

	CHECK_INT(minutes_of(&m), 10 + 20);
	m.seconds = 630;
	CHECK_INT(minutes_of(&m), 11 + 20);
	m.corrected = 0;
	CHECK_INT(minutes_of(&m), 0);
	/* Sunday belongs to the Monday before. */
	CHECK_INT(minutes_monday(d(3, 8)).n, d(3, 2).n);
	CHECK_INT(minutes_monday(d(3, 9)).n, d(3, 9).n);
}

int
main(int argc, char **argv)
{
	return test_run("encounters", argc, argv);
}
