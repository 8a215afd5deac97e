/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "homework/card.h"
#include "homework/clinic_view.h"
#include "homework/own.h"
#include "homework/pages.h"
#include "homework/reply.h"
#include "homework/views.h"
#include "html/plain.h"
#include "people/care.h"
#include "people/page_frame.h"
#include "people/patient.h"

/* The clinic's answer; the form stands on the patient's page. */

struct homework_hooks homework_hooks;

/* What somebody answered to this report meanwhile. */
static void
answer_saved(struct page *p, struct homework_answer_view *v)
{
	struct enrolment e;
	const struct content *content = homework_content(p, &e);
	struct homework *list;
	size_t i, n = content == NULL ? 0 :
	    homework_list(p->care, content, &list);

	for (i = 0; i < n; i++)
		if (list[i].reviewed && id_eq(list[i].report.id, v->report))
			v->saved = list[i].review;
}

static void
answer_show(struct page *p, struct homework_answer_view *v)
{
	page_frame(p, &v->frame, MSG("Overview"), "/list");
	page_frame_patient(p, &v->frame, "");
	v->frame.narrow = true;
	answer_saved(p, v);
	view_homework_answer(&p->out, v);
}

static bool
rating_read(struct page *p, const char *name, int max, int *out)
{
	int64_t n = -1;

	*out = -1;
	if (req_field(p->req, name).len > 0 &&
	    !str_int(req_field(p->req, name), 0, max, &n))
		return false;
	*out = (int)n;
	return true;
}

/* The report of the path leads; "with" names others it covers. */
static bool
review_read(struct page *p, struct review_new *r)
{
	size_t i;

	r->reports[r->n++] = p->ids[0];
	for (i = 0; i < p->req->form_n && r->n < REVIEW_REPORTS_MAX; i++)
		if (str_is(p->req->form[i].name, "with")) {
			if (!id_parse(p->req->form[i].value, &r->reports[r->n]))
				return false;
			r->n++;
		}
	r->template = req_field(p->req, "template");
	r->talked = str_is(req_field(p->req, "talked"), "1");
	r->edited = true;
	return rating_read(p, "amount", AMOUNT_OTHER, &r->amount) &&
	    rating_read(p, "quality", 4, &r->quality);
}

static struct str
first_name(struct page *p)
{
	struct str name = patient_name(p->care, NULL, NULL);

	return str_cut(&name, ' ');
}

static struct str
filled(struct page *p, const struct template *t, const struct homework *h)
{
	return reply_fill(p->arena, t, p->care->lang, first_name(p),
	    homework_name(h, p->care->lang), h->report.noticed);
}

/* The template it began with, filled as it was, word for word. */
static bool
sent_as_template(struct page *p, const struct review_new *r)
{
	struct enrolment e;
	const struct content *content = homework_content(p, &e);
	const struct template *t = content == NULL ? NULL : reply_template(
	    content_programme(content, e.programme), r->template);
	struct homework *list;
	size_t n, i;

	if (t == NULL)
		return false;
	n = homework_list(p->care, content, &list);
	for (i = 0; i < n; i++)
		if (list[i].reported && id_eq(list[i].report.id, r->reports[0]))
			return reply_as_template(r->reply,
			    filled(p, t, &list[i]));
	return false;
}

int
homework_review_post(struct page *p)
{
	struct homework_answer_view v = { .report = p->ids[0],
	    .reply = str_trim(req_field(p->req, "reply")) };
	struct review_new new = { .reply = v.reply };
	enum review_state state;
	struct id newest;

	if ((p->care->scopes & SCOPE_WRITE) == 0)
		return page_not_found(p);
	p->object = p->ids[0];
	if (!review_read(p, &new))
		return 400;
	state = homework_review_state(p->care, p->ids[0]);
	if (state == REVIEW_DONE || state == REVIEW_OLD) {
		answer_show(p, &v);
		return page_conflict(p);
	}
	if (req_has_field(p->req, "t"))
		return homework_hooks.again(p);
	new.edited = !sent_as_template(p, &new);
	if (!homework_review(p->care, &new, &p->problems))
		return page_not_found(p);
	if (p->problems.n > 0)
		return homework_hooks.again(p);
	if (new.reply.len > 0 && homework_hooks.answers != NULL &&
	    id_parse(req_field(p->req, "messages"), &newest))
		homework_hooks.answers(p->care, newest);
	homework_note_asked(p, new.reply);
	return page_go(p, url_id(p->arena, new.edited ? "/p/%s?saved=1" :
	    "/p/%s?saved=1&plain=1", p->care->patient));
}

/* --- in the case page ----------------------------------------------------- */

static int
oldest_first(const void *a, const void *b)
{
	const struct homework *x = a, *y = b;

	return (x->report.reported_at > y->report.reported_at) -
	    (x->report.reported_at < y->report.reported_at);
}

/* The patient's words, for the answer to begin with. */
static struct str
quoted(struct page *p, const struct homework *h)
{
	struct str said = h->report.noticed;

	return said.len == 0 ? STR_NONE : str_fmt(p->arena, "%.*s\n",
	    STR(html_quoted(p->arena, said)));
}

/* Behind what was typed; in the place of what nobody has touched. */
static void
template_put(struct page *p, const struct template *t,
    const struct template *before, struct work_reply *v)
{
	struct str text = filled(p, t, &v->list[0]);

	if (str_trim(v->reply).len > 0 &&
	    !reply_as_template(v->reply, quoted(p, &v->list[0])) &&
	    (before == NULL || !reply_as_template(v->reply,
	    filled(p, before, &v->list[0]))))
		text = str_fmt(p->arena, "%.*s\n\n%.*s",
		    STR(str_trim(v->reply)), STR(text));
	v->reply = text;
	v->template = t->id;
}

/* The form comes back as it was filled in, with the template asked for. */
static void
reply_typed(struct page *p, const struct programme *programme,
    struct work_reply *v)
{
	const struct template *t, *before;
	struct str with;
	struct id id;
	size_t i, k;

	t = reply_template(programme, req_field(p->req, "t"));
	before = reply_template(programme, req_field(p->req, "template"));
	v->reply = req_field(p->req, "reply");
	v->template = before == NULL ? STR_NONE : before->id;
	if (t != NULL)
		template_put(p, t, before, v);
	if (!rating_read(p, "amount", AMOUNT_OTHER, &v->amount) ||
	    !rating_read(p, "quality", 4, &v->quality))
		v->quality = -1;
	v->talked = str_is(req_field(p->req, "talked"), "1");
	for (k = 0; req_field_at(p->req, "with", k, &with); k++)
		for (i = 0; id_parse(with, &id) && i < v->n; i++)
			v->with[i] |= id_eq(v->list[i].report.id, id);
}

void
homework_reply_load(struct page *p, const struct content *content,
    const struct homework *list, size_t n, struct work_reply *v)
{
	const struct programme *programme = NULL;
	size_t i;

	*v = (struct work_reply){ .lang = p->care->lang,
	    .patient = p->care->patient,
	    .write = (p->care->scopes & SCOPE_WRITE) != 0 };
	v->list = arena_many(p->arena, struct homework, n + 1);
	for (i = 0; i < n; i++)
		if (list[i].reported && list[i].report.reviewed_at == 0)
			v->list[v->n++] = list[i];
	if (v->n == 0)
		return;
	qsort(v->list, v->n, sizeof(*v->list), oldest_first);
	programme = content_programme(content, v->list[0].programme);
	v->templates_n = reply_templates(p->arena, programme, &v->templates);
	v->with = arena_many(p->arena, bool, v->n);
	v->amount = (int)v->list[0].report.amount;
	v->quality = -1;
	v->reply = quoted(p, &v->list[0]);
	if (p->req->method == METHOD_POST)
		reply_typed(p, programme, v);
}

static struct str
questions_of(struct page *p, enum template_kind kind)
{
	const struct template *list;
	struct enrolment e;
	const struct content *content = homework_content(p, &e);
	size_t n = content == NULL ? 0 : reply_templates(p->arena,
	    content_programme(content, e.programme), &list), i;

	for (i = 0; i < n; i++)
		if (list[i].kind == kind)
			return reply_fill(p->arena, &list[i], p->care->lang,
			    first_name(p), STR_NONE, STR_NONE);
	return STR_NONE;
}

struct str
homework_open_questions(struct page *p, bool work)
{
	struct str s = work ? questions_of(p, TEMPLATE_WORK) : STR_NONE;

	return s.len > 0 ? s : questions_of(p, TEMPLATE_UNSURE);
}

void
homework_note_asked(struct page *p, struct str sent)
{
	if (talk_open(p->care) && (reply_holds_question(sent,
	    homework_open_questions(p, false)) || reply_holds_question(sent,
	    homework_open_questions(p, true))))
		talk_asked(p->care);
}
