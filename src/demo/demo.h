/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A fictional clinic: 4 therapists, 1 supervisor, 1 administrator and 48
 * patients at different points of the programme, with believable histories.
 * Made by calling the same domain functions as the pages do, under a clock
 * that is set back and walks up to now; never by inserting rows.  The seed
 * decides the histories only: ids, keys, nonces, salts and tokens come from
 * the kernel.  The clinic is marked as a demonstration.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/rc.h"
#include "base/str.h"

struct arena;
struct content;
struct db;
struct vault;

struct demo_conf {
	struct db *db;
	struct vault *vault;
	const struct content *content;	/* active, stored already */
	uint64_t seed;
	int64_t now;			/* the moment histories end at */
	/* May be NULL. */
	void (*told)(const char *what, int done, int of);
};

/* Who can sign in, for the print-out and docs/demo.md. */
struct demo_login {
	const char *login, *password, *name, *who;
};
extern const struct demo_login demo_logins[];
extern const size_t demo_logins_n;

/* HALF: its making was interrupted; it is never served or gone on with. */
enum demo_found { DEMO_NONE, DEMO_THERE, DEMO_HALF, DEMO_REAL };

/* Is there a clinic, and is it a demonstration? */
enum demo_found demo_find(struct db *, struct vault *, struct arena *);
/* Makes it.  Marked as being made from its first row to the last act. */
enum rc demo_make(const struct demo_conf *, struct arena *) MUST_USE;
