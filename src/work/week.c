/* SPDX-License-Identifier: Apache-2.0 */
#include "work/week.h"

#include "base/arena.h"
#include "course/course.h"
#include "db/db.h"
#include "people/care.h"
#include "people/clinic.h"
#include "work/worry.h"

enum { WEEK_DAYS = 7 };

SQL(week_last, "patient:id", "day:int",
    "SELECT day FROM work_week WHERE patient_id = $1"
    " ORDER BY day DESC LIMIT 1");
SQL(week_add, "id:id patient:id day:int now:int by:id same:int percent:int"
    " asked:int", "",
    "INSERT INTO work_week (id, patient_id, day, said_at, by_id, same,"
    " percent, asked) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
SQL(week_asked_last, "patient:id", "day:int",
    "SELECT day FROM work_week WHERE patient_id = $1 AND asked = 1"
    " ORDER BY day DESC LIMIT 1");
SQL(say_add, "id:id patient:id now:int ready:int? sure:int? hope:text?", "",
    "INSERT INTO work_say (id, patient_id, said_at, ready, sure, hope)"
    " VALUES ($1, $2, $3, $4, $5, $6)");
SQL(say_all, "patient:id", "said_at:int ready:int? sure:int? hope:text?",
    "SELECT said_at, ready, sure, hope FROM (SELECT id, said_at, ready, sure,"
    " hope FROM work_say WHERE patient_id = $1"
    " ORDER BY said_at DESC, id DESC LIMIT 200) newest"
    " ORDER BY said_at, id");

static const char *const hopes[] = { [HOPE_OPEN] = "", [HOPE_YES] = "yes",
    [HOPE_UNSURE] = "unsure", [HOPE_NO] = "no" };

/* The newest agreed day up to this one. */
static int
agreed_day(const struct enrolment *e, struct day today)
{
	int weekday = e->weekday >= 1 && e->weekday <= WEEK_DAYS ?
	    e->weekday : 1;

	return today.n - (day_weekday(today) - weekday + WEEK_DAYS) %
	    WEEK_DAYS;
}

bool
week_asked(struct care *c, const struct enrolment *e)
{
	struct day today = zone_day(c->zone, c->now);
	int agreed = agreed_day(e, today);
	ROWS(r, c->tx, week_last, c->patient);

	/* The first one comes after some days, not on the first. */
	if (agreed <= e->start_day.n)
		return false;
	return !rows_next(&r) ||
	    rows_int(&r, "day") < agreed - WEEK_EARLY_DAYS;
}

void
week_said(struct care *c, bool same, int percent, bool asked_more)
{
	if (c->relation != REL_OWN)
		return;
	db_run(c->tx, week_add, id_event(tx_now_ms(c->tx)), c->patient,
	    zone_day(c->zone, c->now), c->now, c->actor, same, percent,
	    asked_more);
}

bool
say_asked(struct care *c, struct day step)
{
	struct day today = zone_day(c->zone, c->now);
	ROWS(r, c->tx, week_asked_last, c->patient);
	int last;

	if (!rows_next(&r))
		return true;
	last = rows_day(&r, "day").n;
	if (today.n - last >= SAY_DAYS)
		return true;
	return step.n != DAY_NONE_N && step.n > today.n &&
	    step.n - today.n <= SAY_STEP_DAYS &&
	    last < step.n - SAY_STEP_DAYS;
}

size_t
say_list(struct care *c, struct say **out)
{
	struct say *list = arena_many(c->arena, struct say, SAYS_MAX);
	size_t n = 0;
	ROWS(r, c->tx, say_all, c->patient);

	while (n < SAYS_MAX && rows_next(&r)) {
		struct say *s = &list[n++];
		enum hope h;

		*s = (struct say){ .at = rows_int(&r, "said_at"), .ready = -1,
		    .sure = -1 };
		if (!rows_null(&r, "ready"))
			s->ready = (int)rows_int(&r, "ready");
		if (!rows_null(&r, "sure"))
			s->sure = (int)rows_int(&r, "sure");
		for (h = HOPE_YES; h <= HOPE_NO; h++)
			if (str_is(rows_str(&r, "hope"), hopes[h]))
				s->hope = h;
	}
	*out = list;
	return n;
}

/* The newest confidence that was told; -1: never. */
static int
sure_last(struct care *c)
{
	struct say *list;
	size_t n = say_list(c, &list);

	while (n > 0 && list[n - 1].sure < 0)
		n--;
	return n == 0 ? -1 : list[n - 1].sure;
}

static void
look(struct care *c, const struct say *s, int was)
{
	int64_t fall = clinic_setting(c->tx, c->clinic, SET_WORK_FALL);
	bool fell = fall > 0 && was >= 0 && s->sure >= 0 &&
	    was - s->sure >= fall;

	if (s->hope == HOPE_NO)
		worry_raise(c, WORRY_NO, -1, -1);
	else if (s->hope == HOPE_UNSURE)
		worry_raise(c, WORRY_UNSURE, -1, -1);
	else if (fell)
		worry_raise(c, WORRY_FELL, was, s->sure);
}

bool
say_put(struct care *c, const struct say *s)
{
	int was = sure_last(c);

	if (c->relation != REL_OWN || (s->ready < 0 && s->sure < 0 &&
	    s->hope == HOPE_OPEN))
		return false;
	db_run(c->tx, say_add, id_event(tx_now_ms(c->tx)), c->patient, c->now,
	    DB_IF(s->ready >= 0, s->ready), DB_IF(s->sure >= 0, s->sure),
	    DB_IF(s->hope != HOPE_OPEN, str_z(hopes[s->hope])));
	look(c, s, was);
	return true;
}
