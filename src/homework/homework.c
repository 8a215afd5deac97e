/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/homework.h"

#include "base/arena.h"
#include "course/course.h"
#include "db/db.h"
#include "people/care.h"
#include "people/team.h"
#include "programme/content.h"

enum { LIST_MAX = 200, WAITING_MAX = 2000 };

SQL(assignment_same, "patient:id enrolment:id chapter:text task:text", "id:id",
    "SELECT id FROM assignment WHERE patient_id = $1 AND enrolment_id = $2"
    " AND chapter = $3 AND task = $4 AND state <> 'ended'"
    " ORDER BY made_at DESC LIMIT 1");
SQL(assignment_add,
    "id:id patient:id enrolment:id task:text chapter:text bundle:bytes"
    " by:id now:int", "",
    "INSERT INTO assignment (id, patient_id, enrolment_id, task, chapter,"
    " bundle, state, made_by, made_at, agreed_at, version)"
    " VALUES ($1, $2, $3, $4, $5, $6, 'agreed', $7, $8, $8, 1)");
SQL(assignment_list, "patient:id max:int",
    "id:id task:text chapter:text state:text made_at:int agreed_at:int?"
    " version:int programme:text",
    "SELECT a.id, a.task, a.chapter, a.state, a.made_at, a.agreed_at,"
    " a.version, e.programme"
    " FROM assignment a JOIN enrolment e ON e.id = a.enrolment_id"
    " WHERE a.patient_id = $1 AND e.patient_id = $1"
    " ORDER BY a.made_at DESC, a.id DESC LIMIT $2");
SQL(report_list, "patient:id",
    "id:id assignment_id:id amount:int hard:int? noticed:bytes? version:int"
    " reported_at:int reviewed_at:int?",
    "SELECT id, assignment_id, amount, hard, noticed, version, reported_at,"
    " reviewed_at FROM homework_report"
    " WHERE patient_id = $1 AND newest = 1");
SQL(review_list, "patient:id",
    "id:id report_id:id reviewed_by:id reply:bytes reviewed_at:int"
    " read_at:int?",
    "SELECT id, report_id, reviewed_by, reply, reviewed_at, read_at"
    " FROM homework_review WHERE patient_id = $1 ORDER BY reviewed_at");
SQL(report_old, "patient:id report:id", "",
    "UPDATE homework_report SET newest = 0"
    " WHERE patient_id = $1 AND id = $2");
SQL(report_add,
    "id:id patient:id assignment:id amount:int hard:int? noticed:bytes?"
    " version:int before:id? now:int", "",
    "INSERT INTO homework_report (id, patient_id, assignment_id, amount, hard,"
    " noticed, version, before_id, newest, reported_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9)");
SQL(report_of, "patient:id report:id",
    "assignment_id:id newest:int reviewed_at:int?",
    "SELECT assignment_id, newest, reviewed_at FROM homework_report"
    " WHERE patient_id = $1 AND id = $2");
SQL(review_add,
    "id:id patient:id report:id by:id reply:bytes now:int", "",
    "INSERT INTO homework_review (id, patient_id, report_id, reviewed_by,"
    " reply, reviewed_at) VALUES ($1, $2, $3, $4, $5, $6)");
SQL(report_reviewed, "patient:id report:id now:int", "",
    "UPDATE homework_report SET reviewed_at = $3"
    " WHERE patient_id = $1 AND id = $2");
SQL(review_read, "patient:id now:int", "",
    "UPDATE homework_review SET read_at = $2"
    " WHERE patient_id = $1 AND read_at IS NULL");
SQL(homework_waiting_list, "actor:id now:int",
    "patient_id:id assignment_id:id reported_at:int",
    "SELECT r.patient_id, r.assignment_id, r.reported_at"
    " FROM homework_report r JOIN care c ON c.patient_id = r.patient_id"
    " WHERE c.account_id = $1 AND c.kind <> 'glass'"
    " AND (c.to_at IS NULL OR c.to_at > $2)"
    " AND r.newest = 1 AND r.reviewed_at IS NULL ORDER BY r.reported_at");
SQL(homework_waiting_team, "clinic:id",
    "patient_id:id assignment_id:id reported_at:int",
    "SELECT /* team */ r.patient_id, r.assignment_id, r.reported_at"
    " FROM homework_report r JOIN patient p ON p.id = r.patient_id"
    " WHERE p.clinic_id = $1 AND r.newest = 1 AND r.reviewed_at IS NULL"
    " ORDER BY r.reported_at");

static enum homework_state
state_of(struct str s)
{
	return str_is(s, "ended") ? HOMEWORK_ENDED :
	    str_is(s, "agreed") ? HOMEWORK_AGREED : HOMEWORK_PROPOSED;
}

struct id
homework_agree(struct care *c, const struct enrolment *e, struct str chapter,
    struct str task)
{
	struct id id = id_event(tx_now_ms(c->tx));
	ROWS(r, c->tx, assignment_same, c->patient, e->id, chapter, task);

	if (rows_next(&r))
		return rows_id(&r, "id");
	db_run(c->tx, assignment_add, id, c->patient, e->id, task, chapter,
	    e->bundle, c->actor, c->now);
	return id;
}

static void
add_reviews(struct care *c, struct homework *list, size_t n)
{
	size_t i;
	ROWS(r, c->tx, review_list, c->patient);

	while (rows_next(&r)) {
		struct id report = rows_id(&r, "report_id");

		for (i = 0; i < n; i++) {
			struct homework_review *v = &list[i].review;

			if (!list[i].reported ||
			    !id_eq(list[i].report.id, report))
				continue;
			list[i].reviewed = true;
			v->id = rows_id(&r, "id");
			v->by = rows_id(&r, "reviewed_by");
			v->by_name = team_name(c->tx, c->vault, v->by);
			v->reply = care_unseal(c, FIELD_HOMEWORK_REPLY, v->id,
			    rows_bytes(&r, "reply"));
			v->reviewed_at = rows_int(&r, "reviewed_at");
			v->read_at = rows_int(&r, "read_at");
		}
	}
}

static void
add_reports(struct care *c, struct homework *list, size_t n)
{
	size_t i;
	ROWS(r, c->tx, report_list, c->patient);

	while (rows_next(&r)) {
		struct id of = rows_id(&r, "assignment_id");

		for (i = 0; i < n; i++) {
			struct homework_report *p = &list[i].report;

			if (!id_eq(list[i].id, of))
				continue;
			list[i].reported = true;
			p->id = rows_id(&r, "id");
			p->amount = (enum homework_amount)rows_int(&r,
			    "amount");
			p->hard = rows_null(&r, "hard") ? -1 :
			    (int)rows_int(&r, "hard");
			p->noticed = rows_null(&r, "noticed") ? STR_NONE :
			    care_unseal(c, FIELD_HOMEWORK_NOTICED, p->id,
			    rows_bytes(&r, "noticed"));
			p->version = rows_int(&r, "version");
			p->reported_at = rows_int(&r, "reported_at");
			p->reviewed_at = rows_int(&r, "reviewed_at");
		}
	}
}

size_t
homework_list(struct care *c, const struct content *content,
    struct homework **out)
{
	struct homework *list = arena_many(c->arena, struct homework, LIST_MAX);
	const struct programme *programme;
	size_t n = 0;
	ROWS(r, c->tx, assignment_list, c->patient, LIST_MAX);

	while (n < LIST_MAX && rows_next(&r)) {
		struct homework *h = &list[n++];

		h->id = rows_id(&r, "id");
		h->chapter = rows_str(&r, "chapter");
		h->state = state_of(rows_str(&r, "state"));
		h->made_at = rows_int(&r, "made_at");
		h->agreed_at = rows_int(&r, "agreed_at");
		h->version = rows_int(&r, "version");
		h->report.hard = -1;
		programme = content_programme(content,
		    rows_str(&r, "programme"));
		if (programme != NULL)
			h->task = programme_task(programme,
			    rows_str(&r, "task"));
	}
	add_reports(c, list, n);
	add_reviews(c, list, n);
	*out = list;
	return n;
}

bool
homework_get(struct care *c, const struct content *content, struct id id,
    struct homework *out)
{
	struct homework *list;
	size_t n = homework_list(c, content, &list), i;

	for (i = 0; i < n; i++)
		if (id_eq(list[i].id, id)) {
			*out = list[i];
			return true;
		}
	return false;
}

SQL(report_newest, "patient:id assignment:id", "id:id version:int",
    "SELECT id, version FROM homework_report WHERE patient_id = $1"
    " AND assignment_id = $2 AND newest = 1");
SQL(assignment_mine, "patient:id id:id", "state:text",
    "SELECT state FROM assignment WHERE patient_id = $1 AND id = $2");

enum report_saved
homework_report(struct care *c, struct id homework, enum homework_amount amount,
    int hard, struct str noticed, int64_t version_seen, struct problems *bad)
{
	struct id id = id_event(tx_now_ms(c->tx)), before = ID_NONE;
	struct bytes sealed = { 0 };
	int64_t version = 0;

	if (str_utf8_len(noticed) > NOTICED_MAX) {
		problem_add_n(bad, S("noticed"), T("This is a little long. "
		    "Keep it to %1 characters."), NOTICED_MAX);
		return REPORT_REFUSED;
	}
	{
		ROWS(a, c->tx, assignment_mine, c->patient, homework);

		if (!rows_next(&a))
			return REPORT_NONE;
	}
	{
		ROWS(r, c->tx, report_newest, c->patient, homework);

		if (rows_next(&r)) {
			before = rows_id(&r, "id");
			version = rows_int(&r, "version");
		}
	}
	if (version != version_seen)
		return REPORT_CONFLICT;
	if (!id_is_none(before))
		db_run(c->tx, report_old, c->patient, before);
	if (noticed.len > 0)
		sealed = care_seal(c, FIELD_HOMEWORK_NOTICED, id, noticed);
	db_run(c->tx, report_add, id, c->patient, homework, (int)amount,
	    DB_IF(hard >= 0, hard), DB_IF(sealed.len > 0, sealed), version + 1,
	    DB_IF(version > 0, before), c->now);
	return REPORT_SAVED;
}

enum review_state
homework_review_state(struct care *c, struct id report)
{
	ROWS(r, c->tx, report_of, c->patient, report);

	if (!rows_next(&r))
		return REVIEW_NONE;
	if (rows_int(&r, "newest") == 0)
		return REVIEW_OLD;
	return rows_null(&r, "reviewed_at") ? REVIEW_OPEN : REVIEW_DONE;
}

bool
homework_review(struct care *c, struct id report, struct str reply,
    struct problems *bad)
{
	struct id id = id_event(tx_now_ms(c->tx));
	ROWS(r, c->tx, report_of, c->patient, report);

	if (!rows_next(&r))
		return false;
	if (str_trim(reply).len == 0)
		problem_add(bad, S("reply"), T("Write a line or two. It may be "
		    "short; naming what was done is enough."));
	if (str_utf8_len(reply) > REPLY_MAX)
		problem_add_n(bad, S("reply"), T("This is a little long. "
		    "Keep it to %1 characters."), REPLY_MAX);
	if (bad->n > 0)
		return true;
	db_run(c->tx, review_add, id, c->patient, report, c->actor,
	    care_seal(c, FIELD_HOMEWORK_REPLY, id, reply), c->now);
	db_run(c->tx, report_reviewed, c->patient, report, c->now);
	return true;
}

void
homework_note_read(struct tx *tx, struct id account, struct id patient,
    bool own, int64_t now)
{
	(void)account;
	if (own)
		db_run(tx, review_read, patient, now);
}

static size_t
waiting_fill(struct rows *r, struct homework_waiting *list)
{
	size_t n = 0;

	while (n < WAITING_MAX && rows_next(r)) {
		list[n].patient = rows_id(r, "patient_id");
		list[n].homework = rows_id(r, "assignment_id");
		list[n].reported_at = rows_int(r, "reported_at");
		n++;
	}
	return n;
}

size_t
homework_waiting(struct scope *s, struct homework_waiting **out)
{
	*out = arena_many(s->arena, struct homework_waiting, WAITING_MAX);
	if (s->kind == SCOPE_TEAM) {
		ROWS(team, s->tx, homework_waiting_team, s->clinic);

		return waiting_fill(&team, *out);
	}
	ROWS(mine, s->tx, homework_waiting_list, s->actor, s->now);
	return waiting_fill(&mine, *out);
}
