/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * "What has worked": plain counts of this patient's own reports, by kind of
 * task, time of day and size.  From WORKED_FROM reports on; a share of a few
 * says nothing.  Told in words, and overruled with one tap.
 */
#include <stdbool.h>
#include <stdint.h>

#include "programme/task.h"

struct care;

enum day_part { PART_MORNING, PART_MIDDAY, PART_AFTERNOON, PART_EVENING,
	PARTS_N };	/* to 11, 14, 18, 24 o'clock */
enum { WORKED_FROM = 5 };

struct worked_count {
	int done, told;			/* done: did it, or partly */
};
struct worked {
	int told;			/* reports; below WORKED_FROM the
					 * rest stands but is not to be used */
	struct worked_count kind[TASK_KINDS], part[PARTS_N], size[2];
	enum day_part best;		/* PARTS_N: none stands out */
	int minute;			/* newest done plan's in `best`; -1 */
	int tiny_better;		/* 1: tiny was done more often */
};

void worked_load(struct care *, struct worked *out);
enum day_part day_part_of(int minute);
