/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/arena.h"
#include "db/db.h"
#include "encounters/contact.h"
#include "people/care.h"
#include "people/clinic.h"
#include "programme/content.h"

/*
 * The rhythm of a whole list in five statements: only what may be here now is
 * looked at, so a few weeks of writing are enough.
 */

enum { BACK_S = 45 * 86400, WRITES_MAX = 20000, TALKS_MAX = 4000,
	CASES_MAX = 2000 };

#define MINE(p) " JOIN care c ON c.patient_id = " p \
    " WHERE c.account_id = $1 AND c.kind <> 'glass' AND c.from_at <= $2" \
    " AND (c.to_at IS NULL OR c.to_at > $2)"

SQL(due_courses, "actor:id now:int", "patient_id:id programme:text "
    "bundle:bytes start_day:int weekday:int made_at:int zone:text",
    "SELECT DISTINCT e.patient_id, e.programme, e.bundle, e.start_day,"
    " e.weekday, e.made_at, p.zone FROM enrolment e"
    " JOIN patient p ON p.id = e.patient_id" MINE("e.patient_id")
    " AND e.ended_at IS NULL AND p.state = 'active'"
    " ORDER BY e.patient_id LIMIT 2000");
SQL(due_writes, "actor:id now:int since:int", "patient_id:id at:int",
    "SELECT m.patient_id AS patient_id, m.sent_at AS at FROM message m"
    MINE("m.patient_id") " AND m.from_patient = 0 AND m.sent_at >= $3"
    " UNION ALL SELECT r.patient_id AS patient_id, r.reviewed_at AS at"
    " FROM homework_review r" MINE("r.patient_id")
    " AND r.lead_id IS NULL AND r.reviewed_at >= $3"
    " ORDER BY patient_id LIMIT 20000");
SQL(due_talks, "actor:id now:int", "patient_id:id id:id state:text step:text "
    "day:int starts_at:int minutes:int",
    "SELECT DISTINCT t.patient_id, t.id, t.state, t.step, t.day, t.starts_at,"
    " t.minutes FROM encounter t" MINE("t.patient_id")
    " AND t.state <> 'cancelled'"
    " AND (t.step <> '' OR t.state = 'planned')"
    " ORDER BY t.patient_id, t.starts_at LIMIT 4000");
SQL(due_variants, "actor:id now:int", "patient_id:id weekday:int steps:text",
    "SELECT DISTINCT v.patient_id, v.weekday, v.steps FROM rhythm_patient v"
    MINE("v.patient_id") " AND NOT EXISTS (SELECT 1 FROM rhythm_patient n"
    " WHERE n.patient_id = v.patient_id AND (n.made_at > v.made_at"
    " OR (n.made_at = v.made_at AND n.id > v.id)))"
    " ORDER BY v.patient_id LIMIT 2000");

SQL(due_pauses, "actor:id now:int since:int",
    "patient_id:id from_day:int until_day:int ended_at:int?",
    "SELECT DISTINCT x.patient_id, x.from_day, x.until_day, x.ended_at"
    " FROM pause x" MINE("x.patient_id") " AND x.until_day >= $3"
    " ORDER BY x.patient_id, x.from_day LIMIT 4000");

struct course {
	struct id patient;
	const struct programme *programme;
	const struct zone *zone;
	struct day start, made;
	int weekday;
	struct str steps;		/* of its variant */
	struct day *writes;
	size_t writes_n;
	struct rhythm_talk *talks;
	size_t talks_n;
	struct day *pauses;		/* pairs */
	size_t pauses_n;
};

struct list {
	struct scope *s;
	const struct clinic *clinic;
	struct course *at;
	size_t n;
	struct contact_due *due;
	size_t due_n;
};

static int
by_patient(const void *a, const void *b)
{
	const struct course *x = a, *y = b;

	return str_cmp((struct str){ (const char *)x->patient.b, 16 },
	    (struct str){ (const char *)y->patient.b, 16 });
}

static struct course *
course_of(const struct list *l, struct id patient)
{
	struct course key = { .patient = patient };

	return l->n == 0 ? NULL : bsearch(&key, l->at, l->n, sizeof(key),
	    by_patient);
}

static void
courses_load(struct list *l,
    const struct content *(*content_of)(struct page *, struct bytes),
    struct page *p)
{
	ROWS(r, l->s->tx, due_courses, l->s->actor, l->s->now);

	l->at = arena_many(l->s->arena, struct course, CASES_MAX);
	while (l->n < CASES_MAX && rows_next(&r)) {
		struct course *c = &l->at[l->n];
		const struct content *content = content_of(p,
		    rows_bytes(&r, "bundle"));

		c->patient = rows_id(&r, "patient_id");
		c->programme = content == NULL ? NULL : content_programme(
		    content, rows_str(&r, "programme"));
		c->zone = zone_find(rows_str(&r, "zone"));
		if (c->zone == NULL)
			c->zone = l->clinic->zone;
		c->start = rows_day(&r, "start_day");
		c->made = zone_day(c->zone, rows_int(&r, "made_at"));
		c->weekday = (int)rows_int(&r, "weekday");
		if (c->programme != NULL && c->programme->ncontact > 0)
			l->n++;
	}
	qsort(l->at, l->n, sizeof(*l->at), by_patient);
}

/* Rows come by patient, so each one's writings lie together. */
static void
writes_load(struct list *l)
{
	struct day *days = arena_many(l->s->arena, struct day, WRITES_MAX);
	size_t n = 0;
	ROWS(r, l->s->tx, due_writes, l->s->actor, l->s->now,
	    l->s->now - BACK_S);

	while (n < WRITES_MAX && rows_next(&r)) {
		struct course *c = course_of(l, rows_id(&r, "patient_id"));

		if (c == NULL)
			continue;
		if (c->writes_n++ == 0)
			c->writes = &days[n];
		days[n++] = zone_day(c->zone, rows_int(&r, "at"));
	}
}

static void
due_add(struct list *l, struct contact_due d)
{
	if (l->due_n < CONTACT_DUE_MAX)
		l->due[l->due_n++] = d;
}

/* A planned one is of today, or its time is over. */
static void
talk_due(struct list *l, struct id patient, struct id id, int64_t starts_at,
    int64_t minutes)
{
	int today = zone_day(l->clinic->zone, l->s->now).n;
	struct contact_due d = { .patient = patient, .encounter = id,
	    .kind = CONTACT_DUE_TODAY, .at = starts_at };

	if (starts_at + minutes * 60 <= l->s->now) {
		d.kind = CONTACT_DUE_NOTE;
		due_add(l, d);
	} else if (zone_day(l->clinic->zone, starts_at).n == today) {
		due_add(l, d);
	}
}

static void
talks_load(struct list *l)
{
	struct rhythm_talk *talks = arena_many(l->s->arena,
	    struct rhythm_talk, TALKS_MAX);
	size_t n = 0;
	ROWS(r, l->s->tx, due_talks, l->s->actor, l->s->now);

	while (n < TALKS_MAX && rows_next(&r)) {
		struct id patient = rows_id(&r, "patient_id");
		struct course *c = course_of(l, patient);
		struct str state = rows_str(&r, "state");

		if (str_is(state, "planned"))
			talk_due(l, patient, rows_id(&r, "id"),
			    rows_int(&r, "starts_at"),
			    rows_int(&r, "minutes"));
		if (c == NULL || rows_str(&r, "step").len == 0)
			continue;
		if (c->talks_n++ == 0)
			c->talks = &talks[n];
		talks[n++] = (struct rhythm_talk){ rows_str(&r, "step"),
		    rows_day(&r, "day"), str_is(state, "held"),
		    str_is(state, "not-reached") };
	}
}

static void
pauses_load(struct list *l)
{
	struct day *days = arena_many(l->s->arena, struct day, 2 * TALKS_MAX);
	size_t n = 0;
	ROWS(r, l->s->tx, due_pauses, l->s->actor, l->s->now,
	    (l->s->now - BACK_S) / 86400);

	while (n < 2 * TALKS_MAX - 1 && rows_next(&r)) {
		struct course *c = course_of(l, rows_id(&r, "patient_id"));
		struct day until = rows_day(&r, "until_day"), ended;

		if (c == NULL)
			continue;
		ended = zone_day(c->zone, rows_int(&r, "ended_at"));
		if (!rows_null(&r, "ended_at") && ended.n < until.n)
			until = ended;
		if (c->pauses_n++ == 0)
			c->pauses = &days[n];
		days[n++] = rows_day(&r, "from_day");
		days[n++] = until;
	}
}

static void
variants_load(struct list *l)
{
	ROWS(r, l->s->tx, due_variants, l->s->actor, l->s->now);

	while (rows_next(&r)) {
		struct course *c = course_of(l, rows_id(&r, "patient_id"));

		if (c == NULL)
			continue;
		c->steps = rows_str(&r, "steps");
		if (rows_int(&r, "weekday") > 0)
			c->weekday = (int)rows_int(&r, "weekday");
	}
}

/* The clinic's rhythm of one programme, looked up once. */
struct clinic_rhythm {
	const struct programme *programme;
	struct contact_rhythm rhythm;
};

static void
course_due(struct list *l, const struct course *c,
    struct clinic_rhythm *last, struct rhythm_item *items)
{
	struct rhythm_facts f = { .start = c->start, .made = c->made,
	    .ended = DAY_NONE, .today = zone_day(c->zone, l->s->now),
	    .writes = c->writes, .writes_n = c->writes_n, .talks = c->talks,
	    .talks_n = c->talks_n, .pauses = c->pauses,
	    .pauses_n = c->pauses_n };
	const struct rhythm_item *here;
	struct rhythm_variant why;
	struct contact_rhythm r;

	if (last->programme != c->programme)
		contact_clinic(l->s->tx, l->s->vault, l->s->clinic,
		    c->programme, &last->rhythm, &why);
	last->programme = c->programme;
	r = last->rhythm;
	r.weekday = c->weekday;
	rhythm_apply(&r, c->steps);
	here = rhythm_here(items, rhythm_items(&r, &f, items));
	if (here != NULL)
		due_add(l, (struct contact_due){ .patient = c->patient,
		    .kind = CONTACT_DUE_STEP, .step = here->step->step,
		    .at = zone_moment(c->zone, here->from, 0) });
}

size_t
contact_due(struct scope *s, const struct clinic *clinic,
    const struct content *(*content_of)(struct page *, struct bytes),
    struct page *p, struct contact_due **out)
{
	struct list l = { .s = s, .clinic = clinic };
	struct rhythm_item *items = arena_many(s->arena, struct rhythm_item,
	    RHYTHM_ITEMS_MAX);
	struct clinic_rhythm last = { .programme = NULL };
	size_t i;

	l.due = *out = arena_many(s->arena, struct contact_due,
	    CONTACT_DUE_MAX);
	if (s->kind != SCOPE_CASELOAD)
		return 0;
	courses_load(&l, content_of, p);
	writes_load(&l);
	talks_load(&l);
	pauses_load(&l);
	variants_load(&l);
	for (i = 0; i < l.n; i++)
		course_due(&l, &l.at[i], &last, items);
	return l.due_n;
}
