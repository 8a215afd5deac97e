/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dates and times as people say them.  Own tables: the C library's depend on
 * the process and on what is installed.
 */
#include "html/dates.h"

#include <assert.h>

#include "html/html.h"

enum { WEEK_DAYS = 7 };

struct words {
	const char *weekdays[7], *months[12], *short_months[12];
	const char *day_dot;		/* behind the number of a day */
	char clock_dot;			/* between hour and minute */
	const char *at, *since, *since_clock;
	const char *today, *yesterday, *tomorrow;
};

static const struct words words[LANG_N] = {
	[LANG_EN] = {
		.weekdays = { "Monday", "Tuesday", "Wednesday", "Thursday",
		    "Friday", "Saturday", "Sunday" },
		.months = { "January", "February", "March", "April", "May",
		    "June", "July", "August", "September", "October",
		    "November", "December" },
		.short_months = { "Jan", "Feb", "Mar", "Apr", "May", "June",
		    "July", "Aug", "Sep", "Oct", "Nov", "Dec" },
		.day_dot = "", .clock_dot = ':',
		.at = " at ", .since = "since ", .since_clock = "since ",
		.today = "today", .yesterday = "yesterday",
		.tomorrow = "tomorrow",
	},
	[LANG_NB] = {
		.weekdays = { "mandag", "tirsdag", "onsdag", "torsdag",
		    "fredag", "lørdag", "søndag" },
		.months = { "januar", "februar", "mars", "april", "mai",
		    "juni", "juli", "august", "september", "oktober",
		    "november", "desember" },
		.short_months = { "jan.", "feb.", "mars", "april", "mai",
		    "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des." },
		.day_dot = ".", .clock_dot = '.',
		.at = " kl. ", .since = "siden ", .since_clock = "siden kl. ",
		.today = "i dag", .yesterday = "i går",
		.tomorrow = "i morgen",
	},
};

static const struct words *
words_of(const struct out *o)
{
	assert(o->lang < LANG_N);
	return &words[o->lang];
}

static const struct zone *
zone_of(const struct out *o)
{
	return o->zone != NULL ? o->zone : zone_utc();
}

/* "3 March" */
static struct str
day_month(struct out *o, struct civil c)
{
	const struct words *w = words_of(o);

	return str_fmt(o->arena, "%d%s %s", c.day, w->day_dot,
	    w->months[c.month - 1]);
}

/* "today", "Tuesday", "3 March", "3 March 2025"; *near: within a week. */
static struct str
day_near(struct out *o, int64_t at, bool *near)
{
	const struct words *w = words_of(o);
	struct day day = zone_day(zone_of(o), at);
	struct day today = zone_day(zone_of(o), o->now);
	struct civil c = day_civil(day);
	int64_t days = (int64_t)day.n - today.n;

	*near = days > -WEEK_DAYS && days < WEEK_DAYS;
	if (days == 0)
		return str_z(w->today);
	if (days == -1)
		return str_z(w->yesterday);
	if (days == 1)
		return str_z(w->tomorrow);
	if (*near)
		return str_z(w->weekdays[c.weekday - 1]);
	if (c.year == day_civil(today).year)
		return day_month(o, c);
	return str_fmt(o->arena, "%.*s %d", STR(day_month(o, c)), c.year);
}

struct str
out_clock(struct out *o, int64_t at)
{
	struct civil c = zone_civil(zone_of(o), at);

	return str_fmt(o->arena, "%02d%c%02d", c.hour, words_of(o)->clock_dot,
	    c.minute);
}

struct str
out_moment(struct out *o, int64_t at)
{
	bool near;
	struct str day = day_near(o, at, &near);

	if (!near)
		return day;
	return str_fmt(o->arena, "%.*s%s%.*s", STR(day), words_of(o)->at,
	    STR(out_clock(o, at)));
}

struct str
out_moment_full(struct out *o, int64_t at)
{
	struct str day = out_day(o, zone_day(zone_of(o), at));

	return str_fmt(o->arena, "%.*s%s%.*s", STR(day), words_of(o)->at,
	    STR(out_clock(o, at)));
}

struct str
out_day(struct out *o, struct day d)
{
	struct civil c = day_civil(d);

	if (d.n == DAY_NONE_N)
		return STR_NONE;
	return str_fmt(o->arena, "%s %.*s %d",
	    words_of(o)->weekdays[c.weekday - 1], STR(day_month(o, c)),
	    c.year);
}

struct str
out_date(struct out *o, struct day d)
{
	struct civil c = day_civil(d);

	if (d.n == DAY_NONE_N)
		return STR_NONE;
	if (c.year == zone_civil(zone_of(o), o->now).year)
		return day_month(o, c);
	return str_fmt(o->arena, "%.*s %d", STR(day_month(o, c)), c.year);
}

struct str
out_day_short(struct out *o, struct day d)
{
	const struct words *w = words_of(o);
	struct civil c = day_civil(d);

	if (d.n == DAY_NONE_N)
		return STR_NONE;
	return str_fmt(o->arena, "%d%s %s", c.day, w->day_dot,
	    w->short_months[c.month - 1]);
}

struct str
out_weekday(struct out *o, int weekday)
{
	assert(weekday >= 1 && weekday <= 7);
	return str_z(words_of(o)->weekdays[weekday - 1]);
}

struct str
out_since(struct out *o, int64_t at)
{
	const struct words *w = words_of(o);
	bool near;
	struct str day = day_near(o, at, &near);

	if (zone_day(zone_of(o), at).n == zone_day(zone_of(o), o->now).n)
		return str_fmt(o->arena, "%s%.*s", w->since_clock,
		    STR(out_clock(o, at)));
	return str_fmt(o->arena, "%s%.*s", w->since, STR(day));
}

struct str
out_iso(struct out *o, int64_t at)
{
	struct civil c = zone_civil(zone_of(o), at);

	return str_fmt(o->arena, "%04d-%02d-%02dT%02d:%02d", c.year, c.month,
	    c.day, c.hour, c.minute);
}
