/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A year of a few hundred patients in many zones, as the worker would live
 * it: part of test_reminders.c.  What they were to get is worked out here
 * anew, from the calendar alone, and compared: each at its wall time, once,
 * and never more than one a day and two in seven days.
 * MELLOM_YEAR_PATIENTS sets how many (200).
 */

enum { YEAR_PATIENTS_MAX = 1000, YEAR_DAYS = 365, PLANS_EACH = 3 };

static const char *const year_zones[] = { "Europe/Oslo", "Europe/London",
    "America/New_York", "America/St_Johns", "Australia/Lord_Howe",
    "Asia/Kolkata", "Pacific/Auckland", "Africa/Cairo", "America/Santiago",
    "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu",
    "Atlantic/Azores", "Africa/Casablanca" };

static struct someone {
	struct id patient;
	const struct zone *zone, *second;	/* moved there on move_day */
	int minute, move_day;
	struct day plans[PLANS_EACH];
	int per_week[PLANS_EACH];
} *year;
static size_t year_n, year_at;
static uint64_t year_dice;

static unsigned
dice(unsigned n)
{
	year_dice = year_dice * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(year_dice >> 33) % n;
}

static const struct zone *
some_zone(void)
{
	return zone_find(str_z(year_zones[dice(sizeof(year_zones) /
	    sizeof(*year_zones))]));
}

static void
someone_step(struct world *w, struct tx *tx)
{
	struct someone *s = &year[year_at];
	struct patient_new p = patient_kari();
	struct actor ann = actor_at(w, tx, w->ann);
	struct day first = zone_day(zone_utc(), T0);
	int i;

	s->zone = s->second = p.zone = some_zone();
	s->minute = (REMIND_OFFER_FROM + 30 * (int)dice(20));
	s->move_day = first.n + 10 + (int)dice(340);
	s->patient = patient_make(tx, w->vault, &ann, &p, tx_now(tx));
	course_make(w, tx, s->patient);
	choose(w, tx, s->patient, CHANNEL_SMS, s->minute);
	for (i = 0; i < PLANS_EACH; i++) {
		s->plans[i].n = first.n + 3 + (int)dice(i == 0 ? 7 : 340);
		s->per_week[i] = i == 0 || dice(3) == 0;
		plan_make(w, tx, s->patient, s->plans[i], -1, s->per_week[i]);
	}
}

static void
move_step(struct world *w, struct tx *tx)
{
	struct someone *s = &year[year_at];
	struct care c = duty_care(w, tx, s->patient);

	s->second = some_zone();
	patient_set_zone(&c, s->second);
}

static int64_t next_at;

static void
next_step(struct world *w, struct tx *tx)
{
	struct duty d;

	duty_open(&d, tx, w->vault, "outbox");
	next_at = outbox_next_at(&d);
}

static bool
planned_on(const struct someone *s, int day)
{
	int i;

	for (i = 0; i < PLANS_EACH; i++)
		if (day == s->plans[i].n || (s->per_week[i] &&
		    day > s->plans[i].n && (day - s->plans[i].n) % 7 == 0))
			return true;
	return false;
}

static int
by_patient(const void *a, const void *b)
{
	const struct mail *x = a, *y = b;
	int c = memcmp(x->patient.b, y->patient.b, 16);

	return c != 0 ? c : (x->now > y->now) - (x->now < y->now);
}

/* Not on the days around a move: a day may be there twice, or not at all. */
static void
someone_check(const struct someone *s, const struct mail *m, size_t n,
    int first, int last)
{
	int day, told_[2] = { -100, -100 };
	size_t i = 0;

	for (day = first; day <= last; day++) {
		const struct zone *z = day < s->move_day ? s->zone : s->second;
		int64_t want = zone_moment(z, (struct day){ day }, s->minute);
		bool near = day >= s->move_day - 2 && day <= s->move_day + 9;
		bool due = planned_on(s, day) && told_[0] <= day - 7;
		bool got = false;

		while (i < n && m[i].due_at < want - 12 * HOUR)
			i++;
		for (; i < n && m[i].due_at <= want + 12 * HOUR; i++) {
			if (near) {
				told_[0] = told_[1];
				told_[1] = day;
				continue;
			}
			CHECK(!got);			/* once */
			CHECK_INT(m[i].due_at, want);	/* at its time */
			CHECK(m[i].now - want < 60);
			got = true;
		}
		if (near)
			continue;
		CHECK_INT(got, due);
		if (got) {
			told_[0] = told_[1];
			told_[1] = day;
		}
	}
}

/* Any seven days, whatever the zone: at most two; no day twice. */
static void
limit_check(const struct mail *m, size_t n)
{
	size_t i;

	for (i = 0; i + 2 < n; i++)
		if (m[i + 2].now - m[i].now < 6 * DAY - 26 * HOUR)
			CHECK(!"at most two a week");
	for (i = 0; i + 1 < n; i++)
		CHECK(!id_eq(m[i].id, m[i + 1].id));
}

static void
year_live(struct world *w)
{
	int day, first = zone_day(zone_utc(), T0).n;

	for (day = first; day < first + YEAR_DAYS; day++) {
		int64_t midnight = (int64_t)day * DAY, at;
		int quarter;

		for (year_at = 0; year_at < year_n; year_at++)
			if (year[year_at].move_day == day &&
			    year_at % 3 == 0)
				step(w, midnight, move_step);
		for (quarter = 0; quarter < 2; quarter++) {
			at = midnight + quarter * DAY / 2;
			if (at < T0)
				continue;
			pass(w, at);
			for (;;) {
				step(w, at, next_step);
				if (next_at == 0 || next_at >= midnight +
				    (quarter + 1) * DAY / 2)
					break;
				at = next_at > at ? next_at : at;
				clock_set(at);
				run.planned_at = at;	/* only sends */
				CHECK(worker_pass(&run, test_arena) == RC_OK);
			}
		}
	}
}

static void
year_world(struct world *w)
{
	const char *many = getenv("MELLOM_YEAR_PATIENTS");
	int first = zone_day(zone_utc(), T0).n;
	size_t from, to;
	int64_t n = 200;

	if (many != NULL)
		(void)str_int(str_z(many), 1, YEAR_PATIENTS_MAX, &n);
	worker_new(w);
	year_dice = 4;
	year_n = (size_t)n;
	year = arena_many(test_arena, struct someone, year_n);
	for (year_at = 0; year_at < year_n; year_at++)
		step(w, T0, someone_step);
	year_live(w);
	CHECK(mails_n < MAILS_MAX);
	qsort(mails, mails_n, sizeof(*mails), by_patient);
	for (year_at = 0; year_at < year_n; year_at++) {
		struct someone *s = &year[year_at];

		if (year_at % 3 != 0)
			s->move_day = first + 2 * YEAR_DAYS;
		for (from = 0; from < mails_n && !id_eq(mails[from].patient,
		    s->patient); from++)
			;
		for (to = from; to < mails_n && id_eq(mails[to].patient,
		    s->patient); to++)
			;
		CHECK(to - from > 20);
		limit_check(mails + from, to - from);
		someone_check(s, mails + from, to - from, first + 2,
		    first + YEAR_DAYS - 3);
	}
	printf("    %zu patients, %zu reminders in a year\n", year_n,
	    mails_n);
}

/* On SQLite alone: it is about time, and PostgreSQL has had the rest. */
TEST(a_year)
{
	struct world w;

	if (access("/dev/shm", W_OK) == 0)
		world_tmp = "/dev/shm";
	world_open(&w, NULL);
	year_world(&w);
	world_close(&w);
	world_tmp = "/tmp";
}
