/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/pages.h"

#include "course/course.h"
#include "homework/card.h"
#include "homework/view.h"
#include "homework/views.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "people/patient.h"
#include "people/team.h"

const int homework_dots[11] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };

struct msg
homework_amount_text(enum homework_amount a)
{
	switch (a) {
	case AMOUNT_NOT:
		return MSG("Not this time");
	case AMOUNT_PARTLY:
		return MSG("Partly");
	case AMOUNT_DID:
		return MSG("Did it");
	case AMOUNT_OTHER:
		return MSG("Something else");
	}
	return (struct msg){ NULL };
}

static const struct content *
own_content(struct page *p, struct enrolment *e)
{
	if (!course_current(p->care, e))
		return NULL;
	return p->content_of(p, e->bundle);
}

struct html
homework_card(struct page *p, const struct chapter *chapter, struct str task)
{
	struct homework_card_view v = { .chapter = chapter->id };
	struct buf b = buf_new(p->arena, 64 * 1024);
	struct out o = p->out;
	struct enrolment e;
	const struct content *content = own_content(p, &e);
	const struct programme *programme;
	struct homework *list;
	size_t n, i;

	if (content == NULL)
		return (struct html){ STR_NONE };
	programme = content_programme(content, e.programme);
	v.task = programme == NULL ? NULL : programme_task(programme, task);
	if (v.task == NULL)
		return (struct html){ STR_NONE };
	n = homework_list(p->care, content, &list);
	for (i = 0; i < n; i++)
		if (list[i].task == v.task && list[i].state != HOMEWORK_ENDED &&
		    str_eq(list[i].chapter, chapter->id)) {
			v.agreed = true;
			v.homework = list[i].id;
			v.reported = list[i].reported;
		}
	o.buf = &b;
	view_homework_card(&o, &v);
	return (struct html){ buf_str(&b) };
}

struct html
homework_plan(struct page *p, const struct enrolment *e)
{
	struct buf b = buf_new(p->arena, 128 * 1024);
	struct out o = p->out;
	struct homework *list;
	size_t n = homework_list(p->care, p->content_of(p, e->bundle), &list);

	if (n == 0)
		return (struct html){ STR_NONE };
	o.buf = &b;
	view_homework_plan(&o, list, n);
	return (struct html){ buf_str(&b) };
}

/* The chapter must propose this task in the pinned programme. */
static bool
proposes(const struct programme *programme, struct str chapter, struct str task)
{
	const struct chapter *c = programme == NULL ? NULL :
	    programme_chapter(programme, chapter);
	size_t i;

	for (i = 0; c != NULL && i < c->nhomework; i++)
		if (str_eq(c->homework[i]->id, task))
			return true;
	return false;
}

int
homework_agree_post(struct page *p)
{
	struct str chapter = req_field(p->req, "chapter");
	struct str task = req_field(p->req, "task");
	struct enrolment e;
	const struct content *content = own_content(p, &e);

	if (content == NULL || !proposes(content_programme(content,
	    e.programme), chapter, task))
		return page_not_found(p);
	p->object = homework_agree(p->care, &e, chapter, task);
	return page_go(p, url_id(p->arena, "/h/%s?agreed=1", p->object));
}

static bool
page_load(struct page *p, struct homework_view *v)
{
	struct enrolment e;
	const struct content *content = own_content(p, &e);
	struct patient patient;

	if (content == NULL || !homework_get(p->care, content, p->ids[0], &v->h))
		return false;
	page_frame(p, &v->frame, MSG("What we agreed"), "/today");
	v->frame.flash_saved = false;
	patient_get(p->care, &patient);
	v->matters = patient.matters;
	v->therapist = team_names(p->care, &p->out);
	if (v->therapist.len == 0)
		v->therapist = out_tr(&p->out, T("your therapist"));
	if (p->clinic != NULL)
		v->answer_by = out_moment(&p->out,
		    team_next_reading(p->care, p->clinic));
	v->amount = v->h.reported ? (int)v->h.report.amount : -1;
	v->hard = v->h.report.hard;
	v->noticed = v->h.report.noticed;
	v->version = v->h.reported ? v->h.report.version : 0;
	return true;
}

int
homework_page_get(struct page *p)
{
	struct homework_view v = { 0 };

	if (!page_load(p, &v))
		return page_not_found(p);
	v.saved = str_is(req_query(p->req, "told"), "1");
	v.change = str_is(req_query(p->req, "change"), "1");
	v.agreed = !v.h.reported && str_is(req_query(p->req, "agreed"), "1");
	p->noted = homework_note_read;
	view_homework_page(&p->out, &v);
	return page_ok(p);
}

static bool
report_read(struct page *p, struct homework_view *v, int64_t *version)
{
	int64_t n = -1;

	v->hard = -1;
	v->amount = -1;
	v->noticed = str_trim(req_field(p->req, "noticed"));
	if (req_field(p->req, "hard").len > 0 &&
	    !str_int(req_field(p->req, "hard"), 0, 10, &n))
		return false;
	v->hard = (int)n;
	n = -1;
	if (req_field(p->req, "amount").len > 0 &&
	    !str_int(req_field(p->req, "amount"), 0, 3, &n))
		return false;
	v->amount = (int)n;
	if (v->amount < 0)
		problem_add(&p->problems, S("amount"),
		    T("Choose what fits best. Partly counts."));
	return str_int(req_field(p->req, "version"), 0, INT32_MAX, version);
}

static int
report_conflict(struct page *p, const struct homework_view *v)
{
	struct homework_both_view both = { .amount = v->amount,
	    .hard = v->hard, .noticed = v->noticed, .frame = v->frame,
	    .h = v->h };

	view_homework_both(&p->out, &both);
	return page_conflict(p);
}

int
homework_page_post(struct page *p)
{
	struct homework_view v = { 0 };
	int64_t version = 0;
	enum report_saved saved = REPORT_REFUSED;

	if (!page_load(p, &v))
		return page_not_found(p);
	p->object = p->ids[0];
	if (!report_read(p, &v, &version))
		return 400;
	if (p->problems.n == 0)
		saved = homework_report(p->care, p->ids[0],
		    (enum homework_amount)v.amount, v.hard, v.noticed, version,
		    &p->problems);
	switch (saved) {
	case REPORT_SAVED:
		return page_go(p, url_id(p->arena, "/h/%s?told=1", p->ids[0]));
	case REPORT_CONFLICT:
		return report_conflict(p, &v);
	case REPORT_NONE:
		return page_not_found(p);
	case REPORT_REFUSED:
		break;
	}
	v.change = true;
	v.version = version;
	view_homework_page(&p->out, &v);
	return page_again(p);
}

/* What somebody answered to this report meanwhile. */
static void
answer_saved(struct page *p, struct homework_answer_view *v)
{
	struct enrolment e;
	const struct content *content = own_content(p, &e);
	struct homework *list;
	size_t i, n = content == NULL ? 0 :
	    homework_list(p->care, content, &list);

	for (i = 0; i < n; i++)
		if (list[i].reviewed && id_eq(list[i].report.id, v->report))
			v->saved = list[i].review;
}

static void
answer_show(struct page *p, struct homework_answer_view *v)
{
	page_frame(p, &v->frame, MSG("Overview"), "/list");
	page_frame_patient(p, &v->frame, "");
	v->frame.narrow = true;
	if (v->late)
		answer_saved(p, v);
	view_homework_answer(&p->out, v);
}

/* The therapist's answer; the form stands on the patient's page. */
int
homework_review_post(struct page *p)
{
	struct homework_answer_view v = { .report = p->ids[0],
	    .reply = str_trim(req_field(p->req, "reply")) };
	enum review_state state;

	if ((p->care->scopes & SCOPE_WRITE) == 0)
		return page_not_found(p);
	p->object = p->ids[0];
	state = homework_review_state(p->care, p->ids[0]);
	v.late = state == REVIEW_DONE || state == REVIEW_OLD;
	if (v.late) {
		answer_show(p, &v);
		return page_conflict(p);
	}
	if (!homework_review(p->care, p->ids[0], v.reply, &p->problems))
		return page_not_found(p);
	if (p->problems.n > 0) {
		answer_show(p, &v);
		return page_again(p);
	}
	return page_go(p, url_id(p->arena, "/p/%s?saved=1", p->care->patient));
}
