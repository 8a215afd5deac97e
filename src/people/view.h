/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the pages of this room show. */
#include "html/frame.h"
#include "people/account.h"
#include "people/away.h"
#include "people/actor.h"
#include "people/patient.h"

struct care;
struct clinic;
struct page;

struct sign_in_view {
	struct frame frame;
	struct str login, to;
	bool kept, over;
};
struct exit_view {
	struct url to;
	bool signed_in;
};
struct plain_view {
	struct frame frame;
};
struct invitation_view {
	struct frame frame;
	struct str token, login, clinic;
	struct moment_full expires;
	int password_min;
	bool patient, nb;
};

struct numbers_view {
	const struct clinic *clinic;
	enum lang lang;
};
struct help_view {
	struct frame frame;
	const struct clinic *clinic;
	bool patient;
	bool unreadable;		/* the plan, or a part of it */
	struct safety_plan plan;
	struct html_lines { struct str *at; size_t n; } signs, helps, people;
	struct str next_staffed;	/* "tomorrow at 08:00" */
	bool staffed;
};
struct start_view {
	struct frame frame;
	struct str practised;
	struct str matters, therapist;
	struct str reading_days;
	bool first;
};
struct who_row {
	struct moment at;
	struct str name;
	struct msg what;
	size_t times;			/* on one day */
	bool glass;
};
struct who_view {
	struct frame frame;
	struct str names;		/* the therapists, "Solveig and Per" */
	struct who_row *rows;
	size_t rows_n;
	bool more;			/* than are shown */
	bool looks;			/* a supervisor may look */
};
struct me_view {
	struct frame frame;
	struct session_row *sessions;
	size_t sessions_n;
	struct id session;
	bool patient;
	bool looks;			/* a supervisor may look */
	struct str name;
};
struct password_view {
	struct frame frame;
	int password_min;
};
struct contact_view {
	struct frame frame;
	struct patient patient;
	struct assessment assessment;
	bool assessed;
	struct str made_by;
};
struct safety_view {
	struct frame frame;
	struct safety_plan plan, typed;
	bool own;			/* the patient writes */
	bool unreadable;		/* some of it was damaged */
	struct url action;
};
struct away_view {
	struct frame frame;
	bool admin;
	struct str name;		/* whose, on the administrator's page */
	struct url action, back;
	struct msg back_text;
	struct absence *list;
	struct html *talks;		/* of each; "" none, or not told */
	size_t n;
	struct account *colleagues;
	size_t colleagues_n;
	struct str from, until;		/* typed */
	struct id cover;
};

struct glass_view {
	struct frame frame;
	struct id patient;
	struct str reason;
	int minutes, reason_min;
	bool own;			/* in the actor's care: no reason */
	bool nobody;			/* no therapist has care of them */
	bool called;			/* the actor is, about an answer */
	struct str due;
};

/* A text's lines, without empty ones. */
struct html_lines lines_of(struct arena *, struct str);
