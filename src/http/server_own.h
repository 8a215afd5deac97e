/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Inside of the server, for server*.c only.
 *
 * A connection has a phase; its loop sets it, the watchdog reads it.  A
 * request has a state, by which its loop and whoever handles it agree on who
 * goes on (the later of the two):
 *
 *   RUNNING --exchange_done()--> DONE           (the loop sends)
 *   RUNNING --loop puts aside--> PARKED --exchange_done()--> DONE
 *                                       --server_stop()----> ABANDONED
 */
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "base/arena.h"
#include "http/server.h"

enum phase {
	PHASE_IDLE,	/* no byte of a request yet */
	PHASE_HEAD,	/* some */
	PHASE_BODY,	/* headers are whole */
	PHASE_HAND,	/* handle() has it */
	PHASE_PARKED,	/* the same, connection suspended */
	PHASE_SEND,
};

enum own_state { OWN_READING, OWN_RUNNING, OWN_PARKED, OWN_DONE,
	OWN_ABANDONED };

/* The server's side of an exchange. */
struct exchange_own {
	struct exchange x;
	struct server *server;
	struct conn *conn;
	struct MHD_Connection *link;
	_Atomic int state;
	bool checked;			/* the headers were */
	bool form;			/* of a page: an answer is a page */
	int refused;			/* status to answer when the body was
					 * read and dropped; 0: none */
	const char *raw_target;		/* in the library's pool */
	size_t raw_target_n, dropped;
	size_t body_limit, body_max;	/* the route's; what is read */
	struct buf body;
};

/* One place for a connection. */
struct conn {
	bool taken;			/* under server.lock */
	int fd;
	_Atomic uint64_t mark;		/* since (ms), turn, phase: 45+16+3 */
	uint16_t turn;			/* no two marks alike; the loop's */
	_Atomic size_t body_n;		/* bytes of the body so far */
	_Atomic size_t reply_n;		/* bytes of the reply */
	int64_t base;			/* watchdog: bytes ever received when
					 * it became idle; -1: not known */
	uint64_t base_mark;		/* watchdog: what base belongs to */
	struct exchange_own *own;
	bool abandoned;
	bool trusted;			/* the peer is a listed proxy */
	char peer[48];
};

/* A file of the screen, ready to send: [coding][https]. */
struct ready {
	struct MHD_Response *reply[3][2];
};

enum { REFUSALS = 8 };

struct server {
	struct arena *arena;
	struct server_conf conf;
	struct server_limits limits;
	struct MHD_Daemon *daemon;
	int listener, port;
	struct conn *conns;
	size_t conns_n;
	size_t free_from;		/* under lock: no free place below */
	pthread_mutex_t lock;		/* conns[].taken, parked ones */
	pthread_cond_t wake;		/* the watchdog, to end */
	pthread_t watchdog;
	bool watching, ending;		/* ending: under lock */
	_Atomic bool stopping;
	_Atomic int resuming;		/* threads inside MHD_resume_... */
	uint64_t id_base;
	_Atomic uint64_t id_next;
	struct ready *ready;
	size_t ready_n;
	struct MHD_Response *refusals[REFUSALS];
};

static inline void
conn_mark(struct conn *k, enum phase phase, int64_t since_ms)
{
	k->turn++;
	atomic_store(&k->mark, (uint64_t)since_ms << 19 |
	    (uint64_t)k->turn << 3 | (uint64_t)phase);
}

static inline enum phase
mark_phase(uint64_t mark)
{
	return (enum phase)(mark & 7);
}

static inline int64_t
mark_since(uint64_t mark)
{
	return (int64_t)(mark >> 19);
}

/* server_check.c: 0 when the headers are fine, else the status to refuse
 * with.  Fills the request's headers. */
int server_check(struct exchange_own *, const char *method,
    const char *version);
/* Whether the request is said to have a body, and how long (SIZE_MAX: not
 * said, chunked). */
size_t server_body_said(const struct req *);
bool server_expects_continue(const struct req *);

/* server_reply.c */
bool server_ready_make(struct server *);
void server_ready_free(struct server *);
enum MHD_Result server_send(struct exchange_own *);
enum MHD_Result server_refuse(struct server *, struct MHD_Connection *,
    int status);

/* server_watch.c */
bool watch_start(struct server *);
void watch_stop(struct server *);
/* Ends what is idle; how many requests are still in hand. */
size_t watch_finish(struct server *, bool abandon);
