/* SPDX-License-Identifier: Apache-2.0 */
/*
 * clang -fsanitize=fuzzer,address,undefined: target, Cookie header and body
 * of one request, parted by newlines.  What comes out must keep what form.h
 * promises.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "http/form.h"
#include "http/req.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
must(bool ok)
{
	if (!ok)
		abort();
}

static void
text_must(struct str s, bool lines)
{
	size_t i;

	must(str_utf8_valid(s) && s.at[s.len] == '\0');
	for (i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		must(c >= 0x20 || c == '\n' || c == '\t' ||
		    (c == '\r' && !lines));
		must(c != 0x7f);
	}
}

static void
path_must(struct str p)
{
	if (p.len == 0)
		return;
	text_must(p, false);
	must(p.at[0] == '/');
	must(memmem(p.at, p.len, "//", 2) == NULL);
	must(memmem(p.at, p.len, "/../", 4) == NULL);
	must(memmem(p.at, p.len, "/./", 3) == NULL);
	must(!str_ends(p, S("/..")) && !str_ends(p, S("/.")));
	must(memchr(p.at, '\\', p.len) == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new(REQ_ARENA_MAX);
	struct req *q = arena_one(a, struct req);
	struct str rest = { (const char *)data, n }, address;
	size_t i;

	q->arena = a;
	q->method = METHOD_POST;
	q->target = str_cut(&rest, '\n');
	q->headers[0] = (struct pair){ S("cookie"), str_cut(&rest, '\n') };
	q->headers_n = 1;
	q->body = rest;
	req_parse(q);
	path_must(q->path);
	must(q->query_n <= QUERY_MAX && q->form_n <= FIELDS_MAX);
	for (i = 0; i < q->query_n; i++) {
		text_must(q->query[i].name, false);
		text_must(q->query[i].value, true);
	}
	for (i = 0; i < q->form_n; i++) {
		text_must(q->form[i].name, false);
		text_must(q->form[i].value, true);
	}
	for (i = 0; i < q->cookies_n; i++) {
		text_must(q->cookies[i].name, false);
		text_must(q->cookies[i].value, false);
	}
	if (form_address(a, q->target, &address))
		text_must(address, true);
	arena_free(a);
	return 0;
}
