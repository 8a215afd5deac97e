/* SPDX-License-Identifier: Apache-2.0 */
#include "work/hand_lines.h"

#include "people/care.h"
#include "people/patient.h"
#include "programme/content.h"

enum { TEXT_MAX = 60 * 1024, WAS_MAX = 40 };

static struct hand_line *
add(struct hand_view *v, enum hand_group group, struct str key,
    struct str text)
{
	struct hand_line *l = &v->lines[v->lines_n];

	if (text.len == 0 || v->lines_n == HAND_LINES_MAX)
		return NULL;
	v->lines_n++;
	*l = (struct hand_line){ .key = key, .text = text, .group = group };
	return l;
}

static void
about_me(struct page *p, const struct work_case *w, struct hand_view *v)
{
	struct out *o = &p->out;
	struct leave *list;
	size_t n = leave_list(p->care, &list), i;
	struct leave_now now = leave_now(list, n, w->today);

	add(v, HAND_ME, S("name"), patient_name(p->care, NULL, NULL));
	if (now.known)
		add(v, HAND_ME, S("now"), out_tr3(o, T("Sick leave now: %1 %, "
		    "%2 % at work, since %3"), now.percent,
		    100 - now.percent, out_date(o, now.since)));
	add(v, HAND_ME, S("hours"), w->job.week_minutes == 0 ? STR_NONE :
	    out_tr1(o, T("Contract: %1"), week_hours(o,
	    w->job.week_minutes)));
	if (w->job.which != JOB_OPEN)
		add(v, HAND_ME, S("job"), out_tr(o,
		    job_text(w->job.which).id));
	for (i = n > WAS_MAX ? n - WAS_MAX : 0; i < n; i++)
		add(v, HAND_ME, str_fmt(p->arena, "was-%zu", i + 1),
		    out_tr2(o, T("Sick leave %1: %2 %"), leave_days_text(o,
		    &list[i]), list[i].percent));
}

/* "Tasks: ..." */
static struct str
labelled(struct out *o, enum way_part part, struct str text)
{
	switch (part) {
	case WAY_TASKS:
		return out_tr1(o, T("Tasks: %1"), text);
	case WAY_PLACE:
		return out_tr1(o, T("Place: %1"), text);
	case WAY_SUPPORT:
		return out_tr1(o, T("Support: %1"), text);
	case WAY_WHO:
		return out_tr1(o, T("To talk to: %1"), text);
	case WAY_HINDER:
		return out_tr1(o, T("May come in the way: %1"), text);
	case WAY_IF_THEN:
		return out_tr1(o, T("And then: %1"), text);
	case WAY_DAY:
	case WAY_PERCENT:
	case WAY_PARTS:
		break;
	}
	return text;
}

static void
steps(struct page *p, const struct way *way, struct hand_view *v,
    enum way_part from, enum way_part to, enum hand_group group)
{
	struct out *o = &p->out;
	struct hand_line *l;
	size_t i;
	enum way_part k;

	for (i = 0; i < way->steps_n; i++) {
		const struct way_step *s = &way->steps[i];
		struct str head = out_tr1(o, T("Step %1"), i + 1);

		if (from == WAY_TASKS) {
			l = add(v, group, str_fmt(p->arena, "when-%zu",
			    i + 1), step_when(o, s));
			if (l != NULL)
				l->head = head;
		}
		for (k = from; k <= to; k++) {
			if (s->text[k].len == 0)
				continue;
			l = add(v, group, str_fmt(p->arena, "%s-%zu",
			    way_part_ids[k], i + 1), labelled(o, k,
			    s->text[k]));
			if (l != NULL)
				l->head = head;
		}
	}
}

/* What is closer to oneself: never ticked by itself. */
static void
close_to(struct page *p, const struct work_case *w, struct hand_view *v)
{
	struct out *o = &p->out;
	struct step_back back;
	struct say *says;
	size_t n = say_list(p->care, &says), i, k;

	if (back_open(p->care, &back)) {
		if (back.happened.len > 0)
			add(v, HAND_CLOSE, S("happened"), out_tr1(o,
			    T("A step back: %1"), back.happened));
		if (back.helps.len > 0)
			add(v, HAND_CLOSE, S("helps"), out_tr1(o,
			    T("What helps now: %1"), back.helps));
	}
	while (n > 0 && says[n - 1].sure < 0)
		n--;
	if (n > 0)
		add(v, HAND_CLOSE, S("sure"), out_tr1(o, T("How sure I am of "
		    "the next step: %1 of 10"), says[n - 1].sure));
	for (i = 0; i < w->programme->nmeasures; i++) {
		const struct instrument *in =
		    w->programme->measures[i].instrument;

		for (k = 0; k < i && w->programme->measures[k].instrument !=
		    in; k++)
			;
		if (k == i && in != NULL)
			add(v, HAND_CLOSE, str_fmt(p->arena, "m-%.*s",
			    STR(in->id)), measures_sentence(p->care, o,
			    &w->e, in));
	}
}

void
hand_lines(struct page *p, const struct work_case *w, struct hand_view *v)
{
	struct way *way = arena_one(p->arena, struct way);

	v->lines = arena_many(p->arena, struct hand_line, HAND_LINES_MAX);
	v->lines_n = 0;
	(void)way_get(p->care, way);
	about_me(p, w, v);
	steps(p, way, v, WAY_TASKS, WAY_WHO, HAND_STEP);
	steps(p, way, v, WAY_HINDER, WAY_IF_THEN, HAND_CLOSE);
	close_to(p, w, v);
}

static bool
by_itself(const struct hand_line *l, enum handed_kind kind)
{
	return str_is(l->key, "name") || str_is(l->key, "now") ||
	    str_starts(l->key, S("when-")) ||
	    str_starts(l->key, S("tasks-")) ||
	    (kind != HANDED_MANAGER && str_starts(l->key, S("was-")));
}

void
hand_defaults(struct hand_view *v)
{
	size_t i;

	for (i = 0; i < v->lines_n; i++)
		v->lines[i].on = by_itself(&v->lines[i], v->paper.kind);
}

void
hand_switch(struct hand_view *v, enum handed_kind to)
{
	size_t i;

	for (i = 0; i < v->lines_n; i++) {
		struct hand_line *l = &v->lines[i];

		if (by_itself(l, to) != by_itself(l, v->paper.kind))
			l->on = by_itself(l, to);
	}
	v->paper.kind = to;
}

bool
hand_any(const struct hand_view *v)
{
	size_t i;

	for (i = 0; i < v->lines_n; i++)
		if (v->lines[i].on)
			return true;
	return v->own.len > 0;
}

/* A text of several lines stays one line of the page. */
static void
one_line(struct buf *b, struct str s)
{
	bool blank = false;
	size_t i;

	for (i = 0; i < s.len; i++) {
		if (s.at[i] == '\n' || s.at[i] == '\r') {
			blank = true;
			continue;
		}
		if (blank)
			buf_add_c(b, ' ');
		blank = false;
		buf_add_c(b, s.at[i]);
	}
	buf_add_c(b, '\n');
}

struct str
hand_text(struct page *p, const struct hand_view *v)
{
	struct buf b = buf_new(p->arena, TEXT_MAX);
	struct str head = STR_NONE;
	enum hand_group group = HAND_ME;
	size_t i;

	for (i = 0; i < v->lines_n; i++) {
		const struct hand_line *l = &v->lines[i];

		if (!l->on)
			continue;
		if (b.len > 0 && (l->group != group ||
		    !str_eq(l->head, head)))
			buf_add_c(&b, '\n');
		if (l->head.len > 0 && (!str_eq(l->head, head) ||
		    l->group != group))
			one_line(&b, l->head);
		head = l->head;
		group = l->group;
		one_line(&b, l->text);
	}
	if (v->own.len > 0) {
		if (b.len > 0)
			buf_add_c(&b, '\n');
		buf_add(&b, v->own);
		buf_add_c(&b, '\n');
	}
	return str_trim(buf_str(&b));
}
