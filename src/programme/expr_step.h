/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The steps of an expression: between expr.c, which writes them, and
 * expr_run.c, which runs them on a stack of values. */
#include "programme/expr.h"

enum expr_op {
	OP_NUMBER, OP_TEXT, OP_BOOL, OP_MISSING,	/* push a literal */
	OP_NAME,			/* push what get() says of text */
	OP_CALL,			/* push what call(n, text) says */
	OP_NOT, OP_MINUS,
	OP_AND, OP_OR,
	OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT, OP_GE,
	OP_ADD, OP_SUB, OP_MUL, OP_DIV,
	OP_IF,				/* condition, then, else -> one */
	OP_ROWS,			/* rows of a list, missing is none */
	OP_IN,				/* value, n others -> bool */
	OP_SUM, OP_MEAN, OP_MIN, OP_MAX, OP_COUNT,	/* n values -> one */
};

struct expr_step {
	enum expr_op op;
	unsigned n;
	double number;
	struct str text;
};
