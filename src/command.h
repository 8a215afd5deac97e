/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The command line.  Each command parses its own options with opt_next() and
 * returns an exit code of enum exit_code; errors go to stderr with a cause
 * and a way out, results to stdout.
 */
#include <stdbool.h>

#include "app.h"

enum exit_code {
	EXIT_FINE = 0,
	EXIT_FOUND = 1,		/* a check found something wrong */
	EXIT_USAGE = 2,		/* not understood; nothing was done */
	EXIT_WORLD = 3,		/* disk, database, port, key: see the message */
	EXIT_NOT_SAFE = 4,	/* refused, as it would put data at risk */
};

struct command {
	const char *name;
	const char *words;		/* one line for `mellom help` */
	const char *help;		/* for --help; names the exit codes */
	int (*run)(int argc, char **argv);
};

extern const struct command commands[];
extern const size_t commands_n;

int cmd_init(int, char **);
int cmd_serve(int, char **);
int cmd_demo(int, char **);
int cmd_migrate(int, char **);
int cmd_check(int, char **);
int cmd_content(int, char **);
int cmd_routes(int, char **);
int cmd_user(int, char **);
int cmd_audit(int, char **);
int cmd_backup(int, char **);
int cmd_restore(int, char **);
int cmd_doctor(int, char **);
int cmd_worker(int, char **);
int cmd_export(int, char **);
int cmd_version(int, char **);

/* Options every command on a database has: --data, --db, --key. */
struct opts {
	struct app_conf app;
	struct serve_conf serve;
	struct str rest[16];		/* what is not an option */
	size_t rest_n;
	int64_t seed;
	struct str as, name, login, roles, zone, lang, out, from, to, conf;
	bool yes, help, json, csv, once;
};
/*
 * Fills opts; false after a message on stderr.  allowed: the names of the
 * options this command takes, with blanks between ("data db key port").
 */
bool opts_read(struct opts *, const char *allowed, int argc, char **argv);
/* The same for a command that takes options and nothing else. */
bool opts_only(struct opts *, const char *allowed, int argc, char **argv);
/* Opens the program, or tells why not and gives the exit code. */
int command_open(struct app *, const struct opts *);
/* The usual place of the key: /etc/mellom/key, or beside a demo's folder. */
struct str opts_key_default(struct opts *);
/* A line that a person asked for a terminal sees; nothing in a pipe. */
void progress(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
