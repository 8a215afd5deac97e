/* SPDX-License-Identifier: Apache-2.0 */
#include "answers/keep.h"
#include "course/env.h"
#include "course/order.h"
#include "course/pages.h"
#include "course/view.h"
#include "course/views.h"
#include "people/care.h"
#include "people/page_frame.h"
#include "people/team.h"

/* The exercise of a chapter: filled in, kept while it is written, sent. */

struct exercise {
	struct enrolment e;
	const struct content *content;
	const struct chapter *chapter;
	const struct form *form;
	struct chapter_progress at;
	const struct expr_env *env;
	struct answer_place place;
	struct answer stored;		/* version 0: nothing yet */
	struct values *values;		/* stored */
	bool *shows;
	int page;			/* of the chapter; 0: on none */
	const struct chapter_page *text;
	bool replaced;			/* another stands in its place */
	/* It stands in the place of another: there, on that page. */
	const struct chapter_progress *host;
	const struct form *host_form;
};

/* The page of the chapter that has the exercise. */
static void
page_find(struct exercise *x, enum lang lang)
{
	enum text_level level = course_level(&x->e);
	const struct chapter *in = x->host != NULL ? x->host->chapter :
	    x->chapter;
	const struct form *form = x->host != NULL ? chapter_form_in(in,
	    x->host_form, level) : x->form;
	size_t i, k;

	for (i = 0; i < in->text[level][lang].npages; i++) {
		const struct chapter_page *page = chapter_page(in, level,
		    lang, i);

		for (k = 0; k < page->nblocks; k++)
			if (page->blocks[k].form == form && x->page == 0) {
				x->page = (int)i + 1;
				x->text = x->host == NULL ? page : NULL;
			}
	}
}

/* An open chapter in which this one stands for another exercise. */
static void
host_find(struct page *p, struct exercise *x,
    const struct programme *programme, const struct chapter_progress *list,
    size_t n)
{
	const struct variants *all = variants_of(p->care, &x->e);
	const struct chapter *chapter;
	struct str own;
	size_t i, k;

	own = all->n == 0 ? STR_NONE : order_place(p->arena, x->chapter,
	    x->form);
	for (i = 0; i < all->n; i++) {
		struct str id = all->list[i].place, head = str_cut(&id, '.');

		if (all->list[i].what != VARIANT_EXERCISE ||
		    all->list[i].ended_at != 0 ||
		    !str_eq(all->list[i].to, own))
			continue;
		x->host_form = programme_form(programme, id, &chapter);
		for (k = 0; x->host_form != NULL && k < n; k++)
			if (str_eq(list[k].chapter->id, head) &&
			    chapter_is_open(&list[k]))
				x->host = &list[k];
	}
}

/* Its place among notes: where it is shown. */
static struct own_note
exercise_note(struct page *p, const struct exercise *x)
{
	return own_note_at(p, &x->e, x->host != NULL ?
	    order_place(p->arena, x->host->chapter, x->host_form) :
	    order_place(p->arena, x->chapter, x->form));
}

/* False: no such exercise for this patient. */
static bool
exercise_load(struct page *p, struct exercise *x)
{
	const struct programme *programme;
	struct chapter_progress *list;
	struct exercise_swap swap;
	size_t i, n;

	*x = (struct exercise){ 0 };
	if (!course_current(p->care, &x->e))
		return false;
	x->content = p->content_of(p, x->e.bundle);
	programme = course_programme(&x->e, x->content);
	if (programme == NULL)
		return false;
	x->form = programme_form(programme, p->words[1], &x->chapter);
	if (x->form == NULL || !str_eq(x->chapter->id, p->words[0]))
		return false;
	n = course_chapters(p->care, &x->e, x->content, &list);
	x->replaced = swap_of(p->care, &x->e, programme, x->chapter, x->form,
	    &swap);
	host_find(p, x, programme, list, n);
	x->form = chapter_form_in(x->chapter, x->form, course_level(&x->e));
	for (i = 0; i < n; i++)
		if (list[i].chapter == x->chapter)
			x->at = list[i];
	x->env = course_env_of(p->care, &x->e, x->content, list, n, true);
	x->place = exercise_place(p->arena, &x->e, x->chapter, x->form);
	x->values = values_new(p->arena);
	x->shows = arena_many(p->arena, bool, x->form->nfields);
	(void)answer_newest(p->care, &x->place, &x->stored, x->values);
	page_find(x, p->out.lang);
	return true;
}

static bool
read_only(const struct exercise *x)
{
	return x->e.ended_at != 0;
}

/*
 * What was typed into a chapter that was held meanwhile, or into an exercise
 * that stood for another until just now, is still taken: it must not be lost.
 */
static bool
may_write(struct page *p, const struct exercise *x)
{
	return !read_only(x) && (chapter_is_open(&x->at) || x->host != NULL ||
	    x->stored.version != 0 ||
	    (x->at.pages > 0 && x->at.open != CHAPTER_LATER) ||
	    variant_ever(p->care, &x->e, VARIANT_EXERCISE,
	    order_place(p->arena, x->chapter, x->form)));
}

/* The page of the chapter that it is shown in. */
static struct url
chapter_url(struct page *p, const struct exercise *x, const char *tail)
{
	return course_url(p->arena, "/c/", x->host != NULL ?
	    x->host->chapter->id : x->chapter->id, x->page == 0 ? STR_NONE :
	    str_fmt(p->arena, "%d", x->page), tail);
}

static struct url
own_url(struct page *p, const struct exercise *x, const char *tail)
{
	return course_url(p->arena, "/e/", x->chapter->id, x->form->id, tail);
}

/* "21:14" today, else with the day. */
static struct str
clock_text(struct page *p, int64_t at)
{
	const struct zone *z = p->out.zone;

	return zone_day(z, at).n == zone_day(z, p->now).n ?
	    out_clock(&p->out, at) : out_moment(&p->out, at);
}

/* The first time, "only for me" is ticked where the form says so. */
static void
ticks_first(const struct exercise *x, struct values *values)
{
	size_t i;

	if (x->stored.version != 0 || x->form->share != SHARE_ME)
		return;
	for (i = 0; i < x->form->nfields; i++)
		if (x->form->fields[i].private == PRIVATE_NO)
			(void)value_put(values, x->form->fields[i].id, 0,
			    STR_NONE, STR_NONE, true);
}

/* Examples that stand before the exercise on its page of the chapter. */
static void
examples_fill(struct page *p, const struct exercise *x,
    struct exercise_view *v)
{
	size_t i;

	if (x->text == NULL)
		return;
	v->examples = arena_many(p->arena, struct block_view,
	    x->text->nblocks);
	for (i = 0; i < x->text->nblocks; i++) {
		const struct block *b = &x->text->blocks[i];

		if (b->form == x->form)
			return;
		if (b->kind == BLOCK_EXAMPLE)
			v->examples[v->examples_n++] = (struct block_view){
			    .kind = b->kind, .html = b->html,
			    .title = b->title };
	}
}

/* When the last version was sent, though a draft lies over it. */
static int64_t
sent_at(struct page *p, const struct exercise *x)
{
	struct answer before;

	if (x->stored.sent_at != 0 || id_is_none(x->stored.before))
		return x->stored.sent_at;
	return answer_get(p->care, x->stored.before, &before,
	    values_new(p->arena)) ? before.sent_at : 0;
}

static struct str
therapists(struct page *p)
{
	struct str names = team_names(p->care, &p->out);

	return names.len > 0 ? names :
	    out_tr(&p->out, T("your therapist"));
}

static void
exercise_show(struct page *p, struct exercise *x, const struct values *values,
    int64_t version)
{
	struct exercise_view v = { .lang = "" };
	enum lang lang = p->out.lang;
	struct out *o = &p->out;

	page_frame(p, &v.frame, MSG("My plan"), "/plan");
	v.frame.flash_saved = false;
	v.title = words_in(&x->form->title, lang);
	v.why = words_in(&x->form->why, lang);
	v.smaller = words_in(&x->form->smaller, lang);
	v.chapter_title = words_in(x->host != NULL ?
	    &x->host->chapter->title : &x->chapter->title, lang);
	if (words_other(&x->form->title, lang))
		v.lang = lang_tag(x->form->title.used[lang]);
	v.minutes = x->form->minutes;
	v.action = own_url(p, x, "");
	v.keep = own_url(p, x, "/keep");
	v.ask = url_str(p->arena, "/m?about=%s#f-body", str_fmt(p->arena,
	    "e.%.*s.%.*s", STR(x->chapter->id), STR(x->form->id)));
	v.back = chapter_url(p, x, "");
	v.note = exercise_note(p, x);
	v.version = version;
	v.replaced = x->replaced && p->req->method == METHOD_GET;
	v.read_only = read_only(x) || v.replaced;
	v.alone = x->form->share == SHARE_ME;
	if (v.read_only) {
		form_shown(p->arena, x->form, values, lang, &v.shown);
		view_exercise(o, &v);
		return;
	}
	examples_fill(p, x, &v);
	form_view_make(p->arena, x->form, values, x->shows, lang,
	    &p->problems, &v.form);
	v.sent.at = sent_at(p, x);
	v.changing = v.sent.at != 0 && x->stored.sent_at == 0;
	if (x->stored.version != 0 && x->stored.sent_at == 0)
		v.saved = out_tr1(o, T("Saved %1"),
		    clock_text(p, x->stored.saved_at));
	v.therapists = therapists(p);
	v.more = form_more_read(x->form, p->req, x->shows);
	view_exercise(o, &v);
}

int
exercise_get(struct page *p)
{
	struct exercise x;

	if (!exercise_load(p, &x))
		return page_not_found(p);
	if (!chapter_is_open(&x.at) && x.host == NULL && x.stored.version == 0)
		return chapter_closed_show(p, &x.at);
	if (x.replaced && x.stored.version == 0)
		return page_go(p, chapter_url(p, &x, ""));
	ticks_first(&x, x.values);
	form_shows(x.form, x.values, x.env, x.shows);
	exercise_show(p, &x, x.values, x.stored.version);
	return page_ok(p);
}

/*
 * What was posted over what is stored; problems are in the page.  whole: it
 * can be saved as a draft as it is.
 */
static struct values *
posted_read(struct page *p, struct exercise *x, bool *whole)
{
	struct values *got = values_new(p->arena);
	size_t i, k;

	*whole = form_read_post(x->form, p->req, got, &p->problems);
	for (i = 0; i < x->form->nfields; i++) {
		const struct field *f = &x->form->fields[i];

		/* A hidden field that was not in the page keeps its text. */
		if (f->show == NULL || form_posted(f, p->req))
			continue;
		for (k = 0; k < x->values->n; k++) {
			const struct value_at *v = &x->values->at[k];

			if (str_eq(v->field, f->id))
				(void)value_put(got, v->field, v->row, v->col,
				    v->text, v->private);
		}
	}
	form_shows(x->form, got, x->env, x->shows);
	return got;
}

static enum answer_save
exercise_save(struct page *p, struct exercise *x, struct values *got,
    bool send, struct answer *now)
{
	struct hash *bundle = arena_one(p->arena, struct hash);
	enum answer_save done;

	*bundle = content_hash(x->content);
	if (send)
		form_keep_hidden(x->form, x->shows, got);
	done = answer_save(p->care, &x->place,
	    (struct bytes){ bundle->b, sizeof(bundle->b) }, got,
	    page_version(p), send, now);
	if (done == ANSWER_SAVED && x->host == NULL && !x->replaced &&
	    x->at.started_at == 0 && chapter_is_open(&x->at))
		course_page_seen(p->care, &x->e, x->chapter->id,
		    x->page > 0 ? x->page : 1);
	return done;
}

static int
both_show(struct page *p, struct exercise *x, const struct values *got)
{
	struct exercise_both_view v = { 0 };
	struct pair *fields = arena_many(p->arena, struct pair,
	    p->req->form_n);
	enum lang lang = p->out.lang;
	size_t i;

	p->problems.n = 0;		/* their fields are not on this page */
	page_frame(p, &v.frame, MSG("My plan"), "/plan");
	v.action = own_url(p, x, "");
	v.title = words_in(&x->form->title, lang);
	v.version = x->stored.version;
	v.go = req_field(p->req, "go");
	if (v.go.len == 0)
		v.go = S("later");
	form_shown(p->arena, x->form, x->values, lang, &v.saved);
	form_shown(p->arena, x->form, got, lang, &v.mine);
	v.saved_at = clock_text(p, x->stored.saved_at);
	v.fields = fields;
	for (i = 0; i < p->req->form_n; i++) {
		struct str name = p->req->form[i].name;

		if (str_starts(name, S("f.")) || str_starts(name, S("only.")))
			fields[v.fields_n++] = p->req->form[i];
	}
	view_exercise_both(&p->out, &v);
	return page_conflict(p);
}

/* After "Add a row": back to the first list. */
static struct url
list_url(struct page *p, const struct exercise *x)
{
	size_t i;

	for (i = 0; i < x->form->nfields; i++)
		if (x->form->fields[i].type == FIELD_LIST)
			return own_url(p, x, str_fmt(p->arena, "#f-%.*s",
			    STR(x->form->fields[i].id)).at);
	return own_url(p, x, "");
}

/*
 * Something must be looked at before it is sent.  What was typed is kept as a
 * draft meanwhile: whoever closes the page now has it all tomorrow.
 */
static int
exercise_again(struct page *p, struct exercise *x, struct values *got,
    bool whole)
{
	struct answer now;

	if (!whole) {
		exercise_show(p, x, got, page_version(p));
		return page_again(p);
	}
	switch (exercise_save(p, x, got, false, &now)) {
	case ANSWER_CONFLICT:
		return both_show(p, x, got);
	case ANSWER_REFUSED:
		return page_not_found(p);
	case ANSWER_SAVED:
		break;
	}
	p->keep = true;
	x->stored = now;
	exercise_show(p, x, got, now.version);
	return page_again(p);
}

int
exercise_post(struct page *p)
{
	struct str go = req_field(p->req, "go");
	struct exercise x;
	struct values *got;
	struct answer now;
	enum answer_save done;
	const struct field *more = NULL;
	bool send = str_is(go, "done"), whole;

	if (!exercise_load(p, &x))
		return page_not_found(p);
	got = posted_read(p, &x, &whole);
	if (!may_write(p, &x)) {
		if (!read_only(&x))
			return chapter_closed_show(p, &x.at);
		exercise_show(p, &x, got, x.stored.version);
		return page_conflict(p);
	}
	if (p->problems.n > 0 && (send || !whole))
		return exercise_again(p, &x, got, whole);
	if (send)
		more = form_unseen(p->arena, x.form, x.values, got, x.env);
	done = exercise_save(p, &x, got, send && more == NULL, &now);
	if (done == ANSWER_CONFLICT)
		return both_show(p, &x, got);
	if (done == ANSWER_REFUSED)
		return page_not_found(p);
	p->object = now.id;
	if (more != NULL)
		return page_go(p, own_url(p, &x, form_more_tail(p->arena,
		    x.form, more)));
	if (str_is(go, "row"))
		return page_go(p, list_url(p, &x));
	if (!send)
		return page_go(p, url_lit("/today?saved=1"));
	return page_go(p, chapter_url(p, &x, "?saved=1"));
}

/* --- autosave ------------------------------------------------------------ */

static int
keep_message(struct page *p, struct str message, int status)
{
	const struct keep_reply r = { .message = message };

	return keep_json(p, &r, status);
}

int
exercise_keep(struct page *p)
{
	struct keep_reply r = { .form = NULL };
	struct exercise x;
	struct values *got;
	struct answer now;
	enum answer_save done;
	bool whole;

	if (!exercise_load(p, &x))
		return keep_json(p, &r, 404);
	got = posted_read(p, &x, &whole);
	if (!may_write(p, &x))
		return keep_message(p, out_tr(&p->out, T("This can no longer "
		    "be changed. Your text is still here.")), 422);
	if (!whole)
		return keep_message(p, out_tr1(&p->out,
		    p->problems.list[0].text, p->problems.list[0].n), 422);
	done = exercise_save(p, &x, got, false, &now);
	if (done != ANSWER_SAVED)
		return keep_message(p, out_tr(&p->out, T("This was changed in "
		    "another window.")), done == ANSWER_CONFLICT ? 409 : 404);
	r = (struct keep_reply){ x.form, x.shows, now.version, STR_NONE };
	return keep_json(p, &r, 200);
}
