/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"
#include "db/db.h"
#include "homework/homework.h"
#include "homework/waiting.h"
#include "people/care.h"

/* What waits for the clinic: ids and times, no texts. */

enum { WAITING_MAX = 64, DAY_S = 86400 };

/* A report not answered; talk first; unsure, or how the two work (4); the day
 * passed without report, or will have: whose midnight, is told below. */
SQL(homework_waiting_one, "patient:id", "what:int id:id since_at:int",
    "SELECT 0 AS what, r.assignment_id AS id, r.reported_at AS since_at"
    " FROM homework_report r WHERE r.patient_id = $1"
    " AND r.newest = 1 AND r.reviewed_at IS NULL"
    " UNION ALL SELECT 1 AS what, a.id AS id, a.talk_at AS since_at"
    " FROM assignment a WHERE a.patient_id = $1 AND a.state = 'talk'"
    " UNION ALL SELECT CASE WHEN u.about = 'work' THEN 4 ELSE 2 END AS what,"
    " u.id AS id, u.said_at AS since_at FROM unsure u"
    " WHERE u.patient_id = $1 AND u.closed_at IS NULL"
    " UNION ALL SELECT 3 AS what, a.id AS id,"
    " (a.until_day + 1) * 86400 AS since_at FROM assignment a"
    " WHERE a.patient_id = $1 AND a.state = 'agreed'"
    " AND COALESCE(a.until_day, -1) >= 0 AND NOT EXISTS (SELECT 1"
    " FROM homework_report r WHERE r.assignment_id = a.id)"
    " ORDER BY since_at, id LIMIT 64");

/* A day ends where the patient is. */
static struct homework_waiting
one_read(struct care *c, struct rows *r)
{
	struct homework_waiting w = { rows_id(r, "id"),
	    (enum homework_wait)rows_int(r, "what"), rows_int(r, "since_at") };

	if (w.what == WAIT_PASSED)
		w.since_at = zone_moment(c->zone, (struct day){
		    (int32_t)(w.since_at / DAY_S) }, 0);
	return w;
}

size_t
homework_waiting(struct care *c, struct homework_waiting **out)
{
	size_t n = 0;
	ROWS(r, c->tx, homework_waiting_one, c->patient);

	*out = arena_many(c->arena, struct homework_waiting, WAITING_MAX);
	while (n < WAITING_MAX && rows_next(&r))
		(*out)[n++] = one_read(c, &r);
	return n;
}

bool
homework_waits(const struct homework_waiting *w, int64_t now)
{
	return w->what != WAIT_PASSED || w->since_at <= now;
}
