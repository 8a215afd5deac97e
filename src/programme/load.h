/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * How content is built, file by file; only this room's load*.c see it.
 * Drafts hold one language each; joining compares them and makes the model.
 */
#include "programme/content.h"
#include "programme/expr.h"
#include "programme/yaml.h"

enum { FILES_MAX = 2000, CONTENT_BYTES_MAX = 8 * 1024 * 1024,
	CONTENT_ARENA_MAX = 64 * 1024 * 1024, LIST_ROWS_LIMIT = 20 };

struct content {
	struct arena *arena;
	struct hash hash;
	struct str origin;
	const struct source_file *files;
	size_t nfiles;
	const struct programme *programmes;
	size_t nprogrammes;
	const struct instrument *instruments;
	size_t ninstruments;
	const struct library *libraries;
	size_t nlibraries;
};

struct loader {
	struct reader r;		/* arena and lint of this load */
	struct content *content;
	bool *used;			/* [nfiles] somebody read it */
};

/* A form in one language; fields is form.fields, still to be changed. */
struct form_draft {
	struct form form;
	struct field *fields;
	struct yaml **maps;		/* of each field, for `show` */
	enum lang lang;
};

struct block_draft {
	struct block block;
	struct form_draft *form;
	struct place at;
	struct str when;		/* as written, for BLOCK_WHEN */
	struct place when_at;
};

struct page_draft {
	struct str heading;
	struct block_draft *blocks;
	size_t nblocks;
	int words;
	struct place at;
};

struct chapter_draft {
	struct str title;
	struct page_draft *pages;
	size_t npages;
	struct place at;
};

/* The drafts of one chapter: by reading level and language, NULL: none. */
typedef struct chapter_draft *chapter_drafts[TEXT_LEVELS][LANG_N];

/*
 * files.c.  CONTENT: what is in DIR/programmes, DIR/instruments and, where
 * there is one, DIR/local.  ALL: the lists of accepted words and DIR/lang too,
 * for `mellom check`.  LOCAL: DIR's own YAML files, as if in local/.
 */
enum { FOLDER_BYTES_MAX = 2 * CONTENT_BYTES_MAX + 4 * 1024 * 1024 };
enum folder_part { FOLDER_CONTENT, FOLDER_ALL, FOLDER_LOCAL };
enum rc folder_read(struct arena *, struct str dir, enum folder_part,
    struct source_file **, size_t *n) MUST_USE;

/* The file with this path, marked as used; NULL. */
const struct source_file *load_file(struct loader *, struct str path);

/* load_form.c */
struct form_draft *form_read(struct reader *, struct str yaml, struct place,
    enum lang, bool exercise);
void form_compile(struct reader *, struct form_draft *,
    const struct expr_scope *up);
/* drafts[lang] may be NULL; at least one is not. */
struct form *form_join(struct reader *, struct form_draft *const *drafts);
/* Ids, types, bounds, options, columns and show alike: only words differ. */
bool field_same(const struct field *, const struct field *);
enum expr_type field_expr_type(const struct field *);
const struct str *choice_ids(struct arena *, const struct choice *, size_t n);
/* {id, label} or {id, nb, en}: lang LANG_N reads the second. */
struct choice *read_choices(struct reader *, const struct yaml *map,
    enum lang, size_t *n);

/* The worksheet of a task, from the fields under "sheet". */
struct form_draft *sheet_read(struct reader *, const struct yaml *map,
    struct str id, enum lang, int minutes, struct str source);

/* load_chapter.c: NULL when the file cannot be read as a chapter. */
struct chapter_draft *chapter_read(struct loader *, const struct source_file *,
    enum lang, enum text_level, const struct programme *);

/* load_join.c */
void chapter_compile(struct loader *, struct chapter_draft *,
    const struct expr_scope *);
void chapter_join(struct loader *, struct chapter *, chapter_drafts *);

/* load_text.c: false when the file is not of the form ID.LANG.md. */
bool text_name(struct str file, struct str *id, enum lang *);
void text_read(struct loader *, const struct source_file *, struct text *);
void texts_compare(struct loader *, const struct text *, const struct text *,
    struct place);

/* load_task.c */
void library_read(struct loader *, const struct source_file *,
    struct library *);
void lint_words_map(struct reader *, const struct yaml *map, const char *key);

/* load_contact.c */
void contact_read(struct reader *, const struct yaml *programme,
    struct programme *);
/* load_programme.c, load_instrument.c */
void programme_read(struct loader *, const struct source_file *,
    struct programme *);
void instrument_read(struct loader *, const struct source_file *,
    struct instrument *);
/* load_scope.c: all names of a programme; tells ids that stand twice. */
struct expr_scope programme_scope(struct loader *, const struct programme *,
    chapter_drafts *, struct place);
/* An expression under a key; NULL when left out or wrong. */
const struct expr *read_expr(struct reader *, const struct yaml *map,
    const char *key, const struct expr_scope *, enum expr_type);

/* instrument_test.c */
void instrument_tests(struct reader *, const struct instrument *,
    const struct yaml *map);

/* lint_words.c: what patients read, checked for words and weight. */
void lint_patient_text(struct lint *, struct str text, struct place,
    enum lang);
/* Warns above max; texts under 100 words are not judged. */
void lint_lix(struct lint *, struct str text, struct place, int max);
enum { LIX_STANDARD = 45, LIX_PLAIN = 35 };
int count_words(struct str);
