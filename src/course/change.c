/* SPDX-License-Identifier: Apache-2.0 */
#include "course/change.h"

#include "base/arena.h"
#include "base/buf.h"
#include "course/order.h"
#include "people/care.h"
#include "programme/content.h"

enum { ORDER_MAX = 2000 };

static void
reason_check(struct changing *x, bool needed)
{
	if (needed && x->reason.len == 0)
		problem_add(x->bad, S("reason"), T("Write why, in a few "
		    "words."));
	if (str_utf8_len(x->reason) > VARIANT_REASON_MAX)
		problem_add_n(x->bad, S("reason"), T("This is a little long. "
		    "Keep it to %1 characters."), VARIANT_REASON_MAX);
}

static enum changed
put(struct changing *x, struct variant_new *new)
{
	if (x->e->ended_at != 0)
		return CHANGED_OVER;
	if (x->bad->n > 0)
		return CHANGED_WRONG;
	new->reason = x->reason;
	new->seen = x->seen;
	switch (variant_put(x->care, x->e, new)) {
	case VARIANT_SAVED:
		return CHANGED_SAVED;
	case VARIANT_CONFLICT:
		return CHANGED_MEANWHILE;
	case VARIANT_REFUSED:
		break;
	}
	return CHANGED_OVER;
}

static bool
is_begun(const struct chapter_progress *p)
{
	return p->started_at != 0 || p->done_at != 0;
}

static struct chapter_progress *
find(struct chapter_progress *list, size_t n, struct str id)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(list[i].chapter->id, id))
			return &list[i];
	return NULL;
}

static struct str
order_text(struct arena *a, const struct chapter_progress *list, size_t n)
{
	struct buf b = buf_new(a, ORDER_MAX);
	size_t i;

	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_add_c(&b, ' ');
		buf_add(&b, list[i].chapter->id);
	}
	return buf_str(&b);
}

/* The nearest one that may change places with it; NULL: none. */
static struct chapter_progress *
neighbour(struct chapter_progress *list, size_t n, struct chapter_progress *it,
    bool up)
{
	struct chapter_progress *p = it;

	while (up ? p > list : p + 1 < list + n) {
		p += up ? -1 : 1;
		if (!is_begun(p) && !p->planned && p->instead == NULL)
			return p;
	}
	return NULL;
}

enum changed
change_move(struct changing *x, struct str chapter, bool up)
{
	struct arena *a = x->care->arena;
	struct chapter_progress *list, *it, *by, was;
	size_t n = course_chapters(x->care, x->e, x->content, &list);
	struct variant_new new = { .what = VARIANT_MOVE, .place = chapter };

	it = find(list, n, chapter);
	if (it == NULL || it->planned || it->instead != NULL)
		return CHANGED_UNKNOWN;
	if (is_begun(it))
		return CHANGED_BEGUN;
	reason_check(x, true);
	new.from = order_text(a, list, n);
	by = neighbour(list, n, it, up);
	if (by == NULL) {
		problem_add(x->bad, S("to"), T("It cannot be moved further: "
		    "what was begun keeps its place."));
	} else {
		was = *it;
		*it = *by;
		*by = was;
		new.to = order_text(a, list, n);
	}
	return put(x, &new);
}

enum changed
change_chapter(struct changing *x, struct str chapter, struct str by)
{
	struct chapter_progress *list, *it, *other;
	size_t n = course_chapters(x->care, x->e, x->content, &list);
	struct variant_new new = { .what = VARIANT_CHAPTER, .place = chapter,
	    .from = chapter, .to = by };

	it = find(list, n, chapter);
	other = find(list, n, by);
	if (it == NULL || it->planned || it->stands_for != NULL)
		return CHANGED_UNKNOWN;
	if (is_begun(it))
		return CHANGED_BEGUN;
	reason_check(x, true);
	if (other == NULL || other == it || other->planned ||
	    is_begun(other) || other->instead != NULL ||
	    (other->stands_for != NULL && other->stands_for != it->chapter))
		problem_add(x->bad, S("to"), T("Choose a part that is written "
		    "and not begun, and stands for no other."));
	return put(x, &new);
}

/* "ch3.map": its chapter and form; false: there is none such. */
static bool
place_find(const struct changing *x, struct str place,
    const struct chapter **chapter, const struct form **form)
{
	const struct programme *p = course_programme(x->e, x->content);
	struct str id = place, head = str_cut(&id, '.');

	*form = NULL;
	if (p == NULL || (*chapter = programme_chapter(p, head)) == NULL ||
	    (*chapter)->planned)
		return false;
	if (id.len == 0)
		return str_eq(place, head);
	*form = programme_form(p, id, chapter);
	return *form != NULL && str_eq((*chapter)->id, head);
}

enum changed
change_exercise(struct changing *x, struct str place, struct str by)
{
	const struct programme *p = course_programme(x->e, x->content);
	const struct chapter *chapter;
	const struct form *form;
	struct exercise_swap swap;
	struct variant_new new = { .what = VARIANT_EXERCISE, .place = place,
	    .from = place, .to = by };

	if (!place_find(x, place, &chapter, &form) || form == NULL)
		return CHANGED_UNKNOWN;
	reason_check(x, true);
	if (!swap_named(p, by, &swap) || swap.form == form ||
	    (swap.task != NULL && swap.task->sheet == NULL) ||
	    swap.chapter == chapter)
		problem_add(x->bad, S("to"), T("Choose an exercise of another "
		    "part, or one from the library."));
	return put(x, &new);
}

enum changed
change_note(struct changing *x, struct str place, struct str words)
{
	const struct chapter *chapter;
	const struct form *form;
	struct variant_new new = { .what = VARIANT_NOTE, .place = place,
	    .words = words };

	if (!place_find(x, place, &chapter, &form))
		return CHANGED_UNKNOWN;
	reason_check(x, false);
	if (words.len == 0)
		problem_add(x->bad, S("words"), T("Write a few words, or take "
		    "the note away."));
	if (str_utf8_len(words) > VARIANT_NOTE_MAX)
		problem_add_n(x->bad, S("words"), T("This is a little long. "
		    "Keep it to %1 characters."), VARIANT_NOTE_MAX);
	return put(x, &new);
}

enum changed
change_value(struct changing *x, enum variant_what what, struct str from,
    struct str to)
{
	struct variant_new new = { .what = what, .from = from, .to = to };

	reason_check(x, true);
	return put(x, &new);
}

enum changed
change_pace(struct changing *x, int days, bool by_hand, struct id seen_hand)
{
	const struct variants *all = variants_of(x->care, x->e);
	const struct variant *d = variant_at(all, VARIANT_DAYS, STR_NONE),
	    *h = variant_at(all, VARIANT_HAND, STR_NONE);
	struct str was_days = d == NULL ? S("0") : d->to,
	    was_hand = h == NULL ? S("0") : h->to,
	    is_days = str_fmt(x->care->arena, "%d", days),
	    is_hand = by_hand ? S("1") : S("0");
	struct chapter_progress *list;
	size_t n, i;
	enum changed done = CHANGED_SAVED;

	if (days < 0 || days > VARIANT_WAIT_MAX)
		problem_add_n(x->bad, S("days"), T("From 0 to %1 days."),
		    VARIANT_WAIT_MAX);
	if (!id_eq(x->seen, d == NULL ? ID_NONE : d->id) ||
	    !id_eq(seen_hand, h == NULL ? ID_NONE : h->id))
		return CHANGED_MEANWHILE;
	if (str_eq(was_days, is_days) && str_eq(was_hand, is_hand))
		return CHANGED_SAVED;
	n = course_chapters(x->care, x->e, x->content, &list);
	if (!str_eq(was_days, is_days))
		done = change_value(x, VARIANT_DAYS, was_days, is_days);
	x->seen = seen_hand;
	if (done == CHANGED_SAVED && !str_eq(was_hand, is_hand))
		done = change_value(x, VARIANT_HAND, was_hand, is_hand);
	for (i = 0; done == CHANGED_SAVED && i < n; i++)
		if (list[i].open == CHAPTER_OPEN && list[i].opened_at == 0 &&
		    list[i].chapter->release != NULL)
			course_keep_open(x->care, x->e, list[i].chapter->id);
	return done;
}
