/* SPDX-License-Identifier: Apache-2.0 */
/* What the people of the clinic do, or leave. */
#include "sim.h"

#include "base/arena.h"
#include "course/phase.h"
#include "db/db.h"
#include "homework/unsure.h"
#include "measures/alert.h"
#include "messages/message.h"
#include "people/account.h"
#include "people/away.h"
#include "reminders/escalate.h"

static bool
away(struct sim *s, const struct worker_of *w)
{
	int today = zone_day(s->places[w->clinic].c->zone, s->now).n;

	return w->away_from <= today && today <= w->away_until;
}

/* When somebody next looks at this patient; some look late, some very late. */
void
visit_later(struct sim *s, struct one *p, bool urgent)
{
	const struct clinic *c = s->places[p->clinic].c;
	int64_t at = s->now + STEP_S * (1 + roll(&s->dice, 16));
	int die = roll(&s->dice, 100);

	if (p->visit && !urgent)
		return;
	if (die >= 50)
		at += DAY_S * (1 + roll(&s->dice, urgent ? 3 : 6));
	if (die >= 92)
		at += DAY_S * (3 + roll(&s->dice, 14));
	p->visit = true;
	sim_add(s, clinic_next_staffed(c, at) + STEP_S - 1, DO_VISIT, p->n);
}

/* Who reads for this patient now, with an open record; false: nobody. */
static bool
reader(struct sim *s, struct one *p, struct care *c)
{
	struct worker_of *w = &s->staff[p->therapist], *sup =
	    &s->staff[p->clinic * STAFF_EACH];
	struct actor actor;
	int to;

	if (!w->off && away(s, w) && w->cover >= 0)
		w = &s->staff[w->cover];
	if (w->off) {
		/* The supervisor hands the patient on, sooner or later. */
		to = p->clinic * STAFF_EACH + SUPERVISORS + roll(&s->dice,
		    STAFF_EACH - SUPERVISORS);
		if (s->staff[to].off || chance(&s->dice, 400))
			return false;
		care_end(s->tx, s->places[p->clinic].c->id, p->id,
		    s->staff[p->therapist].id, sup->id, s->now);
		if (w != &s->staff[p->therapist])
			care_end(s->tx, s->places[p->clinic].c->id, p->id,
			    w->id, sup->id, s->now);
		care_grant(s->tx, s->places[p->clinic].c->id, p->id,
		    s->staff[to].id, "therapist", sup->id, s->now);
		sim_log(s, "handed p=%s staff=%s", hex(p->id),
		    hex(s->staff[to].id));
		p->therapist = to;
		w = &s->staff[to];
	}
	return actor_of(s->tx, s->vault, w->id, &actor) &&
	    care_open(c, s->tx, s->vault, &actor, p->id);
}

static void
take(struct sim *s, struct one *p, struct care *c)
{
	struct alert *list;
	size_t n = alerts_of_patient(c, true, &list), i;

	for (i = 0; i < n; i++) {
		if (!chance(&s->dice, 800) || !alert_take(c,
		    s->places[p->clinic].c, list[i].id, list[i].version))
			continue;
		sim_log(s, "taken p=%s alert=%s staff=%s", hex(p->id),
		    hex(list[i].id), hex(c->actor));
		if (chance(&s->dice, 850))
			sim_add(s, s->now + STEP_S * (1 + roll(&s->dice, 26)),
			    DO_CLOSE, p->n);
	}
	if (n > 0)
		visit_later(s, p, true);
}

void
clinic_visit(struct sim *s, struct one *p)
{
	struct problems bad = { 0 };
	struct care c;
	struct id id;

	p->visit = false;
	if (!reader(s, p, &c)) {
		visit_later(s, p, false);
		return;
	}
	take(s, p, &c);
	if (p->wrote && !p->over && message_send(&c, S("Takk."), &id, &bad)) {
		sim_log(s, "wrote p=%s id=%s", hex(p->id), hex(id));
		p->wrote = false;
	}
	if (p->unsure && unsure_close(&c)) {
		sim_log(s, "sure p=%s", hex(p->id));
		p->unsure = false;
	}
	if (p->reported)
		act_review(s, p, &c);
}

static void
act_close(struct sim *s, struct one *p, struct care *c)
{
	struct alert *list;
	size_t n = alerts_of_patient(c, true, &list), i;

	for (i = 0; i < n; i++) {
		struct alert_close x = { .contact = CONTACT_SPOKE,
		    .assessed_level = roll(&s->dice, 2), .plan = S("Plan."),
		    .next_look = { zone_day(c->zone, s->now).n + 7 } };
		struct problems bad = { 0 };

		if (list[i].taken_at != 0 && alert_close(c, list[i].id, &x,
		    list[i].version, &bad))
			sim_log(s, "closed p=%s alert=%s", hex(p->id),
			    hex(list[i].id));
	}
}

static void
act_switch(struct sim *s, struct one *p, struct care *c)
{
	struct chapter_progress *list;
	struct enrolment e;
	int to = roll(&s->dice, 10);
	size_t n, i;

	if (!course_current(c, &e))
		return;
	n = course_chapters(c, &e, s->content, &list);
	i = (size_t)roll(&s->dice, (int)n);
	to = to < 6 ? COURSE_OPEN : to < 9 ? COURSE_HOLD : COURSE_SKIP;
	if (course_switch(c, &e, list[i].chapter->id, (enum course_switch)to,
	    S("Avtalt."), list[i].version))
		sim_log(s, "switch p=%s chapter=%.*s to=%s", hex(p->id),
		    STR(list[i].chapter->id), to == COURSE_OPEN ? "open" :
		    to == COURSE_HOLD ? "hold" : "skip");
}

static void
act_end(struct sim *s, struct one *p, struct care *c)
{
	struct problems bad = { 0 };
	enum course_ended how = p->weeks <= 0 ? ENDED_FINISHED :
	    ENDED_WITHDRAWN;

	if (!course_end(c, NULL, how, STR_NONE, &bad))
		return;
	p->over = true;
	sim_log(s, "end p=%s how=%s", hex(p->id), how == ENDED_FINISHED ?
	    "finished" : "withdrawn");
	if (s->sabotage == SAB_AFTER)
		sim_log(s, "letter row=%s p=%s kind=agreed channel=sms "
		    "due=%lld try=1 result=sent", hex(ID_NONE), hex(p->id),
		    (long long)s->now);
}

/* By who is in charge: a word first, a chapter, the end; a close. */
void
clinic_act(struct sim *s, struct one *p, enum what what)
{
	struct problems bad = { 0 };
	struct care c;
	struct id id;

	if (!p->in || (p->over && what != DO_CLOSE) || !reader(s, p, &c))
		return;
	if (what == DO_CLOSE)
		act_close(s, p, &c);
	else if (what == DO_SWITCH)
		act_switch(s, p, &c);
	else if (what == DO_END)
		act_end(s, p, &c);
	else if (message_send(&c, S("Hei."), &id, &bad))
		sim_log(s, "wrote p=%s id=%s", hex(p->id), hex(id));
}

/* Now and then somebody is away, and a colleague covers. */
void
staff_day(struct sim *s, int who)
{
	struct worker_of *w = &s->staff[who];
	const struct clinic *c = s->places[w->clinic].c;
	struct problems bad = { 0 };
	struct absence x = { .from = { zone_day(c->zone, s->now).n } };
	int cover = w->clinic * STAFF_EACH + roll(&s->dice, STAFF_EACH);

	sim_add(s, s->now + DAY_S, DO_STAFF_DAY, who);
	if (w->off || !chance(&s->dice, 8) || cover == who)
		return;
	x.from.n += roll(&s->dice, 5);
	x.until.n = x.from.n + roll(&s->dice, 15);
	x.cover = s->staff[cover].id;
	if (id_is_none(absence_put(s->tx, s->vault, c, w->id, &x, w->id,
	    &bad)))
		return;
	w->away_from = x.from.n;
	w->away_until = x.until.n;
	w->cover = cover;
	sim_log(s, "absent staff=%s cover=%s from=%d until=%d", hex(w->id),
	    hex(x.cover), x.from.n, x.until.n);
	sim_owners(s);
}

void
staff_leave(struct sim *s, int who)
{
	account_set_active(s->tx, s->staff[who].id, false, s->now);
	s->staff[who].off = true;
	sim_log(s, "left staff=%s", hex(s->staff[who].id));
	sim_owners(s);
}

/* Whose is each open alert of a clinic now? */
static void
owners_of(struct sim *s, struct clinic *c)
{
	struct alert_waits *list;
	struct duty d;
	size_t n, i;

	duty_open(&d, s->tx, s->vault, "alerts");
	n = alerts_waiting(&d, c->id, NULL, &list);
	for (i = 0; i < n; i++) {
		struct id owner = alert_owner(s->tx, c, list[i].patient,
		    s->now);

		if (s->sabotage == SAB_OWNER && s->sabotaged == 0 &&
		    s->now > s->from + 8 * DAY_S) {
			owner = ID_NONE;
			s->sabotaged++;
		}
		sim_log(s, "owner alert=%s p=%s owner=%s", hex(list[i].id),
		    hex(list[i].patient), hex(owner));
	}
}

/* And is it shown that nobody was reached? */
void
sim_owners(struct sim *s)
{
	int k;

	for (k = 0; k < CLINICS; k++)
		owners_of(s, s->places[k].c);
	for (k = 0; k < CLINICS; k++) {
		int64_t since_at;

		sim_log(s, "unreached clinic=%s n=%d",
		    hex(s->places[k].c->id), (int)escalate_unreached(s->tx,
		    s->places[k].c->id, s->now, &since_at));
	}
}
