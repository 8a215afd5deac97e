/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Texts of a programme that stand by themselves, as content.h brings them. */
#include "html/html.h"

struct source_file;

/*
 * A text by itself, split at its {slots}.  Patients read information (what the
 * programme is), safety (what may stand in the plan for heavy hours) and those
 * that risk rules show; guide and guide_CHAPTER are for clinicians alone.
 */
struct text_part {
	struct html html;	/* of a part without slot */
	struct str slot;	/* "numbers": put here what it names; else "" */
	bool block;		/* the slot stands alone, not in a sentence */
};
struct text_section {
	struct str heading;	/* "" of what stands before the first ## */
	const struct text_part *parts;
	size_t nparts;
};
struct text {
	struct str id;
	enum lang lang;		/* the language actually used */
	struct str title;	/* "" when it has none */
	const struct text_section *sections;
	size_t nsections;
	const struct source_file *file;
};
