/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Inside the room: the cast.  Everyone is made up; the numbers +47 400 00 0xx
 * and the addresses at fjordgata.example belong to nobody.  What is constant
 * about a person stands here; what the weeks bring is life.c's.
 */
#include <stddef.h>

#include "html/lang.h"

enum { THERAPISTS = 4, STAFF_N = 6, PATIENTS = 48, CAST_OLD = 24 };
enum { STAFF_SUPERVISOR = THERAPISTS, STAFF_ADMIN };

struct staff {
	const char *name, *login;
	const char *also;		/* short name to sign in with; "" */
	unsigned roles, reading_days;	/* bit 0 Monday */
};

enum course_of { GOES_WELL, GOES_STUCK, GOES_QUIET, GOES_WORSE, GOES_RISK,
	GOES_INVITED, GOES_FINISHED };

/* How the story stands at its end. */
enum {
	ENDS_QUESTION = 1,	/* a message waits for an answer */
	ENDS_REPORT = 2,	/* a report waits to be looked at */
	ENDS_PHONE = 4,		/* a risk answer, sent, open */
	ENDS_DRAFT = 8,		/* a risk answer that was not sent */
	ENDS_ALERT = 16,	/* "worse" is not looked at yet */
	ENDS_UNREAD = 32,	/* the therapist's answer was not read */
	BEGUN = 64,		/* two pages of chapter 1, no more */
	HELD = 128,		/* chapter 1 waits */
	HALF_MAP = 256,		/* the exercise was never sent */
	GLASS = 512,		/* a supervisor opened the record once */
	THOUGHTS = 1024,	/* q9 of 1 in the first two weeks */
	NO_REPORT = 2048,	/* has not reported any homework */
	HAS_PLAN = 4096,	/* a safety plan was written */
	ENDS_TALK = 8192,	/* has said that a task does not fit */
	ENDS_UNSURE = 16384,	/* has said "I am unsure" */
	ENDS_PASSED = 32768,	/* agreed, and nothing was told */
};

struct deed {
	const char *act;		/* NULL: none */
	int ease;
};

/* The exercise "map" of chapter 1. */
struct map {
	const char *status;		/* NULL: no map */
	const char *situation, *thoughts, *body;
	int strong;
	struct deed deeds[2];
	const char *later, *pulls;
	const char *own;		/* "only for me"; NULL: left empty */
};

struct person {
	const char *name, *first;
	int age;
	enum lang lang;
	enum course_of goes;
	int week, weekday_ago;		/* days since this week began, 0..6 */
	int therapist;
	unsigned how;
	const char *login;		/* short; NULL: no sign-in */
	const char *email;		/* NULL: none */
	const char *place, *near;	/* near: one person to call */
	const char *matters;
	struct map map;
};

/* How this person goes about practising. */
struct manner {
	const char *practised;		/* between talks, before: own words */
	const char *life;		/* variant that fits; NULL: none */
	const char *task;		/* the therapist's first choice */
	const char *reason;		/* and why it may help just them */
};

extern const struct staff demo_staff[STAFF_N];
/* The cast in two files; who: 0..PATIENTS-1. */
extern const struct person demo_people[CAST_OLD],
    demo_people_more[PATIENTS - CAST_OLD];
extern const struct manner demo_ways[PATIENTS];
static inline const struct person *
demo_person(int who)
{
	return who < CAST_OLD ? &demo_people[who] :
	    &demo_people_more[who - CAST_OLD];
}
