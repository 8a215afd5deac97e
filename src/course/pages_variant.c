/* SPDX-License-Identifier: Apache-2.0 */
#include "course/pages.h"
#include "course/variant.h"
#include "course/view.h"
#include "people/care.h"
#include "people/team.h"

/* What is different for the patient, in words on the patient's own pages. */

struct own_note
own_note_at(struct page *p, const struct enrolment *e, struct str place)
{
	const struct variant *v = variant_at(variants_of(p->care, e),
	    VARIANT_NOTE, place);

	if (v == NULL)
		return (struct own_note){ .at = 0 };
	return (struct own_note){ .at = v->made_at,
	    .by = team_name(p->tx, p->vault, v->by),
	    .words = variant_words(p->care, v) };
}

struct str
chapter_own(struct page *p, const struct chapter_progress *c)
{
	struct out *o = &p->out;
	const struct variant *v = c->swapped != NULL ? c->swapped : c->moved;
	struct str by;

	if (v == NULL || (c->swapped == NULL && c->moved_by == 0))
		return STR_NONE;
	by = team_name(p->tx, p->vault, v->by);
	if (c->instead != NULL)
		return out_tr2(o, T("%1 has chosen “%2” for you in its "
		    "place."), by, words_in(&c->instead->title, o->lang));
	if (c->stands_for != NULL)
		return out_tr2(o, T("%1 has chosen this for you, in the place "
		    "of “%2”."), by,
		    words_in(&c->stands_for->title, o->lang));
	return out_tr1(o, c->moved_by < 0 ?
	    T("%1 has moved this part up for you.") :
	    T("%1 has moved this part a little later for you."), by);
}
