/* SPDX-License-Identifier: Apache-2.0 */
#include "measures/weekly.h"

#include "base/arena.h"
#include "measures/own.h"
#include "people/care.h"
#include "programme/content.h"

enum { WEEK_DAYS = 7 };

bool
instrument_has_risk(const struct instrument *in)
{
	return risk_item(in) < in->nitems;
}

bool
weekly_short(const struct instrument *in)
{
	return in->nitems <= WEEKLY_ITEMS_MAX;
}

bool
weekly_read(const struct content *content, struct str value,
    struct weekly *out)
{
	struct str every = value, names = str_cut(&every, '/');
	struct str beside = names, first = str_cut(&beside, '+');
	int64_t n;

	*out = (struct weekly){ .first = content_instrument(content, first),
	    .after = -1 };
	if (out->first == NULL || !str_int(every, 1, WEEKLY_EVERY_MAX, &n))
		return false;
	if (beside.len > 0)
		out->beside = content_instrument(content, beside);
	out->every = (int)n;
	return true;
}

/* The week of the programme that a moment lies in; below 0: before it. */
static int
week_at(const struct care *c, const struct enrolment *e, int64_t at)
{
	int days = zone_day(c->zone, at).n - e->start_day.n;

	return days < 0 ? -1 : days / WEEK_DAYS;
}

bool
weekly_of(struct care *c, const struct enrolment *e,
    const struct content *content, int week, struct weekly *out)
{
	const struct variants *all = variants_of(c, e);
	bool found = false;
	size_t i;

	for (i = 0; i < all->n; i++) {
		const struct variant *v = &all->list[i];
		struct weekly w;
		int after;

		if (v->what != VARIANT_FORM ||
		    (after = week_at(c, e, v->made_at)) >= week)
			continue;
		if (v->ended_at != 0 && week_at(c, e, v->ended_at) < week)
			continue;
		if (!weekly_read(content, v->to, &w))
			continue;
		w.after = after;
		*out = w;
		found = true;
	}
	return found;
}

const struct instrument *
weekly_programme(const struct programme *p)
{
	size_t i, k;

	for (i = 0; i < p->nmeasures; i++)
		for (k = 0; k < p->measures[i].nat; k++)
			if (p->measures[i].at[k].when == AT_WEEKLY)
				return p->measures[i].instrument;
	return NULL;
}

static void
choice_check(struct problems *bad, const struct instrument *first,
    const struct instrument *beside, bool wants_beside, int every)
{
	if (first == NULL || !weekly_short(first))
		problem_add_n(bad, S("first"), T("Choose a form of at most %1 "
		    "questions."), WEEKLY_ITEMS_MAX);
	else if (!instrument_has_risk(first))
		problem_add(bad, S("first"), T("This form does not ask about "
		    "safety, so it can only stand beside one that does."));
	if (wants_beside && (beside == NULL || beside == first ||
	    !weekly_short(beside)))
		problem_add_n(bad, S("beside"), T("Choose another form of at "
		    "most %1 questions."), WEEKLY_ITEMS_MAX);
	if (every < 1 || every > WEEKLY_EVERY_MAX)
		problem_add(bad, S("every"), T("Choose how often."));
}

enum changed
weekly_change(struct changing *x, struct str first, struct str beside,
    int every)
{
	const struct variant *was = variant_at(variants_of(x->care, x->e),
	    VARIANT_FORM, STR_NONE);
	const struct instrument *one = content_instrument(x->content, first),
	    *other = beside.len == 0 ? NULL :
	    content_instrument(x->content, beside);

	choice_check(x->bad, one, other, beside.len > 0, every);
	return change_value(x, VARIANT_FORM, was == NULL ? STR_NONE : was->to,
	    str_fmt(x->care->arena, "%.*s%s%.*s/%d", STR(first),
	    beside.len > 0 ? "+" : "", STR(beside), every));
}
