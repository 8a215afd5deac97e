/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* A way out that takes its time: part of test_reminders.c. */

enum { SLOW_LETTERS = 20 };

static void
queue_step(struct world *w, struct tx *tx)
{
	struct care c = duty_care(w, tx, w->kari);
	int i;

	for (i = 0; i < SLOW_LETTERS; i++)
		CHECK(outbox_put_now(&c, LETTER_TEST, CHANNEL_SMS, STR_NONE,
		    c.now + DAY));
}

static size_t
call_at(void)
{
	size_t i;

	for (i = 0; i < mails_n && mails[i].kind != LETTER_CALL; i++)
		;
	return i;
}

/* An answer of Friday evening, and letters that hang for a minute each. */
static void
slow_monday(struct world *w)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 12, 0), kari_again_step);
	step(w, oslo(3, 6, 19, 40), friday_step);
	step(w, oslo(3, 9, 7, 50), queue_step);
	send_takes_s = 60;
}

/* Letters were there before it, each hangs for a minute: the call is next. */
WORLD(a_call_waits_for_no_letters)
{
	slow_monday(w);
	pass(w, oslo(3, 9, 8, 0));
	CHECK(mails_n > SLOW_LETTERS);
	CHECK_INT(call_at(), 0);
}

/* The round began before anybody was to be called, and lasts. */
WORLD(a_long_round_still_calls)
{
	slow_monday(w);
	pass(w, oslo(3, 9, 7, 58));
	CHECK(mails_n > SLOW_LETTERS);
	CHECK_INT(call_at(), 2);
	CHECK(called(2, w->ann, "911 11 111"));
}

static struct outbox_health health_now;

static void
health_step(struct world *w, struct tx *tx)
{
	(void)w;
	outbox_health(tx, ID_NONE, tx_now(tx), &health_now);
}

/* A worker that ran while the clock was a day ahead, and is gone. */
WORLD(a_sign_of_life_from_the_future_is_none)
{
	worker_new(w);
	pass(w, oslo(3, 10, 8, 0));
	step(w, oslo(3, 9, 8, 0), health_step);
	CHECK_INT(health_now.beat_at, 0);
	step(w, oslo(3, 10, 8, 1), health_step);
	CHECK_INT(health_now.beat_at, oslo(3, 10, 8, 0));
}

/* The worker has no way to send text messages: Ann, who has nothing else, is
 * not called, and the next are asked at once. */
WORLD(only_by_what_the_worker_sends)
{
	struct sender mail = sender;

	worker_new(w);
	mail.sms = false;
	run.sender = &mail;
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 19, 40), friday_step);
	pass(w, oslo(3, 9, 8, 0));
	CHECK_INT(mails_n, 1);
	CHECK(called(0, w->bo, "bo@example.org"));
}

static bool duty_whole;

static void
week_step(struct world *w, struct tx *tx)
{
	struct duty_list l = { 0 };
	int i;

	for (i = 0; i < 5; i++)
		l.day[i][0] = w->bo;
	duty_list_put(tx, w->clinic, &l);
}

static void
whole_step(struct world *w, struct tx *tx)
{
	struct clinic *c = arena_one(test_arena, struct clinic);
	struct outbox_health h;

	CHECK(clinic_load(tx, w->vault, w->clinic, c));
	outbox_health(tx, w->clinic, tx_now(tx), &h);
	duty_whole = duty_list_whole(tx, c, &h);
}

static void
only_sms_step(struct world *w, struct tx *tx)
{
	reach_make(w, tx, w->bo, "922 22 222", "");
}

static bool
whole_after(struct world *w, void (*fn)(struct world *, struct tx *))
{
	step(w, w->at + 60, fn);
	step(w, w->at, whole_step);
	return duty_whole;
}

static void
bo_left_step(struct world *w, struct tx *tx)
{
	account_set_active(tx, w->bo, false, tx_now(tx));
}

/* On duty is who is there still and can be called by what is sent here. */
WORLD(on_duty_is_who_can_be_called)
{
	struct sender mail = sender;

	worker_new(w);
	mail.sms = false;
	run.sender = &mail;
	step(w, oslo(3, 6, 12, 0), team_step);
	CHECK(!whole_after(w, whole_step));	/* Mondays only */
	CHECK(whole_after(w, week_step));
	CHECK(whole_after(w, only_sms_step));	/* no worker yet */
	pass(w, oslo(3, 6, 13, 0));
	CHECK(!whole_after(w, whole_step));
	step(w, w->at, team_step);
	CHECK(whole_after(w, week_step));
	CHECK(!whole_after(w, mute_step));
	step(w, w->at, team_step);
	CHECK(whole_after(w, week_step));
	CHECK(!whole_after(w, bo_left_step));
}

static void
monday_off_step(struct world *w, struct tx *tx)
{
	struct clinic *c = arena_one(test_arena, struct clinic);
	struct problems bad = { 0 };

	CHECK(clinic_load(tx, w->vault, w->clinic, c));
	absence_id = absence_put(tx, w->vault, c, w->bo, &(struct absence){
	    .cover = w->ann, .from = day_of(2026, 3, 16),
	    .until = day_of(2026, 3, 16) }, w->bo, &bad);
	CHECK_INT(bad.n, 0);
}

static void
bo_back_step(struct world *w, struct tx *tx)
{
	CHECK(absence_end(tx, w->bo, absence_id, w->bo));
}

/* What the calls pass over is no duty: away today, or when it is his day. */
WORLD(away_is_not_on_duty)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	CHECK(whole_after(w, week_step));
	away_who = w->bo;
	away_cover = w->ann;
	CHECK(!whole_after(w, leave_step));
	CHECK(whole_after(w, bo_back_step));
	/* The Monday after next: not before this one is over. */
	CHECK(whole_after(w, monday_off_step));
	step(w, oslo(3, 9, 12, 0), whole_step);
	CHECK(duty_whole);
	step(w, oslo(3, 9, 20, 0), whole_step);
	CHECK(!duty_whole);
	step(w, oslo(3, 16, 20, 0), whole_step);
	CHECK(duty_whole);
}
