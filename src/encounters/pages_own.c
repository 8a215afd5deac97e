/* SPDX-License-Identifier: Apache-2.0 */
#include "course/course.h"
#include "encounters/card.h"
#include "encounters/pages.h"
#include "encounters/view.h"
#include "encounters/views.h"
#include "homework/unsure.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "people/team.h"

/* The patient's talks, and what other pages show of this room. */

enum { CARD_BYTES = 64 * 1024, AWAY_TALK_BYTES = 2048 };

static struct str
other_name(struct page *p)
{
	struct str name = team_names(p->care, &p->out);

	return name.len > 0 ? name : out_tr(&p->out, T("Your therapist"));
}

static size_t
words_fill(struct page *p, struct str other, struct str out[4])
{
	struct contact contact;
	struct enrolment e;

	if (!course_current(p->care, &e) || !contact_load(p->care, &e,
	    p->content_of(p, e.bundle), &contact))
		return 0;
	return rhythm_words(p, &contact, other, out);
}

int
talks_get(struct page *p)
{
	struct talks_view v = { 0 };

	page_frame(p, &v.frame, MSG("Talks"), "/plan");
	v.other = other_name(p);
	v.n = encounter_list(p->care, &v.list);
	while (v.planned_n < v.n &&
	    v.list[v.planned_n].state == ENCOUNTER_PLANNED)
		v.planned_n++;
	v.words_n = words_fill(p, v.other, v.words);
	v.unsure_said = str_is(req_query(p->req, "unsure"), "1");
	view_talks(&p->out, &v);
	return page_ok(p);
}

/* "I am unsure" about a call or a meeting (a video call is a meeting). */
int
talk_unsure_post(struct page *p)
{
	struct encounter e;

	if (!encounter_get(p->care, p->ids[0], &e) ||
	    e.state != ENCOUNTER_PLANNED)
		return page_not_found(p);
	p->object = e.id;
	if (!unsure_say(p->care, e.kind == ENCOUNTER_CALL ? "call" : "meeting",
	    e.id, str_trim(req_field(p->req, "words")),
	    str_is(req_field(p->req, "rest"), "1")))
		return page_not_found(p);
	return page_go(p, url_lit("/talks?unsure=1"));
}

/* --- pieces of other pages ----------------------------------------------- */

static struct html
card_put(struct page *p, const struct card_view *v,
    void (*view)(struct out *, const struct card_view *))
{
	struct buf b = buf_new(p->arena, CARD_BYTES);
	struct out o = p->out;

	o.buf = &b;
	view(&o, v);
	return (struct html){ buf_str(&b) };
}

struct html
contact_on_today(struct page *p)
{
	struct card_view v = { .patient = true };

	if (p->care->over)
		return (struct html){ STR_NONE };
	v.away_n = absence_of_patient(p->care, &v.away);
	v.next_has = encounter_next(p->care, &v.next);
	if (v.away_n == 0 && !v.next_has)
		return (struct html){ STR_NONE };
	v.other = other_name(p);
	return card_put(p, &v, view_talk_today);
}

struct html
contact_in_plan(struct page *p, const struct enrolment *e)
{
	struct card_view v = { .patient = true };

	(void)e;
	v.other = other_name(p);
	v.next_has = !p->care->over && encounter_next(p->care, &v.next);
	v.words_n = words_fill(p, v.other, v.words);
	return card_put(p, &v, view_talk_plan);
}

/* Of the replies and talks so far: how many were kept, also afterwards. */
static void
kept_count(const struct contact *c, struct card_view *v)
{
	size_t i;

	for (i = 0; i < c->n; i++) {
		enum rhythm_state s = c->items[i].state;

		v->kept += s == RHYTHM_KEPT;
		v->kept_of += s == RHYTHM_KEPT || s == RHYTHM_LATER ||
		    s == RHYTHM_NOT;
	}
}

struct html
contact_panel(struct page *p, const struct enrolment *e,
    const struct content *content)
{
	struct card_view v = { .id = p->care->patient };
	const struct rhythm_item *next;
	struct contact contact;
	struct encounter *list;
	size_t n = encounter_list(p->care, &list), i;

	v.next_has = encounter_next(p->care, &v.next);
	for (i = 0; i < n && list[i].state == ENCOUNTER_PLANNED; i++)
		if (list[i].starts_at + list[i].minutes * 60 <= p->now)
			v.note = &list[i];
	if (v.note != NULL && v.next_has && id_eq(v.note->id, v.next.id))
		v.next_has = false;
	if (e != NULL && contact_load(p->care, e, content, &contact)) {
		next = rhythm_next(contact.items, contact.n);
		v.step_has = next != NULL;
		if (next != NULL)
			v.step = (struct rhythm_line){ next,
			    rhythm_title(&p->out, next->step) };
		kept_count(&contact, &v);
	}
	if (p->clinic != NULL)
		v.minutes = minutes_this_week(p->care, p->clinic);
	return card_put(p, &v, view_talk_panel);
}

bool
contact_talk(struct page *p, struct id id, struct str *title,
    struct url *where)
{
	struct encounter e;

	if (!encounter_get(p->care, id, &e))
		return false;
	*title = encounter_title(&p->out, &e);
	*where = p->care->relation == REL_OWN ? url_lit("/talks") :
	    url_id2(p->arena, "/p/%s/t/%s", p->care->patient, id);
	return true;
}

struct html
contact_in_absence(struct page *p, int64_t from_at, int64_t until_at)
{
	struct encounter_row *list;
	size_t n = encounter_of_days(p->scope, from_at, until_at, &list), i;
	struct out o = p->out;
	struct buf b;

	if (n == 0)
		return (struct html){ STR_NONE };
	for (i = 0; i < n; i++)
		list[i].who.name = name_shown(&o, list[i].who.name,
		    list[i].who.id);
	b = buf_new(p->arena, CARD_BYTES + n * AWAY_TALK_BYTES);
	o.buf = &b;
	view_away_talks(&o, list, n);
	return (struct html){ buf_str(&b) };
}
