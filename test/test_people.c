/* SPDX-License-Identifier: Apache-2.0 */
#define TEST_MAIN
#include "test.h"

#include "people_world.h"
#include "people_rules.h"

SQL(t_erase, "patient:id", "",
    "UPDATE patient SET state = 'erased' WHERE id = $1");
SQL(t_tokens, "token:bytes", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM session WHERE token = $1");
SQL(t_plans, "patient:id", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM safety_plan"
    " WHERE patient_id = $1");
SQL(t_audits, "patient:id action:text", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM audit"
    " WHERE patient_id = $1 AND action = $2");
SQL(t_scopes, "patient:id", "",
    "UPDATE care SET scopes = 7 WHERE patient_id = $1");
SQL(t_swap, "patient:id", "",
    "UPDATE safety_plan SET signs = helps WHERE patient_id = $1");

WORLD(statements)
{
	struct str why = STR_NONE;

	CHECK_STR(str_z(rc_text(db_statements_check(w->db, test_arena,
	    &why))), rc_text(RC_OK));
	CHECK_STR(why, "");
}

/* --- sessions ------------------------------------------------------------ */

static void
ann_starts(struct world *w, struct tx *tx)
{
	struct str t = session_start(tx, test_arena, w->ann, w->clinic,
	    ROLE_THERAPIST, S("Mozilla/5.0 (iPhone; CPU iPhone OS 17)"),
	    tx_now(tx));
	struct bytes raw = { (const unsigned char *)t.at, t.len };

	w->token_2 = w->token;
	w->token = t;
	CHECK_INT(t.len, 64);
	CHECK_INT(db_int(tx, -1, t_tokens, raw), 0);	/* hashed only */
}

static enum session_state
found(struct world *w, struct tx *tx, struct str token)
{
	struct actor a;
	enum session_state s = actor_find(tx, w->vault, token, &a);

	if (s == SESSION_OVER) {
		CHECK(!id_is_none(a.account));
		CHECK(a.roles == 0 && id_is_none(a.session));
	}
	if (s == SESSION_NONE)
		CHECK(id_is_none(a.account));
	return s;
}

static void
ann_is_in(struct world *w, struct tx *tx)
{
	struct actor a;

	CHECK_INT(actor_find(tx, w->vault, w->token, &a), SESSION_OK);
	CHECK(id_eq(a.account, w->ann) && id_eq(a.clinic, w->clinic));
	CHECK_STR(a.name, "Ann Berg");
	CHECK_INT(a.roles, ROLE_THERAPIST);
	CHECK_INT(a.lang, LANG_NB);
	CHECK_STR(zone_name(a.zone), "Europe/Oslo");
	CHECK_STR(str_z(actor_home(&a)), "/list");
	w->id = a.session;
	CHECK_INT(found(w, tx, S("")), SESSION_NONE);
	CHECK_INT(found(w, tx, S("00")), SESSION_NONE);
}

static void
ann_is_seen(struct world *w, struct tx *tx)
{
	session_seen(tx, w->id, tx_now(tx));
}

static void
ann_is_out(struct world *w, struct tx *tx)
{
	CHECK_INT(found(w, tx, w->token), SESSION_OVER);
}

WORLD(session_idle)
{
	step(w, T0, ann_starts);
	step(w, T0 + 15 * MINUTE - 1, ann_is_in);
	step(w, T0 + 15 * MINUTE - 1, ann_is_seen);
	step(w, T0 + 15 * MINUTE + 30, ann_is_seen);	/* not a minute yet */
	step(w, T0 + 30 * MINUTE - 2, ann_is_in);
	step(w, T0 + 30 * MINUTE - 1, ann_is_out);
}

WORLD(session_too_old)
{
	int i;

	step(w, T0, ann_starts);
	step(w, T0, ann_is_in);
	for (i = 1; i < 72; i++)
		step(w, T0 + i * 10 * MINUTE, ann_is_seen);
	step(w, T0 + 12 * HOUR - 1, ann_is_in);
	step(w, T0 + 12 * HOUR, ann_is_out);
}

static void
old_cookie_ends(struct world *w, struct tx *tx)
{
	CHECK(!str_eq(w->token, w->token_2));
	session_end_token(tx, test_arena, w->token_2, tx_now(tx));
	session_end_token(tx, test_arena, STR_NONE, tx_now(tx));
	CHECK_INT(found(w, tx, w->token_2), SESSION_OVER);
	CHECK_INT(found(w, tx, w->token), SESSION_OK);
}

static void
ann_ends(struct world *w, struct tx *tx)
{
	session_end(tx, w->id, tx_now(tx));
}

WORLD(session_rotated)
{
	step(w, T0, ann_starts);
	step(w, T0 + 5, ann_starts);
	step(w, T0 + 5, old_cookie_ends);
	step(w, T0 + 6, ann_is_in);
	step(w, T0 + 7, ann_ends);
	step(w, T0 + 7, ann_is_out);
}

static void
ann_lists(struct world *w, struct tx *tx)
{
	struct session_row *list;
	struct str csrf = csrf_token(w->vault, test_arena, w->token);

	CHECK_INT(session_list(tx, w->ann, tx_now(tx), &list), 2);
	CHECK_STR(list[0].agent, "phone");
	CHECK_INT(list[0].made_at, T0 + 5);
	CHECK_INT(session_end_all(tx, w->ann, list[0].id, tx_now(tx)), 1);
	CHECK_INT(session_list(tx, w->ann, tx_now(tx), &list), 1);
	CHECK_INT(found(w, tx, w->token), SESSION_OK);
	CHECK_INT(found(w, tx, w->token_2), SESSION_OVER);
	CHECK_INT(csrf.len, 64);
	CHECK(!str_eq(csrf, csrf_token(w->vault, test_arena, w->token_2)));
}

WORLD(session_others_end)
{
	step(w, T0, ann_starts);
	step(w, T0 + 5, ann_starts);
	step(w, T0 + 9, ann_lists);
}

static void
roles_change(struct world *w, struct tx *tx)
{
	struct actor a;
	int64_t now = tx_now(tx);

	account_set_roles(tx, w->ann, w->clinic,
	    ROLE_THERAPIST | ROLE_SUPERVISOR, now);
	CHECK_INT(actor_find(tx, w->vault, w->token, &a), SESSION_OK);
	CHECK_INT(a.roles, ROLE_THERAPIST | ROLE_SUPERVISOR);
	account_set_roles(tx, w->ann, w->clinic, ROLE_ADMIN, now);
	account_set_roles(tx, w->ann, w->clinic, ROLE_THERAPIST, now);
	account_set_roles(tx, w->ann, w->clinic, ROLE_THERAPIST, now);
	CHECK_INT(actor_find(tx, w->vault, w->token, &a), SESSION_OK);
	CHECK_INT(a.roles, ROLE_THERAPIST);
	account_set_roles(tx, w->ann, w->clinic, 0, now);
	CHECK_INT(found(w, tx, w->token), SESSION_OVER);
	account_set_roles(tx, w->ann, w->clinic, ROLE_THERAPIST, now + 1);
	CHECK_INT(found(w, tx, w->token), SESSION_OK);
	account_set_active(tx, w->ann, false, now);
	CHECK(!actor_of(tx, w->vault, w->ann, &a));
	CHECK_INT(found(w, tx, w->token), SESSION_OVER);
	account_set_active(tx, w->ann, true, now);
	CHECK_INT(found(w, tx, w->token), SESSION_OVER);
}

WORLD(session_roles)
{
	step(w, T0, ann_starts);
	step(w, T0 + 5, roles_change);
}

static void
kari_starts(struct world *w, struct tx *tx)
{
	struct actor a = actor_at(w, tx, w->kari_account);

	CHECK_STR(a.name, "Kari Andreassen");
	CHECK(id_eq(a.patient, w->kari));
	CHECK_INT(a.lang, LANG_EN);
	CHECK_STR(str_z(actor_home(&a)), "/today");
	w->token = session_start(tx, test_arena, a.account, a.clinic, a.roles,
	    STR_NONE, tx_now(tx));
}

static void
kari_in(struct world *w, struct tx *tx)
{
	CHECK_INT(found(w, tx, w->token), SESSION_OK);
}

static void
kari_erased(struct world *w, struct tx *tx)
{
	struct actor ann = actor_at(w, tx, w->ann);
	struct care c;
	struct duty d;

	db_run(tx, t_erase, w->kari);
	CHECK_INT(found(w, tx, w->token), SESSION_OVER);
	CHECK(!care_open(&c, tx, w->vault, &ann, w->kari));
	duty_open(&d, tx, w->vault, "test");
	CHECK(!care_open_duty(&c, &d, w->kari));
	CHECK(!care_break_glass(tx, w->vault, &ann, w->kari,
	    S("a long enough reason")));
}

WORLD(session_patient)
{
	step(w, T0, world_kari_accepts);
	step(w, T0, kari_starts);
	step(w, T0 + 59 * MINUTE, kari_in);	/* patients have an hour */
	step(w, T0 + 60 * MINUTE, ann_is_out);
	step(w, T0 + 61 * MINUTE, kari_starts);
	step(w, T0 + 62 * MINUTE, kari_erased);
}

/* --- care ---------------------------------------------------------------- */

static bool
opens(struct world *w, struct tx *tx, struct id account, struct care *c)
{
	struct actor a = actor_at(w, tx, account);

	return care_open(c, tx, w->vault, &a, w->kari);
}

static void
care_relations(struct world *w, struct tx *tx)
{
	struct care c;
	struct actor ann = actor_at(w, tx, w->ann);
	int64_t now = tx_now(tx);

	CHECK(opens(w, tx, w->ann, &c));
	CHECK_INT(c.relation, REL_CARE);
	CHECK_INT(c.scopes, SCOPE_ALL);
	CHECK_INT(c.lang, LANG_NB);
	CHECK_STR(str_z(c.role), "therapist");
	CHECK(care_writes(&c));
	CHECK(!opens(w, tx, w->bo, &c));
	CHECK_INT(c.relation, REL_NONE);
	CHECK_INT(c.scopes, 0);
	CHECK(!opens(w, tx, w->sam, &c));
	CHECK(!opens(w, tx, w->adm, &c));
	CHECK(!opens(w, tx, w->eve, &c));
	CHECK(!care_open(&c, tx, w->vault, &ann, w->clinic));
	/* of another clinic, or by an account of another: nothing happens */
	care_grant(tx, w->clinic, w->kari, w->eve, "therapist", ID_NONE, now);
	care_grant(tx, w->other, w->kari, w->eve, "therapist", ID_NONE, now);
	CHECK(!opens(w, tx, w->eve, &c));
	CHECK_INT(db_int(tx, -1, t_audits, w->kari, S("care.grant")), 1);
	/* an administrator may be granted, and still reads nothing */
	care_grant(tx, w->clinic, w->kari, w->adm, "cover", w->ann, now);
	CHECK(!opens(w, tx, w->adm, &c));
	/* cover, and twice is once */
	care_grant(tx, w->clinic, w->kari, w->bo, "cover", w->ann, now);
	care_grant(tx, w->clinic, w->kari, w->bo, "cover", w->ann, now);
	CHECK(opens(w, tx, w->bo, &c));
	CHECK_INT(db_int(tx, -1, t_audits, w->kari, S("care.grant")), 3);
	account_set_roles(tx, w->bo, w->clinic, ROLE_ADMIN, now);
	CHECK(!opens(w, tx, w->bo, &c));
	account_set_roles(tx, w->bo, w->clinic, ROLE_THERAPIST, now + 1);
	CHECK(opens(w, tx, w->bo, &c));
	care_end(tx, w->clinic, w->kari, w->bo, w->ann, now);
	CHECK(!opens(w, tx, w->bo, &c));	/* at once */
	CHECK(opens(w, tx, w->ann, &c));
}

static void
care_lists(struct world *w, struct tx *tx)
{
	struct care c;
	struct care_person *people;

	CHECK(opens(w, tx, w->ann, &c));
	CHECK_INT(care_people(&c, &people), 2);
	CHECK_STR(people[0].name, "Ann Berg");
	CHECK(!people[0].cover && people[1].cover);
}

WORLD(care_who)
{
	step(w, T0 + 60, care_relations);
	step(w, T0 + 120, care_lists);
}

static void
glass_breaks(struct world *w, struct tx *tx)
{
	struct actor sam = actor_at(w, tx, w->sam);
	struct actor adm = actor_at(w, tx, w->adm);
	struct actor eve = actor_at(w, tx, w->eve);
	struct str good = S("Ann er syk, varsel må ses på");
	char *many = arena_many(test_arena, char, 1100);
	struct care c;

	memset(many, 'x', 1001);
	CHECK(!care_break_glass(tx, w->vault, &sam, w->kari, S("  kort   ")));
	CHECK(!care_break_glass(tx, w->vault, &sam, w->kari, S("øøøøøøøøø")));
	CHECK(!care_break_glass(tx, w->vault, &sam, w->kari, str_z(many)));
	CHECK(!care_break_glass(tx, w->vault, &adm, w->kari, good));
	CHECK(!care_break_glass(tx, w->vault, &eve, w->kari, good));
	CHECK(!care_break_glass(tx, w->vault, &sam, w->bo, good));
	CHECK(!opens(w, tx, w->sam, &c));
	CHECK(care_break_glass(tx, w->vault, &sam, w->kari, good));
	CHECK(opens(w, tx, w->sam, &c));
	CHECK_INT(c.relation, REL_GLASS);
	CHECK_INT(c.scopes, SCOPE_READ);
	CHECK_INT(c.glass_until_at, T0 + 60 * MINUTE);
	CHECK_STR(str_z(c.role), "supervisor");
	CHECK_INT(db_int(tx, -1, t_audits, w->kari, S("care.break-glass")),
	    1);
	CHECK(opens(w, tx, w->ann, &c));
	CHECK_INT(c.relation, REL_CARE);
}

static void
glass_is_seen(struct world *w, struct tx *tx)
{
	struct actor sam = actor_at(w, tx, w->sam);
	struct glass_row *rows;
	struct scope s;
	struct care c;

	CHECK(opens(w, tx, w->sam, &c));
	CHECK_INT(care_glass(&c, &rows), 1);
	CHECK_STR(rows[0].name, "Sam Elg");
	CHECK_STR(rows[0].reason, "Ann er syk, varsel må ses på");
	scope_open(&s, tx, w->vault, &sam, SCOPE_TEAM);
	CHECK_INT(scope_glass(&s, T0 - DAY, &rows), 1);
	CHECK_STR(rows[0].name, "Sam Elg");
	CHECK(id_eq(rows[0].patient, w->kari));
	CHECK_INT(rows[0].until_at, T0 + HOUR);
	CHECK_INT(scope_glass(&s, T0 + 1, &rows), 0);
}

static void
glass_writes(struct world *w, struct tx *tx)
{
	struct care c;

	db_run(tx, t_scopes, w->kari);
	CHECK(opens(w, tx, w->sam, &c));
	CHECK(!care_writes(&c));
	CHECK_INT(tx_rc(tx), RC_REFUSED);
	w->want = RC_REFUSED;
}

/* Care given later is found before the glass, and stays when it is over. */
static void
glass_over(struct world *w, struct tx *tx)
{
	struct care c;

	CHECK(!opens(w, tx, w->sam, &c));
	care_grant(tx, w->clinic, w->kari, w->sam, "cover", w->ann,
	    tx_now(tx) - 50 * MINUTE);
	CHECK(opens(w, tx, w->sam, &c));
	CHECK_INT(c.relation, REL_CARE);
	CHECK(care_break_glass(tx, w->vault, &(struct actor){
	    .account = w->sam, .clinic = w->clinic,
	    .roles = ROLE_SUPERVISOR }, w->kari, S("once more, by mistake")));
	CHECK(opens(w, tx, w->sam, &c));
	CHECK_INT(c.relation, REL_CARE);
	care_end(tx, w->clinic, w->kari, w->sam, w->ann, tx_now(tx) + 60);
	CHECK(opens(w, tx, w->sam, &c));	/* both end in a minute */
	CHECK_INT(c.relation, REL_CARE);
}

WORLD(care_glass)
{
	step(w, T0, glass_breaks);
	step(w, T0 + 59 * MINUTE, glass_is_seen);
	w->want = RC_REFUSED;
	step(w, T0 + 59 * MINUTE, glass_writes);
	step(w, T0 + 60 * MINUTE, glass_over);
}

static void
own_care(struct world *w, struct tx *tx)
{
	struct actor kari = actor_at(w, tx, w->kari_account);
	struct actor ann = actor_at(w, tx, w->ann);
	struct care c;
	struct duty d;

	CHECK(care_open_own(&c, tx, w->vault, &kari));
	CHECK_INT(c.relation, REL_OWN);
	CHECK_STR(str_z(c.role), "patient");
	CHECK(care_writes(&c));
	CHECK(!care_open(&c, tx, w->vault, &kari, w->kari));
	CHECK(!care_open_own(&c, tx, w->vault, &ann));
	ann.patient = w->kari;			/* a forged actor */
	CHECK(!care_open_own(&c, tx, w->vault, &ann));
	ann.roles = ROLE_PATIENT;
	CHECK(!care_open_own(&c, tx, w->vault, &ann));
	duty_open(&d, tx, w->vault, "alerts");
	CHECK(care_open_duty(&c, &d, w->kari));
	CHECK_INT(c.relation, REL_DUTY);
	CHECK(id_eq(c.clinic, w->clinic));
	CHECK_INT(db_int(tx, -1, t_audits, w->kari, S("care.duty")), 1);
}

WORLD(care_own)
{
	step(w, T0, world_kari_accepts);
	step(w, T0 + 1, own_care);
}

/* --- patients ------------------------------------------------------------ */

static void
kari_is_whole(struct world *w, struct tx *tx)
{
	struct patient p;
	struct assessment a;
	struct care c;
	int year;

	CHECK(opens(w, tx, w->ann, &c));
	patient_get(&c, &p);
	CHECK_STR(p.name, "Kari Andreassen");
	CHECK_STR(p.mobile, "912 34 567");
	CHECK_STR(p.email, "kari@example.org");
	CHECK_STR(p.place, "Storgata 1, Moss");
	CHECK_STR(p.person, "Per, bror, 922 33 444");
	CHECK_STR(p.gp, "Dr. Moe");
	CHECK_STR(p.matters, "");
	CHECK_INT(p.born.n, day_of(1987, 3, 28).n);
	CHECK_INT(p.state, PATIENT_INVITED);
	CHECK(p.bar >= 0 && p.bar < 8);
	CHECK(id_is_none(p.account));
	CHECK_INT(p.information_at, T0);
	CHECK_STR(patient_name(&c, &year, NULL), "Kari Andreassen");
	CHECK_INT(year, 1987);
	CHECK(patient_assessment(&c, &a));
	CHECK_STR(a.suitability, "passer");
	CHECK_STR(a.suicidality, "ingen tanker");
	CHECK_STR(a.other_treatment, "ingen");
	CHECK_STR(a.physical, "frisk");
	CHECK_INT(a.level, 0);
	CHECK(id_eq(a.made_by, w->ann));
}

static void
kari_changes(struct world *w, struct tx *tx)
{
	struct actor kari = actor_at(w, tx, w->kari_account);
	struct patient p;
	struct care c;

	CHECK(care_open_own(&c, tx, w->vault, &kari));
	patient_set_matters(&c, S("Å leke med barna igjen"));
	patient_set_lang(&c, LANG_NB);
	patient_set_zone(&c, zone_find(S("America/New_York")));
	patient_get(&c, &p);
	CHECK_STR(p.matters, "Å leke med barna igjen");
	CHECK_INT(p.matters_at, T0 + 10);
	CHECK_INT(p.state, PATIENT_ACTIVE);
	CHECK_INT(p.lang, LANG_NB);
	kari = actor_at(w, tx, w->kari_account);
	CHECK_INT(kari.lang, LANG_NB);
	CHECK_STR(zone_name(kari.zone), "America/New_York");
}

WORLD(patient_round_trip)
{
	step(w, T0 + 5, kari_is_whole);
	step(w, T0 + 6, world_kari_accepts);
	step(w, T0 + 10, kari_changes);
}

static void
safety_versions(struct world *w, struct tx *tx)
{
	struct actor kari = actor_at(w, tx, w->kari_account);
	struct safety_plan one = { .signs = S("sover lite\ntenker mye"),
	    .helps = S("gå tur"), .people = S("Per 922 33 444") }, got;
	struct care own, care;

	CHECK(care_open_own(&own, tx, w->vault, &kari));
	CHECK(opens(w, tx, w->ann, &care));
	safety_plan_get(&own, &got);
	CHECK_INT(got.version, 0);
	CHECK(!safety_plan_put(&own, &one, 1));
	CHECK(safety_plan_put(&care, &one, 0));
	CHECK(!safety_plan_put(&own, &one, 0));	/* changed meanwhile */
	safety_plan_get(&own, &got);
	CHECK_INT(got.version, 1);
	CHECK(!got.by_patient);
	CHECK_STR(got.signs, "sover lite\ntenker mye");
	one.helps = S("ringe Per");
	CHECK(safety_plan_put(&own, &one, 1));
	safety_plan_get(&care, &got);
	CHECK_INT(got.version, 2);
	CHECK(got.by_patient);
	CHECK_STR(got.helps, "ringe Per");
	CHECK_STR(got.people, "Per 922 33 444");
	CHECK_INT(db_int(tx, -1, t_plans, w->kari), 2);
}

/* A text moved to another column of its row does not open. */
static void
safety_swapped(struct world *w, struct tx *tx)
{
	struct safety_plan got;
	struct care c;

	db_run(tx, t_swap, w->kari);
	CHECK(opens(w, tx, w->ann, &c));
	safety_plan_get(&c, &got);
	CHECK_STR(got.signs, "");
}

WORLD(safety_plan)
{
	step(w, T0, world_kari_accepts);
	step(w, T0 + 1, safety_versions);
	log_level_set((enum log_level)(LOG_ERROR + 1));
	w->want = RC_BAD;
	step(w, T0 + 2, safety_swapped);
	log_level_set(LOG_WARN);
}

#include "people_more.h"

int
main(int argc, char **argv)
{
	log_level_set(LOG_WARN);
	return test_run("people", argc, argv);
}
