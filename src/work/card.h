/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What other rooms and the program show and ask of this one. */
#include "html/html.h"
#include "http/page.h"
#include "measures/chart.h"

struct care;
struct enrolment;
struct programme;
struct value;

/* For course_hooks.value: leave.percent, on the day it is asked. */
bool work_value(struct care *, const struct enrolment *, struct str name,
    struct value *out);
/* For course_hooks.plan_more: the row on "My plan". */
struct html work_in_plan(struct page *, const struct enrolment *);
/* For frame_hooks.way: the patient's programme wants these pages. */
bool work_tab(struct page *);

/* The line on Today: same as last week? */
struct way_line {
	bool asked;
	bool known;			/* else there is no degree yet */
	int percent, changes;
	struct str since;
	bool here;			/* on its own page, not on Today */
	struct str look;		/* a step back to look at; "" none */
};
void work_line(struct page *, struct way_line *out);

/*
 * The charts of one patient on one axis, for the therapist: weeks is the
 * right end, for the charts of others beside it.
 */
struct way_charts {
	bool on;			/* the programme wants work */
	int weeks;
	struct str sentence;		/* "Work: 100 % → 80 % since 3 March" */
	struct chart leave, sure;
	bool leave_on, sure_on;
	struct leave_row *rows;		/* under the first one */
	size_t rows_n;
};
void work_charts(struct page *, struct way_charts *out);
