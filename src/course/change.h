/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What a therapist changes for one patient, with the rules: variant.h tells
 * how it is kept.  Every change asks for a reason (a note may do without);
 * it and the words are sealed.  seen: what was in force on the page.
 */
#include "base/id.h"
#include "base/problems.h"
#include "base/str.h"
#include "course/course.h"
#include "course/variant.h"

enum changed {
	CHANGED_SAVED,
	CHANGED_WRONG,		/* problems tell: "reason", "to", "words" ... */
	CHANGED_MEANWHILE,	/* somebody else was faster; nothing changed */
	CHANGED_BEGUN,		/* the patient has begun it */
	CHANGED_UNKNOWN,		/* no such chapter or exercise */
	CHANGED_OVER,		/* the course has ended */
};

struct changing {
	struct care *care;
	const struct enrolment *e;
	const struct content *content;
	struct problems *bad;
	struct str reason;
	struct id seen;
};

/*
 * A chapter that was not begun comes to stand before (after) the nearest one
 * that was not begun either: what was walked keeps its place.  CHANGED_WRONG
 * at "to" when there is none.
 */
enum changed change_move(struct changing *, struct str chapter, bool up);
/* Another chapter of the programme, written and not begun, in its place. */
enum changed change_chapter(struct changing *, struct str chapter,
    struct str by);
/* place "ch3.map"; by "ch6.plan" or "task.ID".  May be begun: what was
 * answered stays and can be read. */
enum changed change_exercise(struct changing *, struct str place,
    struct str by);
/* A note at a chapter or exercise, plain text; the newest is shown. */
enum changed change_note(struct changing *, struct str place, struct str words);
/* Both at once.  seen: of the days; what is open now stays open. */
enum changed change_pace(struct changing *, int days, bool by_hand,
    struct id seen_hand);
/* One of the two that are not about chapters, checked by the caller. */
enum changed change_value(struct changing *, enum variant_what,
    struct str from, struct str to);
