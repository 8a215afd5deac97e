/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* More of test_people.c: sign-in, accounts, clinic, forms, invitations. */
#include "people_world.h"

/* --- the throttle -------------------------------------------------------- */

#define HOME_ADDRESS S("192.0.2.7")

/* One whole try; -1: right, 0: wrong, else the seconds to wait. */
static int64_t
try_in(struct world *w, struct tx *tx, const char *login, struct str address,
    const char *hash)
{
	struct sign_in_try t;
	bool right;

	sign_in_find(tx, w->vault, str_z(login), address, tx_now(tx), &t);
	if (t.wait_s > 0)
		return t.wait_s;
	right = t.hash.len > 0 && str_is(t.hash, hash);
	if (sign_in_note(tx, w->vault, &t, str_z(login), address, right,
	    tx_now(tx)))
		return -1;
	return t.wait_s;
}

static void
five_are_free(struct world *w, struct tx *tx)
{
	int i;

	for (i = 0; i < 5; i++) {
		CHECK_INT(try_in(w, tx, "91234567", HOME_ADDRESS, "x"), 0);
		CHECK_INT(try_in(w, tx, "nobody", S("192.0.2.8"), "x"), 0);
	}
	CHECK_INT(try_in(w, tx, "912 34 567", HOME_ADDRESS, "x"), 0);
	CHECK_INT(try_in(w, tx, "Nobody ", S("192.0.2.8"), "x"), 0);
	/* now it waits, by any name of the account, and for no one alike */
	CHECK_INT(try_in(w, tx, "kari@example.org", S("192.0.2.9"),
	    "hash-kari"), 2);
	CHECK_INT(try_in(w, tx, "91234567", HOME_ADDRESS, "x"), 2);
	CHECK_INT(try_in(w, tx, "nobody", S("192.0.2.9"), "x"), 2);
	CHECK_INT(try_in(w, tx, "ann@example.org", HOME_ADDRESS, "x"), 0);
}

static void
wrong_once(struct world *w, struct tx *tx)
{
	CHECK_INT(try_in(w, tx, "91234567", HOME_ADDRESS, "x"), 0);
}

static void
waits(struct world *w, struct tx *tx)
{
	struct sign_in_try t;

	sign_in_find(tx, w->vault, S("91234567"), STR_NONE, tx_now(tx), &t);
	w->at = t.wait_s;
}

static void
right_once(struct world *w, struct tx *tx)
{
	CHECK_INT(try_in(w, tx, "+47 91234567", HOME_ADDRESS, "hash-kari"),
	    -1);
	/* and the account's count is gone */
	CHECK_INT(try_in(w, tx, "91234567", STR_NONE, "x"), 0);
	CHECK_INT(try_in(w, tx, "91234567", STR_NONE, "hash-kari"), -1);
}

WORLD(throttle_account)
{
	static const int want[] = { 4, 8, 16, 32, 64, 128, 256, 512, 900,
		900 };
	int64_t at = T0 + 10;
	size_t i;

	step(w, T0, world_kari_accepts);
	step(w, T0 + 1, five_are_free);
	for (i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		step(w, at, wrong_once);
		step(w, at, waits);
		CHECK_INT(w->at, want[i]);
		at += want[i];
	}
	step(w, at, right_once);	/* the owner, at the end of the wait */
}

static void
far_away(struct world *w, struct tx *tx)
{
	int i;

	for (i = 0; i < 5; i++)
		wrong_once(w, tx);
}

WORLD(throttle_forgets)
{
	step(w, T0, world_kari_accepts);
	step(w, T0, far_away);
	step(w, T0 + HOUR, far_away);
	step(w, T0 + HOUR, waits);
	CHECK_INT(w->at, 0);
	step(w, T0 + HOUR + 1, wrong_once);
	step(w, T0 + HOUR + 1, waits);
	CHECK_INT(w->at, 2);
}

static void
many_names(struct world *w, struct tx *tx)
{
	char name[20];
	int i;

	for (i = 0; i < 20; i++) {
		snprintf(name, sizeof(name), "user%d", i);
		CHECK_INT(try_in(w, tx, name, S("2001:db8:1:2::1"), "x"), 0);
	}
	CHECK_INT(try_in(w, tx, "u", S("2001:db8:1:2::2"), "x"), 0);
	CHECK_INT(try_in(w, tx, "v", S("2001:db8:1:2:9::3"), "x"), 2);
	CHECK_INT(try_in(w, tx, "v", S("2001:db8:1:3::3"), "x"), 0);
	CHECK_INT(try_in(w, tx, "v", S("::ffff:192.0.2.1"), "x"), 0);
}

/* Of a clinic's shared address; everybody mistypes by another name. */
#define CLINIC_ADDRESS S("198.51.100.20")

static void
somebody_wrong(struct world *w, struct tx *tx)
{
	char name[20];

	snprintf(name, sizeof(name), "user%d", (int)(w->at % 100000));
	w->at = try_in(w, tx, name, CLINIC_ADDRESS, "x");
}

static void
kari_there(struct world *w, struct tx *tx)
{
	w->at = try_in(w, tx, "91234567", CLINIC_ADDRESS, "hash-kari");
}

/*
 * Eight hours in which somebody mistypes every three minutes: nobody waits.
 * Who guesses all day long, each second, gets little more than one each three
 * minutes; and when it is over the address is free again soon.
 */
WORLD(throttle_shared_address)
{
	int64_t at, wait_s, free_at = 0, day = 24 * HOUR;
	int i, guesses = 0;

	step(w, T0, world_kari_accepts);
	for (i = 0; i < 160; i++) {
		step(w, T0 + i * 185, somebody_wrong);
		CHECK_INT(w->at, 0);
		step(w, T0 + i * 185 + 1, kari_there);
		CHECK_INT(w->at, -1);
	}
	for (at = T0 + day; at < T0 + 2 * day; at += wait_s > 0 ? wait_s : 1) {
		step(w, at, somebody_wrong);
		wait_s = w->at;
		guesses += wait_s == 0;
	}
	CHECK(guesses <= 20 + 24 * 20 + 10);
	for (; free_at == 0 && at < T0 + 3 * day; at += MINUTE) {
		step(w, at, kari_there);
		if (w->at == -1)
			free_at = at;
	}
	CHECK(free_at != 0 && free_at < T0 + 2 * day + 10 * MINUTE);
}

/* Twenty tries that all passed step 1 before any was counted. */
static void
all_at_once(struct world *w, struct tx *tx)
{
	struct sign_in_try t[20];
	int i, counted = 0;

	for (i = 0; i < 20; i++)
		sign_in_find(tx, w->vault, S("ann@example.org"), HOME_ADDRESS,
		    tx_now(tx), &t[i]);
	for (i = 0; i < 20; i++) {
		CHECK_INT(t[i].wait_s, 0);
		CHECK(!sign_in_note(tx, w->vault, &t[i], S("ann@example.org"),
		    HOME_ADDRESS, false, tx_now(tx)));
		counted += t[i].wait_s == 0;
	}
	CHECK_INT(counted, 6);
}

static void
off_and_changed(struct world *w, struct tx *tx)
{
	struct sign_in_try t;

	/* the password was changed between the steps */
	sign_in_find(tx, w->vault, S("91234567"), STR_NONE, tx_now(tx), &t);
	account_set_password(tx, w->kari_account, S("hash-2"), tx_now(tx));
	CHECK(!sign_in_note(tx, w->vault, &t, S("91234567"), STR_NONE, true,
	    tx_now(tx)));
	CHECK_INT(try_in(w, tx, "91234567", STR_NONE, "hash-2"), -1);
	/* switched off: as if there were no such account */
	account_set_active(tx, w->kari_account, false, tx_now(tx));
	sign_in_find(tx, w->vault, S("91234567"), STR_NONE, tx_now(tx), &t);
	CHECK_STR(t.hash, "");
	CHECK(!sign_in_note(tx, w->vault, &t, S("91234567"), STR_NONE, true,
	    tx_now(tx)));
	/* no password yet */
	sign_in_find(tx, w->vault, S("bo@example.org"), STR_NONE, tx_now(tx),
	    &t);
	CHECK_STR(t.hash, "");
	CHECK(!sign_in_note(tx, w->vault, &t, S("bo@example.org"), STR_NONE,
	    true, tx_now(tx)));
}

WORLD(throttle_more)
{
	step(w, T0, world_kari_accepts);
	step(w, T0, many_names);
	step(w, T0, all_at_once);
	step(w, T0 + 1, off_and_changed);
}

/* --- accounts ------------------------------------------------------------ */

static void
accounts(struct world *w, struct tx *tx)
{
	struct account a, *list;
	struct id id = id_random();

	CHECK(vault_key_create(w->vault, id) == RC_OK);
	CHECK(!account_make(tx, w->vault, id, w->clinic, S("X"),
	    S("ANN@example.org"), LANG_EN, ROLE_THERAPIST, tx_now(tx)));
	CHECK(!account_get(tx, w->vault, id, &a));
	CHECK(account_login_taken(tx, w->vault, S(" Ann@EXAMPLE.org")));
	CHECK(!account_login_taken(tx, w->vault, S("ann@example.com")));
	CHECK(account_get(tx, w->vault, w->ann, &a));
	CHECK_STR(a.name, "Ann Berg");
	CHECK_STR(a.login, "ann@example.org");
	CHECK_INT(a.roles, ROLE_THERAPIST);
	CHECK(a.active && !a.has_password);
	CHECK(account_add_login(tx, w->vault, w->ann, S("99 88 77 66")));
	CHECK(account_add_login(tx, w->vault, w->ann, S("+4799887766")));
	CHECK(!account_add_login(tx, w->vault, w->bo, S("99887766")));
	account_set_lang(tx, w->ann, LANG_EN);
	account_set_reading_days(tx, w->ann, 2 | 16);
	account_set_password(tx, w->ann, S("h"), tx_now(tx));
	CHECK(account_get(tx, w->vault, w->ann, &a));
	CHECK_STR(a.login, "ann@example.org");	/* the first stays */
	CHECK_INT(a.reading_days, 18);
	CHECK_INT(a.lang, LANG_EN);
	CHECK(a.has_password);
	CHECK(account_get(tx, w->vault, w->kari_account, &a));
	CHECK_STR(a.name, "");
	CHECK_STR(a.login, "+4791234567");
	CHECK_INT(a.roles, ROLE_PATIENT);
	CHECK_INT(account_list(tx, w->vault, w->clinic, &list), 4);
	CHECK_STR(list[0].name, "Ada Friis");
	CHECK_STR(list[3].name, "Sam Elg");
	CHECK(account_is_last_admin(tx, w->adm, w->clinic));
	CHECK(!account_is_last_admin(tx, w->ann, w->clinic));
	account_set_roles(tx, w->ann, w->clinic, ROLE_ADMIN, tx_now(tx));
	CHECK(!account_is_last_admin(tx, w->adm, w->clinic));
	account_set_active(tx, w->ann, false, tx_now(tx));
	CHECK(account_is_last_admin(tx, w->adm, w->clinic));
	CHECK_INT(account_list(tx, w->vault, w->clinic, &list), 4);
}

WORLD(account_all)
{
	step(w, T0, world_kari_accepts);
	step(w, T0 + 1, accounts);
}

/* --- the clinic ---------------------------------------------------------- */

static void
clinic_defaults(struct world *w, struct tx *tx)
{
	struct clinic_holiday *days;
	struct clinic c, first;
	size_t i, whit = 0;

	CHECK(clinic_first(tx, w->vault, &first));
	CHECK(id_eq(first.id, w->clinic));
	CHECK(!clinic_load(tx, w->vault, w->ann, &c));
	CHECK(clinic_load(tx, w->vault, w->clinic, &c));
	CHECK_STR(c.name, "Havna");
	CHECK_STR(zone_name(c.zone), "Europe/Oslo");
	CHECK_INT(c.lang, LANG_NB);
	CHECK_INT(c.set[SET_SESSION_IDLE_STAFF_MIN], 15);
	CHECK_INT(c.set[SET_NUMBERS_REVIEW_DAY], day_of(2026, 8, 29).n);
	CHECK(!clinic_numbers_outdated(&c, T0 + (int64_t)180 * DAY));
	CHECK(clinic_numbers_outdated(&c, T0 + (int64_t)181 * DAY));
	CHECK_STR(c.exit_url, "https://www.yr.no/");
	CHECK_INT(c.numbers_n, 3);
	CHECK_STR(c.numbers[0].number, "113");
	CHECK_STR(c.numbers[1].label[LANG_NB], "Legevakt");
	CHECK_STR(c.numbers[2].label[LANG_EN], "Someone to talk to");
	CHECK_INT(c.hours_n, 5);
	CHECK(clinic_staffed(&c, T0));
	/* 17 May 2027 is Whit Monday too; it stands once */
	CHECK_INT(c.holidays_n, 12 + 11);
	CHECK_INT(clinic_holidays(tx, w->clinic, day_of(2027, 1, 1), &days),
	    11);
	for (i = 0; i < 11; i++)
		whit += days[i].day.n == day_of(2027, 5, 17).n;
	CHECK_INT(whit, 1);
	CHECK_STR(days[0].name, "Første nyttårsdag");
	CHECK_INT(clinic_holidays(tx, w->other, day_of(2027, 1, 1), &days),
	    11);
	CHECK_STR(days[0].name, "New Year's Day");
}

static void
clinic_changes(struct world *w, struct tx *tx)
{
	struct hours_span hours[] = { { 6, 600, 720 } };
	struct help_number number = { .number = S("22 00 00 00"),
	    .label = { S("Us"), S("Oss") }, .note = { S(""), S("") } };
	struct clinic c;
	int64_t before;

	CHECK(clinic_load(tx, w->vault, w->clinic, &c));
	before = c.version;
	CHECK(clinic_set(tx, w->clinic, SET_QUIET_DAYS, 9, w->adm, T0));
	CHECK(clinic_set(tx, w->clinic, SET_QUIET_DAYS, 10, w->adm, T0));
	CHECK(!clinic_set(tx, w->clinic, SET_QUIET_DAYS, 1, w->adm, T0));
	CHECK(!clinic_set(tx, w->clinic, SET_QUIET_DAYS, 61, w->adm, T0));
	CHECK_INT(clinic_setting(tx, w->clinic, SET_QUIET_DAYS), 10);
	CHECK_INT(clinic_setting(tx, w->other, SET_QUIET_DAYS), 7);
	clinic_set_exit_url(tx, w->clinic, S("https://www.nrk.no/"), w->adm,
	    T0);
	clinic_set_hours(tx, w->clinic, hours, 1);
	clinic_set_numbers(tx, w->clinic, &number, 1);
	clinic_set_holiday(tx, w->clinic, day_of(2026, 12, 24), S("Jul"),
	    true);
	clinic_set_holiday(tx, w->clinic, day_of(2026, 12, 25), STR_NONE,
	    false);
	CHECK(clinic_load(tx, w->vault, w->clinic, &c));
	CHECK(c.version > before);
	CHECK_INT(c.set[SET_QUIET_DAYS], 10);
	CHECK_STR(c.exit_url, "https://www.nrk.no/");
	CHECK_INT(c.hours_n, 1);
	CHECK_INT(c.hours[0].weekday, 6);
	CHECK_INT(c.numbers_n, 1);
	CHECK_STR(c.numbers[0].label[LANG_NB], "Oss");
	CHECK_INT(c.holidays_n, 23);
	clinic_set_numbers(tx, w->clinic, NULL, 0);
	CHECK(clinic_load(tx, w->vault, w->clinic, &c));
	CHECK(clinic_numbers_outdated(&c, T0));
}

WORLD(clinic_all)
{
	step(w, T0, clinic_defaults);
	step(w, T0, clinic_changes);
}

/* --- kept forms ---------------------------------------------------------- */

static void
keeps(struct world *w, struct tx *tx)
{
	kept_form_put(tx, w->vault, w->ann, S("/p/1/m"),
	    str_fmt(test_arena, "body=hei+%lld", (long long)(w->at - T0)),
	    tx_now(tx));
}

static void
kept_found(struct world *w, struct tx *tx)
{
	struct kept_form k;

	CHECK(!kept_form_newest(tx, w->vault, w->bo, tx_now(tx), &k));
	CHECK(kept_form_newest(tx, w->vault, w->ann, tx_now(tx), &k));
	CHECK_STR(k.body, "body=hei+6");
	CHECK_STR(k.path, "/p/1/m");
	CHECK_INT(k.kept_at, T0 + 6);
	kept_form_drop(tx, w->bo, k.id);	/* not Bo's to drop */
	CHECK(kept_form_newest(tx, w->vault, w->ann, tx_now(tx), &k));
	kept_form_drop(tx, w->ann, k.id);
	CHECK(kept_form_newest(tx, w->vault, w->ann, tx_now(tx), &k));
	CHECK_STR(k.body, "body=hei+5");
	for (w->at = 0; w->at < 10 && kept_form_newest(tx, w->vault, w->ann,
	    tx_now(tx), &k); w->at++)
		kept_form_drop(tx, w->ann, k.id);
	CHECK_INT(w->at, 4);		/* five were kept, one was gone */
}

static void
kept_old(struct world *w, struct tx *tx)
{
	struct kept_form k;

	CHECK(!kept_form_newest(tx, w->vault, w->ann, tx_now(tx), &k));
}

WORLD(kept_forms)
{
	int i;

	for (i = 0; i < 7; i++)
		step(w, T0 + i, keeps);
	step(w, T0 + 8, kept_found);
	step(w, T0 + 10, keeps);
	step(w, T0 + 10 + 7 * DAY, kept_old);
}

/* --- invitations --------------------------------------------------------- */

SQL(t_invitations, "token:bytes", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM invitation WHERE token = $1"
    " /* duty: test */");

static void
invite(struct world *w, struct tx *tx)
{
	struct bytes raw;

	w->token_2 = w->token;
	w->token = invitation_make(tx, test_arena, w->clinic, ID_NONE,
	    w->kari, w->ann, tx_now(tx) + 14 * DAY, tx_now(tx));
	raw = (struct bytes){ (const unsigned char *)w->token.at,
	    w->token.len };
	CHECK_INT(db_int(tx, -1, t_invitations, raw), 0);
}

static void
invitation_is_open(struct world *w, struct tx *tx)
{
	struct invitation i;
	int n;

	for (n = 0; n < 5; n++) {		/* opening uses nothing up */
		CHECK(invitation_find(tx, test_arena, w->token, &i));
		CHECK(invitation_open(&i, tx_now(tx)));
		CHECK(id_eq(i.patient, w->kari) && id_is_none(i.account));
		CHECK(id_eq(i.clinic, w->clinic));
	}
	CHECK(!invitation_find(tx, test_arena, S("beef"), &i));
	CHECK(!invitation_find(tx, test_arena, STR_NONE, &i));
}

static void
invitation_expired(struct world *w, struct tx *tx)
{
	struct invitation i;

	CHECK(invitation_find(tx, test_arena, w->token, &i));
	CHECK(!invitation_open(&i, tx_now(tx)));
	CHECK(!invitation_use(tx, i.id, tx_now(tx)));
	CHECK_INT(i.used_at, 0);
	CHECK(!i.revoked);
}

static void
invitation_used(struct world *w, struct tx *tx)
{
	struct invitation i;

	CHECK(invitation_find(tx, test_arena, w->token_2, &i));
	CHECK(i.revoked);			/* by the second one */
	CHECK(!invitation_use(tx, i.id, tx_now(tx)));
	CHECK(invitation_find(tx, test_arena, w->token, &i));
	CHECK(invitation_use(tx, i.id, tx_now(tx)));
	CHECK(!invitation_use(tx, i.id, tx_now(tx)));
	CHECK(invitation_find(tx, test_arena, w->token, &i));
	CHECK_INT(i.used_at, tx_now(tx));
	CHECK(!invitation_open(&i, tx_now(tx)));
	invitation_revoke_all(tx, w->kari, ID_NONE, tx_now(tx));
	CHECK(invitation_find(tx, test_arena, w->token, &i));
	CHECK(!i.revoked);			/* what is used stays used */
}

static void
invitation_of_account(struct world *w, struct tx *tx)
{
	struct invitation i;
	struct str token = invitation_make(tx, test_arena, w->clinic, w->bo,
	    ID_NONE, w->adm, tx_now(tx) + DAY, tx_now(tx));

	invitation_revoke_all(tx, w->kari, w->ann, tx_now(tx));
	CHECK(invitation_find(tx, test_arena, token, &i));
	CHECK(invitation_open(&i, tx_now(tx)) && id_eq(i.account, w->bo));
	invitation_revoke_all(tx, ID_NONE, w->bo, tx_now(tx));
	CHECK(invitation_find(tx, test_arena, token, &i) && i.revoked);
	CHECK(!invitation_use(tx, i.id, tx_now(tx)));
}

WORLD(invitations)
{
	step(w, T0, invite);
	step(w, T0 + 14 * DAY - 1, invitation_is_open);
	step(w, T0 + 14 * DAY, invitation_expired);
	step(w, T0 + 14 * DAY, invite);
	step(w, T0 + 15 * DAY, invitation_used);
	step(w, T0 + 15 * DAY, invitation_of_account);
}
