/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"

#include <stdatomic.h>
#include <time.h>

static _Atomic int64_t fixed_at;
static _Atomic int64_t shift_s;

static int64_t
read_ms(clockid_t which)
{
	struct timespec ts;

	clock_gettime(which, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

int64_t
clock_now_ms(void)
{
	int64_t at = atomic_load(&fixed_at);

	if (at != 0)
		return at * 1000 + read_ms(CLOCK_MONOTONIC) % 1000;
	return read_ms(CLOCK_REALTIME) + atomic_load(&shift_s) * 1000;
}

int64_t
clock_now(void)
{
	int64_t at = atomic_load(&fixed_at);

	return at != 0 ? at : clock_now_ms() / 1000;
}

int64_t
clock_mono_ms(void)
{
	return read_ms(CLOCK_MONOTONIC);
}

void
clock_set(int64_t unix_seconds)
{
	atomic_store(&fixed_at, unix_seconds);
}

void
clock_shift(int64_t seconds)
{
	atomic_store(&shift_s, seconds);
}
