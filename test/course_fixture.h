/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A small clinic for the tests of the rooms about the course: a therapist, a
 * supervisor without care, two patients, and a programme written here.  On
 * SQLite, and on PostgreSQL too when MELLOM_TEST_PG names a server.
 *
 * EACH_WORLD(name) { AS(w, OWN, step); ... }: each step is one transaction,
 * static void step(struct world *w, struct care *c).
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "db/db.h"
#include "people/account.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/patient.h"
#include "programme/content.h"
#include "pg_own.h"
#include "test.h"
#include "vault/vault.h"

#define CHECK_RC(got, want) \
	CHECK_STR(str_z(rc_text(got)), rc_text(want))

enum who { OWN, THERAPIST, GLASS, OTHER_OWN };

enum { T0 = 1772600400 };	/* Wed 4 March 2026, 06:00 in Oslo */

struct world {
	struct db *db;
	struct vault *vault;
	struct content *content;
	struct id clinic, patient, other, enrolment;
	struct actor therapist, supervisor, own, other_own;
	int64_t now;
	struct care *care;
	struct id kept;			/* for the tests' own use */
	int64_t n;
};

struct world_step {
	struct world *w;
	enum who who;
	void (*run)(struct world *, struct care *);
	bool opened;
};

static const char world_programme[] =
    "programme: p\n"
    "version: 1.0.0\n"
    "languages: [en]\n"
    "title: {en: Small steps}\n"
    "weeks: 4\n"
    "work: true\n"
    "work_follow: map.status == sick\n"
    "chapters:\n"
    "  - id: one\n"
    "    file: chapters/one\n"
    "    title: {en: First}\n"
    "    aim: {en: See.}\n"
    "    minutes: 10\n"
    "  - id: two\n"
    "    file: chapters/two\n"
    "    title: {en: Second}\n"
    "    aim: {en: Try.}\n"
    "    minutes: 10\n"
    "    release: {when: done(one), or_by: therapist}\n"
    "  - id: three\n"
    "    file: chapters/three\n"
    "    title: {en: Third}\n"
    "    aim: {en: Go on.}\n"
    "    minutes: 5\n"
    "    release: {when: answered(map) and map.status == sick and "
    "days_since(start) >= 7, or_by: therapist}\n"
    "  - id: four\n"
    "    title: {en: Fourth}\n"
    "    aim: {en: Later.}\n"
    "    minutes: 5\n"
    "    planned: true\n"
    "    release: {when: done(three), or_by: therapist}\n"
    "completer: null\n";

static const char world_one[] =
    "# First\n\n## Begin\n\nWords to read.\n\n---\n\n## Your map\n\n"
    "```example\n**Work:** Noise & rota.\n```\n\n"
    "```exercise\n"
    "id: map\n"
    "title: My map\n"
    "why: It helps to see it.\n"
    "minutes: 5\n"
    "smaller: One word.\n"
    "share: ask\n"
    "fields:\n"
    "  - id: status\n"
    "    type: choice\n"
    "    label: Work now?\n"
    "    options:\n"
    "      - {id: working, label: At work}\n"
    "      - {id: sick, label: On sick leave}\n"
    "  - {id: line, type: text, label: The moment, max: 10}\n"
    "  - {id: long, type: textarea, label: Thoughts, max: 1000}\n"
    "  - {id: strong, type: scale, label: How strong?, from: 0, to: 10, "
    "low: Hardly, high: Very}\n"
    "  - id: doing\n"
    "    type: list\n"
    "    label: What did you do?\n"
    "    min: 0\n"
    "    max: 3\n"
    "    columns:\n"
    "      - {id: act, type: text, label: What, max: 20}\n"
    "      - {id: ease, type: scale, label: Eased?, from: 0, to: 10}\n"
    "  - {id: after, type: textarea, label: And then?, max: 1000, "
    "show: count(doing) > 0}\n"
    "  - {id: hours, type: number, label: Hours, min: 0, max: 40}\n"
    "  - {id: day, type: date, label: When?}\n"
    "  - {id: own, type: textarea, label: Mine, max: 1000, private: offer}\n"
    "```\n\n---\n\n## To end\n\n"
    "```when map.status == sick\nYou are on sick leave.\n```\n\n"
    "Goodbye.\n";

static const char world_two[] =
    "# Second\n\n## Only this\n\nMore words.\n\n"
    "```exercise\n"
    "id: plan\n"
    "title: My plan\n"
    "why: It helps.\n"
    "minutes: 5\n"
    "smaller: One word.\n"
    "share: me\n"
    "fields:\n"
    "  - {id: goal, type: text, label: Goal, max: 300}\n"
    "  - {id: secret, type: text, label: Secret, max: 300, "
    "private: always}\n"
    "```\n";

static const char world_three[] = "# Third\n\n## Words\n\nThe third.\n";

static inline struct content *
world_content(void)
{
	struct source_file files[] = {
		{ .path = S("programmes/p/programme.yaml"),
		    .data = str_z(world_programme) },
		{ .path = S("programmes/p/chapters/one/en.md"),
		    .data = str_z(world_one) },
		{ .path = S("programmes/p/chapters/three/en.md"),
		    .data = str_z(world_three) },
		{ .path = S("programmes/p/chapters/two/en.md"),
		    .data = str_z(world_two) },
	};
	struct lint lint = lint_new(test_arena);
	struct content *c = NULL;

	CHECK_RC(content_load_files(&c, files, 4, S("test"), &lint), RC_OK);
	CHECK_STR(lint_text(test_arena, &lint), "");
	if (c == NULL)
		exit(1);
	return c;
}

static inline struct actor
world_staff(struct world *w, struct tx *tx, const char *name, unsigned role)
{
	struct actor a = { .account = id_random(), .clinic = w->clinic,
	    .roles = role, .name = str_z(name), .lang = LANG_EN,
	    .zone = zone_find(S("Europe/Oslo")) };

	CHECK_RC(vault_key_create(w->vault, a.account), RC_OK);
	account_make(tx, w->vault, a.account, w->clinic, a.name, a.name,
	    LANG_EN, role, w->now);
	return a;
}

static inline struct actor
world_patient(struct world *w, struct tx *tx, struct id *patient)
{
	struct patient_new new = { .name = S("Kari"), .mobile = S("91234567"),
	    .email = STR_NONE, .place = S("Bergen"), .person = S("Ola"),
	    .gp = S("Dr. Moe"), .born = day_of(1987, 3, 27), .lang = LANG_EN,
	    .zone = zone_find(S("Europe/Oslo")), .information_given = true };
	struct actor a = { .account = id_random(), .clinic = w->clinic,
	    .roles = ROLE_PATIENT, .lang = LANG_EN, .zone = new.zone };

	new.assessment.suitability = new.assessment.suicidality =
	    new.assessment.other_treatment = new.assessment.physical = S("-");
	*patient = a.patient = patient_make(tx, w->vault, &w->therapist, &new,
	    w->now);
	CHECK_RC(vault_key_create(w->vault, a.account), RC_OK);
	account_make(tx, w->vault, a.account, w->clinic, STR_NONE,
	    id_hex(test_arena, a.account), LANG_EN, ROLE_PATIENT, w->now);
	CHECK(patient_accept(tx, w->vault, *patient, a.account, LANG_EN,
	    w->now));
	return a;
}

static inline bool
world_fill(struct tx *tx, void *arg)
{
	struct world *w = arg;

	w->clinic = id_random();
	CHECK_RC(vault_key_create(w->vault, w->clinic), RC_OK);
	clinic_make(tx, w->vault, w->clinic, S("Test"),
	    zone_find(S("Europe/Oslo")), LANG_EN, false, w->now);
	w->therapist = world_staff(w, tx, "solveig", ROLE_THERAPIST);
	w->supervisor = world_staff(w, tx, "per", ROLE_SUPERVISOR);
	w->own = world_patient(w, tx, &w->patient);
	w->other_own = world_patient(w, tx, &w->other);
	CHECK(care_break_glass(tx, w->vault, &w->supervisor, w->patient,
	    S("covering for Solveig")));
	return true;
}

static inline bool
world_run(struct tx *tx, void *arg)
{
	struct world_step *s = arg;
	struct world *w = s->w;
	struct care care = { 0 };

	if (s->who == OWN || s->who == OTHER_OWN)
		s->opened = care_open_own(&care, tx, w->vault,
		    s->who == OWN ? &w->own : &w->other_own);
	else
		s->opened = care_open(&care, tx, w->vault, s->who == GLASS ?
		    &w->supervisor : &w->therapist, w->patient);
	if (s->opened)
		s->run(w, &care);
	return true;
}

static inline void
world_as(struct world *w, enum who who,
    void (*run)(struct world *, struct care *), const char *file, int line)
{
	struct world_step s = { w, who, run, false };
	int before = test_faults;

	clock_set(w->now);
	CHECK_RC(db_tx(w->db, test_arena, world_run, &s), RC_OK);
	CHECK(s.opened);
	if (test_faults > before)
		printf("    in the step of %s:%d\n", file, line);
}
#define AS(w, who, run) world_as((w), (who), (run), __FILE__, __LINE__)

static inline void
world_open(struct world *w, struct str dir, struct str where)
{
	struct db_conf conf = { .where = where, .create = true };
	struct str why = STR_NONE;
	struct str key = str_fmt(test_arena, "%s/key", dir.at);
	struct str data = str_fmt(test_arena, "%s/data", dir.at);
	int before = test_faults;

	CHECK(mkdir(data.at, 0700) == 0);
	CHECK_RC(db_open(&w->db, &conf, test_arena, &why), RC_OK);
	CHECK_STR(why, "");
	CHECK_RC(db_migrate(w->db, test_arena, &why), RC_OK);
	CHECK_STR(why, "");
	CHECK_RC(vault_key_make(key, test_arena, &why), RC_OK);
	CHECK_RC(vault_open(&w->vault, data, key, true, test_arena, &why),
	    RC_OK);
	CHECK_STR(why, "");
	if (test_faults > before)
		exit(1);
	w->content = world_content();
	CHECK_RC(db_tx(w->db, test_arena, world_fill, w), RC_OK);
}

static inline void
world_close(struct world *w, struct str dir)
{
	static const char *const files[] = { "key", "data/w.db",
	    "data/w.db-wal", "data/w.db-shm", "data/keys.db",
	    "data/keys.db-wal", "data/keys.db-shm" };
	size_t i;

	vault_close(w->vault);
	db_close(w->db);
	content_free(w->content);
	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		(void)unlink(str_fmt(test_arena, "%s/%s", dir.at,
		    files[i]).at);
	(void)rmdir(str_fmt(test_arena, "%s/data", dir.at).at);
	(void)rmdir(dir.at);
	clock_set(0);
}

static inline void
world_each(void (*run)(struct world *))
{
	struct str server = str_z(getenv("MELLOM_TEST_PG"));
	int pg;

	for (pg = 0; pg <= (server.len > 0); pg++) {
		struct world w = { .now = T0 };
		char folder[] = "/tmp/mellom-world.XXXXXX";
		struct str dir = { folder, sizeof(folder) - 1 };
		int before = test_faults;

		if (mkdtemp(folder) == NULL)
			exit(1);
		clock_set(w.now);
		log_level_set(LOG_WARN);
		world_open(&w, dir, pg ? pg_own(server.at) :
		    str_fmt(test_arena, "%s/data/w.db", folder));
		run(&w);
		world_close(&w, dir);
		if (test_faults > before)
			printf("    on %s\n", pg ? "PostgreSQL" : "SQLite");
	}
}
#define EACH_WORLD(n) \
	static void each_##n(struct world *); \
	TEST(n) { world_each(each_##n); } \
	static void each_##n(struct world *w)
