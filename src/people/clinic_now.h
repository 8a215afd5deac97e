/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The clinic's settings without reading six tables at every request: the
 * version is one row; a copy in memory serves as long as it fits.
 */
#include "people/clinic.h"

/* -1: no such clinic. */
int64_t clinic_version(struct tx *, struct id clinic);
/* The first clinic's id; ID_NONE before `mellom init`. */
struct id clinic_first_id(struct tx *);
/* All texts too, into this arena. */
struct clinic *clinic_copy(struct arena *, const struct clinic *);
