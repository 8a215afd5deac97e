/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/load.h"

#include <assert.h>
#include <setjmp.h>
#include <sodium.h>
#include <string.h>

#include "base/arena.h"
#include "base/embedded.h"

static struct place
whole(const struct source_file *f)
{
	return (struct place){ f->path, 0, 0 };
}

const struct source_file *
load_file(struct loader *l, struct str path)
{
	size_t i;

	for (i = 0; i < l->content->nfiles; i++)
		if (str_eq(l->content->files[i].path, path)) {
			l->used[i] = true;
			return &l->content->files[i];
		}
	return NULL;
}

static bool
is_programme(struct str path)
{
	struct str rest = path;

	return str_is(str_cut(&rest, '/'), "programmes") &&
	    str_cut(&rest, '/').len > 0 && str_is(rest, "programme.yaml");
}

static bool
is_library(struct str path)
{
	struct str rest = path;

	return str_is(str_cut(&rest, '/'), "programmes") &&
	    str_cut(&rest, '/').len > 0 && str_is(rest, "library.yaml");
}

static bool
is_instrument(struct str path)
{
	return str_starts(path, S("instruments/")) &&
	    str_ends(path, S(".yaml"));
}

/* Wording the clinic supplied: local/ID.LANG.yaml. */
static bool
is_own(struct str path)
{
	return str_starts(path, S("local/")) && str_ends(path, S(".yaml"));
}

/* What is for people who read the tree is no part of a bundle. */
static bool
is_content(struct str path)
{
	return is_instrument(path) || is_own(path) ||
	    (str_starts(path, S("programmes/")) &&
	    !str_ends(path, S("README.md")) && !str_ends(path, S(".txt")));
}

/* Sorted copies, with the hash of each and of all. */
static void
copy_files(struct content *c, const struct source_file *files, size_t given)
{
	struct source_file *out = arena_many(c->arena, struct source_file,
	    given + 1);
	crypto_generichash_state all;
	size_t i, k, n = 0;

	for (i = 0; i < given; i++) {
		if (!is_content(files[i].path))
			continue;
		for (k = n++; k > 0 && str_cmp(out[k - 1].path,
		    files[i].path) > 0; k--)
			out[k] = out[k - 1];
		out[k] = (struct source_file){
		    .path = str_copy(c->arena, files[i].path),
		    .data = str_copy(c->arena, files[i].data) };
	}
	crypto_generichash_init(&all, NULL, 0, HASH_BYTES);
	for (i = 0; i < n; i++) {
		out[i].hash = hash_of(out[i].data);
		/* the NUL ends the path: no two sets read the same */
		crypto_generichash_update(&all, (const unsigned char *)
		    out[i].path.at, out[i].path.len + 1);
		crypto_generichash_update(&all, out[i].hash.b, HASH_BYTES);
	}
	crypto_generichash_final(&all, c->hash.b, HASH_BYTES);
	c->files = out;
	c->nfiles = n;
}

static bool
files_sound(const struct source_file *files, size_t n, struct lint *lint)
{
	size_t i, bytes = 0, errors = lint->errors;

	if (n > FILES_MAX)
		lint_error(lint, (struct place){ S("programmes"), 0, 0 },
		    "more than %d files", FILES_MAX);
	for (i = 0; i < n; i++) {
		bytes += files[i].data.len;
		if (bytes > CONTENT_BYTES_MAX) {
			lint_error(lint, whole(&files[i]), "the files are "
			    "more than %d bytes together", CONTENT_BYTES_MAX);
			break;
		}
		if (!str_utf8_valid(files[i].data) ||
		    !str_utf8_valid(files[i].path))
			lint_error(lint, whole(&files[i]), "the file is not "
			    "UTF-8 text");
		if (memchr(files[i].data.at, '\r', files[i].data.len) != NULL)
			lint_error(lint, whole(&files[i]), "the file has "
			    "Windows line ends; save it with Unix line ends");
	}
	return lint->errors == errors;
}

static void
load_instruments(struct loader *l)
{
	struct content *c = l->content;
	struct instrument *list = arena_many(c->arena, struct instrument,
	    c->nfiles + 1);
	size_t i, k, n = 0;

	c->instruments = list;
	for (i = 0; i < c->nfiles; i++) {
		if (!is_instrument(c->files[i].path))
			continue;
		l->used[i] = true;
		instrument_read(l, &c->files[i], &list[n]);
		for (k = 0; k < n; k++)
			if (list[n].id.len > 0 &&
			    str_eq(list[k].id, list[n].id))
				lint_error(l->r.lint, whole(&c->files[i]),
				    "the instrument \"%.*s\" is there twice",
				    STR(list[n].id));
		c->ninstruments = ++n;
	}
}

/* Before the programmes, which name tasks of them. */
static void
load_libraries(struct loader *l)
{
	struct content *c = l->content;
	struct library *list = arena_many(c->arena, struct library,
	    c->nfiles + 1);
	size_t i;

	c->libraries = list;
	for (i = 0; i < c->nfiles; i++)
		if (is_library(c->files[i].path)) {
			l->used[i] = true;
			library_read(l, &c->files[i], &list[c->nlibraries++]);
		}
}

static void
load_programmes(struct loader *l)
{
	struct content *c = l->content;
	struct programme *list = arena_many(c->arena, struct programme,
	    c->nfiles + 1);
	size_t i, k, n = 0;

	c->programmes = list;
	for (i = 0; i < c->nfiles; i++) {
		if (!is_programme(c->files[i].path))
			continue;
		l->used[i] = true;
		programme_read(l, &c->files[i], &list[n]);
		for (k = 0; k < n; k++)
			if (str_eq(list[k].id, list[n].id))
				lint_error(l->r.lint, whole(&c->files[i]),
				    "the programme \"%.*s\" is there twice",
				    STR(list[n].id));
		c->nprogrammes = ++n;
	}
	if (n == 0)
		lint_error(l->r.lint, (struct place){ S("programmes"), 0, 0 },
		    "there is no programmes/NAME/programme.yaml");
}

static void
tell_unused(struct loader *l)
{
	const struct source_file *f = l->content->files;
	size_t i;

	for (i = 0; i < l->content->nfiles; i++)
		if (!l->used[i])
			lint_warning(l->r.lint, whole(&f[i]), "nothing uses "
			    "this file");
}

/* Jumps out through the arena's handler when 64 MiB are used up. */
static bool
load_guarded(struct loader *l, const struct source_file *files, size_t n,
    jmp_buf *full)
{
	struct content *c = l->content;

	if (setjmp(*full) != 0)
		return false;
	arena_on_full(c->arena, full);
	arena_on_full(l->r.work, full);
	copy_files(c, files, n);
	l->used = arena_many(c->arena, bool, n + 1);
	load_instruments(l);
	load_libraries(l);
	load_programmes(l);
	if (l->r.lint->errors == 0)
		tell_unused(l);
	return true;
}

enum rc
content_load_files(struct content **out, const struct source_file *files,
    size_t n, struct str origin, struct lint *lint)
{
	struct arena *a, *work;
	struct loader l = { .r.lint = lint };
	size_t errors = lint->errors;
	jmp_buf full;
	bool fits;

	*out = NULL;
	if (sodium_init() < 0)
		return RC_NOMEM;
	if (!files_sound(files, n, lint)) {
		lint_sort(lint);
		return RC_BAD;
	}
	a = arena_new(CONTENT_ARENA_MAX);
	work = arena_new(CONTENT_ARENA_MAX);
	if (a == NULL || work == NULL) {
		arena_free(a);
		arena_free(work);
		return RC_NOMEM;
	}
	l.r.arena = a;
	l.r.work = work;
	l.content = arena_one(a, struct content);
	l.content->arena = a;
	l.content->origin = str_copy(a, origin);
	fits = load_guarded(&l, files, n, &full);
	arena_on_full(a, NULL);
	arena_free(work);
	lint_sort(lint);
	if (!fits || lint->errors > errors) {
		arena_free(a);
		return fits ? RC_BAD : RC_NOMEM;
	}
	*out = l.content;
	return RC_OK;
}

enum rc
content_load_embedded(struct content **out, struct lint *lint)
{
	struct source_file *files = arena_many(lint->arena,
	    struct source_file, embedded_content_n + 1);
	size_t i;

	for (i = 0; i < embedded_content_n; i++) {
		const struct embedded_file *e = &embedded_content[i];
		const unsigned char *data = e->data;

		files[i].path = str_z(e->path);
		files[i].data = (struct str){ (const char *)data, e->len };
	}
	return content_load_files(out, files, embedded_content_n,
	    S("built in"), lint);
}

void
content_free(struct content *c)
{
	if (c != NULL)
		arena_free(c->arena);
}
