/* SPDX-License-Identifier: Apache-2.0 */
/* What the list asks for on the day somebody set; whose page it is. */
#include "journey.h"
#include "routes.h"

/* The day is the tenth; whoever has care of her has looked before it. */
JOURNEY(a_new_look_is_asked_for_on_its_day)
{
	struct client ann, sam;

	records_make(w, w->kari_account);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list");
	client_click(&ann, "Kari Andreassen");
	client_send(&ann, "/p/*/take", NULL);
	client_send(&ann, "/p/*/close", "contact", "spoke", "level", "1",
	    "plan", "We talk on Tuesday", "next_d", "10", "next_m", "3",
	    "next_y", "2026", NULL);
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS_NOT(&ann, "Another look was planned for %1.");
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "due for another look, as planned: %1");
	client_close(&ann);
	world_at(w, T0 + 7 * DAY);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "due for another look, as planned: %1");
	client_close(&ann);
	world_at(w, T0 + 8 * DAY);
	/* Somebody who opens the record with a reason is not whose it is. */
	world_client(w, &sam, w->sam, lang);
	client_get(&sam, "/team/%s/open", id_z(w->kari));
	client_send(&sam, "/team/*", "reason", "Ann asked me to", NULL);
	WANT(&sam, client_get(&sam, "/p/%s", id_z(w->kari)), 200);
	client_close(&sam);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list");
	SAYS(&ann, "due for another look, as planned: %1");
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS(&ann, "Another look was planned for %1.");
	client_click(&ann, say(&ann, "What was said and agreed").at);
	HAS(&ann, "We talk on Tuesday");
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "due for another look, as planned: %1");
	client_close(&ann);
}

/* A row of the list opens on why it stands there, with a way on. */
JOURNEY(the_record_says_why_it_is_on_the_list)
{
	struct client ann, kari;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/h/new");
	client_send(&kari, "/h/new", "title", "Walk the dog", NULL);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS_NOT(&ann, "a task that does not fit, to talk about %1");
	client_send(&kari, "/h/*/fit", "reason", "The dog is gone", NULL);
	client_get(&ann, "/list");
	SAYS(&ann, "a task that does not fit, to talk about %1");
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS(&ann, "a task that does not fit, to talk about %1");
	client_click(&ann, str_fmt(test_arena, "%.*s Walk the dog",
	    STR(say(&ann, "Look at it"))).at);
	HAS(&ann, "The dog is gone");
	client_close(&ann);
	client_close(&kari);
}

static void
moves_west(struct world *w, struct tx *tx, void *arg)
{
	struct care c = world_care(w, tx, w->kari_account, w->kari);

	(void)arg;
	patient_set_zone(&c, zone_find(S("America/New_York")));
}

/* On the list and on the patient's homework alike, at this moment. */
static void
asked_about(struct world *w, const char *lang, int64_t at, bool want)
{
	static const char *const said[] = {
	    "agreed, not told about %1: a smaller step, or a talk?",
	    "agreed, not told about" };
	struct client ann;

	world_at(w, at);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list");
	client_shows(&ann, __FILE__, __LINE__, say(&ann, said[0]).at, want);
	client_get(&ann, "/p/%s", id_z(w->kari));
	client_shows(&ann, __FILE__, __LINE__, say(&ann, said[0]).at, want);
	client_get(&ann, "/p/%s/w", id_z(w->kari));
	client_shows(&ann, __FILE__, __LINE__, say(&ann, said[1]).at, want);
	client_close(&ann);
}

/* The third of March is over at 23:00 UTC in Oslo, at 05:00 in New York. */
JOURNEY(a_day_is_over_where_the_patient_is)
{
	int64_t midnight = T0 + DAY + 15 * HOUR;	/* UTC */
	struct client kari;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/h/new");
	client_send(&kari, "/h/new", "title", "Walk the dog", NULL);
	client_click(&kari, say(&kari, "Change the plan").at);
	client_send(&kari, "/h/*/plan", "day", "2026-03-03", "until",
	    "2026-03-03", NULL);
	client_close(&kari);
	asked_about(w, lang, midnight - 65 * MINUTE, false);
	asked_about(w, lang, midnight - 55 * MINUTE, true);
	world_do(w, moves_west, NULL);
	asked_about(w, lang, midnight + 5 * MINUTE, false);
	asked_about(w, lang, midnight + 295 * MINUTE, false);
	asked_about(w, lang, midnight + 305 * MINUTE, true);
}

/* Set for the same day by somebody who had the record open before. */
JOURNEY(a_new_look_today_comes_after_the_alert_was_closed)
{
	struct client ann;

	records_make(w, w->kari_account);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s", id_z(w->kari));
	world_at(w, w->at + 5 * MINUTE);
	client_get(&ann, "/list");
	client_click(&ann, "Kari Andreassen");
	client_send(&ann, "/p/*/take", NULL);
	client_send(&ann, "/p/*/close", "contact", "spoke", "level", "1",
	    "plan", "I call again at three", "next_d", "2", "next_m", "3",
	    "next_y", "2026", NULL);
	client_get(&ann, "/list");
	SAYS(&ann, "due for another look, as planned: %1");
	world_at(w, w->at + 5 * MINUTE);
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS(&ann, "Another look was planned for %1.");
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "due for another look, as planned: %1");
	client_close(&ann);
}

/* Whom to ask first is no first small step of a plan. */
JOURNEY(a_caution_is_no_first_step)
{
	static const char *const tasks[] = { "breathe", "let_go",
	    "sleep_rhythm" };
	struct client ann;
	struct str step;
	size_t i;

	world_client(w, &ann, w->ann, lang);
	for (i = 0; i < 3; i++) {
		client_get(&ann, "/p/%s/w/new?task=%s", id_z(w->kari),
		    tasks[i]);
		step = str_copy(test_arena, client_field(&ann, "/p/*/w/new",
		    "first_step"));
		CHECK(step.len > 0);
		CHECK(strstr(step.at, "first") == NULL &&
		    strstr(step.at, "først") == NULL);
		CHECK(strstr(step.at, "gravid") == NULL &&
		    strstr(step.at, "pregnant") == NULL);
	}
	client_close(&ann);
}

/* One more of the same, later. */
SQL(needs_alert_again, "patient:id id:id at:int", "",
    "INSERT INTO alert (id, patient_id, clinic_id, answer_id, enrolment_id,"
    " instrument, occasion, kind, rules, level, item_level, draft_item,"
    " draft, made_at, due_at, contact, version) SELECT $2, a.patient_id,"
    " a.clinic_id, a.answer_id, a.enrolment_id, a.instrument, a.occasion,"
    " a.kind, a.rules, a.level, a.item_level, a.draft_item, a.draft,"
    " $3, a.due_at, '', 1 FROM alert a WHERE a.patient_id = $1"
    " ORDER BY a.made_at, a.id LIMIT 1");

static void
alerts_many(struct world *w, struct tx *tx, void *arg)
{
	int i;

	(void)arg;
	for (i = 0; i < 100; i++)
		db_run(tx, needs_alert_again, w->kari, id_random(),
		    w->at + i);
}

/* An exercise of the first week is found after a hundred others, too. */
JOURNEY(the_time_line_goes_back_to_the_beginning)
{
	struct client kari, ann;
	struct records first;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/e/ch1/map");
	client_send(&kari, "/e/ch1/map", "f.situation", "The first week",
	    "go", "done", NULL);
	client_close(&kari);
	records_find(w, w->kari, &first);
	world_at(w, w->at + HOUR);
	records_make(w, w->kari_account);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s", id_z(w->kari));
	CHECK(strstr(ann.body.at, id_z(first.answer)) != NULL);
	SAYS_NOT(&ann, "The whole time line");
	client_close(&ann);
	world_at(w, w->at + HOUR);
	world_do(w, alerts_many, NULL);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s", id_z(w->kari));
	CHECK(strstr(ann.body.at, id_z(first.answer)) == NULL);
	client_click(&ann, say(&ann, "The whole time line").at);
	CHECK(strstr(ann.body.at, id_z(first.answer)) != NULL);
	SAYS_NOT(&ann, "The whole time line");
	client_get(&ann, "/p/%s/a/%s", id_z(w->kari), id_z(first.answer));
	HAS(&ann, "The first week");
	client_close(&ann);
}

/* H-11: several tabs, several patients: each page about one says whose it is,
 * with the year of birth and the patient's colour. */
JOURNEY(every_page_says_whose_it_is)
{
	struct str begin = S("/p/:patient");
	struct client ann;
	size_t i;
	int pages = 0;

	records_make(w, w->kari_account);
	world_client(w, &ann, w->ann, lang);
	for (i = 0; i < routes_n; i++) {
		struct str path = str_z(routes[i].path);

		if (!str_is(str_z(routes[i].method), "GET") ||
		    !str_starts(path, begin))
			continue;
		path = str_sub(path, begin.len, path.len);
		if (str_index(path, ':') < path.len)
			continue;
		if (client_get(&ann, "/p/%s%.*s", id_z(w->kari),
		    STR(path)) != 200)
			continue;
		pages++;
		HAS(&ann, str_is(str_z(lang), "nb") ?
		    "Kari Andreassen født 1987" : "Kari Andreassen born 1987");
		CHECK(client_after(&ann, "class=\"patient bar-").len > 0);
	}
	CHECK(pages >= 10);
	client_close(&ann);
}

int
main(int argc, char **argv)
{
	return test_run("web_needs", argc, argv);
}
