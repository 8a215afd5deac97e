/* SPDX-License-Identifier: Apache-2.0 */
#define TEST_MAIN
#include "test.h"

#include <ftw.h>
#include <libpq-fe.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "audit/audit.h"
#include "audit/chain.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/log.h"
#include "base/random.h"
#include "db/db.h"

/* What somebody with all rights on the database can do. */
#define T "/* duty: test */"
SQL(t_at, "seq:int v:int", "", "UPDATE audit SET at = $2 WHERE seq = $1 " T);
SQL(t_refused, "seq:int", "",
    "UPDATE audit SET refused = 1 - refused WHERE seq = $1 " T);
SQL(t_id, "seq:int v:bytes", "", "UPDATE audit SET id = $2 WHERE seq = $1 " T);
SQL(t_actor, "seq:int v:bytes?", "",
    "UPDATE audit SET actor = $2 WHERE seq = $1 " T);
SQL(t_patient, "seq:int v:bytes?", "",
    "UPDATE audit SET patient_id = $2 WHERE seq = $1 " T);
SQL(t_object, "seq:int v:bytes?", "",
    "UPDATE audit SET object = $2 WHERE seq = $1 " T);
SQL(t_session, "seq:int v:bytes?", "",
    "UPDATE audit SET session = $2 WHERE seq = $1 " T);
SQL(t_action, "seq:int v:text", "",
    "UPDATE audit SET action = $2 WHERE seq = $1 " T);
SQL(t_role, "seq:int v:text", "",
    "UPDATE audit SET role = $2 WHERE seq = $1 " T);
SQL(t_how, "seq:int v:text", "",
    "UPDATE audit SET how = $2 WHERE seq = $1 " T);
SQL(t_hash, "seq:int v:bytes?", "",
    "UPDATE audit SET hash = $2 WHERE seq = $1 " T);
SQL(t_seq, "seq:int v:int?", "",
    "UPDATE audit SET seq = $2 WHERE seq = $1 " T);
SQL(t_cut, "from:int to:int", "",
    "DELETE FROM audit WHERE seq >= $1 AND seq <= $2 " T);
SQL(t_unseal_all, "from:int", "",
    "UPDATE audit SET seq = NULL, hash = NULL WHERE seq >= $1 " T);
SQL(t_forge, "id:id at:int action:text seq:int? hash:bytes?", "",
    "INSERT INTO audit (id, at, action, role, how, refused, seq, hash) "
    "VALUES ($1, $2, $3, 'therapist', 'care', 0, $4, $5) " T);
SQL(t_head_seq, "v:int", "", "UPDATE audit_head SET seq = $1");
SQL(t_head_hash, "v:bytes?", "", "UPDATE audit_head SET hash = $1");
SQL(t_head_gone, "", "", "DELETE FROM audit_head");
SQL(t_wipe, "", "", "DELETE FROM audit " T);
SQL(t_row, "seq:int", "actor:bytes? action:text role:text at:int hash:bytes?",
    "SELECT actor, action, role, at, hash FROM audit WHERE seq = $1 " T);
SQL(t_image, "seq:int", COLUMNS,
    "SELECT " FIELDS " FROM audit WHERE seq = $1 " T);

static char dir[64];
static struct db *db;
static bool hooked;

static int
dir_drop(const char *path, const struct stat *st, int flag, struct FTW *f)
{
	(void)st;
	(void)flag;
	(void)f;
	return remove(path);
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

static void
room_end(int *unused)
{
	(void)unused;
	db_close(db);
	db = NULL;
	nftw(dir, dir_drop, 16, FTW_DEPTH | FTW_PHYS);
}

/* sealed: as the server does it, else by hand. */
static void
room_make(bool sealed)
{
	const char *pg = getenv("MELLOM_TEST_PG");
	struct str why = STR_NONE, where;

	snprintf(dir, sizeof(dir), "/tmp/mellom-audit-XXXXXX");
	CHECK(mkdtemp(dir) != NULL);
	where = pg != NULL ? pg_fresh(str_z(pg), "mellom_test_audit") :
	    str_fmt(test_arena, "%s/mellom.db", dir);
	CHECK_INT(db_open(&db, &(struct db_conf){ .where = where,
	    .create = true }, test_arena, &why), RC_OK);
	CHECK_STR(why, "");
	if (db == NULL)
		exit(1);
	CHECK_INT(db_migrate(db, test_arena, &why), RC_OK);
	CHECK_STR(why, "");
	hooked = sealed;
	if (sealed)
		db_before_commit(db, audit_seal, NULL);
}

#define ROOM(sealed) \
	__attribute__((cleanup(room_end))) int room_is = 0; \
	(void)room_is; room_make(sealed)

/* --- writing ------------------------------------------------------------ */

struct some {
	int n;
	struct prng rnd;
	struct audit_row row;		/* action NULL: random rows */
};

static struct id
prng_id(struct prng *r)
{
	struct id id;
	size_t i;

	for (i = 0; i < sizeof(id.b); i++)
		id.b[i] = (unsigned char)prng_next(r);
	return id;
}

static bool
some_write(struct tx *tx, void *arg)
{
	static const char *const actions[] = { "message.send", "sign-in",
	    "homework.review", "patient.read" };
	struct some *s = arg;
	struct prng r = s->rnd;
	int i;

	for (i = 0; i < s->n; i++) {
		struct audit_row row = s->row;

		if (row.action == NULL)
			row = (struct audit_row){
				.actor = prng_id(&r),
				.patient = prng_below(&r, 4) ? prng_id(&r) :
				    ID_NONE,
				.object = prng_id(&r),
				.session = prng_id(&r),
				.action = actions[prng_below(&r, 4)],
				.role = "therapist",
				.how = prng_below(&r, 2) ? "care" : "",
				.refused = prng_below(&r, 9) == 0,
			};
		audit_write(tx, &row);
	}
	return true;
}

/* Rows, a few in each transaction, all sealed. */
static void
fill(int n)
{
	struct some s = { .rnd = prng_seed(5) };

	for (; n > 0; n -= s.n) {
		struct arena *a = arena_new(1 << 20);

		s.n = n > 1000 ? 200 : n < 7 ? n : 7;
		prng_next(&s.rnd);
		CHECK_INT(db_tx(db, a, some_write, &s), RC_OK);
		arena_free(a);
	}
	if (db_engine(db) == DB_POSTGRES || !hooked)
		CHECK_INT(audit_seal_once(db), RC_OK);
}

/* --- looking ------------------------------------------------------------ */

struct look {
	bool whole;
	struct str report, head;
};

static void
look_at(struct tx *tx, void *arg)
{
	struct look *l = arg;

	l->whole = audit_verify(tx, &l->report);
	l->head = audit_head(tx);
}

static struct look
look(void)
{
	struct look l;

	CHECK_INT(db_read(db, test_arena, look_at, &l), RC_OK);
	CHECK(l.whole == (l.report.len == 0));
	return l;
}

TEST(whole)
{
	ROOM(true);
	struct look l = look();

	CHECK(l.whole);
	CHECK_STR(l.head, "0:0000000000000000000000000000000000000000000000000"
	    "000000000000000");
	fill(50);
	l = look();
	CHECK_STR(l.report, "");
	CHECK(l.whole);
	CHECK(str_starts(l.head, S("50:")));
}

/* --- what is hashed, from outside --------------------------------------- */

static bool
fixed_write(struct tx *tx, void *arg)
{
	struct id id;

	(void)arg;
	memset(id.b, 0x11, sizeof(id.b));
	db_run(tx, t_forge, id, (int64_t)1700000000, S("message.send"),
	    DB_NONE, DB_NONE);
	return true;
}

/* By the Python of docs/audit.md. */
#define KNOWN_HASH \
	"174f8588dd8efce4bd2f3057be20435b" \
	"2f8840ba591f22296d882596ae86442e"

TEST(known_hash)
{
	ROOM(false);
	CHECK_INT(db_tx(db, test_arena, fixed_write, NULL), RC_OK);
	CHECK_INT(audit_seal_once(db), RC_OK);
	CHECK_STR(look().head, "1:" KNOWN_HASH);
}

/* --- tampering ---------------------------------------------------------- */

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

/* --- who saw me --------------------------------------------------------- */

struct mine {
	struct id me, other;
	size_t n, few;
	struct audit_seen *seen;
};

static void
mine_read(struct tx *tx, void *arg)
{
	struct mine *m = arg;
	struct audit_seen *few;

	m->few = audit_of_patient(tx, m->me, 3, &few);
	m->n = audit_of_patient(tx, m->me, 100, &m->seen);
}

TEST(of_patient)
{
	struct mine m = { .me = id_random(), .other = id_random() };
	struct id actor = id_random();
	size_t i;
	ROOM(true);

	clock_set(1000000000);
	for (i = 0; i < 10; i++) {
		struct some s = { .n = 1, .row = {
			.actor = actor,
			.patient = i % 3 == 2 ? m.other : m.me,
			.action = "patient.read", .role = "therapist",
			.how = i == 4 ? "own" : i == 6 ? "break-glass" : "care",
			.refused = i == 1,
		} };

		CHECK_INT(db_tx(db, test_arena, some_write, &s), RC_OK);
		clock_set(1000000000 + 10 * (int64_t)(i + 1));
	}
	CHECK_INT(db_read(db, test_arena, mine_read, &m), RC_OK);
	CHECK_INT(m.few, 3);
	CHECK_INT(m.n, 6);		/* 0 1 3 6 7 9 */
	if (m.n == 6) {
		CHECK_INT(m.seen[0].at, 1000000090);
		CHECK_INT(m.seen[5].at, 1000000000);
		CHECK_STR(m.seen[2].how, "break-glass");
		CHECK_STR(m.seen[0].action, "patient.read");
		CHECK_STR(m.seen[0].role, "therapist");
		CHECK(id_eq(m.seen[0].actor, actor));
		CHECK(m.seen[4].refused && !m.seen[5].refused);
	}
	clock_set(0);
}

/* --- many writers ------------------------------------------------------- */

enum { WRITERS = 6, WRITES = 60 };

static _Atomic int bad, sealing;

static void *
writer_run(void *arg)
{
	const uint64_t *seed = arg;
	struct some s = { .n = 3, .rnd = prng_seed(*seed) };
	struct arena *a = arena_new(1 << 20);
	int i;

	for (i = 0; i < WRITES; i++) {
		struct arena_mark m = arena_mark(a);
		enum rc rc;

		do {
			rc = db_tx(db, a, some_write, &s);
		} while (rc == RC_AGAIN);
		if (rc != RC_OK)
			bad++;
		arena_reset(a, m);
	}
	arena_free(a);
	return NULL;
}

/* Two of them at once, as two servers would. */
static void *
sealer_run(void *arg)
{
	(void)arg;
	while (sealing) {
		enum rc rc = audit_seal_once(db);

		if (rc != RC_OK && rc != RC_AGAIN)
			bad++;
		usleep(2000);
	}
	return NULL;
}

static void
writers(bool hook)
{
	pthread_t t[WRITERS], sealer[2];
	uint64_t seed[WRITERS];
	struct look l;
	size_t i;
	ROOM(hook);

	bad = 0;
	sealing = 1;
	for (i = 0; i < 2 && !hook; i++)
		CHECK(pthread_create(&sealer[i], NULL, sealer_run, NULL) == 0);
	for (i = 0; i < WRITERS; i++) {
		seed[i] = i;
		CHECK(pthread_create(&t[i], NULL, writer_run, &seed[i]) == 0);
	}
	for (i = 0; i < WRITERS; i++)
		pthread_join(t[i], NULL);
	sealing = 0;
	for (i = 0; i < 2 && !hook; i++)
		pthread_join(sealer[i], NULL);
	CHECK_INT(bad, 0);
	if (!hook || db_engine(db) == DB_POSTGRES)
		CHECK_INT(audit_seal_once(db), RC_OK);
	l = look();
	CHECK_STR(l.report, "");
	CHECK(str_starts(l.head, str_fmt(test_arena, "%d:",
	    WRITERS * WRITES * 3)));
}

TEST(writers_hook)
{
	writers(true);
}

TEST(writers_sealers)
{
	writers(false);
}

/* --- how fast ----------------------------------------------------------- */

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Over several pages; MELLOM_AUDIT_ROWS for a measure. */
TEST(pages_and_speed)
{
	const char *env = getenv("MELLOM_AUDIT_ROWS");
	struct str rows = str_z(env == NULL ? "20000" : env);
	int64_t n = 0;
	double t, used;
	struct look l;
	ROOM(true);

	CHECK(str_int(rows, 1, 100000000, &n));
	t = seconds();
	fill((int)n);
	used = seconds() - t;
	printf("  written and sealed: %.0f rows/s\n", (double)n / used);
	t = seconds();
	l = look();
	used = seconds() - t;
	printf("  verified: %.0f rows/s\n", (double)n / used);
	CHECK_STR(l.report, "");
	CHECK(str_starts(l.head, str_fmt(test_arena, "%lld:", (long long)n)));
	CHECK(arena_used(test_arena) < 4 << 20);
	l = harm((struct harm){ .how = harm_one, .a = n / 2, .n = n });
	CHECK_STR(l.report, str_fmt(test_arena, "row %lld: altered, or the "
	    "hash it builds on\n", (long long)(n / 2)).at);
}

int
main(int argc, char **argv)
{
	log_level_set(LOG_WARN);
	return test_run("audit", argc, argv);
}
