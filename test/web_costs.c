/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a request asks of the database: statements, and rows read.  A page
 * that begins to ask once for each row, or a submission that reads what it
 * does not need, stands out here long before a bench is run.
 *
 * Everyone here has a long record, so what grows with it is seen.  The
 * ceilings stand a little above what was counted; MELLOM_TEST_COSTS=1 prints
 * the counts.  Who raises one says in the commit what it buys.
 */
#include "world.h"

enum { LONG = 30 };		/* messages each way, weeks of a task */

static const struct ceiling {
	const char *what;
	int statements, rows;
} ceilings[] = {
	{ "today", 35, 120 },
	{ "plan", 33, 141 },
	{ "chapter", 13, 9 },
	{ "way", 25, 16 },
	{ "help", 11, 7 },
	{ "exercise", 16, 13 },
	{ "exercise keep", 21, 15 },
	{ "exercise send", 30, 19 },
	{ "messages", 25, 167 },
	{ "message keep", 14, 7 },
	{ "message send", 25, 14 },
	{ "task", 20, 43 },
	{ "report send", 33, 50 },
	{ "measure", 22, 22 },
	{ "measure keep", 24, 20 },
	{ "measure send", 54, 34 },
	{ "list", 21, 12 },
	{ "patient page", 61, 241 },
	{ "review send", 32, 77 },
	{ "alert", 25, 38 },
	{ "answer", 19, 15 },
	{ "exercises", 28, 141 },
	{ "patient work", 43, 26 },
	{ "thread", 24, 75 },
	{ "reply send", 30, 46 },
};
enum { CEILINGS_N = sizeof(ceilings) / sizeof(ceilings[0]) };

/* Of the last request, since those counts. */
static void
cost(struct world *w, const char *what, struct db_counts was)
{
	struct db_counts is = world_counts(w);
	int statements = (int)(is.statements - was.statements);
	int rows = (int)(is.rows - was.rows);
	size_t i;

	if (getenv("MELLOM_TEST_COSTS") != NULL)
		printf("    { \"%s\", %d, %d },\n", what, statements, rows);
	for (i = 0; i < CEILINGS_N; i++)
		if (strcmp(ceilings[i].what, what) == 0)
			break;
	CHECK(i < CEILINGS_N);
	if (i == CEILINGS_N || (statements <= ceilings[i].statements &&
	    rows <= ceilings[i].rows))
		return;
	CHECK_STR(str_z(what), "");
	CHECK_INT(statements, ceilings[i].statements);
	CHECK_INT(rows, ceilings[i].rows);
}
#define COST(w, what, c, call, status) do { \
	struct db_counts was = world_counts(w); \
	WANT((c), (call), (status)); \
	cost((w), (what), was); \
} while (0)

/* --- a long record - */

static void
weeks_of_messages(struct world *w, struct client *kari, struct client *ann)
{
	int i;

	for (i = 0; i < LONG; i++) {
		client_get(kari, "/m");
		client_send(kari, "/m", "body", "How is this meant?", NULL);
		client_get(ann, "/p/%s/m", id_z(w->kari));
		client_send(ann, "/p/*/m", "body", "Like this.", NULL);
		world_at(w, w->at + MINUTE);
	}
}

static void
weeks_of_tasks(struct world *w, struct client *kari)
{
	int i;

	for (i = 0; i < LONG; i++) {
		client_get(kari, "/h/new");
		client_send(kari, "/h/new", "title", "Walk the dog", NULL);
		client_send(kari, "/h/*", "amount", "1", "noticed",
		    "Rain is loud", NULL);
		world_at(w, w->at + MINUTE);
	}
}

static void
long_record(struct world *w)
{
	struct client kari, ann;

	records_make(w, w->kari_account);
	world_client(w, &kari, w->kari_account, "en");
	world_client(w, &ann, w->ann, "en");
	weeks_of_messages(w, &kari, &ann);
	weeks_of_tasks(w, &kari);
	client_close(&kari);
	client_close(&ann);
}

/* --- what each costs - */

static void
patient_costs(struct world *w)
{
	struct records rows;
	struct client c;

	records_find(w, w->kari, &rows);
	world_client(w, &c, w->kari_account, "en");
	COST(w, "today", &c, client_get(&c, "/today"), 200);
	COST(w, "plan", &c, client_get(&c, "/plan"), 200);
	COST(w, "chapter", &c, client_get(&c, "/c/ch1/2"), 200);
	COST(w, "way", &c, client_get(&c, "/way"), 200);
	COST(w, "help", &c, client_get(&c, "/help"), 200);
	COST(w, "exercise", &c, client_get(&c, "/e/ch1/map"), 200);
	COST(w, "exercise keep", &c, client_keep(&c, "/e/ch1/map",
	    "f.situation", "Monday", NULL), 200);
	client_get(&c, "/e/ch1/map");
	COST(w, "exercise send", &c, client_submit(&c, "/e/ch1/map", "go",
	    "done", NULL), 303);
	COST(w, "messages", &c, client_get(&c, "/m"), 200);
	COST(w, "message keep", &c, client_keep(&c, "/m", "body", "And",
	    NULL), 200);
	client_get(&c, "/m");
	COST(w, "message send", &c, client_submit(&c, "/m", "body",
	    "And on Fridays?", NULL), 303);
	COST(w, "task", &c, client_get(&c, "/h/%s", id_z(rows.open)), 200);
	COST(w, "report send", &c, client_submit(&c, "/h/*", "amount", "1",
	    "noticed", "Rain", NULL), 303);
	client_close(&c);
}

static void
measure_costs(struct world *w)
{
	struct client c;

	world_at(w, w->at + 7 * DAY);
	world_client(w, &c, w->kari_account, "en");
	COST(w, "measure", &c, client_get(&c, "/q/1/1"), 200);
	COST(w, "measure keep", &c, client_keep(&c, "/q/1/1", "q1", "1",
	    NULL), 200);
	client_get(&c, "/q/1/1");
	COST(w, "measure send", &c, client_submit(&c, "/q/1/1", "q1", "1",
	    "q2", "1", "q3", "1", "q4", "1", "q5", "1", "q6", "1", "q7", "1",
	    "q8", "1", "q9", "1", "go", "send", NULL), 303);
	client_close(&c);
}

static void
clinic_costs(struct world *w)
{
	const char *kari = id_z(w->kari);
	struct records rows;
	struct client c;

	records_find(w, w->kari, &rows);
	world_client(w, &c, w->ann, "en");
	COST(w, "list", &c, client_get(&c, "/list"), 200);
	COST(w, "patient page", &c, client_get(&c, "/p/%s", kari), 200);
	COST(w, "review send", &c, client_submit(&c, "/p/*", "reply",
	    "Well noticed.", NULL), 303);
	COST(w, "alert", &c, client_get(&c, "/p/%s/n/%s", kari,
	    id_z(rows.alert)), 200);
	COST(w, "answer", &c, client_get(&c, "/p/%s/a/%s", kari,
	    id_z(rows.answer)), 200);
	COST(w, "exercises", &c, client_get(&c, "/p/%s/w", kari), 200);
	COST(w, "patient work", &c, client_get(&c, "/p/%s/way", kari), 200);
	COST(w, "thread", &c, client_get(&c, "/p/%s/m", kari), 200);
	COST(w, "reply send", &c, client_submit(&c, "/p/*/m", "body",
	    "On Fridays too.", NULL), 303);
	client_close(&c);
}

WORLD(requests_cost_no_more)
{
	long_record(w);
	patient_costs(w);
	measure_costs(w);
	clinic_costs(w);
}

int
main(int argc, char **argv)
{
	return test_run("web_costs", argc, argv);
}
