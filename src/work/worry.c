/* SPDX-License-Identifier: Apache-2.0 */
#include "work/worry.h"

#include "base/arena.h"
#include "db/db.h"
#include "people/care.h"

enum { WORRIES_MAX = 50 };

SQL(worry_add, "id:id patient:id why:text was:int? is:int? now:int", "",
    "INSERT INTO work_worry (id, patient_id, why, was, now_is, since_at)"
    " VALUES ($1, $2, $3, $4, $5, $6)");
SQL(worry_again, "patient:id why:text was:int? is:int?", "",
    "UPDATE work_worry SET why = $2, was = $3, now_is = $4"
    " WHERE patient_id = $1 AND closed_at IS NULL");
SQL(worry_of, "patient:id", "id:id why:text was:int? now_is:int? since_at:int"
    " closed_at:int? closed_by:id? note:bytes?",
    "SELECT id, why, was, now_is, since_at, closed_at, closed_by, note"
    " FROM work_worry WHERE patient_id = $1"
    " ORDER BY since_at DESC, id DESC LIMIT 50");
SQL(worry_open_id, "patient:id", "id:id",
    "SELECT id FROM work_worry WHERE patient_id = $1 AND closed_at IS NULL"
    " ORDER BY since_at, id LIMIT 1");
SQL(worry_close, "patient:id id:id by:id now:int note:bytes?", "",
    "UPDATE work_worry SET closed_at = $4, closed_by = $3, note = $5"
    " WHERE patient_id = $1 AND id = $2 AND closed_at IS NULL");

SQL(worry_open_one, "patient:id", "why:text was:int? now_is:int? since_at:int",
    "SELECT why, was, now_is, since_at FROM work_worry"
    " WHERE patient_id = $1 AND closed_at IS NULL"
    " ORDER BY since_at, id LIMIT 1");

static const char *const whys[] = { [WORRY_UNSURE] = "unsure",
    [WORRY_NO] = "no", [WORRY_FELL] = "fell" };

static enum worry_why
why_of(struct str s)
{
	return str_is(s, "no") ? WORRY_NO : str_is(s, "fell") ? WORRY_FELL :
	    WORRY_UNSURE;
}

static struct id
open_id(struct care *c)
{
	ROWS(r, c->tx, worry_open_id, c->patient);

	return rows_next(&r) ? rows_id(&r, "id") : ID_NONE;
}

void
worry_raise(struct care *c, enum worry_why why, int was, int now)
{
	struct db_arg from = DB_IF(was >= 0, was), to = DB_IF(now >= 0, now);

	if (!id_is_none(open_id(c)))
		db_run(c->tx, worry_again, c->patient, str_z(whys[why]), from,
		    to);
	else
		db_run(c->tx, worry_add, id_event(tx_now_ms(c->tx)),
		    c->patient, str_z(whys[why]), from, to, c->now);
}

size_t
worry_list(struct care *c, struct worry **out)
{
	struct worry *list = arena_many(c->arena, struct worry, WORRIES_MAX);
	size_t n = 0;
	ROWS(r, c->tx, worry_of, c->patient);

	*out = list;
	if (c->relation == REL_OWN)
		return 0;
	while (n < WORRIES_MAX && rows_next(&r)) {
		struct worry *w = &list[n++];

		w->id = rows_id(&r, "id");
		w->why = why_of(rows_str(&r, "why"));
		w->was = (int)rows_int(&r, "was");
		w->now = (int)rows_int(&r, "now_is");
		w->since_at = rows_int(&r, "since_at");
		w->closed_at = rows_int(&r, "closed_at");
		w->closed_by = rows_id(&r, "closed_by");
		w->note = rows_null(&r, "note") ? STR_NONE : care_unseal(c,
		    FIELD_WORK_NOTE, w->id, rows_bytes(&r, "note"));
	}
	return n;
}

static bool
close_it(struct care *c, struct str note)
{
	struct id id = open_id(c);

	return !id_is_none(id) && db_run(c->tx, worry_close, c->patient, id,
	    c->actor, c->now, DB_IF(note.len > 0, care_seal(c,
	    FIELD_WORK_NOTE, id, note))) > 0;
}

bool
worry_note(struct care *c, struct str note, struct problems *bad)
{
	note = str_trim(note);
	if (!care_writes(c) || c->relation == REL_OWN ||
	    id_is_none(open_id(c)))
		return false;
	if (note.len == 0)
		problem_add(bad, S("note"), T("Write a line about what you "
		    "will do, or did."));
	if (str_utf8_len(note) > WORK_NOTE_MAX)
		problem_add_n(bad, S("note"), T("This is a little long. "
		    "Keep it to %1 characters."), WORK_NOTE_MAX);
	return bad->n == 0 && close_it(c, note);
}

void
worry_answered(struct care *c, int64_t written_at)
{
	struct say *says;
	size_t n;

	if (c->relation == REL_OWN || id_is_none(open_id(c)))
		return;
	n = say_list(c, &says);
	if (n == 0 || says[n - 1].at <= written_at)
		(void)close_it(c, STR_NONE);
}

bool
worry_waiting(struct care *c, struct worry_row *out)
{
	ROWS(r, c->tx, worry_open_one, c->patient);

	if (!rows_next(&r))
		return false;
	*out = (struct worry_row){ why_of(rows_str(&r, "why")),
	    (int)rows_int(&r, "was"), (int)rows_int(&r, "now_is"),
	    rows_int(&r, "since_at") };
	return true;
}
