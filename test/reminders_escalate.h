/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Who is called about an alert, and when: part of test_reminders.c.  The
 * clinic is staffed Monday to Friday 08:00 to 15:30; Ann is Kari's therapist,
 * Bo on duty on Mondays, Sam the supervisor.
 */

static struct id the_alert;

static void
team_step(struct world *w, struct tx *tx)
{
	struct duty_list l = { 0 };

	course_make(w, tx, w->kari);
	reach_make(w, tx, w->ann, "911 11 111", "");
	reach_make(w, tx, w->bo, "922 22 222", "bo@example.org");
	reach_make(w, tx, w->sam, "", "sam@example.org");
	l.day[0][0] = w->bo;
	duty_list_put(tx, w->clinic, &l);
}

static void
friday_step(struct world *w, struct tx *tx)
{
	the_alert = alert_put(w, tx, w->kari, ALERT_PHONE,
	    oslo(3, 9, 15, 30));
}

static bool
called(size_t i, struct id account, const char *to)
{
	return i < mails_n && mails[i].kind == LETTER_CALL &&
	    id_eq(mails[i].account, account) &&
	    str_is(str_z(mails[i].to), to);
}

static struct id owner;
static int64_t unreached;

static void
owner_step(struct world *w, struct tx *tx)
{
	struct clinic *c = arena_one(test_arena, struct clinic);
	int64_t since_at;

	CHECK(clinic_load(tx, w->vault, w->clinic, c));
	owner = alert_owner(tx, c, w->kari, tx_now(tx));
	unreached = escalate_unreached(tx, w->clinic, tx_now(tx), &since_at);
}

/* Friday 6 March, 19:40: nobody is there; Monday morning somebody is. */
WORLD(friday_evening)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 19, 40), friday_step);
	pass(w, oslo(3, 6, 19, 41));
	pass(w, oslo(3, 7, 12, 0));
	pass(w, oslo(3, 8, 22, 0));
	pass(w, oslo(3, 9, 7, 59));
	CHECK_INT(mails_n, 0);
	pass(w, oslo(3, 9, 8, 0));
	CHECK_INT(mails_n, 1);
	CHECK(called(0, w->ann, "911 11 111"));
	CHECK_STR(str_z(mails[0].text), "Se i Mellom: noe venter til 15.30. "
	    "https://example.org/");
	pass(w, oslo(3, 9, 8, 59));
	CHECK_INT(mails_n, 1);
	/* An hour on: cover and duty, by both of Bo's channels. */
	pass(w, oslo(3, 9, 9, 0));
	CHECK_INT(mails_n, 3);
	CHECK(called(1, w->bo, mails[1].to) && called(2, w->bo, mails[2].to));
	CHECK(mails[1].channel != mails[2].channel);
	pass(w, oslo(3, 9, 10, 0));
	CHECK_INT(mails_n, 4);
	CHECK(called(3, w->sam, "sam@example.org"));
	step(w, oslo(3, 9, 10, 30), owner_step);
	CHECK_INT(unreached, 0);
	pass(w, oslo(3, 9, 11, 0));
	CHECK_INT(mails_n, 4);
	step(w, oslo(3, 9, 11, 1), owner_step);
	CHECK_INT(unreached, 1);
	/* No more that day; the next it begins again, and stays shown. */
	pass(w, oslo(3, 9, 15, 0));
	pass(w, oslo(3, 10, 7, 0));
	CHECK_INT(mails_n, 4);
	pass(w, oslo(3, 10, 8, 0));
	CHECK_INT(mails_n, 5);
	CHECK(called(4, w->ann, "911 11 111"));
	CHECK_STR(str_z(mails[4].text), "Se i Mellom: noe venter. "
	    "https://example.org/");
	step(w, oslo(3, 10, 8, 1), owner_step);
	CHECK_INT(unreached, 1);
}

static void
take_step(struct world *w, struct tx *tx)
{
	db_run(tx, t_alert_take, w->kari, the_alert, w->ann,
	    oslo(3, 9, 12, 20));
}

static void
close_step(struct world *w, struct tx *tx)
{
	db_run(tx, t_alert_close, w->kari, the_alert, tx_now(tx));
}

/* Taken: quiet for that while; then from the first again; closed: over. */
WORLD(taken_and_let_go)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 19, 40), friday_step);
	pass(w, oslo(3, 9, 8, 0));
	step(w, oslo(3, 9, 8, 20), take_step);
	pass(w, oslo(3, 9, 9, 0));
	pass(w, oslo(3, 9, 12, 19));
	CHECK_INT(mails_n, 1);
	pass(w, oslo(3, 9, 12, 20));
	CHECK_INT(mails_n, 2);
	CHECK(called(1, w->ann, "911 11 111"));
	step(w, oslo(3, 9, 12, 30), close_step);
	pass(w, oslo(3, 9, 13, 20));
	pass(w, oslo(3, 10, 9, 0));
	CHECK_INT(mails_n, 2);
}

static void
away_step(struct world *w, struct tx *tx)
{
	/* Ann reads on Tuesdays (and is not there on Mondays). */
	account_set_reading_days(tx, w->ann, 1u << 1);
}

/* Who is not on duty is not called: the next level at once. */
WORLD(only_who_is_there)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 12, 0), away_step);
	step(w, oslo(3, 6, 19, 40), friday_step);
	pass(w, oslo(3, 9, 8, 0));
	CHECK_INT(mails_n, 2);
	CHECK(called(0, w->bo, mails[0].to) && called(1, w->bo, mails[1].to));
}

static void
left_step(struct world *w, struct tx *tx)
{
	care_end(tx, w->clinic, w->kari, w->ann, ID_NONE, tx_now(tx));
	db_run(tx, t_state, w->kari, S("finished"));
}

static void
no_duty_step(struct world *w, struct tx *tx)
{
	struct duty_list none = { 0 };

	duty_list_put(tx, w->clinic, &none);
}

/* A patient who has finished and has no therapist any more. */
WORLD(every_alert_has_an_owner)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 12, 0), owner_step);
	CHECK(id_eq(owner, w->ann));
	step(w, oslo(3, 6, 13, 0), left_step);
	step(w, oslo(3, 6, 19, 40), friday_step);
	step(w, oslo(3, 6, 19, 41), owner_step);
	CHECK(id_eq(owner, w->bo));		/* on duty on Monday */
	pass(w, oslo(3, 9, 8, 0));
	CHECK_INT(mails_n, 2);
	CHECK(id_eq(mails[0].account, w->bo));
	step(w, oslo(3, 9, 8, 30), no_duty_step);
	step(w, oslo(3, 9, 8, 30), owner_step);
	CHECK(id_eq(owner, w->sam));
}

static void
mute_step(struct world *w, struct tx *tx)
{
	reach_make(w, tx, w->ann, "", "");
	reach_make(w, tx, w->bo, "", "");
	reach_make(w, tx, w->sam, "", "");
}

WORLD(nobody_can_be_called)
{
	worker_new(w);
	step(w, oslo(3, 6, 12, 0), team_step);
	step(w, oslo(3, 6, 12, 0), mute_step);
	step(w, oslo(3, 6, 19, 40), friday_step);
	pass(w, oslo(3, 9, 8, 0));
	CHECK_INT(mails_n, 0);
	step(w, oslo(3, 9, 8, 1), owner_step);
	CHECK_INT(unreached, 1);
}
