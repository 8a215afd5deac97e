/* SPDX-License-Identifier: Apache-2.0 */
#include "backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "audit/audit.h"
#include "base/arena.h"
#include "base/clock.h"
#include "command.h"
#include "folder.h"
#include "rows_file.h"
#include "vault/vault.h"

enum { SIDE_ARENA = 512 * 1024 * 1024, NAME_TRIES = 5 };

struct making {
	struct app *app;
	struct arena *a;
	struct str folder, partial;
	struct manifest *m;
	struct rows_out out;
	int64_t rows, bytes;
	struct str why;		/* "": as tx_rc tells */
};

static enum rc
refuse(struct str *why, struct str text)
{
	*why = text;
	return RC_REFUSED;
}

static void
file_fault(struct making *k, struct tx *tx, const char *path, int error)
{
	k->why = str_fmt(k->a, "%s cannot be written: %s. The backup was not "
	    "made; the ones before it are as they were.", path,
	    strerrordesc_np(error));
	if (tx != NULL)
		tx_fail(tx, error == ENOSPC || error == EDQUOT ? RC_FULL :
		    RC_IO);
}

/* --- one table ----------------------------------------------------------- */

static bool
row_out(void *arg, const struct db_arg *values)
{
	struct making *k = arg;

	rows_out_row(&k->out, values);
	return k->out.error == 0;
}

/* The rows of one table to the file that is open. */
static void
table_out(struct making *k, struct tx *tx, const struct db_table *t)
{
	int64_t n, want = db_count_rows(tx, t);

	rows_out_table(&k->out, t);
	n = db_dump_table(tx, t, row_out, k);
	rows_out_table_end(&k->out);
	if (k->out.error == 0 && tx_rc(tx) == RC_OK && n != want) {
		k->why = str_fmt(k->a, "Table %s has %lld rows, and %lld were "
		    "read. Run `mellom doctor`.", t->name.at,
		    (long long)want, (long long)n);
		tx_fail(tx, RC_BAD);
	}
	k->rows += n;
}

static bool
file_end(struct making *k, struct tx *tx, const char *path)
{
	bool ok = rows_out_close(&k->out);

	k->bytes += k->out.bytes;
	if (!ok)
		file_fault(k, tx, path, k->out.error);
	return ok;
}

static void
data_read(struct tx *tx, void *arg)
{
	struct making *k = arg;
	struct db_table *list;
	size_t n = db_tables(tx, &list), i;

	k->m->made_at = tx_now(tx);
	k->m->audit = audit_head(tx);
	k->m->tables = arena_many(k->a, struct backup_table, n + 1);
	for (i = 0; i < n && tx_rc(tx) == RC_OK; i++) {
		struct backup_table *t = &k->m->tables[i];
		const char *path = str_fmt(k->a, "%.*s/data/%.*s.rows",
		    STR(k->partial), STR(list[i].name)).at;

		progress("\rtable %zu of %zu ", i + 1, n);
		if (!rows_out_open(&k->out, k->a, path)) {
			file_fault(k, tx, path, k->out.error);
			return;
		}
		table_out(k, tx, &list[i]);
		if (!file_end(k, tx, path))
			return;
		*t = (struct backup_table){ .name = list[i].name,
		    .rows = k->out.rows, .bytes = k->out.bytes };
		memcpy(t->hash, k->out.sum, sizeof(t->hash));
	}
	k->m->tables_n = n;
	progress("\n");
}

/* --- what was written, read back ---------------------------------------- */

/* Rows of all tables in the file; -1: damaged. */
static int64_t
file_verify(struct making *k, const char *path, const unsigned char *hash)
{
	struct arena *side = arena_new(SIDE_ARENA);
	unsigned char sum[ROWS_HASH_BYTES];
	struct db_arg values[DUMP_COLUMNS_MAX];
	struct rows_in in;
	int64_t rows = 0;
	bool whole;

	if (side == NULL)
		return -1;
	rows_in_open(&in, side, path);
	while (rows_in_table(&in)) {
		struct arena_mark mark = arena_mark(side);

		while (rows_in_row(&in, values))
			arena_reset(side, mark);
		rows += in.rows;
	}
	whole = rows_in_close(&in, sum) &&
	    (hash == NULL || memcmp(sum, hash, sizeof(sum)) == 0);
	if (!whole)
		k->why = str_fmt(k->a, "%s was written and came back "
		    "different: %s. Check the disk; the backup was not kept.",
		    path, in.why == NULL ? "another hash" : in.why);
	arena_free(side);
	return whole ? rows : -1;
}

static enum rc
data_verify(struct making *k)
{
	size_t i;

	for (i = 0; i < k->m->tables_n; i++) {
		const struct backup_table *t = &k->m->tables[i];
		const char *path = str_fmt(k->a, "%.*s/data/%.*s.rows",
		    STR(k->partial), STR(t->name)).at;

		progress("\rverify %zu of %zu ", i + 1, k->m->tables_n);
		if (file_verify(k, path, t->hash) != t->rows)
			return RC_BAD;
	}
	progress("\n");
	return RC_OK;
}

/* --- keys ----------------------------------------------------------------- */

static void
keys_read(struct tx *tx, void *arg)
{
	struct making *k = arg;
	struct db_table *list;
	size_t n = db_tables(tx, &list), i;
	struct db_column column = { .name = S("number"), .type = DB_INT };
	struct db_table version = { .name = S(BACKUP_KEYS_VERSION),
	    .columns = &column, .columns_n = 1 };

	rows_out_table(&k->out, &version);
	rows_out_row(&k->out, DB_ARGS(db_version_known(DB_KEYS)));
	rows_out_table_end(&k->out);
	for (i = 0; i < n && tx_rc(tx) == RC_OK; i++)
		table_out(k, tx, &list[i]);
}

/* A file of keys, read owner by owner, in the order of their ids. */
struct owners {
	struct rows_in in;
	struct arena *a;
	struct arena_mark mark;
	struct db_arg v[DUMP_COLUMNS_MAX];
	struct str print;
	int64_t made_at;
	int owner, erased;	/* columns */
};

static int
column_of(const struct db_table *t, const char *name)
{
	size_t i;

	for (i = 0; i < t->columns_n; i++)
		if (str_is(t->columns[i].name, name))
			return (int)i;
	return -1;
}

static bool
meta_take(struct owners *o)
{
	int print = column_of(&o->in.table, "fingerprint");
	int made = column_of(&o->in.table, "made_at");

	if (print < 0 || made < 0)
		return false;
	while (rows_in_row(&o->in, o->v)) {
		o->print = (struct str){ (const char *)o->v[print].b.at,
		    o->v[print].b.len };
		o->made_at = o->v[made].i;
	}
	return true;
}

static bool
owners_open(struct owners *o, const char *path)
{
	bool ok = true;

	*o = (struct owners){ .a = arena_new(SIDE_ARENA) };
	if (o->a == NULL)
		return false;
	rows_in_open(&o->in, o->a, path);
	while (ok && rows_in_table(&o->in)) {
		if (str_is(o->in.table.name, "vault_meta")) {
			ok = meta_take(o);
			continue;
		}
		if (!str_is(o->in.table.name, "owner_key")) {
			while (rows_in_row(&o->in, o->v))
				;
			continue;
		}
		o->owner = column_of(&o->in.table, "owner");
		o->erased = column_of(&o->in.table, "erased_at");
		o->mark = arena_mark(o->a);
		return o->owner >= 0 && o->erased >= 0;
	}
	return false;
}

static bool
owners_next(struct owners *o)
{
	arena_reset(o->a, o->mark);
	return rows_in_row(&o->in, o->v);
}

static void
owners_close(struct owners *o)
{
	unsigned char sum[ROWS_HASH_BYTES];

	if (o->a == NULL)
		return;
	rows_in_close(&o->in, sum);
	arena_free(o->a);
}

static int
owner_cmp(const struct owners *x, const struct owners *y)
{
	struct bytes a = x->v[x->owner].b, b = y->v[y->owner].b;

	return str_cmp((struct str){ (const char *)a.at, a.len },
	    (struct str){ (const char *)b.at, b.len });
}

/* Every owner of the old file is in the new one, and none came back to life. */
static bool
owners_cover(struct owners *old, struct owners *new)
{
	while (owners_next(old)) {
		int c = 1;

		while (c > 0) {
			if (!owners_next(new))
				return false;
			c = owner_cmp(old, new);
		}
		if (c < 0 || (old->v[old->erased].type != DB_NULL &&
		    new->v[new->erased].type == DB_NULL))
			return false;
	}
	return old->in.why == NULL;
}

/*
 * Keys are kept once, so to replace them with those of another clinic, or of
 * an older state of this one, would make every generation unreadable.
 */
static enum rc
keys_follow(struct making *k, const char *old_path, const char *new_path)
{
	struct owners old, new = { 0 };
	enum rc rc = RC_OK;

	if (access(old_path, F_OK) != 0)
		return RC_OK;
	if (!owners_open(&old, old_path) || !owners_open(&new, new_path)) {
		k->why = str_fmt(k->a, "%s is damaged. Move it away and make "
		    "the backup again.", old_path);
		rc = RC_BAD;
	} else if (old.made_at != new.made_at ||
	    !str_eq(old.print, new.print)) {
		rc = refuse(&k->why, S("This folder holds the backup of "
		    "another clinic, or one under another key. Give each a "
		    "folder of its own."));
	} else if (!owners_cover(&old, &new)) {
		rc = refuse(&k->why, S("The keys in this folder are newer "
		    "than those of the database: was it set back to an older "
		    "state? To replace them would make newer backups "
		    "unreadable. Use another folder."));
	}
	owners_close(&old);
	owners_close(&new);
	return rc;
}

static enum rc
keys_make(struct making *k, int64_t *owners)
{
	struct db *db = vault_db(k->app->vault);
	const char *dir = str_fmt(k->a, "%.*s/keys", STR(k->folder)).at;
	const char *path = str_fmt(k->a, "%s/keys.rows", dir).at;
	const char *new = str_fmt(k->a, "%s/keys.rows.new", dir).at;
	enum rc rc;

	unlink(new);
	if (!folder_make(dir) || !rows_out_open(&k->out, k->a, new)) {
		file_fault(k, NULL, new, errno);
		return RC_IO;
	}
	rc = db_read(db, k->a, keys_read, k);
	if (!file_end(k, NULL, new) && rc == RC_OK)
		rc = RC_IO;
	*owners = k->out.rows;		/* of the last table */
	if (rc == RC_OK && file_verify(k, new, k->out.sum) < 0)
		rc = RC_BAD;
	if (rc == RC_OK)
		rc = keys_follow(k, path, new);
	if (rc == RC_OK && (rename(new, path) != 0 || !folder_sync(dir) ||
	    !folder_sync(k->folder.at))) {
		file_fault(k, NULL, path, errno);
		rc = RC_IO;
	}
	if (rc != RC_OK)
		unlink(new);
	return rc;
}

/* --- the whole ------------------------------------------------------------ */

static enum rc
place_check(struct making *k, const struct app_conf *conf)
{
	const char *folder = k->folder.at;

	if (!folder_make(folder)) {
		file_fault(k, NULL, folder, errno);
		return RC_IO;
	}
	if (folder_holds(k->a, folder, conf->key_file.at))
		return refuse(&k->why, S("The key file is in the folder of "
		    "the backup: who takes one takes both. Move it away."));
	if (conf->data.len > 0 && folder_holds(k->a,
	    str_copy(k->a, conf->data).at, folder))
		return refuse(&k->why, S("The backup would be inside the data "
		    "folder and be lost with it. Name a folder elsewhere, on "
		    "another disk if you can."));
	return RC_OK;
}

/* One backup into a folder at a time; the lock ends with the process. */
static enum rc
place_lock(struct making *k, int *fd)
{
	DIR *d;
	struct dirent *e;

	*fd = open(k->folder.at, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*fd < 0) {
		file_fault(k, NULL, k->folder.at, errno);
		return RC_IO;
	}
	if (flock(*fd, LOCK_EX | LOCK_NB) != 0) {
		k->why = S("Another backup into this folder is running.");
		return RC_AGAIN;
	}
	d = opendir(k->folder.at);
	while (d != NULL && (e = readdir(d)) != NULL)
		if (str_ends(str_z(e->d_name), S("Z.partial")))
			folder_remove(str_fmt(k->a, "%.*s/%s", STR(k->folder),
			    e->d_name).at);
	if (d != NULL)
		closedir(d);
	return RC_OK;
}

static enum rc
generation_begin(struct making *k, struct str *final)
{
	int i;

	for (i = 0; i < NAME_TRIES; i++) {
		*final = str_fmt(k->a, "%.*s/%.*s", STR(k->folder),
		    STR(backup_name(k->a, clock_now() + i)));
		if (access(final->at, F_OK) != 0)
			break;
	}
	k->partial = str_fmt(k->a, "%.*s.partial", STR(*final));
	if (folder_make(k->partial.at) && folder_make(str_fmt(k->a,
	    "%.*s/data", STR(k->partial)).at))
		return RC_OK;
	file_fault(k, NULL, k->partial.at, errno);
	return RC_IO;
}

static enum rc
generation_end(struct making *k, struct str final)
{
	const char *path = str_fmt(k->a, "%.*s/MANIFEST",
	    STR(k->partial)).at;
	struct str text = manifest_text(k->a, k->app->vault, k->m);

	if (folder_sync(str_fmt(k->a, "%.*s/data", STR(k->partial)).at) &&
	    file_write(path, text) && folder_sync(k->partial.at) &&
	    rename(k->partial.at, final.at) == 0 && folder_sync(k->folder.at))
		return RC_OK;
	file_fault(k, NULL, path, errno);
	return RC_IO;
}

/* That a copy was made is part of what the copy holds. */
static bool
audit_note(struct tx *tx, void *arg)
{
	struct audit_row row = { .action = "backup.make", .role = "command",
	    .how = "" };

	(void)arg;
	audit_write(tx, &row);
	return true;
}

static enum rc
parts_make(struct making *k, struct backup_done *done)
{
	struct db *db = k->app->db;
	enum rc rc = db_tx(db, k->a, audit_note, NULL);

	if (rc == RC_OK && db_engine(db) == DB_POSTGRES)
		rc = audit_seal_once(db);
	if (rc == RC_OK)
		rc = generation_begin(k, &done->generation);
	if (rc == RC_OK)
		rc = db_read(db, k->a, data_read, k);
	if (rc == RC_OK)
		rc = data_verify(k);
	done->rows = k->rows;
	done->bytes = k->bytes;
	/* After the data: the key of every owner in it is there by now. */
	if (rc == RC_OK)
		rc = keys_make(k, &done->owners);
	k->m->owners = done->owners;
	if (rc == RC_OK)
		rc = generation_end(k, done->generation);
	if (rc != RC_OK && k->partial.len > 0)
		folder_remove(k->partial.at);
	return rc;
}

enum rc
backup_make(struct app *app, const struct app_conf *conf, struct str folder,
    struct backup_done *done, struct str *why)
{
	int64_t begun_ms = clock_mono_ms();
	struct making k = { .app = app, .a = app->arena,
	    .folder = str_copy(app->arena, folder), .m = &done->manifest,
	    .why = STR_NONE };
	int lock = -1;
	enum rc rc;

	*done = (struct backup_done){ 0 };
	k.m->program = S(MELLOM_VERSION);
	k.m->engine = db_engine(app->db) == DB_SQLITE ? S("sqlite") :
	    S("postgresql");
	k.m->database = db_version_known(DB_MAIN);
	k.m->key = vault_fingerprint(app->vault, app->arena);
	rc = place_check(&k, conf);
	if (rc == RC_OK)
		rc = place_lock(&k, &lock);
	if (rc == RC_OK)
		rc = parts_make(&k, done);
	if (lock >= 0)
		close(lock);
	if (rc != RC_OK && k.why.len == 0)
		k.why = str_fmt(k.a, "The database could not be read: %s. The "
		    "log above tells more.", rc_text(rc));
	*why = k.why;
	done->ms = clock_mono_ms() - begun_ms;
	return rc;
}
