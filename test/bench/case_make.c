/* SPDX-License-Identifier: Apache-2.0 */
#include "bench/case.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/clock.h"
#include "db/db.h"
#include "people/account.h"
#include "people/actor.h"
#include "people/clinic.h"
#include "people/patient.h"
#include "programme/find.h"
#include "vault/vault.h"

/*
 * The clinic, its people and their sealed names are made by the program's own
 * functions, what they did by caseload.sql.
 */

enum { TOGETHER = 500, ARENA_MAX = 512 * 1024 * 1024, SQL_MAX = 65536 };

struct making {
	struct app *app;
	struct id clinic, *therapists;
	int therapists_n, from, to;
};

static void
stop(const char *what, struct str why)
{
	fprintf(stderr, "bench: %s: %.*s\n", what, STR(why));
	exit(1);
}

void
case_open(struct app *app, struct str dir, bool create)
{
	static char key[4096], data[4096];
	struct app_conf conf = { .create = create, .summary = true };
	struct arena *a = arena_new(ARENA_MAX);
	struct str why = STR_NONE;

	snprintf(key, sizeof(key), "%.*s/key", STR(dir));
	snprintf(data, sizeof(data), "%.*s/data", STR(dir));
	conf.key_file = str_z(key);
	conf.data = str_z(data);
	if (create && (mkdir(data, 0700) != 0 ||
	    vault_key_make(conf.key_file, a, &why) != RC_OK))
		stop("folder", why);
	clock_set(CASE_NOW);
	if (app_open(app, &conf) != RC_OK)
		stop("open", app->why);
	arena_free(a);
}

static bool
staff_make(struct tx *tx, void *arg)
{
	struct making *m = arg;
	struct vault *v = m->app->vault;
	int i;

	m->clinic = id_random();
	if (vault_key_create(v, m->clinic) != RC_OK)
		return false;
	clinic_make(tx, v, m->clinic, S("Havna"), zone_find(S("Europe/Oslo")),
	    LANG_NB, false, CASE_NOW - 100 * 86400);
	for (i = 0; i < m->therapists_n; i++) {
		m->therapists[i] = id_random();
		if (vault_key_create(v, m->therapists[i]) != RC_OK)
			return false;
		(void)account_make(tx, v, m->therapists[i], m->clinic,
		    str_fmt(tx_arena(tx), "Therapist %d", i), str_fmt(
		    tx_arena(tx), "t%d@example.org", i), LANG_NB,
		    i == 0 ? ROLE_THERAPIST | ROLE_SUPERVISOR :
		    ROLE_THERAPIST, CASE_NOW - 90 * 86400);
	}
	return true;
}

static bool
patients_make(struct tx *tx, void *arg)
{
	struct making *m = arg;
	int i;

	for (i = m->from; i < m->to; i++) {
		struct patient_new new = { .mobile = S("91234567"),
		    .place = S("Storgata 1, Moss"), .gp = S("Dr. Moe"),
		    .person = S("Per, bror, 922 33 444"), .lang = LANG_NB,
		    .born = { day_of(1960, 1, 1).n + i * 37 % 14000 },
		    .zone = zone_find(S("Europe/Oslo")), .assessment = {
		    .suitability = S("passer"), .suicidality = S("nei") },
		    .information_given = true };
		struct actor actor;

		new.name = str_fmt(tx_arena(tx), "Patient %x Number %d",
		    (unsigned)i * 2654435761u, i);
		if (!actor_of(tx, m->app->vault,
		    m->therapists[i % m->therapists_n], &actor))
			return false;
		(void)patient_make(tx, m->app->vault, &actor, &new,
		    CASE_NOW - 60 * 86400);
	}
	return true;
}

static void
done_make(struct making *m, struct str dir, const char *file)
{
	static char sql[SQL_MAX], path[4096], error[200];
	struct hash hash = content_hash(m->app->gate.active);
	size_t n, i;
	char *why = NULL;
	FILE *f = fopen(file, "r");
	sqlite3 *h;

	snprintf(path, sizeof(path), "%.*s/data/mellom.db", STR(dir));
	if (f == NULL || sqlite3_open(path, &h) != SQLITE_OK)
		stop("open", str_z(file));
	n = (size_t)snprintf(sql, sizeof(sql), "PRAGMA synchronous = OFF;"
	    "PRAGMA cache_size = -1000000; PRAGMA temp_store = MEMORY;"
	    "CREATE TEMP TABLE bench AS SELECT %lld AS now, %d AS t, X'",
	    (long long)CASE_NOW, m->therapists_n);
	for (i = 0; i < sizeof(hash.b); i++)
		n += (size_t)snprintf(sql + n, sizeof(sql) - n, "%02x",
		    hash.b[i]);
	n += (size_t)snprintf(sql + n, sizeof(sql) - n,
	    "' AS bundle; BEGIN;");
	n += fread(sql + n, 1, sizeof(sql) - n - 10, f);
	memcpy(sql + n, "COMMIT;", sizeof("COMMIT;"));
	fclose(f);
	if (sqlite3_exec(h, sql, NULL, NULL, &why) != SQLITE_OK) {
		snprintf(error, sizeof(error), "%s", why);
		stop(file, str_z(error));
	}
	sqlite3_exec(h, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
	sqlite3_close(h);
}

void
case_make(struct app *app, struct str dir, int patients, const char *sql)
{
	struct arena *a = arena_new(ARENA_MAX);
	struct arena_mark mark;
	struct making m = { .app = app, .therapists_n = patients / CASE_LIST };

	m.therapists = arena_many(a, struct id, (size_t)m.therapists_n);
	case_open(app, dir, true);
	mark = arena_mark(a);
	if (db_tx(app->db, a, staff_make, &m) != RC_OK)
		stop("staff", STR_NONE);
	for (m.from = 0; m.from < patients; m.from = m.to) {
		m.to = m.from + TOGETHER < patients ? m.from + TOGETHER :
		    patients;
		arena_reset(a, mark);
		if (db_tx(app->db, a, patients_make, &m) != RC_OK)
			stop("patients", STR_NONE);
	}
	done_make(&m, dir, sql);
	app_close(app);
	arena_free(a);
}
