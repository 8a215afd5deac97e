/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Homework made directly, without pages: for the tests of practice. */
#include "course/course.h"
#include "homework/homework.h"
#include "journey.h"

#define REASON "So that Sundays get a shape of their own"
#define REPLY "You walked with the dog, although it rained."

struct deed {
	struct id by, patient;
	struct plan plan;
	struct id out;
};

static inline struct plan
plan_new(const char *title)
{
	return (struct plan){ .title = str_z(title), .minutes = 10,
	    .minute = 9 * 60, .day = DAY_NONE, .until = DAY_NONE,
	    .zone = zone_find(S("Europe/Oslo")), .obstacle = OBSTACLE_NONE,
	    .size = SIZE_STANDARD, .reason = STR_NONE,
	    .first_step = STR_NONE, .place = STR_NONE, .if_then = STR_NONE,
	    .materials = STR_NONE, .seen_by = STR_NONE };
}

static inline void
propose(struct world *w, struct tx *tx, void *arg)
{
	struct deed *d = arg;
	struct care c = world_care(w, tx, d->by, d->patient);
	struct homework_new new = { .chapter = STR_NONE, .source = "library",
	    .plan = d->plan };
	struct problems bad = { .n = 0 };
	struct enrolment e;

	CHECK(course_current(&c, &e));
	d->out = homework_propose(&c, &e, &new, &bad);
	CHECK_INT(bad.n, 0);
}

struct answer_deed {
	struct id patient_account, therapist, patient, homework;
	struct beliefs beliefs;
	const char *template;
	unsigned obstacles;
};

static inline void
agree(struct world *w, struct tx *tx, void *arg)
{
	struct answer_deed *d = arg;
	struct care c = world_care(w, tx, d->patient_account, ID_NONE);
	struct problems bad = { .n = 0 };
	struct homework h;

	CHECK(homework_get(&c, w->app.gate.active, d->homework, &h));
	CHECK_INT(homework_say_yes(&c, d->homework, &d->beliefs, &h.plan, 1,
	    true, &bad), YES_AGREED);
}

static inline void
tell(struct world *w, struct tx *tx, void *arg)
{
	struct answer_deed *d = arg;
	struct care c = world_care(w, tx, d->patient_account, ID_NONE);
	struct homework_report new = { .amount = AMOUNT_PARTLY, .hard = 4,
	    .helped = -1, .obstacles = d->obstacles,
	    .noticed = S("The lake was quiet") };
	struct problems bad = { .n = 0 };

	CHECK_INT(homework_report(&c, d->homework, &new, 0, &bad),
	    REPORT_SAVED);
}

static inline void
answer(struct world *w, struct tx *tx, void *arg)
{
	struct answer_deed *d = arg;
	struct care c = world_care(w, tx, d->therapist, d->patient);
	struct review_new new = { .n = 1, .reply = S(REPLY), .amount = -1,
	    .quality = -1, .template = str_z(d->template),
	    .edited = d->template == NULL };
	struct problems bad = { .n = 0 };
	struct homework h;

	CHECK(homework_get(&c, w->app.gate.active, d->homework, &h));
	new.reports[0] = h.report.id;
	CHECK(homework_review(&c, &new, &bad));
	CHECK_INT(bad.n, 0);
}

/* Proposed, agreed, told and answered, all at once; the assignment. */
static inline struct id
whole(struct world *w, struct id therapist, struct id patient,
    struct id account, const char *title)
{
	struct deed p = { .by = therapist, .patient = patient,
	    .plan = plan_new(title) };
	struct answer_deed a = { .patient_account = account,
	    .therapist = therapist, .patient = patient,
	    .beliefs = { -1, -1, -1, 0 } };

	p.plan.reason = S(REASON);
	p.plan.first_step = S("Put on the shoes");
	world_do(w, propose, &p);
	a.homework = p.out;
	world_do(w, agree, &a);
	world_do(w, tell, &a);
	world_do(w, answer, &a);
	return p.out;
}
