/* SPDX-License-Identifier: Apache-2.0 */
#include "vault/vault.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "db/db.h"
#include "vault/keys.h"

/*
 * A sealed text: 1 byte format, 4 bytes key version, then the box.  Its
 * additional data: field (4 bytes), row, owner, key version (4 bytes).
 */
enum {
	FORMAT = 1,
	HEAD_BYTES = 1 + 4,
	AAD_BYTES = 4 + 16 + 16 + 4,
	PRINT_BYTES = 8,		/* of the fingerprint */
	BLIND_BYTES = 32,
};

/* What the check value says, and the names of the sealed keys beside it. */
#define CHECK_TEXT "mellom: this is the right key"
#define CHECK_NAME "mellom check value"
#define LOOKUP_NAME "mellom lookup key"
#define DIGEST_NAME "mellom digest key"

SQL_KEYS(vault_meta_add, "made_at:int fingerprint:text check_value:bytes "
    "lookup_key:bytes digest_key:bytes", "",
    "INSERT INTO vault_meta (one, made_at, fingerprint, check_value, "
    "lookup_key, digest_key) VALUES (1, $1, $2, $3, $4, $5) "
    "ON CONFLICT DO NOTHING");
SQL_KEYS(vault_meta_read, "",
    "fingerprint:text check_value:bytes lookup_key:bytes digest_key:bytes",
    "SELECT fingerprint, check_value, lookup_key, digest_key "
    "FROM vault_meta WHERE one = 1");

struct meta {
	struct vault *v;
	bool found;
	struct str fingerprint;
	struct bytes check, lookup, digest;
};

static void
secret_close(unsigned char *out, const void *plain, size_t n, const char *name,
    const struct vault *v)
{
	box_close(out, plain, n, name, strlen(name), v->secret->kek);
}

static bool
secret_open(void *out, size_t n, struct bytes box, const char *name,
    const struct vault *v)
{
	return box.len == BOX_BYTES + n && box_open(out, box.at, box.len, name,
	    strlen(name), v->secret->kek);
}

static bool
meta_add(struct tx *tx, void *arg)
{
	const struct meta *m = arg;

	db_run(tx, vault_meta_add, tx_now(tx), m->fingerprint, m->check,
	    m->lookup, m->digest);
	return true;
}

/* New look-up and digest keys; they count only when no meta row was there. */
static enum rc
meta_make(struct vault *v, struct arena *a)
{
	enum { CHECK_BYTES = BOX_BYTES + sizeof(CHECK_TEXT) - 1 };
	unsigned char *box = arena_many(a, unsigned char,
	    CHECK_BYTES + 2 * WRAPPED_BYTES);
	struct meta m = {
		.fingerprint = vault_fingerprint(v, a),
		.check = { box, CHECK_BYTES },
		.lookup = { box + CHECK_BYTES, WRAPPED_BYTES },
		.digest = { box + CHECK_BYTES + WRAPPED_BYTES, WRAPPED_BYTES },
	};

	random_bytes(v->secret->lookup, KEY_BYTES);
	random_bytes(v->secret->digest, KEY_BYTES);
	secret_close(box, CHECK_TEXT, sizeof(CHECK_TEXT) - 1, CHECK_NAME, v);
	secret_close(box + CHECK_BYTES, v->secret->lookup, KEY_BYTES,
	    LOOKUP_NAME, v);
	secret_close(box + CHECK_BYTES + WRAPPED_BYTES, v->secret->digest,
	    KEY_BYTES, DIGEST_NAME, v);
	return db_tx(v->db, a, meta_add, &m);
}

static void
meta_read(struct tx *tx, void *arg)
{
	struct meta *m = arg;
	ROWS(r, tx, vault_meta_read);

	m->found = false;
	while (rows_next(&r)) {
		m->found = true;
		m->fingerprint = rows_str(&r, "fingerprint");
		m->check = rows_bytes(&r, "check_value");
		m->lookup = rows_bytes(&r, "lookup_key");
		m->digest = rows_bytes(&r, "digest_key");
	}
}

/* Is this the key the vault was made with? */
static enum rc
meta_check(struct vault *v, struct arena *a, struct str *why)
{
	char check[sizeof(CHECK_TEXT) - 1];
	struct str ours = vault_fingerprint(v, a);
	struct meta m = { .v = v };
	enum rc rc = db_read(v->db, a, meta_read, &m);

	if (rc != RC_OK) {
		*why = str_fmt(a, "The database of keys could not be read: "
		    "%s. Check its disk or its server.", rc_text(rc));
		return rc;
	}
	if (!m.found) {
		*why = S("The database of keys is empty. Restore it from "
		    "the newest backup; a new server makes one with: "
		    "mellom init");
		return RC_BAD;
	}
	if (!str_eq(m.fingerprint, ours)) {
		*why = str_fmt(a, "The key file is not the one this vault was "
		    "made with: its fingerprint is %.*s, the vault's is %.*s. "
		    "Put back the key file with that fingerprint.",
		    STR(ours), STR(m.fingerprint));
		return RC_REFUSED;
	}
	if (!secret_open(check, sizeof(check), m.check, CHECK_NAME, v) ||
	    memcmp(check, CHECK_TEXT, sizeof(check)) != 0 ||
	    !secret_open(v->secret->lookup, KEY_BYTES, m.lookup, LOOKUP_NAME,
	    v) ||
	    !secret_open(v->secret->digest, KEY_BYTES, m.digest, DIGEST_NAME,
	    v)) {
		*why = S("The key file fits the vault's fingerprint, but what "
		    "is sealed with it does not open: the database of keys "
		    "was altered. Restore it from the newest backup.");
		return RC_BAD;
	}
	return RC_OK;
}

/* --- opening ------------------------------------------------------------ */

static bool
where_postgres(struct str where)
{
	return str_starts(where, S("postgresql://")) ||
	    str_starts(where, S("postgres://"));
}

static struct vault *
vault_new(void)
{
	struct vault *v;

	if (sodium_init() < 0)
		abort();
	v = sodium_malloc(sizeof(*v));
	if (v == NULL)
		return NULL;
	memset(v, 0, sizeof(*v));
	v->secret = sodium_malloc(sizeof(*v->secret));
	if (v->secret == NULL) {
		sodium_free(v);
		return NULL;
	}
	memset(v->secret, 0, sizeof(*v->secret));
	/* sodium_malloc() locks too, but says nothing when it cannot. */
	if (sodium_mlock(v->secret, sizeof(*v->secret)) != 0)
		log_warn("vault: keys may be swapped to disk: they cannot be "
		    "locked in memory; raise LimitMEMLOCK");
	pthread_mutex_init(&v->lock, NULL);
	return v;
}

static enum rc
vault_db_open(struct vault *v, struct str where, bool create, struct arena *a,
    struct str *why)
{
	struct db_conf conf = {
		.where = where_postgres(where) ? str_copy(a, where) :
		    str_fmt(a, "%.*s/keys.db", STR(where)),
		.set = DB_KEYS,
		.create = create,
	};
	enum rc rc = db_open(&v->db, &conf, a, why);

	if (rc != RC_OK) {
		v->db = NULL;
		return rc;
	}
	if (!create)
		return db_version_check(v->db, a, why);
	rc = db_migrate(v->db, a, why);
	if (rc != RC_OK)
		return rc;
	rc = meta_make(v, a);
	if (rc != RC_OK)
		*why = str_fmt(a, "The database of keys could not be written: "
		    "%s. Check that its disk has room.", rc_text(rc));
	return rc;
}

enum rc
vault_open(struct vault **out, struct str where, struct str key_file,
    bool create, struct arena *a, struct str *why)
{
	struct vault *v = vault_new();
	enum rc rc;

	*out = NULL;
	if (v == NULL) {
		*why = S("No memory for keys. Raise LimitMEMLOCK or free some "
		    "memory.");
		return RC_NOMEM;
	}
	rc = key_file_read(key_file, where_postgres(where) ? STR_NONE : where,
	    v->secret->kek, a, why);
	if (rc == RC_OK)
		rc = vault_db_open(v, where, create, a, why);
	if (rc == RC_OK)
		rc = meta_check(v, a, why);
	if (rc == RC_OK)
		*out = v;
	else
		vault_close(v);
	return rc;
}

void
vault_close(struct vault *v)
{
	if (v == NULL)
		return;
	if (v->db != NULL)
		db_close(v->db);
	pthread_mutex_destroy(&v->lock);
	sodium_free(v->secret);		/* zeroes */
	sodium_free(v);
}

struct db *
vault_db(struct vault *v)
{
	return v->db;
}

struct str
vault_fingerprint(struct vault *v, struct arena *a)
{
	static const unsigned char name[] = "mellom key fingerprint";
	unsigned char print[crypto_generichash_BYTES];

	crypto_generichash(print, sizeof(print), name, sizeof(name) - 1,
	    v->secret->kek, KEY_BYTES);
	return str_hex(a, print, PRINT_BYTES);
}

/* --- texts -------------------------------------------------------------- */

static void
text_aad(unsigned char *out, enum vault_field field, struct id row,
    struct id owner, uint32_t version)
{
	put_u32(out, (uint32_t)field);
	memcpy(out + 4, row.b, 16);
	memcpy(out + 20, owner.b, 16);
	put_u32(out + 36, version);
}

struct bytes
vault_seal(struct vault *v, struct tx *tx, struct id owner,
    enum vault_field field, struct id row, struct str text)
{
	unsigned char aad[AAD_BYTES], *out, *key;
	size_t n = HEAD_BYTES + BOX_BYTES + text.len;
	uint32_t version;
	enum rc rc;

	assert(field > 0 && field < FIELD_N);
	if (tx_rc(tx) != RC_OK)
		return (struct bytes){ (const unsigned char *)"", 0 };
	out = arena_many(tx_arena(tx), unsigned char, n);
	rc = key_take(v, owner, &key, &version);
	if (rc != RC_OK) {
		tx_fail(tx, rc);
		return (struct bytes){ (const unsigned char *)"", 0 };
	}
	text_aad(aad, field, row, owner, version);
	out[0] = FORMAT;
	put_u32(out + 1, version);
	box_close(out + HEAD_BYTES, text.at, text.len, aad, sizeof(aad), key);
	key_drop(v, key);
	return (struct bytes){ out, n };
}

/* RC_REFUSED: erased; RC_BAD: it does not open, whatever the reason. */
static enum rc
text_open(struct vault *v, struct arena *a, struct id owner,
    enum vault_field field, struct id row, struct bytes sealed,
    struct str *text)
{
	unsigned char aad[AAD_BYTES], *key;
	uint32_t version;
	size_t len;
	enum rc rc;
	bool ok;
	char *out;

	assert(field > 0 && field < FIELD_N);
	if (sealed.len < HEAD_BYTES + BOX_BYTES || sealed.at[0] != FORMAT) {
		log_error("vault: a sealed text of field %d has a wrong form",
		    (int)field);
		return RC_BAD;
	}
	len = sealed.len - HEAD_BYTES - BOX_BYTES;
	out = arena_many(a, char, len + 1);
	rc = key_take(v, owner, &key, &version);
	if (rc != RC_OK)
		return rc;
	text_aad(aad, field, row, owner, version);
	ok = get_u32(sealed.at + 1) == version && box_open(out,
	    sealed.at + HEAD_BYTES, sealed.len - HEAD_BYTES, aad, sizeof(aad),
	    key);
	key_drop(v, key);
	if (!ok) {
		log_error("vault: a sealed text of field %d does not open: it "
		    "was altered or moved", (int)field);
		return RC_BAD;
	}
	*text = (struct str){ out, len };
	return RC_OK;
}

struct str
vault_unseal(struct vault *v, struct tx *tx, struct id owner,
    enum vault_field field, struct id row, struct bytes sealed, bool *erased)
{
	struct str text = STR_NONE;
	enum rc rc;

	if (erased != NULL)
		*erased = false;
	if (tx_rc(tx) != RC_OK || sealed.len == 0)
		return text;
	rc = text_open(v, tx_arena(tx), owner, field, row, sealed, &text);
	if (rc == RC_REFUSED && erased != NULL)
		*erased = true;
	if (rc != RC_OK && rc != RC_REFUSED)
		tx_fail(tx, rc);
	return text;
}

struct str
vault_unseal_some(struct vault *v, struct tx *tx, struct id owner,
    enum vault_field field, struct id row, struct bytes sealed,
    bool *unreadable)
{
	struct str text = STR_NONE;
	enum rc rc;

	if (tx_rc(tx) != RC_OK || sealed.len == 0)
		return text;
	rc = text_open(v, tx_arena(tx), owner, field, row, sealed, &text);
	if (rc == RC_BAD && unreadable != NULL)
		*unreadable = true;
	else if (rc != RC_OK && rc != RC_BAD && rc != RC_REFUSED)
		tx_fail(tx, rc);
	return text;
}

struct bytes
vault_blind(struct vault *v, struct arena *a, const char *purpose,
    struct str text)
{
	bool digest = str_starts(str_z(purpose), S("digest"));
	unsigned char *out = arena_many(a, unsigned char, BLIND_BYTES);
	crypto_generichash_state state;

	assert(*purpose != '\0');
	crypto_generichash_init(&state, digest ? v->secret->digest :
	    v->secret->lookup, KEY_BYTES, BLIND_BYTES);
	/* The NUL too, so that purpose and text cannot run together. */
	crypto_generichash_update(&state, (const unsigned char *)purpose,
	    strlen(purpose) + 1);
	crypto_generichash_update(&state, (const unsigned char *)text.at,
	    text.len);
	crypto_generichash_final(&state, out, BLIND_BYTES);
	sodium_memzero(&state, sizeof(state));
	return (struct bytes){ out, BLIND_BYTES };
}
