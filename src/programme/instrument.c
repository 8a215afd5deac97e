/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/instrument.h"

#include <assert.h>
#include <math.h>

#include "programme/expr.h"

/* One set of answers, for the callbacks of an expression. */
struct answered {
	const struct instrument *ins;
	const int *answers;
	bool asked;			/* the follow-up question */
	struct str follow_up;
	const struct known *known;
	size_t nknown;
};

size_t
instrument_item(const struct instrument *ins, struct str id)
{
	size_t i;

	for (i = 0; i < ins->nitems; i++)
		if (str_eq(ins->items[i].id, id))
			break;
	return i;
}

size_t
instrument_score_index(const struct instrument *ins, struct str id)
{
	size_t i;

	for (i = 0; i < ins->nscores; i++)
		if (str_eq(ins->scores[i].id, id))
			break;
	return i;
}

static bool
get_number(const struct answered *x, struct str name, size_t scores,
    struct value *out)
{
	size_t i = instrument_item(x->ins, name);
	struct scored s;

	if (i < x->ins->nitems) {
		*out = value_of_number(x->answers[i]);
		return x->answers[i] != ANSWER_SKIPPED;
	}
	i = instrument_score_index(x->ins, name);
	if (i >= scores)
		return false;
	s = instrument_score(x->ins, x->answers, i);
	*out = value_of_number(s.value);
	return !s.missing;
}

/* A score sees items and the scores above it: that ends. */
struct scoring {
	struct answered x;
	size_t index;
};

static bool
get_score(void *ctx, struct str name, struct value *out)
{
	const struct scoring *s = ctx;

	return get_number(&s->x, name, s->index, out);
}

static bool
get_any(void *ctx, struct str name, struct value *out)
{
	const struct answered *x = ctx;
	const struct follow_up *f = x->ins->follow_up;

	if (f == NULL || !str_eq(f->id, name))
		return get_number(x, name, x->ins->nscores, out);
	/* not asked is no option at all; asked and left open is missing */
	*out = value_of_text(x->asked ? x->follow_up : STR_NONE);
	return !x->asked || x->follow_up.len > 0;
}

static bool
call(void *ctx, enum expr_func func, struct str name, struct value *out)
{
	const struct answered *x = ctx;
	enum known_kind kind = KNOWN_BASELINE;
	size_t i;

	if (func == FUNC_SCORE) {
		if (!get_any(ctx, name, out))
			out->kind = VALUE_MISSING;
		return true;
	}
	if (func == FUNC_ANSWERED) {
		*out = value_of_bool(get_any(ctx, name, out));
		return true;
	}
	if (func == FUNC_LAST)
		kind = KNOWN_LAST;
	else if (func == FUNC_LAST_ASSESSED)
		kind = KNOWN_ASSESSED;
	else if (func != FUNC_BASELINE)
		return false;
	for (i = 0; i < x->nknown; i++)
		if (x->known[i].kind == kind && str_eq(x->known[i].id, name)) {
			*out = value_of_number(x->known[i].value);
			return true;
		}
	/* never assessed is level 0, so that the first answer counts */
	*out = value_of_number(0);
	return kind == KNOWN_ASSESSED;
}

static const struct band *
band_of(const struct score *s, double value)
{
	size_t i;

	for (i = 0; i < s->nbands; i++)
		if (value <= s->bands[i].to)
			return &s->bands[i];
	return NULL;
}

struct scored
instrument_score(const struct instrument *ins, const int *answers,
    size_t index)
{
	const struct score *s = &ins->scores[index];
	struct scoring ctx = { .x = { .ins = ins, .answers = answers },
	    .index = index };
	struct expr_env env = { .ctx = &ctx, .get = get_score };
	struct scored out = { .missing = true };
	struct value v;
	int open = 0;
	size_t i;

	assert(index < ins->nscores);
	for (i = 0; i < ins->nitems; i++)
		if (s->counts[i] && answers[i] == ANSWER_SKIPPED) {
			open++;
			if (s->never[i])
				return out;
		}
	if (open > s->missing_max)
		return out;
	env.prorate = open > 0;
	v = expr_run(s->expr, &env);
	if (v.kind != VALUE_NUMBER)
		return out;
	out.missing = false;
	out.prorated = open > 0;
	out.value = open > 0 ? floor(v.number + 0.5) : v.number;
	out.band = band_of(s, out.value);
	return out;
}

bool
instrument_asks_in(const struct instrument *ins, enum lang lang)
{
	return !ins->clinic_text || ins->own[lang] != NULL;
}

bool
instrument_asks_follow_up(const struct instrument *ins, const int *answers)
{
	struct answered x = { .ins = ins, .answers = answers };
	struct expr_env env = { .ctx = &x, .get = get_any, .call = call };

	return ins->follow_up != NULL &&
	    expr_true(ins->follow_up->ask_when, &env);
}

void
risk_evaluate(const struct instrument *ins, const int *answers,
    struct str follow_up, const struct known *known, size_t nknown,
    enum risk out[RISKS_MAX])
{
	struct answered x = { .ins = ins, .answers = answers,
	    .asked = instrument_asks_follow_up(ins, answers),
	    .follow_up = follow_up, .known = known, .nknown = nknown };
	struct expr_env env = { .ctx = &x, .get = get_any, .call = call };
	size_t i;

	assert(ins->nrisks <= RISKS_MAX);
	for (i = 0; i < ins->nrisks; i++) {
		struct value v = expr_run(ins->risks[i].when, &env);

		out[i] = RISK_NOT;
		if (v.kind == VALUE_MISSING)
			out[i] = RISK_UNKNOWN;
		else if (v.kind == VALUE_BOOL && v.truth)
			out[i] = RISK_FIRED;
	}
}

enum change
score_change(const struct score *s, struct scored first, struct scored now)
{
	double better;

	if (first.missing || now.missing || s->reliable <= 0)
		return CHANGE_UNKNOWN;
	better = s->lower_is_better ? first.value - now.value :
	    now.value - first.value;
	if (better >= s->reliable)
		return CHANGE_BETTER;
	return better <= -s->reliable ? CHANGE_WORSE : CHANGE_NONE;
}

bool
score_is_case(const struct score *s, struct scored x)
{
	if (x.missing || !s->cutoff_set)
		return false;
	return s->lower_is_better ? x.value >= s->cutoff :
	    x.value <= s->cutoff;
}
