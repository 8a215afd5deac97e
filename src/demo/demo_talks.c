/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"
#include "db/db.h"
#include "demo/demo_doing.h"
#include "encounters/contact.h"
#include "encounters/encounter.h"
#include "people/clinic.h"
#include "programme/content.h"

/*
 * Talks: one at the start with everybody, a short call midway, one at the
 * end; a few are planned still, one was not reached.
 */

enum { AFTERNOON = 12 * 60 + 30, SLOT = 35, SLOTS = 5, AHEAD_DAYS = 30,
	NOTED_S = 4 * MINUTE, MIDWAY_WEEK = 6, END_WEEK = 12 };

static const struct talk_like {
	const char *step;
	int minutes;
} likes[TALKS_OF] = {
	[TALK_START] = { "start_talk", 45 },
	[TALK_MIDWAY] = { "midway", 15 },
	[TALK_AGAIN] = { "midway", 15 },
	[TALK_END] = { "end_talk", 30 },
};

/* By name: whose story has something of its own here. */
static bool
is(const struct person *p, const char *name)
{
	return str_is(str_z(p->name), name);
}

/* --- the plan ------------------------------------------------------------ */

struct so_far
life_so_far(const struct acts *all, int who)
{
	struct so_far s = { 0 };
	size_t i;

	for (i = 0; i < all->n; i++) {
		const struct act *a = &all->list[i];

		if (a->who != who)
			continue;
		if (a->kind == ACT_INVITE)
			s.invited = a->at;
		if (a->kind == ACT_MAP_SEND)
			s.mapped = a->at;
		if (a->staff < 0 && a->kind < ACT_TICK && a->at > s.patient)
			s.patient = a->at;
		if ((a->kind == ACT_ANSWER || a->kind == ACT_WRITE ||
		    a->kind == ACT_DOUBT_OVER || a->kind == ACT_REVIEW) &&
		    a->at > s.written)
			s.written = a->at;
	}
	return s;
}

/* An afternoon on which the clinic is there, from this day on. */
static int64_t
afternoon(const struct life *l, int day)
{
	int minute = AFTERNOON + l->who % SLOTS * SLOT, i;

	for (i = 0; i < AHEAD_DAYS; i++) {
		int64_t at = life_moment(l, day + i, minute);

		if (clinic_staffed(l->acts->clinic, at))
			return at;
	}
	return life_moment(l, day, minute);
}

/*
 * Planned at `planned`, talked on this day or soon after; what is not over by
 * now is planned for a day to come.
 */
static void
talk_add(struct life *l, enum talk_of which, int64_t planned, int day)
{
	int64_t at = afternoon(l, day), now = l->acts->now;
	int64_t noted = at + likes[which].minutes * MINUTE + NOTED_S;
	bool over = noted < now - HOUR;
	struct act *a;

	if (!over && life_day(l, at) <= l->today.n)
		at = afternoon(l, l->today.n + 1);
	if (planned > at || (!over && planned > now - 2 * MINUTE))
		planned = life_reading_before(l, now - SOON_S, true);
	a = life_add(l, ACT_TALK, planned);
	if (a == NULL)
		return;
	a->n = (int)which;
	a->talk_at = at;
	if (!over || (a = life_add(l, ACT_TALKED, noted)) == NULL)
		return;
	a->n = (int)which;
	a->talk_at = at;
}

static void
later_talks(struct life *l)
{
	int start = l->start.n, week = l->p->week;
	int day = start + (MIDWAY_WEEK - 1) * WEEK_DAYS + l->who % 3;
	int64_t planned = life_reading_before(l, life_moment(l, day - 6, 0),
	    true);

	if (is(l->p, "Aisha Nuur"))
		talk_add(l, TALK_MIDWAY, life_reading_before(l,
		    l->acts->now - SOON_S, true), l->today.n + 1);
	else if (week >= MIDWAY_WEEK)
		talk_add(l, TALK_MIDWAY, planned, day);
	if (is(l->p, "Fatima Al-Sayed"))
		talk_add(l, TALK_AGAIN, life_reading_before(l, life_moment(l,
		    day + 3, 0), true), day + 3);
	day = start + (END_WEEK - 1) * WEEK_DAYS + 2;
	if (week >= END_WEEK)
		talk_add(l, TALK_END, life_reading_before(l, life_moment(l,
		    day - 6, 0), true), day);
}

/* Who goes quiet wished for calls instead of a message every week. */
static void
rhythm(struct life *l)
{
	if (l->p->goes != GOES_QUIET)
		return;
	life_add(l, ACT_RHYTHM, life_reading_before(l, life_moment(l,
	    l->start.n + 2 * WEEK_DAYS, 0), true));
}

void
talks_plan(struct acts *all)
{
	int who;

	for (who = 0; who < PATIENTS; who++) {
		struct life l = { .acts = all, .p = demo_person(who),
		    .who = who, .start = life_start(all, who),
		    .rng = prng_seed(all->seed * 7919 + (uint64_t)who),
		    .today = zone_day(all->clinic->zone, all->now),
		    .until = all->now, .staff_until = all->now };
		struct so_far s = life_so_far(all, who);

		/* Daniel came in yesterday: his first talk is to be planned. */
		if (l.p->goes == GOES_INVITED || l.p->how & BEGUN)
			continue;
		talk_add(&l, TALK_START, s.invited + 6 * MINUTE, l.start.n);
		later_talks(&l);
		rhythm(&l);
	}
}

/* --- done ---------------------------------------------------------------- */

static const char *const places[ENCOUNTER_KINDS] = {
	[ENCOUNTER_CALL] = "",
	[ENCOUNTER_VIDEO] = "https://video.fjordgata.example",
	[ENCOUNTER_MEETING] = "Fjordgata 12",
};
static const char *const agendas[TALKS_OF] = {
	"Bli kjent. Hva er viktig nå? Hvordan programmet er lagt opp.",
	"Hva har hjulpet til nå? Hva står igjen? Arbeid.",
	"Nytt forsøk på samtalen midtveis.",
	"Se tilbake. Hva er verdt å ta med videre? Plan for etterpå.",
};
static const char *const notes[TALKS_OF][3] = {
	{ "God kontakt. Gikk gjennom opplegget og avtalte dag for svar. "
	"Ingenting nytt utover vurderingen.",
	"Litt nervøs i starten, roligere etter hvert. Vil gjerne i gang. "
	"Spurte mest om arbeid.",
	"Snakket om hva som er viktig, og hva som har vært prøvd før. Er enig "
	"i arbeidsmåten." },
	{ "Kort og konkret. Merker selv hva som hjelper. Fortsetter som "
	"avtalt.",
	"Opplever at det går i rykk og napp. Ble enige om mindre skritt.",
	"Snakket mest om arbeid og søvn. Vil prøve å si fra tidligere." },
	{ "Nådd på andre forsøk. Var på jobb første gang. Fortsetter som "
	"avtalt.",
	"Nådd på andre forsøk. Ble enige om mindre skritt.",
	"Nådd på andre forsøk. Kort samtale, ny tid ved behov." },
	{ "Så tilbake sammen. Egen oppsummering var god. Plan for de neste "
	"månedene er skrevet.",
	"Fornøyd med det som er gjort. Vet hva de første tegnene er.",
	"Avsluttet som planlagt. Vil gjerne ha oppfølgingssamtalen." },
};
static const char *const agreed[LANG_N][TALKS_OF] = {
	[LANG_NB] = { "Du begynner på kapittel 1, og vi skrives hver uke.",
	    "Vi fortsetter slik vi gjør nå. Si fra hvis det blir for mye.",
	    "Vi fortsetter slik vi gjør nå. Si fra hvis det blir for mye.",
	    "Du har planen din. Ta kontakt hvis du vil ha en samtale til." },
	[LANG_EN] = { "You begin with chapter 1, and we write every week.",
	    "We go on as we do now. Tell me if it gets too much.",
	    "We go on as we do now. Tell me if it gets too much.",
	    "You have your plan. Write if you would like one more talk." },
};

static enum encounter_kind
kind_of(const struct doing *d)
{
	return d->act->n == TALK_START && d->act->who % 3 != 0 ?
	    (d->act->who % 3 == 1 ? ENCOUNTER_MEETING : ENCOUNTER_VIDEO) :
	    ENCOUNTER_CALL;
}

static bool
talk(struct doing *d)
{
	const struct talk_like *like = &likes[d->act->n];
	struct civil t = zone_civil(d->care.zone, d->act->talk_at);
	enum encounter_kind kind = kind_of(d);
	struct encounter e = { .kind = kind, .step = str_z(like->step),
	    .day = zone_day(d->care.zone, d->act->talk_at),
	    .minute = t.hour * 60 + t.minute, .zone = d->care.zone,
	    .minutes = like->minutes, .words = {
	    .place = str_z(places[kind]),
	    .agenda = str_z(agendas[d->act->n]), .note = STR_NONE,
	    .agreed = STR_NONE } };
	struct problems bad = { 0 };
	struct id id = encounter_plan(&d->care, &e, false, &bad);

	d->member->talk[d->act->n] = id;
	care_audit(&d->care, "talk.plan", id);
	return !id_is_none(id);
}

/* The first try of Fatima's call, and Oleksandr's: nobody answers. */
static bool
not_reached(const struct doing *d)
{
	return d->act->n == TALK_MIDWAY && (is(d->person, "Fatima Al-Sayed") ||
	    is(d->person, "Oleksandr Kovalenko"));
}

static bool
talked(struct doing *d)
{
	struct id id = d->member->talk[d->act->n];
	struct problems bad = { 0 };
	struct encounter e;

	if (!encounter_get(&d->care, id, &e))
		return false;
	care_audit(&d->care, "talk.write", id);
	if (not_reached(d)) {
		e.state = ENCOUNTER_NOT_REACHED;
		e.words.note = S("Ringte to ganger. La ikke igjen beskjed, "
		    "prøver igjen en annen dag.");
	} else {
		e.state = ENCOUNTER_HELD;
		e.minutes += d->act->who % 4 * 3 - 4;
		e.words.note = str_z(notes[d->act->n][d->act->who % 3]);
		e.words.agreed = str_z(agreed[d->person->lang][d->act->n]);
	}
	return encounter_change(&d->care, id, &e, e.n, &bad) ==
	    ENCOUNTER_SAVED;
}

static bool
rhythm_set(struct doing *d)
{
	struct problems bad = { 0 };
	struct contact c;

	if (!contact_load(&d->care, &d->e, d->run->conf->content, &c))
		return false;
	rhythm_apply(&c.rhythm, S("weekly=off"));
	care_audit(&d->care, "talk.rhythm", ID_NONE);
	return contact_set(&d->care, &c.rhythm, S("Vil heller ringes enn å få "
	    "melding hver uke. Vi er enige om å snakkes når det er stille."),
	    &bad);
}

bool
talks_staff(struct doing *d)
{
	if (d->act->kind == ACT_RHYTHM)
		return rhythm_set(d);
	return d->act->kind == ACT_TALK ? talk(d) : talked(d);
}
