/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Inside the room: a clinic's weeks as a list of acts, each with its moment,
 * worked out before anything is done.  The same seed and the same last moment
 * give the same list.  acts.c does them.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/zone.h"
#include "demo/demo_people.h"
#include "demo/demo_texts.h"
#include "programme/task.h"

struct clinic;
struct programme;
struct work;

enum act_kind {
	/* staff */
	ACT_INVITE, ACT_HOLD, ACT_ANSWER, ACT_WRITE, ACT_REVIEW, ACT_LOOK,
	ACT_TAKE, ACT_CLOSE, ACT_SAFETY, ACT_GLASS, ACT_TEAM, ACT_CLINIC,
	ACT_PROPOSE, ACT_ASK, ACT_END, ACT_DOUBT_OVER,
	ACT_TALK, ACT_TALKED, ACT_RHYTHM, ACT_OWN,
	/* the patient */
	ACT_ACCEPT, ACT_MATTERS, ACT_PAGE, ACT_MAP_DRAFT, ACT_MAP_SEND,
	ACT_DONE, ACT_PICK, ACT_YES, ACT_FIT, ACT_TRY, ACT_CHANGE,
	ACT_ASKED, ACT_ENTRY, ACT_REPORT, ACT_DOUBT, ACT_PHQ, ACT_PHQ_DRAFT,
	ACT_GAD, ACT_FOLLOW_UP, ACT_SAY, ACT_READ,
	ACT_LEAVE, ACT_WEEK, ACT_STEPS, ACT_BACK, ACT_TOGETHER, ACT_REMIND,
	/* nobody */
	ACT_TICK, ACT_NUDGE, ACT_BOUNCE, ACT_N,
};

struct act {
	int64_t at;
	size_t order;			/* among acts of one moment */
	enum act_kind kind;
	int who;			/* of demo_people; -1: nobody */
	int staff;			/* of demo_staff; -1: the patient */
	int n;				/* page; week; talk; a die */
	int total, q9;			/* of a questionnaire */
	int percent;			/* of leave */
	int64_t talk_at;
	bool skips;			/* leaves an item open */
	const char *text;		/* note; the follow-up's option */
	const struct exchange *exchange;
	const struct plan_lines *plan;
	const struct work *work;
	const struct sheet *sheet;
	struct str chapter;
};

enum { ACTS_MAX = 14000 };
/* The clinic opened its doors this many days before the last moment. */
enum { CLINIC_DAYS = 126 };

struct acts {
	const struct clinic *clinic;
	const struct programme *programme;	/* that they go through */
	int64_t now;			/* nothing happens after */
	uint64_t seed;
	struct texts texts;
	/* What waits at the end, chosen before the pools run low. */
	const struct exchange *last_words[PATIENTS];
	const struct told *last_told[PATIENTS];
	const struct doubt *last_doubt[PATIENTS];
	struct act *list;
	size_t n;
	struct work *works;		/* WORKS_ALL */
	size_t works_n;
};

/* Fills list (ACTS_MAX) and sorts it by time. */
void life_plan(struct acts *);
/* First day of this person's programme. */
struct day life_start(const struct acts *, int who);

/* What practising has been to this person so far. */
enum { TASKS_DONE_MAX = 40, CHAPTERS_MAX = 8 };
struct habits {
	int knack;			/* percent more, or less, done */
	int level[TASK_KINDS];		/* change of belief by experience */
	int64_t asked_at[TASK_KINDS], poor_at[TASK_KINDS];
	const struct task *done[TASKS_DONE_MAX];
	int n;				/* works so far */
	bool slow_answer;		/* the last answer took its time */
	bool first;			/* the therapist's own choice is made */
};

/* One patient while the weeks are worked out. */
struct life {
	struct acts *acts;
	const struct person *p;
	const struct manner *way;
	int who;
	struct prng rng;
	struct day start, today;
	int64_t until;			/* the patient's last act */
	int64_t staff_until;		/* the therapist's last words */
	int64_t accepted, last_report, last_answer;
	int64_t read_at[CHAPTERS_MAX];	/* chapters finished; 0: not */
	int base, gad;			/* first scores */
	int talks, notes;		/* so many exchanges, so many notes */
	struct habits habits;
};

enum { MINUTE = 60, HOUR = 3600, DAY_S = 86400, WEEK_DAYS = 7,
	SOON_S = 20 * MINUTE, WEEKS = 12 };

/* demo_time.c: the dice, and when people have time. */
int life_dice(struct life *, int n);		/* 0..n-1 */
bool life_chance(struct life *, int percent);
/* Minute of a day (since 1970) at the clinic. */
int64_t life_moment(const struct life *, int day, int minute);
int life_day(const struct life *, int64_t at);
/* Before work, at lunch, or most often in the evening. */
int64_t life_free_time(struct life *, int day);
/* When the therapist next sits down for this patient, or did last; any_day:
 * not on reading days alone. */
int64_t life_reading_after(const struct life *, int64_t at);
int64_t life_reading_before(const struct life *, int64_t at, bool any_day);
/*
 * Adds an act.  NULL when it would be after the end, or after what this
 * person does.
 */
struct act *life_add(struct life *, enum act_kind, int64_t at);
void life_add_words(struct life *, enum act_kind, int64_t at,
    const struct exchange *);
struct act *life_add_work(struct life *, enum act_kind, int64_t at,
    const struct work *);
/* A therapist's own words; false without any left, then it is a look. */
bool life_add_note(struct life *, int64_t at, enum note_kind);

/* demo_scores.c: the first scores, then the questionnaires of a week; false:
 * not this week. */
void life_scores_first(struct life *);
bool life_measure(struct life *, int week, int64_t at);
void life_follow_up(struct life *, int week, int64_t at, const char *option);
bool life_got_worse(const struct life *, int week);
int life_phq_total(struct life *, int week);

/* demo_ends.c: how it stands now.  Texts are chosen for everyone first; the
 * limits are set before anything is added. */
void life_ends_choose(struct acts *);
void life_ends_limits(struct life *);
void life_ends(struct life *);
void life_own(struct life *);	/* demo_own.c: variants */
