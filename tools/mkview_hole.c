/* SPDX-License-Identifier: Apache-2.0 */
#include "mkview.h"

#include <string.h>

static const char *const plain_tags[] = { "title", "textarea", "option",
    "svg", NULL };

/* The escape of this place as a word of html.h; NULL after an error. */
static const char *
position(const char *what)
{
	switch (st.where) {
	case TEXT:
		return inside(plain_tags) ? "HTML_ATTR" : "HTML_TEXT";
	case VALUE:
		if (is_address() && st.filled)
			return "HTML_URL_PART";
		if (is_address())
			return "HTML_URL";
		return is_words() || strcmp(what, "a text") == 0 ?
		    "HTML_ATTR" : "HTML_CODE";
	case TAG:
		fault(in.line, "%s cannot stand inside <%s>, only in a quoted "
		    "attribute", what, st.tag);
		while (in.at < in.end && strchr("\n>", *in.at) == NULL)
			in.at++;
		st.gap = true;
		return NULL;
	case RAW:
		fault(in.line, "%s cannot stand in <%s>", what, st.tag);
		return NULL;
	}
	return NULL;
}

/* What stands here is not only literal: no scheme can be read from it. */
void
scheme_lost(void)
{
	if (st.where == VALUE && st.value_n + 1 < sizeof(st.value))
		st.value[st.value_n++] = '?';
}

static void
hole_done(void)
{
	st.line_end = false;
	scheme_lost();
	st.filled = st.dynamic = true;
	st.letters = 0;
}

void
hole(const char *s, const char *e)
{
	const char *pos = position("a hole");
	int n = (int)(e - s);

	if (!expr_ok(s, e) || pos == NULL)
		return;
	if (strcmp(pos, "HTML_URL") == 0)
		statement("html_put(o, HTML_URL, "
		    "html_a_url(HTML_ADDRESS_ONLY(%.*s)));", n, s);
	else
		statement("html_put(o, %s, HTML_A(%.*s));", pos, n, s);
	hole_done();
}

/* {{ t "text" args }} and {{ tn "one" "many" n, args }} */
void
hole_text(const char *s, const char *e, bool plural)
{
	const char *pos = position("a text");
	const char *one, *one_end, *many, *rest, *n, *n_end;
	int want;

	rest = many = one = skip_blank(s, e);
	if (rest < e && *rest == '"')
		rest = skip_quoted(rest, e);
	one_end = rest;
	want = places(one, rest, 0);
	if (plural) {
		many = skip_blank(rest, e);
		rest = many < e && *many == '"' ? skip_quoted(many, e) : many;
		want = places(many, rest, want);
	}
	if (one == e || *one != '"' ||
	    (plural && (many == e || *many != '"'))) {
		fault(in.line, plural ?
		    "wanted {{ tn \"one\" \"many\" number }}" :
		    "wanted {{ t \"text\" }}");
		return;
	}
	if (pos == NULL)
		return;
	if (is_address()) {
		fault(in.line, "a text cannot be an address");
		return;
	}
	if (!plural) {
		statement("html_tr(o, %s, T(%.*s),", pos, (int)(rest - one),
		    one);
		fputs("\t    ", out_c);
		args_write(out_c, rest, e, want);
	} else {
		n = skip_blank(rest, e);
		n_end = arg_end(n, e);
		if (!expr_ok(n, trim_end(n, n_end)))
			return;
		statement("html_trn(o, %s, TN(%.*s, %.*s), (int64_t)(%.*s),",
		    pos, (int)(trim_end(one, one_end) - one), one,
		    (int)(rest - many), many, (int)(n_end - n), n);
		fputs("\t    ", out_c);
		args_write(out_c, n_end < e ? n_end + 1 : e, e,
		    want > 1 ? want - 1 : 0);
	}
	fputs(");\n", out_c);
	hole_done();
}
