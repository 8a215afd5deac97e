/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A form one field at a time, each with its help open: for what most find
 * hard to fill in as a whole.  The page still holds every field (the others
 * hidden), so that a draft is always the whole form; "?step=3" in its address
 * says which one shows, "?all=1" that all do.
 */
#include "answers/answer_form.h"
#include "html/url.h"

struct steps {
	bool wanted;		/* this form can be taken in steps */
	int at, of;		/* from 1; at 0: all at once */
	struct url other;	/* the other way to see it */
	struct shown_answer *so_far;	/* all that is written; n 0: nothing */
};

/* Hides what is not this step: the first with a problem, then the field
 * `more` (its id; ""), then the one asked for, then the first empty one. */
void steps_make(struct form_view *, const struct req *, struct str more,
    bool sent, struct steps *);
/* For a draft saved by the script: what shows of all that could. */
void steps_mask(const struct req *, bool *shows, size_t n);
/* The tail of the address the form goes to, which keeps the step. */
const char *steps_tail(struct arena *, const struct steps *);
/* Where to after go "next", "prev" or "row". */
const char *steps_after(struct arena *, const struct req *, struct str go,
    bool wanted);
