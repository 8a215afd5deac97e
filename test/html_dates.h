/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Of test_html.c: dates and times in words. */

static int64_t
oslo(int y, int m, int d, int hour, int minute)
{
	return zone_moment(zone_find(S("Europe/Oslo")), day_of(y, m, d),
	    hour * 60 + minute);
}

TEST(dates_full)
{
	int64_t at = oslo(2026, 3, 3, 14, 30);

	CHECK_STR(out_moment_full(fresh(LANG_NB), at),
	    "tirsdag 3. mars 2026 kl.\u00a014.30");
	CHECK_STR(out_moment_full(fresh(LANG_EN), at),
	    "Tuesday 3 March 2026 at 14:30");
	CHECK_STR(out_day(fresh(LANG_NB), day_of(2026, 5, 17)),
	    "søndag 17. mai");
	CHECK_STR(out_day(fresh(LANG_EN), day_of(2027, 1, 1)),
	    "Friday 1 January 2027");
	CHECK_STR(out_day_full(fresh(LANG_NB), day_of(2026, 5, 17)),
	    "søndag 17. mai 2026");
	CHECK_STR(out_moment_long(fresh(LANG_EN), at),
	    "Tuesday 3 March at 14:30");
	CHECK_STR(out_day_short(fresh(LANG_NB), day_of(2026, 10, 1)),
	    "1. okt.");
	CHECK_STR(out_day_short(fresh(LANG_EN), day_of(2026, 3, 3)), "3 Mar");
	CHECK_STR(out_clock(fresh(LANG_NB), oslo(2026, 3, 3, 9, 5)), "09.05");
	CHECK_STR(out_weekday(fresh(LANG_EN), 7), "Sunday");
	CHECK_STR(out_iso(fresh(LANG_EN), at), "2026-03-03T14:30");
}

TEST(dates_near)
{
	static const struct { int m, d, hour; const char *nb, *en; } rows[] = {
		{ 3, 2, 19, "i dag kl.\u00a019.30", "today at 19:30" },
		{ 3, 3, 0, "i morgen kl.\u00a000.30", "tomorrow at 00:30" },
		{ 3, 1, 23, "i går kl.\u00a023.30", "yesterday at 23:30" },
		{ 2, 28, 8, "lørdag kl.\u00a008.30", "Saturday at 08:30" },
		{ 2, 24, 8, "tirsdag kl.\u00a008.30", "Tuesday at 08:30" },
		{ 2, 23, 8, "23. februar", "23 February" },
		{ 3, 8, 8, "søndag kl.\u00a008.30", "Sunday at 08:30" },
		{ 3, 9, 8, "9. mars", "9 March" },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t at = oslo(2026, rows[i].m, rows[i].d, rows[i].hour, 30);

		CHECK_STR(out_moment(fresh(LANG_NB), at), rows[i].nb);
		CHECK_STR(out_moment(fresh(LANG_EN), at), rows[i].en);
	}
	CHECK_STR(out_moment(fresh(LANG_NB), oslo(2025, 12, 31, 12, 0)),
	    "31. desember 2025");
	CHECK_STR(out_moment(fresh(LANG_EN), oslo(2027, 1, 1, 12, 0)),
	    "1 January 2027");
	CHECK_STR(out_since(fresh(LANG_EN), oslo(2026, 3, 2, 9, 0)),
	    "since 09:00");
	CHECK_STR(out_since(fresh(LANG_NB), oslo(2026, 3, 2, 9, 0)),
	    "siden kl.\u00a009.00");
	CHECK_STR(out_since(fresh(LANG_NB), oslo(2026, 3, 1, 9, 0)),
	    "siden i går");
	CHECK_STR(out_since(fresh(LANG_EN), oslo(2026, 2, 24, 9, 0)),
	    "since Tuesday");
	CHECK_STR(out_since(fresh(LANG_EN), oslo(2026, 2, 2, 9, 0)),
	    "since 2 February");
}

TEST(moment_markup)
{
	struct out *o = fresh(LANG_EN);

	html_put(o, HTML_TEXT, HTML_A(moment_of(oslo(2026, 3, 2, 19, 30))));
	CHECK_STR(buf_str(&page), "<time datetime=\"2026-03-02T19:30\" "
	    "title=\"Monday 2 March 2026 at 19:30\">today at 19:30</time>");
	html_put(fresh(LANG_NB), HTML_TEXT,
	    HTML_A(moment_full_of(oslo(2026, 3, 2, 19, 30))));
	CHECK_STR(buf_str(&page), "<time datetime=\"2026-03-02T19:30\" "
	    "title=\"mandag 2. mars 2026 kl.\u00a019.30\">mandag 2. mars "
	    "kl.\u00a019.30</time>");
	html_put(fresh(LANG_EN), HTML_ATTR,
	    HTML_A(moment_of(oslo(2026, 3, 2, 19, 30))));
	CHECK_STR(buf_str(&page), "today at 19:30");
}
