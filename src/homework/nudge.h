/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * When the day passed without a word, the system itself writes one quiet
 * line on the patient's Today page: about each assignment once, between 7:00
 * and 20:00 where the patient is, none when the plan says no reminder, and
 * within the one limit on all system messages (told.h).  It never grows into
 * a longer deadline; what to do next is for people (WAIT_PASSED in the
 * therapist's queue).
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"

struct care;
struct duty;

/* By the server's tick.  How many were written. */
int nudge_all(struct duty *);
/* The newest of the last seven days: about which; false: none. */
bool nudge_newest(struct care *, struct id *assignment);
