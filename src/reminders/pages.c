/* SPDX-License-Identifier: Apache-2.0 */
#include "reminders/pages.h"

#include "base/typed.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "people/patient.h"
#include "reminders/view.h"
#include "reminders/views.h"

/* A patient's own reminders, and how a clinician is reached. */

static struct str
clock_text(struct arena *a, int minute)
{
	return str_fmt(a, "%02d:%02d", minute / 60 % 24, minute % 60);
}

static void
reminders_fill(struct page *p, struct reminders_view *v)
{
	struct outbox_health h;
	int i;

	page_frame(p, &v->frame, MSG("Reminders"), "/me");
	outbox_health(p->tx, p->care->clinic, p->now, &h);
	v->no_worker = h.beat_at == 0 || (!h.email && !h.sms);
	v->email_on = h.email;
	v->sms_on = h.sms;
	v->tested = str_is(req_query(p->req, "test"), "1");
	for (i = 0; i < TIMES_N; i++) {
		int minute = REMIND_OFFER_FROM + 30 * i;

		v->times[i].clock = clock_text(p->arena, minute);
		v->times[i].shown = str_fmt(p->arena, p->out.lang == LANG_NB ?
		    "%02d.%02d" : "%02d:%02d", minute / 60, minute % 60);
		v->times[i].on = minute == v->choice.minute;
	}
	if (v->choice.minute < REMIND_OFFER_FROM ||
	    v->choice.minute > REMIND_OFFER_TO || v->choice.minute % 30 != 0)
		v->own_time = clock_text(p->arena, v->choice.minute);
	v->sent_n = outbox_of_patient(p->care, SENT_SHOWN, &v->sent);
}

/* One that was damaged is asked for anew. */
static void
reach_known(struct page *p, struct reminders_view *v)
{
	struct patient patient;

	p->care->spares = true;
	patient_get(p->care, &patient);
	p->care->spares = false;
	v->email = patient.email;
	v->mobile = patient.mobile;
	v->ask_email = !reach_email_ok(patient.email) ||
	    v->choice.stopped == CHANNEL_EMAIL;
	v->ask_mobile = reach_mobile(p->arena, patient.mobile,
	    S("47")).len == 0 || v->choice.stopped == CHANNEL_SMS;
	v->unreadable = p->care->unreadable && (v->ask_email || v->ask_mobile);
}

int
reminders_get(struct page *p)
{
	struct reminders_view v = { 0 };

	remind_choice_get(p->care, &v.choice);
	reach_known(p, &v);
	v.quiet_from = clock_text(p->arena, v.choice.quiet_from);
	v.quiet_to = clock_text(p->arena, v.choice.quiet_to);
	v.zone = zone_name(p->care->zone);
	reminders_fill(p, &v);
	view_reminders(&p->out, &v);
	return page_ok(p);
}

static void
times_read(struct page *p, struct reminders_view *v)
{
	struct str other = str_trim(req_field(p->req, "other_time"));

	if (!minute_typed(req_field(p->req, "time"), &v->choice.minute))
		problem_add(&p->problems, S("time"), T("Choose a time of "
		    "day."));
	v->other_time = other;
	if (other.len > 0 && !minute_typed(other, &v->choice.minute))
		problem_add(&p->problems, S("other_time"), T("Write the time "
		    "as hours and minutes, for example 18:15."));
	v->quiet_from = str_trim(req_field(p->req, "quiet_from"));
	v->quiet_to = str_trim(req_field(p->req, "quiet_to"));
	if (!minute_typed(v->quiet_from, &v->choice.quiet_from) ||
	    !minute_typed(v->quiet_to, &v->choice.quiet_to))
		problem_add(&p->problems, S("quiet"), T("Write both times as "
		    "hours and minutes, for example 20:00 and 07:00."));
	v->zone = str_trim(req_field(p->req, "zone"));
	if (v->zone.len > 60 || zone_find(v->zone) == NULL)
		problem_add(&p->problems, S("zone"), T("This time zone is not "
		    "known. Write it like Europe/Oslo."));
}

/* Asked for only when it is not known; typed only then. */
static void
address_read(struct page *p, struct reminders_view *v)
{
	if (v->ask_email) {
		v->email = str_trim(req_field(p->req, "email"));
		if ((v->email.len > 0 || v->choice.channel == CHANNEL_EMAIL) &&
		    !reach_email_ok(v->email))
			problem_add(&p->problems, S("email"), T("This does "
			    "not look like an e-mail address."));
	}
	if (v->ask_mobile) {
		v->mobile = str_trim(req_field(p->req, "mobile"));
		if ((v->mobile.len > 0 || v->choice.channel == CHANNEL_SMS) &&
		    reach_mobile(p->arena, v->mobile, S("47")).len == 0)
			problem_add(&p->problems, S("mobile"), T("This does "
			    "not look like a mobile number. Write it with 8 "
			    "digits, or with + and the country first."));
	}
}

int
reminders_post(struct page *p)
{
	struct reminders_view v = { 0 };
	struct str kind, channel = req_field(p->req, "channel");
	int64_t version = -1, bit;
	size_t i;
	bool saved = false;

	remind_choice_get(p->care, &v.choice);
	reach_known(p, &v);
	if (!str_int(req_field(p->req, "version"), 0, INT32_MAX, &version))
		return 400;
	v.choice.channel = channel_parse(channel);
	if (v.choice.channel == CHANNEL_NONE && !str_is(channel, "none"))
		problem_add(&p->problems, S("channel"), T("Choose how, or no "
		    "reminders."));
	v.choice.kinds = 0;
	for (i = 0; req_field_at(p->req, "kinds", i, &kind); i++)
		if (str_int(kind, 1, REMIND_ALL, &bit))
			v.choice.kinds |= (unsigned)bit;
	times_read(p, &v);
	address_read(p, &v);
	if (p->problems.n == 0)
		saved = remind_choice_put(p->care, &v.choice, version,
		    &p->problems);
	if (saved) {
		if (v.ask_email || v.ask_mobile)
			patient_set_reach(p->care, v.ask_email ? v.email :
			    STR_NONE, v.ask_mobile ? v.mobile : STR_NONE);
		if (!str_eq(v.zone, zone_name(p->care->zone)))
			patient_set_zone(p->care, zone_find(v.zone));
		return page_go(p, url_lit("/me/reminders?saved=1"));
	}
	if (p->problems.n == 0) {
		struct remind_choice now;

		problem_add(&p->problems, S(""), T("This was changed in "
		    "another window meanwhile. Here is what you wrote; save "
		    "again to keep it."));
		remind_choice_get(p->care, &now);
		v.choice.version = now.version;
		reminders_fill(p, &v);
		view_reminders(&p->out, &v);
		return page_conflict(p);
	}
	reminders_fill(p, &v);
	view_reminders(&p->out, &v);
	return page_again(p);
}

int
reminders_test_post(struct page *p)
{
	struct remind_choice choice;

	remind_choice_get(p->care, &choice);
	if (choice.channel == CHANNEL_NONE ||
	    choice.stopped == choice.channel ||
	    !outbox_test_may(p->care))
		return page_go(p, url_lit("/me/reminders"));
	(void)outbox_put_now(p->care, LETTER_TEST, choice.channel, STR_NONE,
	    p->now + LATE_S);
	return page_go(p, url_lit("/me/reminders?test=1"));
}

/* --- clinicians ----------------------------------------------------------- */

static void
reach_show(struct page *p, struct reach_view *v)
{
	struct outbox_health h;

	page_frame(p, &v->frame, MSG("How I am reached"), "/me");
	outbox_health(p->tx, p->actor->clinic, p->now, &h);
	v->no_sms = v->reach.by_sms && h.beat_at != 0 && !h.sms;
	v->no_email = v->reach.by_email && h.beat_at != 0 && !h.email;
	v->frame.narrow = true;
	view_reach(&p->out, v);
}

int
reach_page_get(struct page *p)
{
	struct reach_view v = { 0 };

	reach_get(p->tx, p->vault, p->actor->account, &v.reach);
	reach_show(p, &v);
	return page_ok(p);
}

int
reach_page_post(struct page *p)
{
	struct reach_view v = { 0 };

	v.reach.email = str_trim(req_field(p->req, "email"));
	v.reach.mobile = str_trim(req_field(p->req, "mobile"));
	v.reach.by_email = str_is(req_field(p->req, "by_email"), "1");
	v.reach.by_sms = str_is(req_field(p->req, "by_sms"), "1");
	if (!reach_put(p->tx, p->vault, p->actor->account, &v.reach, p->now,
	    &p->problems)) {
		reach_show(p, &v);
		return page_again(p);
	}
	return page_go(p, url_lit("/me/reach?saved=1"));
}
