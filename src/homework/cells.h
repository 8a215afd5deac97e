/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A table of numbers about groups of patients that tells nothing about few.
 *
 * Rows are groups, columns are programmes; the last row and the last column
 * are the totals, and any of them may be shown, on this page or the next one
 * that the same person opens.  A cell that rests on fewer than CELL_MIN
 * patients is hidden.  That is not enough: a hidden number could be told
 * from a total and the numbers beside it.  So more cells are hidden, the
 * smallest first, until
 *
 *  - the hidden cells of a line rest on CELL_MIN patients or more together
 *    (their sum can always be told), and
 *  - no hidden cell follows from the sums of its lines.  Lines are nodes,
 *    hidden cells edges between a row and a column: a cell follows just
 *    when it is a bridge, the only way between the two.
 *
 * A cell that nobody is in (by the table of what was proposed) is known to
 * be empty: it hides nothing.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum { CELL_MIN = 5 };

struct cell {
	int n;				/* contributions */
	double sum;
	uint64_t *who;			/* patients, a bit each */
	bool empty, hidden;
};

struct cells {
	struct arena *arena;
	size_t rows, cols, words;	/* without the totals */
	struct cell *at;		/* (rows + 1) * (cols + 1) */
};

struct cells cells_new(struct arena *, size_t rows, size_t cols,
    size_t patients);
struct cell *cells_at(const struct cells *, size_t row, size_t col);
/* To its cell and its three totals. */
void cells_add(struct cells *, size_t row, size_t col, size_t patient,
    double value);
int cell_patients(const struct cells *, const struct cell *);
/* base: the table that tells which cells are empty; may be the same. */
void cells_hide(struct cells *, const struct cells *base);
