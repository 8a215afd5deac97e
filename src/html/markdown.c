/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Markdown of programmes to finished markup.  Raw HTML comes out as the text
 * it is; a link that leads to an unknown kind of address is left as its
 * text; pictures come from this server only.  cmark works in an arena of its
 * own, which is many times what comes out, and a full one may jump out of it.
 */
#include "html/html.h"

#include <cmark.h>
#include <string.h>

#include "base/arena.h"

enum {
	SIZE_BYTES = 16,		/* keeps what follows aligned */
	WORK_BYTES_MAX = 64 * 1024 * 1024,
};

static _Thread_local struct arena *memory;

static void *
memory_calloc(size_t n, size_t size)
{
	unsigned char *p;
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes) ||
	    __builtin_add_overflow(bytes, SIZE_BYTES, &bytes))
		bytes = SIZE_MAX / 2;	/* too much for any arena */
	p = arena_alloc(memory, bytes, SIZE_BYTES);
	memcpy(p, &bytes, sizeof(bytes));
	return p + SIZE_BYTES;
}

static void *
memory_realloc(void *old, size_t size)
{
	unsigned char *p = memory_calloc(1, size);
	size_t bytes;

	if (old != NULL) {
		memcpy(&bytes, (unsigned char *)old - SIZE_BYTES,
		    sizeof(bytes));
		bytes -= SIZE_BYTES;
		memcpy(p, old, bytes < size ? bytes : size);
	}
	return p;
}

static void
memory_free(void *p)
{
	(void)p;
}

static bool
is_local(struct str url)
{
	if (url.len == 0)
		return false;
	if (url.at[0] == '#')
		return true;
	return url.at[0] == '/' &&
	    (url.len == 1 || (url.at[1] != '/' && url.at[1] != '\\'));
}

static bool
link_ok(struct str url, struct arena *a)
{
	struct str low = str_lower_ascii(a, url);

	return is_local(url) || str_starts(low, S("https://")) ||
	    str_starts(low, S("tel:")) || str_starts(low, S("mailto:"));
}

/* Puts the children of a node in its place. */
static void
unwrap(cmark_node *node)
{
	cmark_node *child;

	while ((child = cmark_node_first_child(node)) != NULL) {
		cmark_node_unlink(child);
		cmark_node_insert_before(node, child);
	}
	cmark_node_unlink(node);
}

static cmark_node *
text_of(cmark_node *html, cmark_mem *mem)
{
	cmark_node *text = cmark_node_new_with_mem(CMARK_NODE_TEXT, mem);

	cmark_node_set_literal(text, cmark_node_get_literal(html));
	return text;
}

/* One node, seen for the last time: its neighbours may change. */
static void
node_mend(cmark_node *node, cmark_mem *mem)
{
	cmark_node_type type = cmark_node_get_type(node);
	struct str url = str_z(cmark_node_get_url(node));
	cmark_node *paragraph;
	int level;

	if (type == CMARK_NODE_HEADING) {
		level = cmark_node_get_heading_level(node);
		cmark_node_set_heading_level(node, level < 6 ? level + 1 : 6);
	} else if (type == CMARK_NODE_LINK) {
		if (!link_ok(url, memory))
			unwrap(node);
	} else if (type == CMARK_NODE_IMAGE) {
		if (!is_local(url))
			unwrap(node);
	} else if (type == CMARK_NODE_HTML_INLINE) {
		cmark_node_insert_before(node, text_of(node, mem));
		cmark_node_unlink(node);
	} else if (type == CMARK_NODE_HTML_BLOCK) {
		paragraph = cmark_node_new_with_mem(CMARK_NODE_PARAGRAPH, mem);
		cmark_node_append_child(paragraph, text_of(node, mem));
		cmark_node_insert_before(node, paragraph);
		cmark_node_unlink(node);
	}
}

static bool
is_leaf(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	return type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_HTML_BLOCK;
}

static struct str
render(struct str markdown)
{
	cmark_mem mem = { memory_calloc, memory_realloc, memory_free };
	int options = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8;
	cmark_parser *parser;
	cmark_event_type event;
	cmark_node *root, *node;
	cmark_iter *iter;

	parser = cmark_parser_new_with_mem(options, &mem);
	cmark_parser_feed(parser, markdown.at, markdown.len);
	root = cmark_parser_finish(parser);
	iter = cmark_iter_new(root);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		node = cmark_iter_get_node(iter);
		if (event == CMARK_EVENT_EXIT || is_leaf(node))
			node_mend(node, &mem);
	}
	return str_z(cmark_render_html(root, options));
}

struct html
html_markdown(struct arena *a, struct str markdown)
{
	struct html out = { STR_NONE };
	jmp_buf full;

	memory = arena_new(WORK_BYTES_MAX);
	if (memory != NULL && setjmp(full) == 0) {
		arena_on_full(memory, &full);
		out.s = str_copy(a, render(markdown));
	} else {
		arena_free(memory);
		arena_alloc(a, SIZE_MAX, 1);	/* jumps out of it */
	}
	arena_free(memory);
	return out;
}
