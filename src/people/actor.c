/* SPDX-License-Identifier: Apache-2.0 */
#include "people/actor.h"

#include <string.h>

#include "base/arena.h"
#include "db/db.h"
#include "people/clinic.h"
#include "people/row.h"
#include "vault/vault.h"

enum { SEEN_EVERY_S = 60, SESSIONS_MAX = 50 };

SQL(session_of_token, "token:bytes",
    "id:id account:id clinic:id made_at:int seen_at:int ends_at:int "
    "ended_at:int? idle_patient:text? idle_staff:text?",
    "SELECT s.id AS id, s.account_id AS account, s.clinic_id AS clinic,"
    " s.made_at AS made_at, s.seen_at AS seen_at, s.ends_at AS ends_at,"
    " s.ended_at AS ended_at, p.value AS idle_patient,"
    " t.value AS idle_staff"
    " FROM session s"
    " LEFT JOIN clinic_setting p ON p.clinic_id = s.clinic_id"
    " AND p.key = 'session_idle_patient_min'"
    " LEFT JOIN clinic_setting t ON t.clinic_id = s.clinic_id"
    " AND t.key = 'session_idle_staff_min'"
    " WHERE s.token = $1");

SQL(actor_of_account, "account:id",
    "clinic:id name:bytes language:text look:int zone:text role:text? "
    "patient:id? patient_name:bytes? patient_zone:text? patient_state:text?",
    "SELECT a.clinic_id AS clinic, a.name AS name,"
    " a.language AS language, a.look, a.zone AS zone, r.role AS role,"
    " p.id AS patient, p.name AS patient_name, p.zone AS patient_zone,"
    " p.state AS patient_state /* duty: who is signed in */"
    " FROM account a LEFT JOIN account_role r ON r.account_id = a.id"
    " AND r.clinic_id = a.clinic_id AND r.to_at IS NULL"
    " LEFT JOIN patient p ON p.account_id = a.id"
    " AND p.clinic_id = a.clinic_id"
    " WHERE a.id = $1 AND a.state = 'active'");

SQL(session_add, "token:bytes id:id account:id clinic:id agent:text "
    "made_at:int ends_at:int", "",
    "INSERT INTO session (token, id, account_id, clinic_id, agent, made_at,"
    " seen_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $6, $7)");

SQL(session_close, "session:id now:int", "",
    "UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL");

SQL(session_close_token, "token:bytes now:int", "",
    "UPDATE session SET ended_at = $2"
    " WHERE token = $1 AND ended_at IS NULL");

SQL(session_close_all, "account:id keep:id now:int", "",
    "UPDATE session SET ended_at = $3"
    " WHERE account_id = $1 AND id <> $2 AND ended_at IS NULL");

SQL(session_token_set, "session:id token:bytes", "",
    "UPDATE session SET token = $2 WHERE id = $1 AND ended_at IS NULL");

SQL(session_touch, "session:id now:int before:int", "",
    "UPDATE session SET seen_at = $2"
    " WHERE id = $1 AND (seen_at <= $3 OR seen_at = made_at)"
    " AND ended_at IS NULL");

SQL(session_running, "account:id now:int",
    "id:id agent:text made_at:int seen_at:int",
    "SELECT id, agent, made_at, seen_at FROM session"
    " WHERE account_id = $1 AND ended_at IS NULL AND ends_at > $2"
    " ORDER BY seen_at DESC, id LIMIT 50");

static const struct {
	unsigned role;
	const char *name;
} role_names[] = {
	{ ROLE_PATIENT, "patient" },
	{ ROLE_THERAPIST, "therapist" },
	{ ROLE_SUPERVISOR, "supervisor" },
	{ ROLE_ADMIN, "admin" },
};

enum { ROLES_N = sizeof(role_names) / sizeof(role_names[0]) };

const char *
role_name(unsigned roles)
{
	size_t i;

	for (i = 0; i < ROLES_N; i++)
		if (roles & role_names[i].role)
			return role_names[i].name;
	return "nobody";
}

bool
role_parse(struct str s, unsigned *out_role)
{
	size_t i;

	for (i = 0; i < ROLES_N; i++)
		if (str_is(s, role_names[i].name)) {
			*out_role = role_names[i].role;
			return true;
		}
	return false;
}

const char *
actor_home(const struct actor *a)
{
	if (a->roles & ROLE_PATIENT)
		return "/today";
	if (a->roles & ROLE_THERAPIST)
		return "/list";
	if (a->roles & ROLE_SUPERVISOR)
		return "/team";
	return "/admin";
}

struct who {
	struct bytes name, patient_name;
	struct str zone, patient_zone;
	bool erased;
};

static void
who_read(struct rows *r, struct actor *out, struct who *who)
{
	out->clinic = rows_id(r, "clinic");
	out->lang = row_lang(rows_str(r, "language"));
	out->look = (unsigned)rows_int(r, "look");
	who->name = rows_bytes(r, "name");
	who->zone = rows_str(r, "zone");
	out->patient = rows_id(r, "patient");
	who->patient_name = rows_bytes(r, "patient_name");
	who->patient_zone = rows_str(r, "patient_zone");
	who->erased = str_is(rows_str(r, "patient_state"), "erased");
}

/* A row for each role; the rest is the same in all. */
bool
actor_of(struct tx *tx, struct vault *v, struct id account, struct actor *out)
{
	struct who who;
	bool first = true;
	unsigned role;
	ROWS(r, tx, actor_of_account, account);

	*out = (struct actor){ .account = account };
	while (rows_next(&r)) {
		if (first)
			who_read(&r, out, &who);
		first = false;
		if (role_parse(rows_str(&r, "role"), &role))
			out->roles |= role;
	}
	if (first || out->roles == 0)
		return false;
	if (!(out->roles & ROLE_PATIENT)) {
		out->patient = ID_NONE;
		out->zone = row_zone(who.zone);
		out->name = vault_unseal_some(v, tx, account,
		    FIELD_ACCOUNT_NAME, account, who.name, NULL);
		return true;
	}
	if (id_is_none(out->patient) || who.erased)
		return false;
	out->zone = row_zone(who.patient_zone);
	out->name = vault_unseal_some(v, tx, out->patient, FIELD_PATIENT_NAME,
	    out->patient, who.patient_name, NULL);
	return true;
}

enum session_state
actor_find(struct tx *tx, struct vault *v, struct str token, struct actor *out)
{
	int64_t now = tx_now(tx), idle_patient_min, idle_staff_min, idle_min;
	struct actor a = { 0 }, who;

	*out = a;
	if (token.len == 0)
		return SESSION_NONE;
	{
		ROWS(r, tx, session_of_token,
		    vault_token_hash(tx_arena(tx), token));

		if (!rows_next(&r))
			return SESSION_NONE;
		out->account = rows_id(&r, "account");
		if (!rows_null(&r, "ended_at"))
			return SESSION_OVER;
		a.session = rows_id(&r, "id");
		a.clinic = rows_id(&r, "clinic");
		a.made_at = rows_int(&r, "made_at");
		a.seen_at = rows_int(&r, "seen_at");
		a.ends_at = rows_int(&r, "ends_at");
		idle_patient_min = setting_parse(SET_SESSION_IDLE_PATIENT_MIN,
		    rows_str(&r, "idle_patient"));
		idle_staff_min = setting_parse(SET_SESSION_IDLE_STAFF_MIN,
		    rows_str(&r, "idle_staff"));
	}
	if (now >= a.ends_at || !actor_of(tx, v, out->account, &who) ||
	    !id_eq(who.clinic, a.clinic))
		return SESSION_OVER;
	idle_min = who.roles & ROLE_STAFF ? idle_staff_min : idle_patient_min;
	if (now - a.seen_at >= idle_min * 60)
		return SESSION_OVER;
	who.session = a.session;
	who.made_at = a.made_at;
	who.seen_at = a.seen_at;
	who.ends_at = a.ends_at;
	*out = who;
	return SESSION_OK;
}

static bool
contains(struct str s, const char *part)
{
	return s.len > 0 && memmem(s.at, s.len, part, strlen(part)) != NULL;
}

/* The kind of device is enough to tell one's own sessions from a stranger's. */
static const char *
agent_of(struct str user_agent)
{
	if (contains(user_agent, "iPad") || contains(user_agent, "Tablet"))
		return "tablet";
	if (contains(user_agent, "Mobi") || contains(user_agent, "iPhone"))
		return "phone";
	if (contains(user_agent, "Android"))
		return "tablet";
	if (contains(user_agent, "Windows") || contains(user_agent, "Mac") ||
	    contains(user_agent, "Linux") || contains(user_agent, "X11") ||
	    contains(user_agent, "CrOS"))
		return "computer";
	return "";
}

const char *
session_agent_text(struct str agent)
{
	if (str_is(agent, "phone"))
		return T("A phone");
	if (str_is(agent, "tablet"))
		return T("A tablet");
	if (str_is(agent, "computer"))
		return T("A computer");
	return T("A device we do not know");
}

struct str
session_start(struct tx *tx, struct arena *a, struct id account,
    struct id clinic, unsigned roles, struct str user_agent, int64_t now)
{
	int64_t max_h = clinic_setting(tx, clinic, roles & ROLE_STAFF ?
	    SET_SESSION_MAX_STAFF_H : SET_SESSION_MAX_PATIENT_H);
	struct str token = vault_token(a);

	db_run(tx, session_add, vault_token_hash(a, token), id_random(),
	    account, clinic, str_z(agent_of(user_agent)), now,
	    now + max_h * 3600);
	return token;
}

struct str
session_rotate(struct tx *tx, struct arena *a, struct id session)
{
	struct str token = vault_token(a);

	db_run(tx, session_token_set, session, vault_token_hash(a, token));
	return token;
}

void
session_end_token(struct tx *tx, struct arena *a, struct str token,
    int64_t now)
{
	if (token.len > 0)
		db_run(tx, session_close_token, vault_token_hash(a, token),
		    now);
}

void
session_end(struct tx *tx, struct id session, int64_t now)
{
	db_run(tx, session_close, session, now);
}

int64_t
session_end_all(struct tx *tx, struct id account, struct id keep, int64_t now)
{
	return db_run(tx, session_close_all, account, keep, now);
}

void
session_seen(struct tx *tx, struct id session, int64_t now)
{
	db_run(tx, session_touch, session, now, now - SEEN_EVERY_S);
}

size_t
session_list(struct tx *tx, struct id account, int64_t now,
    struct session_row **out)
{
	struct session_row *list = arena_many(tx_arena(tx), struct session_row,
	    SESSIONS_MAX);
	size_t n = 0;
	ROWS(r, tx, session_running, account, now);

	while (n < SESSIONS_MAX && rows_next(&r))
		list[n++] = (struct session_row){
			.id = rows_id(&r, "id"),
			.agent = rows_str(&r, "agent"),
			.made_at = rows_int(&r, "made_at"),
			.seen_at = rows_int(&r, "seen_at"),
		};
	*out = list;
	return n;
}

struct str
csrf_token(struct vault *v, struct arena *a, struct str session_token)
{
	struct bytes b = vault_blind(v, a, "csrf", session_token);

	return str_hex(a, b.at, b.len);
}
