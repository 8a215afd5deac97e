/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/nudge.h"

#include "db/db.h"
#include "homework/plan.h"
#include "homework/told.h"
#include "people/care.h"

enum { NUDGES_MAX = 200, DAY_S = 86400, WEEK_S = 7 * DAY_S };

/*
 * Planned for a day before today (in UTC: an hour more or less is nothing
 * here), in force, nothing told or written about it yet; whether the patient
 * may be written to now is told.h's to say.
 */
SQL(nudge_due, "today:int max:int after:id",
    "assignment_id:id patient_id:id zone:text",
    "SELECT /* duty: nudges */ a.id AS assignment_id, a.patient_id, t.zone"
    " FROM assignment a JOIN assignment_plan p ON p.assignment_id = a.id"
    " AND p.n = a.in_force JOIN patient t ON t.id = a.patient_id"
    " WHERE a.patient_id > $3"
    " AND a.state = 'agreed' AND p.remind = 1 AND p.day < $1"
    " AND t.state = 'active'"
    " AND NOT EXISTS (SELECT 1 FROM homework_report r"
    " WHERE r.assignment_id = a.id)"
    " AND NOT EXISTS (SELECT 1 FROM nudge n WHERE n.patient_id = t.id"
    " AND n.assignment_id = a.id)"
    " AND (SELECT COUNT(*) FROM told x WHERE x.patient_id = t.id"
    " AND x.day > $1 - 6 AND x.day <= $1 + 2) < 2"
    " ORDER BY a.patient_id, p.day, a.id LIMIT $2");
SQL(nudge_add, "id:id patient:id assignment:id now:int", "",
    "INSERT INTO nudge (id, patient_id, assignment_id, made_at)"
    " VALUES ($1, $2, $3, $4)");
SQL(nudge_last, "patient:id since:int", "assignment_id:id",
    "SELECT assignment_id FROM nudge WHERE patient_id = $1 AND made_at > $2"
    " ORDER BY made_at DESC LIMIT 1");

static bool
good_hour(struct str zone_id, int64_t now)
{
	const struct zone *z = zone_find(zone_id);
	struct civil local = zone_civil(z == NULL ? zone_utc() : z, now);
	int minute = local.hour * 60 + local.minute;

	return minute >= PLAN_EARLIEST && minute < PLAN_LATEST;
}

struct due {
	struct id patient, assignment;
};

/*
 * The next ones; *after: the last patient looked at, also one to whom nothing
 * is said at this hour.  False: there were no more.
 */
static bool
due_after(struct duty *duty, struct id *after, struct due *list, size_t *n)
{
	struct id last = *after;
	ROWS(r, duty->tx, nudge_due, duty->now / DAY_S, (int)NUDGES_MAX,
	    *after);

	*n = 0;
	while (*n < NUDGES_MAX && rows_next(&r)) {
		struct id patient = rows_id(&r, "patient_id");

		/* Of each patient the one that has waited longest. */
		if (id_eq(last, patient))
			continue;
		last = patient;
		if (good_hour(rows_str(&r, "zone"), duty->now))
			list[(*n)++] = (struct due){ patient,
			    rows_id(&r, "assignment_id") };
	}
	if (id_eq(last, *after))
		return false;
	*after = last;
	return true;
}

int
nudge_all(struct duty *duty)
{
	struct due list[NUDGES_MAX];
	struct id after = ID_NONE;
	size_t n, i;
	int made = 0;

	while (due_after(duty, &after, list, &n))
		for (i = 0; i < n; i++) {
			struct care c;

			if (!care_look_duty(&c, duty, list[i].patient) ||
			    told_refused(&c) != NULL ||
			    !care_open_duty(&c, duty, list[i].patient))
				continue;
			db_run(duty->tx, nudge_add, told_note(&c, "nudge"),
			    c.patient, list[i].assignment, duty->now);
			made++;
		}
	return made;
}

bool
nudge_newest(struct care *c, struct id *assignment)
{
	ROWS(r, c->tx, nudge_last, c->patient, c->now - WEEK_S);

	if (!rows_next(&r))
		return false;
	*assignment = rows_id(&r, "assignment_id");
	return true;
}
