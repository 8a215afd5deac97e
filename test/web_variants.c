/* SPDX-License-Identifier: Apache-2.0 */
/* What a therapist makes different for one patient, and what they see. */
#include "course/change.h"
#include "db/db.h"
#include "journey.h"

/* The page of what is different for Kari, at Ann's screen. */
static void
ann_opens(struct world *w, struct client *c, const char *lang)
{
	world_client(w, c, w->ann, lang);
	WANT(c, client_get(c, "/p/%s/course", id_z(w->kari)), 200);
}

static void
ann_again(struct world *w, struct client *ann, const char *lang)
{
	client_close(ann);
	ann_opens(w, ann, lang);
}

/* What the page does not offer: sent by hand, with the session's own token. */
#define FORGE(c, path, ...) (client_get((c), "/me"), client_post((c), (path), \
	"csrf", client_field((c), "/me/language", "csrf").at, "sid", \
	id_z(id_random()), __VA_ARGS__, NULL))

static const char *
url_of(struct id patient, const char *what)
{
	return str_fmt(test_arena, "/p/%s/course/%s", id_z(patient), what).at;
}

static void
sam_covers(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	care_grant(tx, w->clinic, w->kari, w->sam, "cover", w->ann, w->at);
}

/* The id behind a hidden field of a form on the page. */
static const char *
seen(struct client *c, const char *action)
{
	return str_copy(test_arena, client_field(c, action, "seen")).at;
}

JOURNEY(variants_move)
{
	struct client ann, kari;

	records_make(w, w->kari_account);
	ann_opens(w, &ann, lang);
	SAYS(&ann, "Nothing: all is as the programme has it.");
	/* A reason is asked for. */
	WANT(&ann, client_submit(&ann, "/p/*/course/move", "place", "ch3",
	    "go", "up", "reason", "", NULL), 422);
	SAYS(&ann, "Write why, in a few words.");
	client_send(&ann, "/p/*/course/move", "reason", "She asked for it",
	    NULL);
	SAYS(&ann, "“%1” was moved earlier");
	HAS(&ann, "She asked for it");
	HAS(&ann, lang[0] == 'n' ? ", 1 flyttet" : ", 1 moved");
	CHECK_INT(world_audit(w, "course.move", w->ann, w->kari), 1);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/plan");
	SAYS(&kari, "%1 has moved this part up for you.");
	HAS_NOT(&kari, "She asked for it");
	client_close(&kari);
	/* The programme's order again; the list keeps what was. */
	client_send(&ann, url_of(w->kari, "v/*"), NULL);
	SAYS(&ann, "“%1” was moved earlier");
	HAS_NOT(&ann, lang[0] == 'n' ? ", 1 flyttet" : ", 1 moved");
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/plan");
	SAYS_NOT(&kari, "%1 has moved this part up for you.");
	client_close(&kari);
	client_close(&ann);
}

/* What was begun keeps its place; what is unknown is not there. */
JOURNEY(variants_move_refused)
{
	struct client ann, kari;
	const char *url = url_of(w->kari, "move");

	records_make(w, w->kari_account);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/c/ch1");
	WANT(&kari, client_submit(&kari, "/c/ch1/*", "go", "next", NULL), 303);
	client_close(&kari);
	ann_opens(w, &ann, lang);
	WANT(&ann, FORGE(&ann, url, "place", "ch1", "go", "up",
	    "reason", "x"), 409);
	SAYS(&ann, "The patient has begun this chapter, so it keeps its place. "
	    "Nothing was changed.");
	WANT(&ann, FORGE(&ann, url, "place", "ch9", "go", "up",
	    "reason", "x"), 404);
	WANT(&ann, FORGE(&ann, url, "place", "ch2", "go", "up",
	    "reason", "x"), 422);
	SAYS(&ann, "It cannot be moved further: what was begun keeps its "
	    "place.");
	CHECK_INT(world_audit(w, "course.move", w->ann, w->kari), 0);
	client_close(&ann);
}

JOURNEY(variants_chapter)
{
	struct client ann, kari;

	records_make(w, w->kari_account);
	ann_opens(w, &ann, lang);
	/* Itself, unknown, and nothing are no choice. */
	WANT(&ann, client_submit(&ann, "/p/*/course/chapter", "place", "ch3",
	    "to", "ch3", "reason", "Work first", NULL), 422);
	SAYS(&ann, "Choose a part that is written and not begun, and stands "
	    "for no other.");
	WANT(&ann, FORGE(&ann, url_of(w->kari, "chapter"), "place", "ch3",
	    "to", "ch99", "reason", "x"), 422);
	client_send(&ann, "/p/*/course/chapter", "to", "ch6", NULL);
	SAYS(&ann, "“%2” stands in the place of “%1”");
	HAS(&ann, lang[0] == 'n' ? "0 av 6 kapitler ferdig, 1 byttet ut" :
	    "0 of 6 chapters done, 1 replaced");
	client_get(&ann, "/p/%s", id_z(w->kari));
	HAS(&ann, lang[0] == 'n' ? "0 av 6 kapitler ferdig, 1 byttet ut" :
	    "0 of 6 chapters done, 1 replaced");
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/plan");
	SAYS(&kari, "Another part stands in the place of this one for you.");
	WANT(&kari, client_get(&kari, "/c/ch3"), 200);
	SAYS(&kari, "Another part stands in the place of this one for you.");
	client_close(&kari);
	client_close(&ann);
}

/* Answered, replaced, read, and back; the other one in its place. */
JOURNEY(variants_exercise)
{
	struct client ann, kari;
	struct str own;

	records_make(w, w->kari_account);
	ann_opens(w, &ann, lang);
	WANT(&ann, FORGE(&ann, url_of(w->kari, "exercise"), "place",
	    "ch1.map", "to", "ch2.nothing", "reason", "Simpler"), 422);
	WANT(&ann, FORGE(&ann, url_of(w->kari, "exercise"), "place",
	    "ch1.none", "to", "task.move", "reason", "Simpler"), 404);
	ann_again(w, &ann, lang);
	own = client_after(&ann, "value=\"ch3.");
	client_send(&ann, "/p/*/course/exercise", "place", "ch1.map", "to",
	    str_fmt(test_arena, "ch3.%.*s", STR(own)).at, "reason",
	    "Simpler", NULL);
	HAS(&ann, lang[0] == 'n' ? "1 byttet ut" : "1 replaced");
	world_client(w, &kari, w->kari_account, lang);
	/* What was written stands, to be read, also what is only for her. */
	WANT(&kari, client_get(&kari, "/e/ch1/map"), 200);
	SAYS(&kari, "Another exercise stands here now. What you wrote is kept, "
	    "and you can read it whenever you like.");
	HAS(&kari, WORDS);
	HAS(&kari, QUIET);
	client_click(&kari, say(&kari, "Go to the other one").at);
	SAYS(&kari, "%1 has chosen this for you here.");
	HAS_NOT(&kari, "Simpler");
	SAYS(&kari, "What you wrote in “%1” is kept");
	client_click(&kari, say(&kari, "Begin the exercise").at);
	WANT(&kari, kari.status, 200);
	CHECK(str_starts(kari.path, S("/e/ch3/")));
	WANT(&kari, client_submit(&kari, "/e/ch3/*", "go", "done", NULL), 303);
	client_follow(&kari);
	CHECK(str_starts(kari.path, S("/c/ch1/")));
	/* Chapter 3 itself was not begun by it, and stays closed. */
	WANT(&kari, client_get(&kari, "/c/ch3"), 200);
	SAYS(&kari, "This part opens later.");
	/* The clinic never reads what was only for her. */
	client_get(&ann, "/p/%s", id_z(w->kari));
	HAS_NOT(&ann, QUIET);
	client_get(&ann, "/p/%s/course", id_z(w->kari));
	client_send(&ann, url_of(w->kari, "v/*"), NULL);
	client_get(&kari, "/e/ch1/map");
	SAYS_NOT(&kari, "Another exercise stands here now. What you wrote is "
	    "kept, and you can read it whenever you like.");
	client_close(&kari);
	client_close(&ann);
}

/* What is typed while it is taken back is still taken. */
JOURNEY(variants_exercise_typed)
{
	struct client ann, kari;
	const char *path;
	struct str own;

	records_make(w, w->kari_account);
	ann_opens(w, &ann, lang);
	own = client_after(&ann, "value=\"ch3.");
	client_send(&ann, "/p/*/course/exercise", "place", "ch1.map", "to",
	    str_fmt(test_arena, "ch3.%.*s", STR(own)).at, "reason", "x",
	    NULL);
	world_client(w, &kari, w->kari_account, lang);
	path = str_fmt(test_arena, "/e/ch3/%.*s", STR(own)).at;
	WANT(&kari, client_get(&kari, "%s", path), 200);
	client_send(&ann, url_of(w->kari, "v/*"), NULL);
	WANT(&kari, client_submit(&kari, path, "go", "later", NULL), 303);
	/* Of a part that never stood anywhere nothing is open. */
	client_get(&kari, "/e/ch6/work_talk");
	SAYS(&kari, "This part opens later.");
	client_close(&kari);
	client_close(&ann);
}

/* A task of the library in the place of an exercise: it can be agreed on. */
JOURNEY(variants_task)
{
	struct client ann, kari;

	records_make(w, w->kari_account);
	ann_opens(w, &ann, lang);
	client_send(&ann, "/p/*/course/exercise", "place", "ch1.map", "to",
	    str_fmt(test_arena, "task.%.*s", STR(client_after(&ann,
	    "value=\"task."))).at, "reason", "Nearer to her days", NULL);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/e/ch1/map");
	client_click(&kari, say(&kari, "Go to the other one").at);
	SAYS(&kari, "%1 has chosen this for you here.");
	client_send(&kari, "/h/agree", "chapter", "ch1", NULL);
	CHECK(str_starts(kari.path, S("/h/")));
	/* A task nobody put there is not to be had by its name. */
	WANT(&kari, FORGE(&kari, "/h/agree", "chapter", "ch2", "task",
	    "move"), 404);
	client_close(&kari);
	client_close(&ann);
}

JOURNEY(variants_note)
{
	struct client ann, kari;
	char *long_text = arena_alloc(test_arena, VARIANT_NOTE_MAX + 2, 1);

	records_make(w, w->kari_account);
	memset(long_text, 'x', VARIANT_NOTE_MAX + 1);
	long_text[VARIANT_NOTE_MAX + 1] = '\0';
	ann_opens(w, &ann, lang);
	WANT(&ann, client_submit(&ann, "/p/*/course/note", "place", "ch1",
	    "words", long_text, NULL), 422);
	HAS(&ann, long_text);
	client_send(&ann, "/p/*/course/note", "words", "Begin with <page> 2",
	    NULL);
	HAS(&ann, "Begin with <page> 2");
	client_send(&ann, "/p/*/course/note", "place", "ch1", "words",
	    "Begin wherever you like", "seen", seen(&ann,
	    "/p/*/course/note"), NULL);
	/* The clinic reads both, the patient the newest. */
	HAS(&ann, "Begin with <page> 2");
	HAS(&ann, "Begin wherever you like");
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/c/ch1/1");
	SAYS(&kari, "From %1");
	HAS(&kari, "Begin wherever you like");
	HAS_NOT(&kari, "Begin with <page> 2");
	client_get(&kari, "/c/ch1/2");
	HAS_NOT(&kari, "Begin wherever you like");
	client_send(&ann, url_of(w->kari, "v/*"), NULL);
	client_get(&kari, "/c/ch1/1");
	HAS_NOT(&kari, "Begin wherever you like");
	client_close(&kari);
	client_close(&ann);
}

/* Two screens: 409 with both texts, and nothing is lost. */
JOURNEY(variants_note_twice)
{
	struct client ann, sam;

	records_make(w, w->kari_account);
	world_do(w, sam_covers, NULL);
	ann_opens(w, &ann, lang);
	world_client(w, &sam, w->sam, lang);
	client_get(&sam, "/p/%s/course", id_z(w->kari));
	client_send(&ann, "/p/*/course/note", "place", "ch1.map", "words",
	    "of Ann", NULL);
	WANT(&sam, client_submit(&sam, "/p/*/course/note", "place", "ch1.map",
	    "words", "of Sam", NULL), 409);
	HAS(&sam, "of Ann");
	HAS(&sam, "of Sam");
	client_send(&sam, "/p/*/course/note", NULL);
	HAS(&sam, "of Ann");
	HAS(&sam, "of Sam");
	client_close(&sam);
	client_close(&ann);
}

JOURNEY(variants_order_twice)
{
	struct client ann, sam;

	records_make(w, w->kari_account);
	world_do(w, sam_covers, NULL);
	ann_opens(w, &ann, lang);
	world_client(w, &sam, w->sam, lang);
	client_get(&sam, "/p/%s/course", id_z(w->kari));
	client_send(&ann, "/p/*/course/move", "place", "ch3", "go", "up",
	    "reason", "x", NULL);
	WANT(&sam, client_submit(&sam, "/p/*/course/move", "place", "ch5",
	    "go", "up", "reason", "y", NULL), 409);
	SAYS(&sam, "See what stands there now");
	CHECK_INT(world_audit(w, "course.move", ID_NONE, w->kari), 1);
	client_send(&sam, "/p/*/course/move", "go", "up", NULL);
	CHECK_INT(world_audit(w, "course.move", ID_NONE, w->kari), 2);
	client_close(&sam);
	client_close(&ann);
}

JOURNEY(variants_pace)
{
	struct client ann, kari;

	records_make(w, w->kari_account);
	ann_opens(w, &ann, lang);
	WANT(&ann, client_submit(&ann, "/p/*/course/pace", "days", "99",
	    "reason", "Slowly", NULL), 422);
	client_send(&ann, "/p/*/course/pace", "days", "5", NULL);
	HAS(&ann, lang[0] == 'n' ? "5 ventedager" : "5 waiting days");
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/c/ch1/1");
	while (kari.status == 200 && str_starts(kari.path, S("/c/ch1"))) {
		client_submit(&kari, "/c/ch1/*", NULL);
		client_follow(&kari);
	}
	SAYS(&kari, "This part opens on %1. Until then there is time for what "
	    "you have begun.");
	world_at(w, w->at + 5 * DAY);
	client_close(&kari);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/plan");
	SAYS_NOT(&kari, "This part opens on %1. Until then there is time for "
	    "what you have begun.");
	/* By hand: what is open stays open, the rest waits for Ann. */
	client_close(&ann);
	ann_opens(w, &ann, lang);
	client_send(&ann, "/p/*/course/pace", "days", "0", "hand", "1",
	    "reason", "Together", NULL);
	SAYS(&ann, "Chapters are opened by hand");
	WANT(&kari, client_get(&kari, "/c/ch2/1"), 200);
	SAYS_NOT(&kari, "This part opens later.");
	client_get(&kari, "/c/ch3");
	SAYS(&kari, "Your therapist opens this part together with you. You can "
	    "ask about it whenever you like.");
	client_close(&kari);
	client_close(&ann);
}

JOURNEY(variants_form)
{
	struct client ann, kari;

	records_make(w, w->kari_account);
	ann_opens(w, &ann, lang);
	/* Without the question about safety it never stands alone. */
	WANT(&ann, FORGE(&ann, url_of(w->kari, "form"), "first", "gad7",
	    "every", "1", "reason", "Worry"), 422);
	SAYS(&ann, "This form does not ask about safety, so it can only stand "
	    "beside one that does.");
	ann_again(w, &ann, lang);
	client_send(&ann, "/p/*/course/form", "beside", "gad7", "every", "2",
	    "reason", "Worry", NULL);
	SAYS(&ann, "“%1” and “%2” are asked every other week");
	CHECK_INT(world_audit(w, "course.form", w->ann, w->kari), 1);
	world_client(w, &kari, w->kari_account, lang);
	CHECK_INT(client_get(&kari, "/q/1/1"), 404);
	client_close(&kari);
	/* The week after it was chosen asks both, the one after that none. */
	world_at(w, w->at + 7 * DAY);
	world_client(w, &kari, w->kari_account, lang);
	WANT(&kari, client_get(&kari, "/q/1/1"), 200);
	WANT(&kari, client_get(&kari, "/q/1/2"), 200);
	client_close(&kari);
	world_at(w, w->at + 7 * DAY);
	world_client(w, &kari, w->kari_account, lang);
	WANT(&kari, client_get(&kari, "/q/2/1"), 404);
	client_close(&kari);
	client_close(&ann);
}

static void
gone_put(struct world *w, struct tx *tx, void *arg)
{
	struct care c = world_care(w, tx, w->ann, w->kari);
	struct enrolment e;

	(void)arg;
	CHECK(course_current(&c, &e));
	CHECK_INT(variant_put(&c, &e, &(struct variant_new){
	    .what = VARIANT_EXERCISE, .place = S("ch1.map"),
	    .to = S("ch3.was_once") }), VARIANT_SAVED);
}

/* The bundle has it no more: the original, and the therapist is told. */
JOURNEY(variants_gone)
{
	struct client ann, kari;

	records_make(w, w->kari_account);
	world_do(w, gone_put, NULL);
	ann_opens(w, &ann, lang);
	SAYS(&ann, "What was chosen is not in this version of the programme. "
	    "The patient sees it as the programme has it.");
	world_client(w, &kari, w->kari_account, lang);
	WANT(&kari, client_get(&kari, "/e/ch1/map"), 200);
	SAYS_NOT(&kari, "Another exercise stands here now. What you wrote is "
	    "kept, and you can read it whenever you like.");
	HAS(&kari, QUIET);
	client_close(&kari);
	client_close(&ann);
}

/* Somebody else's row, and a course that is over. */
JOURNEY(variants_not_theirs)
{
	struct client ann, bo;
	const char *action;

	records_make(w, w->kari_account);
	records_make(w, w->ola_account);
	ann_opens(w, &ann, lang);
	client_send(&ann, "/p/*/course/note", "place", "ch1", "words", "hers",
	    NULL);
	action = str_fmt(test_arena, "/p/%s/course/v/%.*s", id_z(w->ola),
	    STR(client_after(&ann, "/course/v/"))).at;
	world_client(w, &bo, w->bo, lang);
	WANT(&bo, FORGE(&bo, action, "x", "y"), 404);
	WANT(&bo, FORGE(&bo, url_of(w->kari, "note"), "place", "ch1", "words",
	    "x"), 404);
	client_get(&ann, "/p/%s/course", id_z(w->kari));
	SAYS(&ann, "Take the note away");
	client_get(&ann, "/p/%s/weeks", id_z(w->kari));
	client_send(&ann, "/p/*/weeks/end", "how", "1", NULL);
	client_get(&ann, "/p/%s/course", id_z(w->kari));
	SAYS(&ann, "The programme has ended: this can be read, and not "
	    "changed.");
	HAS(&ann, "hers");
	WANT(&ann, FORGE(&ann, url_of(w->kari, "note"), "place", "ch1",
	    "words", "x"), 409);
	SAYS(&ann, "The programme has ended");
	client_close(&bo);
	client_close(&ann);
}

int
main(int argc, char **argv)
{
	return test_run("web_variants", argc, argv);
}
