/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Expressions of content: when a field is shown, a chapter opens, a score is
 * made, a risk rule fires.  Parsed and type-checked against names when the
 * content is loaded, run as a straight list of steps: no jumps, no loops, no
 * recursion, so each run ends after expr->n steps.
 *
 * Values can be missing.  What is compared with or reckoned from a missing
 * value is missing; "missing or true" is true, "missing and false" is false.
 * There are two ways of missing: MISSING is an answer that could have been
 * given (a skipped item), ABSENT is what there is nothing of yet (no earlier
 * score to compare with).  Both are as good as false when something asks
 * expr_true(); a risk rule that ends MISSING is told as "unknown", one that
 * ends ABSENT has nothing to tell.  ABSENT wins in reckoning and comparing;
 * `and` takes the lower, `or` the higher of false < ABSENT < MISSING < true.
 *
 * Durations (7d, 2w, 12h) are numbers of days.  Division by nothing is
 * missing.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "programme/lint.h"

enum { EXPR_DEPTH_MAX = 32, EXPR_ARGS_MAX = 64, EXPR_STEPS_MAX = 400,
	EXPR_STACK_MAX = 128, EXPR_BYTES_MAX = 2000 };

enum value_kind { VALUE_MISSING, VALUE_ABSENT, VALUE_NUMBER, VALUE_TEXT,
	VALUE_BOOL };

struct value {
	enum value_kind kind;
	double number;
	bool truth;
	struct str text;	/* a text, or the id of the chosen option */
};

enum expr_type {
	EXPR_ANY,		/* only `missing` */
	EXPR_NUMBER,
	EXPR_BOOL,
	EXPR_TEXT,
	EXPR_CHOICE,		/* one of options; compared with a bare id */
	EXPR_DATE,		/* only for answered() and days_since() */
	EXPR_LIST,		/* rows; only for count() and answered() */
};

/* What a name stands for; a name can be several of these. */
enum name_kind {
	NAME_VALUE = 1,		/* has a value of its type */
	NAME_FIELD = 2, NAME_FORM = 4, NAME_CHAPTER = 8, NAME_TASK = 16,
	NAME_INSTRUMENT = 32, NAME_ITEM = 64, NAME_SCORE = 128,
	NAME_FLAG = 256,
	NAME_START = 512,	/* `start`: the day the course began */
};

struct expr_name {
	struct str name;		/* "q9", "map.status", "ch1" */
	unsigned kinds;			/* of enum name_kind */
	enum expr_type type;		/* of its value */
	const struct str *options;	/* EXPR_CHOICE: the ids */
	size_t noptions;
};

/* Names, nearest first: a form's own fields, then those of the programme. */
struct expr_scope {
	const struct expr_name *names;
	size_t n;
	const struct expr_scope *up;
};

enum expr_func {
	FUNC_DONE,		/* chapter, task: finished -> bool */
	FUNC_ANSWERED,		/* form, field, item, instrument -> bool */
	FUNC_RELEASED,		/* chapter -> bool */
	FUNC_SCORE,		/* score: the newest -> number */
	FUNC_BASELINE,		/* score, item: the first -> number */
	FUNC_LAST,		/* score, item: the one before -> number */
	FUNC_LAST_ASSESSED,	/* item, score: as a clinician last closed it */
	FUNC_DAYS_SINCE,	/* start, chapter, form, instrument, date */
	FUNC_FLAG,		/* flag -> bool */
};

/* Where values come from. Names are handed over as they were written. */
struct expr_env {
	void *ctx;
	/*
	 * False: missing. A list's value is the number of its rows. out is
	 * VALUE_MISSING when called.
	 */
	bool (*get)(void *ctx, struct str name, struct value *out);
	/* False: absent. May be NULL when no function can be used. */
	bool (*call)(void *ctx, enum expr_func, struct str name,
	    struct value *out);
	bool prorate;	/* sum() and mean() make up for open items */
};

struct expr_step;		/* expr.c */

struct expr {
	struct str text;	/* as written, blanks at its ends cut */
	enum expr_type type;
	const struct expr_step *steps;
	size_t n;
};

/*
 * NULL when the text is no expression of the wanted type (EXPR_ANY: of any
 * type); each fault is told in lint at its place, `at` being that of the
 * first byte.  The expression lives in the arena.
 */
const struct expr *expr_compile(struct arena *, struct str text,
    const struct expr_scope *, enum expr_type want, struct place at,
    struct lint *);
struct value expr_run(const struct expr *, const struct expr_env *);
/* Missing and absent are not true. */
bool expr_true(const struct expr *, const struct expr_env *);
/* The same steps: spelling of blanks does not count. */
bool expr_same(const struct expr *, const struct expr *);
/* The i-th value name the expression reads; false past the last. */
bool expr_reads(const struct expr *, size_t i, struct str *name);

static inline struct value
value_of_number(double n)
{
	return (struct value){ .kind = VALUE_NUMBER, .number = n };
}
static inline struct value
value_of_bool(bool b)
{
	return (struct value){ .kind = VALUE_BOOL, .truth = b };
}
static inline struct value
value_of_text(struct str s)
{
	return (struct value){ .kind = VALUE_TEXT, .text = s };
}
