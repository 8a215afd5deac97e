/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The supervision sample: a few plans with their replies, drawn at random,
 * that a supervisor reads and rates on a short list.  It helps a therapist
 * see the own work; nobody is ranked by it.
 *
 *  - Drawn by SAMPLE_EACH a therapist, of the last SAMPLE_WEEKS weeks, at
 *    most once in SAMPLE_DAYS by the same supervisor; never the own replies,
 *    never a plan that was drawn before, never of a patient who has said no.
 *  - Opened one by one, for PART_MINUTES each time (people/part.h), within
 *    SAMPLE_DAYS of the draw, until it is rated.  It shows that plan, what
 *    kind of report came (no words of it) and the reply.  Audited, and the
 *    patient is told on "who has opened my pages".
 *  - Private to two: the supervisor reads what he or she made, the therapist
 *    the checks of the own replies.
 *
 * The limits are starting points of this program, not findings.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/problems.h"
#include "homework/plan.h"
#include "homework/report.h"

struct actor;
struct care;
struct prng;
struct scope;

enum { SAMPLE_ITEMS = 6, SAMPLE_EACH = 2, SAMPLE_WEEKS = 4, SAMPLE_DAYS = 7,
	SAMPLE_NOTE_MAX = 1000, SAMPLE_LIST_MAX = 100 };

struct sample {
	struct id id, assignment, patient;	/* patient ID_NONE: not (any
						 * more) in the reader's care */
	struct id therapist, by;
	int64_t drawn_at, opened_at;	/* opened last; 0: never */
	int64_t rated_at;		/* 0: not yet */
	int item[SAMPLE_ITEMS];		/* 0 not there, 1 partly, 2 clearly;
					 * -1 left open */
	struct str note;
	bool unreadable;		/* the note was damaged */
};

/* When this supervisor may draw again; 0: now. */
int64_t sample_next_at(struct scope *);
/* Draws; how many.  The dice decide, so that a test can fix them. */
int sample_draw(struct scope *, struct prng *);
/* Those the supervisor may still open and those rated, newest first. */
size_t sample_mine(struct scope *, struct sample **out);
/* Checks of the actor's own replies, newest first. */
size_t sample_about_me(struct scope *, struct sample **out);
/* One of the supervisor's that is not rated yet. */
bool sample_get(struct scope *, struct id, struct sample *out);
/* Opens it for PART_MINUTES; false: not one of sample_mine's open ones. */
bool sample_open(struct scope *, const struct actor *, struct id);

/* What is read under REL_PART. */
struct sample_shown {
	struct sample sample;
	struct str task_id, variant, programme;	/* to find its name */
	struct bytes bundle;
	struct plan plan;		/* that held when it was answered */
	enum homework_amount amount;
	struct str reply;		/* "": talked about in the session */
	int64_t reported_at, reviewed_at;
};
bool sample_show(struct care *, struct sample_shown *out);
/*
 * Saves items and note of *new and ends the access.  Problems at "items"
 * (nothing was said at all) and "note".  False: not one that can be rated.
 */
bool sample_rate(struct scope *, struct id, const struct sample *new,
    struct problems *);
