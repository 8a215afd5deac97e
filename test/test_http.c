/* SPDX-License-Identifier: Apache-2.0 */
/* Forms, cookies, replies, assets; the server's wire is http_wire.h. */
#define TEST_MAIN
#include "test.h"

#include "http/assets.h"
#include "http/form.h"
#include "http/page.h"
#include "http/req.h"
#include "http_wire.h"

static struct req
req_of(const char *target, const char *cookie, struct str body)
{
	struct req q = { .arena = test_arena, .method = METHOD_POST,
	    .target = str_z(target), .body = body };

	if (cookie != NULL)
		q.headers[q.headers_n++] =
		    (struct pair){ S("cookie"), str_z(cookie) };
	req_parse(&q);
	return q;
}

TEST(paths)
{
	static const struct {
		const char *target, *path;
	} t[] = {
		{ "/", "/" }, { "/a/b?c=d", "/a/b" }, { "/a%20b", "/a b" },
		{ "/a+b", "/a+b" }, { "/%C3%A5", "/\xc3\xa5" },
		{ "/a%2520", "/a%20" }, { "/a/", "/a/" }, { "/...", "/..." },
		{ "/.a/a..", "/.a/a.." }, { "/?a=%00", "/" },
		/* not ours */
		{ "", "" }, { "a", "" }, { "//", "" }, { "/a//b", "" },
		{ "//host/a", "" }, { "/a/../b", "" }, { "/a/..", "" },
		{ "/..", "" }, { "/.", "" }, { "/a/./b", "" }, { "/a/.", "" },
		{ "/%2e%2e/a", "" }, { "/a/%2E", "" }, { "/a%2fb", "" },
		{ "/a%2Fb", "" }, { "/a%5cb", "" }, { "/a\\b", "" },
		{ "/a%00", "" }, { "/a%0a", "" }, { "/a%09", "" },
		{ "/a%7f", "" }, { "/a%c2%85", "" }, { "/%", "" },
		{ "/%4", "" }, { "/%zz", "" }, { "/%ff", "" },
		{ "/%c0%af", "" }, { "/%ed%a0%80", "" },
	};
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++)
		CHECK_STR(form_path(test_arena, str_z(t[i].target)),
		    t[i].path);
}

TEST(fields)
{
	struct req q = req_of("/a?x=1&y=%26", NULL,
	    S("a=1&b=two+words&c=%C3%A5%E2%82%AC&a=2&&d&=e&a=%263&f=g%3Dh=i"));
	struct str v;

	CHECK(!q.bad_form);
	CHECK_INT(q.form_n, 8);
	CHECK_STR(req_field(&q, "a"), "1");
	CHECK(req_field_at(&q, "a", 1, &v) && str_is(v, "2"));
	CHECK(req_field_at(&q, "a", 2, &v) && str_is(v, "&3"));
	CHECK(!req_field_at(&q, "a", 3, &v));
	CHECK_STR(req_field(&q, "b"), "two words");
	CHECK_STR(req_field(&q, "c"), "\xc3\xa5\xe2\x82\xac");
	CHECK(req_has_field(&q, "d") && req_field(&q, "d").len == 0);
	CHECK_STR(req_field(&q, ""), "e");
	CHECK_STR(req_field(&q, "f"), "g=h=i");
	CHECK(!req_has_field(&q, "z") && req_field(&q, "z").len == 0);
	CHECK_STR(req_query(&q, "x"), "1");
	CHECK_STR(req_query(&q, "y"), "&");
	CHECK_INT(req_field(&q, "b").at[9], 0);
}

TEST(lines)
{
	struct req q = req_of("/", NULL,
	    S("t=a%0D%0Ab%0Dc%0Ad%09%0D%0A%0D&u=%0D%0D%0A%0A"));

	CHECK_STR(req_field(&q, "t"), "a\nb\nc\nd\t\n\n");
	CHECK_STR(req_field(&q, "u"), "\n\n\n");
}

TEST(bad_forms)
{
	static const char *const bad[] = { "a=%", "a=%1", "a=%g0", "a=%0g",
	    "%=1", "a=%00", "%00=a", "a=%01", "a=%1b", "a=%7f", "a=\x01",
	    "a=%c2%80", "a=%c2%9f", "a=%ff", "a=\xff", "a=%c3", "a=%c0%80",
	    "a=%e0%80%80", "a=%ed%a0%80", "a=%f4%90%80%80", "a=%f8%88%80%80",
	    "ok=1&b=%0b" };
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct req q = req_of("/", NULL, str_z(bad[i]));

		CHECK(q.bad_form);
		CHECK_INT(q.form_n, 0);
	}
	CHECK(!req_of("/", NULL, S("a=%c2%a0&b=%f4%8f%bf%bf")).bad_form);
	CHECK(!req_of("/", NULL, S("")).bad_form);
	CHECK(!req_of("/", NULL, S("&&&")).bad_form);
	CHECK(req_of("/?a=%ff", NULL, S("b=1")).bad_form);
	CHECK_INT(req_of("/?a=%ff", NULL, S("b=1")).form_n, 1);
}

static struct str
many(size_t n, const char *one)
{
	struct buf b = buf_new(test_arena, 1 << 20);

	while (n-- > 0)
		buf_add_z(&b, one);
	return buf_str(&b);
}

TEST(bounds)
{
	struct req q = req_of("/", NULL, many(FIELDS_MAX, "&a=1"));

	CHECK(!q.bad_form);
	CHECK_INT(q.form_n, FIELDS_MAX);
	CHECK(req_of("/", NULL, many(FIELDS_MAX + 1, "a&")).bad_form);
	CHECK(!req_of("/", NULL, many(FORM_BODY_MAX / 2, "&&")).bad_form);
	q = req_of(str_fmt(test_arena, "/?%.*s",
	    STR(many(QUERY_MAX, "a&"))).at, NULL, S(""));
	CHECK(!q.bad_form);
	CHECK_INT(q.query_n, QUERY_MAX);
	CHECK(req_of(str_fmt(test_arena, "/?%.*s",
	    STR(many(QUERY_MAX + 1, "a&"))).at, NULL, S("")).bad_form);
	CHECK_INT(req_of("/", many(COOKIES_MAX + 5, "a=b;").at, S(""))
	    .cookies_n, COOKIES_MAX);
}

TEST(other_types_are_no_forms)
{
	struct req q = { .arena = test_arena, .method = METHOD_POST,
	    .target = S("/csp"), .body = S("{\"a\":\"%\"}") };

	q.headers[q.headers_n++] = (struct pair){ S("content-type"),
	    S("application/csp-report") };
	req_parse(&q);
	CHECK(!q.bad_form && q.form_n == 0);
	q.headers[0].value = S("Application/X-WWW-Form-Urlencoded ;charset=x");
	req_parse(&q);
	CHECK(q.bad_form);
}

TEST(cookies)
{
	struct req q = req_of("/", " a=1; b = 2 ;c;=d; a=3;e=f=g; h=\"i\";"
	    " __Host-s=abc", S(""));

	CHECK_STR(req_cookie(&q, "a"), "1");
	CHECK_STR(req_cookie(&q, "b"), "2");
	CHECK_STR(req_cookie(&q, "c"), "");
	CHECK_STR(req_cookie(&q, "e"), "f=g");
	CHECK_STR(req_cookie(&q, "h"), "\"i\"");
	CHECK_STR(req_cookie(&q, "s"), "");
	CHECK_STR(req_cookie(&q, "__Host-s"), "abc");
	q = req_of("/", "a=\xff; b=ok", S(""));
	CHECK_STR(req_cookie(&q, "a"), "");
	CHECK_STR(req_cookie(&q, "b"), "ok");
}

TEST(addresses)
{
	struct str s;

	CHECK(form_address(test_arena, S(" 10.0.0.1 "), &s));
	CHECK_STR(s, "10.0.0.1");
	CHECK(form_address(test_arena, S("2001:DB8:0::1"), &s));
	CHECK_STR(s, "2001:db8::1");
	CHECK(form_address(test_arena, S("::ffff:1.2.3.4"), &s));
	CHECK_STR(s, "1.2.3.4");
	CHECK(!form_address(test_arena, S("1.2.3.4:80"), &s));
	CHECK(!form_address(test_arena, S("unknown"), &s));
	CHECK(!form_address(test_arena, S(""), &s));
	CHECK(!form_address(test_arena, many(100, "1"), &s));
}

TEST(replies)
{
	struct reply r;

	reply_init(&r, test_arena);
	reply_header(&r, "X-A", S("b\r\nSet-Cookie: evil"));
	CHECK_STR(reply_header_of(&r, "x-a"), "b__Set-Cookie: evil");
	reply_cookie(&r, true, "s", S("abc"), -1);
	CHECK_STR(reply_header_of(&r, "set-cookie"), "__Host-s=abc; Path=/; "
	    "HttpOnly; SameSite=Lax; Secure");
	reply_init(&r, test_arena);
	reply_cookie(&r, false, "s", S("a;b\r"), 0);
	CHECK_STR(reply_header_of(&r, "Set-Cookie"), "s=a_b_; Path=/; "
	    "HttpOnly; SameSite=Lax; Max-Age=0");
	reply_security_headers(&r, true, true);
	CHECK_STR(reply_header_of(&r, "cache-control"), "no-store");
	CHECK(reply_header_of(&r, "strict-transport-security").len > 0);
	CHECK_STR(reply_header_of(&r, "content-security-policy"),
	    "default-src 'none'; style-src 'self'; script-src 'self'; "
	    "img-src 'self'; connect-src 'self'; form-action 'self'; "
	    "manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
	    "report-uri /csp");
	reply_init(&r, test_arena);
	reply_header(&r, "Cache-Control", S("max-age=1"));
	reply_security_headers(&r, false, false);
	CHECK_STR(reply_header_of(&r, "cache-control"), "max-age=1");
	CHECK(reply_header_of(&r, "strict-transport-security").len == 0);
	CHECK_STR(reply_header_of(&r, "referrer-policy"), "no-referrer");
}

TEST(redirects_stay_here)
{
	static const char *const to[][2] = { { "/a?b#c", "/a?b#c" },
	    { "/", "/" }, { "//evil", "/" }, { "/\\evil", "/" },
	    { "http://evil/", "/" }, { "", "/" }, { "a", "/" },
	    { "/a\r\nX: y", "/" }, { "/a b", "/" }, { "/\xc3\xa5", "/" } };
	struct reply r;
	size_t i;

	for (i = 0; i < sizeof(to) / sizeof(to[0]); i++) {
		reply_init(&r, test_arena);
		CHECK_INT(reply_see_other(&r, str_z(to[i][0])), 303);
		CHECK_STR(reply_location(&r), to[i][1]);
	}
}

TEST(pages)
{
	struct req q = { .method = METHOD_GET };
	struct reply r;
	struct page p = { .req = &q, .reply = &r };

	reply_init(&r, test_arena);
	CHECK_INT(page_ok(&p), 200);
	CHECK(str_is(str_z(r.type), "text/html; charset=utf-8"));
	CHECK_INT(page_not_found(&p), 404);
	CHECK_INT(page_again(&p), 422);
	CHECK_INT(page_conflict(&p), 409);
	CHECK_INT(page_wrong_method(&p), 405);
	CHECK_STR(reply_header_of(&r, "allow"), "POST");
	CHECK_INT(page_go(&p, (struct url){ S("/x") }), 303);
	CHECK_STR(reply_location(&r), "/x");
	CHECK_INT(page_json(&p, S("{}")), 200);
	CHECK_STR(buf_str(&r.body), "{}");
}

static struct reply
asset_get(struct str path, const char *header, const char *value)
{
	struct req q = { .arena = test_arena, .method = METHOD_GET,
	    .path = path };
	struct reply r;

	q.headers[q.headers_n++] =
	    (struct pair){ str_z(header), str_z(value) };
	reply_init(&r, test_arena);
	CHECK(asset_serve(&q, &r));
	return r;
}

TEST(assets)
{
	struct str css = asset_url(test_arena, "site.css").s;
	struct str icon = S("/favicon.ico");
	struct req q = { .arena = test_arena, .path = S("/ab") };
	struct reply r;

	CHECK(str_starts(css, S("/a/")) && str_ends(css, S("/site.css")));
	CHECK_INT(css.len, 3 + 16 + 9);
	r = asset_get(css, "accept-encoding", "gzip, deflate, br");
	CHECK(r.status == 200 && r.asset != NULL);
	CHECK_STR(str_z(r.asset_encoding), "br");
	r = asset_get(css, "accept-encoding", "gzip;q=1, br;q=0.000");
	CHECK_STR(str_z(r.asset_encoding), "gzip");
	r = asset_get(css, "accept-encoding", "identity, brr, x-gzip");
	CHECK(r.asset_encoding == NULL && r.status == 200);
	r = asset_get(css, "if-none-match", str_fmt(test_arena, "\"x\", W/%.*s",
	    STR(r.asset->etag[ASSET_PLAIN])).at);
	CHECK_INT(r.status, 304);
	r = asset_get(css, "if-none-match", "\"0000000000000000\"");
	CHECK_INT(r.status, 200);
	r = asset_get(S("/a/0000000000000000/site.css"), "a", "");
	CHECK(r.status == 404 && r.asset == NULL);
	CHECK_INT(asset_get(S("/a/"), "a", "").status, 404);
	CHECK_INT(asset_get(asset_url(test_arena, "none").s, "a", "").status,
	    404);
	r = asset_get(icon, "a", "");
	CHECK(r.status == 200 && r.asset != NULL);
	CHECK(!asset_serve(&q, &r));
}

int
main(int argc, char **argv)
{
	return test_run("http", argc, argv);
}
