/* SPDX-License-Identifier: Apache-2.0 */
/* The table `score`: what was scored, in time, and what it is compared with. */
#include "measures/own.h"

#include "base/arena.h"
#include "db/db.h"
#include "people/care.h"

enum { SCORES_READ_MAX = 500 };

SQL(score_place, "patient:id enrolment:id instrument:text",
    "answer_id:id occasion:text score:text value:real? at:int",
    "SELECT answer_id, occasion, score, value, at FROM score "
    "WHERE patient_id = $1 AND enrolment_id = $2 AND instrument = $3 "
    "AND newest = 1 ORDER BY at, occasion, score");
SQL(score_of_patient, "patient:id instrument:text",
    "answer_id:id enrolment_id:id instrument:text occasion:text score:text "
    "value:real? band:text baseline:real? change:text at:int",
    "SELECT answer_id, enrolment_id, instrument, occasion, score, value, "
    "band, baseline, change, at FROM score WHERE patient_id = $1 "
    "AND instrument = $2 AND newest = 1 ORDER BY at");
SQL(score_answer_n, "patient:id answer:id", "n:int",
    "SELECT CAST(count(*) AS BIGINT) AS n FROM score "
    "WHERE patient_id = $1 AND answer_id = $2");
SQL(score_answer_value, "patient:id answer:id score:text", "value:real?",
    "SELECT value FROM score WHERE patient_id = $1 AND answer_id = $2 "
    "AND score = $3");
SQL(score_superseded, "patient:id enrolment:id instrument:text "
    "occasion:text", "",
    "UPDATE score SET newest = 0 WHERE patient_id = $1 "
    "AND enrolment_id = $2 AND instrument = $3 AND occasion = $4");
SQL(score_add, "id:id patient:id enrolment:id answer:id instrument:text "
    "occasion:text score:text value:real? band:text baseline:real? "
    "change:text at:int", "",
    "INSERT INTO score (id, patient_id, enrolment_id, answer_id, instrument, "
    "occasion, score, value, band, baseline, change, at, newest) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)");

static const char *const change_names[] = {
	[SCORE_UNKNOWN] = "unknown", [SCORE_SAME] = "same",
	[SCORE_BETTER] = "better", [SCORE_WORSE] = "worse",
};

void
score_past(struct care *c, const struct enrolment *e, const struct occasion *o,
    struct score_past *out)
{
	struct score_row *rows = arena_many(c->arena, struct score_row,
	    SCORES_READ_MAX);
	size_t i, n = 0;
	ROWS(r, c->tx, score_place, c->patient, e->id, o->instrument->id);

	*out = (struct score_past){ .rows = rows, .at = c->now };
	while (n < SCORES_READ_MAX && rows_next(&r)) {
		rows[n].answer = rows_id(&r, "answer_id");
		rows[n].occasion = rows_str(&r, "occasion");
		rows[n].score = rows_str(&r, "score");
		rows[n].missing = rows_null(&r, "value");
		rows[n].value = rows_real(&r, "value");
		rows[n].at = rows_int(&r, "at");
		n++;
	}
	for (i = n; i > 0; i--)
		if (str_eq(rows[i - 1].occasion, o->name))
			out->at = rows[i - 1].at;
	for (i = 0; i < n; i++)
		if (rows[i].at <= out->at && !str_eq(rows[i].occasion, o->name))
			rows[out->n++] = rows[i];
}

const struct score_row *
score_past_row(const struct score_past *p, struct str score, bool last)
{
	const struct score_row *found = NULL;
	size_t i;

	for (i = 0; i < p->n && (last || found == NULL); i++)
		if (!p->rows[i].missing && str_eq(p->rows[i].score, score))
			found = &p->rows[i];
	return found;
}

bool
score_written(struct care *c, struct id answer)
{
	return db_int(c->tx, 0, score_answer_n, c->patient, answer) > 0;
}

bool
score_of_answer(struct care *c, struct id answer, struct str score,
    double *out)
{
	ROWS(r, c->tx, score_answer_value, c->patient, answer, score);

	if (!rows_next(&r) || rows_null(&r, "value"))
		return false;
	*out = rows_real(&r, "value");
	return true;
}

static const char *
change_name(enum change change)
{
	switch (change) {
	case CHANGE_NONE:
		return change_names[SCORE_SAME];
	case CHANGE_BETTER:
		return change_names[SCORE_BETTER];
	case CHANGE_WORSE:
		return change_names[SCORE_WORSE];
	case CHANGE_UNKNOWN:
		break;
	}
	return change_names[SCORE_UNKNOWN];
}

static void
add_row(struct care *c, const struct enrolment *e, const struct occasion *o,
    struct id answer, const struct score *score, struct scored now,
    const struct score_past *past)
{
	struct str id = score == NULL ? STR_NONE : score->id;
	const struct score_row *first = score == NULL ? NULL :
	    score_past_row(past, id, false);
	struct scored was = { .missing = first == NULL };
	enum change change = CHANGE_UNKNOWN;

	if (first != NULL)
		was.value = first->value;
	if (score != NULL)
		change = score_change(score, was, now);
	db_run(c->tx, score_add, id_event(tx_now_ms(c->tx)), c->patient, e->id,
	    answer, o->instrument->id, o->name, id,
	    DB_IF(!now.missing, now.value),
	    now.band == NULL ? STR_NONE : now.band->id,
	    DB_IF(!was.missing, was.value), str_z(change_name(change)),
	    past->at);
}

void
score_write(struct care *c, const struct enrolment *e,
    const struct occasion *o, struct id answer, const int *answers,
    const struct score_past *past)
{
	const struct instrument *in = o->instrument;
	size_t i;

	db_run(c->tx, score_superseded, c->patient, e->id, in->id, o->name);
	for (i = 0; i < in->nscores; i++)
		add_row(c, e, o, answer, &in->scores[i],
		    instrument_score(in, answers, i), past);
	if (in->nscores == 0)
		add_row(c, e, o, answer, NULL,
		    (struct scored){ .missing = true }, past);
}

/* They come in time order; of one moment by the score's id. */
static void
by_score(struct score_point *list, size_t n)
{
	size_t i, k;

	for (i = 1; i < n; i++)
		for (k = i; k > 0 && list[k].at == list[k - 1].at &&
		    str_cmp(list[k].score, list[k - 1].score) < 0; k--) {
			struct score_point p = list[k];

			list[k] = list[k - 1];
			list[k - 1] = p;
		}
}

size_t
measures_scores(struct care *c, struct str instrument,
    struct score_point **out)
{
	struct score_point *list = NULL;
	unsigned k;
	size_t n = 0, room = 0;
	ROWS(r, c->tx, score_of_patient, c->patient, instrument);

	while (n < SCORES_READ_MAX && rows_next(&r)) {
		struct str change = rows_str(&r, "change");
		struct score_point *p;

		list = arena_more(c->arena, list, n, &room);
		p = &list[n++];
		p->answer = rows_id(&r, "answer_id");
		p->enrolment = rows_id(&r, "enrolment_id");
		p->instrument = rows_str(&r, "instrument");
		p->occasion = rows_str(&r, "occasion");
		p->score = rows_str(&r, "score");
		p->band = rows_str(&r, "band");
		p->missing = rows_null(&r, "value");
		p->value = rows_real(&r, "value");
		p->first = rows_null(&r, "baseline");
		p->baseline = rows_real(&r, "baseline");
		p->at = rows_int(&r, "at");
		for (k = SCORE_SAME; k <= SCORE_WORSE; k++)
			if (str_is(change, change_names[k]))
				p->change = k;
	}
	by_score(list, n);
	*out = list;
	return n;
}

/* --- for expressions of the programme ----------------------------------- */

static bool
known_score(struct care *c, const struct enrolment *e, struct str instrument,
    struct str score, enum expr_func func, struct value *out)
{
	struct score_point *list, *of = NULL, *before = NULL, *first = NULL;
	size_t i, n = measures_scores(c, instrument, &list);

	for (i = 0; i < n; i++) {
		if (!id_eq(list[i].enrolment, e->id) ||
		    !str_eq(list[i].score, score) || list[i].missing)
			continue;
		before = of;
		of = &list[i];
		if (first == NULL)
			first = of;
	}
	if (func == FUNC_BASELINE)
		of = first;
	else if (func == FUNC_LAST)
		of = before;
	if (of == NULL)
		return false;
	*out = value_of_number(of->value);
	return true;
}

/* Of a score its value then; else the risk item's level; 0 before any. */
static bool
known_assessed(struct care *c, struct str instrument, struct str part,
    struct value *out)
{
	struct id answer;
	double value = 0;
	int item = 0;

	if (alert_assessed(c, instrument, &answer, &item) &&
	    !score_of_answer(c, answer, part, &value))
		value = item;
	*out = value_of_number(value);
	return true;
}

bool
measures_known(struct care *c, const struct enrolment *e, enum expr_func func,
    struct str name, struct value *out)
{
	struct str part = name, instrument = str_cut(&part, '.');
	struct score_point *list;
	int64_t at = 0;
	size_t i, n;

	if (part.len > 0 && func == FUNC_LAST_ASSESSED)
		return known_assessed(c, instrument, part, out);
	if (part.len > 0)
		return (func == FUNC_SCORE || func == FUNC_BASELINE ||
		    func == FUNC_LAST) &&
		    known_score(c, e, instrument, part, func, out);
	n = measures_scores(c, instrument, &list);
	for (i = 0; i < n; i++)
		if (id_eq(list[i].enrolment, e->id))
			at = list[i].at;
	if (func == FUNC_ANSWERED && n > 0)
		*out = value_of_bool(at != 0);
	else if (func == FUNC_DAYS_SINCE && at != 0)
		*out = value_of_number(zone_day(c->zone, c->now).n -
		    zone_day(c->zone, at).n);
	else
		return false;
	return true;
}
