/* SPDX-License-Identifier: Apache-2.0 */
/* A part of test_db.c: a killed process, a lost server, a full disk. */
#pragma once

/* --- killed, lost -------------------------------------------------------- */

struct acked {
	struct db_job job;
	int64_t k;
	int pipe;
};

static bool
acked_run(struct tx *tx, struct db_job *job)
{
	db_run(tx, note_add, ((struct acked *)(void *)job)->k, 0, S("x"));
	return true;
}

static void
acked_done(struct db_job *job, enum rc rc)
{
	struct acked *a = (struct acked *)(void *)job;

	if (rc == RC_OK && write(a->pipe, &a->k, sizeof(a->k)) < 0)
		_exit(1);
}

static void
acked_child(struct fixture *fx, int pipe)
{
	int64_t k;

	fixture_open(fx);
	for (k = 0;; k++) {
		struct acked *a = calloc(1, sizeof(*a));

		*a = (struct acked){ { .run = acked_run, .done = acked_done,
		    .arena = arena_new(100000) }, k, pipe };
		while (db_submit(fx->db, &a->job) != RC_OK)
			usleep(100);
	}
}

struct acks {
	int64_t n;
	int64_t *list;
	int64_t missing;
};

static void
acks_read(struct tx *tx, void *arg)
{
	struct acks *a = arg;
	int64_t i;

	for (i = 0; i < a->n; i++)
		a->missing += db_int(tx, 0, note_has, a->list[i]) != 1;
}

EACH(killed_after_the_answer_loses_nothing)
{
	struct acks a = { 0, arena_many(test_arena, int64_t, 100000), 0 };
	int ends[2];
	pid_t child;

	note_tables(fx->db);
	db_close(fx->db);
	CHECK(pipe(ends) == 0);
	child = fork();
	if (child == 0)
		acked_child(fx, ends[1]);
	close(ends[1]);
	while (a.n < 100000 && read(ends[0], &a.list[a.n], 8) == 8)
		if (++a.n == 300)
			kill(child, SIGKILL);
	close(ends[0]);
	waitpid(child, NULL, 0);
	fixture_open(fx);
	CHECK(a.n >= 300);
	CHECK_RC(db_read(fx->db, test_arena, acks_read, &a), RC_OK);
	CHECK_INT(a.missing, 0);
}

struct lost {
	struct db *other;
	int runs;
};

static void
others_end(struct db *db)
{
	raw(db, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
	    "WHERE pid <> pg_backend_pid() AND datname = current_database()");
}

static bool
lost_run(struct tx *tx, void *arg)
{
	struct lost *l = arg;

	db_run(tx, counter_up, 1);
	if (l->runs++ == 0)
		others_end(l->other);
	db_run(tx, counter_up, 1);
	return true;
}

EACH(lost_connection_is_made_again)
{
	struct lost l = { NULL, 0 };
	struct str why;

	note_tables(fx->db);
	if (!fx->pg)
		return;
	CHECK_RC(db_open(&l.other, &fx->conf, test_arena, &why), RC_OK);
	/* In the middle: once more, from the start. */
	CHECK_RC(db_tx(fx->db, test_arena, lost_run, &l), RC_OK);
	CHECK_INT(l.runs, 2);
	CHECK_INT(int_of(fx->db, &counter_get), 2);
	/* While idle: nobody notices. */
	others_end(l.other);
	CHECK_INT(int_of(fx->db, &counter_get), 2);
	/* During COMMIT: never again. */
	l.runs = 1;
	db_fault_at(3, RC_LOST);
	CHECK_RC(db_tx(fx->db, test_arena, lost_run, &l), RC_LOST);
	CHECK_INT(l.runs, 2);
	db_close(l.other);
}

/* --- a full disk --------------------------------------------------------- */

struct fill {
	struct db_job job;
	int64_t k;
	sem_t *all;
	_Atomic int *oks, *fulls;
};

static bool
fill_run(struct tx *tx, struct db_job *job)
{
	struct fill *f = (struct fill *)(void *)job;
	char *text = arena_many(tx_arena(tx), char, 4000);

	memset(text, 'x', 4000);
	db_run(tx, note_add, f->k, 0, ((struct str){ text, 4000 }));
	return true;
}

static void
fill_done(struct db_job *job, enum rc rc)
{
	struct fill *f = (struct fill *)(void *)job;

	*f->oks += rc == RC_OK;
	*f->fulls += rc == RC_FULL;
	CHECK((rc == RC_OK) == job->commits);
	sem_post(f->all);
}

/* Exit status 0: what was answered, and nothing else, is there. */
static int
fill_child(struct fixture *fx)
{
	static struct fill list[1500];
	_Atomic int oks = 0, fulls = 0;
	sem_t all;
	int i, n = 1500;

	if (!small_disk(fx->folder, 5))
		return 0;	/* only root can */
	fixture_open(fx);
	note_tables(fx->db);
	sem_init(&all, 0, 0);
	for (i = 0; i < n; i++) {
		list[i] = (struct fill){ { .run = fill_run, .done = fill_done,
		    .arena = arena_new(100000) }, i, &all, &oks, &fulls };
		CHECK_RC(db_submit(fx->db, &list[i].job), RC_OK);
	}
	for (i = 0; i < n; i++)
		sem_wait(&all);
	CHECK_INT(oks + fulls, n);
	CHECK(oks > 0 && fulls > 0);
	CHECK_INT(int_of(fx->db, &note_count), oks);
	db_close(fx->db);
	fixture_open(fx);
	CHECK_INT(int_of(fx->db, &note_count), oks);
	return test_faults;
}

TEST(full_disk_is_told)
{
	struct fixture fx = fixture_sqlite();
	pid_t child = fork();
	int status = -1;

	if (child == 0)
		_exit(fill_child(&fx));
	waitpid(child, &status, 0);
	CHECK_INT(status, 0);
	fixture_end(&fx);
}

/* A form that was refused before it wrote anything takes nothing back. */
EACH(nothing_to_undo_runs_nothing_again)
{
	struct crowd c;
	int i;

	note_tables(fx->db);
	crowd_make(&c);
	c.list[20].empty = true;
	c.list[20].keep = false;
	crowd_run(&c, fx->db, 0, RC_OK);
	for (i = 0; i < JOBS; i++)
		CHECK(c.list[i].rc == RC_OK && c.list[i].runs == 1);
	CHECK_INT(int_of(fx->db, &note_count), JOBS);
	crowd_free(&c);
}
