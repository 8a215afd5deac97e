/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Of web_work.c: handing over, the queue, after the end. */

/* --- handing over - */

/* What the page shows between its tags. */
static struct str
paper(struct client *c)
{
	const char *from = strstr(c->body.at, "class=\"paper\"");
	const char *to = from == NULL ? NULL : strstr(from, "</article>");

	CHECK(from != NULL && to != NULL);
	return to == NULL ? STR_NONE : str_copy(test_arena, (struct str){
	    from, (size_t)(to - from) });
}

#define IN(s, z) (strstr((s).at, (z)) != NULL)

/* From the page as it would be, back to the lines. */
static void
client_send_back(struct client *c)
{
	client_submit(c, "/way/hand", "go", "back", NULL);
	WANT(c, c->status, 200);
}

JOURNEY(handing_over_what_was_chosen)
{
	struct client ann, kari;
	struct str seen, kept;

	both(w, &ann, &kari, lang);
	records_make(w, w->kari_account);
	client_close(&kari);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/way/plan");
	client_send(&kari, "/way/plan", "hinder-1", "I panic in meetings",
	    "support-1", "A quiet room", "place-1", "Second floor", NULL);
	client_get(&kari, "/way/back");
	client_send(&kari, "/way/back", "happened", "Cried at work", NULL);
	client_get(&kari, "/way/ask");
	client_send(&kari, "/way/ask", "sure", "2", NULL);

	client_get(&kari, "/way/hand?to=manager");
	HAS(&kari, "PHQ-9");
	client_submit(&kari, "/way/hand", NULL);
	WANT(&kari, kari.status, 200);
	seen = paper(&kari);
	/* Dates, percents, tasks; nothing else by itself. */
	CHECK(IN(seen, "60 %") && IN(seen, "The post"));
	CHECK(!IN(seen, "PHQ") && !IN(seen, "panic") && !IN(seen, "Cried"));
	CHECK(!IN(seen, "quiet room") && !IN(seen, "Second floor"));
	/* Looking keeps nothing. */
	CHECK_INT(world_audit(w, "way.hand", w->kari_account, w->kari), 1);

	/* A doctor: chosen line by line; symptoms because she ticks it. */
	client_get(&kari, "/way/hand?to=doctor");
	client_submit(&kari, "/way/hand", NULL);
	CHECK(!IN(paper(&kari), "PHQ") && !IN(paper(&kari), "Cried"));
	client_send_back(&kari);
	client_submit(&kari, "/way/hand", "pick", "m-phq9", "pick",
	    "support-1", "whom", "Dr. Moe", "own", "I sleep better", "go",
	    "see", NULL);
	seen = paper(&kari);
	CHECK(IN(seen, "PHQ-9") && IN(seen, "A quiet room"));
	CHECK(IN(seen, "I sleep better"));
	CHECK(!IN(seen, "The post") && !IN(seen, "60 %"));
	CHECK(!IN(seen, "panic") && !IN(seen, "Dr. Moe"));
	client_send(&kari, "/way/hand", "go", "keep", NULL);
	kept = paper(&kari);
	CHECK_STR(kept, seen.at);
	client_get(&kari, "/way");
	HAS(&kari, "Dr. Moe");

	/* The clinic sees the copy; a change of the plan changes it not. */
	client_get(&kari, "/way/plan");
	client_send(&kari, "/way/plan", "support-1", "A loud room", NULL);
	client_get(&ann, "/p/%s/way", id_z(w->kari));
	HAS(&ann, "Dr. Moe");
	client_click(&ann, "Dr. Moe");
	CHECK(IN(paper(&ann), "A quiet room"));
	client_close(&ann);
	client_close(&kari);
}

/* Another one gets it: what was typed and ticked goes along. */
JOURNEY(handing_over_to_another)
{
	struct client ann, kari;
	struct str seen;

	both(w, &ann, &kari, lang);
	client_get(&kari, "/way/week");
	client_send(&kari, "/way/week", "percent", "100", "from",
	    "2026-02-02", NULL);
	client_get(&kari, "/way/plan");
	client_send(&kari, "/way/plan", "day-1", "2026-03-16", "percent-1",
	    "80", "tasks-1", "The post", "support-1", "A quiet room", NULL);
	client_get(&kari, "/way/hand");
	CHECK(!BODY(&kari, "hand?to="));
	client_submit(&kari, "/way/hand", "whom", "Dr. Moe", "own",
	    "I sleep better", "pick", "name", "pick", "support-1", "go",
	    "to-doctor", NULL);
	WANT(&kari, kari.status, 200);
	CHECK_STR(client_field(&kari, "/way/hand", "whom"), "Dr. Moe");
	CHECK_STR(client_field(&kari, "/way/hand", "own"), "I sleep better");
	CHECK_STR(client_field(&kari, "/way/hand", "to"), "doctor");
	/* How it has been goes with a doctor; what was left out stays out. */
	client_submit(&kari, "/way/hand", NULL);
	seen = paper(&kari);
	CHECK(IN(seen, "A quiet room") && IN(seen, "I sleep better"));
	CHECK(IN(seen, ": 100") && !IN(seen, "The post"));
	/* And not with a manager, unless it is ticked. */
	client_send_back(&kari);
	client_submit(&kari, "/way/hand", "go", "to-manager", NULL);
	client_submit(&kari, "/way/hand", NULL);
	seen = paper(&kari);
	CHECK(IN(seen, "A quiet room") && !IN(seen, ": 100"));
	client_close(&ann);
	client_close(&kari);
}

/* The plan changed between looking and keeping: look once more. */
JOURNEY(a_page_that_changed_is_looked_at_again)
{
	struct client ann, kari;

	both(w, &ann, &kari, lang);
	client_get(&kari, "/way/plan");
	client_send(&kari, "/way/plan", "percent-1", "80", "tasks-1",
	    "The post", NULL);
	client_get(&kari, "/way/hand");
	client_submit(&kari, "/way/hand", NULL);
	client_get(&ann, "/p/%s/way/plan", id_z(w->kari));
	client_send(&ann, "/p/*/way/plan", "tasks-1", "The till", NULL);
	client_submit(&kari, "/way/hand", "go", "keep", NULL);
	WANT(&kari, kari.status, 409);
	CHECK(IN(paper(&kari), "The till"));
	CHECK_INT(world_audit(w, "way.hand", ID_NONE, w->kari), 0);
	client_send(&kari, "/way/hand", "go", "keep", NULL);
	CHECK(IN(paper(&kari), "The till"));
	CHECK_INT(world_audit(w, "way.hand", ID_NONE, w->kari), 1);
	client_get(&kari, "/way/hand");
	client_submit(&kari, "/way/hand", "pick", CLEAR, NULL);
	WANT(&kari, kari.status, 422);
	client_close(&ann);
	client_close(&kari);
}

/* --- the queue - */

JOURNEY(a_worry_in_the_queue)
{
	struct client ann, kari;

	both(w, &ann, &kari, lang);
	client_get(&kari, "/way/ask");
	client_send(&kari, "/way/ask", "sure", "7", "hope", "yes", NULL);
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "unsure about coming back to work");
	later(w, &kari, w->kari_account, lang, 1);
	client_get(&kari, "/way/ask");
	client_send(&kari, "/way/ask", "sure", "5", NULL);
	client_close(&ann);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "less sure of the next step at work: %1 → %2");
	client_get(&kari, "/way/ask");
	client_send(&kari, "/way/ask", "sure", "2", NULL);
	client_get(&ann, "/list");
	SAYS(&ann, "less sure of the next step at work: %1 → %2");
	HAS(&ann, "5 → 2");
	/* Nothing of it on a patient's page. */
	client_get(&kari, "/way");
	HAS_NOT(&kari, "5 → 2");
	client_get(&ann, "/p/%s/way", id_z(w->kari));
	client_submit(&ann, "/p/*/way/note", NULL);
	WANT(&ann, ann.status, 422);
	client_send(&ann, "/p/*/way/note", "note", "Ring on Friday", NULL);
	HAS(&ann, "Ring on Friday");
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "less sure of the next step at work: %1 → %2");
	/* A message does as well. */
	client_get(&kari, "/way/ask");
	client_send(&kari, "/way/ask", "hope", "no", NULL);
	client_get(&ann, "/list");
	SAYS(&ann, "not expecting to be back at work as planned");
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	client_send(&ann, "/p/*/m", "body", "Shall we talk about it?", NULL);
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "not expecting to be back at work as planned");
	client_close(&ann);
	client_close(&kari);
}

/* --- after the end; other programmes; rights - */

static void
may_not(struct client *c, const char *path, struct str csrf, const char *body)
{
	client_post_raw(c, path, str_fmt(test_arena, "csrf=%.*s&sid=%s&%s",
	    STR(csrf), id_z(id_random()), body));
	WANT(c, c->status, 409);
}

JOURNEY(after_the_end_it_is_read)
{
	struct client ann, kari;
	struct str csrf;
	int64_t rows;

	both(w, &ann, &kari, lang);
	tells_status(&kari, "sick_full");
	client_get(&kari, "/way/plan");
	client_send(&kari, "/way/plan", "tasks-1", "The post", NULL);
	client_get(&kari, "/way/hand");
	client_submit(&kari, "/way/hand", NULL);
	client_send(&kari, "/way/hand", "go", "keep", NULL);
	client_get(&kari, "/way/plan");
	WANT(&kari, client_keep(&kari, "/way/plan", "tasks-1",
	    "The post and the till", NULL), 200);
	client_get(&ann, "/p/%s/weeks", id_z(w->kari));
	client_send(&ann, "/p/*/weeks/end", "how", "1", NULL);
	client_get(&ann, "/p/%s/way", id_z(w->kari));
	HAS_NOT(&ann, "The post and the till");
	later(w, &kari, w->kari_account, lang, 2);
	client_get(&kari, "/me");
	csrf = str_copy(test_arena, client_after(&kari,
	    "name=\"csrf\" value=\""));
	client_get(&kari, "/today");
	SAYS_NOT(&kari, "How much are you on sick leave now?");
	WANT(&kari, client_get(&kari, "/way"), 200);
	HAS(&kari, "The post");
	HAS(&kari, "The post and the till");
	CHECK(!BODY(&kari, "/way/plan") && !BODY(&kari, "/way/week"));
	client_click(&kari, lang_text(str_is(str_z(lang), "nb") ? LANG_NB :
	    LANG_EN, "My manager").at);
	CHECK(IN(paper(&kari), "The post"));
	WANT(&kari, client_get(&kari, "/way/talk"), 200);
	rows = world_rows(w);
	may_not(&kari, "/way/week", csrf, "n=0&percent=50&from=2026-03-04");
	may_not(&kari, "/way/plan", csrf, "n=1&version=0&tasks-1=x");
	may_not(&kari, "/way/back", csrf, "happened=x");
	may_not(&kari, "/way/job", csrf, "n=0&follow=1");
	may_not(&kari, "/way/ask", csrf, "sure=1");
	may_not(&kari, "/way/hand", csrf, "pick=now&go=keep");
	CHECK_INT(world_rows(w), rows);
	client_close(&ann);
	client_close(&kari);
}

JOURNEY(the_job_and_the_chart)
{
	struct client ann, kari;

	both(w, &ann, &kari, lang);
	client_get(&kari, "/way/job");
	client_submit(&kari, "/way/job", "hours", "ninety", NULL);
	WANT(&kari, kari.status, 422);
	CHECK_STR(client_field(&kari, "/way/job", "hours"), "ninety");
	client_send(&kari, "/way/job", "hours", "37,5", "job", "same",
	    "contact", "Berit, 900 00 000", NULL);
	client_get(&ann, "/p/%s/way", id_z(w->kari));
	HAS(&ann, "Berit, 900 00 000");
	HAS(&ann, str_is(str_z(lang), "nb") ? "37,5" : "37.5");
	client_get(&ann, "/p/%s/way/job", id_z(w->kari));
	client_get(&kari, "/way/job");
	client_send(&ann, "/p/*/way/job", "follow", "1", NULL);
	client_submit(&kari, "/way/job", "contact", "Nobody", NULL);
	WANT(&kari, kari.status, 409);
	HAS(&kari, "Berit, 900 00 000");
	CHECK_STR(client_field(&kari, "/way/job", "hours"),
	    str_is(str_z(lang), "nb") ? "37,5" : "37.5");

	/* A quarter of an hour stays one, also when it is saved again. */
	client_get(&kari, "/way/job");
	client_send(&kari, "/way/job", "hours", "35,25", NULL);
	HAS(&kari, str_is(str_z(lang), "nb") ? "35,25 timer" : "35.25 hours");
	client_get(&kari, "/way/job");
	client_send(&kari, "/way/job", NULL);
	HAS(&kari, str_is(str_z(lang), "nb") ? "35,25 timer" : "35.25 hours");

	client_get(&kari, "/way/week");
	client_send(&kari, "/way/week", "percent", "100", "from",
	    "2026-02-02", NULL);
	client_get(&kari, "/way");
	CHECK(BODY(&kari, "<svg") && BODY(&kari, "class=\"line\""));
	CHECK(!BODY(&kari, "class=\"pt\""));
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS(&ann, "Work: %1 % sick leave since %2.");
	CHECK(BODY(&ann, "class=\"line\""));
	client_close(&ann);
	client_close(&kari);
}
