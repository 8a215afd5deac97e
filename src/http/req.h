/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A request and its reply, without a library's types.  Everything lives in
 * the request's arena.  Made by http/server.c (bytes from the net) and by
 * test/client.c (bytes from a test).
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/id.h"
#include "base/rc.h"
#include "base/str.h"

enum method { METHOD_GET, METHOD_POST, METHOD_OTHER };

enum {
	HEADERS_MAX = 64,
	COOKIES_MAX = 20,
	QUERY_MAX = 64,
	FIELDS_MAX = 1000,		/* fields of one form */
	REPLY_HEADERS_MAX = 24,
	REQ_ARENA_MAX = 16 * 1024 * 1024,	/* bytes, all of a request */
	REPLY_BODY_MAX = 8 * 1024 * 1024,
	FORM_BODY_MAX = 1024 * 1024,
};

struct pair {
	struct str name, value;
};

struct req {
	struct arena *arena;
	enum method method;		/* HEAD comes as GET; no body is sent */
	bool head;
	struct str path;		/* percent-decoded, starts with '/';
					 * "": not one of ours, answer 404 */
	struct str target;		/* as sent, with the query */
	struct pair query[QUERY_MAX];
	size_t query_n;
	struct pair headers[HEADERS_MAX];	/* names in lower case; as sent,
					 * so values may be any bytes */
	size_t headers_n;
	struct pair cookies[COOKIES_MAX];
	size_t cookies_n;
	struct str body;		/* as sent */
	struct pair *form;		/* parsed urlencoded body; see form.h */
	size_t form_n;
	struct str client;		/* address, of a listed proxy's word */
	bool https;			/* seen, or told by a listed proxy */
	bool bad_form;			/* form or query: bad escape, not UTF-8,
					 * a control character, too many */
	bool too_long;			/* body over the route's limit: read
					 * only to be shown again */
	bool dropped;			/* too_long or bad_form, and nothing of
					 * the body is here: over what is read
					 * at all, or sent as files */
	struct id request_id;		/* for the log */
	int64_t started_ms;		/* monotonic; headers were read */
};

struct reply {
	struct arena *arena;
	int status;
	struct buf body;
	const char *type;		/* "text/html; charset=utf-8" */
	struct pair headers[REPLY_HEADERS_MAX];
	size_t headers_n;
	const struct asset *asset;	/* a static file instead of body */
	const char *asset_encoding;	/* "br", "gzip", NULL */
};

/* "" when it was not sent; of several the first. */
struct str req_header(const struct req *, const char *lower_case_name);
/* By its whole name: "__Host-s" over https. */
struct str req_cookie(const struct req *, const char *name);
struct str req_query(const struct req *, const char *name);
/* First value of a form field; "" when it was not sent. */
struct str req_field(const struct req *, const char *name);
bool req_has_field(const struct req *, const char *name);
/* The i-th value of a field sent several times (chips); false past the end. */
bool req_field_at(const struct req *, const char *name, size_t i,
    struct str *out);
/* Parses path, query, cookies and form of what target, headers, body say. */
void req_parse(struct req *);
/* Its two halves, for who learns the body later. */
void req_parse_head(struct req *);
void req_parse_form(struct req *);

/* Status 200, no type, an empty body of at most REPLY_BODY_MAX. */
void reply_init(struct reply *, struct arena *);
/* Copies the value; a control byte in it becomes '_'. */
void reply_header(struct reply *, const char *name, struct str value);
/* The first of this name (any case); "" when there is none. */
struct str reply_header_of(const struct reply *, const char *name);
/*
 * Name gets "__Host-" before it over https.  Max-Age in seconds; 0 ends the
 * cookie, < 0 makes a session cookie.
 */
void reply_cookie(struct reply *, bool https, const char *name,
    struct str value, int64_t max_age_s);
/* 303 to a local address; anything else ("//host", "http:") goes to "/". */
int reply_see_other(struct reply *, struct str local_url);
struct str reply_location(const struct reply *);
/*
 * Security headers, on every answer of ours.  Cache-Control is no-store for
 * someone signed in, else no-cache, unless the handler has set one.
 */
void reply_security_headers(struct reply *, bool https, bool authenticated);
const char *http_status_text(int status);
