/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Numbers of engagement on hand-made cases, and that few stay hidden. */

/* --- one patient --------------------------------------------------------- */

static struct engage
made(int amount, int helps, int helped, int size, unsigned obstacles)
{
	struct engage e = { .made_at = T0, .agreed_at = T0 + HOUR_S,
	    .helps = helps, .fits = GAP_SKIPPED, .can = GAP_NOT_ASKED,
	    .size = SIZE_STANDARD, .obstacle = GAP_NONE,
	    .programme = S("p"), .reading = S("standard"),
	    .variant = S("standard"), .zone = zone_utc(),
	    .told = { .version = 1, .newest = true, .amount = amount,
	    .hard = 4, .helped = helped, .size = size,
	    .obstacles = obstacles, .reported_at = T0 + DAY_S,
	    .answered_at = T0 + DAY_S + 6 * HOUR_S, .hours = 6,
	    .quality = GAP_SKIPPED, .rhythm = 1 } };

	return e;
}

TEST(sums_by_hand)
{
	const unsigned tired = 1U << OBSTACLE_TIRED;
	struct engage list[5] = {
		made(AMOUNT_DID, 6, 8, SIZE_TINY, 0),
		made(AMOUNT_PARTLY, GAP_NOT_ASKED, 5, SIZE_STANDARD, tired),
		made(AMOUNT_NOT, 4, GAP_NOT_ASKED, GAP_NOT_ASKED,
		    tired | 1U << OBSTACLE_HOME),
		made(AMOUNT_OTHER, GAP_NOT_ASKED, GAP_NOT_ASKED,
		    GAP_NOT_ASKED, 0),
		{ .made_at = T0, .talk = TALK_FITS, .helps = 2, .fits = 1,
		    .can = GAP_SKIPPED, .told = { .amount = GAP_NOT_YET,
		    .helped = GAP_NOT_YET } },
	};
	struct engage_sum s;

	list[0].told.quality = 3;
	list[0].entries = 2;
	list[1].told.rhythm = 0;
	engage_sum(list, 5, &s);
	CHECK_INT(s.proposed, 5);
	CHECK_INT(s.agreed, 4);
	CHECK_INT(s.done, 2);		/* something else is not done at all */
	CHECK_INT(s.told, 4);
	CHECK_INT(s.talk, 1);
	CHECK_INT(s.entries, 2);
	CHECK_INT(s.helps.n, 3);
	CHECK(engage_mean(&s.helps) == 4);
	CHECK_INT(s.fits.n, 1);
	CHECK_INT(s.can.n, 0);
	CHECK(engage_mean(&s.can) == 0);
	CHECK(engage_mean(&s.helped) == 6.5);
	CHECK_INT(s.before.n, 1);	/* both said */
	CHECK(engage_mean(&s.before) == 6 && engage_mean(&s.after) == 8);
	CHECK_INT(s.quality.n, 1);
	CHECK(engage_mean(&s.rhythm) == 0.75);
	CHECK_INT(s.obstacle, OBSTACLE_TIRED);
	CHECK_INT(s.obstacles[OBSTACLE_HOME], 1);
	CHECK_INT(s.size_told[SIZE_TINY], 1);
	CHECK_INT(s.size_done[SIZE_STANDARD], 1);
	CHECK_INT(s.size_told[SIZE_STANDARD], 3);
}

TEST(an_obstacle_named_once_is_none)
{
	struct engage one = made(AMOUNT_NOT, 4, -1, -1, 1U << OBSTACLE_TIME);
	struct engage_sum s;

	engage_sum(&one, 1, &s);
	CHECK_INT(s.obstacle, OBSTACLE_NONE);
	engage_sum(NULL, 0, &s);
	CHECK_INT(s.proposed, 0);
	CHECK_INT(s.obstacle, OBSTACLE_NONE);
}

/* --- small cells --------------------------------------------------------- */

static void
cells_fill(struct cells *t, size_t row, size_t col, size_t *patient, int n)
{
	while (n-- > 0)
		cells_add(t, row, col, (*patient)++, 1);
}

TEST(a_small_cell_is_not_told_from_its_total)
{
	struct cells t = cells_new(test_arena, 3, 1, 100);
	size_t patient = 0;

	cells_fill(&t, 0, 0, &patient, 20);
	cells_fill(&t, 1, 0, &patient, 9);
	cells_fill(&t, 2, 0, &patient, 3);
	cells_hide(&t, &t);
	CHECK(cells_at(&t, 2, 0)->hidden);
	CHECK(cells_at(&t, 1, 0)->hidden);	/* the smallest beside it */
	CHECK(!cells_at(&t, 0, 0)->hidden);
	CHECK(!cells_at(&t, 3, 0)->hidden);
}

TEST(two_small_cells_of_few_hide_a_third)
{
	struct cells t = cells_new(test_arena, 4, 1, 100);
	size_t patient = 0;

	cells_fill(&t, 0, 0, &patient, 20);
	cells_fill(&t, 1, 0, &patient, 8);
	cells_fill(&t, 2, 0, &patient, 2);
	cells_fill(&t, 3, 0, &patient, 2);
	cells_hide(&t, &t);
	CHECK(cells_at(&t, 1, 0)->hidden);	/* 2 + 2 would be told */
	CHECK(!cells_at(&t, 0, 0)->hidden);
}

TEST(five_are_enough_and_nobody_is_known)
{
	struct cells t = cells_new(test_arena, 3, 1, 100);
	size_t patient = 0;

	cells_fill(&t, 0, 0, &patient, 5);
	cells_fill(&t, 1, 0, &patient, 6);
	cells_hide(&t, &t);
	CHECK(!cells_at(&t, 0, 0)->hidden && !cells_at(&t, 1, 0)->hidden);
	CHECK(!cells_at(&t, 2, 0)->hidden && cells_at(&t, 2, 0)->empty);
}

TEST(many_numbers_of_one_are_one)
{
	struct cells t = cells_new(test_arena, 1, 1, 3);
	int i;

	for (i = 0; i < 40; i++)
		cells_add(&t, 0, 0, (size_t)i % 2, 1);
	cells_hide(&t, &t);
	CHECK(cells_at(&t, 0, 0)->hidden && cells_at(&t, 1, 1)->hidden);
}

enum { SIDE = 6, UNKNOWNS = (SIDE + 1) * (SIDE + 1), LINES = 2 * (SIDE + 1) };

/*
 * Somebody who knows all that is shown writes down one equation a line and
 * solves them: is any hidden cell left with one value?
 */
static bool
solved(const struct cells *t)
{
	double m[LINES][UNKNOWNS] = { 0 };
	size_t rows = t->rows + 1, cols = t->cols + 1, n = 0, r, k, line, j;
	size_t at[SIDE + 1][SIDE + 1], rank = 0;

	for (r = 0; r < rows; r++)
		for (k = 0; k < cols; k++)
			if (cells_at(t, r, k)->hidden) {
				at[r][k] = n++;
				m[r][at[r][k]] = k + 1 == cols ? -1 : 1;
				m[rows + k][at[r][k]] = r + 1 == rows ? -1 : 1;
			}
	for (j = 0; j < n && rank < rows + cols; j++) {
		for (line = rank; line < rows + cols; line++)
			if (m[line][j] > 1e-9 || m[line][j] < -1e-9)
				break;
		if (line == rows + cols)
			continue;
		for (k = 0; k < n; k++) {
			double swap = m[line][k];

			m[line][k] = m[rank][k];
			m[rank][k] = swap;
		}
		for (r = 0; r < rows + cols; r++) {
			double f = r == rank ? 0 : m[r][j] / m[rank][j];

			for (k = 0; k < n; k++)
				m[r][k] -= f * m[rank][k];
		}
		rank++;
	}
	for (r = 0; r < rank; r++) {
		size_t used = 0;

		for (k = 0; k < n; k++)
			used += m[r][k] > 1e-9 || m[r][k] < -1e-9;
		if (used == 1)
			return true;
	}
	return false;
}

/* Of a table where all but the hidden is shown: many shapes, many sizes. */
TEST(no_table_can_be_solved)
{
	uint64_t seed = 88172645463325252U;
	int round, shown = 0;

	for (round = 0; round < 400; round++) {
		struct cells t;
		size_t rows, cols, patient = 0, r, k;
		bool few = false;

#define DICE(n) (seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17, \
		    (size_t)(seed % (n)))
		rows = 1 + DICE(SIDE);
		cols = 1 + DICE(SIDE);
		t = cells_new(test_arena, rows, cols, 2000);
		for (r = 0; r < rows; r++)
			for (k = 0; k < cols; k++)
				cells_fill(&t, r, k, &patient,
				    DICE(4) == 0 ? 0 : DICE(3) == 0 ?
				    (int)DICE(5) : (int)DICE(30));
		cells_hide(&t, &t);
		for (r = 0; r <= rows; r++)
			for (k = 0; k <= cols; k++) {
				struct cell *c = cells_at(&t, r, k);

				few |= !c->hidden && c->n > 0 &&
				    cell_patients(&t, c) < CELL_MIN;
				shown += !c->hidden && c->n > 0;
			}
		CHECK(!few);
		/* A table with one cell in it has its total as its twin. */
		if (cells_at(&t, rows, cols)->n >= CELL_MIN)
			CHECK(!solved(&t));
	}
	CHECK(shown > 1000);
}

/* --- the clinic's report ------------------------------------------------- */

/* n patients with one assignment each. */
static void
patients_add(struct engage_data *d, int n, const char *programme,
    enum lang lang, bool done)
{
	while (n-- > 0) {
		struct engage *e = &d->list[d->n++];

		*e = made(done ? AMOUNT_DID : AMOUNT_NOT, 6, 7, SIZE_STANDARD,
		    0);
		e->patient.b[0] = (unsigned char)d->n;
		e->programme = str_z(programme);
		e->lang = lang;
	}
}

static struct clinic_report *
reported(const struct engage_data *d, enum clinic_by by, const char *programme)
{
	static const struct clinic clinic;
	struct clinic *c = arena_one(test_arena, struct clinic);
	struct clinic_report *r = arena_one(test_arena, struct clinic_report);
	struct clinic_ask ask = { .by = by, .programme = str_z(programme) };

	*c = clinic;
	c->zone = zone_utc();
	ask.to = zone_day(zone_utc(), T0);
	ask.from = (struct day){ ask.to.n - 27 };
	clinic_report_of(test_arena, c, &ask, d, r);
	return r;
}

TEST(clinic_by_groups)
{
	struct engage list[100];
	struct engage_data d = { .list = list };
	struct clinic_report *r;

	patients_add(&d, 12, "a", LANG_NB, true);
	patients_add(&d, 8, "a", LANG_NB, false);
	patients_add(&d, 6, "a", LANG_EN, true);
	r = reported(&d, BY_LANGUAGE, "");
	CHECK_INT(r->n, 2);
	CHECK_STR(r->rows[0].key, "en");
	CHECK_INT(r->rows[0].patients, 6);
	CHECK_INT(r->rows[1].patients, 20);
	CHECK(r->rows[1].share.shown && r->rows[1].share.value == 0.6);
	CHECK_INT(r->total.at[CLINIC_DONE].value, 18);
	CHECK(r->total.at[CLINIC_HELPS].value == 6);
	CHECK(r->total.at[CLINIC_HOURS].value == 6);
	CHECK(!r->total.at[CLINIC_TALK].shown);	/* of none: fewer than 5 */
	CHECK_INT(r->step, 1);
	CHECK_INT(r->weeks_n, 1);
	CHECK_INT(r->weeks[0].week, 3);
	CHECK(r->weeks[0].share.shown);
}

TEST(clinic_hides_few_on_every_page)
{
	struct engage list[100];
	struct engage_data d = { .list = list };
	struct clinic_report *r;

	patients_add(&d, 20, "a", LANG_NB, true);
	patients_add(&d, 3, "a", LANG_EN, true);
	r = reported(&d, BY_LANGUAGE, "");
	CHECK(!r->rows[0].patients_shown && !r->rows[1].patients_shown);
	CHECK(!r->rows[1].at[CLINIC_PROPOSED].shown);
	CHECK(r->total.patients_shown);
	CHECK_INT(r->total.patients, 23);
	/* A programme of few: neither its own page nor the difference. */
	patients_add(&d, 2, "b", LANG_NB, true);
	r = reported(&d, BY_LANGUAGE, "b");
	CHECK(!r->total.patients_shown && !r->total.share.shown);
	r = reported(&d, BY_LANGUAGE, "a");
	CHECK(!r->total.at[CLINIC_PROPOSED].shown);
	r = reported(&d, BY_LANGUAGE, "");
	CHECK_INT(r->total.at[CLINIC_PROPOSED].value, 25);
	/* Nobody at all of a programme is no secret. */
	r = reported(&d, BY_LANGUAGE, "c");
	CHECK_INT(r->n, 0);
	d.more = true;
	CHECK(reported(&d, BY_LANGUAGE, "")->more);
}
