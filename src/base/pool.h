/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Threads with a bounded queue, for what can wait: password hashes, pages
 * over PostgreSQL.  Past the limit the caller is told at once and answers 503.
 */
#include <stdbool.h>
#include <stddef.h>

struct pool;
struct pool_job {
	struct pool_job *next;
	void (*run)(struct pool_job *);
};

struct pool *pool_new(int threads, size_t queue_max);
/* False: the queue is full or the pool is stopping. */
bool pool_add(struct pool *, struct pool_job *);
/* Finishes what is queued, then ends the threads. */
void pool_free(struct pool *);
