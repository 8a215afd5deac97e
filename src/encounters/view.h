/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the pages of this room show. */
#include "encounters/contact.h"
#include "encounters/encounter.h"
#include "encounters/minutes.h"
#include "homework/homework.h"
#include "html/frame.h"
#include "people/away.h"
#include "programme/content.h"

/* The form for a new or changed time. */
struct when_form {
	enum encounter_kind kind;	/* ENCOUNTER_KINDS: not chosen */
	struct str step, day, time, minutes, place;	/* as typed */
	const struct rhythm_step *steps;	/* talks and calls */
	size_t steps_n;
	struct str zone;		/* "" the reader's own */
};

/* One line of the rhythm, as words. */
struct rhythm_line {
	const struct rhythm_item *item;
	struct str title;
};

struct rhythm_form {
	struct contact_rhythm rhythm;
	struct str reason;		/* typed */
	bool weekday;			/* asks for it */
	bool open;			/* folded out */
};

struct contact_view {
	struct frame frame;
	struct encounter *list;
	size_t n, planned_n;
	bool has, write;		/* has: a rhythm */
	struct contact contact;
	struct rhythm_line *lines;	/* around now */
	size_t lines_n;
	struct rhythm_form form;
	struct when_form when;
	struct str agenda;
	int minutes;			/* this week */
};

/* What was agreed or told, to be talked about. */
struct talk_work {
	struct id id, report;		/* report ID_NONE: nothing told */
	struct str name, noticed;
	enum homework_state state;
	bool tick, ticked;		/* waits for a talk */
};
struct talk_view {
	struct frame frame;
	struct encounter e;
	struct when_form when;
	struct encounter_words words;	/* draft, typed, or as saved */
	int64_t version, saved_at;
	enum encounter_state state;	/* chosen */
	bool state_set, write;
	struct talk_work *work;
	size_t work_n;
	bool unsure, unsure_here, unsure_ticked;
	struct str unsure_words;
	struct encounter *versions;
	size_t versions_n;
};
struct talk_both_view {
	struct frame frame;
	struct encounter saved;
	struct encounter_words words, typed;
	const struct pair *fields;
	size_t fields_n;
	int64_t version;
};

struct talks_view {			/* the patient's */
	struct frame frame;
	struct str other;		/* the therapist */
	struct encounter *list;
	size_t n, planned_n;
	struct str words[4];		/* the rhythm */
	size_t words_n;
	bool unsure_said;
};

struct card_view {
	bool patient;
	struct str other;
	struct absence *away;
	size_t away_n;
	bool next_has;
	struct encounter next;
	struct str words[4];
	size_t words_n;
	/* The clinic's panel. */
	struct id id;
	bool step_has;
	struct rhythm_line step;
	int kept, kept_of, minutes;
	struct encounter *note;		/* its time is over; NULL none */
};

struct minutes_view {
	struct frame frame;
	struct minutes_row *rows;
	size_t n;
	struct day *weeks;		/* to choose from */
	size_t weeks_n;
	struct day week;
	struct str minutes, note;	/* typed */
	bool write;
};
struct team_minutes_view {
	struct frame frame;
	struct minutes_sum *rows;
	size_t n;
};

struct clinic_rhythm_view {
	struct frame frame;
	struct clinic_rhythm_one {
		const struct programme *programme;
		struct rhythm_form form;
		struct rhythm_variant why;
	} *list;
	size_t n;
};

extern const int talk_days[7];			/* 1 Monday .. 7 Sunday */
extern const enum encounter_kind talk_kinds[ENCOUNTER_KINDS];
struct msg encounter_kind_text(enum encounter_kind);
struct msg encounter_state_text(enum encounter_state);
/* "kept", "kept 2 days after", "not kept", ... */
struct str rhythm_state_text(struct out *, const struct rhythm_item *);
/* "in week 6", "on day 1", "every week", "when it is quiet" */
struct str rhythm_when(struct out *, const struct rhythm_step *);
struct str rhythm_title(struct out *, const struct rhythm_step *);
/* Plain words for the patient; how many of out[4]. */
size_t rhythm_words(struct page *, const struct contact *, struct str other,
    struct str out[4]);
/* What was posted of the steps over r. */
bool rhythm_form_read(struct page *, struct contact_rhythm *r, bool weekday);
/* The lines from a few weeks back to what is next. */
size_t rhythm_lines(struct page *, const struct contact *,
    struct rhythm_line **out);
