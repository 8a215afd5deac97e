/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/entry.h"

#include "base/arena.h"
#include "people/care.h"
#include "programme/content.h"

enum { OCCASION_N_MAX = 1000000 };

const struct form *
entry_form(const struct content *content, const struct homework *h)
{
	const struct programme *p = content_programme(content, h->programme);
	const struct task *t = h->task;

	if (t == NULL && p != NULL)
		t = programme_task(p, S("free"));
	return t == NULL ? NULL : t->sheet;
}

/* "HEX." of all entries of one assignment. */
static struct str
head_of(struct arena *a, struct id id)
{
	return str_fmt(a, "%.*s.", STR(id_hex(a, id)));
}

struct answer_place
entry_place(struct arena *a, const struct homework *h, const struct form *form,
    int n)
{
	return (struct answer_place){ .enrolment = h->enrolment,
	    .kind = "entry", .ref = form->id,
	    .occasion = str_fmt(a, "%.*s%d", STR(head_of(a, h->id)), n),
	    .variant = h->variant };
}

size_t
entry_list(struct care *c, const struct homework *h, struct entry **out)
{
	struct str head = head_of(c->arena, h->id);
	struct answer *list;
	size_t n = answers_of(c, "entry", head, &list), i;
	struct entry *e = arena_many(c->arena, struct entry, n + 1);

	for (i = 0; i < n; i++) {
		int64_t k = 0;

		(void)str_int(str_sub(list[i].occasion, head.len,
		    list[i].occasion.len), 1, OCCASION_N_MAX, &k);
		e[i] = (struct entry){ (int)k, list[i] };
	}
	*out = e;
	return n;
}

void
entry_counts(struct care *c, const struct homework *list, size_t n,
    int *counts)
{
	struct answers_count *found;
	size_t found_n = answers_counts(c, "entry", ENTRIES_MAX, &found), i, k;

	for (i = 0; i < n; i++) {
		counts[i] = 0;
		for (k = 0; k < found_n; k++)
			if (id_eq(found[k].id, list[i].id))
				counts[i] = found[k].n;
	}
}

int
entry_next(const struct entry *list, size_t n)
{
	int most = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		if (list[i].answer.sent_at == 0)
			return list[i].n;
		if (list[i].n > most)
			most = list[i].n;
	}
	return most + 1;
}
