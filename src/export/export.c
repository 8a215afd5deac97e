/* SPDX-License-Identifier: Apache-2.0 */
#include "export/export.h"

#include <stdlib.h>
#include <string.h>

#include "audit/audit.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/csv.h"
#include "db/db.h"
#include "export/columns.h"
#include "html/html.h"
#include "people/care.h"
#include "people/clinic.h"

SQL(pseudonym_wanting, "clinic:id", "patient_id:id",
    "SELECT /* duty: export */ pt.id AS patient_id FROM patient pt"
    " WHERE pt.clinic_id = $1 AND pt.state <> 'erased' AND EXISTS (SELECT 1"
    " FROM assignment a WHERE a.patient_id = pt.id) AND NOT EXISTS (SELECT 1"
    " FROM export_pseudonym x WHERE x.patient_id = pt.id)");
SQL(pseudonym_add, "patient:id pseudonym:id now:int", "",
    "INSERT INTO export_pseudonym (patient_id, pseudonym, made_at)"
    " VALUES ($1, $2, $3)");
SQL(pseudonym_list, "clinic:id", "patient_id:id pseudonym:id",
    "SELECT /* duty: export */ x.patient_id, x.pseudonym"
    " FROM export_pseudonym x JOIN patient pt ON pt.id = x.patient_id"
    " WHERE pt.clinic_id = $1 AND pt.state <> 'erased'"
    " ORDER BY x.patient_id");

enum { LINE_MAX_BYTES = 64 * 1024, ROOM = 64 };

static const char *const names[EXPORT_FILES] = {
	[EXPORT_ASSIGNMENTS] = "assignments.csv",
	[EXPORT_REPORTS] = "reports.csv",
	[EXPORT_ENTRIES] = "entries.csv",
	[EXPORT_CODEBOOK] = "codebook.csv",
};

const char *
export_file_name(enum export_file file)
{
	return names[file];
}

struct wanting {
	struct id *list;
	size_t n;
};

static void
wanting_read(struct duty *d, struct id clinic, struct wanting *w)
{
	size_t room = ROOM;
	ROWS(r, d->tx, pseudonym_wanting, clinic);

	w->list = arena_many(d->arena, struct id, room);
	while (rows_next(&r)) {
		if (w->n == room) {
			struct id *more = arena_many(d->arena, struct id,
			    room * 2);

			memcpy(more, w->list, w->n * sizeof(*more));
			w->list = more;
			room *= 2;
		}
		w->list[w->n++] = rows_id(&r, "patient_id");
	}
}

void
export_begin(struct duty *d, const struct clinic *clinic)
{
	struct wanting w = { .n = 0 };
	struct audit_row row = { .object = clinic->id,
	    .action = "export.homework", .role = "command",
	    .how = d->purpose };
	size_t i;

	wanting_read(d, clinic->id, &w);
	for (i = 0; i < w.n; i++)
		db_run(d->tx, pseudonym_add, w.list[i], id_random(), d->now);
	audit_write(d->tx, &row);
}

/* --- which patients, in which order -------------------------------------- */

static int
id_cmp(struct id a, struct id b)
{
	return memcmp(a.b, b.b, sizeof(a.b));
}

static int
by_pseudonym(const void *a, const void *b)
{
	return id_cmp(((const struct export_patient *)a)->pseudonym,
	    ((const struct export_patient *)b)->pseudonym);
}

/* Both lists are by patient; one without a pseudonym came after the audit
 * row and is left to the next export. */
static void
patients_join(struct duty *d, struct id clinic, struct export *x)
{
	size_t i = 0;
	ROWS(r, d->tx, pseudonym_list, clinic);

	x->patients = arena_many(d->arena, struct export_patient, x->d.n + 1);
	while (rows_next(&r) && i < x->d.n) {
		struct id patient = rows_id(&r, "patient_id");
		struct export_patient *p = &x->patients[x->patients_n];

		while (i < x->d.n && id_cmp(x->d.list[i].patient, patient) < 0)
			i++;
		*p = (struct export_patient){ .first = i,
		    .pseudonym = rows_id(&r, "pseudonym") };
		while (i < x->d.n && id_eq(x->d.list[i].patient, patient)) {
			p->n++;
			i++;
		}
		x->patients_n += p->n > 0;
	}
	qsort(x->patients, x->patients_n, sizeof(*x->patients), by_pseudonym);
}

void
export_load(struct duty *d, const struct clinic *clinic, struct export *x)
{
	x->arena = d->arena;
	x->zone = clinic->zone;
	x->patients_n = 0;
	engage_duty(d, clinic, &x->d);
	patients_join(d, clinic->id, x);
}

static bool
within(const struct export *x, const struct engage *e)
{
	struct day day = zone_day(x->zone, e->made_at);

	return (x->from.n == DAY_NONE_N || day.n >= x->from.n) &&
	    (x->to.n == DAY_NONE_N || day.n <= x->to.n);
}

/* --- writing ------------------------------------------------------------- */

struct writing {
	struct export *x;
	enum export_file file;
	bool (*out)(void *, struct str);
	void *arg;
	struct arena_mark mark;		/* a line gives back what it took */
	struct buf buf;
	struct csv csv;
	bool ok;
};

static void
line_begin(struct writing *w)
{
	w->mark = arena_mark(w->x->arena);
	w->buf = buf_new(w->x->arena, LINE_MAX_BYTES);
	w->csv = (struct csv){ .to = &w->buf };
}

static void
line_end(struct writing *w)
{
	csv_end(&w->csv);
	w->ok = w->ok && !w->buf.overflow &&
	    w->out(w->arg, buf_str(&w->buf));
	arena_reset(w->x->arena, w->mark);
}

static void
head_put(struct writing *w)
{
	size_t i;

	line_begin(w);
	for (i = 0; i < columns_n; i++)
		if (columns[i].file == w->file)
			csv_text(&w->csv, str_z(columns[i].name));
	line_end(w);
}

static void
row_put(struct writing *w, const struct export_patient *p, const void *row,
    const struct engage *e)
{
	size_t i;

	if (!w->ok || !within(w->x, e))
		return;
	line_begin(w);
	for (i = 0; i < columns_n; i++)
		if (columns[i].file == w->file)
			column_put(&w->csv, w->x->arena, &columns[i], row, e,
			    p->pseudonym);
	line_end(w);
	w->x->rows[w->file]++;
}

/* The first of a list by assignment that belongs to this one or a later. */
static size_t
first_told(const struct engage_data *d, size_t of)
{
	size_t from = 0, to = d->told_n;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		if (d->told[mid].of < of)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

static size_t
first_entry(const struct engage_data *d, size_t of)
{
	size_t from = 0, to = d->entries_n;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		if (d->entries[mid].of < of)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

static void
patient_put(struct writing *w, const struct export_patient *p)
{
	const struct engage_data *d = &w->x->d;
	size_t i, end = p->first + p->n;

	if (w->file == EXPORT_ASSIGNMENTS)
		for (i = p->first; i < end; i++)
			row_put(w, p, &d->list[i], &d->list[i]);
	if (w->file == EXPORT_REPORTS)
		for (i = first_told(d, p->first); i < d->told_n &&
		    d->told[i].of < end; i++)
			row_put(w, p, &d->told[i], &d->list[d->told[i].of]);
	if (w->file == EXPORT_ENTRIES)
		for (i = first_entry(d, p->first); i < d->entries_n &&
		    d->entries[i].of < end; i++)
			row_put(w, p, &d->entries[i],
			    &d->list[d->entries[i].of]);
}

/* --- the codebook -------------------------------------------------------- */

static void
values_put(struct writing *w, const struct column *c)
{
	struct buf b = buf_new(w->x->arena, 1000);
	int i;

	if (c->type == COLUMN_FLAG)
		buf_add_z(&b, "0|1");
	else if (c->code == NULL)
		buf_add_z(&b, c->range);
	for (i = 0; c->code != NULL && c->code(i) != NULL; i++)
		buf_fmt(&b, "%s%s", i > 0 ? "|" : "", c->code(i));
	csv_text(&w->csv, buf_str(&b));
}

static void
missing_put(struct writing *w, const struct column *c)
{
	static const struct { unsigned bit; enum engage_gap gap;
	    const char *words; } gaps[] = {
		{ MISS_NOT_ASKED, GAP_NOT_ASKED, "not asked" },
		{ MISS_SKIPPED, GAP_SKIPPED, "skipped" },
		{ MISS_NOT_YET, GAP_NOT_YET, "not yet" },
		{ MISS_NONE, GAP_NONE, "does not apply" },
	};
	struct buf b = buf_new(w->x->arena, 1000);
	size_t i;

	for (i = 0; i < sizeof(gaps) / sizeof(*gaps); i++)
		if (c->miss & gaps[i].bit)
			buf_fmt(&b, "%s%s=%d", b.len > 0 ? "|" : "",
			    gaps[i].words, gap_code(gaps[i].gap));
	csv_text(&w->csv, buf_str(&b));
}

static void
codebook_put(struct writing *w)
{
	static const char *const heads[] = { "file", "column", "type", "unit",
	    "values", "missing", "label_en", "label_nb" };
	size_t i;

	line_begin(w);
	for (i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		csv_text(&w->csv, str_z(heads[i]));
	line_end(w);
	for (i = 0; i < columns_n; i++) {
		const struct column *c = &columns[i];

		line_begin(w);
		csv_text(&w->csv, str_z(names[c->file]));
		csv_text(&w->csv, str_z(c->name));
		csv_text(&w->csv, str_z(column_type_name(c->type)));
		csv_text(&w->csv, str_z(c->unit));
		values_put(w, c);
		missing_put(w, c);
		csv_text(&w->csv, lang_text(LANG_EN, c->label));
		csv_text(&w->csv, lang_text(LANG_NB, c->label));
		line_end(w);
		w->x->rows[EXPORT_CODEBOOK]++;
	}
}

bool
export_write(struct export *x, enum export_file file,
    bool (*out)(void *arg, struct str piece), void *arg)
{
	struct writing w = { .x = x, .file = file, .out = out, .arg = arg,
	    .ok = true };
	size_t i;

	x->rows[file] = 0;
	if (file == EXPORT_CODEBOOK) {
		codebook_put(&w);
	} else {
		head_put(&w);
		for (i = 0; i < x->patients_n; i++)
			patient_put(&w, &x->patients[i]);
	}
	return w.ok;
}
