/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/told.h"

#include "db/db.h"
#include "measures/alert.h"
#include "people/care.h"

enum { WEEK_DAYS = 7, WESTWARDS_DAYS = 2 };

/* day_n: on the local day; week_n: on it and the six before; and later ones
 * (a journey westwards may bring a day twice), but not those of a clock that
 * was far ahead. */
SQL(told_how_many, "patient:id day:int week_ago:int phone:int last:int",
    "state:text day_n:int week_n:int alerts:int rests:int",
    "SELECT t.state,"
    " CAST((SELECT count(*) FROM told x WHERE x.patient_id = $1"
    " AND x.day >= $2 AND x.day <= $5) AS BIGINT) AS day_n,"
    " CAST((SELECT count(*) FROM told x WHERE x.patient_id = $1"
    " AND x.day > $3 AND x.day <= $5) AS BIGINT) AS week_n,"
    " CAST((SELECT count(*) FROM alert x WHERE x.patient_id = $1"
    " AND x.closed_at IS NULL AND x.level = $4) AS BIGINT) AS alerts,"
    " CAST((SELECT count(*) FROM unsure x WHERE x.patient_id = $1"
    " AND x.closed_at IS NULL AND x.rest = 1) AS BIGINT) AS rests"
    " FROM patient t WHERE t.id = $1");
SQL(told_add, "id:id patient:id kind:text day:int now:int", "",
    "INSERT INTO told (id, patient_id, kind, day, at)"
    " VALUES ($1, $2, $3, $4, $5)");
SQL(told_drop, "patient:id id:id", "",
    "DELETE FROM told WHERE patient_id = $1 AND id = $2");

const char *
told_refused(struct care *c)
{
	int today = zone_day(c->zone, c->now).n;
	ROWS(r, c->tx, told_how_many, c->patient, today, today - WEEK_DAYS,
	    (int)ALERT_PHONE, today + WESTWARDS_DAYS);

	if (!rows_next(&r) || !str_is(rows_str(&r, "state"), "active"))
		return "state";
	if (rows_int(&r, "alerts") > 0)
		return "alert";
	if (rows_int(&r, "rests") > 0)
		return "rest";
	if (rows_int(&r, "day_n") > 0)
		return "day";
	return rows_int(&r, "week_n") >= TOLD_WEEK ? "week" : NULL;
}

struct id
told_note(struct care *c, const char *kind)
{
	struct id id = id_event(tx_now_ms(c->tx));

	db_run(c->tx, told_add, id, c->patient, str_z(kind),
	    zone_day(c->zone, c->now), c->now);
	return id;
}

void
told_take_back(struct care *c, struct id id)
{
	db_run(c->tx, told_drop, c->patient, id);
}
