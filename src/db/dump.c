/* SPDX-License-Identifier: Apache-2.0 */
#include "db/dump.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/embedded.h"
#include "base/log.h"
#include "db/dump_own.h"

static_assert((int)DUMP_COLUMNS_MAX == (int)DB_COLUMNS_MAX);
enum { TABLES_MAX = 200, DUMP_SQL_MAX = 16 * 1024, WHOLE_MAX = 64 * 1024 };

static const struct db_dumper *
dumper_of(struct tx *tx)
{
	return tx->db->driver->engine == DB_SQLITE ? &db_dumper_sqlite :
	    &db_dumper_postgres;
}

/* --- which tables -------------------------------------------------------- */

/* "src/db/sql/keys-0001.sql" -> the set's; "NNNN..." in *number. */
static bool
file_of_set(const struct embedded_file *f, enum db_set set, int64_t *number)
{
	struct str rest = str_z(f->path), name = rest;
	bool keys;

	while (rest.len > 0)
		name = str_cut(&rest, '/');
	keys = str_starts(name, S("keys-"));
	if (keys)
		name = str_sub(name, 5, name.len);
	return keys == (set == DB_KEYS) &&
	    str_int(str_sub(name, 0, name.len < 4 ? name.len : 4), 1, 9999,
	    number);
}

static bool
name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* Cuts up to behind the next "CREATE TABLE name"; "": no more. */
static struct str
table_next(struct str *text)
{
	struct str head = S("CREATE TABLE ");
	const char *at = text->len == 0 ? NULL :
	    memmem(text->at, text->len, head.at, head.len);
	struct str name;
	size_t n = 0;

	if (at == NULL)
		return STR_NONE;
	name = str_sub(*text, (size_t)(at - text->at) + head.len, text->len);
	while (n < name.len && name_char(name.at[n]))
		n++;
	*text = str_sub(name, n, name.len);
	return str_sub(name, 0, n);
}

static bool
table_known(const struct db_table *list, size_t n, struct str name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(list[i].name, name))
			return true;
	return false;
}

/* Added when the engine has it: a migration may have dropped it again. */
static void
table_add(struct tx *tx, struct db_table *list, size_t *n, struct str name)
{
	struct db_column *columns;
	struct db_table *t = &list[*n];

	if (name.len == 0 || *n == TABLES_MAX ||
	    table_known(list, *n, name))
		return;
	columns = arena_many(tx->arena, struct db_column, DB_COLUMNS_MAX);
	t->name = str_copy(tx->arena, name);
	t->columns = columns;
	t->columns_n = dumper_of(tx)->columns(tx, t->name.at, columns);
	if (t->columns_n > 0)
		++*n;
}

size_t
db_tables(struct tx *tx, struct db_table **out)
{
	struct db_table *list = arena_many(tx->arena, struct db_table,
	    TABLES_MAX + 1);
	size_t n = 0, i;
	int64_t number;

	*out = list;
	if (tx->rc == RC_OK)
		dumper_of(tx)->begin(tx);
	for (i = 0; i < embedded_sql_n && tx->rc == RC_OK; i++) {
		struct str text = { (const char *)embedded_sql[i].data,
		    embedded_sql[i].len }, name;

		if (!file_of_set(&embedded_sql[i], tx->db->set, &number))
			continue;
		while ((name = table_next(&text)).len > 0)
			table_add(tx, list, &n, name);
	}
	return tx->rc == RC_OK ? n : 0;
}

int
db_in_use(struct db *db)
{
	enum rc rc;
	struct db_conn *c = db_conn(db, &rc);

	return c == NULL ? -1 : db->driver->has_table(c, "migration");
}

enum rc
db_migrate_to(struct db *db, int64_t version, struct arena *a,
    struct str *why)
{
	struct embedded_file *files = arena_many(a, struct embedded_file,
	    embedded_sql_n + 1);
	size_t n = 0, i;
	int64_t number;

	for (i = 0; i < embedded_sql_n; i++)
		if (file_of_set(&embedded_sql[i], db->set, &number) &&
		    number <= version)
			files[n++] = embedded_sql[i];
	return db_migrate_list(db, files, n, a, why);
}

/* --- out ----------------------------------------------------------------- */

static void
columns_add(struct buf *b, const struct db_table *t)
{
	size_t i;

	for (i = 0; i < t->columns_n; i++)
		buf_fmt(b, "%s\"%.*s\"", i > 0 ? ", " : "",
		    STR(t->columns[i].name));
}

/* By the primary key; of a table without one by everything. */
static void
order_add(struct buf *b, const struct db_table *t)
{
	const char *head = " ORDER BY ";
	size_t i;
	int k;

	for (k = 1; k <= (int)t->columns_n; k++)
		for (i = 0; i < t->columns_n; i++)
			if (t->columns[i].key == k) {
				buf_fmt(b, "%s\"%.*s\"", head,
				    STR(t->columns[i].name));
				head = ", ";
			}
	if (*head == ' ') {
		buf_add_z(b, head);
		columns_add(b, t);
	}
}

int64_t
db_dump_table(struct tx *tx, const struct db_table *t, db_dump_row *row,
    void *arg)
{
	struct buf b = buf_new(tx->arena, DUMP_SQL_MAX);

	if (tx->rc != RC_OK)
		return 0;
	buf_add_z(&b, "SELECT ");
	columns_add(&b, t);
	buf_fmt(&b, " FROM \"%.*s\"", STR(t->name));
	order_add(&b, t);
	return dumper_of(tx)->dump(tx, t, b.at, row, arg);
}

int64_t
db_count_rows(struct tx *tx, const struct db_table *t)
{
	if (tx->rc != RC_OK)
		return 0;
	return dumper_of(tx)->number(tx, str_fmt(tx->arena,
	    "SELECT count(*) FROM \"%.*s\"", STR(t->name)).at);
}

bool
db_whole(struct tx *tx, struct str *report)
{
	struct buf b = buf_new(tx->arena, WHOLE_MAX);

	if (tx->rc == RC_OK)
		dumper_of(tx)->whole(tx, &b);
	if (tx->rc != RC_OK)
		buf_fmt(&b, "it cannot be read: %s\n", rc_text(tx->rc));
	*report = buf_str(&b);
	return report->len == 0;
}

/* --- in ------------------------------------------------------------------ */

struct db_load *
db_load_begin(struct tx *tx, const struct db_table *t)
{
	struct db_load *l = arena_one(tx->arena, struct db_load);
	struct buf b = buf_new(tx->arena, DUMP_SQL_MAX);
	char why[DB_WHY_MAX] = "";
	enum rc rc;

	l->tx = tx;
	l->table = t;
	if (tx->rc != RC_OK)
		return l;
	rc = tx->db->driver->exec(tx->conn, str_fmt(tx->arena,
	    "DELETE FROM \"%.*s\"", STR(t->name)).at, why);
	if (rc != RC_OK) {
		log_error("load: %s", why);
		tx_fail(tx, rc);
		return l;
	}
	columns_add(&b, t);
	dumper_of(tx)->load_begin(l, b.at);
	return l;
}

void
db_load_row(struct db_load *l, const struct db_arg *values)
{
	if (l->tx->rc == RC_OK && l->engine != NULL)
		dumper_of(l->tx)->load_row(l, values);
}

void
db_load_end(struct db_load *l)
{
	if (l->engine != NULL)
		dumper_of(l->tx)->load_end(l);
	l->engine = NULL;
}
