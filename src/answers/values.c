/* SPDX-License-Identifier: Apache-2.0 */
#include "answers/answers.h"
#include "base/arena.h"

struct values *
values_new(struct arena *a)
{
	return arena_one(a, struct values);
}

static const struct value_at *
look(const struct values *v, struct str field, int row, struct str col)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (v->at[i].row == row && str_eq(v->at[i].field, field) &&
		    str_eq(v->at[i].col, col))
			return &v->at[i];
	return NULL;
}

struct value_at *
value_find(struct values *v, struct str field, int row, struct str col)
{
	const struct value_at *at = look(v, field, row, col);

	return at == NULL ? NULL : &v->at[at - v->at];
}

struct str
value_cell(const struct values *v, struct str field, int row, struct str col)
{
	const struct value_at *at = look(v, field, row, col);

	return at == NULL ? STR_NONE : at->text;
}

struct str
value_text(const struct values *v, struct str field)
{
	return value_cell(v, field, 0, STR_NONE);
}

bool
value_private(const struct values *v, struct str field)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (v->at[i].private && str_eq(v->at[i].field, field))
			return true;
	return false;
}

int
value_rows(const struct values *v, struct str field)
{
	int most = 0;
	size_t i;

	for (i = 0; i < v->n; i++)
		if (v->at[i].row > most && str_eq(v->at[i].field, field))
			most = v->at[i].row;
	return most;
}

bool
value_put(struct values *v, struct str field, int row, struct str col,
    struct str text, bool private)
{
	struct value_at *at = value_find(v, field, row, col);

	if (at == NULL && text.len == 0 && (!private || row > 0))
		return true;
	if (at == NULL && v->n == VALUES_MAX)
		return false;
	if (at == NULL)
		at = &v->at[v->n++];
	*at = (struct value_at){ field, row, col, text, private };
	if (text.len == 0 && (!private || row > 0))
		*at = v->at[--v->n];
	return true;
}

void
value_drop(struct values *v, struct str field)
{
	size_t i, kept = 0;

	for (i = 0; i < v->n; i++)
		if (!str_eq(v->at[i].field, field))
			v->at[kept++] = v->at[i];
	v->n = kept;
}

void
value_mark(struct values *v, struct str field, bool private)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (str_eq(v->at[i].field, field))
			v->at[i].private = private;
}

bool
values_same(const struct values *a, const struct values *b)
{
	size_t i;

	if (a->n != b->n)
		return false;
	for (i = 0; i < a->n; i++) {
		const struct value_at *x = &a->at[i];
		const struct value_at *y = look(b, x->field, x->row, x->col);

		if (y == NULL || x->private != y->private ||
		    !str_eq(x->text, y->text))
			return false;
	}
	return true;
}
