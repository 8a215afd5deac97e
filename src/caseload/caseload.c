/* SPDX-License-Identifier: Apache-2.0 */
#include "caseload/caseload.h"

#include <stdlib.h>

#include "base/arena.h"
#include "db/db.h"
#include "homework/homework.h"
#include "homework/waiting.h"
#include "measures/measures.h"
#include "messages/message.h"
#include "people/away.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/patient.h"
#include "reminders/choice.h"

SQL(case_seen, "actor:id now:int", "patient_id:id at:int?",
    "SELECT c.patient_id, s.at FROM care c"
    " LEFT JOIN patient_seen s ON s.patient_id = c.patient_id"
    " WHERE c.account_id = $1 AND c.kind <> 'glass'"
    " AND (c.to_at IS NULL OR c.to_at > $2)");
/* The newest score of each instrument and kind, when it is a change. */
SQL(case_worse, "actor:id now:int",
    "patient_id:id instrument:text value:real? baseline:real? at:int",
    "SELECT s.patient_id, s.instrument, s.value, s.baseline, s.at FROM score s"
    " JOIN care c ON c.patient_id = s.patient_id"
    " WHERE c.account_id = $1 AND c.kind <> 'glass'"
    " AND (c.to_at IS NULL OR c.to_at > $2)"
    " AND s.newest = 1 AND s.change = 'worse'"
    " AND NOT EXISTS (SELECT 1 FROM score n WHERE n.patient_id = s.patient_id"
    " AND n.instrument = s.instrument AND n.score = s.score AND n.newest = 1"
    " AND n.at > s.at)");
/* Since when somebody may be quiet: the course runs, no pause holds. */
SQL(case_running, "actor:id now:int today:int", "patient_id:id at:int",
    "SELECT e.patient_id, e.made_at AS at FROM enrolment e"
    " JOIN care c ON c.patient_id = e.patient_id"
    " WHERE c.account_id = $1 AND c.kind <> 'glass'"
    " AND (c.to_at IS NULL OR c.to_at > $2) AND e.ended_at IS NULL"
    " UNION ALL SELECT x.patient_id, COALESCE(x.ended_at,"
    " (x.until_day + 1) * 86400) AS at FROM pause x"
    " JOIN care c ON c.patient_id = x.patient_id"
    " JOIN enrolment e ON e.patient_id = x.patient_id"
    " WHERE c.account_id = $1 AND c.kind <> 'glass'"
    " AND (c.to_at IS NULL OR c.to_at > $2) AND e.ended_at IS NULL"
    " AND x.from_day <= $3");
SQL(case_chapter, "actor:id now:int", "patient_id:id chapter:text",
    "SELECT s.patient_id, max(s.chapter) AS chapter FROM chapter_state s"
    " JOIN care c ON c.patient_id = s.patient_id"
    " WHERE c.account_id = $1 AND c.kind <> 'glass'"
    " AND (c.to_at IS NULL OR c.to_at > $2) AND s.started_at IS NOT NULL"
    " GROUP BY s.patient_id");
SQL(visit_get, "patient:id account:id", "at:int before_at:int",
    "SELECT at, before_at FROM visit"
    " WHERE patient_id = $1 AND account_id = $2");
/* A visit within the half hour belongs to the same look. */
SQL(visit_put, "account:id patient:id now:int", "",
    "INSERT INTO visit (account_id, patient_id, at, before_at)"
    " VALUES ($1, $2, $3, 0)"
    " ON CONFLICT (account_id, patient_id) DO UPDATE SET"
    " before_at = CASE WHEN excluded.at - visit.at > 1800 THEN visit.at"
    " ELSE visit.before_at END, at = excluded.at");

/* The rows by patient id, for adding reasons by binary search. */
struct cases {
	struct case_row *rows;
	size_t n;
};

static int
by_patient(const void *a, const void *b)
{
	const struct case_row *x = a, *y = b;

	return str_cmp((struct str){ (const char *)x->patient.b, 16 },
	    (struct str){ (const char *)y->patient.b, 16 });
}

static struct case_row *
case_of(const struct cases *c, struct id patient)
{
	struct case_row key = { .patient = patient };

	return c->n == 0 ? NULL : bsearch(&key, c->rows, c->n,
	    sizeof(*c->rows), by_patient);
}

static struct case_reason *
reason_add(struct case_row *row, enum need need, int64_t since_at)
{
	struct case_reason *r;

	if (row == NULL || row->reasons_n == REASONS_MAX)
		return NULL;
	r = &row->reasons[row->reasons_n++];
	*r = (struct case_reason){ .need = need, .since_at = since_at };
	return r;
}

static void
add_alerts(struct scope *s, const struct cases *c)
{
	struct alert_row *list;
	size_t n = alerts_open(s, &list), i;

	for (i = 0; i < n; i++) {
		struct case_reason *r = reason_add(case_of(c, list[i].patient),
		    list[i].level == ALERT_PHONE ? NEED_PHONE : NEED_LOOK,
		    list[i].made_at);

		if (r == NULL)
			continue;
		r->due_at = list[i].due_at;
		r->object = list[i].id;
		r->draft = list[i].draft;
		r->taken = list[i].taken;
	}
}

enum need
need_of_homework(enum homework_wait what)
{
	switch (what) {
	case WAIT_TALK:
		return NEED_TALK;
	case WAIT_UNSURE:
		return NEED_UNSURE;
	case WAIT_WORK:
		return NEED_TOGETHER;
	case WAIT_PASSED:
		return NEED_PASSED;
	case WAIT_REPORT:
		break;
	}
	return NEED_READ;
}

/* One reason of each kind, since the oldest; how many. */
static void
add_homework(struct case_row *row, const struct homework_waiting *w)
{
	enum need need = need_of_homework(w->what);
	struct case_reason *r;
	size_t i;

	for (i = 0; row != NULL && i < row->reasons_n; i++)
		if (row->reasons[i].need == need) {
			row->reasons[i].n++;
			return;
		}
	r = reason_add(row, need, w->since_at);
	if (r == NULL)
		return;
	r->n = 1;
	r->object = w->homework;
}

static void
add_waiting(struct scope *s, const struct cases *c)
{
	struct message_waiting *messages;
	struct homework_waiting *reports;
	size_t n = message_waiting(s, &messages), i;
	struct case_reason *r;

	for (i = 0; i < n; i++) {
		r = reason_add(case_of(c, messages[i].patient), NEED_ANSWER,
		    messages[i].since_at);
		if (r != NULL)
			r->n = messages[i].n;
	}
	n = homework_waiting(s, &reports);
	for (i = 0; i < n; i++)
		add_homework(case_of(c, reports[i].patient), &reports[i]);
}

static void
add_work(struct scope *s, const struct cases *c)
{
	struct worry_row *list;
	size_t n = worry_waiting(s, &list), i;

	for (i = 0; i < n; i++) {
		struct case_reason *r = reason_add(case_of(c,
		    list[i].patient), NEED_WORK, list[i].since_at);

		if (r == NULL)
			continue;
		r->why = list[i].why;
		r->before = list[i].was;
		r->now = list[i].now;
	}
}

static void
add_worse(struct scope *s, const struct cases *c)
{
	ROWS(r, s->tx, case_worse, s->actor, s->now);

	while (rows_next(&r)) {
		struct case_reason *w = reason_add(case_of(c,
		    rows_id(&r, "patient_id")), NEED_WORSE,
		    rows_int(&r, "at"));

		if (w == NULL)
			continue;
		w->instrument = rows_str(&r, "instrument");
		w->before = rows_real(&r, "baseline");
		w->now = rows_real(&r, "value");
	}
}

static void
add_stopped(struct scope *s, const struct cases *c)
{
	struct remind_stopped *list;
	size_t n = remind_stopped(s, &list), i;
	struct case_reason *r;

	for (i = 0; i < n; i++) {
		r = reason_add(case_of(c, list[i].patient), NEED_CHANNEL,
		    list[i].at);
		if (r != NULL)
			r->sms = list[i].channel == CHANNEL_SMS;
	}
}

static void
add_quiet(struct scope *s, const struct clinic *clinic, const struct cases *c)
{
	int64_t limit = clinic->set[SET_QUIET_DAYS] * 86400;
	ROWS(run, s->tx, case_running, s->actor, s->now,
	    zone_day(clinic->zone, s->now));
	ROWS(seen, s->tx, case_seen, s->actor, s->now);
	struct case_row *row;
	struct case_reason *q;
	int64_t *began = arena_many(s->arena, int64_t, c->n + 1);

	while (rows_next(&run)) {
		int64_t at = rows_int(&run, "at");

		row = case_of(c, rows_id(&run, "patient_id"));
		if (row != NULL && began[row - c->rows] < at)
			began[row - c->rows] = at;
	}
	while (rows_next(&seen)) {
		int64_t at = rows_int(&seen, "at");

		row = case_of(c, rows_id(&seen, "patient_id"));
		if (row == NULL || began[row - c->rows] == 0)
			continue;
		if (at < began[row - c->rows])
			at = began[row - c->rows];
		if (s->now - at >= limit && (q = reason_add(row, NEED_QUIET,
		    at)) != NULL)
			q->call = s->now - at >=
			    clinic->set[SET_QUIET_CALL_DAYS] * 86400;
	}
}

static void
add_due(const struct contact_due *due, size_t n, const struct cases *c)
{
	struct case_reason *r;
	size_t i;

	for (i = 0; i < n; i++) {
		r = reason_add(case_of(c, due[i].patient), NEED_RHYTHM,
		    due[i].at);
		if (r == NULL)
			continue;
		r->due = due[i].kind;
		r->step = due[i].step;
		r->object = due[i].encounter;
	}
}

static void
add_covering(struct scope *s, const struct cases *c)
{
	struct covering *list;
	size_t n = absence_covering(s, &list), i;

	for (i = 0; i < n; i++) {
		struct case_row *row = case_of(c, list[i].patient);

		if (row != NULL)
			row->covering = list[i].name;
	}
}

static void
add_chapters(struct scope *s, const struct cases *c)
{
	ROWS(r, s->tx, case_chapter, s->actor, s->now);

	while (rows_next(&r)) {
		struct case_row *row = case_of(c, rows_id(&r, "patient_id"));

		if (row != NULL)
			row->chapter = rows_str(&r, "chapter");
	}
}

static int
by_need_of(const struct case_reason *a, const struct case_reason *b)
{
	if (a->need != b->need)
		return (a->need > b->need) - (a->need < b->need);
	if (a->due_at != b->due_at)
		return (a->due_at > b->due_at) - (a->due_at < b->due_at);
	return (a->since_at > b->since_at) - (a->since_at < b->since_at);
}

static int
by_reason(const void *a, const void *b)
{
	return by_need_of(a, b);
}

static int
by_need(const void *a, const void *b)
{
	const struct case_row *x = a, *y = b;
	int c = by_need_of(&x->reasons[0], &y->reasons[0]);

	return c != 0 ? c : str_cmp(x->name, y->name);
}

size_t
caseload_rows(struct scope *s, const struct clinic *clinic,
    const struct contact_due *due, size_t due_n, struct case_row **out)
{
	struct patient_row *patients;
	struct cases c = { NULL, patient_list(s, &patients) };
	size_t i;

	if (c.n > CASES_MAX)
		c.n = CASES_MAX;
	c.rows = arena_many(s->arena, struct case_row, c.n + 1);
	for (i = 0; i < c.n; i++) {
		struct case_row *row = &c.rows[i];

		row->patient = patients[i].id;
		row->name = patients[i].name;
		row->born_year = patients[i].born_year;
		row->bar = patients[i].bar;
		row->invited = patients[i].state == PATIENT_INVITED;
	}
	qsort(c.rows, c.n, sizeof(*c.rows), by_patient);
	add_alerts(s, &c);
	add_waiting(s, &c);
	add_work(s, &c);
	add_worse(s, &c);
	add_stopped(s, &c);
	add_due(due, due_n, &c);
	add_quiet(s, clinic, &c);
	add_chapters(s, &c);
	add_covering(s, &c);
	for (i = 0; i < c.n; i++) {
		struct case_row *row = &c.rows[i];

		if (row->reasons_n == 0)
			reason_add(row, NEED_NOTHING, 0);
		qsort(row->reasons, row->reasons_n, sizeof(*row->reasons),
		    by_reason);
	}
	qsort(c.rows, c.n, sizeof(*c.rows), by_need);
	*out = c.rows;
	return c.n;
}

int64_t
visit_last(struct care *c)
{
	ROWS(r, c->tx, visit_get, c->patient, c->actor);

	if (!rows_next(&r))
		return 0;
	/* Looking again within the half hour: what was new still is. */
	return c->now - rows_int(&r, "at") > 1800 ? rows_int(&r, "at") :
	    rows_int(&r, "before_at");
}

void
visit_note(struct tx *tx, struct id account, struct id patient, bool own,
    int64_t now)
{
	(void)own;
	db_run(tx, visit_put, account, patient, now);
}
