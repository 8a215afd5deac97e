/* SPDX-License-Identifier: Apache-2.0 */
#include "caseload/record.h"

#include "base/arena.h"
#include "base/buf.h"
#include "caseload/own_view.h"
#include "course/variant.h"
#include "course/view.h"
#include "encounters/card.h"
#include "encounters/encounter.h"
#include "encounters/minutes.h"
#include "encounters/view.h"
#include "homework/homework.h"
#include "homework/view.h"
#include "html/dates.h"
#include "measures/alert.h"
#include "measures/measures.h"
#include "measures/view.h"
#include "messages/message.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "people/patient.h"
#include "people/team.h"
#include "programme/content.h"
#include "work/leave.h"
#include "work/texts.h"
#include "work/way.h"

enum { WEEK = 7, RECENT_DAYS = 28 };

struct record {
	struct page *p;
	struct out *o;
	struct care *c;
	const struct record_ask *ask;
	const struct zone *zone;	/* of the clinic */
	struct buf b;
	bool enrolled;
	struct enrolment e;
	const struct content *content;
	const struct programme *programme;
};

/* --- writing ------------------------------------------------------------- */

static void
head(struct record *r, const char *title)
{
	buf_add_c(&r->b, '\n');
	buf_add(&r->b, out_tr(r->o, title));
	buf_add_c(&r->b, '\n');
}

static void
line(struct record *r, struct str text)
{
	if (text.len == 0)
		return;
	buf_add_z(&r->b, "- ");
	buf_add(&r->b, text);
	buf_add_c(&r->b, '\n');
}

/* What belongs to the line above, after a label; each of its lines. */
static void
below(struct record *r, const char *label, struct str text)
{
	struct str rest = str_trim(text), one;

	if (rest.len > 0 && label != NULL)
		rest = out_tr1(r->o, label, rest);
	while (rest.len > 0) {
		one = str_trim(str_cut(&rest, '\n'));
		if (one.len == 0)
			continue;
		buf_add_z(&r->b, "  ");
		buf_add(&r->b, one);
		buf_add_c(&r->b, '\n');
	}
}

static bool
day_within(const struct record *r, struct day d)
{
	return d.n >= r->ask->from.n && d.n <= r->ask->until.n;
}

static bool
within(const struct record *r, int64_t at)
{
	return at != 0 && day_within(r, zone_day(r->zone, at));
}

static struct str
date_of(struct record *r, int64_t at)
{
	return out_date(r->o, zone_day(r->zone, at));
}

static void
none(struct record *r, size_t before)
{
	if (r->b.len == before)
		line(r, out_tr(r->o, T("nothing in these days")));
}

/* --- parts: each list the oldest first ----------------------------------- */

static void
put_course(struct record *r)
{
	struct chapter_progress *chapters;
	struct course_count count;
	size_t n;

	head(r, T("Programme"));
	if (!r->enrolled || r->programme == NULL) {
		line(r, out_tr(r->o, T("none has begun")));
		return;
	}
	line(r, out_tr2(r->o, T("%1, begun %2"), words_in(&r->programme->title,
	    r->o->lang), out_date(r->o, r->e.start_day)));
	line(r, course_where(r->p, &r->e, r->programme));
	n = course_chapters(r->c, &r->e, r->content, &chapters);
	count = course_counted(r->c, &r->e, chapters, n);
	line(r, course_count_text(r->o, &count));
	if (r->ask->parts & RECORD_WORDS)
		below(r, T("What matters to the patient: “%1”"),
		    patient_matters(r->c));
}

static struct str
score_value(struct record *r, const struct score_point *s)
{
	struct str value = s->missing ? out_tr(r->o, T("too few answers")) :
	    out_real(r->o, s->value);

	return out_tr2(r->o, T("%1 (%2)"), value, date_of(r, s->at));
}

/* The first score of each questionnaire; others follow from its answers. */
static void
put_instrument(struct record *r, const struct instrument *in)
{
	struct score_point *s;
	size_t n = measures_scores(r->c, in->id, &s), i;
	struct buf b = buf_new(r->p->arena, 16 * 1024);

	for (i = 0; i < n; i++) {
		if (!str_eq(s[i].score, s[0].score) || !within(r, s[i].at))
			continue;
		if (b.len > 0)
			buf_add_z(&b, ", ");
		buf_add(&b, score_value(r, &s[i]));
	}
	if (b.len == 0)
		return;
	line(r, str_fmt(r->p->arena, "%.*s: %.*s", STR(words_in(&in->title,
	    r->o->lang)), STR(buf_str(&b))));
	if (r->enrolled)
		below(r, T("Over the whole course: %1"), measures_sentence(
		    r->c, r->o, &r->e, in));
}

static void
put_scores(struct record *r)
{
	size_t i, n = content_instruments(r->content), before;

	head(r, T("Questionnaires"));
	before = r->b.len;
	for (i = 0; i < n; i++)
		put_instrument(r, content_instrument_at(r->content, i));
	none(r, before);
}

static void
put_look(struct record *r, const struct alert *a)
{
	const struct instrument *in = content_instrument(r->content,
	    a->instrument);

	line(r, out_tr2(r->o, a->draft ? T("%1 (not sent), %2") : T("%1, %2"),
	    alert_what_text(r->o, a, in == NULL ? STR_NONE :
	    words_in(&in->risk_about, r->o->lang)), date_of(r, a->made_at)));
	if (a->closed_at == 0) {
		below(r, NULL, out_tr(r->o, T("Not closed yet.")));
		return;
	}
	below(r, NULL, out_tr3(r->o, a->contact == CONTACT_SPOKE ?
	    T("%1, %2: spoke with the patient. Level as assessed: %3.") :
	    T("%1, %2: tried, and did not reach the patient. Level as "
	    "assessed: %3."), date_of(r, a->closed_at), team_name(r->c->tx,
	    r->c->vault, a->closed_by), out_tr(r->o, alert_assessed_text(
	    a->assessed_level).id)));
	below(r, T("Plan: %1"), a->plan);
	below(r, T("Note: %1"), a->note);
	if (a->next_look.n != DAY_NONE_N)
		below(r, T("Next look: %1"), out_date(r->o, a->next_look));
}

static void
put_looks(struct record *r)
{
	struct alert *list;
	size_t n = alerts_all(r->c, &list), i, before;

	head(r, T("Answers that needed a look"));
	before = r->b.len;
	for (i = n; i > 0; i--)
		if (within(r, list[i - 1].made_at) ||
		    within(r, list[i - 1].closed_at))
			put_look(r, &list[i - 1]);
	none(r, before);
}

static void
put_task(struct record *r, const struct homework *h)
{
	struct str name = homework_name(h, r->o->lang), said;
	const struct homework_report *told = &h->report;

	if (h->agreed_at != 0)
		line(r, out_tr2(r->o, T("%1, agreed %2"), name,
		    date_of(r, h->agreed_at)));
	else
		line(r, out_tr2(r->o, T("%1, suggested %2"), name,
		    date_of(r, h->made_at)));
	if (!h->reported)
		return;
	said = out_tr2(r->o, T("Told %1: %2"), date_of(r, told->reported_at),
	    homework_amount_text(told->amount));
	if (told->hard >= 0)
		said = out_tr2(r->o, T("%1, hard %2 of 10"), said, told->hard);
	if (told->helped >= 0)
		said = out_tr2(r->o, T("%1, helped %2 of 10"), said,
		    told->helped);
	below(r, NULL, said);
	if (told->obstacles != 0)
		below(r, T("In the way: %1"), obstacles_words(r->o,
		    told->obstacles));
	if (r->ask->parts & RECORD_WORDS)
		below(r, T("Noticed: “%1”"), told->noticed);
}

static void
put_homework(struct record *r)
{
	struct homework *list;
	size_t n = homework_all(r->c, r->content, &list), i, before;

	head(r, T("Homework"));
	before = r->b.len;
	for (i = n; i > 0; i--) {
		const struct homework *h = &list[i - 1];

		if (within(r, h->made_at) || within(r, h->agreed_at) ||
		    within(r, h->ended_at) || (h->reported && within(r,
		    h->report.reported_at)))
			put_task(r, h);
	}
	none(r, before);
}

static void
put_talks(struct record *r)
{
	struct encounter *list;
	size_t n = encounter_list_days(r->c, r->ask->from, r->ask->until,
	    &list), i, before;

	head(r, T("Talks"));
	before = r->b.len;
	for (i = 0; i < n; i++) {
		const struct encounter *t = &list[i];

		line(r, out_tr3(r->o, T("%1: %2, with %3"), encounter_title(
		    r->o, t), encounter_state_text(t->state), t->with_name));
		if (t->state == ENCOUNTER_HELD)
			below(r, NULL, out_trn(r->o, TN("1 minute",
			    "%1 minutes"), t->minutes));
		below(r, T("Note: %1"), t->words.note);
		below(r, T("Agreed: %1"), t->words.agreed);
	}
	none(r, before);
}

static void
put_work(struct record *r)
{
	const struct way_step *step;
	struct leave *list;
	size_t n = leave_list(r->c, &list), i, before;
	struct way way;

	head(r, T("Work"));
	before = r->b.len;
	for (i = 0; i < n; i++) {
		bool open = list[i].until.n == DAY_NONE_N;

		if (list[i].from.n > r->ask->until.n ||
		    (!open && list[i].until.n < r->ask->from.n))
			continue;
		line(r, open ? out_tr2(r->o, T("%1 % sick leave from %2"),
		    list[i].percent, out_date(r->o, list[i].from)) :
		    out_tr3(r->o, T("%1 % sick leave from %2 to %3"),
		    list[i].percent, out_date(r->o, list[i].from),
		    out_date(r->o, list[i].until)));
	}
	if (way_get(r->c, &way)) {
		step = way_next(&way, zone_day(r->zone, r->p->now));
		if (step != NULL)
			line(r, out_tr1(r->o, T("Next step in the plan: %1"),
			    step_when(r->o, step)));
	}
	none(r, before);
}

static void
put_contact(struct record *r)
{
	struct minutes_row *rows;
	int64_t theirs, ours;
	size_t n, i;
	int minutes = 0;

	message_count(r->c, zone_moment(r->zone, r->ask->from, 0),
	    zone_moment(r->zone, (struct day){ r->ask->until.n + 1 }, 0),
	    &theirs, &ours);
	head(r, T("Contact in writing"));
	line(r, out_tr2(r->o, T("Messages from the patient: %1, from the "
	    "clinic: %2"), theirs, ours));
	if (r->p->clinic == NULL)
		return;
	n = minutes_since(r->c, minutes_monday(r->ask->from), &rows);
	for (i = 0; i < n; i++)
		if (rows[i].week.n <= r->ask->until.n &&
		    rows[i].week.n + WEEK > r->ask->from.n)
			minutes += minutes_of(&rows[i]);
	line(r, out_tr1(r->o, T("Therapists' minutes, whole weeks, talks "
	    "too: %1"), minutes));
}

/* --- all of it ----------------------------------------------------------- */

static const struct zone *
zone_here(const struct page *p)
{
	return p->clinic == NULL ? p->out.zone : p->clinic->zone;
}

struct record_ask
record_usual(struct page *p)
{
	struct day today = zone_day(zone_here(p), p->now);
	struct record_ask ask = { { today.n - RECENT_DAYS }, today,
	    RECORD_USUAL };
	struct enrolment e;

	if (course_current(p->care, &e)) {
		ask.from = zone_day(zone_here(p), e.made_at);
		if (ask.from.n > e.start_day.n)
			ask.from = e.start_day;
	}
	if (ask.from.n > today.n)
		ask.from = today;
	if (today.n - ask.from.n >= RECORD_DAYS_MAX)
		ask.from.n = today.n - RECORD_DAYS_MAX + 1;
	return ask;
}

static void
put_title(struct record *r)
{
	int born, bar;
	struct str name = name_shown(r->o, patient_name(r->c, &born, &bar),
	    r->c->patient);

	buf_add(&r->b, out_tr2(r->o, T("%1, born %2"), name, born));
	buf_add_c(&r->b, '\n');
	buf_add(&r->b, out_tr2(r->o, T("Treatment in Mellom, %1 to %2"),
	    out_day_full(r->o, r->ask->from),
	    out_day_full(r->o, r->ask->until)));
	buf_add_c(&r->b, '\n');
}

struct str
record_text(struct page *p, const struct record_ask *ask, bool *cut)
{
	static void (*const parts[])(struct record *) = { put_course,
	    put_scores, put_looks, put_homework, put_talks, put_work,
	    put_contact };
	struct record r = { .p = p, .o = &p->out, .c = p->care, .ask = ask,
	    .zone = zone_here(p), .content = p->content,
	    .b = buf_new(p->arena, RECORD_BYTES_MAX) };
	size_t i;

	r.enrolled = course_current(p->care, &r.e);
	if (r.enrolled) {
		r.content = p->content_of(p, r.e.bundle);
		r.programme = content_programme(r.content, r.e.programme);
	}
	put_title(&r);
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (ask->parts & 1u << i)
			parts[i](&r);
	buf_add_c(&r.b, '\n');
	buf_add(&r.b, out_tr2(&p->out, T("Put together by %1, %2."),
	    p->actor->name, out_moment_full(&p->out, p->now)));
	*cut = r.b.overflow;
	return buf_str(&r.b);
}
