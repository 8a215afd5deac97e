/* SPDX-License-Identifier: Apache-2.0 */
#include "admin/pages.h"

#include "admin/view.h"
#include "admin/views.h"
#include "audit/audit.h"
#include "people/heir.h"
#include "people/page_frame.h"
#include "programme/content.h"
#include "reminders/escalate.h"
#include "reminders/outbox.h"

/*
 * "Is this server safe?": weak settings, told in words with a way out.  What
 * lies outside the database (files, disk, backup) is `mellom doctor`'s.
 */

static void
check(struct safe_view *v, bool ok, struct msg what, struct str value,
    struct msg hint)
{
	if (v->n == CHECKS_MAX)
		return;
	v->list[v->n++] = (struct check_line){ ok ? CHECK_OK : CHECK_WEAK,
	    what, value, hint };
	v->weak += !ok;
}

static struct str
number(struct page *p, int64_t n)
{
	return str_fmt(p->arena, "%lld", (long long)n);
}

static void
check_clinic(struct page *p, struct safe_view *v)
{
	const struct clinic *c = p->clinic;
	struct day review = { (int32_t)c->set[SET_NUMBERS_REVIEW_DAY] };

	check(v, !clinic_numbers_outdated(c, p->now),
	    MSG("Help numbers: to be looked at by %1."),
	    out_day(&p->out, review),
	    MSG("Call each number, then set the next date under Clinic."));
	check(v, c->hours_n > 0, MSG("Staffed hours: %1 spans a week."),
	    number(p, (int64_t)c->hours_n),
	    MSG("Without staffed hours no answer gets a time by which someone "
	    "looks. Set them under Clinic."));
	check(v, c->set[SET_SESSION_IDLE_STAFF_MIN] <= 30,
	    MSG("Staff are signed out after %1 minutes without use."),
	    number(p, c->set[SET_SESSION_IDLE_STAFF_MIN]),
	    MSG("Thirty minutes or less is wiser."));
	check(v, c->set[SET_SESSION_IDLE_PATIENT_MIN] <= 60,
	    MSG("Patients are signed out after %1 minutes without use."),
	    number(p, c->set[SET_SESSION_IDLE_PATIENT_MIN]),
	    MSG("A shared phone is common. An hour or less is wiser."));
	check(v, !c->demo, c->demo ? MSG("This is a demonstration with known "
	    "passwords.%1") : MSG("This is not a demonstration.%1"), STR_NONE,
	    MSG("Write nothing real here."));
}

static void
check_accounts(struct page *p, struct safe_view *v)
{
	struct account *list;
	size_t n = account_list(p->tx, p->vault, p->actor->clinic, &list), i;
	int admins = 0, supervisors = 0, waiting = 0, mixed = 0;
	int64_t without = heir_without(p->tx, p->actor->clinic);

	for (i = 0; i < n; i++) {
		if (!list[i].active)
			continue;
		admins += (list[i].roles & ROLE_ADMIN) != 0;
		supervisors += (list[i].roles & ROLE_SUPERVISOR) != 0;
		mixed += (list[i].roles & ROLE_ADMIN) != 0 &&
		    (list[i].roles & ROLE_THERAPIST) != 0;
		waiting += !list[i].has_password &&
		    p->now - list[i].created_at > 14 * 86400;
	}
	check(v, admins >= 2, MSG("Administrators: %1."), number(p, admins),
	    MSG("With only one, nobody can help when that one is away."));
	check(v, supervisors >= 1, MSG("Supervisors: %1."),
	    number(p, supervisors),
	    MSG("Someone should see how long things wait."));
	check(v, without == 0, MSG("In treatment and without a therapist: "
	    "%1."), number(p, without), MSG("Open the old therapist's account "
	    "again under Accounts, and choose who takes over when you end "
	    "it."));
	check(v, mixed == 0, MSG("Accounts that both treat and administer: "
	    "%1."), number(p, mixed),
	    MSG("Two accounts are safer than one with every right."));
	check(v, waiting == 0, MSG("Accounts never used for two weeks: %1."),
	    number(p, waiting), MSG("End those that are not needed."));
}

static void
check_way_in(struct page *p, struct safe_view *v)
{
	struct str host = req_header(p->req, "host");
	bool local = str_starts(host, S("127.0.0.1")) ||
	    str_starts(host, S("localhost")) || str_starts(host, S("[::1]"));

	check(v, p->req->https || local, p->req->https ?
	    MSG("Pages travel encrypted (https).%1") :
	    local ? MSG("Pages stay on this machine (loopback).%1") :
	    MSG("Pages travel unencrypted.%1"), STR_NONE,
	    MSG("Put a proxy with TLS in front, see the operator's guide."));
	check(v, false, MSG("Passwords are the only factor for now.%1"),
	    STR_NONE, MSG("Long ones are asked for. Second factors come in a "
	    "later version."));
}

static void
check_worker(struct page *p, struct safe_view *v)
{
	struct outbox_health h;
	int64_t since_at;
	int64_t nobody = escalate_unreached(p->tx, p->actor->clinic, p->now,
	    &since_at);
	bool whole;

	outbox_health(p->tx, p->actor->clinic, p->now, &h);
	whole = duty_list_whole(p->tx, p->clinic, &h);
	check(v, nobody == 0, MSG("Answers that need a look and nobody was "
	    "reached about: %1."), number(p, nobody),
	    MSG("Call a supervisor now; the page Team shows them."));
	check(v, h.beat_at != 0 && p->now - h.beat_at <= WORKER_BEAT_MAX_S,
	    h.beat_at == 0 ? MSG("The sending program has never run.%1") :
	    MSG("The sending program was last seen %1."), h.beat_at == 0 ?
	    STR_NONE : out_moment(&p->out, h.beat_at),
	    MSG("Without it nobody is reminded, and nobody is called about an "
	    "answer that needs a look. Start mellom-worker on the server."));
	check(v, h.late == 0, MSG("What waits to be sent and is late: %1."),
	    number(p, h.late),
	    MSG("Is the mail server or the gateway away?"));
	check(v, h.failed + h.unknown == 0, MSG("Not sent, or not known, in "
	    "the last 24 hours: %1."), number(p, h.failed + h.unknown),
	    MSG("The therapists see which patients; many at once mean the "
	    "mail server or the gateway."));
	check(v, h.unreadable == 0, MSG("Letters that could not be opened, in "
	    "30 days: %1."), number(p, h.unreadable), MSG("They, or an address "
	    "they were for, were altered or damaged, and were not sent. Run "
	    "“mellom doctor” on the server."));
	check(v, h.stopped == 0, MSG("Patients whose reminders do not "
	    "arrive: %1."), number(p, h.stopped),
	    MSG("Their therapists see it on their lists."));
	check(v, whole, whole ? MSG("Somebody who can be called is on duty on "
	    "every staffed day.%1") : MSG("Nobody who can be called is on "
	    "duty on some staffed days.%1"), STR_NONE, MSG("Set them under "
	    "Who is on duty. It names those who are away or cannot be "
	    "called."));
}

/* Questionnaires planned whose wording the clinic has not supplied. */
static void
note_texts(struct page *p, struct safe_view *v)
{
	const struct instrument *ins;
	enum lang lang;
	size_t i;

	for (i = 0; i < content_instruments(p->content); i++) {
		ins = content_instrument_at(p->content, i);
		for (lang = 0; lang < LANG_N; lang++)
			if (!instrument_asks_in(ins, lang) &&
			    v->n < CHECKS_MAX)
				v->list[v->n++] = (struct check_line){
				    CHECK_NOTE, MSG("%1: texts not supplied "
				    "yet, so it is not asked."),
				    str_fmt(p->arena, "%.*s (%s)",
				    STR(words_in(&ins->title, p->out.lang)),
				    lang_name(lang)),
				    MSG("A clinic that has the right to use "
				    "the texts types them into a file and "
				    "runs “mellom content texts FOLDER”; the "
				    "operator's guide shows how.") };
	}
}

int
admin_safe_get(struct page *p)
{
	struct safe_view v = { 0 };

	page_frame(p, &v.frame, MSG("Is this server safe?"), "/admin/safe");
	v.frame.narrow = true;
	check_way_in(p, &v);
	check_clinic(p, &v);
	check_accounts(p, &v);
	check_worker(p, &v);
	note_texts(p, &v);
	check(&v, true, MSG("What is outside the program: run “mellom doctor” "
	    "on the server.%1"), STR_NONE, (struct msg){ NULL });
	view_admin_safe(&p->out, &v);
	return page_ok(p);
}
