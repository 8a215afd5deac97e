/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Today: one clear next thing, then what else is open. */
#include "html/frame.h"
#include "work/card.h"

enum { TODAY_ITEMS_MAX = 24 };

struct today_item {
	struct str title;
	struct str why;			/* for the one next thing */
	struct str small;		/* for a row: what is done there */
	struct str button;		/* "Go on where you stopped" */
	int minutes;			/* about; 0: not said */
	struct url url;
};

struct today_view {
	struct frame frame;
	struct msg greeting;
	struct today_item items[TODAY_ITEMS_MAX];	/* the first is next */
	size_t n;
	const struct today_item *also;	/* items + 1 */
	size_t also_n;
	struct str therapist, reading_days, read_next;
	struct str where;		/* "Week 3 of 12" */
	struct str paused_until;	/* a day; "" no pause */
	struct html contact;		/* who is away; the next talk */
	bool no_course;
	struct way_line way;
};
