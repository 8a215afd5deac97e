/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Inside the room: one patient's order, what stands for what, the pace. */
#include "course/course.h"
#include "course/variant.h"

/* A chapter that is open and not begun stays open: it was opened now. */
void course_keep_open(struct care *, const struct enrolment *,
    struct str chapter);
/* An exercise's place: "ch3.map". */
struct str order_place(struct arena *, const struct chapter *,
    const struct form *);

/* The patient's own way through the chapters of a programme. */
struct order {
	bool changed;			/* another than the programme's */
	bool by_hand;
	int wait_days;
};
/* Puts the list (in the programme's order) in the patient's. */
void order_apply(struct care *, const struct enrolment *,
    const struct programme *, struct chapter_progress *, size_t n,
    struct order *out);
/* Fills after: what list[i] waits for. */
void order_after(const struct order *, const struct programme *,
    struct chapter_progress *list, size_t i);
/*
 * Does list[i] open by itself?  The states before it are known, and after.
 * Fills by_hand and opens when it does not.
 */
bool order_opens(const struct order *, const struct care *,
    const struct programme *, struct chapter_progress *list, size_t i,
    const struct expr_env *);
