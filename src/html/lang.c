/* SPDX-License-Identifier: Apache-2.0 */
#include "html/lang.h"

#include <assert.h>
#include <string.h>

#include "html/lang_table.h"

static const struct {
	const char *tag, *name;
} languages[LANG_N] = {
	[LANG_EN] = { "en", "English" },
	[LANG_NB] = { "nb", "Norsk bokmål" },
};

static const struct lang_entry *
entry_of(enum lang lang, const char *id)
{
	const struct lang_table *t = &lang_tables[lang];
	size_t i;

	assert(lang < LANG_N && id != NULL);
	for (i = lang_hash(id) & t->mask; t->entries[i].id != NULL;
	    i = (i + 1) & t->mask)
		if (strcmp(t->entries[i].id, id) == 0)
			return &t->entries[i];
	return NULL;
}

struct str
lang_text(enum lang lang, const char *msgid)
{
	const struct lang_entry *e = entry_of(lang, msgid);

	return str_z(e == NULL ? msgid : e->text);
}

struct str
lang_plural(enum lang lang, const char *one, const char *many, int64_t n)
{
	const struct lang_entry *e = entry_of(lang, one);

	if (e == NULL || e->many == NULL)
		return str_z(n == 1 ? one : many);
	return str_z(n == 1 ? e->text : e->many);
}

const char *
lang_tag(enum lang lang)
{
	assert(lang < LANG_N);
	return languages[lang].tag;
}

const char *
lang_name(enum lang lang)
{
	assert(lang < LANG_N);
	return languages[lang].name;
}

bool
lang_parse(struct str s, enum lang *out)
{
	enum lang l;

	for (l = 0; l < LANG_N; l++)
		if (str_is(s, languages[l].tag)) {
			*out = l;
			return true;
		}
	return false;
}

/* The weight of "nb;q=0.8" in thousandths; what is odd weighs nothing. */
static int
weight(struct str params)
{
	int q = 0, unit = 100;
	size_t i;

	params = str_trim(params);
	if (params.len == 0)
		return 1000;
	if (params.len < 3 || memcmp(params.at, "q=", 2) != 0)
		return 0;
	if (params.at[2] == '1')
		return 1000;
	for (i = 4; i < params.len && i < 7; i++, unit /= 10) {
		if (params.at[i] < '0' || params.at[i] > '9')
			return 0;
		q += (params.at[i] - '0') * unit;
	}
	return q;
}

/* By the first part of a tag; all Norwegians read bokmål before English. */
static bool
language_of(struct str tag, enum lang *out)
{
	static const struct { const char *tag; enum lang lang; } known[] = {
		{ "en", LANG_EN }, { "nb", LANG_NB }, { "nn", LANG_NB },
		{ "no", LANG_NB },
	};
	size_t i;

	tag = str_cut(&tag, '-');
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (tag.len == 2 && (tag.at[0] | 32) == known[i].tag[0] &&
		    (tag.at[1] | 32) == known[i].tag[1]) {
			*out = known[i].lang;
			return true;
		}
	return false;
}

enum lang
lang_negotiate(struct str accept_language, enum lang otherwise)
{
	enum lang best = otherwise, l;
	int most = 0;

	while (accept_language.len > 0) {
		struct str item = str_cut(&accept_language, ',');
		struct str tag = str_trim(str_cut(&item, ';'));
		int q = weight(item);

		if (q > most && language_of(tag, &l)) {
			most = q;
			best = l;
		}
	}
	return best;
}
