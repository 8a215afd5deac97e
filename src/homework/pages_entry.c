/* SPDX-License-Identifier: Apache-2.0 */
#include "answers/keep.h"
#include "homework/entry_view.h"
#include "homework/own.h"
#include "homework/pages.h"
#include "homework/views.h"
#include "people/care.h"
#include "people/page_frame.h"

/* One time of doing it, written down: a worksheet on a phone. */

enum { ENTRY_N_MAX = 100000 };

struct sheet {
	struct enrolment e;
	const struct content *content;
	struct homework h;
	const struct form *form;
	struct answer_place place;
	struct answer stored;		/* version 0: nothing yet */
	struct values *values;
	bool *shows;
	int n;
};

void
homework_entries(struct page *p, const struct content *content,
    struct homework_view *v)
{
	struct entry *list;
	size_t n, i;

	v->sheet = entry_form(content, &v->h) != NULL;
	if (!v->sheet)
		return;
	n = entry_list(p->care, &v->h, &list);
	v->entries = (int)n;
	v->entry_n = entry_next(list, n);
	v->written = arena_many(p->arena, struct entry_view, n + 1);
	for (i = 0; i < n; i++) {
		const struct answer *a = &list[i].answer;
		bool draft = a->sent_at == 0;

		/* One is gone on with by the button, while there is one. */
		if (!draft || v->h.state == HOMEWORK_ENDED)
			v->written[v->written_n++] = (struct entry_view){
			    .n = list[i].n, .draft = draft, .at = draft ?
			    a->saved_at : a->sent_at };
	}
}

static bool
sheet_load(struct page *p, struct sheet *s)
{
	int64_t n;

	*s = (struct sheet){ .n = 0 };
	s->content = homework_content(p, &s->e);
	if (s->content == NULL || !homework_get(p->care, s->content, p->ids[0],
	    &s->h) || !str_int(p->words[0], 1, ENTRY_N_MAX, &n))
		return false;
	s->n = (int)n;
	s->form = entry_form(s->content, &s->h);
	if (s->form == NULL || s->h.state == HOMEWORK_PROPOSED)
		return false;
	s->place = entry_place(p->arena, &s->h, s->form, s->n);
	s->values = values_new(p->arena);
	s->shows = arena_many(p->arena, bool, s->form->nfields);
	(void)answer_newest(p->care, &s->place, &s->stored, s->values);
	return true;
}

static struct url
own_url(struct page *p, const struct sheet *s, const char *tail)
{
	return (struct url){ str_fmt(p->arena, "/h/%.*s/e/%d%s",
	    STR(id_hex(p->arena, s->h.id)), s->n, tail) };
}

static bool
in_steps(const struct sheet *s)
{
	return s->h.task != NULL && s->h.task->steps_help;
}

static void
sheet_show(struct page *p, struct sheet *s, const struct values *values,
    int64_t version)
{
	struct homework_entry_view v = { .h = s->h, .n = s->n,
	    .version = version };

	page_frame(p, &v.frame, MSG("What we agreed"), "/today");
	v.frame.flash_saved = false;
	v.name = homework_name(&s->h, p->out.lang);
	if (s->h.task != NULL)
		v.example = s->h.task->example.in[p->out.lang];
	v.therapist = homework_therapist(p);
	v.read_only = p->care->over;
	if (v.read_only) {
		answer_shown(p->care, p->content_of(p, s->stored.bundle),
		    &s->stored, values, &v.mine);
		view_homework_entry(&p->out, &v);
		return;
	}
	v.sent = s->stored.sent_at != 0;
	if (s->stored.version != 0 && s->stored.sent_at == 0)
		v.saved = out_tr1(&p->out, T("Saved %1"),
		    out_moment(&p->out, s->stored.saved_at));
	form_shows(s->form, values, NULL, s->shows);
	v.more = form_more_read(s->form, p->req, s->shows);
	form_view_make(p->arena, s->form, values, s->shows, p->out.lang,
	    &p->problems, &v.form);
	v.steps.wanted = in_steps(s);
	steps_make(&v.form, p->req, v.more, v.sent, &v.steps);
	v.steps.so_far = &v.mine;
	form_shown(p->arena, s->form, values, p->out.lang, &v.mine);
	v.steps.other = own_url(p, s, v.steps.at == 0 ? "?step=1" : "?all=1");
	v.action = own_url(p, s, steps_tail(p->arena, &v.steps));
	v.keep = own_url(p, s, str_fmt(p->arena, "/keep%s", steps_tail(
	    p->arena, &v.steps)).at);
	view_homework_entry(&p->out, &v);
}

int
homework_entry_get(struct page *p)
{
	struct sheet s;

	if (!sheet_load(p, &s) || (p->care->over && s.stored.version == 0))
		return page_not_found(p);
	sheet_show(p, &s, s.values, s.stored.version);
	return page_ok(p);
}

static enum answer_save
sheet_save(struct page *p, struct sheet *s, struct values *got, bool send,
    struct answer *now)
{
	struct hash *bundle = arena_one(p->arena, struct hash);

	*bundle = content_hash(s->content);
	form_shows(s->form, got, NULL, s->shows);
	if (send)
		form_keep_hidden(s->form, s->shows, got);
	return answer_save(p->care, &s->place, (struct bytes){ bundle->b,
	    sizeof(bundle->b) }, got, page_version(p), send, now);
}

static int
sheet_both(struct page *p, struct sheet *s, const struct values *got)
{
	struct homework_entry_view v = { .h = s->h, .n = s->n,
	    .version = s->stored.version };
	struct pair *fields = arena_many(p->arena, struct pair,
	    p->req->form_n + 1);
	size_t i;

	p->problems.n = 0;		/* their fields are not on this page */
	page_frame(p, &v.frame, MSG("What we agreed"), "/today");
	v.name = homework_name(&s->h, p->out.lang);
	v.action = own_url(p, s, "");
	form_shown(p->arena, s->form, got, p->out.lang, &v.mine);
	form_shown(p->arena, s->form, s->values, p->out.lang, &v.theirs);
	for (i = 0; i < p->req->form_n; i++) {
		struct str name = p->req->form[i].name;

		/* What was pressed is pressed again: done is done. */
		if (str_starts(name, S("f.")) ||
		    str_starts(name, S("only.")) || str_is(name, "go"))
			fields[v.fields_n++] = p->req->form[i];
	}
	v.fields = fields;
	view_homework_entry_both(&p->out, &v);
	return page_conflict(p);
}

/* As with an exercise: kept as a draft while a number is looked at again. */
static int
sheet_again(struct page *p, struct sheet *s, struct values *got, bool whole)
{
	struct answer now;

	if (!whole) {
		sheet_show(p, s, got, page_version(p));
		return page_again(p);
	}
	switch (sheet_save(p, s, got, false, &now)) {
	case ANSWER_CONFLICT:
		return sheet_both(p, s, got);
	case ANSWER_REFUSED:
		return page_not_found(p);
	case ANSWER_SAVED:
		break;
	}
	p->keep = true;
	s->stored = now;
	sheet_show(p, s, got, now.version);
	return page_again(p);
}

int
homework_entry_post(struct page *p)
{
	struct str go = req_field(p->req, "go");
	struct values *got = values_new(p->arena);
	struct sheet s;
	struct answer now;
	enum answer_save done;
	const struct field *more = NULL;
	bool send = str_is(go, "done"), whole;

	if (!sheet_load(p, &s))
		return page_not_found(p);
	p->object = s.h.id;
	whole = form_read_post(s.form, p->req, got, &p->problems);
	if (p->problems.n > 0 && (send || !whole || str_is(go, "next")))
		return sheet_again(p, &s, got, whole);
	if (send)
		more = form_unseen(p->arena, s.form, s.values, got, NULL);
	done = sheet_save(p, &s, got, send && more == NULL, &now);
	if (done == ANSWER_CONFLICT)
		return sheet_both(p, &s, got);
	if (done == ANSWER_REFUSED)
		return page_not_found(p);
	p->object = now.id;
	if (more != NULL)
		return page_go(p, own_url(p, &s, form_more_tail(p->arena,
		    s.form, more)));
	if (str_is(go, "row") || str_is(go, "next") || str_is(go, "prev"))
		return page_go(p, own_url(p, &s, steps_after(p->arena, p->req,
		    go, in_steps(&s))));
	return page_go(p, url_id(p->arena, send ?
	    "/h/%s?done=entry" : "/h/%s?done=later", s.h.id));
}

int
homework_entry_keep(struct page *p)
{
	struct values *got = values_new(p->arena);
	struct sheet s;
	struct answer now;
	struct keep_reply r = { .form = NULL };

	if (!sheet_load(p, &s))
		return keep_json(p, &r, 404);
	if (!form_read_post(s.form, p->req, got, &p->problems)) {
		r.message = out_tr1(&p->out, p->problems.list[0].text,
		    p->problems.list[0].n);
		return keep_json(p, &r, 422);
	}
	switch (sheet_save(p, &s, got, false, &now)) {
	case ANSWER_CONFLICT:
		r.message = out_tr(&p->out, T("This was changed in another "
		    "window."));
		return keep_json(p, &r, 409);
	case ANSWER_REFUSED:
		return keep_json(p, &r, 404);
	case ANSWER_SAVED:
		break;
	}
	if (in_steps(&s))
		steps_mask(p->req, s.shows, s.form->nfields);
	r = (struct keep_reply){ s.form, s.shows, now.version, STR_NONE };
	return keep_json(p, &r, 200);
}
