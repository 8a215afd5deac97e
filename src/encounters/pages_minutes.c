/* SPDX-License-Identifier: Apache-2.0 */
#include "encounters/pages.h"
#include "encounters/view.h"
#include "encounters/views.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"

/* Minutes by week, sums of the clinic, and the clinic's rhythm. */

enum { WEEKS_BACK = 12, SUM_WEEKS = 8, WEEK = 7 };

static void
minutes_show(struct page *p, struct minutes_view *v)
{
	struct day monday = minutes_monday(zone_day(p->clinic->zone, p->now));
	int i;

	page_frame(p, &v->frame, MSG("Minutes"), "/list");
	page_frame_patient(p, &v->frame, "talks");
	v->write = (p->care->scopes & SCOPE_WRITE) != 0;
	v->n = minutes_weeks(p->care, p->clinic, &v->rows);
	v->weeks = arena_many(p->arena, struct day, WEEKS_BACK);
	for (i = 0; i < WEEKS_BACK; i++)
		v->weeks[v->weeks_n++] = (struct day){ monday.n - WEEK * i };
	if (v->week.n == 0)
		v->week = monday;
	view_minutes_page(&p->out, v);
}

int
minutes_get(struct page *p)
{
	struct minutes_view v = { 0 };

	if (p->clinic == NULL)
		return page_not_found(p);
	minutes_show(p, &v);
	return page_ok(p);
}

int
minutes_post(struct page *p)
{
	struct minutes_view v = {
	    .minutes = str_trim(req_field(p->req, "minutes")),
	    .note = str_trim(req_field(p->req, "note")) };
	struct day monday;
	int64_t n = -2;

	if ((p->care->scopes & SCOPE_WRITE) == 0 || p->clinic == NULL)
		return page_not_found(p);
	monday = minutes_monday(zone_day(p->clinic->zone, p->now));
	if (!day_parse(req_field(p->req, "week"), &v.week) ||
	    minutes_monday(v.week).n != v.week.n || v.week.n > monday.n ||
	    v.week.n <= monday.n - WEEK * WEEKS_BACK)
		return 400;
	/* An empty box: the measured number again. */
	if (v.minutes.len == 0)
		n = -1;
	else
		(void)str_int(v.minutes, 0, MINUTES_WEEK_MAX, &n);
	if (minutes_correct(p->care, v.week, (int)n, v.note, &p->problems))
		return page_go(p, url_id(p->arena, "/p/%s/minutes?saved=1",
		    p->care->patient));
	minutes_show(p, &v);
	return page_again(p);
}

int
team_minutes_get(struct page *p)
{
	struct team_minutes_view v = { 0 };

	if (p->clinic == NULL)
		return page_not_found(p);
	page_frame(p, &v.frame, MSG("Minutes"), "/team");
	v.n = minutes_clinic(p->scope, p->clinic, SUM_WEEKS, &v.rows);
	view_team_minutes(&p->out, &v);
	return page_ok(p);
}

/* --- the clinic's rhythm ------------------------------------------------- */

static void
clinic_rhythm_show(struct page *p, const struct programme *typed,
    const struct rhythm_form *form)
{
	size_t n = content_programmes(p->content), i;
	struct clinic_rhythm_view v = { 0 };

	page_frame(p, &v.frame, MSG("Rhythm of contact"), "/admin/clinic");
	v.frame.narrow = true;
	v.list = arena_many(p->arena, struct clinic_rhythm_one, n + 1);
	for (i = 0; i < n; i++) {
		struct clinic_rhythm_one *x = &v.list[v.n];

		x->programme = content_programme_at(p->content, i);
		if (x->programme->ncontact == 0)
			continue;
		contact_clinic(p->tx, p->vault, p->actor->clinic,
		    x->programme, &x->form.rhythm, &x->why);
		if (x->programme == typed)
			x->form = *form;
		v.n++;
	}
	view_clinic_rhythm(&p->out, &v);
}

int
rhythm_clinic_page_get(struct page *p)
{
	clinic_rhythm_show(p, NULL, NULL);
	return page_ok(p);
}

int
rhythm_clinic_page_post(struct page *p)
{
	const struct programme *programme = content_programme(p->content,
	    req_field(p->req, "programme"));
	struct rhythm_form form = { .reason = str_trim(req_field(p->req,
	    "reason")), .open = true };
	struct rhythm_variant why;

	if (programme == NULL || programme->ncontact == 0)
		return 400;
	contact_clinic(p->tx, p->vault, p->actor->clinic, programme,
	    &form.rhythm, &why);
	(void)rhythm_form_read(p, &form.rhythm, false);
	if (contact_set_clinic(p->tx, p->vault, p->actor->clinic, programme,
	    &form.rhythm, form.reason, p->actor->account, &p->problems))
		return page_go(p, url_lit("/admin/contact?saved=1"));
	clinic_rhythm_show(p, programme, &form);
	return page_again(p);
}
