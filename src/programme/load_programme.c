/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/load.h"

#include "base/arena.h"

enum { CHAPTERS_MAX = 40, TASKS_MAX = 100, STEPS_MAX = 12, MEASURES_MAX = 40,
	ATS_MAX = 40, FLAGS_MAX = 40, WEEKS_MAX = 104 };

/* A programme while it is read. */
struct building {
	struct loader *l;
	struct reader *r;
	struct programme *p;
	const struct yaml *map;
	struct str folder;		/* "programmes/x" */
	struct chapter *chapters;
	struct yaml *const *chapter_maps;
	chapter_drafts *drafts;
	struct expr_scope scope;
};

const struct expr *
read_expr(struct reader *r, const struct yaml *map, const char *key,
    const struct expr_scope *scope, enum expr_type type)
{
	const struct yaml *y = yaml_get(map, key);
	struct place at;

	if (y == NULL || map->trapped)
		return NULL;
	if (y->kind != YAML_TEXT) {
		lint_error(r->lint, y->at, "\"%s\" should be an expression; "
		    "put it in quotes", key);
		return NULL;
	}
	at = y->at;
	at.column += !y->plain;
	return expr_compile(r->arena, y->text, scope, type, at, r->lint);
}

static void
read_languages(struct building *b)
{
	size_t n, i;
	struct yaml *const *list = read_list(b->r, b->map, "languages", 20,
	    &n);
	enum lang lang;

	for (i = 0; i < n; i++)
		if (list[i]->kind != YAML_TEXT ||
		    !lang_parse(list[i]->text, &lang)) {
			lint_error(b->r->lint, list[i]->at, "the language "
			    "\"%.*s\" is not known to this server",
			    STR(list[i]->text));
		} else {
			b->p->langs[lang] = true;
			b->r->langs |= 1U << lang;
		}
}

/* {nb: [..], en: [..]}: the steps of a task. */
static void
read_steps(struct reader *r, const struct yaml *task, struct task *t)
{
	struct yaml *map = yaml_get(task, "steps");
	enum lang lang, other = LANG_N;
	size_t n, i;

	if (!read_map(r, map, "@"))
		return;
	for (lang = 0; lang < LANG_N; lang++) {
		struct yaml *const *list = read_list(r, map, lang_tag(lang),
		    STEPS_MAX, &n);
		struct str *steps = arena_many(r->arena, struct str, n + 1);

		if ((r->langs & 1U << lang) == 0)
			continue;
		if (n == 0)
			lint_error(r->lint, map->at, "there are no steps in "
			    "\"%s\"", lang_tag(lang));
		for (i = 0; i < n; i++) {
			if (list[i]->kind != YAML_TEXT)
				lint_error(r->lint, list[i]->at,
				    "a step should be a text");
			steps[i] = list[i]->text;
		}
		t->steps.in[lang] = steps;
		t->steps.n[lang] = n;
		t->steps.used[lang] = lang;
		other = lang;
	}
	for (lang = 0; lang < LANG_N && other < LANG_N; lang++)
		if (t->steps.n[lang] == 0) {
			t->steps.in[lang] = t->steps.in[other];
			t->steps.n[lang] = t->steps.n[other];
			t->steps.used[lang] = other;
		}
}

void
lint_words_map(struct reader *r, const struct yaml *map, const char *key)
{
	const struct yaml *y = yaml_get(map, key), *text;
	enum lang lang;
	size_t i;

	for (lang = 0; lang < LANG_N && y != NULL; lang++) {
		text = yaml_get(y, lang_tag(lang));
		if (text == NULL)
			continue;
		if (text->kind == YAML_TEXT)
			lint_patient_text(r->lint, text->text, text->at, lang);
		for (i = 0; text->kind == YAML_LIST && i < text->n; i++)
			lint_patient_text(r->lint, text->items[i]->text,
			    text->items[i]->at, lang);
	}
}

static void
read_tasks(struct building *b)
{
	struct yaml *const *list = read_list(b->r, b->map, "tasks", TASKS_MAX,
	    &b->p->ntasks);
	struct task *tasks = arena_many(b->r->arena, struct task,
	    b->p->ntasks + 1);
	size_t i;

	b->p->tasks = tasks;
	for (i = 0; i < b->p->ntasks; i++) {
		struct task *t = &tasks[i];

		if (!read_map(b->r, list[i],
		    "!id !title !why !steps !minutes !smaller"))
			continue;
		t->id = read_id(b->r, list[i], "id");
		t->title = read_words(b->r, list[i], "title");
		t->why = read_words(b->r, list[i], "why");
		t->smaller = read_words(b->r, list[i], "smaller");
		t->minutes = (int)read_int(b->r, list[i], "minutes", 1, 240,
		    1);
		t->minutes_tiny = 1 + t->minutes / 3;
		t->variant = S("standard");
		t->kind = TASK_MONITOR;
		read_steps(b->r, list[i], t);
		lint_words_map(b->r, list[i], "title");
		lint_words_map(b->r, list[i], "why");
		lint_words_map(b->r, list[i], "smaller");
		lint_words_map(b->r, list[i], "steps");
	}
}

static void
read_flags(struct building *b)
{
	struct yaml *const *list = read_list(b->r, b->map, "flags", FLAGS_MAX,
	    &b->p->nflags);
	struct str *flags = arena_many(b->r->arena, struct str,
	    b->p->nflags + 1);
	size_t i;

	for (i = 0; i < b->p->nflags; i++) {
		flags[i] = list[i]->text;
		if (!id_valid(flags[i]))
			lint_error(b->r->lint, list[i]->at, "\"%.*s\" is no "
			    "id", STR(flags[i]));
	}
	b->p->flags = flags;
}

static void
read_chapter_homework(struct building *b, const struct yaml *map,
    struct chapter *c)
{
	struct yaml *const *list = read_list(b->r, map, "homework", 10,
	    &c->nhomework);
	const struct task **tasks = arena_many(b->r->arena,
	    const struct task *, c->nhomework + 1);
	size_t i;

	for (i = 0; i < c->nhomework; i++) {
		tasks[i] = programme_task(b->p, list[i]->text);
		if (tasks[i] == NULL)
			lint_error(b->r->lint, list[i]->at, "there is no task "
			    "\"%.*s\" in this programme or a library",
			    STR(list[i]->text));
	}
	c->homework = tasks;
}

static void
read_chapter_files(struct building *b, const struct yaml *map, size_t i)
{
	struct str file = read_text(b->r, map, "file"), path;
	const struct source_file *f;
	enum lang lang;

	if (file.len == 0) {
		if (!b->chapters[i].planned)
			lint_error(b->r->lint, map->at, "a chapter needs "
			    "\"file\", or \"planned: true\"");
		return;
	}
	for (lang = 0; lang < LANG_N; lang++) {
		if (!b->p->langs[lang])
			continue;
		path = str_fmt(b->r->arena, "%.*s/%.*s/%s.md", STR(b->folder),
		    STR(file), lang_tag(lang));
		f = load_file(b->l, path);
		if (f == NULL)
			lint_error(b->r->lint, yaml_get(map, "file")->at,
			    "there is no file %.*s", STR(path));
		else
			b->drafts[i][TEXT_STANDARD][lang] = chapter_read(
			    b->l, f, lang, TEXT_STANDARD, b->p);
		f = load_file(b->l, str_fmt(b->r->arena,
		    "%.*s/%.*s/%s.plain.md", STR(b->folder), STR(file),
		    lang_tag(lang)));
		if (f != NULL)
			b->drafts[i][TEXT_PLAIN][lang] = chapter_read(
			    b->l, f, lang, TEXT_PLAIN, b->p);
	}
}

static void
read_remind(struct building *b, const struct yaml *map, struct chapter *c)
{
	struct yaml *y = yaml_get(map, "remind");

	if (y == NULL || !read_map(b->r, y, "!after"))
		return;
	c->remind_after_days = read_days(b->r, y, "after", 0);
}

static void
read_chapters(struct building *b)
{
	struct yaml *const *list = read_list(b->r, b->map, "chapters",
	    CHAPTERS_MAX, &b->p->nchapters);
	size_t n = b->p->nchapters, i;

	b->chapters = arena_many(b->r->arena, struct chapter, n + 1);
	b->drafts = arena_many(b->r->arena, chapter_drafts, n + 1);
	b->chapter_maps = list;
	b->p->chapters = b->chapters;
	for (i = 0; i < n; i++) {
		struct chapter *c = &b->chapters[i];

		if (!read_map(b->r, list[i], "!id !title !aim !minutes file "
		    "planned release remind homework"))
			continue;
		c->id = read_id(b->r, list[i], "id");
		c->title = read_words(b->r, list[i], "title");
		c->aim = read_words(b->r, list[i], "aim");
		c->minutes = (int)read_int(b->r, list[i], "minutes", 1, 240,
		    1);
		c->planned = read_bool(b->r, list[i], "planned", false);
		read_remind(b, list[i], c);
		read_chapter_homework(b, list[i], c);
		read_chapter_files(b, list[i], i);
		lint_words_map(b->r, list[i], "title");
		lint_words_map(b->r, list[i], "aim");
	}
}

static bool
read_at(const struct yaml *y, struct measure_at *at)
{
	struct str s = y->kind == YAML_TEXT ? y->text : STR_NONE;
	int64_t n = 0;

	if (str_is(s, "screening"))
		at->when = AT_SCREENING;
	else if (str_is(s, "weekly"))
		at->when = AT_WEEKLY;
	else if (str_starts(s, S("w")) &&
	    str_int(str_sub(s, 1, s.len), 0, WEEKS_MAX, &n))
		at->when = AT_WEEK;
	else if (str_starts(s, S("fu")) && str_ends(s, S("m")) &&
	    str_int(str_sub(s, 2, s.len - 1), 1, 120, &n))
		at->when = AT_FOLLOW_UP;
	else
		return false;
	at->n = (int)n;
	return true;
}

/* What an instrument shows and says must be there in this programme. */
static void
check_instrument(struct building *b, const struct instrument *ins,
    struct place at)
{
	enum lang lang;
	size_t i;

	for (i = 0; i < ins->nrisks; i++)
		if (ins->risks[i].show.len > 0 && programme_text(b->p,
		    ins->risks[i].show, LANG_EN) == NULL)
			lint_error(b->r->lint, at, "%.*s shows the text "
			    "\"%.*s\", which is not in %.*s/texts",
			    STR(ins->id), STR(ins->risks[i].show),
			    STR(b->folder));
	for (lang = 0; lang < LANG_N; lang++)
		if (b->p->langs[lang] && ins->title.used[lang] != lang)
			lint_warning(b->r->lint, at, "%.*s is not there in "
			    "\"%s\"; another language stands in",
			    STR(ins->id), lang_tag(lang));
}

static void
read_measures(struct building *b)
{
	struct yaml *const *list = read_list(b->r, b->map, "measures",
	    MEASURES_MAX, &b->p->nmeasures), *const *ats;
	struct measure_plan *out = arena_many(b->r->arena,
	    struct measure_plan, b->p->nmeasures + 1);
	size_t i, k;

	b->p->measures = out;
	for (i = 0; i < b->p->nmeasures; i++) {
		struct measure_at *at;
		struct str id;

		if (!read_map(b->r, list[i], "!instrument !at window"))
			continue;
		id = read_text(b->r, list[i], "instrument");
		out[i].instrument = content_instrument(b->l->content, id);
		out[i].window_days = read_days(b->r, list[i], "window", 3);
		if (out[i].instrument == NULL)
			lint_error(b->r->lint, list[i]->at, "there is no "
			    "instrument \"%.*s\"", STR(id));
		else
			check_instrument(b, out[i].instrument, list[i]->at);
		ats = read_list(b->r, list[i], "at", ATS_MAX, &out[i].nat);
		at = arena_many(b->r->arena, struct measure_at,
		    out[i].nat + 1);
		for (k = 0; k < out[i].nat; k++)
			if (!read_at(ats[k], &at[k]))
				lint_error(b->r->lint, ats[k]->at, "\"at\" "
				    "knows screening, weekly, w0, w1 .. and "
				    "fu6m");
		out[i].at = at;
	}
}

static void
read_texts(struct building *b)
{
	struct text *texts = arena_many(b->r->arena, struct text,
	    b->l->content->nfiles + 1);
	struct str folder = str_fmt(b->r->arena, "%.*s/texts/",
	    STR(b->folder));
	size_t i, k;

	b->p->texts = texts;
	for (i = 0; i < b->l->content->nfiles; i++) {
		const struct source_file *f = &b->l->content->files[i];
		struct text *t = &texts[b->p->ntexts];
		struct place at = { f->path, 1, 1 };

		if (!str_starts(f->path, folder) || !text_name(str_sub(f->path,
		    folder.len, f->path.len), &t->id, &t->lang))
			continue;
		load_file(b->l, f->path);
		if (!b->p->langs[t->lang])
			lint_error(b->r->lint, at, "this language is not "
			    "among those of the programme");
		text_read(b->l, f, t);
		for (k = 0; k < b->p->ntexts; k++)
			if (str_eq(texts[k].id, t->id))
				texts_compare(b->l, &texts[k], t, at);
		b->p->ntexts++;
	}
	for (i = 0; i < b->p->ntexts; i++)
		for (enum lang l = 0; l < LANG_N; l++)
			if (b->p->langs[l] && programme_text(b->p,
			    texts[i].id, l)->lang != l)
				lint_error(b->r->lint, (struct place){
				    str_fmt(b->r->arena, "%.*s%.*s.%s.md",
				    STR(folder), STR(texts[i].id),
				    lang_tag(l)), 1, 1 },
				    "this file is missing");
}

static void
read_work(struct building *b)
{
	static const char *const keys[] = { "work_follow", "work_talk" };
	size_t i;

	b->p->work = read_bool(b->r, b->map, "work", false);
	b->p->work_talk = read_id(b->r, b->map, "work_talk");
	for (i = 0; i < 2; i++)
		if (!b->p->work && yaml_get(b->map, keys[i]) != NULL)
			lint_error(b->r->lint, yaml_get(b->map, keys[i])->at,
			    "\"%s\" needs \"work: true\"", keys[i]);
}

/* A form of a chapter that is planned only may come later. */
static void
check_talk(struct building *b)
{
	bool later = false;
	size_t i, k;

	if (b->p->work_talk.len == 0)
		return;
	for (i = 0; i < b->p->nchapters; i++) {
		later |= b->p->chapters[i].planned;
		for (k = 0; k < b->p->chapters[i].nforms; k++)
			if (str_eq(b->p->chapters[i].forms[k]->id,
			    b->p->work_talk))
				return;
	}
	if (!later)
		lint_error(b->r->lint, yaml_get(b->map, "work_talk")->at,
		    "there is no form \"%.*s\" in this programme",
		    STR(b->p->work_talk));
}

/* A handbook's page is about the whole or about a chapter. */
static void
check_guides(struct building *b)
{
	const struct programme *p = b->p;
	size_t i, k;

	for (i = 0; i < p->ntexts; i++) {
		const struct text *t = &p->texts[i];
		bool known = !text_is_guide(t->id) ||
		    t == programme_guide(p, NULL, t->lang);

		for (k = 0; k < p->nchapters; k++)
			known |= t == programme_guide(p, &p->chapters[k],
			    t->lang);
		if (!known)
			lint_error(b->r->lint, (struct place){
			    t->file->path, 1, 1 }, "this is about a chapter "
			    "that is not in the programme");
	}
}

/* Once all names are known: what the chapters' expressions say. */
static void
compile(struct building *b)
{
	enum lang lang;
	size_t i, k;

	for (i = 0; i < b->p->nchapters; i++) {
		const struct yaml *map = b->chapter_maps[i];
		struct yaml *release = yaml_get(map, "release");
		struct chapter *c = &b->chapters[i];

		for (lang = 0; lang < LANG_N; lang++)
			for (k = 0; k < TEXT_LEVELS; k++)
				if (b->drafts[i][k][lang] != NULL)
					chapter_compile(b->l,
					    b->drafts[i][k][lang], &b->scope);
		chapter_join(b->l, c, &b->drafts[i]);
		if (release == NULL ||
		    !read_map(b->r, release, "!when or_by"))
			continue;
		c->release = read_expr(b->r, release, "when", &b->scope,
		    EXPR_BOOL);
		c->release_by_therapist = read_word(b->r, release, "or_by",
		    "therapist", -1) == 0;
	}
	b->p->completer = read_expr(b->r, b->map, "completer", &b->scope,
	    EXPR_BOOL);
	b->p->work_follow = read_expr(b->r, b->map, "work_follow", &b->scope,
	    EXPR_BOOL);
	check_talk(b);
}

void
programme_read(struct loader *l, const struct source_file *file,
    struct programme *p)
{
	struct building b = { .l = l, .r = &l->r, .p = p };
	struct yaml *map = yaml_read(&l->r, file->data,
	    (struct place){ file->path, 1, 1 });
	size_t i;

	l->r.langs = 0;
	b.map = map;
	b.folder = str_sub(file->path, 0, file->path.len -
	    sizeof("/programme.yaml") + 1);
	if (!read_map(b.r, map, "!programme !version !languages !title !weeks "
	    "!chapters measures tasks flags contact completer work "
	    "work_follow work_talk"))
		return;
	p->file = file;
	p->id = read_text(b.r, map, "programme");
	for (i = 0; i < p->id.len; i++)
		if (p->id.at[i] != '-' && !id_valid(str_fmt(l->r.arena,
		    "a%c", p->id.at[i])))
			lint_error(b.r->lint, yaml_get(map, "programme")->at,
			    "\"%.*s\" is no id: small letters, digits, - and "
			    "_", STR(p->id));
	p->version = read_text(b.r, map, "version");
	read_languages(&b);
	p->title = read_words(b.r, map, "title");
	p->weeks = (int)read_int(b.r, map, "weeks", 1, WEEKS_MAX, 1);
	lint_words_map(b.r, map, "title");
	p->libraries = l->content->libraries;
	p->nlibraries = l->content->nlibraries;
	read_work(&b);
	read_flags(&b);
	read_tasks(&b);
	read_texts(&b);
	read_measures(&b);
	contact_read(b.r, map, p);
	read_chapters(&b);
	check_guides(&b);
	b.scope = programme_scope(l, p, b.drafts, map->at);
	compile(&b);
}
