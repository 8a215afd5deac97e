/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Work, through the browser: the weekly line, corrections, the plan in both
 * directions, a step back, handing over exactly what was chosen, the line in
 * the queue; in both languages and on each engine.
 */
#include "base/clock.h"
#include "course/course.h"
#include "course/phase.h"
#include "journey.h"

SQL(work_weeks, "patient:id", "n:int", "SELECT count(*) AS n FROM work_week"
    " WHERE patient_id = $1");

static struct str
day_z(struct world *w, int days)
{
	return day_text(test_arena, (struct day){ zone_day(zone_find(
	    S("Europe/Oslo")), w->at).n + days });
}

static void
weeks_read(struct world *w, struct tx *tx, void *arg)
{
	*(int64_t *)arg = db_int(tx, -1, work_weeks, w->kari);
}

static int64_t
weeks(struct world *w)
{
	int64_t n = -1;

	world_do(w, weeks_read, &n);
	return n;
}

/* Kari tells that she is on full leave; the exercise of chapter 1. */
static void
tells_status(struct client *kari, const char *status)
{
	client_get(kari, "/e/ch1/map");
	client_send(kari, "/e/ch1/map", "f.status", status, "go", "done",
	    NULL);
}

static void
both(struct world *w, struct client *ann, struct client *kari,
    const char *lang)
{
	world_client(w, ann, w->ann, lang);
	world_client(w, kari, w->kari_account, lang);
}

/* After days the sessions are old: in anew. */
static void
later(struct world *w, struct client *c, struct id account, const char *lang,
    int days)
{
	client_close(c);
	world_at(w, w->at + (int64_t)days * DAY);
	world_client(w, c, account, lang);
}

#define BODY(c, z) (strstr((c)->body.at, (z)) != NULL)

/* --- the weekly line - */

JOURNEY(who_is_not_on_leave_is_not_asked)
{
	struct client kari;

	world_client(w, &kari, w->kari_account, lang);
	later(w, &kari, w->kari_account, lang, 8);
	client_get(&kari, "/today");
	SAYS_NOT(&kari, "How much are you on sick leave now?");
	tells_status(&kari, "working");
	client_get(&kari, "/today");
	SAYS_NOT(&kari, "How much are you on sick leave now?");
	tells_status(&kari, "sick_full");
	client_get(&kari, "/today");
	SAYS(&kari, "How much are you on sick leave now?");
	/* Said by hand it counts more than the answers. */
	client_get(&kari, "/way/job");
	client_send(&kari, "/way/job", "follow", "0", NULL);
	client_get(&kari, "/today");
	SAYS_NOT(&kari, "How much are you on sick leave now?");
	client_close(&kari);
}

JOURNEY(what_is_only_for_me_decides_nothing)
{
	struct client kari;

	world_client(w, &kari, w->kari_account, lang);
	later(w, &kari, w->kari_account, lang, 8);
	client_get(&kari, "/e/ch1/map");
	client_send(&kari, "/e/ch1/map", "f.status", "sick_full",
	    "only.status", "1", "go", "done", NULL);
	client_get(&kari, "/today");
	SAYS_NOT(&kari, "How much are you on sick leave now?");
	client_close(&kari);
}

JOURNEY(the_weekly_line)
{
	struct client kari;

	world_client(w, &kari, w->kari_account, lang);
	tells_status(&kari, "sick_full");
	/* Agreed is Tuesday; the course began on Monday: not on day 1. */
	client_get(&kari, "/today");
	SAYS_NOT(&kari, "How much are you on sick leave now?");
	later(w, &kari, w->kari_account, lang, 1);
	client_get(&kari, "/today");
	SAYS(&kari, "How much are you on sick leave now?");
	client_get(&kari, "/way/week");
	client_submit(&kari, "/way/week", "percent", "hundred", NULL);
	WANT(&kari, kari.status, 422);
	CHECK_STR(client_field(&kari, "/way/week", "percent"), "hundred");
	CHECK_INT(weeks(w), 0);
	client_send(&kari, "/way/week", "percent", "100", "from",
	    "2026-02-02", NULL);
	/* The first time two more questions come with it. */
	CHECK_STR(kari.path, "/way/ask");
	client_send(&kari, "/way/ask", "ready", "3", "sure", "6", NULL);
	CHECK_INT(weeks(w), 1);
	SAYS_NOT(&kari, "Is your sick leave the same as last week?");

	/* A week on: one tap, and no more questions before two weeks. */
	later(w, &kari, w->kari_account, lang, 6);
	client_get(&kari, "/today");
	SAYS_NOT(&kari, "Is your sick leave the same as last week?");
	later(w, &kari, w->kari_account, lang, 1);
	client_get(&kari, "/today");
	SAYS(&kari, "Is your sick leave the same as last week?");
	client_send(&kari, "/way/week", "go", "same", NULL);
	CHECK(str_starts(kari.path, S("/today")));
	CHECK_INT(weeks(w), 2);
	SAYS_NOT(&kari, "Is your sick leave the same as last week?");
	client_get(&kari, "/way");
	SAYS(&kari, "Your sick leave is %1 %, since %2.");
	client_close(&kari);
}

JOURNEY(the_line_rests_in_a_pause)
{
	struct client ann, kari;

	both(w, &ann, &kari, lang);
	tells_status(&kari, "sick_part");
	client_get(&ann, "/p/%s/weeks", id_z(w->kari));
	client_send(&ann, "/p/*/pause", "from", day_z(w, 1).at, "until",
	    day_z(w, 9).at, NULL);
	later(w, &kari, w->kari_account, lang, 1);
	client_get(&kari, "/today");
	SAYS(&kari, "You have a pause until %1");
	SAYS_NOT(&kari, "How much are you on sick leave now?");
	later(w, &kari, w->kari_account, lang, 9);
	client_get(&kari, "/today");
	SAYS(&kari, "How much are you on sick leave now?");
	client_close(&ann);
	client_close(&kari);
}

/* The tap says "still 100"; the therapist has written 80 meanwhile. */
JOURNEY(a_tap_on_an_old_page)
{
	struct client ann, kari;

	both(w, &ann, &kari, lang);
	tells_status(&kari, "sick_full");
	client_get(&kari, "/way/week");
	client_send(&kari, "/way/week", "percent", "100", NULL);
	later(w, &kari, w->kari_account, lang, 8);
	client_get(&kari, "/today");
	client_close(&ann);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s/way/week", id_z(w->kari));
	client_send(&ann, "/p/*/way/week", "percent", "80", NULL);
	client_submit(&kari, "/way/week", "go", "same", NULL);
	WANT(&kari, kari.status, 409);
	HAS(&kari, "80 %");
	CHECK_STR(client_field(&kari, "/way/week", "percent"), "100");
	CHECK_INT(weeks(w), 0);
	client_close(&ann);
	client_close(&kari);
}

/* --- corrections - */

JOURNEY(a_correction_keeps_what_it_replaced)
{
	struct client ann, kari;

	both(w, &ann, &kari, lang);
	client_get(&kari, "/way/week");
	client_send(&kari, "/way/week", "percent", "100", "from",
	    "2026-01-12", NULL);
	client_get(&kari, "/way/week");
	client_send(&kari, "/way/week", "percent", "80", "from",
	    "2026-02-23", NULL);
	client_get(&ann, "/p/%s/way", id_z(w->kari));
	SAYS(&ann, "Work: %1 % → %2 % since %3.");
	SAYS(&ann, "the patient");
	/* The first one ended; nothing was corrected yet. */
	SAYS_NOT(&ann, "What was corrected");

	/* It began two days later, says Kari; she sees no history. */
	client_click(&kari, str_is(str_z(lang), "nb") ?
	    "Rett fra 23. februar" : "Correct from 23 February");
	WANT(&kari, kari.status, 200);
	client_submit(&kari, "/way/d/*", "from", "yesterday", NULL);
	WANT(&kari, kari.status, 422);
	CHECK_STR(client_field(&kari, "/way/d/*", "from"), "yesterday");
	client_send(&kari, "/way/d/*", "from", "2026-02-25", NULL);
	HAS(&kari, str_is(str_z(lang), "nb") ? "12. januar til 24. februar" :
	    "12 January to 24 February");
	SAYS_NOT(&kari, "What was corrected");

	/* Ann sees what stood there, and who replaced it. */
	client_get(&ann, "/p/%s/way", id_z(w->kari));
	SAYS(&ann, "What was corrected");
	HAS(&ann, str_is(str_z(lang), "nb") ? "fra 23. februar" :
	    "from 23 February");
	client_get(&ann, "/p/%s/way", id_z(w->kari));
	client_click(&ann, str_is(str_z(lang), "nb") ?
	    "Rett fra 25. februar" : "Correct from 25 February");
	client_send(&ann, "/p/*", "percent", "60", NULL);
	HAS(&ann, "Ann Berg");
	client_get(&kari, "/way");
	HAS(&kari, "60 %");
	HAS(&kari, "Ann Berg");
	client_close(&ann);
	client_close(&kari);
}

JOURNEY(two_say_another_degree_at_once)
{
	struct client ann, kari;

	both(w, &ann, &kari, lang);
	client_get(&kari, "/way/week");
	client_get(&ann, "/p/%s/way/week", id_z(w->kari));
	client_send(&ann, "/p/*/way/week", "percent", "70", NULL);
	client_submit(&kari, "/way/week", "percent", "50", NULL);
	WANT(&kari, kari.status, 409);
	SAYS(&kari, "Nothing is lost. This is what is saved now; what you "
	    "just wrote is in the form below.");
	HAS(&kari, "70 %");
	CHECK_STR(client_field(&kari, "/way/week", "percent"), "50");
	client_send(&kari, "/way/week", NULL);
	HAS(&kari, "50 %");
	client_close(&ann);
	client_close(&kari);
}

/* --- the plan - */

JOURNEY(the_plan_both_ways)
{
	struct client ann, kari;

	both(w, &ann, &kari, lang);
	client_get(&kari, "/way");
	SAYS(&kari, "There is no plan yet.");
	/* A tap on "Save" alone makes no plan that says nothing. */
	client_get(&kari, "/way/plan");
	client_submit(&kari, "/way/plan", NULL);
	WANT(&kari, kari.status, 422);
	SAYS(&kari, "Write one step first: a day and a percent.");
	client_submit(&kari, "/way/plan", "percent-1", "most of it",
	    "tasks-1", "Posten", "day-1", "soon", NULL);
	WANT(&kari, kari.status, 422);
	CHECK_STR(client_field(&kari, "/way/plan", "percent-1"),
	    "most of it");
	CHECK_STR(client_field(&kari, "/way/plan", "day-1"), "soon");
	client_send(&kari, "/way/plan", "percent-1", "80 %", "tasks-1",
	    "Posten", "day-1", "2026-03-16", "if_then-1",
	    "If it is loud, I take the small room", NULL);
	HAS(&kari, "Posten");

	/* Ann adds a step that comes first by its day. */
	client_get(&ann, "/p/%s/way/plan", id_z(w->kari));
	client_send(&ann, "/p/*/way/plan", "day-2", "2026-03-09",
	    "percent-2", "90", "who-2", "Berit", NULL);
	HAS(&ann, "Berit");
	SAYS(&ann, "Earlier versions");
	client_get(&kari, "/way");
	HAS(&kari, "Berit");
	HAS(&kari, "Ann Berg");
	SAYS(&kari, "Next in the plan: %1.");
	SAYS_NOT(&kari, "Earlier versions");
	CHECK(strstr(kari.body.at, "Berit") < strstr(kari.body.at, "Posten"));

	/* Both at once: hers is first, his in the form, nothing lost. */
	client_get(&kari, "/way/plan");
	client_get(&ann, "/p/%s/way/plan", id_z(w->kari));
	client_send(&ann, "/p/*/way/plan", "support-2", "A calm start",
	    NULL);
	client_submit(&kari, "/way/plan", "place-2", "At home", NULL);
	WANT(&kari, kari.status, 409);
	HAS(&kari, "A calm start");
	CHECK_STR(client_field(&kari, "/way/plan", "place-2"), "At home");
	client_send(&kari, "/way/plan", NULL);
	HAS(&kari, "At home");
	/* Every version is there for the clinic. */
	WANT(&ann, client_get(&ann, "/p/%s/way/v/1", id_z(w->kari)), 200);
	HAS(&ann, "Posten");
	HAS_NOT(&ann, "Berit");
	WANT(&ann, client_get(&ann, "/p/%s/way/v/9", id_z(w->kari)), 404);
	client_close(&ann);
	client_close(&kari);
}

JOURNEY(a_draft_is_ones_own)
{
	struct client ann, kari, phone;

	both(w, &ann, &kari, lang);
	client_get(&kari, "/way/plan");
	client_keep(&kari, "/way/plan", "tasks-1", "Only thin", NULL);
	WANT(&kari, kari.status, 200);
	client_get(&ann, "/p/%s/way", id_z(w->kari));
	HAS_NOT(&ann, "Only thin");
	client_get(&ann, "/p/%s/way/plan", id_z(w->kari));
	HAS_NOT(&ann, "Only thin");
	client_get(&kari, "/way");
	HAS_NOT(&kari, "Only thin");
	SAYS(&kari, "Go on where you stopped");
	client_get(&kari, "/way/plan");
	HAS(&kari, "Only thin");
	/* Another step without script: what is typed goes along. */
	client_send(&kari, "/way/plan", "percent-1", "9x", "go", "more",
	    NULL);
	CHECK_STR(client_field(&kari, "/way/plan", "percent-1"), "9x");
	CHECK_STR(client_field(&kari, "/way/plan", "percent-2"), "");
	/* Two windows of hers: neither text goes. */
	world_client(w, &phone, w->kari_account, lang);
	client_get(&phone, "/way/plan");
	client_send(&phone, "/way/plan", "percent-1", "90", "go", "later",
	    NULL);
	client_submit(&kari, "/way/plan", "percent-1", "85", NULL);
	WANT(&kari, kari.status, 409);
	HAS(&kari, "90");
	CHECK_STR(client_field(&kari, "/way/plan", "percent-1"), "85");
	client_send(&kari, "/way/plan", NULL);
	HAS(&kari, "85 %");
	SAYS_NOT(&kari, "Go on where you stopped");
	client_close(&ann);
	client_close(&kari);
	client_close(&phone);
}

/* The phone still has a draft that went into the plan at the desk. */
JOURNEY(a_draft_after_one_that_was_saved)
{
	struct client phone, desk;

	both(w, &phone, &desk, lang);
	client_close(&phone);
	world_client(w, &phone, w->kari_account, lang);
	client_get(&phone, "/way/plan");
	WANT(&phone, client_keep(&phone, "/way/plan", "tasks-1", "Posten",
	    NULL), 200);
	client_get(&phone, "/way/plan");
	client_get(&desk, "/way/plan");
	client_send(&desk, "/way/plan", NULL);
	client_get(&desk, "/way/plan");
	WANT(&desk, client_keep(&desk, "/way/plan", "place-1", "At home",
	    NULL), 200);
	WANT(&phone, client_keep(&phone, "/way/plan", "tasks-1", "Posten x",
	    NULL), 409);
	client_get(&desk, "/way/plan");
	CHECK_STR(client_field(&desk, "/way/plan", "place-1"), "At home");
	client_close(&phone);
	client_close(&desk);
}

/* The draft of another window is shown; the plan behind it too, in turn. */
JOURNEY(a_draft_hides_no_plan)
{
	struct client ann, kari, phone;

	both(w, &ann, &kari, lang);
	world_client(w, &phone, w->kari_account, lang);
	client_get(&kari, "/way/plan");
	client_send(&kari, "/way/plan", "percent-1", "80", "tasks-1",
	    "Posten", NULL);
	client_get(&kari, "/way/plan");
	client_get(&phone, "/way/plan");
	WANT(&phone, client_keep(&phone, "/way/plan", "tasks-1", "Typed there",
	    NULL), 200);
	client_get(&ann, "/p/%s/way/plan", id_z(w->kari));
	client_send(&ann, "/p/*/way/plan", "support-1", "A calm start", NULL);
	client_submit(&kari, "/way/plan", "place-1", "At home", NULL);
	WANT(&kari, kari.status, 409);
	HAS(&kari, "Typed there");
	/* Ann's change has not been seen yet, so it is not written over. */
	client_submit(&kari, "/way/plan", NULL);
	WANT(&kari, kari.status, 409);
	HAS(&kari, "A calm start");
	CHECK_STR(client_field(&kari, "/way/plan", "place-1"), "At home");
	client_send(&kari, "/way/plan", NULL);
	HAS(&kari, "At home");
	/* The draft went with what was sent: the plan is what is saved. */
	client_get(&kari, "/way/plan");
	client_keep(&kari, "/way/plan", "tasks-1", "Begun", NULL);
	client_get(&kari, "/way/plan");
	client_get(&phone, "/way/plan");
	client_send(&phone, "/way/plan", "tasks-1", "Sent by phone", NULL);
	client_submit(&kari, "/way/plan", "tasks-1", "Mine", "go", "later",
	    NULL);
	WANT(&kari, kari.status, 409);
	HAS(&kari, "Sent by phone");
	CHECK_STR(client_field(&kari, "/way/plan", "tasks-1"), "Mine");
	client_close(&ann);
	client_close(&kari);
	client_close(&phone);
}

/* --- a step back - */

JOURNEY(a_step_back)
{
	struct client ann, kari;

	both(w, &ann, &kari, lang);
	client_get(&kari, "/way/back");
	client_submit(&kari, "/way/back", NULL);
	WANT(&kari, kari.status, 422);
	client_send(&kari, "/way/back", "happened", "Too much noise",
	    "helps", "Half days", "look", day_z(w, 3).at, NULL);
	SAYS(&kari, "A step back");
	CHECK(!BODY(&kari, "warn") && BODY(&kari, "note warm"));
	client_get(&ann, "/p/%s/way", id_z(w->kari));
	HAS(&ann, "Too much noise");
	/* Both write at once. */
	client_get(&kari, "/way/back");
	client_get(&ann, "/p/%s/way/back", id_z(w->kari));
	client_send(&ann, "/p/*/way/back", "helps", "Three days a week",
	    NULL);
	client_submit(&kari, "/way/back", "helps", "Home early", NULL);
	WANT(&kari, kari.status, 409);
	HAS(&kari, "Three days a week");
	HAS(&kari, "Home early");
	client_send(&kari, "/way/back", NULL);
	later(w, &kari, w->kari_account, lang, 3);
	client_get(&kari, "/today");
	SAYS(&kari, "How is it going after the step back?");
	client_get(&kari, "/way/back");
	client_send(&kari, "/way/back", "go", "over", NULL);
	HAS_NOT(&kari, "Home early");
	client_close(&ann);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s/way", id_z(w->kari));
	SAYS(&ann, "Earlier steps back");
	HAS(&ann, "Home early");
	client_close(&ann);
	client_close(&kari);
}

/* In the list until the clinic has written, and on the day to look at it. */
JOURNEY(a_step_back_is_in_the_list)
{
	struct client ann, kari;

	both(w, &ann, &kari, lang);
	client_get(&kari, "/way/back");
	client_send(&kari, "/way/back", "happened", "Too much noise",
	    "helps", "Half days", "look", day_z(w, 3).at, NULL);
	client_get(&ann, "/list");
	SAYS(&ann, "a step back, %1");
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS(&ann, "A step back, written down %1.");
	HAS(&ann, "Too much noise");
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	client_send(&ann, "/p/*/m", "body", "Thank you for telling me", NULL);
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "a step back, %1");
	later(w, &ann, w->ann, lang, 3);
	client_get(&ann, "/list");
	SAYS(&ann, "a step back, %1");
	client_get(&ann, "/p/%s/way/back", id_z(w->kari));
	client_send(&ann, "/p/*/way/back", "go", "over", NULL);
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "a step back, %1");
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS_NOT(&ann, "A step back, written down %1.");
	client_close(&ann);
	client_close(&kari);
}

#include "work_later.h"

int
main(int argc, char **argv)
{
	return test_run("web_work", argc, argv);
}
