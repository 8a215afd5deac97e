/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What other rooms' pages show of this one. */
#include "html/html.h"

struct content;
struct encounter;
struct enrolment;
struct page;

/* "phone call Tuesday 3 March 2026 at 14:00" */
struct str encounter_title(struct out *, const struct encounter *);
/* On the case page: what is planned, the rhythm's next step, the minutes.
 * enrolment NULL: none. */
struct html contact_panel(struct page *, const struct enrolment *,
    const struct content *);
/* On Today: who is away, the next talk; "" when there is nothing. */
struct html contact_on_today(struct page *);
/* In My plan: the next talk and the rhythm in words. */
struct html contact_in_plan(struct page *, const struct enrolment *);
/* For message_hooks: a talk a message is about. */
bool contact_talk(struct page *, struct id, struct str *title,
    struct url *where);
/* For frame_hooks: talks of one's own that fall in an absence, with links;
 * "" when none does. */
struct html contact_in_absence(struct page *, int64_t from_at,
    int64_t until_at);
