/* SPDX-License-Identifier: Apache-2.0 */
/* Calls the views of run.html; test/test_html.c compares what comes out. */
#include <stdio.h>

#include "base/arena.h"
#include "views.h"

int
main(void)
{
	struct arena *a = arena_new(1024 * 1024);
	struct buf b = buf_new(a, 100000);
	struct out o = { .buf = &b, .arena = a, .now = 1772490000,
	    .zone = zone_find(S("Europe/Oslo")), .csrf = S("c\"c"),
	    .sid = S("first") };
	struct str evil = S("a&b<c>\"d'/?#%1 ø");
	struct id id = { { 1, 2, 3 } };

	for (o.lang = LANG_EN; o.lang < LANG_N; o.lang++) {
		view_place(&o, evil, url_str(a, "/x/%s", evil),
		    html_markdown(a, S("*1*")));
		buf_add_c(&b, '\n');
		view_kinds(&o, 3, id, day_of(2026, 3, 3),
		    (struct moment){ 1772490000 - 3600 });
		buf_add_c(&b, '\n');
	}
	view_form(&o, url_lit("/save"));
	printf("%.*s\n", STR(buf_str(&b)));
	arena_free(a);
	return 0;
}
