/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The rules of test_people.c that need no database. */
#include "test.h"

/* --- staffed hours ------------------------------------------------------- */

static inline struct clinic
clinic_normal(void)
{
	struct clinic c = { .zone = zone_find(S("Europe/Oslo")) };
	int d;

	for (d = 1; d <= 5; d++)
		c.hours[c.hours_n++] = (struct hours_span){ d, 480, 930 };
	c.set[SET_DAY_ENDS_MIN] = 60;
	return c;
}

/* "2026-03-06 16:30", Oslo */
static inline int64_t
oslo(const char *s)
{
	struct day d = DAY_NONE;
	int64_t h = 0, m = 0;

	CHECK(day_parse(str_sub(str_z(s), 0, 10), &d) &&
	    str_int(str_sub(str_z(s), 11, 13), 0, 23, &h) &&
	    str_int(str_sub(str_z(s), 14, 16), 0, 59, &m));
	return zone_moment(zone_find(S("Europe/Oslo")), d, (int)(h * 60 + m));
}

static inline struct str
told(int64_t at)
{
	const struct zone *z = zone_find(S("Europe/Oslo"));
	struct civil c = zone_civil(z, at);

	return str_fmt(test_arena, "%04d-%02d-%02d %02d:%02d", c.year, c.month,
	    c.day, c.hour, c.minute);
}

TEST(hours_next)
{
	static const struct { const char *at, *next, *day_end; } rows[] = {
		{ "2026-03-02 07:59", "2026-03-02 08:00", "2026-03-02 15:30" },
		{ "2026-03-02 08:00", "2026-03-02 08:00", "2026-03-02 15:30" },
		{ "2026-03-02 15:29", "2026-03-02 15:29", "2026-03-02 15:30" },
		{ "2026-03-02 15:30", "2026-03-03 08:00", "2026-03-03 15:30" },
		{ "2026-03-06 19:00", "2026-03-09 08:00", "2026-03-09 15:30" },
		{ "2026-03-07 12:00", "2026-03-09 08:00", "2026-03-09 15:30" },
		/* summer time begins on Sunday 29 March 2026 */
		{ "2026-03-27 16:00", "2026-03-30 08:00", "2026-03-30 15:30" },
		/* and ends on Sunday 25 October */
		{ "2026-10-23 16:00", "2026-10-26 08:00", "2026-10-26 15:30" },
		/* Easter 2026: Thursday 2 April to Monday 6 April */
		{ "2026-04-01 15:30", "2026-04-07 08:00", "2026-04-07 15:30" },
		{ "2026-12-24 16:00", "2026-12-28 08:00", "2026-12-28 15:30" },
	};
	struct clinic c = clinic_normal();
	struct day easter = easter_day(2026);
	size_t i;

	for (i = 0; i < 5; i++)
		c.holidays[c.holidays_n++] =
		    (struct day){ easter.n - 3 + (int)i };
	c.holidays[c.holidays_n++] = day_of(2026, 12, 25);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t at = oslo(rows[i].at);

		CHECK_STR(told(clinic_next_staffed(&c, at)), rows[i].next);
		CHECK_STR(told(clinic_day_end(&c, at)), rows[i].day_end);
		CHECK(clinic_staffed(&c, at) ==
		    (clinic_next_staffed(&c, at) == at));
	}
}

TEST(hours_after)
{
	static const struct { const char *at; int minutes; const char *want; }
	    rows[] = {
		{ "2026-03-02 10:00", 60, "2026-03-02 11:00" },
		{ "2026-03-02 15:00", 30, "2026-03-02 15:30" },
		{ "2026-03-02 15:00", 31, "2026-03-03 08:01" },
		{ "2026-03-06 15:00", 240, "2026-03-09 11:30" },
		{ "2026-03-06 23:00", 240, "2026-03-09 12:00" },
		{ "2026-03-28 12:00", 450, "2026-03-30 15:30" },
		{ "2026-03-02 08:00", 5 * 450, "2026-03-06 15:30" },
		{ "2026-03-01 08:00", 0, "2026-03-02 08:00" },
	};
	struct clinic c = clinic_normal();
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		CHECK_STR(told(clinic_after(&c, oslo(rows[i].at),
		    rows[i].minutes * 60)), rows[i].want);
}

TEST(hours_days_after)
{
	static const struct { const char *at; int n; const char *want; }
	    rows[] = {
		{ "2026-03-02 10:00", 1, "2026-03-03 10:00" },
		{ "2026-03-06 10:00", 1, "2026-03-09 10:00" },
		{ "2026-03-06 17:00", 1, "2026-03-09 15:30" },
		{ "2026-03-07 12:00", 1, "2026-03-09 15:30" },
		{ "2026-03-06 06:00", 1, "2026-03-09 08:00" },
		{ "2026-03-06 10:00", 2, "2026-03-10 10:00" },
		{ "2026-03-27 10:00", 1, "2026-03-30 10:00" },
		{ "2026-10-23 10:00", 1, "2026-10-26 10:00" },
		{ "2026-03-06 10:00", 0, "2026-03-06 10:00" },
	};
	struct clinic c = clinic_normal();
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		CHECK_STR(told(clinic_days_after(&c, oslo(rows[i].at),
		    rows[i].n)), rows[i].want);
	/* the same staffed day, but never a few minutes only */
	CHECK_STR(told(clinic_same_day(&c, oslo("2026-03-06 10:00"))),
	    "2026-03-06 15:30");
	CHECK_STR(told(clinic_same_day(&c, oslo("2026-03-06 15:20"))),
	    "2026-03-09 08:50");
	CHECK_STR(told(clinic_same_day(&c, oslo("2026-03-07 15:20"))),
	    "2026-03-09 15:30");
}

TEST(hours_odd)
{
	struct clinic c = clinic_normal(), night = clinic_normal();
	int64_t at = oslo("2026-03-06 17:00"), far_at = at + 400 * DAY;

	/* a lunch break, spans out of order and overlapping */
	c.hours_n = 0;
	c.hours[c.hours_n++] = (struct hours_span){ 1, 750, 900 };
	c.hours[c.hours_n++] = (struct hours_span){ 1, 480, 600 };
	c.hours[c.hours_n++] = (struct hours_span){ 1, 540, 690 };
	CHECK(clinic_staffed(&c, oslo("2026-03-02 11:00")));
	CHECK(!clinic_staffed(&c, oslo("2026-03-02 12:00")));
	CHECK_STR(told(clinic_day_end(&c, oslo("2026-03-02 12:00"))),
	    "2026-03-02 15:00");
	CHECK_STR(told(clinic_after(&c, oslo("2026-03-02 08:00"), 4 * HOUR)),
	    "2026-03-02 13:00");

	/* around the clock on the two days of changed clocks */
	night.hours[0] = (struct hours_span){ 7, 0, 1440 };
	night.hours_n = 1;
	CHECK_INT(clinic_day_end(&night, oslo("2026-03-29 00:00")) -
	    oslo("2026-03-29 00:00"), 23 * HOUR);
	CHECK_INT(clinic_day_end(&night, oslo("2026-10-25 00:00")) -
	    oslo("2026-10-25 00:00"), 25 * HOUR);
	CHECK_STR(told(clinic_after(&night, oslo("2026-03-29 01:00"),
	    2 * HOUR)), "2026-03-29 04:00");
	/* a span inside the hour that does not exist */
	night.hours[0] = (struct hours_span){ 7, 125, 170 };
	CHECK(!clinic_staffed(&night, oslo("2026-03-29 03:00")));
	CHECK_STR(told(clinic_next_staffed(&night,
	    oslo("2026-03-29 00:00"))), "2026-04-05 02:05");

	/* never anybody there */
	c.hours_n = 0;
	CHECK(!clinic_staffed(&c, at));
	CHECK_INT(clinic_next_staffed(&c, at), far_at);
	CHECK_INT(clinic_after(&c, at, 60), far_at);
	CHECK_INT(clinic_day_end(&c, at), far_at);
	CHECK_INT(clinic_days_after(&c, at, 3), far_at);
	CHECK_INT(clinic_same_day(&c, at), far_at);
	/* more than 400 days would hold: the same */
	c = clinic_normal();
	CHECK_INT(clinic_after(&c, at, (int64_t)400 * DAY), far_at);
}

TEST(easter)
{
	static const int days[][3] = { { 2024, 3, 31 }, { 2025, 4, 20 },
		{ 2026, 4, 5 }, { 2027, 3, 28 }, { 2028, 4, 16 },
		{ 2038, 4, 25 }, { 2285, 3, 22 } };
	size_t i;

	for (i = 0; i < sizeof(days) / sizeof(days[0]); i++)
		CHECK_INT(easter_day(days[i][0]).n,
		    day_of(days[i][0], days[i][1], days[i][2]).n);
}

/* --- logins and passwords ------------------------------------------------ */

TEST(login_forms)
{
	static const struct { const char *typed, *want; } rows[] = {
		{ "Ann@Example.ORG ", "ann@example.org" },
		{ "912 34 567", "+4791234567" },
		{ "+47 912 34 567", "+4791234567" },
		{ "0047 91 23 45 67", "+4791234567" },
		{ "(+47) 912-34-567", "+4791234567" },
		{ "45.67.89.01", "+4745678901" },
		{ "\u202a912\u00a034\u2011567\u202c", "+4791234567" },
		{ "22 33 44 55", "22334455" },
		{ "0046 70 123 45 67", "+46701234567" },
		{ "Solveig.Berg", "solveig.berg" },
		{ "ØYSTEIN.Å", "øystein.å" },
		{ "+", "+" },
		{ "", "" },
		{ "9x1234567", "9x1234567" },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		CHECK_STR(login_normal(test_arena, str_z(rows[i].typed)),
		    rows[i].want);
}

static inline size_t
password_faults(const char *password)
{
	struct str names[] = { S("kari.nordmann@example.org"),
		S("+4791234567"), S("Kari Nordmann"), S("Havna poliklinikk"),
		STR_NONE };
	struct problems p = { .n = 0 };

	password_problems(&p, str_z(password), names, 5);
	if (p.n > 0)
		CHECK(problem_of(&p, S("password")) != NULL);
	return p.n;
}

TEST(password_rules)
{
	static const char *const good[] = { "lampe sykkel torsdag",
		"correct horse battery staple", "blå ål i øde åre",
		"7rT!xq0Zk#mP2wLv", "fjell 90 kanel trapp",
		"ååæøpå sjøen går" };
	static const char *const bad[] = { "", "short", "fourteen chars",
		"aaaaaaaaaaaaaaaaaaaa", "øøøøøøøøøøøøøøøøø",
		"passwordpassword", "passordpassord1", "123456789012345",
		"qwertyuiopasdfgh", "abcdefghijklmnopq", "iloveyouiloveyou",
		"P@ssw0rdP@ssw0rd", "Sommer2026Sommer2026",
		"Kari Nordmann 1987",
		"xx kari.nordmann@example.org", "my KARI.NORDMANN lamp",
		"call 91234567 some day", "havna poliklinikk 1",
		"sjøsjøsjøsjøsjø\xff" };
	char *many = arena_many(test_arena, char, 1000);
	size_t i;

	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (password_faults(good[i]) != 0)
			test_fault(__FILE__, __LINE__, "refused", good[i], "");
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (password_faults(bad[i]) != 1)
			test_fault(__FILE__, __LINE__, "taken", bad[i], "");
	/* counted as characters: 15 of two bytes are enough, 14 are not */
	CHECK_INT(password_faults("ålesundøyåæørbk"), 0);
	CHECK_INT(password_faults("ålesundøyåæørb"), 1);
	for (i = 0; i < 201; i++)
		many[i] = (char)('a' + (int)(i * i % 23));
	CHECK_INT(password_faults(many), 1);
	many[200] = '\0';
	CHECK_INT(password_faults(many), 0);
}

TEST(setting_bounds)
{
	int s;

	for (s = 0; s < SET_N; s++) {
		const struct setting_info *info = &setting_info[s];

		CHECK(info->key != NULL && info->label != NULL &&
		    info->hint != NULL);
		CHECK(info->min <= info->normal && info->normal <= info->max);
		CHECK_INT(setting_parse((enum setting)s, S("x")),
		    info->normal);
	}
	CHECK_INT(setting_parse(SET_QUIET_DAYS, S("9")), 9);
	CHECK_INT(setting_parse(SET_QUIET_DAYS, S("9000")), 7);
}

TEST(role_words)
{
	unsigned r;

	CHECK_STR(str_z(role_name(ROLE_SUPERVISOR)), "supervisor");
	CHECK_STR(str_z(role_name(ROLE_SUPERVISOR | ROLE_THERAPIST)),
	    "therapist");
	CHECK_STR(str_z(role_name(ROLE_NOBODY)), "nobody");
	CHECK(role_parse(S("admin"), &r) && r == ROLE_ADMIN);
	CHECK(!role_parse(S("root"), &r));
}

TEST(new_patient_form)
{
	struct patient_new p = { .born = DAY_NONE,
	    .assessment = { .level = -1 } };
	struct day today = day_of(2026, 3, 2);
	struct problems out = { .n = 0 };
	static const char *const odd[] = { "kari@", "@a.no", "kari@a",
	    "a b@c.no", "kari@a.", "a@b@c.no" };
	size_t i;

	patient_new_problems(&p, today, &out);
	CHECK_INT(out.n, 12);	/* all but the e-mail */
	out.n = 0;
	p = patient_kari();
	patient_new_problems(&p, today, &out);
	CHECK_INT(out.n, 0);
	p.email = STR_NONE;
	p.born = day_of(2027, 1, 1);
	p.mobile = S("12345");
	patient_new_problems(&p, today, &out);
	CHECK_INT(out.n, 2);
	CHECK(problem_of(&out, S("born")) != NULL);
	CHECK(problem_of(&out, S("mobile")) != NULL);
	p = patient_kari();
	for (i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		out.n = 0;
		p.email = str_z(odd[i]);
		patient_new_problems(&p, today, &out);
		CHECK_INT(out.n, 1);
	}
}
