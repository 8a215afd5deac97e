/* SPDX-License-Identifier: Apache-2.0 */
#include "today/pages.h"

#include "course/course.h"
#include "course/phase.h"
#include "encounters/card.h"
#include "homework/homework.h"
#include "homework/nudge.h"
#include "homework/plan_form.h"
#include "measures/measures.h"
#include "messages/message.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "people/patient.h"
#include "people/team.h"
#include "programme/content.h"
#include "today/view.h"
#include "today/views.h"
#include "work/card.h"

static struct today_item *
item_add(struct today_view *v)
{
	struct today_item *i = &v->items[v->n < TODAY_ITEMS_MAX ? v->n :
	    TODAY_ITEMS_MAX - 1];

	if (v->n < TODAY_ITEMS_MAX)
		v->n++;
	*i = (struct today_item){ .title = STR_NONE };
	return i;
}

static bool
quiet(const struct page *p)
{
	return p->actor->look & LOOK_QUIET;
}

/* A task of one's own is told in own words. */
static struct str
task_name(struct page *p, const struct homework *h)
{
	return quiet(p) && h->task == NULL ?
	    out_tr(&p->out, T("Something you have planned")) :
	    homework_name(h, p->out.lang);
}

static void
add_messages(struct page *p, struct today_view *v)
{
	struct id by = message_unread_by(p->care);
	struct str name;
	struct today_item *i;

	if (id_is_none(by))
		return;
	name = team_name(p->tx, p->vault, by);
	i = item_add(v);
	i->title = name.len > 0 && !quiet(p) ? out_tr1(&p->out,
	    T("A message from %1"), name) :
	    out_tr(&p->out, T("A new message"));
	i->why = out_tr(&p->out, T("Read it when it suits you."));
	i->small = out_tr(&p->out, T("read it"));
	i->button = out_tr(&p->out, T("Read the message"));
	i->minutes = 2;
	i->url = url_lit("/m");
}

/* Begun and not sent: nobody may think that it was. */
static void
add_draft(struct page *p, struct today_view *v)
{
	int64_t version, saved_at;
	struct str body = message_draft(p->care, &version, &saved_at);
	struct today_item *i;

	if (p->care->over || str_trim(body).len == 0)
		return;
	i = item_add(v);
	i->title = out_tr(&p->out, T("A message that is not sent yet"));
	i->why = v->therapist.len > 0 ? out_tr1(&p->out, T("What you wrote is "
	    "kept. %1 can read it when you send it."), v->therapist) :
	    out_tr(&p->out, T("What you wrote is kept. Your therapist can "
	    "read it when you send it."));
	i->small = out_tr(&p->out, T("go on, or send it"));
	i->button = out_tr(&p->out, T("Go on with the message"));
	i->minutes = 2;
	i->url = url_lit("/m#f-body");
}

static void
add_reviews(struct page *p, struct today_view *v, const struct homework *list,
    size_t n)
{
	const struct homework_review *answer;
	struct today_item *i;
	size_t k;

	for (k = 0; k < n; k++) {
		/* Told anew since: the answer to what was told before. */
		answer = list[k].reviewed ? &list[k].review :
		    &list[k].earlier;
		if (answer->read_at != 0 || answer->reply.len == 0)
			continue;
		i = item_add(v);
		i->title = task_name(p, &list[k]);
		i->why = out_tr1(&p->out, T("%1 has answered what you told."),
		    answer->by_name);
		i->small = out_tr(&p->out, T("read the answer"));
		i->button = out_tr(&p->out, T("Read the answer"));
		i->minutes = 2;
		i->url = url_id(p->arena, "/h/%s", list[k].id);
	}
}

static void
add_measures(struct page *p, struct today_view *v, const struct enrolment *e,
    const struct content *content)
{
	struct occasion *list;
	size_t n = measures_occasions(p->care, e, content, &list), k;
	struct today_item *i;

	for (k = 0; k < n; k++) {
		if (!list[k].open || list[k].done)
			continue;
		i = item_add(v);
		i->title = list[k].nth > 1 ? out_tr(&p->out,
		    T("A few more questions")) :
		    out_tr(&p->out, T("How have you been?"));
		i->why = out_tr(&p->out, T("So that you both can see how it "
		    "goes over time. You may skip what you like."));
		i->minutes = (list[k].items + 4) / 5;
		i->small = list[k].begun ? out_tr(&p->out,
		    T("go on where you stopped")) : out_tr1(&p->out,
		    T("about %1 min"), i->minutes);
		i->button = list[k].begun ? out_tr(&p->out,
		    T("Go on where you stopped")) :
		    out_tr(&p->out, T("Answer now"));
		i->url = (struct url){ str_fmt(p->arena, "/q/%d/%d",
		    list[k].week, list[k].nth) };
	}
}

static void
add_chapters(struct page *p, struct today_view *v, const struct enrolment *e,
    const struct content *content)
{
	struct chapter_progress *list;
	size_t n = course_chapters(p->care, e, content, &list), k;
	struct today_item *i;
	struct str matters = patient_matters(p->care);

	for (k = 0; k < n; k++) {
		const struct chapter_progress *c = &list[k];
		int left = c->pages > 0 ? c->pages - c->page + 1 : 1;

		if (c->planned || (c->open != CHAPTER_OPEN &&
		    c->open != CHAPTER_STARTED))
			continue;
		i = item_add(v);
		i->title = c->chapter->title.in[p->out.lang];
		i->why = matters.len > 0 ? out_tr1(&p->out,
		    T("Because you wrote: “%1”"), matters) :
		    c->chapter->aim.in[p->out.lang];
		i->minutes = c->pages > 0 ?
		    c->chapter->minutes * left / c->pages : c->chapter->minutes;
		if (i->minutes > 10)
			i->minutes = 10;	/* a sitting, not all of it */
		i->small = c->open == CHAPTER_STARTED ? out_tr2(&p->out,
		    T("page %1 of %2"), c->page, c->pages) :
		    out_tr(&p->out, T("not begun yet"));
		i->button = c->open == CHAPTER_STARTED ? out_tr(&p->out,
		    T("Go on where you stopped")) :
		    out_tr(&p->out, T("Begin"));
		i->url = url_str(p->arena, "/c/%s", c->chapter->id);
	}
}

/* A suggestion, or a change of a plan, waits for a yes. */
static void
add_proposals(struct page *p, struct today_view *v, const struct homework *list,
    size_t n)
{
	struct today_item *i;
	size_t k;

	for (k = 0; k < n; k++) {
		const struct homework *h = &list[k];
		bool change = h->state == HOMEWORK_AGREED && h->asked.n > 0;

		if (h->state != HOMEWORK_PROPOSED && !change)
			continue;
		i = item_add(v);
		i->title = task_name(p, h);
		i->why = change ? out_tr(&p->out, T("A change of the plan is "
		    "suggested. Does it fit better?")) :
		    h->plan.reason.len > 0 ? h->plan.reason : h->task == NULL ?
		    STR_NONE : words_in(&h->task->why, p->out.lang);
		i->minutes = 2;
		i->small = change ? out_tr(&p->out, T("a change")) :
		    h->proposed_by == BY_THERAPIST ? out_tr(&p->out,
		    T("a suggestion")) : out_tr(&p->out, T("make a plan"));
		i->button = out_tr(&p->out, T("Look at it"));
		i->url = url_id(p->arena, "/h/%s", h->id);
	}
}

/* Its day has come: tell; before that: what was agreed. */
static void
add_homework(struct page *p, struct today_view *v, const struct homework *list,
    size_t n)
{
	struct day today = zone_day(p->out.zone, p->now);
	struct id nudged = ID_NONE;
	struct today_item *i;
	size_t k;

	(void)nudge_newest(p->care, &nudged);
	for (k = 0; k < n; k++) {
		const struct homework *h = &list[k];
		bool now = h->plan.day.n == DAY_NONE_N ||
		    h->plan.day.n <= today.n;

		if (h->reported || h->state != HOMEWORK_AGREED)
			continue;
		i = item_add(v);
		i->title = task_name(p, h);
		i->why = h->plan.first_step.len > 0 ? h->plan.first_step :
		    h->plan.reason;
		if (id_eq(h->id, nudged))
			i->why = out_tr1(&p->out, T("You had planned this for "
			    "%1. How did it go? “Not this time” is also an "
			    "answer."), plan_when(&p->out, &h->plan));
		i->minutes = now ? 1 : h->plan.minutes;
		i->small = now ? out_tr(&p->out, T("tell how it went")) :
		    plan_when(&p->out, &h->plan);
		i->button = now ? out_tr(&p->out, T("Tell how it went")) :
		    out_tr(&p->out, T("See what we agreed"));
		i->url = url_id(p->arena, "/h/%s", h->id);
	}
}

/* Others may see the screen: no reasons, and nothing that tells of work. */
static void
keep_quiet(struct page *p, struct today_view *v)
{
	struct today_item *i;
	size_t k;

	for (k = 0; k < v->n; k++)
		v->items[k].why = STR_NONE;
	if (!v->way.asked && v->way.look.len == 0)
		return;
	i = item_add(v);
	i->title = out_tr(&p->out, T("A short question"));
	i->small = out_tr1(&p->out, T("about %1 min"), 1);
	i->button = out_tr(&p->out, T("Answer now"));
	i->minutes = 1;
	i->url = v->way.asked ? url_lit("/way/week") : url_lit("/way/back");
	v->way = (struct way_line){ .since = STR_NONE, .look = STR_NONE };
}

static struct msg
greeting(struct page *p)
{
	int hour = zone_civil(p->out.zone, p->now).hour;

	if (hour < 5 || hour >= 18)
		return MSG("Good evening.");
	return hour < 11 ? MSG("Good morning.") : MSG("Hello.");
}

int
today_get(struct page *p)
{
	struct today_view v = { 0 };
	struct enrolment e;
	const struct content *content;
	const struct programme *programme;
	struct homework *homework;
	struct pause pause;
	size_t n;

	page_frame(p, &v.frame, MSG("Today"), "/today");
	v.greeting = greeting(p);
	v.therapist = team_names(p->care, &p->out);
	v.reading_days = team_reading_days(p->care, &p->out);
	if (p->clinic != NULL)
		v.read_next = out_moment(&p->out,
		    team_next_reading(p->care, p->clinic));
	v.contact = contact_on_today(p);
	add_messages(p, &v);
	v.no_course = !course_current(p->care, &e);
	if (!v.no_course) {
		content = p->content_of(p, e.bundle);
		programme = content_programme(content, e.programme);
		if (programme != NULL && e.week > 0 && e.ended_at == 0 &&
		    e.week <= programme->weeks)
			v.where = out_tr2(&p->out, T("Week %1 of %2"), e.week,
			    programme->weeks);
		if (pause_now(p->care, &pause))
			v.paused_until = out_day(&p->out, pause.until);
		n = homework_now(p->care, content, &homework);
		add_reviews(p, &v, homework, n);
		add_proposals(p, &v, homework, n);
		add_measures(p, &v, &e, content);
		if (!p->care->over)
			add_chapters(p, &v, &e, content);
		add_homework(p, &v, homework, n);
		work_line(p, &v.way);
	}
	add_draft(p, &v);
	if (quiet(p))
		keep_quiet(p, &v);
	v.also = v.items + 1;
	v.also_n = v.n > 0 ? v.n - 1 : 0;
	view_today(&p->out, &v);
	return page_ok(p);
}
