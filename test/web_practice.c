/* SPDX-License-Identifier: Apache-2.0 */
/*
 * "My practice", the clinic's sums, the supervision sample, "I want to talk
 * about how we work", the agreed rhythm, reminders that rest.
 */
#include "base/random.h"
#include "course/course.h"
#include "homework/nudge.h"
#include "homework/practice.h"
#include "homework/reply.h"
#include "homework/sample.h"
#include "homework/unsure.h"
#include "journey.h"
#include "messages/message.h"
#include "people/clinic.h"
#include "people/part.h"

#define REASON "So that Sundays get a shape of their own"
#define REPLY "You walked with the dog, although it rained."
#define NOTE "The if-then was good. Try one question more."

/* --- making things directly --------------------------------------------------- */

struct deed {
	struct id by, patient;
	struct plan plan;
	struct id out;
};

static struct plan
plan_new(const char *title)
{
	return (struct plan){ .title = str_z(title), .minutes = 10,
	    .minute = 9 * 60, .day = DAY_NONE, .until = DAY_NONE,
	    .zone = zone_find(S("Europe/Oslo")), .obstacle = OBSTACLE_NONE,
	    .size = SIZE_STANDARD, .reason = STR_NONE,
	    .first_step = STR_NONE, .place = STR_NONE, .if_then = STR_NONE,
	    .materials = STR_NONE, .seen_by = STR_NONE };
}

static void
propose(struct world *w, struct tx *tx, void *arg)
{
	struct deed *d = arg;
	struct care c = world_care(w, tx, d->by, d->patient);
	struct homework_new new = { .chapter = STR_NONE, .source = "library",
	    .plan = d->plan };
	struct problems bad = { .n = 0 };
	struct enrolment e;

	CHECK(course_current(&c, &e));
	d->out = homework_propose(&c, &e, &new, &bad);
	CHECK_INT(bad.n, 0);
}

struct answer_deed {
	struct id patient_account, therapist, patient, homework;
	struct beliefs beliefs;
	const char *template;
	unsigned obstacles;
};

static void
agree(struct world *w, struct tx *tx, void *arg)
{
	struct answer_deed *d = arg;
	struct care c = world_care(w, tx, d->patient_account, ID_NONE);
	struct problems bad = { .n = 0 };
	struct homework h;

	CHECK(homework_get(&c, w->app.gate.active, d->homework, &h));
	CHECK_INT(homework_say_yes(&c, d->homework, &d->beliefs, &h.plan, 1,
	    true, &bad), YES_AGREED);
}

static void
tell(struct world *w, struct tx *tx, void *arg)
{
	struct answer_deed *d = arg;
	struct care c = world_care(w, tx, d->patient_account, ID_NONE);
	struct homework_report new = { .amount = AMOUNT_PARTLY, .hard = 4,
	    .helped = -1, .obstacles = d->obstacles,
	    .noticed = S("The lake was quiet") };
	struct problems bad = { .n = 0 };

	CHECK_INT(homework_report(&c, d->homework, &new, 0, &bad),
	    REPORT_SAVED);
}

static void
answer(struct world *w, struct tx *tx, void *arg)
{
	struct answer_deed *d = arg;
	struct care c = world_care(w, tx, d->therapist, d->patient);
	struct review_new new = { .n = 1, .reply = S(REPLY), .amount = -1,
	    .quality = -1, .template = str_z(d->template),
	    .edited = d->template == NULL };
	struct problems bad = { .n = 0 };
	struct homework h;

	CHECK(homework_get(&c, w->app.gate.active, d->homework, &h));
	new.reports[0] = h.report.id;
	CHECK(homework_review(&c, &new, &bad));
	CHECK_INT(bad.n, 0);
}

/* Proposed, agreed, told and answered, all at once; the assignment. */
static struct id
whole(struct world *w, struct id therapist, struct id patient,
    struct id account, const char *title)
{
	struct deed p = { .by = therapist, .patient = patient,
	    .plan = plan_new(title) };
	struct answer_deed a = { .patient_account = account,
	    .therapist = therapist, .patient = patient,
	    .beliefs = { -1, -1, -1, 0 } };

	p.plan.reason = S(REASON);
	p.plan.first_step = S("Put on the shoes");
	world_do(w, propose, &p);
	a.homework = p.out;
	world_do(w, agree, &a);
	world_do(w, tell, &a);
	world_do(w, answer, &a);
	return p.out;
}

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

/* --- the numbers, by hand ------------------------------------------------------- */

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
	    .beliefs = { -1, -1, -1, 0 },
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

/* --- the own page --------------------------------------------------------------- */

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

/* --- the sample ------------------------------------------------------------------ */

/* Sam has drawn Kari's plan and opened it; the page's path. */
static struct str
opened(struct world *w, struct client *sam)
{
	whole(w, w->ann, w->kari, w->kari_account, "Walk the dog");
	world_client(w, sam, w->sam, "en");
	client_get(sam, "/team");
	client_click(sam, "Read a few plans");
	client_send(sam, "/team/look", NULL);
	HAS(sam, "One plan was drawn.");
	HAS(sam, "A plan that Ann Berg has answered");
	client_send(sam, "/team/look/*/open", NULL);
	WANT(sam, sam->status, 200);
	return str_copy(test_arena, sam->path);
}

WORLD(one_plan_and_its_reply)
{
	struct client sam, ann, bo, kari;
	struct str path;

	records_make(w, w->kari_account);
	path = opened(w, &sam);
	HAS(&sam, REASON);
	HAS(&sam, REPLY);
	HAS(&sam, "Put on the shoes");
	HAS(&sam, "Ann Berg");
	HAS_NOT(&sam, "Kari");
	HAS_NOT(&sam, "The lake was quiet");
	HAS_NOT(&sam, WORDS);
	HAS_NOT(&sam, QUIET);
	/* Not the record by it. */
	WANT(&sam, client_get(&sam, "/p/%s", id_z(w->kari)), 404);
	WANT(&sam, client_get(&sam, "/p/%s/w", id_z(w->kari)), 404);
	WANT(&sam, client_get(&sam, "/list"), 404);
	CHECK_INT(world_audit(w, "practice.read", w->sam, w->kari), 1);
	CHECK_INT(world_audit(w, "care.part", w->sam, w->kari), 1);
	client_get(&sam, "%.*s", STR(path));
	client_submit(&sam, "/team/look/*", NULL);
	WANT(&sam, sam.status, 422);
	HAS(&sam, "Choose an answer for one line at least");
	client_submit(&sam, "/team/look/*", "i0", "2", "note",
	    str_fmt(test_arena, "%01200d", 1).at, NULL);
	WANT(&sam, sam.status, 422);
	CHECK(client_field(&sam, "/team/look/*", "note").len == 1200);
	CHECK_STR(client_field(&sam, "/team/look/*", "i0"), "2");
	client_send(&sam, "/team/look/*", "i0", "2", "i5", "1", "note", NOTE,
	    NULL);
	CHECK_STR(sam.path, "/team/look?saved=1");
	HAS(&sam, NOTE);
	HAS(&sam, "clearly there");
	/* Rated is closed. */
	WANT(&sam, client_get(&sam, "%.*s", STR(path)), 404);
	CHECK_INT(world_audit_refused(w, w->sam), 4);
	/* The therapist reads it, nobody else. */
	world_client(w, &ann, w->ann, "en");
	client_get(&ann, "/list/mine");
	HAS(&ann, NOTE);
	HAS(&ann, "Sam Elg");
	HAS(&ann, "partly there");
	client_click(&ann, "See the plan it is about");
	WANT(&ann, ann.status, 200);
	world_client(w, &bo, w->bo, "en");
	client_get(&bo, "/list/mine");
	HAS_NOT(&bo, NOTE);
	world_client(w, &kari, w->kari_account, "en");
	client_get(&kari, "/who");
	HAS(&kari, "Sam Elg");
	HAS(&kari, "read one plan and the answer to it");
	HAS_NOT(&kari, NOTE);
	HAS_NOT(&kari, "worked on your pages");
	client_close(&sam);
	client_close(&ann);
	client_close(&bo);
	client_close(&kari);
}

static void
second_supervisor(struct world *w, struct tx *tx, void *arg)
{
	struct id *who = arg;

	*who = id_random();
	CHECK(vault_key_create(w->app.vault, *who) == RC_OK);
	CHECK(account_make(tx, w->app.vault, *who, w->clinic, S("Tor Lie"),
	    S("tor@example.org"), LANG_NB, ROLE_SUPERVISOR | ROLE_THERAPIST,
	    tx_now(tx)));
}

WORLD(nobody_else_opens_it)
{
	struct client sam, tor;
	struct id other;
	struct str path;

	path = opened(w, &sam);
	world_do(w, second_supervisor, &other);
	world_client(w, &tor, other, "en");
	WANT(&tor, client_get(&tor, "%.*s", STR(path)), 404);
	WANT(&tor, client_post_raw(&tor, str_fmt(test_arena, "%.*s/open",
	    STR(path)).at, str_fmt(test_arena, "csrf=%.*s&sid=%s",
	    STR(csrf_token(w->app.vault, test_arena, client_cookie(&tor,
	    "s"))), id_z(id_random()))), 404);
	CHECK_INT(world_audit_refused(w, other), 2);
	client_get(&tor, "/team/look");
	HAS_NOT(&tor, "A plan that");
	/* Drawn once is drawn for all. */
	client_send(&tor, "/team/look", NULL);
	HAS(&tor, "There was nothing to draw from.");
	client_close(&sam);
	client_close(&tor);
}

WORLD(nothing_after_the_time)
{
	struct client sam;
	struct str path = opened(w, &sam);
	int64_t refused;

	world_at(w, w->at + (PART_MINUTES - 1) * MINUTE);
	client_close(&sam);
	world_client(w, &sam, w->sam, "en");
	WANT(&sam, client_get(&sam, "%.*s", STR(path)), 200);
	world_at(w, w->at + MINUTE);
	refused = world_audit_refused(w, w->sam);
	WANT(&sam, client_get(&sam, "%.*s", STR(path)), 404);
	HAS_NOT(&sam, REPLY);
	CHECK_INT(world_audit_refused(w, w->sam), refused + 1);
	/* Within the week it can be opened again, and is told again. */
	client_get(&sam, "/team/look");
	HAS(&sam, "opened before");
	client_send(&sam, "/team/look/*/open", NULL);
	HAS(&sam, REPLY);
	CHECK_INT(world_audit(w, "care.part", w->sam, w->kari), 2);
	world_at(w, T0 + SAMPLE_DAYS * DAY);
	client_close(&sam);
	world_client(w, &sam, w->sam, "en");
	WANT(&sam, client_get(&sam, "%.*s", STR(path)), 404);
	client_get(&sam, "/team/look");
	HAS_NOT(&sam, "A plan that");
	client_close(&sam);
}

WORLD(a_no_is_respected)
{
	struct client sam, kari;
	struct str path;

	whole(w, w->bo, w->ola, w->ola_account, "Swim");
	world_client(w, &kari, w->ola_account, "en");
	client_get(&kari, "/who");
	HAS(&kari, "Now and then a supervisor may read one plan");
	client_click(&kari, "Change this");
	client_send(&kari, "/me/look", "look", "no", NULL);
	client_get(&kari, "/who");
	HAS(&kari, "You have said that no supervisor may read your plans");
	CHECK_INT(world_audit(w, "look.choose", w->ola_account, ID_NONE), 1);
	client_close(&kari);
	/* Ola is not drawn; Kari is, and says no while it is open. */
	path = opened(w, &sam);
	HAS_NOT(&sam, "Bo Dahl");
	world_client(w, &kari, w->kari_account, "en");
	client_get(&kari, "/me");
	client_send(&kari, "/me/look", "look", "no", NULL);
	WANT(&sam, client_get(&sam, "%.*s", STR(path)), 404);
	client_get(&sam, "/team/look");
	HAS_NOT(&sam, "A plan that");
	/* A yes again opens nothing by itself. */
	client_get(&kari, "/me");
	client_send(&kari, "/me/look", "look", "yes", NULL);
	WANT(&sam, client_get(&sam, "%.*s", STR(path)), 404);
	client_close(&sam);
	client_close(&kari);
}

/* --- what the draw holds ----------------------------------------------------------- */

struct draw {
	uint64_t seed;
	int n;
	struct id got[8];
	size_t got_n;
};

static void
draw_in(struct world *w, struct tx *tx, struct draw *d)
{
	struct actor sam = world_actor(w, tx, w->sam);
	struct prng dice = prng_seed(d->seed);
	struct sample *list;
	struct scope s;
	size_t i;

	scope_open(&s, tx, w->app.vault, &sam, SCOPE_TEAM);
	d->n = sample_draw(&s, &dice);
	d->got_n = sample_mine(&s, &list);
	for (i = 0; i < d->got_n && i < 8; i++)
		d->got[i] = list[i].assignment;
}

struct drawing {
	struct world *w;
	struct draw *d;
	bool keep;
};

static bool
draw_try(struct tx *tx, void *arg)
{
	struct drawing *x = arg;

	draw_in(x->w, tx, x->d);
	return x->keep;
}

static struct draw
draw(struct world *w, uint64_t seed, bool keep)
{
	struct draw *d = arena_one(test_arena, struct draw);
	struct drawing x = { w, d, keep };

	*d = (struct draw){ .seed = seed };
	CHECK(db_tx(w->app.db, test_arena, draw_try, &x) == RC_OK);
	return *d;
}

/* How many of b are in a. */
static int
common(const struct draw *a, const struct draw *b)
{
	size_t i, k;
	int n = 0;

	for (i = 0; i < a->got_n; i++)
		for (k = 0; k < b->got_n; k++)
			n += id_eq(a->got[i], b->got[k]);
	return n;
}

WORLD(the_dice_decide)
{
	struct draw one, two, kept;
	int same = 0, i;

	for (i = 0; i < 4; i++)
		whole(w, w->ann, w->kari, w->kari_account, "Walk");
	whole(w, w->bo, w->ola, w->ola_account, "Swim");
	one = draw(w, 7, false);
	two = draw(w, 7, false);
	CHECK_INT(one.n, 3);		/* two of Ann's four, Bo's only one */
	CHECK_INT(one.got_n, 3);
	CHECK_INT(common(&one, &two), 3);
	for (i = 1; i <= 20; i++) {
		two = draw(w, (uint64_t)i, false);
		CHECK_INT(two.n, 3);
		same += common(&one, &two) == 3;
	}
	CHECK(same < 20);		/* another seed, another sample */
	kept = draw(w, 7, true);
	CHECK_INT(common(&one, &kept), 3);
	CHECK_INT(draw(w, 8, true).n, 0);	/* once in a week */
	world_at(w, w->at + SAMPLE_DAYS * DAY);
	two = draw(w, 9, true);
	CHECK_INT(two.n, 2);		/* what is left of Ann's */
	CHECK_INT(common(&kept, &two), 0);
	world_at(w, w->at + 40 * DAY);
	CHECK_INT(draw(w, 9, true).n, 0);	/* all are old by now */
}

/* A page that asks for more than plan and reply fails. */
static bool
more_than_allowed(struct tx *tx, void *arg)
{
	struct world *w = arg;
	struct actor sam = world_actor(w, tx, w->sam);
	struct sample *list;
	struct message *messages;
	struct scope s;
	struct care c;
	struct sample_shown shown;

	scope_open(&s, tx, w->app.vault, &sam, SCOPE_TEAM);
	CHECK_INT(sample_mine(&s, &list), 1);
	CHECK(care_open_part(&c, tx, w->app.vault, &sam, list[0].id));
	CHECK_INT(c.relation, REL_PART);
	CHECK_INT(c.scopes, SCOPE_PART);
	CHECK(sample_show(&c, &shown));
	CHECK_STR(shown.reply, REPLY);
	CHECK_INT(tx_rc(tx), RC_OK);
	(void)message_list(&c, 10, &messages);
	CHECK_INT(tx_rc(tx), RC_REFUSED);
	return true;
}

WORLD(a_part_is_not_the_record)
{
	struct client sam;

	records_make(w, w->kari_account);
	opened(w, &sam);
	CHECK(db_tx(w->app.db, test_arena, more_than_allowed, w) ==
	    RC_REFUSED);
	client_close(&sam);
}

/* --- how we work ----------------------------------------------------------------- */

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
	client_close(&kari);
}

/* --- reminders rest ---------------------------------------------------------------- */

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
	    .beliefs = { -1, -1, -1, 0 } };

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
