/* SPDX-License-Identifier: Apache-2.0 */
#include "encounters/minutes.h"

#include <stdlib.h>

#include "base/arena.h"
#include "db/db.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/team.h"

enum { WEEK = 7, ROWS_MAX = 4000 };

SQL(activity_last_get, "account:id", "at_patient:id? at:int day:int",
    "SELECT at_patient, at, day FROM activity_last WHERE account_id = $1");
SQL(activity_last_put, "account:id at_patient:id? at:int day:int", "",
    "INSERT INTO activity_last (account_id, at_patient, at, day)"
    " VALUES ($1, $2, $3, $4) ON CONFLICT (account_id) DO UPDATE SET"
    " at_patient = excluded.at_patient, at = excluded.at,"
    " day = excluded.day");
SQL(activity_add, "patient:id account:id day:int seconds:int", "",
    "INSERT INTO activity (patient_id, account_id, day, seconds)"
    " VALUES ($1, $2, $3, $4) ON CONFLICT (patient_id, account_id, day)"
    " DO UPDATE SET seconds = activity.seconds + excluded.seconds");
#define DAYS_COLUMNS "patient_id:id account_id:id day:int seconds:int"
#define TALKS_COLUMNS "patient_id:id account_id:id day:int minutes:int"
#define NOTES_COLUMNS "patient_id:id account_id:id week_day:int minutes:int"
SQL(minutes_days, "patient:id since:int", DAYS_COLUMNS,
    "SELECT patient_id, account_id, day, seconds FROM activity"
    " WHERE patient_id = $1 AND day >= $2 ORDER BY day DESC LIMIT 4000");
SQL(minutes_talks, "patient:id since:int", TALKS_COLUMNS,
    "SELECT patient_id, with_id AS account_id, day, minutes FROM encounter"
    " WHERE patient_id = $1 AND day >= $2 AND state = 'held' LIMIT 4000");
SQL(minutes_notes, "patient:id since:int", NOTES_COLUMNS
    " id:id note:bytes",
    "SELECT patient_id, account_id, week_day, minutes, id, note"
    " FROM minutes_note WHERE patient_id = $1 AND week_day >= $2"
    " ORDER BY made_at, id LIMIT 4000");
SQL(minutes_note_add, "id:id patient:id account:id week:int minutes:int "
    "note:bytes now:int", "",
    "INSERT INTO minutes_note (id, patient_id, account_id, week_day, minutes,"
    " note, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)");
/* The same of a whole clinic, for exports: no texts. */
SQL(minutes_days_all, "clinic:id since:int until:int max:int", DAYS_COLUMNS,
    "SELECT /* duty: minutes */ a.patient_id, a.account_id, a.day, a.seconds"
    " FROM activity a JOIN patient p ON p.id = a.patient_id"
    " WHERE p.clinic_id = $1 AND a.day >= $2 AND a.day <= $3"
    " ORDER BY a.patient_id, a.day LIMIT $4");
SQL(minutes_talks_all, "clinic:id since:int until:int max:int",
    TALKS_COLUMNS,
    "SELECT /* duty: minutes */ patient_id, with_id AS account_id, day,"
    " minutes FROM encounter WHERE clinic_id = $1 AND day >= $2"
    " AND day <= $3 AND state = 'held' ORDER BY patient_id, day LIMIT $4");
SQL(minutes_notes_all, "clinic:id since:int until:int max:int",
    NOTES_COLUMNS,
    "SELECT /* duty: minutes */ n.patient_id, n.account_id, n.week_day,"
    " n.minutes FROM minutes_note n JOIN patient p ON p.id = n.patient_id"
    " WHERE p.clinic_id = $1 AND n.week_day >= $2 AND n.week_day <= $3"
    " ORDER BY n.made_at, n.id LIMIT $4");
/*
 * Sums by week, however many rows: first of each patient, week (its Monday)
 * and therapist what minutes_of() says, then of all.
 */
#define MONDAY(day) day " - (" day " + 3) % 7 AS week"
#define SUM_ROW " SELECT patient_id, account_id, week," \
	" CAST(sum(seconds) AS BIGINT) AS seconds," \
	" CAST(sum(talks) AS BIGINT) AS talks," \
	" max(corrected) AS corrected FROM ("
SQL(minutes_sums, "clinic:id since:int until:int",
    "week:int patients:int minutes:int",
    "SELECT week, CAST(count(DISTINCT patient_id) AS BIGINT) AS patients,"
    " CAST(sum(CASE WHEN corrected >= 0 THEN corrected"
    " ELSE (seconds + 30) / 60 + talks END) AS BIGINT) AS minutes FROM ("
    SUM_ROW "SELECT /* duty: minutes */ a.patient_id, a.account_id,"
    MONDAY(" a.day") ", a.seconds, 0 AS talks, -1 AS corrected"
    " FROM activity a JOIN patient p ON p.id = a.patient_id"
    " WHERE p.clinic_id = $1 AND a.day >= $2 AND a.day <= $3 UNION ALL"
    " SELECT patient_id, with_id AS account_id," MONDAY(" day") ","
    " 0 AS seconds, minutes AS talks, -1 AS corrected FROM encounter"
    " WHERE clinic_id = $1 AND day >= $2 AND day <= $3 AND state = 'held'"
    " UNION ALL SELECT n.patient_id, n.account_id, n.week_day AS week,"
    " 0 AS seconds, 0 AS talks, n.minutes AS corrected FROM minutes_note n"
    " JOIN patient p ON p.id = n.patient_id WHERE p.clinic_id = $1"
    " AND n.week_day >= $2 AND n.week_day <= $3 AND NOT EXISTS (SELECT 1"
    " FROM minutes_note m WHERE m.patient_id = n.patient_id"
    " AND m.account_id = n.account_id AND m.week_day = n.week_day"
    " AND (m.made_at > n.made_at OR (m.made_at = n.made_at"
    " AND m.id > n.id)))) each"
    " GROUP BY patient_id, account_id, week) one GROUP BY week");

void
activity_note(struct tx *tx, struct id account, struct id patient,
    struct day today, int64_t now)
{
	struct id last = ID_NONE;
	int64_t at = 0;
	struct day day = today;
	{
		ROWS(r, tx, activity_last_get, account);

		if (rows_next(&r)) {
			last = rows_id(&r, "at_patient");
			at = rows_int(&r, "at");
			day = rows_day(&r, "day");
		}
	}
	/* Answers of one moment come in any order. */
	if (now < at)
		return;
	if (!id_is_none(last) && now > at && now - at <= ACTIVITY_GAP_S)
		db_run(tx, activity_add, last, account, day, now - at);
	if (id_is_none(patient) && id_is_none(last))
		return;
	db_run(tx, activity_last_put, account,
	    DB_IF(!id_is_none(patient), patient), now, today);
}

struct day
minutes_monday(struct day d)
{
	return (struct day){ d.n - day_weekday(d) + 1 };
}

int
minutes_of(const struct minutes_row *m)
{
	return m->corrected >= 0 ? m->corrected :
	    (int)((m->seconds + 30) / 60) + m->talks;
}

/* --- rows, one for each patient, week and therapist ---------------------- */

struct table {
	struct arena *arena;
	struct minutes_row *rows;
	size_t n, room, max;
};

/*
 * The last ones are looked at first, as rows of one patient come together;
 * a hash would be worth it beyond some thousand rows a patient.
 */
static struct minutes_row *
row_of(struct table *t, struct id patient, struct id account, struct day week)
{
	size_t i;

	for (i = t->n; i > 0; i--) {
		struct minutes_row *m = &t->rows[i - 1];

		if (!id_eq(m->patient, patient))
			break;
		if (m->week.n == week.n && id_eq(m->account, account))
			return m;
	}
	if (t->n == t->max)
		return NULL;
	t->rows = arena_more(t->arena, t->rows, t->n, &t->room);
	t->rows[t->n] = (struct minutes_row){ .patient = patient,
	    .account = account, .week = week, .corrected = -1,
	    .name = STR_NONE, .note = STR_NONE };
	return &t->rows[t->n++];
}

static struct minutes_row *
row_of_rows(struct table *t, struct rows *r, const char *day)
{
	return row_of(t, rows_id(r, "patient_id"), rows_id(r, "account_id"),
	    minutes_monday(rows_day(r, day)));
}

static int
newest_first(const void *a, const void *b)
{
	const struct minutes_row *x = a, *y = b;

	if (x->week.n != y->week.n)
		return (y->week.n > x->week.n) - (y->week.n < x->week.n);
	return str_cmp(x->name, y->name);
}

static void
table_load(struct care *c, struct day since, struct table *t)
{
	ROWS(days, c->tx, minutes_days, c->patient, since);
	ROWS(talks, c->tx, minutes_talks, c->patient, since);
	ROWS(notes, c->tx, minutes_notes, c->patient, since);
	struct minutes_row *m;

	while (rows_next(&days))
		if ((m = row_of_rows(t, &days, "day")) != NULL)
			m->seconds += rows_int(&days, "seconds");
	while (rows_next(&talks))
		if ((m = row_of_rows(t, &talks, "day")) != NULL)
			m->talks += (int)rows_int(&talks, "minutes");
	while (rows_next(&notes)) {
		m = row_of_rows(t, &notes, "week_day");
		if (m == NULL)
			continue;
		m->corrected = (int)rows_int(&notes, "minutes");
		m->note = care_unseal(c, FIELD_MINUTES_NOTE,
		    rows_id(&notes, "id"), rows_bytes(&notes, "note"));
	}
}

size_t
minutes_weeks(struct care *c, const struct clinic *clinic,
    struct minutes_row **out)
{
	return minutes_since(c, (struct day){ minutes_monday(zone_day(
	    clinic->zone, c->now)).n - WEEK * MINUTES_WEEKS_MAX }, out);
}

size_t
minutes_since(struct care *c, struct day since, struct minutes_row **out)
{
	struct table t = { .arena = c->arena, .max = ROWS_MAX };
	size_t i;

	*out = NULL;
	if (c->relation == REL_OWN)
		return 0;
	table_load(c, since, &t);
	*out = t.rows;
	for (i = 0; i < t.n; i++)
		t.rows[i].name = team_name(c->tx, c->vault, t.rows[i].account);
	if (t.n > 0)
		qsort(t.rows, t.n, sizeof(*t.rows), newest_first);
	return t.n;
}

int
minutes_this_week(struct care *c, const struct clinic *clinic)
{
	struct minutes_row *rows;
	struct day week = minutes_monday(zone_day(clinic->zone, c->now));
	size_t n = minutes_weeks(c, clinic, &rows), i;
	int sum = 0;

	for (i = 0; i < n && rows[i].week.n == week.n; i++)
		sum += minutes_of(&rows[i]);
	return sum;
}

bool
minutes_correct(struct care *c, struct day week, int minutes, struct str note,
    struct problems *bad)
{
	struct id id = id_event(tx_now_ms(c->tx));

	if (!care_writes(c) || c->relation == REL_OWN)
		return false;
	if (minutes < -1 || minutes > MINUTES_WEEK_MAX)
		problem_add_n(bad, S("minutes"), T("Write whole minutes, at "
		    "most %1."), MINUTES_WEEK_MAX);
	note = str_trim(note);
	if (note.len == 0)
		problem_add(bad, S("note"), T("Write why, in a few words."));
	if (str_utf8_len(note) > MINUTES_NOTE_MAX)
		problem_add_n(bad, S("note"), T("This is a little long. "
		    "Keep it to %1 characters."), MINUTES_NOTE_MAX);
	if (bad->n > 0)
		return false;
	db_run(c->tx, minutes_note_add, id, c->patient, c->actor,
	    minutes_monday(week), minutes, care_seal(c, FIELD_MINUTES_NOTE, id,
	    note), c->now);
	return true;
}

/* --- of a whole clinic --------------------------------------------------- */

static int
by_key(const void *a, const void *b)
{
	const struct minutes_row *x = a, *y = b;
	int d = str_cmp((struct str){ (const char *)x->patient.b, 16 },
	    (struct str){ (const char *)y->patient.b, 16 });

	if (d != 0)
		return d;
	if (x->week.n != y->week.n)
		return (x->week.n > y->week.n) - (x->week.n < y->week.n);
	return str_cmp((struct str){ (const char *)x->account.b, 16 },
	    (struct str){ (const char *)y->account.b, 16 });
}

/* What is of the same patient, week and therapist becomes one row. */
static void
table_merge(struct table *t)
{
	size_t i, n = 0;

	if (t->n > 0)
		qsort(t->rows, t->n, sizeof(*t->rows), by_key);
	for (i = 0; i < t->n; i++) {
		struct minutes_row *m = &t->rows[i];

		if (n == 0 || by_key(&t->rows[n - 1], m) != 0) {
			t->rows[n++] = *m;
			continue;
		}
		t->rows[n - 1].seconds += m->seconds;
		t->rows[n - 1].talks += m->talks;
	}
	t->n = n;
}

/* A correction goes into the row it is of; the newest comes last. */
static void
notes_merge(struct table *t, struct rows *r, size_t measured)
{
	while (rows_next(r)) {
		struct minutes_row key = { .patient = rows_id(r, "patient_id"),
		    .account = rows_id(r, "account_id"),
		    .week = rows_day(r, "week_day") }, *m;
		size_t i;

		m = measured == 0 ? NULL : bsearch(&key, t->rows, measured,
		    sizeof(key), by_key);
		for (i = measured; m == NULL && i < t->n; i++)
			if (by_key(&key, &t->rows[i]) == 0)
				m = &t->rows[i];
		if (m == NULL && t->n < t->max) {
			t->rows = arena_more(t->arena, t->rows, t->n, &t->room);
			m = &t->rows[t->n++];
			*m = key;
			m->name = m->note = STR_NONE;
		}
		if (m != NULL)
			m->corrected = (int)rows_int(r, "minutes");
	}
	if (t->n > 0)
		qsort(t->rows, t->n, sizeof(*t->rows), by_key);
}

static void
table_all(struct tx *tx, struct id clinic, struct day from, struct day until,
    struct table *t)
{
	struct day last = { until.n + WEEK - 1 };
	ROWS(days, tx, minutes_days_all, clinic, from, last, (int)t->max);
	ROWS(talks, tx, minutes_talks_all, clinic, from, last, (int)t->max);
	ROWS(notes, tx, minutes_notes_all, clinic, from, until, (int)t->max);
	struct minutes_row *m;

	while (rows_next(&days))
		if ((m = row_of_rows(t, &days, "day")) != NULL)
			m->seconds += rows_int(&days, "seconds");
	while (rows_next(&talks))
		if ((m = row_of_rows(t, &talks, "day")) != NULL)
			m->talks += (int)rows_int(&talks, "minutes");
	table_merge(t);
	notes_merge(t, &notes, t->n);
}

size_t
minutes_export(struct duty *d, const struct clinic *clinic, struct day from,
    struct day until, size_t max, struct minutes_row **out)
{
	struct table t = { .arena = d->arena, .max = max };

	table_all(d->tx, clinic->id, minutes_monday(from),
	    minutes_monday(until), &t);
	*out = t.rows;
	return t.n;
}

size_t
minutes_clinic(struct scope *s, const struct clinic *clinic, int weeks,
    struct minutes_sum **out)
{
	struct day week = minutes_monday(zone_day(clinic->zone, s->now));
	struct day from = { week.n - WEEK * (weeks - 1) };
	struct minutes_sum *sums = arena_many(s->arena, struct minutes_sum,
	    (size_t)weeks + 1);
	int k;

	*out = sums;
	if (s->kind != SCOPE_TEAM)
		return 0;
	for (k = 0; k < weeks; k++)
		sums[k].week = (struct day){ week.n - WEEK * k };

	ROWS(r, s->tx, minutes_sums, s->clinic, from, week.n + WEEK - 1);

	while (rows_next(&r)) {
		k = (week.n - rows_day(&r, "week").n) / WEEK;
		if (k < 0 || k >= weeks)
			continue;
		sums[k].patients = (int)rows_int(&r, "patients");
		sums[k].minutes = (int)rows_int(&r, "minutes");
	}
	return (size_t)weeks;
}
