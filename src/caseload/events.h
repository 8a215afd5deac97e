/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What happened with one patient, newest first, from all the rooms below. */
#include "caseload/view.h"

enum { EVENTS_SHOWN = 100 };	/* at first */
/* From what the page has read already: chapters, homework and messages. */
size_t events_of(struct care *, const struct content *,
    const struct enrolment *, const struct case_view *,
    struct out *, struct event **out);
