/* SPDX-License-Identifier: Apache-2.0 */
/*
 * "My practice", the clinic's sums, "I want to talk about how we work", the
 * agreed rhythm, reminders that rest.
 */
#include "homework/nudge.h"
#include "homework/practice.h"
#include "homework/reply.h"
#include "homework/unsure.h"
#include "people/clinic.h"
#include "practice_world.h"

struct facts {
	struct id who;
	enum scope_kind kind;
	struct practice out;
};

static void
facts_read(struct world *w, struct tx *tx, void *arg)
{
	struct facts *f = arg;
	struct actor a = world_actor(w, tx, f->who);
	struct clinic clinic;
	struct scope s;

	CHECK(clinic_load(tx, w->app.vault, a.clinic, &clinic));
	scope_open(&s, tx, w->app.vault, &a, f->kind);
	practice_load(&s, &clinic, PRACTICE_WEEKS, &f->out);
}

static struct practice
facts_of(struct world *w, struct id who, enum scope_kind kind)
{
	struct facts f = { .who = who, .kind = kind };

	world_do(w, facts_read, &f);
	return f.out;
}

/* --- the numbers, by hand ------------------------------------------------ */

struct fit {
	struct id account, homework;
};

static void
not_fit(struct world *w, struct tx *tx, void *arg)
{
	struct fit *f = arg;
	struct care c = world_care(w, tx, f->account, ID_NONE);

	CHECK(homework_does_not_fit(&c, f->homework, S("Not for me")));
}

static void
taken_up(struct world *w, struct tx *tx, void *arg)
{
	struct fit *f = arg;
	struct care c = world_care(w, tx, f->account, w->kari);

	CHECK(homework_talked(&c, f->homework));
}

/*
 * Kari, of Ann: three proposals.  One with a reason of its own, an if-then
 * and beliefs; one tiny with none of it; one that does not fit, talked about.
 * The first told Monday 10:00, answered 15:00 by a template as it was; the
 * second told Monday 15:00, answered Tuesday 9:00 in own words.
 */
static void
two_days(struct world *w)
{
	struct deed p = { .by = w->ann, .patient = w->kari };
	struct answer_deed a = { .patient_account = w->kari_account,
	    .therapist = w->ann, .patient = w->kari,
	    .beliefs = { 8, 9, 8, 0 }, .template = "done_well" };
	struct answer_deed b = { .patient_account = w->kari_account,
	    .therapist = w->ann, .patient = w->kari,
	    .beliefs = { -1, -1, -1, 0, ID_NONE },
	    .obstacles = 1U << OBSTACLE_TIRED | 1U << OBSTACLE_HOME };
	struct fit f = { w->kari_account, ID_NONE };

	p.plan = plan_new("One");
	p.plan.reason = S(REASON);
	p.plan.own_reason = true;
	p.plan.obstacle = OBSTACLE_TIRED;
	p.plan.if_then = S("If I am tired, then only to the gate");
	world_do(w, propose, &p);
	a.homework = p.out;
	p.plan = plan_new("Two");
	p.plan.size = SIZE_TINY;
	world_do(w, propose, &p);
	b.homework = p.out;
	p.plan = plan_new("Three");
	world_do(w, propose, &p);
	f.homework = p.out;
	world_do(w, agree, &a);
	world_do(w, agree, &b);
	world_do(w, not_fit, &f);
	world_do(w, tell, &a);
	world_at(w, T0 + 5 * HOUR);
	world_do(w, tell, &b);
	world_do(w, answer, &a);
	f.account = w->ann;
	world_do(w, taken_up, &f);
	world_at(w, T0 + 23 * HOUR);
	world_do(w, answer, &b);
}

WORLD(facts_by_hand)
{
	struct practice p;
	int o;

	two_days(w);
	p = facts_of(w, w->ann, SCOPE_CASELOAD);
	CHECK_INT(p.proposed, 3);
	CHECK_INT(p.own_reason, 1);
	CHECK_INT(p.if_then, 1);
	CHECK_INT(p.beliefs, 1);
	CHECK_INT(p.smaller, 1);
	CHECK_INT(p.told, 2);
	CHECK_INT(p.answered, 2);
	CHECK_INT(p.replies, 2);
	CHECK_INT(p.unedited, 1);
	/* 5 and 18 hours; staffed to 15:30 and from 8:00: 5 and 1.5. */
	CHECK_INT(p.wait_s, 11 * HOUR + 30 * MINUTE);
	CHECK_INT(p.staffed_s, 3 * HOUR + 15 * MINUTE);
	CHECK_INT(p.talks, 1);
	CHECK_INT(p.asked, 0);
	CHECK_INT(p.closed, 1);
	for (o = 0; o < OBSTACLES_N; o++) {
		CHECK_INT(p.planned_n[o], o == OBSTACLE_TIRED);
		CHECK_INT(p.told_n[o], o == OBSTACLE_TIRED ||
		    o == OBSTACLE_HOME);
	}
	CHECK(practice_told(&p, &p.plans_by));
	/* Not Bo's; not of another clinic; not five weeks on. */
	p = facts_of(w, w->bo, SCOPE_CASELOAD);
	CHECK(practice_empty(&p));
	p = facts_of(w, w->eve, SCOPE_TEAM);
	CHECK(practice_empty(&p));
	p = facts_of(w, w->sam, SCOPE_TEAM);
	CHECK_INT(p.proposed, 3);
	CHECK(!practice_told(&p, &p.plans_by));
	world_at(w, T0 + 35 * DAY);
	p = facts_of(w, w->ann, SCOPE_CASELOAD);
	CHECK(practice_empty(&p));
}

SQL(first_reply, "patient:id", "id:id", "SELECT id FROM homework_review"
    " WHERE patient_id = $1 ORDER BY reviewed_at, id LIMIT 1");
SQL(one_more_reply, "patient:id id:id of:id", "",
    "INSERT INTO homework_review (id, patient_id, report_id, reviewed_by,"
    " reply, reviewed_at, edited) SELECT $2, patient_id, report_id,"
    " reviewed_by, reply, reviewed_at, 1 FROM homework_review"
    " WHERE patient_id = $1 AND id = $3");

static void
replies_many(struct world *w, struct tx *tx, void *arg)
{
	struct id of = ID_NONE;
	int i;
	{
		ROWS(r, tx, first_reply, w->kari);

		if (rows_next(&r))
			of = rows_id(&r, "id");
	}
	(void)arg;
	for (i = 0; i < 5000; i++)
		db_run(tx, one_more_reply, w->kari, id_random(), of);
}

/* However many answers the team has written: each is counted. */
WORLD(each_reply_is_counted)
{
	struct practice p;

	two_days(w);
	world_do(w, replies_many, NULL);
	p = facts_of(w, w->sam, SCOPE_TEAM);
	CHECK_INT(p.replies, 5002);
	CHECK_INT(p.wait_s, 5 * HOUR);
}

static void
staffed_look(struct world *w, struct tx *tx, void *arg)
{
	struct clinic *c = arena_one(test_arena, struct clinic);

	(void)arg;
	CHECK(clinic_load(tx, w->app.vault, w->clinic, c));
	/* Friday 2026-02-27 15:00 to Monday 09:00: half an hour and one. */
	CHECK_INT(clinic_staffed_s(c, T0 - 67 * HOUR, T0 - HOUR),
	    HOUR + 30 * MINUTE);
	CHECK_INT(clinic_staffed_s(c, T0, T0), 0);
	CHECK_INT(clinic_staffed_s(c, T0, T0 - HOUR), 0);
	CHECK_INT(clinic_staffed_s(c, T0 + 7 * HOUR, T0 + 20 * HOUR), 0);
}

WORLD(staffed_seconds)
{
	world_do(w, staffed_look, NULL);
}

/* Three of a therapist's five patients: how many stand behind the sums. */
struct more {
	struct id who, patient;
	struct str name;
};

static void
therapist_add(struct world *w, struct tx *tx, void *arg)
{
	struct more *m = arg;

	m->who = id_random();
	CHECK(vault_key_create(w->app.vault, m->who) == RC_OK);
	CHECK(account_make(tx, w->app.vault, m->who, w->clinic, S("Cis Holm"),
	    S("cis@example.org"), LANG_NB, ROLE_THERAPIST, tx_now(tx)));
}

static void
patient_add(struct world *w, struct tx *tx, void *arg)
{
	struct more *m = arg;
	struct actor a = world_actor(w, tx, m->who);
	struct patient_new new = { .name = m->name, .mobile = S("90000001"),
	    .place = S("Moss"), .person = S("Per"), .gp = S("Dr. Moe"),
	    .born = day_of(1990, 1, 1), .lang = LANG_NB,
	    .zone = zone_find(S("Europe/Oslo")),
	    .assessment = { .suitability = S("passer"), .level = 0,
	    .suicidality = S("ingen") }, .information_given = true };
	struct care c;

	m->patient = patient_make(tx, w->app.vault, &a, &new, tx_now(tx));
	CHECK(care_open(&c, tx, w->app.vault, &a, m->patient));
	course_enrol(&c, w->app.gate.active, S("w-icbt"), day_of(2026, 3, 2),
	    2);
}

static void
propose_by(struct world *w, struct id by, struct id patient)
{
	struct deed d = { .by = by, .patient = patient,
	    .plan = plan_new("A walk") };

	world_do(w, propose, &d);
}

static void
proposed_on_team(struct world *w, bool shown, int n)
{
	struct client sam;

	world_client(w, &sam, w->sam, "en");
	WANT(&sam, client_get(&sam, "/team"), 200);
	SAYS(&sam, "How we propose and answer");
	if (shown)
		HAS(&sam, str_fmt(test_arena, "Exercises proposed%d", n).at);
	else
		SAYS_NOT(&sam, "Exercises proposed");
	SAYS(&sam, "Too few yet to be told without pointing at someone.");
	client_close(&sam);
}

WORLD(sums_of_few_are_hidden)
{
	struct more m = { .name = S("Una Vik") };

	propose_by(w, w->ann, w->kari);
	propose_by(w, w->bo, w->ola);
	propose_by(w, w->bo, w->nina);
	proposed_on_team(w, false, 0);
	world_do(w, therapist_add, &m);
	world_do(w, patient_add, &m);
	propose_by(w, m.who, m.patient);
	proposed_on_team(w, false, 0);	/* three therapists, four patients */
	propose_by(w, m.who, m.patient);
	proposed_on_team(w, false, 0);	/* another of the same person */
	world_do(w, patient_add, &m);
	propose_by(w, m.who, m.patient);
	proposed_on_team(w, true, 6);
}

WORLD(five_of_two_are_hidden)
{
	struct more m = { .who = w->bo, .name = S("Una Vik") };
	int i;

	propose_by(w, w->ann, w->kari);
	propose_by(w, w->bo, w->ola);
	propose_by(w, w->bo, w->nina);
	for (i = 0; i < 3; i++) {
		world_do(w, patient_add, &m);
		propose_by(w, w->bo, m.patient);
	}
	proposed_on_team(w, false, 0);
}

/* --- the own page -------------------------------------------------------- */

JOURNEY(my_practice)
{
	struct client ann, bo;

	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list");
	client_click(&ann, say(&ann, "My practice").at);
	SAYS(&ann, "How you propose and answer, in plain numbers. Only you "
	    "see this.");
	SAYS(&ann, "Nothing in this time yet.");
	SAYS(&ann, "Nobody has noted anything yet.");
	two_days(w);
	client_close(&ann);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list/mine");
	SAYS_NOT(&ann, "Nothing in this time yet.");
	SAYS(&ann, "There is no target here, and nobody is compared. Look at "
	    "what surprises you.");
	HAS(&ann, str_is(str_z(lang), "en") ? "1 of 3" : "1 av 3");
	HAS(&ann, str_is(str_z(lang), "en") ? "about 12 hours" :
	    "omtrent 12 timer");
	SAYS(&ann, "Tired at the end of the day");
	CHECK_INT(world_audit(w, "practice.own", w->ann, ID_NONE), 2);
	world_client(w, &bo, w->bo, lang);
	client_get(&bo, "/list/mine");
	SAYS(&bo, "Nothing in this time yet.");
	/* Five weeks on the shorter time is empty, the longer is not. */
	world_at(w, T0 + 35 * DAY);
	client_close(&ann);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list/mine");
	SAYS(&ann, "Nothing in this time yet.");
	client_click(&ann, say(&ann, "Last 12 weeks").at);
	HAS(&ann, str_is(str_z(lang), "en") ? "1 of 3" : "1 av 3");
	client_close(&ann);
	client_close(&bo);
}

/* A reason is the therapist's own when it is neither of ours. */
WORLD(own_reason_through_the_form)
{
	struct client ann;
	struct practice p;
	struct str draft;

	world_client(w, &ann, w->ann, "en");
	client_get(&ann, "/p/%s/w/new?task=move", id_z(w->kari));
	draft = client_field(&ann, "/p/*/w/new", "reason");
	CHECK(draft.len > 0);
	client_submit(&ann, "/p/*/w/new", NULL);
	WANT(&ann, ann.status, 303);
	p = facts_of(w, w->ann, SCOPE_CASELOAD);
	CHECK_INT(p.proposed, 1);
	CHECK_INT(p.own_reason, 0);
	client_get(&ann, "/p/%s/w/new?task=move", id_z(w->kari));
	client_submit(&ann, "/p/*/w/new", "reason", REASON, NULL);
	WANT(&ann, ann.status, 303);
	client_get(&ann, "/p/%s/w/new?task=move", id_z(w->kari));
	client_submit(&ann, "/p/*/w/new", "reason", "", NULL);
	WANT(&ann, ann.status, 303);
	p = facts_of(w, w->ann, SCOPE_CASELOAD);
	CHECK_INT(p.proposed, 3);
	CHECK_INT(p.own_reason, 1);
	CHECK_INT(p.if_then, 3);	/* the library proposes one */
	client_close(&ann);
}

/* --- how we work --------------------------------------------------------- */

JOURNEY(how_we_work)
{
	struct client kari, ann;
	struct practice p;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/m");
	SAYS(&kari, "I want to talk about how we work");
	client_send(&kari, "/h/unsure", "about", "thread", "words",
	    "Is this for me?", "rest", "1", NULL);
	SAYS(&kari, "Reminders rest until you two have talked.");
	client_send(&kari, "/h/unsure", "about", "work", "words",
	    "You go a little fast", NULL);
	SAYS(&kari, "You have said that you want to talk about how you work "
	    "together. Good that you said it. %1 asks you about it.");
	SAYS(&kari, "You have said that you are unsure. That is useful to "
	    "know, and nothing changes by it. %1 writes to you about it.");
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list");
	SAYS(&ann, "“I am unsure” %1");
	SAYS(&ann, "wants to talk about how you two work, %1");
	/* The row opens on the reason, and her words. */
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS(&ann, "“I am unsure” %1");
	HAS(&ann, "Is this for me?");
	SAYS(&ann, "wants to talk about how you two work, %1");
	HAS(&ann, "You go a little fast");
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	HAS(&ann, "You go a little fast");
	HAS(&ann, "Is this for me?");
	client_click(&ann, say(&ann,
	    "Begin with open questions about how you work").at);
	/* The patient's language, whoever reads. */
	HAS(&ann, str_is(str_z(lang), "en") ?
	    "What could I do more of, or less of?" :
	    "Hva kan jeg gjøre mer av, eller mindre av?");
	p = facts_of(w, w->ann, SCOPE_CASELOAD);
	CHECK_INT(p.talks, 2);
	CHECK_INT(p.asked, 0);
	client_send(&ann, "/p/*/m", NULL);
	p = facts_of(w, w->ann, SCOPE_CASELOAD);
	CHECK_INT(p.asked, 2);
	CHECK_INT(p.closed, 0);
	client_get(&kari, "/m");
	SAYS(&kari, "Reminders rest until you two have talked.");
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	client_submit(&ann, "/p/*/unsure", NULL);
	WANT(&ann, ann.status, 303);
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "wants to talk about how you two work, %1");
	client_get(&kari, "/m");
	SAYS_NOT(&kari, "Reminders rest until you two have talked.");
	p = facts_of(w, w->ann, SCOPE_CASELOAD);
	CHECK_INT(p.closed, 2);
	client_close(&kari);
	client_close(&ann);
}

/* Plain words are no open questions. */
WORLD(asked_openly_or_not)
{
	struct str filled = S("Hello Kari.\n\nThank you.\n\nWhat is good? "
	    "What would have to be different for it to be worth a try?\n");
	struct client kari, ann;
	struct practice p;

	CHECK(reply_holds_question(S("Well. What would have to be different "
	    "for it to be worth a try? Bye"), filled));
	CHECK(!reply_holds_question(S("What would you like?"), filled));
	CHECK(!reply_holds_question(S("Hello Kari. Thank you."), filled));
	CHECK(!reply_holds_question(STR_NONE, filled));
	CHECK(!reply_holds_question(S("Why?"), S("Why?")));
	world_client(w, &kari, w->kari_account, "en");
	client_get(&kari, "/m");
	client_send(&kari, "/h/unsure", "about", "thread", NULL);
	world_client(w, &ann, w->ann, "en");
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	client_send(&ann, "/p/*/m", "body", "Just go on, it will pass.",
	    NULL);
	p = facts_of(w, w->ann, SCOPE_CASELOAD);
	CHECK_INT(p.talks, 1);
	CHECK_INT(p.asked, 0);
	client_close(&kari);
	client_close(&ann);
}

WORLD(the_rhythm_for_both)
{
	struct client kari, ann;

	world_client(w, &kari, w->kari_account, "en");
	client_get(&kari, "/m");
	HAS(&kari, "Agreed between you: messages are read on Tuesday and "
	    "Friday.");
	client_send(&kari, "/m", "body", "Monday's question", NULL);
	/* Read on Tuesday: kept.  Wednesday's is not read by Friday. */
	world_at(w, T0 + DAY);
	world_client(w, &ann, w->ann, "en");
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	HAS(&ann, "Agreed: messages are read on Tuesday and Friday.");
	HAS_NOT(&ann, "read by then");
	client_close(&ann);
	world_at(w, T0 + 2 * DAY);
	client_close(&kari);
	world_client(w, &kari, w->kari_account, "en");
	client_get(&kari, "/m");
	client_send(&kari, "/m", "body", "Wednesday's question", NULL);
	HAS_NOT(&kari, "read by then");
	world_at(w, T0 + 3 * DAY);
	world_client(w, &ann, w->ann, "en");
	client_get(&ann, "/list");
	client_close(&ann);
	world_at(w, T0 + 4 * DAY + 6 * HOUR);	/* Friday 16:00, unread */
	world_client(w, &ann, w->ann, "en");
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	HAS(&ann, "read by then: 1 of 2");
	client_close(&ann);
	/* Now it is read, after its day: that stays so. */
	world_at(w, T0 + 4 * DAY + 7 * HOUR);
	world_client(w, &ann, w->ann, "en");
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	HAS(&ann, "read by then: 1 of 2");
	client_close(&ann);
	client_close(&kari);
}

/* --- reminders rest ------------------------------------------------------ */

struct nudging {
	struct id account;
	bool rest;
	int n;
};

static void
nudges(struct world *w, struct tx *tx, void *arg)
{
	struct nudging *x = arg;
	struct duty d;

	duty_open(&d, tx, w->app.vault, "test");
	x->n = nudge_all(&d);
}

static void
say_unsure(struct world *w, struct tx *tx, void *arg)
{
	struct nudging *x = arg;
	struct care c = world_care(w, tx, x->account, ID_NONE);

	CHECK(unsure_say(&c, "thread", ID_NONE, STR_NONE, x->rest));
	CHECK(unsure_say(&c, "work", ID_NONE, STR_NONE, false));
}

static void
had_the_talk(struct world *w, struct tx *tx, void *arg)
{
	struct care c = world_care(w, tx, w->ann, w->kari);

	(void)arg;
	CHECK(unsure_close(&c));
}

static void
one_to_remind_of(struct world *w)
{
	struct deed p = { .by = w->ann, .patient = w->kari,
	    .plan = plan_new("Walk") };
	struct answer_deed a = { .patient_account = w->kari_account,
	    .beliefs = { -1, -1, -1, 0, ID_NONE } };

	p.plan.day = day_of(2026, 3, 2);
	p.plan.remind = true;
	world_do(w, propose, &p);
	a.homework = p.out;
	world_do(w, agree, &a);
}

WORLD(reminders_rest_until_the_talk)
{
	struct nudging x = { .account = w->kari_account, .rest = true };

	one_to_remind_of(w);
	world_do(w, say_unsure, &x);
	world_at(w, T0 + 2 * DAY);
	world_do(w, nudges, &x);
	CHECK_INT(x.n, 0);
	world_at(w, T0 + 9 * DAY);	/* it does not end by itself */
	world_do(w, nudges, &x);
	CHECK_INT(x.n, 0);
	world_do(w, had_the_talk, NULL);
	world_do(w, nudges, &x);
	CHECK_INT(x.n, 1);
}

WORLD(reminders_go_on_unless_asked)
{
	struct nudging x = { .account = w->kari_account, .rest = false };

	one_to_remind_of(w);
	world_do(w, say_unsure, &x);
	world_at(w, T0 + 2 * DAY);
	world_do(w, nudges, &x);
	CHECK_INT(x.n, 1);
}

int
main(int argc, char **argv)
{
	return test_run("web_practice", argc, argv);
}
