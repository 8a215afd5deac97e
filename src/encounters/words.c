/* SPDX-License-Identifier: Apache-2.0 */
#include "encounters/card.h"
#include "encounters/view.h"
#include "http/page.h"
#include "people/care.h"
#include "people/team.h"

/* Talks and the rhythm in words. */

enum { BACK_DAYS = 35, AHEAD_DAYS = 14 };

const int talk_days[7] = { 1, 2, 3, 4, 5, 6, 7 };
const enum encounter_kind talk_kinds[ENCOUNTER_KINDS] = { ENCOUNTER_CALL,
	ENCOUNTER_VIDEO, ENCOUNTER_MEETING };

struct msg
encounter_kind_text(enum encounter_kind k)
{
	switch (k) {
	case ENCOUNTER_CALL:
		return MSG("Phone call");
	case ENCOUNTER_VIDEO:
		return MSG("Video call");
	case ENCOUNTER_MEETING:
		return MSG("Meeting");
	case ENCOUNTER_KINDS:
		break;
	}
	return (struct msg){ NULL };
}

struct msg
encounter_state_text(enum encounter_state s)
{
	switch (s) {
	case ENCOUNTER_PLANNED:
		return MSG("planned");
	case ENCOUNTER_HELD:
		return MSG("took place");
	case ENCOUNTER_NOT_REACHED:
		return MSG("not reached");
	case ENCOUNTER_CANCELLED:
		return MSG("called off");
	case ENCOUNTER_STATES:
		break;
	}
	return (struct msg){ NULL };
}

struct str
encounter_title(struct out *o, const struct encounter *e)
{
	return out_tr2(o, T("%1, %2"), encounter_kind_text(e->kind),
	    out_moment_long(o, e->starts_at));
}

struct str
rhythm_title(struct out *o, const struct rhythm_step *s)
{
	return words_in(&s->step->title, o->lang);
}

struct str
rhythm_when(struct out *o, const struct rhythm_step *s)
{
	if (s->step->quiet)
		return out_tr(o, T("when it is quiet"));
	if (s->step->every > 0)
		return out_trn(o, TN("every week", "every %1 weeks"), s->n);
	if (s->step->day > 0)
		return out_tr1(o, T("on day %1"), s->n);
	return out_tr1(o, T("in week %1"), s->n);
}

struct str
rhythm_state_text(struct out *o, const struct rhythm_item *x)
{
	switch (x->state) {
	case RHYTHM_COMING:
		return out_tr(o, T("comes"));
	case RHYTHM_PLANNED:
		return out_tr1(o, T("planned for %1"), out_day(o, x->on));
	case RHYTHM_HERE:
		return x->tried > 0 ? out_tr(o, T("its time is here; not "
		    "reached so far")) : out_tr(o, T("its time is here"));
	case RHYTHM_KEPT:
		return out_tr1(o, T("kept, %1"), out_day_short(o, x->on));
	case RHYTHM_LATER:
		return out_tr1(o, T("came afterwards, %1"),
		    out_day_short(o, x->on));
	case RHYTHM_NOT:
		return x->tried > 0 ? out_tr(o, T("not kept; tried, not "
		    "reached")) : out_tr(o, T("not kept"));
	case RHYTHM_RESTED:
		return out_tr(o, T("rested in the pause"));
	case RHYTHM_WISH:
		return out_tr(o, T("if wanted"));
	case RHYTHM_STATES:
		break;
	}
	return STR_NONE;
}

/* The next reply's day; DAY_NONE: none comes. */
static struct day
next_reply(const struct contact *c, int today)
{
	size_t i;

	for (i = 0; i < c->n; i++) {
		const struct rhythm_item *x = &c->items[i];

		if (x->step->step->what == CONTACT_REPLY &&
		    x->due.n >= today && (x->state == RHYTHM_COMING ||
		    x->state == RHYTHM_HERE))
			return x->due;
	}
	return DAY_NONE;
}

static const struct rhythm_step *
step_of(const struct contact *c, enum contact_what what, bool quiet)
{
	size_t i;

	for (i = 0; i < c->rhythm.n; i++)
		if (c->rhythm.steps[i].step->what == what &&
		    c->rhythm.steps[i].step->quiet == quiet &&
		    !c->rhythm.steps[i].off)
			return &c->rhythm.steps[i];
	return NULL;
}

static struct str
reply_words(struct page *p, const struct contact *c,
    const struct rhythm_step *s, struct str other)
{
	struct str day;

	if (c->rhythm.weekday < 1)
		return s->n == 1 ? out_tr1(&p->out, T("%1 writes every "
		    "week."), other) : out_tr2(&p->out, T("%1 writes every %2 "
		    "weeks."), other, s->n);
	day = out_weekday(&p->out, c->rhythm.weekday);
	return s->n == 1 ? out_tr2(&p->out, T("%1 writes every %2, also when "
	    "there was nothing to do or to tell."), other, day) :
	    out_tr3(&p->out, T("%1 writes on a %2, every %3 weeks."), other,
	    day, s->n);
}

size_t
rhythm_words(struct page *p, const struct contact *c, struct str other,
    struct str out[4])
{
	int today = zone_day(p->care->zone, p->now).n;
	const struct rhythm_step *reply = step_of(c, CONTACT_REPLY, false);
	struct day next = next_reply(c, today);
	size_t n = 0, i;

	if (p->care->over)
		return 0;
	if (reply != NULL && next.n != DAY_NONE_N) {
		out[n++] = reply_words(p, c, reply, other);
		out[n++] = next.n == today ? out_tr(&p->out,
		    T("Next: today.")) : out_tr1(&p->out, T("Next: %1."),
		    out_day(&p->out, next));
	}
	for (i = 0; i < c->n && n < 3; i++) {
		const struct rhythm_item *x = &c->items[i];

		if (x->step->step->what > CONTACT_CALL ||
		    (x->state != RHYTHM_COMING && x->state != RHYTHM_HERE))
			continue;
		out[n++] = x->state == RHYTHM_HERE ? out_tr1(&p->out,
		    T("These days: %1."), rhythm_title(&p->out, x->step)) :
		    out_tr2(&p->out, T("Later on: %1 in week %2."),
		    rhythm_title(&p->out, x->step), x->step->n);
		break;
	}
	if (n > 0 && step_of(c, CONTACT_CALL, true) != NULL)
		out[n++] = out_tr1(&p->out, T("If it has been quiet for a "
		    "while, %1 gives you a call."), other);
	return n;
}

size_t
rhythm_lines(struct page *p, const struct contact *c,
    struct rhythm_line **out)
{
	int today = zone_day(p->care->zone, p->now).n;
	struct rhythm_line *list = arena_many(p->arena, struct rhythm_line,
	    c->n + 1);
	size_t n = 0, i;

	for (i = 0; i < c->n; i++) {
		const struct rhythm_item *x = &c->items[i];

		/* Talks all along, replies around now. */
		if (x->step->step->what == CONTACT_REPLY &&
		    (x->due.n < today - BACK_DAYS ||
		    x->due.n > today + AHEAD_DAYS))
			continue;
		list[n++] = (struct rhythm_line){ x,
		    rhythm_title(&p->out, x->step) };
	}
	*out = list;
	return n;
}

bool
rhythm_form_read(struct page *p, struct contact_rhythm *r, bool weekday)
{
	struct str name, s;
	int64_t n;
	size_t i;

	for (i = 0; i < r->n; i++) {
		struct rhythm_step *x = &r->steps[i];

		name = str_fmt(p->arena, "off_%.*s", STR(x->step->id));
		x->off = str_is(req_field(p->req, name.at), "1");
		if (x->step->quiet)
			continue;
		name = str_fmt(p->arena, "n_%.*s", STR(x->step->id));
		s = str_trim(req_field(p->req, name.at));
		if (s.len == 0)
			continue;
		if (str_int(s, 1, x->step->every > 0 ? 8 : x->step->day > 0 ?
		    28 : 156, &n))
			x->n = (int)n;
		else
			problem_add(&p->problems, name,
			    T("Write a whole number."));
	}
	if (!weekday)
		return true;
	if (!str_int(req_field(p->req, "weekday"), 1, 7, &n))
		return false;
	r->weekday = (int)n;
	return true;
}
