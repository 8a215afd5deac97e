/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What is wrong with a form, said at the place of the fault.  An expected
 * answer, not an error: the page is shown again with what was typed, a
 * summary on top that links to each field, and the text beside the field.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum { PROBLEMS_MAX = 40 };

struct problem {
	struct str field;	/* the field's name; "" for the whole form */
	const char *text;	/* msgid in T(), in the reader's language */
	int64_t n;		/* what %1 of the text stands for, if any */
};

struct problems {
	struct problem list[PROBLEMS_MAX];
	size_t n;
};

/* Past the limit the rest is dropped: forty are enough to mend first. */
void problem_add(struct problems *, struct str field, const char *text);
void problem_add_n(struct problems *, struct str field, const char *text,
    int64_t n);
/* NULL when the field is fine. */
const struct problem *problem_of(const struct problems *, struct str field);
