/* SPDX-License-Identifier: Apache-2.0 */
/* The points 7 and 8 of the first issue: supervisor and administrator. */
#include "journey.h"

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
	client_send(&ada, "/admin/clinic", "hours", "1 09:00-12:00",
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
	SAYS(&ada, "Look at this");
	client_close(&ada);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/help");
	HAS(&kari, "114");
	client_close(&kari);
}

int
main(int argc, char **argv)
{
	return test_run("web_offices", argc, argv);
}
