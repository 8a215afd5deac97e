/* SPDX-License-Identifier: Apache-2.0 */
#include "reminders/escalate.h"

#include "audit/audit.h"
#include "base/arena.h"
#include "base/clock.h"
#include "db/db.h"
#include "measures/alert.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/clinic.h"
#include "reminders/outbox.h"

enum { TEAM_MAX = 20, CALLS_MAX = 1000,
	 CALL_EXPIRES_S = 4 * 3600, CALLED_NONE = -1,
	 DUTY_AHEAD_S = 15 * 86400 };

#define ACTIVE " a.state = 'active' AND EXISTS (SELECT 1 FROM account_role q" \
    " WHERE q.account_id = a.id AND q.to_at IS NULL" \
    " AND q.role IN ('therapist', 'supervisor'))"
/* Is there an absence now (people/away.h)? */
#define AWAY(now) " CAST((SELECT count(*) FROM absence x" \
    " WHERE x.account_id = a.id AND x.from_at <= " now \
    " AND x.until_at > " now " AND x.ended_at IS NULL) AS BIGINT) AS away"
SQL(call_care, "patient:id now:int",
    "account_id:id kind:text days:int away:int",
    "SELECT c.account_id, c.kind, a.reading_days AS days," AWAY("$2")
    " FROM care c"
    " JOIN account a ON a.id = c.account_id WHERE c.patient_id = $1"
    " AND c.kind <> 'glass' AND c.from_at <= $2"
    " AND (c.to_at IS NULL OR c.to_at > $2) AND" ACTIVE
    " ORDER BY c.kind DESC, c.from_at, c.id LIMIT 20");
SQL(call_duty, "clinic:id weekday:int now:int", "account_id:id away:int",
    "SELECT d.account_id," AWAY("$3")
    " FROM on_duty d JOIN account a ON a.id = d.account_id"
    " WHERE d.clinic_id = $1 AND d.weekday = $2 AND" ACTIVE
    " ORDER BY d.position");
SQL(call_supervisors, "clinic:id now:int",
    "account_id:id days:int away:int",
    "SELECT a.id AS account_id, a.reading_days AS days," AWAY("$2")
    " FROM account_role q JOIN account a ON a.id = q.account_id"
    " WHERE q.clinic_id = $1 AND q.role = 'supervisor'"
    " AND q.to_at IS NULL AND a.clinic_id = $1"
    " AND a.state = 'active' ORDER BY a.created_at, a.id LIMIT 20");
SQL(call_reach, "account:id", "by_email:int by_sms:int",
    "SELECT by_email, by_sms FROM account_reach WHERE account_id = $1");
SQL(call_count, "alert:id", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM alert_call"
    " WHERE alert_id = $1 /* duty: escalation */");
/* called: how many letters of it went out or may yet; CALLED_NONE: none, as
 * the hours were over. */
SQL(call_missed, "alert:id at:int none:int", "",
    "UPDATE alert_call SET called = CASE WHEN called = 1 THEN $3"
    " ELSE called - 1 END WHERE alert_id = $1 AND at = $2 AND called > 0"
    " /* duty: escalation */");
SQL(call_last, "alert:id since:int ahead:int", "level:int at:int called:int",
    "SELECT level, at, called FROM alert_call WHERE alert_id = $1 AND at >= $2"
    " AND at <= $3"
    " ORDER BY at DESC, level DESC LIMIT 1"
    " /* duty: escalation */");
SQL(call_add, "id:id alert:id patient:id clinic:id level:int called:int "
    "now:int", "",
    "INSERT INTO alert_call (id, alert_id, patient_id, clinic_id, level,"
    " called, at) VALUES ($1, $2, $3, $4, $5, $6, $7)");
SQL(call_unreached, "clinic:id now:int nobody:int", "n:int since_at:int?",
    "SELECT CAST(count(DISTINCT a.id) AS BIGINT) AS n,"
    " min(a.made_at) AS since_at FROM alert_call c"
    " JOIN alert a /* team */ ON a.id = c.alert_id"
    " WHERE c.clinic_id = $1 AND c.level = $3 AND a.closed_at IS NULL"
    " AND (a.taken_until_at IS NULL OR a.taken_until_at <= $2)"
    " AND c.at >= COALESCE(a.taken_until_at, 0)");

SQL(call_mine, "clinic:id now:int account:id from:int",
    "id:id patient_id:id level:int due_at:int",
    "SELECT a.id, a.patient_id, a.level, a.due_at"
    " FROM alert a JOIN alert_call c"
    " ON c.alert_id = a.id AND c.at >= COALESCE(a.taken_until_at, 0)"
    " WHERE a.clinic_id = $1 /* duty: who is called */"
    " AND a.closed_at IS NULL"
    " AND (a.taken_until_at IS NULL OR a.taken_until_at <= $2)"
    " AND NOT EXISTS (SELECT 1 FROM care k WHERE k.patient_id = a.patient_id"
    " AND k.account_id = $3 AND k.kind <> 'glass' AND k.from_at <= $2"
    " AND (k.to_at IS NULL OR k.to_at > $2))"
    " GROUP BY a.id, a.patient_id, a.level, a.due_at"
    " HAVING max(c.level) >= $4 ORDER BY a.due_at, a.id");

SQL(duty_rows, "clinic:id", "weekday:int position:int account_id:id",
    "SELECT weekday, position, account_id FROM on_duty WHERE clinic_id = $1"
    " ORDER BY weekday, position");
SQL(duty_drop, "clinic:id", "", "DELETE FROM on_duty WHERE clinic_id = $1");
SQL(duty_add, "clinic:id weekday:int position:int account:id", "",
    "INSERT INTO on_duty (clinic_id, weekday, position, account_id)"
    " VALUES ($1, $2, $3, $4)");

/* Whom to ask, without doubles. */
struct team {
	struct id at[TEAM_MAX];
	size_t n;
};

static void
team_add(struct team *t, struct id account)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		if (id_eq(t->at[i], account))
			return;
	if (t->n < TEAM_MAX)
		t->at[t->n++] = account;
}

static int
weekday_of(const struct clinic *c, int64_t at)
{
	return zone_civil(c->zone, at).weekday;
}

/* Nothing chosen: there whenever the clinic is. */
static bool
reads_today(int64_t days, int weekday)
{
	return days == 0 || ((days >> (weekday - 1)) & 1) != 0;
}

/* there: without who is away. */
static void
team_of_duty(struct tx *tx, const struct clinic *c, int weekday, bool there,
    int64_t now, struct team *t)
{
	ROWS(r, tx, call_duty, c->id, weekday, now);

	while (rows_next(&r))
		if (!there || rows_int(&r, "away") == 0)
			team_add(t, rows_id(&r, "account_id"));
}

/* weekday 0: anyone; else who is there on it, and not away. */
static bool
is_there(struct rows *r, int weekday)
{
	return weekday == 0 || (rows_int(r, "away") == 0 &&
	    reads_today(rows_int(r, "days"), weekday));
}

static void
team_of_care(struct tx *tx, struct id patient, const char *kind, int weekday,
    int64_t now, struct team *t)
{
	ROWS(r, tx, call_care, patient, now);

	while (rows_next(&r))
		if (str_is(rows_str(&r, "kind"), kind) &&
		    is_there(&r, weekday))
			team_add(t, rows_id(&r, "account_id"));
}

static void
team_of_supervisors(struct tx *tx, const struct clinic *c, int weekday,
    int64_t now, struct team *t)
{
	ROWS(r, tx, call_supervisors, c->id, now);

	while (rows_next(&r))
		if (is_there(&r, weekday))
			team_add(t, rows_id(&r, "account_id"));
}

struct id
alert_owner(struct tx *tx, const struct clinic *c, struct id patient,
    int64_t now)
{
	struct team t = { .n = 0 };

	team_of_care(tx, patient, "therapist", 0, now, &t);
	team_of_care(tx, patient, "cover", 0, now, &t);
	team_of_duty(tx, c, weekday_of(c, clinic_next_staffed(c, now)), true,
	    now, &t);
	team_of_supervisors(tx, c, 0, now, &t);
	return t.n > 0 ? t.at[0] : ID_NONE;
}

/* Those of a level who are on duty at this moment. */
static void
team_of_level(struct duty *d, const struct clinic *c,
    const struct alert_waits *a, enum call_level level, struct team *t)
{
	int today = weekday_of(c, d->now);

	if (level == CALL_OWNER)
		team_of_care(d->tx, a->patient, "therapist", today, d->now, t);
	if (level == CALL_DUTY) {
		team_of_care(d->tx, a->patient, "cover", today, d->now, t);
		team_of_duty(d->tx, c, today, true, d->now, t);
	}
	if (level == CALL_SUPERVISORS) {
		team_of_supervisors(d->tx, c, today, d->now, t);
		if (t->n == 0)		/* better someone than none */
			team_of_supervisors(d->tx, c, 0, d->now, t);
	}
}

/* Who calls: this worker. */
struct caller {
	struct duty *d;
	const struct sender *sender;
};

/* A letter for each of their channels that this worker sends by: what it
 * cannot send would look like a call, and nobody would be asked.  How many. */
static int
call_one(const struct caller *by, const struct clinic *c,
    const struct alert_waits *a, struct id account, int64_t nth)
{
	struct duty *d = by->d;
	struct civil now = zone_civil(c->zone, d->now);
	struct outbox_new n = { .clinic = c->id, .account = account,
	    .kind = LETTER_CALL, .about = a->id,
	    .day = zone_day(c->zone, d->now),
	    .minute = now.hour * 60 + now.minute, .zone = c->zone,
	    .until_at = a->due_at, .expires_at = clinic_day_end(c, d->now) };
	int queued = 0;
	ROWS(r, d->tx, call_reach, account);

	if (!rows_next(&r))
		return 0;
	if (rows_int(&r, "by_sms") != 0 && by->sender->sms) {
		n.channel = CHANNEL_SMS;
		n.about_n = nth * 4 + CHANNEL_SMS;
		queued += outbox_put(d, &n);
	}
	if (rows_int(&r, "by_email") != 0 && by->sender->email) {
		n.channel = CHANNEL_EMAIL;
		n.about_n = nth * 4 + CHANNEL_EMAIL;
		queued += outbox_put(d, &n);
	}
	return queued;
}

static void
note(struct duty *d, const struct alert_waits *a, enum call_level level,
    int called)
{
	struct id id = id_event(tx_now_ms(d->tx));

	db_run(d->tx, call_add, id, a->id, a->patient, a->clinic, (int)level,
	    called, d->now);
	audit_write(d->tx, &(struct audit_row){ .patient = a->patient,
	    .object = a->id, .action = level == CALL_NOBODY ?
	    "alert.nobody" : "alert.call", .role = "system", .how = "" });
}

/* From this level on: the first where someone can be called. */
static int
call_from(const struct caller *by, const struct clinic *c,
    const struct alert_waits *a, int level, int64_t nth)
{
	struct duty *d = by->d;

	for (; level < CALL_NOBODY; level++) {
		struct team t = { .n = 0 };
		int called = 0;
		size_t i;

		team_of_level(d, c, a, (enum call_level)level, &t);
		for (i = 0; i < t.n; i++)
			called += call_one(by, c, a, t.at[i], nth);
		if (called > 0) {
			note(d, a, (enum call_level)level, called);
			return called;
		}
	}
	note(d, a, CALL_NOBODY, 0);
	return 0;
}

/*
 * When it begins again.  Not by the end of that staffed day: hours that were
 * shortened since then would take the next day with them.
 */
static int64_t
next_day(const struct clinic *c, int64_t at)
{
	struct day day = { zone_day(c->zone, at).n + 1 };

	return clinic_next_staffed(c, zone_moment(c->zone, day, 0));
}

void
escalate_missed(struct duty *d, struct id alert, int64_t at, bool hours)
{
	db_run(d->tx, call_missed, alert, at, hours ? (int)CALLED_NONE : 0);
}

/* What a clock that was ahead has written keeps nobody waiting. */
static int
escalate_one(const struct caller *by, const struct clinic *c,
    const struct alert_waits *a)
{
	struct duty *d = by->d;
	int64_t again_s = c->set[SET_CALL_AGAIN_MIN] * 60;
	int64_t ahead_at = d->now + CLOCKS_APART_S;
	bool ahead = a->since_at > ahead_at;
	int64_t when = ahead ? d->now : clinic_after(c, a->since_at,
	    c->set[SET_CALL_FIRST_MIN] * 60);
	int level = CALL_OWNER;
	ROWS(r, d->tx, call_last, a->id, ahead ? 0 : a->since_at, ahead_at);

	if (rows_next(&r)) {
		int64_t at = rows_int(&r, "at");
		int64_t reached = rows_int(&r, "called");

		level = (int)rows_int(&r, "level") + (reached >= 0);
		when = reached > 0 ? clinic_after(c, at, again_s) : d->now;
		if (level > CALL_NOBODY) {	/* the next staffed day */
			level = CALL_OWNER;
			when = next_day(c, at);
		}
	}
	return d->now < when ? 0 : call_from(by, c, a, level,
	    db_int(d->tx, 0, call_count, a->id));
}

static bool
team_has(const struct team *t, struct id account)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		if (id_eq(t->at[i], account))
			return true;
	return false;
}

size_t
escalate_calls(struct tx *tx, const struct clinic *c, struct id account,
    int64_t now, struct call **out)
{
	struct team duty = { .n = 0 }, supervisors = { .n = 0 };
	size_t n = 0, room = 0;
	bool on_duty;

	team_of_duty(tx, c, weekday_of(c, now), false, now, &duty);
	team_of_supervisors(tx, c, 0, now, &supervisors);
	on_duty = team_has(&duty, account);
	*out = NULL;
	if (!on_duty && !team_has(&supervisors, account))
		return 0;

	ROWS(r, tx, call_mine, c->id, now, account,
	    on_duty ? (int)CALL_DUTY : (int)CALL_SUPERVISORS);

	/* However many: whom one is called about one may take on. */
	while (rows_next(&r)) {
		*out = arena_more(tx_arena(tx), *out, n, &room);
		(*out)[n++] = (struct call){ .alert = rows_id(&r, "id"),
		    .patient = rows_id(&r, "patient_id"),
		    .phone = rows_int(&r, "level") == ALERT_PHONE,
		    .due_at = rows_int(&r, "due_at") };
	}
	return n;
}

bool
escalate_called(struct tx *tx, const struct actor *actor,
    const struct clinic *c, struct id patient, int64_t *due_at)
{
	struct call *list;
	size_t n = escalate_calls(tx, c, actor->account, tx_now(tx), &list), i;

	for (i = 0; i < n; i++)
		if (id_eq(list[i].patient, patient)) {
			*due_at = list[i].due_at;
			return true;
		}
	return false;
}

/*
 * However many wait: those that nobody closes, with people called for them
 * each day, must not stand before one of today.
 */
int
escalate_clinic(struct duty *d, const struct sender *sender, struct id id)
{
	struct caller by = { d, sender };
	struct clinic *clinic = arena_one(d->arena, struct clinic);
	const struct alert_waits *after = NULL;
	struct alert_waits *list;
	int called = 0;
	size_t n, i;

	if (!clinic_load(d->tx, d->vault, id, clinic) ||
	    !clinic_staffed(clinic, d->now))
		return 0;
	while (called < CALLS_MAX &&
	    (n = alerts_waiting(d, id, after, &list)) > 0) {
		for (i = 0; i < n && called < CALLS_MAX; i++)
			called += escalate_one(&by, clinic, &list[i]);
		after = &list[n - 1];
	}
	return called;
}

int64_t
escalate_unreached(struct tx *tx, struct id clinic, int64_t now,
    int64_t *since_at)
{
	ROWS(r, tx, call_unreached, clinic, now, (int)CALL_NOBODY);

	*since_at = 0;
	if (!rows_next(&r))
		return 0;
	*since_at = rows_int(&r, "since_at");
	return rows_int(&r, "n");
}

/* --- the duty list -------------------------------------------------------- */

void
duty_list_get(struct tx *tx, struct id clinic, struct duty_list *out)
{
	size_t n[7] = { 0 };
	ROWS(r, tx, duty_rows, clinic);

	*out = (struct duty_list){ 0 };
	while (rows_next(&r)) {
		int64_t w = rows_int(&r, "weekday") - 1;

		if (w >= 0 && w < 7 && n[w] < DUTY_A_DAY)
			out->day[w][n[w]++] = rows_id(&r, "account_id");
	}
}

void
duty_list_put(struct tx *tx, struct id clinic, const struct duty_list *l)
{
	int w, i, position;

	db_run(tx, duty_drop, clinic);
	for (w = 0; w < 7; w++)
		for (i = position = 0; i < DUTY_A_DAY; i++)
			if (!id_is_none(l->day[w][i]))
				db_run(tx, duty_add, clinic, w + 1,
				    position++, l->day[w][i]);
}

bool
duty_can_be_called(struct tx *tx, struct id account,
    const struct outbox_health *h)
{
	ROWS(r, tx, call_reach, account);

	return rows_next(&r) && outbox_reaches(h, rows_int(&r, "by_email") != 0,
	    rows_int(&r, "by_sms") != 0);
}

/* The same question as a call's on that day: team_of_level(). */
static void
coming_ask(struct tx *tx, const struct clinic *c,
    const struct outbox_health *h, struct duty_coming *d)
{
	struct team all = { .n = 0 }, there = { .n = 0 };
	int weekday = weekday_of(c, d->at);
	size_t i;

	team_of_duty(tx, c, weekday, false, d->at, &all);
	team_of_duty(tx, c, weekday, true, d->at, &there);
	for (i = 0; i < there.n && !d->called; i++)
		d->called = duty_can_be_called(tx, there.at[i], h);
	for (i = 0; i < all.n && d->away_n < DUTY_A_DAY; i++)
		if (!team_has(&there, all.at[i]))
			d->away[d->away_n++] = all.at[i];
}

void
duty_list_coming(struct tx *tx, const struct clinic *c,
    const struct outbox_health *h, struct duty_coming out[7])
{
	int64_t now = tx_now(tx), at = clinic_next_staffed(c, now);
	struct duty_list l;
	int i;

	duty_list_get(tx, c->id, &l);
	for (i = 0; i < 7; i++)
		out[i] = (struct duty_coming){ .named =
		    !id_is_none(l.day[i][0]) };
	for (; at < now + DUTY_AHEAD_S; at = next_day(c, at)) {
		struct duty_coming *d = &out[weekday_of(c, at) - 1];

		if (d->at != 0)
			continue;
		d->at = at;
		coming_ask(tx, c, h, d);
	}
}

bool
duty_list_whole(struct tx *tx, const struct clinic *c,
    const struct outbox_health *h)
{
	struct duty_coming coming[7];
	int i;

	duty_list_coming(tx, c, h, coming);
	for (i = 0; i < 7; i++)
		if (coming[i].at != 0 && !coming[i].called)
			return false;
	return true;
}

bool
duty_list_fails(struct tx *tx, const struct clinic *c,
    const struct outbox_health *h)
{
	struct duty_coming coming[7];
	int i;

	duty_list_coming(tx, c, h, coming);
	for (i = 0; i < 7; i++)
		if (coming[i].at != 0 && coming[i].named && !coming[i].called)
			return true;
	return false;
}
