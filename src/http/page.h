/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What a handler gets.  The gate has matched the route, opened the
 * transaction, found who is asking and over whom, checked CSRF and limits:
 * exactly one of care, scope, duty is set where the route says so, and is
 * dead after the transaction.  A handler reads req, calls its room, puts a
 * view into out and returns the HTTP status.  It has no effect outside the
 * transaction, its arena and the reply, as it may be run again.
 */
#include "base/arena.h"
#include "base/problems.h"
#include "db/db.h"
#include "html/html.h"
#include "http/req.h"

struct actor;		/* people/actor.h: who is signed in; NULL: nobody */
struct care;		/* people/care.h: one actor, one patient */
struct scope;		/* people/care.h: one actor, a set of patients */
struct duty;		/* people/care.h: a named purpose without a person */
struct vault;		/* vault/vault.h */
struct content;		/* programme/content.h: the active content */
struct clinic;		/* people/clinic.h */
struct gate;

struct page {
	struct req *req;
	struct reply *reply;
	struct tx *tx;
	struct arena *arena;
	struct out out;
	struct actor *actor;
	struct care *care;
	struct scope *scope;
	struct duty *duty;
	struct vault *vault;
	const struct content *content;
	const struct clinic *clinic;	/* settings of the actor's clinic */
	struct id ids[3];		/* :id parts of the path, in order,
					 * without the patient's */
	struct str words[2];		/* :word parts of the path */
	bool demo;			/* a demo database: banner */
	bool keep;			/* commit although the answer is an
					 * error page (a wrong password) */
	struct id object;		/* what the audit row is about */
	void *prepared;			/* what before() of the route made, in
					 * the arena, without a transaction */
	/* Content of a pinned bundle; the active one when it is unknown. */
	const struct content *(*content_of)(struct page *, struct bytes bundle);
	struct gate *gate;		/* the gate's own */
	struct db *db;			/* for before(): db_read, db_tx */
	bool end_session;		/* a GET that signs out (/exit) */
	/* Noted after the reply, not waited for: "read" of what was shown;
	 * of: the one that was looked at, or the newest of a list. */
	void (*noted)(struct tx *, struct id account, struct id patient,
	    struct id of, bool own, int64_t now);
	struct id noted_of;
	struct str session_token;	/* set by sign-in and a new password:
					 * goes into the cookie;
					 * "-" ends it */
	struct problems problems;
	int64_t now;
};

typedef int page_fn(struct page *);	/* the one typedef: a handler */

/*
 * The version the form was made from, its hidden field.  -1 when it cannot be
 * read: nobody has seen that one, so it conflicts with all there is.
 */
int64_t page_version(const struct page *);
/* A day as it was typed; a problem at the field when it is none. */
void page_day(struct page *, const char *field, struct str typed,
    struct day *day);
/*
 * A day of a form that is sent as an address; *day is the usual one, taken
 * when none is asked for.  *typed goes into the field; a problem at name when
 * it is no day.
 */
void page_query_day(struct page *, const char *name, struct str *typed,
    struct day *day);

/* Ways to end a handler. */
int page_ok(struct page *);			/* 200, out was written */
int page_go(struct page *, struct url);		/* 303 */
int page_not_found(struct page *);		/* 404, the same for forbidden
						 * and absent */
int page_wrong_method(struct page *);			/* 405 */
/* 422: the form is shown again; out was written with p->problems. */
int page_again(struct page *);
/* 409: changed meanwhile; out was written with both texts. */
int page_conflict(struct page *);
/* JSON for autosave. */
int page_json(struct page *, struct str json);
