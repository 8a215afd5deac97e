/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * An answer as it is read, never as it is filled in: label and text, from the
 * content version and in the language it was given in.  Fields left empty
 * are left out, as is everything this reader was not given.
 */
#include "answers/answers.h"
#include "base/zone.h"
#include "html/lang.h"

struct content;
struct form;

enum shown_kind {
	SHOWN_TEXT,
	SHOWN_OF,			/* n of most: "7 of 10" */
	SHOWN_DAY,
	SHOWN_SKIPPED,			/* of a questionnaire, knowingly */
	SHOWN_ROWS,
};

struct shown_cell {
	struct str label, text;
	enum shown_kind kind;
	int64_t n, most;
	struct day day;
};
struct shown_row {
	struct shown_cell *cells;
	size_t n;
};
struct shown_line {
	struct shown_cell cell;		/* kind SHOWN_ROWS: see rows */
	bool private;			/* only the patient gets these */
	struct shown_row *rows;
	size_t rows_n;
};
struct shown_answer {
	struct str title;		/* of the exercise or questionnaire */
	const char *lang;		/* tag of its language */
	struct shown_line *lines;
	size_t n;
	bool unknown;			/* its form is no longer known */
};

/* content is the bundle the answer names. */
void answer_shown(struct care *, const struct content *, const struct answer *,
    const struct values *, struct shown_answer *out);
/* The same of values and a form at hand. */
void form_shown(struct arena *, const struct form *, const struct values *,
    enum lang, struct shown_answer *out);
