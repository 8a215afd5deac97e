/* SPDX-License-Identifier: Apache-2.0 */
#include "answers/answers.h"
#include "course/view.h"
#include "people/care.h"
#include "work/own.h"
#include "work/pages.h"
#include "work/views.h"

/* Readiness, a step back, the job, and the page before a talk. */

static struct msg
title_of(const struct work_case *w)
{
	return w->clinician ? MSG("Work") : MSG("The way forward");
}

/* --- readiness and confidence -------------------------------------------- */

static int
ask_show(struct page *p, const struct work_case *w, struct say_view *v)
{
	const struct way_step *step;
	struct way way;

	way_head(p, w, &v->h, MSG("The way forward"));
	(void)way_get(p->care, &way);
	step = way_next(&way, w->today);
	v->step = step != NULL;
	if (step != NULL)
		v->step_words = step_when(&p->out, step);
	view_way_ask(&p->out, v);
	return page_ok(p);
}

int
way_ask_get(struct page *p)
{
	struct say_view v = { .say = { .ready = -1, .sure = -1 } };
	struct work_case w;

	if (!work_load(p, &w) || !w.write)
		return page_not_found(p);
	return ask_show(p, &w, &v);
}

static bool
dot_read(struct page *p, const char *name, int *out)
{
	struct str s = req_field(p->req, name);
	int64_t n = -1;

	if (s.len > 0 && !str_int(s, 0, 10, &n))
		return false;
	*out = (int)n;
	return true;
}

int
way_ask_post(struct page *p)
{
	struct str hope = req_field(p->req, "hope");
	struct work_case w;
	struct say say = { .hope = HOPE_OPEN };

	if (!work_load(p, &w))
		return page_not_found(p);
	if (!dot_read(p, "ready", &say.ready) ||
	    !dot_read(p, "sure", &say.sure))
		return 400;
	if (str_is(hope, "yes"))
		say.hope = HOPE_YES;
	else if (str_is(hope, "unsure"))
		say.hope = HOPE_UNSURE;
	else if (str_is(hope, "no"))
		say.hope = HOPE_NO;
	else if (hope.len > 0)
		return 400;
	return page_go(p, say_put(p->care, &say) ?
	    url_lit("/today?saved=1") : url_lit("/today"));
}

/* --- a step back --------------------------------------------------------- */

static int
back_show(struct page *p, const struct work_case *w, struct back_view *v)
{
	way_head(p, w, &v->h, title_of(w));
	view_way_back(&p->out, v);
	return page_ok(p);
}

int
way_back_get(struct page *p)
{
	struct back_view v = { .look = STR_NONE };
	struct work_case w;

	if (!work_load(p, &w) || !w.write)
		return page_not_found(p);
	(void)back_open(p->care, &v.back);
	v.seen = v.back.id;
	if (v.back.look.n != DAY_NONE_N)
		v.look = day_text(p->arena, v.back.look);
	return back_show(p, &w, &v);
}

static int
back_both(struct page *p, const struct work_case *w, struct back_view *v)
{
	v->both = true;
	(void)back_open(p->care, &v->other.back);
	v->seen = v->other.back.id;
	if (!id_is_none(v->seen))
		v->other.who = way_who(p, &v->other.back.by);
	(void)back_show(p, w, v);
	return page_conflict(p);
}

int
way_back_post(struct page *p)
{
	struct back_view v = { .look = str_trim(req_field(p->req, "look")) };
	enum back_saved saved = BACK_REFUSED;
	struct work_case w;

	if (!work_load(p, &w) || !w.write)
		return page_not_found(p);
	v.back = (struct step_back){ .look = DAY_NONE,
	    .happened = str_trim(req_field(p->req, "happened")),
	    .helps = str_trim(req_field(p->req, "helps")) };
	if (!id_parse(req_field(p->req, "seen"), &v.seen))
		v.seen = ID_NONE;
	p->object = v.seen;
	if (str_is(req_field(p->req, "go"), "over"))
		return back_close(p->care, v.seen) ?
		    page_go(p, way_url(p, "?saved=1")) : back_both(p, &w, &v);
	if (v.look.len > 0)
		page_day(p, "look", v.look, &v.back.look);
	if (p->problems.n == 0)
		saved = back_save(p->care, &v.back, v.seen, &p->problems);
	switch (saved) {
	case BACK_SAVED:
		return page_go(p, way_url(p, "?saved=1"));
	case BACK_CONFLICT:
		return back_both(p, &w, &v);
	case BACK_NONE:
		return page_not_found(p);
	case BACK_REFUSED:
		break;
	}
	(void)back_show(p, &w, &v);
	return page_again(p);
}

/* --- the job ------------------------------------------------------------- */

static struct str
hours_typed(struct page *p, int minutes)
{
	return minutes == 0 ? STR_NONE : out_real(&p->out,
	    job_hours_of(minutes));
}

static int
job_show(struct page *p, const struct work_case *w, struct job_view *v)
{
	way_head(p, w, &v->h, title_of(w));
	v->follows = w->follow;
	view_way_job(&p->out, v);
	return page_ok(p);
}

int
way_job_get(struct page *p)
{
	struct job_view v = { .hours = STR_NONE };
	struct work_case w;

	if (!work_load(p, &w) || !w.write)
		return page_not_found(p);
	v.job = w.job;
	if (v.job.follow < 0)
		v.job.follow = w.follow;
	v.hours = hours_typed(p, w.job.week_minutes);
	return job_show(p, &w, &v);
}

int
way_job_post(struct page *p)
{
	struct str follow = req_field(p->req, "follow");
	struct str job = req_field(p->req, "job");
	struct job_view v = { .hours = str_trim(req_field(p->req, "hours")) };
	enum job_saved saved = JOB_REFUSED;
	struct work_case w;
	int64_t seen;

	if (!work_load(p, &w) || !w.write)
		return page_not_found(p);
	if (!str_int(req_field(p->req, "n"), 0, INT32_MAX, &seen))
		return 400;
	v.job = (struct job){ .n = (int)seen, .follow = str_is(follow, "1") ?
	    1 : str_is(follow, "0") ? 0 : -1, .which = str_is(job, "same") ?
	    JOB_SAME : str_is(job, "other") ? JOB_OTHER : JOB_OPEN,
	    .contact = str_trim(req_field(p->req, "contact")) };
	if (!job_hours(v.hours, &v.job.week_minutes))
		problem_add(&p->problems, S("hours"), T("Write hours as 37.5, "
		    "up to 80."));
	if (p->problems.n == 0)
		saved = job_put(p->care, &v.job, (int)seen, &p->problems);
	switch (saved) {
	case JOB_SAVED:
		return page_go(p, way_url(p, "?saved=1"));
	case JOB_NONE:
		return page_not_found(p);
	case JOB_CONFLICT:
		v.both = true;
		v.other = w.job;
		v.other_hours = week_hours(&p->out, w.job.week_minutes);
		v.job.n = w.job.n;
		break;
	case JOB_REFUSED:
		break;
	}
	(void)job_show(p, &w, &v);
	return v.both ? page_conflict(p) : page_again(p);
}

/* --- before the talk ----------------------------------------------------- */

static void
sheet_find(struct page *p, const struct work_case *w, struct talk_view *v)
{
	struct values *values = values_new(p->arena);
	const struct chapter *chapter;
	const struct form *form = w->programme->work_talk.len == 0 ? NULL :
	    programme_form(w->programme, w->programme->work_talk, &chapter);
	struct answer_place place;
	struct answer a;

	if (form == NULL)
		return;
	place = exercise_place(p->arena, &w->e, chapter, form);
	if (!answer_newest(p->care, &place, &a, values))
		return;
	answer_shown(p->care, p->content_of(p, a.bundle), &a, values,
	    &v->sheet);
	v->sheet_url = course_url(p->arena, "/e/", chapter->id, form->id, "");
	v->found = true;
}

int
way_talk_get(struct page *p)
{
	struct talk_view v = { .found = false };
	struct work_case w;

	if (!work_load(p, &w))
		return page_not_found(p);
	way_head(p, &w, &v.h, MSG("The way forward"));
	(void)way_get(p->care, &v.way);
	sheet_find(p, &w, &v);
	view_way_talk(&p->out, &v);
	return page_ok(p);
}
