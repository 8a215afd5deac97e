/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * "My practice": plain facts of how homework is proposed and answered, over
 * one's own caseload (SCOPE_CASELOAD: only what the actor proposed, answered
 * and was told) or over a clinic (SCOPE_TEAM: sums over all therapists, no
 * one named).  Shares and times, no score, no target: docs/homework.md, the
 * factors "therapist's planning and reviewing" and "therapist's beliefs".
 *
 * A sum over a clinic is told only when PRACTICE_THERAPISTS therapists and
 * PRACTICE_PATIENTS patients stand behind it (practice_told), each sum by
 * itself, so that nobody can be read out of it.  A sum of an own caseload is
 * always told: it belongs to who did it.
 */
#include <stdbool.h>
#include <stdint.h>

#include "programme/task.h"

struct clinic;
struct scope;

enum { PRACTICE_WEEKS = 4, PRACTICE_WEEKS_LONG = 12,
	PRACTICE_THERAPISTS = 3, PRACTICE_PATIENTS = 5 };

/* Who stands behind a sum. */
struct crowd {
	int therapists, patients;
};

struct practice {
	bool team;
	struct crowd plans_by, reports_by, replies_by, talks_by;
	/* Assignments a therapist proposed in the period ... */
	int proposed;
	int own_reason;			/* not the library's text as it was */
	int if_then;			/* an obstacle with an if-then */
	int beliefs;			/* the patient was asked and said */
	int smaller;			/* small versions among all proposals
					 * and changes by therapists */
	/* Reports told in the period, the newest of each assignment. */
	int told, answered;
	/* Replies to them (by the actor); median times from telling to
	 * answer, seconds; -1: none. */
	int replies, unedited;		/* a template sent as it was */
	int64_t wait_s, staffed_s;
	/* Talk first, "I am unsure", "how we work". */
	int talks, asked, closed;	/* asked openly; talked about */
	/* What comes in the way: of plans in force, of reports. */
	int planned_n[OBSTACLES_N], told_n[OBSTACLES_N];
	struct crowd planned_by[OBSTACLES_N], told_by[OBSTACLES_N];
};

/* Of the last weeks up to now. */
void practice_load(struct scope *, const struct clinic *, int weeks,
    struct practice *out);
/* May this sum be told? */
bool practice_told(const struct practice *, const struct crowd *);
/* Nothing happened in the period. */
bool practice_empty(const struct practice *);
