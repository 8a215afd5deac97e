/* SPDX-License-Identifier: Apache-2.0 */
#include "vault/keys.h"

#include <assert.h>
#include <sched.h>
#include <sodium.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "db/db.h"
#include "vault/vault.h"
#include "vault/whole.h"

static_assert(NONCE_BYTES == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(TAG_BYTES == crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(SLOTS % SLOT_WAYS == 0);

enum {
	OWNER_AAD_BYTES = 16 + 4,
	FETCH_ARENA_BYTES = 1024 * 1024,
	MANY_MAX = 2000,
	TRIES = 3,
};

SQL_KEYS(owner_key_read, "owner:id",
    "version:int wrapped:bytes? erased_at:int?",
    "SELECT version, wrapped, erased_at FROM owner_key WHERE owner = $1");
SQL_KEYS(owner_key_after, "after:id", "owner:id",
    "SELECT owner FROM owner_key WHERE owner > $1 ORDER BY owner LIMIT 500");
SQL_KEYS(owner_key_add, "owner:id version:int wrapped:bytes created_at:int", "",
    "INSERT INTO owner_key (owner, version, wrapped, created_at) "
    "VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING");
/* Same length, so that SQLite writes over the old bytes in their place. */
SQL_KEYS(owner_key_overwrite, "owner:id zeros:bytes", "",
    "UPDATE owner_key SET wrapped = $2 "
    "WHERE owner = $1 AND wrapped IS NOT NULL");
SQL_KEYS(owner_key_erase, "owner:id erased_at:int", "",
    "UPDATE owner_key SET wrapped = NULL, erased_at = $2 "
    "WHERE owner = $1 AND wrapped IS NOT NULL");

void
put_u32(unsigned char *out, uint32_t n)
{
	int i;

	for (i = 0; i < 4; i++)
		out[i] = (unsigned char)(n >> 8 * i);
}

uint32_t
get_u32(const unsigned char *in)
{
	return (uint32_t)in[0] | (uint32_t)in[1] << 8 | (uint32_t)in[2] << 16 |
	    (uint32_t)in[3] << 24;
}

void
box_close(unsigned char *out, const void *plain, size_t n, const void *aad,
    size_t aad_n, const unsigned char *key)
{
	random_bytes(out, NONCE_BYTES);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE_BYTES, NULL,
	    plain, n, aad, aad_n, NULL, out, key);
}

bool
box_open(void *out, const unsigned char *box, size_t box_n, const void *aad,
    size_t aad_n, const unsigned char *key)
{
	if (box_n < BOX_BYTES)
		return false;
	return crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL,
	    box + NONCE_BYTES, box_n - NONCE_BYTES, aad, aad_n, box, key) == 0;
}

/* --- clear keys --------------------------------------------------------- */

static void
slot_clear(struct vault *v, size_t i)
{
	sodium_memzero(v->secret->slot[i], KEY_BYTES);
	v->slots[i] = (struct slot){ .filled = false };
}

/* Of the owner's set: where the key rests, else a free one, else SLOTS. */
static size_t
slot_find(struct vault *v, struct id owner, int64_t now_ms, bool *found)
{
	size_t first = get_u32(owner.b + 12) % (SLOTS / SLOT_WAYS) * SLOT_WAYS;
	size_t i, at = SLOTS;

	*found = false;
	for (i = first; i < first + SLOT_WAYS; i++) {
		struct slot *s = &v->slots[i];

		if (s->filled && !s->stale && s->until_ms > now_ms &&
		    id_eq(s->owner, owner)) {
			*found = true;
			return i;
		}
		if (s->users == 0 && (at == SLOTS || !s->filled ||
		    (v->slots[at].filled &&
		    s->until_ms < v->slots[at].until_ms)))
			at = i;
	}
	return at;
}

/*
 * The owner's slot, held.  *found: the key is in it; else it is for the
 * caller alone until slot_open().  Four owners of one set at once would wait
 * for a few microseconds.
 */
static size_t
slot_take(struct vault *v, struct id owner, bool *found)
{
	int64_t now_ms = clock_mono_ms();
	size_t i;

	for (;;) {
		pthread_mutex_lock(&v->lock);
		i = slot_find(v, owner, now_ms, found);
		if (i < SLOTS)
			break;
		pthread_mutex_unlock(&v->lock);
		sched_yield();
	}
	if (!*found) {
		slot_clear(v, i);
		v->slots[i].owner = owner;
	}
	v->slots[i].users++;
	pthread_mutex_unlock(&v->lock);
	return i;
}

/* Others may use it until then; not when an erasure came in between. */
static void
slot_open(struct vault *v, size_t i, uint32_t version, int64_t until_ms,
    uint64_t generation)
{
	pthread_mutex_lock(&v->lock);
	v->slots[i].version = version;
	v->slots[i].until_ms = until_ms;
	v->slots[i].filled = v->generation == generation;
	pthread_mutex_unlock(&v->lock);
}

void
key_drop(struct vault *v, unsigned char *key)
{
	size_t i = (size_t)(key - v->secret->slot[0]) / KEY_BYTES;

	assert(i < SLOTS);
	pthread_mutex_lock(&v->lock);
	assert(v->slots[i].users > 0);
	if (--v->slots[i].users == 0 &&
	    (!v->slots[i].filled || v->slots[i].stale))
		slot_clear(v, i);
	pthread_mutex_unlock(&v->lock);
}

/* Locked. */
static void
slots_forget(struct vault *v, struct id owner)
{
	size_t i;

	for (i = 0; i < SLOTS; i++) {
		if (!id_eq(v->slots[i].owner, owner))
			continue;
		if (v->slots[i].users == 0)
			slot_clear(v, i);
		else
			v->slots[i].stale = true;
	}
}

void
vault_rest(struct vault *v)
{
	int64_t now_ms = clock_mono_ms();
	size_t i;

	pthread_mutex_lock(&v->lock);
	for (i = 0; i < SLOTS; i++)
		if (v->slots[i].filled && v->slots[i].users == 0 &&
		    v->slots[i].until_ms <= now_ms)
			slot_clear(v, i);
	pthread_mutex_unlock(&v->lock);
}

static void
owner_aad(unsigned char *out, struct id owner, uint32_t version)
{
	memcpy(out, owner.b, sizeof(owner.b));
	put_u32(out + sizeof(owner.b), version);
}

/* --- wrapped keys ------------------------------------------------------- */

/* Owners' ids are random, so any of their bytes spread well. */
static struct wrapped *
cache_set(struct vault *v, struct id owner)
{
	return v->cache[get_u32(owner.b + 12) % CACHE_SETS];
}

static bool
cache_get(struct vault *v, struct id owner, struct wrapped *out,
    uint64_t *generation)
{
	struct wrapped *set = cache_set(v, owner);
	int64_t oldest = clock_mono_ms() - CACHE_MS;
	bool found = false;
	int i;

	pthread_mutex_lock(&v->lock);
	*generation = v->generation;
	for (i = 0; i < CACHE_WAYS && !found; i++) {
		found = set[i].used && id_eq(set[i].owner, owner) &&
		    set[i].read_ms >= oldest;
		if (found)
			*out = set[i];
	}
	pthread_mutex_unlock(&v->lock);
	return found;
}

/* Not when an erasure came in between: what was read may be older. */
static void
cache_put(struct vault *v, const struct wrapped *w, uint64_t generation)
{
	struct wrapped *set = cache_set(v, w->owner), *to = &set[0];
	int i;

	pthread_mutex_lock(&v->lock);
	for (i = 0; i < CACHE_WAYS; i++) {
		if (!set[i].used || id_eq(set[i].owner, w->owner)) {
			to = &set[i];
			break;
		}
		if (set[i].read_ms < to->read_ms)
			to = &set[i];
	}
	if (v->generation == generation)
		*to = *w;
	pthread_mutex_unlock(&v->lock);
}

static void
cache_forget(struct vault *v, struct id owner)
{
	struct wrapped *set = cache_set(v, owner);
	int i;

	pthread_mutex_lock(&v->lock);
	v->generation++;
	slots_forget(v, owner);
	for (i = 0; i < CACHE_WAYS; i++)
		if (id_eq(set[i].owner, owner))
			sodium_memzero(&set[i], sizeof(set[i]));
	pthread_mutex_unlock(&v->lock);
}

static void
wrapped_read(struct tx *tx, void *arg)
{
	struct wrapped *w = arg;
	ROWS(r, tx, owner_key_read, w->owner);

	w->used = false;
	while (rows_next(&r)) {
		struct bytes box = rows_bytes(&r, "wrapped");
		int64_t version = rows_int(&r, "version");

		w->erased = !rows_null(&r, "erased_at");
		if (w->erased) {
			w->used = true;
		} else if (box.len == WRAPPED_BYTES && version > 0 &&
		    version <= UINT32_MAX) {
			w->used = true;
			w->version = (uint32_t)version;
			memcpy(w->box, box.at, WRAPPED_BYTES);
		}
	}
}

/*
 * Reads in an arena of its own: a request's arena, when full, would jump out
 * of this transaction and leave it open.
 */
static enum rc
wrapped_fetch(struct vault *v, struct id owner, struct wrapped *out,
    uint64_t *generation)
{
	struct arena *a;
	enum rc rc;

	if (cache_get(v, owner, out, generation))
		return RC_OK;
	a = arena_new(FETCH_ARENA_BYTES);
	if (a == NULL)
		return RC_NOMEM;
	*out = (struct wrapped){ .owner = owner, .read_ms = clock_mono_ms() };
	rc = db_read(v->db, a, wrapped_read, out);
	arena_free(a);
	if (rc != RC_OK)
		return rc;
	if (!out->used)
		return RC_BAD;
	cache_put(v, out, *generation);
	return RC_OK;
}

struct many {
	struct wrapped *list;		/* not in memory */
	size_t n;
};

static void
wrapped_read_many(struct tx *tx, void *arg)
{
	const struct many *m = arg;
	size_t i;

	for (i = 0; i < m->n; i++) {
		struct arena_mark mark = arena_mark(tx_arena(tx));

		wrapped_read(tx, &m->list[i]);
		arena_reset(tx_arena(tx), mark);
	}
}

void
vault_keys_read(struct vault *v, const struct id *owners, size_t n)
{
	struct arena *a = arena_new(FETCH_ARENA_BYTES);
	uint64_t generation = 0;
	struct many m = { .n = 0 };
	size_t i;

	if (a == NULL)
		return;
	if (n > MANY_MAX)
		n = MANY_MAX;
	m.list = arena_many(a, struct wrapped, n + 1);
	for (i = 0; i < n; i++) {
		uint64_t now;

		if (cache_get(v, owners[i], &m.list[m.n], &now))
			continue;
		/* The oldest: an erasure from here on counts. */
		generation = m.n == 0 ? now : generation;
		m.list[m.n++] = (struct wrapped){ .owner = owners[i],
		    .read_ms = clock_mono_ms() };
	}
	if (m.n > 0 && db_read(v->db, a, wrapped_read_many, &m) == RC_OK)
		for (i = 0; i < m.n; i++)
			if (m.list[i].used)
				cache_put(v, &m.list[i], generation);
	arena_free(a);
}

static int64_t
earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Fills the slot, which is the caller's alone. */
static enum rc
key_unwrap(struct vault *v, struct id owner, size_t i, uint32_t *version)
{
	unsigned char aad[OWNER_AAD_BYTES];
	struct wrapped w;
	uint64_t generation;
	enum rc rc = wrapped_fetch(v, owner, &w, &generation);

	if (rc == RC_BAD)
		log_error("vault: an owner has no usable key row");
	if (rc != RC_OK)
		return rc;
	if (w.erased)
		return RC_REFUSED;
	owner_aad(aad, owner, w.version);
	if (!box_open(v->secret->slot[i], w.box, WRAPPED_BYTES, aad,
	    sizeof(aad), v->secret->kek)) {
		log_error("vault: an owner's key does not open: its row was "
		    "altered");
		return RC_BAD;
	}
	*version = w.version;
	slot_open(v, i, w.version, earlier(clock_mono_ms() + SLOT_MS,
	    w.read_ms + CACHE_MS), generation);
	return RC_OK;
}

enum rc
key_take(struct vault *v, struct id owner, unsigned char **key,
    uint32_t *version)
{
	bool found;
	size_t i = slot_take(v, owner, &found);
	enum rc rc = RC_OK;

	*key = v->secret->slot[i];
	if (found)
		*version = v->slots[i].version;
	else
		rc = key_unwrap(v, owner, i, version);
	if (rc != RC_OK)
		key_drop(v, *key);
	return rc;
}

static bool
wrapped_add(struct tx *tx, void *arg)
{
	const struct wrapped *w = arg;

	db_run(tx, owner_key_add, w->owner, (int64_t)w->version,
	    ((struct bytes){ w->box, WRAPPED_BYTES }), tx_now(tx));
	return true;
}

/* A row that is not there; one that cannot be used fails in key_take(). */
static enum rc
wrapped_make(struct vault *v, struct id owner)
{
	struct wrapped w = { .owner = owner, .version = 1 };
	unsigned char aad[OWNER_AAD_BYTES], *key;
	struct arena *a = arena_new(FETCH_ARENA_BYTES);
	enum rc rc = RC_LOST;	/* whether it was kept does not matter: again */
	bool found;
	int i;

	if (a == NULL)
		return RC_NOMEM;
	owner_aad(aad, owner, w.version);
	key = v->secret->slot[slot_take(v, ID_NONE, &found)];
	random_bytes(key, KEY_BYTES);
	box_close(w.box, key, KEY_BYTES, aad, sizeof(aad), v->secret->kek);
	key_drop(v, key);
	for (i = 0; i < TRIES && rc == RC_LOST; i++)
		rc = db_tx(v->db, a, wrapped_add, &w);
	arena_free(a);
	return rc;
}

enum rc
vault_key_create(struct vault *v, struct id owner)
{
	struct wrapped there;
	uint64_t generation;
	uint32_t version;
	unsigned char *key;
	enum rc rc = wrapped_fetch(v, owner, &there, &generation);

	assert(!id_is_none(owner));
	if (rc == RC_BAD)
		rc = wrapped_make(v, owner);
	if (rc == RC_OK)	/* read back: it must open */
		rc = key_take(v, owner, &key, &version);
	if (rc == RC_OK)
		key_drop(v, key);
	return rc;
}

static bool
wrapped_erase(struct tx *tx, void *arg)
{
	static const unsigned char zeros[WRAPPED_BYTES];
	const struct id *owner = arg;

	db_run(tx, owner_key_overwrite, *owner,
	    ((struct bytes){ zeros, sizeof(zeros) }));
	db_run(tx, owner_key_erase, *owner, tx_now(tx));
	return true;
}

enum rc
vault_key_erase(struct vault *v, struct id owner)
{
	struct arena *a = arena_new(FETCH_ARENA_BYTES);
	enum rc rc = RC_LOST;
	int i;

	if (a == NULL)
		return RC_NOMEM;
	for (i = 0; i < TRIES && rc == RC_LOST; i++)
		rc = db_tx(v->db, a, wrapped_erase, &owner);
	cache_forget(v, owner);
	arena_free(a);
	return rc == RC_OK ? db_scrub(v->db) : rc;
}

/* --- are all of them whole? ----------------------------------------------- */

struct looking {
	struct vault *v;
	struct vault_whole *out;
};

static void
key_look(struct looking *l, const struct wrapped *w)
{
	unsigned char aad[OWNER_AAD_BYTES], *key;
	bool found, ok = false;

	if (w->used && !w->erased) {
		owner_aad(aad, w->owner, w->version);
		key = l->v->secret->slot[slot_take(l->v, ID_NONE, &found)];
		ok = box_open(key, w->box, WRAPPED_BYTES, aad, sizeof(aad),
		    l->v->secret->kek);
		key_drop(l->v, key);
	}
	if (ok)
		l->out->open++;
	else if (w->used && w->erased)
		l->out->erased++;
	else if (l->out->bad++ < VAULT_BAD_SHOWN)
		l->out->shown[l->out->bad - 1] = w->owner;
}

/* As they lie there, not as this process still knows them. */
static void
whole_read(struct tx *tx, void *arg)
{
	struct looking *l = arg;
	struct id after = ID_NONE;
	bool more = true;

	while (more && tx_rc(tx) == RC_OK) {
		struct arena_mark mark = arena_mark(tx_arena(tx));
		ROWS(r, tx, owner_key_after, after);

		for (more = false; rows_next(&r); more = true) {
			struct wrapped w = { .owner = rows_id(&r, "owner") };

			wrapped_read(tx, &w);
			key_look(l, &w);
			after = w.owner;
		}
		rows_end(&r);
		arena_reset(tx_arena(tx), mark);
	}
}

enum rc
vault_whole(struct vault *v, struct arena *a, struct vault_whole *out)
{
	struct looking l = { v, out };

	*out = (struct vault_whole){ 0 };
	return db_read(v->db, a, whole_read, &l);
}
