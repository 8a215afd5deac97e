/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What happened with one patient, newest first, from all the rooms below. */
#include "caseload/view.h"

size_t events_of(struct care *, const struct content *,
    const struct enrolment *, const struct chapter_progress *,
    size_t chapters_n, enum lang, struct event **out);
