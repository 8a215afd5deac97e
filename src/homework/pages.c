/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/pages.h"

#include "homework/own.h"
#include "homework/views.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "people/patient.h"
#include "people/team.h"

/* One assignment on the patient's page: what it is, and how it went. */

enum { HARD_FROM = 6 };		/* from here on the thanks name it */

const int homework_dots[11] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };

struct msg
homework_amount_text(enum homework_amount a)
{
	switch (a) {
	case AMOUNT_NOT:
		return MSG("Not this time");
	case AMOUNT_PARTLY:
		return MSG("Partly");
	case AMOUNT_DID:
		return MSG("Did it");
	case AMOUNT_OTHER:
		return MSG("Something else");
	}
	return (struct msg){ NULL };
}

static struct msg
state_words(const struct homework *h)
{
	if (h->state == HOMEWORK_ENDED)
		return h->reviewed ? MSG("told, and answered") :
		    h->reported ? MSG("told") : MSG("ended");
	if (h->state == HOMEWORK_TALK)
		return MSG("we talk about it first");
	if (h->state == HOMEWORK_PROPOSED)
		return h->proposed_by == BY_PATIENT ? MSG("not begun yet") :
		    MSG("a suggestion");
	return h->reviewed ? MSG("told, and answered") : h->reported ?
	    MSG("told") : MSG("tell how it went");
}

/* Where it stands; before its day, when that is. */
struct str
homework_state_text(struct out *o, const struct homework *h)
{
	bool waits = h->state == HOMEWORK_AGREED && !h->reported &&
	    !h->reviewed;

	if (waits && h->plan.day.n > zone_day(o->zone, o->now).n)
		return plan_when(o, &h->plan);
	return lang_text(o->lang, state_words(h).id);
}

const struct content *
homework_content(struct page *p, struct enrolment *e)
{
	if (!course_current(p->care, e))
		return NULL;
	return p->content_of(p, e->bundle);
}

struct str
homework_therapist(struct page *p)
{
	struct str names = team_names(p->care, &p->out);

	return names.len > 0 ? names :
	    out_tr(&p->out, T("your therapist"));
}

/* Specific, for the effort, and never for a number of days. */
static struct msg
thanks_for(const struct homework *h)
{
	const struct homework_report *r = &h->report;

	switch (r->amount) {
	case AMOUNT_DID:
		return r->hard >= HARD_FROM ?
		    MSG("You did it although it was hard. That takes "
		    "something.") :
		    MSG("You did what you had planned. Thank you for telling.");
	case AMOUNT_PARTLY:
		return MSG("Some of it is also doing it. Thank you for telling "
		    "how far it went.");
	case AMOUNT_NOT:
		return MSG("Thank you for telling. It helps us find something "
		    "that fits better.");
	case AMOUNT_OTHER:
		return MSG("Something else came of it. Good that you tell.");
	}
	return (struct msg){ NULL };
}

static void
variants_fill(struct page *p, struct homework_view *v, const struct task *task)
{
	struct str as = req_query(p->req, "as");
	size_t i;

	if (as.len == 0)
		as = req_field(p->req, "variant");
	if (as.len == 0)
		as = v->h.variant;
	if (task == NULL || task->nvariants == 0)
		return;
	v->variants = arena_many(p->arena, struct variant_view,
	    task->nvariants + 1);
	v->variants[v->variants_n++] = (struct variant_view){
	    .tag = S("standard"), .on = str_is(as, "standard") };
	for (i = 0; i < task->nvariants; i++)
		v->variants[v->variants_n++] = (struct variant_view){
		    task->variants[i].variant,
		    task->variants[i].fits.in[v->lang],
		    str_eq(task->variants[i].variant, as) };
	v->h.variant = as;
	v->h.task = task_variant(task, as);
}

static void
report_start(struct page *p, struct homework_view *v)
{
	struct day today = zone_day(p->care->zone, p->now);
	const struct homework *h = &v->h;

	v->told = h->report;
	v->amount = h->reported ? (int)h->report.amount : -1;
	v->version = h->reported ? h->report.version : 0;
	v->report_open = h->plan.day.n == DAY_NONE_N ||
	    h->plan.day.n <= today.n;
	if (h->reported)
		v->thanks = thanks_for(h);
}

bool
homework_load(struct page *p, struct id id, struct homework_view *v)
{
	struct enrolment e;
	const struct content *content = homework_content(p, &e);
	const struct programme *programme;
	struct patient patient;

	if (content == NULL || !homework_get(p->care, content, id, &v->h))
		return false;
	v->lang = p->out.lang;
	programme = content_programme(content, v->h.programme);
	if (programme != NULL && v->h.task != NULL)
		variants_fill(p, v, programme_task(programme, v->h.task_id));
	v->name = homework_name(&v->h, v->lang);
	page_frame(p, &v->frame, MSG("What we agreed"), "/today");
	v->frame.flash_saved = false;
	patient_get(p->care, &patient);
	v->matters = patient.matters;
	v->therapist = v->therapist_first = team_names(p->care, &p->out);
	if (v->therapist.len == 0) {
		v->therapist = out_tr(&p->out, T("your therapist"));
		v->therapist_first = out_tr(&p->out, T("Your therapist"));
	}
	v->proposer = v->h.proposed_by == BY_THERAPIST ? team_name(p->tx,
	    p->vault, v->h.plan.by) : STR_NONE;
	if (p->clinic != NULL)
		v->answer_by = out_moment(&p->out,
		    team_next_reading(p->care, p->clinic));
	v->version_n = v->h.newest_n;
	v->said = (struct beliefs){ -1, -1, -1, 0, ID_NONE };
	if (v->h.state == HOMEWORK_PROPOSED) {
		plan_forward(&v->h.plan, zone_day(p->care->zone, p->now));
		v->ask = homework_asks_beliefs(p->care, &v->h);
	}
	report_start(p, v);
	homework_entries(p, content, v);
	return true;
}

/* "What has worked", as a hint beside the time; overruled with one tap. */
static struct msg
worked_hint(struct page *p)
{
	static const struct msg hints[PARTS_N + 1] = {
		[PART_MORNING] = { T("Mornings have often worked for you. "
		    "Choose another time if you like.") },
		[PART_MIDDAY] = { T("The middle of the day has often worked "
		    "for you. Choose another time if you like.") },
		[PART_AFTERNOON] = { T("Afternoons have often worked for you. "
		    "Choose another time if you like.") },
		[PART_EVENING] = { T("Evenings have often worked for you. "
		    "Choose another time if you like.") },
	};
	struct worked w;

	worked_load(p->care, &w);
	return hints[w.best];
}

void
homework_show(struct page *p, struct homework_view *v)
{
	const struct plan plan = v->form.days_n > 0 ? v->form.plan : v->h.plan;

	plan_form_make(p, v->h.task, &plan, v->lang, &v->form);
	v->form.worked = worked_hint(p);
	view_homework_page(&p->out, v);
}

int
homework_page_get(struct page *p)
{
	struct homework_view v = { 0 };
	struct str done = req_query(p->req, "done");

	if (!homework_load(p, p->ids[0], &v))
		return page_not_found(p);
	v.saved = str_is(done, "told");
	v.agreed = str_is(done, "yes");
	v.changed = str_is(done, "changed");
	v.talk = str_is(done, "talk");
	v.change = str_is(req_query(p->req, "change"), "1");
	p->noted = homework_note_read;
	p->noted_of = v.h.id;
	homework_show(p, &v);
	return page_ok(p);
}

bool
homework_dot(struct page *p, const char *name, int *out)
{
	int64_t n = -1;

	*out = -1;
	if (req_field(p->req, name).len > 0 &&
	    !str_int(req_field(p->req, name), 0, 10, &n))
		return false;
	*out = (int)n;
	return true;
}

/* --- the report ----------------------------------------------------------- */

static bool
report_read(struct page *p, struct homework_view *v, int64_t *version)
{
	struct homework_report *r = &v->told;
	int64_t n = -1;
	size_t i;

	*r = (struct homework_report){ .noticed = str_trim(req_field(p->req,
	    "noticed")) };
	if (!homework_dot(p, "hard", &r->hard) ||
	    !homework_dot(p, "helped", &r->helped))
		return false;
	if (req_field(p->req, "amount").len > 0 &&
	    !str_int(req_field(p->req, "amount"), 0, 3, &n))
		return false;
	v->amount = (int)n;
	for (i = 0; i < p->req->form_n; i++)
		if (str_is(p->req->form[i].name, "obstacles"))
			r->obstacles |= obstacles_bits(p->req->form[i].value);
	r->size_said = n == AMOUNT_DID || n == AMOUNT_PARTLY;
	r->size = str_is(req_field(p->req, "small"), "1") ||
	    v->h.plan.size == SIZE_TINY ? SIZE_TINY : SIZE_STANDARD;
	if (v->amount < 0)
		problem_add(&p->problems, S("amount"),
		    T("Choose what fits best. Partly counts."));
	else
		r->amount = (enum homework_amount)v->amount;
	/* What this page does not ask after such an answer was hidden. */
	if (n == AMOUNT_NOT || n == AMOUNT_OTHER)
		r->helped = -1;
	if (n == AMOUNT_NOT)
		r->hard = -1;
	if (n == AMOUNT_DID)
		r->obstacles = 0;
	return str_int(req_field(p->req, "version"), 0, INT32_MAX, version);
}

static int
report_conflict(struct page *p, const struct homework_view *v)
{
	struct homework_both_view both = { .frame = v->frame, .h = v->h,
	    .name = v->name, .mine = v->told, .amount = v->amount };

	view_homework_both(&p->out, &both);
	return page_conflict(p);
}

int
homework_page_post(struct page *p)
{
	struct homework_view v = { 0 };
	int64_t version = 0;
	enum report_saved saved = REPORT_REFUSED;

	if (!homework_load(p, p->ids[0], &v))
		return page_not_found(p);
	p->object = p->ids[0];
	if (!report_read(p, &v, &version))
		return 400;
	if (p->problems.n == 0)
		saved = homework_report(p->care, p->ids[0], &v.told, version,
		    &p->problems);
	switch (saved) {
	case REPORT_SAVED:
		return page_go(p, url_id(p->arena, "/h/%s?done=told",
		    p->ids[0]));
	case REPORT_CONFLICT:
		return report_conflict(p, &v);
	case REPORT_NONE:
		return page_not_found(p);
	case REPORT_REFUSED:
		break;
	}
	v.change = true;
	v.report_open = true;
	v.version = version;
	homework_show(p, &v);
	return page_again(p);
}
