/* SPDX-License-Identifier: Apache-2.0 */
/* What a therapist makes different for one patient, and what they see. */
#include "course/variant.h"
#include "db/db.h"
#include "journey.h"

/* Ann's record of Kari is open. */
static void
ann_opens(struct world *w, struct client *c, const char *lang)
{
	world_client(w, c, w->ann, lang);
	WANT(c, client_get(c, "/p/%s/course", id_z(w->kari)), 200);
}

JOURNEY(variants_move)
{
	struct client ann, kari;

	records_make(w, w->kari_account);
	ann_opens(w, &ann, lang);
	SAYS(&ann, "Nothing: all is as the programme has it.");
	/* A reason is asked for. */
	CHECK_INT(client_submit(&ann, "/p/*/course/move", "place", "ch3",
	    "go", "up", "reason", "", NULL), 422);
	SAYS(&ann, "Write why, in a few words.");
	WANT(&ann, client_submit(&ann, "/p/*/course/move", "reason",
	    "She asked for it", NULL), 303);
	client_follow(&ann);
	SAYS(&ann, "“%1” was moved earlier");
	HAS(&ann, "She asked for it");
	CHECK_INT(world_audit(w, "course.move", w->ann, w->kari), 1);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/plan");
	SAYS(&kari, "%1 has moved this part up for you.");
	HAS_NOT(&kari, "She asked for it");
	client_close(&kari);
	client_close(&ann);
}

int
main(int argc, char **argv)
{
	return test_run("web_variants", argc, argv);
}
