/* SPDX-License-Identifier: Apache-2.0 */
#include "db/db.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "db/inner.h"

enum {
	SPECS_BYTES_MAX = 16 * 1024 * 1024,
	CHECK_BYTES_MAX = 256 * 1024,
};

/* The linker's names for the ends of a section; NULL when it is empty. */
extern const struct sql __start_mellom_sql[] __attribute__((weak));
extern const struct sql __stop_mellom_sql[] __attribute__((weak));
extern const struct sql __start_mellom_keys[] __attribute__((weak));
extern const struct sql __stop_mellom_keys[] __attribute__((weak));

static struct {
	const struct db_spec *list;
	size_t n;
} specs[2];
static pthread_once_t specs_once = PTHREAD_ONCE_INIT;

static _Atomic int64_t fault_left;
static _Atomic int fault_rc;

/* --- declarations -------------------------------------------------------- */

const struct sql *
db_statements(enum db_set set, size_t *n)
{
	const struct sql *from = __start_mellom_sql, *to = __stop_mellom_sql;

	if (set == DB_KEYS) {
		from = __start_mellom_keys;
		to = __stop_mellom_keys;
	}
	*n = from == NULL ? 0 : (size_t)(to - from);
	return from;
}

const char *
db_type_name(enum db_type t)
{
	static const char *const names[] = { "null", "int", "text", "bytes",
	    "id", "real" };

	return names[t];
}

/* "id:id sent_at:int?" -> items */
static struct db_item *
items_of(struct arena *a, const char *text, size_t max, size_t *n)
{
	struct str rest = str_trim(str_z(text));
	struct db_item *list = arena_many(a, struct db_item, max);

	for (*n = 0; rest.len > 0; (*n)++, rest = str_trim(rest)) {
		struct str type = str_cut(&rest, ' ');
		struct str name = str_cut(&type, ':');
		struct db_item *it = &list[*n];
		int t;

		assert(*n < max && name.len > 0);
		it->name = str_copy(a, name).at;
		if (str_ends(type, S("?"))) {
			it->null = true;
			type.len--;
		}
		for (t = DB_INT; t <= DB_REAL; t++)
			if (str_is(type, db_type_name((enum db_type)t)))
				it->type = (enum db_type)t;
		assert(it->type != DB_NULL);	/* a type we do not know */
	}
	return list;
}

static bool
text_writes(const char *text)
{
	struct str t = str_trim(str_z(text));

	if (t.len >= 6 && strncasecmp(t.at, "SELECT", 6) == 0)
		return false;
	if (t.len >= 4 && strncasecmp(t.at, "WITH", 4) == 0)
		return strcasestr(text, "INSERT INTO") != NULL ||
		    strcasestr(text, "UPDATE ") != NULL ||
		    strcasestr(text, "DELETE FROM") != NULL;
	return true;
}

struct db_spec
db_spec_of(struct arena *a, const struct sql *sql)
{
	struct db_spec s = { .sql = sql };

	s.params = items_of(a, sql->params, DB_PARAMS_MAX, &s.params_n);
	s.columns = items_of(a, sql->columns, DB_COLUMNS_MAX, &s.columns_n);
	s.pg_name = str_fmt(a, "%.48s_%08x", sql->name,
	    (unsigned)(str_hash(str_z(sql->text)) & 0xffffffff)).at;
	s.writes = text_writes(sql->text);
	return s;
}

static void
specs_make(void)
{
	/* Lives as long as the program. */
	static struct arena *a;
	int set;
	size_t i;

	a = arena_new(SPECS_BYTES_MAX);
	assert(a != NULL);
	for (set = DB_MAIN; set <= DB_KEYS; set++) {
		size_t n;
		const struct sql *sql = db_statements((enum db_set)set, &n);
		struct db_spec *list = arena_many(a, struct db_spec, n);

		for (i = 0; i < n; i++)
			list[i] = db_spec_of(a, &sql[i]);
		specs[set].list = list;
		specs[set].n = n;
	}
}

/* --- opening ------------------------------------------------------------- */

/* The key's destructor, at the thread's end. */
static void
conn_free(void *arg)
{
	struct db_conn *c = arg, **at;
	struct db *db = c->db;

	pthread_mutex_lock(&db->lock);
	for (at = &db->conns; *at != c; at = &(*at)->next)
		assert(*at != NULL);
	*at = c->next;
	pthread_mutex_unlock(&db->lock);
	db->driver->disconnect(c);
}

static void
conn_drop(struct db_conn *c)
{
	pthread_setspecific(c->db->key, NULL);
	conn_free(c);
}

static enum rc
conn_new(struct db *db, struct db_conn **out, char *why)
{
	enum rc rc = db->driver->connect(db, out, why);

	if (rc != RC_OK)
		return rc;
	(*out)->db = db;
	if (pthread_setspecific(db->key, *out) != 0) {
		db->driver->disconnect(*out);
		snprintf(why, DB_WHY_MAX, "Memory is used up.");
		return RC_NOMEM;
	}
	pthread_mutex_lock(&db->lock);
	(*out)->next = db->conns;
	db->conns = *out;
	pthread_mutex_unlock(&db->lock);
	return RC_OK;
}

struct db_conn *
db_conn(struct db *db, enum rc *rc)
{
	struct db_conn *c = pthread_getspecific(db->key);
	char why[DB_WHY_MAX] = "";

	*rc = RC_OK;
	if (c != NULL)
		return c;
	*rc = conn_new(db, &c, why);
	if (*rc == RC_OK)
		return c;
	log_error("database: %s", why);
	return NULL;
}

enum rc
db_open(struct db **out, const struct db_conf *conf, struct arena *a,
    struct str *why)
{
	struct arena *own = arena_new((size_t)64 * 1024);
	char text[DB_WHY_MAX] = "Memory is used up.";
	struct db_conn *c;
	struct db *db;
	enum rc rc = RC_NOMEM;

	*out = NULL;
	pthread_once(&specs_once, specs_make);
	if (own == NULL) {
		*why = str_copy(a, str_z(text));
		return rc;
	}
	db = arena_one(own, struct db);
	db->arena = own;
	db->driver = str_starts(conf->where, S("postgresql://")) ||
	    str_starts(conf->where, S("postgres://")) ?
	    &db_driver_postgres : &db_driver_sqlite;
	db->where = str_copy(own, conf->where).at;
	db->set = conf->set;
	db->create = conf->create;
	db->specs = specs[conf->set].list;
	db->specs_n = specs[conf->set].n;
	db->job_threads = db->driver->group_max > 1 ? 1 :
	    conf->job_threads > 0 ? conf->job_threads : DB_THREADS;
	if (db->job_threads > DB_THREADS_MAX)
		db->job_threads = DB_THREADS_MAX;
	if (pthread_key_create(&db->key, conn_free) != 0) {
		*why = str_copy(a, S("Too many databases are open."));
		arena_free(own);
		return RC_NOMEM;
	}
	pthread_mutex_init(&db->lock, NULL);
	db_queue_open(&db->queue);
	rc = conn_new(db, &c, text);
	if (rc == RC_OK)
		rc = db->driver->fit(c, text);
	db->create = false;	/* no later thread makes up for a lost file */
	if (rc != RC_OK) {
		*why = str_copy(a, str_z(text));
		db_close(db);
		return rc;
	}
	*out = db;
	return RC_OK;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	db_queue_close(db);
	pthread_setspecific(db->key, NULL);
	pthread_key_delete(db->key);
	while (db->conns != NULL) {
		assert(db->conns->tx == NULL);
		conn_free(db->conns);
	}
	pthread_mutex_destroy(&db->lock);
	arena_free(db->arena);
}

enum db_engine
db_engine(const struct db *db)
{
	return db->driver->engine;
}

enum rc
db_scrub(struct db *db)
{
	enum rc rc = RC_OK;
	struct db_conn *c;

	if (db->driver->scrub == NULL)
		return RC_OK;
	c = db_conn(db, &rc);
	if (c == NULL)
		return rc;
	assert(c->tx == NULL);
	return db->driver->scrub(c);
}

void
db_before_commit(struct db *db, void (*seal)(struct tx *, void *), void *arg)
{
	db->seal_arg = arg;
	db->seal = seal;
}

/* --- transactions -------------------------------------------------------- */

enum rc
tx_open(struct tx *tx, struct db *db, struct arena *a, bool writes)
{
	bool again;

	*tx = (struct tx){ .db = db, .arena = a, .writes = writes };
	for (again = true;; again = false) {
		struct db_conn *c = db_conn(db, &tx->rc);

		if (c == NULL)
			return tx->rc;
		assert(c->tx == NULL);	/* inside another, or jumped out */
		tx->rc = db->driver->begin(c, writes);
		if (tx->rc == RC_OK) {
			c->tx = tx;
			tx->conn = c;
			tx->now_ms = clock_now_ms();
			return RC_OK;
		}
		if (!db->driver->usable(c))
			conn_drop(c);
		if (tx->rc != RC_LOST || !again)
			return tx->rc;
	}
}

static void
tx_close(struct tx *tx)
{
	struct db_conn *c = tx->conn;

	c->tx = NULL;
	if (!tx->db->driver->usable(c))
		conn_drop(c);
}

void
tx_rollback(struct tx *tx)
{
	tx->db->driver->rollback(tx->conn);
	tx_close(tx);
}

enum rc
tx_commit(struct tx *tx)
{
	enum rc rc = tx->writes ? db_fault() : RC_OK;

	if (rc == RC_OK)
		rc = tx->db->driver->commit(tx->conn);
	if (rc != RC_OK)
		tx->db->driver->rollback(tx->conn);
	tx_close(tx);
	return rc;
}

enum rc
db_read(struct db *db, struct arena *a, void (*fn)(struct tx *, void *),
    void *arg)
{
	struct tx tx;

	if (tx_open(&tx, db, a, false) != RC_OK)
		return tx.rc;
	fn(&tx, arg);
	if (tx.rc == RC_OK)
		return tx_commit(&tx);
	tx_rollback(&tx);
	return tx.rc;
}

bool
db_work_run(struct db_work *w, struct tx *tx)
{
	bool keep;

	if (w->ran) {
		arena_reset(w->arena, w->mark);
		if (w->job != NULL && w->job->again != NULL)
			w->job->again(w->job);
	}
	w->ran = true;
	keep = w->job == NULL ? w->run(tx, w->arg) : w->job->run(tx, w->job);
	if (keep)
		tx_settle(tx);
	return keep && tx->rc == RC_OK;
}

/* *unsure: the outcome is not known. */
static enum rc
work_once(struct db *db, struct db_work *w, bool *unsure)
{
	struct tx tx;
	enum rc rc;
	bool keep;

	*unsure = false;
	if (tx_open(&tx, db, w->arena, true) != RC_OK)
		return tx.rc;
	keep = db_work_run(w, &tx);
	if (keep && db->driver->seals && db->seal != NULL)
		db->seal(&tx, db->seal_arg);
	if (!keep || tx.rc != RC_OK) {
		tx_rollback(&tx);
		return tx.rc;
	}
	rc = tx_commit(&tx);
	*unsure = rc == RC_LOST;
	if (rc == RC_OK && w->job != NULL)
		w->job->commits = true;
	return rc;
}

/* Milliseconds 1..2, 1..4 ... 1..128: who met once shall not meet again. */
static void
jitter(int n)
{
	uint32_t r;
	int64_t us;

	random_bytes(&r, sizeof(r));
	us = 1000 + (int64_t)(r % (1000u << (n < 7 ? n : 7)));
	nanosleep(&(struct timespec){ 0, (long)(us * 1000) }, NULL);
}

enum rc
db_work_do(struct db *db, struct db_work *w)
{
	bool lost = false, unsure;
	int n = 0;

	for (;;) {
		enum rc rc = work_once(db, w, &unsure);

		if (rc == RC_AGAIN && n < w->again_max) {
			jitter(n++);
			continue;
		}
		if (rc == RC_LOST && !unsure && !lost) {
			lost = true;
			continue;
		}
		if (rc == RC_AGAIN)
			log_warn("a write met others %d times", n + 1);
		return rc;
	}
}

enum rc
db_tx(struct db *db, struct arena *a, bool (*fn)(struct tx *, void *),
    void *arg)
{
	struct db_work w = { .run = fn, .arg = arg, .arena = a,
	    .mark = arena_mark(a), .again_max = DB_AGAIN_MAX };

	return db_work_do(db, &w);
}

struct arena *
tx_arena(struct tx *tx)
{
	return tx->arena;
}

int64_t
tx_now(struct tx *tx)
{
	return tx->now_ms / 1000;
}

int64_t
tx_now_ms(struct tx *tx)
{
	return tx->now_ms;
}

void
tx_walk(struct tx *tx)
{
	int64_t now_ms = clock_now_ms();

	assert(now_ms / 1000 >= tx->now_ms / 1000);
	tx->now_ms = now_ms;
}

bool
tx_writes(struct tx *tx)
{
	return tx->writes;
}

enum rc
tx_rc(struct tx *tx)
{
	return tx->rc;
}

void
tx_fail(struct tx *tx, enum rc rc)
{
	if (tx->rc == RC_OK)
		tx->rc = rc;
}

/* --- faults on order ----------------------------------------------------- */

void
db_fault_at(int64_t nth_write, enum rc rc)
{
	atomic_store(&fault_rc, (int)rc);
	atomic_store(&fault_left, nth_write);
}

enum rc
db_fault(void)
{
	if (atomic_load_explicit(&fault_left, memory_order_relaxed) <= 0)
		return RC_OK;
	return atomic_fetch_sub(&fault_left, 1) == 1 ?
	    (enum rc)atomic_load(&fault_rc) : RC_OK;
}

/* --- raw and check ------------------------------------------------------- */

enum rc
db_exec_raw(struct db *db, struct arena *a, const char *sql, struct str *why)
{
	char text[DB_WHY_MAX] = "";
	enum rc rc;
	struct db_conn *c = db_conn(db, &rc);

	if (c == NULL)
		return rc;
	if (db->driver->engine == DB_SQLITE)
		sql = db_sql_for_sqlite(a, str_z(sql), true).at;
	rc = db->driver->exec(c, sql, text);
	*why = str_copy(a, str_z(text));
	return rc;
}

enum rc
db_check_list(struct db *db, const struct sql *list, size_t n,
    struct arena *a, struct str *why)
{
	struct buf out = buf_new(a, CHECK_BYTES_MAX);
	enum rc rc;
	struct db_conn *c = db_conn(db, &rc);
	size_t i;

	if (c == NULL)
		return rc;
	for (i = 0; i < n; i++) {
		struct db_spec s = db_spec_of(a, &list[i]);

		db->driver->check(c, &s, &out);
	}
	*why = buf_str(&out);
	return out.len == 0 ? RC_OK : RC_BAD;
}

enum rc
db_statements_check(struct db *db, struct arena *a, struct str *why)
{
	size_t n;
	const struct sql *list = db_statements(db->set, &n);

	return db_check_list(db, list, n, a, why);
}
