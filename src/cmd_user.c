/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "audit/audit.h"
#include "base/arena.h"
#include "command.h"
#include "people/account.h"
#include "people/actor.h"
#include "people/clinic.h"
#include "people/clinic_now.h"
#include "people/heir.h"
#include "vault/vault.h"

/* user add, link, end, list: for the first day, and for when nobody gets in. */

struct user_work {
	struct app *app;
	struct id clinic, account;
	struct str name, login;
	unsigned roles;
	enum lang lang;
	struct account *list;
	size_t n;
	struct str token;
	int64_t days, left;		/* patients left without anybody */
	bool taken, last;
};

static void
user_read(struct tx *tx, void *arg)
{
	struct user_work *w = arg;

	w->clinic = clinic_first_id(tx);
	if (id_is_none(w->clinic))
		return;
	w->n = account_list(tx, w->app->vault, w->clinic, &w->list);
	w->days = clinic_setting(tx, w->clinic, SET_INVITATION_DAYS);
	if (w->login.len > 0)
		w->taken = account_login_taken(tx, w->app->vault, w->login);
}

static int
read_all(struct user_work *w)
{
	enum rc rc = db_read(w->app->db, w->app->arena, user_read, w);

	if (rc != RC_OK) {
		fprintf(stderr, "mellom: the accounts cannot be read: %s\n",
		    rc_text(rc));
		return EXIT_WORLD;
	}
	if (id_is_none(w->clinic)) {
		fputs("mellom: there is no clinic here yet; make one with "
		    "`mellom init`\n", stderr);
		return EXIT_WORLD;
	}
	return EXIT_FINE;
}

/* An account of staff; patients are invited by their therapist. */
static const struct account *
account_named(const struct user_work *w, struct str login)
{
	struct arena *a = w->app->arena;
	struct str wanted = login_normal(a, login);
	size_t i;

	for (i = 0; i < w->n; i++)
		if (w->list[i].login.len > 0 && str_eq(wanted,
		    login_normal(a, w->list[i].login)))
			return &w->list[i];
	return NULL;
}

static void
note(struct tx *tx, const struct user_work *w, const char *action)
{
	struct audit_row row = { .object = w->account, .action = action,
	    .role = "command", .how = "" };

	audit_write(tx, &row);
}

static void
link_make(struct tx *tx, struct user_work *w)
{
	int64_t now = tx_now(tx);

	w->token = invitation_make(tx, w->app->arena, w->clinic, w->account,
	    ID_NONE, w->account, now + w->days * 86400, now);
	note(tx, w, "invitation.make");
}

static void
link_print(const struct user_work *w)
{
	printf("The link to set a password, good for %lld days:\n"
	    "  http://127.0.0.1:8080/i/%.*s\n"
	    "Put the clinic's address in place of http://127.0.0.1:8080, and "
	    "hand it over so that\nnobody else sees it.\n",
	    (long long)w->days, STR(w->token));
}

/* On PostgreSQL nobody else may be there to seal what was written. */
static int
write_all(struct user_work *w, bool (*fn)(struct tx *, void *))
{
	enum rc rc = db_tx(w->app->db, w->app->arena, fn, w);

	if (rc == RC_OK && db_engine(w->app->db) == DB_POSTGRES)
		rc = audit_seal_once(w->app->db);
	if (rc != RC_OK)
		fprintf(stderr, "mellom: it could not be written: %s\n",
		    rc_text(rc));
	return rc == RC_OK ? EXIT_FINE : EXIT_WORLD;
}

/* --- add ------------------------------------------------------------------ */

/* "therapist,supervisor"; 0: not understood. */
static unsigned
roles_parse(struct str list)
{
	unsigned roles = 0;

	while (list.len > 0) {
		struct str word = str_trim(str_cut(&list, ','));
		unsigned role = 0;

		if (str_is(word, "administrator"))
			role = ROLE_ADMIN;
		else if (!role_parse(word, &role))
			return 0;
		roles |= role;
	}
	return (roles & ~(unsigned)ROLE_STAFF) == 0 ? roles : 0;
}

static bool
text_fits(struct str s, size_t max)
{
	return s.len > 0 && str_utf8_valid(s) && str_utf8_len(s) <= max &&
	    str_index(s, '\n') == s.len;
}

static bool
add_write(struct tx *tx, void *arg)
{
	struct user_work *w = arg;

	w->taken = !account_make(tx, w->app->vault, w->account, w->clinic,
	    w->name, w->login, w->lang, w->roles, tx_now(tx));
	if (w->taken)
		return false;
	note(tx, w, "account.make");
	link_make(tx, w);
	return true;
}

static int
user_add(struct app *app, const struct opts *o)
{
	struct user_work w = { .app = app, .account = id_random(),
	    .name = str_trim(o->name), .login = str_trim(o->login),
	    .roles = roles_parse(o->roles), .lang = LANG_NB };
	int code = read_all(&w);

	if (code != EXIT_FINE)
		return code;
	lang_parse(o->lang, &w.lang);
	if (!w.taken && vault_key_create(app->vault, w.account) != RC_OK) {
		fputs("mellom: the account's key could not be written; is "
		    "there room on the disk?\n", stderr);
		return EXIT_WORLD;
	}
	if (!w.taken)
		code = write_all(&w, add_write);
	if (w.taken) {
		fputs("mellom: another account has this login; nothing was "
		    "changed\n", stderr);
		return EXIT_FOUND;
	}
	if (code == EXIT_FINE)
		link_print(&w);
	return code;
}

/* --- link, end, list ------------------------------------------------------ */

static bool
link_write(struct tx *tx, void *arg)
{
	link_make(tx, arg);
	return true;
}

static bool
end_write(struct tx *tx, void *arg)
{
	struct user_work *w = arg;

	w->last = account_is_last_admin(tx, w->account, w->clinic);
	if (w->last)
		return false;
	w->left = -heir_without(tx, w->clinic);
	account_set_active(tx, w->account, false, tx_now(tx));
	w->left += heir_without(tx, w->clinic);
	invitation_revoke_all(tx, ID_NONE, w->account, tx_now(tx));
	note(tx, w, "account.end");
	return true;
}

static int
user_end(struct user_work *w)
{
	int code = write_all(w, end_write);

	if (w->last) {
		fputs("mellom: this is the last administrator; make another "
		    "one first\n", stderr);
		return EXIT_NOT_SAFE;
	}
	if (code == EXIT_FINE)
		puts("Ended: signed out everywhere, no way in any more. What "
		    "the account did stays readable.");
	if (code == EXIT_FINE && w->left > 0)
		printf("%lld of its patients have no other therapist: open "
		    "the account again under Accounts, and end it there with "
		    "a colleague who takes over.\n", (long long)w->left);
	return code;
}

static int
user_one(struct app *app, struct str verb, struct str login)
{
	struct user_work w = { .app = app };
	const struct account *found;
	int code = read_all(&w);

	if (code != EXIT_FINE)
		return code;
	found = account_named(&w, login);
	if (found == NULL) {
		fprintf(stderr, "mellom: no member of staff has the login "
		    "'%.*s'; `mellom user list` shows them\n", STR(login));
		return EXIT_FOUND;
	}
	w.account = found->id;
	if (str_is(verb, "end"))
		return user_end(&w);
	if (!found->active) {
		fputs("mellom: this account was ended; an administrator can "
		    "open it again under Accounts\n", stderr);
		return EXIT_FOUND;
	}
	code = write_all(&w, link_write);
	if (code == EXIT_FINE)
		link_print(&w);
	return code;
}

static int
user_list(struct app *app)
{
	struct user_work w = { .app = app };
	int code = read_all(&w);
	size_t i;

	for (i = 0; code == EXIT_FINE && i < w.n; i++) {
		const struct account *u = &w.list[i];
		struct str name = u->name.len > 0 ? u->name : str_fmt(
		    app->arena, "(unreadable: %s)",
		    id_hex(app->arena, u->id).at);

		printf("%-32.*s %-24.*s %s%s%s%s\n", STR(u->login),
		    STR(name), u->roles & ROLE_THERAPIST ? "therapist " :
		    "", u->roles & ROLE_SUPERVISOR ? "supervisor " : "",
		    u->roles & ROLE_ADMIN ? "administrator " : "",
		    !u->active ? "(ended)" : u->has_password ? "" :
		    "(no password yet)");
	}
	return code;
}

static bool
words_fit(const struct opts *o, struct str verb)
{
	enum lang lang;

	if (str_is(verb, "list"))
		return o->rest_n == 1;
	if (str_is(verb, "link") || str_is(verb, "end"))
		return o->rest_n == 2;
	return str_is(verb, "add") && o->rest_n == 1 &&
	    roles_parse(o->roles) != 0 && lang_parse(o->lang, &lang) &&
	    text_fits(str_trim(o->name), NAME_MAX) &&
	    text_fits(str_trim(o->login), LOGIN_MAX);
}

int
cmd_user(int argc, char **argv)
{
	struct opts o;
	struct app app = { 0 };
	struct str verb;
	int code;

	if (!opts_read(&o, "data db key name login roles lang", argc, argv))
		return EXIT_USAGE;
	verb = o.rest_n > 0 ? o.rest[0] : STR_NONE;
	if (!words_fit(&o, verb)) {
		fputs("mellom: mellom user add --name N --login L --roles "
		    "therapist,supervisor,administrator\n"
		    "        mellom user link LOGIN | end LOGIN | list\n",
		    stderr);
		return EXIT_USAGE;
	}
	code = command_open(&app, &o);
	if (code == EXIT_FINE) {
		if (str_is(verb, "add"))
			code = user_add(&app, &o);
		else if (str_is(verb, "list"))
			code = user_list(&app);
		else
			code = user_one(&app, verb, o.rest[1]);
	}
	if (app.arena != NULL)
		app_close(&app);
	return code;
}
