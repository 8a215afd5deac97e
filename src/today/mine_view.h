/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* All that the patient wrote: mine.c, mine.html. */
#include "answers/shown.h"
#include "html/frame.h"
#include "messages/message.h"

struct mine_answer {
	struct shown_answer shown;
	bool sent;			/* else begun only */
	struct moment_full at;
};
struct mine_part {
	struct mine_answer *list;
	size_t n;
};
struct mine_task {
	struct str title, first_step, noticed, reply, by;
	struct msg amount;
	bool told;
	struct moment_full at;		/* told */
};
struct mine_view {
	struct frame frame;
	struct str matters, practised;
	struct mine_part exercises, entries, questions;
	struct mine_task *tasks;
	size_t tasks_n;
	struct message *messages;
	size_t messages_n;
	bool messages_more;
	size_t bytes;			/* of texts, about */
	bool more;			/* than one page can hold */
};
