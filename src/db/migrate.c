/* SPDX-License-Identifier: Apache-2.0 */
/* Migrations, and our SQL in SQLite's words. */
#include <assert.h>
#include <ctype.h>
#include <sodium.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "db/db.h"
#include "db/inner.h"

enum {
	SQL_BYTES_MAX = 4 * 1024 * 1024,
};

#define MIGRATION_ADD "INSERT INTO migration (number, name, checksum, " \
	"applied_at) VALUES ($1, $2, $3, $4)"
#define MIGRATION_LIST "SELECT number, name, checksum FROM migration " \
	"ORDER BY number"
SQL(migration_add, "number:int name:text checksum:text applied_at:int", "",
    MIGRATION_ADD);
SQL(migration_list, "", "number:int name:text checksum:text", MIGRATION_LIST);
SQL_KEYS(migration_keys_add,
    "number:int name:text checksum:text applied_at:int", "", MIGRATION_ADD);
SQL_KEYS(migration_keys_list, "", "number:int name:text checksum:text",
    MIGRATION_LIST);

/* --- SQLite's words ------------------------------------------------------ */

struct rewrite {
	struct buf out;
	struct str rest;	/* not yet read */
	bool tables;
	enum { OUTSIDE, CREATE, NAME, BODY } at;	/* of CREATE TABLE */
	int depth;
	bool no_rowid;
};

/* Length of a quoted piece or a comment at the start of s; 0: neither. */
static size_t
piece_len(struct str s)
{
	size_t i;
	bool block = str_starts(s, S("/*"));

	if (str_starts(s, S("--")))
		return str_index(s, '\n');
	if (!block && s.at[0] != '\'' && s.at[0] != '"')
		return 0;
	for (i = block ? 2 : 1; i < s.len; i++) {
		if (block && i + 1 < s.len && s.at[i] == '*' &&
		    s.at[i + 1] == '/')
			return i + 2;
		if (!block && s.at[i] == s.at[0])
			return i + 1;	/* '' is two pieces: the same */
	}
	return s.len;
}

static bool
word_is(struct str w, const char *want)
{
	return w.len == strlen(want) && strncasecmp(w.at, want, w.len) == 0;
}

static void
word_rewrite(struct rewrite *r, struct str w)
{
	struct str next = r->rest;
	size_t n = 0;

	while (n < next.len && isspace((unsigned char)next.at[n]))
		n++;
	next = str_sub(next, n, next.len);
	if (r->at == OUTSIDE && word_is(w, "CREATE"))
		r->at = CREATE;
	else if (r->at == CREATE && word_is(w, "TABLE"))
		r->at = NAME;
	else if (r->at == CREATE && !word_is(w, "TEMP") &&
	    !word_is(w, "TEMPORARY"))
		r->at = OUTSIDE;	/* an index */
	else if (r->at == NAME && word_is(w, "AS"))
		r->at = OUTSIDE;
	if (word_is(w, "BIGINT") || word_is(w, "SMALLINT")) {
		buf_add_z(&r->out, "INTEGER");
	} else if (word_is(w, "BYTEA")) {
		buf_add_z(&r->out, "BLOB");
	} else if (word_is(w, "DOUBLE") && next.len >= 9 &&
	    strncasecmp(next.at, "PRECISION", 9) == 0) {
		buf_add_z(&r->out, "REAL");
		r->rest = str_sub(next, 9, next.len);
	} else {
		buf_add(&r->out, w);
	}
}

static void
sign_rewrite(struct rewrite *r, char c)
{
	buf_add_c(&r->out, c);
	if (c == ';')
		r->at = OUTSIDE;
	if (r->at == NAME && c == '(') {
		r->at = BODY;
		r->depth = 0;
		r->no_rowid = false;
	}
	if (r->at != BODY)
		return;
	r->depth += c == '(' ? 1 : c == ')' ? -1 : 0;
	if (r->depth > 0)
		return;
	r->at = OUTSIDE;
	if (r->tables)
		buf_add_z(&r->out, r->no_rowid ? " STRICT, WITHOUT ROWID" :
		    " STRICT");
}

static bool
word_char(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '$' ||
	    (unsigned char)c >= 0x80;
}

struct str
db_sql_for_sqlite(struct arena *a, struct str sql, bool tables)
{
	struct rewrite r = { .out = buf_new(a, SQL_BYTES_MAX), .rest = sql,
	    .tables = tables };

	buf_add(&r.out, STR_NONE);
	while (r.rest.len > 0) {
		size_t n = piece_len(r.rest);
		struct str piece;

		if (n == 0)
			while (n < r.rest.len && word_char(r.rest.at[n]))
				n++;
		piece = str_sub(r.rest, 0, n == 0 ? 1 : n);
		r.rest = str_sub(r.rest, piece.len, r.rest.len);
		if (n == 0) {
			sign_rewrite(&r, piece.at[0]);
		} else if (word_char(piece.at[0])) {
			word_rewrite(&r, piece);
		} else {
			buf_add(&r.out, piece);
			if (r.at == BODY &&
			    word_is(piece, "/* without rowid */"))
				r.no_rowid = true;
		}
	}
	assert(!r.out.overflow);
	return buf_str(&r.out);
}

/* --- the list ------------------------------------------------------------ */

struct migration {
	int64_t number;
	struct str name;	/* "0001-people.sql" */
	struct str text;
	struct str checksum;
	bool own;		/* written for this engine alone */
};

struct plan {
	struct migration *list;
	size_t n;
};

/*
 * NNNN-name.sql of the main set, keys-NNNN.sql or keys-NNNN-name.sql of the
 * keys; .postgres.sql and .sqlite.sql for one engine.  False: not for us.
 */
static bool
migration_parse(const struct embedded_file *f, enum db_set set,
    enum db_engine engine, struct migration *m)
{
	struct str rest = str_z(f->path), name = rest;
	struct str ours = engine == DB_SQLITE ? S(".sqlite.sql") :
	    S(".postgres.sql");
	struct str theirs = engine == DB_SQLITE ? S(".postgres.sql") :
	    S(".sqlite.sql");
	bool keys;

	while (rest.len > 0)
		name = str_cut(&rest, '/');
	*m = (struct migration){ .name = name };
	rest = name;
	keys = str_starts(rest, S("keys-"));
	if (keys)
		rest = str_sub(rest, 5, rest.len);
	if (keys != (set == DB_KEYS) || str_ends(name, theirs) ||
	    !str_ends(name, S(".sql")))
		return false;
	if (rest.len < 5 || !str_int(str_sub(rest, 0, 4), 1, 9999, &m->number))
		return false;
	m->own = str_ends(name, ours);
	m->text = (struct str){ (const char *)f->data, f->len };
	return true;
}

static struct str
checksum_of(struct arena *a, struct str text)
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, (const unsigned char *)text.at, text.len);
	return str_hex(a, hash, sizeof(hash));
}

/* Sorted by number; a file for this engine replaces the common one. */
static struct plan
plan_make(struct db *db, const struct embedded_file *files, size_t n,
    struct arena *a)
{
	struct plan p = { arena_many(a, struct migration, n + 1), 0 };
	struct migration m;
	size_t i, at;

	for (i = 0; i < n; i++) {
		if (!migration_parse(&files[i], db->set, db->driver->engine,
		    &m))
			continue;
		for (at = 0; at < p.n && p.list[at].number < m.number; at++)
			;
		if (at < p.n && p.list[at].number == m.number) {
			/* Two files of one number are our bug. */
			assert(p.list[at].own != m.own);
			if (m.own)
				p.list[at] = m;
			continue;
		}
		memmove(&p.list[at + 1], &p.list[at],
		    (p.n - at) * sizeof(m));
		p.list[at] = m;
		p.n++;
	}
	for (i = 0; i < p.n; i++)
		p.list[i].checksum = checksum_of(a, p.list[i].text);
	return p;
}

int64_t
db_version_known(enum db_set set)
{
	struct migration m;
	int64_t newest = 0;
	size_t i;
	int engine;

	for (engine = DB_SQLITE; engine <= DB_POSTGRES; engine++)
		for (i = 0; i < embedded_sql_n; i++)
			if (migration_parse(&embedded_sql[i], set,
			    (enum db_engine)engine, &m) && m.number > newest)
				newest = m.number;
	return newest;
}

/* --- compare ------------------------------------------------------------- */

struct state {
	const struct plan *plan;
	size_t applied;		/* of the plan, from its start */
	int64_t newest;		/* in the database; 0: empty */
	struct str refusal;	/* "": the plan can go on from here */
};

static struct rows
applied_rows(struct tx *tx)
{
	return db_rows_args(tx, tx->db->set == DB_KEYS ? &migration_keys_list :
	    &migration_list, NULL, 0);
}

static void
state_read(struct tx *tx, void *arg)
{
	struct state *s = arg;
	const struct plan *p = s->plan;
	__attribute__((cleanup(rows_end))) struct rows r = applied_rows(tx);
	int64_t known = p->n == 0 ? 0 : p->list[p->n - 1].number;

	s->refusal = STR_NONE;
	s->applied = 0;
	s->newest = 0;
	while (rows_next(&r)) {
		int64_t number = rows_int(&r, "number");
		struct str name = rows_str(&r, "name");
		struct str sum = rows_str(&r, "checksum");
		const struct migration *m = &p->list[s->applied];

		s->newest = number;
		if (s->refusal.len > 0)
			continue;
		if (number > known) {
			continue;	/* told below, with the newest */
		} else if (m->number != number) {
			s->refusal = str_fmt(tx->arena, "Migration %s of the "
			    "database is not in the order this program knows. "
			    "Use the program that made the database.",
			    name.at);
		} else if (!str_eq(m->checksum, sum)) {
			s->refusal = str_fmt(tx->arena, "Migration %s was "
			    "changed after this database had run it. Use the "
			    "program that made the database, or restore a "
			    "backup.", name.at);
		} else {
			s->applied++;
		}
	}
	if (s->newest > known)
		s->refusal = str_fmt(tx->arena, "The database is newer "
		    "(version %lld) than this program (version %lld). Install "
		    "the newer program, or restore the backup made before the "
		    "upgrade.", (long long)s->newest, (long long)known);
}

static enum rc
state_find(struct db *db, struct arena *a, struct state *s, struct str *why)
{
	enum rc rc;
	struct db_conn *c = db_conn(db, &rc);
	int has = c == NULL ? -1 : db->driver->has_table(c, "migration");

	if (has == 1)
		rc = db_read(db, a, state_read, s);
	else if (has < 0 && rc == RC_OK)
		rc = RC_IO;
	if (rc != RC_OK) {
		*why = str_fmt(a, "The database's version cannot be read: %s. "
		    "The log tells more.", rc_text(rc));
		return rc;
	}
	if (s->refusal.len > 0) {
		*why = s->refusal;
		return RC_REFUSED;
	}
	return RC_OK;
}

enum rc
db_migrate_check(struct db *db, const struct embedded_file *files, size_t n,
    struct arena *a, struct str *why)
{
	struct plan p = plan_make(db, files, n, a);
	struct state s = { .plan = &p };
	enum rc rc = state_find(db, a, &s, why);

	if (rc != RC_OK || s.applied == p.n)
		return rc;
	*why = str_fmt(a, "The database is older (version %lld) than this "
	    "program (version %lld). Make a backup, then run `mellom migrate`.",
	    (long long)s.newest, (long long)p.list[p.n - 1].number);
	return RC_REFUSED;
}

/* --- apply --------------------------------------------------------------- */

struct step {
	const struct plan *plan;
	const struct migration *m;
	struct str why;
	bool skipped;
};

/* One migration and its row; nothing when another process was faster. */
static bool
step_apply(struct tx *tx, void *arg)
{
	struct step *st = arg;
	const struct db_driver *d = tx->db->driver;
	struct state s = { .plan = st->plan };
	struct str sql = str_copy(tx->arena, st->m->text);
	char why[DB_WHY_MAX] = "";
	enum rc rc;

	st->why = STR_NONE;
	st->skipped = false;
	state_read(tx, &s);
	if (tx->rc != RC_OK || s.refusal.len > 0 ||
	    s.newest >= st->m->number) {
		st->skipped = true;
		return false;
	}
	if (d->engine == DB_SQLITE)
		sql = str_fmt(tx->arena, "PRAGMA defer_foreign_keys = ON; %s",
		    db_sql_for_sqlite(tx->arena, sql, true).at);
	rc = d->exec(tx->conn, sql.at, why);
	if (rc != RC_OK) {
		st->why = str_fmt(tx->arena, "Migration %s failed, nothing of "
		    "it was kept: %s", str_copy(tx->arena, st->m->name).at,
		    why);
		tx_fail(tx, rc);
		return false;
	}
	db_run_args(tx, tx->db->set == DB_KEYS ? &migration_keys_add :
	    &migration_add, DB_ARGS(st->m->number, st->m->name,
	    st->m->checksum, tx_now(tx)), 4);
	return true;
}

static enum rc
table_make(struct db *db, struct arena *a, struct str *why)
{
	/* On PostgreSQL search_path already names the schema. */
	if (db->driver->engine == DB_POSTGRES && db->set == DB_KEYS) {
		enum rc rc = db_exec_raw(db, a,
		    "CREATE SCHEMA IF NOT EXISTS vault", why);

		if (rc != RC_OK)
			return rc;
	}
	return db_exec_raw(db, a, "CREATE TABLE IF NOT EXISTS migration ("
	    "number BIGINT PRIMARY KEY, name TEXT NOT NULL, "
	    "checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)", why);
}

static enum rc
steps_run(struct db *db, const struct plan *p, struct arena *a,
    struct str *why)
{
	struct state s = { .plan = p };
	enum rc rc = table_make(db, a, why);
	size_t i;

	if (rc == RC_OK)
		rc = state_find(db, a, &s, why);
	for (i = s.applied; rc == RC_OK && i < p->n; i++) {
		struct step st = { .plan = p, .m = &p->list[i] };

		rc = db_tx(db, a, step_apply, &st);
		if (rc == RC_OK && !st.skipped)
			log_info("migrated: %.*s", STR(st.m->name));
		if (rc != RC_OK)
			*why = st.why.len > 0 ? st.why : str_fmt(a,
			    "Migration %.*s failed: %s. The log tells more.",
			    STR(st.m->name), rc_text(rc));
	}
	return rc;
}

enum rc
db_migrate_list(struct db *db, const struct embedded_file *files, size_t n,
    struct arena *a, struct str *why)
{
	struct plan p = plan_make(db, files, n, a);
	char text[DB_WHY_MAX] = "";
	enum rc rc;
	struct db_conn *c = db_conn(db, &rc);

	*why = STR_NONE;
	if (c != NULL)
		rc = db->driver->migrate_begin(c, text);
	if (rc != RC_OK) {
		*why = str_fmt(a, "Cannot begin to migrate: %s", text);
		return rc;
	}
	rc = steps_run(db, &p, a, why);
	c = db_conn(db, &(enum rc){ RC_OK });
	if (c != NULL)
		db->driver->migrate_end(c);
	/* Another process may be ahead of what we know. */
	return rc == RC_OK ? db_migrate_check(db, files, n, a, why) : rc;
}

enum rc
db_migrate(struct db *db, struct arena *a, struct str *why)
{
	return db_migrate_list(db, embedded_sql, embedded_sql_n, a, why);
}

enum rc
db_version_check(struct db *db, struct arena *a, struct str *why)
{
	return db_migrate_check(db, embedded_sql, embedded_sql_n, a, why);
}
