/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A small clinic for the tests of a room, fresh in each test: on SQLite, and
 * when MELLOM_TEST_PG names a server (test/pg.sh), on PostgreSQL too.
 *
 * WORLD(name) { step(w, at, some_step); } where a step is a function
 * void some_step(struct world *w, struct tx *tx), run in a write transaction
 * of its own at the moment at.  What steps hand on lies in w->.
 */
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/audit.h"
#include "base/clock.h"
#include "base/log.h"
#include "db/db.h"
#include "people/account.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/patient.h"
#include "pg_own.h"
#include "test.h"
#include "vault/vault.h"

/* Monday 2026-03-02 10:00 in Oslo. */
#define T0 INT64_C(1772442000)
#define MINUTE 60
#define HOUR 3600
#define DAY 86400

struct world {
	struct db *db;
	struct vault *vault;
	char dir[64];
	bool pg;
	struct id clinic, ann, bo, sam, adm;	/* adm: administrator */
	struct id other, eve;		/* another clinic, its therapist */
	struct id kari;			/* patient of Ann's */
	struct id kari_account;		/* once she has one */
	struct str token, token_2;	/* for the steps of a test */
	struct id id;
	int64_t at;
	enum rc want;			/* of the next step; RC_OK */
};

/* Where its files are; a test about time may choose memory. */
static const char *world_tmp = "/tmp";
/* Of a test that links more rooms: after it is opened, before it is closed. */
__attribute__((unused))
static void (*world_opened)(struct world *), (*world_closing)(struct world *);

typedef void step_fn(struct world *, struct tx *);

struct step {
	struct world *w;
	step_fn *run;
};

static inline bool
step_in(struct tx *tx, void *arg)
{
	struct step *s = arg;

	s->run(s->w, tx);
	return true;
}

static inline void
step(struct world *w, int64_t at, step_fn *run)
{
	struct step s = { w, run };
	enum rc rc;

	clock_set(at);
	w->at = at;
	rc = db_tx(w->db, test_arena, step_in, &s);
	CHECK_STR(str_z(rc_text(rc)), rc_text(w->want));
	w->want = RC_OK;
}

static inline struct actor
actor_at(struct world *w, struct tx *tx, struct id account)
{
	struct actor a;

	CHECK(actor_of(tx, w->vault, account, &a));
	return a;
}

static inline struct patient_new
patient_kari(void)
{
	return (struct patient_new){
		.name = S("Kari Andreassen"), .mobile = S("912 34 567"),
		.email = S("kari@example.org"), .place = S("Storgata 1, Moss"),
		.person = S("Per, bror, 922 33 444"), .gp = S("Dr. Moe"),
		.born = day_of(1987, 3, 28), .lang = LANG_NB,
		.zone = zone_find(S("Europe/Oslo")),
		.assessment = { .suitability = S("passer"),
		    .suicidality = S("ingen tanker"),
		    .other_treatment = S("ingen"), .physical = S("frisk") },
		.information_given = true,
	};
}

static inline void
staff_make(struct world *w, struct tx *tx, struct id *id, struct id clinic,
    const char *name, const char *login, unsigned roles)
{
	*id = id_random();
	CHECK(vault_key_create(w->vault, *id) == RC_OK);
	CHECK(account_make(tx, w->vault, *id, clinic, str_z(name),
	    str_z(login), LANG_NB, roles, tx_now(tx)));
}

static inline void
world_fill(struct world *w, struct tx *tx)
{
	struct patient_new kari = patient_kari();
	const struct zone *oslo = zone_find(S("Europe/Oslo"));
	struct actor ann;

	w->clinic = id_random();
	w->other = id_random();
	CHECK(vault_key_create(w->vault, w->clinic) == RC_OK);
	CHECK(vault_key_create(w->vault, w->other) == RC_OK);
	clinic_make(tx, w->vault, w->clinic, S("Havna"), oslo, LANG_NB, false,
	    tx_now(tx));
	clinic_make(tx, w->vault, w->other, S("Fjellet"), oslo, LANG_EN,
	    false, tx_now(tx) + 1);
	staff_make(w, tx, &w->ann, w->clinic, "Ann Berg", "ann@example.org",
	    ROLE_THERAPIST);
	staff_make(w, tx, &w->bo, w->clinic, "Bo Dahl", "bo@example.org",
	    ROLE_THERAPIST);
	staff_make(w, tx, &w->sam, w->clinic, "Sam Elg", "sam@example.org",
	    ROLE_SUPERVISOR);
	staff_make(w, tx, &w->adm, w->clinic, "Ada Friis", "ada@example.org",
	    ROLE_ADMIN);
	staff_make(w, tx, &w->eve, w->other, "Eve Gran", "eve@example.org",
	    ROLE_THERAPIST | ROLE_SUPERVISOR);
	ann = actor_at(w, tx, w->ann);
	w->kari = patient_make(tx, w->vault, &ann, &kari, tx_now(tx));
	CHECK(!id_is_none(w->kari));
}

/* Kari takes her invitation. */
static inline void
world_kari_accepts(struct world *w, struct tx *tx)
{
	w->kari_account = id_random();
	CHECK(vault_key_create(w->vault, w->kari_account) == RC_OK);
	CHECK(account_make(tx, w->vault, w->kari_account, w->clinic, STR_NONE,
	    S("91234567"), LANG_EN, ROLE_PATIENT, tx_now(tx)));
	CHECK(account_add_login(tx, w->vault, w->kari_account,
	    S("Kari@Example.org")));
	account_set_password(tx, w->kari_account, S("hash-kari"), tx_now(tx));
	CHECK(patient_accept(tx, w->vault, w->kari, w->kari_account, LANG_EN,
	    tx_now(tx)));
	CHECK(!patient_accept(tx, w->vault, w->kari, w->ann, LANG_EN,
	    tx_now(tx)));
}

static inline int
world_drop(const char *path, const struct stat *st, int flag, struct FTW *f)
{
	(void)st;
	(void)flag;
	(void)f;
	return remove(path);
}

static inline void
world_open(struct world *w, const char *pg)
{
	struct str why = STR_NONE, where, key;

	*w = (struct world){ .pg = pg != NULL };
	snprintf(w->dir, sizeof(w->dir), "%s/mellom-people-XXXXXX",
	    world_tmp);
	if (mkdtemp(w->dir) == NULL)
		exit(1);
	CHECK(mkdir(str_fmt(test_arena, "%s/data", w->dir).at, 0700) == 0);
	key = str_fmt(test_arena, "%s/key", w->dir);
	where = pg != NULL ? pg_own(pg) :
	    str_fmt(test_arena, "%s/data/mellom.db", w->dir);
	if (db_open(&w->db, &(struct db_conf){ .where = where,
	    .create = true }, test_arena, &why) != RC_OK ||
	    db_migrate(w->db, test_arena, &why) != RC_OK ||
	    vault_key_make(key, test_arena, &why) != RC_OK ||
	    vault_open(&w->vault, pg != NULL ? where :
	    str_fmt(test_arena, "%s/data", w->dir), key, true, test_arena,
	    &why) != RC_OK) {
		printf("%.*s\n", STR(why));
		exit(1);
	}
	if (!w->pg)
		db_before_commit(w->db, audit_seal, NULL);
	if (world_opened != NULL)
		world_opened(w);
	step(w, T0, world_fill);
}

static inline void
world_close(struct world *w)
{
	if (world_closing != NULL)
		world_closing(w);
	vault_close(w->vault);
	db_close(w->db);
	nftw(w->dir, world_drop, 16, FTW_DEPTH | FTW_PHYS);
	clock_set(0);
}

static inline void
world_each(void (*run)(struct world *))
{
	const char *pg = getenv("MELLOM_TEST_PG");
	int i;

	for (i = 0; i <= (pg != NULL && *pg != '\0'); i++) {
		struct world w;
		int before = test_faults;

		world_open(&w, i == 0 ? NULL : pg);
		run(&w);
		world_close(&w);
		if (test_faults > before)
			printf("    on %s\n", i ? "PostgreSQL" : "SQLite");
	}
}

#define WORLD(n) \
	static void world_##n(struct world *); \
	TEST(n) { world_each(world_##n); } \
	static void world_##n(struct world *w)
