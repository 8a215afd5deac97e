/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the pages of this room show. */
#include "homework/unsure.h"
#include "html/frame.h"
#include "messages/about.h"
#include "messages/later.h"
#include "messages/message.h"
#include "people/away.h"
#include "programme/content.h"

/* Beside each message: what it is about, and what became of it. */
struct message_extra {
	struct message_about about;
	struct str answer_by;		/* a day, when it is read; "" */
	bool answered;
	struct str in_title;		/* answered in a reply to a report */
	struct url in_url;
};

struct later_view {
	struct message_later m;
	struct message_about about;
};

struct message_view {
	struct frame frame;
	struct message *list;
	size_t n;
	bool more, past;		/* there are older; these are older */
	struct id newest;		/* of the patient's, for the clinic */
	bool came;			/* it came while one wrote */
	bool clinician;
	struct url action, keep;
	struct str other;		/* whom one writes to */
	struct str other_first;		/* the same, beginning a sentence */
	struct str body;		/* draft, or typed and shown again */
	int64_t version, saved_at;
	struct str read_by;		/* "Tuesday at 08:00" */
	struct unsure *unsure;		/* those that wait, newest first */
	size_t unsure_n;
	bool unsure_said;		/* just now */
	struct message_extra *extra;	/* of list */
	struct message_about about;	/* of what is written now */
	struct later_view *later;	/* waits to be sent */
	size_t later_n;
	const struct template *templates;
	size_t templates_n;
	struct str template;		/* id it began with; "" */
	struct str reads_at;		/* outside staffed hours: next; "" */
	struct str next_staffed;	/* for "send later" */
	struct str send_day, send_time;	/* typed */
	bool send_set, own_words;	/* a chosen time; see below */
	struct absence *away;
	size_t away_n;
	bool write;
	bool unsure_rest;		/* reminders rest until the talk */
	struct str reading_days;	/* the agreed rhythm; "": none */
	struct rhythm rhythm;		/* for the clinic */
};

/* A draft that was sent from another window. */
struct message_sent_view {
	struct frame frame;
	struct url action;
	struct str now, sent;
	bool same, later;		/* of both; it waits to be sent */
};
