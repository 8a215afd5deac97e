/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What is different in a programme for one patient.  Each change a therapist
 * makes is a row with author and reason; a later one at the same place ends
 * it, and so does taking it back.  Nothing is deleted: the list of them is
 * the history, and old notes can be read by the clinic.
 *
 *  what      place      from, to
 *  move      "ch3"      all chapters in order before, after: "ch1 ch3 ch2"
 *  chapter   "ch3"      "ch3", the chapter in its place
 *  exercise  "ch3.map"  "ch3.map", "ch6.plan" or "task.ID" of a library
 *  note      "ch3" or "ch3.map": words from the therapist, sealed
 *  switch    "ch3"      "", "open" "hold" "skip" (course_switch)
 *  days      ""         waiting days between chapters: "0", "7"
 *  hand      ""         "0", "1": the therapist opens the chapters
 *  form      ""         the weekly questionnaire: measures/weekly.h
 *
 * The newest move in force tells the order.  After the end of the course
 * nothing is changed any more; all of it stays to be read.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/str.h"

struct care;
struct chapter;
struct chapter_progress;
struct enrolment;
struct form;
struct programme;
struct task;

enum variant_what { VARIANT_MOVE, VARIANT_CHAPTER, VARIANT_EXERCISE,
	VARIANT_NOTE, VARIANT_SWITCH, VARIANT_DAYS, VARIANT_HAND,
	VARIANT_FORM, VARIANT_N };

enum { VARIANT_REASON_MAX = 300, VARIANT_NOTE_MAX = 600,
	VARIANT_WAIT_MAX = 28, VARIANTS_MAX = 300 };

struct variant {
	struct id id, by, ended_by;
	enum variant_what what;
	struct str place, from, to;
	int64_t made_at, ended_at;	/* ended_at 0: in force */
	struct str words, reason;	/* of variant_list() alone */
};

/*
 * Those in force, and all of VARIANT_FORM (which form was asked in a week
 * that is past); by age, without words.  Read once a request.
 */
struct variants {
	struct id enrolment;
	struct variant *list;
	size_t n;
};
const struct variants *variants_of(struct care *, const struct enrolment *);
/* In force at a place; NULL: as in the programme. */
const struct variant *variant_at(const struct variants *, enum variant_what,
    struct str place);
/* The move that tells the order; NULL: the programme's. */
const struct variant *variant_order(const struct variants *);
/* The words of a note in force: who reads the course may read them. */
struct str variant_words(struct care *, const struct variant *);
/* Was there ever one that said so, in force or not? */
bool variant_ever(struct care *, const struct enrolment *, enum variant_what,
    struct str to);

struct variant_new {
	enum variant_what what;
	struct str place, from, to, words, reason;
	struct id seen;			/* in force when the page was made */
	bool any;			/* seen does not count */
};
enum variant_put { VARIANT_SAVED, VARIANT_CONFLICT, VARIANT_REFUSED };
/*
 * CONFLICT: another one is in force than was seen.  REFUSED: the course has
 * ended, or it is not the clinic's hand.  Nothing is changed then.  Audited
 * as course.move, course.chapter ...
 */
enum variant_put variant_put(struct care *, const struct enrolment *,
    const struct variant_new *);
/*
 * Takes one back; false: none such of this patient in force, or a switch,
 * which course_switch() turns.  One move takes all moves along: what is left
 * of an order without one of its moves is no order anybody chose.
 */
bool variant_end(struct care *, const struct enrolment *, struct id);
/* For clinicians, newest first, with words and reasons. */
size_t variant_list(struct care *, const struct enrolment *,
    struct variant **out);

/* What is shown instead of an exercise: a form of another chapter, or a task
 * of a library. */
struct exercise_swap {
	const struct variant *variant;
	const struct chapter *chapter;
	const struct form *form;
	const struct task *task;
};
/* What such a value names; false: nothing of this programme that is written.
 * The programme may be a newer one than the therapist chose from. */
bool swap_named(const struct programme *, struct str value,
    struct exercise_swap *out);
/* Of the exercise in this chapter; false: it is shown as it is written. */
bool swap_of(struct care *, const struct enrolment *, const struct programme *,
    const struct chapter *, const struct form *, struct exercise_swap *out);

/* How far they have come, by the patient's own order and variants: chapters
 * that are planned, skipped or replaced are not among `of`. */
struct course_count {
	int done, of, skipped, replaced, moved;
	int exercises;			/* replaced */
};
struct course_count course_counted(struct care *, const struct enrolment *,
    const struct chapter_progress *, size_t n);
