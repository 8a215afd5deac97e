/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * YAML 1.2 read into a tree that remembers where everything stands.  An
 * alias points to the node it names (nothing is copied, so it cannot grow);
 * depth, nodes and bytes are limited; keys are unique texts.  A plain `no`
 * is a text, and tags, merges and several documents are refused.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "html/lang.h"
#include "programme/lint.h"

enum { YAML_DEPTH_MAX = 16, YAML_NODES_MAX = 20000,
	YAML_BYTES_MAX = 512 * 1024 };

enum yaml_kind { YAML_NULL, YAML_TEXT, YAML_LIST, YAML_MAP };

struct yaml {
	enum yaml_kind kind;
	bool plain;			/* a text without quotes */
	bool flow;			/* a map or list in { } or [ ] */
	bool trapped;			/* a comma cut one of its values */
	struct place at;
	struct str text;		/* of a text; of a null as written */
	struct str anchor;
	const struct yaml *const *items;	/* of a list; values of a map */
	const struct yaml *const *keys;		/* of a map */
	size_t n;
};

/*
 * Reading with a schema.  Every function tells lint what is wrong and goes
 * on with an empty value, so that all faults come out at once.
 */
struct reader {
	struct arena *arena;	/* what is kept */
	struct arena *work;	/* gone when all is read: trees, keys, drafts */
	struct lint *lint;
	unsigned langs;		/* bit 1 << lang: words need these */
};
/*
 * line and column are where the text begins in its file (1, 1 for a whole
 * file).  The tree lies in `work`, its values in `arena`.  NULL after telling
 * lint.  An empty text is YAML_NULL.
 */
struct yaml *yaml_read(struct reader *, struct str text, struct place from);

/* Is this a map, and are all its keys among these ("id type label")?  Keys
 * marked with "!" are needed.  False: no map, it has been told. */
bool read_map(struct reader *, struct yaml *, const char *keys);
/* NULL when left out. */
struct yaml *yaml_get(const struct yaml *map, const char *key);
/* "" when left out; told when it is no text. */
struct str read_text(struct reader *, const struct yaml *map, const char *key);
/* [a-z][a-z0-9_]*, at most 40; "" when left out (told by "!"). */
struct str read_id(struct reader *, const struct yaml *map, const char *key);
bool id_valid(struct str);
int64_t read_int(struct reader *, const struct yaml *map, const char *key,
    int64_t min, int64_t max, int64_t otherwise);
double read_real(struct reader *, const struct yaml *map, const char *key,
    double otherwise);
bool yaml_real(const struct yaml *, double *out);
bool read_bool(struct reader *, const struct yaml *map, const char *key,
    bool otherwise);
/* 3d, 2w -> days */
int read_days(struct reader *, const struct yaml *map, const char *key,
    int otherwise);
/* Which of these words ("ask therapist me") it is, from 0. */
int read_word(struct reader *, const struct yaml *map, const char *key,
    const char *words, int otherwise);
/* A list; NULL and *n 0 when left out or told to be no list. */
struct yaml *const *read_list(struct reader *, const struct yaml *map,
    const char *key, size_t max, size_t *n);

struct words;
/* {nb: .., en: ..} under a key. */
struct words read_words(struct reader *, const struct yaml *map,
    const char *key);
/* nb and en among the keys of the map itself. */
struct words read_words_of(struct reader *, const struct yaml *map);
/* The one text of a file in one language. */
struct words read_words_in(struct reader *, const struct yaml *map,
    const char *key, enum lang);
/* Fills the languages left out with another. */
void words_fill(struct words *);
