/* SPDX-License-Identifier: Apache-2.0 */
/*
 * simyear DIR [--seed N] [--patients N] [--days N] [--from YYYY-MM-DD]
 *     [--step S] [--zones N] [--sabotage NAME]
 *
 * DIR has content/ and gets mellom.db, the keys and `log`.
 */
#include "sim.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/audit.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "course/phase.h"
#include "db/db.h"
#include "db/open.h"
#include "homework/homework.h"
#include "homework/nudge.h"
#include "measures/measures.h"
#include "messages/later.h"
#include "people/away.h"
#include "programme/store.h"
#include "reminders/outbox.h"

enum { ARENA = 1 << 30, WORK_ARENA = 256 * 1024 * 1024, ROUND_S = 10,
	RETRY_S = 5 * HOUR_S };

static const char *const sabotages[SAB_N] = { "", "drop", "double", "hour",
    "third", "after", "early", "owner", "night" };

/* --- opening -------------------------------------------------------------- */

static bool
content_step(struct tx *tx, void *arg)
{
	struct sim *s = arg;

	content_store(tx, s->content);
	return true;
}

static void
over(struct care *c, const struct programme *programme)
{
	(void)programme;
	homework_end_all(c);
}

static void
sim_open(struct sim *s, const char *dir)
{
	struct arena *a = s->arena;
	struct str why = STR_NONE, data = str_fmt(a, "%s/data", dir);
	struct content *content;
	struct lint lint = lint_new(a);

	if (mkdir(data.at, 0700) != 0 || db_open(&s->db, &(struct db_conf){
	    .where = str_fmt(a, "%s/mellom.db", data.at), .create = true }, a,
	    &why) != RC_OK || db_migrate(s->db, a, &why) != RC_OK ||
	    vault_key_make(str_fmt(a, "%s/key", dir), a, &why) != RC_OK ||
	    vault_open(&s->vault, data, str_fmt(a, "%s/key", dir), true, a,
	    &why) != RC_OK) {
		fprintf(stderr, "%.*s\n", STR(why));
		sim_die("the clinic does not open");
	}
	db_before_commit(s->db, audit_seal, NULL);
	course_hooks.known = measures_known;
	course_hooks.ended = over;
	if (content_load_dir(&content, str_fmt(a, "%s/content", dir), &lint) !=
	    RC_OK)
		sim_die("the content does not load");
	s->content = content;
	if (db_tx(s->db, a, content_step, s) != RC_OK)
		sim_die("the content is not stored");
	s->log = fopen(str_fmt(a, "%s/log", dir).at, "w");
	if (s->log == NULL)
		sim_die("no log");
}

/* --- a step --------------------------------------------------------------- */

static void
act_do(struct sim *s, const struct act *a)
{
	switch (a->what) {
	case DO_COME: sim_come(s, &s->people[a->who]); break;
	case DO_DAY: patient_day(s, &s->people[a->who]); break;
	case DO_VISIT: clinic_visit(s, &s->people[a->who]); break;
	case DO_CLOSE:
	case DO_WRITE:
	case DO_SWITCH:
	case DO_END: clinic_act(s, &s->people[a->who], a->what); break;
	case DO_STAFF_DAY: staff_day(s, a->who); break;
	case DO_LEAVE: staff_leave(s, a->who); break;
	case DO_OWNERS:
		sim_owners(s);
		sim_add(s, s->now + 6 * HOUR_S, DO_OWNERS, 0);
		break;
	case DO_LOST:
		sim_lost(s);
		sim_add(s, s->now + DAY_S * 5 + HOUR_S, DO_LOST, 0);
		break;
	case DO_READ:
	case DO_CHAPTER:
	case DO_MEASURE:
	case DO_PROPOSE:
	case DO_REPORT:
	case DO_SAY:
	case DO_CHOOSE:
	case DO_TRAVEL:
	case DO_PAUSE:
	case DO_PAUSE_END:
	case DO_UNSURE:
	case DO_PROBE: patient_act(s, &s->people[a->who], a->what); break;
	}
	s->acts++;
}

static bool
acts_step(struct tx *tx, void *arg)
{
	struct sim *s = arg;
	struct act a;

	s->tx = tx;
	while (sim_due(s, s->now, &a) && tx_rc(tx) == RC_OK)
		act_do(s, &a);
	return true;
}

/* What tick.c does every twenty seconds, in its order. */
static bool
tick_step(struct tx *tx, void *arg)
{
	struct sim *s = arg;
	struct duty d;

	duty_open(&d, tx, s->vault, "alerts");
	alert_drafts_rested(&d);
	duty_open(&d, tx, s->vault, "phases");
	phase_all(&d);
	duty_open(&d, tx, s->vault, "nudges");
	nudge_all(&d);
	duty_open(&d, tx, s->vault, "messages");
	message_later_send(&d);
	duty_open(&d, tx, s->vault, "cover");
	absence_all(&d);
	return true;
}

static bool
next_step(struct tx *tx, void *arg)
{
	struct sim *s = arg;
	struct duty d;

	duty_open(&d, tx, s->vault, "outbox");
	s->next_at = outbox_next_at(&d);
	return true;
}

static bool
third_step(struct tx *tx, void *arg)
{
	struct sim *s = arg;

	s->tx = tx;
	sim_third(s);
	return true;
}

static void
must(struct sim *s, bool (*run)(struct tx *, void *), struct arena *a)
{
	enum rc rc;

	clock_set(s->now);
	rc = db_tx(s->db, a, run, s);
	if (rc != RC_OK) {
		fprintf(stderr, "%s\n", rc_text(rc));
		sim_die("a step was refused");
	}
}

static bool
worker_up(const struct sim *s)
{
	int i;

	for (i = 0; i < s->outages; i++)
		if (s->outage[i][0] <= s->now && s->now < s->outage[i][1])
			return false;
	return true;
}

/*
 * The worker's rounds of this step: the planning one, and while something
 * that was refused waits to be tried again, one at each such time.
 */
static void
rounds(struct sim *s, int64_t end, struct arena *a)
{
	s->run.planned_at = 0;
	while (s->now < end) {
		struct arena_mark mark = arena_mark(a);
		int64_t later = s->run.later;

		clock_set(s->now);
		if (worker_up(s) && worker_pass(&s->run, a) != RC_OK)
			sim_die("the worker's round failed");
		s->passes++;
		if (s->run.later > later)
			s->retry_until = s->now + RETRY_S;
		if (s->now > s->retry_until || !worker_up(s))
			return;
		must(s, next_step, a);
		arena_reset(a, mark);
		if (s->next_at == 0 || s->next_at >= end)
			return;
		s->now = s->next_at > s->now ? s->next_at : s->now + ROUND_S;
	}
}

static void
told(const struct sim *s, int64_t at)
{
	static int before = -1;
	int percent = (int)((at - s->from) * 100 / (s->until - s->from));

	if (percent != before && isatty(STDERR_FILENO))
		fprintf(stderr, "\rsimyear: %3d %%%s", percent,
		    percent == 100 ? "\n" : "");
	before = percent;
}

static void
live(struct sim *s)
{
	struct arena *a = arena_new(WORK_ARENA);
	int64_t at;

	for (at = s->from; at < s->until; at += s->step_s) {
		struct arena_mark mark = arena_mark(a);

		s->now = at;
		if (s->heap_n > 0 && s->heap[0].at <= at)
			must(s, acts_step, a);
		must(s, tick_step, a);
		if (s->sabotage == SAB_THIRD && at % DAY_S == 0)
			must(s, third_step, a);
		s->now = at + s->phase_s;
		rounds(s, at + s->step_s, a);
		arena_reset(a, mark);
		told(s, at + s->step_s);
	}
	s->now = s->until;
	sim_log(s, "over acts=%lld passes=%lld", (long long)s->acts,
	    (long long)s->passes);
	arena_free(a);
}

/* --- beginning ------------------------------------------------------------ */

static bool
world_step(struct tx *tx, void *arg)
{
	struct sim *s = arg;

	s->tx = tx;
	sim_world(s);
	return true;
}

static void
prepare(struct sim *s)
{
	int days = (int)((s->until - s->from) / DAY_S), i;

	s->dice = prng_seed(s->seed);
	s->phase_s = roll(&s->dice, 60);
	s->outages = days / 60 < OUTAGES_MAX ? days / 60 : OUTAGES_MAX;
	for (i = 0; i < s->outages; i++) {
		s->outage[i][0] = s->from + (int64_t)DAY_S * (days /
		    s->outages * i + 7) + STEP_S * roll(&s->dice, 96);
		s->outage[i][1] = s->outage[i][0] + STEP_S * (2 +
		    roll(&s->dice, 33));
	}
	s->people = arena_many(s->arena, struct one, (size_t)s->people_n);
	s->run = (struct worker_run){ .db = s->db, .vault = s->vault,
	    .sender = &sim_sender, .id = id_random() };
	sim_sender_of(s);
	s->now = s->from;
	sim_log(s, "begin seed=%llu until=%lld phase=%d",
	    (unsigned long long)s->seed, (long long)s->until, s->phase_s);
	must(s, world_step, s->arena);
	sim_add(s, s->from + HOUR_S, DO_OWNERS, 0);
	sim_add(s, s->from + 3 * DAY_S + 15 * HOUR_S, DO_LOST, 0);
}

static int64_t
number(const char *text)
{
	int64_t n = 0;

	if (text == NULL || !str_int(str_z(text), 0, INT64_MAX, &n))
		sim_die("a number is missing");
	return n;
}

static void
options(struct sim *s, char **v, int *days, struct day *from)
{
	for (; *v != NULL; v += 2) {
		struct str o = str_z(v[0]);
		int i;

		if (str_is(o, "--seed"))
			s->seed = (uint64_t)number(v[1]);
		else if (str_is(o, "--patients"))
			s->people_n = (int)number(v[1]);
		else if (str_is(o, "--days"))
			*days = (int)number(v[1]);
		else if (str_is(o, "--step"))
			s->step_s = (int)number(v[1]);
		else if (str_is(o, "--zones"))
			s->zones_n = (int)number(v[1]);
		else if (str_is(o, "--from") && v[1] != NULL &&
		    day_parse(str_z(v[1]), from))
			continue;
		else if (str_is(o, "--sabotage") && v[1] != NULL)
			for (i = 0; i < SAB_N; i++)
				s->sabotage = str_is(str_z(v[1]),
				    sabotages[i]) ? (enum sabotage)i :
				    s->sabotage;
		else
			sim_die("unknown option");
	}
}

int
main(int argc, char **argv)
{
	static struct sim s = { .seed = 1, .people_n = 1000,
	    .step_s = STEP_S };
	struct day from = day_of(2026, 3, 2);
	int days = 365;

	if (argc < 2)
		sim_die("say where");
	s.zones_n = sim_zones_n;
	options(&s, argv + 2, &days, &from);
	log_level_set(LOG_ERROR);
	s.arena = arena_new(ARENA);
	s.from = (int64_t)from.n * DAY_S;
	s.until = s.from + (int64_t)days * DAY_S;
	clock_set(s.from);
	sim_ids_seed(s.seed);
	sim_open(&s, argv[1]);
	prepare(&s);
	live(&s);
	fclose(s.log);
	vault_close(s.vault);
	db_close(s.db);
	return 0;
}
