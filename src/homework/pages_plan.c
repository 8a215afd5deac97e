/* SPDX-License-Identifier: Apache-2.0 */
#include "course/variant.h"
#include "homework/own.h"
#include "homework/pages.h"
#include "homework/views.h"
#include "people/care.h"
#include "people/page_frame.h"

/* From a proposal to what is in force, and changes of it; the patient's. */

static int
again_or(struct page *p, const char *done)
{
	return page_go(p, (struct url){ str_fmt(p->arena, "/h/%.*s%s%s",
	    STR(id_hex(p->arena, p->ids[0])), done[0] != '\0' ? "?done=" : "",
	    done) });
}

/* --- yes ------------------------------------------------------------------ */

/* What was typed stands in the page again. */
static void
typed_again(struct homework_view *v, const struct plan *typed)
{
	v->form.plan = *typed;
	v->form.days_n = 1;
}

/* Less sure than the clinic's threshold: smaller, other time, other task. */
static int
offer_show(struct page *p, const struct homework_view *v)
{
	struct homework_offer_view o = { .frame = v->frame, .h = v->h,
	    .name = v->name, .task = v->h.task, .lang = v->lang,
	    .can = v->said.can };
	struct pair *fields = arena_many(p->arena, struct pair,
	    p->req->form_n + 1);
	size_t i;

	for (i = 0; i < p->req->form_n; i++) {
		struct str name = p->req->form[i].name;

		/* Small already, it stays so; else the button says it. */
		if (!str_is(name, "csrf") && !str_is(name, "sid") &&
		    !str_is(name, "sure") && !str_is(name, "go") &&
		    (!str_is(name, "size") ||
		    str_is(p->req->form[i].value, "tiny")))
			fields[o.fields_n++] = p->req->form[i];
	}
	o.fields = fields;
	view_homework_offer(&p->out, &o);
	return page_again(p);
}

static int
plan_both_show(struct page *p, const struct homework_view *v,
    const struct plan *mine)
{
	struct homework_plan_view b = { .frame = v->frame, .h = v->h,
	    .name = v->name, .both = true, .version_n = v->h.newest_n,
	    .other = v->h.asked.n > 0 ? v->h.asked : v->h.plan };

	plan_form_make(p, v->h.task, mine, v->lang, &b.form);
	b.form.titled = v->h.task == NULL && v->h.in_force > 0;
	view_homework_plan_page(&p->out, &b);
	return page_conflict(p);
}

/* The small version is another first step and takes less time. */
static void
make_small(const struct homework_view *v, struct plan *plan)
{
	const struct task *t = v->h.task;

	if (plan->size != SIZE_TINY || v->h.plan.size == SIZE_TINY || t == NULL)
		return;
	if (plan->minutes == v->h.plan.minutes && t->minutes_tiny > 0)
		plan->minutes = t->minutes_tiny;
	if (str_eq(plan->first_step, v->h.plan.first_step))
		plan->first_step = str_utf8_head(words_in(&t->smaller,
		    v->lang), PLAN_LINE_MAX);
}

static bool
yes_read(struct page *p, struct homework_view *v, struct plan *plan, int *n)
{
	int64_t seen;

	if (!homework_dot(p, "helps", &v->said.helps) ||
	    !homework_dot(p, "fits", &v->said.fits) ||
	    !homework_dot(p, "can", &v->said.can) ||
	    !plan_form_read(p, &v->h.plan, plan) ||
	    !str_int(req_field(p->req, "n"), 0, INT32_MAX, &seen))
		return false;
	*n = (int)seen;
	make_small(v, plan);
	return true;
}

int
homework_yes_post(struct page *p)
{
	struct homework_view v = { 0 };
	struct plan plan;
	enum homework_yes yes = YES_REFUSED;
	bool sure = str_is(req_field(p->req, "sure"), "1");
	int n;

	if (!homework_load(p, p->ids[0], &v))
		return page_not_found(p);
	p->object = p->ids[0];
	if (str_is(req_field(p->req, "go"), "other"))
		return homework_fit_post(p);
	if (!yes_read(p, &v, &plan, &n))
		return 400;
	if (p->problems.n == 0 && !str_is(req_field(p->req, "go"), "again"))
		yes = homework_say_yes(p->care, p->ids[0], &v.said, &plan, n,
		    sure, &p->problems);
	if (yes == YES_AGREED || yes == YES_TALK)
		homework_set_variant(p->care, p->ids[0],
		    req_field(p->req, "variant"));
	switch (yes) {
	case YES_AGREED:
		return again_or(p, "yes");
	case YES_TALK:
		return again_or(p, "talk");
	case YES_SMALLER:
		return offer_show(p, &v);
	case YES_CONFLICT:
		return plan_both_show(p, &v, &plan);
	case YES_NONE:
		return page_not_found(p);
	case YES_REFUSED:
		break;
	}
	typed_again(&v, &plan);
	homework_show(p, &v);
	return page_again(p);
}

/* --- change of what is in force ------------------------------------------- */

int
homework_plan_get(struct page *p)
{
	struct homework_view v = { 0 };
	struct homework_plan_view f;
	struct plan plan;

	if (!homework_load(p, p->ids[0], &v) || v.h.state == HOMEWORK_ENDED)
		return page_not_found(p);
	plan = v.h.plan;
	if (str_is(req_query(p->req, "size"), "tiny")) {
		plan.size = SIZE_TINY;
		if (v.h.task != NULL && v.h.task->minutes_tiny > 0)
			plan.minutes = v.h.task->minutes_tiny;
		if (v.h.task != NULL && v.h.task->smaller.in[v.lang].len <=
		    PLAN_LINE_MAX)
			plan.first_step = v.h.task->smaller.in[v.lang];
	}
	f = (struct homework_plan_view){ .frame = v.frame, .h = v.h,
	    .name = v.name, .version_n = v.h.newest_n };
	plan_form_make(p, v.h.task, &plan, v.lang, &f.form);
	f.form.titled = v.h.task == NULL;
	view_homework_plan_page(&p->out, &f);
	return page_ok(p);
}

int
homework_plan_post(struct page *p)
{
	struct homework_view v = { 0 };
	struct homework_plan_view f;
	enum plan_saved saved = PLAN_REFUSED;
	struct plan plan;
	int64_t n;

	if (!homework_load(p, p->ids[0], &v))
		return page_not_found(p);
	p->object = p->ids[0];
	if (!plan_form_read(p, &v.h.plan, &plan) ||
	    !str_int(req_field(p->req, "n"), 0, INT32_MAX, &n))
		return 400;
	if (p->problems.n == 0)
		saved = homework_change(p->care, p->ids[0], &plan, (int)n,
		    &p->problems);
	switch (saved) {
	case PLAN_SAVED:
	case PLAN_ASKED:
		return again_or(p, "changed");
	case PLAN_CONFLICT:
		return plan_both_show(p, &v, &plan);
	case PLAN_NONE:
		return page_not_found(p);
	case PLAN_REFUSED:
		break;
	}
	f = (struct homework_plan_view){ .frame = v.frame, .h = v.h,
	    .name = v.name, .version_n = (int)n };
	plan_form_make(p, v.h.task, &plan, v.lang, &f.form);
	f.form.titled = v.h.task == NULL;
	view_homework_plan_page(&p->out, &f);
	return page_again(p);
}

int
homework_asked_post(struct page *p)
{
	int64_t n;

	p->object = p->ids[0];
	if (!str_int(req_field(p->req, "n"), 1, INT32_MAX, &n))
		return 400;
	if (!homework_answer_change(p->care, p->ids[0], (int)n,
	    str_is(req_field(p->req, "go"), "yes"))) {
		struct homework_view v = { 0 };

		/* Changed meanwhile: the page as it is now tells. */
		if (!homework_load(p, p->ids[0], &v))
			return page_not_found(p);
		homework_show(p, &v);
		return page_conflict(p);
	}
	return again_or(p, "changed");
}

/* --- it does not fit; try anyway; stop ------------------------------------ */

int
homework_fit_post(struct page *p)
{
	struct str reason = str_trim(req_field(p->req, "reason"));
	struct homework_view v = { 0 };

	if (!homework_load(p, p->ids[0], &v))
		return page_not_found(p);
	p->object = p->ids[0];
	if (str_utf8_len(reason) > FIT_REASON_MAX) {
		problem_add_n(&p->problems, S("reason"), T("This is a little "
		    "long. Keep it to %1 characters."), FIT_REASON_MAX);
		v.fit_reason = reason;
		homework_show(p, &v);
		return page_again(p);
	}
	if (str_is(req_field(p->req, "go"), "other") && reason.len == 0)
		reason = out_tr(&p->out, T("I would like another exercise."));
	if (!homework_does_not_fit(p->care, p->ids[0], reason))
		return page_not_found(p);
	return again_or(p, "talk");
}

int
homework_try_post(struct page *p)
{
	p->object = p->ids[0];
	if (!homework_talked(p->care, p->ids[0]))
		return page_not_found(p);
	return again_or(p, "");
}

int
homework_stop_post(struct page *p)
{
	struct homework_view v = { 0 };

	p->object = p->ids[0];
	if (!homework_load(p, p->ids[0], &v) ||
	    !homework_end(p->care, p->ids[0], v.h.in_force > 0 ? END_STOPPED :
	    END_DECLINED))
		return page_not_found(p);
	return again_or(p, "");
}

/* --- proposals: from a chapter, by the patient ---------------------------- */

struct html
homework_card(struct page *p, const struct chapter *chapter, struct str task)
{
	struct homework_card_view v = { .chapter = chapter->id };
	struct buf b = buf_new(p->arena, 64 * 1024);
	struct out o = p->out;
	struct enrolment e;
	const struct content *content = homework_content(p, &e);
	const struct programme *programme = content == NULL ? NULL :
	    content_programme(content, e.programme);
	struct homework *list;
	size_t n, i;

	v.task = programme == NULL ? NULL : programme_task(programme, task);
	if (v.task == NULL)
		return (struct html){ STR_NONE };
	n = homework_list(p->care, content, &list);
	for (i = n; i > 0; i--) {
		const struct homework *h = &list[i - 1];

		if (!str_eq(h->task_id, task) || !str_eq(h->chapter,
		    chapter->id))
			continue;
		v.open = true;
		v.homework = h->id;
		v.reported = h->reported;
		v.agreed = h->in_force > 0;
	}
	if (p->care->over && !v.open)
		return (struct html){ STR_NONE };
	o.buf = &b;
	view_homework_card(&o, &v);
	return (struct html){ buf_str(&b) };
}

struct html
homework_in_plan(struct page *p, const struct enrolment *e)
{
	struct buf b = buf_new(p->arena, 256 * 1024);
	struct out o = p->out;
	struct homework *list;
	size_t n = homework_list(p->care, p->content_of(p, e->bundle), &list),
	    open = 0;

	while (open < n && list[open].state != HOMEWORK_ENDED)
		open++;
	o.buf = &b;
	view_homework_in_plan(&o, list, open, n, p->care->over);
	return (struct html){ buf_str(&b) };
}

/* Does it stand there for an exercise, for this patient? */
static bool
chosen(struct page *p, const struct enrolment *e, struct str chapter,
    struct str task)
{
	const struct variants *all = variants_of(p->care, e);
	size_t i;

	for (i = 0; i < all->n; i++) {
		struct str place = all->list[i].place;

		if (all->list[i].what == VARIANT_EXERCISE &&
		    all->list[i].ended_at == 0 &&
		    str_eq(str_cut(&place, '.'), chapter) &&
		    str_eq(all->list[i].to, str_fmt(p->arena, "task.%.*s",
		    STR(task))))
			return true;
	}
	return false;
}

/* The chapter must propose this task in the pinned programme. */
static const struct task *
proposed(struct page *p, const struct enrolment *e,
    const struct programme *programme, struct str chapter, struct str task)
{
	const struct chapter *c = programme == NULL ? NULL :
	    programme_chapter(programme, chapter);
	size_t i;

	for (i = 0; c != NULL && i < c->nhomework; i++)
		if (str_eq(c->homework[i]->id, task))
			return c->homework[i];
	return c != NULL && chosen(p, e, chapter, task) ?
	    programme_task(programme, task) : NULL;
}

static int
propose(struct page *p, const struct enrolment *e, const struct task *task,
    struct str chapter, const char *source)
{
	struct homework_new new = { .task = task, .chapter = chapter,
	    .source = source, .variant = course_level(e) == TEXT_PLAIN ?
	    S("plain") : STR_NONE };

	plan_default(p->care, task_variant(task, new.variant), p->out.lang,
	    e->weekday, &new.plan);
	p->object = homework_propose(p->care, e, &new, &p->problems);
	if (id_is_none(p->object))
		return page_go(p, url_lit("/plan"));
	return page_go(p, url_id(p->arena, "/h/%s", p->object));
}

int
homework_agree_post(struct page *p)
{
	struct str chapter = req_field(p->req, "chapter");
	struct enrolment e;
	const struct content *content = homework_content(p, &e);
	const struct task *task = content == NULL ? NULL : proposed(p, &e,
	    content_programme(content, e.programme), chapter,
	    req_field(p->req, "task"));

	if (task == NULL)
		return page_not_found(p);
	return propose(p, &e, task, chapter, "chapter");
}

static bool
library_fill(struct page *p, const struct programme *programme,
    struct homework_new_view *v)
{
	const struct task **list;
	size_t i, k, most = 0;

	for (i = 0; i < programme->nlibraries; i++)
		most += programme->libraries[i].ntasks;
	list = arena_many(p->arena, const struct task *, most + 1);
	for (i = 0; i < programme->nlibraries; i++)
		for (k = 0; k < programme->libraries[i].ntasks; k++) {
			const struct task *t =
			    &programme->libraries[i].tasks[k];

			/* Those are only for when a therapist sends them. */
			if (t->kind != TASK_CHANGE && t->kind != TASK_FREE)
				list[v->tasks_n++] = t;
		}
	v->tasks = list;
	return true;
}

static bool
new_load(struct page *p, struct enrolment *e, struct homework_new_view *v,
    const struct programme **programme)
{
	const struct content *content = homework_content(p, e);

	*programme = content == NULL ? NULL : content_programme(content,
	    e->programme);
	if (*programme == NULL || e->ended_at != 0)
		return false;
	page_frame(p, &v->frame, MSG("Something of my own"), "/plan");
	v->lang = p->out.lang;
	return library_fill(p, *programme, v);
}

int
homework_new_get(struct page *p)
{
	struct homework_new_view v = { 0 };
	const struct programme *programme;
	struct enrolment e;
	struct plan plan;

	if (!new_load(p, &e, &v, &programme))
		return page_not_found(p);
	plan_default(p->care, NULL, p->out.lang, e.weekday, &plan);
	plan_form_make(p, programme_task(programme, S("free")), &plan,
	    p->out.lang, &v.form);
	v.form.titled = v.form.reasoned = true;
	view_homework_new(&p->out, &v);
	return page_ok(p);
}

int
homework_new_post(struct page *p)
{
	struct homework_new_view v = { 0 };
	struct homework_new new = { .source = "own", .chapter = STR_NONE };
	const struct beliefs open = { -1, -1, -1, 0, ID_NONE };
	const struct programme *programme;
	struct enrolment e;
	struct plan base;

	if (!new_load(p, &e, &v, &programme))
		return page_not_found(p);
	plan_default(p->care, NULL, p->out.lang, e.weekday, &base);
	if (!plan_form_read(p, &base, &new.plan))
		return 400;
	if (p->problems.n == 0)
		p->object = homework_propose(p->care, &e, &new, &p->problems);
	if (p->problems.n == 0 && homework_say_yes(p->care, p->object, &open,
	    &new.plan, 1, true, &p->problems) == YES_AGREED)
		return page_go(p, url_id(p->arena, "/h/%s?done=yes",
		    p->object));
	plan_form_make(p, programme_task(programme, S("free")), &new.plan,
	    p->out.lang, &v.form);
	v.form.titled = v.form.reasoned = true;
	view_homework_new(&p->out, &v);
	return page_again(p);
}

/* A task of the library, picked by the patient. */
int
homework_pick_post(struct page *p)
{
	struct homework_new_view v = { 0 };
	const struct programme *programme;
	struct enrolment e;
	size_t i;

	if (!new_load(p, &e, &v, &programme))
		return page_not_found(p);
	for (i = 0; i < v.tasks_n; i++)
		if (str_eq(v.tasks[i]->id, req_field(p->req, "task")))
			return propose(p, &e, v.tasks[i], STR_NONE, "own");
	return page_not_found(p);
}
