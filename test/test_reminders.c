/* SPDX-License-Identifier: Apache-2.0 */
#define TEST_MAIN
#include "reminders_world.h"
#include "reminders_escalate.h"
#include "reminders_letters.h"
#include "reminders_year.h"

#include "caseload/summary.h"
#include "homework/nudge.h"

WORLD(statements)
{
	struct str why = STR_NONE;

	CHECK(db_statements_check(w->db, test_arena, &why) == RC_OK);
	CHECK_STR(why, "");
}

/* --- wall time ------------------------------------------------------------ */

TEST(wall_times)
{
	/* Zone, date, minute; UTC as worked out from the published rules. */
	static const struct {
		const char *zone;
		int y, m, d, minute;
		int64_t want;
	} list[] = {
		{ "Europe/Oslo", 2026, 3, 28, 150, 1774661400 },
		/* 02:30 is not there: 03:00 summer time. */
		{ "Europe/Oslo", 2026, 3, 29, 150, 1774746000 },
		/* 02:30 is there twice: the first, in summer time. */
		{ "Europe/Oslo", 2026, 10, 25, 150, 1792888200 },
		{ "Europe/Oslo", 2026, 10, 26, 150, 1792978200 },
		{ "America/New_York", 2026, 3, 8, 150, 1772953200 },
		{ "America/New_York", 2026, 11, 1, 90, 1793511000 },
		/* Half an hour: 02:00 becomes 02:30 on 4 October. */
		{ "Australia/Lord_Howe", 2026, 10, 4, 135, 1791041400 },
		{ "Asia/Kolkata", 2026, 6, 1, 900, 1780306200 },
		/* Midnight is not there in Cairo on 24 April. */
		{ "Africa/Cairo", 2026, 4, 24, 0, 1776981600 },
	};
	size_t i;

	for (i = 0; i < sizeof(list) / sizeof(*list); i++) {
		int64_t got = zone_moment(zone_find(str_z(list[i].zone)),
		    day_of(list[i].y, list[i].m, list[i].d), list[i].minute);

		if (got != list[i].want)
			printf("    %s\n", list[i].zone);
		CHECK_INT(got, list[i].want);
	}
}

static struct id one;

static void
one_step(struct world *w, struct tx *tx)
{
	one = plan_make(w, tx, w->kari, day_of(2026, 3, 3), -1, 0);
}

WORLD(agreed_once)
{
	int64_t due = oslo(3, 3, 15, 0);

	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, one_step);
	pass(w, T0 + MINUTE);
	pass(w, due - MINUTE);
	CHECK_INT(mails_n, 0);
	pass(w, due + 20);
	CHECK_INT(mails_n, 1);
	CHECK_INT(mails[0].due_at, due);
	CHECK_INT(mails[0].kind, LETTER_AGREED);
	CHECK_STR(str_z(mails[0].to), "912 34 567");
	CHECK_STR(str_z(mails[0].text),
	    "Du har en påminnelse: https://example.org/");
	pass(w, due + HOUR);
	pass(w, due + DAY);
	pass(w, due + 7 * DAY);
	CHECK_INT(mails_n, 1);
	look(w, w->kari);
	CHECK_INT(rows_n, 1);
	CHECK_STR(rows[0].state, "sent");
	CHECK_STR(rows[0].result, "fake");
	CHECK_INT(told_n, 1);
}

static void
early_step(struct world *w, struct tx *tx)
{
	/* Agreed for 09:00: at 15:00 it would be too late. */
	one = plan_make(w, tx, w->kari, day_of(2026, 3, 3), 9 * 60, 0);
}

static void
travel_step(struct world *w, struct tx *tx)
{
	struct care c = duty_care(w, tx, w->kari);

	patient_set_zone(&c, zone_find(S("America/New_York")));
}

WORLD(before_the_plans_own_time)
{
	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, early_step);
	pass(w, oslo(3, 3, 9, 0));
	CHECK_INT(mails_n, 1);
	pass(w, oslo(3, 3, 15, 0));
	CHECK_INT(mails_n, 1);
}

WORLD(travel)
{
	int64_t there = zone_moment(zone_find(S("America/New_York")),
	    day_of(2026, 3, 3), 15 * 60);

	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, one_step);
	pass(w, T0 + MINUTE);
	look(w, w->kari);
	CHECK_INT(rows[0].due_at, oslo(3, 3, 15, 0));
	step(w, T0 + HOUR, travel_step);
	pass(w, T0 + 2 * HOUR);
	look(w, w->kari);
	CHECK_INT(rows_n, 1);
	CHECK_STR(rows[0].zone, "America/New_York");
	CHECK_INT(rows[0].minute, 15 * 60);
	CHECK_INT(rows[0].due_at, there);
	pass(w, oslo(3, 3, 15, 1));
	CHECK_INT(mails_n, 0);
	pass(w, there);
	CHECK_INT(mails_n, 1);
}

/* --- the limit ------------------------------------------------------------ */

static void
many_step(struct world *w, struct tx *tx)
{
	int day;

	/* Two on Tuesday, then one on each day to Saturday, and later. */
	plan_make(w, tx, w->kari, day_of(2026, 3, 3), -1, 0);
	for (day = 3; day <= 10; day++)
		plan_make(w, tx, w->kari, day_of(2026, 3, day), -1, 0);
}

WORLD(one_a_day_two_a_week)
{
	int day, seen[20] = { 0 };
	size_t i;

	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, many_step);
	for (day = 2; day <= 12; day++) {
		pass(w, oslo(3, day, 15, 0) - HOUR);
		pass(w, oslo(3, day, 15, 0) + 5);
	}
	for (i = 0; i < mails_n; i++)
		seen[zone_civil(zone_find(S("Europe/Oslo")),
		    mails[i].now).day]++;
	CHECK_INT(mails_n, 3);
	CHECK_INT(seen[3], 1);
	CHECK_INT(seen[4], 1);
	CHECK_INT(seen[10], 1);			/* a week after the first */
	look(w, w->kari);
	CHECK_INT(told_n, 3);
	for (i = 0; i < rows_n; i++)
		if (str_is(rows[i].state, "dropped"))
			CHECK(str_is(rows[i].result, "day") ||
			    str_is(rows[i].result, "week"));
}

static void
nudge_step(struct world *w, struct tx *tx)
{
	struct care c = duty_care(w, tx, w->kari);

	(void)told_note(&c, "nudge");
}

/* The quiet line on Today counts too. */
WORLD(shared_with_the_quiet_line)
{
	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, one_step);
	step(w, oslo(3, 3, 8, 0), nudge_step);
	pass(w, oslo(3, 3, 15, 0));
	CHECK_INT(mails_n, 0);
	look(w, w->kari);
	CHECK_STR(rows[0].result, "day");
}

static void
red_step(struct world *w, struct tx *tx)
{
	one = alert_put(w, tx, w->kari, ALERT_PHONE, oslo(3, 3, 15, 30));
}

static void
rest_step(struct world *w, struct tx *tx)
{
	db_run(tx, t_unsure, id_random(), w->kari, tx_now(tx));
}

static void
pause_step(struct world *w, struct tx *tx)
{
	db_run(tx, t_state, w->kari, S("paused"));
}

static void
ended_step(struct world *w, struct tx *tx)
{
	db_run(tx, t_end, w->kari, one);
}

static void
off_step(struct world *w, struct tx *tx)
{
	choose(w, tx, w->kari, CHANNEL_NONE, 15 * 60);
}

/* Queued, and then something came between. */
static void
held_back(struct world *w, step_fn *between, const char *result)
{
	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, one_step);
	pass(w, oslo(3, 3, 8, 0));
	step(w, oslo(3, 3, 9, 0), between);
	pass(w, oslo(3, 3, 15, 0));
	CHECK_INT(mails_n, 0);
	look(w, w->kari);
	CHECK_INT(rows_n, 1);
	CHECK_STR(rows[0].state, "dropped");
	CHECK_STR(rows[0].result, result);
	CHECK_INT(told_n, 0);
}

WORLD(none_while_an_alert_is_open) { held_back(w, red_step, "alert"); }
WORLD(none_while_they_rest) { held_back(w, rest_step, "rest"); }
WORLD(none_in_a_pause) { held_back(w, pause_step, "state"); }
WORLD(none_when_it_is_done) { held_back(w, ended_step, "done"); }
WORLD(none_when_switched_off) { held_back(w, off_step, "off"); }

/* --- once ----------------------------------------------------------------- */

static enum claim claimed;
static struct letter letter_1;
static struct id other_worker;
static bool held;

static void
claim_step(struct world *w, struct tx *tx)
{
	struct duty d;

	duty_open(&d, tx, w->vault, "outbox");
	claimed = outbox_claim(&d, other_worker, &sender, &letter_1);
}

static void
outcome_step(struct world *w, struct tx *tx)
{
	struct duty d;

	duty_open(&d, tx, w->vault, "outbox");
	held = outbox_done(&d, other_worker, &letter_1, SEND_SENT, S("late"));
}

/* Killed between claim and outcome: nobody sends it again. */
WORLD(a_lost_claim)
{
	int64_t due = oslo(3, 3, 15, 0);

	worker_new(w);
	other_worker = id_random();
	step(w, T0, kari_step);
	step(w, T0, one_step);
	pass(w, due - HOUR);
	step(w, due, claim_step);
	CHECK_INT(claimed, CLAIM_LETTER);
	step(w, due, claim_step);
	CHECK_INT(claimed, CLAIM_NONE);
	pass(w, due + 5 * MINUTE);
	CHECK_INT(mails_n, 0);
	look(w, w->kari);
	CHECK_STR(rows[0].state, "claimed");
	pass(w, due + CLAIM_LOST_S);
	look(w, w->kari);
	CHECK_STR(rows[0].state, "unknown");
	CHECK_STR(rows[0].result, "lost");
	pass(w, due + HOUR);
	CHECK_INT(mails_n, 0);
	CHECK_INT(told_n, 1);			/* it may have been read */
	step(w, due + HOUR, outcome_step);
	CHECK(!held);
	look(w, w->kari);
	CHECK_STR(rows[0].state, "unknown");
}

WORLD(unknown_is_never_sent_again)
{
	int64_t due = oslo(3, 3, 15, 0);

	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, one_step);
	answers = SEND_UNKNOWN;
	pass(w, due);
	answers = SEND_SENT;
	pass(w, due + 2 * MINUTE);
	pass(w, due + HOUR);
	CHECK_INT(mails_n, 1);
	look(w, w->kari);
	CHECK_STR(rows[0].state, "unknown");
}

/* --- time passes ---------------------------------------------------------- */

WORLD(too_late)
{
	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, one_step);
	pass(w, oslo(3, 3, 8, 0));
	/* The worker was away from 14:00 to 18:01. */
	pass(w, oslo(3, 3, 18, 1));
	CHECK_INT(mails_n, 0);
	look(w, w->kari);
	CHECK_STR(rows[0].state, "expired");
	CHECK_INT(told_n, 0);
}

static void
evening_step(struct world *w, struct tx *tx)
{
	choose(w, tx, w->kari, CHANNEL_SMS, 19 * 60);
}

WORLD(quiet_hours)
{
	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, evening_step);
	step(w, T0, one_step);
	pass(w, oslo(3, 3, 8, 0));
	pass(w, oslo(3, 3, 20, 1));		/* within the three hours */
	CHECK_INT(mails_n, 0);
	look(w, w->kari);
	CHECK_STR(rows[0].state, "expired");
	CHECK(quiet_at(20 * 60, 7 * 60, 23 * 60));
	CHECK(quiet_at(20 * 60, 7 * 60, 6 * 60 + 59));
	CHECK(!quiet_at(20 * 60, 7 * 60, 7 * 60));
	CHECK(!quiet_at(60, 60, 60));
}

WORLD(refused_for_now)
{
	int64_t due = oslo(3, 3, 15, 0);

	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, one_step);
	answers = SEND_LATER;
	pass(w, due);
	pass(w, due + 30);
	CHECK_INT(mails_n, 1);
	pass(w, due + 60);
	pass(w, due + 60 + 299);
	CHECK_INT(mails_n, 2);
	pass(w, due + 60 + 300);
	CHECK_INT(mails_n, 3);
	look(w, w->kari);
	CHECK_STR(rows[0].state, "waiting");
	CHECK_INT(rows[0].tries, 3);
	CHECK_INT(rows[0].next_at, due + 360 + 15 * 60);
	CHECK_INT(told_n, 1);			/* counted once, not thrice */
	answers = SEND_SENT;
	pass(w, due + 360 + 15 * 60);
	look(w, w->kari);
	CHECK_STR(rows[0].state, "sent");
	CHECK_INT(mails_n, 4);
	CHECK_INT(told_n, 1);
}

WORLD(refused_until_it_is_late)
{
	int64_t due = oslo(3, 3, 15, 0), at;

	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, one_step);
	answers = SEND_LATER;
	for (at = due; at < due + 5 * HOUR; at += 5 * MINUTE)
		pass(w, at);
	look(w, w->kari);
	CHECK_STR(rows[0].state, "expired");
	CHECK_INT(told_n, 0);			/* nothing came: not counted */
}

/* --- the address does not work -------------------------------------------- */

static size_t stopped_n;
static enum channel stopped_by;

static void
stopped_step(struct world *w, struct tx *tx)
{
	struct actor ann = actor_at(w, tx, w->ann);
	struct summary *list;
	struct scope s;
	size_t n, i;

	scope_open(&s, tx, w->vault, &ann, SCOPE_CASELOAD);
	n = summary_list(&s, 100, &list);
	stopped_n = 0;
	for (i = 0; i < n; i++)
		if (list[i].parts[PART_STOPPED].len > 0) {
			stopped_n++;
			stopped_by = str_ends(list[i].parts[PART_STOPPED],
			    S(" 1")) ? CHANNEL_SMS : CHANNEL_EMAIL;
		}
}

static void
two_step(struct world *w, struct tx *tx)
{
	one = plan_make(w, tx, w->kari, day_of(2026, 3, 5), -1, 0);
}

WORLD(a_dead_address_stops_the_channel)
{
	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, one_step);
	step(w, T0, two_step);
	answers = SEND_NEVER;
	pass(w, oslo(3, 3, 15, 0));
	CHECK_INT(mails_n, 1);
	look(w, w->kari);
	CHECK_STR(rows[0].state, "failed");
	CHECK_INT(told_n, 0);
	step(w, w->at, stopped_step);
	CHECK_INT(stopped_n, 1);
	CHECK_INT(stopped_by, CHANNEL_SMS);
	answers = SEND_SENT;
	pass(w, oslo(3, 5, 15, 0));
	CHECK_INT(mails_n, 1);
	/* Chosen anew: it goes on. */
	step(w, oslo(3, 5, 15, 30), kari_again_step);
	step(w, w->at, stopped_step);
	CHECK_INT(stopped_n, 0);
	pass(w, oslo(3, 5, 15, 31));
	CHECK_INT(mails_n, 2);
}

/* --- something to read ---------------------------------------------------- */

static void
message_step(struct world *w, struct tx *tx)
{
	one = id_random();
	db_run(tx, t_message, one, w->kari, w->clinic, w->ann, tx_now(tx));
}

static void
read_step(struct world *w, struct tx *tx)
{
	db_run(tx, t_message_read, w->kari, one, tx_now(tx));
}

WORLD(a_message_waits)
{
	worker_new(w);
	step(w, T0, kari_step);
	step(w, oslo(3, 3, 16, 0), message_step);
	pass(w, oslo(3, 3, 16, 5));
	CHECK_INT(mails_n, 0);			/* tomorrow, at her time */
	pass(w, oslo(3, 4, 15, 0));
	CHECK_INT(mails_n, 1);
	CHECK_INT(mails[0].kind, LETTER_MESSAGE);
	pass(w, oslo(3, 5, 15, 0));
	pass(w, oslo(3, 6, 15, 0));
	CHECK_INT(mails_n, 1);
	step(w, oslo(3, 6, 16, 0), message_step);
	pass(w, oslo(3, 6, 16, 5));
	step(w, oslo(3, 6, 17, 0), read_step);
	pass(w, oslo(3, 7, 15, 0));
	CHECK_INT(mails_n, 1);
}

#include "reminders_list.h"
#include "reminders_moved.h"
#include "reminders_odd.h"
#include "reminders_slow.h"
#include "reminders_faults.h"
#include "reminders_clock.h"
#include "reminders_many.h"

int
main(int argc, char **argv)
{
	world_opened = summary_open;
	world_closing = summary_check;
	return test_run("reminders", argc, argv);
}
