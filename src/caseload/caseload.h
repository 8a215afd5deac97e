/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Who needs me?  One row a patient, sorted by need, with the reason and since
 * when.  Reads only, the alerts and the summary of the rest (summary.h); counts
 * and times, no texts.
 *
 * Order: an alert to phone, an alert to look at, a new look at somebody whose
 * alert was closed (its day has come and nobody has opened the record since),
 * a message without answer,
 * something to talk about first (homework that does not fit, "I am unsure",
 * how the two work together), homework to look at, a step back (until the
 * clinic has written or talked since, and again on the day it is to be looked
 * at), something about work
 * (unsure of coming back, less sure of the next step), worse than before
 * (reliable change), agreed and not told about, reminders that do not arrive,
 * a step of the rhythm of contact whose day is here (or a talk of today, or
 * one that nobody has noted), quiet for the clinic's number of days, nothing.
 * Within a reason, what has waited longest comes first.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/str.h"
#include "encounters/contact.h"
#include "homework/waiting.h"
#include "work/week.h"

struct clinic;
struct scope;

enum need { NEED_PHONE, NEED_LOOK, NEED_AGAIN, NEED_ANSWER, NEED_TALK,
	NEED_UNSURE, NEED_TOGETHER, NEED_READ, NEED_BACK, NEED_WORK, NEED_WORSE,
	NEED_PASSED, NEED_CHANNEL, NEED_RHYTHM, NEED_QUIET, NEED_NOTHING,
	NEED_N };

struct case_reason {
	enum need need;
	int64_t since_at;	/* 0: not said */
	int64_t due_at;		/* alerts: by when, clock time */
	struct id object;	/* the alert, the homework */
	bool draft, taken;	/* alerts: "not sent"; someone has it */
	bool sms;		/* channel: text messages, else e-mail */
	int n;			/* messages */
	struct str instrument;	/* worse: which */
	double before, now;	/* worse, work: from, to */
	enum worry_why why;	/* work */
	enum contact_due_kind due;	/* rhythm: what */
	const struct contact_step *step;	/* of CONTACT_DUE_STEP */
	bool call;		/* quiet: so long that a call is suggested */
};

enum { REASONS_MAX = 9, CASES_MAX = 2000 };

struct case_row {
	struct id patient;
	struct str name;
	bool unreadable;		/* the name was damaged */
	int born_year, bar;
	bool invited, active;		/* has not come in yet; in treatment */
	const struct zone *zone;
	struct case_reason reasons[REASONS_MAX];	/* the top one first */
	size_t reasons_n;
	struct str covering;		/* for whom one covers; "" one's own */
};

struct content;
struct page;
struct case_ask {
	struct scope *scope;
	const struct clinic *clinic;
	/* Finds the content of a bundle: a page's, and the page. */
	const struct content *(*content_of)(struct page *, struct bytes);
	struct page *page;
};
/* Sorted by need; *out is in the scope's arena. */
size_t caseload_rows(const struct case_ask *, struct case_row **out);

/* The team's queues: how many wait and since when, a therapist each. */
struct team_row {
	struct id account;
	struct str name;
	int patients, alerts, messages, homework;
	/* Of the oldest. */
	int64_t alert_due_at, message_since_at, homework_since_at;
	struct str cover;		/* away now: who covers; "" not away */
};
/* What a kind of waiting homework means here. */
enum need need_of_homework(enum homework_wait);
/* What waits of a patient of the clinic: initials only. */
struct team_patient {
	struct id patient;
	struct str therapist;		/* alerts without one: whose today */
	enum need need;
	int64_t since_at, due_at;
	int n;				/* messages */
};
struct team_queues {
	struct team_row *rows;
	size_t rows_n;
	struct team_row nobody;		/* of patients no therapist has care
					 * of; patients 0: nothing waits */
	struct team_patient *waits;	/* by need, the oldest first */
	size_t waits_n;
};
void caseload_team(struct scope *, const struct clinic *,
    struct team_queues *out);

/* When this actor last looked at this patient (before now); notes the visit. */
struct care;
int64_t visit_last(struct care *);
struct tx;
/* For page->noted. */
void visit_note(struct tx *, struct id account, struct id patient,
    struct id of, bool own, int64_t now);
