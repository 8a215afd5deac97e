/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A day or a time as somebody types it, or as a browser sends it for them.
 * What we wrote ourselves is read by day_parse(), strictly.
 */
#include <stdbool.h>

#include "base/zone.h"

/* "26" typed into a browser's field for the year comes as 0026. */
enum { TYPED_YEAR_MIN = 1900, TYPED_YEAR_MAX = 2199 };

/* "2026-12-03", "3.12.2026", "3/12 2026"; blanks around it are no matter. */
bool day_typed(struct str, struct day *out);
/* The same in three fields. */
bool day_typed_parts(struct str day, struct str month, struct str year,
    struct day *out);
/* "14:00", "14.00", "9", a browser's "14:00:00", as minutes of the day. */
bool minute_typed(struct str, int *out);
