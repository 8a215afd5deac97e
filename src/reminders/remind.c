/* SPDX-License-Identifier: Apache-2.0 */
#include "reminders/remind.h"

#include "base/arena.h"
#include "db/db.h"
#include "people/care.h"
#include "reminders/outbox.h"

enum { DAY_S = 86400, MESSAGE_DAYS = 7, WEEK_DAYS = 7 };

#define CHOICE_COLUMNS "zone:text clinic_id:id channel:text at_minute:int " \
    "quiet_from:int quiet_to:int"
#define CHOICE_SELECT " t.zone, t.clinic_id, c.channel," \
    " c.minute AS at_minute, c.quiet_from, c.quiet_to"
#define CHOICE_JOIN(patient) \
    " JOIN remind_choice c ON c.patient_id = " patient \
    " JOIN patient t ON t.id = " patient
/* Who may be reminded, of what this bit says, of the patients at hand. */
#define CHOICE_WHERE(bit, after, last) " c.channel <> '' AND c.stopped = ''" \
    " AND t.state = 'active' AND (c.kinds / " bit ") % 2 = 1" \
    " AND c.patient_id > " after " AND c.patient_id <= " last

SQL(remind_some, "after:id max:int", "patient_id:id",
    "SELECT patient_id FROM remind_choice /* duty: reminders */"
    " WHERE patient_id > $1 AND channel <> '' AND stopped = ''"
    " ORDER BY patient_id LIMIT $2");

/* Days in UTC are at most one off the patient's.  COALESCE: found by patient,
 * as only some are looked for; all plans in force are many more. */
SQL(remind_agreed, "today:int after:id last:id",
    "about:id patient_id:id day:int minute:int? per_week:int "
    "until_day:int? " CHOICE_COLUMNS,
    "SELECT a.id AS about, a.patient_id, p.day, p.minute, p.per_week,"
    " a.until_day," CHOICE_SELECT " FROM assignment a"
    " JOIN assignment_plan p ON p.assignment_id = a.id AND p.n = a.in_force"
    CHOICE_JOIN("a.patient_id")
    " WHERE COALESCE(a.state, '') = 'agreed' AND p.remind = 1"
    " AND p.day <= $1 + 2"
    " AND (p.day >= $1 - 1 OR p.per_week > 0)"
    " AND (a.until_day IS NULL OR a.until_day >= $1 - 1)"
    " AND NOT EXISTS (SELECT 1 FROM homework_report r"
    " WHERE r.assignment_id = a.id) AND" CHOICE_WHERE("1", "$2", "$3")
    " /* duty: reminders */");
#define UNREAD_FREE(row) " AND NOT EXISTS (SELECT 1 FROM outbox o" \
    " WHERE o.whom_id = " row ".patient_id AND o.kind = 'message'" \
    " AND o.about_id = " row ".id" \
    " AND o.state NOT IN ('waiting', 'dropped', 'expired', 'failed'))"
SQL(remind_unread, "since:int after:id last:id",
    "about:id patient_id:id at:int " CHOICE_COLUMNS,
    "SELECT m.id AS about, m.patient_id, m.sent_at AS at," CHOICE_SELECT
    " FROM message m" CHOICE_JOIN("m.patient_id")
    " WHERE m.from_patient = 0 AND m.read_at IS NULL AND m.sent_at > $1"
    UNREAD_FREE("m") " AND" CHOICE_WHERE("2", "$2", "$3")
    " UNION ALL SELECT v.id AS about, v.patient_id, v.reviewed_at AS at,"
    CHOICE_SELECT " FROM homework_review v" CHOICE_JOIN("v.patient_id")
    " WHERE v.read_at IS NULL AND v.lead_id IS NULL AND v.reviewed_at > $1"
    UNREAD_FREE("v") " AND" CHOICE_WHERE("2", "$2", "$3")
    " /* duty: reminders */");
SQL(remind_nudges, "since:int after:id last:id",
    "about:id patient_id:id at:int " CHOICE_COLUMNS,
    "SELECT n.id AS about, n.patient_id, n.made_at AS at," CHOICE_SELECT
    " FROM nudge n" CHOICE_JOIN("n.patient_id")
    " WHERE n.made_at > $1 AND" CHOICE_WHERE("4", "$2", "$3")
    " /* duty: reminders */");

SQL(remind_agreed_still, "patient:id about:id", "day:int per_week:int "
    "minute:int? until_day:int?",
    "SELECT p.day, p.per_week, p.minute, a.until_day FROM assignment a"
    " JOIN assignment_plan p ON p.assignment_id = a.id AND p.n = a.in_force"
    " WHERE a.patient_id = $1 AND a.id = $2 AND a.state = 'agreed'"
    " AND p.remind = 1 AND p.day IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM homework_report r"
    " WHERE r.assignment_id = a.id)");
SQL(remind_unread_still, "patient:id about:id", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM ("
    "SELECT m.id FROM message m WHERE m.patient_id = $1 AND m.id = $2"
    " AND m.read_at IS NULL UNION ALL SELECT v.id FROM homework_review v"
    " WHERE v.patient_id = $1 AND v.id = $2 AND v.read_at IS NULL) x");
/* One that was refused until past midnight waits beside the next day's. */
SQL(remind_told_else, "patient:id about:id id:id", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM outbox WHERE patient_id = $1"
    " AND kind = 'message' AND about_id = $2 AND id <> $3"
    " AND state NOT IN ('waiting', 'dropped', 'expired', 'failed')");
SQL(remind_nudge_still, "patient:id about:id", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM nudge n"
    " JOIN assignment a ON a.id = n.assignment_id AND a.state = 'agreed'"
    " WHERE n.patient_id = $1 AND n.id = $2"
    " AND NOT EXISTS (SELECT 1 FROM homework_report r"
    " WHERE r.assignment_id = a.id)");

/* One line of what may be reminded of, and how its patient wants it. */
struct wish {
	struct id about, patient, clinic;
	const struct zone *zone;
	enum channel channel;
	int minute, quiet_from, quiet_to;
	int64_t at;			/* message, nudge: when it came */
	struct day day, until;		/* agreed */
	int own_minute;			/* of the plan; -1 */
	int per_week;
};

static void
wish_read(struct rows *r, struct wish *w)
{
	*w = (struct wish){ .about = rows_id(r, "about"),
	    .patient = rows_id(r, "patient_id"),
	    .clinic = rows_id(r, "clinic_id"),
	    .zone = zone_find(rows_str(r, "zone")),
	    .channel = channel_parse(rows_str(r, "channel")),
	    .minute = (int)rows_int(r, "at_minute"),
	    .quiet_from = (int)rows_int(r, "quiet_from"),
	    .quiet_to = (int)rows_int(r, "quiet_to"), .own_minute = -1 };
	if (w->zone == NULL)
		w->zone = zone_utc();
}

/* Three hours late at most, and never into the quiet hours. */
static int64_t
expires(const struct wish *w, struct day day, int minute, int64_t due_at)
{
	int64_t late_at = due_at + LATE_S, quiet_at_;
	int quiet = w->quiet_from;

	if (w->quiet_from == w->quiet_to)
		return late_at;
	quiet_at_ = zone_moment(w->zone, (struct day){ day.n +
	    (quiet <= minute) }, quiet);
	return quiet_at_ < late_at ? quiet_at_ : late_at;
}

static struct outbox_new
row_of(const struct wish *w, enum letter_kind kind, struct day day,
    int minute)
{
	return (struct outbox_new){ .clinic = w->clinic,
	    .patient = w->patient, .kind = kind, .channel = w->channel,
	    .about = w->about, .about_n = kind == LETTER_NUDGE ? 0 : day.n,
	    .day = day, .minute = minute, .zone = w->zone };
}

/* Queues it for that local day; when that is past, an older time is too. */
static int
remind_on(struct duty *d, const struct wish *w, enum letter_kind kind,
    struct day day, int minute)
{
	struct outbox_new n = row_of(w, kind, day, minute);

	n.expires_at = expires(w, day, minute,
	    zone_moment(w->zone, day, minute));
	if (n.expires_at > d->now)
		return outbox_put(d, &n);
	outbox_over(d, &n);
	return 0;
}

/* Yesterday where the patient is now: the row may wait for another zone. */
static void
day_over(struct duty *d, const struct wish *w, int day, int minute)
{
	struct outbox_new n = row_of(w, LETTER_AGREED, (struct day){ day },
	    minute);

	outbox_over(d, &n);
}

/* --- what was agreed ------------------------------------------------------ */

/* Once, or on the same weekday each week until the two look at it again. */
static bool
plan_on(struct day first, int per_week, struct day until, int day)
{
	if (until.n != DAY_NONE_N && day > until.n)
		return false;
	return day == first.n || (per_week > 0 && day > first.n &&
	    (day - first.n) % WEEK_DAYS == 0);
}

static int
agreed_minute(const struct wish *w)
{
	return w->own_minute >= 0 && w->own_minute < w->minute &&
	    !quiet_at(w->quiet_from, w->quiet_to, w->own_minute) ?
	    w->own_minute : w->minute;
}

static int
plan_agreed(struct duty *d, struct id after, struct id last)
{
	int made = 0, day;
	ROWS(r, d->tx, remind_agreed, d->now / DAY_S, after, last);

	while (rows_next(&r)) {
		struct wish w;
		int today;

		wish_read(&r, &w);
		w.day = rows_day(&r, "day");
		w.until = rows_day(&r, "until_day");
		w.per_week = (int)rows_int(&r, "per_week");
		if (!rows_null(&r, "minute"))
			w.own_minute = (int)rows_int(&r, "minute");
		today = zone_day(w.zone, d->now).n;
		if (plan_on(w.day, w.per_week, w.until, today - 1))
			day_over(d, &w, today - 1, agreed_minute(&w));
		for (day = today; day <= today + 1; day++)
			if (plan_on(w.day, w.per_week, w.until, day))
				made += remind_on(d, &w, LETTER_AGREED,
				    (struct day){ day }, agreed_minute(&w));
	}
	return made;
}

/* --- what waits to be read, and quiet lines ------------------------------- */

static int
plan_unread(struct duty *d, struct id after, struct id last)
{
	int made = 0;
	ROWS(r, d->tx, remind_unread, d->now - MESSAGE_DAYS * DAY_S, after,
	    last);

	while (rows_next(&r)) {
		struct outbox_new n;
		struct wish w;
		struct day day;

		wish_read(&r, &w);
		w.at = rows_int(&r, "at");
		day = zone_day(w.zone, d->now);
		/* The next of the patient's times after it came. */
		if (zone_moment(w.zone, day, w.minute) < w.at)
			day.n++;
		n = row_of(&w, LETTER_MESSAGE, day, w.minute);
		outbox_only(d, &n);
		made += remind_on(d, &w, LETTER_MESSAGE, day, w.minute);
	}
	return made;
}

static int
plan_nudges(struct duty *d, struct id after, struct id last)
{
	int made = 0;
	ROWS(r, d->tx, remind_nudges, d->now - DAY_S, after, last);

	while (rows_next(&r)) {
		struct wish w;

		wish_read(&r, &w);
		made += remind_on(d, &w, LETTER_NUDGE,
		    zone_day(w.zone, rows_int(&r, "at")), w.minute);
	}
	return made;
}

int
remind_plan(struct duty *d, struct id after, struct id *last)
{
	ROWS(r, d->tx, remind_some, after, (int)REMIND_TOGETHER);

	*last = ID_NONE;
	while (rows_next(&r))
		*last = rows_id(&r, "patient_id");
	if (id_is_none(*last))
		return 0;
	return plan_agreed(d, after, *last) + plan_unread(d, after, *last) +
	    plan_nudges(d, after, *last);
}

static bool
agreed_still(struct care *c, const struct letter *l)
{
	ROWS(r, c->tx, remind_agreed_still, c->patient, l->about);

	return rows_next(&r) && plan_on(rows_day(&r, "day"),
	    (int)rows_int(&r, "per_week"), rows_day(&r, "until_day"),
	    (int)l->about_n);
}

const char *
remind_unwanted(struct care *c, const struct letter *l)
{
	bool still = true;

	if (l->kind == LETTER_AGREED)
		still = agreed_still(c, l);
	else if (l->kind == LETTER_MESSAGE)
		still = db_int(c->tx, 0, remind_unread_still, c->patient,
		    l->about) > 0 && db_int(c->tx, 0, remind_told_else,
		    c->patient, l->about, l->id) == 0;
	else if (l->kind == LETTER_NUDGE)
		still = db_int(c->tx, 0, remind_nudge_still, c->patient,
		    l->about) > 0;
	return still ? NULL : "done";
}
