/* SPDX-License-Identifier: Apache-2.0 */
#include "people/pages.h"

#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "people/patient.h"
#include "people/view.h"
#include "people/views.h"

/*
 * The safety plan as a form, for the clinician and for the patient: two hands
 * on one plan, so each says which version it began with.
 */

static bool
is_patient(const struct page *p)
{
	return p->care->relation == REL_OWN;
}

static void
safety_show(struct page *p, struct safety_view *v)
{
	v->own = is_patient(p);
	if (v->own) {
		page_frame(p, &v->frame, MSG("Help now"), "");
		v->action = url_lit("/help/plan");
		return;
	}
	page_frame(p, &v->frame, MSG("Safety plan"), "/list");
	page_frame_patient(p, &v->frame, "safety");
	v->frame.narrow = true;
	v->action = url_id(p->arena, "/p/%s/plan", p->care->patient);
}

int
safety_get(struct page *p)
{
	struct safety_view v = { 0 };

	p->care->spares = true;
	safety_show(p, &v);
	safety_plan_get(p->care, &v.plan);
	v.unreadable = p->care->unreadable;
	v.frame.patient_unreadable = v.unreadable && !v.own;
	v.typed = v.plan;
	view_safety(&p->out, &v);
	return page_ok(p);
}

static void
note_check(struct page *p, const char *field, struct str text)
{
	if (str_utf8_len(text) > NOTE_MAX)
		problem_add_n(&p->problems, str_z(field),
		    T("This is a little long. Keep it to %1 characters."),
		    NOTE_MAX);
}

int
safety_post(struct page *p)
{
	struct safety_view v = { 0 };
	int64_t version = 0;

	if ((p->care->scopes & SCOPE_WRITE) == 0)
		return page_not_found(p);
	v.typed.signs = str_trim(req_field(p->req, "signs"));
	v.typed.helps = str_trim(req_field(p->req, "helps"));
	v.typed.people = str_trim(req_field(p->req, "people"));
	note_check(p, "signs", v.typed.signs);
	note_check(p, "helps", v.typed.helps);
	note_check(p, "people", v.typed.people);
	if (!str_int(req_field(p->req, "version"), 0, INT32_MAX, &version))
		return 400;
	safety_show(p, &v);
	safety_plan_get(p->care, &v.plan);
	if (p->problems.n > 0) {
		view_safety(&p->out, &v);
		return page_again(p);
	}
	if (!safety_plan_put(p->care, &v.typed, version)) {
		view_safety_conflict(&p->out, &v);
		return page_conflict(p);
	}
	return page_go(p, v.own ? url_lit("/help?saved=1") : url_id(p->arena,
	    "/p/%s/plan?saved=1", p->care->patient));
}
