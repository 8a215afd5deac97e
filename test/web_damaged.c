/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One key, or one sealed text, was damaged: it costs that one person's words
 * and name, and nobody else anything.  What needs a look is seen all the
 * same.
 */
#include <string.h>

#include "journey.h"
#include "vault/vault.h"

SQL_KEYS(d_key, "owner:id wrapped:bytes", "",
    "UPDATE owner_key SET wrapped = $2, erased_at = NULL WHERE owner = $1");
SQL(d_name, "patient:id words:bytes", "",
    "UPDATE patient SET name = $2 WHERE id = $1");
SQL(d_summary, "patient:id words:bytes", "",
    "UPDATE case_summary SET name = $2 WHERE patient_id = $1");
SQL(d_plans, "patient:id words:bytes", "",
    "UPDATE safety_plan SET people = $2 WHERE patient_id = $1");

static const unsigned char altered_text[80] = { 1, 0, 0, 0, 1, 7 };
static const struct bytes altered = { altered_text, sizeof(altered_text) };

static bool
key_damage(struct tx *tx, void *arg)
{
	static const unsigned char box[72] = { 9, 9 };
	const struct id *owner = arg;

	return db_run(tx, d_key, *owner, ((struct bytes){ box,
	    sizeof(box) })) == 1;
}

/* As a bad sector would: what the process still had of it is gone, too. */
static void
key_damaged(struct world *w, struct id owner)
{
	CHECK(vault_key_erase(w->app.vault, owner) == RC_OK);
	CHECK(db_tx(vault_db(w->app.vault), test_arena, key_damage, &owner) ==
	    RC_OK);
}

static struct str
shown(struct id id)
{
	return str_fmt(test_arena, "Unreadable name %.8s", id_z(id));
}

WORLD(a_patients_key_costs_one_name)
{
	struct client ann, sam;
	struct records kari;

	records_make(w, w->kari_account);
	records_make(w, w->ola_account);
	records_find(w, w->kari, &kari);
	world_client(w, &ann, w->ann, "en");
	world_client(w, &sam, w->sam, "en");
	WANT(&ann, client_get(&ann, "/list"), 200);
	HAS(&ann, "Kari");
	key_damaged(w, w->kari);
	WANT(&ann, client_get(&ann, "/list"), 200);
	HAS_NOT(&ann, "Kari");
	HAS(&ann, shown(w->kari).at);
	HAS(&ann, "cannot be read any more");
	/* The answer that needs a look is on top, and opens. */
	client_click(&ann, shown(w->kari).at);
	WANT(&ann, ann.status, 200);
	CHECK_STR(ann.path, str_fmt(test_arena, "/p/%s/n/%s", id_z(w->kari),
	    id_z(kari.alert)).at);
	HAS(&ann, "Something of this record cannot be read.");
	HAS(&ann, shown(w->kari).at);
	client_send(&ann, "/p/*/take", NULL);
	WANT(&ann, ann.status, 200);
	HAS(&ann, "Taken by Ann");
	WANT(&ann, client_get(&ann, "/p/%s", id_z(w->kari)), 200);
	HAS(&ann, "Something of this record cannot be read.");
	WANT(&ann, client_get(&ann, "/p/%s/contact", id_z(w->kari)), 200);
	WANT(&ann, client_get(&ann, "/p/%s/plan", id_z(w->kari)), 200);
	WANT(&ann, client_get(&ann, "/list/mine"), 200);
	WANT(&ann, client_get(&ann, "/list/away"), 200);
	WANT(&sam, client_get(&sam, "/team"), 200);
	WANT(&sam, client_get(&sam, "/team/look"), 200);
	WANT(&sam, client_get(&sam, "/team/w"), 200);
	WANT(&sam, client_get(&sam, "/team/minutes"), 200);
	WANT(&sam, client_get(&sam, "/team/duty"), 200);
	client_close(&sam);
	client_close(&ann);
}

WORLD(a_therapists_key_costs_one_name)
{
	struct client ann, kari, sam, ada;

	records_make(w, w->kari_account);
	key_damaged(w, w->ann);
	world_client(w, &kari, w->kari_account, "en");
	WANT(&kari, client_get(&kari, "/today"), 200);
	WANT(&kari, client_get(&kari, "/m"), 200);
	WANT(&kari, client_get(&kari, "/who"), 200);
	/* She herself works on. */
	world_client(w, &ann, w->ann, "en");
	WANT(&ann, client_get(&ann, "/list"), 200);
	HAS(&ann, "Kari");
	HAS(&ann, shown(w->ann).at);
	WANT(&ann, client_get(&ann, "/p/%s", id_z(w->kari)), 200);
	HAS_NOT(&ann, "Something of this record");
	WANT(&ann, client_get(&ann, "/list/mine"), 200);
	world_client(w, &sam, w->sam, "en");
	WANT(&sam, client_get(&sam, "/team"), 200);
	HAS(&sam, shown(w->ann).at);
	WANT(&sam, client_get(&sam, "/team/duty"), 200);
	HAS(&sam, shown(w->ann).at);
	WANT(&sam, client_get(&sam, "/team/look"), 200);
	WANT(&sam, client_get(&sam, "/team/minutes"), 200);
	world_client(w, &ada, w->ada, "en");
	WANT(&ada, client_get(&ada, "/admin"), 200);
	HAS(&ada, shown(w->ann).at);
	WANT(&ada, client_get(&ada, "/admin/accounts/%s", id_z(w->ann)), 200);
	WANT(&ada, client_get(&ada, "/admin/safe"), 200);
	client_close(&ada);
	client_close(&sam);
	client_close(&ann);
	client_close(&kari);
}

static void
name_damaged(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	db_run(tx, d_name, w->kari, altered);
	db_run(tx, d_summary, w->kari, altered);
	db_run(tx, d_plans, w->kari, altered);
}

/* Only her name, and the third part of her safety plan. */
WORLD(a_name_and_a_plan)
{
	struct client ann, kari;

	records_make(w, w->kari_account);
	world_client(w, &ann, w->ann, "en");
	client_get(&ann, "/p/%s/plan", id_z(w->kari));
	client_send(&ann, "/p/*/plan", "signs", "no sleep", "helps",
	    "a walk", "people", "Bo", NULL);
	world_do(w, name_damaged, NULL);
	WANT(&ann, client_get(&ann, "/p/%s/m", id_z(w->kari)), 200);
	HAS(&ann, shown(w->kari).at);
	HAS(&ann, "Is Thursday all right?");
	WANT(&ann, client_get(&ann, "/p/%s/contact", id_z(w->kari)), 200);
	HAS(&ann, "Something of this record cannot be read.");
	WANT(&ann, client_get(&ann, "/p/%s/plan", id_z(w->kari)), 200);
	HAS(&ann, "a walk");
	/* Help opens for her, whatever was damaged. */
	world_client(w, &kari, w->kari_account, "en");
	WANT(&kari, client_get(&kari, "/today"), 200);
	WANT(&kari, client_get(&kari, "/help"), 200);
	HAS(&kari, "a part of it, cannot be read");
	HAS(&kari, "a walk");
	key_damaged(w, w->kari);
	WANT(&kari, client_get(&kari, "/help"), 200);
	HAS(&kari, "a part of it, cannot be read");
	client_close(&kari);
	client_close(&ann);
}

SQL(d_reach, "account:id words:bytes", "",
    "UPDATE account_reach SET mobile = $2 WHERE account_id = $1");
SQL(d_mobile, "patient:id words:bytes", "",
    "UPDATE patient SET mobile = $2 WHERE id = $1");

static void
numbers_damaged(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	db_run(tx, d_reach, w->bo, altered);
	db_run(tx, d_mobile, w->kari, altered);
}

/* A number that does not open is typed again by the one whose it is. */
JOURNEY(a_number_of_ones_own)
{
	struct client bo, kari;

	world_client(w, &bo, w->bo, lang);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&bo, "/me/reach");
	client_send(&bo, "/me/reach", "mobile", "922 33 444", "by_sms", "1",
	    NULL);
	world_do(w, numbers_damaged, NULL);
	WANT(&bo, client_get(&bo, "/me/reach"), 200);
	SAYS(&bo, "What you wrote here cannot be read any more, so you cannot "
	    "be called by it. Write it again, and save.");
	CHECK_STR(client_field(&bo, "/me/reach", "mobile"), "");
	CHECK_STR(client_field(&bo, "/me/reach", "by_sms"), "1");
	client_send(&bo, "/me/reach", "mobile", "922 33 445", "by_sms", "1",
	    NULL);
	CHECK_STR(client_field(&bo, "/me/reach", "mobile"), "922 33 445");
	WANT(&kari, client_get(&kari, "/me/reminders"), 200);
	SAYS(&kari, "What we had of your number or address cannot be read any "
	    "more. Write it again below, if you want to be reminded by it.");
	client_send(&kari, "/me/reminders", "channel", "sms", "mobile",
	    "922 33 446", NULL);
	WANT(&kari, kari.status, 200);
	HAS(&kari, "922 33 446");
	/* Nothing can be kept under a damaged key; the page opens. */
	key_damaged(w, w->bo);
	WANT(&bo, client_get(&bo, "/me/reach"), 200);
	WANT(&bo, client_submit(&bo, "/me/reach", "mobile", "922 33 447",
	    NULL), 503);
	HAS(&bo, "922 33 447");
	client_close(&kari);
	client_close(&bo);
}

int
main(int argc, char **argv)
{
	return test_run("web_damaged", argc, argv);
}
