/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Pauses (holiday, illness) and the end of a course.
 *
 * In a pause nothing is expected and nothing is reminded of; all stays open
 * to read and to write, and risk answers raise alerts as always.  It begins
 * and ends by itself on its days; either side may end it earlier.
 *
 * After the end the patient reads everything and writes nothing any more,
 * but for questionnaires that are asked later; the gate refuses the rest and
 * shows what was typed.  What was agreed ends with the course.  A therapist
 * may open it again.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/problems.h"
#include "base/str.h"
#include "base/zone.h"

struct care;
struct programme;
struct duty;

struct pause {
	struct id id;
	struct day from, until;		/* both are part of it */
	struct str reason;		/* for clinicians; "" for the patient */
	int64_t ended_at;		/* 0: as planned */
};

enum course_ended { ENDED_NOT, ENDED_FINISHED, ENDED_WITHDRAWN, ENDED_STOPPED };

enum { PAUSE_DAYS_MAX = 120, PAUSES_MAX = 50, PHASE_NOTE_MAX = 1000 };

/* Problems at "from", "until", "reason"; false: nothing was saved. */
bool pause_put(struct care *, const struct pause *, struct problems *);
/* The running one ends now, else those to come; false: there was none. */
bool pause_end(struct care *);
/* Newest first. */
size_t pause_list(struct care *, struct pause **out);
/* The one that runs today. */
bool pause_now(struct care *, struct pause *out);

/*
 * The clinic ends the course; the note is sealed and for clinicians.
 * Problems at "how", "note".  False: there is none to end.
 */
bool course_end(struct care *, const struct programme *, enum course_ended,
    struct str note, struct problems *);
/* Open again; false: it has not ended. */
bool course_again(struct care *);
/* How, when and why the last one ended; ENDED_NOT: it runs, or none is. */
enum course_ended course_ended(struct care *, int64_t *at, struct str *note);

/* By the server's tick: pauses that begin or are over.  How many changed. */
int phase_all(struct duty *);
