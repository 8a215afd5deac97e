/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "caseload/summary.h"
#include "demo/demo.h"
#include "people/account.h"
#include "people/clinic.h"
#include "people/clinic_now.h"
#include "programme/content.h"
#include "routes.h"
#include "vault/vault.h"

/* init, serve, demo, migrate, check, content, routes. */

static bool
loopback(struct str address)
{
	return str_is(address, "127.0.0.1") || str_is(address, "::1") ||
	    str_is(address, "localhost");
}

struct first_read {
	struct vault *vault;
	struct clinic clinic;
	bool found;
};

static void
first_read(struct tx *tx, void *arg)
{
	struct first_read *f = arg;

	f->found = clinic_first(tx, f->vault, &f->clinic);
}

int
cmd_serve(int argc, char **argv)
{
	struct opts o;
	struct app app = { 0 };
	struct first_read first = { 0 };
	int code;

	if (!opts_only(&o, "data db key address port admin-port behind-proxy "
	    "proxy", argc, argv))
		return EXIT_USAGE;
	if (!loopback(o.serve.address) && !o.serve.behind_proxy) {
		fputs("mellom: this would offer health data without TLS. Keep "
		    "the address 127.0.0.1, or put a proxy with TLS in front "
		    "and say --behind-proxy --proxy ITS-ADDRESS.\n", stderr);
		return EXIT_NOT_SAFE;
	}
	o.app.summary = true;
	code = command_open(&app, &o);
	if (code != EXIT_FINE) {
		if (app.arena != NULL)
			app_close(&app);
		return code;
	}
	first.vault = app.vault;
	if (db_read(app.db, app.arena, first_read, &first) != RC_OK ||
	    !first.found) {
		fputs("mellom: there is no clinic here yet; make one with "
		    "`mellom init`\n", stderr);
		code = EXIT_WORLD;
	} else if (first.clinic.demo) {
		fputs("mellom: this is a demonstration database with known "
		    "passwords; it is served by `mellom demo` only\n", stderr);
		code = EXIT_NOT_SAFE;
	} else {
		code = app_serve(&app, &o.serve);
	}
	app_close(&app);
	return code;
}

int
cmd_migrate(int argc, char **argv)
{
	struct opts o;
	struct db *db = NULL;
	struct arena *a;
	struct db_conf conf = { .set = DB_MAIN };
	struct str why = STR_NONE;
	enum rc rc;

	if (!opts_only(&o, "data db key", argc, argv))
		return EXIT_USAGE;
	if (o.app.data.len == 0 && o.app.db.len == 0) {
		fputs("mellom: say where the data is: --data DIR or --db URI\n",
		    stderr);
		return EXIT_USAGE;
	}
	a = arena_new((size_t)64 * 1024 * 1024);
	if (a == NULL)
		return EXIT_WORLD;
	conf.where = o.app.db.len > 0 ? o.app.db :
	    str_fmt(a, "%.*s/mellom.db", STR(o.app.data));
	rc = db_open(&db, &conf, a, &why);
	if (rc == RC_OK)
		rc = db_migrate(db, a, &why);
	if (rc == RC_OK)	/* the next start makes it anew */
		rc = db_tx(db, a, summary_forget, NULL);
	if (rc != RC_OK)
		fprintf(stderr, "mellom: %.*s\n", STR(why));
	else
		printf("The database has version %lld.\n",
		    (long long)db_version_known(DB_MAIN));
	if (db != NULL)
		db_close(db);
	arena_free(a);
	return rc == RC_OK ? EXIT_FINE : EXIT_WORLD;
}

int
cmd_check(int argc, char **argv)
{
	struct opts o;
	int code;

	if (!opts_read(&o, "", argc, argv))
		return EXIT_USAGE;
	if (o.rest_n != 1) {
		fputs("mellom: name one folder: mellom check DIR\n", stderr);
		return EXIT_USAGE;
	}
	code = content_check_main(o.rest[0]);
	return code == 2 ? EXIT_WORLD : code;
}

static const char *
over_name(enum over over)
{
	switch (over) {
	case OVER_NOBODY:
		return "-";
	case OVER_OWN:
		return "own record";
	case OVER_CARE:
		return "patient in care";
	case OVER_LIST:
		return "own list";
	case OVER_PART:
		return "one row opened";
	case OVER_TEAM:
		return "clinic, no texts";
	case OVER_CLINIC:
		return "clinic";
	}
	return "";
}

int
cmd_routes(int argc, char **argv)
{
	struct opts o;
	unsigned as = 0;
	size_t i;

	if (!opts_only(&o, "as", argc, argv))
		return EXIT_USAGE;
	if (str_is(o.as, "nobody"))
		as = ROLE_NOBODY;
	else if (str_is(o.as, "administrator"))
		as = ROLE_ADMIN;
	else if (o.as.len > 0 && !role_parse(o.as, &as)) {
		fprintf(stderr, "mellom: there is no role '%.*s'\n", STR(o.as));
		return EXIT_USAGE;
	}
	for (i = 0; i < routes_n; i++) {
		const struct route *r = &routes[i];

		if (as != 0 && (r->who & (as | ROLE_NOBODY)) == 0)
			continue;
		printf("%-4s %-26s %c%c%c%c%c  %-16s %-20s %s\n", r->method,
		    r->path, r->who & ROLE_PATIENT ? 'p' : '.',
		    r->who & ROLE_THERAPIST ? 't' : '.',
		    r->who & ROLE_SUPERVISOR ? 's' : '.',
		    r->who & ROLE_ADMIN ? 'a' : '.',
		    r->who & ROLE_NOBODY ? 'n' : '.',
		    r->flags & ROUTE_AFTER ? "own, after too" :
		    over_name(r->over),
		    r->audit == NULL ? "-" : r->audit, r->name);
	}
	return EXIT_FINE;
}
