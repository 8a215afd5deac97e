/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* A part of test_reminders.c: more than are read at once. */

SQL(m_patient, "patient:id clinic:id words:bytes now:int", "",
    "INSERT INTO patient (id, clinic_id, zone, language, state, bar, name,"
    " born, mobile, place, person, gp, information_at, legal_hold,"
    " created_at, created_by, version) VALUES ($1, $2, 'Europe/Oslo', 'nb',"
    " 'active', 0, $3, $3, $3, $3, $3, $3, $4, 0, $4, $1, 1)");
SQL(m_queued, "", "n:int",
    "SELECT CAST(count(DISTINCT patient_id) AS BIGINT) AS n FROM outbox"
    " WHERE kind = 'agreed' AND state = 'waiting' /* duty: test */");

enum { MANY = 2 * REMIND_TOGETHER + 50 };

static void
many_patients_step(struct world *w, struct tx *tx)
{
	int i;

	for (i = 0; i < MANY; i++) {
		struct id id = id_random();

		db_run(tx, m_patient, id, w->clinic, altered, tx_now(tx));
		enrolment = id_random();
		db_run(tx, t_enrolment, enrolment, id, w->clinic, w->ann);
		choose(w, tx, id, CHANNEL_SMS, 15 * 60);
		(void)plan_make(w, tx, id, day_of(2026, 3, 3), -1, 0);
	}
}

static int64_t queued_n;

static void
queued_step(struct world *w, struct tx *tx)
{
	(void)w;
	queued_n = db_int(tx, -1, m_queued);
}

WORLD(all_are_planned_for)
{
	worker_new(w);
	step(w, T0, many_patients_step);
	pass(w, T0 + MINUTE);
	step(w, T0 + MINUTE, queued_step);
	CHECK_INT(queued_n, MANY);
}

/* --- absences ------------------------------------------------------------- */

SQL(m_absence, "id:id clinic:id account:id cover:id from:int until:int", "",
    "INSERT INTO absence (id, clinic_id, account_id, cover_id, from_day,"
    " until_day, from_at, until_at, made_by, made_at)"
    " VALUES ($1, $2, $3, $4, 0, 0, $5, $6, $3, $5)");
SQL(m_covered, "patient:id account:id now:int", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM care WHERE patient_id = $1"
    " AND account_id = $2 AND kind = 'cover' AND to_at > $3");

enum { AWAY_MANY = 600 };

static void
all_away_step(struct world *w, struct tx *tx)
{
	struct duty d;
	int i;

	for (i = 0; i < AWAY_MANY; i++)
		db_run(tx, m_absence, id_random(), w->other, w->eve, w->sam,
		    T0 - DAY, T0 + 30 * DAY);
	/* Ann went last. */
	db_run(tx, m_absence, id_random(), w->clinic, w->ann, w->bo,
	    T0 - HOUR, T0 + DAY);
	duty_open(&d, tx, w->vault, "cover");
	CHECK_INT(absence_all(&d), 1);
	CHECK_INT(db_int(tx, -1, m_covered, w->kari, w->bo, tx_now(tx)), 1);
	CHECK(arena_used(tx_arena(tx)) < 16 * 1024 * 1024);
}

/* However many are away: each has cover, and there is room for all. */
WORLD(all_who_are_away_have_cover)
{
	step(w, T0, all_away_step);
}

/* --- quiet lines ---------------------------------------------------------- */

SQL(m_nudged, "patient:id", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM nudge WHERE patient_id = $1");

static struct id resting;

/* The first in turn has many plans whose day is past, and wants to rest. */
static void
resting_step(struct world *w, struct tx *tx)
{
	int i;

	resting = (struct id){ { 1 } };
	db_run(tx, m_patient, resting, w->clinic, altered, tx_now(tx));
	enrolment = id_random();
	db_run(tx, t_enrolment, enrolment, resting, w->clinic, w->ann);
	db_run(tx, t_unsure, id_random(), resting, tx_now(tx));
	for (i = 0; i < 250; i++)
		(void)plan_make(w, tx, resting, day_of(2026, 3, 1), -1, 0);
	course_make(w, tx, w->kari);
	(void)plan_make(w, tx, w->kari, day_of(2026, 3, 1), -1, 0);
}

static void
nudges_step(struct world *w, struct tx *tx)
{
	struct duty d;

	duty_open(&d, tx, w->vault, "nudges");
	CHECK_INT(nudge_all(&d), 1);
	CHECK_INT(db_int(tx, -1, m_nudged, w->kari), 1);
	CHECK_INT(nudge_all(&d), 0);
}

WORLD(a_quiet_line_waits_behind_nobody)
{
	step(w, T0, resting_step);
	step(w, T0 + HOUR, nudges_step);
}
