/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Every request goes through here: route, transaction, who, over whom, CSRF,
 * limits, submission record, read audit.  A handler runs inside one
 * transaction and is held back until COMMIT; it may run more than once.
 *
 *  GET   a read transaction on this thread (SQLite) or a pool thread
 *        (PostgreSQL); a page that shows a record to anyone but its patient
 *        is sent only after its audit row is committed
 *  POST  a write transaction: the writer's group (SQLite), a pool thread
 *        (PostgreSQL); sent after COMMIT
 */
#include <pthread.h>

#include "base/pool.h"
#include "db/db.h"
#include "http/page.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/clinic_now.h"

struct route;
struct content;

enum { CONTENTS_MAX = 64, PASSWORD_QUEUE_MAX = 20, READ_QUEUE_MAX = 512 };

struct gate {
	struct db *db;
	struct vault *vault;
	struct pool *slow;		/* password hashes, one at a time */
	struct pool *readers;		/* pages that may not run on a loop */
	bool inline_reads;		/* SQLite: GETs run on the loop */
	bool https_only;
	bool demo;
	/* Bundles seen so far; never freed while serving. */
	pthread_mutex_t lock;
	struct content *contents[CONTENTS_MAX];
	size_t contents_n;
	struct content *active;
	struct clinic_cache clinics;
};

/* One request on its way. Lives in the request's arena. */
struct gate_run {
	struct db_job job;
	struct pool_job pool_job;
	struct gate *gate;
	struct req *req;
	struct reply *reply;
	const struct route *route;
	struct id ids[3], patient;
	struct id kept;			/* a form kept over a sign-in */
	struct str words[2];
	struct page page;
	struct clinic_held *clinic;	/* of page.clinic, until the end */
	struct actor actor;
	struct care care;
	struct scope scope;
	struct buf body;
	struct arena_mark mark;
	struct str visitor;		/* token of one not signed in */
	bool visitor_new;
	int status;
	bool refused;			/* write an audit row of a refusal */
	bool seen;			/* note that the session is in use */
	bool replayed;			/* the outcome of an earlier sending */
	bool audit_only;		/* job writes the audit row of a read */
	void *prepared;			/* of the route's before() */
	struct audit_note {
		struct id actor, patient, object, session;
		const char *action, *role, *how;
		bool refused;
	} audit;
	void (*done)(struct gate_run *);
	void *ctx;
};

/*
 * Starts a request; run->done is called once, on whichever thread, when the
 * reply is complete. run is zeroed but for gate, req, reply, done, ctx.
 */
void gate_start(struct gate_run *);
/* For server_conf.body_max. */
size_t gate_body_max(void *gate, enum method, struct str path);
/* Makes this bundle the active one (the gate owns it from now on). */
void gate_content_set(struct gate *, struct content *);
