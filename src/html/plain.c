/* SPDX-License-Identifier: Apache-2.0 */
#include "html/plain.h"

enum { PLAIN_MAX = 256 * 1024 };

struct plain {
	struct out o;		/* writes into a buffer of its own */
	struct buf buf;
	bool in_quote, in_p;
};

static void
lit(struct plain *p, const char *z)
{
	buf_add_z(&p->buf, z);
}

static void
close_p(struct plain *p)
{
	if (p->in_p)
		lit(p, "</p>");
	p->in_p = false;
}

static void
close_quote(struct plain *p)
{
	close_p(p);
	if (p->in_quote)
		lit(p, "</blockquote>");
	p->in_quote = false;
}

static void
put_line(struct plain *p, struct str line)
{
	bool quote = str_starts(line, S(">"));

	if (quote)
		line = str_sub(line, line.len > 1 && line.at[1] == ' ' ? 2 : 1,
		    line.len);
	if (quote != p->in_quote) {
		close_quote(p);
		if (quote)
			lit(p, "<blockquote>");
		p->in_quote = quote;
	}
	if (str_trim(line).len == 0) {
		close_p(p);
		return;
	}
	lit(p, p->in_p ? "<br>" : "<p>");
	p->in_p = true;
	p->o.buf = &p->buf;
	html_put(&p->o, HTML_TEXT, HTML_A(line));
}

struct html
html_plain(struct out *o, struct str text)
{
	struct plain p = { .o = *o, .buf = buf_new(o->arena, PLAIN_MAX) };
	struct str rest = text;

	while (rest.len > 0)
		put_line(&p, str_cut(&rest, '\n'));
	close_quote(&p);
	return (struct html){ buf_str(&p.buf) };
}

struct str
html_quoted(struct arena *a, struct str text)
{
	struct buf b = buf_new(a, PLAIN_MAX);
	struct str rest = text;

	while (rest.len > 0) {
		buf_add_z(&b, "> ");
		buf_add(&b, str_cut(&rest, '\n'));
		buf_add_c(&b, '\n');
	}
	return buf_str(&b);
}
