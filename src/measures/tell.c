/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who is told of what a save brought.
 *
 * Sent: an alert when a rule fired or could not be worked out.  What was told
 * already is not told twice: over an earlier sent version a new alert comes
 * when the risk item or the level changed, when a rule about change fired
 * that had not, or when the follow-up question was answered while the alert
 * was in somebody's hands (one that nobody has taken yet is completed).  A
 * lower answer over a higher one is told too, with "changed" among the
 * rules: at the draft's level when nobody was told of the draft, else "look".
 *
 * A draft: see draft.c; nothing when a sent answer has told the same.
 */
#include "measures/own.h"

#include "db/db.h"
#include "people/care.h"
#include "people/clinic.h"
#include "programme/content.h"

enum { RESTS_MAX = 4 };			/* times the clinic's minutes */

static int
most(int a, int b)
{
	return a > b ? a : b;
}

/* The highest this alert told of the risk item. */
static int
item_told(const struct alert *a)
{
	return most(a->item_level, a->draft_item);
}

/* Is it lower now than what this alert told? */
static bool
fell(const struct alert *prev, const struct risk_verdict *v)
{
	if (!str_is(prev->kind, "risk"))
		return false;
	if (prev->draft)
		return item_told(prev) > v->item || v->all.level == 0;
	return prev->item_level > v->item;
}

static bool
rule_is_new(const struct alert *prev, struct str rules)
{
	while (rules.len > 0) {
		struct str one = str_cut(&rules, ' ');

		if (!alert_has_rule(prev, one))
			return true;
	}
	return false;
}

/* Does what was sent say something else than this alert told? */
static bool
differs(const struct alert *prev, const struct risk_verdict *v)
{
	if (prev->draft || prev->item_level != v->item ||
	    v->all.level > (int)prev->level)
		return true;
	if (v->all.level < (int)prev->level &&
	    !str_eq(prev->follow_up, v->follow_up))
		return true;
	return rule_is_new(prev, v->other.rules);
}

static void
told_lower(struct arena *a, struct alert_new *n, const struct risk_draft *d)
{
	int level = ALERT_LOOK, within_days = 1;

	if (d != NULL) {
		level = d->told.level;
		within_days = d->told.within_days;
	}
	told_add(a, &n->told, level, within_days, S("changed"));
	n->risk = true;
}

struct id
tell_sent(struct care *c, const struct clinic *clinic,
    const struct enrolment *e, const struct occasion *o, struct id answer,
    const struct risk_verdict *v)
{
	struct alert_new n = { .answer = answer, .enrolment = e->id,
	    .instrument = o->instrument->id, .occasion = o->name,
	    .follow_up = v->follow_up, .told = v->all, .risk = v->risk,
	    .item_level = v->item, .draft_item = -1 };
	struct alert prev;
	struct risk_draft d;
	bool had = risk_draft_get(c, answer, &d);
	bool waiting = had && id_is_none(d.alert);
	bool any = alert_newest(c, e->id, n.instrument, n.occasion, &prev);
	bool lower = any && fell(&prev, v);

	if (had)
		risk_draft_drop(c, answer);
	if (any && prev.draft)
		n.draft_item = item_told(&prev);
	if (had)
		n.draft_item = most(n.draft_item, d.item_max);
	if (n.draft_item <= v->item)
		n.draft_item = -1;
	lower = lower || (waiting && (d.item_max > v->item ||
	    d.told.level > v->fired.level));
	if (lower)
		told_lower(c->arena, &n, waiting ? &d : NULL);
	if (n.told.level == 0)
		return ID_NONE;
	if (lower || waiting || !any || differs(&prev, v))
		return alert_make(c, clinic, &n);
	if (str_eq(prev.follow_up, v->follow_up))
		return ID_NONE;
	if (prev.closed_at != 0 || prev.taken_at != 0)
		return alert_make(c, clinic, &n);
	alert_follow_up(c, &prev, answer, v->follow_up);
	return prev.id;
}

/* A sent answer has told what the draft over it says. */
static bool
told_before(struct care *c, const struct enrolment *e,
    const struct occasion *o, const struct risk_verdict *v)
{
	struct alert a;

	return alert_newest(c, e->id, o->instrument->id, o->name, &a) &&
	    !a.draft && str_is(a.kind, "risk") && a.item_level == v->item &&
	    (int)a.level >= v->fired.level &&
	    str_eq(a.follow_up, v->follow_up);
}

void
tell_draft(struct care *c, const struct clinic *clinic,
    const struct enrolment *e, const struct occasion *o, struct id answer,
    const struct risk_verdict *v)
{
	int64_t rest_s = clinic->set[SET_DRAFT_REST_MIN] * 60;
	bool fired = v->fired.level > 0;
	struct risk_draft d;

	if (!risk_draft_get(c, answer, &d)) {
		if (!fired || told_before(c, e, o, v))
			return;
		d = (struct risk_draft){ .answer = answer,
		    .patient = c->patient, .clinic = c->clinic,
		    .enrolment = e->id, .instrument = o->instrument->id,
		    .occasion = o->name, .item_max = -1, .fired_at = c->now };
	} else if (fired && (v->item > d.item_max ||
	    v->fired.level > d.told.level ||
	    !str_eq(v->follow_up, d.follow_up)) && !id_is_none(d.alert)) {
		d.alert = ID_NONE;		/* told of less: once more */
		d.fired_at = c->now;
	}
	d.item_level = v->item;
	d.item_max = most(d.item_max, v->item);
	if (v->follow_up.len > 0)
		d.follow_up = v->follow_up;
	if (fired && v->fired.level >= d.told.level)
		d.told = v->fired;
	if (id_is_none(d.alert))
		d.rests_at = c->now + rest_s;
	if (d.rests_at > d.fired_at + RESTS_MAX * rest_s &&
	    id_is_none(d.alert))
		d.rests_at = d.fired_at + RESTS_MAX * rest_s;
	risk_draft_put(c, &d);
}
