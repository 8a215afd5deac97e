/* SPDX-License-Identifier: Apache-2.0 */
#include "caseload/summary.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "db/db.h"
#include "homework/waiting.h"
#include "messages/message.h"
#include "people/care.h"
#include "people/clinic.h"
#include "reminders/choice.h"
#include "work/week.h"

enum {
	FORM = 3,		/* another one: all rows are made anew */
	TOGETHER = 200,		/* patients a transaction */
	PART_BYTES = 8192,
	TEAM_MAX = 20000,
};

#define BIT(part) (1u << (part))
#define BIT_CONTACT(part) BIT(PART_CONTACT + (part))
/* No text of ours: copied from the patient, and who is in charge. */
#define BIT_WHO BIT(SUMMARY_PARTS)
#define BITS_ALL (BIT_WHO | (BIT_WHO - 1))

/* What hangs on which table. */
static const struct db_watch watched[] = {
	{ "patient", "INSERT", BITS_ALL },
	{ "patient", "zone", BIT_WHO | BIT(PART_HOMEWORK) |
	    BIT_CONTACT(CONTACT_WRITES) | BIT_CONTACT(CONTACT_PAUSES) },
	{ "patient", "state", BIT_WHO },
	{ "care", "INSERT", BIT_WHO },
	{ "care", "to_at IS NULL", BIT_WHO },
	{ "message", "INSERT", BIT(PART_MESSAGES) },
	{ "message", "the clinic's", BIT(PART_BACK) |
	    BIT_CONTACT(CONTACT_WRITES) },
	{ "message", "answered_at", BIT(PART_MESSAGES) },
	{ "message_later", "", BIT(PART_MESSAGES) },
	{ "homework_report", "", BIT(PART_HOMEWORK) },
	{ "assignment", "", BIT(PART_HOMEWORK) },
	{ "unsure", "", BIT(PART_HOMEWORK) },
	{ "homework_review", "INSERT", BIT(PART_BACK) |
	    BIT_CONTACT(CONTACT_WRITES) },
	{ "way_back", "", BIT(PART_BACK) },
	{ "alert", "closed_at", BIT(PART_LOOK) },
	{ "visit", "", BIT(PART_LOOK) },
	{ "work_worry", "", BIT(PART_WORK) },
	{ "score", "", BIT(PART_WORSE) },
	{ "remind_choice", "", BIT(PART_STOPPED) },
	{ "patient_seen", "", BIT(PART_SEEN) },
	{ "enrolment", "", BIT_CONTACT(CONTACT_COURSE) },
	{ "encounter", "", BIT(PART_BACK) | BIT_CONTACT(CONTACT_TALKS) },
	{ "pause", "", BIT_CONTACT(CONTACT_PAUSES) },
	{ "rhythm_patient", "", BIT_CONTACT(CONTACT_VARIANT) },
};

/* The newest score of each instrument and kind, when it is a change. */
SQL(summary_worse, "patient:id",
    "instrument:text value:real? baseline:real? at:int",
    "SELECT s.instrument, s.value, s.baseline, s.at FROM score s"
    " WHERE s.patient_id = $1 AND s.newest = 1 AND s.change = 'worse'"
    " AND NOT EXISTS (SELECT 1 FROM score n WHERE n.patient_id = s.patient_id"
    " AND n.instrument = s.instrument AND n.score = s.score AND n.newest = 1"
    " AND n.at > s.at) ORDER BY s.at DESC, s.id LIMIT 20");
SQL(summary_seen, "patient:id", "at:int",
    "SELECT at FROM patient_seen WHERE patient_id = $1");

/* The one that goes on, and when the clinic last wrote or talked. */
SQL(summary_back, "patient:id", "made_at:int by_role:text look_day:int?"
    " wrote_at:int? replied_at:int? talked_at:int?",
    "SELECT b.made_at, b.by_role, b.look_day,"
    " (SELECT max(sent_at) FROM message WHERE patient_id = $1"
    " AND from_patient = 0) AS wrote_at, (SELECT max(reviewed_at)"
    " FROM homework_review WHERE patient_id = $1) AS replied_at,"
    " (SELECT max(starts_at) FROM encounter WHERE patient_id = $1"
    " AND state = 'held') AS talked_at FROM way_back b"
    " WHERE b.patient_id = $1 AND b.newest = 1 AND b.closed_at IS NULL"
    " ORDER BY b.made_at DESC, b.id DESC LIMIT 1");
/* Days the clinic set itself when it closed an alert. */
SQL(summary_looks, "patient:id", "day:int closed_at:int",
    "SELECT next_look_day AS day, closed_at FROM alert WHERE patient_id = $1"
    " AND closed_at IS NOT NULL AND next_look_day IS NOT NULL"
    " ORDER BY next_look_day DESC LIMIT 20");
SQL(summary_visited, "patient:id", "at:int?",
    "SELECT max(at) AS at FROM visit WHERE patient_id = $1");

#define PARTS "messages, homework, work, back, look, worse, stopped, seen," \
	" course, writes, talks, pauses, variant"
#define S_PARTS "s.messages, s.homework, s.work, s.back, s.look, s.worse," \
	" s.stopped, s.seen, s.course, s.writes, s.talks, s.pauses, s.variant"
#define PARTS_TEXT "messages:text homework:text work:text back:text" \
	" look:text worse:text stopped:text seen:text course:text" \
	" writes:text talks:text pauses:text variant:text"
static const char *const columns[SUMMARY_PARTS] = { "messages", "homework",
    "work", "back", "look", "worse", "stopped", "seen", "course", "writes",
    "talks", "pauses", "variant" };

SQL(summary_get, "patient:id", PARTS_TEXT,
    "SELECT " PARTS " FROM case_summary WHERE patient_id = $1");
#define NEAR "COALESCE((SELECT c.account_id FROM care c" \
	" WHERE c.patient_id = p.id AND c.kind = 'therapist'" \
	" AND c.to_at IS NULL ORDER BY c.from_at DESC, c.id LIMIT 1)," \
	" p.clinic_id)"
SQL(summary_put, "patient:id waits:int " PARTS_TEXT, "",
    "INSERT INTO case_summary (near, patient_id, clinic_id, name, born, bar,"
    " state, zone, waits, " PARTS ") SELECT " NEAR ", p.id, p.clinic_id,"
    " p.name, p.born, p.bar, p.state, p.zone, $2, $3, $4, $5, $6, $7, $8, $9,"
    " $10, $11, $12, $13, $14, $15 FROM patient p WHERE p.id = $1"
    " ON CONFLICT (patient_id) DO UPDATE SET near = excluded.near,"
    " name = excluded.name, born = excluded.born, bar = excluded.bar,"
    " state = excluded.state, zone = excluded.zone, waits = $2,"
    " messages = $3, homework = $4, work = $5, back = $6, look = $7,"
    " worse = $8, stopped = $9, seen = $10, course = $11, writes = $12,"
    " talks = $13, pauses = $14, variant = $15");
SQL(summary_who_same, "patient:id", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM case_summary s"
    " JOIN patient p ON p.id = s.patient_id WHERE s.patient_id = $1"
    " AND s.clinic_id = p.clinic_id AND s.name = p.name"
    " AND s.born = p.born AND s.bar = p.bar AND s.state = p.state"
    " AND s.zone = p.zone AND s.near = " NEAR);
SQL(summary_drop, "patient:id", "",
    "DELETE FROM case_summary WHERE patient_id = $1");
/* Those one is in charge of lie together; the others are found one by one. */
#define MINE " FROM care c JOIN case_summary s ON s.patient_id = c.patient_id" \
	" AND s.clinic_id = c.clinic_id"
#define MINE_NOW " WHERE c.account_id = $1 AND c.clinic_id = $2" \
	" AND c.kind <> 'glass' AND c.from_at <= $3" \
	" AND (c.to_at IS NULL OR c.to_at > $3)"
#define MINE_SELECT "SELECT s.patient_id, s.name, s.born, s.bar, s.state," \
	" s.zone, " S_PARTS
SQL(summary_mine, "actor:id clinic:id now:int", PATIENT_ROW " " PARTS_TEXT,
    MINE_SELECT MINE " AND s.near = c.account_id" MINE_NOW " LIMIT 2000");
SQL(summary_others, "actor:id clinic:id now:int", PATIENT_ROW " " PARTS_TEXT,
    MINE_SELECT MINE MINE_NOW " AND NOT EXISTS (SELECT 1 FROM case_summary m"
    " WHERE m.near = c.account_id AND m.patient_id = c.patient_id)"
    " LIMIT 2000");
SQL(summary_waits, "clinic:id", "patient_id:id messages:text homework:text "
    "work:text", "SELECT /* team */ patient_id, messages, homework, work"
    " FROM case_summary WHERE clinic_id = $1 AND waits = 1 LIMIT 20000");
SQL(summary_next, "after:id max:int", "id:id",
    "SELECT id FROM patient /* duty: the summary */ WHERE id > $1"
    " AND state <> 'erased' ORDER BY id LIMIT $2");
SQL(summary_form, "", "form:int",
    "SELECT form FROM case_summary_form WHERE one = 1");
SQL(summary_form_set, "form:int", "",
    "INSERT INTO case_summary_form (one, form) VALUES (1, $1)"
    " ON CONFLICT (one) DO UPDATE SET form = $1");

/* --- one part of one patient ---------------------------------------------- */

static int64_t
later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static void
homework_make(struct care *c, struct buf *b)
{
	struct homework_waiting *list;
	size_t n = homework_waiting(c, &list), i;

	for (i = 0; i < n; i++)
		buf_fmt(b, "%d %lld %.*s;", (int)list[i].what,
		    (long long)list[i].since_at,
		    STR(id_hex(c->arena, list[i].homework)));
}

static void
worse_make(struct care *c, struct buf *b)
{
	ROWS(r, c->tx, summary_worse, c->patient);

	while (rows_next(&r))
		buf_fmt(b, "%lld %.17g %.17g %.*s;",
		    (long long)rows_int(&r, "at"), rows_real(&r, "baseline"),
		    rows_real(&r, "value"), STR(rows_str(&r, "instrument")));
}

static void
seen_make(struct care *c, struct buf *b)
{
	ROWS(r, c->tx, summary_seen, c->patient);

	if (rows_next(&r))
		buf_fmt(b, "%lld", (long long)rows_int(&r, "at"));
}

static void
messages_make(struct care *c, struct buf *b)
{
	struct message_waiting m;

	if (message_waiting(c, &m))
		buf_fmt(b, "%lld %d", (long long)m.since_at, m.n);
}

static void
work_make(struct care *c, struct buf *b)
{
	struct worry_row w;

	if (worry_waiting(c, &w))
		buf_fmt(b, "%d %d %d %lld", (int)w.why, w.was, w.now,
		    (long long)w.since_at);
}

static void
back_make(struct care *c, struct buf *b)
{
	int64_t at = 0;
	struct day look;
	ROWS(r, c->tx, summary_back, c->patient);

	if (!rows_next(&r))
		return;
	at = later(rows_int(&r, "wrote_at"), later(rows_int(&r, "replied_at"),
	    rows_int(&r, "talked_at")));
	/* Who wrote it for them knows. */
	if (!str_is(rows_str(&r, "by_role"), "patient"))
		at = later(at, rows_int(&r, "made_at"));
	look = rows_day(&r, "look_day");
	buf_fmt(b, "%lld %d %lld", (long long)rows_int(&r, "made_at"),
	    look.n == DAY_NONE_N ? 0 : look.n, (long long)at);
}

/* The oldest of those days that nobody has looked on, or after. */
static void
look_make(struct care *c, struct buf *b)
{
	struct clinic *clinic = arena_one(c->arena, struct clinic);
	struct day day = DAY_NONE;
	int64_t seen_at = 0;
	bool loaded = false;
	ROWS(r, c->tx, summary_looks, c->patient);

	while (rows_next(&r)) {
		struct day on = rows_day(&r, "day");

		if (!loaded)
			seen_at = db_int(c->tx, 0, summary_visited,
			    c->patient);
		loaded = loaded || clinic_load(c->tx, c->vault, c->clinic,
		    clinic);
		/* Set for the same day: a look before that is none. */
		if (loaded && later(zone_moment(clinic->zone, on, 0),
		    rows_int(&r, "closed_at")) > seen_at)
			day = on;
	}
	if (day.n != DAY_NONE_N)
		buf_fmt(b, "%d", day.n);
}

static void
stopped_make(struct care *c, struct buf *b)
{
	struct remind_choice choice;

	remind_choice_get(c, &choice);
	if (choice.stopped != CHANNEL_NONE)
		buf_fmt(b, "%lld %d", (long long)choice.stopped_at,
		    choice.stopped == CHANNEL_SMS);
}

static struct str
part_make(struct care *c, unsigned part)
{
	static void (*const makes[PART_CONTACT])(struct care *,
	    struct buf *) = {
		[PART_MESSAGES] = messages_make,
		[PART_HOMEWORK] = homework_make,
		[PART_WORK] = work_make,
		[PART_BACK] = back_make,
		[PART_LOOK] = look_make,
		[PART_WORSE] = worse_make,
		[PART_STOPPED] = stopped_make,
		[PART_SEEN] = seen_make,
	};
	struct buf b;

	if (part >= PART_CONTACT)
		return contact_keep(c, (enum contact_part)(part -
		    PART_CONTACT));
	b = buf_new(c->arena, PART_BYTES);
	makes[part](c, &b);
	return buf_str(&b);
}

/* --- keeping -------------------------------------------------------------- */

static void
row_read(struct rows *r, struct summary *s, size_t parts)
{
	size_t i;

	for (i = 0; i < parts; i++)
		s->parts[i] = rows_str(r, columns[i]);
}

static bool
summary_kept(struct care *c, struct summary *s)
{
	ROWS(r, c->tx, summary_get, c->patient);

	*s = (struct summary){ .patient = c->patient };
	if (!rows_next(&r))
		return false;
	row_read(&r, s, SUMMARY_PARTS);
	return true;
}

/* Makes these parts anew; true: some are others now. */
static bool
parts_make(struct care *c, struct summary *s, unsigned bits)
{
	bool changed = false;
	unsigned i;

	for (i = 0; i < SUMMARY_PARTS; i++) {
		struct str part;

		if (!(bits & BIT(i)))
			continue;
		part = part_make(c, i);
		changed |= !str_eq(part, s->parts[i]);
		s->parts[i] = part;
	}
	return changed;
}

static void
settle(struct tx *tx, struct id patient, unsigned bits, void *vault)
{
	struct summary s;
	struct duty duty;
	struct care c;
	bool kept;

	duty_open(&duty, tx, vault, "summary");
	if (!care_look_duty(&c, &duty, patient)) {
		db_run(tx, summary_drop, patient);
		return;
	}
	kept = summary_kept(&c, &s);
	if (!parts_make(&c, &s, kept ? bits : BITS_ALL) && kept &&
	    !(bits & BIT_WHO))
		return;
	db_run(tx, summary_put, patient,
	    s.parts[PART_MESSAGES].len + s.parts[PART_HOMEWORK].len +
	    s.parts[PART_WORK].len > 0, s.parts[0], s.parts[1], s.parts[2],
	    s.parts[3], s.parts[4], s.parts[5], s.parts[6], s.parts[7],
	    s.parts[8], s.parts[9], s.parts[10], s.parts[11], s.parts[12]);
}

const struct db_watch *
summary_watched(size_t *n)
{
	*n = sizeof(watched) / sizeof(watched[0]);
	return watched;
}

void
summary_watch(struct db *db, struct vault *v)
{
	db_watch(db, watched, sizeof(watched) / sizeof(watched[0]), settle,
	    v);
}

/* --- making anew, comparing ----------------------------------------------- */

struct making {
	struct vault *vault;
	struct id after, last;
	size_t n;
};

static size_t
ids_next(struct tx *tx, struct id after, struct id *out)
{
	size_t n = 0;
	ROWS(r, tx, summary_next, after, (int)TOGETHER);

	while (n < TOGETHER && rows_next(&r))
		out[n++] = rows_id(&r, "id");
	return n;
}

/* May run again: goes on from `after`, which only a COMMIT moves. */
static bool
make_some(struct tx *tx, void *arg)
{
	struct making *m = arg;
	struct id ids[TOGETHER];
	size_t i;

	m->n = ids_next(tx, m->after, ids);
	for (i = 0; i < m->n; i++) {
		struct arena_mark mark = arena_mark(tx_arena(tx));

		settle(tx, ids[i], BITS_ALL, m->vault);
		arena_reset(tx_arena(tx), mark);
		m->last = ids[i];
	}
	if (m->n == 0)
		db_run(tx, summary_form_set, (int)FORM);
	return true;
}

static void
form_read(struct tx *tx, void *arg)
{
	*(int64_t *)arg = db_int(tx, 0, summary_form);
}

enum rc
summary_ensure(struct db *db, struct vault *v, struct arena *a)
{
	struct making m = { .vault = v, .n = 1 };
	struct arena_mark mark = arena_mark(a);
	int64_t form = 0;
	enum rc rc = db_read(db, a, form_read, &form);

	if (rc != RC_OK || form == FORM)
		return rc;
	while (rc == RC_OK && m.n > 0) {
		rc = db_tx(db, a, make_some, &m);
		arena_reset(a, mark);
		m.after = m.last;
	}
	return rc;
}

bool
summary_forget(struct tx *tx, void *none)
{
	(void)none;
	db_run(tx, summary_form_set, 0);
	return true;
}

/* A patient without a row differs too. */
static bool
differs(struct tx *tx, struct vault *v, struct id patient)
{
	struct summary s;
	struct duty duty;
	struct care c;

	duty_open(&duty, tx, v, "summary");
	if (!care_look_duty(&c, &duty, patient))
		return false;
	return !summary_kept(&c, &s) || parts_make(&c, &s, BITS_ALL) ||
	    db_int(tx, 0, summary_who_same, patient) != 1;
}

int64_t
summary_differs(struct tx *tx, struct vault *v)
{
	struct id ids[TOGETHER], after = ID_NONE;
	int64_t bad = 0;
	size_t n, i;

	if (db_int(tx, 0, summary_form) != FORM)
		return -1;
	while ((n = ids_next(tx, after, ids)) > 0) {
		struct arena_mark mark = arena_mark(tx_arena(tx));

		for (i = 0; i < n; i++)
			bad += differs(tx, v, ids[i]);
		arena_reset(tx_arena(tx), mark);
		after = ids[n - 1];
	}
	return bad;
}

/* --- reading -------------------------------------------------------------- */

static int
by_patient(const void *a, const void *b)
{
	return id_cmp(((const struct summary *)a)->patient,
	    ((const struct summary *)b)->patient);
}

struct listed {
	struct arena *arena;
	struct summary *list;
	size_t n, room, max;
};

static void
list_read(struct listed *l, struct rows *r)
{
	struct summary *one;

	while (l->n < l->max && rows_next(r)) {
		l->list = arena_more(l->arena, l->list, l->n, &l->room);
		one = &l->list[l->n++];
		patient_row_read(r, &one->who);
		one->patient = one->who.id;
		row_read(r, one, SUMMARY_PARTS);
	}
}

size_t
summary_list(struct scope *s, size_t max, struct summary **out)
{
	struct listed l = { .arena = s->arena, .max = max };
	struct patient_row **who;
	size_t kept = 0, i;
	ROWS(mine, s->tx, summary_mine, s->actor, s->clinic, s->now);
	ROWS(others, s->tx, summary_others, s->actor, s->clinic, s->now);

	list_read(&l, &mine);
	list_read(&l, &others);
	if (l.n > 0)
		qsort(l.list, l.n, sizeof(*l.list), by_patient);
	/* In charge and cover at once: one patient. */
	for (i = 0; i < l.n; i++)
		if (kept == 0 || !id_eq(l.list[i].patient,
		    l.list[kept - 1].patient))
			l.list[kept++] = l.list[i];
	who = arena_many(s->arena, struct patient_row *, kept + 1);
	for (i = 0; i < kept; i++)
		who[i] = &l.list[i].who;
	patient_rows_open(s, who, kept);
	*out = l.list;
	return kept;
}

size_t
summary_team(struct scope *s, struct summary **out)
{
	struct summary *list = NULL;
	size_t n = 0, room = 0;
	ROWS(r, s->tx, summary_waits, s->clinic);

	while (n < TEAM_MAX && rows_next(&r)) {
		list = arena_more(s->arena, list, n, &room);
		list[n].patient = rows_id(&r, "patient_id");
		row_read(&r, &list[n++], PART_WORK + 1);
	}
	*out = list;
	return n;
}

int64_t
summary_number(struct str *rest)
{
	int64_t n = 0;

	(void)str_int(str_cut(rest, ' '), INT64_MIN, INT64_MAX, &n);
	return n;
}

bool
summary_homework(struct str *rest, struct homework_waiting *out)
{
	struct str one = str_cut(rest, ';');

	if (one.len == 0)
		return false;
	out->what = (enum homework_wait)summary_number(&one);
	out->since_at = summary_number(&one);
	return id_parse(one, &out->homework);
}
