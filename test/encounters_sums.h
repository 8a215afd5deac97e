/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Of web_encounters.c: the clinic's minutes, an absence, however many rows. */

SQL(sums_account, "id:id like:id", "",
    "INSERT INTO account (id, clinic_id, name, language, zone, state,"
    " reading_days, created_at, version) SELECT $1, clinic_id, name,"
    " language, zone, state, 0, created_at, 1 FROM account WHERE id = $2");
/* A minute on each of so many days. */
SQL(sums_days, "patient:id account:id from:int days:int", "",
    "INSERT INTO activity (patient_id, account_id, day, seconds)"
    " WITH RECURSIVE s(n) AS (SELECT CAST(0 AS BIGINT) UNION ALL"
    " SELECT n + 1 FROM s WHERE n + 1 < $4) SELECT $1, $2, $3 + n, 60"
    " FROM s");
SQL(sums_seconds, "patient:id account:id day:int seconds:int", "",
    "INSERT INTO activity (patient_id, account_id, day, seconds)"
    " VALUES ($1, $2, $3, $4)");
SQL(sums_note, "id:id patient:id account:id week:int minutes:int at:int", "",
    "INSERT INTO minutes_note (id, patient_id, account_id, week_day, minutes,"
    " note, made_at) VALUES ($1, $2, $3, $4, $5, $1, $6)");

enum { SUMS_PEOPLE = 360, SUMS_WEEKS = 8 };

static void
many_minutes(struct world *w, struct tx *tx, void *arg)
{
	struct id who[] = { w->kari, w->ola, w->nina };
	int from = day_of(2026, 3, 2).n - 7 * (SUMS_WEEKS - 1), i;
	size_t k;

	(void)arg;
	for (i = 0; i < SUMS_PEOPLE; i++) {
		struct id id = id_random();

		db_run(tx, sums_account, id, w->ann);
		for (k = 0; k < 3; k++)
			db_run(tx, sums_days, who[k], id, from,
			    7 * SUMS_WEEKS);
	}
}

/* 60,480 rows: none is left out (the cells stand side by side). */
WORLD(a_big_clinic_counts_each_minute)
{
	struct client sam;
	const char *at;
	int n = 0;

	world_do(w, many_minutes, NULL);
	world_client(w, &sam, w->sam, "en");
	client_get(&sam, "/team/minutes");
	for (at = sam.text.at; (at = strstr(at, "375602520")) != NULL; at += 5)
		n++;
	CHECK_INT(n, SUMS_WEEKS);
	client_close(&sam);
}

static void
odd_minutes(struct world *w, struct tx *tx, void *arg)
{
	struct day week = day_of(2026, 2, 23), before = day_of(2026, 2, 16);

	(void)arg;
	/* Rounded once a week: 29 and 29 and 32 seconds are 2 minutes. */
	db_run(tx, sums_seconds, w->kari, w->ann, week, 29);
	db_run(tx, sums_seconds, w->kari, w->ann, week.n + 1, 29);
	db_run(tx, sums_seconds, w->kari, w->ann, week.n + 6, 32);
	/* In place of what was measured, of that therapist alone. */
	db_run(tx, sums_seconds, w->kari, w->bo, week, 600);
	db_run(tx, sums_note, id_event(1), w->kari, w->bo, week, 300,
	    w->at);
	db_run(tx, sums_note, id_event(2), w->kari, w->bo, week, 40, w->at);
	/* As measured again. */
	db_run(tx, sums_seconds, w->ola, w->bo, week, 300);
	db_run(tx, sums_note, id_event(3), w->ola, w->bo, week, 200, w->at);
	db_run(tx, sums_note, id_event(4), w->ola, w->bo, week, -1,
	    w->at + 1);
	/* Set, and nothing measured. */
	db_run(tx, sums_note, id_event(5), w->nina, w->bo, week, 0, w->at);
	/* Another week, another clinic. */
	db_run(tx, sums_seconds, w->kari, w->ann, before.n + 6, 6000);
	db_run(tx, sums_seconds, w->liv, w->eve, week, 6000);
}

WORLD(sums_are_of_what_counts)
{
	struct client sam;

	world_do(w, odd_minutes, NULL);
	world_client(w, &sam, w->sam, "en");
	client_get(&sam, "/team/minutes");
	HAS(&sam, "23 February34716");
	HAS(&sam, "16 February1100100");
	HAS(&sam, "2 March00–");
	client_close(&sam);
}

/* --- an absence of somebody with many patients - */

SQL(many_patient, "patient:id like:id", "",
    "INSERT INTO patient (id, clinic_id, zone, language, state, bar, name,"
    " born, mobile, place, person, gp, information_at, legal_hold,"
    " created_at, created_by, version) SELECT $1, clinic_id, zone, language,"
    " state, bar, name, born, mobile, place, person, gp, information_at,"
    " legal_hold, created_at, created_by, 1 FROM patient WHERE id = $2");
SQL(many_care, "id:id patient:id account:id", "",
    "INSERT INTO care (id, clinic_id, patient_id, account_id, kind, scopes,"
    " from_at, granted_by) SELECT $1, clinic_id, $2, $3, 'therapist', 15, 0,"
    " $3 FROM patient WHERE id = $2");

enum { MANY_PATIENTS = 1100 };

static void
many_patients(struct world *w, struct tx *tx, void *arg)
{
	int i;

	(void)arg;
	for (i = 0; i < MANY_PATIENTS; i++) {
		struct id id = id_random();

		db_run(tx, many_patient, id, w->kari);
		db_run(tx, many_care, id_random(), id, w->ann);
	}
}

static void
cover_tick(struct world *w, struct tx *tx, void *arg)
{
	struct duty d;

	(void)arg;
	duty_open(&d, tx, w->app.vault, "cover");
	(void)absence_all(&d);
}

/* Each patient sees in the own audit that the cover's care is over. */
WORLD(the_end_of_an_absence_is_audited_for_all)
{
	int64_t before = world_audit(w, "care.end", w->ann, ID_NONE);
	struct client ann;

	world_do(w, many_patients, NULL);
	world_client(w, &ann, w->ann, "en");
	client_get(&ann, "/list/away");
	client_send(&ann, "/list/away", "from", day_z(w, 0), "until",
	    day_z(w, 3), "cover", id_z(w->bo), NULL);
	world_do(w, cover_tick, NULL);
	/* Kari too, and each of them. */
	client_send(&ann, "/list/away", "go", "end", NULL);
	CHECK_INT(world_audit(w, "care.end", w->ann, ID_NONE) - before,
	    MANY_PATIENTS + 1);
	client_close(&ann);
}
