/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Tests of reading and showing a form; part of test_answers.c. */
#include "answers/answer_form.h"
#include "answers/shown.h"
#include "course_fixture.h"
#include "http/req.h"

struct posted {
	struct content *content;
	const struct form *form;
	struct req *req;
	struct values *values;
	struct problems problems;
};

static struct posted
posted(const char *form_id, struct pair *pairs, size_t n)
{
	struct posted p = { .content = world_content() };

	p.form = programme_form(content_programme(p.content, S("p")),
	    str_z(form_id), NULL);
	p.req = arena_one(test_arena, struct req);
	p.req->arena = test_arena;
	p.req->form = pairs;
	p.req->form_n = n;
	p.values = values_new(test_arena);
	form_read_post(p.form, p.req, p.values, &p.problems);
	return p;
}

#define POSTED(p, id, ...) \
	struct pair p##_pairs[] = { __VA_ARGS__ }; \
	struct posted p = posted(id, p##_pairs, \
	    sizeof(p##_pairs) / sizeof(p##_pairs[0]))
#define F(name, value) { S(name), S(value) }

static const struct problem *
problem(const struct posted *p, const char *field)
{
	return problem_of(&p->problems, str_z(field));
}

TEST(a_form_is_read_field_by_field)
{
	POSTED(p, "map", F("csrf", "x"), F("sid", "y"), F("version", "3"),
	    F("go", "done"), F("kept", "z"), F("later", "1"),
	    F("f.status", "sick"), F("f.line", "Sunday"),
	    F("f.long", "one\r\ntwo"), F("f.strong", " 7 "),
	    F("f.doing.1.act", "slept"), F("f.doing.1.ease", "6"),
	    F("f.doing.2.act", ""), F("f.doing.2.ease", ""),
	    F("f.after", ""), F("f.hours", "7,5"), F("f.day", "3.12.2026"),
	    F("f.own", "mine"), F("only.own", "1"));

	CHECK_INT(p.problems.n, 0);
	CHECK_STR(value_text(p.values, S("status")), "sick");
	CHECK_STR(value_text(p.values, S("long")), "one\ntwo");
	CHECK_STR(value_text(p.values, S("strong")), "7");
	CHECK_STR(value_cell(p.values, S("doing"), 1, S("act")), "slept");
	CHECK_INT(value_rows(p.values, S("doing")), 1);
	CHECK_STR(value_text(p.values, S("hours")), "7.5");
	CHECK_STR(value_text(p.values, S("day")), "2026-12-03");
	CHECK(value_private(p.values, S("own")));
	CHECK(!value_private(p.values, S("long")));
	content_free(p.content);
}

TEST(everything_may_stay_empty)
{
	POSTED(p, "map", F("f.line", ""), F("f.long", "  \r\n "),
	    F("f.status", ""), F("only.own", "1"));

	CHECK_INT(p.problems.n, 0);
	CHECK_INT(p.values->n, 1);	/* only the mark */
	CHECK(value_private(p.values, S("own")));
	content_free(p.content);
}

TEST(rows_close_up_over_empty_ones)
{
	POSTED(p, "map", F("f.doing.1.act", ""), F("f.doing.2.act", "b"),
	    F("f.doing.3.act", "c"), F("f.doing.3.ease", "1"));

	CHECK_INT(p.problems.n, 0);
	CHECK_INT(value_rows(p.values, S("doing")), 2);
	CHECK_STR(value_cell(p.values, S("doing"), 1, S("act")), "b");
	CHECK_STR(value_cell(p.values, S("doing"), 2, S("ease")), "1");
	content_free(p.content);
}

TEST(lengths_are_counted_in_characters)
{
	/* Ten letters of two bytes, and eleven. */
	POSTED(fits, "map", F("f.line", "øøøøøøøøøø"));
	POSTED(over, "map", F("f.line", "øøøøøøøøøøø"));

	CHECK_INT(fits.problems.n, 0);
	CHECK_INT(over.problems.n, 1);
	CHECK(problem(&over, "line") != NULL &&
	    problem(&over, "line")->n == 10);
	/* As typed, to be shown again. */
	CHECK_STR(value_text(over.values, S("line")), "øøøøøøøøøøø");
	content_free(fits.content);
	content_free(over.content);
}

TEST(bounds_and_options_are_checked)
{
	POSTED(p, "map", F("f.status", "boss"), F("f.strong", "11"),
	    F("f.hours", "41"), F("f.day", "31.2.2026"),
	    F("f.doing.1.act", "this is more than twenty characters"),
	    F("f.doing.1.ease", "-1"));

	CHECK_INT(p.problems.n, 6);
	CHECK(problem(&p, "status") != NULL);
	CHECK(problem(&p, "strong") != NULL);
	CHECK(problem(&p, "hours") != NULL && problem(&p, "hours")->n == 40);
	CHECK(problem(&p, "day") != NULL);
	CHECK(problem(&p, "doing-1-act") != NULL);
	CHECK(problem(&p, "doing-1-ease") != NULL);
	CHECK_STR(value_text(p.values, S("hours")), "41");
	content_free(p.content);
}

/* "3.12.26" is not the year 26, and nobody can know which one it is. */
TEST(a_year_has_four_digits)
{
	static const char *const days[] = { "3.12.26", "3/12 26",
	    "0026-12-03", "3.12.226" };
	size_t i;

	for (i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		POSTED(p, "map", { S("f.day"), str_z(days[i]) });

		CHECK(problem(&p, "day") != NULL);
		CHECK_STR(value_text(p.values, S("day")), days[i]);
		content_free(p.content);
	}
}

TEST(numbers_are_plain)
{
	static const char *const bad[] = { "1e3", "inf", "nan", "0x10", "-",
	    ".", "1.2.3", "1 000", "--1", "999999999999999999999999999" };
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		POSTED(p, "map", { S("f.hours"), str_z(bad[i]) });

		CHECK_INT(p.problems.n, 1);
		content_free(p.content);
	}
}

TEST(what_is_not_of_the_form_is_told)
{
	static const char *const bad[] = { "f.nothing", "f.line.1.act", "g",
	    "f", "only.nothing", "f.doing", "f.doing.0.act", "f.doing.x.act",
	    "f.doing.1", "f.doing.1.act.more", "f.doing.1.nothing",
	    "version.x", "only.doing.1.act", "f.doing.99999.act" };
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		POSTED(p, "map", F("f.line", "kept"),
		    { str_z(bad[i]), S("x") });

		if (p.problems.n != 1 || problem(&p, "") == NULL)
			printf("    %s\n", bad[i]);
		CHECK_INT(p.problems.n, 1);
		CHECK(problem(&p, "") != NULL);
		CHECK_STR(value_text(p.values, S("line")), "kept");
		content_free(p.content);
	}
}

TEST(a_list_has_its_most)
{
	POSTED(p, "map", F("f.doing.1.act", "a"), F("f.doing.2.act", "b"),
	    F("f.doing.3.act", "c"), F("f.doing.4.act", "d"),
	    F("f.doing.5.act", "e"));

	CHECK_INT(p.problems.n, 1);
	CHECK(problem(&p, "doing") != NULL && problem(&p, "doing")->n == 3);
	/* Nothing typed is dropped. */
	CHECK_INT(value_rows(p.values, S("doing")), 5);
	content_free(p.content);
}

TEST(bytes_that_are_no_text_are_told)
{
	POSTED(p, "map", F("f.line", "\xff\xfe"));

	CHECK_INT(p.problems.n, 1);
	CHECK(problem(&p, "line") != NULL);
	content_free(p.content);
}

TEST(always_private_needs_no_tick)
{
	POSTED(p, "plan", F("f.goal", "lunch"), F("f.secret", "s"));

	CHECK_INT(p.problems.n, 0);
	CHECK(value_private(p.values, S("secret")));
	CHECK(!value_private(p.values, S("goal")));
	content_free(p.content);
}

TEST(fields_show_by_their_expression)
{
	bool shows[9];
	POSTED(none, "map", F("f.after", "kept all the same"));
	POSTED(some, "map", F("f.doing.1.act", "a"), F("f.after", "b"));

	form_shows(none.form, none.values, NULL, shows);
	CHECK(shows[0] && shows[4] && !shows[5] && shows[8]);
	CHECK_STR(value_text(none.values, S("after")), "kept all the same");
	/* What is not seen is sent to nobody. */
	form_keep_hidden(none.form, shows, none.values);
	CHECK(value_private(none.values, S("after")));
	form_shows(some.form, some.values, NULL, shows);
	CHECK(shows[5]);
	form_keep_hidden(some.form, shows, some.values);
	CHECK(!value_private(some.values, S("after")));
	content_free(none.content);
	content_free(some.content);
}

TEST(a_form_to_fill_in_has_a_blank_row)
{
	bool shows[9] = { true, true, true, true, true, false, true, true,
	    true };
	struct form_view v;
	POSTED(p, "map", F("f.doing.1.act", "a"), F("f.strong", "7"),
	    F("f.line", "much too long for it"), F("only.long", "1"),
	    F("f.long", "x"));

	form_view_make(test_arena, p.form, p.values, shows, LANG_EN,
	    &p.problems, &v);
	CHECK_INT(v.n, 9);
	CHECK_INT(v.fields[4].rows_n, 2);
	CHECK(v.fields[4].more);
	CHECK_STR(v.fields[4].rows[1].cells[0].name, "f.doing.2.act");
	CHECK_STR(v.fields[4].rows[0].cells[0].text, "a");
	CHECK_STR(v.fields[4].rows[0].cells[0].html_id, "f-doing-1-act");
	CHECK_INT(v.fields[3].options_n, 11);
	CHECK(v.fields[3].options[7].on);
	CHECK_STR(v.fields[3].options[0].html_id, "f-strong");
	CHECK_STR(v.fields[3].options[1].html_id, "f-strong-2");
	CHECK(v.fields[1].problem != NULL);
	CHECK_STR(v.fields[1].described, "f-line-e");
	CHECK(v.fields[5].hidden && !v.fields[4].hidden);
	CHECK(v.fields[8].offer && !v.fields[8].only);
	CHECK(!v.fields[2].offer && v.fields[2].only && v.tucked);
	content_free(p.content);
}

TEST(an_answer_is_shown_in_its_words)
{
	struct shown_answer s;
	POSTED(p, "map", F("f.status", "sick"), F("f.strong", "7"),
	    F("f.doing.1.act", "slept"), F("f.doing.1.ease", "6"),
	    F("f.day", "2026-12-03"), F("f.own", "mine"), F("only.own", "1"));

	form_shown(test_arena, p.form, p.values, LANG_EN, &s);
	CHECK_STR(s.title, "My map");
	CHECK_INT(s.n, 5);
	CHECK_STR(s.lines[0].cell.label, "Work now?");
	CHECK_STR(s.lines[0].cell.text, "On sick leave");
	CHECK_INT(s.lines[1].cell.kind, SHOWN_OF);
	CHECK_INT(s.lines[1].cell.n, 7);
	CHECK_INT(s.lines[1].cell.most, 10);
	CHECK_INT(s.lines[2].cell.kind, SHOWN_ROWS);
	CHECK_INT(s.lines[2].rows_n, 1);
	CHECK_STR(s.lines[2].rows[0].cells[0].text, "slept");
	CHECK_INT(s.lines[3].cell.kind, SHOWN_DAY);
	CHECK(s.lines[4].private);
	content_free(p.content);
}
