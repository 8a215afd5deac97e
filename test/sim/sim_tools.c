/* SPDX-License-Identifier: Apache-2.0 */
#include "sim.h"

#include <stdarg.h>
#include <stdlib.h>

void
sim_die(const char *what)
{
	fprintf(stderr, "simyear: %s\n", what);
	exit(2);
}

void
sim_log(struct sim *s, const char *fmt, ...)
{
	va_list ap;

	fprintf(s->log, "%lld ", (long long)s->now);
	va_start(ap, fmt);
	vfprintf(s->log, fmt, ap);
	va_end(ap);
	fputc('\n', s->log);
}

const char *
hex(struct id id)
{
	static char text[8][33];
	static unsigned at;
	char *out = text[at++ % 8];
	int i;

	for (i = 0; i < 16; i++)
		snprintf(out + 2 * i, 3, "%02x", id.b[i]);
	return out;
}

int
roll(struct prng *r, int n)
{
	return (int)prng_below(r, (uint32_t)n);
}

bool
chance(struct prng *r, int per_mille)
{
	return roll(r, 1000) < per_mille;
}

/* --- ids that the seed gives ---------------------------------------------- */

/*
 * Ids order what falls on one moment, so they are the seed's here: the
 * linker puts these in the place of base/id.h's (sim.mk).  Keys, nonces and
 * tokens stay the kernel's.
 */
static struct prng ids;
static uint64_t last_event;

void
sim_ids_seed(uint64_t seed)
{
	ids = prng_seed(seed ^ UINT64_C(0x1d5));
}

struct id __wrap_id_random(void);
struct id __wrap_id_event(int64_t now_ms);

struct id
__wrap_id_random(void)
{
	struct id id;
	uint64_t x = 0;
	int i;

	for (i = 0; i < 16; i++) {
		if (i % 8 == 0)
			x = prng_next(&ids);
		id.b[i] = (unsigned char)(x >> (i % 8 * 8));
	}
	return id;
}

struct id
__wrap_id_event(int64_t now_ms)
{
	/* The set clock stands for a second; its milliseconds are real. */
	uint64_t base = (uint64_t)(now_ms - now_ms % 1000) << 16;
	struct id id = __wrap_id_random();
	int i;

	last_event = last_event >> 16 == base >> 16 ? last_event + 1 : base;
	for (i = 0; i < 8; i++)
		id.b[i] = (unsigned char)(last_event >> (56 - 8 * i));
	return id;
}

/* --- what comes when ------------------------------------------------------ */

static bool
before(const struct act *a, const struct act *b)
{
	return a->at != b->at ? a->at < b->at : a->order < b->order;
}

void
sim_add(struct sim *s, int64_t at, enum what what, int who)
{
	size_t i = s->heap_n++;

	if (s->heap_n > s->heap_max) {
		s->heap_max = s->heap_max == 0 ? 4096 : s->heap_max * 2;
		s->heap = realloc(s->heap, s->heap_max * sizeof(*s->heap));
		if (s->heap == NULL)
			sim_die("out of memory");
	}
	s->heap[i] = (struct act){ at - at % STEP_S, s->order++, what, who };
	for (; i > 0 && before(&s->heap[i], &s->heap[(i - 1) / 2]);
	    i = (i - 1) / 2) {
		struct act x = s->heap[i];

		s->heap[i] = s->heap[(i - 1) / 2];
		s->heap[(i - 1) / 2] = x;
	}
}

bool
sim_due(struct sim *s, int64_t now, struct act *out)
{
	size_t i = 0, k;

	if (s->heap_n == 0 || s->heap[0].at > now)
		return false;
	*out = s->heap[0];
	s->heap[0] = s->heap[--s->heap_n];
	while ((k = 2 * i + 1) < s->heap_n) {
		struct act x = s->heap[i];

		if (k + 1 < s->heap_n && before(&s->heap[k + 1], &s->heap[k]))
			k++;
		if (before(&x, &s->heap[k]))
			break;
		s->heap[i] = s->heap[k];
		s->heap[k] = x;
		i = k;
	}
	return true;
}

int64_t
one_at(const struct one *p, int day, int minute)
{
	return zone_moment(p->zone, (struct day){ day }, minute);
}

int
one_today(const struct sim *s, const struct one *p)
{
	return zone_day(p->zone, s->now).n;
}
