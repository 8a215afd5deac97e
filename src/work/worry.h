/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Inside the room: one line in the queue at most; a newer reason changes its
 * words, not its age. */
#include "work/week.h"

void worry_raise(struct care *, enum worry_why, int was, int now);
