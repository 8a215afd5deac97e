/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Bytes from the net become a struct req; a struct reply becomes bytes.
 * Transport is libmicrohttpd with one epoll loop a core; only server*.c
 * include it, and docs/http.md says what it hides.
 *
 * handle() is called on a loop's thread when a request is whole.  Someone
 * calls exchange_done() once: handle() itself (the reply is sent at once) or,
 * later, any thread; when handle() comes back without, the connection is put
 * aside and the loop goes on.  From the start of handle() to exchange_done()
 * the exchange belongs to who handles it, after that to the server: its
 * arena, and all in it, goes when the reply is sent.
 *
 * A handler that blocks holds up every connection of its loop: what can wait
 * goes elsewhere.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/rc.h"
#include "base/str.h"
#include "http/req.h"

struct server;

enum {
	TARGET_MAX = 2048,		/* bytes of path and query; 414 */
	CONNECTION_POOL = 16 * 1024,	/* the library's, a connection */
	HEADER_POOL_MAX = 12 * 1024,	/* of it, taken by headers; 431 */
	DRAIN_MAX = 8 * 1024 * 1024,	/* read and dropped to say 413 */
};

/* 0 stands for the value beside it. */
struct server_limits {
	int header_ms;		/* 10,000: from the first byte to the last */
	int idle_ms;		/* 60,000: no byte of a next request */
	int body_grace_ms;	/* 10,000: then at least 1 KiB/s on average */
	int body_ms;		/* 60,000: the whole body */
	int send_ms;		/* 30,000: the reply, and as its length asks */
	int send_bytes_s;	/* 8,192: bytes a second for that length */
	int stop_ms;		/* 10,000: for what is in hand at the end */
};

struct exchange {
	struct req req;
	struct reply reply;	/* reply_init() was done */
	struct exchange_own *own;	/* the server's */
};

struct server_conf {
	struct str address;	/* "127.0.0.1", "::1"; "": 127.0.0.1 */
	int port;		/* 0: any free one */
	int loops;		/* 0: one a core */
	int connections_max;	/* 0: 2,000 */
	int per_address_max;	/* connections of one client; 0: no limit;
				 * without meaning behind a proxy */
	/* Addresses whose X-Forwarded-For and -Proto are believed. */
	const struct str *proxies;
	size_t proxies_n;
	bool behind_proxy;
	struct server_limits limits;
	/* Most bytes of a body; asked with the headers of a POST. */
	size_t (*body_max)(void *ctx, enum method, struct str path);
	/* A form over that, but not over this, is handed on as too_long, one
	 * over this as dropped, as is one that was sent as files; 0: none. */
	size_t body_show_max;
	void (*handle)(void *ctx, struct exchange *);
	void *ctx;
};

/*
 * Listens and serves until server_stop().  RC_REFUSED: the port is in use or
 * not allowed, RC_BAD: not an address, RC_NOMEM, RC_IO; *why (in the arena)
 * then says it with a way out.  conf and what it points to must stay.
 */
enum rc server_start(struct server **, const struct server_conf *,
    struct arena *, struct str *why) MUST_USE;
int server_port(const struct server *);
/*
 * Takes no more, finishes what is in hand (up to limits.stop_ms, then who
 * waits gets 503 and a late exchange_done() only frees), closes.
 */
void server_stop(struct server *);
/* The reply is complete.  Once; then the exchange is no longer the caller's. */
void exchange_done(struct exchange *);
