/* SPDX-License-Identifier: Apache-2.0 */
/* Which questionnaire is asked when; the rule is told in measures.h. */
#include "measures/measures.h"

#include "base/arena.h"
#include "course/course.h"
#include "db/db.h"
#include "measures/weekly.h"
#include "people/care.h"
#include "programme/content.h"

enum { WEEK_DAYS = 7, OCCASIONS_MAX = 400, WEEKS_MAX = 520,
	FOLLOW_UP_DAYS = 28, ITEM_S = 10, LINES_MAX = 32 };

SQL(score_done, "patient:id enrolment:id",
    "instrument:text occasion:text at:int",
    "SELECT instrument, occasion, at FROM score "
    "WHERE patient_id = $1 AND enrolment_id = $2 AND newest = 1 "
    "ORDER BY instrument, at");

struct done_row {
	struct str instrument, occasion;
	int64_t at;
};

struct schedule {
	struct care *care;
	const struct enrolment *enrolment;
	const struct programme *programme;
	const struct content *content;
	struct day today;
	struct done_row *done;
	size_t done_n;
};

/* One form of one week. */
struct line {
	const struct instrument *instrument;
	struct measure_at at;
	int window_days;
};

static int
week_at(const struct programme *p, const struct measure_at *at)
{
	switch (at->when) {
	case AT_WEEK:
		return at->n;
	case AT_FOLLOW_UP:
		return p->weeks + 13 * at->n / 3;
	case AT_WEEKLY:
		return p->weeks;
	case AT_SCREENING:
		break;
	}
	return -1;
}

/* The rule by which this is asked in that week; weekly before the others.
 * own: what is weekly is chosen for this patient. */
static const struct measure_at *
asked(const struct programme *p, const struct measure_plan *plan, int week,
    bool own)
{
	const struct measure_at *found = NULL;
	size_t i;

	for (i = 0; i < plan->nat; i++) {
		const struct measure_at *at = &plan->at[i];

		if (at->when == AT_WEEKLY ? week <= p->weeks && !own :
		    week_at(p, at) == week)
			if (found == NULL || at->when == AT_WEEKLY)
				found = at;
	}
	return found;
}

static void
window(const struct schedule *s, const struct line *line, struct occasion *o)
{
	struct day first = { s->enrolment->start_day.n + WEEK_DAYS * o->week };
	int before = line->window_days, after = WEEK_DAYS - 1;
	const struct measure_at *at = &line->at;

	if (at->when == AT_WEEKLY && o->week > 0)
		before = 0;
	else if (line->window_days > after)
		after = line->window_days;
	if (at->when == AT_FOLLOW_UP) {
		before = 0;
		after = FOLLOW_UP_DAYS - 1;
	}
	o->opens = (struct day){ first.n - before };
	o->closes = (struct day){ first.n + after };
}

struct answer_place
measure_place(const struct enrolment *e, const struct occasion *o)
{
	return (struct answer_place){ .enrolment = e->id, .kind = "measure",
	    .ref = o->instrument->id, .occasion = o->name };
}

static void
state(const struct schedule *s, struct occasion *o)
{
	struct answer_place place = measure_place(s->enrolment, o);
	struct answer a;
	size_t i;

	for (i = 0; i < s->done_n; i++)
		if (str_eq(s->done[i].instrument, o->instrument->id) &&
		    str_eq(s->done[i].occasion, o->name)) {
			o->done = true;
			o->done_at = s->done[i].at;
		}
	o->open = s->enrolment->ended_at == 0 &&
	    o->opens.n <= s->today.n && s->today.n <= o->closes.n;
	if (o->open && s->care->relation == REL_OWN)
		o->begun = answer_newest(s->care, &place, &a,
		    values_new(s->care->arena)) && a.sent_at == 0;
}

/* The same instrument twice in a week is asked once. */
static size_t
line_add(struct line *list, size_t n, const struct instrument *in,
    struct measure_at at, int window_days)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (list[i].instrument == in)
			return n;
	if (in == NULL || n == LINES_MAX)
		return n;
	list[n] = (struct line){ in, at, window_days };
	return n + 1;
}

/* What is asked in a week: chosen for this patient, then the programme's. */
static size_t
lines_of(const struct schedule *s, int week, struct line *list)
{
	static const struct measure_at weekly = { AT_WEEKLY, 0 };
	const struct programme *p = s->programme;
	struct weekly own;
	size_t i, n = 0;
	bool chosen = week > 0 && week < p->weeks && weekly_of(s->care,
	    s->enrolment, s->content, week, &own);

	if (chosen && weekly_due(&own, week)) {
		n = line_add(list, n, own.first, weekly, 0);
		n = line_add(list, n, own.beside, weekly, 0);
	}
	for (i = 0; i < p->nmeasures; i++) {
		const struct measure_plan *plan = &p->measures[i];
		const struct measure_at *at = asked(p, plan, week, chosen);

		if (at != NULL)
			n = line_add(list, n, plan->instrument, *at,
			    plan->window_days);
	}
	return n;
}

static size_t
week_add(const struct schedule *s, int week, struct occasion *out, size_t max)
{
	struct line lines[LINES_MAX];
	size_t i, n = 0, lines_n = lines_of(s, week, lines);
	int nth = 0;

	for (i = 0; i < lines_n && n < max; i++) {
		const struct measure_at *at = &lines[i].at;
		struct occasion o = { .instrument = lines[i].instrument,
		    .week = week, .nth = ++nth };

		window(s, &lines[i], &o);
		if (o.opens.n > s->today.n)
			continue;
		o.name = str_fmt(s->care->arena, at->when == AT_FOLLOW_UP ?
		    "fu%dm" : "w%d", at->when == AT_FOLLOW_UP ? at->n : week);
		o.items = (int)o.instrument->nitems;
		state(s, &o);
		if (!instrument_asks_in(o.instrument, s->care->lang)) {
			if (!o.done)
				continue;
			o.open = false;
		}
		out[n++] = o;
	}
	return n;
}

/* Of an instrument's scores of one occasion the first row tells. */
static bool
done_before(const struct schedule *s, const struct done_row *d)
{
	size_t i;

	for (i = s->done_n; i > 0; i--) {
		const struct done_row *o = &s->done[i - 1];

		if (!str_eq(o->instrument, d->instrument))
			break;
		if (str_eq(o->occasion, d->occasion))
			return true;
	}
	return false;
}

static bool
schedule_load(struct schedule *s, struct care *c, const struct enrolment *e,
    const struct content *content)
{
	*s = (struct schedule){ .care = c, .enrolment = e,
	    .programme = course_programme(e, content),
	    .content = content,
	    .today = zone_day(c->zone, c->now) };
	if (s->programme == NULL)
		return false;
	s->done = arena_many(c->arena, struct done_row, OCCASIONS_MAX);

	ROWS(r, c->tx, score_done, c->patient, e->id);

	while (s->done_n < OCCASIONS_MAX && rows_next(&r)) {
		struct done_row d = { rows_str(&r, "instrument"),
		    rows_str(&r, "occasion"), rows_int(&r, "at") };

		if (!done_before(s, &d))
			s->done[s->done_n++] = d;
	}
	return true;
}

static int
last_week(const struct programme *p)
{
	int last = 0;
	size_t i, k;

	for (i = 0; i < p->nmeasures; i++)
		for (k = 0; k < p->measures[i].nat; k++) {
			int week = week_at(p, &p->measures[i].at[k]);

			last = week > last ? week : last;
		}
	return last < WEEKS_MAX ? last : WEEKS_MAX;
}

size_t
measures_occasions(struct care *c, const struct enrolment *e,
    const struct content *content, struct occasion **out)
{
	struct schedule s;
	size_t n = 0;
	int week, last;

	*out = NULL;
	if (!schedule_load(&s, c, e, content))
		return 0;
	*out = arena_many(c->arena, struct occasion, OCCASIONS_MAX);
	last = last_week(s.programme);
	for (week = 0; week <= last; week++)
		n += week_add(&s, week, *out + n, OCCASIONS_MAX - n);
	return n;
}

bool
measures_occasion(struct care *c, const struct enrolment *e,
    const struct content *content, int week, int nth, struct occasion *out)
{
	struct schedule s;
	struct occasion *list;
	size_t i, n;

	if (week < 0 || week > WEEKS_MAX || !schedule_load(&s, c, e, content))
		return false;
	list = arena_many(c->arena, struct occasion, OCCASIONS_MAX);
	n = week_add(&s, week, list, OCCASIONS_MAX);
	for (i = 0; i < n; i++)
		if (list[i].nth == nth) {
			*out = list[i];
			return true;
		}
	return false;
}

int
measure_minutes(const struct occasion *o)
{
	int minutes = (o->items * ITEM_S + 30) / 60;

	return minutes < 1 ? 1 : minutes;
}

int
occasion_week(struct str name)
{
	int64_t n;

	if (!str_starts(name, S("w")) ||
	    !str_int(str_sub(name, 1, name.len), 0, WEEKS_MAX, &n))
		return -1;
	return (int)n;
}
