/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Inside the room: what the patient's pages of one occasion share. */
#include "course/course.h"
#include "http/page.h"
#include "measures/measures.h"
#include "measures/view.h"

struct asking {
	struct enrolment e;
	const struct content *content;
	const struct programme *programme;
	struct occasion o;
	struct answer stored;		/* version 0: nothing yet */
	struct values *values;		/* stored */
};

/* The occasion of /q/:word/:word; false: none such. */
bool asking_load(struct page *, struct asking *);
struct url asking_url(struct page *, const struct asking *, const char *tail);
struct measure_saved asking_save(struct page *, const struct asking *,
    const struct values *, bool send);
/* Nothing before a text is named: the first of its rules. */
void help_text_fill(struct page *, const struct asking *, struct str show,
    struct text_view *);
/* 409: what was chosen and what is saved. */
int asking_both(struct page *, const struct asking *, const struct values *,
    bool follow_up);
