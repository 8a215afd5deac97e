/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_life.h"

#include <assert.h>

#include "people/clinic.h"

int
life_dice(struct life *l, int n)
{
	return (int)prng_below(&l->rng, (uint32_t)n);
}

bool
life_chance(struct life *l, int percent)
{
	return life_dice(l, 100) < percent;
}

int64_t
life_moment(const struct life *l, int day, int minute)
{
	return zone_moment(l->acts->clinic->zone, (struct day){ day }, minute);
}

int
life_day(const struct life *l, int64_t at)
{
	return zone_day(l->acts->clinic->zone, at).n;
}

/* Before work, at lunch, or most often in the evening. */
int64_t
life_free_time(struct life *l, int day)
{
	int when = life_dice(l, 10);

	if (when < 2)
		return life_moment(l, day, 7 * 60 + 20 + life_dice(l, 70));
	if (when < 4)
		return life_moment(l, day, 11 * 60 + 20 + life_dice(l, 70));
	return life_moment(l, day, 18 * 60 + life_dice(l, 200));
}

/* When the therapist sits with this patient on a day; 0: is not there. */
static int64_t
reading_on(const struct life *l, int day, bool any_day)
{
	const struct staff *s = &demo_staff[l->p->therapist];
	struct prng r = prng_seed(l->acts->seed ^ (uint64_t)day * 131 ^
	    (uint64_t)l->p->therapist << 32);
	int weekday = day_weekday((struct day){ day });
	int64_t at = life_moment(l, day, 8 * 60 + 20 +
	    (int)prng_below(&r, 120) + l->who % 12 * 7);

	if (!any_day && !(s->reading_days & 1u << (weekday - 1)))
		return 0;
	return clinic_staffed(l->acts->clinic, at) ? at : 0;
}

int64_t
life_reading_after(const struct life *l, int64_t at)
{
	int day, first = life_day(l, at);

	for (day = first; day < first + 40; day++) {
		int64_t m = reading_on(l, day, false);

		if (m >= at + SOON_S)
			return m;
	}
	return INT64_MAX;
}

int64_t
life_reading_before(const struct life *l, int64_t at, bool any_day)
{
	int day, last = life_day(l, at);

	for (day = last; day > last - 40; day--) {
		int64_t m = reading_on(l, day, any_day);

		if (m != 0 && m <= at - SOON_S)
			return m;
	}
	return 0;
}

/* NULL when it would be after the end, or after what this person does. */
struct act *
life_add(struct life *l, enum act_kind kind, int64_t at)
{
	struct acts *all = l->acts;
	bool staff = kind < ACT_ACCEPT || kind >= ACT_TICK;
	bool words = kind == ACT_ANSWER || kind == ACT_WRITE;
	struct act *a = &all->list[all->n];

	if (at >= all->now - MINUTE || (!staff && at > l->until) ||
	    (words && at > l->staff_until))
		return NULL;
	assert(all->n < ACTS_MAX);
	*a = (struct act){ .at = at, .order = all->n++, .kind = kind,
	    .who = l->who, .staff = staff ? l->p->therapist : -1,
	    .n = life_dice(l, 1000) };
	return a;
}

void
life_add_words(struct life *l, enum act_kind kind, int64_t at,
    const struct exchange *x)
{
	struct act *a = x == NULL ? NULL : life_add(l, kind, at);

	if (a != NULL)
		a->exchange = x;
}

struct act *
life_add_work(struct life *l, enum act_kind kind, int64_t at,
    const struct work *work)
{
	struct act *a = life_add(l, kind, at);

	if (a != NULL)
		a->work = work;
	return a;
}

/* A therapist's own words; without any left, just a look. */
bool
life_add_note(struct life *l, int64_t at, enum note_kind kind)
{
	struct act *a = life_add(l, ACT_WRITE, at);

	if (a == NULL)
		return false;
	a->text = texts_note(&l->acts->texts, l->p->lang, kind);
	if (a->text == NULL)
		a->kind = ACT_LOOK;
	return a->text != NULL;
}
