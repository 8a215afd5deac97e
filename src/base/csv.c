/* SPDX-License-Identifier: Apache-2.0 */
#include "base/csv.h"

#include "base/buf.h"

static void
begin(struct csv *c)
{
	if (c->begun)
		buf_add_c(c->to, ',');
	c->begun = true;
}

static bool
is_formula(struct str s)
{
	return s.len > 0 && (s.at[0] == '=' || s.at[0] == '+' ||
	    s.at[0] == '-' || s.at[0] == '@' || s.at[0] == '\t' ||
	    s.at[0] == '\r' || s.at[0] == '\n');
}

void
csv_text(struct csv *c, struct str s)
{
	bool quoted = false;
	size_t i;

	begin(c);
	for (i = 0; i < s.len; i++)
		quoted |= s.at[i] == ',' || s.at[i] == '"' ||
		    s.at[i] == '\r' || s.at[i] == '\n';
	if (quoted)
		buf_add_c(c->to, '"');
	if (is_formula(s))
		buf_add_c(c->to, '\'');
	for (i = 0; i < s.len; i++) {
		if (s.at[i] == '"')
			buf_add_c(c->to, '"');
		buf_add_c(c->to, s.at[i]);
	}
	if (quoted)
		buf_add_c(c->to, '"');
}

void
csv_int(struct csv *c, int64_t n)
{
	begin(c);
	buf_fmt(c->to, "%lld", (long long)n);
}

void
csv_real(struct csv *c, double x)
{
	int64_t n = (int64_t)(x * 100 + (x < 0 ? -0.5 : 0.5));
	int64_t whole = n / 100, part = n < 0 ? -(n % 100) : n % 100;

	begin(c);
	if (n < 0 && whole == 0)
		buf_add_c(c->to, '-');
	buf_fmt(c->to, "%lld", (long long)whole);
	if (part % 10 != 0)
		buf_fmt(c->to, ".%02d", (int)part);
	else if (part != 0)
		buf_fmt(c->to, ".%d", (int)part / 10);
}

void
csv_end(struct csv *c)
{
	buf_add_z(c->to, "\r\n");
	c->begun = false;
}

/* --- the other way ------------------------------------------------------- */

/* What follows a field: a comma, the line's end, or nothing that belongs. */
static bool
field_end(struct str *rest, bool *last)
{
	*last = rest->len == 0 || rest->at[0] != ',';
	if (rest->len > 0 && rest->at[0] == ',')
		*rest = str_sub(*rest, 1, rest->len);
	else if (str_starts(*rest, S("\r\n")))
		*rest = str_sub(*rest, 2, rest->len);
	else
		return rest->len == 0;
	return true;
}

static bool
quoted(struct arena *a, struct str *rest, struct str *field)
{
	struct buf b = buf_new(a, rest->len + 1);
	size_t i = 1;

	for (; i < rest->len; i++) {
		if (rest->at[i] == '"') {
			i++;
			if (i == rest->len || rest->at[i] != '"')
				break;
		}
		buf_add_c(&b, rest->at[i]);
	}
	if (rest->at[i - 1] != '"' || i == 1)
		return false;		/* never closed */
	*rest = str_sub(*rest, i, rest->len);
	*field = buf_str(&b);
	return true;
}

bool
csv_next(struct arena *a, struct str *rest, struct str *field, bool *last)
{
	size_t n = 0;

	if (rest->len == 0)
		return false;
	if (rest->at[0] == '"')
		return quoted(a, rest, field) && field_end(rest, last);
	while (n < rest->len && rest->at[n] != ',' && rest->at[n] != '\r' &&
	    rest->at[n] != '"')
		n++;
	*field = str_sub(*rest, 0, n);
	*rest = str_sub(*rest, n, rest->len);
	return field_end(rest, last);
}
