/* SPDX-License-Identifier: Apache-2.0 */
#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

enum { DEPTH_MAX = 4 };

bool
folder_make(const char *path)
{
	struct stat st;

	if (mkdir(path, 0700) == 0)
		return true;
	return errno == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool
folder_sync(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return ok;
}

static bool
dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

bool
folder_empty(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *e;
	bool empty = true;

	if (d == NULL)
		return errno == ENOENT;
	while (empty && (e = readdir(d)) != NULL)
		empty = dots(e->d_name) || strcmp(e->d_name, "lost+found") == 0;
	closedir(d);
	return empty;
}

/* Links are removed, not followed. */
static bool
remove_at(int parent, const char *name, int depth)
{
	int fd;
	DIR *d;
	struct dirent *e;
	bool ok = true;

	if (unlinkat(parent, name, 0) == 0 || errno == ENOENT)
		return true;
	if ((errno != EISDIR && errno != EPERM) || depth == 0)
		return false;
	fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW |
	    O_CLOEXEC);
	d = fd < 0 ? NULL : fdopendir(fd);
	if (d == NULL) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	while ((e = readdir(d)) != NULL)
		if (!dots(e->d_name))
			ok = remove_at(fd, e->d_name, depth - 1) && ok;
	closedir(d);
	return ok && unlinkat(parent, name, AT_REMOVEDIR) == 0;
}

bool
folder_remove(const char *path)
{
	return remove_at(AT_FDCWD, path, DEPTH_MAX);
}

bool
folder_holds(struct arena *a, const char *folder, const char *path)
{
	char *outer = arena_many(a, char, PATH_MAX);
	char *inner = arena_many(a, char, PATH_MAX);
	size_t n;

	if (realpath(folder, outer) == NULL || realpath(path, inner) == NULL)
		return false;
	n = strlen(outer);
	if (n == 1)
		return true;
	return strncmp(outer, inner, n) == 0 &&
	    (inner[n] == '/' || inner[n] == '\0');
}

bool
file_write(const char *path, struct str text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC |
	    O_NOFOLLOW, 0600);
	size_t at = 0;
	bool ok = fd >= 0;

	while (ok && at < text.len) {
		ssize_t n = write(fd, text.at + at, text.len - at);

		if (n >= 0)
			at += (size_t)n;
		else
			ok = errno == EINTR;
	}
	ok = ok && fsync(fd) == 0;
	if (fd >= 0 && close(fd) != 0)
		ok = false;
	return ok;
}

bool
file_read(struct arena *a, const char *path, size_t max, struct str *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	char *to = arena_many(a, char, max + 2);
	size_t n = 0;
	ssize_t got = 1;

	while (fd >= 0 && got != 0 && n <= max) {
		got = read(fd, to + n, max + 1 - n);
		if (got > 0)
			n += (size_t)got;
		else if (got < 0 && errno != EINTR)
			break;
	}
	if (fd >= 0)
		close(fd);
	*out = (struct str){ to, n };
	return fd >= 0 && got == 0 && n <= max;
}
