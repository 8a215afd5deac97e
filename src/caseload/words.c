/* SPDX-License-Identifier: Apache-2.0 */
#include "caseload/view.h"

#include "work/view.h"

/* Reasons and events in words. */

struct msg
need_word(enum need n)
{
	switch (n) {
	case NEED_PHONE:
		return MSG("Call");
	case NEED_LOOK:
	case NEED_AGAIN:
		return MSG("Look");
	case NEED_ANSWER:
		return MSG("Answer");
	case NEED_TALK:
	case NEED_UNSURE:
	case NEED_TOGETHER:
		return MSG("Talk");
	case NEED_READ:
		return MSG("Read");
	case NEED_BACK:
	case NEED_WORK:
		return MSG("Work");
	case NEED_WORSE:
		return MSG("Worse");
	case NEED_PASSED:
		return MSG("Ask");
	case NEED_CHANNEL:
		return MSG("Ask");
	case NEED_RHYTHM:
		return MSG("Contact");
	case NEED_QUIET:
		return MSG("Quiet");
	case NEED_NOTHING:
	case NEED_N:
		break;
	}
	return (struct msg){ NULL };
}

struct str
need_due(struct out *o, int64_t at)
{
	if (zone_day(o->zone, at).n == zone_day(o->zone, o->now).n)
		return out_tr1(o, T("%1 today"), out_clock(o, at));
	return out_moment(o, at);
}

static struct str
alert_reason(struct out *o, const struct case_reason *r)
{
	struct str by = need_due(o, r->due_at);

	if (r->taken)
		return r->need == NEED_PHONE ? out_tr1(o,
		    T("risk answer, taken; to be finished by %1"), by) :
		    out_tr1(o,
		    T("answer to look at, taken; to be finished by %1"), by);
	if (r->need == NEED_PHONE)
		return r->draft ? out_tr1(o,
		    T("risk answer, not sent: call by %1"), by) :
		    out_tr1(o, T("risk answer: call by %1"), by);
	return r->draft ? out_tr1(o, T("answer not sent: look by %1"), by) :
	    out_tr1(o, T("answer to look at by %1"), by);
}

/* A day, not an hour: it has no clock time. */
static struct str
since_day(struct out *o, int64_t at)
{
	return zone_day(o->zone, at).n == zone_day(o->zone, o->now).n ?
	    out_tr(o, T("today")) : out_since(o, at);
}

static struct str
rhythm_reason(struct out *o, const struct case_reason *r)
{
	switch (r->due) {
	case CONTACT_DUE_STEP:
		return out_tr2(o, T("%1, %2"), words_in(&r->step->title,
		    o->lang), since_day(o, r->since_at));
	case CONTACT_DUE_TODAY:
		return out_tr1(o, T("you talk %1"), out_moment(o,
		    r->since_at));
	case CONTACT_DUE_NOTE:
		break;
	}
	return out_tr1(o, T("a talk %1 to be noted"), out_moment(o,
	    r->since_at));
}

bool
case_has(const struct case_row *c, enum need need)
{
	size_t i;

	for (i = 0; i < c->reasons_n; i++)
		if (c->reasons[i].need == need)
			return true;
	return false;
}

struct str
need_reason(struct out *o, const struct case_reason *r)
{
	switch (r->need) {
	case NEED_PHONE:
	case NEED_LOOK:
		return alert_reason(o, r);
	case NEED_AGAIN:
		return out_tr1(o, T("due for another look, as planned: %1"),
		    since_day(o, r->since_at));
	case NEED_BACK:
		return out_tr1(o, T("a step back, %1"),
		    since_day(o, r->since_at));
	case NEED_ANSWER:
		return r->n > 1 ? out_tr2(o, T("%1 messages unanswered %2"),
		    r->n, out_since(o, r->since_at)) :
		    out_tr1(o, T("message unanswered %1"),
		    out_since(o, r->since_at));
	case NEED_READ:
		return r->n > 1 ? out_tr2(o, T("%1 reports to look at %2"),
		    r->n, out_since(o, r->since_at)) :
		    out_tr1(o, T("homework to look at %1"),
		    out_since(o, r->since_at));
	case NEED_TALK:
		return out_tr1(o, T("a task that does not fit, to talk about "
		    "%1"), out_since(o, r->since_at));
	case NEED_UNSURE:
		return out_tr1(o, T("“I am unsure” %1"),
		    out_since(o, r->since_at));
	case NEED_TOGETHER:
		return out_tr1(o, T("wants to talk about how you two work, "
		    "%1"), out_since(o, r->since_at));
	case NEED_PASSED:
		return out_tr1(o, T("agreed, not told about %1: a smaller "
		    "step, or a talk?"), out_since(o, r->since_at));
	case NEED_WORK:
		return out_tr2(o, T("%1, %2"), worry_words(o, r->why,
		    (int)r->before, (int)r->now), out_since(o, r->since_at));
	case NEED_WORSE:
		return out_tr3(o, T("worse than before: %1 %2 → %3"),
		    r->instrument, r->before, r->now);
	case NEED_CHANNEL:
		return r->sms ? out_tr1(o, T("text messages do not arrive "
		    "%1: ask for the number"), out_since(o, r->since_at)) :
		    out_tr1(o, T("e-mail does not arrive %1: ask for the "
		    "address"), out_since(o, r->since_at));
	case NEED_RHYTHM:
		return rhythm_reason(o, r);
	case NEED_QUIET:
		return out_tr1(o, r->call ? T("quiet for %1 days: a phone "
		    "call?") : T("quiet for %1 days: a personal message?"),
		    (o->now - r->since_at) / 86400);
	case NEED_NOTHING:
	case NEED_N:
		break;
	}
	return out_tr(o, T("nothing waits"));
}

struct msg
event_text(const struct event *e)
{
	switch (e->kind) {
	case EVENT_ANSWER:
		return MSG("Answered");
	case EVENT_ENTRY:
		return MSG("Wrote down");
	case EVENT_REPORT:
		return MSG("Told about");
	case EVENT_REVIEW:
		return MSG("The clinic answered about");
	case EVENT_MESSAGE_IN:
		return MSG("Wrote:");
	case EVENT_MESSAGE_OUT:
		return MSG("The clinic wrote:");
	case EVENT_CHAPTER_DONE:
		return MSG("Finished");
	case EVENT_SAFETY:
		return MSG("Wrote in the safety plan");
	case EVENT_TALK_HELD:
		return MSG("Talked:");
	case EVENT_TALK_NOT_REACHED:
		return MSG("Not reached:");
	case EVENT_TALK_CANCELLED:
		return MSG("Called off:");
	case EVENT_RISK:
		return MSG("Risk answer.");
	case EVENT_RISK_CLOSED:
		return MSG("Risk answer, finished.");
	case EVENT_CHANGE:
		return MSG("A change to look at.");
	case EVENT_CHANGE_CLOSED:
		return MSG("A change to look at, finished.");
	}
	return (struct msg){ NULL };
}
