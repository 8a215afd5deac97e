/* SPDX-License-Identifier: Apache-2.0 */
#include "course/variant.h"

#include "base/arena.h"
#include "course/course.h"
#include "db/db.h"
#include "people/care.h"

SQL(variant_now, "patient:id enrolment:id", "id:id what:text place:text "
    "from_value:text to_value:text made_by:id made_at:int ended_at:int?",
    "SELECT id, what, place, from_value, to_value, made_by, made_at, ended_at"
    " FROM variant WHERE patient_id = $1 AND enrolment_id = $2"
    " AND (ended_at IS NULL OR what = 'form') ORDER BY made_at, id");
SQL(variant_all, "patient:id enrolment:id max:int", "id:id what:text "
    "place:text from_value:text to_value:text words:bytes? reason:bytes? "
    "made_by:id made_at:int ended_by:id? ended_at:int?",
    "SELECT id, what, place, from_value, to_value, words, reason, made_by,"
    " made_at, ended_by, ended_at FROM variant"
    " WHERE patient_id = $1 AND enrolment_id = $2"
    " ORDER BY made_at DESC, id DESC LIMIT $3");
SQL(variant_note, "patient:id id:id", "words:bytes?",
    "SELECT words FROM variant WHERE patient_id = $1 AND id = $2");
SQL(variant_said, "patient:id enrolment:id what:text to:text", "n:int",
    "SELECT count(*) AS n FROM variant WHERE patient_id = $1"
    " AND enrolment_id = $2 AND what = $3 AND to_value = $4");
SQL(variant_add, "id:id patient:id enrolment:id what:text place:text "
    "from:text to:text words:bytes? reason:bytes? by:id now:int", "",
    "INSERT INTO variant (id, patient_id, enrolment_id, what, place,"
    " from_value, to_value, words, reason, made_by, made_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
SQL(variant_over, "patient:id enrolment:id id:id by:id now:int", "",
    "UPDATE variant SET ended_at = $5, ended_by = $4 WHERE patient_id = $1"
    " AND enrolment_id = $2 AND id = $3 AND ended_at IS NULL");

static const struct {
	const char *id, *action;
} kinds[VARIANT_N] = {
	[VARIANT_MOVE] = { "move", "course.move" },
	[VARIANT_CHAPTER] = { "chapter", "course.chapter" },
	[VARIANT_EXERCISE] = { "exercise", "course.exercise" },
	[VARIANT_NOTE] = { "note", "course.note" },
	[VARIANT_SWITCH] = { "switch", NULL },	/* course_switch() tells */
	[VARIANT_DAYS] = { "days", "course.pace" },
	[VARIANT_HAND] = { "hand", "course.pace" },
	[VARIANT_FORM] = { "form", "course.form" },
};

static enum variant_what
what_of(struct str s)
{
	enum variant_what w;

	for (w = VARIANT_MOVE; w < VARIANT_N; w++)
		if (str_is(s, kinds[w].id))
			break;
	return w;
}

static void
variant_read(struct rows *r, struct variant *v)
{
	*v = (struct variant){ .id = rows_id(r, "id"),
	    .by = rows_id(r, "made_by"), .what = what_of(rows_str(r, "what")),
	    .place = rows_str(r, "place"), .from = rows_str(r, "from_value"),
	    .to = rows_str(r, "to_value"), .made_at = rows_int(r, "made_at"),
	    .ended_at = rows_int(r, "ended_at") };
}

const struct variants *
variants_of(struct care *c, const struct enrolment *e)
{
	struct variants *v;
	size_t room = 0;

	if (c->variants != NULL && id_eq(c->variants->enrolment, e->id))
		return c->variants;
	v = arena_one(c->arena, struct variants);
	v->enrolment = e->id;

	ROWS(r, c->tx, variant_now, c->patient, e->id);

	while (v->n < VARIANTS_MAX && rows_next(&r)) {
		v->list = arena_more(c->arena, v->list, v->n, &room);
		variant_read(&r, &v->list[v->n++]);
	}
	c->variants = v;
	return v;
}

const struct variant *
variant_at(const struct variants *v, enum variant_what what, struct str place)
{
	size_t i;

	for (i = v->n; i > 0; i--)
		if (v->list[i - 1].what == what &&
		    v->list[i - 1].ended_at == 0 &&
		    str_eq(v->list[i - 1].place, place))
			return &v->list[i - 1];
	return NULL;
}

const struct variant *
variant_order(const struct variants *v)
{
	size_t i;

	for (i = v->n; i > 0; i--)
		if (v->list[i - 1].what == VARIANT_MOVE &&
		    v->list[i - 1].ended_at == 0)
			return &v->list[i - 1];
	return NULL;
}

struct str
variant_words(struct care *c, const struct variant *v)
{
	ROWS(r, c->tx, variant_note, c->patient, v->id);

	return !rows_next(&r) || rows_null(&r, "words") ? STR_NONE :
	    care_unseal(c, FIELD_VARIANT_NOTE, v->id, rows_bytes(&r, "words"));
}

bool
variant_ever(struct care *c, const struct enrolment *e, enum variant_what what,
    struct str to)
{
	return db_int(c->tx, 0, variant_said, c->patient, e->id,
	    str_z(kinds[what].id), to) > 0;
}

size_t
variant_list(struct care *c, const struct enrolment *e, struct variant **out)
{
	struct variant *list = NULL;
	size_t n = 0, room = 0;

	*out = NULL;
	if (c->relation == REL_OWN)
		return 0;

	ROWS(r, c->tx, variant_all, c->patient, e->id, (int)VARIANTS_MAX);

	while (n < VARIANTS_MAX && rows_next(&r)) {
		struct variant *v;

		list = arena_more(c->arena, list, n, &room);
		v = &list[n++];
		variant_read(&r, v);
		v->ended_by = rows_id(&r, "ended_by");
		if (!rows_null(&r, "words"))
			v->words = care_unseal(c, FIELD_VARIANT_NOTE, v->id,
			    rows_bytes(&r, "words"));
		if (!rows_null(&r, "reason"))
			v->reason = care_unseal(c, FIELD_VARIANT_REASON, v->id,
			    rows_bytes(&r, "reason"));
	}
	*out = list;
	return n;
}

static bool
may_change(struct care *c, const struct enrolment *e)
{
	return care_writes(c) && c->relation != REL_OWN && e->ended_at == 0;
}

enum variant_put
variant_put(struct care *c, const struct enrolment *e,
    const struct variant_new *new)
{
	const struct variants *all = variants_of(c, e);
	const struct variant *was = variant_at(all, new->what, new->place),
	    *seen = new->what == VARIANT_MOVE ? variant_order(all) : was;
	struct id id = id_event(tx_now_ms(c->tx));

	if (!may_change(c, e))
		return VARIANT_REFUSED;
	if (!new->any && !id_eq(seen == NULL ? ID_NONE : seen->id, new->seen))
		return VARIANT_CONFLICT;
	if (was != NULL)
		db_run(c->tx, variant_over, c->patient, e->id, was->id,
		    c->actor, c->now);
	db_run(c->tx, variant_add, id, c->patient, e->id,
	    str_z(kinds[new->what].id), new->place, new->from, new->to,
	    DB_IF(new->words.len > 0, care_seal(c, FIELD_VARIANT_NOTE, id,
	    new->words)),
	    DB_IF(new->reason.len > 0, care_seal(c, FIELD_VARIANT_REASON, id,
	    new->reason)), c->actor, c->now);
	c->variants = NULL;
	if (kinds[new->what].action != NULL)
		care_audit(c, kinds[new->what].action, id);
	return VARIANT_SAVED;
}

bool
variant_end(struct care *c, const struct enrolment *e, struct id id)
{
	const struct variants *all = variants_of(c, e);
	const struct variant *one = NULL;
	size_t i;

	for (i = 0; i < all->n; i++)
		if (id_eq(all->list[i].id, id) && all->list[i].ended_at == 0)
			one = &all->list[i];
	if (one == NULL || one->what == VARIANT_SWITCH || !may_change(c, e))
		return false;
	for (i = 0; i < all->n; i++)
		if (&all->list[i] == one || (one->what == VARIANT_MOVE &&
		    all->list[i].what == VARIANT_MOVE))
			db_run(c->tx, variant_over, c->patient, e->id,
			    all->list[i].id, c->actor, c->now);
	c->variants = NULL;
	care_audit(c, "course.as-written", id);
	return true;
}
