/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* A form that cannot be taken comes back with its words: web_bad_input.c. */

/* More than the route reads: said, and all of it is there to copy. */
JOURNEY(too_long_for_the_page)
{
	struct client c;
	char *text = long_text(20000, 'a');

	memcpy(text, "<b>First</b>", 12);
	memcpy(text + 19996, "last", 4);
	world_client(w, &c, w->kari_account, lang);
	client_get(&c, "/start");
	client_submit(&c, "/start", "matters", text, NULL);
	WANT(&c, c.status, 413);
	SAYS(&c, "That was too long");
	HAS(&c, text);
	SAYS(&c, "Open the page again");
	CHECK_STR(client_link(&c, say(&c, "Open the page again").at),
	    "/start");
	CHECK_INT(world_audit(w, "matters.write", ID_NONE, w->kari), 0);
	/* No page of its own to open: the front page. */
	client_get(&c, "/start");
	client_post(&c, "/h/agree", "csrf", client_field(&c, "/start",
	    "csrf").at, "sid", id_z(id_random()), "note", text, NULL);
	WANT(&c, c.status, 413);
	HAS(&c, text);
	CHECK_STR(client_link(&c, say(&c, "Go to the front page").at), "/");
	/* Over nobody's record, or from elsewhere: no words. */
	client_get(&c, "/start");
	c.site = "cross-site";
	client_submit(&c, "/start", "matters", text, NULL);
	WANT(&c, c.status, 413);
	HAS_NOT(&c, text);
	client_close(&c);
	world_client(w, &c, ID_NONE, lang);
	client_get(&c, "/sign-in");
	client_submit(&c, "/sign-in", "login", text, "password",
	    WORLD_PASSWORD, NULL);
	WANT(&c, c.status, 413);
	SAYS(&c, "That was too long");
	HAS_NOT(&c, text);
	client_close(&c);
	/* Rights come first. */
	world_client(w, &c, w->ada, lang);
	client_get(&c, "/admin");
	WANT(&c, client_post(&c, "/start", "matters", text, NULL), 404);
	HAS_NOT(&c, text);
	client_close(&c);
}

/* More than the server reads at all: no words, but a page that says so. */
JOURNEY(too_long_for_the_server)
{
	struct client c;
	char *text = long_text(FORM_BODY_MAX, 'a');

	world_client(w, &c, w->kari_account, lang);
	client_get(&c, "/m");
	client_submit(&c, "/m", "body", text, NULL);
	WANT(&c, c.status, 413);
	SAYS(&c, "That was too long");
	SAYS(&c, "Help now");
	SAYS(&c, "It is more than this page can take in, so nothing was saved "
	    "or sent, and the text is not here. Go back: most browsers still "
	    "have what you wrote. Copy it somewhere safe first, and then send "
	    "a shorter text.");
	HAS_NOT(&c, "aaaaaaaa");
	CHECK_INT(world_audit(w, "message.send", ID_NONE, w->kari), 0);
	/* The script says it at the form. */
	client_get(&c, "/m");
	WANT(&c, client_keep(&c, "/m", "body", text, NULL), 413);
	CHECK_STR(c.type, "application/json");
	CHECK(memmem(c.body.at, c.body.len, "\"message\":\"", 11) != NULL);
	/* As a form with files. */
	client_get(&c, "/m");
	c.sends = "multipart/form-data; boundary=x";
	client_submit(&c, "/m", "body", "Hello", NULL);
	WANT(&c, c.status, 415);
	SAYS(&c, "That could not be read");
	c.sends = NULL;
	/* There is nothing to keep over a sign-in, and nobody says so. */
	client_get(&c, "/m");
	world_at(w, w->at + 2 * HOUR);
	client_submit(&c, "/m", "body", text, NULL);
	WANT(&c, c.status, 413);
	SAYS(&c, "That was too long");
	client_close(&c);
}

/* The box of the form is empty: its value comes first. */
static struct str
with_signs(struct str form)
{
	const char *box = memmem(form.at, form.len, "body=", 5);

	CHECK(box != NULL);
	box += 5;
	return str_fmt(test_arena, "%.*s%s%s", (int)(box - form.at), form.at,
	    "A+sleep%02less%1f+n%c3ight%ff+%c3%b8%c2%85+100%", box);
}

/* What a text copied from a PDF or an office program may hold. */
JOURNEY(signs_that_are_no_text)
{
	struct client c;
	struct str form;

	world_client(w, &c, w->kari_account, lang);
	client_get(&c, "/m");
	form = client_form_body(&c, "/m", NULL);
	client_post_raw(&c, "/m/keep", str_fmt(test_arena,
	    "%.*s&body=sleep%%02less", STR(form)));
	WANT(&c, c.status, 422);
	CHECK(memmem(c.body.at, c.body.len, "\"message\":\"", 11) != NULL);
	client_post_raw(&c, "/m", with_signs(form));
	WANT(&c, c.status, 400);
	SAYS(&c, "A character in it cannot be saved");
	HAS(&c, "A sleepless n\xef\xbf\xbdight\xef\xbf\xbd \xc3\xb8 100%");
	WANT(&c, client_submit(&c, "/m", NULL), 303);
	client_follow(&c);
	HAS(&c, "A sleepless n");
	CHECK_INT(world_audit(w, "message.send", ID_NONE, w->kari), 1);
	client_close(&c);
}

/* The session was over as well. */
JOURNEY(signs_kept_over_sign_in)
{
	struct client c;
	struct str form;

	world_client(w, &c, w->kari_account, lang);
	client_get(&c, "/m");
	form = client_form_body(&c, "/m", NULL);
	world_at(w, w->at + 2 * HOUR);
	client_post_raw(&c, "/m", with_signs(form));
	CHECK_STR(c.location, "/sign-in?kept=1");
	client_follow(&c);
	sign_in_again(&c, "91234561");
	HAS(&c, "A sleepless n");
	WANT(&c, client_submit(&c, "/m", NULL), 303);
	client_follow(&c);
	HAS(&c, "A sleepless n");
	client_close(&c);
}

/* The script reads why from JSON; a page instead made it try for ever. */
JOURNEY(too_long_for_a_draft)
{
	struct client c;
	char *text = long_text(8001, 'a');

	world_client(w, &c, w->kari_account, lang);
	client_get(&c, "/m");
	WANT(&c, client_keep(&c, "/m", "body", text, NULL), 422);
	CHECK_STR(c.type, "application/json");
	CHECK(memmem(c.body.at, c.body.len, "8000", 4) != NULL);
	client_get(&c, "/m");
	client_keep(&c, "/m", "version", "x", NULL);
	WANT(&c, c.status, 400);
	CHECK_STR(c.type, "application/json");
	client_close(&c);
	world_client(w, &c, w->ann, lang);
	client_get(&c, "/p/%s/m", id_z(w->kari));
	WANT(&c, client_keep(&c, "/p/*", "body", text, NULL), 422);
	CHECK_STR(c.type, "application/json");
	client_close(&c);
}

#define WHOLE_YEAR "Write the day with the whole year, like 2026-07-06."

/* "26" in a browser's field for the year; a digit too many. */
JOURNEY(a_year_of_two_digits)
{
	struct client c;

	world_client(w, &c, w->ann, lang);
	client_get(&c, "/p/%s/t", id_z(w->kari));
	client_submit(&c, "/p/*/t", "day", "0026-03-10", "time", "14:305",
	    NULL);
	WANT(&c, c.status, 422);
	SAYS(&c, WHOLE_YEAR);
	SAYS(&c, "Write the time as 14:00.");
	CHECK_STR(client_field(&c, "/p/*/t", "day"), "0026-03-10");
	CHECK_STR(client_field(&c, "/p/*/t", "time"), "14:305");
	client_get(&c, "/p/%s/weeks", id_z(w->kari));
	client_submit(&c, "/p/*/weeks/pause", "from", "0026-03-10", "until",
	    "10.3.26", NULL);
	WANT(&c, c.status, 422);
	SAYS(&c, WHOLE_YEAR);
	CHECK_STR(client_field(&c, "/p/*/weeks/pause", "from"), "0026-03-10");
	CHECK_STR(client_field(&c, "/p/*/weeks/pause", "until"), "10.3.26");
	client_get(&c, "/list/away");
	client_submit(&c, "/list/away", "from", "0026-03-10", NULL);
	WANT(&c, c.status, 422);
	SAYS(&c, WHOLE_YEAR);
	client_get(&c, "/p/%s/m", id_z(w->kari));
	client_submit(&c, "/p/*/m", "body", "Soon", "go", "at", "send", "at",
	    "send_day", "0026-03-10", "send_time", "9:5", NULL);
	WANT(&c, c.status, 422);
	SAYS(&c, "Write the day with the whole year, like 2026-07-06, and the "
	    "time like 09:00.");
	CHECK_STR(client_field(&c, "/p/*/m", "send_day"), "0026-03-10");
	client_get(&c, "/p/%s/record?from=0026-03-10", id_z(w->kari));
	SAYS(&c, WHOLE_YEAR);
	client_close(&c);
	world_client(w, &c, w->kari_account, lang);
	client_get(&c, "/h/new");
	client_submit(&c, "/h/new", "title", "Walk", "time", "7:300", NULL);
	WANT(&c, c.status, 422);
	SAYS(&c, "Write the time as 12:30.");
	CHECK_STR(client_field(&c, "/h/new", "time"), "7:300");
	client_get(&c, "/me/reminders");
	client_submit(&c, "/me/reminders", "other_time", "18:150", NULL);
	WANT(&c, c.status, 422);
	CHECK_STR(client_field(&c, "/me/reminders", "other_time"), "18:150");
	client_close(&c);
}
