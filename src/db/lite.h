/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Shared by sqlite.c (connections, transactions) and sqlite_rows.c. */
#include <sqlite3.h>

#include "db/driver.h"

struct buf;

enum own { BEGIN_READ, BEGIN_WRITE, COMMIT, ROLLBACK, SAVE, RELEASE, UNDO,
    OWN_N };

struct lite {
	struct db_conn base;
	sqlite3 *h;
	sqlite3_stmt *own[OWN_N];
	struct db_cursor *slots;	/* by a statement's place */
	struct db_cursor *extras;	/* second cursors of one statement */
	size_t open;
	bool hooked;		/* we do the checkpoints, in idle() */
	int wal_pages, wal_next;
};

struct db_cursor {
	struct lite *c;
	sqlite3_stmt *stmt;
	const struct db_spec *spec;
	struct db_cursor *next;
	int first;		/* what the step in start() gave */
	bool stepped, busy, extra;
	unsigned char at[DB_PARAMS_MAX];	/* SQLite's number of $n */
};

static inline struct lite *
lite_of(struct db_conn *c)
{
	return (struct lite *)(void *)c;
}

enum rc lite_rc(int code);	/* of an (extended) result code */

/* sqlite_rows.c: statements, as struct db_driver tells. */
struct db_cursor *lite_start(struct tx *, const struct db_spec *,
    const struct db_arg *, bool lasting);
bool lite_step(struct tx *, struct db_cursor *);
int64_t lite_changes(struct db_cursor *);
struct db_arg lite_value(struct db_cursor *, size_t column);
void lite_stop(struct db_cursor *);
/* What a jump out of the arena, or a rollback, left open. */
void lite_cursors_stop(struct lite *);
void lite_check(struct db_conn *, const struct db_spec *, struct buf *);
