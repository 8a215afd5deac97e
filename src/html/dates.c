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
		.at = " kl.\u00a0", .since = "siden ",
		.since_clock = "siden kl.\u00a0",
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

/*
 * A page says some hundred moments: printf() would be a tenth of its cost.
 * Room for the longest, "Wednesday 30 September 2026 at 23:59".
 */
enum { LINE_MAX_BYTES = 120 };
struct line {
	char at[LINE_MAX_BYTES];
	size_t n;
};

static void
line_c(struct line *l, char c)
{
	if (l->n < sizeof(l->at))
		l->at[l->n++] = c;
}

static void
line_z(struct line *l, const char *z)
{
	while (*z != '\0')
		line_c(l, *z++);
}

/* With zeros before it, up to that many digits. */
static void
line_n(struct line *l, int n, int digits)
{
	char turned[12];
	int i = 0;

	do {
		turned[i++] = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0 || i < digits);
	while (i > 0)
		line_c(l, turned[--i]);
}

static struct str
line_str(struct out *o, const struct line *l)
{
	return str_copy(o->arena, (struct str){ l->at, l->n });
}

/* "3 March", "3 March 2025" */
static void
line_day(struct line *l, const struct words *w, struct civil c, bool year)
{
	line_n(l, c.day, 1);
	line_z(l, w->day_dot);
	line_c(l, ' ');
	line_z(l, w->months[c.month - 1]);
	if (!year)
		return;
	line_c(l, ' ');
	line_n(l, c.year, 1);
}

static void
line_clock(struct line *l, const struct words *w, struct civil c)
{
	line_n(l, c.hour, 2);
	line_c(l, w->clock_dot);
	line_n(l, c.minute, 2);
}

/* "today", "Tuesday", "3 March", "3 March 2025"; true: within a week. */
static bool
line_near(struct line *l, struct out *o, int64_t at)
{
	const struct words *w = words_of(o);
	struct day day = zone_day(zone_of(o), at);
	struct day today = zone_day(zone_of(o), o->now);
	struct civil c = day_civil(day);
	int64_t days = (int64_t)day.n - today.n;
	bool near = days > -WEEK_DAYS && days < WEEK_DAYS;

	if (days == 0)
		line_z(l, w->today);
	else if (days == -1)
		line_z(l, w->yesterday);
	else if (days == 1)
		line_z(l, w->tomorrow);
	else if (near)
		line_z(l, w->weekdays[c.weekday - 1]);
	else
		line_day(l, w, c, c.year != day_civil(today).year);
	return near;
}

struct str
out_clock(struct out *o, int64_t at)
{
	struct line l = { .n = 0 };

	line_clock(&l, words_of(o), zone_civil(zone_of(o), at));
	return line_str(o, &l);
}

struct str
out_moment(struct out *o, int64_t at)
{
	const struct words *w = words_of(o);
	struct line l = { .n = 0 };

	if (line_near(&l, o, at)) {
		line_z(&l, w->at);
		line_clock(&l, w, zone_civil(zone_of(o), at));
	}
	return line_str(o, &l);
}

static bool
other_year(const struct out *o, struct civil c)
{
	return c.year != zone_civil(zone_of(o), o->now).year;
}

static void
line_long(struct line *l, const struct words *w, struct civil c, bool year)
{
	line_z(l, w->weekdays[c.weekday - 1]);
	line_c(l, ' ');
	line_day(l, w, c, year);
}

static struct str
moment_in(struct out *o, int64_t at, bool year)
{
	const struct words *w = words_of(o);
	struct civil c = zone_civil(zone_of(o), at);
	struct line l = { .n = 0 };

	line_long(&l, w, c, year || other_year(o, c));
	line_z(&l, w->at);
	line_clock(&l, w, c);
	return line_str(o, &l);
}

struct str
out_moment_full(struct out *o, int64_t at)
{
	return moment_in(o, at, true);
}

struct str
out_moment_long(struct out *o, int64_t at)
{
	return moment_in(o, at, false);
}

static struct str
day_in(struct out *o, struct day d, bool year)
{
	struct civil c = day_civil(d);
	struct line l = { .n = 0 };

	if (d.n == DAY_NONE_N)
		return STR_NONE;
	line_long(&l, words_of(o), c, year || other_year(o, c));
	return line_str(o, &l);
}

struct str
out_day(struct out *o, struct day d)
{
	return day_in(o, d, false);
}

struct str
out_day_full(struct out *o, struct day d)
{
	return day_in(o, d, true);
}

struct str
out_date(struct out *o, struct day d)
{
	struct civil c = day_civil(d);
	struct line l = { .n = 0 };

	if (d.n == DAY_NONE_N)
		return STR_NONE;
	line_day(&l, words_of(o), c, other_year(o, c));
	return line_str(o, &l);
}

struct str
out_day_short(struct out *o, struct day d)
{
	const struct words *w = words_of(o);
	struct civil c = day_civil(d);
	struct line l = { .n = 0 };

	if (d.n == DAY_NONE_N)
		return STR_NONE;
	line_n(&l, c.day, 1);
	line_z(&l, w->day_dot);
	line_c(&l, ' ');
	line_z(&l, w->short_months[c.month - 1]);
	return line_str(o, &l);
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
	struct civil c = zone_civil(zone_of(o), at);
	struct line l = { .n = 0 };

	if (zone_day(zone_of(o), at).n == zone_day(zone_of(o), o->now).n) {
		line_z(&l, w->since_clock);
		line_clock(&l, w, c);
	} else {
		line_z(&l, w->since);
		line_near(&l, o, at);
	}
	return line_str(o, &l);
}

struct str
out_iso(struct out *o, int64_t at)
{
	struct civil c = zone_civil(zone_of(o), at);
	struct line l = { .n = 0 };

	line_n(&l, c.year, 4);
	line_c(&l, '-');
	line_n(&l, c.month, 2);
	line_c(&l, '-');
	line_n(&l, c.day, 2);
	line_c(&l, 'T');
	line_n(&l, c.hour, 2);
	line_c(&l, ':');
	line_n(&l, c.minute, 2);
	return line_str(o, &l);
}
