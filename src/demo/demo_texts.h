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
/* What was noticed when trying the task, and the therapist's answer. */
struct told {
	int amount, hard;		/* enum homework_amount; 0..10 */
	const char *noticed, *reply;
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
	const struct told *told;
	size_t told_n;
	const struct note *notes;
	size_t notes_n;
	const struct plan_lines *plans;
	size_t plans_n;
};
extern const struct pool demo_pool_nb, demo_pool_en;

extern const struct closing demo_risk_closings[], demo_worse_closings[];
extern const size_t demo_risk_closings_n, demo_worse_closings_n;
/* Parts of the assessment at the start. */
extern const char *const demo_suitability[], *const demo_thoughts_none[],
    *const demo_thoughts_some[], *const demo_other[], *const demo_physical[],
    *const demo_gps[];
extern const size_t demo_suitability_n, demo_thoughts_none_n,
    demo_thoughts_some_n, demo_other_n, demo_physical_n, demo_gps_n;

/* Which texts are left. */
struct texts {
	struct prng rng;
	bool exchange_used[LANG_N][120], told_used[LANG_N][60];
	bool note_used[LANG_N][60], plan_used[LANG_N][10];
};
struct texts texts_new(uint64_t seed);
/* NULL: none is left. */
const struct exchange *texts_exchange(struct texts *, enum lang, enum mood);
/* good: one that went somehow; else any that did not. */
const struct told *texts_told(struct texts *, enum lang, bool good);
const char *texts_note(struct texts *, enum lang, enum note_kind);
const struct plan_lines *texts_plan(struct texts *, enum lang);
