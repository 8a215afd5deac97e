/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the pages of this room show. */
#include "homework/homework.h"
#include "homework/card.h"
#include "html/frame.h"
#include "programme/content.h"

struct homework_card_view {
	const struct task *task;
	struct str chapter;
	bool agreed;
	struct id homework;
	bool reported;
};

struct homework_view {
	struct frame frame;
	struct homework h;
	struct str matters;		/* the patient's own words */
	struct str therapist, answer_by;
	/* What was typed, when the form is shown again. */
	int amount, hard;		/* -1: nothing chosen */
	struct str noticed;
	int64_t version;
	bool saved, agreed;		/* just now */
	bool change;			/* the form for a report made before */
};

struct homework_both_view {
	struct frame frame;
	struct homework h;		/* what is saved */
	int amount, hard;
	struct str noticed;
};

struct homework_answer_view {
	struct frame frame;
	struct id report;
	struct str reply;		/* as typed */
	bool late;			/* answered or told anew meanwhile */
	struct homework_review saved;	/* by somebody; reply "": none */
};

struct msg homework_amount_text(enum homework_amount);
