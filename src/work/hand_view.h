/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the pages of handing over show; view.h includes it. */

struct hand_line {
	struct str key, text;
	bool on;
	enum hand_group { HAND_ME, HAND_STEP, HAND_MORE, HAND_CLOSE } group;
	struct str head;		/* begins a group on the paper */
};
enum { HAND_LINES_MAX = 160 };
struct hand_view {
	struct way_head h;
	struct handed paper;		/* kind, whom, text */
	struct str whom_words;
	struct str own;			/* lines of one's own */
	struct hand_line *lines;
	size_t lines_n;
	uint64_t seen;			/* what the page showed */
	bool changed;			/* something changed in between */
	bool fresh;			/* kept just now */
};
