/* SPDX-License-Identifier: Apache-2.0 */
#include "course/pages.h"

#include "course/env.h"
#include "course/order.h"
#include "course/read_view.h"
#include "course/variant.h"
#include "course/views.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "people/team.h"
#include "programme/find.h"

/*
 * A chapter as this patient meets it, for the clinician: in the patient's
 * language, level and order, with what is different for them.  Only to read:
 * nothing counts as seen.  Parts shown "when" follow what was sent and is
 * not private, so that the page tells nothing else.
 */
struct reader {
	struct page *p;
	struct enrolment e;
	const struct content *content;
	const struct programme *programme;
	const struct chapter *chapter;
	const struct expr_env *env;
	enum lang lang;
};

static void
form_put(struct reader *r, const struct chapter *chapter,
    const struct form *form, struct read_block *to)
{
	struct str *asks = arena_many(r->p->arena, struct str, form->nfields);
	size_t i;

	form = chapter_form_in(chapter, form, course_level(&r->e));
	to->kind = BLOCK_EXERCISE;
	to->title = words_in(&form->title, r->lang);
	to->why = words_in(&form->why, r->lang);
	to->minutes = form->minutes;
	for (i = 0; i < form->nfields; i++)
		asks[i] = words_in(&form->fields[i].label, r->lang);
	to->lines = asks;
	to->lines_n = form->nfields;
}

static void
task_put(struct reader *r, const struct task *task, struct read_block *to)
{
	const struct lines *steps = &task->steps;

	to->kind = BLOCK_HOMEWORK;
	to->title = words_in(&task->title, r->lang);
	to->why = words_in(&task->why, r->lang);
	to->minutes = task->minutes;
	to->lines = steps->in[r->lang];
	to->lines_n = steps->n[r->lang];
}

/* The exercise, or what stands in its place for this patient. */
static void
exercise_put(struct reader *r, const struct form *form, struct read_block *to)
{
	struct page *p = r->p;
	struct exercise_swap swap;

	to->note = own_note_at(p, &r->e, order_place(p->arena, r->chapter,
	    form));
	if (!swap_of(p->care, &r->e, r->programme, r->chapter, form, &swap)) {
		form_put(r, r->chapter, form, to);
		return;
	}
	to->own = out_tr2(&p->out, T("%1 has put this in the place of “%2”."),
	    team_name(p->tx, p->vault, swap.variant->by),
	    words_in(&form->title, r->lang));
	if (swap.form != NULL)
		form_put(r, swap.chapter, swap.form, to);
	else
		task_put(r, swap.task, to);
}

static void
block_put(struct reader *r, const struct block *b, struct read_block *to)
{
	*to = (struct read_block){ .kind = b->kind, .html = b->html,
	    .title = b->title };
	if (b->form != NULL)
		exercise_put(r, b->form, to);
	if (b->task != NULL)
		task_put(r, b->task, to);
	if (b->kind == BLOCK_RULES && r->p->clinic != NULL)
		to->why = r->p->clinic->rules[r->lang];
}

static void
pages_put(struct reader *r, struct read_view *v)
{
	size_t n = r->chapter->text[course_level(&r->e)][r->lang].npages, i, k;

	v->pages = arena_many(r->p->arena, struct read_page, n);
	for (i = 0; i < n; i++) {
		const struct chapter_page *page = chapter_page(r->chapter,
		    course_level(&r->e), r->lang, i);
		struct read_page *to = &v->pages[v->pages_n++];

		to->heading = page->heading;
		to->minutes = page->minutes;
		to->blocks = arena_many(r->p->arena, struct read_block,
		    page->nblocks);
		for (k = 0; k < page->nblocks; k++)
			if (page->blocks[k].kind != BLOCK_WHEN ||
			    expr_true(page->blocks[k].when, r->env))
				block_put(r, &page->blocks[k],
				    &to->blocks[to->blocks_n++]);
	}
}

static void
links_put(struct page *p, const struct chapter_progress *list, size_t n,
    struct read_view *v)
{
	size_t i;

	v->links = arena_many(p->arena, struct read_link, n);
	for (i = 0; i < n; i++) {
		if (list[i].planned)
			continue;
		v->links[v->links_n++] = (struct read_link){
		    words_in(&list[i].chapter->title, p->out.lang),
		    str_eq(list[i].chapter->id, p->words[0]), chapter_read_url(
		    p->arena, p->care->patient, list[i].chapter) };
	}
}

struct url
chapter_read_url(struct arena *a, struct id patient,
    const struct chapter *chapter)
{
	return course_url(a, url_id(a, "/p/%s/read/", patient).s.at,
	    chapter->id, STR_NONE, "");
}

int
chapter_read_get(struct page *p)
{
	struct read_view v = { .lang = "" };
	struct reader r = { .p = p, .lang = p->care->lang };
	struct chapter_progress *list;
	size_t n, i;

	if (!course_current(p->care, &r.e))
		return page_not_found(p);
	r.content = p->content_of(p, r.e.bundle);
	r.programme = course_programme(&r.e, r.content);
	n = course_chapters(p->care, &r.e, r.content, &list);
	for (i = 0; i < n; i++)
		if (!list[i].planned && str_eq(list[i].chapter->id,
		    p->words[0]))
			r.chapter = list[i].chapter;
	if (r.chapter == NULL)
		return page_not_found(p);
	r.env = course_env_of(p->care, &r.e, r.content, list, n, false);
	page_frame(p, &v.frame, MSG("Chapters"), "/list");
	page_frame_patient(p, &v.frame, "");
	v.frame.keys = "page";
	v.lang = lang_tag(r.chapter->text[course_level(&r.e)][r.lang].lang);
	v.title = words_in(&r.chapter->title, r.lang);
	v.aim = words_in(&r.chapter->aim, r.lang);
	v.plain = course_level(&r.e) == TEXT_PLAIN;
	v.note = own_note_at(p, &r.e, r.chapter->id);
	v.guide = (struct text_view){ .text = programme_guide(r.programme,
	    r.chapter, p->out.lang), .clinic = p->clinic, .under = true,
	    .when = text_when(p), .therapist = team_names(p->care, &p->out) };
	links_put(p, list, n, &v);
	pages_put(&r, &v);
	view_chapter_read(&p->out, &v);
	return page_ok(p);
}
