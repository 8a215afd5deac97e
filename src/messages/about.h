/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What a message is about: a chapter "c.ch3", an exercise "e.ch3.map",
 * something agreed "h.ID", a call or meeting "t.ID".  The word stands with
 * the message, so that both see it and can go there.
 */
#include "html/html.h"

struct page;

struct message_about {
	struct str word, title;		/* title "": nothing, or it is gone */
	struct url url;			/* "" nowhere to go */
};

/* Also "ch3" alone, a chapter.  False: no such thing of this patient. */
bool message_about(struct page *, struct str word, struct message_about *out);
