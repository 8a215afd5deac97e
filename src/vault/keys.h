/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Inside the vault: only src/vault/ includes this.  Where keys lie in memory,
 * and how an owner's key is fetched.
 *
 * Clear keys live in one locked piece of memory (struct secrets, guarded
 * pages, not in core dumps).  Owners' keys are cached wrapped, never clear:
 * a clear one stays in its slot for the few microseconds of one seal or
 * open.  Nobody may allocate from an arena while holding a slot, as a full
 * arena jumps.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/rc.h"
#include "base/str.h"

struct arena;
struct db;

enum {
	KEY_BYTES = 32,		/* every key */
	NONCE_BYTES = 24,
	TAG_BYTES = 16,
	BOX_BYTES = NONCE_BYTES + TAG_BYTES,	/* a box over its content */
	WRAPPED_BYTES = BOX_BYTES + KEY_BYTES,
	KEY_FILE_BYTES = 2 * KEY_BYTES,		/* hex digits, then a newline */
	SLOTS = 64,		/* sets of SLOT_WAYS, by owner */
	SLOT_WAYS = 4,
	SLOT_MS = 1000,
	CACHE_SETS = 1024,
	CACHE_WAYS = 4,
	CACHE_MS = 60 * 1000,
};

struct secrets {
	unsigned char kek[KEY_BYTES];
	unsigned char lookup[KEY_BYTES];
	unsigned char digest[KEY_BYTES];
	unsigned char slot[SLOTS][KEY_BYTES];
};

struct wrapped {
	struct id owner;
	int64_t read_ms;		/* monotonic; when it was read */
	uint32_t version;
	bool used, erased;
	unsigned char box[WRAPPED_BYTES];
};

/*
 * What lies in a slot.  A page opens some ten texts of one owner, so a clear
 * key rests there for SLOT_MS after it was made, in the locked memory where
 * the key that opens all of them lies too.
 */
struct slot {
	struct id owner;
	int64_t until_ms;		/* monotonic */
	uint32_t version;
	int users;
	bool filled, stale;		/* stale: zeroed by its last user */
};

struct vault {
	struct db *db;
	struct secrets *secret;
	pthread_mutex_t lock;		/* of what follows */
	struct slot slots[SLOTS];
	uint64_t generation;		/* counts this process's erasures */
	struct wrapped cache[CACHE_SETS][CACHE_WAYS];
};

/* nonce || ciphertext || tag; out has room for BOX_BYTES + n. */
void box_close(unsigned char *out, const void *plain, size_t n,
    const void *aad, size_t aad_n, const unsigned char *key);
/* box_n bytes to box_n - BOX_BYTES at out; false: it was tampered with. */
bool box_open(void *out, const unsigned char *box, size_t box_n,
    const void *aad, size_t aad_n, const unsigned char *key);
void put_u32(unsigned char *, uint32_t);	/* little endian */
uint32_t get_u32(const unsigned char *);

/*
 * The owner's clear key in *key, to be read only; give it back with
 * key_drop() at once.
 * RC_REFUSED: erased.  RC_BAD: there is none, or it does not open.
 */
enum rc key_take(struct vault *, struct id owner, unsigned char **key,
    uint32_t *version) MUST_USE;
void key_drop(struct vault *, unsigned char *key);

/* The key file's content; data is the data folder, "" when there is none. */
enum rc key_file_read(struct str key_file, struct str data,
    unsigned char *kek, struct arena *, struct str *why) MUST_USE;
