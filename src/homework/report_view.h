/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the engagement reports show: one patient's and the clinic's. */
#include "homework/clinic_report.h"
#include "homework/clinic_view.h"
#include "html/frame.h"
#include "measures/chart.h"

enum { SAID_MAX = 5 };

/* Sentences that somebody would say aloud. */
struct said {
	struct str at[SAID_MAX];
	size_t n;
};

struct report_row {
	struct homework h;
	struct str name;
	struct engage_told told;
	int helps;			/* before; below 0: not said */
	bool tiny;			/* done, else planned */
};

struct report_view {
	struct frame frame;
	enum lang lang;			/* of the names of exercises */
	struct said said, own;		/* own: with the clinic's ratings */
	bool show_own;			/* the clinic asked for them */
	bool drawn;
	struct chart chart;
	struct report_row *rows;	/* newest first */
	size_t n;
	struct id patient;		/* ID_NONE: the patient's own page */
};

struct clinic_option {
	struct str id, text;
	struct msg name;		/* else the text */
	bool on;
};
struct clinic_line {
	struct str name;
	struct msg word;		/* else the name */
	const struct clinic_row *row;
};
struct clinic_report_view {
	struct frame frame;
	struct str from, to, programme, by_id;	/* as typed */
	struct clinic_option programmes[CLINIC_ROWS_MAX + 1], by[CLINIC_BYS];
	size_t programmes_n, by_n;
	struct msg by_name;
	struct said said;
	bool asked;			/* the period was understood */
	struct clinic_report r;
	struct clinic_line lines[CLINIC_ROWS_MAX], total;
	bool drawn;
	struct chart chart;
};

/* A number below CELL_MIN patients: "–", with words for a screen reader. */
struct str clinic_number_text(struct out *, const struct clinic_number *,
    enum clinic_measure);
struct str clinic_share_text(struct out *, const struct clinic_number *);
struct msg clinic_measure_text(enum clinic_measure);
/* The columns of the two tables, and of the file: one after the other. */
enum { CLINIC_DONE_N = 4, CLINIC_THOUGHT_N = CLINIC_MEASURES - CLINIC_DONE_N };
extern const enum clinic_measure clinic_done[CLINIC_DONE_N];
extern const enum clinic_measure clinic_thought[CLINIC_THOUGHT_N];
/* "3 hours", "2 days" */
struct str hours_text(struct out *, double hours);
