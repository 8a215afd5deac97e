/* SPDX-License-Identifier: Apache-2.0 */
#include "reminders/pages.h"

#include "people/actor.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "people/patient.h"
#include "reminders/view.h"
#include "reminders/views.h"

/* The duty list, and the link of an invitation that may be sent. */

static void
duty_people(struct page *p, struct duty_view *v)
{
	struct account *all;
	size_t n = account_list(p->tx, p->vault, p->actor->clinic, &all), i;

	names_shown(p, all, n);
	v->people = arena_many(p->arena, struct account, n + 1);
	v->reached = arena_many(p->arena, bool, n + 1);
	for (i = 0; i < n; i++)
		if (all[i].active && (all[i].roles &
		    (ROLE_THERAPIST | ROLE_SUPERVISOR)) != 0)
			v->people[v->people_n++] = all[i];
}

/* "d1a": Monday, the first. */
static const char *
day_field(struct page *p, int day, int nth)
{
	return str_fmt(p->arena, "d%d%c", day + 1, 'a' + nth).at;
}

/* As it is kept, also beside what was typed. */
static void
duty_next(struct page *p, struct duty_view *v, const struct outbox_health *h)
{
	struct duty_coming next[7];
	int i;

	duty_list_coming(p->tx, p->clinic, h, next);
	for (i = 0; i < 7; i++) {
		v->days[i].next = next[i];
		v->days[i].next_day = zone_day(p->clinic->zone, next[i].at);
		v->fails |= next[i].at != 0 && next[i].named &&
		    !next[i].called;
	}
}

static void
duty_fill(struct page *p, struct duty_view *v, const struct duty_list *l)
{
	struct outbox_health h;
	size_t i, k;

	v->supervisor = (p->actor->roles & ROLE_SUPERVISOR) != 0;
	page_frame(p, &v->frame, MSG("Who is on duty"), v->supervisor ?
	    "/team" : "/admin/clinic");
	v->frame.narrow = true;
	outbox_health(p->tx, p->actor->clinic, p->now, &h);
	v->worker = p->now - h.beat_at <= WORKER_BEAT_MAX_S;
	for (i = 0; i < 7; i++) {
		v->days[i].weekday = (int)i + 1;
		v->days[i].first = day_field(p, (int)i, 0);
		v->days[i].then = day_field(p, (int)i, 1);
		for (k = 0; k < DUTY_A_DAY; k++)
			v->days[i].on[k] = l->day[i][k];
	}
	for (i = 0; i < p->clinic->hours_n; i++)
		v->days[p->clinic->hours[i].weekday - 1].staffed = true;
	for (i = 0; i < 7; i++)
		v->gaps |= v->days[i].staffed &&
		    id_is_none(v->days[i].on[0]);
	duty_next(p, v, &h);
	for (i = 0; i < v->people_n; i++) {
		v->reached[i] = duty_can_be_called(p->tx, v->people[i].id,
		    &h);
		v->any_unreached = v->any_unreached || !v->reached[i];
	}
}

int
duty_page_get(struct page *p)
{
	struct duty_view v = { 0 };
	struct duty_list l;

	duty_list_get(p->tx, p->actor->clinic, &l);
	duty_people(p, &v);
	duty_fill(p, &v, &l);
	view_duty(&p->out, &v);
	return page_ok(p);
}

static bool
is_one_of(const struct duty_view *v, struct id id)
{
	size_t i;

	for (i = 0; i < v->people_n; i++)
		if (id_eq(v->people[i].id, id))
			return true;
	return false;
}

int
duty_page_post(struct page *p)
{
	struct duty_view v = { 0 };
	struct duty_list l = { 0 };
	int w, i, n;

	duty_people(p, &v);
	for (w = 0; w < 7; w++)
		for (i = n = 0; i < 2; i++) {
			const char *name = day_field(p, w, i);
			struct str s = req_field(p->req, name);
			struct id id;

			if (s.len == 0)
				continue;
			if (!id_parse(s, &id) || !is_one_of(&v, id)) {
				problem_add(&p->problems, str_z(name),
				    T("One of those chosen is not a clinician "
				    "here any more. Choose again."));
				continue;
			}
			if (n == 0 || !id_eq(l.day[w][0], id))
				l.day[w][n++] = id;
		}
	if (p->problems.n > 0) {
		duty_fill(p, &v, &l);
		view_duty(&p->out, &v);
		return page_again(p);
	}
	duty_list_put(p->tx, p->actor->clinic, &l);
	return page_go(p, url_lit("/team/duty?saved=1"));
}

/* --- the link ------------------------------------------------------------- */

static void
link_load(struct page *p, struct link_view *v)
{
	struct patient patient;
	struct outbox_health h;

	patient_get(p->care, &patient);
	outbox_health(p->tx, p->care->clinic, p->now, &h);
	v->name = patient.name;
	v->email = patient.email;
	v->mobile = patient.mobile;
	v->has_account = !id_is_none(patient.account);
	v->over = p->care->over && !v->has_account;
	v->can_email = h.email && reach_email_ok(patient.email);
	v->can_sms = h.sms && reach_mobile(p->arena, patient.mobile,
	    S("47")).len > 0;
}

static void
link_show(struct page *p, struct link_view *v)
{
	page_frame(p, &v->frame, MSG("Link for the patient"), "/list");
	page_frame_patient(p, &v->frame, "contact");
	v->frame.narrow = true;
	v->sent_n = outbox_of_patient(p->care, SENT_SHOWN, &v->sent);
	view_patient_link(&p->out, v);
}

int
patient_link_get(struct page *p)
{
	struct link_view v = { 0 };

	link_load(p, &v);
	link_show(p, &v);
	return page_ok(p);
}

static struct str
link_address(struct page *p, struct str token)
{
	struct str host = req_header(p->req, "host");

	return str_fmt(p->arena, "%s://%.*s/i/%.*s",
	    p->req->https ? "https" : "http", STR(host), STR(token));
}

/* 200, not a redirect: the link is shown this once; sent, it is sealed. */
int
patient_link_post(struct page *p)
{
	enum channel send = channel_parse(req_field(p->req, "send"));
	struct link_view v = { 0 };
	struct str token;
	int64_t expires_at = p->now +
	    p->clinic->set[SET_INVITATION_DAYS] * 86400;

	if ((p->care->scopes & SCOPE_WRITE) == 0)
		return page_not_found(p);
	link_load(p, &v);
	if (v.over) {
		link_show(p, &v);	/* it would lead nowhere */
		return page_conflict(p);
	}
	invitation_revoke_all(p->tx, p->care->patient, ID_NONE, p->now);
	token = invitation_make(p->tx, p->arena, p->care->clinic, ID_NONE,
	    p->care->patient, p->actor->account, expires_at, p->now);
	v.link = link_address(p, token);
	v.expires = (struct moment_full){ expires_at };
	if (((send == CHANNEL_EMAIL && v.can_email) ||
	    (send == CHANNEL_SMS && v.can_sms)) && outbox_put_now(p->care,
	    LETTER_INVITATION, send, v.link, expires_at))
		v.sent_by = send;
	link_show(p, &v);
	return page_ok(p);
}
