/* SPDX-License-Identifier: Apache-2.0 */
#include "page_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

enum { DECODED_MAX = 16 * 1024 * 1024, ATTRS_MAX = 40 };

static bool
blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* --- entities ------------------------------------------------------------ */

static void
utf8_add(struct buf *b, unsigned long c)
{
	if (c < 0x80) {
		buf_add_c(b, (char)c);
	} else if (c < 0x800) {
		buf_add_c(b, (char)(0xc0 | c >> 6));
		buf_add_c(b, (char)(0x80 | (c & 0x3f)));
	} else {
		buf_add_c(b, (char)(0xe0 | c >> 12));
		buf_add_c(b, (char)(0x80 | (c >> 6 & 0x3f)));
		buf_add_c(b, (char)(0x80 | (c & 0x3f)));
	}
}

static bool
entity_add(struct buf *b, struct str name)
{
	static const struct { const char *name, *text; } known[] = {
		{ "amp", "&" }, { "lt", "<" }, { "gt", ">" },
		{ "quot", "\"" }, { "apos", "'" }, { "nbsp", " " },
	};
	char digits[12];
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (str_is(name, known[i].name)) {
			buf_add_z(b, known[i].text);
			return true;
		}
	if (name.len < 2 || name.at[0] != '#' || name.len > sizeof(digits))
		return false;
	memcpy(digits, name.at + 1, name.len - 1);
	digits[name.len - 1] = '\0';
	utf8_add(b, digits[0] == 'x' ? strtoul(digits + 1, NULL, 16) :
	    strtoul(digits, NULL, 10));
	return true;
}

struct str
html_decode(struct arena *a, struct str s)
{
	struct buf b = buf_new(a, DECODED_MAX);
	size_t i, end;

	if (str_index(s, '&') == s.len)
		return s;
	for (i = 0; i < s.len; i++) {
		if (s.at[i] == '&') {
			for (end = i + 1; end < s.len && end - i < 12 &&
			    s.at[end] != ';';)
				end++;
			if (end < s.len && s.at[end] == ';' && entity_add(&b,
			    str_sub(s, i + 1, end))) {
				i = end;
				continue;
			}
		}
		buf_add_c(&b, s.at[i]);
	}
	return buf_str(&b);
}

/* --- nodes --------------------------------------------------------------- */

static size_t
attr_read(struct arena *a, struct str s, size_t i, struct pair *out)
{
	size_t from = i;
	char quote;

	while (i < s.len && !blank(s.at[i]) && s.at[i] != '=' &&
	    s.at[i] != '>')
		i++;
	*out = (struct pair){ str_lower_ascii(a, str_sub(s, from, i)),
	    STR_NONE };
	if (i >= s.len || s.at[i] != '=')
		return i;
	i++;
	if (i < s.len && (s.at[i] == '"' || s.at[i] == '\'')) {
		quote = s.at[i++];
		for (from = i; i < s.len && s.at[i] != quote;)
			i++;
		out->value = html_decode(a, str_sub(s, from, i));
		return i + 1;
	}
	for (from = i; i < s.len && !blank(s.at[i]) && s.at[i] != '>';)
		i++;
	out->value = html_decode(a, str_sub(s, from, i));
	return i;
}

/* From behind '<' to behind '>'. */
static size_t
tag_read(struct arena *a, struct str s, size_t i, struct node *n)
{
	struct pair attrs[ATTRS_MAX];
	size_t from;

	*n = (struct node){ .kind = NODE_OPEN };
	if (i < s.len && s.at[i] == '/') {
		n->kind = NODE_CLOSE;
		i++;
	}
	for (from = i; i < s.len && !blank(s.at[i]) && s.at[i] != '>';)
		i++;
	n->name = str_lower_ascii(a, str_sub(s, from, i));
	while (i < s.len && s.at[i] != '>') {
		if (blank(s.at[i]) || s.at[i] == '/') {
			i++;
		} else if (n->attrs_n < ATTRS_MAX) {
			i = attr_read(a, s, i, &attrs[n->attrs_n++]);
		} else {
			i++;
		}
	}
	n->attrs = arena_many(a, struct pair, n->attrs_n + 1);
	memcpy(n->attrs, attrs, n->attrs_n * sizeof(struct pair));
	return i + 1;
}

struct nodes
nodes_read(struct arena *a, struct str s)
{
	struct nodes out = { NULL, 0 };
	size_t i, from, room = 4;

	for (i = 0; i < s.len; i++)
		room += s.at[i] == '<' ? 2 : 0;
	out.at = arena_many(a, struct node, room);
	for (i = 0; i < s.len;) {
		if (s.at[i] == '<') {
			i = tag_read(a, s, i + 1, &out.at[out.n++]);
			continue;
		}
		for (from = i; i < s.len && s.at[i] != '<';)
			i++;
		out.at[out.n++] = (struct node){ .kind = NODE_TEXT,
		    .text = html_decode(a, str_sub(s, from, i)) };
	}
	return out;
}

struct str
node_attr(const struct node *n, const char *name)
{
	size_t i;

	for (i = 0; i < n->attrs_n; i++)
		if (str_is(n->attrs[i].name, name))
			return n->attrs[i].value;
	return STR_NONE;
}

bool
node_has(const struct node *n, const char *name)
{
	size_t i;

	for (i = 0; i < n->attrs_n; i++)
		if (str_is(n->attrs[i].name, name))
			return true;
	return false;
}

bool
node_opens(const struct node *n, const char *tag)
{
	return n->kind == NODE_OPEN && str_is(n->name, tag);
}

struct str
nodes_text(struct arena *a, const struct nodes *nodes, size_t from, size_t to)
{
	struct buf b = buf_new(a, DECODED_MAX);
	bool space = true;
	size_t i, k;

	for (i = from; i < to && i < nodes->n; i++) {
		const struct node *n = &nodes->at[i];

		if (n->kind != NODE_TEXT)
			continue;
		for (k = 0; k < n->text.len; k++) {
			if (!blank(n->text.at[k]))
				buf_add_c(&b, n->text.at[k]);
			else if (!space)
				buf_add_c(&b, ' ');
			space = blank(n->text.at[k]);
		}
	}
	return str_trim(buf_str(&b));
}

size_t
nodes_end(const struct nodes *nodes, size_t i)
{
	struct str name = nodes->at[i].name;
	int depth = 0;

	for (; i < nodes->n; i++) {
		const struct node *n = &nodes->at[i];

		if (n->kind == NODE_TEXT || !str_eq(n->name, name))
			continue;
		depth += n->kind == NODE_OPEN ? 1 : -1;
		if (depth == 0)
			return i;
	}
	return nodes->n;
}

/* --- forms --------------------------------------------------------------- */

static void
input_add(struct form_read *f, const struct node *n)
{
	struct control *c = &f->list[f->n++];
	struct str type = node_attr(n, "type");

	*c = (struct control){ .name = node_attr(n, "name"),
	    .value = node_attr(n, "value"), .on = true };
	c->button = str_is(type, "submit") || str_is(type, "button");
	c->box = str_is(type, "checkbox") || str_is(type, "radio");
	if (c->box)
		c->on = node_has(n, "checked");
}

/* A browser drops one newline right after <textarea>. */
static struct str
area_text(struct arena *a, const struct nodes *nodes, size_t i)
{
	struct buf b = buf_new(a, DECODED_MAX);
	size_t end = nodes_end(nodes, i);
	struct str s;

	for (i++; i < end; i++)
		if (nodes->at[i].kind == NODE_TEXT)
			buf_add(&b, nodes->at[i].text);
	s = buf_str(&b);
	return str_starts(s, S("\n")) ? str_sub(s, 1, s.len) : s;
}

static void
select_add(struct arena *a, struct form_read *f, const struct nodes *nodes,
    size_t i)
{
	struct str name = node_attr(&nodes->at[i], "name");
	size_t end = nodes_end(nodes, i), first = f->n;
	bool any = false;

	for (; i < end; i++) {
		const struct node *n = &nodes->at[i];

		if (!node_opens(n, "option"))
			continue;
		f->list[f->n++] = (struct control){ .name = name,
		    .value = node_has(n, "value") ? node_attr(n, "value") :
		    nodes_text(a, nodes, i, nodes_end(nodes, i)),
		    .on = node_has(n, "selected"), .option = true };
		any |= f->list[f->n - 1].on;
	}
	if (!any && f->n > first)
		f->list[first].on = true;
}

struct form_read
form_at(struct arena *a, const struct nodes *nodes, size_t i)
{
	struct form_read f = { .action = node_attr(&nodes->at[i], "action"),
	    .autosave = node_attr(&nodes->at[i], "data-autosave") };
	size_t end = nodes_end(nodes, i), k;

	f.list = arena_many(a, struct control, end - i + 1);
	for (k = i; k < end; k++) {
		const struct node *n = &nodes->at[k];

		if (node_opens(n, "input"))
			input_add(&f, n);
		else if (node_opens(n, "textarea"))
			f.list[f.n++] = (struct control){ .on = true,
			    .name = node_attr(n, "name"),
			    .value = area_text(a, nodes, k) };
		else if (node_opens(n, "select"))
			select_add(a, &f, nodes, k);
		else if (node_opens(n, "button") &&
		    !str_is(node_attr(n, "type"), "button"))
			f.list[f.n++] = (struct control){ .on = true,
			    .button = true, .name = node_attr(n, "name"),
			    .value = node_attr(n, "value") };
	}
	return f;
}
