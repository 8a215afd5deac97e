/* SPDX-License-Identifier: Apache-2.0 */
#include "course/course.h"
#include "encounters/card.h"
#include "encounters/form.h"
#include "encounters/pages.h"
#include "encounters/view.h"
#include "encounters/views.h"
#include "homework/card.h"
#include "homework/unsure.h"
#include "people/care.h"
#include "people/page_frame.h"

/* One talk: homework first, then the agenda, the note, what was agreed. */

static const struct content *
content_here(struct page *p, struct enrolment *e)
{
	return course_current(p->care, e) ? p->content_of(p, e->bundle) :
	    p->content;
}

static bool
posted_id(struct page *p, const char *name, struct id want)
{
	struct id id;
	struct str s;
	size_t i;

	for (i = 0; req_field_at(p->req, name, i, &s); i++)
		if (id_parse(s, &id) && id_eq(id, want))
			return true;
	return false;
}

/* Open ones, and what was told and not answered yet. */
static void
work_fill(struct page *p, struct talk_view *v)
{
	struct enrolment e;
	struct homework *list;
	const struct content *content = content_here(p, &e);
	size_t n = homework_list(p->care, content, &list), i;

	v->work = arena_many(p->arena, struct talk_work, n + 1);
	for (i = 0; i < n; i++) {
		const struct homework *h = &list[i];
		bool told = h->reported && h->report.reviewed_at == 0;
		struct talk_work *w = &v->work[v->work_n];

		if (h->state == HOMEWORK_ENDED && !told)
			continue;
		*w = (struct talk_work){ .id = h->id, .state = h->state,
		    .name = homework_name(h, p->out.lang),
		    .noticed = STR_NONE };
		if (told) {
			w->report = h->report.id;
			w->noticed = h->report.noticed;
		}
		w->tick = told || h->state == HOMEWORK_TALK;
		w->ticked = w->tick && posted_id(p, told ? "told" : "talk",
		    told ? w->report : w->id);
		v->work_n++;
	}
}

static void
unsure_fill(struct page *p, struct talk_view *v)
{
	struct unsure *list;
	size_t n = unsure_list(p->care, &list);

	v->unsure = n > 0 && list[0].closed_at == 0;
	if (!v->unsure)
		return;
	v->unsure_here = id_eq(list[0].about_id, v->e.id);
	v->unsure_words = list[0].words;
	v->unsure_ticked = str_is(req_field(p->req, "unsure"), "1");
}

static void
frame_fill(struct page *p, struct frame *f)
{
	page_frame(p, f, MSG("Talks"), "/list");
	page_frame_patient(p, f, "talks");
	f->keys = "page";
}

static void
one_show(struct page *p, struct talk_view *v)
{
	frame_fill(p, &v->frame);
	v->write = (p->care->scopes & SCOPE_WRITE) != 0;
	work_fill(p, v);
	unsure_fill(p, v);
	v->versions_n = encounter_versions(p->care, v->e.id, &v->versions);
	view_talk_page(&p->out, v);
}

int
contact_one_get(struct page *p)
{
	struct talk_view v = { 0 };

	if (!encounter_get(p->care, p->ids[0], &v.e))
		return page_not_found(p);
	p->object = v.e.id;
	v.words = v.e.words;
	(void)encounter_draft(p->care, v.e.id, &v.words, &v.version,
	    &v.saved_at);
	/* The draft is of the note; the place is in the form beside it. */
	v.words.place = v.e.words.place;
	when_form_show(p, &v.e, &v.when);
	v.state = v.e.state;
	v.state_set = v.e.state != ENCOUNTER_PLANNED;
	one_show(p, &v);
	return page_ok(p);
}

static void
words_read(struct page *p, struct encounter_words *w)
{
	w->agenda = str_trim(req_field(p->req, "agenda"));
	w->note = str_trim(req_field(p->req, "note"));
	w->agreed = str_trim(req_field(p->req, "agreed"));
}

/* Somebody saved it meanwhile: both texts. */
static int
both_show(struct page *p, const struct encounter *saved,
    const struct encounter_words *words, int64_t version)
{
	struct talk_both_view v = { .saved = *saved, .words = *words,
	    .version = version };
	struct pair *fields = arena_many(p->arena, struct pair,
	    p->req->form_n + 1);
	size_t i;

	for (i = 0; i < p->req->form_n; i++) {
		struct str name = p->req->form[i].name;

		if (!str_is(name, "csrf") && !str_is(name, "sid") &&
		    !str_is(name, "n") && !str_is(name, "version") &&
		    !str_is(name, "go"))
			fields[v.fields_n++] = p->req->form[i];
	}
	v.fields = fields;
	words_read(p, &v.typed);
	frame_fill(p, &v.frame);
	view_talk_both(&p->out, &v);
	return page_conflict(p);
}

static bool
state_read(struct page *p, enum encounter_state *out)
{
	struct str s = req_field(p->req, "state");
	int k;

	for (k = 0; k < ENCOUNTER_STATES; k++)
		if (str_is(s, encounter_state_id((enum encounter_state)k))) {
			*out = (enum encounter_state)k;
			return true;
		}
	return false;
}

/* What was ticked as talked about, once the talk is saved. */
static void
talked_save(struct page *p)
{
	struct review_new r = { .reply = STR_NONE, .template = STR_NONE,
	    .amount = -1, .quality = -1, .edited = true, .talked = true };
	struct problems none = { .n = 0 };
	struct str s;
	struct id id;
	size_t i;

	for (i = 0; req_field_at(p->req, "told", i, &s) &&
	    r.n < REVIEW_REPORTS_MAX; i++)
		if (id_parse(s, &id) && homework_review_state(p->care, id) ==
		    REVIEW_OPEN)
			r.reports[r.n++] = id;
	if (r.n > 0)
		(void)homework_review(p->care, &r, &none);
	for (i = 0; req_field_at(p->req, "talk", i, &s) && i < 50; i++)
		if (id_parse(s, &id))
			(void)homework_talked(p->care, id);
	if (str_is(req_field(p->req, "unsure"), "1"))
		(void)unsure_close(p->care);
}

static int
one_draft(struct page *p, const struct encounter *e,
    const struct encounter_words *w, int64_t seen, const char *go)
{
	int64_t version;

	if (!encounter_draft_save(p->care, e->id, w, seen, &version)) {
		struct encounter_words saved = e->words;
		int64_t at;

		(void)encounter_draft(p->care, e->id, &saved, &version, &at);
		return both_show(p, e, &saved, version);
	}
	return page_go(p, url_id2(p->arena, go, p->care->patient, e->id));
}

static int
one_save(struct page *p, struct talk_view *v, struct encounter *new,
    int64_t n_seen)
{
	switch (encounter_change(p->care, v->e.id, new, (int)n_seen,
	    &p->problems)) {
	case ENCOUNTER_SAVED:
		break;
	case ENCOUNTER_CONFLICT:
		return both_show(p, &v->e, &v->e.words, v->version);
	case ENCOUNTER_REFUSED:
		one_show(p, v);
		return page_again(p);
	case ENCOUNTER_NONE:
		return page_not_found(p);
	}
	if (new->state == ENCOUNTER_HELD)
		talked_save(p);
	return page_go(p, url_id(p->arena, "/p/%s/t?saved=1",
	    p->care->patient));
}

int
contact_one_post(struct page *p)
{
	struct talk_view v = { .state_set = true };
	struct encounter new;
	struct str go = req_field(p->req, "go");
	struct encounter_words draft;
	int64_t n_seen = 0, seen = 0, now_version, at;
	bool drafted;

	if ((p->care->scopes & SCOPE_WRITE) == 0 ||
	    !encounter_get(p->care, p->ids[0], &v.e))
		return page_not_found(p);
	p->object = v.e.id;
	new = v.e;
	if (!str_int(req_field(p->req, "n"), 1, 100000, &n_seen) ||
	    !str_int(req_field(p->req, "version"), 0, INT32_MAX, &seen))
		return 400;
	words_read(p, &new.words);
	v.words = new.words;
	v.version = seen;
	if (str_is(go, "later"))
		return one_draft(p, &v.e, &new.words, seen,
		    "/p/%s/t/%s?saved=1");
	if (str_is(go, "propose"))
		return one_draft(p, &v.e, &new.words, seen, "/p/%s/t/%s/w");
	drafted = encounter_draft(p->care, v.e.id, &draft, &now_version, &at);
	if (drafted && now_version != seen)
		return both_show(p, &v.e, &draft, now_version);
	v.version = now_version;
	(void)when_form_read(p, &v.when, &new);
	v.state_set = state_read(p, &new.state);
	if (!v.state_set)
		problem_add(&p->problems, S("state"),
		    T("Choose what became of it."));
	v.state = new.state;
	if (p->problems.n > 0) {
		one_show(p, &v);
		return page_again(p);
	}
	return one_save(p, &v, &new, n_seen);
}

int
contact_one_keep(struct page *p)
{
	struct encounter_words w = { .place = STR_NONE };
	struct encounter e;
	int64_t seen = 0, version = 0;

	if ((p->care->scopes & SCOPE_WRITE) == 0 ||
	    !encounter_get(p->care, p->ids[0], &e))
		return page_not_found(p);
	if (!str_int(req_field(p->req, "version"), 0, INT32_MAX, &seen))
		return 400;
	words_read(p, &w);
	if (str_utf8_len(w.note) > ENCOUNTER_NOTE_MAX ||
	    str_utf8_len(w.agenda) > ENCOUNTER_AGENDA_MAX ||
	    str_utf8_len(w.agreed) > ENCOUNTER_AGREED_MAX)
		return 422;
	if (!encounter_draft_save(p->care, e.id, &w, seen, &version)) {
		page_json(p, S("{}"));
		return 409;
	}
	return page_json(p, str_fmt(p->arena,
	    "{\"saved\":\"%.*s\",\"version\":%lld}",
	    STR(out_clock(&p->out, p->now)), (long long)version));
}

/* "Propose homework out of this": of what was agreed, never of the note. */
int
contact_one_work_get(struct page *p)
{
	struct encounter_words words;
	struct encounter e;
	int64_t version, at;

	if (!encounter_get(p->care, p->ids[0], &e))
		return page_not_found(p);
	p->object = e.id;
	words = e.words;
	(void)encounter_draft(p->care, e.id, &words, &version, &at);
	return work_new_from_meeting(p, e.id, words.agreed);
}
