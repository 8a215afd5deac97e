/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/lint.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"

struct lint
lint_new(struct arena *a)
{
	return (struct lint){ .arena = a };
}

static void __attribute__((format(printf, 4, 0)))
add(struct lint *l, struct place at, bool warning, const char *fmt, va_list ap)
{
	char text[800];

	*(warning ? &l->warnings : &l->errors) += 1;
	if (l->n == LINT_LINES_MAX)
		return;
	vsnprintf(text, sizeof(text), fmt, ap);
	at.file = str_copy(l->arena, at.file);
	l->list = arena_more(l->arena, l->list, l->n, &l->room);
	l->list[l->n++] = (struct lint_line){ .at = at, .warning = warning,
	    .text = str_copy(l->arena, str_z(text)) };
}

void
lint_error(struct lint *l, struct place at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(l, at, false, fmt, ap);
	va_end(ap);
}

void
lint_warning(struct lint *l, struct place at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(l, at, true, fmt, ap);
	va_end(ap);
}

static int
compare(const struct lint_line *a, const struct lint_line *b)
{
	int c = str_cmp(a->at.file, b->at.file);

	if (c == 0)
		c = (a->at.line > b->at.line) - (a->at.line < b->at.line);
	if (c == 0)
		c = (a->at.column > b->at.column) -
		    (a->at.column < b->at.column);
	return c != 0 ? c : str_cmp(a->text, b->text);
}

void
lint_sort(struct lint *l)
{
	size_t i, k, n = 0;

	for (i = 1; i < l->n; i++) {
		struct lint_line x = l->list[i];

		for (k = i; k > 0 && compare(&l->list[k - 1], &x) > 0; k--)
			l->list[k] = l->list[k - 1];
		l->list[k] = x;
	}
	for (i = 0; i < l->n; i++) {
		if (n > 0 && compare(&l->list[n - 1], &l->list[i]) == 0) {
			*(l->list[i].warning ? &l->warnings : &l->errors) -= 1;
			continue;
		}
		l->list[n++] = l->list[i];
	}
	l->n = n;
}

struct str
lint_text(struct arena *a, const struct lint *l)
{
	struct buf b = buf_new(a, (size_t)1024 * 1024);
	size_t i;

	for (i = 0; i < l->n; i++) {
		const struct lint_line *x = &l->list[i];

		buf_fmt(&b, "%.*s:%d:%d: %s: %.*s\n", STR(x->at.file),
		    x->at.line, x->at.column,
		    x->warning ? "warning" : "error", STR(x->text));
	}
	return buf_str(&b);
}
