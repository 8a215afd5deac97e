/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Of web_cycle.c: which answers are read, and which still wait. */

/* Ann proposes it, Kari does it and tells. */
static struct id
told(struct client *ann, struct client *kari, struct world *w,
    const char *task, const char *noticed)
{
	struct id id = proposes(ann, w, task, "Air.");

	client_get(kari, "/h/%s", id_z(id));
	client_send(kari, "/h/*/yes", NULL);
	client_get(kari, "/h/%s", id_z(id));
	client_send(kari, "/h/*", "amount", "2", "noticed", noticed, NULL);
	world_at(w, w->at + MINUTE);
	return id;
}

static bool
on_today(struct world *w, struct client *kari, struct id id)
{
	(void)world_counts(w);		/* what is noted is written now */
	client_get(kari, "/today");
	return strstr(kari->body.at, id_z(id)) != NULL;
}

/* Less sure: what was typed is there for another time or place. */
JOURNEY(another_time_keeps_what_was_typed)
{
	struct client ann, kari;
	struct id id;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	id = proposes(&ann, w, "move", "Air.");
	client_get(&kari, "/h/%s", id_z(id));
	client_submit(&kari, "/h/*/yes", "can", "2", "first_step",
	    "Shoes by the door", "size", "tiny", NULL);
	WANT(&kari, kari.status, 422);
	SAYS(&kari, "Shall we make it easier?");
	client_submit(&kari, "/h/*/yes", "go", "again", NULL);
	SAYS(&kari, "A plan, if you want to try");
	CHECK_STR(client_field(&kari, "/h/*/yes", "first_step"),
	    "Shoes by the door");
	CHECK_STR(client_field(&kari, "/h/*/yes", "can"), "2");
	client_submit(&kari, "/h/*/yes", "place", "The stairs", NULL);
	SAYS(&kari, "Shall we make it easier?");
	/* Kept as it is: small, as it was chosen. */
	client_send(&kari, "/h/*/yes", "go", "keep", NULL);
	HAS(&kari, "Shoes by the door");
	HAS(&kari, "The stairs");
	client_get(&kari, "/h/%s/plan", id_z(id));
	CHECK_STR(client_field(&kari, "/h/*/plan", "size"), "tiny");
	client_close(&ann);
	client_close(&kari);
}

/* Both days are past: another time of day alone moves neither. */
JOURNEY(past_days_stay_as_agreed)
{
	struct client ann, kari;
	struct id id;
	struct str day, until;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	id = proposes(&ann, w, "move", "Air.");
	client_get(&kari, "/h/%s", id_z(id));
	day = str_copy(test_arena, client_field(&kari, "/h/*/yes", "day"));
	until = str_copy(test_arena, client_field(&kari, "/h/*/yes",
	    "until"));
	CHECK(day.len > 0 && until.len > 0);
	client_send(&kari, "/h/*/yes", NULL);
	client_close(&kari);
	world_at(w, w->at + 20 * DAY);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/h/%s/plan", id_z(id));
	CHECK_STR(client_field(&kari, "/h/*/plan", "day"), day.at);
	CHECK_STR(client_field(&kari, "/h/*/plan", "until"), until.at);
	client_close(&ann);
	client_close(&kari);
}

static void
nobody_cares(struct world *w, struct tx *tx, void *arg)
{
	(void)arg;
	care_end(tx, w->clinic, w->kari, w->ann, w->ada, w->at);
}

/* Without a name a sentence begins like a sentence. */
JOURNEY(nobody_has_care_now)
{
	struct client ann, kari;
	struct id id;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	id = proposes(&ann, w, "move", "Air.");
	world_do(w, nobody_cares, NULL);
	client_get(&kari, "/h/%s", id_z(id));
	HAS(&kari, str_is(str_z(lang), "nb") ? ". Behandleren din og du" :
	    ". Your therapist and you");
	client_close(&ann);
	client_close(&kari);
}

/* What it is called, changed in two windows: neither goes. */
JOURNEY(another_name_in_two_windows)
{
	struct client kari, phone;
	struct str path;

	world_client(w, &kari, w->kari_account, lang);
	world_client(w, &phone, w->kari_account, lang);
	client_get(&kari, "/h/new");
	client_send(&kari, "/h/new", "title", "Walk the dog", NULL);
	path = kari.path;
	path = str_copy(test_arena, str_cut(&path, '?'));
	client_get(&kari, "%.*s/plan", STR(path));
	client_get(&phone, "%.*s/plan", STR(path));
	client_send(&phone, "/h/*/plan", "title", "Walk the cat", NULL);
	client_submit(&kari, "/h/*/plan", "title", "Walk both", NULL);
	WANT(&kari, kari.status, 409);
	HAS(&kari, "Walk the cat");
	CHECK_STR(client_field(&kari, "/h/*/plan", "title"), "Walk both");
	client_send(&kari, "/h/*/plan", NULL);
	HAS(&kari, "Walk both");
	client_close(&kari);
	client_close(&phone);
}

/* What was written down can be read again, also when it is over. */
JOURNEY(written_down_is_read_again)
{
	struct client ann, kari;
	struct id id;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	id = proposes(&ann, w, "move", "Air.");
	client_get(&kari, "/h/%s", id_z(id));
	client_send(&kari, "/h/*/yes", NULL);
	client_click(&kari, say(&kari, "Write it down").at);
	client_send(&kari, "/h/*/e/1", "f.noticed", "Snow on the roofs", "go",
	    "done", NULL);
	client_get(&kari, "/h/%s", id_z(id));
	SAYS(&kari, "What you have written down");
	client_click(&kari, clock_z(&kari, "10:00"));
	CHECK_STR(client_field(&kari, "/h/*/e/1", "f.noticed"),
	    "Snow on the roofs");
	client_get(&kari, "/h/%s/e/2", id_z(id));
	client_send(&kari, "/h/*/e/2", "f.noticed", "Ice", "go", "later",
	    NULL);
	client_get(&ann, "/p/%s/weeks", id_z(w->kari));
	client_send(&ann, "/p/*/weeks/end", "how", "1", NULL);
	client_get(&kari, "/h/%s", id_z(id));
	SAYS(&kari, "begun, not sent");
	WANT(&kari, client_get(&kari, "/h/%s/e/1", id_z(id)), 200);
	HAS(&kari, "Snow on the roofs");
	SAYS_NOT(&kari, "Save and go on later");
	WANT(&kari, client_get(&kari, "/h/%s/e/2", id_z(id)), 200);
	HAS(&kari, "Ice");
	WANT(&kari, client_get(&kari, "/h/%s/e/3", id_z(id)), 404);
	client_close(&ann);
	client_close(&kari);
}

/* In two windows, and done in the second: kept, it is done. */
JOURNEY(written_down_in_two_windows)
{
	struct client ann, kari, phone;
	struct id id;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	world_client(w, &phone, w->kari_account, lang);
	id = proposes(&ann, w, "move", "Air.");
	client_get(&kari, "/h/%s", id_z(id));
	client_send(&kari, "/h/*/yes", NULL);
	client_get(&kari, "/h/%s/e/1", id_z(id));
	client_get(&phone, "/h/%s/e/1", id_z(id));
	client_send(&phone, "/h/*/e/1", "f.noticed", "Rain", "go", "later",
	    NULL);
	client_submit(&kari, "/h/*/e/1", "f.noticed", "Snow", "go", "done",
	    NULL);
	WANT(&kari, kari.status, 409);
	HAS(&kari, "Rain");
	client_send(&kari, "/h/*/e/1", NULL);
	client_get(&ann, "/p/%s/w/%s", id_z(w->kari), id_z(id));
	HAS(&ann, "Snow");
	client_close(&ann);
	client_close(&kari);
	client_close(&phone);
}

/* Two answers: who has read one is still told of the other. */
JOURNEY(one_answer_read_the_other_waits)
{
	struct client ann, kari;
	struct id one, two;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	one = told(&ann, &kari, w, "move", "Cold hands");
	two = told(&ann, &kari, w, "breathe", "It was quiet");
	/* So it is with what the clinic has looked at. */
	client_get(&ann, "/p/%s/w/%s", id_z(w->kari), id_z(one));
	(void)world_counts(w);
	client_get(&kari, "/h/%s", id_z(one));
	SAYS_NOT(&kari, "Sent. Not read yet.");
	client_get(&kari, "/h/%s", id_z(two));
	SAYS(&kari, "Sent. Not read yet.");
	client_get(&ann, "/p/%s", id_z(w->kari));
	client_submit(&ann, "/p/*", "reply", "About the hands.", NULL);
	WANT(&ann, ann.status, 303);
	client_get(&ann, "/p/%s", id_z(w->kari));
	client_submit(&ann, "/p/*", "reply", "About the quiet.", NULL);
	WANT(&ann, ann.status, 303);
	CHECK(on_today(w, &kari, one) && on_today(w, &kari, two));
	client_get(&kari, "/h/%s", id_z(one));
	HAS(&kari, "About the hands.");
	CHECK(!on_today(w, &kari, one) && on_today(w, &kari, two));
	client_get(&kari, "/h/%s", id_z(two));
	HAS(&kari, "About the quiet.");
	CHECK(!on_today(w, &kari, two));
	client_close(&ann);
	client_close(&kari);
}

/* One reply for both: it is read at either. */
JOURNEY(one_answer_for_two_is_read_once)
{
	struct client ann, kari;
	struct id one, two;
	struct str with;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	one = told(&ann, &kari, w, "move", "Cold hands");
	two = told(&ann, &kari, w, "breathe", "It was quiet");
	client_get(&ann, "/p/%s", id_z(w->kari));
	with = str_copy(test_arena, client_after(&ann,
	    "name=\"with\" value=\""));
	client_submit(&ann, "/p/*", "reply", "About both.", "with", with.at,
	    NULL);
	WANT(&ann, ann.status, 303);
	CHECK(on_today(w, &kari, one) && on_today(w, &kari, two));
	client_get(&kari, "/h/%s", id_z(two));
	HAS(&kari, "About both.");
	CHECK(!on_today(w, &kari, one) && !on_today(w, &kari, two));
	client_close(&ann);
	client_close(&kari);
}

/* Choosing a template loses nothing that was typed or chosen. */
JOURNEY(a_template_behind_what_was_typed)
{
	struct client ann, kari;
	struct str with, begun;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	told(&ann, &kari, w, "move", "Cold hands");
	told(&ann, &kari, w, "breathe", "It was quiet");
	client_get(&ann, "/p/%s", id_z(w->kari));
	with = str_copy(test_arena, client_after(&ann,
	    "name=\"with\" value=\""));
	begun = str_copy(test_arena, client_field(&ann, "/p/*", "reply"));
	/* Nothing typed yet: in the place of the patient's words. */
	client_submit(&ann, "/p/*", "t", "next_time", NULL);
	WANT(&ann, ann.status, 422);
	HAS(&ann, "Cold hands");
	CHECK(!str_starts(client_field(&ann, "/p/*", "reply"), begun));
	/* Another one in the place of that. */
	client_submit(&ann, "/p/*", "t", "named", NULL);
	CHECK_STR(client_field(&ann, "/p/*", "template"), "named");
	begun = str_copy(test_arena, client_field(&ann, "/p/*", "reply"));
	client_submit(&ann, "/p/*", "reply", "My own words.", "quality", "3",
	    "amount", "1", "talked", "1", "with", with.at, "t", "named",
	    NULL);
	CHECK_STR(client_field(&ann, "/p/*", "reply"), str_fmt(test_arena,
	    "My own words.\n\n%.*s", STR(begun)).at);
	CHECK_STR(client_field(&ann, "/p/*", "quality"), "3");
	CHECK_STR(client_field(&ann, "/p/*", "amount"), "1");
	CHECK_STR(client_field(&ann, "/p/*", "talked"), "1");
	CHECK_STR(client_field(&ann, "/p/*", "with"), with.at);
	/* The same page tells what is missing. */
	client_submit(&ann, "/p/*", "reply", "", "talked", CLEAR, NULL);
	WANT(&ann, ann.status, 422);
	CHECK_STR(client_field(&ann, "/p/*", "quality"), "3");
	client_submit(&ann, "/p/*", "reply", "Good.", NULL);
	WANT(&ann, ann.status, 303);
	client_get(&ann, "/p/%s", id_z(w->kari));
	HAS_NOT(&ann, "name=\"reply\"");
	client_close(&ann);
	client_close(&kari);
}

/* Answered while the patient was telling anew: the answer is not lost. */
JOURNEY(an_answer_to_what_was_told_before)
{
	struct client ann, kari;
	struct id id;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	id = told(&ann, &kari, w, "move", "Cars are loud");
	client_get(&kari, "/h/%s?change=1", id_z(id));
	client_get(&ann, "/p/%s", id_z(w->kari));
	client_submit(&ann, "/p/*", "reply", "About the cars.", NULL);
	WANT(&ann, ann.status, 303);
	client_submit(&kari, "/h/*", "noticed", "Cars and birds", NULL);
	WANT(&kari, kari.status, 303);
	CHECK(on_today(w, &kari, id));
	SAYS(&kari, "%1 has answered what you told.");
	client_get(&kari, "/h/%s", id_z(id));
	HAS(&kari, "About the cars.");
	SAYS(&kari, "to what you told before");
	CHECK(!on_today(w, &kari, id));
	/* Read or not, it stands until there is a newer one. */
	client_get(&ann, "/p/%s", id_z(w->kari));
	HAS(&ann, "Cars and birds");
	client_submit(&ann, "/p/*", "reply", "And the birds.", NULL);
	WANT(&ann, ann.status, 303);
	client_get(&kari, "/h/%s", id_z(id));
	HAS(&kari, "And the birds.");
	HAS_NOT(&kari, "About the cars.");
	client_close(&ann);
	client_close(&kari);
}

/* Before its day, My plan says when; from then on, that one can tell. */
JOURNEY(the_day_comes)
{
	struct client ann, kari;
	struct id id;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	id = proposes(&ann, w, "move", "Air.");
	client_get(&kari, "/h/%s", id_z(id));
	client_send(&kari, "/h/*/yes", "time", "12:30", "day", day_z(w, 2),
	    NULL);
	client_get(&kari, "/plan");
	HAS(&kari, clock_z(&kari, "12:30"));
	SAYS_NOT(&kari, "tell how it went");
	/* No year as long as it is this one's. */
	HAS_NOT(&kari, "2026");
	client_close(&kari);
	world_at(w, w->at + 2 * DAY);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/plan");
	SAYS(&kari, "tell how it went");
	client_close(&ann);
	client_close(&kari);
}
