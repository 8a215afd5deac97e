/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * "I am unsure", and "I want to talk about how we work" (about "work"): one
 * tap on a thread, a meeting, a call or a task, with the
 * patient's own words or without.  It stands in the clinic's queue until
 * somebody answers; the answer begins with open questions and "no exercise
 * this week" as a real choice.  It never means that help is withdrawn, and
 * reminders pause only when the patient says so.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/str.h"

struct care;

enum { UNSURE_WORDS_MAX = 1000 };

struct unsure {
	struct id id, about_id;
	struct str about;		/* "thread" "task" "meeting" "call"
					 * "work" */
	struct str words;		/* "" none */
	int64_t said_at, closed_at;	/* 0: open */
	bool rest;			/* no reminders until it is closed */
};

/*
 * A second while one is open puts its words under the first ones and adds
 * nothing else; "work" stands beside the others.  about_id ID_NONE: the
 * thread, or the work.
 */
bool unsure_say(struct care *, const char *about, struct id about_id,
    struct str words, bool rest);
bool unsure_is_work(const struct unsure *);
/* Newest first. */
size_t unsure_list(struct care *, struct unsure **out);
/* Those that wait for a talk alone, newest first; reminders rest while one
 * of them says so. */
size_t unsure_open(struct care *, struct unsure **out);
bool unsure_is_open(struct care *);
/* The clinic has talked about it, all that is open; so reminders go on. */
bool unsure_close(struct care *);

/* An assignment is to be talked about first, is no longer; and the clinic
 * has sent open questions about all that is open (unsure too). */
void talk_begin(struct care *, struct id assignment, const char *why);
void talk_end(struct care *, struct id assignment);
void talk_asked(struct care *);
/* Is there anything open that questions could be asked about? */
bool talk_open(struct care *);
