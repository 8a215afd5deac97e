/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* A part of world.c: one patient's rows of every kind, by the pages. */

void
records_make(struct world *w, struct id account)
{
	static const char *const items[] = { "q1", "q2", "q3", "q4", "q5",
	    "q6", "q7", "q8" };
	struct client c;
	size_t i;

	world_client(w, &c, account, "en");
	client_get(&c, "/e/ch1/map");
	client_send(&c, "/e/ch1/map", "f.situation", WORDS, "f.own", QUIET,
	    "only.own", "1", "go", "done", NULL);
	client_get(&c, "/q/0/1");
	client_keep(&c, "/q/0/1", "q1", "1", NULL);
	client_get(&c, "/q/0/1");
	for (i = 1; i < sizeof(items) / sizeof(items[0]); i++) {
		client_submit(&c, "/q/0/1", items[i], "1", "go", "later",
		    NULL);
		client_get(&c, "/q/0/1");
	}
	client_send(&c, "/q/0/1", "q9", "1", "go", "send", NULL);
	client_get(&c, "/c/ch1/6");
	client_send(&c, "/h/agree", NULL);
	client_send(&c, "/h/*/yes", NULL);
	client_send(&c, "/h/*", "amount", "1", "hard", "6", "noticed",
	    "Cars are loud", NULL);
	client_get(&c, "/h/new");
	client_send(&c, "/h/new", "title", "Walk the dog", NULL);
	client_get(&c, "/m");
	client_send(&c, "/m", "body", "Is Thursday all right?", NULL);
	client_get(&c, "/way/week");
	client_send(&c, "/way/week", "percent", "80", NULL);
	client_get(&c, "/way/plan");
	client_send(&c, "/way/plan", "day-1", "2026-04-06", "percent-1", "60",
	    "tasks-1", "The post", NULL);
	client_get(&c, "/way/hand");
	client_submit(&c, "/way/hand", NULL);
	client_send(&c, "/way/hand", "go", "keep", NULL);
	client_close(&c);
}

struct records_wanted {
	struct id patient;
	struct records *out;
};

static struct id
first_id(struct tx *tx, const struct sql *sql, struct id patient)
{
	struct db_arg arg = DB_A(patient);
	struct rows r = db_rows_args(tx, sql, &arg, 1);
	struct id id = ID_NONE;

	if (rows_next(&r))
		id = rows_id(&r, "id");
	rows_end(&r);
	return id;
}

void
records_read_in(struct tx *tx, struct id patient, struct records *out)
{
	out->answer = first_id(tx, &world_answer, patient);
	out->assignment = first_id(tx, &world_assignment, patient);
	out->open = first_id(tx, &world_open_task, patient);
	out->report = first_id(tx, &world_report, patient);
	out->check = first_id(tx, &world_check, patient);
	out->leave = first_id(tx, &world_leave, patient);
	out->handed = first_id(tx, &world_handed, patient);
	out->message = first_id(tx, &world_message, patient);
	out->alert = first_id(tx, &world_alert, patient);
	out->talk = first_id(tx, &world_talk, patient);
	out->later = first_id(tx, &world_later, patient);
}

static void
records_read(struct world *w, struct tx *tx, void *arg)
{
	struct records_wanted *r = arg;

	(void)w;
	records_read_in(tx, r->patient, r->out);
}

void
records_find(struct world *w, struct id patient, struct records *out)
{
	struct records_wanted r = { patient, out };

	world_read(w, records_read, &r);
}
