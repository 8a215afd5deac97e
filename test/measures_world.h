/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The world of course_fixture.h with the built-in programme: PHQ-9 in week 0
 * and weekly, GAD-7 in weeks 0, 6 and 12.  The course begins on Monday 2
 * March 2026; the clinic is there Monday to Friday 08:00 to 15:30.
 */
#include "course/course.h"
#include "course_fixture.h"
#include "measures/alert.h"
#include "measures/measures.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400, NOT = -1, SKIPPED = -2,
	ANY_VERSION = -1 };

/* The fixture's care begins on a Wednesday; ours did before. */
SQL(t_care_from, "patient:id", "",
    "UPDATE care SET from_at = 0 WHERE patient_id = $1");

/* What the patient does in the next step. */
static struct say {
	int week, nth;
	int others, q9;			/* NOT: no answer yet */
	const char *follow_up;
	bool send;
	int64_t version;		/* ANY_VERSION: the newest */
} say;
static struct measure_saved said;
static struct alert seen[ALERTS_MAX];	/* as the therapist finds them */
static size_t seen_n;
static struct problems bad;
static int count;

/* Local time in Oslo. */
static int64_t
at(int month, int day, int hour, int minute)
{
	return zone_moment(zone_find(S("Europe/Oslo")),
	    day_of(2026, month, day), hour * 60 + minute);
}

static void
enrol_step(struct world *w, struct care *c)
{
	w->enrolment = course_enrol(c, w->content, S("w-icbt"),
	    day_of(2026, 3, 2), 1);
}

static void
care_step(struct world *w, struct care *c)
{
	(void)w;
	db_run(c->tx, t_care_from, c->patient);
}

static void
begin(struct world *w)
{
	struct lint lint = lint_new(test_arena);

	content_free(w->content);
	CHECK_RC(content_load_embedded(&w->content, &lint), RC_OK);
	w->now = at(3, 2, 10, 0);
	AS(w, OWN, care_step);
	AS(w, THERAPIST, enrol_step);
}

static struct clinic *
clinic_of(struct world *w, struct care *c)
{
	struct clinic *clinic = arena_one(c->arena, struct clinic);

	CHECK(clinic_load(c->tx, w->vault, w->clinic, clinic));
	return clinic;
}

static bool
occasion_of(struct world *w, struct care *c, int week, int nth,
    struct enrolment *e, struct occasion *o)
{
	return course_current(c, e) &&
	    measures_occasion(c, e, w->content, week, nth, o);
}

static void
put_number(struct values *v, struct str field, int n)
{
	if (n == NOT)
		return;
	(void)value_put(v, field, 0, STR_NONE, n == SKIPPED ? S("skip") :
	    str_fmt(test_arena, "%d", n), true);	/* as if private */
}

static void
say_step(struct world *w, struct care *c)
{
	struct values *v = values_new(test_arena);
	struct answer_place place;
	struct enrolment e;
	struct occasion o;
	struct answer a;
	size_t i;

	CHECK(occasion_of(w, c, say.week, say.nth, &e, &o));
	for (i = 0; i < o.instrument->nitems; i++)
		put_number(v, o.instrument->items[i].id,
		    str_is(o.instrument->items[i].id, "q9") ? say.q9 :
		    say.others);
	if (say.follow_up != NULL)
		(void)value_put(v, S("follow_up"), 0, STR_NONE,
		    str_z(say.follow_up), false);
	place = measure_place(&e, &o);
	if (say.version == ANY_VERSION)
		say.version = answer_newest(c, &place, &a,
		    values_new(test_arena)) ? a.version : 0;
	said = measure_save(c, clinic_of(w, c), w->content, &e, &o, v,
	    say.version, say.send);
}

static void
seen_step(struct world *w, struct care *c)
{
	struct alert *list;

	(void)w;
	seen_n = alerts_of_patient(c, false, &list);
	if (seen_n > 0)
		memcpy(seen, list, seen_n * sizeof(*list));
}

/* The alerts by the time they were made, the first first. */
static void
look(struct world *w)
{
	size_t i, k;

	AS(w, THERAPIST, seen_step);
	for (i = 0; i < seen_n; i++)
		for (k = i + 1; k < seen_n; k++)
			if (seen[k].made_at < seen[i].made_at) {
				struct alert a = seen[i];

				seen[i] = seen[k];
				seen[k] = a;
			}
}

/* Answers PHQ-9 of a week: all others, then q9. */
static void
tell(struct world *w, int week, int others, int q9, const char *follow_up,
    bool send)
{
	say = (struct say){ week, 1, others, q9, follow_up, send,
	    ANY_VERSION };
	AS(w, OWN, say_step);
	CHECK_INT(said.save, ANSWER_SAVED);
	look(w);
}
#define SEND(w, week, others, q9) tell((w), (week), (others), (q9), NULL, true)
#define DRAFT(w, week, others, q9) \
	tell((w), (week), (others), (q9), NULL, false)

static bool
rested_in(struct tx *tx, void *arg)
{
	struct world *w = arg;
	struct duty duty;

	duty_open(&duty, tx, w->vault, "alerts");
	count = alert_drafts_rested(&duty);
	return true;
}

/* The server's tick. */
static int
tick(struct world *w)
{
	clock_set(w->now);
	CHECK_RC(db_tx(w->db, test_arena, rested_in, w), RC_OK);
	look(w);
	return count;
}

static struct alert_close closing;
static struct id closing_id;
static int64_t closing_version;
static bool closed;

static void
close_step(struct world *w, struct care *c)
{
	(void)w;
	bad = (struct problems){ 0 };
	closed = alert_close(c, closing_id, &closing, closing_version, &bad);
}

static struct alert_close
close_well(struct world *w)
{
	return (struct alert_close){ CONTACT_SPOKE, 1, S("call on Friday"),
	    STR_NONE, { zone_day(w->own.zone, w->now).n + 4 } };
}

/* A clinician assesses this alert. */
static void
close_it(struct world *w, const struct alert *a)
{
	closing = close_well(w);
	closing_id = a->id;
	closing_version = a->version;
	AS(w, THERAPIST, close_step);
	CHECK(closed);
	look(w);
}

/* The first answer of q9 told, called about and assessed. */
static void
assessed_at(struct world *w, int q9)
{
	SEND(w, 0, 1, q9);
	CHECK_INT(seen_n, 1);
	w->now += HOUR;
	close_it(w, &seen[0]);
	w->now = at(3, 9, 10, 0);		/* week 1 */
}
