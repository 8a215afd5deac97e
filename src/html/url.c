/* SPDX-License-Identifier: Apache-2.0 */
#include "html/url.h"

#include <assert.h>

#include "base/arena.h"
#include "base/buf.h"

void
url_encode(struct buf *b, struct str s)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t i;

	/* "." and ".." climb in a path, also when they are encoded. */
	if (str_is(s, ".") || str_is(s, "..")) {
		buf_add_c(b, '_');
		return;
	}
	for (i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || c == '-' || c == '_' ||
		    c == '.' || c == '~') {
			buf_add_c(b, (char)c);
		} else {
			buf_add_c(b, '%');
			buf_add_c(b, hex[c >> 4]);
			buf_add_c(b, hex[c & 15]);
		}
	}
}

struct url
url_lit(const char *path)
{
	assert((path[0] == '/' && path[1] != '/' && path[1] != '\\') ||
	    path[0] == '#' || path[0] == '?');
	return (struct url){ str_z(path) };
}

/* The pattern with each %s replaced by the next of n parts, encoded. */
static struct url
url_fill(struct arena *a, const char *pattern, const struct str *parts,
    size_t n)
{
	struct buf b = buf_new(a, 4096);
	struct str rest = url_lit(pattern).s;
	size_t i, used = 0;

	for (i = 0; i < rest.len; i++) {
		if (rest.at[i] != '%') {
			buf_add_c(&b, rest.at[i]);
			continue;
		}
		assert(rest.at[i + 1] == 's' && used < n);
		url_encode(&b, parts[used++]);
		i++;
	}
	assert(used == n);
	return (struct url){ buf_str(&b) };
}

struct url
url_id(struct arena *a, const char *pattern, struct id id)
{
	return url_fill(a, pattern, (struct str[]){ id_hex(a, id) }, 1);
}

struct url
url_id2(struct arena *a, const char *pattern, struct id one, struct id two)
{
	return url_fill(a, pattern,
	    (struct str[]){ id_hex(a, one), id_hex(a, two) }, 2);
}

struct url
url_id_str(struct arena *a, const char *pattern, struct id id, struct str s)
{
	return url_fill(a, pattern, (struct str[]){ id_hex(a, id), s }, 2);
}

struct url
url_str(struct arena *a, const char *pattern, struct str s)
{
	return url_fill(a, pattern, (struct str[]){ s }, 1);
}

struct url
url_tel(struct arena *a, struct str number)
{
	struct buf b = buf_new(a, 64);
	size_t i;

	buf_add_z(&b, "tel:");
	for (i = 0; i < number.len; i++)
		if ((number.at[i] >= '0' && number.at[i] <= '9') ||
		    (number.at[i] == '+' && b.len == 4))
			buf_add_c(&b, number.at[i]);
	return (struct url){ buf_str(&b) };
}

static bool
digit_at(struct str s, size_t i)
{
	return i < s.len && s.at[i] >= '0' && s.at[i] <= '9';
}

struct str
url_phone_in(struct str s)
{
	struct str best = STR_NONE;
	size_t i, from, digits, most = 2;

	for (i = 0; i < s.len; i++) {
		from = i;
		if (s.at[i] == '+')
			i++;
		/* One blank or dash between two digits belongs to it. */
		for (digits = 0; digit_at(s, i) || (digits > 0 && i < s.len &&
		    (s.at[i] == ' ' || s.at[i] == '-') &&
		    digit_at(s, i + 1)); i++)
			digits += digit_at(s, i);
		if (digits > most && digits <= 15) {
			best = str_sub(s, from, i);
			most = digits;
		}
	}
	return best;
}
