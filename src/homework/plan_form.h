/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A plan on the screen: one short form, prefilled, with what is seldom
 * changed folded below.  The patient's pages and the clinic's share it.
 *
 * Names: title reason first_step day time place obstacle if_then, and folded
 * size per_week minutes until materials seen_by remind.
 */
#include "html/html.h"
#include "http/page.h"
#include "homework/plan.h"

enum { PLAN_FORM_DAYS = 22 };

struct plan_day {
	struct str value;		/* "2026-11-24"; "": no set day */
	struct day day;
	bool on, until_on;
};
struct plan_obstacle {
	const char *id;
	struct msg text;
	struct str if_then;		/* the task's idea for it; "" */
	bool on;
};
struct plan_form {
	struct plan plan;
	const struct task *task;	/* NULL: own words */
	const char *lang;		/* of the own texts; "" the page's */
	struct plan_day days[PLAN_FORM_DAYS + 3];
	size_t days_n;
	struct str time;		/* "12:30" or "" */
	struct plan_obstacle obstacles[OBSTACLES_N];
	size_t obstacles_n;
	bool titled, reasoned;		/* asks for title, for the reason */
	bool clinic;			/* read by a therapist */
	struct msg worked;		/* "what has worked", or nothing */
};

struct msg obstacle_text(enum obstacle);
extern const int plan_often[8];		/* 0: once, 1..7 a week */
void plan_form_make(struct page *, const struct task *, const struct plan *,
    enum lang texts, struct plan_form *out);
/*
 * What was posted over base (fields the page lacks keep base's value).
 * False: it never came from our page (400).  Faults people make are in
 * page->problems, with what was typed in *out.
 */
bool plan_form_read(struct page *, const struct plan *base, struct plan *out);
/* "Tuesday 24 November at 12:30 · kitchen table"; "" when nothing is set. */
struct str plan_when(struct out *, const struct plan *);
