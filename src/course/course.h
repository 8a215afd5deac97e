/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * One patient's way through a programme: enrolment, which chapters are open,
 * how far they have come.  An enrolment is pinned to the content bundle it
 * began with.  By default a chapter opens by itself when its release rule
 * holds; a therapist may open, hold (with a reason) or skip it for this
 * patient.  What was begun stays open, also for reading after the end, and
 * nothing is ever locked by an alert.
 *
 * Release rules look at finished chapters and at answers that were sent and
 * are not private, so that patient and therapist see the same chapters open.
 *
 * For one patient the order, chapters and exercises may be others, and the
 * pace (variant.h).  What opening by itself means then:
 *  - In a changed order (a chapter was moved, or one stands in another's
 *    place) a chapter whose rule is exactly done(the one before it in the
 *    programme) waits for the one before it in the patient's order; the
 *    first is open.  Other rules stay as written.
 *  - A replaced chapter counts as done, for rules, when the one in its place
 *    is; answered(form) of a replaced exercise when the other one was sent.
 *  - Waiting days: a chapter that waits for one other chapter opens so many
 *    days after the last chapter before it was finished.
 *  - "By hand": nothing with a rule opens by itself.
 *  - What is open or begun stays open, whatever is chosen later about pace.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/str.h"
#include "base/zone.h"
#include "programme/content.h"
#include "programme/expr.h"

struct care;
struct content;
struct variant;
struct programme;
struct chapter;
struct form;

struct enrolment {
	struct id id;
	struct str programme;		/* id of it */
	struct bytes bundle;		/* hash of the content pinned to */
	struct day start_day;
	int weekday;			/* agreed day, 1 Monday .. 7 Sunday */
	struct str reading;		/* "standard", "plain" */
	int64_t made_at, ended_at, version;
	int week;			/* 1.. of the programme; 0 before it */
};

enum chapter_open { CHAPTER_LATER, CHAPTER_HELD, CHAPTER_OPEN, CHAPTER_STARTED,
	CHAPTER_DONE, CHAPTER_SKIPPED };

struct chapter_progress {
	const struct chapter *chapter;
	enum chapter_open open;
	bool planned;			/* listed, but not written yet */
	int page, page_max, pages;	/* where they are; furthest; how many */
	int64_t opened_at, started_at, done_at, held_at, skipped_at;
	int64_t version;		/* for course_switch(); 0: no row yet */
	struct str held_reason;		/* for clinicians; "" for the patient */
	const struct chapter *after;	/* its rule waits for just this one */
	/* For this patient (variant.h); all of it is 0 without variants. */
	const struct variant *moved, *swapped;
	int moved_by;			/* places; below 0: earlier */
	const struct chapter *instead;	/* stands in its place: closed */
	const struct chapter *stands_for;	/* stands in that one's place */
	bool by_hand;			/* waits for the therapist alone */
	struct day opens;		/* waiting days; n 0: none */
};

/*
 * Returns the new enrolment's id; one that was running ends.  content: the
 * active one, which it pins.
 */
struct id course_enrol(struct care *, const struct content *,
    struct str programme, struct day start, int weekday);
/* The running (or last) enrolment; false: none. */
bool course_current(struct care *, struct enrolment *out);
/* Its programme; NULL when the content lacks it. */
const struct programme *course_programme(const struct enrolment *,
    const struct content *);
/* How this patient reads. */
enum text_level course_level(const struct enrolment *);
void course_level_set(struct care *, const struct enrolment *,
    enum text_level);
/* Is any of it written in plain words too? */
bool course_has_plain(const struct programme *, enum lang);
/*
 * All chapters in order with their state.  content must be the bundle the
 * enrolment is pinned to (page->content_of).
 */
size_t course_chapters(struct care *, const struct enrolment *,
    const struct content *, struct chapter_progress **out);
/* The same, one of them; false: no such chapter. */
bool course_chapter(struct care *, const struct enrolment *,
    const struct content *, struct str id, struct chapter_progress *out);
/* The patient may read it now. */
bool chapter_is_open(const struct chapter_progress *);
/* As the patient reads it: msgid in T(), %1 the title of progress->after. */
const char *course_closed_why(const struct chapter_progress *);

/* The patient opened page n (1..) of a chapter that is open. */
void course_page_seen(struct care *, const struct enrolment *,
    struct str chapter, int page);
void course_chapter_done(struct care *, const struct enrolment *,
    struct str chapter);

/*
 * The therapist's switches; each is audited.  False: changed meanwhile, or
 * to be held or skipped although the patient has begun it.  The reason (a
 * hold needs one; the page asks for it) is sealed and never shown to the
 * patient.
 */
enum course_switch { COURSE_OPEN, COURSE_HOLD, COURSE_SKIP };
bool course_switch(struct care *, const struct enrolment *, struct str chapter,
    enum course_switch, struct str reason, int64_t version_seen);

/*
 * Values for the expressions of the content, over one enrolment.  own: the
 * patient's drafts and private values count too (for `when` blocks and
 * `show`, which only the patient sees); release rules never use it.
 */
const struct expr_env *course_env(struct care *, const struct enrolment *,
    const struct content *, bool own);

/* What later rooms and the program know; set once, by the program. */
struct page;
struct html;
struct course_hooks {
	/* done() of a task, score(), baseline() ... ; may be NULL. */
	bool (*known)(struct care *, const struct enrolment *, enum expr_func,
	    struct str name, struct value *out);
	/* A value no form has: leave.percent; may be NULL. */
	bool (*value)(struct care *, const struct enrolment *, struct str name,
	    struct value *out);
	/* A task proposed in a chapter, with its button. */
	struct html (*homework_card)(struct page *, const struct chapter *,
	    struct str task);
	/* For "My plan": what is agreed, what else it leads to (NULL), the
	 * rhythm of contact; what ends with it (programme may be NULL). */
	struct html (*plan_extra)(struct page *, const struct enrolment *);
	struct html (*plan_more)(struct page *, const struct enrolment *);
	struct html (*plan_contact)(struct page *, const struct enrolment *);
	void (*ended)(struct care *, const struct programme *);
};
extern struct course_hooks course_hooks;
