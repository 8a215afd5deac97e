/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "homework/own.h"
#include "homework/pages.h"
#include "homework/report_view.h"
#include "homework/views.h"
#include "people/care.h"
#include "people/page_frame.h"

/*
 * How it has gone, for both to look at: words first, one chart, the table.
 * What the clinic rated stands there only when the clinic asks (?own=1), and
 * never on the patient's own page.
 */

enum { CHART_ROOM_Y = 3, CHART_FROM = 3, FEW = 2, RECENT_WEEKS = 4,
	DAY_HOURS = 24,
	HOURS_SHOWN = 48 };

static void
say(struct said *s, struct str sentence)
{
	if (s->n < SAID_MAX)
		s->at[s->n++] = sentence;
}

static double
one_place(double x)
{
	return (double)(long)(x * 10 + 0.5) / 10;
}

static struct str
done_sentence(struct out *o, const struct engage_sum *s)
{
	if (s->agreed == 0)
		return out_tr(o, T("Nothing has been agreed on yet."));
	if (s->agreed == 1)
		return out_tr(o, s->done == 0 ?
		    T("One exercise has been agreed on.") :
		    T("One exercise has been agreed on, and it was done, "
		    "wholly or in part."));
	if (s->done == 0)
		return out_tr1(o, T("%1 exercises have been agreed on. None "
		    "has been told about as done yet."), s->agreed);
	if (s->done == s->agreed)
		return out_tr1(o, T("%1 exercises have been agreed on, and "
		    "all of them were done, wholly or in part."), s->agreed);
	if (s->done == 1)
		return out_tr1(o, T("%1 exercises have been agreed on. One of "
		    "them was done, wholly or in part."), s->agreed);
	return out_tr2(o, T("%1 exercises have been agreed on. %2 of them "
	    "were done, wholly or in part."), s->agreed, s->done);
}

/* Beside what was believed only when it helped as much, or more. */
static void
helped_say(struct out *o, const struct engage_sum *s, struct said *out)
{
	double before = one_place(engage_mean(&s->before));
	double after = one_place(engage_mean(&s->after));

	if (s->after.n >= FEW && after >= before)
		say(out, out_tr2(o, T("They helped %1 of 10 on average; "
		    "beforehand the guess was %2."), after, before));
	else if (s->after.n >= FEW)
		say(out, out_tr(o, T("They have helped less than was hoped. "
		    "Good to know: what shall we change?")));
	else if (s->helped.n >= FEW)
		say(out, out_tr1(o, T("They helped %1 of 10 on average."),
		    one_place(engage_mean(&s->helped))));
}

static bool
tiny_better(const struct engage_sum *s)
{
	return s->size_told[SIZE_TINY] >= FEW &&
	    s->size_told[SIZE_STANDARD] >= FEW &&
	    s->size_done[SIZE_TINY] * s->size_told[SIZE_STANDARD] >
	    s->size_done[SIZE_STANDARD] * s->size_told[SIZE_TINY];
}

static void
words_say(struct out *o, const struct engage_sum *s, struct said *out)
{
	say(out, done_sentence(o, s));
	helped_say(o, s, out);
	if (s->obstacle != OBSTACLE_NONE)
		say(out, out_tr1(o, T("What came in the way most often: %1."),
		    obstacles_words(o, 1U << s->obstacle)));
	if (tiny_better(s))
		say(out, out_tr(o, T("Small versions were done more often "
		    "than whole ones.")));
}

struct str
hours_text(struct out *o, double hours)
{
	if (hours < 1)
		return out_tr(o, T("less than an hour"));
	if (hours < HOURS_SHOWN)
		return out_trn(o, TN("%1 hour", "%1 hours"),
		    (int64_t)(hours + 0.5));
	return out_trn(o, TN("%1 day", "%1 days"),
	    (int64_t)(hours / DAY_HOURS + 0.5));
}

/* The clinic's own numbers. */
static void
own_say(struct out *o, const struct engage_sum *s, struct said *out)
{
	if (s->quality.n == 0)
		say(out, out_tr(o, T("The quality of the work has not been "
		    "rated.")));
	else
		say(out, out_tr2(o, T("Quality of the work: %1 of 4 on "
		    "average, over %2 ratings."),
		    one_place(engage_mean(&s->quality)), s->quality.n));
	if (s->hours.n > 0)
		say(out, out_tr1(o, T("From report to answer: %1 on average."),
		    hours_text(o, engage_mean(&s->hours))));
}

/* --- the chart: done, week by week --------------------------------------- */

struct weeks {
	int from, to;			/* weeks from the start of treatment */
	int done[CHART_POINTS_MAX];
	bool open[CHART_POINTS_MAX];	/* something was agreed on */
};

static int
week_of(const struct engage *e, int64_t at)
{
	int days = zone_day(e->zone, at).n - e->start.n;

	return days < 0 ? 0 : days / 7;
}

/* Of the newest course: weeks of an earlier one are other weeks. */
static bool
is_drawn(const struct engage_data *d, const struct engage *e)
{
	return engage_agreed(e) && e->start.n == d->list[d->n - 1].start.n;
}

static void
weeks_count(const struct engage_data *d, int64_t now, struct weeks *w)
{
	size_t i;
	int k;

	w->from = INT32_MAX;
	for (i = 0; i < d->n; i++)
		if (is_drawn(d, &d->list[i])) {
			const struct engage *e = &d->list[i];
			int first = week_of(e, e->agreed_at);

			w->from = first < w->from ? first : w->from;
			w->to = week_of(e, now);
		}
	if (w->to - w->from >= CHART_POINTS_MAX)
		w->from = w->to - CHART_POINTS_MAX + 1;
	for (i = 0; i < d->n; i++) {
		const struct engage *e = &d->list[i];
		int64_t end = e->ended_at > 0 ? e->ended_at : now;
		int told = week_of(e, e->told.reported_at) - w->from;

		if (!is_drawn(d, e))
			continue;
		for (k = week_of(e, e->agreed_at) - w->from;
		    k <= week_of(e, end) - w->from; k++)
			if (k >= 0 && k < CHART_POINTS_MAX)
				w->open[k] = true;
		if (engage_done(e) && told >= 0 && told < CHART_POINTS_MAX) {
			w->open[told] = true;
			w->done[told]++;
		}
	}
}

static struct str
chart_sentence(struct out *o, const struct weeks *w)
{
	int newest = 0, before = 0, n = w->to - w->from + 1, i;

	for (i = 0; i < n; i++) {
		newest += i >= n - RECENT_WEEKS ? w->done[i] : 0;
		before += i < n - RECENT_WEEKS &&
		    i >= n - 2 * RECENT_WEEKS ? w->done[i] : 0;
	}
	if (n < 2 * RECENT_WEEKS)
		return out_tr(o, T("How many were done, week by week."));
	return out_tr2(o, T("In the newest four weeks %1 were done, in the "
	    "four weeks before %2."), newest, before);
}

static bool
chart_draw(struct out *o, const struct engage_data *d, struct chart *out)
{
	struct chart_point points[CHART_POINTS_MAX];
	struct weeks w = { .to = -1 };
	struct chart_data c = { .title = out_tr(o, T("Exercises done")),
	    .value = MSG("Exercises done"), .gap = MSG("nothing agreed"),
	    .to = CHART_ROOM_Y, .points = points };
	int i;

	weeks_count(d, o->now, &w);
	for (i = 0; i <= w.to - w.from; i++) {
		points[c.n++] = (struct chart_point){ .week = w.from + i + 1,
		    .day = { d->list[d->n - 1].start.n + 7 * (w.from + i) },
		    .missing = !w.open[i], .value = w.done[i] };
		/* Room above the highest, for its number. */
		if (w.done[i] + 1 > c.to)
			c.to = w.done[i] + 1;
	}
	if (c.n < FEW)
		return false;
	c.caption = chart_sentence(o, &w);
	chart_make(o, &c, out);
	return true;
}

/* --- the table ----------------------------------------------------------- */

static const struct engage *
engage_find(const struct engage_data *d, struct id id)
{
	size_t i;

	for (i = 0; i < d->n; i++)
		if (id_eq(d->list[i].id, id))
			return &d->list[i];
	return NULL;
}

static int
newest_first(const void *a, const void *b)
{
	const struct report_row *x = a, *y = b;

	return (x->h.made_at < y->h.made_at) - (x->h.made_at > y->h.made_at);
}

static void
rows_fill(struct page *p, const struct content *content,
    const struct engage_data *d, struct report_view *v)
{
	struct homework *list;
	size_t n = content == NULL ? 0 :
	    homework_list(p->care, content, &list), i;

	v->rows = arena_many(p->arena, struct report_row, n + 1);
	for (i = 0; i < n; i++) {
		const struct engage *e = engage_find(d, list[i].id);

		if (e == NULL || !engage_agreed(e))
			continue;
		v->rows[v->n++] = (struct report_row){ .h = list[i],
		    .name = homework_name(&list[i], v->lang),
		    .told = e->told, .helps = e->helps,
		    .tiny = (e->told.size >= 0 ? e->told.size : e->size) ==
		    SIZE_TINY };
	}
	qsort(v->rows, v->n, sizeof(*v->rows), newest_first);
}

static void
report_load(struct page *p, struct report_view *v)
{
	struct enrolment e;
	const struct content *content = homework_content(p, &e);
	struct engage_data d;
	struct engage_sum sum;

	engage_of(p->care, p->clinic, &d);
	engage_sum(d.list, d.n, &sum);
	words_say(&p->out, &sum, &v->said);
	own_say(&p->out, &sum, &v->own);
	if (sum.told >= CHART_FROM)
		v->drawn = chart_draw(&p->out, &d, &v->chart);
	rows_fill(p, content, &d, v);
}

int
work_report_get(struct page *p)
{
	struct report_view *v = arena_one(p->arena, struct report_view);

	v->lang = p->care->lang;
	v->patient = p->care->patient;
	v->show_own = str_is(req_query(p->req, "own"), "1");
	page_frame(p, &v->frame, MSG("How it has gone"), "/list");
	page_frame_patient(p, &v->frame, "homework");
	report_load(p, v);
	view_work_report(&p->out, v);
	return page_ok(p);
}

int
homework_so_far_get(struct page *p)
{
	struct report_view *v = arena_one(p->arena, struct report_view);

	v->lang = p->out.lang;
	page_frame(p, &v->frame, MSG("How it has gone"), "/plan");
	report_load(p, v);
	view_homework_so_far(&p->out, v);
	return page_ok(p);
}
