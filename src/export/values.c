/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/csv.h"
#include "export/columns.h"

/* A column's value out of its row's struct. */

enum { DAY_S = 86400, HOUR_S = 3600, MINUTE_S = 60, HOUR_MIN = 60 };

const char *
column_type_name(enum column_type type)
{
	static const char *const list[] = {
		[COLUMN_PSEUDONYM] = "pseudonym", [COLUMN_NUMBER] = "key",
		[COLUMN_INT] = "integer", [COLUMN_REAL] = "number",
		[COLUMN_FLAG] = "flag", [COLUMN_CODE] = "code",
		[COLUMN_CODES] = "codes", [COLUMN_ID] = "id",
		[COLUMN_TIME] = "time", [COLUMN_DAY] = "day",
		[COLUMN_DATE] = "day", [COLUMN_CLOCK] = "clock",
	};

	return list[type];
}

/* An int, enum, bool, size_t or int64_t there. */
static int64_t
whole(const struct column *c, const void *row)
{
	const unsigned char *at = (const unsigned char *)row + c->at;
	int64_t wide;
	int n;

	if (c->size == sizeof(bool))
		return *at != 0;
	if (c->size == sizeof(wide)) {
		memcpy(&wide, at, sizeof(wide));
		return wide;
	}
	assert(c->size == sizeof(n));
	memcpy(&n, at, sizeof(n));
	return n;
}

static void
gap_put(struct csv *csv, enum engage_gap gap)
{
	csv_int(csv, gap_code(gap));
}

/* "2026-03-02T10:00:00+01:00" */
static struct str
iso(struct arena *a, const struct zone *zone, int64_t at)
{
	struct civil c = zone_civil(zone, at);
	int64_t local = (int64_t)day_of(c.year, c.month, c.day).n * DAY_S +
	    c.hour * HOUR_S + c.minute * MINUTE_S + c.second;
	int off = (int)((local - at) / MINUTE_S), size = off < 0 ? -off : off;

	return str_fmt(a, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", c.year,
	    c.month, c.day, c.hour, c.minute, c.second, off < 0 ? '-' : '+',
	    size / HOUR_MIN, size % HOUR_MIN);
}

static void
time_put(struct csv *csv, struct arena *a, const struct column *c,
    int64_t at, const struct engage *e)
{
	if (at <= 0)
		gap_put(csv, at == 0 ? GAP_NOT_YET : GAP_NONE);
	else if (c->type == COLUMN_DAY)
		csv_int(csv, zone_day(e->zone, at).n - e->start.n);
	else
		csv_text(csv, iso(a, e->zone, at));
}

static void
codes_put(struct csv *csv, struct arena *a, const struct column *c,
    const void *row)
{
	/* The set and its gap stand side by side in engage_told. */
	const struct engage_told *t = (const void *)((const char *)row +
	    c->at - offsetof(struct engage_told, obstacles));
	struct buf b = buf_new(a, 200);
	int i;

	if (t->obstacles == 0) {
		gap_put(csv, (enum engage_gap)t->obstacles_gap);
		return;
	}
	for (i = 0; c->code(i) != NULL; i++)
		if (t->obstacles & (1U << i))
			buf_fmt(&b, "%s%s", b.len > 0 ? " " : "", c->code(i));
	csv_text(csv, buf_str(&b));
}

static void
id_put(struct csv *csv, const struct column *c, const void *row)
{
	const struct engage_told *t = (const void *)((const char *)row +
	    c->at - offsetof(struct engage_told, template));
	struct str s;

	memcpy(&s, (const char *)row + c->at, sizeof(s));
	if (s.len > 0)
		csv_text(csv, s);
	else
		/* Only an answer's template can be still to come. */
		gap_put(csv, c->miss & MISS_NOT_YET && t->answered_at == 0 ?
		    GAP_NOT_YET : GAP_NONE);
}

static void
day_put(struct csv *csv, const struct column *c, const void *row,
    const struct engage *e)
{
	struct day d;

	memcpy(&d, (const char *)row + c->at, sizeof(d));
	if (d.n == DAY_NONE_N)
		gap_put(csv, GAP_NONE);
	else
		csv_int(csv, d.n - e->start.n);
}

static void
number_put(struct csv *csv, struct arena *a, const struct column *c,
    const void *row)
{
	int64_t n = whole(c, row);

	if (n < 0)
		gap_put(csv, (enum engage_gap)n);
	else if (c->type == COLUMN_CODE)
		csv_text(csv, str_z(c->code((int)n)));
	else if (c->type == COLUMN_CLOCK)
		csv_text(csv, str_fmt(a, "%02d:%02d", (int)n / HOUR_MIN,
		    (int)n % HOUR_MIN));
	else
		csv_int(csv, n);
}

void
column_put(struct csv *csv, struct arena *a, const struct column *c,
    const void *row, const struct engage *e, struct id pseudonym)
{
	double real;

	switch (c->type) {
	case COLUMN_PSEUDONYM:
		/* A letter first: no program takes it for a number. */
		csv_text(csv, str_fmt(a, "p%.*s", STR(id_hex(a, pseudonym))));
		break;
	case COLUMN_NUMBER:
		csv_int(csv, e->n);
		break;
	case COLUMN_TIME:
	case COLUMN_DAY:
		time_put(csv, a, c, whole(c, row), e);
		break;
	case COLUMN_CODES:
		codes_put(csv, a, c, row);
		break;
	case COLUMN_ID:
		id_put(csv, c, row);
		break;
	case COLUMN_DATE:
		day_put(csv, c, row, e);
		break;
	case COLUMN_REAL:
		memcpy(&real, (const char *)row + c->at, sizeof(real));
		if (real < 0)
			gap_put(csv, (enum engage_gap)real);
		else
			csv_real(csv, real);
		break;
	case COLUMN_INT:
	case COLUMN_FLAG:
	case COLUMN_CODE:
	case COLUMN_CLOCK:
		number_put(csv, a, c, row);
		break;
	}
}
