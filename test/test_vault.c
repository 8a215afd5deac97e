/* SPDX-License-Identifier: Apache-2.0 */
#define TEST_MAIN
#include "test.h"

#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/id.h"
#include "base/log.h"
#include "base/random.h"
#include "db/db.h"
#include "vault/keys.h"
#include "vault/vault.h"

#include "pg_own.h"

SQL_KEYS(t_key_copy, "from:id to:id", "",
    "UPDATE owner_key SET wrapped = (SELECT k.wrapped FROM owner_key AS k "
    "WHERE k.owner = $1) WHERE owner = $2");
SQL_KEYS(t_key_box, "owner:id", "wrapped:bytes",
    "SELECT wrapped FROM owner_key WHERE owner = $1");
SQL_KEYS(t_print_set, "fingerprint:text", "",
    "UPDATE vault_meta SET fingerprint = $1");
SQL_KEYS(t_lookup_set, "box:bytes", "",
    "UPDATE vault_meta SET lookup_key = $1");
/* The audit's table keeps some bytes for us: rooms with text come later. */
SQL(t_row_add, "id:id sealed:bytes", "",
    "INSERT INTO audit (id, at, object, action, role, how, refused) "
    "VALUES ($1, 0, $2, 't', '', '', 0) /* duty: test */");

/*
 * A folder with data/ (mellom.db, keys.db) and a key file beside it; on
 * PostgreSQL (MELLOM_TEST_PG) the databases are there, fresh.
 */
struct place {
	char dir[64];
	struct str data, key, where, main;
};

static int
place_drop(const char *path, const struct stat *st, int flag, struct FTW *f)
{
	(void)st;
	(void)flag;
	(void)f;
	return remove(path);
}

static void
place_end(struct place *p)
{
	nftw(p->dir, place_drop, 16, FTW_DEPTH | FTW_PHYS);
}

static bool
on_postgres(void)
{
	return getenv("MELLOM_TEST_PG") != NULL;
}

static struct str
path_in(const struct place *p, const char *name)
{
	return str_fmt(test_arena, "%s/%s", p->dir, name);
}

static void
place_make(struct place *p)
{
	struct str why = STR_NONE;

	snprintf(p->dir, sizeof(p->dir), "/tmp/mellom-vault-XXXXXX");
	CHECK(mkdtemp(p->dir) != NULL);
	p->data = path_in(p, "data");
	CHECK(mkdir(p->data.at, 0700) == 0);
	p->key = path_in(p, "key");
	CHECK_INT(vault_key_make(p->key, test_arena, &why), RC_OK);
	CHECK_STR(why, "");
	p->where = p->data;
	p->main = path_in(p, "data/mellom.db");
	if (on_postgres())
		p->where = p->main = pg_own(getenv("MELLOM_TEST_PG"));
}

/* Both databases, open. */
struct room {
	struct place place;
	struct db *db;
	struct vault *v;
};

static struct vault *
vault_of(const struct place *p, bool create)
{
	struct str why = STR_NONE;
	struct vault *v;

	CHECK_INT(vault_open(&v, p->where, p->key, create, test_arena, &why),
	    RC_OK);
	CHECK_STR(why, "");
	if (v == NULL)
		exit(1);
	return v;
}

static void
room_end(struct room *r)
{
	vault_close(r->v);
	db_close(r->db);
	place_end(&r->place);
}

static void
room_make(struct room *r)
{
	struct str why = STR_NONE;

	place_make(&r->place);
	CHECK_INT(db_open(&r->db, &(struct db_conf){ .where = r->place.main,
	    .create = true }, test_arena, &why), RC_OK);
	CHECK_STR(why, "");
	if (r->db == NULL)
		exit(1);
	CHECK_INT(db_migrate(r->db, test_arena, &why), RC_OK);
	CHECK_STR(why, "");
	r->v = vault_of(&r->place, true);
}

#define ROOM(r) \
	__attribute__((cleanup(room_end))) struct room r; room_make(&r)

static void
keys_close(struct room *r)
{
	vault_close(r->v);
	r->v = NULL;
}

/* A seal or an open, in a transaction of its own. */
struct act {
	struct vault *v;
	struct id owner, row;
	enum vault_field field;
	struct str text;
	struct bytes sealed;
	bool erased;
};

static void
act_seal(struct tx *tx, void *arg)
{
	struct act *a = arg;

	a->sealed = vault_seal(a->v, tx, a->owner, a->field, a->row, a->text);
}

static void
act_open(struct tx *tx, void *arg)
{
	struct act *a = arg;

	a->text = vault_unseal(a->v, tx, a->owner, a->field, a->row,
	    a->sealed, &a->erased);
}

static enum rc
seal(struct room *r, struct act *a)
{
	return db_read(r->db, test_arena, act_seal, a);
}

static enum rc
unseal(struct room *r, struct act a, struct act *out)
{
	enum rc rc;

	a.text = S("not set");
	rc = db_read(r->db, test_arena, act_open, &a);
	*out = a;
	return rc;
}

static struct act
act_new(struct room *r, const char *text)
{
	struct act a = { .v = r->v, .owner = id_random(), .row = id_random(),
	    .field = FIELD_MESSAGE, .text = str_z(text) };

	CHECK_INT(vault_key_create(r->v, a.owner), RC_OK);
	CHECK_INT(seal(r, &a), RC_OK);
	return a;
}

TEST(round_trip)
{
	static const size_t sizes[] = { 0, 1, 2, 100, 65536, 300001 };
	ROOM(r);
	struct act a = act_new(&r, ""), b;
	size_t i, j;

	for (i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		char *text = arena_many(test_arena, char, sizes[i] + 1);
		struct bytes first;

		for (j = 0; j < sizes[i]; j++)
			text[j] = (char)('a' + j % 26);
		a.text = (struct str){ text, sizes[i] };
		CHECK_INT(seal(&r, &a), RC_OK);
		CHECK_INT(a.sealed.len, sizes[i] + 45);
		CHECK_INT(unseal(&r, a, &b), RC_OK);
		CHECK(str_eq(a.text, b.text));
		CHECK(b.text.at[b.text.len] == '\0');
		CHECK(!b.erased);
		first = a.sealed;
		CHECK_INT(seal(&r, &a), RC_OK);
		CHECK(memcmp(first.at, a.sealed.at, first.len) != 0);
	}
}

TEST(null_opens_empty)
{
	ROOM(r);
	struct act a = act_new(&r, "text"), b;

	a.sealed = (struct bytes){ NULL, 0 };
	CHECK_INT(unseal(&r, a, &b), RC_OK);
	CHECK_STR(b.text, "");
	CHECK(!b.erased);
}

static void
refused(struct room *r, struct act a)
{
	struct act b;

	CHECK_INT(unseal(r, a, &b), RC_BAD);
	CHECK_STR(b.text, "");
	CHECK(!b.erased);
}

TEST(every_place_counts)
{
	ROOM(r);
	struct act a = act_new(&r, "Anna slept badly"), b = a;
	struct act other = act_new(&r, "another");

	CHECK_INT(unseal(&r, a, &b), RC_OK);
	b = a;
	b.field = FIELD_ANSWER;
	refused(&r, b);
	b = a;
	b.row = other.row;
	refused(&r, b);
	b = a;
	b.owner = other.owner;
	refused(&r, b);
	b = a;
	b.owner = id_random();		/* has no key */
	refused(&r, b);
	b = a;				/* swapped ciphertexts, same owner */
	b.row = id_random();
	b.text = S("the second text");
	CHECK_INT(seal(&r, &b), RC_OK);
	b.sealed = a.sealed;
	refused(&r, b);
}

TEST(every_byte_counts)
{
	ROOM(r);
	struct act a = act_new(&r, "Anna"), b = a;
	unsigned char *copy = arena_many(test_arena, unsigned char,
	    a.sealed.len + 1);
	size_t i;

	b.sealed.at = copy;
	for (i = 0; i < a.sealed.len; i++) {
		memcpy(copy, a.sealed.at, a.sealed.len);
		copy[i] ^= (unsigned char)(1 << i % 8);
		refused(&r, b);
	}
	memcpy(copy, a.sealed.at, a.sealed.len);
	for (i = 1; i < a.sealed.len; i++) {
		b.sealed.len = i;
		refused(&r, b);
	}
	b.sealed.len = a.sealed.len + 1;
	refused(&r, b);
}

/* One statement on the database of keys, as a thief with its rights would. */
struct theft {
	struct id from, to;
	struct str text;
	struct bytes box;
	int64_t changed;
};

static bool
steal_key(struct tx *tx, void *arg)
{
	struct theft *t = arg;

	t->changed = db_run(tx, t_key_copy, t->from, t->to);
	return true;
}

static bool
forge_print(struct tx *tx, void *arg)
{
	struct theft *t = arg;

	t->changed = db_run(tx, t_print_set, t->text);
	return true;
}

static bool
forge_lookup(struct tx *tx, void *arg)
{
	struct theft *t = arg;

	t->changed = db_run(tx, t_lookup_set, t->box);
	return true;
}

static void
steal(struct room *r, bool (*how)(struct tx *, void *), struct theft t)
{
	CHECK_INT(db_tx(vault_db(r->v), test_arena, how, &t), RC_OK);
	CHECK_INT(t.changed, 1);
}

TEST(keys_of_owners_do_not_move)
{
	ROOM(r);
	struct act a = act_new(&r, "one"), b = act_new(&r, "two");

	steal(&r, steal_key, (struct theft){ .from = a.owner, .to = b.owner });
	keys_close(&r);
	r.v = a.v = b.v = vault_of(&r.place, false);
	CHECK_INT(unseal(&r, a, &a), RC_OK);
	CHECK_STR(a.text, "one");
	refused(&r, b);
	CHECK_INT(vault_key_create(r.v, b.owner), RC_BAD);
}

static enum rc
open_with(const struct place *p, struct str key, struct str *why)
{
	struct vault *v;
	enum rc rc;

	*why = STR_NONE;
	rc = vault_open(&v, p->where, key, false, test_arena, why);
	CHECK((rc == RC_OK) == (v != NULL));
	vault_close(v);
	return rc;
}

static bool
has(struct str s, const char *part)
{
	return memmem(s.at, s.len, part, strlen(part)) != NULL;
}

#include "vault_key_file.h"

TEST(open_again)
{
	ROOM(r);
	struct act a = act_new(&r, "still here"), b;
	struct bytes blind = vault_blind(r.v, test_arena, "login", S("kari"));
	struct bytes again;

	keys_close(&r);
	r.v = a.v = vault_of(&r.place, true);	/* create twice is fine */
	CHECK_INT(vault_key_create(r.v, a.owner), RC_OK);
	CHECK_INT(unseal(&r, a, &b), RC_OK);
	CHECK_STR(b.text, "still here");
	again = vault_blind(r.v, test_arena, "login", S("kari"));
	CHECK(memcmp(blind.at, again.at, 32) == 0);
}

TEST(blind)
{
	ROOM(r);
	struct bytes of[8];
	size_t i, j, n = 0;

	of[n++] = vault_blind(r.v, test_arena, "login", S("kari"));
	of[n++] = vault_blind(r.v, test_arena, "login", S("karl"));
	of[n++] = vault_blind(r.v, test_arena, "login", STR_NONE);
	of[n++] = vault_blind(r.v, test_arena, "loginkari", STR_NONE);
	of[n++] = vault_blind(r.v, test_arena, "loginkar", S("i"));
	of[n++] = vault_blind(r.v, test_arena, "phone", S("kari"));
	of[n++] = vault_blind(r.v, test_arena, "digest", S("kari"));
	of[n++] = vault_blind(r.v, test_arena, "digest login", S("kari"));
	for (i = 0; i < n; i++) {
		CHECK_INT(of[i].len, 32);
		for (j = 0; j < i; j++)
			CHECK(memcmp(of[i].at, of[j].at, 32) != 0);
	}
}

#include "vault_more.h"

/* --- how fast ----------------------------------------------------------- */

enum { NAMES = 200 };

struct names {
	struct act act[NAMES];
	double ms;
};

static void
names_seal(struct tx *tx, void *arg)
{
	struct names *n = arg;
	int i;

	for (i = 0; i < NAMES; i++)
		act_seal(tx, &n->act[i]);
}

static void
names_open(struct tx *tx, void *arg)
{
	struct names *n = arg;
	double t = ms_now();
	int i;

	for (i = 0; i < NAMES; i++)
		act_open(tx, &n->act[i]);
	n->ms = ms_now() - t;
}

TEST(caseload_speed)
{
	ROOM(r);
	struct names *n = arena_one(test_arena, struct names);
	double cold, warm = 1e9;
	int i;

	for (i = 0; i < NAMES; i++) {
		n->act[i] = (struct act){ .v = r.v, .owner = id_random(),
		    .row = id_random(), .field = FIELD_PATIENT_NAME,
		    .text = S("Anna Hansen-Solberg") };
		CHECK_INT(vault_key_create(r.v, n->act[i].owner), RC_OK);
	}
	CHECK_INT(db_read(r.db, test_arena, names_seal, n), RC_OK);
	keys_close(&r);
	r.v = vault_of(&r.place, false);
	for (i = 0; i < NAMES; i++)
		n->act[i].v = r.v;
	CHECK_INT(db_read(r.db, test_arena, names_open, n), RC_OK);
	cold = n->ms;
	for (i = 0; i < 20; i++) {
		CHECK_INT(db_read(r.db, test_arena, names_open, n), RC_OK);
		warm = n->ms < warm ? n->ms : warm;
	}
	CHECK_STR(n->act[NAMES - 1].text, "Anna Hansen-Solberg");
	printf("  %d names: %.2f ms, %.2f ms when keys are cached\n", NAMES,
	    cold, warm);
	CHECK(warm < 5);
}

int
main(int argc, char **argv)
{
	log_level_set(LOG_WARN);
	return test_run("vault", argc, argv);
}
