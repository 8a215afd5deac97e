/* SPDX-License-Identifier: Apache-2.0 */
#include "base/count.h"

#include <stdatomic.h>

static _Atomic int64_t counts[COUNT_N];

void
count_add(enum count c, int64_t n)
{
	atomic_fetch_add_explicit(&counts[c], n, memory_order_relaxed);
}

int64_t
count_get(enum count c)
{
	return atomic_load_explicit(&counts[c], memory_order_relaxed);
}
