/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * How the work between talks goes in a clinic, by groups of patients: for
 * the supervisor, never by therapist.  Small cells are hidden (cells.h).
 *
 * What is counted was proposed within the period; the numbers of it are as
 * of now.  Sex is not stored, and the year of birth is sealed and not opened
 * for counting; so groups are programme, language, reading, variant, kind.
 */
#include "homework/engage.h"

struct arena;
struct scope;

enum clinic_by { BY_PROGRAMME, BY_LANGUAGE, BY_READING, BY_VARIANT, BY_KIND,
	BY_WEEK, CLINIC_BYS };

enum clinic_measure {
	CLINIC_PROPOSED, CLINIC_AGREED, CLINIC_DONE,	/* assignments */
	CLINIC_TALK,		/* talked about first */
	CLINIC_HELPS, CLINIC_FITS, CLINIC_CAN,		/* mean before, 0..10 */
	CLINIC_HELPED,		/* mean after, 0..10 */
	CLINIC_QUALITY,		/* mean, 0..4 */
	CLINIC_HOURS,		/* median, report to answer */
	CLINIC_RHYTHM,		/* share answered by the day told, 0..1 */
	CLINIC_MEASURES,
};

struct clinic_ask {
	struct day from, to;		/* both in it; of the clinic's zone */
	struct str programme;		/* "" all */
	enum clinic_by by;		/* not BY_WEEK */
};

struct clinic_number {
	bool shown, none;		/* none: nothing to count */
	double value;
};
struct clinic_row {
	struct str key;			/* id of the group; "" the total */
	int week;			/* BY_WEEK: its first; from 0 */
	bool empty, patients_shown;
	int patients;
	struct clinic_number at[CLINIC_MEASURES];
	struct clinic_number share;	/* done of agreed, 0..1 */
};

struct clinic_obstacle {
	enum obstacle obstacle;
	struct clinic_number planned, told;
};

/* A chart of more than WEEKLY_MAX weeks has a point for four of them: a
 * week's cells are soon too small to be shown. */
enum { CLINIC_ROWS_MAX = 64, CLINIC_DAYS_MAX = 371, CLINIC_WEEKS = 12,
	WEEKLY_MAX = 8, WEEKS_A_POINT = 4 };

struct clinic_report {
	struct clinic_row rows[CLINIC_ROWS_MAX], total;
	size_t n;
	struct clinic_row weeks[CLINIC_ROWS_MAX];
	size_t weeks_n;
	int step;			/* weeks a point, 1 or 4 */
	struct clinic_obstacle obstacles[OBSTACLES_N];
	struct str programmes[CLINIC_ROWS_MAX];	/* of the period */
	size_t programmes_n;
	bool more;			/* too many for one page: no numbers */
};

/* The last CLINIC_WEEKS weeks up to today, all programmes, by programme. */
struct clinic_ask clinic_ask_default(const struct clinic *, int64_t now);
const char *clinic_by_id(enum clinic_by);
enum clinic_by clinic_by_of(struct str);	/* BY_PROGRAMME when unknown */
void clinic_report(struct scope *, const struct clinic *,
    const struct clinic_ask *, struct clinic_report *out);
/* The same of rows that are loaded; for tests. */
void clinic_report_of(struct arena *, const struct clinic *,
    const struct clinic_ask *, const struct engage_data *,
    struct clinic_report *out);
