/* SPDX-License-Identifier: Apache-2.0 */
/* Statements and their rows: arguments, columns, types. */
#include <assert.h>
#include <stdatomic.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "db/db.h"
#include "db/inner.h"

static const struct db_spec *
spec_find(const struct db *db, const struct sql *sql)
{
	size_t i;

	assert(db->specs_n > 0 && sql >= db->specs[0].sql);
	i = (size_t)(sql - db->specs[0].sql);
	assert(i < db->specs_n);	/* else of the other database */
	return &db->specs[i];
}

/* Text must be UTF-8 without NUL: PostgreSQL refuses it, SQLite would not. */
static bool
args_fit(struct tx *tx, const struct db_spec *s, const struct db_arg *args,
    size_t n)
{
	size_t i;

	assert(n == s->params_n);
	for (i = 0; i < n; i++) {
		const struct db_arg *a = &args[i];

		if (a->type == DB_NULL) {
			assert(s->params[i].null);
			continue;
		}
		assert(a->type == s->params[i].type);
		if (a->type != DB_TEXT || str_utf8_valid((struct str){
		    (const char *)a->b.at, a->b.len }))
			continue;
		log_error("statement %s: %s is not UTF-8", s->sql->name,
		    s->params[i].name);
		tx_fail(tx, RC_BAD);
		return false;
	}
	return true;
}

static void
count(_Atomic int64_t *n)
{
	atomic_fetch_add_explicit(n, 1, memory_order_relaxed);
}

struct db_counts
db_counts(struct db *db)
{
	return (struct db_counts){ atomic_load(&db->statements_n),
	    atomic_load(&db->rows_n) };
}

/* NULL after a failure. */
static struct db_cursor *
cursor_start(struct tx *tx, const struct db_spec *s, const struct db_arg *args,
    size_t n, bool lasting)
{
	enum rc rc;

	if (tx->rc != RC_OK || !args_fit(tx, s, args, n))
		return NULL;
	if (s->writes) {
		assert(tx->writes);
		rc = db_fault();
		if (rc == RC_FULL || rc == RC_IO || rc == RC_NOMEM)
			tx->db->driver->rollback(tx->conn);
		if (rc != RC_OK) {
			tx_fail(tx, rc);
			return NULL;
		}
	}
	count(&tx->db->statements_n);
	if (tx->db->watch.specs != NULL && s->writes)
		tx_note(tx, s, args);
	return tx->db->driver->start(tx, s, args, lasting);
}

int64_t
db_run_args(struct tx *tx, const struct sql *sql, const struct db_arg *args,
    size_t n)
{
	const struct db_spec *s = spec_find(tx->db, sql);
	const struct db_driver *d = tx->db->driver;
	struct db_cursor *c;
	int64_t changes = 0;

	assert(s->columns_n == 0);
	c = cursor_start(tx, s, args, n, false);
	if (c == NULL)
		return 0;
	if (!d->step(tx, c) && tx->rc == RC_OK)
		changes = d->changes(c);
	d->stop(c);
	return changes;
}

struct rows
db_rows_args(struct tx *tx, const struct sql *sql, const struct db_arg *args,
    size_t n)
{
	struct rows r = { .tx = tx, .spec = spec_find(tx->db, sql) };

	assert(r.spec->columns_n > 0);
	r.cursor = cursor_start(tx, r.spec, args, n, true);
	return r;
}

bool
rows_next(struct rows *r)
{
	if (r->cursor == NULL)
		return false;
	r->hint = 0;
	r->on_row = r->tx->rc == RC_OK &&
	    r->tx->db->driver->step(r->tx, r->cursor);
	if (!r->on_row)
		rows_end(r);
	else
		count(&r->tx->db->rows_n);
	return r->on_row;
}

void
rows_end(struct rows *r)
{
	if (r->cursor != NULL)
		r->tx->db->driver->stop(r->cursor);
	r->cursor = NULL;
	r->on_row = false;
}

/*
 * Columns are mostly read in their order, some first asked for NULL: begin
 * behind the last one, after a look at that.
 */
static size_t
column_find(struct rows *r, const char *name)
{
	size_t i, at = r->hint, n = r->spec->columns_n;

	if (at > 0 && strcmp(r->spec->columns[at - 1].name, name) == 0)
		return at - 1;
	for (i = 0; i < n; i++) {
		at = (r->hint + i) % n;
		if (strcmp(r->spec->columns[at].name, name) == 0)
			break;
	}
	assert(i < n);		/* else not declared */
	r->hint = (unsigned)at + 1;
	return at;
}

static void
row_bad(struct rows *r, const char *column, const char *what)
{
	log_error("statement %s: column %s: %s", r->spec->sql->name, column,
	    what);
	tx_fail(r->tx, RC_BAD);
}

/* False: NULL or failed; *v is of the wanted type else. */
static bool
column_value(struct rows *r, const char *name, enum db_type want,
    struct db_arg *v)
{
	const struct db_item *it = &r->spec->columns[column_find(r, name)];
	enum db_type type = want == DB_ID ? DB_BYTES : want;

	assert(it->type == want);
	if (!r->on_row) {
		if (r->tx->rc == RC_OK)
			row_bad(r, name, "read where there is no row");
		return false;
	}
	if (r->tx->rc != RC_OK)
		return false;
	*v = r->tx->db->driver->value(r->cursor,
	    (size_t)(it - r->spec->columns));
	if (v->type == DB_NULL) {
		if (!it->null)
			row_bad(r, name, "is NULL");
		return false;
	}
	if (v->type != type || (want == DB_ID &&
	    v->b.len != sizeof(struct id))) {
		row_bad(r, name, "is not of the declared type");
		return false;
	}
	return true;
}

bool
rows_null(struct rows *r, const char *column)
{
	size_t i = column_find(r, column);

	if (!r->on_row || r->tx->rc != RC_OK)
		return true;
	return r->tx->db->driver->value(r->cursor, i).type == DB_NULL;
}

int64_t
rows_int(struct rows *r, const char *column)
{
	struct db_arg v;

	return column_value(r, column, DB_INT, &v) ? v.i : 0;
}

double
rows_real(struct rows *r, const char *column)
{
	struct db_arg v;

	return column_value(r, column, DB_REAL, &v) ? v.r : 0;
}

struct str
rows_str(struct rows *r, const char *column)
{
	struct db_arg v;
	struct str s;

	if (!column_value(r, column, DB_TEXT, &v))
		return STR_NONE;
	s = (struct str){ (const char *)v.b.at, v.b.len };
	if (DB_CHECKED && !str_utf8_valid(s)) {
		row_bad(r, column, "is not UTF-8");
		return STR_NONE;
	}
	return str_copy(r->tx->arena, s);
}

struct bytes
rows_bytes(struct rows *r, const char *column)
{
	struct db_arg v;
	unsigned char *to;

	if (!column_value(r, column, DB_BYTES, &v))
		return (struct bytes){ (const unsigned char *)"", 0 };
	to = arena_many(r->tx->arena, unsigned char, v.b.len + 1);
	memcpy(to, v.b.at, v.b.len);
	return (struct bytes){ to, v.b.len };
}

struct id
rows_id(struct rows *r, const char *column)
{
	struct db_arg v;
	struct id id = ID_NONE;

	if (column_value(r, column, DB_ID, &v))
		memcpy(id.b, v.b.at, sizeof(id.b));
	return id;
}

struct day
rows_day(struct rows *r, const char *column)
{
	struct db_arg v;

	if (!column_value(r, column, DB_INT, &v))
		return DAY_NONE;
	if (v.i <= INT32_MIN || v.i > INT32_MAX) {
		row_bad(r, column, "is not a day");
		return DAY_NONE;
	}
	return (struct day){ (int32_t)v.i };
}

int64_t
db_int_args(struct tx *tx, int64_t otherwise, const struct sql *sql,
    const struct db_arg *args, size_t n)
{
	struct rows r = db_rows_args(tx, sql, args, n);
	const struct db_item *it = &r.spec->columns[0];
	int64_t v = otherwise;

	assert(r.spec->columns_n == 1 && it->type == DB_INT);
	if (rows_next(&r) && !(it->null && rows_null(&r, it->name)))
		v = rows_int(&r, it->name);
	if (tx->rc != RC_OK)
		v = otherwise;
	rows_end(&r);
	return v;
}
