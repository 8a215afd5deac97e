/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/spell.h"

#include <string.h>

#include "base/arena.h"
#include "programme/content.h"
#include "programme/yaml.h"

enum { FILE_ARENA_MAX = 16 * 1024 * 1024 };

/* All files; a dictionary is opened when its first word comes. */
struct spelling {
	struct arena *arena;
	struct lint *lint;
	const struct source_file *files;
	size_t nfiles;
	struct speller *speller[LANG_N];
	bool opened[LANG_N], list[LANG_N], told[LANG_N];
};

/* One file; a word that is not known is looked for from `from` on. */
struct reading {
	struct spelling *all;
	const struct source_file *file;
	struct arena *arena;	/* of this file's trees */
	size_t from;
};

static struct str
accepted_path(struct arena *a, enum lang lang)
{
	return str_fmt(a, "programmes/spelling.%s.txt", lang_tag(lang));
}

/* A list is kept in order, each word once: a second look finds it. */
static void
check_order(struct spelling *s, const struct source_file *list)
{
	struct str rest = list->data, line, last = STR_NONE;
	struct place at = { list->path, 1, 1 };

	for (; rest.len > 0; at.line++) {
		line = str_cut(&rest, '\n');
		if (str_starts(line, S("#")))
			continue;
		if (line.len == 0 || spell_word_len(line, 0) != line.len)
			lint_warning(s->lint, at, "one word a line");
		else if (str_cmp(last, line) >= 0)
			lint_warning(s->lint, at, "\"%.*s\" does not stand in "
			    "order (LC_ALL=C sort -u)", STR(line));
		last = line;
	}
}

static struct speller *
speller_of(struct spelling *s, enum lang lang)
{
	struct str path = accepted_path(s->arena, lang);
	struct str accepted = STR_NONE;
	size_t i;

	if (s->opened[lang])
		return s->speller[lang];
	s->opened[lang] = true;
	for (i = 0; i < s->nfiles; i++)
		if (str_eq(s->files[i].path, path)) {
			accepted = s->files[i].data;
			s->list[lang] = true;
			check_order(s, &s->files[i]);
		}
	s->speller[lang] = speller_open(s->arena, lang, accepted);
	return s->speller[lang];
}

static struct place
place_of(const struct source_file *f, size_t at)
{
	struct place p = { f->path, 1, 1 };
	size_t i;

	for (i = 0; i < at; i++)
		if (f->data.at[i] == '\n') {
			p.line++;
			p.column = 1;
		} else if (((unsigned char)f->data.at[i] & 0xc0) != 0x80) {
			p.column++;
		}
	return p;
}

static size_t
line_start(struct str s, int line)
{
	size_t i;

	for (i = 0; i < s.len && line > 1; i++)
		line -= s.at[i] == '\n';
	return i;
}

/* Where the whole word stands next in the file; from when it does not. */
static size_t
find_word(struct str s, size_t from, struct str word)
{
	size_t i = from, n;

	while (i < s.len) {
		n = spell_word_len(s, i);
		if (n == word.len && memcmp(s.at + i, word.at, n) == 0)
			return i;
		i += n > 0 ? n : 1;
	}
	return from;
}

/* "arbeids- og": the part before a hyphen may bind with an s or e. */
static bool
known(struct speller *sp, struct str text, size_t end, struct str w)
{
	if (speller_knows(sp, w))
		return true;
	return end < text.len && text.at[end] == '-' && w.len > 2 &&
	    (str_ends(w, S("s")) || str_ends(w, S("e"))) &&
	    speller_knows(sp, str_sub(w, 0, w.len - 1));
}

/* Without our list every text has words the dictionary lacks; told once. */
static void
tell_no_list(struct spelling *s, enum lang lang)
{
	struct place at = { accepted_path(s->arena, lang), 1, 1 };

	if (s->list[lang] || s->told[lang])
		return;
	s->told[lang] = true;
	lint_warning(s->lint, at, "this list of words that are right is not "
	    "here; begin with a copy of the program's own");
}

static void
read_stretch(struct reading *r, enum lang lang, struct str text)
{
	struct speller *sp;
	struct str w, suggested;
	size_t i = 0;

	while (spell_next(text, &i, &w)) {
		sp = speller_of(r->all, lang);
		if (sp == NULL)
			return;
		if (known(sp, text, i, w))
			continue;
		tell_no_list(r->all, lang);
		r->from = find_word(r->file->data, r->from, w);
		suggested = speller_suggests(sp, w);
		lint_warning(r->all->lint, place_of(r->file, r->from),
		    "spelling: \"%.*s\"%s%.*s", STR(w), suggested.len > 0 ?
		    "; perhaps " : "", STR(suggested));
		r->from += w.len;
	}
}

/* Values of these keys are no words of a language. */
static bool
is_technical(struct str key)
{
	static const char *const keys[] = { "id", "type", "share", "show",
		"private", "task", "kind", "obstacles", "after", "source",
		"same_as", "tests", "licence", "expr", "loinc" };
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (str_is(key, keys[i]))
			return true;
	return false;
}

/* LANG_N: no language yet; a key that names one gives it. */
static void
read_tree(struct reading *r, const struct yaml *y, enum lang lang)
{
	enum lang inner;
	size_t i;

	if (y->kind == YAML_TEXT && lang < LANG_N) {
		r->from = line_start(r->file->data, y->at.line);
		read_stretch(r, lang, y->text);
	}
	for (i = 0; i < y->n && y->kind != YAML_TEXT; i++) {
		inner = lang;
		if (y->kind == YAML_MAP && is_technical(y->keys[i]->text))
			continue;
		if (y->kind == YAML_MAP && lang == LANG_N)
			(void)lang_parse(y->keys[i]->text, &inner);
		read_tree(r, y->items[i], inner);
	}
}

static void
read_yaml(struct reading *r, struct str text, int line, enum lang lang)
{
	struct lint told = lint_new(r->arena);	/* by the loader already */
	struct reader reader = { .arena = r->arena, .work = r->arena,
	    .lint = &told };
	const struct yaml *y = yaml_read(&reader, text,
	    (struct place){ r->file->path, line, 1 });

	if (y != NULL)
		read_tree(r, y, lang);
}

static bool
is_yaml_block(struct str kind)
{
	return str_is(kind, "exercise") || str_is(kind, "form") ||
	    str_is(kind, "homework");
}

static bool
is_fence(struct str line)
{
	return str_starts(line, S("```")) || str_starts(line, S("~~~"));
}

/* Running text by lines; the blocks of a form as YAML. */
static void
read_markdown(struct reading *r, enum lang lang)
{
	struct str rest = r->file->data, line, kind = STR_NONE;
	size_t at, body = 0;
	int n, from = 0;
	bool inside = false;

	for (n = 1; rest.len > 0; n++) {
		at = (size_t)(rest.at - r->file->data.at);
		line = str_cut(&rest, '\n');
		r->from = at;
		if (is_fence(line) && !inside) {
			line = str_sub(line, 3, line.len);
			kind = str_trim(str_cut(&line, ' '));
			body = (size_t)(rest.at - r->file->data.at);
			from = n + 1;
			if (str_is(kind, "example"))
				read_stretch(r, lang, line);
			inside = true;
		} else if (is_fence(line)) {
			if (is_yaml_block(kind))
				read_yaml(r, str_sub(r->file->data, body, at),
				    from, lang);
			kind = STR_NONE;
			inside = false;
		} else if (!is_yaml_block(kind)) {
			read_stretch(r, lang, line);
		}
	}
}

/* Messages in English, translations in the file's language; no header. */
static void
read_po(struct reading *r, enum lang lang)
{
	struct str rest = r->file->data, line, text;
	bool header = false;
	enum lang now = LANG_EN;
	size_t i;

	while (rest.len > 0) {
		r->from = (size_t)(rest.at - r->file->data.at);
		line = str_cut(&rest, '\n');
		if (str_starts(line, S("msgid")))
			now = LANG_EN;
		else if (str_starts(line, S("msgstr")))
			now = lang;
		else if (!str_starts(line, S("\""))) {
			header = false;
			continue;
		}
		if (str_is(line, "msgid \"\"") &&
		    str_starts(rest, S("msgstr")))
			header = true;
		i = str_index(line, '"');
		text = str_sub(line, i + 1, line.len);
		if (!header)
			read_stretch(r, now, text);
	}
}

/* nb of "nb.md", "nb.plain.md", "crisis.nb.md", "nb.yaml", "nb.work.po". */
static enum lang
file_lang(struct str path)
{
	struct str name = path, part;
	enum lang lang = LANG_N;

	while (str_index(name, '/') < name.len)
		(void)str_cut(&name, '/');
	while (name.len > 0 && lang == LANG_N) {
		part = str_cut(&name, '.');
		(void)lang_parse(part, &lang);
	}
	return lang;
}

static void
read_file(struct spelling *s, const struct source_file *f)
{
	struct reading r = { .all = s, .file = f,
	    .arena = arena_new(FILE_ARENA_MAX) };
	enum lang lang = file_lang(f->path);

	if (r.arena == NULL)
		return;
	if (str_ends(f->path, S(".yaml")))
		read_yaml(&r, f->data, 1, lang);
	else if (str_ends(f->path, S(".md")) && lang < LANG_N)
		read_markdown(&r, lang);
	else if (str_ends(f->path, S(".po")) && lang < LANG_N)
		read_po(&r, lang);
	arena_free(r.arena);
}

unsigned
spell_files(struct arena *a, struct lint *lint, const struct source_file *files,
    size_t n)
{
	struct spelling s = { .arena = a, .lint = lint, .files = files,
	    .nfiles = n };
	unsigned without = 0;
	enum lang lang;
	size_t i;

	for (i = 0; i < n; i++)
		if (str_utf8_valid(files[i].data) &&
		    !str_starts(files[i].path, S("local/")))
			read_file(&s, &files[i]);
	for (lang = 0; lang < LANG_N; lang++) {
		if (s.opened[lang] && s.speller[lang] == NULL)
			without |= 1U << lang;
		speller_close(s.speller[lang]);
	}
	lint_sort(lint);
	return without;
}
