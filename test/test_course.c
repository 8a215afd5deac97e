/* SPDX-License-Identifier: Apache-2.0 */
#define TEST_MAIN
#include "course_fixture.h"

#include "answers/answers.h"
#include "course/course.h"

SQL(t_audits, "action:text", "n:int",
    "SELECT count(*) AS n FROM audit WHERE action = $1 /* duty: test */");
SQL(t_reason, "patient:id", "reason:bytes",
    "SELECT held_reason AS reason FROM chapter_state "
    "WHERE patient_id = $1 AND held_reason IS NOT NULL");

SQL(t_answers, "patient:id", "n:int",
    "SELECT count(*) AS n FROM answer WHERE patient_id = $1");
SQL(t_end, "patient:id now:int", "",
    "UPDATE enrolment SET ended_at = $2 WHERE patient_id = $1");

static const struct day start = { 20516 };	/* 4 March 2026 */

static void
enrol(struct world *w, struct care *c)
{
	w->enrolment = course_enrol(c, w->content, S("p"), start, 2);
}

static struct enrolment
current(struct care *c)
{
	struct enrolment e;

	CHECK(course_current(c, &e));
	return e;
}

static enum chapter_open
state(struct world *w, struct care *c, const char *id)
{
	struct enrolment e = current(c);
	struct chapter_progress p = { 0 };

	CHECK(course_chapter(c, &e, w->content, str_z(id), &p));
	return p.open;
}

static void
fresh(struct world *w, struct care *c)
{
	struct enrolment e = current(c);
	struct hash h = content_hash(w->content);
	struct chapter_progress *list;

	CHECK(id_eq(e.id, w->enrolment));
	CHECK_STR(e.programme, "p");
	CHECK_STR(e.reading, "standard");
	CHECK_INT(e.weekday, 2);
	CHECK_INT(e.ended_at, 0);
	CHECK(e.bundle.len == sizeof(h.b) &&
	    memcmp(e.bundle.at, h.b, sizeof(h.b)) == 0);
	CHECK_INT(course_chapters(c, &e, w->content, &list), 4);
	CHECK_INT(list[0].open, CHAPTER_OPEN);
	CHECK_INT(list[0].pages, 3);
	CHECK(chapter_is_open(&list[0]));
	CHECK_INT(list[1].open, CHAPTER_LATER);
	CHECK(list[1].after == list[0].chapter);
	CHECK_INT(list[2].open, CHAPTER_LATER);
	CHECK(list[2].after == NULL);
	CHECK_INT(list[3].open, CHAPTER_LATER);
	CHECK(list[3].planned);
	CHECK(!chapter_is_open(&list[3]));
	CHECK(strstr(course_closed_why(&list[1]), "%1") != NULL);
	CHECK(strstr(course_closed_why(&list[2]), "%1") == NULL);
}

EACH_WORLD(enrolment_is_pinned_and_first_chapter_open)
{
	AS(w, THERAPIST, enrol);
	AS(w, OWN, fresh);
	AS(w, THERAPIST, fresh);
	AS(w, GLASS, fresh);
}

static void
nothing(struct world *w, struct care *c)
{
	struct enrolment e;

	(void)w;
	CHECK(!course_current(c, &e));
}

EACH_WORLD(one_patients_course_is_not_anothers)
{
	AS(w, OWN, nothing);
	AS(w, THERAPIST, enrol);
	AS(w, OTHER_OWN, nothing);
}

/* A Monday to come, so that there is a time before it. */
static const struct day later_start = { 20528 };	/* 16 March 2026 */

static void
enrol_later(struct world *w, struct care *c)
{
	w->enrolment = course_enrol(c, w->content, S("p"), later_start, 2);
}

static void
week_is(struct world *w, struct care *c)
{
	CHECK_INT(current(c).week, w->n);
}

EACH_WORLD(weeks_are_counted_in_the_patients_zone)
{
	const struct zone *oslo = zone_find(S("Europe/Oslo"));
	struct { int day, minute, week; } at[] = {
		{ -1, 1439, 0 }, { 0, 0, 1 }, { 6, 1439, 1 }, { 7, 0, 2 },
		/* Summer time began on 29 March: still at midnight. */
		{ 13, 1439, 2 }, { 14, 0, 3 }, { 27, 1439, 4 },
	};
	size_t i;

	AS(w, THERAPIST, enrol_later);
	for (i = 0; i < sizeof(at) / sizeof(at[0]); i++) {
		w->now = zone_moment(oslo, (struct day){ later_start.n +
		    at[i].day }, at[i].minute);
		w->n = at[i].week;
		AS(w, OWN, week_is);
	}
}

static void
read_on(struct world *w, struct care *c)
{
	struct enrolment e = current(c);
	struct chapter_progress p;

	course_page_seen(c, &e, S("one"), 2);
	course_page_seen(c, &e, S("one"), 3);
	course_page_seen(c, &e, S("one"), 1);
	CHECK(course_chapter(c, &e, w->content, S("one"), &p));
	CHECK_INT(p.open, CHAPTER_STARTED);
	CHECK_INT(p.page, 1);
	CHECK_INT(p.page_max, 3);
	CHECK_INT(p.started_at, w->now);
	CHECK_INT(p.version, 1);
}

static void
finish(struct world *w, struct care *c)
{
	struct enrolment e = current(c);
	struct chapter_progress p;

	course_chapter_done(c, &e, S("one"));
	course_chapter_done(c, &e, S("one"));	/* sent twice */
	CHECK(course_chapter(c, &e, w->content, S("one"), &p));
	CHECK_INT(p.open, CHAPTER_DONE);
	CHECK(chapter_is_open(&p));
	CHECK_INT(p.done_at, w->now);
	CHECK_INT(p.version, 2);
	CHECK_INT(p.page_max, 3);
	CHECK_INT(state(w, c, "two"), CHAPTER_OPEN);
	CHECK_INT(db_int(c->tx, -1, t_audits, S("course.done")), 1);
}

EACH_WORLD(a_finished_chapter_opens_the_next)
{
	AS(w, THERAPIST, enrol);
	AS(w, OWN, read_on);
	AS(w, OWN, finish);
}

static void
switches(struct world *w, struct care *c)
{
	struct enrolment e = current(c);
	struct chapter_progress p;

	CHECK(!course_switch(c, &e, S("two"), COURSE_OPEN, STR_NONE, 3));
	CHECK(course_switch(c, &e, S("two"), COURSE_OPEN, STR_NONE, 0));
	CHECK_INT(state(w, c, "two"), CHAPTER_OPEN);
	/* A second therapist with an old page. */
	CHECK(!course_switch(c, &e, S("two"), COURSE_SKIP, STR_NONE, 0));
	CHECK_INT(state(w, c, "two"), CHAPTER_OPEN);
	CHECK(course_switch(c, &e, S("two"), COURSE_HOLD, S("too tired now"),
	    1));
	CHECK(course_chapter(c, &e, w->content, S("two"), &p));
	CHECK_INT(p.open, CHAPTER_HELD);
	CHECK_STR(p.held_reason, "too tired now");
	CHECK_INT(p.version, 2);
	CHECK_INT(p.held_at, w->now);
	CHECK_INT(db_int(c->tx, -1, t_audits, S("course.open")), 1);
	CHECK_INT(db_int(c->tx, -1, t_audits, S("course.hold")), 1);
	CHECK_INT(db_int(c->tx, -1, t_audits, S("course.skip")), 0);
}

static void
held_own(struct world *w, struct care *c)
{
	struct enrolment e = current(c);
	struct chapter_progress p;

	CHECK(course_chapter(c, &e, w->content, S("two"), &p));
	CHECK_INT(p.open, CHAPTER_HELD);
	CHECK_STR(p.held_reason, "");
	CHECK(!chapter_is_open(&p));
	CHECK(strstr(course_closed_why(&p), "tired") == NULL);
	/* Not the patient's to switch. */
	CHECK(!course_switch(c, &e, S("two"), COURSE_OPEN, STR_NONE,
	    p.version));
	ROWS(r, c->tx, t_reason, c->patient);
	CHECK(rows_next(&r));
	CHECK(memmem(rows_bytes(&r, "reason").at, rows_bytes(&r,
	    "reason").len, "tired", 5) == NULL);
}

static void
skip_two(struct world *w, struct care *c)
{
	struct enrolment e = current(c);
	struct chapter_progress p;

	CHECK(course_switch(c, &e, S("two"), COURSE_SKIP, STR_NONE, 2));
	CHECK(course_chapter(c, &e, w->content, S("two"), &p));
	CHECK_INT(p.open, CHAPTER_SKIPPED);
	CHECK_INT(p.held_at, 0);
	CHECK_STR(p.held_reason, "");
	CHECK(course_switch(c, &e, S("two"), COURSE_OPEN, STR_NONE, 3));
	CHECK_INT(state(w, c, "two"), CHAPTER_OPEN);
}

EACH_WORLD(switches_check_the_version_and_seal_the_reason)
{
	AS(w, THERAPIST, enrol);
	AS(w, THERAPIST, switches);
	AS(w, OWN, held_own);
	AS(w, THERAPIST, skip_two);
}

static void
hold_begun(struct world *w, struct care *c)
{
	struct enrolment e = current(c);
	struct chapter_progress p;

	CHECK(course_chapter(c, &e, w->content, S("one"), &p));
	CHECK(!course_switch(c, &e, S("one"), COURSE_HOLD, S("x"), p.version));
	CHECK(!course_switch(c, &e, S("one"), COURSE_SKIP, S("x"), p.version));
	CHECK_INT(state(w, c, "one"), CHAPTER_STARTED);
}

EACH_WORLD(what_was_begun_stays_open)
{
	AS(w, THERAPIST, enrol);
	AS(w, OWN, read_on);
	AS(w, THERAPIST, hold_begun);
}

static struct answer_place
map_place(struct world *w)
{
	return (struct answer_place){ .enrolment = w->enrolment,
	    .kind = "exercise", .ref = S("one.map") };
}

static void
save_status(struct world *w, struct care *c, const char *status, bool private,
    bool send)
{
	struct answer_place place = map_place(w);
	struct values *v = values_new(c->arena);
	struct hash h = content_hash(w->content);
	struct answer now;

	value_put(v, S("status"), 0, STR_NONE, str_z(status), private);
	CHECK_INT(answer_save(c, &place, (struct bytes){ h.b, sizeof(h.b) }, v,
	    w->n, send, &now), ANSWER_SAVED);
	w->n = now.version;
}

static void
draft_sick(struct world *w, struct care *c)
{
	save_status(w, c, "sick", false, false);
	CHECK_INT(state(w, c, "three"), CHAPTER_LATER);
}

static void
sent_private(struct world *w, struct care *c)
{
	save_status(w, c, "sick", true, true);
	CHECK_INT(state(w, c, "three"), CHAPTER_LATER);
}

static void
sent_sick(struct world *w, struct care *c)
{
	save_status(w, c, "sick", false, true);
}

static void
three_open(struct world *w, struct care *c)
{
	CHECK_INT(state(w, c, "three"), CHAPTER_OPEN);
}

static void
three_later(struct world *w, struct care *c)
{
	CHECK_INT(state(w, c, "three"), CHAPTER_LATER);
}

/* Rules read what was sent and not private, so that both see the same. */
EACH_WORLD(release_rules_read_shared_answers)
{
	AS(w, THERAPIST, enrol);
	w->n = 0;
	w->now += 8 * 86400;
	AS(w, OWN, draft_sick);
	AS(w, OWN, sent_private);
	AS(w, THERAPIST, three_later);
	AS(w, OWN, sent_sick);
	AS(w, OWN, three_open);
	AS(w, THERAPIST, three_open);
	w->now -= 2 * 86400;		/* not a week yet */
	AS(w, OWN, three_later);
}

static bool
known(struct care *c, const struct enrolment *e, enum expr_func func,
    struct str name, struct value *out)
{
	(void)c;
	(void)e;
	*out = value_of_number(func == FUNC_SCORE && str_is(name, "x") ? 7 : 0);
	return true;
}

static void
own_env(struct world *w, struct care *c)
{
	struct enrolment e = current(c);
	const struct expr_env *own = course_env(c, &e, w->content, true);
	const struct expr_env *shared = course_env(c, &e, w->content, false);
	struct value v = { 0 };

	save_status(w, c, "working", true, false);
	CHECK(own->get(own->ctx, S("map.status"), &v));
	CHECK_STR(v.text, "working");
	CHECK(!shared->get(shared->ctx, S("map.status"), &v));
	CHECK(!own->get(own->ctx, S("map.nothing"), &v));
	CHECK(!own->get(own->ctx, S("nothing.status"), &v));
	CHECK(own->call(own->ctx, FUNC_ANSWERED, S("map"), &v));
	CHECK(!v.truth);		/* a draft is not answered */
	CHECK(own->call(own->ctx, FUNC_DAYS_SINCE, S("start"), &v));
	CHECK_INT(v.number, 3);
	CHECK(!own->call(own->ctx, FUNC_SCORE, S("x"), &v));
	course_hooks.known = known;
	CHECK(own->call(own->ctx, FUNC_SCORE, S("x"), &v));
	CHECK_INT(v.number, 7);
	course_hooks.known = NULL;
}

static void
own_env_for_others(struct world *w, struct care *c)
{
	struct enrolment e = current(c);
	const struct expr_env *env = course_env(c, &e, w->content, true);
	struct value v = { 0 };

	CHECK(!env->get(env->ctx, S("map.status"), &v));
}

EACH_WORLD(expressions_of_the_patients_own_page)
{
	AS(w, THERAPIST, enrol);
	w->n = 0;
	w->now += 3 * 86400;
	AS(w, OWN, own_env);
	AS(w, THERAPIST, own_env_for_others);
}

static void
ended_first(struct world *w, struct care *c)
{
	struct id first = w->enrolment;

	enrol(w, c);
	CHECK(!id_eq(first, w->enrolment));
	CHECK(id_eq(current(c).id, w->enrolment));
}

EACH_WORLD(a_new_enrolment_ends_the_one_before)
{
	AS(w, THERAPIST, enrol);
	w->now += 60;
	AS(w, THERAPIST, ended_first);
	AS(w, OWN, fresh);
}

static void
two_is_later(struct world *w, struct care *c)
{
	CHECK_INT(state(w, c, "two"), CHAPTER_LATER);
}

static void
nothing_answered(struct world *w, struct care *c)
{
	CHECK_INT(db_int(c->tx, -1, t_answers, c->patient), 0);
	(void)w;
}

static void
hold_one(struct world *w, struct care *c)
{
	struct enrolment e = current(c);

	CHECK(course_switch(c, &e, S("one"), COURSE_HOLD, S("wait"), 0));
	(void)w;
}

static void
end_course(struct world *w, struct care *c)
{
	db_run(c->tx, t_end, c->patient, w->now);
}

#include "course_variants.h"
#include "course_pages.h"

int
main(int argc, char **argv)
{
	return test_run("course", argc, argv);
}
