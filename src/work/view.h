/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the pages of this room show. */
#include "answers/shown.h"
#include "html/frame.h"
#include "measures/chart.h"
#include "work/back.h"
#include "work/card.h"
#include "work/handed.h"
#include "work/job.h"
#include "work/leave.h"
#include "work/way.h"
#include "work/week.h"

/* Begins every page of this room. */
struct way_head {
	struct frame frame;
	bool clinician, write;
	struct url base;		/* "/way", "/p/PATIENT/way" */
};

struct leave_row {
	struct leave leave;
	struct str days;		/* "3 – 9 March", "since 3 March" */
	struct str who, gone_who;	/* gone_who "": it holds */
};

struct plan_back_view {
	struct step_back back;
	struct str who;
};

struct handed_row {
	struct handed h;
	struct str whom;		/* in words: "my manager, Berit" */
};

struct worry_view {
	struct worry worry;
	struct str words, closed_by;
};

struct way_row {
	struct way way;			/* without steps */
	struct str who;
};

/* /way */
struct way_view {
	struct way_head h;
	struct str now, next;		/* words first */
	bool follow, chart_on;
	struct chart chart;
	struct way_charts charts;	/* clinic */
	struct chart *scores;		/* clinic: PHQ-9, GAD-7 */
	size_t scores_n;
	struct leave_row *rows, *gone;
	size_t rows_n, gone_n;
	struct way way;
	struct str way_who;
	struct way_row *versions;
	size_t versions_n;
	bool draft;			/* of one's own, to go on with */
	struct way unsaved;		/* it, when it can only be read */
	struct plan_back_view back;
	struct plan_back_view *backs;	/* that are over */
	size_t backs_n;
	struct handed_row *handed;
	size_t handed_n;
	struct worry_view *worries;	/* clinic */
	const struct worry_view *open;	/* the one to talk about; NULL */
	size_t worries_n;
	struct str note;		/* as typed */
	struct say say;			/* the newest */
	bool said;
	struct job job;
	struct str hours, job_who;
	struct str rules;		/* of the country, by the clinic; "" */
	bool talk;
};

/* A degree of leave, new or corrected. */
struct leave_view {
	struct way_head h;
	struct id id;			/* ID_NONE: a new one */
	bool week;			/* asked by the weekly line */
	bool both;			/* changed meanwhile */
	struct str percent, from, until;	/* as typed */
	struct way_line line;		/* may be answered with one tap */
	int changes;
	struct leave_row *rows;
	size_t rows_n;
};

struct say_view {
	struct way_head h;
	struct say say;
	bool step;			/* a planned step is near */
	struct str step_words;
};

struct way_form_view {
	struct way_head h;
	struct way way;			/* as typed, with blank ones */
	int base_n;			/* version it was begun over */
	int64_t version;		/* of the draft */
	struct str saved;		/* "21:14" */
	bool both;
	struct way other;		/* what is stored */
	struct str other_who;
	bool full;
};

struct way_one_view {
	struct way_head h;
	struct way way;
	struct str who;
};

struct back_view {
	struct way_head h;
	struct step_back back;		/* as typed */
	struct id seen;
	struct str look;
	bool both;
	struct plan_back_view other;
};

struct job_view {
	struct way_head h;
	struct job job;
	struct str hours;		/* as typed */
	bool follows;			/* as it is now */
	bool both;
	struct job other;
	struct str other_hours;
};

struct talk_view {
	struct way_head h;
	bool found;
	struct shown_answer sheet;
	struct url sheet_url;
	struct way way;
};

#include "work/hand_view.h"
#include "work/texts.h"
