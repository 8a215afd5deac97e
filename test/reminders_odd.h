/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A part of test_reminders.c: what happens in a clinic while somebody is to be
 * called, or a letter is on its way.
 */
#include "people/away.h"

/* --- who is away ---------------------------------------------------------- */

static struct id away_who, away_cover;
static struct id absence_id;

static void
leave_step(struct world *w, struct tx *tx)
{
	struct clinic *c = arena_one(test_arena, struct clinic);
	struct problems bad = { 0 };
	struct duty d;

	CHECK(clinic_load(tx, w->vault, w->clinic, c));
	absence_id = absence_put(tx, w->vault, c, away_who, &(struct absence){
	    .cover = away_cover, .from = zone_day(c->zone, tx_now(tx)),
	    .until = day_of(2026, 3, 13) }, away_who, &bad);
	CHECK_INT(bad.n, 0);
	duty_open(&d, tx, w->vault, "cover");
	(void)absence_all(&d);
}

static void
back_step(struct world *w, struct tx *tx)
{
	CHECK(absence_end(tx, w->ann, absence_id, w->ann));
}

/* Ann is ill and Bo covers: her telephone is left alone, his rings at once. */
WORLD(who_is_away_is_not_called)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 12, 0), no_duty_step);
	away_who = w->ann;
	away_cover = w->bo;
	step(w, oslo(3, 6, 12, 0), leave_step);
	step(w, oslo(3, 6, 19, 40), friday_step);
	pass(w, oslo(3, 9, 8, 0));
	CHECK_INT(mails_n, 2);
	CHECK(called(0, w->bo, mails[0].to) && called(1, w->bo, mails[1].to));
	pass(w, oslo(3, 9, 9, 0));
	CHECK_INT(mails_n, 3);
	CHECK(called(2, w->sam, "sam@example.org"));
	/* She is back on Tuesday: it is hers again. */
	step(w, oslo(3, 10, 7, 0), back_step);
	pass(w, oslo(3, 9, 10, 0));
	pass(w, oslo(3, 10, 8, 0));
	CHECK_INT(mails_n, 4);
	CHECK(called(3, w->ann, "911 11 111"));
}

/* On the duty list and away: the next level; better Sam away than nobody. */
WORLD(who_is_on_duty_and_away)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 12, 0), left_step);
	away_who = w->bo;
	away_cover = w->ann;
	step(w, oslo(3, 6, 12, 0), leave_step);
	away_who = w->sam;
	step(w, oslo(3, 6, 12, 0), leave_step);
	step(w, oslo(3, 6, 19, 40), friday_step);
	pass(w, oslo(3, 9, 8, 0));
	CHECK_INT(mails_n, 1);
	CHECK(called(0, w->sam, "sam@example.org"));
}

/* --- the clinic changes its hours ----------------------------------------- */

static void
shorter_step(struct world *w, struct tx *tx)
{
	struct hours_span h[5];
	int i;

	for (i = 0; i < 5; i++)
		h[i] = (struct hours_span){ i + 1, 8 * 60, 12 * 60 };
	clinic_set_hours(tx, w->clinic, h, 5);
}

static void
afternoon_step(struct world *w, struct tx *tx)
{
	the_alert = alert_put(w, tx, w->kari, ALERT_PHONE,
	    oslo(3, 9, 15, 30));
}

static void
reach_step(struct world *w, struct tx *tx)
{
	reach_make(w, tx, w->ann, "911 11 111", "");
}

/* Nobody was reached at 14:00; that evening the days become shorter. */
WORLD(hours_that_become_shorter)
{
	worker_new(w);
	step(w, oslo(3, 9, 8, 0), team_step);
	step(w, oslo(3, 9, 8, 0), mute_step);
	step(w, oslo(3, 9, 14, 0), afternoon_step);
	pass(w, oslo(3, 9, 14, 0));
	step(w, oslo(3, 9, 14, 1), owner_step);
	CHECK_INT(unreached, 1);
	step(w, oslo(3, 9, 18, 0), shorter_step);
	step(w, oslo(3, 9, 18, 0), reach_step);
	pass(w, oslo(3, 10, 7, 59));
	CHECK_INT(mails_n, 0);
	pass(w, oslo(3, 10, 8, 0));
	CHECK_INT(mails_n, 1);
	CHECK(called(0, w->ann, "911 11 111"));
}

static void
shut_step(struct world *w, struct tx *tx)
{
	clinic_set_holiday(tx, w->clinic, day_of(2026, 3, 9), S("Flood"),
	    true);
}

/* A Monday that becomes a holiday on Sunday: Tuesday morning. */
WORLD(a_holiday_that_comes_between)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 19, 40), friday_step);
	step(w, oslo(3, 8, 20, 0), shut_step);
	pass(w, oslo(3, 9, 8, 0));
	pass(w, oslo(3, 9, 15, 0));
	pass(w, oslo(3, 10, 7, 59));
	CHECK_INT(mails_n, 0);
	pass(w, oslo(3, 10, 8, 0));
	CHECK_INT(mails_n, 1);
	CHECK(called(0, w->ann, "911 11 111"));
}

static void
role_lost_step(struct world *w, struct tx *tx)
{
	account_set_roles(tx, w->ann, w->clinic, ROLE_ADMIN, tx_now(tx));
}

static void
closed_step(struct world *w, struct tx *tx)
{
	account_set_active(tx, w->ann, false, tx_now(tx));
}

/* Taken, and then the one who took it is no therapist, or gone. */
static void
taken_and_gone(struct world *w, step_fn *gone)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 19, 40), friday_step);
	pass(w, oslo(3, 9, 8, 0));
	step(w, oslo(3, 9, 8, 20), take_step);
	step(w, oslo(3, 9, 8, 30), gone);
	step(w, oslo(3, 9, 8, 30), owner_step);
	CHECK(id_eq(owner, w->bo));
	pass(w, oslo(3, 9, 12, 19));
	CHECK_INT(mails_n, 1);
	pass(w, oslo(3, 9, 12, 20));
	CHECK_INT(mails_n, 3);
	CHECK(called(1, w->bo, mails[1].to) && called(2, w->bo, mails[2].to));
}

WORLD(taken_by_one_who_lost_the_role) { taken_and_gone(w, role_lost_step); }
WORLD(taken_by_one_whose_account_ended) { taken_and_gone(w, closed_step); }

static void
late_plan_step(struct world *w, struct tx *tx)
{
	(void)plan_make(w, tx, w->kari, day_of(2026, 3, 8), -1, 0);
}

/* The worker stood still from Friday to Tuesday: it begins where it was. */
WORLD(a_worker_away_for_days)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 12, 0), kari_again_step);
	step(w, oslo(3, 6, 12, 0), late_plan_step);
	step(w, oslo(3, 6, 12, 0), message_step);
	pass(w, oslo(3, 6, 12, 0));
	step(w, oslo(3, 6, 19, 40), friday_step);
	pass(w, oslo(3, 10, 9, 0));
	CHECK_INT(mails_n, 1);
	CHECK(called(0, w->ann, "911 11 111"));
	step(w, oslo(3, 10, 9, 30), close_step);
	pass(w, oslo(3, 10, 15, 0));
	CHECK_INT(mails_n, 2);			/* what is to be read, once */
	CHECK_INT(mails[1].kind, LETTER_MESSAGE);
	pass(w, oslo(3, 11, 15, 0));
	CHECK_INT(mails_n, 2);
}

/* --- letters -------------------------------------------------------------- */

static void
at_night_step(struct world *w, struct tx *tx)
{
	struct care c = duty_care(w, tx, w->kari);
	struct problems bad = { 0 };
	struct remind_choice x;

	remind_choice_get(&c, &x);
	x.channel = CHANNEL_SMS;
	x.minute = 23 * 60;
	x.quiet_from = 4 * 60;
	x.quiet_to = 9 * 60;
	CHECK(remind_choice_put(&c, &x, x.version, &bad));
}

/* Refused until after midnight, then sent: not once more the next evening. */
WORLD(a_message_is_told_once_over_midnight)
{
	int64_t at;

	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, at_night_step);
	step(w, oslo(3, 3, 12, 0), message_step);
	answers = SEND_LATER;
	for (at = oslo(3, 3, 22, 59); at < oslo(3, 4, 0, 50); at += MINUTE)
		pass(w, at);
	answers = SEND_SENT;
	mails_n = 0;
	for (; at < oslo(3, 4, 2, 30); at += MINUTE)
		pass(w, at);
	CHECK_INT(mails_n, 1);
	pass(w, oslo(3, 4, 23, 0));
	pass(w, oslo(3, 5, 23, 0));
	CHECK_INT(mails_n, 1);
}

static void
by_mail_step(struct world *w, struct tx *tx)
{
	choose(w, tx, w->kari, CHANNEL_EMAIL, 15 * 60);
}

/* A round that sends and does not plan. */
static void
pass_sending(struct world *w, int64_t at)
{
	clock_set(at);
	w->at = at;
	run.planned_at = at - 1;
	CHECK(worker_pass(&run, test_arena) == RC_OK);
}

/* Chosen in the minute before: it comes the other way, not not at all. */
WORLD(another_channel_in_the_last_minute)
{
	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, one_step);
	pass(w, oslo(3, 3, 14, 59));
	step(w, oslo(3, 3, 14, 59) + 30, by_mail_step);
	pass_sending(w, oslo(3, 3, 15, 0));
	CHECK_INT(mails_n, 0);
	pass(w, oslo(3, 3, 15, 1));
	CHECK_INT(mails_n, 1);
	CHECK_INT(mails[0].channel, CHANNEL_EMAIL);
	pass(w, oslo(3, 3, 15, 2));
	CHECK_INT(mails_n, 1);
}

static void
done_by_mail_step(struct world *w, struct tx *tx)
{
	ended_step(w, tx);
	by_mail_step(w, tx);
}

/* "moved" would say that it waits again; it does not. */
WORLD(another_channel_for_what_is_done)
{
	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, one_step);
	pass(w, oslo(3, 3, 14, 59));
	step(w, oslo(3, 3, 14, 59) + 30, done_by_mail_step);
	pass(w, oslo(3, 3, 15, 0));
	look(w, w->kari);
	CHECK_INT(rows_n, 1);
	CHECK_STR(rows[0].state, "dropped");
	CHECK_STR(rows[0].result, "done");
}

/* The gateway is down, so she takes e-mail: it comes today. */
WORLD(another_channel_while_one_is_refused)
{
	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, one_step);
	answers = SEND_LATER;
	pass(w, oslo(3, 3, 15, 0));
	pass(w, oslo(3, 3, 15, 2));
	CHECK_INT(mails_n, 2);
	answers = SEND_SENT;
	step(w, oslo(3, 3, 15, 3), by_mail_step);
	pass(w, oslo(3, 3, 15, 10));
	pass(w, oslo(3, 3, 15, 11));
	CHECK_INT(mails_n, 3);
	CHECK_INT(mails[2].channel, CHANNEL_EMAIL);
	look(w, w->kari);
	CHECK_INT(told_n, 1);
}

/* Refused until it is too late, and the round that finds it so does not plan:
 * nothing came, so nothing is counted. */
WORLD(too_late_between_two_plans)
{
	int64_t due = oslo(3, 3, 15, 0), at;

	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, one_step);
	answers = SEND_LATER;
	for (at = due; at < due + 3 * HOUR; at += 5 * MINUTE)
		pass(w, at);
	look(w, w->kari);
	CHECK_STR(rows[0].state, "waiting");
	CHECK_INT(told_n, 1);
	pass_sending(w, due + 4 * HOUR);
	look(w, w->kari);
	CHECK_STR(rows[0].state, "expired");
	CHECK_INT(told_n, 0);
}

/* Her number was wrong; with another one she is told of what is unread. */
WORLD(another_number_and_still_unread)
{
	worker_new(w);
	step(w, T0, kari_step);
	step(w, oslo(3, 3, 12, 0), message_step);
	answers = SEND_NEVER;
	pass(w, oslo(3, 3, 15, 0));
	CHECK_INT(mails_n, 1);
	answers = SEND_SENT;
	pass(w, oslo(3, 4, 15, 0));
	CHECK_INT(mails_n, 1);			/* stopped */
	step(w, oslo(3, 4, 18, 0), kari_again_step);
	pass(w, oslo(3, 5, 15, 0));
	CHECK_INT(mails_n, 2);
	pass(w, oslo(3, 6, 15, 0));
	CHECK_INT(mails_n, 2);
}

static void
call_step(struct world *w, struct tx *tx)
{
	struct duty d;

	duty_open(&d, tx, w->vault, "escalation");
	CHECK(escalate_clinic(&d, &sender, w->clinic) > 0);
}

/* Bo has taken back the text messages. */
static void
one_way_step(struct world *w, struct tx *tx)
{
	reach_make(w, tx, w->bo, "", "bo@example.org");
}

static void
tuesday_step(struct world *w, struct tx *tx)
{
	the_alert = alert_put(w, tx, w->kari, ALERT_PHONE,
	    oslo(3, 10, 15, 30));
}

/* --- a call that reaches nobody ------------------------------------------- */

/* Ann's number is dead: the next are not called an hour later. */
WORLD(a_dead_number_is_passed_at_once)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 19, 40), friday_step);
	answers = SEND_NEVER;
	pass(w, oslo(3, 9, 8, 0));
	CHECK_INT(mails_n, 1);
	answers = SEND_SENT;
	pass(w, oslo(3, 9, 8, 1));
	CHECK_INT(mails_n, 3);
	CHECK(called(1, w->bo, mails[1].to) && called(2, w->bo, mails[2].to));
	pass(w, oslo(3, 9, 9, 0));
	CHECK_INT(mails_n, 3);
	pass(w, oslo(3, 9, 9, 1));
	CHECK_INT(mails_n, 4);
	CHECK(called(3, w->sam, "sam@example.org"));
}

/* Of Bo's two ways one does not work: the other is a call. */
WORLD(one_way_of_two_is_enough)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 12, 0), left_step);
	step(w, oslo(3, 6, 19, 40), friday_step);
	step(w, oslo(3, 9, 8, 0), call_step);
	step(w, oslo(3, 9, 8, 0), one_way_step);
	pass(w, oslo(3, 9, 8, 1));
	CHECK_INT(mails_n, 1);
	pass(w, oslo(3, 9, 8, 2));
	CHECK_INT(mails_n, 1);
	pass(w, oslo(3, 9, 9, 0));
	CHECK_INT(mails_n, 2);
	CHECK(called(1, w->sam, "sam@example.org"));
}

/* Called in the last seconds of the day, and they were over before it went:
 * Monday begins with Ann, at 08:00. */
WORLD(a_call_as_the_day_ends)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 15, 29), friday_step);
	step(w, oslo(3, 6, 15, 30) - 5, call_step);
	pass(w, oslo(3, 6, 15, 30) + 1);
	CHECK_INT(mails_n, 0);
	pass(w, oslo(3, 9, 7, 59));
	CHECK_INT(mails_n, 0);
	pass(w, oslo(3, 9, 8, 0));
	CHECK_INT(mails_n, 1);
	CHECK(called(0, w->ann, "911 11 111"));
	pass(w, oslo(3, 9, 8, 59));
	CHECK_INT(mails_n, 1);
	pass(w, oslo(3, 9, 9, 0));
	CHECK_INT(mails_n, 3);
}

static void
open_again_step(struct world *w, struct tx *tx)
{
	clinic_set_holiday(tx, w->clinic, day_of(2026, 3, 9), STR_NONE,
	    false);
}

/* Monday is a working day after all: calls follow the hours, the time by
 * which it was to be looked at stays as it was told. */
WORLD(a_holiday_that_is_taken_back)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 12, 0), shut_step);
	step(w, oslo(3, 6, 19, 40), tuesday_step);
	step(w, oslo(3, 8, 20, 0), open_again_step);
	pass(w, oslo(3, 9, 8, 0));
	CHECK_INT(mails_n, 1);
	CHECK(called(0, w->ann, "911 11 111"));
	CHECK(str_starts(str_z(mails[0].text), S("Se i Mellom: noe venter "
	    "til ")));
}
