/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How the pages look to one person: chosen under More, there on every page
 * and every device; and a Today that others may see.
 */
#include "journey.h"

static void
looks(struct client *c, const char *scheme, bool large, bool plain)
{
	CHECK(str_eq(client_after(c, "data-color-scheme=\""), str_z(scheme)));
	CHECK((client_after(c, "data-text=\"").len > 0) == large);
	CHECK((client_after(c, "data-font=\"").len > 0) == plain);
}

JOURNEY(a_look_is_remembered)
{
	struct client ann, again;

	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/me/pages");
	looks(&ann, "auto", false, false);
	client_send(&ann, "/me/pages", "text", "larger", "letters", "plain",
	    "light", "dark", NULL);
	SAYS(&ann, "Saved.");
	looks(&ann, "dark", true, true);
	WANT(&ann, client_get(&ann, "/p/%s/m", id_z(w->kari)), 200);
	looks(&ann, "dark", true, true);
	WANT(&ann, client_get(&ann, "/nothing"), 404);
	looks(&ann, "dark", true, true);
	/* A word that is none changes nothing. */
	client_get(&ann, "/me/pages");
	WANT(&ann, client_post(&ann, "/me/pages", "csrf", client_field(&ann,
	    "/me/pages", "csrf").at, "sid", id_z(id_random()), "text",
	    "usual", "letters", "usual", "light", "pink", NULL), 400);
	world_client(w, &again, w->ann, lang);
	WANT(&again, client_get(&again, "/list"), 200);
	looks(&again, "dark", true, true);
	client_get(&again, "/me/pages");
	client_send(&again, "/me/pages", "text", "usual", "light", "light",
	    NULL);
	looks(&again, "light", false, true);
	client_close(&again);
	client_close(&ann);
}

static void
shows_own(struct client *kari)
{
	WANT(kari, client_get(kari, "/today"), 200);
	HAS(kari, "Walk the dog");
	SAYS(kari, "Is your sick leave the same as last week?");
	SAYS_NOT(kari, "Your own words are hidden on this page.");
}

/* What waits is still there, and leads to the same pages. */
static void
hides_own(struct client *kari)
{
	WANT(kari, client_get(kari, "/today"), 200);
	HAS_NOT(kari, "Walk");
	SAYS(kari, "Something you have planned");
	SAYS_NOT(kari, "Is your sick leave the same as last week?");
	WANT(kari, client_click(kari, say(kari, "A short question").at), 200);
	SAYS(kari, "Is your sick leave the same as last week?");
	WANT(kari, client_get(kari, "/today"), 200);
	SAYS(kari, "Your own words are hidden on this page.");
}

JOURNEY(own_words_can_be_hidden_on_today)
{
	struct client kari;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/start");
	client_send(&kari, "/start", "matters", "Walk with the dog", NULL);
	records_make(w, w->kari_account);
	client_close(&kari);
	world_at(w, w->at + 8 * DAY);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/e/ch1/map");
	client_send(&kari, "/e/ch1/map", "f.status", "sick_part", "go",
	    "done", NULL);
	shows_own(&kari);
	client_get(&kari, "/me/pages");
	client_send(&kari, "/me/pages", "words", "hidden", NULL);
	hides_own(&kari);
	/* Nothing is hidden where she goes on, and there is a way back. */
	client_get(&kari, "/start");
	CHECK(client_after(&kari, "class=\"back\" href=\"/m").len > 0);
	CHECK_STR(client_field(&kari, "/start", "matters"),
	    "Walk with the dog");
	client_close(&kari);
}

int
main(int argc, char **argv)
{
	return test_run("web_look", argc, argv);
}
