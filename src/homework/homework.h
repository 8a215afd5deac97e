/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The work between sessions, as one object: an assignment of a patient's
 * course goes through propose, believe, plan, do, report, review, adjust.
 *
 * Either side may propose.  It is in force when the patient says yes; a
 * proposal from therapist or chapter is the other yes, and the patient's own
 * may be started at once.  The plan has versions with authors; an edit over
 * an old version changes nothing and shows both.  A change by the patient
 * holds at once and is shown to the therapist; one by the therapist waits
 * for the patient's yes, and the old plan holds meanwhile.  docs/homework.md
 * tells which finding each part comes from.
 */
#include "base/id.h"
#include "base/problems.h"
#include "base/str.h"
#include "homework/plan.h"
#include "homework/report.h"

struct care;
struct content;
struct enrolment;
struct programme;
struct scope;
struct task;
struct tx;

enum homework_state { HOMEWORK_PROPOSED, HOMEWORK_TALK, HOMEWORK_AGREED,
	HOMEWORK_ENDED };
/* Finished, stopped, another took its place, the therapist took it back or
 * "no task this week", the patient said no. */
enum homework_end { END_NOT, END_DONE, END_STOPPED, END_REPLACED, END_NONE,
	END_DECLINED };
/* Why it is to be talked about first, or was, the last time. */
enum talk_why { TALK_NOT, TALK_HELPS, TALK_FITS, TALK_DOES_NOT_FIT };

struct beliefs {
	int helps, fits, can;		/* 0..10; -1 left open */
	int64_t said_at;		/* 0: not asked */
	struct id id;
};

struct homework {
	struct id id, before, enrolment;
	struct str programme;		/* id of the enrolment's */
	const struct task *task;	/* variant served, of the pinned
					 * content; NULL: own words */
	struct str task_id, chapter, source, variant;
	enum task_kind kind;
	enum homework_state state;
	enum homework_by proposed_by;
	enum homework_end how;
	enum talk_why talk;
	struct str fit_reason;		/* "this does not fit me", in words */
	int64_t made_at, agreed_at, ended_at, talk_at, version;
	int in_force, newest_n, seen_n;	/* numbers of plans; 0: none */
	struct plan plan;		/* in force, else the newest */
	struct plan asked;		/* newer than in force; n 0: none */
	struct beliefs beliefs;		/* said last */
	bool reported, reviewed;
	struct homework_report report;	/* the newest */
	struct homework_review review;	/* of that report */
	struct homework_review earlier;	/* of what was told before it; id
					 * ID_NONE: none */
};

enum { HOMEWORK_LIST_MAX = 200,		/* open at once */
	HOMEWORK_ENDED_MAX = 100,	/* ended ones that are listed */
	FIT_REASON_MAX = 1000 };

/* What a proposal begins as. */
struct homework_new {
	const struct task *task;	/* standard; NULL: own words */
	struct str variant;		/* "" standard */
	struct str chapter;		/* "" none */
	const char *source;		/* "chapter" "library" "message"
					 * "meeting" "own" "adjust" */
	struct id before;		/* what it carries on from */
	struct plan plan;
};

/*
 * Proposed by whoever's care this is; by a chapter when source is "chapter"
 * (then the same open one is given again).  ID_NONE: problems were told, or
 * there are HOMEWORK_LIST_MAX open ones.
 */
struct id homework_propose(struct care *, const struct enrolment *,
    const struct homework_new *, struct problems *);

size_t homework_list(struct care *, const struct content *,
    struct homework **out);
/* The same, and all that ended: for what tells a whole course. */
size_t homework_all(struct care *, const struct content *,
    struct homework **out);
/* The same without those that ended and whose answer has been read. */
size_t homework_now(struct care *, const struct content *,
    struct homework **out);	/* open ones first, each newest first */
bool homework_get(struct care *, const struct content *, struct id,
    struct homework *out);
/* Its title as this person knows it; "" when its file is gone. */
struct str homework_name(const struct homework *, enum lang);
/* All plans of one, newest first: "both see what changed". */
size_t homework_plans(struct care *, struct id, struct plan **out);
/* Should the three beliefs be asked?  Once per kind, and again after a poor
 * experience (not done, or helped 3 or less) of that kind. */
bool homework_asks_beliefs(struct care *, const struct homework *);
enum homework_yes {
	YES_AGREED,		/* in force now */
	YES_SMALLER,		/* can-do below the clinic's threshold: offer
				 * smaller, other time or task; nothing saved */
	YES_TALK,		/* helps or fits low: to be talked about */
	YES_CONFLICT,		/* somebody changed it meanwhile */
	YES_NONE,		/* not this patient's, or ended */
	YES_REFUSED,		/* problems told */
};
/*
 * The patient's yes, with beliefs (each -1: left open) and the plan as it
 * stands on the page.  sure: "keep it as it is", asked once already.
 */
enum homework_yes homework_say_yes(struct care *, struct id,
    const struct beliefs *, const struct plan *, int n_seen,
    bool sure, struct problems *);
/* Served in these words from now on; an unknown tag changes nothing. */
void homework_set_variant(struct care *, struct id, struct str tag);
/* "This does not fit me", at any point, with or without a reason. */
bool homework_does_not_fit(struct care *, struct id, struct str reason);
/* After a talk: "I want to try it anyway" (patient), or taken up again. */
bool homework_talked(struct care *, struct id);

enum plan_saved { PLAN_SAVED, PLAN_ASKED, PLAN_CONFLICT, PLAN_NONE,
	PLAN_REFUSED };
/*
 * A new plan over number n_seen: in force at once from the patient, asked
 * (PLAN_ASKED) from a clinician when one is in force already.
 */
enum plan_saved homework_change(struct care *, struct id, const struct plan *,
    int n_seen, struct problems *);
/* The patient to a change that was asked: yes, or keep the old one. */
bool homework_answer_change(struct care *, struct id, int n, bool yes);
const char *homework_end_id(enum homework_end);	/* "done", "stopped" ... */
enum talk_why talk_why_of(struct str);
/* END_NONE is the clinic's, END_DECLINED the patient's; else either side. */
bool homework_end(struct care *, struct id, enum homework_end);
/* The course is over: every open one stops. */
void homework_end_all(struct care *);
/* Somebody of the clinic has the newest plan on screen; ID_NONE: of all. */
void homework_note_seen(struct tx *, struct id patient, struct id homework);
