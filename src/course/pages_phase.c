/* SPDX-License-Identifier: Apache-2.0 */
#include "course/pages.h"
#include "course/phase_view.h"
#include "course/view.h"
#include "course/views.h"
#include "people/care.h"
#include "people/page_frame.h"
#include "people/patient.h"

/* Pauses and the end: the clinic's page, and the patient's "I am back". */

struct msg
course_ended_text(enum course_ended how)
{
	switch (how) {
	case ENDED_FINISHED:
		return MSG("Finished together");
	case ENDED_WITHDRAWN:
		return MSG("The patient chose to stop");
	case ENDED_STOPPED:
		return MSG("The clinic ended it, or another treatment took "
		    "over");
	case ENDED_NOT:
		break;
	}
	return (struct msg){ NULL };
}

struct str
course_where(struct page *p, const struct enrolment *e,
    const struct programme *programme)
{
	struct pause now;

	if (e->ended_at != 0)
		return out_tr1(&p->out, T("Ended %1"), out_day_short(&p->out,
		    zone_day(p->out.zone, e->ended_at)));
	if (pause_now(p->care, &now))
		return out_tr1(&p->out, T("In a pause until %1"),
		    out_day(&p->out, now.until));
	if (programme == NULL || e->week == 0)
		return STR_NONE;
	if (e->week > programme->weeks)
		return out_tr1(&p->out, T("After the %1 weeks"),
		    programme->weeks);
	return out_tr2(&p->out, T("Week %1 of %2"), e->week,
	    programme->weeks);
}

static void
weeks_show(struct page *p, struct phase_view *v)
{
	int today = zone_day(p->care->zone, p->now).n;
	struct enrolment e;
	struct patient patient;
	size_t i;

	page_frame(p, &v->frame, MSG("Weeks"), "/list");
	page_frame_patient(p, &v->frame, "");
	v->write = (p->care->scopes & SCOPE_WRITE) != 0;
	v->enrolled = course_current(p->care, &e);
	v->ended = course_ended(p->care, &v->ended_at, &v->ended_note);
	if (v->ended != ENDED_NOT) {
		patient_get(p->care, &patient);
		v->never_in = id_is_none(patient.account);
	}
	v->pauses_n = pause_list(p->care, &v->pauses);
	for (i = 0; i < v->pauses_n; i++)
		v->coming |= v->pauses[i].ended_at == 0 &&
		    v->pauses[i].until.n >= today;
	v->where = v->enrolled ? course_where(p, &e, course_programme(&e,
	    p->content_of(p, e.bundle))) :
	    out_tr(&p->out, T("No programme has been chosen."));
	view_phase(&p->out, v);
}

int
weeks_get(struct page *p)
{
	struct phase_view v = { .how = ENDED_NOT };

	weeks_show(p, &v);
	return page_ok(p);
}

static int
weeks_go(struct page *p)
{
	return page_go(p, url_id(p->arena, "/p/%s/weeks?saved=1",
	    p->care->patient));
}

int
weeks_pause_post(struct page *p)
{
	struct phase_view v = { .from = str_trim(req_field(p->req, "from")),
	    .until = str_trim(req_field(p->req, "until")),
	    .reason = str_trim(req_field(p->req, "reason")) };
	struct pause new = { .reason = v.reason };
	struct problems *bad = &p->problems;

	if ((p->care->scopes & SCOPE_WRITE) == 0)
		return page_not_found(p);
	page_day(p, "from", v.from, &new.from);
	page_day(p, "until", v.until, &new.until);
	if (bad->n == 0 && pause_put(p->care, &new, bad))
		return weeks_go(p);
	weeks_show(p, &v);
	return page_again(p);
}

int
weeks_back_post(struct page *p)
{
	if ((p->care->scopes & SCOPE_WRITE) == 0)
		return page_not_found(p);
	(void)pause_end(p->care);
	return weeks_go(p);
}

int
weeks_end_post(struct page *p)
{
	struct phase_view v = { .note = str_trim(req_field(p->req, "note")) };
	const struct programme *programme = NULL;
	struct enrolment e;
	int64_t how = 0;

	if ((p->care->scopes & SCOPE_WRITE) == 0)
		return page_not_found(p);
	(void)str_int(req_field(p->req, "how"), 1, ENDED_STOPPED, &how);
	v.how = (enum course_ended)how;
	if (course_current(p->care, &e))
		programme = course_programme(&e, p->content_of(p, e.bundle));
	if (course_end(p->care, programme, v.how, v.note, &p->problems))
		return weeks_go(p);
	weeks_show(p, &v);
	return p->problems.n > 0 ? page_again(p) : page_conflict(p);
}

int
weeks_again_post(struct page *p)
{
	if ((p->care->scopes & SCOPE_WRITE) == 0)
		return page_not_found(p);
	(void)course_again(p->care);
	return weeks_go(p);
}

int
plan_back_post(struct page *p)
{
	(void)pause_end(p->care);
	return page_go(p, url_lit("/today"));
}
