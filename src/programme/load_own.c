/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/load_own.h"

#include "base/arena.h"

/*
 * local/ID.LANG.yaml: the wording of an instrument we may not pass on, typed
 * in by a clinic that may use it.  Texts only, by the ids and values of the
 * instrument's file; nothing in it can change what is counted.
 */
struct yaml *
own_read(struct loader *l, struct instrument *ins, enum lang lang)
{
	struct reader *r = &l->r;
	const struct source_file *file = load_file(l, str_fmt(r->arena,
	    "local/%.*s.%s.yaml", STR(ins->id), lang_tag(lang)));
	struct yaml *map;
	size_t errors = r->lint->errors;

	if (file == NULL)
		return NULL;
	map = yaml_read(r, file->data, (struct place){ file->path, 1, 1 });
	if (!read_map(r, map, "!instrument !version !source !confirmed !items "
	    "!scale intro holder"))
		return NULL;
	if (!str_eq(read_text(r, map, "instrument"), ins->id))
		lint_error(r->lint, yaml_get(map, "instrument") == NULL ?
		    map->at : yaml_get(map, "instrument")->at,
		    "the file is named after \"%.*s\"", STR(ins->id));
	if (!str_eq(read_text(r, map, "version"), ins->version))
		lint_error(r->lint, map->at, "it is for another version: the "
		    "instrument's is %.*s", STR(ins->version));
	if (read_text(r, map, "source").len == 0 ||
	    read_text(r, map, "confirmed").len == 0)
		lint_error(r->lint, map->at, "say where the text is from "
		    "(\"source\") and who held text and scoring against it "
		    "(\"confirmed\")");
	if (r->lint->errors == errors)
		ins->own[lang] = file;
	return map;
}

struct str
own_text(struct reader *r, const struct yaml *own, const char *key,
    struct str id)
{
	const struct yaml *map = yaml_get(own, key);
	const struct yaml *y = map == NULL ? NULL :
	    yaml_get(map, str_copy(r->arena, id).at);

	if (y != NULL && y->kind == YAML_TEXT)
		return y->text;
	if (id.len > 0)
		lint_error(r->lint, y != NULL ? y->at : map != NULL ?
		    map->at : own->at, "the text of \"%.*s\" is missing",
		    STR(id));
	return STR_NONE;
}

static bool
is_option(const struct instrument *ins, struct str value)
{
	int64_t n;
	size_t i, k;

	if (!str_int(value, 0, 1000, &n))
		return false;
	for (i = 0; i < ins->nitems; i++)
		for (k = 0; k < ins->items[i].nscale; k++)
			if (ins->items[i].scale[k].value == n)
				return true;
	return false;
}

void
own_compare(struct reader *r, const struct instrument *ins,
    const struct yaml *own)
{
	const struct yaml *items = yaml_get(own, "items");
	const struct yaml *scale = yaml_get(own, "scale");
	size_t i;

	for (i = 0; items != NULL && i < items->n; i++)
		if (instrument_item(ins, items->keys[i]->text) == ins->nitems)
			lint_error(r->lint, items->keys[i]->at, "there is no "
			    "item \"%.*s\"", STR(items->keys[i]->text));
	for (i = 0; scale != NULL && i < scale->n; i++)
		if (!is_option(ins, scale->keys[i]->text))
			lint_error(r->lint, scale->keys[i]->at, "there is no "
			    "answer of the value \"%.*s\"",
			    STR(scale->keys[i]->text));
}
