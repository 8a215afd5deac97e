/* SPDX-License-Identifier: Apache-2.0 */
#include "base/pool.h"

#include <pthread.h>
#include <stdlib.h>

enum { THREADS_MAX = 64 };

struct pool {
	pthread_mutex_t lock;
	pthread_cond_t work;
	struct pool_job *first, **last;
	size_t queued, queue_max;
	bool stopping;
	int threads_n;
	pthread_t threads[THREADS_MAX];
};

static void *
pool_main(void *arg)
{
	struct pool *p = arg;
	struct pool_job *job;

	pthread_mutex_lock(&p->lock);
	for (;;) {
		while (p->first == NULL && !p->stopping)
			pthread_cond_wait(&p->work, &p->lock);
		job = p->first;
		if (job == NULL)
			break;
		p->first = job->next;
		if (p->first == NULL)
			p->last = &p->first;
		p->queued--;
		pthread_mutex_unlock(&p->lock);
		job->run(job);
		pthread_mutex_lock(&p->lock);
	}
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

struct pool *
pool_new(int threads, size_t queue_max)
{
	struct pool *p = calloc(1, sizeof(*p));
	int i;

	if (p == NULL)
		return NULL;
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->work, NULL);
	p->last = &p->first;
	p->queue_max = queue_max;
	if (threads > THREADS_MAX)
		threads = THREADS_MAX;
	for (i = 0; i < threads; i++) {
		if (pthread_create(&p->threads[i], NULL, pool_main, p) != 0)
			break;
		p->threads_n++;
	}
	if (p->threads_n == 0) {
		pool_free(p);
		return NULL;
	}
	return p;
}

bool
pool_add(struct pool *p, struct pool_job *job)
{
	bool ok;

	pthread_mutex_lock(&p->lock);
	ok = !p->stopping && p->queued < p->queue_max;
	if (ok) {
		job->next = NULL;
		*p->last = job;
		p->last = &job->next;
		p->queued++;
		pthread_cond_signal(&p->work);
	}
	pthread_mutex_unlock(&p->lock);
	return ok;
}

void
pool_free(struct pool *p)
{
	int i;

	if (p == NULL)
		return;
	pthread_mutex_lock(&p->lock);
	p->stopping = true;
	pthread_cond_broadcast(&p->work);
	pthread_mutex_unlock(&p->lock);
	for (i = 0; i < p->threads_n; i++)
		pthread_join(p->threads[i], NULL);
	pthread_cond_destroy(&p->work);
	pthread_mutex_destroy(&p->lock);
	free(p);
}
