/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Accounts of staff and patients: sign-in, passwords, invitations.
 *
 * A password is the only factor for now: at least PASSWORD_MIN characters
 * (NIST SP 800-63B-4 for a single factor), no composition rules, not on the
 * block list (zxcvbn's dictionary; the clinic's and the person's names).
 * Wrong tries slow down by account and by address; no one is locked out.
 * An invitation expires; opening it changes nothing, setting a password
 * uses it up.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/problems.h"
#include "base/str.h"
#include "base/zone.h"
#include "html/lang.h"

struct arena;
struct tx;
struct vault;
struct clinic;

enum { PASSWORD_MIN = 15, PASSWORD_MAX = 200, LOGIN_MAX = 200, NAME_MAX = 120 };

struct account {
	struct id id, clinic;
	struct str name;		/* "": a patient's */
	struct str login;		/* the first one; "": none */
	unsigned roles;
	enum lang lang;
	bool active, has_password;
	bool unreadable;		/* name or login was damaged: "" */
	unsigned reading_days;		/* bit 0 Monday .. 6 Sunday */
	int64_t created_at, version;
};

/* "ann@example.org", "+47 912 34 567" and "91234567" in one form each. */
struct str login_normal(struct arena *, struct str typed);

/*
 * The account's key is made first (vault_key_create(id)).  A patient's has
 * its name empty.  False: the login is taken, nothing was made.  login may be
 * "": to be added by account_add_login.
 */
bool account_make(struct tx *, struct vault *, struct id id, struct id clinic,
    struct str name, struct str login, enum lang, unsigned roles, int64_t now);
/* Adds one more name to sign in with; false when another account has it. */
bool account_add_login(struct tx *, struct vault *, struct id account,
    struct str login);
bool account_get(struct tx *, struct vault *, struct id, struct account *out);
size_t account_list(struct tx *, struct vault *, struct id clinic,
    struct account **out);		/* staff only, by name */
bool account_login_taken(struct tx *, struct vault *, struct str login);
void account_set_roles(struct tx *, struct id account, struct id clinic,
    unsigned roles, int64_t now);
/* Off ends all its sessions. */
void account_set_active(struct tx *, struct id account, bool, int64_t now);
/* Without it nobody could manage the clinic any more. */
bool account_is_last_admin(struct tx *, struct id account, struct id clinic);
void account_set_lang(struct tx *, struct id account, enum lang);
/* look: flags of enum look (html/frame.h). */
void account_set_look(struct tx *, struct id account, unsigned look);
void account_set_reading_days(struct tx *, struct id account, unsigned days);
/* Other sessions go on: session_end_all is the page's to call. */
void account_set_password(struct tx *, struct id account, struct str hash,
    int64_t now);

/*
 * Adds problems to field "password".  names: what the person signs in with,
 * the names of the person and the clinic; none may be part of it, and their
 * words count as known ones.  Takes milliseconds.
 */
void password_problems(struct problems *, struct str password,
    const struct str *names, size_t names_n);

/*
 * Sign-in in two steps: the slow one between them holds no transaction.
 *
 * Wrong tries are counted by account (5 an hour are free) and by address (20,
 * as a clinic shares one); then each waits twice as long as the one before,
 * from 2 seconds to 15 minutes.  An hour without a wrong try forgets them.
 * Tries during a wait are not tried and not counted, so the wait is the
 * longest the owner is kept out.  Unknown logins behave the same.
 */
struct sign_in_try {
	struct id account, clinic;
	struct str hash;		/* "" when there is no such account */
	int64_t wait_s;			/* > 0: throttled, not tried */
};
/* Step 1, read: finds the hash and the throttle's word. */
void sign_in_find(struct tx *, struct vault *, struct str login,
    struct str address, int64_t now, struct sign_in_try *out);
/*
 * Step 2, write: counts the try; true when right was true and the account is
 * still active with that password.  False with wait_s > 0: tries made at the
 * same time used up the free ones; this one was not counted.
 */
bool sign_in_note(struct tx *, struct vault *, struct sign_in_try *,
    struct str login, struct str address, bool right, int64_t now);

struct invitation {
	struct id id, clinic, account, patient;
	int64_t made_at, expires_at, used_at;
	bool revoked;
};
/*
 * The link's token; the account or patient it is for (other: ID_NONE).
 * Earlier open ones for the same are revoked.
 */
struct str invitation_make(struct tx *, struct arena *, struct id clinic,
    struct id account, struct id patient, struct id by, int64_t expires_at,
    int64_t now);
/* False: no such token. Expired, used, revoked are for the caller to tell. */
bool invitation_find(struct tx *, struct arena *, struct str token,
    struct invitation *out);
bool invitation_open(const struct invitation *, int64_t now);
/* Uses it up; false when it is not open (any more). */
bool invitation_use(struct tx *, struct id invitation, int64_t now);
void invitation_revoke_all(struct tx *, struct id patient, struct id account,
    int64_t now);

/*
 * Forms kept over the end of a session, sealed: the newest few of an account,
 * for a week.
 */
enum { KEPT_FORMS_MAX = 5, KEPT_FORM_S = 7 * 86400 };
struct kept_form {
	struct id id;
	struct str path, body;
	int64_t kept_at;
};
void kept_form_put(struct tx *, struct vault *, struct id account,
    struct str path, struct str body, int64_t now);
bool kept_form_newest(struct tx *, struct vault *, struct id account,
    int64_t now, struct kept_form *out);
void kept_form_drop(struct tx *, struct id account, struct id id);
