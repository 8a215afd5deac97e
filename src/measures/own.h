/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Inside the room: scores of the past, what the rules say, making alerts. */
#include "course/course.h"
#include "measures/alert.h"
#include "measures/measures.h"
#include "programme/instrument.h"

struct answer_place;

/* --- scores.c: rows of the table `score` ---------------------------------- */

struct score_row {
	struct id answer;
	struct str occasion, score;
	bool missing;
	double value;
	int64_t at;
};
/*
 * What one enrolment knows of an instrument before an occasion: rows in time
 * order.  An occasion that was sent already keeps its place in time, so that
 * it is never compared with itself or with what came later.
 */
struct score_past {
	struct score_row *rows;
	size_t n;
	int64_t at;			/* of the occasion; now if not sent */
};
void score_past(struct care *, const struct enrolment *,
    const struct occasion *, struct score_past *out);
/* The first (or last) row of this score that has a value; NULL: none. */
const struct score_row *score_past_row(const struct score_past *,
    struct str score, bool last);
/* Is this answer scored already? */
bool score_written(struct care *, struct id answer);
void score_write(struct care *, const struct enrolment *,
    const struct occasion *, struct id answer, const int *answers,
    const struct score_past *);
/* Of the answer, in rows of the past or not; false: missing or none. */
bool score_of_answer(struct care *, struct id answer, struct str score,
    double *out);

/* --- risk.c: what the rules say ------------------------------------------- */

struct risk_told {
	int level;			/* 0: nothing; else enum alert_level */
	int within_days;		/* staffed days; 0: the same */
	struct str rules;		/* ids, blanks between */
};
struct risk_verdict {
	struct risk_told fired;		/* rules that show help, fired */
	struct risk_told other;		/* the others (worse), fired */
	struct risk_told all;		/* both, and what is unknown */
	bool risk;			/* all is more than `other` */
	struct str show;		/* text to show; "" when none fired */
	int item;			/* answer to the risk item; -1 */
	struct str follow_up;
	bool asks;			/* the follow-up question, still open */
	int *answers;			/* one an item, or ANSWER_SKIPPED */
};
/*
 * The risk item: the first item that a rule which shows help reads; its
 * index, or nitems.  An alert keeps its level, closing assesses it.
 */
size_t risk_item(const struct instrument *);
void risk_judge(struct care *, const struct occasion *, const struct values *,
    const struct score_past *, struct risk_verdict *out);
void told_add(struct arena *, struct risk_told *, int level, int within_days,
    struct str rule);

/* --- alert.c and draft.c -------------------------------------------------- */

struct alert_new {
	struct id answer, enrolment;
	struct str instrument, occasion, follow_up;
	struct risk_told told;
	bool risk;			/* else "worse" */
	int item_level, draft_item;
	bool draft;
};
struct id alert_make(struct care *, const struct clinic *,
    const struct alert_new *);
/* The newest at the place of an answer, open or closed; false: none. */
bool alert_newest(struct care *, struct id enrolment, struct str instrument,
    struct str occasion, struct alert *out);
/* The follow-up question was answered while the alert waited. */
void alert_follow_up(struct care *, const struct alert *, struct id answer,
    struct str follow_up);
/* The answer of the newest assessment; false: none yet. */
bool alert_assessed(struct care *, struct str instrument, struct id *answer,
    int *item);

struct risk_draft {
	struct id answer, patient, clinic, enrolment, alert;
	struct str instrument, occasion, follow_up;
	struct risk_told told;
	int item_level, item_max;
	int64_t fired_at, rests_at;
};
bool risk_draft_get(struct care *, struct id answer, struct risk_draft *out);
void risk_draft_put(struct care *, const struct risk_draft *);
void risk_draft_drop(struct care *, struct id answer);

/* --- tell.c: who is told of what a save brought --------------------------- */

/* Returns the alert written; ID_NONE: none was needed. */
struct id tell_sent(struct care *, const struct clinic *,
    const struct enrolment *, const struct occasion *, struct id answer,
    const struct risk_verdict *);
void tell_draft(struct care *, const struct clinic *, const struct enrolment *,
    const struct occasion *, struct id answer, const struct risk_verdict *);
