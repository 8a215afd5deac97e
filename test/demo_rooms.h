/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What test_demo asks of the talks and the way back to work. */
#include "base/clock.h"
#include "db/db.h"
#include "test.h"

SQL(t_talks, "now:int", "held:int missed:int ahead:int waiting:int words:int "
    "people:int variants:int",
    "SELECT (SELECT count(*) FROM encounter WHERE state = 'held') AS held,"
    " (SELECT count(*) FROM encounter WHERE state = 'not-reached') AS missed,"
    " (SELECT count(*) FROM encounter WHERE state = 'planned'"
    " AND starts_at > $1) AS ahead,"
    " (SELECT count(*) FROM encounter WHERE state = 'planned'"
    " AND starts_at <= $1) AS waiting,"
    " (SELECT count(*) FROM encounter_version WHERE n = 2) AS words,"
    " (SELECT count(DISTINCT patient_id) FROM encounter) AS people,"
    " (SELECT count(*) FROM rhythm_patient) AS variants /* duty: test */");
SQL(t_ways, "", "leaves:int people:int eased:int full:int lines:int "
    "changed:int says:int unsure:int worries:int plans:int steps:int "
    "backs:int jobs:int stopped:int",
    "SELECT (SELECT count(*) FROM leave_days) AS leaves,"
    " (SELECT count(DISTINCT patient_id) FROM leave_days) AS people,"
    " (SELECT count(DISTINCT a.patient_id) FROM leave_days a"
    " JOIN leave_days b ON b.patient_id = a.patient_id"
    " WHERE a.gone_at IS NULL AND b.gone_at IS NULL"
    " AND b.from_day > a.from_day AND b.percent < a.percent) AS eased,"
    " (SELECT count(*) FROM leave_days WHERE percent = 100) AS full,"
    " (SELECT count(*) FROM work_week) AS lines,"
    " (SELECT count(*) FROM work_week WHERE same = 0) AS changed,"
    " (SELECT count(*) FROM work_say) AS says,"
    " (SELECT count(*) FROM work_say WHERE hope = 'unsure') AS unsure,"
    " (SELECT count(*) FROM work_worry WHERE closed_at IS NULL) AS worries,"
    " (SELECT count(*) FROM way_plan) AS plans,"
    " (SELECT count(*) FROM way_step) AS steps,"
    " (SELECT count(*) FROM way_back) AS backs,"
    " (SELECT count(*) FROM work_job) AS jobs,"
    " (SELECT count(*) FROM remind_choice WHERE stopped = 'sms') AS stopped"
    " /* duty: test */");

static int64_t
shown(struct rows *r, const char *name)
{
	int64_t n = rows_int(r, name);

	if (getenv("DEMO_SHOW") != NULL)
		printf("%s %lld\n", name, (long long)n);
	return n;
}

/* Everybody but who is invited and who began yesterday has talked. */
static void
talks_check(struct tx *tx, void *arg)
{
	ROWS(t, tx, t_talks, tx_now(tx));

	(void)arg;
	CHECK(rows_next(&t));
	CHECK(shown(&t, "held") >= 46 + 24);
	/* Of the second the day may lie ahead still, over a weekend. */
	CHECK(shown(&t, "missed") >= 1);
	CHECK(shown(&t, "ahead") >= 1);
	CHECK_INT(shown(&t, "waiting"), 0);
	CHECK_INT(shown(&t, "words"), rows_int(&t, "held") +
	    rows_int(&t, "missed"));
	CHECK_INT(shown(&t, "people"), 46);
	CHECK_INT(shown(&t, "variants"), 5);
}

static void
ways_check(struct tx *tx, void *arg)
{
	ROWS(w, tx, t_ways);

	(void)arg;
	CHECK(rows_next(&w));
	CHECK(shown(&w, "people") >= 20);
	CHECK(shown(&w, "leaves") > rows_int(&w, "people"));
	CHECK(shown(&w, "eased") >= 8);
	CHECK(shown(&w, "full") >= 3);
	CHECK(shown(&w, "lines") >= 80);
	CHECK(shown(&w, "changed") >= 10);
	CHECK(shown(&w, "says") >= 40);
	CHECK_INT(shown(&w, "unsure"), 1);
	CHECK_INT(shown(&w, "worries"), 1);
	CHECK_INT(shown(&w, "plans"), 2);
	CHECK_INT(shown(&w, "steps"), 4);
	CHECK_INT(shown(&w, "backs"), 1);
	CHECK_INT(shown(&w, "jobs"), rows_int(&w, "people"));
	CHECK_INT(shown(&w, "stopped"), 1);
}
