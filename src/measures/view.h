/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the pages of this room show. */
#include "answers/shown.h"
#include "course/text_view.h"
#include "html/frame.h"
#include "measures/alert.h"
#include "measures/chart.h"
#include "people/patient.h"
#include "programme/content.h"

struct clinic;
struct page;

/* --- the patient ---------------------------------------------------------- */

/* Who reads it and when, above the questions and after them. */
struct reading_view {
	struct str names, names_in;	/* "Solveig Berg"; never "": begins
					 * a sentence, stands in one */
	struct str days;		/* "Tuesday and Friday"; "" not said */
	struct str next;		/* "tomorrow at 08:00"; "" just now */
	struct str staffed;		/* someone is there again; "": now */
};

struct item_option {
	struct str html_id, value, label;
	bool on;
};
struct item_view {
	struct str id, html_id, text;
	int number;
	struct item_option *options;
	size_t options_n;
	struct item_option skip;
	const struct problem *problem;
};
struct measure_view {
	struct frame frame;
	int week, nth, part, parts;	/* part of those still to be done */
	int minutes;
	const char *lang;		/* of the questions when another; "" */
	struct str intro, notice;	/* notice: the holder's, at the end */
	struct reading_view reading;
	struct text_view help_text;	/* .text NULL: the programme
					 * has none */
	bool help;			/* shown at once */
	bool tells;			/* it has rules that show help */
	struct item_view *items;
	size_t items_n;
	int64_t version;
	struct moment sent;		/* at 0: not sent */
	bool changing;			/* a draft over what was sent */
	struct str saved;		/* "Saved 21:14" */
};
/* Cannot be filled in (any more). */
struct measure_closed_view {
	struct frame frame;
	bool done;
	struct moment sent;
	struct shown_answer shown;
	bool chart_on;
	struct chart chart;
};
struct follow_up_view {
	struct str text, hint, name;
	const char *lang;
	struct item_option *options;
	size_t options_n;
};
struct measure_done_view {
	struct frame frame;
	int week, nth;
	bool help, sent, ask;
	struct reading_view reading;
	struct text_view help_text;
	struct follow_up_view follow_up;
	int64_t version;
	bool next;			/* another one is open */
	int next_week, next_nth, next_minutes;
	bool chart_on;
	struct chart chart;
};
struct measure_both_view {
	struct frame frame;
	int week, nth;
	int64_t version;
	struct shown_answer mine, stored;
	struct str stored_at;
	struct again_pair {
		struct str name, value;
	} *fields;
	size_t fields_n;
	struct str go;
	bool follow_up;			/* posted to .../done */
};

/* Also for other rooms: reading_fill(p, &v->reading). */
void reading_fill(struct page *, struct reading_view *);

/* --- the therapist -------------------------------------------------------- */

struct alert_version {
	struct moment_full sent;
	struct shown_answer risk;	/* risk item and follow-up question */
	struct shown_answer all;
	bool newest;
};
struct alert_view {
	struct frame frame;
	struct alert alert;
	struct str what;		/* what fired, in words */
	struct msg level;
	bool late, open, writes, paused, mine;	/* mine: taken by oneself */
	struct str due, taken_until;	/* clock and day */
	struct str taken_by, closed_by;
	struct str item_text, item_answer, draft_answer;	/* of a draft */
	struct str follow_text, follow_answer;
	struct msg compare;
	struct str assessed_answer;
	struct moment_full assessed_at;	/* at 0: never */
	struct alert_version *versions;
	size_t versions_n;
	struct patient patient;
	bool chart_on;
	struct chart chart;
	/* The closing form as typed. */
	struct alert_close typed;
	struct str next_d, next_m, next_y;
	bool changed;			/* meanwhile: 409 */
	bool typed_any;
};
struct msg alert_level_text(int level);
struct msg alert_assessed_text(int level);
/* about: what the instrument says its rules ask about; "" says nothing. */
struct str alert_what_text(struct out *, const struct alert *,
    struct str about);
