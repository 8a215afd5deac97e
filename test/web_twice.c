/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Forms sent from elsewhere, twice, changed under the same id, and from two
 * windows at once: never silently lost or doubled.
 */
#include "journey.h"
#include "people/patient.h"

/* --- from elsewhere - */

static int
cross(struct client *c, const char *site, const char *origin,
    struct str body)
{
	int status;

	c->site = site;
	c->origin = origin;
	status = client_post_raw(c, "/m", body);
	c->site = "same-origin";
	c->origin = NULL;
	return status;
}

WORLD(csrf)
{
	struct client c, ola;
	struct str good, others;
	int64_t rows;

	world_client(w, &ola, w->ola_account, "en");
	client_get(&ola, "/m");
	others = client_form_body(&ola, "/m", "body", "Not mine", NULL);
	client_close(&ola);
	world_client(w, &c, w->kari_account, "en");
	client_get(&c, "/m");
	good = client_form_body(&c, "/m", "body", "A few words", NULL);
	rows = world_rows(w);
	WANT(&c, cross(&c, "cross-site", NULL, good), 403);
	HAS_NOT(&c, "A few words");
	WANT(&c, cross(&c, "same-site", NULL, good), 403);
	WANT(&c, cross(&c, NULL, "https://evil.example", good), 403);
	WANT(&c, cross(&c, NULL, "http://127.0.0.1:8081", good), 403);
	WANT(&c, client_post(&c, "/m", "body", "A few words", "version", "0",
	    "sid", id_z(id_random()), NULL), 403);
	HAS(&c, "A few words");
	WANT(&c, client_post_raw(&c, "/m", others), 403);
	CHECK_INT(world_rows(w), rows);
	/* It can be sent from the page that says so. */
	HAS(&c, "Not mine");
	client_send(&c, "/m", NULL);
	HAS(&c, "Not mine");
	WANT(&c, cross(&c, NULL, "http://127.0.0.1:8080", good), 303);
	CHECK_INT(world_audit(w, "message.send", ID_NONE, w->kari), 2);
	/* A form without its id is not one of ours. */
	client_get(&c, "/m");
	WANT(&c, client_post(&c, "/m", "csrf", client_field(&c, "/m",
	    "csrf").at, "body", "x", "version", "0", NULL), 400);
	client_close(&c);
}

WORLD(csrf_of_visitors)
{
	struct client c;

	client_open(&c, &w->app, "en");
	WANT(&c, client_post(&c, "/sign-in", "login", "91234561", "password",
	    WORLD_PASSWORD, NULL), 403);
	HAS_NOT(&c, WORLD_PASSWORD);
	client_get(&c, "/sign-in");
	c.site = "cross-site";
	client_submit(&c, "/sign-in", "login", "91234561", "password",
	    WORLD_PASSWORD, NULL);
	WANT(&c, c.status, 403);
	CHECK_INT(client_cookie(&c, "s").len, 0);
	client_close(&c);
}

/* --- twice - */

static struct str
path_only(struct str location)
{
	struct str rest = location;

	return str_copy(test_arena, str_cut(&rest, '?'));
}

WORLD(the_same_again)
{
	struct client c, ola;
	struct str body, first, of_ola;
	int i;

	world_client(w, &c, w->kari_account, "en");
	client_get(&c, "/c/ch1/6");
	client_send(&c, "/h/agree", NULL);
	first = path_only(c.path);
	client_send(&c, "/h/*/yes", NULL);
	body = client_form_body(&c, "/h/*", "amount", "2", NULL);
	for (i = 0; i < 3; i++) {
		client_post_raw(&c, first.at, body);
		WANT(&c, c.status, 303);
		CHECK_STR(c.location, str_fmt(test_arena, "%.*s?done=told",
		    STR(first)).at);
		CHECK_INT(world_audit(w, "homework.report", ID_NONE,
		    w->kari), 1);
	}
	client_get(&c, "/m");
	body = client_form_body(&c, "/m", "body", "Once", NULL);
	for (i = 0; i < 3; i++)
		WANT(&c, client_post_raw(&c, "/m", body), 303);
	CHECK_INT(world_audit(w, "message.send", ID_NONE, w->kari), 1);
	/* Another account's id of a form is another form. */
	world_client(w, &ola, w->ola_account, "en");
	client_get(&ola, "/m");
	of_ola = client_form_body(&ola, "/m", "body", "Once", "sid",
	    id_z(id_random()), NULL);
	WANT(&ola, client_post_raw(&ola, "/m", of_ola), 303);
	CHECK_INT(world_audit(w, "message.send", ID_NONE, w->ola), 1);
	client_close(&ola);
	client_close(&c);
}

/* The same id with other content: an edit, under the version rule. */
WORLD(the_same_id_with_other_content)
{
	struct client c;
	struct str path, sid, version;

	world_client(w, &c, w->kari_account, "en");
	client_get(&c, "/c/ch1/6");
	client_send(&c, "/h/agree", NULL);
	path = path_only(c.path);
	client_send(&c, "/h/*/yes", NULL);
	sid = client_field(&c, "/h/*", "sid");
	version = client_field(&c, "/h/*", "version");
	CHECK_STR(version, "0");
	client_send(&c, "/h/*", "amount", "2", "noticed", "First words",
	    NULL);
	client_get(&c, "%.*s?change=1", STR(path));
	client_submit(&c, "/h/*", "amount", "1", "noticed", "Second words",
	    "sid", sid.at, NULL);
	WANT(&c, c.status, 303);
	/* The page from before, with its old version: both are shown. */
	client_get(&c, "%.*s?change=1", STR(path));
	client_submit(&c, "/h/*", "amount", "0", "noticed", "Third words",
	    "sid", sid.at, "version", "0", NULL);
	WANT(&c, c.status, 409);
	HAS(&c, "Second words");
	HAS(&c, "Third words");
	client_submit(&c, "/h/*", NULL);
	WANT(&c, c.status, 303);
	client_get(&c, "%.*s", STR(path));
	HAS(&c, "Third words");
	client_close(&c);
}

/* --- two windows - */

JOURNEY(exercise_in_two_windows)
{
	struct client one, two;

	world_client(w, &one, w->kari_account, lang);
	world_client(w, &two, w->kari_account, lang);
	client_get(&one, "/e/ch1/map");
	client_get(&two, "/e/ch1/map");
	client_send(&one, "/e/ch1/map", "f.situation", "From the phone", "go",
	    "later", NULL);
	WANT(&two, client_keep(&two, "/e/ch1/map", "f.situation",
	    "From the desk", NULL), 409);
	client_get(&two, "/e/ch1/map");
	client_get(&one, "/e/ch1/map");
	client_send(&one, "/e/ch1/map", "f.situation", "Phone again", "go",
	    "later", NULL);
	client_submit(&two, "/e/ch1/map", "f.situation", "From the desk",
	    "go", "done", NULL);
	WANT(&two, two.status, 409);
	SAYS(&two, "This was changed in two places");
	HAS(&two, "From the desk");
	HAS(&two, "Phone again");
	client_send(&two, "/e/ch1/map", NULL);
	client_get(&one, "/e/ch1/map");
	CHECK_STR(client_field(&one, "/e/ch1/map", "f.situation"),
	    "From the desk");
	client_close(&one);
	client_close(&two);
}

JOURNEY(questions_in_two_windows)
{
	struct client one, two;

	world_client(w, &one, w->kari_account, lang);
	world_client(w, &two, w->kari_account, lang);
	client_get(&one, "/q/0/1");
	client_get(&two, "/q/0/1");
	client_send(&one, "/q/0/1", "q1", "3", "go", "later", NULL);
	client_submit(&two, "/q/0/1", "q1", "0", "go", "later", NULL);
	WANT(&two, two.status, 409);
	SAYS(&two, "This was changed in two places");
	client_send(&two, "/q/0/1", NULL);
	client_get(&one, "/q/0/1");
	CHECK_STR(client_field(&one, "/q/0/1", "q1"), "0");
	/* With questions still open as well: the two texts come first. */
	client_get(&two, "/q/0/1");
	client_send(&one, "/q/0/1", "q1", "2", "go", "later", NULL);
	client_submit(&two, "/q/0/1", "q1", "1", "go", "send", NULL);
	WANT(&two, two.status, 409);
	SAYS(&two, "This was changed in two places");
	client_close(&one);
	client_close(&two);
}

JOURNEY(message_in_two_windows)
{
	struct client one, two;

	world_client(w, &one, w->kari_account, lang);
	world_client(w, &two, w->kari_account, lang);
	client_get(&one, "/m");
	client_get(&two, "/m");
	WANT(&one, client_keep(&one, "/m", "body", "Draft one", NULL), 200);
	WANT(&two, client_keep(&two, "/m", "body", "Draft two", NULL), 409);
	client_get(&one, "/m");
	CHECK_STR(client_field(&one, "/m", "body"), "Draft one");
	client_get(&two, "/m");
	client_keep(&one, "/m", "body", "Draft one, longer", NULL);
	client_submit(&two, "/m", "body", "Draft two", NULL);
	WANT(&two, two.status, 409);
	HAS(&two, "Draft one, longer");
	HAS(&two, "Draft two");
	CHECK_INT(world_audit(w, "message.send", ID_NONE, w->kari), 0);
	client_close(&one);
	client_close(&two);
}

JOURNEY(plan_in_two_windows)
{
	struct client ann, sam;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &sam, w->ann, lang);
	client_get(&ann, "/p/%s/plan", id_z(w->kari));
	client_get(&sam, "/p/%s/plan", id_z(w->kari));
	client_send(&ann, "/p/*", "signs", "Lies awake", NULL);
	client_submit(&sam, "/p/*", "signs", "Stops answering", NULL);
	WANT(&sam, sam.status, 409);
	HAS(&sam, "Lies awake");
	HAS(&sam, "Stops answering");
	client_close(&ann);
	client_close(&sam);
}

JOURNEY(chapter_in_two_windows)
{
	struct client ann, other;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &other, w->ann, lang);
	client_get(&ann, "/p/%s", id_z(w->kari));
	client_get(&other, "/p/%s", id_z(w->kari));
	client_send(&ann, "/p/*", "go", "hold", "reason", "Sick note first",
	    NULL);
	client_submit(&other, "/p/*", "go", "skip", NULL);
	WANT(&other, other.status, 409);
	SAYS(&other, "It was changed meanwhile");
	client_close(&ann);
	client_close(&other);
}

/* What the second one typed stays, though somebody has closed it. */
JOURNEY(alert_in_two_windows)
{
	struct client ann, other;
	struct records rows;

	records_make(w, w->kari_account);
	records_find(w, w->kari, &rows);
	world_client(w, &ann, w->ann, lang);
	world_client(w, &other, w->ann, lang);
	client_get(&ann, "/p/%s/n/%s", id_z(w->kari), id_z(rows.alert));
	client_get(&other, "/p/%s/n/%s", id_z(w->kari), id_z(rows.alert));
	client_send(&ann, "/p/*/take", NULL);
	client_submit(&other, "/p/*/take", NULL);
	WANT(&other, other.status, 409);
	client_submit(&other, "/p/*/close", "contact", "spoke", "level", "0",
	    "plan", "Plan of the second", "version", "1", NULL);
	WANT(&other, other.status, 409);
	HAS(&other, "Plan of the second");
	client_send(&ann, "/p/*/close", "contact", "spoke", "level", "0",
	    "plan", "Plan of the first", NULL);
	client_submit(&other, "/p/*/close", NULL);
	WANT(&other, other.status, 409);
	HAS(&other, "Plan of the first");
	HAS(&other, "Plan of the second");
	client_close(&ann);
	client_close(&other);
}

/* Two answers to one report: the second is told, and keeps its text. */
JOURNEY(review_in_two_windows)
{
	struct client ann, other;

	records_make(w, w->kari_account);
	world_client(w, &ann, w->ann, lang);
	world_client(w, &other, w->ann, lang);
	client_get(&ann, "/p/%s", id_z(w->kari));
	client_get(&other, "/p/%s", id_z(w->kari));
	client_submit(&ann, "/p/*", "reply", "The first answer", NULL);
	WANT(&ann, ann.status, 303);
	client_submit(&other, "/p/*", "reply", "The second answer", NULL);
	WANT(&other, other.status, 409);
	HAS(&other, "The second answer");
	HAS(&other, "The first answer");
	client_close(&ann);
	client_close(&other);
}

/* The patient tells anew while the therapist writes. */
JOURNEY(report_changed_while_answered)
{
	struct client ann, kari;
	struct records rows;

	records_make(w, w->kari_account);
	records_find(w, w->kari, &rows);
	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&ann, "/p/%s", id_z(w->kari));
	client_get(&kari, "/h/%s?change=1", id_z(rows.assignment));
	client_send(&kari, "/h/*", "noticed", "Cars and birds", NULL);
	client_submit(&ann, "/p/*", "reply", "About the cars", NULL);
	WANT(&ann, ann.status, 409);
	HAS(&ann, "About the cars");
	client_click(&ann, say(&ann, "Go to the overview").at);
	HAS(&ann, "Cars and birds");
	client_submit(&ann, "/p/*", "reply", "", NULL);
	WANT(&ann, ann.status, 422);
	client_send(&ann, "/p/*", "reply", "About both", NULL);
	client_get(&kari, "/h/%s", id_z(rows.assignment));
	HAS(&kari, "About both");
	client_close(&ann);
	client_close(&kari);
}

int
main(int argc, char **argv)
{
	return test_run("web_twice", argc, argv);
}
