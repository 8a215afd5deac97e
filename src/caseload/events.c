/* SPDX-License-Identifier: Apache-2.0 */
#include "caseload/events.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "encounters/card.h"
#include "encounters/encounter.h"
#include "people/care.h"
#include "people/patient.h"

enum { ANSWERS_SHOWN = EVENTS_SHOWN + 1, QUOTE_MAX = 140 };

struct line {
	struct arena *arena;
	struct event *list;
	size_t n, room;
};

static struct event *
add(struct line *l, int64_t at, enum event_kind kind)
{
	struct event *e;

	l->list = arena_more(l->arena, l->list, l->n, &l->room);
	e = &l->list[l->n++];
	*e = (struct event){ .at = at, .kind = kind };
	return e;
}

static struct str
short_quote(struct arena *a, struct str text)
{
	struct buf own = buf_new(a, text.len + 1);
	struct str rest = text, line, head;

	/* What is quoted from the other stands in the message itself. */
	while (rest.len > 0) {
		line = str_trim(str_cut(&rest, '\n'));
		if (line.len == 0 || line.at[0] == '>')
			continue;
		if (own.len > 0)
			buf_add_c(&own, ' ');
		buf_add(&own, line);
	}
	head = str_utf8_head(buf_str(&own), QUOTE_MAX);
	return head.len == own.len ? head : str_fmt(a, "%.*s …", STR(head));
}

static void
add_answers(struct care *c, const struct content *content,
    const struct enrolment *e, enum lang lang, bool all, struct line *l)
{
	struct answer *list;
	size_t n = answers_sent(c, 0, all ? ANSWERS_SENT_MAX : ANSWERS_SHOWN,
	    &list), i;
	const struct programme *programme = content_programme(content,
	    e->programme);

	for (i = 0; i < n; i++) {
		struct event *ev = add(l, list[i].sent_at, EVENT_ANSWER);
		const struct instrument *inst;
		const struct form *form;
		struct str ref = list[i].ref;
		size_t dot = str_index(ref, '.');

		ev->object = list[i].id;
		if (str_is(list[i].kind, "entry")) {
			const struct task *t = programme == NULL ? NULL :
			    programme_task(programme, ref);

			ev->kind = EVENT_ENTRY;
			ev->what = t == NULL ? STR_NONE :
			    words_in(&t->title, lang);
			continue;
		}
		inst = content_instrument(content, ref);
		if (inst != NULL) {
			ev->what = inst->title.in[lang];
			continue;
		}
		form = programme == NULL ? NULL : programme_form(programme,
		    str_sub(ref, dot + 1, ref.len), NULL);
		ev->what = form == NULL ? ref : form->title.in[lang];
	}
}

static void
add_homework(struct care *c, const struct homework *list, size_t n,
    enum lang lang, struct line *l)
{
	size_t i;

	for (i = 0; i < n; i++) {
		struct event *e;
		struct str title = homework_name(&list[i], lang);

		if (list[i].reported) {
			e = add(l, list[i].report.reported_at, EVENT_REPORT);
			e->what = title;
			e->quote = short_quote(c->arena,
			    list[i].report.noticed);
		}
		if (list[i].reviewed) {
			e = add(l, list[i].review.reviewed_at, EVENT_REVIEW);
			e->what = title;
		}
	}
}

static void
add_messages(struct care *c, const struct message *list, size_t n,
    struct line *l)
{
	size_t i;

	for (i = 0; i < n; i++)
		add(l, list[i].sent_at, list[i].from_patient ?
		    EVENT_MESSAGE_IN : EVENT_MESSAGE_OUT)->quote =
		    short_quote(c->arena, list[i].body);
}

static void
add_chapters(const struct chapter_progress *list, size_t n, enum lang lang,
    struct line *l)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (list[i].done_at != 0)
			add(l, list[i].done_at, EVENT_CHAPTER_DONE)->what =
			    list[i].chapter->title.in[lang];
}

static void
add_alerts(const struct alert *list, size_t n, struct line *l)
{
	size_t i;

	for (i = 0; i < n; i++) {
		bool risk = str_is(list[i].kind, "risk");

		add(l, list[i].made_at, risk ? EVENT_RISK : EVENT_CHANGE)
		    ->object = list[i].id;
		if (list[i].closed_at != 0)
			add(l, list[i].closed_at, risk ? EVENT_RISK_CLOSED :
			    EVENT_CHANGE_CLOSED)->object = list[i].id;
	}
}

/* At the time of the talk; of one called off, when it was. */
static void
add_talks(struct care *c, struct out *o, struct line *l)
{
	static const enum event_kind kinds[ENCOUNTER_STATES] = {
		[ENCOUNTER_HELD] = EVENT_TALK_HELD,
		[ENCOUNTER_NOT_REACHED] = EVENT_TALK_NOT_REACHED,
		[ENCOUNTER_CANCELLED] = EVENT_TALK_CANCELLED,
	};
	struct encounter *list;
	size_t n = encounter_list(c, &list), i;

	for (i = 0; i < n; i++) {
		struct event *e;

		if (list[i].state == ENCOUNTER_PLANNED)
			continue;
		e = add(l, list[i].state == ENCOUNTER_CANCELLED ?
		    list[i].done_at : list[i].starts_at,
		    kinds[list[i].state]);
		e->object = list[i].id;
		e->what = encounter_title(o, &list[i]);
		e->quote = short_quote(c->arena, list[i].words.agreed);
	}
}

/* The clinic's own hand is no news to the clinic. */
static void
add_safety(struct care *c, struct line *l)
{
	int64_t at = safety_plan_own_at(c);

	if (at != 0)
		add(l, at, EVENT_SAFETY);
}

static int
newest_first(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	return (y->at > x->at) - (y->at < x->at);
}

size_t
events_of(struct care *c, const struct content *content,
    const struct enrolment *e, const struct case_view *v, struct out *o,
    struct event **out)
{
	struct line l = { .arena = c->arena };
	enum lang lang = o->lang;

	add_answers(c, content, e, lang, v->line_all, &l);
	add_homework(c, v->homework, v->homework_n, lang, &l);
	add_messages(c, v->messages, v->messages_n, &l);
	add_chapters(v->chapters, v->chapters_n, lang, &l);
	add_talks(c, o, &l);
	add_safety(c, &l);
	add_alerts(v->alerts, v->alerts_all_n, &l);
	if (l.n > 0)
		qsort(l.list, l.n, sizeof(*l.list), newest_first);
	*out = l.list;
	return l.n;
}
