/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A part of test_reminders.c: a row that is not what it must be holds up
 * nobody else's letter, and nobody else's call.
 */

SQL(f_words, "whom:id words:bytes", "",
    "UPDATE outbox SET words = $2 WHERE whom_id = $1 AND kind = 'test'"
    " /* duty: test */");
SQL(f_mobile, "whom:id words:bytes", "",
    "UPDATE patient SET mobile = $2 WHERE id = $1");
SQL(f_reach, "account:id words:bytes", "",
    "UPDATE account_reach SET mobile = $2 WHERE account_id = $1");
SQL(f_clinic, "clinic:id words:bytes", "",
    "UPDATE clinic SET name = $2 WHERE id = $1");

SQL(f_answer, "id:id patient:id enrolment:id", "",
    "INSERT INTO answer (id, patient_id, enrolment_id, kind, ref, occasion,"
    " bundle, lang, variant, version, newest, started_at, saved_at)"
    " VALUES ($1, $2, $3, 'measure', 'phq9', 'w9', $1, 'nb', '', 1, 1, 0, 0)");

static const unsigned char altered_text[80] = { 1, 0, 0, 0, 1, 7 };
static const struct bytes altered = { altered_text, sizeof(altered_text) };

static void
link_step(struct world *w, struct tx *tx)
{
	struct care c = duty_care(w, tx, w->kari);

	CHECK(outbox_put_now(&c, LETTER_TEST, CHANNEL_SMS,
	    S("https://example.org/i/1"), c.now + 14 * DAY));
	db_run(tx, f_words, w->kari, altered);
}

/* It stands first, and stays away: the reminder behind it comes. */
WORLD(a_letter_that_does_not_open)
{
	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, one_step);
	step(w, oslo(3, 3, 14, 50), link_step);
	pass(w, oslo(3, 3, 15, 0));
	CHECK_INT(mails_n, 1);
	CHECK_INT(mails[0].kind, LETTER_AGREED);
	look(w, w->kari);
	CHECK_INT(rows_n, 2);
	CHECK_STR(rows[0].state, "failed");
	CHECK_STR(rows[0].result, "unreadable");
	CHECK_INT(rows[0].words, 0);
	step(w, oslo(3, 3, 15, 1), health_step);
	CHECK_INT(health_now.unreadable, 1);
	CHECK_INT(health_now.failed, 1);
	pass(w, oslo(3, 3, 15, 2));
	CHECK_INT(mails_n, 1);
}

static void
mobile_step(struct world *w, struct tx *tx)
{
	db_run(tx, f_mobile, w->kari, altered);
}

/* Nor does an address: and what did not come is not counted. */
WORLD(an_address_that_does_not_open)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 12, 0), kari_again_step);
	step(w, oslo(3, 6, 12, 0), late_plan_step);
	step(w, oslo(3, 6, 12, 0), mobile_step);
	pass(w, oslo(3, 8, 15, 0));
	look(w, w->kari);
	CHECK_INT(mails_n, 0);
	CHECK_STR(rows[0].result, "unreadable");
	CHECK_INT(told_n, 0);
}

static void
reach_altered_step(struct world *w, struct tx *tx)
{
	db_run(tx, f_reach, w->ann, altered);
}

/* Ann's number was altered: the next are called, and she is passed over. */
WORLD(a_clinicians_number_that_does_not_open)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 12, 0), reach_altered_step);
	step(w, oslo(3, 6, 19, 40), friday_step);
	pass(w, oslo(3, 9, 8, 0));
	CHECK_INT(mails_n, 0);
	pass(w, oslo(3, 9, 9, 0));
	CHECK_INT(mails_n, 2);
	CHECK(called(0, w->bo, mails[0].to));
	pass(w, oslo(3, 9, 10, 0));
	pass(w, oslo(3, 9, 11, 0));
	mails_n = 0;
	pass(w, oslo(3, 10, 8, 0));	/* on Tuesday only Sam is left */
	CHECK_INT(mails_n, 1);
	CHECK(called(0, w->sam, "sam@example.org"));
}

static void
other_clinic_step(struct world *w, struct tx *tx)
{
	struct id answer = id_random();

	db_run(tx, f_answer, answer, w->kari, enrolment);
	db_run(tx, t_alert, id_random(), w->kari, w->other, answer, enrolment,
	    (int)ALERT_PHONE, tx_now(tx), oslo(3, 9, 15, 0));
	db_run(tx, f_clinic, w->other, altered);
}

/* Another clinic's row was altered: ours is called all the same. */
WORLD(a_clinic_that_does_not_open)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 19, 30), other_clinic_step);
	step(w, oslo(3, 6, 19, 40), friday_step);
	pass(w, oslo(3, 9, 8, 0));
	CHECK_INT(mails_n, 1);
	CHECK(called(0, w->ann, "911 11 111"));
}
