/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * How it went, told by the patient, and the clinic's answer.  Partly is a
 * full report.  A later report of the same task is a new version; both stay.
 * The clinic's ratings (amount, quality) never stand on a patient's page.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/problems.h"
#include "base/str.h"
#include "homework/plan.h"

struct care;

enum homework_amount { AMOUNT_NOT = 0, AMOUNT_PARTLY = 1, AMOUNT_DID = 2,
	AMOUNT_OTHER = 3 };

struct homework_report {
	struct id id;
	enum homework_amount amount;
	int hard, helped;		/* 0..10; -1 not said */
	unsigned obstacles;		/* bit 1 << enum obstacle */
	enum homework_size size;
	bool size_said;
	struct str noticed;
	int64_t reported_at, seen_at, reviewed_at, talked_at, version;
};
struct homework_review {
	struct id id, by, lead;		/* lead: whose reply covers this */
	struct str by_name, reply, template;
	int amount, quality;		/* quality 0..4; -1 not said */
	bool edited;			/* else a template went as it was */
	int64_t reviewed_at, read_at;
};

enum { NOTICED_MAX = 1000, REPLY_MAX = 4000, REVIEW_REPORTS_MAX = 50 };

enum report_saved { REPORT_SAVED, REPORT_CONFLICT, REPORT_REFUSED,
	REPORT_NONE };
/*
 * amount, hard, helped, obstacles, size, noticed of *new count.
 * version_seen 0: the first.  REPORT_NONE: not this patient's.
 */
enum report_saved homework_report(struct care *, struct id homework,
    const struct homework_report *new, int64_t version_seen,
    struct problems *);

/* Can this report be answered now? */
enum review_state {
	REVIEW_NONE,		/* no such report of this patient */
	REVIEW_OPEN,
	REVIEW_DONE,		/* somebody has answered it */
	REVIEW_OLD,		/* the patient has told anew since */
};
enum review_state homework_review_state(struct care *, struct id report);

struct review_new {
	struct id reports[REVIEW_REPORTS_MAX];	/* the first leads */
	size_t n;
	struct str reply;
	int amount, quality;		/* of the first; -1 not said */
	struct str template;		/* id; "" none */
	bool edited;
	bool talked;			/* in the session; a reply may be "" */
};
/*
 * Every report of the list that is still open is answered.  One that was
 * done, of a task for once or whose time is over, ends with it; partly or
 * not this time leaves it open, to be told about again or changed.  False:
 * the first is no report of this patient.  Problems on "reply" when it is
 * empty (and not talked about) or too long; then nothing is saved.
 */
bool homework_review(struct care *, const struct review_new *,
    struct problems *);

/* "tired home" as bits. */
unsigned obstacles_bits(struct str);
struct tx;
/*
 * The patient has read the answers to this task (a reply that covers several
 * stands at each); the clinic has looked at its report and newest plan.
 * ID_NONE: of all tasks.  For page->noted.
 */
void homework_note_read(struct tx *, struct id account, struct id patient,
    struct id homework, bool own, int64_t now);
void homework_note_looked(struct tx *, struct id account, struct id patient,
    struct id homework, bool own, int64_t now);
