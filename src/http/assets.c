/* SPDX-License-Identifier: Apache-2.0 */
#include "http/assets.h"

#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/embedded.h"
#include "http/req.h"

enum { HASH_BYTES = 8, TEXTS_MAX = 32 * 1024 };

static struct asset table[ASSETS_MAX];
static size_t table_n;
static pthread_once_t table_once = PTHREAD_ONCE_INIT;

/* A grey disc, 16 x 16, one bit a pixel: says nothing about what this is. */
static const unsigned char icon[] = {
	0, 0, 1, 0, 1, 0, 16, 16, 2, 0, 1, 0, 1, 0, 176, 0, 0, 0, 22, 0, 0, 0,
	40, 0, 0, 0, 16, 0, 0, 0, 32, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0,
	128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0,
	0x80, 0x80, 0x80, 0, 0x80, 0x80, 0x80, 0,
	/* colour: all the same */
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	/* mask: 1 is clear */
	0xff, 0xff, 0, 0, 0xf8, 0x1f, 0, 0, 0xe0, 0x07, 0, 0, 0xc0, 0x03, 0, 0,
	0xc0, 0x03, 0, 0, 0x80, 0x01, 0, 0, 0x80, 0x01, 0, 0, 0x80, 0x01, 0, 0,
	0x80, 0x01, 0, 0, 0x80, 0x01, 0, 0, 0x80, 0x01, 0, 0, 0xc0, 0x03, 0, 0,
	0xc0, 0x03, 0, 0, 0xe0, 0x07, 0, 0, 0xf8, 0x1f, 0, 0, 0xff, 0xff, 0, 0,
};

static const struct {
	const char *end, *type;
} types[] = {
	{ ".css", "text/css; charset=utf-8" },
	{ ".js", "text/javascript; charset=utf-8" },
	{ ".svg", "image/svg+xml" },
	{ ".png", "image/png" },
	{ ".ico", "image/x-icon" },
	{ ".woff2", "font/woff2" },
	{ ".webmanifest", "application/manifest+json" },
	{ ".json", "application/json" },
	{ ".txt", "text/plain; charset=utf-8" },
};

const char *
asset_coding_name(enum asset_coding c)
{
	return c == ASSET_BR ? "br" : c == ASSET_GZIP ? "gzip" : NULL;
}

static const char *
type_of(struct str name)
{
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (str_ends(name, str_z(types[i].end)))
			return types[i].type;
	return "application/octet-stream";
}

/* Texts of the table, made once and kept. */
static struct str
keep(const char *z)
{
	static char texts[TEXTS_MAX];
	static size_t used;
	size_t n = strlen(z);
	char *at = texts + used;

	if (n + 1 > sizeof(texts) - used)
		return STR_NONE;
	memcpy(at, z, n + 1);
	used += n + 1;
	return (struct str){ at, n };
}

static struct asset *
asset_named(struct str name)
{
	size_t i;

	for (i = 0; i < table_n; i++)
		if (str_eq(table[i].name, name))
			return &table[i];
	if (table_n == ASSETS_MAX)
		return NULL;
	table[table_n].name = name;
	return &table[table_n++];
}

static void
asset_finish(struct asset *a)
{
	unsigned char hash[32];
	char hex[2 * HASH_BYTES + 1], text[256];
	enum asset_coding c;

	crypto_generichash(hash, sizeof(hash), a->data[ASSET_PLAIN].at,
	    a->data[ASSET_PLAIN].len, NULL, 0);
	sodium_bin2hex(hex, sizeof(hex), hash, HASH_BYTES);
	snprintf(text, sizeof(text), "/a/%s/%.*s", hex, STR(a->name));
	a->address = keep(text);
	a->cache = "public, max-age=31536000, immutable";
	if (str_is(a->name, "favicon.ico")) {
		a->address = S("/favicon.ico");
		a->cache = "public, max-age=86400";
	}
	a->type = type_of(a->name);
	for (c = ASSET_PLAIN; c < ASSET_CODINGS; c++) {
		const char *coding = asset_coding_name(c);

		snprintf(text, sizeof(text), "\"%s%s%s\"", hex,
		    coding == NULL ? "" : "-", coding == NULL ? "" : coding);
		a->etag[c] = keep(text);
	}
}

static void
table_make(void)
{
	size_t i, kept = 0;
	struct asset *a;

	for (i = 0; i < embedded_assets_n; i++) {
		const struct embedded_file *f = &embedded_assets[i];
		const char *dir = strstr(f->path, "assets/");
		struct str name = str_z(dir == NULL ? f->path : dir + 7);
		enum asset_coding c = ASSET_PLAIN;

		if (str_ends(name, S(".br")))
			c = ASSET_BR;
		else if (str_ends(name, S(".gz")))
			c = ASSET_GZIP;
		if (c != ASSET_PLAIN)
			name.len -= 3;
		a = asset_named(name);
		if (a != NULL)
			a->data[c] = (struct bytes){ f->data, f->len };
	}
	a = asset_named(S("favicon.ico"));
	if (a != NULL && a->data[ASSET_PLAIN].at == NULL)
		a->data[ASSET_PLAIN] = (struct bytes){ icon, sizeof(icon) };
	for (i = 0; i < table_n; i++) {
		if (table[i].data[ASSET_PLAIN].at == NULL)
			continue;	/* a packed file without its source */
		table[kept] = table[i];
		asset_finish(&table[kept++]);
	}
	table_n = kept;
}

const struct asset *
assets_all(size_t *n)
{
	pthread_once(&table_once, table_make);
	*n = table_n;
	return table;
}

struct url
asset_url(struct arena *arena, const char *name)
{
	size_t n, i;
	const struct asset *all = assets_all(&n);

	for (i = 0; i < n; i++)
		if (str_is(all[i].name, name))
			return (struct url){ all[i].address };
	return (struct url){ str_fmt(arena, "/a/none/%s", name) };
}

/* Whether an Accept-Encoding value takes this coding ("br;q=0" does not). */
static bool
takes(struct str header, const char *coding)
{
	while (header.len > 0) {
		struct str rest = str_cut(&header, ',');
		struct str name = str_trim(str_cut(&rest, ';'));

		if (name.len != strlen(coding) ||
		    strncasecmp(name.at, coding, name.len) != 0)
			continue;
		rest = str_trim(rest);
		if (!str_starts(rest, S("q=0")))
			return true;
		/* "q=0", "q=0.", "q=0.000" say no; "q=0.5" says yes. */
		for (rest = str_sub(rest, 3, rest.len); rest.len > 0;
		    rest = str_sub(rest, 1, rest.len))
			if (rest.at[0] >= '1' && rest.at[0] <= '9')
				return true;
		return false;
	}
	return false;
}

static enum asset_coding
coding_for(const struct req *q, const struct asset *a)
{
	struct str accept = req_header(q, "accept-encoding");

	if (a->data[ASSET_BR].at != NULL && takes(accept, "br"))
		return ASSET_BR;
	if (a->data[ASSET_GZIP].at != NULL && takes(accept, "gzip"))
		return ASSET_GZIP;
	return ASSET_PLAIN;
}

/* If-None-Match names this one; weak comparison, as it must be. */
static bool
is_known(struct str header, struct str etag)
{
	while (header.len > 0) {
		struct str one = str_trim(str_cut(&header, ','));

		if (str_starts(one, S("W/")))
			one = str_sub(one, 2, one.len);
		if (str_eq(one, etag) || str_is(one, "*"))
			return true;
	}
	return false;
}

bool
asset_serve(const struct req *q, struct reply *r)
{
	const struct asset *all;
	enum asset_coding c;
	size_t n, i;

	if (!str_starts(q->path, S("/a/")) && !str_is(q->path, "/favicon.ico"))
		return false;
	all = assets_all(&n);
	for (i = 0; i < n && !str_eq(all[i].address, q->path); i++)
		continue;
	if (i == n || q->method != METHOD_GET) {
		r->status = i == n ? 404 : 405;
		r->type = "text/plain; charset=utf-8";
		buf_add_z(&r->body, http_status_text(r->status));
		if (r->status == 405)
			reply_header(r, "Allow", S("GET, HEAD"));
		reply_security_headers(r, q->https, false);
		return true;
	}
	c = coding_for(q, &all[i]);
	r->asset = &all[i];
	r->asset_encoding = asset_coding_name(c);
	r->status = is_known(req_header(q, "if-none-match"), all[i].etag[c]) ?
	    304 : 200;
	return true;
}
