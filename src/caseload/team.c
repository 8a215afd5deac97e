/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/arena.h"
#include "caseload/caseload.h"
#include "caseload/summary.h"
#include "db/db.h"
#include "homework/waiting.h"
#include "measures/alert.h"
#include "people/away.h"
#include "people/care.h"
#include "people/team.h"
#include "reminders/escalate.h"

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

enum { TEAM_MAX = 500, PATIENTS_MAX = 20000, NOBODY_MAX = 500,
	WAITS_MORE = 20000 };

struct pair_of {
	struct id patient, account;
};

struct team {
	struct pair_of *pairs;		/* by patient id */
	size_t pairs_n;
	struct team_row *rows;
	size_t rows_n;
	struct team_patient *waits;	/* all that waits in the clinic */
	size_t waits_n, waits_max;
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
		row->name = vault_unseal_some(s->vault, s->tx, row->account,
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

static struct team_patient *
wait_add(struct team *t, struct id patient, enum need need, int64_t since_at)
{
	struct team_patient *p;

	if (t->waits_n == t->waits_max)
		t->waits_n--;		/* more than any page can show */
	p = &t->waits[t->waits_n++];
	*p = (struct team_patient){ .patient = patient, .need = need,
	    .since_at = since_at, .n = 1 };
	return p;
}

static void
summary_waits(struct scope *s, struct team *t, const struct summary *sum)
{
	struct str rest = sum->parts[PART_MESSAGES];
	struct homework_waiting w;
	int64_t since_at;
	int i;

	if (rest.len > 0) {
		since_at = summary_number(&rest);
		wait_add(t, sum->patient, NEED_ANSWER, since_at)->n =
		    (int)summary_number(&rest);
	}
	rest = sum->parts[PART_HOMEWORK];
	while (summary_homework(&rest, &w))
		if (w.what != WAIT_PASSED && homework_waits(&w, s->now))
			wait_add(t, sum->patient, need_of_homework(w.what),
			    w.since_at);
	rest = sum->parts[PART_WORK];
	if (rest.len > 0) {
		for (i = 0; i < 3; i++)
			(void)summary_number(&rest);
		wait_add(t, sum->patient, NEED_WORK, summary_number(&rest));
	}
}

static void
waits_load(struct scope *s, struct team *t)
{
	struct alert_row *alerts;
	struct summary *list;
	size_t a = alerts_open(s, &alerts), n = summary_team(s, &list), i;

	t->waits_max = a + n + WAITS_MORE;
	t->waits = arena_many(s->arena, struct team_patient, t->waits_max);
	for (i = 0; i < a; i++)
		wait_add(t, alerts[i].patient, alerts[i].level ==
		    ALERT_PHONE ? NEED_PHONE : NEED_LOOK,
		    alerts[i].made_at)->due_at = alerts[i].due_at;
	for (i = 0; i < n; i++)
		summary_waits(s, t, &list[i]);
}

static void
older(int64_t *at, int64_t than)
{
	if (*at == 0 || than < *at)
		*at = than;
}

static void
count(struct team_row *row, const struct team_patient *p)
{
	if (p->need <= NEED_LOOK) {
		row->alerts++;
		older(&row->alert_due_at, p->due_at);
	} else if (p->need == NEED_ANSWER) {
		row->messages += p->n;
		older(&row->message_since_at, p->since_at);
	} else if (p->need != NEED_WORK) {
		row->homework++;
		older(&row->homework_since_at, p->since_at);
	}
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

void
caseload_team(struct scope *s, const struct clinic *clinic,
    struct team_queues *out)
{
	struct id *seen = arena_many(s->arena, struct id, NOBODY_MAX);
	struct team t = { 0 };
	size_t i;

	*out = (struct team_queues){ .nobody = { .account = ID_NONE } };
	team_load(s, &t);
	waits_load(s, &t);
	for (i = 0; i < t.waits_n; i++) {
		struct team_patient *p = &t.waits[i];
		struct team_row *row = row_of(&t, p->patient);

		if (row != NULL) {
			p->therapist = row->name;
			count(row, p);
			continue;
		}
		count(&out->nobody, p);
		if (p->need != NEED_WORK)
			nobody_seen(&out->nobody, seen, p->patient);
		if (p->need <= NEED_LOOK)
			p->therapist = owner_name(s, clinic, p->patient);
	}
	qsort(t.waits, t.waits_n, sizeof(*t.waits), by_need);
	out->rows = t.rows;
	out->rows_n = t.rows_n;
	out->waits = t.waits;
	out->waits_n = t.waits_n;
}
