/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "db/db.h"
#include "homework/engage_own.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/team.h"

/* The rows behind a report or an export, the same for one and for a set. */

#define ASSIGNMENT_COLUMNS \
	"id:id patient_id:id before_id:id? programme:text reading:text" \
	" language:text zone:text start_day:int task:text chapter:text" \
	" kind:text variant:text source:text proposed_by:text state:text" \
	" ended_how:text? talk_why:text? in_force:int newest_n:int" \
	" made_at:int agreed_at:int? ended_at:int? size:text? obstacle:text?" \
	" minute:int? per_week:int? minutes:int? remind:int? day:int?" \
	" helps:int? fits:int? can:int? unsure:int unsure_near:int"
#define ASSIGNMENTS(note, where) \
	"SELECT " note " a.id, a.patient_id, a.before_id, e.programme," \
	" e.reading, pt.language, pt.zone, e.start_day, a.task, a.chapter," \
	" a.kind, a.variant, a.source, a.proposed_by, a.state, a.ended_how," \
	" a.talk_why, a.in_force, a.newest_n, a.made_at, a.agreed_at," \
	" a.ended_at, p.size, p.obstacle, p.minute, p.per_week, p.minutes," \
	" p.remind, p.day, b.helps, b.fits, b.can," \
	" (SELECT COUNT(*) FROM unsure u WHERE u.patient_id = a.patient_id" \
	" AND u.about_id = a.id) AS unsure," \
	" (SELECT COUNT(*) FROM unsure u WHERE u.patient_id = a.patient_id" \
	" AND u.said_at >= a.made_at AND (a.ended_at IS NULL" \
	" OR u.said_at <= a.ended_at)) AS unsure_near" \
	" FROM assignment a JOIN patient pt ON pt.id = a.patient_id" \
	" JOIN enrolment e ON e.id = a.enrolment_id" \
	" AND e.patient_id = a.patient_id" \
	" LEFT JOIN assignment_plan p ON p.assignment_id = a.id" \
	" AND p.n = CASE WHEN a.in_force > 0 THEN a.in_force" \
	" ELSE a.newest_n END" \
	" LEFT JOIN belief b ON b.patient_id = a.patient_id" \
	" AND b.id = (SELECT x.id FROM belief x" \
	" WHERE x.patient_id = a.patient_id AND x.assignment_id = a.id" \
	" ORDER BY x.said_at DESC, x.id DESC LIMIT 1)" \
	" WHERE " where " AND pt.state <> 'erased'" \
	" ORDER BY a.patient_id, a.made_at, a.id"

/* At most one answer a report counts: the last. */
#define TOLD_COLUMNS \
	"assignment_id:id version:int newest:int amount:int hard:int?" \
	" helped:int? size:text? obstacles:text noticed:int reported_at:int" \
	" seen_at:int? reviewed_at:int? talked_at:int? read_at:int?" \
	" amount_seen:int? quality:int? template:text? edited:int?" \
	" lead_id:id? answer_id:id?"
#define TOLD(note, where) \
	"SELECT " note " r.assignment_id, r.version, r.newest, r.amount," \
	" r.hard, r.helped, r.size, r.obstacles, CAST(CASE WHEN r.noticed" \
	" IS NULL THEN 0 ELSE 1 END AS BIGINT) AS noticed, r.reported_at," \
	" r.seen_at, r.reviewed_at, r.talked_at, v.read_at," \
	" v.amount AS amount_seen, v.quality, v.template, v.edited," \
	" v.lead_id, v.id AS answer_id" \
	" FROM homework_report r JOIN patient pt ON pt.id = r.patient_id" \
	" JOIN assignment a ON a.id = r.assignment_id" \
	" AND a.patient_id = r.patient_id" \
	" LEFT JOIN homework_review v ON v.patient_id = r.patient_id" \
	" AND v.report_id = r.id" \
	" WHERE " where " AND pt.state <> 'erased'" \
	" ORDER BY r.assignment_id, r.version, v.reviewed_at, v.id"

/* "Only for me" is never read: an entry that is all private is not there. */
#define SHARED " FROM answer_value x WHERE x.patient_id = w.patient_id" \
	" AND x.answer_id = w.id AND x.private = 0)"
#define ENTRY_COLUMNS \
	"occasion:text version:int lang:text variant:text started_at:int" \
	" sent_at:int? fields:int"
#define ENTRIES(note, where) \
	"SELECT " note " w.occasion, w.version, w.lang, w.variant," \
	" w.started_at, w.sent_at, (SELECT COUNT(*)" SHARED " AS fields" \
	" FROM answer w JOIN patient pt ON pt.id = w.patient_id" \
	" WHERE " where " AND pt.state <> 'erased' AND w.kind = 'entry'" \
	" AND w.newest = 1 AND EXISTS (SELECT 1" SHARED \
	" ORDER BY w.occasion"

#define READERS(note, where) \
	"SELECT " note " c.patient_id, t.reading_days FROM care c" \
	" JOIN account t ON t.id = c.account_id WHERE " where \
	" AND c.kind IN ('therapist', 'cover')" \
	" AND c.from_at <= $2 AND (c.to_at IS NULL OR c.to_at > $2)" \
	" ORDER BY c.patient_id"
#define READER_COLUMNS "patient_id:id reading_days:int"

#define MADE " AND a.made_at >= $2 AND a.made_at < $3"
SQL(engage_own, "patient:id", ASSIGNMENT_COLUMNS,
    ASSIGNMENTS("", "a.patient_id = $1"));
SQL(engage_own_told, "patient:id", TOLD_COLUMNS,
    TOLD("", "r.patient_id = $1"));
SQL(engage_own_entries, "patient:id", ENTRY_COLUMNS,
    ENTRIES("", "w.patient_id = $1"));
SQL(engage_own_readers, "patient:id now:int", READER_COLUMNS,
    READERS("", "c.patient_id = $1"));
SQL(engage_set, "clinic:id from:int to:int", ASSIGNMENT_COLUMNS,
    ASSIGNMENTS("/* team */", "pt.clinic_id = $1" MADE));
SQL(engage_set_n, "clinic:id from:int to:int", "n:int",
    "SELECT /* team */ COUNT(*) AS n FROM assignment a"
    " JOIN patient pt ON pt.id = a.patient_id"
    " WHERE pt.clinic_id = $1" MADE " AND pt.state <> 'erased'");
SQL(engage_set_told, "clinic:id from:int to:int", TOLD_COLUMNS,
    TOLD("/* team */", "pt.clinic_id = $1" MADE));
SQL(engage_set_readers, "clinic:id now:int", READER_COLUMNS,
    READERS("/* team */", "c.clinic_id = $1"));
SQL(engage_all, "clinic:id", ASSIGNMENT_COLUMNS,
    ASSIGNMENTS("/* duty: export */", "pt.clinic_id = $1"));
SQL(engage_all_told, "clinic:id", TOLD_COLUMNS,
    TOLD("/* duty: export */", "pt.clinic_id = $1"));
SQL(engage_all_entries, "clinic:id", ENTRY_COLUMNS,
    ENTRIES("/* duty: export */", "pt.clinic_id = $1"));
SQL(engage_all_readers, "clinic:id now:int", READER_COLUMNS,
    READERS("/* duty: export */", "c.clinic_id = $1"));

enum { ROOM = 64, ID_DIGITS = 32 };

static void *
grown(struct arena *a, void *list, size_t n, size_t *room, size_t size)
{
	void *more;

	if (n < *room)
		return list;
	*room = *room == 0 ? ROOM : *room * 2;
	more = arena_array(a, size, *room, _Alignof(max_align_t));
	if (n > 0)
		memcpy(more, list, n * size);
	return more;
}

/* --- assignments --------------------------------------------------------- */

static void
assignments_read(struct loading *l, struct rows *r)
{
	struct engage_data *d = l->d;

	while (rows_next(r)) {
		struct arena_mark mark;

		d->list = grown(l->arena, d->list, d->n, &l->room,
		    sizeof(*d->list));
		mark = arena_mark(l->arena);
		memset(&d->list[d->n], 0, sizeof(*d->list));
		engage_assignment_read(l, r, &d->list[d->n++]);
		arena_reset(l->arena, mark);
	}
}

static int
by_id(const void *a, const void *b, void *list)
{
	const struct engage *l = list;

	return id_cmp(l[*(const size_t *)a].id, l[*(const size_t *)b].id);
}

static void
index_make(struct loading *l)
{
	size_t i;

	l->by_id = arena_many(l->arena, size_t, l->d->n + 1);
	for (i = 0; i < l->d->n; i++)
		l->by_id[i] = i;
	qsort_r(l->by_id, l->d->n, sizeof(size_t), by_id, l->d->list);
}

static struct engage *
find(struct loading *l, struct id id)
{
	size_t from = 0, to = l->d->n;

	while (from < to) {
		size_t mid = from + (to - from) / 2;
		struct engage *e = &l->d->list[l->by_id[mid]];
		int c = id_cmp(id, e->id);

		if (c == 0)
			return e;
		if (c < 0)
			to = mid;
		else
			from = mid + 1;
	}
	return NULL;
}

/* Numbers of a patient's assignments, oldest first; never given anew, as
 * none is taken away. */
static void
numbers_give(struct loading *l)
{
	struct engage_data *d = l->d;
	size_t i;

	for (i = 0; i < d->n; i++)
		d->list[i].n = i > 0 && id_eq(d->list[i].patient,
		    d->list[i - 1].patient) ? d->list[i - 1].n + 1 : 1;
	for (i = 0; i < d->n; i++) {
		struct engage *before = id_is_none(d->list[i].before) ? NULL :
		    find(l, d->list[i].before);

		d->list[i].before_n = before == NULL ? GAP_NONE : before->n;
	}
}

/* --- who reads when ------------------------------------------------------ */

static void
readers_read(struct loading *l, struct rows *r)
{
	size_t room = 0;

	while (rows_next(r)) {
		struct id patient = rows_id(r, "patient_id");
		unsigned days = (unsigned)rows_int(r, "reading_days") & 127;

		if (l->readers_n > 0 && id_eq(patient,
		    l->readers[l->readers_n - 1].patient)) {
			l->readers[l->readers_n - 1].days |= days;
			continue;
		}
		l->readers = grown(l->arena, l->readers, l->readers_n, &room,
		    sizeof(*l->readers));
		l->readers[l->readers_n++] = (struct reader){ patient, days };
	}
}

static int
reader_cmp(const void *key, const void *reader)
{
	return id_cmp(*(const struct id *)key,
	    ((const struct reader *)reader)->patient);
}

static unsigned
reading_days(const struct loading *l, struct id patient)
{
	const struct reader *r = l->readers_n == 0 ? NULL : bsearch(&patient,
	    l->readers, l->readers_n, sizeof(*r), reader_cmp);

	return r == NULL ? 0 : r->days;
}

/* Answered before the day was over that the patient was told? */
static int
rhythm_of(const struct loading *l, struct id patient,
    const struct engage_told *t)
{
	int64_t told, end, until = t->answered_at;
	struct day day;

	if (l->clinic == NULL)
		return GAP_NONE;
	told = team_reading_after(l->clinic, reading_days(l, patient),
	    t->reported_at);
	day = zone_day(l->clinic->zone, told);
	day.n++;
	end = zone_moment(l->clinic->zone, day, 0);
	if (until < 0)
		return GAP_NONE;
	if (until == 0)
		return l->now < end ? GAP_NOT_YET : 0;
	return until < end;
}

/* --- reports ------------------------------------------------------------- */

/* t stands where the next of the list goes. */
static void
told_keep(struct loading *l, struct engage *e, struct engage_told *t)
{
	struct engage_data *d = l->d;

	if (t->newest)
		e->told = *t;
	if (d->told_n > 0 && t[-1].of == t->of &&
	    t[-1].version == t->version) {
		t[-1] = *t;		/* answered twice: the last counts */
		return;
	}
	e->reports++;
	d->told_n += !l->newest_only;
}

static void
told_all_read(struct loading *l, struct rows *r)
{
	struct engage_data *d = l->d;

	while (rows_next(r)) {
		struct engage *e = find(l, rows_id(r, "assignment_id"));
		struct engage_told *t;
		struct arena_mark mark;

		if (e == NULL)
			continue;
		d->told = grown(l->arena, d->told, d->told_n, &l->told_room,
		    sizeof(*d->told));
		mark = arena_mark(l->arena);
		t = &d->told[d->told_n];
		*t = (struct engage_told){ .of = (size_t)(e - d->list) };
		engage_told_read(r, t);
		engage_answer_read(l, r, t);
		t->rhythm = rhythm_of(l, e->patient, t);
		arena_reset(l->arena, mark);
		told_keep(l, e, t);
	}
}

/* --- entries ------------------------------------------------------------- */

/* "ASSIGNMENT.NUMBER", as entry.h says. */
static struct engage *
entry_place_of(struct loading *l, struct str occasion, int *n)
{
	struct str hex = str_cut(&occasion, '.');
	int64_t number = 0;
	struct id id;

	if (hex.len != ID_DIGITS || !id_parse(hex, &id) ||
	    !str_int(occasion, 1, INT32_MAX, &number))
		return NULL;
	*n = (int)number;
	return find(l, id);
}

static void
entries_read(struct loading *l, struct rows *r)
{
	struct engage_data *d = l->d;

	while (rows_next(r)) {
		struct engage_entry *x;
		struct engage *e;
		struct arena_mark mark;
		int n = 0;

		d->entries = grown(l->arena, d->entries, d->entries_n,
		    &l->entries_room, sizeof(*d->entries));
		mark = arena_mark(l->arena);
		e = entry_place_of(l, rows_str(r, "occasion"), &n);
		if (e != NULL) {
			x = &d->entries[d->entries_n++];
			*x = (struct engage_entry){ .of = (size_t)(e -
			    d->list), .n = n, .version = rows_int(r,
			    "version"), .started_at = rows_int(r,
			    "started_at"), .sent_at = rows_int(r, "sent_at"),
			    .lang = LANG_NB, .variant = engage_name(l,
			    rows_str(r, "variant")),
			    .fields = (int)rows_int(r, "fields") };
			(void)lang_parse(rows_str(r, "lang"), &x->lang);
			e->entries++;
		}
		arena_reset(l->arena, mark);
	}
}

static int
entry_cmp(const void *a, const void *b)
{
	const struct engage_entry *x = a, *y = b;

	if (x->of != y->of)
		return x->of < y->of ? -1 : 1;
	return (x->n > y->n) - (x->n < y->n);
}

static int
told_cmp(const void *a, const void *b)
{
	const struct engage_told *x = a, *y = b;

	if (x->of != y->of)
		return x->of < y->of ? -1 : 1;
	return (x->version > y->version) - (x->version < y->version);
}

/* Nothing told yet: why each number of the report is missing. */
static const struct engage_told untold = { .template = { "", 0 },
	.amount = GAP_NOT_YET, .noticed = GAP_NOT_YET, .hours = GAP_NOT_YET,
	.hard = GAP_NOT_YET, .helped = GAP_NOT_YET,
	.size = GAP_NOT_YET, .obstacles_gap = GAP_NOT_YET,
	.rhythm = GAP_NOT_YET, .quality = GAP_NOT_YET,
	.amount_seen = GAP_NOT_YET, .edited = GAP_NOT_YET };

static void
finish(struct loading *l)
{
	struct engage_data *d = l->d;
	size_t i;

	if (d->told_n > 0)
		qsort(d->told, d->told_n, sizeof(*d->told), told_cmp);
	if (d->entries_n > 0)
		qsort(d->entries, d->entries_n, sizeof(*d->entries),
		    entry_cmp);
	for (i = 0; i < d->n; i++) {
		struct engage *e = &d->list[i];

		if (e->told.version == 0) {
			e->told = untold;
			e->told.of = i;
		}
		e->rulers = e->kind != TASK_CHANGE ? GAP_NONE :
		    e->entries > 0;
	}
}

/* --- for one, for a set, for the export ---------------------------------- */

static struct loading
begin(struct tx *tx, struct arena *a, const struct clinic *clinic,
    int64_t now, struct engage_data *out)
{
	*out = (struct engage_data){ .list = NULL };
	return (struct loading){ .tx = tx, .arena = a, .clinic = clinic,
	    .now = now, .names = arena_one(a, struct names), .d = out };
}

/* Everything there is of a patient or a clinic; each needs the one before. */
static void
whole(struct loading *l, struct rows *readers, struct rows *list,
    struct rows *told, struct rows *entries)
{
	readers_read(l, readers);
	assignments_read(l, list);
	index_make(l);
	numbers_give(l);
	told_all_read(l, told);
	entries_read(l, entries);
	finish(l);
}

void
engage_of(struct care *c, const struct clinic *clinic, struct engage_data *out)
{
	struct loading l = begin(c->tx, c->arena, clinic, c->now, out);
	ROWS(readers, c->tx, engage_own_readers, c->patient, c->now);
	ROWS(list, c->tx, engage_own, c->patient);
	ROWS(told, c->tx, engage_own_told, c->patient);
	ROWS(entries, c->tx, engage_own_entries, c->patient);

	whole(&l, &readers, &list, &told, &entries);
}

void
engage_team(struct scope *s, const struct clinic *clinic, int64_t from_at,
    int64_t to_at, struct engage_data *out)
{
	struct loading l = begin(s->tx, s->arena, clinic, s->now, out);
	int64_t n = s->kind != SCOPE_TEAM ? 0 : db_int(s->tx, 0, engage_set_n,
	    s->clinic, from_at, to_at);

	out->more = n > ENGAGE_SCOPE_MAX;
	if (n == 0 || out->more)
		return;
	/* Room for just these, as a request has little. */
	l.newest_only = true;
	l.room = (size_t)n;
	out->list = arena_many(s->arena, struct engage, l.room);

	ROWS(readers, s->tx, engage_set_readers, s->clinic, s->now);
	ROWS(list, s->tx, engage_set, s->clinic, from_at, to_at);
	ROWS(told, s->tx, engage_set_told, s->clinic, from_at, to_at);

	readers_read(&l, &readers);
	assignments_read(&l, &list);
	index_make(&l);
	told_all_read(&l, &told);
	finish(&l);
}

void
engage_duty(struct duty *d, const struct clinic *clinic,
    struct engage_data *out)
{
	struct loading l = begin(d->tx, d->arena, clinic, d->now, out);
	ROWS(readers, d->tx, engage_all_readers, clinic->id, d->now);
	ROWS(list, d->tx, engage_all, clinic->id);
	ROWS(told, d->tx, engage_all_told, clinic->id);
	ROWS(entries, d->tx, engage_all_entries, clinic->id);

	whole(&l, &readers, &list, &told, &entries);
}
