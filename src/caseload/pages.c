/* SPDX-License-Identifier: Apache-2.0 */
#include "caseload/pages.h"

#include "caseload/events.h"
#include "caseload/own_view.h"
#include "caseload/view.h"
#include "course/view.h"
#include "encounters/card.h"
#include "caseload/views.h"
#include "homework/card.h"
#include "homework/unsure.h"
#include "html/views.h"
#include "measures/chart.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "reminders/escalate.h"
#include "reminders/outbox.h"

enum { EVENTS_RECENT = 8, MESSAGES_SHOWN = 50, MESSAGES_ALL = 2000,
	WAITS_SHOWN = 2000 };

/* "GAD-7", not the file's id. */
static void
name_instruments(struct page *p, struct case_row *row)
{
	const struct instrument *ins;
	size_t i;

	for (i = 0; i < row->reasons_n; i++) {
		ins = row->reasons[i].need == NEED_WORSE ? content_instrument(
		    p->content, row->reasons[i].instrument) : NULL;
		if (ins != NULL)
			row->reasons[i].instrument =
			    words_in(&ins->title, p->out.lang);
	}
}

int
list_get(struct page *p)
{
	struct list_view v = { 0 };
	struct case_ask ask = { p->scope, p->clinic, p->content_of, p };
	int64_t since;
	size_t i;

	page_frame(p, &v.frame, MSG("My list"), "/list");
	v.n = caseload_rows(&ask, &v.rows);
	v.away = absence_now(p->tx, p->vault, p->actor->account, &v.absence);
	for (i = 0; i < v.n; i++) {
		v.rows[i].unreadable = v.rows[i].name.len == 0;
		v.rows[i].name = name_shown(&p->out, v.rows[i].name,
		    v.rows[i].patient);
		name_instruments(p, &v.rows[i]);
	}
	for (i = 0; i < v.n; i++)
		v.needs += v.rows[i].reasons[0].need != NEED_NOTHING;
	v.calls_n = p->clinic == NULL ? 0 : escalate_calls(p->tx, p->clinic,
	    p->actor->account, p->now, &v.calls);
	v.needs += (int)v.calls_n;
	v.nobody = escalate_unreached(p->tx, p->actor->clinic, p->now, &since);
	v.nobody_since = out_since(&p->out, since);
	v.supervisor = (p->actor->roles & ROLE_SUPERVISOR) != 0;
	v.frame.keys = "list";
	view_case_list(&p->out, &v);
	return page_ok(p);
}

int
team_get(struct page *p)
{
	struct team_view v = { 0 };
	struct outbox_health h;
	int64_t since;
	size_t i;

	page_frame(p, &v.frame, MSG("Team"), "/team");
	v.nobody = escalate_unreached(p->tx, p->actor->clinic, p->now, &since);
	v.nobody_since = out_since(&p->out, since);
	outbox_health(p->tx, p->actor->clinic, p->now, &h);
	v.duty_fails = duty_list_fails(p->tx, p->clinic, &h);
	caseload_team(p->scope, p->clinic, &v.queues);
	v.waits_n = v.queues.waits_n < WAITS_SHOWN ? v.queues.waits_n :
	    WAITS_SHOWN;
	v.waits_more = (int)(v.queues.waits_n - v.waits_n);
	for (i = 0; i < v.queues.rows_n; i++)
		v.queues.rows[i].name = name_shown(&p->out,
		    v.queues.rows[i].name, v.queues.rows[i].account);
	v.weeks = str_is(req_query(p->req, "weeks"), "12") ?
	    PRACTICE_WEEKS_LONG : PRACTICE_WEEKS;
	practice_load(p->scope, p->clinic, v.weeks, &v.practice);
	view_team(&p->out, &v);
	return page_ok(p);
}

/* What is newer than the last look; the patient's doings only. */
static void
pick_fresh(struct page *p, struct case_view *v, int64_t last)
{
	size_t i;

	v->fresh = arena_many(p->arena, struct event, v->events_n + 1);
	for (i = 0; i < v->events_n; i++) {
		const struct event *e = &v->events[i];

		if (e->at > last && e->kind != EVENT_MESSAGE_OUT &&
		    e->kind != EVENT_REVIEW && e->kind != EVENT_RISK_CLOSED &&
		    e->kind != EVENT_CHANGE_CLOSED &&
		    e->kind != EVENT_TALK_HELD &&
		    e->kind != EVENT_TALK_NOT_REACHED &&
		    e->kind != EVENT_TALK_CANCELLED)
			v->fresh[v->fresh_n++] = *e;
	}
}

/* Does the programme ask it too? */
static bool
of_programme(const struct programme *p, const struct instrument *in)
{
	size_t i;

	for (i = 0; i < p->nmeasures; i++)
		if (p->measures[i].instrument == in)
			return true;
	return false;
}

/* Of what was chosen for this patient and is none of the programme's. */
static void
add_chosen(struct page *p, struct case_view *v, const struct content *content,
    const struct programme *programme, const struct enrolment *e)
{
	size_t n = content_instruments(content), i;
	const struct variants *all = variants_of(p->care, e);
	bool chosen = false;

	for (i = 0; i < all->n; i++)
		chosen |= all->list[i].what == VARIANT_FORM;
	for (i = 0; chosen && i < n; i++) {
		const struct instrument *in = content_instrument_at(content,
		    i);

		if (!of_programme(programme, in) && measures_chart_to(p->care,
		    &p->out, e, in, v->work.weeks,
		    &v->scores[v->scores_n]) > 0)
			v->scores_n++;
	}
}

static void
add_scores(struct page *p, struct case_view *v, const struct content *content,
    const struct enrolment *e)
{
	const struct programme *programme = content_programme(content,
	    e->programme);
	size_t i;

	if (programme == NULL)
		return;
	v->scores = arena_many(p->arena, struct chart,
	    programme->nmeasures + content_instruments(content) + 1);
	for (i = 0; i < programme->nmeasures; i++)
		if (measures_chart_to(p->care, &p->out, e,
		    programme->measures[i].instrument, v->work.weeks,
		    &v->scores[v->scores_n]) > 0)
			v->scores_n++;
	add_chosen(p, v, content, programme, e);
}

static int
unanswered(const struct message *list, size_t n)
{
	int k = 0;
	size_t i;

	for (i = 0; i < n; i++)
		k += list[i].from_patient && list[i].answered_at == 0;
	return k;
}

/* One reply may answer report and messages. */
static void
reply_also(struct page *p, struct case_view *v)
{
	struct buf b = buf_new(p->arena, 32 * 1024);
	struct out o = p->out;

	if (v->waiting.n == 0 || v->unanswered == 0)
		return;
	o.buf = &b;
	view_reply_also(&o, v);
	v->waiting.also = (struct html){ buf_str(&b) };
}

/* Of closed ones: a day somebody set, and nobody has looked since. */
static void
pick_look(struct page *p, struct case_view *v, int64_t last)
{
	const struct zone *zone = p->clinic == NULL ? p->out.zone :
	    p->clinic->zone;
	size_t i;

	for (i = v->alerts_n; i < v->alerts_all_n; i++) {
		const struct alert *a = &v->alerts[i];

		if (a->next_look.n != DAY_NONE_N &&
		    a->next_look.n <= zone_day(zone, p->now).n &&
		    (zone_moment(zone, a->next_look, 0) > last ||
		    a->closed_at > last) &&
		    (v->look == NULL || a->next_look.n < v->look->next_look.n))
			v->look = a;
	}
}

static struct case_wait *
wait_add(struct case_view *v, enum need need, int64_t since_at, struct url go)
{
	struct case_wait *w = &v->waits[v->waits_n++];

	*w = (struct case_wait){ .reason = { .need = need,
	    .since_at = since_at }, .go = go };
	return w;
}

static struct str
task_name(const struct page *p, const struct case_view *v, struct id homework)
{
	size_t i;

	for (i = 0; i < v->homework_n; i++)
		if (id_eq(v->homework[i].id, homework))
			return homework_name(&v->homework[i], p->out.lang);
	return STR_NONE;
}

static struct str
unsure_words(struct page *p, struct id said)
{
	struct unsure *list;
	size_t n = unsure_list(p->care, &list), i;

	for (i = 0; i < n; i++)
		if (id_eq(list[i].id, said))
			return list[i].words;
	return STR_NONE;
}

/* Who opens a row of the list finds here why it stands there. */
static void
pick_waits(struct page *p, struct case_view *v)
{
	struct homework_waiting *list;
	size_t n = homework_waiting(p->care, &list), i;
	struct id who = p->care->patient;
	struct worry_row worry;
	struct case_wait *w;

	v->waits = arena_many(p->arena, struct case_wait, n + 1);
	for (i = 0; i < n; i++) {
		enum need need = need_of_homework(list[i].what);

		if (need == NEED_READ || !homework_waits(&list[i], p->now))
			continue;
		if (need == NEED_TALK || need == NEED_PASSED) {
			w = wait_add(v, need, list[i].since_at, url_id2(
			    p->arena, "/p/%s/w/%s", who, list[i].homework));
			w->task = task_name(p, v, list[i].homework);
			continue;
		}
		w = wait_add(v, need, list[i].since_at,
		    url_id(p->arena, "/p/%s/w", who));
		w->words = unsure_words(p, list[i].homework);
	}
	if (v->work.on && worry_waiting(p->care, &worry)) {
		w = wait_add(v, NEED_WORK, worry.since_at,
		    url_id(p->arena, "/p/%s/way", who));
		w->reason.why = worry.why;
		w->reason.before = worry.was;
		w->reason.now = worry.now;
	}
}

/* Begun and not sent; without the right to write nobody can send it. */
static int64_t
draft_at(struct page *p, const struct case_view *v)
{
	int64_t version, saved_at;

	return v->write && str_trim(message_draft(p->care, &version,
	    &saved_at)).len > 0 ? saved_at : 0;
}

static void
case_load(struct page *p, struct case_view *v)
{
	struct enrolment e = { 0 };
	const struct content *content = p->content;
	struct remind_choice choice;
	int64_t last = visit_last(p->care);

	p->care->spares = true;
	page_frame(p, &v->frame, MSG("Overview"), "/list");
	page_frame_patient(p, &v->frame, "");
	v->frame.keys = "page";
	patient_get(p->care, &v->patient);
	v->invited = v->patient.state == PATIENT_INVITED;
	v->write = (p->care->scopes & SCOPE_WRITE) != 0;
	remind_choice_get(p->care, &choice);
	v->stopped = choice.stopped;
	v->stopped_since = out_since(&p->out, choice.stopped_at);
	v->enrolled = course_current(p->care, &e);
	if (last != 0)
		v->since = out_moment(&p->out, last);
	if (v->enrolled) {
		const struct programme *programme;
		struct course_count count;

		content = p->content_of(p, e.bundle);
		v->chapters_n = course_chapters(p->care, &e, content,
		    &v->chapters);
		count = course_counted(p->care, &e, v->chapters,
		    v->chapters_n);
		v->count = course_count_text(&p->out, &count);
		work_charts(p, &v->work);
		add_scores(p, v, content, &e);
		programme = content_programme(content, e.programme);
		v->frame.patient_where = course_where(p, &e, programme);
	}
	/* The open ones stand first. */
	v->alerts_all_n = alerts_of_patient(p->care, false, &v->alerts);
	while (v->alerts_n < v->alerts_all_n &&
	    v->alerts[v->alerts_n].closed_at == 0)
		v->alerts_n++;
	pick_look(p, v, last);
	(void)back_open(p->care, &v->back);
	v->homework_n = homework_list(p->care, content, &v->homework);
	v->line_all = str_is(req_query(p->req, "line"), "all");
	v->messages_n = message_list(p->care, v->line_all ? MESSAGES_ALL :
	    MESSAGES_SHOWN, &v->messages, &v->line_more);
	pick_waits(p, v);
	homework_reply_load(p, content, v->homework, v->homework_n,
	    &v->waiting);
	v->contact = contact_panel(p, v->enrolled ? &e : NULL, content);
	v->events_n = events_of(p->care, content, &e, v, &p->out,
	    &v->events);
	pick_fresh(p, v, last);
	v->unanswered = unanswered(v->messages, v->messages_n);
	v->reply_messages = p->req->method != METHOD_POST ||
	    req_has_field(p->req, "messages");
	v->draft_at = draft_at(p, v);
	reply_also(p, v);
	v->line_more = !v->line_all && (v->line_more ||
	    v->events_n > EVENTS_SHOWN);
	if (v->line_more && v->events_n > EVENTS_SHOWN)
		v->events_n = EVENTS_SHOWN;
	v->recent_n = v->events_n < EVENTS_RECENT ? v->events_n : EVENTS_RECENT;
}

int
patient_page_get(struct page *p)
{
	struct case_view v = { 0 };

	case_load(p, &v);
	v.frame.patient_unreadable = p->care->unreadable;
	p->noted = visit_note;
	view_case_page(&p->out, &v);
	return page_ok(p);
}

int
patient_page_again(struct page *p)
{
	struct case_view v = { 0 };

	case_load(p, &v);
	view_case_page(&p->out, &v);
	return page_again(p);
}

int
answer_page_get(struct page *p)
{
	struct answer_view v = { 0 };
	struct values *values = arena_one(p->arena, struct values);

	if (!answer_get(p->care, p->ids[0], &v.answer, values))
		return page_not_found(p);
	p->object = p->ids[0];
	page_frame(p, &v.frame, MSG("Answers"), "/list");
	page_frame_patient(p, &v.frame, "");
	v.frame.narrow = true;
	answer_shown(p->care, p->content_of(p, v.answer.bundle), &v.answer,
	    values, &v.shown);
	v.versions_n = answer_history(p->care, p->ids[0], &v.versions);
	view_answer_page(&p->out, &v);
	return page_ok(p);
}

static int
switch_again(struct page *p, const struct chapter_progress *c)
{
	struct switch_view v = { .chapter = *c };

	page_frame(p, &v.frame, MSG("Chapters"), "/list");
	page_frame_patient(p, &v.frame, "");
	v.frame.narrow = true;
	v.reason = req_field(p->req, "reason");
	view_switch_again(&p->out, &v);
	return page_again(p);
}

int
switch_post(struct page *p)
{
	struct str go = req_field(p->req, "go");
	struct str reason = str_trim(req_field(p->req, "reason"));
	struct enrolment e;
	struct chapter_progress chapter;
	enum course_switch to = str_is(go, "hold") ? COURSE_HOLD :
	    str_is(go, "skip") ? COURSE_SKIP : COURSE_OPEN;
	int64_t version = 0;

	if ((p->care->scopes & SCOPE_WRITE) == 0 ||
	    !course_current(p->care, &e) || !course_chapter(p->care, &e,
	    p->content_of(p, e.bundle), p->words[0], &chapter))
		return page_not_found(p);
	if (!str_int(req_field(p->req, "version"), 0, INT32_MAX, &version) ||
	    chapter.planned)
		return 400;
	if (to == COURSE_HOLD && reason.len == 0)
		problem_add(&p->problems, S("reason"),
		    T("Write why, in a few words."));
	if (str_utf8_len(reason) > 300)
		problem_add_n(&p->problems, S("reason"), T("This is a little "
		    "long. Keep it to %1 characters."), 300);
	if (p->problems.n > 0)
		return switch_again(p, &chapter);
	if (!course_switch(p->care, &e, p->words[0], to, reason, version)) {
		struct error_page v = {
		    .title = MSG("It was changed meanwhile"),
		    .text = MSG("Somebody changed this chapter, or the patient "
		    "has begun it. Nothing was changed by you."),
		    .go = url_id(p->arena, "/p/%s", p->care->patient),
		    .go_text = MSG("Go to the overview") };

		page_frame(p, &v.frame, v.title, "/list");
		view_error_page(&p->out, &v);
		return page_conflict(p);
	}
	return page_go(p, url_id(p->arena, "/p/%s?saved=1", p->care->patient));
}
