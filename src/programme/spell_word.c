/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/spell.h"

#include <hunspell/hunspell.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"

/* A suggestion in Norwegian takes half a second: some words get any. */
enum { KNOWN_SLOTS = 1 << 15, WORD_MAX = 80, SUGGESTIONS_MAX = 3,
	SUGGESTED_MAX = 8 };

struct suggestion {
	struct str word, list;
};

struct speller {
	struct arena *arena;
	Hunhandle *hun;
	bool latin1;		/* the dictionary's encoding; else UTF-8 */
	enum lang lang;
	uint64_t *seen;		/* [KNOWN_SLOTS] hash, lowest bit: known */
	size_t nseen;
	struct suggestion suggested[SUGGESTED_MAX];
	size_t nsuggested;
};

static const struct dictionary {
	const char *name, *package;
} dictionaries[LANG_N] = {
	[LANG_EN] = { "en_GB", "hunspell-en-gb" },
	[LANG_NB] = { "nb_NO", "hunspell-no" },
};

const char *
spell_package(enum lang lang)
{
	return dictionaries[lang].package;
}

/* As hunspell's own program: DICPATH, and where Debian puts them. */
static struct str
dictionary_path(struct arena *a, enum lang lang)
{
	const char *dir = getenv("DICPATH");
	struct str path = str_fmt(a, "%s/%s", dir != NULL ? dir :
	    "/usr/share/hunspell", dictionaries[lang].name);
	bool there = access(str_fmt(a, "%s.aff", path.at).at, R_OK) == 0 &&
	    access(str_fmt(a, "%s.dic", path.at).at, R_OK) == 0;

	return there ? path : STR_NONE;
}

/*
 * The word as the dictionary writes it, with a plain apostrophe; false when
 * it is too long or has a letter that the dictionary's encoding lacks.
 */
static bool
encode(const struct speller *sp, struct str w, char out[WORD_MAX])
{
	size_t i, n = 0;

	for (i = 0; i < w.len && n < WORD_MAX - 1; i++) {
		unsigned char c = (unsigned char)w.at[i];

		if (c == 0xe2 && i + 2 < w.len) {
			out[n++] = '\'';
			i += 2;
		} else if (!sp->latin1 || c < 0x80) {
			out[n++] = (char)c;
		} else if ((c == 0xc2 || c == 0xc3) && i + 1 < w.len) {
			i++;
			out[n++] = (char)(((c & 3) << 6) | (w.at[i] & 0x3f));
		} else {
			return false;
		}
	}
	out[n] = '\0';
	return i == w.len;
}

static struct str
decode(const struct speller *sp, const char *z)
{
	struct buf b = buf_new(sp->arena, (size_t)4 * WORD_MAX);

	for (; *z != '\0'; z++) {
		unsigned char c = (unsigned char)*z;

		if (!sp->latin1 || c < 0x80) {
			buf_add_c(&b, (char)c);
		} else {
			buf_add_c(&b, (char)(0xc0 | (c >> 6)));
			buf_add_c(&b, (char)(0x80 | (c & 0x3f)));
		}
	}
	return buf_str(&b);
}

struct speller *
speller_open(struct arena *a, enum lang lang, struct str accepted)
{
	struct str path = dictionary_path(a, lang), line;
	struct speller *sp;
	const char *encoding;
	char word[WORD_MAX];

	if (path.len == 0)
		return NULL;
	sp = arena_one(a, struct speller);
	sp->arena = a;
	sp->lang = lang;
	sp->seen = arena_many(a, uint64_t, KNOWN_SLOTS);
	sp->hun = Hunspell_create(str_fmt(a, "%s.aff", path.at).at,
	    str_fmt(a, "%s.dic", path.at).at);
	if (sp->hun == NULL)
		return NULL;
	encoding = Hunspell_get_dic_encoding(sp->hun);
	sp->latin1 = strncmp(encoding, "ISO8859-1", 9) == 0;
	while (accepted.len > 0) {
		line = str_trim(str_cut(&accepted, '\n'));
		if (line.len > 0 && line.at[0] != '#' &&
		    encode(sp, line, word))
			Hunspell_add(sp->hun, word);
	}
	return sp;
}

void
speller_close(struct speller *sp)
{
	if (sp != NULL)
		Hunspell_destroy(sp->hun);
}

static bool
in_dictionary(const struct speller *sp, struct str w)
{
	char word[WORD_MAX];

	return encode(sp, w, word) && Hunspell_spell(sp->hun, word) != 0;
}

/* All parts of a word with hyphens; a part of one letter is one too. */
static bool
parts_known(const struct speller *sp, struct str w)
{
	struct str rest = w, part;

	if (str_index(w, '-') == w.len)
		return false;
	while (rest.len > 0) {
		part = str_cut(&rest, '-');
		if (part.len > 1 && !in_dictionary(sp, part))
			return false;
	}
	return true;
}

/* English: the friend's; a name's possessive is in no dictionary. */
static bool
possessive_known(const struct speller *sp, struct str w)
{
	struct str base = w;

	if (sp->lang != LANG_EN)
		return false;
	if (str_ends(w, S("'s")))
		base.len -= 2;
	else if (str_ends(w, S("\xe2\x80\x99s")))
		base.len -= 4;
	return base.len < w.len && in_dictionary(sp, base);
}

bool
speller_knows(struct speller *sp, struct str w)
{
	uint64_t hash = str_hash(w) & ~(uint64_t)1;
	size_t i = (size_t)(hash >> 8) % KNOWN_SLOTS;
	bool known;

	while (sp->seen[i] != 0 && (sp->seen[i] & ~(uint64_t)1) != hash)
		i = (i + 1) % KNOWN_SLOTS;
	if (sp->seen[i] != 0)
		return sp->seen[i] & 1;
	known = in_dictionary(sp, w) || parts_known(sp, w) ||
	    possessive_known(sp, w);
	if (hash != 0 && sp->nseen < KNOWN_SLOTS / 2) {
		sp->seen[i] = hash | known;
		sp->nseen++;
	}
	return known;
}

struct str
speller_suggests(struct speller *sp, struct str w)
{
	struct buf b = buf_new(sp->arena, 4096);
	char word[WORD_MAX], **list;
	int n, i;
	size_t k;

	for (k = 0; k < sp->nsuggested; k++)
		if (str_eq(sp->suggested[k].word, w))
			return sp->suggested[k].list;
	if (k == SUGGESTED_MAX || !encode(sp, w, word))
		return STR_NONE;
	n = Hunspell_suggest(sp->hun, &list, word);
	for (i = 0; i < n && i < SUGGESTIONS_MAX; i++)
		buf_fmt(&b, "%s%.*s", i > 0 ? ", " : "",
		    STR(decode(sp, list[i])));
	Hunspell_free_list(sp->hun, &list, n);
	sp->suggested[k] = (struct suggestion){ str_copy(sp->arena, w),
	    buf_str(&b) };
	sp->nsuggested++;
	return sp->suggested[k].list;
}
