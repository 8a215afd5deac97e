/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Tests of the patient's pages; part of test_course.c.  A handler is called
 * as the gate would, without gate and network.
 */
#include "answers/answers.h"
#include "course/course.h"
#include "course/pages.h"
#include "course_fixture.h"

struct visit {
	struct world *w;
	page_fn *run;
	struct str words[2];
	struct str target;
	struct pair *form;
	size_t form_n;
	enum lang lang;
	int status;
	struct str body, location;
};

static const struct content *
visit_content(struct page *p, struct bytes bundle)
{
	(void)bundle;
	return p->content;
}

static bool
visit_run(struct tx *tx, void *arg)
{
	struct visit *v = arg;
	struct world *w = v->w;
	struct arena *a = test_arena;
	struct req *req = arena_one(a, struct req);
	struct reply *reply = arena_one(a, struct reply);
	struct page *p = arena_one(a, struct page);
	struct clinic *clinic = arena_one(a, struct clinic);
	struct care care;

	CHECK(care_open_own(&care, tx, w->vault, &w->own));
	CHECK(clinic_load(tx, w->vault, w->clinic, clinic));
	*req = (struct req){ .arena = a, .method = v->form == NULL ?
	    METHOD_GET : METHOD_POST, .target = v->target,
	    .path = v->target };
	req_parse(req);
	req->form = v->form;
	req->form_n = v->form_n;
	reply_init(reply, a);
	reply->body = buf_new(a, REPLY_BODY_MAX);
	*p = (struct page){ .req = req, .reply = reply, .tx = tx, .arena = a,
	    .actor = &w->own, .care = &care, .vault = w->vault,
	    .content = w->content, .clinic = clinic, .now = w->now,
	    .words = { v->words[0], v->words[1] },
	    .content_of = visit_content };
	p->out = (struct out){ .buf = &reply->body, .arena = a,
	    .lang = v->lang, .zone = w->own.zone, .now = w->now,
	    .csrf = S("token"), .problems = &p->problems };
	care.lang = v->lang;
	v->status = v->run(p);
	v->body = buf_str(&reply->body);
	v->location = reply_location(reply);
	return v->status < 400;
}

/* w1 "ch1", w2 "map"; pairs: NULL for a GET. */
static struct visit
visit(struct world *w, page_fn *run, const char *w1, const char *w2,
    struct pair *pairs, size_t n)
{
	struct visit v = { .w = w, .run = run, .words = { str_z(w1),
	    str_z(w2) }, .target = S("/x"), .form = pairs, .form_n = n };

	clock_set(w->now);
	if (db_tx(w->db, test_arena, visit_run, &v) != RC_OK)
		CHECK(v.status >= 400);	/* as the gate: nothing kept */
	return v;
}

#define GET(w, run, w1, w2) visit((w), (run), (w1), (w2), NULL, 0)
#define POST(w, run, w1, w2, ...) visit((w), (run), (w1), (w2), \
	(struct pair[]){ __VA_ARGS__ }, \
	sizeof((struct pair[]){ __VA_ARGS__ }) / sizeof(struct pair))
#define F(name, value) { S(name), S(value) }

static bool
has(const struct visit *v, const char *text)
{
	return memmem(v->body.at, v->body.len, text, strlen(text)) != NULL;
}
#define HAS(v, text) test_has(__LINE__, &(v), (text), true)
#define HASNT(v, text) test_has(__LINE__, &(v), (text), false)

static void
test_has(int line, const struct visit *v, const char *text, bool want)
{
	if (has(v, text) != want)
		test_fault("test/course_pages.h", line, text,
		    want ? "not on the page" : "on the page", "");
}

/* MELLOM_PAGES=DIR keeps the pages, to be looked at. */
static void
page_keep(const struct visit *v, const char *name)
{
	const char *dir = getenv("MELLOM_PAGES");
	FILE *f;

	if (dir == NULL)
		return;
	f = fopen(str_fmt(test_arena, "%s/%s.html", dir, name).at, "w");
	if (f == NULL)
		return;
	fwrite(v->body.at, 1, v->body.len, f);
	fclose(f);
}

EACH_WORLD(pages_of_a_patient_without_a_course)
{
	struct visit v = GET(w, plan_get, "", "");

	CHECK_INT(v.status, 200);
	HAS(v, "Your plan comes here.");
	CHECK_INT(GET(w, chapter_get, "one", "").status, 404);
	CHECK_INT(GET(w, exercise_get, "one", "map").status, 404);
	CHECK_INT(POST(w, exercise_post, "one", "map", F("f.line", "x")).status,
	    404);
}

EACH_WORLD(unknown_pages_are_not_there)
{
	static const char *const pages[] = { "0", "4", "x", "-1", "1.5",
	    "99999999999999999999" };
	size_t i;

	AS(w, THERAPIST, enrol);
	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		CHECK_INT(GET(w, chapter_get, "one", pages[i]).status, 404);
	CHECK_INT(GET(w, chapter_get, "nine", "1").status, 404);
	CHECK_INT(GET(w, exercise_get, "one", "nine").status, 404);
	CHECK_INT(GET(w, exercise_get, "two", "map").status, 404);
	CHECK_INT(POST(w, chapter_post, "one", "9", F("go", "next")).status,
	    404);
}

EACH_WORLD(reading_a_chapter_page_by_page)
{
	struct visit v;

	AS(w, THERAPIST, enrol);
	v = GET(w, plan_get, "", "");
	page_keep(&v, "plan");
	HAS(v, "You are in week 1 of 4.");
	HAS(v, "href=\"/c/one\"");
	HASNT(v, "href=\"/c/two\"");
	HAS(v, "Opens after “First”.");
	v = GET(w, chapter_get, "one", "");
	CHECK_INT(v.status, 200);
	HAS(v, "Words to read.");
	HAS(v, "Page 1 of 3");
	v = POST(w, chapter_post, "one", "1", F("go", "next"));
	CHECK_INT(v.status, 303);
	CHECK_STR(v.location, "/c/one/2");
	v = GET(w, chapter_get, "one", "");	/* where they stopped */
	page_keep(&v, "chapter");
	HAS(v, "Page 2 of 3");
	HAS(v, "My map");
	HAS(v, "href=\"/e/one/map\"");
	HAS(v, "Begin the exercise");
	HAS(v, "Noise &amp; rota.");
	v = POST(w, chapter_post, "one", "2", F("go", "back"));
	CHECK_STR(v.location, "/c/one/1");
	v = POST(w, chapter_post, "one", "3", F("go", "done"));
	CHECK_STR(v.location, "/plan?done=one");
	v = GET(w, plan_get, "", "");
	HAS(v, "done 4 Mar");
	HAS(v, "href=\"/c/one\"");
	HAS(v, "href=\"/c/two\"");
}

EACH_WORLD(a_closed_chapter_says_why)
{
	struct visit v;

	AS(w, THERAPIST, enrol);
	v = GET(w, chapter_get, "two", "1");
	page_keep(&v, "closed");
	CHECK_INT(v.status, 200);
	HAS(v, "This part opens later.");
	HASNT(v, "More words.");
	v = GET(w, exercise_get, "two", "plan");
	HAS(v, "This part opens later.");
	v = POST(w, chapter_post, "two", "1", F("go", "done"));
	HAS(v, "This part opens later.");
	AS(w, OWN, two_is_later);
	v = POST(w, exercise_post, "two", "plan", F("f.goal", "x"),
	    F("version", "0"), F("go", "done"));
	HAS(v, "This part opens later.");
	AS(w, OWN, nothing_answered);
	v = GET(w, chapter_get, "four", "");
	HAS(v, "opens when you have been through “Third”");
}

EACH_WORLD(an_exercise_from_draft_to_done)
{
	struct visit v;

	AS(w, THERAPIST, enrol);
	v = GET(w, exercise_get, "one", "map");
	page_keep(&v, "exercise");
	CHECK_INT(v.status, 200);
	HAS(v, "name=\"version\" value=\"0\"");
	HAS(v, "See an example");
	HAS(v, "data-autosave=\"/e/one/map/keep\"");
	HAS(v, "name=\"only.own\"");
	HAS(v, "name=\"f.doing.1.act\"");
	HAS(v, "Who can see this");
	HAS(v, "data-field=\"after\" hidden");
	v = POST(w, exercise_post, "one", "map", F("version", "0"),
	    F("go", "row"), F("f.line", "Sunday"), F("f.doing.1.act", "a"),
	    F("f.own", "mine"), F("only.own", "1"));
	CHECK_INT(v.status, 303);
	CHECK_STR(v.location, "/e/one/map#f-doing");
	v = GET(w, exercise_get, "one", "map");
	HAS(v, "name=\"version\" value=\"1\"");
	HAS(v, "value=\"Sunday\"");
	HAS(v, "name=\"f.doing.2.act\"");
	HASNT(v, "data-field=\"after\" hidden");
	HAS(v, "Saved 06:00");
	HAS(v, "id=\"f-own-only\" name=\"only.own\" value=\"1\" checked");
	v = POST(w, exercise_post, "one", "map", F("version", "1"),
	    F("go", "later"), F("f.line", "Sunday"), F("f.long", "x"));
	CHECK_STR(v.location, "/today?saved=1");
	v = GET(w, chapter_get, "one", "2");
	HAS(v, "Go on where you stopped");
	v = POST(w, exercise_post, "one", "map", F("version", "2"),
	    F("go", "done"), F("f.line", "Sunday"));
	CHECK_STR(v.location, "/c/one/2?saved=1");
	v = GET(w, chapter_get, "one", "2");
	HAS(v, "Look at it or change it");
	v = GET(w, exercise_get, "one", "map");
	page_keep(&v, "sent");
	HAS(v, "You can still change it");
	CHECK_INT(POST(w, exercise_post, "one", "map", F("version", "3"),
	    F("go", "later"), F("f.line", "Monday")).status, 303);
	v = GET(w, exercise_get, "one", "map");
	HAS(v, "What you change now stays with you");
}

EACH_WORLD(two_windows_show_both_texts)
{
	struct visit v;

	AS(w, THERAPIST, enrol);
	(void)POST(w, exercise_post, "one", "map", F("version", "0"),
	    F("go", "later"), F("f.line", "first"));
	v = POST(w, exercise_post, "one", "map", F("version", "0"),
	    F("go", "done"), F("f.line", "<second>"));
	page_keep(&v, "both");
	CHECK_INT(v.status, 409);
	HAS(v, "first");
	HAS(v, "&lt;second&gt;");
	HAS(v, "name=\"version\" value=\"1\"");
	HAS(v, "name=\"go\" value=\"done\"");
	v = POST(w, exercise_keep, "one", "map", F("version", "0"),
	    F("f.line", "third"));
	CHECK_INT(v.status, 409);
	v = GET(w, exercise_get, "one", "map");
	HAS(v, "value=\"first\"");
	/* A version that is no number is nobody's. */
	CHECK_INT(POST(w, exercise_post, "one", "map", F("version", "x"),
	    F("f.line", "y")).status, 409);
	v = POST(w, exercise_post, "one", "map", F("version", "1"),
	    F("go", "done"), F("f.line", "<second>"));
	CHECK_INT(v.status, 303);
}

EACH_WORLD(autosave_answers_in_json)
{
	struct visit v;

	AS(w, THERAPIST, enrol);
	v = POST(w, exercise_keep, "one", "map", F("version", "0"),
	    F("go", "later"), F("f.line", "x"), F("f.after", ""));
	CHECK_INT(v.status, 200);
	CHECK_STR(v.body, "{\"saved\":\"06:00\",\"version\":1,\"show\":[],"
	    "\"hide\":[\"after\"]}");
	v = POST(w, exercise_keep, "one", "map", F("version", "1"),
	    F("f.line", "x"), F("f.doing.1.ease", "3"), F("f.after", ""));
	CHECK_STR(v.body, "{\"saved\":\"06:00\",\"version\":2,\"show\":"
	    "[\"after\"],\"hide\":[]}");
	v = POST(w, exercise_keep, "one", "map", F("version", "2"),
	    F("f.line", "much too long for this"));
	CHECK_INT(v.status, 422);
	HAS(v, "{\"message\":\"This is longer");
	v = POST(w, exercise_keep, "one", "map", F("version", "2"),
	    F("f.evil", "x"));
	CHECK_INT(v.status, 422);
	CHECK_INT(POST(w, exercise_keep, "one", "none", F("f.x", "x")).status,
	    404);
}

EACH_WORLD(what_is_wrong_is_shown_with_the_text_kept)
{
	struct visit v;

	AS(w, THERAPIST, enrol);
	v = POST(w, exercise_post, "one", "map", F("version", "0"),
	    F("go", "done"), F("f.line", "much too long for this"),
	    F("f.doing.1.act", "fine"), F("f.doing.1.ease", "12"));
	page_keep(&v, "again");
	CHECK_INT(v.status, 422);
	HAS(v, "much too long for this");
	HAS(v, "href=\"#f-line\"");
	HAS(v, "href=\"#f-doing-1-ease\"");
	HAS(v, "id=\"f-doing-1-ease\"");
	HAS(v, "aria-invalid=\"true\"");
	HAS(v, "at most 10 characters");
	AS(w, OWN, nothing_answered);
}

/* "only for me" ticked at first, and a field that always is. */
EACH_WORLD(a_form_for_oneself)
{
	struct visit v;

	AS(w, THERAPIST, enrol);
	(void)POST(w, chapter_post, "one", "3", F("go", "done"));
	v = GET(w, exercise_get, "two", "plan");
	page_keep(&v, "for-me");
	HAS(v, "name=\"only.goal\" value=\"1\" checked");
	HASNT(v, "name=\"only.secret\"");
	HAS(v, "Only for you. No one at the clinic reads this.");
	v = POST(w, exercise_post, "two", "plan", F("version", "0"),
	    F("go", "done"), F("f.goal", "lunch"), F("f.secret", "s"));
	CHECK_INT(v.status, 303);
	v = GET(w, exercise_get, "two", "plan");
	HASNT(v, "name=\"only.goal\" value=\"1\" checked");
}

EACH_WORLD(when_blocks_follow_ones_own_answers)
{
	struct visit v;

	AS(w, THERAPIST, enrol);
	v = GET(w, chapter_get, "one", "3");
	HASNT(v, "You are on sick leave.");
	HAS(v, "Goodbye.");
	/* A draft, and private: it is the patient's own page. */
	(void)POST(w, exercise_keep, "one", "map", F("version", "0"),
	    F("f.status", "sick"), F("only.status", "1"));
	v = GET(w, chapter_get, "one", "3");
	HAS(v, "You are on sick leave.");
}

EACH_WORLD(what_was_typed_into_a_held_chapter_is_taken)
{
	struct visit v;

	AS(w, THERAPIST, enrol);
	AS(w, THERAPIST, hold_one);
	v = GET(w, exercise_get, "one", "map");
	HAS(v, "This part opens later.");
	v = POST(w, exercise_post, "one", "map", F("version", "0"),
	    F("go", "later"), F("f.line", "typed"));
	CHECK_INT(v.status, 303);
	v = GET(w, exercise_get, "one", "map");
	HAS(v, "value=\"typed\"");
}

EACH_WORLD(a_hidden_field_that_was_not_sent_keeps_its_text)
{
	struct visit v;

	AS(w, THERAPIST, enrol);
	(void)POST(w, exercise_keep, "one", "map", F("version", "0"),
	    F("f.doing.1.act", "a"), F("f.after", "calmer"));
	(void)POST(w, exercise_keep, "one", "map", F("version", "1"),
	    F("f.line", "x"));
	(void)POST(w, exercise_keep, "one", "map", F("version", "2"),
	    F("f.doing.1.act", "b"));
	v = GET(w, exercise_get, "one", "map");
	HAS(v, "calmer");
}

EACH_WORLD(after_the_end_one_can_read)
{
	struct visit v;

	AS(w, THERAPIST, enrol);
	(void)POST(w, exercise_keep, "one", "map", F("version", "0"),
	    F("f.line", "kept"));
	AS(w, THERAPIST, end_course);
	v = GET(w, exercise_get, "one", "map");
	page_keep(&v, "read-only");
	HAS(v, "can no longer be changed");
	HAS(v, "kept");
	HASNT(v, "<textarea");
	v = POST(w, exercise_post, "one", "map", F("version", "1"),
	    F("f.line", "too late"));
	CHECK_INT(v.status, 409);
	HAS(v, "too late");
	CHECK_INT(GET(w, chapter_get, "one", "2").status, 200);
}
