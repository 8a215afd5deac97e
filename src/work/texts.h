/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Words for what this room keeps, and small questions of its views. */
#include "html/html.h"
#include "work/handed.h"
#include "work/job.h"
#include "work/way.h"
#include "work/week.h"

struct hand_view;

#define WAY_NO_HINT ((struct msg){ NULL })
struct msg handed_kind_text(enum handed_kind);
struct msg hope_text(enum hope);
struct msg job_text(enum work_job);
extern const int way_dots[11];		/* 0..10 */
extern const enum handed_kind handed_order[HANDED_KINDS];
/* As they were typed, two decimals at most: 37.5, 35.25 */
double job_hours_of(int minutes);
/* "37.5 hours a week"; "" not said */
struct str week_hours(struct out *, int minutes);
struct str step_when(struct out *, const struct way_step *);
struct str worry_words(struct out *, enum worry_why, int was, int now);
/* Fields that are folded hold something; any do. */
bool way_step_more(const struct way_step *);
bool way_step_any(const struct way_step *);
/* Lines closer to oneself are there; one of them is ticked. */
bool way_hand_close(const struct hand_view *);
bool way_hand_close_on(const struct hand_view *);
