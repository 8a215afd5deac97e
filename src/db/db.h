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

struct arena;
struct db_cursor;
struct db;
struct db_spec;
struct tx;

struct sql {
	const char *name, *params, *columns, *text;
} __attribute__((aligned(32)));

/*
 * SQL(message_unread, "patient:id now:int", "id:id sent_at:int",
 *     "SELECT id, sent_at FROM message WHERE patient_id = $1 ...");
 * For the database of keys use SQL_KEYS; its statements are another set.
 */
#define SQL(n, p, c, t) \
	static const struct sql n \
	    __attribute__((section("mellom_sql"), used)) = { #n, p, c, t }
#define SQL_KEYS(n, p, c, t) \
	static const struct sql n \
	    __attribute__((section("mellom_keys"), used)) = { #n, p, c, t }

enum db_type { DB_NULL, DB_INT, DB_TEXT, DB_BYTES, DB_ID, DB_REAL };

struct db_arg {
	enum db_type type;
	union {
		int64_t i;
		double r;
		struct bytes b;		/* text too */
		struct id id;
	};
};

static inline struct db_arg
db_arg_i(int64_t i)
{
	return (struct db_arg){ .type = DB_INT, .i = i };
}
static inline struct db_arg
db_arg_str(struct str s)
{
	return (struct db_arg){ .type = DB_TEXT,
	    .b = { (const unsigned char *)s.at, s.len } };
}
static inline struct db_arg
db_arg_bytes(struct bytes b)
{
	return (struct db_arg){ .type = DB_BYTES, .b = b };
}
static inline struct db_arg
db_arg_id(struct id id)
{
	return (struct db_arg){ .type = DB_ID, .id = id };
}
static inline struct db_arg
db_arg_real(double r)
{
	return (struct db_arg){ .type = DB_REAL, .r = r };
}
static inline struct db_arg
db_arg_day(struct day d)
{
	return d.n == DAY_NONE_N ? (struct db_arg){ .type = DB_NULL } :
	    (struct db_arg){ .type = DB_INT, .i = d.n };
}
static inline struct db_arg
db_arg_self(struct db_arg a)
{
	return a;
}
#define DB_NONE ((struct db_arg){ .type = DB_NULL })
/* A value or NULL. */
#define DB_IF(cond, x) ((cond) ? DB_A(x) : DB_NONE)
#define DB_A(x) _Generic((x), \
	struct str: db_arg_str, struct bytes: db_arg_bytes, \
	struct id: db_arg_id, struct day: db_arg_day, double: db_arg_real, \
	struct db_arg: db_arg_self, \
	bool: db_arg_i, int: db_arg_i, unsigned: db_arg_i, long: db_arg_i, \
	long long: db_arg_i)(x)

#define DB_E1(x) DB_A(x)
#define DB_E2(x, ...) DB_A(x), DB_E1(__VA_ARGS__)
#define DB_E3(x, ...) DB_A(x), DB_E2(__VA_ARGS__)
#define DB_E4(x, ...) DB_A(x), DB_E3(__VA_ARGS__)
#define DB_E5(x, ...) DB_A(x), DB_E4(__VA_ARGS__)
#define DB_E6(x, ...) DB_A(x), DB_E5(__VA_ARGS__)
#define DB_E7(x, ...) DB_A(x), DB_E6(__VA_ARGS__)
#define DB_E8(x, ...) DB_A(x), DB_E7(__VA_ARGS__)
#define DB_E9(x, ...) DB_A(x), DB_E8(__VA_ARGS__)
#define DB_E10(x, ...) DB_A(x), DB_E9(__VA_ARGS__)
#define DB_E11(x, ...) DB_A(x), DB_E10(__VA_ARGS__)
#define DB_E12(x, ...) DB_A(x), DB_E11(__VA_ARGS__)
#define DB_E13(x, ...) DB_A(x), DB_E12(__VA_ARGS__)
#define DB_E14(x, ...) DB_A(x), DB_E13(__VA_ARGS__)
#define DB_E15(x, ...) DB_A(x), DB_E14(__VA_ARGS__)
#define DB_E16(x, ...) DB_A(x), DB_E15(__VA_ARGS__)
#define DB_E17(x, ...) DB_A(x), DB_E16(__VA_ARGS__)
#define DB_E18(x, ...) DB_A(x), DB_E17(__VA_ARGS__)
#define DB_E19(x, ...) DB_A(x), DB_E18(__VA_ARGS__)
#define DB_E20(x, ...) DB_A(x), DB_E19(__VA_ARGS__)
#define DB_E21(x, ...) DB_A(x), DB_E20(__VA_ARGS__)
#define DB_E22(x, ...) DB_A(x), DB_E21(__VA_ARGS__)
#define DB_E23(x, ...) DB_A(x), DB_E22(__VA_ARGS__)
#define DB_E24(x, ...) DB_A(x), DB_E23(__VA_ARGS__)
#define DB_PICK(_1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, _14, \
    _15, _16, _17, _18, _19, _20, _21, _22, _23, _24, n, ...) n
#define DB_ARGS(...) (struct db_arg[]){ __VA_OPT__(DB_PICK(__VA_ARGS__, \
    DB_E24, DB_E23, DB_E22, DB_E21, DB_E20, DB_E19, DB_E18, DB_E17, DB_E16, \
    DB_E15, DB_E14, DB_E13, DB_E12, DB_E11, DB_E10, DB_E9, DB_E8, DB_E7, \
    DB_E6, DB_E5, DB_E4, DB_E3, DB_E2, DB_E1, )(__VA_ARGS__),) DB_NONE }
#define DB_NARGS(...) \
	(sizeof(DB_ARGS(__VA_ARGS__)) / sizeof(struct db_arg) - 1)

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

/* Opening. */
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
/*
 * SQLite: runs before each COMMIT of a write, with the group's transaction:
 * audit.  Never on PostgreSQL.  Set it before the first write.
 */
void db_before_commit(struct db *, void (*seal)(struct tx *, void *), void *);

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
