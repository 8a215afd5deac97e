/* SPDX-License-Identifier: Apache-2.0 */
#include "people/accept.h"

#include "base/arena.h"
#include "db/db.h"
#include "people/actor.h"
#include "people/patient.h"
#include "vault/vault.h"

SQL(accept_patient, "patient:id",
    "clinic_id:id account_id:id? mobile:bytes email:bytes? zone:text "
    "state:text",
    "SELECT clinic_id, account_id, mobile, email, zone, state FROM patient"
    " WHERE id = $1 AND erased_at IS NULL");
SQL(accept_zone, "account:id zone:text", "",
    "UPDATE account SET zone = $2 WHERE id = $1");
SQL(accept_lang, "patient:id language:text", "",
    "UPDATE patient SET language = $2, version = version + 1 WHERE id = $1");

struct accept_row {
	struct id clinic, account;
	struct str mobile, email, zone;
	bool invited;
};

static bool
accept_row_get(struct tx *tx, struct vault *v, struct id patient,
    struct accept_row *out)
{
	ROWS(r, tx, accept_patient, patient);

	if (!rows_next(&r))
		return false;
	out->clinic = rows_id(&r, "clinic_id");
	out->account = rows_id(&r, "account_id");
	out->zone = rows_str(&r, "zone");
	out->invited = str_is(rows_str(&r, "state"),
	    patient_state_name(PATIENT_INVITED));
	out->mobile = vault_unseal(v, tx, patient, FIELD_PATIENT_MOBILE,
	    patient, rows_bytes(&r, "mobile"), NULL);
	out->email = rows_null(&r, "email") ? STR_NONE : vault_unseal(v, tx,
	    patient, FIELD_PATIENT_EMAIL, patient, rows_bytes(&r, "email"),
	    NULL);
	return true;
}

struct str
invitation_login(struct tx *tx, struct vault *v, const struct invitation *i)
{
	struct id id = i->account;
	struct accept_row row;
	struct account account;

	if (!id_is_none(i->patient)) {
		if (!accept_row_get(tx, v, i->patient, &row))
			return STR_NONE;
		/* The number may have been changed since: for reminders. */
		if (id_is_none(row.account))
			return row.mobile;
		id = row.account;
	}
	return account_get(tx, v, id, &account) ? account.login : STR_NONE;
}

bool
invitation_over(struct tx *tx, struct vault *v, const struct invitation *i)
{
	struct accept_row row;

	return !id_is_none(i->patient) &&
	    accept_row_get(tx, v, i->patient, &row) &&
	    id_is_none(row.account) && !row.invited;
}

bool
invitation_accept_patient(struct tx *tx, struct vault *v,
    const struct invitation *i, enum lang lang, struct str hash, int64_t now,
    struct account *out)
{
	struct accept_row row;
	struct id id = id_random();

	if (!accept_row_get(tx, v, i->patient, &row))
		return false;
	if (!id_is_none(row.account)) {
		/* A new link for one who has an account: a new password. */
		account_set_password(tx, row.account, hash, now);
		account_set_lang(tx, row.account, lang);
		db_run(tx, accept_lang, i->patient, str_z(lang_tag(lang)));
		return account_get(tx, v, row.account, out);
	}
	if (vault_key_create(v, id) != RC_OK) {
		tx_fail(tx, RC_IO);
		return false;
	}
	if (!account_make(tx, v, id, row.clinic, STR_NONE, row.mobile, lang,
	    ROLE_PATIENT, now))
		return false;
	if (row.email.len > 0)
		account_add_login(tx, v, id, row.email);
	account_set_password(tx, id, hash, now);
	db_run(tx, accept_zone, id, row.zone);
	return patient_accept(tx, v, i->patient, id, lang, now) &&
	    account_get(tx, v, id, out);
}
