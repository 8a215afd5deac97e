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
	bool words;		/* lists of words and translations as well */
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
	bool wanted = str_ends(path, S(".md")) || str_ends(path, S(".yaml")) ||
	    (f->words && (str_ends(path, S(".txt")) ||
	    str_ends(path, S(".po"))));
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

static void
read_top(struct folder *f, struct str path, const char *top, bool needed)
{
	int fd = open(str_copy(f->arena, path).at,
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0)
		walk(f, fd, str_z(top), 0);
	else if (needed || errno != ENOENT)
		fail(f, path);
}

enum rc
folder_read(struct arena *a, struct str dir, enum folder_part part,
    struct source_file **out, size_t *n)
{
	static const char *const tops[] = { "programmes", "instruments",
		"local", "lang" };
	struct folder f = { .arena = a, .words = part == FOLDER_ALL };
	size_t i, ntops = part == FOLDER_ALL ? 4 : 3;

	f.files = arena_many(a, struct source_file, FILES_MAX);
	if (part == FOLDER_LOCAL)
		read_top(&f, dir, "local", true);
	else
		for (i = 0; i < ntops && f.rc == RC_OK; i++)
			read_top(&f, str_fmt(a, "%.*s/%s", STR(dir), tops[i]),
			    tops[i], i < 2);
	*out = f.files;
	*n = f.n;
	return f.rc;
}

enum rc
content_load_dir(struct content **out, struct str dir, struct lint *lint)
{
	struct arena *a = arena_new(FOLDER_BYTES_MAX);
	struct source_file *files;
	size_t n;
	enum rc rc;

	*out = NULL;
	if (a == NULL)
		return RC_NOMEM;
	rc = folder_read(a, dir, FOLDER_CONTENT, &files, &n);
	if (rc == RC_OK)
		rc = content_load_files(out, files, n, dir, lint);
	arena_free(a);
	return rc;
}
