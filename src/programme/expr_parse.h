/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The parser's state and lexer: between expr.c (grammar and types) and
 * expr_lex.c (characters and faults). */
#include "programme/expr_step.h"

struct expr_parse {
	struct arena *arena;
	struct str text;
	size_t pos;
	const struct expr_scope *scope;
	struct place at;
	struct lint *lint;
	struct expr_step steps[EXPR_STEPS_MAX];
	size_t n;
	int depth, stack;
	bool failed;		/* the first fault is told, the rest is noise */
};

/* Tells the first fault, at a byte of the text. */
void expr_fail(struct expr_parse *, size_t pos, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* The next byte that is no blank, '\0' at the end. */
char expr_peek(struct expr_parse *);
/* Takes these characters if they come next ("(", "<=", ".."). */
bool expr_take(struct expr_parse *, const char *sign);
/* Takes this word if it comes next, whole. */
bool expr_word(struct expr_parse *, const char *word);
void expr_need(struct expr_parse *, const char *sign);
/* A name with its dots, taken; "" and nothing taken when none comes. */
struct str expr_ident(struct expr_parse *);
/* A number, with its unit of time when it has one, in days. */
double expr_digits(struct expr_parse *);
/* What stands between two quotes; \" and \\ inside. */
struct str expr_quoted(struct expr_parse *);
