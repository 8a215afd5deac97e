/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Inside the room: when, how and how long a talk is, as a form. */
#include "encounters/view.h"
#include "http/page.h"

/* The steps of this patient's rhythm, and the zone when it is another one. */
void when_form_steps(struct page *, struct when_form *);
void when_form_show(struct page *, const struct encounter *,
    struct when_form *);
/* What was posted, into both; problems told at "day", "time". */
bool when_form_read(struct page *, struct when_form *, struct encounter *);
