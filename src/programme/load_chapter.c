/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/load.h"

#include <assert.h>
#include <cmark.h>

#include "base/arena.h"
#include "base/buf.h"

enum { PAGES_MAX = 30, BLOCKS_MAX = 40, TEXT_BYTES_MAX = 100 * 1024,
	SITTING_MINUTES = 10, WORDS_A_MINUTE = 180 };

/* One chapter file while it is read. */
struct chapter_file {
	struct loader *l;
	const struct source_file *file;
	enum lang lang;
	const struct programme *programme;
	const size_t *lines;	/* where each line begins, and the end */
	int nlines;
	struct chapter_draft *d;
	struct page_draft *page;
	int from, to;		/* lines of running text so far; from 0: none */
};

static struct place
spot(const struct chapter_file *c, int line)
{
	return (struct place){ c->file->path, line, 1 };
}

static struct str
slice(const struct chapter_file *c, int from, int to)
{
	if (from < 1 || to > c->nlines || from > to)
		return STR_NONE;
	return str_sub(c->file->data, c->lines[from - 1], c->lines[to]);
}

static const size_t *
line_starts(struct arena *a, struct str s, int *n)
{
	size_t *at, i, k = 1, count = 2;

	for (i = 0; i < s.len; i++)
		count += s.at[i] == '\n';
	at = arena_many(a, size_t, count);
	for (i = 0; i < s.len; i++)
		if (s.at[i] == '\n' && i + 1 < s.len)
			at[k++] = i + 1;
	at[k] = s.len;
	*n = (int)k;
	return at;
}

static struct block_draft *
block_add(struct chapter_file *c, enum block_kind kind, int line)
{
	struct page_draft *p = c->page;
	struct block_draft *b;

	if (p->nblocks == BLOCKS_MAX) {
		lint_error(c->l->r.lint, spot(c, line), "more than %d blocks "
		    "on one page", BLOCKS_MAX);
		p->nblocks--;
	}
	b = &p->blocks[p->nblocks++];
	*b = (struct block_draft){ .block.kind = kind, .at = spot(c, line) };
	return b;
}

static void
count(struct chapter_file *c, struct str text)
{
	c->page->words += count_words(text);
}

/* The running text gathered so far becomes a block. */
static void
flush(struct chapter_file *c)
{
	struct str text;
	struct block_draft *b;

	if (c->from == 0)
		return;
	text = slice(c, c->from, c->to);
	b = block_add(c, BLOCK_MARKDOWN, c->from);
	b->block.html = html_markdown(c->l->r.arena, text);
	count(c, text);
	c->from = 0;
}

static void
page_add(struct chapter_file *c, int line)
{
	if (c->d->npages == PAGES_MAX) {
		lint_error(c->l->r.lint, spot(c, line), "more than %d pages",
		    PAGES_MAX);
		return;
	}
	c->page = &c->d->pages[c->d->npages++];
	c->page->blocks = arena_many(c->l->r.work, struct block_draft,
	    BLOCKS_MAX);
	c->page->at = spot(c, line);
}

/* The words of a heading without its marks. */
static struct str
plain_text(struct arena *a, cmark_node *node)
{
	struct buf b = buf_new(a, 1000);
	cmark_iter *it = cmark_iter_new(node);

	while (cmark_iter_next(it) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(it);
		const char *z = cmark_node_get_literal(n);

		if (cmark_node_get_type(n) == CMARK_NODE_SOFTBREAK)
			buf_add_c(&b, ' ');
		else if (z != NULL)
			buf_add_z(&b, z);
	}
	cmark_iter_free(it);
	return buf_str(&b);
}

static bool
heading(struct chapter_file *c, cmark_node *n, int line)
{
	int level = cmark_node_get_heading_level(n);
	struct str text = plain_text(c->l->r.arena, n);

	if (level == 1) {
		if (c->d->title.len > 0)
			lint_error(c->l->r.lint, spot(c, line), "a second "
			    "title (#); a page begins with ##");
		else if (c->from > 0 || c->page->nblocks > 0)
			lint_error(c->l->r.lint, spot(c, line), "the title "
			    "(#) must stand first");
		c->d->title = text;
		return true;
	}
	if (level != 2 || c->from > 0 || c->page->nblocks > 0 ||
	    c->page->heading.len > 0)
		return false;
	c->page->heading = text;
	return true;
}

static void
read_homework(struct chapter_file *c, struct str body, int line)
{
	struct block_draft *b = block_add(c, BLOCK_HOMEWORK, line);
	struct reader *r = &c->l->r;
	struct yaml *map = yaml_read(r, body, spot(c, line + 1));
	struct str id;

	if (!read_map(r, map, "!task"))
		return;
	id = read_id(r, map, "task");
	b->block.task = programme_task(c->programme, id);
	if (b->block.task == NULL && id.len > 0)
		lint_error(r->lint, yaml_get(map, "task")->at, "there is no "
		    "task \"%.*s\" in the programme", STR(id));
}

static void
read_html(struct chapter_file *c, struct block_draft *b, struct str body,
    struct str title)
{
	if (str_trim(body).len == 0)
		lint_error(c->l->r.lint, b->at, "this block is empty");
	b->block.html = html_markdown(c->l->r.arena, body);
	b->block.title = title;
	count(c, body);
}

static void
read_when(struct chapter_file *c, struct str body, struct str cond, int line)
{
	struct block_draft *b = block_add(c, BLOCK_WHEN, line);
	struct str text = slice(c, line, line);

	b->when = cond;
	b->when_at = b->at;
	b->when_at.column = (int)(str_index(text, 'w') + 6);
	if (cond.len == 0)
		lint_error(c->l->r.lint, b->at, "after \"when\" an "
		    "expression should stand");
	read_html(c, b, body, STR_NONE);
}

static void
read_form(struct chapter_file *c, struct str body, int line, bool exercise)
{
	struct block_draft *b = block_add(c, exercise ? BLOCK_EXERCISE :
	    BLOCK_FORM, line);

	b->form = form_read(&c->l->r, body, spot(c, line + 1), c->lang,
	    exercise);
}

static void
read_ask(struct chapter_file *c, struct str body, int line)
{
	struct block_draft *b = block_add(c, BLOCK_ASK, line);

	b->block.title = str_copy(c->l->r.arena, str_trim(body));
	if (b->block.title.len == 0)
		lint_error(c->l->r.lint, b->at, "this block is empty");
	count(c, body);
}

/* A block that was not closed takes the next one in, up to its end: a text
 * for some would be shown to all.  Content in use stays as it is. */
static void
check_closed(struct chapter_file *c, struct str body, int line)
{
	while (body.len > 0 && !c->l->r.lint->stored) {
		struct str s = str_trim(str_cut(&body, '\n'));

		line++;
		if (str_starts(s, S("```")) || str_starts(s, S("~~~"))) {
			lint_error(c->l->r.lint, spot(c, line), "a block "
			    "begins inside another: is the ``` missing that "
			    "ends the one above?");
			return;
		}
	}
}

static void
fence(struct chapter_file *c, cmark_node *n, int line, int end)
{
	struct arena *a = c->l->r.arena;
	struct str info = str_copy(a, str_z(cmark_node_get_fence_info(n)));
	struct str body = str_copy(a, str_z(cmark_node_get_literal(n)));
	struct str kind = str_cut(&info, ' ');
	struct str last = str_trim(slice(c, end, end));

	info = str_trim(info);
	if (end == line || !(str_starts(last, S("```")) ||
	    str_starts(last, S("~~~"))))
		lint_error(c->l->r.lint, spot(c, line), "this block is not "
		    "closed with ```");
	check_closed(c, body, line);
	if (info.len > 0 && !str_is(kind, "when") && !str_is(kind, "example"))
		lint_error(c->l->r.lint, spot(c, line), "nothing can stand "
		    "after \"%.*s\"", STR(kind));
	if (str_is(kind, "exercise") || str_is(kind, "form"))
		read_form(c, body, line, str_is(kind, "exercise"));
	else if (str_is(kind, "example"))
		read_html(c, block_add(c, BLOCK_EXAMPLE, line), body, info);
	else if (str_is(kind, "note"))
		read_html(c, block_add(c, BLOCK_NOTE, line), body, STR_NONE);
	else if (str_is(kind, "rules"))
		read_html(c, block_add(c, BLOCK_RULES, line), body, STR_NONE);
	else if (str_is(kind, "when"))
		read_when(c, body, info, line);
	else if (str_is(kind, "homework"))
		read_homework(c, body, line);
	else if (str_is(kind, "ask"))
		read_ask(c, body, line);
	else
		lint_error(c->l->r.lint, spot(c, line), "a block \"%.*s\" is "
		    "not known: exercise, form, example, note, when, "
		    "homework, ask or rules", STR(kind));
}

static bool
is_fence(const struct chapter_file *c, int line)
{
	struct str s = str_trim(slice(c, line, line));

	return str_starts(s, S("```")) || str_starts(s, S("~~~"));
}

/* Fences inside lists and quotes, and HTML: told, as they would not work. */
static void
look_inside(struct chapter_file *c, cmark_node *root)
{
	cmark_iter *it = cmark_iter_new(root);
	cmark_event_type ev;

	while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(it);
		cmark_node_type type = cmark_node_get_type(n);
		int line = cmark_node_get_start_line(n);

		if (ev != CMARK_EVENT_ENTER)
			continue;
		if (type == CMARK_NODE_HTML_BLOCK ||
		    type == CMARK_NODE_HTML_INLINE)
			lint_error(c->l->r.lint, spot(c, line),
			    "HTML cannot be used");
		else if (type == CMARK_NODE_IMAGE)
			lint_error(c->l->r.lint, spot(c, line),
			    "pictures cannot be used yet");
		else if (type == CMARK_NODE_CODE_BLOCK &&
		    cmark_node_parent(n) != root && is_fence(c, line))
			lint_error(c->l->r.lint, spot(c, line), "a block "
			    "must stand at the left margin");
	}
	cmark_iter_free(it);
}

static void
top_node(struct chapter_file *c, cmark_node *n)
{
	cmark_node_type type = cmark_node_get_type(n);
	int line = cmark_node_get_start_line(n);
	int end = cmark_node_get_end_line(n);

	if (type == CMARK_NODE_CODE_BLOCK && is_fence(c, line)) {
		flush(c);
		fence(c, n, line, end);
	} else if (type == CMARK_NODE_THEMATIC_BREAK) {
		flush(c);
		assert(c->page != NULL);
		if (c->page->nblocks == 0)
			lint_error(c->l->r.lint, spot(c, line), "the page "
			    "before this line is empty");
		page_add(c, line + 1);
	} else if (type != CMARK_NODE_HEADING || !heading(c, n, line)) {
		if (c->from == 0)
			c->from = line;
		c->to = end;
	}
}

static void
check_pages(struct chapter_file *c)
{
	size_t i;

	if (c->d->title.len == 0)
		lint_error(c->l->r.lint, spot(c, 1), "the chapter has no "
		    "title (# on the first line)");
	for (i = 0; i < c->d->npages; i++) {
		const struct page_draft *p = &c->d->pages[i];

		if (p->nblocks == 0)
			lint_error(c->l->r.lint, p->at, "this page is empty");
		if (p->words > SITTING_MINUTES * WORDS_A_MINUTE)
			lint_warning(c->l->r.lint, p->at, "this page has %d "
			    "words, more than %d minutes of reading: split it",
			    p->words, SITTING_MINUTES);
	}
}

struct chapter_draft *
chapter_read(struct loader *l, const struct source_file *file, enum lang lang,
    enum text_level level, const struct programme *programme)
{
	struct arena *a = l->r.work;
	struct chapter_file c = { .l = l, .file = file, .lang = lang,
	    .programme = programme };
	cmark_node *root, *n;

	if (file->data.len > TEXT_BYTES_MAX) {
		lint_error(l->r.lint, spot(&c, 1), "the file is too large");
		return NULL;
	}
	c.lines = line_starts(a, file->data, &c.nlines);
	c.d = arena_one(a, struct chapter_draft);
	c.d->pages = arena_many(a, struct page_draft, PAGES_MAX);
	c.d->at = spot(&c, 1);
	page_add(&c, 1);
	root = cmark_parse_document(file->data.at, file->data.len,
	    CMARK_OPT_DEFAULT);
	look_inside(&c, root);
	for (n = cmark_node_first_child(root); n != NULL;
	    n = cmark_node_next(n))
		top_node(&c, n);
	flush(&c);
	cmark_node_free(root);
	check_pages(&c);
	lint_patient_text(l->r.lint, file->data, spot(&c, 1), lang);
	lint_lix(l->r.lint, file->data, spot(&c, 1),
	    level == TEXT_PLAIN ? LIX_PLAIN : LIX_STANDARD);
	return c.d;
}
