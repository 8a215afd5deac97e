/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The files of the screen: style, script, icons.  They travel inside the
 * program (base/embedded.h: "build/assets/site.css", with "site.css.br" and
 * "site.css.gz" beside it) and are served under an address that holds their
 * content's hash, so browsers may keep them for ever: /a/HASH/site.css.  An
 * address with another hash is 404: a new program never serves new files
 * under an old page's address.
 *
 * The table is made once, at the first call, and never changes.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "html/html.h"

struct req;
struct reply;

enum { ASSETS_MAX = 64 };

enum asset_coding { ASSET_PLAIN, ASSET_GZIP, ASSET_BR, ASSET_CODINGS };

struct asset {
	struct str name;		/* "site.css", "icons/app.svg" */
	struct str address;		/* "/a/0123456789abcdef/site.css" */
	const char *type;		/* "text/css; charset=utf-8" */
	const char *cache;		/* Cache-Control */
	/* By enum asset_coding; at is NULL where there is no such form. */
	struct bytes data[ASSET_CODINGS];
	struct str etag[ASSET_CODINGS];
};

/* All of them, for the server, which keeps a finished reply for each. */
const struct asset *assets_all(size_t *n);
/* The address for views; of an unknown name one that answers 404. */
struct url asset_url(struct arena *, const char *name);
/*
 * Whether the path is ours (/a/... or /favicon.ico); then the reply is
 * complete: 200, 304, 404 or 405.
 */
bool asset_serve(const struct req *, struct reply *);
/* Content-Encoding of a coding; NULL for the plain one. */
const char *asset_coding_name(enum asset_coding);
