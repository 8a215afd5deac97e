/* SPDX-License-Identifier: Apache-2.0 */
/* The work between sessions: agreed, told about, answered, ended. */
#include "sim.h"

#include "base/arena.h"
#include "db/db.h"
#include "homework/homework.h"

static void
work_drop(struct one *p, int i)
{
	p->work[i] = p->work[--p->work_n];
}

static void
plan_log(struct sim *s, const struct one *p, struct id id,
    const struct plan *x)
{
	sim_log(s, "plan p=%s hw=%s day=%d minute=%d weekly=%d until=%d "
	    "remind=%d", hex(p->id), hex(id), x->day.n, x->minute,
	    x->per_week > 0, x->until.n == DAY_NONE_N ? -1 : x->until.n,
	    x->remind);
}

static void
plan_of(struct sim *s, struct one *p, struct care *c, struct plan *x)
{
	int today = one_today(s, p);

	plan_default(c, NULL, LANG_NB, 1, x);
	x->title = S("Gå en tur");
	x->first_step = S("Gå ut.");
	x->reason = S("Lys.");
	x->day.n = today + roll(&p->dice, 6);
	x->minute = chance(&p->dice, 600) ? -1 : 30 * roll(&p->dice, 48);
	x->per_week = chance(&p->dice, 350) ? 1 + roll(&p->dice, 3) : 0;
	x->until.n = chance(&p->dice, 800) ? x->day.n + 5 + roll(&p->dice,
	    80) : DAY_NONE_N;
	x->remind = chance(&p->dice, 850);
}

void
act_propose(struct sim *s, struct one *p, struct care *c)
{
	const struct beliefs open = { -1, -1, -1, 0, ID_NONE };
	struct homework_new new = { .source = "own" };
	struct problems bad = { 0 };
	struct enrolment e;
	struct homework h;
	struct id id;

	if (p->work_n == HW_MAX || !course_current(c, &e))
		return;
	plan_of(s, p, c, &new.plan);
	id = homework_propose(c, &e, &new, &bad);
	if (id_is_none(id) || bad.n > 0 ||
	    !homework_get(c, s->content, id, &h))
		return;
	if (homework_say_yes(c, id, &open, &h.plan, h.newest_n, true, &bad) !=
	    YES_AGREED)
		return;
	if (!homework_get(c, s->content, id, &h))
		sim_die("homework is gone");
	plan_log(s, p, id, &h.plan);
	p->work[p->work_n++] = (struct work){ .id = id, .day = h.plan.day.n,
	    .per_week = h.plan.per_week };
}

/* Another time for it. */
static void
act_change(struct sim *s, struct one *p, struct care *c, int i)
{
	struct problems bad = { 0 };
	struct homework h;
	struct plan x;

	if (!homework_get(c, s->content, p->work[i].id, &h))
		return;
	x = h.plan;
	x.day.n = one_today(s, p) + roll(&p->dice, 5);
	x.minute = chance(&p->dice, 500) ? -1 : 30 * roll(&p->dice, 40);
	if (x.until.n != DAY_NONE_N && x.until.n < x.day.n)
		x.until.n = x.day.n + 7;
	if (homework_change(c, h.id, &x, h.newest_n, &bad) != PLAN_SAVED)
		return;
	p->work[i].day = x.day.n;
	plan_log(s, p, h.id, &x);
}

/* Of one of them: how it went, another time, or no more. */
void
act_report(struct sim *s, struct one *p, struct care *c)
{
	struct homework_report new = { .amount = (enum homework_amount)
	    roll(&p->dice, 3), .hard = 3, .helped = 5,
	    .noticed = S("Det gikk.") };
	struct problems bad = { 0 };
	int today = one_today(s, p), i;

	if (p->work_n == 0)
		return;
	i = roll(&p->dice, p->work_n);
	if (chance(&p->dice, 150)) {
		act_change(s, p, c, i);
	} else if (chance(&p->dice, 120)) {
		if (homework_end(c, p->work[i].id, END_STOPPED))
			sim_log(s, "hw-end p=%s hw=%s", hex(p->id),
			    hex(p->work[i].id));
		work_drop(p, i);
	} else if (p->work[i].day <= today && (p->work[i].per_week == 0 ||
	    chance(&p->dice, 150))) {
		if (homework_report(c, p->work[i].id, &new, 0, &bad) !=
		    REPORT_SAVED)
			return;
		sim_log(s, "report p=%s hw=%s", hex(p->id),
		    hex(p->work[i].id));
		p->reported = true;
		work_drop(p, i);
		visit_later(s, p, false);
	}
}

/* By the clinic: every report that waits. */
void
act_review(struct sim *s, struct one *p, struct care *c)
{
	struct homework *list;
	size_t n = homework_list(c, s->content, &list), i;

	for (i = 0; i < n; i++) {
		struct review_new new = { .n = 1, .reply = S("Fint."),
		    .amount = 1, .quality = -1, .edited = true };
		struct problems bad = { 0 };

		if (!list[i].reported || list[i].reviewed)
			continue;
		new.reports[0] = list[i].report.id;
		if (!homework_review(c, &new, &bad))
			continue;
		sim_log(s, "reviewed p=%s hw=%s", hex(p->id),
		    hex(list[i].id));
	}
	p->reported = false;
}
