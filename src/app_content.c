/* SPDX-License-Identifier: Apache-2.0 */
/* Which content is in use: read, replaced, taken over from another process. */
#include "app.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/log.h"
#include "programme/content.h"
#include "programme/load.h"
#include "programme/store.h"

struct content_read {
	struct app *app;
	struct content *content;
	enum rc rc;
	bool none;
	struct lint lint;
};

static void
content_read(struct tx *tx, void *arg)
{
	struct content_read *c = arg;
	struct hash hash;

	c->none = !content_active(tx, &hash);
	if (!c->none)
		c->rc = content_load_stored(&c->content, tx, hash, &c->lint);
}

static bool
content_write(struct tx *tx, void *arg)
{
	struct content_read *c = arg;

	content_store(tx, c->content);
	return true;
}

static enum rc
content_activate(struct app *app, struct content *content)
{
	struct content_read c = { .app = app, .content = content };
	enum rc rc = db_tx(app->db, app->arena, content_write, &c);

	if (rc == RC_OK)
		gate_content_set(&app->gate, content);
	else
		content_free(content);
	return rc;
}

enum rc
app_content_load(struct app *app)
{
	struct content_read c = { .app = app, .lint = lint_new(app->arena) };
	struct lint lint = lint_new(app->arena);
	enum rc rc = db_read(app->db, app->arena, content_read, &c);

	if (rc != RC_OK || c.rc != RC_OK)
		return rc != RC_OK ? rc : c.rc;
	if (!c.none) {
		gate_content_set(&app->gate, c.content);
		return RC_OK;
	}
	rc = content_load_embedded(&c.content, &lint);
	if (rc != RC_OK) {
		app->why = lint_text(app->arena, &lint);
		return rc;
	}
	return content_activate(app, c.content);
}

static void
refresh_read(struct tx *tx, void *arg)
{
	struct content_read *c = arg;
	struct hash hash;

	c->none = !content_active(tx, &hash) ||
	    hash_eq(hash, content_hash(c->app->gate.active));
	if (!c->none)
		c->rc = content_load_stored(&c->content, tx, hash, &c->lint);
}

void
app_content_refresh(struct app *app, struct arena *a)
{
	struct content_read c = { .app = app, .lint = lint_new(a) };
	enum rc rc = db_read(app->db, a, refresh_read, &c);

	if (rc != RC_OK || c.none)
		return;
	if (c.rc == RC_OK)
		gate_content_set(&app->gate, c.content);
	else
		log_error("newly loaded content cannot be read; the old "
		    "stays in use");
}

/* A bundle replaces the whole one before: what is missed is seldom meant. */
static void
tell_left_out(const struct content *old, const struct content *new)
{
	size_t i;

	for (i = 0; i < content_programmes(old); i++) {
		const struct programme *p = content_programme_at(old, i);

		if (content_programme(new, p->id) == NULL)
			printf("note: \"%.*s\" (%.*s) is not in it, so "
			    "nobody new can be invited to it. Copy its folder "
			    "beside the others to have both.\n",
			    STR(words_in(&p->title, LANG_EN)), STR(p->id));
	}
}

/* Report and all: what was read becomes the active content. */
static enum rc
take(struct app *app, const struct source_file *files, size_t n,
    struct str origin, struct lint *lint)
{
	struct content *content = NULL;
	enum rc rc = content_load_files(&content, files, n, origin, lint);
	struct str report = lint_text(app->arena, lint);

	fwrite(report.at, 1, report.len, stdout);
	if (rc != RC_OK)
		return rc;
	tell_left_out(app->gate.active, content);
	return content_activate(app, content);
}

static bool
has_file(const struct source_file *files, size_t n, struct str path)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(files[i].path, path))
			return true;
	return false;
}

/* Adds of the active content what is not among the files; local: only the
 * wording that the clinic supplied. */
static size_t
keep_active(struct app *app, struct source_file *files, size_t n, bool local)
{
	size_t have, i, given = n;
	const struct source_file *old = content_files(app->gate.active, &have);

	for (i = 0; i < have && n < FILES_MAX; i++) {
		bool own = str_starts(old[i].path, S("local/"));

		if ((local && !own) || has_file(files, given, old[i].path))
			continue;
		files[n++] = old[i];
		if (local)
			printf("%.*s: kept from before\n", STR(old[i].path));
	}
	return n;
}

enum rc
app_content_replace(struct app *app, struct str dir)
{
	struct lint lint = lint_new(app->arena);
	struct source_file *files;
	size_t n;
	enum rc rc = folder_read(app->arena, dir, FOLDER_CONTENT, &files, &n);

	if (rc != RC_OK)
		return rc;
	n = keep_active(app, files, n, true);
	return take(app, files, n, dir, &lint);
}

enum rc
app_content_texts(struct app *app, struct str dir)
{
	struct lint lint = lint_new(app->arena);
	struct source_file *files;
	size_t n;
	enum rc rc = folder_read(app->arena, dir, FOLDER_LOCAL, &files, &n);

	if (rc != RC_OK)
		return rc;
	if (n == 0) {
		printf("%.*s: no file like rtwse.nb.yaml is in it\n", STR(dir));
		return RC_BAD;
	}
	n = keep_active(app, files, n, false);
	lint.stored = true;		/* the rest is in use already */
	return take(app, files, n, content_origin(app->gate.active), &lint);
}
