/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/own.h"
#include "homework/pages.h"
#include "homework/views.h"
#include "people/care.h"
#include "people/page_frame.h"

/* "What I have noticed", and "I am unsure". */

struct msg
day_part_text(enum day_part part)
{
	static const struct msg list[PARTS_N] = {
		[PART_MORNING] = { T("in the morning") },
		[PART_MIDDAY] = { T("in the middle of the day") },
		[PART_AFTERNOON] = { T("in the afternoon") },
		[PART_EVENING] = { T("in the evening") },
	};

	return part < PARTS_N ? list[part] : (struct msg){ NULL };
}

int
homework_noticed_get(struct page *p)
{
	struct noticed_view v = { 0 };
	struct enrolment e;
	const struct content *content = homework_content(p, &e);
	struct homework *list;
	size_t n = 0, i;

	page_frame(p, &v.frame, MSG("What I have noticed"), "/plan");
	if (content != NULL)
		n = homework_list(p->care, content, &list);
	v.lines = arena_many(p->arena, struct noticed_line, n + 1);
	for (i = 0; i < n; i++) {
		const struct homework_report *r = &list[i].report;

		if (!list[i].reported)
			continue;
		v.done += r->amount == AMOUNT_DID || r->amount == AMOUNT_PARTLY;
		if (r->noticed.len > 0 || r->amount == AMOUNT_DID)
			v.lines[v.n++] = (struct noticed_line){
			    homework_name(&list[i], p->out.lang), r->noticed,
			    r->reported_at, list[i].id, r->amount };
	}
	worked_load(p->care, &v.worked);
	view_noticed(&p->out, &v);
	return page_ok(p);
}

int
homework_unsure_post(struct page *p)
{
	struct str words = str_trim(req_field(p->req, "words"));
	struct str about = req_field(p->req, "about");
	struct id of = ID_NONE;

	if (str_is(about, "task") && !id_parse(req_field(p->req, "id"), &of))
		return 400;
	if (!unsure_say(p->care, str_is(about, "task") ? "task" :
	    str_is(about, "work") ? "work" : "thread", of, words,
	    str_is(req_field(p->req, "rest"), "1")))
		return page_not_found(p);
	return page_go(p, url_lit("/m?unsure=1#unsure"));
}
