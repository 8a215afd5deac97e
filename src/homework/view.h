/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the pages of this room show. */
#include "answers/answer_form.h"
#include "answers/shown.h"
#include "homework/card.h"
#include "homework/entry.h"
#include "homework/homework.h"
#include "homework/plan_form.h"
#include "homework/unsure.h"
#include "homework/worked.h"
#include "html/frame.h"
#include "programme/content.h"

struct homework_card_view {
	const struct task *task;
	struct str chapter;
	bool open;			/* there is one already */
	struct id homework;
	bool reported, agreed;
};

struct variant_view {
	struct str tag, fits;
	bool on;
};

struct entry_view {
	int n;
	int64_t at;
	bool draft;
	struct shown_answer shown;
};

struct homework_view {
	struct frame frame;
	struct homework h;
	enum lang lang;			/* of the task's texts */
	struct str name;		/* what it is called */
	struct str matters;		/* the patient's own words */
	struct str therapist, therapist_first;	/* first in a sentence */
	struct str answer_by, proposer;	/* who proposed it */
	/* The yes. */
	bool ask;			/* the three beliefs */
	struct beliefs said;
	struct plan_form form;
	struct variant_view *variants;
	size_t variants_n;
	int version_n;			/* plan the form was filled from */
	struct str fit_reason;
	/* The report: what was typed, when the form is shown again. */
	struct homework_report told;	/* amount -1: nothing chosen */
	int amount;
	int64_t version;
	bool report_open;		/* its day has come */
	bool change;			/* the form for a report made before */
	struct msg thanks;
	bool saved, agreed, changed, talk;	/* just now */
	bool sheet;			/* there is something to fill in */
	int entries, entry_n;		/* times written down; the next one */
	struct entry_view *written;	/* to be read again; newest first */
	size_t written_n;
};

struct homework_offer_view {
	struct frame frame;
	struct homework h;
	struct str name;
	const struct task *task;
	enum lang lang;
	const struct pair *fields;	/* what was posted, to send again */
	size_t fields_n;
	int can;
};

struct homework_plan_view {
	struct frame frame;
	struct homework h;
	struct str name;
	struct plan_form form;
	int version_n;
	struct plan other;		/* both changed it: what is saved */
	bool both;
};

struct homework_both_view {
	struct frame frame;
	struct homework h;		/* what is saved */
	struct str name;
	struct homework_report mine;
	int amount;
};

struct homework_new_view {
	struct frame frame;
	const struct task *const *tasks;	/* the library */
	size_t tasks_n;
	enum lang lang;
	struct plan_form form;		/* of own words */
};

struct noticed_line {
	struct str name, text;
	int64_t at;
	struct id homework;
	enum homework_amount amount;
};
struct noticed_view {
	struct frame frame;
	struct noticed_line *lines;
	size_t n;
	int done;			/* reports of did or partly */
	struct worked worked;
};

struct homework_answer_view {
	struct frame frame;
	struct id report;
	struct str reply;		/* as typed */
	struct homework_review saved;	/* by somebody; reply "": none */
};

extern const unsigned obstacle_bits[OBSTACLES_N];	/* 1, 2, 4 ... */
/* "no time, tired at the end of the day" */
struct str obstacles_words(struct out *, unsigned bits);

struct msg homework_amount_text(enum homework_amount);
struct str homework_state_text(struct out *, const struct homework *);
struct msg day_part_text(enum day_part);
