/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Sixteen bytes name everything.  Events (answers, messages, audit rows) get
 * time-ordered ids, which keeps indexes cheap; people, sessions, invitations
 * and pseudonyms get fully random ones, as a time-ordered id of a person
 * would tell the day of enrolment.  In URLs: 32 hex digits.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct id {
	unsigned char b[16];
};

#define ID_NONE ((struct id){ { 0 } })

struct id id_random(void);
/*
 * 48 bits of milliseconds since 1970, 16 that count within a millisecond, so
 * that what one process makes keeps its order, then 64 random bits.
 */
struct id id_event(int64_t now_ms);
bool id_is_none(struct id);
bool id_eq(struct id, struct id);
int id_cmp(struct id, struct id);	/* events: the older one first */
struct str id_hex(struct arena *, struct id);
bool id_parse(struct str, struct id *out);
