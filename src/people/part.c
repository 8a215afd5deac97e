/* SPDX-License-Identifier: Apache-2.0 */
#include "people/part.h"

#include "audit/audit.h"
#include "base/id.h"
#include "db/db.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/row.h"

SQL(care_part_find, "object:id account:id clinic:id now:int",
    "patient:id to_at:int language:text zone:text",
    "SELECT c.patient_id AS patient, c.to_at AS to_at,"
    " p.language AS language, p.zone AS zone FROM care_part c"
    " JOIN patient p ON p.id = c.patient_id WHERE c.object_id = $1"
    " AND c.account_id = $2 AND c.clinic_id = $3 AND p.clinic_id = $3"
    " AND p.state <> 'erased' AND p.checks_no = 0 AND c.from_at <= $4"
    " AND c.to_at > $4 ORDER BY c.to_at DESC LIMIT 1"
    " /* duty: who may see one row: care_part is the relation */");
SQL(care_part_add, "patient:id clinic:id id:id account:id object:id now:int "
    "until:int", "",
    "INSERT INTO care_part (id, clinic_id, patient_id, account_id, object_id,"
    " from_at, to_at) SELECT $3, $2, p.id, $4, $5, $6, $7"
    " FROM patient p WHERE p.id = $1 AND p.clinic_id = $2"
    " AND p.state <> 'erased' AND p.checks_no = 0");
SQL(care_part_close, "account:id object:id now:int", "",
    "UPDATE care_part SET to_at = $3 WHERE account_id = $1"
    " AND object_id = $2 AND to_at > $3 /* duty: ends one's own access */");
SQL(care_parts_close, "patient:id now:int", "",
    "UPDATE care_part SET to_at = $2 WHERE patient_id = $1 AND to_at > $2");

bool
care_open_part(struct care *c, struct tx *tx, struct vault *v,
    const struct actor *actor, struct id object)
{
	*c = (struct care){ .tx = tx, .arena = tx_arena(tx), .vault = v,
	    .actor = actor->account, .clinic = actor->clinic,
	    .session = actor->session, .relation = REL_NONE,
	    .now = tx_now(tx), .role = "nobody" };
	if (!(actor->roles & ROLE_SUPERVISOR))
		return false;

	ROWS(r, tx, care_part_find, object, actor->account, actor->clinic,
	    c->now);

	if (!rows_next(&r))
		return false;
	c->patient = rows_id(&r, "patient");
	c->part = object;
	c->lang = row_lang(rows_str(&r, "language"));
	c->zone = row_zone(rows_str(&r, "zone"));
	c->scopes = SCOPE_PART;
	c->relation = REL_PART;
	c->glass_until_at = rows_int(&r, "to_at");
	c->role = role_name(ROLE_SUPERVISOR);
	return true;
}

bool
care_give_part(struct tx *tx, const struct actor *actor, struct id patient,
    struct id object)
{
	int64_t now = tx_now(tx);

	if (!(actor->roles & ROLE_SUPERVISOR) || db_run(tx, care_part_add,
	    patient, actor->clinic, id_event(tx_now_ms(tx)), actor->account,
	    object, now, now + PART_MINUTES * 60) != 1)
		return false;
	audit_write(tx, &(struct audit_row){ .actor = actor->account,
	    .patient = patient, .object = object, .session = actor->session,
	    .action = "care.part", .role = role_name(ROLE_SUPERVISOR),
	    .how = relation_word(REL_PART) });
	return true;
}

void
care_end_part(struct tx *tx, struct id account, struct id object)
{
	db_run(tx, care_part_close, account, object, tx_now(tx));
}

void
care_end_parts(struct care *c)
{
	if (c->relation == REL_OWN)
		db_run(c->tx, care_parts_close, c->patient, c->now);
}
