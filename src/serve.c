/* SPDX-License-Identifier: Apache-2.0 */
#include "app.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "audit/audit.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/count.h"
#include "base/log.h"
#include "http/assets.h"
#include "http/server.h"
#include "reminders/metrics.h"

enum { TICK_S = 1, WORK_EVERY_S = 20 };

struct serving {
	struct app *app;
	pthread_t tick;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool stopping;
};

static void
counted(const struct exchange *x)
{
	int class = x->reply.status / 100;

	if (class >= 2 && class <= 5)
		count_add((enum count)(COUNT_REQUESTS_2XX + class - 2), 1);
	count_add(COUNT_REQUEST_MS, clock_mono_ms() - x->req.started_ms);
}

static void
run_done(struct gate_run *r)
{
	counted(r->ctx);
	exchange_done(r->ctx);
}

static void
handle(void *ctx, struct exchange *x)
{
	struct app *app = ctx;
	struct gate_run *r;

	if (asset_serve(&x->req, &x->reply)) {
		reply_security_headers(&x->reply, x->req.https, false);
		counted(x);
		exchange_done(x);
		return;
	}
	r = arena_one(x->req.arena, struct gate_run);
	r->gate = &app->gate;
	r->req = &x->req;
	r->reply = &x->reply;
	r->done = run_done;
	r->ctx = x;
	gate_start(r);
}

/* --- the second port: is it alive, can it serve? -------------------------- */

static void
ready_read(struct tx *tx, void *arg)
{
	bool *ok = arg;

	*ok = tx_rc(tx) == RC_OK;
}

static void
metrics_read(struct tx *tx, void *arg)
{
	struct exchange *x = arg;

	metrics_serve(tx, &x->reply.body, tx_now(tx));
}

static void
handle_admin(void *ctx, struct exchange *x)
{
	struct app *app = ctx;
	bool ok = false;

	x->reply.body = buf_new(x->req.arena, 4096);
	x->reply.type = "text/plain; charset=utf-8";
	if (str_is(x->req.path, "/healthz")) {
		x->reply.status = 200;
		buf_add_z(&x->reply.body, "ok\n");
	} else if (str_is(x->req.path, "/readyz")) {
		if (db_read(app->db, x->req.arena, ready_read, &ok) != RC_OK)
			ok = false;
		x->reply.status = ok ? 200 : 503;
		buf_add_z(&x->reply.body, ok ? "ready\n" : "not ready\n");
	} else if (str_is(x->req.path, "/metrics")) {
		x->reply.body = buf_new(x->req.arena, 64 * 1024);
		x->reply.type = METRICS_TYPE;
		x->reply.status = db_read(app->db, x->req.arena, metrics_read,
		    x) == RC_OK ? 200 : 503;
	} else {
		x->reply.status = 404;
		buf_add_z(&x->reply.body, "nothing here\n");
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

/* --- what the clock brings (tick.c) -------------------------------------- */

static void
tick(struct app *app, struct arena *a, int64_t *worked_at)
{
	int64_t now = clock_now();

	/* By the wall clock: a machine may have slept meanwhile. */
	if (now - *worked_at >= WORK_EVERY_S || now < *worked_at) {
		*worked_at = now;
		app_content_refresh(app, a);
		app_tick(app, a);
	}
	if (db_engine(app->db) == DB_POSTGRES &&
	    audit_seal_once(app->db) != RC_OK)
		log_error("the audit was not sealed");
}

static void *
tick_main(void *arg)
{
	struct serving *s = arg;
	struct timespec until;
	int64_t worked_at = 0;

	pthread_mutex_lock(&s->lock);
	while (!s->stopping) {
		struct arena *a;

		clock_gettime(CLOCK_REALTIME, &until);
		until.tv_sec += TICK_S;
		pthread_cond_timedwait(&s->wake, &s->lock, &until);
		if (s->stopping)
			break;
		pthread_mutex_unlock(&s->lock);
		vault_rest(s->app->vault);
		a = arena_new(REQ_ARENA_MAX);
		if (a != NULL) {
			tick(s->app, a, &worked_at);
			arena_free(a);
		}
		pthread_mutex_lock(&s->lock);
	}
	pthread_mutex_unlock(&s->lock);
	return NULL;
}

static void
wait_for_signal(void)
{
	sigset_t set;
	int sig;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigwait(&set, &sig);
}

/* Before any thread starts, so that all of them inherit it. */
static void
block_signals(void)
{
	sigset_t set;

	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
}

static struct server_conf
server_conf_of(struct app *app, const struct serve_conf *conf)
{
	return (struct server_conf){ .address = conf->address,
	    .port = conf->port, .proxies = conf->proxies,
	    .proxies_n = conf->proxies_n, .behind_proxy = conf->behind_proxy,
	    .body_max = gate_body_max, .body_show_max = FORM_BODY_MAX,
	    .handle = handle, .ctx = app };
}

int
app_serve(struct app *app, const struct serve_conf *conf)
{
	struct serving s = { .app = app, .lock = PTHREAD_MUTEX_INITIALIZER,
	    .wake = PTHREAD_COND_INITIALIZER };
	struct server_conf front = server_conf_of(app, conf);
	struct server_conf back = { .address = S("127.0.0.1"),
	    .port = conf->admin_port, .loops = 1, .connections_max = 64,
	    .body_max = no_body, .handle = handle_admin, .ctx = app };
	struct server *server, *admin;

	block_signals();
	if (server_start(&server, &front, app->arena, &app->why) != RC_OK ||
	    server_start(&admin, &back, app->arena, &app->why) != RC_OK) {
		fprintf(stderr, "mellom: %.*s\n", STR(app->why));
		return 3;
	}
	pthread_create(&s.tick, NULL, tick_main, &s);
	fprintf(stderr, "Mellom is ready on http://%.*s:%d (checks on port "
	    "%d)\n", STR(conf->address), server_port(server),
	    server_port(admin));
	wait_for_signal();
	fputs("Mellom is stopping; requests in hand are finished.\n", stderr);
	server_stop(server);
	server_stop(admin);
	pthread_mutex_lock(&s.lock);
	s.stopping = true;
	pthread_cond_signal(&s.wake);
	pthread_mutex_unlock(&s.lock);
	pthread_join(s.tick, NULL);
	return 0;
}
