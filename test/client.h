/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A browser inside the test: pages by app_request(), cookies, links, forms.
 * On every answer it asks what must hold for all of them: security headers,
 * no-store for someone signed in, valid UTF-8, a neutral title, the right
 * language, no braces or places left open, forms with csrf and sid, links
 * and forms that lead somewhere.
 *
 * What an answer shows is valid until the second request after it.  Lists of
 * fields are name, value, ... NULL, all const char *; a name given more than
 * once is sent more than once.
 */
#include "app.h"
#include "page_read.h"
#include "test.h"

enum { CLIENT_COOKIES_MAX = 8 };

enum { CLIENT_ROOM_MAX = 1024 * 1024 };	/* an arena's largest block */

struct client {
	struct app *app;
	struct arena *keep, *pages[2];
	struct arena_mark starts[2];
	unsigned n;			/* requests so far */
	struct pair cookies[CLIENT_COOKIES_MAX];
	size_t cookies_n;
	const char *lang;		/* "nb", "en": Accept-Language */
	const char *want;	/* lang of every page; NULL: any */
	const char *address, *host, *site, *origin;	/* NULL: not sent */
	const char *sends;		/* type of a POST; NULL: urlencoded */
	bool https;
	size_t room;	/* left of a request's last MiB of memory; 0: all */
	/* The last answer. */
	int status;
	struct str method, path, type, body, text, title, location;
	struct pair headers[REPLY_HEADERS_MAX];
	size_t headers_n;
	struct nodes nodes;
};

#define CLEAR "\x01"			/* the value of a field to leave out */

void client_open(struct client *, struct app *, const char *lang);
void client_close(struct client *);
/* Signed in without the form: a session's token. */
void client_session(struct client *, struct str token);
struct str client_cookie(const struct client *, const char *name);

/* Each returns the status. */
int client_get(struct client *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
int client_post(struct client *, const char *path, ...)
    __attribute__((sentinel));
int client_post_raw(struct client *, const char *path, struct str body);
/* From 303 to 303, to the page. */
int client_follow(struct client *);
/* The link with this text (a part of it is enough). */
int client_click(struct client *, const char *text);
/*
 * Sends the form on the last page whose action is this (one star stands for
 * anything) and that has the fields named, with those changed.  A button is a
 * field; without one the first button is pressed.
 */
int client_submit(struct client *, const char *action, ...)
    __attribute__((sentinel));
/* client_submit() that must answer 303, and client_follow(). */
int client_send(struct client *, const char *action, ...)
    __attribute__((sentinel));
/* The same form to its data-autosave address, as the script does. */
int client_keep(struct client *, const char *action, ...)
    __attribute__((sentinel));
/* The body the form would send now, for tests that send it themselves. */
struct str client_form_body(struct client *, const char *action, ...)
    __attribute__((sentinel));

struct str client_header(const struct client *, const char *name);
bool client_has(const struct client *, const char *text);
/* What a control would send; "" when there is none. */
struct str client_field(struct client *, const char *action,
    const char *name);
/* Where the first link with this text leads; "" when there is none. */
struct str client_link(struct client *, const char *text);
/* What follows this in the body up to a quote or blank, in test_arena. */
struct str client_after(const struct client *, const char *head);

/* CHECKs that tell the page they failed on. */
#define WANT(c, got, status) \
	client_want((c), __FILE__, __LINE__, (got), (status))
#define HAS(c, text) client_shows((c), __FILE__, __LINE__, (text), true)
#define HAS_NOT(c, text) client_shows((c), __FILE__, __LINE__, (text), false)
void client_want(struct client *, const char *file, int line, int got,
    int want);
void client_shows(struct client *, const char *file, int line,
    const char *text, bool want);
/* For the checks of client_check.c. */
void client_fault(struct client *, const char *what, struct str got);
void client_check(struct client *);
