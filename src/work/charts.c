/* SPDX-License-Identifier: Apache-2.0 */
#include "work/own.h"

#include "people/care.h"

enum { WEEK_DAYS = 7, WEEKS_MAX = 52 };

static struct chart_point
point(struct day day, int percent)
{
	return (struct chart_point){ .day = day, .value = percent };
}

int
way_weeks(const struct work_case *w, const struct way *way)
{
	int last = w->today.n, weeks;
	size_t i;

	/* A week past the last step, where its soft band ends. */
	for (i = 0; i < way->steps_n; i++)
		if (way->steps[i].day.n != DAY_NONE_N &&
		    way->steps[i].day.n + WEEK_DAYS > last)
			last = way->steps[i].day.n + WEEK_DAYS;
	weeks = (last - w->e.start_day.n + WEEK_DAYS - 1) / WEEK_DAYS;
	return weeks > WEEKS_MAX ? WEEKS_MAX : weeks < 1 ? 1 : weeks;
}

/* A gap: a point without a value ends the line. */
static void
gap(struct chart_point *pts, size_t *n, struct day day)
{
	pts[*n] = point(day, 0);
	pts[(*n)++].missing = true;
}

/* Each interval from its first day, up to today. */
static size_t
line_points(const struct work_case *w, const struct leave *list, size_t n,
    struct chart_point *pts)
{
	size_t i, k = 0;
	int end = DAY_NONE_N;

	if (n > (CHART_POINTS_MAX - 2) / 3)
		list += n - (CHART_POINTS_MAX - 2) / 3;
	if (n > (CHART_POINTS_MAX - 2) / 3)
		n = (CHART_POINTS_MAX - 2) / 3;
	for (i = 0; i < n && list[i].from.n <= w->today.n; i++) {
		if (k > 0 && end + 1 < list[i].from.n) {
			pts[k] = point((struct day){ end + 1 },
			    list[i - 1].percent);
			k++;
			gap(pts, &k, (struct day){ end + 1 });
		}
		pts[k++] = point(list[i].from, list[i].percent);
		end = list[i].until.n == DAY_NONE_N ? INT32_MAX :
		    list[i].until.n;
	}
	if (k > 0) {
		int last = end < w->today.n ? end + 1 : w->today.n;

		if (last > pts[k - 1].day.n) {
			pts[k] = point((struct day){ last },
			    (int)pts[k - 1].value);
			k++;
		}
	}
	return k;
}

/* The plan: from its first step to a week past its last. */
static size_t
soft_points(const struct way *way, struct chart_point *pts)
{
	size_t i, k = 0;

	for (i = 0; i < way->steps_n; i++)
		if (way->steps[i].day.n != DAY_NONE_N &&
		    way->steps[i].percent >= 0)
			pts[k++] = point(way->steps[i].day,
			    way->steps[i].percent);
	if (k > 0) {
		pts[k] = pts[k - 1];
		pts[k++].day.n += WEEK_DAYS;
	}
	return k;
}

bool
leave_chart(struct page *p, const struct work_case *w,
    const struct leave *list, size_t n, const struct way *way, int weeks,
    struct chart *out)
{
	struct chart_point *pts = arena_many(p->arena, struct chart_point,
	    CHART_POINTS_MAX + 1);
	struct chart_point *soft = arena_many(p->arena, struct chart_point,
	    WAY_STEPS_MAX + 1);
	struct leave_now now = leave_now(list, n, w->today);
	struct chart_data d = { .title = out_tr(&p->out, T("Work")),
	    .caption = leave_sentence(&p->out, &now, !w->clinician),
	    .to = 100, .points = pts, .n = line_points(w, list, n, pts),
	    .by_day = true, .start = w->e.start_day, .weeks = weeks,
	    .stairs = true, .soft = soft, .soft_n = soft_points(way, soft) };

	if (d.n == 0 && d.soft_n < 2)
		return false;
	chart_make(&p->out, &d, out);
	return true;
}

static bool
sure_chart(struct page *p, const struct work_case *w, int weeks,
    struct chart *out)
{
	struct chart_point *pts = arena_many(p->arena, struct chart_point,
	    SAYS_MAX);
	struct say *says;
	size_t n = say_list(p->care, &says), i;
	struct chart_data d = { .title = out_tr(&p->out, T("Sure of the next "
	    "step")), .to = 10, .points = pts, .by_day = true,
	    .start = w->e.start_day, .weeks = weeks };

	for (i = 0; i < n; i++) {
		struct chart_point *pt = &pts[d.n];

		if (says[i].sure < 0)
			continue;
		*pt = point(zone_day(p->care->zone, says[i].at),
		    says[i].sure);
		pt->week = (pt->day.n - w->e.start_day.n) / WEEK_DAYS;
		d.n++;
	}
	if (d.n == 0)
		return false;
	d.caption = d.n == 1 ? out_tr1(&p->out, T("Sure of the next step: %1 "
	    "of 10."), (int)pts[0].value) : out_tr2(&p->out, T("Sure of the "
	    "next step, 0 to 10: from %1 to %2."), (int)pts[d.n - 2].value,
	    (int)pts[d.n - 1].value);
	chart_make(&p->out, &d, out);
	return true;
}

size_t
leave_rows(struct page *p, const struct leave *list, size_t n,
    struct leave_row **out)
{
	size_t i;

	*out = arena_many(p->arena, struct leave_row, n + 1);
	for (i = 0; i < n; i++)
		(*out)[i] = (struct leave_row){ .leave = list[i],
		    .days = leave_days_text(&p->out, &list[i]),
		    .who = way_who(p, &list[i].by),
		    .gone_who = list[i].gone.at == 0 ? STR_NONE :
		    way_who(p, &list[i].gone) };
	return n;
}

void
work_charts(struct page *p, struct way_charts *out)
{
	struct leave_now now;
	struct work_case w;
	struct leave *list;
	struct way way;
	size_t n;

	*out = (struct way_charts){ .on = false };
	if (!work_load(p, &w))
		return;
	out->on = true;
	(void)way_get(p->care, &way);
	out->weeks = way_weeks(&w, &way);
	n = leave_list(p->care, &list);
	now = leave_now(list, n, w.today);
	out->sentence = leave_sentence(&p->out, &now, false);
	out->leave_on = leave_chart(p, &w, list, n, &way, out->weeks,
	    &out->leave);
	out->sure_on = sure_chart(p, &w, out->weeks, &out->sure);
	out->rows_n = leave_rows(p, list, n, &out->rows);
}
