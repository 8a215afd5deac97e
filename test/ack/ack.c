/* SPDX-License-Identifier: Apache-2.0 */
/*
 *	ack FAULT N [SEED]	run it: `make ack FAULT=kill N=50`
 *	ack check DATA LOG	the oracle alone, on what a run left
 *
 * MELLOM names the program; ACK_DIR a folder to work in (kept; otherwise a
 * new one under /tmp, removed when all is well).  ACK_BITES=1 damages copies
 * of the data afterwards, to see that the oracle sees it.
 */
#include "ack.h"

#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"

extern char **environ;

enum { UP_MAX_MS = 60000, STRIKE_AFTER_MS = 50, STRIKE_WITHIN_MS = 900,
	STRIKES_MAX = 100000 };

static void
progress(const char *fmt, ...)
{
	va_list ap;

	if (!isatty(STDERR_FILENO))
		return;
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
}

static void
rest(int ms)
{
	struct timespec t = { ms / 1000, (ms % 1000) * 1000000L };

	nanosleep(&t, NULL);
}

/* --- the server ----------------------------------------------------------- */

static pid_t
run_program(const struct run *r, const char *const *argv, bool keep_out)
{
	posix_spawn_file_actions_t files;
	char err[260];
	pid_t pid;
	int code;

	snprintf(err, sizeof(err), "%s/server.log", r->folder);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
	if (!keep_out) {
		posix_spawn_file_actions_addopen(&files, 1, "/dev/null",
		    O_WRONLY, 0);
		posix_spawn_file_actions_addopen(&files, 2, err,
		    O_WRONLY | O_CREAT | O_APPEND, 0600);
	}
	code = posix_spawnp(&pid, r->program, &files, NULL,
	    (char *const *)(uintptr_t)argv, environ);
	posix_spawn_file_actions_destroy(&files);
	return code == 0 ? pid : -1;
}

static bool
answers(struct run *r)
{
	struct wire w;
	bool up;

	wire_open(&w, r->port + 1);
	up = wire_get(&w, "/readyz") && w.status == 200;
	wire_close(&w);
	if (!up)
		return false;
	wire_open(&w, r->port);
	up = wire_get(&w, "/sign-in") && w.status == 200;
	wire_close(&w);
	return up;
}

static bool
server_start(struct run *r)
{
	char port[12], admin[12];
	const char *argv[] = { r->program, "demo", "--data", r->data,
	    "--port", port, "--admin-port", admin, NULL };
	int64_t from_ms = clock_mono_ms();
	int status;

	snprintf(port, sizeof(port), "%d", r->port);
	snprintf(admin, sizeof(admin), "%d", r->port + 1);
	r->server = run_program(r, argv, false);
	if (r->server < 0)
		return false;
	while (clock_mono_ms() - from_ms < UP_MAX_MS) {
		if (answers(r)) {
			r->up_ms[r->struck] =
			    (int)(clock_mono_ms() - from_ms);
			return true;
		}
		if (waitpid(r->server, &status, WNOHANG) == r->server) {
			r->server = 0;
			break;
		}
		rest(2);
	}
	fprintf(stderr, "\nack: the server does not come up; see "
	    "%s/server.log\n", r->folder);
	return false;
}

static void
server_end(struct run *r, int sig)
{
	int status;

	if (r->server <= 0)
		return;
	kill(r->server, sig);
	waitpid(r->server, &status, 0);
	r->server = 0;
}

/* --- faults --------------------------------------------------------------- */

static void
kill_strike(struct run *r)
{
	server_end(r, SIGKILL);
}

static void
term_strike(struct run *r)
{
	server_end(r, SIGTERM);
}

/* Asleep for a while: time-outs run, nothing is lost. */
static void
stop_strike(struct run *r)
{
	kill(r->server, SIGSTOP);
	rest(300 + (int)prng_below(&r->prng, 1500));
}

static bool
stop_mend(struct run *r)
{
	kill(r->server, SIGCONT);
	r->up_ms[r->struck] = 0;
	return true;
}

/*
 * To come: powercut (set_up mounts a loop file, strike shuts it down and
 * kills, mend mounts it again), enospc (a small file system), and programs
 * with a fault built in (MELLOM=...), each of which the oracle must catch.
 */
static const struct fault faults[] = {
	{ "kill", "kills", NULL, kill_strike, server_start, NULL },
	{ "term", "polite stops", NULL, term_strike, server_start, NULL },
	{ "stop", "pauses", NULL, stop_strike, stop_mend, NULL },
};

static const struct fault *
fault_find(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(faults) / sizeof(*faults); i++)
		if (strcmp(faults[i].name, name) == 0)
			return &faults[i];
	return NULL;
}

/* --- a run ---------------------------------------------------------------- */

static long
sum_ok(const struct run *r)
{
	long n = 0;
	int i;

	for (i = 0; i < CLIENTS; i++)
		n += r->clients[i].ok;
	return n;
}

static bool
strikes(struct run *r, const struct fault *f)
{
	while (r->struck < r->strikes && !r->broken) {
		rest(STRIKE_AFTER_MS + (int)prng_below(&r->prng,
		    STRIKE_WITHIN_MS));
		f->strike(r);
		r->struck++;
		if (!f->mend(r))
			return false;
		progress("\r%d of %d %s, %ld acknowledged ", r->struck,
		    r->strikes, f->words, sum_ok(r));
	}
	progress("\n");
	rest(200);
	return !r->broken;
}

static bool
run_all(struct run *r, const struct fault *f)
{
	bool fine;

	if (f->set_up != NULL && !f->set_up(r))
		return false;
	progress("making the clinic ...\n");
	if (!server_start(r) || !clients_ready(r))
		return false;
	rest(1100);		/* the clinic's own rows are older than ours */
	r->started_at = clock_now();
	fprintf(r->log, "run %llu %lld\n", (unsigned long long)r->seed,
	    (long long)r->started_at);
	clients_start(r);
	fine = strikes(r, f);
	r->ending = true;
	if (!fine)
		r->broken = true;
	clients_join(r);
	fine = fine && !r->broken;
	fflush(r->log);
	server_end(r, fine ? SIGTERM : SIGKILL);
	return fine;
}

static int
by_int(const void *a, const void *b)
{
	const int *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
print_counts(struct run *r, const struct verdict *v)
{
	long repeated = 0, given_up = 0, info = 0, kinds[KIND_N] = { 0 }, n;
	int i;

	for (i = 0; i < CLIENTS; i++) {
		const struct client *c = &r->clients[i];

		repeated += c->repeated;
		given_up += c->given_up;
		info += c->info;
		for (n = 1; n <= c->number; n++)
			kinds[kind_of(i, n)]++;
	}
	for (i = 0; i < KIND_N; i++)
		printf("%s%ld of %s", i == 0 ? "sent: " : ", ", kinds[i],
		    kind_words[i]);
	printf("\n%ld were cut off; %ld of them given up, %ld of these are "
	    "there all the same\n%ld sent twice on purpose; %ld rows read\n",
	    info, given_up, v->info_there, repeated, v->read);
	if (r->struck > 0) {
		qsort(r->up_ms + 1, (size_t)r->struck, sizeof(int), by_int);
		printf("serving again after: median %d ms, longest %d ms\n",
		    r->up_ms[1 + r->struck / 2], r->up_ms[r->struck]);
	}
}

static bool
audit_command(const struct run *r)
{
	char key[260];
	const char *argv[] = { r->program, "audit", "verify", "--data",
	    r->data, "--key", key, NULL };
	pid_t pid;
	int status = 1;

	snprintf(key, sizeof(key), "%s.key", r->data);
	fflush(stdout);
	pid = run_program(r, argv, true);
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

static int
remove_one(const char *path, const struct stat *s, int kind, struct FTW *at)
{
	(void)s;
	(void)kind;
	(void)at;
	return remove(path);
}

static int
judge(struct run *r, const struct fault *f)
{
	struct verdict v;
	bool audit, fine;
	int unseen = 0;

	audit = audit_command(r);
	if (!oracle(r->data, r->log_path, false, &v))
		return 1;
	print_counts(r, &v);
	fine = audit && v.audit_whole && v.lost + v.doubled + v.half == 0 &&
	    v.ok > 0;
	if (getenv("ACK_BITES") != NULL)
		unseen = bites(r);
	printf("ack: %d %s, %ld acknowledged, %ld lost, %ld doubled, %ld "
	    "half%s\n", r->struck, f->words, v.ok, v.lost, v.doubled, v.half,
	    audit && v.audit_whole ? "" : ", the audit is not whole");
	return fine && unseen == 0 ? 0 : 1;
}

/* A free port, and the next one. */
static int
port_find(void)
{
	return 20000 + (int)(getpid() * 2 % 12000);
}

static int
run_main(const char *fault, int n, uint64_t seed)
{
	const struct fault *f = fault_find(fault);
	const char *dir = getenv("ACK_DIR"), *program = getenv("MELLOM");
	struct run *r = calloc(1, sizeof(*r));
	int code = 1;

	if (f == NULL || r == NULL || n < 1 || n > STRIKES_MAX) {
		fputs("ack: ack kill|term|stop N [SEED]\n", stderr);
		free(r);
		return 2;
	}
	r->program = program == NULL ? "build/mellom" : program;
	r->fault = fault;
	r->strikes = n;
	r->seed = seed;
	r->prng = prng_seed(seed);
	r->port = port_find();
	r->up_ms = calloc((size_t)n + 1, sizeof(int));
	pthread_mutex_init(&r->log_lock, NULL);
	snprintf(r->folder, sizeof(r->folder), "%s", dir != NULL ? dir :
	    "/tmp/ack-XXXXXX");
	if (dir == NULL ? mkdtemp(r->folder) == NULL :
	    mkdir(dir, 0700) != 0) {
		perror(r->folder);
		return 1;
	}
	snprintf(r->data, sizeof(r->data), "%s/data", r->folder);
	snprintf(r->log_path, sizeof(r->log_path), "%s/ack.log", r->folder);
	r->log = fopen(r->log_path, "w");
	if (r->up_ms != NULL && r->log != NULL && run_all(r, f))
		code = judge(r, f);
	server_end(r, SIGKILL);
	if (f->clean != NULL)
		f->clean(r);
	if (code == 0 && dir == NULL)
		nftw(r->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	else
		printf("ack: kept %s (fault %s, seed %llu)\n", r->folder,
		    fault, (unsigned long long)seed);
	return code;
}

int
main(int argc, char **argv)
{
	struct verdict v;
	uint64_t seed;

	signal(SIGPIPE, SIG_IGN);
	if (argc == 4 && strcmp(argv[1], "check") == 0) {
		if (!oracle(argv[2], argv[3], false, &v))
			return 1;
		printf("ack: %ld acknowledged, %ld lost, %ld doubled, %ld "
		    "half, audit %s\n", v.ok, v.lost, v.doubled, v.half,
		    v.audit_whole ? "whole" : "not whole");
		return v.lost + v.doubled + v.half == 0 && v.audit_whole ?
		    0 : 1;
	}
	if (argc < 3) {
		fputs("ack: ack FAULT N [SEED] | ack check DATA LOG\n",
		    stderr);
		return 2;
	}
	seed = argc > 3 ? strtoull(argv[3], NULL, 10) :
	    (uint64_t)clock_now_ms();
	printf("ack: fault %s, seed %llu\n", argv[1],
	    (unsigned long long)seed);
	fflush(stdout);
	return run_main(argv[1], (int)strtol(argv[2], NULL, 10), seed);
}
