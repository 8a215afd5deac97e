/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The summary for the clinic's own record: what is in it, and what never is.
 */
#include "journey.h"

static const char *
summary(struct client *c, struct world *w, const char *query)
{
	WANT(c, client_get(c, "/p/%s/record%s", id_z(w->kari), query), 200);
	return client_field(c, "/p/*/record", "p1").len > 0 ? "1" : "0";
}

JOURNEY(a_summary_is_put_together)
{
	struct client ann, kari;

	records_make(w, w->kari_account);
	world_client(w, &ann, w->ann, lang);
	CHECK_STR(str_z(summary(&ann, w, "")), "1");
	HAS(&ann, "Kari Andreassen");
	HAS(&ann, "PHQ-9: ");
	HAS(&ann, "Walk the dog");
	SAYS(&ann, "Not closed yet.");
	SAYS(&ann, "%1, hard %2 of 10");
	SAYS(&ann, "%1 % sick leave from %2");
	/* Her own words only when they are asked for; what is hers never. */
	HAS_NOT(&ann, "Cars are loud");
	(void)summary(&ann, w, "?from=2026-02-01&until=2026-03-02&p4=1&p8=1");
	HAS(&ann, "Cars are loud");
	HAS_NOT(&ann, "PHQ-9: ");
	HAS_NOT(&ann, QUIET);
	(void)summary(&ann, w, "?from=2026-01-01&until=2026-01-31&p2=1&p4=1");
	SAYS(&ann, "nothing in these days");
	HAS_NOT(&ann, "Walk the dog");
	/* The patient sees that it was made. */
	world_client(w, &kari, w->kari_account, lang);
	WANT(&kari, client_get(&kari, "/who"), 200);
	SAYS(&kari, "put together a summary for the record");
	WANT(&kari, client_get(&kari, "/p/%s/record", id_z(w->kari)), 404);
	client_close(&kari);
	client_close(&ann);
}

JOURNEY(days_of_a_summary_are_looked_at)
{
	struct client ann;

	world_client(w, &ann, w->ann, lang);
	(void)summary(&ann, w, "?from=2026-02-30&until=2026-03-02&p1=1");
	SAYS(&ann, "Write the day with the whole year, like 2026-07-06.");
	CHECK_STR(client_field(&ann, "/p/*/record", "from"), "2026-02-30");
	SAYS_NOT(&ann, "The text");
	(void)summary(&ann, w, "?from=2026-03-02&until=2026-03-01");
	SAYS(&ann, "The last day is before the first.");
	(void)summary(&ann, w, "?from=1990-03-02&until=2026-03-01");
	SAYS(&ann, "Choose at most %1 days.");
	WANT(&ann, client_get(&ann, "/p/%s/record", id_z(w->ola)), 404);
	client_close(&ann);
}

int
main(int argc, char **argv)
{
	return test_run("web_record", argc, argv);
}
