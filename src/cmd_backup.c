/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "audit/audit.h"
#include "backup.h"
#include "base/arena.h"
#include "base/log.h"
#include "command.h"
#include "people/clinic.h"
#include "vault/vault.h"
#include "vault/whole.h"

/* backup, restore. */

enum { RESTORE_ARENA = 256 * 1024 * 1024 };

static int
code_of(enum rc rc)
{
	return rc == RC_OK ? EXIT_FINE : rc == RC_REFUSED ? EXIT_NOT_SAFE :
	    EXIT_WORLD;
}

static void
print_numbers(const struct backup_done *d)
{
	printf("  %zu tables, %lld rows, %.1f MB, %lld keys, %.1f s\n"
	    "  key %.*s\n  audit %.*s\n", d->manifest.tables_n,
	    (long long)d->rows, (double)d->bytes / 1e6, (long long)d->owners,
	    (double)d->ms / 1000, STR(d->manifest.key),
	    STR(d->manifest.audit));
}

int
cmd_backup(int argc, char **argv)
{
	struct opts o;
	struct app app = { 0 };
	struct backup_done done;
	struct str why = STR_NONE;
	int code;

	if (!opts_read(&o, "data db key", argc, argv))
		return EXIT_USAGE;
	if (o.rest_n != 1) {
		fputs("mellom: name one folder: mellom backup FOLDER --data "
		    "...\n", stderr);
		return EXIT_USAGE;
	}
	code = command_open(&app, &o);
	if (code == EXIT_FINE) {
		code = code_of(backup_make(&app, &o.app, o.rest[0], &done,
		    &why));
		if (code != EXIT_FINE) {
			fprintf(stderr, "mellom: %.*s\n", STR(why));
		} else {
			printf("Backup made, read back and found whole: "
			    "%.*s\n", STR(done.generation));
			print_numbers(&done);
			puts("The key file is not in it. Without a copy of it "
			    "in another place, this backup cannot be read.");
		}
	}
	if (app.arena != NULL)
		app_close(&app);
	return code;
}

struct after {
	struct app *app;
	struct str head, report;
	struct clinic clinic;
	bool whole, holds, clinic_there;
};

static bool
restore_note(struct tx *tx, void *arg)
{
	struct audit_row row = { .action = "backup.restore",
	    .role = "command", .how = "" };

	(void)arg;
	audit_write(tx, &row);
	return true;
}

static void
after_read(struct tx *tx, void *arg)
{
	struct after *f = arg;

	f->holds = audit_head_holds(tx, f->head);
	f->whole = audit_verify(tx, &f->report);
	f->clinic_there = clinic_first(tx, f->app->vault, &f->clinic);
}

/* keys.rows has a hash and no seal: was a key in it altered? */
static int
restored_keys(struct app *app, int code)
{
	struct vault_whole w;

	if (vault_whole(app->vault, app->arena, &w) != RC_OK) {
		fputs("mellom: it was restored, but its keys cannot be read\n",
		    stderr);
		return EXIT_WORLD;
	}
	if (w.erased > 0)
		printf("  %lld of the keys are erased: what they opened "
		    "cannot be read any more\n", (long long)w.erased);
	if (w.bad == 0)
		return code;
	fprintf(stderr, "mellom: it was restored, but %lld of its keys do "
	    "not open; `mellom doctor` names them\n", (long long)w.bad);
	return EXIT_FOUND;
}

/*
 * As any command would open it: keys, content, the clinic's own name; and is
 * the audit the one the backup was made of?
 */
static int
restored_check(const struct opts *o, const struct backup_done *done)
{
	struct app app = { 0 };
	struct after f = { .app = &app, .head = done->manifest.audit };
	int code = command_open(&app, o);
	enum rc rc = RC_OK;

	if (code == EXIT_FINE) {
		rc = db_tx(app.db, app.arena, restore_note, NULL);
		if (rc == RC_OK && db_engine(app.db) == DB_POSTGRES)
			rc = audit_seal_once(app.db);
		if (rc == RC_OK)
			rc = db_read(app.db, app.arena, after_read, &f);
		if (rc != RC_OK || !f.clinic_there) {
			fprintf(stderr, "mellom: it was restored, but cannot "
			    "be read: %s\n", rc_text(rc));
			code = EXIT_WORLD;
		} else if (!f.whole || !f.holds) {
			fprintf(stderr, "mellom: it was restored, but its "
			    "audit has faults that the backup had too:\n%.*s",
			    STR(f.report));
			code = EXIT_FOUND;
		}
		if (code != EXIT_WORLD)
			code = restored_keys(&app, code);
	}
	if (app.arena != NULL)
		app_close(&app);
	return code;
}

int
cmd_restore(int argc, char **argv)
{
	struct opts o;
	struct backup_done done;
	struct str why = STR_NONE;
	struct arena *a;
	int code;

	if (!opts_read(&o, "data db key", argc, argv))
		return EXIT_USAGE;
	if (o.rest_n != 1 || o.app.key_file.len == 0 ||
	    (o.app.data.len == 0) == (o.app.db.len == 0)) {
		fputs("mellom: mellom restore FOLDER --key FILE and either "
		    "--data DIR or --db URI\n", stderr);
		return EXIT_USAGE;
	}
	log_level_set(LOG_WARN);	/* each migration is no news here */
	a = arena_new(RESTORE_ARENA);
	if (a == NULL)
		return EXIT_WORLD;
	code = code_of(backup_restore(&o.app, o.rest[0], a, &done, &why));
	if (code != EXIT_FINE)
		fprintf(stderr, "mellom: %.*s\n", STR(why));
	else
		code = restored_check(&o, &done);
	if (code == EXIT_FINE || code == EXIT_FOUND) {
		printf("Restored, and compared row by row: %.*s\n",
		    STR(done.generation));
		print_numbers(&done);
	}
	arena_free(a);
	return code;
}
