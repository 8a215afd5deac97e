/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A therapist's minutes with one patient, by week (Monday to Sunday of the
 * clinic's zone).
 *
 * Measured: each time somebody of the clinic opens or sends one of a
 * patient's pages (also a draft that saves itself), the time until that
 * person's next step anywhere in the program counts for this patient.  A gap
 * of more than ACTIVITY_GAP_S counts nothing, so a page left open does not,
 * and neither does the last look of a day.  A record opened with a reason
 * (broken glass) does not count.  Kept are seconds a day: no list of clicks.
 *
 * To it come the minutes of talks that were held, of whoever planned them.
 * A therapist may set an own number for a week, with a word on why; it then
 * stands in place of both, for that therapist alone.  Every one is kept, the
 * newest is in force.
 *
 * What it does not know: thinking, reading on paper, supervision, and pages
 * used during a call, which count twice.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/problems.h"
#include "base/str.h"
#include "base/zone.h"

struct care;
struct clinic;
struct duty;
struct scope;
struct tx;

enum { ACTIVITY_GAP_S = 300, MINUTES_WEEKS_MAX = 60, MINUTES_WEEK_MAX = 2400,
	MINUTES_NOTE_MAX = 300 };

/* For the gate, after each answer to somebody of the clinic: patient ID_NONE
 * when the page was not about one.  today: the clinic's day. */
void activity_note(struct tx *, struct id account, struct id patient,
    struct day today, int64_t now);

/* One therapist, one patient, one week. */
struct minutes_row {
	struct id patient, account;
	struct str name;		/* of the account; "" in exports */
	struct day week;		/* its Monday */
	int64_t seconds;		/* measured */
	int talks;			/* minutes of talks held */
	int corrected;			/* -1: not */
	struct str note;
};
/* What counts, whole minutes. */
int minutes_of(const struct minutes_row *);

/* The newest week first; in it by therapist. */
size_t minutes_weeks(struct care *, const struct clinic *,
    struct minutes_row **out);
/* The same from a week on, given by its Monday. */
size_t minutes_since(struct care *, struct day monday,
    struct minutes_row **out);
/* Of all therapists in the week of now. */
int minutes_this_week(struct care *, const struct clinic *);
/* One's own number; minutes -1: the measured one again.  Problems at
 * "minutes", "note". */
bool minutes_correct(struct care *, struct day week, int minutes,
    struct str note, struct problems *);
struct day minutes_monday(struct day);

/* Sums for the supervisor: the clinic, no person. */
struct minutes_sum {
	struct day week;
	int patients, minutes;
};
size_t minutes_clinic(struct scope *, const struct clinic *, int weeks,
    struct minutes_sum **out);

/*
 * For exports: every patient and week from one Monday to another (both in
 * it), of one clinic, by patient, week and therapist.  note is "".
 */
size_t minutes_export(struct duty *, const struct clinic *, struct day from,
    struct day until, size_t max, struct minutes_row **out);
