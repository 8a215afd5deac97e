/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/task.h"

static const char *const kinds[TASK_KINDS] = {
	[TASK_LEARN] = "learn", [TASK_MONITOR] = "monitor",
	[TASK_THOUGHTS] = "thoughts", [TASK_ACTIVATION] = "activation",
	[TASK_EXPOSURE] = "exposure", [TASK_EXPERIMENT] = "experiment",
	[TASK_ATTENTION] = "attention", [TASK_RELAXATION] = "relaxation",
	[TASK_WORRY] = "worry", [TASK_PROBLEM] = "problem",
	[TASK_SLEEP] = "sleep", [TASK_COMPASSION] = "compassion",
	[TASK_VALUES] = "values", [TASK_SOCIAL] = "social",
	[TASK_NO] = "no", [TASK_SUPPORT] = "support",
	[TASK_SETBACK] = "setback", [TASK_CHANGE] = "change",
	[TASK_FREE] = "free",
};
static const char *const obstacles[OBSTACLES_N] = {
	[OBSTACLE_TIME] = "time", [OBSTACLE_PRIVACY] = "privacy",
	[OBSTACLE_TIRED] = "tired", [OBSTACLE_FORGOT] = "forgot",
	[OBSTACLE_LOST] = "lost", [OBSTACLE_UNCLEAR] = "unclear",
	[OBSTACLE_HARD] = "hard", [OBSTACLE_HOME] = "home",
	[OBSTACLE_OTHER] = "other",
};

const char *
task_kind_id(enum task_kind k)
{
	return k < TASK_KINDS ? kinds[k] : "";
}

enum task_kind
task_kind_of(struct str s)
{
	enum task_kind k;

	for (k = 0; k < TASK_KINDS; k++)
		if (str_is(s, kinds[k]))
			break;
	return k;
}

const char *
obstacle_id(enum obstacle o)
{
	return o >= 0 && o < OBSTACLES_N ? obstacles[o] : "";
}

enum obstacle
obstacle_of(struct str s)
{
	int o;

	for (o = 0; o < OBSTACLES_N; o++)
		if (str_is(s, obstacles[o]))
			return (enum obstacle)o;
	return OBSTACLE_NONE;
}

const struct task *
task_variant(const struct task *t, struct str tag)
{
	size_t i;

	for (i = 0; t != NULL && i < t->nvariants; i++)
		if (str_eq(t->variants[i].variant, tag))
			return &t->variants[i];
	return t;
}

const struct words *
task_if_then(const struct task *t, enum obstacle o)
{
	size_t i;

	for (i = 0; t != NULL && i < t->nobstacles; i++)
		if (t->obstacles[i] == o)
			return &t->if_then[i];
	return NULL;
}
