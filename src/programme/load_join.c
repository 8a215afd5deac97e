/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/load.h"

#include <assert.h>

#include "base/arena.h"

enum { FORMS_MAX = 40, WORDS_A_MINUTE = 180, SITTING_MINUTES = 10 };

void
chapter_compile(struct loader *l, struct chapter_draft *d,
    const struct expr_scope *scope)
{
	size_t i, k;

	for (i = 0; i < d->npages; i++)
		for (k = 0; k < d->pages[i].nblocks; k++) {
			struct block_draft *b = &d->pages[i].blocks[k];

			if (b->form != NULL)
				form_compile(&l->r, b->form, scope);
			if (b->when.len > 0)
				b->block.when = expr_compile(l->r.arena,
				    b->when, scope, EXPR_BOOL, b->when_at,
				    l->r.lint);
		}
}

/* The next block that is more than words; n when there is none. */
static size_t
next_special(const struct page_draft *p, size_t i)
{
	while (i < p->nblocks && p->blocks[i].block.kind == BLOCK_MARKDOWN)
		i++;
	return i;
}

static void
differs(struct loader *l, struct place at, struct place other)
{
	lint_error(l->r.lint, at, "the pages and blocks differ from the other "
	    "text here (%.*s:%d)", STR(other.file), other.line);
}

/*
 * Walks two texts (languages, levels) side by side and gathers the form
 * drafts that belong together.  False (told) at the first difference.
 */
static bool
pages_compare(struct loader *l, const struct chapter_draft *a,
    const struct chapter_draft *b)
{
	size_t i, x, y;

	for (i = 0; i < a->npages && i < b->npages; i++) {
		const struct page_draft *p = &a->pages[i], *q = &b->pages[i];

		if ((p->heading.len > 0) != (q->heading.len > 0)) {
			differs(l, q->at, p->at);
			return false;
		}
		for (x = y = 0;; x++, y++) {
			const struct block_draft *s, *t;

			x = next_special(p, x);
			y = next_special(q, y);
			if (x == p->nblocks && y == q->nblocks)
				break;
			s = x < p->nblocks ? &p->blocks[x] : NULL;
			t = y < q->nblocks ? &q->blocks[y] : NULL;
			if (s == NULL || t == NULL || s->block.kind !=
			    t->block.kind || s->block.task != t->block.task ||
			    !expr_same(s->block.when, t->block.when)) {
				differs(l, t == NULL ? q->at : t->at,
				    s == NULL ? p->at : s->at);
				return false;
			}
		}
	}
	if (a->npages != b->npages)
		lint_error(l->r.lint, b->at, "%zu pages here, %zu in the "
		    "other language (%.*s)", b->npages, a->npages,
		    STR(a->at.file));
	return a->npages == b->npages;
}

/* The n-th form of a chapter in one language. */
static struct form_draft *
form_at(const struct chapter_draft *d, size_t n)
{
	size_t i, k;

	for (i = 0; d != NULL && i < d->npages; i++)
		for (k = 0; k < d->pages[i].nblocks; k++)
			if (d->pages[i].blocks[k].form != NULL && n-- == 0)
				return d->pages[i].blocks[k].form;
	return NULL;
}

static void
make_text(struct loader *l, struct chapter_text *out,
    const struct chapter_draft *d, const struct form *const *forms,
    enum text_level level, enum lang lang)
{
	struct chapter_page *pages;
	size_t i, k, nform = 0;

	assert(d != NULL);
	pages = arena_many(l->r.arena, struct chapter_page, d->npages);
	for (i = 0; i < d->npages; i++) {
		const struct page_draft *p = &d->pages[i];
		struct block *blocks = arena_many(l->r.arena, struct block,
		    p->nblocks + 1);
		int minutes = (p->words + WORDS_A_MINUTE - 1) /
		    WORDS_A_MINUTE;

		for (k = 0; k < p->nblocks; k++) {
			blocks[k] = p->blocks[k].block;
			if (p->blocks[k].form == NULL)
				continue;
			blocks[k].form = forms[nform++];
			minutes += blocks[k].form->minutes;
		}
		/* Reading alone too long was told already. */
		if (minutes > SITTING_MINUTES && p->words <=
		    SITTING_MINUTES * WORDS_A_MINUTE)
			lint_warning(l->r.lint, p->at, "this page takes %d "
			    "minutes with what is filled in, more than one "
			    "sitting (%d): split it", minutes,
			    SITTING_MINUTES);
		pages[i] = (struct chapter_page){ .heading = p->heading,
		    .minutes = minutes > 0 ? minutes : 1,
		    .blocks = blocks, .nblocks = p->nblocks };
	}
	*out = (struct chapter_text){ .lang = lang, .level = level,
	    .pages = pages,
	    .npages = d->npages, .file = load_file(l, d->at.file) };
}

static const struct form **
join_forms(struct loader *l, size_t *nforms,
    struct chapter_draft *const *drafts)
{
	const struct form **forms = arena_many(l->r.arena,
	    const struct form *, FORMS_MAX);
	struct form_draft *one[LANG_N];
	enum lang lang;
	size_t n;

	for (n = 0;; n++) {
		struct place at = { 0 };
		struct form *f;
		bool any = false;

		for (lang = 0; lang < LANG_N; lang++) {
			one[lang] = form_at(drafts[lang], n);
			if (one[lang] != NULL) {
				any = true;
				at = one[lang]->form.at;
			}
		}
		if (!any)
			break;
		if (n == FORMS_MAX) {
			lint_error(l->r.lint, at, "more than %d forms in one "
			    "chapter", FORMS_MAX);
			break;
		}
		f = form_join(&l->r, one);
		f->hash = hash_of(f->source);
		forms[n] = f;
	}
	*nforms = n;
	return forms;
}

/* Told when a form of the plain level is another than the standard's. */
static bool
forms_alike(struct loader *l, const struct form *const *a, size_t na,
    const struct form *const *b, size_t nb, struct place at)
{
	size_t i, k;

	for (i = 0; i < na && i < nb; i++) {
		if (!str_eq(a[i]->id, b[i]->id) ||
		    a[i]->nfields != b[i]->nfields)
			break;
		for (k = 0; k < a[i]->nfields; k++)
			if (!field_same(&a[i]->fields[k], &b[i]->fields[k]))
				break;
		if (k < a[i]->nfields)
			break;
	}
	if (i == na && i == nb)
		return true;
	lint_error(l->r.lint, i < nb ? b[i]->at : at, "this form differs from "
	    "the standard text's: ids, types, bounds, options and \"show\" "
	    "must be the same");
	return false;
}

/* The first language a level is written in; LANG_N: none. */
static enum lang
first_of(struct chapter_draft *const *drafts)
{
	enum lang lang;

	for (lang = 0; lang < LANG_N; lang++)
		if (drafts[lang] != NULL)
			break;
	return lang;
}

static void
titles_check(struct loader *l, const struct chapter *c,
    const struct chapter_draft *d, enum lang lang)
{
	if (c->title.used[lang] == lang && d->title.len > 0 &&
	    !str_eq(d->title, c->title.in[lang]))
		lint_error(l->r.lint, d->at, "the title is \"%.*s\" here and "
		    "\"%.*s\" in programme.yaml", STR(d->title),
		    STR(c->title.in[lang]));
}

/* The plain level; where it lacks a language, the standard stands in. */
static void
join_plain(struct loader *l, struct chapter *c, chapter_drafts *drafts,
    const struct chapter_draft *standard)
{
	struct chapter_draft *const *plain = (*drafts)[TEXT_PLAIN];
	const struct form *const *forms;
	size_t n;
	enum lang lang, first = first_of(plain);

	for (lang = 0; lang < LANG_N; lang++)
		c->text[TEXT_PLAIN][lang] = c->text[TEXT_STANDARD][lang];
	c->plain = c->forms;
	if (first == LANG_N || l->r.lint->errors > 0)
		return;
	for (lang = 0; lang < LANG_N; lang++)
		if (plain[lang] != NULL &&
		    !pages_compare(l, standard, plain[lang]))
			return;
	forms = (const struct form *const *)join_forms(l, &n, plain);
	if (!forms_alike(l, c->forms, c->nforms, forms, n, plain[first]->at))
		return;
	c->plain = forms;
	for (lang = 0; lang < LANG_N; lang++)
		if (plain[lang] != NULL)
			make_text(l, &c->text[TEXT_PLAIN][lang], plain[lang],
			    forms, TEXT_PLAIN, lang);
}

void
chapter_join(struct loader *l, struct chapter *c, chapter_drafts *levels)
{
	struct chapter_draft *const *drafts = (*levels)[TEXT_STANDARD];
	enum lang lang, first = first_of(drafts);
	size_t errors = l->r.lint->errors;

	for (lang = 0; lang < LANG_N; lang++) {
		if (drafts[lang] == NULL)
			continue;
		titles_check(l, c, drafts[lang], lang);
		if (lang != first)
			pages_compare(l, drafts[first], drafts[lang]);
	}
	if (first == LANG_N || l->r.lint->errors != errors)
		return;
	c->forms = (const struct form *const *)join_forms(l, &c->nforms,
	    drafts);
	if (l->r.lint->errors != errors)
		return;
	for (lang = 0; lang < LANG_N; lang++)
		make_text(l, &c->text[TEXT_STANDARD][lang],
		    drafts[lang] != NULL ? drafts[lang] : drafts[first],
		    c->forms, TEXT_STANDARD,
		    drafts[lang] != NULL ? lang : first);
	join_plain(l, c, levels, drafts[first]);
}
