/* SPDX-License-Identifier: Apache-2.0 */
/*
 * After the end of a course: the patient's pages are for reading, and none of
 * them offers what can no longer be done or says what is no longer true.
 */
#include "journey.h"
#include "people/care.h"

/* Reads all pages and is never asked to write. */
static void
only_to_read(struct client *kari)
{
	client_get(kari, "/plan");
	SAYS(kari, "Everything stays here, and you can read it again "
	    "whenever you like.");
	SAYS_NOT(kari, "The %1 weeks are over. Everything stays here, and "
	    "you can read it again whenever you like.");
	client_get(kari, "/c/ch1/3");
	SAYS_NOT(kari, "Look at it or change it");
	SAYS(kari, "Look at it");
	client_get(kari, "/e/ch1/map");
	HAS(kari, WORDS);
	SAYS_NOT(kari, "Write to your therapist if something is wrong.");
	client_get(kari, "/q/0/1");
	SAYS_NOT(kari, "Write to your therapist if something is wrong.");
	client_get(kari, "/start");
	HAS(kari, "Walk with the dog");
	HAS_NOT(kari, "<textarea");
	client_get(kari, "/way");
	SAYS_NOT(kari, "Your therapist sees what is written here, and can "
	    "write in the plan too.");
	WANT(kari, client_get(kari, "/mine"), 200);
	HAS(kari, WORDS);
	client_get(kari, "/talks");
	SAYS_NOT(kari, "When the two of you agree on a time, it stands here "
	    "and on Today.");
}

JOURNEY(after_the_end)
{
	struct client ann, kari;

	records_make(w, w->kari_account);
	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/start");
	client_send(&kari, "/start", "matters", "Walk with the dog", NULL);
	client_get(&kari, "/plan");
	SAYS(&kari, "You are in week %1 of %2. The pace is yours.");
	client_get(&kari, "/c/ch1/3");
	SAYS(&kari, "Look at it or change it");
	client_get(&ann, "/p/%s/weeks", id_z(w->kari));
	client_send(&ann, "/p/*/weeks/end", "how", "1", NULL);
	only_to_read(&kari);
	client_close(&ann);
	client_close(&kari);
}

/* All that she wrote, for herself: private, begun, told and sent. */
JOURNEY(what_i_have_written)
{
	struct client ann, kari;

	records_make(w, w->kari_account);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/start");
	client_send(&kari, "/start", "matters", "The garden", NULL);
	client_get(&kari, "/me");
	WANT(&kari, client_click(&kari, say(&kari, "What I have written").at),
	    200);
	HAS(&kari, "The garden");
	HAS(&kari, WORDS);
	HAS(&kari, QUIET);
	SAYS(&kari, "only for you");
	HAS(&kari, "Cars are loud");
	HAS(&kari, "Is Thursday all right?");
	HAS(&kari, "PHQ-9");
	SAYS_NOT(&kari, "Begun. Saved %1.");
	client_get(&kari, "/e/ch1/map");
	client_send(&kari, "/e/ch1/map", "f.situation", "Half a thought",
	    "go", "later", NULL);
	client_get(&kari, "/mine");
	HAS(&kari, "Half a thought");
	SAYS(&kari, "Begun. Saved %1.");
	world_client(w, &ann, w->ann, lang);
	WANT(&ann, client_get(&ann, "/mine"), 404);
	client_close(&ann);
	client_close(&kari);
}

/* Longer than a page can hold: the page is there, and says so. */
JOURNEY(more_than_a_page_is_told)
{
	enum { LONG = 7000, EURO = 3 };
	char *text = arena_alloc(test_arena, LONG * EURO + 1, 1);
	struct client kari;
	int i;

	for (i = 0; i < LONG; i++)
		memcpy(text + EURO * i, "\xe2\x82\xac", EURO);
	text[LONG * EURO] = '\0';
	world_client(w, &kari, w->kari_account, lang);
	for (i = 0; i < 110; i++) {
		client_get(&kari, "/start");
		client_post(&kari, "/m", "csrf", client_field(&kari,
		    "/start", "csrf").at, "sid", id_z(id_random()), "version",
		    "0", "body", text, NULL);
		WANT(&kari, kari.status, 303);
	}
	WANT(&kari, client_get(&kari, "/mine"), 200);
	SAYS(&kari, "You have written more than fits on one page. The rest is "
	    "where you wrote it.");
	client_close(&kari);
}

/* Kept is one thing, sent another: whoever is tired should not wonder. */
JOURNEY(sent_is_said)
{
	struct client kari;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/m");
	client_send(&kari, "/m", "body", "A thought", "go", "later", NULL);
	SAYS(&kari, "Saved.");
	SAYS_NOT(&kari, "Sent.");
	client_get(&kari, "/m");
	client_send(&kari, "/m", NULL);
	SAYS(&kari, "Sent.");
	SAYS_NOT(&kari, "Saved.");
	client_close(&kari);
}

/* The talk at the start is not for later in the week of the start. */
JOURNEY(what_is_here_now_is_not_later)
{
	struct client kari;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/plan");
	SAYS(&kari, "These days: %1.");
	SAYS_NOT(&kari, "Later on: %1 in week %2.");
	world_at(w, w->at + 15 * DAY);
	client_close(&kari);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/plan");
	SAYS(&kari, "Later on: %1 in week %2.");
	client_close(&kari);
}

/* On paper it lies for months: nothing on it is of this hour. */
JOURNEY(the_page_of_help_on_paper)
{
	static const char hour[] = "<p class=\"note no-print\">";
	struct client kari;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/help");
	CHECK(memmem(kari.body.at, kari.body.len, hour, sizeof(hour) - 1) !=
	    NULL);
	client_close(&kari);
}

int
main(int argc, char **argv)
{
	return test_run("web_over", argc, argv);
}
