/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The one limit on what the system itself says to a patient, whatever the
 * channel: a quiet line on Today, a text message, an e-mail.
 *
 * At most one a day and TOLD_WEEK in seven days, counted in local days where
 * the patient is (so neither summer time nor the hour of the day moves it).
 * None while an alert to phone is open, in a pause, after the end, before
 * the patient has come in, or while they are unsure and want it to rest.
 * What a person at the clinic does (an invitation) is not counted.
 */
#include <stdbool.h>

#include "base/id.h"
#include "base/zone.h"

struct care;

enum { TOLD_WEEK = 2 };

/* Why not, as a fixed word ("day", "week", "alert", "rest", "state"). */
const char *told_refused(struct care *);	/* NULL: it may be said now */
/* Counts one; its id. */
struct id told_note(struct care *, const char *kind);
/* It did not go out after all. */
void told_take_back(struct care *, struct id);
