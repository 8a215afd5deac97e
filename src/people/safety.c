/* SPDX-License-Identifier: Apache-2.0 */
#include "people/patient.h"

#include "db/db.h"
#include "people/care.h"
#include "people/row.h"

/* Parts of a plan's row (row_part). */
enum { PART_SIGNS = 1, PART_HELPS, PART_PEOPLE };

SQL(safety_newest, "patient:id",
    "id:id version:int signs:bytes helps:bytes people:bytes made_at:int "
    "by_patient:int",
    "SELECT s.id AS id, s.version AS version, s.signs AS signs,"
    " s.helps AS helps, s.people AS people, s.made_at AS made_at,"
    " CAST(CASE WHEN s.made_by = p.account_id THEN 1 ELSE 0 END AS BIGINT)"
    " AS by_patient FROM safety_plan s JOIN patient p ON p.id = s.patient_id"
    " WHERE s.patient_id = $1 ORDER BY s.version DESC LIMIT 1");
SQL(safety_own, "patient:id", "at:int",
    "SELECT CAST(COALESCE(max(s.made_at), 0) AS BIGINT) AS at"
    " FROM safety_plan s JOIN patient p ON p.id = s.patient_id"
    " WHERE s.patient_id = $1 AND s.made_by = p.account_id");
SQL(safety_add, "id:id patient:id seen:int signs:bytes helps:bytes "
    "people:bytes by:id now:int", "version:int",
    "INSERT INTO safety_plan (id, patient_id, version, signs, helps, people,"
    " made_by, made_at) SELECT $1, $2, $3 + 1, $4, $5, $6, $7, $8"
    " WHERE (SELECT COALESCE(max(version), 0) FROM safety_plan"
    " WHERE patient_id = $2) = $3"
    " ON CONFLICT DO NOTHING RETURNING version");

void
safety_plan_get(struct care *c, struct safety_plan *out)
{
	struct id id;
	ROWS(r, c->tx, safety_newest, c->patient);

	*out = (struct safety_plan){ 0 };
	if (!rows_next(&r))
		return;
	id = rows_id(&r, "id");
	out->signs = care_unseal(c, FIELD_SAFETY_PLAN,
	    row_part(id, PART_SIGNS), rows_bytes(&r, "signs"));
	out->helps = care_unseal(c, FIELD_SAFETY_PLAN,
	    row_part(id, PART_HELPS), rows_bytes(&r, "helps"));
	out->people = care_unseal(c, FIELD_SAFETY_PLAN,
	    row_part(id, PART_PEOPLE), rows_bytes(&r, "people"));
	out->made_at = rows_int(&r, "made_at");
	out->version = rows_int(&r, "version");
	out->by_patient = rows_int(&r, "by_patient") != 0;
}

int64_t
safety_plan_own_at(struct care *c)
{
	return db_int(c->tx, 0, safety_own, c->patient);
}

bool
safety_plan_put(struct care *c, const struct safety_plan *plan,
    int64_t version_seen)
{
	struct id id = id_event(tx_now_ms(c->tx));

	if (!care_writes(c))
		return false;

	ROWS(r, c->tx, safety_add, id, c->patient, version_seen,
	    care_seal(c, FIELD_SAFETY_PLAN, row_part(id, PART_SIGNS),
	    plan->signs),
	    care_seal(c, FIELD_SAFETY_PLAN, row_part(id, PART_HELPS),
	    plan->helps),
	    care_seal(c, FIELD_SAFETY_PLAN, row_part(id, PART_PEOPLE),
	    plan->people), c->actor, c->now);

	return rows_next(&r);
}
