/* SPDX-License-Identifier: Apache-2.0 */
/* What is there, against what was sent: row by row. */
#include "oracle.h"

#include <stdlib.h>
#include <string.h>

SQL(ack_submission, "sid:id account:id", "status:int",
    "SELECT status FROM submission WHERE sid = $1 AND account_id = $2");

static const char *const actions[KIND_N] = {
	[KIND_MESSAGE] = "message.send", [KIND_REPLY] = "message.send",
	[KIND_REPORT] = "homework.report", [KIND_QUESTIONS] = "answer.save",
	[KIND_EXERCISE] = "answer.save", [KIND_PLAN] = "safety-plan.write",
};

static int
by_of(const void *a, const void *b)
{
	const struct beside *x = a, *y = b;

	return memcmp(&x->of, &y->of, sizeof(x->of));
}

/* All that belong to this row: the first one and how many. */
static const struct beside *
besides_of(const struct besides *list, struct id of, size_t *n)
{
	struct beside key = { .of = of };
	const struct beside *hit = list->n == 0 ? NULL : bsearch(&key,
	    list->at, list->n, sizeof(*list->at), by_of);
	const struct beside *end = list->at + list->n;

	*n = 0;
	if (hit == NULL)
		return NULL;
	while (hit > list->at && id_eq(hit[-1].of, of))
		hit--;
	while (hit + *n < end && id_eq(hit[*n].of, of))
		(*n)++;
	return hit;
}

/* How many rows of the audit tell this of this one. */
static long
audit_n(const struct looking *l, struct id object, const char *action,
    const struct effect *e)
{
	size_t n, i;
	long found = 0;
	const struct beside *b = besides_of(&l->audit, object, &n);

	for (i = 0; i < n; i++)
		found += str_is(b[i].word, action) &&
		    id_eq(b[i].patient, e->patient) &&
		    (e->client < 0 || id_eq(b[i].actor, e->actor));
	return found;
}

static void
wrong(struct looking *l, struct told *t, const struct effect *e,
    const char *what)
{
	t->bad = true;
	oracle_says(l, "half: client %d form %ld (%s): %s", e->client,
	    e->number, kind_words[e->kind], what);
}

/* Of reports and plans the audit names the task or the patient only. */
static bool
counted_apart(enum kind kind)
{
	return kind == KIND_REPORT || kind == KIND_PLAN;
}

static void
alert_check(struct looking *l, struct told *t, const struct effect *e)
{
	size_t n, i;
	const struct beside *b = besides_of(&l->alerts, e->row, &n);
	bool alike;

	if (n != 1) {
		wrong(l, t, e, n == 0 ? "no alert" : "several alerts");
		return;
	}
	alike = b->item == e->item && id_eq(b->patient, e->patient);
	if (!alike)
		wrong(l, t, e, "the alert is another's");
	if (besides_of(&l->audit, b->row, &i) == NULL || i != 1)
		wrong(l, t, e, "the alert has not one audit row");
}

static void
score_check(struct looking *l, struct told *t, const struct effect *e)
{
	int q[9], sum = 0, i;
	size_t n;
	const struct beside *b = besides_of(&l->scores, e->row, &n);

	parts_answers(q, e->client, e->number);
	for (i = 0; i < 9; i++)
		sum += q[i];
	if (n != 1)
		wrong(l, t, e, "not one score");
	else if ((int)(b->value + 0.5) != sum ||
	    !id_eq(b->patient, e->patient))
		wrong(l, t, e, "the score is wrong");
}

static void
effect_check(struct looking *l, const struct effect *e)
{
	struct told *t = told_at(l, e->client, e->number);
	struct id patient;

	if (t == NULL || !t->any) {
		l->verdict->half++;
		oracle_says(l, "a %s that nobody sent", kind_words[e->kind]);
		return;
	}
	t->found++;
	patient = t->own ? l->own[e->client] : t->patient;
	if (!e->whole)
		wrong(l, t, e, "not whole");
	if (!id_eq(e->patient, patient))
		wrong(l, t, e, "in another patient's record");
	if (!id_eq(e->actor, l->account[e->client]))
		wrong(l, t, e, "by another account");
	if (!t->submitted)
		wrong(l, t, e, "no submission");
	if (!counted_apart(e->kind) && audit_n(l, e->row, actions[e->kind],
	    e) != 1)
		wrong(l, t, e, "not one audit row");
	if (e->kind == KIND_QUESTIONS) {
		alert_check(l, t, e);
		score_check(l, t, e);
	}
}

static void
submissions_read(struct looking *l)
{
	long n;
	int i;

	for (i = 0; i < CLIENTS; i++)
		for (n = 1; n <= l->told_n[i]; n++) {
			struct told *t = &l->told[i][n];
			ROWS(r, l->tx, ack_submission, t->sid, l->account[i]);

			t->submitted = rows_next(&r) &&
			    rows_int(&r, "status") == 303;
		}
}

/* As many rows of the audit as of reports and plans. */
static void
counts_check(struct looking *l, enum kind kind)
{
	long there = 0, told = 0;
	size_t i;

	for (i = 0; i < l->effects_n; i++)
		there += l->effects[i].kind == kind;
	for (i = 0; i < l->audit.n; i++)
		told += str_is(l->audit.at[i].word, actions[kind]);
	if (there == told)
		return;
	l->verdict->half += labs(there - told);
	oracle_says(l, "%ld of %s, but %ld rows of the audit", there,
	    kind_words[kind], told);
}

/* An alert or a score whose answer is not one of those sent. */
static void
orphans_check(struct looking *l, const struct besides *list, size_t mine,
    const char *what)
{
	if (list->n == mine)
		return;
	l->verdict->half += labs((long)list->n - (long)mine);
	oracle_says(l, "%zu answers, but %zu %s", mine, list->n, what);
}

void
oracle_compare(struct looking *l)
{
	size_t i, questions = 0;

	qsort(l->audit.at, l->audit.n, sizeof(*l->audit.at), by_of);
	qsort(l->alerts.at, l->alerts.n, sizeof(*l->alerts.at), by_of);
	qsort(l->scores.at, l->scores.n, sizeof(*l->scores.at), by_of);
	submissions_read(l);
	for (i = 0; i < l->effects_n; i++) {
		effect_check(l, &l->effects[i]);
		questions += l->effects[i].kind == KIND_QUESTIONS;
	}
	counts_check(l, KIND_REPORT);
	counts_check(l, KIND_PLAN);
	orphans_check(l, &l->alerts, questions, "alerts");
	orphans_check(l, &l->scores, questions, "scores");
}
