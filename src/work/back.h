/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A step back: a normal part of the way, with a short plan of its own - what
 * happened, what helps now, when the two look at it again.  One is open at a
 * time; either side writes it, changes it (what was there is kept) and says
 * that they are on the way again.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/problems.h"
#include "base/zone.h"
#include "work/by.h"

struct care;

enum { BACK_TEXT_MAX = 1000, BACKS_MAX = 50, BACK_LOOK_DAYS = 120 };

struct step_back {
	struct id id;			/* ID_NONE: none */
	struct by by;
	struct str happened, helps;
	struct day look;		/* DAY_NONE: not said */
	int64_t closed_at;		/* 0: it goes on */
};

enum back_saved { BACK_SAVED, BACK_REFUSED, BACK_CONFLICT, BACK_NONE };

/* False: none is open. */
bool back_open(struct care *, struct step_back *out);
/* The newest words of each, newest first. */
size_t back_list(struct care *, struct step_back **out);
/* seen: the open one the form was filled from, or ID_NONE.  Problems at
 * "happened", "helps", "look". */
enum back_saved back_save(struct care *, const struct step_back *,
    struct id seen, struct problems *);
/* False: this one is not open any more. */
bool back_close(struct care *, struct id seen);
