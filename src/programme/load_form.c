/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/load.h"

#include "base/arena.h"
#include "base/buf.h"

enum { FIELDS_MAX = 40, COLUMNS_MAX = 6, OPTIONS_MAX = 20, TEXT_MAX = 1000,
	TEXTAREA_MAX = 5000, SCALE_STEPS_MAX = 11 };

#define FIELD_KEYS "!id !type !label hint help show private "

static const char *const type_keys[] = {
	[FIELD_TEXT] = FIELD_KEYS "max",
	[FIELD_TEXTAREA] = FIELD_KEYS "max",
	[FIELD_SCALE] = FIELD_KEYS "!from !to low high",
	[FIELD_LIST] = FIELD_KEYS "min max !columns",
	[FIELD_CHOICE] = FIELD_KEYS "!options",
	[FIELD_NUMBER] = FIELD_KEYS "min max",
	[FIELD_DATE] = FIELD_KEYS,
	[FIELD_MULTI] = FIELD_KEYS "!options",
};
static const char types[] = "text textarea scale list choice number date multi";

struct choice *
read_choices(struct reader *r, const struct yaml *map, enum lang lang,
    size_t *n)
{
	struct yaml *const *list = read_list(r, map, "options", OPTIONS_MAX,
	    n);
	struct choice *out = arena_many(r->arena, struct choice, *n + 1);
	size_t i, k;

	for (i = 0; i < *n; i++) {
		if (!read_map(r, list[i], lang == LANG_N ? "!id @" :
		    "!id !label"))
			continue;
		out[i].id = read_id(r, list[i], "id");
		out[i].label = lang == LANG_N ? read_words_of(r, list[i]) :
		    read_words_in(r, list[i], "label", lang);
		for (k = 0; k < i; k++)
			if (str_eq(out[k].id, out[i].id))
				lint_error(r->lint, list[i]->at, "the option "
				    "\"%.*s\" stands twice", STR(out[i].id));
	}
	if (list != NULL && *n < 2)
		lint_error(r->lint, yaml_get(map, "options")->at,
		    "a choice needs at least two options");
	return out;
}

const struct str *
choice_ids(struct arena *a, const struct choice *list, size_t n)
{
	struct str *ids = arena_many(a, struct str, n + 1);
	size_t i;

	for (i = 0; i < n; i++)
		ids[i] = list[i].id;
	return ids;
}

static void
read_scale(struct reader *r, const struct yaml *map, struct field *f,
    enum lang lang)
{
	int64_t from = read_int(r, map, "from", 0, 100, 0);
	int64_t to = read_int(r, map, "to", 0, 100, 10);

	if (to <= from || to - from >= SCALE_STEPS_MAX)
		lint_error(r->lint, map->at, "a scale goes from a lower to a "
		    "higher number in at most %d steps", SCALE_STEPS_MAX);
	f->low = (double)from;
	f->high = (double)to;
	f->low_set = f->high_set = true;
	f->low_words = read_words_in(r, map, "low", lang);
	f->high_words = read_words_in(r, map, "high", lang);
}

static void
read_number(struct reader *r, const struct yaml *map, struct field *f)
{
	f->low_set = yaml_get(map, "min") != NULL;
	f->high_set = yaml_get(map, "max") != NULL;
	f->low = read_real(r, map, "min", 0);
	f->high = read_real(r, map, "max", 0);
	if (f->low_set && f->high_set && f->low >= f->high)
		lint_error(r->lint, map->at, "\"min\" must be below \"max\"");
}

static void read_fields(struct reader *, struct yaml *const *, size_t,
    struct field *, enum lang, bool column);

static void
read_rows(struct reader *r, const struct yaml *map, struct field *f,
    enum lang lang)
{
	struct yaml *const *list = read_list(r, map, "columns", COLUMNS_MAX,
	    &f->ncolumns);
	struct field *columns = arena_many(r->arena, struct field,
	    f->ncolumns + 1);

	f->min = (int)read_int(r, map, "min", 0, LIST_ROWS_LIMIT, 0);
	f->max = (int)read_int(r, map, "max", 1, LIST_ROWS_LIMIT, 10);
	if (f->min > f->max)
		lint_error(r->lint, map->at, "\"min\" must not be above "
		    "\"max\"");
	read_fields(r, list, f->ncolumns, columns, lang, true);
	f->columns = columns;
}

static void
read_field(struct reader *r, struct yaml *map, struct field *f,
    enum lang lang, bool column)
{
	int type;

	f->at = map->at;
	if (map->kind != YAML_MAP || yaml_get(map, "type") == NULL) {
		read_map(r, map, "!id !type !label");
		return;
	}
	type = read_word(r, map, "type", types, -1);
	if (type < 0)
		return;
	f->type = (enum field_type)type;
	read_map(r, map, type_keys[type]);
	f->id = read_id(r, map, "id");
	f->label = read_words_in(r, map, "label", lang);
	f->hint = read_words_in(r, map, "hint", lang);
	f->help = read_words_in(r, map, "help", lang);
	f->private = (enum field_private)read_word(r, map, "private",
	    "no offer always", PRIVATE_NO);
	if (f->type == FIELD_TEXT)
		f->max = (int)read_int(r, map, "max", 1, TEXT_MAX, 300);
	else if (f->type == FIELD_TEXTAREA)
		f->max = (int)read_int(r, map, "max", 1, TEXTAREA_MAX, 4000);
	else if (f->type == FIELD_SCALE)
		read_scale(r, map, f, lang);
	else if (f->type == FIELD_CHOICE || f->type == FIELD_MULTI)
		f->options = read_choices(r, map, lang, &f->noptions);
	else if (f->type == FIELD_NUMBER)
		read_number(r, map, f);
	else if (f->type == FIELD_LIST && !column)
		read_rows(r, map, f, lang);
	if (column && (f->type == FIELD_LIST || f->type == FIELD_MULTI ||
	    f->private != PRIVATE_NO ||
	    yaml_get(map, "show") != NULL))
		lint_error(r->lint, map->at, "a column cannot be a list, "
		    "multi, private or have \"show\"");
}

static void
read_fields(struct reader *r, struct yaml *const *list, size_t n,
    struct field *out, enum lang lang, bool column)
{
	size_t i, k;

	for (i = 0; i < n; i++) {
		read_field(r, list[i], &out[i], lang, column);
		for (k = 0; k < i; k++)
			if (out[i].id.len > 0 && str_eq(out[k].id, out[i].id))
				lint_error(r->lint, list[i]->at, "the id "
				    "\"%.*s\" stands twice", STR(out[i].id));
	}
}

struct form_draft *
form_read(struct reader *r, struct str text, struct place at, enum lang lang,
    bool exercise)
{
	struct yaml *map = yaml_read(r, text, at);
	struct form_draft *d = arena_one(r->work, struct form_draft);
	struct form *f = &d->form;
	struct yaml *const *list;

	if (!read_map(r, map, exercise ?
	    "!id !title !why !minutes !smaller share !fields" :
	    "!id !title why !minutes smaller share !fields"))
		return NULL;
	d->lang = lang;
	f->at = map->at;
	f->id = read_id(r, map, "id");
	f->title = read_words_in(r, map, "title", lang);
	f->why = read_words_in(r, map, "why", lang);
	f->smaller = read_words_in(r, map, "smaller", lang);
	f->minutes = (int)read_int(r, map, "minutes", 1, 60, 1);
	f->share = (enum share)read_word(r, map, "share", "ask therapist me",
	    SHARE_ASK);
	f->exercise = exercise;
	f->source = text;
	if (f->minutes > 10)
		lint_warning(r->lint, yaml_get(map, "minutes")->at, "longer "
		    "than one sitting (10 minutes): split it");
	list = read_list(r, map, "fields", FIELDS_MAX, &f->nfields);
	d->fields = arena_many(r->work, struct field, f->nfields + 1);
	d->maps = arena_many(r->work, struct yaml *, f->nfields + 1);
	for (size_t i = 0; i < f->nfields; i++)
		d->maps[i] = list[i];
	read_fields(r, list, f->nfields, d->fields, lang, false);
	f->fields = d->fields;
	return d;
}

struct form_draft *
sheet_read(struct reader *r, const struct yaml *map, struct str id,
    enum lang lang, int minutes, struct str source)
{
	struct form_draft *d = arena_one(r->work, struct form_draft);
	struct form *f = &d->form;
	struct yaml *const *list = read_list(r, map, "sheet", FIELDS_MAX,
	    &f->nfields);

	d->lang = lang;
	*f = (struct form){ .id = id, .minutes = minutes, .source = source,
	    .share = SHARE_ASK, .nfields = f->nfields, .at = map->at };
	d->fields = arena_many(r->work, struct field, f->nfields + 1);
	d->maps = arena_many(r->work, struct yaml *, f->nfields + 1);
	for (size_t i = 0; i < f->nfields; i++)
		d->maps[i] = list[i];
	read_fields(r, list, f->nfields, d->fields, lang, false);
	f->fields = d->fields;
	form_compile(r, d, NULL);
	return d;
}

enum expr_type
field_expr_type(const struct field *f)
{
	static const enum expr_type type[] = {
		[FIELD_TEXT] = EXPR_TEXT, [FIELD_TEXTAREA] = EXPR_TEXT,
		[FIELD_SCALE] = EXPR_NUMBER, [FIELD_LIST] = EXPR_LIST,
		[FIELD_CHOICE] = EXPR_CHOICE, [FIELD_NUMBER] = EXPR_NUMBER,
		[FIELD_DATE] = EXPR_DATE,
		[FIELD_MULTI] = EXPR_LIST,
	};

	return type[f->type];
}

void
form_compile(struct reader *r, struct form_draft *d,
    const struct expr_scope *up)
{
	size_t n = d->form.nfields, i, k;
	struct expr_name *names = arena_many(r->arena, struct expr_name, n + 1);
	struct expr_scope scope = { .names = names, .n = n, .up = up };
	struct str name;

	for (i = 0; i < n; i++)
		names[i] = (struct expr_name){ .name = d->fields[i].id,
		    .kinds = NAME_VALUE | NAME_FIELD,
		    .type = field_expr_type(&d->fields[i]),
		    .options = choice_ids(r->arena, d->fields[i].options,
		    d->fields[i].noptions),
		    .noptions = d->fields[i].noptions };
	for (i = 0; i < n; i++) {
		d->fields[i].show = read_expr(r, d->maps[i], "show", &scope,
		    EXPR_BOOL);
		for (k = 0; d->fields[i].show != NULL &&
		    expr_reads(d->fields[i].show, k, &name); k++)
			if (str_eq(name, d->fields[i].id))
				lint_error(r->lint, d->fields[i].at, "\"show\" "
				    "asks for the field it stands in");
	}
}

/* Only words may differ between languages. */
static bool
same_bounds(const struct field *a, const struct field *b)
{
	return a->type == b->type && a->max == b->max && a->min == b->min &&
	    a->private == b->private && a->low_set == b->low_set &&
	    a->high_set == b->high_set && !(a->low < b->low) &&
	    !(a->low > b->low) && !(a->high < b->high) && !(a->high > b->high)
	    && a->noptions == b->noptions && a->ncolumns == b->ncolumns;
}

bool
field_same(const struct field *a, const struct field *b)
{
	size_t i;

	if (!str_eq(a->id, b->id) || !same_bounds(a, b) ||
	    !expr_same(a->show, b->show))
		return false;
	for (i = 0; i < a->noptions; i++)
		if (!str_eq(a->options[i].id, b->options[i].id))
			return false;
	for (i = 0; i < a->ncolumns; i++)
		if (!field_same(&a->columns[i], &b->columns[i]))
			return false;
	return true;
}

static void
join_words(struct words *into, const struct words *from, enum lang lang)
{
	into->in[lang] = from->in[lang];
	into->used[lang] = lang;
}

static void join_fields(struct reader *, struct field *, size_t n,
    const struct field *, enum lang);

static void
join_field(struct reader *r, struct field *a, const struct field *b,
    enum lang lang)
{
	struct choice *options = arena_many(r->arena, struct choice,
	    a->noptions + 1);
	struct field *columns = arena_many(r->arena, struct field,
	    a->ncolumns + 1);
	size_t i;

	if (!str_eq(a->id, b->id)) {
		lint_error(r->lint, b->at, "here is the field \"%.*s\", in "
		    "the other language (line %d) \"%.*s\"", STR(b->id),
		    a->at.line, STR(a->id));
		return;
	}
	if (!same_bounds(a, b) || !expr_same(a->show, b->show)) {
		lint_error(r->lint, b->at, "the field \"%.*s\" has another "
		    "type, bound or \"show\" than in the other language "
		    "(line %d)", STR(b->id), a->at.line);
		return;
	}
	join_words(&a->label, &b->label, lang);
	join_words(&a->hint, &b->hint, lang);
	join_words(&a->help, &b->help, lang);
	join_words(&a->low_words, &b->low_words, lang);
	join_words(&a->high_words, &b->high_words, lang);
	for (i = 0; i < a->noptions; i++) {
		options[i] = a->options[i];
		if (!str_eq(a->options[i].id, b->options[i].id))
			lint_error(r->lint, b->at, "the option \"%.*s\" is "
			    "\"%.*s\" in the other language",
			    STR(b->options[i].id), STR(a->options[i].id));
		join_words(&options[i].label, &b->options[i].label, lang);
	}
	a->options = options;
	for (i = 0; i < a->ncolumns; i++)
		columns[i] = a->columns[i];
	join_fields(r, columns, a->ncolumns, b->columns, lang);
	a->columns = columns;
}

static void
join_fields(struct reader *r, struct field *a, size_t n,
    const struct field *b, enum lang lang)
{
	size_t i;

	for (i = 0; i < n; i++)
		join_field(r, &a[i], &b[i], lang);
}

static void
fill_field(struct field *f)
{
	words_fill(&f->label);
	words_fill(&f->hint);
	words_fill(&f->help);
	words_fill(&f->low_words);
	words_fill(&f->high_words);
}

/* After the last language: fallbacks, of options and columns too. */
static void
fill_fields(struct arena *a, struct field *f, size_t n)
{
	size_t i, k;

	for (i = 0; i < n; i++) {
		struct choice *options = arena_many(a, struct choice,
		    f[i].noptions + 1);
		struct field *columns = arena_many(a, struct field,
		    f[i].ncolumns + 1);

		fill_field(&f[i]);
		for (k = 0; k < f[i].noptions; k++) {
			options[k] = f[i].options[k];
			words_fill(&options[k].label);
		}
		for (k = 0; k < f[i].ncolumns; k++)
			columns[k] = f[i].columns[k];
		fill_fields(a, columns, f[i].ncolumns);
		f[i].options = options;
		f[i].columns = columns;
	}
}

static void
join_form(struct reader *r, struct form *a, struct field *fields,
    const struct form_draft *d)
{
	const struct form *b = &d->form;

	if (!str_eq(a->id, b->id) || a->minutes != b->minutes ||
	    a->share != b->share || a->exercise != b->exercise ||
	    a->nfields != b->nfields) {
		lint_error(r->lint, b->at, "the id, minutes, share or number "
		    "of fields differ from the other language (line %d)",
		    a->at.line);
		return;
	}
	join_words(&a->title, &b->title, d->lang);
	join_words(&a->why, &b->why, d->lang);
	join_words(&a->smaller, &b->smaller, d->lang);
	join_fields(r, fields, a->nfields, b->fields, d->lang);
}

struct form *
form_join(struct reader *r, struct form_draft *const *drafts)
{
	struct form *f = arena_one(r->arena, struct form);
	struct buf source = buf_new(r->work, YAML_BYTES_MAX * LANG_N);
	struct field *fields = NULL;
	enum lang l;
	size_t i;

	for (l = 0; l < LANG_N; l++) {
		if (drafts[l] == NULL)
			continue;
		buf_fmt(&source, "# %s\n", lang_tag(l));
		buf_add(&source, drafts[l]->form.source);
		if (fields != NULL) {
			join_form(r, f, fields, drafts[l]);
			continue;
		}
		*f = drafts[l]->form;
		fields = arena_many(r->arena, struct field, f->nfields + 1);
		for (i = 0; i < f->nfields; i++)
			fields[i] = drafts[l]->fields[i];
	}
	words_fill(&f->title);
	words_fill(&f->why);
	words_fill(&f->smaller);
	fill_fields(r->arena, fields, f->nfields);
	f->fields = fields;
	f->source = str_copy(r->arena, buf_str(&source));
	return f;
}
