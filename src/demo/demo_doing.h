/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Inside the room: what one act needs, and the acts over an open record. */
#include "course/course.h"
#include "demo/demo_acts.h"
#include "measures/measures.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/patient.h"

struct doing {
	struct run *run;
	const struct act *act;
	const struct person *person;	/* of the act; NULL: nobody */
	struct member *member;		/* the same in the clinic */
	struct tx *tx;
	struct arena *arena;
	struct vault *vault;
	struct actor actor;
	struct care care;
	struct enrolment e;
	bool fresh;			/* signed in just now */
};

/* False: a domain function said no. */
bool doing_patient(struct doing *);
bool doing_staff(struct doing *);
/* demo_cycle.c: the steps of the homework cycle. */
bool cycle_patient(struct doing *);
bool cycle_staff(struct doing *);
/* demo_own.c */
bool own_staff(struct doing *, const struct content *);
/* demo_talks.c, demo_return.c. */
bool talks_staff(struct doing *);
bool return_patient(struct doing *);
/* The provider gave a text message back. */
bool return_bounce(struct doing *);
/* "+47 400 00 011": nobody's. */
struct str demo_mobile(struct arena *, int who);
