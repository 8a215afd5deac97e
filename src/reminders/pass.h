/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The worker's work: tell that it lives, plan, call for people, tidy up, and
 * send what is due, one by one.  Each claim and each outcome is a
 * transaction of its own; nothing is held open while something is sent.
 */
#include <stdint.h>

#include "base/id.h"
#include "base/rc.h"
#include "reminders/letter.h"

struct arena;
struct db;
struct vault;

struct worker_run {
	struct db *db;
	struct vault *vault;
	const struct sender *sender;
	struct id id;
	int64_t started_at;
	int64_t planned_at;		/* 0: not yet */
	bool (*stops)(void);		/* no further letter; NULL: never */
	/* Since it began; its port reads them from another thread. */
	_Atomic int64_t passes, planned, called, sent, later, failed, unknown,
	    dropped;
};

enum { PASS_LETTERS_MAX = 200, PASS_PLAN_S = 60 };

/* The first failure of the world; what was claimed is then "unknown" soon. */
enum rc worker_pass(struct worker_run *, struct arena *) MUST_USE;
