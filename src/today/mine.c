/* SPDX-License-Identifier: Apache-2.0 */
#include "today/pages.h"

#include "answers/answers.h"
#include "course/course.h"
#include "homework/homework.h"
#include "homework/view.h"
#include "messages/message.h"
#include "people/care.h"
#include "people/page_frame.h"
#include "people/patient.h"
#include "today/mine_view.h"
#include "today/views.h"

/*
 * All that the patient wrote, in one place, to read, print and keep: what is
 * "only for me" too, and what was begun and not sent.  Theirs alone.
 */
enum { MESSAGES_MAX = 200, TEXT_BYTES_MAX = 2 * 1024 * 1024 };

/* False: more than one page can hold; the rest stands where it was written. */
static bool
room_for(struct mine_view *v, size_t bytes)
{
	v->bytes += bytes;
	v->more |= v->bytes > TEXT_BYTES_MAX;
	return !v->more;
}

static size_t
bytes_of(const struct values *values)
{
	size_t i, bytes = 0;

	for (i = 0; i < values->n; i++)
		bytes += values->at[i].text.len;
	return bytes;
}

static void
answers_put(struct page *p, struct mine_view *v, const char *kind,
    struct mine_part *to)
{
	struct answer *list;
	size_t n = answers_of(p->care, kind, STR_NONE, &list), i;
	struct values *values = values_new(p->arena);

	to->list = arena_many(p->arena, struct mine_answer, n);
	/* The oldest first: as it was written. */
	for (i = n; i > 0; i--) {
		struct mine_answer *m = &to->list[to->n];
		struct answer a;

		if (!answer_get(p->care, list[i - 1].id, &a, values))
			continue;
		if (!room_for(v, bytes_of(values)))
			return;
		m->sent = a.sent_at != 0;
		m->at.at = m->sent ? a.sent_at : a.saved_at;
		answer_shown(p->care, p->content_of(p, a.bundle), &a, values,
		    &m->shown);
		to->n += m->shown.n > 0;
	}
}

static void
tasks_put(struct page *p, const struct content *content,
    struct mine_view *v)
{
	struct homework *list;
	size_t n = homework_all(p->care, content, &list), i;

	v->tasks = arena_many(p->arena, struct mine_task, n);
	for (i = n; i > 0; i--) {
		const struct homework *h = &list[i - 1];
		struct mine_task *t = &v->tasks[v->tasks_n];

		if (!h->reported && h->plan.first_step.len == 0)
			continue;
		v->tasks_n++;
		t->title = homework_name(h, p->out.lang);
		t->first_step = h->plan.first_step;
		t->told = h->reported;
		if (!h->reported)
			continue;
		t->at.at = h->report.reported_at;
		t->amount = homework_amount_text(h->report.amount);
		t->noticed = h->report.noticed;
		t->reply = h->reviewed ? h->review.reply : h->earlier.reply;
		t->by = h->reviewed ? h->review.by_name : h->earlier.by_name;
	}
}

int
mine_get(struct page *p)
{
	struct mine_view v = { .matters = STR_NONE };
	const struct content *content = p->content;
	struct enrolment e;
	size_t i;

	page_frame(p, &v.frame, MSG("What I have written"), "/me");
	if (course_current(p->care, &e))
		content = p->content_of(p, e.bundle);
	v.matters = patient_matters(p->care);
	v.practised = patient_practised(p->care);
	answers_put(p, &v, "exercise", &v.exercises);
	tasks_put(p, content, &v);
	answers_put(p, &v, "entry", &v.entries);
	answers_put(p, &v, "measure", &v.questions);
	v.messages_n = message_list(p->care, MESSAGES_MAX, &v.messages,
	    &v.messages_more);
	for (i = 0; i < v.messages_n; i++)
		(void)room_for(&v, v.messages[i].body.len);
	if (v.more)
		v.messages_n = 0;
	view_mine(&p->out, &v);
	return page_ok(p);
}
