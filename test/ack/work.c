/* SPDX-License-Identifier: Apache-2.0 */
/* The clients: one thread each, one form at a time. */
#include "ack.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/clock.h"

enum { AGAIN_ONE_IN = 25, GIVE_UP_ONE_IN = 6, RETRY_MS = 10 };

static void
rest(int ms)
{
	struct timespec t = { ms / 1000, (ms % 1000) * 1000000L };

	nanosleep(&t, NULL);
}

static void
say(struct client *c, const char *word)
{
	struct run *r = c->run;

	pthread_mutex_lock(&r->log_lock);
	fprintf(r->log, "%s %d %ld %s %s %s\n", word, c->who, c->number,
	    c->sid, kind_words[kind_of(c->who, c->number)],
	    c->patient[0] == '\0' ? "own" : c->patient);
	fflush(r->log);
	pthread_mutex_unlock(&r->log_lock);
}

static void
odd(struct client *c, const char *what)
{
	fprintf(stderr, "\nclient %d (%s), form %ld, %s: %s: status %d, "
	    "location %.*s\n", c->who, parts[c->who].login, c->number,
	    c->path, what, c->wire.status, STR(c->wire.location));
	c->run->broken = true;
}

/* --- making a form -------------------------------------------------------- */

static void
place_of(struct client *c, enum kind kind)
{
	const char *own[KIND_N] = { [KIND_MESSAGE] = "/m",
	    [KIND_REPORT] = c->homework, [KIND_QUESTIONS] = c->questions,
	    [KIND_EXERCISE] = "/e/ch1/map" };

	c->patient[0] = '\0';
	if (own[kind] != NULL) {
		snprintf(c->path, sizeof(c->path), "%s", own[kind]);
		return;
	}
	snprintf(c->patient, sizeof(c->patient), "%s",
	    c->patients[(size_t)c->number % c->patients_n]);
	snprintf(c->path, sizeof(c->path), "/p/%s/%s", c->patient,
	    kind == KIND_PLAN ? "plan" : "m");
}

static struct str
fields_of(struct client *c, enum kind kind)
{
	static const char *const names[9] = { "q1", "q2", "q3", "q4", "q5",
	    "q6", "q7", "q8", "q9" };
	static const char *const digits[4] = { "0", "1", "2", "3" };
	const char *set[30] = { "sid", c->sid }, **at = set + 2;
	char text[TEXT_MAX];
	int answers[9];
	size_t i;

	text_of(text, c->run->seed, c->who, c->number);
	switch (kind) {
	case KIND_QUESTIONS:
		parts_answers(answers, c->who, c->number);
		for (i = 0; i < 9; i++) {
			*at++ = names[i];
			*at++ = digits[answers[i]];
		}
		*at++ = "go";
		*at++ = "send";
		break;
	case KIND_REPORT:
		*at++ = "amount";
		*at++ = digits[c->number % 4];
		*at++ = "noticed";
		*at++ = text;
		break;
	case KIND_EXERCISE:
		*at++ = "go";
		*at++ = "done";
		*at++ = "f.later";
		*at++ = text;
		break;
	case KIND_PLAN:
		*at++ = "signs";
		*at++ = text;
		*at++ = "helps";
		*at++ = text;
		*at++ = "people";
		*at++ = text;
		break;
	case KIND_MESSAGE:
	case KIND_REPLY:
	case KIND_N:
		*at++ = "body";
		*at++ = text;
		break;
	}
	*at = NULL;
	return wire_form(&c->wire, c->arena, str_z(c->path), set);
}

/* An own sid, in the order of time as the page's script would make it. */
static void
sid_make(struct client *c)
{
	unsigned char b[10];
	size_t i;

	for (i = 0; i < sizeof(b); i++)
		b[i] = (unsigned char)prng_below(&c->prng, 256);
	snprintf(c->sid, sizeof(c->sid), "%012llx",
	    (unsigned long long)clock_now_ms());
	for (i = 0; i < sizeof(b); i++)
		snprintf(c->sid + 12 + 2 * i, 3, "%02x", b[i]);
}

/* Opens the page and fills the form; false when the server was not there. */
static bool
form_make(struct client *c)
{
	enum kind kind = kind_of(c->who, c->number + 1);
	char path[PATH_MAX_OWN + 16];
	struct str body;

	c->number++;
	place_of(c, kind);
	snprintf(path, sizeof(path), "%s%s", c->path,
	    kind == KIND_REPORT ? "?change=1" : "");
	if (!wire_get(&c->wire, path) || c->wire.status == 503) {
		c->number--;
		return false;
	}
	sid_make(c);
	body = c->wire.status == 200 ? fields_of(c, kind) : STR_NONE;
	if (body.len == 0 || body.len >= sizeof(c->body)) {
		odd(c, "no form on the page");
		return false;
	}
	memcpy(c->body, body.at, body.len + 1);
	c->body[body.len] = '\0';
	c->pending = true;
	c->told_info = false;
	return true;
}

/* --- sending it ----------------------------------------------------------- */

static void
cut_off(struct client *c)
{
	enum kind kind = kind_of(c->who, c->number);

	if (!c->told_info) {
		say(c, "info");
		c->told_info = true;
		c->info++;
	}
	/* Each of the others must follow the one before. */
	if ((kind == KIND_MESSAGE || kind == KIND_REPLY) &&
	    prng_below(&c->prng, GIVE_UP_ONE_IN) == 0) {
		c->pending = false;
		c->given_up++;
	}
	rest(RETRY_MS);
}

static bool
accepted(const struct client *c)
{
	return c->wire.status == 303 &&
	    !str_starts(c->wire.location, S("/sign-in"));
}

/* The patient wrote while the reply was written: it is to be read first. */
static bool
outrun(const struct client *c)
{
	return kind_of(c->who, c->number) == KIND_REPLY &&
	    c->wire.status == 409;
}

static void
form_send(struct client *c)
{
	if (!wire_post(&c->wire, c->path, str_z(c->body)) ||
	    c->wire.status == 503) {
		cut_off(c);
		return;
	}
	if (!accepted(c)) {
		say(c, "fail");
		c->pending = !outrun(c);
		if (c->pending)
			odd(c, "refused");
		return;
	}
	say(c, "ok");
	c->ok++;
	c->pending = false;
	if (prng_below(&c->prng, AGAIN_ONE_IN) != 0)
		return;
	/* As a browser does whose user pressed twice. */
	if (!wire_post(&c->wire, c->path, str_z(c->body)) ||
	    c->wire.status == 503)
		return;
	if (!accepted(c))
		odd(c, "the same form again was refused");
	c->repeated++;
}

static void *
client_main(void *arg)
{
	struct client *c = arg;
	struct run *r = c->run;
	struct arena_mark mark = arena_mark(c->arena);

	while (!r->broken && (!r->ending || c->pending)) {
		if (!c->pending) {
			arena_reset(c->arena, mark);
			if (!form_make(c))
				rest(RETRY_MS);
			continue;
		}
		form_send(c);
	}
	return NULL;
}

/* --- places --------------------------------------------------------------- */

/* This week's nine questions, if they are open. */
static bool
questions_find(struct client *c)
{
	char path[PATH_MAX_OWN];
	int week, nth;

	for (week = 0; week < 14; week++)
		for (nth = 1; nth <= 2; nth++) {
			snprintf(path, sizeof(path), "/q/%d/%d", week, nth);
			if (!wire_get(&c->wire, path))
				return false;
			if (memmem(c->wire.body.at, c->wire.body.len,
			    "name=\"q9\"", 9) == NULL)
				continue;
			snprintf(c->questions, sizeof(c->questions), "%s",
			    path);
			return true;
		}
	return false;
}

/* Something of one's own is begun; nobody's answer ends it. */
static bool
homework_find(struct client *c)
{
	static const char *const set[] = { "title", "Ack", NULL };
	struct str body, link;

	if (!wire_get(&c->wire, "/h/new"))
		return false;
	body = wire_form(&c->wire, c->arena, S("/h/new"), set);
	if (!wire_post(&c->wire, "/h/new", body) || c->wire.status != 303)
		return false;
	link = str_sub(c->wire.location, 0, str_index(c->wire.location, '?'));
	snprintf(c->homework, sizeof(c->homework), "%.*s", STR(link));
	return true;
}

static bool
known_patient(const struct client *c, const char *hex)
{
	size_t i;

	for (i = 0; i < c->patients_n; i++)
		if (memcmp(c->patients[i], hex, 32) == 0)
			return true;
	return false;
}

static bool
patients_find(struct client *c)
{
	const char *at, *end;

	if (!wire_get(&c->wire, "/list"))
		return false;
	at = c->wire.body.at;
	end = at + c->wire.body.len;
	while ((at = memmem(at, (size_t)(end - at), "href=\"/p/", 9)) != NULL) {
		at += 9;
		if (end - at < 33 || known_patient(c, at) ||
		    c->patients_n == PATIENTS_MAX)
			continue;
		memcpy(c->patients[c->patients_n], at, 32);
		c->patients[c->patients_n++][32] = '\0';
	}
	return c->patients_n > 0;
}

static bool
places_find(struct client *c)
{
	const struct part *part = &parts[c->who];
	bool found = true;
	size_t i;

	for (i = 0; i < part->kinds_n && found; i++)
		switch (part->kinds[i]) {
		case KIND_QUESTIONS:
			found = questions_find(c);
			break;
		case KIND_REPORT:
			found = homework_find(c);
			break;
		case KIND_REPLY:
		case KIND_PLAN:
			found = c->patients_n > 0 || patients_find(c);
			break;
		case KIND_MESSAGE:
		case KIND_EXERCISE:
		case KIND_N:
			break;
		}
	return found;
}

bool
clients_ready(struct run *r)
{
	int i;

	for (i = 0; i < CLIENTS; i++) {
		struct client *c = &r->clients[i];

		*c = (struct client){ .run = r, .who = i,
		    .prng = prng_seed(r->seed + 77 * (uint64_t)i) };
		c->arena = arena_new((size_t)256 * 1024 * 1024);
		wire_open(&c->wire, r->port);
		if (c->arena == NULL)
			return false;
		if (!wire_sign_in(&c->wire, c->arena, parts[i].login,
		    parts[i].password) || !places_find(c)) {
			odd(c, "cannot begin");
			return false;
		}
	}
	return true;
}

void
clients_start(struct run *r)
{
	int i;

	for (i = 0; i < CLIENTS; i++)
		pthread_create(&r->clients[i].thread, NULL, client_main,
		    &r->clients[i]);
}

void
clients_join(struct run *r)
{
	int i;

	for (i = 0; i < CLIENTS; i++)
		pthread_join(r->clients[i].thread, NULL);
}
