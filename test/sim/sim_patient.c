/* SPDX-License-Identifier: Apache-2.0 */
/* What a patient does on a day, and doing it. */
#include "sim.h"

#include "base/arena.h"
#include "course/phase.h"
#include "db/db.h"
#include "homework/homework.h"
#include "homework/unsure.h"
#include "measures/measures.h"
#include "messages/message.h"
#include "people/patient.h"
#include "reminders/choice.h"

enum { MORNING = 7 * 60, EVENING = 22 * 60, GRID = STEP_S / 60 };

/* Some time of this local day when people are awake. */
static int64_t
some_time(struct sim *s, struct one *p)
{
	return one_at(p, one_today(s, p), MORNING + GRID * roll(&p->dice,
	    (EVENING - MORNING) / GRID));
}

/* What of it comes is for the dice; per thousand days. */
static const struct {
	enum what what;
	int per_mille;
} habits[] = {
	{ DO_READ, 400 }, { DO_CHAPTER, 160 }, { DO_MEASURE, 200 },
	{ DO_PROPOSE, 140 }, { DO_REPORT, 420 }, { DO_SAY, 50 },
	{ DO_CHOOSE, 14 }, { DO_TRAVEL, 5 }, { DO_PAUSE, 5 },
	{ DO_UNSURE, 5 }, { DO_WRITE, 30 }, { DO_SWITCH, 8 },
};

void
patient_day(struct sim *s, struct one *p)
{
	int today = one_today(s, p);
	size_t i;

	if (p->over)
		return;
	for (i = 0; i < sizeof(habits) / sizeof(*habits); i++)
		if (chance(&p->dice, habits[i].per_mille))
			sim_add(s, some_time(s, p), habits[i].what, p->n);
	if (chance(&p->dice, 120))
		sim_add(s, one_at(p, today, 15), DO_PROBE, p->n);
	if (chance(&p->dice, 120))
		sim_add(s, one_at(p, today, 23 * 60 + 45), DO_PROBE, p->n);
	if (p->back_day == today)
		sim_add(s, some_time(s, p), DO_TRAVEL, p->n);
	p->weeks -= today % 7 == 0;
	if (p->weeks <= 0 || s->sabotage == SAB_AFTER || chance(&p->dice, 1))
		sim_add(s, some_time(s, p), DO_END, p->n);
	sim_add(s, one_at(p, today + 1, 15), DO_DAY, p->n);
}

/* --- questionnaires ------------------------------------------------------- */

static struct values *
some_values(struct sim *s, struct one *p, int *q9)
{
	static const char *const text[] = { "0", "1", "2", "3" };
	struct arena *a = tx_arena(s->tx);
	struct values *v = values_new(a);
	int i, die = roll(&p->dice, 100), tone = roll(&p->dice, 3);

	*q9 = die < 93 ? 0 : die < 96 ? 1 : die < 98 ? 2 : 3;
	for (i = 1; i <= 8; i++)
		value_put(v, str_fmt(a, "q%d", i), 0, STR_NONE,
		    str_z(text[roll(&p->dice, tone + 2)]), false);
	value_put(v, S("q9"), 0, STR_NONE, str_z(text[*q9]), false);
	return v;
}

static int
total_of(const struct values *v)
{
	int sum = 0;
	size_t i;

	for (i = 0; i < v->n; i++)
		sum += v->at[i].text.at[0] - '0';
	return sum;
}

/* The open one of this week: filled in, left as a draft, or sent. */
static void
act_measure(struct sim *s, struct one *p, struct care *c,
    const struct enrolment *e)
{
	struct occasion *list;
	size_t n = measures_occasions(c, e, s->content, &list), i;

	for (i = 0; i < n; i++) {
		struct occasion *o = &list[i];
		struct answer_place place = measure_place(e, o);
		struct answer was = { .version = 0 };
		struct measure_saved saved;
		struct values *v;
		bool send = !chance(&p->dice, 150);
		int q9;

		if (!o->open || (o->done && !chance(&p->dice, 50)))
			continue;
		(void)answer_newest(c, &place, &was,
		    values_new(tx_arena(s->tx)));
		v = some_values(s, p, &q9);
		saved = measure_save(c, s->places[p->clinic].c, s->content, e,
		    o, v, was.version, send);
		if (saved.save != ANSWER_SAVED)
			sim_die("an answer was not saved");
		sim_log(s, "%s p=%s answer=%s occasion=%.*s q9=%d total=%d "
		    "alert=%s", send ? "sent" : "draft", hex(p->id),
		    hex(saved.answer.id), STR(o->name), q9, total_of(v),
		    hex(saved.alert));
		if (q9 > 0 && send)
			visit_later(s, p, true);
		return;
	}
}

/* --- reading -------------------------------------------------------------- */

static void
act_chapter(struct sim *s, struct one *p, struct care *c,
    const struct enrolment *e)
{
	struct chapter_progress *list;
	size_t n, i;

	sim_chapters(s, p, c);
	n = course_chapters(c, e, s->content, &list);
	for (i = 0; i < n; i++) {
		struct str id = list[i].chapter->id;

		if (list[i].open == CHAPTER_DONE ||
		    !chapter_is_open(&list[i]) || chance(&p->dice, 300))
			continue;
		course_page_seen(c, e, id, 1);
		sim_log(s, "page p=%s chapter=%.*s", hex(p->id), STR(id));
		if (chance(&p->dice, 600)) {
			course_chapter_done(c, e, id);
			sim_log(s, "done p=%s chapter=%.*s", hex(p->id),
			    STR(id));
		}
		return;
	}
}

/* --- reminders, journeys, pauses ------------------------------------------ */

static void
act_choose(struct sim *s, struct one *p, struct care *c)
{
	struct remind_choice x;
	struct problems bad = { 0 };
	int64_t version;
	int die = roll(&p->dice, 20);

	remind_choice_get(c, &x);
	version = x.version;
	x.channel = die == 0 ? CHANNEL_NONE : die < 8 ? CHANNEL_EMAIL :
	    CHANNEL_SMS;
	x.minute = REMIND_OFFER_FROM + 30 * roll(&p->dice,
	    (REMIND_OFFER_TO - REMIND_OFFER_FROM) / 30 + 1);
	if (chance(&p->dice, 100))
		x.minute += 15;
	x.kinds = chance(&p->dice, 800) ? REMIND_ALL :
	    1 + (unsigned)roll(&p->dice, 7);
	if (chance(&p->dice, 150)) {
		/* One who is up at night: clocks change under these. */
		x.quiet_from = 8 * 60;
		x.quiet_to = 16 * 60;
		x.minute = 30 * roll(&p->dice, 8);
	} else {
		x.quiet_from = 17 * 60 + 30 * roll(&p->dice, 10);
		x.quiet_to = 60 * roll(&p->dice, 8);
	}
	if (!remind_choice_put(c, &x, version, &bad))
		return;
	sim_log(s, "choice p=%s channel=%s minute=%d from=%d to=%d kinds=%u",
	    hex(p->id), x.channel == CHANNEL_NONE ? "none" :
	    channel_name(x.channel), x.minute, x.quiet_from, x.quiet_to,
	    x.kinds);
}

static void
act_travel(struct sim *s, struct one *p, struct care *c)
{
	int today = one_today(s, p);
	bool home = p->zone != p->home;

	p->zone = home ? p->home : zone_find(str_z(sim_zones[roll(&p->dice,
	    s->zones_n)]));
	if (!home)
		p->back_day = today + 3 + roll(&p->dice, 20);
	patient_set_zone(c, p->zone);
	sim_log(s, "zone p=%s zone=%.*s", hex(p->id), STR(zone_name(p->zone)));
}

static void
act_pause(struct sim *s, struct one *p, struct care *c)
{
	struct problems bad = { 0 };
	struct pause x = { .from = { one_today(s, p) + roll(&p->dice, 6) } };

	x.until.n = x.from.n + 1 + roll(&p->dice, 21);
	if (!pause_put(c, &x, &bad))
		return;
	sim_log(s, "pause p=%s from=%d until=%d", hex(p->id), x.from.n,
	    x.until.n);
	if (chance(&p->dice, 250))
		sim_add(s, s->now + DAY_S * (1 + roll(&p->dice, 10)),
		    DO_PAUSE_END, p->n);
}

static void
act_read(struct sim *s, struct one *p)
{
	message_note_read(s->tx, p->account, p->id, ID_NONE, true, s->now);
	homework_note_read(s->tx, p->account, p->id, ID_NONE, true, s->now);
	sim_log(s, "read p=%s", hex(p->id));
}

static void
act_say(struct sim *s, struct one *p, struct care *c)
{
	struct problems bad = { 0 };
	struct id id;

	if (!message_send(c, S("Hei."), &id, &bad))
		return;
	sim_log(s, "said p=%s", hex(p->id));
	p->wrote = true;
	visit_later(s, p, false);
}

static void
act_unsure(struct sim *s, struct one *p, struct care *c)
{
	bool rest = chance(&p->dice, 700);

	if (p->unsure || !unsure_say(c, "thread", ID_NONE, STR_NONE, rest))
		return;
	p->unsure = true;
	sim_log(s, "unsure p=%s rest=%d", hex(p->id), rest);
	visit_later(s, p, false);
}

bool
patient_act(struct sim *s, struct one *p, enum what what)
{
	struct actor actor;
	struct enrolment e;
	struct care c;

	if (!p->in || p->over)
		return false;
	if (!actor_of(s->tx, s->vault, p->account, &actor) ||
	    !care_open_own(&c, s->tx, s->vault, &actor) ||
	    !course_current(&c, &e))
		sim_die("a patient could not act");
	switch ((int)what) {
	case DO_READ: act_read(s, p); break;
	case DO_CHAPTER: act_chapter(s, p, &c, &e); break;
	case DO_MEASURE: act_measure(s, p, &c, &e); break;
	case DO_PROPOSE: act_propose(s, p, &c); break;
	case DO_REPORT: act_report(s, p, &c); break;
	case DO_SAY: act_say(s, p, &c); break;
	case DO_CHOOSE: act_choose(s, p, &c); break;
	case DO_TRAVEL: act_travel(s, p, &c); break;
	case DO_PAUSE: act_pause(s, p, &c); break;
	case DO_PAUSE_END:
		if (pause_end(&c))
			sim_log(s, "pause-end p=%s", hex(p->id));
		break;
	case DO_UNSURE: act_unsure(s, p, &c); break;
	default: sim_chapters(s, p, &c); break;
	}
	return true;
}
