/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Who did what, when, to whom.  Append-only: the row is written in the same
 * transaction as what it tells, unsealed; one sealer gives it a sequence
 * number and a chain hash in commit order (SQLite: the writer just before
 * each COMMIT; PostgreSQL: the holder of one advisory lock, within a second).
 * Rows hold ids and words of a fixed list, never a text or a name.
 */
#include <stdbool.h>

#include "base/id.h"
#include "base/rc.h"
#include "base/str.h"

struct arena;
struct db;
struct tx;

struct audit_row {
	struct id actor;	/* account; ID_NONE: nobody or the system */
	struct id patient;	/* ID_NONE: not about a patient */
	struct id object;	/* the row it is about */
	struct id session;
	const char *action;	/* "message.send": a literal, from the routes
				 * and rooms; `mellom audit actions` */
	const char *role;	/* acted as: "therapist", "system" ... */
	const char *how;	/* relation: "care", "break-glass", "own", "" */
	bool refused;		/* a refused attempt */
};

/* Adds a row to the transaction. */
void audit_write(struct tx *, const struct audit_row *);

struct audit_look {
	int64_t at;			/* the last time on that day */
	struct id actor;
	struct str action, how;
	int64_t times;
};
/*
 * For the patient: who did what with their record, newest first, one for a
 * person, an action and a day (a day begins east_s seconds before UTC's).
 * Not the patient (own), the system, nor what was refused: none of these
 * can push a look off the page.
 */
size_t audit_looks(struct tx *, struct id patient, struct id own,
    int64_t east_s, size_t max, struct audit_look **out);

/* For db_before_commit (SQLite); the second argument is not used. */
void audit_seal(struct tx *, void *);
/* The sealing loop's work (PostgreSQL), in transactions of its own. */
enum rc audit_seal_once(struct db *) MUST_USE;
/*
 * One line a fault into *report; true when the chain is whole.  A row that
 * waits for its seal is a fault after a minute.  Faults past 200 are counted
 * only.  Needs an arena of at least 1 MiB, however long the chain is.
 */
bool audit_verify(struct tx *, struct str *report);
/*
 * The last number and hash as "17:hex".  Kept outside the database (backup
 * manifest, log of another machine), it shows a chain that was written anew:
 * does row 17 still have that hash?
 */
struct str audit_head(struct tx *);
bool audit_head_holds(struct tx *, struct str head);
