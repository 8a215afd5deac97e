/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What is asked now and then, and what comes of it.
 *
 * "Is your leave the same as last week?" from the agreed weekday on until it
 * is answered, once a week; an answer from up to three days before that day
 * counts for it.  Only in treatment, outside pauses, of who follows leave.
 *
 * Readiness and confidence for the next step (own words, 0 to 10) and whether
 * the patient expects to be back come along with it: two weeks apart at
 * least, and in the week before a planned step.  Uncertain and negative
 * expectations go with staying on benefits (BMJ Open 2014;4:e004321), belief
 * in managing with fewer days away (PMC8772362): so they raise one line in
 * the therapist's queue, until a note or a message of the clinic.  How far
 * confidence may fall is the clinic's to say (SET_WORK_FALL), no finding.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/problems.h"
#include "base/str.h"
#include "base/zone.h"

struct care;
struct enrolment;
struct scope;

enum { WEEK_EARLY_DAYS = 3, SAY_DAYS = 14, SAY_STEP_DAYS = 7, SAYS_MAX = 200,
	WORK_NOTE_MAX = 2000 };

/* May be asked today?  The caller knows that they are in treatment. */
bool week_asked(struct care *, const struct enrolment *);
/* Answered: the degree of leave, the same as before or another. */
void week_said(struct care *, bool same, int percent, bool asked_more);

enum hope { HOPE_OPEN, HOPE_YES, HOPE_UNSURE, HOPE_NO };
struct say {
	int64_t at;
	int ready, sure;		/* 0..10; -1: left open */
	enum hope hope;
};
/* To be asked along with the weekly line?  step: the next planned one. */
bool say_asked(struct care *, struct day step);
/* False: all left open, nothing was kept. */
bool say_put(struct care *, const struct say *);
/* Oldest first. */
size_t say_list(struct care *, struct say **out);

enum worry_why { WORRY_UNSURE, WORRY_NO, WORRY_FELL };
struct worry {
	struct id id;
	enum worry_why why;
	int was, now;			/* WORRY_FELL: from, to */
	int64_t since_at;
	int64_t closed_at;		/* 0: open */
	struct id closed_by;
	struct str note;		/* clinic only; "" by a message */
};
/* Newest first, clinic only. */
size_t worry_list(struct care *, struct worry **out);
/* Problems at "note"; false: nothing was closed. */
bool worry_note(struct care *, struct str note, struct problems *);
/* For message_hooks: the clinic has written.  What was said after it was
 * written waits on. */
void worry_answered(struct care *, int64_t written_at);

struct worry_row {
	enum worry_why why;
	int was, now;
	int64_t since_at;
};
/* The open one, for lists; false: none. */
bool worry_waiting(struct care *, struct worry_row *out);
