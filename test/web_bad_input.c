/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What goes wrong on the way in: a clear message, nothing lost, nothing
 * changed.  Forms sent twice, from elsewhere or from two windows are in
 * web_twice.c; faults of the server (full disk, memory) in web_faults.c.
 */
#include "journey.h"
#include "vault/vault.h"

/* --- invitations - */

struct links {
	struct str old, used, revoked, open;
};

static void
links_make(struct world *w, struct tx *tx, void *arg)
{
	struct links *l = arg;
	struct invitation i;
	struct id eve = w->eve;

	l->old = invitation_make(tx, test_arena, w->clinic, w->bo, ID_NONE,
	    w->ada, w->at + DAY, w->at);
	l->used = invitation_make(tx, test_arena, w->clinic, w->sam, ID_NONE,
	    w->ada, w->at + 30 * DAY, w->at);
	CHECK(invitation_find(tx, test_arena, l->used, &i));
	CHECK(invitation_use(tx, i.id, w->at));
	l->revoked = invitation_make(tx, test_arena, w->other, eve, ID_NONE,
	    w->ada, w->at + 30 * DAY, w->at);
	l->open = invitation_make(tx, test_arena, w->other, eve, ID_NONE,
	    w->ada, w->at + 30 * DAY, w->at);
}

static void
link_closed(struct world *w, struct str token, const char *why)
{
	struct client c;

	client_open(&c, &w->app, "en");
	WANT(&c, client_get(&c, "/i/%.*s", STR(token)), 410);
	HAS(&c, why);
	client_get(&c, "/sign-in");
	client_post(&c, str_fmt(test_arena, "/i/%.*s", STR(token)).at, "csrf",
	    client_field(&c, "/sign-in", "csrf").at, "password",
	    WORLD_PASSWORD, "password_again", WORLD_PASSWORD, NULL);
	WANT(&c, c.status, 410);
	HAS(&c, why);
	CHECK_INT(client_cookie(&c, "s").len, 0);
	client_close(&c);
}

WORLD(links_that_do_not_work)
{
	struct links l;
	struct client c;

	world_do(w, links_make, &l);
	world_at(w, w->at + 2 * DAY);
	link_closed(w, l.old, "This link is too old.");
	link_closed(w, l.used, "This link has been used.");
	link_closed(w, l.revoked, "A newer link has been made.");
	client_open(&c, &w->app, "nb");
	WANT(&c, client_get(&c, "/i/%.*s", STR(l.open)), 200);
	WANT(&c, client_get(&c, "/i/%.*s", STR(vault_token(test_arena))),
	    404);
	WANT(&c, client_get(&c, "/i/abc"), 404);
	client_close(&c);
}

static void
link_new(struct world *w, struct tx *tx, void *arg)
{
	struct str *token = arg;
	bool patient = token[2].len > 0;

	token[0] = invitation_make(tx, test_arena, w->clinic, patient ?
	    ID_NONE : w->bo, patient ? w->kari : ID_NONE, w->ada,
	    w->at + DAY, w->at);
}

/* Whoever knew the old password is out, too. */
static void
link_ends_sessions(struct world *w, struct id account, bool patient)
{
	struct str token[3] = { STR_NONE, STR_NONE,
	    patient ? S("1") : STR_NONE };
	const char *home = patient ? "/today" : "/list";
	struct client old, own;

	world_client(w, &old, account, "en");
	WANT(&old, client_get(&old, "%s", home), 200);
	world_do(w, link_new, token);
	client_open(&own, &w->app, "en");
	WANT(&own, client_get(&own, "/i/%.*s", STR(token[0])), 200);
	WANT(&old, client_get(&old, "%s", home), 200);
	client_send(&own, "/i/*", "lang", "en", "password",
	    "another four words here", "password_again",
	    "another four words here", NULL);
	WANT(&own, client_get(&own, "%s", home), 200);
	WANT(&old, client_get(&old, "%s", home), 303);
	client_close(&own);
	client_close(&old);
}

WORLD(a_new_password_by_link_ends_the_old_sessions)
{
	link_ends_sessions(w, w->kari_account, true);
	link_ends_sessions(w, w->bo, false);
}

/* --- sign-in - */

static int
sign_in(struct client *c, const char *login, const char *password)
{
	client_get(c, "/sign-in");
	client_submit(c, "/sign-in", "login", login, "password", password,
	    NULL);
	return c->status;
}

WORLD(wrong_passwords_slow_down)
{
	struct client c, other;
	int i;

	client_open(&c, &w->app, "en");
	for (i = 0; i < 6; i++) {
		WANT(&c, sign_in(&c, "91234561", "wrong wrong wrong wrong"),
		    422);
		HAS(&c, "The name or the password does not fit.");
	}
	WANT(&c, sign_in(&c, "91234561", WORLD_PASSWORD), 422);
	HAS(&c, "There have been many tries. Wait 2 seconds");
	/* From elsewhere too; nobody is locked out, it only takes time. */
	client_open(&other, &w->app, "en");
	other.address = "198.51.100.7";
	WANT(&other, sign_in(&other, "+47 912 34 561", WORLD_PASSWORD), 422);
	HAS(&other, "There have been many tries.");
	world_at(w, w->at + 3);
	WANT(&other, sign_in(&other, "91234561", WORLD_PASSWORD), 303);
	other.want = "nb";		/* the account's own language */
	client_follow(&other);
	CHECK_STR(other.path, "/today");
	/* An unknown name is told the same. */
	WANT(&c, sign_in(&c, "nobody@example.org", WORLD_PASSWORD), 422);
	HAS(&c, "The name or the password does not fit.");
	client_close(&c);
	client_close(&other);
}

/* A cookie planted before the sign-in is worth nothing after it. */
WORLD(session_is_new_at_sign_in)
{
	struct client c, thief;
	struct str before, after;

	world_client(w, &c, w->ola_account, "nb");
	before = str_copy(test_arena, client_cookie(&c, "s"));
	client_get(&c, "/me");
	client_post(&c, "/sign-in", "csrf", client_field(&c, "/sign-out",
	    "csrf").at, "sid", id_z(id_random()), "login", "91234561",
	    "password", WORLD_PASSWORD, NULL);
	WANT(&c, c.status, 303);
	after = client_cookie(&c, "s");
	CHECK(after.len == 64 && !str_eq(before, after));
	client_open(&thief, &w->app, "nb");
	client_session(&thief, before);
	WANT(&thief, client_get(&thief, "/today"), 303);
	client_close(&thief);
	client_close(&c);
}

/* --- a session that ended in the middle of a form - */

static void
sign_in_again(struct client *c, const char *login)
{
	SAYS(c, "You had been signed out, to keep your pages private. What "
	    "you wrote is kept. Sign in, and you can send it.");
	client_submit(c, "/sign-in", "login", login, "password",
	    WORLD_PASSWORD, NULL);
	WANT(c, c->status, 303);
	CHECK_STR(c->location, "/kept");
	WANT(c, client_follow(c), 200);
}

JOURNEY(message_kept_over_sign_in)
{
	struct client kari, ola;
	struct str body, kept;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/m");
	body = client_form_body(&kari, "/m", "body", "Half a <thought> & ½",
	    NULL);
	world_at(w, w->at + 2 * HOUR);
	client_post_raw(&kari, "/m", body);
	WANT(&kari, kari.status, 303);
	CHECK_STR(kari.location, "/sign-in?kept=1");
	CHECK_INT(world_audit(w, "message.send", ID_NONE, w->kari), 0);
	client_follow(&kari);
	HAS_NOT(&kari, "Half a");
	sign_in_again(&kari, "91234561");
	HAS(&kari, "Half a <thought> & ½");
	kept = client_field(&kari, "/m", "kept");
	CHECK_INT(kept.len, 32);
	/* Nobody else can throw it away. */
	world_client(w, &ola, w->ola_account, lang);
	client_get(&ola, "/me");
	client_post(&ola, str_fmt(test_arena, "/kept/%.*s/drop",
	    STR(kept)).at, "csrf", client_field(&ola, "/sign-out",
	    "csrf").at, "sid", id_z(id_random()), NULL);
	client_close(&ola);
	WANT(&kari, client_get(&kari, "/kept"), 200);
	body = client_form_body(&kari, "/m", NULL);
	client_post_raw(&kari, "/m", body);
	WANT(&kari, kari.status, 303);
	client_follow(&kari);
	HAS(&kari, "Half a <thought> & ½");
	/* Once, also when the answer got lost and it is sent again. */
	client_post_raw(&kari, "/m", body);
	WANT(&kari, kari.status, 303);
	CHECK_INT(world_audit(w, "message.send", ID_NONE, w->kari), 1);
	WANT(&kari, client_get(&kari, "/kept"), 303);
	client_close(&kari);
}

/* Signed out in one window, writing in another. */
JOURNEY(message_kept_over_sign_out)
{
	struct client kari;
	struct str body;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/m");
	body = client_form_body(&kari, "/m", "body", "Written after it", NULL);
	client_get(&kari, "/me");
	client_submit(&kari, "/sign-out", NULL);
	WANT(&kari, kari.status, 303);
	WANT(&kari, client_get(&kari, "/today"), 303);
	client_post_raw(&kari, "/m", body);
	WANT(&kari, kari.status, 303);
	CHECK_STR(kari.location, "/sign-in?kept=1");
	client_follow(&kari);
	HAS_NOT(&kari, "Written after it");
	sign_in_again(&kari, "91234561");
	HAS(&kari, "Written after it");
	client_close(&kari);
}

JOURNEY(exercise_kept_over_sign_in)
{
	struct client kari;
	struct str body;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/e/ch1/map");
	body = client_form_body(&kari, "/e/ch1/map", "f.situation", WORDS,
	    "f.own", QUIET, "only.own", "1", "go", "done", NULL);
	world_at(w, w->at + 2 * HOUR);
	client_post_raw(&kari, "/e/ch1/map", body);
	client_follow(&kari);
	sign_in_again(&kari, "91234561");
	HAS(&kari, WORDS);
	client_send(&kari, "/e/ch1/map", NULL);
	WANT(&kari, kari.status, 200);
	client_get(&kari, "/e/ch1/map");
	CHECK_STR(client_field(&kari, "/e/ch1/map", "f.situation"), WORDS);
	CHECK_STR(client_field(&kari, "/e/ch1/map", "only.own"), "1");
	WANT(&kari, client_get(&kari, "/kept"), 303);
	client_close(&kari);
}

JOURNEY(questions_kept_over_sign_in)
{
	struct client kari;
	struct str body;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/q/0/1");
	body = client_form_body(&kari, "/q/0/1", "q1", "1", "q9", "2", "go",
	    "later", NULL);
	world_at(w, w->at + 2 * HOUR);
	client_post_raw(&kari, "/q/0/1", body);
	client_follow(&kari);
	sign_in_again(&kari, "91234561");
	client_send(&kari, "/q/0/1", NULL);
	SAYS(&kari, "Before you go on");
	client_get(&kari, "/q/0/1");
	CHECK_STR(client_field(&kari, "/q/0/1", "q9"), "2");
	client_close(&kari);
}

JOURNEY(kept_and_thrown_away)
{
	struct client ann;
	struct str body;

	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	body = client_form_body(&ann, "/p/*", "body", "Hello Kari", NULL);
	world_at(w, w->at + HOUR);
	client_post_raw(&ann, str_fmt(test_arena, "/p/%s/m",
	    id_z(w->kari)).at, body);
	CHECK_STR(ann.location, "/sign-in?kept=1");
	client_follow(&ann);
	sign_in_again(&ann, "ann@example.org");
	HAS(&ann, "Hello Kari");
	client_submit(&ann, "/kept/*/drop", NULL);
	WANT(&ann, ann.status, 303);
	WANT(&ann, client_get(&ann, "/kept"), 303);
	CHECK_INT(world_audit(w, "message.send", ID_NONE, w->kari), 0);
	client_close(&ann);
}

/* Autosave is told plainly; a password is never kept. */
WORLD(session_over_elsewhere)
{
	struct client c;
	struct str keep, password;

	world_client(w, &c, w->kari_account, "en");
	client_get(&c, "/m");
	keep = client_form_body(&c, "/m", "body", "x", NULL);
	client_get(&c, "/me/password");
	password = client_form_body(&c, "/me/password", "old",
	    WORLD_PASSWORD, "password", "en ny lang setning", NULL);
	world_at(w, w->at + 2 * HOUR);
	WANT(&c, client_post_raw(&c, "/m/keep", keep), 401);
	client_post_raw(&c, "/me/password", password);
	WANT(&c, c.status, 303);
	CHECK_STR(c.location, "/sign-in?over=1");
	client_follow(&c);
	client_send(&c, "/sign-in", "login", "91234561", "password",
	    WORLD_PASSWORD, NULL);
	CHECK_STR(c.path, "/today");
	/* Where one wanted to go is where one comes. */
	client_close(&c);
	client_open(&c, &w->app, "en");
	client_get(&c, "/c/ch1/2");
	client_follow(&c);
	c.want = NULL;
	client_send(&c, "/sign-in", "login", "91234561", "password",
	    WORLD_PASSWORD, NULL);
	CHECK_STR(c.path, "/c/ch1/2");
	client_close(&c);
}

/* --- bytes and fields - */

static char *
long_text(size_t n, char ch)
{
	char *s = arena_alloc(test_arena, n + 1, 1);

	memset(s, ch, n);
	return s;
}

JOURNEY(too_long)
{
	struct client c;
	char *text = long_text(8001, 'a');

	world_client(w, &c, w->kari_account, lang);
	client_get(&c, "/m");
	client_submit(&c, "/m", "body", text, NULL);
	WANT(&c, c.status, 422);
	CHECK_STR(client_field(&c, "/m", "body"), text);
	text[501] = '\0';
	client_get(&c, "/start");
	client_submit(&c, "/start", "matters", text, NULL);
	WANT(&c, c.status, 422);
	CHECK_STR(client_field(&c, "/start", "matters"), text);
	client_get(&c, "/e/ch1/map");
	client_submit(&c, "/e/ch1/map", "f.situation", text, "go", "done",
	    NULL);
	WANT(&c, c.status, 422);
	CHECK_STR(client_field(&c, "/e/ch1/map", "f.situation"), text);
	CHECK_INT(world_audit(w, "message.send", ID_NONE, w->kari), 0);
	client_close(&c);
	world_client(w, &c, w->sam, lang);
	text = long_text(1001, 'b');
	client_get(&c, "/team/%s/open", id_z(w->kari));
	client_submit(&c, "/team/*", "reason", text, NULL);
	WANT(&c, c.status, 422);
	CHECK_STR(client_field(&c, "/team/*", "reason"), text);
	CHECK_INT(gate_body_max(NULL, METHOD_POST, S("/m")), 1024 * 1024);
	CHECK_INT(gate_body_max(NULL, METHOD_POST, S("/start")), 16 * 1024);
	CHECK_INT(gate_body_max(NULL, METHOD_POST, S("/nowhere")), 4096);
	client_close(&c);
}

#include "bad_input_drafts.h"
#include "bad_input_again.h"

WORLD(bytes_that_are_no_text)
{
	static const char *const bad[] = { "%ff", "%00", "%c3%28", "%ed%a0%80",
	    "%1b[0m", "%zz", "%e2%82" };
	struct client c;
	int64_t rows = world_rows(w);
	struct str form;
	size_t i;

	world_client(w, &c, w->kari_account, "en");
	client_get(&c, "/m");
	form = client_form_body(&c, "/m", NULL);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		client_post_raw(&c, "/m", str_fmt(test_arena, "%.*s&body=a%s",
		    STR(form), bad[i]));
		WANT(&c, c.status, 400);
		HAS(&c, "Nothing was changed.");
		WANT(&c, client_get(&c, "/today?x=%s", bad[i]), 400);
		WANT(&c, client_get(&c, "/today/%s", bad[i]), 404);
	}
	CHECK_INT(world_rows(w), rows);
	client_close(&c);
}

WORLD(fields_nobody_asked_for)
{
	struct client c;
	int64_t rows = world_rows(w);

	world_client(w, &c, w->kari_account, "en");
	client_get(&c, "/e/ch1/map");
	client_post_raw(&c, "/e/ch1/map", str_fmt(test_arena,
	    "%.*s&f.bogus=1", STR(client_form_body(&c, "/e/ch1/map",
	    "f.situation", WORDS, NULL))));
	WANT(&c, c.status, 422);
	CHECK_STR(client_field(&c, "/e/ch1/map", "f.situation"), WORDS);
	client_get(&c, "/q/0/1");
	client_post_raw(&c, "/q/0/1", str_fmt(test_arena, "%.*s&q1=7",
	    STR(client_form_body(&c, "/q/0/1", NULL))));
	WANT(&c, c.status, 422);
	CHECK_INT(world_rows(w), rows);
	/* A role in a form is no role. */
	client_get(&c, "/me");
	client_post(&c, "/me/language", "csrf", client_field(&c,
	    "/me/language", "csrf").at, "sid", id_z(id_random()), "lang",
	    "en", "roles", "admin", NULL);
	WANT(&c, c.status, 303);
	WANT(&c, client_get(&c, "/admin"), 404);
	client_close(&c);
}

WORLD(addresses_nobody_has)
{
	static const char *const none[] = { "/nowhere", "/p", "/p/", "/p/x",
	    "/today/", "//today", "/p/../admin", "/today/..", "/%2ftoday",
	    "/c/CH1", "/admin/accounts", "/today%00", "/a/../admin" };
	struct client c;
	size_t i;

	world_client(w, &c, w->ada, "en");
	for (i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		client_get(&c, "%s", none[i]);
		if (c.status != 405)
			WANT(&c, c.status, 404);
		client_post(&c, none[i], "a", "b", NULL);
		if (!str_is(str_z(none[i]), "/admin/accounts"))
			WANT(&c, c.status, 404);
	}
	WANT(&c, client_post(&c, "/admin/safe", "a", "b", NULL), 405);
	CHECK_STR(client_header(&c, "Allow"), "GET, HEAD");
	WANT(&c, client_get(&c, "/sign-out"), 405);
	CHECK_STR(client_header(&c, "Allow"), "POST");
	client_close(&c);
	world_client(w, &c, ID_NONE, "nb");
	WANT(&c, client_get(&c, "/nowhere"), 404);
	WANT(&c, client_post(&c, "/nowhere", "a", "b", NULL), 404);
	client_close(&c);
}

int
main(int argc, char **argv)
{
	return test_run("web_bad_input", argc, argv);
}
