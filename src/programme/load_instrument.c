/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/load_own.h"

#include <math.h>

#include "base/arena.h"

enum { SCALE_MAX = 20, BANDS_MAX = 12 };

/* An instrument while it is read. */
struct making {
	struct reader *r;
	struct instrument *ins;
	struct yaml *map;
	struct yaml *own[LANG_N];	/* texts the clinic supplied */
	struct expr_name *names;	/* items, then scores, then follow-up */
	struct expr_scope scope;
};

static void
read_licence(struct making *m)
{
	struct yaml *map = yaml_get(m->map, "licence");

	if (map == NULL || !read_map(m->r, map, m->ins->clinic_text ?
	    "holder !terms !source" : "!holder !terms !source"))
		return;
	if (m->ins->holder.len == 0)		/* as the clinic says it */
		m->ins->holder = read_text(m->r, map, "holder");
	m->ins->terms = read_text(m->r, map, "terms");
	m->ins->licence_source = read_text(m->r, map, "source");
}

/* The words of an item or of an option, by the file or by the clinic. */
static struct words
read_wording(struct making *m, const struct yaml *map, const char *key,
    struct str id)
{
	struct words w = { 0 };
	enum lang lang;

	if (!m->ins->clinic_text)
		return read_words_of(m->r, map);
	(void)read_words_of(m->r, map);		/* tells of any that is here */
	for (lang = 0; lang < LANG_N; lang++)
		if (m->own[lang] != NULL)
			w.in[lang] = own_text(m->r, m->own[lang], key, id);
	for (lang = 0; lang < LANG_N; lang++)
		w.used[lang] = lang;
	words_fill(&w);
	return w;
}

static const struct scale_option *
read_scale(struct making *m, const struct yaml *map, size_t *n)
{
	struct yaml *const *list = read_list(m->r, map, "scale", SCALE_MAX,
	    n);
	struct scale_option *out = arena_many(m->r->arena,
	    struct scale_option, *n + 1);
	size_t i, k;

	for (i = 0; i < *n; i++) {
		if (!read_map(m->r, list[i], "!value loinc @"))
			continue;
		out[i].value = (int)read_int(m->r, list[i], "value", 0, 1000,
		    0);
		out[i].loinc = read_text(m->r, list[i], "loinc");
		out[i].label = read_wording(m, list[i], "scale",
		    read_text(m->r, list[i], "value"));
		for (k = 0; k < i; k++)
			if (out[k].value == out[i].value)
				lint_error(m->r->lint, list[i]->at, "the "
				    "value %d stands twice", out[i].value);
	}
	return out;
}

static void
name_add(struct making *m, struct str id, unsigned kinds, struct place at)
{
	size_t i;

	for (i = 0; i < m->scope.n; i++)
		if (id.len > 0 && str_eq(m->names[i].name, id))
			lint_error(m->r->lint, at, "the id \"%.*s\" stands "
			    "twice", STR(id));
	m->names[m->scope.n++] = (struct expr_name){ .name = id,
	    .kinds = kinds, .type = EXPR_NUMBER };
}

static void
read_items(struct making *m)
{
	struct instrument *ins = m->ins;
	struct yaml *const *list = read_list(m->r, m->map, "items",
	    ITEMS_MAX, &ins->nitems);
	struct item *items = arena_many(m->r->arena, struct item,
	    ins->nitems + 1);
	size_t i, nscale;
	const struct scale_option *scale = read_scale(m, m->map, &nscale);

	ins->items = items;
	for (i = 0; i < ins->nitems; i++) {
		if (!read_map(m->r, list[i], "!id loinc scale sensitive @"))
			continue;
		items[i].id = read_id(m->r, list[i], "id");
		items[i].loinc = read_text(m->r, list[i], "loinc");
		items[i].sensitive = read_bool(m->r, list[i], "sensitive",
		    false);
		items[i].text = read_wording(m, list[i], "items",
		    items[i].id);
		items[i].scale = scale;
		items[i].nscale = nscale;
		if (yaml_get(list[i], "scale") != NULL)
			items[i].scale = read_scale(m, list[i],
			    &items[i].nscale);
		if (items[i].nscale < 2)
			lint_error(m->r->lint, list[i]->at, "an item needs a "
			    "\"scale\" of at least two options");
		name_add(m, items[i].id, NAME_VALUE | NAME_ITEM, list[i]->at);
	}
}

static void
read_bands(struct making *m, const struct yaml *map, struct score *s)
{
	struct yaml *const *list = read_list(m->r, map, "bands", BANDS_MAX,
	    &s->nbands);
	struct band *bands = arena_many(m->r->arena, struct band,
	    s->nbands + 1);
	size_t i;

	for (i = 0; i < s->nbands; i++) {
		bool named = list[i]->kind == YAML_MAP && list[i]->n > 2;

		if (!read_map(m->r, list[i], "!to !id @"))
			continue;
		bands[i].id = read_id(m->r, list[i], "id");
		bands[i].to = read_real(m->r, list[i], "to", 0);
		if (named)
			bands[i].label = read_words_of(m->r, list[i]);
		if (i > 0 && bands[i].to <= bands[i - 1].to)
			lint_error(m->r->lint, list[i]->at, "the bands must "
			    "rise");
	}
	if (s->nbands > 0 && (bands[s->nbands - 1].to < s->to ||
	    bands[s->nbands - 1].to > s->to))
		lint_error(m->r->lint, list[s->nbands - 1]->at, "the last "
		    "band must end where \"range\" ends");
	s->bands = bands;
}

static void
read_change(struct making *m, const struct yaml *score, struct score *s)
{
	struct yaml *map = yaml_get(score, "change");
	double sd, reliability;

	if (map == NULL || !read_map(m->r, map,
	    "!source reliable cutoff sd reliability"))
		return;
	s->change_source = read_text(m->r, map, "source");
	s->cutoff_set = yaml_get(map, "cutoff") != NULL;
	s->cutoff = read_real(m->r, map, "cutoff", 0);
	s->reliable = read_real(m->r, map, "reliable", 0);
	sd = read_real(m->r, map, "sd", 0);
	reliability = read_real(m->r, map, "reliability", 0);
	if (s->reliable < 0 || sd < 0 || reliability < 0 || reliability >= 1 ||
	    (sd > 0) != (reliability > 0) || (sd > 0 && s->reliable > 0)) {
		lint_error(m->r->lint, map->at, "give \"reliable\", or "
		    "\"sd\" and \"reliability\" (0 to below 1)");
		return;
	}
	/* Jacobson and Truax 1991: 1.96 times the error of a difference */
	if (sd > 0)
		s->reliable = 1.96 * sd * sqrt(2 * (1 - reliability));
}

static void
read_missing(struct making *m, const struct yaml *score, struct score *s,
    bool *never)
{
	struct yaml *map = yaml_get(score, "missing");
	struct yaml *const *list;
	size_t n, i, k;
	int then;

	if (map == NULL || !read_map(m->r, map, "!max !then never"))
		return;
	then = read_word(m->r, map, "then", "prorate missing", 1);
	s->missing_max = (int)read_int(m->r, map, "max", 0, ITEMS_MAX, 0);
	if (then != 0)
		s->missing_max = 0;
	list = read_list(m->r, map, "never", ITEMS_MAX, &n);
	for (i = 0; i < n; i++) {
		k = instrument_item(m->ins, list[i]->text);
		if (k == m->ins->nitems)
			lint_error(m->r->lint, list[i]->at, "there is no item "
			    "\"%.*s\"", STR(list[i]->text));
		else
			never[k] = true;
	}
}

static void
read_range(struct making *m, const struct yaml *map, struct score *s)
{
	size_t n;
	struct yaml *const *list = read_list(m->r, map, "range", 2, &n);

	if (list == NULL)
		return;
	if (n != 2 || !yaml_real(list[0], &s->from) ||
	    !yaml_real(list[1], &s->to) || s->from >= s->to)
		lint_error(m->r->lint, yaml_get(map, "range")->at, "\"range\" "
		    "should be two numbers, the lower first: [0, 27]");
}

/* Everything at its lowest and at its highest must fall into the range. */
static void
check_range(struct making *m, size_t index, struct place at)
{
	const struct score *s = &m->ins->scores[index];
	int low[ITEMS_MAX], high[ITEMS_MAX];
	struct scored a, b;
	size_t i, k;

	for (i = 0; i < m->ins->nitems; i++) {
		const struct item *x = &m->ins->items[i];

		low[i] = high[i] = x->nscale > 0 ? x->scale[0].value : 0;
		for (k = 0; k < x->nscale; k++) {
			if (x->scale[k].value < low[i])
				low[i] = x->scale[k].value;
			if (x->scale[k].value > high[i])
				high[i] = x->scale[k].value;
		}
	}
	a = instrument_score(m->ins, low, index);
	b = instrument_score(m->ins, high, index);
	if ((!a.missing && (a.value < s->from || a.value > s->to)) ||
	    (!b.missing && (b.value < s->from || b.value > s->to)))
		lint_error(m->r->lint, at, "lowest and highest answers give "
		    "%g and %g, outside \"range\"", a.value, b.value);
}

static void
read_score(struct making *m, struct yaml *map, struct score *s)
{
	bool *counts = arena_many(m->r->arena, bool, m->ins->nitems + 1);
	bool *never = arena_many(m->r->arena, bool, m->ins->nitems + 1);
	struct str name;
	size_t i, k;

	s->id = read_id(m->r, map, "id");
	s->loinc = read_text(m->r, map, "loinc");
	s->expr = read_expr(m->r, map, "expr", &m->scope, EXPR_NUMBER);
	s->lower_is_better = read_word(m->r, map, "better", "lower higher",
	    0) == 0;
	read_range(m, map, s);
	read_bands(m, map, s);
	read_change(m, map, s);
	read_missing(m, map, s, never);
	for (i = 0; s->expr != NULL && expr_reads(s->expr, i, &name); i++) {
		k = instrument_item(m->ins, name);
		if (k < m->ins->nitems)
			counts[k] = true;
	}
	s->counts = counts;
	s->never = never;
}

/* A score can use the items and the scores above it, nothing else. */
static void
read_scores(struct making *m)
{
	size_t n, i;
	struct yaml *const *list = read_list(m->r, m->map, "scores",
	    SCORES_MAX, &n);
	struct score *scores = arena_many(m->r->arena, struct score, n + 1);

	m->ins->scores = scores;
	for (i = 0; i < n; i++) {
		if (!read_map(m->r, list[i], "!id !expr !range !better loinc "
		    "missing bands change"))
			continue;
		read_score(m, list[i], &scores[i]);
		m->ins->nscores = i + 1;
		if (scores[i].expr != NULL)
			check_range(m, i, list[i]->at);
		name_add(m, scores[i].id, NAME_VALUE, list[i]->at);
	}
	for (i = 0; i < m->scope.n; i++)
		if ((m->names[i].kinds & NAME_ITEM) == 0)
			m->names[i].kinds |= NAME_SCORE;
}

static void
read_follow_up(struct making *m)
{
	struct yaml *map = yaml_get(m->map, "follow_up");
	struct follow_up *f = arena_one(m->r->arena, struct follow_up);
	struct expr_name *name;

	if (map == NULL || !read_map(m->r, map, "!id !type !ask_when !options "
	    "optional sensitive hint @"))
		return;
	f->id = read_id(m->r, map, "id");
	read_word(m->r, map, "type", "choice", 0);
	f->ask_when = read_expr(m->r, map, "ask_when", &m->scope, EXPR_BOOL);
	f->optional = read_bool(m->r, map, "optional", false);
	f->sensitive = read_bool(m->r, map, "sensitive", false);
	f->text = read_words_of(m->r, map);
	f->hint = read_words(m->r, map, "hint");
	f->options = read_choices(m->r, map, LANG_N, &f->noptions);
	name = &m->names[m->scope.n];
	name_add(m, f->id, NAME_VALUE | NAME_FIELD, map->at);
	name->type = EXPR_CHOICE;
	name->options = choice_ids(m->r->arena, f->options, f->noptions);
	name->noptions = f->noptions;
	m->ins->follow_up = f;
}

static void
read_risk_task(struct making *m, const struct yaml *rule,
    struct risk_rule *x)
{
	struct yaml *map = yaml_get(rule, "task");
	struct str within, days;
	int64_t n = 0;

	if (map == NULL || !read_map(m->r, map, "!to !within do then"))
		return;
	x->task = true;
	x->to = read_id(m->r, map, "to");
	x->then = read_id(m->r, map, "then");
	x->phone = read_word(m->r, map, "do", "phone", -1) == 0;
	within = days = read_text(m->r, map, "within");
	if (str_is(within, "same staffed day"))
		return;
	if ((!str_ends(within, S(" staffed day")) &&
	    !str_ends(within, S(" staffed days"))) ||
	    !str_int(str_cut(&days, ' '), 1, 30, &n))
		lint_error(m->r->lint, map->at, "\"within\" should be \"same "
		    "staffed day\" or \"2 staffed days\"");
	x->within_staffed_days = (int)n;
}

static void
read_risks(struct making *m)
{
	struct yaml *const *list = read_list(m->r, m->map, "risk", RISKS_MAX,
	    &m->ins->nrisks);
	struct risk_rule *risks = arena_many(m->r->arena, struct risk_rule,
	    m->ins->nrisks + 1);
	size_t i, k;

	m->ins->risks = risks;
	for (i = 0; i < m->ins->nrisks; i++) {
		if (!read_map(m->r, list[i], "!id !when !level show task"))
			continue;
		risks[i].id = read_id(m->r, list[i], "id");
		risks[i].when = read_expr(m->r, list[i], "when", &m->scope,
		    EXPR_BOOL);
		risks[i].level = read_word(m->r, list[i], "level",
		    "amber red", 0) == 0 ? RISK_AMBER : RISK_RED;
		risks[i].show = read_id(m->r, list[i], "show");
		read_risk_task(m, list[i], &risks[i]);
		for (k = 0; k < i; k++)
			if (str_eq(risks[k].id, risks[i].id))
				lint_error(m->r->lint, list[i]->at, "the id "
				    "\"%.*s\" stands twice",
				    STR(risks[i].id));
	}
}

/* The languages of an instrument are those of its title. */
static void
find_languages(struct making *m)
{
	const struct yaml *title = yaml_get(m->map, "title");
	enum lang lang;

	m->r->langs = 0;
	for (lang = 0; lang < LANG_N; lang++)
		if (yaml_get(title, lang_tag(lang)) != NULL)
			m->r->langs |= 1U << lang;
}

/*
 * The wording is not ours to pass on: local/ID.LANG.yaml has it, when the
 * clinic has supplied it.  No words may stand in the instrument's own file.
 */
static void
read_own(struct making *m, struct loader *l)
{
	static const char *const keys[] = { "intro", "follow_up" };
	enum lang lang;
	size_t i;

	m->ins->clinic_text = true;
	m->r->langs = 0;
	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (yaml_get(m->map, keys[i]) != NULL)
			lint_error(m->r->lint, yaml_get(m->map, keys[i])->at,
			    "\"%s\" is text, and with \"text: clinic\" the "
			    "clinic supplies it", keys[i]);
	for (lang = 0; lang < LANG_N; lang++) {
		m->own[lang] = own_read(l, m->ins, lang);
		m->ins->intro.used[lang] = lang;
		if (m->own[lang] == NULL)
			continue;
		m->ins->intro.in[lang] = read_text(m->r, m->own[lang],
		    "intro");
		m->ins->holder = read_text(m->r, m->own[lang], "holder");
	}
	words_fill(&m->ins->intro);
}

static void
read_text_key(struct making *m, struct loader *l)
{
	if (read_word(m->r, m->map, "text", "here clinic", 0) == 1) {
		read_own(m, l);
		return;
	}
	m->ins->intro = read_words(m->r, m->map, "intro");
	if (yaml_get(m->map, "recall") == NULL)
		lint_error(m->r->lint, m->map->at, "\"recall\" is missing");
}

void
instrument_read(struct loader *l, const struct source_file *file,
    struct instrument *ins)
{
	struct making m = { .r = &l->r, .ins = ins };
	size_t errors = l->r.lint->errors;
	enum lang lang;

	m.map = yaml_read(&l->r, file->data,
	    (struct place){ file->path, 1, 1 });
	ins->at = (struct place){ file->path, 1, 1 };
	ins->source = file->data;
	ins->hash = file->hash;
	if (!read_map(m.r, m.map, "!id !version !title !licence recall "
	    "!items !scores loinc text intro scale follow_up "
	    "risk_about risk tests"))
		return;
	m.names = arena_many(l->r.arena, struct expr_name, ITEMS_MAX +
	    SCORES_MAX + 1);
	m.scope.names = m.names;
	find_languages(&m);
	ins->id = read_id(m.r, m.map, "id");
	ins->version = read_text(m.r, m.map, "version");
	ins->title = read_words(m.r, m.map, "title");
	read_text_key(&m, l);
	ins->risk_about = read_words(m.r, m.map, "risk_about");
	ins->loinc = read_text(m.r, m.map, "loinc");
	ins->recall_days = read_days(m.r, m.map, "recall", 0);
	read_licence(&m);
	read_items(&m);
	for (lang = 0; lang < LANG_N; lang++)
		if (m.own[lang] != NULL)
			own_compare(m.r, ins, m.own[lang]);
	read_scores(&m);
	read_follow_up(&m);
	read_risks(&m);
	if (l->r.lint->errors == errors)
		instrument_tests(m.r, ins, m.map);
}
