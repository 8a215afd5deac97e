/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the page files of this room share. */
#include "course/course.h"
#include "homework/view.h"
#include "http/page.h"

/* The patient's running programme and its content; NULL: none. */
const struct content *homework_content(struct page *, struct enrolment *);
/* Adds the worksheet's place and counts to the page of one assignment. */
void homework_entries(struct page *, const struct content *,
    struct homework_view *);
/* Everything the page of one assignment shows; false: no such one. */
bool homework_load(struct page *, struct id, struct homework_view *);
/* Shows that page. */
void homework_show(struct page *, struct homework_view *);
/* "Solveig Berg", or "your therapist". */
struct str homework_therapist(struct page *);
/* 0..10 of the post, -1 when left open; false: never from our page. */
bool homework_dot(struct page *, const char *name, int *out);
