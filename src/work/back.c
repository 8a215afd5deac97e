/* SPDX-License-Identifier: Apache-2.0 */
#include "work/back.h"

#include "base/arena.h"
#include "db/db.h"
#include "people/care.h"
#include "work/words.h"

enum { BACK_WORDS = 2 };

SQL(back_all, "patient:id", "id:id by_id:id by_role:text made_at:int"
    " look_day:int? words:bytes closed_at:int?",
    "SELECT id, by_id, by_role, made_at, look_day, words, closed_at"
    " FROM way_back WHERE patient_id = $1 AND newest = 1"
    " ORDER BY made_at DESC, id DESC LIMIT 50");
SQL(back_add, "id:id patient:id before:id? by:id role:text now:int look:int?"
    " words:bytes", "",
    "INSERT INTO way_back (id, patient_id, before_id, newest, by_id, by_role,"
    " made_at, look_day, words) VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8)");
SQL(back_older, "patient:id id:id", "",
    "UPDATE way_back SET newest = 0 WHERE patient_id = $1 AND id = $2");
SQL(back_end, "patient:id id:id now:int by:id", "",
    "UPDATE way_back SET closed_at = $3, closed_by = $4 WHERE patient_id = $1"
    " AND id = $2 AND newest = 1 AND closed_at IS NULL");

size_t
back_list(struct care *c, struct step_back **out)
{
	struct step_back *list = arena_many(c->arena, struct step_back,
	    BACKS_MAX);
	size_t n = 0;
	ROWS(r, c->tx, back_all, c->patient);

	while (n < BACKS_MAX && rows_next(&r)) {
		struct step_back *b = &list[n++];
		struct str words[BACK_WORDS];

		b->id = rows_id(&r, "id");
		b->by = by_read(&r, "by_id", "by_role", "made_at");
		b->look = rows_day(&r, "look_day");
		b->closed_at = rows_int(&r, "closed_at");
		words_unpack(care_unseal(c, FIELD_WAY_BACK, b->id,
		    rows_bytes(&r, "words")), words, BACK_WORDS);
		b->happened = words[0];
		b->helps = words[1];
	}
	*out = list;
	return n;
}

bool
back_open(struct care *c, struct step_back *out)
{
	struct step_back *list;
	size_t n = back_list(c, &list), i;

	*out = (struct step_back){ .id = ID_NONE, .look = DAY_NONE,
	    .happened = STR_NONE, .helps = STR_NONE };
	for (i = 0; i < n; i++)
		if (list[i].closed_at == 0) {
			*out = list[i];
			return true;
		}
	return false;
}

static void
check(struct care *c, const struct step_back *b, struct problems *bad)
{
	int today = zone_day(c->zone, c->now).n;

	if (b->happened.len == 0 && b->helps.len == 0)
		problem_add(bad, S("happened"),
		    T("Write a few words in one of the two."));
	if (str_utf8_len(b->happened) > BACK_TEXT_MAX)
		problem_add_n(bad, S("happened"), T("This is a little long. "
		    "Keep it to %1 characters."), BACK_TEXT_MAX);
	if (str_utf8_len(b->helps) > BACK_TEXT_MAX)
		problem_add_n(bad, S("helps"), T("This is a little long. "
		    "Keep it to %1 characters."), BACK_TEXT_MAX);
	if (b->look.n != DAY_NONE_N && (b->look.n < today ||
	    b->look.n > today + BACK_LOOK_DAYS))
		problem_add(bad, S("look"),
		    T("Choose a day within the coming months."));
}

enum back_saved
back_save(struct care *c, const struct step_back *b, struct id seen,
    struct problems *bad)
{
	struct str words[BACK_WORDS] = { b->happened, b->helps };
	struct id id = id_event(tx_now_ms(c->tx));
	struct by by = by_of(c);
	struct step_back was;

	if (!care_writes(c))
		return BACK_NONE;
	(void)back_open(c, &was);
	check(c, b, bad);
	if (bad->n > 0)
		return BACK_REFUSED;
	if (!id_eq(was.id, seen))
		return BACK_CONFLICT;
	db_run(c->tx, back_older, c->patient, was.id);
	db_run(c->tx, back_add, id, c->patient, DB_IF(!id_is_none(was.id),
	    was.id), by.account, by_role(&by), by.at, b->look, care_seal(c,
	    FIELD_WAY_BACK, id, words_pack(c->arena, words, BACK_WORDS)));
	return BACK_SAVED;
}

bool
back_close(struct care *c, struct id seen)
{
	return care_writes(c) &&
	    db_run(c->tx, back_end, c->patient, seen, c->now, c->actor) > 0;
}
