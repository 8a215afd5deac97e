/* SPDX-License-Identifier: Apache-2.0 */
#include "measures/chart.h"

#include "base/arena.h"
#include "course/course.h"
#include "measures/measures.h"
#include "people/care.h"
#include "programme/instrument.h"

/* The viewBox is 360 x 180; texts are up to 15 units high. */
enum { LEFT = 34, RIGHT = 346, TOP = 22, BOTTOM = 148, WEEKS_MIN = 4,
	TICK_ROOM = 26, TEXT_UP = 10, TEXT_DOWN = 20, TEXT_BESIDE = 16,
	HALF = 2, WEEK_DAYS = 7 };

struct plot {
	const struct chart_data *d;
	int weeks;			/* right end */
};

static int
x_days(const struct plot *p, int days)
{
	int all = p->weeks * WEEK_DAYS;

	days = days < 0 ? 0 : days > all ? all : days;
	return LEFT + 8 + (RIGHT - LEFT - 8) * days / all;
}

static int
x_of(const struct plot *p, int week)
{
	return x_days(p, week * WEEK_DAYS);
}

static int
x_point(const struct plot *p, const struct chart_point *pt)
{
	return p->d->by_day ? x_days(p, pt->day.n - p->d->start.n) :
	    x_of(p, pt->week);
}

static int
y_of(const struct plot *p, double value)
{
	double part = (value - p->d->from) / (p->d->to - p->d->from);

	part = part < 0 ? 0 : part > 1 ? 1 : part;
	return BOTTOM - (int)(part * (BOTTOM - TOP) + 0.5);
}

static void
bands_fill(const struct plot *p, struct chart *out)
{
	size_t i;
	double from;

	for (i = 1; i < p->d->bands_n; i += 2) {
		struct chart_band *b = &out->bands[out->bands_n];
		bool last = i + 1 == p->d->bands_n;

		if (out->bands_n == CHART_BANDS_MAX)
			return;
		from = p->d->bands[i - 1] + 1.0 / HALF;
		b->y = y_of(p, last ? p->d->bands[i] :
		    p->d->bands[i] + 1.0 / HALF);
		b->height = y_of(p, from) - b->y;
		out->bands_n++;
	}
}

/* One point more; in stairs by way of the corner. */
static void
line_add(struct buf *b, const struct plot *p, const struct chart_point *pt,
    bool first, bool stairs)
{
	if (!first && stairs)
		buf_fmt(b, " %d,%d", x_point(p, pt), y_of(p, pt[-1].value));
	buf_fmt(b, "%s%d,%d", first ? "" : " ", x_point(p, pt),
	    y_of(p, pt->value));
}

static void
soft_fill(struct out *o, const struct plot *p, struct chart *out)
{
	struct buf b = buf_new(o->arena, 4000);
	size_t i;

	for (i = 0; i < p->d->soft_n; i++)
		line_add(&b, p, &p->d->soft[i], i == 0, true);
	out->soft = p->d->soft_n > 1 ? buf_str(&b) : STR_NONE;
}

/* Pieces between gaps; a point alone is only a mark. */
static void
lines_fill(struct out *o, const struct plot *p, struct chart *out)
{
	size_t i, run = 0;
	struct buf b = buf_new(o->arena, 4000);

	for (i = 0; i <= p->d->n; i++) {
		const struct chart_point *pt;

		if (i == p->d->n || p->d->points[i].missing) {
			if (run > 1)
				out->lines[out->lines_n++] =
				    str_copy(o->arena, buf_str(&b));
			run = 0;
			b = buf_new(o->arena, 4000);
			continue;
		}
		pt = &p->d->points[i];
		line_add(&b, p, pt, run == 0, p->d->stairs);
		run++;
	}
}

static void
marks_fill(struct out *o, const struct plot *p, struct chart *out)
{
	struct chart_mark *m = NULL;
	size_t i;

	for (i = 0; i < p->d->n; i++) {
		const struct chart_point *pt = &p->d->points[i];

		if (pt->missing)
			continue;
		m = &out->marks[out->marks_n++];
		m->x = x_point(p, pt);
		m->y = y_of(p, pt->value);
		m->text_y = m->y - TEXT_UP < TOP - 6 ? m->y + TEXT_DOWN :
		    m->y - TEXT_UP;
		m->text_x = m->x;
		m->text = out_real(o, pt->value);
		if (out->marks_n > 1)
			m[-1].text = out->marks_n == 2 ? m[-1].text : STR_NONE;
	}
	if (m == NULL || out->marks_n < 2)
		return;
	if (m->x - out->marks[0].x < TICK_ROOM)
		out->marks[0].text = STR_NONE;
	/* Where a step came down just now, beside its end. */
	if (p->d->stairs && m->x - m[-1].x < TICK_ROOM &&
	    m->x + TICK_ROOM < RIGHT) {
		m->text_x = m->x + TEXT_BESIDE;
		m->text_y = m->y - 4;
	}
}

static void
ticks_fill(struct out *o, const struct plot *p, struct chart *out)
{
	int week, step = 1;

	while ((RIGHT - LEFT) * step / p->weeks < TICK_ROOM)
		step++;
	for (week = 0; week <= p->weeks &&
	    out->ticks_n < CHART_POINTS_MAX; week += step) {
		struct chart_tick *t = &out->ticks[out->ticks_n++];

		t->at = x_of(p, week);
		t->text = str_fmt(o->arena, "%d", week);
	}
	out->low = (struct chart_tick){ BOTTOM + 4, out_real(o, p->d->from) };
	out->high = (struct chart_tick){ TOP + 4, out_real(o, p->d->to) };
}

static void
rows_fill(struct out *o, const struct plot *p, struct chart *out)
{
	struct buf b = buf_new(o->arena, 2000);
	size_t i;

	for (i = 0; i < p->d->n; i++) {
		const struct chart_point *pt = &p->d->points[i];
		struct chart_row *row = &out->rows[out->n++];

		row->week = str_fmt(o->arena, "%d", pt->week);
		row->day = pt->day;
		row->missing = pt->missing;
		row->value = pt->missing ? STR_NONE : out_real(o, pt->value);
		if (pt->missing)
			continue;
		if (b.len > 0)
			buf_add_z(&b, ", ");
		buf_add(&b, row->value);
	}
	out->label = out_tr2(o, T("Line chart: %1 %2. The table below has the "
	    "numbers."), p->d->title, buf_str(&b));
}

void
chart_make(struct out *o, const struct chart_data *data, struct chart *out)
{
	struct chart_data d = *data;
	struct plot p = { &d, WEEKS_MIN };

	if (d.n > CHART_POINTS_MAX) {
		d.points += d.n - CHART_POINTS_MAX;
		d.n = CHART_POINTS_MAX;
	}
	if (d.to <= d.from)
		d.to = d.from + 1;
	if (d.n > 0 && d.points[d.n - 1].week > p.weeks)
		p.weeks = d.points[d.n - 1].week;
	if (d.weeks > p.weeks)
		p.weeks = d.weeks;
	*out = (struct chart){ .title = d.title, .caption = d.caption,
	    .plain = d.stairs,
	    .value = d.value.id != NULL ? d.value : MSG("Total"),
	    .gap = d.gap.id != NULL ? d.gap : MSG("left open") };
	soft_fill(o, &p, out);
	bands_fill(&p, out);
	lines_fill(o, &p, out);
	marks_fill(o, &p, out);
	ticks_fill(o, &p, out);
	rows_fill(o, &p, out);
}

/* --- of an instrument --------------------------------------------------- */

static struct str
sentence(struct out *o, const struct instrument *in, struct scored first,
    struct scored now, size_t n)
{
	struct str title = words_in(&in->title, o->lang);
	struct str was = out_real(o, first.value), is = out_real(o, now.value);

	if (n == 0)
		return out_tr1(o, T("%1 has no total yet, as several questions "
		    "were left open."), title);
	if (n == 1)
		return out_tr2(o, T("%1 is %2, the first time."), title, is);
	if (first.value == now.value)
		return out_tr2(o, T("%1 is %2, the same as the first time."),
		    title, is);
	switch (score_change(&in->scores[0], first, now)) {
	case CHANGE_BETTER:
	case CHANGE_WORSE:
		return out_tr3(o, T("%1 has gone from %2 to %3; the change is "
		    "larger than the measure's uncertainty."), title, was, is);
	case CHANGE_NONE:
		return out_tr3(o, T("%1 has gone from %2 to %3; the change is "
		    "within the measure's uncertainty."), title, was, is);
	case CHANGE_UNKNOWN:
		break;
	}
	return out_tr3(o, T("%1 has gone from %2 to %3."), title, was, is);
}

struct series {
	struct chart_point *points;
	size_t n, counted;
	struct str sentence;
};

static void
series_read(struct care *c, struct out *o, const struct enrolment *e,
    const struct instrument *in, struct series *s)
{
	struct scored first = { .missing = true }, now = { .missing = true };
	struct score_point *list;
	size_t i, n;

	*s = (struct series){ .sentence = STR_NONE };
	if (in->nscores == 0)
		return;
	n = measures_scores(c, in->id, &list);
	s->points = arena_many(c->arena, struct chart_point, n + 1);
	for (i = 0; i < n; i++) {
		struct chart_point *pt = &s->points[s->n];

		if (!id_eq(list[i].enrolment, e->id) ||
		    !str_eq(list[i].score, in->scores[0].id))
			continue;
		pt->day = zone_day(c->zone, list[i].at);
		pt->week = occasion_week(list[i].occasion);
		if (pt->week < 0)
			pt->week = (pt->day.n - e->start_day.n) / 7;
		if (s->n > 0 && pt->week < pt[-1].week)
			pt->week = pt[-1].week;	/* filled in late */
		pt->missing = list[i].missing;
		pt->value = list[i].value;
		s->n++;
		if (pt->missing)
			continue;
		now = (struct scored){ .value = pt->value };
		if (s->counted++ == 0)
			first = now;
	}
	if (s->n > 0)
		s->sentence = sentence(o, in, first, now, s->counted);
}

size_t
measures_chart(struct care *c, struct out *o, const struct enrolment *e,
    const struct instrument *in, struct chart *out)
{
	return measures_chart_to(c, o, e, in, 0, out);
}

size_t
measures_chart_to(struct care *c, struct out *o, const struct enrolment *e,
    const struct instrument *in, int weeks, struct chart *out)
{
	double bands[CHART_BANDS_MAX];
	struct chart_data d = { .title = words_in(&in->title, o->lang),
	    .bands = bands, .weeks = weeks };
	struct series s;

	series_read(c, o, e, in, &s);
	d.points = s.points;
	d.n = s.n;
	d.caption = s.sentence;
	if (in->nscores > 0) {
		const struct score *score = &in->scores[0];

		d.from = score->from;
		d.to = score->to;
		for (; d.bands_n < score->nbands &&
		    d.bands_n < CHART_BANDS_MAX; d.bands_n++)
			bands[d.bands_n] = score->bands[d.bands_n].to;
	}
	chart_make(o, &d, out);
	return s.counted;
}

struct str
measures_sentence(struct care *c, struct out *o, const struct enrolment *e,
    const struct instrument *in)
{
	struct series s;

	series_read(c, o, e, in, &s);
	return s.sentence;
}
