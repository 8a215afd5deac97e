/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Somebody who is called about an alert of a patient not in their care takes
 * it on: cover until the end of the next staffed day.  Who is called is a
 * later room's to say (reminders/escalate.h); without it nobody is.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"

struct actor;
struct clinic;
struct tx;

struct care_hooks {
	bool (*called)(struct tx *, const struct actor *,
	    const struct clinic *, struct id patient, int64_t *due_at);
};
extern struct care_hooks care_hooks;
/* By when it waits. */
bool care_called(struct tx *, const struct actor *, const struct clinic *,
    struct id patient, int64_t *due_at);
/* False: not called. */
bool care_take_called(struct tx *, const struct actor *,
    const struct clinic *, struct id patient);
