/* SPDX-License-Identifier: Apache-2.0 */
#define TEST_MAIN
#include <float.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/log.h"
#include "base/random.h"
#include "db/db.h"
#include "db_fixture.h"
#include "test.h"

#define THING "id:id n:int? name:text? data:bytes? weight:real? small:int?"
SQL(thing_add, THING, "",
    "INSERT INTO thing (id, n, name, data, weight, small) "
    "VALUES ($1, $2, $3, $4, $5, $6)");
SQL(thing_get, "id:id", THING,
    "SELECT id, n, name, data, weight, small FROM thing WHERE id = $1");
SQL(thing_list, "from:int", "id:id n:int?",
    "SELECT id, n FROM thing WHERE n >= $1 ORDER BY n");
SQL(thing_name, "n:int name:text", "",
    "UPDATE thing SET name = $2 WHERE n = $1");
SQL(thing_find, "name:text", "n:int?",
    "SELECT n FROM thing WHERE name = $1 ORDER BY n");
SQL(thing_count, "", "n:int", "SELECT count(*) AS n FROM thing");
SQL(thing_new, "id:id n:int", "n:int?",
    "INSERT INTO thing (id, n) VALUES ($1, $2) "
    "ON CONFLICT DO NOTHING RETURNING n");
SQL(thing_casts, "data:bytes", "data:bytes weight:real",
    "SELECT CAST($1 AS BYTEA) AS data, "
    "CAST(3 AS DOUBLE PRECISION) AS weight");
SQL(thing_name_as_data, "", "name:bytes?", "SELECT name FROM thing");
SQL(thing_n_never_null, "", "n:int", "SELECT n FROM thing");

static void
thing_table(struct db *db)
{
	raw(db, "CREATE TABLE thing (id BYTEA PRIMARY KEY, n BIGINT UNIQUE, "
	    "name TEXT, data BYTEA, weight DOUBLE PRECISION, small SMALLINT)");
}

/* --- values -------------------------------------------------------------- */

static const struct id id_a = { "\0\1\2\3\4\5\6\7\x80\xff\n\v\f\r\16\17" };

static bool
values_write(struct tx *tx, void *arg)
{
	struct day d = DAY_NONE;

	(void)arg;
	CHECK(tx_writes(tx));
	CHECK(tx_now(tx) == tx_now_ms(tx) / 1000 && tx_now(tx) > 1700000000);
	CHECK_INT(db_run(tx, thing_add, id_a, INT64_MIN,
	    S("Blåbærsyltetøy 🫐 \"'\n"),
	    ((struct bytes){ (const unsigned char *)"\0\xff\0", 3 }),
	    DBL_MIN, -7), 1);
	CHECK_INT(db_run(tx, thing_add, ID_NONE, INT64_MAX, STR_NONE,
	    ((struct bytes){ NULL, 0 }), -0.5, (struct day){ -32000 }), 1);
	CHECK_INT(db_run(tx, thing_add, id_random(), DB_NONE, DB_NONE, DB_NONE,
	    DB_IF(false, 1.0), d), 1);
	CHECK_INT(db_run(tx, thing_add, id_event(1), true, DB_IF(true,
	    S("x")), DB_NONE, DB_NONE, DB_NONE), 1);
	return true;
}

static void
values_first(struct tx *tx)
{
	ROWS(r, tx, thing_get, id_a);
	struct bytes b;

	CHECK(rows_next(&r));
	b = rows_bytes(&r, "data");
	CHECK(id_eq(rows_id(&r, "id"), id_a));
	CHECK(rows_int(&r, "n") == INT64_MIN);
	CHECK_STR(rows_str(&r, "name"), "Blåbærsyltetøy 🫐 \"'\n");
	CHECK(b.len == 3 && memcmp(b.at, "\0\xff\0", 3) == 0);
	CHECK(rows_real(&r, "weight") == DBL_MIN);
	CHECK_INT(rows_int(&r, "small"), -7);
	CHECK(!rows_null(&r, "name"));
	CHECK(!rows_next(&r));
	CHECK(!rows_next(&r));
}

static void
values_read(struct tx *tx, void *arg)
{
	ROWS(r, tx, thing_get, ID_NONE);
	struct str s;

	(void)arg;
	values_first(tx);
	CHECK(!tx_writes(tx));
	CHECK(rows_next(&r));
	s = rows_str(&r, "name");
	CHECK(s.len == 0 && s.at != NULL && !rows_null(&r, "name"));
	CHECK(rows_bytes(&r, "data").len == 0 && !rows_null(&r, "data"));
	CHECK(rows_int(&r, "n") == INT64_MAX);
	CHECK(rows_real(&r, "weight") == -0.5);
	CHECK_INT(rows_day(&r, "small").n, -32000);
	CHECK_INT(db_int(tx, -1, thing_count), 4);
	CHECK_INT(db_int(tx, -1, thing_find, S("no such")), -1);
	CHECK_INT(db_int(tx, -1, thing_find, S("x")), 1);
}

static void
nulls_read(struct tx *tx, void *arg)
{
	struct id *id = arg;
	ROWS(r, tx, thing_get, *id);

	CHECK(rows_next(&r));
	CHECK(rows_null(&r, "n") && rows_int(&r, "n") == 0);
	CHECK(rows_null(&r, "name") && rows_str(&r, "name").len == 0);
	CHECK(rows_null(&r, "data") && rows_bytes(&r, "data").len == 0);
	CHECK(rows_null(&r, "weight") && rows_real(&r, "weight") == 0);
	CHECK_INT(rows_day(&r, "small").n, DAY_NONE_N);
}

static bool
nulls_write(struct tx *tx, void *arg)
{
	struct id *id = arg;

	db_run(tx, thing_add, *id, DB_NONE, DB_NONE, DB_NONE, DB_NONE,
	    DB_NONE);
	return true;
}

EACH(values)
{
	struct id id = id_random();

	thing_table(fx->db);
	CHECK_RC(db_tx(fx->db, test_arena, values_write, NULL), RC_OK);
	CHECK_RC(db_read(fx->db, test_arena, values_read, NULL), RC_OK);
	CHECK_RC(db_tx(fx->db, test_arena, nulls_write, &id), RC_OK);
	CHECK_RC(db_read(fx->db, test_arena, nulls_read, &id), RC_OK);
}

static void
casts_read(struct tx *tx, void *arg)
{
	struct bytes in = { (const unsigned char *)"12", 2 }, out;
	ROWS(r, tx, thing_casts, in);

	(void)arg;
	CHECK(rows_next(&r));
	out = rows_bytes(&r, "data");
	CHECK(out.len == 2 && memcmp(out.at, "12", 2) == 0);
	CHECK(rows_real(&r, "weight") == 3);
}

EACH(casts)
{
	CHECK_RC(db_read(fx->db, test_arena, casts_read, NULL), RC_OK);
}

static void
type_wrong(struct tx *tx, void *arg)
{
	ROWS(r, tx, thing_name_as_data);

	(void)arg;
	while (rows_next(&r))
		CHECK_INT(rows_bytes(&r, "name").len, 0);
	CHECK_RC(tx_rc(tx), RC_BAD);
}

static void
null_wrong(struct tx *tx, void *arg)
{
	(void)arg;
	CHECK_INT(db_int(tx, -5, thing_n_never_null), -5);
}

static void
no_row(struct tx *tx, void *arg)
{
	ROWS(r, tx, thing_list, 0);

	(void)arg;
	CHECK_INT(rows_int(&r, "n"), 0);
}

EACH(values_not_as_declared)
{
	thing_table(fx->db);
	raw(fx->db, "INSERT INTO thing (id, name) VALUES "
	    "(CAST('a' AS BYTEA), 'text')");
	CHECK_RC(db_read(fx->db, test_arena, type_wrong, NULL), RC_BAD);
	CHECK_RC(db_read(fx->db, test_arena, null_wrong, NULL), RC_BAD);
	CHECK_RC(db_read(fx->db, test_arena, no_row, NULL), RC_BAD);
}

static bool
text_bad(struct tx *tx, void *arg)
{
	CHECK_INT(db_run(tx, thing_name, 1, str_z(arg)), 0);
	return true;
}

EACH(text_must_be_utf8)
{
	char bad[] = "\xc3(", good[] = "ø";

	thing_table(fx->db);
	CHECK_RC(db_tx(fx->db, test_arena, text_bad, bad), RC_BAD);
	CHECK_RC(db_tx(fx->db, test_arena, text_bad, good), RC_OK);
}

/* --- statements ---------------------------------------------------------- */

/* Rows in rows of the same statement; the arguments change meanwhile. */
static void
nested(struct tx *tx, void *arg)
{
	char text[2] = "a";
	int pairs = 0;
	ROWS(out, tx, thing_list, 1);
	ROWS(named, tx, thing_find, str_z(text));

	(void)arg;
	text[0] = 'b';
	while (rows_next(&out)) {
		ROWS(in, tx, thing_list, rows_int(&out, "n"));

		while (rows_next(&in))
			pairs++;
	}
	CHECK_INT(pairs, 10);
	CHECK(rows_next(&named));
	CHECK_INT(rows_int(&named, "n"), 1);
}

static bool
four_add(struct tx *tx, void *arg)
{
	int i;

	(void)arg;
	for (i = 1; i <= 4; i++) {
		/* Runs whether it is read or not, and leaves nothing open. */
		ROWS(r, tx, thing_new, id_random(), i);

		if (i % 2 == 0)
			CHECK(rows_next(&r));
	}
	CHECK_INT(db_int(tx, -1, thing_new, id_random(), 4), -1);
	CHECK_INT(db_run(tx, thing_name, 1, S("a")), 1);
	CHECK_INT(db_run(tx, thing_name, 9, S("a")), 0);
	return true;
}

EACH(rows_in_rows)
{
	int i;

	thing_table(fx->db);
	CHECK_RC(db_tx(fx->db, test_arena, four_add, NULL), RC_OK);
	for (i = 0; i < 3; i++)
		CHECK_RC(db_read(fx->db, test_arena, nested, NULL), RC_OK);
}

static bool
sticky(struct tx *tx, void *arg)
{
	ROWS(open, tx, thing_list, 0);

	(void)arg;
	db_run(tx, thing_name, 1, S("changed"));
	CHECK(rows_next(&open));
	CHECK_INT(db_run(tx, thing_add, id_random(), 1, DB_NONE, DB_NONE,
	    DB_NONE, DB_NONE), 0);	/* n is unique */
	CHECK_RC(tx_rc(tx), RC_BAD);
	CHECK(!rows_next(&open));
	CHECK_INT(rows_int(&open, "n"), 0);
	CHECK_INT(db_run(tx, thing_name, 2, S("changed")), 0);
	CHECK_INT(db_int(tx, 7, thing_count), 7);
	tx_fail(tx, RC_IO);
	CHECK_RC(tx_rc(tx), RC_BAD);
	return true;
}

static bool
given_up(struct tx *tx, void *arg)
{
	(void)arg;
	CHECK_INT(db_run(tx, thing_name, 1, S("changed")), 1);
	return false;
}

static void
unchanged(struct tx *tx, void *arg)
{
	(void)arg;
	CHECK_INT(db_int(tx, -1, thing_find, S("changed")), -1);
	CHECK_INT(db_int(tx, -1, thing_count), 4);
}

static void
count_only(struct tx *tx, void *arg)
{
	(void)arg;
	CHECK_INT(db_int(tx, -1, thing_count), -1);
}

EACH(errors_stick_and_roll_back)
{
	thing_table(fx->db);
	CHECK_RC(db_tx(fx->db, test_arena, four_add, NULL), RC_OK);
	CHECK_RC(db_tx(fx->db, test_arena, sticky, NULL), RC_BAD);
	CHECK_RC(db_read(fx->db, test_arena, unchanged, NULL), RC_OK);
	CHECK_RC(db_tx(fx->db, test_arena, given_up, NULL), RC_OK);
	CHECK_RC(db_read(fx->db, test_arena, unchanged, NULL), RC_OK);
	/* A read fails, too, and the next one works. */
	raw(fx->db, "ALTER TABLE thing RENAME TO other");
	CHECK_RC(db_read(fx->db, test_arena, count_only, NULL), RC_BAD);
	raw(fx->db, "ALTER TABLE other RENAME TO thing");
	CHECK_RC(db_read(fx->db, test_arena, unchanged, NULL), RC_OK);
}

/* The arena gets full while rows are open; the jump skips rows_end(). */
static bool
jumped(struct tx *tx, void *arg)
{
	struct arena *a = tx_arena(tx);
	jmp_buf full;

	(void)arg;
	if (setjmp(full) != 0) {
		arena_on_full(a, NULL);
		tx_fail(tx, RC_NOMEM);
		return false;
	}
	arena_on_full(a, &full);
	for (;;) {
		struct rows r = db_rows_args(tx, &thing_list, DB_ARGS(0), 1);
		struct rows s = db_rows_args(tx, &thing_list, DB_ARGS(0), 1);

		if (!rows_next(&r) || !rows_next(&s))
			return true;
		arena_alloc(a, 100000, 1);
		rows_end(&s);
		rows_end(&r);
	}
}

EACH(full_arena_leaves_nothing_open)
{
	struct arena *a = arena_new(500000);
	int i;

	thing_table(fx->db);
	CHECK_RC(db_tx(fx->db, test_arena, four_add, NULL), RC_OK);
	for (i = 0; i < 3; i++)
		CHECK_RC(db_tx(fx->db, a, jumped, NULL), RC_NOMEM);
	CHECK_RC(db_read(fx->db, test_arena, nested, NULL), RC_OK);
	/* Nothing is locked: a table can be dropped. */
	raw(fx->db, "DROP TABLE thing");
	arena_free(a);
}

/* --- what must stop the program ------------------------------------------ */

static void
column_undeclared(struct tx *tx, void *arg)
{
	ROWS(r, tx, thing_list, 0);

	(void)arg;
	rows_next(&r);
	rows_int(&r, "m");
}

static void
column_mistyped(struct tx *tx, void *arg)
{
	ROWS(r, tx, thing_list, 0);

	(void)arg;
	rows_next(&r);
	rows_str(&r, "n");
}

static void
argument_mistyped(struct tx *tx, void *arg)
{
	(void)arg;
	db_int(tx, 0, thing_find, 12);
}

static void
argument_missing(struct tx *tx, void *arg)
{
	(void)arg;
	db_int(tx, 0, thing_find);
}

static void
write_in_read(struct tx *tx, void *arg)
{
	(void)arg;
	db_run(tx, thing_name, 1, S("x"));
}

/* True when it aborted. */
static bool
aborts(struct fixture *fx, void (*fn)(struct tx *, void *))
{
	pid_t child = fork();
	int status = 0;

	if (child == 0) {
		int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
		struct str why;

		dup2(null, STDERR_FILENO);
		signal(SIGABRT, SIG_DFL);
		if (db_open(&fx->db, &fx->conf, test_arena, &why) == RC_OK)
			db_read(fx->db, test_arena, fn, NULL);
		_exit(0);
	}
	waitpid(child, &status, 0);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

EACH(our_bugs_abort)
{
	thing_table(fx->db);
	CHECK_RC(db_tx(fx->db, test_arena, four_add, NULL), RC_OK);
	CHECK(aborts(fx, column_undeclared));
	CHECK(aborts(fx, column_mistyped));
	CHECK(aborts(fx, argument_mistyped));
	CHECK(aborts(fx, argument_missing));
	CHECK(aborts(fx, write_in_read));
	CHECK(!aborts(fx, nested));
}

/* --- opening ------------------------------------------------------------- */

TEST(open_tells_why)
{
	struct fixture fx = fixture_sqlite();
	struct db_conf conf = fx.conf;
	struct str why = STR_NONE;
	FILE *f;

	conf.create = false;
	CHECK_RC(db_open(&fx.db, &conf, test_arena, &why), RC_IO);
	CHECK(fx.db == NULL && strstr(why.at, "There is no database at") &&
	    strstr(why.at, "mellom init"));
	f = fopen(conf.where.at, "w");
	fputs("This is a letter, not a database, and quite a long one.", f);
	fclose(f);
	CHECK_RC(db_open(&fx.db, &conf, test_arena, &why), RC_BAD);
	CHECK(strstr(why.at, "file is not a database") != NULL);
	conf.where = S("/nowhere/at/all/mellom.db");
	conf.create = true;
	CHECK_RC(db_open(&fx.db, &conf, test_arena, &why), RC_IO);
	CHECK(strstr(why.at, "No such file") != NULL);
	conf.where = S("postgresql:///x?host=/nowhere");
	CHECK_RC(db_open(&fx.db, &conf, test_arena, &why), RC_LOST);
	CHECK(strstr(why.at, "Cannot connect to PostgreSQL") != NULL);
	fixture_end(&fx);
}

TEST(open_makes_a_private_file)
{
	struct fixture fx = fixture_sqlite();
	struct str path = str_fmt(test_arena, "%s/t.db-wal", fx.folder.at);

	umask(0);
	fixture_open(&fx);
	thing_table(fx.db);
	umask(022);
	CHECK(access(path.at, F_OK) == 0);
	{
		struct stat st;

		CHECK(stat(path.at, &st) == 0 && (st.st_mode & 0777) == 0600);
		CHECK(stat(fx.conf.where.at, &st) == 0 &&
		    (st.st_mode & 0777) == 0600);
	}
	fixture_end(&fx);
}

#include "db_jobs.h"
#include "db_lost.h"
#include "db_migrate.h"
#include "db_watch.h"

int
main(int argc, char **argv)
{
	/* Faults are made on purpose here. */
	if (getenv("MELLOM_TEST_LOG") == NULL)
		log_level_set((enum log_level)(LOG_ERROR + 1));
	return test_run("db", argc, argv);
}
