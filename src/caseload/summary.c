/* SPDX-License-Identifier: Apache-2.0 */
#include "caseload/summary.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "db/db.h"
#include "homework/waiting.h"
#include "messages/message.h"
#include "people/care.h"
#include "reminders/choice.h"
#include "work/week.h"

enum {
	FORM = 1,		/* another one: all rows are made anew */
	TOGETHER = 200,		/* patients a transaction */
	PART_BYTES = 8192,
	TEAM_MAX = 20000,
};

#define BIT(part) (1u << (part))
#define BIT_CONTACT(part) BIT(PART_CONTACT + (part))
#define BITS_ALL (BIT(SUMMARY_PARTS) - 1)

/* What hangs on which table. */
static const struct db_watch watched[] = {
	{ "patient", "INSERT", BITS_ALL },
	{ "patient", "zone", BIT_CONTACT(CONTACT_WRITES) |
	    BIT_CONTACT(CONTACT_PAUSES) },
	{ "message", "INSERT", BIT(PART_MESSAGES) },
	{ "message", "the clinic's", BIT_CONTACT(CONTACT_WRITES) },
	{ "message", "answered_at", BIT(PART_MESSAGES) },
	{ "message_later", "", BIT(PART_MESSAGES) },
	{ "homework_report", "", BIT(PART_HOMEWORK) },
	{ "assignment", "", BIT(PART_HOMEWORK) },
	{ "unsure", "", BIT(PART_HOMEWORK) },
	{ "homework_review", "INSERT", BIT_CONTACT(CONTACT_WRITES) },
	{ "work_worry", "", BIT(PART_WORK) },
	{ "score", "", BIT(PART_WORSE) },
	{ "remind_choice", "", BIT(PART_STOPPED) },
	{ "patient_seen", "", BIT(PART_SEEN) },
	{ "enrolment", "", BIT_CONTACT(CONTACT_COURSE) },
	{ "encounter", "", BIT_CONTACT(CONTACT_TALKS) },
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

#define PARTS "messages, homework, work, worse, stopped, seen, course," \
	" writes, talks, pauses, variant"
#define S_PARTS "s.messages, s.homework, s.work, s.worse, s.stopped," \
	" s.seen, s.course, s.writes, s.talks, s.pauses, s.variant"
#define PARTS_TEXT "messages:text homework:text work:text worse:text" \
	" stopped:text seen:text course:text writes:text talks:text" \
	" pauses:text variant:text"
static const char *const columns[SUMMARY_PARTS] = { "messages", "homework",
    "work", "worse", "stopped", "seen", "course", "writes", "talks",
    "pauses", "variant" };

SQL(summary_get, "patient:id", PARTS_TEXT,
    "SELECT " PARTS " FROM case_summary WHERE patient_id = $1");
SQL(summary_put, "patient:id clinic:id waits:int " PARTS_TEXT, "",
    "INSERT INTO case_summary (patient_id, clinic_id, waits, " PARTS ")"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
    " ON CONFLICT (patient_id) DO UPDATE SET waits = $3, messages = $4,"
    " homework = $5, work = $6, worse = $7, stopped = $8, seen = $9,"
    " course = $10, writes = $11, talks = $12, pauses = $13, variant = $14");
SQL(summary_drop, "patient:id", "",
    "DELETE FROM case_summary WHERE patient_id = $1");
SQL(summary_mine, "actor:id now:int", "patient_id:id " PARTS_TEXT,
    "SELECT s.patient_id, " S_PARTS " FROM care c"
    " JOIN case_summary s ON s.patient_id = c.patient_id"
    " WHERE c.account_id = $1 AND c.kind <> 'glass' AND c.from_at <= $2"
    " AND (c.to_at IS NULL OR c.to_at > $2) LIMIT 2000");
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
	if (!parts_make(&c, &s, kept ? bits : BITS_ALL) && kept)
		return;
	db_run(tx, summary_put, patient, c.clinic,
	    s.parts[PART_MESSAGES].len + s.parts[PART_HOMEWORK].len +
	    s.parts[PART_WORK].len > 0, s.parts[0], s.parts[1], s.parts[2],
	    s.parts[3], s.parts[4], s.parts[5], s.parts[6], s.parts[7],
	    s.parts[8], s.parts[9], s.parts[10]);
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
	return !summary_kept(&c, &s) || parts_make(&c, &s, BITS_ALL);
}

int64_t
summary_differs(struct tx *tx, struct vault *v)
{
	struct id ids[TOGETHER], after = ID_NONE;
	int64_t bad = 0;
	size_t n, i;

	while ((n = ids_next(tx, after, ids)) > 0) {
		struct arena_mark mark = arena_mark(tx_arena(tx));

		for (i = 0; i < n; i++) {
			if (!differs(tx, v, ids[i]))
				continue;
			bad++;
			log_warn("the summary of patient %s differs",
			    id_hex(tx_arena(tx), ids[i]).at);
		}
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

size_t
summary_list(struct scope *s, size_t max, struct summary **out)
{
	struct summary *list = arena_many(s->arena, struct summary, max + 1);
	size_t n = 0, kept = 0, i;
	ROWS(r, s->tx, summary_mine, s->actor, s->now);

	while (n < max && rows_next(&r)) {
		list[n].patient = rows_id(&r, "patient_id");
		row_read(&r, &list[n++], SUMMARY_PARTS);
	}
	qsort(list, n, sizeof(*list), by_patient);
	/* In charge and cover at once: one patient. */
	for (i = 0; i < n; i++)
		if (kept == 0 || !id_eq(list[i].patient,
		    list[kept - 1].patient))
			list[kept++] = list[i];
	*out = list;
	return kept;
}

size_t
summary_team(struct scope *s, struct summary **out)
{
	struct summary *list = arena_many(s->arena, struct summary, TEAM_MAX);
	size_t n = 0;
	ROWS(r, s->tx, summary_waits, s->clinic);

	while (n < TEAM_MAX && rows_next(&r)) {
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
