/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Tests of edits, deadlines, taking, closing, lists; part of
 * test_measures.c. */
#include "html/html.h"
#include "measures/chart.h"

static bool taken;

static void
take_step(struct world *w, struct care *c)
{
	taken = alert_take(c, clinic_of(w, c), closing_id, closing_version);
}

/* --- edits of what was sent --------------------------------------------- */

EACH_WORLD(an_edit_that_rises_or_falls_is_told)
{
	begin(w);
	SEND(w, 0, 1, 1);
	w->now += MINUTE;
	SEND(w, 0, 2, 1);			/* another item: nothing new */
	CHECK_INT(seen_n, 1);
	w->now += MINUTE;
	SEND(w, 0, 2, 3);
	CHECK_INT(seen_n, 2);
	CHECK_INT(seen[1].item_level, 3);
	w->now += MINUTE;
	SEND(w, 0, 2, 1);
	CHECK_INT(seen_n, 3);
	CHECK_STR(seen[2].rules, "risk_call changed");
	w->now += MINUTE;
	SEND(w, 0, 2, 0);
	CHECK_INT(seen_n, 4);
	CHECK_STR(seen[3].rules, "changed");
	CHECK_INT(seen[3].level, ALERT_LOOK);
	CHECK_INT(seen[0].closed_at, 0);	/* nothing closes itself */
}

static struct score_point *points;
static size_t points_n;

static void
points_step(struct world *w, struct care *c)
{
	(void)w;
	points_n = measures_scores(c, S("phq9"), &points);
}

EACH_WORLD(scores_baseline_change_and_newest)
{
	begin(w);
	SEND(w, 0, 2, 0);			/* 16 */
	w->now += HOUR;
	SEND(w, 0, 1, 0);			/* 8, instead */
	CHECK_INT(seen_n, 0);			/* never against itself */
	AS(w, THERAPIST, points_step);
	CHECK_INT(points_n, 1);
	CHECK_INT(points[0].value, 8);
	CHECK(points[0].first && !points[0].missing);
	CHECK_INT(points[0].change, SCORE_UNKNOWN);
	CHECK_INT(points[0].at, at(3, 2, 10, 0));	/* first sent */
	CHECK_STR(points[0].band, "mild");
	CHECK(id_eq(points[0].answer, said.answer.id));
	w->now = at(3, 9, 10, 0);
	SEND(w, 1, 2, 0);
	w->now = at(3, 16, 10, 0);
	SEND(w, 2, 0, 0);
	w->now = at(3, 23, 10, 0);
	SEND(w, 3, 1, 0);
	w->now = at(3, 30, 10, 0);
	SEND(w, 4, SKIPPED, 0);
	AS(w, THERAPIST, points_step);
	CHECK_INT(points_n, 5);
	CHECK_INT(points[1].change, SCORE_WORSE);
	CHECK_INT(points[1].baseline, 8);
	CHECK(!points[1].first);
	CHECK_INT(points[2].change, SCORE_BETTER);
	CHECK_INT(points[3].change, SCORE_SAME);
	CHECK(points[4].missing);
	CHECK_INT(points[4].change, SCORE_UNKNOWN);
	CHECK_INT(occasion_week(points[4].occasion), 4);
	AS(w, OWN, rows_step);
	CHECK_INT(rows_scores, 6);		/* the old version is kept */
}

EACH_WORLD(the_same_again_is_nothing_new)
{
	begin(w);
	SEND(w, 0, 1, 2);
	w->now += MINUTE;
	say.version = 0;
	AS(w, OWN, say_step);			/* sent twice */
	CHECK_INT(said.save, ANSWER_SAVED);
	AS(w, OWN, rows_step);
	CHECK_INT(rows_answers, 1);
	CHECK_INT(rows_alerts, 1);
	CHECK_INT(rows_scores, 1);
}

EACH_WORLD(two_tabs_never_overwrite)
{
	begin(w);
	DRAFT(w, 0, 1, 0);
	say = (struct say){ 0, 1, 1, 3, NULL, true, 0 };
	AS(w, OWN, say_step);
	CHECK_INT(said.save, ANSWER_CONFLICT);
	look(w);
	CHECK_INT(seen_n, 0);
	AS(w, THERAPIST, say_step);
	CHECK_INT(said.save, ANSWER_REFUSED);	/* nobody answers for her */
}

static void
private_step(struct world *w, struct care *c)
{
	(void)w;
	CHECK_INT(db_int(c->tx, -1, t_private, c->patient), 0);
	CHECK_INT(db_int(c->tx, -1, t_audits, c->patient, S("alert.make"),
	    S("system")), 1);
}

/* measures_world.h marks all values "only for me". */
EACH_WORLD(risk_questions_are_never_only_for_me)
{
	begin(w);
	SEND(w, 0, 1, 2);
	AS(w, OWN, private_step);
}

/* --- by when ------------------------------------------------------------ */

static int64_t
due_of(struct world *w, int64_t now, int q9)
{
	w->now = now;
	SEND(w, 4, 1, q9);
	return seen[seen_n - 1].due_at;
}

EACH_WORLD(a_call_is_due_the_same_staffed_day)
{
	begin(w);
	CHECK_INT(due_of(w, at(4, 1, 14, 0), 1), at(4, 1, 15, 30));
	/* Less than an hour is left before Easter: the morning after it. */
	CHECK_INT(due_of(w, at(4, 1, 15, 0), 2), at(4, 7, 8, 30));
	CHECK_INT(due_of(w, at(4, 1, 16, 0), 3), at(4, 7, 15, 30));
	CHECK_INT(due_of(w, at(4, 4, 12, 0), 2), at(4, 7, 15, 30));
}

EACH_WORLD(a_look_is_due_within_one_staffed_day)
{
	begin(w);
	CHECK_INT(due_of(w, at(3, 30, 10, 0), SKIPPED), at(3, 31, 10, 0));
	begin(w);
	CHECK_INT(due_of(w, at(4, 1, 10, 0), SKIPPED), at(4, 7, 10, 0));
	begin(w);
	CHECK_INT(due_of(w, at(4, 4, 12, 0), SKIPPED), at(4, 7, 15, 30));
}

/* --- take and close ----------------------------------------------------- */

EACH_WORLD(taking_pauses_for_four_staffed_hours_at_most)
{
	begin(w);
	SEND(w, 0, 1, 2);
	w->now = at(3, 2, 14, 0);
	closing_id = seen[0].id;
	closing_version = seen[0].version + 1;
	AS(w, THERAPIST, take_step);
	CHECK(!taken);				/* seen another version */
	closing_version--;
	AS(w, THERAPIST, take_step);
	CHECK(taken);
	look(w);
	CHECK_INT(seen[0].taken_until_at, at(3, 3, 10, 30));
	CHECK(id_eq(seen[0].taken_by, w->therapist.account));
	w->now = at(3, 3, 9, 0);		/* again: no longer pause */
	closing_version = seen[0].version;
	AS(w, THERAPIST, take_step);
	CHECK(taken);
	look(w);
	CHECK_INT(seen[0].taken_at, w->now);
	CHECK_INT(seen[0].taken_until_at, at(3, 3, 10, 30));
	close_it(w, &seen[0]);
	closing_version = seen[0].version;
	AS(w, THERAPIST, take_step);
	CHECK(!taken);				/* closed */
}

static void
refused(struct world *w, const char *field)
{
	AS(w, THERAPIST, close_step);
	CHECK(!closed);
	CHECK_INT(bad.n, 1);
	CHECK(problem_of(&bad, str_z(field)) != NULL);
}

EACH_WORLD(closing_wants_every_part)
{
	int today;

	begin(w);
	SEND(w, 0, 1, 2);
	w->now = at(3, 2, 23, 30);		/* the patient's day */
	today = day_of(2026, 3, 2).n;
	closing_id = seen[0].id;
	closing_version = seen[0].version;
	closing = (struct alert_close){ .assessed_level = -1,
	    .next_look = DAY_NONE };
	AS(w, THERAPIST, close_step);
	CHECK(!closed);
	CHECK_INT(bad.n, 4);
	closing = close_well(w);
	closing.contact = CONTACT_NONE;
	refused(w, "contact");
	closing = close_well(w);
	closing.assessed_level = -1;
	refused(w, "level");
	closing.assessed_level = 3;
	refused(w, "level");
	closing = close_well(w);
	closing.plan = S(" \n ");
	refused(w, "plan");
	closing = close_well(w);
	closing.next_look = DAY_NONE;
	refused(w, "next");
	closing.assessed_level = 0;
	closing.contact = CONTACT_NOT_REACHED;
	refused(w, "next");
	closing = close_well(w);
	closing.next_look.n = today - 1;
	refused(w, "next");
	closing.next_look.n = today + 61;
	refused(w, "next");
	look(w);
	CHECK_INT(seen[0].closed_at, 0);
	closing.next_look.n = today + 60;
	closing.note = S("rang to ganger");
	AS(w, THERAPIST, close_step);
	CHECK(closed);
	look(w);
	CHECK_INT(seen[0].closed_at, w->now);
	CHECK(id_eq(seen[0].closed_by, w->therapist.account));
	CHECK_INT(seen[0].contact, CONTACT_SPOKE);
	CHECK_INT(seen[0].assessed_level, 1);
	CHECK_INT(seen[0].assessed_item, 2);
	CHECK_STR(seen[0].plan, "call on Friday");
	CHECK_STR(seen[0].note, "rang to ganger");
	CHECK_INT(seen[0].next_look.n, today + 60);
	closing_version = seen[0].version;
	AS(w, THERAPIST, close_step);
	CHECK(!closed && bad.n == 0);		/* once */
}

EACH_WORLD(level_none_after_a_talk_needs_no_next_look)
{
	begin(w);
	SEND(w, 0, 1, 2);
	closing = close_well(w);
	closing.assessed_level = 0;
	closing.next_look = DAY_NONE;
	closing_id = seen[0].id;
	closing_version = seen[0].version + 1;
	AS(w, THERAPIST, close_step);
	CHECK(!closed && bad.n == 0);		/* changed meanwhile */
	closing_version--;
	AS(w, THERAPIST, close_step);
	CHECK(closed);
	look(w);
	CHECK_INT(seen[0].next_look.n, DAY_NONE_N);
	CHECK_INT(seen[0].assessed_level, 0);
}

static enum who who_tries;

static bool
try_in(struct tx *tx, void *arg)
{
	struct world_step *s = arg;
	struct world *w = s->w;
	struct care c;

	if (who_tries == OWN)
		CHECK(care_open_own(&c, tx, w->vault, &w->own));
	else
		CHECK(care_open(&c, tx, w->vault, &w->supervisor, w->patient));
	s->run(w, &c);
	return true;
}

static void
tries(struct world *w, enum who who, void (*run)(struct world *, struct care *))
{
	struct world_step s = { .w = w, .run = run };

	who_tries = who;
	clock_set(w->now);
	CHECK_RC(db_tx(w->db, test_arena, try_in, &s), RC_REFUSED);
}

static void
no_alerts_step(struct world *w, struct care *c)
{
	struct alert *all, a;

	(void)w;
	CHECK_INT(alerts_of_patient(c, false, &all), 0);
	CHECK(!alert_get(c, closing_id, &a));
}

EACH_WORLD(only_who_is_in_charge_takes_and_closes)
{
	begin(w);
	SEND(w, 0, 1, 2);
	closing = close_well(w);
	closing_id = seen[0].id;
	closing_version = seen[0].version;
	tries(w, OWN, take_step);
	tries(w, OWN, close_step);
	tries(w, GLASS, take_step);
	tries(w, GLASS, close_step);
	AS(w, OWN, no_alerts_step);
	AS(w, OTHER_OWN, no_alerts_step);
	AS(w, GLASS, seen_step);		/* may look */
	CHECK_INT(seen_n, 1);
	CHECK_INT(seen[0].version, closing_version);
}

static int assessed;

static void
assessed_step(struct world *w, struct care *c)
{
	(void)w;
	assessed = alert_last_assessed(c, S("phq9"));
}

static int
assessed_last(struct world *w)
{
	AS(w, THERAPIST, assessed_step);
	return assessed;
}

EACH_WORLD(later_answers_are_compared_with_the_last_assessment)
{
	begin(w);
	CHECK_INT(assessed_last(w), 0);
	assessed_at(w, 3);
	CHECK_INT(assessed_last(w), 3);
	SEND(w, 1, 1, 1);
	CHECK_INT(seen[1].level, ALERT_LOOK);
	w->now += HOUR;
	close_it(w, &seen[1]);
	CHECK_INT(assessed_last(w), 1);
	w->now = at(3, 16, 10, 0);
	SEND(w, 2, 1, SKIPPED);			/* does not lower it */
	w->now += HOUR;
	close_it(w, &seen[2]);
	CHECK_INT(seen[2].assessed_item, -1);
	CHECK_INT(assessed_last(w), 1);
	w->now = at(3, 23, 10, 0);
	SEND(w, 3, 1, 1);
	CHECK_INT(seen[3].level, ALERT_LOOK);
}

/* --- all or nothing ----------------------------------------------------- */

static bool
fault_in(struct tx *tx, void *arg)
{
	struct world *w = arg;
	struct care c;

	CHECK(care_open_own(&c, tx, w->vault, &w->own));
	say_step(w, &c);
	return true;
}

EACH_WORLD(a_failure_leaves_neither_answer_nor_alert)
{
	int64_t n;
	enum rc rc = RC_IO;

	begin(w);
	for (n = 1; n < 200 && rc != RC_OK; n++) {
		say = (struct say){ 0, 1, 1, 2, NULL, true, 0 };
		clock_set(w->now);
		db_fault_at(n, RC_IO);
		rc = db_tx(w->db, test_arena, fault_in, w);
		db_fault_at(0, RC_OK);
		AS(w, OWN, rows_step);
		CHECK_INT(rows_answers, rc == RC_OK);
		CHECK_INT(rows_alerts, rc == RC_OK);
		CHECK_INT(rows_scores, rc == RC_OK);
	}
	CHECK_RC(rc, RC_OK);
	CHECK(n > 12);				/* it did fail on the way */
}

/* --- lists -------------------------------------------------------------- */

struct listing {
	struct world *w;
	const struct actor *actor;
	enum scope_kind kind;
	struct alert_row *rows;
	size_t n;
};

static void
listing_in(struct tx *tx, void *arg)
{
	struct listing *l = arg;
	struct scope s;

	scope_open(&s, tx, l->w->vault, l->actor, l->kind);
	l->n = alerts_open(&s, &l->rows);
}

static struct listing
listing(struct world *w, const struct actor *a, enum scope_kind kind)
{
	struct listing l = { w, a, kind, NULL, 0 };

	clock_set(w->now);
	CHECK_RC(db_read(w->db, test_arena, listing_in, &l), RC_OK);
	return l;
}

static bool
cover_in(struct tx *tx, void *arg)
{
	struct world *w = arg;

	care_grant(tx, w->clinic, w->patient, w->therapist.account, "cover",
	    ID_NONE, w->now);
	return true;
}

EACH_WORLD(open_alerts_of_ones_own_list_and_of_the_team)
{
	struct actor stranger = w->therapist;
	struct listing l;

	stranger.account = id_random();
	begin(w);
	SEND(w, 0, 1, 2);
	CHECK_RC(db_tx(w->db, test_arena, cover_in, w), RC_OK);
	l = listing(w, &w->therapist, SCOPE_CASELOAD);
	CHECK_INT(l.n, 1);			/* once, though twice in care */
	CHECK_INT(l.rows[0].level, ALERT_PHONE);
	CHECK(!l.rows[0].taken && !l.rows[0].draft);
	CHECK(id_eq(l.rows[0].patient, w->patient));
	CHECK_INT(l.rows[0].due_at, seen[0].due_at);
	CHECK_INT(listing(w, &stranger, SCOPE_CASELOAD).n, 0);
	CHECK_INT(listing(w, &w->supervisor, SCOPE_CASELOAD).n, 0);
	CHECK_INT(listing(w, &w->supervisor, SCOPE_TEAM).n, 1);
	CHECK_INT(listing(w, &w->therapist, SCOPE_TEAM).n, 0);
	closing_id = seen[0].id;
	closing_version = seen[0].version;
	AS(w, THERAPIST, take_step);
	CHECK(listing(w, &w->supervisor, SCOPE_TEAM).rows[0].taken);
	w->now = at(3, 3, 12, 0);		/* the pause is over */
	CHECK(!listing(w, &w->supervisor, SCOPE_TEAM).rows[0].taken);
	look(w);
	close_it(w, &seen[0]);
	CHECK_INT(listing(w, &w->therapist, SCOPE_CASELOAD).n, 0);
	CHECK_INT(listing(w, &w->supervisor, SCOPE_TEAM).n, 0);
}

static void
known_step(struct world *w, struct care *c)
{
	struct enrolment e;
	struct value v = { 0 };

	(void)w;
	CHECK(course_current(c, &e));
	CHECK(measures_known(c, &e, FUNC_SCORE, S("phq9.total"), &v));
	CHECK_INT(v.number, 9);
	CHECK(measures_known(c, &e, FUNC_BASELINE, S("phq9.total"), &v));
	CHECK_INT(v.number, 10);
	CHECK(measures_known(c, &e, FUNC_LAST, S("phq9.total"), &v));
	CHECK_INT(v.number, 10);
	CHECK(measures_known(c, &e, FUNC_LAST_ASSESSED, S("phq9.q9"), &v));
	CHECK_INT(v.number, 2);
	CHECK(measures_known(c, &e, FUNC_LAST_ASSESSED, S("phq9.total"), &v));
	CHECK_INT(v.number, 10);
	CHECK(measures_known(c, &e, FUNC_ANSWERED, S("phq9"), &v));
	CHECK(v.kind == VALUE_BOOL && v.truth);
	CHECK(measures_known(c, &e, FUNC_DAYS_SINCE, S("phq9"), &v));
	CHECK_INT(v.number, 1);
	CHECK(!measures_known(c, &e, FUNC_SCORE, S("gad7.total"), &v));
	CHECK(!measures_known(c, &e, FUNC_DONE, S("moment"), &v));
}

EACH_WORLD(what_expressions_of_the_programme_can_ask)
{
	begin(w);
	assessed_at(w, 2);
	SEND(w, 1, 1, 1);
	w->now += DAY;
	AS(w, OWN, known_step);
}

/* The last number of a line in stairs lies on no line. */
TEST(a_step_just_taken_has_its_number_beside_it)
{
	struct buf page = buf_new(test_arena, 4000);
	struct out out = { .buf = &page, .arena = test_arena, .lang = LANG_EN,
	    .zone = zone_utc() };
	struct chart_point pts[] = { { .day = { 100 }, .value = 60 },
		{ .day = { 135 }, .value = 20 },
		{ .day = { 137 }, .value = 20 } };
	struct chart_data d = { .to = 100, .points = pts, .n = 3,
	    .by_day = true, .start = { 100 }, .weeks = 12, .stairs = true };
	struct chart c = { 0 };

	chart_make(&out, &d, &c);
	CHECK_INT(c.marks[0].text_x, c.marks[0].x);
	CHECK(c.marks[2].text_x > c.marks[2].x + 10);
	/* One taken long ago has room above it. */
	pts[1].day.n = 110;
	c = (struct chart){ 0 };
	chart_make(&out, &d, &c);
	CHECK_INT(c.marks[2].text_x, c.marks[2].x);
	CHECK(c.marks[2].text_y < c.marks[2].y);
}
