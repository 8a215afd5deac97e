/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/homework.h"

#include <stdlib.h>

#include "base/arena.h"
#include "course/course.h"
#include "db/db.h"
#include "homework/engage.h"
#include "homework/which.h"
#include "people/care.h"
#include "people/clinic.h"
#include "programme/content.h"

SQL(assignment_same, "patient:id enrolment:id chapter:text task:text", "id:id",
    "SELECT id FROM assignment WHERE patient_id = $1 AND enrolment_id = $2"
    " AND chapter = $3 AND task = $4 AND source = 'chapter'"
    " AND state <> 'ended' ORDER BY made_at DESC LIMIT 1");
SQL(assignment_open_n, "patient:id", "n:int",
    "SELECT COUNT(*) AS n FROM assignment WHERE patient_id = $1"
    " AND state <> 'ended'");
SQL(assignment_add,
    "id:id patient:id enrolment:id task:text chapter:text bundle:bytes"
    " by:id now:int kind:text variant:text source:text role:text until:int?"
    " before:id?", "",
    "INSERT INTO assignment (id, patient_id, enrolment_id, task, chapter,"
    " bundle, state, made_by, made_at, version, kind, variant, source,"
    " proposed_by, newest_n, seen_n, until_day, before_id)"
    " VALUES ($1, $2, $3, $4, $5, $6, 'proposed', $7, $8, 1, $9, $10, $11,"
    " $12, 1, 0, $13, $14)");
#define LIST_COLUMNS "id:id enrolment_id:id task:text chapter:text " \
    "state:text made_at:int agreed_at:int? ended_at:int? version:int " \
    "kind:text variant:text source:text proposed_by:text in_force:int " \
    "newest_n:int seen_n:int before_id:id? ended_how:text? talk_at:int? " \
    "talk_why:text? fit_reason:bytes? programme:text"
#define LIST_SELECT "SELECT a.id, a.enrolment_id, a.task, a.chapter, " \
    "a.state, a.made_at, a.agreed_at, a.ended_at, a.version, a.kind, " \
    "a.variant, a.source, a.proposed_by, a.in_force, a.newest_n, a.seen_n, " \
    "a.before_id, a.ended_how, a.talk_at, a.talk_why, a.fit_reason, " \
    "e.programme FROM "
#define LIST_FROM "assignment a JOIN enrolment e ON e.id = a.enrolment_id" \
    " WHERE a.patient_id = $1 AND e.patient_id = $1"

SQL_WHICH(assignment_list, LIST_COLUMNS, LIST_SELECT LIST_FROM, "", "");
/* Not ended, or with answers of the clinic's not read (then once for each). */
SQL(assignment_now, "patient:id", LIST_COLUMNS,
    LIST_SELECT LIST_FROM " AND a.state <> 'ended' UNION ALL "
    LIST_SELECT "homework_review v JOIN homework_report r"
    " ON r.id = v.report_id JOIN assignment a ON a.id = r.assignment_id"
    " JOIN enrolment e ON e.id = a.enrolment_id WHERE v.patient_id = $1"
    " AND v.read_at IS NULL AND r.patient_id = $1 AND a.patient_id = $1"
    " AND e.patient_id = $1 AND a.state = 'ended'");
SQL_WHICH(plan_list, PLAN_COLUMNS " in_force:int newest_n:int",
    PLAN_SELECT_MORE(", a.in_force, a.newest_n")
    " JOIN assignment a ON a.id = p.assignment_id", "",
    " WHERE p.patient_id = $1 AND (p.n = a.in_force OR p.n = a.newest_n)");
SQL(plan_all, "patient:id assignment:id", PLAN_COLUMNS,
    PLAN_SELECT " WHERE p.patient_id = $1 AND p.assignment_id = $2"
    " ORDER BY p.n DESC LIMIT 100");
SQL_WHICH(belief_list,
    "id:id assignment_id:id helps:int? fits:int? can:int? said_at:int",
    "SELECT b.id, b.assignment_id, b.helps, b.fits, b.can, b.said_at"
    " FROM belief b", " JOIN assignment a ON a.id = b.assignment_id",
    " WHERE b.patient_id = $1");

enum {
	LISTED_MAX = HOMEWORK_LIST_MAX + HOMEWORK_ENDED_MAX,
	ROWS_MAX = 2000,		/* of one patient, ever */
};

static const char *const states[] = {
	[HOMEWORK_PROPOSED] = "proposed", [HOMEWORK_TALK] = "talk",
	[HOMEWORK_AGREED] = "agreed", [HOMEWORK_ENDED] = "ended",
};
static const char *const whys[] = {
	[TALK_NOT] = "", [TALK_HELPS] = "helps", [TALK_FITS] = "fits",
	[TALK_DOES_NOT_FIT] = "does-not-fit",
};
static const char *const ends[] = {
	[END_NOT] = "", [END_DONE] = "done", [END_STOPPED] = "stopped",
	[END_REPLACED] = "replaced", [END_NONE] = "none",
	[END_DECLINED] = "declined",
};

static unsigned
word_of(struct str s, const char *const *words, unsigned n)
{
	unsigned i;

	for (i = 0; i < n; i++)
		if (str_is(s, words[i]))
			return i;
	return 0;
}

const char *
homework_end_id(enum homework_end how)
{
	return ends[how];
}

enum homework_end
homework_end_of(struct str s)
{
	return (enum homework_end)word_of(s, ends, END_DECLINED + 1);
}

const char *
homework_state_id(enum homework_state state)
{
	return states[state];
}

enum homework_state
homework_state_of(struct str s)
{
	return (enum homework_state)word_of(s, states, HOMEWORK_ENDED + 1);
}

const char *
talk_why_id(enum talk_why why)
{
	return whys[why];
}

enum talk_why
talk_why_of(struct str s)
{
	return (enum talk_why)word_of(s, whys, TALK_DOES_NOT_FIT + 1);
}

struct id
homework_propose(struct care *c, const struct enrolment *e,
    const struct homework_new *new, struct problems *bad)
{
	struct id id = id_event(tx_now_ms(c->tx));
	bool chapter = new->task != NULL && new->source != NULL &&
	    str_is(S("chapter"), new->source);
	struct plan plan = new->plan;
	enum task_kind kind = new->task == NULL ? TASK_FREE : new->task->kind;

	if (chapter) {
		ROWS(r, c->tx, assignment_same, c->patient, e->id,
		    new->chapter, new->task->id);

		if (rows_next(&r))
			return rows_id(&r, "id");
	}
	if (c->relation != REL_OWN && !care_writes(c))
		return ID_NONE;
	if (!plan_check(&plan, new->task == NULL, bad))
		return ID_NONE;
	if (db_int(c->tx, 0, assignment_open_n, c->patient) >=
	    HOMEWORK_LIST_MAX) {
		problem_add_n(bad, S(""), T("There are %1 open already. End "
		    "one of them first."), HOMEWORK_LIST_MAX);
		return ID_NONE;
	}
	plan.by_role = chapter ? BY_CHAPTER : c->relation == REL_OWN ?
	    BY_PATIENT : BY_THERAPIST;
	db_run(c->tx, assignment_add, id, c->patient, e->id, new->task == NULL ?
	    STR_NONE : new->task->id, new->chapter, e->bundle, c->actor, c->now,
	    str_z(task_kind_id(kind)), new->variant.len > 0 ? new->variant :
	    S("standard"), str_z(new->source), str_z(homework_by_id(
	    plan.by_role)), plan.until, DB_IF(!id_is_none(new->before),
	    new->before));
	plan_add(c, id, &plan, 1, PLAN_FIRST);
	return id;
}

/* --- read ----------------------------------------------------------------- */

static struct homework *
find(struct homework *list, size_t n, struct id id)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (id_eq(list[i].id, id))
			return &list[i];
	return NULL;
}

static void
plans_fill(struct care *c, const struct which *w, struct homework *list,
    size_t n)
{
	ROWS_WHICH(r, c, w, plan_list);

	while (rows_next(&r)) {
		struct homework *h = find(list, n,
		    rows_id(&r, "assignment_id"));
		struct plan p = { 0 };

		if (h == NULL)
			continue;
		plan_read(c, &r, &p);
		if (p.n == h->in_force || h->in_force == 0)
			h->plan = p;
		else
			h->asked = p;
	}
}

static int
level(struct rows *r, const char *column)
{
	return rows_null(r, column) ? -1 : (int)rows_int(r, column);
}

static void
beliefs_fill(struct care *c, const struct which *w, struct homework *list,
    size_t n)
{
	ROWS_WHICH(r, c, w, belief_list);

	while (rows_next(&r)) {
		struct homework *h = find(list, n,
		    rows_id(&r, "assignment_id"));

		struct id id = rows_id(&r, "id");
		int64_t said_at = rows_int(&r, "said_at");

		if (h == NULL || said_at < h->beliefs.said_at ||
		    (said_at == h->beliefs.said_at &&
		    id_cmp(id, h->beliefs.id) < 0))
			continue;
		h->beliefs = (struct beliefs){ level(&r, "helps"),
		    level(&r, "fits"), level(&r, "can"), said_at, id };
	}
}

static void
row_read(struct care *c, struct rows *r, struct homework *h)
{
	h->id = rows_id(r, "id");
	h->enrolment = rows_id(r, "enrolment_id");
	h->before = rows_id(r, "before_id");
	h->programme = rows_str(r, "programme");
	h->task_id = rows_str(r, "task");
	h->chapter = rows_str(r, "chapter");
	h->source = rows_str(r, "source");
	h->variant = rows_str(r, "variant");
	h->kind = task_kind_of(rows_str(r, "kind"));
	h->state = homework_state_of(rows_str(r, "state"));
	h->proposed_by = homework_by_of(rows_str(r, "proposed_by"));
	h->how = homework_end_of(rows_str(r, "ended_how"));
	h->talk = talk_why_of(rows_str(r, "talk_why"));
	h->fit_reason = rows_null(r, "fit_reason") ? STR_NONE : care_unseal(c,
	    FIELD_HOMEWORK_FIT, h->id, rows_bytes(r, "fit_reason"));
	h->made_at = rows_int(r, "made_at");
	h->agreed_at = rows_int(r, "agreed_at");
	h->ended_at = rows_int(r, "ended_at");
	h->talk_at = rows_int(r, "talk_at");
	h->version = rows_int(r, "version");
	h->in_force = (int)rows_int(r, "in_force");
	h->newest_n = (int)rows_int(r, "newest_n");
	h->seen_n = (int)rows_int(r, "seen_n");
	h->beliefs = (struct beliefs){ -1, -1, -1, 0, ID_NONE };
	h->report = (struct homework_report){ .hard = -1, .helped = -1,
	    .noticed = STR_NONE };
	h->earlier = h->review = (struct homework_review){ .amount = -1,
	    .quality = -1 };
}

/* Those that have not ended, then the newest. */
static int
by_newest(const void *a, const void *b)
{
	const struct homework *x = a, *y = b;
	int xe = x->state == HOMEWORK_ENDED, ye = y->state == HOMEWORK_ENDED;

	if (xe != ye)
		return xe - ye;
	if (x->made_at != y->made_at)
		return x->made_at > y->made_at ? -1 : 1;
	return -id_cmp(x->id, y->id);
}

static size_t
list_read(struct care *c, const struct content *content, struct rows *r,
    size_t max, struct homework **out)
{
	struct homework *list = NULL;
	struct which w = { .one = false };
	const struct programme *programme;
	size_t n = 0, room = 0;

	while (n < ROWS_MAX && rows_next(r)) {
		struct homework *h;

		if (find(list, n, rows_id(r, "id")) != NULL)
			continue;
		list = arena_more(c->arena, list, n, &room);
		h = &list[n++];
		row_read(c, r, h);
		programme = content_programme(content, h->programme);
		if (programme != NULL && h->task_id.len > 0)
			h->task = task_variant(programme_task(programme,
			    h->task_id), h->variant);
	}
	if (n > 0)
		qsort(list, n, sizeof(*list), by_newest);
	if (n > max)
		n = max;
	if (n == 1)
		w = (struct which){ true, list[0].id };
	if (n > 0) {
		plans_fill(c, &w, list, n);
		beliefs_fill(c, &w, list, n);
		reports_fill(c, &w, list, n);
	}
	*out = list;
	return n;
}

size_t
homework_list(struct care *c, const struct content *content,
    struct homework **out)
{
	ROWS(r, c->tx, assignment_list, c->patient);

	return list_read(c, content, &r, LISTED_MAX, out);
}

size_t
homework_all(struct care *c, const struct content *content,
    struct homework **out)
{
	ROWS(r, c->tx, assignment_list, c->patient);

	return list_read(c, content, &r, ROWS_MAX, out);
}

size_t
homework_now(struct care *c, const struct content *content,
    struct homework **out)
{
	ROWS(r, c->tx, assignment_now, c->patient);

	return list_read(c, content, &r, LISTED_MAX, out);
}

bool
homework_get(struct care *c, const struct content *content, struct id id,
    struct homework *out)
{
	struct homework *list;
	ROWS(r, c->tx, assignment_list_one, c->patient, id);

	if (list_read(c, content, &r, 1, &list) == 0)
		return false;
	*out = *list;
	return true;
}

size_t
homework_plans(struct care *c, struct id id, struct plan **out)
{
	enum { PLANS_MAX = 100 };
	struct plan *list = arena_many(c->arena, struct plan, PLANS_MAX);
	size_t n = 0;
	ROWS(r, c->tx, plan_all, c->patient, id);

	while (n < PLANS_MAX && rows_next(&r))
		plan_read(c, &r, &list[n++]);
	*out = list;
	return n;
}

struct str
homework_name(const struct homework *h, enum lang lang)
{
	if (h->plan.title.len > 0)
		return h->plan.title;
	return h->task == NULL ? STR_NONE : words_in(&h->task->title, lang);
}
