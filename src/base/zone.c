/* SPDX-License-Identifier: Apache-2.0 */
/*
 * TZif (RFC 8536), version 2 and later, and the POSIX rule at its end.
 * Local time to UTC walks the stretches of equal offset around the moment in
 * order, so gaps, overlaps and a skipped day need no special case.
 */
#include "base/zone.h"

#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define ZONE_DIR "/usr/share/zoneinfo/"

enum {
	DAY_S = 86400,
	NAME_MAX_BYTES = 64,
	FILE_MAX = 256 * 1024,
	HEADER_BYTES = 44,
	/* No place on earth is or was further from UTC. */
	OFFSET_MAX_S = 26 * 3600,
};

/* When summer time begins or ends: "M3.5.0/2", "J60", "59". */
struct rule {
	char kind;			/* 'M', 'J' (no 29 February) or 'N' */
	int month, week, weekday;	/* M: weekday 0 is Sunday */
	int day;			/* J: 1..365, N: 0..365 */
	int at_s;			/* local time, may be negative */
};

struct zone {
	struct zone *next;
	char name[NAME_MAX_BYTES + 1];
	int32_t n;			/* changes in the table */
	int64_t *at;			/* ascending */
	int32_t *offset;		/* from at[i] on, seconds east */
	int32_t first;			/* before at[0] */
	bool footer, summer;		/* a rule for later; two times */
	int32_t std, dst;
	struct rule begin, end;		/* of dst */
};

static struct zone utc = { .name = "UTC" };
static struct zone *zones;
static pthread_mutex_t zones_lock = PTHREAD_MUTEX_INITIALIZER;

/* --- days ----------------------------------------------------------------- */

static bool
is_leap(int64_t y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

/* Days since 1970-01-01, Gregorian, any year. */
static int64_t
days_from(int64_t y, int m, int d)
{
	int64_t era, of_era, of_year;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	of_era = (y - era * 400) * 365 + (y - era * 400) / 4 -
	    (y - era * 400) / 100 + of_year;
	return era * 146097 + of_era - 719468;
}

static void
days_to(int64_t n, int64_t *y, int *m, int *d)
{
	int64_t era, of_era, year, of_year, mp;

	n += 719468;
	era = (n >= 0 ? n : n - 146096) / 146097;
	of_era = n - era * 146097;
	year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
	    365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	mp = (5 * of_year + 2) / 153;
	*d = (int)(of_year - (153 * mp + 2) / 5 + 1);
	*m = (int)(mp < 10 ? mp + 3 : mp - 9);
	*y = year + era * 400 + (*m <= 2);
}

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static int64_t
year_of(int64_t local_s)
{
	int64_t y;
	int m, d;

	days_to(floor_div(local_s, DAY_S), &y, &m, &d);
	return y;
}

struct day
day_of(int year, int month, int day)
{
	assert(month >= 1 && month <= 12);
	return (struct day){ (int32_t)days_from(year, month, day) };
}

bool
day_valid(int year, int month, int day)
{
	static const int lens[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
	    30, 31 };

	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
		return false;
	return day <= lens[month - 1] + (month == 2 && is_leap(year));
}

int
day_weekday(struct day d)
{
	int64_t n = (int64_t)d.n + 3;		/* day 0 was a Thursday */

	return (int)(n - floor_div(n, 7) * 7) + 1;
}

struct civil
day_civil(struct day d)
{
	struct civil c = { .weekday = day_weekday(d) };
	int64_t y;

	days_to(d.n, &y, &c.month, &c.day);
	c.year = (int)y;
	return c;
}

bool
day_parse(struct str s, struct day *out)
{
	int64_t y, m, d;

	if (s.len != 10 || s.at[4] != '-' || s.at[7] != '-' ||
	    !str_int(str_sub(s, 0, 4), 1, 9999, &y) ||
	    !str_int(str_sub(s, 5, 7), 1, 12, &m) ||
	    !str_int(str_sub(s, 8, 10), 1, 31, &d) ||
	    !day_valid((int)y, (int)m, (int)d))
		return false;
	*out = day_of((int)y, (int)m, (int)d);
	return true;
}

struct str
day_text(struct arena *a, struct day d)
{
	struct civil c = day_civil(d);

	return str_fmt(a, "%04d-%02d-%02d", c.year, c.month, c.day);
}

/* --- reading a file ------------------------------------------------------- */

static int64_t
big_endian(const unsigned char *p, int bytes)
{
	uint64_t v = p[0] >= 0x80 ? UINT64_MAX : 0;

	for (; bytes > 0; bytes--)
		v = v << 8 | *p++;
	return (int64_t)v;
}

static bool
number_read(const char **p, int most, int *out)
{
	const char *from = *p;

	for (*out = 0; **p >= '0' && **p <= '9' && *out <= most; (*p)++)
		*out = *out * 10 + (**p - '0');
	return *p > from && *out <= most;
}

/* "[+-]h[:m[:s]]" in seconds. */
static bool
hms_read(const char **p, int *out)
{
	int sign = 1, h, m = 0, s = 0;

	if (**p == '+' || **p == '-')
		sign = *(*p)++ == '-' ? -1 : 1;
	if (!number_read(p, 167, &h))
		return false;
	if (**p == ':' && ((*p)++, !number_read(p, 59, &m)))
		return false;
	if (**p == ':' && ((*p)++, !number_read(p, 59, &s)))
		return false;
	*out = sign * (h * 3600 + m * 60 + s);
	return true;
}

/* "CET" or "<+03>": only stepped over. */
static bool
zone_word(const char **p)
{
	const char *from = *p;

	if (**p == '<') {
		*p += strcspn(*p, ">");
		return *(*p)++ == '>';
	}
	while ((**p >= 'A' && **p <= 'Z') || (**p >= 'a' && **p <= 'z'))
		(*p)++;
	return *p - from >= 3;
}

static bool
rule_read(const char **p, struct rule *r)
{
	if (*(*p)++ != ',')
		return false;
	r->at_s = 2 * 3600;
	r->kind = 'N';
	if (**p == 'M' || **p == 'J')
		r->kind = *(*p)++;
	if (r->kind == 'M') {
		if (!number_read(p, 12, &r->month) || r->month < 1 ||
		    *(*p)++ != '.' || !number_read(p, 5, &r->week) ||
		    r->week < 1 || *(*p)++ != '.' ||
		    !number_read(p, 6, &r->weekday))
			return false;
	} else if (!number_read(p, 365, &r->day) ||
	    (r->kind == 'J' && r->day < 1)) {
		return false;
	}
	if (**p != '/')
		return true;
	(*p)++;
	return hms_read(p, &r->at_s);
}

/* "CET-1CEST,M3.5.0,M10.5.0/3": offsets count west there, east here. */
static bool
footer_read(struct zone *z, const char *p)
{
	int west;

	if (*p == '\0')
		return true;		/* no rule: the last offset stays */
	if (!zone_word(&p) || !hms_read(&p, &west))
		return false;
	z->std = -west;
	z->dst = z->std + 3600;
	z->footer = true;
	if (*p == '\0')
		return true;
	z->summer = true;
	if (!zone_word(&p))
		return false;
	if (*p != ',') {
		if (!hms_read(&p, &west))
			return false;
		z->dst = -west;
	}
	return rule_read(&p, &z->begin) && rule_read(&p, &z->end) &&
	    *p == '\0';
}

struct counts {
	size_t utc, std, leap, time, type, text;
};

static bool
header_read(const unsigned char *p, size_t n, struct counts *c)
{
	size_t *to[] = { &c->utc, &c->std, &c->leap, &c->time, &c->type,
	    &c->text };
	size_t i;

	if (n < HEADER_BYTES || memcmp(p, "TZif", 4) != 0 || p[4] < '2')
		return false;
	for (i = 0; i < 6; i++) {
		int64_t v = big_endian(p + 20 + 4 * i, 4);

		if (v < 0 || v > FILE_MAX)
			return false;
		*to[i] = (size_t)v;
	}
	return true;
}

static size_t
body_bytes(const struct counts *c, size_t time_bytes)
{
	return c->time * (time_bytes + 1) + c->type * 6 + c->text +
	    c->leap * (time_bytes + 4) + c->std + c->utc;
}

static bool
table_read(struct zone *z, const unsigned char *p, const struct counts *c)
{
	const unsigned char *kinds = p + c->time * 8;
	const unsigned char *types = kinds + c->time;
	size_t i;

	if (c->type == 0 || c->leap != 0)
		return false;
	z->at = calloc(c->time + 1, sizeof(*z->at));
	z->offset = calloc(c->time + 1, sizeof(*z->offset));
	if (z->at == NULL || z->offset == NULL)
		return false;
	z->first = (int32_t)big_endian(types, 4);
	if (z->first < -OFFSET_MAX_S || z->first > OFFSET_MAX_S)
		return false;
	for (i = 0; i < c->time; i++) {
		int64_t offset;

		if (kinds[i] >= c->type)
			return false;
		offset = big_endian(types + kinds[i] * 6, 4);
		z->at[i] = big_endian(p + 8 * i, 8);
		z->offset[i] = (int32_t)offset;
		if ((i > 0 && z->at[i] <= z->at[i - 1]) ||
		    offset < -OFFSET_MAX_S || offset > OFFSET_MAX_S)
			return false;
	}
	z->n = (int32_t)c->time;
	return true;
}

static bool
zone_parse(struct zone *z, unsigned char *p, size_t n)
{
	struct counts c;
	size_t skip;
	char *line_end;

	/* The first block has 32-bit times for readers of long ago. */
	if (!header_read(p, n, &c))
		return false;
	skip = HEADER_BYTES + body_bytes(&c, 4);
	if (skip > n || !header_read(p + skip, n - skip, &c))
		return false;
	p += skip + HEADER_BYTES;
	n -= skip + HEADER_BYTES;
	skip = body_bytes(&c, 8);
	if (skip + 2 > n || p[skip] != '\n' || !table_read(z, p, &c))
		return false;
	line_end = memchr(p + skip + 1, '\n', n - skip - 1);
	if (line_end == NULL)
		return false;
	*line_end = '\0';
	return footer_read(z, (const char *)p + skip + 1);
}

static bool
name_ok(struct str name)
{
	size_t i;

	if (name.len == 0 || name.len > NAME_MAX_BYTES || name.at[0] == '/')
		return false;
	for (i = 0; i < name.len; i++) {
		char c = name.at[i];

		if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		    (c >= '0' && c <= '9') || strchr("_+/-", c) != NULL) ||
		    c == '\0')
			return false;
	}
	return true;
}

static void
zone_free(struct zone *z)
{
	free(z->at);
	free(z->offset);
	free(z);
}

static struct zone *
zone_load(struct str name)
{
	char path[sizeof(ZONE_DIR) + NAME_MAX_BYTES];
	unsigned char *data = NULL;
	struct zone *z = calloc(1, sizeof(*z));
	size_t n = 0;
	FILE *f;

	snprintf(path, sizeof(path), ZONE_DIR "%.*s", STR(name));
	f = fopen(path, "rbe");
	if (f != NULL && (data = malloc(FILE_MAX)) != NULL)
		n = fread(data, 1, FILE_MAX, f);
	if (f != NULL)
		fclose(f);
	if (z != NULL) {
		memcpy(z->name, name.at, name.len);
		if (n == 0 || !zone_parse(z, data, n)) {
			zone_free(z);
			z = NULL;
		}
	}
	free(data);
	return z;
}

const struct zone *
zone_find(struct str name)
{
	struct zone *z;

	if (str_is(name, "UTC"))
		return &utc;
	if (!name_ok(name))
		return NULL;
	pthread_mutex_lock(&zones_lock);
	for (z = zones; z != NULL; z = z->next)
		if (str_is(name, z->name))
			break;
	if (z == NULL && (z = zone_load(name)) != NULL) {
		z->next = zones;
		zones = z;
	}
	pthread_mutex_unlock(&zones_lock);
	return z;
}

const struct zone *
zone_utc(void)
{
	return &utc;
}

struct str
zone_name(const struct zone *z)
{
	return str_z(z->name);
}

/* --- offsets -------------------------------------------------------------- */

/* The local second, counted as if UTC, when the rule strikes in a year. */
static int64_t
rule_local(const struct rule *r, int64_t year)
{
	int64_t n;
	int weekday;

	if (r->kind == 'M') {
		int next = r->month == 12 ? 1 : r->month + 1;
		int64_t after = days_from(year + (next == 1), next, 1);

		n = days_from(year, r->month, 1);
		weekday = day_weekday((struct day){ (int32_t)n }) % 7;
		n += (r->weekday - weekday + 7) % 7 + 7 * (r->week - 1);
		while (n >= after)
			n -= 7;		/* week 5: the last one */
	} else {
		n = days_from(year, 1, 1) + r->day - (r->kind == 'J');
		if (r->kind == 'J' && r->day >= 60 && is_leap(year))
			n++;
	}
	return n * DAY_S + r->at_s;
}

static int32_t
footer_offset(const struct zone *z, int64_t at)
{
	int64_t year, begin, end;
	bool dst;

	if (!z->summer)
		return z->std;
	year = year_of(at + z->std);
	begin = rule_local(&z->begin, year) - z->std;
	end = rule_local(&z->end, year) - z->dst;
	dst = begin < end ? at >= begin && at < end : at >= begin || at < end;
	return dst ? z->dst : z->std;
}

/* Index of the last change at or before the moment; -1 before all. */
static int32_t
change_index(const struct zone *z, int64_t at)
{
	int32_t low = -1, high = z->n;

	while (high - low > 1) {
		int32_t mid = low + (high - low) / 2;

		if (z->at[mid] <= at)
			low = mid;
		else
			high = mid;
	}
	return low;
}

static int32_t
offset_at(const struct zone *z, int64_t at)
{
	int32_t i = change_index(z, at);

	if (i == z->n - 1 && z->footer)
		return footer_offset(z, at);
	return i < 0 ? z->first : z->offset[i];
}

/* The next moment after `at` when the offset may change; far off if never. */
static int64_t
change_after(const struct zone *z, int64_t at)
{
	int32_t i = change_index(z, at);
	int64_t year, y, best = INT64_MAX;

	if (i + 1 < z->n)
		return z->at[i + 1];
	if (!z->footer || !z->summer)
		return best;
	year = year_of(at);
	for (y = year - 1; y <= year + 2; y++) {
		int64_t begin = rule_local(&z->begin, y) - z->std;
		int64_t end = rule_local(&z->end, y) - z->dst;

		if (begin > at && begin < best)
			best = begin;
		if (end > at && end < best)
			best = end;
	}
	return best;
}

struct civil
zone_civil(const struct zone *z, int64_t at)
{
	int64_t local = at + offset_at(z, at), days = floor_div(local, DAY_S);
	int64_t s = local - days * DAY_S;
	struct civil c = day_civil((struct day){ (int32_t)days });

	c.hour = (int)(s / 3600);
	c.minute = (int)(s / 60 % 60);
	c.second = (int)(s % 60);
	return c;
}

struct day
zone_day(const struct zone *z, int64_t at)
{
	return (struct day){ (int32_t)floor_div(at + offset_at(z, at), DAY_S) };
}

int64_t
zone_moment(const struct zone *z, struct day d, int minute_of_day)
{
	int64_t local = (int64_t)d.n * DAY_S + (int64_t)minute_of_day * 60;
	int64_t from = local - 2 * OFFSET_MAX_S, to, at;

	assert(minute_of_day >= 0 && minute_of_day < 24 * 60);
	for (;; from = to) {
		to = change_after(z, from);
		at = local - offset_at(z, from);
		if (at < from)
			return from;	/* skipped: the first one after */
		if (at < to)
			return at;
	}
}
