/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Several pauses of one patient, and of many (web_cycle.c). */

SQL(cycle_pause, "id:id patient:id from:int until:int", "",
    "INSERT INTO pause (id, patient_id, from_day, until_day, made_by,"
    " made_at) VALUES ($1, $2, $3, $4, $2, 0)");
SQL(cycle_pauses, "patient:id", "n:int", "SELECT count(*) AS n FROM pause"
    " WHERE patient_id = $1 AND ended_at IS NULL");

struct pausing {
	struct id patient;
	int from, until, n;		/* days from today; how many rows */
	int64_t open;
};

static void
pausing_make(struct world *w, struct tx *tx, void *arg)
{
	struct pausing *p = arg;
	int today = zone_day(zone_find(S("Europe/Oslo")), w->at).n, i;

	for (i = 0; i < p->n; i++)
		db_run(tx, cycle_pause, id_random(), p->patient,
		    today + p->from, today + p->until);
	p->open = db_int(tx, 0, cycle_pauses, p->patient);
}

static int64_t
pauses_open(struct world *w, struct id patient)
{
	struct pausing p = { .patient = patient };

	world_do(w, pausing_make, &p);
	return p.open;
}

/* Back from one, the holiday that was agreed on stands; then it ends too. */
JOURNEY(back_from_one_of_two_pauses)
{
	struct pausing next = { w->kari, 20, 30, 1, 0 };
	struct pausing now = { w->kari, -1, 5, 1, 0 };
	struct client kari, ann;

	world_do(w, pausing_make, &now);
	world_do(w, pausing_make, &next);
	world_do(w, tick, NULL);
	CHECK_STR(seen(w, w->kari).state, "paused");
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/today");
	client_send(&kari, "/plan/back", NULL);
	CHECK_STR(seen(w, w->kari).state, "active");
	CHECK_INT(pauses_open(w, w->kari), 1);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s/weeks", id_z(w->kari));
	client_send(&ann, "/p/*/back", NULL);
	CHECK_INT(pauses_open(w, w->kari), 0);
	client_close(&kari);
	client_close(&ann);
}

/* A summer: as many pauses as go on, one that begins today begins. */
WORLD(many_pauses_go_on)
{
	struct pausing many = { w->kari, -5, 40, 1, 0 };
	struct pausing one = { w->ola, 0, 7, 1, 0 };

	world_do(w, pausing_make, &many);
	world_do(w, tick, NULL);
	CHECK_STR(seen(w, w->kari).state, "paused");
	many.n = 600;
	world_do(w, pausing_make, &many);
	world_do(w, pausing_make, &one);
	world_do(w, tick, NULL);
	CHECK_STR(seen(w, w->ola).state, "paused");
	world_at(w, w->at + 8 * DAY);
	world_do(w, tick, NULL);
	CHECK_STR(seen(w, w->ola).state, "active");
	CHECK_STR(seen(w, w->kari).state, "paused");
}
