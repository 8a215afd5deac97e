/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Submissions: messages of 1 KiB, each a form of its own (fresh sid), so each
 * is told from all before, encrypted, audited and synced before its 303.  One
 * thread with epoll, as the server has to share the two cores with us.
 */
#include "load.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ANSWER_MAX = 8192, WAITS_MAX = 4000000, TEXT_BYTES = 1024 };

struct conn {
	int fd;
	const struct session *who;
	double sent_at;
	size_t got;
	char answer[ANSWER_MAX + 1];
};

static double
now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int
conn_open(struct conn *c, int port)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port),
	    .sin_addr = { htonl(INADDR_LOOPBACK) } };
	int one = 1;

	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	return connect(c->fd, (struct sockaddr *)&to, sizeof(to));
}

static int
conn_send(struct conn *c, int port)
{
	static unsigned long long serial;
	static char text[TEXT_BYTES + 1];
	char body[2 * TEXT_BYTES], out[4 * TEXT_BYTES];
	struct timespec t;
	int n;

	if (text[0] == '\0')
		for (n = 0; n < TEXT_BYTES; n++)
			text[n] = n % 6 == 5 ? '+' : (char)('a' + n % 23);
	clock_gettime(CLOCK_REALTIME, &t);
	n = snprintf(body, sizeof(body), "csrf=%s&sid=%012llx%08llx%012llx&"
	    "version=0&body=%s", c->who->csrf, (unsigned long long)t.tv_sec *
	    1000 + (unsigned long long)t.tv_nsec / 1000000, serial++,
	    (unsigned long long)t.tv_nsec * 2654435761 & 0xffffffffffff, text);
	n = snprintf(out, sizeof(out), "POST /m HTTP/1.1\r\nHost: 127.0.0.1:%d"
	    "\r\nOrigin: http://127.0.0.1:%d\r\nCookie: %s\r\nContent-Type: "
	    "application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
	    "%s", port, port, c->who->cookie, n, body);
	c->got = 0;
	c->sent_at = now_s();
	return send(c->fd, out, (size_t)n, MSG_NOSIGNAL) == n ? 0 : -1;
}

/* 1 whole, 0 more to come, -1 the connection is gone. */
static int
conn_read(struct conn *c)
{
	ssize_t n = recv(c->fd, c->answer + c->got, ANSWER_MAX - c->got,
	    MSG_DONTWAIT);
	const char *end, *length;

	if (n <= 0)
		return -1;
	c->got += (size_t)n;
	c->answer[c->got] = '\0';
	end = strstr(c->answer, "\r\n\r\n");
	if (end == NULL)
		return c->got == ANSWER_MAX ? -1 : 0;
	length = strcasestr(c->answer, "content-length:");
	if (length == NULL || length > end)
		return -1;
	return c->got >= (size_t)(end + 4 - c->answer) +
	    strtoul(length + 15, NULL, 10);
}

static int
by_wait(const void *a, const void *b)
{
	const float *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

struct load {
	int port, epoll;
	double until;
	struct conn *conns;
	float *waits;
	size_t waits_n;
	long other;
	int running;
};

static int
answered(struct load *l, struct conn *c)
{
	double now = now_s();

	if (strncmp(c->answer + 9, "303", 3) != 0 ||
	    strstr(c->answer, "\r\nLocation: /m?sent=1") == NULL) {
		if (l->other++ == 0)
			fprintf(stderr, "post: %.200s\n", c->answer);
	} else if (now <= l->until && l->waits_n < WAITS_MAX) {
		l->waits[l->waits_n++] = (float)((now - c->sent_at) * 1000);
	}
	if (now >= l->until) {
		l->running--;
		return 0;
	}
	return conn_send(c, l->port);
}

static int
load_run(struct load *l)
{
	struct epoll_event ready[64];

	while (l->running > 0) {
		int n = epoll_wait(l->epoll, ready, 64, 10000), i;

		if (n <= 0)
			return -1;
		for (i = 0; i < n; i++) {
			struct conn *c = ready[i].data.ptr;
			int end = conn_read(c);

			if (end < 0 || (end > 0 && answered(l, c) != 0)) {
				fputs("post: a connection was cut\n", stderr);
				return -1;
			}
		}
	}
	return 0;
}

static int
load_start(struct load *l, const struct session *sessions, int sessions_n,
    int clients)
{
	int i;

	for (i = 0; i < clients; i++) {
		struct conn *c = &l->conns[i];
		struct epoll_event e = { .events = EPOLLIN, .data.ptr = c };

		c->who = &sessions[i % sessions_n];
		if (conn_open(c, l->port) != 0 ||
		    epoll_ctl(l->epoll, EPOLL_CTL_ADD, c->fd, &e) != 0 ||
		    conn_send(c, l->port) != 0) {
			perror("post");
			return -1;
		}
		l->running++;
	}
	return 0;
}

int
post_load(int port, const struct session *sessions, int sessions_n,
    int clients, double seconds, struct posted *out)
{
	struct load l = { .port = port, .epoll = epoll_create1(EPOLL_CLOEXEC),
	    .conns = calloc((size_t)clients, sizeof(struct conn)),
	    .waits = malloc(WAITS_MAX * sizeof(float)) };
	int code = -1, i;

	if (l.conns != NULL && l.waits != NULL) {
		l.until = now_s() + seconds;
		code = load_start(&l, sessions, sessions_n, clients);
		if (code == 0)
			code = load_run(&l);
		qsort(l.waits, l.waits_n, sizeof(float), by_wait);
		*out = (struct posted){ .rate = (double)l.waits_n / seconds,
		    .other = l.other };
		if (l.waits_n > 0) {
			out->p50_ms = l.waits[l.waits_n / 2];
			out->p99_ms = l.waits[l.waits_n * 99 / 100];
		}
		for (i = 0; i < clients; i++)
			close(l.conns[i].fd);
	}
	free(l.conns);
	free(l.waits);
	close(l.epoll);
	return code;
}
