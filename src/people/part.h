/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The narrowest permission: a supervisor and one row of a patient's record,
 * for PART_MINUTES.  The row is a practice check, through which one plan and
 * its reply are read; the room that keeps such rows finds which may be
 * opened, and asks here.  It makes a struct care with REL_PART and
 * SCOPE_PART alone.  Under it only the fields of a plan and of a reply open
 * (care_unseal refuses all others), so that a page that asks for more of the
 * record fails instead of showing it.  A patient who has said no to it is
 * out of reach at once.
 */
#include <stdbool.h>

#include "base/id.h"

struct actor;
struct care;
struct tx;
struct vault;

enum { PART_MINUTES = 60 };

/* False when the row is not open for this actor now. */
bool care_open_part(struct care *, struct tx *, struct vault *,
    const struct actor *, struct id object);
/*
 * Opens it from now on; audited as care.part.  False: not a supervisor, the
 * patient is of another clinic, erased, or has said no.
 */
bool care_give_part(struct tx *, const struct actor *, struct id patient,
    struct id object);
/* Ends it before its time: for this account; for all, when the patient says
 * no. */
void care_end_part(struct tx *, struct id account, struct id object);
void care_end_parts(struct care *);
