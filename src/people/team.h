/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Who takes care of this patient, in words for the patient's pages. */
#include "html/html.h"
#include "people/care.h"

struct clinic;

/* "Solveig Berg", "Solveig Berg and Per Moe"; "" when there is none. */
struct str team_names(struct care *, struct out *);
/* "Tuesday and Friday": when they read; "" when not said. */
struct str team_reading_days(struct care *, struct out *);
/* Days as bits (0 Monday) in words. */
struct str team_days_text(struct out *, unsigned days);
/* The next of the therapists' reading days within staffed time; from a
 * moment on, by the days as they are now. */
int64_t team_next_reading(struct care *, const struct clinic *);
int64_t team_reading_from(struct care *, const struct clinic *, int64_t at);
/* The same from any moment, of reading days as bits. */
int64_t team_reading_after(const struct clinic *, unsigned days,
    int64_t from_at);
struct str team_name(struct tx *, struct vault *, struct id account);
