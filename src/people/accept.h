/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A patient takes the invitation: the account is made, with the mobile
 * number (and the e-mail, when there is one) as names to sign in with.
 */
#include <stdbool.h>

#include "html/lang.h"
#include "people/account.h"

/* What the person will sign in with, as they know it. */
struct str invitation_login(struct tx *, struct vault *,
    const struct invitation *);
/* Was it ended before the patient came in?  Then nobody comes in by it. */
bool invitation_over(struct tx *, struct vault *, const struct invitation *);
/*
 * False: the world failed (tx_rc tells), or somebody else signs in with this
 * mobile number meanwhile; then the caller commits nothing.
 */
bool invitation_accept_patient(struct tx *, struct vault *,
    const struct invitation *, enum lang, struct str password_hash,
    int64_t now, struct account *out);
