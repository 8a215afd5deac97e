/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/clinic_view.h"

#include <assert.h>

#include "homework/own.h"
#include "homework/pages.h"
#include "homework/views.h"
#include "people/care.h"
#include "people/page_frame.h"
#include "people/patient.h"

/* The clinic's view of one patient's homework: all of it, one, its plans. */

static void
row_fill(struct page *p, struct work_row *row, const struct homework *h)
{
	struct day today = zone_day(p->care->zone, p->now);

	row->h = *h;
	row->name = homework_name(h, p->care->lang);
	row->passed = h->state == HOMEWORK_AGREED && !h->reported &&
	    h->plan.until.n != DAY_NONE_N && h->plan.until.n < today.n;
}

static void
clinic_frame(struct page *p, struct frame *f, struct msg title)
{
	page_frame(p, f, title, "/list");
	page_frame_patient(p, f, "homework");
}

int
work_get(struct page *p)
{
	struct work_view v = { .lang = p->care->lang };
	struct enrolment e;
	const struct content *content = homework_content(p, &e);
	struct homework *list = NULL;
	int *entries;
	size_t i;

	clinic_frame(p, &v.frame, MSG("Homework"));
	v.write = (p->care->scopes & SCOPE_WRITE) != 0 && content != NULL;
	if (content != NULL)
		v.n = homework_list(p->care, content, &list);
	assert(v.n == 0 || list != NULL);
	v.rows = arena_many(p->arena, struct work_row, v.n + 1);
	entries = arena_many(p->arena, int, v.n + 1);
	entry_counts(p->care, list, v.n, entries);
	for (i = 0; i < v.n; i++) {
		row_fill(p, &v.rows[i], &list[i]);
		v.rows[i].entries = entries[i];
		v.open += list[i].state != HOMEWORK_ENDED;
	}
	v.unsure_n = unsure_open(p->care, &v.unsure);
	p->noted = homework_note_looked;
	view_work(&p->out, &v);
	return page_ok(p);
}

/* --- one ------------------------------------------------------------------ */

static bool
one_load(struct page *p, struct work_one_view *v)
{
	struct enrolment e;
	const struct content *content = homework_content(p, &e);
	struct homework h;
	struct entry *entries;
	size_t n, i;

	if (content == NULL || !homework_get(p->care, content, p->ids[0], &h))
		return false;
	v->lang = p->care->lang;
	v->write = (p->care->scopes & SCOPE_WRITE) != 0 &&
	    h.state != HOMEWORK_ENDED;
	row_fill(p, &v->row, &h);
	clinic_frame(p, &v->frame, MSG("Homework"));
	v->plans_n = homework_plans(p->care, h.id, &v->plans);
	n = entry_list(p->care, &h, &entries);
	v->row.entries = (int)n;
	v->entries = arena_many(p->arena, struct entry_view, n + 1);
	for (i = 0; i < n; i++) {
		struct values *values = values_new(p->arena);
		struct entry_view *x = &v->entries[v->entries_n++];
		struct answer a;

		*x = (struct entry_view){ .n = entries[i].n,
		    .at = entries[i].answer.sent_at };
		if (answer_get(p->care, entries[i].answer.id, &a, values))
			answer_shown(p->care, p->content_of(p, a.bundle), &a,
			    values, &x->shown);
	}
	plan_form_make(p, h.task, h.asked.n > 0 ? &h.asked : &h.plan,
	    v->lang, &v->form);
	v->form.titled = h.task == NULL;
	v->form.reasoned = v->form.clinic = true;
	return true;
}

int
work_one_get(struct page *p)
{
	struct work_one_view v = { 0 };

	if (!one_load(p, &v))
		return page_not_found(p);
	p->noted = homework_note_looked;
	p->noted_of = p->ids[0];
	p->object = p->ids[0];
	view_work_one(&p->out, &v);
	return page_ok(p);
}

static struct url
one_url(struct page *p)
{
	return url_id2(p->arena, "/p/%s/w/%s?saved=1", p->care->patient,
	    p->ids[0]);
}

int
work_plan_post(struct page *p)
{
	struct work_one_view v = { 0 };
	enum plan_saved saved = PLAN_REFUSED;
	struct plan plan;
	int64_t n;

	if (!one_load(p, &v) || !v.write)
		return page_not_found(p);
	p->object = p->ids[0];
	if (!plan_form_read(p, v.row.h.asked.n > 0 ? &v.row.h.asked :
	    &v.row.h.plan, &plan) ||
	    !str_int(req_field(p->req, "n"), 0, INT32_MAX, &n))
		return 400;
	if (p->problems.n == 0)
		saved = homework_change(p->care, p->ids[0], &plan, (int)n,
		    &p->problems);
	if (saved == PLAN_SAVED || saved == PLAN_ASKED)
		return page_go(p, one_url(p));
	if (saved == PLAN_NONE)
		return page_not_found(p);
	plan_form_make(p, v.row.h.task, &plan, v.lang, &v.form);
	v.form.titled = v.row.h.task == NULL;
	v.form.reasoned = v.form.clinic = true;
	if (saved == PLAN_CONFLICT) {
		v.both = true;
		v.other = v.row.h.asked.n > 0 ? v.row.h.asked : v.row.h.plan;
	}
	view_work_one(&p->out, &v);
	return saved == PLAN_CONFLICT ? page_conflict(p) : page_again(p);
}

int
work_end_post(struct page *p)
{
	struct str how = req_field(p->req, "how");
	enum homework_end end = str_is(how, "done") ? END_DONE :
	    str_is(how, "none") ? END_NONE : END_STOPPED;

	p->object = p->ids[0];
	if ((p->care->scopes & SCOPE_WRITE) == 0 ||
	    !homework_end(p->care, p->ids[0], end))
		return page_not_found(p);
	return page_go(p, url_id(p->arena, "/p/%s/w?saved=1",
	    p->care->patient));
}

int
work_talked_post(struct page *p)
{
	p->object = p->ids[0];
	if ((p->care->scopes & SCOPE_WRITE) == 0 ||
	    !homework_talked(p->care, p->ids[0]))
		return page_not_found(p);
	return page_go(p, one_url(p));
}

int
work_unsure_post(struct page *p)
{
	if ((p->care->scopes & SCOPE_WRITE) == 0)
		return page_not_found(p);
	(void)unsure_close(p->care);
	return page_go(p, url_id(p->arena, "/p/%s/w?saved=1",
	    p->care->patient));
}
