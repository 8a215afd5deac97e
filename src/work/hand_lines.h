/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The lines a page to hand over can have.  For a manager those of dates,
 * degrees and tasks are ticked at first, for a doctor or the welfare office
 * how it has been as well; nothing about symptoms ever is.
 */
#include "http/page.h"
#include "work/own.h"

void hand_lines(struct page *, const struct work_case *, struct hand_view *);
void hand_defaults(struct hand_view *);
/* For another: what was chosen stays, but for lines that go with one alone. */
void hand_switch(struct hand_view *, enum handed_kind to);
bool hand_any(const struct hand_view *);
/* The page: chosen lines in order, groups parted by an empty line. */
struct str hand_text(struct page *, const struct hand_view *);
