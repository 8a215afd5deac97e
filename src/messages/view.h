/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the pages of this room show. */
#include "homework/unsure.h"
#include "html/frame.h"
#include "messages/message.h"

struct message_view {
	struct frame frame;
	struct message *list;
	size_t n;
	bool clinician;
	struct url action, keep;
	struct str other;		/* whom one writes to */
	struct str body;		/* draft, or typed and shown again */
	int64_t version, saved_at;
	struct str read_by;		/* "Tuesday at 08:00" */
	struct unsure *unsure;		/* those that wait, newest first */
	size_t unsure_n;
	bool unsure_said;		/* just now */
	bool unsure_rest;		/* reminders rest until the talk */
	struct str reading_days;	/* the agreed rhythm; "": none */
	struct rhythm rhythm;		/* for the clinic */
};
