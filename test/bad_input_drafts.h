/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What a draft keeps, and what is sent unseen: part of web_bad_input.c. */

/*
 * "6-7" is no number on the scale, but what stands beside it is somebody's
 * evening: whoever leaves with the one wrong finds all of it again.
 */
JOURNEY(kept_while_a_number_is_wrong)
{
	struct client kari;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/e/ch1/map");
	client_send(&kari, "/e/ch1/map", "f.situation", WORDS,
	    "f.doing.1.act", "Stayed home", "f.doing.1.ease", "6-7", "go",
	    "later", NULL);
	CHECK_STR(kari.path, "/today?saved=1");
	client_get(&kari, "/e/ch1/map");
	CHECK_STR(client_field(&kari, "/e/ch1/map", "f.situation"), WORDS);
	CHECK_STR(client_field(&kari, "/e/ch1/map", "f.doing.1.ease"), "6-7");
	WANT(&kari, client_keep(&kari, "/e/ch1/map", "f.thoughts", "Long",
	    NULL), 200);
	/* Not sent with it; kept all the same. */
	client_get(&kari, "/e/ch1/map");
	client_submit(&kari, "/e/ch1/map", "f.thoughts", "Longer", "go",
	    "done", NULL);
	WANT(&kari, kari.status, 422);
	SAYS(&kari, "Choose a number on the scale, or leave it empty.");
	CHECK_STR(client_field(&kari, "/e/ch1/map", "version"), "3");
	client_get(&kari, "/e/ch1/map");
	CHECK_STR(client_field(&kari, "/e/ch1/map", "f.thoughts"), "Longer");
	SAYS_NOT(&kari, "You can still change it: then both are kept.");
	client_submit(&kari, "/e/ch1/map", "f.doing.1.ease", "6", "go",
	    "done", NULL);
	WANT(&kari, kari.status, 303);
	client_close(&kari);
}

/*
 * Without script the page cannot open a field while it is filled in: it is
 * shown before anything is sent, once, and may stay empty.
 */
JOURNEY(nothing_is_sent_unseen)
{
	struct client kari;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/e/ch1/map");
	client_send(&kari, "/e/ch1/map", "f.situation", WORDS,
	    "f.doing.1.act", "Stayed home", "go", "done", NULL);
	CHECK(str_starts(kari.path, S("/e/ch1/map?more=")));
	/* An id would tell what was answered. */
	CHECK(memmem(kari.path.at, kari.path.len, "later", 5) == NULL);
	SAYS(&kari, "Because of your answers, there is a little more here. "
	    "It can stay empty too: then choose Done once more.");
	CHECK_STR(client_field(&kari, "/e/ch1/map", "f.situation"), WORDS);
	CHECK_INT(world_audit(w, "answer.save", ID_NONE, w->kari), 1);
	client_send(&kari, "/e/ch1/map", "go", "done", NULL);
	CHECK(str_starts(kari.path, S("/c/ch1/3")));
	client_get(&kari, "/e/ch1/map");
	SAYS_NOT(&kari, "Because of your answers, there is a little more "
	    "here. It can stay empty too: then choose Done once more.");
	client_close(&kari);
}

JOURNEY(no_sheet_is_sent_unseen)
{
	struct client kari;
	struct str path, own;
	const char *sheet;

	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/h/new");
	client_send(&kari, "/h/pick", "task", "worry_sort", NULL);
	client_send(&kari, "/h/*/yes", NULL);
	path = kari.path;
	own = str_cut(&path, '?');
	sheet = str_fmt(test_arena, "%.*s/e/1", STR(own)).at;
	client_get(&kari, "%s", sheet);
	client_send(&kari, sheet, "f.can.1.worry", "The rent", "go", "done",
	    NULL);
	CHECK(str_starts(kari.path, str_fmt(test_arena, "%s?more=", sheet)));
	SAYS(&kari, "Because of your answers, there is a little more here. "
	    "It can stay empty too: then choose Done once more.");
	client_send(&kari, sheet, "go", "done", NULL);
	CHECK(memmem(kari.path.at, kari.path.len, "?done=entry", 11) != NULL);
	client_close(&kari);
}

/* A scale that was written over, as in a list of the exercise. */
static int
sheet_post(struct client *c, const char *sheet, const char *name,
    const char *text, const char *go)
{
	struct str body = client_form_body(c, sheet, name, text, "go", go,
	    NULL);

	return client_post_raw(c, sheet, str_fmt(test_arena,
	    "%.*s&f.strong=6-7", STR(body)));
}

/* The same on the sheet of what was agreed; and nothing older wins by it. */
JOURNEY(sheet_kept_while_a_number_is_wrong)
{
	struct client phone, desk;
	struct str path, own;
	const char *sheet;

	world_client(w, &phone, w->kari_account, lang);
	world_client(w, &desk, w->kari_account, lang);
	client_get(&phone, "/c/ch1/6");
	client_send(&phone, "/h/agree", NULL);
	client_send(&phone, "/h/*/yes", NULL);
	path = phone.path;
	own = str_cut(&path, '?');
	sheet = str_fmt(test_arena, "%.*s/e/1", STR(own)).at;
	client_get(&desk, "%s", sheet);
	client_get(&phone, "%s", sheet);
	WANT(&phone, sheet_post(&phone, sheet, "f.situation", WORDS, "later"),
	    303);
	client_get(&phone, "%s", sheet);
	CHECK_STR(client_field(&phone, sheet, "f.situation"), WORDS);
	WANT(&desk, sheet_post(&desk, sheet, "f.situation", "At the desk",
	    "done"), 409);
	HAS(&desk, WORDS);
	HAS(&desk, "At the desk");
	WANT(&phone, sheet_post(&phone, sheet, "f.feeling", "Heavy", "done"),
	    422);
	client_get(&phone, "%s", sheet);
	CHECK_STR(client_field(&phone, sheet, "f.feeling"), "Heavy");
	client_close(&phone);
	client_close(&desk);
}
