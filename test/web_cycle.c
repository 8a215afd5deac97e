/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The hard cases of the homework cycle, and of a course that pauses or ends,
 * through the browser: in both languages and on each engine.
 */
#include "base/clock.h"
#include "course/course.h"
#include "course/phase.h"
#include "homework/homework.h"
#include "homework/nudge.h"
#include "journey.h"
#include "people/care.h"

SQL(cycle_state, "patient:id", "state:text", "SELECT state FROM patient"
    " WHERE id = $1");
SQL(cycle_open, "patient:id", "n:int", "SELECT count(*) AS n FROM assignment"
    " WHERE patient_id = $1 AND state <> 'ended'");
SQL(cycle_nudges, "patient:id", "n:int", "SELECT count(*) AS n FROM nudge"
    " WHERE patient_id = $1");

struct seen {
	struct id patient;
	struct str state;
	int64_t open, nudges;
};

static void
seen_read(struct world *w, struct tx *tx, void *arg)
{
	struct seen *s = arg;

	(void)w;
	ROWS(r, tx, cycle_state, s->patient);

	if (rows_next(&r))
		s->state = str_copy(test_arena, rows_str(&r, "state"));
	s->open = db_int(tx, -1, cycle_open, s->patient);
	s->nudges = db_int(tx, -1, cycle_nudges, s->patient);
}

static struct seen
seen(struct world *w, struct id patient)
{
	struct seen s = { .patient = patient };

	world_do(w, seen_read, &s);
	return s;
}

/* What the server does each minute. */
static void
tick(struct world *w, struct tx *tx, void *arg)
{
	struct duty d;

	(void)arg;
	duty_open(&d, tx, w->app.vault, "phases");
	phase_all(&d);
	duty_open(&d, tx, w->app.vault, "nudges");
	nudge_all(&d);
}

static const char *
day_z(struct world *w, int days)
{
	return day_text(test_arena, (struct day){ zone_day(zone_find(
	    S("Europe/Oslo")), w->at).n + days }).at;
}

/* Ann proposes a task of the library; its id. */
static struct id
proposes(struct client *ann, struct world *w, const char *task,
    const char *reason)
{
	struct id id = ID_NONE;

	client_get(ann, "/p/%s/w/new?task=%s", id_z(w->kari), task);
	client_submit(ann, "/p/*/w/new", "reason", reason, NULL);
	WANT(ann, ann->status, 303);
	/* /p/PATIENT/w/ID?saved=1 */
	CHECK(id_parse(str_sub(ann->location, 38, 70), &id));
	return id;
}

/* --- pauses and the end - */

JOURNEY(a_pause)
{
	struct client ann, kari;
	struct id id;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	id = proposes(&ann, w, "move", "So that the day gets a middle.");
	client_get(&kari, "/h/%s", id_z(id));
	client_send(&kari, "/h/*/yes", NULL);

	client_get(&ann, "/p/%s/weeks", id_z(w->kari));
	client_submit(&ann, "/p/*/pause", "from", "tomorrow", "until",
	    day_z(w, -3), "reason", "Fjellet", NULL);
	WANT(&ann, ann.status, 422);
	CHECK_STR(client_field(&ann, "/p/*/pause", "from"), "tomorrow");
	CHECK_STR(client_field(&ann, "/p/*/pause", "reason"), "Fjellet");
	client_submit(&ann, "/p/*/pause", "from", day_z(w, 1), "until",
	    day_z(w, 0), NULL);
	WANT(&ann, ann.status, 422);
	client_send(&ann, "/p/*/pause", "from", day_z(w, 1), "until",
	    day_z(w, 7), NULL);
	HAS(&ann, "Fjellet");
	/* The same days once more. */
	client_submit(&ann, "/p/*/pause", "from", day_z(w, 7), "until",
	    day_z(w, 9), NULL);
	WANT(&ann, ann.status, 422);

	world_do(w, tick, NULL);
	CHECK_STR(seen(w, w->kari).state, "active");
	world_at(w, w->at + 3 * DAY);
	world_do(w, tick, NULL);
	CHECK_STR(seen(w, w->kari).state, "paused");
	CHECK_INT(seen(w, w->kari).nudges, 0);
	client_close(&kari);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/today");
	SAYS(&kari, "You have a pause until %1");
	HAS_NOT(&kari, "Fjellet");
	/* All stays open, and may be told about. */
	client_get(&kari, "/h/%s", id_z(id));
	client_send(&kari, "/h/*", "amount", "1", NULL);
	client_get(&kari, "/today");
	client_send(&kari, "/plan/back", NULL);
	SAYS_NOT(&kari, "You have a pause until %1");
	CHECK_STR(seen(w, w->kari).state, "active");
	client_close(&ann);
	client_close(&kari);
}

JOURNEY(a_pause_runs_out)
{
	struct client ann;
	int64_t audits;

	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s/weeks", id_z(w->kari));
	client_send(&ann, "/p/*/pause", "from", day_z(w, 0), "until",
	    day_z(w, 2), NULL);
	CHECK_STR(seen(w, w->kari).state, "paused");
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS(&ann, "In a pause until %1");
	audits = world_audit(w, "care.duty", ID_NONE, w->kari);
	world_at(w, w->at + 2 * DAY);
	world_do(w, tick, NULL);
	world_do(w, tick, NULL);
	CHECK_STR(seen(w, w->kari).state, "paused");
	CHECK_INT(world_audit(w, "care.duty", ID_NONE, w->kari), audits);
	world_at(w, w->at + DAY);
	world_do(w, tick, NULL);
	world_do(w, tick, NULL);
	CHECK_STR(seen(w, w->kari).state, "active");
	CHECK_INT(world_audit(w, "care.duty", ID_NONE, w->kari), audits + 1);
	client_close(&ann);
}

static void
nothing_is_written(struct client *kari, struct world *w, struct id task,
    struct str csrf)
{
	int64_t rows = world_rows(w);

	client_post_raw(kari, "/m", str_fmt(test_arena,
	    "csrf=%.*s&sid=%s&version=0&body=One+last+word", STR(csrf),
	    id_z(id_random())));
	WANT(kari, kari->status, 409);
	HAS(kari, "One last word");
	SAYS(kari, "This can only be read now");
	client_post_raw(kari, "/m/keep", str_fmt(test_arena,
	    "csrf=%.*s&version=0&body=x", STR(csrf)));
	WANT(kari, kari->status, 422);
	client_post_raw(kari, str_fmt(test_arena, "/h/%s", id_z(task)).at,
	    str_fmt(test_arena, "csrf=%.*s&sid=%s&version=0&amount=2",
	    STR(csrf), id_z(id_random())));
	WANT(kari, kari->status, 409);
	client_post_raw(kari, "/e/ch1/map", str_fmt(test_arena,
	    "csrf=%.*s&sid=%s&version=0", STR(csrf), id_z(id_random())));
	WANT(kari, kari->status, 409);
	CHECK_INT(world_rows(w), rows);
}

#include "pauses.h"

JOURNEY(the_patient_stops)
{
	struct client ann, kari;
	struct id id;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	id = proposes(&ann, w, "move", "So that the day gets a middle.");
	client_get(&kari, "/h/%s", id_z(id));
	client_send(&kari, "/h/*/yes", NULL);
	client_get(&ann, "/p/%s/weeks", id_z(w->kari));
	client_submit(&ann, "/p/*/weeks/end", "note", "Moves away", NULL);
	WANT(&ann, ann.status, 422);
	HAS(&ann, "Moves away");
	client_send(&ann, "/p/*/weeks/end", "how", "2", NULL);
	HAS(&ann, "Moves away");
	CHECK_STR(seen(w, w->kari).state, "withdrawn");
	CHECK_INT(seen(w, w->kari).open, 0);

	client_get(&kari, "/today");
	SAYS(&kari, "Your time in the programme is over. You can read "
	    "everything, as long and as often as you like.");
	HAS_NOT(&kari, "Moves away");
	client_get(&kari, "/me");
	nothing_is_written(&kari, w, id, client_after(&kari,
	    "name=\"csrf\" value=\""));
	/* Everything can be read, and pages turned. */
	WANT(&kari, client_get(&kari, "/h/%s", id_z(id)), 200);
	HAS(&kari, "So that the day gets a middle.");
	WANT(&kari, client_get(&kari, "/c/ch1/1"), 200);
	client_send(&kari, "/c/ch1/1", "go", "next", NULL);
	WANT(&kari, client_get(&kari, "/m"), 200);
	CHECK(memmem(kari.body.at, kari.body.len, "name=\"body\"", 11) ==
	    NULL);
	world_at(w, w->at + 5 * DAY);
	world_do(w, tick, NULL);
	CHECK_INT(seen(w, w->kari).nudges, 0);

	client_close(&ann);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS(&ann, "Ended %1");
	client_get(&ann, "/p/%s/weeks", id_z(w->kari));
	client_send(&ann, "/p/*/weeks/again", NULL);
	CHECK_STR(seen(w, w->kari).state, "active");
	client_close(&kari);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/m");
	client_send(&kari, "/m", "body", "Here again", NULL);
	HAS(&kari, "Here again");
	client_close(&ann);
	client_close(&kari);
}

/* --- out of a message - */

SQL(cycle_source, "id:id", "n:int", "SELECT count(*) AS n FROM assignment"
    " WHERE id = $1 AND source = 'message' /* duty: test */");

static void
came_from(struct world *w, struct tx *tx, void *arg)
{
	(void)w;
	CHECK_INT(db_int(tx, 0, cycle_source, *(struct id *)arg), 1);
}

JOURNEY(out_of_a_message)
{
	struct client ann, kari;
	struct id id = ID_NONE;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/m");
	client_send(&kari, "/m", "body", "Evenings are the worst.", NULL);
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	client_click(&ann, say(&ann, "Propose homework out of this").at);
	SAYS(&ann, "What the patient wrote goes into the reason. Make it "
	    "yours.");
	client_click(&ann, say(&ann, "In own words").at);
	CHECK(memmem(client_field(&ann, "/p/*/new", "reason").at,
	    client_field(&ann, "/p/*/new", "reason").len,
	    "Evenings are the worst.", 23) != NULL);
	/* A fault keeps what it came from. */
	client_submit(&ann, "/p/*/new", "title", "", NULL);
	WANT(&ann, ann.status, 422);
	client_submit(&ann, "/p/*/new", "title", "Candles at six", NULL);
	WANT(&ann, ann.status, 303);
	CHECK(id_parse(str_sub(ann.location, 38, 70), &id));
	client_get(&kari, "/h/%s", id_z(id));
	HAS(&kari, "Evenings are the worst.");
	world_do(w, came_from, &id);
	/* Nobody else's message, and not one of her own. */
	WANT(&ann, client_get(&ann, "/p/%s/m/%s", id_z(w->kari),
	    id_z(id_random())), 404);
	client_close(&ann);
	client_close(&kari);
}

/* --- the hard cases - */

JOURNEY(both_edit_the_plan)
{
	struct client ann, kari, phone;
	struct id id;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	world_client(w, &phone, w->kari_account, lang);
	id = proposes(&ann, w, "move", "Air.");
	client_get(&kari, "/h/%s", id_z(id));
	client_send(&kari, "/h/*/yes", NULL);
	client_get(&kari, "/h/%s/plan", id_z(id));
	client_get(&ann, "/p/%s/w/%s", id_z(w->kari), id_z(id));
	client_get(&phone, "/h/%s/plan", id_z(id));
	client_send(&phone, "/h/*/plan", "place", "By the sea", NULL);
	client_submit(&kari, "/h/*/plan", "place", "Up the hill", NULL);
	WANT(&kari, kari.status, 409);
	HAS(&kari, "By the sea");
	CHECK_STR(client_field(&kari, "/h/*/plan", "place"), "Up the hill");
	client_submit(&ann, "/p/*/plan", "place", "In the wood", NULL);
	WANT(&ann, ann.status, 409);
	HAS(&ann, "By the sea");
	CHECK_STR(client_field(&ann, "/p/*/plan", "place"), "In the wood");
	/* Both versions are kept: hers holds, his is asked. */
	client_submit(&ann, "/p/*/plan", NULL);
	WANT(&ann, ann.status, 303);
	client_get(&kari, "/h/%s", id_z(id));
	HAS(&kari, "By the sea");
	HAS(&kari, "In the wood");
	client_send(&kari, "/h/*/asked", "go", "yes", NULL);
	HAS(&kari, "In the wood");
	HAS_NOT(&kari, "By the sea");
	client_close(&ann);
	client_close(&kari);
	client_close(&phone);
}

/* New content without the task: who is under way keeps what was assigned. */
JOURNEY(the_task_is_gone)
{
	struct client ann, kari;
	struct id id;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	id = proposes(&ann, w, "move", "Air.");
	client_get(&kari, "/h/%s", id_z(id));
	client_send(&kari, "/h/*/yes", NULL);
	CHECK(app_content_replace(&w->app, S("test/corpus/tiny")) == RC_OK);
	client_get(&kari, "/h/%s", id_z(id));
	CHECK(memmem(kari.body.at, kari.body.len, "<ol>", 4) != NULL);
	client_click(&kari, say(&kari, "Write it down").at);
	WANT(&kari, kari.status, 200);
	client_get(&kari, "/h/%s", id_z(id));
	client_send(&kari, "/h/*", "amount", "2", NULL);
	client_get(&ann, "/p/%s/w/%s", id_z(w->kari), id_z(id));
	WANT(&ann, ann.status, 200);
	client_get(&ann, "/p/%s", id_z(w->kari));
	client_submit(&ann, "/p/*", "reply", "Good.", NULL);
	WANT(&ann, ann.status, 303);
	client_close(&ann);
	client_close(&kari);
}

static void
changes_hands(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	care_grant(tx, w->clinic, w->kari, w->bo, "therapist", w->ada, w->at);
	care_end(tx, w->clinic, w->kari, w->ann, w->ada, w->at);
}

JOURNEY(the_therapist_changes)
{
	struct client ann, bo, kari;
	struct id id;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &bo, w->bo, lang);
	world_client(w, &kari, w->kari_account, lang);
	id = proposes(&ann, w, "move", "Ann knows why.");
	client_get(&kari, "/h/%s", id_z(id));
	client_send(&kari, "/h/*/yes", NULL);
	client_get(&kari, "/h/%s", id_z(id));
	client_send(&kari, "/h/*", "amount", "1", "noticed", "Cold hands",
	    NULL);
	client_get(&ann, "/p/%s", id_z(w->kari));
	world_do(w, changes_hands, NULL);
	/* A reply begun before the change goes nowhere. */
	client_submit(&ann, "/p/*", "reply", "Too early.", NULL);
	WANT(&ann, ann.status, 404);
	client_get(&bo, "/list");
	HAS(&bo, "Kari Andreassen");
	client_get(&bo, "/p/%s", id_z(w->kari));
	HAS(&bo, "Cold hands");
	client_submit(&bo, "/p/*", "reply", "Bo writes.", NULL);
	WANT(&bo, bo.status, 303);
	client_get(&kari, "/h/%s", id_z(id));
	HAS(&kari, "Bo writes.");
	HAS_NOT(&kari, "Too early.");
	client_close(&ann);
	client_close(&bo);
	client_close(&kari);
}

static void
moves_away(struct world *w, struct tx *tx, void *arg)
{
	struct care c = world_care(w, tx, w->kari_account, w->kari);

	(void)arg;
	patient_set_zone(&c, zone_find(S("America/New_York")));
}

/* "12:30" stays 12:30: what was agreed is wall time. */
JOURNEY(another_zone)
{
	struct client ann, kari;
	struct id id;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	id = proposes(&ann, w, "move", "Air.");
	client_get(&kari, "/h/%s", id_z(id));
	client_send(&kari, "/h/*/yes", "time", "12:30", "day", day_z(w, 2),
	    NULL);
	HAS(&kari, clock_z(&kari, "12:30"));
	world_do(w, moves_away, NULL);
	client_get(&kari, "/h/%s", id_z(id));
	HAS(&kari, clock_z(&kari, "12:30"));
	HAS_NOT(&kari, clock_z(&kari, "06:30"));
	client_get(&ann, "/p/%s/w/%s", id_z(w->kari), id_z(id));
	HAS(&ann, clock_z(&ann, "12:30"));
	client_close(&ann);
	client_close(&kari);
}

/* The day has passed before the patient looked at it. */
JOURNEY(the_day_is_past)
{
	struct client ann, kari;
	struct id id;

	world_client(w, &ann, w->ann, lang);
	id = proposes(&ann, w, "move", "Air.");
	world_at(w, w->at + 12 * DAY);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/h/%s", id_z(id));
	client_submit(&kari, "/h/*/yes", NULL);
	WANT(&kari, kari.status, 303);
	client_follow(&kari);
	/* Nothing was agreed for a day that is over. */
	client_get(&kari, "/h/%s", id_z(id));
	HAS(&kari, zone_civil(zone_find(S("Europe/Oslo")), w->at).day == 14 ?
	    "15" : "?");
	client_close(&ann);
	client_close(&kari);
}

static void
two_hundred(struct world *w, struct tx *tx, void *arg)
{
	struct care c = world_care(w, tx, w->ann, w->kari);
	struct problems bad = { 0 };
	struct enrolment e;
	int i, *made = arg;

	CHECK(course_current(&c, &e));
	for (i = 0; i < HOMEWORK_LIST_MAX + 1; i++) {
		struct homework_new new = { .source = "library" };

		plan_default(&c, NULL, LANG_EN, e.weekday, &new.plan);
		new.plan.title = str_fmt(tx_arena(tx), "Number %d", i + 1);
		*made += !id_is_none(homework_propose(&c, &e, &new, &bad));
	}
}

JOURNEY(as_many_as_there_can_be)
{
	struct client ann, kari;
	int64_t began;
	int made = 0;

	world_do(w, two_hundred, &made);
	CHECK_INT(made, HOMEWORK_LIST_MAX);
	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	began = clock_mono_ms();
	WANT(&ann, client_get(&ann, "/p/%s/w", id_z(w->kari)), 200);
	HAS(&ann, "Number 1 ");
	HAS(&ann, "Number 200 ");
	HAS_NOT(&ann, "Number 201 ");
	WANT(&ann, client_get(&ann, "/p/%s", id_z(w->kari)), 200);
	WANT(&kari, client_get(&kari, "/today"), 200);
	WANT(&kari, client_get(&kari, "/plan"), 200);
	CHECK(clock_mono_ms() - began < 4000);
	client_get(&ann, "/p/%s/w/new?task=own", id_z(w->kari));
	client_submit(&ann, "/p/*/w/new", "title", "One too many", NULL);
	WANT(&ann, ann.status, 422);
	CHECK_STR(client_field(&ann, "/p/*/new", "title"), "One too many");
	client_close(&ann);
	client_close(&kari);
}

/* Nobody is quiet in a pause, nor on the day after it. */
JOURNEY(quiet_after_a_pause)
{
	static const struct { int days; bool quiet; } when[] = {
		{ 9, false }, { 16, false }, { 24, true } };
	int64_t start = w->at;
	struct client ann;
	size_t i;

	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s/weeks", id_z(w->kari));
	client_send(&ann, "/p/*/pause", "from", day_z(w, 1), "until",
	    day_z(w, 14), NULL);
	for (i = 0; i < 3; i++) {
		client_close(&ann);
		world_at(w, start + when[i].days * DAY);
		world_do(w, tick, NULL);
		world_client(w, &ann, w->ann, lang);
		client_get(&ann, "/list");
		client_shows(&ann, __FILE__, __LINE__, say(&ann,
		    "quiet for %1 days: a personal message?").at,
		    when[i].quiet);
	}
	client_close(&ann);
}

/* A visit of a minute is one: who looked in by one tap is not quiet. */
JOURNEY(a_short_visit)
{
	struct client ann, kari;

	world_at(w, w->at + 6 * DAY);
	world_client(w, &kari, w->kari_account, lang);
	world_at(w, w->at + 5);
	client_get(&kari, "/today");
	world_at(w, w->at + 3 * DAY);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "quiet for %1 days: a personal message?");
	world_at(w, w->at + 5 * DAY);
	client_close(&ann);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list");
	SAYS(&ann, "quiet for %1 days: a personal message?");
	client_close(&ann);
	client_close(&kari);
}

/* One reply for what was told and for what was written; later words wait. */
JOURNEY(one_reply_for_both)
{
	struct client ann, kari;
	struct id id;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	id = proposes(&ann, w, "move", "So that the day gets a middle.");
	client_get(&kari, "/h/%s", id_z(id));
	client_send(&kari, "/h/*/yes", NULL);
	client_get(&kari, "/h/%s", id_z(id));
	client_send(&kari, "/h/*", "amount", "2", NULL);
	client_get(&kari, "/m");
	client_send(&kari, "/m", "body", "Is it usual to be tired?", NULL);
	client_get(&ann, "/list");
	CHECK(str_ends(client_after(&ann, "data-reply href=\""),
	    str_z(id_z(w->kari))));
	/* What is due today has no clock time: never "since 00:00". */
	HAS(&ann, str_is(str_z(lang), "nb") ? "velkomstmelding, i dag" :
	    "a message to welcome you, today");
	HAS_NOT(&ann, clock_z(&ann, "00:00"));
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS(&ann, "The answer below is for the message too");
	world_at(w, w->at + 60);
	client_get(&kari, "/m");
	client_send(&kari, "/m", "body", "And one thing more.", NULL);
	world_at(w, w->at + 60);
	client_submit(&ann, "/p/*", "reply", "Yes, and it passes.", NULL);
	WANT(&ann, ann.status, 303);
	/* What came after she had opened the page is not answered by it. */
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS(&ann, "One message to answer");
	client_get(&kari, "/m");
	SAYS(&kari, "answered in “%1”");
	client_click(&kari, say(&kari, "answered in “%1”").at);
	HAS(&kari, "Yes, and it passes.");
	client_get(&ann, "/list");
	CHECK(str_ends(client_after(&ann, "data-reply href=\""), S("/m")));
	client_close(&ann);
	client_close(&kari);
}

#include "cycle_answers.h"
#include "cycle_steps.h"

int
main(int argc, char **argv)
{
	return test_run("web_cycle", argc, argv);
}
