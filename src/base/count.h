/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Counters of this process for /metrics: numbers without any identity.
 * Adding is an atomic; nothing is ever taken away.
 */
#include <stdint.h>

enum count {
	COUNT_REQUESTS_2XX, COUNT_REQUESTS_3XX, COUNT_REQUESTS_4XX,
	COUNT_REQUESTS_5XX,
	COUNT_REQUEST_MS,		/* all of them together */
	COUNT_TICK_FAULTS,		/* the minute's work was not done */
	COUNT_N,
};

void count_add(enum count, int64_t n);
int64_t count_get(enum count);
