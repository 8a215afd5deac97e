/* SPDX-License-Identifier: Apache-2.0 */
#include "today/seen.h"

#include "db/db.h"

SQL(patient_seen_set, "patient:id at:int", "",
    "INSERT INTO patient_seen (patient_id, at) VALUES ($1, $2)"
    " ON CONFLICT (patient_id) DO UPDATE SET at = excluded.at");

void
patient_seen(struct tx *tx, struct id patient, int64_t now)
{
	db_run(tx, patient_seen_set, patient, now);
}
