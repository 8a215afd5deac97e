/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* A part of test_course.c: the rules of what is different for one patient. */
#include "course/change.h"

static struct changing
changing(struct world *w, struct care *c, struct enrolment *e,
    struct problems *bad)
{
	*e = current(c);
	*bad = (struct problems){ 0 };
	return (struct changing){ .care = c, .e = e, .content = w->content,
	    .bad = bad, .reason = S("why") };
}

static void
three_earlier(struct world *w, struct care *c)
{
	struct enrolment e;
	struct problems bad;
	struct changing x = changing(w, c, &e, &bad);

	CHECK_INT(change_move(&x, S("three"), true), CHANGED_SAVED);
	/* Over an old page: nothing. */
	CHECK_INT(change_move(&x, S("three"), false), CHANGED_MEANWHILE);
}

static void
order_is(struct world *w, struct care *c, const char *want)
{
	struct enrolment e = current(c);
	struct chapter_progress *list;
	size_t n = course_chapters(c, &e, w->content, &list), i;
	struct str got = STR_NONE;

	for (i = 0; i < n; i++)
		got = str_fmt(test_arena, "%.*s%s%.*s", STR(got), i > 0 ? " " :
		    "", STR(list[i].chapter->id));
	CHECK_STR(got, want);
}

static void
two_waits_for_three(struct world *w, struct care *c)
{
	struct enrolment e = current(c);
	struct chapter_progress p = { 0 };

	order_is(w, c, "one three two four");
	CHECK(course_chapter(c, &e, w->content, S("two"), &p));
	CHECK_INT(p.open, CHAPTER_LATER);
	CHECK(p.after != NULL && str_is(p.after->id, "three"));
	CHECK(course_chapter(c, &e, w->content, S("three"), &p));
	CHECK_INT(p.moved_by, -1);
	/* Its own rule is not about the one before it: as written. */
	CHECK_INT(p.open, CHAPTER_LATER);
}

static void
one_done(struct world *w, struct care *c)
{
	struct enrolment e = current(c);

	(void)w;
	course_chapter_done(c, &e, S("one"));
}

static void
three_done(struct world *w, struct care *c)
{
	struct enrolment e = current(c);

	(void)w;
	course_chapter_done(c, &e, S("three"));
}

static void
two_open(struct world *w, struct care *c)
{
	CHECK_INT(state(w, c, "two"), CHAPTER_OPEN);
}

static void
two_later(struct world *w, struct care *c)
{
	CHECK_INT(state(w, c, "two"), CHAPTER_LATER);
}

/* What is begun keeps its place, and four is not written. */
static void
no_moves_left(struct world *w, struct care *c)
{
	struct enrolment e;
	struct problems bad;
	struct changing x = changing(w, c, &e, &bad);

	x.seen = variant_order(variants_of(c, &e))->id;
	CHECK_INT(change_move(&x, S("three"), false), CHANGED_BEGUN);
	CHECK_INT(change_move(&x, S("four"), true), CHANGED_UNKNOWN);
	CHECK_INT(change_move(&x, S("nine"), true), CHANGED_UNKNOWN);
	CHECK_INT(change_move(&x, S("two"), true), CHANGED_WRONG);
}

EACH_WORLD(a_moved_chapter_takes_its_place_in_the_chain)
{
	AS(w, THERAPIST, enrol);
	AS(w, THERAPIST, three_earlier);
	AS(w, OWN, two_waits_for_three);
	AS(w, THERAPIST, two_waits_for_three);
	AS(w, OWN, one_done);
	AS(w, OWN, two_waits_for_three);
	AS(w, OWN, three_done);
	AS(w, OWN, two_open);
	AS(w, THERAPIST, no_moves_left);
}

static void
back_to_the_programme(struct world *w, struct care *c)
{
	struct enrolment e = current(c);

	CHECK(variant_end(c, &e, variant_order(variants_of(c, &e))->id));
	order_is(w, c, "one two three four");
	CHECK(!variant_end(c, &e, w->enrolment));
}

EACH_WORLD(the_programmes_order_comes_back)
{
	AS(w, THERAPIST, enrol);
	AS(w, THERAPIST, three_earlier);
	AS(w, OWN, one_done);
	AS(w, OWN, two_later);
	AS(w, THERAPIST, back_to_the_programme);
	AS(w, OWN, two_open);
}

static void
two_by_three(struct world *w, struct care *c)
{
	struct enrolment e;
	struct problems bad;
	struct changing x = changing(w, c, &e, &bad);

	CHECK_INT(change_chapter(&x, S("two"), S("four")), CHANGED_WRONG);
	CHECK_INT(change_chapter(&x, S("two"), S("two")), CHANGED_WRONG);
	bad = (struct problems){ 0 };
	CHECK_INT(change_chapter(&x, S("two"), S("three")), CHANGED_SAVED);
}

static void
two_is_three(struct world *w, struct care *c)
{
	struct enrolment e = current(c);
	struct chapter_progress *list;
	size_t n = course_chapters(c, &e, w->content, &list);
	struct course_count count = course_counted(c, &e, list, n);

	order_is(w, c, "one three two four");
	CHECK(str_is(list[2].instead->id, "three"));
	CHECK(str_is(list[1].stands_for->id, "two"));
	CHECK_INT(list[2].open, CHAPTER_SKIPPED);
	CHECK(!chapter_is_open(&list[2]));
	CHECK_INT(count.of, 2);
	CHECK_INT(count.replaced, 1);
	CHECK_INT(count.done, w->n);
}

EACH_WORLD(another_chapter_in_the_place_of_one)
{
	AS(w, THERAPIST, enrol);
	AS(w, THERAPIST, two_by_three);
	w->n = 0;
	AS(w, OWN, two_is_three);
	AS(w, OWN, one_done);
	AS(w, OWN, three_done);
	w->n = 2;
	AS(w, OWN, two_is_three);
	AS(w, THERAPIST, two_is_three);
}

static void
three_days(struct world *w, struct care *c)
{
	struct enrolment e;
	struct problems bad;
	struct changing x = changing(w, c, &e, &bad);

	CHECK_INT(change_pace(&x, 29, false, ID_NONE), CHANGED_WRONG);
	bad = (struct problems){ 0 };
	CHECK_INT(change_pace(&x, 3, false, ID_NONE), CHANGED_SAVED);
}

EACH_WORLD(waiting_days_are_days_of_the_patient)
{
	AS(w, THERAPIST, enrol);
	AS(w, THERAPIST, three_days);
	AS(w, OWN, one_done);
	AS(w, OWN, two_later);
	/* T0 is at six: the third midnight in Oslo, not 72 hours. */
	w->now += 3 * 86400 - 6 * 3600 - 60;
	AS(w, OWN, two_later);
	w->now += 120;
	AS(w, OWN, two_open);
}

static void
by_hand(struct world *w, struct care *c)
{
	struct enrolment e;
	struct problems bad;
	struct changing x = changing(w, c, &e, &bad);

	CHECK_INT(change_pace(&x, 0, true, ID_NONE), CHANGED_SAVED);
}

EACH_WORLD(by_hand_nothing_opens_and_nothing_closes)
{
	AS(w, THERAPIST, enrol);
	AS(w, OWN, one_done);
	AS(w, THERAPIST, by_hand);
	AS(w, OWN, two_open);
}

EACH_WORLD(by_hand_waits_for_the_therapist)
{
	AS(w, THERAPIST, enrol);
	AS(w, THERAPIST, by_hand);
	AS(w, OWN, one_done);
	AS(w, OWN, two_later);
}

/* The programme is a newer one, without what was chosen. */
static void
gone(struct world *w, struct care *c)
{
	struct enrolment e = current(c);
	const struct programme *p = course_programme(&e, w->content);
	const struct chapter *one;
	const struct form *map = programme_form(p, S("map"), &one);
	struct exercise_swap swap;

	CHECK_INT(variant_put(c, &e, &(struct variant_new){
	    .what = VARIANT_EXERCISE, .place = S("one.map"),
	    .to = S("two.gone") }), VARIANT_SAVED);
	CHECK(!swap_of(c, &e, p, one, map, &swap));
	CHECK_INT(variant_put(c, &e, &(struct variant_new){ .any = true,
	    .what = VARIANT_CHAPTER, .place = S("two"), .to = S("nine") }),
	    VARIANT_SAVED);
	order_is(w, c, "one two three four");
}

EACH_WORLD(what_is_gone_from_the_programme_falls_back)
{
	AS(w, THERAPIST, enrol);
	AS(w, THERAPIST, gone);
	AS(w, OWN, one_done);
	AS(w, OWN, two_open);
}

static void
map_by_plan(struct world *w, struct care *c)
{
	struct enrolment e;
	struct problems bad;
	struct changing x = changing(w, c, &e, &bad);

	CHECK_INT(change_exercise(&x, S("one.map"), S("one.map")),
	    CHANGED_WRONG);
	CHECK_INT(change_exercise(&x, S("one.none"), S("two.plan")),
	    CHANGED_UNKNOWN);
	bad = (struct problems){ 0 };
	CHECK_INT(change_exercise(&x, S("one.map"), S("two.plan")),
	    CHANGED_SAVED);
}

static void
plan_sent(struct world *w, struct care *c)
{
	struct enrolment e = current(c);
	struct answer_place place = { .enrolment = e.id, .kind = "exercise",
	    .ref = S("two.plan") };
	struct hash h = content_hash(w->content);
	struct values *v = values_new(c->arena);
	struct answer now;

	(void)value_put(v, S("goal"), 0, STR_NONE, S("lunch"), false);
	CHECK_INT(answer_save(c, &place, (struct bytes){ h.b, sizeof(h.b) },
	    v, 0, true, &now), ANSWER_SAVED);
}

static void
map_answered(struct world *w, struct care *c)
{
	struct enrolment e = current(c);
	struct value out = { 0 };
	const struct expr_env *env = course_env(c, &e, w->content, false);

	CHECK(env->call(env->ctx, FUNC_ANSWERED, S("map"), &out));
	CHECK_INT(out.truth, w->n);
}

EACH_WORLD(the_exercise_in_its_place_counts_as_answered)
{
	AS(w, THERAPIST, enrol);
	AS(w, THERAPIST, map_by_plan);
	w->n = value_of_bool(false).truth;
	AS(w, OWN, map_answered);
	AS(w, OWN, plan_sent);
	w->n = value_of_bool(true).truth;
	AS(w, OWN, map_answered);
	AS(w, THERAPIST, map_answered);
}

static void
notes(struct world *w, struct care *c)
{
	struct enrolment e;
	struct problems bad;
	struct changing x = changing(w, c, &e, &bad);
	struct variant *list;

	CHECK_INT(change_note(&x, S("one"), S("first")), CHANGED_SAVED);
	CHECK_INT(change_note(&x, S("one"), S("lost")), CHANGED_MEANWHILE);
	x.seen = variant_at(variants_of(c, &e), VARIANT_NOTE, S("one"))->id;
	CHECK_INT(change_note(&x, S("one"), S("second")), CHANGED_SAVED);
	CHECK_INT(change_note(&x, S("four"), S("x")), CHANGED_UNKNOWN);
	CHECK_INT(variant_list(c, &e, &list), 2);
	CHECK_STR(variant_words(c, variant_at(variants_of(c, &e), VARIANT_NOTE,
	    S("one"))), "second");
}

static void
notes_read(struct world *w, struct care *c)
{
	struct enrolment e = current(c);
	const struct variants *all = variants_of(c, &e);
	struct variant *list;

	(void)w;
	CHECK_STR(variant_words(c, variant_at(all, VARIANT_NOTE, S("one"))),
	    "second");
	CHECK_INT(all->n, 1);
	CHECK_INT(variant_list(c, &e, &list), 0);
}

EACH_WORLD(notes_keep_their_history_for_the_clinic)
{
	AS(w, THERAPIST, enrol);
	AS(w, THERAPIST, notes);
	AS(w, OWN, notes_read);
}
