/* SPDX-License-Identifier: Apache-2.0 */
#include "http/page.h"

#include "base/typed.h"

#define TYPE_HTML "text/html; charset=utf-8"

static int
page_html(struct page *p, int status)
{
	if (p->reply->type == NULL)
		p->reply->type = TYPE_HTML;
	return status;
}

int
page_ok(struct page *p)
{
	return page_html(p, 200);
}

int
page_go(struct page *p, struct url to)
{
	return reply_see_other(p->reply, to.s);
}

int
page_not_found(struct page *p)
{
	return page_html(p, 404);
}

int
page_wrong_method(struct page *p)
{
	reply_header(p->reply, "Allow", p->req->method == METHOD_GET ?
	    S("POST") : S("GET, HEAD"));
	return page_html(p, 405);
}

int
page_again(struct page *p)
{
	return page_html(p, 422);
}

int
page_conflict(struct page *p)
{
	return page_html(p, 409);
}

int64_t
page_version(const struct page *p)
{
	int64_t version;

	return str_int(req_field(p->req, "version"), 0, INT32_MAX, &version) ?
	    version : -1;
}

int
page_json(struct page *p, struct str json)
{
	p->reply->type = "application/json";
	buf_add(&p->reply->body, json);
	return 200;
}

void
page_day(struct page *p, const char *field, struct str typed, struct day *day)
{
	if (!day_typed(typed, day))
		problem_add(&p->problems, str_z(field), T("Write the day with "
		    "the whole year, like 2026-07-06."));
}

void
page_query_day(struct page *p, const char *name, struct str *typed,
    struct day *day)
{
	*typed = req_query(p->req, name);
	if (typed->len == 0)
		*typed = day_text(p->arena, *day);
	page_day(p, name, *typed, day);
}
