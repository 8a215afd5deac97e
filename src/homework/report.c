/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/report.h"

#include "base/arena.h"
#include "base/buf.h"
#include "db/db.h"
#include "homework/homework.h"
#include "homework/which.h"
#include "people/care.h"
#include "people/team.h"

SQL_WHICH(report_list,
    "id:id assignment_id:id amount:int hard:int? helped:int? size:text?"
    " obstacles:text noticed:bytes? version:int reported_at:int seen_at:int?"
    " reviewed_at:int? talked_at:int?",
    "SELECT t.id, t.assignment_id, t.amount, t.hard, t.helped, t.size,"
    " t.obstacles, t.noticed, t.version, t.reported_at, t.seen_at,"
    " t.reviewed_at, t.talked_at FROM homework_report t",
    " JOIN assignment a ON a.id = t.assignment_id",
    " WHERE t.patient_id = $1 AND t.newest = 1");
SQL_WHICH(review_list,
    "id:id assignment_id:id newest:int reviewed_by:id reply:bytes"
    " reviewed_at:int read_at:int? lead_id:id? amount:int? quality:int?"
    " template:text? edited:int?",
    "SELECT w.id, t.assignment_id, t.newest, w.reviewed_by, w.reply,"
    " w.reviewed_at, w.read_at, w.lead_id, w.amount, w.quality, w.template,"
    " w.edited FROM homework_review w"
    " JOIN homework_report t ON t.id = w.report_id",
    " JOIN assignment a ON a.id = t.assignment_id",
    " WHERE w.patient_id = $1");
SQL(review_words, "patient:id id:id", "reply:bytes",
    "SELECT reply FROM homework_review WHERE patient_id = $1 AND id = $2");
SQL(report_old, "patient:id report:id", "",
    "UPDATE homework_report SET newest = 0"
    " WHERE patient_id = $1 AND id = $2");
SQL(report_add,
    "id:id patient:id assignment:id amount:int hard:int? noticed:bytes?"
    " version:int before:id? now:int helped:int? size:text? obstacles:text",
    "",
    "INSERT INTO homework_report (id, patient_id, assignment_id, amount, hard,"
    " noticed, version, before_id, newest, reported_at, helped, size,"
    " obstacles)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10, $11, $12)");
SQL(report_newest, "patient:id assignment:id", "id:id version:int",
    "SELECT id, version FROM homework_report WHERE patient_id = $1"
    " AND assignment_id = $2 AND newest = 1");
SQL(assignment_mine, "patient:id id:id", "state:text",
    "SELECT state FROM assignment WHERE patient_id = $1 AND id = $2");
SQL(report_of, "patient:id report:id",
    "assignment_id:id newest:int reviewed_at:int? amount:int",
    "SELECT assignment_id, newest, reviewed_at, amount FROM homework_report"
    " WHERE patient_id = $1 AND id = $2");
SQL(review_add,
    "id:id patient:id report:id by:id reply:bytes now:int lead:id? amount:int?"
    " quality:int? template:text? edited:int", "",
    "INSERT INTO homework_review (id, patient_id, report_id, reviewed_by,"
    " reply, reviewed_at, lead_id, amount, quality, template, edited)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
SQL(report_reviewed, "patient:id report:id now:int talked:int?", "",
    "UPDATE homework_report SET reviewed_at = $3, talked_at = $4,"
    " seen_at = COALESCE(seen_at, $3) WHERE patient_id = $1 AND id = $2");
/* Done, and not for more times: answered is finished. */
SQL(review_finishes, "patient:id report:id now:int today:int", "",
    "UPDATE assignment SET state = 'ended', ended_how = 'done',"
    " ended_at = $3, version = version + 1"
    " WHERE patient_id = $1 AND state = 'agreed' AND id = (SELECT"
    " r.assignment_id FROM homework_report r WHERE r.patient_id = $1"
    " AND r.id = $2 AND r.amount >= 2) AND EXISTS (SELECT 1"
    " FROM assignment_plan p WHERE p.assignment_id = assignment.id"
    " AND p.n = assignment.in_force AND (p.per_week = 0"
    " OR p.until_day < $4))");
SQL(review_read, "patient:id now:int", "",
    "UPDATE homework_review SET read_at = $2"
    " WHERE patient_id = $1 AND read_at IS NULL");
SQL(review_read_one, "patient:id now:int homework:id", "",
    "UPDATE homework_review SET read_at = $2"
    " WHERE patient_id = $1 AND read_at IS NULL AND COALESCE(lead_id, id)"
    " IN (SELECT COALESCE(v.lead_id, v.id) FROM homework_report r"
    " JOIN homework_review v ON v.report_id = r.id WHERE r.patient_id = $1"
    " AND r.assignment_id = $3 AND v.patient_id = $1)");
SQL(report_seen, "patient:id now:int", "",
    "UPDATE homework_report SET seen_at = $2"
    " WHERE patient_id = $1 AND newest = 1 AND seen_at IS NULL");
SQL(report_seen_one, "patient:id now:int homework:id", "",
    "UPDATE homework_report SET seen_at = $2 WHERE patient_id = $1"
    " AND assignment_id = $3 AND newest = 1 AND seen_at IS NULL");

enum { OBSTACLES_TEXT_MAX = 128 };

/* "tired home": ids with spaces between, as stored. */
static struct str
obstacles_text(struct arena *a, unsigned bits)
{
	struct buf b = buf_new(a, OBSTACLES_TEXT_MAX);
	int o;

	for (o = 0; o < OBSTACLES_N; o++)
		if (bits & (1U << o))
			buf_fmt(&b, "%s%s", b.len > 0 ? " " : "",
			    obstacle_id((enum obstacle)o));
	return buf_str(&b);
}

unsigned
obstacles_bits(struct str s)
{
	unsigned bits = 0;

	while (s.len > 0) {
		enum obstacle o = obstacle_of(str_cut(&s, ' '));

		if (o != OBSTACLE_NONE)
			bits |= 1U << o;
	}
	return bits;
}

static int
number(struct rows *r, const char *column)
{
	return rows_null(r, column) ? -1 : (int)rows_int(r, column);
}

static void
report_read(struct care *c, struct rows *r, struct homework_report *p)
{
	p->id = rows_id(r, "id");
	p->amount = (enum homework_amount)rows_int(r, "amount");
	p->hard = number(r, "hard");
	p->helped = number(r, "helped");
	p->obstacles = obstacles_bits(rows_str(r, "obstacles"));
	p->size_said = !rows_null(r, "size");
	p->size = str_is(rows_str(r, "size"), "tiny") ? SIZE_TINY :
	    SIZE_STANDARD;
	p->noticed = rows_null(r, "noticed") ? STR_NONE : care_unseal(c,
	    FIELD_HOMEWORK_NOTICED, p->id, rows_bytes(r, "noticed"));
	p->version = rows_int(r, "version");
	p->reported_at = rows_int(r, "reported_at");
	p->seen_at = rows_int(r, "seen_at");
	p->reviewed_at = rows_int(r, "reviewed_at");
	p->talked_at = rows_int(r, "talked_at");
}

static void
review_fill(struct care *c, struct rows *r, struct homework_review *v)
{
	v->id = rows_id(r, "id");
	v->by = rows_id(r, "reviewed_by");
	v->lead = rows_id(r, "lead_id");
	v->reply = care_unseal(c, FIELD_HOMEWORK_REPLY, v->id,
	    rows_bytes(r, "reply"));
	v->template = rows_str(r, "template");
	v->amount = number(r, "amount");
	v->quality = number(r, "quality");
	v->edited = rows_int(r, "edited") != 0;
	v->reviewed_at = rows_int(r, "reviewed_at");
	v->read_at = rows_int(r, "read_at");
}

static struct homework *
of_assignment(struct homework *list, size_t n, struct id assignment)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (list[i].reported && id_eq(list[i].id, assignment))
			return &list[i];
	return NULL;
}

static bool
is_newer(struct rows *r, const struct homework_review *than)
{
	int64_t at = rows_int(r, "reviewed_at");

	return at != than->reviewed_at ? at > than->reviewed_at :
	    id_cmp(rows_id(r, "id"), than->id) > 0;
}

/* The words of a reply that covers several stand with the first. */
static void
words_fill(struct care *c, struct homework *list, size_t n,
    struct homework_review *v)
{
	size_t k;

	if (id_is_none(v->lead))
		return;
	for (k = 0; k < n; k++)
		if (list[k].reviewed && id_eq(v->lead, list[k].review.id)) {
			v->reply = list[k].review.reply;
			return;
		}

	ROWS(r, c->tx, review_words, c->patient, v->lead);

	if (rows_next(&r))
		v->reply = care_unseal(c, FIELD_HOMEWORK_REPLY, v->lead,
		    rows_bytes(&r, "reply"));
}

/* The newest to the newest report, and the newest to those before it. */
static void
reviews_fill(struct care *c, const struct which *w, struct homework *list,
    size_t n)
{
	struct homework_review last = { .by = ID_NONE }, *v;
	size_t i;
	ROWS_WHICH(r, c, w, review_list);

	while (rows_next(&r)) {
		struct homework *h = of_assignment(list, n,
		    rows_id(&r, "assignment_id"));

		if (h == NULL)
			continue;
		v = rows_int(&r, "newest") != 0 ? &h->review : &h->earlier;
		if (!id_is_none(v->id) && !is_newer(&r, v))
			continue;
		h->reviewed |= v == &h->review;
		review_fill(c, &r, v);
		/* Most often the same one: looked up once. */
		if (!id_eq(last.by, v->by))
			last.by_name = team_name(c->tx, c->vault, v->by);
		v->by_name = last.by_name;
		last.by = v->by;
	}
	for (i = 0; i < n; i++) {
		words_fill(c, list, n, &list[i].review);
		words_fill(c, list, n, &list[i].earlier);
	}
}

void
reports_fill(struct care *c, const struct which *w, struct homework *list,
    size_t n)
{
	bool any = false;
	size_t i;
	ROWS_WHICH(r, c, w, report_list);

	while (rows_next(&r)) {
		struct id of = rows_id(&r, "assignment_id");

		for (i = 0; i < n; i++)
			if (id_eq(list[i].id, of)) {
				any = list[i].reported = true;
				report_read(c, &r, &list[i].report);
			}
	}
	if (any)
		reviews_fill(c, w, list, n);
}

/* --- the patient tells ---------------------------------------------------- */

enum report_saved
homework_report(struct care *c, struct id homework,
    const struct homework_report *new, int64_t version_seen,
    struct problems *bad)
{
	struct id id = id_event(tx_now_ms(c->tx)), before = ID_NONE;
	struct bytes sealed = { 0 };
	int64_t version = 0;

	if (str_utf8_len(new->noticed) > NOTICED_MAX) {
		problem_add_n(bad, S("noticed"), T("This is a little long. "
		    "Keep it to %1 characters."), NOTICED_MAX);
		return REPORT_REFUSED;
	}
	{
		ROWS(a, c->tx, assignment_mine, c->patient, homework);

		if (c->relation != REL_OWN || !rows_next(&a) ||
		    str_is(rows_str(&a, "state"), "proposed"))
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
	if (version > 0)
		db_run(c->tx, report_old, c->patient, before);
	if (new->noticed.len > 0)
		sealed = care_seal(c, FIELD_HOMEWORK_NOTICED, id, new->noticed);
	db_run(c->tx, report_add, id, c->patient, homework, (int)new->amount,
	    DB_IF(new->hard >= 0, new->hard), DB_IF(sealed.len > 0, sealed),
	    version + 1, DB_IF(version > 0, before), c->now,
	    DB_IF(new->helped >= 0, new->helped), DB_IF(new->size_said,
	    new->size == SIZE_TINY ? S("tiny") : S("standard")),
	    obstacles_text(c->arena, new->obstacles));
	return REPORT_SAVED;
}

/* --- the clinic answers --------------------------------------------------- */

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

static void
review_put(struct care *c, const struct review_new *v, struct id report,
    struct id id, struct id lead)
{
	bool first = id_is_none(lead);

	db_run(c->tx, review_add, id, c->patient, report, c->actor,
	    care_seal(c, FIELD_HOMEWORK_REPLY, id, first ? v->reply :
	    STR_NONE), c->now, DB_IF(!first, lead),
	    DB_IF(first && v->amount >= 0, v->amount),
	    DB_IF(first && v->quality >= 0, v->quality),
	    DB_IF(v->template.len > 0, v->template), v->edited);
	db_run(c->tx, report_reviewed, c->patient, report, c->now,
	    DB_IF(v->talked, c->now));
	db_run(c->tx, review_finishes, c->patient, report, c->now,
	    (int64_t)zone_day(c->zone, c->now).n);
}

bool
homework_review(struct care *c, const struct review_new *v,
    struct problems *bad)
{
	struct id lead = id_event(tx_now_ms(c->tx));
	size_t i;

	if (!care_writes(c) || v->n == 0 || homework_review_state(c,
	    v->reports[0]) == REVIEW_NONE)
		return false;
	if (str_trim(v->reply).len == 0 && !v->talked)
		problem_add(bad, S("reply"), T("Write a line or two. It may be "
		    "short; naming what was done is enough."));
	if (str_utf8_len(v->reply) > REPLY_MAX)
		problem_add_n(bad, S("reply"), T("This is a little long. "
		    "Keep it to %1 characters."), REPLY_MAX);
	if (bad->n > 0)
		return true;
	review_put(c, v, v->reports[0], lead, ID_NONE);
	for (i = 1; i < v->n; i++)
		if (homework_review_state(c, v->reports[i]) == REVIEW_OPEN)
			review_put(c, v, v->reports[i],
			    id_event(tx_now_ms(c->tx)), lead);
	return true;
}

void
homework_note_read(struct tx *tx, struct id account, struct id patient,
    struct id homework, bool own, int64_t now)
{
	(void)account;
	if (!own)
		return;
	if (id_is_none(homework))
		db_run(tx, review_read, patient, now);
	else
		db_run(tx, review_read_one, patient, now, homework);
}

void
homework_note_looked(struct tx *tx, struct id account, struct id patient,
    struct id homework, bool own, int64_t now)
{
	(void)account;
	if (own)
		return;
	if (id_is_none(homework))
		db_run(tx, report_seen, patient, now);
	else
		db_run(tx, report_seen_one, patient, now, homework);
	homework_note_seen(tx, patient, homework);
}
