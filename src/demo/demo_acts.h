/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Inside the room: doing the acts, each in a transaction of its own at its
 * own moment, by the functions the pages call, with the audit rows the gate
 * would have written.
 */
#include "base/rc.h"
#include "demo/demo.h"
#include "demo/demo_life.h"
#include "demo/demo_talks.h"
#include "people/clinic.h"

/* So many works one person has at most. */
enum { WORKS_MAX = 32 };

/* One of the cast while the story runs. */
struct member {
	struct id account, patient;
	struct id session;		/* the running one */
	int64_t session_at;		/* when it was last used; 0: none */
	char token[65];			/* of the invitation */
	struct id work[WORKS_MAX];	/* by the number in the story */
	struct id talk[TALKS_OF];
};

struct run {
	const struct demo_conf *conf;
	struct arena *arena;
	struct clinic *clinic;
	const struct acts *acts;
	struct member staff[STAFF_N], patients[PATIENTS];
	struct str hash[PATIENTS];	/* of who may sign in; else "" */
	int refused;			/* acts a domain function said no to */
};

enum rc acts_run(struct run *) MUST_USE;
/* demo_make(), and how many acts were refused: always none (tests). */
enum rc demo_make_counted(const struct demo_conf *, struct arena *,
    int *refused) MUST_USE;
