/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Questionnaires: which are asked when, their scores, change against
 * reliable change, and what raises an alert.  Rules, bands and thresholds
 * come from the instrument's file (programme room) and belong to the clinic.
 *
 * The values of an answer: field = item id, text = the option's value or
 * "skip" ("I would rather not answer"); the follow-up question by its own
 * id.  None of them is ever "only for me".
 */
#include <stdbool.h>
#include <stdint.h>

#include "answers/answers.h"
#include "base/id.h"
#include "base/str.h"
#include "base/zone.h"
#include "measures/alert.h"
#include "programme/expr.h"

struct care;
struct clinic;
struct content;
struct instrument;
struct programme;
struct enrolment;

/*
 * One asking of one instrument in one week of the programme.  Week w begins
 * on start_day + 7 w in the patient's zone.  A weekly one is open for its
 * week.  One that is asked in a week alone, and everything of week 0, opens
 * window_days before that week's first day and stays open to the week's end,
 * or window_days after its first day when that is later.  "weekly" is every
 * week from 0 to the programme's last, both counted; the same instrument
 * twice in a week is asked once.  Follow-up after n months stands in week
 * weeks + 13 n / 3 and is open for four weeks.  Screening comes before the
 * enrolment and is not asked here.
 */
struct occasion {
	const struct instrument *instrument;
	int week;			/* 0.. */
	int nth;			/* place in the week's list, from 1 */
	struct str name;		/* "w3", "fu6m": stored */
	struct day opens, closes;	/* window; open through both days */
	bool open, done;		/* done: sent */
	bool begun;			/* a draft exists; the patient's own
					 * eyes and open ones only */
	int64_t done_at;		/* when it was first sent */
	int items;
};
/* All occasions up to today and the open ones, in order. */
size_t measures_occasions(struct care *, const struct enrolment *,
    const struct content *, struct occasion **out);
/* The one at /q/WEEK/NTH; false: none, or not yet. */
bool measures_occasion(struct care *, const struct enrolment *,
    const struct content *, int week, int nth, struct occasion *out);
/* Where its answer is kept. */
struct answer_place measure_place(const struct enrolment *,
    const struct occasion *);
/* "About %1 minutes" of a questionnaire: ten seconds an item, at least 1. */
int measure_minutes(const struct occasion *);

/* What a save did, for the page that follows. */
struct measure_saved {
	enum answer_save save;
	struct answer answer;
	bool help;			/* a risk rule fired: help at once */
	bool ask_follow_up;		/* not asked before */
	struct id alert;		/* written now; ID_NONE: none */
};
/*
 * Saves (or sends) answers to an instrument; runs the risk rules on both; in
 * the same transaction scores it when sent and writes the alert when sent.
 * A draft with a fired rule rests for the clinic's time first; of a draft
 * only the rules that show help count (not "worse").  clinic is not NULL.
 */
struct measure_saved measure_save(struct care *, const struct clinic *,
    const struct content *, const struct enrolment *, const struct occasion *,
    const struct values *, int64_t version_seen, bool send);
/* The same for a stored answer, changing nothing: which help to show. */
struct measure_help {
	bool help, ask_follow_up;
	struct str show;		/* id of the text: "crisis" */
};
struct measure_help measure_help(struct care *, const struct enrolment *,
    const struct occasion *, const struct values *);

struct score_point {
	struct str instrument, occasion, score, band;
	bool missing;			/* too many left open */
	bool first;			/* nothing before it: no baseline */
	double value, baseline;
	enum { SCORE_UNKNOWN, SCORE_SAME, SCORE_BETTER, SCORE_WORSE } change;
	int64_t at;			/* first sent */
	struct id answer, enrolment;
};
/* Newest versions, in time order; instrument "": of all. */
size_t measures_scores(struct care *, struct str instrument,
    struct score_point **out);
/* The week of an occasion's name ("w3": 3); -1: it has none. */
int occasion_week(struct str name);

/*
 * For course_hooks.known: score(), baseline(), last() of "phq9.total",
 * last_assessed(phq9.q9), answered() and days_since() of "phq9".
 */
bool measures_known(struct care *, const struct enrolment *, enum expr_func,
    struct str name, struct value *out);
