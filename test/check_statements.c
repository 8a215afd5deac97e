/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prepares every declared statement of the program, on SQLite and (when
 * MELLOM_TEST_PG names a server) on PostgreSQL, and compares what it declares
 * with what the engine says.  Each in a database that is made and migrated
 * for it.  On SQLite it looks at the plans, too.
 */
#include <ftw.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"
#include "db/db.h"
#include "vault/vault.h"

static int faults;

static void
tell(const char *engine, const char *what, enum rc rc, struct str why)
{
	if (rc == RC_OK)
		return;
	faults++;
	printf("%s, %s: %s\n%.*s\n", engine, what, rc_text(rc), STR(why));
}

static void
engine_check(struct arena *a, const char *engine, struct str where,
    struct str vault_where, struct str key)
{
	struct db_conf conf = { .set = DB_MAIN, .where = where,
	    .create = true };
	struct str why = STR_NONE;
	struct vault *vault = NULL;
	struct db *db = NULL;
	enum rc rc = db_open(&db, &conf, a, &why);
	size_t n;

	if (rc == RC_OK)
		rc = db_migrate(db, a, &why);
	tell(engine, "open", rc, why);
	if (rc == RC_OK)
		tell(engine, "main", db_statements_check(db, a, &why), why);
	why = STR_NONE;
	rc = vault_open(&vault, vault_where, key, true, a, &why);
	tell(engine, "open keys", rc, why);
	if (rc == RC_OK) {
		tell(engine, "keys", db_statements_check(vault_db(vault), a,
		    &why), why);
		vault_close(vault);
	}
	db_close(db);
	db_statements(DB_MAIN, &n);
	printf("check_statements: %zu on %s, %d faults\n", n, engine, faults);
}

/* Of no patient, and one row or a few; or rows that a statement has made. */
static bool
scan_is_small(const char *table, const char *made)
{
	static const char *const small[] = { "CONSTANT ROW", "clinic",
	    "migration", "worker" };
	size_t i;

	for (i = 0; i < sizeof(small) / sizeof(*small); i++)
		if (strcmp(table, small[i]) == 0)
			return true;
	return strcmp(table, made) == 0;
}

/*
 * What is asked of one patient or of one therapist's patients reads no whole
 * table: that would take longer with each patient of the clinic.
 */
static void
plan_check(sqlite3 *db, struct arena *a, const struct sql *q)
{
	struct str text = str_fmt(a, "EXPLAIN QUERY PLAN %s", q->text);
	sqlite3_stmt *s = NULL;
	char made[64] = "";
	const char *line;

	if (sqlite3_prepare_v2(db, text.at, -1, &s, NULL) != SQLITE_OK)
		tell("SQLite", q->name, RC_BAD, S("has no plan"));
	while (s != NULL && sqlite3_step(s) == SQLITE_ROW) {
		line = (const char *)sqlite3_column_text(s, 3);
		if (strncmp(line, "CO-ROUTINE ", 11) == 0 ||
		    strncmp(line, "MATERIALIZE ", 12) == 0)
			snprintf(made, sizeof(made), "%s",
			    strchr(line, ' ') + 1);
		if (strncmp(line, "SCAN ", 5) == 0 &&
		    !scan_is_small(line + 5, made))
			tell("SQLite", q->name, RC_BAD, str_fmt(a, "%s",
			    line));
	}
	sqlite3_finalize(s);
}

static void
plans_check(struct arena *a, const char *path)
{
	sqlite3 *db = NULL;
	const struct sql *list;
	size_t n, i;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) !=
	    SQLITE_OK) {
		tell("SQLite", "plans", RC_BAD, S("cannot be opened"));
		return;
	}
	list = db_statements(DB_MAIN, &n);
	for (i = 0; i < n; i++)
		if (strstr(list[i].text, "/* team */") == NULL &&
		    strstr(list[i].text, "/* duty:") == NULL)
			plan_check(db, a, &list[i]);
	sqlite3_close(db);
}

static struct str
pg_fresh(struct arena *a, const char *server)
{
	PGconn *c = PQconnectdb(server);

	if (PQstatus(c) != CONNECTION_OK) {
		printf("%s\n", PQerrorMessage(c));
		exit(2);
	}
	PQclear(PQexec(c, "SET client_min_messages = warning"));
	PQclear(PQexec(c,
	    "DROP DATABASE IF EXISTS mellom_statements WITH (FORCE)"));
	PQclear(PQexec(c, "CREATE DATABASE mellom_statements"));
	PQfinish(c);
	return str_fmt(a, "%s&dbname=mellom_statements", server);
}

static int
file_drop(const char *path, const struct stat *st, int flag, struct FTW *f)
{
	(void)st;
	(void)flag;
	(void)f;
	return remove(path);
}

int
main(void)
{
	struct arena *a = arena_new((size_t)64 * 1024 * 1024);
	const char *pg = getenv("MELLOM_TEST_PG");
	char dir[] = "/tmp/mellom-statements-XXXXXX";
	struct str why = STR_NONE, data, key;

	if (a == NULL || mkdtemp(dir) == NULL)
		return 2;
	log_level_set(LOG_ERROR);
	data = str_fmt(a, "%s/data", dir);
	key = str_fmt(a, "%s/key", dir);
	if (mkdir(data.at, 0700) != 0 ||
	    vault_key_make(key, a, &why) != RC_OK)
		return 2;
	engine_check(a, "SQLite", str_fmt(a, "%s/mellom.db", data.at), data,
	    key);
	plans_check(a, str_fmt(a, "%s/mellom.db", data.at).at);
	if (pg != NULL && *pg != '\0') {
		struct str where = pg_fresh(a, pg);

		engine_check(a, "PostgreSQL", where, where, key);
	}
	nftw(dir, file_drop, 16, FTW_DEPTH | FTW_PHYS);
	arena_free(a);
	return faults == 0 ? 0 : 1;
}
