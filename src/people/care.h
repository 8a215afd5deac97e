/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Who may see whom.  Three permissions exist; each is made by one function
 * here, inside the request's transaction, and is dead after it.  Domain
 * functions take one of them, never a bare patient id.
 *
 *  struct care   one actor and one patient (the patient too, over oneself)
 *  struct scope  one actor and a set of patients, told to SQL by a join with
 *                the care table: summary columns only
 *  struct duty   a named purpose without a person: command line, worker
 *
 * Statements over care bind `patient_id = $n` with care->patient; over scope
 * they join care on account_id = $n with scope->actor (care.kind <> 'glass'
 * and care.to_at IS NULL), or bind clinic_id for team views without texts.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/str.h"
#include "base/zone.h"
#include "html/lang.h"
#include "vault/vault.h"

struct arena;
struct tx;
struct actor;
struct team;
struct variants;
struct talks;

enum relation {
	REL_NONE,
	REL_OWN,	/* the patient */
	REL_CARE,	/* a therapist in charge, or cover */
	REL_GLASS,	/* broke the glass: time-limited, shown, audited */
	REL_PART,	/* one row for a limited time: people/part.h */
	REL_DUTY,	/* no person: worker, command line */
};

enum scope_bit {
	SCOPE_READ = 1,
	SCOPE_WRITE = 2,	/* reply, review, release, alerts */
	SCOPE_ALL = 3,
	SCOPE_PART = 4,		/* that row alone; never with the others */
};
struct care {
	struct tx *tx;
	struct arena *arena;
	struct vault *vault;
	struct id actor, patient, clinic, session;	/* actor: account */
	enum relation relation;
	unsigned scopes;
	int64_t glass_until_at;	/* REL_GLASS, REL_PART */
	struct id part;		/* REL_PART: the row */
	bool over;		/* the course has ended: only to read */
	bool spares;		/* set by a page that must open: what was
				 * damaged reads as "" ... */
	bool unreadable;	/* ... and something was */
	enum lang lang;			/* of the patient; so is the zone */
	const struct zone *zone;
	int64_t now;
	const char *role;	/* acted as, for the audit */
	const struct team *team;	/* team.c's: read once a request */
	const struct variants *variants;	/* course's: the same */
	const struct talks *talks;	/* encounters': of a read */
	const struct enrolment *course;	/* course's: of a read */
};
enum scope_kind { SCOPE_CASELOAD, SCOPE_TEAM };
struct scope {
	struct tx *tx;
	struct arena *arena;
	struct vault *vault;
	enum scope_kind kind;
	struct id actor, clinic;
	int64_t now;
};
struct duty {
	struct tx *tx;
	struct arena *arena;
	struct vault *vault;
	const char *purpose;	/* audited: "alerts", "demo", "command" */
	int64_t now;
};

/*
 * False when there is no such relation now (the page is then 404): the
 * patient must be of the actor's clinic and not erased, the actor a therapist
 * or supervisor there.  REL_CARE is found before REL_GLASS, which only reads.
 */
bool care_open(struct care *, struct tx *, struct vault *,
    const struct actor *, struct id patient);
/* The patient over themself; false when the actor is not a patient. */
bool care_open_own(struct care *, struct tx *, struct vault *,
    const struct actor *);
/*
 * Worker and command line: one patient by duty, of any clinic; false: there
 * is none or it was erased.  A write transaction gets an audit row.
 */
bool care_open_duty(struct care *, const struct duty *, struct id patient);
/* The same to ask whether there is something to do; without a row. */
bool care_look_duty(struct care *, const struct duty *, struct id patient);
/* Without the role for it (SCOPE_TEAM: supervisor) the set is empty. */
void scope_open(struct scope *, struct tx *, struct vault *,
    const struct actor *, enum scope_kind);
void duty_open(struct duty *, struct tx *, struct vault *, const char *purpose);

/* Asked first by all that changes a record: false (and RC_REFUSED for the
 * transaction) without SCOPE_WRITE.  Routes say so too. */
bool care_writes(struct care *);

/* The patient's texts. */
struct bytes care_seal(struct care *, enum vault_field, struct id row,
    struct str);
struct str care_unseal(struct care *, enum vault_field, struct id row,
    struct bytes);
/* "care", "break-glass" ...: as the audit tells it. */
const char *relation_word(enum relation);
/* An audit row about this patient. */
void care_audit(struct care *, const char *action, struct id object);

/*
 * Granting: kind "therapist" or "cover"; granted_by ID_NONE: the command
 * line.  Does nothing when it is granted already, or when patient or account
 * is not of this clinic.  Both write an audit row.
 */
void care_grant(struct tx *, struct id clinic, struct id patient,
    struct id account, const char *kind, struct id granted_by, int64_t now);
/*
 * Of a patient whom nobody has care of (alerts of somebody who has finished,
 * or whose therapist is gone): the actor becomes the therapist.  False: there
 * is one, or it is not a patient of the clinic.
 */
bool care_is_nobodys(struct tx *, struct id clinic, struct id patient);
bool care_take(struct tx *, const struct actor *, struct id patient);
/* Ends all of the account's relations to the patient, glass too. */
void care_end(struct tx *, struct id clinic, struct id patient,
    struct id account, struct id ended_by, int64_t now);
/* Who is in charge now: for "who can read this" and the team. */
struct care_person {
	struct id account;
	struct str name;
	bool cover;
	int64_t from_at;
};
size_t care_people(struct care *, struct care_person **out);

#include "people/glass.h"
