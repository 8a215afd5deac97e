/* SPDX-License-Identifier: Apache-2.0 */
#include "mkview.h"

#include <ctype.h>
#include <string.h>

struct view view;
struct block blocks[DEEP_MAX];
size_t blocks_n;

static const char *
place_text(const struct state *s, char *to, size_t room)
{
	if (s->where == VALUE)
		snprintf(to, room, "in %s= of <%s>", s->attr, s->tag);
	else if (s->where != TEXT)
		snprintf(to, room, "inside <%s>", s->tag);
	else if (s->depth > 0)
		snprintf(to, room, "in the text of <%s> of line %d",
		    s->deep[s->depth - 1].name, s->deep[s->depth - 1].line);
	else
		snprintf(to, room, "outside all tags");
	return to;
}

static bool
same_place(const struct state *a, const struct state *b)
{
	size_t i;

	if (a->where != b->where || a->depth != b->depth)
		return false;
	for (i = 0; i < a->depth; i++)
		if (strcmp(a->deep[i].name, b->deep[i].name) != 0 ||
		    a->deep[i].line != b->deep[i].line)
			return false;
	return a->where == TEXT || (strcmp(a->tag, b->tag) == 0 &&
	    a->post == b->post && (a->where != VALUE ||
	    (strcmp(a->attr, b->attr) == 0 && a->quote == b->quote)));
}

/* A path through the block joins the others: keep what holds on all. */
static void
path_join(struct state *m, const struct state *s)
{
	m->line_end &= s->line_end;
	m->gap &= s->gap;
	m->filled &= s->filled;
	m->scheme |= s->scheme;
	m->on_all &= s->on_all;
	m->on_some |= s->on_some;
}

/* The end of a branch: at else, elif or end. */
static void
branch_done(struct block *b, const char *what)
{
	char here[120], there[120];
	size_t i;

	if (!same_place(&st, &b->start))
		fault(in.line, "{{ %s }} stands %s, but the branch began %s "
		    "(line %d)", what, place_text(&st, here, sizeof(here)),
		    place_text(&b->start, there, sizeof(there)), b->line);
	path_join(&b->merged, &st);
	for (i = b->ids_from; i < ids_n; i++)
		if (ids[i].hidden == 0)
			ids[i].hidden = blocks_n;
	st = b->start;
	st.dynamic = true;
}

static void
block_begin(bool loop)
{
	struct block *b;

	if (st.where == RAW)
		fault(in.line, "no {{ }} in <%s>", st.tag);
	if (blocks_n == DEEP_MAX) {
		fault(in.line, "too deep");
		return;
	}
	b = &blocks[blocks_n++];
	st.dynamic = true;
	st.letters = 0;
	*b = (struct block){ .loop = loop, .line = in.line, .ids_from = ids_n,
	    .start = st, .merged = st };
	/* Joined with the first branch; only an `if` without `else`, and a
	 * loop, also have the path that skips them. */
	b->merged.line_end = b->merged.gap = b->merged.filled = true;
	b->merged.scheme = false;
	b->merged.on_all = ~0u;
}

static void
block_end(void)
{
	struct block *b;
	size_t i;

	if (blocks_n == 0) {
		fault(in.line, "{{ end }} ends nothing");
		return;
	}
	b = &blocks[blocks_n - 1];
	branch_done(b, "end");
	if (!b->has_else)
		path_join(&b->merged, &b->start);
	for (i = b->ids_from; i < ids_n; i++)
		if (ids[i].hidden == blocks_n)
			ids[i].hidden = 0;
	st = b->merged;
	scheme_lost();
	st.letters = 0;
	blocks_n--;
	statement("}");
}

static void
branch(const char *cond, const char *e)
{
	struct block *b = blocks_n > 0 ? &blocks[blocks_n - 1] : NULL;

	if (b == NULL || b->loop || b->has_else) {
		fault(in.line, "{{ %s }} without {{ if }}", cond ? "elif" :
		    "else");
		return;
	}
	branch_done(b, cond == NULL ? "else" : "elif");
	b->has_else = cond == NULL;
	if (cond == NULL)
		statement("} else {");
	else if (expr_ok(cond, e))
		statement("} else if (%.*s) {", (int)(e - cond), cond);
}

/* {{ each row in LIST COUNT }} */
static void
each(const char *s, const char *e)
{
	const char *name = s, *name_end = skip_name(s, e), *list, *count = e;
	int n = (int)(name_end - name), deep = 0;

	list = skip_blank(name_end, e);
	while (count > list &&
	    (deep > 0 || !isspace((unsigned char)count[-1]))) {
		count--;
		deep += (*count == ')' || *count == ']') - (*count == '(' ||
		    *count == '[');
	}
	if (n == 0 || e - list < 3 || strncmp(list, "in ", 3) != 0 ||
	    count - list <= 3) {
		fault(in.line, "wanted {{ each NAME in LIST COUNT }}");
		block_begin(true);
		return;
	}
	list = skip_blank(list + 3, e);
	if (expr_ok(list, trim_end(list, count)) && expr_ok(count, e))
		statement("for (size_t %.*s_i = 0; %.*s_i < (size_t)(%.*s); "
		    "%.*s_i++) {\n\tconst __typeof__((%.*s)[0]) *%.*s = "
		    "&(%.*s)[%.*s_i];\n\t(void)%.*s;", n, name, n, name,
		    (int)(e - count), count, n, name,
		    (int)(trim_end(list, count) - list), list, n, name,
		    (int)(trim_end(list, count) - list), list, n, name, n,
		    name);
	block_begin(true);
}

/* {{ let NAME = EXPR }} */
static void
let(const char *s, const char *e)
{
	const char *name_end = skip_name(s, e), *eq = skip_blank(name_end, e);
	const char *expr = eq < e ? skip_blank(eq + 1, e) : e;

	if (name_end == s || eq == e || *eq != '=')
		fault(in.line, "wanted {{ let NAME = EXPRESSION }}");
	else if (expr_ok(expr, e))
		statement("const __auto_type %.*s = (%.*s);",
		    (int)(name_end - s), s, (int)(e - expr), expr);
}

/* {{ call NAME(ARGS) }} */
static void
call(const char *s, const char *e)
{
	const char *open = skip_name(s, e);
	const char *args = open < e ? skip_blank(open + 1, e) : e;

	if (st.where != TEXT)
		fault(in.line, "{{ call }} stands between tags only");
	else if (open == s || open == e || *open != '(' || e[-1] != ')')
		fault(in.line, "wanted {{ call NAME(ARGUMENTS) }}");
	else if (args == e - 1)
		statement("view_%.*s(o);", (int)(open - s), s);
	else if (expr_ok(args, e - 1))
		statement("view_%.*s(o, %.*s);", (int)(open - s), s,
		    (int)(e - 1 - args), args);
	st.line_end = false;
	st.letters = 0;
}

static void
view_begin(const char *s, const char *e)
{
	const char *open = skip_name(s, e), *close = e, *params;
	int n;

	while (close > open && *(close - 1) != ')')
		close--;
	view.open = skip_blank(close, e) < e;
	if (view.inside || open == s || open == e || *open != '(' ||
	    close == open ||
	    (view.open && strncmp(skip_blank(close, e), "open", 4) != 0) ||
	    (size_t)(open - s) >= sizeof(view.name)) {
		fault(in.line, view.inside ?
		    "{{ view }} before {{ end view }}" :
		    "wanted {{ view NAME(PARAMETERS) }}");
		return;
	}
	view.inside = true;
	view.line = in.line;
	snprintf(view.name, sizeof(view.name), "%.*s", (int)(open - s), s);
	params = skip_blank(open + 1, close);
	n = (int)(close - 1 - params);
	st = (struct state){ .line_end = true };
	ids_n = blocks_n = 0;
	if (n == 0 || (n == 4 && memcmp(params, "void", 4) == 0)) {
		params = "";
		n = 0;
	}
	fprintf(out_h, "void view_%s(struct out *%s%.*s);\n", view.name,
	    n > 0 ? ", " : "", n, params);
	fprintf(out_c, "\n#line %d \"%s\"\nvoid\nview_%s(struct out *o%s%.*s)\n"
	    "{\n\t(void)o;\n", in.line, in.file, view.name, n > 0 ? ", " : "",
	    n, params);
}

static void
view_end(void)
{
	char here[120];

	if (!view.inside)
		fault(in.line, "{{ end view }} ends nothing");
	else if (blocks_n > 0)
		fault(blocks[blocks_n - 1].line, "{{ %s }} has no {{ end }}",
		    blocks[blocks_n - 1].loop ? "each" : "if");
	else if (st.where != TEXT || (st.depth > 0 && !view.open))
		fault(in.line, "view %s of line %d ends %s", view.name,
		    view.line, place_text(&st, here, sizeof(here)));
	if (st.line_end)
		lit_line_end_drop();
	lit_flush();
	fputs("}\n", out_c);
	view.inside = false;
	blocks_n = 0;
}

static bool
word_is(const char **s, const char *e, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(e - *s) < n || memcmp(*s, word, n) != 0 ||
	    (*s + n < e && (isalnum((unsigned char)(*s)[n]) ||
	    (*s)[n] == '_')))
		return false;
	*s = skip_blank(*s + n, e);
	return true;
}

static void
directive_in_view(const char *s, const char *e)
{
	const char *all = s;

	if (word_is(&s, e, "end")) {
		if (s < e && strncmp(s, "view", 4) == 0)
			view_end();
		else
			block_end();
	} else if (word_is(&s, e, "if")) {
		if (expr_ok(s, e))
			statement("if (%.*s) {", (int)(e - s), s);
		block_begin(false);
	} else if (word_is(&s, e, "elif")) {
		branch(s, e);
	} else if (word_is(&s, e, "else")) {
		branch(NULL, NULL);
	} else if (word_is(&s, e, "each")) {
		each(s, e);
	} else if (word_is(&s, e, "let")) {
		let(s, e);
	} else if (word_is(&s, e, "call")) {
		call(s, e);
	} else if (word_is(&s, e, "t") && s < e && *s == '"') {
		hole_text(s, e, false);
	} else if (s == all && word_is(&s, e, "tn")) {
		hole_text(s, e, true);
	} else {
		hole(all, e);
	}
}

/* Between {{ and }}. */
void
directive(void)
{
	const char *s = skip_blank(in.at + 2, in.end), *e = in.at + 2;

	if (in.at + 2 < in.end && in.at[2] == '#') {
		skip_to("}}", "{{#");
		return;
	}
	while (e < in.end && *e != '\n' && !(e[0] == '}' && e[1] == '}'))
		e = *e == '"' || *e == '\'' ? skip_quoted(e, in.end) : e + 1;
	if (e >= in.end || *e != '}' || s > e) {
		fault(in.line, "{{ without }} in its line");
		in.at += 2;
		return;
	}
	in.at = e + 2;
	e = trim_end(s, e);
	if (word_is(&s, e, "use")) {
		if (e - s < 3 || *s != '"' || e[-1] != '"' || view.inside)
			fault(in.line, "wanted {{ use \"room/header.h\" }} "
			    "before the views");
		fprintf(out_h, "#include %.*s\n", (int)(e - s), s);
	} else if (word_is(&s, e, "view")) {
		view_begin(s, e);
	} else if (view.inside) {
		directive_in_view(s, e);
	} else {
		fault(in.line, "before {{ view }} only {{ use }} and comments "
		    "stand");
	}
}
