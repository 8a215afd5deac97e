/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Inside the room: what people write.  Each text is used once in a clinic,
 * so no two patients say the same; which of them is the seed's to choose.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/random.h"
#include "base/str.h"
#include "html/lang.h"

enum mood { MOOD_START, MOOD_WELL, MOOD_STUCK, MOOD_HEAVY, MOOD_N };

/* The patient writes, the therapist answers; quote: a part of says. */
struct exchange {
	enum mood mood;
	const char *says, *quote, *reply;
};
/* Which work a text belongs to. */
enum group { GROUP_SEE, GROUP_THOUGHTS, GROUP_DO, GROUP_DARE, GROUP_TEST,
	GROUP_CALM, GROUP_WORRY, GROUP_ANY, GROUPS };
/* What was noticed when trying a task, and the therapist's answer. */
struct told {
	int amount;			/* enum homework_amount */
	const char *noticed, *reply;
	enum group group;
	const char *tasks;		/* ids it is about; NULL: the group */
};
/* Something of one's own: title, why, first step; and how it went. */
struct own_task {
	const char *title, *reason, *first_step;
	struct told told;
};
/* Why a task helps just this person, in the therapist's words. */
struct reason {
	enum group group;
	const char *text;
};
/* The patient says it does not fit (NULL: no reason) or is unsure, and what
 * the therapist writes then; without says: after a low belief. */
enum doubt_kind { DOUBT_FIT, DOUBT_UNSURE, DOUBT_LOW };
struct doubt {
	enum doubt_kind kind;
	const char *says, *reply;
};
/* A short answer to a report without words. */
struct line {
	int amount;
	const char *text;
};
/* A worksheet filled in once; scales are the dice's. */
struct sheet {
	const char *task;
	struct sheet_value {
		const char *field, *text;	/* a list's rows by | */
	} values[6];
};
/* A therapist writes first. */
enum note_kind { NOTE_WEEK, NOTE_QUIET, NOTE_END, NOTE_N };
struct note {
	enum note_kind kind;
	const char *text;
};
struct plan_lines {
	const char *signs, *helps, *people;
};
/* How an alert was closed; the clinic writes Norwegian. */
struct closing {
	const char *plan, *note;
};

struct pool {
	const struct exchange *exchanges;
	size_t exchanges_n;
	const struct note *notes;
	size_t notes_n;
	const struct plan_lines *plans;
	size_t plans_n;
};
extern const struct pool demo_pool_nb, demo_pool_en;
/* The same for the work between sessions. */
struct tolds {
	const struct told *at;
	size_t n;
};
struct sheets {
	const struct sheet *at;
	size_t n;
};
struct work_pool {
	const struct own_task *owns;
	size_t owns_n;
	const struct reason *reasons;
	size_t reasons_n;
	const struct doubt *doubts;
	size_t doubts_n;
	const struct line *lines;
	size_t lines_n;
};
extern const struct tolds demo_tolds_nb, demo_tolds_en;
extern const struct sheets demo_sheets_nb, demo_sheets_en;
extern const struct work_pool demo_work_nb, demo_work_en;
extern const char *const demo_places[LANG_N][12];

extern const struct closing demo_risk_closings[], demo_worse_closings[];
extern const size_t demo_risk_closings_n, demo_worse_closings_n;
/* Parts of the assessment at the start. */
extern const char *const demo_suitability[], *const demo_thoughts_none[],
    *const demo_thoughts_some[], *const demo_other[], *const demo_physical[],
    *const demo_gps[];
extern const size_t demo_suitability_n, demo_thoughts_none_n,
    demo_thoughts_some_n, demo_other_n, demo_physical_n, demo_gps_n;

/* Which texts are left. */
enum text_kind { TEXT_EXCHANGE, TEXT_TOLD, TEXT_NOTE, TEXT_PLAN_LINES,
	TEXT_OWN, TEXT_REASON, TEXT_DOUBT, TEXT_LINE, TEXT_SHEET, TEXT_KINDS };
enum { TEXTS_MAX = 240 };
struct texts {
	struct prng rng;
	bool used[TEXT_KINDS][LANG_N][TEXTS_MAX];
};
struct texts texts_new(uint64_t seed);
/* Each NULL when none is left. */
const struct exchange *texts_exchange(struct texts *, enum lang, enum mood);
const char *texts_note(struct texts *, enum lang, enum note_kind);
const struct plan_lines *texts_plan(struct texts *, enum lang);
/* demo_texts_work.c: of this task or its group, else one for any; amount as
 * it was. */
const struct told *texts_told(struct texts *, enum lang, enum group,
    struct str task, int amount);
const struct own_task *texts_own(struct texts *, enum lang);
const char *texts_reason(struct texts *, enum lang, enum group);
const struct doubt *texts_doubt(struct texts *, enum lang, enum doubt_kind);
const char *texts_line(struct texts *, enum lang, int amount);
const struct sheet *texts_sheet(struct texts *, enum lang, struct str task);
/* One of the unused n that fit, by the dice; n: none. */
size_t texts_draw(struct texts *, enum text_kind, enum lang, const bool *fits,
    size_t n);
