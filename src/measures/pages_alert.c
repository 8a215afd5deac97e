/* SPDX-License-Identifier: Apache-2.0 */
#include "measures/own.h"
#include "measures/pages.h"

#include "base/typed.h"
#include "http/page.h"
#include "measures/view.h"
#include "measures/views.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "people/team.h"
#include "programme/content.h"

/* One alert, for the therapist: see, take, close. */

enum { VERSIONS_SHOWN_MAX = 6 };

struct msg
alert_level_text(int level)
{
	return level >= ALERT_PHONE ? MSG("Phone the same working day") :
	    MSG("Look within one working day");
}

struct msg
alert_assessed_text(int level)
{
	if (level == 0)
		return MSG("None: nothing that needs following up");
	return level == 1 ? MSG("Some: to be looked at again") :
	    MSG("High: to be phoned again, or handed on today");
}

struct str
alert_what_text(struct out *o, const struct alert *a, struct str about)
{
	if (!str_is(a->kind, "risk"))
		return alert_has_rule(a, S("unknown")) ?
		    out_tr(o, T("So many questions were left open that the "
		    "change could not be worked out")) :
		    out_tr(o, T("Clearly worse than at the start"));
	if (alert_has_rule(a, S("changed")))
		return out_tr(o, T("An answer that needs a look was changed "
		    "to a lower one"));
	if (alert_has_rule(a, S("unknown")))
		return about.len > 0 ? out_tr1(o, T("The question about %1 "
		    "was left open"), about) : out_tr(o, T("A question that "
		    "matters here was left open"));
	return about.len > 0 ? out_tr1(o, T("An answer about %1"), about) :
	    out_tr(o, T("An answer that needs a look"));
}

static struct str
scale_text(const struct item *item, int value, enum lang lang)
{
	size_t i;

	for (i = 0; i < item->nscale; i++)
		if (item->scale[i].value == value)
			return words_in(&item->scale[i].label, lang);
	return STR_NONE;
}

/* The alert's own words: also what a draft said that was never sent. */
static void
item_fill(struct page *p, const struct instrument *in, struct alert_view *v)
{
	const struct follow_up *f = in->follow_up;
	enum lang lang = p->out.lang;
	size_t at = risk_item(in), i;

	if (at < in->nitems) {
		const struct item *item = &in->items[at];

		v->item_text = words_in(&item->text, lang);
		v->item_answer = scale_text(item, v->alert.item_level, lang);
		v->draft_answer = scale_text(item, v->alert.draft_item, lang);
	}
	for (i = 0; f != NULL && i < f->noptions; i++)
		if (str_eq(f->options[i].id, v->alert.follow_up)) {
			v->follow_text = words_in(&f->text, lang);
			v->follow_answer = words_in(&f->options[i].label,
			    lang);
		}
}

static void
compare_fill(struct page *p, const struct instrument *in, struct alert_view *v)
{
	struct alert *list;
	size_t i, n = alerts_of_patient(p->care, false, &list);
	size_t item = risk_item(in);
	int was = 0, is = v->alert.item_level;

	for (i = 0; i < n; i++) {
		const struct alert *a = &list[i];

		if (a->closed_at == 0 || a->assessed_item < 0 ||
		    !str_eq(a->instrument, v->alert.instrument) ||
		    id_eq(a->id, v->alert.id) || (v->alert.closed_at != 0 &&
		    a->closed_at > v->alert.closed_at) ||
		    a->closed_at <= v->assessed_at.at)
			continue;
		v->assessed_at.at = a->closed_at;
		was = a->assessed_item;
	}
	if (item < in->nitems && v->assessed_at.at != 0)
		v->assessed_answer = scale_text(&in->items[item], was,
		    p->out.lang);
	if (item == in->nitems || !str_is(v->alert.kind, "risk"))
		return;
	if (v->assessed_at.at == 0)
		v->compare = MSG("No answer to this question has been "
		    "assessed before.");
	else if (is < 0)
		v->compare = MSG("It was left open now, so the two cannot be "
		    "compared.");
	else if (is > was)
		v->compare = MSG("Higher now than when it was last assessed.");
	else if (is < was)
		v->compare = MSG("Lower now than when it was last assessed.");
	else
		v->compare = MSG("The same as when it was last assessed.");
}

/* Only the lines of the risk item and the follow-up question. */
static void
risk_lines(const struct instrument *in, const struct content *content,
    struct care *c, const struct answer *a, const struct values *values,
    struct shown_answer *out)
{
	struct values *v = values_new(c->arena);
	size_t item = risk_item(in);

	if (item < in->nitems)
		(void)value_put(v, in->items[item].id, 0, STR_NONE,
		    value_text(values, in->items[item].id), false);
	if (in->follow_up != NULL)
		(void)value_put(v, in->follow_up->id, 0, STR_NONE,
		    value_text(values, in->follow_up->id), false);
	answer_shown(c, content, a, v, out);
}

static void
versions_fill(struct page *p, const struct instrument *in,
    struct alert_view *v)
{
	struct answer_place place = { .enrolment = v->alert.enrolment,
	    .kind = "measure", .ref = v->alert.instrument,
	    .occasion = v->alert.occasion };
	struct answer *list, a;
	size_t i, n = 0;

	/* By place: an alert of a draft has no sent answer of its own. */
	if (answer_newest_sent(p->care, &place, &a, values_new(p->arena)))
		n = answer_history(p->care, a.id, &list);
	v->versions = arena_many(p->arena, struct alert_version,
	    VERSIONS_SHOWN_MAX);
	for (i = 0; i < n && v->versions_n < VERSIONS_SHOWN_MAX; i++) {
		struct alert_version *to = &v->versions[v->versions_n];
		struct values *values = values_new(p->arena);
		const struct content *content;

		if (!answer_get(p->care, list[i].id, &a, values))
			continue;
		content = p->content_of(p, a.bundle);
		to->sent.at = a.sent_at;
		to->newest = v->versions_n == 0;
		risk_lines(in, content, p->care, &a, values, &to->risk);
		answer_shown(p->care, content, &a, values, &to->all);
		v->versions_n++;
	}
}

static const struct instrument *
instrument_of(struct page *p, const struct alert *a)
{
	struct enrolment e;
	const struct content *content = p->content;
	const struct instrument *in = NULL;

	if (course_current(p->care, &e))
		in = content_instrument(p->content_of(p, e.bundle),
		    a->instrument);
	return in != NULL ? in : content_instrument(content, a->instrument);
}

static void
state_fill(struct page *p, struct alert_view *v)
{
	const struct alert *a = &v->alert;
	const struct instrument *in = instrument_of(p, a);
	struct out *o = &p->out;

	v->what = alert_what_text(o, a, in == NULL ? STR_NONE :
	    words_in(&in->risk_about, o->lang));
	v->level = alert_level_text((int)a->level);
	v->open = a->closed_at == 0;
	v->writes = (p->care->scopes & SCOPE_WRITE) != 0;
	v->late = v->open && a->due_at < p->now;
	v->due = out_moment_long(o, a->due_at);
	if (a->taken_at != 0)
		v->taken_by = team_name(p->tx, p->vault, a->taken_by);
	v->paused = a->taken_until_at > p->now;
	v->mine = id_eq(a->taken_by, p->actor->account);
	v->taken_until = out_moment_full(o, a->taken_until_at);
	if (!v->open)
		v->closed_by = team_name(p->tx, p->vault, a->closed_by);
}

/* Whatever of the record was damaged: the answer is to be looked at. */
static bool
alert_load(struct page *p, struct alert_view *v)
{
	const struct instrument *in;
	struct enrolment e;

	p->care->spares = true;
	*v = (struct alert_view){ .typed = { .assessed_level = -1,
	    .next_look = DAY_NONE } };
	if (!alert_get(p->care, p->ids[0], &v->alert))
		return false;
	p->object = v->alert.id;
	p->out.problems = &p->problems;
	page_frame(p, &v->frame, MSG("An answer to look at"), "/list");
	page_frame_patient(p, &v->frame, "");
	patient_get(p->care, &v->patient);
	state_fill(p, v);
	in = instrument_of(p, &v->alert);
	if (in != NULL) {
		item_fill(p, in, v);
		compare_fill(p, in, v);
		versions_fill(p, in, v);
		v->chart_on = course_current(p->care, &e) &&
		    measures_chart(p->care, &p->out, &e, in, &v->chart) > 1;
	}
	v->frame.patient_unreadable = p->care->unreadable;
	p->care->spares = false;
	return true;
}

int
alert_page_get(struct page *p)
{
	struct alert_view v;

	if (!alert_load(p, &v))
		return page_not_found(p);
	view_alert_page(&p->out, &v);
	return page_ok(p);
}

static int
changed_show(struct page *p, struct alert_view *v)
{
	v->changed = true;
	v->frame.flash_saved = false;
	view_alert_page(&p->out, v);
	return page_conflict(p);
}

static bool
may_write(struct page *p)
{
	return (p->care->scopes & SCOPE_WRITE) != 0 &&
	    p->care->relation == REL_CARE && p->clinic != NULL;
}

int
alert_take_post(struct page *p)
{
	struct alert_view v;

	if (!may_write(p) || !alert_load(p, &v))
		return page_not_found(p);
	if (!alert_take(p->care, p->clinic, v.alert.id, page_version(p)))
		return changed_show(p, &v);
	return page_go(p, url_id2(p->arena, "/p/%s/n/%s?saved=1",
	    p->care->patient, v.alert.id));
}

static void
next_read(struct page *p, struct alert_view *v)
{
	v->next_d = str_trim(req_field(p->req, "next_d"));
	v->next_m = str_trim(req_field(p->req, "next_m"));
	v->next_y = str_trim(req_field(p->req, "next_y"));
	if (v->next_d.len + v->next_m.len + v->next_y.len == 0)
		return;
	if (!day_typed_parts(v->next_d, v->next_m, v->next_y,
	    &v->typed.next_look))
		problem_add(&p->problems, S("next"), T("Write the date as "
		    "day, month and year."));
}

static void
close_read(struct page *p, struct alert_view *v)
{
	struct str contact = req_field(p->req, "contact");
	int64_t level;

	v->typed_any = true;
	if (str_is(contact, "spoke"))
		v->typed.contact = CONTACT_SPOKE;
	else if (str_is(contact, "not-reached"))
		v->typed.contact = CONTACT_NOT_REACHED;
	if (str_int(req_field(p->req, "level"), 0, 2, &level))
		v->typed.assessed_level = (int)level;
	v->typed.plan = req_field(p->req, "plan");
	v->typed.note = req_field(p->req, "note");
	next_read(p, v);
}

int
alert_close_post(struct page *p)
{
	struct alert_view v;

	if (!may_write(p) || !alert_load(p, &v))
		return page_not_found(p);
	close_read(p, &v);
	if (v.alert.closed_at != 0)
		return changed_show(p, &v);
	if (alert_close(p->care, v.alert.id, &v.typed, page_version(p),
	    &p->problems))
		return page_go(p, url_id2(p->arena, "/p/%s/n/%s?saved=1",
		    p->care->patient, v.alert.id));
	if (p->problems.n == 0)
		return changed_show(p, &v);
	v.frame.flash_saved = false;
	view_alert_page(&p->out, &v);
	return page_again(p);
}
