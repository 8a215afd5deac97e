/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/yaml.h"

#include <string.h>

#include "base/arena.h"
#include "programme/form.h"

enum { ID_MAX = 40 };

/* The next word of a list of them; "" at its end. */
static struct str
next_word(struct str *rest)
{
	struct str w;

	do
		w = str_cut(rest, ' ');
	while (w.len == 0 && rest->len > 0);
	return w;
}

static bool
key_known(const char *keys, struct str key)
{
	struct str rest = str_z(keys), w;
	enum lang lang;

	while ((w = next_word(&rest)).len > 0) {
		if (str_is(w, "@") && lang_parse(key, &lang))
			return true;
		if (w.at[0] == '!')
			w = str_sub(w, 1, w.len);
		if (str_eq(w, key))
			return true;
	}
	return false;
}

static void
unknown_key(struct reader *r, struct yaml *map, size_t i)
{
	const struct yaml *key = map->keys[i];

	if (map->flow && map->items[i]->kind == YAML_NULL &&
	    map->items[i]->text.len == 0) {
		lint_error(r->lint, key->at, "\"%.*s\" is taken for a key: a "
		    "text or expression with a comma must stand in quotes "
		    "inside { }", STR(key->text));
		map->trapped = true;
		return;
	}
	lint_error(r->lint, key->at, "the key \"%.*s\" is not known here",
	    STR(key->text));
}

bool
read_map(struct reader *r, struct yaml *map, const char *keys)
{
	struct str rest = str_z(keys), w;
	size_t i;

	if (map == NULL)
		return false;
	if (map->kind != YAML_MAP) {
		lint_error(r->lint, map->at, "here keys should stand (%s)",
		    keys);
		return false;
	}
	for (i = 0; i < map->n; i++)
		if (!key_known(keys, map->keys[i]->text))
			unknown_key(r, map, i);
	while ((w = next_word(&rest)).len > 0) {
		if (w.at[0] != '!')
			continue;
		w = str_sub(w, 1, w.len);
		for (i = 0; i < map->n; i++)
			if (str_eq(map->keys[i]->text, w))
				break;
		if (i == map->n)
			lint_error(r->lint, map->at, "\"%.*s\" is missing",
			    STR(w));
		else if (map->items[i]->kind == YAML_NULL)
			lint_error(r->lint, map->keys[i]->at,
			    "\"%.*s\" is empty", STR(w));
	}
	return true;
}

struct yaml *
yaml_get(const struct yaml *map, const char *key)
{
	struct yaml *y;
	size_t i;

	for (i = 0; map != NULL && map->kind == YAML_MAP && i < map->n; i++)
		if (str_is(map->keys[i]->text, key)) {
			if (map->items[i]->kind == YAML_NULL)
				return NULL;
			/* the tree is ours; only read_map() marks in it */
			memcpy(&y, &map->items[i], sizeof(y));
			return y;
		}
	return NULL;
}

struct str
read_text(struct reader *r, const struct yaml *map, const char *key)
{
	const struct yaml *y = yaml_get(map, key);

	if (y == NULL)
		return STR_NONE;
	if (y->kind != YAML_TEXT) {
		lint_error(r->lint, y->at, "\"%s\" should be a text", key);
		return STR_NONE;
	}
	if (str_trim(y->text).len == 0)
		lint_error(r->lint, y->at, "\"%s\" is empty", key);
	return str_trim(y->text);
}

bool
id_valid(struct str s)
{
	size_t i;

	if (s.len == 0 || s.len > ID_MAX || s.at[0] < 'a' || s.at[0] > 'z')
		return false;
	for (i = 1; i < s.len; i++)
		if (!((s.at[i] >= 'a' && s.at[i] <= 'z') || s.at[i] == '_' ||
		    (s.at[i] >= '0' && s.at[i] <= '9')))
			return false;
	return true;
}

struct str
read_id(struct reader *r, const struct yaml *map, const char *key)
{
	struct str s = read_text(r, map, key);

	struct str rest = S("and or not in if true false missing start"), w;

	if (s.len > 0 && !id_valid(s))
		lint_error(r->lint, yaml_get(map, key)->at, "\"%.*s\" is no "
		    "id: small letters a-z, digits and _, a letter first, at "
		    "most %d", STR(s), ID_MAX);
	while ((w = next_word(&rest)).len > 0)
		if (str_eq(w, s))
			lint_error(r->lint, yaml_get(map, key)->at, "\"%.*s\" "
			    "is a word of expressions and cannot be an id",
			    STR(s));
	return s;
}

int64_t
read_int(struct reader *r, const struct yaml *map, const char *key,
    int64_t min, int64_t max, int64_t otherwise)
{
	const struct yaml *y = yaml_get(map, key);
	int64_t n;

	if (y == NULL)
		return otherwise;
	if (y->kind == YAML_TEXT && y->plain && str_int(y->text, min, max, &n))
		return n;
	lint_error(r->lint, y->at, "\"%s\" should be a whole number from %lld "
	    "to %lld", key, (long long)min, (long long)max);
	return otherwise;
}

bool
yaml_real(const struct yaml *y, double *out)
{
	struct str whole, part;
	int64_t a, b = 0;
	double n, scale = 1;
	size_t i;

	if (y == NULL || y->kind != YAML_TEXT || !y->plain)
		return false;
	part = y->text;
	whole = str_cut(&part, '.');
	if (!str_int(whole, -1000000000, 1000000000, &a) || part.len > 9 ||
	    (part.len > 0 && !str_int(part, 0, 999999999, &b)) ||
	    (part.len == 0 && str_ends(y->text, S("."))))
		return false;
	for (i = 0; i < part.len; i++)
		scale *= 10;
	n = (double)b / scale;
	*out = str_starts(whole, S("-")) ? (double)a - n : (double)a + n;
	return true;
}

double
read_real(struct reader *r, const struct yaml *map, const char *key,
    double otherwise)
{
	const struct yaml *y = yaml_get(map, key);
	double n;

	if (y == NULL)
		return otherwise;
	if (yaml_real(y, &n))
		return n;
	lint_error(r->lint, y->at, "\"%s\" should be a number", key);
	return otherwise;
}

bool
read_bool(struct reader *r, const struct yaml *map, const char *key,
    bool otherwise)
{
	const struct yaml *y = yaml_get(map, key);

	if (y == NULL)
		return otherwise;
	if (y->kind == YAML_TEXT && y->plain && (str_is(y->text, "true") ||
	    str_is(y->text, "false")))
		return str_is(y->text, "true");
	lint_error(r->lint, y->at, "\"%s\" should be true or false", key);
	return otherwise;
}

int
read_days(struct reader *r, const struct yaml *map, const char *key,
    int otherwise)
{
	const struct yaml *y = yaml_get(map, key);
	struct str s;
	int64_t n;

	if (y == NULL)
		return otherwise;
	s = y->text;
	if (y->kind == YAML_TEXT && (str_ends(s, S("d")) ||
	    str_ends(s, S("w"))) &&
	    str_int(str_sub(s, 0, s.len - 1), 0, 3660, &n))
		return (int)(str_ends(s, S("w")) ? n * 7 : n);
	lint_error(r->lint, y->at, "\"%s\" should be a time such as 3d (days) "
	    "or 2w (weeks)", key);
	return otherwise;
}

int
read_word(struct reader *r, const struct yaml *map, const char *key,
    const char *words, int otherwise)
{
	const struct yaml *y = yaml_get(map, key);
	struct str rest = str_z(words), w;
	int i;

	if (y == NULL)
		return otherwise;
	for (i = 0; (w = next_word(&rest)).len > 0; i++)
		if (y->kind == YAML_TEXT && str_eq(w, y->text))
			return i;
	lint_error(r->lint, y->at, "\"%s\" should be one of: %s", key, words);
	return otherwise;
}

struct yaml *const *
read_list(struct reader *r, const struct yaml *map, const char *key,
    size_t max, size_t *n)
{
	const struct yaml *y = yaml_get(map, key);
	struct yaml **list;

	*n = 0;
	if (y == NULL)
		return NULL;
	if (y->kind != YAML_LIST) {
		lint_error(r->lint, y->at, "\"%s\" should be a list", key);
		return NULL;
	}
	if (y->n > max) {
		lint_error(r->lint, y->at, "\"%s\" has more than %zu entries",
		    key, max);
		return NULL;
	}
	list = arena_many(r->arena, struct yaml *, y->n + 1);
	if (y->n > 0)
		memcpy(list, y->items, y->n * sizeof(*list));
	*n = y->n;
	return list;
}

struct words
read_words_of(struct reader *r, const struct yaml *map)
{
	struct words w = { 0 };
	enum lang l;

	for (l = 0; l < LANG_N; l++) {
		w.in[l] = read_text(r, map, lang_tag(l));
		w.used[l] = l;
		if ((r->langs & 1U << l) != 0 && w.in[l].len == 0)
			lint_error(r->lint, map->at, "the text in \"%s\" is "
			    "missing", lang_tag(l));
		else if ((r->langs & 1U << l) == 0 && w.in[l].len > 0)
			lint_error(r->lint, map->at, "\"%s\" is not among "
			    "the languages of this file", lang_tag(l));
	}
	words_fill(&w);
	return w;
}

struct words
read_words(struct reader *r, const struct yaml *map, const char *key)
{
	struct yaml *y = yaml_get(map, key);

	if (y == NULL)
		return (struct words){ 0 };
	if (y->kind != YAML_MAP) {
		lint_error(r->lint, y->at, "\"%s\" should be a text in each "
		    "language: {nb: .., en: ..}", key);
		return (struct words){ 0 };
	}
	read_map(r, y, "@");
	return read_words_of(r, y);
}

struct words
read_words_in(struct reader *r, const struct yaml *map, const char *key,
    enum lang lang)
{
	struct words w = { 0 };

	w.in[lang] = read_text(r, map, key);
	w.used[lang] = lang;
	return w;
}

void
words_fill(struct words *w)
{
	enum lang l, other;

	for (l = 0; l < LANG_N; l++) {
		if (w->in[l].len > 0)
			continue;
		for (other = 0; other < LANG_N; other++)
			if (w->in[other].len > 0 && w->used[other] == other)
				break;
		if (other == LANG_N)
			continue;
		w->in[l] = w->in[other];
		w->used[l] = other;
	}
}
