/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * An alert that nobody has in hand calls for people, in staffed hours only,
 * and only people on duty then: whoever reads on that weekday (account,
 * "Reads on"; nothing chosen there: every day) or is on the clinic's duty
 * list for it, and is not away (people/away.h).
 *
 * Every alert has an owner: the therapist, else the cover, else the first on
 * duty that day, else a supervisor; whatever the state of the patient.
 * Levels: the owner; then cover and duty; then all supervisors; then nobody
 * was reached, which is shown to team, list and administrator, and the next
 * staffed day it begins again.  A level without anyone on duty who can be
 * called is passed at once.  How long each waits are clinic settings
 * (SET_CALL_FIRST_MIN, SET_CALL_AGAIN_MIN, staffed minutes); taking the
 * alert (measures/alert.h) pauses all of it.
 *
 * A call names nobody: "Please look at Mellom: something waits until 15:30".
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/str.h"

struct clinic;
struct duty;
struct outbox_health;
struct sender;
struct tx;
struct vault;

enum call_level { CALL_OWNER, CALL_DUTY, CALL_SUPERVISORS, CALL_NOBODY };

/*
 * By the worker, each minute, by what it can send, a clinic at a time: one
 * whose row does not open keeps no other from being called.  How many were
 * called.
 */
int escalate_clinic(struct duty *, const struct sender *, struct id clinic);

/*
 * A letter of the call that was made about this alert then surely did not go
 * out.  When none of them did, it does not wait: the next level is called,
 * or, when it was the end of the staffed hours that came between, the same
 * one when they begin again.
 */
void escalate_missed(struct duty *, struct id alert, int64_t at, bool hours);

/* Whose it is today; ID_NONE: the clinic has no clinician at all. */
struct id alert_owner(struct tx *, const struct clinic *, struct id patient,
    int64_t now);

/* Open alerts that nobody took although all were called. */
int64_t escalate_unreached(struct tx *, struct id clinic, int64_t now,
    int64_t *since_at);

/*
 * What this account is called about now: open, in nobody's hands, called for
 * at a level where the account stands today, and of a patient it has no care
 * of.  Until the patient is taken on (people/care.h) times only.
 */
struct call {
	struct id alert, patient;
	bool phone;			/* else to be looked at */
	int64_t due_at;
};
size_t escalate_calls(struct tx *, const struct clinic *, struct id account,
    int64_t now, struct call **out);

/* For people/called.h: is it called about this patient, and by when? */
struct actor;
bool escalate_called(struct tx *, const struct actor *, const struct clinic *,
    struct id patient, int64_t *due_at);

/* --- the duty list -------------------------------------------------------- */

enum { DUTY_A_DAY = 4 };
struct duty_list {
	struct id day[7][DUTY_A_DAY];	/* [0] Monday; ID_NONE at the end */
};
void duty_list_get(struct tx *, struct id clinic, struct duty_list *out);
void duty_list_put(struct tx *, struct id clinic, const struct duty_list *);
/* By a way this worker sends by?  Not whether the address opens. */
bool duty_can_be_called(struct tx *, struct id account,
    const struct outbox_health *);
/*
 * A weekday the next time it is staffed (within two weeks: past a holiday),
 * by the rule the calls of that day follow.
 */
struct duty_coming {
	int64_t at;			/* 0: not soon */
	bool named;			/* somebody stands on the list */
	bool called;			/* one is there and can be called */
	struct id away[DUTY_A_DAY];	/* who is on it, and away then */
	size_t away_n;
};
void duty_list_coming(struct tx *, const struct clinic *,
    const struct outbox_health *, struct duty_coming out[7]);
/* Is anyone on duty on each of them, there, and one who can be called? */
bool duty_list_whole(struct tx *, const struct clinic *,
    const struct outbox_health *);
/* Does one that has somebody on the list have nobody to call? */
bool duty_list_fails(struct tx *, const struct clinic *,
    const struct outbox_health *);
