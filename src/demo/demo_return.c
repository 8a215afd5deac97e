/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"
#include "db/db.h"
#include "demo/demo_doing.h"
#include "homework/unsure.h"
#include "reminders/choice.h"
#include "work/back.h"
#include "work/job.h"
#include "work/leave.h"
#include "work/way.h"
#include "work/week.h"

/*
 * The way back to work: the degree of leave from the start on and, for those
 * who go well, less of it step by step; the weekly line; two plans; a step
 * back.  And what two more of Solveig's say: how the two work together, and a
 * text message that came back.
 */

enum { EASE_FROM = 3, EASE_EVERY = 2, EASE_SLOW = 4, EVENING = 19 * 60,
	FULL = 100, LAST_DAYS = 2, SURE_AT_FIRST = 4, SURE_MAX = 9 };

static bool
is(const struct person *p, const char *name)
{
	return str_is(str_z(p->name), name);
}

/* --- the plan ------------------------------------------------------------ */

/* Percent of leave in a week of the programme (0 is the first). */
static int
percent_of(const struct person *p, int week)
{
	int from = str_is(str_z(p->map.status), "sick_full") ? FULL : 60;
	int every = is(p, "Lars Petter Solbakken") ? EASE_SLOW : EASE_EVERY;
	int steps = week < EASE_FROM ? 0 : (week - EASE_FROM) / every + 1;

	if (p->goes != GOES_WELL && p->goes != GOES_FINISHED)
		return from;
	return from - 20 * steps > 0 ? from - 20 * steps : 0;
}

static bool
on_leave(const struct person *p)
{
	return p->map.status != NULL && str_starts(str_z(p->map.status),
	    S("sick_"));
}

static void
weekly_lines(struct life *l, const struct so_far *s)
{
	int w, was = percent_of(l->p, 0);

	for (w = 1; w <= l->p->week && w <= WEEKS; w++) {
		int64_t at = life_moment(l, l->start.n + w * WEEK_DAYS,
		    EVENING + life_dice(l, 90));
		int now = percent_of(l->p, w);
		struct act *a;

		if (at <= s->mapped || at > s->patient ||
		    (now == was && life_chance(l, 12)))
			continue;
		if ((a = life_add(l, ACT_WEEK, at)) == NULL)
			continue;
		a->n = w;
		a->percent = now;
		was = now;
	}
}

/* After the clinic's last words, so that it waits; before the end. */
static int64_t
last_word(const struct life *l, const struct so_far *s)
{
	int64_t at = life_moment(l, l->today.n - LAST_DAYS, EVENING + 40);

	if (at <= s->written + HOUR)
		at = s->written + HOUR;
	return at < l->acts->now - 3 * MINUTE ? at :
	    l->acts->now - 3 * MINUTE;
}

static void
last_words(struct life *l, const struct so_far *s)
{
	struct act *a;

	if (is(l->p, "Gro Anita Sund"))
		life_add(l, ACT_TOGETHER, last_word(l, s));
	if (is(l->p, "Lucas Moreira") &&
	    (a = life_add(l, ACT_WEEK, last_word(l, s))) != NULL) {
		a->n = -1;
		a->percent = percent_of(l->p, l->p->week);
	}
	if (is(l->p, "Vilde Strand")) {
		life_add(l, ACT_REMIND, life_moment(l, l->start.n + 3,
		    EVENING));
		life_add(l, ACT_BOUNCE, life_moment(l, l->today.n - 3,
		    15 * 60));
	}
	if (is(l->p, "Fatima Al-Sayed"))
		life_add(l, ACT_BACK, s->patient - 10 * MINUTE);
	if (is(l->p, "Kari Nygård") || is(l->p, "Lars Petter Solbakken"))
		life_add(l, ACT_STEPS, s->patient - 2 * DAY_S);
}

void
return_plan(struct acts *all)
{
	int who;

	for (who = 0; who < PATIENTS; who++) {
		struct life l = { .acts = all, .p = demo_person(who),
		    .who = who, .start = life_start(all, who),
		    .rng = prng_seed(all->seed * 6007 + (uint64_t)who),
		    .today = zone_day(all->clinic->zone, all->now),
		    .until = all->now, .staff_until = all->now };
		struct so_far s = life_so_far(all, who);
		struct act *a;

		if (s.patient == 0)
			continue;
		last_words(&l, &s);
		if (s.mapped == 0 || !on_leave(l.p))
			continue;
		a = life_add(&l, ACT_LEAVE, s.mapped + 4 * MINUTE);
		if (a != NULL)
			a->percent = percent_of(l.p, 0);
		weekly_lines(&l, &s);
	}
}

/* --- done ---------------------------------------------------------------- */

static bool
leave_from(struct doing *d, int day)
{
	struct leave l = { .from = { day }, .until = DAY_NONE,
	    .percent = d->act->percent };
	struct problems bad = { 0 };

	care_audit(&d->care, "way.leave", ID_NONE);
	return leave_put(&d->care, &l, leave_changes(&d->care), &bad) ==
	    LEAVE_SAVED;
}

/* Since some weeks before the programme began; and the job. */
static bool
leave(struct doing *d)
{
	struct job job = { .follow = -1, .which = JOB_SAME,
	    .week_minutes = d->act->who % 3 == 0 ? 2130 : 2250,
	    .contact = STR_NONE };
	struct problems bad = { 0 };

	care_audit(&d->care, "way.job", ID_NONE);
	return job_put(&d->care, &job, 0, &bad) == JOB_SAVED &&
	    leave_from(d, d->e.start_day.n - 21 - d->act->who % 5 * 6);
}

/* Who goes well is surer by and by; Lucas says in the end he is unsure. */
static bool
say(struct doing *d)
{
	bool unsure = d->act->n < 0, well = d->person->goes == GOES_WELL ||
	    d->person->goes == GOES_FINISHED;
	int sure = SURE_AT_FIRST + d->act->who % 2 +
	    (well && d->act->n > 0 ? d->act->n / 2 : 0);
	struct say s = { .ready = SURE_AT_FIRST, .sure = sure < SURE_MAX ?
	    sure : SURE_MAX, .hope = well ? HOPE_YES : HOPE_OPEN };

	if (unsure)
		s.hope = HOPE_UNSURE;
	care_audit(&d->care, "way.say", ID_NONE);
	return say_put(&d->care, &s);
}

static bool
week(struct doing *d)
{
	struct day today = zone_day(d->care.zone, d->care.now);
	struct leave *list, at;
	size_t n = leave_list(&d->care, &list);
	bool asked = week_asked(&d->care, &d->e);
	bool more = d->act->n < 0 || (asked && say_asked(&d->care, DAY_NONE));
	bool same = leave_on(list, n, today, &at) &&
	    at.percent == d->act->percent;

	if (asked) {
		week_said(&d->care, same, d->act->percent, more);
		if (!same && !leave_from(d, today.n))
			return false;
	}
	return !more || say(d);
}

/* Line by line: days from now, percent, tasks, place, support, whom to talk
 * to, what may come in the way, what then.  Both are at 20 percent now. */
struct step_words {
	int days;
	const char *percent, *tasks, *place, *support, *who, *hinder, *then;
};
static const struct step_words kari[] = {
	{ 13, "10", "Egne saker, og ett teammøte i uka", "Kontoret mandag og "
	    "torsdag", "Leder tar de nye sakene", "Leder, før ukeplanen settes",
	    "At innboksen hoper seg opp", "Jeg åpner den klokka ni og lukker "
	    "den klokka ti" },
	{ 34, "0", "Alle oppgaver, men ikke vikar for andre", "Kontoret",
	    "En prat med leder hver fredag", "Leder", "At jeg sier ja til alt",
	    "Jeg svarer i morgen i stedet for med en gang" },
};
static const struct step_words lars[] = {
	{ 9, "10", "Egen byggeplass, og kontroll på en til", "Ute, fire dager",
	    "Kollega tar kveldstelefonen", "Prosjektleder", "Telefon om "
	    "kvelden", "Den ligger i gangen etter klokka sju" },
	{ 37, "0", "Som før, men med vaktordning", "Ute og kontor", "",
	    "Tillitsvalgt", "Frister som flyttes", "Jeg tar det opp på "
	    "mandagsmøtet" },
};

static bool
steps(struct doing *d)
{
	bool is_kari = is(d->person, "Kari Nygård");
	const struct step_words *words = is_kari ? kari : lars;
	size_t n = is_kari ? sizeof(kari) / sizeof(kari[0]) :
	    sizeof(lars) / sizeof(lars[0]), i;
	struct day today = zone_day(d->care.zone, d->run->conf->now);
	struct way *w = arena_one(d->arena, struct way);
	struct way *now = arena_one(d->arena, struct way);
	struct problems bad = { 0 };

	for (i = 0; i < n; i++) {
		const struct step_words *x = &words[i];
		struct str *t = w->steps[i].text;

		t[WAY_DAY] = day_text(d->arena, (struct day){ today.n +
		    x->days });
		t[WAY_PERCENT] = str_z(x->percent);
		t[WAY_TASKS] = str_z(x->tasks);
		t[WAY_PLACE] = str_z(x->place);
		t[WAY_SUPPORT] = str_z(x->support);
		t[WAY_WHO] = str_z(x->who);
		t[WAY_HINDER] = str_z(x->hinder);
		t[WAY_IF_THEN] = str_z(x->then);
	}
	w->steps_n = n;
	care_audit(&d->care, "way.plan", ID_NONE);
	return way_save(&d->care, w, 0, now, &bad) == WAY_SAVED;
}

static bool
back(struct doing *d)
{
	struct day today = zone_day(d->care.zone, d->run->conf->now);
	struct step_back b = { .happened = S("To dager hjemme etter en "
	    "lørdagsvakt. Det ble for mange resepter på én gang."),
	    .helps = S("Korte vakter midt i uka, og en kollega i skranken. "
	    "Ikke lørdag før vi har sett på det."),
	    .look = { today.n + 5 } };
	struct problems bad = { 0 };

	care_audit(&d->care, "way.back", ID_NONE);
	return back_save(&d->care, &b, ID_NONE, &bad) == BACK_SAVED;
}

static bool
remind(struct doing *d)
{
	struct remind_choice x = { .channel = CHANNEL_SMS,
	    .minute = REMIND_NORMAL, .quiet_from = QUIET_FROM_NORMAL,
	    .quiet_to = QUIET_TO_NORMAL, .kinds = REMIND_AGREED };
	struct problems bad = { 0 };

	care_audit(&d->care, "reminder.choose", ID_NONE);
	return remind_choice_put(&d->care, &x, 0, &bad);
}

bool
return_patient(struct doing *d)
{
	switch ((int)d->act->kind) {
	case ACT_LEAVE:
		return leave(d);
	case ACT_WEEK:
		return week(d);
	case ACT_STEPS:
		return steps(d);
	case ACT_BACK:
		return back(d);
	case ACT_REMIND:
		return remind(d);
	default:
		care_audit(&d->care, "homework.unsure", ID_NONE);
		return unsure_say(&d->care, "work", ID_NONE, S("Jeg får mye "
		    "hjelp, men det går litt fort for meg. Kan vi ta én ting "
		    "om gangen, og heller snakke enn å skrive?"), false);
	}
}

bool
return_bounce(struct doing *d)
{
	struct duty duty;

	duty_open(&duty, d->tx, d->vault, "outbox");
	if (!care_open_duty(&d->care, &duty, d->member->patient))
		return false;
	remind_choice_stop(&d->care, CHANNEL_SMS);
	return true;
}
