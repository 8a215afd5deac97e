/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/unsure.h"

#include "base/arena.h"
#include "db/db.h"
#include "people/care.h"

enum { UNSURE_MAX = 50, TOGETHER_MAX = 8000 };

SQL(unsure_add,
    "id:id patient:id about:text about_id:id? by:id words:bytes? now:int"
    " rest:int", "",
    "INSERT INTO unsure (id, patient_id, about, about_id, by_id, words,"
    " said_at, rest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
SQL(unsure_words, "patient:id id:id words:bytes", "",
    "UPDATE unsure SET words = $3 WHERE patient_id = $1 AND id = $2");
SQL(unsure_rest, "patient:id id:id rest:int", "",
    "UPDATE unsure SET rest = $3 WHERE patient_id = $1 AND id = $2");
SQL(unsure_of, "patient:id",
    "id:id about:text about_id:id? words:bytes? said_at:int closed_at:int?"
    " rest:int",
    "SELECT id, about, about_id, words, said_at, closed_at, rest FROM unsure"
    " WHERE patient_id = $1 ORDER BY said_at DESC, id DESC LIMIT 50");
SQL(unsure_end, "patient:id by:id now:int", "",
    "UPDATE unsure SET closed_at = $3, closed_by = $2"
    " WHERE patient_id = $1 AND closed_at IS NULL");

SQL(unsure_ask, "patient:id now:int", "",
    "UPDATE unsure SET asked_at = $2 WHERE patient_id = $1"
    " AND closed_at IS NULL AND asked_at IS NULL");
SQL(talk_add, "id:id patient:id assignment:id why:text now:int", "",
    "INSERT INTO talk (id, patient_id, assignment_id, why, begun_at)"
    " SELECT $1, a.patient_id, a.id, $4, $5 FROM assignment a"
    " WHERE a.patient_id = $2 AND a.id = $3 AND NOT EXISTS (SELECT 1"
    " FROM talk t WHERE t.patient_id = $2 AND t.assignment_id = $3"
    " AND t.closed_at IS NULL)");
SQL(talk_close, "patient:id assignment:id by:id? now:int", "",
    "UPDATE talk SET closed_at = $4, closed_by = $3 WHERE patient_id = $1"
    " AND assignment_id = $2 AND closed_at IS NULL");
SQL(talk_ask, "patient:id now:int", "",
    "UPDATE talk SET asked_at = $2 WHERE patient_id = $1"
    " AND closed_at IS NULL AND asked_at IS NULL");
SQL(talk_open_n, "patient:id", "n:int",
    "SELECT CAST((SELECT count(*) FROM talk WHERE patient_id = $1"
    " AND closed_at IS NULL) + (SELECT count(*) FROM unsure"
    " WHERE patient_id = $1 AND closed_at IS NULL) AS BIGINT) AS n");

bool
unsure_is_work(const struct unsure *u)
{
	return str_is(u->about, "work");
}

/* The open one that a new saying adds to; NULL: none. */
static const struct unsure *
same_open(struct care *c, bool work)
{
	struct unsure *list;
	size_t n = unsure_open(c, &list), i;

	for (i = 0; i < n; i++)
		if (unsure_is_work(&list[i]) == work)
			return &list[i];
	return NULL;
}

/* Under what was said before; said again, word for word, it stands once. */
static struct str
words_under(struct care *c, struct str before, struct str words)
{
	if (before.len == 0 || str_ends(before, words))
		return before.len == 0 ? words : before;
	return str_fmt(c->arena, "%.*s\n\n%.*s", STR(before), STR(words));
}

bool
unsure_say(struct care *c, const char *about, struct id about_id,
    struct str words, bool rest)
{
	struct id id = id_event(tx_now_ms(c->tx));
	const struct unsure *open;

	if (c->relation != REL_OWN)
		return false;
	open = same_open(c, str_is(S("work"), about));
	words = str_utf8_head(str_trim(words), UNSURE_WORDS_MAX);
	if (open != NULL && open->words.len <= TOGETHER_MAX) {
		if (words.len > 0)
			db_run(c->tx, unsure_words, c->patient, open->id,
			    care_seal(c, FIELD_UNSURE, open->id,
			    words_under(c, open->words, words)));
		db_run(c->tx, unsure_rest, c->patient, open->id, rest);
		return true;
	}
	db_run(c->tx, unsure_add, id, c->patient, str_z(about),
	    DB_IF(!id_is_none(about_id), about_id), c->actor,
	    DB_IF(words.len > 0, care_seal(c, FIELD_UNSURE, id, words)),
	    c->now, rest);
	return true;
}

size_t
unsure_list(struct care *c, struct unsure **out)
{
	struct unsure *list = arena_many(c->arena, struct unsure, UNSURE_MAX);
	size_t n = 0;
	ROWS(r, c->tx, unsure_of, c->patient);

	while (n < UNSURE_MAX && rows_next(&r)) {
		struct unsure *u = &list[n++];

		u->id = rows_id(&r, "id");
		u->about = rows_str(&r, "about");
		u->about_id = rows_id(&r, "about_id");
		u->words = rows_null(&r, "words") ? STR_NONE : care_unseal(c,
		    FIELD_UNSURE, u->id, rows_bytes(&r, "words"));
		u->said_at = rows_int(&r, "said_at");
		u->closed_at = rows_int(&r, "closed_at");
		u->rest = rows_int(&r, "rest") != 0;
	}
	*out = list;
	return n;
}

size_t
unsure_open(struct care *c, struct unsure **out)
{
	size_t n = unsure_list(c, out), i, open = 0;

	for (i = 0; i < n; i++)
		if ((*out)[i].closed_at == 0)
			(*out)[open++] = (*out)[i];
	return open;
}

bool
unsure_is_open(struct care *c)
{
	struct unsure *list;

	return unsure_open(c, &list) > 0;
}

bool
unsure_close(struct care *c)
{
	return care_writes(c) &&
	    db_run(c->tx, unsure_end, c->patient, c->actor, c->now) > 0;
}

/* --- to be talked about first -------------------------------------------- */

void
talk_begin(struct care *c, struct id assignment, const char *why)
{
	db_run(c->tx, talk_add, id_event(tx_now_ms(c->tx)), c->patient,
	    assignment, str_z(why), c->now);
}

void
talk_end(struct care *c, struct id assignment)
{
	db_run(c->tx, talk_close, c->patient, assignment,
	    DB_IF(c->relation != REL_OWN, c->actor), c->now);
}

void
talk_asked(struct care *c)
{
	if (!care_writes(c))
		return;
	db_run(c->tx, unsure_ask, c->patient, c->now);
	db_run(c->tx, talk_ask, c->patient, c->now);
}

bool
talk_open(struct care *c)
{
	return db_int(c->tx, 0, talk_open_n, c->patient) > 0;
}
