/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Break the glass: a reason of at least 10 characters, for
 * GLASS_MINUTES; the patient and the supervisors see it.  False: the reason
 * is too short or too long, or the patient is not of the actor's clinic.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/id.h"
#include "base/str.h"

struct actor;
struct care;
struct scope;
struct tx;
struct vault;

enum { GLASS_MINUTES = 60, GLASS_REASON_MIN = 10, GLASS_REASON_MAX = 1000 };
bool care_break_glass(struct tx *, struct vault *, const struct actor *,
    struct id patient, struct str reason);
/* Newest first; of a team without reasons. */
struct glass_row {
	struct id account, patient;
	struct str name, reason;	/* name: who broke it */
	int64_t from_at, until_at;
};
size_t care_glass(struct care *, struct glass_row **out);
size_t scope_glass(struct scope *, int64_t since_at, struct glass_row **out);
