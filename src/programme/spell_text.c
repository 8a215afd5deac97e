/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/spell.h"

#include <string.h>

enum { SLOT_MAX = 40, ENTITY_MAX = 8 };

static char
byte(struct str s, size_t i)
{
	return i < s.len ? s.at[i] : '\0';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\0';
}

/* Bytes of the letter at i, 0: none.  Those of no ASCII are U+00C0..U+024F. */
static size_t
letter_len(struct str s, size_t i)
{
	unsigned char c = (unsigned char)byte(s, i);
	unsigned char d = (unsigned char)byte(s, i + 1);

	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		return 1;
	if (c < 0xc3 || c > 0xc8 || (d & 0xc0) != 0x80)
		return 0;
	return c == 0xc3 && (d == 0x97 || d == 0xb7) ? 0 : 2;
}

/* Bytes of what may join two letters: - ' and the apostrophe U+2019. */
static size_t
joint_len(struct str s, size_t i)
{
	size_t n = 0;

	if (byte(s, i) == '-' || byte(s, i) == '\'')
		n = 1;
	else if (i + 2 < s.len && memcmp(s.at + i, "\xe2\x80\x99", 3) == 0)
		n = 3;
	return n > 0 && (letter_len(s, i + n) > 0 ||
	    is_digit(byte(s, i + n))) ? n : 0;
}

size_t
spell_word_len(struct str s, size_t i)
{
	size_t from = i, n;

	for (;;) {
		n = letter_len(s, i);
		if (n == 0 && is_digit(byte(s, i)))
			n = 1;
		if (n == 0 && i > from)
			n = joint_len(s, i);
		if (n == 0)
			return i - from;
		i += n;
	}
}

static size_t
blank_after(struct str s, size_t i)
{
	while (!is_blank(byte(s, i)))
		i++;
	return i;
}

/* Behind the end mark, when it comes within max bytes; else only past i. */
static size_t
behind(struct str s, size_t i, char end, size_t max)
{
	size_t k;

	for (k = i + 1; k < s.len && k <= i + max; k++)
		if (s.at[k] == end)
			return k + 1;
	return i + 1;
}

/* Code, a slot, a link's address, a tag, an entity, an escape: skipped. */
static size_t
pass_mark(struct str s, size_t i)
{
	char next = byte(s, i + 1);

	switch (s.at[i]) {
	case '`':
		return behind(s, i, '`', s.len);
	case '{':
		return behind(s, i, '}', SLOT_MAX);
	case '&':
		return letter_len(s, i + 1) ? behind(s, i, ';', ENTITY_MAX) :
		    i + 1;
	case '<':
		return next == '/' || letter_len(s, i + 1) > 0 ?
		    behind(s, i, '>', s.len) : i + 1;
	case ']':
		return next == '(' ? behind(s, i + 1, ')', s.len) : i + 1;
	case '\\':
	case '%':
		return i + 2;
	default:
		return i + 1;
	}
}

/* https://…, somebody@somewhere, www.…, --option: up to the next blank. */
static bool
is_address(struct str s, size_t i)
{
	struct str chunk = str_sub(s, i, blank_after(s, i));
	size_t k;

	if (str_starts(chunk, S("www.")) || str_starts(chunk, S("--")) ||
	    str_starts(chunk, S("tel:")))
		return true;
	for (k = 0; k < chunk.len; k++)
		if (chunk.at[k] == '@' || (chunk.at[k] == ':' &&
		    byte(chunk, k + 1) == '/'))
			return true;
	return false;
}

/* helsenorge.no, a_name, name=: no word of a language. */
static bool
is_code_after(struct str s, size_t end)
{
	char c = byte(s, end);

	return ((c == '.' || c == '_' || c == '=') &&
	    (letter_len(s, end + 1) > 0 || is_digit(byte(s, end + 1))));
}

static bool
has_digit(struct str w)
{
	size_t i;

	for (i = 0; i < w.len; i++)
		if (is_digit(w.at[i]))
			return true;
	return false;
}

bool
spell_next(struct str s, size_t *i, struct str *word)
{
	while (*i < s.len) {
		size_t n = spell_word_len(s, *i);

		if ((*i == 0 || is_blank(s.at[*i - 1])) &&
		    !is_blank(s.at[*i]) && is_address(s, *i)) {
			*i = blank_after(s, *i);
		} else if (n == 0) {
			*i = pass_mark(s, *i);
		} else if (is_code_after(s, *i + n)) {
			*i = blank_after(s, *i);
		} else {
			*word = str_sub(s, *i, *i + n);
			*i += n;
			if (!has_digit(*word) && str_utf8_len(*word) > 1)
				return true;
		}
	}
	return false;
}
