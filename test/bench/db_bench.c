/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Durable writes a second through db_submit against raw pwrite + fdatasync
 * of 4 KiB, in turn, on the same disk: only the ratio counts.
 *
 *	db_bench [FOLDER [ROUNDS [SECONDS]]]
 *
 * A producer submits one row (time-ordered id, 1 KiB), waits for its answer
 * and submits the next, as a client with a form does.
 */
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/random.h"
#include "db/db.h"
#include "db/inner.h"

enum { CLIENTS_MAX = 128, ROUNDS_MAX = 50, SAMPLES_MAX = 2000000 };

SQL(bench_add, "id:id at:int data:bytes", "",
    "INSERT INTO bench (id, at, data) VALUES ($1, $2, $3)");

struct client {
	struct db_job job;
	struct db *db;
	sem_t answered;
	int64_t until_ms, n, failed;
	pthread_t thread;
};

static unsigned char data[1024];
static uint32_t waits_us[SAMPLES_MAX];
static _Atomic size_t waits_n;

static bool
client_run(struct tx *tx, struct db_job *job)
{
	(void)job;
	db_run(tx, bench_add, id_event(tx_now_ms(tx)), tx_now(tx),
	    ((struct bytes){ data, sizeof(data) }));
	return true;
}

static void
client_done(struct db_job *job, enum rc rc)
{
	struct client *c = (struct client *)(void *)job;

	c->n += rc == RC_OK;
	c->failed += rc != RC_OK;
	sem_post(&c->answered);
}

static int64_t
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void *
client_thread(void *arg)
{
	struct client *c = arg;

	while (clock_mono_ms() < c->until_ms) {
		int64_t at = now_us();
		size_t i;

		if (db_submit(c->db, &c->job) != RC_OK) {
			c->failed++;
			continue;
		}
		sem_wait(&c->answered);
		i = waits_n++;
		if (i < SAMPLES_MAX)
			waits_us[i] = (uint32_t)(now_us() - at);
	}
	return NULL;
}

/* Writes a second. */
static double
clients_run(struct db *db, int n, int64_t wait_ms)
{
	static struct client list[CLIENTS_MAX];
	int64_t from = clock_mono_ms(), all = 0;
	int i;

	for (i = 0; i < n; i++) {
		struct client *c = &list[i];

		*c = (struct client){ .job = { .run = client_run,
		    .done = client_done, .arena = arena_new(100000) },
		    .db = db, .until_ms = from + wait_ms };
		sem_init(&c->answered, 0, 0);
		pthread_create(&c->thread, NULL, client_thread, c);
	}
	for (i = 0; i < n; i++) {
		pthread_join(list[i].thread, NULL);
		sem_destroy(&list[i].answered);
		arena_free(list[i].job.arena);
		all += list[i].n;
		if (list[i].failed > 0)
			printf("%lld failed\n", (long long)list[i].failed);
	}
	return (double)all * 1000 / (double)(clock_mono_ms() - from);
}

/* Blocks of 4 KiB, each synced, to a file that has its size already. */
static double
raw_run(const char *path, int64_t wait_ms)
{
	static unsigned char block[4096];
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	int64_t from = clock_mono_ms(), n = 0;
	int i;

	if (fd < 0)
		exit(1);
	for (i = 0; i < 1000; i++)
		if (pwrite(fd, block, sizeof(block), i * 4096) < 0)
			exit(1);
	fsync(fd);
	for (from = clock_mono_ms(); clock_mono_ms() < from + wait_ms; n++) {
		random_bytes(block, 16);
		if (pwrite(fd, block, sizeof(block), n % 1000 * 4096) < 0 ||
		    fdatasync(fd) != 0)
			exit(1);
	}
	close(fd);
	unlink(path);
	return (double)n * 1000 / (double)(clock_mono_ms() - from);
}

static int
number_cmp(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double
median(double *list, int n)
{
	qsort(list, (size_t)n, sizeof(*list), number_cmp);
	return list[n / 2];
}

static int
wait_cmp(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static void
waits_print(int clients)
{
	size_t n = waits_n < SAMPLES_MAX ? waits_n : SAMPLES_MAX;

	qsort(waits_us, n, sizeof(waits_us[0]), wait_cmp);
	printf("  %3d clients, last round: p50 %.2f ms, p99 %.2f ms, max %.1f "
	    "ms\n", clients, waits_us[n / 2] / 1e3, waits_us[n * 99 / 100] /
	    1e3, waits_us[n - 1] / 1e3);
}

static struct db *
bench_open(const char *path, struct arena *a)
{
	struct db_conf conf = { .where = str_z(path), .create = true };
	struct str why = STR_NONE;
	struct db *db;

	if (db_open(&db, &conf, a, &why) != RC_OK ||
	    db_exec_raw(db, a, "CREATE TABLE bench (id BYTEA PRIMARY KEY, "
	    "at BIGINT NOT NULL, data BYTEA NOT NULL)", &why) != RC_OK) {
		fprintf(stderr, "%s\n", why.at);
		exit(1);
	}
	return db;
}

int
main(int argc, char **argv)
{
	static const int sizes[] = { 1, 32, 128 };
	double disk[ROUNDS_MAX], rate[3][ROUNDS_MAX], ratio[3][ROUNDS_MAX];
	int rounds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 5;
	int64_t wait_ms = argc > 3 ? strtol(argv[3], NULL, 10) * 1000 : 2000;
	char folder[500], path[600], raw[600];
	struct arena *a = arena_new(1000000);
	struct db *db;
	int i, s;

	snprintf(folder, sizeof(folder), "%s/bench.XXXXXX",
	    argc > 1 ? argv[1] : "/tmp");
	if (rounds < 1 || rounds > ROUNDS_MAX || mkdtemp(folder) == NULL)
		return 1;
	snprintf(path, sizeof(path), "%s/bench.db", folder);
	snprintf(raw, sizeof(raw), "%s/raw", folder);
	random_bytes(data, sizeof(data));
	db = bench_open(path, a);
	for (i = 0; i < rounds; i++) {
		disk[i] = raw_run(raw, wait_ms);
		for (s = 0; s < 3; s++) {
			waits_n = 0;
			rate[s][i] = clients_run(db, sizes[s], wait_ms);
			ratio[s][i] = rate[s][i] / disk[i];
			if (i == rounds - 1)
				waits_print(sizes[s]);
		}
	}
	printf("raw 4 KiB pwrite + fdatasync: %.0f/s (median of %d)\n",
	    median(disk, rounds), rounds);
	for (s = 0; s < 3; s++)
		printf("%3d clients: %.0f/s, ratio %.2f\n", sizes[s],
		    median(rate[s], rounds), median(ratio[s], rounds));
	db_close(db);
	unlink(path);
	rmdir(folder);
	arena_free(a);
	return 0;
}
