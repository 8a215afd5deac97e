/* SPDX-License-Identifier: Apache-2.0 */
/* A long thread: all of it can be read, a part at a time, by both. */
#include "base/clock.h"
#include "journey.h"
#include "messages/message.h"
#include "people/care.h"

enum { WRITTEN = 230, PAGE = 100 };

struct part {
	int from, to;		/* the numbers on a page */
};

/* Three in each second, so that the end of a page falls within one. */
static void
write_three(struct world *w, struct tx *tx, void *arg)
{
	struct care c = world_care(w, tx, w->ann, w->kari);
	struct problems bad = { 0 };
	int *n = arg, last = *n + 3;
	struct id id;

	for (; *n < last && *n < WRITTEN; (*n)++)
		CHECK(message_send(&c, str_fmt(tx_arena(tx), "Line %03d.",
		    *n), &id, &bad));
}

/* These lines stand on the page, and no others. */
static void
shows(struct client *c, struct part part)
{
	char text[20];
	int i;

	for (i = 0; i < WRITTEN; i++) {
		snprintf(text, sizeof(text), "Line %03d.", i);
		if (i >= part.from && i < part.to)
			HAS(c, text);
		else
			HAS_NOT(c, text);
	}
}

static void
reads_all(struct client *c, const char *page)
{
	WANT(c, client_get(c, "%s", page), 200);
	shows(c, (struct part){ WRITTEN - PAGE, WRITTEN });
	SAYS_NOT(c, "Back to the newest messages");
	WANT(c, client_click(c, say(c, "Older messages").at), 200);
	shows(c, (struct part){ WRITTEN - 2 * PAGE, WRITTEN - PAGE });
	SAYS_NOT(c, "Send the message");
	WANT(c, client_click(c, say(c, "Older messages").at), 200);
	shows(c, (struct part){ 0, WRITTEN - 2 * PAGE });
	SAYS_NOT(c, "Older messages");
	WANT(c, client_click(c, say(c, "Back to the newest messages").at),
	    200);
	SAYS(c, "Send the message");
}

JOURNEY(older_messages_can_be_read)
{
	struct client ann, kari, ola;
	struct str elsewhere;
	char page[60];
	int n = 0;

	while (n < WRITTEN) {
		world_do(w, write_three, &n);
		clock_set(++w->at);
	}
	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	world_client(w, &ola, w->ola_account, lang);
	reads_all(&kari, "/m");
	snprintf(page, sizeof(page), "/p/%s/m", id_z(w->kari));
	reads_all(&ann, page);
	/* Another patient's message is no place in this thread. */
	WANT(&kari, client_get(&kari, "/m"), 200);
	elsewhere = client_link(&kari, say(&kari, "Older messages").at);
	WANT(&ola, client_get(&ola, "%.*s", STR(elsewhere)), 200);
	HAS_NOT(&ola, "Line ");
	SAYS(&ola, "Nothing was written before this.");
	client_close(&ann);
	client_close(&kari);
	client_close(&ola);
}

/* Both write: hers came after the therapist had opened the thread. */
JOURNEY(what_came_meanwhile_is_read_before_it_is_answered)
{
	struct client ann, kari;
	struct str newest;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/m");
	client_send(&kari, "/m", "body", "Is Thursday all right?", NULL);
	world_at(w, w->at + MINUTE);
	WANT(&ann, client_get(&ann, "/p/%s/m", id_z(w->kari)), 200);
	client_get(&kari, "/m");
	client_send(&kari, "/m", "body", "I can't go on.", NULL);
	world_at(w, w->at + MINUTE);
	WANT(&ann, client_submit(&ann, "/p/*/m", "body", "Yes, fine.", NULL),
	    409);
	SAYS(&ann, "%1 wrote again while you were writing. Read it first. "
	    "What you wrote stands below and is not sent.");
	HAS(&ann, "I can't go on.");
	/* The link leads to the message that came. */
	newest = client_link(&ann, say(&ann, "Go to it").at);
	CHECK(str_eq(client_after(&ann, "theirs\" id=\""), str_sub(newest, 1,
	    newest.len)));
	HAS(&ann, "Yes, fine.");
	WANT(&kari, client_get(&kari, "/m"), 200);
	HAS_NOT(&kari, "Yes, fine.");
	/* The same for one that is to be sent later. */
	client_get(&kari, "/m");
	client_send(&kari, "/m", "body", "Are you there?", NULL);
	WANT(&ann, client_submit(&ann, "/p/*/m", "go", "at", NULL), 409);
	HAS(&ann, "Are you there?");
	WANT(&ann, client_get(&ann, "/list"), 200);
	SAYS(&ann, "Answer");
	WANT(&ann, client_get(&ann, "/p/%s/m", id_z(w->kari)), 200);
	client_send(&ann, "/p/*/m", "body", "I call you now.", NULL);
	WANT(&kari, client_get(&kari, "/m"), 200);
	HAS(&kari, "I call you now.");
	client_close(&ann);
	client_close(&kari);
}

/* What was said first is not lost when more is said. */
JOURNEY(unsure_again_is_added)
{
	struct client ann, kari;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/m");
	client_send(&kari, "/h/unsure", "words", "Is it worth it?", NULL);
	client_get(&kari, "/m");
	client_send(&kari, "/h/unsure", "words", "It takes my evenings.",
	    NULL);
	WANT(&ann, client_get(&ann, "/p/%s/m", id_z(w->kari)), 200);
	HAS(&ann, "It takes my evenings.");
	HAS(&ann, "Is it worth it?");
	client_close(&ann);
	client_close(&kari);
}

/* Nobody may think that it was sent. */
JOURNEY(a_draft_is_told_of)
{
	struct client ann, kari;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	client_get(&kari, "/m");
	WANT(&kari, client_keep(&kari, "/m", "body", "I can't make Thursday",
	    NULL), 200);
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	WANT(&ann, client_keep(&ann, "/p/*/m", "body", "How is Friday?", NULL),
	    200);
	client_get(&kari, "/today");
	SAYS(&kari, "A message that is not sent yet");
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS(&ann, "A message you began is not sent yet, saved %1.");
	HAS_NOT(&ann, "I can't make Thursday");
	WANT(&ann, client_click(&ann, say(&ann, "Go on with it").at), 200);
	CHECK_STR(client_field(&ann, "/p/*/m", "body"), "How is Friday?");
	client_send(&ann, "/p/*/m", NULL);
	client_get(&ann, "/p/%s", id_z(w->kari));
	SAYS_NOT(&ann, "A message you began is not sent yet, saved %1.");
	client_get(&kari, "/m");
	CHECK_STR(client_field(&kari, "/m", "body"), "I can't make Thursday");
	client_send(&kari, "/m", NULL);
	client_get(&kari, "/today");
	SAYS_NOT(&kari, "A message that is not sent yet");
	/* An empty one is none; after the end none can be sent. */
	client_get(&kari, "/m");
	client_keep(&kari, "/m", "body", " ", NULL);
	client_get(&kari, "/today");
	SAYS_NOT(&kari, "A message that is not sent yet");
	client_get(&kari, "/m");
	client_keep(&kari, "/m", "body", "And one more thing", NULL);
	client_get(&ann, "/p/%s/weeks", id_z(w->kari));
	client_send(&ann, "/p/*/weeks/end", "how", "1", NULL);
	client_get(&kari, "/today");
	SAYS_NOT(&kari, "A message that is not sent yet");
	/* She can still read it. */
	client_get(&kari, "/m");
	SAYS(&kari, "Written, and not sent");
	HAS(&kari, "And one more thing");
	client_close(&ann);
	client_close(&kari);
}

/* The phone still has a draft that was sent from the desk. */
JOURNEY(a_draft_after_one_that_was_sent)
{
	struct client phone, desk;

	world_client(w, &phone, w->kari_account, lang);
	world_client(w, &desk, w->kari_account, lang);
	client_get(&phone, "/m");
	WANT(&phone, client_keep(&phone, "/m", "body", "Hello", NULL), 200);
	client_get(&phone, "/m");
	client_get(&desk, "/m");
	client_send(&desk, "/m", NULL);
	world_at(w, w->at + MINUTE);
	client_get(&desk, "/m");
	WANT(&desk, client_keep(&desk, "/m", "body", "All that happened",
	    NULL), 200);
	WANT(&phone, client_keep(&phone, "/m", "body", "Hello you", NULL),
	    409);
	client_get(&desk, "/m");
	CHECK_STR(client_field(&desk, "/m", "body"), "All that happened");
	client_close(&phone);
	client_close(&desk);
}

static int
times(const struct client *c, const char *text)
{
	const char *at = c->text.at;
	int n = 0;

	while ((at = strstr(at, text)) != NULL) {
		at += strlen(text);
		n++;
	}
	return n;
}

/* Sent from the desk, it is not sent again from the phone. */
JOURNEY(a_draft_is_sent_once)
{
	struct client phone, desk;

	world_client(w, &phone, w->kari_account, lang);
	world_client(w, &desk, w->kari_account, lang);
	client_get(&phone, "/m");
	WANT(&phone, client_keep(&phone, "/m", "body", "About Thursday",
	    NULL), 200);
	client_get(&phone, "/m");
	client_get(&desk, "/m");
	client_send(&desk, "/m", NULL);
	WANT(&phone, client_submit(&phone, "/m", NULL), 409);
	SAYS(&phone, "It was already sent");
	SAYS(&phone, "You did that in another window. Nothing is sent twice.");
	client_click(&phone, say(&phone, "Open the messages").at);
	CHECK_INT(times(&phone, "About Thursday"), 1);
	CHECK_STR(client_field(&phone, "/m", "body"), "");
	/* What was changed is kept, and not sent. */
	world_at(w, w->at + MINUTE);
	WANT(&phone, client_keep(&phone, "/m", "body", "About Friday",
	    NULL), 200);
	client_get(&phone, "/m");
	client_get(&desk, "/m");
	client_send(&desk, "/m", NULL);
	WANT(&phone, client_submit(&phone, "/m", "body",
	    "About Friday, and Saturday", NULL), 409);
	SAYS(&phone, "You did that in another window. What you wrote here is "
	    "not sent; it is kept as a new draft.");
	client_get(&desk, "/m");
	CHECK_STR(client_field(&desk, "/m", "body"),
	    "About Friday, and Saturday");
	CHECK_INT(times(&desk, "About Friday"), 2);	/* and the draft */
	/* Another draft has begun meanwhile. */
	client_get(&phone, "/m");
	world_at(w, w->at + MINUTE);
	client_send(&desk, "/m", NULL);
	world_at(w, w->at + MINUTE);
	client_get(&desk, "/m");
	client_keep(&desk, "/m", "body", "Something else", NULL);
	WANT(&phone, client_submit(&phone, "/m", NULL), 409);
	SAYS(&phone, "It was already sent");
	client_get(&desk, "/m");
	CHECK_STR(client_field(&desk, "/m", "body"), "Something else");
	client_close(&phone);
	client_close(&desk);
}

/* Set to be sent on Monday, it is not sent today as well. */
JOURNEY(a_draft_waits_once)
{
	struct client desk, home;

	world_client(w, &desk, w->ann, lang);
	world_client(w, &home, w->ann, lang);
	client_get(&desk, "/p/%s/m", id_z(w->kari));
	WANT(&desk, client_keep(&desk, "/p/*/m", "body", "How is Friday?",
	    NULL), 200);
	client_get(&desk, "/p/%s/m", id_z(w->kari));
	client_get(&home, "/p/%s/m", id_z(w->kari));
	client_send(&desk, "/p/*/m", "go", "at", NULL);
	WANT(&home, client_submit(&home, "/p/*/m", NULL), 409);
	SAYS(&home, "It already waits to be sent");
	CHECK_INT(world_audit(w, "message.send", w->ann, w->kari), 1);
	client_close(&desk);
	client_close(&home);
}

/* Both keep what was typed: the template's choice, and the two texts. */
JOURNEY(a_template_is_kept)
{
	struct client ann, home;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &home, w->ann, lang);
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	client_submit(&ann, "/p/*/m", "body", "My own words.", "t",
	    "next_time", NULL);
	CHECK(str_starts(client_field(&ann, "/p/*/m", "body"),
	    S("My own words.\n\n")));
	CHECK_STR(client_field(&ann, "/p/*/m", "template"), "next_time");
	client_get(&home, "/p/%s/m", id_z(w->kari));
	client_keep(&home, "/p/*/m", "body", "From home.", NULL);
	WANT(&ann, client_submit(&ann, "/p/*/m", NULL), 409);
	SAYS(&ann, "What is saved");
	client_send(&ann, "/p/*/m", NULL);
	client_get(&ann, "/p/%s/m", id_z(w->kari));
	CHECK_STR(client_field(&ann, "/p/*/m", "template"), "next_time");
	client_close(&ann);
	client_close(&home);
}

struct shown {
	struct id newest, unread;
};

static void
writes_two(struct world *w, struct tx *tx, void *arg)
{
	struct care c = world_care(w, tx, w->ann, w->kari);
	struct problems bad = { 0 };
	struct shown *s = arg;
	struct id id;

	CHECK(message_send(&c, S("The first."), &s->newest, &bad));
	CHECK(message_send(&c, S("It came meanwhile."), &id, &bad));
	message_note_read(tx, w->kari_account, w->kari, s->newest, true,
	    w->at);
	s->unread = message_unread_by(&c);
}

/* What is noted as read after an answer is what the answer showed. */
WORLD(what_came_meanwhile_is_not_read)
{
	struct shown s = { .newest = ID_NONE };
	struct client kari;
	int i;

	world_do(w, writes_two, &s);
	CHECK(id_eq(s.unread, w->ann));
	world_client(w, &kari, w->kari_account, "en");
	client_get(&kari, "/today");
	SAYS(&kari, "A message from %1");
	client_get(&kari, "/m");
	/* On PostgreSQL what is noted has no order; it may take a moment. */
	for (i = 0; i < 50; i++) {
		(void)world_counts(w);
		client_get(&kari, "/today");
		if (!client_has(&kari, "A message from"))
			break;
	}
	SAYS_NOT(&kari, "A message from %1");
	client_close(&kari);
}

int
main(int argc, char **argv)
{
	return test_run("web_messages", argc, argv);
}
