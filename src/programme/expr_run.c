/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/expr_step.h"

#include <assert.h>
#include <math.h>

static const struct value missing = { .kind = VALUE_MISSING };
static const struct value absent = { .kind = VALUE_ABSENT };

/* false < absent < missing < true; what is no truth counts as missing. */
static int
rank(struct value v)
{
	if (v.kind == VALUE_BOOL)
		return v.truth ? 3 : 0;
	return v.kind == VALUE_ABSENT ? 1 : 2;
}

static struct value
of_rank(int r)
{
	if (r == 1)
		return absent;
	if (r == 2)
		return missing;
	return value_of_bool(r == 3);
}

static struct value
not_known(struct value a, struct value b)
{
	return a.kind == VALUE_ABSENT || b.kind == VALUE_ABSENT ?
	    absent : missing;
}

static struct value
compare(enum expr_op op, struct value a, struct value b)
{
	bool equal;

	if (a.kind != b.kind || a.kind == VALUE_MISSING ||
	    a.kind == VALUE_ABSENT)
		return not_known(a, b);
	if (a.kind == VALUE_TEXT)
		equal = str_eq(a.text, b.text);
	else if (a.kind == VALUE_BOOL)
		equal = a.truth == b.truth;
	else
		equal = !(a.number < b.number) && !(a.number > b.number);
	if (op == OP_EQ || op == OP_NE)
		return value_of_bool(equal == (op == OP_EQ));
	if (a.kind != VALUE_NUMBER)
		return missing;
	if (op == OP_LT || op == OP_LE)
		return value_of_bool(a.number < b.number ||
		    (op == OP_LE && equal));
	return value_of_bool(a.number > b.number || (op == OP_GE && equal));
}

static struct value
reckon(enum expr_op op, struct value a, struct value b)
{
	double r;

	if (a.kind != VALUE_NUMBER || b.kind != VALUE_NUMBER)
		return not_known(a, b);
	if (op == OP_ADD)
		r = a.number + b.number;
	else if (op == OP_SUB)
		r = a.number - b.number;
	else if (op == OP_MUL)
		r = a.number * b.number;
	else if (b.number < 0 || b.number > 0)
		r = a.number / b.number;
	else
		return missing;
	return isfinite(r) ? value_of_number(r) : missing;
}

/* The first value against the n others: true, else missing, else false. */
static struct value
within(const struct value *v, unsigned n)
{
	int best = 0;
	unsigned i;

	for (i = 1; i <= n; i++) {
		int r = rank(compare(OP_EQ, v[0], v[i]));

		if (r > best)
			best = r;
	}
	return of_rank(best);
}

static struct value
gather(enum expr_op op, const struct value *v, unsigned n, bool prorate)
{
	double sum = 0, least = 0, most = 0;
	unsigned i, have = 0;
	bool none_yet = false;

	for (i = 0; i < n; i++) {
		none_yet |= v[i].kind == VALUE_ABSENT;
		if (v[i].kind != VALUE_NUMBER)
			continue;
		if (have == 0 || v[i].number < least)
			least = v[i].number;
		if (have == 0 || v[i].number > most)
			most = v[i].number;
		sum += v[i].number;
		have++;
	}
	if (op == OP_COUNT)
		return value_of_number(have);
	if (have < n && (!prorate || have == 0 || op == OP_MIN ||
	    op == OP_MAX))
		return none_yet ? absent : missing;
	if (op == OP_MIN)
		return value_of_number(least);
	if (op == OP_MAX)
		return value_of_number(most);
	sum = op == OP_MEAN || have < n ? sum / have : sum;
	if (op == OP_SUM && have < n)
		sum *= n;
	return isfinite(sum) ? value_of_number(sum) : missing;
}

/* What is pushed without looking at the stack. */
static struct value
fetch(const struct expr_step *s, const struct expr_env *env)
{
	struct value v = missing;

	if (s->op == OP_NUMBER)
		return value_of_number(s->number);
	if (s->op == OP_TEXT)
		return value_of_text(s->text);
	if (s->op == OP_BOOL)
		return value_of_bool(s->n != 0);
	if (s->op == OP_NAME && env->get != NULL &&
	    env->get(env->ctx, s->text, &v))
		return v;
	if (s->op != OP_CALL)
		return missing;
	return env->call != NULL &&
	    env->call(env->ctx, (enum expr_func)s->n, s->text, &v) ? v : absent;
}

static struct value
of_one(enum expr_op op, struct value v)
{
	if (op == OP_NOT)
		return v.kind == VALUE_BOOL ? value_of_bool(!v.truth) :
		    not_known(v, v);
	if (op == OP_MINUS)
		return reckon(OP_SUB, value_of_number(0), v);
	return v.kind == VALUE_NUMBER ? v : value_of_number(0);	/* OP_ROWS */
}

static struct value
of_two(enum expr_op op, struct value a, struct value b)
{
	int ra, rb;

	if (op >= OP_EQ && op <= OP_GE)
		return compare(op, a, b);
	if (op >= OP_ADD && op <= OP_DIV)
		return reckon(op, a, b);
	ra = rank(a);
	rb = rank(b);
	return of_rank(op == OP_AND ? (ra < rb ? ra : rb) :
	    (ra > rb ? ra : rb));
}

/* How many values a step takes from the stack; each puts one back. */
static unsigned
takes(const struct expr_step *s)
{
	if (s->op <= OP_CALL)
		return 0;
	if (s->op == OP_NOT || s->op == OP_MINUS || s->op == OP_ROWS)
		return 1;
	if (s->op == OP_IF)
		return 3;
	if (s->op == OP_IN)
		return s->n + 1;
	return s->op >= OP_SUM ? s->n : 2;
}

struct value
expr_run(const struct expr *e, const struct expr_env *env)
{
	struct value stack[EXPR_STACK_MAX], *at;
	unsigned top = 0, take;
	size_t i;

	for (i = 0; i < e->n; i++) {
		const struct expr_step *s = &e->steps[i];

		take = takes(s);
		assert(take <= top && top - take < EXPR_STACK_MAX);
		at = &stack[top - take];
		if (take == 0)
			*at = fetch(s, env);
		else if (s->op == OP_IF)
			*at = at[0].kind == VALUE_BOOL ?
			    at[at[0].truth ? 1 : 2] : not_known(at[0], at[0]);
		else if (s->op == OP_IN)
			*at = within(at, s->n);
		else if (s->op >= OP_SUM)
			*at = gather(s->op, at, s->n, env->prorate);
		else if (take == 1)
			*at = of_one(s->op, *at);
		else
			*at = of_two(s->op, at[0], at[1]);
		top = top - take + 1;
	}
	assert(top == 1);
	return stack[0];
}

bool
expr_true(const struct expr *e, const struct expr_env *env)
{
	struct value v = expr_run(e, env);

	return v.kind == VALUE_BOOL && v.truth;
}

bool
expr_same(const struct expr *a, const struct expr *b)
{
	size_t i;

	if (a == NULL || b == NULL)
		return a == b;
	if (a->n != b->n)
		return false;
	for (i = 0; i < a->n; i++) {
		const struct expr_step *x = &a->steps[i], *y = &b->steps[i];

		if (x->op != y->op || x->n != y->n ||
		    x->number < y->number || x->number > y->number ||
		    !str_eq(x->text, y->text))
			return false;
	}
	return true;
}

bool
expr_reads(const struct expr *e, size_t i, struct str *name)
{
	size_t k;

	for (k = 0; k < e->n; k++)
		if (e->steps[k].op == OP_NAME && i-- == 0) {
			*name = e->steps[k].text;
			return true;
		}
	return false;
}
