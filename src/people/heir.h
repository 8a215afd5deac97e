/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A therapist goes for good: another takes over all of the patients, also
 * those who have finished.  The care of the one who goes ends, the heir's
 * begins at the same moment, and the audit tells both of each patient.  What
 * waits, waits in the heir's list; patients read the heir's name and days.
 * For an absence with an end see away.h.
 */
#include <stdint.h>

#include "base/id.h"
#include "base/problems.h"
#include "vault/vault.h"

struct tx;

enum { HEIR_PATIENTS_MAX = 20000 };

/* Patients whose therapist this account is now. */
int64_t heir_patients(struct tx *, struct id clinic, struct id account);
/* Colleagues' absences, now or to come, that this account covers. */
int64_t heir_covers(struct tx *, struct id account);
/* Patients in treatment of whom no clinician has care now. */
int64_t heir_without(struct tx *, struct id clinic);
/*
 * Before an account ends or stops being a therapist's: hands its patients to
 * heir.  Problems at "heir" when it has patients and heir is not another
 * therapist of the clinic, or when it covers for a colleague; nothing is
 * changed then.  heir may be ID_NONE when there are no patients.
 */
void heir_take(struct tx *, struct vault *, struct id clinic,
    struct id account, struct id heir, struct id by, struct problems *);
