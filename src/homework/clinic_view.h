/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the clinic's pages of this room show; texts of the person's content
 * stand in the patient's language. */
#include "homework/view.h"

/* One assignment for the clinic: nothing a patient marked "only for me". */
struct work_row {
	struct homework h;
	struct str name;
	bool passed;			/* its day passed without a report */
	int entries;			/* sent ones */
};

struct work_view {
	struct frame frame;
	enum lang lang;			/* the patient's */
	struct work_row *rows;
	size_t n, open;			/* open ones first */
	bool write;
	struct unsure *unsure;		/* those that wait, newest first */
	size_t unsure_n;
};

struct work_kind {
	struct msg name;
	const struct task *const *tasks;
	size_t n;
};
struct work_new_view {
	struct frame frame;
	enum lang lang;
	struct work_kind *kinds;	/* the library; n 0: one is chosen */
	size_t kinds_n;
	const struct task *task;	/* in the chosen words; NULL: own */
	struct variant_view *variants;
	size_t variants_n;
	struct str variant, source;
	struct id from;			/* carries on from this one */
	struct url here;		/* to be asked again with ?task= */
	bool message;			/* out of what the patient wrote */
	bool meeting;			/* out of what was agreed in a talk */
	struct plan_form form;
	struct str matters, practised;
};

struct work_one_view {
	struct frame frame;
	enum lang lang;
	struct work_row row;
	struct plan *plans;		/* newest first */
	size_t plans_n;
	struct entry_view *entries;
	size_t entries_n;
	struct plan_form form;		/* to suggest a change */
	bool write, both;
	struct plan other;		/* changed meanwhile */
};

/* In the case page: what waits for an answer. */
struct work_reply {
	struct homework *list;		/* open reports, the oldest first */
	size_t n;
	struct str reply;		/* begun, or typed and shown again */
	struct str template;		/* id it began with; "" */
	const struct template *templates;
	size_t templates_n;
	int amount, quality;		/* chosen; -1: none */
	bool talked, *with;		/* chosen; with: of list */
	struct html also;		/* a later room's fields of the form */
	enum lang lang;
	struct id patient;
	bool write;
};

struct msg task_kind_text(enum task_kind);
struct msg template_kind_text(enum template_kind);
struct msg plan_change_text(enum plan_change);
struct msg homework_by_text(enum homework_by);
struct msg quality_text(int quality);
extern const int quality_dots[5];		/* 0..4 */
extern const int amount_order[4];		/* did, partly, not, other */
