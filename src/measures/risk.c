/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the rules of an instrument say of a set of answers.  A rule "shows
 * help" when it names a text to show or is of the higher level; the others
 * (worse than at the start) only tell the therapist.
 */
#include "measures/own.h"

#include "base/arena.h"
#include "base/buf.h"
#include "db/db.h"
#include "people/care.h"
#include "programme/expr.h"

enum { KNOWN_MAX = 2 * ITEMS_MAX + 3 * SCORES_MAX + 1 };

struct knowing {
	struct care *care;
	const struct instrument *in;
	const struct score_past *past;
	struct known *list;
	size_t n;
};

static bool
shows_help(const struct risk_rule *r)
{
	return r->show.len > 0 || r->level == RISK_RED;
}

size_t
risk_item(const struct instrument *in)
{
	struct str name;
	size_t i, k, at;

	for (i = 0; i < in->nrisks; i++)
		for (k = 0; shows_help(&in->risks[i]) &&
		    expr_reads(in->risks[i].when, k, &name); k++) {
			at = instrument_item(in, name);
			if (at < in->nitems)
				return at;
		}
	return in->nitems;
}

/* A value that is no option of the item counts as left open. */
static void
answers_read(const struct instrument *in, const struct values *v, int *out)
{
	size_t i, k;
	int64_t n;

	for (i = 0; i < in->nitems; i++) {
		const struct item *item = &in->items[i];

		out[i] = ANSWER_SKIPPED;
		if (!str_int(value_text(v, item->id), 0, INT32_MAX, &n))
			continue;
		for (k = 0; k < item->nscale; k++)
			if (item->scale[k].value == n)
				out[i] = (int)n;
	}
}

static void
know(struct knowing *k, enum known_kind kind, struct str id, double value)
{
	if (k->n < KNOWN_MAX)
		k->list[k->n++] = (struct known){ kind, id, value };
}

/* Does a rule call this function?  "last(" must not be "last_assessed(". */
static bool
calls(const struct instrument *in, struct str func)
{
	size_t i, k;

	for (i = 0; i < in->nrisks; i++) {
		struct str text = in->risks[i].when->text;

		for (k = 0; k + func.len < text.len; k++) {
			char next = text.at[k + func.len];

			if (str_starts(str_sub(text, k, text.len), func) &&
			    (next == '(' || next == ' '))
				return true;
		}
	}
	return false;
}

/* The items of the first (last) answer before this one. */
static void
know_items(struct knowing *k, enum known_kind kind)
{
	const struct score_past *past = k->past;
	struct values *v = values_new(k->care->arena);
	int *answers = arena_many(k->care->arena, int, k->in->nitems);
	struct answer a;
	size_t i;

	if (past->n == 0 || !answer_get(k->care, past->rows[kind ==
	    KNOWN_LAST ? past->n - 1 : 0].answer, &a, v))
		return;
	answers_read(k->in, v, answers);
	for (i = 0; i < k->in->nitems; i++)
		if (answers[i] != ANSWER_SKIPPED)
			know(k, kind, k->in->items[i].id, answers[i]);
}

static void
know_assessed(struct knowing *k)
{
	size_t i, risk = risk_item(k->in);
	struct id answer;
	double value;
	int item;

	if (!alert_assessed(k->care, k->in->id, &answer, &item))
		return;
	if (risk < k->in->nitems)
		know(k, KNOWN_ASSESSED, k->in->items[risk].id, item);
	for (i = 0; i < k->in->nscores; i++)
		if (score_of_answer(k->care, answer, k->in->scores[i].id,
		    &value))
			know(k, KNOWN_ASSESSED, k->in->scores[i].id, value);
}

static void
know_all(struct knowing *k)
{
	const struct score_row *row;
	size_t i;

	for (i = 0; i < k->in->nscores; i++) {
		struct str id = k->in->scores[i].id;

		row = score_past_row(k->past, id, false);
		if (row != NULL)
			know(k, KNOWN_BASELINE, id, row->value);
		row = score_past_row(k->past, id, true);
		if (row != NULL)
			know(k, KNOWN_LAST, id, row->value);
	}
	if (calls(k->in, S("baseline")))
		know_items(k, KNOWN_BASELINE);
	if (calls(k->in, S("last")))
		know_items(k, KNOWN_LAST);
	know_assessed(k);
}

void
told_add(struct arena *a, struct risk_told *t, int level, int within_days,
    struct str rule)
{
	if (t->level == 0 || within_days < t->within_days)
		t->within_days = within_days;
	if (level > t->level)
		t->level = level;
	t->rules = t->rules.len == 0 ? rule :
	    str_fmt(a, "%.*s %.*s", STR(t->rules), STR(rule));
}

static void
rule_add(struct arena *a, struct risk_told *t, const struct risk_rule *r)
{
	bool red = r->level == RISK_RED;

	told_add(a, t, red ? ALERT_PHONE : ALERT_LOOK,
	    r->task ? r->within_staffed_days : red ? 0 : 1, r->id);
}

static void
told_gather(struct arena *a, const struct instrument *in,
    const enum risk *risks, struct risk_verdict *out)
{
	bool unknown = false, unknown_other = false;
	size_t i;

	for (i = 0; i < in->nrisks; i++) {
		const struct risk_rule *r = &in->risks[i];
		bool help = shows_help(r);

		if (risks[i] == RISK_UNKNOWN) {
			unknown |= help;
			unknown_other |= !help;
		}
		if (risks[i] != RISK_FIRED)
			continue;
		rule_add(a, help ? &out->fired : &out->other, r);
		rule_add(a, &out->all, r);
		if (out->show.len == 0)
			out->show = r->show;
	}
	unknown = unknown && out->fired.level == 0;
	unknown_other = unknown_other && out->all.level == 0;
	if (unknown || unknown_other)
		told_add(a, &out->all, ALERT_LOOK, 1, S("unknown"));
	out->risk = unknown || out->fired.level > 0;
}

void
risk_judge(struct care *c, const struct occasion *o, const struct values *v,
    const struct score_past *past, struct risk_verdict *out)
{
	const struct instrument *in = o->instrument;
	struct knowing k = { .care = c, .in = in, .past = past,
	    .list = arena_many(c->arena, struct known, KNOWN_MAX) };
	enum risk risks[RISKS_MAX] = { RISK_NOT };
	size_t item = risk_item(in);

	*out = (struct risk_verdict){ .item = -1, .show = STR_NONE,
	    .answers = arena_many(c->arena, int, in->nitems + 1) };
	answers_read(in, v, out->answers);
	if (in->follow_up != NULL)
		out->follow_up = value_text(v, in->follow_up->id);
	know_all(&k);
	risk_evaluate(in, out->answers, out->follow_up, k.list, k.n, risks);
	if (item < in->nitems)
		out->item = out->answers[item];
	out->asks = in->follow_up != NULL && out->follow_up.len == 0 &&
	    instrument_asks_follow_up(in, out->answers);
	told_gather(c->arena, in, risks, out);
}
