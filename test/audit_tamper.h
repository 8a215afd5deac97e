/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Of test_audit.c: whoever writes into the file is found out. */

struct harm {
	void (*how)(struct tx *, const struct harm *);
	int64_t a, b, n;		/* rows, and how many there are */
	struct prng *rnd;
	struct look look;
	bool seal;			/* the sealer runs afterwards */
};

static bool
harm_run(struct tx *tx, void *arg)
{
	struct harm *h = arg;

	h->how(tx, h);
	if (h->seal)
		audit_seal(tx, NULL);
	look_at(tx, &h->look);
	CHECK_INT(tx_rc(tx), RC_OK);
	return false;			/* nothing happened */
}

static struct look
harm(struct harm h)
{
	CHECK_INT(db_tx(db, test_arena, harm_run, &h), RC_OK);
	return h.look;
}

static struct bytes
some_bytes(struct tx *tx, struct prng *r, size_t n)
{
	unsigned char *b = arena_many(tx_arena(tx), unsigned char, n);
	size_t i;

	for (i = 0; i < n; i++)
		b[i] = (unsigned char)prng_next(r);
	return (struct bytes){ b, n };
}

static void
harm_edit(struct tx *tx, const struct harm *h)
{
	struct bytes id = some_bytes(tx, h->rnd, 16);

	switch (prng_below(h->rnd, 13)) {
	case 0:
		db_run(tx, t_at, h->a, (int64_t)prng_below(h->rnd, 1000000));
		break;
	case 1:
		db_run(tx, t_refused, h->a);
		break;
	case 2:
		db_run(tx, t_id, h->a, id);
		break;
	case 3:
		db_run(tx, t_actor, h->a, id);
		break;
	case 4:
		db_run(tx, t_patient, h->a, id);
		break;
	case 5:
		db_run(tx, t_object, h->a, id);
		break;
	case 6:
		db_run(tx, t_session, h->a, DB_NONE);
		break;
	case 7:
		db_run(tx, t_action, h->a, S("sign-out"));
		break;
	case 8:
		db_run(tx, t_role, h->a, S("therapis"));
		break;
	case 9:
		db_run(tx, t_how, h->a, S("break-glass"));
		break;
	case 10:
		db_run(tx, t_hash, h->a, some_bytes(tx, h->rnd, 32));
		break;
	case 11:
		db_run(tx, t_hash, h->a, DB_NONE);
		break;
	default:
		db_run(tx, t_actor, h->a, DB_NONE);
	}
}

static void
harm_delete(struct tx *tx, const struct harm *h)
{
	db_run(tx, t_cut, h->a, h->a + (int64_t)prng_below(h->rnd, 5));
}

static void
harm_truncate(struct tx *tx, const struct harm *h)
{
	db_run(tx, t_cut, h->a, h->n);
}

/* The head is set back too, but its hash cannot be all alone. */
static void
harm_truncate_head(struct tx *tx, const struct harm *h)
{
	db_run(tx, t_cut, h->a, h->n);
	db_run(tx, t_head_seq, h->a - 1);
}

static void
harm_swap_seq(struct tx *tx, const struct harm *h)
{
	db_run(tx, t_seq, h->a, (int64_t)-1);
	db_run(tx, t_seq, h->b, h->a);
	db_run(tx, t_seq, (int64_t)-1, h->b);
}

struct row {
	struct bytes actor, hash;
	struct str action, role;
	int64_t at;
};

static struct row
row_read(struct tx *tx, int64_t seq)
{
	struct row row = { .at = 0 };
	ROWS(r, tx, t_row, seq);

	while (rows_next(&r)) {
		row.actor = rows_bytes(&r, "actor");
		row.action = rows_str(&r, "action");
		row.role = rows_str(&r, "role");
		row.at = rows_int(&r, "at");
		row.hash = rows_bytes(&r, "hash");
	}
	return row;
}

/* Rows change places, their hashes do not. */
static void
harm_swap_rows(struct tx *tx, const struct harm *h)
{
	struct row a = row_read(tx, h->a), b = row_read(tx, h->b);

	harm_swap_seq(tx, h);
	db_run(tx, t_hash, h->a, a.hash);
	db_run(tx, t_hash, h->b, b.hash);
}

static void
harm_swap_actors(struct tx *tx, const struct harm *h)
{
	struct row a = row_read(tx, h->a), b = row_read(tx, h->b);

	db_run(tx, t_actor, h->a, b.actor);
	db_run(tx, t_actor, h->b, a.actor);
}

static void
harm_forge(struct tx *tx, const struct harm *h)
{
	db_run(tx, t_forge, id_random(), (int64_t)1, S("patient.read"),
	    h->n + 1, some_bytes(tx, h->rnd, 32));
	if (prng_below(h->rnd, 2))
		db_run(tx, t_head_seq, h->n + 1);
}

static void
harm_unseal(struct tx *tx, const struct harm *h)
{
	db_run(tx, t_seq, h->a, DB_NONE);
}

static void
harm_number(struct tx *tx, const struct harm *h)
{
	static const int64_t to[] = { 0, -1, INT64_MIN + 1, INT64_MAX, 100000 };

	db_run(tx, t_seq, h->a, to[prng_below(h->rnd, 5)]);
}

static void
harm_head(struct tx *tx, const struct harm *h)
{
	switch (prng_below(h->rnd, 5)) {
	case 0:
		db_run(tx, t_head_seq, h->a - 1);
		break;
	case 1:
		db_run(tx, t_head_seq, h->n + h->a);
		break;
	case 2:
		db_run(tx, t_head_hash, some_bytes(tx, h->rnd, 32));
		break;
	case 3:
		db_run(tx, t_head_gone);
		break;
	default:
		db_run(tx, t_head_hash, DB_NONE);
	}
}

/* A row is edited and its own hash made to fit: the next one tells. */
static void
harm_rehash(struct tx *tx, const struct harm *h)
{
	struct row before = row_read(tx, h->a - 1);
	unsigned char zeros[HASH_BYTES] = { 0 }, hash[HASH_BYTES];
	struct image m;

	db_run(tx, t_actor, h->a, some_bytes(tx, h->rnd, 16));
	ROWS(r, tx, t_image, h->a);
	while (rows_next(&r)) {
		image_of(&m, &r);
		image_hash(&m, h->a == 1 ? zeros : before.hash.at, h->a, hash);
	}
	db_run(tx, t_hash, h->a, ((struct bytes){ hash, HASH_BYTES }));
}

static void (*const harms[])(struct tx *, const struct harm *) = {
	harm_edit, harm_edit, harm_edit, harm_delete, harm_truncate,
	harm_truncate_head, harm_swap_seq, harm_swap_rows, harm_swap_actors,
	harm_forge, harm_unseal, harm_number, harm_head, harm_rehash,
};

TEST(thousand_harms)
{
	enum { ROWS_N = 60, HARMS = 1000 };
	struct prng rnd = prng_seed(20260328);
	int i, found = 0, other = 0;
	ROOM(false);

	fill(ROWS_N);
	for (i = 0; i < HARMS; i++) {
		struct arena_mark mark = arena_mark(test_arena);
		struct harm h = { .n = ROWS_N, .rnd = &rnd,
		    .a = 1 + prng_below(&rnd, ROWS_N),
		    .seal = prng_below(&rnd, 4) == 0 };

		h.b = 1 + (h.a + prng_below(&rnd, ROWS_N - 1)) % ROWS_N;
		h.how = harms[prng_below(&rnd, sizeof(harms) /
		    sizeof(*harms))];
		if (h.how == harm_head || h.how == harm_truncate_head)
			/* It would refuse, which others test. */
			h.seal = false;
		if (h.how == harm_rehash && h.a == ROWS_N)
			other++;
		if (!harm(h).whole)
			found++;
		else
			printf("    not found: harm %d at %lld, %lld\n", i,
			    (long long)h.a, (long long)h.b);
		arena_reset(test_arena, mark);
	}
	CHECK_INT(found, HARMS);
	CHECK(other > 0);		/* the last row: the head tells */
	CHECK_STR(look().report, "");
}

static struct str
told(void (*how)(struct tx *, const struct harm *), int64_t a, int64_t b)
{
	static struct prng rnd;

	rnd = prng_seed(1);
	return harm((struct harm){ .how = how, .a = a, .b = b, .n = 40,
	    .rnd = &rnd }).report;
}

static void
harm_late(struct tx *tx, const struct harm *h)
{
	struct id id;

	(void)h;
	memset(id.b, 0xab, sizeof(id.b));
	db_run(tx, t_forge, id, tx_now(tx) - 61, S("patient.read"), DB_NONE,
	    DB_NONE);
}

static void
harm_waits(struct tx *tx, const struct harm *h)
{
	(void)h;
	db_run(tx, t_forge, id_random(), tx_now(tx) - 50, S("patient.read"),
	    DB_NONE, DB_NONE);
}

static void
harm_one(struct tx *tx, const struct harm *h)
{
	db_run(tx, t_how, h->a, S("own"));
	if (h->b != 0)
		db_run(tx, t_cut, h->b, h->b);
}

static void
harm_two_swaps(struct tx *tx, const struct harm *h)
{
	struct harm g = *h;

	harm_swap_seq(tx, &g);
	g.a += 10;
	g.b += 10;
	harm_swap_actors(tx, &g);
}

TEST(each_fault_told)
{
	ROOM(false);
	fill(40);
	CHECK_STR(told(harm_one, 7, 0),
	    "row 7: altered, or the hash it builds on\n");
	CHECK_STR(told(harm_one, 7, 9),
	    "row 7: altered, or the hash it builds on\nrow 9: missing\n");
	CHECK_STR(told(harm_rehash, 7, 0),
	    "row 8: altered, or the hash it builds on\n");
	CHECK_STR(told(harm_rehash, 40, 0),
	    "head: its hash is not that of row 40\n");
	CHECK_STR(told(harm_truncate, 38, 0), "rows 38 to 40: missing at the "
	    "end, the head knows them\n");
	CHECK_STR(told(harm_truncate_head, 38, 0),
	    "head: its hash is not that of row 37\n");
	CHECK_STR(told(harm_truncate, 1, 0), "rows 1 to 40: missing at the "
	    "end, the head knows them\n");
	CHECK_STR(told(harm_swap_seq, 5, 20), "rows 5 and 20: swapped\n");
	CHECK_STR(told(harm_swap_seq, 5, 6), "rows 5 and 6: swapped\n");
	CHECK_STR(told(harm_swap_seq, 5, 7), "rows 5 and 7: swapped\n");
	CHECK_STR(told(harm_swap_seq, 1, 20), "rows 1 and 20: swapped\n");
	CHECK_STR(told(harm_swap_rows, 5, 20), "rows 5 and 20: swapped\n");
	CHECK_STR(told(harm_swap_rows, 5, 6), "rows 5 and 6: swapped\n");
	CHECK_STR(told(harm_swap_actors, 5, 6),
	    "row 5: altered, or the hash it builds on\n"
	    "row 6: altered, or the hash it builds on\n");
	CHECK_STR(told(harm_two_swaps, 3, 9), "rows 3 and 9: swapped\n"
	    "row 13: altered, or the hash it builds on\n"
	    "row 19: altered, or the hash it builds on\n");
	CHECK_STR(told(harm_unseal, 9, 0), "row 9: missing\n");
	CHECK_STR(told(harm_late, 0, 0),
	    "row abababababababababababababababab: not sealed\n");
	CHECK_STR(told(harm_waits, 0, 0), "");
	CHECK_STR(look().report, "");
}

static void
harm_every_row(struct tx *tx, const struct harm *h)
{
	int64_t i;

	for (i = 1; i <= h->n; i++)
		db_run(tx, t_refused, i);
}

TEST(many_faults)
{
	ROOM(false);
	struct harm h = { .how = harm_every_row, .n = 300 };
	struct str report;

	fill(300);
	report = harm(h).report;
	CHECK(str_starts(report, S("row 1: altered")));
	CHECK(str_ends(report, S("row 200: altered, or the hash it builds on\n"
	    "and 100 faults more\n")));
}

/* Who can write everything can make the chain anew: a head kept tells. */
struct anew {
	struct str kept;
	bool holds_before, whole, holds_after;
};

static bool
anew_run(struct tx *tx, void *arg)
{
	struct anew *w = arg;
	struct str report;

	w->kept = audit_head(tx);
	w->holds_before = audit_head_holds(tx, w->kept);
	db_run(tx, t_actor, (int64_t)3, DB_NONE);
	db_run(tx, t_unseal_all, (int64_t)1);
	db_run(tx, t_head_seq, (int64_t)0);
	db_run(tx, t_head_hash, DB_NONE);
	audit_seal(tx, NULL);
	w->whole = audit_verify(tx, &report);
	w->holds_after = audit_head_holds(tx, w->kept);
	CHECK(!audit_head_holds(tx, S("3:zz")));
	CHECK(!audit_head_holds(tx, S("3")));
	CHECK(!audit_head_holds(tx, STR_NONE));
	return false;
}

TEST(kept_head)
{
	struct anew w;
	ROOM(false);

	fill(20);
	CHECK_INT(db_tx(db, test_arena, anew_run, &w), RC_OK);
	CHECK(w.holds_before);
	CHECK(w.whole);
	CHECK(!w.holds_after);
}

/* The n-th write fails, one after the other: the sealer's, too. */
TEST(writes_that_fail)
{
	static const enum rc rcs[] = { RC_FULL, RC_IO, RC_NOMEM, RC_AGAIN };
	struct some s = { .n = 2, .rnd = prng_seed(9) };
	long long kept = 0;
	size_t i;
	int n;
	ROOM(true);

	for (i = 0; i < sizeof(rcs) / sizeof(*rcs); i++) {
		for (n = 1; n < 12; n++) {
			enum rc rc;

			db_fault_at(n, rcs[i]);
			prng_next(&s.rnd);
			rc = db_tx(db, test_arena, some_write, &s);
			CHECK(rc == RC_OK || rc == rcs[i]);
			kept += rc == RC_OK ? s.n : 0;
			rc = audit_seal_once(db);
			CHECK(rc == RC_OK || rc == rcs[i]);
			db_fault_at(0, RC_OK);
			CHECK_INT(audit_seal_once(db), RC_OK);
			CHECK_STR(look().report, "");
		}
	}
	CHECK(kept > 0);
	CHECK(str_starts(look().head, str_fmt(test_arena, "%lld:", kept)));
}

TEST(statements)
{
	struct str why = STR_NONE;
	ROOM(true);

	CHECK_INT(db_statements_check(db, test_arena, &why), RC_OK);
	CHECK_STR(why, "");
}

static bool
headless_run(struct tx *tx, void *arg)
{
	db_run(tx, t_head_gone);
	return some_write(tx, arg);
}

TEST(no_head_no_commit)
{
	struct some s = { .n = 1, .rnd = prng_seed(1) };
	struct look l;
	ROOM(false);

	CHECK_INT(db_tx(db, test_arena, headless_run, &s), RC_OK);
	CHECK_INT(audit_seal_once(db), RC_BAD);
	l = look();
	CHECK_STR(l.report, "head: missing or damaged\n");
}
