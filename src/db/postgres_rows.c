/* SPDX-License-Identifier: Apache-2.0 */
/* Statements on PostgreSQL: prepared once a connection, values binary. */
#include <assert.h>
#include <endian.h>
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "db/db.h"
#include "db/inner.h"
#include "db/pg.h"

/* Types of the wire, from pg_type.dat: never change. */
enum { OID_BYTEA = 17, OID_NAME = 19, OID_INT8 = 20, OID_INT2 = 21,
    OID_INT4 = 23, OID_TEXT = 25, OID_FLOAT8 = 701, OID_VARCHAR = 1043 };

void
pg_stop(struct db_cursor *k)
{
	PQclear(k->rows);
	k->rows = NULL;		/* the struct goes at the next begin */
}

static Oid
oid_of(enum db_type t)
{
	static const Oid oids[] = { 0, OID_INT8, OID_TEXT, OID_BYTEA,
	    OID_BYTEA, OID_FLOAT8 };

	return oids[t];
}

static int
prepare_send(struct pg *c, const struct db_spec *s, const char *name)
{
	Oid types[DB_PARAMS_MAX] = { 0 };
	size_t i;

	for (i = 0; i < s->params_n; i++)
		types[i] = oid_of(s->params[i].type);
	return PQsendPrepare(c->h, name, s->sql->text, (int)s->params_n,
	    types);
}

static enum rc
stmt_ready(struct pg *c, const struct db_spec *s)
{
	bool *prepared = &c->prepared[s - c->base.db->specs];
	PGresult *r;
	enum rc rc;

	if (*prepared)
		return RC_OK;
	r = pg_answer(c, prepare_send(c, s, s->pg_name));
	rc = pg_answer_rc(c, r, s->sql->name);
	PQclear(r);
	*prepared = rc == RC_OK;
	return rc;
}

/* Parameters as libpq wants them. */
struct send {
	const char *values[DB_PARAMS_MAX];	/* NULL: SQL's */
	int lens[DB_PARAMS_MAX], formats[DB_PARAMS_MAX];
	uint64_t numbers[DB_PARAMS_MAX];
};

static void
send_make(struct send *v, const struct db_spec *s, const struct db_arg *args)
{
	size_t i;

	*v = (struct send){ 0 };
	for (i = 0; i < s->params_n; i++) {
		const struct db_arg *a = &args[i];

		v->formats[i] = 1;
		if (a->type == DB_NULL)
			continue;
		if (a->type == DB_INT || a->type == DB_REAL) {
			memcpy(&v->numbers[i], &a->i, 8);	/* r, too */
			v->numbers[i] = htobe64(v->numbers[i]);
			v->values[i] = (const char *)&v->numbers[i];
			v->lens[i] = 8;
		} else if (a->type == DB_ID) {
			v->values[i] = (const char *)a->id.b;
			v->lens[i] = sizeof(a->id.b);
		} else {
			assert(a->b.len < INT32_MAX);
			v->values[i] = a->b.len == 0 ? "" :
			    (const char *)a->b.at;
			v->lens[i] = (int)a->b.len;
		}
	}
}

static struct db_cursor *
cursor_take(struct pg *c)
{
	struct db_cursor *k = c->cursors;

	if (k == NULL || k->rows != NULL) {
		k = calloc(1, sizeof(*k));
		if (k == NULL)
			return NULL;
		k->next = c->cursors;
		c->cursors = k;
	}
	k->at = -1;
	return k;
}

/* Arguments are read here and not later, so none need last. */
struct db_cursor *
pg_start(struct tx *tx, const struct db_spec *s, const struct db_arg *args,
    bool lasting)
{
	struct pg *c = pg_of(tx->conn);
	struct db_cursor *k;
	struct send v;
	enum rc rc = stmt_ready(c, s);

	(void)lasting;
	if (rc == RC_OK)
		send_make(&v, s, args);
	k = rc == RC_OK ? cursor_take(c) : NULL;
	if (k == NULL) {
		tx_fail(tx, rc == RC_OK ? RC_NOMEM : rc);
		return NULL;
	}
	k->rows = pg_answer(c, PQsendQueryPrepared(c->h, s->pg_name,
	    (int)s->params_n, v.values, v.lens, v.formats, 1));
	rc = pg_answer_rc(c, k->rows, s->sql->name);
	if (rc == RC_OK)
		return k;
	pg_stop(k);
	tx_fail(tx, rc);
	return NULL;
}

bool
pg_step(struct tx *tx, struct db_cursor *k)
{
	(void)tx;
	return ++k->at < PQntuples(k->rows);
}

int64_t
pg_changes(struct db_cursor *k)
{
	int64_t n = 0;

	return str_int(str_z(PQcmdTuples(k->rows)), 0, INT64_MAX, &n) ? n : 0;
}

struct db_arg
pg_value(struct db_cursor *k, size_t column)
{
	int i = (int)column;
	const char *at = PQgetvalue(k->rows, k->at, i);
	size_t len = (size_t)PQgetlength(k->rows, k->at, i);
	struct db_arg v = DB_NONE;
	uint64_t n = 0;

	if (PQgetisnull(k->rows, k->at, i))
		return v;
	v.b = (struct bytes){ (const unsigned char *)at, len };
	switch (PQftype(k->rows, i)) {
	case OID_INT2:
	case OID_INT4:
	case OID_INT8:
	case OID_FLOAT8:
		memcpy((char *)&n + 8 - len, at, len);
		n = be64toh(n);
		if (len < 8 && (at[0] & 0x80) != 0)
			n |= ~(uint64_t)0 << (len * 8);
		v.type = PQftype(k->rows, i) == OID_FLOAT8 ? DB_REAL : DB_INT;
		memcpy(&v.i, &n, 8);
		return v;
	case OID_TEXT:
	case OID_VARCHAR:
	case OID_NAME:
		v.type = DB_TEXT;
		return v;
	case OID_BYTEA:
		v.type = DB_BYTES;
		return v;
	default:
		v.type = (enum db_type)-1;	/* none of ours */
		return v;
	}
}

/* --- check --------------------------------------------------------------- */

static bool
oid_fits(Oid o, enum db_type t)
{
	switch (t) {
	case DB_INT:
		return o == OID_INT8 || o == OID_INT4 || o == OID_INT2;
	case DB_TEXT:
		return o == OID_TEXT || o == OID_VARCHAR || o == OID_NAME;
	case DB_BYTES:
	case DB_ID:
		return o == OID_BYTEA;
	case DB_REAL:
		return o == OID_FLOAT8;
	case DB_NULL:
		break;
	}
	return false;
}

static void
described_check(const PGresult *r, const struct db_spec *s, struct buf *out)
{
	const char *name = s->sql->name;
	size_t i, n = (size_t)PQnparams(r);

	if (n != s->params_n)
		buf_fmt(out, "statement %s: %zu parameters, declared %zu\n",
		    name, n, s->params_n);
	for (i = 0; i < n && i < s->params_n; i++)
		if (PQparamtype(r, (int)i) != oid_of(s->params[i].type))
			buf_fmt(out, "statement %s: $%zu (%s) has type %u\n",
			    name, i + 1, s->params[i].name,
			    PQparamtype(r, (int)i));
	n = (size_t)PQnfields(r);
	if (n != s->columns_n)
		buf_fmt(out, "statement %s: %zu columns, declared %zu\n",
		    name, n, s->columns_n);
	for (i = 0; i < n && i < s->columns_n; i++) {
		const struct db_item *it = &s->columns[i];

		if (strcmp(PQfname(r, (int)i), it->name) != 0)
			buf_fmt(out, "statement %s: column %zu is %s, declared "
			    "%s\n", name, i + 1, PQfname(r, (int)i), it->name);
		if (!oid_fits(PQftype(r, (int)i), it->type))
			buf_fmt(out, "statement %s: column %s has type %u, "
			    "declared %s\n", name, it->name,
			    PQftype(r, (int)i), db_type_name(it->type));
	}
}

void
pg_check(struct db_conn *base, const struct db_spec *s, struct buf *out)
{
	struct pg *c = pg_of(base);
	PGresult *r = pg_answer(c, prepare_send(c, s, ""));

	if (r == NULL || PQresultStatus(r) != PGRES_COMMAND_OK) {
		const char *text = r == NULL ? NULL :
		    PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);

		buf_fmt(out, "statement %s: %s\n", s->sql->name,
		    text == NULL ? "no answer" : text);
		PQclear(r);
		return;
	}
	PQclear(r);
	r = pg_answer(c, PQsendDescribePrepared(c->h, ""));
	if (r != NULL)
		described_check(r, s, out);
	PQclear(r);
}
