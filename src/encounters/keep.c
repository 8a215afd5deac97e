/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"
#include "base/buf.h"
#include "db/db.h"
#include "encounters/contact.h"
#include "people/care.h"

/* What the rhythm hangs on, out of the tables: contact.h says the form. */

enum { DAYS_MAX = 60, TALKS_MAX = 60, PAUSES_MAX = 20, PART_BYTES = 8192 };

SQL(keep_course, "patient:id",
    "programme:text bundle:bytes start_day:int weekday:int made_at:int",
    "SELECT programme, bundle, start_day, weekday, made_at FROM enrolment"
    " WHERE patient_id = $1 AND ended_at IS NULL"
    " ORDER BY made_at DESC, id DESC LIMIT 1");
/* A reply that covers several reports is one. */
SQL(keep_writes, "patient:id", "at:int",
    "SELECT sent_at AS at FROM message WHERE patient_id = $1"
    " AND from_patient = 0 UNION ALL SELECT reviewed_at AS at"
    " FROM homework_review WHERE patient_id = $1 AND lead_id IS NULL"
    " ORDER BY at DESC LIMIT 500");
SQL(keep_talks, "patient:id", "id:id state:text step:text day:int "
    "starts_at:int minutes:int",
    "SELECT id, state, step, day, starts_at, minutes FROM encounter"
    " WHERE patient_id = $1 AND state <> 'cancelled'"
    " AND (step <> '' OR state = 'planned')"
    " ORDER BY starts_at DESC, id DESC LIMIT 60");
SQL(keep_pauses, "patient:id", "from_day:int until_day:int ended_at:int?",
    "SELECT from_day, until_day, ended_at FROM pause WHERE patient_id = $1"
    " ORDER BY from_day DESC, id DESC LIMIT 20");
SQL(keep_variant, "patient:id", "weekday:int steps:text",
    "SELECT weekday, steps FROM rhythm_patient WHERE patient_id = $1"
    " ORDER BY made_at DESC, id DESC LIMIT 1");

static void
course_keep(struct care *c, struct buf *b)
{
	ROWS(r, c->tx, keep_course, c->patient);
	struct bytes bundle;
	size_t i;

	if (!rows_next(&r))
		return;
	bundle = rows_bytes(&r, "bundle");
	buf_fmt(b, "%lld %d %d ", (long long)rows_int(&r, "made_at"),
	    rows_day(&r, "start_day").n, (int)rows_int(&r, "weekday"));
	for (i = 0; i < bundle.len; i++)
		buf_fmt(b, "%02x", bundle.at[i]);
	buf_fmt(b, " %.*s", STR(rows_str(&r, "programme")));
}

/* Each day once: that is all the rhythm asks. */
static void
writes_keep(struct care *c, struct buf *b)
{
	ROWS(r, c->tx, keep_writes, c->patient);
	int last = DAY_NONE_N, n = 0;

	while (n < DAYS_MAX && rows_next(&r)) {
		int day = zone_day(c->zone, rows_int(&r, "at")).n;

		if (n > 0 && day == last)
			continue;
		last = day;
		buf_fmt(b, n++ > 0 ? " %d" : "%d", day);
	}
}

static void
talks_keep(struct care *c, struct buf *b)
{
	ROWS(r, c->tx, keep_talks, c->patient);

	while (rows_next(&r)) {
		struct str state = rows_str(&r, "state");

		buf_fmt(b, "%lld %d %d %.*s %.*s %.*s;",
		    (long long)rows_int(&r, "starts_at"),
		    rows_day(&r, "day").n, (int)rows_int(&r, "minutes"),
		    STR(state), STR(id_hex(c->arena, rows_id(&r, "id"))),
		    STR(rows_str(&r, "step")));
	}
}

static void
pauses_keep(struct care *c, struct buf *b)
{
	ROWS(r, c->tx, keep_pauses, c->patient);

	while (rows_next(&r)) {
		int until = rows_day(&r, "until_day").n, ended;

		ended = zone_day(c->zone, rows_int(&r, "ended_at")).n;
		if (!rows_null(&r, "ended_at") && ended < until)
			until = ended;
		buf_fmt(b, "%d %d;", rows_day(&r, "from_day").n, until);
	}
}

static void
variant_keep(struct care *c, struct buf *b)
{
	ROWS(r, c->tx, keep_variant, c->patient);

	if (rows_next(&r))
		buf_fmt(b, "%d %.*s", (int)rows_int(&r, "weekday"),
		    STR(rows_str(&r, "steps")));
}

struct str
contact_keep(struct care *c, enum contact_part part)
{
	static void (*const keeps[CONTACT_PARTS])(struct care *,
	    struct buf *) = {
		[CONTACT_COURSE] = course_keep,
		[CONTACT_WRITES] = writes_keep,
		[CONTACT_TALKS] = talks_keep,
		[CONTACT_PAUSES] = pauses_keep,
		[CONTACT_VARIANT] = variant_keep,
	};
	struct buf b = buf_new(c->arena, PART_BYTES);

	keeps[part](c, &b);
	return buf_str(&b);
}
