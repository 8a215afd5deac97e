/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the page of pauses and the end shows, and what was typed there. */
#include "course/course.h"
#include "course/phase.h"
#include "html/frame.h"

struct phase_view {
	struct frame frame;
	bool write, enrolled;
	struct str where;		/* "Week 5 of 12", or why not */
	struct pause *pauses;		/* newest first */
	size_t pauses_n;
	bool coming;			/* one runs or comes */
	enum course_ended ended;
	int64_t ended_at;
	struct str ended_note;
	bool never_in;			/* ended before the patient came in */
	/* Typed. */
	struct str from, until, reason, note;
	enum course_ended how;
};

/* "finished as planned" ...; for clinicians. */
struct msg course_ended_text(enum course_ended);
