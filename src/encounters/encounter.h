/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A call, a video talk or a meeting of patient and therapist: planned, then
 * held, not reached, or cancelled.
 *
 * When is local wall time with the zone it was agreed in: 14:00 stays 14:00
 * over the change to summer time; starts_at is the same as a moment (in a
 * gap the first minute after it, in an overlap the first of the two).
 *
 * Every change is a new version with its author; none is overwritten.  An
 * edit over an old version changes nothing (ENCOUNTER_CONFLICT).  The
 * patient sees when, how, how long, where, and "what we agreed"; agenda and
 * note are for clinicians (and given on an access request).
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/problems.h"
#include "base/str.h"
#include "base/zone.h"
#include "people/patient.h"

struct care;
struct programme;
struct scope;

enum encounter_kind { ENCOUNTER_CALL, ENCOUNTER_VIDEO, ENCOUNTER_MEETING,
	ENCOUNTER_KINDS };
enum encounter_state { ENCOUNTER_PLANNED, ENCOUNTER_HELD,
	ENCOUNTER_NOT_REACHED, ENCOUNTER_CANCELLED, ENCOUNTER_STATES };

struct encounter_words {
	struct str place;		/* where, link, number; the patient's */
	struct str agenda, note;	/* "" for the patient */
	struct str agreed;		/* "what we agreed"; the patient's */
};

struct encounter {
	struct id id, with;
	int n;				/* version, 1.. */
	enum encounter_state state;
	enum encounter_kind kind;
	struct str step;		/* of the rhythm; "" none */
	struct day day;
	int minute;			/* of the local day */
	const struct zone *zone;
	int64_t starts_at;
	int minutes;			/* planned, or as long as it was */
	struct str with_name;
	struct encounter_words words;
	int64_t made_at, done_at;	/* done: held, not reached, cancelled */
	/* Of one version: */
	struct id by;
	struct str by_name;
};

enum { ENCOUNTERS_MAX = 200, ENCOUNTER_MINUTES_MAX = 240,
	ENCOUNTER_PLACE_MAX = 300, ENCOUNTER_AGENDA_MAX = 2000,
	ENCOUNTER_NOTE_MAX = 8000, ENCOUNTER_AGREED_MAX = 1000,
	ENCOUNTER_DAYS_MAX = 366 };

/* Planned ones, the soonest first; then the others, newest first. */
size_t encounter_list(struct care *, struct encounter **out);
/* All of these days, the first one first. */
size_t encounter_list_days(struct care *, struct day from, struct day until,
    struct encounter **out);
bool encounter_get(struct care *, struct id, struct encounter *out);
/* All versions, newest first; none for the patient. */
size_t encounter_versions(struct care *, struct id, struct encounter **out);
/* The planned one that comes next, not over by more than an hour. */
bool encounter_next(struct care *, struct encounter *out);
/* Planned ones of one's own list, with oneself, from one moment to another. */
struct encounter_row {
	struct patient_row who;
	struct id id;
	enum encounter_kind kind;
	int64_t starts_at;
};
size_t encounter_of_days(struct scope *, int64_t from_at, int64_t until_at,
    struct encounter_row **out);

/*
 * kind, step, day, minute, minutes, words.place and words.agenda of *new
 * count.  past: it may have begun already (to be noted at once).  ID_NONE:
 * problems told.
 */
struct id encounter_plan(struct care *, const struct encounter *new, bool past,
    struct problems *);

enum encounter_saved { ENCOUNTER_SAVED, ENCOUNTER_CONFLICT, ENCOUNTER_NONE,
	ENCOUNTER_REFUSED };
/*
 * A new version over n_seen with all of *new; its state may be any.  Saving
 * drops the draft.
 */
enum encounter_saved encounter_change(struct care *, struct id,
    const struct encounter *new, int n_seen, struct problems *);

/*
 * The course is over: what is still to come is called off, but for a step of
 * the rhythm that is optional: a follow-up comes after the end.  One whose
 * time has come stays as it is, as only people know what became of it.
 */
void encounter_end_all(struct care *, const struct programme *);

/* The note that is being written; version 0: none. */
bool encounter_draft(struct care *, struct id, struct encounter_words *out,
    int64_t *version, int64_t *saved_at);
/* False: the draft was saved elsewhere since, or there is no such one. */
bool encounter_draft_save(struct care *, struct id,
    const struct encounter_words *, int64_t version_seen, int64_t *version);

/* "call", "held" ...: as in the database and exports. */
const char *encounter_kind_id(enum encounter_kind);
const char *encounter_state_id(enum encounter_state);
