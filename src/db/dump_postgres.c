/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whole tables of PostgreSQL, by COPY in its binary form: a head, then rows
 * (2 bytes: how many fields; each 4 bytes length, -1 for NULL, and the
 * value), then -1 in place of a row.  Everything big endian.
 */
#include <libpq-fe.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "db/dump_own.h"
#include "db/pg.h"

static const char head_signature[11] = "PGCOPY\n\377\r\n";
enum { HEAD_BYTES = 19 };

static PGconn *
conn_of(struct tx *tx)
{
	return pg_of(tx->conn)->h;
}

/* Fails the transaction when the answer is not the wanted one. */
static bool
answer_is(struct tx *tx, const PGresult *r, ExecStatusType want,
    const char *what)
{
	enum rc rc;

	if (r != NULL && PQresultStatus(r) == want)
		return true;
	rc = pg_answer_rc(pg_of(tx->conn), r, what);
	tx_fail(tx, rc == RC_OK ? RC_BAD : rc);
	return false;
}

/* The time between two rows is ours: disks are synced meanwhile. */
static void
dump_begin(struct tx *tx)
{
	PGresult *r = PQexec(conn_of(tx), "SET LOCAL statement_timeout = 0; "
	    "SET LOCAL idle_in_transaction_session_timeout = 0");

	answer_is(tx, r, PGRES_COMMAND_OK, "SET LOCAL");
	PQclear(r);
}

static bool
type_of(const char *name, struct db_column *c)
{
	static const struct {
		const char *word;
		enum db_type type;
		int bytes;
	} words[] = {
		{ "bigint", DB_INT, 8 }, { "integer", DB_INT, 4 },
		{ "smallint", DB_INT, 2 }, { "text", DB_TEXT, 0 },
		{ "bytea", DB_BYTES, 0 }, { "double precision", DB_REAL, 8 },
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(name, words[i].word) == 0) {
			c->type = words[i].type;
			c->bytes = words[i].bytes;
			return true;
		}
	return false;
}

static size_t
columns_read(struct tx *tx, const char *table, struct db_column *out)
{
	const char *values[] = { table };
	PGresult *r = PQexecParams(conn_of(tx), "SELECT a.attname, "
	    "format_type(a.atttypid, NULL), COALESCE((SELECT k + 1 "
	    "FROM generate_subscripts(i.indkey, 1) AS k "
	    "WHERE i.indkey[k] = a.attnum), 0) FROM pg_attribute a "
	    "LEFT JOIN pg_index i ON i.indrelid = a.attrelid "
	    "AND i.indisprimary WHERE a.attrelid = to_regclass($1) "
	    "AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum", 1,
	    NULL, values, NULL, NULL, 0);
	size_t n = 0;
	int i;

	if (!answer_is(tx, r, PGRES_TUPLES_OK, "columns")) {
		PQclear(r);
		return 0;
	}
	for (i = 0; i < PQntuples(r) && tx->rc == RC_OK; i++) {
		struct db_column *c = &out[n];
		int64_t key = 0;

		*c = (struct db_column){ 0 };
		if (++n == DB_COLUMNS_MAX || !type_of(PQgetvalue(r, i, 1), c)) {
			log_error("dump: table %s has a column of type %s",
			    table, PQgetvalue(r, i, 1));
			tx_fail(tx, RC_BAD);
			break;
		}
		str_int(str_z(PQgetvalue(r, i, 2)), 0, 64, &key);
		c->key = (int)key;
		/* Not in the arena while r is open: it may jump. */
	}
	for (i = 0; i < (int)n && tx->rc == RC_OK; i++)
		out[i].name = str_copy(tx->arena, str_z(PQgetvalue(r, i, 0)));
	PQclear(r);
	return n;
}

/* --- out ----------------------------------------------------------------- */

struct piece {
	const unsigned char *at;
	size_t left;
};

static uint64_t
take_number(struct piece *p, int bytes, bool *ok)
{
	uint64_t n = 0;

	if (!*ok || p->left < (size_t)bytes) {
		*ok = false;
		return 0;
	}
	p->left -= (size_t)bytes;
	while (bytes-- > 0)
		n = n << 8 | *p->at++;
	return n;
}

static int64_t
widen(uint64_t n, int bytes)
{
	return bytes == 2 ? (int16_t)n : bytes == 4 ? (int32_t)n : (int64_t)n;
}

static void
take_value(struct piece *p, const struct db_column *c, struct db_arg *v,
    bool *ok)
{
	uint64_t n, len = take_number(p, 4, ok);

	*v = DB_NONE;
	if (!*ok || len == UINT32_MAX)
		return;
	if (len > p->left || (c->bytes > 0 && len != (uint64_t)c->bytes)) {
		*ok = false;
		return;
	}
	v->type = c->type;
	if (c->bytes == 0) {
		v->b = (struct bytes){ p->at, len };
		p->at += len;
		p->left -= len;
		return;
	}
	n = take_number(p, c->bytes, ok);
	if (c->type == DB_INT)
		v->i = widen(n, c->bytes);
	else
		memcpy(&v->r, &n, sizeof(v->r));
}

struct out {
	struct tx *tx;
	const struct db_table *t;
	db_dump_row *row;
	void *arg;
	int64_t n;
	bool head, end, stop;
};

static bool
head_take(struct out *o, struct piece *p)
{
	bool ok = p->left >= HEAD_BYTES &&
	    memcmp(p->at, head_signature, sizeof(head_signature)) == 0;

	if (!ok)
		return false;
	o->head = true;
	p->at += HEAD_BYTES;
	p->left -= HEAD_BYTES;
	return true;
}

/* A message of the server: whole rows, the head before the first. */
static void
rows_take(struct out *o, struct piece p)
{
	struct db_arg values[DB_COLUMNS_MAX];
	bool ok = o->head || head_take(o, &p);
	size_t i;

	while (ok && p.left > 0 && !o->stop && !o->end) {
		uint64_t n = take_number(&p, 2, &ok);

		if (n == UINT16_MAX) {
			o->end = true;
			break;
		}
		ok = ok && n == o->t->columns_n;
		for (i = 0; ok && i < o->t->columns_n; i++)
			take_value(&p, &o->t->columns[i], &values[i], &ok);
		if (ok && !o->row(o->arg, values))
			o->stop = true;
		o->n += ok && !o->stop;
	}
	if (!ok) {
		log_error("dump: COPY of %s is not in the known form",
		    o->t->name.at);
		tx_fail(o->tx, RC_BAD);
		o->stop = true;
	}
}

static void
results_end(struct tx *tx, const char *what)
{
	PGresult *r;

	while ((r = PQgetResult(conn_of(tx))) != NULL) {
		answer_is(tx, r, PGRES_COMMAND_OK, what);
		PQclear(r);
		if (PQstatus(conn_of(tx)) != CONNECTION_OK)
			break;
	}
	if (PQstatus(conn_of(tx)) != CONNECTION_OK) {
		pg_of(tx->conn)->lost = true;
		tx_fail(tx, RC_LOST);
	}
}

static int64_t
dump(struct tx *tx, const struct db_table *t, const char *sql,
    db_dump_row *row, void *arg)
{
	struct out o = { .tx = tx, .t = t, .row = row, .arg = arg };
	const char *copy = str_fmt(tx->arena,
	    "COPY (%s) TO STDOUT (FORMAT binary)", sql).at;
	PGresult *r = PQexec(conn_of(tx), copy);
	bool ok = answer_is(tx, r, PGRES_COPY_OUT, t->name.at);
	char *at;
	int len;

	PQclear(r);
	if (!ok)
		return 0;
	/* When stopped the rest is read all the same: the stream must end. */
	while ((len = PQgetCopyData(conn_of(tx), &at, 0)) > 0) {
		if (!o.stop)
			rows_take(&o, (struct piece){
			    (const unsigned char *)at, (size_t)len });
		PQfreemem(at);
	}
	results_end(tx, t->name.at);
	if (!o.stop && !o.end && tx->rc == RC_OK)
		tx_fail(tx, RC_BAD);
	return o.n;
}

static int64_t
number(struct tx *tx, const char *sql)
{
	PGresult *r = PQexec(conn_of(tx), sql);
	int64_t n = 0;

	if (answer_is(tx, r, PGRES_TUPLES_OK, "count"))
		str_int(str_z(PQgetvalue(r, 0, 0)), 0, INT64_MAX, &n);
	PQclear(r);
	return n;
}

/* --- in ------------------------------------------------------------------ */

static bool
put(struct db_load *l, const void *at, size_t len)
{
	if (l->tx->rc != RC_OK)
		return false;
	if (len == 0 || PQputCopyData(conn_of(l->tx), at, (int)len) == 1)
		return true;
	log_error("load: the connection to PostgreSQL was lost");
	pg_of(l->tx->conn)->lost = true;
	tx_fail(l->tx, RC_LOST);
	return false;
}

static void
put_number(struct db_load *l, uint64_t n, int bytes)
{
	unsigned char b[8];
	int i;

	for (i = 0; i < bytes; i++)
		b[i] = (unsigned char)(n >> 8 * (bytes - 1 - i));
	put(l, b, (size_t)bytes);
}

static void
load_begin(struct db_load *l, const char *columns)
{
	const char *copy = str_fmt(l->tx->arena,
	    "COPY \"%s\" (%s) FROM STDIN (FORMAT binary)", l->table->name.at,
	    columns).at;
	PGresult *r = PQexec(conn_of(l->tx), copy);

	if (answer_is(l->tx, r, PGRES_COPY_IN, l->table->name.at)) {
		l->engine = l;
		put(l, head_signature, sizeof(head_signature));
		put_number(l, 0, 8);
	}
	PQclear(r);
}

static void
load_row(struct db_load *l, const struct db_arg *values)
{
	size_t i;

	put_number(l, l->table->columns_n, 2);
	for (i = 0; i < l->table->columns_n; i++) {
		const struct db_column *c = &l->table->columns[i];
		const struct db_arg *v = &values[i];
		uint64_t n;

		if (v->type == DB_NULL) {
			put_number(l, UINT32_MAX, 4);
		} else if (c->bytes > 0) {
			memcpy(&n, v->type == DB_REAL ? (const void *)&v->r :
			    (const void *)&v->i, sizeof(n));
			put_number(l, (uint64_t)c->bytes, 4);
			put_number(l, n, c->bytes);
		} else {
			put_number(l, v->b.len, 4);
			put(l, v->b.at, v->b.len);
		}
	}
}

static void
load_end(struct db_load *l)
{
	bool ok = l->tx->rc == RC_OK;

	if (ok)
		put_number(l, UINT16_MAX, 2);
	if (pg_of(l->tx->conn)->lost)
		return;
	PQputCopyEnd(conn_of(l->tx), ok ? NULL : "given up");
	results_end(l->tx, l->table->name.at);
}

/* PostgreSQL watches its references and checks its pages itself. */
static void
whole(struct tx *tx, struct buf *b)
{
	(void)tx;
	(void)b;
}

const struct db_dumper db_dumper_postgres = {
	.begin = dump_begin,
	.columns = columns_read,
	.dump = dump,
	.number = number,
	.load_begin = load_begin,
	.load_row = load_row,
	.load_end = load_end,
	.whole = whole,
};
