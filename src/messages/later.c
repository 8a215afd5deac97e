/* SPDX-License-Identifier: Apache-2.0 */
#include "messages/later.h"

#include "base/arena.h"
#include "db/db.h"
#include "messages/message.h"
#include "people/care.h"
#include "people/team.h"

enum { SEND_MAX = 200, DAY_S = 86400 };

SQL(later_add, "id:id patient:id clinic:id from:id body:bytes about:text "
    "template:text now:int send_at:int", "",
    "INSERT INTO message_later (id, patient_id, clinic_id, from_account, body,"
    " about, template, made_at, send_at, state)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting')");
SQL(later_of, "patient:id", "id:id from_account:id body:bytes about:text "
    "made_at:int send_at:int state:text",
    "SELECT id, from_account, body, about, made_at, send_at, state"
    " FROM message_later WHERE patient_id = $1"
    " AND state IN ('waiting', 'stopped') ORDER BY send_at, id LIMIT 20");
SQL(later_waiting_n, "patient:id", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM message_later"
    " WHERE patient_id = $1 AND state = 'waiting'");
SQL(later_one, "patient:id id:id", "body:bytes about:text template:text",
    "SELECT body, about, template FROM message_later WHERE patient_id = $1"
    " AND id = $2");
SQL(later_state, "patient:id id:id state:text now:int", "",
    "UPDATE message_later SET state = $3, done_at = $4 WHERE patient_id = $1"
    " AND id = $2 AND state IN ('waiting', 'stopped')");
SQL(later_due, "now:int max:int", "id:id patient_id:id from_account:id "
    "made_at:int may:int",
    "SELECT /* duty: messages */ l.id, l.patient_id, l.from_account,"
    " l.made_at, CAST(CASE WHEN a.state = 'active'"
    " AND t.state IN ('active', 'paused', 'invited')"
    " AND EXISTS (SELECT 1 FROM care c WHERE c.patient_id = l.patient_id"
    " AND c.account_id = l.from_account AND c.kind <> 'glass'"
    " AND c.from_at <= $1 AND (c.to_at IS NULL OR c.to_at > $1))"
    " THEN 1 ELSE 0 END AS BIGINT) AS may"
    " FROM message_later l JOIN patient t ON t.id = l.patient_id"
    " JOIN account a ON a.id = l.from_account"
    " WHERE l.state = 'waiting' AND l.send_at <= $1"
    " ORDER BY l.send_at, l.id LIMIT $2");
/* The id that waited becomes the message's: it cannot be there twice. */
SQL(later_sent, "patient:id id:id now:int", "",
    "INSERT INTO message (id, patient_id, clinic_id, from_patient,"
    " from_account, body, sent_at, about, template)"
    " SELECT id, patient_id, clinic_id, 0, from_account, body, $3, about,"
    " template FROM message_later WHERE patient_id = $1 AND id = $2"
    " AND state = 'waiting' ON CONFLICT DO NOTHING /* the clinic's */");
SQL(later_answered, "patient:id until:int now:int", "",
    "UPDATE message SET answered_at = $3, read_at = COALESCE(read_at, $3)"
    " WHERE patient_id = $1 AND from_patient = 1 AND answered_at IS NULL"
    " AND sent_at <= $2");

bool
message_later_put(struct care *c, const struct message_new *m,
    int64_t send_at, struct problems *bad)
{
	struct id id = id_event(tx_now_ms(c->tx));

	if (!care_writes(c) || c->relation == REL_OWN)
		return false;
	(void)message_check(m->body, bad);
	if (problem_of(bad, S("send")) == NULL && (send_at <= c->now ||
	    send_at > c->now + (int64_t)LATER_DAYS_MAX * DAY_S))
		problem_add_n(bad, S("send"), T("Choose a time from now on, at "
		    "most %1 days ahead."), LATER_DAYS_MAX);
	if (bad->n == 0 &&
	    db_int(c->tx, 0, later_waiting_n, c->patient) >= LATER_MAX)
		problem_add(bad, S("send"), T("Many messages wait to be sent "
		    "already. Take one back first."));
	if (bad->n > 0)
		return false;
	db_run(c->tx, later_add, id, c->patient, c->clinic, c->actor,
	    care_seal(c, FIELD_MESSAGE, id, m->body), m->about, m->template,
	    c->now, send_at);
	message_draft_end(c);
	care_audit(c, "message.later", id);
	return true;
}

size_t
message_later_list(struct care *c, struct message_later **out)
{
	struct message_later *list = arena_many(c->arena,
	    struct message_later, LATER_MAX);
	size_t n = 0;

	*out = list;
	if (c->relation == REL_OWN)
		return 0;

	ROWS(r, c->tx, later_of, c->patient);

	while (n < LATER_MAX && rows_next(&r)) {
		struct message_later *m = &list[n++];

		m->id = rows_id(&r, "id");
		m->from = rows_id(&r, "from_account");
		m->from_name = team_name(c->tx, c->vault, m->from);
		m->body = care_unseal(c, FIELD_MESSAGE, m->id,
		    rows_bytes(&r, "body"));
		m->about = rows_str(&r, "about");
		m->made_at = rows_int(&r, "made_at");
		m->send_at = rows_int(&r, "send_at");
		m->stopped = str_is(rows_str(&r, "state"), "stopped");
	}
	return n;
}

enum later_back
message_later_back(struct care *c, struct id id)
{
	struct str body, about, draft, template;
	int64_t version, saved_at;
	ROWS(r, c->tx, later_one, c->patient, id);

	if (!care_writes(c) || c->relation == REL_OWN || !rows_next(&r))
		return LATER_NONE;
	body = care_unseal(c, FIELD_MESSAGE, id, rows_bytes(&r, "body"));
	about = rows_str(&r, "about");
	template = rows_str(&r, "template");
	if (db_run(c->tx, later_state, c->patient, id, S("back"), c->now) != 1)
		return LATER_SENT;
	care_audit(c, "message.back", id);
	draft = message_draft(c, &version, &saved_at);
	/* Nothing written is lost: both stand in the draft. */
	if (str_trim(draft).len > 0)
		body = str_fmt(c->arena, "%.*s\n\n%.*s", STR(draft),
		    STR(body));
	(void)message_draft_save(c, body, version, &version);
	message_draft_mark(c, about, template);
	return LATER_BACK;
}

/* One that is due, read before anything is written. */
struct due {
	struct id id, patient, from;
	int64_t made_at;
	bool may;
};

static size_t
due_read(struct duty *d, struct due *list)
{
	size_t n = 0;
	ROWS(r, d->tx, later_due, d->now, (int)SEND_MAX);

	while (n < SEND_MAX && rows_next(&r))
		list[n++] = (struct due){ rows_id(&r, "id"),
		    rows_id(&r, "patient_id"), rows_id(&r, "from_account"),
		    rows_int(&r, "made_at"), rows_int(&r, "may") != 0 };
	return n;
}

int
message_later_send(struct duty *d)
{
	struct due *list = arena_many(d->arena, struct due, SEND_MAX);
	size_t n = due_read(d, list), i;
	int sent = 0;

	for (i = 0; i < n; i++) {
		const struct due *x = &list[i];
		struct care c;

		if (!care_open_duty(&c, d, x->patient))
			continue;
		if (x->may) {
			db_run(d->tx, later_sent, c.patient, x->id, d->now);
			db_run(d->tx, later_answered, c.patient, x->made_at,
			    d->now);
			sent++;
		}
		db_run(d->tx, later_state, c.patient, x->id, x->may ?
		    S("sent") : S("stopped"), d->now);
		c.actor = x->from;
		if (x->may && message_hooks.answered != NULL)
			message_hooks.answered(&c, x->made_at);
		care_audit(&c, x->may ? "message.sent" : "message.stopped",
		    x->id);
	}
	return sent;
}
