/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writes without waiting.  One thread (SQLite) takes what is queued, up to
 * 128, runs each in a savepoint and commits them together: one sync for all.
 * No timer waits for more: while one group is synced the next gathers.  On
 * PostgreSQL several threads take one job at a time.
 *
 * When the engine rolled the whole group back (disk full, memory), when its
 * COMMIT or its seal failed, the members are run again one by one, so that
 * one too large for the disk does not take the others with it.
 */
#include <assert.h>
#include <signal.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "db/db.h"
#include "db/inner.h"

enum {
	SEAL_BYTES_MAX = 64 * 1024 * 1024,
};

struct member {
	struct db_work work;
	enum rc rc;
	bool keep;
};

void
db_queue_open(struct db_queue *q)
{
	pthread_mutex_init(&q->lock, NULL);
	pthread_cond_init(&q->filled, NULL);
}

/* Waits for the first; 0: stop, and none is left. */
static size_t
queue_take(struct db_queue *q, struct db_job **jobs, size_t max)
{
	size_t n = 0;

	pthread_mutex_lock(&q->lock);
	while (q->head == NULL && !q->stop)
		pthread_cond_wait(&q->filled, &q->lock);
	while (q->head != NULL && n < max) {
		jobs[n++] = q->head;
		q->head = q->head->next;
	}
	if (q->head == NULL)
		q->tail = NULL;
	q->n -= n;
	pthread_mutex_unlock(&q->lock);
	return n;
}

/* Done may free the job: nothing of it is touched afterwards. */
static void
member_alone(struct db *db, struct member *m)
{
	struct db_job *job = m->work.job;
	enum rc rc;

	job->commits = false;
	rc = db_work_do(db, &m->work);
	job->done(job, rc);
}

/* False: the group is broken. */
static bool
member_in_group(struct tx *group, struct member *m)
{
	const struct db_driver *d = group->db->driver;
	struct db_conn *c = group->conn;
	struct tx tx = *group;

	tx.arena = m->work.arena;
	if (d->member_begin(c) != RC_OK)
		return false;
	c->tx = &tx;
	m->keep = db_work_run(&m->work, &tx);
	c->tx = group;
	m->rc = tx.rc;
	if (d->broken(c))
		return false;
	return d->member_end(c, m->keep) == RC_OK;
}

/* False: nothing was committed, the members must be run again. */
static bool
group_commit(struct db *db, struct arena *a, struct member *list, size_t n)
{
	struct tx tx;
	bool any = false;
	size_t i;

	if (tx_open(&tx, db, a, true) != RC_OK) {
		/* Another process holds the lock: no use to wait n times. */
		for (i = 0; i < n; i++)
			list[i].rc = tx.rc;
		return true;
	}
	for (i = 0; i < n; i++) {
		if (!member_in_group(&tx, &list[i])) {
			tx_rollback(&tx);
			return false;
		}
		any |= list[i].keep;
	}
	if (any && db->seal != NULL)
		db->seal(&tx, db->seal_arg);
	if (!any || tx.rc != RC_OK) {
		tx_rollback(&tx);
		return !any;
	}
	return tx_commit(&tx) == RC_OK;
}

static void
group_run(struct db *db, struct arena *a, struct db_job **jobs, size_t n)
{
	struct member list[DB_GROUP_MAX];
	struct arena_mark start = arena_mark(a);
	size_t i;
	bool done = false;

	for (i = 0; i < n; i++) {
		struct db_job *job = jobs[i];

		/* On SQLite the busy time-out is wait enough. */
		list[i] = (struct member){ .work = { .job = job,
		    .arena = job->arena, .mark = arena_mark(job->arena),
		    .again_max = db->driver->group_max > 1 ? 0 :
		    DB_AGAIN_MAX } };
	}
	if (n > 1) {
		done = group_commit(db, a, list, n);
		arena_reset(a, start);
		if (!done)
			log_warn("a group of %zu writes is run one by one", n);
	}
	for (i = 0; i < n; i++) {
		struct db_job *job = list[i].work.job;

		if (!done) {
			member_alone(db, &list[i]);
			continue;
		}
		job->commits = list[i].keep;
		job->done(job, list[i].rc);
	}
}

static void *
queue_thread(void *arg)
{
	struct db *db = arg;
	struct arena *a = arena_new(SEAL_BYTES_MAX);
	struct db_job *jobs[DB_GROUP_MAX];
	size_t n;

	assert(a != NULL);
	assert(db->driver->group_max <= DB_GROUP_MAX);
	while ((n = queue_take(&db->queue, jobs, db->driver->group_max)) > 0) {
		struct db_conn *c;

		group_run(db, a, jobs, n);
		c = pthread_getspecific(db->key);
		if (c != NULL && db->driver->idle != NULL)
			db->driver->idle(c);
	}
	arena_free(a);
	return NULL;
}

/* Made at the first job, so that the command line has none.  Locked. */
static bool
queue_start(struct db *db)
{
	struct db_queue *q = &db->queue;
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	while (q->threads_n < db->job_threads) {
		if (pthread_create(&q->threads[q->threads_n], NULL,
		    queue_thread, db) != 0)
			break;
		pthread_setname_np(q->threads[q->threads_n], "db-writer");
		q->threads_n++;
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return q->threads_n > 0;
}

enum rc
db_submit(struct db *db, struct db_job *job)
{
	struct db_queue *q = &db->queue;
	enum rc rc = RC_OK;

	pthread_mutex_lock(&q->lock);
	assert(!q->stop);
	if (q->threads_n < db->job_threads && !queue_start(db)) {
		rc = RC_NOMEM;
	} else if (q->n >= DB_QUEUE_MAX) {
		rc = RC_FULL;
	} else {
		job->next = NULL;
		job->commits = false;
		if (q->tail != NULL)
			q->tail->next = job;
		else
			q->head = job;
		q->tail = job;
		q->n++;
		pthread_cond_signal(&q->filled);
	}
	pthread_mutex_unlock(&q->lock);
	return rc;
}

void
db_queue_close(struct db *db)
{
	struct db_queue *q = &db->queue;
	int i;

	pthread_mutex_lock(&q->lock);
	q->stop = true;
	pthread_cond_broadcast(&q->filled);
	pthread_mutex_unlock(&q->lock);
	for (i = 0; i < q->threads_n; i++)
		pthread_join(q->threads[i], NULL);
	pthread_cond_destroy(&q->filled);
	pthread_mutex_destroy(&q->lock);
}
