/* SPDX-License-Identifier: Apache-2.0 */
/* How the worker and its queue are: numbers only. */
#include "base/arena.h"
#include "base/clock.h"
#include "db/db.h"
#include "people/care.h"
#include "reminders/outbox.h"

enum { DAY_S = 86400, LATE_AFTER_S = 300, WORKERS_KEEP_S = 30 * DAY_S,
	UNREADABLE_S = 30 * DAY_S };

SQL(worker_put, "id:id started:int now:int email:int sms:int", "",
    "INSERT INTO worker (id, started_at, beat_at, email, sms)"
    " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET"
    " beat_at = excluded.beat_at, email = excluded.email,"
    " sms = excluded.sms");
SQL(worker_purge, "before:int", "", "DELETE FROM worker WHERE beat_at < $1");
/* One from the future is of a clock that was wrong: it would say for as long
 * that a worker which is gone lives. */
SQL(worker_newest, "until:int", "beat_at:int email:int sms:int",
    "SELECT beat_at, email, sms FROM worker WHERE beat_at <= $1"
    " ORDER BY beat_at DESC, id DESC LIMIT 1");
#define OPEN_TEXT "SELECT CAST(count(*) AS BIGINT) AS n," \
    " CAST(COALESCE(sum(CASE WHEN next_at < $1 - 300 THEN 1 ELSE 0 END), 0)" \
    " AS BIGINT) AS late, min(CASE WHEN next_at < $1 - 300 THEN next_at" \
    " ELSE NULL END) AS oldest FROM outbox WHERE state = 'waiting'"
#define OPEN_COLUMNS "n:int late:int oldest:int?"
SQL(health_open, "now:int", OPEN_COLUMNS, OPEN_TEXT " /* duty: health */");
SQL(health_open_clinic, "now:int clinic:id", OPEN_COLUMNS,
    OPEN_TEXT " AND clinic_id = $2 /* team */");
SQL(health_done, "since:int", "state:text n:int",
    "SELECT state, CAST(count(*) AS BIGINT) AS n FROM outbox"
    " WHERE done_at >= $1 GROUP BY state /* duty: health */");
SQL(health_done_clinic, "since:int clinic:id", "state:text n:int",
    "SELECT state, CAST(count(*) AS BIGINT) AS n FROM outbox"
    " WHERE done_at >= $1 AND clinic_id = $2 GROUP BY state /* team */");
SQL(health_stopped, "", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM remind_choice"
    " WHERE stopped <> '' /* duty: health */");
SQL(health_stopped_clinic, "clinic:id", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM remind_choice r"
    " JOIN patient p ON p.id = r.patient_id WHERE p.clinic_id = $1"
    " AND r.stopped <> '' /* team */");

#define UNREADABLE "SELECT CAST(count(*) AS BIGINT) AS n FROM outbox" \
    " WHERE done_at >= $1 AND state = 'failed' AND result = 'unreadable'"
SQL(health_unreadable, "since:int", "n:int", UNREADABLE " /* duty: health */");
SQL(health_unreadable_clinic, "since:int clinic:id", "n:int",
    UNREADABLE " AND clinic_id = $2 /* team */");

void
worker_beat(struct duty *d, struct id worker, int64_t started_at,
    const struct sender *s)
{
	db_run(d->tx, worker_put, worker, started_at, d->now, s->email,
	    s->sms);
	db_run(d->tx, worker_purge, d->now - WORKERS_KEEP_S);
}

static void
done_read(struct rows *r, struct outbox_health *h)
{
	while (rows_next(r)) {
		struct str state = rows_str(r, "state");
		int64_t n = rows_int(r, "n");

		if (str_is(state, "sent"))
			h->sent = n;
		else if (str_is(state, "failed"))
			h->failed = n;
		else if (str_is(state, "unknown"))
			h->unknown = n;
		else if (str_is(state, "expired"))
			h->expired = n;
		else if (str_is(state, "dropped"))
			h->dropped = n;
	}
}

static void
open_read(struct rows *r, struct outbox_health *h)
{
	if (!rows_next(r))
		return;
	h->waiting = rows_int(r, "n");
	h->late = rows_int(r, "late");
	h->oldest_due_at = rows_int(r, "oldest");
}

bool
outbox_reaches(const struct outbox_health *h, bool by_email, bool by_sms)
{
	if (h->beat_at == 0)
		return by_email || by_sms;
	return (by_email && h->email) || (by_sms && h->sms);
}

void
outbox_health(struct tx *tx, struct id clinic, int64_t now,
    struct outbox_health *h)
{
	bool all = id_is_none(clinic);
	ROWS(beat, tx, worker_newest, now + CLOCKS_APART_S);

	*h = (struct outbox_health){ 0 };
	if (rows_next(&beat)) {
		h->beat_at = rows_int(&beat, "beat_at");
		h->email = rows_int(&beat, "email") != 0;
		h->sms = rows_int(&beat, "sms") != 0;
	}
	if (all) {
		ROWS(open, tx, health_open, now);
		ROWS(done, tx, health_done, now - DAY_S);

		open_read(&open, h);
		done_read(&done, h);
		h->stopped = db_int(tx, 0, health_stopped);
		h->unreadable = db_int(tx, 0, health_unreadable,
		    now - UNREADABLE_S);
	} else {
		ROWS(open, tx, health_open_clinic, now, clinic);
		ROWS(done, tx, health_done_clinic, now - DAY_S, clinic);

		open_read(&open, h);
		done_read(&done, h);
		h->stopped = db_int(tx, 0, health_stopped_clinic, clinic);
		h->unreadable = db_int(tx, 0, health_unreadable_clinic,
		    now - UNREADABLE_S, clinic);
	}
}
