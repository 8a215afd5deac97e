/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_life.h"

#include "people/clinic.h"

enum { RELIABLE = 6 };

static int
within(int x, int low, int high)
{
	return x < low ? low : x > high ? high : x;
}

bool
life_got_worse(const struct life *l, int week)
{
	int since = l->p->how & ENDS_ALERT ? l->p->week - 1 : l->p->week - 2;

	return l->p->goes == GOES_WORSE && week >= since;
}

int
life_phq_total(struct life *l, int week)
{
	int noise = life_dice(l, 3) - 1, total = l->base + noise;

	if (week == 0)
		return l->base;
	switch (l->p->goes) {
	case GOES_WELL:
	case GOES_FINISHED:
		total -= (l->base - 4) * (week < 9 ? week : 9) / 9;
		break;
	case GOES_STUCK:
		total += life_dice(l, 3) - 1;
		break;
	case GOES_QUIET:
		total -= week / 3;
		break;
	case GOES_WORSE:
		if (life_got_worse(l, week))
			return l->base + RELIABLE + 1 + life_dice(l, 3);
		break;
	case GOES_RISK:
	case GOES_INVITED:
		break;
	}
	return within(total, 2, l->base + 3);
}

static int
gad_total(struct life *l, int week)
{
	int noise = life_dice(l, 3) - 1;

	if (week == 0)
		return l->gad;
	if (l->p->goes == GOES_WELL || l->p->goes == GOES_FINISHED)
		return within(l->gad - week + noise, 2, l->gad);
	if (life_got_worse(l, week))
		return within(l->gad + 5, 0, 21);
	return within(l->gad + noise, 2, l->gad + 2);
}

void
life_scores_first(struct life *l)
{
	l->base = l->p->goes == GOES_WORSE ? 9 + life_dice(l, 4) :
	    l->p->goes == GOES_QUIET ? 11 + life_dice(l, 4) :
	    13 + life_dice(l, 5);
	l->gad = within(l->base * 2 / 3 + life_dice(l, 3), 5, 14);
}

/* Somebody takes and closes what an answer raised; the moment it is done. */
static int64_t
handled(const struct life *l, int64_t at)
{
	return clinic_after(l->acts->clinic, at + MINUTE, 45 * MINUTE +
	    l->who % 5 * 11 * MINUTE);
}

static void
handle(struct life *l, int64_t at)
{
	int64_t done = handled(l, at);

	life_add(l, ACT_TAKE, done - 25 * MINUTE > at ? done - 25 * MINUTE :
	    at + 10 * MINUTE);
	life_add(l, ACT_CLOSE, done);
}

void
life_follow_up(struct life *l, int week, int64_t at, const char *option)
{
	struct act *a = life_add(l, ACT_FOLLOW_UP, at);

	if (a == NULL)
		return;
	a->n = week;
	a->text = option;
}

bool
life_measure(struct life *l, int week, int64_t at)
{
	bool thoughts = l->p->how & THOUGHTS && week < 2;
	bool tells = life_got_worse(l, week) || thoughts;
	struct act *a;

	if (tells && handled(l, at) >= l->acts->now - SOON_S)
		return false;
	a = life_add(l, ACT_PHQ, at);
	if (a == NULL)
		return false;
	a->n = week;
	a->total = life_phq_total(l, week);
	a->q9 = thoughts;
	a->skips = !tells && week > 0 && life_chance(l, 5);
	if (thoughts)
		life_follow_up(l, week, at + MINUTE, "no");
	a = week % 6 == 0 ? life_add(l, ACT_GAD, at + 4 * MINUTE) : NULL;
	if (a != NULL) {
		a->n = week;
		a->total = gad_total(l, week);
	}
	if (tells)
		handle(l, at + 5 * MINUTE);
	return true;
}
