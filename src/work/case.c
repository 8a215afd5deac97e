/* SPDX-License-Identifier: Apache-2.0 */
#include "work/own.h"

#include "course/phase.h"
#include "people/care.h"
#include "people/page_frame.h"
#include "people/team.h"
#include "programme/content.h"
#include "work/views.h"

/* What every page of this room begins with, and what other rooms ask. */

static const struct programme *
work_programme(struct page *p, struct enrolment *e,
    const struct content **content)
{
	const struct programme *programme;

	if (!course_current(p->care, e))
		return NULL;
	*content = p->content_of(p, e->bundle);
	programme = course_programme(e, *content);
	return programme != NULL && programme->work ? programme : NULL;
}

/* Without what is told of the job and whether it is followed. */
static bool
work_begin(struct page *p, struct work_case *w)
{
	struct pause pause;

	*w = (struct work_case){ .today = zone_day(p->care->zone, p->now) };
	w->programme = work_programme(p, &w->e, &w->content);
	if (w->programme == NULL)
		return false;
	w->clinician = p->care->relation != REL_OWN;
	w->write = (p->care->scopes & SCOPE_WRITE) != 0 && !p->care->over;
	w->running = w->e.ended_at == 0 && w->e.week > 0 && !p->care->over &&
	    !pause_now(p->care, &pause);
	return true;
}

static bool
follows(struct page *p, struct work_case *w)
{
	job_get(p->care, &w->job);
	w->follow = work_follows(p->care, &w->e, w->content, w->programme,
	    &w->job);
	return w->follow;
}

bool
work_load(struct page *p, struct work_case *w)
{
	if (!work_begin(p, w))
		return false;
	(void)follows(p, w);
	return true;
}

bool
work_tab(struct page *p)
{
	const struct content *content;
	struct enrolment e;

	return work_programme(p, &e, &content) != NULL;
}

struct url
way_url(struct page *p, const char *tail)
{
	if (p->care->relation == REL_OWN)
		return (struct url){ str_fmt(p->arena, "/way%s", tail) };
	return (struct url){ str_fmt(p->arena, "/p/%.*s/way%s",
	    STR(id_hex(p->arena, p->care->patient)), tail) };
}

void
way_head(struct page *p, const struct work_case *w, struct way_head *h,
    struct msg title)
{
	page_frame(p, &h->frame, title, w->clinician ? "/list" : "/plan");
	if (w->clinician)
		page_frame_patient(p, &h->frame, "work");
	h->clinician = w->clinician;
	h->write = w->write;
	h->base = way_url(p, "");
}

struct str
way_who(struct page *p, const struct by *by)
{
	struct out *o = &p->out;

	if (by->patient)
		return p->care->relation == REL_OWN ? out_tr(o, T("you")) :
		    out_tr(o, T("the patient"));
	return team_name(p->tx, p->vault, by->account);
}

bool
work_value(struct care *c, const struct enrolment *e, struct str name,
    struct value *out)
{
	struct leave *list, now;
	size_t n;

	(void)e;
	if (!str_is(name, "leave.percent"))
		return false;
	n = leave_list(c, &list);
	if (!leave_on(list, n, zone_day(c->zone, c->now), &now))
		return false;
	*out = value_of_number(now.percent);
	return true;
}

struct html
work_in_plan(struct page *p, const struct enrolment *e)
{
	struct buf b = buf_new(p->arena, 64 * 1024);
	struct out o = p->out;
	struct leave *list;
	struct leave_now now;
	struct work_case w;
	size_t n;

	(void)e;
	if (!work_load(p, &w))
		return (struct html){ STR_NONE };
	n = leave_list(p->care, &list);
	now = leave_now(list, n, w.today);
	o.buf = &b;
	view_way_row(&o, leave_sentence(&o, &now, true));
	return (struct html){ buf_str(&b) };
}

void
work_line(struct page *p, struct way_line *out)
{
	struct step_back back;
	struct leave *list;
	struct leave_now now;
	struct work_case w;
	size_t n;

	*out = (struct way_line){ .since = STR_NONE };
	if (!work_begin(p, &w) || !w.running)
		return;
	if (back_open(p->care, &back) && back.look.n != DAY_NONE_N &&
	    back.look.n <= w.today.n)
		out->look = out_date(&p->out, back.look);
	if (!week_asked(p->care, &w.e) || !follows(p, &w))
		return;
	n = leave_list(p->care, &list);
	now = leave_now(list, n, w.today);
	out->asked = true;
	out->known = now.known;
	out->percent = now.percent;
	out->changes = leave_changes(p->care);
	out->since = out_date(&p->out, now.known ? now.since : DAY_NONE);
}
