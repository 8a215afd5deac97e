/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Two sources that never mix: random_bytes() is the kernel's and makes every
 * key, nonce, salt, token and id; struct prng is seeded and makes believable
 * demo histories and test inputs, nothing else.
 */
#include <stddef.h>
#include <stdint.h>

void random_bytes(void *out, size_t n);	/* never fails; aborts instead */

struct prng {
	uint64_t s[4];
};

struct prng prng_seed(uint64_t seed);
uint64_t prng_next(struct prng *);
/* 0..n-1; n > 0 */
uint32_t prng_below(struct prng *, uint32_t n);
double prng_unit(struct prng *);		/* 0 <= x < 1 */
