/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "audit/audit.h"
#include "audit/chain.h"
#include "base/arena.h"
#include "base/buf.h"
#include "db/db.h"

enum {
	PAGE = 5000,
	RESET_ROWS = 250,
	FAULTS_MAX = 200,
	REPORT_BYTES_MAX = 64 * 1024,
	SEAL_WAIT_SECONDS = 60,	/* a row younger may still wait for it */
};

SQL(audit_page, "after:int max:int", "seq:int hash:bytes? " COLUMNS,
    "SELECT seq, hash, " FIELDS " FROM audit WHERE seq > $1 "
    "ORDER BY seq LIMIT $2 /* duty: audit */");
SQL(audit_late, "before:int after:int max:int", "id:bytes",
    "SELECT id FROM audit WHERE seq IS NULL AND (at < $1 OR at > $2) "
    "ORDER BY id LIMIT $3 /* duty: audit */");

enum fault_kind { ALTERED, EXPLAINED, SWAPPED, MISSING, FOREIGN };

struct fault {
	enum fault_kind kind;
	int64_t seq, other;		/* SWAPPED: with; MISSING: to */
	unsigned char prev[HASH_BYTES];	/* stored in the row before */
	unsigned char hash[HASH_BYTES];	/* stored in this row */
	struct image image;
};

struct check {
	struct head at;			/* the last row seen */
	bool hash_known;		/* at.hash is what the next builds on */
	struct fault *fault;
	size_t n, more;			/* kept, and counted only */
};

static struct fault *
fault_add(struct check *c, enum fault_kind kind, int64_t seq, int64_t other)
{
	struct fault *f = &c->fault[c->n];

	if (c->n == FAULTS_MAX) {
		c->more++;
		return NULL;
	}
	c->n++;
	f->kind = kind;
	f->seq = seq;
	f->other = other;
	return f;
}

static void
row_check(struct check *c, struct rows *r)
{
	/* Columns in the order declared, which is quicker. */
	int64_t seq = rows_int(r, "seq");
	struct bytes hash = rows_bytes(r, "hash");
	struct fault *f;
	struct image m;

	if (seq < 1) {
		fault_add(c, FOREIGN, seq, 0);
		return;
	}
	if (seq != c->at.seq + 1) {
		fault_add(c, MISSING, c->at.seq + 1, seq - 1);
		c->hash_known = false;
	}
	image_of(&m, r);
	if (hash.len != HASH_BYTES || m.n == 0) {
		f = fault_add(c, ALTERED, seq, 0);
		if (f != NULL)
			f->image.n = 0;
	} else if (c->hash_known &&
	    !image_fits(&m, c->at.hash, seq, hash.at)) {
		f = fault_add(c, ALTERED, seq, 0);
		if (f != NULL) {
			memcpy(f->prev, c->at.hash, HASH_BYTES);
			memcpy(f->hash, hash.at, HASH_BYTES);
			f->image = m;
		}
	}
	c->at.seq = seq;
	c->hash_known = hash.len == HASH_BYTES;
	if (c->hash_known)
		memcpy(c->at.hash, hash.at, HASH_BYTES);
}

static size_t
page_check(struct tx *tx, struct check *c, int64_t *after)
{
	struct arena *a = tx_arena(tx);
	size_t n = 0;
	ROWS(r, tx, audit_page, *after, PAGE);
	struct arena_mark mark = arena_mark(a);

	while (rows_next(&r)) {
		*after = rows_int(&r, "seq");
		row_check(c, &r);
		/* Seldom, as a reset may give a block of memory back. */
		if (++n % RESET_ROWS == 0)
			arena_reset(a, mark);
	}
	arena_reset(a, mark);
	return n;
}

/* The rows after i and j did not fit only because of the swap. */
static void
swap_explains(struct check *c, const struct fault *i, const struct fault *j)
{
	size_t k;

	for (k = 0; k < c->n; k++) {
		struct fault *f = &c->fault[k];

		if (f->kind != ALTERED)
			continue;
		if ((f->seq == i->seq + 1 &&
		    image_fits(&f->image, j->hash, f->seq, f->hash)) ||
		    (f->seq == j->seq + 1 &&
		    image_fits(&f->image, i->hash, f->seq, f->hash)))
			f->kind = EXPLAINED;
	}
}

/*
 * Two rows that do not fit, but fit in each other's place: with the hashes
 * left in place, or taken along (then a neighbour's prev came along too).
 */
static bool
swap_found(struct check *c, struct fault *i, struct fault *j)
{
	const unsigned char *prev_j = j->seq == i->seq + 1 ? j->hash : j->prev;

	if (image_fits(&j->image, i->prev, i->seq, i->hash) &&
	    image_fits(&i->image, j->prev, j->seq, j->hash))
		return true;
	if (image_fits(&j->image, i->prev, i->seq, j->hash) &&
	    image_fits(&i->image, prev_j, j->seq, i->hash)) {
		swap_explains(c, i, j);
		return true;
	}
	return false;
}

static void
swaps_find(struct check *c)
{
	size_t i, j;

	for (i = 0; i < c->n; i++) {
		for (j = i + 1; j < c->n; j++) {
			struct fault *f = &c->fault[i], *g = &c->fault[j];

			if (f->kind != ALTERED || g->kind != ALTERED ||
			    !swap_found(c, f, g))
				continue;
			f->kind = SWAPPED;
			f->other = g->seq;
			g->kind = EXPLAINED;
		}
	}
}

static void
fault_tell(struct buf *b, const struct fault *f)
{
	long long seq = f->seq, other = f->other;

	switch (f->kind) {
	case ALTERED:
		buf_fmt(b, "row %lld: altered, or the hash it builds on\n",
		    seq);
		break;
	case SWAPPED:
		buf_fmt(b, "rows %lld and %lld: swapped\n", seq, other);
		break;
	case MISSING:
		if (seq == other)
			buf_fmt(b, "row %lld: missing\n", seq);
		else
			buf_fmt(b, "rows %lld to %lld: missing\n", seq, other);
		break;
	case FOREIGN:
		buf_fmt(b, "row %lld: no such number is ever given\n", seq);
		break;
	case EXPLAINED:
		break;
	}
}

static void
head_tell(struct tx *tx, const struct check *c, struct buf *b)
{
	struct head h = head_read(tx);
	long long last = c->at.seq;

	if (!h.there)
		buf_add_z(b, "head: missing or damaged\n");
	else if (h.seq > last)
		buf_fmt(b, "rows %lld to %lld: missing at the end, the head "
		    "knows them\n", last + 1, (long long)h.seq);
	else if (h.seq < last)
		buf_fmt(b, "rows %lld to %lld: not known to the head\n",
		    (long long)h.seq + 1, last);
	else if (last > 0 && c->hash_known &&
	    memcmp(h.hash, c->at.hash, HASH_BYTES) != 0)
		buf_fmt(b, "head: its hash is not that of row %lld\n", last);
}

static void
late_tell(struct tx *tx, struct buf *b)
{
	struct arena *a = tx_arena(tx);
	int64_t now = tx_now(tx);
	ROWS(r, tx, audit_late, now - SEAL_WAIT_SECONDS,
	    now + SEAL_WAIT_SECONDS, FAULTS_MAX);

	while (rows_next(&r)) {
		struct bytes id = rows_bytes(&r, "id");

		buf_fmt(b, "row %.*s: not sealed\n",
		    STR(str_hex(a, id.at, id.len)));
	}
}

bool
audit_verify(struct tx *tx, struct str *report)
{
	struct arena *a = tx_arena(tx);
	struct check c = {
		.hash_known = true,
		.fault = arena_many(a, struct fault, FAULTS_MAX),
	};
	struct buf b = buf_new(a, REPORT_BYTES_MAX);
	int64_t after = INT64_MIN;
	size_t i, n;

	do {
		n = page_check(tx, &c, &after);
	} while (n == PAGE);
	swaps_find(&c);
	for (i = 0; i < c.n; i++)
		fault_tell(&b, &c.fault[i]);
	if (c.more > 0)
		buf_fmt(&b, "and %zu faults more\n", c.more);
	if (tx_rc(tx) == RC_OK)
		head_tell(tx, &c, &b);
	late_tell(tx, &b);
	if (tx_rc(tx) != RC_OK)
		buf_fmt(&b, "row %lld or later: not readable (%s)\n",
		    (long long)after + 1, rc_text(tx_rc(tx)));
	*report = buf_str(&b);
	return report->len == 0;
}
