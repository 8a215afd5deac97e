/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/audit.h"

#include <assert.h>
#include <limits.h>
#include <sodium.h>
#include <string.h>

#include "audit/chain.h"
#include "base/arena.h"
#include "base/log.h"

enum {
	FORMAT = 1,
	WORD_BYTES_MAX = 64,	/* of an action, role or relation */
	SEAL_PAGE = 500,
	SEAL_ONCE_PAGES = 8,	/* then COMMIT: writers wait for no long one */
	SEAL_ARENA_BYTES = 16 * 1024 * 1024,
};

SQL(audit_add, "id:id at:int actor:id? patient:id? object:id? session:id? "
    "action:text role:text how:text refused:int", "",
    "INSERT INTO audit (" FIELDS ") "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) /* duty: audit */");
/* A day begins east seconds before it does in UTC. */
SQL(audit_patient_looks, "patient:id own:id east:int max:int",
    "at:int actor:id action:text how:text times:int",
    "SELECT max(at) AS at, actor, action, how,"
    " CAST(count(*) AS BIGINT) AS times FROM audit WHERE patient_id = $1 "
    "AND actor IS NOT NULL AND actor <> $2 AND how <> 'own' AND refused = 0 "
    "GROUP BY actor, action, how, (at + $3) / 86400 "
    "ORDER BY 1 DESC, actor, action LIMIT $4");
SQL(audit_waits, "", "one:int",
    "SELECT CAST(1 AS BIGINT) AS one FROM audit WHERE seq IS NULL LIMIT 1 "
    "/* duty: audit */");
SQL(audit_unsealed, "max:int", COLUMNS,
    "SELECT " FIELDS " FROM audit WHERE seq IS NULL ORDER BY id LIMIT $1 "
    "/* duty: audit */");
/* Of one transaction, in the order they were written: SQLite's only. */
SQL(audit_unsealed_here, "max:int", COLUMNS,
    "SELECT " FIELDS " FROM audit WHERE seq IS NULL LIMIT $1 "
    "/* duty: audit */");
SQL(audit_row_seal, "id:bytes seq:int hash:bytes", "",
    "UPDATE audit SET seq = $2, hash = $3 WHERE id = $1 AND seq IS NULL "
    "/* duty: audit */");
/* Changes nothing, but the row lock makes a second sealer wait. */
SQL(audit_head_lock, "", "seq:int hash:bytes?",
    "UPDATE audit_head SET seq = seq WHERE one = 1 RETURNING seq, hash");
SQL(audit_head_set, "seq:int hash:bytes", "",
    "UPDATE audit_head SET seq = $1, hash = $2 WHERE one = 1");
SQL(audit_head_read, "", "seq:int hash:bytes?",
    "SELECT seq, hash FROM audit_head WHERE one = 1");
SQL(audit_hash_at, "seq:int", "hash:bytes?",
    "SELECT hash FROM audit WHERE seq = $1 /* duty: audit */");

/* --- writing and reading ------------------------------------------------ */

static bool
word_fits(const char *word, bool may_be_empty)
{
	size_t n = strlen(word);

	return n <= WORD_BYTES_MAX && (n > 0 || may_be_empty) &&
	    strspn(word, "abcdefghijklmnopqrstuvwxyz.-") == n;
}

void
audit_write(struct tx *tx, const struct audit_row *row)
{
	const char *role = row->role == NULL ? "" : row->role;
	const char *how = row->how == NULL ? "" : row->how;

	assert(row->action != NULL && word_fits(row->action, false));
	assert(word_fits(role, true) && word_fits(how, true));
	db_run(tx, audit_add, id_event(tx_now_ms(tx)), tx_now(tx),
	    DB_IF(!id_is_none(row->actor), row->actor),
	    DB_IF(!id_is_none(row->patient), row->patient),
	    DB_IF(!id_is_none(row->object), row->object),
	    DB_IF(!id_is_none(row->session), row->session),
	    str_z(row->action), str_z(role), str_z(how), row->refused);
}

size_t
audit_looks(struct tx *tx, struct id patient, struct id own, int64_t east_s,
    size_t max, struct audit_look **out)
{
	struct audit_look *list = NULL;
	size_t n = 0, room = 0;
	ROWS(r, tx, audit_patient_looks, patient, own, east_s, (int64_t)max);

	while (n < max && rows_next(&r)) {
		list = arena_more(tx_arena(tx), list, n, &room);
		list[n++] = (struct audit_look){
			.at = rows_int(&r, "at"),
			.actor = rows_id(&r, "actor"),
			.action = rows_str(&r, "action"),
			.how = rows_str(&r, "how"),
			.times = rows_int(&r, "times"),
		};
	}
	*out = list;
	return n;
}

/* --- the hash of a row -------------------------------------------------- */

static void
put_number(unsigned char *out, uint64_t n, int bytes)
{
	int i;

	for (i = 0; i < bytes; i++)
		out[i] = (unsigned char)(n >> 8 * i);
}

static void
image_bytes(struct image *m, const void *at, size_t len, bool null)
{
	if (m->n == 0 || len > sizeof(m->at) - m->n - 4) {
		m->n = 0;
		return;
	}
	put_number(m->at + m->n, null ? UINT32_MAX : len, 4);
	m->n += 4;
	if (len > 0)
		memcpy(m->at + m->n, at, len);
	m->n += len;
}

static void
image_int(struct image *m, int64_t n)
{
	unsigned char b[8];

	put_number(b, (uint64_t)n, sizeof(b));
	image_bytes(m, b, sizeof(b), false);
}

static void
image_column(struct image *m, struct rows *r, const char *name)
{
	struct bytes b = rows_bytes(r, name);

	image_bytes(m, b.at, b.len, b.len == 0 && rows_null(r, name));
}

static void
image_word(struct image *m, struct rows *r, const char *name)
{
	struct str s = rows_str(r, name);

	image_bytes(m, s.at, s.len, false);
}

void
image_of(struct image *m, struct rows *r)
{
	m->n = HASH_BYTES + SEQ_BYTES;
	m->at[m->n++] = FORMAT;
	image_column(m, r, "id");
	image_int(m, rows_int(r, "at"));
	image_column(m, r, "actor");
	image_column(m, r, "patient_id");
	image_column(m, r, "object");
	image_column(m, r, "session");
	image_word(m, r, "action");
	image_word(m, r, "role");
	image_word(m, r, "how");
	image_int(m, rows_int(r, "refused"));
}

void
image_hash(struct image *m, const unsigned char *prev, int64_t seq,
    unsigned char *out)
{
	memcpy(m->at, prev, HASH_BYTES);
	put_number(m->at + HASH_BYTES, (uint64_t)seq, SEQ_BYTES);
	crypto_generichash(out, HASH_BYTES, m->at, m->n, NULL, 0);
}

bool
image_fits(struct image *m, const unsigned char *prev, int64_t seq,
    const unsigned char *hash)
{
	unsigned char ours[HASH_BYTES];

	if (m->n == 0)
		return false;
	image_hash(m, prev, seq, ours);
	return memcmp(ours, hash, HASH_BYTES) == 0;
}

/* --- sealing ------------------------------------------------------------ */

static void
head_take(struct rows *r, struct head *h)
{
	while (rows_next(r)) {
		struct bytes hash = rows_bytes(r, "hash");

		h->seq = rows_int(r, "seq");
		h->there = hash.len == (h->seq > 0 ? HASH_BYTES : 0);
		if (hash.len == HASH_BYTES)
			memcpy(h->hash, hash.at, HASH_BYTES);
	}
}

static struct head
head_lock(struct tx *tx)
{
	struct head h = { .there = false };
	ROWS(r, tx, audit_head_lock);

	head_take(&r, &h);
	return h;
}

struct head
head_read(struct tx *tx)
{
	struct head h = { .there = false };
	ROWS(r, tx, audit_head_read);

	head_take(&r, &h);
	return h;
}

struct sealed {
	struct bytes id;
	unsigned char hash[HASH_BYTES];
};

/* Reads first, then writes: no statement changes what another still reads. */
static size_t
page_read(struct tx *tx, struct rows *r, struct head *h, struct sealed *to)
{
	struct image m;
	size_t n = 0;

	while (n < SEAL_PAGE && rows_next(r)) {
		image_of(&m, r);
		if (m.n == 0) {
			log_error("audit: a row is too long to be sealed");
			tx_fail(tx, RC_BAD);
			return 0;
		}
		image_hash(&m, h->hash, ++h->seq, h->hash);
		to[n].id = rows_bytes(r, "id");
		memcpy(to[n++].hash, h->hash, HASH_BYTES);
	}
	return n;
}

static size_t
page_seal(struct tx *tx, struct head *h, bool here)
{
	struct arena *a = tx_arena(tx);
	struct arena_mark mark = arena_mark(a);
	struct sealed *page = arena_many(a, struct sealed, SEAL_PAGE);
	int64_t first = h->seq + 1;
	size_t i, n;

	if (here) {
		ROWS(r, tx, audit_unsealed_here, SEAL_PAGE);

		n = page_read(tx, &r, h, page);
	} else {
		ROWS(r, tx, audit_unsealed, SEAL_PAGE);

		n = page_read(tx, &r, h, page);
	}
	for (i = 0; i < n; i++) {
		int64_t done = db_run(tx, audit_row_seal, page[i].id,
		    first + (int64_t)i,
		    ((struct bytes){ page[i].hash, HASH_BYTES }));

		if (done != 1)		/* another sealer was quicker */
			tx_fail(tx, RC_AGAIN);
	}
	arena_reset(a, mark);
	return n;
}

/*
 * True when there may be more after this many pages.  here: in the one
 * transaction that writes, so that there is nobody to lock out.
 */
static bool
pages_seal(struct tx *tx, int pages, bool here)
{
	struct head h;
	size_t n;

	if (db_int(tx, 0, audit_waits) == 0)
		return false;
	h = here ? head_read(tx) : head_lock(tx);
	if (!h.there && tx_rc(tx) == RC_OK) {
		log_error("audit: the head of the chain is missing or damaged");
		tx_fail(tx, RC_BAD);
	}
	do {
		n = page_seal(tx, &h, here);
	} while (n == SEAL_PAGE && --pages > 0 && tx_rc(tx) == RC_OK);
	db_run(tx, audit_head_set, h.seq,
	    ((struct bytes){ h.hash, HASH_BYTES }));
	return n == SEAL_PAGE && tx_rc(tx) == RC_OK;
}

void
audit_seal(struct tx *tx, void *arg)
{
	(void)arg;
	pages_seal(tx, INT_MAX, true);
}

static bool
seal_run(struct tx *tx, void *arg)
{
	bool *more = arg;

	*more = pages_seal(tx, SEAL_ONCE_PAGES, false);
	return true;
}

enum rc
audit_seal_once(struct db *db)
{
	struct arena *a = arena_new(SEAL_ARENA_BYTES);
	enum rc rc = RC_OK;
	bool more = true;

	if (a == NULL)
		return RC_NOMEM;
	while (more && rc == RC_OK)
		rc = db_tx(db, a, seal_run, &more);
	arena_free(a);
	return rc;
}

/* --- the head, to be kept elsewhere ------------------------------------- */

struct str
audit_head(struct tx *tx)
{
	struct head h = head_read(tx);

	return str_fmt(tx_arena(tx), "%lld:%.*s", (long long)h.seq,
	    STR(str_hex(tx_arena(tx), h.hash, HASH_BYTES)));
}

bool
audit_head_holds(struct tx *tx, struct str head)
{
	struct str digits = str_cut(&head, ':');
	unsigned char hash[HASH_BYTES];
	bool holds = false;
	int64_t seq;

	if (!str_int(digits, 0, INT64_MAX, &seq) ||
	    !str_unhex(head, hash, HASH_BYTES))
		return false;
	if (seq == 0)
		return true;
	ROWS(r, tx, audit_hash_at, seq);
	while (rows_next(&r)) {
		struct bytes at = rows_bytes(&r, "hash");

		holds = at.len == HASH_BYTES &&
		    memcmp(at.at, hash, HASH_BYTES) == 0;
	}
	return holds && tx_rc(tx) == RC_OK;
}
