/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the files of this room, and its tests, use of each other. */
#include "base/embedded.h"
#include "db/driver.h"

/* db.c */
/* The calling thread's connection; logs on failure. */
struct db_conn *db_conn(struct db *, enum rc *);
/* What is asked of a write; run or job is set. */
struct db_work {
	bool (*run)(struct tx *, void *);
	void *arg;
	struct db_job *job;
	struct arena *arena;
	struct arena_mark mark;	/* the arena before the first run */
	bool ran;		/* must be taken back before the next run */
	int again_max;
};
/* Begin to COMMIT, again while it makes sense. */
enum rc db_work_do(struct db *, struct db_work *);
bool db_work_run(struct db_work *, struct tx *);
/* Pieces of it for a group. */
enum rc tx_open(struct tx *, struct db *, struct arena *, bool writes);
enum rc tx_commit(struct tx *);
void tx_rollback(struct tx *);
/* RC_OK, or what db_fault_at asked for when this write is the one. */
enum rc db_fault(void);
/* Spec of a statement that need not be in a section; for checks. */
struct db_spec db_spec_of(struct arena *, const struct sql *);
const char *db_type_name(enum db_type);

/* watch.c */
void tx_note(struct tx *, const struct db_spec *, const struct db_arg *);
/* Before COMMIT; a full arena fails the transaction. */
void tx_settle(struct tx *);

/* jobs.c */
void db_queue_open(struct db_queue *);
void db_queue_close(struct db *);

/* migrate.c */
/*
 * The words of our SQL that SQLite spells otherwise; with tables every
 * CREATE TABLE becomes STRICT.  NUL behind it.
 */
struct str db_sql_for_sqlite(struct arena *, struct str, bool tables);
enum rc db_migrate_list(struct db *, const struct embedded_file *, size_t n,
    struct arena *, struct str *why) MUST_USE;
enum rc db_migrate_check(struct db *, const struct embedded_file *, size_t n,
    struct arena *, struct str *why) MUST_USE;

/* For tests: statements and tables in our SQL, outside of a transaction. */
enum rc db_exec_raw(struct db *, struct arena *, const char *sql,
    struct str *why) MUST_USE;
enum rc db_check_list(struct db *, const struct sql *, size_t n,
    struct arena *, struct str *why) MUST_USE;

#if defined(__SANITIZE_ADDRESS__)
#define DB_CHECKED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define DB_CHECKED 1
#endif
#endif
#ifndef DB_CHECKED
#define DB_CHECKED 0	/* dear checks of values, for test builds */
#endif
