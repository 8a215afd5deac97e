/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/practice.h"

#include <stdlib.h>

#include "base/arena.h"
#include "db/db.h"
#include "homework/report.h"
#include "people/care.h"
#include "people/clinic.h"

enum { WEEK_S = 7 * 86400, THERAPISTS_MAX = 500 };

/*
 * Both scopes run the same statement: $1 the actor or the clinic, $2 now, $3
 * since when.  Rows come by patient, so that patients can be counted.
 */
#define MINE(patient) \
	" WHERE " patient " IN (SELECT c.patient_id FROM care c" \
	" WHERE c.account_id = $1 AND c.kind <> 'glass' AND c.from_at <= $2" \
	" AND (c.to_at IS NULL OR c.to_at > $2))"
#define TEAM(patient) " JOIN patient t ON t.id = " patient \
	" WHERE t.clinic_id = $1"
#define DURING(at) " AND " at " >= $3 AND " at " <= $2"
/* The therapist in charge now; of several the first. */
#define IN_CHARGE(patient) "(SELECT c2.account_id FROM care c2" \
	" WHERE c2.patient_id = " patient " AND c2.kind = 'therapist'" \
	" AND (c2.to_at IS NULL OR c2.to_at > $2)" \
	" ORDER BY c2.from_at, c2.id LIMIT 1) AS therapist_id"

#define PLANS(who, mine) \
	" a.patient_id, a.made_by AS therapist_id, p.own_reason, p.if_then," \
	" CASE WHEN EXISTS (SELECT 1 FROM belief b WHERE" \
	" b.patient_id = a.patient_id AND b.assignment_id = a.id)" \
	" THEN 1 ELSE 0 END AS beliefs" \
	" FROM assignment a JOIN assignment_plan p" \
	" ON p.assignment_id = a.id AND p.n = 1" who("a.patient_id") mine \
	" AND a.proposed_by = 'therapist'" DURING("a.made_at") \
	" ORDER BY a.patient_id, a.id"
#define PLANS_COLUMNS "patient_id:id therapist_id:id own_reason:int" \
	" if_then:int beliefs:int"
SQL(practice_plans_mine, "actor:id now:int since:int", PLANS_COLUMNS,
    "SELECT" PLANS(MINE, " AND a.made_by = $1"));
SQL(practice_plans_team, "clinic:id now:int since:int", PLANS_COLUMNS,
    "SELECT /* team */" PLANS(TEAM, ""));

#define SMALLER(who, mine) \
	" CAST(count(*) AS BIGINT) AS n FROM assignment_plan p" \
	who("p.patient_id") mine " AND p.by_role = 'therapist'" \
	" AND (p.change = 'smaller' OR (p.n = 1 AND p.size = 'tiny'))" \
	DURING("p.made_at")
SQL(practice_smaller_mine, "actor:id now:int since:int", "n:int",
    "SELECT" SMALLER(MINE, " AND p.by_id = $1"));
SQL(practice_smaller_team, "clinic:id now:int since:int", "n:int",
    "SELECT /* team */" SMALLER(TEAM, ""));

#define REPORTS(who) \
	" r.patient_id, " IN_CHARGE("r.patient_id") ", r.reported_at," \
	" r.reviewed_at, r.obstacles" \
	" FROM homework_report r" who("r.patient_id") \
	" AND r.newest = 1" DURING("r.reported_at") \
	" ORDER BY r.patient_id, r.id"
#define REPORTS_COLUMNS "patient_id:id therapist_id:id? reported_at:int" \
	" reviewed_at:int? obstacles:text"
SQL(practice_reports_mine, "actor:id now:int since:int", REPORTS_COLUMNS,
    "SELECT" REPORTS(MINE));
SQL(practice_reports_team, "clinic:id now:int since:int", REPORTS_COLUMNS,
    "SELECT /* team */" REPORTS(TEAM));

/* lead 0: its reply stands with another report's. */
#define REPLIES(who, mine) \
	" v.patient_id, v.reviewed_by AS therapist_id, r.reported_at," \
	" v.reviewed_at," \
	" CASE WHEN v.lead_id IS NULL THEN 1 ELSE 0 END AS lead," \
	" CASE WHEN v.template IS NOT NULL AND v.edited = 0 THEN 1 ELSE 0" \
	" END AS unedited FROM homework_review v" \
	" JOIN homework_report r ON r.id = v.report_id" \
	who("v.patient_id") mine DURING("v.reviewed_at") \
	" ORDER BY v.patient_id, v.id"
#define REPLIES_COLUMNS "patient_id:id therapist_id:id reported_at:int" \
	" reviewed_at:int lead:int unedited:int"
SQL(practice_replies_mine, "actor:id now:int since:int", REPLIES_COLUMNS,
    "SELECT" REPLIES(MINE, " AND v.reviewed_by = $1"));
SQL(practice_replies_team, "clinic:id now:int since:int", REPLIES_COLUMNS,
    "SELECT /* team */" REPLIES(TEAM, ""));

#define TALK(who, table, at) \
	" x.patient_id, " IN_CHARGE("x.patient_id") "," \
	" CASE WHEN x.asked_at IS NOT NULL THEN 1 ELSE 0 END AS asked," \
	" CASE WHEN x.closed_by IS NOT NULL THEN 1 ELSE 0 END AS closed" \
	" FROM " table " x" who("x.patient_id") DURING("x." at)
#define TALKS_COLUMNS "patient_id:id therapist_id:id? asked:int closed:int"
SQL(practice_talks_mine, "actor:id now:int since:int", TALKS_COLUMNS,
    "SELECT" TALK(MINE, "talk", "begun_at")
    " UNION ALL SELECT" TALK(MINE, "unsure", "said_at")
    " ORDER BY patient_id");
SQL(practice_talks_team, "clinic:id now:int since:int", TALKS_COLUMNS,
    "SELECT /* team */" TALK(TEAM, "talk", "begun_at")
    " UNION ALL SELECT" TALK(TEAM, "unsure", "said_at")
    " ORDER BY patient_id");

#define PLANNED(who) \
	" a.patient_id, " IN_CHARGE("a.patient_id") ", p.obstacle" \
	" FROM assignment a JOIN assignment_plan p" \
	" ON p.assignment_id = a.id AND p.n = a.in_force" \
	who("a.patient_id") " AND p.obstacle IS NOT NULL" \
	DURING("a.agreed_at") " ORDER BY a.patient_id, a.id"
#define PLANNED_COLUMNS "patient_id:id therapist_id:id? obstacle:text"
SQL(practice_planned_mine, "actor:id now:int since:int", PLANNED_COLUMNS,
    "SELECT" PLANNED(MINE));
SQL(practice_planned_team, "clinic:id now:int since:int", PLANNED_COLUMNS,
    "SELECT /* team */" PLANNED(TEAM));

/* --- who stands behind a sum --------------------------------------------- */

struct counted {
	struct id last;			/* rows come by patient */
	struct id *list;		/* therapists seen */
	size_t n;
};

struct loading {
	struct scope *scope;
	const struct clinic *clinic;
	struct practice *out;
	struct id who;			/* $1 */
	int64_t since;
};

static void
crowd_add(struct arena *a, struct counted *k, struct crowd *c, struct rows *r)
{
	struct id patient = rows_id(r, "patient_id");
	struct id therapist = rows_id(r, "therapist_id");
	size_t i;

	if (k->list == NULL)
		k->list = arena_many(a, struct id, THERAPISTS_MAX);
	if (!id_eq(k->last, patient))
		c->patients++;
	k->last = patient;
	for (i = 0; i < k->n; i++)
		if (id_eq(k->list[i], therapist))
			return;
	if (k->n == THERAPISTS_MAX || id_is_none(therapist))
		return;
	k->list[k->n++] = therapist;
	c->therapists++;
}

bool
practice_told(const struct practice *p, const struct crowd *c)
{
	return !p->team || (c->therapists >= PRACTICE_THERAPISTS &&
	    c->patients >= PRACTICE_PATIENTS);
}

bool
practice_empty(const struct practice *p)
{
	return p->proposed == 0 && p->told == 0 && p->replies == 0 &&
	    p->talks == 0 && p->smaller == 0;
}

/* --- the sums ------------------------------------------------------------ */

static void
plans_sum(struct loading *l)
{
	struct practice *p = l->out;
	struct counted k = { .n = 0 };
	ROWS(r, l->scope->tx, *(p->team ? &practice_plans_team :
	    &practice_plans_mine), l->who, l->scope->now, l->since);

	while (rows_next(&r)) {
		crowd_add(l->scope->arena, &k, &p->plans_by, &r);
		p->proposed++;
		p->own_reason += rows_int(&r, "own_reason") != 0;
		p->if_then += rows_int(&r, "if_then") != 0;
		p->beliefs += rows_int(&r, "beliefs") != 0;
	}
	p->smaller = (int)db_int(l->scope->tx, 0, *(p->team ?
	    &practice_smaller_team : &practice_smaller_mine), l->who,
	    l->scope->now, l->since);
}

static void
reports_sum(struct loading *l)
{
	struct practice *p = l->out;
	struct counted k = { .n = 0 }, ko[OBSTACLES_N] = { { .n = 0 } };
	int o;
	ROWS(r, l->scope->tx, *(p->team ? &practice_reports_team :
	    &practice_reports_mine), l->who, l->scope->now, l->since);

	while (rows_next(&r)) {
		unsigned bits = obstacles_bits(rows_str(&r, "obstacles"));

		crowd_add(l->scope->arena, &k, &p->reports_by, &r);
		p->told++;
		p->answered += !rows_null(&r, "reviewed_at");
		for (o = 0; o < OBSTACLES_N; o++) {
			if (!(bits & 1U << o))
				continue;
			p->told_n[o]++;
			crowd_add(l->scope->arena, &ko[o], &p->told_by[o], &r);
		}
	}
}

static int
smallest_first(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The middle one, of an even number the mean of the two. */
static int64_t
median(int64_t *list, size_t n)
{
	if (n == 0)
		return -1;
	qsort(list, n, sizeof(*list), smallest_first);
	return n % 2 == 1 ? list[n / 2] : (list[n / 2 - 1] + list[n / 2]) / 2;
}

static void
replies_sum(struct loading *l)
{
	struct practice *p = l->out;
	struct counted k = { .n = 0 };
	struct arena *a = l->scope->arena;
	int64_t *wait_s = NULL, *staffed_s = NULL;
	size_t n = 0, wait_room = 0, staffed_room = 0;
	ROWS(r, l->scope->tx, *(p->team ? &practice_replies_team :
	    &practice_replies_mine), l->who, l->scope->now, l->since);

	while (rows_next(&r)) {
		int64_t from = rows_int(&r, "reported_at");
		int64_t to = rows_int(&r, "reviewed_at");

		crowd_add(a, &k, &p->replies_by, &r);
		wait_s = arena_more(a, wait_s, n, &wait_room);
		staffed_s = arena_more(a, staffed_s, n, &staffed_room);
		wait_s[n] = to - from;
		staffed_s[n++] = clinic_staffed_s(l->clinic, from, to);
		p->replies += rows_int(&r, "lead") != 0;
		p->unedited += rows_int(&r, "lead") != 0 &&
		    rows_int(&r, "unedited") != 0;
	}
	p->wait_s = median(wait_s, n);
	p->staffed_s = median(staffed_s, n);
}

static void
talks_sum(struct loading *l)
{
	struct practice *p = l->out;
	struct counted k = { .n = 0 };
	ROWS(r, l->scope->tx, *(p->team ? &practice_talks_team :
	    &practice_talks_mine), l->who, l->scope->now, l->since);

	while (rows_next(&r)) {
		crowd_add(l->scope->arena, &k, &p->talks_by, &r);
		p->talks++;
		p->asked += rows_int(&r, "asked") != 0;
		p->closed += rows_int(&r, "closed") != 0;
	}
}

static void
planned_sum(struct loading *l)
{
	struct practice *p = l->out;
	struct counted k[OBSTACLES_N] = { { .n = 0 } };
	ROWS(r, l->scope->tx, *(p->team ? &practice_planned_team :
	    &practice_planned_mine), l->who, l->scope->now, l->since);

	while (rows_next(&r)) {
		enum obstacle o = obstacle_of(rows_str(&r, "obstacle"));

		if (o == OBSTACLE_NONE)
			continue;
		p->planned_n[o]++;
		crowd_add(l->scope->arena, &k[o], &p->planned_by[o], &r);
	}
}

void
practice_load(struct scope *s, const struct clinic *clinic, int weeks,
    struct practice *out)
{
	struct loading l = { .scope = s, .clinic = clinic, .out = out,
	    .since = s->now - (int64_t)weeks * WEEK_S };

	*out = (struct practice){ .team = s->kind == SCOPE_TEAM };
	l.who = out->team ? s->clinic : s->actor;
	plans_sum(&l);
	reports_sum(&l);
	replies_sum(&l);
	talks_sum(&l);
	planned_sum(&l);
}
