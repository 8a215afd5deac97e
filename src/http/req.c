/* SPDX-License-Identifier: Apache-2.0 */
#include "http/req.h"

#include <strings.h>

#include "base/arena.h"
#include "http/form.h"

static struct str
pair_find(const struct pair *p, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_is(p[i].name, name))
			return p[i].value;
	return STR_NONE;
}

struct str
req_header(const struct req *q, const char *lower_case_name)
{
	return pair_find(q->headers, q->headers_n, lower_case_name);
}

struct str
req_cookie(const struct req *q, const char *name)
{
	return pair_find(q->cookies, q->cookies_n, name);
}

struct str
req_query(const struct req *q, const char *name)
{
	return pair_find(q->query, q->query_n, name);
}

struct str
req_field(const struct req *q, const char *name)
{
	return pair_find(q->form, q->form_n, name);
}

bool
req_has_field(const struct req *q, const char *name)
{
	struct str value;

	return req_field_at(q, name, 0, &value);
}

bool
req_field_at(const struct req *q, const char *name, size_t i, struct str *out)
{
	size_t at;

	for (at = 0; at < q->form_n; at++)
		if (str_is(q->form[at].name, name) && i-- == 0) {
			*out = q->form[at].value;
			return true;
		}
	return false;
}

void
req_parse_head(struct req *q)
{
	struct str query = q->target;
	struct pair *pairs;
	size_t i;

	str_cut(&query, '?');
	q->path = form_path(q->arena, q->target);
	q->query_n = q->cookies_n = 0;
	if (form_parse(q->arena, query, QUERY_MAX, &pairs, &q->query_n)) {
		for (i = 0; i < q->query_n; i++)
			q->query[i] = pairs[i];
	} else {
		q->bad_form = true;
	}
	for (i = 0; i < q->headers_n; i++)
		if (str_is(q->headers[i].name, "cookie"))
			form_cookies(q->arena, q->headers[i].value, q->cookies,
			    COOKIES_MAX, &q->cookies_n);
}

/* Nothing is said (a body made by hand) or it is an urlencoded form. */
static bool
is_form(const struct req *q)
{
	struct str type = req_header(q, "content-type"), head;

	head = str_trim(str_cut(&type, ';'));
	return head.len == 0 || (head.len == 33 && strncasecmp(head.at,
	    "application/x-www-form-urlencoded", 33) == 0);
}

void
req_parse_form(struct req *q)
{
	q->form = NULL;
	q->form_n = 0;
	if (q->method == METHOD_POST && is_form(q) &&
	    !form_parse(q->arena, q->body, FIELDS_MAX, &q->form, &q->form_n))
		q->bad_form = true;
}

void
req_parse(struct req *q)
{
	q->bad_form = false;
	req_parse_head(q);
	req_parse_form(q);
}
