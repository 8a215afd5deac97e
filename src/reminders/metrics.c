/* SPDX-License-Identifier: Apache-2.0 */
#include "reminders/metrics.h"

#include "base/buf.h"
#include "base/count.h"
#include "db/db.h"
#include "reminders/outbox.h"
#include "reminders/pass.h"

SQL(metrics_alerts, "now:int", "n:int late:int",
    "SELECT CAST(count(*) AS BIGINT) AS n, CAST(COALESCE(sum(CASE WHEN"
    " due_at < $1 THEN 1 ELSE 0 END), 0) AS BIGINT) AS late FROM alert"
    " WHERE closed_at IS NULL /* duty: metrics */");
SQL(metrics_nobody, "now:int nobody:int", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM alert a"
    " WHERE a.closed_at IS NULL AND (a.taken_until_at IS NULL"
    " OR a.taken_until_at <= $1) AND EXISTS (SELECT 1 FROM alert_call c"
    " WHERE c.alert_id = a.id AND c.level = $2"
    " AND c.at >= COALESCE(a.taken_until_at, 0)) /* duty: metrics */");

enum { LEVEL_NOBODY = 3 };

static void
head(struct buf *b, const char *name, const char *type, const char *help)
{
	buf_fmt(b, "# TYPE mellom_%s %s\n# HELP mellom_%s %s\n", name, type,
	    name, help);
}

static void
gauge(struct buf *b, const char *name, const char *help, int64_t value)
{
	head(b, name, "gauge", help);
	buf_fmt(b, "mellom_%s %lld\n", name, (long long)value);
}

static void
counter(struct buf *b, const char *name, const char *help, int64_t value)
{
	head(b, name, "counter", help);
	buf_fmt(b, "mellom_%s_total %lld\n", name, (long long)value);
}

static void
database(struct tx *tx, struct buf *b, int64_t now)
{
	struct outbox_health h;
	ROWS(r, tx, metrics_alerts, now);

	outbox_health(tx, ID_NONE, now, &h);
	gauge(b, "worker_age_seconds", "Since the worker last told it lives; "
	    "-1: never.", h.beat_at == 0 ? -1 : now - h.beat_at);
	gauge(b, "outbox_waiting", "Letters that wait for their time.",
	    h.waiting);
	gauge(b, "outbox_late", "Letters over five minutes late.", h.late);
	gauge(b, "outbox_oldest_seconds", "How late the oldest of them is.",
	    h.oldest_due_at == 0 ? 0 : now - h.oldest_due_at);
	gauge(b, "outbox_failed_day", "Letters that failed in 24 hours.",
	    h.failed);
	gauge(b, "outbox_unknown_day", "Letters in 24 hours of which nobody "
	    "knows whether they went out.", h.unknown);
	gauge(b, "channels_stopped", "Channels that did not work.",
	    h.stopped);
	if (rows_next(&r)) {
		gauge(b, "alerts_open", "Alerts that are not closed.",
		    rows_int(&r, "n"));
		gauge(b, "alerts_late", "Of them, past their time.",
		    rows_int(&r, "late"));
	}
	gauge(b, "alerts_nobody", "Alerts about which nobody was reached.",
	    db_int(tx, 0, metrics_nobody, now, (int)LEVEL_NOBODY));
}

void
metrics_serve(struct tx *tx, struct buf *b, int64_t now)
{
	static const struct { const char *class; enum count count; } classes[]
	    = { { "2xx", COUNT_REQUESTS_2XX }, { "3xx", COUNT_REQUESTS_3XX },
	    { "4xx", COUNT_REQUESTS_4XX }, { "5xx", COUNT_REQUESTS_5XX } };
	size_t i;

	head(b, "requests", "counter", "Requests by class of status.");
	for (i = 0; i < sizeof(classes) / sizeof(*classes); i++)
		buf_fmt(b, "mellom_requests_total{class=\"%s\"} %lld\n",
		    classes[i].class, (long long)count_get(classes[i].count));
	counter(b, "request_milliseconds", "Time spent on all requests.",
	    count_get(COUNT_REQUEST_MS));
	counter(b, "tick_faults", "Times the minute's work was not done.",
	    count_get(COUNT_TICK_FAULTS));
	database(tx, b, now);
	buf_add_z(b, "# EOF\n");
}

void
metrics_worker(struct tx *tx, struct buf *b, int64_t now,
    const struct worker_run *w)
{
	counter(b, "worker_passes", "Rounds of the worker.", w->passes);
	counter(b, "letters_planned", "Letters that were queued.", w->planned);
	counter(b, "letters_called", "Calls to clinicians that were queued.",
	    w->called);
	counter(b, "letters_sent", "Letters the other side took.", w->sent);
	counter(b, "letters_later", "Tries that were refused for now.",
	    w->later);
	counter(b, "letters_failed", "Letters that failed for good.",
	    w->failed);
	counter(b, "letters_unknown", "Letters of which nobody knows.",
	    w->unknown);
	counter(b, "letters_dropped", "Letters not wanted any more.",
	    w->dropped);
	database(tx, b, now);
	buf_add_z(b, "# EOF\n");
}
