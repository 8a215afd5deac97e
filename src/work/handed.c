/* SPDX-License-Identifier: Apache-2.0 */
#include "work/handed.h"

#include "base/arena.h"
#include "db/db.h"
#include "people/care.h"
#include "work/words.h"

enum { HANDED_WORDS = 2 };

SQL(handed_add, "id:id patient:id by:id now:int kind:text words:bytes", "",
    "INSERT INTO way_handed (id, patient_id, by_id, made_at, kind, words)"
    " VALUES ($1, $2, $3, $4, $5, $6)");
SQL(handed_all, "patient:id", "id:id made_at:int kind:text words:bytes",
    "SELECT id, made_at, kind, words FROM way_handed WHERE patient_id = $1"
    " ORDER BY made_at DESC, id DESC LIMIT 100");
SQL(handed_one, "patient:id id:id", "id:id made_at:int kind:text words:bytes",
    "SELECT id, made_at, kind, words FROM way_handed WHERE patient_id = $1"
    " AND id = $2");

static const char *const kinds[HANDED_KINDS] = {
	[HANDED_MANAGER] = "manager", [HANDED_DOCTOR] = "doctor",
	[HANDED_OFFICE] = "office",
};

const char *
handed_id(enum handed_kind k)
{
	return kinds[k];
}

enum handed_kind
handed_of(struct str s)
{
	int k = HANDED_KINDS;

	while (--k > 0 && !str_is(s, kinds[k]))
		;
	return (enum handed_kind)k;
}

struct id
handed_put(struct care *c, const struct handed *h)
{
	const struct str words[HANDED_WORDS] = { h->whom, h->text };
	struct id id = id_event(tx_now_ms(c->tx));

	if (c->relation != REL_OWN || !care_writes(c))
		return ID_NONE;
	db_run(c->tx, handed_add, id, c->patient, c->actor, c->now,
	    str_z(kinds[h->kind]), care_seal(c, FIELD_WAY_HANDED, id,
	    words_pack(c->arena, words, HANDED_WORDS)));
	return id;
}

static void
handed_read(struct care *c, struct rows *r, struct handed *h)
{
	struct str words[HANDED_WORDS];

	h->id = rows_id(r, "id");
	h->at = rows_int(r, "made_at");
	h->kind = handed_of(rows_str(r, "kind"));
	words_unpack(care_unseal(c, FIELD_WAY_HANDED, h->id,
	    rows_bytes(r, "words")), words, HANDED_WORDS);
	h->whom = words[0];
	h->text = words[1];
}

size_t
handed_list(struct care *c, struct handed **out)
{
	size_t n = 0;
	ROWS(r, c->tx, handed_all, c->patient);

	*out = arena_many(c->arena, struct handed, HANDED_MAX);
	while (n < HANDED_MAX && rows_next(&r))
		handed_read(c, &r, &(*out)[n++]);
	return n;
}

bool
handed_get(struct care *c, struct id id, struct handed *out)
{
	ROWS(r, c->tx, handed_one, c->patient, id);

	if (!rows_next(&r))
		return false;
	handed_read(c, &r, out);
	return true;
}
