/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/load.h"

#include "base/arena.h"
#include "base/buf.h"

enum { TESTS_MAX = 200, KNOWN_MAX = 80 };

/* One of the tests an instrument's file brings along. */
struct trial {
	struct reader *r;
	const struct instrument *ins;
	const struct yaml *map;
	int answers[ITEMS_MAX];
	struct str follow_up;
	struct known known[KNOWN_MAX];
	size_t nknown;
};

static bool
value_offered(const struct item *x, int value)
{
	size_t i;

	for (i = 0; i < x->nscale; i++)
		if (x->scale[i].value == value)
			return true;
	return false;
}

static void
read_answers(struct trial *t)
{
	const struct yaml *map = yaml_get(t->map, "answers");
	size_t i, k;
	int64_t n;

	for (i = 0; i < t->ins->nitems; i++)
		t->answers[i] = ANSWER_SKIPPED;
	for (i = 0; map != NULL && i < map->n; i++) {
		const struct yaml *y = map->items[i];
		struct str key = map->keys[i]->text;

		k = instrument_item(t->ins, key);
		if (k < t->ins->nitems) {
			if (str_int(y->text, 0, 1000, &n) &&
			    value_offered(&t->ins->items[k], (int)n))
				t->answers[k] = (int)n;
			else
				lint_error(t->r->lint, y->at, "\"%.*s\" is "
				    "not an answer to %.*s", STR(y->text),
				    STR(key));
		} else if (t->ins->follow_up != NULL &&
		    str_eq(key, t->ins->follow_up->id)) {
			t->follow_up = y->text;
		} else {
			lint_error(t->r->lint, map->keys[i]->at, "there is no "
			    "item \"%.*s\"", STR(key));
		}
	}
}

static void
read_known(struct trial *t, const struct yaml *given, const char *key,
    enum known_kind kind)
{
	const struct yaml *map = yaml_get(given, key);
	size_t i;

	for (i = 0; map != NULL && i < map->n && t->nknown < KNOWN_MAX; i++) {
		struct known *k = &t->known[t->nknown++];

		k->kind = kind;
		k->id = map->keys[i]->text;
		if (!yaml_real(map->items[i], &k->value))
			lint_error(t->r->lint, map->items[i]->at,
			    "here a number should stand");
		if (instrument_item(t->ins, k->id) == t->ins->nitems &&
		    instrument_score_index(t->ins, k->id) == t->ins->nscores)
			lint_error(t->r->lint, map->keys[i]->at, "there is no "
			    "item or score \"%.*s\"", STR(k->id));
	}
}

static void
check_score(struct trial *t, size_t index)
{
	const struct score *s = &t->ins->scores[index];
	const struct yaml *y = yaml_get(t->map,
	    str_fmt(t->r->arena, "%.*s", STR(s->id)).at);
	struct scored got = instrument_score(t->ins, t->answers, index);
	const struct yaml *band = index == 0 ? yaml_get(t->map, "band") :
	    NULL;
	double want;

	if (y != NULL && str_is(y->text, "missing")) {
		if (!got.missing)
			lint_error(t->r->lint, y->at, "this test fails: %.*s "
			    "is %g, not missing", STR(s->id), got.value);
	} else if (y != NULL && yaml_real(y, &want)) {
		if (got.missing)
			lint_error(t->r->lint, y->at, "this test fails: %.*s "
			    "is missing", STR(s->id));
		else if (got.value < want - 1e-9 || got.value > want + 1e-9)
			lint_error(t->r->lint, y->at, "this test fails: %.*s "
			    "is %g", STR(s->id), got.value);
	} else if (y != NULL) {
		lint_error(t->r->lint, y->at, "here a number or \"missing\" "
		    "should stand");
	}
	if (band != NULL && (got.band == NULL ||
	    !str_eq(got.band->id, band->text)))
		lint_error(t->r->lint, band->at, "this test fails: the band "
		    "is \"%.*s\"", STR(got.band == NULL ? S("none") :
		    got.band->id));
}

static bool
listed(struct yaml *const *list, size_t n, struct str id)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(list[i]->text, id))
			return true;
	return false;
}

/* Exactly the rules named under a key must have come out like this. */
static void
check_risks(struct trial *t, const enum risk *got, const char *key,
    enum risk want)
{
	struct buf b = buf_new(t->r->arena, 1000);
	size_t n, i, count = 0;
	struct yaml *const *list = read_list(t->r, t->map, key, RISKS_MAX,
	    &n);
	bool right = true;

	if (list == NULL)
		return;
	for (i = 0; i < t->ins->nrisks; i++) {
		struct str id = t->ins->risks[i].id;

		if (got[i] == want) {
			buf_fmt(&b, "%s%.*s", count++ == 0 ? "" : ", ",
			    STR(id));
			right &= listed(list, n, id);
		}
	}
	if (!right || count != n)
		lint_error(t->r->lint, yaml_get(t->map, key)->at, "this test "
		    "fails: \"%s\" is [%.*s]", key, STR(buf_str(&b)));
}

static void
run_test(struct reader *r, const struct instrument *ins, struct yaml *map,
    const char *keys)
{
	struct trial t = { .r = r, .ins = ins, .map = map };
	struct yaml *given;
	enum risk got[RISKS_MAX];
	size_t i, errors = r->lint->errors;

	if (!read_map(r, map, keys))
		return;
	given = yaml_get(map, "given");
	if (given != NULL)
		read_map(r, given, "baseline last last_assessed");
	read_answers(&t);
	read_known(&t, given, "baseline", KNOWN_BASELINE);
	read_known(&t, given, "last", KNOWN_LAST);
	read_known(&t, given, "last_assessed", KNOWN_ASSESSED);
	if (r->lint->errors != errors)
		return;
	for (i = 0; i < ins->nscores; i++)
		check_score(&t, i);
	risk_evaluate(ins, t.answers, t.follow_up, t.known, t.nknown, got);
	check_risks(&t, got, "fires", RISK_FIRED);
	check_risks(&t, got, "unknown", RISK_UNKNOWN);
}

void
instrument_tests(struct reader *r, const struct instrument *ins,
    const struct yaml *map)
{
	size_t n, i;
	struct yaml *const *list = read_list(r, map, "tests", TESTS_MAX, &n);
	struct buf keys = buf_new(r->arena, 2000);

	buf_add_z(&keys, "name given !answers band fires unknown");
	for (i = 0; i < ins->nscores; i++)
		buf_fmt(&keys, " %.*s", STR(ins->scores[i].id));
	if (n == 0)
		lint_warning(r->lint, ins->at, "the instrument has no "
		    "\"tests\"");
	for (i = 0; i < n; i++)
		run_test(r, ins, list[i], keys.at);
}
