/* SPDX-License-Identifier: Apache-2.0 */
#include "work/own.h"

#include <math.h>

/* Words for what this room keeps. */

const int way_dots[11] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
const enum handed_kind handed_order[HANDED_KINDS] = { HANDED_MANAGER,
    HANDED_DOCTOR, HANDED_OFFICE };

struct msg
handed_kind_text(enum handed_kind k)
{
	switch (k) {
	case HANDED_MANAGER:
		return MSG("My manager");
	case HANDED_DOCTOR:
		return MSG("My doctor");
	case HANDED_OFFICE:
		return MSG("The welfare office");
	case HANDED_KINDS:
		break;
	}
	return (struct msg){ NULL };
}

struct msg
hope_text(enum hope h)
{
	switch (h) {
	case HOPE_YES:
		return MSG("Yes, I think so");
	case HOPE_UNSURE:
		return MSG("I am not sure");
	case HOPE_NO:
		return MSG("No, I do not think so");
	case HOPE_OPEN:
		break;
	}
	return (struct msg){ NULL };
}

struct msg
job_text(enum work_job j)
{
	switch (j) {
	case JOB_SAME:
		return MSG("Back to the same job");
	case JOB_OTHER:
		return MSG("Towards another job");
	case JOB_OPEN:
		break;
	}
	return MSG("Not decided");
}

double
job_hours_of(int minutes)
{
	return round(minutes * 100 / 60.0) / 100;
}

struct str
week_hours(struct out *o, int minutes)
{
	return minutes == 0 ? STR_NONE : out_tr1(o, T("%1 hours a week"),
	    job_hours_of(minutes));
}

struct str
step_when(struct out *o, const struct way_step *s)
{
	struct str day = out_day(o, s->day);

	if (s->percent < 0)
		return day;
	if (day.len == 0)
		return out_tr2(o, T("%1 % sick leave, %2 % at work"),
		    s->percent, 100 - s->percent);
	return out_tr3(o, T("%1: %2 % sick leave, %3 % at work"), day,
	    s->percent, 100 - s->percent);
}

struct str
worry_words(struct out *o, enum worry_why why, int was, int now)
{
	switch (why) {
	case WORRY_NO:
		return out_tr(o, T("not expecting to be back at work as "
		    "planned"));
	case WORRY_FELL:
		return out_tr2(o, T("less sure of the next step at work: "
		    "%1 → %2"), was, now);
	case WORRY_UNSURE:
		break;
	}
	return out_tr(o, T("unsure about coming back to work"));
}

struct str
leave_days_text(struct out *o, const struct leave *l)
{
	if (l->until.n == DAY_NONE_N)
		return out_tr1(o, T("from %1"), out_date(o, l->from));
	if (l->until.n == l->from.n)
		return out_date(o, l->from);
	return out_tr2(o, T("%1 to %2"), out_date(o, l->from),
	    out_date(o, l->until));
}

struct str
leave_sentence(struct out *o, const struct leave_now *now, bool own)
{
	struct str since;

	if (!now->known)
		return own ? STR_NONE : out_tr(o, T("Work: the degree of "
		    "sick leave is not known."));
	since = out_date(o, now->since);
	if (own && now->percent == 0)
		return out_tr1(o, T("You are back at work, since %1."), since);
	if (own)
		return out_tr2(o, T("Your sick leave is %1 %, since %2."),
		    now->percent, since);
	if (now->before >= 0)
		return out_tr3(o, T("Work: %1 % → %2 % since %3."),
		    now->before, now->percent, since);
	return out_tr2(o, T("Work: %1 % sick leave since %2."), now->percent,
	    since);
}

bool
way_step_more(const struct way_step *s)
{
	int i;

	for (i = WAY_PLACE; i < WAY_PARTS; i++)
		if (s->text[i].len > 0)
			return true;
	return false;
}

bool
way_step_any(const struct way_step *s)
{
	return s->text[WAY_DAY].len > 0 || s->text[WAY_PERCENT].len > 0 ||
	    s->text[WAY_TASKS].len > 0 || way_step_more(s);
}

static bool
close_lines(const struct hand_view *v, bool on)
{
	size_t i;

	for (i = 0; i < v->lines_n; i++)
		if (v->lines[i].group == HAND_CLOSE && (v->lines[i].on || !on))
			return true;
	return false;
}

bool
way_hand_close(const struct hand_view *v)
{
	return close_lines(v, false);
}

bool
way_hand_close_on(const struct hand_view *v)
{
	return close_lines(v, true);
}
