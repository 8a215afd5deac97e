/* SPDX-License-Identifier: Apache-2.0 */
#define TEST_MAIN
#include "test.h"

#include <fcntl.h>
#include <ftw.h>
#include <libpq-fe.h>
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

SQL_KEYS(t_key_copy, "from:id to:id", "",
    "UPDATE owner_key SET wrapped = (SELECT k.wrapped FROM owner_key AS k "
    "WHERE k.owner = $1) WHERE owner = $2");
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

/* An empty database of the test server. */
static struct str
pg_fresh(struct str server, const char *name)
{
	PGconn *c = PQconnectdb(server.at);
	struct str rest = server, head, tail;
	size_t i;

	CHECK(PQstatus(c) == CONNECTION_OK);
	PQclear(PQexec(c, "SET client_min_messages = warning"));
	PQclear(PQexec(c, str_fmt(test_arena,
	    "DROP DATABASE IF EXISTS %s WITH (FORCE)", name).at));
	PQclear(PQexec(c, str_fmt(test_arena, "CREATE DATABASE %s TEMPLATE "
	    "template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'", name).at));
	PQfinish(c);
	head = str_cut(&rest, '?');
	tail = rest;
	for (i = head.len; i > 0 && head.at[i - 1] != '/';)
		i--;
	return str_fmt(test_arena, "%.*s%s%s%.*s", (int)i, head.at, name,
	    tail.len > 0 ? "?" : "", STR(tail));
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
		p->where = p->main = pg_fresh(str_z(getenv("MELLOM_TEST_PG")),
		    "mellom_test_vault");
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

TEST(wrong_key_file)
{
	ROOM(r);
	struct str why, other = path_in(&r.place, "other");
	struct str print = vault_fingerprint(r.v, test_arena);
	struct vault *v;

	CHECK_INT(print.len, 16);
	CHECK_INT(vault_key_make(other, test_arena, &why), RC_OK);
	CHECK_INT(open_with(&r.place, other, &why), RC_REFUSED);
	CHECK(has(why, "not the one this vault was made with"));
	CHECK(has(why, print.at));
	/* Nor does making it again change the vault. */
	CHECK_INT(vault_open(&v, r.place.where, other, true, test_arena, &why),
	    RC_REFUSED);
	CHECK_INT(open_with(&r.place, r.place.key, &why), RC_OK);
	/* A forged fingerprint does not help. */
	steal(&r, forge_print, (struct theft){ .text = S("0011223344556677") });
	CHECK_INT(open_with(&r.place, r.place.key, &why), RC_REFUSED);
	steal(&r, forge_print, (struct theft){ .text = print });
	steal(&r, forge_lookup, (struct theft){
	    .box = { (const unsigned char *)"12345678901234567890123456789012"
	    "1234567890123456789012345678901234567890", WRAPPED_BYTES } });
	CHECK_INT(open_with(&r.place, r.place.key, &why), RC_BAD);
	CHECK(has(why, "altered"));
}

TEST(same_fingerprint_other_key)
{
	ROOM(r);
	struct str why, other = path_in(&r.place, "other"), print;
	struct place q = r.place;
	struct vault *v;

	if (on_postgres())
		return;
	CHECK_INT(vault_key_make(other, test_arena, &why), RC_OK);
	q.where = path_in(&r.place, "second");
	q.key = other;
	CHECK(mkdir(q.where.at, 0700) == 0);
	v = vault_of(&q, true);
	print = vault_fingerprint(v, test_arena);
	vault_close(v);
	steal(&r, forge_print, (struct theft){ .text = print });
	CHECK_INT(open_with(&r.place, other, &why), RC_BAD);
	CHECK(has(why, "altered"));
}

static void
file_put(struct str path, const char *text, mode_t mode)
{
	int fd;

	unlink(path.at);
	fd = open(path.at, O_WRONLY | O_CREAT | O_EXCL, 0600);
	CHECK(fd >= 0);
	CHECK(write(fd, text, strlen(text)) == (ssize_t)strlen(text));
	CHECK(fchmod(fd, mode) == 0);
	close(fd);
}

#define HEX63 "00112233445566778899aabbccddeeff00112233445566778899aabbccddeef"

TEST(key_file_errors)
{
	ROOM(r);
	struct place *p = &r.place;
	struct str why, f = path_in(p, "k"), in = path_in(p, "data/k");
	static const struct {
		const char *text;
		mode_t mode;
		const char *says;
	} bad[] = {
		{ "", 0400, "64 hex" },
		{ HEX63 "\n", 0400, "64 hex" },
		{ HEX63 "f0\n", 0400, "64 hex" },
		{ HEX63 "g\n", 0400, "64 hex" },
		{ HEX63 "f\n\n", 0400, "64 hex" },
		{ " " HEX63 "\n", 0400, "64 hex" },
		{ HEX63 "f\n", 0440, "0440" },
		{ HEX63 "f\n", 0604, "0604" },
		{ HEX63 "f\n", 0700, "0700" },
		{ HEX63 "f\n", 0666, "others" },
	};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		file_put(f, bad[i].text, bad[i].mode);
		CHECK_INT(open_with(p, f, &why), RC_BAD);
		CHECK(has(why, bad[i].says));
		CHECK(has(why, f.at));
	}
	file_put(f, HEX63 "f", 0600);	/* the newline may be missing */
	CHECK_INT(open_with(p, f, &why), RC_REFUSED);
	CHECK_INT(open_with(p, path_in(p, "nothing"), &why), RC_IO);
	CHECK(has(why, "is missing"));
	CHECK_INT(open_with(p, STR_NONE, &why), RC_BAD);
	CHECK(has(why, "key_file"));
	CHECK_INT(open_with(p, p->data, &why), RC_BAD);
	CHECK(has(why, "is a folder"));
	CHECK_INT(open_with(p, S("/dev/null"), &why), RC_BAD);
	CHECK(has(why, "plain file"));
	CHECK_INT(mkfifo(path_in(p, "pipe").at, 0400), 0);
	CHECK_INT(open_with(p, path_in(p, "pipe"), &why), RC_BAD);
	CHECK(has(why, "plain file"));
	if (geteuid() == 0) {
		file_put(f, HEX63 "f\n", 0400);
		CHECK(chown(f.at, 1, 1) == 0);
		CHECK_INT(open_with(p, f, &why), RC_BAD);
		CHECK(has(why, "belongs to user 1"));
	}
	if (on_postgres())
		return;
	file_put(in, HEX63 "f\n", 0400);
	CHECK_INT(open_with(p, in, &why), RC_BAD);
	CHECK(has(why, "inside the data folder"));
	CHECK(symlink(in.at, path_in(p, "link").at) == 0);
	CHECK_INT(open_with(p, path_in(p, "link"), &why), RC_BAD);
	CHECK(has(why, "inside the data folder"));
	CHECK(symlink(p->key.at, path_in(p, "good").at) == 0);
	CHECK_INT(open_with(p, path_in(p, "good"), &why), RC_OK);
}

TEST(key_make)
{
	ROOM(r);
	struct place *p = &r.place;
	struct stat st;
	struct str why = STR_NONE;

	CHECK(stat(p->key.at, &st) == 0);
	CHECK_INT(st.st_mode & 07777, 0400);
	CHECK_INT(st.st_size, 65);
	CHECK_INT(vault_key_make(p->key, test_arena, &why), RC_REFUSED);
	CHECK(has(why, "exists already"));
	CHECK_INT(vault_key_make(path_in(p, "no/key"), test_arena, &why),
	    RC_IO);
	CHECK(has(why, "folder"));
	CHECK_INT(vault_key_make(S("credential:x"), test_arena, &why),
	    RC_REFUSED);
}

TEST(credential)
{
	ROOM(r);
	struct place *p = &r.place;
	struct str why;

	unsetenv("CREDENTIALS_DIRECTORY");
	CHECK_INT(open_with(p, S("credential:key"), &why), RC_IO);
	CHECK(has(why, "systemd gave none"));
	setenv("CREDENTIALS_DIRECTORY", p->dir, 1);
	CHECK(chmod(p->key.at, 0440) == 0);	/* as with systemd's ACL */
	CHECK_INT(open_with(p, S("credential:key"), &why), RC_OK);
	CHECK_INT(open_with(p, S("credential:"), &why), RC_BAD);
	CHECK_INT(open_with(p, S("credential:../key"), &why), RC_BAD);
	CHECK_INT(open_with(p, S("credential:nothing"), &why), RC_IO);
	unsetenv("CREDENTIALS_DIRECTORY");
}

TEST(no_vault)
{
	struct place p;
	struct str why;

	place_make(&p);
	CHECK(open_with(&p, p.key, &why) != RC_OK);
	CHECK(why.len > 20);
	place_end(&p);
}

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

/* More than SLOT_MS goes by for the clear keys that rest. */
static void
slots_age(struct vault *v)
{
	int i;

	for (i = 0; i < SLOTS; i++)
		v->slots[i].until_ms -= SLOT_MS + 1;
}

TEST(clear_key_rests_for_a_second)
{
	ROOM(r);
	struct act a = act_new(&r, "text"), seen;
	unsigned char *key, *again;
	uint32_t version;

	CHECK_INT(unseal(&r, a, &seen), RC_OK);
	CHECK_INT(key_take(r.v, a.owner, &key, &version), RC_OK);
	CHECK_INT(key_take(r.v, a.owner, &again, &version), RC_OK);
	CHECK(key == again);
	key_drop(r.v, again);
	vault_rest(r.v);
	CHECK(!sodium_is_zero(key, KEY_BYTES));
	slots_age(r.v);
	vault_rest(r.v);
	CHECK(!sodium_is_zero(key, KEY_BYTES));		/* in use */
	key_drop(r.v, key);
	vault_rest(r.v);
	CHECK(sodium_is_zero(key, KEY_BYTES));
	CHECK_INT(unseal(&r, a, &seen), RC_OK);
	CHECK_STR(seen.text, "text");
}

/* --- erasure ------------------------------------------------------------ */

TEST(erased_while_in_use)
{
	ROOM(r);
	struct act a = act_new(&r, "to be forgotten"), seen;
	unsigned char *key;
	uint32_t version;

	CHECK_INT(unseal(&r, a, &seen), RC_OK);
	CHECK_INT(key_take(r.v, a.owner, &key, &version), RC_OK);
	CHECK_INT(vault_key_erase(r.v, a.owner), RC_OK);
	CHECK(!sodium_is_zero(key, KEY_BYTES));
	CHECK_INT(unseal(&r, a, &seen), RC_OK);
	CHECK(seen.erased);
	key_drop(r.v, key);
	CHECK(sodium_is_zero(key, KEY_BYTES));
}

TEST(erased_owner)
{
	ROOM(r);
	struct act a = act_new(&r, "to be forgotten"), b = act_new(&r, "kept");
	struct act seen = a;

	CHECK_INT(unseal(&r, a, &seen), RC_OK);
	CHECK_INT(vault_key_erase(r.v, a.owner), RC_OK);
	CHECK_INT(unseal(&r, a, &seen), RC_OK);
	CHECK(seen.erased);
	CHECK_STR(seen.text, "");
	CHECK_INT(seal(&r, &seen), RC_REFUSED);
	CHECK_INT(vault_key_create(r.v, a.owner), RC_REFUSED);
	CHECK_INT(vault_key_erase(r.v, a.owner), RC_OK);	/* twice */
	CHECK_INT(vault_key_erase(r.v, id_random()), RC_OK);	/* unknown */
	CHECK_INT(unseal(&r, b, &seen), RC_OK);
	CHECK_STR(seen.text, "kept");
	keys_close(&r);
	r.v = a.v = vault_of(&r.place, false);
	CHECK_INT(unseal(&r, a, &seen), RC_OK);
	CHECK(seen.erased);
}

/* Another process may hold the wrapped key for a minute, not longer. */
TEST(erased_elsewhere)
{
	ROOM(r);
	struct act a = act_new(&r, "text"), seen;
	struct vault *other = vault_of(&r.place, false);
	int i, j;

	a.v = other;
	CHECK_INT(unseal(&r, a, &seen), RC_OK);
	CHECK_INT(vault_key_erase(r.v, a.owner), RC_OK);
	for (i = 0; i < CACHE_SETS; i++)	/* a minute goes by */
		for (j = 0; j < CACHE_WAYS; j++)
			other->cache[i][j].read_ms -= CACHE_MS + 1;
	slots_age(other);
	CHECK_INT(unseal(&r, a, &seen), RC_OK);
	CHECK(seen.erased);
	vault_close(other);
}

/* The n-th write of the keys fails: what was said counts, nothing else. */
TEST(writes_that_fail)
{
	static const enum rc rcs[] = { RC_FULL, RC_IO, RC_NOMEM, RC_LOST };
	ROOM(r);
	size_t i;
	int n;

	for (i = 0; i < sizeof(rcs) / sizeof(*rcs); i++) {
		for (n = 1; n < 5; n++) {
			struct act a = { .v = r.v, .owner = id_random(),
			    .row = id_random(), .field = FIELD_ANSWER,
			    .text = S("text") }, seen;
			enum rc rc;

			db_fault_at(n, rcs[i]);
			rc = vault_key_create(r.v, a.owner);
			db_fault_at(0, RC_OK);
			CHECK(rc == RC_OK || rc == rcs[i]);
			if (rc == RC_OK)
				CHECK_INT(seal(&r, &a), RC_OK);
			CHECK_INT(vault_key_create(r.v, a.owner), RC_OK);
			CHECK_INT(seal(&r, &a), RC_OK);
			db_fault_at(n, rcs[i]);
			rc = vault_key_erase(r.v, a.owner);
			db_fault_at(0, RC_OK);
			CHECK(rc == RC_OK || rc == rcs[i]);
			CHECK_INT(unseal(&r, a, &seen), RC_OK);
			CHECK(rc != RC_OK || seen.erased);
			CHECK_STR(seen.text, seen.erased ? "" : "text");
		}
	}
}

TEST(statements)
{
	struct str why = STR_NONE;
	ROOM(r);

	CHECK_INT(db_statements_check(vault_db(r.v), test_arena, &why), RC_OK);
	CHECK_STR(why, "");
}

TEST(cache_evicts)
{
	enum { N = 3 * CACHE_WAYS };
	ROOM(r);
	struct act a[N], seen;
	int i, round;

	for (i = 0; i < N; i++) {
		a[i] = (struct act){ .v = r.v, .owner = id_random(),
		    .row = id_random(), .field = FIELD_DRAFT, .text = S("x") };
		memset(a[i].owner.b + 12, 7, 4);	/* all in one set */
		CHECK_INT(vault_key_create(r.v, a[i].owner), RC_OK);
		CHECK_INT(seal(&r, &a[i]), RC_OK);
	}
	for (round = 0; round < 3; round++)
		for (i = 0; i < N; i++)
			CHECK_INT(unseal(&r, a[i], &seen), RC_OK);
}

/* --- a thief with the files --------------------------------------------- */

/* Looks through every file of the data folder. */
static bool
files_hold(struct place *p, const void *what, size_t n)
{
	static const char *const names[] = { "data/mellom.db",
	    "data/mellom.db-wal", "data/mellom.db-shm", "data/keys.db",
	    "data/keys.db-wal", "data/keys.db-shm" };
	bool found = false;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
		FILE *f = fopen(path_in(p, names[i]).at, "rb");
		static char bytes[8 << 20];
		size_t got;

		if (f == NULL)
			continue;
		got = fread(bytes, 1, sizeof(bytes), f);
		CHECK(got < sizeof(bytes));
		found |= memmem(bytes, got, what, n) != NULL;
		fclose(f);
	}
	return found;
}

static bool
row_keep(struct tx *tx, void *arg)
{
	struct act *a = arg;

	act_seal(tx, a);
	db_run(tx, t_row_add, a->row, a->sealed);
	return true;
}

TEST(canary)
{
	static const char text[] = "KANARI: Anna Hansen, 48 12 34 56";
	unsigned char *key, copy[KEY_BYTES];
	uint32_t version;
	char hex[KEY_FILE_BYTES + 1];
	ROOM(r);
	struct act a = act_new(&r, text);
	struct wrapped *w;
	int i;

	if (on_postgres())
		return;
	CHECK_INT(db_tx(r.db, test_arena, row_keep, &a), RC_OK);
	CHECK(files_hold(&r.place, a.sealed.at, a.sealed.len));
	CHECK(!files_hold(&r.place, text, strlen(text)));
	CHECK(!files_hold(&r.place, "KANARI", 6));
	CHECK_INT(key_take(r.v, a.owner, &key, &version), RC_OK);
	memcpy(copy, key, KEY_BYTES);
	key_drop(r.v, key);
	slots_age(r.v);
	vault_rest(r.v);
	CHECK(sodium_is_zero(key, KEY_BYTES));
	CHECK(!files_hold(&r.place, copy, KEY_BYTES));
	CHECK(!files_hold(&r.place, r.v->secret->kek, KEY_BYTES));
	CHECK(!files_hold(&r.place, r.v->secret->lookup, KEY_BYTES));
	CHECK(!files_hold(&r.place, r.v->secret->digest, KEY_BYTES));
	sodium_bin2hex(hex, sizeof(hex), r.v->secret->kek, KEY_BYTES);
	CHECK(!files_hold(&r.place, hex, KEY_FILE_BYTES));
	/* The wrapped key is there, and after its erasure it is not. */
	w = r.v->cache[get_u32(a.owner.b + 12) % CACHE_SETS];
	for (i = 0; i < CACHE_WAYS && !id_eq(w->owner, a.owner); i++)
		w++;
	memcpy(copy, w->box + NONCE_BYTES, KEY_BYTES);
	CHECK(files_hold(&r.place, copy, KEY_BYTES));
	CHECK_INT(vault_key_erase(r.v, a.owner), RC_OK);
	keys_close(&r);
	CHECK(!files_hold(&r.place, copy, KEY_BYTES));
}

/* --- beside each other -------------------------------------------------- */

struct crowd {
	struct room *r;
	struct id owner[20];
	_Atomic int bad;
};

static void
crowd_act(struct tx *tx, void *arg)
{
	struct act *a = arg;

	act_seal(tx, a);
	act_open(tx, a);
}

static void *
crowd_run(void *arg)
{
	struct crowd *c = arg;
	struct arena *arena = arena_new(8 << 20);
	int i;

	for (i = 0; i < 400; i++) {
		struct arena_mark m = arena_mark(arena);
		struct act a = { .v = c->r->v, .owner = c->owner[i % 20],
		    .row = id_random(), .field = FIELD_ANSWER,
		    .text = S("the same text") };

		if (i < 20 && vault_key_create(c->r->v, a.owner) != RC_OK)
			c->bad++;
		if (db_read(c->r->db, arena, crowd_act, &a) != RC_OK ||
		    !str_is(a.text, "the same text"))
			c->bad++;
		arena_reset(arena, m);
	}
	arena_free(arena);
	return NULL;
}

TEST(threads)
{
	ROOM(r);
	struct crowd c = { .r = &r };
	pthread_t t[8];
	int i;

	for (i = 0; i < 20; i++)
		c.owner[i] = id_random();
	for (i = 0; i < 8; i++)
		CHECK(pthread_create(&t[i], NULL, crowd_run, &c) == 0);
	for (i = 0; i < 8; i++)
		pthread_join(t[i], NULL);
	CHECK_INT(c.bad, 0);
	for (i = 0; i < SLOTS; i++)
		CHECK_INT(r.v->slots[i].users, 0);
	slots_age(r.v);
	vault_rest(r.v);
	CHECK(sodium_is_zero(r.v->secret->slot[0], SLOTS * KEY_BYTES));
}

/* A key is made inside a transaction of the data, on the writer's thread. */
struct enrol {
	struct db_job job;
	struct act act;
	_Atomic int left;
	enum rc key, rc;
};

static bool
enrol_run(struct tx *tx, struct db_job *job)
{
	struct enrol *e = (struct enrol *)job;

	e->key = vault_key_create(e->act.v, e->act.owner);
	return row_keep(tx, &e->act);
}

static void
enrol_done(struct db_job *job, enum rc rc)
{
	struct enrol *e = (struct enrol *)job;

	e->rc = rc;
	atomic_store(&e->left, 0);
}

TEST(key_within_a_write)
{
	ROOM(r);
	struct enrol *e = arena_many(test_arena, struct enrol, 40);
	int i;

	for (i = 0; i < 40; i++) {
		e[i].act = (struct act){ .v = r.v, .owner = id_random(),
		    .row = id_random(), .field = FIELD_PATIENT_NAME,
		    .text = S("Anna") };
		e[i].left = 1;
		e[i].job = (struct db_job){ .run = enrol_run,
		    .done = enrol_done, .arena = arena_new(1 << 20) };
		CHECK_INT(db_submit(r.db, &e[i].job), RC_OK);
	}
	for (i = 0; i < 40; i++) {
		int64_t until = clock_mono_ms() + 20000;

		while (atomic_load(&e[i].left) && clock_mono_ms() < until)
			usleep(1000);
		CHECK_INT(e[i].left, 0);
		CHECK_INT(e[i].key, RC_OK);
		CHECK_INT(e[i].rc, RC_OK);
		CHECK_INT(unseal(&r, e[i].act, &e[i].act), RC_OK);
		CHECK_STR(e[i].act.text, "Anna");
		arena_free(e[i].job.arena);
	}
}

/* --- passwords, tokens -------------------------------------------------- */

static double
ms_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Of the processor, whoever else uses it. */
static double
ms_used(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

TEST(passwords)
{
	struct str hash, other;

	vault_password_cost(1, 1024);
	hash = vault_password_hash(test_arena, S("a good long password"));
	other = vault_password_hash(test_arena, S("a good long password"));
	CHECK(str_starts(hash, S("$argon2id$v=19$m=1024,t=1,p=1$")));
	CHECK(!str_eq(hash, other));		/* salted */
	CHECK(vault_password_check(hash, S("a good long password")));
	CHECK(!vault_password_check(hash, S("a good long passwore")));
	CHECK(!vault_password_check(hash, S("a good long passwor")));
	CHECK(!vault_password_check(hash, STR_NONE));
	CHECK(!vault_password_check(STR_NONE, STR_NONE));
	CHECK(!vault_password_check(S("$argon2id$v=19$m=1024,t=1"), S("x")));
	vault_password_cost(2, 2048);	/* a hash keeps its own parameters */
	CHECK(vault_password_check(hash, S("a good long password")));
	hash = vault_password_hash(test_arena, STR_NONE);
	CHECK(vault_password_check(hash, STR_NONE));
	vault_password_cost(3, 32 * 1024);
}

TEST(password_time)
{
	double check = 1e9, dummy = 1e9;
	struct str hash;
	int i;

	vault_password_cost(3, 32 * 1024);
	hash = vault_password_hash(test_arena, S("a good long password"));
	for (i = 0; i < 4; i++) {	/* the best of four: the box is busy */
		double t = ms_used(), u;

		CHECK(!vault_password_check(hash, S("another")));
		u = ms_used();
		vault_password_dummy(S("another"));
		dummy = ms_used() - u < dummy ? ms_used() - u : dummy;
		check = u - t < check ? u - t : check;
	}
	printf("  password check %.0f ms, dummy %.0f ms\n", check, dummy);
	CHECK(dummy > check * 0.6 && dummy < check * 1.7);
}

TEST(tokens)
{
	struct str a = vault_token(test_arena), b = vault_token(test_arena);
	struct bytes h = vault_token_hash(test_arena, S("abc"));

	CHECK_INT(a.len, 64);
	CHECK(!str_eq(a, b));
	CHECK_INT(h.len, 32);
	CHECK_STR(str_hex(test_arena, h.at, h.len),	/* RFC 7693, 256 bits */
	    "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

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
