/* SPDX-License-Identifier: Apache-2.0 */
#define TEST_MAIN
#include "test.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "db/db.h"
#include "programme/content.h"
#include "programme/expr.h"
#include "programme/store.h"
#include "expr_cases.h"

/* --- expressions --------------------------------------------------------- */

/* S() for what must be a constant. */
#define Z(lit) { lit, sizeof(lit) - 1 }
static const struct str who[] = { Z("me"), Z("you"), Z("both") };
#define NUM(n, k) { .name = Z(n), .kinds = NAME_VALUE | (k), \
	.type = EXPR_NUMBER }
static const struct expr_name names[] = {
	NUM("q1", NAME_ITEM), NUM("q2", NAME_ITEM), NUM("q3", NAME_ITEM),
	NUM("q4", NAME_ITEM), NUM("q5", NAME_ITEM), NUM("q9", NAME_ITEM),
	NUM("bare", 0), NUM("total", NAME_SCORE),
	{ .name = Z("who"), .kinds = NAME_VALUE | NAME_FIELD,
	    .type = EXPR_CHOICE, .options = who, .noptions = 3 },
	{ .name = Z("other"), .kinds = NAME_VALUE | NAME_FIELD,
	    .type = EXPR_CHOICE, .options = who, .noptions = 3 },
	{ .name = Z("note"), .kinds = NAME_VALUE | NAME_FIELD,
	    .type = EXPR_TEXT },
	{ .name = Z("rows"), .kinds = NAME_VALUE | NAME_FIELD,
	    .type = EXPR_LIST },
	{ .name = Z("none"), .kinds = NAME_VALUE | NAME_FIELD,
	    .type = EXPR_LIST },
	{ .name = Z("born"), .kinds = NAME_VALUE | NAME_FIELD,
	    .type = EXPR_DATE },
	{ .name = Z("ch1"), .kinds = NAME_CHAPTER },
	{ .name = Z("ch2"), .kinds = NAME_CHAPTER },
	{ .name = Z("tag"), .kinds = NAME_FLAG },
};
static const struct expr_scope scope = { .names = names,
	.n = sizeof(names) / sizeof(names[0]) };

static bool
get(void *ctx, struct str name, struct value *out)
{
	static const struct { const char *name; double n; } numbers[] = {
		{ "q1", 1 }, { "q2", 2 }, { "q3", 3 }, { "q4", 0 },
		{ "q9", 3 }, { "total", 12 }, { "rows", 2 },
	};
	size_t i;

	(void)ctx;
	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (str_is(name, numbers[i].name)) {
			*out = value_of_number(numbers[i].n);
			return true;
		}
	*out = value_of_text(str_is(name, "who") ? S("you") : S("hi"));
	if (str_is(name, "bare"))
		out->kind = VALUE_ABSENT;
	return str_is(name, "who") || str_is(name, "note") ||
	    str_is(name, "bare");
}

static bool
call(void *ctx, enum expr_func func, struct str name, struct value *out)
{
	(void)ctx;
	*out = value_of_bool(str_is(name, "ch1") || str_is(name, "note") ||
	    str_is(name, "tag"));
	if (func == FUNC_BASELINE)
		*out = value_of_number(7);
	else if (func == FUNC_LAST_ASSESSED)
		*out = value_of_number(1);
	else if (func == FUNC_DAYS_SINCE)
		*out = value_of_number(8);
	return func != FUNC_BASELINE || str_is(name, "total");
}

static struct str
value_told(struct value v)
{
	if (v.kind == VALUE_MISSING)
		return S("missing");
	if (v.kind == VALUE_ABSENT)
		return S("absent");
	if (v.kind == VALUE_TEXT)
		return v.text;
	if (v.kind == VALUE_BOOL)
		return v.truth ? S("true") : S("false");
	return str_fmt(test_arena, "%.15g", v.number);
}

static struct str
evaluate(const char *text, bool prorate)
{
	const struct expr_env env = { .get = get, .call = call,
	    .prorate = prorate };
	struct lint lint = lint_new(test_arena);
	const struct expr *e = expr_compile(test_arena, str_z(text), &scope,
	    EXPR_ANY, (struct place){ S("x"), 1, 1 }, &lint);

	if (e == NULL)
		return str_fmt(test_arena, "%d: %.*s", lint.list[0].at.column,
		    STR(lint.list[0].text));
	return value_told(expr_run(e, &env));
}

TEST(expressions)
{
	size_t n = sizeof(expr_cases) / sizeof(expr_cases[0]), i;

	for (i = 0; i < n; i++) {
		struct str got = evaluate(expr_cases[i].text, false);

		if (!str_is(got, expr_cases[i].want))
			test_str(expr_cases[i].text, (int)i, "expression",
			    got, expr_cases[i].want);
	}
	CHECK(n > 150);
}

TEST(prorate_makes_up_for_open_items)
{
	CHECK_STR(evaluate("sum(q1..q5)", true), "7.5");
	CHECK_STR(evaluate("mean(q1..q5)", true), "1.5");
	CHECK_STR(evaluate("sum(q5..q5)", true), "missing");
	CHECK_STR(evaluate("max(q1..q5)", true), "missing");
}

TEST(long_expressions_are_refused)
{
	struct buf b = buf_new(test_arena, 100000);
	int i;

	for (i = 0; i < 300; i++)
		buf_add_z(&b, "q1 + ");
	buf_add_z(&b, "q1");
	CHECK_STR(evaluate(b.at, false),
	    "1004: the expression is too long");
	for (i = 0; i < 300; i++)
		buf_add_z(&b, " + q1");
	CHECK_STR(evaluate(b.at, false),
	    "1: the expression is longer than 2000 bytes");
}

TEST(same_steps_whatever_the_blanks)
{
	struct lint lint = lint_new(test_arena);
	struct place at = { S("x"), 3, 7 };
	const struct expr *a = expr_compile(test_arena, S("q1+q2 ==3"),
	    &scope, EXPR_BOOL, at, &lint), *b = expr_compile(test_arena,
	    S("q1 + q2 == 3"), &scope, EXPR_BOOL, at, &lint), *c =
	    expr_compile(test_arena, S("q1 + q2 == 4"), &scope, EXPR_BOOL, at,
	    &lint);

	CHECK(expr_same(a, b));
	CHECK(!expr_same(a, c));
	CHECK(!expr_same(a, NULL));
	CHECK(expr_compile(test_arena, S("q1 + 1"), &scope, EXPR_BOOL, at,
	    &lint) == NULL);
	CHECK_STR(lint_text(test_arena, &lint), "x:3:7: error: here true or "
	    "false is needed, but this is a number\n");
}

/* --- content -------------------------------------------------------------- */

static struct content *
built_in(void)
{
	struct lint lint = lint_new(test_arena);
	struct content *c;
	enum rc rc = content_load_embedded(&c, &lint);

	CHECK_INT(rc, RC_OK);
	CHECK_STR(lint_text(test_arena, &lint), "");
	return c;
}

TEST(built_in_content_is_without_fault)
{
	struct content *c = built_in();
	const struct programme *p = content_programme_at(c, 0);
	const struct chapter *ch = programme_chapter(p, S("ch1"));
	const struct form *f = programme_form(p, S("map"), NULL);
	enum lang l;
	size_t i;

	CHECK(ch != NULL && !ch->planned &&
	    ch->text[TEXT_STANDARD][LANG_EN].npages > 3);
	CHECK(ch->release == NULL);
	CHECK(p->chapters[1].release != NULL);
	CHECK_INT(ch->text[TEXT_STANDARD][LANG_EN].npages,
	    ch->text[TEXT_STANDARD][LANG_NB].npages);
	CHECK(f != NULL && f->nfields > 5 && f->minutes == 9);
	CHECK(content_form(c, f->hash) == f);
	for (l = 0; l < LANG_N; l++) {
		CHECK(words_in(&f->title, l).len > 0);
		CHECK(!words_other(&f->title, l));
		for (i = 0; i < f->nfields; i++)
			CHECK(words_in(&f->fields[i].label, l).len > 0);
		CHECK(programme_text(p, S("crisis"), l)->lang == l);
	}
	CHECK(chapter_page(ch, TEXT_STANDARD, LANG_NB, 0)->heading.len > 0);
	CHECK(chapter_page(ch, TEXT_STANDARD, LANG_NB, 99) == NULL);
	content_free(c);
}

/* Every task of the library: whole in every language, plain, with a sheet. */
TEST(the_library_is_whole)
{
	struct content *c = built_in();
	const struct programme *p = content_programme_at(c, 0);
	const struct library *lib = &p->libraries[0];
	unsigned kinds = 0;
	size_t i, k, others = 0;
	enum lang l;

	CHECK_INT(p->nlibraries, 1);
	CHECK(lib->ntasks >= 30);
	CHECK(lib->ntemplates >= 8);
	for (i = 0; i < lib->ntasks; i++) {
		const struct task *t = &lib->tasks[i], *plain;

		plain = task_variant(t, S("plain"));
		kinds |= 1U << t->kind;
		CHECK(plain != t && plain->sheet == t->sheet);
		CHECK(t->sheet != NULL && t->nobstacles >= 2);
		CHECK(programme_task(p, t->id) == t);
		for (k = 0; k < t->nvariants; k++)
			others += t->variants[k].fits.in[LANG_EN].len > 0;
		for (l = 0; l < LANG_N; l++) {
			CHECK(t->steps.n[l] >= 3 && t->steps.used[l] == l);
			CHECK(t->example.in[l].s.len > 0);
			CHECK(!words_other(&t->why, l));
			CHECK(!str_eq(plain->why.in[l], t->why.in[l]));
		}
	}
	CHECK(others >= 8);
	for (i = 0; i < TASK_FREE; i++)
		CHECK((kinds & (1U << i)) != 0);
	CHECK(task_variant(&lib->tasks[0], S("nobody")) == &lib->tasks[0]);
	content_free(c);
}

/* --- scores, change, risk ------------------------------------------------- */

static void
answer(int *a, const char *digits)
{
	for (; *digits != '\0'; digits++)
		*a++ = *digits == '-' ? ANSWER_SKIPPED : *digits - '0';
}

static struct str
score_told(const struct instrument *ins, const char *digits)
{
	int a[ITEMS_MAX];
	struct scored s;

	answer(a, digits);
	s = instrument_score(ins, a, 0);
	return s.missing ? S("missing") : str_fmt(test_arena, "%g %.*s%s",
	    s.value, STR(s.band->id), s.prorated ? " prorated" : "");
}

TEST(phq9_and_gad7_scores)
{
	struct content *c = built_in();
	const struct instrument *phq = content_instrument(c, S("phq9"));
	const struct instrument *gad = content_instrument(c, S("gad7"));

	CHECK_STR(score_told(phq, "000000000"), "0 minimal");
	CHECK_STR(score_told(phq, "333333333"), "27 severe");
	CHECK_STR(score_told(phq, "111110000"), "5 mild");
	CHECK_STR(score_told(phq, "111110--0"), "6 mild prorated");
	CHECK_STR(score_told(phq, "1111111-0"), "8 mild prorated");
	CHECK_STR(score_told(phq, "3-3333330"), "24 severe prorated");
	CHECK_STR(score_told(phq, "11111---0"), "missing");
	CHECK_STR(score_told(phq, "11111111-"), "missing");
	CHECK_STR(score_told(phq, "---------"), "missing");
	CHECK_STR(score_told(gad, "2222222"), "14 moderate");
	CHECK_STR(score_told(gad, "3333333"), "21 severe");
	CHECK_STR(score_told(gad, "11111--"), "7 mild prorated");
	CHECK_STR(score_told(gad, "1111---"), "missing");
	content_free(c);
}

static struct scored
points(double value)
{
	return (struct scored){ .value = value };
}

TEST(change_beyond_chance)
{
	const struct score low = { .reliable = 6, .lower_is_better = true,
	    .cutoff = 10, .cutoff_set = true };
	const struct score high = { .reliable = 6 }, none = { 0 };
	const struct scored open = { .missing = true };

	CHECK_INT(score_change(&low, points(15), points(9)), CHANGE_BETTER);
	CHECK_INT(score_change(&low, points(15), points(10)), CHANGE_NONE);
	CHECK_INT(score_change(&low, points(9), points(15)), CHANGE_WORSE);
	CHECK_INT(score_change(&low, open, points(15)), CHANGE_UNKNOWN);
	CHECK_INT(score_change(&low, points(15), open), CHANGE_UNKNOWN);
	CHECK_INT(score_change(&high, points(9), points(15)), CHANGE_BETTER);
	CHECK_INT(score_change(&none, points(9), points(15)),
	    CHANGE_UNKNOWN);
	CHECK(score_is_case(&low, points(10)));
	CHECK(!score_is_case(&low, points(9)));
	CHECK(!score_is_case(&low, open));
	CHECK(!score_is_case(&none, points(99)));
}

/* "risk_look! risk_call? ..": fired !, unknown ?. */
static struct str
risks_told(const struct instrument *ins, const char *digits,
    const char *follow_up, const struct known *known, size_t n)
{
	enum risk out[RISKS_MAX];
	struct buf b = buf_new(test_arena, 200);
	int a[ITEMS_MAX];
	size_t i;

	answer(a, digits);
	risk_evaluate(ins, a, str_z(follow_up), known, n, out);
	for (i = 0; i < ins->nrisks; i++)
		if (out[i] != RISK_NOT)
			buf_fmt(&b, "%s%.*s%c", b.len > 0 ? " " : "",
			    STR(ins->risks[i].id),
			    out[i] == RISK_FIRED ? '!' : '?');
	return buf_str(&b);
}

TEST(risk_rules_of_phq9)
{
	struct content *c = built_in();
	const struct instrument *phq = content_instrument(c, S("phq9"));
	const struct known one = { KNOWN_ASSESSED, S("q9"), 1 };
	const struct known base = { KNOWN_BASELINE, S("total"), 9 };
	int a[ITEMS_MAX];

	CHECK_STR(risks_told(phq, "000000000", "", NULL, 0), "");
	CHECK_STR(risks_told(phq, "000000001", "no", NULL, 0), "risk_call!");
	CHECK_STR(risks_told(phq, "000000001", "", NULL, 0), "risk_call!");
	CHECK_STR(risks_told(phq, "000000001", "no", &one, 1), "risk_look!");
	CHECK_STR(risks_told(phq, "000000001", "", &one, 1),
	    "risk_look! risk_call?");
	CHECK_STR(risks_told(phq, "000000001", "yes", &one, 1),
	    "risk_look! risk_call!");
	CHECK_STR(risks_told(phq, "000000002", "no", &one, 1), "risk_call!");
	CHECK_STR(risks_told(phq, "00000000-", "", &one, 1),
	    "risk_look? risk_call?");
	CHECK_STR(risks_told(phq, "222222210", "", &base, 1), "worse!");
	CHECK_STR(risks_told(phq, "22222---0", "", &base, 1), "worse?");
	/* an answer that is there speaks, whatever else is open */
	CHECK_STR(risks_told(phq, "--------3", "", &base, 1),
	    "risk_call! worse?");
	answer(a, "000000001");
	CHECK(instrument_asks_follow_up(phq, a));
	answer(a, "00000000-");
	CHECK(!instrument_asks_follow_up(phq, a));
	CHECK_INT(phq->risks[1].level, RISK_RED);
	CHECK(phq->risks[1].phone && phq->risks[1].task);
	CHECK_INT(phq->risks[0].within_staffed_days, 1);
	CHECK_INT(phq->risks[1].within_staffed_days, 0);
	content_free(c);
}

/* --- broken content: test/corpus/content/CASE/ over test/corpus/tiny ------ */

enum { CORPUS_FILES_MAX = 60 };
struct files {
	struct source_file list[CORPUS_FILES_MAX];
	size_t n;
};

/* A file replaces one of the same path; an empty one removes it. */
static void
files_put(struct files *f, struct str path, struct str data)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (str_eq(f->list[i].path, path))
			break;
	if (i == CORPUS_FILES_MAX || (data.len == 0 && i == f->n))
		return;
	f->list[i] = (struct source_file){ .path = path, .data = data };
	if (i == f->n)
		f->n++;
	if (data.len == 0)
		f->list[i] = f->list[--f->n];
}

static struct str
file_read(struct str path)
{
	char *data = arena_alloc(test_arena, 100000, 1);
	int fd = open(path.at, O_RDONLY);
	ssize_t n = fd < 0 ? -1 : read(fd, data, 99999);

	if (fd >= 0)
		close(fd);
	return n < 0 ? STR_NONE : (struct str){ data, (size_t)n };
}

static void
files_walk(struct files *f, struct str root, struct str path)
{
	struct str full = str_fmt(test_arena, "%s%s%s", root.at,
	    path.len > 0 ? "/" : "", path.at);
	DIR *dir = opendir(full.at);
	struct dirent *e;

	if (dir == NULL) {
		if (!str_is(path, "expect"))
			files_put(f, path, file_read(full));
		return;
	}
	while ((e = readdir(dir)) != NULL)
		if (e->d_name[0] != '.')
			files_walk(f, root, str_fmt(test_arena, "%s%s%s",
			    path.at, path.len > 0 ? "/" : "", e->d_name));
	closedir(dir);
}

static void
corpus_case(const char *name)
{
	struct files f = { .n = 0 };
	struct lint lint = lint_new(test_arena);
	struct str root = str_fmt(test_arena, "test/corpus/content/%s", name);
	struct str want = file_read(str_fmt(test_arena, "%s/expect",
	    root.at)), got;
	struct content *c;
	enum rc rc;

	files_walk(&f, S("test/corpus/tiny"), STR_NONE);
	files_walk(&f, root, STR_NONE);
	rc = content_load_files(&c, f.list, f.n, S("test"), &lint);
	got = lint_text(test_arena, &lint);
	CHECK((rc == RC_OK) == (lint.errors == 0));
	content_free(c);
	if (getenv("GOLDEN") != NULL) {
		FILE *out = fopen(str_fmt(test_arena, "%s/expect",
		    root.at).at, "w");

		fprintf(out, "%.*s", STR(got));
		fclose(out);
	} else if (!str_eq(got, want)) {
		printf("%s\n--- got:\n%.*s--- want:\n%.*s", name, STR(got),
		    STR(want));
		CHECK(str_eq(got, want));
	}
}

TEST(broken_content_is_told_where_it_breaks)
{
	DIR *dir = opendir("test/corpus/content");
	struct dirent *e;
	int n = 0;

	CHECK(dir != NULL);
	while (dir != NULL && (e = readdir(dir)) != NULL)
		if (e->d_name[0] != '.') {
			corpus_case(e->d_name);
			n++;
		}
	if (dir != NULL)
		closedir(dir);
	CHECK(n >= 15);
}

TEST(tiny_programme_of_another_clinic)
{
	struct lint lint = lint_new(test_arena);
	const struct chapter_page *page;
	const struct programme *p;
	struct content *c;
	struct scored s;
	int a[] = { 1, 4 };

	CHECK_INT(content_load_dir(&c, S("test/corpus/tiny"), &lint), RC_OK);
	CHECK_STR(lint_text(test_arena, &lint), "");
	if (c == NULL)
		return;
	p = content_programme(c, S("sleep"));
	CHECK(content_programme(c, S("w-icbt")) == NULL);
	CHECK_INT(p->nchapters, 2);
	CHECK(!p->langs[LANG_EN] && p->langs[LANG_NB]);
	/* asked for English: the Norwegian stands in, and says so */
	CHECK_INT(p->chapters[0].text[TEXT_STANDARD][LANG_EN].lang, LANG_NB);
	CHECK(words_other(&p->title, LANG_EN));
	page = chapter_page(&p->chapters[0], TEXT_STANDARD, LANG_EN, 1);
	CHECK_INT(page->nblocks, 3);
	CHECK_INT(page->blocks[1].kind, BLOCK_WHEN);
	CHECK_STR(page->blocks[1].when->text, "night.hours < 5");
	s = instrument_score(content_instrument(c, S("mini")), a, 0);
	CHECK(s.value > 2.4 && s.value < 2.6);
	CHECK(content_instrument(c, S("mini"))->scores[0].reliable > 1.3);
	content_free(c);
}

TEST(folder_that_is_not_there)
{
	struct lint lint = lint_new(test_arena);
	struct content *c;

	CHECK_INT(content_load_dir(&c, S("/nowhere"), &lint), RC_IO);
	CHECK(c == NULL);
}

/* --- kept in the database ------------------------------------------------- */

static bool
store_it(struct tx *tx, void *arg)
{
	struct content *c = arg;

	CHECK(content_store(tx, c));
	CHECK(!content_store(tx, c));
	return true;
}

static void
read_back(struct tx *tx, void *arg)
{
	struct content *c = arg, *again;
	struct lint lint = lint_new(test_arena);
	struct hash h, none = { { 1 } };

	CHECK(content_active(tx, &h));
	CHECK(hash_eq(h, content_hash(c)));
	CHECK_INT(content_load_stored(&again, tx, h, &lint), RC_OK);
	CHECK(again != NULL && hash_eq(content_hash(again), h));
	CHECK_INT(content_programmes(again), content_programmes(c));
	content_free(again);
	CHECK_INT(content_load_stored(&again, tx, none, &lint), RC_BAD);
}

TEST(bundles_are_kept)
{
	const char *path = "/tmp/test_programme.db";
	struct db_conf conf = { .where = str_z(path), .set = DB_MAIN,
	    .create = true };
	struct content *c = built_in();
	struct str why = STR_NONE;
	struct db *db;

	unlink(path);
	unlink("/tmp/test_programme.db-wal");
	CHECK_INT(db_open(&db, &conf, test_arena, &why), RC_OK);
	CHECK_INT(db_migrate(db, test_arena, &why), RC_OK);
	CHECK_STR(why, "");
	CHECK_INT(db_tx(db, test_arena, store_it, c), RC_OK);
	CHECK_INT(db_read(db, test_arena, read_back, c), RC_OK);
	db_close(db);
	unlink(path);
	content_free(c);
}

int
main(int argc, char **argv)
{
	return test_run("programme", argc, argv);
}
