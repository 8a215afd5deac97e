/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the script is told when it saved a draft, as JSON. */
#include "answers/answer_form.h"
#include "http/page.h"

struct keep_reply {
	const struct form *form;
	const bool *shows;		/* fields that show now */
	int64_t version;
	struct str message;		/* "" when it was saved */
};

/* Puts it in the page; returns status. */
int keep_json(struct page *, const struct keep_reply *, int status);
