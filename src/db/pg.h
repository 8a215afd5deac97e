/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Shared by postgres.c (connections, transactions) and postgres_rows.c. */
#include <libpq-fe.h>

#include "db/driver.h"

struct buf;

struct pg {
	struct db_conn base;
	PGconn *h;
	bool *prepared;		/* by a statement's place */
	struct db_cursor *cursors;	/* freed at the next begin */
	int answer_ms;		/* 0: no limit (migrations) */
	bool lost;		/* no answer, or one that tells so */
	bool warned;		/* since the last question */
};

struct db_cursor {
	struct db_cursor *next;
	PGresult *rows;		/* NULL: stopped */
	int at;			/* -1: before the first */
};

static inline struct pg *
pg_of(struct db_conn *c)
{
	return (struct pg *)(void *)c;
}

/* The last result of a question, PQclear it; NULL: lost.  sent: PQsend's. */
PGresult *pg_answer(struct pg *, int sent);
/* What the answer means; logs failures. */
enum rc pg_answer_rc(struct pg *, const PGresult *, const char *what);

/* postgres_rows.c: statements, as struct db_driver tells. */
struct db_cursor *pg_start(struct tx *, const struct db_spec *,
    const struct db_arg *, bool lasting);
bool pg_step(struct tx *, struct db_cursor *);
int64_t pg_changes(struct db_cursor *);
struct db_arg pg_value(struct db_cursor *, size_t column);
void pg_stop(struct db_cursor *);
void pg_check(struct db_conn *, const struct db_spec *, struct buf *);
