/* SPDX-License-Identifier: Apache-2.0 */
#include "people/pages.h"

#include "audit/audit.h"
#include "people/accept.h"
#include "people/account.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/clinic.h"
#include "html/views.h"
#include "people/page_frame.h"
#include "people/patient.h"
#include "people/sign_in_page.h"
#include "people/view.h"
#include "people/views.h"

/* Sign-in, invitations, the way out: what a visitor sees. */

int
home_get(struct page *p)
{
	if (p->actor == NULL)
		return page_go(p, url_lit("/sign-in"));
	return page_go(p, url_lit(actor_home(p->actor)));
}

/* Only a path of ours: one slash, plain characters. */
static struct str
local_path(struct str to)
{
	size_t i;

	if (to.len < 2 || to.len > 200 || to.at[0] != '/' || to.at[1] == '/')
		return STR_NONE;
	for (i = 0; i < to.len; i++) {
		char c = to.at[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    c == '/' || c == '-' || c == '.' || c == '_'))
			return STR_NONE;
	}
	return to;
}

static void
sign_in_show(struct page *p, struct sign_in_view *v)
{
	page_frame(p, &v->frame, MSG("Sign in"), "");
	v->frame.secret = true;
	v->to = local_path(p->req->method == METHOD_POST ?
	    req_field(p->req, "to") : req_query(p->req, "to"));
	view_sign_in(&p->out, v);
}

int
sign_in_get(struct page *p)
{
	struct sign_in_view v = { 0 };

	if (p->actor != NULL)
		return page_go(p, url_lit(actor_home(p->actor)));
	v.kept = str_is(req_query(p->req, "kept"), "1");
	v.over = str_is(req_query(p->req, "over"), "1");
	sign_in_show(p, &v);
	return page_ok(p);
}

struct sign_in_prepared {
	struct sign_in_try try;
	bool right;
	struct page *page;
};

static void
sign_in_read(struct tx *tx, void *arg)
{
	struct sign_in_prepared *s = arg;
	struct page *p = s->page;

	sign_in_find(tx, p->vault, req_field(p->req, "login"), p->req->client,
	    tx_now(tx), &s->try);
}

int
sign_in_before(struct page *p)
{
	struct sign_in_prepared *s = arena_one(p->arena,
	    struct sign_in_prepared);
	struct str password = req_field(p->req, "password");

	s->page = p;
	if (db_read(p->db, p->arena, sign_in_read, s) != RC_OK)
		return 503;
	if (s->try.wait_s <= 0 && password.len <= 4 * PASSWORD_MAX) {
		if (s->try.hash.len > 0)
			s->right = vault_password_check(s->try.hash, password);
		else
			vault_password_dummy(password);
	}
	p->prepared = s;
	return 200;
}

int
sign_in_post(struct page *p)
{
	struct sign_in_prepared *s = p->prepared;
	struct sign_in_view v = { 0 };
	struct str login = req_field(p->req, "login");
	struct str to = local_path(req_field(p->req, "to"));
	struct account account;
	struct kept_form kept;

	if (s == NULL)
		return 503;
	v.login = login;
	if (s->try.wait_s > 0) {
		problem_add_n(&p->problems, S("login"), T("There have been "
		    "many tries. Wait %1 seconds and try again."),
		    s->try.wait_s);
		sign_in_show(p, &v);
		return page_again(p);
	}
	p->keep = true;		/* the try is counted, right or wrong */
	if (!sign_in_note(p->tx, p->vault, &s->try, login, p->req->client,
	    s->right, p->now) ||
	    !account_get(p->tx, p->vault, s->try.account, &account)) {
		if (s->try.wait_s > 0)
			problem_add_n(&p->problems, S("login"), T("There have "
			    "been many tries. Wait %1 seconds and try again."),
			    s->try.wait_s);
		else
			problem_add(&p->problems, S("login"), T("The name or "
			    "the password does not fit. Check both and try "
			    "again."));
		sign_in_show(p, &v);
		return page_again(p);
	}
	page_sign_in(p, &account);
	if (kept_form_newest(p->tx, p->vault, account.id, p->now, &kept))
		return page_go(p, url_lit("/kept"));
	if (to.len > 0)
		return page_go(p, (struct url){ str_copy(p->arena, to) });
	return page_go(p, url_lit("/"));
}

void
page_sign_in(struct page *p, const struct account *account)
{
	struct audit_row row = { .actor = account->id,
	    .action = "session.start",
	    .role = role_name(account->roles), .how = "" };

	session_end_token(p->tx, p->arena, req_cookie(p->req,
	    p->req->https ? "__Host-s" : "s"), p->now);
	p->session_token = session_start(p->tx, p->arena, account->id,
	    account->clinic, account->roles,
	    req_header(p->req, "user-agent"), p->now);
	audit_write(p->tx, &row);
}

/*
 * The cookie stays: its session opens nothing any more, but tells whose text
 * it is when a page still open in another window is sent (kept.c).
 */
int
sign_out_post(struct page *p)
{
	session_end(p->tx, p->actor->session, p->now);
	reply_header(p->reply, "Clear-Site-Data", S("\"cache\", \"storage\""));
	return page_go(p, url_lit("/sign-in"));
}

/*
 * Close quickly.  The link works without script: a neutral page that moves
 * on.  Drafts are saved already; the session ends with POST (script), or at
 * its own time.
 */
int
exit_get(struct page *p)
{
	struct exit_view v = { 0 };

	v.to = url_outside(p->arena, p->clinic == NULL ?
	    S("https://www.yr.no/") : p->clinic->exit_url);
	if (p->actor != NULL) {
		v.signed_in = true;
		p->session_token = S("-");
		p->end_session = true;
	}
	reply_header(p->reply, "Refresh", str_fmt(p->arena, "0;url=%.*s",
	    STR(v.to.s)));
	view_exit_page(&p->out, &v);
	return page_ok(p);
}

int
exit_post(struct page *p)
{
	if (p->actor != NULL) {
		session_end(p->tx, p->actor->session, p->now);
		p->session_token = S("-");
	}
	return page_go(p, url_lit("/exit"));
}

int
about_get(struct page *p)
{
	struct plain_view v = { 0 };

	page_frame(p, &v.frame, MSG("About Mellom"), "");
	view_about(&p->out, &v);
	return page_ok(p);
}

int
csp_post(struct page *p)
{
	(void)p;
	return 204;
}

/* --- invitations --------------------------------------------------------- */

struct invitation_prepared {
	struct page *page;
	bool open;
	struct str hash;
};

static void
invitation_read(struct tx *tx, void *arg)
{
	struct invitation_prepared *s = arg;
	struct invitation i;

	s->open = invitation_find(tx, s->page->arena, s->page->words[0],
	    &i) && invitation_open(&i, tx_now(tx));
}

/* Only what can become a password, by a link that is one, is worth the time. */
int
invitation_before(struct page *p)
{
	struct invitation_prepared *s =
	    arena_one(p->arena, struct invitation_prepared);
	struct str password = req_field(p->req, "password");

	s->page = p;
	if (db_read(p->db, p->arena, invitation_read, s) != RC_OK)
		return 503;
	if (s->open && str_utf8_len(password) >= PASSWORD_MIN &&
	    str_utf8_len(password) <= PASSWORD_MAX)
		s->hash = vault_password_hash(p->arena, password);
	p->prepared = s;
	return 200;
}

/* Why an invitation can't be used any more; NULL: it can. */
static const char *
invitation_closed(struct page *p, const struct invitation *i)
{
	if (i->revoked)
		return T("A newer link has been made. Use the newest one, or "
		    "ask your clinic for another.");
	if (i->used_at != 0)
		return T("This link has been used. Sign in with the password "
		    "you chose.");
	if (invitation_over(p->tx, p->vault, i))
		return T("Your clinic has ended this before you began, so "
		    "there is nothing here to come in to. If you would like "
		    "to begin after all, or did not know, call your clinic. "
		    "If you need someone now, choose Help now.");
	if (i->expires_at <= p->now)
		return T("This link is too old. Ask your clinic for a new "
		    "one; it takes them a minute.");
	return NULL;
}

static int
invitation_gone(struct page *p, const char *why)
{
	struct error_page v = {
	    .title = MSG("This link does not work any more"),
	    .text = { why }, .go = url_lit("/sign-in"),
	    .go_text = MSG("Go to sign-in") };

	page_frame(p, &v.frame, v.title, "");
	view_error_page(&p->out, &v);
	return 410;
}

/* Whoever is invited is told of that clinic, not of the first one. */
static void
invitation_clinic(struct page *p, const struct invitation *i)
{
	struct clinic *c;

	if (p->clinic != NULL && id_eq(p->clinic->id, i->clinic))
		return;
	c = arena_one(p->arena, struct clinic);
	if (clinic_load(p->tx, p->vault, i->clinic, c))
		p->clinic = c;
}

static void
invitation_show(struct page *p, const struct invitation *i)
{
	struct invitation_view v = { .token = p->words[0],
	    .patient = !id_is_none(i->patient) };
	struct account account;

	page_frame(p, &v.frame, MSG("Welcome"), "");
	v.frame.secret = true;
	v.nb = p->out.lang == LANG_NB;
	v.password_min = PASSWORD_MIN;
	v.expires = (struct moment_full){ i->expires_at };
	v.clinic = p->clinic == NULL ? STR_NONE : p->clinic->name;
	if (account_get(p->tx, p->vault, i->account, &account))
		v.login = account.login;
	if (v.patient)
		v.login = invitation_login(p->tx, p->vault, i);
	view_invitation(&p->out, &v);
}

int
invitation_get(struct page *p)
{
	struct invitation i;
	const char *why;

	if (!invitation_find(p->tx, p->arena, p->words[0], &i))
		return page_not_found(p);
	invitation_clinic(p, &i);
	why = invitation_closed(p, &i);
	if (why != NULL)
		return invitation_gone(p, why);
	invitation_show(p, &i);
	return page_ok(p);
}

static void
invitation_check(struct page *p, const struct invitation *i)
{
	struct str names[2] = { invitation_login(p->tx, p->vault, i),
	    p->clinic == NULL ? STR_NONE : p->clinic->name };
	struct str password = req_field(p->req, "password");

	password_problems(&p->problems, password, names, 2);
	if (p->problems.n == 0 && !str_eq(password,
	    req_field(p->req, "password_again")))
		problem_add(&p->problems, S("password_again"),
		    T("The two passwords are not the same. Write both again."));
}

int
invitation_post(struct page *p)
{
	struct invitation_prepared *s = p->prepared;
	struct invitation i;
	struct account account;
	const char *why;
	enum lang lang = p->out.lang;

	if (!invitation_find(p->tx, p->arena, p->words[0], &i))
		return page_not_found(p);
	invitation_clinic(p, &i);
	why = invitation_closed(p, &i);
	if (why != NULL)
		return invitation_gone(p, why);
	if (lang_parse(req_field(p->req, "lang"), &lang))
		p->out.lang = lang;
	invitation_check(p, &i);
	if (p->problems.n > 0) {
		invitation_show(p, &i);
		return page_again(p);
	}
	if (s == NULL || s->hash.len == 0)
		return 503;		/* no memory for it just now */
	if (!invitation_use(p->tx, i.id, p->now))
		return invitation_gone(p, T("This link has been used. Sign in "
		    "with the password you chose."));
	if (!id_is_none(i.patient)) {
		if (!invitation_accept_patient(p->tx, p->vault, &i, lang,
		    s->hash, p->now, &account))
			return invitation_gone(p, T("Somebody signs in with "
			    "this mobile number already. Call your clinic, so "
			    "that they can change it."));
	} else {
		account_set_password(p->tx, i.account, s->hash, p->now);
		account_set_lang(p->tx, i.account, lang);
		if (!account_get(p->tx, p->vault, i.account, &account))
			return page_not_found(p);
	}
	/* Who knew the old password is not to stay signed in. */
	session_end_all(p->tx, account.id, ID_NONE, p->now);
	page_sign_in(p, &account);
	return page_go(p, url_lit(id_is_none(i.patient) ? "/" : "/start"));
}
