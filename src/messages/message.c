/* SPDX-License-Identifier: Apache-2.0 */
#include "messages/message.h"

#include "base/arena.h"
#include "db/db.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/team.h"

enum { DRAFT_FIRST_MAX = 1 << 30 };

struct message_hooks message_hooks;

#define THREAD_COLUMNS "id:id from_account:id from_patient:int body:bytes " \
    "about:text template:text sent_at:int read_at:int? answered_at:int?"
#define THREAD_SELECT "SELECT m.id, m.from_account, m.from_patient, m.body," \
    " m.about, m.template, m.sent_at, m.read_at, m.answered_at FROM message m"
SQL(message_thread, "patient:id max:int", THREAD_COLUMNS,
    THREAD_SELECT " WHERE m.patient_id = $1"
    " ORDER BY m.sent_at DESC, m.id DESC LIMIT $2");
SQL(message_thread_before, "patient:id max:int before:id", THREAD_COLUMNS,
    THREAD_SELECT " JOIN message t ON t.id = $3 AND t.patient_id = $1"
    " WHERE m.patient_id = $1 AND m.sent_at <= t.sent_at"
    " AND (m.sent_at < t.sent_at OR m.id < t.id)"
    " ORDER BY m.sent_at DESC, m.id DESC LIMIT $2");
SQL(message_last, "patient:id", "from_patient:int",
    "SELECT from_patient FROM message WHERE patient_id = $1"
    " ORDER BY sent_at DESC, id DESC LIMIT 1");
SQL(message_one, "patient:id id:id",
    "from_account:id from_patient:int body:bytes about:text template:text"
    " sent_at:int read_at:int? answered_at:int?",
    "SELECT from_account, from_patient, body, about, template, sent_at,"
    " read_at, answered_at FROM message"
    " WHERE patient_id = $1 AND id = $2");
SQL(message_newest_by, "patient:id account:id", "id:id body:bytes sent_at:int",
    "SELECT id, body, sent_at FROM message WHERE patient_id = $1"
    " AND from_account = $2 ORDER BY sent_at DESC, id DESC LIMIT 1");
SQL(message_counts, "patient:id from_at:int until_at:int", "theirs:int n:int",
    "SELECT CAST(coalesce(sum(from_patient), 0) AS BIGINT) AS theirs,"
    " CAST(count(*) AS BIGINT) AS n FROM message WHERE patient_id = $1"
    " AND sent_at >= $2 AND sent_at < $3");
#define ADD_PARAMS "id:id patient:id clinic:id from_patient:int from:id " \
    "body:bytes now:int about:text template:text"
#define ADD "INSERT INTO message (id, patient_id, clinic_id, from_patient," \
    " from_account, body, sent_at, about, template)" \
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
/* Two, as the list's summary looks at days the clinic wrote. */
SQL(message_add_theirs, ADD_PARAMS, "", ADD);
SQL(message_add, ADD_PARAMS, "", ADD " /* the clinic's */");
SQL(message_answered, "patient:id now:int", "",
    "UPDATE message SET answered_at = $2, read_at = COALESCE(read_at, $2)"
    " WHERE patient_id = $1 AND from_patient = 1 AND answered_at IS NULL");
SQL(message_answered_to, "patient:id now:int newest:id", "",
    "UPDATE message SET answered_at = $2, read_at = COALESCE(read_at, $2)"
    " WHERE patient_id = $1 AND from_patient = 1 AND answered_at IS NULL"
    " AND sent_at <= (SELECT t.sent_at FROM message t"
    " WHERE t.patient_id = $1 AND t.id = $3)");
SQL(message_newest_waiting, "patient:id", "id:id",
    "SELECT id FROM message WHERE patient_id = $1 AND from_patient = 1"
    " AND answered_at IS NULL ORDER BY sent_at DESC, id DESC LIMIT 1");
/*
 * Two of each: over `from_patient = $2` SQLite would plan anew at every use,
 * as an index of only those from patients might fit.
 */
#define READ_SET(from) "UPDATE message SET read_at = $2" \
    " WHERE patient_id = $1 AND read_at IS NULL AND from_patient = " from \
    " AND NOT EXISTS (SELECT 1 FROM message t WHERE t.patient_id = $1" \
    " AND t.id = $3 AND (t.sent_at < message.sent_at" \
    " OR (t.sent_at = message.sent_at AND t.id < message.id)))"
SQL(message_read_theirs, "patient:id now:int newest:id", "", READ_SET("1"));
SQL(message_read_ours, "patient:id now:int newest:id", "", READ_SET("0"));
SQL(message_unread_from, "patient:id", "from_account:id",
    "SELECT from_account FROM message WHERE patient_id = $1"
    " AND from_patient = 0 AND read_at IS NULL"
    " ORDER BY sent_at DESC, id DESC LIMIT 1");
SQL(message_draft_get, "patient:id account:id",
    "row_id:id body:bytes saved_at:int version:int",
    "SELECT row_id, body, saved_at, version FROM message_draft"
    " WHERE patient_id = $1 AND account_id = $2");
SQL(message_draft_put,
    "patient:id account:id row:id body:bytes now:int version:int", "",
    "INSERT INTO message_draft (patient_id, account_id, row_id, body,"
    " saved_at, version) VALUES ($1, $2, $3, $4, $5, $6)"
    " ON CONFLICT (patient_id, account_id) DO UPDATE SET"
    " row_id = excluded.row_id, body = excluded.body,"
    " saved_at = excluded.saved_at, version = excluded.version");
SQL(message_draft_marks_get, "patient:id account:id",
    "about:text template:text",
    "SELECT about, template FROM message_draft WHERE patient_id = $1"
    " AND account_id = $2");
SQL(message_draft_marks_put, "patient:id account:id about:text "
    "template:text", "",
    "UPDATE message_draft SET about = $3, template = $4 WHERE patient_id = $1"
    " AND account_id = $2");
SQL(message_draft_drop, "patient:id account:id", "",
    "DELETE FROM message_draft WHERE patient_id = $1 AND account_id = $2");
/*
 * An answer that was written and waits to be sent is one: what came after the
 * newest of those waits, counted up to 50.
 */
SQL(message_waiting_one, "patient:id", "since_at:int? n:int",
    "SELECT min(m.sent_at) AS since_at, CAST(count(*) AS BIGINT) AS n"
    " FROM (SELECT sent_at FROM message WHERE patient_id = $1"
    " AND from_patient = 1 AND answered_at IS NULL AND sent_at > COALESCE("
    "(SELECT max(l.made_at) FROM message_later l WHERE l.patient_id = $1"
    " AND l.state = 'waiting'), 0) ORDER BY sent_at LIMIT 50) m");

static void
message_fill(struct care *c, struct rows *r, struct message *m)
{
	m->from = rows_id(r, "from_account");
	m->from_patient = rows_int(r, "from_patient") != 0;
	m->body = care_unseal(c, FIELD_MESSAGE, m->id, rows_bytes(r, "body"));
	m->about = rows_str(r, "about");
	m->template = rows_str(r, "template");
	m->sent_at = rows_int(r, "sent_at");
	m->read_at = rows_int(r, "read_at");
	m->answered_at = rows_int(r, "answered_at");
}

bool
message_get(struct care *c, struct id id, struct message *out)
{
	ROWS(r, c->tx, message_one, c->patient, id);

	if (!rows_next(&r))
		return false;
	*out = (struct message){ .id = id };
	message_fill(c, &r, out);
	return true;
}

/* They come newest first, and one more than is wanted when there is. */
static size_t
thread_read(struct care *c, struct rows *r, size_t max, struct message **out,
    bool *more)
{
	struct message *list = NULL, *m;
	struct message last = { .from = ID_NONE };
	size_t n = 0, room = 0, i;

	while (n < max && rows_next(r)) {
		list = arena_more(c->arena, list, n, &room);
		m = &list[n++];
		m->id = rows_id(r, "id");
		message_fill(c, r, m);
		if (m->from_patient)
			continue;
		/* Most often the same one: looked up once. */
		if (!id_eq(last.from, m->from))
			last.from_name = team_name(c->tx, c->vault, m->from);
		m->from_name = last.from_name;
		last.from = m->from;
	}
	if (more != NULL)
		*more = n == max && rows_next(r);
	for (i = 0; i < n / 2; i++) {
		struct message swap = list[i];

		list[i] = list[n - 1 - i];
		list[n - 1 - i] = swap;
	}
	*out = list;
	return n;
}

size_t
message_list(struct care *c, size_t max, struct message **out, bool *more)
{
	ROWS(r, c->tx, message_thread, c->patient, (int64_t)max + 1);

	return thread_read(c, &r, max, out, more);
}

size_t
message_list_before(struct care *c, struct id before, size_t max,
    struct message **out, bool *more)
{
	ROWS(r, c->tx, message_thread_before, c->patient, (int64_t)max + 1,
	    before);

	return thread_read(c, &r, max, out, more);
}

bool
message_last_theirs(struct care *c)
{
	return db_int(c->tx, 0, message_last, c->patient) != 0;
}

void
message_count(struct care *c, int64_t from_at, int64_t until_at,
    int64_t *theirs, int64_t *ours)
{
	ROWS(r, c->tx, message_counts, c->patient, from_at, until_at);

	*theirs = *ours = 0;
	if (!rows_next(&r))
		return;
	*theirs = rows_int(&r, "theirs");
	*ours = rows_int(&r, "n") - *theirs;
}

struct str
message_newest_own(struct care *c, int64_t *sent_at)
{
	ROWS(r, c->tx, message_newest_by, c->patient, c->actor);

	*sent_at = 0;
	if (!rows_next(&r))
		return STR_NONE;
	*sent_at = rows_int(&r, "sent_at");
	return care_unseal(c, FIELD_MESSAGE, rows_id(&r, "id"),
	    rows_bytes(&r, "body"));
}

bool
message_check(struct str body, struct problems *bad)
{
	if (str_trim(body).len == 0)
		problem_add(bad, S("body"), T("Write a line or two first."));
	if (str_utf8_len(body) > MESSAGE_MAX)
		problem_add_n(bad, S("body"), T("This is a little long. "
		    "Keep it to %1 characters."), MESSAGE_MAX);
	return bad->n == 0;
}

void
message_answer(struct care *c, struct id newest)
{
	if (c->relation == REL_OWN)
		return;
	db_run(c->tx, message_answered_to, c->patient, c->now, newest);
	if (message_hooks.answered != NULL)
		message_hooks.answered(c, c->now);
}

bool
message_came(struct care *c, struct id seen)
{
	ROWS(r, c->tx, message_newest_waiting, c->patient);

	return rows_next(&r) && id_cmp(rows_id(&r, "id"), seen) > 0;
}

bool
message_send_new(struct care *c, const struct message_new *m, struct id *out,
    struct problems *bad)
{
	struct bytes sealed;
	struct id id = id_event(tx_now_ms(c->tx));
	bool own = c->relation == REL_OWN;

	if (!message_check(m->body, bad))
		return false;
	if (!own)
		db_run(c->tx, message_answered, c->patient, c->now);
	if (!own && message_hooks.answered != NULL)
		message_hooks.answered(c, c->now);
	sealed = care_seal(c, FIELD_MESSAGE, id, m->body);
	if (own)
		db_run(c->tx, message_add_theirs, id, c->patient, c->clinic,
		    1, c->actor, sealed, c->now, m->about, m->template);
	else
		db_run(c->tx, message_add, id, c->patient, c->clinic, 0,
		    c->actor, sealed, c->now, m->about, m->template);
	db_run(c->tx, message_draft_drop, c->patient, c->actor);
	*out = id;
	return true;
}

bool
message_send(struct care *c, struct str body, struct id *out,
    struct problems *bad)
{
	return message_send_new(c, &(struct message_new){ body, STR_NONE,
	    STR_NONE }, out, bad);
}

void
message_rhythm(struct care *c, const struct clinic *clinic,
    const struct message *list, size_t n, struct rhythm *out)
{
	int64_t since = c->now - (int64_t)RHYTHM_WEEKS * 7 * 86400, end;
	size_t i;

	*out = (struct rhythm){ 0, 0 };
	for (i = 0; i < n; i++) {
		const struct message *m = &list[i];

		if (!m->from_patient || m->sent_at < since)
			continue;
		end = clinic_day_end(clinic, team_reading_from(c, clinic,
		    m->sent_at));
		if (m->read_at == 0 && end >= c->now)
			continue;
		out->over += end < c->now || m->read_at <= end;
		out->kept += m->read_at != 0 && m->read_at <= end;
	}
}

void
message_note_read(struct tx *tx, struct id account, struct id patient,
    struct id newest, bool own, int64_t now)
{
	(void)account;
	if (own)
		db_run(tx, message_read_ours, patient, now, newest);
	else
		db_run(tx, message_read_theirs, patient, now, newest);
}

struct id
message_unread_by(struct care *c)
{
	ROWS(r, c->tx, message_unread_from, c->patient);

	return rows_next(&r) ? rows_id(&r, "from_account") : ID_NONE;
}

struct str
message_draft(struct care *c, int64_t *version, int64_t *saved_at)
{
	ROWS(r, c->tx, message_draft_get, c->patient, c->actor);

	*version = *saved_at = 0;
	if (!rows_next(&r))
		return STR_NONE;
	*version = rows_int(&r, "version");
	*saved_at = rows_int(&r, "saved_at");
	return care_unseal(c, FIELD_DRAFT, rows_id(&r, "row_id"),
	    rows_bytes(&r, "body"));
}

bool
message_draft_save(struct care *c, struct str body, int64_t seen,
    int64_t *version)
{
	struct id row = id_event(tx_now_ms(c->tx));
	int64_t saved_at;

	message_draft(c, version, &saved_at);
	if (*version != seen)
		return false;
	/*
	 * A draft that is sent is dropped.  The next begins at a number of its
	 * own: a window that still has the last one must not fit over it.
	 */
	*version = seen == 0 ? 1 + c->now % DRAFT_FIRST_MAX : seen + 1;
	db_run(c->tx, message_draft_put, c->patient, c->actor, row,
	    care_seal(c, FIELD_DRAFT, row, body), c->now, *version);
	return true;
}

void
message_draft_marks(struct care *c, struct str *about, struct str *template)
{
	ROWS(r, c->tx, message_draft_marks_get, c->patient, c->actor);

	*about = *template = STR_NONE;
	if (!rows_next(&r))
		return;
	*about = rows_str(&r, "about");
	*template = rows_str(&r, "template");
}

void
message_draft_mark(struct care *c, struct str about, struct str template)
{
	db_run(c->tx, message_draft_marks_put, c->patient, c->actor, about,
	    template);
}

void
message_draft_end(struct care *c)
{
	db_run(c->tx, message_draft_drop, c->patient, c->actor);
}

bool
message_waiting(struct care *c, struct message_waiting *out)
{
	ROWS(r, c->tx, message_waiting_one, c->patient);

	if (!rows_next(&r) || rows_int(&r, "n") == 0)
		return false;
	*out = (struct message_waiting){ rows_int(&r, "since_at"),
	    (int)rows_int(&r, "n") };
	return true;
}
