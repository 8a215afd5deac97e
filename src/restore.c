/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/audit.h"
#include "backup.h"
#include "base/arena.h"
#include "base/clock.h"
#include "command.h"
#include "folder.h"
#include "rows_file.h"
#include "vault/vault.h"

/*
 * First everything is looked at: the manifest, the place, the key, each file.
 * The keys are loaded into a folder aside for that, as only a vault can tell
 * whether key and seal fit.  Then, on SQLite, the database is built in that
 * folder and moved into its place when it is whole.
 */
enum { ROW_ARENA = 512 * 1024 * 1024 };

struct restoring {
	const struct app_conf *conf;
	struct arena *a;
	struct str generation, keys_file;
	struct str stage;	/* the folder aside; "": none */
	bool folder_made;	/* the data folder was not there before */
	bool begun;		/* PostgreSQL: tables are made */
	struct manifest m;
	int64_t keys_version, owners;	/* of the file of keys */
	struct backup_done *done;
	struct str why;
};

static enum rc
say(struct restoring *r, enum rc rc, struct str why)
{
	r->why = why;
	return rc;
}

static enum rc
damaged(struct restoring *r, const char *path, const char *what)
{
	return say(r, RC_BAD, str_fmt(r->a, "%s: %s. Nothing was restored; "
	    "take another generation or another copy of the backup.", path,
	    what == NULL ? "its content was altered or damaged" : what));
}

static bool
to_postgres(const struct restoring *r)
{
	return r->conf->db.len > 0;
}

/* --- what is there -------------------------------------------------------- */

static enum rc
newer(struct restoring *r, int64_t version)
{
	return say(r, RC_BAD, str_fmt(r->a, "The backup is of a newer Mellom "
	    "(%.*s, database version %lld). Install that, then restore.",
	    STR(r->m.program), (long long)version));
}

static enum rc
generation_find(struct restoring *r, struct str folder)
{
	struct str name = folder;
	enum rc rc;

	while (name.len > 1 && name.at[name.len - 1] == '/')
		name.len--;
	r->generation = str_copy(r->a, name);
	if (access(str_fmt(r->a, "%.*s/MANIFEST", STR(name)).at, F_OK) != 0 &&
	    !backup_newest(r->a, name, &r->generation))
		return say(r, RC_IO, str_fmt(r->a, "There is no finished "
		    "backup in %.*s.", STR(name)));
	rc = manifest_read(r->a, r->generation, &r->m, &r->why);
	if (rc != RC_OK)
		return rc;
	if (r->m.database > db_version_known(DB_MAIN))
		return newer(r, r->m.database);
	r->keys_file = backup_keys_path(r->a, r->generation);
	return RC_OK;
}

static enum rc
place_postgres(struct restoring *r)
{
	static const enum db_set sets[] = { DB_MAIN, DB_KEYS };
	size_t i;

	for (i = 0; i < 2; i++) {
		struct db_conf c = { .where = r->conf->db, .set = sets[i] };
		struct db *db;
		enum rc rc = db_open(&db, &c, r->a, &r->why);
		int in_use;

		if (rc != RC_OK)
			return rc;
		in_use = db_in_use(db);
		db_close(db);
		if (in_use < 0)
			return say(r, RC_IO, S("The database does not "
			    "answer."));
		if (in_use > 0)
			return say(r, RC_REFUSED, S("There are tables of "
			    "Mellom in this database. A backup is restored "
			    "into an empty one only; nothing was changed."));
	}
	return RC_OK;
}

/* Empty, and a folder aside in it (PostgreSQL: in the place for such). */
static enum rc
place_take(struct restoring *r)
{
	const char *tmp = getenv("TMPDIR");
	struct str dir = r->conf->data;
	enum rc rc = RC_OK;
	char *stage;

	if (to_postgres(r)) {
		rc = place_postgres(r);
		dir = str_z(tmp == NULL || *tmp == '\0' ? "/tmp" : tmp);
	} else {
		const char *path = str_copy(r->a, dir).at;

		r->folder_made = access(path, F_OK) != 0;
		if (!folder_make(path))
			return say(r, RC_IO, str_fmt(r->a, "The folder %s "
			    "cannot be made: %s.", path,
			    strerrordesc_np(errno)));
		if (!folder_empty(path))
			return say(r, RC_REFUSED, str_fmt(r->a, "The folder "
			    "%s is not empty. A backup is restored into an "
			    "empty one only; nothing was changed.", path));
	}
	if (rc != RC_OK)
		return rc;
	stage = arena_many(r->a, char, dir.len + 40);
	snprintf(stage, dir.len + 40, "%.*s/mellom-restore.XXXXXX", STR(dir));
	if (mkdtemp(stage) == NULL)
		return say(r, RC_IO, str_fmt(r->a, "%s cannot be made: %s.",
		    stage, strerrordesc_np(errno)));
	r->stage = str_z(stage);
	return RC_OK;
}

/* --- rows of files into tables -------------------------------------------- */

struct loading {
	struct restoring *r;
	enum db_set set;
	const struct str *paths;
	size_t paths_n;
	struct arena *side;	/* of the file that is read */
	int64_t rows;
};

static const struct db_table *
table_of(const struct db_table *list, size_t n, struct str name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(list[i].name, name))
			return &list[i];
	return NULL;
}

/* The file's columns in the file's order; false: not those of the table. */
static bool
columns_fit(struct db_table *file, const struct db_table *here)
{
	size_t i, k;

	for (i = 0; i < file->columns_n; i++) {
		struct db_column *c = &file->columns[i];

		for (k = 0; k < here->columns_n; k++)
			if (str_eq(c->name, here->columns[k].name) &&
			    c->type == here->columns[k].type)
				break;
		if (k == here->columns_n)
			return false;
		c->bytes = here->columns[k].bytes;
	}
	return file->columns_n == here->columns_n;
}

static bool
table_load(struct loading *l, struct tx *tx, struct rows_in *in,
    const struct db_table *list, size_t n)
{
	struct db_arg values[DUMP_COLUMNS_MAX];
	const struct db_table *here = table_of(list, n, in->table.name);
	struct db_table file = in->table;
	struct arena_mark mark;
	struct db_load *load;

	if (here == NULL || !columns_fit(&file, here)) {
		damaged(l->r, str_copy(l->r->a, in->table.name).at,
		    "its columns are not those of this database");
		tx_fail(tx, RC_BAD);
		return false;
	}
	file.name = here->name;
	load = db_load_begin(tx, &file);
	mark = arena_mark(l->side);
	while (tx_rc(tx) == RC_OK && rows_in_row(in, values)) {
		db_load_row(load, values);
		arena_reset(l->side, mark);
		l->rows++;
	}
	db_load_end(load);
	return tx_rc(tx) == RC_OK;
}

static int64_t
version_skip(struct rows_in *in)
{
	struct db_arg values[DUMP_COLUMNS_MAX] = { { .type = DB_NULL } };
	int64_t version = 0;

	while (rows_in_row(in, values))
		if (values[0].type == DB_INT)
			version = values[0].i;
	return version;
}

static bool
row_hash(void *arg, const struct db_arg *values)
{
	rows_out_row(arg, values);
	return true;
}

/*
 * What is in the database now gives the same bytes as the backup; else none
 * of it stays.
 */
static void
same_check(struct restoring *r, struct tx *tx)
{
	struct db_table *list;
	size_t n = db_tables(tx, &list), i;

	r->done->bytes = 0;
	if (n != r->m.tables_n)
		tx_fail(tx, RC_BAD);
	for (i = 0; i < n && tx_rc(tx) == RC_OK; i++) {
		const struct backup_table *t = &r->m.tables[i];
		struct rows_out out;

		progress("\rcompare %zu of %zu ", i + 1, n);
		rows_out_open(&out, r->a, NULL);
		rows_out_table(&out, &list[i]);
		db_dump_table(tx, &list[i], row_hash, &out);
		rows_out_table_end(&out);
		if (!rows_out_close(&out) || !str_eq(t->name, list[i].name) ||
		    memcmp(out.sum, t->hash, sizeof(out.sum)) != 0) {
			r->why = str_fmt(r->a, "Table %.*s came out different "
			    "from the backup, so no row was kept.",
			    STR(list[i].name));
			tx_fail(tx, RC_BAD);
		}
		r->done->bytes += out.bytes;
	}
	progress("\n");
}

static bool
rows_load(struct tx *tx, void *arg)
{
	struct loading *l = arg;
	struct db_table *list;
	size_t n = db_tables(tx, &list), i;
	unsigned char sum[ROWS_HASH_BYTES];

	l->rows = 0;
	for (i = 0; i < l->paths_n && tx_rc(tx) == RC_OK; i++) {
		struct arena_mark mark = arena_mark(l->side);
		struct rows_in in;

		progress("\rrestore %zu of %zu ", i + 1, l->paths_n);
		rows_in_open(&in, l->side, l->paths[i].at);
		while (rows_in_table(&in)) {
			if (str_is(in.table.name, BACKUP_KEYS_VERSION))
				version_skip(&in);
			else if (!table_load(l, tx, &in, list, n))
				break;
		}
		if (!rows_in_close(&in, sum) && tx_rc(tx) == RC_OK) {
			damaged(l->r, l->paths[i].at, in.why);
			tx_fail(tx, RC_BAD);
		}
		arena_reset(l->side, mark);
	}
	progress("\n");
	if (l->set == DB_MAIN && tx_rc(tx) == RC_OK)
		same_check(l->r, tx);
	return tx_rc(tx) == RC_OK;
}

/* A new database of the backup's version, filled. */
static enum rc
db_fill(struct restoring *r, struct db **out, enum db_set set, struct str where,
    const struct str *paths, size_t n)
{
	struct db_conf c = { .where = where, .set = set, .create = true };
	struct loading l = { .r = r, .set = set, .paths = paths, .paths_n = n,
	    .side = arena_new(ROW_ARENA) };
	enum rc rc = l.side == NULL ? RC_NOMEM :
	    db_open(out, &c, r->a, &r->why);

	if (rc == RC_OK)
		rc = db_migrate_to(*out, set == DB_MAIN ? r->m.database :
		    r->keys_version, r->a, &r->why);
	if (rc == RC_OK) {
		r->why = STR_NONE;
		rc = db_tx(*out, r->a, rows_load, &l);
	}
	if (set == DB_MAIN)
		r->done->rows = l.rows;
	else
		r->done->owners = l.rows - 1;	/* and the vault's own row */
	arena_free(l.side);
	return rc;
}

static enum rc
keys_fill(struct restoring *r, struct str where)
{
	struct db *db = NULL;
	enum rc rc = db_fill(r, &db, DB_KEYS, where, &r->keys_file, 1);

	if (rc == RC_OK)
		rc = db_migrate(db, r->a, &r->why);
	db_close(db);
	return rc;
}

/* --- looks before it leaps ------------------------------------------------ */

/* Every byte of a file; its hash must be the wanted one (NULL: any). */
static enum rc
file_check(struct restoring *r, struct str path, const struct backup_table *t)
{
	struct arena *side = arena_new(ROW_ARENA);
	unsigned char sum[ROWS_HASH_BYTES];
	struct db_arg values[DUMP_COLUMNS_MAX];
	struct rows_in in;
	enum rc rc = RC_OK;
	int64_t rows = 0;

	if (side == NULL)
		return RC_NOMEM;
	rows_in_open(&in, side, path.at);
	while (rows_in_table(&in)) {
		struct arena_mark mark = arena_mark(side);

		if (t != NULL && !str_eq(in.table.name, t->name))
			in.why = "it holds another table";
		if (str_is(in.table.name, BACKUP_KEYS_VERSION))
			r->keys_version = version_skip(&in);
		else
			while (rows_in_row(&in, values))
				arena_reset(side, mark);
		if (t == NULL && str_is(in.table.name, "owner_key"))
			r->owners = in.rows;
		rows += in.rows;
	}
	if (!rows_in_close(&in, sum))
		rc = damaged(r, path.at, in.why);
	else if (t != NULL && (memcmp(sum, t->hash, sizeof(sum)) != 0 ||
	    rows != t->rows))
		rc = damaged(r, path.at, NULL);
	arena_free(side);
	return rc;
}

static struct str
data_path(struct restoring *r, size_t i)
{
	return str_fmt(r->a, "%.*s/data/%.*s.rows", STR(r->generation),
	    STR(r->m.tables[i].name));
}

static enum rc
files_check(struct restoring *r)
{
	enum rc rc = RC_OK;
	size_t i;

	for (i = 0; i < r->m.tables_n && rc == RC_OK; i++) {
		progress("\rcheck %zu of %zu ", i + 1, r->m.tables_n);
		rc = file_check(r, data_path(r, i), &r->m.tables[i]);
	}
	progress("\n");
	return rc;
}

/* Their rows stay for ever, so fewer are those of before this generation. */
static enum rc
keys_enough(struct restoring *r)
{
	if (r->owners >= r->m.owners)
		return RC_OK;
	return say(r, RC_BAD, str_fmt(r->a, "%.*s is older than this backup: "
	    "of its %lld keys there are %lld, and who has none could not be "
	    "read. Copy the folder of keys again from where the backup was "
	    "made, or take an older generation. Nothing was restored.",
	    STR(r->keys_file), (long long)r->m.owners,
	    (long long)r->owners));
}

static enum rc
key_check(struct restoring *r)
{
	struct vault *v = NULL;
	struct str print;
	enum rc rc = file_check(r, r->keys_file, NULL);

	if (rc == RC_OK && r->keys_version > db_version_known(DB_KEYS))
		return newer(r, r->keys_version);
	if (rc == RC_OK && r->keys_version == 0)
		return damaged(r, r->keys_file.at, "it holds no keys");
	if (rc == RC_OK)
		rc = keys_fill(r, str_fmt(r->a, "%.*s/keys.db",
		    STR(r->stage)));
	if (rc == RC_OK)
		rc = vault_open(&v, r->stage, r->conf->key_file, false, r->a,
		    &r->why);
	if (rc == RC_REFUSED)
		return say(r, rc, str_fmt(r->a, "This backup was made with "
		    "another key; its fingerprint is %.*s. Give that key "
		    "file: nothing can be read with this one.",
		    STR(r->m.key)));
	if (rc != RC_OK)
		return rc;
	print = vault_fingerprint(v, r->a);
	if (!str_eq(print, r->m.key))
		rc = say(r, RC_REFUSED, str_fmt(r->a, "This backup was made "
		    "with the key %.*s; the key file is %.*s.",
		    STR(r->m.key), STR(print)));
	else if (!manifest_sealed(r->a, v, &r->m))
		rc = damaged(r, str_fmt(r->a, "%.*s/MANIFEST",
		    STR(r->generation)).at, "it was altered by someone who "
		    "does not have the key");
	else
		rc = keys_enough(r);
	vault_close(v);
	return rc;
}

/* --- into its place ------------------------------------------------------- */

static enum rc
data_fill(struct restoring *r)
{
	struct str *paths = arena_many(r->a, struct str, r->m.tables_n);
	struct str where = to_postgres(r) ? r->conf->db :
	    str_fmt(r->a, "%.*s/mellom.db", STR(r->stage));
	struct db *db = NULL;
	enum rc rc;
	size_t i;

	for (i = 0; i < r->m.tables_n; i++)
		paths[i] = data_path(r, i);
	rc = db_fill(r, &db, DB_MAIN, where, paths, r->m.tables_n);
	if (rc == RC_OK)
		rc = db_migrate(db, r->a, &r->why);
	db_close(db);
	return rc;
}

/* The keys first: a database without them would be one without texts. */
static enum rc
move_in(struct restoring *r)
{
	static const char *const names[] = { "keys.db", "mellom.db" };
	const char *dir = str_copy(r->a, r->conf->data).at;
	size_t i;

	for (i = 0; i < 2; i++) {
		const char *from = str_fmt(r->a, "%.*s/%s", STR(r->stage),
		    names[i]).at;

		if (access(str_fmt(r->a, "%s-wal", from).at, F_OK) == 0 ||
		    rename(from, str_fmt(r->a, "%s/%s", dir, names[i]).at) != 0)
			return say(r, RC_IO, str_fmt(r->a, "%s could not be "
			    "moved to its place.", from));
	}
	return folder_sync(dir) ? RC_OK : say(r, RC_IO,
	    S("The data folder could not be synced."));
}

static enum rc
parts_restore(struct restoring *r, struct str folder)
{
	enum rc rc = generation_find(r, folder);

	if (rc == RC_OK)
		rc = place_take(r);
	if (rc == RC_OK)
		rc = key_check(r);
	if (rc == RC_OK)
		rc = files_check(r);
	r->begun = rc == RC_OK && to_postgres(r);
	if (r->begun)
		rc = keys_fill(r, r->conf->db);
	if (rc == RC_OK)
		rc = data_fill(r);
	if (rc == RC_OK && !to_postgres(r))
		rc = move_in(r);
	return rc;
}

enum rc
backup_restore(const struct app_conf *conf, struct str folder, struct arena *a,
    struct backup_done *done, struct str *why)
{
	int64_t begun_ms = clock_mono_ms();
	struct restoring r = { .conf = conf, .a = a, .done = done,
	    .why = STR_NONE, .stage = STR_NONE };
	enum rc rc;

	*done = (struct backup_done){ 0 };
	rc = parts_restore(&r, folder);
	if (r.stage.len > 0 && !folder_remove(r.stage.at))
		fprintf(stderr, "mellom: remove %.*s\n", STR(r.stage));
	if (rc != RC_OK && r.folder_made)
		rmdir(str_copy(a, conf->data).at);
	if (rc != RC_OK && r.why.len == 0)
		r.why = str_fmt(a, "The backup could not be restored: %s. The "
		    "log above tells more.", rc_text(rc));
	if (rc != RC_OK && r.begun)
		r.why = str_fmt(a, "%.*s Tables of Mellom, and keys, are in "
		    "this database now: drop it and make a new one before you "
		    "try again.", STR(r.why));
	*why = r.why;
	done->generation = r.generation;
	done->manifest = r.m;
	done->ms = clock_mono_ms() - begun_ms;
	return rc;
}
