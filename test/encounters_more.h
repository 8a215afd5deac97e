/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Of web_encounters.c: messages, absence and cover, what nobody has. */

/* --- messages - */

JOURNEY(sent_later_once)
{
	struct client ann, kari;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/m");
	client_send(&kari, "/m", "body", "When do I hear from you?", NULL);
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	client_submit(&ann, "/p/*/m", "body", "On Wednesday", "send", "at",
	    "send_day", day_z(w, -1), "send_time", "09:00", "go", "at", NULL);
	WANT(&ann, ann.status, 422);
	HAS(&ann, "On Wednesday");
	client_submit(&ann, "/p/*/m", "send_day", "x", "go", "at", NULL);
	WANT(&ann, ann.status, 422);
	client_send(&ann, "/p/*/m", "send", "at", "send_day", day_z(w, 2),
	    "send_time", "09:00", "go", "at", NULL);
	SAYS(&ann, "Waits to be sent");
	/* It waits no more for an answer, and the patient sees nothing. */
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "message unanswered %1");
	client_get(&kari, "/m");
	HAS_NOT(&kari, "On Wednesday");
	CHECK_INT(ticked(w), 0);
	client_close(&kari);
	client_close(&ann);
	world_at(w, w->at + 2 * DAY);
	CHECK_INT(ticked(w), 1);
	CHECK_INT(ticked(w), 0);
	CHECK_INT(counted(w, &enc_messages, w->kari), 1);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/m");
	HAS(&kari, "On Wednesday");
	SAYS(&kari, "answered");
	client_close(&kari);
}

static void
says_hope(struct world *w, const char *lang, const char *hope)
{
	struct client kari;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/way/ask");
	client_send(&kari, "/way/ask", "hope", hope, NULL);
	client_close(&kari);
}

/* Ann's list, after what she wrote for Wednesday (NULL: nothing). */
static void
ann_lists(struct world *w, struct client *ann, const char *lang,
    const char *body)
{
	world_client(w, ann, w->ann, lang);
	client_get(ann, "/p/%s/m", id_z(w->kari));
	if (body != NULL)
		client_send(ann, "/p/*/m", "body", body, "send", "at",
		    "send_day", day_z(w, 2), "send_time", "09:00", "go", "at",
		    NULL);
	client_get(ann, "/list");
}

/* A message of the clinic, whenever it is sent, meets a worry it knew of. */
JOURNEY(sent_later_it_meets_a_worry)
{
	struct client ann;

	says_hope(w, lang, "no");
	ann_lists(w, &ann, lang, "Shall we talk about it?");
	SAYS(&ann, "not expecting to be back at work as planned");
	client_close(&ann);
	world_at(w, w->at + 2 * DAY);
	CHECK_INT(ticked(w), 1);
	ann_lists(w, &ann, lang, NULL);
	SAYS_NOT(&ann, "not expecting to be back at work as planned");
	client_close(&ann);
	/* Not what was said after it was written. */
	says_hope(w, lang, "no");
	ann_lists(w, &ann, lang, "And about the plan?");
	client_close(&ann);
	world_at(w, w->at + HOUR);
	says_hope(w, lang, "unsure");
	world_at(w, w->at + 2 * DAY);
	CHECK_INT(ticked(w), 1);
	ann_lists(w, &ann, lang, NULL);
	SAYS(&ann, "unsure about coming back to work");
	client_close(&ann);
}

JOURNEY(taken_back_or_stopped)
{
	struct client ann;

	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	client_send(&ann, "/p/*/m", "body", "Not so fast", "send", "staffed",
	    "go", "at", NULL);
	client_send(&ann, "/p/*/back", NULL);
	CHECK_STR(client_field(&ann, "/p/*/m", "body"), "Not so fast");
	SAYS_NOT(&ann, "Waits to be sent");
	world_at(w, w->at + 4 * DAY);
	CHECK_INT(ticked(w), 0);
	CHECK_INT(counted(w, &enc_messages, w->kari), 0);
	client_close(&ann);

	/* The course is over before its time: it stands as not sent. */
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	client_send(&ann, "/p/*/m", "body", "See you", "send", "staffed",
	    "go", "at", NULL);
	client_get(&ann, "/p/%s/weeks", id_z(w->kari));
	client_send(&ann, "/p/*/weeks/end", "how", "1", NULL);
	client_close(&ann);
	world_at(w, w->at + 4 * DAY);
	CHECK_INT(ticked(w), 0);
	CHECK_INT(counted(w, &enc_messages, w->kari), 0);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	SAYS(&ann, "was not sent: the writer has no care of this patient any "
	    "more, or the programme has ended");
	client_close(&ann);
}

JOURNEY(about_and_receipts)
{
	struct client ann, kari;
	struct records r;

	records_make(w, w->kari_account);
	records_find(w, w->kari, &r);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/m?about=h.%s", id_z(r.assignment));
	SAYS(&kari, "About “%1”. It stands with the message.");
	/* Kept with the draft, too. */
	client_keep(&kari, "/m", "body", "How long?", NULL);
	client_get(&kari, "/m");
	SAYS(&kari, "About “%1”. It stands with the message.");
	client_send(&kari, "/m", NULL);
	client_get(&kari, "/m?about=c.nothing");
	SAYS_NOT(&kari, "About “%1”. It stands with the message.");
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	CHECK_STR(client_link(&ann, say(&ann, "about “%1”").at), str_fmt(
	    test_arena, "/p/%s/w/%s", id_z(w->kari), id_z(r.assignment)).at);
	world_at(w, w->at + MINUTE);
	client_get(&kari, "/m");
	SAYS(&kari, "read, answer by %1");

	/* No kind and no quote: one quiet line; with a template none. */
	client_submit(&ann, "/p/*/m", "body", "Ten minutes.", NULL);
	WANT(&ann, ann.status, 303);
	client_follow(&ann);
	SAYS(&ann, "Sent. The answer began with none of the kinds below and "
	    "quotes nothing of what was written. Often that is right.");
	client_get(&kari, "/m");
	SAYS_NOT(&kari, "read, answer by %1");
	client_send(&kari, "/m", "body", "Thank you", NULL);
	client_get(&ann, "/p/%s/m?t=score_and_week", id_z(w->kari));
	HAS(&ann, "Kari");
	client_send(&ann, "/p/*/m", NULL);
	SAYS_NOT(&ann, "Sent. The answer began with none of the kinds below "
	    "and quotes nothing of what was written. Often that is right.");
	/* The same when it was put away in between. */
	client_get(&kari, "/m");
	client_send(&kari, "/m", "body", "And on Friday?", NULL);
	client_get(&ann, "/p/%s/m?t=smaller", id_z(w->kari));
	client_submit(&ann, "/p/*/m", "go", "later", NULL);
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	client_send(&ann, "/p/*/m", NULL);
	SAYS_NOT(&ann, "Sent. The answer began with none of the kinds below "
	    "and quotes nothing of what was written. Often that is right.");
	client_close(&ann);
	client_close(&kari);
}

JOURNEY(quiet_hours)
{
	struct client kari;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/m");
	SAYS_NOT(&kari, "Nobody at the clinic reads just now. You can write "
	    "at any hour; somebody is there %1.");
	client_close(&kari);
	world_at(w, w->at + 10 * HOUR);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/m");
	SAYS(&kari, "Nobody at the clinic reads just now. You can write at "
	    "any hour; somebody is there %1.");
	client_close(&kari);
}

/* --- absence and cover - */

static void
away_raw(struct world *w, struct client *ann, struct id cover)
{
	client_post_raw(ann, "/list/away", str_fmt(test_arena, "csrf=%.*s&sid="
	    "%s&from=%s&until=%s&cover=%s&go=put", STR(client_after(ann,
	    "name=\"csrf\" value=\"")), id_z(id_random()), day_z(w, 1),
	    day_z(w, 5), id_z(cover)));
	WANT(ann, ann->status, 422);
	SAYS(ann, "Choose a therapist of the clinic who covers.");
}

JOURNEY(away_and_back)
{
	struct client ann, bo, kari;

	records_make(w, w->kari_account);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list/away");
	client_submit(&ann, "/list/away", "from", day_z(w, 1), "until",
	    day_z(w, 0), "cover", id_z(w->bo), "go", "put", NULL);
	WANT(&ann, ann.status, 422);
	/* Oneself, somebody of another clinic: they are not to choose from. */
	away_raw(w, &ann, w->ann);
	away_raw(w, &ann, w->eve);
	client_send(&ann, "/list/away", "from", day_z(w, 1), "until",
	    day_z(w, 5), "cover", id_z(w->bo), "go", "put", NULL);
	SAYS(&ann, "It has not begun.");
	client_submit(&ann, "/list/away", "from", day_z(w, 3), "until",
	    day_z(w, 9), "cover", id_z(w->bo), "go", "put", NULL);
	WANT(&ann, ann.status, 422);
	(void)ticked(w);
	CHECK_INT(covers(w, w->kari, w->bo), 0);
	world_client(w, &bo, w->bo, lang);
	client_get(&bo, "/p/%s", id_z(w->kari));
	WANT(&bo, bo.status, 404);
	client_close(&bo);
	client_close(&ann);

	/* Its first day. */
	world_at(w, w->at + DAY);
	(void)ticked(w);
	(void)ticked(w);
	CHECK_INT(covers(w, w->kari, w->bo), 1);
	CHECK_INT(covers(w, w->ola, w->bo), 0);
	world_client(w, &bo, w->bo, lang);
	client_get(&bo, "/list");
	SAYS(&bo, "covering for %1");
	SAYS(&bo, "risk answer: call by %1");
	client_get(&bo, "/p/%s/m", id_z(w->kari));
	client_send(&bo, "/p/*/m", "body", "I answer for Ann", NULL);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/today");
	SAYS(&kari, "%1 is away until %2. %3 reads and answers meanwhile.");
	client_get(&kari, "/m");
	SAYS(&kari, "%1 is away until %2. %3 reads and answers meanwhile.");
	HAS(&kari, "I answer for Ann");
	client_close(&kari);
	client_close(&bo);

	/* It ends by itself, without the tick. */
	world_at(w, w->at + 5 * DAY);
	CHECK_INT(covers(w, w->kari, w->bo), 0);
	world_client(w, &bo, w->bo, lang);
	client_get(&bo, "/p/%s", id_z(w->kari));
	WANT(&bo, bo.status, 404);
	client_close(&bo);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/today");
	SAYS_NOT(&kari, "%1 is away until %2. %3 reads and answers meanwhile.");
	client_close(&kari);
	world_audit_whole(w);
}

JOURNEY(an_ill_therapist)
{
	struct client ada, bo;

	world_client(w, &ada, w->ada, lang);
	client_get(&ada, "/admin/accounts/%s/away", id_z(w->ann));
	client_send(&ada, "/admin/accounts/*/away", "from", day_z(w, 0),
	    "until", day_z(w, 5), "cover", id_z(w->bo), "go", "put", NULL);
	/* At once, without waiting for the tick. */
	CHECK_INT(covers(w, w->kari, w->bo), 1);
	world_client(w, &bo, w->bo, lang);
	client_get(&bo, "/p/%s", id_z(w->kari));
	WANT(&bo, bo.status, 200);
	/* Well again: it ends earlier. */
	client_close(&ada);
	client_close(&bo);
	world_at(w, w->at + HOUR);
	world_client(w, &ada, w->ada, lang);
	world_client(w, &bo, w->bo, lang);
	client_get(&ada, "/admin/accounts/%s/away", id_z(w->ann));
	client_send(&ada, "/admin/accounts/*/away", "absence",
	    client_field(&ada, "/admin/accounts/*/away", "absence").at, "go",
	    "end", NULL);
	CHECK_INT(covers(w, w->kari, w->bo), 0);
	client_get(&bo, "/p/%s", id_z(w->kari));
	WANT(&bo, bo.status, 404);
	(void)ticked(w);
	CHECK_INT(covers(w, w->kari, w->bo), 0);
	/* One's own absence is nobody else's to end. */
	client_get(&bo, "/list/away");
	client_close(&ada);
	client_close(&bo);
}

static void
sam_covers_too(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	account_set_roles(tx, w->sam, w->clinic, ROLE_SUPERVISOR |
	    ROLE_THERAPIST, w->at);
}

/* Ann is away, and Bo covers; then Bo is away longer, and Sam covers. */
static void
away_in_turn(struct world *w, const char *lang)
{
	struct client c;

	world_do(w, sam_covers_too, NULL);
	world_client(w, &c, w->ann, lang);
	client_get(&c, "/list/away");
	client_send(&c, "/list/away", "from", day_z(w, 0), "until",
	    day_z(w, 2), "cover", id_z(w->bo), "go", "put", NULL);
	client_close(&c);
	world_client(w, &c, w->bo, lang);
	client_get(&c, "/list/away");
	client_send(&c, "/list/away", "from", day_z(w, 0), "until",
	    day_z(w, 9), "cover", id_z(w->sam), "go", "put", NULL);
	client_close(&c);
	CHECK_INT(covers(w, w->kari, w->sam), 1);
	CHECK_INT(covers(w, w->ola, w->sam), 1);
}

/* What was handed on ends with what it hangs on, not with the longer one. */
JOURNEY(handed_on_and_back)
{
	struct client sam;

	away_in_turn(w, lang);
	world_at(w, w->at + 3 * DAY);
	(void)ticked(w);
	CHECK_INT(covers(w, w->kari, w->bo), 0);
	CHECK_INT(covers(w, w->kari, w->sam), 0);
	CHECK_INT(covers(w, w->ola, w->sam), 1);
	world_client(w, &sam, w->sam, lang);
	client_get(&sam, "/p/%s", id_z(w->kari));
	WANT(&sam, sam.status, 404);
	client_get(&sam, "/p/%s", id_z(w->ola));
	WANT(&sam, sam.status, 200);
	client_close(&sam);
}

JOURNEY(handed_on_and_back_earlier)
{
	struct client ann;

	away_in_turn(w, lang);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list/away");
	client_send(&ann, "/list/away", "absence",
	    client_field(&ann, "/list/away", "absence").at, "go", "end",
	    NULL);
	client_close(&ann);
	CHECK_INT(covers(w, w->kari, w->bo), 0);
	CHECK_INT(covers(w, w->kari, w->sam), 0);
	CHECK_INT(covers(w, w->ola, w->sam), 1);
	(void)ticked(w);
	CHECK_INT(covers(w, w->kari, w->sam), 0);
	world_audit_whole(w);
}

/* --- nobody's - */

static void
ann_leaves(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	account_set_active(tx, w->ann, false, w->at);
}

static void
bo_leaves(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	account_set_active(tx, w->bo, false, w->at);
}

static void
ann_only_runs_it(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	account_set_roles(tx, w->ann, w->clinic, ROLE_ADMIN, w->at);
}

/* Who has left, or is no therapist any more, is not said to read. */
JOURNEY(nobody_reads_who_has_left)
{
	struct client ann, kari;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/m");
	HAS(&kari, "Ann Berg");
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list/away");
	client_send(&ann, "/list/away", "from", day_z(w, 0), "until",
	    day_z(w, 2), "cover", id_z(w->bo), "go", "put", NULL);
	client_close(&ann);
	client_get(&kari, "/m");
	SAYS(&kari, "%1 is away until %2. %3 reads and answers meanwhile.");
	world_do(w, bo_leaves, NULL);
	client_get(&kari, "/m");
	HAS_NOT(&kari, "Bo Dahl");
	SAYS_NOT(&kari, "%1 is away until %2. %3 reads and answers meanwhile.");
	world_at(w, w->at + 3 * DAY);
	client_close(&kari);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/m");
	HAS(&kari, "Ann Berg");
	world_do(w, ann_only_runs_it, NULL);
	client_get(&kari, "/m");
	HAS_NOT(&kari, "Ann Berg");
	world_do(w, ann_leaves, NULL);
	client_get(&kari, "/m");
	HAS_NOT(&kari, "Ann Berg");
	client_get(&kari, "/q/w0/1");
	HAS_NOT(&kari, "Ann Berg");
	client_close(&kari);
}

static void
care_stops(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	care_end(tx, w->clinic, w->kari, w->ann, w->ada, w->at);
}

JOURNEY(an_alert_of_nobodys)
{
	struct client ann, sam;

	records_make(w, w->kari_account);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s/weeks", id_z(w->kari));
	client_send(&ann, "/p/*/weeks/end", "how", "1", NULL);
	/* Finished: it still stands in the list of who has care. */
	client_get(&ann, "/list");
	SAYS(&ann, "risk answer: call by %1");
	world_client(w, &sam, w->sam, lang);
	client_get(&sam, "/team");
	SAYS_NOT(&sam, "One answer to look at has nobody.");
	client_post_raw(&sam, str_fmt(test_arena, "/team/%s/take",
	    id_z(w->kari)).at, str_fmt(test_arena, "csrf=%.*s&sid=%s",
	    STR(client_after(&ann, "name=\"csrf\" value=\"")),
	    id_z(id_random())));
	CHECK(sam.status >= 400);

	world_do(w, care_stops, NULL);
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "risk answer: call by %1");
	client_get(&sam, "/team");
	SAYS(&sam, "One answer to look at has nobody.");
	SAYS(&sam, "Nobody");
	client_get(&sam, "/team/%s/open", id_z(w->kari));
	SAYS(&sam, "Nobody has care of this patient now");
	client_send(&sam, "/team/*/take", NULL);
	WANT(&sam, sam.status, 200);
	SAYS(&sam, "Risk answer: call by %1");
	client_get(&sam, "/team/%s/open", id_z(w->kari));
	SAYS_NOT(&sam, "Nobody has care of this patient now");
	client_close(&ann);
	client_close(&sam);
}

/* --- whose account has ended - */

static void
escalates(struct world *w, struct tx *tx, void *arg)
{
	struct duty d;

	(void)arg;
	duty_open(&d, tx, w->app.vault, "escalation");
	(void)escalate_all(&d, &(struct sender){ .email = true,
	    .sms = true });
}

/* As `mellom user end` does, which asks for nobody to take over. */
static void
account_ends(struct world *w, struct tx *tx, void *arg)
{
	const struct id *account = arg;

	(void)w;
	account_set_active(tx, *account, false, tx_now(tx));
}

static void
administers_only(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	account_set_roles(tx, w->ann, w->clinic, ROLE_ADMIN, tx_now(tx));
}

/* No page that says who reads names this one. */
static void
names_not(struct client *kari, const char *name)
{
	static const char *const pages[] = { "/today", "/m", "/talks",
	    "/q/0/2" };
	size_t i;

	for (i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		WANT(kari, client_get(kari, "%s", pages[i]), 200);
		HAS_NOT(kari, name);
	}
}

/*
 * An answer is open, its therapist is gone: no page says that she reads, a
 * supervisor finds it and takes it on, and is named from then on.
 */
JOURNEY(a_therapist_whose_account_ends)
{
	struct client sam, kari;

	records_make(w, w->kari_account);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/today");
	HAS(&kari, "Ann Berg");
	world_do(w, account_ends, &w->ann);
	names_not(&kari, "Ann Berg");
	world_do(w, escalates, NULL);
	world_client(w, &sam, w->sam, lang);
	client_get(&sam, "/team");
	SAYS(&sam, "One answer to look at has nobody.");
	client_get(&sam, "/team/%s/open", id_z(w->kari));
	client_send(&sam, "/team/*/take", NULL);
	SAYS(&sam, "Risk answer: call by %1");
	client_click(&sam, say(&sam, "Look at it").at);
	client_send(&sam, "/p/*/take", NULL);
	WANT(&sam, sam.status, 200);
	client_get(&kari, "/today");
	HAS(&kari, "Sam Elg");
	client_close(&sam);
	client_close(&kari);
}

/* She stays, as administrator alone: the same. */
JOURNEY(a_therapist_who_is_one_no_more)
{
	struct client kari;

	records_make(w, w->kari_account);
	world_client(w, &kari, w->kari_account, lang);
	world_do(w, administers_only, NULL);
	names_not(&kari, "Ann Berg");
	client_close(&kari);
}

/* The one who covers is gone too: nobody is told to be reading. */
JOURNEY(a_cover_whose_account_ends)
{
	struct client ada, kari;

	world_client(w, &ada, w->ada, lang);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&ada, "/admin/accounts/%s/away", id_z(w->ann));
	client_send(&ada, "/admin/accounts/*/away", "from", day_z(w, 0),
	    "until", day_z(w, 5), "cover", id_z(w->bo), "go", "put", NULL);
	client_get(&kari, "/today");
	SAYS(&kari, "%1 is away until %2. %3 reads and answers meanwhile.");
	HAS(&kari, "Bo Dahl");
	world_do(w, account_ends, &w->bo);
	names_not(&kari, "Bo Dahl");
	names_not(&kari, "Ann Berg");
	client_get(&kari, "/m");
	SAYS(&kari, "Your therapist");
	client_close(&ada);
	client_close(&kari);
}
