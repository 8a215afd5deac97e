/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "http/req.h"

#define CSP \
	"default-src 'none'; style-src 'self'; script-src 'self'; " \
	"img-src 'self'; connect-src 'self'; form-action 'self'; " \
	"manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; " \
	"report-uri /csp"

/* All that Chromium knows by name; a name it does not know it complains of. */
#define PERMISSIONS \
	"accelerometer=(), autoplay=(), browsing-topics=(), camera=(), " \
	"clipboard-read=(), display-capture=(), encrypted-media=(), " \
	"fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), " \
	"idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), " \
	"midi=(), payment=(), picture-in-picture=(), screen-wake-lock=(), " \
	"serial=(), storage-access=(), usb=(), xr-spatial-tracking=()"

/* S() is no constant to a static table. */
#define LITERAL(z) { "" z, sizeof(z) - 1 }

static const struct pair always[] = {
	{ LITERAL("Content-Security-Policy"), LITERAL(CSP) },
	{ LITERAL("X-Content-Type-Options"), LITERAL("nosniff") },
	{ LITERAL("Referrer-Policy"), LITERAL("no-referrer") },
	{ LITERAL("Cross-Origin-Opener-Policy"), LITERAL("same-origin") },
	{ LITERAL("Cross-Origin-Resource-Policy"), LITERAL("same-origin") },
	{ LITERAL("Permissions-Policy"), LITERAL(PERMISSIONS) },
	{ LITERAL("X-Frame-Options"), LITERAL("DENY") },
};

void
reply_init(struct reply *r, struct arena *a)
{
	*r = (struct reply){ .arena = a, .status = 200,
	    .body = buf_new(a, REPLY_BODY_MAX) };
}

/* Both literals or copies with a NUL behind. */
static void
header_put(struct reply *r, struct str name, struct str value)
{
	assert(r->headers_n < REPLY_HEADERS_MAX);
	r->headers[r->headers_n++] = (struct pair){ name, value };
}

void
reply_header(struct reply *r, const char *name, struct str value)
{
	char *p = arena_alloc(r->arena, value.len + 1, 1);
	size_t i;

	for (i = 0; i < value.len; i++) {
		unsigned char c = (unsigned char)value.at[i];

		p[i] = c < 0x20 || c == 0x7f ? '_' : value.at[i];
	}
	header_put(r, str_z(name), (struct str){ p, value.len });
}

struct str
reply_header_of(const struct reply *r, const char *name)
{
	size_t i, n = strlen(name);

	for (i = 0; i < r->headers_n; i++)
		if (r->headers[i].name.len == n &&
		    strncasecmp(r->headers[i].name.at, name, n) == 0)
			return r->headers[i].value;
	return STR_NONE;
}

/* RFC 6265 cookie-octet; anything else would end the value early. */
static struct str
cookie_value(struct arena *a, struct str value)
{
	char *p = arena_alloc(a, value.len + 1, 1);
	size_t i;

	for (i = 0; i < value.len; i++) {
		char c = value.at[i];

		p[i] = c > 0x20 && c < 0x7f && c != '"' && c != ',' &&
		    c != ';' && c != '\\' ? c : '_';
	}
	return (struct str){ p, value.len };
}

void
reply_cookie(struct reply *r, bool https, const char *name, struct str value,
    int64_t max_age_s)
{
	struct str age = STR_NONE;

	if (max_age_s >= 0)
		age = str_fmt(r->arena, "; Max-Age=%lld",
		    (long long)max_age_s);
	value = cookie_value(r->arena, value);
	header_put(r, S("Set-Cookie"), str_fmt(r->arena,
	    "%s%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s%.*s",
	    https ? "__Host-" : "", name, STR(value), https ? "; Secure" : "",
	    STR(age)));
}

/* A path on this server: browsers read "//x" and "/\x" as another host. */
static bool
is_local(struct str url)
{
	size_t i;

	if (url.len == 0 || url.at[0] != '/' ||
	    (url.len > 1 && (url.at[1] == '/' || url.at[1] == '\\')))
		return false;
	for (i = 0; i < url.len; i++)
		if (url.at[i] <= 0x20 || url.at[i] >= 0x7f)
			return false;
	return true;
}

int
reply_see_other(struct reply *r, struct str local_url)
{
	reply_header(r, "Location", is_local(local_url) ? local_url : S("/"));
	r->status = 303;
	return 303;
}

struct str
reply_location(const struct reply *r)
{
	return reply_header_of(r, "location");
}

void
reply_security_headers(struct reply *r, bool https, bool authenticated)
{
	size_t i;

	if (reply_header_of(r, always[0].name.at).len > 0)
		return;			/* they are there */
	for (i = 0; i < sizeof(always) / sizeof(always[0]); i++)
		header_put(r, always[i].name, always[i].value);
	if (https)
		header_put(r, S("Strict-Transport-Security"),
		    S("max-age=31536000; includeSubDomains"));
	if (reply_header_of(r, "cache-control").len == 0)
		header_put(r, S("Cache-Control"),
		    authenticated ? S("no-store") : S("no-cache"));
}

const char *
http_status_text(int status)
{
	switch (status) {
	case 200:
		return "OK";
	case 204:
		return "No Content";
	case 303:
		return "See Other";
	case 304:
		return "Not Modified";
	case 400:
		return "Bad Request";
	case 401:
		return "Unauthorized";
	case 403:
		return "Forbidden";
	case 404:
		return "Not Found";
	case 405:
		return "Method Not Allowed";
	case 408:
		return "Request Timeout";
	case 409:
		return "Conflict";
	case 410:
		return "Gone";
	case 413:
		return "Content Too Large";
	case 414:
		return "URI Too Long";
	case 415:
		return "Unsupported Media Type";
	case 422:
		return "Unprocessable Content";
	case 429:
		return "Too Many Requests";
	case 431:
		return "Request Header Fields Too Large";
	case 500:
		return "Internal Server Error";
	case 503:
		return "Service Unavailable";
	default:
		return "Unknown";
	}
}
