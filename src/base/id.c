/* SPDX-License-Identifier: Apache-2.0 */
#include "base/id.h"

#include <stdatomic.h>
#include <string.h>

#include "base/random.h"

struct id
id_random(void)
{
	struct id id = ID_NONE;

	random_bytes(id.b, sizeof(id.b));
	return id;
}

enum { SEQ_BITS = 16 };

struct id
id_event(int64_t now_ms)
{
	static _Atomic uint64_t last;
	uint64_t base = (uint64_t)now_ms << SEQ_BITS;
	uint64_t before = atomic_load(&last), next;
	struct id id = id_random();
	int i;

	do {
		next = before >> SEQ_BITS == base >> SEQ_BITS ? before + 1 :
		    base;
	} while (!atomic_compare_exchange_weak(&last, &before, next));
	for (i = 0; i < 8; i++)
		id.b[i] = (unsigned char)(next >> (56 - 8 * i));
	return id;
}

bool
id_is_none(struct id id)
{
	return id_eq(id, ID_NONE);
}

int
id_cmp(struct id a, struct id b)
{
	return memcmp(a.b, b.b, sizeof(a.b));
}

bool
id_eq(struct id a, struct id b)
{
	return memcmp(a.b, b.b, sizeof(a.b)) == 0;
}

struct str
id_hex(struct arena *a, struct id id)
{
	return str_hex(a, id.b, sizeof(id.b));
}

bool
id_parse(struct str s, struct id *out)
{
	return str_unhex(s, out->b, sizeof(out->b));
}
