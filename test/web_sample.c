/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The supervision sample: what the draw holds, what opens and for how long,
 * who reads the result, the patient's no.
 */
#include "base/random.h"
#include "homework/sample.h"
#include "messages/message.h"
#include "people/part.h"
#include "practice_world.h"

#define NOTE "The if-then was good. Try one question more."

/* Sam has drawn Kari's plan and opened it; the page's path. */
static struct str
opened(struct world *w, struct client *sam)
{
	whole(w, w->ann, w->kari, w->kari_account, "Walk the dog");
	world_client(w, sam, w->sam, "en");
	client_get(sam, "/team");
	client_click(sam, "Read a few plans");
	client_send(sam, "/team/look", NULL);
	HAS(sam, "One plan was drawn.");
	HAS(sam, "A plan that Ann Berg has answered");
	client_send(sam, "/team/look/*/open", NULL);
	WANT(sam, sam->status, 200);
	return str_copy(test_arena, sam->path);
}

/* The access itself is over, not only what it shows. */
static void
no_access(struct world *w, struct tx *tx, void *arg)
{
	struct actor sam = world_actor(w, tx, w->sam);
	struct str *path = arg;
	struct care c;
	struct id id;

	CHECK(id_parse(str_sub(*path, path->len - 32, path->len), &id));
	CHECK(!care_open_part(&c, tx, w->app.vault, &sam, id));
}

WORLD(one_plan_and_its_reply)
{
	struct client sam, ann, bo, kari;
	struct str path;

	records_make(w, w->kari_account);
	path = opened(w, &sam);
	HAS(&sam, REASON);
	HAS(&sam, REPLY);
	HAS(&sam, "Put on the shoes");
	HAS(&sam, "Ann Berg");
	HAS_NOT(&sam, "Kari");
	HAS_NOT(&sam, "The lake was quiet");
	HAS_NOT(&sam, WORDS);
	HAS_NOT(&sam, QUIET);
	/* Not the record by it. */
	WANT(&sam, client_get(&sam, "/p/%s", id_z(w->kari)), 404);
	WANT(&sam, client_get(&sam, "/p/%s/w", id_z(w->kari)), 404);
	WANT(&sam, client_get(&sam, "/list"), 404);
	CHECK_INT(world_audit(w, "practice.read", w->sam, w->kari), 1);
	CHECK_INT(world_audit(w, "care.part", w->sam, w->kari), 1);
	client_get(&sam, "%.*s", STR(path));
	client_submit(&sam, "/team/look/*", NULL);
	WANT(&sam, sam.status, 422);
	HAS(&sam, "Choose an answer for one line at least");
	client_submit(&sam, "/team/look/*", "i0", "2", "note",
	    str_fmt(test_arena, "%01200d", 1).at, NULL);
	WANT(&sam, sam.status, 422);
	CHECK(client_field(&sam, "/team/look/*", "note").len == 1200);
	CHECK_STR(client_field(&sam, "/team/look/*", "i0"), "2");
	client_send(&sam, "/team/look/*", "i0", "2", "i5", "1", "note", NOTE,
	    NULL);
	CHECK_STR(sam.path, "/team/look?saved=1");
	HAS(&sam, NOTE);
	HAS(&sam, "clearly there");
	/* Rated is closed. */
	WANT(&sam, client_get(&sam, "%.*s", STR(path)), 404);
	CHECK_INT(world_audit_refused(w, w->sam), 4);
	world_do(w, no_access, &path);
	/* The therapist reads it, nobody else. */
	world_client(w, &ann, w->ann, "en");
	client_get(&ann, "/list/mine");
	HAS(&ann, NOTE);
	HAS(&ann, "Sam Elg");
	HAS(&ann, "partly there");
	client_click(&ann, "See the plan it is about");
	WANT(&ann, ann.status, 200);
	world_client(w, &bo, w->bo, "en");
	client_get(&bo, "/list/mine");
	HAS_NOT(&bo, NOTE);
	world_client(w, &kari, w->kari_account, "en");
	client_get(&kari, "/who");
	HAS(&kari, "Sam Elg");
	HAS(&kari, "read one plan and the answer to it");
	HAS_NOT(&kari, NOTE);
	HAS_NOT(&kari, "worked on your pages");
	client_close(&sam);
	client_close(&ann);
	client_close(&bo);
	client_close(&kari);
}

static void
second_supervisor(struct world *w, struct tx *tx, void *arg)
{
	struct id *who = arg;

	*who = id_random();
	CHECK(vault_key_create(w->app.vault, *who) == RC_OK);
	CHECK(account_make(tx, w->app.vault, *who, w->clinic, S("Tor Lie"),
	    S("tor@example.org"), LANG_NB, ROLE_SUPERVISOR | ROLE_THERAPIST,
	    tx_now(tx)));
}

WORLD(nobody_else_opens_it)
{
	struct client sam, tor;
	struct id other;
	struct str path;

	path = opened(w, &sam);
	world_do(w, second_supervisor, &other);
	world_client(w, &tor, other, "en");
	WANT(&tor, client_get(&tor, "%.*s", STR(path)), 404);
	WANT(&tor, client_post_raw(&tor, str_fmt(test_arena, "%.*s/open",
	    STR(path)).at, str_fmt(test_arena, "csrf=%.*s&sid=%s",
	    STR(csrf_token(w->app.vault, test_arena, client_cookie(&tor,
	    "s"))), id_z(id_random()))), 404);
	CHECK_INT(world_audit_refused(w, other), 2);
	client_get(&tor, "/team/look");
	HAS_NOT(&tor, "A plan that");
	/* Drawn once is drawn for all. */
	client_send(&tor, "/team/look", NULL);
	HAS(&tor, "There was nothing to draw from.");
	client_close(&sam);
	client_close(&tor);
}

WORLD(nothing_after_the_time)
{
	struct client sam;
	struct str path = opened(w, &sam);
	int64_t refused;

	world_at(w, w->at + (PART_MINUTES - 1) * MINUTE);
	client_close(&sam);
	world_client(w, &sam, w->sam, "en");
	WANT(&sam, client_get(&sam, "%.*s", STR(path)), 200);
	world_at(w, w->at + MINUTE);
	refused = world_audit_refused(w, w->sam);
	WANT(&sam, client_get(&sam, "%.*s", STR(path)), 404);
	HAS_NOT(&sam, REPLY);
	CHECK_INT(world_audit_refused(w, w->sam), refused + 1);
	/* Within the week it can be opened again, and is told again. */
	client_get(&sam, "/team/look");
	HAS(&sam, "opened before");
	client_send(&sam, "/team/look/*/open", NULL);
	HAS(&sam, REPLY);
	CHECK_INT(world_audit(w, "care.part", w->sam, w->kari), 2);
	world_at(w, T0 + SAMPLE_DAYS * DAY);
	client_close(&sam);
	world_client(w, &sam, w->sam, "en");
	WANT(&sam, client_get(&sam, "%.*s", STR(path)), 404);
	client_get(&sam, "/team/look");
	HAS_NOT(&sam, "A plan that");
	client_close(&sam);
}

WORLD(a_no_is_respected)
{
	struct client sam, kari;
	struct str path;

	whole(w, w->bo, w->ola, w->ola_account, "Swim");
	world_client(w, &kari, w->ola_account, "en");
	client_get(&kari, "/who");
	HAS(&kari, "Now and then a supervisor may read one plan");
	client_click(&kari, "Change this");
	client_send(&kari, "/me/look", "look", "no", NULL);
	client_get(&kari, "/who");
	HAS(&kari, "You have said that no supervisor may read your plans");
	CHECK_INT(world_audit(w, "look.choose", w->ola_account, ID_NONE), 1);
	client_close(&kari);
	/* Ola is not drawn; Kari is, and says no while it is open. */
	path = opened(w, &sam);
	HAS_NOT(&sam, "Bo Dahl");
	world_client(w, &kari, w->kari_account, "en");
	client_get(&kari, "/me");
	client_send(&kari, "/me/look", "look", "no", NULL);
	WANT(&sam, client_get(&sam, "%.*s", STR(path)), 404);
	client_get(&sam, "/team/look");
	HAS_NOT(&sam, "A plan that");
	/* A yes again opens nothing by itself. */
	client_get(&kari, "/me");
	client_send(&kari, "/me/look", "look", "yes", NULL);
	WANT(&sam, client_get(&sam, "%.*s", STR(path)), 404);
	client_close(&sam);
	client_close(&kari);
}

/* --- what the draw holds ------------------------------------------------- */

struct draw {
	uint64_t seed;
	int n;
	struct id got[8];
	size_t got_n;
};

static void
draw_in(struct world *w, struct tx *tx, struct draw *d)
{
	struct actor sam = world_actor(w, tx, w->sam);
	struct prng dice = prng_seed(d->seed);
	struct sample *list;
	struct scope s;
	size_t i;

	scope_open(&s, tx, w->app.vault, &sam, SCOPE_TEAM);
	d->n = sample_draw(&s, &dice);
	d->got_n = sample_mine(&s, &list);
	for (i = 0; i < d->got_n && i < 8; i++)
		d->got[i] = list[i].assignment;
}

struct drawing {
	struct world *w;
	struct draw *d;
	bool keep;
};

static bool
draw_try(struct tx *tx, void *arg)
{
	struct drawing *x = arg;

	draw_in(x->w, tx, x->d);
	return x->keep;
}

static struct draw
draw(struct world *w, uint64_t seed, bool keep)
{
	struct draw *d = arena_one(test_arena, struct draw);
	struct drawing x = { w, d, keep };

	*d = (struct draw){ .seed = seed };
	CHECK(db_tx(w->app.db, test_arena, draw_try, &x) == RC_OK);
	return *d;
}

/* How many of b are in a. */
static int
common(const struct draw *a, const struct draw *b)
{
	size_t i, k;
	int n = 0;

	for (i = 0; i < a->got_n; i++)
		for (k = 0; k < b->got_n; k++)
			n += id_eq(a->got[i], b->got[k]);
	return n;
}

WORLD(the_dice_decide)
{
	struct draw one, two, kept;
	int same = 0, i;

	for (i = 0; i < 4; i++)
		whole(w, w->ann, w->kari, w->kari_account, "Walk");
	whole(w, w->bo, w->ola, w->ola_account, "Swim");
	one = draw(w, 7, false);
	two = draw(w, 7, false);
	CHECK_INT(one.n, 3);		/* two of Ann's four, Bo's only one */
	CHECK_INT(one.got_n, 3);
	CHECK_INT(common(&one, &two), 3);
	for (i = 1; i <= 20; i++) {
		two = draw(w, (uint64_t)i, false);
		CHECK_INT(two.n, 3);
		same += common(&one, &two) == 3;
	}
	CHECK(same < 20);		/* another seed, another sample */
	kept = draw(w, 7, true);
	CHECK_INT(common(&one, &kept), 3);
	CHECK_INT(draw(w, 8, true).n, 0);	/* once in a week */
	world_at(w, w->at + SAMPLE_DAYS * DAY);
	two = draw(w, 9, true);
	CHECK_INT(two.n, 2);		/* what is left of Ann's */
	CHECK_INT(common(&kept, &two), 0);
	world_at(w, w->at + 40 * DAY);
	CHECK_INT(draw(w, 9, true).n, 0);	/* all are old by now */
}

SQL(s_review, "id:id patient:id by:id now:int", "",
    "INSERT INTO homework_review (id, patient_id, report_id, reviewed_by,"
    " reply, reviewed_at) SELECT $1, r.patient_id, r.id, $3, $1, $4"
    " FROM homework_report r WHERE r.patient_id = $2 AND r.newest = 1"
    " LIMIT 1");

enum { REPLIES_MANY = 5100 };

/* By somebody who comes before everybody else. */
static void
replies_many(struct world *w, struct tx *tx, void *arg)
{
	struct id first = { { 1 } };
	int i;

	(void)arg;
	for (i = 0; i < REPLIES_MANY; i++)
		db_run(tx, s_review, id_random(), w->kari, first, w->at);
}

/* However many replies one of them wrote, the others' are drawn too. */
WORLD(all_replies_are_in_the_draw)
{
	struct draw one;

	whole(w, w->ann, w->kari, w->kari_account, "Walk");
	whole(w, w->bo, w->ola, w->ola_account, "Swim");
	world_do(w, replies_many, NULL);
	one = draw(w, 7, true);
	CHECK_INT(one.n, 2);		/* Kari's plan once, and Ola's */
}

/* A page that asks for more than plan and reply fails. */
static bool
more_than_allowed(struct tx *tx, void *arg)
{
	struct world *w = arg;
	struct actor sam = world_actor(w, tx, w->sam);
	struct sample *list;
	struct message *messages;
	struct scope s;
	struct care c;
	struct sample_shown shown;

	scope_open(&s, tx, w->app.vault, &sam, SCOPE_TEAM);
	CHECK_INT(sample_mine(&s, &list), 1);
	CHECK(care_open_part(&c, tx, w->app.vault, &sam, list[0].id));
	CHECK_INT(c.relation, REL_PART);
	CHECK_INT(c.scopes, SCOPE_PART);
	CHECK(sample_show(&c, &shown));
	CHECK_STR(shown.reply, REPLY);
	CHECK_INT(tx_rc(tx), RC_OK);
	(void)message_list(&c, 10, &messages, NULL);
	CHECK_INT(tx_rc(tx), RC_REFUSED);
	return true;
}

WORLD(a_part_is_not_the_record)
{
	struct client sam;

	records_make(w, w->kari_account);
	opened(w, &sam);
	CHECK(db_tx(w->app.db, test_arena, more_than_allowed, w) ==
	    RC_REFUSED);
	client_close(&sam);
}

int
main(int argc, char **argv)
{
	return test_run("web_sample", argc, argv);
}
