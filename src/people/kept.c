/* SPDX-License-Identifier: Apache-2.0 */
#include "people/account.h"

#include "db/db.h"
#include "vault/vault.h"

SQL(kept_add, "id:id account:id path:text body:bytes now:int", "",
    "INSERT INTO kept_form (id, account_id, path, body, kept_at)"
    " VALUES ($1, $2, $3, $4, $5)");
SQL(kept_get, "account:id since:int",
    "id:id path:text body:bytes kept_at:int",
    "SELECT id, path, body, kept_at FROM kept_form WHERE account_id = $1"
    " AND kept_at > $2 ORDER BY kept_at DESC, id DESC LIMIT 1");
SQL(kept_drop, "account:id id:id", "",
    "DELETE FROM kept_form WHERE account_id = $1 AND id = $2");
SQL(kept_drop_old, "account:id since:int most:int", "",
    "DELETE FROM kept_form WHERE account_id = $1 AND (kept_at <= $2"
    " OR id NOT IN (SELECT id FROM kept_form WHERE account_id = $1"
    " ORDER BY kept_at DESC, id DESC LIMIT $3))");

void
kept_form_put(struct tx *tx, struct vault *v, struct id account,
    struct str path, struct str body, int64_t now)
{
	struct id id = id_event(tx_now_ms(tx));

	db_run(tx, kept_add, id, account, path, vault_seal(v, tx, account,
	    FIELD_KEPT_TEXT, id, body), now);
	db_run(tx, kept_drop_old, account, now - KEPT_FORM_S,
	    (int)KEPT_FORMS_MAX);
}

bool
kept_form_newest(struct tx *tx, struct vault *v, struct id account,
    int64_t now, struct kept_form *out)
{
	ROWS(r, tx, kept_get, account, now - KEPT_FORM_S);

	*out = (struct kept_form){ 0 };
	if (!rows_next(&r))
		return false;
	out->id = rows_id(&r, "id");
	out->path = rows_str(&r, "path");
	out->body = vault_unseal(v, tx, account, FIELD_KEPT_TEXT, out->id,
	    rows_bytes(&r, "body"), NULL);
	out->kept_at = rows_int(&r, "kept_at");
	return true;
}

void
kept_form_drop(struct tx *tx, struct id account, struct id id)
{
	db_run(tx, kept_drop, account, id);
}
