/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "programme/load.h"

enum { FOLDERS_DEEP = 6 };

/* The files of a folder on disk: Markdown and YAML, nothing hidden. */
struct folder {
	struct arena *arena;
	struct source_file *files;
	size_t n;
	enum rc rc;
};

static void
fail(struct folder *f, struct str path)
{
	log_error("content: cannot read %.*s: %s", STR(path), strerror(errno));
	f->rc = RC_IO;
}

static void
add_file(struct folder *f, int fd, struct str path, size_t size)
{
	char *data = arena_alloc(f->arena, size + 1, 1);
	size_t at = 0;
	ssize_t n;

	while (at < size && (n = read(fd, data + at, size - at)) > 0)
		at += (size_t)n;
	if (at != size) {
		fail(f, path);
		return;
	}
	f->files[f->n++] = (struct source_file){ .path = path,
	    .data = { data, size } };
}

static void walk(struct folder *, int fd, struct str path, int depth);

static void
visit(struct folder *f, int parent, const char *name, struct str path,
    int depth)
{
	bool wanted = str_ends(path, S(".md")) || str_ends(path, S(".yaml"));
	struct stat st;
	int fd = openat(parent, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0 || fstat(fd, &st) != 0) {
		fail(f, path);
	} else if (S_ISDIR(st.st_mode) && depth < FOLDERS_DEEP) {
		walk(f, fd, path, depth + 1);
		return;		/* closed by it */
	} else if (S_ISREG(st.st_mode) && wanted) {
		if (st.st_size > CONTENT_BYTES_MAX || f->n == FILES_MAX) {
			errno = EFBIG;
			fail(f, path);
		} else {
			add_file(f, fd, path, (size_t)st.st_size);
		}
	}
	if (fd >= 0)
		close(fd);
}

static void
walk(struct folder *f, int fd, struct str path, int depth)
{
	DIR *dir = fdopendir(fd);
	struct dirent *e;

	if (dir == NULL) {
		fail(f, path);
		close(fd);
		return;
	}
	while (f->rc == RC_OK && (e = readdir(dir)) != NULL)
		if (e->d_name[0] != '.')
			visit(f, dirfd(dir), e->d_name, str_fmt(f->arena,
			    "%.*s/%s", STR(path), e->d_name), depth);
	closedir(dir);
}

enum rc
content_load_dir(struct content **out, struct str dir, struct lint *lint)
{
	static const char *const tops[] = { "programmes", "instruments" };
	struct folder f = { .arena = arena_new((size_t)2 *
	    CONTENT_BYTES_MAX + 4 * 1024 * 1024) };
	struct str root;
	size_t i;
	int fd;

	*out = NULL;
	if (f.arena == NULL)
		return RC_NOMEM;
	root = str_copy(f.arena, dir);
	f.files = arena_many(f.arena, struct source_file, FILES_MAX);
	for (i = 0; i < 2 && f.rc == RC_OK; i++) {
		struct str path = str_fmt(f.arena, "%s/%s", root.at, tops[i]);

		fd = open(path.at, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (fd < 0)
			fail(&f, path);
		else
			walk(&f, fd, str_z(tops[i]), 0);
	}
	if (f.rc == RC_OK)
		f.rc = content_load_files(out, f.files, f.n, dir, lint);
	arena_free(f.arena);
	return f.rc;
}
