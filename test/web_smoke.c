/* SPDX-License-Identifier: Apache-2.0 */
#include "world.h"

/* Every page of everyone opens, in both languages. */

static void
pages(struct world *w, struct id account, const char *lang,
    const char *const *list)
{
	struct client c;

	world_client(w, &c, account, lang);
	for (; *list != NULL; list++) {
		client_get(&c, "%s", *list);
		WANT(&c, client_follow(&c), 200);
	}
	client_close(&c);
}

static void
both(struct world *w, struct id account, const char *const *list)
{
	pages(w, account, "nb", list);
	pages(w, account, "en", list);
}

WORLD(visitor_pages)
{
	static const char *const list[] = { "/", "/sign-in", "/help", "/exit",
	    "/about", "/sign-in?over=1", "/sign-in?kept=1&to=/today", NULL };

	both(w, ID_NONE, list);
}

WORLD(patient_pages)
{
	static const char *const list[] = { "/", "/start", "/who", "/today",
	    "/plan", "/c/ch1", "/c/ch1/1", "/c/ch1/2", "/c/ch1/3", "/c/ch1/4",
	    "/c/ch1/5", "/c/ch1/6", "/c/ch2", "/e/ch1/map", "/q/0/1", "/q/0/2",
	    "/q/0/1/done", "/m", "/me", "/me/password", "/help", "/about",
	    "/kept", NULL };

	both(w, w->kari_account, list);
}

WORLD(clinic_pages)
{
	static const char *const therapist[] = { "/", "/list", "/list/new",
	    "/me", "/me/password", "/help", "/about", NULL };
	static const char *const supervisor[] = { "/", "/team", "/me",
	    "/help", NULL };
	static const char *const admin[] = { "/", "/admin", "/admin/clinic",
	    "/admin/safe", "/me", NULL };
	const char *kari = id_z(w->kari);
	const char *of_patient[] = { NULL, NULL, NULL, NULL, NULL, NULL };
	static const char *const tails[] = { "", "/link", "/contact", "/plan",
	    "/m" };
	size_t i;

	for (i = 0; i < 5; i++)
		of_patient[i] = str_fmt(test_arena, "/p/%s%s", kari,
		    tails[i]).at;
	both(w, w->ann, therapist);
	both(w, w->ann, of_patient);
	both(w, w->sam, supervisor);
	both(w, w->ada, admin);
}

int
main(int argc, char **argv)
{
	return test_run("web_smoke", argc, argv);
}
