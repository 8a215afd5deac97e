/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Doors: who comes in and by what, what stands at one that is closed, and
 * that what was shown to somebody of the clinic is known.
 */
#include "audit/audit.h"
#include "base/clock.h"
#include "journey.h"
#include "people/care.h"
#include "vault/vault.h"

#define LONG_LETTER "You wrote that the mornings are heaviest. I thought " \
	"about it all day"
#define WRONG "wrong wrong wrong wrong"
#define NEW_PASSWORD "kald morgen tenner lys"

/* --- what is shown is known ---------------------------------------------- */

/* The page comes back with the record on it: that is a read, too. */
WORLD(a_form_that_comes_back_is_a_read)
{
	struct client ann, kari;
	int64_t all;

	world_client(w, &ann, w->ann, "en");
	client_get(&ann, "/p/%s/plan", id_z(w->kari));
	client_send(&ann, "/p/*/plan", "signs", "I stay in bed", NULL);
	CHECK_INT(world_audit(w, "safety-plan.read", w->ann, w->kari), 2);
	client_get(&ann, "/p/%s/plan", id_z(w->kari));
	CHECK_INT(world_audit(w, "safety-plan.read", w->ann, w->kari), 3);
	client_submit(&ann, "/p/*/plan", "version", "0", "signs", "Other",
	    NULL);
	WANT(&ann, ann.status, 409);
	HAS(&ann, "I stay in bed");
	CHECK_INT(world_audit(w, "safety-plan.read", w->ann, w->kari), 4);
	CHECK_INT(world_audit(w, "safety-plan.write", w->ann, w->kari), 1);
	/* The page of the form is the nearest above it. */
	client_get(&ann, "/p/%s/weeks", id_z(w->kari));
	CHECK_INT(world_audit(w, "course.read", w->ann, w->kari), 1);
	client_submit(&ann, "/p/*/weeks/end", "note", "Moves away", NULL);
	WANT(&ann, ann.status, 422);
	CHECK_INT(world_audit(w, "course.read", w->ann, w->kari), 2);
	world_audit_whole(w);
	/* Not one's own. */
	world_client(w, &kari, w->kari_account, "en");
	client_get(&kari, "/start");
	all = world_audit(w, "", ID_NONE, ID_NONE);
	client_submit(&kari, "/start", "matters", str_fmt(test_arena,
	    "%0600d", 1).at, NULL);
	WANT(&kari, kari.status, 422);
	CHECK_INT(world_audit(w, "", ID_NONE, ID_NONE), all);
	client_close(&ann);
	client_close(&kari);
}

/* The row cannot be written: then nothing of the record is sent. */
WORLD(no_read_without_its_row)
{
	struct client ann;

	world_client(w, &ann, w->ann, "en");
	client_get(&ann, "/p/%s/plan", id_z(w->kari));
	client_send(&ann, "/p/*/plan", "signs", "I stay in bed", NULL);
	client_get(&ann, "/p/%s/plan", id_z(w->kari));
	world_fault(w, 1, RC_IO);
	client_submit(&ann, "/p/*/plan", "version", "0", "signs", "Other",
	    NULL);
	world_fault(w, 0, RC_OK);
	WANT(&ann, ann.status, 503);
	HAS_NOT(&ann, "I stay in bed");
	HAS(&ann, "Other");
	client_close(&ann);
}

/* What the worker does, and what was refused, 300 times each. */
static void
much_else(struct world *w, struct tx *tx, void *arg)
{
	struct audit_row refused = { .actor = w->sam, .patient = w->kari,
	    .action = "refused", .role = "supervisor", .refused = true };
	struct care care;
	struct duty duty;
	int i;

	(void)arg;
	duty_open(&duty, tx, w->app.vault, "alerts");
	for (i = 0; i < 300; i++) {
		CHECK(care_open_duty(&care, &duty, w->kari));
		audit_write(tx, &refused);
	}
}

/* The one row of a broken glass is not pushed off the patient's page. */
JOURNEY(who_opened_is_not_crowded_out)
{
	struct client sam, kari;
	int i;

	world_client(w, &sam, w->sam, lang);
	client_get(&sam, "/team/%s/open", id_z(w->kari));
	client_send(&sam, "/team/*", "reason", "A colleague is ill", NULL);
	world_at(w, w->at + 2 * HOUR);
	world_do(w, much_else, NULL);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/who");
	HAS(&kari, "Sam Elg");
	SAYS(&kari, "opened your pages with a reason");
	/* Reading the same again and again is one line. */
	client_close(&sam);
	world_client(w, &sam, w->ann, lang);
	for (i = 0; i < 250; i++)
		client_get(&sam, "/p/%s/contact", id_z(w->kari));
	client_get(&kari, "/who");
	SAYS(&kari, "opened your pages with a reason");
	client_close(&sam);
	client_close(&kari);
}

/* Sent, and marked "only for me" later: no version of it is for others. */
JOURNEY(only_for_me_from_now_on)
{
	struct records rows;
	struct client kari, ann;

	world_client(w, &kari, w->kari_account, lang);
	world_client(w, &ann, w->ann, lang);
	client_get(&kari, "/e/ch1/map");
	client_send(&kari, "/e/ch1/map", "f.situation", WORDS, "f.own", QUIET,
	    "only.own", CLEAR, "go", "done", NULL);
	records_find(w, w->kari, &rows);
	client_get(&ann, "/p/%s/a/%s", id_z(w->kari), id_z(rows.answer));
	HAS(&ann, QUIET);
	client_get(&kari, "/e/ch1/map");
	client_send(&kari, "/e/ch1/map", "only.own", "1", "go", "done", NULL);
	WANT(&ann, client_get(&ann, "/p/%s/a/%s", id_z(w->kari),
	    id_z(rows.answer)), 200);
	HAS(&ann, WORDS);
	HAS_NOT(&ann, QUIET);
	client_click(&ann, say(&ann, "Version %1").at);
	HAS(&ann, WORDS);
	HAS_NOT(&ann, QUIET);
	/* Her own, as it was; and hers to give again. */
	client_get(&kari, "/e/ch1/map");
	CHECK_STR(client_field(&kari, "/e/ch1/map", "f.own"), QUIET);
	client_send(&kari, "/e/ch1/map", "only.own", CLEAR, "go", "done",
	    NULL);
	client_get(&ann, "/p/%s/a/%s", id_z(w->kari), id_z(rows.answer));
	HAS(&ann, QUIET);
	client_close(&ann);
	client_close(&kari);
}

/* --- a door that closed behind somebody ----------------------------------- */

static void
ann_leaves(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	care_end(tx, w->clinic, w->kari, w->ann, w->ada, w->at);
}

/* Cover ends at midnight, in the middle of a letter. */
JOURNEY(care_ends_while_a_page_is_open)
{
	struct client ann;
	int64_t refused = world_audit_refused(w, w->ann);

	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	world_do(w, ann_leaves, NULL);
	client_submit(&ann, "/p/*/m", "body", LONG_LETTER, NULL);
	WANT(&ann, ann.status, 404);
	HAS(&ann, LONG_LETTER);
	SAYS(&ann, "This patient is not in your care now, so nothing was "
	    "saved or sent. What you wrote is below, to copy. Give it to "
	    "whoever has care now, if it is needed.");
	HAS_NOT(&ann, "Kari");
	CHECK(memmem(ann.body.at, ann.body.len, "action=\"/p/", 11) == NULL);
	CHECK_INT(world_audit_refused(w, w->ann), refused + 1);
	CHECK_INT(world_audit(w, "message.send", w->ann, ID_NONE), 0);
	WANT(&ann, client_get(&ann, "/p/%s/m", id_z(w->kari)), 404);
	SAYS(&ann, "There is nothing here");
	client_close(&ann);
}

/* From the team's page to a patient of one's own: no reason is asked for. */
JOURNEY(ones_own_needs_no_reason)
{
	struct client eve, liv;

	world_client(w, &eve, w->eve, lang);
	WANT(&eve, client_get(&eve, "/team/%s/open", id_z(w->liv)), 200);
	SAYS(&eve, "This patient is in your care");
	CHECK(memmem(eve.body.at, eve.body.len, "name=\"reason\"", 13) ==
	    NULL);
	client_click(&eve, say(&eve, "Open the record").at);
	WANT(&eve, eve.status, 200);
	HAS(&eve, "Liv ");
	/* A page from before the patient was taken over. */
	client_get(&eve, "/me");
	client_post(&eve, str_fmt(test_arena, "/team/%s/open",
	    id_z(w->liv)).at, "csrf", client_field(&eve, "/sign-out",
	    "csrf").at, "sid", id_z(id_random()), "reason",
	    "A colleague is ill", NULL);
	WANT(&eve, eve.status, 303);
	CHECK_INT(world_audit(w, "care.break-glass", w->eve, w->liv), 0);
	world_client(w, &liv, w->liv_account, lang);
	client_get(&liv, "/who");
	SAYS_NOT(&liv, "(outside the treatment, with a reason)");
	client_close(&eve);
	client_close(&liv);
}

/* --- invitations ---------------------------------------------------------- */

/* By the therapist's own pages: Mia, who has not come in yet; her link. */
static struct str
mia_invited(struct client *ann, const char *lang)
{
	client_get(ann, "/list/new");
	client_submit(ann, "/list/new", "name", "Mia Moen", "born_d", "27",
	    "born_m", "3", "born_y", "1987", "mobile", "401 12 233",
	    "place", "Storgata 1, Moss", "person", "Per, 922 33 444", "gp",
	    "Dr. Lie", "suitability", "Fits well", "level", "0",
	    "suicidality", "None", "other_treatment", "None", "physical",
	    "Well", "information", "1", "lang", lang, "weekday", "2", NULL);
	WANT(ann, client_follow(ann), 200);
	client_submit(ann, "/p/*/link", NULL);
	WANT(ann, ann->status, 200);
	return str_copy(test_arena, client_after(ann,
	    "http://127.0.0.1:8080"));
}

static const char *
mia_id(const struct client *ann)
{
	return str_copy(test_arena, str_sub(ann->path, 3, 3 + 32)).at;
}

static const char over_before[] = "Your clinic has ended this before you "
    "began, so there is nothing here to come in to. If you would like to "
    "begin after all, or did not know, call your clinic. If you need someone "
    "now, choose Help now.";

/* Nobody comes in to a course that is over; opened again, the link works. */
JOURNEY(ended_before_it_was_begun)
{
	struct client ann, mia;
	struct str link, sent;
	const char *id;

	world_client(w, &ann, w->ann, lang);
	link = mia_invited(&ann, lang);
	id = mia_id(&ann);
	client_get(&ann, "/p/%s/link", id);
	sent = str_copy(test_arena, client_form_body(&ann, "/p/*/link", NULL));
	client_open(&mia, &w->app, lang);
	WANT(&mia, client_get(&mia, "%.*s", STR(link)), 200);
	client_get(&ann, "/p/%s/weeks", id);
	client_send(&ann, "/p/*/weeks/end", "how", "2", NULL);
	SAYS(&ann, "The patient had not come in yet. A link that was given "
	    "works only when you open it again.");
	/* She had the page open. */
	client_submit(&mia, "/i/*", "lang", lang, "password", NEW_PASSWORD,
	    "password_again", NEW_PASSWORD, NULL);
	WANT(&mia, mia.status, 410);
	SAYS(&mia, over_before);
	WANT(&mia, client_get(&mia, "%.*s", STR(link)), 410);
	SAYS(&mia, over_before);
	HAS_NOT(&mia, "Mia");
	/* The therapist is not led to make a link that leads nowhere. */
	client_get(&ann, "/p/%s/link", id);
	SAYS(&ann, "This was ended before %1 came in. A link works only when "
	    "you open it again.");
	CHECK(memmem(ann.body.at, ann.body.len, "action=\"/p/", 11) == NULL);
	WANT(&ann, client_post_raw(&ann, str_fmt(test_arena, "/p/%s/link",
	    id).at, sent), 409);
	CHECK(client_after(&ann, "http://127.0.0.1:8080/i/").len == 0);
	client_get(&ann, "/p/%s/weeks", id);
	client_send(&ann, "/p/*/weeks/again", NULL);
	client_get(&ann, "/list");
	HAS(&ann, "Mia Moen");
	SAYS(&ann, "Has not come in yet");
	WANT(&mia, client_get(&mia, "%.*s", STR(link)), 200);
	client_send(&mia, "/i/*", "lang", lang, "password", NEW_PASSWORD,
	    "password_again", NEW_PASSWORD, NULL);
	CHECK_STR(mia.path, "/start");
	client_send(&mia, "/start", "matters", "Sleep", NULL);
	SAYS(&mia, "How have you been?");
	client_close(&ann);
	client_close(&mia);
}

/* Who was in, and forgot the password, comes in to read. */
JOURNEY(ended_and_a_new_link)
{
	struct client ann, kari;
	struct str link;

	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s/weeks", id_z(w->kari));
	client_send(&ann, "/p/*/weeks/end", "how", "1", NULL);
	client_get(&ann, "/p/%s/link", id_z(w->kari));
	client_submit(&ann, "/p/*/link", NULL);
	link = str_copy(test_arena, client_after(&ann,
	    "http://127.0.0.1:8080"));
	client_open(&kari, &w->app, lang);
	WANT(&kari, client_get(&kari, "%.*s", STR(link)), 200);
	client_send(&kari, "/i/*", "lang", lang, "password", NEW_PASSWORD,
	    "password_again", NEW_PASSWORD, NULL);
	client_get(&kari, "/today");
	SAYS(&kari, "Your time in the programme is over. You can read "
	    "everything, as long and as often as you like.");
	client_close(&ann);
	client_close(&kari);
}

static void
number_moved(struct world *w, struct tx *tx, void *arg)
{
	struct care kari = world_care(w, tx, w->kari_account, w->kari);

	patient_set_reach(&kari, STR_NONE, S("+4798765432"));
	*(struct str *)arg = invitation_make(tx, test_arena, w->clinic,
	    ID_NONE, w->kari, w->ann, w->at + DAY, w->at);
}

/* Reminders go to another number; one signs in with what the link says. */
WORLD(the_link_names_what_one_signs_in_with)
{
	struct client kari;
	struct str link, login;

	world_do(w, number_moved, &link);
	client_open(&kari, &w->app, "nb");
	client_get(&kari, "/i/%.*s", STR(link));
	login = str_copy(test_arena, client_field(&kari, "/i/*",
	    "login_shown"));
	client_send(&kari, "/i/*", "lang", "nb", "password", NEW_PASSWORD,
	    "password_again", NEW_PASSWORD, NULL);
	client_get(&kari, "/me");
	client_send(&kari, "/sign-out", NULL);
	client_get(&kari, "/sign-in");
	client_submit(&kari, "/sign-in", "login", login.at, "password",
	    NEW_PASSWORD, NULL);
	WANT(&kari, kari.status, 303);
	client_close(&kari);
}

static int64_t
sent_in_ms(struct client *c, struct str token)
{
	int64_t from_ms = clock_mono_ms();

	client_post(c, str_fmt(test_arena, "/i/%.*s", STR(token)).at, "csrf",
	    client_field(c, "/sign-in", "csrf").at, "lang", "en", "password",
	    NEW_PASSWORD, "password_again", NEW_PASSWORD, NULL);
	return clock_mono_ms() - from_ms;
}

/* Who has no link does not keep the one thread of passwords busy. */
WORLD(no_work_for_a_link_that_is_none)
{
	struct client c;
	struct str link;
	int64_t none_ms, good_ms;

	world_do(w, number_moved, &link);
	client_open(&c, &w->app, "en");
	vault_password_cost(6, 64 * 1024);
	client_get(&c, "/sign-in");
	none_ms = sent_in_ms(&c, vault_token(test_arena));
	WANT(&c, c.status, 404);
	client_get(&c, "/sign-in");
	good_ms = sent_in_ms(&c, link);
	WANT(&c, c.status, 303);
	CHECK(4 * none_ms < good_ms);
	vault_password_cost(1, 8);
	client_close(&c);
}

/* --- the password one has ------------------------------------------------- */

static int
change(struct client *c, const char *old, const char *new)
{
	client_get(c, "/me/password");
	client_submit(c, "/me/password", "old", old, "password", new,
	    "password_again", new, NULL);
	return c->status;
}

/* The right one is not called wrong because many tries came before. */
JOURNEY(a_password_that_is_not_tried_is_not_wrong)
{
	struct client kari;
	int i;

	world_client(w, &kari, w->kari_account, lang);
	for (i = 0; i < 6; i++) {
		WANT(&kari, change(&kari, WRONG, NEW_PASSWORD), 422);
		SAYS(&kari, "That is not your password now. Write it once "
		    "more.");
	}
	WANT(&kari, change(&kari, WORLD_PASSWORD, NEW_PASSWORD), 422);
	SAYS(&kari, "There have been many tries. Wait %1 seconds and try "
	    "again.");
	SAYS_NOT(&kari, "That is not your password now. Write it once more.");
	world_at(w, w->at + 3);
	WANT(&kari, change(&kari, WORLD_PASSWORD, NEW_PASSWORD), 303);
	client_close(&kari);
}

/* The same rules as by a link: no name of the clinic, none of one's own. */
WORLD(names_are_no_new_password)
{
	struct client kari;

	world_client(w, &kari, w->kari_account, "en");
	WANT(&kari, change(&kari, WORLD_PASSWORD, "ved Havna om morgenen"),
	    422);
	HAS(&kari, "Leave out names: what you sign in with, your own and the "
	    "clinic");
	WANT(&kari, change(&kari, WORLD_PASSWORD, "hei kari andreassen hei"),
	    422);
	WANT(&kari, change(&kari, WORLD_PASSWORD, NEW_PASSWORD), 303);
	client_close(&kari);
}

/* No memory to make a hash: that is said, and the link is still good. */
WORLD(no_memory_for_a_password)
{
	struct client kari, ann;
	struct str link;

	world_do(w, number_moved, &link);
	client_open(&kari, &w->app, "en");
	client_get(&kari, "/i/%.*s", STR(link));
	vault_password_cost(1, UINT32_MAX);	/* KiB */
	client_submit(&kari, "/i/*", "lang", "en", "password", NEW_PASSWORD,
	    "password_again", NEW_PASSWORD, NULL);
	WANT(&kari, kari.status, 503);
	world_client(w, &ann, w->ola_account, "nb");
	WANT(&ann, change(&ann, WORLD_PASSWORD, NEW_PASSWORD), 503);
	vault_password_cost(1, 8);
	client_get(&kari, "/i/%.*s", STR(link));
	WANT(&kari, kari.status, 200);
	client_submit(&kari, "/i/*", "lang", "en", "password", NEW_PASSWORD,
	    "password_again", NEW_PASSWORD, NULL);
	WANT(&kari, kari.status, 303);
	WANT(&ann, change(&ann, WORLD_PASSWORD, NEW_PASSWORD), 303);
	client_close(&kari);
	client_close(&ann);
}

/* --- the last who reads --------------------------------------------------- */

static void
sam_takes(struct world *w, struct tx *tx, void *arg)
{
	struct actor sam = world_actor(w, tx, w->sam);

	(void)arg;
	care_end(tx, w->clinic, w->kari, w->ann, w->ada, w->at);
	CHECK(care_take(tx, &sam, w->kari));
}

/* A supervisor may have taken a patient on; the role does not just go. */
JOURNEY(a_supervisor_with_a_patient)
{
	struct client ada;

	world_do(w, sam_takes, NULL);
	world_client(w, &ada, w->ada, lang);
	client_get(&ada, "/admin/accounts/%s", id_z(w->sam));
	client_submit(&ada, "/admin/accounts/*", "roles",
	    "admin", "go", "save", NULL);
	WANT(&ada, ada.status, 422);
	SAYS(&ada, "Choose who takes over the patients. Without that nobody "
	    "would read what they write.");
	client_get(&ada, "/admin/accounts/%s", id_z(w->sam));
	client_send(&ada, "/admin/accounts/*", "roles",
	    "admin", "heir", id_z(w->bo), "go", "save", NULL);
	CHECK_INT(world_audit(w, "care.grant", w->ada, w->kari), 1);
	client_close(&ada);
}

/*
 * A copied cookie, and one of another device, open nothing any more; where the
 * password was changed one goes on.
 */
static void
change_ends(struct world *w, struct id account, const char *home,
    const char *lang)
{
	struct client own, copied, other;
	struct str was;

	world_client(w, &own, account, lang);
	world_client(w, &other, account, lang);
	world_client(w, &copied, ID_NONE, lang);
	was = str_copy(test_arena, client_cookie(&own, "s"));
	client_session(&copied, was);
	WANT(&copied, client_get(&copied, "%s", home), 200);
	WANT(&own, change(&own, "wrong words these are", NEW_PASSWORD), 422);
	CHECK_STR(client_cookie(&own, "s"), was.at);
	WANT(&own, change(&own, WORLD_PASSWORD, NEW_PASSWORD), 303);
	CHECK(!str_eq(client_cookie(&own, "s"), was));
	client_follow(&own);
	WANT(&own, own.status, 200);
	WANT(&own, client_get(&own, "%s", home), 200);
	WANT(&copied, client_get(&copied, "%s", home), 303);
	WANT(&other, client_get(&other, "%s", home), 303);
	/* Its forms fit its new token. */
	client_get(&own, "/me/pages");
	client_send(&own, "/me/pages", "text", "larger", NULL);
	client_close(&other);
	client_close(&copied);
	client_close(&own);
}

JOURNEY(a_new_password_is_a_new_token)
{
	change_ends(w, w->kari_account, "/today", lang);
	change_ends(w, w->bo, "/list", lang);
}

int
main(int argc, char **argv)
{
	return test_run("web_doors", argc, argv);
}
