/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The homework of the fictional clinic as counts: which steps of the cycle
 * appear, and what goes with what.  The bounds are loose: the model behind
 * them is made up (src/demo/demo_odds.c), its direction is what is checked.
 */
#include "homework/homework.h"
#include "homework/worked.h"

SQL(t_told, "",
    "patient_id:id kind:text amount:int size:text minute:int? obstacles:text"
    " reported_at:int reviewed_at:int? hard:int?",
    "SELECT r.patient_id, a.kind, r.amount, p.size, p.minute, r.obstacles,"
    " r.reported_at, r.reviewed_at, r.hard FROM homework_report r"
    " JOIN assignment a ON a.id = r.assignment_id"
    " JOIN assignment_plan p ON p.assignment_id = a.id AND p.n = a.in_force"
    " WHERE r.newest = 1 ORDER BY r.patient_id, r.reported_at, a.kind"
    " /* duty: test */");
SQL(t_beliefs, "", "kind:text n:int helps:int? can:int?",
    "SELECT kind, CAST(count(*) AS BIGINT) AS n,"
    " CAST(sum(helps) * 10 / count(helps) AS BIGINT) AS helps,"
    " CAST(sum(can) * 10 / count(can) AS BIGINT) AS can FROM belief"
    " GROUP BY kind /* duty: test */");
/* One row a step, by name. */
SQL(t_steps, "", "step:text n:int",
    "SELECT 'by ' || proposed_by AS step, count(*) AS n FROM assignment"
    " GROUP BY proposed_by"
    " UNION ALL SELECT 'from ' || source, count(*) FROM assignment"
    " GROUP BY source"
    " UNION ALL SELECT 'variant ' || variant, count(*) FROM assignment"
    " GROUP BY variant"
    " UNION ALL SELECT 'state ' || state, count(*) FROM assignment"
    " GROUP BY state"
    " UNION ALL SELECT 'ended ' || ended_how, count(*) FROM assignment"
    " WHERE ended_how IS NOT NULL GROUP BY ended_how"
    " UNION ALL SELECT 'talk ' || talk_why, count(*) FROM assignment"
    " WHERE talk_why IS NOT NULL GROUP BY talk_why"
    " UNION ALL SELECT 'change ' || change || ' by ' || by_role, count(*)"
    " FROM assignment_plan WHERE n > 1 GROUP BY change, by_role"
    " UNION ALL SELECT 'amount ' || CAST(amount AS TEXT), count(*)"
    " FROM homework_report GROUP BY amount"
    " UNION ALL SELECT 'noticed', count(*) FROM homework_report"
    " WHERE noticed IS NOT NULL"
    " UNION ALL SELECT 'entries', count(*) FROM answer"
    " WHERE kind = 'entry' AND sent_at IS NOT NULL"
    " UNION ALL SELECT 'entry drafts', count(*) FROM answer"
    " WHERE kind = 'entry' AND sent_at IS NULL"
    " UNION ALL SELECT 'unedited', count(*) FROM homework_review"
    " WHERE template IS NOT NULL AND edited = 0"
    " UNION ALL SELECT 'edited', count(*) FROM homework_review"
    " WHERE template IS NOT NULL AND edited = 1"
    " UNION ALL SELECT 'covered', count(*) FROM homework_review"
    " WHERE lead_id IS NOT NULL"
    " UNION ALL SELECT 'talked about', count(*) FROM homework_report"
    " WHERE talked_at IS NOT NULL"
    " UNION ALL SELECT 'quality', count(*) FROM homework_review"
    " WHERE quality IS NOT NULL"
    " UNION ALL SELECT 'nudges', count(*) FROM nudge"
    " UNION ALL SELECT 'unsure', count(*) FROM unsure"
    " UNION ALL SELECT 'unsure, words', count(*) FROM unsure"
    " WHERE words IS NOT NULL"
    " UNION ALL SELECT 'unsure, answered', count(*) FROM unsure"
    " WHERE closed_at IS NOT NULL"
    " UNION ALL SELECT 'beliefs', count(*) FROM belief"
    " UNION ALL SELECT 'less sure', count(*) FROM belief WHERE can < 7"
    " UNION ALL SELECT 'kinds', count(DISTINCT kind) FROM assignment"
    " /* duty: test */");

/* Done or in part, of told; in percent. */
struct counted {
	int n, did, partly;
};
struct engagement {
	struct counted all, kind[TASK_KINDS], part[PARTS_N], size[2], slow[2];
	int obstacle[OBSTACLES_N];
	int helps[TASK_KINDS], can[TASK_KINDS];		/* times ten */
};

static void
share_add(struct counted *s, int64_t amount)
{
	s->n++;
	s->did += amount == AMOUNT_DID;
	s->partly += amount == AMOUNT_PARTLY;
}

static int
percent(int x, int of)
{
	return of == 0 ? 0 : x * 100 / of;
}

static void
engagement_read(struct tx *tx, void *arg)
{
	enum { SLOW_S = 3 * 86400 };
	struct engagement *e = arg;
	struct id before = ID_NONE;
	int64_t took = -1;
	int o;
	ROWS(r, tx, t_told);
	ROWS(b, tx, t_beliefs);

	while (rows_next(&r)) {
		enum task_kind kind = task_kind_of(rows_str(&r, "kind"));
		int64_t amount = rows_int(&r, "amount");
		unsigned came = obstacles_bits(rows_str(&r, "obstacles"));

		if (!id_eq(before, rows_id(&r, "patient_id")))
			took = -1;
		before = rows_id(&r, "patient_id");
		share_add(&e->all, amount);
		share_add(&e->kind[kind], amount);
		share_add(&e->size[str_is(rows_str(&r, "size"), "tiny") ? 0 :
		    1], amount);
		share_add(&e->part[day_part_of((int)rows_int(&r, "minute"))],
		    amount);
		if (took >= 0)
			share_add(&e->slow[took > SLOW_S], amount);
		if (!rows_null(&r, "reviewed_at"))
			took = rows_int(&r, "reviewed_at") -
			    rows_int(&r, "reported_at");
		for (o = 0; o < OBSTACLES_N; o++)
			e->obstacle[o] += (int)(came >> o & 1U);
	}
	while (rows_next(&b)) {
		enum task_kind kind = task_kind_of(rows_str(&b, "kind"));

		e->helps[kind] = (int)rows_int(&b, "helps");
		e->can[kind] = (int)rows_int(&b, "can");
	}
}

static void
share_show(const char *what, const struct counted *s)
{
	printf("  %-12s %4d told, did %3d %%, partly %3d %%\n", what, s->n,
	    percent(s->did, s->n), percent(s->partly, s->n));
}

static void
engagement_show(const struct engagement *e)
{
	static const char *const parts[PARTS_N] = { "morning", "midday",
	    "afternoon", "evening" };
	int i;

	share_show("all", &e->all);
	for (i = 0; i < TASK_KINDS; i++)
		if (e->kind[i].n > 0) {
			share_show(task_kind_id((enum task_kind)i),
			    &e->kind[i]);
			printf("  %12s helps %d, can %d (of 100)\n", "",
			    e->helps[i], e->can[i]);
		}
	for (i = 0; i < PARTS_N; i++)
		share_show(parts[i], &e->part[i]);
	share_show("tiny", &e->size[0]);
	share_show("standard", &e->size[1]);
	share_show("after soon", &e->slow[0]);
	share_show("after slow", &e->slow[1]);
	for (i = 0; i < OBSTACLES_N; i++)
		printf("  %s %d\n", obstacle_id((enum obstacle)i),
		    e->obstacle[i]);
}

static int
done_more(const struct counted *a, const struct counted *b)
{
	return percent(a->did, a->n) - percent(b->did, b->n);
}

static struct counted
both(const struct counted *a, const struct counted *b)
{
	return (struct counted){ a->n + b->n, a->did + b->did,
	    a->partly + b->partly };
}

/*
 * What the clinic's report is to tell, of so many seeds; slack: percent by
 * which one seed alone, with its few reports a group, may miss it.
 */
static void
engagement_check(const struct engagement *e, int seeds, int slack)
{
	struct counted hardest = both(&e->kind[TASK_THOUGHTS],
	    &e->kind[TASK_EXPOSURE]), early = both(&e->part[PART_MORNING],
	    &e->part[PART_MIDDAY]), rest = { e->all.n - hardest.n,
	    e->all.did - hardest.did, e->all.partly - hardest.partly };
	const int *o = e->obstacle;
	int others = 0, i;

	CHECK(e->all.n > 150 * seeds && e->all.n < 400 * seeds);
	CHECK(percent(e->all.did, e->all.n) >= 40 &&
	    percent(e->all.did, e->all.n) <= 78);
	CHECK(done_more(&rest, &hardest) >= 4 - slack);
	CHECK(percent(hardest.partly, hardest.n) + slack >
	    percent(rest.partly, rest.n));
	CHECK(done_more(&early, &e->part[PART_EVENING]) >= 8 - slack);
	CHECK(done_more(&e->size[0], &e->size[1]) >= 5 - slack);
	CHECK(done_more(&e->slow[0], &e->slow[1]) >= 3 - slack);
	CHECK(e->can[TASK_EXPOSURE] < e->can[TASK_RELAXATION]);
	for (i = 0; i < OBSTACLES_N; i++)
		if (i != OBSTACLE_TIME && i != OBSTACLE_TIRED &&
		    i != OBSTACLE_FORGOT) {
			others += o[i];
			CHECK(slack > 0 || (o[i] < o[OBSTACLE_TIME] &&
			    o[i] < o[OBSTACLE_TIRED] &&
			    o[i] < o[OBSTACLE_FORGOT]));
		}
	CHECK(o[OBSTACLE_TIME] + o[OBSTACLE_TIRED] + o[OBSTACLE_FORGOT] >
	    others);
}

/* Every step of the cycle is there. */
static void
steps_check(struct tx *tx, void *arg)
{
	static const char *const want[] = { "by chapter", "by therapist",
	    "by patient", "from chapter", "from library", "from own",
	    "from adjust", "variant standard", "variant plain",
	    "variant kids", "variant shift-work", "variant faith",
	    "variant privacy", "variant parents", "state talk",
	    "state agreed", "state ended", "ended done",
	    "ended replaced", "ended none", "talk helps",
	    "talk does-not-fit", "change smaller by patient",
	    "change time by patient", "change time by therapist", "amount 0",
	    "amount 1", "amount 2", "amount 3", "noticed", "entries",
	    "entry drafts", "unedited", "edited", "covered", "talked about",
	    "quality", "nudges", "unsure", "unsure, words",
	    "unsure, answered", "beliefs", "less sure" };
	size_t i, n = 0;
	struct str names[100];
	ROWS(r, tx, t_steps);

	(void)arg;
	while (rows_next(&r) && n < 100) {
		names[n] = rows_str(&r, "step");
		if (getenv("DEMO_SHOW") != NULL)
			printf("  %.*s: %lld\n", STR(names[n]),
			    (long long)rows_int(&r, "n"));
		if (str_is(names[n], "kinds"))
			CHECK(rows_int(&r, "n") >= 9);
		n += rows_int(&r, "n") > 0;
	}
	for (i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		struct str all = str_z(want[i]);
		size_t k;

		for (k = 0; k < n && !str_eq(names[k], all); k++)
			;
		if (k == n)
			test_fault(__FILE__, __LINE__, "a step is missing",
			    want[i], "some");
	}
}
