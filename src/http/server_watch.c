/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The watchdog.  The library's own time-out starts anew with each byte, so a
 * header sent a byte every other second lives for ever.  We look at every
 * connection about once a second and end those that take too long; shutdown
 * (never close: the descriptor is the library's) wakes its loop, which then
 * cleans up as if the client had gone.
 */
#include <errno.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>

#include "base/clock.h"
#include "base/log.h"
#include "server_own.h"

/* Bytes the kernel ever took in for this connection; -1: not known. */
static int64_t
received(int fd)
{
	struct tcp_info info;
	socklen_t n = sizeof(info);

	if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &n) != 0 ||
	    n < offsetof(struct tcp_info, tcpi_bytes_received) +
	    sizeof(info.tcpi_bytes_received))
		return -1;
	return (int64_t)info.tcpi_bytes_received;
}

/*
 * The library takes 128 events from epoll at once, and when there are as many
 * it waits for more before it serves those: with 128 clients who all wait for
 * an answer, until the time-out.  A socket whose low-water mark is set tells
 * again that it can be read, which ends that wait.
 */
static void
wake(int fd)
{
	int unread = 0, one = 1;

	if (ioctl(fd, FIONREAD, &unread) == 0 && unread > 0)
		setsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &one, sizeof(one));
}

/* Between requests: over its time, or has a next one begun? */
static bool
idle_over(struct server *s, struct conn *k, uint64_t mark, int64_t now)
{
	int64_t bytes = received(k->fd);
	uint64_t head;

	if (k->base_mark != mark) {
		k->base_mark = mark;
		k->base = bytes;
	}
	if (bytes > k->base) {
		/* Its loop may have gone on meanwhile: then this fails. */
		head = (uint64_t)now << 19 | (mark & 0x7fff8) | PHASE_HEAD;
		atomic_compare_exchange_strong(&k->mark, &mark, head);
		return false;
	}
	return now - mark_since(mark) > s->limits.idle_ms;
}

static bool
is_over(struct server *s, struct conn *k, int64_t now)
{
	uint64_t mark = atomic_load(&k->mark);
	int64_t ms = now - mark_since(mark);

	switch (mark_phase(mark)) {
	case PHASE_IDLE:
		return idle_over(s, k, mark, now);
	case PHASE_HEAD:
		return ms > s->limits.header_ms;
	case PHASE_BODY:
		return ms > s->limits.body_ms ||
		    (ms > s->limits.body_grace_ms &&
		    (int64_t)atomic_load(&k->body_n) * 1000 < ms * 1024);
	case PHASE_SEND:
		return ms > s->limits.send_ms +
		    (int64_t)atomic_load(&k->reply_n) * 1000 /
		    s->limits.send_bytes_s;
	case PHASE_HAND:
	case PHASE_PARKED:
		break;
	}
	return false;
}

static int
tick_ms(const struct server_limits *l)
{
	const int all[] = { l->header_ms, l->idle_ms, l->body_grace_ms,
		l->body_ms, l->send_ms };
	int ms = 1000;
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (all[i] / 4 < ms)
			ms = all[i] / 4;
	return ms < 10 ? 10 : ms;
}

static void
look(struct server *s)
{
	int64_t now = clock_mono_ms();
	size_t i;

	for (i = 0; i < s->conns_n; i++) {
		struct conn *k = &s->conns[i];

		if (!k->taken)
			continue;
		wake(k->fd);
		if (is_over(s, k, now))
			shutdown(k->fd, SHUT_RDWR);
	}
}

static void *
watch(void *arg)
{
	struct server *s = arg;
	int ms = tick_ms(&s->limits);
	struct timespec at;

	pthread_mutex_lock(&s->lock);
	while (!s->ending) {
		clock_gettime(CLOCK_MONOTONIC, &at);
		at.tv_nsec += (long)ms * 1000000;
		at.tv_sec += at.tv_nsec / 1000000000;
		at.tv_nsec %= 1000000000;
		if (pthread_cond_timedwait(&s->wake, &s->lock, &at) ==
		    ETIMEDOUT)
			look(s);
	}
	pthread_mutex_unlock(&s->lock);
	return NULL;
}

bool
watch_start(struct server *s)
{
	pthread_condattr_t attr;

	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&s->wake, &attr);
	pthread_condattr_destroy(&attr);
	s->watching = pthread_create(&s->watchdog, NULL, watch, s) == 0;
	return s->watching;
}

void
watch_stop(struct server *s)
{
	if (!s->watching)
		return;
	pthread_mutex_lock(&s->lock);
	s->ending = true;
	pthread_cond_signal(&s->wake);
	pthread_mutex_unlock(&s->lock);
	pthread_join(s->watchdog, NULL);
	pthread_cond_destroy(&s->wake);
	s->watching = false;
}

/* Nobody waits for this one any longer: its loop says 503. */
static void
abandon(struct conn *k)
{
	int parked = OWN_PARKED;
	struct exchange_own *o = k->own;
	struct MHD_Connection *link = o->link;

	if (!atomic_compare_exchange_strong(&o->state, &parked,
	    OWN_ABANDONED))
		return;
	k->abandoned = true;
	k->own = NULL;
	MHD_resume_connection(link);
}

size_t
watch_finish(struct server *s, bool late)
{
	size_t i, in_hand = 0;

	pthread_mutex_lock(&s->lock);
	for (i = 0; i < s->conns_n; i++) {
		struct conn *k = &s->conns[i];
		enum phase phase;

		if (!k->taken)
			continue;
		phase = mark_phase(atomic_load(&k->mark));
		if (phase == PHASE_IDLE || phase == PHASE_HEAD) {
			/* What the loop has read already is still served. */
			shutdown(k->fd, SHUT_RD);
			continue;
		}
		in_hand++;
		if (late && (phase == PHASE_BODY || phase == PHASE_SEND))
			shutdown(k->fd, SHUT_RDWR);
		else if (late && phase == PHASE_PARKED && !k->abandoned)
			abandon(k);
	}
	pthread_mutex_unlock(&s->lock);
	return in_hand;
}
