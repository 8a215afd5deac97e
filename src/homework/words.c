/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/clinic_view.h"

/* Names of kinds, for the clinic's pages. */

const int quality_dots[5] = { 0, 1, 2, 3, 4 };
const int amount_order[4] = { AMOUNT_DID, AMOUNT_PARTLY, AMOUNT_NOT,
	AMOUNT_OTHER };

struct msg
task_kind_text(enum task_kind k)
{
	static const struct msg list[TASK_KINDS] = {
		[TASK_LEARN] = { T("Learning about it") },
		[TASK_MONITOR] = { T("Noticing and noting") },
		[TASK_THOUGHTS] = { T("Thoughts") },
		[TASK_ACTIVATION] = { T("Getting going") },
		[TASK_EXPOSURE] = { T("Exposure, step by step") },
		[TASK_EXPERIMENT] = { T("Experiments") },
		[TASK_ATTENTION] = { T("Attention") },
		[TASK_RELAXATION] = { T("Breathing and rest") },
		[TASK_WORRY] = { T("Worry") },
		[TASK_PROBLEM] = { T("Problem solving") },
		[TASK_SLEEP] = { T("Sleep") },
		[TASK_COMPASSION] = { T("Self-compassion") },
		[TASK_VALUES] = { T("Values") },
		[TASK_SOCIAL] = { T("Time with others") },
		[TASK_NO] = { T("Saying no") },
		[TASK_SUPPORT] = { T("Asking for support") },
		[TASK_SETBACK] = { T("Setbacks") },
		[TASK_CHANGE] = { T("When one is in two minds") },
		[TASK_FREE] = { T("Own words") },
	};

	return k < TASK_KINDS ? list[k] : (struct msg){ NULL };
}

struct msg
template_kind_text(enum template_kind k)
{
	static const struct msg list[TEMPLATE_KINDS] = {
		[TEMPLATE_REINFORCE] = { T("Reinforce the work") },
		[TEMPLATE_PROMPT] = { T("Prompt") },
		[TEMPLATE_CONFIDENCE] = { T("Build confidence") },
		[TEMPLATE_UNDERSTAND] = { T("Understand") },
		[TEMPLATE_UNSURE] = { T("Open questions") },
		[TEMPLATE_WORK] = { T("How we work") },
		[TEMPLATE_FEEDBACK] = { T("Feedback on symptoms and work") },
	};

	return k < TEMPLATE_KINDS ? list[k] : (struct msg){ NULL };
}

struct msg
plan_change_text(enum plan_change c)
{
	switch (c) {
	case PLAN_FIRST:
		return MSG("first plan");
	case PLAN_SMALLER:
		return MSG("made smaller");
	case PLAN_LARGER:
		return MSG("made larger");
	case PLAN_WORDS:
		return MSG("other words");
	case PLAN_TIME:
		return MSG("another time");
	case PLAN_PLACE:
		return MSG("another place");
	case PLAN_SAME:
		return MSG("kept as it was");
	}
	return (struct msg){ NULL };
}

struct msg
homework_by_text(enum homework_by by)
{
	return by == BY_PATIENT ? MSG("the patient") : by == BY_THERAPIST ?
	    MSG("the clinic") : MSG("the chapter");
}

/*
 * How the work was done, not how it came out.  Anchors in our own words;
 * docs/homework.md says what they build on.
 */
struct msg
quality_text(int quality)
{
	switch (quality) {
	case 0:
		return MSG("not to be seen from what was told");
	case 1:
		return MSG("touched on");
	case 2:
		return MSG("the steps were followed in part");
	case 3:
		return MSG("the steps were followed");
	case 4:
		return MSG("followed and made one's own");
	default:
		return (struct msg){ NULL };
	}
}
