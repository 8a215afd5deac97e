/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Comma-separated values, RFC 4180: UTF-8, lines end in CR LF, a field with a
 * comma, quote or line break stands in quotes.  A text that a spreadsheet
 * would take for a formula (it begins with = + - @, a tab or a line break)
 * gets an apostrophe before it; numbers are written as numbers, so a minus
 * is one.
 */
#include <stdint.h>

#include "base/str.h"

struct arena;
struct buf;

struct csv {
	struct buf *to;
	bool begun;			/* this line has a field */
};

void csv_text(struct csv *, struct str);
void csv_int(struct csv *, int64_t);
/* With a point, and at most two places: 3, 3.5, 3.25. */
void csv_real(struct csv *, double);
void csv_end(struct csv *);		/* of the line */

/*
 * The other way, for tests and tools: cuts the next field; *last: it ends
 * its line.  False: the text is at its end, or it is no CSV.
 */
bool csv_next(struct arena *, struct str *rest, struct str *field, bool *last);
