/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The program with a wall clock that a test moves; linked into
 * build/test/mellom-clock alone, never into mellom.  MELLOM_TEST_CLOCK names
 * a file of two numbers of 8 bytes: by how many seconds the wall clock is
 * shifted (the test writes it), and what the program last took up (the test
 * waits for it, so that the next request meets the new time).
 */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"

enum { LOOK_NS = 2 * 1000 * 1000 };

struct shared {
	_Atomic int64_t shift_s, taken_s;
};

static void
take(struct shared *s)
{
	int64_t shift = atomic_load(&s->shift_s);

	clock_shift(shift);
	atomic_store(&s->taken_s, shift);
}

static void *
follow(void *arg)
{
	const struct timespec wait = { .tv_nsec = LOOK_NS };
	struct shared *s = arg;

	for (;;) {
		if (atomic_load(&s->shift_s) != atomic_load(&s->taken_s))
			take(s);
		nanosleep(&wait, NULL);
	}
	return NULL;
}

static void
refuse(const char *why)
{
	fprintf(stderr, "mellom-clock: %s\n", why);
	_exit(2);
}

/* Before main.  Signals are for the program's own threads. */
__attribute__((constructor)) static void
follow_clock(void)
{
	const char *path = getenv("MELLOM_TEST_CLOCK");
	struct shared *s = MAP_FAILED;
	sigset_t all, before;
	pthread_t thread;
	int fd;

	if (path == NULL)
		refuse("MELLOM_TEST_CLOCK names no file");
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd >= 0)
		s = mmap(NULL, sizeof(*s), PROT_READ | PROT_WRITE, MAP_SHARED,
		    fd, 0);
	if (s == MAP_FAILED)
		refuse("the file of the clock cannot be read");
	close(fd);
	take(s);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	if (pthread_create(&thread, NULL, follow, s) != 0)
		refuse("no thread for the clock");
	pthread_detach(thread);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}
