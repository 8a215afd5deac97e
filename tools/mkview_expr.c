/* SPDX-License-Identifier: Apache-2.0 */
#include "mkview.h"

#include <ctype.h>
#include <string.h>

/* The end of the C string or character literal that begins at s. */
const char *
skip_quoted(const char *s, const char *e)
{
	char quote = *s++;

	while (s < e && *s != quote && *s != '\n')
		s += *s == '\\' && s + 1 < e ? 2 : 1;
	return s < e && *s == quote ? s + 1 : s;
}

/* Why the text is not a plain C expression; NULL when it is. */
static const char *
expr_wrong(const char *s, const char *e)
{
	const char *from = s;
	int deep = 0;

	if (s == e)
		return "an expression is missing";
	while (s < e) {
		if (*s == '"' || *s == '\'') {
			s = skip_quoted(s, e);
			continue;
		}
		deep += (*s == '(' || *s == '[') - (*s == ')' || *s == ']');
		if (deep < 0)
			return "a bracket closes that was not opened";
		if (*s == '{' || *s == '}')
			return "no braces in an expression (moment_of(x) and "
			    "moment_full_of(x) make moments)";
		if (strchr(";\n\\#`", *s) != NULL)
			return "an expression has no ; # or line break";
		if (s + 1 < e && ((s[0] == '+' && s[1] == '+') ||
		    (s[0] == '-' && s[1] == '-')))
			return "an expression changes nothing (++ or --)";
		if (s + 1 < e && s[0] == '/' && (s[1] == '/' || s[1] == '*'))
			return "no comment in an expression; use {{# ... }}";
		if (*s == '=') {
			bool shift = s - from >= 2 && s[-1] == s[-2];

			if (s + 1 < e && s[1] == '=')
				s++;
			else if (s == from || strchr("!<>", s[-1]) == NULL ||
			    shift)
				return "an expression changes nothing (=)";
		}
		s++;
	}
	return deep == 0 ? NULL : "a bracket is not closed";
}

bool
expr_ok(const char *s, const char *e)
{
	const char *why = expr_wrong(s, e);

	if (why != NULL)
		fault(in.line, "%s: %.*s", why, (int)(e - s), s);
	return why == NULL;
}

const char *
skip_blank(const char *s, const char *e)
{
	while (s < e && isspace((unsigned char)*s))
		s++;
	return s;
}

const char *
trim_end(const char *s, const char *e)
{
	while (e > s && isspace((unsigned char)e[-1]))
		e--;
	return e;
}

const char *
skip_name(const char *s, const char *e)
{
	if (s < e && isdigit((unsigned char)*s))
		return s;
	while (s < e && (isalnum((unsigned char)*s) || *s == '_'))
		s++;
	return s;
}

/* The end of the argument that begins at s: the comma, or e. */
const char *
arg_end(const char *s, const char *e)
{
	int deep = 0;

	while (s < e && (*s != ',' || deep > 0)) {
		deep += (*s == '(' || *s == '[') - (*s == ')' || *s == ']');
		s = *s == '"' || *s == '\'' ? skip_quoted(s, e) : s + 1;
	}
	return s;
}

/* The arguments of a text as an array; fails unless there are `want`. */
void
args_write(FILE *out, const char *s, const char *e, int want)
{
	int n = 0;

	for (s = skip_blank(s, e); s < e; n++) {
		const char *to = arg_end(s, e), *last = trim_end(s, to);

		if (!expr_ok(s, last))
			return;
		fprintf(out, "%s HTML_A(%.*s)",
		    n == 0 ? "(const struct html_arg[]){" : ",",
		    (int)(last - s), s);
		s = skip_blank(to < e ? to + 1 : e, e);
	}
	if (n != want)
		fault(in.line, "the text has %d places (%%1 to %%9), but %d %s "
		    "given", want, n, n == 1 ? "value is" : "values are");
	if (n == 0)
		fputs("NULL, 0", out);
	else
		fprintf(out, " }, %d", n);
}

/* The highest %1..%9 of the literal, at least `least`. */
int
places(const char *s, const char *e, int least)
{
	for (; s + 1 < e; s++)
		if (*s == '%' && s[1] >= '1' && s[1] <= '9' &&
		    s[1] - '0' > least)
			least = s[1] - '0';
	return least;
}
