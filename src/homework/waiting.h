/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "base/id.h"

struct scope;

/* What waits for the clinic, for lists: no texts. */
enum homework_wait { WAIT_REPORT, WAIT_TALK, WAIT_UNSURE, WAIT_PASSED,
	WAIT_WORK };
struct homework_waiting {
	struct id patient, homework;
	enum homework_wait what;
	int64_t since_at;
};
size_t homework_waiting(struct scope *, struct homework_waiting **out);
