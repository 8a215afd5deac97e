/* SPDX-License-Identifier: Apache-2.0 */
#include "work/leave.h"

#include "base/arena.h"
#include "db/db.h"
#include "people/care.h"

#define COLUMNS "id:id from_day:int until_day:int? percent:int by_id:id" \
	" by_role:text made_at:int gone_at:int? gone_by:id? gone_role:text?"
#define SELECT "SELECT id, from_day, until_day, percent, by_id, by_role," \
	" made_at, gone_at, gone_by, gone_role FROM leave_days"

SQL(leave_holding, "patient:id", COLUMNS, SELECT
    " WHERE patient_id = $1 AND gone_at IS NULL"
    " ORDER BY from_day, id LIMIT 200");
/* One that went on and then ended is no correction. */
SQL(leave_gone, "patient:id", COLUMNS, SELECT
    " WHERE patient_id = $1 AND gone_at IS NOT NULL"
    " AND NOT (until_day IS NULL AND EXISTS (SELECT 1 FROM leave_days t"
    " WHERE t.patient_id = leave_days.patient_id"
    " AND t.made_n = leave_days.gone_n AND t.made_at = leave_days.made_at"
    " AND t.from_day = leave_days.from_day"
    " AND t.percent = leave_days.percent))"
    " ORDER BY gone_at DESC, gone_n DESC, from_day DESC, id LIMIT 200");
SQL(leave_changed, "patient:id", "n:int",
    "SELECT CAST(COALESCE(max(CASE WHEN gone_n > made_n THEN gone_n"
    " ELSE made_n END), 0) AS BIGINT) AS n FROM leave_days"
    " WHERE patient_id = $1");
SQL(leave_add, "id:id patient:id from:int until:int? percent:int by:id"
    " role:text made_at:int n:int", "",
    "INSERT INTO leave_days (id, patient_id, from_day, until_day, percent,"
    " by_id, by_role, made_at, made_n)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
SQL(leave_end, "patient:id id:id n:int now:int by:id role:text", "",
    "UPDATE leave_days SET gone_n = $3, gone_at = $4, gone_by = $5,"
    " gone_role = $6 WHERE patient_id = $1 AND id = $2 AND gone_at IS NULL");

SQL(leave_ever, "patient:id id:id", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM leave_days"
    " WHERE patient_id = $1 AND id = $2");

/* One change under way. */
struct change {
	struct care *c;
	struct leave *list;		/* what held before it */
	size_t n;
	int number;
};

static size_t
list_read(struct rows *r, struct leave *list)
{
	size_t n = 0;

	while (n < LEAVES_MAX && rows_next(r)) {
		struct leave *l = &list[n++];

		l->id = rows_id(r, "id");
		l->from = rows_day(r, "from_day");
		l->until = rows_day(r, "until_day");
		l->percent = (int)rows_int(r, "percent");
		l->by = by_read(r, "by_id", "by_role", "made_at");
		if (!rows_null(r, "gone_at"))
			l->gone = by_read(r, "gone_by", "gone_role",
			    "gone_at");
	}
	return n;
}

size_t
leave_list(struct care *c, struct leave **out)
{
	ROWS(r, c->tx, leave_holding, c->patient);

	*out = arena_many(c->arena, struct leave, LEAVES_MAX);
	return list_read(&r, *out);
}

size_t
leave_replaced(struct care *c, struct leave **out)
{
	ROWS(r, c->tx, leave_gone, c->patient);

	*out = arena_many(c->arena, struct leave, LEAVES_MAX);
	return c->relation == REL_OWN ? 0 : list_read(&r, *out);
}

int
leave_changes(struct care *c)
{
	return (int)db_int(c->tx, 0, leave_changed, c->patient);
}

/* --- days ---------------------------------------------------------------- */

/* The last day, or one after all others. */
static int
last_of(const struct leave *l)
{
	return l->until.n == DAY_NONE_N ? INT32_MAX : l->until.n;
}

static struct day
day_last(int n)
{
	return n == INT32_MAX ? DAY_NONE : (struct day){ n };
}

bool
leave_on(const struct leave *list, size_t n, struct day day, struct leave *out)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (list[i].from.n <= day.n && day.n <= last_of(&list[i])) {
			*out = list[i];
			return true;
		}
	return false;
}

struct leave_now
leave_now(const struct leave *list, size_t n, struct day day)
{
	struct leave_now now = { .percent = -1, .before = -1 };
	struct leave l;

	now.known = leave_on(list, n, day, &l);
	if (!now.known)
		return now;
	now.percent = l.percent;
	do {
		now.since = l.from;
		if (!leave_on(list, n, (struct day){ l.from.n - 1 }, &l))
			return now;
	} while (l.percent == now.percent);
	now.before = l.percent;
	return now;
}

/* --- changes ------------------------------------------------------------- */

static bool
sound(struct care *c, const struct leave *new, struct problems *bad)
{
	int today = zone_day(c->zone, c->now).n;
	size_t before = bad->n;

	if (new->percent < 0 || new->percent > 100)
		problem_add(bad, S("percent"),
		    T("Write a number from 0 to 100."));
	if (new->from.n == DAY_NONE_N ||
	    new->from.n < today - LEAVE_BACK_DAYS ||
	    new->from.n > today + LEAVE_AHEAD_DAYS)
		problem_add(bad, S("from"),
		    T("Choose a day within the last years or the coming one."));
	else if (new->until.n != DAY_NONE_N && (new->until.n < new->from.n ||
	    new->until.n > today + LEAVE_AHEAD_DAYS))
		problem_add(bad, S("until"), T("The last day is not before "
		    "the first, and within a year from now."));
	return bad->n == before;
}

static void
add(const struct change *x, struct day from, int last, int percent,
    const struct by *by)
{
	db_run(x->c->tx, leave_add, id_event(tx_now_ms(x->c->tx)),
	    x->c->patient, from, day_last(last), percent, by->account,
	    by_role(by), by->at, x->number);
}

static void
end(const struct change *x, const struct leave *l)
{
	struct by by = by_of(x->c);

	db_run(x->c->tx, leave_end, x->c->patient, l->id, x->number,
	    x->c->now, by.account, by_role(&by));
}

/* Makes room: what is left of others stays theirs. */
static void
room_make(const struct change *x, int from, int last, const struct leave *but)
{
	size_t i;

	for (i = 0; i < x->n; i++) {
		const struct leave *l = &x->list[i];

		if (l == but || l->from.n > last || last_of(l) < from)
			continue;
		end(x, l);
		if (l->from.n < from)
			add(x, l->from, from - 1, l->percent, &l->by);
		if (last_of(l) > last)
			add(x, (struct day){ last + 1 }, last_of(l),
			    l->percent, &l->by);
	}
}

/* Without a last day: up to the next that is told of. */
static int
last_meant(const struct change *x, const struct leave *new,
    const struct leave *but)
{
	int last = last_of(new);
	size_t i;

	for (i = 0; new->until.n == DAY_NONE_N && i < x->n; i++)
		if (&x->list[i] != but && x->list[i].from.n > new->from.n &&
		    x->list[i].from.n <= last)
			last = x->list[i].from.n - 1;
	return last;
}

static bool
begin(struct care *c, struct change *x)
{
	*x = (struct change){ .c = c, .number = leave_changes(c) + 1 };
	x->n = leave_list(c, &x->list);
	return x->n < LEAVES_MAX - 2;
}

enum leave_saved
leave_put(struct care *c, const struct leave *new, int seen,
    struct problems *bad)
{
	struct by by = by_of(c);
	struct change x;
	struct leave l;
	int last;

	if (!care_writes(c) || !begin(c, &x))
		return LEAVE_NONE;
	if (!sound(c, new, bad))
		return LEAVE_REFUSED;
	last = last_meant(&x, new, NULL);
	/* Said again, or sent twice: nothing new. */
	if (leave_on(x.list, x.n, new->from, &l) &&
	    l.percent == new->percent && last <= last_of(&l))
		return LEAVE_SAVED;
	if (x.number - 1 != seen)
		return LEAVE_CONFLICT;
	room_make(&x, new->from.n, last, NULL);
	add(&x, new->from, last, new->percent, &by);
	return LEAVE_SAVED;
}

static struct leave *
named(const struct change *x, struct id id)
{
	size_t i;

	for (i = 0; i < x->n; i++)
		if (id_eq(x->list[i].id, id))
			return &x->list[i];
	return NULL;
}

/* One of this patient's, replaced or not. */
static bool
known(struct care *c, struct id id)
{
	return db_int(c->tx, 0, leave_ever, c->patient, id) > 0;
}

/* Neighbours that touched the old one fill the days it leaves. */
static void
neighbours(const struct change *x, const struct leave *old, int from, int last)
{
	size_t i;

	for (i = 0; i < x->n; i++) {
		const struct leave *l = &x->list[i];
		bool before = l != old && last_of(l) != INT32_MAX &&
		    last_of(l) + 1 == old->from.n && from > old->from.n;
		bool after = l != old && last_of(old) != INT32_MAX &&
		    l->from.n == last_of(old) + 1 && last < last_of(old);

		if (!before && !after)
			continue;
		end(x, l);
		if (before)
			add(x, l->from, from - 1 < last_of(old) ? from - 1 :
			    last_of(old), l->percent, &l->by);
		else
			add(x, last + 1 > old->from.n ? (struct day){ last +
			    1 } : old->from, last_of(l), l->percent, &l->by);
	}
}

enum leave_saved
leave_correct(struct care *c, struct id id, const struct leave *new, int seen,
    struct problems *bad)
{
	struct by by = by_of(c);
	struct change x;
	struct leave *old;
	int last;

	if (!care_writes(c) || !begin(c, &x))
		return LEAVE_NONE;
	if (!sound(c, new, bad))
		return LEAVE_REFUSED;
	old = named(&x, id);
	if (old == NULL && !known(c, id))
		return LEAVE_NONE;
	if (old == NULL || x.number - 1 != seen)
		return LEAVE_CONFLICT;
	last = last_meant(&x, new, old);
	if (old->from.n == new->from.n && last_of(old) == last &&
	    old->percent == new->percent)
		return LEAVE_SAVED;
	end(&x, old);
	neighbours(&x, old, new->from.n, last);
	room_make(&x, new->from.n, last, old);
	add(&x, new->from, last, new->percent, &by);
	return LEAVE_SAVED;
}

enum leave_saved
leave_take_away(struct care *c, struct id id, int seen)
{
	struct change x;
	struct leave *old;

	if (!care_writes(c))
		return LEAVE_NONE;
	(void)begin(c, &x);
	old = named(&x, id);
	if (old == NULL && !known(c, id))
		return LEAVE_NONE;
	if (old == NULL || x.number - 1 != seen)
		return LEAVE_CONFLICT;
	end(&x, old);
	return LEAVE_SAVED;
}
