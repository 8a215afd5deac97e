/* SPDX-License-Identifier: Apache-2.0 */
/* A chapter as the patient meets it, at the therapist's screen. */
#include "journey.h"

/* In a block that is shown "when map.status == sick_full". */
#define WHEN (lang[0] == 'n' ? "Du har skrevet at du er helt sykmeldt" : \
	"You wrote that you are on full sick leave")

static void
sends_status(struct client *kari, bool private)
{
	client_get(kari, "/e/ch1/map");
	if (private)
		client_send(kari, "/e/ch1/map", "f.status", "sick_full",
		    "only.status", "1", "go", "done", NULL);
	else
		client_send(kari, "/e/ch1/map", "f.status", "sick_full",
		    "go", "done", NULL);
}

/* The chapter's words, the exercise and the note; nothing to press. */
JOURNEY(a_chapter_is_read_with_the_patient)
{
	struct client ann, kari;

	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s/course", id_z(w->kari));
	client_send(&ann, "/p/*/course/note", "place", "ch1", "words",
	    "Take your time with this one", "seen", client_field(&ann,
	    "/p/*/course/note", "seen").at, NULL);
	client_get(&ann, "/p/%s", id_z(w->kari));
	WANT(&ann, client_get(&ann, "/p/%s/read/ch1", id_z(w->kari)), 200);
	HAS(&ann, "Take your time with this one");
	SAYS(&ann, "As the patient meets it, only to read. Nothing counts as "
	    "seen.");
	HAS(&ann, "Kartet mitt");
	CHECK(client_after(&ann, "<form").len == 0);
	WANT(&ann, client_get(&ann, "/p/%s/read/ch99", id_z(w->kari)), 404);
	WANT(&ann, client_get(&ann, "/p/%s/read/ch1", id_z(w->ola)), 404);
	CHECK_INT(world_audit(w, "course.read", w->ann, w->kari) > 1, 1);
	/* Nothing was opened for her by it. */
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/plan");
	SAYS_NOT(&kari, "go on at page %1 of %2");
	client_close(&kari);
	client_close(&ann);
}

/* What is shown "when" tells nothing that the patient kept to herself. */
JOURNEY(a_private_answer_shows_nothing)
{
	struct client ann, kari;

	world_client(w, &kari, w->kari_account, lang);
	world_client(w, &ann, w->ann, lang);
	sends_status(&kari, false);
	WANT(&ann, client_get(&ann, "/p/%s/read/ch1", id_z(w->kari)), 200);
	HAS(&ann, WHEN);
	sends_status(&kari, true);
	WANT(&ann, client_get(&ann, "/p/%s/read/ch1", id_z(w->kari)), 200);
	HAS_NOT(&ann, WHEN);
	client_close(&ann);
	client_close(&kari);
}

int
main(int argc, char **argv)
{
	return test_run("web_read", argc, argv);
}
