/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "audit/audit.h"
#include "base/arena.h"
#include "base/typed.h"
#include "command.h"
#include "export/export.h"
#include "folder.h"
#include "people/clinic.h"

/*
 * export homework: first the audit row and the pseudonyms, on disk; then the
 * files under other names, synced; then their own names.  What breaks off
 * leaves no file that looks whole.
 */

struct exporting {
	struct app *app;
	struct clinic clinic;
	struct export x;
	struct str folder;
	bool there, written;
	int error;			/* errno of the disk */
};

static bool
begin(struct tx *tx, void *arg)
{
	struct exporting *e = arg;
	struct duty d;

	duty_open(&d, tx, e->app->vault, "export");
	e->there = clinic_first(tx, e->app->vault, &e->clinic);
	if (e->there)
		export_begin(&d, &e->clinic);
	return e->there;
}

static const char *
path_of(struct exporting *e, enum export_file file, const char *end)
{
	return str_fmt(e->app->arena, "%.*s/%s%s", STR(e->folder),
	    export_file_name(file), end).at;
}

static bool
line_write(void *arg, struct str line)
{
	return fwrite(line.at, 1, line.len, arg) == line.len;
}

/* A new file, 0600, synced. */
static bool
part_write(struct exporting *e, enum export_file file)
{
	int fd = open(path_of(e, file, ".part"), O_WRONLY | O_CREAT | O_EXCL |
	    O_CLOEXEC | O_NOFOLLOW, 0600);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
	bool ok = f != NULL && export_write(&e->x, file, line_write, f) &&
	    fflush(f) == 0 && fsync(fd) == 0;

	if (!ok)
		e->error = errno;
	if (f != NULL && fclose(f) != 0 && ok) {
		e->error = errno;
		ok = false;
	}
	if (f == NULL && fd >= 0)
		close(fd);
	return ok;
}

static void
parts_write(struct tx *tx, void *arg)
{
	struct exporting *e = arg;
	enum export_file file;
	struct duty d;

	duty_open(&d, tx, e->app->vault, "export");
	export_load(&d, &e->clinic, &e->x);
	if (tx_rc(tx) != RC_OK)
		return;
	for (file = 0; file < EXPORT_FILES; file++)
		if (!part_write(e, file))
			return;
	e->written = true;
}

static bool
parts_name(struct exporting *e)
{
	enum export_file file;

	for (file = 0; file < EXPORT_FILES; file++)
		if (rename(path_of(e, file, ".part"),
		    path_of(e, file, "")) != 0) {
			e->error = errno;
			return false;
		}
	if (folder_sync(e->folder.at))
		return true;
	e->error = errno;
	return false;
}

static void
parts_remove(struct exporting *e)
{
	enum export_file file;

	for (file = 0; file < EXPORT_FILES; file++) {
		(void)unlink(path_of(e, file, ".part"));
		(void)unlink(path_of(e, file, ""));
	}
	(void)rmdir(e->folder.at);
}

static int
failed(enum rc rc)
{
	fprintf(stderr, "mellom: nothing was exported, as the database cannot "
	    "be read or written: %s\n", rc_text(rc));
	return EXIT_WORLD;
}

static int
export_homework(struct exporting *e)
{
	enum rc rc = db_tx(e->app->db, e->app->arena, begin, e);
	enum export_file file;

	if (rc == RC_OK && e->there &&
	    db_engine(e->app->db) == DB_POSTGRES)
		rc = audit_seal_once(e->app->db);
	if (rc != RC_OK)
		return failed(rc);
	if (!e->there) {
		fputs("mellom: there is no clinic here yet; make one with "
		    "`mellom init`\n", stderr);
		return EXIT_WORLD;
	}
	if (!folder_make(e->folder.at)) {
		fprintf(stderr, "mellom: the folder %s cannot be made: %s\n",
		    e->folder.at, strerrordesc_np(errno));
		return EXIT_WORLD;
	}
	rc = db_read(e->app->db, e->app->arena, parts_write, e);
	if (rc == RC_OK && e->written && parts_name(e)) {
		for (file = 0; file < EXPORT_FILES; file++)
			printf("%s/%s: %zu rows\n", e->folder.at,
			    export_file_name(file), e->x.rows[file]);
		puts("Pseudonymous, not anonymous: keep it as you keep the "
		    "record. docs/export.md tells more.");
		return EXIT_FINE;
	}
	parts_remove(e);
	if (rc != RC_OK)
		return failed(rc);
	fprintf(stderr, "mellom: nothing was exported, as %s cannot be "
	    "written: %s\n", e->folder.at, strerrordesc_np(e->error));
	return EXIT_WORLD;
}

/* "" is no limit; false: no date. */
static bool
day_read(struct str s, struct day *day)
{
	*day = DAY_NONE;
	return s.len == 0 || day_typed(s, day);
}

int
cmd_export(int argc, char **argv)
{
	struct opts o;
	struct app app = { 0 };
	struct exporting e = { .app = &app };
	int code;

	if (!opts_read(&o, "data db key out from to csv", argc, argv))
		return EXIT_USAGE;
	if (o.rest_n != 1 || !str_is(o.rest[0], "homework") || !o.csv ||
	    o.out.len == 0) {
		fputs("mellom: mellom export homework --csv --out FOLDER "
		    "--data ...\n", stderr);
		return EXIT_USAGE;
	}
	if (!day_read(o.from, &e.x.from) || !day_read(o.to, &e.x.to) ||
	    (o.from.len > 0 && o.to.len > 0 && e.x.to.n < e.x.from.n)) {
		fputs("mellom: --from and --to are days like 2026-03-28, the "
		    "first not after the last\n", stderr);
		return EXIT_USAGE;
	}
	e.folder = o.out;
	if (!folder_empty(o.out.at)) {
		fprintf(stderr, "mellom: %s is not empty, or no folder; name "
		    "one that is not there yet. Nothing was written.\n",
		    o.out.at);
		return EXIT_NOT_SAFE;
	}
	code = command_open(&app, &o);
	if (code == EXIT_FINE)
		code = export_homework(&e);
	if (app.arena != NULL)
		app_close(&app);
	return code;
}
