/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The work between talks as files for research and quality work: one row an
 * assignment, one a report version, one an entry, and a codebook.  All four
 * come from one table of columns (columns.c): the writer walks it, the
 * codebook prints it.  docs/export.md is for who reads the files.
 *
 * A patient is a random pseudonym, kept so that a later export can be joined
 * with an earlier one; never the patient's id, never in order of time.  An
 * assignment, a report, an entry is a number within its patient.  There is
 * no free text, no name, and nothing that is "only for me" (left out in SQL,
 * homework/engage.h).  It is pseudonymous, not anonymous.
 *
 * By duty only: the command line, audited.
 */
#include "homework/engage.h"

struct clinic;
struct duty;

enum export_file { EXPORT_ASSIGNMENTS, EXPORT_REPORTS, EXPORT_ENTRIES,
	EXPORT_CODEBOOK, EXPORT_FILES };

/* "assignments.csv" */
const char *export_file_name(enum export_file);

struct export_patient {
	struct id pseudonym;
	size_t first, n;		/* of the list of assignments */
};

struct export {
	struct arena *arena;
	struct day from, to;		/* proposed, in the clinic's zone, both
					 * in it; DAY_NONE: no limit */
	const struct zone *zone;
	struct engage_data d;
	struct export_patient *patients;	/* by pseudonym */
	size_t patients_n;
	size_t rows[EXPORT_FILES];	/* without the head; when written */
};

/* In a write transaction: whoever has none gets a pseudonym; audited. */
void export_begin(struct duty *, const struct clinic *);
/* Fills from..to's rows; from and to are set before. */
void export_load(struct duty *, const struct clinic *, struct export *);
/* The whole file line by line.  False: out() did not take one. */
bool export_write(struct export *, enum export_file,
    bool (*out)(void *arg, struct str line), void *arg);
