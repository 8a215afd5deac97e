/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"
#include "db/db.h"
#include "homework/homework.h"
#include "homework/waiting.h"
#include "people/care.h"

/* What waits for the clinic: ids and times, no texts. */

enum { WAITING_MAX = 4000, DAY_S = 86400 };

#define WAITING_COLUMNS "what:int patient_id:id assignment_id:id since_at:int"
#define MINE(patient) " JOIN care c ON c.patient_id = " patient \
	" WHERE c.account_id = $1 AND c.kind <> 'glass'" \
	" AND (c.to_at IS NULL OR c.to_at > $2)"
#define TEAM(patient) " JOIN patient p ON p.id = " patient \
	" WHERE p.clinic_id = $1"

/* A report not answered; talk first; unsure, or how the two work (4); the day
 * passed without report. */
#define REPORTS(who) \
	" 0 AS what, r.patient_id, r.assignment_id, r.reported_at AS since_at" \
	" FROM homework_report r" who("r.patient_id") \
	" AND r.newest = 1 AND r.reviewed_at IS NULL"
#define TALKS(who) \
	" 1 AS what, a.patient_id, a.id AS assignment_id," \
	" a.talk_at AS since_at" \
	" FROM assignment a" who("a.patient_id") " AND a.state = 'talk'"
#define UNSURES(who) \
	" CASE WHEN u.about = 'work' THEN 4 ELSE 2 END AS what," \
	" u.patient_id, u.id AS assignment_id, u.said_at AS since_at" \
	" FROM unsure u" who("u.patient_id") " AND u.closed_at IS NULL"
#define PASSED(who, today) \
	" 3 AS what, a.patient_id, a.id AS assignment_id," \
	" (a.until_day + 1) * 86400 AS since_at" \
	" FROM assignment a" who("a.patient_id") " AND a.state = 'agreed'" \
	" AND a.until_day < " today " AND NOT EXISTS (SELECT 1" \
	" FROM homework_report r WHERE r.assignment_id = a.id)"

SQL(homework_waiting_list, "actor:id now:int today:int", WAITING_COLUMNS,
    "SELECT" REPORTS(MINE) " UNION ALL SELECT" TALKS(MINE)
    " UNION ALL SELECT" UNSURES(MINE) " UNION ALL SELECT" PASSED(MINE, "$3")
    " ORDER BY since_at LIMIT 4000");
SQL(homework_waiting_team, "clinic:id today:int", WAITING_COLUMNS,
    "SELECT /* team */" REPORTS(TEAM) " UNION ALL SELECT" TALKS(TEAM)
    " UNION ALL SELECT" UNSURES(TEAM) " UNION ALL SELECT" PASSED(TEAM, "$2")
    " ORDER BY since_at LIMIT 4000");

static size_t
fill(struct rows *r, struct homework_waiting *list)
{
	size_t n = 0;

	while (n < WAITING_MAX && rows_next(r)) {
		list[n].what = (enum homework_wait)rows_int(r, "what");
		list[n].patient = rows_id(r, "patient_id");
		list[n].homework = rows_id(r, "assignment_id");
		list[n].since_at = rows_int(r, "since_at");
		n++;
	}
	return n;
}

size_t
homework_waiting(struct scope *s, struct homework_waiting **out)
{
	int64_t today = s->now / DAY_S;

	*out = arena_many(s->arena, struct homework_waiting, WAITING_MAX);
	if (s->kind == SCOPE_TEAM) {
		ROWS(team, s->tx, homework_waiting_team, s->clinic, today);

		return fill(&team, *out);
	}
	ROWS(mine, s->tx, homework_waiting_list, s->actor, s->now, today);
	return fill(&mine, *out);
}
