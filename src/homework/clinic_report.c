/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/clinic_report.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "homework/cells.h"
#include "people/care.h"
#include "people/clinic.h"

static const char *const bys[] = {
	[BY_PROGRAMME] = "programme", [BY_LANGUAGE] = "language",
	[BY_READING] = "reading", [BY_VARIANT] = "variant",
	[BY_KIND] = "kind", [BY_WEEK] = "week",
};

struct keys {
	struct str at[CLINIC_ROWS_MAX];
	size_t n;
};

struct counting {
	struct arena *arena;
	const struct clinic *clinic;
	const struct clinic_ask *ask;
	const struct engage_data *d;
	size_t *patient;		/* of each assignment: 0.. */
	size_t patients;
	struct keys programmes;
	size_t *col;			/* programme of each assignment */
	size_t shown;			/* column asked for, or the total */
};

/* One way to group: a row of each assignment, and what is counted in it. */
struct grouping {
	size_t rows, *row;		/* row of each assignment */
	struct cells at[CLINIC_MEASURES];
};

const char *
clinic_by_id(enum clinic_by by)
{
	return bys[by];
}

enum clinic_by
clinic_by_of(struct str s)
{
	enum clinic_by by;

	for (by = BY_PROGRAMME; by < BY_WEEK; by++)
		if (str_is(s, bys[by]))
			return by;
	return BY_PROGRAMME;
}

struct clinic_ask
clinic_ask_default(const struct clinic *clinic, int64_t now)
{
	struct day today = zone_day(clinic->zone, now);

	return (struct clinic_ask){ .from = { today.n - 7 * CLINIC_WEEKS + 1 },
	    .to = today, .programme = STR_NONE, .by = BY_PROGRAMME };
}

/* --- groups -------------------------------------------------------------- */

/* The last one takes what there is no room for. */
static size_t
key_of(struct keys *k, struct str s)
{
	size_t i;

	for (i = 0; i < k->n; i++)
		if (str_eq(k->at[i], s))
			return i;
	if (k->n == CLINIC_ROWS_MAX)
		return k->n - 1;
	k->at[k->n++] = s;
	return k->n - 1;
}

static int
step_of(const struct clinic_ask *ask)
{
	return ask->to.n - ask->from.n < 7 * WEEKLY_MAX ? 1 : WEEKS_A_POINT;
}

static int
week_of(const struct counting *c, const struct engage *e)
{
	int days = zone_day(c->clinic->zone, e->made_at).n - c->ask->from.n;
	int step = step_of(c->ask);

	return days / (7 * step) * step;
}

static struct str
group_of(const struct counting *c, enum clinic_by by, const struct engage *e)
{
	switch (by) {
	case BY_PROGRAMME:
		return e->programme;
	case BY_LANGUAGE:
		return str_z(lang_tag(e->lang));
	case BY_READING:
		return e->reading;
	case BY_VARIANT:
		return e->variant;
	case BY_KIND:
		return str_z(task_kind_id(e->kind < TASK_KINDS ? e->kind :
		    TASK_FREE));
	case BY_WEEK:
		return str_fmt(c->arena, "%03d", week_of(c, e));
	case CLINIC_BYS:
		break;
	}
	return STR_NONE;
}

static int
by_key(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Sorted, so that the rows stand the same each time. */
static void
keys_make(const struct counting *c, enum clinic_by by, struct keys *k)
{
	size_t i;

	for (i = 0; i < c->d->n; i++)
		(void)key_of(k, group_of(c, by, &c->d->list[i]));
	qsort(k->at, k->n, sizeof(k->at[0]), by_key);
}

/* --- what is counted ----------------------------------------------------- */

static bool
measure_of(const struct engage *e, enum clinic_measure m, double *value)
{
	int v = 1;

	switch (m) {
	case CLINIC_PROPOSED:
		break;
	case CLINIC_AGREED:
		v = engage_agreed(e) ? 1 : -1;
		break;
	case CLINIC_DONE:
		v = engage_done(e) ? 1 : -1;
		break;
	case CLINIC_TALK:
		v = e->talk != TALK_NOT ? 1 : -1;
		break;
	case CLINIC_HELPS:
		v = e->helps;
		break;
	case CLINIC_FITS:
		v = e->fits;
		break;
	case CLINIC_CAN:
		v = e->can;
		break;
	case CLINIC_HELPED:
		v = e->told.helped;
		break;
	case CLINIC_QUALITY:
		v = e->told.quality;
		break;
	case CLINIC_RHYTHM:
		v = e->told.rhythm;
		break;
	case CLINIC_HOURS:
		*value = e->told.hours;
		return e->told.answered_at > 0;
	case CLINIC_MEASURES:
		return false;
	}
	*value = v;
	return v >= 0;
}

static void
group(const struct counting *c, enum clinic_by by, struct keys *k,
    struct grouping *g)
{
	enum clinic_measure m;
	double value;
	size_t i;

	keys_make(c, by, k);
	g->rows = k->n;
	g->row = arena_many(c->arena, size_t, c->d->n + 1);
	for (i = 0; i < c->d->n; i++)
		g->row[i] = key_of(k, group_of(c, by, &c->d->list[i]));
	for (m = CLINIC_PROPOSED; m < CLINIC_MEASURES; m++) {
		g->at[m] = cells_new(c->arena, k->n, c->programmes.n,
		    c->patients);
		for (i = 0; i < c->d->n; i++)
			if (measure_of(&c->d->list[i], m, &value))
				cells_add(&g->at[m], g->row[i], c->col[i],
				    c->patient[i], value);
	}
	for (m = CLINIC_PROPOSED; m < CLINIC_MEASURES; m++)
		cells_hide(&g->at[m], &g->at[CLINIC_PROPOSED]);
}

static int
by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double
median(const struct counting *c, const struct grouping *g, size_t row)
{
	struct arena_mark mark = arena_mark(c->arena);
	double *list = arena_many(c->arena, double, c->d->n + 1), value;
	size_t n = 0, i;

	for (i = 0; i < c->d->n; i++)
		if ((row == g->rows || g->row[i] == row) &&
		    (c->shown == c->programmes.n || c->col[i] == c->shown) &&
		    measure_of(&c->d->list[i], CLINIC_HOURS, &list[n]))
			n++;
	qsort(list, n, sizeof(*list), by_value);
	value = n == 0 ? 0 : n % 2 == 1 ? list[n / 2] :
	    (list[n / 2 - 1] + list[n / 2]) / 2;
	arena_reset(c->arena, mark);
	return value;
}

static struct clinic_number
number_of(const struct cell *cell, enum clinic_measure m)
{
	bool counts = m <= CLINIC_TALK;

	if (cell->empty)
		return (struct clinic_number){ .shown = true, .none = !counts };
	if (cell->hidden)
		return (struct clinic_number){ .shown = false };
	return (struct clinic_number){ .shown = true,
	    .value = counts ? cell->n : cell->sum / cell->n };
}

static void
row_fill(const struct counting *c, const struct grouping *g, size_t row,
    struct clinic_row *out)
{
	const struct cell *base = cells_at(&g->at[CLINIC_PROPOSED], row,
	    c->shown);
	enum clinic_measure m;

	out->empty = base->empty;
	out->patients_shown = !base->hidden;
	out->patients = base->hidden ? 0 :
	    cell_patients(&g->at[CLINIC_PROPOSED], base);
	for (m = CLINIC_PROPOSED; m < CLINIC_MEASURES; m++)
		out->at[m] = number_of(cells_at(&g->at[m], row, c->shown), m);
	if (out->at[CLINIC_HOURS].shown && !out->at[CLINIC_HOURS].none)
		out->at[CLINIC_HOURS].value = median(c, g, row);
	out->share = (struct clinic_number){
	    .shown = out->at[CLINIC_DONE].shown && out->at[CLINIC_AGREED].shown,
	    .none = out->at[CLINIC_AGREED].value == 0 };
	if (out->share.shown && !out->share.none)
		out->share.value = out->at[CLINIC_DONE].value /
		    out->at[CLINIC_AGREED].value;
}

/* --- obstacles ----------------------------------------------------------- */

static void
obstacles_fill(const struct counting *c, struct clinic_report *out)
{
	struct cells planned = cells_new(c->arena, OBSTACLES_N,
	    c->programmes.n, c->patients);
	struct cells told = cells_new(c->arena, OBSTACLES_N,
	    c->programmes.n, c->patients);
	size_t i, o;

	for (i = 0; i < c->d->n; i++) {
		const struct engage *e = &c->d->list[i];

		if (e->obstacle >= 0)
			cells_add(&planned, (size_t)e->obstacle, c->col[i],
			    c->patient[i], 1);
		for (o = 0; o < OBSTACLES_N; o++)
			if (e->told.obstacles & (1U << o))
				cells_add(&told, o, c->col[i], c->patient[i],
				    1);
	}
	cells_hide(&planned, &planned);
	cells_hide(&told, &told);
	for (o = 0; o < OBSTACLES_N; o++)
		out->obstacles[o] = (struct clinic_obstacle){ (enum obstacle)o,
		    number_of(cells_at(&planned, o, c->shown),
		    CLINIC_PROPOSED), number_of(cells_at(&told, o, c->shown),
		    CLINIC_PROPOSED) };
}

/* --- all of it ----------------------------------------------------------- */

/* The list is by patient. */
static void
patients_number(struct counting *c)
{
	size_t i;

	c->patient = arena_many(c->arena, size_t, c->d->n + 1);
	for (i = 0; i < c->d->n; i++) {
		if (i > 0 && !id_eq(c->d->list[i].patient,
		    c->d->list[i - 1].patient))
			c->patients++;
		c->patient[i] = c->patients;
	}
	c->patients++;
}

static void
programmes_number(struct counting *c)
{
	size_t i;

	keys_make(c, BY_PROGRAMME, &c->programmes);
	c->col = arena_many(c->arena, size_t, c->d->n + 1);
	for (i = 0; i < c->d->n; i++)
		c->col[i] = key_of(&c->programmes, c->d->list[i].programme);
	c->shown = c->programmes.n;
	for (i = 0; i < c->programmes.n; i++)
		if (str_eq(c->programmes.at[i], c->ask->programme))
			c->shown = i;
}

static void
weeks_fill(const struct counting *c, struct clinic_report *out)
{
	struct keys keys = { .n = 0 };
	struct grouping g;
	size_t i;

	group(c, BY_WEEK, &keys, &g);
	for (i = 0; i < keys.n; i++) {
		int64_t week = 0;

		(void)str_int(keys.at[i], 0, CLINIC_DAYS_MAX, &week);
		row_fill(c, &g, i, &out->weeks[out->weeks_n]);
		out->weeks[out->weeks_n++].week = (int)week;
	}
}

void
clinic_report_of(struct arena *a, const struct clinic *clinic,
    const struct clinic_ask *ask, const struct engage_data *d,
    struct clinic_report *out)
{
	struct counting c = { .arena = a, .clinic = clinic, .ask = ask,
	    .d = d };
	struct keys keys = { .n = 0 };
	struct grouping g;
	size_t i;

	*out = (struct clinic_report){ .more = d->more,
	    .step = step_of(ask) };
	if (d->more)
		return;
	patients_number(&c);
	programmes_number(&c);
	memcpy(out->programmes, c.programmes.at, sizeof(out->programmes));
	out->programmes_n = c.programmes.n;
	/* A programme nobody was given anything of: an empty page. */
	if (ask->programme.len > 0 && c.shown == c.programmes.n) {
		out->total.empty = out->total.patients_shown = true;
		return;
	}
	group(&c, ask->by, &keys, &g);
	for (i = 0; i < keys.n; i++) {
		row_fill(&c, &g, i, &out->rows[out->n]);
		out->rows[out->n].key = keys.at[i];
		out->n += !out->rows[out->n].empty;
	}
	row_fill(&c, &g, keys.n, &out->total);
	weeks_fill(&c, out);
	obstacles_fill(&c, out);
}

void
clinic_report(struct scope *s, const struct clinic *clinic,
    const struct clinic_ask *ask, struct clinic_report *out)
{
	struct engage_data d;
	struct day after = { ask->to.n + 1 };

	engage_team(s, clinic, zone_moment(clinic->zone, ask->from, 0),
	    zone_moment(clinic->zone, after, 0), &d);
	clinic_report_of(s->arena, clinic, ask, &d, out);
}
