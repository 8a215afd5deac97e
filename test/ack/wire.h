/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A real browser's half of HTTP/1.1, as small as it gets: one connection to
 * 127.0.0.1, kept alive, one cookie, pages and forms.  What the server did
 * not answer to the last byte was not answered.
 */
#include <stdbool.h>

#include "base/str.h"

struct arena;
struct pair;

enum { WIRE_MAX = 4 * 1024 * 1024, WIRE_WAIT_S = 20 };

struct wire {
	int port, fd;			/* fd -1: not connected */
	char cookie[160];		/* "s=..." or "v=..."; "": none */
	const char *accept;		/* Accept-Encoding; NULL: not sent */
	char *buf;			/* of the last answer */
	/* The last answer; status 0: none, or not whole. */
	int status;
	struct str head, body, location;
	bool closes;
};

void wire_open(struct wire *, int port);
void wire_close(struct wire *);
/* True: an answer was read to its last byte. */
bool wire_get(struct wire *, const char *path);
bool wire_post(struct wire *, const char *path, struct str body);
/* By the form; true with the session's cookie set. */
bool wire_sign_in(struct wire *, struct arena *, const char *login,
    const char *password);
/* One line "Name: value" of the head; "" when it is not there. */
struct str wire_header(const struct wire *, const char *lower_case_name);

/*
 * The body a browser sends for the form on the last page that posts to
 * action, with these fields set (name, value, ... NULL; a field that the form
 * has not is added).  Buttons are only sent when set.  "" when there is no
 * such form.
 */
struct str wire_form(const struct wire *, struct arena *, struct str action,
    const char *const *set);
/* The place in the last page where a link begins so; "" none. */
struct str wire_link(const struct wire *, struct arena *, const char *begin);
