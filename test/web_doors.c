/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Doors: who comes in and by what, what stands at one that is closed, and
 * that what was shown to somebody of the clinic is known.
 */
#include "audit/audit.h"
#include "journey.h"
#include "people/care.h"


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

int
main(int argc, char **argv)
{
	return test_run("web_doors", argc, argv);
}
