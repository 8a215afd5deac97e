/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/arena.h"
#include "caseload/caseload.h"
#include "db/db.h"
#include "homework/homework.h"
#include "homework/waiting.h"
#include "measures/alert.h"
#include "messages/message.h"
#include "people/away.h"
#include "people/care.h"
#include "people/team.h"
#include "reminders/escalate.h"
#include "work/week.h"

/* The team's queues: ages and numbers, no names of patients, no texts. */

SQL(team_accounts, "clinic:id now:int", "id:id name:bytes",
    "SELECT a.id, a.name FROM account a WHERE a.clinic_id = $1"
    " AND a.state = 'active' AND EXISTS (SELECT 1 FROM account_role r"
    " WHERE r.account_id = a.id"
    " AND r.role = 'therapist' AND (r.to_at IS NULL OR r.to_at > $2))"
    " ORDER BY a.created_at, a.id");
/* One each: a therapist before who covers. */
SQL(team_care, "clinic:id now:int", "patient_id:id account_id:id",
    "SELECT /* team */ patient_id, account_id FROM care WHERE clinic_id = $1"
    " AND kind <> 'glass' AND from_at <= $2"
    " AND (to_at IS NULL OR to_at > $2)"
    " ORDER BY patient_id, CASE kind WHEN 'therapist' THEN 0 ELSE 1 END, id");

enum { TEAM_MAX = 500, PATIENTS_MAX = 20000, NOBODY_MAX = 500 };

struct pair_of {
	struct id patient, account;
};

struct team {
	struct pair_of *pairs;		/* by patient id */
	size_t pairs_n;
	struct team_row *rows;
	size_t rows_n;
};

static int
by_patient(const void *a, const void *b)
{
	const struct pair_of *x = a, *y = b;

	return str_cmp((struct str){ (const char *)x->patient.b, 16 },
	    (struct str){ (const char *)y->patient.b, 16 });
}

static struct team_row *
row_of_account(struct team *t, struct id account)
{
	size_t i;

	for (i = 0; i < t->rows_n; i++)
		if (id_eq(t->rows[i].account, account))
			return &t->rows[i];
	return NULL;
}

static struct team_row *
row_of(struct team *t, struct id patient)
{
	struct pair_of key = { .patient = patient }, *hit;

	if (t->pairs_n == 0)
		return NULL;
	hit = bsearch(&key, t->pairs, t->pairs_n, sizeof(key), by_patient);
	return hit == NULL ? NULL : row_of_account(t, hit->account);
}

/* The first of a patient whose account is a therapist of the team. */
static void
pair_add(struct team *t, struct id patient, struct id account)
{
	struct team_row *row = row_of_account(t, account);

	if (row == NULL || (t->pairs_n > 0 &&
	    id_eq(t->pairs[t->pairs_n - 1].patient, patient)))
		return;
	t->pairs[t->pairs_n++] = (struct pair_of){ patient, account };
	row->patients++;
}

static void
team_load(struct scope *s, struct team *t)
{
	ROWS(accounts, s->tx, team_accounts, s->clinic, s->now);
	ROWS(care, s->tx, team_care, s->clinic, s->now);
	struct absence absence;

	t->rows = arena_many(s->arena, struct team_row, TEAM_MAX);
	t->pairs = arena_many(s->arena, struct pair_of, PATIENTS_MAX);
	while (t->rows_n < TEAM_MAX && rows_next(&accounts)) {
		struct team_row *row = &t->rows[t->rows_n++];

		row->account = rows_id(&accounts, "id");
		row->name = vault_unseal(s->vault, s->tx, row->account,
		    FIELD_ACCOUNT_NAME, row->account,
		    rows_bytes(&accounts, "name"), NULL);
		if (absence_now(s->tx, s->vault, row->account, &absence))
			row->cover = absence.cover_name;
	}
	while (t->pairs_n < PATIENTS_MAX && rows_next(&care))
		pair_add(t, rows_id(&care, "patient_id"),
		    rows_id(&care, "account_id"));
	qsort(t->pairs, t->pairs_n, sizeof(*t->pairs), by_patient);
}

static void
older(int64_t *at, int64_t than)
{
	if (*at == 0 || than < *at)
		*at = than;
}

size_t
caseload_team(struct scope *s, struct team_row **out)
{
	struct team t = { 0 };
	struct alert_row *alerts;
	struct message_waiting *messages;
	struct homework_waiting *reports;
	struct team_row *row;
	size_t n, i;

	team_load(s, &t);
	n = alerts_open(s, &alerts);
	for (i = 0; i < n; i++)
		if ((row = row_of(&t, alerts[i].patient)) != NULL) {
			row->alerts++;
			older(&row->alert_due_at, alerts[i].due_at);
		}
	n = message_waiting(s, &messages);
	for (i = 0; i < n; i++)
		if ((row = row_of(&t, messages[i].patient)) != NULL) {
			row->messages += messages[i].n;
			older(&row->message_since_at, messages[i].since_at);
		}
	n = homework_waiting(s, &reports);
	for (i = 0; i < n; i++)
		if (reports[i].what != WAIT_PASSED &&
		    (row = row_of(&t, reports[i].patient)) != NULL) {
			row->homework++;
			older(&row->homework_since_at, reports[i].since_at);
		}
	*out = t.rows;
	return t.rows_n;
}

/* A patient counts once, whatever waits. */
static void
nobody_seen(struct team_row *out, struct id *seen, struct id patient)
{
	int i;

	for (i = 0; i < out->patients; i++)
		if (id_eq(seen[i], patient))
			return;
	if (out->patients < NOBODY_MAX)
		seen[out->patients++] = patient;
}

void
caseload_nobody(struct scope *s, struct team_row *out)
{
	struct team t = { 0 };
	struct alert_row *alerts;
	struct message_waiting *messages;
	struct homework_waiting *reports;
	struct id *seen = arena_many(s->arena, struct id, NOBODY_MAX);
	size_t n, i;

	*out = (struct team_row){ .account = ID_NONE, .name = STR_NONE };
	team_load(s, &t);
	n = alerts_open(s, &alerts);
	for (i = 0; i < n; i++)
		if (row_of(&t, alerts[i].patient) == NULL) {
			out->alerts++;
			older(&out->alert_due_at, alerts[i].due_at);
			nobody_seen(out, seen, alerts[i].patient);
		}
	n = message_waiting(s, &messages);
	for (i = 0; i < n; i++)
		if (row_of(&t, messages[i].patient) == NULL) {
			out->messages += messages[i].n;
			older(&out->message_since_at, messages[i].since_at);
			nobody_seen(out, seen, messages[i].patient);
		}
	n = homework_waiting(s, &reports);
	for (i = 0; i < n; i++)
		if (reports[i].what != WAIT_PASSED &&
		    row_of(&t, reports[i].patient) == NULL) {
			out->homework++;
			older(&out->homework_since_at, reports[i].since_at);
			nobody_seen(out, seen, reports[i].patient);
		}
}

static struct team_patient *
patient_add(struct team *t, struct team_patient *list, size_t *n,
    struct id patient, enum need need, int64_t since_at)
{
	struct team_row *row = row_of(t, patient);
	struct team_patient *p = &list[(*n)++];

	*p = (struct team_patient){ .patient = patient, .need = need,
	    .since_at = since_at,
	    .therapist = row == NULL ? STR_NONE : row->name };
	return p;
}

static int
by_need(const void *a, const void *b)
{
	const struct team_patient *x = a, *y = b;

	if (x->need != y->need)
		return (x->need > y->need) - (x->need < y->need);
	return (x->since_at > y->since_at) - (x->since_at < y->since_at);
}

/* Without a therapist: whose it is today (cover, duty, supervisor). */
static struct str
owner_name(struct scope *s, const struct clinic *clinic, struct id patient)
{
	struct id owner = alert_owner(s->tx, clinic, patient, s->now);

	return id_is_none(owner) ? STR_NONE : team_name(s->tx, s->vault,
	    owner);
}

size_t
caseload_team_patients(struct scope *s, const struct clinic *clinic,
    struct team_patient **out)
{
	struct team t = { 0 };
	struct alert_row *alerts;
	struct message_waiting *messages;
	struct homework_waiting *reports;
	struct team_patient *list;
	size_t a = alerts_open(s, &alerts), m = message_waiting(s, &messages);
	struct worry_row *worries;
	size_t h = homework_waiting(s, &reports), n = 0, i;
	size_t k = worry_waiting(s, &worries);

	team_load(s, &t);
	list = arena_many(s->arena, struct team_patient, a + m + h + k + 1);
	for (i = 0; i < a; i++) {
		struct team_patient *p = patient_add(&t, list, &n,
		    alerts[i].patient, alerts[i].level == ALERT_PHONE ?
		    NEED_PHONE : NEED_LOOK, alerts[i].made_at);

		p->due_at = alerts[i].due_at;
		if (p->therapist.len == 0)
			p->therapist = owner_name(s, clinic,
			    alerts[i].patient);
	}
	for (i = 0; i < m; i++)
		patient_add(&t, list, &n, messages[i].patient, NEED_ANSWER,
		    messages[i].since_at);
	for (i = 0; i < h; i++)
		if (reports[i].what != WAIT_PASSED)
			patient_add(&t, list, &n, reports[i].patient,
			    need_of_homework(reports[i].what),
			    reports[i].since_at);
	for (i = 0; i < k; i++)
		patient_add(&t, list, &n, worries[i].patient, NEED_WORK,
		    worries[i].since_at);
	qsort(list, n, sizeof(*list), by_need);
	*out = list;
	return n;
}
