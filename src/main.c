/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "command.h"

static int
help(FILE *to)
{
	size_t i;

	fputs("Mellom: the work between therapy sessions, on your own server.\n"
	    "\nmellom COMMAND [options]     mellom COMMAND --help\n\n", to);
	for (i = 0; i < commands_n; i++)
		fprintf(to, "  %-10s %s\n", commands[i].name,
		    commands[i].words);
	fputs("\nExit codes: 0 fine, 1 a check found something, 2 not "
	    "understood,\n3 disk, database, port or key, 4 refused as not "
	    "safe.\n", to);
	return to == stdout ? EXIT_FINE : EXIT_USAGE;
}

static bool
asks_help(int argc, char **argv)
{
	int i;

	for (i = 0; i < argc; i++)
		if (strcmp(argv[i], "--help") == 0 ||
		    strcmp(argv[i], "-h") == 0)
			return true;
	return false;
}

int
main(int argc, char **argv)
{
	size_t i;

	if (argc < 2)
		return help(stderr);
	if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0)
		return help(stdout);
	if (strcmp(argv[1], "--version") == 0)
		return cmd_version(0, NULL);
	for (i = 0; i < commands_n; i++) {
		if (strcmp(argv[1], commands[i].name) != 0)
			continue;
		if (asks_help(argc - 2, argv + 2)) {
			printf("mellom %s: %s\n\n%s", commands[i].name,
			    commands[i].words, commands[i].help);
			return EXIT_FINE;
		}
		return commands[i].run(argc - 2, argv + 2);
	}
	fprintf(stderr, "mellom: there is no command '%s'; `mellom help` "
	    "lists them\n", argv[1]);
	return EXIT_USAGE;
}
