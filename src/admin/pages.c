/* SPDX-License-Identifier: Apache-2.0 */
#include "admin/pages.h"

#include "admin/view.h"
#include "admin/views.h"
#include "audit/audit.h"
#include "people/heir.h"
#include "people/page_frame.h"
#include "vault/vault.h"

/* Accounts of staff. */

enum { LINK_DAYS = 7 };

const int admin_days[7] = { 1, 2, 3, 4, 5, 6, 7 };

struct msg
role_word(unsigned role)
{
	switch (role) {
	case ROLE_THERAPIST:
		return MSG("Therapist");
	case ROLE_SUPERVISOR:
		return MSG("Supervisor");
	case ROLE_ADMIN:
		return MSG("Administrator");
	default:
		return MSG("Patient");
	}
}

struct str
roles_text(struct out *o, unsigned roles)
{
	struct buf b = buf_new(o->arena, 400);
	unsigned bit;

	for (bit = ROLE_THERAPIST; bit <= ROLE_ADMIN; bit *= 2) {
		if ((roles & bit) == 0)
			continue;
		if (b.len > 0)
			buf_add_z(&b, ", ");
		buf_add(&b, out_tr(o, role_word(bit).id));
	}
	return buf_str(&b);
}

static struct str
link_make(struct page *p, struct id account, struct moment_full *expires)
{
	struct str host = req_header(p->req, "host"), token;

	expires->at = p->now + LINK_DAYS * 86400;
	invitation_revoke_all(p->tx, ID_NONE, account, p->now);
	token = invitation_make(p->tx, p->arena, p->actor->clinic, account,
	    ID_NONE, p->actor->account, expires->at, p->now);
	return str_fmt(p->arena, "%s://%.*s/i/%.*s",
	    p->req->https ? "https" : "http", STR(host), STR(token));
}

static void
accounts_show(struct page *p, struct accounts_view *v)
{
	page_frame(p, &v->frame, MSG("Accounts"), "/admin");
	v->n = account_list(p->tx, p->vault, p->actor->clinic, &v->list);
	names_shown(p, v->list, v->n);
	view_admin_accounts(&p->out, v);
}

int
admin_accounts_get(struct page *p)
{
	struct accounts_view v = { 0 };

	accounts_show(p, &v);
	return page_ok(p);
}

static unsigned
roles_read(struct page *p)
{
	unsigned roles = 0, one;
	struct str s;
	size_t i;

	for (i = 0; req_field_at(p->req, "roles", i, &s); i++)
		if (role_parse(s, &one) && (one & ROLE_STAFF))
			roles |= one;
	return roles;
}

int
admin_account_make_post(struct page *p)
{
	struct accounts_view v = { 0 };
	struct id id = id_random();

	v.name = str_trim(req_field(p->req, "name"));
	v.login = str_trim(req_field(p->req, "login"));
	v.roles = roles_read(p);
	if (v.name.len == 0 || str_utf8_len(v.name) > NAME_MAX)
		problem_add_n(&p->problems, S("name"),
		    T("Write a name of at most %1 characters."), NAME_MAX);
	if (v.login.len < 3 || v.login.len > LOGIN_MAX)
		problem_add(&p->problems, S("login"),
		    T("Write an e-mail address or a user name."));
	else if (account_login_taken(p->tx, p->vault, v.login))
		problem_add(&p->problems, S("login"),
		    T("Somebody signs in with this name already."));
	if (v.roles == 0)
		problem_add(&p->problems, S("roles"),
		    T("Choose at least one role."));
	if (p->problems.n > 0) {
		accounts_show(p, &v);
		return page_again(p);
	}
	if (vault_key_create(p->vault, id) != RC_OK)
		return 503;
	account_make(p->tx, p->vault, id, p->actor->clinic, v.name, v.login,
	    p->clinic->lang, v.roles,
	    p->now);
	p->object = id;
	v.link = link_make(p, id, &v.expires);
	v.name = v.login = STR_NONE;
	v.roles = 0;
	accounts_show(p, &v);
	return page_ok(p);
}

static void
heirs_fill(struct page *p, struct account_view *v)
{
	struct account *list;
	size_t n, i;

	v->patients = heir_patients(p->tx, p->actor->clinic, v->account.id);
	v->covers = heir_covers(p->tx, v->account.id);
	if (v->patients == 0)
		return;
	n = account_list(p->tx, p->vault, p->actor->clinic, &list);
	names_shown(p, list, n);
	v->heirs = arena_many(p->arena, struct account, n + 1);
	for (i = 0; i < n; i++)
		if (list[i].active && (list[i].roles & ROLE_THERAPIST) != 0 &&
		    !id_eq(list[i].id, v->account.id))
			v->heirs[v->heirs_n++] = list[i];
}

static bool
account_load(struct page *p, struct account_view *v)
{
	if (!account_get(p->tx, p->vault, p->ids[0], &v->account) ||
	    !id_eq(v->account.clinic, p->actor->clinic) ||
	    (v->account.roles & ROLE_PATIENT))
		return false;
	v->self = id_eq(v->account.id, p->actor->account);
	names_shown(p, &v->account, 1);
	heirs_fill(p, v);
	p->object = v->account.id;
	page_frame(p, &v->frame, MSG("Accounts"), "/admin");
	v->frame.narrow = true;
	return true;
}

int
admin_account_get(struct page *p)
{
	struct account_view v = { 0 };

	if (!account_load(p, &v))
		return page_not_found(p);
	view_admin_account(&p->out, &v);
	return page_ok(p);
}

/* Nobody's patients are left without a therapist. */
static void
heir_ask(struct page *p, struct account_view *v)
{
	if (!id_parse(req_field(p->req, "heir"), &v->heir))
		v->heir = ID_NONE;
	heir_take(p->tx, p->vault, p->actor->clinic, v->account.id, v->heir,
	    p->actor->account, &p->problems);
}

static void
account_save(struct page *p, struct account_view *v)
{
	unsigned was = v->account.roles, roles = roles_read(p), days = 0;
	struct str s;
	int64_t d;
	size_t i;

	for (i = 0; req_field_at(p->req, "days", i, &s); i++)
		if (str_int(s, 1, 7, &d))
			days |= 1U << (d - 1);
	v->account.roles = roles;
	v->account.reading_days = days;
	if (roles == 0)
		problem_add(&p->problems, S("roles"), T("Choose at least one "
		    "role, or end the account."));
	if (v->self && (roles & ROLE_ADMIN) == 0)
		problem_add(&p->problems, S("roles"), T("You can't take the "
		    "administrator's role from yourself. Let a colleague do "
		    "it."));
	/* A supervisor may have taken a patient on. */
	if (p->problems.n == 0 && ((was & ~roles & ROLE_THERAPIST) != 0 ||
	    ((was & ROLE_SUPERVISOR) != 0 && (roles & (ROLE_THERAPIST |
	    ROLE_SUPERVISOR)) == 0)))
		heir_ask(p, v);
	if (p->problems.n > 0)
		return;
	account_set_roles(p->tx, v->account.id, p->actor->clinic, roles,
	    p->now);
	account_set_reading_days(p->tx, v->account.id, days);
}

static void
account_end(struct page *p, struct account_view *v)
{
	heir_ask(p, v);
	if (p->problems.n > 0)
		return;
	account_set_active(p->tx, v->account.id, false, p->now);
	session_end_all(p->tx, v->account.id, ID_NONE, p->now);
	invitation_revoke_all(p->tx, ID_NONE, v->account.id, p->now);
}

int
admin_account_post(struct page *p)
{
	struct account_view v = { 0 };
	struct str go = req_field(p->req, "go");

	if (!account_load(p, &v))
		return page_not_found(p);
	/* With the link of an ended account nobody comes in. */
	if (str_is(go, "link") && v.account.active) {
		v.link = link_make(p, v.account.id, &v.expires);
		view_admin_account(&p->out, &v);
		return page_ok(p);
	}
	if (str_is(go, "end") && !v.self) {
		account_end(p, &v);
	} else if (str_is(go, "begin")) {
		account_set_active(p->tx, v.account.id, true, p->now);
	} else if (!str_is(go, "link")) {
		account_save(p, &v);
	}
	if (p->problems.n > 0) {
		view_admin_account(&p->out, &v);
		return page_again(p);
	}
	return page_go(p, url_id(p->arena, "/admin/accounts/%s?saved=1",
	    v.account.id));
}
