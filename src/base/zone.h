/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Local time.  A day is a civil date, kept as its number since 1970-01-01
 * (so days subtract); a moment is unix seconds in UTC.  Zones are IANA names
 * read from the system's zoneinfo (TZif, with the POSIX rule at its end for
 * the years beyond the table).  Never localtime(): it depends on the
 * process, and we serve many zones at once.
 *
 * Local to UTC: in a gap (spring) the first valid minute after it; in an
 * overlap (autumn) the first of the two.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct day {
	int32_t n;		/* days since 1970-01-01; DAY_NONE: not set */
};
#define DAY_NONE_N INT32_MIN
#define DAY_NONE ((struct day){ DAY_NONE_N })

struct civil {
	int year, month, day;		/* 2026, 1..12, 1..31 */
	int hour, minute, second;
	int weekday;			/* 1 Monday .. 7 Sunday */
};

struct zone;

/* Loaded once and kept for the process; NULL when there is no such zone. */
const struct zone *zone_find(struct str name);
const struct zone *zone_utc(void);
struct str zone_name(const struct zone *);
struct civil zone_civil(const struct zone *, int64_t at);
struct day zone_day(const struct zone *, int64_t at);
/* The moment of a local date and minute of the day (0..1439). */
int64_t zone_moment(const struct zone *, struct day, int minute_of_day);

struct day day_of(int year, int month, int day);
bool day_valid(int year, int month, int day);
struct civil day_civil(struct day);
int day_weekday(struct day);		/* 1 Monday .. 7 Sunday */
/* "2026-03-28", nothing else. */
bool day_parse(struct str, struct day *out);
struct str day_text(struct arena *, struct day);	/* "2026-03-28" */
