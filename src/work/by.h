/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Who said it: the patient, or somebody of the clinic. */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/str.h"

struct care;
struct rows;

struct by {
	struct id account;
	bool patient;
	int64_t at;
};

/* This actor, now. */
struct by by_of(const struct care *);
struct str by_role(const struct by *);		/* "patient", "therapist" */
/* From columns of a row: account, role, moment. */
struct by by_read(struct rows *, const char *account, const char *role,
    const char *at);
