/* SPDX-License-Identifier: Apache-2.0 */
#include "messages/pages.h"

#include "answers/keep.h"
#include "base/typed.h"
#include "course/course.h"
#include "homework/card.h"
#include "homework/homework.h"
#include "homework/reply.h"
#include "messages/view.h"
#include "messages/views.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "people/patient.h"
#include "people/team.h"
#include "programme/content.h"

enum { THREAD_MAX = 100 };

static bool
clinician(const struct page *p)
{
	return p->care->relation != REL_OWN;
}

static void
page_load(struct page *p, struct message_view *v)
{
	v->clinician = clinician(p);
	v->write = v->clinician && (p->care->scopes & SCOPE_WRITE) != 0;
	v->reading_days = team_reading_days(p->care, &p->out);
	page_frame(p, &v->frame, MSG("Messages"),
	    v->clinician ? "/list" : "/m");
	if (v->clinician) {
		page_frame_patient(p, &v->frame, "messages");
		v->frame.keys = "page";
		v->frame.narrow = true;
		v->other = v->other_first = v->frame.patient_name;
		v->action = url_id(p->arena, "/p/%s/m", p->care->patient);
		v->keep = url_id(p->arena, "/p/%s/m/keep", p->care->patient);
	} else {
		v->other = v->other_first = team_names(p->care, &p->out);
		if (v->other.len == 0) {
			v->other = out_tr(&p->out, T("your therapist"));
			v->other_first = out_tr(&p->out,
			    T("Your therapist"));
		}
		v->action = url_lit("/m");
		v->keep = url_lit("/m/keep");
		if (p->clinic != NULL)
			v->read_by = out_moment(&p->out,
			    team_next_reading(p->care, p->clinic));
	}
}

/* "I am unsure" stands above the form; the answer may begin with questions. */
static void
unsure_fill(struct page *p, struct message_view *v)
{
	size_t i;

	v->unsure_n = unsure_open(p->care, &v->unsure);
	for (i = 0; i < v->unsure_n; i++)
		v->unsure_rest |= v->unsure[i].rest;
	v->unsure_said = str_is(req_query(p->req, "unsure"), "1");
}

/* A reply to a report may have answered it: then they have one time. */
static void
answered_in(struct page *p, const struct message *m, const struct homework *h,
    size_t n, struct message_extra *x)
{
	size_t i;

	for (i = 0; i < n && m->answered_at != 0; i++)
		if (h[i].reviewed && h[i].review.reply.len > 0 &&
		    h[i].review.reviewed_at == m->answered_at) {
			x->in_title = homework_name(&h[i], p->out.lang);
			x->in_url = url_id(p->arena, "/h/%s", h[i].id);
		}
}

/* What became of each, and what it is about. */
static void
extras_fill(struct page *p, struct message_view *v)
{
	int days = p->clinic == NULL ? 0 :
	    (int)p->clinic->set[SET_MESSAGE_ANSWER_DAYS];
	struct enrolment e;
	const struct content *content = NULL;
	struct homework *list = NULL;
	size_t i, n = 0;

	if (!v->clinician && course_current(p->care, &e))
		content = p->content_of(p, e.bundle);
	if (content != NULL)
		n = homework_list(p->care, content, &list);
	v->extra = arena_many(p->arena, struct message_extra, v->n + 1);
	for (i = 0; i < v->n; i++) {
		const struct message *m = &v->list[i];
		struct message_extra *x = &v->extra[i];
		int64_t by_at;

		(void)message_about(p, m->about, &x->about);
		x->answered = m->answered_at != 0;
		if (m->from_patient)
			answered_in(p, m, list, n, x);
		if (!m->from_patient || x->answered || m->read_at == 0 ||
		    days == 0)
			continue;
		by_at = clinic_days_after(p->clinic, m->sent_at, days);
		if (by_at > p->now)
			x->answer_by = out_weekday(&p->out, day_weekday(
			    zone_day(p->out.zone, by_at)));
	}
}

/* When somebody is there next; while they are there, the next staffed day. */
static int64_t
next_staffed(struct page *p)
{
	return clinic_next_staffed(p->clinic, clinic_staffed(p->clinic,
	    p->now) ? clinic_day_end(p->clinic, p->now) : p->now);
}

static void
later_fill(struct page *p, struct message_view *v)
{
	struct message_later *list;
	size_t n = message_later_list(p->care, &list), i;

	v->later = arena_many(p->arena, struct later_view, n + 1);
	for (i = 0; i < n; i++) {
		struct later_view *x = &v->later[v->later_n++];

		x->m = list[i];
		(void)message_about(p, list[i].about, &x->about);
	}
}

static const struct programme *
programme_of(struct page *p)
{
	struct enrolment e;

	return course_current(p->care, &e) ? course_programme(&e,
	    p->content_of(p, e.bundle)) : NULL;
}

/* What stands around the messages. */
static void
thread_fill(struct page *p, struct message_view *v)
{
	size_t i;

	v->n = message_list(p->care, THREAD_MAX, &v->list, &v->more);
	for (i = 0; i < v->n; i++)
		if (v->list[i].from_patient)
			v->newest = v->list[i].id;
	if (v->clinician && p->clinic != NULL)
		message_rhythm(p->care, p->clinic, v->list, v->n, &v->rhythm);
	unsure_fill(p, v);
	extras_fill(p, v);
	if (v->clinician) {
		later_fill(p, v);
		v->templates_n = reply_templates(p->arena, programme_of(p),
		    &v->templates);
		if (p->clinic != NULL)
			v->next_staffed = out_moment(&p->out,
			    next_staffed(p));
		return;
	}
	v->away_n = absence_of_patient(p->care, &v->away);
	if (p->clinic != NULL && !clinic_staffed(p->clinic, p->now))
		v->reads_at = out_moment(&p->out, clinic_next_staffed(
		    p->clinic, p->now));
}

/* What a template speaks of: the last message does, or the newest task. */
static struct str
template_task(struct page *p, const struct message_view *v)
{
	struct str about = v->n > 0 ? v->list[v->n - 1].about : STR_NONE;
	const struct homework *found = NULL;
	struct homework *list;
	struct enrolment e;
	size_t n, i;

	if (!course_current(p->care, &e))
		return STR_NONE;
	n = homework_list(p->care, p->content_of(p, e.bundle), &list);
	for (i = 0; i < n; i++) {
		if (str_starts(about, S("h.")) && str_eq(str_sub(about, 2,
		    about.len), id_hex(p->arena, list[i].id)))
			return homework_name(&list[i], p->care->lang);
		if (found == NULL && list[i].state == HOMEWORK_AGREED)
			found = &list[i];
	}
	return found == NULL ? STR_NONE : homework_name(found, p->care->lang);
}

/* A template behind what is written. */
static void
template_begin(struct page *p, struct message_view *v)
{
	const struct template *t = v->clinician ? reply_template(
	    programme_of(p), req_field(p->req, "t")) : NULL;
	struct str name = patient_name(p->care, NULL, NULL), text,
	    quote = STR_NONE;

	if (t == NULL)
		return;
	if (v->n > 0 && v->list[v->n - 1].from_patient)
		quote = v->list[v->n - 1].body;
	text = reply_fill(p->arena, t, p->care->lang, str_cut(&name, ' '),
	    template_task(p, v), quote);
	v->body = str_trim(v->body).len == 0 ? text : str_fmt(p->arena,
	    "%.*s\n\n%.*s", STR(v->body), STR(text));
	v->template = t->id;
}

/* What is asked about, and the beginning of the text. */
static struct str
about_begin(struct page *p, struct message_view *v)
{
	struct str word = req_query(p->req, "about"), kept;

	message_draft_marks(p->care, &kept, &v->template);
	if (word.len == 0 || !message_about(p, word, &v->about)) {
		(void)message_about(p, kept, &v->about);
		return STR_NONE;
	}
	if (v->clinician)
		return STR_NONE;
	return str_is(req_query(p->req, "other"), "1") ? out_tr1(&p->out,
	    T("About %1: another time suits me better. I can for example "),
	    v->about.title) : out_tr1(&p->out, T("About “%1”: "),
	    v->about.title);
}

/* ?before=ID: what was written before that one, without the form. */
static int
thread_before(struct page *p, struct message_view *v, struct id before)
{
	v->past = true;
	v->n = message_list_before(p->care, before, THREAD_MAX, &v->list,
	    &v->more);
	extras_fill(p, v);
	view_message_page(&p->out, v);
	return page_ok(p);
}

static int
thread_get(struct page *p)
{
	struct message_view v = { 0 };
	struct str open = req_query(p->req, "open"), begin;
	struct id before;

	page_load(p, &v);
	if (id_parse(req_query(p->req, "before"), &before))
		return thread_before(p, &v, before);
	thread_fill(p, &v);
	begin = about_begin(p, &v);
	v.body = message_draft(p->care, &v.version, &v.saved_at);
	if (v.body.len == 0)
		v.body = v.clinician && (str_is(open, "1") ||
		    str_is(open, "work")) ? homework_open_questions(p,
		    str_is(open, "work")) : begin;
	v.own_words = str_is(req_query(p->req, "own"), "1");
	if (v.n > 0) {
		p->noted = message_note_read;
		p->noted_of = v.list[v.n - 1].id;
	}
	view_message_page(&p->out, &v);
	return page_ok(p);
}

static int
both(struct page *p, const struct message_new *m)
{
	struct message_view v = { 0 };
	struct str saved;

	page_load(p, &v);
	v.body = m->body;
	v.about.word = m->about;
	v.template = m->template;
	saved = message_draft(p->care, &v.version, &v.saved_at);
	view_message_both(&p->out, &v, saved);
	return page_conflict(p);
}

/* What the writer sent last, or set to be sent later. */
static struct str
last_sent(struct page *p, bool *later)
{
	struct message_later *list;
	size_t n = message_later_list(p->care, &list), i;
	int64_t at;
	struct str body = message_newest_own(p->care, &at);

	*later = false;
	for (i = 0; i < n; i++)
		if (id_eq(list[i].from, p->care->actor) &&
		    list[i].made_at >= at) {
			at = list[i].made_at;
			body = list[i].body;
			*later = true;
		}
	return body;
}

/* Once is enough; what was changed since is a draft of its own. */
static int
sent_already(struct page *p, const struct message_new *m)
{
	struct message_sent_view v = { .now = m->body };
	struct message_view page = { 0 };
	int64_t version;

	page_load(p, &page);
	v.frame = page.frame;
	v.action = page.action;
	v.sent = last_sent(p, &v.later);
	v.same = str_eq(str_trim(v.sent), str_trim(m->body));
	if (!v.same && message_draft_save(p->care, m->body, 0, &version)) {
		message_draft_mark(p->care, m->about, m->template);
		p->keep = true;
	}
	view_message_sent(&p->out, &v);
	return page_conflict(p);
}

/* The thread as it is now, with what was typed. */
static void
again_show(struct page *p, const struct message_new *m, int64_t version,
    bool came)
{
	struct message_view v = { .came = came };

	page_load(p, &v);
	thread_fill(p, &v);
	v.body = m->body;
	v.template = m->template;
	(void)message_about(p, m->about, &v.about);
	v.send_day = str_trim(req_field(p->req, "send_day"));
	v.send_time = str_trim(req_field(p->req, "send_time"));
	v.send_set = str_is(req_field(p->req, "send"), "at") &&
	    str_is(req_field(p->req, "go"), "at");
	v.version = version;
	template_begin(p, &v);
	view_message_page(&p->out, &v);
}

static int
again(struct page *p, const struct message_new *m, int64_t version)
{
	again_show(p, m, version, false);
	return page_again(p);
}

/* Sent meanwhile, or changed meanwhile; 0: neither. */
static int
draft_moved(struct page *p, const struct message_new *m, int64_t seen)
{
	int64_t version, saved_at;
	bool later;

	message_draft(p->care, &version, &saved_at);
	if (version == seen)
		return 0;
	if (seen != 0 && (version == 0 || str_eq(str_trim(m->body),
	    str_trim(last_sent(p, &later)))))
		return message_check(m->body, &p->problems) ?
		    sent_already(p, m) : again(p, m, seen);
	return both(p, m);
}

/*
 * A reply answers all that the patient wrote.  What came while it was being
 * written would count as answered, and nobody had read it.
 */
static bool
came_meanwhile(struct page *p)
{
	struct id seen;

	if (!id_parse(req_field(p->req, "newest"), &seen))
		seen = ID_NONE;
	return clinician(p) && message_came(p->care, seen);
}

/* Only what is there goes with the message. */
static struct message_new
message_read_form(struct page *p)
{
	struct message_new m = { req_field(p->req, "body"), STR_NONE,
	    STR_NONE };
	struct message_about about;
	const struct template *t = clinician(p) ? reply_template(
	    programme_of(p), req_field(p->req, "template")) : NULL;

	if (message_about(p, req_field(p->req, "about"), &about))
		m.about = about.word;
	if (t != NULL)
		m.template = t->id;
	return m;
}

/* The time chosen, in the writer's zone; -1: told. */
static int64_t
send_time(struct page *p)
{
	struct day day;
	int minute;

	if (!str_is(req_field(p->req, "send"), "at"))
		return p->clinic == NULL ? -1 : next_staffed(p);
	if (day_typed(req_field(p->req, "send_day"), &day) &&
	    minute_typed(req_field(p->req, "send_time"), &minute))
		return zone_moment(p->out.zone, day, minute);
	problem_add(&p->problems, S("send"), T("Write the day with the "
	    "whole year, like 2026-07-06, and the time like 09:00."));
	return -1;
}

static bool
quotes(struct str body)
{
	struct str line;

	while (body.len > 0) {
		line = str_cut(&body, '\n');
		if (str_starts(line, S("> ")))
			return true;
	}
	return false;
}

/* A reply that has no kind and no quote gets one quiet line afterwards. */
static bool
own_words(struct page *p, const struct message_new *m)
{
	return clinician(p) && m->template.len == 0 && !quotes(m->body) &&
	    message_last_theirs(p->care);
}

static int
thread_send(struct page *p, const struct message_new *m, int64_t seen)
{
	bool own = own_words(p, m);

	if (!message_send_new(p->care, m, &p->object, &p->problems))
		return again(p, m, seen);
	if (!clinician(p))
		return page_go(p, url_lit("/m?sent=1"));
	homework_note_asked(p, m->body);
	return page_go(p, url_id(p->arena, own ? "/p/%s/m?own=1" :
	    "/p/%s/m?sent=1", p->care->patient));
}

static int
thread_draft(struct page *p, const struct message_new *m, int64_t seen)
{
	int64_t version;

	if (!message_draft_save(p->care, m->body, seen, &version))
		return both(p, m);
	message_draft_mark(p->care, m->about, m->template);
	return page_go(p, clinician(p) ? url_id(p->arena, "/p/%s?saved=1",
	    p->care->patient) : url_lit("/today?saved=1"));
}

static int
thread_post(struct page *p)
{
	struct message_new m = message_read_form(p);
	struct str go = req_field(p->req, "go");
	int64_t seen = 0;
	int moved;

	if (clinician(p) && (p->care->scopes & SCOPE_WRITE) == 0)
		return page_not_found(p);
	if (!str_int(req_field(p->req, "version"), 0, INT32_MAX, &seen))
		return 400;
	if (clinician(p) && req_has_field(p->req, "t"))
		return again(p, &m, seen);
	if (str_is(go, "later"))
		return thread_draft(p, &m, seen);
	moved = draft_moved(p, &m, seen);
	if (moved != 0)
		return moved;
	if (came_meanwhile(p)) {
		again_show(p, &m, seen, true);
		return page_conflict(p);
	}
	if (!str_is(go, "at") || !clinician(p))
		return thread_send(p, &m, seen);
	if (!message_later_put(p->care, &m, send_time(p), &p->problems))
		return again(p, &m, seen);
	return page_go(p, url_id(p->arena, "/p/%s/m?saved=1#later",
	    p->care->patient));
}

static int
thread_keep(struct page *p)
{
	struct message_new m = message_read_form(p);
	int64_t seen = 0, version = 0;
	struct keep_reply no = { .form = NULL };

	if (clinician(p) && (p->care->scopes & SCOPE_WRITE) == 0)
		return page_not_found(p);
	if (!str_int(req_field(p->req, "version"), 0, INT32_MAX, &seen))
		return 400;
	if (str_utf8_len(m.body) > MESSAGE_MAX) {
		no.message = out_tr1(&p->out, T("This is a little long. "
		    "Keep it to %1 characters."), MESSAGE_MAX);
		return keep_json(p, &no, 422);
	}
	if (!message_draft_save(p->care, m.body, seen, &version)) {
		page_json(p, S("{}"));
		return 409;
	}
	message_draft_mark(p->care, m.about, m.template);
	return page_json(p, str_fmt(p->arena,
	    "{\"saved\":\"%.*s\",\"version\":%lld}",
	    STR(out_clock(&p->out, p->now)), (long long)version));
}

int
message_page_get(struct page *p)
{
	return thread_get(p);
}

int
message_page_post(struct page *p)
{
	return thread_post(p);
}

int
message_page_keep(struct page *p)
{
	return thread_keep(p);
}

int
patient_message_get(struct page *p)
{
	return thread_get(p);
}

int
patient_message_post(struct page *p)
{
	return thread_post(p);
}

int
patient_message_keep(struct page *p)
{
	return thread_keep(p);
}

/* "Propose homework out of this". */
int
message_to_work_get(struct page *p)
{
	struct message m;

	if (!message_get(p->care, p->ids[0], &m) || !m.from_patient)
		return page_not_found(p);
	p->object = m.id;
	return work_new_from_message(p, m.id, m.body);
}

/* Taken back, it is a draft again; sent meanwhile, it stands in the thread. */
int
message_later_back_post(struct page *p)
{
	if ((p->care->scopes & SCOPE_WRITE) == 0)
		return page_not_found(p);
	p->object = p->ids[0];
	switch (message_later_back(p->care, p->ids[0])) {
	case LATER_NONE:
		return page_not_found(p);
	case LATER_BACK:
		return page_go(p, url_id(p->arena, "/p/%s/m#f-body",
		    p->care->patient));
	case LATER_SENT:
		break;
	}
	return page_go(p, url_id(p->arena, "/p/%s/m", p->care->patient));
}
