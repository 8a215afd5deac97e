/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/id.h"

struct care;

/* What waits for the clinic, for lists: no texts. */
enum homework_wait { WAIT_REPORT, WAIT_TALK, WAIT_UNSURE, WAIT_PASSED,
	WAIT_WORK };
struct homework_waiting {
	struct id homework;	/* of WAIT_UNSURE, WAIT_WORK: what was said */
	enum homework_wait what;
	int64_t since_at;		/* WAIT_PASSED: from then on, the
					 * midnight of the patient's zone */
};
/* Of one patient, of each kind the oldest first, also what will have passed
 * some day. */
size_t homework_waiting(struct care *, struct homework_waiting **out);
/* Does it wait now? */
bool homework_waits(const struct homework_waiting *, int64_t now);
