/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Inside the audit, for audit.c and verify.c only: how a row becomes a link.
 *
 * hash = BLAKE2b-256(hash of the row before || seq || content).  Before the
 * first row stand 32 zeros.  Content: a format byte, then the fields in the
 * order of the table, each a length (4 bytes; all ones: NULL) and its bytes,
 * of which a number has 8; everything little endian.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/db.h"

enum {
	HASH_BYTES = 32,
	SEQ_BYTES = 8,
	CONTENT_MAX = 512,		/* no row of ours is longer */
};

/* What a statement selects to hash a row. */
#define COLUMNS "id:bytes at:int actor:bytes? patient_id:bytes? " \
	"object:bytes? session:bytes? action:text role:text how:text " \
	"refused:int"
#define FIELDS "id, at, actor, patient_id, object, session, action, role, " \
	"how, refused"

/* What is hashed, in one piece: place for prev and seq, then the content. */
struct image {
	size_t n;			/* 0: too long to be one of ours */
	unsigned char at[HASH_BYTES + SEQ_BYTES + CONTENT_MAX];
};

/* Of the row that stands at r, which has COLUMNS. */
void image_of(struct image *, struct rows *);
/* prev and out may be the same. */
void image_hash(struct image *, const unsigned char *prev, int64_t seq,
    unsigned char *out);
bool image_fits(struct image *, const unsigned char *prev, int64_t seq,
    const unsigned char *hash);

/* The last number and hash given; there: false when missing or damaged. */
struct head {
	bool there;
	int64_t seq;
	unsigned char hash[HASH_BYTES];		/* zeros before the first */
};

struct head head_read(struct tx *);
