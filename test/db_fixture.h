/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A fresh database for each test: a file of SQLite in a new folder, and when
 * MELLOM_TEST_PG names a server (test/pg.sh), a new database there.
 */
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <unistd.h>

#include "db/inner.h"
#include "pg_own.h"
#include "test.h"

struct fixture {
	struct db *db;
	struct db_conf conf;
	struct str folder;		/* of SQLite */
	bool pg;
};

/* EACH(name) { uses fx->db; } is run on each engine. */
#define EACH(n) \
	static void each_##n(struct fixture *); \
	TEST(n) { fixture_each(each_##n); } \
	static void each_##n(struct fixture *fx)

#define CHECK_RC(got, want) \
	CHECK_STR(str_z(rc_text(got)), rc_text(want))

static inline struct str
pg_uri(void)
{
	return str_z(getenv("MELLOM_TEST_PG"));
}

static inline void
fixture_open(struct fixture *fx)
{
	struct str why = STR_NONE;

	CHECK_RC(db_open(&fx->db, &fx->conf, test_arena, &why), RC_OK);
	CHECK_STR(why, "");
	if (fx->db == NULL)
		exit(1);
}

static inline struct fixture
fixture_sqlite(void)
{
	struct fixture fx = { 0 };
	char folder[] = "/tmp/mellom-db.XXXXXX";

	if (mkdtemp(folder) == NULL)
		exit(1);
	fx.folder = str_copy(test_arena, str_z(folder));
	fx.conf.where = str_fmt(test_arena, "%s/t.db", folder);
	fx.conf.create = true;
	return fx;
}

static inline struct fixture
fixture_pg(void)
{
	struct fixture fx = { .pg = true };

	fx.conf.where = pg_own(pg_uri().at);
	return fx;
}

static inline void
fixture_end(struct fixture *fx)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	char path[200];
	size_t i;

	db_fault_at(0, RC_OK);
	db_close(fx->db);
	for (i = 0; i < 3 && !fx->pg; i++) {
		snprintf(path, sizeof(path), "%.*s%s", STR(fx->conf.where),
		    ends[i]);
		unlink(path);
	}
	if (!fx->pg)
		rmdir(fx->folder.at);
}

static inline void
fixture_each(void (*run)(struct fixture *))
{
	int pg;

	for (pg = 0; pg <= (pg_uri().len > 0); pg++) {
		struct fixture fx = pg ? fixture_pg() : fixture_sqlite();
		int before = test_faults;

		fixture_open(&fx);
		run(&fx);
		fixture_end(&fx);
		if (test_faults > before)
			printf("    on %s\n", pg ? "PostgreSQL" : "SQLite");
	}
}

/* A disk of this size at the folder, for this process only; needs root. */
static inline bool
small_disk(struct str folder, int mb)
{
	char size[20];

	snprintf(size, sizeof(size), "size=%dm", mb);
	return unshare(CLONE_NEWNS) == 0 &&
	    mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
	    mount("none", folder.at, "tmpfs", 0, size) == 0;
}

static inline void
raw(struct db *db, const char *sql)
{
	struct str why = STR_NONE;

	CHECK_RC(db_exec_raw(db, test_arena, sql, &why), RC_OK);
	CHECK_STR(why, "");
}
