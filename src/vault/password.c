/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/random.h"
#include "vault/vault.h"

enum { TOKEN_BYTES = 32, DIGEST_BYTES = 32 };

/* Measured: 189 ms on one core of the reference machine. */
static _Atomic unsigned cost_passes = 3;
static _Atomic unsigned cost_kib = 32 * 1024;

static void
sodium_start(void)
{
	if (sodium_init() < 0)
		abort();
}

void
vault_password_cost(unsigned passes, unsigned kib)
{
	assert(passes >= 1 && kib >= 8);
	atomic_store(&cost_passes, passes);
	atomic_store(&cost_kib, kib);
}

struct str
vault_password_hash(struct arena *a, struct str password)
{
	char hash[crypto_pwhash_STRBYTES];

	sodium_start();
	if (crypto_pwhash_str_alg(hash, password.at, password.len,
	    atomic_load(&cost_passes), (size_t)atomic_load(&cost_kib) * 1024,
	    crypto_pwhash_ALG_ARGON2ID13) != 0)
		return STR_NONE;
	return str_copy(a, str_z(hash));
}

bool
vault_password_check(struct str hash, struct str password)
{
	char text[crypto_pwhash_STRBYTES] = "";

	sodium_start();
	if (hash.len >= sizeof(text) || !str_starts(hash, S("$argon2id$")))
		return false;
	memcpy(text, hash.at, hash.len);
	return crypto_pwhash_str_verify(text, password.at, password.len) == 0;
}

void
vault_password_dummy(struct str password)
{
	static const unsigned char salt[crypto_pwhash_SALTBYTES];
	unsigned char out[DIGEST_BYTES];

	sodium_start();
	if (crypto_pwhash(out, sizeof(out), password.at, password.len, salt,
	    atomic_load(&cost_passes), (size_t)atomic_load(&cost_kib) * 1024,
	    crypto_pwhash_ALG_ARGON2ID13) != 0)
		return;
	sodium_memzero(out, sizeof(out));
}

struct str
vault_token(struct arena *a)
{
	unsigned char token[TOKEN_BYTES];
	struct str text;

	random_bytes(token, sizeof(token));
	text = str_hex(a, token, sizeof(token));
	sodium_memzero(token, sizeof(token));
	return text;
}

struct bytes
vault_token_hash(struct arena *a, struct str token)
{
	unsigned char *out = arena_many(a, unsigned char, DIGEST_BYTES);

	sodium_start();
	crypto_generichash(out, DIGEST_BYTES, (const unsigned char *)token.at,
	    token.len, NULL, 0);
	return (struct bytes){ out, DIGEST_BYTES };
}
