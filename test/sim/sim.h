/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A year of a few clinics, lived through the functions the pages, the
 * server's tick and the worker call.  What people do is written to a log;
 * what the program made of it stands in its database.  oracle.py reads both
 * and judges: nothing is checked here.
 *
 * One thread, one clock.  What people do falls on STEP_S; the tick and the
 * worker's round follow in each step, and rounds between them when a letter
 * is to be tried again.  All that the real minute would bring begins on such
 * a step (local days, staffed hours, times of day, waits), so nothing is
 * skipped; --step 60 lives each minute, to show it.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/id.h"
#include "base/random.h"
#include "base/zone.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/clinic.h"
#include "course/course.h"
#include "reminders/pass.h"

enum { STEP_S = 900, HOUR_S = 3600, DAY_S = 86400, CLINICS = 3,
	STAFF_EACH = 13, SUPERVISORS = 2, STAFF = CLINICS * STAFF_EACH,
	HW_MAX = 2, CHAPTERS = 7, OUTAGES_MAX = 6 };

enum what {
	/* a patient */
	DO_COME, DO_DAY, DO_READ, DO_CHAPTER, DO_MEASURE, DO_PROPOSE,
	DO_REPORT, DO_SAY, DO_CHOOSE, DO_TRAVEL, DO_PAUSE, DO_PAUSE_END,
	DO_UNSURE, DO_PROBE,
	/* somebody of the clinic, about a patient */
	DO_VISIT, DO_CLOSE, DO_WRITE, DO_SWITCH, DO_END,
	/* the clinic */
	DO_STAFF_DAY, DO_LEAVE, DO_OWNERS, DO_LOST,
};

struct act {
	int64_t at;
	uint64_t order;
	enum what what;
	int who;			/* of people, staff or clinics */
};

struct work {
	struct id id;
	int day, per_week;
	bool told;
};

struct one {				/* a patient */
	int n, clinic, therapist;	/* of staff; -1: nobody */
	struct id id, account;
	const struct zone *zone, *home;
	struct prng dice;
	bool in, over, visit;
	int weeks, back_day;		/* of the course; home again */
	struct work work[HW_MAX];
	int work_n;
	bool wrote, unsure, reported;	/* for the therapist */
};

struct worker_of {			/* somebody of the clinic */
	struct id id;
	int clinic;
	bool off, supervisor;
	int away_from, away_until, cover;	/* days; staff */
	unsigned days;
};

struct office {
	struct clinic *c;
	const char *zone;
};

enum sabotage { SAB_NONE, SAB_DROP, SAB_DOUBLE, SAB_HOUR, SAB_THIRD,
	SAB_AFTER, SAB_EARLY, SAB_OWNER, SAB_NIGHT, SAB_N };

struct sim {
	struct db *db;
	struct vault *vault;
	const struct content *content;
	struct arena *arena;
	FILE *log;
	uint64_t seed;
	int64_t from, until, now;
	int step_s, phase_s;
	struct office places[CLINICS];
	struct worker_of staff[STAFF];
	struct one *people;
	int people_n, zones_n;
	struct act *heap;
	size_t heap_n, heap_max;
	uint64_t order;
	struct prng dice;
	struct worker_run run;
	int64_t outage[OUTAGES_MAX][2];
	int outages;
	enum sabotage sabotage;
	int sabotaged, mails;
	/* while an act runs */
	struct tx *tx;
	int64_t acts, passes, next_at, retry_until;
};

extern const char *const sim_zones[];
extern const int sim_zones_n;

/* sim_tools.c */
void sim_log(struct sim *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
const char *hex(struct id);		/* one of eight buffers */
void sim_die(const char *what);
int roll(struct prng *, int n);		/* 0..n-1 */
bool chance(struct prng *, int per_mille);
void sim_add(struct sim *, int64_t at, enum what, int who);
bool sim_due(struct sim *, int64_t now, struct act *out);
/* Local wall time of a patient, put on a step. */
int64_t one_at(const struct one *, int day, int minute);
int one_today(const struct sim *, const struct one *);
void sim_ids_seed(uint64_t);

/* sim_world.c */
void sim_world(struct sim *);
void sim_come(struct sim *, struct one *);

/* sim_patient.c */
void patient_day(struct sim *, struct one *);
bool patient_act(struct sim *, struct one *, enum what);

/* sim_homework.c */
void act_propose(struct sim *, struct one *, struct care *);
void act_report(struct sim *, struct one *, struct care *);
void act_review(struct sim *, struct one *, struct care *);

/* sim_clinic.c */
void clinic_visit(struct sim *, struct one *);
void clinic_act(struct sim *, struct one *, enum what);
void staff_day(struct sim *, int who);
void staff_leave(struct sim *, int who);
void visit_later(struct sim *, struct one *, bool urgent);
void sim_owners(struct sim *);

/* sim_send.c */
extern const struct sender sim_sender;
void sim_sender_of(struct sim *);
void sim_lost(struct sim *);
void sim_third(struct sim *);
void sim_chapters(struct sim *, struct one *, struct care *);
