/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_texts.h"

/* Words around the work between sessions; each is used once. */

static const struct tolds *const tolds[LANG_N] = {
	[LANG_NB] = &demo_tolds_nb, [LANG_EN] = &demo_tolds_en };
static const struct sheets *const sheets[LANG_N] = {
	[LANG_NB] = &demo_sheets_nb, [LANG_EN] = &demo_sheets_en };
static const struct work_pool *const pools[LANG_N] = {
	[LANG_NB] = &demo_work_nb, [LANG_EN] = &demo_work_en };

const char *const demo_places[LANG_N][12] = {
	[LANG_NB] = { "kjøkkenbordet", "på bussen hjem", "pauserommet",
	    "benken ved inngangen", "i bilen, parkert", "stua", "badet",
	    "biblioteket", "på trappa", "ved vinduet", "på tur",
	    "på soverommet" },
	[LANG_EN] = { "kitchen table", "on the bus home", "the break room",
	    "the bench outside", "in the parked car", "living room",
	    "bathroom", "the library", "on the steps", "by the window",
	    "on a walk", "bedroom" },
};

/* Tasks that are unlike the others of their group. */
static const char apart[] = "circle alarm good_and_done week_plan ladder";

static bool
among(const char *ids, struct str id)
{
	struct str rest = str_z(ids);

	while (rest.len > 0)
		if (str_eq(str_cut(&rest, ' '), id))
			return true;
	return false;
}

static bool
told_fits(const struct told *t, enum group group, struct str task, int amount)
{
	if (t->group != group || t->amount != amount)
		return false;
	if (t->tasks != NULL)
		return among(t->tasks, task);
	return group == GROUP_ANY || !among(apart, task);
}

const struct told *
texts_told(struct texts *t, enum lang lang, enum group group, struct str task,
    int amount)
{
	const struct tolds *p = tolds[lang];
	const enum group of[2] = { group, GROUP_ANY };
	int k;

	for (k = 0; k < 2; k++) {
		bool fits[TEXTS_MAX] = { false };
		size_t i;

		for (i = 0; i < p->n; i++)
			fits[i] = told_fits(&p->at[i], of[k], task, amount);
		i = texts_draw(t, TEXT_TOLD, lang, fits, p->n);
		if (i < p->n)
			return &p->at[i];
	}
	return NULL;
}

const struct own_task *
texts_own(struct texts *t, enum lang lang)
{
	const struct work_pool *p = pools[lang];
	bool fits[TEXTS_MAX] = { false };
	size_t i;

	for (i = 0; i < p->owns_n; i++)
		fits[i] = true;
	i = texts_draw(t, TEXT_OWN, lang, fits, p->owns_n);
	return i == p->owns_n ? NULL : &p->owns[i];
}

const char *
texts_reason(struct texts *t, enum lang lang, enum group group)
{
	const struct work_pool *p = pools[lang];
	bool fits[TEXTS_MAX] = { false };
	size_t i;

	for (i = 0; i < p->reasons_n; i++)
		fits[i] = p->reasons[i].group == group;
	i = texts_draw(t, TEXT_REASON, lang, fits, p->reasons_n);
	return i == p->reasons_n ? NULL : p->reasons[i].text;
}

const struct doubt *
texts_doubt(struct texts *t, enum lang lang, enum doubt_kind kind)
{
	const struct work_pool *p = pools[lang];
	bool fits[TEXTS_MAX] = { false };
	size_t i;

	for (i = 0; i < p->doubts_n; i++)
		fits[i] = p->doubts[i].kind == kind;
	i = texts_draw(t, TEXT_DOUBT, lang, fits, p->doubts_n);
	return i == p->doubts_n ? NULL : &p->doubts[i];
}

const char *
texts_line(struct texts *t, enum lang lang, int amount)
{
	const struct work_pool *p = pools[lang];
	bool fits[TEXTS_MAX] = { false };
	size_t i;

	for (i = 0; i < p->lines_n; i++)
		fits[i] = p->lines[i].amount == amount;
	i = texts_draw(t, TEXT_LINE, lang, fits, p->lines_n);
	return i == p->lines_n ? NULL : p->lines[i].text;
}

const struct sheet *
texts_sheet(struct texts *t, enum lang lang, struct str task)
{
	const struct sheets *p = sheets[lang];
	bool fits[TEXTS_MAX] = { false };
	size_t i;

	for (i = 0; i < p->n; i++)
		fits[i] = str_is(task, p->at[i].task);
	i = texts_draw(t, TEXT_SHEET, lang, fits, p->n);
	return i == p->n ? NULL : &p->at[i];
}
