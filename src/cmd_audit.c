/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/audit.h"
#include "base/arena.h"
#include "command.h"
#include "routes.h"

/* audit verify, audit actions. */

struct verifying {
	struct str report, head;
	bool whole;
};

static void
verify_read(struct tx *tx, void *arg)
{
	struct verifying *v = arg;

	v->whole = audit_verify(tx, &v->report);
	v->head = audit_head(tx);
}

static int
verify(const struct opts *o)
{
	struct app app = { 0 };
	struct verifying v = { .whole = false };
	int code = command_open(&app, o);
	enum rc rc;

	if (code == EXIT_FINE) {
		rc = db_read(app.db, app.arena, verify_read, &v);
		printf("%.*s", STR(v.report));
		if (rc != RC_OK) {
			fprintf(stderr, "mellom: the audit cannot be read to "
			    "its end: %s\n", rc_text(rc));
			code = EXIT_WORLD;
		} else if (!v.whole) {
			puts("The audit is not whole: docs/audit.md tells what "
			    "each line means.");
			code = EXIT_FOUND;
		} else {
			printf("The audit is whole. Head: %.*s\n",
			    STR(v.head));
		}
	}
	if (app.arena != NULL)
		app_close(&app);
	return code;
}

/* Written by commands and by the rooms' own work, not by a route. */
static const char *const other_actions[] = {
	"absence.end", "absence.make", "account.end", "account.make",
	"alert.call", "alert.close", "alert.make", "alert.nobody", "alert.take",
	"answer.send", "backup.make", "backup.restore", "care.break-glass",
	"care.duty", "care.end", "care.grant", "care.part", "chapter.switch",
	"clinic.make", "course.again", "course.as-written", "course.chapter",
	"course.done", "course.end", "course.enrol", "course.exercise",
	"course.form", "course.hold", "course.move", "course.note",
	"course.open", "course.pace", "course.skip", "export.homework",
	"invitation.make", "invitation.send", "message.back", "message.later",
	"message.sent", "message.stopped", "patient.make", "patient.reach",
	"refused", "reminder.stop", "reminder.test", "session.start",
	"way.hand",
};

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int
actions(void)
{
	size_t own = sizeof(other_actions) / sizeof(*other_actions), n = 0, i;
	struct arena *a = arena_new((size_t)1024 * 1024);
	const char **list;

	if (a == NULL)
		return EXIT_WORLD;
	list = arena_many(a, const char *, routes_n + own);
	for (i = 0; i < routes_n; i++)
		if (routes[i].audit != NULL)
			list[n++] = routes[i].audit;
	for (i = 0; i < own; i++)
		list[n++] = other_actions[i];
	qsort(list, n, sizeof(*list), by_name);
	for (i = 0; i < n; i++)
		if (i == 0 || strcmp(list[i], list[i - 1]) != 0)
			puts(list[i]);
	arena_free(a);
	return EXIT_FINE;
}

int
cmd_audit(int argc, char **argv)
{
	struct opts o;

	if (!opts_read(&o, "data db key", argc, argv))
		return EXIT_USAGE;
	if (o.rest_n == 1 && str_is(o.rest[0], "verify"))
		return verify(&o);
	if (o.rest_n == 1 && str_is(o.rest[0], "actions"))
		return actions();
	fputs("mellom: mellom audit verify --data ... | mellom audit "
	    "actions\n", stderr);
	return EXIT_USAGE;
}
