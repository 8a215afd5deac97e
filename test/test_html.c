/* SPDX-License-Identifier: Apache-2.0 */
#define TEST_MAIN
#include "test.h"

#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/random.h"
#include "golden.h"
#include "html/html.h"

#define GOLDEN "test/golden/mkview/"

static char build[200] = "build";	/* where this program was built */

/* 2 March 2026 at 23:20 in Oslo, a Monday */
#define NOW INT64_C(1772490000)

static struct buf page;
static struct out out;

static struct out *
fresh(enum lang lang)
{
	page = buf_new(test_arena, 1024 * 1024);
	out = (struct out){ .buf = &page, .arena = test_arena, .lang = lang,
	    .zone = zone_find(S("Europe/Oslo")), .now = NOW,
	    .csrf = S("token") };
	return &out;
}

static struct str
put(enum html_pos pos, struct html_arg a)
{
	html_put(fresh(LANG_EN), pos, a);
	return buf_str(&page);
}
#define PUT(pos, x) put((pos), HTML_A(x))

/* --- escapes -------------------------------------------------------------- */

static const char *const evil[] = {
	"<script>alert(1)</script>", "\"><script>alert(1)</script>",
	"' onmouseover='alert(1)", "\" onfocus=alert(1) autofocus=\"",
	"</textarea><img src=x onerror=alert(1)>", "</title><svg onload=a()>",
	"javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)",
	"data:text/html,<script>alert(1)</script>", "//evil.example/",
	"/\\evil.example", "https://evil.example", "\\\"><b>", "&lt;b&gt;",
	"&#106;avascript:alert(1)", "<!--", "-->", "]]>", "{{7*7}}", "${7*7}",
	"%3Cscript%3E", "..", "../../admin", "?x=1&y=2#z", "a b", "%1 %2",
	"\xe2\x80\xa8", "\xc3\xb8\xf0\x9f\x99\x82", "`onclick=alert(1)`",
	"\r\nSet-Cookie: a=b", "<", ">", "&", "\"", "'",
};
enum { EVILS = sizeof(evil) / sizeof(evil[0]) };

/* Undoes our five entities; what else begins with & is kept. */
static struct str
unescape(struct str s)
{
	static const struct { const char *entity, *is; } list[] = {
		{ "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" },
		{ "&#39;", "'" }, { "&amp;", "&" },
	};
	struct buf b = buf_new(test_arena, 10000);
	size_t i, k;

	for (i = 0; i < s.len; i++) {
		for (k = 0; k < 5; k++)
			if (str_starts(str_sub(s, i, s.len),
			    str_z(list[k].entity)))
				break;
		if (k < 5)
			i += strlen(list[k].entity) - 1;
		buf_add(&b, k < 5 ? str_z(list[k].is) : str_sub(s, i, i + 1));
	}
	return buf_str(&b);
}

static bool
has_any(struct str s, const char *set)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (strchr(set, s.at[i]) != NULL)
			return true;
	return false;
}

TEST(escape_by_position)
{
	static const char unreserved[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~%";
	struct str s;
	size_t i, k;

	for (i = 0; i < EVILS; i++) {
		s = PUT(HTML_TEXT, evil[i]);
		CHECK(!has_any(s, "<>"));
		CHECK_STR(unescape(s), evil[i]);
		s = PUT(HTML_ATTR, evil[i]);
		CHECK(!has_any(s, "<>\"'"));
		CHECK_STR(unescape(s), evil[i]);
		CHECK(str_eq(PUT(HTML_CODE, evil[i]), s));
		s = PUT(HTML_URL_PART, evil[i]);
		CHECK(!str_is(s, "..") && !str_is(s, "."));
		for (k = 0; k < s.len; k++)
			CHECK(strchr(unreserved, s.at[k]) != NULL);
	}
	CHECK_STR(PUT(HTML_URL_PART, S("a/b c~ø")), "a%2Fb%20c~%C3%B8");
	CHECK_STR(PUT(HTML_TEXT, S("\"it's\"")), "\"it's\"");
}

TEST(markup_only_between_tags)
{
	struct html h = { S("<b>1</b>") };

	CHECK_STR(PUT(HTML_TEXT, h), "<b>1</b>");
	CHECK_STR(PUT(HTML_ATTR, h), "&lt;b&gt;1&lt;/b&gt;");
	CHECK_STR(PUT(HTML_URL_PART, h), "%3Cb%3E1%3C%2Fb%3E");
	CHECK_STR(PUT(HTML_URL, url_str(test_arena, "/a?x=%s", S("1&2"))),
	    "/a?x=1%262");
	CHECK_STR(PUT(HTML_URL, url_lit("/a?x=1&y=2")), "/a?x=1&amp;y=2");
	CHECK_STR(PUT(HTML_URL_PART, url_lit("/a?b")), "%2Fa%3Fb");
}

TEST(values)
{
	struct id id = { { 0xab } };

	CHECK_STR(PUT(HTML_TEXT, 5), "5");
	CHECK_STR(PUT(HTML_TEXT, -5L), "-5");
	CHECK_STR(PUT(HTML_TEXT, (size_t)7), "7");
	CHECK_STR(PUT(HTML_TEXT, INT64_MIN), "-9223372036854775808");
	CHECK_STR(PUT(HTML_ATTR, id), "ab000000000000000000000000000000");
	CHECK_STR(PUT(HTML_TEXT, (const char *)NULL), "");
	CHECK_STR(PUT(HTML_TEXT, ((struct msg){ NULL })), "");
	CHECK_STR(PUT(HTML_TEXT, DAY_NONE), "");
	CHECK_STR(PUT(HTML_CODE, DAY_NONE), "");
	CHECK_STR(PUT(HTML_TEXT, ((struct moment){ 0 })), "");
	CHECK_STR(PUT(HTML_CODE, day_of(2026, 3, 3)), "2026-03-03");
	CHECK_STR(PUT(HTML_CODE, moment_of(NOW)), "2026-03-02T23:20");
	CHECK_STR(PUT(HTML_URL_PART, moment_of(NOW)), "2026-03-02T23%3A20");
}

TEST(real_numbers)
{
	struct out *o = fresh(LANG_NB);

	CHECK_STR(out_real(o, 3.5), "3,5");
	CHECK_STR(out_real(o, -3.25), "-3,25");
	CHECK_STR(out_real(o, 100), "100");
	CHECK_STR(out_real(o, 0), "0");
	CHECK_STR(out_real(o, -0.001), "0");
	CHECK_STR(out_real(o, 2.0 / 3), "0,67");
	CHECK_STR(out_real(o, (double)NAN), "–");
	CHECK_STR(out_real(fresh(LANG_EN), 3.5), "3.5");
	html_put(fresh(LANG_NB), HTML_CODE, HTML_A(3.5));
	CHECK_STR(buf_str(&page), "3.5");
}

TEST(form_fields)
{
	struct out *o = fresh(LANG_EN);
	struct str first;

	o->csrf = S("a\"b");
	o->sid = S("0123");
	html_form_fields(o);
	CHECK_STR(buf_str(&page), "<input type=\"hidden\" name=\"csrf\" "
	    "value=\"a&quot;b\"><input type=\"hidden\" name=\"sid\" "
	    "value=\"0123\">");
	/* The next form has one of its own. */
	page.len = 0;
	html_form_fields(o);
	first = str_copy(test_arena, buf_str(&page));
	CHECK(first.len > 32 && str_ends(first, S("\">")));
	CHECK(!has_any(str_sub(first, first.len - 34, first.len - 2),
	    "ghijklmnopqrstuvwxyz<>\"="));
	page.len = 0;
	html_form_fields(o);
	CHECK(!str_eq(first, buf_str(&page)));
}

TEST(addresses)
{
	struct arena *a = test_arena;
	struct id id = { { 1 } }, two = { { 2 } };

	CHECK_STR(url_id(a, "/p/%s/m", id).s,
	    "/p/01000000000000000000000000000000/m");
	CHECK_STR(url_id2(a, "/p/%s/h/%s", id, two).s,
	    "/p/01000000000000000000000000000000/h/"
	    "02000000000000000000000000000000");
	CHECK_STR(url_id_str(a, "/p/%s?x=%s", id, S("å/&")).s,
	    "/p/01000000000000000000000000000000?x=%C3%A5%2F%26");
	CHECK_STR(url_str(a, "/a/%s", S("..")).s, "/a/_");
	CHECK_STR(url_tel(a, S("+47 22 33 (44) 55;ext=1")).s,
	    "tel:+4722334455" "1");
	CHECK_STR(url_phone_in(S("Per, bror, 922 33 444 (kveld)")),
	    "922 33 444");
	CHECK_STR(url_phone_in(S("Hanne +47 400 00 113")), "+47 400 00 113");
	CHECK_STR(url_phone_in(S("kl 8 - 113")), "113");
	CHECK_STR(url_phone_in(S("116117")), "116117");
	CHECK_STR(url_phone_in(S("Min søster - hun er 42")), "");
	CHECK_STR(url_phone_in(S("12345678901234567890")), "");
	CHECK_STR(url_phone_in(S("")), "");
	CHECK_STR(url_tel(a, S("116 117")).s, "tel:116117");
}

/* --- texts ---------------------------------------------------------------- */

TEST(texts)
{
	struct html_arg args[] = { HTML_A("<1>"), HTML_A(2) };
	struct out *o = fresh(LANG_EN);

	CHECK_STR(lang_text(LANG_NB, "Help now"), "Hjelp nå");
	CHECK_STR(lang_text(LANG_EN, "Help now"), "Help now");
	CHECK_STR(lang_text(LANG_NB, "Nobody translated this"),
	    "Nobody translated this");
	html_tr(o, HTML_TEXT, "%2 & %1%% %3 %", args, 2);
	CHECK_STR(buf_str(&page), "2 &amp; &lt;1&gt;%%  %");
	html_tr(fresh(LANG_NB), HTML_ATTR, "born %1", args, 1);
	CHECK_STR(buf_str(&page), "født &lt;1&gt;");
	/* Plain: escaped once, where it is put. */
	CHECK_STR(out_tr1(o, "born %1", "<1>"), "født <1>");
	CHECK_STR(out_tr2(o, "%2-%1", 1, MSG("Help now")), "Hjelp nå-1");
	CHECK_STR(out_tr(o, "Saved."), "Lagret.");
	html_put(fresh(LANG_NB), HTML_ATTR, HTML_A(MSG("Help now")));
	CHECK_STR(buf_str(&page), "Hjelp nå");
	html_put(fresh(LANG_NB), HTML_URL_PART, HTML_A(MSG("Help now")));
	CHECK_STR(buf_str(&page), "Hjelp%20n%C3%A5");
}

TEST(plurals)
{
	struct html_arg name = HTML_A("<x>");
	struct out *o;

	o = fresh(LANG_NB);
	CHECK_STR(out_trn(o, TN("One thing needs another look",
	    "%1 things need another look"), 1),
	    "Én ting må ses på en gang til");
	CHECK_STR(out_trn(o, TN("One thing needs another look",
	    "%1 things need another look"), 0), "0 ting må ses på en gang til");
	o = fresh(LANG_EN);
	html_trn(o, HTML_TEXT, TN("%1 of %2", "%1s of %2"), 1, &name, 1);
	html_trn(o, HTML_TEXT, TN("%1 of %2", "%1s of %2"), -2, &name, 1);
	CHECK_STR(buf_str(&page), "1 of &lt;x&gt;-2s of &lt;x&gt;");
}

TEST(languages)
{
	enum lang l = LANG_EN;

	CHECK(lang_parse(S("nb"), &l) && l == LANG_NB);
	CHECK(!lang_parse(S("NB"), &l) && !lang_parse(S(""), &l));
	CHECK_STR(str_z(lang_tag(LANG_NB)), "nb");
	CHECK(lang_negotiate(S("nb-NO,nb;q=0.9,en;q=0.8"), LANG_EN) == LANG_NB);
	CHECK(lang_negotiate(S("en-GB,en;q=0.9"), LANG_NB) == LANG_EN);
	CHECK(lang_negotiate(S("en;q=0.7, nn"), LANG_EN) == LANG_NB);
	CHECK(lang_negotiate(S("NO"), LANG_EN) == LANG_NB);
	CHECK(lang_negotiate(S("de,fr;q=0.5,*;q=0.1"), LANG_NB) == LANG_NB);
	CHECK(lang_negotiate(S("nb;q=0, en;q=0.1"), LANG_NB) == LANG_EN);
	CHECK(lang_negotiate(S(""), LANG_NB) == LANG_NB);
	CHECK(lang_negotiate(S(";;;,,=q;q=,nb;q=x"), LANG_EN) == LANG_EN);
	CHECK(lang_negotiate(S("nbx,e"), LANG_NB) == LANG_NB);
}

#include "html_dates.h"

/* --- Markdown ------------------------------------------------------------- */

static struct str
markdown(const char *text)
{
	return html_markdown(test_arena, str_z(text)).s;
}

TEST(markdown_shape)
{
	CHECK_STR(markdown("# One\n\n## Two\n\n###### Six\n"),
	    "<h2>One</h2>\n<h3>Two</h3>\n<h6>Six</h6>\n");
	CHECK_STR(markdown("*a* **b** `c`"),
	    "<p><em>a</em> <strong>b</strong> <code>c</code></p>\n");
	CHECK_STR(markdown("- a\n- b\n"),
	    "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
	CHECK_STR(markdown(""), "");
	CHECK_STR(markdown("a & b < c \"d\""),
	    "<p>a &amp; b &lt; c &quot;d&quot;</p>\n");
	CHECK_STR(markdown("bl\xff"), "<p>bl\xef\xbf\xbd</p>\n");
}

TEST(markdown_links)
{
	CHECK_STR(markdown("[a](https://helsenorge.no) [b](/help) [c](#d)"),
	    "<p><a href=\"https://helsenorge.no\">a</a> <a href=\"/help\">b</a>"
	    " <a href=\"#d\">c</a></p>\n");
	CHECK_STR(markdown("[a](tel:113) [b](MAILTO:x@y.no)"),
	    "<p><a href=\"tel:113\">a</a> "
	    "<a href=\"MAILTO:x@y.no\">b</a></p>\n");
	CHECK_STR(markdown("[a *b*](javascript:x) [c](http://x.no)"),
	    "<p>a <em>b</em> c</p>\n");
	CHECK_STR(markdown("[a](//evil.no) [b](/\\evil.no) "
	    "[c](data:text/html,x)"),
	    "<p>a b c</p>\n");
	CHECK_STR(markdown("<https://a.no> <javascript:x>"),
	    "<p><a href=\"https://a.no\">https://a.no</a> javascript:x</p>\n");
	CHECK_STR(markdown("[a][r]\n\n[r]: java&#115;cript:x 'y'"),
	    "<p>a</p>\n");
	CHECK_STR(markdown("![alt](/media/a.png) ![out](https://x.no/a.png)"),
	    "<p><img src=\"/media/a.png\" alt=\"alt\" /> out</p>\n");
	CHECK_STR(markdown("[![x](http://x.no/a.png)](javascript:y)"),
	    "<p>x</p>\n");
}

TEST(markdown_no_html)
{
	struct str s = markdown("<script>alert(1)</script>\n\n"
	    "a <b onclick=x>c</b> <!-- d -->\n\n<div>\n*e*\n</div>\n\n"
	    "<style>x</style>\n");
	size_t i;

	CHECK_STR(s, "<p>&lt;script&gt;alert(1)&lt;/script&gt;\n</p>\n"
	    "<p>a &lt;b onclick=x&gt;c&lt;/b&gt; &lt;!-- d --&gt;</p>\n"
	    "<p>&lt;div&gt;\n*e*\n&lt;/div&gt;\n</p>\n"
	    "<p>&lt;style&gt;x&lt;/style&gt;\n</p>\n");
	for (i = 0; i < EVILS; i++) {
		s = markdown(evil[i]);
		CHECK(memmem(s.at, s.len, "<script", 7) == NULL &&
		    memmem(s.at, s.len, "<img", 4) == NULL &&
		    memmem(s.at, s.len, "<svg", 4) == NULL);
	}
}

/* Any soup of Markdown and HTML: no tag but those cmark makes. */
TEST(markdown_soup)
{
	static const char *const bits[] = { "[", "](", ")", "<", ">", "a",
	    "![", "javascript:", "https://x", "\n", "\n\n", "# ", "> ", "- ",
	    "*", "`", "<b", " onclick=\"", "\"", "&lt;", "\\", "    ", "<!--",
	    "/", "<script>", "```", "]: ", "tel:", "&#x6a;" };
	static const char *const tags[] = { "p", "h2", "h3", "ul", "ol", "li",
	    "em", "strong", "code", "pre", "blockquote", "a", "img", "br",
	    "hr" };
	struct prng r = prng_seed(11);
	int i, n;

	for (i = 0; i < 3000; i++) {
		struct buf b = buf_new(test_arena, 10000);
		struct str s;

		for (n = 0; n < 25; n++)
			buf_add_z(&b, bits[prng_below(&r,
			    sizeof(bits) / sizeof(bits[0]))]);
		s = html_markdown(test_arena, buf_str(&b)).s;
		CHECK(memmem(s.at, s.len, "href=\"javascript", 16) == NULL);
		for (; s.len > 0; s = str_sub(s, 1, s.len)) {
			size_t k, len;

			if (s.at[0] != '<')
				continue;
			s = str_sub(s, s.len > 1 && s.at[1] == '/' ? 2 : 1,
			    s.len);
			for (len = 0; len < s.len &&
			    strchr(" />", s.at[len]) == NULL; len++)
				;
			for (k = 0; k < sizeof(tags) / sizeof(tags[0]); k++)
				if (str_is(str_sub(s, 0, len), tags[k]))
					break;
			CHECK(k < sizeof(tags) / sizeof(tags[0]));
		}
	}
}

/* A full arena jumps out of cmark, and nothing is left behind (ASan). */
TEST(markdown_in_a_small_arena)
{
	struct arena *a = arena_new(64 * 1024);
	struct buf b = buf_new(test_arena, 200000);
	volatile int jumped = 0;
	jmp_buf full;
	int i;

	for (i = 0; i < 10000; i++)
		buf_add(&b, S("*a* [b](/c)\n\n"));
	arena_on_full(a, &full);
	if (setjmp(full) == 0)
		html_markdown(a, buf_str(&b));
	else
		jumped = 1;
	CHECK(jumped == 1);
	arena_free(a);
}

/* --- the compiler --------------------------------------------------------- */

static void
golden(const char *name, struct str text)
{
	golden_file(str_fmt(test_arena, GOLDEN "%s.txt", name).at, text);
}

/* A scratch folder of this process in the build folder. */
static const char *
scratch(const char *name)
{
	return str_fmt(test_arena, "%s/test/html.tmp/%s", build, name).at;
}

static int
mkview(const char *view, struct str *text)
{
	const char *const argv[] = { str_fmt(test_arena, "%s/tools/mkview",
	    build).at, "-o", scratch("views"), str_fmt(test_arena,
	    GOLDEN "%s.html", view).at, NULL };

	return run(argv, text);
}

TEST(mkview_refuses)
{
	static const char *const names[] = { "words", "tags", "holes",
	    "blocks", "expr", "open" };
	struct str text;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		CHECK_INT(mkview(names[i], &text), 1);
		golden(names[i], text);
	}
}

TEST(mkview_writes)
{
	struct str text;

	CHECK_INT(mkview("fine", &text), 0);
	CHECK_STR(text, "");
	golden("fine.c", file_text(scratch("views.c")));
	golden("fine.h", file_text(scratch("views.h")));
}

/* What must not compile does not, and the error names the view's line. */
TEST(mkview_types)
{
	const char *const argv[] = { "gcc", "-std=gnu2x", "-fsyntax-only",
	    "-D_GNU_SOURCE", "-Isrc", scratch("views.c"), NULL };
	static const char *const lines[] = { "3", "4", "5", "6", "7" };
	struct str text;
	size_t i;

	CHECK_INT(mkview("types", &text), 0);
	CHECK_STR(text, "");
	CHECK_INT(run(argv, &text), 1);
	for (i = 0; i < 5; i++) {
		struct str want = str_fmt(test_arena,
		    "types.html:%s:", lines[i]);

		CHECK(memmem(text.at, text.len, want.at, want.len) != NULL);
	}
	CHECK(memmem(text.at, text.len, "types.html:2:", 13) == NULL);
}

#ifdef __SANITIZE_ADDRESS__
#define SANITIZE "-fsanitize=address,undefined"
#else
#define SANITIZE "-O1"
#endif

TEST(mkview_runs)
{
	const char *const build_it[] = { "gcc", "-std=gnu2x", SANITIZE,
	    "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow",
	    "-Werror", "-D_GNU_SOURCE", "-Isrc",
	    str_fmt(test_arena, "-I%s", scratch("")).at, "-o", scratch("run"),
	    GOLDEN "run.c", scratch("views.c"), "-Wl,--start-group",
	    str_fmt(test_arena, "%s/html.a", build).at,
	    str_fmt(test_arena, "%s/base.a", build).at, "-Wl,--end-group",
	    str_fmt(test_arena, "%s/obj/embed_lang.o", build).at, "-lcmark",
	    "-pthread", strstr(build, "cover") != NULL ? "-lgcov" : "-lm",
	    NULL };
	const char *const run_it[] = { scratch("run"), NULL };
	struct str text;

	CHECK_INT(mkview("run", &text), 0);
	CHECK_STR(text, "");
	CHECK_INT(run(build_it, &text), 0);
	CHECK_STR(text, "");
	CHECK_INT(run(run_it, &text), 0);
	golden("run", text);
}

TEST(embed_refuses)
{
	const char *const argv[] = { str_fmt(test_arena, "%s/tools/embed",
	    build).at, "-po", "-o", scratch("lang.c"), GOLDEN "nb.one.po",
	    GOLDEN "nb.two.po", GOLDEN "xx.po", NULL };
	struct str text;

	CHECK_INT(run(argv, &text), 1);
	golden("embed", text);
	CHECK(access(scratch("lang.c"), F_OK) != 0);
}

int
main(int argc, char **argv)
{
	const char *slash = strstr(argv[0], "/test/test_html");
	char folder[300];

	if (slash != NULL)
		snprintf(build, sizeof(build), "%.*s",
		    (int)(slash - argv[0]), argv[0]);
	snprintf(folder, sizeof(folder), "%s/test/html.tmp", build);
	mkdir(folder, 0777);
	return test_run("html", argc, argv);
}
