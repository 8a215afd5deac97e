/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The therapist's list in a big clinic:
 *
 *	case_bench make FOLDER PATIENTS SQL	makes the clinic
 *	case_bench time N FOLDER [FOLDER]	N therapists of each look in
 *						turn; first, again (ms)
 *
 * A look is a whole request without the socket: session, rights, statements,
 * names opened, page written.  CPU time of the thread, so that others on the
 * machine count little.  Each of N therapists looks twice: "first" with no
 * key of the patients in memory, "again" within the minute.
 */
#include "bench/case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "db/db.h"
#include "people/actor.h"

enum { LOOKS_MAX = 1000, SIDES_MAX = 2 };

SQL(bench_therapists, "", "id:id clinic:id",
    "SELECT id, clinic_id AS clinic FROM account ORDER BY id");

struct look {
	struct id account, clinic;
	struct str token;
};

struct looks {
	struct look list[LOOKS_MAX];
	size_t n, max;
};

static bool
sessions_make(struct tx *tx, void *arg)
{
	struct looks *l = arg;
	size_t i;
	ROWS(r, tx, bench_therapists);

	for (l->n = 0; l->n < l->max && rows_next(&r); l->n++)
		l->list[l->n] = (struct look){ rows_id(&r, "id"),
		    rows_id(&r, "clinic"), STR_NONE };
	for (i = 0; i < l->n; i++)
		l->list[i].token = session_start(tx, tx_arena(tx),
		    l->list[i].account, l->list[i].clinic, ROLE_THERAPIST,
		    S("Mobile"), tx_now(tx));
	return true;
}

static double
cpu_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double
look(struct app *app, const struct look *l, const char *path, bool show)
{
	struct arena *a = arena_new(REQ_ARENA_MAX);
	struct req *q = arena_one(a, struct req);
	struct reply *r = arena_one(a, struct reply);
	double from, ms;

	*q = (struct req){ .arena = a, .method = METHOD_GET,
	    .target = str_z(path), .client = S("127.0.0.1"),
	    .request_id = id_random() };
	q->headers[q->headers_n++] = (struct pair){ S("host"),
	    S("127.0.0.1:8080") };
	q->headers[q->headers_n++] = (struct pair){ S("cookie"),
	    str_fmt(a, "s=%.*s", STR(l->token)) };
	from = cpu_ms();
	req_parse(q);
	app_request(app, q, r);
	ms = cpu_ms() - from;
	if (r->status != 200) {
		fprintf(stderr, "bench: %s gave %d\n", path, r->status);
		exit(1);
	}
	if (show)
		printf("%.*s\n", STR(buf_str(&r->body)));
	arena_free(a);
	return ms;
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double *ms, size_t n)
{
	qsort(ms, n, sizeof(*ms), by_size);
	return ms[n / 2];
}

/* One clinic, or two in turn: what the machine does else meets both. */
static void
time_all(struct app *app, size_t apps, size_t n)
{
	static struct looks l[SIDES_MAX];
	static double first[SIDES_MAX][LOOKS_MAX];
	static double again[SIDES_MAX][LOOKS_MAX];
	size_t i, k;

	for (k = 0; k < apps; k++) {
		l[k].max = n < LOOKS_MAX ? n : LOOKS_MAX;
		if (db_tx(app[k].db, app[k].arena, sessions_make, &l[k]) !=
		    RC_OK)
			exit(1);
		n = l[k].n;
		for (i = 0; i < 3; i++)		/* statements are prepared */
			look(&app[k], &l[k].list[0], "/list", false);
	}
	for (i = 0; i < n; i++)
		for (k = 0; k < apps; k++) {
			first[k][i] = look(&app[k], &l[k].list[i], "/list",
			    getenv("BENCH_SHOW") != NULL && i == 0);
			again[k][i] = look(&app[k], &l[k].list[i], "/list",
			    false);
		}
	for (k = 0; k < apps; k++)
		printf("%.3f %.3f\n", median(first[k], n),
		    median(again[k], n));
}

int
main(int argc, char **argv)
{
	struct app app[SIDES_MAX] = { 0 };
	int i, clinics = argc - 3;

	if (argc == 5 && strcmp(argv[1], "make") == 0) {
		case_make(app, str_z(argv[2]), atoi(argv[3]), argv[4]);
	} else if (argc > 3 && clinics <= SIDES_MAX &&
	    strcmp(argv[1], "time") == 0) {
		for (i = 0; i < clinics; i++)
			case_open(&app[i], str_z(argv[3 + i]), false);
		time_all(app, (size_t)clinics, (size_t)atoi(argv[2]));
		for (i = 0; i < clinics; i++)
			app_close(&app[i]);
	} else {
		fprintf(stderr, "see the head of case_bench.c\n");
		return 2;
	}
	return 0;
}
