/* SPDX-License-Identifier: Apache-2.0 */
#include "encounters/rhythm.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "programme/content.h"

enum { N_MAX = 156, WEEK = 7 };

void
rhythm_of_programme(const struct programme *p, int weekday,
    struct contact_rhythm *out)
{
	size_t i;

	*out = (struct contact_rhythm){ .weekday = weekday };
	if (p == NULL)
		return;
	out->weeks = p->weeks;
	for (i = 0; i < p->ncontact && out->n < RHYTHM_STEPS_MAX; i++) {
		const struct contact_step *s = &p->contact[i];

		out->steps[out->n++] = (struct rhythm_step){ .step = s,
		    .n = s->week > 0 ? s->week : s->day > 0 ? s->day :
		    s->every };
	}
}

void
rhythm_apply(struct contact_rhythm *r, struct str steps)
{
	size_t i;

	while (steps.len > 0) {
		struct str one = str_cut(&steps, ' '), id = str_cut(&one, '=');
		int64_t n;

		for (i = 0; i < r->n; i++) {
			struct rhythm_step *s = &r->steps[i];

			if (!str_eq(s->step->id, id))
				continue;
			s->off = str_is(one, "off");
			if (str_int(one, 1, N_MAX, &n))
				s->n = (int)n;
		}
	}
}

struct str
rhythm_text(struct arena *a, const struct contact_rhythm *r)
{
	struct buf b = buf_new(a, 64 * (RHYTHM_STEPS_MAX + 1));
	size_t i;

	for (i = 0; i < r->n; i++) {
		const struct rhythm_step *s = &r->steps[i];

		if (i > 0)
			buf_add_c(&b, ' ');
		if (s->off)
			buf_fmt(&b, "%.*s=off", STR(s->step->id));
		else
			buf_fmt(&b, "%.*s=%d", STR(s->step->id), s->n);
	}
	return buf_str(&b);
}

/* --- kept? --------------------------------------------------------------- */

/* The earliest writing from one day to another, both in it; DAY_NONE. */
static struct day
wrote(const struct rhythm_facts *f, int from, int until)
{
	struct day first = DAY_NONE;
	size_t i;

	for (i = 0; i < f->writes_n; i++) {
		int d = f->writes[i].n;

		if (d >= from && d <= until &&
		    (first.n == DAY_NONE_N || d < first.n))
			first.n = d;
	}
	return first;
}

static bool
paused(const struct rhythm_facts *f, int day)
{
	size_t i;

	for (i = 0; i < f->pauses_n; i++)
		if (f->pauses[2 * i].n <= day && day <= f->pauses[2 * i + 1].n)
			return true;
	return false;
}

/* Kept from `from` to due, later from due to `last`; else by today. */
static void
judge_writing(const struct rhythm_facts *f, struct rhythm_item *x, int first,
    int last)
{
	int today = f->today.n;

	x->on = wrote(f, first, x->due.n);
	if (x->on.n != DAY_NONE_N) {
		x->state = RHYTHM_KEPT;
		return;
	}
	x->on = wrote(f, x->due.n + 1, last);
	if (x->on.n != DAY_NONE_N)
		x->state = RHYTHM_LATER;
	else if (paused(f, x->due.n))
		x->state = RHYTHM_RESTED;
	else
		x->state = today < x->due.n ? RHYTHM_COMING :
		    today <= last ? RHYTHM_HERE : RHYTHM_NOT;
}

static void
judge_talk(const struct rhythm_facts *f, struct rhythm_item *x)
{
	struct day planned = DAY_NONE;
	size_t i;

	x->on = DAY_NONE;
	for (i = 0; i < f->talks_n; i++) {
		const struct rhythm_talk *t = &f->talks[i];

		if (!str_eq(t->step, x->step->step->id))
			continue;
		if (t->tried)
			x->tried++;
		else if (!t->held)
			planned = t->day;
		else if (x->on.n == DAY_NONE_N || t->day.n < x->on.n)
			x->on = t->day;
	}
	if (x->on.n != DAY_NONE_N) {
		x->state = x->on.n <= x->due.n ? RHYTHM_KEPT : RHYTHM_LATER;
	} else if (planned.n != DAY_NONE_N) {
		x->on = planned;
		x->state = RHYTHM_PLANNED;
	} else if (x->step->step->optional) {
		x->state = RHYTHM_WISH;
	} else if (paused(f, x->due.n) && f->today.n <= x->due.n) {
		x->state = RHYTHM_RESTED;
	} else {
		x->state = f->today.n < x->from.n ? RHYTHM_COMING :
		    f->today.n <= x->due.n + WEEK ? RHYTHM_HERE : RHYTHM_NOT;
	}
}

/*
 * The first agreed weekday of which the half interval before lies after the
 * first day, so that a welcome is no reply; without a weekday a week on.
 */
static int
first_reply(const struct contact_rhythm *r, const struct rhythm_facts *f,
    int half)
{
	int d = f->start.n + half + 1;

	if (r->weekday < 1 || r->weekday > 7)
		return f->start.n + WEEK;
	while (day_weekday((struct day){ d }) != r->weekday)
		d++;
	return d;
}

struct items {
	struct rhythm_item *list;
	size_t n;
};

/* NULL: not asked for, before the course was made or after its end. */
static struct rhythm_item *
item_add(struct items *l, const struct rhythm_facts *f,
    const struct rhythm_step *s, int from, int due)
{
	struct rhythm_item *x;

	if (l->n == RHYTHM_ITEMS_MAX || due < f->made.n ||
	    (f->ended.n != DAY_NONE_N && due > f->ended.n &&
	    !s->step->optional))
		return NULL;
	x = &l->list[l->n++];
	*x = (struct rhythm_item){ .step = s, .from = { from },
	    .due = { due }, .on = DAY_NONE };
	return x;
}

static void
step_items(const struct contact_rhythm *r, const struct rhythm_facts *f,
    const struct rhythm_step *s, struct items *l)
{
	int start = f->start.n, half = s->n * WEEK / 2, due;
	struct rhythm_item *x;

	switch (s->step->what) {
	case CONTACT_MESSAGE:
		due = start + s->n - 1;
		if (due < f->made.n)
			due = f->made.n;
		x = item_add(l, f, s, due, due);
		if (x != NULL)
			judge_writing(f, x, f->made.n, due + WEEK - 1);
		return;
	case CONTACT_REPLY:
		for (due = first_reply(r, f, half);
		    due < start + r->weeks * WEEK; due += s->n * WEEK) {
			x = item_add(l, f, s, due, due);
			if (x != NULL)
				judge_writing(f, x, due - half,
				    due + s->n * WEEK - 1 - half);
		}
		return;
	case CONTACT_TALK:
	case CONTACT_CALL:
		due = start + s->n * WEEK - 1;
		x = s->step->quiet ? NULL : item_add(l, f, s,
		    due - WEEK + 1, due);
		if (x != NULL)
			judge_talk(f, x);
		return;
	case CONTACT_WHATS:
		break;
	}
}

static int
by_due(const void *a, const void *b)
{
	const struct rhythm_item *x = a, *y = b;

	if (x->due.n != y->due.n)
		return (x->due.n > y->due.n) - (x->due.n < y->due.n);
	return (x->step > y->step) - (x->step < y->step);
}

size_t
rhythm_items(const struct contact_rhythm *r, const struct rhythm_facts *f,
    struct rhythm_item *out)
{
	struct items l = { out, 0 };
	size_t i;

	for (i = 0; i < r->n; i++)
		if (!r->steps[i].off && r->steps[i].n > 0)
			step_items(r, f, &r->steps[i], &l);
	qsort(out, l.n, sizeof(*out), by_due);
	return l.n;
}

const struct rhythm_item *
rhythm_here(const struct rhythm_item *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (list[i].state == RHYTHM_HERE)
			return &list[i];
	return NULL;
}

const struct rhythm_item *
rhythm_next(const struct rhythm_item *list, size_t n)
{
	const struct rhythm_item *here = rhythm_here(list, n);
	size_t i;

	if (here != NULL)
		return here;
	for (i = 0; i < n; i++)
		if (list[i].state == RHYTHM_COMING ||
		    list[i].state == RHYTHM_PLANNED)
			return &list[i];
	return NULL;
}
