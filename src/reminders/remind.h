/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What patients are reminded of.
 *
 *  agreed   on each day of a plan in force with a reminder, until it was told
 *           about: at the patient's time of day, or at the plan's own time
 *           when that comes earlier (but never in the quiet hours)
 *  nudge    the quiet line of homework/nudge.h, the same day; it was counted
 *           when the line was written
 *  message  a message or an answer of the clinic that is still unread at the
 *           patient's next time of day
 *
 * Queued up to a day ahead; whether it is still wanted is asked again when it
 * is due.  All within the one limit of homework/told.h: what comes over it
 * is dropped, and said so.
 */
#include <stdbool.h>

#include "base/id.h"

struct care;
struct duty;
struct letter;

enum { REMIND_TOGETHER = 200 };		/* patients a transaction */
/*
 * By the worker, each minute, for all patients in turn: the next few after
 * that one (ID_NONE: the first).  *last: the last of them; ID_NONE: there
 * were none.  How many reminders are new.
 */
int remind_plan(struct duty *, struct id after, struct id *last);
/* Why this one is not wanted any more, as a fixed word; NULL: it is. */
const char *remind_unwanted(struct care *, const struct letter *);
