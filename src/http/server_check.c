/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the library lets through and may not pass: two readers of one stream
 * (a proxy and we) must never see different requests.
 *
 * The library hands out places inside the connection's buffer.  In a request
 * without tricks they follow each other without a gap: the target one byte
 * after the method, the version one after the target, each name two after
 * the end of the line before, each value behind its colon, the end two after
 * the empty line.  A NUL, a bare LF, a folded line or a second blank breaks
 * this chain, so none can hide.
 */
#include <assert.h>
#include <string.h>

#include "base/clock.h"
#include "http/form.h"
#include "server_own.h"

struct walk {
	struct exchange_own *o;
	const char *next;		/* where the next line must start */
	char *at;			/* free place for copies */
	int refuse;
	int host_n, length_n, coding_n, type_n;
	bool coding_known;
	size_t pool;			/* what the library's pool holds */
};

/* RFC 9110 token */
static bool
is_token(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		char c = s[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') ||
		    (c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL))
			continue;
		return false;
	}
	return n > 0;
}

static bool
is_value(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if ((c < 0x20 && c != '\t') || c == 0x7f)
			return false;
	}
	return true;
}

/* The value stands behind the name, with nothing but blanks between. */
static bool
is_behind(const char *name, size_t name_n, const char *value)
{
	const char *p = name + name_n;

	if (*p != '\0' || value <= p || value - p > CONNECTION_POOL)
		return false;
	for (p++; p < value; p++)
		if (*p != ' ' && *p != '\t')
			return false;
	return true;
}

static struct str
copy(struct walk *w, const char *s, size_t n, bool lower)
{
	struct str out = { w->at, n };
	size_t i;

	for (i = 0; i < n; i++)
		w->at[i] = lower && s[i] >= 'A' && s[i] <= 'Z' ?
		    (char)(s[i] + 32) : s[i];
	w->at += n + 1;		/* the arena is zeroed */
	return out;
}

static void
count(struct walk *w, struct pair h)
{
	if (str_is(h.name, "host")) {
		w->host_n++;
	} else if (str_is(h.name, "content-length")) {
		w->length_n++;
	} else if (str_is(h.name, "content-type")) {
		w->type_n++;
	} else if (str_is(h.name, "transfer-encoding")) {
		w->coding_n++;
		w->coding_known = h.value.len == 7 &&
		    strncasecmp(h.value.at, "chunked", 7) == 0;
	} else if (str_is(h.name, "cookie")) {
		w->pool += h.value.len;	/* the library splits a copy */
	}
}

static enum MHD_Result
on_header(void *ctx, enum MHD_ValueKind kind, const char *name, size_t name_n,
    const char *value, size_t value_n)
{
	struct walk *w = ctx;
	struct req *q = &w->o->x.req;
	struct pair *h;

	if (kind != MHD_HEADER_KIND)
		return MHD_YES;
	if (value == NULL || name != w->next || !is_token(name, name_n) ||
	    !is_behind(name, name_n, value) || !is_value(value, value_n)) {
		w->refuse = 400;
		return MHD_NO;
	}
	w->next = value + value_n + 2;
	if (q->headers_n == HEADERS_MAX) {
		w->refuse = 431;
		return MHD_NO;
	}
	h = &q->headers[q->headers_n++];
	h->name = copy(w, name, name_n, true);
	while (value_n > 0 && (value[value_n - 1] == ' ' ||
	    value[value_n - 1] == '\t'))
		value_n--;
	h->value = copy(w, value, value_n, false);
	count(w, *h);
	return MHD_YES;
}

/* What the headers say of the body must have one reading. */
static int
framing(const struct walk *w, bool http_1_1)
{
	if (w->host_n > 1 || (http_1_1 && w->host_n == 0))
		return 400;
	if (w->length_n > 1 || w->coding_n > 1 || w->type_n > 1)
		return 400;
	if (w->coding_n == 1 &&
	    (w->length_n == 1 || !w->coding_known || !http_1_1))
		return 400;
	return 0;
}

static int
method_check(struct req *q, const char *method)
{
	q->method = METHOD_OTHER;
	if (strcmp(method, "GET") == 0) {
		q->method = METHOD_GET;
	} else if (strcmp(method, "HEAD") == 0) {
		q->method = METHOD_GET;
		q->head = true;
	} else if (strcmp(method, "POST") == 0) {
		q->method = METHOD_POST;
	}
	return q->method == METHOD_OTHER ? 405 : 0;
}

static int
target_check(const struct exchange_own *o)
{
	struct str t = o->x.req.target;
	size_t i;

	if (o->raw_target_n > TARGET_MAX)
		return 414;
	if (t.len == 0 || t.at[0] != '/')
		return 400;
	for (i = 0; i < t.len; i++)
		if (t.at[i] <= 0x20 || t.at[i] >= 0x7f || t.at[i] == '#')
			return 400;
	return 0;
}

/* The last entry, as the proxy beside us wrote it; what is before it was
 * said by who knows. */
static void
client_of(struct exchange_own *o)
{
	struct req *q = &o->x.req;
	struct str said = STR_NONE, proto = STR_NONE;
	size_t i;

	q->client = str_copy(q->arena, str_z(o->conn->peer));
	if (!o->conn->trusted)
		return;
	for (i = 0; i < q->headers_n; i++) {
		if (str_is(q->headers[i].name, "x-forwarded-for"))
			said = q->headers[i].value;
		if (str_is(q->headers[i].name, "x-forwarded-proto"))
			proto = q->headers[i].value;
	}
	while (str_index(said, ',') < said.len)
		str_cut(&said, ',');
	form_address(q->arena, said, &q->client);
	while (str_index(proto, ',') < proto.len)
		str_cut(&proto, ',');
	q->https = str_is(str_trim(proto), "https");
}

size_t
server_body_said(const struct req *q)
{
	struct str length = req_header(q, "content-length");
	int64_t n = 0;

	if (req_header(q, "transfer-encoding").len > 0)
		return SIZE_MAX;
	if (length.len > 0 && !str_int(length, 0, INT64_MAX, &n))
		return SIZE_MAX - 1;	/* 19 digits: too long for us */
	return (size_t)n;
}

bool
server_expects_continue(const struct req *q)
{
	return req_header(q, "expect").len > 0;
}

static bool
is_type(const struct req *q, const char *name)
{
	struct str type = req_header(q, "content-type");

	type = str_lower_ascii(q->arena, str_trim(str_cut(&type, ';')));
	return str_is(type, name);
}

static int
body_check(struct exchange_own *o)
{
	struct server *s = o->server;
	struct req *q = &o->x.req;
	bool form = is_type(q, "application/x-www-form-urlencoded");
	size_t said = server_body_said(q);

	if (said == 0)
		return 0;
	if (q->method != METHOD_POST)
		return 413;
	o->form = s->conf.body_show_max > 0 &&
	    (form || is_type(q, "multipart/form-data"));
	/* Or the browser's report on our Content-Security-Policy. */
	if (!form && !is_type(q, "application/csp-report"))
		return 415;
	o->body_limit = s->conf.body_max(s->conf.ctx, q->method, q->path);
	o->body_max = o->body_limit;
	if (form && o->body_max < s->conf.body_show_max)
		o->body_max = s->conf.body_show_max;
	if (said != SIZE_MAX && said > o->body_max)
		return 413;
	o->body = buf_new(q->arena, o->body_max);
	return 0;
}

int
server_check(struct exchange_own *o, const char *method, const char *version)
{
	struct req *q = &o->x.req;
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(o->link,
	    MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
	struct walk w = { .o = o, .next = version + strlen(version) + 2 };
	bool http_1_1 = strcmp(version, "HTTP/1.0") != 0;
	size_t size;
	int refuse;

	if (info == NULL)
		return 400;
	size = info->header_size;
	/* The chain from method to version. */
	if (o->raw_target != method + strlen(method) + 1 ||
	    o->raw_target + o->raw_target_n + 1 != version)
		return 400;
	w.pool = size;
	w.at = arena_alloc(q->arena, size + 2, 1);
	MHD_get_connection_values_n(o->link, MHD_HEADER_KIND, on_header, &w);
	if (w.refuse != 0)
		return w.refuse;
	if (w.next + 2 != method + size)
		return 400;
	refuse = framing(&w, http_1_1);
	if (refuse == 0 && w.pool + 72 * q->headers_n > HEADER_POOL_MAX)
		refuse = 431;
	if (refuse == 0)
		refuse = method_check(q, method);
	if (refuse == 0)
		refuse = target_check(o);
	if (refuse != 0)
		return refuse;
	q->started_ms = clock_mono_ms();
	client_of(o);
	req_parse_head(q);
	return body_check(o);
}
