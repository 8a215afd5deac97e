/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The program put together: database, vault, content, gate.  Opened once by
 * each command that needs it (serve, demo, user, backup ...).
 *
 * The data folder holds mellom.db and keys.db; with --db URI they are in
 * PostgreSQL.  The key file lies outside the data folder.
 */
#include "base/rc.h"
#include "gate.h"

struct app_conf {
	struct str data;	/* folder; "" with a db address */
	struct str db;		/* "" or "postgresql://..." */
	struct str key_file;
	bool create;		/* make what is missing (init, demo) */
	bool summary;		/* the list's summary too: serve, worker */
};

struct app {
	struct arena *arena;
	struct db *db;
	struct vault *vault;
	struct gate gate;
	int holidays_year;	/* filled in up to this one */
	struct str why;		/* what went wrong, for a person */
};

/* On failure app->why tells the cause and a way out. */
enum rc app_open(struct app *, const struct app_conf *) MUST_USE;
void app_close(struct app *);
/* Loads the active bundle, or the built-in one when there is none yet. */
enum rc app_content_load(struct app *) MUST_USE;
/* Another process made other content the active one: take it over. */
void app_content_refresh(struct app *, struct arena *);
/*
 * Makes this folder's content the active one; the report goes to stdout.
 * Wording that the clinic supplied before is kept where the folder has none.
 */
enum rc app_content_replace(struct app *, struct str dir) MUST_USE;
/* The active content with this folder's ID.LANG.yaml as wording supplied. */
enum rc app_content_texts(struct app *, struct str dir) MUST_USE;

/* One request without a socket: tests and the demo's own visits. */
void app_request(struct app *, struct req *, struct reply *);

/*
 * What the clock brings: alerts of drafts that rest, phases, quiet lines,
 * messages for later, cover.  By the server every twenty seconds; what fails
 * is counted and holds up nothing else.
 */
void app_tick(struct app *, struct arena *);

struct serve_conf {
	struct str address;
	int port, admin_port;
	bool behind_proxy;
	struct str proxies[8];
	size_t proxies_n;
};
/* Serves until SIGTERM or SIGINT, then finishes what is in hand. */
int app_serve(struct app *, const struct serve_conf *);
