/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the page files of this room share: /way and /p/PATIENT/way are the
 * same pages, told to another person. */
#include "course/course.h"
#include "http/page.h"
#include "work/job.h"
#include "work/view.h"
#include "work/way.h"

struct work_case {
	struct enrolment e;
	const struct content *content;
	const struct programme *programme;
	struct day today;
	bool clinician, write;
	bool running;			/* in treatment, not in a pause */
	bool follow;
	struct job job;
};

/* False: no programme that wants these pages (404). */
bool work_load(struct page *, struct work_case *);
/* Frame, where links go, who may write. */
void way_head(struct page *, const struct work_case *, struct way_head *,
    struct msg title);
/* "/way" or "/p/PATIENT/way" with a tail. */
struct url way_url(struct page *, const char *tail);
/* "you", "Ann Berg", "the patient" */
struct str way_who(struct page *, const struct by *);
/* "Monday 3 March", "today" is never used: it is printed too. */
struct str leave_days_text(struct out *, const struct leave *);
/* Rows that hold, oldest first; and the sentence of today's degree. */
size_t leave_rows(struct page *, const struct leave *, size_t n,
    struct leave_row **out);
struct str leave_sentence(struct out *, const struct leave_now *, bool own);
/* The plan as a soft band and the line of what was, up to today. */
bool leave_chart(struct page *, const struct work_case *, const struct leave *,
    size_t n, const struct way *, int weeks, struct chart *out);
int way_weeks(const struct work_case *, const struct way *);
