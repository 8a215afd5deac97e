/* SPDX-License-Identifier: Apache-2.0 */
#include "measures/own.h"

#include "base/arena.h"
#include "db/db.h"
#include "people/care.h"
#include "programme/content.h"

/* Nothing of a questionnaire is "only for me". */
static struct values *
values_open(struct care *c, const struct values *values)
{
	struct values *v = values_new(c->arena);
	size_t i;

	*v = *values;
	for (i = 0; i < v->n; i++)
		v->at[i].private = false;
	return v;
}

struct measure_saved
measure_save(struct care *c, const struct clinic *clinic,
    const struct content *content, const struct enrolment *e,
    const struct occasion *o, const struct values *values,
    int64_t version_seen, bool send)
{
	struct answer_place place = measure_place(e, o);
	struct values *v = values_open(c, values);
	struct measure_saved out = { .alert = ID_NONE };
	struct score_past past;
	struct risk_verdict verdict;

	(void)content;			/* the occasion has its instrument */
	place.variant = e->reading;
	out.save = answer_save(c, &place, e->bundle, v, version_seen, send,
	    &out.answer);
	if (out.save != ANSWER_SAVED)
		return out;
	score_past(c, e, o, &past);
	risk_judge(c, o, v, &past, &verdict);
	out.help = verdict.fired.level > 0;
	out.ask_follow_up = verdict.asks;
	if (!id_is_none(out.answer.id) && out.answer.sent_at == 0)
		tell_draft(c, clinic, e, o, out.answer.id, &verdict);
	else if (send && !score_written(c, out.answer.id)) {
		score_write(c, e, o, out.answer.id, verdict.answers, &past);
		out.alert = tell_sent(c, clinic, e, o, out.answer.id,
		    &verdict);
	}
	return out;
}

struct measure_help
measure_help(struct care *c, const struct enrolment *e,
    const struct occasion *o, const struct values *values)
{
	struct score_past past;
	struct risk_verdict verdict;

	score_past(c, e, o, &past);
	risk_judge(c, o, values, &past, &verdict);
	return (struct measure_help){ verdict.fired.level > 0, verdict.asks,
	    verdict.show };
}
