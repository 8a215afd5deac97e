/* SPDX-License-Identifier: Apache-2.0 */
#define TEST_MAIN
#include "test.h"

#include <ftw.h>
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

#include "pg_own.h"

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
	where = pg != NULL ? pg_own(pg) :
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

#include "audit_tamper.h"

/* --- who saw me --------------------------------------------------------- */

struct mine {
	struct id me, other, own;
	int64_t east_s;
	size_t n, few;
	struct audit_look *seen;
};

static void
mine_read(struct tx *tx, void *arg)
{
	struct mine *m = arg;
	struct audit_look *few;

	m->few = audit_looks(tx, m->me, m->own, m->east_s, 1, &few);
	m->n = audit_looks(tx, m->me, m->own, m->east_s, 100, &m->seen);
}

/* Ten rows: 1 refused, 2 5 8 of another, 4 her own, 6 with a reason. */
static void
mine_write(const struct mine *m, struct id actor, int64_t at)
{
	size_t i;

	for (i = 0; i < 10; i++) {
		struct some s = { .n = 1, .row = {
			.actor = actor,
			.patient = i % 3 == 2 ? m->other : m->me,
			.action = "patient.read", .role = "therapist",
			.how = i == 4 ? "own" : i == 6 ? "break-glass" : "care",
			.refused = i == 1,
		} };

		clock_set(at + 10 * (int64_t)i);
		CHECK_INT(db_tx(db, test_arena, some_write, &s), RC_OK);
	}
}

TEST(of_patient)
{
	struct mine m = { .me = id_random(), .other = id_random(),
	    .own = id_random() };
	struct id actor = id_random();
	ROOM(true);

	mine_write(&m, actor, 1000000000);	/* 01:46:40 UTC */
	CHECK_INT(db_read(db, test_arena, mine_read, &m), RC_OK);
	CHECK_INT(m.few, 1);
	CHECK_INT(m.n, 2);		/* 0 3 7 9, 6 */
	if (m.n == 2) {
		CHECK_INT(m.seen[0].at, 1000000090);
		CHECK_INT(m.seen[0].times, 4);
		CHECK_STR(m.seen[0].action, "patient.read");
		CHECK_STR(m.seen[0].how, "care");
		CHECK(id_eq(m.seen[0].actor, actor));
		CHECK_INT(m.seen[1].at, 1000000060);
		CHECK_STR(m.seen[1].how, "break-glass");
	}
	/* 23 hours later: the next day, but not where it began at 01:30. */
	mine_write(&m, actor, 1000000000 + 23 * 3600);
	m.east_s = 2 * 3600;
	CHECK_INT(db_read(db, test_arena, mine_read, &m), RC_OK);
	CHECK_INT(m.n, 4);
	m.east_s = -90 * 60;
	CHECK_INT(db_read(db, test_arena, mine_read, &m), RC_OK);
	CHECK_INT(m.n, 2);
	/* Whoever it was, not oneself. */
	m.own = actor;
	CHECK_INT(db_read(db, test_arena, mine_read, &m), RC_OK);
	CHECK_INT(m.n, 0);
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
