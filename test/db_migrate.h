/* SPDX-License-Identifier: Apache-2.0 */
/* A part of test_db.c: migrations, versions, the check of statements. */
#pragma once

#define FILE_OF(path, text) \
	{ path, (const unsigned char *)text, sizeof(text) - 1 }

static const struct embedded_file files[] = {
	FILE_OF("src/db/sql/keys-0001.sql",
	    "CREATE TABLE key (k BIGINT PRIMARY KEY);"),
	FILE_OF("src/db/sql/0002-b.sql",
	    "CREATE TABLE b (k BIGINT PRIMARY KEY, t TEXT NOT NULL); "
	    "CREATE INDEX b_t ON b (t); -- (\n"
	    "INSERT INTO b VALUES (1, 'it''s; (BIGINT)');"),
	FILE_OF("src/db/sql/0001-a.sql", "CREATE TABLE nonsense"),
	FILE_OF("src/db/sql/0001-a.sqlite.sql",
	    "CREATE TABLE a (lite BIGINT);"),
	FILE_OF("src/db/sql/0001-a.postgres.sql",
	    "CREATE TABLE a (pg BIGINT);"),
	FILE_OF("src/db/sql/0003-c.sql",
	    "ALTER TABLE b ADD COLUMN c DOUBLE PRECISION;"),
	FILE_OF("src/db/sql/0004-d.sql",
	    "CREATE TABLE d (x BIGINT); INSERT INTO no_such VALUES (1);"),
	FILE_OF("src/db/sql/README", "not sql"),
};
enum { FILES_GOOD = 6 };

#define CHECK_WHY(rc, call, part) do { \
	struct str why = STR_NONE; \
	CHECK_RC(call, rc); \
	if (strstr(why.at, part) == NULL) \
		CHECK_STR(why, part); \
} while (0)

EACH(migrations)
{
	struct db *db = fx->db;
	struct arena *a = test_arena;
	int i;

	CHECK_WHY(RC_REFUSED, db_migrate_check(db, files, FILES_GOOD, a, &why),
	    "The database is older (version 0) than this program (version 3)."
	    " Make a backup, then run `mellom migrate`.");
	CHECK_WHY(RC_OK, db_migrate_list(db, files, 3 + 2, a, &why), "");
	raw(db, fx->pg ? "SELECT pg FROM a" : "SELECT lite FROM a");
	raw(db, "SELECT b.t FROM b WHERE t = 'it''s; (BIGINT)'");
	CHECK_WHY(RC_REFUSED, db_migrate_check(db, files, FILES_GOOD, a, &why),
	    "older (version 2)");
	for (i = 0; i < 2; i++) {
		CHECK_WHY(RC_OK, db_migrate_list(db, files, FILES_GOOD, a,
		    &why), "");
		CHECK_WHY(RC_OK, db_migrate_check(db, files, FILES_GOOD, a,
		    &why), "");
	}
	/* An older program refuses. */
	CHECK_WHY(RC_REFUSED, db_migrate_check(db, files, 5, a, &why),
	    "The database is newer (version 3) than this program (version 2)");
	CHECK_WHY(RC_REFUSED, db_migrate_list(db, files, 5, a, &why), "newer");
	/* One that fails leaves nothing, and the ones before it. */
	CHECK_WHY(RC_BAD, db_migrate_list(db, files, 8, a, &why),
	    "Migration 0004-d.sql failed, nothing of it was kept:");
	raw(db, "CREATE TABLE d (y BIGINT)");
	CHECK_WHY(RC_OK, db_migrate_check(db, files, FILES_GOOD, a, &why), "");
}

EACH(migration_changed_afterwards)
{
	struct db *db = fx->db;
	struct arena *a = test_arena;
	struct embedded_file other[FILES_GOOD];

	CHECK_WHY(RC_OK, db_migrate_list(db, files, FILES_GOOD, a, &why), "");
	memcpy(other, files, sizeof(other));
	other[1].len--;
	CHECK_WHY(RC_REFUSED, db_migrate_check(db, other, FILES_GOOD, a, &why),
	    "Migration 0002-b.sql was changed after this database had run it");
	CHECK_WHY(RC_REFUSED, db_migrate_list(db, other, FILES_GOOD, a, &why),
	    "Migration 0002-b.sql was changed");
	raw(db, "DELETE FROM migration WHERE number = 2");
	CHECK_WHY(RC_REFUSED, db_migrate_check(db, files, FILES_GOOD, a, &why),
	    "is not in the order this program knows");
}

EACH(migrations_of_keys)
{
	struct db_conf conf = fx->conf;
	struct str text = STR_NONE;
	struct db *keys;

	if (!fx->pg)
		conf.where = str_fmt(test_arena, "%s/keys.db", fx->folder.at);
	conf.set = DB_KEYS;
	CHECK_RC(db_open(&keys, &conf, test_arena, &text), RC_OK);
	CHECK_WHY(RC_OK, db_migrate_list(keys, files, 8, test_arena, &why), "");
	CHECK_WHY(RC_OK, db_migrate_check(keys, files, 8, test_arena, &why),
	    "");
	raw(keys, fx->pg ? "SELECT k FROM vault.key" : "SELECT k FROM key");
	/* The other set knows nothing of it. */
	CHECK_WHY(RC_REFUSED, db_migrate_check(fx->db, files, FILES_GOOD,
	    test_arena, &why), "version 0");
	db_close(keys);
	if (!fx->pg)
		unlink(conf.where.at);
}

struct both {
	struct fixture *fx;
	enum rc rc;
};

static void *
both_thread(void *arg)
{
	struct both *b = arg;
	struct arena *a = arena_new(1000000);
	struct str why;
	struct db *db;

	b->rc = db_open(&db, &b->fx->conf, a, &why);
	if (b->rc == RC_OK)
		b->rc = db_migrate_list(db, files, FILES_GOOD, a, &why);
	db_close(db);
	arena_free(a);
	return NULL;
}

EACH(migrated_by_two_at_once)
{
	struct both b[4];
	pthread_t t[4];
	int i;

	for (i = 0; i < 4; i++) {
		b[i] = (struct both){ fx, RC_OK };
		pthread_create(&t[i], NULL, both_thread, &b[i]);
	}
	for (i = 0; i < 4; i++) {
		pthread_join(t[i], NULL);
		CHECK_RC(b[i].rc, RC_OK);
	}
	CHECK_WHY(RC_OK, db_migrate_check(fx->db, files, FILES_GOOD, test_arena,
	    &why), "");
}

static void
words(const char *in, const char *out)
{
	CHECK_STR(db_sql_for_sqlite(test_arena, str_z(in), true), out);
}

TEST(words_of_sqlite)
{
	words("CREATE TABLE t (a BIGINT, b smallint, c BYTEA, d TEXT, "
	    "e DOUBLE\n PRECISION CHECK (e > 0));",
	    "CREATE TABLE t (a INTEGER, b INTEGER, c BLOB, d TEXT, "
	    "e REAL CHECK (e > 0)) STRICT;");
	words("CREATE TABLE IF NOT EXISTS t (a BIGINT) ; CREATE TABLE u(a int)",
	    "CREATE TABLE IF NOT EXISTS t (a INTEGER) STRICT ; "
	    "CREATE TABLE u(a int) STRICT");
	words("CREATE TABLE t (/* without rowid */ a BYTEA PRIMARY KEY);",
	    "CREATE TABLE t (/* without rowid */ a BLOB PRIMARY KEY) STRICT, "
	    "WITHOUT ROWID;");
	words("CREATE UNIQUE INDEX i ON t (a) WHERE (b = 'CREATE TABLE x (');",
	    "CREATE UNIQUE INDEX i ON t (a) WHERE (b = 'CREATE TABLE x (');");
	words("-- CREATE TABLE t (BIGINT)\nSELECT 'BIGINT', \"BYTEA\" /* ) */",
	    "-- CREATE TABLE t (BIGINT)\nSELECT 'BIGINT', \"BYTEA\" /* ) */");
	words("CREATE TABLE t (a TEXT DEFAULT ')', b BIGINT -- )\n)",
	    "CREATE TABLE t (a TEXT DEFAULT ')', b INTEGER -- )\n) STRICT");
	words("SELECT my_bigint, bigint_x, double FROM \"unclosed",
	    "SELECT my_bigint, bigint_x, double FROM \"unclosed");
	words("", "");
}

EACH(statements_are_checked)
{
	static const struct sql list[] = {
		{ "good", "id:id", "id:id n:int?",
		    "SELECT id, n FROM thing WHERE id = $1" },
		{ "table", "", "a:int", "SELECT a FROM no_such" },
		{ "few", "n:int", "",
		    "UPDATE thing SET n = $1 WHERE id = $2" },
		{ "many", "", "id:id", "SELECT id, n FROM thing" },
		{ "named", "", "n:int", "SELECT count(*) FROM thing" },
		{ "typed", "", "name:int", "SELECT name FROM thing" },
	};
	struct str why = STR_NONE;
	struct str line;
	size_t i;

	thing_table(fx->db);
	CHECK_RC(db_check_list(fx->db, list, 6, test_arena, &why), RC_BAD);
	for (i = 1; i < 6; i++) {
		line = str_cut(&why, '\n');
		CHECK(str_starts(line, str_fmt(test_arena, "statement %s: ",
		    list[i].name)));
	}
	CHECK_STR(why, "");
	/* All of this program: one is wrong on purpose. */
	raw(fx->db, "CREATE TABLE migration (number BIGINT, name TEXT, "
	    "checksum TEXT, applied_at BIGINT)");
	note_tables(fx->db);
	CHECK_RC(db_statements_check(fx->db, test_arena, &why), RC_BAD);
	line = str_cut(&why, '\n');
	CHECK(str_starts(line, S("statement thing_name_as_data: column ")));
	CHECK_STR(why, "");
}

/* What we ship runs on both engines. */
EACH(our_migrations)
{
	CHECK_WHY(RC_OK, db_migrate(fx->db, test_arena, &why), "");
	CHECK_WHY(RC_OK, db_version_check(fx->db, test_arena, &why), "");
	CHECK(db_version_known(DB_MAIN) >= 1);
	CHECK(db_version_known(DB_KEYS) >= 1);
}
