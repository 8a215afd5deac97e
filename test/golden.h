/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Texts kept as files: what a program wrote is compared with what it wrote
 * when somebody looked at it.  `GOLDEN=1 build/test/test_x` writes them anew;
 * git diff shows what changed.
 */
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "test.h"

/* Runs a program; what it wrote goes to *text.  Returns its exit code. */
static inline int
run(const char *const *argv, struct str *text)
{
	struct buf b = buf_new(test_arena, 1000000);
	posix_spawn_file_actions_t acts;
	char part[4096], **args;
	int ends[2], status = -1;
	ssize_t n;
	pid_t pid;

	memcpy(&args, &argv, sizeof(args));	/* posix_spawn's odd type */
	if (pipe2(ends, O_CLOEXEC) != 0)
		return -1;
	posix_spawn_file_actions_init(&acts);
	posix_spawn_file_actions_adddup2(&acts, ends[1], 1);
	posix_spawn_file_actions_adddup2(&acts, ends[1], 2);
	if (posix_spawnp(&pid, argv[0], &acts, NULL, args, environ) != 0)
		pid = -1;
	posix_spawn_file_actions_destroy(&acts);
	close(ends[1]);
	while ((n = read(ends[0], part, sizeof(part))) > 0)
		buf_add(&b, (struct str){ part, (size_t)n });
	close(ends[0]);
	if (pid > 0)
		waitpid(pid, &status, 0);
	*text = buf_str(&b);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static inline struct str
file_text(const char *path)
{
	struct buf b = buf_new(test_arena, 1000000);
	char part[4096];
	size_t n;
	FILE *f = fopen(path, "rb");

	if (f == NULL)
		return S("(no such file)");
	while ((n = fread(part, 1, sizeof(part), f)) > 0)
		buf_add(&b, (struct str){ part, n });
	fclose(f);
	return buf_str(&b);
}

/* Compares with the file; GOLDEN=1 in the environment writes it. */
static inline void
golden_file(const char *path, struct str text)
{
	FILE *f;

	if (getenv("GOLDEN") != NULL && (f = fopen(path, "wb")) != NULL) {
		fwrite(text.at, 1, text.len, f);
		fclose(f);
	}
	if (!str_eq(file_text(path), text))
		test_fault(path, 1, "another text", str_copy(test_arena,
		    text).at, file_text(path).at);
}
