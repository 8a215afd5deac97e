/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Inside the room: all of a patient's assignments, or one.  Each statement of
 * homework_list() stands twice, so that one task costs no look at the others.
 */
#include "db/db.h"
#include "people/care.h"

struct homework;

struct which {
	bool one;
	struct id id;
};

/* select: to the FROM; join: brings a, the assignment, when it does not. */
#define SQL_WHICH(name, columns, select, join, where) \
	SQL(name, "patient:id", columns, select where); \
	SQL(name##_one, "patient:id one:id", columns, \
	    select join where " AND a.id = $2")
#define ROWS_WHICH(r, c, w, name) \
	__attribute__((cleanup(rows_end))) struct rows r = db_rows_args( \
	    (c)->tx, (w)->one ? &(name##_one) : &(name), \
	    DB_ARGS((c)->patient, (w)->id), (w)->one ? 2 : 1)

/* Reports and the clinic's answers, into the list. */
void reports_fill(struct care *, const struct which *, struct homework *list,
    size_t n);
