/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The whole program with two small clinics, fresh in each test: on SQLite,
 * and when MELLOM_TEST_PG names a server (test/pg.sh), on PostgreSQL too.
 *
 * WORLD(name) { ... w->app ... } runs on each engine.  The clock stands at
 * w->at; world_at() moves it.
 */
#include "client.h"
#include "db/db.h"
#include "people/account.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/patient.h"

/* Monday 2026-03-02 10:00 in Oslo. */
#define T0 INT64_C(1772442000)
#define MINUTE 60
#define HOUR 3600
#define DAY 86400

/* Of everyone in the world who has one. */
#define WORLD_PASSWORD "fire blide elger danser"

struct world {
	struct app app;
	char dir[64];
	bool pg;
	int64_t at;
	struct id clinic, other;	/* "Havna"; another clinic */
	struct id ann, bo, sam, ada;	/* two therapists, supervisor, admin */
	struct id eve;			/* therapist and supervisor of other */
	/* Patients: of Ann; of Bo; once of Ann, now of Bo; of Eve. */
	struct id kari, ola, nina, liv;
	struct id kari_account, ola_account, nina_account, liv_account;
};

#define WORLD(n) \
	static void world_##n(struct world *); \
	TEST(n) { world_each(world_##n); } \
	static void world_##n(struct world *w)
void world_each(void (*)(struct world *));
void world_at(struct world *, int64_t at);

/* The nth write from now on fails; 0: none. */
void world_fault(struct world *, int64_t nth, enum rc);
/*
 * What the database was asked so far, with what is noted after an answer: a
 * request costs the difference.
 */
struct db_counts world_counts(struct world *);
/* A write transaction that must succeed. */
void world_do(struct world *, void (*)(struct world *, struct tx *, void *),
    void *arg);
/* A browser with a session of this account (ID_NONE: a visitor). */
void world_client(struct world *, struct client *, struct id account,
    const char *lang);
/* The actor of an account; within world_do(). */
struct actor world_actor(struct world *, struct tx *, struct id account);
/* One's own care of a patient, for making things directly. */
struct care world_care(struct world *, struct tx *, struct id account,
    struct id patient);

/*
 * Rows of the audit; action NULL, actor and patient ID_NONE: any.  refused
 * counts only those.
 */
int64_t world_audit(struct world *, const char *action, struct id actor,
    struct id patient);
int64_t world_audit_refused(struct world *, struct id actor);
/* Sealed (PostgreSQL too) and whole? */
void world_audit_whole(struct world *);
/* All rows of what people made: texts, reports, alerts, sessions aside. */
int64_t world_rows(struct world *);

/* One row of each kind of a patient's; made by records_make(). */
struct records {
	struct id answer, assignment, report, alert, message;
	struct id open;			/* agreed, nothing told yet */
	/* Where a test made them: a talk, a message that waits. */
	struct id talk, later;
	struct id check;	/* of a supervisor; records_make() none */
	struct id leave, handed;	/* degree of leave, a printed page */
};
/*
 * The patient sends the exercise (QUIET in it only for herself) and a
 * questionnaire that needs a look, agrees on the task, reports, begins
 * something of her own, writes a message, tells her sick leave, makes a plan
 * back to work and a page to hand over.
 */
#define WORDS "Sunday evening, the rota"
#define QUIET "the garage and the rope of my brother"
void records_make(struct world *, struct id account);
/* ID_NONE where there is none. */
void records_find(struct world *, struct id patient, struct records *);
void records_read_in(struct tx *, struct id patient, struct records *);

const char *id_z(struct id);		/* hex in test_arena */
