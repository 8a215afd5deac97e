/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/expr_parse.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"

/* The place of a byte: columns count code points, as editors do. */
static struct place
place_of(const struct expr_parse *p, size_t pos)
{
	struct place at = p->at;
	size_t i;

	for (i = 0; i < pos && i < p->text.len; i++) {
		unsigned char c = (unsigned char)p->text.at[i];

		if (c == '\n') {
			at.line++;
			at.column = 1;
		} else if ((c & 0xc0) != 0x80) {
			at.column++;
		}
	}
	return at;
}

void
expr_fail(struct expr_parse *p, size_t pos, const char *fmt, ...)
{
	char text[400];
	va_list ap;

	if (p->failed)
		return;
	p->failed = true;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	lint_error(p->lint, place_of(p, pos), "%s", text);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_name(char c)
{
	return is_small(c) || is_digit(c) || c == '_';
}

static char
look(const struct expr_parse *p, size_t pos)
{
	return pos < p->text.len ? p->text.at[pos] : '\0';
}

char
expr_peek(struct expr_parse *p)
{
	while (is_blank(look(p, p->pos)))
		p->pos++;
	return look(p, p->pos);
}

bool
expr_take(struct expr_parse *p, const char *sign)
{
	struct str s = str_z(sign);

	expr_peek(p);
	if (p->failed || !str_starts(str_sub(p->text, p->pos, p->text.len), s))
		return false;
	p->pos += s.len;
	return true;
}

bool
expr_word(struct expr_parse *p, const char *word)
{
	struct str s = str_z(word);
	size_t after;

	expr_peek(p);
	after = p->pos + s.len;
	if (p->failed ||
	    !str_starts(str_sub(p->text, p->pos, p->text.len), s) ||
	    is_name(look(p, after)) || (look(p, after) == '.' &&
	    look(p, after + 1) != '.'))
		return false;
	p->pos = after;
	return true;
}

void
expr_need(struct expr_parse *p, const char *sign)
{
	if (expr_take(p, sign) || p->failed)
		return;
	if (expr_peek(p) == '\0')
		expr_fail(p, p->pos, "the expression ends where \"%s\" "
		    "should follow", sign);
	else
		expr_fail(p, p->pos, "here \"%s\" should stand", sign);
}

struct str
expr_ident(struct expr_parse *p)
{
	size_t from;

	if (!is_small(expr_peek(p)))
		return STR_NONE;
	from = p->pos;
	for (;;) {
		while (is_name(look(p, p->pos)))
			p->pos++;
		if (look(p, p->pos) != '.' || !is_small(look(p, p->pos + 1)))
			break;
		p->pos++;
	}
	return str_sub(p->text, from, p->pos);
}

double
expr_digits(struct expr_parse *p)
{
	size_t from = p->pos;
	double n = 0, scale = 1;

	for (; is_digit(look(p, p->pos)); p->pos++)
		n = n * 10 + (look(p, p->pos) - '0');
	if (look(p, p->pos) == '.' && is_digit(look(p, p->pos + 1)))
		for (p->pos++; is_digit(look(p, p->pos)); p->pos++) {
			n = n * 10 + (look(p, p->pos) - '0');
			scale *= 10;
		}
	n /= scale;	/* one rounding: 0.1 is what C calls 0.1 */
	if (p->pos - from > 15)
		expr_fail(p, from, "this number has more than 15 digits");
	if (!is_name(look(p, p->pos)))
		return n;
	if (expr_word(p, "d"))
		return n;
	if (expr_word(p, "w"))
		return n * 7;
	if (expr_word(p, "h"))
		return n / 24;
	expr_fail(p, p->pos, "after a number only d, w or h (days, weeks, "
	    "hours) can follow");
	return 0;
}

struct str
expr_quoted(struct expr_parse *p)
{
	struct buf b = buf_new(p->arena, EXPR_BYTES_MAX);
	size_t from = p->pos++;
	char c;

	while ((c = look(p, p->pos)) != '"') {
		if (c == '\\')
			c = look(p, ++p->pos);
		if (c == '\0') {
			expr_fail(p, from, "this text has no closing quote");
			return STR_NONE;
		}
		buf_add_c(&b, c);
		p->pos++;
	}
	p->pos++;
	return buf_str(&b);
}
