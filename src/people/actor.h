/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Who is asking: an account, its session and the roles it has now in its
 * clinic.  Rights are read at every request and never cached, so a role
 * taken away is gone at the next click.
 *
 * Sessions: opaque 256-bit tokens, stored hashed; rotated at sign-in; idle
 * and absolute limits by role (clinic settings; trust.md 1.2).
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/str.h"
#include "base/zone.h"
#include "html/lang.h"

struct arena;
struct tx;
struct vault;

enum role {
	ROLE_PATIENT = 1,
	ROLE_THERAPIST = 2,
	ROLE_SUPERVISOR = 4,
	ROLE_ADMIN = 8,
	ROLE_STAFF = 2 | 4 | 8,
	ROLE_NOBODY = 16,	/* not signed in; in routes: open to all */
	ROLE_ANY = 31,
};

struct actor {
	struct id account, clinic, session;
	struct id patient;		/* ID_NONE unless a patient */
	unsigned roles;
	struct str name;
	enum lang lang;
	unsigned look;			/* enum look of html/frame.h */
	const struct zone *zone;
	int64_t seen_at, made_at, ends_at;
};

enum session_state {
	SESSION_NONE,			/* no or unknown token */
	SESSION_OK,
	SESSION_OVER,			/* ended, idle too long, or too old */
};

/*
 * Finds who a token is.  SESSION_OVER fills account only, so that a form
 * sent too late can be kept for it.  An account switched off, without a role
 * in the clinic, or of an erased patient is SESSION_OVER at once.
 */
enum session_state actor_find(struct tx *, struct vault *, struct str token,
    struct actor *out);
/*
 * Who an account is in its own clinic, without a session: for the sign-in
 * that makes one, the demo and tests.  False: off, unknown, or no role.
 */
bool actor_of(struct tx *, struct vault *, struct id account,
    struct actor *out);
/*
 * The word of a role in the database and the audit; of several the first in
 * the order patient, therapist, supervisor, admin; "nobody" of none.
 */
const char *role_name(unsigned roles);
bool role_parse(struct str, unsigned *out_role);
/* Where this actor begins: "/today", "/list", "/team", "/admin". */
const char *actor_home(const struct actor *);

/*
 * A new session; returns its token for the cookie.  Always a fresh token:
 * one that came with the sign-in (a stolen or planted cookie) is ended by
 * session_end_token.  Of user_agent only the kind of device is kept.
 */
struct str session_start(struct tx *, struct arena *, struct id account,
    struct id clinic, unsigned roles, struct str user_agent, int64_t now);
/*
 * The same session by a new token, for the cookie; the old one opens nothing.
 * session: of struct actor.
 */
struct str session_rotate(struct tx *, struct arena *, struct id session);
/* "" and unknown tokens are fine. */
void session_end_token(struct tx *, struct arena *, struct str token,
    int64_t now);
/* session: of struct actor, never from a form. */
void session_end(struct tx *, struct id session, int64_t now);
/* Ends all of an account's, but the one to keep (ID_NONE: all). */
int64_t session_end_all(struct tx *, struct id account, struct id keep,
    int64_t now);
/*
 * Unawaited, at most once a minute; so an idle session may end up to a minute
 * early, never late.
 */
void session_seen(struct tx *, struct id session, int64_t now);

struct session_row {
	struct id id;
	struct str agent;		/* "phone", "tablet", "computer", "" */
	int64_t made_at, seen_at;
};
size_t session_list(struct tx *, struct id account, int64_t now,
    struct session_row **out);	/* running ones, last used first */
const char *session_agent_text(struct str agent);	/* T() */

/* Token for the forms of a session (or of a visitor's cookie). */
struct str csrf_token(struct vault *, struct arena *, struct str session_token);
