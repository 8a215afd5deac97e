/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Dates and times in words, in the reader's language and zone (struct out of
 * html.h).  DAY_NONE gives "".
 */
#include <stdint.h>

#include "base/str.h"
#include "base/zone.h"

struct out;

/* "today at 19:30", "Tuesday at 09:12", "3 March", "3 March 2025" */
struct str out_moment(struct out *, int64_t at);
/* "Tuesday 3 March 2026 at 14:30", "tirsdag 3. mars 2026 kl. 14.30" */
struct str out_moment_full(struct out *, int64_t at);
/* "14:30", "14.30" */
struct str out_clock(struct out *, int64_t at);
/* "Tuesday 3 March at 14:30"; with the year when it is another one */
struct str out_moment_long(struct out *, int64_t at);
/* "Tuesday 3 March", "tirsdag 3. mars"; with the year when it is another one */
struct str out_day(struct out *, struct day);
/* "Tuesday 3 March 2026": paper, and texts that are read years later */
struct str out_day_full(struct out *, struct day);
/* "3 March", "3. mars"; with the year when it is another one */
struct str out_date(struct out *, struct day);
/* "3 Mar", "3. mars" */
struct str out_day_short(struct out *, struct day);
/* "Tuesday", "tirsdag"; 1 is Monday */
struct str out_weekday(struct out *, int weekday);
/* "since 09:00", "since yesterday", "since Tuesday", "since 3 March" */
struct str out_since(struct out *, int64_t at);
/* "2026-03-03T14:30", for datetime= */
struct str out_iso(struct out *, int64_t at);
