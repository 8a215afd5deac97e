/* SPDX-License-Identifier: Apache-2.0 */
#include "people/account.h"

#include <assert.h>

#include "base/arena.h"
#include "db/db.h"
#include "vault/vault.h"

SQL(invitation_add, "id:id token:bytes clinic:id account:id? patient:id? "
    "by:id now:int expires_at:int", "",
    "INSERT INTO invitation (id, token, clinic_id, account_id, patient_id,"
    " made_by, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
SQL(invitation_of_token, "token:bytes",
    "id:id clinic:id account:id? patient:id? made_at:int expires_at:int "
    "used_at:int? revoked_at:int?",
    "SELECT id, clinic_id AS clinic, account_id AS account,"
    " patient_id AS patient, made_at, expires_at, used_at, revoked_at"
    " FROM invitation WHERE token = $1 /* duty: whoever has the link */");
SQL(invitation_take, "id:id now:int", "",
    "UPDATE invitation SET used_at = $2 WHERE id = $1 AND used_at IS NULL"
    " AND revoked_at IS NULL AND expires_at > $2"
    " /* duty: whoever has the link */");
SQL(invitation_revoke_patient, "patient:id now:int", "",
    "UPDATE invitation SET revoked_at = $2 WHERE patient_id = $1"
    " AND used_at IS NULL AND revoked_at IS NULL");
SQL(invitation_revoke_account, "account:id now:int", "",
    "UPDATE invitation SET revoked_at = $2 WHERE account_id = $1"
    " AND used_at IS NULL AND revoked_at IS NULL"
    " /* duty: an account's invitations */");

struct str
invitation_make(struct tx *tx, struct arena *a, struct id clinic,
    struct id account, struct id patient, struct id by, int64_t expires_at,
    int64_t now)
{
	struct str token = vault_token(a);

	assert(id_is_none(account) != id_is_none(patient));
	invitation_revoke_all(tx, patient, account, now);
	db_run(tx, invitation_add, id_random(), vault_token_hash(a, token),
	    clinic, DB_IF(!id_is_none(account), account),
	    DB_IF(!id_is_none(patient), patient), by, now, expires_at);
	return token;
}

bool
invitation_find(struct tx *tx, struct arena *a, struct str token,
    struct invitation *out)
{
	ROWS(r, tx, invitation_of_token, vault_token_hash(a, token));

	*out = (struct invitation){ 0 };
	if (!rows_next(&r))
		return false;
	out->id = rows_id(&r, "id");
	out->clinic = rows_id(&r, "clinic");
	out->account = rows_id(&r, "account");
	out->patient = rows_id(&r, "patient");
	out->made_at = rows_int(&r, "made_at");
	out->expires_at = rows_int(&r, "expires_at");
	out->used_at = rows_int(&r, "used_at");
	out->revoked = !rows_null(&r, "revoked_at");
	return true;
}

bool
invitation_open(const struct invitation *i, int64_t now)
{
	return !i->revoked && i->used_at == 0 && i->expires_at > now;
}

bool
invitation_use(struct tx *tx, struct id invitation, int64_t now)
{
	return db_run(tx, invitation_take, invitation, now) == 1;
}

void
invitation_revoke_all(struct tx *tx, struct id patient, struct id account,
    int64_t now)
{
	if (!id_is_none(patient))
		db_run(tx, invitation_revoke_patient, patient, now);
	if (!id_is_none(account))
		db_run(tx, invitation_revoke_account, account, now);
}
