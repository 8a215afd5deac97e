/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Tasks for every programme of a bundle, and beginnings of replies. */
#include "programme/task.h"

struct source_file;

/* Beginning of a reply: {name} {task} {quote} stand for the patient's first
 * name, the task, the patient's words. */
enum template_kind { TEMPLATE_REINFORCE, TEMPLATE_PROMPT,
	TEMPLATE_CONFIDENCE, TEMPLATE_UNDERSTAND, TEMPLATE_UNSURE,
	TEMPLATE_WORK,		/* how the two work together */
	TEMPLATE_FEEDBACK, TEMPLATE_KINDS };
struct template {
	struct str id;
	enum template_kind kind;
	struct words title, text;
};

/* Tasks for every programme of the bundle. */
struct library {
	struct str id, version;
	struct words title;
	const struct template *templates;
	size_t ntemplates;
	const struct task *tasks;
	size_t ntasks;
	const struct source_file *file;
};
