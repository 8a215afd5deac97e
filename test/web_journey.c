/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The points 1 to 6 of the first issue through the browser, each in both
 * languages and on each engine: what people can do, and what they read.
 * 7 and 8 are in web_offices.c.
 */
#include "journey.h"
#include "measures/alert.h"

/* --- 1 and 2: an invitation, a password, the first day - */

static void
invite(struct world *w, const char *lang, char *link, size_t max)
{
	struct client ann;

	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list/new");
	client_submit(&ann, "/list/new", NULL);
	WANT(&ann, ann.status, 422);
	SAYS(&ann, "Everything you wrote is kept.");
	client_submit(&ann, "/list/new", "name", "Mia Moen", "born_d", "27",
	    "born_m", "3", "born_y", "1987", "mobile", "401 12 233",
	    "place", "Storgata 1, Moss", "person", "Per, 922 33 444", "gp",
	    "Dr. Lie", "suitability", "Fits well", "level", "0",
	    "suicidality", "None", "other_treatment", "None", "physical",
	    "Well", "information", "1", "lang", lang, "weekday", "2", NULL);
	WANT(&ann, ann.status, 303);
	WANT(&ann, client_follow(&ann), 200);
	SAYS_NOT(&ann, "It works until %1, or until a password is saved. It is "
	    "shown only now; you can always make a new one, and the old one "
	    "then stops working.");
	client_submit(&ann, "/p/*", NULL);
	WANT(&ann, ann.status, 200);
	SAYS_NOT(&ann, "%1 has not come in yet.");
	snprintf(link, max, "/i/%.*s", STR(client_after(&ann,
	    "http://127.0.0.1:8080/i/")));
	CHECK_INT(strlen(link), 3 + 64);
	client_get(&ann, "/list");
	HAS(&ann, "Mia Moen");
	SAYS(&ann, "Has not come in yet");
	client_close(&ann);
}

static void
come_in(struct world *w, struct client *mia, const char *lang,
    const char *link)
{
	client_open(mia, &w->app, lang);
	WANT(mia, client_get(mia, "%s", link), 200);
	WANT(mia, client_get(mia, "%s", link), 200);
	SAYS(mia, "Mellom is not an emergency service. Nobody watches it day "
	    "and night. Help now, at the top of every page, has the numbers "
	    "to call.");
	client_submit(mia, "/i/*", "password", "short", "password_again",
	    "short", NULL);
	WANT(mia, mia->status, 422);
	client_submit(mia, "/i/*", "password", "passordpassord",
	    "password_again", "passordpassord", NULL);
	WANT(mia, mia->status, 422);
	client_submit(mia, "/i/*", "password", WORLD_PASSWORD,
	    "password_again", WORLD_PASSWORD " nei", NULL);
	WANT(mia, mia->status, 422);
	SAYS_NOT(mia, "Everything you wrote is kept.");
	mia->want = str_is(str_z(lang), "nb") ? "en" : "nb";
	client_submit(mia, "/i/*", "lang", mia->want, "password",
	    WORLD_PASSWORD, "password_again", WORLD_PASSWORD, NULL);
	WANT(mia, mia->status, 303);
	CHECK_STR(mia->location, "/start");
	WANT(mia, client_follow(mia), 200);
	client_get(mia, "/me");
	mia->want = NULL;
	client_send(mia, "/me/language", "lang", lang, NULL);
	mia->want = lang;
}

static void
first_day(struct client *mia)
{
	client_get(mia, "/start");
	SAYS(mia, "Who can read what");
	SAYS(mia, "What you mark “only for me” is read by no one at the "
	    "clinic.");
	SAYS(mia, "This is not an emergency service. If things get dangerous "
	    "or too heavy, call. Help now, on top of every page, has the "
	    "numbers.");
	client_send(mia, "/start", "matters", "Walk with the dog at six",
	    NULL);
	CHECK_STR(mia->path, "/today");
	SAYS(mia, "How have you been?");
	SAYS(mia, "Also open");
	HAS(mia, "Ann Berg");
	SAYS(mia, "Help now");
	client_click(mia, say(mia, "Help now").at);
	HAS(mia, "116 117");
	HAS(mia, "113");
	HAS(mia, "116 123");
}

JOURNEY(invited_and_in)
{
	struct client mia, ann;
	char link[100];

	invite(w, lang, link, sizeof(link));
	come_in(w, &mia, lang, link);
	first_day(&mia);
	client_close(&mia);
	/* The link has done its work. */
	client_open(&mia, &w->app, lang);
	WANT(&mia, client_get(&mia, "%s", link), 410);
	SAYS(&mia, "This link has been used. Sign in with the password you "
	    "chose.");
	client_get(&mia, "/sign-in");
	client_send(&mia, "/sign-in", "login", "+47 40112233", "password",
	    WORLD_PASSWORD, NULL);
	CHECK_STR(mia.path, "/today");
	client_get(&mia, "/exit");
	WANT(&mia, client_get(&mia, "/today"), 303);
	client_get(&mia, "/sign-in");
	client_send(&mia, "/sign-in", "login", "+47 40112233", "password",
	    WORLD_PASSWORD, NULL);
	/* As the script leaves: no form, no submission's id. */
	client_get(&mia, "/me");
	client_post(&mia, "/exit", "csrf", client_field(&mia, "/sign-out",
	    "csrf").at, NULL);
	WANT(&mia, mia.status, 303);
	WANT(&mia, client_get(&mia, "/today"), 303);
	client_close(&mia);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list");
	client_click(&ann, "Mia Moen");
	HAS(&ann, "Walk with the dog at six");
	client_close(&ann);
}

JOURNEY(safety_plan)
{
	struct client ann, kari;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/help");
	SAYS(&kari, "You have no plan here yet. You and your therapist can "
	    "write one together: what you notice first, what helps, and whom "
	    "you call.");
	client_get(&ann, "/p/%s/plan", id_z(w->kari));
	client_send(&ann, "/p/*", "signs", "I stop answering\nI lie awake",
	    "helps", "Walk <outside> & breathe", "people", "Per 922 33 444",
	    NULL);
	SAYS(&ann, "Saved.");
	client_get(&kari, "/help");
	HAS(&kari, "I lie awake");
	HAS(&kari, "Walk <outside> & breathe");
	HAS(&kari, "Per 922 33 444");
	CHECK_STR(client_link(&kari, "Per 922 33 444"), "tel:92233444");
	client_close(&ann);
	client_close(&kari);
}

/* --- 3: a chapter and its exercise - */

JOURNEY(chapter_read)
{
	struct client kari;
	int page;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/plan");
	SAYS(&kari, "Open to you");
	client_get(&kari, "/c/ch1");
	for (page = 1; page < 6; page++) {
		WANT(&kari, kari.status, 200);
		client_send(&kari, "/c/ch1/*", "go", "next", NULL);
	}
	CHECK_STR(kari.path, "/c/ch1/6");
	client_get(&kari, "/today");
	SAYS(&kari, "Also open");
	client_get(&kari, "/c/ch1");
	client_send(&kari, "/c/ch1/6", "go", "done", NULL);
	CHECK_STR(kari.path, "/plan?done=ch1");
	WANT(&kari, client_get(&kari, "/c/ch3"), 200);
	SAYS(&kari, "This part opens later.");
	client_close(&kari);
}

/* Saved on the phone, gone on with at the computer, never lost. */
JOURNEY(exercise_on_two_devices)
{
	struct client phone, desk;
	const char *example;

	world_client(w, &phone, w->kari_account, lang);
	world_client(w, &desk, w->kari_account, lang);
	client_get(&phone, "/e/ch1/map");
	/* A fictional person's comes first. */
	example = memmem(phone.body.at, phone.body.len, "example", 7);
	CHECK(example != NULL && example < (const char *)memmem(phone.body.at,
	    phone.body.len, "<form", 5));
	client_keep(&phone, "/e/ch1/map", "f.situation", "Sunday", NULL);
	WANT(&phone, phone.status, 200);
	HAS(&phone, clock_z(&phone, "10:00"));
	HAS(&phone, "\"version\":1");
	HAS(&phone, "\"hide\":[\"later\"]");
	client_get(&phone, "/e/ch1/map");
	client_keep(&phone, "/e/ch1/map", "f.doing.1.act", "Stayed home",
	    NULL);
	HAS(&phone, "\"show\":[\"later\"]");
	client_get(&phone, "/e/ch1/map");
	client_send(&phone, "/e/ch1/map", "f.strong", "7", "go", "later",
	    NULL);
	CHECK_STR(phone.path, "/today?saved=1");
	SAYS(&phone, "Saved.");
	client_get(&desk, "/e/ch1/map");
	CHECK_STR(client_field(&desk, "/e/ch1/map", "f.situation"), "Sunday");
	CHECK_STR(client_field(&desk, "/e/ch1/map", "f.strong"), "7");
	CHECK_STR(client_field(&desk, "/e/ch1/map", "f.doing.1.act"),
	    "Stayed home");
	client_send(&desk, "/e/ch1/map", "f.own", QUIET, "only.own", "1",
	    "f.thoughts", WORDS, "go", "done", NULL);
	CHECK(str_starts(desk.path, S("/c/ch1/3")));
	client_get(&desk, "/e/ch1/map");
	CHECK_STR(client_field(&desk, "/e/ch1/map", "f.own"), QUIET);
	client_close(&phone);
	client_close(&desk);
}

static void
quiet_on(struct client *c, const char *fmt, const char *patient,
    const char *row)
{
	struct str path = str_z(fmt);

	if (str_is(path, "answer"))
		client_get(c, "/p/%s/a/%s", patient, row);
	else
		client_get(c, "/p/%s%s", patient, fmt);
	HAS_NOT(c, QUIET);
	HAS_NOT(c, "rope of my");
}

/* "Only for me": nobody at the clinic, on no page, in no role. */
JOURNEY(only_for_me)
{
	static const char *const tails[] = { "", "answer", "/m", "/contact",
	    "/plan", "/link" };
	struct id readers[3] = { w->ann, w->sam, w->ada };
	struct records kari;
	struct client c;
	size_t i, k;

	records_make(w, w->kari_account);
	records_find(w, w->kari, &kari);
	for (k = 0; k < 3; k++) {
		world_client(w, &c, readers[k], lang);
		if (k == 1) {
			client_get(&c, "/team/%s/open", id_z(w->kari));
			client_send(&c, "/team/*", "reason",
			    "A colleague is ill", NULL);
		}
		for (i = 0; i < sizeof(tails) / sizeof(tails[0]); i++)
			quiet_on(&c, tails[i], id_z(w->kari),
			    id_z(kari.answer));
		client_get(&c, "/p/%s/a/%s", id_z(w->kari),
		    id_z(kari.answer));
		WANT(&c, c.status, k == 2 ? 404 : 200);
		if (k < 2)
			HAS(&c, WORDS);
		client_close(&c);
	}
	world_client(w, &c, w->kari_account, lang);
	client_get(&c, "/e/ch1/map");
	CHECK_STR(client_field(&c, "/e/ch1/map", "f.own"), QUIET);
	client_close(&c);
}

/* --- 4: questionnaires - */

JOURNEY(questions_skipped_and_summed_up)
{
	struct client kari;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/today");
	client_click(&kari, say(&kari, "Answer now").at);
	CHECK_STR(kari.path, "/q/0/1");
	/* Who reads, when, and that a draft is told of: above the form. */
	SAYS(&kari, "If an answer shows that you have it very hard, the one "
	    "who reads is told, so that someone can get in touch. That also "
	    "happens if you stop before sending.");
	client_submit(&kari, "/q/0/1", "q1", "2", "q2", "skip", "go", "send",
	    NULL);
	WANT(&kari, kari.status, 422);
	SAYS(&kari, "Everything you wrote is kept.");
	CHECK(memmem(kari.body.at, kari.body.len, "href=\"#f-q3\"", 12) !=
	    NULL);
	CHECK_STR(client_field(&kari, "/q/0/1", "q1"), "2");
	CHECK_STR(client_field(&kari, "/q/0/1", "q2"), "skip");
	client_send(&kari, "/q/0/1", "q3", "skip", "q4", "1", "q5", "1", "q6",
	    "1", "q7", "1", "q8", "1", "q9", "0", "go", "send", NULL);
	CHECK_STR(kari.path, "/q/0/1/done");
	SAYS(&kari, "Thank you");
	SAYS_NOT(&kari, "Before you go on");
	client_close(&kari);
}

JOURNEY(nobody_reads_at_night)
{
	struct client kari;

	world_at(w, T0 + 10 * HOUR);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/q/0/1");
	SAYS(&kari, "Nobody at the clinic is reading just now. Someone is "
	    "there again %1. If it cannot wait, call one of the numbers.");
	HAS(&kari, clock_z(&kari, "08:00"));
	client_submit(&kari, "/q/0/1", "go", "send", NULL);
	client_send(&kari, "/q/0/1", "q1", "0", "q2", "0", "q3", "0", "q4",
	    "0", "q5", "0", "q6", "0", "q7", "0", "q8", "0", "q9", "0", "go",
	    "send", NULL);
	SAYS(&kari, "Nobody at the clinic is reading just now. Someone is "
	    "there again %1. If it cannot wait, call one of the numbers.");
	client_close(&kari);
}

static void
tick(struct world *w, struct tx *tx, void *arg)
{
	struct duty duty;

	duty_open(&duty, tx, w->app.vault, "alerts");
	*(int *)arg = alert_drafts_rested(&duty);
}

/* A draft with such an answer rests half an hour, then somebody is told. */
JOURNEY(draft_that_rests)
{
	struct client kari, ann;
	struct records rows;
	int told = 0;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/q/0/1");
	WANT(&kari, client_keep(&kari, "/q/0/1", "q9", "2", NULL), 200);
	HAS(&kari, "\"help\":true");
	client_get(&kari, "/q/0/1");
	SAYS(&kari, "Before you go on");
	client_send(&kari, "/q/0/1", "q1", "1", "go", "later", NULL);
	SAYS(&kari, "You have not sent your answers yet. They are kept as "
	    "they are.");
	HAS(&kari, "116 117");
	world_do(w, tick, &told);
	CHECK_INT(told, 0);
	world_at(w, w->at + 31 * MINUTE);
	world_do(w, tick, &told);
	CHECK_INT(told, 1);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list");
	SAYS(&ann, "risk answer, not sent: call by %1");
	HAS(&ann, clock_z(&ann, "15:30"));
	client_click(&ann, "Kari Andreassen");
	SAYS(&ann, "Not sent.");
	/* A change later leaves both to be seen. */
	client_get(&kari, "/q/0/1");
	client_send(&kari, "/q/0/1", "q1", "1", "q2", "1", "q3", "1", "q4",
	    "1", "q5", "1", "q6", "1", "q7", "1", "q8", "1", "q9", "0", "go",
	    "send", NULL);
	records_find(w, w->kari, &rows);
	WANT(&ann, client_get(&ann, "/p/%s/n/%s", id_z(w->kari),
	    id_z(rows.alert)), 200);
	HAS(&ann, str_is(str_z(lang), "nb") ? "Mer enn halvparten av dagene" :
	    "More than half the days");
	HAS(&ann, str_is(str_z(lang), "nb") ? "Ikke i det hele tatt" :
	    "Not at all");
	client_close(&kari);
	client_close(&ann);
}

static void
nine_answers(struct client *c, const char *path, const char *each)
{
	client_get(c, "%s", path);
	client_send(c, path, "q1", each, "q2", each, "q3", each, "q4", each,
	    "q5", each, "q6", each, "q7", each, "q8", each, "q9", "0", "go",
	    "send", NULL);
}

/* Much worse than at the start is no risk answer, and not called one. */
JOURNEY(worse_than_at_the_start)
{
	struct client kari, ann;

	world_client(w, &kari, w->kari_account, lang);
	nine_answers(&kari, "/q/0/1", "0");
	client_close(&kari);
	world_at(w, w->at + 8 * DAY);
	world_client(w, &kari, w->kari_account, lang);
	nine_answers(&kari, "/q/1/1", "1");
	client_close(&kari);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS(&ann, "A change to look at.");
	SAYS(&ann, "Answer to look at by %1");
	SAYS_NOT(&ann, "Risk answer");
	client_close(&ann);
}

/* --- 5 and 6: report, message; the therapist's day - */

static void
covers(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	care_grant(tx, w->clinic, w->ola, w->ann, "cover", w->ada, w->at);
	care_grant(tx, w->clinic, w->nina, w->ann, "cover", w->ada, w->at);
}

static size_t
place_of(struct client *c, const char *text)
{
	const char *at = memmem(c->text.at, c->text.len, text, strlen(text));

	CHECK(at != NULL);
	return at == NULL ? 0 : (size_t)(at - c->text.at);
}

JOURNEY(list_by_need)
{
	struct client ann, ola;

	world_do(w, covers, NULL);
	records_make(w, w->kari_account);
	world_client(w, &ola, w->ola_account, lang);
	client_get(&ola, "/m");
	client_send(&ola, "/m", "body", "Can we talk?", NULL);
	client_close(&ola);
	world_at(w, w->at + 2 * HOUR);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list");
	SAYS(&ann, "risk answer: call by %1");
	HAS(&ann, clock_z(&ann, "15:30"));
	SAYS(&ann, "message unanswered %1");
	SAYS(&ann, "homework to look at %1");
	/* Nina, whom nobody has written to yet: the rhythm's first step. */
	HAS(&ann, str_is(str_z(lang), "nb") ? "velkomstmelding" :
	    "a message to welcome you");
	CHECK(place_of(&ann, "Kari Andreassen") < place_of(&ann,
	    "Ola Brekke"));
	CHECK(place_of(&ann, "Ola Brekke") < place_of(&ann,
	    "Nina Cappelen"));
	HAS_NOT(&ann, "Can we talk?");
	CHECK_INT(world_audit(w, "list.read", w->ann, ID_NONE), 1);
	client_close(&ann);
}

JOURNEY(report_message_review)
{
	struct client ann, kari;

	records_make(w, w->kari_account);
	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&ann, "/p/%s", id_z(w->kari));
	HAS(&ann, "Cars are loud");
	HAS(&ann, "Is Thursday all right?");
	SAYS(&ann, "Up to now");
	/* The reply begins with the patient's own words. */
	CHECK(str_starts(client_field(&ann, "/p/*", "reply"), S(">")));
	CHECK(memmem(client_field(&ann, "/p/*", "reply").at,
	    client_field(&ann, "/p/*", "reply").len, "Cars are loud", 13) !=
	    NULL);
	client_submit(&ann, "/p/*", "reply", "> Cars are loud\n\nWell "
	    "noticed.", NULL);
	WANT(&ann, ann.status, 303);
	client_follow(&ann);
	SAYS(&ann, "Saved.");
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	client_send(&ann, "/p/*", "body", "Thursday is fine.", NULL);
	client_get(&kari, "/today");
	client_click(&kari, say(&kari, "Read the message").at);
	HAS(&kari, "Thursday is fine.");
	world_at(w, w->at);		/* that it was read is noted */
	client_get(&kari, "/today");
	client_click(&kari, say(&kari, "Read the answer").at);
	HAS(&kari, "Well noticed.");
	world_at(w, w->at + HOUR);
	client_close(&ann);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS(&ann, "Since you last looked, %1");
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "message unanswered %1");
	SAYS_NOT(&ann, "homework to look at %1");
	client_close(&ann);
	client_close(&kari);
}

JOURNEY(chapter_switched)
{
	struct client ann, kari;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&ann, "/p/%s", id_z(w->kari));
	client_submit(&ann, "/p/*", "go", "hold", NULL);
	WANT(&ann, ann.status, 422);
	client_send(&ann, "/p/*", "reason", "First the sick note", "go",
	    "hold", NULL);
	HAS(&ann, "First the sick note");
	WANT(&kari, client_get(&kari, "/c/ch1"), 200);
	SAYS(&kari, "This part opens later.");
	HAS_NOT(&kari, "First the sick note");
	client_send(&ann, "/p/*", "go", "open", NULL);
	client_get(&kari, "/c/ch1");
	SAYS_NOT(&kari, "This part opens later.");
	client_get(&ann, "/p/%s", id_z(w->kari));
	client_send(&ann, "/p/*", "go", "skip", NULL);
	SAYS(&ann, "skipped");
	client_close(&ann);
	client_close(&kari);
}

/* A week later: compared with what was assessed. */
static void
week_after(struct world *w, struct client *ann, const char *lang)
{
	struct client kari;

	world_at(w, T0 + 7 * DAY + HOUR);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/q/1/1");
	client_send(&kari, "/q/1/1", "q1", "1", "q2", "1", "q3", "1", "q4",
	    "1", "q5", "1", "q6", "1", "q7", "1", "q8", "1", "q9", "1", "go",
	    "send", NULL);
	client_close(&kari);
	world_client(w, ann, w->ann, lang);
	client_get(ann, "/list");
	SAYS(ann, "answer to look at by %1");
	client_click(ann, "Kari Andreassen");
	SAYS(ann, "The same as when it was last assessed.");
}

JOURNEY(alert_taken_and_closed)
{
	struct records rows;
	struct client ann;

	records_make(w, w->kari_account);
	records_find(w, w->kari, &rows);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list");
	client_click(&ann, "Kari Andreassen");
	HAS(&ann, str_is(str_z(lang), "nb") ?
	    "Et svar om tanker om død eller selvskading" :
	    "An answer about thoughts of death or self-harm");
	HAS(&ann, "91234561");
	client_send(&ann, "/p/*/take", NULL);
	SAYS(&ann, "It is not handed on before %1.");
	SAYS_NOT(&ann, "Take it over");		/* from oneself */
	HAS(&ann, "Ann Berg");
	/* Four staffed hours at most. */
	HAS(&ann, clock_z(&ann, "14:00"));
	client_submit(&ann, "/p/*/close", NULL);
	WANT(&ann, ann.status, 422);
	client_submit(&ann, "/p/*/close", "contact", "spoke", "level", "1",
	    "plan", "We talk on Thursday", NULL);
	WANT(&ann, ann.status, 422);
	client_send(&ann, "/p/*/close", "contact", "spoke", "level", "1",
	    "plan", "We talk on Thursday", "next_d", "10", "next_m", "3",
	    "next_y", "2026", NULL);
	SAYS(&ann, "What became of it");
	HAS(&ann, "We talk on Thursday");
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "risk answer: call by %1");
	client_close(&ann);
	week_after(w, &ann, lang);
	client_close(&ann);
}

int
main(int argc, char **argv)
{
	return test_run("web_journey", argc, argv);
}
