/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The summary for the clinic's own record: what is in it, and what never is.
 */
#include "course/course.h"
#include "encounters/encounter.h"
#include "homework/homework.h"
#include "journey.h"
#include "messages/message.h"
#include "people/care.h"

static const char *
summary(struct client *c, struct world *w, const char *query)
{
	WANT(c, client_get(c, "/p/%s/record%s", id_z(w->kari), query), 200);
	return client_field(c, "/p/*/record", "p1").len > 0 ? "1" : "0";
}

JOURNEY(a_summary_is_put_together)
{
	struct client ann, kari;

	records_make(w, w->kari_account);
	world_client(w, &ann, w->ann, lang);
	CHECK_STR(str_z(summary(&ann, w, "")), "1");
	HAS(&ann, "Kari Andreassen");
	HAS(&ann, "PHQ-9: ");
	HAS(&ann, "Walk the dog");
	SAYS(&ann, "Not closed yet.");
	SAYS(&ann, "%1, hard %2 of 10");
	SAYS(&ann, "%1 % sick leave from %2");
	/* Her own words only when they are asked for; what is hers never. */
	HAS_NOT(&ann, "Cars are loud");
	(void)summary(&ann, w, "?from=2026-02-01&until=2026-03-02&p4=1&p8=1");
	HAS(&ann, "Cars are loud");
	HAS_NOT(&ann, "PHQ-9: ");
	HAS_NOT(&ann, QUIET);
	(void)summary(&ann, w, "?from=2026-01-01&until=2026-01-31&p2=1&p4=1");
	SAYS(&ann, "nothing in these days");
	HAS_NOT(&ann, "Walk the dog");
	/* The patient sees that it was made. */
	world_client(w, &kari, w->kari_account, lang);
	WANT(&kari, client_get(&kari, "/who"), 200);
	SAYS(&kari, "put together a summary for the record");
	WANT(&kari, client_get(&kari, "/p/%s/record", id_z(w->kari)), 404);
	client_close(&kari);
	client_close(&ann);
}

JOURNEY(days_of_a_summary_are_looked_at)
{
	struct client ann;

	world_client(w, &ann, w->ann, lang);
	(void)summary(&ann, w, "?from=2026-02-30&until=2026-03-02&p1=1");
	SAYS(&ann, "Write the day with the whole year, like 2026-07-06.");
	CHECK_STR(client_field(&ann, "/p/*/record", "from"), "2026-02-30");
	SAYS_NOT(&ann, "The text");
	(void)summary(&ann, w, "?from=2026-03-02&until=2026-03-01");
	SAYS(&ann, "The last day is before the first.");
	(void)summary(&ann, w, "?from=1990-03-02&until=2026-03-01");
	SAYS(&ann, "Choose at most %1 days.");
	WANT(&ann, client_get(&ann, "/p/%s/record", id_z(w->ola)), 404);
	client_close(&ann);
}

enum { MANY = 320 };

/* More of each than a page lists: a talk a day, a task, a message. */
static void
lives_long(struct world *w, struct tx *tx, void *arg)
{
	struct care c = world_care(w, tx, w->ann, w->kari);
	struct problems bad = { 0 };
	struct enrolment e;
	struct id id;
	int i;

	(void)arg;
	CHECK(course_current(&c, &e));
	for (i = 0; i < MANY; i++) {
		struct encounter talk = { .kind = ENCOUNTER_CALL,
		    .day = { zone_day(c.zone, w->at).n - 1 - i },
		    .minute = 600, .zone = c.zone, .minutes = 10 };
		struct homework_new task = { .source = "own",
		    .variant = STR_NONE, .chapter = STR_NONE };

		talk.words.note = talk.words.agenda = STR_NONE;
		talk.words.place = talk.words.agreed = STR_NONE;
		talk.step = STR_NONE;
		CHECK(!id_is_none(encounter_plan(&c, &talk, true, &bad)));
		plan_default(&c, NULL, LANG_EN, 1, &task.plan);
		task.plan.title = str_fmt(tx_arena(tx), "Task %03d", i);
		id = homework_propose(&c, &e, &task, &bad);
		CHECK(!id_is_none(id) && homework_end(&c, id, END_STOPPED));
		if (i % 4 == 0)
			CHECK(message_send(&c, S("A line."), &id, &bad));
	}
}

static int
times(const struct client *c, const char *text)
{
	const char *at = c->body.at;
	int n = 0;

	while ((at = strstr(at, text)) != NULL) {
		at += strlen(text);
		n++;
	}
	return n;
}

/* Nothing is left out in silence; each stands in the text and in print. */
JOURNEY(a_long_life_is_whole)
{
	struct client ann, kari;

	world_do(w, lives_long, NULL);
	world_client(w, &ann, w->ann, lang);
	(void)summary(&ann, w, "?from=2025-03-01&until=2026-03-10&p4=1&p5=1"
	    "&p7=1");
	CHECK_INT(times(&ann, "Task "), 2 * MANY);
	CHECK_INT(times(&ann, "Ann Berg\n- "), 2 * (MANY - 1));
	HAS(&ann, str_is(str_z(lang), "nb") ? "fra klinikken: 80" :
	    "from the clinic: 80");
	(void)summary(&ann, w, "?from=2026-02-25&until=2026-02-25&p5=1");
	CHECK_INT(times(&ann, "Ann Berg\n"), 2);
	world_client(w, &kari, w->kari_account, lang);
	WANT(&kari, client_get(&kari, "/mine"), 200);
	client_close(&kari);
	client_close(&ann);
}

int
main(int argc, char **argv)
{
	return test_run("web_record", argc, argv);
}
