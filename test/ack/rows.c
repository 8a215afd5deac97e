/* SPDX-License-Identifier: Apache-2.0 */
/* Reads every row made since the start, and opens its text. */
#include "oracle.h"

#include <string.h>

#include "base/arena.h"
#include "people/account.h"
#include "people/row.h"

enum { EFFECTS_MAX = 400000, BESIDES_MAX = 1000000 };

SQL(ack_account, "blind:bytes", "account_id:id",
    "SELECT account_id FROM account_login WHERE blind = $1");
SQL(ack_own, "account:id", "id:id",
    "SELECT id FROM patient WHERE account_id = $1");
SQL(ack_messages, "since:int",
    "id:id patient_id:id from_account:id body:bytes",
    "SELECT id, patient_id, from_account, body FROM message"
    " WHERE sent_at >= $1 /* duty: ack */");
SQL(ack_reports, "since:int",
    "id:id patient_id:id amount:int noticed:bytes? account_id:id?",
    "SELECT r.id AS id, r.patient_id AS patient_id, r.amount AS amount,"
    " r.noticed AS noticed, p.account_id AS account_id"
    " FROM homework_report r JOIN patient p ON p.id = r.patient_id"
    " WHERE r.reported_at >= $1 /* duty: ack */");
SQL(ack_plans, "since:int",
    "id:id patient_id:id signs:bytes helps:bytes people:bytes made_by:id",
    "SELECT id, patient_id, signs, helps, people, made_by FROM safety_plan"
    " WHERE made_at >= $1 /* duty: ack */");
SQL(ack_answers, "since:int", "id:id patient_id:id account_id:id?",
    "SELECT a.id AS id, a.patient_id AS patient_id,"
    " p.account_id AS account_id FROM answer a"
    " JOIN patient p ON p.id = a.patient_id"
    " WHERE a.sent_at >= $1 /* duty: ack */");
SQL(ack_values, "answer:id", "id:id field:text value:bytes",
    "SELECT id, field, value FROM answer_value"
    " WHERE answer_id = $1 AND row_n = 0 /* duty: ack */");
SQL(ack_audit, "since:int",
    "object:id? actor:id? patient_id:id? action:text",
    "SELECT object, actor, patient_id, action FROM audit"
    " WHERE at >= $1 AND refused = 0 /* duty: ack */");
SQL(ack_alerts, "since:int", "id:id answer_id:id patient_id:id item_level:int",
    "SELECT id, answer_id, patient_id, item_level FROM alert"
    " WHERE made_at >= $1 /* duty: ack */");
SQL(ack_scores, "since:int",
    "id:id answer_id:id patient_id:id value:real? instrument:text",
    "SELECT s.id AS id, s.answer_id AS answer_id,"
    " s.patient_id AS patient_id, s.value AS value,"
    " s.instrument AS instrument FROM score s"
    " JOIN answer a ON a.id = s.answer_id"
    " WHERE a.sent_at >= $1 /* duty: ack */");

void
oracle_people(struct looking *l)
{
	int i;

	for (i = 0; i < CLIENTS; i++) {
		struct str login = login_normal(l->arena,
		    str_z(parts[i].login));
		ROWS(r, l->tx, ack_account, vault_blind(l->vault, l->arena,
		    "login", login));

		if (rows_next(&r))
			l->account[i] = rows_id(&r, "account_id");

		ROWS(own, l->tx, ack_own, l->account[i]);

		if (rows_next(&own))
			l->own[i] = rows_id(&own, "id");
	}
}

/* --- what clients made ---------------------------------------------------- */

static struct effect *
effect_add(struct looking *l, struct rows *r)
{
	struct effect *e = &l->effects[l->effects_n];

	if (l->effects_n + 1 < EFFECTS_MAX)
		l->effects_n++;
	*e = (struct effect){ .client = -1, .row = rows_id(r, "id"),
	    .patient = rows_id(r, "patient_id") };
	l->verdict->read++;
	return e;
}

/* "ack 3 17 ...": whose it is, and whether it is all of it. */
static void
text_read(struct looking *l, struct effect *e, struct str text)
{
	char want[TEXT_MAX], head[40];
	int client, used = 0;
	long number;
	size_t n = text.len < sizeof(head) - 1 ? text.len : sizeof(head) - 1;

	memcpy(head, text.at, n);
	head[n] = '\0';
	if (sscanf(head, "ack %d %ld %n", &client, &number, &used) < 2 ||
	    client < 0 || client >= CLIENTS || number < 1)
		return;
	e->client = client;
	e->number = number;
	n = text_of(want, l->seed, client, number);
	e->whole = n == text.len && memcmp(want, text.at, n) == 0;
}

static struct str
opened(struct looking *l, struct rows *r, const char *column,
    struct id patient, enum vault_field field, struct id row)
{
	return vault_unseal(l->vault, l->tx, patient, field, row,
	    rows_bytes(r, column), NULL);
}

static void
messages_read(struct looking *l)
{
	ROWS(r, l->tx, ack_messages, l->started_at);

	while (rows_next(&r)) {
		struct effect *e = effect_add(l, &r);

		e->actor = rows_id(&r, "from_account");
		text_read(l, e, opened(l, &r, "body", e->patient,
		    FIELD_MESSAGE, e->row));
		e->kind = e->client < 0 ? KIND_MESSAGE :
		    kind_of(e->client, e->number);
		e->whole &= e->kind == KIND_MESSAGE || e->kind == KIND_REPLY;
	}
}

static void
reports_read(struct looking *l)
{
	ROWS(r, l->tx, ack_reports, l->started_at);

	while (rows_next(&r)) {
		struct effect *e = effect_add(l, &r);

		e->kind = KIND_REPORT;
		e->actor = rows_id(&r, "account_id");
		text_read(l, e, opened(l, &r, "noticed", e->patient,
		    FIELD_HOMEWORK_NOTICED, e->row));
		e->whole &= rows_int(&r, "amount") == e->number % 4;
	}
}

static void
plans_read(struct looking *l)
{
	static const char *const columns[] = { "signs", "helps", "people" };
	unsigned char i;
	ROWS(r, l->tx, ack_plans, l->started_at);

	while (rows_next(&r)) {
		struct effect *e = effect_add(l, &r);
		bool whole = true;

		e->kind = KIND_PLAN;
		e->actor = rows_id(&r, "made_by");
		for (i = 0; i < 3; i++) {
			text_read(l, e, opened(l, &r, columns[i], e->patient,
			    FIELD_SAFETY_PLAN, row_part(e->row,
			    (unsigned char)(i + 1))));
			whole &= e->whole;
		}
		e->whole = whole;
	}
}

/* The number stands in the eight unscored-for-risk answers, base four. */
static void
questions_read(struct looking *l, struct effect *e, const int *q)
{
	int want[9], i;
	long number = 0;

	for (i = 7; i >= 0; i--)
		number = number * 4 + q[i];
	e->kind = KIND_QUESTIONS;
	e->number = number;
	e->item = q[8];
	for (i = 0; i < CLIENTS; i++)
		if (id_eq(l->account[i], e->actor) &&
		    kind_of(i, number) == KIND_QUESTIONS) {
			parts_answers(want, i, number);
			e->client = i;
			e->whole = memcmp(want, q, sizeof(want)) == 0;
		}
}

static void
answer_read(struct looking *l, struct effect *e)
{
	int q[9] = { -1, -1, -1, -1, -1, -1, -1, -1, -1 };
	ROWS(r, l->tx, ack_values, e->row);

	e->kind = KIND_EXERCISE;
	while (rows_next(&r)) {
		struct str field = rows_str(&r, "field");
		struct str text = opened(l, &r, "value", e->patient,
		    FIELD_ANSWER, rows_id(&r, "id"));
		int64_t value;

		if (str_is(field, "later"))
			text_read(l, e, text);
		else if (field.len == 2 && field.at[0] == 'q' &&
		    str_int(text, 0, 3, &value))
			q[field.at[1] - '1'] = (int)value;
	}
	if (q[8] >= 0)
		questions_read(l, e, q);
}

static void
answers_read(struct looking *l)
{
	ROWS(r, l->tx, ack_answers, l->started_at);

	while (rows_next(&r)) {
		struct effect *e = effect_add(l, &r);

		e->actor = rows_id(&r, "account_id");
		answer_read(l, e);
	}
}

/* --- what must stand beside it -------------------------------------------- */

static struct beside *
beside_add(struct looking *l, struct besides *list)
{
	struct beside *b = &list->at[list->n];

	if (list->n + 1 < list->max)
		list->n++;
	*b = (struct beside){ .word = STR_NONE };
	l->verdict->read++;
	return b;
}

static void
audit_read(struct looking *l)
{
	ROWS(r, l->tx, ack_audit, l->started_at);

	while (rows_next(&r)) {
		struct beside *b = beside_add(l, &l->audit);

		b->of = rows_id(&r, "object");
		b->actor = rows_id(&r, "actor");
		b->patient = rows_id(&r, "patient_id");
		b->word = rows_str(&r, "action");
	}
}

static void
alerts_read(struct looking *l)
{
	ROWS(r, l->tx, ack_alerts, l->started_at);

	while (rows_next(&r)) {
		struct beside *b = beside_add(l, &l->alerts);

		b->of = rows_id(&r, "answer_id");
		b->row = rows_id(&r, "id");
		b->patient = rows_id(&r, "patient_id");
		b->item = (int)rows_int(&r, "item_level");
	}
}

static void
scores_read(struct looking *l)
{
	ROWS(r, l->tx, ack_scores, l->started_at);

	while (rows_next(&r)) {
		struct beside *b = beside_add(l, &l->scores);

		b->of = rows_id(&r, "answer_id");
		b->row = rows_id(&r, "id");
		b->patient = rows_id(&r, "patient_id");
		b->value = rows_real(&r, "value");
		b->word = rows_str(&r, "instrument");
	}
}

static void
besides_make(struct looking *l, struct besides *list, size_t max)
{
	list->at = arena_many(l->arena, struct beside, max);
	list->max = max;
}

void
oracle_rows(struct looking *l)
{
	l->effects = arena_many(l->arena, struct effect, EFFECTS_MAX);
	besides_make(l, &l->audit, BESIDES_MAX);
	besides_make(l, &l->alerts, BESIDES_MAX / 8);
	besides_make(l, &l->scores, BESIDES_MAX / 8);
	messages_read(l);
	reports_read(l);
	plans_read(l);
	answers_read(l);
	audit_read(l);
	alerts_read(l);
	scores_read(l);
	oracle_compare(l);
}
