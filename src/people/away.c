/* SPDX-License-Identifier: Apache-2.0 */
#include "people/away.h"

#include <stdlib.h>

#include "audit/audit.h"
#include "base/arena.h"
#include "db/db.h"
#include "people/account.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/team.h"

enum { DUE_MAX = 100 };			/* read at once */

#define ABSENCE_COLUMNS "id:id account_id:id cover_id:id from_day:int " \
    "until_day:int from_at:int until_at:int ended_at:int?"
#define ABSENCE_SELECT "SELECT x.id, x.account_id, x.cover_id, x.from_day," \
    " x.until_day, x.from_at, x.until_at, x.ended_at FROM absence x"

SQL(absence_add, "id:id clinic:id account:id cover:id from_day:int "
    "until_day:int from_at:int until_at:int by:id now:int", "",
    "INSERT INTO absence (id, clinic_id, account_id, cover_id, from_day,"
    " until_day, from_at, until_at, made_by, made_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
SQL(absence_close, "id:id account:id by:id now:int", "",
    "UPDATE absence SET ended_at = $4, ended_by = $3 WHERE id = $1"
    " AND account_id = $2 AND ended_at IS NULL AND until_at > $4");
SQL(absence_care_close, "absence:id now:int", "id:id patient_id:id account:id",
    "UPDATE care /* duty: the end of an absence */ SET to_at = $2"
    " WHERE absence_id = $1 AND to_at > $2"
    " RETURNING id, patient_id, account_id AS account");
SQL(absence_of_account, "account:id", ABSENCE_COLUMNS,
    ABSENCE_SELECT " WHERE x.account_id = $1"
    " ORDER BY x.from_at DESC, x.id DESC LIMIT 100");
SQL(absence_running_now, "account:id now:int", ABSENCE_COLUMNS,
    ABSENCE_SELECT " WHERE x.account_id = $1 AND x.from_at <= $2"
    " AND x.until_at > $2 AND x.ended_at IS NULL"
    " ORDER BY x.until_at DESC, x.id LIMIT 1");
/* Another one of this account on some of these days. */
SQL(absence_overlap, "account:id from:int until:int", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM absence WHERE account_id = $1"
    " AND ended_at IS NULL AND from_at < $3 AND until_at > $2");
SQL(absence_patient, "patient:id now:int", ABSENCE_COLUMNS,
    ABSENCE_SELECT " JOIN care c ON c.account_id = x.account_id"
    " WHERE c.patient_id = $1 AND c.kind = 'therapist' AND c.from_at <= $2"
    " AND (c.to_at IS NULL OR c.to_at > $2) AND x.from_at <= $2"
    " AND x.until_at > $2 AND x.ended_at IS NULL LIMIT 20");
SQL(absence_mine, "actor:id now:int",
    "patient_id:id account_id:id until_day:int",
    "SELECT c.patient_id, x.account_id, x.until_day FROM care c"
    " JOIN absence x ON x.id = c.absence_id"
    " WHERE c.account_id = $1 AND c.from_at <= $2 AND c.to_at > $2"
    " ORDER BY c.patient_id");
SQL(absence_due, "now:int max:int from:int after:id",
    "id:id clinic:id account:id cover:id from_at:int until_at:int",
    "SELECT id, clinic_id AS clinic, account_id AS account,"
    " cover_id AS cover, from_at, until_at FROM absence WHERE from_at <= $1"
    " AND until_at > $1 AND ended_at IS NULL"
    " AND (from_at > $3 OR (from_at = $3 AND id > $4))"
    " ORDER BY from_at, id LIMIT $2");
/*
 * Patients of the one who is away, whom the cover has no care of; till when
 * there is something to hand on (a cover's own care may end earlier).
 */
SQL(absence_lacks, "account:id cover:id now:int until:int",
    "patient_id:id until_at:int",
    "SELECT c.patient_id, max(CASE WHEN c.to_at < $4 THEN c.to_at ELSE $4"
    " END) AS until_at FROM care c /* duty: cover */"
    " JOIN patient p ON p.id = c.patient_id"
    " WHERE c.account_id = $1 AND c.kind IN ('therapist', 'cover')"
    " AND c.from_at <= $3 AND (c.to_at IS NULL OR c.to_at > $3)"
    " AND p.state <> 'erased' AND NOT EXISTS (SELECT 1 FROM care k"
    " WHERE k.patient_id = c.patient_id AND k.account_id = $2"
    " AND k.kind <> 'glass' AND k.from_at <= $3"
    " AND (k.to_at IS NULL OR k.to_at > $3))"
    " GROUP BY c.patient_id LIMIT 1000");
/* What an account handed on of a patient it has no care of any more. */
SQL(absence_handed_close, "patient:id by:id now:int", "account:id",
    "UPDATE care SET to_at = $3 WHERE patient_id = $1 AND granted_by = $2"
    " AND kind = 'cover' AND absence_id IS NOT NULL AND to_at > $3"
    " AND NOT EXISTS (SELECT 1 FROM care k WHERE k.patient_id = $1"
    " AND k.account_id = $2 AND k.kind <> 'glass' AND k.from_at <= $3"
    " AND COALESCE(k.to_at, $3 + 1) > $3)"
    " RETURNING account_id AS account");
SQL(absence_cover_add, "id:id clinic:id patient:id cover:id scopes:int "
    "from_at:int to_at:int by:id absence:id", "",
    "INSERT INTO care (id, clinic_id, patient_id, account_id, kind, scopes,"
    " from_at, to_at, granted_by, absence_id)"
    " VALUES ($1, $2, $3, $4, 'cover', $5, $6, $7, $8, $9)");

static void
absence_read(struct tx *tx, struct vault *v, struct rows *r,
    struct absence *out)
{
	int64_t now = tx_now(tx);

	*out = (struct absence){ .id = rows_id(r, "id"),
	    .account = rows_id(r, "account_id"),
	    .cover = rows_id(r, "cover_id"), .from = rows_day(r, "from_day"),
	    .until = rows_day(r, "until_day"),
	    .from_at = rows_int(r, "from_at"),
	    .until_at = rows_int(r, "until_at"),
	    .ended_at = rows_int(r, "ended_at") };
	out->now = out->ended_at == 0 && out->from_at <= now &&
	    out->until_at > now;
	out->name = team_name(tx, v, out->account);
	out->cover_name = team_name(tx, v, out->cover);
}

struct handed {
	struct id patient, account;
	int64_t until_at;
};

/* Everybody the absent one cares for: the cover has care, till its end. */
static int
cover_give(struct tx *tx, struct id clinic, struct id absence,
    struct id account, struct id cover, int64_t until_at)
{
	struct handed *list = arena_many(tx_arena(tx), struct handed,
	    AWAY_LIST_MAX);
	int64_t now = tx_now(tx);
	size_t n = 0, i;
	ROWS(r, tx, absence_lacks, account, cover, now, until_at);

	while (n < AWAY_LIST_MAX && rows_next(&r))
		list[n++] = (struct handed){ rows_id(&r, "patient_id"), cover,
		    rows_int(&r, "until_at") };
	for (i = 0; i < n; i++) {
		db_run(tx, absence_cover_add, id_event(tx_now_ms(tx)), clinic,
		    list[i].patient, cover, (int)SCOPE_ALL, now,
		    list[i].until_at, account, absence);
		audit_write(tx, &(struct audit_row){
		    .patient = list[i].patient, .object = cover,
		    .action = "care.grant", .role = "system",
		    .how = "cover" });
	}
	return (int)n;
}

static void
cover_ended(struct tx *tx, const struct handed *h, struct id by)
{
	audit_write(tx, &(struct audit_row){ .actor = by,
	    .patient = h->patient, .object = h->account,
	    .action = "care.end", .role = "system", .how = "cover" });
}

/* Care that was ended, however many patients: each end is audited. */
struct back {
	struct handed *list;
	size_t n, room;
};

static void
back_add(struct tx *tx, struct back *b, struct id patient, struct id account)
{
	b->list = arena_more(tx_arena(tx), b->list, b->n, &b->room);
	b->list[b->n++] = (struct handed){ patient, account, 0 };
}

/* And what hung on it, which comes behind. */
static void
hand_back(struct tx *tx, struct back *b, struct id by)
{
	size_t i;

	for (i = 0; i < b->n; i++) {
		struct handed h = b->list[i];
		ROWS(r, tx, absence_handed_close, h.patient, h.account,
		    tx_now(tx));

		cover_ended(tx, &h, by);
		while (rows_next(&r))
			back_add(tx, b, h.patient, rows_id(&r, "account"));
	}
}

static void
absence_check(struct tx *tx, struct vault *v, const struct clinic *clinic,
    struct id account, const struct absence *x, struct problems *bad)
{
	int today = zone_day(clinic->zone, tx_now(tx)).n;
	struct account cover;

	if (problem_of(bad, S("from")) == NULL &&
	    (x->from.n < today || x->from.n > today + ABSENCE_DAYS_MAX))
		problem_add(bad, S("from"),
		    T("Choose a day from today to a year ahead."));
	if (problem_of(bad, S("until")) == NULL && x->from.n != DAY_NONE_N &&
	    (x->until.n < x->from.n || x->until.n > x->from.n +
	    ABSENCE_DAYS_MAX))
		problem_add(bad, S("until"), T("The last day comes after the "
		    "first, at most a year."));
	if (id_is_none(x->cover) || id_eq(x->cover, account) ||
	    !account_get(tx, v, x->cover, &cover) ||
	    !id_eq(cover.clinic, clinic->id) || !cover.active ||
	    (cover.roles & ROLE_THERAPIST) == 0)
		problem_add(bad, S("cover"),
		    T("Choose a therapist of the clinic who covers."));
	else if (bad->n == 0 && db_int(tx, 0, absence_overlap, x->cover,
	    x->from_at, x->until_at) > 0)
		problem_add(bad, S("cover"), T("This colleague is away on "
		    "some of these days, too. Choose somebody else."));
	if (bad->n == 0 && db_int(tx, 0, absence_overlap, account,
	    x->from_at, x->until_at) > 0)
		problem_add(bad, S("from"), T("There is an absence on some of "
		    "these days already. End it first."));
}

struct id
absence_put(struct tx *tx, struct vault *v, const struct clinic *clinic,
    struct id account, const struct absence *new, struct id by,
    struct problems *bad)
{
	struct absence x = *new;
	struct id id = id_event(tx_now_ms(tx));

	if (x.from.n != DAY_NONE_N && x.until.n != DAY_NONE_N) {
		x.from_at = zone_moment(clinic->zone, x.from, 0);
		x.until_at = zone_moment(clinic->zone,
		    (struct day){ x.until.n + 1 }, 0);
	}
	absence_check(tx, v, clinic, account, &x, bad);
	if (bad->n > 0)
		return ID_NONE;
	db_run(tx, absence_add, id, clinic->id, account, x.cover, x.from,
	    x.until, x.from_at, x.until_at, by, tx_now(tx));
	audit_write(tx, &(struct audit_row){ .actor = by, .object = account,
	    .action = "absence.make", .role = "", .how = "" });
	if (x.from_at <= tx_now(tx))
		(void)cover_give(tx, clinic->id, id, account, x.cover,
		    x.until_at);
	return id;
}

bool
absence_end(struct tx *tx, struct id account, struct id absence, struct id by)
{
	struct back back = { .list = NULL };

	if (db_run(tx, absence_close, absence, account, by, tx_now(tx)) == 0)
		return false;
	audit_write(tx, &(struct audit_row){ .actor = by, .object = account,
	    .action = "absence.end", .role = "", .how = "" });

	ROWS(r, tx, absence_care_close, absence, tx_now(tx));

	while (rows_next(&r))
		back_add(tx, &back, rows_id(&r, "patient_id"),
		    rows_id(&r, "account"));
	hand_back(tx, &back, by);
	return true;
}

size_t
absence_list(struct tx *tx, struct vault *v, struct id account,
    struct absence **out)
{
	struct absence *list = arena_many(tx_arena(tx), struct absence,
	    ABSENCES_MAX);
	size_t n = 0;
	ROWS(r, tx, absence_of_account, account);

	while (n < ABSENCES_MAX && rows_next(&r))
		absence_read(tx, v, &r, &list[n++]);
	*out = list;
	return n;
}

bool
absence_now(struct tx *tx, struct vault *v, struct id account,
    struct absence *out)
{
	ROWS(r, tx, absence_running_now, account, tx_now(tx));

	if (!rows_next(&r))
		return false;
	absence_read(tx, v, &r, out);
	return true;
}

static int
by_until(const void *a, const void *b)
{
	const struct absence *x = a, *y = b;

	return x->until.n != y->until.n ? x->until.n - y->until.n :
	    id_cmp(x->id, y->id);
}

/* Whoever reads in the end; false: that account opens nothing any more. */
static bool
cover_last(struct care *c, struct absence *x)
{
	struct account cover;
	struct absence on;
	int i;

	/* Who covers may be away too. */
	for (i = 0; i < 3 && absence_now(c->tx, c->vault, x->cover, &on);
	    i++) {
		x->cover = on.cover;
		x->cover_name = on.cover_name;
	}
	return account_get(c->tx, c->vault, x->cover, &cover) &&
	    cover.active && (cover.roles &
	    (ROLE_THERAPIST | ROLE_SUPERVISOR)) != 0;
}

size_t
absence_of_patient(struct care *c, struct absence **out)
{
	struct absence *list = arena_many(c->arena, struct absence, 20);
	size_t n = 0;
	ROWS(r, c->tx, absence_patient, c->patient, c->now);

	while (n < 20 && rows_next(&r)) {
		absence_read(c->tx, c->vault, &r, &list[n]);
		n += cover_last(c, &list[n]);
	}
	qsort(list, n, sizeof(*list), by_until);
	*out = list;
	return n;
}

size_t
absence_covering(struct scope *s, struct covering **out)
{
	struct covering *list = arena_many(s->arena, struct covering,
	    AWAY_LIST_MAX);
	struct id last = ID_NONE;
	struct str name = STR_NONE;
	size_t n = 0;
	ROWS(r, s->tx, absence_mine, s->actor, s->now);

	while (n < AWAY_LIST_MAX && rows_next(&r)) {
		struct id account = rows_id(&r, "account_id");

		if (!id_eq(account, last))
			name = team_name(s->tx, s->vault, account);
		last = account;
		list[n++] = (struct covering){ rows_id(&r, "patient_id"),
		    name, rows_day(&r, "until_day") };
	}
	*out = list;
	return n;
}

/* One that runs now. */
struct due {
	struct id id, clinic, account, cover;
	int64_t from_at, until_at;
};

static size_t
due_after(struct duty *d, const struct due *after, struct due *list)
{
	size_t n = 0;
	ROWS(r, d->tx, absence_due, d->now, (int)DUE_MAX, after->from_at,
	    after->id);

	while (n < DUE_MAX && rows_next(&r))
		list[n++] = (struct due){ rows_id(&r, "id"),
		    rows_id(&r, "clinic"), rows_id(&r, "account"),
		    rows_id(&r, "cover"), rows_int(&r, "from_at"),
		    rows_int(&r, "until_at") };
	return n;
}

int
absence_all(struct duty *d)
{
	struct due *list = arena_many(d->arena, struct due, DUE_MAX);
	struct due after = { .from_at = INT64_MIN };
	size_t n, i;
	int given = 0;

	while ((n = due_after(d, &after, list)) > 0) {
		for (i = 0; i < n; i++) {
			const struct due *x = &list[i];
			struct arena_mark mark = arena_mark(d->arena);

			given += cover_give(d->tx, x->clinic, x->id,
			    x->account, x->cover, x->until_at);
			arena_reset(d->arena, mark);
		}
		after = list[n - 1];
	}
	return given;
}
