/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A therapist is away from one day to another, and a colleague of the clinic
 * covers.  From its first day the cover has care of every patient the
 * therapist cares for (also of those invited meanwhile): a care row of kind
 * "cover" that ends by itself with the absence, or at once when the absence
 * is ended earlier.  The therapist's own care stays.  Who covers and goes
 * away too hands on what they cover.
 *
 * Days are the clinic's.  Patients are told who reads meanwhile; alerts,
 * messages and homework stand in the cover's list, marked for whom.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/problems.h"
#include "base/str.h"
#include "base/zone.h"
#include "vault/vault.h"

struct actor;
struct care;
struct clinic;
struct duty;
struct scope;
struct tx;

struct absence {
	struct id id, account, cover;
	struct str name, cover_name;
	struct day from, until;		/* both are part of it */
	int64_t from_at, until_at, ended_at;
	bool now;
};

enum { ABSENCES_MAX = 100, ABSENCE_DAYS_MAX = 366, AWAY_LIST_MAX = 1000 };

/*
 * For account, by the actor (oneself or an administrator: the page has asked).
 * Problems at "from", "until", "cover"; ID_NONE then.  It begins at once when
 * its first day is today.
 */
struct id absence_put(struct tx *, struct vault *, const struct clinic *,
    struct id account, const struct absence *, struct id by,
    struct problems *);
/* Ends now, or never begins; false: not this account's, or over. */
bool absence_end(struct tx *, struct id account, struct id absence,
    struct id by);
/* Running and coming ones, the nearest first; then earlier ones. */
size_t absence_list(struct tx *, struct vault *, struct id account,
    struct absence **out);
/* The one that runs now. */
bool absence_now(struct tx *, struct vault *, struct id account,
    struct absence *out);
/* Who of this patient's therapists is away now, and who covers.  Without those
 * whose cover's account has ended: nobody is told to be reading who can't. */
size_t absence_of_patient(struct care *, struct absence **out);
/* Patients of one's list whom one covers for somebody: no texts of them. */
struct covering {
	struct id patient;
	struct str name;		/* for whom */
	struct day until;
};
size_t absence_covering(struct scope *, struct covering **out);

/* By the server's tick: gives cover to patients who lack it.  How many. */
int absence_all(struct duty *);
