/* SPDX-License-Identifier: Apache-2.0 */
#include "messages/pages.h"

#include "course/course.h"
#include "homework/card.h"
#include "messages/view.h"
#include "messages/views.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "people/patient.h"
#include "people/team.h"
#include "programme/content.h"

enum { THREAD_MAX = 200 };

static bool
clinician(const struct page *p)
{
	return p->care->relation != REL_OWN;
}

static void
page_load(struct page *p, struct message_view *v)
{
	v->clinician = clinician(p);
	page_frame(p, &v->frame, MSG("Messages"),
	    v->clinician ? "/list" : "/m");
	if (v->clinician) {
		page_frame_patient(p, &v->frame, "messages");
		v->frame.keys = "page";
		v->frame.narrow = true;
		v->other = v->frame.patient_name;
		v->action = url_id(p->arena, "/p/%s/m", p->care->patient);
		v->keep = url_id(p->arena, "/p/%s/m/keep", p->care->patient);
	} else {
		v->other = team_names(p->care, &p->out);
		if (v->other.len == 0)
			v->other = out_tr(&p->out, T("your therapist"));
		v->action = url_lit("/m");
		v->keep = url_lit("/m/keep");
		if (p->clinic != NULL)
			v->read_by = out_moment(&p->out,
			    team_next_reading(p->care, p->clinic));
	}
}

/* "I am unsure" stands above the form; the answer may begin with questions. */
static void
unsure_fill(struct page *p, struct message_view *v)
{
	struct unsure *list;

	if (unsure_list(p->care, &list) > 0 && list[0].closed_at == 0)
		v->unsure = &list[0];
	v->unsure_said = str_is(req_query(p->req, "unsure"), "1");
}

/* A question from a chapter begins with its title. */
static struct str
about(struct page *p)
{
	struct str id = req_query(p->req, "about");
	struct enrolment e;
	struct chapter_progress chapter;

	if (id.len == 0 || clinician(p) || !course_current(p->care, &e) ||
	    !course_chapter(p->care, &e, p->content_of(p, e.bundle), id,
	    &chapter))
		return STR_NONE;
	return out_tr1(&p->out, T("About “%1”: "),
	    words_in(&chapter.chapter->title, p->out.lang));
}

static int
thread_get(struct page *p)
{
	struct message_view v = { 0 };

	page_load(p, &v);
	v.n = message_list(p->care, THREAD_MAX, &v.list);
	v.body = message_draft(p->care, &v.version, &v.saved_at);
	if (v.body.len == 0)
		v.body = v.clinician && str_is(req_query(p->req, "open"), "1") ?
		    homework_open_questions(p) : about(p);
	unsure_fill(p, &v);
	p->noted = message_note_read;
	view_message_page(&p->out, &v);
	return page_ok(p);
}

static int
both(struct page *p, struct str body)
{
	struct message_view v = { 0 };
	struct str saved;

	page_load(p, &v);
	v.body = body;
	saved = message_draft(p->care, &v.version, &v.saved_at);
	view_message_both(&p->out, &v, saved);
	return page_conflict(p);
}

static int
again(struct page *p, struct str body, int64_t version)
{
	struct message_view v = { 0 };

	page_load(p, &v);
	v.n = message_list(p->care, THREAD_MAX, &v.list);
	v.body = body;
	v.version = version;
	view_message_page(&p->out, &v);
	return page_again(p);
}

static int
thread_post(struct page *p)
{
	struct str body = req_field(p->req, "body");
	struct url back = clinician(p) ? url_id(p->arena, "/p/%s/m?saved=1",
	    p->care->patient) : url_lit("/m?saved=1");
	int64_t seen = 0, version, saved_at;

	if (clinician(p) && (p->care->scopes & SCOPE_WRITE) == 0)
		return page_not_found(p);
	if (!str_int(req_field(p->req, "version"), 0, INT32_MAX, &seen))
		return 400;
	if (str_is(req_field(p->req, "go"), "later")) {
		if (!message_draft_save(p->care, body, seen, &version))
			return both(p, body);
		return page_go(p, clinician(p) ? url_id(p->arena,
		    "/p/%s?saved=1", p->care->patient) :
		    url_lit("/today?saved=1"));
	}
	message_draft(p->care, &version, &saved_at);
	if (version != seen && version != 0)
		return both(p, body);
	if (!message_send(p->care, body, &p->object, &p->problems))
		return again(p, body, seen);
	return page_go(p, back);
}

static int
thread_keep(struct page *p)
{
	struct str body = req_field(p->req, "body");
	int64_t seen = 0, version = 0;

	if (clinician(p) && (p->care->scopes & SCOPE_WRITE) == 0)
		return page_not_found(p);
	if (!str_int(req_field(p->req, "version"), 0, INT32_MAX, &seen))
		return 400;
	if (str_utf8_len(body) > MESSAGE_MAX)
		return 422;
	if (!message_draft_save(p->care, body, seen, &version)) {
		page_json(p, S("{}"));
		return 409;
	}
	return page_json(p, str_fmt(p->arena,
	    "{\"saved\":\"%.*s\",\"version\":%lld}",
	    STR(out_clock(&p->out, p->now)), (long long)version));
}

int
message_page_get(struct page *p)
{
	return thread_get(p);
}

int
message_page_post(struct page *p)
{
	return thread_post(p);
}

int
message_page_keep(struct page *p)
{
	return thread_keep(p);
}

int
patient_message_get(struct page *p)
{
	return thread_get(p);
}

int
patient_message_post(struct page *p)
{
	return thread_post(p);
}

int
patient_message_keep(struct page *p)
{
	return thread_keep(p);
}

/* "Propose homework out of this". */
int
message_to_work_get(struct page *p)
{
	struct message m;

	if (!message_get(p->care, p->ids[0], &m) || !m.from_patient)
		return page_not_found(p);
	p->object = m.id;
	return work_new_from_message(p, m.id, m.body);
}
