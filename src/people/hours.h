/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Staffed time: clinic-local hours outside holidays, in real seconds (a night
 * shift over the end of summer time is an hour longer).  A clinic where
 * nobody is there for STAFFED_DAYS_MAX days, or with no hours at all, is
 * never staffed; then each moment told is that many days on, so a deadline
 * exists, is far off, and the page that shows it tells it as it is.
 */
#include <stdbool.h>
#include <stdint.h>

struct clinic;

enum { STAFFED_DAYS_MAX = 400 };
bool clinic_staffed(const struct clinic *, int64_t at);
/* The next moment someone is there: at itself when staffed. */
int64_t clinic_next_staffed(const struct clinic *, int64_t at);
/* The moment after this many staffed seconds from at; 0: the next staffed. */
int64_t clinic_after(const struct clinic *, int64_t at, int64_t staffed_s);
/* Staffed seconds between two moments; 0 when to is not after from. */
int64_t clinic_staffed_s(const struct clinic *, int64_t from, int64_t to);
/* End of the staffed day that holds at (a lunch break too), or of the next. */
int64_t clinic_day_end(const struct clinic *, int64_t at);
/*
 * When what is due "the same staffed day" is due: clinic_day_end, but never
 * less than SET_DAY_ENDS_MIN staffed minutes after at.
 */
int64_t clinic_same_day(const struct clinic *, int64_t at);
/*
 * at + n staffed days: the same clock time n days on, kept within that day's
 * hours; the day's end when at is after hours or on a day without.  Friday
 * 10:00 + 1 is Monday 10:00; Friday 17:00, Saturday 12:00 + 1 Monday 15:30.
 */
int64_t clinic_days_after(const struct clinic *, int64_t at, int n);
