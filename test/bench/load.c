/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The pieces bench.sh puts together:
 *
 *	load start PORT PROGRAM ARGS...	starts it; "PID MS" at its first answer
 *	load sign-in PORT N FILE	N sessions in turn; one a line into FILE
 *	load place PORT LOGIN-NR WHAT	a path: "homework", "patient" ...
 *	load post PORT FILE CLIENTS SECONDS	"RATE P50 P99 OTHER"
 *	load raw FOLDER SECONDS		pwrite 4 KiB + fdatasync a second
 *	load idle PORT FILE N		N connections, after a page each, until
 *					its input ends; says "ready" first
 *	load first PORT			bytes of a first visit, one a line
 */
#include "load.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../ack/wire.h"
#include "base/arena.h"

extern char **environ;

enum { START_MAX_S = 60, BLOCK = 4096, RAW_BLOCKS = 16384 };

/* Patients first: they send the submissions. */
static const char *const people[][2] = {
	{ "kari", "blyant fjell pannekake regn" },
	{ "daniel", "teapot river orange ladder" },
	{ "solveig", "lampe tirsdag kopp granskog" },
	{ "per", "kanel brygge onsdag ull" },
};

static double
now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int
start(int port, char **argv)
{
	struct timespec ms = { 0, 1000000 };
	posix_spawn_file_actions_t files;
	struct wire w;
	double from;
	pid_t pid;
	bool up = false;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
	from = now_s();
	if (posix_spawnp(&pid, argv[0], &files, NULL, argv, environ) != 0)
		return 1;
	while (!up && now_s() - from < START_MAX_S &&
	    waitpid(pid, NULL, WNOHANG) == 0) {
		wire_open(&w, port);
		up = wire_get(&w, "/sign-in") && w.status == 200;
		wire_close(&w);
		if (!up)
			nanosleep(&ms, NULL);
	}
	printf("%d %.1f\n", up ? (int)pid : 0, (now_s() - from) * 1000);
	return !up;
}

static bool
csrf_find(struct wire *w, char *out, size_t max)
{
	static const char mark[] = "name=\"csrf\" value=\"";
	const char *at = memmem(w->body.at, w->body.len, mark,
	    sizeof(mark) - 1);
	struct str rest;

	if (at == NULL)
		return false;
	at += sizeof(mark) - 1;
	rest = (struct str){ at, (size_t)(w->body.at + w->body.len - at) };
	rest = str_sub(rest, 0, str_index(rest, '"'));
	snprintf(out, max, "%.*s", STR(rest));
	return true;
}

/* Session i belongs to person i % 4; a line: "cookie csrf". */
static int
sign_in(int port, int n, const char *path)
{
	struct arena *a = arena_new((size_t)64 * 1024 * 1024);
	FILE *f = fopen(path, "w");
	struct wire w;
	char csrf[80];
	int i, code = f == NULL || a == NULL;

	wire_open(&w, port);
	for (i = 0; i < n && code == 0; i++) {
		struct arena_mark mark = arena_mark(a);

		code = !wire_sign_in(&w, a, people[i % 4][0],
		    people[i % 4][1]) || !wire_get(&w, i % 4 < 2 ? "/m" :
		    "/me") || !csrf_find(&w, csrf, sizeof(csrf));
		if (code == 0)
			fprintf(f, "%s %s\n", w.cookie, csrf);
		else
			fprintf(stderr, "load: %s cannot sign in: %d\n",
			    people[i % 4][0], w.status);
		arena_reset(a, mark);
	}
	wire_close(&w);
	arena_free(a);
	if (f != NULL)
		fclose(f);
	return code;
}

static int
sessions_read(const char *path, struct session *out, int max)
{
	FILE *f = fopen(path, "r");
	int n = 0;

	while (f != NULL && n < max && fscanf(f, "%159s %79s",
	    out[n].cookie, out[n].csrf) == 2)
		n++;
	if (f != NULL)
		fclose(f);
	return n;
}

static int
place(int port, const char *sessions, const char *what)
{
	static struct session s[SESSIONS_MAX];
	struct arena *a = arena_new((size_t)64 * 1024 * 1024);
	int n = sessions_read(sessions, s, SESSIONS_MAX);
	struct str link = STR_NONE;
	struct wire w;

	wire_open(&w, port);
	if (n > 2 && strcmp(what, "patient") == 0) {
		snprintf(w.cookie, sizeof(w.cookie), "%s", s[2].cookie);
		if (wire_get(&w, "/list"))
			link = wire_link(&w, a, "/p/");
		link = str_sub(link, 0, 35);	/* the page, not one alert */
	}
	printf("%.*s\n", STR(link));
	wire_close(&w);
	arena_free(a);
	return link.len == 0;
}

/* Only the patients' sessions. */
static int
post(int port, const char *sessions, int clients, double seconds)
{
	static struct session s[SESSIONS_MAX];
	struct posted out = { 0 };
	int n = sessions_read(sessions, s, SESSIONS_MAX), i, kept = 0;

	for (i = 0; i < n; i++)
		if (i % 4 < 2)
			s[kept++] = s[i];
	if (kept == 0 || clients < 1 || clients > CLIENTS_MAX ||
	    post_load(port, s, kept, clients, seconds, &out) != 0)
		return 1;
	printf("%.0f %.1f %.1f %ld\n", out.rate, out.p50_ms, out.p99_ms,
	    out.other);
	return out.other > 0;
}

/* Over and over the same 64 MB: the file does not grow, as a log does not. */
static int
raw(const char *folder, double seconds)
{
	static char block[BLOCK];
	char path[300];
	double from, end;
	long n = 0;
	int fd, i;

	snprintf(path, sizeof(path), "%s/raw", folder);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return 1;
	memset(block, 'm', sizeof(block));
	for (i = 0; lseek(fd, 0, SEEK_END) < (off_t)BLOCK * RAW_BLOCKS; i++)
		if (pwrite(fd, block, BLOCK, (off_t)i * BLOCK) != BLOCK)
			return 1;
	fsync(fd);
	from = now_s();
	do {
		block[0] = (char)n;
		if (pwrite(fd, block, BLOCK, (off_t)(n % RAW_BLOCKS) * BLOCK) !=
		    BLOCK || fdatasync(fd) != 0)
			return 1;
		n++;
		end = now_s();
	} while (end - from < seconds);
	printf("%.0f\n", (double)n / (end - from));
	close(fd);
	return 0;
}

static int
idle(int port, const char *sessions, int n)
{
	static struct session s[SESSIONS_MAX];
	int sessions_n = sessions_read(sessions, s, SESSIONS_MAX), i;
	static struct wire one;
	int *fds = calloc((size_t)n, sizeof(int));

	if (sessions_n == 0 || fds == NULL)
		return 1;
	wire_open(&one, port);
	for (i = 0; i < n; i++) {
		int who = i % sessions_n;

		snprintf(one.cookie, sizeof(one.cookie), "%s", s[who].cookie);
		one.fd = -1;
		if (!wire_get(&one, who % 4 < 2 ? "/today" : "/list") ||
		    one.status != 200 || one.fd < 0) {
			fprintf(stderr, "load: connection %d: %d\n", i,
			    one.status);
			return 1;
		}
		fds[i] = one.fd;
	}
	puts("ready");
	fflush(stdout);
	while (getchar() != EOF)
		;
	for (i = 0; i < n; i++)
		close(fds[i]);
	free(fds);
	return 0;
}

static size_t
fetch(struct wire *w, const char *name, const char *path, bool whole)
{
	size_t all;

	if (!wire_get(w, path) || w->status != 200)
		exit(1);
	all = w->body.len + w->head.len;
	printf("%s %zu %zu %.*s\n", name, w->body.len, all,
	    STR(wire_header(w, "content-encoding")));
	return whole ? all : w->body.len;
}

/* What the first page needs, as a browser with br and gzip gets it. */
static int
first(int port)
{
	struct arena *a = arena_new((size_t)64 * 1024 * 1024);
	struct str css, js;
	struct wire w;
	size_t n;

	wire_open(&w, port);
	w.accept = "br, gzip";
	n = fetch(&w, "html", "/sign-in", false);
	css = wire_link(&w, a, "/a/");
	js = str_copy(a, w.body);
	{
		const char *at = memmem(js.at, js.len, "src=\"/a/", 8);
		struct str rest = { at == NULL ? "" : at + 5, at == NULL ? 0 :
		    (size_t)(js.at + js.len - at - 5) };

		js = str_copy(a, str_sub(rest, 0, str_index(rest, '"')));
	}
	n += fetch(&w, "css", css.at, false);
	n += fetch(&w, "js", js.at, false);
	printf("all %zu\n", n);
	wire_close(&w);
	arena_free(a);
	return 0;
}

int
main(int argc, char **argv)
{
	const char *what = argc > 2 ? argv[1] : "";
	int n[6] = { 0 }, i;

	for (i = 2; i < argc && i < 6; i++)
		n[i] = (int)strtol(argv[i], NULL, 10);
	if (strcmp(what, "start") == 0 && argc > 3)
		return start(n[2], argv + 3);
	if (strcmp(what, "sign-in") == 0 && argc == 5)
		return sign_in(n[2], n[3], argv[4]);
	if (strcmp(what, "place") == 0 && argc == 5)
		return place(n[2], argv[3], argv[4]);
	if (strcmp(what, "post") == 0 && argc == 6)
		return post(n[2], argv[3], n[4], strtod(argv[5], NULL));
	if (strcmp(what, "raw") == 0 && argc == 4)
		return raw(argv[2], strtod(argv[3], NULL));
	if (strcmp(what, "idle") == 0 && argc == 5)
		return idle(n[2], argv[3], n[4]);
	if (strcmp(what, "first") == 0 && argc == 3)
		return first(n[2]);
	fputs("load: see the head of test/bench/load.c\n", stderr);
	return 2;
}
