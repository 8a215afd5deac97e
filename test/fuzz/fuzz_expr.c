/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes as an expression: it is refused with a place inside it, or it
 * runs to an end.  clang -fsanitize=fuzzer,address,undefined.
 */
#include <assert.h>
#include <stdint.h>

#include "base/arena.h"
#include "programme/expr.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define Z(lit) { lit, sizeof(lit) - 1 }
static const struct str who[] = { Z("me"), Z("you") };
static const struct expr_name names[] = {
	{ .name = Z("q1"), .kinds = NAME_VALUE | NAME_ITEM,
	    .type = EXPR_NUMBER },
	{ .name = Z("q2"), .kinds = NAME_VALUE | NAME_ITEM | NAME_SCORE,
	    .type = EXPR_NUMBER },
	{ .name = Z("w"), .kinds = NAME_VALUE | NAME_FIELD,
	    .type = EXPR_CHOICE, .options = who, .noptions = 2 },
	{ .name = Z("t"), .kinds = NAME_VALUE, .type = EXPR_TEXT },
	{ .name = Z("l"), .kinds = NAME_VALUE, .type = EXPR_LIST },
	{ .name = Z("d"), .kinds = NAME_VALUE, .type = EXPR_DATE },
	{ .name = Z("c"), .kinds = NAME_CHAPTER | NAME_TASK | NAME_FLAG },
};

static bool
get(void *ctx, struct str name, struct value *out)
{
	unsigned *turn = ctx;

	/* every kind of value for every name: the run must not trust types */
	*out = (struct value){ .kind = (enum value_kind)((*turn)++ % 5),
	    .number = (double)name.len, .text = name };
	return *turn % 7 != 0;
}

static bool
call(void *ctx, enum expr_func func, struct str name, struct value *out)
{
	return get(ctx, name, out) && func != FUNC_FLAG;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct expr_scope scope = { .names = names,
	    .n = sizeof(names) / sizeof(names[0]) };
	struct arena *a = arena_new((size_t)16 * 1024 * 1024);
	struct lint lint = lint_new(a);
	struct str text = str_copy(a, (struct str){ (const char *)data,
	    size });
	const struct expr *e = expr_compile(a, text, &scope, EXPR_ANY,
	    (struct place){ S("x"), 1, 1 }, &lint);
	unsigned turn = 0;

	assert((e == NULL) == (lint.errors == 1));
	if (e != NULL) {
		struct expr_env env = { .ctx = &turn, .get = get,
		    .call = call };

		for (int i = 0; i < 5; i++) {
			env.prorate = i % 2 != 0;
			expr_run(e, &env);
		}
		assert(expr_same(e, e));
	} else {
		assert(lint.list[0].at.column >= 1 &&
		    (size_t)lint.list[0].at.column <= size + 2);
	}
	arena_free(a);
	return 0;
}
