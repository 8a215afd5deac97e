/* SPDX-License-Identifier: Apache-2.0 */
#include <strings.h>

#include "base/arena.h"
#include "client.h"
#include "routes.h"

/* What must hold for every answer of ours, whatever was asked. */

static const struct { const char *name, *value; } always[] = {
	{ "Content-Security-Policy", "default-src 'none'; style-src 'self'; "
	    "script-src 'self'; img-src 'self'; connect-src 'self'; "
	    "form-action 'self'; manifest-src 'self'; "
	    "frame-ancestors 'none'; base-uri 'none'; report-uri /csp" },
	{ "X-Content-Type-Options", "nosniff" },
	{ "Referrer-Policy", "no-referrer" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ "Cross-Origin-Resource-Policy", "same-origin" },
	{ "X-Frame-Options", "DENY" },
};

/* What a title may never tell over a shoulder, in both languages. */
static const char *const loud[] = { "depress", "anxi", "angst", "suici",
	"selvmord", "self-harm", "selvskad", "psych", "psyk", "mental",
	"phq", "gad-7", "gad7", "illness", "sick", "sykdom", "diagnos",
	"therap", "terapi", "cbt", "kbt", "risk", "risik", "symptom",
	"treatment" };

static void
check_headers(struct client *c)
{
	bool signed_in = client_cookie(c, c->https ? "__Host-s" : "s").len > 0;
	struct str cache = client_header(c, "Cache-Control"), got;
	size_t i, k, n;

	for (i = 0; i < sizeof(always) / sizeof(always[0]); i++) {
		n = 0;
		for (k = 0; k < c->headers_n; k++)
			n += str_is(c->headers[k].name, always[i].name);
		got = client_header(c, always[i].name);
		if (n != 1 || !str_is(got, always[i].value))
			client_fault(c, always[i].name, got);
	}
	if (!str_starts(client_header(c, "Permissions-Policy"),
	    S("accelerometer=()")))
		client_fault(c, "Permissions-Policy", STR_NONE);
	if (signed_in ? !str_is(cache, "no-store") : cache.len == 0)
		client_fault(c, "Cache-Control", cache);
	if ((client_header(c, "Strict-Transport-Security").len > 0) !=
	    c->https)
		client_fault(c, "Strict-Transport-Security", STR_NONE);
	if (c->status == 303 && !str_starts(c->location, S("/")))
		client_fault(c, "leads away", c->location);
}

static bool
holds_any_case(struct str s, const char *part)
{
	size_t n = strlen(part), i;

	for (i = 0; i + n <= s.len; i++)
		if (strncasecmp(s.at + i, part, n) == 0)
			return true;
	return false;
}

static void
check_title(struct client *c)
{
	size_t i;

	if (c->title.len == 0)
		client_fault(c, "no title", STR_NONE);
	for (i = 0; i < sizeof(loud) / sizeof(loud[0]); i++)
		if (holds_any_case(c->title, loud[i]))
			client_fault(c, "the title tells too much", c->title);
}

static void
check_links(struct client *c, struct str address, bool post, const char *what)
{
	struct page p = { 0 };
	struct id patient;
	bool other;
	struct str path = str_sub(address, 0, str_index(address, '?'));

	path = str_sub(path, 0, str_index(path, '#'));
	if (path.len == 0 || path.at[0] != '/' || str_starts(path, S("/a/")) ||
	    str_is(path, "/favicon.ico"))
		return;
	if (route_find(post ? METHOD_POST : METHOD_GET, path, &p, &patient,
	    &other) == NULL)
		client_fault(c, what, address);
}

static bool
address_ok(struct str s)
{
	return s.len == 0 || s.at[0] == '/' || s.at[0] == '#' ||
	    s.at[0] == '?' || str_starts(s, S("https://")) ||
	    str_starts(s, S("tel:"));
}

static void
check_form(struct client *c, size_t i)
{
	struct form_read f = form_at(c->pages[c->n % 2], &c->nodes, i);
	bool csrf = false, sid = false;
	size_t k;

	/* One that asks only (a period) may be GET: it takes no token along. */
	if (str_is(node_attr(&c->nodes.at[i], "method"), "get")) {
		for (k = 0; k < f.n; k++)
			if (str_is(f.list[k].name, "csrf") ||
			    str_is(f.list[k].name, "sid"))
				client_fault(c, "a token in an address",
				    f.action);
		return;
	}
	if (!str_is(node_attr(&c->nodes.at[i], "method"), "post")) {
		client_fault(c, "a form without method", f.action);
		return;
	}
	for (k = 0; k < f.n; k++) {
		csrf |= str_is(f.list[k].name, "csrf") &&
		    f.list[k].value.len > 0;
		sid |= str_is(f.list[k].name, "sid") &&
		    f.list[k].value.len == 32;
	}
	if (!csrf || !sid)
		client_fault(c, "a form without csrf or sid", f.action);
	check_links(c, f.action, true, "a form to nowhere");
	check_links(c, f.autosave, true, "an autosave to nowhere");
}

static void
check_tag(struct client *c, size_t i)
{
	static const char *const addresses[] = { "href", "src", "data-exit",
	    "data-to" };
	const struct node *n = &c->nodes.at[i];
	size_t k;

	for (k = 0; k < n->attrs_n; k++)
		if (str_starts(n->attrs[k].name, S("on")) ||
		    str_is(n->attrs[k].name, "style"))
			client_fault(c, "an attribute the CSP forbids",
			    n->attrs[k].name);
	for (k = 0; k < sizeof(addresses) / sizeof(addresses[0]); k++)
		if (!address_ok(node_attr(n, addresses[k])))
			client_fault(c, "an address of a strange kind",
			    node_attr(n, addresses[k]));
	if (node_opens(n, "a"))
		check_links(c, node_attr(n, "href"), false,
		    "a link to nowhere");
	if (node_opens(n, "form"))
		check_form(c, i);
	if (node_opens(n, "style") || node_opens(n, "iframe") ||
	    (node_opens(n, "script") && !node_has(n, "src")))
		client_fault(c, "a tag the CSP forbids", n->name);
	if (node_opens(n, "html") && c->want != NULL &&
	    !str_is(node_attr(n, "lang"), c->want))
		client_fault(c, "the page is in another language",
		    node_attr(n, "lang"));
}

static bool
has_id(const struct pair *ids, size_t n, struct str id)
{
	size_t k;

	for (k = 0; k < n; k++)
		if (str_eq(ids[k].name, id))
			return true;
	return false;
}

/* The same id twice, or a link, label or description that has none. */
static void
check_ids(struct client *c)
{
	static const char *const named[] = { "for", "aria-describedby",
	    "aria-labelledby" };
	struct pair *ids = arena_many(c->pages[c->n % 2], struct pair,
	    c->nodes.n + 1);
	size_t i, k, n = 0;

	for (i = 0; i < c->nodes.n; i++) {
		struct str id = node_attr(&c->nodes.at[i], "id");

		if (c->nodes.at[i].kind != NODE_OPEN || id.len == 0)
			continue;
		if (has_id(ids, n, id))
			client_fault(c, "an id twice", id);
		ids[n++].name = id;
	}
	for (i = 0; i < c->nodes.n; i++) {
		struct str to = node_attr(&c->nodes.at[i], "href");

		if (to.len > 1 && to.at[0] == '#' && !has_id(ids, n,
		    str_sub(to, 1, to.len)))
			client_fault(c, "a link to no place here", to);
		for (k = 0; k < sizeof(named) / sizeof(named[0]); k++) {
			struct str list = node_attr(&c->nodes.at[i],
			    named[k]);

			while (list.len > 0) {
				struct str id = str_cut(&list, ' ');

				if (id.len > 0 && !has_id(ids, n, id))
					client_fault(c, named[k], id);
			}
		}
	}
}

/* "%1" left over, or braces of a view; patients' own words aside. */
static void
check_text(struct client *c)
{
	size_t i;

	if (memmem(c->text.at, c->text.len, "{{", 2) != NULL ||
	    memmem(c->text.at, c->text.len, "}}", 2) != NULL)
		client_fault(c, "braces of a view", c->text);
	for (i = 0; i + 1 < c->text.len; i++)
		if (c->text.at[i] == '%' && c->text.at[i + 1] >= '1' &&
		    c->text.at[i + 1] <= '9') {
			client_fault(c, "a place left open",
			    str_sub(c->text, i > 60 ? i - 60 : 0, i + 60));
			break;
		}
}

void
client_check(struct client *c)
{
	size_t i;

	check_headers(c);
	if (!str_utf8_valid(c->body))
		client_fault(c, "not UTF-8", STR_NONE);
	if (c->type.len == 0) {
		if (c->body.len > 0)
			client_fault(c, "a body without type", c->body);
		return;
	}
	if (str_is(c->type, "application/json")) {
		if (c->body.len < 2 || c->body.at[0] != '{' ||
		    c->body.at[c->body.len - 1] != '}')
			client_fault(c, "not JSON", c->body);
		return;
	}
	if (str_is(c->type, "text/csv; charset=utf-8")) {
		if (!str_ends(c->body, S("\r\n")) || !str_starts(str_z(
		    client_header(c, "content-disposition").at),
		    S("attachment; ")))
			client_fault(c, "not a CSV file", c->body);
		return;
	}
	if (!str_is(c->type, "text/html; charset=utf-8")) {
		client_fault(c, "a strange type", c->type);
		return;
	}
	if (!str_starts(c->body, S("<!doctype html>")))
		client_fault(c, "no doctype", str_sub(c->body, 0, 40));
	check_title(c);
	check_text(c);
	check_ids(c);
	for (i = 0; i < c->nodes.n; i++)
		if (c->nodes.at[i].kind == NODE_OPEN)
			check_tag(c, i);
}
