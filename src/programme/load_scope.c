/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/load.h"

#include "base/arena.h"

enum { NAMES_MAX = 1500 };

struct names {
	struct loader *l;
	struct expr_name *list;
	size_t n;
	struct place at;
};

/* A name of the programme; ids of all kinds share one name space. */
static void
add(struct names *s, struct expr_name x, struct place at)
{
	size_t i;

	if (x.name.len == 0)
		return;
	for (i = 0; i < s->n; i++)
		if (str_eq(s->list[i].name, x.name)) {
			lint_error(s->l->r.lint, at, "the id \"%.*s\" stands "
			    "twice in this programme", STR(x.name));
			return;
		}
	if (s->n == NAMES_MAX) {
		lint_error(s->l->r.lint, at, "the programme has more than %d "
		    "names", NAMES_MAX);
		return;
	}
	s->list[s->n++] = x;
}

static void
add_id(struct names *s, struct str id, unsigned kind)
{
	add(s, (struct expr_name){ .name = id, .kinds = kind }, s->at);
}

static void
add_form(struct names *s, const struct form *f)
{
	struct arena *a = s->l->r.arena;
	size_t i;

	add(s, (struct expr_name){ .name = f->id, .kinds = NAME_FORM },
	    f->at);
	for (i = 0; i < f->nfields; i++) {
		const struct field *x = &f->fields[i];

		if (x->id.len == 0)
			continue;
		add(s, (struct expr_name){ .name = str_fmt(a, "%.*s.%.*s",
		    STR(f->id), STR(x->id)), .kinds = NAME_VALUE | NAME_FIELD,
		    .type = field_expr_type(x), .options = choice_ids(a,
		    x->options, x->noptions), .noptions = x->noptions },
		    x->at);
	}
}

static void
add_chapter_forms(struct names *s, struct chapter_draft *const *drafts)
{
	const struct chapter_draft *d = NULL;
	enum lang lang;
	size_t i, k;

	for (lang = LANG_N; lang > 0; lang--)
		if (drafts[lang - 1] != NULL)
			d = drafts[lang - 1];
	for (i = 0; d != NULL && i < d->npages; i++)
		for (k = 0; k < d->pages[i].nblocks; k++)
			if (d->pages[i].blocks[k].form != NULL)
				add_form(s, &d->pages[i].blocks[k].form->form);
}

static void
add_instrument(struct names *s, const struct instrument *ins)
{
	struct arena *a = s->l->r.arena;
	size_t i;

	add_id(s, ins->id, NAME_INSTRUMENT);
	for (i = 0; i < ins->nscores; i++)
		add_id(s, str_fmt(a, "%.*s.%.*s", STR(ins->id),
		    STR(ins->scores[i].id)), NAME_SCORE);
	for (i = 0; i < ins->nitems; i++)
		add_id(s, str_fmt(a, "%.*s.%.*s", STR(ins->id),
		    STR(ins->items[i].id)), NAME_ITEM);
}

struct expr_scope
programme_scope(struct loader *l, const struct programme *p,
    chapter_drafts *drafts, struct place at)
{
	struct names s = { .l = l, .at = at, .list = arena_many(l->r.arena,
	    struct expr_name, NAMES_MAX) };
	size_t i, k;

	add_id(&s, S("start"), NAME_START);
	if (p->work)
		add(&s, (struct expr_name){ .name = S("leave.percent"),
		    .kinds = NAME_VALUE, .type = EXPR_NUMBER }, at);
	for (i = 0; i < p->nchapters; i++)
		add_id(&s, p->chapters[i].id, NAME_CHAPTER);
	for (i = 0; i < p->ntasks; i++)
		add_id(&s, p->tasks[i].id, NAME_TASK);
	for (i = 0; i < p->nlibraries; i++)
		for (k = 0; k < p->libraries[i].ntasks; k++)
			add_id(&s, p->libraries[i].tasks[k].id, NAME_TASK);
	for (i = 0; i < p->nflags; i++)
		add_id(&s, p->flags[i], NAME_FLAG);
	for (i = 0; i < p->nmeasures; i++) {
		for (k = 0; k < i; k++)
			if (p->measures[k].instrument ==
			    p->measures[i].instrument)
				break;
		if (k == i && p->measures[i].instrument != NULL)
			add_instrument(&s, p->measures[i].instrument);
	}
	for (i = 0; i < p->nchapters; i++)
		add_chapter_forms(&s, drafts[i][TEXT_STANDARD]);
	return (struct expr_scope){ .names = s.list, .n = s.n };
}
