/* SPDX-License-Identifier: Apache-2.0 */
#include "base/problems.h"

void
problem_add_n(struct problems *p, struct str field, const char *text, int64_t n)
{
	if (p->n < PROBLEMS_MAX)
		p->list[p->n++] = (struct problem){ field, text, n };
}

void
problem_add(struct problems *p, struct str field, const char *text)
{
	problem_add_n(p, field, text, 0);
}

const struct problem *
problem_of(const struct problems *p, struct str field)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		if (str_eq(p->list[i].field, field))
			return &p->list[i];
	return NULL;
}
