/* SPDX-License-Identifier: Apache-2.0 */
/* Statements on SQLite: prepared once a connection, found by their place. */
#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "db/db.h"
#include "db/inner.h"
#include "db/lite.h"

void
lite_stop(struct db_cursor *k)
{
	if (!k->busy)
		return;
	k->busy = false;
	k->c->open--;
	if (k->extra) {
		sqlite3_finalize(k->stmt);
		k->stmt = NULL;		/* the struct goes at the next begin */
		return;
	}
	sqlite3_reset(k->stmt);
	sqlite3_clear_bindings(k->stmt);
}

void
lite_cursors_stop(struct lite *c)
{
	struct db_cursor *e;
	size_t i;

	if (c->open == 0)
		return;
	for (i = 0; i < c->base.db->specs_n; i++)
		lite_stop(&c->slots[i]);
	for (e = c->extras; e != NULL; e = e->next)
		lite_stop(e);
	assert(c->open == 0);
}

static void
lite_fail(struct tx *tx, struct lite *c, const struct db_spec *s, int code)
{
	log_error("statement %s: %s (%d)", s->sql->name, sqlite3_errmsg(c->h),
	    code);
	tx_fail(tx, lite_rc(code));
}

static int
stmt_prepare(struct lite *c, const struct db_spec *s, struct arena *a,
    sqlite3_stmt **out, unsigned char at[DB_PARAMS_MAX])
{
	struct arena_mark m = arena_mark(a);
	struct str text = db_sql_for_sqlite(a, str_z(s->sql->text), false);
	size_t i;
	int code;

	code = sqlite3_prepare_v3(c->h, text.at, (int)text.len + 1,
	    SQLITE_PREPARE_PERSISTENT, out, NULL);
	arena_reset(a, m);
	for (i = 0; code == SQLITE_OK && i < s->params_n; i++) {
		char name[24];

		snprintf(name, sizeof(name), "$%zu", i + 1);
		at[i] = (unsigned char)sqlite3_bind_parameter_index(*out,
		    name);
	}
	return code;
}

static int
stmt_bind(struct db_cursor *k, const struct db_arg *args, bool lasting)
{
	sqlite3_destructor_type keep = lasting ? SQLITE_TRANSIENT :
	    SQLITE_STATIC;
	int code = SQLITE_OK;
	size_t i;

	for (i = 0; code == SQLITE_OK && i < k->spec->params_n; i++) {
		const struct db_arg *a = &args[i];
		const void *p = a->b.len == 0 ? (const void *)"" : a->b.at;
		int at = k->at[i];

		switch (a->type) {
		case DB_INT:
			code = sqlite3_bind_int64(k->stmt, at, a->i);
			break;
		case DB_REAL:
			code = sqlite3_bind_double(k->stmt, at, a->r);
			break;
		case DB_TEXT:
			code = sqlite3_bind_text64(k->stmt, at, p, a->b.len,
			    keep, SQLITE_UTF8);
			break;
		case DB_BYTES:
			code = sqlite3_bind_blob64(k->stmt, at, p, a->b.len,
			    keep);
			break;
		case DB_ID:
			code = sqlite3_bind_blob64(k->stmt, at, a->id.b,
			    sizeof(a->id.b), keep);
			break;
		case DB_NULL:
			code = sqlite3_bind_null(k->stmt, at);
			break;
		}
	}
	return code;
}

/* The statement's own cursor, or one more while that is in use. */
static struct db_cursor *
cursor_take(struct lite *c, const struct db_spec *s)
{
	struct db_cursor *k = &c->slots[s - c->base.db->specs];

	if (k->busy) {
		k = calloc(1, sizeof(*k));
		if (k == NULL)
			return NULL;
		k->extra = true;
		k->next = c->extras;
		c->extras = k;
	}
	k->c = c;
	k->spec = s;
	return k;
}

struct db_cursor *
lite_start(struct tx *tx, const struct db_spec *s, const struct db_arg *args,
    bool lasting)
{
	struct lite *c = lite_of(tx->conn);
	struct db_cursor *k = cursor_take(c, s);
	int code = SQLITE_OK;

	if (k == NULL) {
		tx_fail(tx, RC_NOMEM);
		return NULL;
	}
	if (k->stmt == NULL)
		code = stmt_prepare(c, s, tx->arena, &k->stmt, k->at);
	if (code == SQLITE_OK)
		code = stmt_bind(k, args, lasting);
	if (code != SQLITE_OK) {
		lite_fail(tx, c, s, code);
		return NULL;
	}
	k->busy = true;
	c->open++;
	k->stepped = !sqlite3_stmt_readonly(k->stmt);
	if (!k->stepped)
		return k;
	assert(tx->writes);
	k->first = sqlite3_step(k->stmt);
	if (k->first == SQLITE_ROW || k->first == SQLITE_DONE)
		return k;
	lite_fail(tx, c, s, k->first);
	lite_stop(k);
	return NULL;
}

bool
lite_step(struct tx *tx, struct db_cursor *k)
{
	int code = k->stepped ? k->first : sqlite3_step(k->stmt);

	k->stepped = false;
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		lite_fail(tx, k->c, k->spec, code);
	return code == SQLITE_ROW;
}

int64_t
lite_changes(struct db_cursor *k)
{
	return sqlite3_changes64(k->c->h);
}

struct db_arg
lite_value(struct db_cursor *k, size_t column)
{
	struct db_arg v = DB_NONE;
	int i = (int)column;

	switch (sqlite3_column_type(k->stmt, i)) {
	case SQLITE_INTEGER:
		return db_arg_i(sqlite3_column_int64(k->stmt, i));
	case SQLITE_FLOAT:
		return db_arg_real(sqlite3_column_double(k->stmt, i));
	case SQLITE_TEXT:
		v.type = DB_TEXT;
		v.b.at = sqlite3_column_text(k->stmt, i);
		break;
	case SQLITE_BLOB:
		v.type = DB_BYTES;
		v.b.at = sqlite3_column_blob(k->stmt, i);
		break;
	default:
		return v;
	}
	v.b.len = (size_t)sqlite3_column_bytes(k->stmt, i);
	if (v.b.at == NULL)
		v.b = (struct bytes){ (const unsigned char *)"", 0 };
	return v;
}

/* --- check --------------------------------------------------------------- */

/* A column of a table tells its type; an expression does not. */
static bool
decl_fits(const char *decl, enum db_type t)
{
	static const char *const words[] = { "", "INTEGER", "TEXT", "BLOB",
	    "BLOB", "REAL" };

	return decl == NULL || strcasecmp(decl, words[t]) == 0;
}

void
lite_check(struct db_conn *base, const struct db_spec *s, struct buf *out)
{
	struct lite *c = lite_of(base);
	unsigned char at[DB_PARAMS_MAX];
	const char *name = s->sql->name;
	sqlite3_stmt *q = NULL;
	size_t i, n;

	if (stmt_prepare(c, s, out->arena, &q, at) != SQLITE_OK) {
		buf_fmt(out, "statement %s: %s\n", name, sqlite3_errmsg(c->h));
		return;
	}
	n = (size_t)sqlite3_bind_parameter_count(q);
	for (i = 0; i < s->params_n; i++)
		if (at[i] == 0)
			buf_fmt(out, "statement %s: $%zu (%s) is not used\n",
			    name, i + 1, s->params[i].name);
	if (n != s->params_n)
		buf_fmt(out, "statement %s: %zu parameters, declared %zu\n",
		    name, n, s->params_n);
	if ((sqlite3_stmt_readonly(q) == 0) != s->writes)
		buf_fmt(out, "statement %s: begins like one that %s\n", name,
		    s->writes ? "writes" : "reads");
	n = (size_t)sqlite3_column_count(q);
	if (n != s->columns_n)
		buf_fmt(out, "statement %s: %zu columns, declared %zu\n",
		    name, n, s->columns_n);
	for (i = 0; i < n && i < s->columns_n; i++) {
		const char *is = sqlite3_column_name(q, (int)i);
		const char *decl = sqlite3_column_decltype(q, (int)i);
		const struct db_item *it = &s->columns[i];

		if (is == NULL || strcmp(is, it->name) != 0)
			buf_fmt(out, "statement %s: column %zu is %s, declared "
			    "%s\n", name, i + 1, is, it->name);
		if (!decl_fits(decl, it->type))
			buf_fmt(out, "statement %s: column %s is %s, declared "
			    "%s\n", name, it->name, decl,
			    db_type_name(it->type));
	}
	sqlite3_finalize(q);
}
