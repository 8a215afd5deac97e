/* SPDX-License-Identifier: Apache-2.0 */
#include "http/server.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "http/form.h"
#include "server_own.h"

/* --- connections --------------------------------------------------------- */

static bool
is_proxy(const struct server *s, struct str peer)
{
	size_t i;

	for (i = 0; s->conf.behind_proxy && i < s->conf.proxies_n; i++)
		if (str_eq(s->conf.proxies[i], peer))
			return true;
	return false;
}

static void
peer_name(struct conn *k, const struct sockaddr *sa)
{
	union {
		const struct sockaddr *any;
		const struct sockaddr_in *v4;
		const struct sockaddr_in6 *v6;
	} at = { sa };

	k->peer[0] = '\0';
	if (sa->sa_family == AF_INET)
		inet_ntop(AF_INET, &at.v4->sin_addr, k->peer, sizeof(k->peer));
	else if (sa->sa_family != AF_INET6)
		return;
	else if (IN6_IS_ADDR_V4MAPPED(&at.v6->sin6_addr))
		inet_ntop(AF_INET, &at.v6->sin6_addr.s6_addr[12], k->peer,
		    sizeof(k->peer));
	else
		inet_ntop(AF_INET6, &at.v6->sin6_addr, k->peer,
		    sizeof(k->peer));
}

/* Under the lock: the watchdog must not see a half-made one. */
static void
conn_init(struct server *s, struct conn *k, struct MHD_Connection *link)
{
	peer_name(k, MHD_get_connection_info(link,
	    MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr);
	k->fd = MHD_get_connection_info(link,
	    MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
	k->trusted = is_proxy(s, str_z(k->peer));
	k->own = NULL;
	k->abandoned = false;
	conn_mark(k, PHASE_IDLE, clock_mono_ms());
	k->base = 0;
	k->base_mark = atomic_load(&k->mark);
	k->taken = true;
}

static void
own_free(struct conn *k)
{
	if (k->own != NULL)
		arena_free(k->own->x.req.arena);
	k->own = NULL;
}

static void
on_connection(void *ctx, struct MHD_Connection *link, void **place,
    enum MHD_ConnectionNotificationCode what)
{
	struct server *s = ctx;
	struct conn *k = *place;
	size_t i;

	pthread_mutex_lock(&s->lock);
	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		for (i = s->free_from; i < s->conns_n; i++)
			if (!s->conns[i].taken)
				break;
		s->free_from = i < s->conns_n ? i + 1 : i;
		if (i < s->conns_n) {
			*place = &s->conns[i];
			conn_init(s, &s->conns[i], link);
		}
	} else if (k != NULL) {
		/* After two errors in one head the library forgets to call
		 * on_completed(). */
		own_free(k);
		k->taken = false;
		if ((size_t)(k - s->conns) < s->free_from)
			s->free_from = (size_t)(k - s->conns);
	}
	pthread_mutex_unlock(&s->lock);
}

/* --- one request --------------------------------------------------------- */

static struct id
request_id(struct server *s)
{
	uint64_t n[2] = { s->id_base, atomic_fetch_add(&s->id_next, 1) };
	struct id id;

	memcpy(id.b, n, sizeof(id.b));
	return id;
}

/* NULL when memory is out. */
static struct exchange_own *
own_new(struct server *s, struct conn *k, struct MHD_Connection *link,
    const char *target)
{
	struct arena *a = arena_new(REQ_ARENA_MAX);
	struct exchange_own *o;
	jmp_buf full;

	if (a == NULL)
		return NULL;
	if (setjmp(full) != 0) {
		arena_free(a);
		return NULL;
	}
	arena_on_full(a, &full);
	o = arena_one(a, struct exchange_own);
	o->server = s;
	o->conn = k;
	o->link = link;
	o->raw_target = target;
	o->raw_target_n = strlen(target);
	o->x.own = o;
	o->x.req.arena = a;
	o->x.req.request_id = request_id(s);
	/* Now, as the library takes it apart next. */
	o->x.req.target = str_copy(a, (struct str){ target,
	    o->raw_target_n > TARGET_MAX ? TARGET_MAX : o->raw_target_n });
	reply_init(&o->x.reply, a);
	arena_on_full(a, NULL);
	return o;
}

/*
 * The library would next part the query into entries of its own, in the pool
 * of the connection, and wait for ever when that is full.  We do it later:
 * the buffer is its own to write to, so it gets to see an empty query.
 */
static void
hide_query(const char *target, size_t n)
{
	char *query = memchr(target, '?', n);

	if (query != NULL)
		query[1] = '\0';
}

/* The request line is whole. What it returns is *place of on_request(). */
static void *
on_target(void *ctx, const char *target, struct MHD_Connection *link)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(link,
	    MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct conn *k = info == NULL ? NULL : info->socket_context;

	if (k == NULL)
		return NULL;
	if (mark_phase(atomic_load(&k->mark)) == PHASE_IDLE)
		conn_mark(k, PHASE_HEAD, clock_mono_ms());
	assert(k->own == NULL);
	k->own = own_new(ctx, k, link, target);
	hide_query(target, strlen(target));
	return k;
}

static enum MHD_Result
on_headers(struct exchange_own *o, const char *method, const char *version)
{
	struct req *q = &o->x.req;
	size_t said;

	o->checked = true;
	o->refused = server_check(o, method, version);
	said = server_body_said(q);
	if (o->refused != 0) {
		/*
		 * Closing on a client that still sends would lose the answer,
		 * so a form that is too long, or of another kind, is read.
		 */
		if ((o->refused == 413 || o->refused == 415) &&
		    (said == SIZE_MAX || said <= DRAIN_MAX) &&
		    !server_expects_continue(q)) {
			conn_mark(o->conn, PHASE_BODY, q->started_ms);
			return MHD_YES;
		}
		conn_mark(o->conn, PHASE_SEND, clock_mono_ms());
		return server_refuse(o->server, o->link, o->refused);
	}
	if (said > 0) {
		atomic_store(&o->conn->body_n, 0);
		conn_mark(o->conn, PHASE_BODY, q->started_ms);
	}
	return MHD_YES;
}

static enum MHD_Result
on_body(struct exchange_own *o, const char *data, size_t *n)
{
	atomic_fetch_add(&o->conn->body_n, *n);
	if (o->refused == 0 && *n > o->body_max - o->body.len)
		o->refused = 413;
	if (o->refused == 0) {
		buf_add(&o->body, (struct str){ data, *n });
	} else {
		o->dropped += *n;
		if (o->dropped > DRAIN_MAX)
			return MHD_NO;	/* no answer can be queued here */
	}
	*n = 0;
	return MHD_YES;
}

/*
 * After handle() came back without an answer.  Suspend first: once the state
 * is PARKED another thread may resume, and a resume before its suspend would
 * be lost.
 */
static void
park(struct exchange_own *o)
{
	struct MHD_Connection *link = o->link;
	int running = OWN_RUNNING;

	MHD_suspend_connection(link);
	conn_mark(o->conn, PHASE_PARKED, 0);
	if (!atomic_compare_exchange_strong(&o->state, &running, OWN_PARKED))
		MHD_resume_connection(link);	/* done meanwhile */
}

static enum MHD_Result
on_whole(struct exchange_own *o)
{
	struct server *s = o->server;

	if (o->refused != 0 && !o->form) {
		conn_mark(o->conn, PHASE_SEND, clock_mono_ms());
		return server_refuse(s, o->link, o->refused);
	}
	if (o->refused != 0) {
		o->x.req.dropped = true;
		o->x.req.too_long = o->refused == 413;
		o->x.req.bad_form = o->refused != 413;
	} else {
		o->x.req.body = buf_str(&o->body);
		o->x.req.too_long = o->body.len > o->body_limit;
		req_parse_form(&o->x.req);
	}
	conn_mark(o->conn, PHASE_HAND, 0);
	arena_on_full(o->x.req.arena, NULL);
	atomic_store(&o->state, OWN_RUNNING);
	s->conf.handle(s->conf.ctx, &o->x);
	if (atomic_load(&o->state) == OWN_DONE)
		return server_send(o);
	park(o);
	return MHD_YES;
}

/* Resumed. Under the lock server_stop() may be looking at the exchange. */
static enum MHD_Result
on_resumed(struct server *s, struct conn *k, struct MHD_Connection *link)
{
	pthread_mutex_lock(&s->lock);
	conn_mark(k, PHASE_SEND, clock_mono_ms());
	pthread_mutex_unlock(&s->lock);
	return k->abandoned ? server_refuse(s, link, 503) :
	    server_send(k->own);
}

/*
 * The library's way: once with the headers, then for each piece of the body,
 * then once more, and again after a resume.
 */
static enum MHD_Result
on_request(void *ctx, struct MHD_Connection *link, const char *url,
    const char *method, const char *version, const char *data, size_t *n,
    void **place)
{
	struct conn *k = *place;
	struct exchange_own *o;
	enum MHD_Result answer;
	jmp_buf full;

	(void)url;
	if (k == NULL)
		return MHD_NO;
	if (mark_phase(atomic_load(&k->mark)) == PHASE_PARKED)
		return on_resumed(ctx, k, link);
	o = k->own;
	if (o == NULL)
		return MHD_NO;
	if (setjmp(full) != 0) {
		arena_on_full(k->own->x.req.arena, NULL);
		return MHD_NO;		/* out of memory: no words either */
	}
	arena_on_full(o->x.req.arena, &full);
	if (!o->checked)
		answer = on_headers(o, method, version);
	else if (*n > 0)
		answer = on_body(o, data, n);
	else
		return on_whole(o);	/* it gives the jump up itself */
	arena_on_full(k->own->x.req.arena, NULL);
	return answer;
}

static void
on_completed(void *ctx, struct MHD_Connection *link, void **place,
    enum MHD_RequestTerminationCode how)
{
	struct conn *k = *place;

	(void)ctx;
	(void)link;
	(void)how;
	if (k == NULL)
		return;
	conn_mark(k, PHASE_IDLE, clock_mono_ms());
	own_free(k);
}

void
exchange_done(struct exchange *x)
{
	struct exchange_own *o = x->own;
	struct server *s = o->server;
	struct MHD_Connection *link = o->link;
	int state = OWN_RUNNING;

	if (atomic_compare_exchange_strong(&o->state, &state, OWN_DONE))
		return;			/* its loop sends or resumes */
	assert(state == OWN_PARKED || state == OWN_ABANDONED);
	if (state == OWN_PARKED &&
	    atomic_compare_exchange_strong(&o->state, &state, OWN_DONE)) {
		/* Until the resume the server cannot end; after it, only
		 * when this count is back at nought. */
		atomic_fetch_add(&s->resuming, 1);
		MHD_resume_connection(link);
		atomic_fetch_sub(&s->resuming, 1);
		return;
	}
	assert(state == OWN_ABANDONED);
	arena_free(x->req.arena);
}

/* The library would decode paths and names itself; we do. */
static size_t
keep_escapes(void *ctx, struct MHD_Connection *link, char *s)
{
	(void)ctx;
	(void)link;
	return strlen(s);
}

/* --- start and stop ------------------------------------------------------ */

static int
or_default(int given, int otherwise)
{
	return given > 0 ? given : otherwise;
}

static void
limits_set(struct server *s)
{
	const struct server_limits *l = &s->conf.limits;

	s->limits = (struct server_limits){
		.header_ms = or_default(l->header_ms, 10000),
		.idle_ms = or_default(l->idle_ms, 60000),
		.body_grace_ms = or_default(l->body_grace_ms, 10000),
		.body_ms = or_default(l->body_ms, 60000),
		.send_ms = or_default(l->send_ms, 30000),
		.send_bytes_s = or_default(l->send_bytes_s, 8192),
		.stop_ms = or_default(l->stop_ms, 10000),
	};
	s->conf.loops = or_default(s->conf.loops,
	    (int)sysconf(_SC_NPROCESSORS_ONLN));
	s->conf.connections_max = or_default(s->conf.connections_max, 2000);
}

union place {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

static socklen_t
place_parse(union place *at, struct str address, int port)
{
	char z[64];

	if (address.len >= sizeof(z) || port < 0 || port > 65535)
		return 0;
	memcpy(z, address.at, address.len);
	z[address.len] = '\0';
	memset(at, 0, sizeof(*at));
	if (inet_pton(AF_INET, z, &at->v4.sin_addr) == 1) {
		at->v4.sin_family = AF_INET;
		at->v4.sin_port = htons((uint16_t)port);
		return sizeof(at->v4);
	}
	if (inet_pton(AF_INET6, z, &at->v6.sin6_addr) == 1) {
		at->v6.sin6_family = AF_INET6;
		at->v6.sin6_port = htons((uint16_t)port);
		return sizeof(at->v6);
	}
	return 0;
}

/* The sentence for a listener that could not be had. */
static enum rc
listen_failed(struct arena *a, struct str address, int port, int err,
    struct str *why)
{
	if (err == EADDRINUSE) {
		*why = str_fmt(a, "Port %d on %.*s is in use by another "
		    "program: stop that one or choose another port.", port,
		    STR(address));
		return RC_REFUSED;
	}
	if (err == EACCES || err == EADDRNOTAVAIL) {
		*why = str_fmt(a, "Not allowed to listen on %.*s port %d "
		    "(%s): choose an address of this machine and a port from "
		    "1024 on.", STR(address), port, strerror(err));
		return RC_REFUSED;
	}
	*why = str_fmt(a, "Cannot listen on %.*s port %d: %s.", STR(address),
	    port, strerror(err));
	return RC_IO;
}

static enum rc
listen_at(struct server *s, struct arena *a, struct str *why)
{
	struct str address = s->conf.address;
	union place at;
	socklen_t n = place_parse(&at, address, s->conf.port);
	int one = 1, err;

	if (n == 0) {
		*why = str_fmt(a, "\"%.*s\" port %d is not an address to "
		    "listen on: give it in numbers, like 127.0.0.1 or ::1.",
		    STR(address), s->conf.port);
		return RC_BAD;
	}
	s->listener = socket(at.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC |
	    SOCK_NONBLOCK, 0);
	if (s->listener < 0 || setsockopt(s->listener, SOL_SOCKET,
	    SO_REUSEADDR, &one, sizeof(one)) != 0 ||
	    bind(s->listener, &at.any, n) != 0 ||
	    listen(s->listener, SOMAXCONN) != 0 ||
	    getsockname(s->listener, &at.any, &n) != 0) {
		err = errno;
		return listen_failed(a, address, s->conf.port, err, why);
	}
	s->port = ntohs(at.any.sa_family == AF_INET ? at.v4.sin_port :
	    at.v6.sin6_port);
	return RC_OK;
}

/* The library's threads and ours leave every signal to the main one. */
static bool
daemon_start(struct server *s)
{
	unsigned loops = (unsigned)s->conf.loops;
	unsigned per = s->conf.behind_proxy ? 0 :
	    (unsigned)or_default(s->conf.per_address_max, 0);
	struct MHD_OptionItem options[] = {
		{ MHD_OPTION_LISTEN_SOCKET, s->listener, NULL },
		{ MHD_OPTION_THREAD_POOL_SIZE, loops > 1 ? loops : 0, NULL },
		/* Its strict mode is a missing Host, answered with two heads
		 * in a row, and a blank in the target, closed without a
		 * word. server_check() answers both. */
		{ MHD_OPTION_STRICT_FOR_CLIENT, 0, NULL },
		{ MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_POOL, NULL },
		{ MHD_OPTION_CONNECTION_LIMIT, s->conf.connections_max, NULL },
		{ MHD_OPTION_PER_IP_CONNECTION_LIMIT, per, NULL },
		/* A second belt: the watchdog is earlier. */
		{ MHD_OPTION_CONNECTION_TIMEOUT, 90, NULL },
		{ MHD_OPTION_END, 0, NULL },
	};
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	s->daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD |
	    MHD_USE_SUSPEND_RESUME, 0, NULL, NULL, on_request, s,
	    MHD_OPTION_NOTIFY_CONNECTION, on_connection, s,
	    MHD_OPTION_NOTIFY_COMPLETED, on_completed, s,
	    MHD_OPTION_URI_LOG_CALLBACK, on_target, s,
	    MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL,
	    MHD_OPTION_ARRAY, options, MHD_OPTION_END);
	if (s->daemon != NULL && !watch_start(s)) {
		MHD_stop_daemon(s->daemon);
		s->daemon = NULL;
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return s->daemon != NULL;
}

static void
server_free(struct server *s)
{
	server_ready_free(s);
	if (s->listener >= 0)
		close(s->listener);
	pthread_mutex_destroy(&s->lock);
	arena_free(s->arena);
}

enum rc
server_start(struct server **out, const struct server_conf *conf,
    struct arena *a, struct str *why)
{
	struct arena *own = arena_new((size_t)64 * 1024 * 1024);
	struct server *s;
	enum rc rc;

	*out = NULL;
	*why = S("There is not enough memory to start the server.");
	if (own == NULL)
		return RC_NOMEM;
	s = arena_one(own, struct server);
	s->arena = own;
	s->conf = *conf;
	s->listener = -1;
	if (s->conf.address.len == 0)
		s->conf.address = S("127.0.0.1");
	limits_set(s);
	pthread_mutex_init(&s->lock, NULL);
	random_bytes(&s->id_base, sizeof(s->id_base));
	/* Those being closed still count with us for a moment. */
	s->conns_n = (size_t)s->conf.connections_max + 64;
	s->conns = arena_many(own, struct conn, s->conns_n);
	rc = listen_at(s, a, why);
	if (rc == RC_OK && (!server_ready_make(s) || !daemon_start(s))) {
		*why = S("The server's threads could not be started: raise "
		    "the limits on memory, threads or open files.");
		rc = RC_NOMEM;
	}
	if (rc != RC_OK) {
		server_free(s);
		return rc;
	}
	*out = s;
	return RC_OK;
}

int
server_port(const struct server *s)
{
	return s->port;
}

void
server_stop(struct server *s)
{
	const struct timespec pause = { 0, 5000000 };
	int64_t end = clock_mono_ms() + s->limits.stop_ms;

	atomic_store(&s->stopping, true);
	if (MHD_quiesce_daemon(s->daemon) == MHD_INVALID_SOCKET)
		log_error("the listening socket was not given back");
	shutdown(s->listener, SHUT_RDWR);
	while (watch_finish(s, clock_mono_ms() > end) > 0)
		nanosleep(&pause, NULL);
	watch_stop(s);
	while (atomic_load(&s->resuming) > 0)
		nanosleep(&pause, NULL);
	MHD_stop_daemon(s->daemon);
	server_free(s);
}
