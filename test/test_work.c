/* SPDX-License-Identifier: Apache-2.0 */
#define TEST_MAIN
#include "course_fixture.h"

#include "answers/answers.h"
#include "course/course.h"
#include "work/back.h"
#include "work/card.h"
#include "work/job.h"
#include "work/leave.h"
#include "work/way.h"
#include "work/week.h"

/* Wednesday 4 March 2026 is day 20516; the agreed day here is Tuesday. */
enum { D0 = 20516, TUESDAY = 2 };

#define DAY_AT(n) ((struct day){ D0 + (n) })
#define NEVER DAY_NONE

static void
enrol(struct world *w, struct care *c)
{
	w->enrolment = course_enrol(c, w->content, S("p"), DAY_AT(0),
	    TUESDAY);
}

static struct enrolment
current(struct care *c)
{
	struct enrolment e = { .week = 0 };

	CHECK(course_current(c, &e));
	return e;
}

static enum leave_saved
put(struct care *c, struct day from, struct day until, int percent)
{
	struct leave new = { .from = from, .until = until,
	    .percent = percent };
	struct problems bad = { .n = 0 };

	return leave_put(c, &new, leave_changes(c), &bad);
}

/* "0..3:100 4..:80", days from D0. */
static const char *
told(struct care *c)
{
	struct buf b = buf_new(test_arena, 8000);
	struct leave *list;
	size_t n = leave_list(c, &list), i;

	for (i = 0; i < n; i++) {
		buf_fmt(&b, "%s%d..", i > 0 ? " " : "", list[i].from.n - D0);
		if (list[i].until.n != DAY_NONE_N)
			buf_fmt(&b, "%d", list[i].until.n - D0);
		buf_fmt(&b, ":%d", list[i].percent);
	}
	return str_copy(test_arena, buf_str(&b)).at;
}

static struct id
nth(struct care *c, size_t i)
{
	struct leave *list;

	CHECK(leave_list(c, &list) > i);
	return list[i].id;
}

static enum leave_saved
correct(struct care *c, size_t i, struct day from, struct day until,
    int percent)
{
	struct leave new = { .from = from, .until = until,
	    .percent = percent };
	struct problems bad = { .n = 0 };

	return leave_correct(c, nth(c, i), &new, leave_changes(c), &bad);
}

/* --- degree of leave - */

static void
intervals(struct world *w, struct care *c)
{
	struct leave_now now;
	struct leave *list;
	size_t n;

	(void)w;
	CHECK_STR(str_z(told(c)), "");
	CHECK_INT(put(c, DAY_AT(-60), NEVER, 100), LEAVE_SAVED);
	CHECK_INT(put(c, DAY_AT(-10), NEVER, 80), LEAVE_SAVED);
	CHECK_STR(str_z(told(c)), "-60..-11:100 -10..:80");
	/* Said once more: nothing new. */
	CHECK_INT(put(c, DAY_AT(-5), NEVER, 80), LEAVE_SAVED);
	CHECK_INT(leave_changes(c), 2);
	/* Some days in the middle; what is around them stays. */
	CHECK_INT(put(c, DAY_AT(-40), DAY_AT(-31), 50), LEAVE_SAVED);
	CHECK_STR(str_z(told(c)),
	    "-60..-41:100 -40..-31:50 -30..-11:100 -10..:80");
	/* Without a last day: up to what is told of later days. */
	CHECK_INT(put(c, DAY_AT(-70), NEVER, 20), LEAVE_SAVED);
	CHECK_INT(put(c, DAY_AT(-20), NEVER, 90), LEAVE_SAVED);
	CHECK_STR(str_z(told(c)), "-70..-61:20 -60..-41:100 -40..-31:50 "
	    "-30..-21:100 -20..-11:90 -10..:80");
	n = leave_list(c, &list);
	now = leave_now(list, n, DAY_AT(0));
	CHECK(now.known);
	CHECK_INT(now.percent, 80);
	CHECK_INT(now.before, 90);
	CHECK_INT(now.since.n, D0 - 10);
	CHECK(!leave_now(list, n, DAY_AT(-71)).known);
	CHECK_INT(leave_now(list, n, DAY_AT(-65)).before, -1);
}

static void
same_degree_in_pieces(struct world *w, struct care *c)
{
	struct leave_now now;
	struct leave *list;

	(void)w;
	put(c, DAY_AT(-30), DAY_AT(-16), 60);
	put(c, DAY_AT(-15), NEVER, 60);
	now = leave_now(list, leave_list(c, &list), DAY_AT(0));
	CHECK_INT(now.since.n, D0 - 30);
	/* Nothing was told of before: no "60 % → 60 %". */
	CHECK_INT(now.before, -1);
}

static void
corrections(struct world *w, struct care *c)
{
	(void)w;
	put(c, DAY_AT(-60), NEVER, 100);
	put(c, DAY_AT(-10), NEVER, 80);
	/* It began two days later: the one before went on until then. */
	CHECK_INT(correct(c, 1, DAY_AT(-8), NEVER, 80), LEAVE_SAVED);
	CHECK_STR(str_z(told(c)), "-60..-9:100 -8..:80");
	/* Earlier: it takes the days. */
	CHECK_INT(correct(c, 1, DAY_AT(-12), NEVER, 70), LEAVE_SAVED);
	CHECK_STR(str_z(told(c)), "-60..-13:100 -12..:70");
	/* The first ended earlier: the second fills up. */
	CHECK_INT(correct(c, 0, DAY_AT(-60), DAY_AT(-20), 100), LEAVE_SAVED);
	CHECK_STR(str_z(told(c)), "-60..-20:100 -19..:70");
	/* Moved far away it lands on nothing that is told. */
	put(c, DAY_AT(-5), NEVER, 40);
	CHECK_INT(correct(c, 1, DAY_AT(5), DAY_AT(9), 70), LEAVE_SAVED);
	CHECK_STR(str_z(told(c)), "-60..-6:100 -5..4:40 5..9:70 10..:40");
	CHECK_INT(leave_take_away(c, nth(c, 0), leave_changes(c)),
	    LEAVE_SAVED);
	CHECK_STR(str_z(told(c)), "-5..4:40 5..9:70 10..:40");
}

static void
bounds(struct world *w, struct care *c)
{
	struct problems bad = { .n = 0 };
	struct leave new = { .from = DAY_AT(0), .until = DAY_AT(-1),
	    .percent = 101 };
	struct leave *list;
	size_t n;

	(void)w;
	CHECK_INT(leave_put(c, &new, 0, &bad), LEAVE_REFUSED);
	CHECK(problem_of(&bad, S("percent")) != NULL);
	CHECK(problem_of(&bad, S("until")) != NULL);
	CHECK_INT(put(c, DAY_AT(-LEAVE_BACK_DAYS - 1), NEVER, 50),
	    LEAVE_REFUSED);
	CHECK_INT(put(c, DAY_AT(LEAVE_AHEAD_DAYS + 1), NEVER, 50),
	    LEAVE_REFUSED);
	CHECK_INT(put(c, NEVER, NEVER, 50), LEAVE_REFUSED);
	CHECK_INT(put(c, DAY_AT(0), NEVER, 0), LEAVE_SAVED);
	/* Over an old page. */
	new = (struct leave){ .from = DAY_AT(1), .until = NEVER,
	    .percent = 10 };
	CHECK_INT(leave_put(c, &new, 0, &bad), LEAVE_CONFLICT);
	CHECK_INT(leave_correct(c, id_random(), &new, 1, &bad), LEAVE_NONE);
	CHECK_INT(leave_take_away(c, nth(c, 0), 0), LEAVE_CONFLICT);
	n = leave_list(c, &list);
	CHECK_INT(n, 1);
}

/* Whatever is said in whatever order: never two on one day, none lost. */
static void
never_two_on_a_day(struct world *w, struct care *c)
{
	uint32_t x = 7;
	int model[200], i, k;

	(void)w;
	for (i = 0; i < 200; i++)
		model[i] = -1;
	for (i = 0; i < 60; i++) {
		struct leave *list;
		size_t n, j;
		int from, len, percent;

		x = x * 1664525u + 1013904223u;
		from = (int)(x >> 24) % 150;
		len = (int)(x >> 16) % 40;
		percent = (int)(x >> 8) % 11 * 10;
		CHECK_INT(put(c, DAY_AT(from - 150), DAY_AT(from + len -
		    150), percent), LEAVE_SAVED);
		for (k = from; k <= from + len; k++)
			model[k] = percent;
		n = leave_list(c, &list);
		for (j = 1; j < n; j++)
			CHECK(list[j].from.n > list[j - 1].until.n);
		for (k = 0; k < 200; k++) {
			struct leave on = { .percent = -1 };

			if (!leave_on(list, n, DAY_AT(k - 150), &on))
				on.percent = -1;
			CHECK_INT(on.percent, model[k]);
		}
	}
}

static void
history_own(struct world *w, struct care *c)
{
	struct leave *gone;

	(void)w;
	put(c, DAY_AT(-60), NEVER, 100);
	put(c, DAY_AT(-10), NEVER, 80);
	CHECK_INT(leave_replaced(c, &gone), 0);
}

static void
history_clinic(struct world *w, struct care *c)
{
	struct leave *gone, *list;

	/* That the first one ended is no correction. */
	CHECK_INT(leave_replaced(c, &gone), 0);
	w->now += 60;
	CHECK_INT(correct(c, 1, DAY_AT(-10), NEVER, 60), LEAVE_SAVED);
	CHECK_INT(leave_replaced(c, &gone), 1);
	CHECK_INT(gone[0].percent, 80);
	CHECK(gone[0].by.patient);
	CHECK(!gone[0].gone.patient);
	CHECK(id_eq(gone[0].gone.account, c->actor));
	CHECK_INT(leave_list(c, &list), 2);
	CHECK(list[0].by.patient);
	CHECK(!list[1].by.patient);
}

EACH_WORLD(degrees_are_cut_never_doubled)
{
	AS(w, OWN, intervals);
	AS(w, OTHER_OWN, same_degree_in_pieces);
}

EACH_WORLD(corrections_move_what_touches)
{
	AS(w, OWN, corrections);
	AS(w, OTHER_OWN, bounds);
}

EACH_WORLD(never_two_on_one_day)
{
	AS(w, OWN, never_two_on_a_day);
}

EACH_WORLD(history_is_for_the_clinic)
{
	AS(w, OWN, history_own);
	AS(w, THERAPIST, history_clinic);
}

/* --- when it is asked - */

static bool
asked(struct care *c)
{
	struct enrolment e = current(c);

	return week_asked(c, &e);
}

static void
not_asked(struct world *w, struct care *c)
{
	(void)w;
	CHECK(!asked(c));
}

static void
asked_and_said(struct world *w, struct care *c)
{
	(void)w;
	CHECK(asked(c));
	week_said(c, true, 80, false);
	CHECK(!asked(c));
}

/* To this hour of a day from D0, in Oslo. */
static void
to(struct world *w, int day, int hour)
{
	w->now = zone_moment(zone_find(S("Europe/Oslo")), DAY_AT(day),
	    hour * 60);
}

EACH_WORLD(once_a_week_from_the_agreed_day)
{
	AS(w, THERAPIST, enrol);
	AS(w, OWN, not_asked);
	to(w, 5, 23);			/* Monday night */
	AS(w, OWN, not_asked);
	to(w, 6, 0);			/* Tuesday, midnight there */
	AS(w, OWN, asked_and_said);
	to(w, 12, 23);			/* the next Monday */
	AS(w, OWN, not_asked);
	to(w, 17, 9);			/* Saturday after a silent Tuesday */
	AS(w, OWN, asked_and_said);
	/* Three days before the agreed one count for it, four do not. */
	to(w, 20, 9);
	AS(w, OWN, not_asked);
	to(w, 27, 0);			/* Tuesday 31 March, summer time */
	AS(w, OWN, asked_and_said);
	to(w, 33, 23);
	AS(w, OWN, not_asked);
	to(w, 34, 0);
	AS(w, OWN, asked_and_said);
}

static void
more(struct world *w, struct care *c)
{
	CHECK(say_asked(c, DAY_NONE));
	week_said(c, true, 80, true);
	CHECK(!say_asked(c, DAY_NONE));
	/* A step nine days on is not near yet. */
	CHECK(!say_asked(c, DAY_AT(6 + 9)));
	w->n = c->now;
}

static void
more_near(struct world *w, struct care *c)
{
	(void)w;
	CHECK(!say_asked(c, DAY_NONE));
	CHECK(say_asked(c, DAY_AT(15)));	/* in two days */
	CHECK(!say_asked(c, DAY_AT(13)));	/* today, it is there */
	CHECK(!say_asked(c, DAY_AT(21)));
	week_said(c, true, 80, true);
	CHECK(!say_asked(c, DAY_AT(15)));
}

static void
not_more(struct world *w, struct care *c)
{
	(void)w;
	CHECK(!say_asked(c, DAY_NONE));
}

static void
more_again(struct world *w, struct care *c)
{
	(void)w;
	CHECK(say_asked(c, DAY_NONE));
}

EACH_WORLD(two_weeks_apart_or_before_a_step)
{
	AS(w, THERAPIST, enrol);
	to(w, 6, 9);
	AS(w, OWN, more);
	to(w, 13, 9);
	AS(w, OWN, more_near);
	to(w, 26, 9);
	AS(w, OWN, not_more);
	to(w, 27, 9);
	AS(w, OWN, more_again);
}

/* --- what comes of it - */

static void
say(struct care *c, int sure, enum hope hope)
{
	struct say s = { .ready = -1, .sure = sure, .hope = hope };

	CHECK(say_put(c, &s));
}

static void
says_own(struct world *w, struct care *c)
{
	struct say nothing = { .ready = -1, .sure = -1 };
	struct worry *list;

	(void)w;
	CHECK(!say_put(c, &nothing));
	say(c, 8, HOPE_YES);
	say(c, 6, HOPE_OPEN);		/* two less: under the clinic's three */
	CHECK_INT(worry_list(c, &list), 0);
}

static void
no_worry(struct world *w, struct care *c)
{
	struct worry *list;

	(void)w;
	CHECK_INT(worry_list(c, &list), 0);
}

static void
falls(struct world *w, struct care *c)
{
	(void)w;
	say(c, -1, HOPE_YES);		/* left open: compared with the 6 */
	say(c, 3, HOPE_OPEN);
}

static void
is_unsure(struct world *w, struct care *c)
{
	(void)w;
	say(c, 3, HOPE_UNSURE);
}

static void
one_worry(struct world *w, struct care *c)
{
	struct worry *list;

	CHECK_INT(worry_list(c, &list), 1);
	CHECK_INT(list[0].why, WORRY_FELL);
	CHECK_INT(list[0].was, 6);
	CHECK_INT(list[0].now, 3);
	w->n = list[0].since_at;
}

/* Other words, the same age; then a note, and a message has nothing left. */
static void
met(struct world *w, struct care *c)
{
	struct problems bad = { .n = 0 };
	struct worry *list;

	CHECK_INT(worry_list(c, &list), 1);
	CHECK_INT(list[0].why, WORRY_UNSURE);
	CHECK_INT(list[0].since_at, w->n);
	CHECK(!worry_note(c, S("  "), &bad));
	CHECK_INT(bad.n, 1);
	bad.n = 0;
	CHECK(worry_note(c, S("Ring on Friday"), &bad));
	worry_answered(c, c->now);
	CHECK_INT(worry_list(c, &list), 1);
	CHECK_STR(list[0].note, "Ring on Friday");
	CHECK(list[0].closed_at != 0);
}

static void
off(struct world *w, struct care *c)
{
	CHECK(clinic_set(c->tx, w->clinic, SET_WORK_FALL, 0, c->actor,
	    c->now));
}

static void
falls_to_nothing(struct world *w, struct care *c)
{
	(void)w;
	say(c, 10, HOPE_OPEN);
	say(c, 0, HOPE_OPEN);
}

EACH_WORLD(a_worry_is_one_line)
{
	AS(w, THERAPIST, enrol);
	AS(w, OWN, says_own);
	AS(w, THERAPIST, no_worry);
	w->now += 86400;
	AS(w, OWN, falls);
	AS(w, THERAPIST, one_worry);
	w->now += 86400;
	AS(w, OWN, is_unsure);
	AS(w, THERAPIST, met);
}

EACH_WORLD(how_far_is_the_clinics_to_say)
{
	AS(w, THERAPIST, off);
	AS(w, OWN, falls_to_nothing);
	AS(w, THERAPIST, no_worry);
}
#include "work_more.h"

int
main(int argc, char **argv)
{
	return test_run("work", argc, argv);
}
