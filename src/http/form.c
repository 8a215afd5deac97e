/* SPDX-License-Identifier: Apache-2.0 */
#include "http/form.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/arena.h"
#include "http/req.h"

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Decodes s to at (which has room for s.len + 1); false: a bad escape. */
static bool
decode(struct str s, bool plus, char *at, size_t *len)
{
	size_t i, n = 0;
	int high, low;

	for (i = 0; i < s.len; i++) {
		char c = s.at[i];

		if (c == '+' && plus) {
			c = ' ';
		} else if (c == '%') {
			if (s.len - i < 3)
				return false;
			high = hex_digit(s.at[i + 1]);
			low = hex_digit(s.at[i + 2]);
			if (high < 0 || low < 0)
				return false;
			c = (char)(high << 4 | low);
			i += 2;
		}
		at[n++] = c;
	}
	at[n] = '\0';
	*len = n;
	return true;
}

/* Unicode's Cc but \n \r \t: U+0000-1F, U+007F, U+0080-9F (as UTF-8). */
static bool
has_control(struct str s)
{
	size_t i;

	for (i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		if (c >= 0x20 && c < 0x7f)
			continue;
		if (c < 0x20 && c != '\n' && c != '\r' && c != '\t')
			return true;
		if (c == 0x7f)
			return true;
		if (c == 0xc2 && i + 1 < s.len &&
		    (unsigned char)s.at[i + 1] < 0xa0)
			return true;
	}
	return false;
}

static bool
text_ok(struct str s)
{
	return str_utf8_valid(s) && !has_control(s);
}

/*
 * In place: CRLF, CR and the line and page breaks that text pasted from
 * office programs carries (vertical tab, form feed) become \n.
 */
static size_t
lines_normal(char *at, size_t len)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++) {
		if (at[i] == '\v' || at[i] == '\f')
			at[n++] = '\n';
		else if (at[i] != '\r')
			at[n++] = at[i];
		else if (i + 1 == len || at[i + 1] != '\n')
			at[n++] = '\n';
	}
	at[n] = '\0';
	return n;
}

static size_t
count_pairs(struct str text)
{
	size_t n = 0;

	while (text.len > 0)
		n += str_cut(&text, '&').len > 0;
	return n;
}

bool
form_parse(struct arena *a, struct str text, size_t max, struct pair **out,
    size_t *n)
{
	size_t count = count_pairs(text), made = 0;
	struct pair *pairs;
	char *at;

	*out = NULL;
	*n = 0;
	if (count > max)
		return false;
	if (count == 0)
		return true;
	pairs = arena_many(a, struct pair, count);
	/* Each pair needs two NULs where the text has at least one '&'. */
	at = arena_alloc(a, text.len + count + 2, 1);
	while (text.len > 0) {
		struct str value = str_cut(&text, '&'), name;
		struct pair *p = &pairs[made];

		if (value.len == 0)
			continue;	/* "&&" */
		name = str_cut(&value, '=');
		if (!decode(name, true, at, &p->name.len))
			return false;
		p->name.at = at;
		at += p->name.len + 1;
		if (!decode(value, true, at, &p->value.len))
			return false;
		p->value.at = at;
		p->value.len = lines_normal(at, p->value.len);
		if (!text_ok(p->name) || !text_ok(p->value))
			return false;
		at += p->value.len + 1;
		made++;
	}
	*out = pairs;
	*n = made;
	return true;
}

/* Room for n bytes of any kind made text: U+FFFD takes three. */
static struct str
text_made(struct arena *a, struct str s)
{
	static const char unreadable[3] = { '\xef', '\xbf', '\xbd' };
	char *at = arena_alloc(a, 3 * s.len + 1, 1);
	size_t i = 0, n = 0, step;

	while (i < s.len) {
		for (step = 1; step < 4 && step < s.len - i; step++)
			if (str_utf8_valid(str_sub(s, i, i + step)))
				break;
		if (s.at[i] == '\0') {
			i++;
		} else if (!str_utf8_valid(str_sub(s, i, i + step))) {
			memcpy(at + n, unreadable, sizeof(unreadable));
			n += sizeof(unreadable);
			i++;
		} else if (has_control(str_sub(s, i, i + step))) {
			i += step;
		} else {
			memcpy(at + n, s.at + i, step);
			n += step;
			i += step;
		}
	}
	return (struct str){ at, n };
}

/* Every '%' that is no escape, written as one. */
static struct str
escapes_whole(struct arena *a, struct str s)
{
	char *at = arena_alloc(a, 3 * s.len + 1, 1);
	size_t i, n = 0;

	for (i = 0; i < s.len; i++) {
		at[n++] = s.at[i];
		if (s.at[i] != '%' || (s.len - i >= 3 &&
		    hex_digit(s.at[i + 1]) >= 0 && hex_digit(s.at[i + 2]) >= 0))
			continue;
		at[n++] = '2';
		at[n++] = '5';
	}
	return (struct str){ at, n };
}

bool
form_parse_loose(struct arena *a, struct str text, size_t max,
    struct pair **out, size_t *n)
{
	size_t count = count_pairs(text);

	*n = 0;
	if (count > max)
		return false;
	*out = arena_many(a, struct pair, count);
	while (text.len > 0) {
		struct str value = str_cut(&text, '&'), name;
		struct pair *p = &(*out)[*n];
		char *at;

		name = str_cut(&value, '=');
		value = escapes_whole(a, value);
		at = arena_alloc(a, name.len + value.len + 2, 1);
		if (name.len == 0 || !decode(name, true, at, &p->name.len))
			continue;
		p->name.at = at;
		if (!text_ok(p->name))
			continue;
		at += p->name.len + 1;
		(void)decode(value, true, at, &p->value.len);
		p->value.len = lines_normal(at, p->value.len);
		p->value.at = at;
		p->value = text_made(a, p->value);
		(*n)++;
	}
	return true;
}

/* "//", "/./", "/../" anywhere, or at the end without the last slash. */
static bool
has_odd_segment(struct str path)
{
	struct str rest = str_sub(path, 1, path.len);

	while (rest.len > 0) {
		bool last = str_index(rest, '/') == rest.len;
		struct str s = str_cut(&rest, '/');

		if (s.len == 0 || str_is(s, ".") || str_is(s, ".."))
			return true;
		if (last)
			break;
	}
	return false;
}

static bool
has_encoded_slash(struct str s)
{
	size_t i;

	for (i = 0; i + 2 < s.len; i++)
		if (s.at[i] == '%' && s.at[i + 1] == '2' &&
		    (s.at[i + 2] == 'F' || s.at[i + 2] == 'f'))
			return true;
	return false;
}

struct str
form_path(struct arena *a, struct str target)
{
	struct str raw = str_sub(target, 0, str_index(target, '?')), path;
	char *at = arena_alloc(a, raw.len + 1, 1);
	size_t i;

	if (raw.len == 0 || raw.at[0] != '/' || has_encoded_slash(raw) ||
	    !decode(raw, false, at, &path.len))
		return STR_NONE;
	path.at = at;
	for (i = 0; i < path.len; i++)
		if ((unsigned char)path.at[i] < 0x20 || path.at[i] == '\\')
			return STR_NONE;
	if (!text_ok(path) || has_odd_segment(path))
		return STR_NONE;
	return path;
}

void
form_cookies(struct arena *a, struct str header, struct pair *to, size_t max,
    size_t *n)
{
	while (header.len > 0 && *n < max) {
		struct str value = str_cut(&header, ';');
		struct str name = str_trim(str_cut(&value, '='));

		value = str_trim(value);
		if (name.len == 0 || !text_ok(name) || !text_ok(value))
			continue;
		to[*n].name = str_copy(a, name);
		to[*n].value = str_copy(a, value);
		(*n)++;
	}
}

bool
form_address(struct arena *a, struct str text, struct str *out)
{
	char z[INET6_ADDRSTRLEN];
	unsigned char b[16];

	text = str_trim(text);
	if (text.len == 0 || text.len >= sizeof(z))
		return false;
	memcpy(z, text.at, text.len);
	z[text.len] = '\0';
	if (inet_pton(AF_INET, z, b) == 1) {
		inet_ntop(AF_INET, b, z, sizeof(z));
	} else if (inet_pton(AF_INET6, z, b) == 1) {
		static const unsigned char mapped[12] =
		    { [10] = 0xff, [11] = 0xff };

		if (memcmp(b, mapped, sizeof(mapped)) == 0)
			inet_ntop(AF_INET, b + 12, z, sizeof(z));
		else
			inet_ntop(AF_INET6, b, z, sizeof(z));
	} else {
		return false;
	}
	*out = str_copy(a, str_z(z));
	return true;
}
