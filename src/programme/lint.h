/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What is wrong with content files, said where it stands: one line a fault,
 * "file:line:column: error: text", all at once and in the order of the files.
 * Content with an error is never served; a warning is for its author.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

enum { LINT_LINES_MAX = 500 };

/* A spot in a source file; line and column count from 1, 0 is the file. */
struct place {
	struct str file;
	int line, column;
};

struct lint_line {
	struct place at;
	bool warning;
	struct str text;
};

struct lint {
	struct arena *arena;	/* of its texts; the caller's */
	struct lint_line *list;
	size_t n;		/* at most LINT_LINES_MAX; counts go on */
	size_t room;
	size_t errors, warnings;
	bool stored;		/* content in use: its style is not judged
				 * again, so that a new rule breaks nobody */
};

struct lint lint_new(struct arena *);
void lint_error(struct lint *, struct place, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void lint_warning(struct lint *, struct place, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* Sorted by place; the same fault at the same place only once. */
void lint_sort(struct lint *);
/* The whole report, one line a fault. */
struct str lint_text(struct arena *, const struct lint *);
