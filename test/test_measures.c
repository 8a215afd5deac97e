/* SPDX-License-Identifier: Apache-2.0 */
#define TEST_MAIN
#include "measures_world.h"

SQL(t_audits, "patient:id action:text role:text", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM audit "
    "WHERE patient_id = $1 AND action = $2 AND role = $3");
SQL(t_rows, "patient:id", "answers:int alerts:int scores:int drafts:int",
    "SELECT (SELECT CAST(count(*) AS BIGINT) FROM answer "
    "WHERE patient_id = $1) AS answers, "
    "(SELECT CAST(count(*) AS BIGINT) FROM alert WHERE patient_id = $1) "
    "AS alerts, (SELECT CAST(count(*) AS BIGINT) FROM score "
    "WHERE patient_id = $1) AS scores, "
    "(SELECT CAST(count(*) AS BIGINT) FROM risk_draft "
    "WHERE patient_id = $1) AS drafts");
SQL(t_private, "patient:id", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM answer_value "
    "WHERE patient_id = $1 AND private = 1");
SQL(t_erase, "patient:id", "",
    "UPDATE patient SET state = 'erased' WHERE id = $1");
SQL(t_end, "patient:id", "",
    "UPDATE enrolment SET ended_at = 1 WHERE patient_id = $1");

static int rows_answers, rows_alerts, rows_scores, rows_drafts;

static void
rows_step(struct world *w, struct care *c)
{
	(void)w;
	ROWS(r, c->tx, t_rows, c->patient);

	CHECK(rows_next(&r));
	rows_answers = (int)rows_int(&r, "answers");
	rows_alerts = (int)rows_int(&r, "alerts");
	rows_scores = (int)rows_int(&r, "scores");
	rows_drafts = (int)rows_int(&r, "drafts");
}

EACH_WORLD(statements)
{
	struct str why = STR_NONE;

	CHECK_RC(db_statements_check(w->db, test_arena, &why), RC_OK);
	CHECK_STR(why, "");
}

/* --- which, when -------------------------------------------------------- */

static struct occasion *list;
static size_t list_n;

static void
list_step(struct world *w, struct care *c)
{
	struct enrolment e;

	CHECK(course_current(c, &e));
	list_n = measures_occasions(c, &e, w->content, &list);
}

static const struct occasion *
asked_at(struct world *w, const char *instrument, const char *name)
{
	size_t i;

	AS(w, OWN, list_step);
	for (i = 0; i < list_n; i++)
		if (str_is(list[i].instrument->id, instrument) &&
		    str_is(list[i].name, name))
			return &list[i];
	return NULL;
}

static bool
is_open(struct world *w, const char *instrument, const char *name)
{
	const struct occasion *o = asked_at(w, instrument, name);

	return o != NULL && o->open;
}

EACH_WORLD(week_0_opens_three_days_before)
{
	const struct occasion *o;

	begin(w);
	w->now = at(2, 26, 23, 59);
	CHECK(asked_at(w, "phq9", "w0") == NULL);
	CHECK_INT(list_n, 0);
	w->now = at(2, 27, 0, 0);
	CHECK(is_open(w, "phq9", "w0"));
	CHECK(is_open(w, "gad7", "w0"));
	CHECK_INT(list_n, 2);
	CHECK_INT(list[0].nth, 1);
	CHECK_INT(list[1].nth, 2);
	CHECK_INT(list[0].items, 9);
	CHECK_INT(measure_minutes(&list[0]), 2);
	w->now = at(3, 8, 23, 59);		/* last day of the week */
	CHECK(is_open(w, "phq9", "w0"));
	CHECK(is_open(w, "gad7", "w0"));
	w->now = at(3, 9, 0, 0);
	o = asked_at(w, "phq9", "w0");
	CHECK(o != NULL && !o->open && !o->done);
	CHECK(is_open(w, "phq9", "w1"));
	CHECK(asked_at(w, "gad7", "w1") == NULL);
	CHECK_INT(asked_at(w, "phq9", "w1")->nth, 1);
}

EACH_WORLD(weekly_to_the_end_and_week_6_in_its_window)
{
	begin(w);
	w->now = at(4, 9, 12, 0);		/* three days before week 6 */
	CHECK(!is_open(w, "gad7", "w6"));
	w->now = at(4, 10, 12, 0);
	CHECK(is_open(w, "gad7", "w6"));
	CHECK(is_open(w, "phq9", "w5"));
	CHECK(asked_at(w, "phq9", "w6") == NULL);
	w->now = at(4, 19, 12, 0);
	CHECK(is_open(w, "gad7", "w6"));
	CHECK_INT(asked_at(w, "phq9", "w6")->nth, 1);
	CHECK_INT(asked_at(w, "gad7", "w6")->nth, 2);
	w->now = at(4, 20, 12, 0);
	CHECK(!is_open(w, "gad7", "w6"));
	w->now = at(5, 25, 12, 0);		/* week 12 */
	CHECK(is_open(w, "phq9", "w12"));
	CHECK(is_open(w, "gad7", "w12"));
	CHECK_INT(list_n, 13 + 3);
	w->now = at(7, 1, 12, 0);
	AS(w, OWN, list_step);
	CHECK_INT(list_n, 13 + 3);
	CHECK(!list[list_n - 1].open);
}

static void
end_step(struct world *w, struct care *c)
{
	(void)w;
	db_run(c->tx, t_end, c->patient);
}

static void
not_mine_step(struct world *w, struct care *c)
{
	struct enrolment e;
	struct occasion o;

	(void)w;
	CHECK(!occasion_of(w, c, 0, 3, &e, &o));
	CHECK(!occasion_of(w, c, 0, 0, &e, &o));
	CHECK(!occasion_of(w, c, -1, 1, &e, &o));
	CHECK(!occasion_of(w, c, 1, 1, &e, &o));	/* not yet */
	CHECK(!occasion_of(w, c, 99999, 1, &e, &o));
}

EACH_WORLD(begun_done_and_ended)
{
	const struct occasion *o;

	begin(w);
	AS(w, OWN, not_mine_step);
	DRAFT(w, 0, 1, NOT);
	o = asked_at(w, "phq9", "w0");
	CHECK(o->begun && !o->done);
	AS(w, THERAPIST, list_step);
	CHECK(!list[0].begun);			/* a draft is nobody else's */
	SEND(w, 0, 1, 0);
	o = asked_at(w, "phq9", "w0");
	CHECK(o->done && !o->begun && o->open);
	CHECK_INT(o->done_at, w->now);
	w->now += HOUR;
	DRAFT(w, 0, 2, 0);
	o = asked_at(w, "phq9", "w0");
	CHECK(o->done && o->begun);
	AS(w, OWN, end_step);
	CHECK(!is_open(w, "phq9", "w0"));
}

/* --- the rules, line by line -------------------------------------------- */

EACH_WORLD(nothing_reported_tells_nobody)
{
	begin(w);
	SEND(w, 0, 0, 0);
	CHECK(!said.help && !said.ask_follow_up);
	CHECK(id_is_none(said.alert));
	CHECK_INT(seen_n, 0);
}

EACH_WORLD(first_answer_of_1_is_a_call)
{
	begin(w);
	SEND(w, 0, 1, 1);
	CHECK(said.help && said.ask_follow_up);
	CHECK_INT(seen_n, 1);
	CHECK(id_eq(seen[0].id, said.alert));
	CHECK_INT(seen[0].level, ALERT_PHONE);
	CHECK_STR(seen[0].kind, "risk");
	CHECK_STR(seen[0].rules, "risk_call");
	CHECK_STR(seen[0].instrument, "phq9");
	CHECK_STR(seen[0].occasion, "w0");
	CHECK_INT(seen[0].item_level, 1);
	CHECK_INT(seen[0].draft_item, -1);
	CHECK_INT(seen[0].assessed_level, -1);
	CHECK(!seen[0].draft);
	CHECK_INT(seen[0].due_at, at(3, 2, 15, 30));
}

EACH_WORLD(the_level_assessed_is_a_look)
{
	begin(w);
	assessed_at(w, 1);
	SEND(w, 1, 1, 1);
	CHECK(said.help && said.ask_follow_up);
	CHECK_INT(seen_n, 2);
	CHECK_INT(seen[1].level, ALERT_LOOK);
	CHECK_STR(seen[1].rules, "risk_look");
	CHECK_INT(seen[1].due_at, at(3, 10, 10, 0));
}

EACH_WORLD(two_and_more_is_a_call_though_assessed)
{
	begin(w);
	assessed_at(w, 3);
	SEND(w, 1, 1, 2);
	CHECK_INT(seen_n, 2);
	CHECK_INT(seen[1].level, ALERT_PHONE);
	CHECK_STR(seen[1].rules, "risk_look risk_call");
	CHECK_INT(seen[1].due_at, at(3, 9, 15, 30));
}

EACH_WORLD(yes_to_the_follow_up_question_is_a_call)
{
	begin(w);
	assessed_at(w, 1);
	SEND(w, 1, 1, 1);
	CHECK_INT(seen[1].level, ALERT_LOOK);
	w->now += MINUTE;
	tell(w, 1, 1, 1, "yes", true);
	CHECK(!said.ask_follow_up);
	CHECK_INT(seen_n, 3);
	CHECK_INT(seen[2].level, ALERT_PHONE);
	CHECK_STR(seen[2].follow_up, "yes");
	CHECK_STR(seen[2].rules, "risk_look risk_call");
	CHECK(seen[1].closed_at == 0);		/* the first one stays */
}

EACH_WORLD(no_to_the_follow_up_question_completes_the_alert)
{
	int64_t due_at;

	begin(w);
	SEND(w, 0, 1, 1);
	due_at = seen[0].due_at;
	w->now += MINUTE;
	tell(w, 0, 1, 1, "no", true);
	CHECK_INT(seen_n, 1);
	CHECK_STR(seen[0].follow_up, "no");
	CHECK_INT(seen[0].version, 2);
	CHECK_INT(seen[0].due_at, due_at);
	CHECK(id_eq(seen[0].answer, said.answer.id));
}

static void take_step(struct world *, struct care *);

/* Somebody has it in hand already: what is new must be seen. */
EACH_WORLD(a_follow_up_after_taking_or_closing_is_told_anew)
{
	begin(w);
	SEND(w, 0, 1, 2);
	closing_id = seen[0].id;
	closing_version = seen[0].version;
	AS(w, THERAPIST, take_step);
	w->now += MINUTE;
	tell(w, 0, 1, 2, "yes", true);
	CHECK_INT(seen_n, 2);
	CHECK_STR(seen[0].follow_up, "");
	CHECK_STR(seen[1].follow_up, "yes");
	w->now += MINUTE;
	close_it(w, &seen[1]);
	w->now += MINUTE;
	tell(w, 0, 1, 2, "unsure", true);
	CHECK_INT(seen_n, 3);
	CHECK_STR(seen[2].follow_up, "unsure");
}

EACH_WORLD(a_skipped_risk_item_is_unknown_never_silence)
{
	begin(w);
	SEND(w, 0, 1, SKIPPED);
	CHECK(!said.help && !said.ask_follow_up);
	CHECK_INT(seen_n, 1);
	CHECK_INT(seen[0].level, ALERT_LOOK);
	CHECK_STR(seen[0].kind, "risk");
	CHECK_STR(seen[0].rules, "unknown");
	CHECK_INT(seen[0].item_level, -1);
	CHECK_INT(seen[0].due_at, at(3, 3, 10, 0));
	w->now += MINUTE;
	SEND(w, 0, 2, SKIPPED);			/* no more than told */
	CHECK_INT(seen_n, 1);
	w->now += MINUTE;
	SEND(w, 0, 2, 0);
	CHECK_INT(seen_n, 1);
	w->now += MINUTE;
	SEND(w, 0, 2, 1);
	CHECK_INT(seen_n, 2);
	CHECK_INT(seen[1].level, ALERT_PHONE);
}

EACH_WORLD(six_points_more_is_worse)
{
	begin(w);
	SEND(w, 0, 1, 0);			/* 8 */
	w->now = at(3, 9, 10, 0);
	SEND(w, 1, 1, 0);
	CHECK_INT(seen_n, 0);
	w->now = at(3, 16, 10, 0);
	SEND(w, 2, 2, 0);			/* 16 */
	CHECK(!said.help);
	CHECK_INT(seen_n, 1);
	CHECK_INT(seen[0].level, ALERT_LOOK);
	CHECK_STR(seen[0].kind, "worse");
	CHECK_STR(seen[0].rules, "worse");
	w->now = at(3, 23, 10, 0);
	SEND(w, 3, 2, 1);			/* one alert, the highest */
	CHECK_INT(seen_n, 2);
	CHECK_INT(seen[1].level, ALERT_PHONE);
	CHECK_STR(seen[1].kind, "risk");
	CHECK_STR(seen[1].rules, "risk_call worse");
}

/* GAD-7, four points of reliable change; three open items: no total. */
EACH_WORLD(worse_that_cannot_be_worked_out_is_looked_at)
{
	begin(w);
	say = (struct say){ 0, 2, 1, NOT, NULL, true, ANY_VERSION };
	AS(w, OWN, say_step);
	look(w);
	CHECK_INT(seen_n, 0);
	w->now = at(4, 13, 10, 0);
	say = (struct say){ 6, 2, SKIPPED, NOT, NULL, true, ANY_VERSION };
	AS(w, OWN, say_step);
	look(w);
	CHECK_INT(seen_n, 1);
	CHECK_STR(seen[0].kind, "worse");
	CHECK_STR(seen[0].rules, "unknown");
	CHECK_INT(seen[0].item_level, -1);
}

/* --- drafts ------------------------------------------------------------- */

EACH_WORLD(a_draft_rests_before_anyone_is_told)
{
	begin(w);
	DRAFT(w, 0, NOT, 2);
	CHECK(said.help && said.ask_follow_up);
	CHECK(id_is_none(said.alert));
	CHECK_INT(seen_n, 0);
	w->now += 30 * MINUTE - 1;
	CHECK_INT(tick(w), 0);
	w->now++;
	CHECK_INT(tick(w), 1);
	CHECK_INT(seen_n, 1);
	CHECK(seen[0].draft);
	CHECK_INT(seen[0].level, ALERT_PHONE);
	CHECK_STR(seen[0].rules, "risk_call");
	CHECK_INT(seen[0].item_level, 2);
	CHECK_INT(seen[0].draft_item, -1);
	CHECK_INT(seen[0].due_at, at(3, 2, 15, 30));
	w->now += HOUR;
	CHECK_INT(tick(w), 0);
	CHECK_INT(seen_n, 1);
}

EACH_WORLD(a_draft_without_a_risk_answer_is_nobodys_business)
{
	begin(w);
	DRAFT(w, 0, 3, NOT);
	DRAFT(w, 0, 3, 0);
	w->now += DAY;
	CHECK_INT(tick(w), 0);
	AS(w, OWN, rows_step);
	CHECK_INT(rows_drafts, 0);
}

EACH_WORLD(a_draft_that_is_written_on_rests_anew_but_not_for_ever)
{
	int i;

	begin(w);
	for (i = 0; i < 5; i++) {		/* at 0, 25 .. 100 minutes */
		DRAFT(w, 0, i % 2, 2);
		CHECK_INT(tick(w), 0);
		w->now += 25 * MINUTE;
	}
	CHECK_INT(tick(w), 1);			/* 125: the bound is 120 */
	CHECK_INT(seen_n, 1);
}

EACH_WORLD(a_draft_that_gets_lower_keeps_both)
{
	begin(w);
	DRAFT(w, 0, 1, 3);
	w->now += MINUTE;
	DRAFT(w, 0, 1, 0);
	CHECK(!said.help);
	w->now += HOUR;
	CHECK_INT(tick(w), 1);
	CHECK(seen[0].draft);
	CHECK_INT(seen[0].level, ALERT_PHONE);
	CHECK_INT(seen[0].item_level, 0);
	CHECK_INT(seen[0].draft_item, 3);
}

EACH_WORLD(a_told_draft_that_rises_is_told_again)
{
	begin(w);
	DRAFT(w, 0, 1, 1);
	w->now += HOUR;
	CHECK_INT(tick(w), 1);
	DRAFT(w, 0, 2, 1);			/* nothing new of risk */
	w->now += HOUR;
	CHECK_INT(tick(w), 0);
	DRAFT(w, 0, 2, 2);
	w->now += HOUR;
	CHECK_INT(tick(w), 1);
	CHECK_INT(seen_n, 2);
	CHECK_INT(seen[1].item_level, 2);
	tell(w, 0, 2, 2, "yes", false);
	w->now += HOUR;
	CHECK_INT(tick(w), 1);
	CHECK_STR(seen[2].follow_up, "yes");
}

EACH_WORLD(sent_lower_than_the_draft_shows_both)
{
	begin(w);
	DRAFT(w, 0, 1, 3);
	w->now += MINUTE;
	SEND(w, 0, 1, 0);
	CHECK(!said.help);
	CHECK_INT(seen_n, 1);			/* nobody was told before */
	CHECK(!seen[0].draft);
	CHECK_STR(seen[0].kind, "risk");
	CHECK_STR(seen[0].rules, "changed");
	CHECK_INT(seen[0].level, ALERT_PHONE);
	CHECK_INT(seen[0].item_level, 0);
	CHECK_INT(seen[0].draft_item, 3);
	AS(w, OWN, rows_step);
	CHECK_INT(rows_drafts, 0);
	w->now += HOUR;
	CHECK_INT(tick(w), 0);
}

EACH_WORLD(sent_left_open_over_a_draft_shows_both)
{
	begin(w);
	DRAFT(w, 0, 1, 2);
	SEND(w, 0, 1, SKIPPED);
	CHECK_INT(seen_n, 1);
	CHECK_STR(seen[0].rules, "unknown changed");
	CHECK_INT(seen[0].level, ALERT_PHONE);
	CHECK_INT(seen[0].item_level, -1);
	CHECK_INT(seen[0].draft_item, 2);
}

EACH_WORLD(a_told_draft_stays_when_it_is_sent)
{
	begin(w);
	DRAFT(w, 0, 1, 2);
	w->now += HOUR;
	CHECK_INT(tick(w), 1);
	w->now += MINUTE;
	SEND(w, 0, 1, 2);
	CHECK_INT(seen_n, 2);
	CHECK(seen[0].draft && !seen[1].draft);
	CHECK_INT(seen[1].level, ALERT_PHONE);
	CHECK_INT(seen[1].draft_item, -1);
}

EACH_WORLD(a_told_draft_that_is_sent_lower)
{
	begin(w);
	DRAFT(w, 0, 1, 2);
	w->now += HOUR;
	CHECK_INT(tick(w), 1);
	w->now += MINUTE;
	SEND(w, 0, 1, 0);
	CHECK_INT(seen_n, 2);
	CHECK_STR(seen[1].rules, "changed");
	CHECK_INT(seen[1].level, ALERT_LOOK);
	CHECK_INT(seen[1].item_level, 0);
	CHECK_INT(seen[1].draft_item, 2);
	w->now += MINUTE;
	SEND(w, 0, 2, 0);			/* said once is enough */
	CHECK_INT(seen_n, 2);
}

EACH_WORLD(a_draft_over_what_was_told_says_nothing_new)
{
	begin(w);
	SEND(w, 0, 1, 2);
	w->now += MINUTE;
	DRAFT(w, 0, 2, 2);
	CHECK(said.help);
	w->now += HOUR;
	CHECK_INT(tick(w), 0);
	DRAFT(w, 0, 2, 3);
	w->now += HOUR;
	CHECK_INT(tick(w), 1);
	CHECK_INT(seen[1].item_level, 3);
}

static void
erase_step(struct world *w, struct care *c)
{
	(void)w;
	db_run(c->tx, t_erase, c->patient);
}

EACH_WORLD(a_draft_of_an_erased_patient_holds_nobody_up)
{
	begin(w);
	DRAFT(w, 0, NOT, 2);
	AS(w, OWN, erase_step);
	w->now += HOUR;
	clock_set(w->now);
	CHECK_RC(db_tx(w->db, test_arena, rested_in, w), RC_OK);
	CHECK_INT(count, 0);
}

#include "measures_more.h"
#include "measures_pages.h"

int
main(int argc, char **argv)
{
	return test_run("measures", argc, argv);
}
