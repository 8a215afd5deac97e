/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/cells.h"

#include "base/arena.h"

enum { WORD_BITS = 64 };

struct cells
cells_new(struct arena *a, size_t rows, size_t cols, size_t patients)
{
	struct cells t = { .arena = a, .rows = rows, .cols = cols,
	    .words = patients / WORD_BITS + 1 };
	size_t n = (rows + 1) * (cols + 1), i;

	t.at = arena_many(a, struct cell, n);
	for (i = 0; i < n; i++)
		t.at[i].who = arena_many(a, uint64_t, t.words);
	return t;
}

struct cell *
cells_at(const struct cells *t, size_t row, size_t col)
{
	return &t->at[row * (t->cols + 1) + col];
}

void
cells_add(struct cells *t, size_t row, size_t col, size_t patient,
    double value)
{
	struct cell *four[] = { cells_at(t, row, col),
	    cells_at(t, row, t->cols), cells_at(t, t->rows, col),
	    cells_at(t, t->rows, t->cols) };
	size_t i;

	for (i = 0; i < 4; i++) {
		four[i]->n++;
		four[i]->sum += value;
		four[i]->who[patient / WORD_BITS] |=
		    UINT64_C(1) << (patient % WORD_BITS);
	}
}

static int
bits(const uint64_t *who, size_t words)
{
	size_t i;
	int n = 0;

	for (i = 0; i < words; i++)
		n += __builtin_popcountll(who[i]);
	return n;
}

int
cell_patients(const struct cells *t, const struct cell *c)
{
	return bits(c->who, t->words);
}

/* --- one line ------------------------------------------------------------ */

/* The i-th cell of a row (row true) or of a column, totals last. */
static struct cell *
of_line(const struct cells *t, bool row, size_t line, size_t i)
{
	return row ? cells_at(t, line, i) : cells_at(t, i, line);
}

static size_t
line_len(const struct cells *t, bool row)
{
	return (row ? t->cols : t->rows) + 1;
}

/* Hides the smallest that is still shown, a total only when it is the last. */
static bool
hide_one(struct cells *t, bool row, size_t line)
{
	struct cell *best = NULL;
	size_t len = line_len(t, row), i;

	for (i = 0; i < len; i++) {
		struct cell *c = of_line(t, row, line, i);

		if (c->hidden || c->empty || (i + 1 == len && best != NULL))
			continue;
		if (best == NULL ||
		    cell_patients(t, c) < cell_patients(t, best))
			best = c;
	}
	if (best != NULL)
		best->hidden = true;
	return best != NULL;
}

/* Hidden ones of few patients together: their sum can be told. */
static bool
line_is_thin(const struct cells *t, bool row, size_t line)
{
	uint64_t *all = arena_many(t->arena, uint64_t, t->words);
	size_t hidden = 0, i, w;

	for (i = 0; i < line_len(t, row); i++) {
		const struct cell *c = of_line(t, row, line, i);

		if (!c->hidden)
			continue;
		hidden++;
		for (w = 0; w < t->words; w++)
			all[w] |= c->who[w];
	}
	return hidden > 0 && (hidden == 1 || bits(all, t->words) < CELL_MIN);
}

static bool
line_mend(struct cells *t, bool row, size_t line)
{
	struct arena_mark mark = arena_mark(t->arena);
	bool changed = false;

	while (line_is_thin(t, row, line) && hide_one(t, row, line))
		changed = true;
	arena_reset(t->arena, mark);
	return changed;
}

/* --- bridges ------------------------------------------------------------- */

/* Rows are nodes 0.. and columns follow; parents of a union-find. */
static size_t
root(const size_t *parent, size_t i)
{
	while (parent[i] != i)
		i = parent[i];
	return i;
}

static bool
is_bridge(const struct cells *t, size_t *parent, size_t row, size_t col)
{
	size_t rows = t->rows + 1, cols = t->cols + 1, i, k;

	for (i = 0; i < rows + cols; i++)
		parent[i] = i;
	for (i = 0; i < rows; i++)
		for (k = 0; k < cols; k++)
			if (cells_at(t, i, k)->hidden && (i != row || k != col))
				parent[root(parent, i)] =
				    root(parent, rows + k);
	return root(parent, row) != root(parent, rows + col);
}

static bool
bridges_mend(struct cells *t)
{
	size_t nodes = t->rows + t->cols + 2, i, k;
	struct arena_mark mark = arena_mark(t->arena);
	size_t *parent = arena_many(t->arena, size_t, nodes);
	bool changed = false;

	for (i = 0; i <= t->rows && !changed; i++)
		for (k = 0; k <= t->cols && !changed; k++)
			if (cells_at(t, i, k)->hidden &&
			    is_bridge(t, parent, i, k))
				changed = hide_one(t, true, i) ||
				    hide_one(t, false, k);
	arena_reset(t->arena, mark);
	return changed;
}

void
cells_hide(struct cells *t, const struct cells *base)
{
	size_t n = (t->rows + 1) * (t->cols + 1), i;
	bool changed = true;

	for (i = 0; i < n; i++) {
		t->at[i].empty = base->at[i].n == 0;
		t->at[i].hidden = !t->at[i].empty &&
		    cell_patients(t, &t->at[i]) < CELL_MIN;
	}
	/* The line of the programmes' totals first: so every grouping of the
	 * same rows hides the same of them. */
	while (changed) {
		changed = line_mend(t, true, t->rows);
		for (i = 0; i < t->rows; i++)
			changed |= line_mend(t, true, i);
		for (i = 0; i <= t->cols; i++)
			changed |= line_mend(t, false, i);
		if (!changed)
			changed = bridges_mend(t);
	}
}
