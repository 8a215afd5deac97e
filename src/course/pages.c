/* SPDX-License-Identifier: Apache-2.0 */
#include "course/pages.h"

#include "course/env.h"
#include "course/order.h"
#include "course/view.h"
#include "course/views.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "people/team.h"

/* "My plan" and the pages of a chapter, for the patient. */

struct url
course_url(struct arena *a, const char *head, struct str first,
    struct str second, const char *tail)
{
	struct buf b = buf_new(a, 400);

	buf_add_z(&b, head);
	url_encode(&b, first);
	if (second.len > 0) {
		buf_add_c(&b, '/');
		url_encode(&b, second);
	}
	buf_add_z(&b, tail);
	return (struct url){ buf_str(&b) };
}

static struct url
page_url(struct page *p, const struct chapter *chapter, int n)
{
	return course_url(p->arena, "/c/", chapter->id,
	    str_fmt(p->arena, "%d", n), "");
}

struct answer_place
exercise_place(struct arena *a, const struct enrolment *e,
    const struct chapter *chapter, const struct form *form)
{
	return (struct answer_place){ .enrolment = e->id, .kind = "exercise",
	    .ref = str_fmt(a, "%.*s.%.*s", STR(chapter->id), STR(form->id)),
	    .variant = e->reading };
}

static const char *
other_lang(const struct words *w, enum lang lang)
{
	return words_other(w, lang) ? lang_tag(w->used[lang]) : "";
}

/* Why it is closed, whole. */
static struct str
closed_why(struct page *p, const struct chapter_progress *c)
{
	if (c->opens.n != 0)
		return out_tr1(&p->out, T("This part opens on %1. Until then "
		    "there is time for what you have begun."),
		    out_day(&p->out, c->opens));
	return out_tr1(&p->out, course_closed_why(c), c->after == NULL ?
	    STR_NONE : words_in(&c->after->title, p->out.lang));
}

static struct str
row_state(struct page *p, const struct chapter_progress *c)
{
	struct out *o = &p->out;

	if (c->open == CHAPTER_DONE)
		return out_tr1(o, T("done %1"), out_day_short(o,
		    zone_day(p->care->zone, c->done_at)));
	if (c->open == CHAPTER_STARTED)
		return out_tr2(o, T("go on at page %1 of %2"), c->page,
		    c->pages);
	if (chapter_is_open(c))
		return out_tr1(o, T("open, about %1 minutes in all"),
		    c->chapter->minutes);
	if (c->open == CHAPTER_LATER && c->after != NULL && c->opens.n == 0 &&
	    !c->by_hand)
		return out_tr1(o, T("Opens after “%1”."),
		    words_in(&c->after->title, o->lang));
	return closed_why(p, c);
}

static struct str
plan_where(struct page *p, const struct enrolment *e,
    const struct programme *programme)
{
	struct out *o = &p->out;

	if (e->week == 0)
		return out_tr1(o, T("Your first week begins on %1. You can "
		    "begin to read earlier if you like."),
		    out_day(o, e->start_day));
	if (e->ended_at != 0)
		return out_tr(o, T("Everything stays here, and you can read "
		    "it again whenever you like."));
	if (e->week > programme->weeks)
		return out_tr1(o, T("The %1 weeks are over. Everything stays "
		    "here, and you can read it again whenever you like."),
		    programme->weeks);
	return out_tr2(o, T("You are in week %1 of %2. The pace is yours."),
	    e->week, programme->weeks);
}

static void
plan_rows(struct page *p, struct plan_view *v,
    const struct chapter_progress *list, size_t n)
{
	enum lang lang = p->out.lang;
	struct str done = req_query(p->req, "done");
	size_t i;

	v->open = arena_many(p->arena, struct plan_row, n);
	v->closed = arena_many(p->arena, struct plan_row, n);
	for (i = 0; i < n; i++) {
		const struct chapter *c = list[i].chapter;
		bool open = chapter_is_open(&list[i]);
		struct plan_row *row = open ? &v->open[v->open_n++] :
		    &v->closed[v->closed_n++];

		row->title = words_in(&c->title, lang);
		row->aim = words_in(&c->aim, lang);
		row->lang = other_lang(&c->title, lang);
		row->state = row_state(p, &list[i]);
		row->own = chapter_own(p, &list[i]);
		row->url = course_url(p->arena, "/c/", c->id, STR_NONE, "");
		if (list[i].open == CHAPTER_DONE && str_eq(done, c->id))
			v->done_title = row->title;
	}
}

int
plan_get(struct page *p)
{
	struct plan_view v = { 0 };
	struct chapter_progress *list;
	const struct content *content;
	const struct programme *programme = NULL;
	struct enrolment e;
	size_t n;

	page_frame(p, &v.frame, MSG("My plan"), "/plan");
	if (course_current(p->care, &e)) {
		content = p->content_of(p, e.bundle);
		programme = course_programme(&e, content);
	}
	v.none = programme == NULL;
	if (!v.none) {
		v.where = plan_where(p, &e, programme);
		v.levels = course_has_plain(programme, p->out.lang);
		v.plain = course_level(&e) == TEXT_PLAIN;
		n = course_chapters(p->care, &e, content, &list);
		plan_rows(p, &v, list, n);
		if (course_hooks.plan_extra != NULL)
			v.extra = course_hooks.plan_extra(p, &e);
		if (course_hooks.plan_more != NULL)
			v.more = course_hooks.plan_more(p, &e);
		if (course_hooks.plan_contact != NULL)
			v.contact = course_hooks.plan_contact(p, &e);
	}
	view_plan(&p->out, &v);
	return page_ok(p);
}

int
plan_words_post(struct page *p)
{
	struct enrolment e;

	if (course_current(p->care, &e))
		course_level_set(p->care, &e, str_is(req_field(p->req,
		    "words"), "plain") ? TEXT_PLAIN : TEXT_STANDARD);
	return page_go(p, url_lit("/plan?saved=1#words"));
}

int
chapter_closed_show(struct page *p, const struct chapter_progress *c)
{
	struct chapter_view v = { .lang = "" };

	page_frame(p, &v.frame, MSG("My plan"), "/plan");
	v.frame.flash_saved = false;
	v.title = words_in(&c->chapter->title, p->out.lang);
	v.title_lang = other_lang(&c->chapter->title, p->out.lang);
	v.why = closed_why(p, c);
	view_chapter_closed(&p->out, &v);
	return page_ok(p);
}

/* What a handler of a chapter needs. */
struct reading {
	struct enrolment e;
	const struct content *content;
	struct chapter_progress *list, *at;
	size_t n;
};

/* False: no such chapter for this patient. */
static bool
reading_load(struct page *p, struct reading *r)
{
	size_t i;

	*r = (struct reading){ 0 };
	if (!course_current(p->care, &r->e))
		return false;
	r->content = p->content_of(p, r->e.bundle);
	r->n = course_chapters(p->care, &r->e, r->content, &r->list);
	for (i = 0; i < r->n; i++)
		if (str_eq(r->list[i].chapter->id, p->words[0]))
			r->at = &r->list[i];
	return r->at != NULL;
}

/* The page asked for; where they stopped when none is. 0: no such page. */
static int
page_wanted(struct page *p, const struct chapter_progress *at)
{
	int64_t n = at->page > 0 ? at->page : 1;

	if (p->words[1].len > 0 && !str_int(p->words[1], 1, at->pages, &n))
		return 0;
	return n > at->pages ? at->pages : (int)n;
}

static void
card_fill(struct page *p, const struct reading *r,
    const struct chapter *chapter, const struct form *form,
    struct block_view *v)
{
	struct answer_place place = exercise_place(p->arena, &r->e, chapter,
	    form);
	struct answer a;

	v->form = form;
	v->title = words_in(&form->title, p->out.lang);
	v->why = words_in(&form->why, p->out.lang);
	v->smaller = words_in(&form->smaller, p->out.lang);
	v->url = course_url(p->arena, "/e/", chapter->id, form->id, "");
	v->closed = p->care->over;
	if (!answer_newest(p->care, &place, &a, values_new(p->arena)))
		return;
	v->state = a.sent_at != 0 ? CARD_SENT : CARD_DRAFT;
	v->at.at = a.sent_at != 0 ? a.sent_at : a.saved_at;
}

/* The exercise, or what stands in its place for this patient. */
static void
exercise_fill(struct page *p, const struct reading *r, const struct form *form,
    struct block_view *v)
{
	const struct chapter *here = r->at->chapter;
	struct block_view was = { .kind = v->kind };
	struct exercise_swap swap;

	v->note = own_note_at(p, &r->e, order_place(p->arena, here, form));
	if (!swap_of(p->care, &r->e, course_programme(&r->e, r->content), here,
	    form, &swap)) {
		card_fill(p, r, here, form, v);
		return;
	}
	card_fill(p, r, here, form, &was);
	if (was.state != CARD_NEW) {
		v->kept_title = was.title;
		v->kept = was.url;
	}
	v->own = out_tr1(&p->out, T("%1 has chosen this for you here."),
	    team_name(p->tx, p->vault, swap.variant->by));
	if (swap.form != NULL) {
		card_fill(p, r, swap.chapter, chapter_form_in(swap.chapter,
		    swap.form, course_level(&r->e)), v);
		return;
	}
	v->kind = BLOCK_HOMEWORK;
	if (course_hooks.homework_card != NULL)
		v->html = course_hooks.homework_card(p, here, swap.task->id);
}

static void
blocks_fill(struct page *p, const struct reading *r,
    const struct chapter_page *page, struct chapter_view *v)
{
	const struct expr_env *env = course_env_of(p->care, &r->e, r->content,
	    r->list, r->n, true);
	size_t i;

	if (p->clinic != NULL)
		v->rules = p->clinic->rules[p->out.lang];
	v->blocks = arena_many(p->arena, struct block_view, page->nblocks);
	for (i = 0; i < page->nblocks; i++) {
		const struct block *b = &page->blocks[i];
		struct block_view *to = &v->blocks[v->blocks_n];

		if ((b->kind == BLOCK_WHEN && !expr_true(b->when, env)) ||
		    (b->kind == BLOCK_ASK && p->care->over))
			continue;
		*to = (struct block_view){ .kind = b->kind, .html = b->html,
		    .title = b->title, .n = (int)i };
		if (b->form != NULL)
			exercise_fill(p, r, b->form, to);
		if (b->task != NULL && course_hooks.homework_card != NULL)
			to->html = course_hooks.homework_card(p,
			    r->at->chapter, b->task->id);
		if (b->kind == BLOCK_ASK)
			to->url = url_str(p->arena, "/m?about=%s",
			    r->at->chapter->id);
		v->blocks_n++;
	}
}

static void
links_fill(struct page *p, const struct reading *r, struct chapter_view *v)
{
	int i;

	v->links = arena_many(p->arena, struct page_link, (size_t)v->pages);
	for (i = 1; i <= v->pages; i++)
		v->links[i - 1] = (struct page_link){ i,
		    i < r->at->page_max || r->at->open == CHAPTER_DONE,
		    i == v->page, page_url(p, r->at->chapter, i) };
}

int
chapter_get(struct page *p)
{
	struct chapter_view v = { 0 };
	const struct chapter_page *page;
	enum lang lang = p->out.lang, used;
	struct reading r;

	if (!reading_load(p, &r))
		return page_not_found(p);
	if (!chapter_is_open(r.at))
		return chapter_closed_show(p, r.at);
	v.page = page_wanted(p, r.at);
	if (v.page == 0)
		return page_not_found(p);
	page = chapter_page(r.at->chapter, course_level(&r.e), lang,
	    (size_t)v.page - 1);
	used = r.at->chapter->text[course_level(&r.e)][lang].lang;
	page_frame(p, &v.frame, MSG("My plan"), "/plan");
	v.title = words_in(&r.at->chapter->title, lang);
	v.title_lang = other_lang(&r.at->chapter->title, lang);
	v.lang = used == lang ? "" : lang_tag(used);
	v.heading = page->heading;
	v.minutes = page->minutes;
	v.pages = r.at->pages;
	v.last = v.page == v.pages;
	v.done = r.at->open == CHAPTER_DONE;
	v.action = page_url(p, r.at->chapter, v.page);
	if (v.page > 1)
		v.back = page_url(p, r.at->chapter, v.page - 1);
	links_fill(p, &r, &v);
	blocks_fill(p, &r, page, &v);
	v.own = chapter_own(p, r.at);
	if (v.page == 1)
		v.note = own_note_at(p, &r.e, r.at->chapter->id);
	view_chapter_page(&p->out, &v);
	return page_ok(p);
}

int
chapter_post(struct page *p)
{
	struct str go = req_field(p->req, "go");
	struct reading r;
	int n;

	if (!reading_load(p, &r))
		return page_not_found(p);
	if (!chapter_is_open(r.at))
		return chapter_closed_show(p, r.at);
	n = page_wanted(p, r.at);
	if (n == 0)
		return page_not_found(p);
	if (str_is(go, "next") && n < r.at->pages)
		n++;
	else if (str_is(go, "back") && n > 1)
		n--;
	course_page_seen(p->care, &r.e, r.at->chapter->id, n);
	if (!str_is(go, "done"))
		return page_go(p, page_url(p, r.at->chapter, n));
	course_chapter_done(p->care, &r.e, r.at->chapter->id);
	return page_go(p, url_str(p->arena, "/plan?done=%s",
	    r.at->chapter->id));
}
