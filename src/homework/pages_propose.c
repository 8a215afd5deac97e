/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/clinic_view.h"
#include "homework/own.h"
#include "homework/pages.h"
#include "homework/reply.h"
#include "homework/views.h"
#include "people/care.h"
#include "people/page_frame.h"
#include "people/patient.h"

/* The clinic proposes: from the library, in own words, or on from before. */

enum { QUOTE_MAX = 600 };

struct proposal {
	struct enrolment e;
	const struct content *content;
	const struct programme *programme;
	const struct task *standard;	/* NULL: own words */
	struct homework from;		/* id ID_NONE: from nothing */
	bool own;			/* own words were chosen */
	struct str quote;		/* a message it comes out of; "" */
	bool meeting;			/* quote: what was agreed in a talk */
};

static struct str
asked_for(struct page *p, const char *name)
{
	struct str s = req_query(p->req, name);

	return s.len > 0 ? s : req_field(p->req, name);
}

/* False: there is no such patient's course, or nobody may write. */
static bool
proposal_load(struct page *p, struct proposal *x)
{
	struct str from = asked_for(p, "from"), task = asked_for(p, "task");
	struct id id;

	*x = (struct proposal){ .own = false };
	x->content = homework_content(p, &x->e);
	if (x->content == NULL || (p->care->scopes & SCOPE_WRITE) == 0)
		return false;
	x->programme = content_programme(x->content, x->e.programme);
	if (x->programme == NULL)
		return false;
	if (from.len > 0) {
		if (!id_parse(from, &id) ||
		    !homework_get(p->care, x->content, id, &x->from))
			return false;
		task = x->from.task_id;
		x->own = task.len == 0;
	}
	if (str_is(task, "own"))
		x->own = true;
	else if (task.len > 0)
		x->standard = programme_task(x->programme, task);
	return task.len == 0 || x->own || x->standard != NULL;
}

/* "You wrote: “…” Why.": to be made personal by the therapist. */
static struct str
reason_draft(struct page *p, const struct task *t, struct str quote,
    bool meeting)
{
	struct str matters = quote.len > 0 ? quote :
	    patient_matters(p->care), why;
	struct out patient = p->out;

	patient.lang = p->care->lang;
	if (t == NULL)
		return quote.len == 0 ? STR_NONE : out_tr1(&patient, meeting ?
		    T("When we talked we agreed: “%1”") :
		    T("You wrote: “%1”"), quote);
	why = words_in(&t->why, p->care->lang);
	if (meeting && quote.len > 0)
		return out_tr2(&patient, T("When we talked we agreed: “%1” "
		    "%2"), quote, why);
	return matters.len == 0 ? why : out_tr2(&patient,
	    T("You wrote: “%1” %2"), matters, why);
}

/* Neither the library's text nor the draft as it was, word for word. */
static bool
reason_own(struct page *p, const struct task *t, struct str reason)
{
	return str_trim(reason).len > 0 && (t == NULL ||
	    (!reply_as_template(reason, words_in(&t->why, p->care->lang)) &&
	    !reply_as_template(reason, reason_draft(p, t, STR_NONE,
	    false))));
}

static void
start_plan(struct page *p, const struct proposal *x, const struct task *t,
    struct plan *plan)
{
	plan_default(p->care, t, p->care->lang, x->e.weekday, plan);
	if (!id_is_none(x->from.id)) {
		struct day day = plan->day, until = plan->until;

		/* What worked is carried over; the days are new. */
		*plan = x->from.plan;
		plan->day = day;
		plan->until = until;
		plan->zone = p->care->zone;
	} else {
		plan->reason = reason_draft(p, t, x->quote, x->meeting);
	}
	if (str_is(asked_for(p, "size"), "tiny")) {
		plan->size = SIZE_TINY;
		if (t != NULL && t->minutes_tiny > 0)
			plan->minutes = t->minutes_tiny;
		if (t != NULL)
			plan->first_step = str_utf8_head(words_in(&t->smaller,
			    p->care->lang), PLAN_LINE_MAX);
	}
}

/* The library by kind; of each kind the tasks in the library's order. */
static void
kinds_fill(struct page *p, const struct programme *programme,
    struct work_new_view *v)
{
	size_t most = 0, i, k;
	enum task_kind kind;

	for (i = 0; i < programme->nlibraries; i++)
		most += programme->libraries[i].ntasks;
	v->kinds = arena_many(p->arena, struct work_kind, TASK_KINDS);
	for (kind = 0; kind < TASK_KINDS; kind++) {
		const struct task **list = arena_many(p->arena,
		    const struct task *, most + 1);
		size_t n = 0;

		for (i = 0; i < programme->nlibraries; i++)
			for (k = 0; k < programme->libraries[i].ntasks; k++) {
				const struct task *t =
				    &programme->libraries[i].tasks[k];

				if (t->kind == kind && kind != TASK_FREE)
					list[n++] = t;
			}
		if (n > 0)
			v->kinds[v->kinds_n++] = (struct work_kind){
			    task_kind_text(kind), list, n };
	}
}

static void
variants_fill(struct page *p, const struct proposal *x,
    struct work_new_view *v)
{
	const struct task *t = x->standard;
	size_t i;

	v->variant = asked_for(p, "variant");
	if (v->variant.len == 0)
		v->variant = !id_is_none(x->from.id) ? x->from.variant :
		    course_level(&x->e) == TEXT_PLAIN ? S("plain") :
		    S("standard");
	v->task = task_variant(t, v->variant);
	if (t == NULL || t->nvariants == 0)
		return;
	v->variants = arena_many(p->arena, struct variant_view,
	    t->nvariants + 1);
	v->variants[v->variants_n++] = (struct variant_view){
	    .tag = S("standard"), .on = v->task == t };
	for (i = 0; i < t->nvariants; i++)
		v->variants[v->variants_n++] = (struct variant_view){
		    t->variants[i].variant, t->variants[i].fits.in[p->out.lang],
		    &t->variants[i] == v->task };
}

static void
new_show(struct page *p, const struct proposal *x, struct work_new_view *v,
    const struct plan *plan)
{
	page_frame(p, &v->frame, MSG("Propose homework"), "/list");
	page_frame_patient(p, &v->frame, "homework");
	v->lang = p->care->lang;
	v->from = x->from.id;
	v->message |= str_is(req_field(p->req, "about"), "message");
	v->meeting |= str_is(req_field(p->req, "about"), "meeting");
	if (v->here.s.len == 0)
		v->here = url_id(p->arena, "/p/%s/w/new", p->care->patient);
	v->matters = patient_matters(p->care);
	v->practised = patient_practised(p->care);
	if (x->standard == NULL && !x->own) {
		kinds_fill(p, x->programme, v);
		view_work_library(&p->out, v);
		return;
	}
	plan_form_make(p, v->task, plan, v->lang, &v->form);
	v->form.titled = x->own;
	v->form.reasoned = v->form.clinic = true;
	view_work_new(&p->out, v);
}

static int
new_get(struct page *p, struct work_new_view v, struct str quote)
{
	struct proposal x;
	struct plan plan;

	if (!proposal_load(p, &x))
		return page_not_found(p);
	x.quote = quote;
	x.meeting = v.meeting;
	variants_fill(p, &x, &v);
	start_plan(p, &x, v.task, &plan);
	new_show(p, &x, &v, &plan);
	return page_ok(p);
}

int
work_new_get(struct page *p)
{
	return new_get(p, (struct work_new_view){ 0 }, STR_NONE);
}

int
work_new_from_message(struct page *p, struct id message, struct str body)
{
	struct str quote = str_utf8_head(str_trim(body), QUOTE_MAX);

	return new_get(p, (struct work_new_view){ .message = true,
	    .here = url_id2(p->arena, "/p/%s/m/%s", p->care->patient,
	    message) }, quote);
}

int
work_new_from_meeting(struct page *p, struct id meeting, struct str agreed)
{
	struct str quote = str_utf8_head(str_trim(agreed), QUOTE_MAX);

	return new_get(p, (struct work_new_view){ .meeting = true,
	    .here = url_id2(p->arena, "/p/%s/t/%s/w", p->care->patient,
	    meeting) }, quote);
}

int
work_new_post(struct page *p)
{
	struct work_new_view v = { 0 };
	struct homework_new new = { .chapter = STR_NONE, .source = "library" };
	struct proposal x;
	struct plan base;

	if (!proposal_load(p, &x) || (x.standard == NULL && !x.own))
		return page_not_found(p);
	variants_fill(p, &x, &v);
	start_plan(p, &x, v.task, &base);
	if (!plan_form_read(p, &base, &new.plan))
		return 400;
	new.plan.own_reason = reason_own(p, v.task, new.plan.reason);
	new.task = x.standard;
	new.variant = v.task == NULL ? STR_NONE : v.task->variant;
	new.before = x.from.id;
	if (!id_is_none(x.from.id))
		new.source = "adjust";
	else if (str_is(req_field(p->req, "about"), "message"))
		new.source = "message";
	else if (str_is(req_field(p->req, "about"), "meeting"))
		new.source = "meeting";
	if (p->problems.n == 0)
		p->object = homework_propose(p->care, &x.e, &new,
		    &p->problems);
	if (p->problems.n > 0) {
		new_show(p, &x, &v, &new.plan);
		return page_again(p);
	}
	/* What it carries on from is not open beside it. */
	if (!id_is_none(x.from.id) && x.from.state != HOMEWORK_ENDED)
		(void)homework_end(p->care, x.from.id, x.from.reported ?
		    END_DONE : END_REPLACED);
	return page_go(p, url_id2(p->arena, "/p/%s/w/%s?saved=1",
	    p->care->patient, p->object));
}
