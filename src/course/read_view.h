/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* A chapter whole, for the clinician: pages_read.c, read.html. */
#include "course/text_view.h"
#include "course/view.h"

struct read_block {
	enum block_kind kind;
	struct html html;
	struct str title, why;		/* why: of rules the clinic's words */
	int minutes;
	const struct str *lines;	/* what is asked; the steps */
	size_t lines_n;
	struct own_note note;
	struct str own;			/* it stands for another; "" */
};
struct read_page {
	struct str heading;
	int minutes;
	struct read_block *blocks;
	size_t blocks_n;
};
struct read_link {
	struct str title;
	bool here;
	struct url url;
};
struct read_view {
	struct frame frame;
	struct str title, aim;
	const char *lang;		/* of the texts */
	bool plain;
	struct own_note note;
	struct text_view guide;		/* to this chapter; .text NULL */
	struct read_link *links;
	size_t links_n;
	struct read_page *pages;
	size_t pages_n;
};
