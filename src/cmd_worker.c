/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "audit/audit.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "http/server.h"
#include "people/clinic.h"
#include "reminders/metrics.h"
#include "reminders/pass.h"
#include "reminders/send.h"

/* mellom worker: what goes out, and nothing else. */

enum { PASS_ARENA_MAX = 64 * 1024 * 1024 };

struct working {
	struct app app;
	struct send_conf conf;
	struct sender sender;
	struct worker_run run;
	bool demo, found;
};

static void
first_read(struct tx *tx, void *arg)
{
	struct working *w = arg;
	struct clinic clinic;

	w->found = clinic_first(tx, w->app.vault, &clinic);
	w->demo = w->found && clinic.demo;
}

/* --- its own port, on loopback -------------------------------------------- */

struct asked {
	struct working *w;
	struct exchange *x;
};

static void
metrics_read(struct tx *tx, void *arg)
{
	struct asked *q = arg;

	metrics_worker(tx, &q->x->reply.body, tx_now(tx), &q->w->run);
}

static void
handle(void *ctx, struct exchange *x)
{
	struct asked q = { .w = ctx, .x = x };

	x->reply.body = buf_new(x->req.arena, 64 * 1024);
	x->reply.type = "text/plain; charset=utf-8";
	if (str_is(x->req.path, "/metrics")) {
		x->reply.type = METRICS_TYPE;
		x->reply.status = db_read(q.w->app.db, x->req.arena,
		    metrics_read, &q) == RC_OK ? 200 : 503;
	} else {
		x->reply.status = str_is(x->req.path, "/healthz") ? 200 : 404;
		buf_add_z(&x->reply.body, x->reply.status == 200 ? "ok\n" :
		    "nothing here\n");
	}
	exchange_done(x);
}

static size_t
no_body(void *ctx, enum method m, struct str path)
{
	(void)ctx;
	(void)m;
	(void)path;
	return 0;
}

/* --- the rounds ----------------------------------------------------------- */

static enum rc
round_once(struct working *w, struct arena *a)
{
	enum rc rc = worker_pass(&w->run, a);

	if (rc == RC_OK && db_engine(w->app.db) == DB_POSTGRES)
		rc = audit_seal_once(w->app.db);
	return rc;
}

/* Before any thread is made: one that does not block them would let the
 * first signal end us in the middle of a letter. */
static void
signals_block(sigset_t *set)
{
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(set);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGINT);
	pthread_sigmask(SIG_BLOCK, set, NULL);
}

/* They are blocked, so one that came waits here until it is taken. */
static bool
told_to_stop(void)
{
	sigset_t come;

	return sigpending(&come) == 0 && (sigismember(&come, SIGTERM) == 1 ||
	    sigismember(&come, SIGINT) == 1);
}

/* Until SIGTERM or SIGINT; the letter in hand is finished. */
static void
rounds(struct working *w, struct arena *a, const sigset_t *set)
{
	struct timespec wait = { .tv_sec = w->conf.every_s };
	struct arena_mark mark = arena_mark(a);

	do {
		(void)round_once(w, a);		/* logged; the next one tries */
		arena_reset(a, mark);
	} while (sigtimedwait(set, NULL, &wait) < 0);
}

static int
work(struct working *w, bool once, const sigset_t *set)
{
	struct server_conf port = { .address = S("127.0.0.1"),
	    .port = w->conf.metrics_port, .loops = 1, .connections_max = 16,
	    .body_max = no_body, .handle = handle, .ctx = w };
	struct arena *a = arena_new(PASS_ARENA_MAX);
	struct server *server = NULL;
	int code = EXIT_FINE;

	if (a == NULL)
		return EXIT_WORLD;
	if (once) {
		code = round_once(w, a) == RC_OK ? EXIT_FINE : EXIT_WORLD;
	} else if (w->conf.metrics_port != 0 && server_start(&server, &port,
	    w->app.arena, &w->app.why) != RC_OK) {
		fprintf(stderr, "mellom: %.*s\n", STR(w->app.why));
		code = EXIT_WORLD;
	} else {
		fprintf(stderr, "Mellom's worker runs: e-mail %s, text "
		    "messages %s.\n", w->sender.email ? "on" : "off",
		    w->sender.sms ? "on" : "off");
		rounds(w, a, set);
	}
	if (server != NULL)
		server_stop(server);
	arena_free(a);
	return code;
}

static int
prepare(struct working *w, const struct opts *o)
{
	struct str why = STR_NONE;

	if (send_conf_read(w->app.arena, o->conf, &w->conf, &why) != RC_OK) {
		fprintf(stderr, "mellom: %.*s\n", STR(why));
		return EXIT_USAGE;
	}
	if (db_read(w->app.db, w->app.arena, first_read, w) != RC_OK ||
	    !w->found) {
		fputs("mellom: there is no clinic here yet; make one with "
		    "`mellom init`\n", stderr);
		return EXIT_WORLD;
	}
	if (w->demo && !send_conf_local(&w->conf)) {
		fputs("mellom: this is a demonstration; its worker sends to "
		    "this machine (127.0.0.1) only\n", stderr);
		return EXIT_NOT_SAFE;
	}
	w->sender = (struct sender){ .ctx = &w->conf,
	    .email = w->conf.smtp_url.len > 0, .sms = w->conf.sms_url.len > 0,
	    .url = w->conf.url, .send = send_letter };
	w->run = (struct worker_run){ .db = w->app.db,
	    .vault = w->app.vault, .sender = &w->sender, .id = id_random(),
	    .started_at = clock_now(), .stops = told_to_stop };
	return EXIT_FINE;
}

int
cmd_worker(int argc, char **argv)
{
	struct working *w;
	struct arena *a;
	struct opts o;
	sigset_t set;
	int code;

	if (!opts_only(&o, "data db key conf once", argc, argv))
		return EXIT_USAGE;
	if (o.conf.len == 0) {
		fputs("mellom: say what to send by: --conf FILE\n", stderr);
		return EXIT_USAGE;
	}
	signals_block(&set);
	a = arena_new((size_t)1024 * 1024);
	if (a == NULL || !send_open())
		return EXIT_WORLD;
	w = arena_one(a, struct working);
	o.app.summary = true;
	code = command_open(&w->app, &o);
	if (code == EXIT_FINE)
		code = prepare(w, &o);
	if (code == EXIT_FINE)
		code = work(w, o.once, &set);
	if (w->app.arena != NULL)
		app_close(&w->app);
	send_close();
	arena_free(a);
	return code;
}
