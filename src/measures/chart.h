/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A small line chart as inline SVG with its numbers in a table (design.md,
 * "Chart").  Words come first: the caption is one whole sentence in the
 * reader's language and never a verdict.  A missing point leaves a gap.
 *
 * In a view: {{ use "measures/views.h" }} and {{ call chart(&v->chart) }}.
 */
#include "html/html.h"

struct care;
struct enrolment;
struct instrument;

enum { CHART_POINTS_MAX = 60, CHART_BANDS_MAX = 12 };

struct chart_point {
	int week;			/* 0..: its place from left to right */
	struct day day;			/* for the table; by_day: its place */
	bool missing;
	double value;
};

/* What the caller states. */
struct chart_data {
	struct str title;		/* "PHQ-9" */
	struct str caption;		/* a sentence */
	struct msg value, gap;		/* of the table: its column, a missing
					 * point; NULL: "Total", "left open" */
	double from, to;		/* range of the values */
	const double *bands;		/* upper ends, rising; may be none */
	size_t bands_n;
	const struct chart_point *points;	/* by week, or day */
	size_t n;
	bool by_day;			/* placed by day, week 0 begins on: */
	struct day start;
	int weeks;			/* right end at least */
	bool stairs;			/* each value holds until the next */
	const struct chart_point *soft;	/* a plan: a soft band in stairs */
	size_t soft_n;
};

/* Ready to be put. */
struct chart_mark {
	int x, y, text_x, text_y;
	struct str text;		/* "" where no number stands */
};
struct chart_tick {
	int at;				/* x of a week, y of a value */
	struct str text;
};
struct chart_band {
	int y, height;
};
struct chart_row {
	struct str week, value;
	struct day day;
	bool missing;
};
struct chart {
	struct str title, caption, label;
	struct msg value, gap;
	struct chart_mark marks[CHART_POINTS_MAX];
	size_t marks_n;
	bool plain;			/* numbers at the ends, no marks */
	struct str soft;		/* points="..." of the soft band */
	struct str lines[CHART_POINTS_MAX];	/* points="..." of each piece */
	size_t lines_n;
	struct chart_band bands[CHART_BANDS_MAX];	/* those to be drawn */
	size_t bands_n;
	struct chart_tick ticks[CHART_POINTS_MAX];	/* weeks */
	size_t ticks_n;
	struct chart_tick low, high;	/* ends of the range */
	struct chart_row rows[CHART_POINTS_MAX];
	size_t n;
};

/* More than CHART_POINTS_MAX points: the newest are drawn. */
void chart_make(struct out *, const struct chart_data *, struct chart *);
/*
 * The first score of an instrument over the patient's running (or last)
 * enrolment (course_current), for the patient and the therapist alike.  How
 * many points have a value; with less than two there is little to draw.
 */
size_t measures_chart(struct care *, struct out *, const struct enrolment *,
    const struct instrument *, struct chart *);
/* The same up to this week at least: charts that share one axis. */
size_t measures_chart_to(struct care *, struct out *, const struct enrolment *,
    const struct instrument *, int weeks, struct chart *);
/* The caption's sentence alone; "" when there is no score yet. */
struct str measures_sentence(struct care *, struct out *,
    const struct enrolment *, const struct instrument *);
