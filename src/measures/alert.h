/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * An alert asks a person to look; it judges nothing and locks nothing.
 *
 * Level 1: look within one staffed day.  Level 2: phone the same staffed day
 * (or the next, when less than the clinic's SET_DAY_ENDS_MIN is left of it).
 * A rule may state another number of staffed days.  Taking it pauses
 * escalation for at most the clinic's hours (4 staffed), counted from the
 * first taking: taking again does not lengthen it.  It is closed only by a
 * contact with its outcome, an own assessment of the level, a plan and the
 * date of the next look; "seen" closes nothing.  Later answers are compared
 * with the level assessed then.
 *
 * When there is one: measures.h, and in tell.c what a change does to it.
 * Patients see none of this: their own care finds no alerts and closes none.
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

enum alert_level { ALERT_LOOK = 1, ALERT_PHONE = 2 };
enum alert_contact { CONTACT_NONE, CONTACT_SPOKE, CONTACT_NOT_REACHED };

enum { ALERT_PLAN_MAX = 2000, ALERT_NOTE_MAX = 4000, NEXT_LOOK_DAYS_MAX = 60 };

struct alert {
	struct id id, patient, answer, enrolment, taken_by, closed_by;
	struct str instrument, occasion, kind, rules, follow_up;
	enum alert_level level;
	int item_level;			/* -1: skipped, not known */
	int draft_item;			/* highest in a draft before, when
					 * that was higher; else -1 */
	bool draft;			/* "not sent" */
	int64_t made_at, due_at, taken_at, taken_until_at, closed_at;
	enum alert_contact contact;
	int assessed_level;		/* 0 none, 1 look, 2 phone; -1 open */
	int assessed_item;		/* compared with later; -1 not known */
	struct str plan, note;
	struct day next_look;
	int64_t version;
};
/* Is this one of the words in alert.rules? */
bool alert_has_rule(const struct alert *, struct str word);

/* What closing asks. */
struct alert_close {
	enum alert_contact contact;
	int assessed_level;		/* 0..2; -1: not chosen */
	struct str plan, note;		/* note may be empty */
	struct day next_look;		/* in 0..60 days; may be left out only
					 * when spoken with and level 0 */
};

enum { ALERTS_MAX = 200 };
/* Open ones first, the earliest due on top; then closed ones, newest first. */
size_t alerts_of_patient(struct care *, bool open_only, struct alert **out);
/* The same, without ALERTS_MAX. */
size_t alerts_all(struct care *, struct alert **out);
bool alert_get(struct care *, struct id, struct alert *out);
/*
 * False: changed meanwhile.  Needs SCOPE_WRITE of a person in charge (as
 * closing does): without, the transaction is RC_REFUSED.
 */
bool alert_take(struct care *, const struct clinic *, struct id,
    int64_t version_seen);
/*
 * True: closed.  False with problems (contact, level, plan, note, next), or
 * without any: changed meanwhile.
 */
bool alert_close(struct care *, struct id, const struct alert_close *,
    int64_t version_seen, struct problems *);
/*
 * The risk item's level at the last closed assessment; 0 before any.  An
 * alert whose item was skipped leaves the one before it in force.
 */
int alert_last_assessed(struct care *, struct str instrument);

/* Open alerts of one's own list or the team: no texts. */
struct alert_row {
	struct id id, patient;
	struct str kind;		/* "risk", "worse" */
	enum alert_level level;
	bool draft;
	bool taken;			/* and the pause is not over */
	struct id taken_by;		/* the last one; ID_NONE: nobody */
	int64_t made_at, due_at, taken_until_at;
};
/* The earliest due first. */
size_t alerts_open(struct scope *, struct alert_row **out);

/*
 * Open ones of a clinic that nobody has in hand now, for whoever calls for
 * people; patient, clinic and times only.
 */
struct alert_waits {
	struct id id, patient, clinic;
	enum alert_level level;
	int64_t due_at;
	int64_t since_at;		/* made, or the end of the last pause */
};
/* The clinics that have such ones. */
size_t alerts_clinics(struct duty *, struct id **out);
/* The next ones after that (NULL: the first), by when due; 0: no more. */
size_t alerts_waiting(struct duty *, struct id clinic,
    const struct alert_waits *after, struct alert_waits **out);
/* Is this one still open and in nobody's hands? */
bool alert_still_waits(struct duty *, struct id alert);

/*
 * Drafts with a fired rule that have rested; by the server's tick each
 * minute, each in a transaction of its own, so that one that does not open
 * holds up nobody else's.
 */
struct draft_due {
	struct id answer, patient;
	int64_t rests_at;
};
/* The next ones after that (NULL: the first); 0: no more. */
size_t alert_drafts_due(struct duty *, const struct draft_due *after,
    struct draft_due **out);
/*
 * Writes its alert, marked "not sent"; false: no need any more.  Without
 * words: its follow-up text does not open, is left out and dropped from the
 * row (it stands in the draft itself); somebody is told all the same.
 */
bool alert_draft_tell(struct duty *, const struct draft_due *, bool words);
/* All of them in one transaction.  How many. */
int alert_drafts_rested(struct duty *);
