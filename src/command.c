/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"

#define DB_HELP \
	"  --data DIR   folder of the database (mellom.db, keys.db)\n" \
	"  --db URI     PostgreSQL instead, postgresql://...\n" \
	"  --key FILE   the key file, outside the data folder (0400), or\n" \
	"               credential:NAME for a systemd credential\n"

const struct command commands[] = {
	{ "init", "make a clinic, its database and its key",
	    "mellom init --data DIR --key FILE --name CLINIC --login E-MAIL "
	    "[--zone Europe/Oslo] [--lang nb]\n" DB_HELP
	    "Makes what is missing and an administrator's invitation link.\n"
	    "Exit: 0 done, 2 not understood, 3 disk or database, 4 there is a "
	    "clinic already.\n", cmd_init },
	{ "serve", "serve the clinic",
	    "mellom serve --data DIR --key FILE [--address 127.0.0.1] [--port "
	    "8080] [--admin-port 8081]\n" DB_HELP
	    "  --behind-proxy --proxy ADDRESS   believe X-Forwarded-For and "
	    "-Proto from it\nAn address that others reach needs "
	    "--behind-proxy.\nExit: 0 stopped by a signal, 2, 3, 4 a "
	    "demonstration database.\n", cmd_serve },
	{ "worker", "send reminders, links and calls",
	    "mellom worker --data DIR --key FILE --conf FILE [--once]\n"
	    DB_HELP
	    "  --conf FILE  what it sends by: smtp_url, mail_from, sms_url ...;"
	    "\n               docs/operator.md tells each key\n"
	    "  --once       one round, until nothing is due, then stop\n"
	    "The only part of Mellom that opens connections to the outside. "
	    "Runs beside serve.\nA demonstration is sent to this machine "
	    "only.\nExit: 0 stopped, 2, 3, 4 a demonstration would be sent "
	    "out.\n", cmd_worker },
	{ "demo", "make and serve a fictional clinic",
	    "mellom demo --data DIR [--port 8080] [--admin-port 8081] [--seed "
	    "N]\nAn empty folder gets the clinic first. Loopback only.\n"
	    "Exit: 0 stopped, 2, 3, 4 the folder holds a real clinic.\n",
	    cmd_demo },
	{ "migrate", "bring the database to this version",
	    "mellom migrate --data DIR\n" DB_HELP "Exit: 0, 2, 3.\n",
	    cmd_migrate },
	{ "check", "check content files",
	    "mellom check DIR\nDIR holds programmes/ and instruments/. Lines: "
	    "file:line:column: error|warning: text.\nSpelling too, with the "
	    "dictionaries of hunspell; words that are right\nall the same go "
	    "into programmes/spelling.nb.txt or spelling.en.txt.\n"
	    "Exit: 0 fine, 1 errors, 2, 3 cannot be read.\n", cmd_check },
	{ "content", "load content files into the clinic, or look at them",
	    "mellom content load DIR --data DIR --key FILE\n" DB_HELP
	    "mellom content texts FOLDER --data DIR --key FILE\n"
	    "The wording of instruments we may not pass on, typed in by the "
	    "clinic: FOLDER has\nfiles like rtwse.nb.yaml "
	    "(instruments/README.md).\n"
	    "mellom content preview DIR [--lang nb|en] > page.html\n"
	    "All of it on one page, for authors: chapters, tasks in every "
	    "variant, templates.\n"
	    "Content with an error is not loaded; the old stays.\nExit: 0 "
	    "loaded, 1 errors in the content, 2, 3.\n", cmd_content },
	{ "routes", "print who may open what",
	    "mellom routes [--as patient|therapist|supervisor|administrator|"
	    "nobody]\nExit: 0, 2.\n", cmd_routes },
	{ "user", "make and end accounts from the command line",
	    "mellom user add --name N --login L --roles "
	    "therapist,supervisor,administrator\n"
	    "mellom user link LOGIN      a new link to set a password\n"
	    "mellom user end LOGIN       ends the account's sessions and "
	    "rights\nmellom user list\n" DB_HELP
	    "Exit: 0, 1 no such account or login taken, 2, 3, 4 refused.\n",
	    cmd_user },
	{ "audit", "verify the audit",
	    "mellom audit verify --data DIR --key FILE\nmellom audit actions   "
	    "the words used\n" DB_HELP
	    "Exit: 0 whole, 1 altered, missing, swapped or unsealed rows, 2, "
	    "3.\n", cmd_audit },
	{ "backup", "make a verified copy while serving",
	    "mellom backup FOLDER --data DIR --key FILE\n" DB_HELP
	    "Exit: 0 made and verified, 2, 3, 4 the folder is another clinic's "
	    "or unsafe.\n", cmd_backup },
	{ "restore", "bring a copy back into an empty place",
	    "mellom restore FOLDER --data DIR --key FILE\n" DB_HELP
	    "Exit: 0, 1 the audit does not verify, 2, 3, 4 the place is not "
	    "empty, or another key.\n",
	    cmd_restore },
	{ "doctor", "look the installation over",
	    "mellom doctor [BACKUP-FOLDER] --data DIR --key FILE\n" DB_HELP
	    "Exit: 0 fine, 1 something needs a look, 2, 3.\n", cmd_doctor },
	{ "export", "write the work between talks as files",
	    "mellom export homework --csv --out FOLDER --data DIR --key FILE\n"
	    "    [--from 2026-01-01] [--to 2026-06-30]\n" DB_HELP
	    "  --out FOLDER   must not be there yet, or be empty\n"
	    "  --from, --to   first and last day something was proposed\n"
	    "Writes assignments.csv, reports.csv, entries.csv, codebook.csv:\n"
	    "pseudonymous, no free text. docs/export.md tells the columns.\n"
	    "Exit: 0 written, 2, 3 disk or database, 4 the folder is not "
	    "empty.\n", cmd_export },
	{ "version", "print the version", "Exit: 0.\n", cmd_version },
};
const size_t commands_n = sizeof(commands) / sizeof(*commands);

int
cmd_version(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	printf("mellom %s (database version %lld)\n", MELLOM_VERSION,
	    (long long)db_version_known(DB_MAIN));
	return EXIT_FINE;
}

static bool
allowed(const char *list, struct str name)
{
	struct str rest = str_z(list);

	while (rest.len > 0)
		if (str_eq(str_cut(&rest, ' '), name))
			return true;
	return false;
}

static bool
take(struct opts *o, struct str name, struct str value)
{
	int64_t n = 0;
	struct { const char *name; struct str *to; } texts[] = {
		{ "data", &o->app.data }, { "db", &o->app.db },
		{ "key", &o->app.key_file }, { "address", &o->serve.address },
		{ "as", &o->as }, { "name", &o->name }, { "login", &o->login },
		{ "roles", &o->roles }, { "zone", &o->zone },
		{ "lang", &o->lang }, { "conf", &o->conf },
		{ "out", &o->out },
		{ "from", &o->from }, { "to", &o->to },
	};
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (str_is(name, texts[i].name)) {
			*texts[i].to = value;
			return value.len > 0;
		}
	if (str_is(name, "proxy")) {
		if (o->serve.proxies_n == 8)
			return false;
		o->serve.proxies[o->serve.proxies_n++] = value;
		return value.len > 0;
	}
	if (str_is(name, "seed"))
		return str_int(value, 0, INT64_MAX / 10, &o->seed);
	if (!str_int(value, 0, 65535, &n))
		return false;
	if (str_is(name, "port"))
		o->serve.port = (int)n;
	else
		o->serve.admin_port = (int)n;
	return true;
}

bool
opts_read(struct opts *o, const char *names, int argc, char **argv)
{
	int i;

	*o = (struct opts){ .serve = { .address = S("127.0.0.1"), .port = 8080,
	    .admin_port = 8081 }, .seed = 1, .zone = S("Europe/Oslo"),
	    .lang = S("nb") };
	for (i = 0; i < argc; i++) {
		struct str arg = str_z(argv[i]), name;

		if (!str_starts(arg, S("--"))) {
			if (o->rest_n == 16)
				return false;
			o->rest[o->rest_n++] = arg;
			continue;
		}
		name = str_sub(arg, 2, arg.len);
		if (str_is(name, "behind-proxy") && allowed(names, name)) {
			o->serve.behind_proxy = true;
			continue;
		}
		if (str_is(name, "once") && allowed(names, name)) {
			o->once = true;
			continue;
		}
		if (str_is(name, "csv") && allowed(names, name)) {
			o->csv = true;
			continue;
		}
		if (!allowed(names, name)) {
			fprintf(stderr, "mellom: the option %s is not known "
			    "here; --help tells which are\n", argv[i]);
			return false;
		}
		if (i + 1 >= argc || !take(o, name, str_z(argv[i + 1]))) {
			fprintf(stderr, "mellom: %s needs a fitting value; "
			    "--help tells which\n", argv[i]);
			return false;
		}
		i++;
	}
	return true;
}

bool
opts_only(struct opts *o, const char *names, int argc, char **argv)
{
	if (!opts_read(o, names, argc, argv))
		return false;
	if (o->rest_n == 0)
		return true;
	fprintf(stderr, "mellom: '%.*s' is one word too many here; put quotes "
	    "round a name of several words\n", STR(o->rest[0]));
	return false;
}

int
command_open(struct app *app, const struct opts *o)
{
	if (o->app.data.len == 0 && o->app.db.len == 0) {
		fputs("mellom: say where the data is: --data DIR or --db URI\n",
		    stderr);
		return EXIT_USAGE;
	}
	if (o->app.key_file.len == 0) {
		fputs("mellom: say where the key is: --key FILE\n", stderr);
		return EXIT_USAGE;
	}
	if (app_open(app, &o->app) != RC_OK) {
		fprintf(stderr, "mellom: %.*s\n", STR(app->why));
		return EXIT_WORLD;
	}
	return EXIT_FINE;
}

void
progress(const char *fmt, ...)
{
	va_list ap;

	if (!isatty(STDERR_FILENO))
		return;
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
}
