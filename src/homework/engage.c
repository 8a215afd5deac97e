/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/engage.h"

bool
engage_done(const struct engage *e)
{
	return e->told.amount == AMOUNT_DID || e->told.amount == AMOUNT_PARTLY;
}

double
engage_mean(const struct engage_mean *m)
{
	return m->n == 0 ? 0 : m->sum / m->n;
}

static void
add(struct engage_mean *m, int value)
{
	if (value < 0)
		return;
	m->n++;
	m->sum += value;
}

static void
told_add(const struct engage *e, struct engage_sum *s)
{
	const struct engage_told *t = &e->told;
	int size = t->size >= 0 ? t->size : e->size, o;

	s->told++;
	add(&s->hard, t->hard);
	add(&s->helped, t->helped);
	add(&s->quality, t->quality);
	add(&s->rhythm, t->rhythm);
	if (t->answered_at > 0) {
		s->hours.n++;
		s->hours.sum += t->hours;
	}
	if (size >= 0) {
		s->size_told[size]++;
		s->size_done[size] += engage_done(e);
	}
	for (o = 0; o < OBSTACLES_N; o++)
		s->obstacles[o] += (t->obstacles & (1U << o)) != 0;
	if (e->helps >= 0 && t->helped >= 0) {
		add(&s->before, e->helps);
		add(&s->after, t->helped);
	}
}

void
engage_sum(const struct engage *list, size_t n, struct engage_sum *s)
{
	size_t i;
	int o, most = 1;

	*s = (struct engage_sum){ .obstacle = OBSTACLE_NONE };
	for (i = 0; i < n; i++) {
		const struct engage *e = &list[i];

		s->proposed++;
		s->agreed += engage_agreed(e);
		s->done += engage_done(e);
		s->talk += e->talk != TALK_NOT;
		s->entries += e->entries;
		add(&s->helps, e->helps);
		add(&s->fits, e->fits);
		add(&s->can, e->can);
		if (e->told.version > 0)
			told_add(e, s);
	}
	for (o = 0; o < OBSTACLES_N; o++)
		if (s->obstacles[o] > most) {
			most = s->obstacles[o];
			s->obstacle = (enum obstacle)o;
		}
}
