/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prepares every declared statement of the program, on SQLite and (when
 * MELLOM_TEST_PG names a server) on PostgreSQL, and compares what it declares
 * with what the engine says.  Each in a database that is made and migrated
 * for it.
 */
#include <ftw.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
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
	if (pg != NULL && *pg != '\0') {
		struct str where = pg_fresh(a, pg);

		engine_check(a, "PostgreSQL", where, where, key);
	}
	nftw(dir, file_drop, 16, FTW_DEPTH | FTW_PHYS);
	arena_free(a);
	return faults == 0 ? 0 : 1;
}
