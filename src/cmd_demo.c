/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/audit.h"
#include "base/arena.h"
#include "base/clock.h"
#include "demo/demo.h"
#include "people/account.h"
#include "people/clinic.h"
#include "people/clinic_now.h"
#include "vault/vault.h"

/* init and demo: a clinic where there was none. */

static void
told(const char *what, int done, int of)
{
	progress("\r%s %d of %d ", what, done, of);
	if (done == of)
		progress("\n");
}

static void
print_logins(int port)
{
	size_t i;

	printf("\nA fictional clinic. Open http://127.0.0.1:%d and sign "
	    "in:\n\n", port);
	for (i = 0; i < demo_logins_n; i++)
		printf("  %-16s %-34s %s, %s\n", demo_logins[i].login,
		    demo_logins[i].password, demo_logins[i].name,
		    demo_logins[i].who);
	puts("\nCtrl-C stops it. `docs/demo.md` tells a walk through it.");
	fflush(stdout);
}

/* Never a new key beside a database that has one: it would lie where the
 * copy of the lost one belongs. */
static int
key_beside(const struct opts *o, struct arena *a, bool *made)
{
	struct str why = STR_NONE;

	if (access(o->app.key_file.at, F_OK) == 0)
		return EXIT_FINE;
	if (o->app.data.len > 0 && access(str_fmt(a, "%.*s/mellom.db",
	    STR(o->app.data)).at, F_OK) == 0) {
		fprintf(stderr, "mellom: there is a database in %.*s, but its "
		    "key file %.*s is missing. Put back the copy that was "
		    "kept of it; nothing was changed.\n", STR(o->app.data),
		    STR(o->app.key_file));
		return EXIT_NOT_SAFE;
	}
	if (vault_key_make(o->app.key_file, a, &why) != RC_OK) {
		fprintf(stderr, "mellom: %.*s\n", STR(why));
		return EXIT_WORLD;
	}
	*made = true;
	return EXIT_FINE;
}

/* The folder, and beside it the key: outside the data, as it must be. */
static int
demo_places(struct opts *o, struct arena *a)
{
	char path[4096];
	bool made = false;

	if (o->app.data.len == 0 || o->app.data.len > 3000) {
		fputs("mellom: say where: mellom demo --data DIR\n", stderr);
		return EXIT_USAGE;
	}
	snprintf(path, sizeof(path), "%.*s", STR(o->app.data));
	if (mkdir(path, 0700) != 0 && access(path, W_OK) != 0) {
		fprintf(stderr, "mellom: the folder %s cannot be made or "
		    "written\n", path);
		return EXIT_WORLD;
	}
	while (o->app.data.len > 1 && str_ends(o->app.data, S("/")))
		o->app.data.len--;
	if (o->app.key_file.len == 0)
		o->app.key_file = str_fmt(a, "%.*s.key", STR(o->app.data));
	o->app.create = true;
	return key_beside(o, a, &made);
}

static int
demo_ready(struct app *app, const struct opts *o)
{
	struct demo_conf conf = { .db = app->db, .vault = app->vault,
	    .content = app->gate.active, .seed = (uint64_t)o->seed,
	    .now = clock_now(), .told = told };

	switch (demo_find(app->db, app->vault, app->arena)) {
	case DEMO_REAL:
		fputs("mellom: this folder holds a real clinic; a "
		    "demonstration needs a folder of its own\n", stderr);
		return EXIT_NOT_SAFE;
	case DEMO_HALF:
		fprintf(stderr, "mellom: the making of this demonstration was "
		    "interrupted and its story is incomplete; %s%.*s and "
		    "start again\n", o->app.db.len > 0 ?
		    "empty the database" : "remove the folder ",
		    STR(o->app.db.len > 0 ? STR_NONE : o->app.data));
		return EXIT_WORLD;
	case DEMO_THERE:
		return EXIT_FINE;
	case DEMO_NONE:
		break;
	}
	if (demo_make(&conf, app->arena) != RC_OK) {
		fputs("mellom: the fictional clinic could not be made; is "
		    "there room on the disk?\n", stderr);
		return EXIT_WORLD;
	}
	return EXIT_FINE;
}

int
cmd_demo(int argc, char **argv)
{
	struct opts o;
	struct app app = { 0 };
	struct arena *a;
	int code;

	if (!opts_only(&o, "data db key port admin-port seed", argc, argv))
		return EXIT_USAGE;
	a = arena_new((size_t)1024 * 1024);
	if (a == NULL)
		return EXIT_WORLD;
	code = demo_places(&o, a);
	if (code == EXIT_FINE)
		code = command_open(&app, &o);
	if (code == EXIT_FINE)
		code = demo_ready(&app, &o);
	if (code == EXIT_FINE) {
		print_logins(o.serve.port);
		app.gate.demo = true;
		code = app_serve(&app, &o.serve);
	}
	if (app.arena != NULL)
		app_close(&app);
	arena_free(a);
	return code;
}

struct init_work {
	struct app *app;
	const struct opts *o;
	struct id clinic, admin;
	struct str token;
	bool there;
};

static void
init_read(struct tx *tx, void *arg)
{
	struct init_work *w = arg;

	w->there = !id_is_none(clinic_first_id(tx));
}

static bool
init_write(struct tx *tx, void *arg)
{
	struct init_work *w = arg;
	const struct opts *o = w->o;
	enum lang lang = LANG_NB;
	int64_t now = tx_now(tx);
	struct audit_row row = { .actor = w->admin, .object = w->clinic,
	    .action = "clinic.make", .role = "command", .how = "" };

	lang_parse(o->lang, &lang);
	clinic_make(tx, w->app->vault, w->clinic, o->name, zone_find(o->zone),
	    lang, false, now);
	account_make(tx, w->app->vault, w->admin, w->clinic,
	    S("Administrator"), o->login, lang, ROLE_ADMIN, now);
	w->token = invitation_make(tx, w->app->arena, w->clinic, w->admin,
	    ID_NONE, w->admin, now + 7 * 86400, now);
	audit_write(tx, &row);
	return true;
}

static int
init_make(struct app *app, const struct opts *o)
{
	struct init_work w = { .app = app, .o = o, .clinic = id_random(),
	    .admin = id_random() };

	if (db_read(app->db, app->arena, init_read, &w) != RC_OK)
		return EXIT_WORLD;
	if (w.there) {
		fputs("mellom: there is a clinic here already; nothing was "
		    "changed\n", stderr);
		return EXIT_NOT_SAFE;
	}
	if (vault_key_create(app->vault, w.clinic) != RC_OK ||
	    vault_key_create(app->vault, w.admin) != RC_OK ||
	    db_tx(app->db, app->arena, init_write, &w) != RC_OK ||
	    (db_engine(app->db) == DB_POSTGRES &&
	    audit_seal_once(app->db) != RC_OK)) {
		fputs("mellom: the clinic could not be written; is there room "
		    "on the disk?\n", stderr);
		return EXIT_WORLD;
	}
	printf("The clinic is made. Key fingerprint: %s\n"
	    "Copy the key file to a safe place apart from the data: without "
	    "it\nnothing can be read again, not from a backup either.\n\n"
	    "The administrator sets a password at (for 7 days):\n"
	    "  http://127.0.0.1:8080/i/%.*s\n",
	    vault_fingerprint(app->vault, app->arena).at, STR(w.token));
	return EXIT_FINE;
}

static int
init_folder(const struct opts *o, const char *path, bool *made)
{
	*made = o->app.data.len > 0 && mkdir(path, 0700) == 0;
	if (o->app.data.len == 0 || *made || access(path, W_OK) == 0)
		return EXIT_FINE;
	fprintf(stderr, "mellom: the folder %s cannot be made or written\n",
	    path);
	return EXIT_WORLD;
}

static int
init_open(struct app *app, const struct opts *o, struct arena *a)
{
	const char *path = str_copy(a, o->app.data).at;
	bool made = false, folder, there;
	int code = init_folder(o, path, &folder);
	enum rc rc;

	if (code == EXIT_FINE)
		code = key_beside(o, a, &made);
	if (code != EXIT_FINE)
		return code;
	rc = app_open(app, &o->app);
	if (rc == RC_OK)
		return EXIT_FINE;
	fprintf(stderr, "mellom: %.*s\n", STR(app->why));
	there = o->app.db.len == 0 && access(str_fmt(a, "%s/mellom.db",
	    path).at, F_OK) == 0;
	/* Nothing was made under it: it opens nothing, and the next try is as
	 * the first. */
	if (made && (rc == RC_REFUSED || (app->db == NULL && !there)))
		unlink(o->app.key_file.at);
	if (folder)
		rmdir(path);		/* if it is empty */
	return EXIT_WORLD;
}

static bool
init_understood(const struct opts *o)
{
	enum lang lang;

	if (zone_find(o->zone) == NULL) {
		fprintf(stderr, "mellom: there is no time zone '%.*s'; it is "
		    "written like Europe/Oslo\n", STR(o->zone));
		return false;
	}
	if (!lang_parse(o->lang, &lang)) {
		fprintf(stderr, "mellom: there is no language '%.*s'; nb and "
		    "en are there\n", STR(o->lang));
		return false;
	}
	if (o->app.data.len == 0 && o->app.db.len == 0) {
		fputs("mellom: say where the data is: --data DIR or --db URI\n",
		    stderr);
		return false;
	}
	if (o->name.len > 0 && o->login.len > 0 && o->app.key_file.len > 0)
		return true;
	fputs("mellom: mellom init --data DIR --key FILE --name CLINIC "
	    "--login ADMINISTRATOR'S-E-MAIL [--zone Europe/Oslo] "
	    "[--lang nb]\n", stderr);
	return false;
}

int
cmd_init(int argc, char **argv)
{
	struct opts o;
	struct app app = { 0 };
	struct arena *a;
	int code;

	if (!opts_only(&o, "data db key name login zone lang", argc, argv) ||
	    !init_understood(&o))
		return EXIT_USAGE;
	a = arena_new((size_t)1024 * 1024);
	if (a == NULL)
		return EXIT_WORLD;
	o.app.create = true;
	code = init_open(&app, &o, a);
	if (code == EXIT_FINE)
		code = init_make(&app, &o);
	if (app.arena != NULL)
		app_close(&app);
	arena_free(a);
	return code;
}
