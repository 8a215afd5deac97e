/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/store.h"

#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "db/db.h"
#include "programme/load.h"

SQL(content_file_add, "hash:bytes body:bytes", "",
    "INSERT INTO content_file (hash, body) VALUES ($1, $2) "
    "ON CONFLICT DO NOTHING");
SQL(content_bundle_add, "bundle:bytes path:text file:bytes", "",
    "INSERT INTO content_bundle (bundle, path, file_hash) "
    "VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
SQL(content_version_add, "hash:bytes kind:text ref:text version:text "
    "lang:text body:bytes now:int", "",
    "INSERT INTO content_version (hash, kind, ref, version, lang, body, "
    "loaded_at) VALUES ($1, $2, $3, $4, $5, $6, $7) "
    "ON CONFLICT DO NOTHING");
SQL(content_active_set, "bundle:bytes origin:text now:int", "",
    "INSERT INTO content_active (one, bundle, origin, loaded_at) "
    "VALUES (1, $1, $2, $3) ON CONFLICT (one) DO UPDATE SET "
    "bundle = excluded.bundle, origin = excluded.origin, "
    "loaded_at = excluded.loaded_at");
SQL(content_active_get, "", "bundle:bytes",
    "SELECT bundle FROM content_active WHERE one = 1");
SQL(content_bundle_files, "bundle:bytes", "path:text body:bytes",
    "SELECT b.path, f.body FROM content_bundle b "
    "JOIN content_file f ON f.hash = b.file_hash "
    "WHERE b.bundle = $1 ORDER BY b.path");

static struct bytes
of_hash(const struct hash *h)
{
	return (struct bytes){ h->b, HASH_BYTES };
}

static struct bytes
of_text(struct str s)
{
	return (struct bytes){ (const unsigned char *)s.at, s.len };
}

static void
add_version(struct tx *tx, struct hash h, struct str kind, struct str ref,
    struct str version, struct str lang, struct str body)
{
	db_run(tx, content_version_add, of_hash(&h), kind, ref, version, lang,
	    of_text(body), tx_now(tx));
}

static void
add_chapter(struct tx *tx, const struct programme *p, const struct chapter *c)
{
	struct arena *a = tx_arena(tx);
	struct str ref = str_fmt(a, "%.*s/%.*s", STR(p->id), STR(c->id));
	enum text_level level;
	enum lang lang;
	size_t i;

	for (level = 0; level < TEXT_LEVELS; level++)
		for (lang = 0; lang < LANG_N; lang++) {
			const struct chapter_text *t = &c->text[level][lang];

			if (t->npages > 0 && t->lang == lang &&
			    t->level == level)
				add_version(tx, t->file->hash, S("chapter"),
				    ref, p->version, str_z(lang_tag(lang)),
				    t->file->data);
		}
	for (i = 0; i < c->nforms; i++) {
		const struct form *f = c->forms[i];

		add_version(tx, f->hash, S("form"), str_fmt(a, "%.*s/%.*s",
		    STR(ref), STR(f->id)), p->version, STR_NONE, f->source);
	}
}

/* Its file, and the wording a clinic supplied, in each language. */
static void
add_instrument(struct tx *tx, const struct instrument *x)
{
	enum lang lang;

	add_version(tx, x->hash, S("instrument"), x->id, x->version, STR_NONE,
	    x->source);
	for (lang = 0; lang < LANG_N; lang++)
		if (x->own[lang] != NULL)
			add_version(tx, x->own[lang]->hash, S("instrument"),
			    x->id, x->version, str_z(lang_tag(lang)),
			    x->own[lang]->data);
}

static void
add_programme(struct tx *tx, const struct programme *p)
{
	struct arena *a = tx_arena(tx);
	size_t i;

	add_version(tx, p->file->hash, S("programme"), p->id, p->version,
	    STR_NONE, p->file->data);
	for (i = 0; i < p->nchapters; i++)
		add_chapter(tx, p, &p->chapters[i]);
	for (i = 0; i < p->ntexts; i++) {
		const struct text *t = &p->texts[i];

		add_version(tx, t->file->hash, S("text"), str_fmt(a,
		    "%.*s/%.*s", STR(p->id), STR(t->id)), p->version,
		    str_z(lang_tag(t->lang)), t->file->data);
	}
}

bool
content_active(struct tx *tx, struct hash *out)
{
	struct bytes b;
	bool found = false;

	ROWS(r, tx, content_active_get);
	if (rows_next(&r)) {
		b = rows_bytes(&r, "bundle");
		found = b.len == HASH_BYTES;
		if (found)
			memcpy(out->b, b.at, HASH_BYTES);
	}
	return found;
}

bool
content_store(struct tx *tx, const struct content *c)
{
	struct hash now;
	size_t i;

	if (content_active(tx, &now) && hash_eq(now, c->hash))
		return false;
	for (i = 0; i < c->nfiles; i++) {
		const struct source_file *f = &c->files[i];

		db_run(tx, content_file_add, of_hash(&f->hash),
		    of_text(f->data));
		db_run(tx, content_bundle_add, of_hash(&c->hash), f->path,
		    of_hash(&f->hash));
	}
	for (i = 0; i < c->nprogrammes; i++)
		add_programme(tx, &c->programmes[i]);
	for (i = 0; i < c->ninstruments; i++)
		add_instrument(tx, &c->instruments[i]);
	db_run(tx, content_active_set, of_hash(&c->hash), c->origin,
	    tx_now(tx));
	return true;
}

enum rc
content_load_stored(struct content **out, struct tx *tx, struct hash bundle,
    struct lint *lint)
{
	struct source_file *files = arena_many(tx_arena(tx),
	    struct source_file, FILES_MAX);
	size_t n = 0;
	enum rc rc;

	*out = NULL;
	ROWS(r, tx, content_bundle_files, of_hash(&bundle));
	while (n < FILES_MAX && rows_next(&r)) {
		struct bytes b = rows_bytes(&r, "body");

		files[n].path = rows_str(&r, "path");
		files[n++].data = (struct str){ (const char *)b.at, b.len };
	}
	if (tx_rc(tx) != RC_OK)
		return tx_rc(tx);
	if (n == 0) {
		log_error("content: an enrolment is pinned to a bundle that "
		    "is not in the database");
		return RC_BAD;
	}
	lint->stored = true;
	rc = content_load_files(out, files, n, S("stored"), lint);
	if (rc == RC_OK && !hash_eq(content_hash(*out), bundle)) {
		log_error("content: a stored bundle is not what its hash says");
		content_free(*out);
		*out = NULL;
		rc = RC_BAD;
	} else if (rc != RC_OK) {
		log_error("content: a stored bundle cannot be read: %s, %zu "
		    "errors", rc_text(rc), lint->errors);
	}
	return rc;
}
