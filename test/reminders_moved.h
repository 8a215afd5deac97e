/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* A part of test_reminders.c: another time of day is chosen. */

static void
at_eight_step(struct world *w, struct tx *tx)
{
	choose(w, tx, w->kari, CHANNEL_SMS, 8 * 60);
}

static void
at_four_step(struct world *w, struct tx *tx)
{
	choose(w, tx, w->kari, CHANNEL_SMS, 16 * 60);
}

/* 08:00 is past today: nothing comes at the time she has just left. */
WORLD(a_time_that_is_over_today)
{
	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, one_step);
	pass(w, oslo(3, 3, 8, 0));
	step(w, oslo(3, 3, 14, 0), at_eight_step);
	pass(w, oslo(3, 3, 14, 1));
	pass(w, oslo(3, 3, 15, 0));
	CHECK_INT(mails_n, 0);
	look(w, w->kari);
	CHECK_INT(rows_n, 1);
	CHECK_STR(rows[0].state, "dropped");
	CHECK_STR(rows[0].result, "moved");
	CHECK_INT(told_n, 0);
	/* It was a slip: put right, it waits again. */
	step(w, oslo(3, 3, 15, 10), at_four_step);
	pass(w, oslo(3, 3, 16, 0));
	CHECK_INT(mails_n, 1);
	look(w, w->kari);
	CHECK_STR(rows[0].state, "sent");
}

static void
far_east_step(struct world *w, struct tx *tx)
{
	struct care c = duty_care(w, tx, w->kari);

	patient_set_zone(&c, zone_find(S("Pacific/Kiritimati")));
}

/* Where she went it is tomorrow already: 15:00 of today is not there. */
WORLD(a_day_that_is_over_there)
{
	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, one_step);
	pass(w, oslo(3, 3, 8, 0));
	step(w, oslo(3, 3, 14, 0), far_east_step);
	pass(w, oslo(3, 3, 14, 1));
	look(w, w->kari);
	CHECK_STR(rows[0].state, "dropped");
	CHECK_STR(rows[0].result, "moved");
}

/* A message is told of at one of her times, not at an old one too. */
WORLD(a_message_and_another_time)
{
	worker_new(w);
	step(w, T0, kari_step);
	step(w, oslo(3, 3, 12, 0), message_step);
	pass(w, oslo(3, 3, 12, 1));
	step(w, oslo(3, 3, 14, 0), at_eight_step);
	pass(w, oslo(3, 3, 14, 1));
	pass(w, oslo(3, 3, 15, 0));
	CHECK_INT(mails_n, 0);
	step(w, oslo(3, 3, 15, 10), at_four_step);
	pass(w, oslo(3, 3, 16, 0));
	CHECK_INT(mails_n, 1);
	pass(w, oslo(3, 4, 8, 0));
	pass(w, oslo(3, 4, 16, 0));
	CHECK_INT(mails_n, 1);
}

SQL(t_nudge, "id:id patient:id assignment:id now:int", "",
    "INSERT INTO nudge (id, patient_id, assignment_id, made_at)"
    " VALUES ($1, $2, $3, $4)");
SQL(t_wall, "patient:id", "wall_day:int due_at:int",
    "SELECT wall_day, due_at FROM outbox WHERE patient_id = $1"
    " AND kind = 'nudge'");

static void
nudged_step(struct world *w, struct tx *tx)
{
	db_run(tx, t_nudge, id_random(), w->kari, one, w->at);
}

static void
oslo_step(struct world *w, struct tx *tx)
{
	struct care c = duty_care(w, tx, w->kari);

	patient_set_zone(&c, zone_find(S("Europe/Oslo")));
}

static void
wall_step(struct world *w, struct tx *tx)
{
	ROWS(r, tx, t_wall, w->kari);

	CHECK(rows_next(&r));
	CHECK_INT(rows_int(&r, "due_at"), oslo(3, 3, 15, 0));
	CHECK_INT(rows_day(&r, "wall_day").n, day_of(2026, 3, 3).n);
}

/* Far east it was tomorrow already; at home its day is today. */
WORLD(a_day_that_comes_earlier)
{
	worker_new(w);
	step(w, T0, kari_step);
	step(w, T0, one_step);
	step(w, oslo(3, 3, 12, 0), far_east_step);
	step(w, oslo(3, 3, 13, 0), nudged_step);
	pass(w, oslo(3, 3, 13, 1));
	step(w, oslo(3, 3, 13, 30), oslo_step);
	pass(w, oslo(3, 3, 13, 31));
	step(w, oslo(3, 3, 13, 32), wall_step);
}
