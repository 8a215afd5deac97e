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

/* Letters were there before it, each hangs for a minute: the call is next. */
WORLD(a_call_waits_for_no_letters)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 12, 0), kari_again_step);
	step(w, oslo(3, 6, 19, 40), friday_step);
	step(w, oslo(3, 9, 7, 50), queue_step);
	send_takes_s = 60;
	pass(w, oslo(3, 9, 8, 0));
	CHECK(mails_n > SLOW_LETTERS);
	CHECK_INT(call_at(), 0);
}

/* The round began before anybody was to be called, and lasts. */
WORLD(a_long_round_still_calls)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 12, 0), kari_again_step);
	step(w, oslo(3, 6, 19, 40), friday_step);
	step(w, oslo(3, 9, 7, 50), queue_step);
	send_takes_s = 60;
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
