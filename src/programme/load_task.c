/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/load.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

/*
 * A library: library.yaml names its tasks in order; tasks/ID/task.yaml holds
 * what has no words, tasks/ID/LANG.yaml the words: of the standard at the
 * top, of the plain one under "plain", of others under "variants".
 */
enum { TASKS_MAX = 200, STEPS_MAX = 12, VARIANTS_MAX = 8,
	TEMPLATES_MAX = 60 };

struct task_file {
	struct loader *l;
	struct reader *r;
	struct task *t;
	struct task *variants;
	struct form_draft *sheets[LANG_N];
	struct yaml *obstacles;
};

#define TEXT_KEYS "title why tiny steps example if_then "

static void
read_line_list(struct task_file *f, const struct yaml *map, const char *key,
    struct lines *out, enum lang lang)
{
	size_t n, i;
	struct yaml *const *list = read_list(f->r, map, key, STEPS_MAX, &n);
	struct str *lines = arena_many(f->r->arena, struct str, n + 1);

	for (i = 0; i < n; i++) {
		if (list[i]->kind != YAML_TEXT)
			lint_error(f->r->lint, list[i]->at,
			    "a step should be a text");
		lines[i] = list[i]->text;
	}
	out->in[lang] = lines;
	out->n[lang] = n;
	out->used[lang] = lang;
}

static void
read_if_then(struct task_file *f, const struct yaml *map, struct task *t,
    enum lang lang, bool all)
{
	struct yaml *y = yaml_get(map, "if_then");
	struct words *lines;
	size_t i, k;

	if (t->if_then == NULL)
		t->if_then = arena_many(f->r->arena, struct words,
		    t->nobstacles + 1);
	lines = arena_many(f->r->arena, struct words, t->nobstacles + 1);
	memcpy(lines, t->if_then, t->nobstacles * sizeof(*lines));
	t->if_then = lines;
	if (y == NULL || y->kind != YAML_MAP)
		return;
	for (i = 0; i < y->n; i++) {
		for (k = 0; k < t->nobstacles; k++)
			if (str_is(y->keys[i]->text,
			    obstacle_id(t->obstacles[k])))
				break;
		if (k == t->nobstacles)
			lint_error(f->r->lint, y->keys[i]->at, "\"%.*s\" is "
			    "not among the obstacles of task.yaml",
			    STR(y->keys[i]->text));
		else if (y->items[i]->kind == YAML_TEXT) {
			lines[k].in[lang] = y->items[i]->text;
			lines[k].used[lang] = lang;
		}
	}
	for (k = 0; all && k < t->nobstacles; k++)
		if (yaml_get(y, obstacle_id(t->obstacles[k])) == NULL)
			lint_error(f->r->lint, y->at, "there is no if-then "
			    "for \"%s\"", obstacle_id(t->obstacles[k]));
}

/* What a patient reads of a task, gathered, for words and weight. */
static void
lint_texts(struct task_file *f, const struct yaml *map, enum lang lang,
    int lix)
{
	static const char *const keys[] = { "title", "why", "tiny", "example" };
	struct buf all = buf_new(f->r->work, 64 * 1024);
	const struct yaml *steps = yaml_get(map, "steps");
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		const struct yaml *y = yaml_get(map, keys[i]);

		if (y == NULL || y->kind != YAML_TEXT)
			continue;
		lint_patient_text(f->r->lint, y->text, y->at, lang);
		buf_add(&all, y->text);
		buf_add_z(&all, "\n\n");
	}
	for (i = 0; steps != NULL && i < steps->n; i++) {
		lint_patient_text(f->r->lint, steps->items[i]->text,
		    steps->items[i]->at, lang);
		buf_fmt(&all, "- %.*s\n", STR(steps->items[i]->text));
	}
	lint_lix(f->r->lint, buf_str(&all), map->at, lix);
}

/* The texts of one task in one language; what is left out stays. */
static void
read_texts(struct task_file *f, const struct yaml *map, struct task *t,
    enum lang lang)
{
	struct str example;

	if (yaml_get(map, "title") != NULL) {
		t->title.in[lang] = read_text(f->r, map, "title");
		t->title.used[lang] = lang;
	}
	if (yaml_get(map, "why") != NULL) {
		t->why.in[lang] = str_trim(read_text(f->r, map, "why"));
		t->why.used[lang] = lang;
	}
	if (yaml_get(map, "tiny") != NULL) {
		t->smaller.in[lang] = str_trim(read_text(f->r, map, "tiny"));
		t->smaller.used[lang] = lang;
	}
	if (yaml_get(map, "steps") != NULL)
		read_line_list(f, map, "steps", &t->steps, lang);
	example = read_text(f->r, map, "example");
	if (example.len > 0) {
		t->example.in[lang] = html_markdown(f->r->arena, example);
		t->example.used[lang] = lang;
	}
	read_if_then(f, map, t, lang, t == f->t);
}

static struct task *
variant_find(struct task_file *f, struct str tag, struct place at)
{
	struct task *t = f->t;
	size_t i;

	for (i = 0; i < t->nvariants; i++)
		if (str_eq(f->variants[i].variant, tag))
			return &f->variants[i];
	if (t->nvariants == VARIANTS_MAX) {
		lint_error(f->r->lint, at, "more than %d variants",
		    VARIANTS_MAX);
		return &f->variants[0];
	}
	f->variants[t->nvariants].variant = str_copy(f->r->arena, tag);
	return &f->variants[t->nvariants++];
}

/* A variant in one language, over the standard in the same language. */
static void
read_variant(struct task_file *f, struct yaml *map, struct str tag,
    enum lang lang)
{
	struct task *v, *s = f->t;
	bool plain = str_is(tag, "plain");

	if (!read_map(f->r, map, plain ? TEXT_KEYS : TEXT_KEYS "!fits"))
		return;
	v = variant_find(f, tag, map->at);
	v->nobstacles = s->nobstacles;
	v->obstacles = s->obstacles;
	v->title.in[lang] = s->title.in[lang];
	v->title.used[lang] = s->title.used[lang];
	v->why.in[lang] = s->why.in[lang];
	v->smaller.in[lang] = s->smaller.in[lang];
	v->steps.in[lang] = s->steps.in[lang];
	v->steps.n[lang] = s->steps.n[lang];
	v->example.in[lang] = s->example.in[lang];
	read_texts(f, map, v, lang);
	v->why.used[lang] = v->smaller.used[lang] = v->steps.used[lang] =
	    v->example.used[lang] = lang;
	v->fits.in[lang] = read_text(f->r, map, "fits");
	v->fits.used[lang] = lang;
	lint_texts(f, map, lang, plain ? LIX_PLAIN : LIX_STANDARD);
}

static void
read_words_file(struct task_file *f, const struct source_file *file,
    enum lang lang)
{
	struct reader *r = f->r;
	struct yaml *map = yaml_read(r, file->data,
	    (struct place){ file->path, 1, 1 }), *y;
	size_t i;

	if (!read_map(r, map, "!title !why !tiny !steps !example !if_then "
	    "sheet plain variants"))
		return;
	read_texts(f, map, f->t, lang);
	lint_texts(f, map, lang, LIX_STANDARD);
	y = yaml_get(map, "sheet");
	if (y != NULL)
		f->sheets[lang] = sheet_read(r, map, f->t->id, lang,
		    f->t->minutes, file->data);
	y = yaml_get(map, "plain");
	if (y != NULL)
		read_variant(f, y, S("plain"), lang);
	y = yaml_get(map, "variants");
	for (i = 0; y != NULL && y->kind == YAML_MAP && i < y->n; i++)
		read_variant(f, (struct yaml *)(uintptr_t)y->items[i],
		    y->keys[i]->text, lang);
}

static void
fill_lines(struct lines *x)
{
	enum lang lang, from;

	for (lang = 0; lang < LANG_N; lang++)
		for (from = 0; x->n[lang] == 0 && from < LANG_N; from++)
			if (x->n[from] > 0 && x->used[from] == from) {
				x->in[lang] = x->in[from];
				x->n[lang] = x->n[from];
				x->used[lang] = from;
			}
}

static void
fill_markdown(struct markdown *x)
{
	enum lang lang, from;

	for (lang = 0; lang < LANG_N; lang++)
		for (from = 0; x->in[lang].s.len == 0 && from < LANG_N; from++)
			if (x->in[from].s.len > 0 && x->used[from] == from) {
				x->in[lang] = x->in[from];
				x->used[lang] = from;
			}
}

static void
fill_task(struct reader *r, struct task *t)
{
	struct words *lines = arena_many(r->arena, struct words,
	    t->nobstacles + 1);
	size_t i;

	words_fill(&t->title);
	words_fill(&t->why);
	words_fill(&t->smaller);
	words_fill(&t->fits);
	fill_lines(&t->steps);
	fill_markdown(&t->example);
	for (i = 0; t->if_then != NULL && i < t->nobstacles; i++) {
		lines[i] = t->if_then[i];
		words_fill(&lines[i]);
	}
	t->if_then = lines;
}

/*
 * A variant written in one language only: in the others the standard of that
 * language stands in for it, before another language does.
 */
static void
fill_variant(struct task_file *f, struct task *v)
{
	const struct task *s = f->t;
	struct words *lines = arena_many(f->r->arena, struct words,
	    s->nobstacles + 1);
	enum lang lang;
	size_t i;

	for (i = 0; i < s->nobstacles; i++)
		lines[i] = v->if_then[i];
	for (lang = 0; lang < LANG_N; lang++) {
		bool own = v->why.in[lang].len > 0;

		for (i = 0; i < s->nobstacles; i++)
			if (lines[i].in[lang].len == 0) {
				lines[i].in[lang] = s->if_then[i].in[lang];
				lines[i].used[lang] = s->if_then[i].used[lang];
			}
		if (own)
			continue;
		v->title.in[lang] = s->title.in[lang];
		v->title.used[lang] = s->title.used[lang];
		v->why.in[lang] = s->why.in[lang];
		v->why.used[lang] = s->why.used[lang];
		v->smaller.in[lang] = s->smaller.in[lang];
		v->smaller.used[lang] = s->smaller.used[lang];
		v->steps.in[lang] = s->steps.in[lang];
		v->steps.n[lang] = s->steps.n[lang];
		v->steps.used[lang] = s->steps.used[lang];
		v->example.in[lang] = s->example.in[lang];
		v->example.used[lang] = s->example.used[lang];
	}
	words_fill(&v->fits);
	v->if_then = lines;
	v->id = s->id;
	v->kind = s->kind;
	v->minutes = s->minutes;
	v->minutes_tiny = s->minutes_tiny;
	v->sheet = s->sheet;
	v->steps_help = s->steps_help;
	v->after = s->after;
	v->hash = s->hash;
}

static void
read_task_obstacles(struct task_file *f, const struct yaml *map)
{
	size_t n, i;
	struct yaml *const *list = read_list(f->r, map, "obstacles",
	    OBSTACLES_N, &n);
	enum obstacle *out = arena_many(f->r->arena, enum obstacle, n + 1);

	for (i = 0; i < n; i++) {
		out[i] = obstacle_of(list[i]->text);
		if (out[i] == OBSTACLE_NONE) {
			lint_error(f->r->lint, list[i]->at, "\"%.*s\" is no "
			    "obstacle: time, privacy, tired, forgot, lost, "
			    "unclear, hard, home or other",
			    STR(list[i]->text));
			out[i] = OBSTACLE_OTHER;
		}
	}
	f->t->obstacles = out;
	f->t->nobstacles = n;
}

/* task.yaml; false when it cannot be read. */
static bool
read_task_yaml(struct task_file *f, const struct source_file *file,
    struct str id)
{
	struct reader *r = f->r;
	struct task *t = f->t;
	struct yaml *map = yaml_read(r, file->data,
	    (struct place){ file->path, 1, 1 }), *minutes;

	if (!read_map(r, map, "!task !kind !minutes !obstacles after "
	    "steps_help"))
		return false;
	t->id = read_id(r, map, "task");
	if (!str_eq(t->id, id))
		lint_error(r->lint, yaml_get(map, "task")->at, "the task is "
		    "called \"%.*s\" and its folder \"%.*s\"", STR(t->id),
		    STR(id));
	t->kind = task_kind_of(read_text(r, map, "kind"));
	if (t->kind == TASK_KINDS)
		lint_error(r->lint, yaml_get(map, "kind")->at,
		    "there is no such kind of task");
	minutes = yaml_get(map, "minutes");
	if (read_map(r, minutes, "!tiny !standard")) {
		t->minutes_tiny = (int)read_int(r, minutes, "tiny", 1, 60, 1);
		t->minutes = (int)read_int(r, minutes, "standard", 1, 240, 1);
	}
	t->after = read_id(r, map, "after");
	t->steps_help = read_bool(r, map, "steps_help", false);
	read_task_obstacles(f, map);
	return true;
}

static void
task_read(struct loader *l, struct str folder, struct str id, struct task *t,
    const bool *langs, struct place at)
{
	struct task_file f = { .l = l, .r = &l->r, .t = t };
	struct arena *a = l->r.arena;
	struct str path = str_fmt(a, "%.*s/tasks/%.*s", STR(folder), STR(id));
	struct buf source = buf_new(l->r.work,
	    YAML_BYTES_MAX * (LANG_N + 1));
	const struct source_file *file = load_file(l, str_fmt(a,
	    "%.*s/task.yaml", STR(path)));
	bool sheet = false;
	enum lang lang;
	size_t i;

	t->variant = S("standard");
	t->variants = f.variants = arena_many(a, struct task, VARIANTS_MAX);
	if (file == NULL) {
		lint_error(l->r.lint, at, "there is no file %.*s/task.yaml",
		    STR(path));
		return;
	}
	buf_add(&source, file->data);
	if (!read_task_yaml(&f, file, id))
		return;
	for (lang = 0; lang < LANG_N; lang++) {
		if (!langs[lang])
			continue;
		file = load_file(l, str_fmt(a, "%.*s/%s.yaml", STR(path),
		    lang_tag(lang)));
		if (file == NULL) {
			lint_error(l->r.lint, at, "there is no file "
			    "%.*s/%s.yaml", STR(path), lang_tag(lang));
			continue;
		}
		buf_add(&source, file->data);
		read_words_file(&f, file, lang);
		sheet = sheet || f.sheets[lang] != NULL;
	}
	t->hash = hash_of(buf_str(&source));
	fill_task(&l->r, t);
	if (sheet) {
		struct form *s = form_join(&l->r, f.sheets);

		s->title = t->title;
		s->why = t->why;
		s->smaller = t->smaller;
		s->hash = hash_of(s->source);
		t->sheet = s;
	}
	for (i = 0; i < t->nvariants; i++)
		fill_variant(&f, &f.variants[i]);
}

static const char *const template_kinds[TEMPLATE_KINDS] = {
	[TEMPLATE_REINFORCE] = "reinforce", [TEMPLATE_PROMPT] = "prompt",
	[TEMPLATE_CONFIDENCE] = "confidence",
	[TEMPLATE_UNDERSTAND] = "understand", [TEMPLATE_UNSURE] = "unsure",
	[TEMPLATE_WORK] = "work",
	[TEMPLATE_FEEDBACK] = "feedback",
};

static void
templates_read(struct reader *r, const struct yaml *map, struct library *lib)
{
	struct yaml *const *list = read_list(r, map, "templates",
	    TEMPLATES_MAX, &lib->ntemplates);
	struct template *out = arena_many(r->arena, struct template,
	    lib->ntemplates + 1);
	size_t i;
	int k;

	lib->templates = out;
	for (i = 0; i < lib->ntemplates; i++) {
		if (!read_map(r, list[i], "!id !kind !title !text"))
			continue;
		out[i].id = read_id(r, list[i], "id");
		for (k = 0; k < TEMPLATE_KINDS; k++)
			if (str_is(read_text(r, list[i], "kind"),
			    template_kinds[k]))
				break;
		if (k == TEMPLATE_KINDS)
			lint_error(r->lint, list[i]->at, "\"kind\" should be "
			    "one of: reinforce prompt confidence understand "
			    "unsure work feedback");
		out[i].kind = (enum template_kind)k;
		out[i].title = read_words(r, list[i], "title");
		out[i].text = read_words(r, list[i], "text");
	}
}

void
library_read(struct loader *l, const struct source_file *file,
    struct library *lib)
{
	struct reader *r = &l->r;
	struct yaml *map = yaml_read(r, file->data,
	    (struct place){ file->path, 1, 1 });
	struct str folder = str_sub(file->path, 0, file->path.len -
	    sizeof("/library.yaml") + 1);
	struct yaml *const *list, *const *langs;
	struct task *tasks;
	bool has[LANG_N] = { false };
	size_t n, i, k;

	r->langs = 0;
	lib->file = file;
	if (!read_map(r, map, "!library !version !languages !title !tasks "
	    "templates"))
		return;
	langs = read_list(r, map, "languages", 20, &n);
	for (i = 0; i < n; i++) {
		enum lang lang;

		if (!lang_parse(langs[i]->text, &lang)) {
			lint_error(r->lint, langs[i]->at, "the language "
			    "\"%.*s\" is not known to this server",
			    STR(langs[i]->text));
			continue;
		}
		has[lang] = true;
		r->langs |= 1U << lang;
	}
	lib->id = read_text(r, map, "library");
	lib->version = read_text(r, map, "version");
	lib->title = read_words(r, map, "title");
	templates_read(r, map, lib);
	list = read_list(r, map, "tasks", TASKS_MAX, &lib->ntasks);
	tasks = arena_many(r->arena, struct task, lib->ntasks + 1);
	lib->tasks = tasks;
	for (i = 0; i < lib->ntasks; i++) {
		task_read(l, folder, list[i]->text, &tasks[i], has,
		    list[i]->at);
		for (k = 0; k < i; k++)
			if (str_eq(list[k]->text, list[i]->text))
				lint_error(r->lint, list[i]->at, "the task "
				    "\"%.*s\" stands twice",
				    STR(list[i]->text));
	}
	for (i = 0; i < lib->ntasks; i++) {
		for (k = 0; k < lib->ntasks; k++)
			if (str_eq(tasks[k].id, tasks[i].after))
				break;
		if (tasks[i].after.len > 0 && k == lib->ntasks)
			lint_error(r->lint, list[i]->at, "\"%.*s\" comes "
			    "after \"%.*s\", which is not in this library",
			    STR(tasks[i].id), STR(tasks[i].after));
	}
}
