/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_work.h"

#include "programme/content.h"

/*
 * The small model behind the work of this clinic.  Every number here is made
 * up so that the demonstration's counts are worth looking at; none is a
 * finding and none is used outside this room.  It says:
 *
 *   thought work, exposure and experiments are harder, believed in less at
 *   first and more often done in part; something small is done more, and so
 *   is what stands in the morning or at midday; being tired, forgetting and
 *   time are what comes between; who was answered soon does more the next
 *   time; belief follows experience.
 */

enum { DONE_BASE = 51, TINY_MORE = 26, MIDDAY_MORE = 9, EVENING_LESS = 18,
	SOON_MORE = 7, SLOW_LESS = 14, LEVEL_MAX = 3, BELIEF_MAX = 10,
	POOR_HELP = 3, TALK_BELOW = 3, CONFIDENT = 7 };

struct kind_odds {
	int done, partly;		/* percent more; of the rest, partly */
	int hard, helps, can;		/* 0..10 */
	enum group group;
};
static const struct kind_odds kinds[TASK_KINDS] = {
	[TASK_LEARN] = { 8, 45, 3, 6, 8, GROUP_SEE },
	[TASK_MONITOR] = { 6, 45, 3, 6, 8, GROUP_SEE },
	[TASK_THOUGHTS] = { -22, 66, 6, 6, 6, GROUP_THOUGHTS },
	[TASK_ACTIVATION] = { 8, 45, 4, 7, 7, GROUP_DO },
	[TASK_EXPOSURE] = { -26, 70, 8, 6, 5, GROUP_DARE },
	[TASK_EXPERIMENT] = { -10, 55, 6, 7, 6, GROUP_TEST },
	[TASK_ATTENTION] = { 4, 45, 4, 6, 7, GROUP_CALM },
	[TASK_RELAXATION] = { 12, 45, 3, 7, 8, GROUP_CALM },
	[TASK_WORRY] = { -2, 50, 5, 6, 7, GROUP_WORRY },
	[TASK_PROBLEM] = { 0, 50, 5, 7, 7, GROUP_WORRY },
	[TASK_SLEEP] = { -2, 50, 5, 7, 7, GROUP_ANY },
	[TASK_COMPASSION] = { -4, 50, 5, 5, 7, GROUP_ANY },
	[TASK_VALUES] = { 4, 50, 4, 7, 8, GROUP_ANY },
	[TASK_SOCIAL] = { -4, 50, 6, 6, 7, GROUP_ANY },
	[TASK_NO] = { -8, 50, 6, 7, 7, GROUP_ANY },
	[TASK_SUPPORT] = { -2, 50, 6, 7, 7, GROUP_ANY },
	[TASK_SETBACK] = { 4, 50, 4, 7, 8, GROUP_ANY },
	[TASK_CHANGE] = { 0, 50, 5, 6, 8, GROUP_ANY },
	[TASK_FREE] = { 18, 45, 3, 8, 9, GROUP_DO },
};

enum group
work_group(enum task_kind kind)
{
	return kinds[kind].group;
}

static int
within(int x, int low, int high)
{
	return x < low ? low : x > high ? high : x;
}

/* --- which task --------------------------------------------------------- */

struct likely {
	const char *id;
	int from_week, weight;
};
/* By id; one that the library lacks is passed over. */
static const struct likely likely[] = {
	{ "mood_day", 1, 3 }, { "energy_day", 1, 3 }, { "circle", 1, 2 },
	{ "alarm", 1, 2 }, { "breathe", 1, 4 }, { "one_thing", 1, 8 },
	{ "good_and_done", 2, 4 }, { "move", 2, 5 },
	{ "thought_catch", 2, 9 }, { "pauses", 2, 4 }, { "let_go", 3, 3 },
	{ "look_out", 3, 4 }, { "worry_time", 3, 5 }, { "week_plan", 3, 5 },
	{ "thought_sides", 3, 12 }, { "thought_friend", 4, 8 },
	{ "ladder", 3, 7 }, { "ladder_step", 4, 12 }, { "move_focus", 5, 4 },
	{ "worry_sort", 5, 4 }, { "thought_record", 5, 12 },
	{ "test_it", 4, 7 }, { "near_work", 5, 9 }, { "good_enough", 5, 6 },
	{ "ladder_again", 6, 7 },
};
enum { LIKELY_N = sizeof(likely) / sizeof(likely[0]), MORE_FROM_WEEK = 3,
	MORE_WEIGHT = 2, FITS_MORE = 3 };

static bool
has_done(const struct life *l, struct str id)
{
	int i;

	for (i = 0; i < TASKS_DONE_MAX && l->habits.done[i] != NULL; i++)
		if (str_eq(l->habits.done[i]->id, id))
			return true;
	return false;
}

/* How likely one of the library is now; 0: not at all. */
static int
weight_of(const struct life *l, const struct task *t, int week)
{
	int often = 1;
	size_t i;

	if (has_done(l, t->id) || t->kind == TASK_CHANGE ||
	    t->kind == TASK_FREE || str_is(t->id, "moment") ||
	    (t->after.len > 0 && !has_done(l, t->after)))
		return 0;
	if (l->way->life != NULL && t->nvariants > 1 && task_variant(t,
	    str_z(l->way->life)) != t)
		often = FITS_MORE;
	for (i = 0; i < LIKELY_N; i++)
		if (str_is(t->id, likely[i].id))
			return week >= likely[i].from_week ?
			    likely[i].weight * often : 0;
	return week >= MORE_FROM_WEEK ? MORE_WEIGHT * often : 0;
}

const struct task *
odds_task(struct life *l, int week)
{
	const struct programme *p = l->acts->programme;
	const struct task *t;
	size_t i, k;
	int sum = 0, at;

	if (!l->habits.first && l->way->task != NULL &&
	    (t = programme_task(p, str_z(l->way->task))) != NULL)
		return t;
	for (i = 0; i < p->nlibraries; i++)
		for (k = 0; k < p->libraries[i].ntasks; k++)
			sum += weight_of(l, &p->libraries[i].tasks[k], week);
	if (sum == 0)
		return NULL;
	at = life_dice(l, sum);
	for (i = 0; i < p->nlibraries; i++)
		for (k = 0; k < p->libraries[i].ntasks; k++) {
			t = &p->libraries[i].tasks[k];
			at -= weight_of(l, t, week);
			if (at < 0)
				return t;
		}
	return NULL;
}

/* --- the plan ----------------------------------------------------------- */

/* One of many by weights that sum up to 100. */
static int
of_percent(struct life *l, const int *weights, int n)
{
	int at = life_dice(l, 100), i;

	for (i = 0; i < n - 1; i++) {
		if (at < weights[i])
			break;
		at -= weights[i];
	}
	return i;
}

void
odds_plan(struct life *l, struct work *w)
{
	/* Morning, midday, afternoon, evening; the default is midday. */
	static const int parts[4] = { 20, 36, 20, 24 };
	static const int from[4] = { 7 * 60, 11 * 60 + 30, 15 * 60,
	    18 * 60 + 30 };
	static const int span[4] = { 14, 8, 10, 6 };
	int part = of_percent(l, parts, 4);

	w->minute = from[part] + 15 * life_dice(l, span[part]);
	w->tiny = w->tiny || life_chance(l, 20);
	w->obstacle = OBSTACLE_NONE;
	if (w->task != NULL && w->task->nobstacles > 0 && life_chance(l, 80))
		w->obstacle = w->task->obstacles[life_dice(l, 100) < 60 ? 0 :
		    life_dice(l, (int)w->task->nobstacles)];
	if (life_chance(l, 75))
		w->place = demo_places[l->p->lang][life_dice(l, 12)];
	w->per_week = life_chance(l, 20) ? 3 : 0;
	if (w->task != NULL && l->way->life != NULL && task_variant(w->task,
	    str_z(l->way->life)) != w->task)
		w->variant = l->way->life;
}

/* --- what they believe -------------------------------------------------- */

/* Once a kind, and again after a poor experience: as the domain asks. */
static bool
is_asked(const struct life *l, const struct work *w)
{
	const struct habits *h = &l->habits;

	return h->asked_at[w->kind] == 0 ||
	    h->poor_at[w->kind] > h->asked_at[w->kind];
}

static int
belief(struct life *l, int level, int experience)
{
	return within(level + experience + life_dice(l, 4) - 1 -
	    (l->p->goes == GOES_STUCK || l->p->goes == GOES_WORSE), 0,
	    BELIEF_MAX);
}

void
odds_beliefs(struct life *l, struct work *w, int64_t at)
{
	const struct kind_odds *k = &kinds[w->kind];
	int experience = l->habits.level[w->kind], doubts = 5;

	w->said = (struct beliefs){ -1, -1, -1, 0 };
	w->yes = YES_PLAIN;
	w->tries = life_chance(l, 45);
	if (w->by == BY_PATIENT)
		return;
	if (w->kind == TASK_THOUGHTS || w->kind == TASK_EXPOSURE)
		doubts += 5;
	if (life_chance(l, doubts)) {
		w->yes = YES_NOT;
		return;
	}
	if (!is_asked(l, w))
		return;
	l->habits.asked_at[w->kind] = at;
	w->said.helps = belief(l, k->helps, experience);
	w->said.fits = belief(l, k->helps, experience) + 1;
	if (w->said.fits > BELIEF_MAX)
		w->said.fits = BELIEF_MAX;
	w->said.can = belief(l, k->can + 2 * w->tiny, experience);
	if (life_chance(l, 8))
		w->said.helps = 1 + life_dice(l, 3);
	if (life_chance(l, 8))
		w->said.fits = -1;	/* left open */
	if ((w->said.helps >= 0 && w->said.helps <= TALK_BELOW) ||
	    (w->said.fits >= 0 && w->said.fits <= TALK_BELOW))
		w->yes = YES_LOW;
	else if (w->said.can < CONFIDENT)
		w->yes = w->tiny ? YES_KEPT : (enum work_yes)(YES_SMALL +
		    of_percent(l, (const int[]){ 65, 20, 15 }, 3));
	w->tiny = w->tiny || w->yes == YES_SMALL;
	if (w->yes == YES_LATER)
		w->minute = 12 * 60 + 15 * life_dice(l, 6);
}

/* --- what becomes of it ------------------------------------------------- */

static int
percent_done(const struct life *l, const struct work *w)
{
	static const int by_course[] = { [GOES_WELL] = 10, [GOES_STUCK] = -8,
	    [GOES_QUIET] = -12, [GOES_WORSE] = -12, [GOES_RISK] = -8,
	    [GOES_INVITED] = 0, [GOES_FINISHED] = 10 };
	int p = DONE_BASE + kinds[w->kind].done + by_course[l->p->goes] +
	    l->habits.knack;

	if (w->tiny)
		p += TINY_MORE;
	if (w->minute < 14 * 60)
		p += MIDDAY_MORE;
	if (w->minute >= 18 * 60)
		p -= EVENING_LESS;
	p += l->habits.slow_answer ? -SLOW_LESS : SOON_MORE;
	p += 2 * l->habits.level[w->kind];
	return within(p, 12, 94);
}

/* What came between: one, at times two; the tenth is "other". */
static unsigned
came_between(struct life *l, const struct work *w)
{
	int weights[OBSTACLES_N] = { [OBSTACLE_TIME] = 22,
	    [OBSTACLE_PRIVACY] = 4, [OBSTACLE_TIRED] = 28,
	    [OBSTACLE_FORGOT] = 24, [OBSTACLE_LOST] = 2,
	    [OBSTACLE_UNCLEAR] = 4, [OBSTACLE_HARD] = 5, [OBSTACLE_HOME] = 7,
	    [OBSTACLE_OTHER] = 4 };
	int sum = 0, n = life_chance(l, 25) ? 2 : 1, i;
	unsigned bits = 0;

	if (w->kind == TASK_THOUGHTS || w->kind == TASK_EXPOSURE) {
		weights[OBSTACLE_HARD] += 14;
		weights[OBSTACLE_UNCLEAR] += 3;
	}
	if (l->way->life != NULL && str_is(S("privacy"), l->way->life))
		weights[OBSTACLE_PRIVACY] += 14;
	for (i = 0; i < OBSTACLES_N; i++)
		sum += weights[i];
	while (n-- > 0) {
		int at = life_dice(l, sum);

		for (i = 0; at >= weights[i]; i++)
			at -= weights[i];
		bits |= 1U << i;
	}
	return bits;
}

static void
learn(struct life *l, const struct work *w, int64_t at)
{
	int *level = &l->habits.level[w->kind];

	if (w->amount == AMOUNT_DID && w->helped >= 6)
		*level = within(*level + 1, -LEVEL_MAX, LEVEL_MAX);
	if (w->amount == AMOUNT_NOT || (w->helped >= 0 &&
	    w->helped <= POOR_HELP)) {
		*level = within(*level - 1, -LEVEL_MAX, LEVEL_MAX);
		l->habits.poor_at[w->kind] = at;
	}
}

/* The numbers of the report; many leave one open. */
static void
rate(struct life *l, struct work *w)
{
	const struct kind_odds *k = &kinds[w->kind];

	w->hard = within(k->hard - 2 * w->tiny + life_dice(l, 4) - 1 +
	    (w->amount != AMOUNT_DID), 0, 10);
	w->helped = within(k->helps + l->habits.level[w->kind] +
	    life_dice(l, 4) - 2 + (w->amount == AMOUNT_DID), 0, 10);
	if (w->amount == AMOUNT_PARTLY)
		w->helped = within(w->helped - 1, 0, 10);
	if (w->amount == AMOUNT_NOT || life_chance(l, 15))
		w->helped = -1;
	if (life_chance(l, 12))
		w->hard = -1;
	if (w->amount == AMOUNT_NOT ? life_chance(l, 90) :
	    w->amount != AMOUNT_DID && life_chance(l, 75))
		w->came = came_between(l, w);
	w->did_small = w->tiny || (w->amount == AMOUNT_PARTLY &&
	    life_chance(l, 30));
}

void
odds_done(struct life *l, struct work *w, int64_t at)
{
	int words = w->own != NULL ? 100 : l->p->goes == GOES_QUIET ? 45 : 65;

	w->amount = AMOUNT_DID;
	if (!life_chance(l, percent_done(l, w)))
		w->amount = life_chance(l, kinds[w->kind].partly) ?
		    AMOUNT_PARTLY : life_chance(l, 78) ? AMOUNT_NOT :
		    AMOUNT_OTHER;
	if (w->own != NULL)
		w->amount = w->own->told.amount;
	rate(l, w);
	learn(l, w, at);
	w->told = w->own != NULL ? &w->own->told : NULL;
	if (w->told == NULL && life_chance(l, words))
		w->told = texts_told(&l->acts->texts, l->p->lang,
		    work_group(w->kind), w->task->id, w->amount);
}

void
odds_answer(struct life *l, struct work *w)
{
	static const int with_words[4] = { 72, 6, 12, 10 };
	static const int without[4] = { 40, 36, 0, 24 };

	w->how = (enum work_answer)of_percent(l, w->told != NULL ?
	    with_words : without, 4);
	if (w->own != NULL)
		w->how = BY_WORDS;
	if (w->how == BY_WORDS && w->told == NULL) {
		w->reply = texts_line(&l->acts->texts, l->p->lang, w->amount);
		if (w->reply == NULL)
			w->how = BY_TEMPLATE;
	}
	w->quality = life_chance(l, 30) ? -1 : within((w->amount == AMOUNT_DID ?
	    3 : w->amount == AMOUNT_NOT ? 0 : 2) + life_dice(l, 3) - 1, 0, 4);
}
