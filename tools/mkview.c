/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mkview -o OUT_PREFIX file.html ...: views -> OUT_PREFIX.c, OUT_PREFIX.h.
 *
 * docs/views.md tells the language.  The compiler walks through the HTML and
 * always knows where it is (between tags, in a tag, in a quoted attribute),
 * so each hole gets the escape of its place, and a hole where no escape is
 * safe is an error.  A branch must leave the page at the place it found it,
 * so that the place is known without running.  All faults (up to 20) are told
 * in one run as file:line: message.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { ERRORS_MAX = 20, DEEP_MAX = 64, IDS_MAX = 400, LIT_MAX = 4000 };
enum where { TEXT, TAG, VALUE, RAW };
/* What was seen in the tag: on every path, or on some path. */
enum { ALT = 1, TYPE = 2, QUIET = 4 };
enum { BUTTON = 1, WORDS = 2, CAPTION = 4 };

struct element {
	char name[24];
	int line;
	bool quiet;			/* translate="no" here or above */
};

/* Where the page is.  Copied at each branch, compared at its end. */
struct state {
	enum where where;
	char quote, tag[24], attr[40], value[200];
	size_t value_n;
	bool filled, dynamic;		/* the value: not empty, a hole */
	bool scheme;			/* of an address: still open */
	bool post, gap, line_end;
	unsigned on_all, on_some, letters;
	size_t depth;
	struct element deep[DEEP_MAX];
};

struct block {
	bool loop, has_else;
	int line;
	size_t ids_from;
	struct state start, merged;
};

static struct state st;
static struct block blocks[DEEP_MAX];
static size_t blocks_n;
static struct { char name[80]; size_t hidden; } ids[IDS_MAX];
static size_t ids_n;
static const char *file, *at, *end;
static int line, errors, view_line;
static bool in_view, view_open;
static char view_name[64], lit[LIT_MAX];
static size_t lit_n;
static FILE *out_c, *out_h;

static const char *const void_tags[] = { "area", "br", "col", "hr", "img",
    "input", "link", "meta", "source", "track", "wbr", NULL };
static const char *const refused_tags[] = { "applet", "base", "embed",
    "foreignobject", "frame", "frameset", "iframe", "object", "portal",
    "animate", "set", NULL };
static const char *const refused_attrs[] = { "style", "srcdoc", "http-equiv",
    "formmethod", "formtarget", NULL };
static const char *const address_attrs[] = { "href", "src", "action",
    "formaction", "data-autosave", "data-exit", "data-to", "data-form-url",
    "cite", "poster", "background", "manifest", "ping", "srcset", "data",
    "xlink:href", NULL };
static const char *const word_attrs[] = { "title", "alt", "aria-label",
    "aria-description", "aria-roledescription", "aria-valuetext",
    "placeholder", "label", "abbr", NULL };
static const char *const input_types[] = { "checkbox", "date", "email", "file",
    "hidden", "number", "password", "radio", "search", "submit", "tel",
    "text", "time", "url", NULL };
static const char *const schemes[] = { "https", "mailto", "tel", NULL };
static const char *const plain_tags[] = { "title", "textarea", "option",
    "svg", NULL };

static void __attribute__((format(printf, 2, 3)))
fault(int where, const char *fmt, ...)
{
	va_list ap;

	if (errors++ >= ERRORS_MAX)
		return;
	fprintf(stderr, "%s:%d: ", file, where);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

static bool
in_list(const char *s, const char *const *list)
{
	while (*list != NULL && strcmp(s, *list) != 0)
		list++;
	return *list != NULL;
}

static bool
is_address(void)
{
	return st.where == VALUE && in_list(st.attr, address_attrs);
}

/* Is the value of this attribute read by people? */
static bool
is_words(void)
{
	return in_list(st.attr, word_attrs) ||
	    strncmp(st.attr, "data-t-", 7) == 0;
}

/* Is the place inside one of these elements? */
static bool
inside(const char *const *tags)
{
	size_t i;

	for (i = 0; i < st.depth; i++)
		if (in_list(st.deep[i].name, tags))
			return true;
	return false;
}

static bool
is_quiet(void)
{
	return st.depth > 0 && st.deep[st.depth - 1].quiet;
}

/* --- what is written ------------------------------------------------------ */

static void
c_string(FILE *out, const char *s, size_t n)
{
	fputc('"', out);
	for (; n > 0; s++, n--) {
		if (*s == '\n')
			fputs(n > 1 ? "\\n\"\n\t    \"" : "\\n", out);
		else if (*s == '"' || *s == '\\' || *s == '?')
			fprintf(out, "\\%c", *s);
		else if ((unsigned char)*s < 32 || *s == 127)
			fprintf(out, "\\%03o", (unsigned char)*s);
		else
			fputc(*s, out);
	}
	fputc('"', out);
}

static void
lit_flush(void)
{
	if (lit_n == 0)
		return;
	fputs("\thtml_lit(o, ", out_c);
	c_string(out_c, lit, lit_n);
	fprintf(out_c, ", %zu);\n", lit_n);
	lit_n = 0;
}

static void
put(const char *s, size_t n)
{
	for (; n > 0; s++, n--) {
		if (lit_n == LIT_MAX)
			lit_flush();
		lit[lit_n++] = *s;
	}
	st.line_end = false;
}

/* A statement that compiler errors will show at this line of the view. */
static void __attribute__((format(printf, 1, 2)))
statement(const char *fmt, ...)
{
	va_list ap;

	lit_flush();
	fprintf(out_c, "#line %d \"%s\"\n\t", line, file);
	va_start(ap, fmt);
	vfprintf(out_c, fmt, ap);
	va_end(ap);
	fputc('\n', out_c);
}

/* --- expressions ---------------------------------------------------------- */

/* The end of the C string or character literal that begins at s. */
static const char *
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

static bool
expr_ok(const char *s, const char *e)
{
	const char *why = expr_wrong(s, e);

	if (why != NULL)
		fault(line, "%s: %.*s", why, (int)(e - s), s);
	return why == NULL;
}

static const char *
skip_blank(const char *s, const char *e)
{
	while (s < e && isspace((unsigned char)*s))
		s++;
	return s;
}

static const char *
trim_end(const char *s, const char *e)
{
	while (e > s && isspace((unsigned char)e[-1]))
		e--;
	return e;
}

static const char *
skip_name(const char *s, const char *e)
{
	if (s < e && isdigit((unsigned char)*s))
		return s;
	while (s < e && (isalnum((unsigned char)*s) || *s == '_'))
		s++;
	return s;
}

/* The end of the argument that begins at s: the comma, or e. */
static const char *
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
static void
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
		fault(line, "the text has %d places (%%1 to %%9), but %d %s "
		    "given", want, n, n == 1 ? "value is" : "values are");
	if (n == 0)
		fputs("NULL, 0", out);
	else
		fprintf(out, " }, %d", n);
}

/* The highest %1..%9 of the literal, at least `least`. */
static int
places(const char *s, const char *e, int least)
{
	for (; s + 1 < e; s++)
		if (*s == '%' && s[1] >= '1' && s[1] <= '9' &&
		    s[1] - '0' > least)
			least = s[1] - '0';
	return least;
}

/* --- holes ---------------------------------------------------------------- */

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
		fault(line, "%s cannot stand inside <%s>, only in a quoted "
		    "attribute", what, st.tag);
		while (at < end && strchr("\n>", *at) == NULL)
			at++;
		st.gap = true;
		return NULL;
	case RAW:
		fault(line, "%s cannot stand in <%s>", what, st.tag);
		return NULL;
	}
	return NULL;
}

/* What stands here is not only literal: no scheme can be read from it. */
static void
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

static void
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
static void
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
		fault(line, plural ? "wanted {{ tn \"one\" \"many\" number }}" :
		    "wanted {{ t \"text\" }}");
		return;
	}
	if (pos == NULL)
		return;
	if (is_address()) {
		fault(line, "a text cannot be an address");
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

/* --- the way through the HTML --------------------------------------------- */

static bool
ahead(const char *word)
{
	size_t n = strlen(word);

	return (size_t)(end - at) >= n && strncasecmp(at, word, n) == 0;
}

static void
step(void)
{
	if (*at++ == '\n')
		line++;
}

/* Copies a name from `at`, lower-cased; steps over it. */
static void
name_take(char *to, size_t room)
{
	const char *from = at;
	size_t n = 0;

	while (at < end && strchr(" \t\n=>/\"'{<", *at) == NULL) {
		if (n + 1 < room)
			to[n++] = (char)tolower((unsigned char)*at);
		at++;
	}
	to[n] = '\0';
	if (from == at || n + 1 == room)
		fault(line, "a name of a tag or attribute must be a short "
		    "literal");
}

/* Counts letters; true when the text just became words. */
static bool
letter(const char *s)
{
	unsigned char c = (unsigned char)*s;

	if (isalpha(c) || (c >= 0xc3 && c <= 0xc9 && s[1] != '\x97' &&
	    s[1] != '\xb7'))
		return ++st.letters == 2;
	return false;
}

static void
words_fault(const char *s)
{
	size_t n;

	while (s > at - 20 && s[-1] != '>' && s[-1] != '}' && s[-1] != '\n' &&
	    s[-1] != '"')
		s--;
	n = strcspn(s, "<{\n\"");
	fault(line, "words outside {{ t \"...\" }}: \"%.*s\"",
	    n > 40 ? 40 : (int)n, s);
}

/* Length of the entity at s ("&nbsp;"), 1 when it is none. */
static size_t
entity_len(const char *s)
{
	size_t n = 1;

	if (*s != '&')
		return 1;
	while (s + n < end && (isalnum((unsigned char)s[n]) || s[n] == '#'))
		n++;
	return s + n < end && s[n] == ';' ? n + 1 : 1;
}

static void
tag_close(void)
{
	int from = line;
	char name[24];

	at += 2;
	name_take(name, sizeof(name));
	while (at < end && isspace((unsigned char)*at))
		step();
	if (at == end || *at != '>') {
		fault(from, "</%s is not closed by >", name);
		return;
	}
	at++;
	put("</", 2);
	put(name, strlen(name));
	put(">", 1);
	st.where = TEXT;
	st.letters = 0;
	if (in_list(name, void_tags))
		fault(from, "<%s> has no end tag", name);
	else if (st.depth > 0 &&
	    strcmp(st.deep[st.depth - 1].name, name) == 0)
		st.depth--;
	else if (st.depth > 0)
		fault(from, "</%s> closes <%s> of line %d", name,
		    st.deep[st.depth - 1].name, st.deep[st.depth - 1].line);
	else if (!view_open)
		fault(from, "</%s> closes nothing", name);
}

static void
tag_open(void)
{
	const char *from = ++at;

	name_take(st.tag, sizeof(st.tag));
	put("<", 1);
	put(from, (size_t)(at - from));
	if (in_list(st.tag, refused_tags))
		fault(line, "<%s> is not used", st.tag);
	st.where = TAG;
	st.gap = st.post = false;
	st.on_all = st.on_some = 0;
}

/* At the > of a tag: what the whole tag must fulfil. */
static void
tag_done(bool slash)
{
	static const char *const drawing[] = { "svg", "math", NULL };
	bool quiet = is_quiet() || (st.on_all & QUIET) != 0;
	bool is_void = in_list(st.tag, void_tags);
	struct element *e;

	if (strcmp(st.tag, "img") == 0 && (st.on_all & ALT) == 0)
		fault(line, "<img> without alt (alt=\"\" if it only "
		    "decorates)");
	if (strcmp(st.tag, "input") == 0 && (st.on_all & TYPE) == 0)
		fault(line, "<input> without type");
	if (!quiet && ((st.on_some & WORDS) != 0 || (st.on_some &
	    (BUTTON | CAPTION)) == (BUTTON | CAPTION)))
		fault(line, "words outside {{ t \"...\" }} in an attribute of "
		    "<%s>", st.tag);
	put(slash && !is_void ? "/>" : ">", slash && !is_void ? 2 : 1);
	st.where = strcmp(st.tag, "script") == 0 ||
	    strcmp(st.tag, "style") == 0 ? RAW : TEXT;
	st.letters = 0;
	if (st.post)
		statement("html_form_fields(o);");
	if (slash && !is_void && !inside(drawing) &&
	    !in_list(st.tag, drawing))
		fault(line, "<%s/> must be closed by </%s>", st.tag, st.tag);
	if (slash || is_void)
		return;
	if (st.depth == DEEP_MAX) {
		fault(line, "too deep");
		return;
	}
	e = &st.deep[st.depth++];
	memcpy(e->name, st.tag, sizeof(e->name));
	e->line = line;
	e->quiet = quiet;
}

/* After the name of an attribute; `bare` when it has no value. */
static void
attr_named(bool bare)
{
	if (strncmp(st.attr, "on", 2) == 0 || in_list(st.attr, refused_attrs))
		fault(line, "%s= is not allowed: the content policy forbids "
		    "it", st.attr);
	if (strcmp(st.attr, "alt") == 0)
		st.on_all |= ALT;
	if (bare && in_list(st.attr, address_attrs))
		fault(line, "%s needs a value", st.attr);
}

static void
id_add(void)
{
	size_t i;

	for (i = 0; i < blocks_n; i++)
		if (blocks[i].loop)
			fault(line, "id=\"%s\" would repeat in {{ each }}; put "
			    "a hole into it", st.value);
	for (i = 0; i < ids_n; i++)
		if (ids[i].hidden == 0 && strcmp(ids[i].name, st.value) == 0)
			fault(line, "id=\"%s\" is used twice in this view",
			    st.value);
	if (ids_n == IDS_MAX || st.value_n >= sizeof(ids[0].name))
		return;
	ids[ids_n].hidden = 0;
	memcpy(ids[ids_n++].name, st.value, st.value_n + 1);
}

/* At the quote that ends a value. */
static void
value_done(void)
{
	const char *v = st.value;
	bool lit_only = !st.dynamic;

	st.value[st.value_n] = '\0';
	if (strcmp(st.attr, "id") == 0 && lit_only)
		id_add();
	if (strcmp(st.attr, "translate") == 0 && strcmp(v, "no") == 0)
		st.on_all |= QUIET;
	if (strcmp(st.attr, "target") == 0 &&
	    (!lit_only || strcasecmp(v, "_blank") == 0))
		fault(line, "target=\"_blank\" is not used: the person decides "
		    "where a page opens");
	if (strcmp(st.attr, "method") == 0 && !lit_only)
		fault(line, "method= must be a literal");
	if (strcmp(st.tag, "form") == 0 && strcmp(st.attr, "method") == 0)
		st.post = strcasecmp(v, "post") == 0;
	if (strcmp(st.attr, "type") == 0) {
		st.on_all |= TYPE;
		if (strcmp(st.tag, "input") == 0 && lit_only &&
		    !in_list(v, input_types))
			fault(line, "type=\"%s\" is not an input we use", v);
		if (strcmp(st.tag, "input") == 0 && lit_only &&
		    strcmp(v, "submit") == 0)
			st.on_some |= BUTTON;
	}
	put(&st.quote, 1);
	st.where = TAG;
	st.gap = false;
}

/* A character of the literal part of a quoted value. */
static void
in_value(void)
{
	size_t n = entity_len(at);

	if (*at == st.quote) {
		at++;
		value_done();
		return;
	}
	if (is_address() && st.scheme) {
		st.value[st.value_n] = '\0';
		if (*at == ':' && !in_list(st.value, schemes))
			fault(line, "an address begins with /, #, ?, https:, "
			    "tel: or mailto:, not \"%s:\"", st.value);
		if (*at == '&' && n > 1)
			fault(line, "no entity at the beginning of an address");
		if (*at == '/' && strcmp(st.value, "/") == 0)
			fault(line, "an address that begins with // leaves "
			    "this server");
		st.scheme = *at != ':' && *at != '?' && *at != '#' &&
		    (*at != '/' || st.value_n == 0);
	}
	if (n == 1 && letter(at)) {
		if (is_words())
			st.on_some |= WORDS;
		if (strcmp(st.attr, "value") == 0)
			st.on_some |= CAPTION;
	}
	for (; n > 0; n--) {
		if (st.value_n + 1 < sizeof(st.value))
			st.value[st.value_n++] = *at;
		put(at, 1);
		step();
	}
	st.filled = true;
}

/* After a fault in a tag: on to where an attribute may begin again. */
static void
skip_word(void)
{
	while (at < end && strchr("\n>", *at) == NULL)
		step();
	st.gap = true;
}

static void
attr_begin(void)
{
	const char *from = at;

	if (!st.gap)
		fault(line, "a blank is missing before the attribute");
	name_take(st.attr, sizeof(st.attr));
	if (at == from) {
		fault(line, "not understood in <%s>: %c", st.tag, *at);
		skip_word();
		return;
	}
	put(from, (size_t)(at - from));
	attr_named(at == end || *at != '=');
	st.gap = false;
	if (at == end || *at != '=')
		return;
	at++;
	if (at == end || (*at != '"' && *at != '\'')) {
		fault(line, "the value of %s must be in quotes", st.attr);
		skip_word();
		return;
	}
	st.quote = *at++;
	put("=", 1);
	put(&st.quote, 1);
	st.where = VALUE;
	st.filled = st.dynamic = false;
	st.scheme = true;
	st.value_n = 0;
	st.letters = 0;
}

static void
in_tag(void)
{
	if (isspace((unsigned char)*at)) {
		if (!st.gap)
			put(" ", 1);
		st.gap = true;
		step();
	} else if (*at == '>') {
		at++;
		tag_done(false);
	} else if (ahead("/>")) {
		at += 2;
		tag_done(true);
	} else {
		attr_begin();
	}
}

static void
blanks(void)
{
	static const char *const kept[] = { "pre", "textarea", NULL };
	const char *from = at;
	bool has_line_end = false;

	while (at < end && isspace((unsigned char)*at)) {
		has_line_end |= *at == '\n';
		step();
	}
	if (inside(kept) || !has_line_end) {
		put(from, (size_t)(at - from));
	} else if (!st.line_end) {
		put("\n", 1);
		st.line_end = true;
	}
}

/* To behind `word`, which must come. */
static void
skip_to(const char *word, const char *what)
{
	int from = line;

	while (at < end && !ahead(word))
		step();
	if (at == end)
		fault(from, "%s is not closed", what);
	else
		at += strlen(word);
}

static void
in_text(void)
{
	size_t n;

	if (isspace((unsigned char)*at)) {
		blanks();
	} else if (ahead("<!--")) {
		skip_to("-->", "a comment");
	} else if (ahead("<!doctype html>")) {
		put("<!doctype html>", 15);
		at += 15;
	} else if (ahead("</")) {
		tag_close();
	} else if (*at == '<' && at + 1 < end &&
	    isalpha((unsigned char)at[1])) {
		tag_open();
	} else {
		if (*at == '<')
			fault(line, "a bare < (write &lt;)");
		n = entity_len(at);
		if (n == 1 && letter(at) && !is_quiet())
			words_fault(at);
		put(at, n);
		at += n;
	}
}

static void
in_raw(void)
{
	if (ahead("</")) {
		tag_close();
		return;
	}
	if (!isspace((unsigned char)*at)) {
		fault(line, "nothing stands inside <%s>: the content policy "
		    "forbids it", st.tag);
		while (at + 1 < end && !(at[0] == '<' && at[1] == '/'))
			step();
		return;
	}
	step();
}

/* --- directives ----------------------------------------------------------- */

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
		fault(line, "{{ %s }} stands %s, but the branch began %s "
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
		fault(line, "no {{ }} in <%s>", st.tag);
	if (blocks_n == DEEP_MAX) {
		fault(line, "too deep");
		return;
	}
	b = &blocks[blocks_n++];
	st.dynamic = true;
	st.letters = 0;
	*b = (struct block){ .loop = loop, .line = line, .ids_from = ids_n,
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
		fault(line, "{{ end }} ends nothing");
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
		fault(line, "{{ %s }} without {{ if }}", cond ? "elif" :
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
		fault(line, "wanted {{ each NAME in LIST COUNT }}");
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
		fault(line, "wanted {{ let NAME = EXPRESSION }}");
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
		fault(line, "{{ call }} stands between tags only");
	else if (open == s || open == e || *open != '(' || e[-1] != ')')
		fault(line, "wanted {{ call NAME(ARGUMENTS) }}");
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
	view_open = skip_blank(close, e) < e;
	if (in_view || open == s || open == e || *open != '(' ||
	    close == open ||
	    (view_open && strncmp(skip_blank(close, e), "open", 4) != 0) ||
	    (size_t)(open - s) >= sizeof(view_name)) {
		fault(line, in_view ? "{{ view }} before {{ end view }}" :
		    "wanted {{ view NAME(PARAMETERS) }}");
		return;
	}
	in_view = true;
	view_line = line;
	snprintf(view_name, sizeof(view_name), "%.*s", (int)(open - s), s);
	params = skip_blank(open + 1, close);
	n = (int)(close - 1 - params);
	st = (struct state){ .line_end = true };
	ids_n = blocks_n = 0;
	if (n == 0 || (n == 4 && memcmp(params, "void", 4) == 0)) {
		params = "";
		n = 0;
	}
	fprintf(out_h, "void view_%s(struct out *%s%.*s);\n", view_name,
	    n > 0 ? ", " : "", n, params);
	fprintf(out_c, "\n#line %d \"%s\"\nvoid\nview_%s(struct out *o%s%.*s)\n"
	    "{\n\t(void)o;\n", line, file, view_name, n > 0 ? ", " : "", n,
	    params);
}

static void
view_end(void)
{
	char here[120];

	if (!in_view)
		fault(line, "{{ end view }} ends nothing");
	else if (blocks_n > 0)
		fault(blocks[blocks_n - 1].line, "{{ %s }} has no {{ end }}",
		    blocks[blocks_n - 1].loop ? "each" : "if");
	else if (st.where != TEXT || (st.depth > 0 && !view_open))
		fault(line, "view %s of line %d ends %s", view_name, view_line,
		    place_text(&st, here, sizeof(here)));
	if (st.line_end && lit_n > 0 && lit[lit_n - 1] == '\n')
		lit_n--;
	lit_flush();
	fputs("}\n", out_c);
	in_view = false;
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
static void
directive(void)
{
	const char *s = skip_blank(at + 2, end), *e = at + 2;

	if (at + 2 < end && at[2] == '#') {
		skip_to("}}", "{{#");
		return;
	}
	while (e < end && *e != '\n' && !(e[0] == '}' && e[1] == '}'))
		e = *e == '"' || *e == '\'' ? skip_quoted(e, end) : e + 1;
	if (e >= end || *e != '}' || s > e) {
		fault(line, "{{ without }} in its line");
		at += 2;
		return;
	}
	at = e + 2;
	e = trim_end(s, e);
	if (word_is(&s, e, "use")) {
		if (e - s < 3 || *s != '"' || e[-1] != '"' || in_view)
			fault(line, "wanted {{ use \"room/header.h\" }} before "
			    "the views");
		fprintf(out_h, "#include %.*s\n", (int)(e - s), s);
	} else if (word_is(&s, e, "view")) {
		view_begin(s, e);
	} else if (in_view) {
		directive_in_view(s, e);
	} else {
		fault(line, "before {{ view }} only {{ use }} and comments "
		    "stand");
	}
}

static void
outside(void)
{
	if (ahead("<!--")) {
		skip_to("-->", "a comment");
		return;
	}
	if (!isspace((unsigned char)*at)) {
		fault(line, "nothing stands outside {{ view }}");
		while (at < end && !ahead("{{"))
			step();
		return;
	}
	step();
}

static void
walk(void)
{
	while (at < end && errors < ERRORS_MAX) {
		if (ahead("{{"))
			directive();
		else if (!in_view)
			outside();
		else if (st.where == TEXT)
			in_text();
		else if (st.where == TAG)
			in_tag();
		else if (st.where == VALUE)
			in_value();
		else
			in_raw();
	}
	if (in_view && errors < ERRORS_MAX)
		fault(view_line, "view %s has no {{ end view }}", view_name);
	in_view = false;
}

/* --- files ---------------------------------------------------------------- */

static bool
file_walk(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *text = NULL;
	size_t n = 0;

	if (f == NULL || getdelim(&text, &n, '\0', f) < 0) {
		fprintf(stderr, "%s: cannot be read\n", path);
		errors++;
	} else {
		file = path;
		at = text;
		end = text + strlen(text);
		line = 1;
		walk();
	}
	if (f != NULL)
		fclose(f);
	free(text);
	return errors == 0;
}

static bool
file_write(const char *prefix, const char *tail, const char *head,
    const char *body)
{
	char path[1000];
	FILE *f;

	snprintf(path, sizeof(path), "%s%s", prefix, tail);
	f = fopen(path, "w");
	if (f == NULL || fprintf(f, "/* Made by tools/mkview.c. */\n%s%s", head,
	    body) < 0 || fclose(f) != 0) {
		perror(path);
		return false;
	}
	return true;
}

int
main(int argc, char **argv)
{
	char *text_c = NULL, *text_h = NULL, head[300];
	size_t n;
	const char *base;
	int i;

	if (argc < 4 || strcmp(argv[1], "-o") != 0) {
		fprintf(stderr, "usage: mkview -o OUT_PREFIX file.html ...\n");
		return 2;
	}
	out_c = open_memstream(&text_c, &n);
	out_h = open_memstream(&text_h, &n);
	if (out_c == NULL || out_h == NULL)
		return 1;
	for (i = 3; i < argc; i++)
		file_walk(argv[i]);
	fclose(out_c);
	fclose(out_h);
	base = strrchr(argv[2], '/');
	base = base == NULL ? argv[2] : base + 1;
	snprintf(head, sizeof(head), "#include \"%s.h\"\n", base);
	if (errors > 0)
		return 1;
	return file_write(argv[2], ".c", head, text_c) &&
	    file_write(argv[2], ".h",
	    "#pragma once\n#include \"html/html.h\"\n", text_h) ? 0 : 1;
}
