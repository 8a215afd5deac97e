/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Tests of the pages; part of test_measures.c.  A handler is called as the
 * gate would, without gate and network.
 */
#include "measures/pages.h"

struct visit {
	struct world *w;
	page_fn *run;
	enum who who;
	struct str words[2];
	struct id id;
	struct pair *form;
	size_t form_n;
	enum lang lang;
	int status;
	struct str body, location;
};

static enum lang visit_lang;

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

	if (v->who == OWN)
		CHECK(care_open_own(&care, tx, w->vault, &w->own));
	else
		CHECK(care_open(&care, tx, w->vault, v->who == GLASS ?
		    &w->supervisor : &w->therapist, w->patient));
	CHECK(clinic_load(tx, w->vault, w->clinic, clinic));
	*req = (struct req){ .arena = a, .method = v->form == NULL ?
	    METHOD_GET : METHOD_POST, .target = S("/x"), .path = S("/x") };
	req_parse(req);
	req->form = v->form;
	req->form_n = v->form_n;
	reply_init(reply, a);
	reply->body = buf_new(a, REPLY_BODY_MAX);
	*p = (struct page){ .req = req, .reply = reply, .tx = tx, .arena = a,
	    .actor = v->who == OWN ? &w->own : v->who == GLASS ?
	    &w->supervisor : &w->therapist, .care = &care, .vault = w->vault,
	    .content = w->content, .clinic = clinic, .now = w->now,
	    .ids = { v->id }, .words = { v->words[0], v->words[1] },
	    .content_of = visit_content };
	p->out = (struct out){ .buf = &reply->body, .arena = a,
	    .lang = v->lang, .zone = w->own.zone, .now = w->now,
	    .csrf = S("token"), .problems = &p->problems };
	v->status = v->run(p);
	v->body = buf_str(&reply->body);
	v->location = reply_location(reply);
	return v->status < 400 || p->keep;
}

static struct visit
visited(struct visit v)
{
	v.lang = visit_lang;
	clock_set(v.w->now);
	if (db_tx(v.w->db, test_arena, visit_run, &v) != RC_OK)
		CHECK(v.status >= 400);
	return v;
}

static struct visit
visit_q(struct world *w, page_fn *run, const char *week, const char *nth,
    struct pair *pairs, size_t n)
{
	return visited((struct visit){ .w = w, .run = run, .who = OWN,
	    .words = { str_z(week), str_z(nth) }, .form = pairs,
	    .form_n = n });
}

static struct visit
visit_n(struct world *w, page_fn *run, enum who who, struct id id,
    struct pair *pairs, size_t n)
{
	return visited((struct visit){ .w = w, .run = run, .who = who,
	    .id = id, .form = pairs, .form_n = n });
}

#define PAIRS(...) (struct pair[]){ __VA_ARGS__ }, \
	sizeof((struct pair[]){ __VA_ARGS__ }) / sizeof(struct pair)
#define F(name, value) { S(name), S(value) }
#define GET_Q(w, run, week, nth) visit_q((w), (run), (week), (nth), NULL, 0)
#define POST_Q(w, run, week, nth, ...) \
	visit_q((w), (run), (week), (nth), PAIRS(__VA_ARGS__))
#define GET_N(w, run, who, id) visit_n((w), (run), (who), (id), NULL, 0)
#define POST_N(w, run, who, id, ...) \
	visit_n((w), (run), (who), (id), PAIRS(__VA_ARGS__))
#define ITEMS_8 F("q1", "1"), F("q2", "1"), F("q3", "1"), F("q4", "1"), \
	F("q5", "1"), F("q6", "1"), F("q7", "1"), F("q8", "1")

static void
test_has(int line, const struct visit *v, const char *text, bool want)
{
	if ((memmem(v->body.at, v->body.len, text, strlen(text)) != NULL) !=
	    want)
		test_fault("test/measures_pages.h", line, text,
		    want ? "not on the page" : "on the page", "");
}
#define HAS(v, text) test_has(__LINE__, &(v), (text), true)
#define HASNT(v, text) test_has(__LINE__, &(v), (text), false)

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

EACH_WORLD(no_page_without_a_course_or_an_occasion)
{
	static const char *const nth[] = { "0", "3", "x", "-1", "1.5", "01x",
	    "99999999999999999999" };
	size_t i;

	CHECK_INT(GET_Q(w, measure_page_get, "0", "1").status, 404);
	begin(w);
	for (i = 0; i < sizeof(nth) / sizeof(nth[0]); i++)
		CHECK_INT(GET_Q(w, measure_page_get, "0", nth[i]).status, 404);
	CHECK_INT(GET_Q(w, measure_page_get, "1", "1").status, 404);
	CHECK_INT(POST_Q(w, measure_page_post, "1", "1", ITEMS_8).status, 404);
	CHECK_INT(POST_Q(w, measure_page_keep, "1", "1", ITEMS_8).status, 404);
	CHECK_INT(GET_Q(w, measure_done_get, "1", "1").status, 404);
	CHECK_INT(POST_Q(w, measure_done_post, "0", "1",
	    F("follow_up", "yes")).status, 404);
}

EACH_WORLD(the_form_says_who_reads_before_the_questions)
{
	struct visit v;

	begin(w);
	v = GET_Q(w, measure_page_get, "0", "1");
	page_keep(&v, "q-form");
	CHECK_INT(v.status, 200);
	HAS(v, "<title>Some questions");
	HAS(v, "About 2 minutes.");
	HAS(v, "This is part 1 of 2.");
	HAS(v, "solveig reads your answers.");
	HAS(v, "The next time is today.");
	HAS(v, "That also happens if you stop before sending.");
	HASNT(v, "Nobody at the clinic is reading just now");
	HAS(v, "how often have you been bothered");
	HAS(v, "id=\"f-q1\" name=\"q1\" value=\"0\"");
	HAS(v, "id=\"f-q1-5\" name=\"q1\" value=\"skip\"");
	HAS(v, "data-autosave=\"/q/0/1/keep\"");
	HAS(v, "aria-labelledby=\"help\" data-help hidden>");
	HAS(v, "There are people at the clinic until 15:30 today.");
	HAS(v, "href=\"tel:116117\"");
	HAS(v, "name=\"version\" value=\"0\"");
	HASNT(v, "{when}");
	HASNT(v, "only for me");
	HASNT(v, "PHQ");
	w->now = at(3, 7, 12, 0);		/* Saturday */
	v = GET_Q(w, measure_page_get, "0", "1");
	page_keep(&v, "q-form-weekend");
	HAS(v, "The next time is Monday at 08:00.");
	HAS(v, "Nobody at the clinic is reading just now. Someone is there "
	    "again Monday at 08:00.");
	HAS(v, "href=\"/help\">See the numbers");
	HAS(v, "someone is there again Monday at 08:00.</span>");
	v = GET_Q(w, measure_page_get, "0", "2");
	HAS(v, "This is part 2 of 2.");
	HASNT(v, "data-help");			/* GAD-7: no such rule */
	HASNT(v, "that you have it very hard");
}

EACH_WORLD(open_questions_are_told_and_what_was_chosen_is_kept)
{
	struct visit v;

	begin(w);
	v = POST_Q(w, measure_page_post, "0", "1", F("version", "0"),
	    F("go", "send"), F("q1", "3"), F("q2", "skip"), F("q9", "1"));
	page_keep(&v, "q-again");
	CHECK_INT(v.status, 422);
	HAS(v, "<title>Error: ");
	HAS(v, "6 things need another look");
	HAS(v, "href=\"#f-q3\">Question 3: choose an answer, or “I would "
	    "rather not answer”.");
	HASNT(v, "href=\"#f-q2\"");
	HAS(v, "id=\"f-q3-e\"");
	HAS(v, "name=\"q1\" value=\"3\" checked");
	HAS(v, "name=\"q2\" value=\"skip\" checked");
	HAS(v, "name=\"version\" value=\"1\"");	/* it was saved */
	HAS(v, "aria-labelledby=\"help\" data-help>");	/* and shown at once */
	v = GET_Q(w, measure_page_get, "0", "1");
	HAS(v, "name=\"q9\" value=\"1\" checked");
	HAS(v, "Saved 10:00");
	look(w);
	CHECK_INT(seen_n, 0);
	w->now += HOUR;
	CHECK_INT(tick(w), 1);			/* though it was never sent */
}

EACH_WORLD(unknown_names_and_answers_save_nothing)
{
	begin(w);
	CHECK_INT(POST_Q(w, measure_page_post, "0", "1", F("version", "0"),
	    F("go", "later"), F("q10", "1")).status, 422);
	CHECK_INT(POST_Q(w, measure_page_post, "0", "1", F("version", "0"),
	    F("go", "later"), F("q1", "4")).status, 422);
	CHECK_INT(POST_Q(w, measure_page_keep, "0", "1", F("version", "0"),
	    F("q1", "-1")).status, 422);
	CHECK_INT(POST_Q(w, measure_page_keep, "0", "1", F("version", "0"),
	    F("follow_up", "yes")).status, 422);
	AS(w, OWN, rows_step);
	CHECK_INT(rows_answers, 0);
	/* What a form kept over a sign-in brings along. */
	CHECK_INT(POST_Q(w, measure_page_post, "0", "1", F("version", "0"),
	    F("later", "1"), F("kept", "x"), F("q1", "1")).status, 303);
}

EACH_WORLD(autosave_tells_when_help_is_to_be_shown)
{
	struct visit v;

	begin(w);
	v = POST_Q(w, measure_page_keep, "0", "1", F("version", "0"),
	    F("q1", "1"));
	CHECK_INT(v.status, 200);
	CHECK_STR(v.body, "{\"saved\":\"10:00\",\"version\":1}");
	v = POST_Q(w, measure_page_keep, "0", "1", F("version", "1"),
	    F("q1", "1"), F("q9", "1"));
	CHECK_STR(v.body, "{\"saved\":\"10:00\",\"version\":2,\"help\":true}");
	v = POST_Q(w, measure_page_keep, "0", "1", F("version", "1"),
	    F("q1", "2"));
	CHECK_INT(v.status, 409);
	CHECK_STR(v.body, "{\"message\":\"This was changed in another "
	    "window.\"}");
}

EACH_WORLD(sending_a_risk_answer_leads_to_help_and_one_question)
{
	struct visit v;

	begin(w);
	v = POST_Q(w, measure_page_post, "0", "1", F("version", "0"),
	    F("go", "send"), ITEMS_8, F("q9", "1"));
	CHECK_INT(v.status, 303);
	CHECK_STR(v.location, "/q/0/1/done");
	v = GET_Q(w, measure_done_get, "0", "1");
	page_keep(&v, "done-help");
	HAS(v, "Thank you for saying so.");
	HAS(v, "solveig, or someone standing in.");
	HAS(v, "href=\"tel:");
	HAS(v, "name=\"follow_up\" value=\"yes\"");
	HAS(v, "name=\"version\" value=\"1\"");
	HAS(v, "Send this answer");
	HASNT(v, "You have not sent your answers yet");
	HASNT(v, "<svg");
	CHECK_INT(POST_Q(w, measure_done_post, "0", "1", F("version", "1"),
	    F("follow_up", "maybe")).status, 400);
	v = POST_Q(w, measure_done_post, "0", "1", F("version", "1"));
	CHECK_STR(v.location, "/today");	/* left open: fine */
	w->now += MINUTE;
	v = POST_Q(w, measure_done_post, "0", "1", F("version", "1"),
	    F("follow_up", "yes"));
	CHECK_STR(v.location, "/q/0/1/done?sent=1");
	look(w);
	CHECK_INT(seen_n, 1);
	CHECK_STR(seen[0].follow_up, "yes");
	v = GET_Q(w, measure_done_get, "0", "1");
	HASNT(v, "name=\"follow_up\"");		/* asked once */
	HAS(v, "Thank you for saying so.");
	/* Going back to the form does not lose it. */
	v = POST_Q(w, measure_page_post, "0", "1", F("version", "2"),
	    F("go", "send"), ITEMS_8, F("q9", "2"));
	CHECK_INT(v.status, 303);
	look(w);
	CHECK_STR(seen[1].follow_up, "yes");
}

EACH_WORLD(saving_for_later_with_a_risk_answer_leads_to_help_too)
{
	struct visit v;

	begin(w);
	v = POST_Q(w, measure_page_post, "0", "1", F("version", "0"),
	    F("go", "later"), F("q1", "1"));
	CHECK_STR(v.location, "/today?saved=1");
	v = GET_Q(w, measure_done_get, "0", "1");
	HAS(v, "Your answers are kept.");
	v = POST_Q(w, measure_page_post, "0", "1", F("version", "1"),
	    F("go", "later"), F("q9", "3"));
	CHECK_STR(v.location, "/q/0/1/done");
	v = GET_Q(w, measure_done_get, "0", "1");
	page_keep(&v, "done-draft");
	HAS(v, "You have not sent your answers yet.");
	v = POST_Q(w, measure_done_post, "0", "1", F("version", "2"),
	    F("follow_up", "no"));
	CHECK_STR(v.location, "/q/0/1/done?saved=1");	/* nothing was sent */
	AS(w, OWN, rows_step);
	CHECK_INT(rows_alerts, 0);		/* still a draft, resting */
	CHECK_INT(rows_drafts, 1);
}

EACH_WORLD(thanks_after_a_quiet_answer)
{
	struct visit v;

	begin(w);
	v = GET_Q(w, measure_done_get, "0", "1");
	CHECK_STR(v.location, "/q/0/1");
	(void)POST_Q(w, measure_page_post, "0", "1", F("version", "0"),
	    F("go", "send"), ITEMS_8, F("q9", "0"));
	v = GET_Q(w, measure_done_get, "0", "1");
	page_keep(&v, "done");
	HAS(v, "<h1>Thank you</h1>");
	HAS(v, "solveig reads your answers.");
	HAS(v, "Go on to the last questions · about one minute");
	HAS(v, "href=\"/q/0/2\"");
	HASNT(v, "See how it has gone");
	HASNT(v, ">8<");			/* no number as a verdict */
	v = GET_Q(w, measure_page_get, "0", "1");
	HAS(v, "You can still change it: then both are kept.");
	w->now = at(3, 9, 10, 0);
	v = GET_Q(w, measure_page_get, "0", "1");
	page_keep(&v, "q-closed");
	HAS(v, "it can no longer be changed");
	v = GET_Q(w, measure_page_get, "0", "2");
	HAS(v, "These questions belong to a week that is over.");
	visit_lang = LANG_NB;
	v = GET_Q(w, measure_page_get, "1", "1");
	page_keep(&v, "q-form-nb");
	visit_lang = LANG_EN;
	(void)POST_Q(w, measure_page_post, "1", "1", F("version", "0"),
	    F("go", "send"), ITEMS_8, F("q9", "skip"));
	w->now = at(3, 16, 10, 0);
	(void)POST_Q(w, measure_page_post, "2", "1", F("version", "0"),
	    F("go", "send"), F("q1", "0"), F("q2", "0"), F("q3", "0"),
	    F("q4", "0"), F("q5", "0"), F("q6", "0"), F("q7", "0"),
	    F("q8", "0"), F("q9", "0"));
	v = GET_Q(w, measure_done_get, "2", "1");
	page_keep(&v, "done-chart");
	HAS(v, "See how it has gone");
	HAS(v, "PHQ-9 has gone from 8 to 0; the change is larger than the "
	    "measure");
	HASNT(v, "<polyline");			/* week 1 is a gap */
	HAS(v, "left open");
	HAS(v, "<circle class=\"pt\"");
}

EACH_WORLD(two_tabs_show_both_answers)
{
	struct visit v;

	begin(w);
	DRAFT(w, 0, 1, 0);
	v = POST_Q(w, measure_page_post, "0", "1", F("version", "0"),
	    F("go", "send"), F("q1", "3"), F("q9", "2"));
	CHECK_INT(v.status, 409);
	v = POST_Q(w, measure_page_post, "0", "1", F("version", "0"),
	    F("go", "send"), ITEMS_8, F("q9", "2"));
	page_keep(&v, "q-both");
	CHECK_INT(v.status, 409);
	HAS(v, "What you just chose");
	HAS(v, "More than half the days");
	HAS(v, "Not at all");
	HAS(v, "name=\"q9\" value=\"2\"");
	HAS(v, "name=\"version\" value=\"1\"");
	HAS(v, "name=\"go\" value=\"send\"");
	look(w);
	CHECK_INT(seen_n, 0);
	v = POST_Q(w, measure_page_post, "0", "1", F("version", "1"),
	    F("go", "send"), ITEMS_8, F("q9", "2"));
	CHECK_INT(v.status, 303);
}

/* The window closed while the page was open: taken all the same. */
EACH_WORLD(what_comes_late_is_not_refused)
{
	begin(w);
	w->now = at(3, 9, 0, 1);
	CHECK_INT(POST_Q(w, measure_page_post, "0", "1", F("version", "0"),
	    F("go", "send"), ITEMS_8, F("q9", "2")).status, 303);
	look(w);
	CHECK_INT(seen_n, 1);
}

/* --- the therapist ------------------------------------------------------ */

EACH_WORLD(an_alert_page_has_what_is_needed_to_call)
{
	struct visit v;

	begin(w);
	assessed_at(w, 1);
	tell(w, 1, 1, 1, NULL, true);
	w->now += MINUTE;
	tell(w, 1, 1, 1, "yes", true);
	v = GET_N(w, alert_page_get, THERAPIST, seen[2].id);
	page_keep(&v, "alert");
	CHECK_INT(v.status, 200);
	HAS(v, "Phone the same working day.");
	HAS(v, "By Monday 9 March at 15:30.");
	HAS(v, "Thoughts that you would be better off dead");
	HAS(v, "Several days");
	HAS(v, "Do you have thoughts of doing something to hurt yourself");
	HAS(v, "It was sent more than once.");
	HAS(v, "The same as when it was last assessed.");
	HAS(v, "href=\"tel:91234567\"");
	HAS(v, "Bergen");
	HAS(v, "Dr. Moe");
	HAS(v, "I take this now");
	HAS(v, "name=\"contact\" value=\"spoke\"");
	HAS(v, "<svg");
}

EACH_WORLD(a_draft_alert_shows_the_risk_item_and_no_more)
{
	struct visit v;

	begin(w);
	DRAFT(w, 0, 3, 3);
	w->now += MINUTE;
	DRAFT(w, 0, 3, 2);
	w->now += HOUR;
	CHECK_INT(tick(w), 1);
	v = GET_N(w, alert_page_get, THERAPIST, seen[0].id);
	page_keep(&v, "alert-draft");
	HAS(v, "Not sent.");
	HAS(v, "More than half the days");
	HAS(v, "the answer was: Nearly every day.");
	HASNT(v, "Little interest");
	w->now += MINUTE;
	SEND(w, 0, 0, 0);
	v = GET_N(w, alert_page_get, THERAPIST, seen[1].id);
	page_keep(&v, "alert-changed");
	HAS(v, "was changed to a lower one");
	HAS(v, "the answer was: Nearly every day.");
	HAS(v, "Not at all");
	v = GET_N(w, alert_page_get, THERAPIST, seen[0].id);
	HAS(v, "<h3>Sent ");		/* both stay visible */
}

EACH_WORLD(take_and_close_from_the_page)
{
	struct visit v;
	struct id id;

	begin(w);
	SEND(w, 0, 1, 2);
	id = seen[0].id;
	CHECK_INT(GET_N(w, alert_page_get, THERAPIST, id_random()).status,
	    404);
	CHECK_INT(POST_N(w, alert_take_post, GLASS, id,
	    F("version", "1")).status, 404);
	CHECK_INT(POST_N(w, alert_close_post, GLASS, id,
	    F("version", "1")).status, 404);
	v = GET_N(w, alert_page_get, GLASS, id);
	CHECK_INT(v.status, 200);
	HASNT(v, "I take this now");
	CHECK_INT(POST_N(w, alert_take_post, THERAPIST, id,
	    F("version", "1")).status, 303);
	v = POST_N(w, alert_take_post, THERAPIST, id, F("version", "1"));
	CHECK_INT(v.status, 409);
	HAS(v, "This was changed after you opened it.");
	v = POST_N(w, alert_close_post, THERAPIST, id, F("version", "2"),
	    F("plan", "call <again>"), F("next_d", "31"), F("next_m", "2"),
	    F("next_y", "2026"));
	page_keep(&v, "alert-again");
	CHECK_INT(v.status, 422);
	HAS(v, "call &lt;again&gt;");
	HAS(v, "href=\"#f-contact\"");
	HAS(v, "href=\"#f-level\"");
	HAS(v, "Write the date as day, month and year.");
	HAS(v, "3 things need another look");
	w->now += MINUTE;
	tell(w, 0, 1, 2, "yes", true);		/* meanwhile */
	v = POST_N(w, alert_close_post, THERAPIST, id, F("version", "2"),
	    F("contact", "spoke"), F("level", "1"), F("plan", "call"),
	    F("note", "Rang."), F("next_d", "5"), F("next_m", "3"),
	    F("next_y", "2026"));
	CHECK_INT(v.status, 303);		/* what is new is told anew */
	CHECK_INT(seen_n, 2);
	v = GET_N(w, alert_page_get, THERAPIST, id);
	page_keep(&v, "alert-closed");
	HAS(v, "Closed by solveig");
	HAS(v, "Some: to be looked at again");
	HAS(v, "Thursday 5 March");
	HASNT(v, "I take this now");
	v = POST_N(w, alert_close_post, THERAPIST, id, F("version", "2"),
	    F("contact", "spoke"), F("level", "0"), F("plan", "mine"));
	CHECK_INT(v.status, 409);
	HAS(v, "What you just wrote");
	HAS(v, "mine");
}

EACH_WORLD(a_follow_up_stops_closing_what_was_not_seen)
{
	struct visit v;

	begin(w);
	SEND(w, 0, 1, 2);
	tell(w, 0, 1, 2, "yes", true);		/* completes it: version 2 */
	v = POST_N(w, alert_close_post, THERAPIST, seen[0].id,
	    F("version", "1"), F("contact", "spoke"), F("level", "1"),
	    F("plan", "call"), F("next_d", "5"), F("next_m", "3"),
	    F("next_y", "2026"));
	CHECK_INT(v.status, 409);
	HAS(v, "name=\"version\" value=\"2\"");
	HAS(v, "call</textarea>");
	look(w);
	CHECK_INT(seen[0].closed_at, 0);
}
