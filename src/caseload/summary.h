/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The summary the list reads: one row a patient, of counts and times.
 *
 * One truth: a part is always made by part_make() out of the tables, whether
 * one write changed it or all is made anew.  Which tables a part hangs on is
 * one table in summary.c, watched by db_watch(): a write of any room brings
 * its parts up to date in its own transaction.  Needs that come with time
 * (quiet, passed, due today) are times here, compared with now when read.
 *
 * What the list shows of the patient is copied with it, and rows lie by who
 * is in charge (`near`): a list is read from one place, in any clinic.
 *
 * Alerts are not in it: they are read where they stand.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/rc.h"
#include "base/str.h"
#include "encounters/contact.h"
#include "people/patient.h"

struct arena;
struct db;
struct db_watch;
struct homework_waiting;
struct scope;
struct tx;
struct vault;

enum summary_part {
	PART_MESSAGES,		/* "since_at n", "": none */
	PART_HOMEWORK,		/* "what since_at id;" each, oldest first */
	PART_WORK,		/* "why was now since_at" */
	PART_BACK,		/* "made_at look_day contact_at": a step back
				 * that goes on */
	PART_LOOK,		/* "day": set when an alert was closed, and
				 * nobody has looked since both */
	PART_WORSE,		/* "at before now instrument;" each */
	PART_STOPPED,		/* "at sms" */
	PART_SEEN,		/* "at" */
	PART_CONTACT,		/* and on: enum contact_part */
	SUMMARY_PARTS = PART_CONTACT + CONTACT_PARTS
};

struct summary {
	struct id patient;
	struct patient_row who;		/* of summary_list() alone */
	struct str parts[SUMMARY_PARTS];
};

/* From now on it is kept; before the first write. */
void summary_watch(struct db *, struct vault *);
/* The tables it hangs on, for check_sql. */
const struct db_watch *summary_watched(size_t *n);
/* Makes all rows when there are none, or of another form. */
enum rc summary_ensure(struct db *, struct vault *, struct arena *) MUST_USE;
/* It is to be made anew; for db_tx. */
bool summary_forget(struct tx *, void *none);
/*
 * Compares all rows with the tables: how many patients' are not what they
 * should be; -1: they are made at the next start.  Changes nothing.
 */
int64_t summary_differs(struct tx *, struct vault *);

/* Rows of one's own list in order of patient, max at most. */
size_t summary_list(struct scope *, size_t max, struct summary **out);
/* Of the whole clinic, those for whom something waits (no contact parts). */
size_t summary_team(struct scope *, struct summary **out);
/* Cuts one off PART_HOMEWORK; false: no more. */
bool summary_homework(struct str *rest, struct homework_waiting *out);
/* Cuts one number off. */
int64_t summary_number(struct str *rest);
