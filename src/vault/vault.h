/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Keys, and what is locked with them.
 *
 * Every owner (patient, account, clinic) has one data key, wrapped by the
 * key-encryption key and kept apart from the data: keys.db beside the data
 * file, schema `vault` on PostgreSQL.  The key is written and synced before
 * its owner's first row.  Erasing the key makes the owner's text unreadable
 * everywhere.  XChaCha20-Poly1305; the nonce is random and stands before the
 * ciphertext; the additional data binds field, row, owner and key version,
 * so a ciphertext moved to another place does not open.
 *
 * The key-encryption key comes from a file outside the data folder (0400,
 * 32 bytes as 64 hex digits) or a systemd credential ("credential:NAME").
 *
 * A process keeps wrapped keys (never clear ones) for at most 60 seconds:
 * its own erasures count at once, those of another process by then.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/id.h"
#include "base/rc.h"
#include "base/str.h"

struct arena;
struct db;
struct tx;
struct vault;

/* Numbers are for ever: never reuse, never renumber. */
enum vault_field {
	FIELD_ACCOUNT_NAME = 1,
	FIELD_ACCOUNT_LOGIN = 2,
	FIELD_PATIENT_NAME = 3,
	FIELD_PATIENT_BORN = 4,
	FIELD_PATIENT_MOBILE = 5,
	FIELD_PATIENT_EMAIL = 6,
	FIELD_PATIENT_PLACE = 7,
	FIELD_PATIENT_PERSON = 8,	/* one person to call */
	FIELD_PATIENT_GP = 9,
	FIELD_ASSESSMENT_NOTE = 10,
	FIELD_MATTERS = 11,		/* "what matters to me" */
	FIELD_SAFETY_PLAN = 12,
	FIELD_ANSWER = 13,
	FIELD_DRAFT = 14,
	FIELD_MESSAGE = 15,
	FIELD_HOMEWORK_REASON = 16,
	FIELD_HOMEWORK_NOTICED = 17,
	FIELD_HOMEWORK_REPLY = 18,
	FIELD_ALERT_NOTE = 19,
	FIELD_ALERT_PLAN = 20,
	FIELD_RELEASE_REASON = 21,
	FIELD_BREAK_GLASS_REASON = 22,
	FIELD_HOMEWORK_TEXT = 23,	/* title and steps of an own task */
	FIELD_CLINIC_NAME = 24,
	FIELD_KEPT_TEXT = 25,		/* a form kept over a sign-in */
	FIELD_FOLLOW_UP = 26,
	FIELD_INVITATION = 27,
	FIELD_HOMEWORK_PLAN = 28,	/* words of one plan */
	FIELD_HOMEWORK_FIT = 29,	/* "this does not fit me" */
	FIELD_UNSURE = 30,
	FIELD_PRACTICE_NOTE = 31,
	FIELD_PRACTISED = 32,		/* how practising was before */
	FIELD_PAUSE_REASON = 33,
	FIELD_COURSE_END = 34,
	FIELD_WORK_CONTACT = 35,	/* at the employer */
	FIELD_WAY_PLAN = 36,		/* plan back to work, one version */
	FIELD_WAY_DRAFT = 37,
	FIELD_WAY_BACK = 38,		/* a step back and what helps */
	FIELD_WAY_HANDED = 39,		/* to whom, and the text */
	FIELD_WORK_NOTE = 40,		/* how a worry was met */
	FIELD_ENCOUNTER = 45,		/* words of one version, or a draft */
	FIELD_RHYTHM_REASON = 46,
	FIELD_MINUTES_NOTE = 47,
	FIELD_REACH_EMAIL = 50,		/* of a clinician */
	FIELD_REACH_MOBILE = 51,
	FIELD_OUTBOX = 52,		/* the link of an invitation */
	FIELD_VARIANT_NOTE = 70,	/* a therapist's words in a chapter */
	FIELD_VARIANT_REASON = 71,
	FIELD_N,
};

/*
 * where: data folder path or PostgreSQL address; key_file as above.  A new
 * vault is made, or an older one migrated, when create is set.  *why gets a
 * sentence on failure; RC_REFUSED: the key file is not the one this vault was
 * made with; RC_BAD: the file, or the vault, is not what it must be.
 */
enum rc vault_open(struct vault **out, struct str where, struct str key_file,
    bool create, struct arena *, struct str *why) MUST_USE;
void vault_close(struct vault *);
/* Makes a key file (0400); RC_REFUSED when it exists. */
enum rc vault_key_make(struct str key_file, struct arena *, struct str *why)
    MUST_USE;
/* Hex digits by which people compare keys; not secret. */
struct str vault_fingerprint(struct vault *, struct arena *);
struct db *vault_db(struct vault *);	/* for backup, restore and migrate */

/*
 * Makes the owner's key; on disk when it returns.  Twice is fine; RC_REFUSED
 * when it was erased.  May be called inside a transaction of the data.
 */
enum rc vault_key_create(struct vault *, struct id owner) MUST_USE;
/*
 * Overwrites and removes: the owner's text is unreadable from now on, and on
 * SQLite the key is gone from the files when it returns RC_OK.  RC_AGAIN:
 * erased, but its bytes may stand in the log yet; call it again.
 */
enum rc vault_key_erase(struct vault *, struct id owner) MUST_USE;

/* Before opening texts of many owners: reads their keys in one go. */
void vault_keys_read(struct vault *, const struct id *owners, size_t n);

/* Zeroes clear keys that nobody used for a second: about once a second. */
void vault_rest(struct vault *);

/*
 * Seal and open under the owner's key, in the transaction's arena.  Failures
 * are sticky on the transaction (tx_fail): RC_BAD when a text was altered or
 * moved.  An erased owner's text opens as "" and *erased (may be NULL) is set;
 * sealing for an erased owner is RC_REFUSED.  No bytes (NULL) open as "".
 */
struct bytes vault_seal(struct vault *, struct tx *, struct id owner,
    enum vault_field, struct id row, struct str text);
struct str vault_unseal(struct vault *, struct tx *, struct id owner,
    enum vault_field, struct id row, struct bytes, bool *erased);
/* For names and for pages that must open whatever was damaged: what does not
 * open is "", sets *unreadable (may be NULL), and fails nothing. */
struct str vault_unseal_some(struct vault *, struct tx *, struct id owner,
    enum vault_field, struct id row, struct bytes, bool *unreadable);
/* Keyed hash for look-ups (login, phone, e-mail); with a purpose that begins
 * with "digest", by another key, for digests of content. */
struct bytes vault_blind(struct vault *, struct arena *, const char *purpose,
    struct str text);		/* 32 bytes */

/* Passwords: Argon2id, parameters kept in the hash.  Slow (about 190 ms):
 * password thread only. */
/* "" when there is no memory for it: refuse then, with a 503. */
struct str vault_password_hash(struct arena *, struct str password);
bool vault_password_check(struct str hash, struct str password);
/* As slow as a check, for accounts that do not exist. */
void vault_password_dummy(struct str password);
/* For tests and the demo. */
void vault_password_cost(unsigned passes, unsigned kib);

/* Session and invitation tokens: 256 random bits as 64 hex digits. */
struct str vault_token(struct arena *);
struct bytes vault_token_hash(struct arena *, struct str token); /* BLAKE2b */
