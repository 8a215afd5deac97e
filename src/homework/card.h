/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What other rooms' pages show of this one. */
#include "html/html.h"

struct chapter;
struct enrolment;
struct page;

/* The task a chapter proposes, as a card in the chapter's page. */
struct html homework_card(struct page *, const struct chapter *,
    struct str task);
/* What is open and what was, for "My plan". */
struct html homework_in_plan(struct page *, const struct enrolment *);
/* What waits for an answer, for the case page; of a post, as it was typed. */
struct content;
struct work_reply;
struct homework;
void homework_reply_load(struct page *, const struct content *,
    const struct homework *list, size_t n, struct work_reply *out);
/*
 * The library's open questions for somebody who is unsure, or wants to talk
 * about how the two work; "" without one.
 */
struct str homework_open_questions(struct page *, bool work);
/* What was sent to the patient asks openly about what is to be talked about:
 * noted, when something is. */
void homework_note_asked(struct page *, struct str sent);
/* The clinic's form for a proposal out of something the patient wrote. */
int work_new_from_message(struct page *, struct id message, struct str body);
/* The same out of what was agreed in a call or meeting. */
int work_new_from_meeting(struct page *, struct id meeting, struct str agreed);
/* What later rooms do; set once, by the program. */
struct care;
struct homework_hooks {
	/* The reply answers the patient's messages up to this one too. */
	void (*answers)(struct care *, struct id newest);
	/* The patient's page, with the reply as it was typed. */
	int (*again)(struct page *);
};
extern struct homework_hooks homework_hooks;
/* 0..10, for the scale in the view. */
extern const int homework_dots[11];
