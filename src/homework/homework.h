/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The work between sessions.  For now: one task agreed from a chapter, one
 * report, one review with a reply.  (The whole cycle: propose, believe, plan,
 * do, report, review, adjust builds on this.)
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/problems.h"
#include "base/str.h"

struct care;
struct content;
struct enrolment;
struct scope;
struct task;
struct tx;

enum homework_state { HOMEWORK_PROPOSED, HOMEWORK_AGREED, HOMEWORK_ENDED };
enum homework_amount { AMOUNT_NOT = 0, AMOUNT_PARTLY = 1, AMOUNT_DID = 2,
	AMOUNT_OTHER = 3 };

struct homework_report {
	struct id id;
	enum homework_amount amount;
	int hard;			/* 0..10; -1 not said */
	struct str noticed;
	int64_t reported_at, reviewed_at, version;
};
struct homework_review {
	struct id id, by;
	struct str by_name, reply;
	int64_t reviewed_at, read_at;
};
struct homework {
	struct id id;
	const struct task *task;	/* of the pinned content; NULL: unknown */
	struct str chapter, reason;
	enum homework_state state;
	int64_t made_at, agreed_at, version;
	bool reported, reviewed;
	struct homework_report report;	/* the newest */
	struct homework_review review;	/* of that report */
};

enum { NOTICED_MAX = 1000, REPLY_MAX = 4000 };

/* Agreed with the chapter that proposes it; twice gives the same one. */
struct id homework_agree(struct care *, const struct enrolment *,
    struct str chapter, struct str task);
size_t homework_list(struct care *, const struct content *,
    struct homework **out);		/* newest first */
bool homework_get(struct care *, const struct content *, struct id,
    struct homework *out);
enum report_saved { REPORT_SAVED, REPORT_CONFLICT, REPORT_REFUSED, REPORT_NONE };
/*
 * A later report of the same task is a new version; both stay.  hard -1: not
 * said.  version_seen 0: the first.  REPORT_NONE: not this patient's.
 */
enum report_saved homework_report(struct care *, struct id homework,
    enum homework_amount, int hard, struct str noticed, int64_t version_seen,
    struct problems *);
/* Can this report be answered now? */
enum review_state {
	REVIEW_NONE,		/* no such report of this patient */
	REVIEW_OPEN,
	REVIEW_DONE,		/* somebody has answered it */
	REVIEW_OLD,		/* the patient has told anew since */
};
enum review_state homework_review_state(struct care *, struct id report);
/*
 * False: no such report of this patient.  Problems on "reply" when it is
 * empty or too long; then nothing is saved.
 */
bool homework_review(struct care *, struct id report, struct str reply,
    struct problems *);
/* The patient has seen the answers: for page->noted. */
void homework_note_read(struct tx *, struct id account, struct id patient,
    bool own, int64_t now);

/* Reports without an answer, for lists: no texts. */
struct homework_waiting {
	struct id patient, homework;
	int64_t reported_at;
};
size_t homework_waiting(struct scope *, struct homework_waiting **out);
