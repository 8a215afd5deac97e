/* SPDX-License-Identifier: Apache-2.0 */
#include "people/pages.h"

#include "audit/audit.h"
#include "http/form.h"
#include "people/account.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/clinic.h"
#include "people/page_frame.h"
#include "people/patient.h"
#include "people/team.h"
#include "people/view.h"
#include "people/views.h"

/* Pages of everyone about themself, and the patient's first and last word. */

enum { WHO_MAX = 1000 };

struct html_lines
lines_of(struct arena *a, struct str text)
{
	struct html_lines l = { NULL, 0 };
	struct str rest = text, line;
	size_t max = 1, i;

	for (i = 0; i < text.len; i++)
		max += text.at[i] == '\n';
	l.at = arena_many(a, struct str, max);
	while (rest.len > 0) {
		line = str_trim(str_cut(&rest, '\n'));
		if (line.len > 0)
			l.at[l.n++] = line;
	}
	return l;
}

int
help_get(struct page *p)
{
	struct help_view v = { .clinic = p->clinic };
	struct care care;
	int64_t next;

	page_frame(p, &v.frame, MSG("Help now"), "");
	if (p->clinic != NULL) {
		v.staffed = clinic_staffed(p->clinic, p->now);
		next = clinic_next_staffed(p->clinic, p->now);
		v.next_staffed = out_moment(&p->out, next);
	}
	if (p->actor != NULL && p->actor->roles & ROLE_PATIENT &&
	    care_open_own(&care, p->tx, p->vault, p->actor)) {
		v.patient = true;
		care.spares = true;	/* the numbers stand here */
		safety_plan_get(&care, &v.plan);
		v.unreadable = care.unreadable;
		v.signs = lines_of(p->arena, v.plan.signs);
		v.helps = lines_of(p->arena, v.plan.helps);
		v.people = lines_of(p->arena, v.plan.people);
	}
	view_help_page(&p->out, &v);
	return page_ok(p);
}

int
start_get(struct page *p)
{
	struct start_view v = { 0 };
	struct patient patient;

	patient_get(p->care, &patient);
	v.first = patient.matters_at == 0;
	page_frame(p, &v.frame, v.first ? MSG("Welcome") :
	    MSG("What matters to me"), v.first ? "" : "/me");
	v.matters = p->req->method == METHOD_POST ?
	    req_field(p->req, "matters") : patient.matters;
	v.practised = p->req->method == METHOD_POST ?
	    req_field(p->req, "practised") : patient_practised(p->care);
	v.therapist = team_names(p->care, &p->out);
	v.reading_days = team_reading_days(p->care, &p->out);
	view_start(&p->out, &v);
	return page_ok(p);
}

int
start_post(struct page *p)
{
	struct str matters = str_trim(req_field(p->req, "matters"));
	struct str practised = str_trim(req_field(p->req, "practised"));

	if (str_utf8_len(matters) > MATTERS_MAX)
		problem_add_n(&p->problems, S("matters"),
		    T("This is a little long. Keep it to %1 characters."),
		    MATTERS_MAX);
	if (str_utf8_len(practised) > MATTERS_MAX)
		problem_add_n(&p->problems, S("practised"),
		    T("This is a little long. Keep it to %1 characters."),
		    MATTERS_MAX);
	if (p->problems.n > 0) {
		start_get(p);
		return page_again(p);
	}
	patient_set_matters(p->care, matters);
	patient_set_practised(p->care, practised);
	return page_go(p, url_lit("/today"));
}

static struct msg
seen_what(struct str action)
{
	static const struct { const char *action, *text; } what[] = {
		{ "patient.read", T("opened your overview") },
		{ "patient.read-contact", T("looked at your contact details") },
		{ "record.read", T("put together a summary for the record") },
		{ "safety-plan.read", T("looked at your safety plan") },
		{ "safety-plan.write", T("wrote in your safety plan") },
		{ "answer.read", T("read your answers") },
		{ "message.read", T("read your messages") },
		{ "message.send", T("wrote to you") },
		{ "homework.read", T("looked at your exercises") },
		{ "homework.propose", T("suggested an exercise") },
		{ "homework.plan", T("suggested a change of a plan") },
		{ "homework.review", T("answered your report") },
		{ "alert.read", T("looked at an answer that needed a look") },
		{ "alert.take", T("took on an answer that needed a look") },
		{ "alert.close", T("finished an answer that needed a look") },
		{ "course.open", T("opened a chapter for you") },
		{ "course.hold", T("set a chapter aside for you") },
		{ "course.skip", T("skipped a chapter for you") },
		{ "course.read", T("looked at your chapters") },
		{ "course.move", T("changed the order of chapters for you") },
		{ "course.chapter", T("chose another chapter for you") },
		{ "course.exercise", T("chose another exercise for you") },
		{ "course.note", T("wrote you a note in a chapter") },
		{ "course.pace", T("changed the pace for you") },
		{ "course.form", T("chose what is asked each week") },
		{ "course.as-written", T("put something back as the "
		    "programme has it") },
		{ "course.enrol", T("chose the programme with you") },
		{ "care.grant", T("gave a clinician access to your pages") },
		{ "care.end", T("ended a clinician's access to your pages") },
		{ "practice.read", T("read one plan and the answer to it, to "
		    "help your therapist work well") },
		{ "care.break-glass", T("opened your pages with a reason") },
		{ "talk.read", T("looked at your talks") },
		{ "talk.write", T("wrote about a talk") },
		{ "talk.plan", T("planned a talk with you") },
		{ "talk.rhythm", T("changed how often you hear from the "
		    "clinic") },
		{ "minutes.read", T("looked at or set the time spent with "
		    "your pages") },
		{ "minutes.write", T("looked at or set the time spent with "
		    "your pages") },
		{ "message.later", T("wrote to you, to be sent later") },
		{ "care.take", T("gave a clinician access to your pages") },
		{ "patient.make", T("invited you") },
		{ "invitation.make", T("made a new link for you") },
	};
	size_t i;

	for (i = 0; i < sizeof(what) / sizeof(*what); i++)
		if (str_is(action, what[i].action))
			return (struct msg){ what[i].text };
	return MSG("worked on your pages");
}

static bool
who_same(const struct page *p, const struct who_row *a, const struct who_row *b)
{
	return a->what.id == b->what.id && a->glass == b->glass &&
	    str_eq(a->name, b->name) &&
	    zone_day(p->out.zone, a->at.at).n ==
	    zone_day(p->out.zone, b->at.at).n;
}

/* How long before UTC's a day begins here, now. */
static int64_t
east_of(const struct page *p)
{
	struct day today = zone_day(p->out.zone, p->now);

	return (int64_t)today.n * 86400 - zone_moment(p->out.zone, today, 0);
}

/* care.part: the reading is told. */
static void
who_fill(struct page *p, struct who_view *v, const struct audit_look *l)
{
	struct who_row *row = &v->rows[v->rows_n];

	if (str_is(l->action, "care.part"))
		return;
	*row = (struct who_row){ .at = { l->at }, .times = (size_t)l->times,
	    .name = team_name(p->tx, p->vault, l->actor),
	    .what = seen_what(l->action),
	    .glass = str_is(l->how, "break-glass") ||
	    str_is(l->action, "care.break-glass") };
	if (v->rows_n > 0 && who_same(p, &v->rows[v->rows_n - 1], row))
		v->rows[v->rows_n - 1].times += row->times;
	else
		v->rows_n++;
}

int
who_get(struct page *p)
{
	struct who_view v = { 0 };
	struct audit_look *list;
	size_t n, i;

	page_frame(p, &v.frame, MSG("Who has opened my pages"), "/me");
	v.names = team_names(p->care, &p->out);
	v.looks = patient_looks_ok(p->care);
	n = audit_looks(p->tx, p->care->patient, p->actor->account,
	    east_of(p), WHO_MAX, &list);
	v.more = n == WHO_MAX;
	v.rows = arena_many(p->arena, struct who_row, n + 1);
	for (i = 0; i < n; i++)
		who_fill(p, &v, &list[i]);
	view_who(&p->out, &v);
	return page_ok(p);
}

int
me_get(struct page *p)
{
	struct me_view v = { 0 };
	struct care care;

	page_frame(p, &v.frame, MSG("More"), "/me");
	v.frame.narrow = true;
	v.patient = p->actor->roles & ROLE_PATIENT;
	if (v.patient && care_open_own(&care, p->tx, p->vault, p->actor))
		v.looks = patient_looks_ok(&care);
	v.name = p->actor->name;
	v.session = p->actor->session;
	v.sessions_n = session_list(p->tx, p->actor->account, p->now,
	    &v.sessions);
	view_me(&p->out, &v);
	return page_ok(p);
}

int
me_language_post(struct page *p)
{
	enum lang lang;
	struct care care;

	if (!lang_parse(req_field(p->req, "lang"), &lang))
		return page_go(p, url_lit("/me"));
	account_set_lang(p->tx, p->actor->account, lang);
	if (p->actor->roles & ROLE_PATIENT &&
	    care_open_own(&care, p->tx, p->vault, p->actor))
		patient_set_lang(&care, lang);
	return page_go(p, url_lit("/me?saved=1"));
}

int
me_look_post(struct page *p)
{
	struct str ok = req_field(p->req, "look");

	if (!str_is(ok, "yes") && !str_is(ok, "no"))
		return 400;
	patient_set_looks(p->care, str_is(ok, "yes"));
	return page_go(p, url_lit("/me?saved=1"));
}

int
me_pages_get(struct page *p)
{
	struct frame frame;

	page_frame(p, &frame, MSG("How the pages look"), "/me");
	view_me_pages(&p->out, &frame);
	return page_ok(p);
}

/* Only a patient has own words on Today. */
int
me_pages_post(struct page *p)
{
	static const struct {
		const char *field, *word;
		unsigned look;
	} words[] = {
		{ "text", "usual", 0 }, { "text", "larger", LOOK_LARGE },
		{ "letters", "usual", 0 }, { "letters", "plain", LOOK_PLAIN },
		{ "light", "auto", 0 }, { "light", "light", LOOK_LIGHT },
		{ "light", "dark", LOOK_DARK },
		{ "words", "shown", 0 }, { "words", "hidden", LOOK_QUIET },
	};
	bool patient = p->actor->roles & ROLE_PATIENT;
	size_t n = sizeof(words) / sizeof(words[0]) - (patient ? 0 : 2);
	unsigned look = 0;
	size_t i, known = 0;

	for (i = 0; i < n; i++)
		if (str_is(req_field(p->req, words[i].field), words[i].word)) {
			look |= words[i].look;
			known++;
		}
	if (known != (patient ? 4 : 3))
		return 400;
	account_set_look(p->tx, p->actor->account, look);
	return page_go(p, url_lit("/me/pages?saved=1"));
}

int
me_sessions_post(struct page *p)
{
	session_end_all(p->tx, p->actor->account, p->actor->session, p->now);
	return page_go(p, url_lit("/me?saved=1"));
}

int
me_password_get(struct page *p)
{
	struct password_view v = { .password_min = PASSWORD_MIN };

	page_frame(p, &v.frame, MSG("Change password"), "/me");
	view_me_password(&p->out, &v);
	return page_ok(p);
}

struct change_prepared {
	struct page *page;
	struct sign_in_try try;
	bool right;
	struct str hash;
};

static void
change_read(struct tx *tx, void *arg)
{
	struct change_prepared *c = arg;
	struct page *p = c->page;
	struct actor actor;
	struct account account;
	struct str token = req_cookie(p->req, p->req->https ? "__Host-s" : "s");

	if (actor_find(tx, p->vault, token, &actor) != SESSION_OK ||
	    !account_get(tx, p->vault, actor.account, &account))
		return;
	if (account.unreadable && account.login.len == 0)
		tx_fail(tx, RC_BAD);	/* nothing to try it by */
	else
		sign_in_find(tx, p->vault, account.login, p->req->client,
		    tx_now(tx), &c->try);
}

int
me_password_before(struct page *p)
{
	struct change_prepared *c = arena_one(p->arena, struct change_prepared);
	struct str new = req_field(p->req, "password");

	c->page = p;
	if (db_read(p->db, p->arena, change_read, c) != RC_OK)
		return 503;
	p->prepared = c;
	if (c->try.hash.len == 0 || c->try.wait_s > 0)
		return 200;
	c->right = vault_password_check(c->try.hash, req_field(p->req, "old"));
	if (c->right && str_utf8_len(new) >= PASSWORD_MIN &&
	    str_utf8_len(new) <= PASSWORD_MAX)
		c->hash = vault_password_hash(p->arena, new);
	return 200;
}

/* Not tried is not wrong. */
static void
old_check(struct page *p, struct change_prepared *c, struct str login)
{
	if (sign_in_note(p->tx, p->vault, &c->try, login, p->req->client,
	    c->right, p->now))
		return;
	if (c->try.wait_s > 0)
		problem_add_n(&p->problems, S("old"), T("There have been many "
		    "tries. Wait %1 seconds and try again."), c->try.wait_s);
	else
		problem_add(&p->problems, S("old"), T("That is not your "
		    "password now. Write it once more."));
}

int
me_password_post(struct page *p)
{
	struct change_prepared *c = p->prepared;
	struct account account;
	struct str names[3] = { STR_NONE, p->actor->name,
	    p->clinic == NULL ? STR_NONE : p->clinic->name };

	if (c == NULL || !account_get(p->tx, p->vault, p->actor->account,
	    &account))
		return 503;
	names[0] = account.login;
	p->keep = true;			/* the try is counted */
	old_check(p, c, account.login);
	password_problems(&p->problems, req_field(p->req, "password"), names,
	    3);
	if (p->problems.n == 0 && !str_eq(req_field(p->req, "password"),
	    req_field(p->req, "password_again")))
		problem_add(&p->problems, S("password_again"),
		    T("The two passwords are not the same. Write both again."));
	if (p->problems.n > 0) {
		me_password_get(p);
		return page_again(p);
	}
	if (c->hash.len == 0)
		return 503;		/* no memory for it just now */
	account_set_password(p->tx, p->actor->account, c->hash, p->now);
	/* Whoever has a copy of this session's cookie is out as well. */
	session_end_all(p->tx, p->actor->account, p->actor->session, p->now);
	p->session_token = session_rotate(p->tx, p->arena, p->actor->session);
	return page_go(p, url_lit("/me?saved=1"));
}

/* --- forms kept over the end of a session --------------------------------- */

int
kept_get(struct page *p)
{
	struct kept_form kept;
	struct req *form;

	if (!kept_form_newest(p->tx, p->vault, p->actor->account, p->now,
	    &kept))
		return page_go(p, url_lit("/"));
	form = arena_one(p->arena, struct req);
	form->arena = p->arena;
	form->method = METHOD_POST;
	form->target = kept.path;
	form->body = kept.body;
	form->headers[form->headers_n++] = (struct pair){ S("content-type"),
	    S("application/x-www-form-urlencoded") };
	req_parse(form);
	/* Nothing in it was looked at when it was kept. */
	if (form->bad_form && !form_parse_loose(p->arena, kept.body,
	    FIELDS_MAX, &form->form, &form->form_n))
		form->form_n = 0;
	page_form_kept(p, MSG("What you wrote is kept"),
	    MSG("You were signed out before it was sent. Look it over, and "
	    "send it when you are ready."), form->form, form->form_n,
	    (struct url){ kept.path }, kept.id);
	return page_ok(p);
}

int
kept_drop_post(struct page *p)
{
	kept_form_drop(p->tx, p->actor->account, p->ids[0]);
	return page_go(p, url_lit("/"));
}
