/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reminders, the duty list and what is told when nobody was reached, through
 * the browser: in both languages and on each engine.
 */
#include "base/clock.h"
#include "journey.h"
#include "people/clinic.h"
#include "reminders/choice.h"
#include "reminders/escalate.h"
#include "reminders/outbox.h"
#include "reminders/pass.h"

SQL(web_email_drop, "patient:id", "",
    "UPDATE patient SET email = NULL WHERE id = $1");
SQL(web_outbox, "patient:id kind:text", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM outbox WHERE patient_id = $1"
    " AND kind = $2");
SQL(web_finish, "patient:id", "",
    "UPDATE patient SET state = 'finished' WHERE id = $1");

/* One more of the same, due a minute earlier than all. */
SQL(web_alert_again, "patient:id id:id", "",
    "INSERT INTO alert (id, patient_id, clinic_id, answer_id, enrolment_id,"
    " instrument, occasion, kind, rules, level, item_level, draft_item,"
    " draft, made_at, due_at, contact, version) SELECT $2, a.patient_id,"
    " a.clinic_id, a.answer_id, a.enrolment_id, a.instrument, a.occasion,"
    " a.kind, a.rules, a.level, a.item_level, a.draft_item, a.draft,"
    " a.made_at, a.due_at - 60, '', 1 FROM alert a WHERE a.patient_id = $1"
    " ORDER BY a.due_at DESC, a.id LIMIT 1");

struct asked {
	const char *kind;
	int64_t n;
	struct remind_choice choice;
	struct str zone, email;
};

/* A worker that can send lived just now. */
static void
beat(struct world *w, struct tx *tx, void *arg)
{
	static const struct sender both = { .email = true, .sms = true };
	struct duty d;

	(void)arg;
	duty_open(&d, tx, w->app.vault, "outbox");
	worker_beat(&d, id_random(), w->at, &both);
}

static void
ask(struct world *w, struct tx *tx, void *arg)
{
	struct asked *q = arg;
	struct care c = world_care(w, tx, w->kari_account, w->kari);
	struct patient p;

	patient_get(&c, &p);
	remind_choice_get(&c, &q->choice);
	q->zone = str_copy(test_arena, zone_name(p.zone));
	q->email = str_copy(test_arena, p.email);
	q->n = db_int(tx, -1, web_outbox, w->kari, str_z(q->kind));
}

static struct asked
now(struct world *w, const char *kind)
{
	struct asked q = { .kind = kind };

	world_do(w, ask, &q);
	return q;
}

static void
no_email(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	db_run(tx, web_email_drop, w->kari);
}

static void
finished(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	db_run(tx, web_finish, w->kari);
}

/* Bad input is told at its place, kept as typed, and changes nothing. */
static void
mistyped(struct world *w, struct client *kari)
{
	/* The address is asked for, as it is not known. */
	client_submit(kari, "/me/reminders", "channel", "email", NULL);
	WANT(kari, kari->status, 422);
	SAYS(kari, "This does not look like an e-mail address.");
	client_submit(kari, "/me/reminders", "channel", "email", "email",
	    "kari@hjemme.example.org\r\nBcc: x@example.org", NULL);
	WANT(kari, kari->status, 422);
	client_submit(kari, "/me/reminders", "email",
	    "kari@hjemme.example.org", "zone", "Mars/Olympus", "quiet_to",
	    "25:00", "other_time", "soon", NULL);
	WANT(kari, kari->status, 422);
	SAYS(kari, "This time zone is not known. Write it like Europe/Oslo.");
	CHECK_STR(client_field(kari, "/me/reminders", "zone"),
	    "Mars/Olympus");
	CHECK_STR(client_field(kari, "/me/reminders", "email"),
	    "kari@hjemme.example.org");
	CHECK_INT(now(w, "test").choice.version, 0);
	client_submit(kari, "/me/reminders", "zone", "America/New_York",
	    "quiet_to", "07:00", "other_time", "21:00", NULL);
	WANT(kari, kari->status, 422);
	SAYS(kari, "This time lies in your quiet hours. Choose another, or "
	    "change the quiet hours.");
}

JOURNEY(a_patient_chooses)
{
	struct client kari, other;
	struct asked q;

	world_client(w, &kari, w->kari_account, lang);
	world_client(w, &other, w->kari_account, lang);
	world_do(w, no_email, NULL);
	client_get(&kari, "/me");
	client_get(&kari, "/me/reminders");
	SAYS(&kari, "The clinic does not send reminders yet. What you choose "
	    "here is kept until it does.");
	world_do(w, beat, NULL);
	client_get(&kari, "/me/reminders");
	SAYS_NOT(&kari, "The clinic does not send reminders yet. What you "
	    "choose here is kept until it does.");
	/* Nothing is chosen for her, and never a late hour. */
	CHECK_STR(client_field(&kari, "/me/reminders", "channel"), "none");
	CHECK_STR(client_field(&kari, "/me/reminders", "time"), "15:00");
	HAS_NOT(&kari, ">17:00<");
	mistyped(w, &kari);
	client_get(&other, "/me/reminders");
	client_send(&kari, "/me/reminders", "other_time", "18:15", "time",
	    "15:00", NULL);
	q = now(w, "test");
	CHECK_INT(q.choice.channel, CHANNEL_EMAIL);
	CHECK_INT(q.choice.minute, 18 * 60 + 15);
	CHECK_STR(q.zone, "America/New_York");
	CHECK_STR(q.email, "kari@hjemme.example.org");
	/* Her other window does not overwrite it silently. */
	client_submit(&other, "/me/reminders", "channel", "sms", NULL);
	WANT(&other, other.status, 409);
	CHECK_INT(now(w, "test").choice.channel, CHANNEL_EMAIL);
	/* A test; not a hundred of them. */
	client_get(&kari, "/me/reminders");
	client_send(&kari, "/me/reminders/test", NULL);
	SAYS(&kari, "A test is on its way. It may take a minute or two.");
	SAYS(&kari, "on its way");
	CHECK_INT(now(w, "test").n, 1);
	while (now(w, "test").n < TESTS_DAY)
		client_send(&kari, "/me/reminders/test", NULL);
	client_send(&kari, "/me/reminders/test", NULL);
	CHECK_INT(now(w, "test").n, TESTS_DAY);
	/* After the end she can still switch it off. */
	world_do(w, finished, NULL);
	client_get(&kari, "/me/reminders");
	client_send(&kari, "/me/reminders", "channel", "none", NULL);
	CHECK_INT(now(w, "test").choice.channel, CHANNEL_NONE);
	client_close(&kari);
	client_close(&other);
}

static void
stopped(struct world *w, struct tx *tx, void *arg)
{
	struct care c = world_care(w, tx, w->kari_account, w->kari);

	(void)arg;
	remind_choice_stop(&c, CHANNEL_SMS);
}

/* The number does not work: patient, therapist and administrator see it. */
JOURNEY(a_channel_stops)
{
	struct client kari, ann, ada;

	world_client(w, &kari, w->kari_account, lang);
	world_client(w, &ann, w->ann, lang);
	world_client(w, &ada, w->ada, lang);
	world_do(w, beat, NULL);
	client_get(&kari, "/me/reminders");
	client_send(&kari, "/me/reminders", "channel", "sms", NULL);
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "text messages do not arrive %1: ask for the number");
	world_do(w, stopped, NULL);
	client_get(&ann, "/list");
	SAYS(&ann, "text messages do not arrive %1: ask for the number");
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS(&ann, "Ask for the right one; the patient sets it under More, "
	    "Reminders.");
	client_get(&ada, "/admin/safe");
	SAYS(&ada, "Their therapists see it on their lists.");
	client_get(&kari, "/me/reminders");
	SAYS(&kari, "The last text message did not arrive, so we stopped "
	    "sending. Look at the number below and save again.");
	client_send(&kari, "/me/reminders", "mobile", "400 11 222", NULL);
	CHECK_INT(now(w, "test").choice.stopped, CHANNEL_NONE);
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "text messages do not arrive %1: ask for the number");
	client_close(&kari);
	client_close(&ann);
	client_close(&ada);
}

JOURNEY(a_link_is_sent)
{
	struct client ann;

	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s/link", id_z(w->kari));
	SAYS_NOT(&ann, "Send it too?");
	world_do(w, beat, NULL);
	client_get(&ann, "/p/%s/link", id_z(w->kari));
	SAYS(&ann, "Send it too?");
	client_submit(&ann, "/p/*/link", "send", "sms", NULL);
	WANT(&ann, ann.status, 200);
	SAYS(&ann, "The link is on its way as a text message to %1.");
	HAS(&ann, "/i/");
	CHECK_INT(now(w, "invitation").n, 1);
	client_get(&ann, "/p/%s/link", id_z(w->kari));
	HAS_NOT(&ann, "/i/");
	client_submit(&ann, "/p/*/link", "send", "none", NULL);
	CHECK_INT(now(w, "invitation").n, 1);
	client_close(&ann);
}

static const struct sender everything = { .email = true, .sms = true };

static void
escalate(struct world *w, struct tx *tx, void *arg)
{
	struct duty d;

	(void)arg;
	duty_open(&d, tx, w->app.vault, "escalation");
	(void)escalate_clinic(&d, &everything, w->clinic);
}

/* Nobody has said how they are reached: it is told to all of them. */
JOURNEY(nobody_is_reached)
{
	struct client ann, sam, ada;

	records_make(w, w->kari_account);
	world_at(w, w->at + HOUR);
	world_client(w, &ann, w->ann, lang);
	world_client(w, &sam, w->sam, lang);
	world_client(w, &ada, w->ada, lang);
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "At the clinic, the oldest %1.");
	world_do(w, escalate, NULL);
	client_get(&ann, "/list");
	SAYS(&ann, "At the clinic, the oldest %1.");
	SAYS(&ann, "If it is not on your list, tell a supervisor.");
	client_get(&sam, "/team");
	SAYS(&sam, "At the clinic, the oldest %1.");
	client_get(&ada, "/admin/safe");
	SAYS(&ada, "Call a supervisor now; the page Team shows them.");
	client_close(&ann);
	client_close(&sam);
	client_close(&ada);
}

static void
alerts_many(struct world *w, struct tx *tx, void *arg)
{
	int i;

	(void)arg;
	for (i = 0; i < 2000; i++)
		db_run(tx, web_alert_again, w->kari, id_random());
}

static void
unreached(struct world *w, struct tx *tx, void *arg)
{
	int64_t since_at;

	*(int64_t *)arg = escalate_unreached(tx, w->clinic, w->at, &since_at);
}

/* However many nobody has closed: the newest is called about, too. */
WORLD(none_waits_behind_old_ones)
{
	int64_t n = 0;

	records_make(w, w->kari_account);
	world_do(w, alerts_many, NULL);
	world_at(w, w->at + HOUR);
	world_do(w, escalate, NULL);
	world_do(w, unreached, &n);
	CHECK_INT(n, 2001);
}

/* The team's page counts all and says that it does not show all. */
WORLD(the_team_counts_all_that_wait)
{
	struct client sam;

	records_make(w, w->kari_account);
	world_do(w, alerts_many, NULL);
	world_client(w, &sam, w->sam, "en");
	client_get(&sam, "/team");
	HAS(&sam, "2001, first by");
	HAS(&sam, "more wait behind these.");
	client_close(&sam);
}

SQL(r_reach_alter, "account:id mobile:bytes", "",
    "UPDATE account_reach SET mobile = $2 WHERE account_id = $1");

static void
reach_altered(struct world *w, struct tx *tx, void *arg)
{
	static const unsigned char text[80] = { 1, 0, 0, 0, 1, 7 };
	struct bytes altered = { text, sizeof(text) };

	(void)arg;
	db_run(tx, r_reach_alter, w->bo, altered);
}

/* One number that does not open keeps nobody from setting the duty. */
JOURNEY(duty_with_a_number_that_does_not_open)
{
	struct client sam, bo;

	world_client(w, &sam, w->sam, lang);
	world_client(w, &bo, w->bo, lang);
	client_get(&bo, "/me/reach");
	client_send(&bo, "/me/reach", "mobile", "922 33 444", "by_sms", "1",
	    NULL);
	world_do(w, reach_altered, NULL);
	WANT(&sam, client_get(&sam, "/team/duty"), 200);
	client_send(&sam, "/team/duty", "d1a", id_z(w->ann), NULL);
	CHECK_STR(client_field(&sam, "/team/duty", "d1a"), id_z(w->ann));
	client_close(&sam);
	client_close(&bo);
}

/* One who does not stand in the list. */
static void
forged(struct client *sam, struct id account)
{
	struct str body = client_form_body(sam, "/team/duty", "d1a", CLEAR,
	    NULL);

	WANT(sam, client_post_raw(sam, "/team/duty", str_fmt(test_arena,
	    "%.*s&d1a=%s", STR(body), id_z(account))), 422);
}

JOURNEY(who_is_on_duty)
{
	struct client sam, bo;

	world_client(w, &sam, w->sam, lang);
	world_client(w, &bo, w->bo, lang);
	client_get(&sam, "/team");
	client_click(&sam, say(&sam, "Who is on duty").at);
	SAYS(&sam, "Nobody is called just now: the sending program does not "
	    "run.");
	SAYS(&sam, "Some of these cannot be called.");
	forged(&sam, w->eve);			/* of another clinic */
	forged(&sam, w->ada);			/* no clinician */
	client_get(&sam, "/team/duty");
	client_send(&sam, "/team/duty", "d1a", id_z(w->bo), "d1b",
	    id_z(w->ann), "d5b", id_z(w->sam), NULL);
	CHECK_STR(client_field(&sam, "/team/duty", "d1a"), id_z(w->bo));
	CHECK_STR(client_field(&sam, "/team/duty", "d1b"), id_z(w->ann));
	CHECK_STR(client_field(&sam, "/team/duty", "d5a"), id_z(w->sam));
	CHECK_STR(client_field(&sam, "/team/duty", "d2a"), "");
	/* Tuesday is staffed, Saturday is not. */
	SAYS(&sam, "Some staffed days have nobody on duty.");
	SAYS(&sam, "nobody is on duty");
	client_get(&bo, "/me");
	client_get(&bo, "/me/reach");
	client_submit(&bo, "/me/reach", "mobile", "nine", "by_sms", "1",
	    NULL);
	WANT(&bo, bo.status, 422);
	CHECK_STR(client_field(&bo, "/me/reach", "mobile"), "nine");
	client_submit(&bo, "/me/reach", "mobile", "", "by_email", "1",
	    "by_sms", CLEAR, NULL);
	WANT(&bo, bo.status, 422);
	client_send(&bo, "/me/reach", "mobile", "922 33 444", "by_sms", "1",
	    "by_email", CLEAR, NULL);
	CHECK_STR(client_field(&bo, "/me/reach", "mobile"), "922 33 444");
	client_close(&sam);
	client_close(&bo);
}

static void
reached(struct world *w, struct id account, const char *lang)
{
	struct client c;

	world_client(w, &c, account, lang);
	client_get(&c, "/me/reach");
	client_send(&c, "/me/reach", "mobile", "922 33 444", "by_sms", "1",
	    NULL);
	client_close(&c);
}

static void
duty_looks(struct world *w, const char *lang, bool fails)
{
	static const char soon[] = "Soon there is a day on which nobody on "
	    "duty can be called.";
	struct client sam, ada;

	world_client(w, &sam, w->sam, lang);
	client_get(&sam, "/team");
	client_shows(&sam, __FILE__, __LINE__, say(&sam, soon).at, fails);
	client_get(&sam, "/team/duty");
	client_shows(&sam, __FILE__, __LINE__, say(&sam, soon).at, fails);
	client_close(&sam);
	world_client(w, &ada, w->ada, lang);
	client_get(&ada, "/admin/safe");
	client_shows(&ada, __FILE__, __LINE__, say(&ada, "Nobody who can be "
	    "called is on duty on some staffed days.%1").at, fails);
	client_close(&ada);
}

/* Away on Tuesday and Wednesday: supervisor and administrator are told. */
JOURNEY(who_is_away_is_not_on_duty)
{
	struct client sam, bo;

	world_do(w, beat, NULL);
	reached(w, w->bo, lang);
	reached(w, w->ann, lang);
	world_client(w, &sam, w->sam, lang);
	client_get(&sam, "/team/duty");
	client_send(&sam, "/team/duty", "d1a", id_z(w->bo), "d2a",
	    id_z(w->bo), "d3a", id_z(w->bo), "d4a", id_z(w->bo), "d5a",
	    id_z(w->bo), NULL);
	duty_looks(w, lang, false);
	world_client(w, &bo, w->bo, lang);
	client_get(&bo, "/list/away");
	client_send(&bo, "/list/away", "from", "2026-03-03", "until",
	    "2026-03-04", "cover", id_z(w->ann), NULL);
	client_close(&bo);
	duty_looks(w, lang, true);
	client_get(&sam, "/team/duty");
	HAS(&sam, str_is(str_z(lang), "nb") ? "4. mars kan ingen med vakt "
	    "tilkalles" : "on 4 March nobody on duty can be called");
	SAYS(&sam, "%1 is away");
	/* Ann on these days: no gap; he is still said to be away. */
	client_send(&sam, "/team/duty", "d2b", id_z(w->ann), "d3b",
	    id_z(w->ann), NULL);
	SAYS(&sam, "%1 is away");
	client_close(&sam);
	duty_looks(w, lang, false);
}

/* Who is called finds it, takes it on for the day, and can close it. */
JOURNEY(who_is_called_finds_it)
{
	struct client ann, bo, sam;
	struct str take = str_fmt(test_arena, "/team/%s/open",
	    id_z(w->kari));

	records_make(w, w->kari_account);
	world_client(w, &ann, w->ann, lang);
	world_client(w, &bo, w->bo, lang);
	world_client(w, &sam, w->sam, lang);
	client_get(&sam, "/team/duty");
	client_send(&sam, "/team/duty", "d1a", id_z(w->bo), "d2a",
	    id_z(w->bo), "d3a", id_z(w->bo), "d4a", id_z(w->bo), "d5a",
	    id_z(w->bo), NULL);
	client_get(&ann, "/me/reach");
	client_send(&ann, "/me/reach", "mobile", "922 33 441", "by_sms", "1",
	    NULL);
	client_get(&bo, "/me/reach");
	client_send(&bo, "/me/reach", "mobile", "922 33 442", "by_sms", "1",
	    NULL);
	/* Nobody is called yet: nothing on Bo's list, nothing to take. */
	client_get(&bo, "/list");
	SAYS_NOT(&bo, "You are on duty, and nobody has taken this");
	client_get(&bo, "%s", take.at);
	SAYS_NOT(&bo, "You are called: it waits until %1");
	/* Ann does not read on this weekday, so it is Bo's turn at once. */
	world_do(w, escalate, NULL);
	client_get(&bo, "/list");
	SAYS(&bo, "You are on duty, and nobody has taken this");
	SAYS(&bo, "risk answer: call by %1");
	HAS_NOT(&bo, "Kari Andreassen");
	client_click(&bo, say(&bo, "risk answer: call by %1").at);
	SAYS(&bo, "You are called: it waits until %1");
	client_send(&bo, "/team/*/take", NULL);
	SAYS(&bo, "Risk answer: call by %1");
	client_click(&bo, say(&bo, "Look at it").at);
	client_send(&bo, "/p/*/take", NULL);
	client_send(&bo, "/p/*/close", "contact", "spoke", "level", "0",
	    "plan", "Talked; fine now.", NULL);
	HAS(&bo, "Talked; fine now.");
	/* It ends with the next staffed day, and her own keeps it. */
	client_get(&bo, "/list");
	HAS(&bo, "Kari Andreassen");
	SAYS_NOT(&bo, "You are on duty, and nobody has taken this");
	world_at(w, w->at + 5 * DAY);
	client_close(&bo);
	world_client(w, &bo, w->bo, lang);
	client_get(&bo, "/list");
	HAS_NOT(&bo, "Kari Andreassen");
	client_close(&ann);
	client_close(&bo);
	client_close(&sam);
}

SQL(r_call_owner, "id:id patient:id alert:id at:int", "",
    "INSERT INTO alert_call (id, alert_id, patient_id, clinic_id, level,"
    " called, at) SELECT $1, $3, id, clinic_id, 0, 1, $4 FROM patient"
    " WHERE id = $2");

/* Due earlier, and of their owner so far. */
static void
owners_many(struct world *w, struct tx *tx, void *arg)
{
	int i;

	(void)arg;
	for (i = 0; i < 100; i++) {
		struct id id = id_random();

		db_run(tx, web_alert_again, w->kari, id);
		db_run(tx, r_call_owner, id_random(), w->kari, id, w->at);
	}
}

/* What is called about a colleague hides nothing one is called about. */
WORLD(a_call_is_found_behind_others)
{
	struct client bo, sam;

	records_make(w, w->kari_account);
	reached(w, w->bo, "en");
	world_client(w, &sam, w->sam, "en");
	client_get(&sam, "/team/duty");
	client_send(&sam, "/team/duty", "d1a", id_z(w->bo), NULL);
	client_close(&sam);
	world_do(w, owners_many, NULL);
	world_do(w, escalate, NULL);
	world_client(w, &bo, w->bo, "en");
	client_get(&bo, "/list");
	SAYS(&bo, "You are on duty, and nobody has taken this");
	client_click(&bo, say(&bo, "risk answer: call by %1").at);
	SAYS(&bo, "You are called: it waits until %1");
	client_close(&bo);
}

static void
colleagues_many(struct world *w, struct tx *tx, void *arg)
{
	int i;

	for (i = 0; i < 100; i++) {
		struct id id = id_random();

		CHECK(vault_key_create(w->app.vault, id) == RC_OK);
		CHECK(account_make(tx, w->app.vault, id, w->clinic,
		    S("Colleague"), S(""), LANG_NB, ROLE_THERAPIST,
		    w->at + i));
	}
	CHECK(vault_key_create(w->app.vault, *(struct id *)arg) == RC_OK);
	CHECK(account_make(tx, w->app.vault, *(struct id *)arg, w->clinic,
	    S("Zara New"), S(""), LANG_NB, ROLE_THERAPIST, w->at + 200));
}

/* Who came last can be on duty, too. */
WORLD(everybody_can_be_on_duty)
{
	struct id last = id_random();
	struct client sam;

	world_do(w, colleagues_many, &last);
	world_client(w, &sam, w->sam, "en");
	client_get(&sam, "/team/duty");
	HAS(&sam, "Zara New");
	client_send(&sam, "/team/duty", "d1a", id_z(last), NULL);
	CHECK_STR(client_field(&sam, "/team/duty", "d1a"), id_z(last));
	client_close(&sam);
}

int
main(int argc, char **argv)
{
	return test_run("web_reminders", argc, argv);
}
