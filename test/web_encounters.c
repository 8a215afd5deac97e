/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Talks, the rhythm of contact, minutes, messages sent later, absence and
 * cover, through the browser: in both languages and on each engine.
 */
#include <unistd.h>

#include "base/clock.h"
#include "course/phase.h"
#include "encounters/encounter.h"
#include "encounters/minutes.h"
#include "journey.h"
#include "messages/later.h"
#include "people/away.h"
#include "people/clinic.h"
#include "reminders/escalate.h"
#include "reminders/send.h"

SQL(enc_messages, "patient:id", "n:int", "SELECT count(*) AS n FROM message"
    " WHERE patient_id = $1 AND from_patient = 0");
SQL(enc_seconds, "patient:id account:id", "n:int",
    "SELECT CAST(COALESCE(sum(seconds), 0) AS BIGINT) AS n FROM activity"
    " WHERE patient_id = $1 AND account_id = $2");
SQL(enc_talked, "patient:id", "n:int", "SELECT count(*) AS n"
    " FROM homework_report WHERE patient_id = $1 AND talked_at IS NOT NULL");
SQL(enc_source, "patient:id", "source:text", "SELECT source FROM assignment"
    " WHERE patient_id = $1 ORDER BY made_at DESC, id DESC LIMIT 1");
SQL(enc_unsure, "patient:id", "about:text about_id:id? closed_at:int?",
    "SELECT about, about_id, closed_at FROM unsure WHERE patient_id = $1"
    " ORDER BY said_at DESC, id DESC LIMIT 1");
SQL(enc_versions, "patient:id", "n:int", "SELECT count(*) AS n"
    " FROM encounter_version WHERE patient_id = $1");
SQL(enc_covers, "patient:id account:id now:int", "n:int",
    "SELECT count(*) AS n FROM care WHERE patient_id = $1 AND account_id = $2"
    " AND kind = 'cover' AND from_at <= $3 AND to_at > $3");

struct count {
	const struct sql *sql;
	struct id patient, account;
	bool with;
	int64_t n;
};

static void
count_read(struct world *w, struct tx *tx, void *arg)
{
	struct count *c = arg;

	(void)w;
	if (c->sql == &enc_covers)
		c->n = db_int(tx, -1, enc_covers, c->patient, c->account,
		    tx_now(tx));
	else if (c->with)
		c->n = db_int(tx, -1, enc_seconds, c->patient, c->account);
	else
		c->n = db_int_args(tx, -1, c->sql, DB_ARGS(c->patient), 1);
}

static int64_t
counted(struct world *w, const struct sql *sql, struct id patient)
{
	struct count c = { .sql = sql, .patient = patient };

	world_do(w, count_read, &c);
	return c.n;
}

static int64_t
covers(struct world *w, struct id patient, struct id account)
{
	struct count c = { .sql = &enc_covers, .patient = patient,
	    .account = account };

	world_do(w, count_read, &c);
	return c.n;
}

static int64_t
seconds(struct world *w, struct id patient, struct id account)
{
	struct count c = { .patient = patient, .account = account,
	    .with = true };

	world_do(w, count_read, &c);
	return c.n;
}

/* What the server does each minute; how many were sent. */
static void
tick(struct world *w, struct tx *tx, void *arg)
{
	int *sent = arg;
	struct duty d;
	int n;

	duty_open(&d, tx, w->app.vault, "messages");
	n = message_later_send(&d);
	duty_open(&d, tx, w->app.vault, "cover");
	(void)absence_all(&d);
	if (sent != NULL)
		*sent = n;
}

static int
ticked(struct world *w)
{
	int sent = -1;

	world_do(w, tick, &sent);
	return sent;
}

static const char *
day_z(struct world *w, int days)
{
	return day_text(test_arena, (struct day){ zone_day(zone_find(
	    S("Europe/Oslo")), w->at).n + days }).at;
}

struct unsure_seen {
	struct id patient, about_id;
	struct str about, source;
	bool open;
};

static void
unsure_read(struct world *w, struct tx *tx, void *arg)
{
	struct unsure_seen *u = arg;

	(void)w;
	ROWS(r, tx, enc_unsure, u->patient);
	ROWS(a, tx, enc_source, u->patient);

	if (rows_next(&r)) {
		u->about = str_copy(test_arena, rows_str(&r, "about"));
		u->about_id = rows_id(&r, "about_id");
		u->open = rows_null(&r, "closed_at");
	}
	if (rows_next(&a))
		u->source = str_copy(test_arena, rows_str(&a, "source"));
}

/* Ann plans a call; its id. */
static struct id
plans(struct client *ann, struct world *w, int days, const char *time,
    const char *step)
{
	struct id id = ID_NONE;
	struct records r;

	client_get(ann, "/p/%s/t", id_z(w->kari));
	client_send(ann, "/p/*/t", "kind", "call", "day", day_z(w, days),
	    "time", time, "minutes", "20", "place", "912 34 567", "step", step,
	    "agenda", "The rota", "go", "plan", NULL);
	records_find(w, w->kari, &r);
	id = r.talk;
	CHECK(!id_is_none(id));
	return id;
}

/* --- talks - */

JOURNEY(a_call_is_planned)
{
	struct client ann, kari;
	struct unsure_seen u = { .patient = w->kari };
	struct id id;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/talks");
	SAYS(&kari, "No talk is planned yet.");

	/* Faults are told where they are, and what was typed stays. */
	client_get(&ann, "/p/%s/t", id_z(w->kari));
	client_submit(&ann, "/p/*/t", "kind", "call", "day", "tomorrow",
	    "time", "late", "minutes", "0", "place", "912 34 567", NULL);
	WANT(&ann, ann.status, 422);
	CHECK_STR(client_field(&ann, "/p/*/t", "day"), "tomorrow");
	CHECK_STR(client_field(&ann, "/p/*/t", "place"), "912 34 567");
	client_submit(&ann, "/p/*/t", "day", day_z(w, -1), "time", "14:00",
	    "minutes", "20", NULL);
	WANT(&ann, ann.status, 422);
	SAYS(&ann, "That time is over. Choose one that comes, or note a talk "
	    "that was.");
	CHECK_INT(counted(w, &enc_versions, w->kari), 0);

	id = plans(&ann, w, 2, "14:00", "start_talk");
	client_get(&kari, "/today");
	SAYS(&kari, "Phone call");
	HAS(&kari, clock_z(&kari, "14:00"));
	HAS(&kari, "912 34 567");
	HAS_NOT(&kari, "The rota");
	client_get(&kari, "/plan");
	SAYS(&kari, "Talks and messages");
	client_get(&kari, "/talks");
	HAS(&kari, "912 34 567");
	HAS_NOT(&kari, "The rota");

	/* Another time: a message that says what it is about. */
	client_click(&kari, say(&kari, "Another time suits me better").at);
	WANT(&kari, kari.status, 200);
	CHECK(client_field(&kari, "/m", "body").len > 20);
	client_send(&kari, "/m", "body", "Thursday is better", NULL);
	HAS(&kari, clock_z(&kari, "14:00"));
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	CHECK_STR(client_link(&ann, clock_z(&ann, "14:00")), str_fmt(
	    test_arena, "/p/%s/t/%s", id_z(w->kari), id_z(id)).at);

	/* Unsure, about this one. */
	client_get(&kari, "/talks");
	client_send(&kari, "/talks/*/unsure", "words", "What for?", NULL);
	world_do(w, unsure_read, &u);
	CHECK_STR(u.about, "call");
	CHECK(id_eq(u.about_id, id));
	client_get(&ann, "/p/%s/t/%s", id_z(w->kari), id_z(id));
	SAYS(&ann, "The patient is unsure about this talk");
	HAS(&ann, "What for?");
	client_close(&ann);
	client_close(&kari);
}

JOURNEY(not_reached_then_held)
{
	struct client ann, kari;
	struct unsure_seen u = { .patient = w->kari };
	struct records r;
	struct id id;

	records_make(w, w->kari_account);
	records_find(w, w->kari, &r);
	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	id = plans(&ann, w, 1, "14:00", "start_talk");
	client_get(&kari, "/talks");
	client_send(&kari, "/talks/*/unsure", NULL);
	client_close(&kari);
	world_at(w, w->at + 2 * DAY);
	client_close(&ann);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list");
	SAYS(&ann, "a talk %1 to be noted");
	client_get(&ann, "/p/%s/t/%s", id_z(w->kari), id_z(id));
	HAS(&ann, "Cars are loud");

	/* Nothing chosen: told, and nothing lost. */
	client_submit(&ann, "/p/*", "note", "Rang three times", "state",
	    CLEAR, "go", "save", NULL);
	WANT(&ann, ann.status, 422);
	HAS(&ann, "Rang three times");
	client_send(&ann, "/p/*", "state", "not-reached", "go", "save",
	    NULL);
	CHECK_INT(counted(w, &enc_talked, w->kari), 0);
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS(&ann, "Not reached:");

	/* It was to be: the same one, held after all; a version each. */
	client_get(&ann, "/p/%s/t/%s", id_z(w->kari), id_z(id));
	client_send(&ann, "/p/*", "state", "held", "day", day_z(w, 0),
	    "time", "09:30", "minutes", "25", "note", "SECRET of the clinic",
	    "agreed", "You try the bus on Monday", "told", id_z(r.report),
	    "unsure", "1", "go", "save", NULL);
	CHECK_INT(counted(w, &enc_versions, w->kari), 3);
	CHECK_INT(counted(w, &enc_talked, w->kari), 1);
	world_do(w, unsure_read, &u);
	CHECK(!u.open);
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS(&ann, "Talked:");
	HAS(&ann, "You try the bus on Monday");
	client_get(&ann, "/p/%s/t/%s", id_z(w->kari), id_z(id));
	HAS(&ann, "Rang three times");

	/* An edit over an old version changes nothing and shows both. */
	client_post_raw(&ann, str_fmt(test_arena, "/p/%s/t/%s",
	    id_z(w->kari), id_z(id)).at, str_fmt(test_arena, "csrf=%.*s&sid=%s"
	    "&n=1&version=0&kind=call&day=%s&time=09:30&minutes=25&state=held"
	    "&note=Mine&go=save", STR(client_after(&ann, "name=\"csrf\" "
	    "value=\"")), id_z(id_random()), day_z(w, 0)));
	WANT(&ann, ann.status, 409);
	HAS(&ann, "Mine");
	HAS(&ann, "SECRET of the clinic");
	CHECK_INT(counted(w, &enc_versions, w->kari), 3);

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/talks");
	HAS(&kari, "You try the bus on Monday");
	HAS_NOT(&kari, "SECRET of the clinic");
	client_close(&ann);
	client_close(&kari);
}

/* Whoever covers did not write what was written before. */
JOURNEY(a_message_is_from_who_wrote_it)
{
	struct client ann, kari;

	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	client_send(&ann, "/p/*/m", "body", "See you on Friday", NULL);
	client_get(&ann, "/list/away");
	client_send(&ann, "/list/away", "from", day_z(w, 0), "until",
	    day_z(w, 3), "cover", id_z(w->bo), NULL);
	SAYS(&ann, "It runs now.");
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/today");
	HAS(&kari, str_is(str_z(lang), "nb") ? "En melding fra Ann Berg" :
	    "A message from Ann Berg");
	client_close(&kari);
	client_close(&ann);
}

JOURNEY(homework_out_of_a_talk)
{
	struct unsure_seen u = { .patient = w->kari };
	struct client ann;

	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s/t", id_z(w->kari));
	/* One that has not been is not noted as one that was. */
	client_submit(&ann, "/p/*/t", "kind", "meeting", "day", day_z(w, 2),
	    "time", "09:00", "minutes", "45", "go", "note", NULL);
	WANT(&ann, ann.status, 422);
	SAYS(&ann, "That time has not come yet. Write when the talk was.");
	client_send(&ann, "/p/*/t", "kind", "meeting", "day", day_z(w, 0),
	    "time", "09:00", "minutes", "45", "go", "note", NULL);
	/* The draft is kept at each pause. */
	client_keep(&ann, "/p/*", "note", "SECRET", NULL);
	WANT(&ann, ann.status, 200);
	client_get(&ann, "/p/%s/t", id_z(w->kari));
	client_click(&ann, say(&ann, "Meeting").at);
	HAS(&ann, "SECRET");
	client_send(&ann, "/p/*", "note", "SECRET of mine", "agreed",
	    "A walk at noon", "go", "propose", NULL);
	SAYS(&ann, "Propose homework");
	SAYS(&ann, "What you agreed in the talk goes into the reason. Make it "
	    "yours.");
	client_get(&ann, "%.*s?task=move", STR(ann.path));
	HAS(&ann, "A walk at noon");
	HAS_NOT(&ann, "SECRET");
	client_send(&ann, "/p/*/w/new", NULL);
	world_do(w, unsure_read, &u);
	CHECK_STR(u.source, "meeting");
	client_close(&ann);
}

/* 14:00 stays 14:00 over the change to summer time (29 March 2026). */
static void
talk_over_summer(struct world *w, struct tx *tx, void *arg)
{
	const struct zone *oslo = zone_find(S("Europe/Oslo"));
	struct encounter e = { .kind = ENCOUNTER_CALL, .step = STR_NONE,
	    .day = day_of(2026, 3, 31), .minute = 14 * 60, .zone = oslo,
	    .minutes = 20, .words = { STR_NONE, STR_NONE, STR_NONE,
	    STR_NONE } }, got;
	struct care c = world_care(w, tx, w->ann, w->kari);
	struct problems bad = { .n = 0 };
	struct id id = encounter_plan(&c, &e, false, &bad);

	(void)arg;
	CHECK(encounter_get(&c, id, &got));
	CHECK_INT(got.starts_at, zone_moment(oslo, e.day, 14 * 60));
	CHECK_INT(zone_civil(oslo, got.starts_at).hour, 14);
	CHECK_INT(zone_civil(zone_utc(), got.starts_at).hour, 12);
	/* In the gap: the first minute after it. */
	e.day = day_of(2026, 3, 29);
	e.minute = 2 * 60 + 30;
	id = encounter_plan(&c, &e, false, &bad);
	CHECK(encounter_get(&c, id, &got));
	CHECK_INT(got.minute, 2 * 60 + 30);
	CHECK_INT(zone_civil(oslo, got.starts_at).hour, 3);
	CHECK_INT(zone_civil(oslo, got.starts_at).minute, 0);
	e.day = day_of(2026, 3, 27);
	e.minute = 14 * 60;
	id = encounter_plan(&c, &e, false, &bad);
	CHECK(encounter_get(&c, id, &got));
	CHECK_INT(zone_civil(zone_utc(), got.starts_at).hour, 13);
}

WORLD(over_summer_time)
{
	world_do(w, talk_over_summer, NULL);
}

/* --- the rhythm - */

JOURNEY(the_rhythm)
{
	struct client ann, kari, ada;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/plan");
	SAYS(&kari, "%1 writes every %2, also when there was nothing to do or "
	    "to tell.");
	client_get(&ann, "/p/%s/t", id_z(w->kari));
	SAYS(&ann, "its time is here");
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	client_send(&ann, "/p/*/m", "body", "Welcome, Kari", NULL);
	client_get(&ann, "/p/%s/t", id_z(w->kari));
	SAYS(&ann, "kept, %1");

	/* For this patient otherwise, with a reason. */
	client_submit(&ann, "/p/*/rhythm", "n_weekly", "2", NULL);
	WANT(&ann, ann.status, 422);
	CHECK_STR(client_field(&ann, "/p/*/rhythm", "n_weekly"), "2");
	client_submit(&ann, "/p/*/rhythm", "n_weekly", "often", "reason", "x",
	    NULL);
	WANT(&ann, ann.status, 422);
	client_send(&ann, "/p/*/rhythm", "n_weekly", "2", "weekday", "5",
	    "reason", "Works nights", NULL);
	HAS(&ann, "Works nights");
	client_get(&kari, "/talks");
	HAS_NOT(&kari, "Works nights");
	SAYS(&kari, "%1 writes on a %2, every %3 weeks.");

	/* The clinic's is for all others. */
	world_client(w, &ada, w->ada, lang);
	client_get(&ada, "/admin/contact");
	client_submit(&ada, "/admin/contact", "off_weekly", "1", NULL);
	WANT(&ada, ada.status, 422);
	client_send(&ada, "/admin/contact", "off_weekly", "1", "reason",
	    "We are few", NULL);
	HAS(&ada, "We are few");
	client_get(&kari, "/talks");
	SAYS(&kari, "%1 writes on a %2, every %3 weeks.");
	client_close(&ann);
	client_close(&kari);
	client_close(&ada);
	world_client(w, &kari, w->nina_account, lang);
	client_get(&kari, "/talks");
	SAYS_NOT(&kari, "%1 writes every %2, also when there was nothing to "
	    "do or to tell.");
	client_close(&kari);
}

JOURNEY(quiet_days)
{
	struct client ann, kari;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/today");
	client_close(&kari);
	world_at(w, w->at + 7 * DAY + HOUR);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list");
	SAYS(&ann, "quiet for %1 days: a personal message?");
	client_close(&ann);
	world_at(w, w->at + 3 * DAY);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list");
	SAYS(&ann, "quiet for %1 days: a phone call?");
	client_close(&ann);
}

/* --- minutes - */

static void
export_read(struct world *w, struct tx *tx, void *arg)
{
	struct minutes_row *rows, **out = arg;
	struct clinic clinic;
	struct duty d;
	size_t n;

	duty_open(&d, tx, w->app.vault, "test");
	CHECK(clinic_load(tx, w->app.vault, w->clinic, &clinic));
	n = minutes_export(&d, &clinic, day_of(2026, 3, 2),
	    day_of(2026, 3, 8), 100, &rows);
	CHECK_INT(n, 1);
	*out = arena_one(test_arena, struct minutes_row);
	if (n > 0)
		**out = rows[0];
}

/* What is noted besides must be there before the next comes. */
static void
passes(struct world *w, int64_t s)
{
	if (w->pg)
		usleep(400 * 1000);
	world_at(w, w->at + s);
}

JOURNEY(minutes_of_a_week)
{
	struct client ann, sam;
	struct minutes_row *row = NULL;

	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s", id_z(w->kari));
	passes(w, 4 * MINUTE);
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	passes(w, 2 * MINUTE);
	client_keep(&ann, "/p/*/m", "body", "A long reply", NULL);
	passes(w, 5 * MINUTE);
	client_get(&ann, "/list");
	/* Elsewhere: nothing. */
	passes(w, 3 * MINUTE);
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	/* Left open for more than five minutes: nothing. */
	passes(w, 5 * MINUTE + 1);
	client_get(&ann, "/list");
	passes(w, MINUTE);
	CHECK_INT(seconds(w, w->kari, w->ann), 11 * MINUTE);
	CHECK_INT(seconds(w, w->nina, w->ann), 0);
	client_get(&ann, "/p/%s/t", id_z(w->kari));
	client_send(&ann, "/p/*/t", "kind", "call", "day", day_z(w, 0),
	    "time", "09:00", "minutes", "20", "go", "note", NULL);
	client_send(&ann, "/p/*", "state", "held", "go", "save", NULL);
	client_get(&ann, "/p/%s/minutes", id_z(w->kari));
	HAS(&ann, "31");

	client_submit(&ann, "/p/*/minutes", "minutes", "many", "note", "x",
	    NULL);
	WANT(&ann, ann.status, 422);
	CHECK_STR(client_field(&ann, "/p/*/minutes", "minutes"), "many");
	client_submit(&ann, "/p/*/minutes", "minutes", "42", "note", "",
	    NULL);
	WANT(&ann, ann.status, 422);
	client_send(&ann, "/p/*/minutes", "minutes", "42", "note",
	    "Read the old notes", NULL);
	HAS(&ann, "Read the old notes");
	HAS(&ann, "42");
	world_do(w, export_read, &row);
	CHECK(id_eq(row->patient, w->kari));
	CHECK_INT(row->seconds, 11 * MINUTE);
	CHECK_INT(row->talks, 20);
	CHECK_INT(minutes_of(row), 42);
	/* The supervisor sees a sum and nobody. */
	world_client(w, &sam, w->sam, lang);
	client_get(&sam, "/team/minutes");
	HAS(&sam, "42");
	HAS_NOT(&sam, "Kari");
	HAS_NOT(&sam, "Ann Berg");
	client_close(&ann);
	client_close(&sam);
}
#include "encounters_more.h"
#include "encounters_away.h"
#include "encounters_sums.h"

int
main(int argc, char **argv)
{
	return test_run("web_encounters", argc, argv);
}
