/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the pages of practice and sample show. */
#include "homework/practice.h"
#include "homework/sample.h"
#include "homework/view.h"
#include "people/part.h"

struct sample_row {
	struct sample sample;
	struct str name;		/* of the other one */
	struct moment at;
	bool open;			/* can be read just now */
};

struct practice_view {
	struct frame frame;
	struct practice practice;
	int weeks;
	struct sample_row *checks;	/* of the own replies */
	size_t checks_n;
};

struct look_view {
	struct frame frame;
	struct sample_row *rows;	/* not rated ones first */
	size_t n, waiting;
	struct str next;		/* when one may draw again; "": now */
	int drawn;			/* just now; -1: not */
};

struct look_one_view {
	struct frame frame;
	struct sample_shown shown;
	struct str therapist, name;
	struct str why;			/* the library's reason */
	enum lang lang;			/* of the texts */
	struct moment_full until;
	struct sample typed;		/* shown again */
	bool again;			/* the form alone, with problems */
};

extern const int sample_order[SAMPLE_ITEMS];	/* 0..5 */
extern const int sample_levels[3];		/* 0..2 */
extern const int obstacle_order[OBSTACLES_N];
struct msg sample_item_text(int item);
struct msg sample_level_text(int level);	/* -1: nothing */
/* "about 5 hours"; days only when they are wanted. */
struct str practice_span(struct out *, int64_t s, bool days);
/* Does a row of the table "what comes in the way" have something to tell? */
bool practice_obstacle(const struct practice *, int obstacle);
bool practice_obstacles_any(const struct practice *);
struct str practice_count(struct out *, const struct practice *, int n,
    const struct crowd *);
