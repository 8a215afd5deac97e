/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Of test_vault.c: erasure, thieves, threads, passwords and tokens. */

/* --- erasure ------------------------------------------------------------ */

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

/* Does the file of the folder hold these bytes? */
static bool
file_holds(const struct place *p, const char *name, struct bytes want)
{
	FILE *f = fopen(str_fmt(test_arena, "%s/%s", p->data.at, name).at,
	    "rb");
	char *text = arena_alloc(test_arena, 4 * 1024 * 1024, 1);
	size_t n = f == NULL ? 0 : fread(text, 1, 4 * 1024 * 1024, f);

	if (f != NULL)
		fclose(f);
	return memmem(text, n, want.at, want.len) != NULL;
}

struct box {
	struct id owner;
	struct bytes at;
};

static void
box_read(struct tx *tx, void *arg)
{
	struct box *b = arg;
	ROWS(r, tx, t_key_box, b->owner);

	if (rows_next(&r))
		b->at = rows_bytes(&r, "wrapped");
}

/* While the vault is open, not only after its files were closed. */
TEST(erased_from_files)
{
	ROOM(r);
	struct act a = act_new(&r, "to be forgotten");
	struct act b = act_new(&r, "kept");
	struct box gone = { .owner = a.owner }, kept = { .owner = b.owner };

	CHECK_INT(db_read(r.v->db, test_arena, box_read, &gone), RC_OK);
	CHECK_INT(db_read(r.v->db, test_arena, box_read, &kept), RC_OK);
	CHECK_INT(gone.at.len, WRAPPED_BYTES);
	CHECK_INT(kept.at.len, WRAPPED_BYTES);
	if (on_postgres())
		return;		/* its files are not ours to read */
	CHECK(file_holds(&r.place, "keys.db", gone.at) ||
	    file_holds(&r.place, "keys.db-wal", gone.at));
	CHECK_INT(vault_key_erase(r.v, a.owner), RC_OK);
	CHECK(!file_holds(&r.place, "keys.db", gone.at));
	CHECK(!file_holds(&r.place, "keys.db-wal", gone.at));
	CHECK(file_holds(&r.place, "keys.db", kept.at) ||
	    file_holds(&r.place, "keys.db-wal", kept.at));
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
	CHECK_INT(r.v->slots_taken, 0);
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
