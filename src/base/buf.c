/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

struct buf
buf_new(struct arena *a, size_t bytes_max)
{
	return (struct buf){ .arena = a, .max = bytes_max };
}

/* Room for n more and a NUL. */
static bool
buf_room(struct buf *b, size_t n)
{
	size_t room = b->room == 0 ? 256 : b->room;
	char *p;

	if (b->overflow || n > b->max || b->len > b->max - n) {
		b->overflow = true;
		return false;
	}
	if (b->at != NULL && b->len + n + 1 <= b->room)
		return true;
	while (room < b->len + n + 1)
		room *= 2;
	p = arena_alloc(b->arena, room, 1);
	if (b->at != NULL)
		memcpy(p, b->at, b->len);
	b->at = p;
	b->room = room;
	return true;
}

void
buf_add(struct buf *b, struct str s)
{
	if (s.len == 0 || !buf_room(b, s.len))
		return;
	memcpy(b->at + b->len, s.at, s.len);
	b->len += s.len;
	b->at[b->len] = '\0';
}

void
buf_add_z(struct buf *b, const char *z)
{
	buf_add(b, str_z(z));
}

void
buf_add_c(struct buf *b, char c)
{
	buf_add(b, (struct str){ &c, 1 });
}

void
buf_fmt(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n <= 0 || !buf_room(b, (size_t)n))
		return;
	va_start(ap, fmt);
	vsnprintf(b->at + b->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)n;
}

struct str
buf_str(const struct buf *b)
{
	if (b->at == NULL)
		return STR_NONE;
	return (struct str){ b->at, b->len };
}
