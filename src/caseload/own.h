/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Inside the room: the parts of the page of what is different. */
#include "caseload/own_view.h"
#include "http/page.h"

struct content;
struct programme;

/* The title of "ch3", "ch3.map", "task.ID"; itself when there is none. */
struct str own_title(const struct programme *, struct str place, enum lang);
/* The dated list. */
void own_lines(struct page *, const struct enrolment *,
    const struct content *, struct own_view *);
