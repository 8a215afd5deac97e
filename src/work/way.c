/* SPDX-License-Identifier: Apache-2.0 */
#include "work/way.h"

#include "base/arena.h"
#include "base/typed.h"
#include "db/db.h"
#include "people/care.h"
#include "work/words.h"

SQL(way_newest, "patient:id", "id:id n:int by_id:id by_role:text made_at:int",
    "SELECT id, n, by_id, by_role, made_at FROM way_plan"
    " WHERE patient_id = $1 ORDER BY n DESC LIMIT 1");
SQL(way_numbered, "patient:id n:int",
    "id:id n:int by_id:id by_role:text made_at:int",
    "SELECT id, n, by_id, by_role, made_at FROM way_plan"
    " WHERE patient_id = $1 AND n = $2");
SQL(way_all, "patient:id", "id:id n:int by_id:id by_role:text made_at:int",
    "SELECT id, n, by_id, by_role, made_at FROM way_plan"
    " WHERE patient_id = $1 ORDER BY n DESC LIMIT 100");
SQL(way_steps, "patient:id plan:id",
    "id:id day:int? percent:int? words:bytes",
    "SELECT id, day, percent, words FROM way_step"
    " WHERE patient_id = $1 AND plan_id = $2 ORDER BY position");
SQL(way_add, "id:id patient:id n:int by:id role:text now:int", "",
    "INSERT INTO way_plan (id, patient_id, n, by_id, by_role, made_at)"
    " VALUES ($1, $2, $3, $4, $5, $6)");
SQL(way_step_add, "id:id patient:id plan:id position:int day:int?"
    " percent:int? words:bytes", "",
    "INSERT INTO way_step (id, patient_id, plan_id, position, day, percent,"
    " words) VALUES ($1, $2, $3, $4, $5, $6, $7)");
SQL(way_last, "patient:id", "n:int", "SELECT CAST(COALESCE(max(n), 0)"
    " AS BIGINT) AS n FROM way_plan WHERE patient_id = $1");
SQL(way_draft_of, "patient:id account:id",
    "row_id:id base_n:int body:bytes saved_at:int version:int",
    "SELECT row_id, base_n, body, saved_at, version FROM way_draft"
    " WHERE patient_id = $1 AND account_id = $2");
SQL(way_draft_keep, "patient:id account:id row:id base_n:int body:bytes"
    " now:int version:int", "",
    "INSERT INTO way_draft (patient_id, account_id, row_id, base_n, body,"
    " saved_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7)"
    " ON CONFLICT (patient_id, account_id) DO UPDATE SET"
    " row_id = excluded.row_id, base_n = excluded.base_n,"
    " body = excluded.body, saved_at = excluded.saved_at,"
    " version = excluded.version");
SQL(way_draft_drop, "patient:id account:id", "",
    "DELETE FROM way_draft WHERE patient_id = $1 AND account_id = $2");

enum { WAY_DRAFT_SAVES = 10000 };	/* of one draft, more than anybody */

const char *const way_part_ids[WAY_PARTS] = { [WAY_DAY] = "day",
    [WAY_PERCENT] = "percent", [WAY_TASKS] = "tasks", [WAY_PLACE] = "place",
    [WAY_SUPPORT] = "support", [WAY_WHO] = "who", [WAY_HINDER] = "hinder",
    [WAY_IF_THEN] = "if_then" };

/* --- reading ------------------------------------------------------------- */

static void
head_read(struct rows *r, struct way *out)
{
	*out = (struct way){ .id = rows_id(r, "id"),
	    .n = (int)rows_int(r, "n"),
	    .by = by_read(r, "by_id", "by_role", "made_at") };
}

static void
steps_read(struct care *c, struct way *out)
{
	ROWS(r, c->tx, way_steps, c->patient, out->id);

	while (out->steps_n < WAY_STEPS_MAX && rows_next(&r)) {
		struct way_step *s = &out->steps[out->steps_n++];

		s->day = rows_day(&r, "day");
		s->percent = rows_null(&r, "percent") ? -1 :
		    (int)rows_int(&r, "percent");
		words_unpack(care_unseal(c, FIELD_WAY_PLAN, rows_id(&r, "id"),
		    rows_bytes(&r, "words")), s->text, WAY_PARTS);
	}
}

bool
way_get(struct care *c, struct way *out)
{
	ROWS(r, c->tx, way_newest, c->patient);

	*out = (struct way){ .n = 0 };
	if (!rows_next(&r))
		return false;
	head_read(&r, out);
	steps_read(c, out);
	return true;
}

bool
way_version(struct care *c, int n, struct way *out)
{
	ROWS(r, c->tx, way_numbered, c->patient, n);

	if (!rows_next(&r))
		return false;
	head_read(&r, out);
	steps_read(c, out);
	return true;
}

size_t
way_versions(struct care *c, struct way **out)
{
	size_t n = 0;
	ROWS(r, c->tx, way_all, c->patient);

	*out = arena_many(c->arena, struct way, WAY_VERSIONS_MAX);
	while (n < WAY_VERSIONS_MAX && rows_next(&r))
		head_read(&r, &(*out)[n++]);
	return n;
}

const struct way_step *
way_next(const struct way *w, struct day from)
{
	size_t i;

	for (i = 0; i < w->steps_n; i++)
		if (w->steps[i].day.n != DAY_NONE_N &&
		    w->steps[i].day.n >= from.n)
			return &w->steps[i];
	return NULL;
}

/* --- what was typed ------------------------------------------------------ */

static bool
step_empty(const struct way_step *s)
{
	int i;

	for (i = 0; i < WAY_PARTS; i++)
		if (str_trim(s->text[i]).len > 0)
			return false;
	return true;
}

/* "percent-2"; the texts are literals of this table. */
static struct str
part_name(enum way_part part, size_t step)
{
	static const char *const names[WAY_PARTS][WAY_STEPS_MAX] = {
#define N(p) { p "-1", p "-2", p "-3", p "-4", p "-5", p "-6", p "-7", p "-8", \
	    p "-9", p "-10", p "-11", p "-12" }
		[WAY_DAY] = N("day"), [WAY_PERCENT] = N("percent"),
		[WAY_TASKS] = N("tasks"), [WAY_PLACE] = N("place"),
		[WAY_SUPPORT] = N("support"), [WAY_WHO] = N("who"),
		[WAY_HINDER] = N("hinder"), [WAY_IF_THEN] = N("if_then"),
#undef N
	};

	return str_z(names[part][step]);
}

static void
step_settle(struct way_step *s, size_t i, struct day today,
    struct problems *bad)
{
	struct str day = str_trim(s->text[WAY_DAY]);
	struct str percent = str_trim(s->text[WAY_PERCENT]);
	int64_t n = -1;
	int k;

	if (percent.len > 0 && percent.at[percent.len - 1] == '%')
		percent = str_trim(str_sub(percent, 0, percent.len - 1));
	s->day = DAY_NONE;
	if (day.len > 0 && (!day_typed(day, &s->day) || s->day.n < today.n -
	    WAY_AHEAD_DAYS || s->day.n > today.n + WAY_AHEAD_DAYS))
		problem_add(bad, part_name(WAY_DAY, i), T("Write the day as "
		    "2026-07-06, within two years."));
	if (percent.len > 0 && !str_int(percent, 0, 100, &n))
		problem_add(bad, part_name(WAY_PERCENT, i),
		    T("Write a number from 0 to 100."));
	s->percent = (int)n;
	for (k = WAY_TASKS; k < WAY_PARTS; k++)
		if (str_utf8_len(s->text[k]) > WAY_LINE_MAX)
			problem_add_n(bad, part_name((enum way_part)k, i),
			    T("This is a little long. Keep it to %1 "
			    "characters."), WAY_LINE_MAX);
}

/* By day; steps without one stay where they were written, at the end. */
static void
steps_sort(struct way *w)
{
	size_t i, k;

	for (i = 1; i < w->steps_n; i++)
		for (k = i; k > 0; k--) {
			struct way_step *a = &w->steps[k - 1], keep = *a;
			int x = a->day.n == DAY_NONE_N ? INT32_MAX : a->day.n;
			int y = a[1].day.n == DAY_NONE_N ? INT32_MAX :
			    a[1].day.n;

			if (x <= y)
				break;
			a[0] = a[1];
			a[1] = keep;
		}
}

bool
way_settle(struct way *w, struct day today, struct problems *bad)
{
	size_t before = bad->n, i, n = 0;

	for (i = 0; i < w->steps_n; i++)
		if (!step_empty(&w->steps[i]))
			step_settle(&w->steps[i], i, today, bad);
	if (bad->n > before)
		return false;
	for (i = 0; i < w->steps_n; i++)
		if (!step_empty(&w->steps[i]))
			w->steps[n++] = w->steps[i];
	w->steps_n = n;
	steps_sort(w);
	return true;
}

static bool
same(const struct way *a, const struct way *b)
{
	size_t i;
	int k;

	if (a->n == 0 || b->n == 0 || a->steps_n != b->steps_n)
		return false;
	for (i = 0; i < a->steps_n; i++) {
		if (a->steps[i].day.n != b->steps[i].day.n ||
		    a->steps[i].percent != b->steps[i].percent)
			return false;
		for (k = WAY_TASKS; k < WAY_PARTS; k++)
			if (!str_eq(str_trim(a->steps[i].text[k]),
			    str_trim(b->steps[i].text[k])))
				return false;
	}
	return true;
}

static void
write_version(struct care *c, struct way *w)
{
	size_t i;

	db_run(c->tx, way_add, w->id, c->patient, w->n, w->by.account,
	    by_role(&w->by), w->by.at);
	for (i = 0; i < w->steps_n; i++) {
		const struct way_step *s = &w->steps[i];
		struct id id = id_event(tx_now_ms(c->tx));

		db_run(c->tx, way_step_add, id, c->patient, w->id, (int)i + 1,
		    s->day, DB_IF(s->percent >= 0, s->percent), care_seal(c,
		    FIELD_WAY_PLAN, id, words_pack(c->arena, s->text,
		    WAY_PARTS)));
	}
}

enum way_saved
way_save(struct care *c, struct way *w, int seen_n, struct way *now,
    struct problems *bad)
{
	if (!care_writes(c))
		return WAY_NONE;
	(void)way_get(c, now);
	if (w->steps_n == 0 && now->n == 0) {
		problem_add(bad, part_name(WAY_DAY, 0), T("Write one step "
		    "first: a day and a percent."));
		return WAY_REFUSED;
	}
	if (!way_settle(w, zone_day(c->zone, c->now), bad))
		return WAY_REFUSED;
	w->n = now->n + 1;
	if (!same(w, now)) {
		if (now->n != seen_n)
			return WAY_CONFLICT;
		w->id = id_event(tx_now_ms(c->tx));
		w->by = by_of(c);
		write_version(c, w);
		*now = *w;
	}
	db_run(c->tx, way_draft_drop, c->patient, c->actor);
	return WAY_SAVED;
}

/* --- one's own draft ----------------------------------------------------- */

void
way_draft_get(struct care *c, struct way_draft *out)
{
	struct str body;
	ROWS(r, c->tx, way_draft_of, c->patient, c->actor);

	*out = (struct way_draft){ .version = 0 };
	if (!rows_next(&r))
		return;
	out->base_n = (int)rows_int(&r, "base_n");
	out->saved_at = rows_int(&r, "saved_at");
	out->version = rows_int(&r, "version");
	body = care_unseal(c, FIELD_WAY_DRAFT, rows_id(&r, "row_id"),
	    rows_bytes(&r, "body"));
	while (body.len > 0 && out->way.steps_n < WAY_STEPS_MAX) {
		struct way_step *s = &out->way.steps[out->way.steps_n++];

		words_unpack_next(&body, s->text, WAY_PARTS);
		s->day = DAY_NONE;
		s->percent = -1;
	}
}

bool
way_draft_put(struct care *c, const struct way *w, int base_n, int64_t seen,
    int64_t *version)
{
	struct id row = id_event(tx_now_ms(c->tx));
	struct str body = STR_NONE;
	struct way_draft was;
	size_t i;

	way_draft_get(c, &was);
	*version = was.version;
	if (!care_writes(c) || was.version != seen)
		return false;
	for (i = 0; i < w->steps_n; i++)
		body = str_fmt(c->arena, "%.*s%.*s", STR(body),
		    STR(words_pack(c->arena, w->steps[i].text, WAY_PARTS)));
	/*
	 * A draft goes when the plan is saved.  The next has other numbers: a
	 * window that still has the last one must not fit over it.
	 */
	*version = seen > 0 ? seen + 1 : 1 + WAY_DRAFT_SAVES *
	    db_int(c->tx, 0, way_last, c->patient);
	db_run(c->tx, way_draft_keep, c->patient, c->actor, row, base_n,
	    care_seal(c, FIELD_WAY_DRAFT, row, body), c->now, *version);
	return true;
}
