/* SPDX-License-Identifier: Apache-2.0 */
#include "people/submission.h"

#include "db/db.h"

SQL(submission_get, "sid:id account:id digest:bytes",
    "status:int location:text",
    "SELECT status, location FROM submission"
    " WHERE sid = $1 AND account_id = $2 AND digest = $3");
SQL(submission_set,
    "sid:id account:id digest:bytes status:int location:text at:int", "",
    "INSERT INTO submission (sid, account_id, digest, status, location, at)"
    " VALUES ($1, $2, $3, $4, $5, $6)"
    " ON CONFLICT (sid, account_id) DO UPDATE SET digest = excluded.digest,"
    " status = excluded.status, location = excluded.location,"
    " at = excluded.at");
SQL(submission_drop, "before:int", "",
    "DELETE FROM submission WHERE at < $1");

bool
submission_find(struct tx *tx, struct id sid, struct id account,
    struct bytes digest, int *status, struct str *location)
{
	ROWS(r, tx, submission_get, sid, account, digest);

	if (!rows_next(&r))
		return false;
	*status = (int)rows_int(&r, "status");
	*location = rows_str(&r, "location");
	return true;
}

void
submission_put(struct tx *tx, struct id sid, struct id account,
    struct bytes digest, int status, struct str location)
{
	db_run(tx, submission_set, sid, account, digest, status, location,
	    tx_now(tx));
}

void
submission_purge(struct tx *tx, int64_t before_at)
{
	db_run(tx, submission_drop, before_at);
}
