/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A database as a whole: opening, its version, its statements, its files.
 * Who serves, migrates, checks or tests needs it; rooms do not.  Part of
 * db/db.h, which is what to include.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/id.h"
#include "base/rc.h"
#include "base/str.h"

struct arena;
struct db;
struct sql;
struct tx;

enum db_engine { DB_SQLITE, DB_POSTGRES };
enum db_set { DB_MAIN, DB_KEYS };	/* which statements and migrations */

struct db_conf {
	struct str where;	/* "/path/mellom.db" or "postgresql://..." */
	enum db_set set;
	int job_threads;	/* PostgreSQL: threads that run jobs; 0: 8 */
	bool create;		/* make an empty database when there is none */
};

/*
 * On failure prints nothing; *why gets a sentence with a cause and a way out.
 * Connections are one a thread, made when first needed, closed at the
 * thread's end or here: at db_close all other threads must be done with it.
 * Jobs that were submitted are still run.
 */
enum rc db_open(struct db **out, const struct db_conf *, struct arena *,
    struct str *why) MUST_USE;
void db_close(struct db *);
enum db_engine db_engine(const struct db *);
/* What was asked of it since it was opened, by all threads. */
struct db_counts {
	int64_t statements;
	int64_t rows;		/* read */
};
struct db_counts db_counts(struct db *);
/*
 * SQLite: runs before each COMMIT of a write, with the group's transaction:
 * audit.  Never on PostgreSQL.  Set it before the first write.
 */
void db_before_commit(struct db *, void (*seal)(struct tx *, void *), void *);

/*
 * Somebody keeps a summary of other tables: these.  A statement that writes
 * one of them notes the patient it binds (its parameter "patient:id") with
 * the table's bits; before the transaction is committed settle() gets each
 * patient noted, once, and keeps its summary in the same transaction.  So no
 * write can forget it, and nothing lives outside the transaction.  settle()
 * may be called again for the same patient, also in the middle, when a
 * transaction writes for many.  Set it before the first write.
 *
 * word: only statements in which it stands; "" all.  The statement must
 * begin with INSERT INTO, UPDATE or DELETE FROM and the table (check_sql).
 */
struct db_watch {
	const char *table, *word;
	unsigned bits;
};
void db_watch(struct db *, const struct db_watch *, size_t n,
    void (*settle)(struct tx *, struct id patient, unsigned bits, void *),
    void *arg);
/* The table that a statement writes; "": it reads. */
struct str db_writes_table(const struct sql *);

/*
 * What was overwritten or deleted is gone from the files too, the log of
 * writes included (SQLite; blocks that a file system freed are its own).
 * RC_AGAIN: somebody read all the while; ask again.  Not in a transaction.
 */
enum rc db_scrub(struct db *) MUST_USE;

/* Migrations: numbered, checksummed, forward only. */
enum rc db_migrate(struct db *, struct arena *, struct str *why) MUST_USE;
/* RC_REFUSED with a sentence when the database is of another version. */
enum rc db_version_check(struct db *, struct arena *, struct str *why)
    MUST_USE;
int64_t db_version_known(enum db_set);	/* the newest migration we carry */

/* All statements of a set, for the check and the statement cache. */
const struct sql *db_statements(enum db_set, size_t *n);
/* Prepares every statement and compares what was declared; adds lines. */
enum rc db_statements_check(struct db *, struct arena *, struct str *why)
    MUST_USE;
/*
 * Tests only: of the statements that write and the COMMITs that follow, in
 * the whole process, the n-th fails once with this; RC_FULL, RC_IO and
 * RC_NOMEM roll back as SQLite may.  0: none.
 */
void db_fault_at(int64_t nth_write, enum rc);
