/* SPDX-License-Identifier: Apache-2.0 */
#define TEST_MAIN
#include "course_fixture.h"

#include "answers/answers.h"
#include "answers/shown.h"
#include "answers_form.h"

SQL(t_enrol, "id:id patient:id clinic:id bundle:bytes by:id", "",
    "INSERT INTO enrolment (id, patient_id, clinic_id, programme, bundle, "
    "start_day, weekday, reading, made_by, made_at, version) VALUES "
    "($1, $2, $3, 'p', $4, 20516, 2, 'standard', $5, 1, 1)");
SQL(t_values, "patient:id", "n:int",
    "SELECT count(*) AS n FROM answer_value WHERE patient_id = $1");
SQL(t_value_bytes, "patient:id", "value:bytes",
    "SELECT value FROM answer_value WHERE patient_id = $1");
SQL(t_sent_audits, "patient:id", "n:int",
    "SELECT count(*) AS n FROM audit WHERE patient_id = $1 "
    "AND action = 'answer.send'");
SQL(t_newest, "patient:id", "n:int",
    "SELECT count(*) AS n FROM answer WHERE patient_id = $1 AND newest = 1");

static void
enrol(struct world *w, struct care *c)
{
	struct hash h = content_hash(w->content);

	w->enrolment = id_random();
	db_run(c->tx, t_enrol, w->enrolment, c->patient, c->clinic,
	    ((struct bytes){ h.b, sizeof(h.b) }), c->actor);
	w->n = 0;
}

static struct answer_place
place(struct world *w)
{
	return (struct answer_place){ .enrolment = w->enrolment,
	    .kind = "exercise", .ref = S("one.map") };
}

/* Texts of "long" and, private, of "own". */
static enum answer_save
save(struct world *w, struct care *c, const char *text, const char *own,
    int64_t seen, bool send, struct answer *now)
{
	struct answer_place p = place(w);
	struct values *v = values_new(c->arena);
	struct hash h = content_hash(w->content);

	value_put(v, S("long"), 0, STR_NONE, str_z(text), false);
	value_put(v, S("own"), 0, STR_NONE, str_z(own), true);
	return answer_save(c, &p, (struct bytes){ h.b, sizeof(h.b) }, v, seen,
	    send, now);
}

static void
first_draft(struct world *w, struct care *c)
{
	struct answer now, got;
	struct values *v = values_new(c->arena);
	struct answer_place p = place(w);

	CHECK(!answer_newest(c, &p, &got, v));
	CHECK_INT(save(w, c, "tight chest", "shame", 0, false, &now),
	    ANSWER_SAVED);
	CHECK_INT(now.version, 1);
	CHECK_INT(now.sent_at, 0);
	w->kept = now.id;
	CHECK(answer_newest(c, &p, &got, v));
	CHECK(id_eq(got.id, now.id));
	CHECK_STR(value_text(v, S("long")), "tight chest");
	CHECK_STR(value_text(v, S("own")), "shame");
	CHECK(value_private(v, S("own")));
	CHECK(!value_private(v, S("long")));
	CHECK_STR(got.lang, "en");
	CHECK_STR(got.variant, "standard");
	CHECK_INT(got.saved_at, w->now);
	CHECK(answer_get(c, now.id, &got, v));
	CHECK_INT(v->n, 2);
	CHECK_INT(db_int(c->tx, -1, t_sent_audits, c->patient), 0);
	CHECK_INT(db_int(c->tx, -1, t_newest, c->patient), 0);
}

static void
text_is_sealed(struct world *w, struct care *c)
{
	ROWS(r, c->tx, t_value_bytes, c->patient);

	(void)w;
	while (rows_next(&r)) {
		struct bytes b = rows_bytes(&r, "value");

		CHECK(memmem(b.at, b.len, "chest", 5) == NULL &&
		    memmem(b.at, b.len, "shame", 5) == NULL);
	}
}

/* Neither by place nor by id nor in a list. */
static void
draft_not_mine(struct world *w, struct care *c)
{
	struct values *v = values_new(c->arena);
	struct answer_place p = place(w);
	struct answer got, *list;

	CHECK(!answer_newest(c, &p, &got, v));
	CHECK_INT(v->n, 0);
	CHECK(!answer_get(c, w->kept, &got, v));
	CHECK_INT(v->n, 0);
	CHECK_INT(answers_sent(c, 0, 50, &list), 0);
	CHECK_INT(answer_history(c, w->kept, &list), 0);
	if (c->relation != REL_OWN)
		CHECK_INT(save(w, c, "x", "", 1, false, &got),
		    ANSWER_REFUSED);
}

/* Into another's course: the database itself refuses. */
static bool
save_elsewhere(struct tx *tx, void *arg)
{
	struct world *w = arg;
	struct care c = { 0 };
	struct answer now;

	CHECK(care_open_own(&c, tx, w->vault, &w->other_own));
	(void)save(w, &c, "x", "", 0, false, &now);
	return true;
}

static void
still_one(struct world *w, struct care *c)
{
	struct values *v = values_new(c->arena);
	struct answer_place p = place(w);
	struct answer got;

	CHECK(answer_newest(c, &p, &got, v));
	CHECK_INT(got.version, 1);
	CHECK_INT(v->n, 2);
}

EACH_WORLD(a_draft_is_the_patients_own)
{
	AS(w, OWN, enrol);
	AS(w, OWN, first_draft);
	AS(w, OWN, text_is_sealed);
	AS(w, THERAPIST, draft_not_mine);
	AS(w, GLASS, draft_not_mine);
	AS(w, OTHER_OWN, draft_not_mine);
	CHECK(db_tx(w->db, test_arena, save_elsewhere, w) != RC_OK);
	AS(w, OWN, still_one);
}

static void
send_it(struct world *w, struct care *c)
{
	struct answer now;

	CHECK_INT(save(w, c, "tight chest", "shame", 1, true, &now),
	    ANSWER_SAVED);
	CHECK_INT(now.version, 2);
	CHECK_INT(now.sent_at, w->now);
	CHECK(id_eq(now.id, w->kept));
	CHECK_INT(db_int(c->tx, -1, t_sent_audits, c->patient), 1);
	CHECK_INT(db_int(c->tx, -1, t_newest, c->patient), 1);
}

static void
sent_without_private(struct world *w, struct care *c)
{
	struct values *v = values_new(c->arena);
	struct answer_place p = place(w);
	struct answer got, *list;

	CHECK(answer_get(c, w->kept, &got, v));
	CHECK_INT(v->n, 1);
	CHECK_STR(value_text(v, S("long")), "tight chest");
	CHECK_STR(value_text(v, S("own")), "");
	CHECK(!value_private(v, S("own")));
	CHECK(answer_newest(c, &p, &got, v));
	CHECK_INT(v->n, 1);
	CHECK_INT(answers_sent(c, w->now, 50, &list), 1);
	CHECK(id_eq(list[0].id, w->kept));
	CHECK_INT(answers_sent(c, w->now + 1, 50, &list), 0);
}

static void
not_anothers(struct world *w, struct care *c)
{
	struct values *v = values_new(c->arena);
	struct answer got;

	CHECK(!answer_get(c, w->kept, &got, v));
	CHECK(!answer_draft_for_alert(c, w->kept, (struct str[]){ S("long") },
	    1, &got, v));
}

/* An edit: the sent one stays as it was until the new one is sent. */
static void
edit(struct world *w, struct care *c)
{
	struct values *v = values_new(c->arena);
	struct answer_place p = place(w);
	struct answer now, got;

	CHECK_INT(save(w, c, "only a bit", "shame", 2, false, &now),
	    ANSWER_SAVED);
	CHECK_INT(now.version, 3);
	CHECK(id_eq(now.before, w->kept));
	CHECK(!id_eq(now.id, w->kept));
	CHECK(answer_newest(c, &p, &got, v));
	CHECK_STR(value_text(v, S("long")), "only a bit");
	CHECK(answer_newest_sent(c, &p, &got, v));
	CHECK_STR(value_text(v, S("long")), "tight chest");
	CHECK_STR(value_text(v, S("own")), "");
}

/* The edit is a draft: what was sent is still what others see. */
static void
edit_not_seen(struct world *w, struct care *c)
{
	struct values *v = values_new(c->arena);
	struct answer got, *list;

	CHECK_INT(answers_sent(c, 0, 50, &list), 1);
	CHECK(answer_get(c, w->kept, &got, v));
	CHECK_STR(value_text(v, S("long")), "tight chest");
}

static void
send_edit(struct world *w, struct care *c)
{
	struct answer now, *list;

	CHECK_INT(save(w, c, "only a bit", "shame", 3, true, &now),
	    ANSWER_SAVED);
	CHECK_INT(now.version, 4);
	CHECK_INT(db_int(c->tx, -1, t_newest, c->patient), 1);
	CHECK_INT(answer_history(c, now.id, &list), 2);
	CHECK(id_eq(list[1].id, w->kept));
	w->kept = now.id;
}

static void
both_seen(struct world *w, struct care *c)
{
	struct values *v = values_new(c->arena);
	struct answer got, *list;

	CHECK_INT(answer_history(c, w->kept, &list), 2);
	CHECK_INT(answers_sent(c, 0, 50, &list), 2);
	CHECK(id_eq(list[0].id, w->kept));
	CHECK(answer_get(c, list[1].id, &got, v));
	CHECK_STR(value_text(v, S("long")), "tight chest");
	CHECK(answer_get(c, list[0].id, &got, v));
	CHECK_STR(value_text(v, S("long")), "only a bit");
}

EACH_WORLD(sent_answers_never_change_and_hide_what_is_private)
{
	AS(w, OWN, enrol);
	AS(w, OWN, first_draft);
	w->now += 60;
	AS(w, OWN, send_it);
	AS(w, THERAPIST, sent_without_private);
	AS(w, GLASS, sent_without_private);
	AS(w, OTHER_OWN, not_anothers);
	w->now += 60;
	AS(w, OWN, edit);
	AS(w, THERAPIST, edit_not_seen);
	w->now += 60;
	AS(w, OWN, send_edit);
	AS(w, THERAPIST, both_seen);
}

static void
two_tabs(struct world *w, struct care *c)
{
	struct answer now;

	CHECK_INT(save(w, c, "one", "", 0, false, &now), ANSWER_SAVED);
	/* The second tab began from nothing too. */
	CHECK_INT(save(w, c, "two", "", 0, false, &now), ANSWER_CONFLICT);
	CHECK_INT(now.version, 1);
	/* A version from the future is none either. */
	CHECK_INT(save(w, c, "two", "", 7, false, &now), ANSWER_CONFLICT);
	/* The same text is no conflict, nor a new version. */
	CHECK_INT(save(w, c, "one", "", 0, false, &now), ANSWER_SAVED);
	CHECK_INT(now.version, 1);
	CHECK_INT(save(w, c, "two", "", 1, false, &now), ANSWER_SAVED);
	CHECK_INT(now.version, 2);
	CHECK_INT(save(w, c, "one", "", 1, true, &now), ANSWER_CONFLICT);
	CHECK_INT(save(w, c, "two", "", 2, true, &now), ANSWER_SAVED);
	CHECK_INT(now.version, 3);
	/* Sent again as it is, from an old page: the same outcome. */
	CHECK_INT(save(w, c, "two", "", 2, true, &now), ANSWER_SAVED);
	CHECK_INT(now.version, 3);
	CHECK_INT(db_int(c->tx, -1, t_sent_audits, c->patient), 1);
	CHECK_INT(save(w, c, "three", "", 2, true, &now), ANSWER_CONFLICT);
}

EACH_WORLD(two_tabs_never_overwrite_silently)
{
	AS(w, OWN, enrol);
	AS(w, OWN, two_tabs);
}

static void
only_changes(struct world *w, struct care *c)
{
	struct answer now;
	struct values *v = values_new(c->arena);
	struct answer_place p = place(w);

	CHECK_INT(save(w, c, "", "", 0, false, &now), ANSWER_SAVED);
	CHECK_INT(now.version, 1);	/* a mark is worth keeping */
	CHECK_INT(db_int(c->tx, -1, t_values, c->patient), 1);
	CHECK_INT(save(w, c, "a", "b", 1, false, &now), ANSWER_SAVED);
	CHECK_INT(db_int(c->tx, -1, t_values, c->patient), 2);
	CHECK_INT(save(w, c, "a", "c", 2, false, &now), ANSWER_SAVED);
	CHECK_INT(db_int(c->tx, -1, t_values, c->patient), 2);
	CHECK(answer_newest(c, &p, &now, v));
	CHECK_STR(value_text(v, S("own")), "c");
	CHECK_INT(save(w, c, "", "c", 3, false, &now), ANSWER_SAVED);
	CHECK_INT(db_int(c->tx, -1, t_values, c->patient), 1);
}

EACH_WORLD(a_save_writes_what_changed)
{
	AS(w, OWN, enrol);
	AS(w, OWN, only_changes);
}

static void
risk_draft(struct world *w, struct care *c)
{
	struct answer_place p = { .enrolment = w->enrolment,
	    .kind = "measure", .ref = S("phq9"), .occasion = S("w1") };
	struct values *v = values_new(c->arena);
	struct hash h = content_hash(w->content);
	struct answer now;

	value_put(v, S("q1"), 0, STR_NONE, S("3"), false);
	value_put(v, S("q9"), 0, STR_NONE, S("2"), false);
	value_put(v, S("me"), 0, STR_NONE, S("1"), true);
	CHECK_INT(answer_save(c, &p, (struct bytes){ h.b, sizeof(h.b) }, v, 0,
	    false, &now), ANSWER_SAVED);
	w->kept = now.id;
}

static void
risk_items_only(struct world *w, struct care *c)
{
	struct values *v = values_new(c->arena);
	struct str items[] = { S("q9"), S("me"), S("none") };
	struct answer got;

	CHECK(answer_draft_for_alert(c, w->kept, items, 3, &got, v));
	CHECK_INT(v->n, 1);
	CHECK_STR(value_text(v, S("q9")), "2");
	CHECK_INT(got.sent_at, 0);
	CHECK(!answer_get(c, w->kept, &got, v));
}

EACH_WORLD(an_alert_reads_the_risk_items_of_a_draft_alone)
{
	AS(w, OWN, enrol);
	AS(w, OWN, risk_draft);
	AS(w, THERAPIST, risk_items_only);
	AS(w, OTHER_OWN, not_anothers);
}

static void
shown_from_stored(struct world *w, struct care *c)
{
	struct values *v = values_new(c->arena);
	struct shown_answer s;
	struct answer a;

	CHECK(answer_get(c, w->kept, &a, v));
	answer_shown(c, w->content, &a, v, &s);
	CHECK_STR(s.title, "My map");
	CHECK_STR(str_z(s.lang), "en");
	CHECK(!s.unknown);
	CHECK_INT(s.n, 1);
	CHECK_STR(s.lines[0].cell.label, "Thoughts");
	a.ref = S("two.map");		/* no such place */
	answer_shown(c, w->content, &a, v, &s);
	CHECK(s.unknown);
	CHECK_INT(s.n, 1);
	CHECK_STR(s.lines[0].cell.text, "tight chest");
}

EACH_WORLD(an_answer_is_shown_from_its_version)
{
	AS(w, OWN, enrol);
	AS(w, OWN, first_draft);
	w->now += 60;
	AS(w, OWN, send_it);
	AS(w, THERAPIST, shown_from_stored);
}

int
main(int argc, char **argv)
{
	return test_run("answers", argc, argv);
}
