/* SPDX-License-Identifier: Apache-2.0 */
/* What content and clinic decide of what a patient reads. */
#include <unistd.h>

#include "journey.h"
#include "programme/content.h"

/* --- in plain words - */

/* The same page, in other words, by the patient's own choice. */
JOURNEY(plain_words)
{
	bool nb = str_is(str_z(lang), "nb");
	const char *usual = nb ? "rører på seg, merkes det i de andre" :
	    "of them moves, the others feel it";
	const char *plain = nb ? "rører på seg, merker de andre det" :
	    "When one moves, the others feel it";
	struct client kari;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/c/ch1/2");
	HAS(&kari, usual);
	client_get(&kari, "/e/ch1/map");
	client_send(&kari, "/e/ch1/map", "f.situation", WORDS, "go", "later",
	    NULL);
	client_get(&kari, "/plan");
	SAYS(&kari, "How the texts are written");
	client_send(&kari, "/plan/words", "words", "plain", NULL);
	SAYS(&kari, "Saved.");
	client_get(&kari, "/c/ch1/2");
	WANT(&kari, kari.status, 200);
	HAS(&kari, plain);
	HAS_NOT(&kari, usual);
	/* What was begun in the other words goes on. */
	client_get(&kari, "/e/ch1/map");
	CHECK_STR(client_field(&kari, "/e/ch1/map", "f.situation"), WORDS);
	client_get(&kari, "/plan");
	client_send(&kari, "/plan/words", "words", "standard", NULL);
	client_get(&kari, "/c/ch1/2");
	HAS(&kari, usual);
	client_close(&kari);
}

/* The clinic reads an answer under the words the patient read. */
JOURNEY(answered_in_plain_words)
{
	bool nb = str_is(str_z(lang), "nb");
	const char *usual = nb ?
	    "Hva gjorde du, eller lot du være å gjøre?" :
	    "What did you do, or leave undone?";
	const char *plain = nb ?
	    "Hva gjorde du? Hva lot du være å gjøre?" :
	    "What did you do? What did you not do?";
	struct client ann, kari;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/plan");
	client_send(&kari, "/plan/words", "words", "plain", NULL);
	client_get(&kari, "/e/ch1/map");
	HAS(&kari, plain);
	client_send(&kari, "/e/ch1/map", "f.doing.1.act", "Stayed home",
	    "go", "done", NULL);
	client_send(&kari, "/e/ch1/map", "go", "done", NULL);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s", id_z(w->kari));
	client_click(&ann, nb ? "Les" : "Read");
	HAS(&ann, "Stayed home");
	HAS(&ann, plain);
	HAS_NOT(&ann, usual);
	client_close(&kari);
	client_close(&ann);
}

/* --- the rules of a country - */

/* General words in the chapter, until the clinic writes its own. */
JOURNEY(rules_of_the_country)
{
	bool nb = str_is(str_z(lang), "nb");
	const char *general = nb ? "Reglene er ikke de samme overalt" :
	    "The rules are not the same everywhere";
	struct client ann, kari, ada;

	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s", id_z(w->kari));
	client_send(&ann, str_fmt(test_arena, "/p/%s/c/ch6",
	    id_z(w->kari)).at, "go", "open", NULL);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/c/ch6/2");
	HAS(&kari, general);
	client_get(&kari, "/way");
	SAYS_NOT(&kari, "Rights and rules at work");
	world_client(w, &ada, w->ada, lang);
	client_get(&ada, "/admin/clinic");
	client_send(&ada, "/admin/clinic", "rules_nb", "Innen fire uker.",
	    "rules_en", "Within four <weeks>.", NULL);
	CHECK_STR(client_field(&ada, "/admin/clinic", "rules_nb"),
	    "Innen fire uker.");
	client_get(&kari, "/c/ch6/2");
	HAS(&kari, nb ? "Innen fire uker." : "Within four <weeks>.");
	HAS_NOT(&kari, general);
	client_get(&kari, "/way");
	SAYS(&kari, "Rights and rules at work");
	HAS(&kari, nb ? "Innen fire uker." : "Within four <weeks>.");
	/* Taken away, the chapter speaks again. */
	client_send(&ada, "/admin/clinic", "rules_nb", CLEAR, "rules_en",
	    "", NULL);
	client_get(&kari, "/c/ch6/2");
	HAS(&kari, general);
	client_close(&ann);
	client_close(&kari);
	client_close(&ada);
}

/* --- beginnings of a reply - */

/* A beginning names what it is about, also in a message. */
JOURNEY(a_beginning_names_the_task)
{
	bool nb = str_is(str_z(lang), "nb");
	struct client ann, kari;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	client_submit(&ann, "/p/*/m", "t", "next_time", NULL);
	HAS(&ann, nb ? "«det vi har avtalt»" : "“what we have agreed”");
	client_get(&kari, "/h/new");
	client_send(&kari, "/h/new", "title", "Walk the dog", NULL);
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	client_submit(&ann, "/p/*/m", "t", "next_time", NULL);
	HAS(&ann, nb ? "«Walk the dog»" : "“Walk the dog”");
	client_close(&kari);
	client_close(&ann);
}

/* --- a programme of another clinic - */

static void
invited(struct world *w, struct client *ann, struct client *mia,
    const char *lang)
{
	const char *link;

	world_client(w, ann, w->ann, lang);
	client_get(ann, "/list/new");
	client_send(ann, "/list/new", "name", "Mia Moen", "born_d", "27",
	    "born_m", "3", "born_y", "1987", "mobile", "401 12 233", "place",
	    "Moss", "person", "Per, 922 33 444", "gp", "Dr. Lie",
	    "suitability", "Fits", "level", "0", "suicidality", "None",
	    "other_treatment", "None", "physical", "Well", "information",
	    "1", "lang", lang, "weekday", "2", NULL);
	client_submit(ann, "/p/*", NULL);
	link = str_fmt(test_arena, "/i/%.*s", STR(client_after(ann,
	    "http://127.0.0.1:8080/i/"))).at;
	client_open(mia, &w->app, lang);
	client_get(mia, "%s", link);
	client_send(mia, "/i/*", "lang", lang, "password", WORLD_PASSWORD,
	    "password_again", WORLD_PASSWORD, NULL);
	client_get(mia, "/start");
	client_send(mia, "/start", "matters", "To sleep", NULL);
}

/*
 * Four weeks about sleep, one chapter, a questionnaire of two items, written
 * in Norwegian alone: nothing of it is known to the code.
 */
JOURNEY(another_programme_whole)
{
	struct client ann, mia;

	CHECK(app_content_replace(&w->app, S("test/corpus/tiny")) == RC_OK);
	invited(w, &ann, &mia, lang);
	CHECK_STR(mia.path, "/today");
	client_get(&mia, "/plan");
	HAS(&mia, "Natta");
	SAYS_NOT(&mia, "The way forward");
	SAYS_NOT(&mia, "How the texts are written");
	WANT(&mia, client_get(&mia, "/way"), 404);
	client_get(&mia, "/c/one");
	HAS(&mia, "Sov godt.");
	client_send(&mia, "/c/one/1", "go", "next", NULL);
	HAS_NOT(&mia, "Det er lite.");
	client_get(&mia, "/e/one/night");
	client_send(&mia, "/e/one/night", "f.hours", "4", "f.woke", "yes",
	    "f.times", "3", "go", "done", NULL);
	client_get(&mia, "/c/one/2");
	HAS(&mia, "Det er lite.");
	client_send(&mia, "/c/one/2", "go", "done", NULL);
	client_get(&mia, "/q/0/1");
	client_send(&mia, "/q/0/1", "a1", "1", "a2", "4", "go", "send", NULL);
	HAS(&mia, "116 117");
	client_get(&mia, "/today");
	client_get(&mia, "/m");
	client_send(&mia, "/m", "body", "Slept four hours", NULL);
	client_get(&ann, "/list");
	client_click(&ann, "Mia Moen");
	SAYS(&ann, "An answer that needs a look");
	HAS_NOT(&ann, str_is(str_z(lang), "nb") ? "selvskading" :
	    "self-harm");
	client_get(&ann, "/p/%.*s", STR(str_sub(ann.path, 3, 35)));
	HAS(&ann, "Mini");
	HAS(&ann, "Natta");
	HAS(&ann, "Slept four hours");
	client_close(&mia);
	client_close(&ann);
}

/* As after a start with other content: only that is in memory. */
static void
older_content_forget(struct world *w)
{
	struct gate *g = &w->app.gate;

	CHECK(app_content_replace(&w->app, S("test/corpus/tiny")) == RC_OK);
	CHECK_INT(g->contents_n, 2);
	content_free(g->contents[0]);
	g->contents[0] = g->contents[1];
	g->contents_n = 1;
}

/*
 * The content that a patient's course is bound to is read in the middle of a
 * request.  Without memory for it that one fails, and no other waits for it.
 */
WORLD(no_memory_for_older_content)
{
	struct arena *a = arena_new((size_t)400 * 1024);
	struct req *q = arena_one(a, struct req);
	struct reply *r = arena_one(a, struct reply);
	struct client c;

	older_content_forget(w);
	world_client(w, &c, w->kari_account, "en");
	*q = (struct req){ .arena = a, .method = METHOD_GET,
	    .target = S("/today"), .client = S("127.0.0.1"),
	    .request_id = id_random() };
	q->headers[q->headers_n++] = (struct pair){ S("cookie"),
	    str_fmt(a, "s=%.*s", STR(client_cookie(&c, "s"))) };
	req_parse(q);
	alarm(20);		/* rather than wait for ever */
	app_request(&w->app, q, r);
	CHECK_INT(r->status, 503);
	arena_free(a);
	CHECK_INT(w->app.gate.contents_n, 1);
	WANT(&c, client_get(&c, "/today"), 200);
	alarm(0);
	CHECK_INT(w->app.gate.contents_n, 2);
	client_close(&c);
}

int
main(int argc, char **argv)
{
	return test_run("web_programme", argc, argv);
}
