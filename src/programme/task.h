/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A task of everyday life, to be proposed, changed and agreed on.  It comes
 * from a library (programmes/NAME/library.yaml, tasks/ID/) or stands short
 * in a programme.  A variant (plain language, another life situation) is a
 * whole task too: what its file leaves out is the standard's.  Ids, minutes
 * and the worksheet are the same in all of them, so that what people write
 * stays comparable.
 */
#include "html/html.h"
#include "programme/form.h"

enum task_kind {
	TASK_LEARN, TASK_MONITOR, TASK_THOUGHTS, TASK_ACTIVATION,
	TASK_EXPOSURE, TASK_EXPERIMENT, TASK_ATTENTION, TASK_RELAXATION,
	TASK_WORRY, TASK_PROBLEM, TASK_SLEEP, TASK_COMPASSION, TASK_VALUES,
	TASK_SOCIAL, TASK_NO, TASK_SUPPORT, TASK_SETBACK,
	TASK_CHANGE,		/* rulers, for and against: when sent only */
	TASK_FREE,		/* own words, no file */
	TASK_KINDS,
};

/* What may come between: at plan and at report. */
enum obstacle {
	OBSTACLE_TIME, OBSTACLE_PRIVACY, OBSTACLE_TIRED, OBSTACLE_FORGOT,
	OBSTACLE_LOST, OBSTACLE_UNCLEAR, OBSTACLE_HARD, OBSTACLE_HOME,
	OBSTACLE_OTHER, OBSTACLES_N, OBSTACLE_NONE = -1,
};

/* A list of lines in every language, as many as each has. */
struct lines {
	const struct str *in[LANG_N];
	size_t n[LANG_N];
	enum lang used[LANG_N];
};
struct markdown {
	struct html in[LANG_N];		/* "" when it has none */
	enum lang used[LANG_N];
};

struct task {
	struct str id;
	enum task_kind kind;
	struct words title, why;
	struct words smaller;		/* the tiny version */
	struct lines steps;
	struct markdown example;
	int minutes, minutes_tiny;	/* 1..240 */
	const enum obstacle *obstacles;	/* its typical ones, likeliest first */
	size_t nobstacles;
	const struct words *if_then;	/* [nobstacles] */
	const struct form *sheet;	/* worksheet of one entry, or NULL */
	bool steps_help;		/* one field at a time, with help */
	struct str after;		/* id of the one usually before; "" */
	struct str variant;		/* "standard", "plain", "shift-work" */
	struct words fits;		/* of a variant: "I work shifts" */
	const struct task *variants;	/* of the standard: the others */
	size_t nvariants;
	struct hash hash;		/* of its files */
};

/* "thoughts"; and back, TASK_KINDS when there is none such. */
const char *task_kind_id(enum task_kind);
enum task_kind task_kind_of(struct str);
const char *obstacle_id(enum obstacle);
enum obstacle obstacle_of(struct str);	/* OBSTACLE_NONE: none such */
/* The one served as `tag`; the task itself when it has no such variant. */
const struct task *task_variant(const struct task *, struct str tag);
/* Its if-then for this obstacle; NULL. */
const struct words *task_if_then(const struct task *, enum obstacle);
