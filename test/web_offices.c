/* SPDX-License-Identifier: Apache-2.0 */
/* The points 7 and 8 of the first issue: supervisor and administrator. */
#include "journey.h"
#include "people/clinic.h"

/* What can only be read shows no form: what is typed would be lost. */
static void
reads_only(struct client *sam, const char *patient)
{
	static const char *const pages[] = { "", "/m", "/plan",
	    "/link", "/contact", "/w", "/t", "/way", "/course", "/weeks",
	    "/minutes" };
	size_t i;

	for (i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		WANT(sam, client_get(sam, "/p/%s%s", patient, pages[i]), 200);
		SAYS(sam, "You opened this record with a reason.");
		CHECK(memmem(sam->body.at, sam->body.len,
		    "<form method=\"post\" action=\"/p/", 30) == NULL);
	}
}

JOURNEY(supervisor)
{
	struct client sam, kari;

	records_make(w, w->kari_account);
	world_client(w, &sam, w->sam, lang);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&sam, "/team");
	HAS(&sam, "Ann Berg");
	HAS(&sam, clock_z(&sam, "15:30"));
	HAS_NOT(&sam, "Kari");
	HAS_NOT(&sam, "Thursday");
	client_click(&sam, say(&sam, "Call").at);
	client_send(&sam, "/team/*", "reason", "Ann is away today", NULL);
	SAYS(&sam, "You opened this record with a reason.");
	HAS(&sam, clock_z(&sam, "11:00"));
	HAS(&sam, "Kari Andreassen");
	CHECK_INT(world_audit(w, "patient.read", w->sam, w->kari), 1);
	CHECK_INT(world_audit(w, "care.break-glass", w->sam, w->kari), 1);
	reads_only(&sam, id_z(w->kari));
	client_get(&kari, "/me");
	client_click(&kari, say(&kari, "Who has opened my pages").at);
	HAS(&kari, "Sam Elg");
	SAYS(&kari, "opened your pages with a reason");
	SAYS(&kari, "(outside the treatment, with a reason)");
	HAS_NOT(&kari, "Ann is away today");
	client_close(&sam);
	client_close(&kari);
}

static void
accounts(struct world *w, struct client *ada, const char *lang)
{
	struct client new;
	struct str link;

	client_get(ada, "/admin");
	client_submit(ada, "/admin/accounts", "name", "Tor Ås", NULL);
	WANT(ada, ada->status, 422);
	client_submit(ada, "/admin/accounts", "name", "Tor Ås", "login",
	    "tor@example.org", "roles", "therapist", "roles", "admin", NULL);
	WANT(ada, ada->status, 200);
	SAYS(ada, "The account is made");
	link = client_after(ada, "http://127.0.0.1:8080");
	client_open(&new, &w->app, lang);
	WANT(&new, client_get(&new, "%.*s", STR(link)), 200);
	client_send(&new, "/i/*", "lang", lang, "password",
	    "kald morgen tenner lys", "password_again",
	    "kald morgen tenner lys", NULL);
	CHECK_STR(new.path, "/list");
	client_get(&new, "/admin/safe");
	SAYS(&new, "Is this server safe?");
	client_get(ada, "/admin");
	client_click(ada, "Tor Ås");
	client_send(ada, "/admin/accounts/*", "roles", "therapist", "days",
	    "2", "days", "5", "go", "save", NULL);
	SAYS(ada, "Saved.");
	WANT(&new, client_get(&new, "/admin/safe"), 404);
	client_send(ada, "/admin/accounts/*", "go", "end", NULL);
	WANT(&new, client_get(&new, "/list"), 303);
	client_close(&new);
}

JOURNEY(administrator)
{
	struct client ada, kari;

	world_client(w, &ada, w->ada, lang);
	accounts(w, &ada, lang);
	client_get(&ada, "/admin/clinic");
	client_submit(&ada, "/admin/clinic", "hours", "8 08:00-15:30", NULL);
	WANT(&ada, ada.status, 422);
	CHECK_STR(client_field(&ada, "/admin/clinic", "hours"),
	    "8 08:00-15:30");
	/* What nobody can call is no help; no hours: no alert has a time. */
	client_submit(&ada, "/admin/clinic", "hours", CLEAR, "n4", "Mia",
	    "n4b", "Vakt", "n4c", "Duty", NULL);
	WANT(&ada, ada.status, 422);
	SAYS(&ada, "Write a number that can be called.");
	CHECK(memmem(ada.body.at, ada.body.len, "id=\"f-n4-e\"", 11));
	CHECK_STR(client_field(&ada, "/admin/clinic", "n4"), "Mia");
	SAYS(&ada, "Keep at least one line. Without staffed hours no answer "
	    "gets a time by which someone looks at it.");
	client_get(&ada, "/admin/clinic");
	client_send(&ada, "/admin/clinic", "hours", "1 09.00-12.00",
	    "n1", "114", "review_d", "1", "review_m", "4", "review_y",
	    "2026", NULL);
	SAYS(&ada, "Saved.");
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/help");
	HAS(&kari, "114");
	/* Outdated numbers stay and warn loudly. */
	world_at(w, w->at + 40 * DAY);
	client_close(&ada);
	client_close(&kari);
	world_client(w, &ada, w->ada, lang);
	client_get(&ada, "/admin/safe");
	SAYS(&ada, "The help numbers have not been looked at for a while.");
	/* What needs a look stands first. */
	CHECK_STR(client_after(&ada, "<ul class=\"checks\">\n<li class=\""),
	    "weak");
	SAYS(&ada, "Look at this");
	client_close(&ada);
	world_client(w, &ada, w->sam, lang);
	client_get(&ada, "/team");
	SAYS(&ada, "The help numbers have not been looked at for a while.");
	SAYS(&ada, "They are still shown to patients.");
	client_close(&ada);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/help");
	HAS(&kari, "114");
	client_close(&kari);
}

/*
 * Whoever goes leaves nobody's patients behind: the account ends only with a
 * colleague who takes them over.
 */
JOURNEY(who_goes_hands_over)
{
	struct client ada, bo, kari;
	const char *ann = id_z(w->ann), *path, *csrf;

	records_make(w, w->kari_account);
	world_client(w, &ada, w->ada, lang);
	client_get(&ada, "/admin/accounts/%s", ann);
	SAYS(&ada, "Who takes over the patient");
	client_submit(&ada, "/admin/accounts/*", "go", "end", NULL);
	WANT(&ada, ada.status, 422);
	SAYS(&ada, "Choose who takes over the patients. Without that nobody "
	    "would read what they write.");
	SAYS_NOT(&ada, "The account has ended.");
	/* Herself, or somebody of another clinic. */
	path = str_fmt(test_arena, "/admin/accounts/%s", ann).at;
	csrf = str_copy(test_arena, client_field(&ada, "/admin/accounts/*",
	    "csrf")).at;
	CHECK_INT(client_post(&ada, path, "csrf", csrf, "sid",
	    id_z(id_random()), "heir", ann, "go", "end", NULL), 422);
	CHECK_INT(client_post(&ada, path, "csrf", csrf, "sid",
	    id_z(id_random()), "heir", id_z(w->eve), "go", "end", NULL), 422);
	/* The role is the same door. */
	client_submit(&ada, "/admin/accounts/*", "roles", "supervisor", "go",
	    "save", NULL);
	WANT(&ada, ada.status, 422);
	CHECK_INT(world_audit(w, "care.end", w->ada, w->kari), 0);
	world_client(w, &bo, w->bo, lang);
	client_get(&bo, "/list");
	HAS_NOT(&bo, "Kari Andreassen");
	client_get(&ada, "/admin/accounts/%s", ann);
	client_send(&ada, "/admin/accounts/*", "heir", id_z(w->bo), "go",
	    "end", NULL);
	SAYS(&ada, "The account has ended.");
	SAYS_NOT(&ada, "Who takes over the patient");
	CHECK_INT(world_audit(w, "care.end", w->ada, w->kari), 1);
	CHECK_INT(world_audit(w, "care.grant", w->ada, w->kari), 1);
	client_get(&bo, "/list");
	HAS(&bo, "Kari Andreassen");
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/m");
	HAS(&kari, "Bo ");
	/* Opened again, the patients stay where they are. */
	client_send(&ada, "/admin/accounts/*", "go", "begin", NULL);
	SAYS_NOT(&ada, "Who takes over the patient");
	client_close(&ada);
	client_close(&bo);
	client_close(&kari);
}

static void
ann_off(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	account_set_active(tx, w->ann, false, w->at);
}

/* By the command line it may happen: nobody is promised that she reads. */
JOURNEY(who_has_gone_reads_nothing)
{
	struct client ada, kari;

	world_client(w, &ada, w->ada, lang);
	client_get(&ada, "/admin/safe");
	SAYS_NOT(&ada, "Open the old therapist's account again under "
	    "Accounts, and choose who takes over when you end it.");
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/m");
	HAS(&kari, "Ann ");
	world_do(w, ann_off, NULL);
	client_get(&kari, "/m");
	HAS_NOT(&kari, "Ann ");
	client_get(&ada, "/admin/safe");
	SAYS(&ada, "Open the old therapist's account again under Accounts, "
	    "and choose who takes over when you end it.");
	client_close(&ada);
	client_close(&kari);
}

/* A link that was given out before. */
JOURNEY(link_of_an_ended_account)
{
	struct client ada, bo;
	struct str link, path;

	world_client(w, &ada, w->ada, lang);
	client_get(&ada, "/admin");
	client_submit(&ada, "/admin/accounts", "name", "Tor Ås", "login",
	    "tor@example.org", "roles", "therapist", NULL);
	link = str_copy(test_arena, client_after(&ada,
	    "http://127.0.0.1:8080"));
	client_get(&ada, "/admin");
	client_click(&ada, "Tor Ås");
	client_send(&ada, "/admin/accounts/*", "go", "end", NULL);
	client_open(&bo, &w->app, lang);
	client_get(&bo, "%.*s", STR(link));
	SAYS_NOT(&bo, "Choose a password");
	path = str_cut(&(struct str){ ada.path.at, ada.path.len }, '?');
	client_post(&ada, str_copy(test_arena, path).at, "csrf",
	    str_copy(test_arena, client_field(&ada, "/admin/accounts/*",
	    "csrf")).at, "sid", id_z(id_random()), "go", "link", NULL);
	WANT(&ada, ada.status, 303);
	HAS_NOT(&ada, "http://127.0.0.1:8080/i/");
	client_close(&bo);
	client_close(&ada);
}

/* --- several clinics in one database - */

static void
other_differs(struct world *w, struct tx *tx, void *arg)
{
	struct help_number one = { .number = S("55 55 55 55"),
	    .label = { S("Fjellet's own"), S("Fjellets egen") },
	    .note = { S("By day."), S("På dagtid.") } };

	clinic_set_numbers(tx, w->other, &one, 1);
	clinic_set_exit_url(tx, w->other, S("https://www.ut.no/"), w->eve,
	    w->at);
	*(struct str *)arg = str_copy(test_arena, invitation_make(tx,
	    test_arena, w->other, w->eve, ID_NONE, w->eve, w->at + DAY,
	    w->at));
}

static void
own_numbers(struct world *w, struct id account, const char *lang, bool other)
{
	struct client c;

	world_client(w, &c, account, lang);
	WANT(&c, client_get(&c, "/help"), 200);
	client_shows(&c, __FILE__, __LINE__, "55 55 55 55", other);
	client_shows(&c, __FILE__, __LINE__, "116 117", !other);
	CHECK((memmem(c.body.at, c.body.len, "www.ut.no", 9) != NULL) ==
	    other);
	client_close(&c);
}

/* Whoever came before: each sees the numbers of the own clinic. */
JOURNEY(two_clinics_keep_their_own)
{
	struct str token = STR_NONE;
	struct client visitor;

	world_do(w, other_differs, &token);
	own_numbers(w, w->liv_account, lang, true);
	own_numbers(w, ID_NONE, lang, false);
	own_numbers(w, w->kari_account, lang, false);
	own_numbers(w, w->eve, lang, true);
	own_numbers(w, w->ann, lang, false);
	own_numbers(w, ID_NONE, lang, false);
	world_client(w, &visitor, ID_NONE, lang);
	WANT(&visitor, client_get(&visitor, "/i/%.*s", STR(token)), 200);
	CHECK(memmem(visitor.body.at, visitor.body.len, "www.ut.no", 9) !=
	    NULL);
	/* Its name is no part of a password there. */
	client_submit(&visitor, "/i/*", "lang", lang, "password",
	    "fjellet fjellet fjellet", "password_again",
	    "fjellet fjellet fjellet", NULL);
	WANT(&visitor, visitor.status, 422);
	client_close(&visitor);
}

static void
number_new(struct world *w, struct tx *tx, void *arg)
{
	struct help_number one = { .number = S("22 22 22 22"),
	    .label = { S("New"), S("Ny") } };

	(void)arg;
	clinic_set_numbers(tx, w->clinic, &one, 1);
}

/* A change shows at once, in that clinic alone. */
JOURNEY(change_shows_in_its_clinic)
{
	struct str token = STR_NONE;
	struct client c;

	world_do(w, other_differs, &token);
	own_numbers(w, w->kari_account, lang, false);
	own_numbers(w, w->liv_account, lang, true);
	world_do(w, number_new, NULL);
	own_numbers(w, w->liv_account, lang, true);
	world_client(w, &c, w->kari_account, lang);
	client_get(&c, "/help");
	HAS(&c, "22 22 22 22");
	HAS_NOT(&c, "116 117");
	client_close(&c);
}

int
main(int argc, char **argv)
{
	return test_run("web_offices", argc, argv);
}
