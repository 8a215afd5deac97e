/* SPDX-License-Identifier: Apache-2.0 */
#include "caseload/pages.h"

#include "caseload/view.h"
#include "caseload/views.h"
#include "people/care.h"
#include "people/page_frame.h"

/* The days and parts that were asked; without any, the usual. */
static bool
ask_read(struct page *p, struct record_view *v)
{
	size_t i;

	v->ask = record_usual(p);
	page_query_day(p, "from", &v->from, &v->ask.from);
	page_query_day(p, "until", &v->until, &v->ask.until);
	if (req_query(p->req, "from").len > 0) {
		v->ask.parts = 0;
		for (i = 0; i < RECORD_PARTS_N; i++)
			if (str_is(req_query(p->req, record_fields[i]), "1"))
				v->ask.parts |= 1u << i;
	}
	if (p->problems.n > 0)
		return false;
	if (v->ask.until.n < v->ask.from.n)
		problem_add(&p->problems, S("until"),
		    T("The last day is before the first."));
	else if (v->ask.until.n - v->ask.from.n >= RECORD_DAYS_MAX)
		problem_add_n(&p->problems, S("until"),
		    T("Choose at most %1 days."), RECORD_DAYS_MAX);
	return p->problems.n == 0;
}

const char *const record_fields[RECORD_PARTS_N] = { "p1", "p2", "p3", "p4",
	"p5", "p6", "p7", "p8" };

struct msg
record_part_text(size_t i)
{
	static const char *const texts[RECORD_PARTS_N] = {
		T("Programme and chapters"), T("Questionnaires"),
		T("Answers that needed a look"), T("Homework"), T("Talks"),
		T("Work"), T("Messages and minutes, counted"),
		T("The patient's own words with it") };

	return (struct msg){ texts[i] };
}

int
record_get(struct page *p)
{
	struct record_view v = { .text = STR_NONE };

	page_frame(p, &v.frame, MSG("Summary"), "/list");
	page_frame_patient(p, &v.frame, "");
	v.frame.keys = "page";
	if (ask_read(p, &v))
		v.text = record_text(p, &v.ask, &v.cut);
	view_record(&p->out, &v);
	return page_ok(p);
}
