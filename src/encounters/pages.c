/* SPDX-License-Identifier: Apache-2.0 */
#include "encounters/pages.h"

#include "base/typed.h"
#include "course/course.h"
#include "encounters/card.h"
#include "encounters/form.h"
#include "encounters/view.h"
#include "encounters/views.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"

/* The clinic's page of talks and rhythm, and planning one. */

enum { MINUTES_NORMAL = 20 };

/* The talks and calls of the rhythm, to plan one for. */
static void
steps_fill(struct page *p, const struct contact *c, struct when_form *f)
{
	struct rhythm_step *list = arena_many(p->arena, struct rhythm_step,
	    c->rhythm.n + 1);
	size_t i;

	for (i = 0; i < c->rhythm.n; i++)
		if (c->rhythm.steps[i].step->what <= CONTACT_CALL &&
		    !c->rhythm.steps[i].off)
			list[f->steps_n++] = c->rhythm.steps[i];
	f->steps = list;
}

void
when_form_steps(struct page *p, struct when_form *f)
{
	struct contact contact;
	struct enrolment e;

	if (!str_eq(zone_name(p->care->zone), zone_name(p->out.zone)))
		f->zone = zone_name(p->care->zone);
	if (course_current(p->care, &e) && contact_load(p->care, &e,
	    p->content_of(p, e.bundle), &contact))
		steps_fill(p, &contact, f);
}

void
when_form_show(struct page *p, const struct encounter *e, struct when_form *f)
{
	f->kind = e->kind;
	f->step = e->step;
	f->day = day_text(p->arena, e->day);
	f->time = str_fmt(p->arena, "%02d:%02d", e->minute / 60,
	    e->minute % 60);
	f->minutes = str_fmt(p->arena, "%d", e->minutes);
	f->place = e->words.place;
	when_form_steps(p, f);
}

bool
when_form_read(struct page *p, struct when_form *f, struct encounter *e)
{
	struct str kind = req_field(p->req, "kind");
	int64_t n = 0;
	int k;
	size_t i;

	for (k = 0; k < ENCOUNTER_KINDS; k++)
		if (str_is(kind, encounter_kind_id((enum encounter_kind)k)))
			break;
	f->kind = e->kind = (enum encounter_kind)k;
	f->day = str_trim(req_field(p->req, "day"));
	f->time = str_trim(req_field(p->req, "time"));
	f->minutes = str_trim(req_field(p->req, "minutes"));
	f->place = e->words.place = str_trim(req_field(p->req, "place"));
	f->step = STR_NONE;
	when_form_steps(p, f);
	for (i = 0; i < f->steps_n; i++)
		if (str_eq(f->steps[i].step->id, req_field(p->req, "step")))
			f->step = f->steps[i].step->id;
	/* A step that has been taken out since stays with its talk. */
	if (f->step.len == 0 && str_eq(e->step, req_field(p->req, "step")))
		f->step = e->step;
	e->step = f->step;
	e->zone = p->care->zone;
	e->minutes = str_int(f->minutes, 0, 100000, &n) ? (int)n : 0;
	page_day(p, "day", f->day, &e->day);
	if (!minute_typed(f->time, &e->minute))
		problem_add(&p->problems, S("time"),
		    T("Write the time as 14:00."));
	return true;
}

/* What to begin with: the next step of the rhythm, its kind. */
static void
when_begin(struct page *p, struct contact_view *v)
{
	const struct rhythm_item *next = NULL;
	size_t i;

	v->when = (struct when_form){ .kind = ENCOUNTER_CALL,
	    .minutes = str_fmt(p->arena, "%d", MINUTES_NORMAL) };
	when_form_steps(p, &v->when);
	for (i = 0; v->has && i < v->contact.n; i++) {
		const struct rhythm_item *x = &v->contact.items[i];

		if (x->step->step->what <= CONTACT_CALL &&
		    (x->state == RHYTHM_HERE || x->state == RHYTHM_COMING)) {
			next = x;
			break;
		}
	}
	if (next == NULL || next->state != RHYTHM_HERE)
		return;
	v->when.step = next->step->step->id;
	if (next->step->step->what == CONTACT_TALK)
		v->when.kind = ENCOUNTER_MEETING;
}

static void
contact_show(struct page *p, struct contact_view *v)
{
	struct enrolment e;

	page_frame(p, &v->frame, MSG("Talks"), "/list");
	page_frame_patient(p, &v->frame, "talks");
	v->write = (p->care->scopes & SCOPE_WRITE) != 0;
	v->n = encounter_list(p->care, &v->list);
	while (v->planned_n < v->n &&
	    v->list[v->planned_n].state == ENCOUNTER_PLANNED)
		v->planned_n++;
	v->has = course_current(p->care, &e) && contact_load(p->care, &e,
	    p->content_of(p, e.bundle), &v->contact);
	if (v->has) {
		v->lines_n = rhythm_lines(p, &v->contact, &v->lines);
		if (v->form.rhythm.n == 0)
			v->form.rhythm = v->contact.rhythm;
		v->form.weekday = true;
	}
	if (v->when.minutes.len == 0 && p->problems.n == 0)
		when_begin(p, v);
	else if (v->when.steps == NULL)
		when_begin(p, v);
	if (p->clinic != NULL)
		v->minutes = minutes_this_week(p->care, p->clinic);
	view_contact_page(&p->out, v);
}

int
contact_get_list(struct page *p)
{
	struct contact_view v = { 0 };

	contact_show(p, &v);
	return page_ok(p);
}

int
contact_post_plan(struct page *p)
{
	struct contact_view v = { .agenda = str_trim(req_field(p->req,
	    "agenda")) };
	struct encounter new = { .words = { .agenda = v.agenda } };
	bool note = str_is(req_field(p->req, "go"), "note");

	if ((p->care->scopes & SCOPE_WRITE) == 0)
		return page_not_found(p);
	(void)when_form_read(p, &v.when, &new);
	p->object = encounter_plan(p->care, &new, note, &p->problems);
	if (p->problems.n > 0) {
		contact_show(p, &v);
		return page_again(p);
	}
	if (note)
		return page_go(p, url_id2(p->arena, "/p/%s/t/%s",
		    p->care->patient, p->object));
	return page_go(p, url_id(p->arena, "/p/%s/t?saved=1",
	    p->care->patient));
}

int
contact_rhythm_post(struct page *p)
{
	struct contact_view v = { .form = { .open = true,
	    .reason = str_trim(req_field(p->req, "reason")) } };
	struct contact contact;
	struct enrolment e;

	if ((p->care->scopes & SCOPE_WRITE) == 0 ||
	    !course_current(p->care, &e) || !contact_load(p->care, &e,
	    p->content_of(p, e.bundle), &contact))
		return page_not_found(p);
	if (!rhythm_form_read(p, &contact.rhythm, true))
		return 400;
	v.form.rhythm = contact.rhythm;
	if (contact_set(p->care, &contact.rhythm, v.form.reason,
	    &p->problems))
		return page_go(p, url_id(p->arena, "/p/%s/t?saved=1",
		    p->care->patient));
	contact_show(p, &v);
	return page_again(p);
}
