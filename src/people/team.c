/* SPDX-License-Identifier: Apache-2.0 */
#include "people/team.h"

#include "base/arena.h"
#include "base/buf.h"
#include "db/db.h"
#include "people/clinic.h"

/*
 * Who reads.  Not whose account has ended or who is no clinician any more,
 * and not who is away: somebody covers (away.h).
 */
SQL(team_of_patient, "patient:id now:int",
    "id:id name:bytes reading_days:int from_at:int",
    "SELECT a.id, a.name, a.reading_days, c.from_at FROM care c"
    " JOIN account a ON a.id = c.account_id"
    " WHERE c.patient_id = $1 AND c.kind IN ('therapist', 'cover')"
    " AND c.from_at <= $2 AND (c.to_at IS NULL OR c.to_at > $2)"
    " AND a.state = 'active' AND EXISTS (SELECT 1 FROM account_role r"
    " WHERE r.account_id = a.id AND r.clinic_id = c.clinic_id"
    " AND r.role IN ('therapist', 'supervisor')"
    " AND (r.to_at IS NULL OR r.to_at > $2))"
    " AND NOT EXISTS (SELECT 1 FROM absence x WHERE x.account_id = a.id"
    " AND x.from_at <= $2 AND x.until_at > $2 AND x.ended_at IS NULL)");
SQL(team_account_name, "account:id", "name:bytes",
    "SELECT name FROM account WHERE id = $1");

enum { TEAM_MAX = 32, NAMES_MAX = 8 };

struct member {
	struct id id;
	struct bytes name;
	int64_t from_at;
};

struct team {
	struct member m[TEAM_MAX];	/* who came first, first */
	size_t n;
	unsigned days;
};

static bool
member_before(const struct member *a, const struct member *b)
{
	return a->from_at != b->from_at ? a->from_at < b->from_at :
	    id_cmp(a->id, b->id) < 0;
}

static const struct team *
team_of(struct care *c)
{
	struct team *t;
	size_t i;

	if (c->team != NULL)
		return c->team;
	t = arena_one(c->arena, struct team);
	c->team = t;
	ROWS(r, c->tx, team_of_patient, c->patient, c->now);

	while (t->n < TEAM_MAX && rows_next(&r)) {
		struct member m = { rows_id(&r, "id"), rows_bytes(&r, "name"),
		    rows_int(&r, "from_at") };

		t->days |= (unsigned)rows_int(&r, "reading_days") & 127;
		for (i = t->n++; i > 0 && member_before(&m, &t->m[i - 1]); i--)
			t->m[i] = t->m[i - 1];
		t->m[i] = m;
	}
	return t;
}

static void
join(struct out *o, struct buf *b, size_t i, size_t n, struct str word)
{
	if (i > 0 && i + 1 == n)
		buf_add(b, out_tr(o, T(" and ")));
	else if (i > 0)
		buf_add_z(b, ", ");
	buf_add(b, word);
}

struct str
team_names(struct care *c, struct out *o)
{
	const struct team *t = team_of(c);
	struct buf b = buf_new(c->arena, 2000);
	size_t n = t->n < NAMES_MAX ? t->n : NAMES_MAX, i, known = 0;
	struct str name[NAMES_MAX];

	for (i = 0; i < n; i++)
		name[i] = vault_unseal_some(c->vault, c->tx, t->m[i].id,
		    FIELD_ACCOUNT_NAME, t->m[i].id, t->m[i].name, NULL);
	/* One that was damaged is left out. */
	for (i = 0; i < n; i++)
		if (name[i].len > 0)
			name[known++] = name[i];
	for (i = 0; i < known; i++)
		join(o, &b, i, known, name[i]);
	return buf_str(&b);
}

struct str
team_days_text(struct out *o, unsigned days)
{
	struct buf b = buf_new(o->arena, 500);
	size_t n = 0, at = 0;
	int d;

	for (d = 0; d < 7; d++)
		n += (days >> d) & 1;
	for (d = 0; d < 7; d++)
		if ((days >> d) & 1)
			join(o, &b, at++, n, out_weekday(o, d + 1));
	return buf_str(&b);
}

struct str
team_reading_days(struct care *c, struct out *o)
{
	return team_days_text(o, team_of(c)->days);
}

int64_t
team_next_reading(struct care *c, const struct clinic *clinic)
{
	return team_reading_from(c, clinic, c->now);
}

int64_t
team_reading_from(struct care *c, const struct clinic *clinic, int64_t from)
{
	return team_reading_after(clinic, team_of(c)->days, from);
}

int64_t
team_reading_after(const struct clinic *clinic, unsigned days, int64_t from_at)
{
	int64_t at = clinic_next_staffed(clinic, from_at);
	int i;

	for (i = 0; days != 0 && i < 60; i++) {
		struct day day = zone_day(clinic->zone, at);

		if ((days >> (day_weekday(day) - 1)) & 1)
			return at;
		day.n++;
		at = clinic_next_staffed(clinic,
		    zone_moment(clinic->zone, day, 0));
	}
	return at;
}

struct str
team_name(struct tx *tx, struct vault *v, struct id account)
{
	ROWS(r, tx, team_account_name, account);

	if (!rows_next(&r))
		return STR_NONE;
	return vault_unseal_some(v, tx, account, FIELD_ACCOUNT_NAME, account,
	    rows_bytes(&r, "name"), NULL);
}
