/* SPDX-License-Identifier: Apache-2.0 */
#include "mkview.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

struct state st;
struct id ids[IDS_MAX];
size_t ids_n;

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

bool
in_list(const char *s, const char *const *list)
{
	while (*list != NULL && strcmp(s, *list) != 0)
		list++;
	return *list != NULL;
}

bool
is_address(void)
{
	return st.where == VALUE && in_list(st.attr, address_attrs);
}

/* Is the value of this attribute read by people? */
bool
is_words(void)
{
	return in_list(st.attr, word_attrs) ||
	    strncmp(st.attr, "data-t-", 7) == 0;
}

/* Is the place inside one of these elements? */
bool
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

bool
ahead(const char *word)
{
	size_t n = strlen(word);

	return (size_t)(in.end - in.at) >= n &&
	    strncasecmp(in.at, word, n) == 0;
}

void
step(void)
{
	if (*in.at++ == '\n')
		in.line++;
}

/* Copies a name from `at`, lower-cased; steps over it. */
static void
name_take(char *to, size_t room)
{
	const char *from = in.at;
	size_t n = 0;

	while (in.at < in.end && strchr(" \t\n=>/\"'{<", *in.at) == NULL) {
		if (n + 1 < room)
			to[n++] = (char)tolower((unsigned char)*in.at);
		in.at++;
	}
	to[n] = '\0';
	if (from == in.at || n + 1 == room)
		fault(in.line, "a name of a tag or attribute must be a short "
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

	while (s > in.at - 20 && s[-1] != '>' && s[-1] != '}' &&
	    s[-1] != '\n' && s[-1] != '"')
		s--;
	n = strcspn(s, "<{\n\"");
	fault(in.line, "words outside {{ t \"...\" }}: \"%.*s\"",
	    n > 40 ? 40 : (int)n, s);
}

/* Length of the entity at s ("&nbsp;"), 1 when it is none. */
static size_t
entity_len(const char *s)
{
	size_t n = 1;

	if (*s != '&')
		return 1;
	while (s + n < in.end && (isalnum((unsigned char)s[n]) || s[n] == '#'))
		n++;
	return s + n < in.end && s[n] == ';' ? n + 1 : 1;
}

static void
tag_close(void)
{
	int from = in.line;
	char name[24];

	in.at += 2;
	name_take(name, sizeof(name));
	while (in.at < in.end && isspace((unsigned char)*in.at))
		step();
	if (in.at == in.end || *in.at != '>') {
		fault(from, "</%s is not closed by >", name);
		return;
	}
	in.at++;
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
	else if (!view.open)
		fault(from, "</%s> closes nothing", name);
}

static void
tag_open(void)
{
	const char *from = ++in.at;

	name_take(st.tag, sizeof(st.tag));
	put("<", 1);
	put(from, (size_t)(in.at - from));
	if (in_list(st.tag, refused_tags))
		fault(in.line, "<%s> is not used", st.tag);
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
		fault(in.line, "<img> without alt (alt=\"\" if it only "
		    "decorates)");
	if (strcmp(st.tag, "input") == 0 && (st.on_all & TYPE) == 0)
		fault(in.line, "<input> without type");
	if (!quiet && ((st.on_some & WORDS) != 0 || (st.on_some &
	    (BUTTON | CAPTION)) == (BUTTON | CAPTION)))
		fault(in.line, "words outside {{ t \"...\" }} in an attribute "
		    "of <%s>", st.tag);
	put(slash && !is_void ? "/>" : ">", slash && !is_void ? 2 : 1);
	st.where = strcmp(st.tag, "script") == 0 ||
	    strcmp(st.tag, "style") == 0 ? RAW : TEXT;
	st.letters = 0;
	if (st.post)
		statement("html_form_fields(o);");
	if (slash && !is_void && !inside(drawing) &&
	    !in_list(st.tag, drawing))
		fault(in.line, "<%s/> must be closed by </%s>", st.tag, st.tag);
	if (slash || is_void)
		return;
	if (st.depth == DEEP_MAX) {
		fault(in.line, "too deep");
		return;
	}
	e = &st.deep[st.depth++];
	memcpy(e->name, st.tag, sizeof(e->name));
	e->line = in.line;
	e->quiet = quiet;
}

/* After the name of an attribute; `bare` when it has no value. */
static void
attr_named(bool bare)
{
	if (strncmp(st.attr, "on", 2) == 0 || in_list(st.attr, refused_attrs))
		fault(in.line, "%s= is not allowed: the content policy forbids "
		    "it", st.attr);
	if (strcmp(st.attr, "alt") == 0)
		st.on_all |= ALT;
	if (bare && in_list(st.attr, address_attrs))
		fault(in.line, "%s needs a value", st.attr);
}

static void
id_add(void)
{
	size_t i;

	for (i = 0; i < blocks_n; i++)
		if (blocks[i].loop)
			fault(in.line, "id=\"%s\" would repeat in {{ each }}; "
			    "put a hole into it", st.value);
	for (i = 0; i < ids_n; i++)
		if (ids[i].hidden == 0 && strcmp(ids[i].name, st.value) == 0)
			fault(in.line, "id=\"%s\" is used twice in this view",
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
		fault(in.line, "target=\"_blank\" is not used: the person "
		    "decides where a page opens");
	if (strcmp(st.attr, "method") == 0 && !lit_only)
		fault(in.line, "method= must be a literal");
	if (strcmp(st.tag, "form") == 0 && strcmp(st.attr, "method") == 0)
		st.post = strcasecmp(v, "post") == 0;
	if (strcmp(st.attr, "type") == 0) {
		st.on_all |= TYPE;
		if (strcmp(st.tag, "input") == 0 && lit_only &&
		    !in_list(v, input_types))
			fault(in.line, "type=\"%s\" is not an input we use", v);
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
	size_t n = entity_len(in.at);

	if (*in.at == st.quote) {
		in.at++;
		value_done();
		return;
	}
	if (is_address() && st.scheme) {
		st.value[st.value_n] = '\0';
		if (*in.at == ':' && !in_list(st.value, schemes))
			fault(in.line, "an address begins with /, #, ?, "
			    "https:, tel: or mailto:, not \"%s:\"", st.value);
		if (*in.at == '&' && n > 1)
			fault(in.line, "no entity at the beginning of an "
			    "address");
		if (*in.at == '/' && strcmp(st.value, "/") == 0)
			fault(in.line, "an address that begins with // leaves "
			    "this server");
		st.scheme = *in.at != ':' && *in.at != '?' && *in.at != '#' &&
		    (*in.at != '/' || st.value_n == 0);
	}
	if (n == 1 && letter(in.at)) {
		if (is_words())
			st.on_some |= WORDS;
		if (strcmp(st.attr, "value") == 0)
			st.on_some |= CAPTION;
	}
	for (; n > 0; n--) {
		if (st.value_n + 1 < sizeof(st.value))
			st.value[st.value_n++] = *in.at;
		put(in.at, 1);
		step();
	}
	st.filled = true;
}

/* After a fault in a tag: on to where an attribute may begin again. */
static void
skip_word(void)
{
	while (in.at < in.end && strchr("\n>", *in.at) == NULL)
		step();
	st.gap = true;
}

static void
attr_begin(void)
{
	const char *from = in.at;

	if (!st.gap)
		fault(in.line, "a blank is missing before the attribute");
	name_take(st.attr, sizeof(st.attr));
	if (in.at == from) {
		fault(in.line, "not understood in <%s>: %c", st.tag, *in.at);
		skip_word();
		return;
	}
	put(from, (size_t)(in.at - from));
	attr_named(in.at == in.end || *in.at != '=');
	st.gap = false;
	if (in.at == in.end || *in.at != '=')
		return;
	in.at++;
	if (in.at == in.end || (*in.at != '"' && *in.at != '\'')) {
		fault(in.line, "the value of %s must be in quotes", st.attr);
		skip_word();
		return;
	}
	st.quote = *in.at++;
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
	if (isspace((unsigned char)*in.at)) {
		if (!st.gap)
			put(" ", 1);
		st.gap = true;
		step();
	} else if (*in.at == '>') {
		in.at++;
		tag_done(false);
	} else if (ahead("/>")) {
		in.at += 2;
		tag_done(true);
	} else {
		attr_begin();
	}
}

static void
blanks(void)
{
	static const char *const kept[] = { "pre", "textarea", NULL };
	const char *from = in.at;
	bool has_line_end = false;

	while (in.at < in.end && isspace((unsigned char)*in.at)) {
		has_line_end |= *in.at == '\n';
		step();
	}
	if (inside(kept) || !has_line_end) {
		put(from, (size_t)(in.at - from));
	} else if (!st.line_end) {
		put("\n", 1);
		st.line_end = true;
	}
}

/* To behind `word`, which must come. */
void
skip_to(const char *word, const char *what)
{
	int from = in.line;

	while (in.at < in.end && !ahead(word))
		step();
	if (in.at == in.end)
		fault(from, "%s is not closed", what);
	else
		in.at += strlen(word);
}

static void
in_text(void)
{
	size_t n;

	if (isspace((unsigned char)*in.at)) {
		blanks();
	} else if (ahead("<!--")) {
		skip_to("-->", "a comment");
	} else if (ahead("<!doctype html>")) {
		put("<!doctype html>", 15);
		in.at += 15;
	} else if (ahead("</")) {
		tag_close();
	} else if (*in.at == '<' && in.at + 1 < in.end &&
	    isalpha((unsigned char)in.at[1])) {
		tag_open();
	} else {
		if (*in.at == '<')
			fault(in.line, "a bare < (write &lt;)");
		n = entity_len(in.at);
		if (n == 1 && letter(in.at) && !is_quiet())
			words_fault(in.at);
		put(in.at, n);
		in.at += n;
	}
}

static void
in_raw(void)
{
	if (ahead("</")) {
		tag_close();
		return;
	}
	if (!isspace((unsigned char)*in.at)) {
		fault(in.line, "nothing stands inside <%s>: the content policy "
		    "forbids it", st.tag);
		while (in.at + 1 < in.end &&
		    !(in.at[0] == '<' && in.at[1] == '/'))
			step();
		return;
	}
	step();
}

/* The next byte, tag, name or run of blanks, where the page is now. */
void
html_step(void)
{
	if (st.where == TEXT)
		in_text();
	else if (st.where == TAG)
		in_tag();
	else if (st.where == VALUE)
		in_value();
	else
		in_raw();
}
