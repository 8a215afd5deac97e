/* SPDX-License-Identifier: Apache-2.0 */
#include "caseload/own.h"

#include "people/care.h"
#include "people/team.h"
#include "programme/content.h"

/* What is different for one patient, in sentences for the clinic. */

struct str
course_count_text(struct out *o, const struct course_count *c)
{
	struct buf b = buf_new(o->arena, 400);

	buf_add(&b, out_tr2(o, T("%1 of %2 chapters done"), c->done, c->of));
	if (c->replaced + c->exercises > 0)
		buf_add(&b, out_tr1(o, T(", %1 replaced"), c->replaced +
		    c->exercises));
	if (c->skipped > 0)
		buf_add(&b, out_tr1(o, T(", %1 skipped"), c->skipped));
	if (c->moved > 0)
		buf_add(&b, out_tr1(o, T(", %1 moved"), c->moved));
	return buf_str(&b);
}

struct str
own_title(const struct programme *p, struct str place, enum lang lang)
{
	struct str id = place, head = str_cut(&id, '.');
	struct exercise_swap swap;
	const struct chapter *c;

	if (p == NULL)
		return place;
	if (id.len > 0 && swap_named(p, place, &swap))
		return words_in(swap.form != NULL ? &swap.form->title :
		    &swap.task->title, lang);
	c = id.len > 0 ? NULL : programme_chapter(p, head);
	return c == NULL ? place : words_in(&c->title, lang);
}

/* "ch5" in "ch1 ch5 ch2": 1 */
static int
nth(struct str order, struct str id)
{
	int i = 0;

	while (order.len > 0 && !str_eq(str_cut(&order, ' '), id))
		i++;
	return i;
}

static const char *
switch_text(const struct variant *v)
{
	return str_is(v->to, "hold") ? T("“%1” is held") :
	    str_is(v->to, "skip") ? T("“%1” is skipped") :
	    T("“%1” was opened");
}

static struct str
form_text(struct out *o, const struct content *content,
    const struct variant *v, bool *gone)
{
	struct weekly w;
	struct str first, beside;

	if (!weekly_read(content, v->to, &w)) {
		*gone = true;
		return v->to;
	}
	first = words_in(&w.first->title, o->lang);
	beside = w.beside == NULL ? STR_NONE :
	    words_in(&w.beside->title, o->lang);
	if (w.beside != NULL)
		return out_tr2(o, w.every == 1 ?
		    T("“%1” and “%2” are asked each week") :
		    T("“%1” and “%2” are asked every other week"), first,
		    beside);
	return out_tr1(o, w.every == 1 ? T("“%1” is asked each week") :
	    T("“%1” is asked every other week"), first);
}

static struct str
swap_text(struct out *o, const struct programme *p, const struct variant *v,
    bool *gone)
{
	struct exercise_swap swap;
	const struct chapter *by;

	if (v->what == VARIANT_EXERCISE) {
		*gone = !swap_named(p, v->to, &swap) ||
		    !swap_named(p, v->place, &swap);
	} else {
		by = p == NULL ? NULL : programme_chapter(p, v->to);
		*gone = by == NULL || by->planned ||
		    programme_chapter(p, v->place) == NULL;
	}
	return out_tr2(o, T("“%2” stands in the place of “%1”"),
	    own_title(p, v->place, o->lang), own_title(p, v->to, o->lang));
}

static struct str
line_text(struct out *o, const struct content *content,
    const struct programme *p, const struct variant *v, bool *gone)
{
	struct str title = own_title(p, v->place, o->lang);
	int64_t days = 0;

	switch (v->what) {
	case VARIANT_MOVE:
		return out_tr1(o, nth(v->to, v->place) <
		    nth(v->from, v->place) ? T("“%1” was moved earlier") :
		    T("“%1” was moved later"), title);
	case VARIANT_CHAPTER:
	case VARIANT_EXERCISE:
		return swap_text(o, p, v, gone);
	case VARIANT_NOTE:
		return out_tr1(o, T("A note at “%1”"), title);
	case VARIANT_SWITCH:
		return out_tr1(o, switch_text(v), title);
	case VARIANT_DAYS:
		(void)str_int(v->to, 0, VARIANT_WAIT_MAX, &days);
		if (days == 0)
			return out_tr(o, T("No waiting days between "
			    "chapters"));
		return out_trn(o, TN("One waiting day between chapters",
		    "%1 waiting days between chapters"), days);
	case VARIANT_HAND:
		return out_tr(o, str_is(v->to, "1") ?
		    T("Chapters are opened by hand") :
		    T("Chapters open by themselves"));
	case VARIANT_FORM:
		return form_text(o, content, v, gone);
	case VARIANT_N:
		break;
	}
	return v->to;
}

void
own_lines(struct page *p, const struct enrolment *e,
    const struct content *content, struct own_view *v)
{
	const struct programme *programme = course_programme(e, content);
	struct variant *list;
	size_t n = variant_list(p->care, e, &list), i;
	bool moves = false;

	v->lines = arena_many(p->arena, struct own_line, n + 1);
	for (i = 0; i < n; i++) {
		struct own_line *l = &v->lines[v->lines_n++];

		l->v = &list[i];
		l->by = team_name(p->tx, p->vault, list[i].by);
		if (list[i].ended_at != 0)
			l->ended_by = team_name(p->tx, p->vault,
			    list[i].ended_by);
		l->what = line_text(&p->out, content, programme, &list[i],
		    &l->gone);
		l->back = list[i].ended_at == 0 &&
		    list[i].what != VARIANT_SWITCH &&
		    !(list[i].what == VARIANT_MOVE && moves);
		moves |= l->back && list[i].what == VARIANT_MOVE;
	}
}
