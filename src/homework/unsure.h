/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * "I am unsure": one tap on a thread, a meeting, a call or a task, with the
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
	struct str about;		/* "thread" "task" "meeting" "call" */
	struct str words;		/* "" none */
	int64_t said_at, closed_at;	/* 0: open */
	bool rest;			/* no reminders until it is closed */
};

/* A second while one is open adds nothing.  about_id ID_NONE: the thread. */
bool unsure_say(struct care *, const char *about, struct id about_id,
    struct str words, bool rest);
/* Newest first. */
size_t unsure_list(struct care *, struct unsure **out);
bool unsure_is_open(struct care *);
/* The clinic has talked about it. */
bool unsure_close(struct care *);
