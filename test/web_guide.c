/* SPDX-License-Identifier: Apache-2.0 */
/* What a programme says by itself: the handbook, what patients are told, and
 * the safety plan that they write with it. */
#include "journey.h"
#include "programme/find.h"

/* Every text there is, whole, for who guides; none of it for patients. */
JOURNEY(every_text_can_be_read)
{
	const struct programme *of = content_programme(w->app.gate.active,
	    S("w-icbt"));
	enum lang l = lang[0] == 'n' ? LANG_NB : LANG_EN;
	struct client ann, kari;
	size_t i, k;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	for (i = 0; i < of->ntexts; i++) {
		const struct text *t = &of->texts[i];
		const char *at = str_fmt(test_arena, "/guide/w-icbt/%.*s",
		    STR(t->id)).at;

		if (t->lang != l)
			continue;
		WANT(&ann, client_get(&ann, "%s", at), 200);
		for (k = 0; k < t->nsections; k++)
			HAS(&ann, str_copy(test_arena,
			    t->sections[k].heading).at);
		WANT(&kari, client_get(&kari, "%s", at), 404);
	}
	client_close(&kari);
	client_close(&ann);
}

/* From the list, and beside the chapter that a patient reads. */
JOURNEY(the_handbook_is_at_hand)
{
	const struct programme *of = content_programme(w->app.gate.active,
	    S("w-icbt"));
	enum lang l = lang[0] == 'n' ? LANG_NB : LANG_EN;
	const struct text *all = programme_guide(of, NULL, l);
	const struct text *one = programme_guide(of, &of->chapters[0], l);
	struct client ann, sam;

	CHECK(all != NULL && one != NULL && one->nsections > 1);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list");
	client_click(&ann, lang[0] == 'n' ? "Håndbok" : "Handbook");
	CHECK_STR(ann.path, "/guide");
	HAS(&ann, str_copy(test_arena, all->title).at);
	client_click(&ann, str_copy(test_arena, one->title).at);
	HAS(&ann, str_copy(test_arena, one->sections[1].heading).at);
	WANT(&ann, client_get(&ann, "/p/%s/read/ch1", id_z(w->kari)), 200);
	HAS(&ann, str_copy(test_arena, one->sections[1].heading).at);
	WANT(&ann, client_get(&ann, "/guide/w-icbt/ch1"), 404);
	WANT(&ann, client_get(&ann, "/guide/sleep/guide"), 404);
	world_client(w, &sam, w->sam, lang);
	WANT(&sam, client_get(&sam, "/guide"), 200);
	client_close(&sam);
	client_close(&ann);
}

/* What is stored and who reads it: before anything is written, and after. */
JOURNEY(a_patient_reads_about_the_programme)
{
	struct client kari;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/plan");
	client_click(&kari, lang[0] == 'n' ? "Om programmet" :
	    "About the programme");
	CHECK_STR(kari.path, "/plan/about");
	HAS(&kari, lang[0] == 'n' ? "Dine rettigheter" : "Your rights");
	client_get(&kari, "/help/plan");
	client_click(&kari, lang[0] == 'n' ? "Ord å begynne med" :
	    "Words to begin with");
	CHECK_STR(kari.path, "/plan/ahead");
	HAS(&kari, lang[0] == 'n' ? "Hvordan merker du" :
	    "How do you notice");
	client_close(&kari);
}

/* A programme that brings neither; its words are in Norwegian alone. */
JOURNEY(a_programme_without_them)
{
	struct client ann;

	CHECK(app_content_replace(&w->app, S("test/corpus/tiny")) == RC_OK);
	world_client(w, &ann, w->ann, lang);
	WANT(&ann, client_get(&ann, "/guide"), 200);
	SAYS(&ann, "The programme has no handbook for clinicians. It is a "
	    "text of its own in the programme's folder.");
	WANT(&ann, client_get(&ann, "/guide/sleep/crisis"), 200);
	HAS(&ann, "116 117");
	client_close(&ann);
}

/* It is hers: she changes it herself, and the clinic sees that she did. */
JOURNEY(safety_plan_by_the_patient)
{
	struct client ann, kari;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/help");
	client_click(&kari, say(&kari, "Write my plan").at);
	client_send(&kari, "/help/plan", "signs", "I stop answering",
	    "helps", "", "people", "Per 922 33 444", NULL);
	CHECK_STR(kari.path, "/help?saved=1");
	SAYS(&kari, "Saved.");
	HAS(&kari, "I stop answering");
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS(&ann, "Wrote in the safety plan");
	client_get(&ann, "/p/%s/plan", id_z(w->kari));
	SAYS(&ann, "by the patient");
	/* Both at once: nothing is lost, and who was later sees both. */
	client_get(&kari, "/help/plan");
	client_send(&ann, "/p/*/plan", "signs", "I stop answering\nLights",
	    NULL);
	client_submit(&kari, "/help/plan", "version", "1", "signs", "Hers",
	    "helps", "", "people", "", NULL);
	WANT(&kari, kari.status, 409);
	HAS(&kari, "Lights");
	client_send(&kari, "/help/plan", NULL);
	HAS(&kari, "Hers");
	HAS_NOT(&kari, "Lights");
	client_get(&kari, "/help/plan");
	client_submit(&kari, "/help/plan", "signs", memset(arena_alloc(
	    test_arena, 5001, 1), 'x', 5000), NULL);
	WANT(&kari, kari.status, 422);
	SAYS(&kari, "This is a little long. Keep it to %1 characters.");
	client_close(&ann);
	client_close(&kari);
}

int
main(int argc, char **argv)
{
	return test_run("web_guide", argc, argv);
}
