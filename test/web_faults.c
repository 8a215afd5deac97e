/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The disk is full, the device fails, memory is out: at each write a request
 * makes, one after the other.  The answer is 503 with the text in the page,
 * nothing has changed, and the same form goes through afterwards, once.
 */
#include "journey.h"
#include "messages/later.h"
#include "messages/message.h"

enum { WRITES_MAX = 250 };

struct form {
	struct client *c;
	struct str path, body;
	const char *text;		/* that must stand in the page */
	int ok;				/* status in the end */
};

static struct str
path_only(struct str path)
{
	return str_copy(test_arena, str_cut(&path, '?'));
}

static void
form_take(struct form *f, struct client *c, struct str path, struct str body,
    const char *text, int ok)
{
	*f = (struct form){ c, str_copy(test_arena, path), body, text, ok };
}

/* Every write fails once; the last round has none left to fail. */
static void
sweep(struct world *w, const struct form *f, enum rc rc)
{
	int64_t rows = world_rows(w), audits;
	int n, failed = 0;

	for (n = 1; n < WRITES_MAX; n++) {
		audits = world_audit(w, "", ID_NONE, ID_NONE);
		world_fault(w, n, rc);
		client_post_raw(f->c, f->path.at, f->body);
		db_fault_at(0, RC_OK);
		if (f->c->status != 503)
			break;
		failed++;
		CHECK_STR(client_header(f->c, "Retry-After"), "60");
		if (f->text != NULL)
			HAS(f->c, f->text);
		CHECK_INT(world_rows(w), rows);
		CHECK_INT(world_audit(w, "", ID_NONE, ID_NONE), audits);
	}
	WANT(f->c, f->c->status, f->ok);
	CHECK(failed > 0 && n < WRITES_MAX);
}

static void
sweeps(struct world *w, const struct form *f)
{
	sweep(w, f, RC_FULL);
}

WORLD(message_on_a_full_disk)
{
	struct client c;
	struct form f;

	world_client(w, &c, w->kari_account, "en");
	client_get(&c, "/m");
	form_take(&f, &c, S("/m"), client_form_body(&c, "/m", "body",
	    "I <b>slept</b> & woke", NULL), "I <b>slept</b> & woke", 303);
	sweeps(w, &f);
	CHECK_INT(world_audit(w, "message.send", ID_NONE, w->kari), 1);
	/* From the page of the failure it goes through as well. */
	client_get(&c, "/m");
	world_fault(w, 1, RC_FULL);
	client_submit(&c, "/m", "body", "Second message", NULL);
	db_fault_at(0, RC_OK);
	WANT(&c, c.status, 503);
	client_send(&c, "/m", NULL);
	HAS(&c, "Second message");
	CHECK_INT(world_audit(w, "message.send", ID_NONE, w->kari), 2);
	client_close(&c);
	world_audit_whole(w);
}

WORLD(other_failures)
{
	static const enum rc codes[] = { RC_IO, RC_NOMEM };
	struct client c;
	struct form f;
	size_t i;

	world_client(w, &c, w->kari_account, "nb");
	for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		client_get(&c, "/m");
		form_take(&f, &c, S("/m"), client_form_body(&c, "/m", "body",
		    "Hei", NULL), "Hei", 303);
		sweep(w, &f, codes[i]);
	}
	CHECK_INT(world_audit(w, "message.send", ID_NONE, w->kari), 2);
	client_close(&c);
}

WORLD(answers_on_a_full_disk)
{
	struct client c;
	struct form f;

	world_client(w, &c, w->kari_account, "en");
	client_get(&c, "/e/ch1/map");
	form_take(&f, &c, S("/e/ch1/map"), client_form_body(&c, "/e/ch1/map",
	    "f.situation", WORDS, "f.own", QUIET, "only.own", "1", "go",
	    "done", NULL), WORDS, 303);
	sweeps(w, &f);
	client_get(&c, "/q/0/1");
	form_take(&f, &c, S("/q/0/1"), client_form_body(&c, "/q/0/1", "q1",
	    "1", "q2", "1", "q3", "1", "q4", "1", "q5", "1", "q6", "1", "q7",
	    "1", "q8", "1", "q9", "2", "go", "send", NULL), NULL, 303);
	sweeps(w, &f);
	client_get(&c, "/c/ch1/6");
	client_send(&c, "/h/agree", NULL);
	client_send(&c, "/h/*/yes", NULL);
	form_take(&f, &c, path_only(c.path), client_form_body(&c, "/h/*",
	    "amount", "1",
	    "noticed", "Cars are loud", NULL), "Cars are loud", 303);
	sweeps(w, &f);
	client_close(&c);
	world_audit_whole(w);
}

/* An autosave that failed says so, and nothing else. */
WORLD(autosave_on_a_full_disk)
{
	struct client c;
	struct form f;

	world_client(w, &c, w->kari_account, "en");
	client_get(&c, "/e/ch1/map");
	form_take(&f, &c, S("/e/ch1/map/keep"), client_form_body(&c,
	    "/e/ch1/map", "f.situation", WORDS, "go", "later", NULL), NULL,
	    200);
	sweeps(w, &f);
	client_close(&c);
}

WORLD(clinic_on_a_full_disk)
{
	struct client c;
	struct records rows;
	struct form f;
	const char *kari = id_z(w->kari);

	records_make(w, w->kari_account);
	records_find(w, w->kari, &rows);
	world_client(w, &c, w->ann, "en");
	client_get(&c, "/p/%s", kari);
	form_take(&f, &c, str_fmt(test_arena, "/p/%s/h/%s", kari,
	    id_z(rows.report)), client_form_body(&c, "/p/*", "reply",
	    "Well noticed", NULL), "Well noticed", 303);
	sweeps(w, &f);
	client_get(&c, "/p/%s/plan", kari);
	form_take(&f, &c, str_fmt(test_arena, "/p/%s/plan", kari),
	    client_form_body(&c, "/p/*", "signs", "Lies awake", NULL),
	    "Lies awake", 303);
	sweeps(w, &f);
	client_get(&c, "/p/%s/n/%s", kari, id_z(rows.alert));
	form_take(&f, &c, str_fmt(test_arena, "/p/%s/n/%s/close", kari,
	    id_z(rows.alert)), client_form_body(&c, "/p/*/close", "contact",
	    "spoke", "level", "0", "plan", "Talk on Friday", NULL),
	    "Talk on Friday", 303);
	sweeps(w, &f);
	client_close(&c);
	world_audit_whole(w);
}

WORLD(people_on_a_full_disk)
{
	struct client c;
	struct form f;

	world_client(w, &c, w->ann, "en");
	client_get(&c, "/list/new");
	form_take(&f, &c, S("/list/new"), client_form_body(&c, "/list/new",
	    "name", "Mia Moen", "born_d", "27", "born_m", "3", "born_y",
	    "1987", "mobile", "401 12 233", "place", "Storgata 1", "person",
	    "Per, 922 33 444", "gp", "Dr. Lie", "suitability", "Fits well",
	    "level", "0", "suicidality", "None", "other_treatment", "None",
	    "physical", "Well", "information", "1", NULL), "Fits well", 303);
	sweeps(w, &f);
	client_close(&c);
	world_client(w, &c, w->ada, "en");
	client_get(&c, "/admin");
	form_take(&f, &c, S("/admin/accounts"), client_form_body(&c,
	    "/admin/accounts", "name", "Tor Moe", "login", "tor@example.org",
	    "roles", "therapist", NULL), "Tor Moe", 200);
	sweeps(w, &f);
	client_get(&c, "/admin/clinic");
	form_take(&f, &c, S("/admin/clinic"), client_form_body(&c,
	    "/admin/clinic", "n1", "114", NULL), "114", 303);
	sweeps(w, &f);
	client_close(&c);
	world_audit_whole(w);
}

enum { ROOM_MIN = 32 * 1024, ROOM_STEP = 2048 };

/*
 * Little of a request's memory is left, then more and more: it is refused
 * until there is enough, wherever the room would have ended.
 */
static void
room_sweep(struct client *c, const struct form *f)
{
	size_t refused = 0, done = 0;

	for (c->room = ROOM_MIN; done < 2 && c->room < CLIENT_ROOM_MAX;
	    c->room += ROOM_STEP) {
		if (f->body.len > 0)
			client_post_raw(c, f->path.at, f->body);
		else
			client_get(c, "%s", f->path.at);
		refused += c->status == 503;
		done += c->status == f->ok;
		CHECK(c->status == 503 || c->status == f->ok);
	}
	c->room = 0;
	CHECK(refused > 0 && done == 2);
}

WORLD(memory_that_ends_behind_the_page)
{
	struct client c;
	struct form f;

	world_client(w, &c, w->ann, "en");
	form_take(&f, &c, str_fmt(test_arena, "/p/%s", id_z(w->kari)),
	    STR_NONE, NULL, 200);
	room_sweep(&c, &f);
	client_close(&c);
	world_client(w, &c, w->kari_account, "en");
	client_get(&c, "/m");
	form_take(&f, &c, S("/m"), client_form_body(&c, "/m", "body", "Hello",
	    NULL), NULL, 303);
	room_sweep(&c, &f);
	CHECK_INT(world_audit(w, "message.send", ID_NONE, w->kari), 1);
	client_close(&c);
	world_audit_whole(w);
}

/* A password is asked for again, never shown. */
WORLD(sign_in_on_a_full_disk)
{
	struct client c;

	client_open(&c, &w->app, "en");
	client_get(&c, "/sign-in");
	world_fault(w, 1, RC_FULL);
	client_submit(&c, "/sign-in", "login", "91234561", "password",
	    WORLD_PASSWORD, NULL);
	db_fault_at(0, RC_OK);
	WANT(&c, c.status, 503);
	CHECK(memmem(c.body.at, c.body.len, "elger", 5) == NULL);
	CHECK_INT(client_cookie(&c, "s").len, 0);
	client_close(&c);
}

/* --- a request that is too big for its memory - */

/* A form of a megabyte that grows sixfold when it is shown again. */
static struct str
big_body(struct client *c, const char *action, const char *field)
{
	struct str form = client_form_body(c, action, NULL);
	size_t n = 1000 * 1000;
	char *s = arena_alloc(test_arena, form.len + n + 100, 1);
	size_t at = (size_t)snprintf(s, form.len + 100, "%.*s&%s=", STR(form),
	    field);

	memset(s + at, '"', n);
	return (struct str){ s, at + n };
}

WORLD(too_big_to_be_shown_again)
{
	struct client c;
	struct str body;

	world_client(w, &c, w->kari_account, "en");
	client_get(&c, "/m");
	body = big_body(&c, "/m", "more");
	WANT(&c, client_post_raw(&c, "/m", body), 422);
	client_get(&c, "/e/ch1/map");
	body = big_body(&c, "/e/ch1/map", "f.body");
	client_post_raw(&c, "/e/ch1/map", body);
	CHECK(c.status == 422 || c.status == 503);
	c.site = NULL;
	client_post_raw(&c, "/e/ch1/map", str_sub(body, str_index(body, '&'),
	    body.len));
	CHECK(c.status == 403 || c.status == 503);
	world_fault(w, 1, RC_FULL);
	client_post_raw(&c, "/e/ch1/map", body);
	db_fault_at(0, RC_OK);
	CHECK(c.status == 422 || c.status == 503);
	/* The next request is served as ever. */
	WANT(&c, client_get(&c, "/today"), 200);
	client_close(&c);
}

WORLD(too_big_to_be_kept)
{
	struct client c;
	struct str body;

	world_client(w, &c, w->kari_account, "en");
	client_get(&c, "/e/ch1/map");
	body = big_body(&c, "/e/ch1/map", "f.body");
	world_at(w, w->at + 2 * HOUR);
	client_post_raw(&c, "/e/ch1/map", body);
	CHECK(c.status == 303 || c.status == 503);
	client_get(&c, "/sign-in");
	c.want = NULL;
	client_submit(&c, "/sign-in", "login", "91234561", "password",
	    WORLD_PASSWORD, NULL);
	WANT(&c, c.status, 303);
	client_follow(&c);
	CHECK(c.status == 200 || c.status == 503);
	WANT(&c, client_get(&c, "/today"), 200);
	client_close(&c);
}

/* --- the server's tick ---------------------------------------------------- */

SQL(f_follow_up, "patient:id words:bytes", "",
    "UPDATE risk_draft SET follow_up = $2 WHERE patient_id = $1");
SQL(f_clinic, "clinic:id words:bytes", "",
    "UPDATE clinic SET name = $2 WHERE id = $1");
SQL(f_alerts, "patient:id", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM alert WHERE patient_id = $1"
    " AND draft = 1 AND closed_at IS NULL");
SQL(f_messages, "patient:id", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM message"
    " WHERE patient_id = $1");

static void
altered(struct world *w, struct tx *tx, void *arg)
{
	static const unsigned char text[80] = { 1, 0, 0, 0, 1, 7 };
	struct bytes words = { text, sizeof(text) };

	(void)arg;
	db_run(tx, f_follow_up, w->kari, words);
	db_run(tx, f_clinic, w->other, words);
}

static void
later_put(struct world *w, struct tx *tx, void *arg)
{
	struct care c = world_care(w, tx, w->bo, w->ola);
	struct problems bad = { 0 };

	(void)arg;
	CHECK(message_later_put(&c, &(struct message_new){
	    .body = S("Until Thursday"), .about = STR_NONE,
	    .template = STR_NONE }, w->at + 10 * MINUTE, &bad));
}

struct ticked {
	int64_t kari, ola, messages;
};

static void
ticked_read(struct world *w, struct tx *tx, void *arg)
{
	struct ticked *t = arg;

	t->kari = db_int(tx, -1, f_alerts, w->kari);
	t->ola = db_int(tx, -1, f_alerts, w->ola);
	t->messages = db_int(tx, -1, f_messages, w->ola);
}

static struct ticked
ticked(struct world *w)
{
	struct arena *a = arena_new(REQ_ARENA_MAX);
	struct ticked t;

	app_tick(&w->app, a);
	arena_free(a);
	world_do(w, ticked_read, &t);
	return t;
}

static void
draft_left(struct world *w, struct client *c, struct id account)
{
	world_client(w, c, account, "en");
	client_get(c, "/q/0/1");
	WANT(c, client_keep(c, "/q/0/1", "q9", "2", NULL),
	    200);
}

/*
 * Of two drafts one does not open, and one is of a clinic that does not:
 * everybody else's alert is made, and hers too, without what is altered.
 */
WORLD(a_tick_holds_up_nobody)
{
	struct client kari, ola, liv;
	struct ticked t;

	draft_left(w, &liv, w->liv_account);
	draft_left(w, &kari, w->kari_account);
	draft_left(w, &ola, w->ola_account);
	world_do(w, later_put, NULL);
	world_do(w, altered, NULL);
	client_close(&liv);
	world_at(w, w->at + 31 * MINUTE);
	t = ticked(w);
	CHECK_INT(t.ola, 1);
	CHECK_INT(t.kari, 1);
	CHECK_INT(t.messages, 1);
	t = ticked(w);				/* once */
	CHECK_INT(t.ola, 1);
	CHECK_INT(t.kari, 1);
	CHECK_INT(t.messages, 1);
	/* What she has written goes in. */
	client_get(&kari, "/q/0/1");
	client_submit(&kari, "/q/0/1", "q1", "1", "q2", "1", "q3", "1", "q4",
	    "1", "q5", "1", "q6", "1", "q7", "1", "q8", "1", "q9", "2", "go",
	    "send", NULL);
	WANT(&kari, kari.status, 303);
	client_close(&kari);
	client_close(&ola);
}

/* Written while the clock was days ahead: told half an hour on, too. */
WORLD(a_draft_before_the_clock_was_set_back)
{
	struct client ola;

	world_at(w, w->at + 3 * DAY);
	draft_left(w, &ola, w->ola_account);
	client_close(&ola);
	world_at(w, w->at - 3 * DAY);
	CHECK_INT(ticked(w).ola, 1);
	world_at(w, w->at + 3 * DAY + 31 * MINUTE);
	CHECK_INT(ticked(w).ola, 1);
}

int
main(int argc, char **argv)
{
	return test_run("web_faults", argc, argv);
}
