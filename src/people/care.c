/* SPDX-License-Identifier: Apache-2.0 */
#include "people/care.h"

#include <assert.h>
#include <string.h>

#include "audit/audit.h"
#include "base/arena.h"
#include "db/db.h"
#include "people/actor.h"
#include "people/called.h"
#include "people/hours.h"
#include "people/row.h"

enum { PEOPLE_MAX = 50, GLASS_ROWS_MAX = 200 };
enum { ROLE_CLINICIAN = ROLE_THERAPIST | ROLE_SUPERVISOR };

SQL(care_find, "patient:id account:id clinic:id now:int",
    "kind:text to_at:int? scopes:int language:text zone:text state:text",
    "SELECT c.kind AS kind, c.to_at AS to_at, c.scopes AS scopes,"
    " p.language AS language, p.zone AS zone, p.state AS state"
    " FROM care c JOIN patient p ON p.id = c.patient_id"
    " WHERE c.patient_id = $1 AND c.account_id = $2 AND c.clinic_id = $3"
    " AND p.clinic_id = $3 AND p.state <> 'erased' AND c.from_at <= $4"
    " AND (c.to_at > $4 OR (c.to_at IS NULL AND c.kind <> 'glass'))");

SQL(care_find_own, "patient:id account:id clinic:id",
    "language:text zone:text state:text",
    "SELECT language, zone, state FROM patient"
    " WHERE id = $1 AND account_id = $2"
    " AND clinic_id = $3 AND state <> 'erased'");

SQL(care_find_duty, "patient:id", "clinic:id language:text zone:text",
    "SELECT clinic_id AS clinic, language, zone FROM patient"
    " WHERE id = $1 AND state <> 'erased'");

SQL(care_in_clinic, "patient:id clinic:id", "one:int",
    "SELECT CAST(1 AS BIGINT) AS one FROM patient"
    " WHERE id = $1 AND clinic_id = $2 AND state <> 'erased'");

SQL(care_add, "id:id clinic:id patient:id account:id kind:text scopes:int "
    "from_at:int granted_by:id?", "",
    "INSERT INTO care (id, clinic_id, patient_id, account_id, kind, scopes,"
    " from_at, granted_by) SELECT $1, $2, p.id, a.id, $5, $6, $7, $8"
    " FROM patient p, account a WHERE p.id = $3 AND p.clinic_id = $2"
    " AND p.state <> 'erased' AND a.id = $4 AND a.clinic_id = $2"
    " AND NOT EXISTS (SELECT 1 FROM care WHERE patient_id = $3"
    " AND account_id = $4 AND kind = $5 AND to_at IS NULL)");

SQL(care_add_until, "id:id clinic:id patient:id account:id scopes:int "
    "from_at:int to_at:int", "",
    "INSERT INTO care (id, clinic_id, patient_id, account_id, kind, scopes,"
    " from_at, to_at, granted_by) SELECT $1, $2, p.id, $4, 'cover', $5, $6,"
    " $7, $4 FROM patient p WHERE p.id = $3 AND p.clinic_id = $2"
    " AND p.state <> 'erased'");
SQL(care_add_glass, "id:id clinic:id patient:id account:id scopes:int "
    "from_at:int to_at:int reason:bytes", "",
    "INSERT INTO care (id, clinic_id, patient_id, account_id, kind, scopes,"
    " from_at, to_at, granted_by, reason)"
    " VALUES ($1, $2, $3, $4, 'glass', $5, $6, $7, $4, $8)");

/* An account that is off, or no clinician any more, has no care. */
SQL(care_owned, "patient:id clinic:id now:int", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM care c"
    " JOIN account a ON a.id = c.account_id WHERE c.patient_id = $1"
    " AND c.clinic_id = $2 AND c.kind <> 'glass' AND c.from_at <= $3"
    " AND (c.to_at IS NULL OR c.to_at > $3) AND a.state = 'active'"
    " AND EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = a.id"
    " AND r.role IN ('therapist', 'supervisor')"
    " AND (r.to_at IS NULL OR r.to_at > $3))");

SQL(care_close, "patient:id account:id clinic:id now:int", "",
    "UPDATE care SET to_at = $4 WHERE patient_id = $1 AND account_id = $2"
    " AND clinic_id = $3 AND (to_at IS NULL OR to_at > $4)");

SQL(care_list, "patient:id now:int",
    "account:id name:bytes kind:text from_at:int",
    "SELECT c.account_id AS account, a.name AS name, c.kind AS kind,"
    " c.from_at AS from_at FROM care c JOIN account a ON a.id = c.account_id"
    " WHERE c.patient_id = $1 AND c.kind <> 'glass' AND c.from_at <= $2"
    " AND (c.to_at IS NULL OR c.to_at > $2) AND a.state = 'active'"
    " ORDER BY c.kind DESC, c.from_at, c.id LIMIT 50");

SQL(care_glass_of, "patient:id",
    "id:id account:id name:bytes reason:bytes? from_at:int to_at:int",
    "SELECT c.id AS id, c.account_id AS account, a.name AS name,"
    " c.reason AS reason, c.from_at AS from_at, c.to_at AS to_at"
    " FROM care c JOIN account a ON a.id = c.account_id"
    " WHERE c.patient_id = $1 AND c.kind = 'glass'"
    " ORDER BY c.from_at DESC, c.id DESC LIMIT 200");

/* The name is an account's, so it comes by account_get: no text here. */
SQL(care_glass_team, "clinic:id since:int",
    "account:id patient:id from_at:int to_at:int",
    "SELECT account_id AS account, patient_id AS patient, from_at, to_at"
    " FROM care /* team */ WHERE clinic_id = $1 AND kind = 'glass'"
    " AND from_at >= $2 ORDER BY from_at DESC, id DESC LIMIT 200");

SQL(care_account_name, "account:id clinic:id", "name:bytes",
    "SELECT name FROM account WHERE id = $1 AND clinic_id = $2");

static void
care_fill(struct care *c, struct tx *tx, struct vault *v,
    const struct actor *actor, struct id patient)
{
	*c = (struct care){ .tx = tx, .arena = tx_arena(tx), .vault = v,
	    .actor = actor->account, .patient = patient,
	    .clinic = actor->clinic, .session = actor->session,
	    .relation = REL_NONE, .now = tx_now(tx), .role = "nobody" };
}

static bool
state_over(struct str state)
{
	return str_is(state, "finished") || str_is(state, "withdrawn");
}

/* Of several grants: no broken glass, then the one that lasts longest. */
static bool
grant_better(const struct care *than, int64_t than_until_at, bool glass,
    int64_t until_at)
{
	if (glass != (than->relation == REL_GLASS))
		return !glass;
	return until_at > than_until_at;
}

bool
care_open(struct care *c, struct tx *tx, struct vault *v,
    const struct actor *actor, struct id patient)
{
	int64_t until_at = 0;

	care_fill(c, tx, v, actor, patient);
	if (!(actor->roles & ROLE_CLINICIAN))
		return false;
	c->role = role_name(actor->roles & ROLE_CLINICIAN);

	ROWS(r, tx, care_find, patient, actor->account, actor->clinic, c->now);

	while (rows_next(&r)) {
		bool glass = str_is(rows_str(&r, "kind"), "glass");
		int64_t to_at = rows_null(&r, "to_at") ? INT64_MAX :
		    rows_int(&r, "to_at");

		if (c->relation != REL_NONE && !grant_better(c, until_at,
		    glass, to_at))
			continue;
		until_at = to_at;
		c->lang = row_lang(rows_str(&r, "language"));
		c->zone = row_zone(rows_str(&r, "zone"));
		c->over = state_over(rows_str(&r, "state"));
		c->scopes = (unsigned)rows_int(&r, "scopes") & SCOPE_ALL;
		c->relation = glass ? REL_GLASS : REL_CARE;
		if (glass)
			c->scopes &= SCOPE_READ;
		c->glass_until_at = glass ? to_at : 0;
	}
	return c->relation != REL_NONE;
}

bool
care_open_own(struct care *c, struct tx *tx, struct vault *v,
    const struct actor *actor)
{
	care_fill(c, tx, v, actor, actor->patient);
	if (!(actor->roles & ROLE_PATIENT) || id_is_none(actor->patient))
		return false;

	ROWS(r, tx, care_find_own, actor->patient, actor->account,
	    actor->clinic);

	if (!rows_next(&r))
		return false;
	c->lang = row_lang(rows_str(&r, "language"));
	c->zone = row_zone(rows_str(&r, "zone"));
	c->over = state_over(rows_str(&r, "state"));
	c->scopes = SCOPE_ALL;
	c->relation = REL_OWN;
	c->role = role_name(ROLE_PATIENT);
	return true;
}

bool
care_look_duty(struct care *c, const struct duty *d, struct id patient)
{
	*c = (struct care){ .tx = d->tx, .arena = d->arena, .vault = d->vault,
	    .patient = patient, .relation = REL_NONE, .now = d->now,
	    .role = "system" };

	ROWS(r, d->tx, care_find_duty, patient);

	if (!rows_next(&r))
		return false;
	c->clinic = rows_id(&r, "clinic");
	c->lang = row_lang(rows_str(&r, "language"));
	c->zone = row_zone(rows_str(&r, "zone"));
	c->scopes = SCOPE_ALL;
	c->relation = REL_DUTY;
	return true;
}

bool
care_open_duty(struct care *c, const struct duty *d, struct id patient)
{
	if (!care_look_duty(c, d, patient))
		return false;
	if (tx_writes(d->tx))
		audit_write(d->tx, &(struct audit_row){ .patient = patient,
		    .action = "care.duty", .role = "system",
		    .how = d->purpose });
	return true;
}

void
scope_open(struct scope *s, struct tx *tx, struct vault *v,
    const struct actor *actor, enum scope_kind kind)
{
	unsigned needs = kind == SCOPE_TEAM ? ROLE_SUPERVISOR : ROLE_CLINICIAN;
	bool may = (actor->roles & needs) != 0;

	*s = (struct scope){ .tx = tx, .arena = tx_arena(tx), .vault = v,
	    .kind = kind, .actor = may ? actor->account : ID_NONE,
	    .clinic = may ? actor->clinic : ID_NONE, .now = tx_now(tx) };
}

void
duty_open(struct duty *d, struct tx *tx, struct vault *v, const char *purpose)
{
	*d = (struct duty){ .tx = tx, .arena = tx_arena(tx), .vault = v,
	    .purpose = purpose, .now = tx_now(tx) };
}

bool
care_writes(struct care *c)
{
	if (c->scopes & SCOPE_WRITE)
		return true;
	tx_fail(c->tx, RC_REFUSED);
	return false;
}

struct bytes
care_seal(struct care *c, enum vault_field field, struct id row,
    struct str text)
{
	return vault_seal(c->vault, c->tx, c->patient, field, row, text);
}

struct str
care_unseal(struct care *c, enum vault_field field, struct id row,
    struct bytes sealed)
{
	if (c->relation == REL_PART && field != FIELD_HOMEWORK_PLAN &&
	    field != FIELD_HOMEWORK_REPLY) {
		tx_fail(c->tx, RC_REFUSED);
		return STR_NONE;
	}
	return c->spares ? vault_unseal_some(c->vault, c->tx, c->patient,
	    field, row, sealed, &c->unreadable) : vault_unseal(c->vault,
	    c->tx, c->patient, field, row, sealed, NULL);
}

const char *
relation_word(enum relation r)
{
	switch (r) {
	case REL_OWN:
		return "own";
	case REL_CARE:
		return "care";
	case REL_GLASS:
		return "break-glass";
	case REL_DUTY:
		return "duty";
	case REL_PART:
		return "part";
	case REL_NONE:
		break;
	}
	return "";
}

void
care_audit(struct care *c, const char *action, struct id object)
{
	audit_write(c->tx, &(struct audit_row){ .actor = c->actor,
	    .patient = c->patient, .object = object, .session = c->session,
	    .action = action, .role = c->role,
	    .how = relation_word(c->relation) });
}

void
care_grant(struct tx *tx, struct id clinic, struct id patient,
    struct id account, const char *kind, struct id granted_by, int64_t now)
{
	struct id id = id_event(tx_now_ms(tx));

	assert(strcmp(kind, "therapist") == 0 || strcmp(kind, "cover") == 0);
	if (db_run(tx, care_add, id, clinic, patient, account, str_z(kind),
	    (int)SCOPE_ALL, now, DB_IF(!id_is_none(granted_by), granted_by))
	    != 1)
		return;
	audit_write(tx, &(struct audit_row){ .actor = granted_by,
	    .patient = patient, .object = account, .action = "care.grant",
	    .role = id_is_none(granted_by) ? "system" : "", .how = "" });
}

bool
care_is_nobodys(struct tx *tx, struct id clinic, struct id patient)
{
	return db_int(tx, 0, care_in_clinic, patient, clinic) == 1 &&
	    db_int(tx, 1, care_owned, patient, clinic, tx_now(tx)) == 0;
}

bool
care_take(struct tx *tx, const struct actor *actor, struct id patient)
{
	if (!(actor->roles & ROLE_CLINICIAN) ||
	    !care_is_nobodys(tx, actor->clinic, patient))
		return false;
	care_grant(tx, actor->clinic, patient, actor->account, "therapist",
	    actor->account, tx_now(tx));
	return true;
}

struct care_hooks care_hooks;

bool
care_called(struct tx *tx, const struct actor *actor, const struct clinic *c,
    struct id patient, int64_t *due_at)
{
	return (actor->roles & ROLE_CLINICIAN) != 0 && c != NULL &&
	    care_hooks.called != NULL &&
	    care_hooks.called(tx, actor, c, patient, due_at);
}

bool
care_take_called(struct tx *tx, const struct actor *actor,
    const struct clinic *c, struct id patient)
{
	int64_t due_at, now = tx_now(tx);

	if (!care_called(tx, actor, c, patient, &due_at) ||
	    db_run(tx, care_add_until, id_event(tx_now_ms(tx)), actor->clinic,
	    patient, actor->account, (int)SCOPE_ALL, now, clinic_day_end(c,
	    clinic_next_staffed(c, clinic_day_end(c, now)))) != 1)
		return false;
	audit_write(tx, &(struct audit_row){ .actor = actor->account,
	    .patient = patient, .object = actor->account,
	    .action = "care.grant", .role = "", .how = "" });
	return true;
}

void
care_end(struct tx *tx, struct id clinic, struct id patient,
    struct id account, struct id ended_by, int64_t now)
{
	if (db_run(tx, care_close, patient, account, clinic, now) == 0)
		return;
	audit_write(tx, &(struct audit_row){ .actor = ended_by,
	    .patient = patient, .object = account, .action = "care.end",
	    .role = id_is_none(ended_by) ? "system" : "", .how = "" });
}

static struct str
name_open(struct vault *v, struct tx *tx, struct id account, struct bytes b)
{
	return vault_unseal_some(v, tx, account, FIELD_ACCOUNT_NAME, account,
	    b, NULL);
}

size_t
care_people(struct care *c, struct care_person **out)
{
	struct care_person *list = arena_many(c->arena, struct care_person,
	    PEOPLE_MAX);
	size_t n = 0;
	ROWS(r, c->tx, care_list, c->patient, c->now);

	while (n < PEOPLE_MAX && rows_next(&r)) {
		struct care_person *p = &list[n++];

		p->account = rows_id(&r, "account");
		p->name = name_open(c->vault, c->tx, p->account,
		    rows_bytes(&r, "name"));
		p->cover = str_is(rows_str(&r, "kind"), "cover");
		p->from_at = rows_int(&r, "from_at");
	}
	*out = list;
	return n;
}

bool
care_break_glass(struct tx *tx, struct vault *v, const struct actor *actor,
    struct id patient, struct str reason)
{
	struct id id = id_event(tx_now_ms(tx));
	int64_t now = tx_now(tx);
	size_t len;

	reason = str_trim(reason);
	len = str_utf8_valid(reason) ? str_utf8_len(reason) : 0;
	if (len < GLASS_REASON_MIN || len > GLASS_REASON_MAX ||
	    !(actor->roles & ROLE_CLINICIAN) ||
	    db_int(tx, 0, care_in_clinic, patient, actor->clinic) != 1)
		return false;
	db_run(tx, care_add_glass, id, actor->clinic, patient, actor->account,
	    (int)SCOPE_READ, now, now + GLASS_MINUTES * 60,
	    vault_seal(v, tx, patient, FIELD_BREAK_GLASS_REASON, id, reason));
	audit_write(tx, &(struct audit_row){ .actor = actor->account,
	    .patient = patient, .object = id, .session = actor->session,
	    .action = "care.break-glass",
	    .role = role_name(actor->roles & ROLE_CLINICIAN),
	    .how = "break-glass" });
	return true;
}

size_t
care_glass(struct care *c, struct glass_row **out)
{
	struct glass_row *list = arena_many(c->arena, struct glass_row,
	    GLASS_ROWS_MAX);
	size_t n = 0;
	ROWS(r, c->tx, care_glass_of, c->patient);

	while (n < GLASS_ROWS_MAX && rows_next(&r)) {
		struct glass_row *g = &list[n++];

		g->patient = c->patient;
		g->account = rows_id(&r, "account");
		g->name = name_open(c->vault, c->tx, g->account,
		    rows_bytes(&r, "name"));
		g->reason = care_unseal(c, FIELD_BREAK_GLASS_REASON,
		    rows_id(&r, "id"), rows_bytes(&r, "reason"));
		g->from_at = rows_int(&r, "from_at");
		g->until_at = rows_int(&r, "to_at");
	}
	*out = list;
	return n;
}

size_t
scope_glass(struct scope *s, int64_t since_at, struct glass_row **out)
{
	struct glass_row *list = arena_many(s->arena, struct glass_row,
	    GLASS_ROWS_MAX);
	size_t n = 0;

	*out = list;
	if (s->kind != SCOPE_TEAM)
		return 0;

	ROWS(r, s->tx, care_glass_team, s->clinic, since_at);

	while (n < GLASS_ROWS_MAX && rows_next(&r)) {
		struct glass_row *g = &list[n++];

		g->account = rows_id(&r, "account");
		g->patient = rows_id(&r, "patient");
		g->from_at = rows_int(&r, "from_at");
		g->until_at = rows_int(&r, "to_at");

		ROWS(a, s->tx, care_account_name, g->account, s->clinic);

		if (rows_next(&a))
			g->name = name_open(s->vault, s->tx, g->account,
			    rows_bytes(&a, "name"));
	}
	return n;
}
