/* SPDX-License-Identifier: Apache-2.0 */
/* What is different in the programme for a few of the cast. */
#include "course/change.h"
#include "demo/demo_doing.h"
#include "measures/weekly.h"

static const struct own {
	const char *name;		/* of the person */
	int days_ago;
	enum variant_what what;
	const char *place, *to, *words;	/* words: note or reason */
} owns[] = {
	{ "Kari", 4, VARIANT_MOVE, "ch6", "",
	    "Kari skal snakke med lederen om to uker og vil ha planen for "
	    "jobben før hun tar fatt på trappa." },
	{ "Kari", 4, VARIANT_NOTE, "ch4", "",
	    "Da vi snakket sammen, sa du at blikket går rett til tallet i "
	    "innboksen. Denne delen handler om nettopp det. Ta gjerne én side "
	    "om dagen." },
	{ "Fatima", 9, VARIANT_FORM, "phq9", "gad7",
	    "Uroen er det som svinger mest nå. Vi ser på begge tallene hver "
	    "uke en stund." },
	{ "Fatima", 9, VARIANT_DAYS, "", "3",
	    "Hun ba selv om litt luft mellom delene." },
	{ "Emily", 6, VARIANT_EXERCISE, "ch6.work_talk", "task.talk_boss",
	    "She has had the talk with her manager already; a short one to "
	    "practise aloud fits better now." },
};

void
life_own(struct life *l)
{
	size_t i;

	for (i = 0; i < sizeof(owns) / sizeof(*owns); i++) {
		struct act *a;
		int64_t at;

		if (!str_is(str_z(owns[i].name), l->p->first))
			continue;
		at = life_reading_before(l, l->acts->now -
		    (int64_t)owns[i].days_ago * DAY_S, true);
		a = at == 0 || at < l->accepted ? NULL :
		    life_add(l, ACT_OWN, at + (int64_t)(i + 1) * MINUTE);
		if (a != NULL)
			a->n = (int)i;
	}
}

static enum changed
change(struct changing *x, const struct own *o)
{
	int64_t days = 0;

	switch (o->what) {
	case VARIANT_MOVE:
		return change_move(x, str_z(o->place), true);
	case VARIANT_NOTE:
		x->reason = STR_NONE;
		return change_note(x, str_z(o->place), str_z(o->words));
	case VARIANT_EXERCISE:
		return change_exercise(x, str_z(o->place), str_z(o->to));
	case VARIANT_FORM:
		return weekly_change(x, str_z(o->place), str_z(o->to), 1);
	case VARIANT_DAYS:
		(void)str_int(str_z(o->to), 0, VARIANT_WAIT_MAX, &days);
		return change_pace(x, (int)days, false, ID_NONE);
	case VARIANT_CHAPTER:
	case VARIANT_SWITCH:
	case VARIANT_HAND:
	case VARIANT_N:
		break;
	}
	return CHANGED_UNKNOWN;
}

bool
own_staff(struct doing *d, const struct content *content)
{
	const struct own *o = &owns[d->act->n];
	struct problems bad = { 0 };
	struct changing x = { .care = &d->care, .e = &d->e,
	    .content = content, .bad = &bad, .reason = str_z(o->words) };

	care_audit(&d->care, "course.read", ID_NONE);
	return change(&x, o) == CHANGED_SAVED;
}
