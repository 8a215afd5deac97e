/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What stands in an export.  One row a column: its name, what it holds, and
 * where the value is found.  A missing value is one of gap_code(), never an
 * empty field; the codebook tells which of them a column may have.
 */
#include <stddef.h>

#include "export/export.h"

struct csv;

enum column_type {
	COLUMN_PSEUDONYM,
	COLUMN_NUMBER,		/* whole, within its patient: a key */
	COLUMN_INT, COLUMN_REAL,
	COLUMN_FLAG,		/* 0, 1 */
	COLUMN_CODE,		/* one of `code` */
	COLUMN_CODES,		/* several, a blank between */
	COLUMN_ID,		/* of the content: a task, a programme */
	COLUMN_TIME,		/* ISO 8601 with the patient's zone */
	COLUMN_DAY,		/* of a time: days from the start, 0 first */
	COLUMN_DATE,		/* of a local day: the same */
	COLUMN_CLOCK,		/* minute of the local day as HH:MM */
};

enum {
	MISS_NOT_ASKED = 1, MISS_SKIPPED = 2, MISS_NOT_YET = 4, MISS_NONE = 8,
	/* A report's number in a row of its assignment. */
	MISS_TOLD = MISS_NOT_ASKED | MISS_SKIPPED | MISS_NOT_YET,
};

struct column {
	enum export_file file;
	const char *name, *label;	/* label: T() */
	enum column_type type;
	unsigned miss;
	const char *unit;		/* "" none */
	const char *range;		/* "0..10"; "" see code */
	const char *(*code)(int);	/* NULL past the last */
	size_t at;			/* offset in the row's struct */
	size_t size;			/* of an int, bool or int64 there */
};

extern const struct column columns[];
extern const size_t columns_n;

/* -9991 not asked, -9992 skipped, -9993 not yet, -9994 does not apply. */
int gap_code(enum engage_gap);
const char *column_type_name(enum column_type);
/* row: the engage, engage_told or engage_entry of the file; e: its
 * assignment. */
void column_put(struct csv *, struct arena *, const struct column *,
    const void *row, const struct engage *e, struct id pseudonym);
