/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Of web_encounters.c: messages. */

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
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	client_submit(&ann, "/p/*/m", "t", "score_and_week", NULL);
	HAS(&ann, "Kari");
	client_send(&ann, "/p/*/m", NULL);
	SAYS_NOT(&ann, "Sent. The answer began with none of the kinds below "
	    "and quotes nothing of what was written. Often that is right.");
	/* The same when it was put away in between. */
	client_get(&kari, "/m");
	client_send(&kari, "/m", "body", "And on Friday?", NULL);
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	client_submit(&ann, "/p/*/m", "t", "smaller", NULL);
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

/* What is still to come goes with the course; what was is asked about. */
JOURNEY(talks_end_with_the_course)
{
	struct client ann, kari;
	struct id late, soon, follow;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	late = plans(&ann, w, 1, "14:00", "");
	soon = plans(&ann, w, 4, "14:00", "");
	follow = plans(&ann, w, 30, "14:00", "booster");
	world_at(w, w->at + 2 * DAY);
	client_close(&ann);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s/t/%s", id_z(w->kari), id_z(soon));
	WANT(&ann, client_keep(&ann, "/p/*", "note", "Ask about the rota",
	    NULL), 200);
	client_get(&ann, "/p/%s/weeks", id_z(w->kari));
	client_send(&ann, "/p/*/weeks/end", "how", "1", NULL);
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS(&ann, "Called off:");
	client_get(&ann, "/p/%s/t/%s", id_z(w->kari), id_z(soon));
	HAS(&ann, "Ask about the rota");
	client_get(&ann, "/p/%s/t/%s", id_z(w->kari), id_z(follow));
	SAYS_NOT(&ann, "called off");
	client_close(&kari);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/talks");
	SAYS(&kari, "called off");
	world_at(w, w->at + 4 * DAY);
	client_close(&ann);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/list");
	SAYS(&ann, "a talk %1 to be noted");
	client_get(&ann, "/p/%s/t/%s", id_z(w->kari), id_z(late));
	client_send(&ann, "/p/*", "state", "not-reached", "go", "save", NULL);
	client_get(&ann, "/list");
	SAYS_NOT(&ann, "a talk %1 to be noted");
	client_close(&ann);
	client_close(&kari);
}
