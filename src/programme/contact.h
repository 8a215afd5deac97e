/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * One step of the rhythm of contact, by default of the programme: a talk or
 * a call in a week, a message on a day, a reply every so many weeks on the
 * agreed day, a call when it is quiet.  Exactly one of week, day, every and
 * quiet is set.
 */
#include <stdbool.h>

#include "programme/form.h"

enum contact_what { CONTACT_TALK, CONTACT_CALL, CONTACT_MESSAGE, CONTACT_REPLY,
	CONTACT_WHATS };
struct contact_step {
	struct str id;
	enum contact_what what;
	struct words title;
	int week;		/* 1.. of the programme; may lie after it */
	int day;		/* 1 is the first day */
	int every;		/* weeks */
	bool quiet, optional;
};
