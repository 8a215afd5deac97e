/* SPDX-License-Identifier: Apache-2.0 */
/* Whole tables of SQLite. */
#include <sqlite3.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "db/dump_own.h"
#include "db/lite.h"

static void
fail(struct tx *tx, const char *what, int code)
{
	log_error("%s: %s (%d)", what, sqlite3_errmsg(lite_of(tx->conn)->h),
	    code);
	tx_fail(tx, lite_rc(code));
}

static sqlite3_stmt *
prepare(struct tx *tx, const char *sql)
{
	sqlite3_stmt *s = NULL;
	int code = sqlite3_prepare_v2(lite_of(tx->conn)->h, sql, -1, &s, NULL);

	if (code != SQLITE_OK)
		fail(tx, "dump", code);
	return s;
}

static void
dump_begin(struct tx *tx)
{
	char why[DB_WHY_MAX];

	if (tx->writes && tx->db->driver->exec(tx->conn,
	    "PRAGMA defer_foreign_keys = ON", why) != RC_OK)
		tx_fail(tx, RC_BAD);
}

static enum db_type
type_of(const char *decl)
{
	static const struct { const char *word; enum db_type type; } words[] = {
		{ "INTEGER", DB_INT }, { "TEXT", DB_TEXT },
		{ "BLOB", DB_BYTES }, { "REAL", DB_REAL },
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (decl != NULL && strcasecmp(decl, words[i].word) == 0)
			return words[i].type;
	return DB_NULL;
}

static size_t
columns_read(struct tx *tx, const char *table, struct db_column *out)
{
	sqlite3_stmt *s = prepare(tx,
	    "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid");
	size_t n = 0;
	int code;

	if (s == NULL)
		return 0;
	sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC);
	while ((code = sqlite3_step(s)) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(s, 0);
		const char *decl = (const char *)sqlite3_column_text(s, 1);
		struct db_column *c = &out[n++];

		*c = (struct db_column){ .type = type_of(decl), .bytes = 8,
		    .key = sqlite3_column_int(s, 2) };
		if (n == DB_COLUMNS_MAX || c->type == DB_NULL) {
			log_error("dump: table %s has a column of type %s",
			    table, decl == NULL ? "" : decl);
			tx_fail(tx, RC_BAD);
			break;
		}
		c->name = str_copy(tx->arena, str_z(name));
	}
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		fail(tx, table, code);
	sqlite3_finalize(s);
	return n;
}

static struct db_arg
value_of(sqlite3_stmt *s, int i)
{
	struct db_arg v = DB_NONE;

	switch (sqlite3_column_type(s, i)) {
	case SQLITE_INTEGER:
		return db_arg_i(sqlite3_column_int64(s, i));
	case SQLITE_FLOAT:
		return db_arg_real(sqlite3_column_double(s, i));
	case SQLITE_TEXT:
		v.type = DB_TEXT;
		v.b.at = sqlite3_column_text(s, i);
		break;
	case SQLITE_BLOB:
		v.type = DB_BYTES;
		v.b.at = sqlite3_column_blob(s, i);
		break;
	default:
		return v;
	}
	v.b.len = (size_t)sqlite3_column_bytes(s, i);
	if (v.b.at == NULL)
		v.b = (struct bytes){ (const unsigned char *)"", 0 };
	return v;
}

static int64_t
dump(struct tx *tx, const struct db_table *t, const char *sql,
    db_dump_row *row, void *arg)
{
	struct db_arg values[DB_COLUMNS_MAX];
	sqlite3_stmt *s = prepare(tx, sql);
	int64_t n = 0;
	int code = SQLITE_DONE, i;

	if (s == NULL)
		return 0;
	while ((code = sqlite3_step(s)) == SQLITE_ROW) {
		for (i = 0; i < (int)t->columns_n; i++) {
			values[i] = value_of(s, i);
			if (values[i].type != DB_NULL &&
			    values[i].type != t->columns[i].type) {
				log_error("dump: a value of %s is not of its "
				    "type", t->name.at);
				tx_fail(tx, RC_BAD);
			}
		}
		if (tx->rc != RC_OK || !row(arg, values))
			break;
		n++;
	}
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		fail(tx, t->name.at, code);
	sqlite3_finalize(s);
	return n;
}

static int64_t
number(struct tx *tx, const char *sql)
{
	sqlite3_stmt *s = prepare(tx, sql);
	int code = s == NULL ? SQLITE_DONE : sqlite3_step(s);
	int64_t n = code == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;

	if (code != SQLITE_ROW && s != NULL)
		fail(tx, "count", code);
	sqlite3_finalize(s);
	return n;
}

static void
load_begin(struct db_load *l, const char *columns)
{
	struct buf b = buf_new(l->tx->arena, (size_t)64 * 1024);
	size_t i;

	buf_fmt(&b, "INSERT INTO \"%s\" (%s) VALUES (", l->table->name.at,
	    columns);
	for (i = 0; i < l->table->columns_n; i++)
		buf_add_z(&b, i > 0 ? ", ?" : "?");
	buf_add_c(&b, ')');
	l->engine = prepare(l->tx, b.at);
}

static void
load_row(struct db_load *l, const struct db_arg *values)
{
	sqlite3_stmt *s = l->engine;
	int code, i;

	for (i = 0; i < (int)l->table->columns_n; i++) {
		const struct db_arg *v = &values[i];
		const void *p = v->b.len == 0 ? (const void *)"" : v->b.at;

		if (v->type == DB_INT)
			sqlite3_bind_int64(s, i + 1, v->i);
		else if (v->type == DB_REAL)
			sqlite3_bind_double(s, i + 1, v->r);
		else if (v->type == DB_TEXT)
			sqlite3_bind_text64(s, i + 1, p, v->b.len,
			    SQLITE_STATIC, SQLITE_UTF8);
		else if (v->type == DB_BYTES)
			sqlite3_bind_blob64(s, i + 1, p, v->b.len,
			    SQLITE_STATIC);
		else
			sqlite3_bind_null(s, i + 1);
	}
	code = sqlite3_step(s);
	if (code != SQLITE_DONE)
		fail(l->tx, l->table->name.at, code);
	sqlite3_reset(s);
}

static void
load_end(struct db_load *l)
{
	sqlite3_finalize(l->engine);
}

static void
lines_add(struct tx *tx, const char *sql, const char *head, struct buf *b)
{
	sqlite3_stmt *s = prepare(tx, sql);
	int code = SQLITE_DONE;

	while (s != NULL && (code = sqlite3_step(s)) == SQLITE_ROW) {
		struct str text = str_z((const char *)sqlite3_column_text(s,
		    0));

		if (!str_is(text, "ok"))
			buf_fmt(b, "%s%.*s\n", head, STR(text));
	}
	if (s != NULL && code != SQLITE_DONE)
		fail(tx, "integrity", code);
	sqlite3_finalize(s);
}

static void
whole(struct tx *tx, struct buf *b)
{
	lines_add(tx, "PRAGMA quick_check(20)", "", b);
	lines_add(tx, "SELECT \"table\" || ' refers to a missing row of ' || "
	    "parent FROM pragma_foreign_key_check LIMIT 20", "", b);
}

const struct db_dumper db_dumper_sqlite = {
	.begin = dump_begin,
	.columns = columns_read,
	.dump = dump,
	.number = number,
	.load_begin = load_begin,
	.load_row = load_row,
	.load_end = load_end,
	.whole = whole,
};
