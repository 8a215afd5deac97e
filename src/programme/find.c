/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/find.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "programme/load.h"

struct hash
content_hash(const struct content *c)
{
	return c->hash;
}

struct str
content_origin(const struct content *c)
{
	return c->origin;
}

const struct source_file *
content_files(const struct content *c, size_t *n)
{
	*n = c->nfiles;
	return c->files;
}

size_t
content_programmes(const struct content *c)
{
	return c->nprogrammes;
}

const struct programme *
content_programme_at(const struct content *c, size_t i)
{
	return i < c->nprogrammes ? &c->programmes[i] : NULL;
}

const struct programme *
content_programme(const struct content *c, struct str id)
{
	size_t i;

	for (i = 0; i < c->nprogrammes; i++)
		if (str_eq(c->programmes[i].id, id))
			return &c->programmes[i];
	return NULL;
}

size_t
content_instruments(const struct content *c)
{
	return c->ninstruments;
}

const struct instrument *
content_instrument_at(const struct content *c, size_t i)
{
	return i < c->ninstruments ? &c->instruments[i] : NULL;
}

const struct instrument *
content_instrument(const struct content *c, struct str id)
{
	size_t i;

	for (i = 0; i < c->ninstruments; i++)
		if (str_eq(c->instruments[i].id, id))
			return &c->instruments[i];
	return NULL;
}

const struct form *
content_form(const struct content *c, struct hash h)
{
	size_t i, k, m;

	for (i = 0; i < c->nprogrammes; i++)
		for (k = 0; k < c->programmes[i].nchapters; k++) {
			const struct chapter *ch =
			    &c->programmes[i].chapters[k];

			for (m = 0; m < ch->nforms; m++)
				if (hash_eq(ch->forms[m]->hash, h))
					return ch->forms[m];
		}
	return NULL;
}

const struct chapter *
programme_chapter(const struct programme *p, struct str id)
{
	size_t i;

	for (i = 0; i < p->nchapters; i++)
		if (str_eq(p->chapters[i].id, id))
			return &p->chapters[i];
	return NULL;
}

const struct task *
programme_task(const struct programme *p, struct str id)
{
	size_t i, k;

	for (i = 0; i < p->ntasks; i++)
		if (str_eq(p->tasks[i].id, id))
			return &p->tasks[i];
	for (i = 0; i < p->nlibraries; i++)
		for (k = 0; k < p->libraries[i].ntasks; k++)
			if (str_eq(p->libraries[i].tasks[k].id, id))
				return &p->libraries[i].tasks[k];
	return NULL;
}

const struct form *
programme_form(const struct programme *p, struct str id,
    const struct chapter **chapter)
{
	size_t i, k;

	for (i = 0; i < p->nchapters; i++)
		for (k = 0; k < p->chapters[i].nforms; k++)
			if (str_eq(p->chapters[i].forms[k]->id, id)) {
				if (chapter != NULL)
					*chapter = &p->chapters[i];
				return p->chapters[i].forms[k];
			}
	return NULL;
}

const struct text *
programme_text(const struct programme *p, struct str id, enum lang lang)
{
	const struct text *other = NULL;
	size_t i;

	for (i = 0; i < p->ntexts; i++) {
		if (!str_eq(p->texts[i].id, id))
			continue;
		if (p->texts[i].lang == lang)
			return &p->texts[i];
		if (other == NULL)
			other = &p->texts[i];
	}
	return other;
}

#define GUIDE "guide"

const struct text *
programme_guide(const struct programme *p, const struct chapter *c,
    enum lang lang)
{
	size_t i;

	if (c == NULL)
		return programme_text(p, S(GUIDE), lang);
	for (i = 0; i < p->ntexts; i++)
		if (str_starts(p->texts[i].id, S(GUIDE "_")) && str_eq(
		    str_sub(p->texts[i].id, sizeof(GUIDE), p->texts[i].id.len),
		    c->id))
			return programme_text(p, p->texts[i].id, lang);
	return NULL;
}

bool
text_is_guide(struct str id)
{
	return str_is(id, GUIDE) || str_starts(id, S(GUIDE "_"));
}

const struct chapter_page *
chapter_page(const struct chapter *c, enum text_level level, enum lang lang,
    size_t n)
{
	const struct chapter_text *t = &c->text[level][lang];

	return n < t->npages ? &t->pages[n] : NULL;
}

const struct form *
chapter_form_in(const struct chapter *c, const struct form *f,
    enum text_level level)
{
	size_t i;

	for (i = 0; level == TEXT_PLAIN && i < c->nforms; i++)
		if (str_eq(c->forms[i]->id, f->id))
			return c->plain[i];
	return f;
}

const struct field *
form_field(const struct form *f, struct str id)
{
	size_t i;

	for (i = 0; i < f->nfields; i++)
		if (str_eq(f->fields[i].id, id))
			return &f->fields[i];
	return NULL;
}

const struct field *
field_column(const struct field *f, struct str id)
{
	size_t i;

	for (i = 0; i < f->ncolumns; i++)
		if (str_eq(f->columns[i].id, id))
			return &f->columns[i];
	return NULL;
}

const struct choice *
field_option(const struct field *f, struct str id)
{
	size_t i;

	for (i = 0; i < f->noptions; i++)
		if (str_eq(f->options[i].id, id))
			return &f->options[i];
	return NULL;
}

bool
hash_eq(struct hash a, struct hash b)
{
	return memcmp(a.b, b.b, HASH_BYTES) == 0;
}

struct hash
hash_of(struct str s)
{
	struct hash h;

	crypto_generichash(h.b, HASH_BYTES, (const unsigned char *)s.at,
	    s.len, NULL, 0);
	return h;
}

struct str
hash_hex(struct arena *a, struct hash h)
{
	return str_hex(a, h.b, HASH_BYTES);
}

bool
hash_parse(struct str hex, struct hash *out)
{
	return str_unhex(hex, out->b, HASH_BYTES);
}
