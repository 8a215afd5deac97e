/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A part of test_reminders.c: the clock was ahead for a while, and was set
 * back.  What was written meanwhile keeps nobody waiting until that time.
 */

static void
invite_step(struct world *w, struct tx *tx)
{
	struct care c = duty_care(w, tx, w->kari);

	CHECK(outbox_put_now(&c, LETTER_TEST, CHANNEL_SMS, STR_NONE,
	    c.now + 60 * DAY));
}

/* Claimed ten days ahead, and killed: nobody knows, and that is said. */
WORLD(claimed_before_the_clock_was_set_back)
{
	worker_new(w);
	other_worker = id_random();
	step(w, T0, kari_step);
	step(w, oslo(3, 3, 14, 0), invite_step);
	step(w, oslo(3, 13, 14, 0), claim_step);
	CHECK_INT(claimed, CLAIM_LETTER);
	pass(w, oslo(3, 3, 14, 20));
	look(w, w->kari);
	CHECK_STR(rows[0].state, "unknown");
	CHECK_STR(rows[0].result, "lost");
	pass(w, oslo(3, 3, 14, 40));
	CHECK_INT(mails_n, 0);
}

/* One that another worker has in hand, its clock a minute ahead, is not. */
WORLD(claimed_by_a_clock_a_little_ahead)
{
	worker_new(w);
	other_worker = id_random();
	step(w, T0, kari_step);
	step(w, oslo(3, 3, 14, 0), invite_step);
	step(w, oslo(3, 3, 14, 1), claim_step);
	pass(w, oslo(3, 3, 14, 0));
	look(w, w->kari);
	CHECK_STR(rows[0].state, "claimed");
}

/* A month ahead all were called; today it begins with the first. */
WORLD(called_before_the_clock_was_set_back)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 19, 40), friday_step);
	pass(w, oslo(4, 13, 8, 0));
	pass(w, oslo(4, 13, 9, 0));
	pass(w, oslo(4, 13, 10, 0));
	pass(w, oslo(4, 13, 11, 0));
	mails_n = 0;
	pass(w, oslo(3, 9, 8, 0));
	CHECK_INT(mails_n, 1);
	CHECK(called(0, w->ann, "911 11 111"));
	pass(w, oslo(3, 9, 8, 30));
	CHECK_INT(mails_n, 1);
	pass(w, oslo(3, 9, 9, 0));
	CHECK_INT(mails_n, 3);
	CHECK(called(1, w->bo, mails[1].to));
}

/* The answer itself is from a day that has not come: it is called about. */
WORLD(answered_before_the_clock_was_set_back)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(4, 10, 19, 40), friday_step);
	pass(w, oslo(3, 9, 8, 0));
	CHECK_INT(mails_n, 1);
	CHECK(called(0, w->ann, "911 11 111"));
	pass(w, oslo(3, 9, 8, 30));
	CHECK_INT(mails_n, 1);
	pass(w, oslo(3, 9, 9, 0));
	CHECK_INT(mails_n, 3);
}

SQL(k_taken, "patient:id id:id by:id at:int until:int", "",
    "UPDATE alert SET taken_by = $3, taken_at = $4, taken_until_at = $5"
    " WHERE patient_id = $1 AND id = $2");

static void
taken_ahead_step(struct world *w, struct tx *tx)
{
	db_run(tx, k_taken, w->kari, the_alert, w->ann, oslo(4, 13, 8, 0),
	    oslo(4, 13, 12, 0));
}

/* Taken for four hours of a day that has not come: not for a month. */
WORLD(taken_before_the_clock_was_set_back)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 19, 40), friday_step);
	step(w, oslo(4, 13, 8, 0), taken_ahead_step);
	pass(w, oslo(3, 9, 8, 0));
	CHECK_INT(mails_n, 1);
	CHECK(called(0, w->ann, "911 11 111"));
	pass(w, oslo(3, 9, 8, 1));
	CHECK_INT(mails_n, 1);
}

/* Told on a day that has not come: it does not count until then. */
WORLD(told_before_the_clock_was_set_back)
{
	worker_new(w);
	step(w, T0, kari_step);
	step(w, oslo(9, 7, 12, 0), nudge_step);
	step(w, oslo(9, 8, 12, 0), nudge_step);
	step(w, T0, one_step);
	pass(w, oslo(3, 3, 8, 0));
	pass(w, oslo(3, 3, 15, 0));
	CHECK_INT(mails_n, 1);
	look(w, w->kari);
	CHECK_STR(rows[0].state, "sent");
}
