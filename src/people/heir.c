/* SPDX-License-Identifier: Apache-2.0 */
#include "people/heir.h"

#include "base/arena.h"
#include "db/db.h"
#include "people/account.h"
#include "people/actor.h"
#include "people/care.h"

#define HEIR_OF " FROM care c JOIN patient p ON p.id = c.patient_id" \
    " WHERE c.account_id = $1 AND c.clinic_id = $2 AND c.kind = 'therapist'" \
    " AND c.from_at <= $3 AND (c.to_at IS NULL OR c.to_at > $3)" \
    " AND p.state <> 'erased'"

SQL(heir_count, "actor:id clinic:id now:int", "n:int",
    "SELECT CAST(count(DISTINCT c.patient_id) AS BIGINT) AS n" HEIR_OF);
SQL(heir_list, "actor:id clinic:id now:int", "patient_id:id",
    "SELECT DISTINCT c.patient_id" HEIR_OF);
SQL(heir_covering, "account:id now:int", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM absence"
    " WHERE cover_id = $1 AND ended_at IS NULL AND until_at > $2");

/* As care.c's care_owned: an account that is off has no care. */
SQL(heir_lacking, "clinic:id now:int", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM patient p /* duty: health */"
    " WHERE p.clinic_id = $1"
    " AND p.state NOT IN ('finished', 'withdrawn', 'erased')"
    " AND NOT EXISTS (SELECT 1 FROM care c JOIN account a"
    " ON a.id = c.account_id WHERE c.patient_id = p.id"
    " AND c.kind <> 'glass' AND c.from_at <= $2"
    " AND (c.to_at IS NULL OR c.to_at > $2) AND a.state = 'active'"
    " AND EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = a.id"
    " AND r.role IN ('therapist', 'supervisor')"
    " AND (r.to_at IS NULL OR r.to_at > $2)))");

int64_t
heir_patients(struct tx *tx, struct id clinic, struct id account)
{
	return db_int(tx, 0, heir_count, account, clinic, tx_now(tx));
}

int64_t
heir_covers(struct tx *tx, struct id account)
{
	return db_int(tx, 0, heir_covering, account, tx_now(tx));
}

int64_t
heir_without(struct tx *tx, struct id clinic)
{
	return db_int(tx, 0, heir_lacking, clinic, tx_now(tx));
}

static bool
heir_fits(struct tx *tx, struct vault *v, struct id clinic, struct id account,
    struct id heir)
{
	struct account a;

	return !id_is_none(heir) && !id_eq(heir, account) &&
	    account_get(tx, v, heir, &a) && id_eq(a.clinic, clinic) &&
	    a.active && (a.roles & ROLE_THERAPIST) != 0;
}

void
heir_take(struct tx *tx, struct vault *v, struct id clinic, struct id account,
    struct id heir, struct id by, struct problems *bad)
{
	struct id *list;
	size_t n = 0, i;

	if (heir_covers(tx, account) > 0)
		problem_add(bad, S("heir"), T("This account covers for a "
		    "colleague. End that absence first, or let somebody else "
		    "cover."));
	else if (heir_patients(tx, clinic, account) > 0 &&
	    !heir_fits(tx, v, clinic, account, heir))
		problem_add(bad, S("heir"), T("Choose who takes over the "
		    "patients. Without that nobody would read what they "
		    "write."));
	if (bad->n > 0)
		return;

	ROWS(r, tx, heir_list, account, clinic, tx_now(tx));

	list = arena_many(tx_arena(tx), struct id, HEIR_PATIENTS_MAX);
	while (n < HEIR_PATIENTS_MAX && rows_next(&r))
		list[n++] = rows_id(&r, "patient_id");
	for (i = 0; i < n; i++) {
		care_grant(tx, clinic, list[i], heir, "therapist", by,
		    tx_now(tx));
		care_end(tx, clinic, list[i], account, by, tx_now(tx));
	}
}
