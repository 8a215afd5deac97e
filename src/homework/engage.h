/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What is known of the work with one's exercises, as numbers: one row an
 * assignment, one a report, one an entry.  This is the one source of the
 * engagement report (a patient's and the clinic's), and of the export.  No
 * texts and no names: what a person wrote is only counted.
 *
 * "Agreed": there was a yes at some time.  "Done at all": the newest report
 * says did it, or partly.  What is missing says why: a number below 0 is one
 * of enum engage_gap; a time of 0 has not come yet.
 *
 * An entry of which all fields are "only for me" is not there at all, and
 * private fields are not counted: both are left out in SQL.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/str.h"
#include "base/zone.h"
#include "homework/homework.h"
#include "html/lang.h"

struct care;
struct clinic;
struct duty;
struct scope;

enum engage_gap {
	GAP_NOT_ASKED = -1,
	GAP_SKIPPED = -2,	/* asked, left open */
	GAP_NOT_YET = -3,
	GAP_NONE = -4,		/* there is nothing to ask about */
};

/* One version of a report, and the clinic's answer to it. */
struct engage_told {
	size_t of;			/* its assignment, index in the list */
	int64_t version;		/* 0: nothing told */
	bool newest;
	int noticed;			/* wrote what was learned: 1, 0 */
	int amount;			/* enum homework_amount */
	int hard, helped;		/* 0..10 */
	int size;			/* enum homework_size */
	unsigned obstacles;		/* bits; see obstacles_gap */
	int obstacles_gap;		/* 0, or why there are none */
	/* Below 0: GAP_NONE, of one told anew before it came to that. */
	int64_t reported_at, seen_at, answered_at, talked_at, read_at;
	double hours;			/* from report to answer; or a gap */
	int rhythm;			/* 1: answered within the day that the
					 * patient was told; 0 */
	int quality, amount_seen;	/* the clinic's ratings */
	struct str template;		/* "" own words */
	int edited;			/* the template was made personal */
	bool led;			/* covered by another report's answer */
};

struct engage_entry {
	size_t of;
	int n;				/* 1.. */
	int64_t version, started_at, sent_at;
	enum lang lang;
	struct str variant;
	int fields;			/* filled in and shared */
};

struct engage {
	struct id id, patient, before;
	int n;				/* 1.. of this patient, by age; 0 in a
					 * scope, where not all are loaded */
	int before_n;			/* carries on from; GAP_NONE */
	struct str programme, reading, chapter, task, variant, source;
	enum lang lang;			/* the patient's */
	const struct zone *zone;
	struct day start;		/* of treatment */
	enum task_kind kind;
	enum homework_by by;
	enum homework_state state;
	enum homework_end how;
	enum talk_why talk;		/* the last time, if ever */
	int64_t made_at, agreed_at, ended_at;
	int helps, fits, can;		/* said last before; 0..10 */
	int plans;			/* how many there were */
	/* The plan in force, else the newest. */
	int size, obstacle, minute, per_week, minutes, remind;
	struct day day;
	int unsure, unsure_near;	/* said about it; about anything while
					 * it was open: how often */
	int entries;			/* shared ones */
	int rulers;			/* TASK_CHANGE: answered 1, not 0 */
	int reports;			/* versions */
	struct engage_told told;	/* the newest */
};

struct engage_data {
	struct engage *list;		/* by patient, then age */
	size_t n;
	struct engage_told *told;	/* by assignment, then version */
	size_t told_n;
	struct engage_entry *entries;
	size_t entries_n;
	bool more;			/* a scope: too many, no rows */
};

enum { ENGAGE_SCOPE_MAX = 20000 };

/* The clinic's hours tell by when an answer was promised; NULL: rhythm
 * stays GAP_NONE. */
void engage_of(struct care *, const struct clinic *, struct engage_data *);
/* Proposed from..to (to is not in it), in the supervisor's clinic; with the
 * newest reports, without entries and told list. */
void engage_team(struct scope *, const struct clinic *, int64_t from_at,
    int64_t to_at, struct engage_data *);
/* All of a clinic, for the export. */
void engage_duty(struct duty *, const struct clinic *, struct engage_data *);

/* For the database and the export: "agreed", "done", "fits"; and back. */
const char *homework_state_id(enum homework_state);
enum homework_state homework_state_of(struct str);
enum homework_end homework_end_of(struct str);
const char *talk_why_id(enum talk_why);

bool engage_done(const struct engage *);
static inline bool
engage_agreed(const struct engage *e)
{
	return e->agreed_at > 0;
}

/* --- one patient's in sum ----------------------------------------------- */

struct engage_mean {
	int n;
	double sum;			/* mean: sum / n */
};
double engage_mean(const struct engage_mean *);

struct engage_sum {
	int proposed, agreed, done, told, talk, entries;
	int size_told[2], size_done[2];	/* by size done, else planned */
	int obstacles[OBSTACLES_N];	/* reports that name it */
	enum obstacle obstacle;		/* the most frequent, twice or more */
	struct engage_mean helps, fits, can, hard, helped, quality, hours;
	struct engage_mean before, after;	/* of those with both */
	struct engage_mean rhythm;	/* 0..1 */
};
void engage_sum(const struct engage *, size_t n, struct engage_sum *);
