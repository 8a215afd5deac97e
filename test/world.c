/* SPDX-License-Identifier: Apache-2.0 */
#define TEST_MAIN
#include "world.h"

#include <errno.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/audit.h"
#include "base/clock.h"
#include "base/log.h"
#include "caseload/summary.h"
#include "course/course.h"
#include "people/clinic.h"
#include "vault/vault.h"

#include "pg_own.h"

SQL(world_audit_count, "action:text actor:id? patient:id? refused:int",
    "n:int", "SELECT CAST(count(*) AS BIGINT) AS n FROM audit"
    " WHERE ($1 = '' OR action = $1)"
    " AND (CAST($2 AS BYTEA) IS NULL OR actor = $2)"
    " AND (CAST($3 AS BYTEA) IS NULL OR patient_id = $3)"
    " AND refused >= $4");
/* Everything a refused or failed request could have left behind. */
SQL(world_row_count, "", "n:int",
    "SELECT CAST((SELECT count(*) FROM answer)"
    " + (SELECT count(*) FROM answer_value)"
    " + (SELECT count(*) FROM message)"
    " + (SELECT count(*) FROM message_draft)"
    " + (SELECT count(*) FROM message_later)"
    " + (SELECT count(*) FROM encounter_version)"
    " + (SELECT count(*) FROM rhythm_patient)"
    " + (SELECT count(*) FROM rhythm_clinic)"
    " + (SELECT count(*) FROM minutes_note)"
    " + (SELECT count(*) FROM absence)"
    " + (SELECT count(*) FROM assignment)"
    " + (SELECT count(*) FROM homework_report)"
    " + (SELECT count(*) FROM homework_review)"
    " + (SELECT count(*) FROM practice_check)"
    " + (SELECT count(*) FROM care_part)"
    " + (SELECT count(*) FROM alert)"
    " + (SELECT count(*) FROM score)"
    " + (SELECT count(*) FROM care)"
    " + (SELECT count(*) FROM patient)"
    " + (SELECT count(*) FROM account)"
    " + (SELECT count(*) FROM invitation)"
    " + (SELECT count(*) FROM chapter_state)"
    " + (SELECT count(*) FROM variant)"
    " + (SELECT count(*) FROM safety_plan)"
    " + (SELECT count(*) FROM leave_days) + (SELECT count(*) FROM work_job)"
    " + (SELECT count(*) FROM work_week) + (SELECT count(*) FROM work_say)"
    " + (SELECT count(*) FROM work_worry) + (SELECT count(*) FROM way_plan)"
    " + (SELECT count(*) FROM way_draft) + (SELECT count(*) FROM way_back)"
    " + (SELECT count(*) FROM way_handed) AS BIGINT) AS n");

SQL(world_answer, "patient:id", "id:id", "SELECT id FROM answer"
    " WHERE patient_id = $1 AND sent_at IS NOT NULL AND kind = 'exercise'"
    " ORDER BY id LIMIT 1");
/* Not by id alone: within a second of a clock that stands, ids go round. */
SQL(world_assignment, "patient:id", "id:id", "SELECT id FROM assignment"
    " WHERE patient_id = $1 AND source <> 'own' ORDER BY id LIMIT 1");
SQL(world_open_task, "patient:id", "id:id", "SELECT id FROM assignment"
    " WHERE patient_id = $1 AND source = 'own' AND task = ''"
    " ORDER BY id LIMIT 1");
SQL(world_report, "patient:id", "id:id", "SELECT id FROM homework_report"
    " WHERE patient_id = $1 ORDER BY id LIMIT 1");
SQL(world_message, "patient:id", "id:id", "SELECT id FROM message"
    " WHERE patient_id = $1 AND from_patient = 1 ORDER BY id LIMIT 1");
SQL(world_talk, "patient:id", "id:id", "SELECT id FROM encounter"
    " WHERE patient_id = $1 ORDER BY id LIMIT 1");
SQL(world_later, "patient:id", "id:id", "SELECT id FROM message_later"
    " WHERE patient_id = $1 ORDER BY id LIMIT 1");
SQL(world_check, "patient:id", "id:id", "SELECT id FROM practice_check"
    " WHERE patient_id = $1 ORDER BY id LIMIT 1");
SQL(world_leave, "patient:id", "id:id", "SELECT id FROM leave_days"
    " WHERE patient_id = $1 AND gone_at IS NULL ORDER BY id LIMIT 1");
SQL(world_handed, "patient:id", "id:id", "SELECT id FROM way_handed"
    " WHERE patient_id = $1 ORDER BY id LIMIT 1");
SQL(world_alert, "patient:id", "id:id", "SELECT id FROM alert"
    " WHERE patient_id = $1 ORDER BY id LIMIT 1");

const char *
id_z(struct id id)
{
	return id_hex(test_arena, id).at;
}

/* --- transactions -------------------------------------------------------- */

struct doing {
	struct world *w;
	void (*run)(struct world *, struct tx *, void *);
	void *arg;
};

static bool
do_in(struct tx *tx, void *arg)
{
	struct doing *d = arg;

	d->run(d->w, tx, d->arg);
	return true;
}

static void
read_in(struct tx *tx, void *arg)
{
	struct doing *d = arg;

	d->run(d->w, tx, d->arg);
}

void
world_do(struct world *w, void (*run)(struct world *, struct tx *, void *),
    void *arg)
{
	struct doing d = { w, run, arg };

	CHECK_STR(str_z(rc_text(db_tx(w->app.db, test_arena, do_in, &d))),
	    rc_text(RC_OK));
}

struct waiting {
	struct db_job job;
	_Atomic bool done;
};

static bool
nothing(struct tx *tx, struct db_job *job)
{
	(void)tx;
	(void)job;
	return false;
}

static void
nothing_done(struct db_job *job, enum rc rc)
{
	(void)rc;
	((struct waiting *)(void *)job)->done = true;
}

/* "Last seen" is not waited for: let it be written before time moves on. */
static void
settle(struct world *w)
{
	struct waiting *last = arena_one(test_arena, struct waiting);

	last->job = (struct db_job){ .arena = arena_new(64 * 1024),
	    .run = nothing, .done = nothing_done };
	CHECK(db_submit(w->app.db, &last->job) == RC_OK);
	while (!last->done)
		usleep(100);
	arena_free(last->job.arena);
	if (w->pg)
		usleep(60 * 1000);	/* several threads, no order */
}

void
world_at(struct world *w, int64_t at)
{
	settle(w);
	w->at = at;
	clock_set(at);
}

struct db_counts
world_counts(struct world *w)
{
	settle(w);
	return db_counts(w->app.db);
}

void
world_fault(struct world *w, int64_t nth, enum rc rc)
{
	settle(w);
	db_fault_at(nth, rc);
}

static void
world_read(struct world *w, void (*run)(struct world *, struct tx *, void *),
    void *arg)
{
	struct doing d = { w, run, arg };

	CHECK_STR(str_z(rc_text(db_read(w->app.db, test_arena, read_in,
	    &d))), rc_text(RC_OK));
}

struct actor
world_actor(struct world *w, struct tx *tx, struct id account)
{
	struct actor a = { .roles = 0 };

	CHECK(actor_of(tx, w->app.vault, account, &a));
	return a;
}

struct care
world_care(struct world *w, struct tx *tx, struct id account,
    struct id patient)
{
	struct actor *a = arena_one(test_arena, struct actor);
	struct care c = { .relation = REL_NONE };

	*a = world_actor(w, tx, account);
	if (a->roles & ROLE_PATIENT)
		CHECK(care_open_own(&c, tx, w->app.vault, a));
	else
		CHECK(care_open(&c, tx, w->app.vault, a, patient));
	return c;
}

/* --- filling ------------------------------------------------------------- */

static void
clinic_put(struct world *w, struct tx *tx, struct id *id, const char *name,
    int64_t at)
{
	*id = id_random();
	CHECK(vault_key_create(w->app.vault, *id) == RC_OK);
	clinic_make(tx, w->app.vault, *id, str_z(name),
	    zone_find(S("Europe/Oslo")), LANG_NB, false, at);
}

static void
staff_put(struct world *w, struct tx *tx, struct id *id, struct id clinic,
    const char *name, const char *login, unsigned roles)
{
	*id = id_random();
	CHECK(vault_key_create(w->app.vault, *id) == RC_OK);
	CHECK(account_make(tx, w->app.vault, *id, clinic, str_z(name),
	    str_z(login), LANG_NB, roles, tx_now(tx)));
	account_set_password(tx, *id, vault_password_hash(tx_arena(tx),
	    S(WORLD_PASSWORD)), tx_now(tx));
	account_set_reading_days(tx, *id, 2 + 16);	/* Tuesday, Friday */
}

static void
patient_put(struct world *w, struct tx *tx, struct id by, const char *name,
    const char *mobile, struct id *patient, struct id *account)
{
	struct patient_new new = { .name = str_z(name),
	    .mobile = str_z(mobile), .place = S("Storgata 1, Moss"),
	    .person = S("Per, bror, 922 33 444"), .gp = S("Dr. Moe"),
	    .born = day_of(1987, 3, 28), .lang = LANG_NB,
	    .zone = zone_find(S("Europe/Oslo")),
	    .assessment = { .suitability = S("passer"), .level = 0,
	    .suicidality = S("ingen tanker") }, .information_given = true };
	struct actor actor = world_actor(w, tx, by);
	struct care care;

	*patient = patient_make(tx, w->app.vault, &actor, &new, tx_now(tx));
	CHECK(!id_is_none(*patient));
	CHECK(care_open(&care, tx, w->app.vault, &actor, *patient));
	course_enrol(&care, w->app.gate.active, S("w-icbt"),
	    day_of(2026, 3, 2), 2);
	*account = id_random();
	CHECK(vault_key_create(w->app.vault, *account) == RC_OK);
	CHECK(account_make(tx, w->app.vault, *account, actor.clinic, STR_NONE,
	    str_z(mobile), LANG_NB, ROLE_PATIENT, tx_now(tx)));
	account_set_password(tx, *account, vault_password_hash(tx_arena(tx),
	    S(WORLD_PASSWORD)), tx_now(tx));
	CHECK(patient_accept(tx, w->app.vault, *patient, *account, LANG_NB,
	    tx_now(tx)));
}

static void
world_fill(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	clinic_put(w, tx, &w->clinic, "Havna", tx_now(tx));
	clinic_put(w, tx, &w->other, "Fjellet", tx_now(tx) + 1);
	staff_put(w, tx, &w->ann, w->clinic, "Ann Berg", "ann@example.org",
	    ROLE_THERAPIST);
	staff_put(w, tx, &w->bo, w->clinic, "Bo Dahl", "bo@example.org",
	    ROLE_THERAPIST);
	staff_put(w, tx, &w->sam, w->clinic, "Sam Elg", "sam@example.org",
	    ROLE_SUPERVISOR);
	staff_put(w, tx, &w->ada, w->clinic, "Ada Friis", "ada@example.org",
	    ROLE_ADMIN);
	staff_put(w, tx, &w->eve, w->other, "Eve Gran", "eve@example.org",
	    ROLE_THERAPIST | ROLE_SUPERVISOR);
	patient_put(w, tx, w->ann, "Kari Andreassen", "91234561", &w->kari,
	    &w->kari_account);
	patient_put(w, tx, w->bo, "Ola Brekke", "91234562", &w->ola,
	    &w->ola_account);
	patient_put(w, tx, w->ann, "Nina Cappelen", "91234563", &w->nina,
	    &w->nina_account);
	patient_put(w, tx, w->eve, "Liv Dokka", "91234564", &w->liv,
	    &w->liv_account);
	care_grant(tx, w->clinic, w->nina, w->bo, "therapist", w->ada,
	    tx_now(tx));
	care_end(tx, w->clinic, w->nina, w->ann, w->ada, tx_now(tx));
}

static int
file_drop(const char *path, const struct stat *st, int flag, struct FTW *f)
{
	(void)st;
	(void)flag;
	(void)f;
	return remove(path);
}

/* The tables are made once a program, and copied for each test: faster. */
static struct str
pg_fresh(const char *server)
{
	static char like[40];

	if (like[0] == '\0') {
		struct db_conf conf = { .set = DB_MAIN, .create = true,
			.where = pg_own(server) };
		struct str why = STR_NONE;
		struct db *db = NULL;

		snprintf(like, sizeof(like), "%s",
		    pg_own_name(pg_own_all.made));
		CHECK(db_open(&db, &conf, test_arena, &why) == RC_OK &&
		    db_migrate(db, test_arena, &why) == RC_OK);
		db_close(db);
	}
	return str_copy(test_arena, str_z(pg_own_like(server, like)));
}

static void
world_open(struct world *w, const char *pg)
{
	struct app_conf conf = { .create = true };
	struct str why = STR_NONE;

	*w = (struct world){ .pg = pg != NULL };
	snprintf(w->dir, sizeof(w->dir), "/tmp/mellom-web-XXXXXX");
	if (mkdtemp(w->dir) == NULL)
		exit(1);
	log_level_set(getenv("MELLOM_TEST_LOG") != NULL ? LOG_INFO :
	    LOG_ERROR + 1);
	vault_password_cost(1, 8);
	w->at = T0;
	clock_set(T0);
	conf.key_file = str_fmt(test_arena, "%s/key", w->dir);
	conf.data = str_fmt(test_arena, "%s/data", w->dir);
	if (pg != NULL)
		conf.db = pg_fresh(pg);
	CHECK(mkdir(conf.data.at, 0700) == 0);
	if (vault_key_make(conf.key_file, test_arena, &why) != RC_OK ||
	    app_open(&w->app, &conf) != RC_OK) {
		printf("%.*s%.*s\n", STR(why), STR(w->app.why));
		exit(1);
	}
	world_do(w, world_fill, NULL);
}

/* After every test: what the list reads is what the tables say. */
static void
summary_look(struct tx *tx, void *arg)
{
	CHECK_INT(summary_differs(tx, ((struct world *)arg)->app.vault), 0);
}

static void
world_close(struct world *w)
{
	CHECK(db_read(w->app.db, test_arena, summary_look, w) == RC_OK);
	app_close(&w->app);
	nftw(w->dir, file_drop, 16, FTW_DEPTH | FTW_PHYS);
	clock_set(0);
}

void
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

/* --- looking ------------------------------------------------------------- */

struct session_wanted {
	struct id account;
	struct str token;
};

static void
session_put(struct world *w, struct tx *tx, void *arg)
{
	struct session_wanted *s = arg;
	struct actor a = world_actor(w, tx, s->account);

	s->token = session_start(tx, tx_arena(tx), a.account, a.clinic,
	    a.roles, S("Mobile"), tx_now(tx));
}

void
world_client(struct world *w, struct client *c, struct id account,
    const char *lang)
{
	struct session_wanted s = { account, STR_NONE };

	client_open(c, &w->app, lang);
	if (id_is_none(account))
		return;
	world_do(w, session_put, &s);
	client_session(c, s.token);
	c->want = NULL;
	client_get(c, "/me");
	client_send(c, "/me/language", "lang", lang, NULL);
	c->want = lang;
}

struct audit_wanted {
	const char *action;
	struct id actor, patient;
	int refused;
	int64_t n;
};

static void
audit_count(struct world *w, struct tx *tx, void *arg)
{
	struct audit_wanted *a = arg;

	(void)w;
	a->n = db_int(tx, -1, world_audit_count, str_z(a->action),
	    DB_IF(!id_is_none(a->actor), a->actor),
	    DB_IF(!id_is_none(a->patient), a->patient), a->refused);
}

int64_t
world_audit(struct world *w, const char *action, struct id actor,
    struct id patient)
{
	struct audit_wanted a = { action, actor, patient, 0, -1 };

	world_read(w, audit_count, &a);
	return a.n;
}

int64_t
world_audit_refused(struct world *w, struct id actor)
{
	struct audit_wanted a = { "refused", actor, ID_NONE, 1, -1 };

	world_read(w, audit_count, &a);
	return a.n;
}

static void
row_count(struct world *w, struct tx *tx, void *arg)
{
	(void)w;
	*(int64_t *)arg = db_int(tx, -1, world_row_count);
}

int64_t
world_rows(struct world *w)
{
	int64_t n = -1;

	world_read(w, row_count, &n);
	return n;
}

static void
audit_look(struct world *w, struct tx *tx, void *arg)
{
	struct str report = STR_NONE;

	(void)w;
	(void)arg;
	CHECK(audit_verify(tx, &report));
	CHECK_STR(report, "");
}

void
world_audit_whole(struct world *w)
{
	if (w->pg)
		CHECK(audit_seal_once(w->app.db) == RC_OK);
	world_read(w, audit_look, NULL);
}

#include "world_records.h"
