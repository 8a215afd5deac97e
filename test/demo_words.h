/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the people of the fictional clinic wrote: never the same twice. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "demo/demo_texts.h"
#include "homework/unsure.h"

SQL(t_scores, "",
    "instrument:text occasion:text value:real? change:text at:int",
    "SELECT instrument, occasion, value, change, at FROM score"
    " ORDER BY at, instrument, occasion, value /* duty: test */");
SQL(t_sent, "", "from_patient:int sent_at:int",
    "SELECT from_patient, sent_at FROM message"
    " ORDER BY sent_at, from_patient /* duty: test */");
SQL(t_works, "", "task:text amount:int minute:int? reported_at:int",
    "SELECT a.task, r.amount, p.minute, r.reported_at FROM homework_report r"
    " JOIN assignment a ON a.id = r.assignment_id"
    " JOIN assignment_plan p ON p.assignment_id = a.id AND p.n = a.in_force"
    " ORDER BY r.reported_at, a.task, r.amount /* duty: test */");

enum { SAID_MAX = 4000, STORY_MAX = 400000 };
struct said {
	struct str at[SAID_MAX];
	size_t n;
};

/* What happened when, without ids: the same for the same seed. */
static struct str
story_read(struct tx *tx)
{
	struct buf b = buf_new(test_arena, STORY_MAX);
	ROWS(s, tx, t_scores);
	ROWS(m, tx, t_sent);
	ROWS(w, tx, t_works);

	while (rows_next(&s))
		buf_fmt(&b, "%.*s %.*s %g %.*s %lld\n",
		    STR(rows_str(&s, "instrument")),
		    STR(rows_str(&s, "occasion")), rows_real(&s, "value"),
		    STR(rows_str(&s, "change")),
		    (long long)rows_int(&s, "at"));
	while (rows_next(&m))
		buf_fmt(&b, "m%lld %lld\n",
		    (long long)rows_int(&m, "from_patient"),
		    (long long)rows_int(&m, "sent_at"));
	while (rows_next(&w))
		buf_fmt(&b, "%.*s %lld %lld %lld\n",
		    STR(rows_str(&w, "task")),
		    (long long)rows_int(&w, "amount"),
		    (long long)rows_int(&w, "minute"),
		    (long long)rows_int(&w, "reported_at"));
	return buf_str(&b);
}

static void
said_add(struct said *s, struct str text)
{
	if (text.len == 0)
		return;
	if (s->n == SAID_MAX)
		exit(1);
	s->at[s->n].at = memcpy(arena_many(test_arena, char, text.len),
	    text.at, text.len);
	s->at[s->n++].len = text.len;
}

/* A letter without its greeting, quote and name, which do come back. */
static struct str
letter_words(struct str body)
{
	struct str best = body, line, rest = body;

	best.len = 0;
	while (rest.len > 0) {
		line = str_cut(&rest, '\n');
		if (!str_starts(line, S(">")) && line.len > best.len)
			best = line;
	}
	return best;
}

static void
words_read(struct said *s, struct vault *v, const struct content *content,
    struct tx *tx, const struct actor *a, struct id patient)
{
	struct message *letters;
	struct homework *list;
	struct unsure *doubts;
	struct care c;
	size_t n, i;

	if (!care_open(&c, tx, v, a, patient))
		return;
	n = message_list(&c, 200, &letters, NULL);
	for (i = 0; i < n; i++)
		said_add(s, letter_words(letters[i].body));
	n = homework_list(&c, content, &list);
	for (i = 0; i < n; i++) {
		said_add(s, list[i].report.noticed);
		said_add(s, list[i].fit_reason);
		if (list[i].reviewed && list[i].review.template.len == 0 &&
		    id_is_none(list[i].review.lead))
			said_add(s, letter_words(list[i].review.reply));
	}
	n = unsure_list(&c, &doubts);
	for (i = 0; i < n; i++)
		said_add(s, doubts[i].words);
	said_add(s, patient_matters(&c));
	said_add(s, patient_practised(&c));
}

static int
by_text(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static void
words_twice(struct said *s)
{
	size_t i;

	qsort(s->at, s->n, sizeof(s->at[0]), by_text);
	for (i = 1; i < s->n; i++)
		if (str_eq(s->at[i - 1], s->at[i]))
			test_fault(__FILE__, __LINE__, "said twice",
			    str_fmt(test_arena, "%.*s", STR(s->at[i])).at,
			    "once");
}

TEST(quotes_are_what_was_said)
{
	const struct pool *pools[] = { &demo_pool_nb, &demo_pool_en };
	size_t i, k;

	for (i = 0; i < 2; i++)
		for (k = 0; k < pools[i]->exchanges_n; k++) {
			const struct exchange *x = &pools[i]->exchanges[k];

			if (strstr(x->says, x->quote) == NULL)
				test_fault(__FILE__, __LINE__, "not said",
				    x->quote, x->says);
		}
}
