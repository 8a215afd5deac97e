/* SPDX-License-Identifier: Apache-2.0 */
#include "caseload/own.h"
#include "caseload/pages.h"
#include "caseload/views.h"
#include "course/order.h"
#include "html/views.h"
#include "people/care.h"
#include "people/page_frame.h"
#include "programme/content.h"

/* For this patient: order, replacements, notes, pace, the weekly form. */

struct own {
	struct enrolment e;
	const struct content *content;
	const struct programme *programme;
	struct chapter_progress *list;
	size_t n;
};

/* False: there is no course. */
static bool
own_load(struct page *p, struct own *w)
{
	*w = (struct own){ .content = NULL };
	if (!course_current(p->care, &w->e))
		return false;
	w->content = p->content_of(p, w->e.bundle);
	w->programme = course_programme(&w->e, w->content);
	w->n = course_chapters(p->care, &w->e, w->content, &w->list);
	return w->programme != NULL;
}

static struct id
seen_of(const struct variant *v)
{
	return v == NULL ? ID_NONE : v->id;
}

static bool
is_begun(const struct chapter_progress *c)
{
	return c->started_at != 0 || c->done_at != 0;
}

static bool
is_free(const struct chapter_progress *c)
{
	return !is_begun(c) && !c->planned && c->instead == NULL;
}

/* --- what may be chosen --------------------------------------------------- */

static void
note_fill(struct page *p, const struct own *w, struct own_place *to)
{
	const struct variants *all = variants_of(p->care, &w->e);
	const struct variant *v = variant_at(all, VARIANT_NOTE, to->place);

	to->title = own_title(w->programme, to->place, p->out.lang);
	to->note_seen = seen_of(v);
	to->note = v == NULL ? STR_NONE : variant_words(p->care, v);
}

/* Exercises of other chapters, then tasks with a sheet. */
static void
others_fill(struct page *p, const struct own *w, const struct chapter *here,
    struct own_place *to, const struct variant *now)
{
	const struct programme *q = w->programme;
	size_t i, k, max = 0;

	for (i = 0; i < q->nchapters; i++)
		max += q->chapters[i].nforms;
	for (i = 0; i < q->nlibraries; i++)
		max += q->libraries[i].ntasks;
	to->others = arena_many(p->arena, struct own_choice, max + 1);
	for (i = 0; i < q->nchapters; i++)
		for (k = 0; k < q->chapters[i].nforms; k++) {
			const struct chapter *c = &q->chapters[i];

			if (c == here || c->planned)
				continue;
			to->others[to->others_n++] = (struct own_choice){
			    order_place(p->arena, c, c->forms[k]),
			    out_tr2(&p->out, T("%1 (in “%2”)"),
			    words_in(&c->forms[k]->title, p->out.lang),
			    words_in(&c->title, p->out.lang)), false };
		}
	for (i = 0; i < q->nlibraries; i++)
		for (k = 0; k < q->libraries[i].ntasks; k++) {
			const struct task *t = &q->libraries[i].tasks[k];

			if (t->sheet != NULL && t->kind != TASK_CHANGE)
				to->others[to->others_n++] =
				    (struct own_choice){ str_fmt(p->arena,
				    "task.%.*s", STR(t->id)), out_tr1(&p->out,
				    T("%1 (from the library)"), words_in(
				    &t->title, p->out.lang)), false };
		}
	for (i = 0; now != NULL && i < to->others_n; i++)
		to->others[i].chosen = str_eq(to->others[i].value, now->to);
}

static void
exercises_fill(struct page *p, const struct own *w, struct own_chapter *to)
{
	const struct variants *all = variants_of(p->care, &w->e);
	const struct chapter *c = to->c->chapter;
	size_t i;

	to->exercises = arena_many(p->arena, struct own_place, c->nforms + 1);
	for (i = 0; i < c->nforms; i++) {
		struct own_place *x = &to->exercises[to->exercises_n++];
		const struct variant *v;

		x->place = order_place(p->arena, c, c->forms[i]);
		note_fill(p, w, x);
		v = variant_at(all, VARIANT_EXERCISE, x->place);
		x->swap_seen = seen_of(v);
		if (v != NULL)
			x->instead = own_title(w->programme, v->to,
			    p->out.lang);
		others_fill(p, w, c, x, v);
	}
}

static void
chapter_fill(struct page *p, const struct own *w, size_t at,
    struct own_chapter *to)
{
	const struct chapter_progress *c = &w->list[at];
	size_t i;

	*to = (struct own_chapter){ .c = c, .free = is_free(c),
	    .swap_seen = seen_of(c->instead != NULL ? c->swapped : NULL) };
	to->at.place = c->chapter->id;
	note_fill(p, w, &to->at);
	if (!c->planned)
		exercises_fill(p, w, to);
	to->others = arena_many(p->arena, struct own_choice, w->n + 1);
	for (i = 0; i < w->n; i++) {
		const struct chapter_progress *o = &w->list[i];

		to->up |= i < at && is_free(o);
		to->down |= i > at && is_free(o);
		if (i != at && is_free(o) && o->stands_for == NULL)
			to->others[to->others_n++] = (struct own_choice){
			    o->chapter->id, words_in(&o->chapter->title,
			    p->out.lang), false };
	}
}

static void
weekly_fill(struct page *p, const struct own *w, struct own_view *v)
{
	size_t n = content_instruments(w->content), i;
	const struct variant *now = variant_at(variants_of(p->care, &w->e),
	    VARIANT_FORM, STR_NONE);
	const struct instrument *first = weekly_programme(w->programme);
	struct weekly own = { .every = 1 };

	v->form_seen = seen_of(now);
	v->firsts = arena_many(p->arena, struct own_choice, n + 1);
	v->besides = arena_many(p->arena, struct own_choice, n + 1);
	if (now != NULL && weekly_read(w->content, now->to, &own))
		first = own.first;
	v->every = own.every;
	for (i = 0; i < n; i++) {
		const struct instrument *in = content_instrument_at(w->content,
		    i);
		struct own_choice c = { in->id, words_in(&in->title,
		    p->out.lang), in == first };

		if (!weekly_short(in))
			continue;
		c.title = out_tr2(&p->out, T("%1, %2 questions"), c.title,
		    (int)in->nitems);
		if (instrument_has_risk(in))
			v->firsts[v->firsts_n++] = c;
		else
			v->without_risk = v->without_risk.len == 0 ?
			    words_in(&in->title, p->out.lang) :
			    str_fmt(p->arena, "%.*s, %.*s",
			    STR(v->without_risk), STR(words_in(&in->title,
			    p->out.lang)));
		c.chosen = in == own.beside;
		if (!instrument_has_risk(in))
			v->besides[v->besides_n++] = c;
	}
}

static void
own_show(struct page *p, const struct own *w, struct own_view *v)
{
	const struct variants *all = variants_of(p->care, &w->e);
	const struct variant *days = variant_at(all, VARIANT_DAYS, STR_NONE),
	    *hand = variant_at(all, VARIANT_HAND, STR_NONE);
	struct course_count count = course_counted(p->care, &w->e, w->list,
	    w->n);
	int64_t wait = 0;
	size_t i;

	v->count = course_count_text(&p->out, &count);
	own_lines(p, &w->e, w->content, v);
	v->order_seen = seen_of(variant_order(all));
	v->days_seen = seen_of(days);
	v->hand_seen = seen_of(hand);
	if (days != NULL)
		(void)str_int(days->to, 0, VARIANT_WAIT_MAX, &wait);
	v->days = (int)wait;
	v->by_hand = hand != NULL && str_is(hand->to, "1");
	v->chapters = arena_many(p->arena, struct own_chapter, w->n + 1);
	for (i = 0; i < w->n; i++)
		chapter_fill(p, w, i, &v->chapters[v->chapters_n++]);
	weekly_fill(p, w, v);
}

int
own_get(struct page *p)
{
	struct own_view v = { .lines = NULL };
	struct own w;

	page_frame(p, &v.frame, MSG("For this patient"), "/list");
	page_frame_patient(p, &v.frame, "");
	v.enrolled = own_load(p, &w);
	v.over = w.e.ended_at != 0;
	v.write = (p->care->scopes & SCOPE_WRITE) != 0 && !v.over;
	if (v.enrolled)
		own_show(p, &w, &v);
	view_own_page(&p->out, &v);
	return page_ok(p);
}

/* --- one change ----------------------------------------------------------- */

struct kind {
	const char *word;
	enum variant_what what;
	const char *title;
};
static const struct kind kinds[] = {
	{ "move", VARIANT_MOVE, T("Move a chapter") },
	{ "chapter", VARIANT_CHAPTER, T("Another chapter in its place") },
	{ "exercise", VARIANT_EXERCISE, T("Another exercise in its "
	    "place") },
	{ "note", VARIANT_NOTE, T("A note for this patient") },
	{ "pace", VARIANT_DAYS, T("The pace") },
	{ "form", VARIANT_FORM, T("The weekly form") },
};

static const struct kind *
kind_of(struct str word)
{
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (str_is(word, kinds[i].word))
			return &kinds[i];
	return NULL;
}

/* What was sent and is not typed: it goes along again. */
static void
fields_keep(struct page *p, struct own_again_view *v)
{
	static const char *const keep[] = { "place", "go", "hand", "first",
		"beside", "every" };
	struct pair *list = arena_many(p->arena, struct pair,
	    sizeof(keep) / sizeof(*keep));
	size_t i;

	v->fields = list;
	for (i = 0; i < sizeof(keep) / sizeof(*keep); i++) {
		struct str value = req_field(p->req, keep[i]);

		if (value.len > 0)
			list[v->fields_n++] = (struct pair){ str_z(keep[i]),
			    value };
	}
}

/* What "to" may be, with what was sent chosen. */
static void
choices_fill(struct page *p, const struct own *w, const struct kind *k,
    struct own_again_view *v)
{
	struct str place = req_field(p->req, "place"), head = place;
	struct variant sent = { .to = req_field(p->req, "to") };
	struct own_place x = { .others = NULL };
	struct own_chapter c;
	size_t i;

	head = str_cut(&head, '.');
	for (i = 0; i < w->n && !str_eq(w->list[i].chapter->id, head); i++)
		;
	if (i == w->n)
		return;
	if (k->what == VARIANT_EXERCISE) {
		others_fill(p, w, w->list[i].chapter, &x, &sent);
		v->choices = x.others;
		v->choices_n = x.others_n;
	} else if (k->what == VARIANT_CHAPTER) {
		chapter_fill(p, w, i, &c);
		v->choices = c.others;
		v->choices_n = c.others_n;
		for (i = 0; i < c.others_n; i++)
			c.others[i].chosen = str_eq(c.others[i].value,
			    sent.to);
	}
}

/* The form again, with what is wrong or what is in force meanwhile. */
static int
own_again(struct page *p, const struct own *w, const struct kind *k,
    bool meanwhile)
{
	const struct variants *all = variants_of(p->care, &w->e);
	struct str place = req_field(p->req, "place");
	const struct variant *now = k->what == VARIANT_MOVE ?
	    variant_order(all) : variant_at(all, k->what, k->what ==
	    VARIANT_DAYS || k->what == VARIANT_FORM ? STR_NONE : place);
	struct own_again_view v = { .meanwhile = meanwhile,
	    .title = { k->title },
	    .kind = str_z(k->word), .reason = req_field(p->req, "reason"),
	    .words = req_field(p->req, "words"), .seen = seen_of(now),
	    .seen_hand = seen_of(variant_at(all, VARIANT_HAND, STR_NONE)) };

	page_frame(p, &v.frame, v.title, "/list");
	page_frame_patient(p, &v.frame, "");
	v.frame.narrow = true;
	v.frame.flash_saved = false;
	v.about = own_title(w->programme, place, p->out.lang);
	if (meanwhile && k->what == VARIANT_NOTE && now != NULL)
		v.here = variant_words(p->care, now);
	fields_keep(p, &v);
	choices_fill(p, w, k, &v);
	v.days = req_field(p->req, "days");
	view_own_again(&p->out, &v);
	return meanwhile ? page_conflict(p) : page_again(p);
}

static int
own_refused(struct page *p, struct msg title, struct msg text)
{
	struct error_page v = { .title = title, .text = text,
	    .go = url_id(p->arena, "/p/%s/course", p->care->patient),
	    .go_text = MSG("Go back") };

	page_frame(p, &v.frame, v.title, "/list");
	view_error_page(&p->out, &v);
	return page_conflict(p);
}

static struct id
seen_field(struct page *p, const char *name)
{
	struct id id = ID_NONE;

	(void)id_parse(req_field(p->req, name), &id);
	return id;
}

static enum changed
own_change(struct page *p, const struct kind *k, struct changing *x)
{
	struct str place = req_field(p->req, "place");
	struct str to = req_field(p->req, "to");
	int64_t n = -1;

	switch (k->what) {
	case VARIANT_MOVE:
		return change_move(x, place, str_is(req_field(p->req, "go"),
		    "up"));
	case VARIANT_CHAPTER:
		return change_chapter(x, place, to);
	case VARIANT_EXERCISE:
		return change_exercise(x, place, to);
	case VARIANT_NOTE:
		return change_note(x, place, str_trim(req_field(p->req,
		    "words")));
	case VARIANT_DAYS:
		(void)str_int(req_field(p->req, "days"), 0, INT16_MAX, &n);
		return change_pace(x, (int)n, str_is(req_field(p->req,
		    "hand"), "1"), seen_field(p, "seen_hand"));
	case VARIANT_FORM:
		(void)str_int(req_field(p->req, "every"), 0, 9, &n);
		return weekly_change(x, req_field(p->req, "first"),
		    req_field(p->req, "beside"), (int)n);
	case VARIANT_SWITCH:
	case VARIANT_HAND:
	case VARIANT_N:
		break;
	}
	return CHANGED_UNKNOWN;
}

static int
own_done(struct page *p)
{
	return page_go(p, url_id(p->arena, "/p/%s/course?saved=1",
	    p->care->patient));
}

int
own_post(struct page *p)
{
	const struct kind *k = kind_of(p->words[0]);
	struct changing x = { .care = p->care, .bad = &p->problems,
	    .reason = str_trim(req_field(p->req, "reason")),
	    .seen = seen_field(p, "seen") };
	struct own w;

	if (k == NULL || (p->care->scopes & SCOPE_WRITE) == 0 ||
	    !own_load(p, &w))
		return page_not_found(p);
	x.e = &w.e;
	x.content = w.content;
	switch (own_change(p, k, &x)) {
	case CHANGED_SAVED:
		return own_done(p);
	case CHANGED_WRONG:
		return own_again(p, &w, k, false);
	case CHANGED_MEANWHILE:
		return own_again(p, &w, k, true);
	case CHANGED_BEGUN:
		return own_refused(p, MSG("It was begun meanwhile"),
		    MSG("The patient has begun this chapter, so it keeps its "
		    "place. Nothing was changed."));
	case CHANGED_OVER:
		return own_refused(p, MSG("The programme has ended"),
		    MSG("All of it can still be read. Open the programme "
		    "again to change something."));
	case CHANGED_UNKNOWN:
		break;
	}
	return page_not_found(p);
}

int
own_back_post(struct page *p)
{
	struct own w;

	if ((p->care->scopes & SCOPE_WRITE) == 0 || !own_load(p, &w))
		return page_not_found(p);
	if (w.e.ended_at != 0)
		return own_refused(p, MSG("The programme has ended"),
		    MSG("All of it can still be read. Open the programme "
		    "again to change something."));
	if (!variant_end(p->care, &w.e, p->ids[0]))
		return page_not_found(p);
	return own_done(p);
}
