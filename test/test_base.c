/* SPDX-License-Identifier: Apache-2.0 */
#define TEST_MAIN
#include "test.h"

#include <stdint.h>
#include <time.h>

#include "base/buf.h"
#include "base/id.h"
#include "base/problems.h"
#include "base/random.h"
#include "base/typed.h"
#include "base/zone.h"

/* --- str ------------------------------------------------------------------ */

TEST(str_pieces)
{
	struct str s = S("ab=cd=ef"), rest = s;

	CHECK_STR(str_cut(&rest, '='), "ab");
	CHECK_STR(rest, "cd=ef");
	CHECK_STR(str_cut(&rest, '='), "cd");
	CHECK_STR(str_cut(&rest, '='), "ef");
	CHECK_STR(str_cut(&rest, '='), "");
	CHECK_INT(str_index(s, '='), 2);
	CHECK_INT(str_index(s, 'x'), s.len);
	CHECK_STR(str_sub(s, 3, 5), "cd");
	CHECK_STR(str_sub(s, 5, 100), "=ef");
	CHECK_STR(str_sub(s, 9, 3), "");
	CHECK_STR(str_trim(S(" \t\r\n a b \n")), "a b");
	CHECK_STR(str_trim(S("  ")), "");
	CHECK(str_starts(s, S("ab")) && !str_starts(S("a"), S("ab")));
	CHECK(str_ends(s, S("ef")) && !str_ends(S("f"), S("ef")));
	CHECK_STR(str_z(NULL), "");
}

TEST(str_order)
{
	CHECK(str_cmp(S("a"), S("b")) < 0);
	CHECK(str_cmp(S("ab"), S("a")) > 0);
	CHECK(str_cmp(S(""), S("")) == 0);
	CHECK(str_cmp(S("\xc3\xa5"), S("z")) > 0);	/* unsigned */
	CHECK(str_eq(S(""), STR_NONE) && !str_eq(S("a"), S("b")));
}

TEST(str_numbers)
{
	int64_t n = 7;

	CHECK(str_int(S("0"), 0, 10, &n) && n == 0);
	CHECK(str_int(S("-12"), -20, 10, &n) && n == -12);
	CHECK(str_int(S("007"), 0, 10, &n) && n == 7);
	CHECK(!str_int(S("11"), 0, 10, &n));
	CHECK(!str_int(S(""), 0, 10, &n) && !str_int(S("-"), -9, 10, &n));
	CHECK(!str_int(S("+1"), 0, 10, &n) && !str_int(S(" 1"), 0, 10, &n));
	CHECK(!str_int(S("1x"), 0, 10, &n) && !str_int(S("0x1"), 0, 10, &n));
	CHECK(!str_int(S("99999999999999999999"), 0, INT64_MAX, &n));
	CHECK_INT(n, 7);
}

TEST(str_made)
{
	struct str s = str_copy(test_arena, S("abc"));
	unsigned char b[3];

	CHECK_STR(s, "abc");
	CHECK(s.at[3] == '\0');
	CHECK_STR(str_copy(test_arena, STR_NONE), "");
	CHECK_STR(str_fmt(test_arena, "%d-%s", 5, "x"), "5-x");
	CHECK_STR(str_lower_ascii(test_arena, S("AzÅ")), "azÅ");
	CHECK_STR(str_hex(test_arena, "\x00\xff\x1a", 3), "00ff1a");
	CHECK(str_unhex(S("00ff1a"), b, 3) && b[1] == 0xff && b[2] == 0x1a);
	CHECK(!str_unhex(S("00ff1"), b, 3) && !str_unhex(S("00ff1g"), b, 3));
	CHECK(str_hash(S("a")) != str_hash(S("b")));
}

TEST(utf8)
{
	static const char *const bad[] = { "\x80", "\xc0\xaf", "\xc1\xbf",
	    "\xe0\x80\xaf", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x80\x80\xaf",
	    "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xc3", "a\xe2\x82",
	    "\xc3(" };
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK(!str_utf8_valid(str_z(bad[i])));
	CHECK(!str_utf8_valid((struct str){ "a\0b", 3 }));
	CHECK(str_utf8_valid(S("blåbær – 心 🙂")));
	CHECK(str_utf8_valid(S("\xed\x9f\xbf\xee\x80\x80\xf4\x8f\xbf\xbf")));
	CHECK(str_utf8_valid(STR_NONE));
	CHECK_INT(str_utf8_len(S("blåbær 🙂")), 8);
	CHECK_STR(str_utf8_head(S("blåbær"), 3), "blå");
	CHECK_STR(str_utf8_head(S("🙂x"), 1), "🙂");
	CHECK_STR(str_utf8_head(S("ab"), 9), "ab");
	CHECK_STR(str_utf8_head(S("ab"), 0), "");
}

/* --- arena, buf, id ------------------------------------------------------- */

TEST(arena_pieces)
{
	struct arena *a = arena_new(1024 * 1024);
	struct arena_mark empty = arena_mark(a), half;
	unsigned char *p, *q;
	size_t i, sum = 0;

	p = arena_alloc(a, 100, 1);
	q = arena_alloc(a, 8, 8);
	CHECK(((uintptr_t)q & 7) == 0);
	memset(p, 0xaa, 100);
	half = arena_mark(a);
	memset(arena_alloc(a, 50000, 1), 0xbb, 50000);
	arena_reset(a, half);
	CHECK(p[99] == 0xaa);
	/* What is given out again is zero again. */
	p = arena_alloc(a, 4000, 1);
	for (i = 0; i < 4000; i++)
		sum += p[i];
	CHECK_INT(sum, 0);
	arena_reset(a, empty);
	CHECK_INT(arena_used(a), 0);
	CHECK(arena_many(a, int64_t, 10) != NULL);
	arena_free(a);
	arena_free(NULL);
}

/* Whatever stood in a block before, the next one who gets it finds zeros. */
TEST(arena_blocks_come_back_clean)
{
	size_t i, sum = 0, n = (size_t)300 * 1024;
	int round;

	for (round = 0; round < 3; round++) {
		struct arena *a = arena_new(8 * 1024 * 1024);
		unsigned char *p = arena_alloc(a, 9000, 1);
		unsigned char *q = arena_alloc(a, n, 16);

		for (i = 0; i < 9000; i++)
			sum += p[i];
		for (i = 0; i < n; i++)
			sum += q[i];
		memset(p, 0xaa, 9000);
		memset(q, 0xbb, n);
		arena_free(a);
	}
	CHECK_INT(sum, 0);
}

TEST(arena_resizes_the_newest_piece_only)
{
	struct arena *a = arena_new(1024 * 1024);
	unsigned char *p = arena_alloc(a, 100, 1), *q;
	size_t i, sum = 0;

	memset(p, 0xaa, 100);
	CHECK(arena_resize(a, p, 100, 200));
	for (i = 100; i < 200; i++)
		sum += p[i];
	CHECK_INT(sum, 0);
	CHECK(arena_resize(a, p, 200, 50));
	q = arena_alloc(a, 100, 1);
	CHECK(q >= p + 50);
	for (i = 0; i < 100; i++)
		sum += q[i];
	CHECK_INT(sum, 0);
	CHECK(!arena_resize(a, p, 50, 60));
	CHECK(!arena_resize(a, q, 100, 100000));
	CHECK(p[49] == 0xaa);
	arena_free(a);
}

TEST(arena_has_a_cap)
{
	struct arena *a = arena_new(100 * 1000);
	volatile int given = 0, jumps = 0;
	jmp_buf full;

	arena_on_full(a, &full);
	if (setjmp(full) != 0)
		jumps++;
	while (jumps == 0 && given < 10000) {
		arena_alloc(a, 1000, 1);
		given++;
	}
	CHECK(jumps >= 1);
	CHECK(given >= 50 && given <= 120);
	if (jumps == 1)
		arena_array(a, 1000, SIZE_MAX / 10, 1);
	CHECK_INT(jumps, 2);
	arena_free(a);
}

TEST(buf_grows_and_stops)
{
	struct buf b = buf_new(test_arena, 1000);
	int i;

	CHECK_STR(buf_str(&b), "");
	buf_add_z(&b, "ab");
	buf_add_c(&b, 'c');
	buf_fmt(&b, "%03d", 7);
	CHECK_STR(buf_str(&b), "abc007");
	CHECK(b.at[b.len] == '\0');
	for (i = 0; i < 99; i++)
		buf_add(&b, S("0123456789"));
	CHECK(!b.overflow);
	CHECK_INT(b.len, 996);
	buf_add(&b, S("0123456789"));
	CHECK(b.overflow);
	buf_add_c(&b, 'x');		/* once over, it keeps what it has */
	CHECK_INT(b.len, 996);
}

TEST(ids)
{
	struct id a = id_random(), b = id_random(), c;
	int i;

	CHECK(!id_eq(a, b) && !id_is_none(a) && id_is_none(ID_NONE));
	CHECK(id_parse(id_hex(test_arena, a), &c) && id_eq(a, c));
	CHECK_INT(id_hex(test_arena, a).len, 32);
	CHECK(!id_parse(S("12"), &c));
	CHECK(!id_parse(S("0123456789ABCDEF0123456789ABCDEF"), &c));
	a = id_event(1000);
	b = id_event(1001);
	c = id_event(INT64_C(1) << 40);
	CHECK(memcmp(a.b, b.b, 16) < 0 && memcmp(b.b, c.b, 16) < 0);
	/* Made one after the other within a millisecond: kept in order. */
	for (i = 0, a = id_event(5); i < 1000; i++, a = b) {
		b = id_event(5);
		CHECK(memcmp(a.b, b.b, 16) < 0);
	}
	CHECK(memcmp(id_event(4).b, a.b, 16) < 0);
}

TEST(prng)
{
	struct prng a = prng_seed(0), b = prng_seed(0), c = prng_seed(1);
	int i, low = 0, seen[6] = { 0 };

	/* The first number of splitmix64 from 0. */
	CHECK(a.s[0] == UINT64_C(0xe220a8397b1dcdaf));
	CHECK(prng_next(&a) == prng_next(&b));
	CHECK(prng_next(&a) != prng_next(&c));
	for (i = 0; i < 6000; i++) {
		uint32_t n = prng_below(&a, 6);
		double u = prng_unit(&a);

		CHECK(n < 6 && u >= 0 && u < 1);
		if (n < 6)
			seen[n]++;
		low += u < 0.5;
	}
	CHECK(low > 2700 && low < 3300);
	for (i = 0; i < 6; i++)
		CHECK(seen[i] > 800 && seen[i] < 1200);
	CHECK_INT(prng_below(&a, 1), 0);
}

TEST(problems_keep_the_first)
{
	struct problems p = { .n = 0 };
	int i;

	problem_add_n(&p, S("goal"), "first", 3);
	problem_add(&p, S("when"), "second");
	CHECK(problem_of(&p, S("goal")) != NULL &&
	    problem_of(&p, S("goal"))->n == 3);
	CHECK(problem_of(&p, S("why")) == NULL);
	for (i = 0; i < 100; i++)
		problem_add(&p, S("more"), "third");
	CHECK_INT(p.n, PROBLEMS_MAX);
}

/* --- days ----------------------------------------------------------------- */

TEST(days)
{
	struct day d;
	int32_t n;

	CHECK_INT(day_of(1970, 1, 1).n, 0);
	CHECK_INT(day_of(2000, 2, 29).n, 11016);
	CHECK_INT(day_of(1969, 12, 31).n, -1);
	CHECK_INT(day_weekday(day_of(2026, 3, 3)), 2);
	CHECK_INT(day_weekday(day_of(1969, 12, 28)), 7);
	for (n = -800000; n < 3000000; n += 97) {
		struct civil c = day_civil((struct day){ n });

		CHECK(day_of(c.year, c.month, c.day).n == n);
		CHECK(c.weekday == day_weekday((struct day){ n }));
	}
	CHECK(day_valid(2024, 2, 29) && !day_valid(2023, 2, 29));
	CHECK(!day_valid(1900, 2, 29) && day_valid(2000, 2, 29));
	CHECK(!day_valid(2024, 13, 1) && !day_valid(2024, 4, 31));
	CHECK(day_parse(S("2026-03-28"), &d));
	CHECK_STR(day_text(test_arena, d), "2026-03-28");
	CHECK(!day_parse(S("2026-3-28"), &d) && !day_parse(S(""), &d));
	CHECK(!day_parse(S("2026-02-30"), &d));
	CHECK(!day_parse(S("-026-02-10"), &d));
	CHECK(!day_parse(S("2026-02-1 "), &d));
	CHECK(!day_parse(S("2026/02/10"), &d));
}

TEST(typed)
{
	static const char *const days[] = { "2026-12-03", " 3.12.2026 ",
	    "3/12 2026", "03-12-2026", "3. 12. 2026" };
	static const char *const no_days[] = { "0026-12-03", "3.12.26", "",
	    "3.12", "3.12.2026.1", "31.2.2026", "soon", "2200-01-01",
	    "12.2026", "-3.12.2026x" };
	static const struct {
		const char *text;
		int minute;
	} times[] = { { "14:30", 870 }, { "14.30", 870 }, { " 9 ", 540 },
	    { "9:05", 545 }, { "00:00", 0 }, { "23:59:59", 1439 },
	    { "14:30:00.000", 870 }, { "14:305", -1 }, { "14:3", -1 },
	    { "24:00", -1 }, { "14:60", -1 }, { "", -1 }, { "014:00", -1 },
	    { "-0:00", -1 }, { "14:30:0", -1 }, { "14:30 pm", -1 } };
	struct day d;
	size_t i;

	for (i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		CHECK(day_typed(str_z(days[i]), &d));
		CHECK_STR(day_text(test_arena, d), "2026-12-03");
	}
	for (i = 0; i < sizeof(no_days) / sizeof(no_days[0]); i++)
		CHECK(!day_typed(str_z(no_days[i]), &d));
	for (i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		int minute = -1;

		(void)minute_typed(str_z(times[i].text), &minute);
		CHECK_INT(minute, times[i].minute);
	}
}

/* --- zones ---------------------------------------------------------------- */

static struct str
local_text(const struct zone *z, int64_t at)
{
	struct civil c = zone_civil(z, at);

	return str_fmt(test_arena, "%04d-%02d-%02d %02d:%02d:%02d %d", c.year,
	    c.month, c.day, c.hour, c.minute, c.second, c.weekday);
}

/* The local time that a local minute becomes. */
static struct str
round_trip(const char *zone, int y, int m, int d, int hour, int minute)
{
	const struct zone *z = zone_find(str_z(zone));

	return local_text(z, zone_moment(z, day_of(y, m, d),
	    hour * 60 + minute));
}

TEST(zone_names)
{
	static const char *const bad[] = { "", "/etc/passwd", "../passwd",
	    "Europe/../Europe/Oslo", "Europe/Nowhere", "Europe", "zone.tab",
	    "Europe/Oslo ", "Europe\\Oslo", "right/Europe/Oslo",
	    ("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA") };
	const struct zone *oslo = zone_find(S("Europe/Oslo"));
	size_t i;

	CHECK(oslo != NULL && oslo == zone_find(S("Europe/Oslo")));
	CHECK_STR(zone_name(oslo), "Europe/Oslo");
	CHECK(zone_find(S("Etc/GMT+5")) != NULL);
	CHECK(zone_find(S("UTC")) == zone_utc());
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK(zone_find(str_z(bad[i])) == NULL);
	CHECK(zone_find((struct str){ "Europe\0Oslo", 11 }) == NULL);
}

TEST(zone_oslo)
{
	const struct zone *z = zone_find(S("Europe/Oslo"));

	CHECK_STR(round_trip("Europe/Oslo", 2026, 3, 3, 14, 30),
	    "2026-03-03 14:30:00 2");
	/* The gap: the first valid minute after it. */
	CHECK_STR(round_trip("Europe/Oslo", 2027, 3, 28, 2, 30),
	    "2027-03-28 03:00:00 7");
	CHECK_INT(zone_moment(z, day_of(2027, 3, 28), 150), 1806195600);
	CHECK_STR(round_trip("Europe/Oslo", 2027, 3, 28, 1, 59),
	    "2027-03-28 01:59:00 7");
	/* The overlap: the first of the two. */
	CHECK_INT(zone_moment(z, day_of(2027, 10, 31), 150), 1824942600);
	CHECK_STR(local_text(z, 1824942600), "2027-10-31 02:30:00 7");
	CHECK_STR(local_text(z, 1824942600 + 3600), "2027-10-31 02:30:00 7");
	/* Past the table: by the rule. */
	CHECK_STR(local_text(z, INT64_C(2857208400)), "2060-07-16 15:00:00 5");
	CHECK_STR(round_trip("Europe/Oslo", 2060, 3, 28, 2, 15),
	    "2060-03-28 03:00:00 7");
	CHECK_INT(zone_day(z, 1772486999).n, day_of(2026, 3, 2).n);
	CHECK_INT(zone_day(z, 1772492400).n, day_of(2026, 3, 3).n);
}

TEST(zone_odd_ones)
{
	/* Half an hour of summer time. */
	CHECK_STR(round_trip("Australia/Lord_Howe", 2027, 10, 3, 2, 15),
	    "2027-10-03 02:30:00 7");
	CHECK_INT(zone_moment(zone_find(S("Australia/Lord_Howe")),
	    day_of(2027, 4, 4), 105), 1806763500);
	/* 30 December 2011 did not happen in Samoa. */
	CHECK_STR(round_trip("Pacific/Apia", 2011, 12, 30, 12, 0),
	    "2011-12-31 00:00:00 6");
	CHECK_STR(round_trip("Pacific/Apia", 2011, 12, 29, 23, 59),
	    "2011-12-29 23:59:00 4");
	/* Summer time over the new year, winter time that is "negative". */
	CHECK_STR(round_trip("America/Santiago", 2060, 1, 1, 0, 0),
	    "2060-01-01 00:00:00 4");
	CHECK_STR(round_trip("Europe/Dublin", 2061, 7, 1, 0, 0),
	    "2061-07-01 00:00:00 5");
	CHECK_STR(local_text(zone_utc(), 0), "1970-01-01 00:00:00 4");
}

static const char *const sample[] = { "Europe/Oslo", "Europe/London",
    "America/New_York", "America/Sao_Paulo", "Asia/Kolkata", "Asia/Gaza",
    "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca",
    "America/Nuuk" };
enum { SAMPLES = sizeof(sample) / sizeof(sample[0]) };

/* The C library, which we never ask outside this test, must agree. */
TEST(zone_as_libc)
{
	struct prng r = prng_seed(20260303);
	size_t k;
	int i;

	for (k = 0; k < SAMPLES; k++) {
		const struct zone *z = zone_find(str_z(sample[k]));

		setenv("TZ", sample[k], 1);
		tzset();
		for (i = 0; i < 2000; i++) {
			/* 1970 to 2100 */
			time_t at = (time_t)(prng_unit(&r) * 4102444800.0);
			struct civil c = zone_civil(z, at);
			struct tm tm;

			localtime_r(&at, &tm);
			CHECK(c.year == tm.tm_year + 1900 &&
			    c.month == tm.tm_mon + 1 && c.day == tm.tm_mday &&
			    c.hour == tm.tm_hour && c.minute == tm.tm_min &&
			    c.second == tm.tm_sec &&
			    c.weekday % 7 == tm.tm_wday);
		}
	}
	unsetenv("TZ");
}

static int64_t
local_minute(const struct zone *z, int64_t at)
{
	struct civil c = zone_civil(z, at);

	return (int64_t)zone_day(z, at).n * 1440 + c.hour * 60 + c.minute;
}

/* For any local minute: it, or the first after its gap, and the first one. */
TEST(zone_moment_is_first)
{
	struct prng r = prng_seed(7);
	size_t k;
	int i, back;

	for (k = 0; k < SAMPLES; k++) {
		const struct zone *z = zone_find(str_z(sample[k]));

		for (i = 0; i < 1500; i++) {
			struct day d = { (int32_t)prng_below(&r, 40000) };
			int minute = (int)prng_below(&r, 24 * 60);
			int64_t want = (int64_t)d.n * 1440 + minute;
			int64_t at = zone_moment(z, d, minute);

			CHECK(local_minute(z, at) >= want);
			CHECK(local_minute(z, at - 60) < want);
			for (back = 1; back <= 52; back++)
				CHECK(local_minute(z, at - back * 1800) !=
				    want);
		}
	}
}

int
main(int argc, char **argv)
{
	return test_run("base", argc, argv);
}
