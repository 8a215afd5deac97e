/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A patient: who they are, how to reach them, what matters to them, the
 * assessment at the start, the safety plan.  All texts are sealed under the
 * patient's own key; id and times are not.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/problems.h"
#include "base/str.h"
#include "base/zone.h"
#include "html/lang.h"

struct arena;
struct care;
struct scope;
struct tx;
struct vault;
struct actor;

enum patient_state { PATIENT_INVITED, PATIENT_ACTIVE, PATIENT_PAUSED,
	PATIENT_FINISHED, PATIENT_WITHDRAWN, PATIENT_ERASED };

struct patient {
	struct id id, clinic, account;
	enum patient_state state;
	enum lang lang;
	const struct zone *zone;
	int bar;			/* 0..7: colour of the page's stripe */
	struct str name, mobile, email, place, person, gp, matters;
	struct day born;
	int64_t matters_at, information_at, created_at, version;
};

struct assessment {
	struct str suitability, suicidality, other_treatment, physical;
	int level;			/* 0 none, 1 thoughts, 2 plan or intent:
					 * as the therapist assessed it; -1:
					 * not chosen yet (forms only) */
	struct id made_by;
	int64_t made_at;
};

/* What the invitation form asks. */
struct patient_new {
	struct str name, mobile, email, place, person, gp;
	struct day born;
	enum lang lang;
	const struct zone *zone;
	struct assessment assessment;
	bool information_given;
};

/* "invited", "active" ...: the word in the database; and its T() text. */
const char *patient_state_name(enum patient_state);
const char *patient_state_text(enum patient_state);

enum { MATTERS_MAX = 500, NOTE_MAX = 4000, CONTACT_MAX = 300,
	SAFETY_MAX = 4000 };

/*
 * Makes the patient, the care relation to the actor and the assessment. The
 * patient's key is made and synced first (vault_key_create) by this function.
 * Returns the id. Problems are the caller's to have checked.
 */
struct id patient_make(struct tx *, struct vault *, const struct actor *,
    const struct patient_new *, int64_t now);
/*
 * Adds problems to the fields name, born, mobile, email, place, person, gp,
 * suitability, suicidality, level, other_treatment, physical, information.
 */
void patient_new_problems(const struct patient_new *, struct day today,
    struct problems *);
void patient_get(struct care *, struct patient *out);
/*
 * The name; birth year and bar (NULL: not wanted).  "" and 0 when they were
 * damaged: a record opens without its name.
 */
struct str patient_name(struct care *, int *born_year, int *bar);
/* False: not invited any more, nothing changed. */
bool patient_accept(struct tx *, struct vault *, struct id patient,
    struct id account, enum lang, int64_t now);	/* the invitation was used */
/* From one state to the next; false: it was in another one. */
bool patient_move(struct care *, enum patient_state from,
    enum patient_state to);
/* After the end: active again; invited, who had never come in. */
void patient_reopen(struct care *);
/* Of the patient and of their account. */
void patient_set_lang(struct care *, enum lang);
/* Only these lines of patient_get's, which opens eight sealed texts. */
struct str patient_matters(struct care *);
void patient_set_matters(struct care *, struct str text);
/* "How has practising between talks been for you before?", in own words. */
struct str patient_practised(struct care *);
void patient_set_practised(struct care *, struct str text);
/* May a supervisor look at a plan and its reply (people/part.h)?  A no ends
 * at once what is open. */
bool patient_looks_ok(struct care *);
void patient_set_looks(struct care *, bool ok);
void patient_set_zone(struct care *, const struct zone *);
/* Where reminders go; "" leaves what is there.  Signing in stays as it is. */
void patient_set_reach(struct care *, struct str email, struct str mobile);
bool patient_assessment(struct care *, struct assessment *out);

/* What a list of many shows of each, out of a row with these columns. */
#define PATIENT_ROW "patient_id:id name:bytes born:bytes bar:int " \
	"state:text zone:text"
struct patient_row {
	struct id id;
	struct str name;
	int born_year, bar;
	enum patient_state state;
	const struct zone *zone;
	struct bytes name_sealed, born_sealed;
};
struct rows;
void patient_row_read(struct rows *, struct patient_row *);
/*
 * Opens what is sealed, of many at once.  One that was damaged costs that one
 * its name ("", frame's name_shown()), and nobody else anything.
 */
void patient_rows_open(struct scope *, struct patient_row **, size_t n);

struct safety_plan {
	struct str signs, helps, people;	/* one point a line */
	int64_t made_at, version;		/* version 0: none yet */
	bool by_patient;
};
void safety_plan_get(struct care *, struct safety_plan *out);
/* When the patient last wrote in it; 0: never. */
int64_t safety_plan_own_at(struct care *);
/* False: it was changed meanwhile (version no longer fits), or may not be. */
bool safety_plan_put(struct care *, const struct safety_plan *,
    int64_t version_seen);
