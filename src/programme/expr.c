/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/expr.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "programme/expr_parse.h"

/* What a part of an expression is; name: when it is a bare value name. */
struct part {
	enum expr_type type;
	const struct expr_name *name;
	size_t pos;
};

static struct part parse_or(struct expr_parse *);
static struct part parse_unary(struct expr_parse *);

static const char *const type_names[] = {
	[EXPR_ANY] = "missing", [EXPR_NUMBER] = "a number",
	[EXPR_BOOL] = "true or false", [EXPR_TEXT] = "a text",
	[EXPR_CHOICE] = "a choice", [EXPR_DATE] = "a date",
	[EXPR_LIST] = "a list",
};

static const struct func {
	const char *name;
	unsigned kinds;
	enum expr_type type;
	const char *wants;
} funcs[] = {
	[FUNC_DONE] = { "done", NAME_CHAPTER | NAME_TASK, EXPR_BOOL,
	    "a chapter or task" },
	[FUNC_ANSWERED] = { "answered", NAME_FORM | NAME_FIELD | NAME_ITEM |
	    NAME_INSTRUMENT, EXPR_BOOL, "a form, field or instrument" },
	[FUNC_RELEASED] = { "released", NAME_CHAPTER, EXPR_BOOL, "a chapter" },
	[FUNC_SCORE] = { "score", NAME_SCORE, EXPR_NUMBER, "a score" },
	[FUNC_BASELINE] = { "baseline", NAME_SCORE | NAME_ITEM, EXPR_NUMBER,
	    "a score or item" },
	[FUNC_LAST] = { "last", NAME_SCORE | NAME_ITEM, EXPR_NUMBER,
	    "a score or item" },
	[FUNC_LAST_ASSESSED] = { "last_assessed", NAME_SCORE | NAME_ITEM,
	    EXPR_NUMBER, "a score or item" },
	[FUNC_DAYS_SINCE] = { "days_since", NAME_START | NAME_CHAPTER |
	    NAME_FORM | NAME_INSTRUMENT, EXPR_NUMBER,
	    "start, a chapter, form, instrument or date" },
	[FUNC_FLAG] = { "flag", NAME_FLAG, EXPR_BOOL, "a flag" },
};
enum { NFUNCS = sizeof(funcs) / sizeof(funcs[0]) };

static const struct { const char *name; enum expr_op op; } gathers[] = {
	{ "sum", OP_SUM }, { "mean", OP_MEAN }, { "min", OP_MIN },
	{ "max", OP_MAX }, { "count", OP_COUNT },
};
enum { NGATHERS = sizeof(gathers) / sizeof(gathers[0]) };

/* Adds a step that takes some values from the stack and puts one back. */
static void
emit(struct expr_parse *p, struct expr_step s, int taken)
{
	if (p->failed)
		return;
	p->stack += 1 - taken;
	if (p->n >= EXPR_STEPS_MAX || p->stack > EXPR_STACK_MAX) {
		expr_fail(p, p->pos, "the expression is too long");
		return;
	}
	p->steps[p->n++] = s;
}

static void
emit_op(struct expr_parse *p, enum expr_op op, int taken)
{
	emit(p, (struct expr_step){ .op = op }, taken);
}

static bool
deeper(struct expr_parse *p)
{
	if (++p->depth > EXPR_DEPTH_MAX)
		expr_fail(p, p->pos, "the expression is nested deeper than %d",
		    EXPR_DEPTH_MAX);
	return !p->failed;
}

static const struct expr_name *
find(const struct expr_parse *p, struct str name)
{
	const struct expr_scope *s;
	size_t i;

	for (s = p->scope; s != NULL; s = s->up)
		for (i = 0; i < s->n; i++)
			if (str_eq(s->names[i].name, name))
				return &s->names[i];
	return NULL;
}

static void
want(struct expr_parse *p, struct part a, enum expr_type type,
    const char *who)
{
	if (a.type != type && a.type != EXPR_ANY)
		expr_fail(p, a.pos, "%s needs %s, but this is %s", who,
		    type_names[type], type_names[a.type]);
}

static bool
is_option(const struct expr_name *n, struct str id)
{
	size_t i;

	for (i = 0; i < n->noptions; i++)
		if (str_eq(n->options[i], id))
			return true;
	return false;
}

static void
fail_option(struct expr_parse *p, size_t pos, const struct expr_name *n,
    struct str id)
{
	struct buf b = buf_new(p->arena, 200);
	size_t i;

	for (i = 0; i < n->noptions; i++)
		buf_fmt(&b, "%s%.*s", i == 0 ? "" : ", ",
		    STR(n->options[i]));
	expr_fail(p, pos, "\"%.*s\" is not one of the options of %.*s (%.*s)",
	    STR(id), STR(n->name), STR(buf_str(&b)));
}

/*
 * The other side of a comparison with a choice: one of its options, bare or
 * in quotes.  False: something else comes, nothing was taken.
 */
static bool
parse_option(struct expr_parse *p, const struct expr_name *n,
    struct part *out)
{
	size_t from = p->pos;
	struct str id;

	*out = (struct part){ .type = EXPR_TEXT, .pos = p->pos };
	if (expr_peek(p) == '"') {
		out->pos = p->pos;
		id = expr_quoted(p);
	} else {
		id = expr_ident(p);
		out->pos = p->pos - id.len;
		if (id.len == 0 || expr_peek(p) == '(' || (find(p, id) !=
		    NULL && !is_option(n, id)) || str_is(id, "missing") ||
		    str_is(id, "if")) {
			p->pos = from;
			return false;
		}
	}
	if (!p->failed && !is_option(n, id))
		fail_option(p, out->pos, n, id);
	emit(p, (struct expr_step){ .op = OP_TEXT, .text = id }, 0);
	return true;
}

/* q1..q9: pushes each; how many. */
static int
parse_range(struct expr_parse *p, struct str from, struct str to, size_t pos)
{
	size_t head = from.len;
	int64_t a, b, i;

	while (head > 0 && from.at[head - 1] >= '0' && from.at[head - 1] <= '9')
		head--;
	if (!str_int(str_sub(from, head, from.len), 0, 9999, &a) ||
	    !str_eq(str_sub(from, 0, head), str_sub(to, 0, head)) ||
	    !str_int(str_sub(to, head, to.len), 0, 9999, &b) || a > b ||
	    b - a >= EXPR_ARGS_MAX) {
		expr_fail(p, pos, "a range goes from a lower to a higher "
		    "number of the same name, as in q1..q9");
		return 1;
	}
	for (i = a; i <= b && !p->failed; i++) {
		struct str id = str_fmt(p->arena, "%.*s%lld",
		    STR(str_sub(from, 0, head)), (long long)i);
		const struct expr_name *n = find(p, id);

		if (n == NULL || (n->kinds & NAME_VALUE) == 0 ||
		    n->type != EXPR_NUMBER)
			expr_fail(p, pos, "\"%.*s\" of this range is not "
			    "known as a number here", STR(id));
		emit(p, (struct expr_step){ .op = OP_NAME, .text = id }, 0);
	}
	return (int)(b - a + 1);
}

/* One argument of sum() and its like: a range or a number; how many. */
static int
parse_gathered(struct expr_parse *p, enum expr_op op, bool *list)
{
	size_t from;
	struct str a, b;
	struct part x;

	expr_peek(p);
	from = p->pos;
	a = expr_ident(p);
	if (a.len > 0 && expr_take(p, "..")) {
		b = expr_ident(p);
		return parse_range(p, a, b, from);
	}
	p->pos = from;
	x = parse_or(p);
	if (op == OP_COUNT && x.type == EXPR_LIST && x.name != NULL)
		*list = true;
	else
		want(p, x, EXPR_NUMBER, "this");
	return 1;
}

static struct part
parse_gather(struct expr_parse *p, enum expr_op op, size_t pos)
{
	bool list = false;
	int n = 0;

	expr_need(p, "(");
	do
		n += parse_gathered(p, op, &list);
	while (!p->failed && expr_take(p, ","));
	if (n > EXPR_ARGS_MAX)
		expr_fail(p, pos, "more than %d values", EXPR_ARGS_MAX);
	if (list && n > 1)
		expr_fail(p, pos, "count() takes one list, by itself");
	expr_need(p, ")");
	emit(p, (struct expr_step){ .op = list ? OP_ROWS : op,
	    .n = list ? 0 : (unsigned)n }, n);
	return (struct part){ .type = EXPR_NUMBER, .pos = pos };
}

static struct part
parse_func(struct expr_parse *p, size_t func, size_t pos)
{
	const struct func *f = &funcs[func];
	const struct expr_name *n;
	struct str id;
	size_t at;

	expr_need(p, "(");
	expr_peek(p);
	at = p->pos;
	id = expr_ident(p);
	n = find(p, id);
	if (id.len == 0)
		expr_fail(p, at, "%s() takes the name of %s", f->name,
		    f->wants);
	else if (n == NULL)
		expr_fail(p, at, "\"%.*s\" is not known here; %s() takes %s",
		    STR(id), f->name, f->wants);
	else if ((n->kinds & f->kinds) == 0 && (func != FUNC_DAYS_SINCE ||
	    (n->kinds & NAME_VALUE) == 0 || n->type != EXPR_DATE))
		expr_fail(p, at, "%s() takes %s, which \"%.*s\" is not",
		    f->name, f->wants, STR(id));
	expr_need(p, ")");
	emit(p, (struct expr_step){ .op = OP_CALL, .n = (unsigned)func,
	    .text = id }, 0);
	return (struct part){ .type = f->type, .pos = pos };
}

static struct part
parse_if(struct expr_parse *p, size_t pos)
{
	struct part c, a, b;

	expr_need(p, "(");
	c = parse_or(p);
	want(p, c, EXPR_BOOL, "if()");
	expr_need(p, ",");
	a = parse_or(p);
	expr_need(p, ",");
	b = parse_or(p);
	expr_need(p, ")");
	if (a.type != b.type && a.type != EXPR_ANY && b.type != EXPR_ANY)
		expr_fail(p, b.pos, "if() gives either %s or %s: both must "
		    "be of one kind", type_names[a.type], type_names[b.type]);
	emit_op(p, OP_IF, 3);
	return (struct part){ .type = a.type == EXPR_ANY ? b.type : a.type,
	    .pos = pos };
}

static struct part
parse_named(struct expr_parse *p, struct str id, size_t pos)
{
	const struct expr_name *n;
	size_t i;

	if (expr_peek(p) == '(') {
		for (i = 0; i < NGATHERS; i++)
			if (str_is(id, gathers[i].name))
				return parse_gather(p, gathers[i].op, pos);
		for (i = 0; i < NFUNCS; i++)
			if (str_is(id, funcs[i].name))
				return parse_func(p, i, pos);
		expr_fail(p, pos, "there is no function \"%.*s\"", STR(id));
	}
	if (expr_take(p, ".."))
		expr_fail(p, pos, "a range can stand only inside sum(), "
		    "mean(), min(), max() and count()");
	n = find(p, id);
	if (n == NULL)
		expr_fail(p, pos, "\"%.*s\" is not known here", STR(id));
	else if ((n->kinds & NAME_VALUE) == 0)
		expr_fail(p, pos, "\"%.*s\" has no value by itself; use a "
		    "function such as done(), answered() or score()",
		    STR(id));
	emit(p, (struct expr_step){ .op = OP_NAME, .text = id }, 0);
	return (struct part){ .type = n == NULL ? EXPR_ANY : n->type,
	    .name = n, .pos = pos };
}

static struct part
parse_literal(struct expr_parse *p, char c, size_t pos)
{
	struct expr_step s = { .op = OP_NUMBER };
	enum expr_type type = EXPR_NUMBER;

	if (c >= '0' && c <= '9') {
		s.number = expr_digits(p);
	} else if (c == '"') {
		s.op = OP_TEXT;
		s.text = expr_quoted(p);
		type = EXPR_TEXT;
	} else if (c == '\0') {
		expr_fail(p, pos, "the expression ends too early");
	} else if (c == '\'') {
		expr_fail(p, pos, "a text stands in double quotes: \"text\"");
	} else {
		expr_fail(p, pos, "this was not expected here");
	}
	emit(p, s, 0);
	return (struct part){ .type = type, .pos = pos };
}

static struct part
parse_primary(struct expr_parse *p)
{
	char c = expr_peek(p);
	struct part a = { .type = EXPR_ANY, .pos = p->pos };
	struct str id;

	if (p->failed || !deeper(p))
		return a;
	if (expr_take(p, "(")) {
		a = parse_or(p);
		a.name = NULL;
		expr_need(p, ")");
	} else if (expr_word(p, "true") || expr_word(p, "false")) {
		a.type = EXPR_BOOL;
		emit(p, (struct expr_step){ .op = OP_BOOL,
		    .n = p->text.at[a.pos] == 't' }, 0);
	} else if (expr_word(p, "missing")) {
		emit_op(p, OP_MISSING, 0);
	} else if (expr_word(p, "if")) {
		a = parse_if(p, a.pos);
	} else if ((id = expr_ident(p)).len > 0) {
		a = parse_named(p, id, a.pos);
	} else {
		a = parse_literal(p, c, a.pos);
	}
	p->depth--;
	return a;
}

static struct part
parse_unary(struct expr_parse *p)
{
	struct part a;
	size_t pos;

	expr_peek(p);
	pos = p->pos;
	if (!expr_take(p, "-"))
		return parse_primary(p);
	if (deeper(p)) {
		a = parse_unary(p);
		want(p, a, EXPR_NUMBER, "-");
		emit_op(p, OP_MINUS, 1);
	}
	p->depth--;
	return (struct part){ .type = EXPR_NUMBER, .pos = pos };
}

static struct part
parse_product(struct expr_parse *p)
{
	struct part a = parse_unary(p), b;

	while (!p->failed) {
		bool times = expr_take(p, "*");

		if (!times && !expr_take(p, "/"))
			break;
		b = parse_unary(p);
		want(p, a, EXPR_NUMBER, times ? "*" : "/");
		want(p, b, EXPR_NUMBER, times ? "*" : "/");
		emit_op(p, times ? OP_MUL : OP_DIV, 2);
		a = (struct part){ .type = EXPR_NUMBER, .pos = a.pos };
	}
	return a;
}

static struct part
parse_sum(struct expr_parse *p)
{
	struct part a = parse_product(p), b;

	while (!p->failed) {
		bool plus = expr_take(p, "+");

		if (!plus && !expr_take(p, "-"))
			break;
		b = parse_product(p);
		want(p, a, EXPR_NUMBER, plus ? "+" : "-");
		want(p, b, EXPR_NUMBER, plus ? "+" : "-");
		emit_op(p, plus ? OP_ADD : OP_SUB, 2);
		a = (struct part){ .type = EXPR_NUMBER, .pos = a.pos };
	}
	return a;
}

/* Can these be told apart by == ? */
static void
want_alike(struct expr_parse *p, struct part a, struct part b)
{
	bool texts = (a.type == EXPR_TEXT || a.type == EXPR_CHOICE) &&
	    (b.type == EXPR_TEXT || b.type == EXPR_CHOICE);

	if (a.type == EXPR_LIST || a.type == EXPR_DATE)
		expr_fail(p, a.pos, "%s cannot be compared; use count() or "
		    "days_since()", type_names[a.type]);
	if (a.type == EXPR_ANY || b.type == EXPR_ANY)
		expr_fail(p, b.pos, "a comparison with missing is always "
		    "missing; use answered()");
	if (a.type != b.type && !texts)
		expr_fail(p, b.pos, "%s is compared with %s",
		    type_names[a.type], type_names[b.type]);
}

static void
parse_in(struct expr_parse *p, struct part a)
{
	struct part b;
	unsigned n = 0;

	expr_need(p, "[");
	do {
		if (a.type != EXPR_CHOICE || a.name == NULL ||
		    !parse_option(p, a.name, &b))
			b = parse_sum(p);
		want_alike(p, a, b);
		if (++n > EXPR_ARGS_MAX)
			expr_fail(p, b.pos, "more than %d values",
			    EXPR_ARGS_MAX);
	} while (!p->failed && expr_take(p, ","));
	expr_need(p, "]");
	emit(p, (struct expr_step){ .op = OP_IN, .n = n }, (int)n + 1);
}

static struct part
parse_compare(struct expr_parse *p)
{
	static const struct { const char *sign; enum expr_op op; } signs[] = {
		{ "==", OP_EQ }, { "!=", OP_NE }, { "<=", OP_LE },
		{ ">=", OP_GE }, { "<", OP_LT }, { ">", OP_GT },
	};
	struct part a = parse_sum(p), b;
	const struct part truth = { .type = EXPR_BOOL, .pos = a.pos };
	size_t i;

	if (expr_word(p, "in")) {
		parse_in(p, a);
		return truth;
	}
	for (i = 0; i < 6 && !expr_take(p, signs[i].sign); i++)
		continue;
	if (i == 6 && expr_peek(p) == '=')
		expr_fail(p, p->pos, "\"is equal to\" is written ==");
	if (i == 6 || p->failed)
		return a;
	if (a.type != EXPR_CHOICE || a.name == NULL ||
	    !parse_option(p, a.name, &b))
		b = parse_sum(p);
	if (i >= 2) {
		want(p, a, EXPR_NUMBER, signs[i].sign);
		want(p, b, EXPR_NUMBER, signs[i].sign);
	}
	want_alike(p, a, b);
	emit_op(p, signs[i].op, 2);
	return truth;
}

static struct part
parse_not(struct expr_parse *p)
{
	struct part a;
	size_t pos;

	expr_peek(p);
	pos = p->pos;
	if (!expr_word(p, "not"))
		return parse_compare(p);
	if (deeper(p)) {
		a = parse_not(p);
		want(p, a, EXPR_BOOL, "not");
		emit_op(p, OP_NOT, 1);
	}
	p->depth--;
	return (struct part){ .type = EXPR_BOOL, .pos = pos };
}

static struct part
parse_and(struct expr_parse *p)
{
	struct part a = parse_not(p), b;

	while (expr_word(p, "and")) {
		b = parse_not(p);
		want(p, a, EXPR_BOOL, "and");
		want(p, b, EXPR_BOOL, "and");
		emit_op(p, OP_AND, 2);
		a = (struct part){ .type = EXPR_BOOL, .pos = a.pos };
	}
	return a;
}

static struct part
parse_or(struct expr_parse *p)
{
	struct part a = parse_and(p), b;

	while (expr_word(p, "or")) {
		b = parse_and(p);
		want(p, a, EXPR_BOOL, "or");
		want(p, b, EXPR_BOOL, "or");
		emit_op(p, OP_OR, 2);
		a = (struct part){ .type = EXPR_BOOL, .pos = a.pos };
	}
	return a;
}

const struct expr *
expr_compile(struct arena *a, struct str text, const struct expr_scope *scope,
    enum expr_type type, struct place at, struct lint *lint)
{
	struct expr_parse state, *p = &state;
	struct expr_step *steps;
	struct expr *e;
	struct part whole;

	*p = (struct expr_parse){ .arena = a, .text = str_copy(a, text),
	    .scope = scope, .at = at, .lint = lint };
	if (text.len > EXPR_BYTES_MAX)
		expr_fail(p, 0, "the expression is longer than %d bytes",
		    EXPR_BYTES_MAX);
	whole = parse_or(p);
	if (expr_peek(p) != '\0')
		expr_fail(p, p->pos, "this was not expected here");
	if (type != EXPR_ANY && whole.type != type)
		expr_fail(p, whole.pos, "here %s is needed, but this is %s",
		    type_names[type], type_names[whole.type]);
	if (p->failed)
		return NULL;
	steps = arena_many(a, struct expr_step, p->n);
	memcpy(steps, p->steps, p->n * sizeof(*steps));
	e = arena_one(a, struct expr);
	*e = (struct expr){ .text = str_trim(p->text), .type = whole.type,
	    .steps = steps, .n = p->n };
	return e;
}
