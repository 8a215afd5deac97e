/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who may do what over whom: every route, asked by everyone, over every
 * relation, against test/golden/rights.txt, which people read and keep.
 * GOLDEN=1 writes a draft beside it (rights.new), never the file itself.
 *
 * Each cell is a whole request; the audit is counted around it: a refused
 * one leaves one row "refused", a read of a record one row, one's own none.
 */
#include "base/clock.h"
#include "base/random.h"
#include "encounters/encounter.h"
#include "golden.h"
#include "homework/sample.h"
#include "messages/later.h"
#include "messages/message.h"
#include "people/actor.h"
#include "routes.h"
#include "vault/vault.h"
#include "world.h"

enum { ACTORS = 5, LINES_MAX = 400 };

struct cell_place {
	struct world *w;
	const char *relation;
	struct id patient, account;	/* whose record */
	struct records rows;
	struct str invitation;		/* an open one */
};

#include "rights_bodies.h"

static struct str
body_of(const struct route *r, struct str csrf)
{
	const char *more = "";
	size_t i;

	for (i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
		if (strcmp(bodies[i].path, r->path) == 0)
			more = bodies[i].body;
	return str_fmt(test_arena, "csrf=%.*s&sid=%s%s", STR(csrf),
	    id_z(id_random()), more);
}

static struct str
path_of(const struct route *r, const struct cell_place *at)
{
	struct buf b = buf_new(test_arena, 1000);
	struct str rest = str_sub(str_z(r->path), 1, strlen(r->path));
	int word = 0;

	do {
		struct str part = str_cut(&rest, '/');

		buf_add_c(&b, '/');
		if (str_is(part, ":patient"))
			buf_add_z(&b, id_z(at->patient));
		else if (str_is(part, ":id"))
			buf_add_z(&b, id_z(row_id(r, at)));
		else if (str_is(part, ":token"))
			buf_add(&b, at->invitation);
		else if (str_is(part, ":word"))
			buf_add_z(&b, word_of(r, word++));
		else
			buf_add(&b, part);
	} while (rest.len > 0);
	return buf_str(&b);
}

/* --- one request - */

static bool
has_patient(const struct route *r)
{
	return strstr(r->path, ":patient") != NULL;
}

/* "refused" or not, an own page or another's: how many rows of the audit. */
static void
audit_expect(struct client *c, const struct route *r, bool signed_in,
    bool patient, int64_t rows)
{
	bool get = r->method[0] == 'G';
	int64_t want = 0;

	if (!signed_in)
		want = 0;
	else if (c->status == 404 && strstr(r->path, ":token") == NULL)
		want = 1;		/* refused */
	else if (get && c->status == 200 && !patient && r->audit != NULL)
		want = 1;		/* a read */
	else if (!get)
		return;			/* a room adds rows of its own */
	if (rows != want)
		client_fault(c, "another number of audit rows",
		    str_fmt(test_arena, "%lld, not %lld", (long long)rows,
		    (long long)want));
}

static int
cell(struct cell_place *at, const struct route *r, struct id account,
    bool patient)
{
	struct world *w = at->w;
	struct client c;
	int64_t before;
	int status;

	world_client(w, &c, account, "en");
	c.address = str_fmt(test_arena, "2001:db8:%x::1",
	    (unsigned)(r - routes) + 1).at;
	if (id_is_none(account))
		client_get(&c, "/sign-in");
	else
		client_get(&c, "/me");
	before = world_audit(w, "", ID_NONE, ID_NONE);
	if (r->method[0] == 'G')
		client_get(&c, "%.*s", STR(path_of(r, at)));
	else
		client_post_raw(&c, path_of(r, at).at, body_of(r,
		    client_after(&c, "name=\"csrf\" value=\"")));
	status = c.status;
	audit_expect(&c, r, !id_is_none(account), patient,
	    world_audit(w, "", ID_NONE, ID_NONE) - before);
	client_close(&c);
	return status;
}

static void
line(struct buf *b, struct cell_place *at, const struct route *r)
{
	struct world *w = at->w;
	struct id actors[ACTORS] = { ID_NONE, w->kari_account, w->ann, w->sam,
	    w->ada };
	int i;

	buf_fmt(b, "%-4s %-26s %-6s", r->method, r->path, at->relation);
	for (i = 0; i < ACTORS; i++)
		buf_fmt(b, "  %d", cell(at, r, actors[i], i == 1));
	buf_add_c(b, '\n');
}

/* --- the matrix - */

struct making {
	struct str token;
};

/* A talk that is planned, and a message that waits to be sent. */
static void
talk_make(struct world *w, struct tx *tx, struct id patient, struct id account)
{
	struct encounter talk = { .kind = ENCOUNTER_CALL, .step = STR_NONE,
	    .day = zone_day(zone_find(S("Europe/Oslo")), w->at + 2 * DAY),
	    .minute = 14 * 60, .zone = zone_find(S("Europe/Oslo")),
	    .minutes = 20, .words = { STR_NONE, STR_NONE, STR_NONE,
	    STR_NONE } };
	struct message_new m = { S("See you on Wednesday"), STR_NONE,
	    STR_NONE };
	struct problems bad = { .n = 0 };
	struct duty d;
	struct care c;

	duty_open(&d, tx, w->app.vault, "test");
	CHECK(care_open_duty(&c, &d, patient));
	c.actor = account;
	CHECK(!id_is_none(encounter_plan(&c, &talk, false, &bad)));
	CHECK(message_later_put(&c, &m, w->at + DAY, &bad));
}

/* Bo has answered Ola, and Sam has drawn and opened that plan. */
static void
look_fill(struct world *w, struct tx *tx)
{
	struct care bo = world_care(w, tx, w->bo, w->ola);
	struct actor sam = world_actor(w, tx, w->sam);
	struct prng dice = prng_seed(1);
	struct problems bad = { .n = 0 };
	struct review_new new = { .n = 1, .amount = -1, .quality = -1,
	    .reply = S("You went out, and the cars were loud."),
	    .edited = true };
	struct records ola;
	struct sample *list;
	struct scope s;

	records_read_in(tx, w->ola, &ola);
	new.reports[0] = ola.report;
	CHECK(homework_review(&bo, &new, &bad));
	scope_open(&s, tx, w->app.vault, &sam, SCOPE_TEAM);
	CHECK_INT(sample_draw(&s, &dice), 1);
	CHECK_INT(sample_mine(&s, &list), 1);
	CHECK(sample_open(&s, &sam, list[0].id));
}

static void
rights_fill(struct world *w, struct tx *tx, void *arg)
{
	struct making *m = arg;

	talk_make(w, tx, w->kari, w->ann);
	talk_make(w, tx, w->ola, w->bo);
	talk_make(w, tx, w->nina, w->bo);
	talk_make(w, tx, w->liv, w->eve);
	/* The supervisor covers for Kari, and once for Nina. */
	care_grant(tx, w->clinic, w->kari, w->sam, "cover", w->ada, w->at);
	care_grant(tx, w->clinic, w->nina, w->sam, "cover", w->ada, w->at);
	care_end(tx, w->clinic, w->nina, w->sam, w->ada, w->at);
	look_fill(w, tx);
	m->token = invitation_make(tx, test_arena, w->clinic, w->bo, ID_NONE,
	    w->ada, w->at + DAY, w->at);
}

static void
place(struct cell_place *at, const char *relation, struct id patient,
    struct id account)
{
	at->relation = relation;
	at->patient = patient;
	at->account = account;
	records_find(at->w, patient, &at->rows);
}

static bool
of_someone(const struct route *r)
{
	return has_patient(r) || (strstr(r->path, ":id") != NULL &&
	    strstr(r->path, "/kept/") == NULL);
}

static void
matrix(struct world *w, struct buf *b)
{
	struct making m;
	struct cell_place at = { .w = w };
	size_t i;

	records_make(w, w->kari_account);
	records_make(w, w->ola_account);
	records_make(w, w->nina_account);
	records_make(w, w->liv_account);
	world_do(w, rights_fill, &m);
	at.invitation = m.token;
	place(&at, "-", w->kari, w->kari_account);
	for (i = 0; i < routes_n; i++)
		if (!of_someone(&routes[i]))
			line(b, &at, &routes[i]);
	for (i = 0; i < routes_n; i++) {
		if (!of_someone(&routes[i]))
			continue;
		place(&at, "own", w->kari, w->kari_account);
		line(b, &at, &routes[i]);
		place(&at, "other", w->ola, w->ola_account);
		line(b, &at, &routes[i]);
		place(&at, "ended", w->nina, w->nina_account);
		line(b, &at, &routes[i]);
		place(&at, "far", w->liv, w->liv_account);
		line(b, &at, &routes[i]);
	}
	/* /team/ID/open above broke the glass of Ola for Ann and Sam. */
	place(&at, "glass", w->ola, w->ola_account);
	for (i = 0; i < routes_n; i++)
		if (has_patient(&routes[i]))
			line(b, &at, &routes[i]);
	at.account = w->bo;
	at.relation = "staff";
	for (i = 0; i < routes_n; i++)
		if (strstr(routes[i].path, "/admin/accounts/") != NULL)
			line(b, &at, &routes[i]);
}

/* The file without what people wrote about it. */
static struct str
bare(struct str text)
{
	struct buf b = buf_new(test_arena, 1000000);

	while (text.len > 0) {
		struct str l = str_cut(&text, '\n');

		if (l.len == 0 || l.at[0] == '#')
			continue;
		buf_add(&b, l);
		buf_add_c(&b, '\n');
	}
	return buf_str(&b);
}

static void
lines_compare(struct str got, struct str want)
{
	while (got.len > 0 || want.len > 0) {
		struct str a = str_cut(&got, '\n'), b = str_cut(&want, '\n');

		if (!str_eq(a, b))
			test_fault("test/golden/rights.txt", 0, "other rights",
			    str_copy(test_arena, a).at,
			    str_copy(test_arena, b).at);
	}
}

WORLD(matrix)
{
	struct buf b = buf_new(test_arena, 1000000);

	matrix(w, &b);
	if (getenv("GOLDEN") != NULL) {
		FILE *f = fopen("test/golden/rights.new", "wb");

		if (f != NULL) {
			fwrite(b.at, 1, b.len, f);
			fclose(f);
		}
	}
	lines_compare(buf_str(&b), bare(file_text("test/golden/rights.txt")));
	world_audit_whole(w);
}

/* An address stands in history and logs: it tells nothing of the treatment. */
TEST(neutral_addresses)
{
	static const char *const loud[] = { "depress", "anxi", "suici", "phq",
	    "gad", "therap", "cbt", "icbt", "psych", "mental", "risk",
	    "alert", "crisis", "homework", "diagnos", "symptom", "illness" };
	size_t i, k;

	for (i = 0; i < routes_n; i++)
		for (k = 0; k < sizeof(loud) / sizeof(loud[0]); k++)
			if (strstr(routes[i].path, loud[k]) != NULL)
				test_fault("routes.c", 0, "a loud address",
				    routes[i].path, loud[k]);
}

/* --- forged ids - */

/* "/p/PATIENT/a/ROW" */
static struct str
path_filled(const char *pattern, struct id patient, struct id row)
{
	struct buf b = buf_new(test_arena, 1000);
	struct str rest = str_sub(str_z(pattern), 1, strlen(pattern));

	while (rest.len > 0) {
		struct str part = str_cut(&rest, '/');

		buf_fmt(&b, "/%.*s", STR(str_is(part, "PATIENT") ?
		    str_z(id_z(patient)) : str_is(part, "ROW") ?
		    str_z(id_z(row)) : part));
	}
	return buf_str(&b);
}

static void
forged(struct client *c, struct world *w, struct id actor,
    const char *pattern, struct id patient, struct id row, const char *body)
{
	int64_t before = world_audit_refused(w, actor);
	int64_t rows = world_rows(w);
	struct str path = path_filled(pattern, patient, row);

	if (body == NULL)
		client_get(c, "%.*s", STR(path));
	else
		client_post_raw(c, path.at, str_fmt(test_arena,
		    "csrf=%.*s&sid=%s&version=1&%s",
		    STR(csrf_token(w->app.vault, test_arena,
		    client_cookie(c, "s"))), id_z(id_random()), body));
	WANT(c, c->status, 404);
	HAS_NOT(c, WORDS);
	CHECK_INT(world_audit_refused(w, actor), before + 1);
	CHECK_INT(world_rows(w), rows);
}

#define CLOSING "contact=spoke&level=0&plan=Talked&next_d=&next_m=&next_y="

/* Another patient's row under a patient one may open; and own rows. */
WORLD(forged_rows)
{
	struct records kari, ola;
	struct client c;

	records_make(w, w->kari_account);
	records_make(w, w->ola_account);
	records_find(w, w->kari, &kari);
	records_find(w, w->ola, &ola);
	world_client(w, &c, w->ann, "en");
	forged(&c, w, w->ann, "/p/PATIENT/a/ROW", w->kari, ola.answer, NULL);
	forged(&c, w, w->ann, "/p/PATIENT/n/ROW", w->kari, ola.alert, NULL);
	forged(&c, w, w->ann, "/p/PATIENT/h/ROW", w->kari, ola.report,
	    "reply=Well+done");
	forged(&c, w, w->ann, "/p/PATIENT/h/ROW", w->kari, kari.assignment,
	    "reply=Well+done");
	forged(&c, w, w->ann, "/p/PATIENT/n/ROW/take", w->kari, ola.alert, "");
	forged(&c, w, w->ann, "/p/PATIENT/n/ROW/close", w->kari, ola.alert,
	    CLOSING);
	forged(&c, w, w->ann, "/p/PATIENT/a/ROW", w->kari, id_random(), NULL);
	forged(&c, w, w->ann, "/p/PATIENT/a/ROW", w->ola, ola.answer, NULL);
	forged(&c, w, w->ann, "/p/PATIENT/a/ROW", id_random(), kari.answer,
	    NULL);
	client_close(&c);
	world_client(w, &c, w->kari_account, "en");
	forged(&c, w, w->kari_account, "/h/ROW", ID_NONE, ola.assignment,
	    NULL);
	forged(&c, w, w->kari_account, "/h/ROW", ID_NONE, ola.assignment,
	    "amount=2&hard=1&noticed=x");
	forged(&c, w, w->kari_account, "/p/PATIENT", w->kari, ID_NONE, NULL);
	client_close(&c);
	world_audit_whole(w);
}

/* The row is on disk before the page is sent; without it there is no page. */
WORLD(no_row_no_page)
{
	struct client c;

	world_client(w, &c, w->ann, "en");
	client_get(&c, "/p/%s", id_z(w->kari));
	WANT(&c, c.status, 200);
	HAS(&c, "Kari Andreassen");
	CHECK_INT(world_audit(w, "patient.read", w->ann, w->kari), 1);
	world_fault(w, 1, RC_FULL);
	client_get(&c, "/p/%s", id_z(w->kari));
	db_fault_at(0, RC_OK);
	WANT(&c, c.status, 503);
	HAS_NOT(&c, "Kari Andreassen");
	HAS_NOT(&c, "1987");
	CHECK_INT(world_audit(w, "patient.read", w->ann, w->kari), 1);
	client_close(&c);
}

/* A patient's own pages and autosave write none; sending does. */
WORLD(own_pages_are_not_audited)
{
	static const char *const pages[] = { "/today", "/plan", "/c/ch1/3",
	    "/e/ch1/map", "/q/0/1", "/m", "/me", "/who", "/help", "/start" };
	struct client c;
	int64_t before;
	size_t i;

	world_client(w, &c, w->kari_account, "nb");
	before = world_audit(w, "", ID_NONE, ID_NONE);
	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		WANT(&c, client_get(&c, "%s", pages[i]), 200);
	client_get(&c, "/e/ch1/map");
	WANT(&c, client_keep(&c, "/e/ch1/map", "f.situation", "Kveld", NULL),
	    200);
	CHECK_INT(world_audit(w, "", ID_NONE, ID_NONE), before);
	client_get(&c, "/m");
	client_send(&c, "/m", "body", "Hei", NULL);
	CHECK_INT(world_audit(w, "message.send", w->kari_account, w->kari),
	    1);
	client_close(&c);
}

/* --- rights that end in the middle of a session - */

static void
account_off(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	account_set_active(tx, w->ann, false, w->at);
}

static void
role_off(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	account_set_roles(tx, w->ann, w->clinic, ROLE_SUPERVISOR, w->at);
}

static void
care_off(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	care_end(tx, w->clinic, w->kari, w->ann, w->ada, w->at);
}

WORLD(account_ended_mid_session)
{
	struct client c;

	world_client(w, &c, w->ann, "nb");
	WANT(&c, client_get(&c, "/p/%s", id_z(w->kari)), 200);
	world_do(w, account_off, NULL);
	WANT(&c, client_get(&c, "/p/%s", id_z(w->kari)), 303);
	CHECK(str_starts(c.location, S("/sign-in?over=1")));
	client_follow(&c);
	client_submit(&c, "/sign-in", "login", "ann@example.org", "password",
	    WORLD_PASSWORD, NULL);
	WANT(&c, c.status, 422);
	client_close(&c);
}

WORLD(role_taken_mid_session)
{
	struct client c;

	world_client(w, &c, w->ann, "nb");
	WANT(&c, client_get(&c, "/list"), 200);
	world_do(w, role_off, NULL);
	WANT(&c, client_get(&c, "/list"), 404);
	WANT(&c, client_get(&c, "/team"), 200);
	client_close(&c);
}

WORLD(care_ended_mid_session)
{
	struct client c;

	world_client(w, &c, w->ann, "en");
	WANT(&c, client_get(&c, "/p/%s/m", id_z(w->kari)), 200);
	world_do(w, care_off, NULL);
	client_submit(&c, "/p/*", "body", "Hello Kari", NULL);
	WANT(&c, c.status, 404);
	CHECK_INT(world_audit(w, "message.send", w->ann, ID_NONE), 0);
	/* Her own words, to copy; nothing of what was there. */
	HAS(&c, "This record is not open to you now");
	HAS(&c, "What you wrote is below, to copy.");
	HAS(&c, "Hello Kari");
	HAS_NOT(&c, "Andreassen");
	WANT(&c, client_get(&c, "/list"), 200);
	HAS_NOT(&c, "Kari");
	client_close(&c);
}

/* An hour, read only, shown to the patient with the reader's name. */
WORLD(glass_ends_by_itself)
{
	struct client c, kari;

	records_make(w, w->kari_account);
	world_client(w, &c, w->sam, "en");
	WANT(&c, client_get(&c, "/p/%s", id_z(w->kari)), 404);
	client_get(&c, "/team/%s/open", id_z(w->kari));
	client_submit(&c, "/team/*", "reason", "short", NULL);
	WANT(&c, c.status, 422);
	client_send(&c, "/team/*", "reason", "A risk answer at night", NULL);
	WANT(&c, c.status, 200);
	HAS(&c, "You opened this record with a reason.");
	HAS(&c, "Kari Andreassen");
	world_at(w, w->at + 14 * MINUTE);
	WANT(&c, client_get(&c, "/p/%s/m", id_z(w->kari)), 200);
	world_at(w, w->at + 14 * MINUTE);
	WANT(&c, client_get(&c, "/p/%s/m", id_z(w->kari)), 200);
	world_at(w, w->at + 14 * MINUTE);
	WANT(&c, client_get(&c, "/p/%s/m", id_z(w->kari)), 200);
	world_at(w, w->at + 14 * MINUTE);
	WANT(&c, client_get(&c, "/p/%s/m", id_z(w->kari)), 200);
	world_at(w, w->at + 4 * MINUTE);
	WANT(&c, client_get(&c, "/p/%s/m", id_z(w->kari)), 404);
	client_close(&c);
	world_client(w, &kari, w->kari_account, "en");
	client_get(&kari, "/who");
	HAS(&kari, "Sam Elg");
	HAS(&kari, "with a reason");
	client_close(&kari);
}

int
main(int argc, char **argv)
{
	return test_run("web_rights", argc, argv);
}
