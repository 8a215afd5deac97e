/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Inside the room: the work between sessions while the weeks are worked out.
 * A person's works follow each other in rounds: proposed at a session, agreed
 * (or talked about first), done or not, told, answered, and the next one is
 * made of it.  demo_odds.c is the small model behind the numbers.
 */
#include "demo/demo_life.h"
#include "homework/homework.h"

enum work_yes {
	YES_PLAIN,		/* agreed */
	YES_SMALL,		/* unsure of managing: takes the smaller one */
	YES_LATER,		/* the same: another time */
	YES_KEPT,		/* the same: as it is */
	YES_LOW,		/* helps or fits is low: to be talked about */
	YES_NOT,		/* "this does not fit me" */
};
enum work_answer {
	BY_WORDS,		/* about what was noticed, or a short line */
	BY_TEMPLATE,		/* as it stands in the library */
	BY_BOTH,		/* begun from a template */
	BY_TALK,		/* talked about in the session */
};

struct work {
	int n, before;			/* of this person's; -1: from nothing */
	const struct task *task;	/* the standard; NULL: own words */
	const struct own_task *own;	/* then these */
	enum task_kind kind;
	enum homework_by by;
	const char *source;
	struct str chapter;
	const char *reason;		/* in real words; NULL: begun from
					 * "what matters to me" */
	const char *variant, *place;	/* NULL: standard; nowhere said */
	bool tiny;
	int day, minute, until, per_week;
	enum obstacle obstacle;
	/* What the patient says to it. */
	enum work_yes yes;
	const char *fit;		/* why it does not; NULL: not said */
	bool tries;			/* after the talk; takes the change */
	struct beliefs said;
	/* What became of it. */
	int amount, hard, helped;	/* amount -1: nothing told */
	unsigned came;			/* obstacles */
	bool did_small;
	const struct told *told;	/* NULL: no words */
	/* The answer. */
	enum work_answer how;
	const char *reply;		/* with BY_WORDS and without told */
	int quality;
	const struct work *with;	/* answered by the same reply */
	struct work *last;		/* the one this is made of; NULL */
};

enum { WORKS_ALL = 1200, WORK_NONE = -1 };

/* Everything of one person after the first chapter, but how it ends. */
void life_work(struct life *, int64_t from);
/* --- demo_odds.c -------------------------------------------------------- */

/* What this kind of work is to people: the group of its texts. */
enum group work_group(enum task_kind);
/* The task that comes next; NULL: none is left. */
const struct task *odds_task(struct life *, int week);
/* Size, day part, obstacle, place: everything of the plan but its days. */
void odds_plan(struct life *, struct work *);
/* Beliefs and what is answered to the proposal; at: when. */
void odds_beliefs(struct life *, struct work *, int64_t at);
/* What becomes of it, and what that does to the beliefs. */
void odds_done(struct life *, struct work *, int64_t at);
/* How the therapist answers. */
void odds_answer(struct life *, struct work *);
