/* SPDX-License-Identifier: Apache-2.0 */
#include "reminders/outbox.h"

#include "base/arena.h"
#include "db/db.h"
#include "homework/told.h"
#include "measures/alert.h"
#include "people/account.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/patient.h"
#include "reminders/escalate.h"
#include "reminders/remind.h"
#include "vault/vault.h"

enum { CLEAN_MAX = 500, NOW_EXPIRES_S = 24 * 3600 };

/* A second time moves one that still waits and was not tried; one that was
 * dropped because its time was over waits again when it has a new one. */
SQL(outbox_add, "id:id clinic:id patient:id? account:id? whom:id kind:text "
    "channel:text about:id about_n:int day:int minute:int zone:text "
    "due:int expires:int until:int? words:bytes? now:int", "id:id",
    "INSERT INTO outbox (id, clinic_id, patient_id, account_id, whom_id,"
    " kind, channel, about_id, about_n, wall_day, wall_minute, zone, due_at,"
    " expires_at, next_at, state, tries, result, until_at, words, made_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,"
    " $13, 'waiting', 0, '', $15, $16, $17)"
    " ON CONFLICT (whom_id, kind, about_id, about_n) DO UPDATE SET"
    " channel = excluded.channel, wall_day = excluded.wall_day,"
    " wall_minute = excluded.wall_minute,"
    " zone = excluded.zone, due_at = excluded.due_at,"
    " expires_at = excluded.expires_at, next_at = excluded.next_at,"
    " state = 'waiting', result = '', done_at = NULL"
    " WHERE (outbox.state = 'dropped' AND outbox.result = 'moved')"
    " OR (outbox.state = 'waiting' AND outbox.tries = 0"
    " AND (outbox.due_at <> excluded.due_at"
    " OR outbox.expires_at <> excluded.expires_at"
    " OR outbox.zone <> excluded.zone"
    " OR outbox.channel <> excluded.channel))"
    " RETURNING id /* duty: outbox */");
#define OVER "UPDATE outbox SET state = 'dropped', result = 'moved'," \
    " done_at = $7, words = NULL WHERE whom_id = $1 AND kind = $2" \
    " AND about_id = $3 AND state = 'waiting' AND tries = 0" \
    " AND (wall_minute <> $5 OR zone <> $6)"
SQL(outbox_over_this, "whom:id kind:text about:id about_n:int minute:int "
    "zone:text now:int", "", OVER " AND about_n = $4 /* duty: outbox */");
SQL(outbox_over_others, "whom:id kind:text about:id about_n:int minute:int "
    "zone:text now:int", "", OVER " AND about_n <> $4 /* duty: outbox */");
/* Calls to clinicians go before everything else. */
#define FIRST(whose) "(SELECT o.id FROM outbox o WHERE o.state = 'waiting'" \
    " AND o.next_at <= $1" whose " AND ((o.channel = 'email' AND $3 = 1)" \
    " OR (o.channel = 'sms' AND $4 = 1)) ORDER BY o.next_at, o.id LIMIT 1)"
SQL(outbox_take, "now:int worker:id email:int sms:int",
    "id:id clinic_id:id patient_id:id? account_id:id? kind:text "
    "channel:text about_id:id about_n:int due_at:int expires_at:int "
    "tries:int told_id:id? until_at:int? words:bytes? made_at:int",
    "UPDATE outbox SET state = 'claimed', claimed_at = $1, claimed_by = $2,"
    " tries = tries + 1 WHERE state = 'waiting' AND id = COALESCE("
    FIRST(" AND o.account_id IS NOT NULL") "," FIRST("") ")"
    " RETURNING id, clinic_id, patient_id, account_id, kind, channel,"
    " about_id, about_n, due_at, expires_at, tries, told_id, until_at, words,"
    " made_at"
    " /* duty: outbox */");
SQL(outbox_told, "id:id told:id?", "",
    "UPDATE outbox SET told_id = $2 WHERE id = $1 /* duty: outbox */");
SQL(outbox_end, "id:id worker:id state:text result:text now:int", "",
    "UPDATE outbox SET state = $3, result = $4, done_at = $5, words = NULL"
    " WHERE id = $1 AND claimed_by = $2 AND state = 'claimed'"
    " /* duty: outbox */");
SQL(outbox_again, "id:id worker:id result:text next:int", "",
    "UPDATE outbox SET state = 'waiting', result = $3, next_at = $4,"
    " claimed_by = NULL, claimed_at = NULL WHERE id = $1 AND claimed_by = $2"
    " AND state = 'claimed' /* duty: outbox */");
/* Its claim was rolled back, so it waits. */
SQL(outbox_unread, "id:id now:int", "",
    "UPDATE outbox SET state = 'failed', result = 'unreadable',"
    " tries = tries + 1, done_at = $2, words = NULL WHERE id = $1"
    " AND state = 'waiting' /* duty: outbox */");
SQL(outbox_told_of, "id:id", "told_id:id?",
    "SELECT told_id FROM outbox WHERE id = $1 /* duty: outbox */");
SQL(outbox_past, "now:int max:int", "id:id patient_id:id? kind:text "
    "about_id:id made_at:int",
    "SELECT id, patient_id, kind, about_id, made_at FROM outbox"
    " /* duty: outbox */"
    " WHERE state = 'waiting' AND expires_at <= $1"
    " ORDER BY next_at, id LIMIT $2");
SQL(outbox_expire, "id:id now:int", "",
    "UPDATE outbox SET state = 'expired', done_at = $2, words = NULL"
    " WHERE id = $1 AND state = 'waiting' /* duty: outbox */");
/* One claimed after now was, before the clock was set back. */
SQL(outbox_lost, "now:int before:int ahead:int", "",
    "UPDATE outbox SET state = 'unknown', result = 'lost', done_at = $1,"
    " words = NULL WHERE state = 'claimed'"
    " AND (claimed_at <= $2 OR claimed_at > $3)"
    " /* duty: outbox */");
SQL(outbox_purge, "before:int", "",
    "DELETE FROM outbox WHERE done_at < $1 /* duty: outbox */");
SQL(outbox_next, "", "at:int?",
    "SELECT min(next_at) AS at FROM outbox WHERE state = 'waiting'"
    " /* duty: outbox */");
SQL(outbox_rows, "patient:id max:int", "kind:text channel:text due_at:int "
    "done_at:int? state:text result:text",
    "SELECT kind, channel, due_at, done_at, state, result FROM outbox"
    " WHERE patient_id = $1 ORDER BY due_at DESC, id DESC LIMIT $2");

SQL(outbox_tests, "patient:id since:int", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM outbox WHERE patient_id = $1"
    " AND kind = 'test' AND made_at > $2");

static bool
put(struct duty *d, const struct outbox_new *n, int64_t due_at)
{
	struct id id = id_event(tx_now_ms(d->tx));
	struct id whom = id_is_none(n->patient) ? n->account : n->patient;
	struct bytes words = n->link.len == 0 ? (struct bytes){ 0 } :
	    vault_seal(d->vault, d->tx, whom, FIELD_OUTBOX, id, n->link);
	ROWS(r, d->tx, outbox_add, id, n->clinic,
	    DB_IF(!id_is_none(n->patient), n->patient),
	    DB_IF(!id_is_none(n->account), n->account), whom,
	    str_z(letter_kind_name(n->kind)), str_z(channel_name(n->channel)),
	    n->about, n->about_n, n->day, n->minute, zone_name(n->zone),
	    due_at, n->expires_at, DB_IF(n->until_at != 0, n->until_at),
	    DB_IF(n->link.len > 0, words), d->now);

	return rows_next(&r) && id_eq(rows_id(&r, "id"), id);
}

bool
outbox_put(struct duty *d, const struct outbox_new *n)
{
	return put(d, n, zone_moment(n->zone, n->day, n->minute));
}

void
outbox_over(struct duty *d, const struct outbox_new *n)
{
	db_run(d->tx, outbox_over_this, n->patient,
	    str_z(letter_kind_name(n->kind)), n->about, n->about_n, n->minute,
	    zone_name(n->zone), d->now);
}

void
outbox_only(struct duty *d, const struct outbox_new *n)
{
	db_run(d->tx, outbox_over_others, n->patient,
	    str_z(letter_kind_name(n->kind)), n->about, n->about_n, n->minute,
	    zone_name(n->zone), d->now);
}

bool
outbox_put_now(struct care *c, enum letter_kind kind, enum channel channel,
    struct str link, int64_t expires_at)
{
	struct duty d = { .tx = c->tx, .arena = c->arena, .vault = c->vault,
	    .purpose = "outbox", .now = c->now };
	struct civil now = zone_civil(c->zone, c->now);

	if (channel == CHANNEL_NONE || !care_writes(c))
		return false;
	care_audit(c, kind == LETTER_INVITATION ? "invitation.send" :
	    "reminder.test", c->patient);
	return put(&d, &(struct outbox_new){ .clinic = c->clinic,
	    .patient = c->patient, .kind = kind, .channel = channel,
	    .about = id_random(), .day = zone_day(c->zone, c->now),
	    .minute = now.hour * 60 + now.minute, .zone = c->zone,
	    .expires_at = expires_at, .link = link }, c->now);
}

bool
outbox_test_may(struct care *c)
{
	return db_int(c->tx, 0, outbox_tests, c->patient, c->now - 86400) <
	    TESTS_DAY;
}

/* --- claiming ------------------------------------------------------------- */

static void
end(struct duty *d, struct id worker, const struct letter *l,
    const char *state, struct str result)
{
	db_run(d->tx, outbox_end, l->id, worker, str_z(state), result, d->now);
}

static struct id
told_of(struct duty *d, struct id id)
{
	ROWS(r, d->tx, outbox_told_of, id);

	return rows_next(&r) ? rows_id(&r, "told_id") : ID_NONE;
}

/* It did not go out, so it does not count; a nudge's line was seen. */
static void
take_back(struct duty *d, const struct letter *l)
{
	struct id told = told_of(d, l->id);
	struct care c;

	if (l->kind != LETTER_NUDGE && !id_is_none(told) &&
	    care_look_duty(&c, d, l->patient)) {
		told_take_back(&c, told);
		db_run(d->tx, outbox_told, l->id, DB_NONE);
	}
}

/* A call that surely reached nobody is none. */
static void
missed(struct duty *d, const struct letter *l, bool hours)
{
	if (l->kind == LETTER_CALL)
		escalate_missed(d, l->about, l->made_at, hours);
}

static const char *
link_refused(struct duty *d, const struct letter *l)
{
	struct str link = l->link;
	struct invitation i;

	while (str_index(link, '/') < link.len)
		(void)str_cut(&link, '/');
	return invitation_find(d->tx, d->arena, link, &i) &&
	    invitation_open(&i, d->now) ? NULL : "revoked";
}

/* Why it must not go out now. */
static const char *
patient_refused(struct care *c, const struct letter *l, bool counted)
{
	struct civil now = zone_civil(c->zone, c->now);
	struct remind_choice choice;
	const char *why;

	remind_choice_get(c, &choice);
	if ((l->kind == LETTER_AGREED && !(choice.kinds & REMIND_AGREED)) ||
	    (l->kind == LETTER_MESSAGE && !(choice.kinds & REMIND_MESSAGE)) ||
	    (l->kind == LETTER_NUDGE && !(choice.kinds & REMIND_NUDGE)))
		return "off";
	why = remind_unwanted(c, l);
	if (why != NULL)
		return why;
	if (choice.channel != l->channel && choice.channel != CHANNEL_NONE &&
	    l->kind != LETTER_TEST)
		return "moved";		/* chosen since: planned once more */
	if (choice.channel != l->channel || choice.stopped == l->channel)
		return "off";
	if (l->kind == LETTER_TEST)
		return NULL;
	if (quiet_at(choice.quiet_from, choice.quiet_to,
	    now.hour * 60 + now.minute))
		return "quiet";
	why = told_refused(c);
	if (why != NULL && (counted || l->kind == LETTER_NUDGE) &&
	    (str_is(str_z(why), "day") || str_is(str_z(why), "week")))
		return NULL;			/* it is the one */
	return why;
}

static const char *
for_patient(struct duty *d, struct letter *l, struct id told)
{
	struct patient p;
	struct care c;
	const char *why;

	if (!care_open_duty(&c, d, l->patient))
		return "gone";
	why = l->kind == LETTER_INVITATION ? link_refused(d, l) :
	    patient_refused(&c, l, !id_is_none(told));
	if (why != NULL)
		return why;
	patient_get(&c, &p);
	l->lang = c.lang;
	l->zone = c.zone;
	l->to = str_trim(l->channel == CHANNEL_EMAIL ? p.email : p.mobile);
	if (l->kind != LETTER_INVITATION && l->kind != LETTER_TEST &&
	    l->kind != LETTER_NUDGE && id_is_none(told))
		db_run(d->tx, outbox_told, l->id,
		    told_note(&c, letter_kind_name(l->kind)));
	return NULL;
}

static const char *
for_account(struct duty *d, struct letter *l, const struct clinic *clinic)
{
	struct account account;
	struct reach reach;

	if (!account_get(d->tx, d->vault, l->account, &account) ||
	    !account.active)
		return "gone";
	if (!clinic_staffed(clinic, d->now))
		return "hours";
	if (!alert_still_waits(d, l->about))
		return "done";
	reach_get(d->tx, d->vault, l->account, &reach);
	if (reach.unreadable)
		tx_fail(d->tx, RC_BAD);	/* set aside, and told */
	l->lang = account.lang;
	l->zone = clinic->zone;
	l->to = str_trim(l->channel == CHANNEL_EMAIL ? reach.email :
	    reach.mobile);
	return l->to.len == 0 ? "off" : NULL;
}

static struct id
claim_read(struct duty *d, struct rows *r, struct letter *l)
{
	*l = (struct letter){ .id = rows_id(r, "id"),
	    .clinic = rows_id(r, "clinic_id"),
	    .patient = rows_id(r, "patient_id"),
	    .account = rows_id(r, "account_id"),
	    .about = rows_id(r, "about_id"),
	    .about_n = rows_int(r, "about_n"),
	    .kind = letter_kind_parse(rows_str(r, "kind")),
	    .channel = channel_parse(rows_str(r, "channel")),
	    .due_at = rows_int(r, "due_at"),
	    .expires_at = rows_int(r, "expires_at"),
	    .until_at = rows_int(r, "until_at"),
	    .made_at = rows_int(r, "made_at"),
	    .tries = (int)rows_int(r, "tries"), .now = d->now };
	l->link = vault_unseal(d->vault, d->tx, id_is_none(l->patient) ?
	    l->account : l->patient, FIELD_OUTBOX, l->id,
	    rows_bytes(r, "words"), NULL);
	return rows_id(r, "told_id");
}

enum claim
outbox_claim(struct duty *d, struct id worker, const struct sender *s,
    struct letter *l)
{
	struct clinic *clinic = arena_one(d->arena, struct clinic);
	const char *why = NULL;
	struct id told;
	ROWS(r, d->tx, outbox_take, d->now, worker, s->email, s->sms);

	if (!rows_next(&r))
		return CLAIM_NONE;
	told = claim_read(d, &r, l);
	if (l->expires_at <= d->now) {
		take_back(d, l);
		missed(d, l, true);
		end(d, worker, l, "expired", STR_NONE);
		return CLAIM_DROPPED;
	}
	if (!clinic_load(d->tx, d->vault, l->clinic, clinic))
		why = "gone";
	else
		why = id_is_none(l->patient) ? for_account(d, l, clinic) :
		    for_patient(d, l, told);
	if (why != NULL) {
		take_back(d, l);
		missed(d, l, str_is(str_z(why), "hours"));
		end(d, worker, l, "dropped", str_z(why));
		return CLAIM_DROPPED;
	}
	l->sender = clinic->sender;
	letter_write(d->arena, l, s->url);
	return CLAIM_LETTER;
}

/* --- what came of it ------------------------------------------------------ */

/* 1, 5, 15 minutes, then an hour. */
static int64_t
wait_s(int tries)
{
	static const int minutes[] = { 1, 5, 15, 60 };

	return 60 * (int64_t)minutes[tries <= 1 ? 0 : tries >= 4 ? 3 :
	    tries - 1];
}

static void
stop(struct duty *d, const struct letter *l)
{
	struct care c;

	if (id_is_none(l->patient))
		reach_stop(d->tx, l->account, l->channel);
	else if (care_look_duty(&c, d, l->patient))
		remind_choice_stop(&c, l->channel);
}

bool
outbox_done(struct duty *d, struct id worker, const struct letter *l,
    enum send_result what, struct str result)
{
	int64_t next_at = d->now + wait_s(l->tries);

	if (what == SEND_LATER && l->tries < TRIES_MAX)
		return db_run(d->tx, outbox_again, l->id, worker, result,
		    next_at) == 1;
	if (db_run(d->tx, outbox_end, l->id, worker,
	    what == SEND_SENT ? S("sent") : what == SEND_UNKNOWN ?
	    S("unknown") : S("failed"), result, d->now) != 1)
		return false;
	if (what == SEND_NEVER)
		stop(d, l);
	if (what == SEND_NEVER || what == SEND_LATER) {
		take_back(d, l);
		missed(d, l, false);
	}
	return true;
}

void
outbox_set_aside(struct duty *d, const struct letter *l)
{
	if (db_run(d->tx, outbox_unread, l->id, d->now) != 1)
		return;
	/* The next call passes over an address that cannot be read. */
	if (!id_is_none(l->account))
		reach_stop(d->tx, l->account, l->channel);
	else
		take_back(d, l);
	missed(d, l, false);
}

int
outbox_clean(struct duty *d)
{
	struct letter *list = arena_many(d->arena, struct letter, CLEAN_MAX);
	size_t n = 0, i;
	ROWS(r, d->tx, outbox_past, d->now, (int)CLEAN_MAX);

	while (n < CLEAN_MAX && rows_next(&r))
		list[n++] = (struct letter){ .id = rows_id(&r, "id"),
		    .patient = rows_id(&r, "patient_id"),
		    .about = rows_id(&r, "about_id"),
		    .made_at = rows_int(&r, "made_at"),
		    .kind = letter_kind_parse(rows_str(&r, "kind")) };
	for (i = 0; i < n; i++) {
		db_run(d->tx, outbox_expire, list[i].id, d->now);
		if (!id_is_none(list[i].patient))
			take_back(d, &list[i]);
		missed(d, &list[i], true);
	}
	db_run(d->tx, outbox_purge, d->now - OUTBOX_KEEP_S);
	return (int)n + (int)db_run(d->tx, outbox_lost, d->now,
	    d->now - CLAIM_LOST_S, d->now + CLAIM_LOST_S);
}

int64_t
outbox_next_at(struct duty *d)
{
	ROWS(r, d->tx, outbox_next);

	return rows_next(&r) ? rows_int(&r, "at") : 0;
}

/* --- told to people ------------------------------------------------------- */

size_t
outbox_of_patient(struct care *c, size_t max, struct outbox_row **out)
{
	size_t n = 0;
	ROWS(r, c->tx, outbox_rows, c->patient, (int64_t)max);

	*out = arena_many(c->arena, struct outbox_row, max);
	while (n < max && rows_next(&r)) {
		struct outbox_row *o = &(*out)[n++];

		o->kind = letter_kind_parse(rows_str(&r, "kind"));
		o->channel = channel_parse(rows_str(&r, "channel"));
		o->due_at = rows_int(&r, "due_at");
		o->done_at = rows_int(&r, "done_at");
		o->state = rows_str(&r, "state");
		o->result = rows_str(&r, "result");
	}
	return n;
}

const char *
outbox_state_text(const struct outbox_row *r)
{
	static const struct { const char *state, *text; } texts[] = {
		{ "waiting", T("on its way") }, { "claimed", T("on its way") },
		{ "sent", T("sent") }, { "failed", T("did not arrive") },
		{ "unknown", T("may have been sent; not known") },
		{ "expired", T("too old when it could be sent; left out") },
	};
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (str_is(r->state, texts[i].state))
			return texts[i].text;
	if (str_is(r->result, "done"))
		return T("not needed any more");
	if (str_is(r->result, "day") || str_is(r->result, "week"))
		return T("left out: at most one a day and two a week");
	return T("left out");
}
