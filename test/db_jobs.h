/* SPDX-License-Identifier: Apache-2.0 */
/* A part of test_db.c: groups, reruns, conflicts. */
#pragma once
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <sys/resource.h>

SQL(note_add, "k:int writer:int text:text", "",
    "INSERT INTO note (k, writer, text) VALUES ($1, $2, $3)");
SQL(note_count, "", "n:int", "SELECT count(*) AS n FROM note");
SQL(note_has, "k:int", "n:int",
    "SELECT count(*) AS n FROM note WHERE k = $1");
SQL(counter_up, "k:int", "", "UPDATE counter SET n = n + 1 WHERE k = $1");
SQL(counter_get, "k:int", "n:int", "SELECT n FROM counter WHERE k = $1");
SQL(counter_set, "k:int n:int", "",
    "UPDATE counter SET n = $2 WHERE k = $1");
SQL(counter_sum, "", "n:int",
    "SELECT CAST(sum(n) AS BIGINT) AS n FROM counter");

static void
note_tables(struct db *db)
{
	raw(db, "CREATE TABLE note (k BIGINT PRIMARY KEY, "
	    "writer BIGINT NOT NULL, text TEXT NOT NULL)");
	raw(db, "CREATE TABLE counter (k BIGINT PRIMARY KEY, "
	    "n BIGINT NOT NULL)");
	raw(db, "INSERT INTO counter (k, n) VALUES (1, 0), (2, 0)");
}

static void
int_read(struct tx *tx, void *arg)
{
	const struct sql *sql = *(const struct sql **)arg;

	*(int64_t *)((const struct sql **)arg + 1) =
	    db_int_args(tx, -1, sql, DB_ARGS(1), sql == &counter_get);
}

/* The integer a statement gives ($1 is 1). */
static int64_t
int_of(struct db *db, const struct sql *sql)
{
	struct { const struct sql *sql; int64_t n; } get = { sql, -1 };

	CHECK_RC(db_read(db, test_arena, int_read, &get), RC_OK);
	return get.n;
}

/* --- jobs ---------------------------------------------------------------- */

struct note_job {
	struct db_job job;
	int64_t k;
	int agains, dones;
	_Atomic int runs;
	enum rc rc;
	bool keep, commits;
	bool twice;		/* writes the same row again: fails */
	bool empty;		/* writes nothing */
	void *piece;		/* of its arena */
	sem_t *wait, *all;
};

static bool
note_run(struct tx *tx, struct db_job *job)
{
	struct note_job *j = (struct note_job *)(void *)job;

	j->runs++;
	CHECK(j->piece == NULL);
	j->piece = arena_alloc(tx_arena(tx), 10, 1);
	if (j->wait != NULL)
		sem_wait(j->wait);
	if (!j->empty)
		db_run(tx, note_add, j->k, 0, S("note"));
	if (j->twice)
		db_run(tx, note_add, j->k, 0, S("note"));
	return j->keep;
}

static void
note_again(struct db_job *job)
{
	struct note_job *j = (struct note_job *)(void *)job;

	j->agains++;
	j->piece = NULL;
}

static void
note_done(struct db_job *job, enum rc rc)
{
	struct note_job *j = (struct note_job *)(void *)job;

	j->rc = rc;
	j->commits = job->commits;
	j->dones++;
	sem_post(j->all);
}

enum { JOBS = 50 };

struct crowd {
	struct note_job gate, list[JOBS];
	sem_t open, all;
};

static void
crowd_make(struct crowd *c)
{
	int i;

	*c = (struct crowd){ 0 };
	sem_init(&c->open, 0, 0);
	sem_init(&c->all, 0, 0);
	for (i = -1; i < JOBS; i++) {
		struct note_job *j = i < 0 ? &c->gate : &c->list[i];

		*j = (struct note_job){ .job = { .run = note_run,
		    .again = note_again, .done = note_done,
		    .arena = arena_new(100000) },
		    .k = i, .keep = true, .all = &c->all };
	}
	c->gate.wait = &c->open;
}

/* The writer is busy with the first job until open is posted. */
static void
gate_shut(struct crowd *c, struct db *db)
{
	CHECK_RC(db_submit(db, &c->gate.job), RC_OK);
	while (c->gate.runs == 0)
		usleep(100);
}

/*
 * While the first is being written the others gather to one group (SQLite).
 * With a fault: of the writes after the first, this one fails.
 */
static void
crowd_run(struct crowd *c, struct db *db, int64_t fault_at, enum rc fault)
{
	int i;

	gate_shut(c, db);
	for (i = 0; i < JOBS; i++)
		CHECK_RC(db_submit(db, &c->list[i].job), RC_OK);
	if (fault_at != 0)	/* and the first's INSERT and COMMIT */
		db_fault_at(fault_at + 2, fault);
	sem_post(&c->open);
	for (i = 0; i < JOBS + 1; i++)
		sem_wait(&c->all);
	CHECK_RC(c->gate.rc, RC_OK);
	for (i = 0; i < JOBS; i++)
		CHECK(c->list[i].dones == 1);
}

static void
crowd_free(struct crowd *c)
{
	int i;

	for (i = -1; i < JOBS; i++)
		arena_free(i < 0 ? c->gate.job.arena : c->list[i].job.arena);
	sem_destroy(&c->open);
	sem_destroy(&c->all);
}

EACH(one_bad_job_harms_no_other)
{
	struct crowd c;
	int i;

	note_tables(fx->db);
	crowd_make(&c);
	c.list[20].twice = true;
	c.list[21].keep = false;
	crowd_run(&c, fx->db, 0, RC_OK);
	for (i = 0; i < JOBS; i++) {
		CHECK_RC(c.list[i].rc, i == 20 ? RC_BAD : RC_OK);
		CHECK(c.list[i].commits == (i != 20 && i != 21));
		CHECK_INT(c.list[i].runs, 1 + c.list[i].agains);
	}
	CHECK_INT(int_of(fx->db, &note_count), JOBS + 1 - 2);
	crowd_free(&c);
}

/* The n-th write of a group fails so that SQLite rolls all of it back. */
static void
group_breaks(struct db *db, int64_t at, enum rc rc, int ran)
{
	struct crowd c;
	int i;

	crowd_make(&c);
	crowd_run(&c, db, at, rc);
	for (i = 0; i < JOBS; i++) {
		CHECK_RC(c.list[i].rc, RC_OK);
		CHECK(c.list[i].commits);
		CHECK_INT(c.list[i].agains, i < ran ? 1 : 0);
	}
	CHECK_INT(int_of(db, &note_count), JOBS + 1);
	raw(db, "DELETE FROM note");
	crowd_free(&c);
}

EACH(broken_group_is_run_one_by_one)
{
	note_tables(fx->db);
	if (fx->pg)
		return;		/* has no groups */
	group_breaks(fx->db, JOBS + 1, RC_FULL, JOBS);	/* COMMIT */
	group_breaks(fx->db, JOBS + 1, RC_IO, JOBS);
	group_breaks(fx->db, 25, RC_FULL, 25);
	group_breaks(fx->db, 25, RC_NOMEM, 25);
	group_breaks(fx->db, 1, RC_IO, 1);
}

EACH(failed_commit_is_never_called_saved)
{
	enum rc how[] = { RC_FULL, RC_IO, RC_LOST };
	struct note_job j = { .job = { .run = note_run, .again = note_again,
	    .done = note_done }, .keep = true };
	sem_t all;
	size_t i;

	note_tables(fx->db);
	sem_init(&all, 0, 0);
	j.all = &all;
	j.job.arena = test_arena;
	for (i = 0; i < 3; i++) {
		j.runs = 0;
		j.piece = NULL;
		db_fault_at(2, how[i]);
		CHECK_RC(db_submit(fx->db, &j.job), RC_OK);
		sem_wait(&all);
		CHECK_RC(j.rc, how[i]);
		CHECK(!j.commits);
		CHECK_INT(j.runs, 1);
		CHECK_INT(int_of(fx->db, &note_count), 0);
	}
	sem_destroy(&all);
}

/* Files may not grow: a true error of write(2). */
EACH(disk_takes_no_more)
{
	struct rlimit before, none;
	struct crowd c;
	int i;

	note_tables(fx->db);
	if (fx->pg)
		return;		/* its server writes */
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	none = before;
	none.rlim_cur = 1000;
	crowd_make(&c);
	setrlimit(RLIMIT_FSIZE, &none);
	CHECK_RC(db_submit(fx->db, &c.list[0].job), RC_OK);
	sem_wait(&c.all);
	CHECK(c.list[0].rc == RC_IO || c.list[0].rc == RC_FULL);
	CHECK(!c.list[0].commits);
	setrlimit(RLIMIT_FSIZE, &before);
	CHECK_INT(int_of(fx->db, &note_count), 0);
	c.list[0].piece = NULL;
	c.list[0].dones = 0;
	crowd_run(&c, fx->db, 0, RC_OK);
	CHECK_INT(int_of(fx->db, &note_count), JOBS + 1);
	crowd_free(&c);
	/* And a whole group that meets it. */
	raw(fx->db, "DELETE FROM note");
	crowd_make(&c);
	gate_shut(&c, fx->db);
	for (i = 0; i < JOBS; i++)
		CHECK_RC(db_submit(fx->db, &c.list[i].job), RC_OK);
	setrlimit(RLIMIT_FSIZE, &none);
	sem_post(&c.open);
	for (i = 0; i < JOBS + 1; i++)
		sem_wait(&c.all);
	setrlimit(RLIMIT_FSIZE, &before);
	for (i = 0; i < JOBS; i++)
		CHECK(c.list[i].rc == RC_IO || c.list[i].rc == RC_FULL);
	CHECK_INT(int_of(fx->db, &note_count), 0);
	crowd_free(&c);
}

static bool
queue_run(struct tx *tx, struct db_job *job)
{
	(void)tx;
	(void)job;
	return false;
}

static _Atomic int queue_dones;

static void
queue_done(struct db_job *job, enum rc rc)
{
	(void)job;
	(void)rc;
	queue_dones++;
}

EACH(queue_has_an_end)
{
	struct db_job *many = arena_many(test_arena, struct db_job, 4200);
	struct crowd c;
	int i, taken = 0;

	note_tables(fx->db);
	if (fx->pg)
		return;		/* its threads would empty it */
	queue_dones = 0;
	crowd_make(&c);
	gate_shut(&c, fx->db);
	for (i = 0; i < 4200; i++) {
		many[i] = (struct db_job){ .run = queue_run,
		    .done = queue_done, .arena = test_arena };
		if (db_submit(fx->db, &many[i]) == RC_OK)
			taken++;
	}
	CHECK_INT(taken, 4096);
	CHECK_RC(db_submit(fx->db, &many[0]), RC_FULL);
	sem_post(&c.open);
	sem_wait(&c.all);
	db_close(fx->db);	/* runs what is queued */
	CHECK_INT(queue_dones, 4096);
	fixture_open(fx);
	crowd_free(&c);
}

/* --- the seal ------------------------------------------------------------ */

struct seal {
	int runs;
	bool fails;
};

static void
seal_run(struct tx *tx, void *arg)
{
	struct seal *s = arg;

	s->runs++;
	CHECK(tx_writes(tx) && tx_arena(tx) != NULL);
	db_run(tx, counter_up, 1);
	if (s->fails)
		tx_fail(tx, RC_BAD);
}

EACH(seal_is_in_the_commit)
{
	struct seal seal = { 0 };
	struct crowd c;
	int i;

	note_tables(fx->db);
	db_before_commit(fx->db, seal_run, &seal);
	crowd_make(&c);
	crowd_run(&c, fx->db, 0, RC_OK);
	CHECK_INT(seal.runs, fx->pg ? 0 : 2);	/* the gate's, the group's */
	CHECK_INT(int_of(fx->db, &counter_get), seal.runs);
	crowd_free(&c);
	raw(fx->db, "DELETE FROM note");
	seal.fails = true;
	crowd_make(&c);
	c.gate.k = 1000;
	CHECK_RC(db_submit(fx->db, &c.list[0].job), RC_OK);
	sem_wait(&c.all);
	CHECK_RC(c.list[0].rc, fx->pg ? RC_OK : RC_BAD);
	CHECK_INT(int_of(fx->db, &note_count), fx->pg ? 1 : 0);
	for (i = 1; i < JOBS; i++)
		CHECK_RC(db_submit(fx->db, &c.list[i].job), RC_OK);
	for (i = 1; i < JOBS; i++)
		sem_wait(&c.all);
	CHECK_INT(int_of(fx->db, &note_count), fx->pg ? JOBS : 0);
	crowd_free(&c);
}

/* --- many at once -------------------------------------------------------- */

enum { THREADS = 16, ROUNDS = 60 };

static bool
up_read_write(struct tx *tx, void *arg)
{
	int64_t n = db_int(tx, 0, counter_get, 1);

	(void)arg;
	db_run(tx, counter_set, 1, n + 1);
	return true;
}

struct upper {
	struct db *db;
	_Atomic int ok, again, other;
};

static void *
upper_thread(void *arg)
{
	struct upper *u = arg;
	struct arena *a = arena_new(1000000);
	int i;

	for (i = 0; i < ROUNDS; i++) {
		enum rc rc = db_tx(u->db, a, up_read_write, NULL);

		if (rc == RC_OK)
			u->ok++;
		else if (rc == RC_AGAIN)
			u->again++;
		else
			u->other++;
	}
	arena_free(a);
	return NULL;
}

EACH(sixteen_threads_count_exactly)
{
	struct upper u = { .db = fx->db };
	pthread_t t[THREADS];
	int i;

	note_tables(fx->db);
	for (i = 0; i < THREADS; i++)
		pthread_create(&t[i], NULL, upper_thread, &u);
	for (i = 0; i < THREADS; i++)
		pthread_join(t[i], NULL);
	CHECK_INT(u.ok + u.again, THREADS * ROUNDS);
	CHECK_INT(int_of(fx->db, &counter_get), u.ok);
	CHECK(u.ok > THREADS * ROUNDS / 2);
	if (!fx->pg)
		CHECK_INT(u.again, 0);
}

static bool
up_run(struct tx *tx, struct db_job *job)
{
	(void)job;
	db_run(tx, counter_up, 1);
	return true;
}

static _Atomic int up_oks;

static void
up_done(struct db_job *job, enum rc rc)
{
	if (rc == RC_OK && job->commits)
		up_oks++;
	arena_free(job->arena);
	free(job);
}

static void *
submit_thread(void *arg)
{
	int i;

	for (i = 0; i < ROUNDS * 5; i++) {
		struct db_job *j = calloc(1, sizeof(*j));

		j->arena = arena_new(100000);
		j->run = up_run;
		j->done = up_done;
		while (db_submit(arg, j) != RC_OK)
			usleep(1000);
	}
	return NULL;
}

EACH(jobs_of_many_threads_count_exactly)
{
	pthread_t t[THREADS];
	int i;

	note_tables(fx->db);
	up_oks = 0;
	for (i = 0; i < THREADS; i++)
		pthread_create(&t[i], NULL, submit_thread, fx->db);
	for (i = 0; i < THREADS; i++)
		pthread_join(t[i], NULL);
	db_close(fx->db);
	fixture_open(fx);
	CHECK_INT(int_of(fx->db, &counter_get), up_oks);
	if (!fx->pg)
		CHECK_INT(up_oks, THREADS * ROUNDS * 5);
}

/* Two read both counters and each writes one: only in turn is it right. */
struct skew {
	struct db *db;
	pthread_barrier_t *both;
	int64_t k;
	int runs;
	enum rc rc;
};

static bool
skew_run(struct tx *tx, void *arg)
{
	struct skew *s = arg;
	int64_t sum = db_int(tx, -1, counter_sum);
	unsigned char *piece = arena_alloc(tx_arena(tx), 100, 1);

	CHECK(piece[0] == 0);
	piece[0] = 1;
	if (s->runs++ == 0 && db_engine(s->db) == DB_POSTGRES)
		pthread_barrier_wait(s->both);
	db_run(tx, counter_set, s->k, sum + 1);
	return true;
}

static void *
skew_thread(void *arg)
{
	struct skew *s = arg;
	struct arena *a = arena_new(200000);

	s->rc = db_tx(s->db, a, skew_run, s);
	arena_free(a);
	return NULL;
}

EACH(conflicting_writes_are_run_again)
{
	pthread_barrier_t both;
	struct skew s[2] = { { fx->db, &both, 1, 0, RC_IO },
	    { fx->db, &both, 2, 0, RC_IO } };
	pthread_t t[2];
	int i;

	note_tables(fx->db);
	pthread_barrier_init(&both, NULL, 2);
	for (i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, skew_thread, &s[i]);
	for (i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	pthread_barrier_destroy(&both);
	CHECK(s[0].rc == RC_OK && s[1].rc == RC_OK);
	/* One sees 0 and writes 1; the next sees 1 and writes 2. */
	CHECK_INT(int_of(fx->db, &counter_sum), 3);
	CHECK_INT(s[0].runs + s[1].runs, fx->pg ? 3 : 2);
}

static bool
always_again(struct tx *tx, void *arg)
{
	++*(int *)arg;
	tx_fail(tx, RC_AGAIN);
	return true;
}

EACH(ten_conflicts_are_enough)
{
	int runs = 0;

	CHECK_RC(db_tx(fx->db, test_arena, always_again, &runs), RC_AGAIN);
	CHECK_INT(runs, 11);
}

/* Another process counts, too. */
EACH(two_processes_count_exactly)
{
	struct upper u = { .db = fx->db };
	pid_t child;
	int status = -1;

	note_tables(fx->db);
	db_close(fx->db);
	fx->db = NULL;
	child = fork();
	fixture_open(fx);
	u.db = fx->db;
	upper_thread(&u);
	if (child == 0)
		_exit(u.ok == ROUNDS ? 0 : 1);
	waitpid(child, &status, 0);
	CHECK_INT(status, 0);
	CHECK_INT(u.ok, ROUNDS);
	CHECK_INT(int_of(fx->db, &counter_get), 2 * ROUNDS);
}
