/* SPDX-License-Identifier: Apache-2.0 */
#include "work/pages.h"

#include "people/care.h"
#include "people/clinic.h"
#include "people/team.h"
#include "programme/content.h"
#include "work/own.h"
#include "work/views.h"

/* The overview, for the patient and for the clinic. */

static void
leave_fill(struct page *p, const struct work_case *w, struct way_view *v)
{
	struct leave *list, *gone;
	struct leave_now now;
	size_t n = leave_list(p->care, &list);
	size_t m = leave_replaced(p->care, &gone);

	now = leave_now(list, n, w->today);
	v->now = leave_sentence(&p->out, &now, !w->clinician);
	v->rows_n = leave_rows(p, list, n, &v->rows);
	v->gone_n = leave_rows(p, gone, m, &v->gone);
	if (w->clinician)
		work_charts(p, &v->charts);
	else
		v->chart_on = leave_chart(p, w, list, n, &v->way,
		    way_weeks(w, &v->way), &v->chart);
}

static void
plan_fill(struct page *p, const struct work_case *w, struct way_view *v)
{
	const struct way_step *next = way_next(&v->way, w->today);
	struct way_draft draft;
	struct way *list;
	size_t n = way_versions(p->care, &list), i;

	if (v->way.n > 0)
		v->way_who = way_who(p, &v->way.by);
	if (next != NULL)
		v->next = step_when(&p->out, next);
	v->versions = arena_many(p->arena, struct way_row, n + 1);
	for (i = 1; i < n; i++)
		v->versions[v->versions_n++] = (struct way_row){ list[i],
		    way_who(p, &list[i].by) };
	way_draft_get(p->care, &draft);
	v->draft = draft.version > 0;
	if (w->write || w->clinician)
		return;
	v->unsaved = draft.way;
	for (i = 0; i < v->unsaved.steps_n; i++)
		v->unsaved.steps[i].typed = true;
}

static void
backs_fill(struct page *p, struct way_view *v)
{
	struct step_back *list;
	size_t n = back_list(p->care, &list), i;

	v->backs = arena_many(p->arena, struct plan_back_view, n + 1);
	for (i = 0; i < n; i++) {
		struct plan_back_view b = { list[i], way_who(p,
		    &list[i].by) };

		if (list[i].closed_at == 0)
			v->back = b;
		else
			v->backs[v->backs_n++] = b;
	}
}

static void
handed_fill(struct page *p, struct way_view *v)
{
	struct handed *list;
	size_t n = handed_list(p->care, &list), i;

	v->handed = arena_many(p->arena, struct handed_row, n + 1);
	for (i = 0; i < n; i++)
		v->handed[v->handed_n++] = (struct handed_row){ list[i],
		    list[i].whom };
}

static void
clinic_fill(struct page *p, const struct work_case *w, struct way_view *v)
{
	struct worry *list;
	struct say *says;
	size_t n = worry_list(p->care, &list), i;

	v->worries = arena_many(p->arena, struct worry_view, n + 1);
	for (i = 0; i < n; i++)
		v->worries[v->worries_n++] = (struct worry_view){ list[i],
		    worry_words(&p->out, list[i].why, list[i].was,
		    list[i].now), list[i].closed_at == 0 ? STR_NONE :
		    team_name(p->tx, p->vault, list[i].closed_by) };
	for (i = 0; i < n; i++)
		if (list[i].closed_at == 0)
			v->open = &v->worries[i];
	n = say_list(p->care, &says);
	v->said = n > 0;
	if (n > 0)
		v->say = says[n - 1];
	v->scores = arena_many(p->arena, struct chart,
	    w->programme->nmeasures + 1);
	for (i = 0; i < w->programme->nmeasures; i++)
		if (measures_chart_to(p->care, &p->out, &w->e,
		    w->programme->measures[i].instrument, v->charts.weeks,
		    &v->scores[v->scores_n]) > 0)
			v->scores_n++;
}

static void
overview(struct page *p, const struct work_case *w, struct way_view *v)
{
	way_head(p, w, &v->h, w->clinician ? MSG("Work") :
	    MSG("The way forward"));
	v->follow = w->follow;
	v->job = w->job;
	v->hours = week_hours(&p->out, w->job.week_minutes);
	if (w->job.n > 0)
		v->job_who = way_who(p, &w->job.by);
	(void)way_get(p->care, &v->way);
	leave_fill(p, w, v);
	plan_fill(p, w, v);
	backs_fill(p, v);
	handed_fill(p, v);
	v->talk = w->programme->work_talk.len > 0;
	if (p->clinic != NULL)
		v->rules = p->clinic->rules[p->out.lang];
	if (w->clinician)
		clinic_fill(p, w, v);
}

static int
overview_show(struct page *p, const struct work_case *w, struct way_view *v)
{
	overview(p, w, v);
	if (w->clinician)
		view_way_clinic(&p->out, v);
	else
		view_way_own(&p->out, v);
	return page_ok(p);
}

int
way_get_page(struct page *p)
{
	struct way_view *v = arena_one(p->arena, struct way_view);
	struct work_case w;

	if (!work_load(p, &w))
		return page_not_found(p);
	v->note = STR_NONE;
	return overview_show(p, &w, v);
}

/* The line in the queue was met. */
int
way_note_post(struct page *p)
{
	struct way_view *v = arena_one(p->arena, struct way_view);
	struct work_case w;

	if (!work_load(p, &w) || !w.write)
		return page_not_found(p);
	v->note = req_field(p->req, "note");
	if (worry_note(p->care, v->note, &p->problems) ||
	    p->problems.n == 0)
		return page_go(p, way_url(p, "?saved=1"));
	(void)overview_show(p, &w, v);
	return page_again(p);
}

int
way_version_get(struct page *p)
{
	struct way_one_view v = { .h.write = false };
	struct work_case w;
	int64_t n;

	if (!work_load(p, &w) || !str_int(p->words[0], 1, INT32_MAX, &n) ||
	    !way_version(p->care, (int)n, &v.way))
		return page_not_found(p);
	p->object = v.way.id;
	way_head(p, &w, &v.h, MSG("Work"));
	v.who = way_who(p, &v.way.by);
	view_way_version(&p->out, &v);
	return page_ok(p);
}
