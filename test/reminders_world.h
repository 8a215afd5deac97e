/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The clinic of people_world.h with courses, plans and a worker whose sender
 * writes down what it was given.  pass() is one round at the clock's time.
 */
#include "people_world.h"

#include "base/arena.h"
#include "homework/told.h"
#include "measures/alert.h"
#include "reminders/escalate.h"
#include "reminders/outbox.h"
#include "reminders/pass.h"
#include "reminders/remind.h"

SQL(t_enrolment, "id:id patient:id clinic:id by:id", "",
    "INSERT INTO enrolment (id, patient_id, clinic_id, programme, bundle,"
    " start_day, weekday, reading, made_by, made_at, version)"
    " VALUES ($1, $2, $3, 'p', $4, 0, 1, '', $4, 0, 1)");
SQL(t_assignment, "id:id patient:id enrolment:id by:id", "",
    "INSERT INTO assignment (id, patient_id, enrolment_id, task, chapter,"
    " bundle, state, made_by, made_at, version, in_force, newest_n)"
    " VALUES ($1, $2, $3, 'move', '', $4, 'agreed', $4, 0, 1, 1, 1)");
SQL(t_plan, "id:id patient:id assignment:id by:id day:int minute:int? "
    "per_week:int zone:text", "",
    "INSERT INTO assignment_plan (id, patient_id, assignment_id, n, by_id,"
    " by_role, made_at, change, size, day, minute, zone, per_week, minutes,"
    " remind, words) VALUES ($1, $2, $3, 1, $4, 'patient', 0, 'first',"
    " 'tiny', $5, $6, $8, $7, 10, 1, $4)");
SQL(t_end, "patient:id id:id", "",
    "UPDATE assignment SET state = 'ended' WHERE patient_id = $1"
    " AND id = $2");
SQL(t_state, "patient:id state:text", "",
    "UPDATE patient SET state = $2 WHERE id = $1");
SQL(t_answer, "id:id patient:id enrolment:id", "",
    "INSERT INTO answer (id, patient_id, enrolment_id, kind, ref, occasion,"
    " bundle, lang, variant, version, newest, started_at, saved_at)"
    " VALUES ($1, $2, $3, 'measure', 'phq9', 'w0', $1, 'nb', '', 1, 1, 0, 0)");
SQL(t_alert, "id:id patient:id clinic:id answer:id enrolment:id level:int "
    "now:int due:int", "",
    "INSERT INTO alert (id, patient_id, clinic_id, answer_id, enrolment_id,"
    " instrument, occasion, kind, rules, level, item_level, draft_item,"
    " draft, made_at, due_at, contact, version) VALUES ($1, $2, $3, $4, $5,"
    " 'phq9', 'w0', 'risk', 'item', $6, 2, -1, 0, $7, $8, '', 1)");
SQL(t_alert_take, "patient:id id:id by:id until:int", "",
    "UPDATE alert SET taken_by = $3, taken_at = 1, taken_until_at = $4"
    " WHERE patient_id = $1 AND id = $2");
SQL(t_alert_close, "patient:id id:id now:int", "",
    "UPDATE alert SET closed_at = $3 WHERE patient_id = $1 AND id = $2");
SQL(t_unsure, "id:id patient:id now:int", "",
    "INSERT INTO unsure (id, patient_id, about, by_id, rest, said_at)"
    " VALUES ($1, $2, 'thread', $1, 1, $3)");
SQL(t_message, "id:id patient:id clinic:id by:id now:int", "",
    "INSERT INTO message (id, patient_id, clinic_id, from_patient,"
    " from_account, body, sent_at) VALUES ($1, $2, $3, 0, $4, $4, $5)"
    " /* the clinic's */");
SQL(t_message_read, "patient:id id:id now:int", "",
    "UPDATE message SET read_at = $3 WHERE patient_id = $1 AND id = $2");
SQL(t_rows, "patient:id", "state:text result:text tries:int due_at:int "
    "next_at:int wall_minute:int zone:text told:int words:int",
    "SELECT state, result, tries, due_at, next_at, wall_minute, zone,"
    " CASE WHEN told_id IS NULL THEN 0 ELSE 1 END AS told,"
    " CASE WHEN words IS NULL THEN 0 ELSE 1 END AS words FROM outbox"
    " WHERE patient_id = $1 ORDER BY made_at, id");
SQL(t_told, "patient:id", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM told WHERE patient_id = $1");
SQL(t_care_from, "patient:id", "",
    "UPDATE care SET from_at = 0 WHERE patient_id = $1");

enum { MAILS_MAX = 60000 };

static struct mail {
	struct id id, patient, account, about;
	enum letter_kind kind;
	enum channel channel;
	int64_t due_at, now;
	char text[120], to[40];
} *mails;
static size_t mails_n;
static enum send_result answers;	/* what the other side says */
static int64_t send_takes_s;		/* and how long it takes to */
static struct worker_run run;

static enum send_result
post(void *ctx, struct arena *a, const struct letter *l, struct str *result)
{
	struct mail *m = &mails[mails_n < MAILS_MAX ? mails_n : MAILS_MAX - 1];

	(void)ctx;
	(void)a;
	*m = (struct mail){ l->id, l->patient, l->account, l->about, l->kind,
	    l->channel, l->due_at, l->now, "", "" };
	snprintf(m->text, sizeof(m->text), "%.*s", STR(l->text));
	snprintf(m->to, sizeof(m->to), "%.*s", STR(l->to));
	mails_n++;
	if (send_takes_s > 0)
		clock_set(clock_now() + send_takes_s);
	*result = S("fake");
	return answers;
}

static const struct sender sender = { .email = true, .sms = true,
    .url = { "https://example.org/", 20 }, .send = post };

static void
worker_new(struct world *w)
{
	static struct mail all[MAILS_MAX];

	mails = all;
	mails_n = 0;
	answers = SEND_SENT;
	send_takes_s = 0;
	log_level_set(LOG_ERROR);
	run = (struct worker_run){ .db = w->db, .vault = w->vault,
	    .sender = &sender, .id = id_random(), .started_at = w->at };
}

/* A round with planning at this moment. */
static void
pass(struct world *w, int64_t at)
{
	clock_set(at);
	w->at = at;
	run.planned_at = 0;
	CHECK(worker_pass(&run, test_arena) == RC_OK);
}

static struct row {
	struct str state, result, zone;
	int64_t tries, due_at, next_at, minute, told, words;
} rows[40];
static size_t rows_n;
static int64_t told_n;
static struct id looked;		/* whose */

static void
rows_step(struct world *w, struct tx *tx)
{
	ROWS(r, tx, t_rows, looked);

	(void)w;
	rows_n = 0;
	while (rows_n < 40 && rows_next(&r))
		rows[rows_n++] = (struct row){ rows_str(&r, "state"),
		    rows_str(&r, "result"), rows_str(&r, "zone"),
		    rows_int(&r, "tries"), rows_int(&r, "due_at"),
		    rows_int(&r, "next_at"), rows_int(&r, "wall_minute"),
		    rows_int(&r, "told"), rows_int(&r, "words") };
	told_n = db_int(tx, -1, t_told, looked);
}

static void
look(struct world *w, struct id patient)
{
	looked = patient;
	step(w, w->at, rows_step);
}

/* --- making --------------------------------------------------------------- */

static struct id enrolment;		/* of the one made last */

static struct care
duty_care(struct world *w, struct tx *tx, struct id patient)
{
	struct duty d;
	struct care c;

	duty_open(&d, tx, w->vault, "test");
	CHECK(care_look_duty(&c, &d, patient));
	return c;
}

static void
course_make(struct world *w, struct tx *tx, struct id patient)
{
	enrolment = id_random();
	db_run(tx, t_enrolment, enrolment, patient, w->clinic, w->ann);
	db_run(tx, t_state, patient, S("active"));
	db_run(tx, t_care_from, patient);
}

static struct id
plan_make(struct world *w, struct tx *tx, struct id patient, struct day day,
    int minute, int per_week)
{
	struct id id = id_random();

	(void)w;
	db_run(tx, t_assignment, id, patient, enrolment, id);
	db_run(tx, t_plan, id_random(), patient, id, id, day,
	    DB_IF(minute >= 0, minute), per_week, S("Europe/Oslo"));
	return id;
}

static void
choose(struct world *w, struct tx *tx, struct id patient,
    enum channel channel, int minute)
{
	struct care c = duty_care(w, tx, patient);
	struct problems bad = { 0 };
	struct remind_choice x;
	int64_t version;

	remind_choice_get(&c, &x);
	version = x.version;
	x.channel = channel;
	x.minute = minute;
	CHECK(remind_choice_put(&c, &x, version, &bad));
}

static void
reach_make(struct world *w, struct tx *tx, struct id account,
    const char *mobile, const char *email)
{
	struct problems bad = { 0 };

	CHECK(reach_put(tx, w->vault, account, &(struct reach){
	    .mobile = str_z(mobile), .email = str_z(email),
	    .by_sms = *mobile != '\0', .by_email = *email != '\0' },
	    tx_now(tx), &bad));
}

static struct id
alert_put(struct world *w, struct tx *tx, struct id patient, int level,
    int64_t due_at)
{
	struct id id = id_random(), answer = id_random();

	db_run(tx, t_answer, answer, patient, enrolment);
	db_run(tx, t_alert, id, patient, w->clinic, answer, enrolment, level,
	    tx_now(tx), due_at);
	return id;
}

static void
kari_again_step(struct world *w, struct tx *tx)
{
	choose(w, tx, w->kari, CHANNEL_SMS, 15 * 60);
}

/* Kari: in treatment, by text message at 15:00. */
static void
kari_step(struct world *w, struct tx *tx)
{
	course_make(w, tx, w->kari);
	choose(w, tx, w->kari, CHANNEL_SMS, 15 * 60);
}

/* Local time in Oslo, 2026. */
static int64_t
oslo(int month, int day, int hour, int minute)
{
	return zone_moment(zone_find(S("Europe/Oslo")),
	    day_of(2026, month, day), hour * 60 + minute);
}
