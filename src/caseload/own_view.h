/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The page of what is different in the programme for one patient. */
#include "course/change.h"
#include "html/frame.h"
#include "measures/weekly.h"

/* One change, newest first. */
struct own_line {
	const struct variant *v;
	struct str by, ended_by;
	struct str what;		/* a whole sentence */
	bool gone;			/* what it names is not written here */
	bool back;			/* can be taken back by itself */
};
/* Something to choose: a chapter, an exercise, a task, an instrument. */
struct own_choice {
	struct str value, title;
	bool chosen;
};
/* Where a note or another exercise may stand. */
struct own_place {
	struct str place, title;
	struct str note;		/* in force; "" */
	struct id note_seen, swap_seen;
	struct str instead;		/* title of what stands there; "" */
	struct own_choice *others;	/* of an exercise */
	size_t others_n;
};
struct own_chapter {
	const struct chapter_progress *c;
	struct str where;		/* "moved up", "in the place of" */
	bool free;			/* written and not begun */
	bool up, down;			/* there is somewhere to go */
	struct own_place at;
	struct own_place *exercises;
	size_t exercises_n;
	struct own_choice *others;	/* chapters that may stand for it */
	size_t others_n;
	struct id swap_seen;
};
struct own_view {
	struct frame frame;
	bool write, over, enrolled;
	struct str count;		/* "5 of 7 chapters, 1 replaced" */
	struct own_line *lines;
	size_t lines_n;
	struct own_chapter *chapters;
	size_t chapters_n;
	struct id order_seen;
	int days;
	bool by_hand;
	struct id days_seen, hand_seen, form_seen;
	struct own_choice *firsts, *besides;
	size_t firsts_n, besides_n;
	int every;
	struct str without_risk;	/* names; why they only stand beside */
};

/* One form again: what was wrong, or that somebody was faster. */
struct own_again_view {
	struct frame frame;
	struct msg title;
	struct str about;		/* the chapter or exercise */
	bool meanwhile;
	struct str here;		/* what is in force now, in words */
	struct str kind;		/* "note", "move" ... */
	struct str reason, words, days;
	const struct own_choice *choices;	/* for "to" */
	size_t choices_n;
	const struct pair *fields;	/* the others, as they were sent */
	size_t fields_n;
	struct id seen, seen_hand;	/* now in force */
};

/* "5 of 7 chapters done, 1 replaced". */
struct str course_count_text(struct out *, const struct course_count *);
