/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Of test_work.c: the plan, what content knows, a step back. */

/* --- the plan - */

static struct way *
typed(size_t n, ...)
{
	struct way *way = arena_one(test_arena, struct way);
	va_list args;
	size_t i;
	int k;

	va_start(args, n);
	for (i = 0; i < n; i++) {
		struct way_step *s = &way->steps[way->steps_n++];

		*s = (struct way_step){ .day = DAY_NONE, .percent = -1 };
		for (k = 0; k < WAY_PARTS; k++)
			s->text[k] = STR_NONE;
		s->text[WAY_DAY] = str_z(va_arg(args, const char *));
		s->text[WAY_PERCENT] = str_z(va_arg(args, const char *));
		s->text[WAY_TASKS] = str_z(va_arg(args, const char *));
	}
	va_end(args);
	return way;
}

static void
settles(struct world *w, struct care *c)
{
	struct problems bad = { .n = 0 };
	struct way *way = typed(4, "", "", "Last", "2026-04-01", "60",
	    "Second", "", "", "", "2026-03-16", "80 %", "First");

	(void)w;
	(void)c;
	CHECK(way_settle(way, DAY_AT(0), &bad));
	CHECK_INT(way->steps_n, 3);
	CHECK_STR(way->steps[0].text[WAY_TASKS], "First");
	CHECK_INT(way->steps[0].percent, 80);
	CHECK_STR(way->steps[1].text[WAY_TASKS], "Second");
	CHECK_STR(way->steps[2].text[WAY_TASKS], "Last");
	CHECK(way_next(way, DAY_AT(13)) == &way->steps[1]);
	CHECK(way_next(way, DAY_AT(40)) == NULL);
	way = typed(2, "soon", "101", "x", "2036-01-01", "-1", "y");
	CHECK(!way_settle(way, DAY_AT(0), &bad));
	CHECK_INT(bad.n, 4);
	CHECK(problem_of(&bad, S("day-1")) != NULL);
	CHECK(problem_of(&bad, S("percent-1")) != NULL);
	CHECK(problem_of(&bad, S("day-2")) != NULL);
	CHECK(problem_of(&bad, S("percent-2")) != NULL);
	CHECK_INT(way->steps_n, 2);
}

static void
versions_own(struct world *w, struct care *c)
{
	struct problems bad = { .n = 0 };
	struct way now;
	int64_t version;

	(void)w;
	CHECK(way_draft_put(c, typed(1, "", "9", "begun"), 0, 0, &version));
	CHECK_INT(version, 1);
	CHECK(!way_draft_put(c, typed(1, "", "", "old"), 0, 0, &version));
	CHECK_INT(way_save(c, typed(1, "2026-03-16", "80", "Post"), 0, &now,
	    &bad), WAY_SAVED);
	CHECK_INT(now.n, 1);
	/* As it is already: no new version, also over an old one. */
	CHECK_INT(way_save(c, typed(1, "2026-03-16", "80 %", " Post "), 0,
	    &now, &bad), WAY_SAVED);
	CHECK_INT(now.n, 1);
	CHECK_INT(way_save(c, typed(1, "2026-03-16", "70", "Post"), 0, &now,
	    &bad), WAY_CONFLICT);
	CHECK_STR(now.steps[0].text[WAY_TASKS], "Post");
}

static void
versions_clinic(struct world *w, struct care *c)
{
	struct problems bad = { .n = 0 };
	struct way_draft draft;
	struct way now, *list;

	(void)w;
	way_draft_get(c, &draft);
	CHECK_INT(draft.version, 0);
	CHECK_INT(way_save(c, typed(1, "2026-03-16", "70", "Post"), 1, &now,
	    &bad), WAY_SAVED);
	CHECK_INT(now.n, 2);
	CHECK(!now.by.patient);
	CHECK_INT(way_versions(c, &list), 2);
	CHECK(list[1].by.patient);
	CHECK(way_version(c, 1, &now));
	CHECK_INT(now.steps[0].percent, 80);
	CHECK(!way_version(c, 3, &now));
	/* All taken away is a version too. */
	CHECK_INT(way_save(c, typed(0), 2, &now, &bad), WAY_SAVED);
	CHECK_INT(now.n, 3);
	CHECK_INT(now.steps_n, 0);
}

EACH_WORLD(a_plan_is_versions)
{
	AS(w, OWN, settles);
	AS(w, OWN, versions_own);
	AS(w, THERAPIST, versions_clinic);
}

/* --- leave.percent, and who is asked - */

static bool
holds(struct world *w, struct care *c, const char *text)
{
	static const struct str none[1];
	const struct expr_name names[] = { { .name = S("leave.percent"),
	    .kinds = NAME_VALUE, .type = EXPR_NUMBER, .options = none } };
	const struct expr_scope scope = { names, 1, NULL };
	struct lint lint = lint_new(test_arena);
	struct enrolment e = current(c);
	const struct expr *x = expr_compile(test_arena, str_z(text), &scope,
	    EXPR_BOOL, (struct place){ S("t"), 1, 1 }, &lint);

	CHECK_STR(lint_text(test_arena, &lint), "");
	return x != NULL && expr_true(x, course_env(c, &e, w->content,
	    false));
}

static void
percent_in_content(struct world *w, struct care *c)
{
	course_hooks.value = work_value;
	/* Not told: neither so nor otherwise. */
	CHECK(!holds(w, c, "leave.percent == 100"));
	CHECK(!holds(w, c, "leave.percent < 100"));
	put(c, DAY_AT(-60), NEVER, 100);
	CHECK(holds(w, c, "leave.percent == 100"));
	put(c, DAY_AT(0), NEVER, 80);
	CHECK(holds(w, c, "leave.percent > 50 and leave.percent < 100"));
	put(c, DAY_AT(1), NEVER, 0);
	CHECK(!holds(w, c, "leave.percent == 0"));
	course_hooks.value = NULL;
	CHECK(!holds(w, c, "leave.percent == 80"));
}

static bool
follows(struct world *w, struct care *c)
{
	struct enrolment e = current(c);
	struct job job;

	job_get(c, &job);
	return work_follows(c, &e, w->content, content_programme(w->content,
	    S("p")), &job);
}

static void
answers_say(struct world *w, struct care *c)
{
	struct answer_place place = { .enrolment = w->enrolment,
	    .kind = "exercise", .ref = S("one.map") };
	struct values *v = values_new(test_arena);
	struct problems bad = { .n = 0 };
	struct job job = { .follow = 0, .contact = STR_NONE };
	struct hash h = content_hash(w->content);
	struct answer now;

	CHECK(!follows(w, c));
	value_put(v, S("status"), 0, STR_NONE, S("sick"), false);
	CHECK_INT(answer_save(c, &place, (struct bytes){ h.b, sizeof(h.b) },
	    v, 0, false, &now), ANSWER_SAVED);
	CHECK(!follows(w, c));		/* a draft */
	CHECK_INT(answer_save(c, &place, (struct bytes){ h.b, sizeof(h.b) },
	    v, now.version, true, &now), ANSWER_SAVED);
	CHECK(follows(w, c));
	CHECK_INT(job_put(c, &job, 0, &bad), JOB_SAVED);
	CHECK(!follows(w, c));
	CHECK_INT(job_put(c, &job, 0, &bad), JOB_SAVED);	/* the same */
	job.follow = 1;
	CHECK_INT(job_put(c, &job, 0, &bad), JOB_CONFLICT);
	CHECK_INT(job_put(c, &job, 1, &bad), JOB_SAVED);
	CHECK(follows(w, c));
}

EACH_WORLD(content_knows_the_percent)
{
	AS(w, THERAPIST, enrol);
	AS(w, OWN, percent_in_content);
}

EACH_WORLD(who_is_on_leave)
{
	AS(w, THERAPIST, enrol);
	AS(w, OWN, answers_say);
}

TEST(hours_of_a_contract)
{
	static const struct { const char *typed; int minutes; } good[] = {
		{ "", 0 }, { "37.5", 2250 }, { "37,5", 2250 }, { "40", 2400 },
		{ "35,25", 2115 }, { "80", 4800 },
	};
	static const char *const bad[] = { "0", "80,1", "81", "x", "37.555",
	    "3 7", "-1", ".5x", "37." };
	size_t i;
	int minutes;

	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		CHECK(job_hours(str_z(good[i].typed), &minutes));
		CHECK_INT(minutes, good[i].minutes);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK(!job_hours(str_z(bad[i]), &minutes));
}

/* --- a step back - */

static void
steps_back(struct world *w, struct care *c)
{
	struct step_back b = { .happened = S("Noise"), .helps = STR_NONE,
	    .look = DAY_AT(3) }, open, *list;
	struct problems bad = { .n = 0 };

	(void)w;
	CHECK(!back_open(c, &open));
	CHECK_INT(back_save(c, &b, ID_NONE, &bad), BACK_SAVED);
	CHECK(back_open(c, &open));
	CHECK_INT(open.look.n, D0 + 3);
	CHECK_INT(back_save(c, &b, ID_NONE, &bad), BACK_CONFLICT);
	b.helps = S("Half days");
	CHECK_INT(back_save(c, &b, open.id, &bad), BACK_SAVED);
	CHECK_INT(back_list(c, &list), 1);
	CHECK(!back_close(c, open.id));		/* an older one */
	CHECK(back_close(c, list[0].id));
	CHECK(!back_open(c, &open));
	CHECK_INT(back_list(c, &list), 1);
	b.look = DAY_AT(-1);
	CHECK_INT(back_save(c, &b, ID_NONE, &bad), BACK_REFUSED);
}

EACH_WORLD(a_step_back_is_one_at_a_time)
{
	AS(w, OWN, steps_back);
}
