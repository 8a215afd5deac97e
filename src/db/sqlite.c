/* SPDX-License-Identifier: Apache-2.0 */
/* SQLite: a connection a thread, statements kept, WAL, every COMMIT synced. */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "db/db.h"
#include "db/inner.h"
#include "db/lite.h"

enum {
	CHECKPOINT_PAGES = 1000,	/* 4 MB of log */
};

static const char *const own_text[OWN_N] = {
	"BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK", "SAVEPOINT member",
	"RELEASE member", "ROLLBACK TO member",
};

enum rc
lite_rc(int code)
{
	if (code == SQLITE_IOERR_NOMEM)
		return RC_NOMEM;
	switch (code & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return RC_OK;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return RC_AGAIN;
	case SQLITE_FULL:
		return RC_FULL;
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
		return RC_IO;
	case SQLITE_NOMEM:
		return RC_NOMEM;
	case SQLITE_PERM:
	case SQLITE_AUTH:
	case SQLITE_READONLY:
		return RC_REFUSED;
	default:
		return RC_BAD;
	}
}

/* --- connections --------------------------------------------------------- */

static void
lite_once(void)
{
	sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	sqlite3_initialize();
}

/* An empty file only we can read: SQLite gives log and index its mode. */
static enum rc
file_create(const char *path, char *why)
{
	const char *slash = strrchr(path, '/');
	char folder[1000] = ".";
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0 && errno == EEXIST)
		return RC_OK;
	if (fd < 0) {
		snprintf(why, DB_WHY_MAX, "Cannot make the database %s: %s. "
		    "Check the folder and its owner.", path, strerror(errno));
		return RC_IO;
	}
	close(fd);
	if (slash != NULL)
		snprintf(folder, sizeof(folder), "%.*s",
		    (int)(slash - path + 1), path);
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	return RC_OK;
}

static int
text_keep(void *to, int n, char **values, char **names)
{
	(void)names;
	if (n > 0 && values[0] != NULL)
		snprintf(to, 20, "%s", values[0]);
	return 0;
}

static enum rc
lite_settings(struct lite *c, char *why)
{
	static const struct {
		int option, value;
	} options[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
	};
	char mode[20] = "";
	size_t i;
	int code = SQLITE_OK;

	sqlite3_busy_timeout(c->h, DB_BUSY_MS);
	for (i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (code == SQLITE_OK)
			code = sqlite3_db_config(c->h, options[i].option,
			    options[i].value, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_exec(c->h, "PRAGMA journal_mode = WAL",
		    text_keep, mode, NULL);
	/*
	 * temp_store: nothing of a patient in files under /tmp.  A mapped page
	 * is looked at anew each time it is used, so no cell_size_check: it
	 * made a third of a page's cost (`mellom doctor` and each backup read
	 * the whole).
	 */
	if (code == SQLITE_OK)
		code = sqlite3_exec(c->h, "PRAGMA synchronous = FULL;"
		    "PRAGMA secure_delete = ON;"
		    "PRAGMA mmap_size = 268435456; PRAGMA cache_size = -8000;"
		    "PRAGMA temp_store = MEMORY;"
		    "PRAGMA journal_size_limit = 67108864",
		    NULL, NULL, NULL);
	if (code != SQLITE_OK) {
		snprintf(why, DB_WHY_MAX, "Cannot use the database %s: %s.%s",
		    c->base.db->where, sqlite3_errmsg(c->h),
		    (code & 0xff) == SQLITE_NOTADB ?
		    " Give the path of a Mellom database." : "");
		return lite_rc(code);
	}
	if (strcmp(mode, "wal") != 0) {
		snprintf(why, DB_WHY_MAX, "The database %s cannot keep a "
		    "write-ahead log. Put it on a local disk.",
		    c->base.db->where);
		return RC_REFUSED;
	}
	return RC_OK;
}

static void
lite_disconnect(struct db_conn *base)
{
	struct lite *c = lite_of(base);
	struct db_cursor *e;
	size_t i;

	for (i = 0; i < OWN_N; i++)
		sqlite3_finalize(c->own[i]);
	for (i = 0; c->slots != NULL && i < base->db->specs_n; i++)
		sqlite3_finalize(c->slots[i].stmt);
	while ((e = c->extras) != NULL) {
		c->extras = e->next;
		sqlite3_finalize(e->stmt);
		free(e);
	}
	if (sqlite3_close(c->h) != SQLITE_OK)
		log_error("a connection did not close");
	free(c->slots);
	free(c);
}

static enum rc
lite_connect(struct db *db, struct db_conn **out, char *why)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct lite *c;
	enum rc rc = RC_OK;
	int code;

	pthread_once(&once, lite_once);
	if (db->create) {
		rc = file_create(db->where, why);
	} else if (access(db->where, F_OK) != 0) {
		snprintf(why, DB_WHY_MAX, "There is no database at %s. Check "
		    "the path, or make one with `mellom init`.", db->where);
		rc = RC_IO;
	}
	if (rc != RC_OK)
		return rc;
	c = calloc(1, sizeof(*c));
	if (c != NULL)
		c->slots = calloc(db->specs_n + 1, sizeof(*c->slots));
	if (c == NULL || c->slots == NULL) {
		free(c);
		snprintf(why, DB_WHY_MAX, "Memory is used up.");
		return RC_NOMEM;
	}
	c->base.db = db;
	c->wal_next = CHECKPOINT_PAGES;
	code = sqlite3_open_v2(db->where, &c->h, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
	    SQLITE_OPEN_EXRESCODE, NULL);
	if (code != SQLITE_OK) {
		snprintf(why, DB_WHY_MAX, "Cannot open the database %s: %s. "
		    "Check the path and its owner.", db->where,
		    c->h == NULL ? "memory is used up" : sqlite3_errmsg(c->h));
		rc = lite_rc(code);
	} else {
		rc = lite_settings(c, why);
	}
	if (rc != RC_OK) {
		lite_disconnect(&c->base);
		return rc;
	}
	*out = &c->base;
	return RC_OK;
}

static enum rc
lite_fit(struct db_conn *c, char *why)
{
	(void)c;
	(void)why;
	return RC_OK;
}

static bool
lite_usable(struct db_conn *c)
{
	return sqlite3_get_autocommit(lite_of(c)->h) != 0;
}

static enum rc
lite_exec(struct db_conn *base, const char *sql, char *why)
{
	struct lite *c = lite_of(base);
	int code = sqlite3_exec(c->h, sql, NULL, NULL, NULL);

	if (code != SQLITE_OK)
		snprintf(why, DB_WHY_MAX, "%s", sqlite3_errmsg(c->h));
	return lite_rc(code);
}

static int
lite_has_table(struct db_conn *base, const char *name)
{
	struct lite *c = lite_of(base);
	sqlite3_stmt *s;
	int code;

	code = sqlite3_prepare_v2(c->h, "SELECT 1 FROM sqlite_schema "
	    "WHERE type = 'table' AND name = ?", -1, &s, NULL);
	if (code == SQLITE_OK) {
		sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC);
		code = sqlite3_step(s);
		sqlite3_finalize(s);
	}
	return code == SQLITE_ROW ? 1 : code == SQLITE_DONE ? 0 : -1;
}

static enum rc
lite_migrate_begin(struct db_conn *c, char *why)
{
	(void)c;
	(void)why;
	return RC_OK;		/* BEGIN IMMEDIATE lets in one at a time */
}

static void
lite_migrate_end(struct db_conn *c)
{
	(void)c;
}

/* --- transactions -------------------------------------------------------- */

static int
own_run(struct lite *c, enum own which)
{
	sqlite3_stmt **s = &c->own[which];
	int code = SQLITE_OK;

	if (*s == NULL)
		code = sqlite3_prepare_v3(c->h, own_text[which], -1,
		    SQLITE_PREPARE_PERSISTENT, s, NULL);
	if (code == SQLITE_OK) {
		code = sqlite3_step(*s);
		sqlite3_reset(*s);
	}
	if (code == SQLITE_DONE)
		return SQLITE_OK;
	log_error("%s: %s (%d)", own_text[which], sqlite3_errmsg(c->h), code);
	return code;
}

static enum rc
lite_begin(struct db_conn *base, bool writes)
{
	struct lite *c = lite_of(base);
	struct db_cursor *e;

	while ((e = c->extras) != NULL) {
		c->extras = e->next;
		free(e);
	}
	return lite_rc(own_run(c, writes ? BEGIN_WRITE : BEGIN_READ));
}

static enum rc
lite_commit(struct db_conn *base)
{
	struct lite *c = lite_of(base);

	lite_cursors_stop(c);
	return lite_rc(own_run(c, COMMIT));
}

static void
lite_rollback(struct db_conn *base)
{
	struct lite *c = lite_of(base);

	lite_cursors_stop(c);
	if (sqlite3_get_autocommit(c->h) == 0)
		own_run(c, ROLLBACK);
}

static enum rc
lite_member_begin(struct db_conn *base)
{
	return lite_rc(own_run(lite_of(base), SAVE));
}

static enum rc
lite_member_end(struct db_conn *base, bool keep)
{
	struct lite *c = lite_of(base);
	int code = SQLITE_OK;

	lite_cursors_stop(c);
	if (!keep)
		code = own_run(c, UNDO);
	if (code == SQLITE_OK)
		code = own_run(c, RELEASE);
	return lite_rc(code);
}

static int64_t
lite_member_changed(struct db_conn *base)
{
	struct lite *c = lite_of(base);

	lite_cursors_stop(c);
	return sqlite3_total_changes64(c->h);
}

static bool
lite_broken(struct db_conn *c)
{
	return sqlite3_get_autocommit(lite_of(c)->h) != 0;
}

/* After each COMMIT.  Fewer pages than before: the log began anew. */
static int
wal_seen(void *arg, sqlite3 *h, const char *name, int pages)
{
	struct lite *c = arg;

	(void)h;
	(void)name;
	if (pages < c->wal_pages)
		c->wal_next = CHECKPOINT_PAGES;
	c->wal_pages = pages;
	return SQLITE_OK;
}

/*
 * The writer checkpoints here, when its answers are out, instead of inside
 * COMMIT.  A reader may hold it back: then it is tried again some pages on.
 */
static void
lite_idle(struct db_conn *base)
{
	struct lite *c = lite_of(base);

	if (!c->hooked) {
		sqlite3_wal_hook(c->h, wal_seen, c);
		c->hooked = true;
	}
	if (c->wal_pages < c->wal_next)
		return;
	c->wal_next = c->wal_pages + CHECKPOINT_PAGES;
	sqlite3_wal_checkpoint_v2(c->h, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL,
	    NULL);
}

/* The bytes of old pages stand in the log until it is cut to nothing. */
static enum rc
lite_scrub(struct db_conn *base)
{
	struct lite *c = lite_of(base);
	int code = sqlite3_wal_checkpoint_v2(c->h, NULL,
	    SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

	if (code == SQLITE_OK)
		return RC_OK;
	log_warn("the log of writes could not be emptied: %s (%d)",
	    sqlite3_errmsg(c->h), code);
	return (code & 0xff) == SQLITE_BUSY ? RC_AGAIN : lite_rc(code);
}

const struct db_driver db_driver_sqlite = {
	.engine = DB_SQLITE,
	.group_max = DB_GROUP_MAX,
	.seals = true,
	.connect = lite_connect,
	.disconnect = lite_disconnect,
	.fit = lite_fit,
	.usable = lite_usable,
	.exec = lite_exec,
	.has_table = lite_has_table,
	.migrate_begin = lite_migrate_begin,
	.migrate_end = lite_migrate_end,
	.begin = lite_begin,
	.commit = lite_commit,
	.rollback = lite_rollback,
	.member_begin = lite_member_begin,
	.member_end = lite_member_end,
	.member_changed = lite_member_changed,
	.broken = lite_broken,
	.idle = lite_idle,
	.scrub = lite_scrub,
	.start = lite_start,
	.step = lite_step,
	.changes = lite_changes,
	.value = lite_value,
	.stop = lite_stop,
	.check = lite_check,
};
