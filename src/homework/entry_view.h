/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The worksheet of one time: pages_entry.c, plan.html. */
#include "answers/steps.h"
#include "homework/view.h"

struct homework_entry_view {
	struct frame frame;
	struct homework h;
	struct str name;
	struct form_view form;
	struct html example;
	struct url action, keep;
	int n;
	int64_t version;
	struct str saved;		/* "Saved 21:14" */
	struct str therapist;
	bool sent, read_only;		/* read_only: mine, as stored */
	struct str more;		/* a field that shows only now; "" */
	struct steps steps;
	struct shown_answer mine, theirs;	/* both changed it */
	const struct pair *fields;
	size_t fields_n;
};
