/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* A text of a programme with its slots filled: text.html. */
#include "html/frame.h"
#include "programme/text.h"

struct clinic;
struct page;

struct text_view {
	const struct text *text;
	const struct clinic *clinic;	/* {numbers}, {clinic} */
	struct str when;		/* {when}, as a sentence */
	struct str therapist;		/* {therapist} */
	bool under;			/* its headings stand under an h2 */
};
/* {when} for a clinician, who is told no hours. */
struct str text_when(struct page *);
/* A text as a page of its own: /plan/about, /plan/ahead. */
struct told_view {
	struct frame frame;
	struct text_view text;		/* .text NULL: there is none */
	bool ahead;
};
/* The handbook: its texts by programme, and the one chosen. */
struct guide_link {
	struct str title;
	const char *lang;		/* another stands in; "" */
	bool here;
	struct url url;
};
struct guide_part {
	struct str title;
	struct guide_link *own, *told;	/* for clinicians; what patients read */
	size_t own_n, told_n;
};
struct guide_view {
	struct frame frame;
	struct text_view text;		/* .text NULL: no programme has one */
	struct str title;
	struct guide_part *parts;
	size_t parts_n;
};
