/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The clinics' settings without reading six tables at every request: the
 * version is one row; a copy in memory serves as long as it fits.
 *
 * A copy never changes and is counted: who asked holds it until
 * clinic_release(), however many newer ones there are by then.  Copies are
 * made from read transactions only, as what a write transaction sees may
 * never be committed.
 */
#include <pthread.h>

#include "people/clinic.h"

enum { CLINICS_KEPT = 16 };

struct clinic_held;
struct clinic_cache {
	pthread_mutex_t lock;
	struct id first;		/* of visitors; ID_NONE: not known */
	struct clinic_held *kept[CLINICS_KEPT];
};

void clinic_cache_init(struct clinic_cache *);
void clinic_cache_end(struct clinic_cache *);
/*
 * As the transaction sees it; ID_NONE: the first clinic, for visitors.  NULL:
 * there is none.  *held (NULL at first) is what the caller holds: one that
 * fits no more is released.  In the transaction's arena when not counted.
 */
const struct clinic *clinic_now(struct clinic_cache *, struct tx *,
    struct vault *, struct id, struct clinic_held **held);
/* Without a transaction: as last seen by anybody, or NULL. */
const struct clinic *clinic_last(struct clinic_cache *, struct id,
    struct clinic_held **held);
void clinic_release(struct clinic_cache *, struct clinic_held **held);

/* -1: no such clinic. */
int64_t clinic_version(struct tx *, struct id clinic);
/* The first clinic's id; ID_NONE before `mellom init`. */
struct id clinic_first_id(struct tx *);
/* All texts too, into this arena. */
struct clinic *clinic_copy(struct arena *, const struct clinic *);
