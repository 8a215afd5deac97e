/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The one clock.  Moments are unix seconds in UTC (int64_t, names end in
 * _at); waits are milliseconds of a monotonic clock (names end in _ms).
 * Tests and the demo may set the wall clock; nothing else reads time().
 */
#include <stdint.h>

/*
 * Clocks of two machines are apart by so much at most, in seconds.  A moment
 * further ahead was written while a clock was wrong, and nothing waits for it.
 */
enum { CLOCKS_APART_S = 120 };

int64_t clock_now(void);		/* unix seconds */
int64_t clock_now_ms(void);		/* unix milliseconds */
int64_t clock_mono_ms(void);		/* for time-outs and durations */
/*
 * From now on the wall clock stands at this moment (0: back to the real
 * one).  Thread-safe; for tests and the demo's simulation only.
 */
void clock_set(int64_t unix_seconds);
/* The wall clock runs, shifted by this many seconds. */
void clock_shift(int64_t seconds);
