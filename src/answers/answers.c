/* SPDX-License-Identifier: Apache-2.0 */
#include "answers/answers.h"

#include <assert.h>

#include "base/arena.h"
#include "db/db.h"
#include "people/care.h"

#define ANSWER_COLUMNS "id:id enrolment_id:id before_id:id? kind:text " \
    "ref:text occasion:text lang:text variant:text bundle:bytes version:int " \
    "started_at:int saved_at:int sent_at:int?"
#define ANSWER_SELECT "SELECT id, enrolment_id, before_id, kind, ref, " \
    "occasion, lang, variant, bundle, version, started_at, saved_at, " \
    "sent_at FROM answer "
#define PLACE_PARAMS "patient:id enrolment:id kind:text ref:text occasion:text"
#define PLACE_WHERE "WHERE patient_id = $1 AND enrolment_id = $2 " \
    "AND kind = $3 AND ref = $4 AND occasion = $5 "

/* The patient's own. */
SQL(answer_own_newest, PLACE_PARAMS, ANSWER_COLUMNS,
    ANSWER_SELECT PLACE_WHERE "ORDER BY version DESC LIMIT 1");
SQL(answer_own_by_id, "patient:id id:id", ANSWER_COLUMNS,
    ANSWER_SELECT "WHERE patient_id = $1 AND id = $2");
SQL(answer_own_values, "patient:id answer:id",
    "id:id field:text row_n:int col:text value:bytes private:int",
    "SELECT id, field, row_n, col, value, private FROM answer_value "
    "WHERE patient_id = $1 AND answer_id = $2");

/*
 * Everyone else's: sent, and not private.  What the newest that was sent
 * marks so, is so in those before it too, as if it had been from the start.
 */
SQL(answer_sent_newest, PLACE_PARAMS, ANSWER_COLUMNS,
    ANSWER_SELECT PLACE_WHERE "AND sent_at IS NOT NULL AND newest = 1 "
    "ORDER BY version DESC LIMIT 1");
SQL(answer_sent_by_id, "patient:id id:id", ANSWER_COLUMNS,
    ANSWER_SELECT "WHERE patient_id = $1 AND id = $2 "
    "AND sent_at IS NOT NULL");
SQL(answer_shared_values, "patient:id answer:id",
    "id:id field:text row_n:int col:text value:bytes private:int",
    "SELECT v.id AS id, v.field AS field, v.row_n AS row_n, v.col AS col, "
    "v.value AS value, v.private AS private "
    "FROM answer_value v JOIN answer a ON a.id = v.answer_id "
    "WHERE v.patient_id = $1 AND a.patient_id = $1 AND v.answer_id = $2 "
    "AND v.private = 0 AND a.sent_at IS NOT NULL AND (a.newest = 1 "
    "OR NOT EXISTS (SELECT 1 FROM answer n JOIN answer_value m "
    "ON m.answer_id = n.id WHERE n.patient_id = $1 AND m.patient_id = $1 "
    "AND n.enrolment_id = a.enrolment_id AND n.kind = a.kind "
    "AND n.ref = a.ref AND n.occasion = a.occasion AND n.newest = 1 "
    "AND m.field = v.field AND m.private = 1))");
SQL(answers_sent_since, "patient:id since:int max:int", ANSWER_COLUMNS,
    ANSWER_SELECT "WHERE patient_id = $1 AND sent_at IS NOT NULL "
    "AND sent_at >= $2 ORDER BY sent_at DESC LIMIT $3");
SQL(answers_sent_at_place, PLACE_PARAMS " max:int", ANSWER_COLUMNS,
    ANSWER_SELECT PLACE_WHERE "AND sent_at IS NOT NULL "
    "ORDER BY version DESC LIMIT $6");

/* The newest at each place of a kind whose occasion begins so. */
#define OF_WHERE "WHERE patient_id = $1 AND kind = $2 " \
    "AND substr(occasion, 1, length($3)) = $3 "
SQL(answers_of_own, "patient:id kind:text head:text max:int", ANSWER_COLUMNS,
    ANSWER_SELECT OF_WHERE "AND (sent_at IS NULL OR (newest = 1 "
    "AND NOT EXISTS (SELECT 1 FROM answer d WHERE d.patient_id = $1 "
    "AND d.sent_at IS NULL AND d.kind = answer.kind "
    "AND d.occasion = answer.occasion AND d.ref = answer.ref))) "
    "ORDER BY started_at DESC, id DESC LIMIT $4");
SQL(answers_of_shared, "patient:id kind:text head:text max:int",
    ANSWER_COLUMNS, ANSWER_SELECT OF_WHERE "AND sent_at IS NOT NULL "
    "AND newest = 1 ORDER BY sent_at DESC, id DESC LIMIT $4");
SQL(answers_by_head, "patient:id kind:text max:int", "head:text n:int",
    "SELECT substr(occasion, 1, 32) AS head, CAST(count(*) AS BIGINT) AS n"
    " FROM answer WHERE patient_id = $1 AND kind = $2"
    " AND sent_at IS NOT NULL AND newest = 1"
    " GROUP BY substr(occasion, 1, 32) LIMIT $3");

/* Items of a rested draft, for an alert. */
SQL(answer_draft_by_id, "patient:id id:id", ANSWER_COLUMNS,
    ANSWER_SELECT "WHERE patient_id = $1 AND id = $2 AND sent_at IS NULL");
SQL(answer_draft_item, "patient:id answer:id item:text",
    "id:id field:text row_n:int col:text value:bytes private:int",
    "SELECT id, field, row_n, col, value, private FROM answer_value "
    "WHERE patient_id = $1 AND answer_id = $2 AND field = $3 "
    "AND private = 0");

/* Writing: the patient's own only. */
SQL(answer_draft_make, "id:id patient:id enrolment:id kind:text ref:text "
    "occasion:text bundle:bytes lang:text variant:text version:int "
    "before:id? now:int", "",
    "INSERT INTO answer (id, patient_id, enrolment_id, kind, ref, occasion, "
    "bundle, lang, variant, version, before_id, newest, started_at, saved_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $12) "
    "ON CONFLICT DO NOTHING");
SQL(answer_draft_save, "patient:id id:id version:int bundle:bytes lang:text "
    "variant:text now:int", "",
    "UPDATE answer SET version = version + 1, bundle = $4, lang = $5, "
    "variant = $6, saved_at = $7 WHERE patient_id = $1 AND id = $2 "
    "AND version = $3 AND sent_at IS NULL");
SQL(answer_draft_send, "patient:id id:id now:int", "",
    "UPDATE answer SET sent_at = $3, newest = 1 WHERE patient_id = $1 "
    "AND id = $2 AND sent_at IS NULL");
SQL(answer_superseded, "patient:id id:id", "",
    "UPDATE answer SET newest = 0 WHERE patient_id = $1 AND id = $2");
SQL(answer_value_add, "id:id answer:id patient:id field:text row:int col:text "
    "value:bytes private:int", "",
    "INSERT INTO answer_value (id, answer_id, patient_id, field, row_n, col, "
    "value, private) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
SQL(answer_value_change, "patient:id id:id value:bytes private:int", "",
    "UPDATE answer_value SET value = $3, private = $4 "
    "WHERE patient_id = $1 AND id = $2");
SQL(answer_value_remove, "patient:id id:id", "",
    "DELETE FROM answer_value WHERE patient_id = $1 AND id = $2");

static bool
answer_read(struct rows *r, struct answer *out)
{
	*out = (struct answer){ 0 };
	if (!rows_next(r))
		return false;
	out->id = rows_id(r, "id");
	out->enrolment = rows_id(r, "enrolment_id");
	out->before = rows_id(r, "before_id");
	out->kind = rows_str(r, "kind");
	out->ref = rows_str(r, "ref");
	out->occasion = rows_str(r, "occasion");
	out->lang = rows_str(r, "lang");
	out->variant = rows_str(r, "variant");
	out->bundle = rows_bytes(r, "bundle");
	out->version = rows_int(r, "version");
	out->started_at = rows_int(r, "started_at");
	out->saved_at = rows_int(r, "saved_at");
	out->sent_at = rows_int(r, "sent_at");
	return true;
}

static int
value_cmp(const struct value_at *a, const struct value_at *b)
{
	int c = str_cmp(a->field, b->field);

	if (c == 0)
		c = (a->row > b->row) - (a->row < b->row);
	return c != 0 ? c : str_cmp(a->col, b->col);
}

/*
 * Adds the rows' values, in the order of field, row and column; ids (may be
 * NULL) gets the row of each.  They come as they were saved, mostly in order.
 */
static void
values_read(struct care *c, struct rows *r, struct values *out,
    struct id *ids)
{
	while (out->n < VALUES_MAX && rows_next(r)) {
		struct value_at v = { .private = false };
		struct id row = rows_id(r, "id");
		size_t i;

		v.field = rows_str(r, "field");
		v.row = (int)rows_int(r, "row_n");
		v.col = rows_str(r, "col");
		v.private = rows_int(r, "private") != 0;
		v.text = care_unseal(c, FIELD_ANSWER, row,
		    rows_bytes(r, "value"));
		for (i = out->n++; i > 0 &&
		    value_cmp(&v, &out->at[i - 1]) < 0; i--) {
			out->at[i] = out->at[i - 1];
			if (ids != NULL)
				ids[i] = ids[i - 1];
		}
		out->at[i] = v;
		if (ids != NULL)
			ids[i] = row;
	}
}

static void
values_own(struct care *c, struct id answer, struct values *out,
    struct id *ids)
{
	ROWS(r, c->tx, answer_own_values, c->patient, answer);

	assert(c->relation == REL_OWN);
	out->n = 0;
	values_read(c, &r, out, ids);
}

static void
values_shared(struct care *c, struct id answer, struct values *out)
{
	ROWS(r, c->tx, answer_shared_values, c->patient, answer);

	out->n = 0;
	values_read(c, &r, out, NULL);
}

static bool
newest_own(struct care *c, const struct answer_place *p, struct answer *out)
{
	ROWS(r, c->tx, answer_own_newest, c->patient, p->enrolment,
	    str_z(p->kind), p->ref, p->occasion);

	return answer_read(&r, out);
}

bool
answer_newest_sent(struct care *c, const struct answer_place *p,
    struct answer *out, struct values *values)
{
	ROWS(r, c->tx, answer_sent_newest, c->patient, p->enrolment,
	    str_z(p->kind), p->ref, p->occasion);

	values->n = 0;
	if (!answer_read(&r, out))
		return false;
	values_shared(c, out->id, values);
	return true;
}

bool
answer_newest(struct care *c, const struct answer_place *p,
    struct answer *out, struct values *values)
{
	if (c->relation != REL_OWN)
		return answer_newest_sent(c, p, out, values);
	values->n = 0;
	if (!newest_own(c, p, out))
		return false;
	values_own(c, out->id, values, NULL);
	return true;
}

static bool
get_sent(struct care *c, struct id id, struct answer *out)
{
	ROWS(r, c->tx, answer_sent_by_id, c->patient, id);

	return answer_read(&r, out);
}

static bool
get_own(struct care *c, struct id id, struct answer *out)
{
	ROWS(r, c->tx, answer_own_by_id, c->patient, id);

	return answer_read(&r, out);
}

bool
answer_get(struct care *c, struct id id, struct answer *out,
    struct values *values)
{
	values->n = 0;
	if (c->relation == REL_OWN) {
		if (!get_own(c, id, out))
			return false;
		values_own(c, id, values, NULL);
		return true;
	}
	if (!get_sent(c, id, out))
		return false;
	values_shared(c, id, values);
	return true;
}

bool
answer_draft_for_alert(struct care *c, struct id id, const struct str *items,
    size_t items_n, struct answer *out, struct values *values)
{
	ROWS(a, c->tx, answer_draft_by_id, c->patient, id);
	size_t i;

	values->n = 0;
	if (!answer_read(&a, out))
		return false;
	for (i = 0; i < items_n; i++) {
		ROWS(r, c->tx, answer_draft_item, c->patient, id, items[i]);
		values_read(c, &r, values, NULL);
	}
	return true;
}

static size_t
answers_read(struct care *c, struct rows *r, size_t max, struct answer **out)
{
	struct answer *list = NULL, a;
	size_t n = 0, room = 0;

	while (n < max && answer_read(r, &a)) {
		list = arena_more(c->arena, list, n, &room);
		list[n++] = a;
	}
	*out = list;
	return n;
}

size_t
answers_sent(struct care *c, int64_t since_at, size_t max,
    struct answer **out)
{
	assert(max <= ANSWERS_SENT_MAX);
	ROWS(r, c->tx, answers_sent_since, c->patient, since_at,
	    (int64_t)max);

	return answers_read(c, &r, max, out);
}

size_t
answers_of(struct care *c, const char *kind, struct str head,
    struct answer **out)
{
	if (c->relation == REL_OWN) {
		ROWS(own, c->tx, answers_of_own, c->patient, str_z(kind), head,
		    (int64_t)ANSWERS_MAX);

		return answers_read(c, &own, ANSWERS_MAX, out);
	}
	ROWS(r, c->tx, answers_of_shared, c->patient, str_z(kind), head,
	    (int64_t)ANSWERS_MAX);

	return answers_read(c, &r, ANSWERS_MAX, out);
}

size_t
answers_counts(struct care *c, const char *kind, size_t max,
    struct answers_count **out)
{
	struct answers_count *list = arena_many(c->arena, struct answers_count,
	    max + 1);
	size_t n = 0;
	ROWS(r, c->tx, answers_by_head, c->patient, str_z(kind),
	    (int64_t)max);

	*out = list;
	while (n < max && rows_next(&r)) {
		list[n].n = (int)rows_int(&r, "n");
		n += id_parse(rows_str(&r, "head"), &list[n].id);
	}
	return n;
}

size_t
answer_history(struct care *c, struct id id, struct answer **out)
{
	struct answer a;

	*out = NULL;
	if (c->relation == REL_OWN ? !get_own(c, id, &a) : !get_sent(c, id, &a))
		return 0;
	ROWS(r, c->tx, answers_sent_at_place, c->patient, a.enrolment, a.kind,
	    a.ref, a.occasion, (int64_t)ANSWERS_MAX);

	return answers_read(c, &r, ANSWERS_MAX, out);
}

static void
value_insert(struct care *c, struct id answer, const struct value_at *v)
{
	struct id row = id_event(tx_now_ms(c->tx));

	db_run(c->tx, answer_value_add, row, answer, c->patient, v->field,
	    v->row, v->col, care_seal(c, FIELD_ANSWER, row, v->text),
	    v->private);
}

/*
 * Brings the draft's rows from `have` (with ids) to `want`: only what changed
 * is sealed and written, as most saves change one field.
 */
static void
values_write(struct care *c, struct id answer, struct values *have,
    const struct id *ids, const struct values *want)
{
	bool *kept = arena_many(c->arena, bool, VALUES_MAX);
	size_t i;

	for (i = 0; i < want->n; i++) {
		const struct value_at *v = &want->at[i];
		struct value_at *old = value_find(have, v->field, v->row,
		    v->col);
		size_t at;

		if (old == NULL) {
			value_insert(c, answer, v);
			continue;
		}
		at = (size_t)(old - have->at);
		kept[at] = true;
		if (old->private != v->private || !str_eq(old->text, v->text))
			db_run(c->tx, answer_value_change, c->patient, ids[at],
			    care_seal(c, FIELD_ANSWER, ids[at], v->text),
			    v->private);
	}
	for (i = 0; i < have->n; i++)
		if (!kept[i])
			db_run(c->tx, answer_value_remove, c->patient, ids[i]);
}

static struct str
place_variant(const struct answer_place *p)
{
	return p->variant.len > 0 ? p->variant : S("standard");
}

/* A new draft behind what is there (NULL: the first). False: not alone. */
static bool
draft_make(struct care *c, const struct answer_place *p, struct bytes bundle,
    const struct answer *before, const struct values *values,
    struct answer *now)
{
	size_t i;

	*now = (struct answer){ .id = id_event(tx_now_ms(c->tx)),
	    .enrolment = p->enrolment, .kind = str_z(p->kind), .ref = p->ref,
	    .occasion = p->occasion, .lang = str_z(lang_tag(c->lang)),
	    .variant = place_variant(p), .bundle = bundle,
	    .version = before == NULL ? 1 : before->version + 1,
	    .before = before == NULL ? ID_NONE : before->id,
	    .started_at = c->now, .saved_at = c->now };
	if (db_run(c->tx, answer_draft_make, now->id, c->patient, p->enrolment,
	    now->kind, p->ref, p->occasion, bundle, now->lang, now->variant,
	    now->version, DB_IF(before != NULL, now->before), c->now) != 1)
		return false;
	for (i = 0; i < values->n; i++)
		value_insert(c, now->id, &values->at[i]);
	return true;
}

static bool
draft_save(struct care *c, const struct answer_place *p, struct bytes bundle,
    struct values *have, const struct id *ids, const struct values *values,
    struct answer *now)
{
	now->lang = str_z(lang_tag(c->lang));
	now->variant = place_variant(p);
	now->bundle = bundle;
	if (db_run(c->tx, answer_draft_save, c->patient, now->id, now->version,
	    bundle, now->lang, now->variant, c->now) != 1)
		return false;
	now->version++;
	now->saved_at = c->now;
	values_write(c, now->id, have, ids, values);
	return true;
}

static void
draft_send(struct care *c, struct answer *now)
{
	db_run(c->tx, answer_draft_send, c->patient, now->id, c->now);
	if (!id_is_none(now->before))
		db_run(c->tx, answer_superseded, c->patient, now->before);
	now->sent_at = c->now;
	care_audit(c, "answer.send", now->id);
}

enum answer_save
answer_save(struct care *c, const struct answer_place *p, struct bytes bundle,
    const struct values *values, int64_t version_seen, bool send,
    struct answer *now)
{
	struct values *have = values_new(c->arena);
	struct id *ids = arena_many(c->arena, struct id, VALUES_MAX);
	struct answer at;
	bool any, same, saved;

	*now = (struct answer){ 0 };
	if (c->relation != REL_OWN)
		return ANSWER_REFUSED;
	any = newest_own(c, p, &at);
	if (any)
		values_own(c, at.id, have, ids);
	same = any && values_same(have, values);
	if (any)
		*now = at;
	if (any && version_seen != at.version && !same)
		return ANSWER_CONFLICT;
	if ((!any && !send && values->n == 0) ||
	    (same && at.sent_at != 0) || (same && !send))
		return ANSWER_SAVED;
	if (any && at.sent_at == 0)
		saved = draft_save(c, p, bundle, have, ids, values, now);
	else
		saved = draft_make(c, p, bundle, any ? &at : NULL, values, now);
	if (!saved) {
		(void)newest_own(c, p, now);
		return ANSWER_CONFLICT;
	}
	if (send)
		draft_send(c, now);
	return ANSWER_SAVED;
}
