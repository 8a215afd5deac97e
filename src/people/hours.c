/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Staffed time.  All questions are walks over days, at most STAFFED_DAYS_MAX
 * of them: a day gives its spans as moments (so that the shifted hours of
 * summer time come out by themselves), sorted and merged.
 */
#include "people/clinic.h"

enum { DAY_S = 86400 };

struct span {
	int64_t from_at, to_at;
};

struct spans {
	struct span at[HOURS_MAX];
	size_t n;
};

static bool
holiday(const struct clinic *c, struct day d)
{
	size_t i;

	for (i = 0; i < c->holidays_n; i++)
		if (c->holidays[i].n == d.n)
			return true;
	return false;
}

static int64_t
minute_at(const struct clinic *c, struct day d, int minute)
{
	if (minute >= 1440)
		return zone_moment(c->zone, (struct day){ d.n + 1 }, 0);
	return zone_moment(c->zone, d, minute);
}

static void
span_insert(struct spans *s, struct span x)
{
	size_t i = s->n++;

	for (; i > 0 && s->at[i - 1].from_at > x.from_at; i--)
		s->at[i] = s->at[i - 1];
	s->at[i] = x;
}

/* Spans that touch or overlap become one. */
static void
spans_merge(struct spans *s)
{
	size_t i, n = 0;

	for (i = 0; i < s->n; i++) {
		if (n > 0 && s->at[i].from_at <= s->at[n - 1].to_at) {
			if (s->at[i].to_at > s->at[n - 1].to_at)
				s->at[n - 1].to_at = s->at[i].to_at;
			continue;
		}
		s->at[n++] = s->at[i];
	}
	s->n = n;
}

/* False: nobody is there that day. */
static bool
day_spans(const struct clinic *c, struct day d, struct spans *out)
{
	int weekday = day_weekday(d);
	size_t i;

	out->n = 0;
	if (holiday(c, d))
		return false;
	for (i = 0; i < c->hours_n; i++) {
		struct span x;

		if (c->hours[i].weekday != weekday)
			continue;
		x.from_at = minute_at(c, d, c->hours[i].from_minute);
		x.to_at = minute_at(c, d, c->hours[i].to_minute);
		if (x.to_at > x.from_at)	/* not lost in a spring gap */
			span_insert(out, x);
	}
	spans_merge(out);
	return out->n > 0;
}

static int64_t
never(int64_t at)
{
	return at + (int64_t)STAFFED_DAYS_MAX * DAY_S;
}

bool
clinic_staffed(const struct clinic *c, int64_t at)
{
	struct spans s;
	size_t i;

	if (day_spans(c, zone_day(c->zone, at), &s))
		for (i = 0; i < s.n; i++)
			if (s.at[i].from_at <= at && at < s.at[i].to_at)
				return true;
	return false;
}

int64_t
clinic_next_staffed(const struct clinic *c, int64_t at)
{
	return clinic_after(c, at, 0);
}

int64_t
clinic_after(const struct clinic *c, int64_t at, int64_t staffed_s)
{
	struct day d = zone_day(c->zone, at), last = { d.n + STAFFED_DAYS_MAX };
	int64_t left_s = staffed_s > 0 ? staffed_s : 0;
	struct spans s;
	size_t i;

	for (; c->hours_n > 0 && d.n <= last.n; d.n++) {
		if (!day_spans(c, d, &s))
			continue;
		for (i = 0; i < s.n; i++) {
			int64_t from_at = s.at[i].from_at;

			if (s.at[i].to_at <= at)
				continue;
			if (from_at < at)
				from_at = at;
			if (left_s <= s.at[i].to_at - from_at)
				return from_at + left_s;
			left_s -= s.at[i].to_at - from_at;
		}
	}
	return never(at);
}

int64_t
clinic_staffed_s(const struct clinic *c, int64_t from, int64_t to)
{
	struct day d = zone_day(c->zone, from), last = zone_day(c->zone, to);
	int64_t sum_s = 0;
	struct spans s;
	size_t i;

	if (last.n > d.n + STAFFED_DAYS_MAX)
		last.n = d.n + STAFFED_DAYS_MAX;
	for (; to > from && d.n <= last.n; d.n++) {
		if (!day_spans(c, d, &s))
			continue;
		for (i = 0; i < s.n; i++) {
			int64_t a = s.at[i].from_at, b = s.at[i].to_at;

			a = a < from ? from : a;
			b = b > to ? to : b;
			sum_s += b > a ? b - a : 0;
		}
	}
	return sum_s;
}

int64_t
clinic_day_end(const struct clinic *c, int64_t at)
{
	struct day d = zone_day(c->zone, at), last = { d.n + STAFFED_DAYS_MAX };
	struct spans s;

	for (; c->hours_n > 0 && d.n <= last.n; d.n++)
		if (day_spans(c, d, &s) && s.at[s.n - 1].to_at > at)
			return s.at[s.n - 1].to_at;
	return never(at);
}

int64_t
clinic_same_day(const struct clinic *c, int64_t at)
{
	int64_t end_at = clinic_day_end(c, at);
	int64_t least_at = clinic_after(c, at, c->set[SET_DAY_ENDS_MIN] * 60);

	return least_at > end_at ? least_at : end_at;
}

int64_t
clinic_days_after(const struct clinic *c, int64_t at, int n)
{
	struct day d = zone_day(c->zone, at), last = { d.n + STAFFED_DAYS_MAX };
	struct civil clock = zone_civil(c->zone, at);
	struct spans s;
	int64_t then_at;
	bool over;

	if (n <= 0)
		return clinic_next_staffed(c, at);
	over = !day_spans(c, d, &s) || at >= s.at[s.n - 1].to_at;
	for (d.n++; c->hours_n > 0 && d.n <= last.n; d.n++) {
		if (!day_spans(c, d, &s) || --n > 0)
			continue;
		then_at = zone_moment(c->zone, d, clock.hour * 60 +
		    clock.minute) + clock.second;
		if (over || then_at > s.at[s.n - 1].to_at)
			return s.at[s.n - 1].to_at;
		return then_at > s.at[0].from_at ? then_at : s.at[0].from_at;
	}
	return never(at);
}

bool
clinic_numbers_outdated(const struct clinic *c, int64_t now)
{
	return c->numbers_n == 0 ||
	    zone_day(c->zone, now).n > c->set[SET_NUMBERS_REVIEW_DAY];
}
