/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The rhythm of contact of one patient out of the database: what is agreed,
 * who changed it and why, and what really happened.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/problems.h"
#include "encounters/rhythm.h"

struct care;
struct clinic;
struct content;
struct enrolment;
struct scope;
struct tx;
struct vault;

/* Why it is another one than the programme's. */
struct rhythm_variant {
	struct str steps, reason, by_name;
	int weekday;			/* 0: as agreed with the programme */
	int64_t made_at;		/* 0: none */
};

struct contact {
	struct contact_rhythm rhythm;
	struct rhythm_item *items;
	size_t n;
	struct rhythm_variant clinic, own;
};

enum { RHYTHM_REASON_MAX = 500 };

/* False: no course, or its programme has no rhythm. */
bool contact_load(struct care *, const struct enrolment *,
    const struct content *, struct contact *out);
/* The rhythm as it holds for new patients of this clinic. */
void contact_clinic(struct tx *, struct vault *, struct id clinic,
    const struct programme *, struct contact_rhythm *out,
    struct rhythm_variant *);

/* A reason is needed: problems at "reason". */
bool contact_set(struct care *, const struct contact_rhythm *,
    struct str reason, struct problems *);
bool contact_set_clinic(struct tx *, struct vault *, struct id clinic,
    const struct programme *, const struct contact_rhythm *, struct str reason,
    struct id by, struct problems *);

/*
 * What the rhythm of one patient hangs on, as days and times in short texts,
 * for whoever keeps a summary of many (contact_keep writes them, contact_due
 * reads them).  Nothing in them changes by time going on.
 */
enum contact_part {
	CONTACT_COURSE,	/* "made_at start_day weekday bundle programme" */
	CONTACT_WRITES,	/* days the clinic wrote, the newest first */
	CONTACT_TALKS,	/* "starts_at day minutes state id step;" each */
	CONTACT_PAUSES,	/* "from until;" each */
	CONTACT_VARIANT,	/* "weekday steps" */
	CONTACT_PARTS
};
struct str contact_keep(struct care *, enum contact_part);
struct contact_kept {
	struct id patient;
	bool active;			/* in treatment, not in a pause */
	const struct zone *zone;	/* NULL: the clinic's */
	struct str parts[CONTACT_PARTS];
};

/*
 * For one's own list: a step whose day is here; a talk of today; a talk whose
 * time is over and that nobody has noted.  content_of finds the content of a
 * bundle (a page's).  Patients in the order given; of each, talks first.
 */
enum contact_due_kind { CONTACT_DUE_STEP, CONTACT_DUE_TODAY,
	CONTACT_DUE_NOTE };
struct contact_due {
	struct id patient, encounter;	/* encounter: of a talk */
	enum contact_due_kind kind;
	const struct contact_step *step;	/* of CONTACT_DUE_STEP */
	int64_t at;			/* since, or when it is */
};
struct page;
enum { CONTACT_DUE_MAX = 2000 };
size_t contact_due(struct scope *, const struct clinic *,
    const struct content *(*content_of)(struct page *, struct bytes),
    struct page *, const struct contact_kept *, size_t n,
    struct contact_due **out);
/* Since when the running course of CONTACT_COURSE; 0: none runs. */
int64_t contact_running(struct str course);
