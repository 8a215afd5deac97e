/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A questionnaire whose wording the clinic supplies (RTW-SE), through the
 * browser: planned and not asked, then asked in the languages supplied,
 * scored, charted.  The wording here is made up and says so.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "caseload/summary.h"
#include "db/db.h"
#include "journey.h"
#include "programme/content.h"

enum { ITEMS = 11, SCALE_TO = 6 };

SQL(own_pin, "bundle:bytes", "",
    "UPDATE enrolment SET bundle = $1 /* duty: test */");
SQL(own_score, "patient:id", "occasion:text value:real?",
    "SELECT occasion, value FROM score WHERE patient_id = $1 "
    "AND instrument = 'rtwse' AND newest = 1");

static struct str
folder(struct world *w)
{
	return str_fmt(test_arena, "%s/texts", w->dir);
}

/* ID.LANG.yaml with items 1 to n and the options 1 to 6. */
static void
write_texts(struct world *w, const char *lang, int n)
{
	struct str dir = folder(w);
	FILE *f;
	int i;

	(void)mkdir(dir.at, 0700);
	f = fopen(str_fmt(test_arena, "%s/rtwse.%s.yaml", dir.at, lang).at,
	    "w");
	CHECK(f != NULL);
	if (f == NULL)
		return;
	fputs("instrument: rtwse\nversion: 1\nsource: made up\nconfirmed: "
	    "nobody, a test\nintro: Test intro\nholder: Nobody\n"
	    "items:\n", f);
	for (i = 1; i <= n; i++)
		fprintf(f, "  q%d: Test item %d %s\n", i, i, lang);
	fputs("scale:\n", f);
	for (i = 1; i <= SCALE_TO; i++)
		fprintf(f, "  %d: Test answer %d\n", i, i);
	fclose(f);
}

static void
pin(struct world *w, struct tx *tx, void *arg)
{
	struct hash h = content_hash(w->app.gate.active);
	struct bytes bundle = { h.b, HASH_BYTES };

	(void)arg;
	db_run(tx, own_pin, bundle);
}

/* New patients would begin with it; here those who are there do. */
static void
supply(struct world *w, const char *lang)
{
	write_texts(w, lang, ITEMS);
	CHECK(app_content_texts(&w->app, folder(w)) == RC_OK);
	world_do(w, pin, NULL);
	/* Not as the program writes: the list's summary cannot know. */
	CHECK(db_tx(w->app.db, test_arena, summary_forget, NULL) == RC_OK);
	CHECK(summary_ensure(w->app.db, w->app.vault, test_arena) == RC_OK);
}

struct scores {
	size_t n;
	double value;
	bool missing;
};

static void
scores_read(struct world *w, struct tx *tx, void *arg)
{
	struct scores *s = arg;

	*s = (struct scores){ 0 };
	ROWS(r, tx, own_score, w->kari);
	while (rows_next(&r)) {
		s->n++;
		s->missing = rows_null(&r, "value");
		if (!s->missing)
			s->value = rows_real(&r, "value");
	}
}

static void
answers(struct client *c, const char *path, const char *most)
{
	client_get(c, "%s", path);
	WANT(c, c->status, 200);
	client_send(c, path, "q1", "1", "q2", most, "q3", most, "q4", most,
	    "q5", most, "q6", most, "q7", most, "q8", most, "q9", most, "q10",
	    most, "q11", most, "go", "send", NULL);
}

/* After weeks the sessions are old: in anew. */
static void
in_week(struct world *w, struct client *c, int week, const char *lang)
{
	client_close(c);
	world_at(w, T0 + (int64_t)week * 7 * DAY);
	world_client(w, c, w->kari_account, lang);
}

JOURNEY(planned_and_not_asked_until_the_clinic_supplies_it)
{
	const char *other = str_is(str_z(lang), "nb") ? "en" : "nb";
	struct client ada, kari;

	world_client(w, &kari, w->kari_account, lang);
	world_client(w, &ada, w->ada, lang);
	WANT(&kari, client_get(&kari, "/q/0/3"), 404);
	WANT(&kari, client_get(&kari, "/q/0/2"), 200);
	HAS(&kari, str_is(str_z(lang), "nb") ? "del 2 av 2" : "part 2 of 2");
	client_get(&ada, "/admin/safe");
	HAS(&ada, "RTW-SE (English)");
	HAS(&ada, "RTW-SE (Norsk bokm\xc3\xa5l)");
	SAYS(&ada, "%1: texts not supplied yet, so it is not asked.");

	/* In another language than hers: still not. */
	supply(w, other);
	WANT(&kari, client_get(&kari, "/q/0/3"), 404);
	client_get(&ada, "/admin/safe");
	HAS(&ada, str_is(str_z(lang), "nb") ? "RTW-SE (Norsk" :
	    "RTW-SE (English)");
	HAS_NOT(&ada, str_is(str_z(lang), "nb") ? "RTW-SE (English)" :
	    "RTW-SE (Norsk");

	supply(w, lang);
	client_get(&ada, "/admin/safe");
	SAYS_NOT(&ada, "%1: texts not supplied yet, so it is not asked.");
	WANT(&kari, client_get(&kari, "/q/0/3"), 200);
	HAS(&kari, str_fmt(test_arena, "Test item 11 %s", lang).at);
	HAS(&kari, "Test answer 6");
	HAS(&kari, "Test intro");
	HAS(&kari, "\xc2\xa9 Nobody");
	HAS_NOT(&kari, str_fmt(test_arena, "Test item 11 %s", other).at);
	client_close(&ada);
	client_close(&kari);
}

JOURNEY(supplied_it_is_asked_scored_and_drawn_beside_the_others)
{
	struct client ann, kari;
	struct scores s;

	supply(w, lang);
	world_client(w, &kari, w->kari_account, lang);
	answers(&kari, "/q/0/3", "3");
	world_do(w, scores_read, &s);
	CHECK_INT(s.n, 1);
	CHECK(s.value > 2.81 && s.value < 2.82);	/* 31 / 11 */
	in_week(w, &kari, 3, lang);
	WANT(&kari, client_get(&kari, "/q/3/3"), 404);
	in_week(w, &kari, 6, lang);
	answers(&kari, "/q/6/3", "5");
	in_week(w, &kari, 12, lang);
	answers(&kari, "/q/12/3", "6");
	world_do(w, scores_read, &s);
	CHECK_INT(s.n, 3);

	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s/way", id_z(w->kari));
	HAS(&ann, "RTW-SE");
	HAS(&ann, str_is(str_z(lang), "nb") ? "2,8" : "2.8");
	SAYS(&ann, "%1 has gone from %2 to %3.");
	client_get(&ann, "/p/%s", id_z(w->kari));
	HAS(&ann, "RTW-SE");
	client_close(&ann);
	client_close(&kari);
}

/* One left open, and there is no mean: no rule to make up for it is known. */
JOURNEY(what_is_left_open_is_not_made_up_for)
{
	struct client kari;
	struct scores s;

	supply(w, lang);
	world_client(w, &kari, w->kari_account, lang);
	answers(&kari, "/q/0/3", "skip");
	world_do(w, scores_read, &s);
	CHECK_INT(s.n, 1);
	CHECK(s.missing);
	client_close(&kari);
}

/* Her answers stay when she changes to a language without the wording. */
JOURNEY(an_answer_stays_when_the_language_changes)
{
	const char *other = str_is(str_z(lang), "nb") ? "en" : "nb";
	struct client kari;

	supply(w, lang);
	world_client(w, &kari, w->kari_account, lang);
	answers(&kari, "/q/0/3", "4");
	client_close(&kari);
	world_client(w, &kari, w->kari_account, other);
	WANT(&kari, client_get(&kari, "/q/0/3/done"), 200);
	in_week(w, &kari, 6, other);
	WANT(&kari, client_get(&kari, "/q/6/3"), 404);
	client_close(&kari);
}

/* A faulty file changes nothing; a new folder of content keeps the texts. */
WORLD(what_was_supplied_stays)
{
	struct hash before = content_hash(w->app.gate.active);

	write_texts(w, "nb", ITEMS - 1);
	CHECK(app_content_texts(&w->app, folder(w)) == RC_BAD);
	CHECK(hash_eq(before, content_hash(w->app.gate.active)));
	write_texts(w, "nb", ITEMS);
	CHECK(app_content_texts(&w->app, folder(w)) == RC_OK);
	CHECK(!hash_eq(before, content_hash(w->app.gate.active)));
	CHECK(app_content_replace(&w->app, S(".")) == RC_OK);
	CHECK(app_content_load(&w->app) == RC_OK);
	CHECK(instrument_asks_in(content_instrument(w->app.gate.active,
	    S("rtwse")), LANG_NB));
	CHECK(!instrument_asks_in(content_instrument(w->app.gate.active,
	    S("rtwse")), LANG_EN));
}

int
main(int argc, char **argv)
{
	return test_run("web_own", argc, argv);
}
