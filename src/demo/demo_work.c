/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_work.h"

#include <assert.h>

#include "base/arena.h"
#include "people/clinic.h"
#include "programme/content.h"

enum { LATE_DAYS = 3, MISSED = 22, NOT_TOLD = 8, OWN_TOO = 22, CHANGES = 14,
	ASKS = 40, DOUBTS = 9, NONE_THIS_WEEK = 10, ENTRIES = 65 };

/* When the steps of one round are; 0: there is no such step. */
struct round {
	struct work *w;			/* as proposed */
	struct work *now;		/* as it is in the end */
	struct work *own;		/* beside it; NULL */
	struct work *suggested;		/* by the therapist; NULL */
	int64_t propose, yes, talk, trying, change, ask, asked, report,
	    review;
};

static struct work *
work_new(struct life *l)
{
	struct acts *all = l->acts;

	assert(all->works_n < WORKS_ALL);
	return &all->works[all->works_n++];
}

/* The patient's next free hour after a moment. */
static int64_t
soon_after(struct life *l, int64_t at)
{
	int64_t free = life_free_time(l, life_day(l, at) + life_dice(l, 2));

	return free > at + HOUR ? free : at + 5 * HOUR;
}

static int
week_of(const struct life *l, int64_t at)
{
	return (life_day(l, at) - l->start.n) / WEEK_DAYS + 1;
}

/* --- what comes next ---------------------------------------------------- */

/* Smaller, at another time, or the same again; false: another task. */
static bool
adjust(struct life *l, const struct work *prev, struct work *w)
{
	static const int same[] = { [AMOUNT_NOT] = 60, [AMOUNT_PARTLY] = 45,
	    [AMOUNT_DID] = 28, [AMOUNT_OTHER] = 0 };
	bool talk = prev->yes == YES_NOT || prev->yes == YES_LOW;

	if (prev->before >= 0 || prev->task == NULL || (talk && !prev->tries))
		return false;
	if (!life_chance(l, prev->amount < 0 ? 70 : same[prev->amount]))
		return false;
	w->task = prev->task;
	w->kind = prev->kind;
	w->before = prev->n;
	w->source = "adjust";
	w->variant = prev->variant;
	w->chapter = STR_NONE;
	w->tiny = prev->tiny || (prev->amount != AMOUNT_DID &&
	    life_chance(l, 65));
	return true;
}

/* A chapter that was read by then and proposes something new. */
static bool
from_chapter(struct life *l, int64_t at, struct work *w)
{
	const struct programme *p = l->acts->programme;
	size_t k;
	int i;

	for (k = 1; k < p->nchapters && k < CHAPTERS_MAX; k++) {
		const struct chapter *c = &p->chapters[k];

		if (l->read_at[k] == 0 || l->read_at[k] > at ||
		    c->nhomework == 0)
			continue;
		for (i = 0; i < TASKS_DONE_MAX && l->habits.done[i] != NULL &&
		    l->habits.done[i] != c->homework[0]; i++)
			;
		if (i == TASKS_DONE_MAX || l->habits.done[i] != NULL)
			continue;
		w->task = c->homework[0];
		w->chapter = c->id;
		w->source = "chapter";
		w->by = BY_CHAPTER;
		return true;
	}
	return false;
}

static void
remember(struct life *l, const struct task *t)
{
	int i;

	for (i = 0; i < TASKS_DONE_MAX - 1 && l->habits.done[i] != NULL; i++)
		if (l->habits.done[i] == t)
			return;
	l->habits.done[i] = t;
}

/* NULL: the library has nothing left for this person. */
static struct work *
work_next(struct life *l, int64_t at, struct work *prev)
{
	struct work *w = work_new(l);

	*w = (struct work){ .n = l->habits.n, .before = WORK_NONE,
	    .by = BY_THERAPIST, .source = "library", .chapter = STR_NONE,
	    .amount = -1, .hard = -1, .helped = -1, .last = prev };
	if (prev == NULL || !adjust(l, prev, w)) {
		bool theirs = l->habits.first && life_chance(l, 12);

		if (!life_chance(l, 40) || !from_chapter(l, at, w)) {
			w->task = odds_task(l, week_of(l, at));
			if (theirs) {
				w->by = BY_PATIENT;
				w->source = "own";
			} else if (!l->habits.first) {
				w->reason = l->way->reason;
				l->habits.first = true;
			}
		}
		if (w->task == NULL)
			return NULL;
		w->kind = w->task->kind;
	}
	if (w->by == BY_THERAPIST && w->reason == NULL && life_chance(l, 60))
		w->reason = texts_reason(&l->acts->texts, l->p->lang,
		    work_group(w->kind));
	l->habits.n++;
	remember(l, w->task);
	odds_plan(l, w);
	return w;
}

static struct work *
work_changed(struct life *l, const struct work *from)
{
	struct work *c = work_new(l);

	*c = *from;
	if (!c->tiny && life_chance(l, 40)) {
		c->tiny = true;
		return c;
	}
	c->day++;
	if (c->until < c->day)
		c->until = c->day;
	c->minute = from->minute >= 14 * 60 ? 8 * 60 + 15 * life_dice(l, 16) :
	    12 * 60 + 15 * life_dice(l, 8);
	if (c->minute == from->minute)
		c->minute += 15;
	return c;
}

/* --- when --------------------------------------------------------------- */

static void
when_changed(struct life *l, struct round *r, int64_t base)
{
	int64_t first = life_moment(l, r->now->day, r->now->minute);
	int64_t session = life_reading_after(l, base + HOUR);

	if (session < first - 6 * HOUR && life_chance(l, ASKS)) {
		struct work *c = work_changed(l, r->now);

		r->ask = session;
		r->asked = session + 3 * HOUR + life_dice(l, 60) * MINUTE;
		c->tries = life_chance(l, 70);
		if (c->tries)
			r->now = c;
		r->suggested = c;
	} else if (base + 4 * HOUR < first - HOUR && life_chance(l, CHANGES)) {
		r->change = base + 3 * HOUR;
		r->now = work_changed(l, r->now);
	}
}

/* False: it does not come to an end. */
static bool
when(struct life *l, struct round *r)
{
	struct work *w = r->w;
	int64_t base, session;

	r->now = w;
	r->yes = soon_after(l, r->propose);
	base = r->yes;
	if (w->yes == YES_LOW || w->yes == YES_NOT) {
		r->talk = life_reading_after(l, r->yes);
		if (!w->tries || r->talk == INT64_MAX) {
			r->review = r->talk;
			return r->talk != INT64_MAX;
		}
		base = r->trying = soon_after(l, r->talk);
	}
	w->day = life_day(l, base) + 1 + life_dice(l, 3);
	w->until = w->day + 3 + life_dice(l, 3);
	when_changed(l, r, base);
	w = r->now;
	r->report = life_moment(l, w->day + (w->per_week > 0 ? 3 : 0),
	    w->minute + 40) + life_dice(l, 3) * 20 * MINUTE;
	session = life_reading_after(l, r->report);
	if (session != INT64_MAX && life_chance(l, MISSED))
		session = life_reading_after(l, session + HOUR);
	r->review = session;
	return session != INT64_MAX;
}

/* --- doing -------------------------------------------------------------- */

static void
entries(struct life *l, const struct work *w, int64_t report)
{
	int n = w->per_week > 0 ? 2 : 1;

	if (w->task == NULL || w->amount <= AMOUNT_NOT ||
	    !life_chance(l, ENTRIES))
		return;
	for (; n > 0; n--) {
		struct act *a = life_add_work(l, ACT_ENTRY, report -
		    (n - 1) * DAY_S - 9 * MINUTE, w);

		if (a == NULL)
			return;
		a->sheet = texts_sheet(&l->acts->texts, l->p->lang,
		    w->task->id);
		if (a->sheet == NULL)
			a->kind = ACT_READ;
	}
}

static void
reads(struct life *l, int64_t after)
{
	life_add(l, ACT_READ, soon_after(l, after));
}

/* Proposed, and what the patient says. */
static void
begin(struct life *l, const struct round *r)
{
	struct work *w = r->w;
	bool theirs = w->by != BY_THERAPIST;

	life_add_work(l, theirs ? ACT_PICK : ACT_PROPOSE, theirs ? r->yes -
	    3 * MINUTE : r->propose + 2 * MINUTE, w);
	life_add_work(l, w->yes == YES_NOT ? ACT_FIT : ACT_YES, r->yes, w);
}

/* Talked about first: the therapist writes, and then it is tried, or not. */
static void
talked(struct life *l, const struct round *r)
{
	const struct doubt *d = texts_doubt(&l->acts->texts, l->p->lang,
	    r->w->yes == YES_NOT ? DOUBT_FIT : DOUBT_LOW);
	struct act *a;

	if (r->w->yes == YES_NOT && d != NULL)
		r->w->fit = d->says;
	a = life_add(l, d == NULL ? ACT_LOOK : ACT_WRITE, r->talk);
	if (a != NULL && d != NULL)
		a->text = d->reply;
	if (r->trying != 0)
		life_add_work(l, ACT_TRY, r->trying, r->w);
	else
		life_add_work(l, ACT_END, r->talk + MINUTE, r->w);
}

static void
own_beside(struct life *l, struct round *r)
{
	const struct own_task *own = life_chance(l, OWN_TOO) ?
	    texts_own(&l->acts->texts, l->p->lang) : NULL;
	struct work *w;
	int64_t at = (r->trying != 0 ? r->trying : r->yes) + 8 * MINUTE;

	r->own = NULL;
	if (own == NULL)
		return;
	w = work_new(l);
	*w = (struct work){ .n = l->habits.n++, .before = WORK_NONE,
	    .own = own, .kind = TASK_FREE, .by = BY_PATIENT, .source = "own",
	    .amount = -1, .hard = -1, .helped = -1 };
	odds_plan(l, w);
	w->per_week = 0;
	w->day = r->now->day;
	w->until = r->now->until;
	odds_done(l, w, r->report);
	life_add_work(l, ACT_PICK, at, w);
	life_add_work(l, ACT_REPORT, r->report + 5 * MINUTE, w);
	r->own = w;
}

static void
doubts(struct life *l, const struct round *r)
{
	int64_t at = r->report - 20 * HOUR;
	const struct doubt *d;
	struct act *a;

	if (at <= r->yes + HOUR || !life_chance(l, DOUBTS))
		return;
	d = texts_doubt(&l->acts->texts, l->p->lang, DOUBT_UNSURE);
	if (d == NULL || (a = life_add_work(l, ACT_DOUBT, at, r->w)) == NULL)
		return;
	a->text = d->says;
	a = life_add(l, ACT_DOUBT_OVER, life_reading_after(l, at));
	if (a != NULL)
		a->text = d->reply;
}

static void
told(struct life *l, struct round *r)
{
	struct work *w = r->now;

	odds_done(l, w, r->report);
	entries(l, w, r->report);
	life_add_work(l, ACT_REPORT, r->report, w);
	own_beside(l, r);
	doubts(l, r);
	odds_answer(l, w);
	if (r->own != NULL) {
		/* The one with words leads. */
		if (w->told == NULL) {
			w->how = BY_TALK;
			odds_answer(l, r->own);
			r->own->with = w;
			w = r->own;
		} else {
			w->with = r->own;
		}
	}
	life_add_work(l, ACT_REVIEW, r->review, w);
	reads(l, r->review);
	l->habits.slow_answer = r->review - r->report > LATE_DAYS * DAY_S;
}

/* What the therapist suggested to change, and the patient's word on it. */
static void
changed(struct life *l, const struct round *r)
{
	if (r->change != 0)
		life_add_work(l, ACT_CHANGE, r->change, r->now);
	if (r->ask == 0)
		return;
	life_add_work(l, ACT_ASK, r->ask, r->suggested);
	life_add_work(l, ACT_ASKED, r->asked, r->suggested);
}

/* The session at which it is over; 0: it would not be by then. */
static int64_t
round_do(struct life *l, struct round *r, int64_t last)
{
	if (!when(l, r) || r->review > last)
		return 0;
	begin(l, r);
	if (r->talk != 0)
		talked(l, r);
	if (r->report == 0)
		return r->review;
	changed(l, r);
	if (r->talk == 0 && r->ask == 0 && life_chance(l, NOT_TOLD)) {
		/* The day passes; the next session makes it smaller. */
		int64_t over = life_reading_after(l, life_moment(l,
		    r->now->until + 1, 12 * 60));

		if (over <= last)
			return over;
	}
	told(l, r);
	return r->review;
}

/* --- the last one ------------------------------------------------------- */

static void
last_told(struct life *l, struct round *r)
{
	struct work *w = r->w;

	w->day = life_day(l, l->last_report);
	w->until = w->day + 3;
	w->per_week = 0;
	begin(l, r);
	odds_done(l, w, l->last_report);
	if (l->acts->last_told[l->who] != NULL) {
		w->told = l->acts->last_told[l->who];
		w->amount = w->told->amount;
		w->came = w->amount == AMOUNT_DID ? 0 : w->came;
	}
	entries(l, w, l->last_report);
	life_add_work(l, ACT_REPORT, l->last_report, w);
}

static void
last_doubt(struct life *l, struct round *r)
{
	const struct doubt *d = l->acts->last_doubt[l->who];
	struct act *a;

	if (l->p->how & ENDS_TALK) {
		r->w->yes = YES_NOT;
		r->w->fit = d == NULL ? NULL : d->says;
		begin(l, r);
		return;
	}
	r->w->day = l->today.n + 1;
	r->w->until = l->today.n + 5;
	begin(l, r);
	a = life_add_work(l, ACT_DOUBT, soon_after(l, r->yes), r->w);
	if (a != NULL && d != NULL)
		a->text = d->says;
}

/* How the work stands at the end of the story. */
static void
finish(struct life *l, struct round *r, int64_t last)
{
	struct work *w = r->w;

	r->propose = last;
	r->yes = soon_after(l, last);
	if (l->p->how & (ENDS_REPORT | ENDS_PASSED | ENDS_TALK | ENDS_UNSURE))
		r->yes = last + 5 * HOUR;
	if (w->yes == YES_LOW || w->yes == YES_NOT) {
		w->yes = YES_PLAIN;
		w->said = (struct beliefs){ -1, -1, -1, 0 };
	}
	if (l->p->how & ENDS_REPORT) {
		last_told(l, r);
		return;
	}
	if (l->p->how & (ENDS_TALK | ENDS_UNSURE)) {
		last_doubt(l, r);
		return;
	}
	w->day = life_day(l, r->yes) + 1;
	if (l->p->how & ENDS_PASSED) {
		w->until = w->day + 1;
	} else {
		if (w->day < l->today.n + 1)
			w->day = l->today.n + 1 + life_dice(l, 2);
		w->until = w->day + 3 + life_dice(l, 3);
	}
	begin(l, r);
}

/* The session the last one begins at. */
static int64_t
last_session(const struct life *l)
{
	int64_t at = l->acts->now - 26 * HOUR;

	if (l->p->how & ENDS_REPORT)
		at = l->last_report - 20 * HOUR;
	else if (l->p->how & ENDS_PASSED)
		at -= 7 * DAY_S;
	else if (l->p->how & (ENDS_TALK | ENDS_UNSURE))
		at -= 2 * DAY_S;
	if (at > l->staff_until)
		at = l->staff_until;
	if (at > l->until - 26 * HOUR)
		at = l->until - 26 * HOUR;
	if (l->p->goes == GOES_FINISHED && at > life_moment(l, l->start.n +
	    WEEK_DAYS * WEEKS, 0))
		at = life_moment(l, l->start.n + WEEK_DAYS * WEEKS, 0);
	return life_reading_before(l, at, false);
}

/* What chapter 1 proposes, agreed on as the chapter is finished. */
static struct work *
first(struct life *l, int64_t at)
{
	const struct chapter *c = &l->acts->programme->chapters[0];
	struct work *w;

	if (c->nhomework == 0)
		return NULL;
	w = work_new(l);
	*w = (struct work){ .n = l->habits.n++, .before = WORK_NONE,
	    .task = c->homework[0], .kind = c->homework[0]->kind,
	    .by = BY_CHAPTER, .source = "chapter", .chapter = c->id,
	    .amount = -1, .hard = -1, .helped = -1 };
	odds_plan(l, w);
	odds_beliefs(l, w, at);
	if (w->yes == YES_LOW || w->yes == YES_NOT) {
		w->yes = YES_PLAIN;
		w->said = (struct beliefs){ 6, 7, 8, 0 };
	}
	remember(l, w->task);
	return w;
}

void
life_work(struct life *l, int64_t from)
{
	int64_t last = last_session(l), at = from, next;
	struct round r = { .w = first(l, from) };

	l->habits.knack = life_dice(l, 17) - 8;
	if (r.w == NULL)
		return;
	for (;;) {
		r.propose = at;
		if (l->p->how & NO_REPORT) {
			r.yes = from + 2 * MINUTE;
			r.w->day = life_day(l, from) + 2;
			r.w->until = r.w->day + 5;
			begin(l, &r);
			return;
		}
		next = round_do(l, &r, last);
		if (next == 0)
			break;
		at = next;
		if (r.now->amount < 0)
			life_add_work(l, ACT_END, at + 3 * MINUTE, r.now);
		next = life_reading_after(l, at + 6 * DAY_S);
		if (next <= last && life_chance(l, NONE_THIS_WEEK)) {
			life_add_work(l, ACT_END, at + 3 * MINUTE, r.now);
			at = next;
		}
		r = (struct round){ .propose = at, .w = work_next(l, at,
		    r.now) };
		if (r.w == NULL || at > last)
			break;
		odds_beliefs(l, r.w, at);
	}
	if (r.w == NULL || l->p->goes == GOES_QUIET ||
	    l->p->goes == GOES_FINISHED)
		return;
	finish(l, &r, last < at ? at : last);
}
