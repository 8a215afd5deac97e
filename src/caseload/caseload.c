/* SPDX-License-Identifier: Apache-2.0 */
#include "caseload/caseload.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "caseload/summary.h"
#include "db/db.h"
#include "homework/waiting.h"
#include "measures/alert.h"
#include "people/away.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/patient.h"

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

	for (i = 0; i < row->reasons_n; i++)
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
add_waiting(const struct scope *s, struct case_row *row,
    const struct summary *sum)
{
	struct str rest = sum->parts[PART_MESSAGES];
	struct homework_waiting w;
	struct case_reason *r;

	if (rest.len > 0) {
		r = reason_add(row, NEED_ANSWER, summary_number(&rest));
		if (r != NULL)
			r->n = (int)summary_number(&rest);
	}
	rest = sum->parts[PART_HOMEWORK];
	while (summary_homework(&rest, &w))
		if (homework_waits(&w, s->now))
			add_homework(row, &w);
}

static void
add_work(struct case_row *row, struct str rest)
{
	enum worry_why why = (enum worry_why)summary_number(&rest);
	double was = (double)summary_number(&rest);
	double now = (double)summary_number(&rest);
	struct case_reason *r = reason_add(row, NEED_WORK,
	    summary_number(&rest));

	if (r == NULL)
		return;
	r->why = why;
	r->before = was;
	r->now = now;
}

static void
add_look(const struct scope *s, const struct clinic *clinic,
    struct case_row *row, struct str rest)
{
	struct day day = { (int)summary_number(&rest) };

	if (day.n <= zone_day(clinic->zone, s->now).n)
		reason_add(row, NEED_AGAIN, zone_moment(clinic->zone, day,
		    0));
}

static void
add_back(const struct scope *s, const struct clinic *clinic,
    struct case_row *row, struct str rest)
{
	int64_t at = summary_number(&rest);
	struct day look = { (int)summary_number(&rest) };
	int64_t contact_at = summary_number(&rest);
	int64_t look_at = look.n == 0 ? 0 : zone_moment(clinic->zone, look, 0);

	if (contact_at < at)
		reason_add(row, NEED_BACK, at);
	else if (look.n != 0 && look.n <= zone_day(clinic->zone, s->now).n &&
	    contact_at < look_at)
		reason_add(row, NEED_BACK, look_at);
}

static double
real_cut(struct str *rest)
{
	struct str s = str_cut(rest, ' ');
	char text[40];

	snprintf(text, sizeof(text), "%.*s", STR(s));
	return strtod(text, NULL);
}

static void
add_worse(struct case_row *row, struct str rest)
{
	while (rest.len > 0) {
		struct str one = str_cut(&rest, ';');
		struct case_reason *w = reason_add(row, NEED_WORSE,
		    summary_number(&one));

		if (w == NULL)
			return;
		w->before = real_cut(&one);
		w->now = real_cut(&one);
		w->instrument = one;
	}
}

static void
add_stopped(struct case_row *row, struct str rest)
{
	struct case_reason *r = reason_add(row, NEED_CHANNEL,
	    summary_number(&rest));

	if (r != NULL)
		r->sms = summary_number(&rest) != 0;
}

/* From when silence counts: the course began, or a pause was over. */
static int64_t
quiet_from(const struct scope *s, const struct clinic *clinic,
    const struct summary *sum)
{
	int64_t at = contact_running(sum->parts[PART_CONTACT +
	    CONTACT_COURSE]);
	struct str rest = sum->parts[PART_CONTACT + CONTACT_PAUSES];
	int today = zone_day(clinic->zone, s->now).n;

	while (at != 0 && rest.len > 0) {
		struct str pause = str_cut(&rest, ';');
		int64_t from = summary_number(&pause);
		int64_t over_at = (summary_number(&pause) + 1) * 86400;

		if (from <= today && over_at > at)
			at = over_at;
	}
	return at;
}

static void
add_quiet(const struct scope *s, const struct clinic *clinic,
    struct case_row *row, const struct summary *sum)
{
	int64_t began = quiet_from(s, clinic, sum);
	struct str rest = sum->parts[PART_SEEN];
	int64_t at = summary_number(&rest);
	struct case_reason *q;

	if (began == 0)
		return;
	if (at < began)
		at = began;
	if (s->now - at >= clinic->set[SET_QUIET_DAYS] * 86400 &&
	    (q = reason_add(row, NEED_QUIET, at)) != NULL)
		q->call = s->now - at >=
		    clinic->set[SET_QUIET_CALL_DAYS] * 86400;
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

/* By patient, as the summaries are. */
static void
cases_begin(struct scope *s, struct cases *c, struct summary *list)
{
	size_t i;

	c->rows = arena_many(s->arena, struct case_row, c->n + 1);
	for (i = 0; i < c->n; i++) {
		const struct patient_row *who = &list[i].who;

		c->rows[i] = (struct case_row){ .patient = who->id,
		    .name = who->name, .zone = who->zone,
		    .born_year = who->born_year, .bar = who->bar,
		    .invited = who->state == PATIENT_INVITED,
		    .active = who->state == PATIENT_ACTIVE };
	}
}

static void
add_summaries(const struct case_ask *q, struct cases *c,
    const struct summary *list)
{
	struct scope *s = q->scope;
	struct contact_kept *kept = arena_many(s->arena, struct contact_kept,
	    c->n + 1);
	struct contact_due *due;
	size_t i, k;

	for (i = 0; i < c->n; i++) {
		struct case_row *row = &c->rows[i];

		kept[i].patient = row->patient;
		kept[i].active = row->active;
		kept[i].zone = row->zone;
		for (k = 0; k < CONTACT_PARTS; k++)
			kept[i].parts[k] = list[i].parts[PART_CONTACT + k];
		add_waiting(s, row, &list[i]);
		if (list[i].parts[PART_WORK].len > 0)
			add_work(row, list[i].parts[PART_WORK]);
		if (list[i].parts[PART_BACK].len > 0)
			add_back(s, q->clinic, row, list[i].parts[PART_BACK]);
		if (list[i].parts[PART_LOOK].len > 0)
			add_look(s, q->clinic, row, list[i].parts[PART_LOOK]);
		add_worse(row, list[i].parts[PART_WORSE]);
		if (list[i].parts[PART_STOPPED].len > 0)
			add_stopped(row, list[i].parts[PART_STOPPED]);
	}
	k = contact_due(s, q->clinic, q->content_of, q->page, kept, c->n,
	    &due);
	add_due(due, k, c);
	for (i = 0; i < c->n; i++)
		add_quiet(s, q->clinic, &c->rows[i], &list[i]);
}

size_t
caseload_rows(const struct case_ask *q, struct case_row **out)
{
	struct summary *list;
	struct cases c;
	size_t i;

	c.n = summary_list(q->scope, CASES_MAX, &list);
	cases_begin(q->scope, &c, list);
	add_alerts(q->scope, &c);
	add_summaries(q, &c, list);
	add_covering(q->scope, &c);
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
visit_note(struct tx *tx, struct id account, struct id patient, struct id of,
    bool own, int64_t now)
{
	(void)of;
	(void)own;
	db_run(tx, visit_put, account, patient, now);
}
