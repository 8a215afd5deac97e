/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * One SQL text, two engines.
 *
 * A statement is declared once beside its use with SQL(); its struct lands
 * in a linker section, so `make check` prepares every one on SQLite and
 * PostgreSQL.  Parameters and columns are declared as "name:type ..." with
 * type int, text, bytes, id, real; a "?" behind the type allows NULL
 * ("ended_at:int?").  The text says $1, $2 ... in the order declared.
 *
 * Errors are sticky: after the first failure every call on the transaction
 * does nothing and rows come out empty; who opened the transaction (gate,
 * worker, command line) asks tx_rc() once, at the end, and rolls back.  The
 * price of this idiom: code after a failure runs on with empty values, so it
 * must never loop until it finds something, and has no effect outside the
 * transaction and its arena.
 *
 * No statement may be expected to fail: use ON CONFLICT DO NOTHING RETURNING.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/id.h"
#include "base/rc.h"
#include "base/str.h"
#include "base/zone.h"
#include "db/open.h"
#include "db/sql.h"

struct arena;
struct db_cursor;
struct db;
struct db_spec;
struct tx;

/* Runs a statement without columns; how many rows it changed (0 on failure). */
#define db_run(tx, sql, ...) \
	db_run_args((tx), &(sql), DB_ARGS(__VA_ARGS__), DB_NARGS(__VA_ARGS__))
int64_t db_run_args(struct tx *, const struct sql *, const struct db_arg *,
    size_t n);

/*
 * ROWS(r, tx, message_unread, patient, now);
 * while (rows_next(&r)) { struct str s = rows_str(&r, "text"); ... }
 * Values are copied into the transaction's arena and outlive the rows.
 * A column that was not declared, or read as another type, asserts; NULL
 * reads as 0, "", DAY_NONE or ID_NONE (see rows_null).  A value of another
 * type than declared, NULL in a column without "?", and reading where there
 * is no row fail the transaction with RC_BAD.
 *
 * A statement that writes (INSERT ... RETURNING) has run when ROWS is past,
 * read or not.  Two rows of one statement may be open at once.
 */
struct rows {
	struct tx *tx;
	const struct db_spec *spec;	/* db's own from here on */
	struct db_cursor *cursor;
	unsigned hint;
	bool on_row;
};
#define ROWS(r, tx, sql, ...) \
	__attribute__((cleanup(rows_end))) struct rows r = db_rows_args((tx), \
	    &(sql), DB_ARGS(__VA_ARGS__), DB_NARGS(__VA_ARGS__))
struct rows db_rows_args(struct tx *, const struct sql *,
    const struct db_arg *, size_t n);
bool rows_next(struct rows *);
void rows_end(struct rows *);
int64_t rows_int(struct rows *, const char *column);
double rows_real(struct rows *, const char *column);
struct str rows_str(struct rows *, const char *column);
struct bytes rows_bytes(struct rows *, const char *column);
struct id rows_id(struct rows *, const char *column);
struct day rows_day(struct rows *, const char *column);	/* an int column */
bool rows_null(struct rows *, const char *column);
/* One integer column of at most one row; otherwise this value. */
#define db_int(tx, otherwise, sql, ...) \
	db_int_args((tx), (otherwise), &(sql), DB_ARGS(__VA_ARGS__), \
	    DB_NARGS(__VA_ARGS__))
int64_t db_int_args(struct tx *, int64_t otherwise, const struct sql *,
    const struct db_arg *, size_t n);

/* The transaction. */
struct arena *tx_arena(struct tx *);
int64_t tx_now(struct tx *);		/* unix seconds, fixed at its start */
int64_t tx_now_ms(struct tx *);
/* The demo's simulation only: the clock was set on, and so is tx_now. */
void tx_walk(struct tx *);
bool tx_writes(struct tx *);
enum rc tx_rc(struct tx *);		/* first failure, sticky */
/* The room above says the world failed (a key file, a bad row). */
void tx_fail(struct tx *, enum rc);

/*
 * A transaction belongs to its thread; none on the same database may be
 * opened inside it (one on another database may).  Where the arena may get
 * full, fn or run() sets arena_on_full() itself, first thing: a jump past
 * the transaction would leave it open.  After the jump it calls tx_fail(tx,
 * RC_NOMEM) and returns; rows that were open are closed by the transaction.
 *
 * A read transaction on the calling thread's own connection (one snapshot).
 * The outcome is tx_rc(), which is returned.  fn runs once.
 */
enum rc db_read(struct db *, struct arena *, void (*fn)(struct tx *, void *),
    void *arg);
/*
 * A write transaction, waited for: worker, command line, keys, tests.  fn
 * returns true to commit.  May run again (a conflict, a connection that
 * broke before COMMIT): the arena is reset to where it was.  Returns RC_OK
 * after the data is on disk, or when fn returned false and nothing failed;
 * RC_AGAIN after ten conflicts; RC_LOST when the connection broke during
 * COMMIT, so that nobody knows.
 */
enum rc db_tx(struct db *, struct arena *, bool (*fn)(struct tx *, void *),
    void *arg) MUST_USE;

/*
 * A write without waiting: the server's.  run() is called on the writer
 * thread (SQLite: in a group of up to 128, a savepoint each; PostgreSQL: a
 * pool thread) and returns true to commit; it may be called more than once,
 * each time after the arena was reset to where it was and then again() was
 * called (NULL: nothing to do).  done() is called on that thread, after
 * COMMIT or failure; RC_OK also when run() returned false and nothing
 * failed: look at commits.  done() may free the job and its arena.
 */
struct db_job {
	struct db_job *next;		/* the queue's */
	struct arena *arena;
	bool (*run)(struct tx *, struct db_job *);
	void (*again)(struct db_job *);
	void (*done)(struct db_job *, enum rc);
	bool commits;			/* run() wanted it and it was done */
};
/* RC_FULL when the queue is at its limit (then done() is not called). */
enum rc db_submit(struct db *, struct db_job *) MUST_USE;
