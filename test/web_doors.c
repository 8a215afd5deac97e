/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Doors: who comes in and by what, what stands at one that is closed, and
 * that what was shown to somebody of the clinic is known.
 */
#include "audit/audit.h"
#include "journey.h"
#include "people/care.h"

#define LONG_LETTER "You wrote that the mornings are heaviest. I thought " \
	"about it all day"

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

int
main(int argc, char **argv)
{
	return test_run("web_doors", argc, argv);
}
