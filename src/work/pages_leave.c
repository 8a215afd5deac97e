/* SPDX-License-Identifier: Apache-2.0 */
#include "people/care.h"
#include "work/own.h"
#include "work/pages.h"
#include "work/views.h"

/* Degree of leave: the weekly line, a change, a correction. */

static int
leave_show(struct page *p, const struct work_case *w, struct leave_view *v)
{
	struct leave *list;
	size_t n = leave_list(p->care, &list);

	way_head(p, w, &v->h, w->clinician ? MSG("Work") :
	    MSG("The way forward"));
	v->changes = leave_changes(p->care);
	v->rows_n = leave_rows(p, list, n, &v->rows);
	view_way_days(&p->out, v);
	return page_ok(p);
}

/* Problems at the fields; the text stays as typed in the view. */
static void
leave_read(struct page *p, struct leave_view *v, struct leave *new)
{
	struct str percent = v->percent = str_trim(req_field(p->req,
	    "percent"));
	int64_t n = -1;

	v->from = str_trim(req_field(p->req, "from"));
	v->until = str_trim(req_field(p->req, "until"));
	if (percent.len > 0 && percent.at[percent.len - 1] == '%')
		percent = str_trim(str_sub(percent, 0, percent.len - 1));
	*new = (struct leave){ .from = DAY_NONE, .until = DAY_NONE };
	if (!str_int(percent, 0, 100, &n))
		problem_add(&p->problems, S("percent"),
		    T("Write a number from 0 to 100."));
	page_day(p, "from", v->from, &new->from);
	if (v->until.len > 0)
		page_day(p, "until", v->until, &new->until);
	new->percent = (int)n;
}

/* Where a weekly answer leads: two more questions, or back to Today. */
static int
week_go(struct page *p, const struct work_case *w, bool same, int percent)
{
	const struct way_step *step;
	struct way way;
	bool more;

	if (w->clinician || !w->running || !w->follow ||
	    !week_asked(p->care, &w->e))
		return page_go(p, way_url(p, "?saved=1"));
	(void)way_get(p->care, &way);
	step = way_next(&way, (struct day){ w->today.n + 1 });
	more = say_asked(p->care, step == NULL ? DAY_NONE : step->day);
	week_said(p->care, same, percent, more);
	return page_go(p, more ? url_lit("/way/ask") :
	    url_lit("/today?saved=1"));
}

int
way_week_get(struct page *p)
{
	struct leave_view v = { .id = ID_NONE, .percent = STR_NONE,
	    .until = STR_NONE };
	struct work_case w;

	if (!work_load(p, &w) || !w.write)
		return page_not_found(p);
	v.from = day_text(p->arena, w.today);
	if (!w.clinician)
		work_line(p, &v.line);
	v.week = v.line.asked;
	v.line.here = true;
	return leave_show(p, &w, &v);
}

/* One tap: still as it was.  What "it" was came with the form. */
static int
week_same(struct page *p, const struct work_case *w)
{
	struct leave_view v = { .id = ID_NONE, .both = true,
	    .percent = req_field(p->req, "percent"), .until = STR_NONE };
	struct leave *list;
	struct leave_now now;
	size_t n = leave_list(p->care, &list);
	int64_t percent;

	if (!str_int(v.percent, 0, 100, &percent))
		return 400;
	now = leave_now(list, n, w->today);
	if (now.known && now.percent == percent)
		return week_go(p, w, true, now.percent);
	v.from = day_text(p->arena, w->today);
	(void)leave_show(p, w, &v);
	return page_conflict(p);
}

int
way_week_post(struct page *p)
{
	struct leave_view v = { .id = ID_NONE };
	enum leave_saved saved = LEAVE_REFUSED;
	struct work_case w;
	struct leave new;
	int64_t seen;

	if (!work_load(p, &w) || !w.write)
		return page_not_found(p);
	if (!w.clinician && str_is(req_field(p->req, "go"), "same"))
		return week_same(p, &w);
	if (!str_int(req_field(p->req, "n"), 0, INT32_MAX, &seen))
		return 400;
	leave_read(p, &v, &new);
	if (p->problems.n == 0)
		saved = leave_put(p->care, &new, (int)seen, &p->problems);
	switch (saved) {
	case LEAVE_SAVED:
		return week_go(p, &w, false, new.percent);
	case LEAVE_NONE:
		return page_not_found(p);
	case LEAVE_CONFLICT:
		v.both = true;
		break;
	case LEAVE_REFUSED:
		break;
	}
	(void)leave_show(p, &w, &v);
	return v.both ? page_conflict(p) : page_again(p);
}

/* --- one that was told --------------------------------------------------- */

static bool
days_find(struct page *p, struct leave *out)
{
	struct leave *list;
	size_t n = leave_list(p->care, &list), i;

	for (i = 0; i < n; i++)
		if (id_eq(list[i].id, p->ids[0])) {
			*out = list[i];
			return true;
		}
	return false;
}

int
way_days_get(struct page *p)
{
	struct leave_view v = { .id = p->ids[0] };
	struct work_case w;
	struct leave l;

	if (!work_load(p, &w) || !w.write || !days_find(p, &l))
		return page_not_found(p);
	p->object = l.id;
	v.percent = str_fmt(p->arena, "%d", l.percent);
	v.from = day_text(p->arena, l.from);
	v.until = l.until.n == DAY_NONE_N ? STR_NONE :
	    day_text(p->arena, l.until);
	return leave_show(p, &w, &v);
}

int
way_days_post(struct page *p)
{
	struct leave_view v = { .id = p->ids[0] };
	bool drop = str_is(req_field(p->req, "go"), "drop");
	enum leave_saved saved = LEAVE_REFUSED;
	struct work_case w;
	struct leave new;
	int64_t seen;

	if (!work_load(p, &w) || !w.write)
		return page_not_found(p);
	p->object = p->ids[0];
	if (!str_int(req_field(p->req, "n"), 0, INT32_MAX, &seen))
		return 400;
	if (drop)
		saved = leave_take_away(p->care, p->ids[0], (int)seen);
	else
		leave_read(p, &v, &new);
	if (!drop && p->problems.n == 0)
		saved = leave_correct(p->care, p->ids[0], &new, (int)seen,
		    &p->problems);
	switch (saved) {
	case LEAVE_SAVED:
		return page_go(p, way_url(p, "?saved=1"));
	case LEAVE_NONE:
		return page_not_found(p);
	case LEAVE_CONFLICT:
		v.both = true;
		/* It may be gone: what was typed is a new one then. */
		if (!days_find(p, &new))
			v.id = ID_NONE;
		break;
	case LEAVE_REFUSED:
		break;
	}
	if (drop) {
		v.percent = v.until = STR_NONE;
		v.from = day_text(p->arena, w.today);
	}
	(void)leave_show(p, &w, &v);
	return v.both ? page_conflict(p) : page_again(p);
}
