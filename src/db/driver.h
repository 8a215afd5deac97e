/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What the front (db.c, jobs.c, migrate.c) and an engine say to each other.
 * Nobody outside src/db and test/test_db.c includes this.
 *
 * The front owns transactions, queue, retries, arguments and types; an
 * engine owns connections and statements.  A connection belongs to one
 * thread and has at most one transaction.  A value an engine hands out lives
 * until the next step of its cursor; the front copies it into the arena.
 *
 * The arena may jump out of the middle of anything (arena_on_full), past the
 * cleanup of rows.  So the engine knows its open cursors itself and closes
 * them when the transaction ends, and allocations are made at places where
 * the engine's state is whole.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "db/db.h"
#include "db/watch.h"

enum {
	DB_PARAMS_MAX = 24,
	DB_COLUMNS_MAX = 64,
	DB_GROUP_MAX = 128,	/* jobs a COMMIT */
	DB_QUEUE_MAX = 4096,
	DB_AGAIN_MAX = 10,
	DB_THREADS_MAX = 16,
	DB_THREADS = 8,		/* PostgreSQL, when the caller says 0 */
	DB_BUSY_MS = 10 * 1000,
	DB_STATEMENT_MS = 15 * 1000,
	DB_WHY_MAX = 500,
};

struct db_item {		/* of a declaration, read once a process */
	const char *name;
	enum db_type type;
	bool null;
};

struct db_spec {
	const struct sql *sql;
	struct db_item *params, *columns;
	size_t params_n, columns_n;
	const char *pg_name;	/* NAME_HASH, below 63 bytes */
	bool writes;
};

struct db_conn {		/* head of the engine's own struct */
	struct db *db;
	struct db_conn *next;	/* all connections of the db */
	struct tx *tx;		/* NULL: idle */
};

struct tx {
	struct db *db;
	struct db_conn *conn;
	struct arena *arena;
	int64_t now_ms;
	enum rc rc;
	bool writes;
	struct db_notes notes;
};

struct buf;
struct db_cursor;
struct db_driver;
struct db_queue {
	pthread_mutex_t lock;
	pthread_cond_t filled;
	struct db_job *head, *tail;
	size_t n;
	bool stop;
	int threads_n;
	pthread_t threads[DB_THREADS_MAX];
};

struct db {
	const struct db_driver *driver;
	struct arena *arena;	/* this struct lies in it */
	const char *where;
	enum db_set set;
	int job_threads;
	bool create;
	const struct db_spec *specs;
	size_t specs_n;
	pthread_key_t key;	/* the thread's connection */
	pthread_mutex_t lock;	/* of the list */
	struct db_conn *conns;
	void (*seal)(struct tx *, void *), *seal_arg;
	struct db_watching watch;
	_Atomic int64_t statements_n, rows_n;	/* db_counts() */
	struct db_queue queue;
};

struct db_driver {
	enum db_engine engine;
	size_t group_max;	/* jobs a transaction */
	bool seals;		/* runs before_commit */
	/* On failure why[DB_WHY_MAX] gets a sentence. */
	enum rc (*connect)(struct db *, struct db_conn **, char *why);
	void (*disconnect)(struct db_conn *);
	/* Is the database one we can work with: version, encoding, order. */
	enum rc (*fit)(struct db_conn *, char *why);
	/* False: must be thrown away.  Asked when no transaction is open. */
	bool (*usable)(struct db_conn *);
	/* Any number of statements, without parameters and rows. */
	enum rc (*exec)(struct db_conn *, const char *sql, char *why);
	/* Does the table exist: 1 yes, 0 no, -1 failed. */
	int (*has_table)(struct db_conn *, const char *name);
	/* Before and after migrations: one at a time, no time-out. */
	enum rc (*migrate_begin)(struct db_conn *, char *why);
	void (*migrate_end)(struct db_conn *);

	enum rc (*begin)(struct db_conn *, bool writes);
	/* RC_LOST: the outcome is not known. */
	enum rc (*commit)(struct db_conn *);
	/* Closes what cursors are open, too; safe at any time. */
	void (*rollback)(struct db_conn *);
	/* A member of a group; NULL where group_max is 1. */
	enum rc (*member_begin)(struct db_conn *);
	enum rc (*member_end)(struct db_conn *, bool keep);
	/* Without either: closes open cursors; rows ever changed. */
	int64_t (*member_changed)(struct db_conn *);
	/* The transaction is gone: rolled back by the engine itself. */
	bool (*broken)(struct db_conn *);
	/* The answers are out, there is time: checkpoint.  May be NULL. */
	void (*idle)(struct db_conn *);
	/* db_scrub().  NULL: nothing to do. */
	enum rc (*scrub)(struct db_conn *);

	/*
	 * NULL after tx_fail.  A statement that writes has run when this
	 * returns.  lasting: the arguments may change before the last step.
	 */
	struct db_cursor *(*start)(struct tx *, const struct db_spec *,
	    const struct db_arg *, bool lasting);
	bool (*step)(struct tx *, struct db_cursor *);
	int64_t (*changes)(struct db_cursor *);
	/* The type is the engine's: DB_BYTES for ids; DB_NULL. */
	struct db_arg (*value)(struct db_cursor *, size_t column);
	void (*stop)(struct db_cursor *);
	/* Prepares and compares; adds "statement NAME: ..." lines. */
	void (*check)(struct db_conn *, const struct db_spec *, struct buf *);
};

extern const struct db_driver db_driver_sqlite, db_driver_postgres;
