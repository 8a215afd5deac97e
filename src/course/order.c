/* SPDX-License-Identifier: Apache-2.0 */
#include "course/order.h"

#include "base/arena.h"
#include "people/care.h"
#include "programme/content.h"

struct str
order_place(struct arena *a, const struct chapter *chapter,
    const struct form *form)
{
	return str_fmt(a, "%.*s.%.*s", STR(chapter->id), STR(form->id));
}

/* "done(ch1)" and nothing else: that chapter. */
static const struct chapter *
waits_for(const struct programme *p, const struct chapter *chapter)
{
	struct str text, head = S("done(");

	if (chapter->release == NULL)
		return NULL;
	text = chapter->release->text;
	if (!str_starts(text, head) || !str_ends(text, S(")")))
		return NULL;
	return programme_chapter(p, str_trim(str_sub(text, head.len,
	    text.len - 1)));
}

static bool
named(const struct chapter_progress *p, struct str id)
{
	return str_eq(p->chapter->id, id);
}

static size_t
index_of(const struct chapter_progress *list, size_t n, struct str id)
{
	size_t i;

	for (i = 0; i < n && !named(&list[i], id); i++)
		;
	return i;
}

/* list[from] comes to stand at `to`. */
static void
move(struct chapter_progress *list, size_t from, size_t to)
{
	struct chapter_progress it = list[from];

	for (; from > to; from--)
		list[from] = list[from - 1];
	for (; from < to; from++)
		list[from] = list[from + 1];
	list[to] = it;
}

/* Those it does not name keep their order, behind. */
static void
arrange(struct chapter_progress *list, size_t n, struct str order)
{
	size_t at = 0, i;

	while (order.len > 0) {
		i = index_of(list, n, str_cut(&order, ' '));
		if (i < n && i >= at)
			move(list, i, at++);
	}
}

/* One chapter in another's place, which stands closed behind it. */
static void
put_instead(struct chapter_progress *list, size_t n, const struct variant *v)
{
	size_t was = index_of(list, n, v->place), by = index_of(list, n, v->to);

	if (was == n || by == n || was == by || list[by].planned ||
	    list[was].started_at != 0 || list[was].done_at != 0 ||
	    list[was].instead != NULL || list[was].stands_for != NULL ||
	    list[by].instead != NULL || list[by].stands_for != NULL)
		return;
	list[by].swapped = list[was].swapped = v;
	list[was].instead = list[by].chapter;
	list[by].stands_for = list[was].chapter;
	move(list, by, was > by ? was - 1 : was);
	was = index_of(list, n, v->place);
	by = index_of(list, n, v->to);
	move(list, was, was < by ? by : by + 1);
}

void
order_apply(struct care *c, const struct enrolment *e,
    const struct programme *p, struct chapter_progress *list, size_t n,
    struct order *out)
{
	const struct variants *all = variants_of(c, e);
	const struct variant *v = variant_order(all);
	size_t i, k;
	int64_t days;

	*out = (struct order){ .changed = v != NULL };
	if (all->n == 0)
		return;
	if (v != NULL)
		arrange(list, n, v->to);
	for (i = 0; v != NULL && i < n; i++) {
		for (k = 0; &p->chapters[k] != list[i].chapter; k++)
			;
		list[i].moved = variant_at(all, VARIANT_MOVE,
		    list[i].chapter->id);
		list[i].moved_by = (int)i - (int)k;
	}
	for (i = 0; i < all->n; i++)
		if (all->list[i].what == VARIANT_CHAPTER &&
		    all->list[i].ended_at == 0) {
			put_instead(list, n, &all->list[i]);
			out->changed = true;
		}
	v = variant_at(all, VARIANT_HAND, STR_NONE);
	out->by_hand = v != NULL && str_is(v->to, "1");
	v = variant_at(all, VARIANT_DAYS, STR_NONE);
	if (v != NULL && str_int(v->to, 0, VARIANT_WAIT_MAX, &days))
		out->wait_days = (int)days;
}

/* The one that is walked before list[i]; NULL: it is the first. */
static const struct chapter_progress *
before(const struct chapter_progress *list, size_t i)
{
	while (i > 0) {
		const struct chapter_progress *b = &list[--i];

		if (b->instead == NULL && !b->planned)
			return b;
	}
	return NULL;
}

static bool
through(const struct chapter_progress *p)
{
	return p->done_at != 0 || p->skipped_at != 0;
}

/* Are the waiting days over since the last chapter before it was done? */
static bool
waited(const struct order *o, const struct care *c,
    struct chapter_progress *list, size_t i)
{
	int64_t last = 0;
	size_t k;

	for (k = 0; k < i; k++)
		if (list[k].done_at > last)
			last = list[k].done_at;
	if (o->wait_days == 0 || last == 0)
		return true;
	list[i].opens.n = zone_day(c->zone, last).n + o->wait_days;
	return zone_day(c->zone, c->now).n >= list[i].opens.n;
}

/* Its rule is done(the one before it in the programme). */
static bool
chained(const struct programme *p, const struct chapter *c)
{
	return c > p->chapters && waits_for(p, c) == c - 1;
}

void
order_after(const struct order *o, const struct programme *p,
    struct chapter_progress *list, size_t i)
{
	const struct chapter_progress *b;

	list[i].after = waits_for(p, list[i].chapter);
	if (!o->changed || !chained(p, list[i].chapter))
		return;
	b = before(list, i);
	list[i].after = b == NULL ? NULL : b->chapter;
}

bool
order_opens(const struct order *o, const struct care *c,
    const struct programme *p, struct chapter_progress *list, size_t i,
    const struct expr_env *env)
{
	struct chapter_progress *it = &list[i];
	const struct chapter_progress *b;
	bool holds;

	if (it->chapter->release == NULL)
		return true;
	if (o->by_hand) {
		it->by_hand = true;
		return false;
	}
	if (o->changed && chained(p, it->chapter)) {
		b = before(list, i);
		holds = b == NULL || through(b);
	} else {
		holds = expr_true(it->chapter->release, env);
	}
	return holds && (waits_for(p, it->chapter) == NULL ||
	    waited(o, c, list, i));
}

bool
swap_named(const struct programme *p, struct str value,
    struct exercise_swap *out)
{
	struct str id = value, head = str_cut(&id, '.');
	const struct chapter *in;

	*out = (struct exercise_swap){ .variant = NULL };
	if (p == NULL)
		return false;
	if (str_is(head, "task")) {
		out->task = programme_task(p, id);
		return out->task != NULL;
	}
	out->form = programme_form(p, id, &in);
	if (out->form == NULL || !str_eq(in->id, head) || in->planned)
		return false;
	out->chapter = in;
	return true;
}

bool
swap_of(struct care *c, const struct enrolment *e, const struct programme *p,
    const struct chapter *chapter, const struct form *form,
    struct exercise_swap *out)
{
	const struct variants *all = variants_of(c, e);
	const struct variant *v;

	if (all->n == 0)
		return false;
	v = variant_at(all, VARIANT_EXERCISE, order_place(c->arena, chapter,
	    form));
	if (v == NULL || !swap_named(p, v->to, out))
		return false;
	out->variant = v;
	return true;
}

struct course_count
course_counted(struct care *c, const struct enrolment *e,
    const struct chapter_progress *list, size_t n)
{
	const struct variants *all = variants_of(c, e);
	struct course_count out = { 0 };
	size_t i;

	for (i = 0; i < n; i++) {
		const struct chapter_progress *p = &list[i];

		out.replaced += p->instead != NULL;
		out.skipped += p->open == CHAPTER_SKIPPED &&
		    p->instead == NULL;
		out.moved += p->moved != NULL && p->moved_by != 0;
		if (p->planned || p->open == CHAPTER_SKIPPED)
			continue;
		out.of++;
		out.done += p->open == CHAPTER_DONE;
	}
	for (i = 0; i < all->n; i++)
		out.exercises += all->list[i].ended_at == 0 &&
		    all->list[i].what == VARIANT_EXERCISE;
	return out;
}
