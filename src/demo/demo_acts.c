/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_acts.h"

#include <assert.h>
#include <string.h>

#include "audit/audit.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "caseload/caseload.h"
#include "db/db.h"
#include "demo/demo_doing.h"
#include "homework/homework.h"
#include "homework/nudge.h"
#include "people/accept.h"
#include "people/account.h"
#include "today/seen.h"

enum { IDLE_STAFF_S = 15 * 60, IDLE_PATIENT_S = 60 * 60,
	ACTS_AT_ONCE = 64 };

/* --- who is signed in --------------------------------------------------- */

static const char *const devices[] = {
	"Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X)",
	"Mozilla/5.0 (Linux; Android 14) Mobile",
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
};

/* Goes on with the running session, or signs in; false: cannot. */
static bool
sign_in(struct doing *d, struct member *m, int64_t idle_s, size_t device)
{
	int64_t now = tx_now(d->tx);
	struct actor found;
	struct str token;

	assert(m != NULL);
	if (!actor_of(d->tx, d->vault, m->account, &d->actor))
		return false;
	if (m->session_at != 0 && now - m->session_at < idle_s) {
		d->actor.session = m->session;
		m->session_at = now;
		session_seen(d->tx, m->session, now);
		return true;
	}
	token = session_start(d->tx, d->arena, m->account, d->actor.clinic,
	    d->actor.roles, str_z(devices[device]), now);
	if (actor_find(d->tx, d->vault, token, &found) != SESSION_OK)
		return false;
	audit_write(d->tx, &(struct audit_row){ .actor = m->account,
	    .action = "session.start", .role = role_name(found.roles) });
	d->actor = found;
	m->session = found.session;
	m->session_at = now;
	d->fresh = true;
	return true;
}

/* An audit row about no patient. */
static void
note(struct doing *d, const char *action, struct id object)
{
	audit_write(d->tx, &(struct audit_row){ .actor = d->actor.account,
	    .object = object, .session = d->actor.session, .action = action,
	    .role = role_name(d->actor.roles) });
}

/* --- acts without a record open ----------------------------------------- */

static struct str
of_list(const char *const *list, size_t n, int die)
{
	return str_z(list[(size_t)die % n]);
}

static struct patient_new
new_patient(struct doing *d)
{
	const struct person *p = d->person;
	int die = d->act->n, who = d->act->who;
	struct day today = zone_day(d->run->clinic->zone, d->run->conf->now);
	bool some = p->how & THOUGHTS;
	struct patient_new new = { .name = str_z(p->name),
	    .mobile = demo_mobile(d->arena, who), .email = str_z(p->email),
	    .place = str_z(p->place),
	    .person = str_fmt(d->arena, "%s, +47 400 00 %03d", p->near,
	    111 + who), .gp = of_list(demo_gps, demo_gps_n, die),
	    .born = { today.n - p->age * 365 - p->age / 4 - 40 - die % 280 },
	    .lang = p->lang, .zone = d->run->clinic->zone,
	    .information_given = true };

	new.assessment = (struct assessment){ .level = some,
	    .suitability = of_list(demo_suitability, demo_suitability_n, die),
	    .suicidality = some ?
	    of_list(demo_thoughts_some, demo_thoughts_some_n, die) :
	    of_list(demo_thoughts_none, demo_thoughts_none_n, die / 5),
	    .other_treatment = of_list(demo_other, demo_other_n, die / 3),
	    .physical = of_list(demo_physical, demo_physical_n, die / 7) };
	return new;
}

static bool
invite(struct doing *d)
{
	struct patient_new new = new_patient(d);
	struct day start = life_start(d->run->acts, d->act->who);
	struct problems bad = { 0 };
	int64_t now = tx_now(d->tx);
	struct str token;
	struct id id;

	patient_new_problems(&new, zone_day(new.zone, now), &bad);
	if (bad.n > 0 || account_login_taken(d->tx, d->vault, new.mobile))
		return false;
	id = patient_make(d->tx, d->vault, &d->actor, &new, now);
	if (!care_open(&d->care, d->tx, d->vault, &d->actor, id))
		return false;
	course_enrol(&d->care, d->run->conf->content, S("w-icbt"), start,
	    day_weekday(start));
	care_audit(&d->care, "patient.make", id);
	token = invitation_make(d->tx, d->arena, d->care.clinic, ID_NONE, id,
	    d->actor.account, now +
	    d->run->clinic->set[SET_INVITATION_DAYS] * 86400, now);
	care_audit(&d->care, "invitation.make", ID_NONE);
	d->member->patient = id;
	memcpy(d->member->token, token.at, sizeof(d->member->token) - 1);
	return true;
}

/*
 * Who has a password in this demonstration takes the invitation as the page
 * does.  The others get an account without one, so that nobody can sign in.
 */
static bool
accept(struct doing *d)
{
	struct str hash = d->run->hash[d->act->who];
	struct str token = { d->member->token, sizeof(d->member->token) - 1 };
	int64_t now = tx_now(d->tx);
	struct invitation i;
	struct account account = { .id = id_random() };

	assert(d->person != NULL);
	if (!invitation_find(d->tx, d->arena, token, &i) ||
	    !invitation_open(&i, now) || !invitation_use(d->tx, i.id, now))
		return false;
	if (hash.len > 0) {
		if (!invitation_accept_patient(d->tx, d->vault, &i,
		    d->person->lang, hash, now, &account))
			return false;
		account_add_login(d->tx, d->vault, account.id,
		    str_z(d->person->login));
	} else if (vault_key_create(d->vault, account.id) != RC_OK ||
	    !account_make(d->tx, d->vault, account.id, i.clinic, STR_NONE,
	    invitation_login(d->tx, d->vault, &i), d->person->lang,
	    ROLE_PATIENT, now) || !patient_accept(d->tx, d->vault, i.patient,
	    account.id, d->person->lang, now))
		return false;
	d->member->account = account.id;
	return sign_in(d, d->member, IDLE_PATIENT_S,
	    (size_t)d->act->who % 2);
}

static bool
glass(struct doing *d)
{
	note(d, "glass.ask", d->member->patient);
	if (!care_break_glass(d->tx, d->vault, &d->actor, d->member->patient,
	    S("Solveig er syk i dag, og pasienten ba om svar før møtet med "
	    "arbeidsgiver i morgen.")) ||
	    !care_open(&d->care, d->tx, d->vault, &d->actor,
	    d->member->patient))
		return false;
	care_audit(&d->care, "patient.read", ID_NONE);
	return true;
}

static bool
clinic_look(struct doing *d)
{
	struct day today = zone_day(d->run->clinic->zone, d->run->conf->now);

	note(d, "clinic.change", ID_NONE);
	return clinic_set(d->tx, d->run->clinic->id, SET_NUMBERS_REVIEW_DAY,
	    today.n + 160, d->actor.account, tx_now(d->tx));
}

static bool
tick(struct doing *d)
{
	struct duty duty;

	duty_open(&duty, d->tx, d->vault, "alerts");
	return alert_drafts_rested(&duty) > 0;
}

/* Once a day is enough: the server's tick writes at most one a day. */
static bool
nudges(struct doing *d)
{
	struct duty duty;

	duty_open(&duty, d->tx, d->vault, "nudges");
	nudge_all(&duty);
	return true;
}

/* --- one act ------------------------------------------------------------ */

static bool
by_patient(struct doing *d)
{
	if (!sign_in(d, d->member, IDLE_PATIENT_S, (size_t)d->act->who % 2) ||
	    !care_open_own(&d->care, d->tx, d->vault, &d->actor) ||
	    !course_current(&d->care, &d->e))
		return false;
	if (!doing_patient(d))
		return false;
	patient_seen(d->tx, d->actor.patient, tx_now(d->tx));
	return true;
}

static bool
by_staff(struct doing *d)
{
	struct member *m = &d->run->staff[d->act->staff];

	if (!sign_in(d, m, IDLE_STAFF_S, 2))
		return false;
	if (d->fresh && d->actor.roles & ROLE_THERAPIST)
		note(d, "list.read", ID_NONE);
	if (d->act->kind == ACT_INVITE)
		return invite(d);
	if (d->act->kind == ACT_GLASS)
		return glass(d);
	if (d->act->kind == ACT_CLINIC)
		return clinic_look(d);
	if (d->act->kind == ACT_TEAM) {
		note(d, "team.read", ID_NONE);
		return true;
	}
	if (!care_open(&d->care, d->tx, d->vault, &d->actor,
	    d->member->patient) || !course_current(&d->care, &d->e))
		return false;
	care_audit(&d->care, "patient.read", ID_NONE);
	if (!doing_staff(d))
		return false;
	visit_note(d->tx, d->actor.account, d->member->patient, ID_NONE,
	    false, tx_now(d->tx));
	homework_note_looked(d->tx, d->actor.account, d->member->patient,
	    ID_NONE, false, tx_now(d->tx));
	return true;
}

/*
 * Acts of some hours in one transaction, so that the disk is not waited for
 * after each.  When one of them is refused nothing of it may stay: then each
 * gets a transaction of its own.
 */
struct step {
	struct run *run;
	size_t from, n;
	struct member patients[PATIENTS], staff[STAFF_N];	/* before */
	bool done;
};

static bool
act_do(struct tx *tx, struct run *r, const struct act *a)
{
	struct doing d = { .run = r, .act = a, .tx = tx,
	    .arena = tx_arena(tx), .vault = r->conf->vault };

	clock_set(a->at);
	tx_walk(tx);
	if (a->who >= 0) {
		d.person = demo_person(a->who);
		d.member = &r->patients[a->who];
	}
	if (a->kind == ACT_TICK)
		return tick(&d);
	if (a->kind == ACT_NUDGE)
		return nudges(&d);
	if (a->kind == ACT_BOUNCE)
		return return_bounce(&d);
	if (a->kind == ACT_ACCEPT)
		return accept(&d);
	return a->staff >= 0 ? by_staff(&d) : by_patient(&d);
}

static void
members_back(struct step *s)
{
	memcpy(s->run->patients, s->patients, sizeof(s->patients));
	memcpy(s->run->staff, s->staff, sizeof(s->staff));
}

static bool
step_run(struct tx *tx, void *arg)
{
	struct step *s = arg;
	size_t i;

	members_back(s);
	s->done = true;
	for (i = s->from; i < s->from + s->n && s->done; i++)
		s->done = act_do(tx, s->run, &s->run->acts->list[i]);
	return s->done;
}

static enum rc
step_do(struct run *r, struct step *s)
{
	struct arena_mark mark = arena_mark(r->arena);
	const struct act *a = &r->acts->list[s->from];
	enum rc rc;

	memcpy(s->patients, r->patients, sizeof(s->patients));
	memcpy(s->staff, r->staff, sizeof(s->staff));
	clock_set(a->at);
	rc = db_tx(r->conf->db, r->arena, step_run, s);
	arena_reset(r->arena, mark);
	if (rc == RC_OK && s->done)
		return RC_OK;
	members_back(s);
	if (rc == RC_OK && s->n == 1) {
		log_warn("demo: act %d of person %d on day %d was refused",
		    (int)a->kind, a->who, (int)(a->at / 86400));
		r->refused++;
	}
	return rc;
}

static enum rc
steps_do(struct run *r, size_t from, size_t n)
{
	struct step *s = arena_one(r->arena, struct step);
	enum rc rc;
	size_t i;

	*s = (struct step){ .run = r, .from = from, .n = n };
	rc = step_do(r, s);
	for (i = 0; i < n && n > 1 && rc == RC_OK && !s->done; i++) {
		struct step one = { .run = r, .from = from + i, .n = 1 };

		rc = step_do(r, &one);
	}
	return rc;
}

enum rc
acts_run(struct run *r)
{
	const struct demo_conf *conf = r->conf;
	size_t n = r->acts->n, i, some;
	enum rc rc;

	for (i = 0; i < n; i += some) {
		struct arena_mark mark = arena_mark(r->arena);

		some = n - i < ACTS_AT_ONCE ? n - i : ACTS_AT_ONCE;
		rc = steps_do(r, i, some);
		arena_reset(r->arena, mark);
		if (rc != RC_OK)
			return rc;
		if (conf->told != NULL)
			conf->told("The weeks of a fictional clinic:",
			    (int)(i + some), (int)n);
	}
	return RC_OK;
}
