/* SPDX-License-Identifier: Apache-2.0 */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/rc.h"

const char *
rc_text(enum rc rc)
{
	switch (rc) {
	case RC_OK:
		return "ok";
	case RC_AGAIN:
		return "conflict with another writer";
	case RC_FULL:
		return "no room left";
	case RC_IO:
		return "input/output failed";
	case RC_NOMEM:
		return "out of memory";
	case RC_LOST:
		return "connection lost";
	case RC_BAD:
		return "damaged or not understood";
	case RC_REFUSED:
		return "refused";
	}
	return "unknown";
}

struct str
str_z(const char *z)
{
	if (z == NULL)
		return STR_NONE;
	return (struct str){ z, strlen(z) };
}

struct str
str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.len)
		to = s.len;
	if (from > to)
		from = to;
	if (s.at == NULL)
		return STR_NONE;	/* NULL + 0 is not defined in C */
	return (struct str){ s.at + from, to - from };
}

bool
str_eq(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool
str_is(struct str a, const char *z)
{
	return str_eq(a, str_z(z));
}

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int c = n == 0 ? 0 : memcmp(a.at, b.at, n);

	if (c != 0)
		return c;
	return (a.len > b.len) - (a.len < b.len);
}

bool
str_starts(struct str s, struct str head)
{
	return s.len >= head.len && str_eq(str_sub(s, 0, head.len), head);
}

bool
str_ends(struct str s, struct str tail)
{
	return s.len >= tail.len &&
	    str_eq(str_sub(s, s.len - tail.len, s.len), tail);
}

size_t
str_index(struct str s, char c)
{
	const char *hit = s.len == 0 ? NULL : memchr(s.at, c, s.len);

	return hit == NULL ? s.len : (size_t)(hit - s.at);
}

struct str
str_cut(struct str *rest, char c)
{
	size_t i = str_index(*rest, c);
	struct str head = str_sub(*rest, 0, i);

	*rest = str_sub(*rest, i < rest->len ? i + 1 : i, rest->len);
	return head;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str
str_trim(struct str s)
{
	while (s.len > 0 && is_blank(s.at[0]))
		s = str_sub(s, 1, s.len);
	while (s.len > 0 && is_blank(s.at[s.len - 1]))
		s.len--;
	return s;
}

bool
str_int(struct str s, int64_t min, int64_t max, int64_t *out)
{
	bool minus = s.len > 0 && s.at[0] == '-';
	size_t i = minus ? 1 : 0;
	int64_t n = 0;

	if (s.len == i || s.len - i > 18)
		return false;
	for (; i < s.len; i++) {
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
		n = n * 10 + (s.at[i] - '0');
	}
	if (minus)
		n = -n;
	if (n < min || n > max)
		return false;
	*out = n;
	return true;
}

struct str
str_copy(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.len + 1, 1);

	if (s.len > 0)
		memcpy(p, s.at, s.len);
	p[s.len] = '\0';
	return (struct str){ p, s.len };
}

struct str
str_fmt(struct arena *a, const char *fmt, ...)
{
	enum { MOSTLY = 128 };
	char *p = arena_alloc(a, MOSTLY, 1);
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(p, MOSTLY, fmt, ap);
	va_end(ap);
	if (n < 0)
		return STR_NONE;
	if (n < MOSTLY) {
		(void)arena_resize(a, p, MOSTLY, (size_t)n + 1);
		return (struct str){ p, (size_t)n };
	}
	p = arena_alloc(a, (size_t)n + 1, 1);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return (struct str){ p, (size_t)n };
}

struct str
str_lower_ascii(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.len + 1, 1);
	size_t i;

	for (i = 0; i < s.len; i++)
		p[i] = s.at[i] >= 'A' && s.at[i] <= 'Z' ?
		    (char)(s.at[i] + 32) : s.at[i];
	p[s.len] = '\0';
	return (struct str){ p, s.len };
}

/* Length of the valid sequence at s (0: none). */
static size_t
utf8_step(const unsigned char *s, size_t left)
{
	unsigned char c = s[0];
	size_t n, i;
	uint32_t v;

	if (c < 0x80)
		return c == 0 ? 0 : 1;
	if (c >= 0xc2 && c <= 0xdf)
		n = 2;
	else if (c >= 0xe0 && c <= 0xef)
		n = 3;
	else if (c >= 0xf0 && c <= 0xf4)
		n = 4;
	else
		return 0;
	if (left < n)
		return 0;
	v = c & (0x7fU >> n);
	for (i = 1; i < n; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		v = v << 6 | (s[i] & 0x3fU);
	}
	if ((n == 3 && v < 0x800) || (n == 4 && v < 0x10000) ||
	    (v >= 0xd800 && v <= 0xdfff) || v > 0x10ffff)
		return 0;
	return n;
}

/* No byte is 0 (then taking 1 borrows) or above 127. */
static bool
ascii_without_nul(uint64_t eight)
{
	const uint64_t high = 0x8080808080808080, ones = 0x0101010101010101;

	return ((eight | (eight - ones)) & high) == 0;
}

bool
str_utf8_valid(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.at;
	size_t i = 0, n;

	while (i < s.len) {
		uint64_t eight;

		if (s.len - i >= sizeof(eight)) {
			memcpy(&eight, p + i, sizeof(eight));
			if (ascii_without_nul(eight)) {
				i += sizeof(eight);
				continue;
			}
		}
		n = utf8_step(p + i, s.len - i);
		if (n == 0)
			return false;
		i += n;
	}
	return true;
}

size_t
str_utf8_len(struct str s)
{
	size_t i, n = 0;

	for (i = 0; i < s.len; i++)
		n += ((unsigned char)s.at[i] & 0xc0) != 0x80;
	return n;
}

struct str
str_utf8_head(struct str s, size_t n)
{
	size_t i;

	for (i = 0; i < s.len; i++) {
		if (((unsigned char)s.at[i] & 0xc0) == 0x80)
			continue;
		if (n-- == 0)
			break;
	}
	return str_sub(s, 0, i);
}

struct str
str_hex(struct arena *a, const void *data, size_t n)
{
	static const char digit[] = "0123456789abcdef";
	const unsigned char *b = data;
	char *p = arena_alloc(a, 2 * n + 1, 1);
	size_t i;

	for (i = 0; i < n; i++) {
		p[2 * i] = digit[b[i] >> 4];
		p[2 * i + 1] = digit[b[i] & 15];
	}
	p[2 * n] = '\0';
	return (struct str){ p, 2 * n };
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

bool
str_unhex(struct str s, void *out, size_t n)
{
	unsigned char *b = out;
	size_t i;

	if (s.len != 2 * n)
		return false;
	for (i = 0; i < n; i++) {
		int hi = hex_value(s.at[2 * i]);
		int lo = hex_value(s.at[2 * i + 1]);

		if (hi < 0 || lo < 0)
			return false;
		b[i] = (unsigned char)(hi << 4 | lo);
	}
	return true;
}

uint64_t
str_hash(struct str s)
{
	uint64_t h = 14695981039346656037U;
	size_t i;

	for (i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.at[i]) * 1099511628211U;
	return h;
}
