/* SPDX-License-Identifier: Apache-2.0 */
#include "client.h"

#include <stdarg.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"

enum { PAGE_ARENA_MAX = 128 * 1024 * 1024, KEEP_ARENA_MAX = 4 * 1024 * 1024,
	BODY_MAX = 4 * 1024 * 1024, CHANGES_MAX = 64 };

void
client_open(struct client *c, struct app *app, const char *lang)
{
	size_t i;

	*c = (struct client){ .app = app, .lang = lang, .want = lang,
	    .address = "127.0.0.1", .host = "127.0.0.1:8080",
	    .site = "same-origin" };
	c->keep = arena_new(KEEP_ARENA_MAX);
	for (i = 0; i < 2; i++) {
		c->pages[i] = arena_new(PAGE_ARENA_MAX);
		c->starts[i] = arena_mark(c->pages[i]);
	}
}

void
client_close(struct client *c)
{
	arena_free(c->keep);
	arena_free(c->pages[0]);
	arena_free(c->pages[1]);
	*c = (struct client){ 0 };
}

static struct arena *
page_arena(const struct client *c)
{
	return c->pages[c->n % 2];
}

/* --- cookies ------------------------------------------------------------- */

static void
cookie_drop(struct client *c, struct str name)
{
	size_t i;

	for (i = 0; i < c->cookies_n; i++)
		if (str_eq(c->cookies[i].name, name)) {
			c->cookies[i] = c->cookies[--c->cookies_n];
			return;
		}
}

static void
cookie_set(struct client *c, struct str name, struct str value)
{
	cookie_drop(c, name);
	CHECK(c->cookies_n < CLIENT_COOKIES_MAX);
	c->cookies[c->cookies_n++] = (struct pair){ str_copy(c->keep, name),
	    str_copy(c->keep, value) };
}

void
client_session(struct client *c, struct str token)
{
	cookie_set(c, c->https ? S("__Host-s") : S("s"), token);
}

struct str
client_cookie(const struct client *c, const char *name)
{
	size_t i;

	for (i = 0; i < c->cookies_n; i++)
		if (str_is(c->cookies[i].name, name))
			return c->cookies[i].value;
	return STR_NONE;
}

/* "s=...; Path=/; HttpOnly; SameSite=Lax": all of it, on each. */
static void
cookie_take(struct client *c, struct str set)
{
	struct str value = str_cut(&set, ';'), name = str_cut(&value, '=');
	bool http = false, lax = false, path = false, secure = false;
	bool gone = false;

	while (set.len > 0) {
		struct str part = str_trim(str_cut(&set, ';'));

		http |= str_is(part, "HttpOnly");
		lax |= str_is(part, "SameSite=Lax");
		path |= str_is(part, "Path=/");
		secure |= str_is(part, "Secure");
		gone |= str_is(part, "Max-Age=0");
	}
	if (!http || !lax || !path || secure != c->https ||
	    str_starts(name, S("__Host-")) != c->https)
		client_fault(c, "a cookie without its attributes", name);
	if (gone)
		cookie_drop(c, name);
	else
		cookie_set(c, name, value);
}

/* --- requests ------------------------------------------------------------ */

static void
header_put(struct req *q, const char *name, struct str value)
{
	if (value.len > 0)
		q->headers[q->headers_n++] = (struct pair){ str_z(name),
		    value };
}

static struct str
cookie_line(struct client *c, struct arena *a)
{
	struct buf b = buf_new(a, 8192);
	size_t i;

	for (i = 0; i < c->cookies_n; i++)
		buf_fmt(&b, "%s%.*s=%.*s", i > 0 ? "; " : "",
		    STR(c->cookies[i].name), STR(c->cookies[i].value));
	return buf_str(&b);
}

static void
request_fill(struct client *c, struct req *q, struct arena *a, bool post,
    struct str target, struct str body)
{
	*q = (struct req){ .arena = a, .method = post ? METHOD_POST :
	    METHOD_GET, .target = target, .client = str_z(c->address),
	    .https = c->https, .request_id = id_random() };
	header_put(q, "host", str_z(c->host));
	header_put(q, "cookie", cookie_line(c, a));
	header_put(q, "accept-language", str_is(str_z(c->lang), "nb") ?
	    S("nb-NO,nb;q=0.9,en;q=0.5") : S("en-GB,en;q=0.9"));
	header_put(q, "user-agent", S("Mozilla/5.0 (Linux; Android 15; "
	    "Mobile) test"));
	header_put(q, "sec-fetch-site", str_z(c->site));
	header_put(q, "origin", str_z(c->origin));
	if (post)
		header_put(q, "content-type", c->sends != NULL ?
		    str_z(c->sends) : S("application/x-www-form-urlencoded"));
	q->dropped = post && (body.len > FORM_BODY_MAX || c->sends != NULL);
	q->body = q->dropped ? STR_NONE : body;
	req_parse(q);
	q->bad_form |= q->dropped && c->sends != NULL;
	q->too_long = post && !q->bad_form && body.len >
	    gate_body_max(NULL, q->method, q->path);
}

static void
answer_take(struct client *c, const struct reply *r)
{
	struct arena *a = page_arena(c);
	size_t i;

	c->status = r->status;
	c->type = str_copy(a, str_z(r->type));
	c->body = str_copy(a, buf_str(&r->body));
	c->headers_n = r->headers_n;
	for (i = 0; i < r->headers_n; i++)
		c->headers[i] = (struct pair){
		    str_copy(a, r->headers[i].name),
		    str_copy(a, r->headers[i].value) };
	c->location = client_header(c, "Location");
	c->nodes = (struct nodes){ NULL, 0 };
	c->text = c->title = STR_NONE;
	if (!str_starts(c->type, S("text/html")))
		return;
	c->nodes = nodes_read(a, c->body);
	c->text = nodes_text(a, &c->nodes, 0, c->nodes.n);
	for (i = 0; i < c->nodes.n; i++)
		if (node_opens(&c->nodes.at[i], "title")) {
			c->title = nodes_text(a, &c->nodes, i,
			    nodes_end(&c->nodes, i));
			break;
		}
}

static int
request(struct client *c, bool post, struct str target, struct str body)
{
	struct arena *a = arena_new(REQ_ARENA_MAX);
	struct req *q = arena_one(a, struct req);
	struct reply *r = arena_one(a, struct reply);
	size_t i;

	request_fill(c, q, a, post, str_copy(a, target), str_copy(a, body));
	if (c->room > 0) {
		(void)arena_alloc(a, REQ_ARENA_MAX - CLIENT_ROOM_MAX, 1);
		(void)arena_alloc(a, CLIENT_ROOM_MAX - c->room, 1);
	}
	app_request(c->app, q, r);
	c->n++;
	arena_reset(page_arena(c), c->starts[c->n % 2]);
	c->method = post ? S("POST") : S("GET");
	c->path = str_copy(page_arena(c), target);
	answer_take(c, r);
	arena_free(a);
	client_check(c);
	for (i = 0; i < c->headers_n; i++)
		if (str_is(c->headers[i].name, "Set-Cookie"))
			cookie_take(c, c->headers[i].value);
	return c->status;
}

int
client_get(struct client *c, const char *fmt, ...)
{
	char path[2000];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(path, sizeof(path), fmt, ap);
	va_end(ap);
	return request(c, false, str_z(path), STR_NONE);
}

int
client_post_raw(struct client *c, const char *path, struct str body)
{
	return request(c, true, str_z(path), body);
}

int
client_follow(struct client *c)
{
	int left = 6;

	while (c->status == 303 && left-- > 0)
		request(c, false, str_sub(c->location, 0,
		    str_index(c->location, '#')), STR_NONE);
	return c->status;
}

/* --- bodies -------------------------------------------------------------- */

static void
pair_add(struct buf *b, struct str name, struct str value)
{
	static const char hex[] = "0123456789ABCDEF";
	struct str part[2] = { name, value };
	size_t i, k;

	if (b->len > 0)
		buf_add_c(b, '&');
	for (k = 0; k < 2; k++) {
		if (k == 1)
			buf_add_c(b, '=');
		for (i = 0; i < part[k].len; i++) {
			unsigned char ch = (unsigned char)part[k].at[i];

			if ((ch >= 'a' && ch <= 'z') || (ch >= '0' &&
			    ch <= '9') || (ch >= 'A' && ch <= 'Z') ||
			    ch == '.' || ch == '-' || ch == '_') {
				buf_add_c(b, (char)ch);
				continue;
			}
			buf_add_c(b, '%');
			buf_add_c(b, hex[ch >> 4]);
			buf_add_c(b, hex[ch & 15]);
		}
	}
}

struct change {
	const char *name, *value;
};

static size_t
changes_read(struct change *list, va_list ap)
{
	size_t n = 0;
	const char *name;

	while ((name = va_arg(ap, const char *)) != NULL && n < CHANGES_MAX) {
		list[n].name = name;
		list[n].value = va_arg(ap, const char *);
		n++;
	}
	return n;
}

int
client_post(struct client *c, const char *path, ...)
{
	struct buf b = buf_new(page_arena(c), BODY_MAX);
	struct change list[CHANGES_MAX];
	size_t i, n;
	va_list ap;

	va_start(ap, path);
	n = changes_read(list, ap);
	va_end(ap);
	for (i = 0; i < n; i++)
		pair_add(&b, str_z(list[i].name), str_z(list[i].value));
	return client_post_raw(c, path, buf_str(&b));
}

/* --- forms --------------------------------------------------------------- */

static bool
action_fits(struct str action, const char *want)
{
	struct str tail = str_z(want), head = str_cut(&tail, '*');

	if (head.len == strlen(want))
		return str_eq(action, head);
	return str_starts(action, head) && str_ends(action, tail);
}

/* Is there a control that could send this? */
static bool
could_send(const struct form_read *f, const struct change *ch)
{
	size_t i;

	for (i = 0; i < f->n; i++) {
		const struct control *c = &f->list[i];

		if (str_is(c->name, ch->name) && (!(c->box || c->button ||
		    c->option) || str_is(c->value, ch->value) ||
		    str_is(str_z(ch->value), CLEAR)))
			return true;
	}
	return false;
}

static bool
form_fits(const struct form_read *f, const struct change *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!could_send(f, &list[i]))
			return false;
	return true;
}

static bool
form_find(struct client *c, const char *action, const struct change *list,
    size_t n, struct form_read *out)
{
	bool any = false;
	size_t i;

	for (i = 0; i < c->nodes.n; i++) {
		if (!node_opens(&c->nodes.at[i], "form"))
			continue;
		*out = form_at(page_arena(c), &c->nodes, i);
		if (!action_fits(out->action, action))
			continue;
		any = true;
		if (form_fits(out, list, n))
			return true;
	}
	client_fault(c, any ? "the form has no such field or choice" :
	    "no such form", str_z(action));
	return false;
}

static bool
changed(struct str name, const struct change *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_is(name, list[i].name))
			return true;
	return false;
}

static struct str
form_body(struct client *c, const struct form_read *f,
    const struct change *list, size_t n, bool press)
{
	struct buf b = buf_new(page_arena(c), BODY_MAX);
	bool pressed = false;
	size_t i;

	for (i = 0; i < f->n; i++)
		pressed |= f->list[i].button && changed(f->list[i].name, list,
		    n);
	for (i = 0; i < f->n; i++) {
		const struct control *x = &f->list[i];

		if (x->button && (pressed || !press))
			continue;
		pressed |= x->button;
		if (x->on && x->name.len > 0 && !changed(x->name, list, n))
			pair_add(&b, x->name, x->value);
	}
	for (i = 0; i < n; i++)
		if (!str_is(str_z(list[i].value), CLEAR))
			pair_add(&b, str_z(list[i].name),
			    str_z(list[i].value));
	return buf_str(&b);
}

static bool
submit(struct client *c, const char *action, va_list ap)
{
	struct change list[CHANGES_MAX];
	size_t n = changes_read(list, ap);
	struct form_read f;

	if (!form_find(c, action, list, n, &f))
		return false;
	client_post_raw(c, str_copy(page_arena(c), f.action).at,
	    form_body(c, &f, list, n, true));
	return true;
}

int
client_submit(struct client *c, const char *action, ...)
{
	va_list ap;
	bool sent;

	va_start(ap, action);
	sent = submit(c, action, ap);
	va_end(ap);
	return sent ? c->status : -1;
}

int
client_send(struct client *c, const char *action, ...)
{
	va_list ap;
	bool sent;

	va_start(ap, action);
	sent = submit(c, action, ap);
	va_end(ap);
	if (!sent)
		return -1;
	if (c->status != 303)
		client_fault(c, "the form was not taken", c->text);
	return client_follow(c);
}

int
client_keep(struct client *c, const char *action, ...)
{
	struct change list[CHANGES_MAX];
	struct form_read f;
	va_list ap;
	size_t n;

	va_start(ap, action);
	n = changes_read(list, ap);
	va_end(ap);
	if (!form_find(c, action, list, n, &f))
		return -1;
	return client_post_raw(c, str_copy(page_arena(c), f.autosave).at,
	    form_body(c, &f, list, n, false));
}

struct str
client_form_body(struct client *c, const char *action, ...)
{
	struct change list[CHANGES_MAX];
	struct form_read f;
	va_list ap;
	size_t n;

	va_start(ap, action);
	n = changes_read(list, ap);
	va_end(ap);
	if (!form_find(c, action, list, n, &f))
		return STR_NONE;
	return str_copy(test_arena, form_body(c, &f, list, n, true));
}

/* --- what is on the page ------------------------------------------------- */

struct str
client_header(const struct client *c, const char *name)
{
	size_t i, n = strlen(name);

	for (i = 0; i < c->headers_n; i++)
		if (c->headers[i].name.len == n &&
		    strncasecmp(c->headers[i].name.at, name, n) == 0)
			return c->headers[i].value;
	return STR_NONE;
}

static bool
holds(struct str s, const char *part)
{
	return memmem(s.at, s.len, part, strlen(part)) != NULL;
}

bool
client_has(const struct client *c, const char *text)
{
	return holds(c->nodes.n > 0 ? c->text : c->body, text);
}

struct str
client_link(struct client *c, const char *text)
{
	size_t i;

	for (i = 0; i < c->nodes.n; i++)
		if (node_opens(&c->nodes.at[i], "a") &&
		    holds(nodes_text(page_arena(c), &c->nodes, i,
		    nodes_end(&c->nodes, i)), text))
			return node_attr(&c->nodes.at[i], "href");
	return STR_NONE;
}

int
client_click(struct client *c, const char *text)
{
	struct str href = client_link(c, text);

	if (href.len == 0) {
		client_fault(c, "no such link", str_z(text));
		return -1;
	}
	href = str_sub(href, 0, str_index(href, '#'));
	return request(c, false, str_copy(page_arena(c), href), STR_NONE);
}

struct str
client_field(struct client *c, const char *action, const char *name)
{
	struct form_read f;
	size_t i;

	if (!form_find(c, action, NULL, 0, &f))
		return STR_NONE;
	for (i = 0; i < f.n; i++)
		if (f.list[i].on && !f.list[i].button &&
		    str_is(f.list[i].name, name))
			return str_copy(test_arena, f.list[i].value);
	return STR_NONE;
}

struct str
client_after(const struct client *c, const char *head)
{
	const char *at = memmem(c->body.at, c->body.len, head, strlen(head));
	size_t n = 0;

	if (at == NULL)
		return STR_NONE;
	at += strlen(head);
	while (at[n] != '\0' && at[n] != '"' && at[n] != '<' &&
	    at[n] != ' ' && at[n] != '\n' && at[n] != '?' && at[n] != '#')
		n++;
	return str_copy(test_arena, (struct str){ at, n });
}

void
client_want(struct client *c, const char *file, int line, int got, int want)
{
	char a[2000], b[20];

	if (got == want)
		return;
	snprintf(a, sizeof(a), "%d at %.*s %.*s: %.*s", got, STR(c->method),
	    STR(c->path), STR(str_sub(c->text, 0, 900)));
	snprintf(b, sizeof(b), "%d", want);
	test_fault(file, line, "status", a, b);
}

void
client_shows(struct client *c, const char *file, int line, const char *text,
    bool want)
{
	char got[3000];

	if (client_has(c, text) == want)
		return;
	snprintf(got, sizeof(got), "%d at %.*s %.*s: %.*s", c->status,
	    STR(c->method), STR(c->path), STR(str_sub(c->nodes.n > 0 ?
	    c->text : c->body, 0, 2600)));
	test_fault(file, line, want ? "the page does not show" :
	    "the page shows", got, text);
}

void
client_fault(struct client *c, const char *what, struct str got)
{
	char place[600], text[1000];

	snprintf(place, sizeof(place), "%s, at %.*s %.*s (%d)", what,
	    STR(c->method), STR(c->path), c->status);
	snprintf(text, sizeof(text), "%.*s", STR(str_sub(got, 0, 900)));
	test_fault("client", 0, place, text, "");
}
