/* SPDX-License-Identifier: Apache-2.0 */
#define TEST_MAIN
#include "test.h"

#include <ftw.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "audit/audit.h"
#include "base/clock.h"
#include "base/log.h"
#include "caseload/caseload.h"
#include "caseload/summary.h"
#include "db/db.h"
#include "demo/demo.h"
#include "demo/demo_acts.h"
#include "encounters/contact.h"
#include "messages/message.h"
#include "people/account.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/patient.h"
#include "programme/content.h"
#include "programme/store.h"
#include "vault/vault.h"

#include "demo_cycle.h"
#include "demo_rooms.h"
#include "demo_words.h"
#include "pg_own.h"

#define CHECK_RC(got, want) CHECK_STR(str_z(rc_text(got)), rc_text(want))

/* Thursday 12 November 2026, 14:10 in Oslo. */
#define NOW INT64_C(1794489000)
enum { BIG = 192 * 1024 * 1024 };

SQL(t_counts, "",
    "patients:int accounts:int passwords:int answers:int drafts:int "
    "scores:int messages:int reports:int reviews:int alerts:int "
    "open_alerts:int private:int plans:int glass:int audits:int",
    "SELECT (SELECT count(*) FROM patient) AS patients,"
    " (SELECT count(*) FROM account) AS accounts,"
    " (SELECT count(*) FROM account WHERE password IS NOT NULL)"
    " AS passwords,"
    " (SELECT count(*) FROM answer WHERE sent_at IS NOT NULL) AS answers,"
    " (SELECT count(*) FROM answer WHERE sent_at IS NULL) AS drafts,"
    " (SELECT count(*) FROM score) AS scores,"
    " (SELECT count(*) FROM message) AS messages,"
    " (SELECT count(*) FROM homework_report) AS reports,"
    " (SELECT count(*) FROM homework_review) AS reviews,"
    " (SELECT count(*) FROM alert) AS alerts,"
    " (SELECT count(*) FROM alert WHERE closed_at IS NULL) AS open_alerts,"
    " (SELECT count(*) FROM answer_value WHERE private = 1) AS private,"
    " (SELECT count(*) FROM safety_plan) AS plans,"
    " (SELECT count(*) FROM care WHERE kind = 'glass') AS glass,"
    " (SELECT count(*) FROM audit) AS audits /* duty: test */");
SQL(t_latest, "", "at:int",
    "SELECT max(at) AS at FROM audit /* duty: test */");
SQL(t_actions, "action:text", "n:int",
    "SELECT count(*) AS n FROM audit WHERE action = $1 /* duty: test */");
SQL(t_open, "", "kind:text level:int draft:int due_at:int",
    "SELECT kind, level, draft, due_at FROM alert WHERE closed_at IS NULL"
    " ORDER BY level, draft /* duty: test */");
SQL(t_ids, "", "id:id", "SELECT id FROM patient /* duty: test */");

struct built {
	struct db *db;
	struct vault *vault;
	struct content *content;
	char dir[40];
	bool pg;
	struct demo_conf conf;
	int refused;
	int64_t took_ms;
	/* read */
	struct id solveig;
	int64_t counts[15];
	unsigned needs, solveig_needs;
	int invited;
	struct str story;
	struct id first;
	bool whole;
	struct said *words;		/* wanted: NULL no */
};

static bool
store(struct tx *tx, void *arg)
{
	struct built *b = arg;

	content_store(tx, b->content);
	return true;
}

static void
dir_make(struct built *b)
{
	strcpy(b->dir, "/tmp/mellom-demo.XXXXXX");
	if (mkdtemp(b->dir) == NULL)
		exit(1);
	CHECK(mkdir(str_fmt(test_arena, "%s/data", b->dir).at, 0700) == 0);
}

static void
open_there(struct built *b, bool fresh)
{
	struct lint lint = lint_new(test_arena);
	struct db_conf conf = { .create = fresh };
	struct str why = STR_NONE, key, data;

	key = str_fmt(test_arena, "%s/key", b->dir);
	data = str_fmt(test_arena, "%s/data", b->dir);
	conf.where = b->pg ? pg_own(getenv("MELLOM_TEST_PG")) :
	    str_fmt(test_arena, "%s/mellom.db", data.at);
	CHECK_RC(db_open(&b->db, &conf, test_arena, &why), RC_OK);
	CHECK_RC(db_migrate(b->db, test_arena, &why), RC_OK);
	if (fresh)
		CHECK_RC(vault_key_make(key, test_arena, &why), RC_OK);
	CHECK_RC(vault_open(&b->vault, b->pg ? conf.where : data, key, fresh,
	    test_arena, &why), RC_OK);
	CHECK_STR(why, "");
	db_before_commit(b->db, audit_seal, NULL);
	summary_watch(b->db, b->vault);
	CHECK_RC(summary_ensure(b->db, b->vault, test_arena), RC_OK);
	CHECK_RC(content_load_embedded(&b->content, &lint), RC_OK);
	if (b->content == NULL)
		exit(1);
	CHECK_RC(db_tx(b->db, test_arena, store, b), RC_OK);
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return remove(path);
}

static void
close_all(struct built *b)
{
	vault_close(b->vault);
	db_close(b->db);
	content_free(b->content);
	nftw(b->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* --- reading ------------------------------------------------------------ */

static struct actor
who(struct built *b, struct tx *tx, const char *login)
{
	struct sign_in_try try;
	struct actor a = { 0 };

	sign_in_find(tx, b->vault, str_z(login), STR_NONE, tx_now(tx), &try);
	CHECK(actor_of(tx, b->vault, try.account, &a));
	return a;
}

static void
show_person(struct built *b, struct tx *tx, const struct actor *a,
    const struct case_row *row)
{
	struct care c;
	struct message *list;
	size_t n, i;

	printf("\n%-26.*s", STR(row->name));
	if (!care_open(&c, tx, b->vault, a, row->patient))
		return;
	n = message_list(&c, 200, &list, NULL);
	printf(" %zu", n);
	for (i = 0; i < n && str_is(str_z(getenv("DEMO_SHOW")), "texts"); i++)
		printf("\n  [%.*s] %.*s", STR(day_text(tx_arena(tx),
		    zone_day(c.zone, list[i].sent_at))), STR(list[i].body));
}

static const struct content *the_content;

static const struct content *
content_of(struct page *p, struct bytes bundle)
{
	(void)p;
	(void)bundle;
	return the_content;
}

static unsigned
needs_of(struct built *b, struct tx *tx, struct clinic *clinic,
    const struct actor *a)
{
	struct scope scope;
	struct case_ask ask = { &scope, clinic, content_of, NULL };
	struct case_row *rows;
	unsigned needs = 0;
	size_t n, i, k;

	scope_open(&scope, tx, b->vault, a, SCOPE_CASELOAD);
	the_content = b->content;
	n = caseload_rows(&ask, &rows);
	for (i = 0; i < n; i++) {
		if (b->words != NULL)
			words_read(b->words, b->vault, b->content, tx, a,
			    rows[i].patient);
		for (k = 0; k < rows[i].reasons_n; k++)
			needs |= 1u << rows[i].reasons[k].need;
		b->invited += rows[i].invited;
		if (getenv("DEMO_SHOW") != NULL)
			show_person(b, tx, a, &rows[i]);
		for (k = 0; getenv("DEMO_SHOW") && k < rows[i].reasons_n; k++)
			printf(" %d(%.1f d)", (int)rows[i].reasons[k].need,
			    (double)(b->conf.now - rows[i].reasons[k].since_at)
			    / 86400);
	}
	return needs;
}

static void
read_needs(struct built *b, struct tx *tx)
{
	struct clinic clinic;
	struct account *list;
	struct actor a;
	size_t n, i;

	CHECK(clinic_first(tx, b->vault, &clinic));
	CHECK(clinic.demo && clinic.lang == LANG_NB);
	CHECK_STR(clinic.name, "Fjordgata klinikk");
	CHECK(!clinic_numbers_outdated(&clinic, b->conf.now));
	n = account_list(tx, b->vault, clinic.id, &list);
	CHECK_INT(n, 6);
	for (i = 0; i < n; i++)
		if (actor_of(tx, b->vault, list[i].id, &a) &&
		    a.roles & ROLE_THERAPIST) {
			CHECK(list[i].reading_days != 0);
			b->needs |= needs_of(b, tx, &clinic, &a);
		}
	b->invited = 0;
	b->words = NULL;
	a = who(b, tx, "solveig");
	b->solveig_needs = needs_of(b, tx, &clinic, &a);
}

static void
read_all(struct tx *tx, void *arg)
{
	static const char *const names[] = { "patients", "accounts",
	    "passwords", "answers", "drafts", "scores", "messages", "reports",
	    "reviews", "alerts", "open_alerts", "private", "plans", "glass",
	    "audits" };
	struct built *b = arg;
	struct str report = STR_NONE;
	size_t i;
	ROWS(c, tx, t_counts);
	ROWS(id, tx, t_ids);

	CHECK(rows_next(&c));
	for (i = 0; i < 15; i++) {
		b->counts[i] = rows_int(&c, names[i]);
		if (getenv("DEMO_SHOW") != NULL)
			printf("%s %lld\n", names[i],
			    (long long)b->counts[i]);
	}
	CHECK(rows_next(&id));
	b->first = rows_id(&id, "id");
	read_needs(b, tx);
	CHECK_INT(summary_differs(tx, b->vault), 0);
	b->story = story_read(tx);
	CHECK(db_int(tx, 0, t_latest) <= b->conf.now);
	b->whole = audit_verify(tx, &report);
	CHECK_STR(report, "");
}

static void
build(struct built *b, uint64_t seed, int64_t now, bool pg)
{
	struct arena *a = arena_new(BIG);

	b->pg = pg;
	log_level_set(LOG_WARN);
	dir_make(b);
	open_there(b, true);
	b->conf = (struct demo_conf){ .db = b->db, .vault = b->vault,
	    .content = b->content, .seed = seed, .now = now };
	CHECK(demo_find(b->db, b->vault, test_arena) == DEMO_NONE);
	b->took_ms = -clock_mono_ms();
	CHECK_RC(demo_make_counted(&b->conf, a, &b->refused), RC_OK);
	b->took_ms += clock_mono_ms();
	CHECK_INT(b->refused, 0);
	arena_free(a);
	CHECK(demo_find(b->db, b->vault, test_arena) == DEMO_THERE);
	clock_set(now);
	if (pg)
		while (audit_seal_once(b->db) == RC_AGAIN)
			;
	CHECK_RC(db_read(b->db, test_arena, read_all, b), RC_OK);
}

static void
fast_passwords(void)
{
	vault_password_cost(1, 64);
}

/* --- the checks --------------------------------------------------------- */

enum { PATIENTS_C, ACCOUNTS_C, PASSWORDS_C, ANSWERS_C, DRAFTS_C, SCORES_C,
	MESSAGES_C, REPORTS_C, REVIEWS_C, ALERTS_C, OPEN_C, PRIVATE_C, PLANS_C,
	GLASS_C, AUDITS_C };

static void
check_built(struct built *b)
{
	CHECK_INT(b->counts[PATIENTS_C], 48);
	CHECK_INT(b->counts[ACCOUNTS_C], 6 + 47);
	CHECK_INT(b->counts[PASSWORDS_C], (int)demo_logins_n);
	CHECK(b->counts[ANSWERS_C] > 280);
	CHECK(b->counts[DRAFTS_C] >= 1);
	CHECK(b->counts[SCORES_C] > 240);
	CHECK(b->counts[MESSAGES_C] > 200);
	CHECK(b->counts[REPORTS_C] > 150);
	CHECK_INT(b->counts[REPORTS_C] - b->counts[REVIEWS_C], 3);
	CHECK(b->counts[ALERTS_C] >= 9);
	CHECK_INT(b->counts[OPEN_C], 3);
	CHECK(b->counts[PRIVATE_C] >= 4);
	CHECK_INT(b->counts[PLANS_C], 7);
	CHECK_INT(b->counts[GLASS_C], 1);
	CHECK(b->counts[AUDITS_C] > 1000);
	CHECK_INT(b->needs, (1u << NEED_N) - 1);
	CHECK_INT(b->solveig_needs, (1u << NEED_N) - 1);
	CHECK_INT(b->invited, 1);
	CHECK(b->whole);
}

static void
actions(struct tx *tx, void *arg)
{
	static const char *const want[] = { "session.start", "list.read",
	    "patient.read", "message.send", "answer.send", "answer.save",
	    "alert.make", "alert.take", "alert.close", "course.enrol",
	    "course.hold", "course.move", "course.note",
	    "course.exercise", "course.form", "course.pace", "care.grant",
	    "care.break-glass", "glass.ask",
	    "team.read", "clinic.change", "account.make", "homework.review",
	    "homework.report", "safety-plan.write", "care.duty" };
	struct built *b = arg;
	size_t i;
	ROWS(r, tx, t_open);

	for (i = 0; i < sizeof(want) / sizeof(want[0]); i++)
		if (db_int(tx, 0, t_actions, str_z(want[i])) == 0)
			test_fault(__FILE__, __LINE__, "an action is missing",
			    want[i], "some");
	/* To look at: worse, and the draft; to phone: what was sent. */
	CHECK(rows_next(&r) && rows_int(&r, "level") == 1 &&
	    rows_int(&r, "draft") == 0 && str_is(rows_str(&r, "kind"),
	    "worse"));
	CHECK(rows_int(&r, "due_at") > b->conf.now);
	CHECK(rows_next(&r) && rows_int(&r, "level") == 1 &&
	    rows_int(&r, "draft") == 1);
	CHECK(rows_int(&r, "due_at") > b->conf.now);
	CHECK(rows_next(&r) && rows_int(&r, "level") == 2 &&
	    rows_int(&r, "draft") == 0);
	CHECK(rows_int(&r, "due_at") > b->conf.now);
	talks_check(tx, NULL);
	ways_check(tx, NULL);
}

TEST(the_clinic_is_all_there_in_time)
{
	struct built b = { 0 };

	build(&b, 1, NOW, false);
	check_built(&b);
	CHECK_RC(db_read(b.db, test_arena, actions, &b), RC_OK);
	CHECK_RC(db_read(b.db, test_arena, steps_check, &b), RC_OK);
	printf("demo: %lld acts told in the audit, %lld ms\n",
	    (long long)b.counts[AUDITS_C], (long long)b.took_ms);
	CHECK(b.took_ms < 15000);
	close_all(&b);
	clock_set(0);
}

TEST(one_seed_one_story)
{
	struct built a = { 0 }, b = { 0 }, c = { 0 };

	fast_passwords();
	build(&a, 7, NOW, false);
	build(&b, 7, NOW, false);
	build(&c, 8, NOW, false);
	CHECK(memcmp(a.counts, b.counts, sizeof(a.counts)) == 0);
	CHECK(a.story.len > 0 && str_eq(a.story, b.story));
	CHECK(!str_eq(a.story, c.story));
	CHECK(!id_eq(a.first, b.first));	/* ids are the kernel's */
	close_all(&a);
	close_all(&b);
	close_all(&c);
	clock_set(0);
}

TEST(the_engagement_is_worth_reading)
{
	enum { SEEDS = 5 };
	struct engagement all = { 0 };
	uint64_t seed;

	fast_passwords();
	for (seed = 1; seed <= SEEDS; seed++) {
		struct engagement one = { 0 };
		struct built b = { 0 };

		build(&b, seed, NOW, false);
		CHECK_RC(db_read(b.db, test_arena, engagement_read, &one),
		    RC_OK);
		CHECK_RC(db_read(b.db, test_arena, engagement_read, &all),
		    RC_OK);
		if (getenv("DEMO_SHOW") != NULL)
			engagement_show(&one);
		engagement_check(&one, 1, 22);
		close_all(&b);
	}
	engagement_check(&all, SEEDS, 0);
	if (getenv("DEMO_SHOW") != NULL)
		engagement_show(&all);
	clock_set(0);
}

TEST(no_two_people_say_the_same)
{
	struct said said = { 0 };
	struct built b = { .words = &said };

	fast_passwords();
	build(&b, 5, NOW, false);
	CHECK(said.n > 500);
	words_twice(&said);
	close_all(&b);
	clock_set(0);
}

/* Nights, Sundays, Christmas, Easter, the ends of summer time, the year's. */
TEST(at_any_hour_of_the_year)
{
	static const int64_t nows[] = {
		INT64_C(1795392000),	/* Mon 23 November 2026, 01:00 */
		INT64_C(1798405200),	/* Sun 27 December 2026, 22:00 */
		INT64_C(1798847400),	/* Sat 2 January 2027, 00:50 */
		INT64_C(1806220800),	/* Sun 28 March 2027, 09:00: Easter */
		INT64_C(1806649200),	/* Fri 2 April 2027, 09:00 */
		INT64_C(1825052400),	/* Mon 1 November 2027, 08:00 */
		INT64_C(1793580000),	/* Mon 2 November 2026, 00:40 */
		INT64_C(1782743400),	/* Mon 29 June 2026, 16:30 */
	};
	size_t i;

	fast_passwords();
	for (i = 0; i < sizeof(nows) / sizeof(nows[0]); i++) {
		struct built b = { 0 };
		int before = test_faults;

		build(&b, 1 + i, nows[i], false);
		check_built(&b);
		CHECK_RC(db_read(b.db, test_arena, actions, &b), RC_OK);
		close_all(&b);
		if (test_faults > before)
			printf("    at %lld\n", (long long)nows[i]);
	}
	clock_set(0);
}

static void
passwords(struct tx *tx, void *arg)
{
	struct built *b = arg;
	struct sign_in_try try;
	struct str hash[10];
	struct actor a;
	size_t i, k;

	CHECK(demo_logins_n <= 10);
	for (i = 0; i < demo_logins_n; i++) {
		struct str names[] = { str_z(demo_logins[i].login),
		    str_z(demo_logins[i].name), S("Fjordgata klinikk") };
		struct problems bad = { 0 };

		password_problems(&bad, str_z(demo_logins[i].password), names,
		    3);
		CHECK_INT(bad.n, 0);
		sign_in_find(tx, b->vault, names[0], STR_NONE, tx_now(tx),
		    &try);
		hash[i] = try.hash;
		CHECK(actor_of(tx, b->vault, try.account, &a));
		CHECK_STR(a.name, demo_logins[i].name);
	}
	for (i = 0; i < demo_logins_n; i++)
		for (k = 0; k < demo_logins_n; k++)
			CHECK(vault_password_check(hash[i],
			    str_z(demo_logins[k].password)) == (i == k));
	/* A patient without a sign-in: the number leads nowhere. */
	sign_in_find(tx, b->vault, S("+47 400 00 013"), STR_NONE, tx_now(tx),
	    &try);
	CHECK(!id_is_none(try.account) && try.hash.len == 0);
	/* One with: by the number too. */
	sign_in_find(tx, b->vault, S("40000011"), STR_NONE, tx_now(tx), &try);
	CHECK(vault_password_check(try.hash, str_z(demo_logins[4].password)));
}

TEST(passwords_open_their_own_account_only)
{
	struct built b = { 0 };

	fast_passwords();
	build(&b, 3, NOW, false);
	CHECK_RC(db_read(b.db, test_arena, passwords, &b), RC_OK);
	close_all(&b);
	clock_set(0);
}

/* Told so far, then the machine stops. */
static void
stops(const char *what, int done, int of)
{
	if (what[0] == 'T' && done > of / 2)
		kill(getpid(), SIGKILL);
}

TEST(half_a_demonstration_is_not_taken_for_a_whole)
{
	struct arena *a = arena_new(BIG);
	struct built b = { 0 };
	pid_t child;
	int status = 0;

	dir_make(&b);
	child = fork();
	if (child == 0) {
		fast_passwords();
		open_there(&b, true);
		b.conf = (struct demo_conf){ .db = b.db, .vault = b.vault,
		    .content = b.content, .seed = 1, .now = NOW,
		    .told = stops };
		_exit(demo_make_counted(&b.conf, a, &b.refused) == RC_OK);
	}
	CHECK(waitpid(child, &status, 0) == child && WIFSIGNALED(status));
	arena_free(a);
	open_there(&b, false);
	CHECK(demo_find(b.db, b.vault, test_arena) == DEMO_HALF);
	close_all(&b);
}

TEST(on_postgresql_too)
{
	struct built b = { 0 }, lite = { 0 };

	if (getenv("MELLOM_TEST_PG") == NULL)
		return;
	fast_passwords();
	build(&b, 1, NOW, true);
	check_built(&b);
	CHECK_RC(db_read(b.db, test_arena, actions, &b), RC_OK);
	build(&lite, 1, NOW, false);
	CHECK(str_eq(b.story, lite.story));
	printf("demo: %lld ms on PostgreSQL\n", (long long)b.took_ms);
	close_all(&b);
	close_all(&lite);
	clock_set(0);
}

int
main(int argc, char **argv)
{
	return test_run("demo", argc, argv);
}
