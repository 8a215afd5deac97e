/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The files: read again, held against the database and the codebook. */

SQL(x_ids, "patient:id", "id:id", "SELECT id FROM assignment"
    " WHERE patient_id = $1 ORDER BY made_at, id");
SQL(x_erase, "patient:id", "",
    "UPDATE patient SET state = 'erased' WHERE id = $1");
SQL(x_count, "patient:id", "assignments:int reports:int entries:int",
    "SELECT (SELECT CAST(count(*) AS BIGINT) FROM assignment"
    " WHERE patient_id = $1) AS assignments,"
    " (SELECT CAST(count(*) AS BIGINT) FROM homework_report"
    " WHERE patient_id = $1) AS reports,"
    " (SELECT CAST(count(*) AS BIGINT) FROM answer WHERE patient_id = $1"
    " AND kind = 'entry' AND newest = 1) AS entries");
SQL(x_audit, "", "n:int", "SELECT CAST(count(*) AS BIGINT) AS n FROM audit"
    " WHERE action = 'export.homework' AND role = 'command'");

#define TEXT_NOTICED "The bus was late; nobody looked"
#define TEXT_TITLE "=Walk, \"the dog\""
#define TEXT_SHARED "seven minutes of wind"
#define TEXT_PRIVATE "my brother in the garage"

/* --- a history ----------------------------------------------------------- */
static void
x_enrol(struct world *w, struct care *c)
{
	w->enrolment = course_enrol(c, w->content, S("p"),
	    (struct day){ zone_day(c->zone, T0).n - 10 }, 3);
	CHECK(!id_is_none(w->enrolment));
}

static struct id
x_nth(struct care *c, int n)
{
	struct id id = ID_NONE;
	ROWS(r, c->tx, x_ids, c->patient);

	while (n-- > 0 && rows_next(&r))
		id = rows_id(&r, "id");
	return id;
}

static void
x_propose(struct world *w, struct care *c)
{
	struct problems bad = { .n = 0 };
	struct homework_new new = { .variant = STR_NONE,
	    .chapter = STR_NONE, .source = "own", .before = ID_NONE };
	struct enrolment e;

	(void)w;
	CHECK(course_current(c, &e));
	plan_default(c, NULL, LANG_EN, 3, &new.plan);
	new.plan.title = S(TEXT_TITLE);
	new.plan.obstacle = OBSTACLE_TIRED;
	CHECK(!id_is_none(homework_propose(c, &e, &new, &bad)));
}

static void
x_yes(struct world *w, struct care *c)
{
	struct problems bad = { .n = 0 };
	struct homework h;
	struct beliefs b = { .helps = 6, .fits = -1, .can = 8 };

	CHECK(homework_get(c, w->content, x_nth(c, 1), &h));
	CHECK_INT(homework_say_yes(c, h.id, &b, &h.plan, 1, true, &bad),
	    YES_AGREED);
}

static void
x_entry(struct world *w, struct care *c, int n, bool shared)
{
	struct values *v = values_new(c->arena);
	struct answer_place place = { .enrolment = w->enrolment,
	    .kind = "entry", .ref = S("free.sheet"), .variant = STR_NONE,
	    .occasion = str_fmt(c->arena, "%.*s.%d", STR(id_hex(c->arena,
	    x_nth(c, 1))), n) };
	struct answer now;
	struct enrolment e;

	CHECK(course_current(c, &e));
	if (shared)
		value_put(v, S("what"), 0, STR_NONE, S(TEXT_SHARED), false);
	value_put(v, S("own"), 0, STR_NONE, S(TEXT_PRIVATE), true);
	CHECK_INT(answer_save(c, &place, e.bundle, v, 0, true, &now),
	    ANSWER_SAVED);
}

static void
x_entries(struct world *w, struct care *c)
{
	x_entry(w, c, 1, true);
	x_entry(w, c, 2, false);	/* all of it only for me */
}

static void
x_told(struct care *c, enum homework_amount amount, int64_t version)
{
	struct problems bad = { .n = 0 };
	struct homework_report r = { .amount = amount, .hard = 5,
	    .helped = -1, .size_said = true, .size = SIZE_TINY,
	    .noticed = S(TEXT_NOTICED), .obstacles = amount == AMOUNT_DID ? 0 :
	    1U << OBSTACLE_TIRED | 1U << OBSTACLE_HOME };

	CHECK_INT(homework_report(c, x_nth(c, 1), &r, version, &bad),
	    REPORT_SAVED);
}

static void
x_tell(struct world *w, struct care *c)
{
	(void)w;
	x_told(c, AMOUNT_PARTLY, 0);
}

static void
x_tell_anew(struct world *w, struct care *c)
{
	(void)w;
	x_told(c, AMOUNT_DID, 1);
}

static void
x_review(struct world *w, struct care *c)
{
	struct problems bad = { .n = 0 };
	struct review_new v = { .n = 1, .reply = S("Well done, with "
	    "the bus."), .amount = 2, .quality = 3, .template = STR_NONE };
	struct homework h;

	CHECK(homework_get(c, w->content, x_nth(c, 1), &h));
	v.reports[0] = h.report.id;
	CHECK(homework_review(c, &v, &bad));
	CHECK_INT(bad.n, 0);
}

static void
x_no(struct world *w, struct care *c)
{
	(void)w;
	CHECK(homework_does_not_fit(c, x_nth(c, 2), S("Not with my knee")));
}

/* Talked about, and tried anyway. */
static void
x_try(struct world *w, struct care *c)
{
	struct problems bad = { .n = 0 };
	struct beliefs b = { .helps = -1, .fits = -1, .can = -1 };
	struct homework h;

	CHECK(homework_talked(c, x_nth(c, 2)));
	CHECK(homework_get(c, w->content, x_nth(c, 2), &h));
	CHECK_INT(homework_say_yes(c, h.id, &b, &h.plan, h.newest_n, true,
	    &bad), YES_AGREED);
}

static void
x_history(struct world *w)
{
	AS(w, THERAPIST, x_enrol);
	AS(w, OWN, x_propose);
	AS(w, OWN, x_yes);
	w->now += DAY_S;
	AS(w, OWN, x_entries);
	AS(w, OWN, x_tell);
	w->now += 2 * HOUR_S;
	AS(w, OWN, x_tell_anew);
	w->now += 6 * HOUR_S;
	AS(w, THERAPIST, x_review);
	w->now += HOUR_S;
	AS(w, THERAPIST, x_propose);
	AS(w, OWN, x_no);
	AS(w, OWN, x_try);
	w->now += DAY_S;
	AS(w, THERAPIST, x_propose);
}

/* --- the files ----------------------------------------------------------- */
struct table {
	struct str cells[400][80];
	size_t rows, cols;
};
struct exported {
	struct clinic clinic;
	struct export x;
	struct str text[EXPORT_FILES];
	struct table *at[EXPORT_FILES];
};

static bool
x_begin(struct tx *tx, void *arg)
{
	struct world *w = arg;
	struct clinic clinic;
	struct duty d;

	duty_open(&d, tx, w->vault, "export");
	CHECK(clinic_first(tx, w->vault, &clinic));
	export_begin(&d, &clinic);
	return true;
}

static bool
x_line(void *arg, struct str line)
{
	buf_add(arg, line);
	return true;
}

static struct table *
x_parse(struct str text)
{
	struct table *t = arena_one(test_arena, struct table);
	size_t col = 0;
	struct str field;
	bool last;

	while (csv_next(test_arena, &text, &field, &last)) {
		t->cells[t->rows][col++] = str_copy(test_arena, field);
		if (!last)
			continue;
		if (t->rows++ == 0)
			t->cols = col;
		CHECK_INT(col, t->cols);
		col = 0;
	}
	CHECK_INT(text.len, 0);
	return t;
}

struct x_loading {
	struct world *w;
	struct exported *e;
};

static void
x_load(struct tx *tx, void *arg)
{
	struct x_loading *l = arg;
	enum export_file file;
	struct duty d;

	duty_open(&d, tx, l->w->vault, "export");
	CHECK(clinic_first(tx, l->w->vault, &l->e->clinic));
	export_load(&d, &l->e->clinic, &l->e->x);
	for (file = 0; file < EXPORT_FILES; file++) {
		struct buf b = buf_new(test_arena, 1000000);

		/* All at once: a line gives back what came after it. */
		b.at = arena_many(test_arena, char, 100001);
		b.room = 100000;
		CHECK(export_write(&l->e->x, file, x_line, &b));
		l->e->text[file] = buf_str(&b);
	}
}

static struct exported *
x_export(struct world *w, struct day from, struct day to)
{
	struct exported *e = arena_one(test_arena, struct exported);
	struct x_loading l = { w, e };
	enum export_file file;

	clock_set(w->now);
	e->x.from = from;
	e->x.to = to;
	CHECK_RC(db_tx(w->db, test_arena, x_begin, w), RC_OK);
	CHECK_RC(db_read(w->db, test_arena, x_load, &l), RC_OK);
	for (file = 0; file < EXPORT_FILES; file++)
		e->at[file] = x_parse(e->text[file]);
	return e;
}

static struct str
x_cell(const struct exported *e, enum export_file file, size_t row,
    const char *column)
{
	const struct table *t = e->at[file];
	size_t k;

	for (k = 0; k < t->cols; k++)
		if (str_is(t->cells[0][k], column))
			return t->cells[row][k];
	test_fault(__FILE__, __LINE__, column, "no such column", "");
	return STR_NONE;
}
#define CELL(file, row, column, want) \
	CHECK_STR(x_cell(e, EXPORT_##file, (row), (column)), (want))

/* --- against the codebook ------------------------------------------------ */
static bool
x_listed(struct str list, struct str one)
{
	while (list.len > 0)
		if (str_eq(str_cut(&list, '|'), one))
			return true;
	return false;
}

/* "not asked=-9991|skipped=-9992" */
static bool
x_missing(struct str list, struct str value)
{
	while (list.len > 0) {
		struct str one = str_cut(&list, '|');

		str_cut(&one, '=');
		if (str_eq(one, value))
			return true;
	}
	return false;
}

static bool
x_within(struct str range, struct str value)
{
	struct str from = str_sub(range, 0, str_index(range, '.'));
	struct str to = str_sub(range, from.len + 2, range.len);
	int64_t low, high = INT64_MAX, n;

	return str_int(from, 0, INT32_MAX, &low) &&
	    (to.len == 0 || str_int(to, 0, INT32_MAX, &high)) &&
	    str_int(value, low, high, &n);
}

/* One value by what its line of the codebook says. */
static bool
x_allowed(struct str type, struct str values, struct str missing,
    struct str v)
{
	int64_t n;

	if (x_missing(missing, v))
		return true;
	if (str_starts(v, S("-999")) || v.len == 0)
		return false;
	if (str_is(type, "codes")) {
		bool all = true;

		while (v.len > 0)
			all = x_listed(values, str_cut(&v, ' ')) && all;
		return all;
	}
	if (str_is(type, "code") || str_is(type, "flag"))
		return x_listed(values, v);
	if (str_is(type, "integer") || str_is(type, "key"))
		return x_within(values, v);
	if (str_is(type, "day"))
		return str_int(v, -1000, 10000, &n);
	if (str_is(type, "time"))
		return v.len == 25 && v.at[10] == 'T' && v.at[22] == ':';
	if (str_is(type, "clock"))
		return v.len == 5 && v.at[2] == ':';
	return str_is(type, "id") || str_is(type, "number") ||
	    (str_is(type, "pseudonym") && v.len == 33 && v.at[0] == 'p');
}

static void
x_codebook(const struct exported *e)
{
	const struct table *book = e->at[EXPORT_CODEBOOK];
	size_t row, seen[EXPORT_FILES] = { 0 }, i;
	enum export_file file;

	for (row = 1; row < book->rows; row++) {
		for (file = 0; file < EXPORT_CODEBOOK; file++)
			if (str_is(book->cells[row][0],
			    export_file_name(file)))
				break;
		CHECK(file < EXPORT_CODEBOOK);
		/* In the order of the file, one line a column. */
		CHECK(str_eq(e->at[file]->cells[0][seen[file]],
		    book->cells[row][1]));
		CHECK(book->cells[row][6].len > 0);
		CHECK(!str_eq(book->cells[row][6], book->cells[row][7]));
		for (i = 1; i < e->at[file]->rows; i++)
			if (!x_allowed(book->cells[row][2],
			    book->cells[row][4], book->cells[row][5],
			    e->at[file]->cells[i][seen[file]]))
				test_str(__FILE__, __LINE__,
				    book->cells[row][1].at,
				    e->at[file]->cells[i][seen[file]],
				    "a value of the codebook");
		seen[file]++;
	}
	for (file = 0; file < EXPORT_CODEBOOK; file++)
		CHECK_INT(seen[file], e->at[file]->cols);
}

static int64_t counted_a, counted_r, counted_e;

static void
x_counts(struct world *w, struct care *c)
{
	(void)w;
	ROWS(r, c->tx, x_count, c->patient);

	CHECK(rows_next(&r));
	counted_a = rows_int(&r, "assignments");
	counted_r = rows_int(&r, "reports");
	counted_e = rows_int(&r, "entries");
}

EACH_WORLD(files_tell_the_history)
{
	struct exported *e;

	x_history(w);
	e = x_export(w, DAY_NONE, DAY_NONE);
	x_codebook(e);
	AS(w, OWN, x_counts);
	CHECK_INT(e->at[EXPORT_ASSIGNMENTS]->rows - 1, counted_a);
	CHECK_INT(e->at[EXPORT_REPORTS]->rows - 1, counted_r);
	CHECK_INT(counted_e, 2);
	CHECK_INT(e->at[EXPORT_ENTRIES]->rows - 1, 1);
	CELL(ASSIGNMENTS, 1, "assignment", "1");
	CELL(ASSIGNMENTS, 1, "task", "-9994");
	CELL(ASSIGNMENTS, 1, "kind", "free");
	CELL(ASSIGNMENTS, 1, "proposed_by", "patient");
	CELL(ASSIGNMENTS, 1, "proposed_at", "2026-03-04T06:00:00+01:00");
	CELL(ASSIGNMENTS, 1, "proposed_day", "10");
	CELL(ASSIGNMENTS, 1, "state", "ended");
	CELL(ASSIGNMENTS, 1, "ended_how", "done");
	CELL(ASSIGNMENTS, 1, "helps_before", "6");
	CELL(ASSIGNMENTS, 1, "fits_before", "-9992");
	CELL(ASSIGNMENTS, 1, "can_before", "8");
	CELL(ASSIGNMENTS, 1, "obstacle_planned", "tired");
	CELL(ASSIGNMENTS, 1, "planned_day", "11");
	CELL(ASSIGNMENTS, 1, "planned_time", "12:30");
	CELL(ASSIGNMENTS, 1, "entries", "1");
	CELL(ASSIGNMENTS, 1, "rulers", "-9994");
	CELL(ASSIGNMENTS, 1, "reports", "2");
	CELL(ASSIGNMENTS, 1, "amount", "did");
	CELL(ASSIGNMENTS, 1, "helped", "-9992");
	CELL(ASSIGNMENTS, 1, "size_done", "tiny");
	CELL(ASSIGNMENTS, 1, "obstacles", "-9991");
	CELL(ASSIGNMENTS, 1, "noticed", "1");
	CELL(ASSIGNMENTS, 1, "hours_to_answer", "6");
	CELL(ASSIGNMENTS, 1, "quality", "3");
	CELL(ASSIGNMENTS, 1, "amount_therapist", "did");
	CELL(ASSIGNMENTS, 1, "template", "-9994");
	CELL(ASSIGNMENTS, 2, "proposed_by", "therapist");
	CELL(ASSIGNMENTS, 2, "talk_first", "does-not-fit");
	CELL(ASSIGNMENTS, 2, "state", "agreed");
	CELL(ASSIGNMENTS, 2, "helps_before", "-9991");
	CELL(ASSIGNMENTS, 3, "talk_first", "no");
	CELL(ASSIGNMENTS, 3, "agreed_at", "-9993");
	CELL(ASSIGNMENTS, 3, "helps_before", "-9993");
	CELL(ASSIGNMENTS, 3, "amount", "-9993");
	CELL(ASSIGNMENTS, 3, "template", "-9993");
	CELL(REPORTS, 1, "newest", "0");
	CELL(REPORTS, 1, "amount", "partly");
	CELL(REPORTS, 1, "obstacles", "tired home");
	CELL(REPORTS, 1, "answered_at", "-9994");
	CELL(REPORTS, 2, "version", "2");
	CELL(REPORTS, 2, "rhythm_kept", "1");
	CELL(ENTRIES, 1, "entry", "1");
	CELL(ENTRIES, 1, "fields", "1");
}

EACH_WORLD(files_hold_no_word_and_no_id)
{
	struct exported *e;
	enum export_file file;
	size_t i;

	x_history(w);
	e = x_export(w, DAY_NONE, DAY_NONE);
	for (file = 0; file < EXPORT_FILES; file++) {
		const char *const never[] = { TEXT_NOTICED, "Walk",
		    TEXT_SHARED, TEXT_PRIVATE, "knee", "Kari", "Bergen",
		    "Well done", "91234567",
		    id_hex(test_arena, w->patient).at,
		    id_hex(test_arena, w->own.account).at,
		    id_hex(test_arena, w->therapist.account).at };

		for (i = 0; i < sizeof(never) / sizeof(never[0]); i++)
			CHECK(strstr(e->text[file].at, never[i]) == NULL);
	}
}

EACH_WORLD(pseudonyms_stay_and_periods_cut)
{
	struct day first = zone_day(zone_find(S("Europe/Oslo")), T0);
	struct exported *e, *again;

	x_history(w);
	e = x_export(w, DAY_NONE, DAY_NONE);
	again = x_export(w, DAY_NONE, DAY_NONE);
	CHECK(str_eq(e->text[EXPORT_ASSIGNMENTS],
	    again->text[EXPORT_ASSIGNMENTS]));
	e = x_export(w, DAY_NONE, first);
	CHECK_INT(e->at[EXPORT_ASSIGNMENTS]->rows - 1, 1);
	CHECK_INT(e->at[EXPORT_REPORTS]->rows - 1, 2);
	e = x_export(w, (struct day){ first.n + 1 }, DAY_NONE);
	CHECK_INT(e->at[EXPORT_ASSIGNMENTS]->rows - 1, 2);
	/* A part has the numbers of the whole. */
	CELL(ASSIGNMENTS, 1, "assignment", "2");
	CHECK_INT(e->at[EXPORT_REPORTS]->rows - 1, 0);
	CHECK_INT(e->at[EXPORT_ENTRIES]->rows - 1, 0);
}

static bool
x_erase_run(struct tx *tx, void *arg)
{
	struct world *w = arg;

	db_run(tx, x_erase, w->patient);
	return true;
}

static void
x_audits(struct tx *tx, void *arg)
{
	*(int64_t *)arg = db_int(tx, -1, x_audit);
}

EACH_WORLD(an_erased_patient_is_gone)
{
	struct exported *e;
	int64_t n = 0;

	x_history(w);
	(void)x_export(w, DAY_NONE, DAY_NONE);
	CHECK_RC(db_tx(w->db, test_arena, x_erase_run, w), RC_OK);
	e = x_export(w, DAY_NONE, DAY_NONE);
	CHECK_INT(e->at[EXPORT_ASSIGNMENTS]->rows, 1);
	CHECK_INT(e->at[EXPORT_REPORTS]->rows, 1);
	CHECK_INT(e->at[EXPORT_ENTRIES]->rows, 1);
	CHECK_RC(db_read(w->db, test_arena, x_audits, &n), RC_OK);
	CHECK_INT(n, 2);
}

/* --- the writer ---------------------------------------------------------- */
TEST(csv_comes_back)
{
	static const char *const texts[] = { "", "plain", "a,b", "say \"hi\"",
	    "two\r\nlines", "æøå", "\"", ",", " blank " };
	struct buf b = buf_new(test_arena, 10000);
	struct csv csv = { .to = &b };
	struct str rest, field;
	bool last;
	size_t i, n = sizeof(texts) / sizeof(*texts);

	for (i = 0; i < n; i++)
		csv_text(&csv, str_z(texts[i]));
	csv_end(&csv);
	csv_real(&csv, -0.5);
	csv_real(&csv, 3);
	csv_real(&csv, 3.14159);
	csv_real(&csv, 1.1);
	csv_int(&csv, -9991);
	csv_end(&csv);
	rest = buf_str(&b);
	for (i = 0; i < n; i++) {
		CHECK(csv_next(test_arena, &rest, &field, &last));
		CHECK_STR(field, texts[i]);
		CHECK(last == (i + 1 == n));
	}
	CHECK_STR(rest, "-0.5,3,3.14,1.1,-9991\r\n");
}

TEST(csv_is_no_formula)
{
	static const char *const bad[] = { "=1+1", "+1", "-1", "@x", "\tx",
	    "=HYPERLINK(\"http://x\",\"y\")" };
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct buf b = buf_new(test_arena, 1000);
		struct csv csv = { .to = &b };
		struct str rest, field;
		bool last;

		csv_text(&csv, str_z(bad[i]));
		csv_end(&csv);
		rest = buf_str(&b);
		CHECK(csv_next(test_arena, &rest, &field, &last));
		CHECK(field.at[0] == '\'');
		CHECK_STR(str_sub(field, 1, field.len), bad[i]);
	}
}

TEST(what_is_no_csv_is_told)
{
	static const char *const bad[] = { "\"open", "\"", "a\"b\r\n",
	    "\"a\"b\r\n", "a\rb\r\n", "\"a\n" };
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct str rest = str_z(bad[i]), field;
		bool last;

		CHECK(!csv_next(test_arena, &rest, &field, &last));
	}
}
