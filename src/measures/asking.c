/* SPDX-License-Identifier: Apache-2.0 */
#include "measures/asking.h"

#include "measures/views.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "people/team.h"

enum { SOON_DAYS = 60, DAY_S = 86400, NUMBER_MAX = 1000 };

bool
asking_load(struct page *p, struct asking *x)
{
	struct answer_place place;
	int64_t week, nth;

	*x = (struct asking){ 0 };
	if (p->clinic == NULL ||
	    !str_int(p->words[0], 0, NUMBER_MAX, &week) ||
	    !str_int(p->words[1], 1, NUMBER_MAX, &nth) ||
	    !course_current(p->care, &x->e))
		return false;
	x->content = p->content_of(p, x->e.bundle);
	x->programme = course_programme(&x->e, x->content);
	if (x->programme == NULL || !measures_occasion(p->care, &x->e,
	    x->content, (int)week, (int)nth, &x->o))
		return false;
	place = measure_place(&x->e, &x->o);
	x->values = values_new(p->arena);
	(void)answer_newest(p->care, &place, &x->stored, x->values);
	return true;
}

struct url
asking_url(struct page *p, const struct asking *x, const char *tail)
{
	const char *pattern = str_fmt(p->arena, "/q/%d/%%s%s", x->o.week,
	    tail).at;

	return url_str(p->arena, pattern, str_fmt(p->arena, "%d", x->o.nth));
}

struct measure_saved
asking_save(struct page *p, const struct asking *x, const struct values *got,
    bool send)
{
	struct measure_saved saved = measure_save(p->care, p->clinic,
	    x->content, &x->e, &x->o, got, page_version(p), send);

	p->object = saved.answer.id;
	return saved;
}

void
reading_fill(struct page *p, struct reading_view *v)
{
	struct out *o = &p->out;
	int64_t next_at = team_next_reading(p->care, p->clinic);
	int64_t staffed_at = clinic_next_staffed(p->clinic, p->now);
	int64_t soon_at = p->now + (int64_t)SOON_DAYS * DAY_S;

	*v = (struct reading_view){ .next = STR_NONE };
	v->names = v->names_in = team_names(p->care, o);
	if (v->names.len == 0) {
		v->names = out_tr(o, T("Your therapist"));
		v->names_in = out_tr(o, T("your therapist"));
	}
	v->days = team_reading_days(p->care, o);
	if (next_at <= p->now)
		v->next = out_tr(o, T("today"));
	else if (next_at < soon_at)
		v->next = out_moment(o, next_at);
	if (staffed_at > p->now && staffed_at < soon_at)
		v->staffed = out_moment(o, staffed_at);
}

/* Facts only: who, and whether anyone is there.  No promise. */
static struct str
when_text(struct page *p)
{
	struct reading_view r;
	struct out *o = &p->out;

	reading_fill(p, &r);
	if (clinic_staffed(p->clinic, p->now))
		return out_tr2(o, T("%1, or someone standing in. There are "
		    "people at the clinic until %2 today."), r.names,
		    out_clock(o, clinic_day_end(p->clinic, p->now)));
	if (r.staffed.len == 0)
		return out_tr1(o, T("%1, or someone standing in."), r.names);
	return out_tr2(o, T("%1, or someone standing in. Nobody is at the "
	    "clinic just now; someone is there again %2."), r.names,
	    r.staffed);
}

void
help_text_fill(struct page *p, const struct asking *x, struct str show,
    struct text_view *v)
{
	const struct instrument *in = x->o.instrument;
	size_t i;

	for (i = 0; i < in->nrisks && show.len == 0; i++)
		show = in->risks[i].show;
	*v = (struct text_view){ .clinic = p->clinic, .under = true,
	    .when = when_text(p),
	    .therapist = team_names(p->care, &p->out) };
	v->text = programme_text(x->programme, show, p->out.lang);
}

static void
both_fill(struct page *p, const struct asking *x, const struct values *got,
    struct measure_both_view *v)
{
	struct answer a = { .kind = S("measure"), .ref = x->o.instrument->id,
	    .lang = str_z(lang_tag(p->out.lang)) };
	size_t i;

	answer_shown(p->care, x->content, &a, got, &v->mine);
	answer_shown(p->care, x->content, &a, x->values, &v->stored);
	v->fields = arena_many(p->arena, struct again_pair, got->n);
	for (i = 0; i < got->n; i++) {
		const struct follow_up *f = x->o.instrument->follow_up;
		bool is_follow = f != NULL && str_eq(got->at[i].field, f->id);

		if (is_follow == v->follow_up)
			v->fields[v->fields_n++] = (struct again_pair){
			    got->at[i].field, got->at[i].text };
	}
}

int
asking_both(struct page *p, const struct asking *x, const struct values *got,
    bool follow_up)
{
	struct measure_both_view v = { .week = x->o.week, .nth = x->o.nth,
	    .version = x->stored.version, .follow_up = follow_up };

	p->problems.n = 0;		/* their fields are not on this page */
	page_frame(p, &v.frame, MSG("Some questions"), "/today");
	v.frame.flash_saved = false;
	v.go = str_is(req_field(p->req, "go"), "send") ? S("send") :
	    S("later");
	v.stored_at = out_moment(&p->out, x->stored.sent_at != 0 ?
	    x->stored.sent_at : x->stored.saved_at);
	both_fill(p, x, got, &v);
	view_measure_both(&p->out, &v);
	return page_conflict(p);
}
