/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The job and whether leave is followed at all.  A change is the next number
 * with its author.  Who is not on leave is not asked: follow is what patient
 * or therapist said, else what the answers say (work_follow of the programme,
 * over answers that were sent and are not private).
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/problems.h"
#include "base/str.h"
#include "work/by.h"

struct care;
struct content;
struct enrolment;
struct programme;

enum work_job { JOB_OPEN, JOB_SAME, JOB_OTHER };

struct job {
	int n;				/* 1..; 0: nothing said */
	struct by by;
	int follow;			/* 1, 0; -1: not said */
	int week_minutes;		/* of the contract; 0: not said */
	enum work_job which;		/* back to the same job, or another */
	struct str contact;		/* at the employer, free text */
};

enum { JOB_CONTACT_MAX = 500, JOB_WEEK_MINUTES_MAX = 80 * 60 };
enum job_saved { JOB_SAVED, JOB_REFUSED, JOB_CONFLICT, JOB_NONE };

void job_get(struct care *, struct job *out);
/* Problems at "contact".  The hours are the form's to check (job_hours). */
enum job_saved job_put(struct care *, const struct job *, int seen_n,
    struct problems *);
/* "37.5", "37,5" or "" to minutes a week; false: no hours up to 80. */
bool job_hours(struct str, int *week_minutes);

bool work_follows(struct care *, const struct enrolment *,
    const struct content *, const struct programme *, const struct job *);
