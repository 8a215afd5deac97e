/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/sample.h"

#include "base/arena.h"
#include "base/random.h"
#include "db/db.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/part.h"

enum { DAY_S = 86400 };

/* The newest answered report of each assignment, by who answered it. */
SQL(sample_found, "clinic:id since:int actor:id",
    "therapist_id:id patient_id:id assignment_id:id review_id:id",
    "SELECT /* team */ v.reviewed_by AS therapist_id, v.patient_id,"
    " r.assignment_id, v.id AS review_id FROM homework_review v"
    " JOIN homework_report r ON r.id = v.report_id"
    " JOIN assignment a ON a.id = r.assignment_id"
    " JOIN patient p ON p.id = v.patient_id"
    " WHERE p.clinic_id = $1 AND v.reviewed_at >= $2"
    " AND v.reviewed_by <> $3 AND v.lead_id IS NULL AND r.newest = 1"
    " AND a.in_force > 0 AND p.state <> 'erased' AND p.checks_no = 0"
    " AND NOT EXISTS (SELECT 1 FROM practice_check k"
    " WHERE k.assignment_id = r.assignment_id)"
    " ORDER BY v.reviewed_by, v.id");
SQL(sample_add,
    "id:id patient:id assignment:id review:id therapist:id by:id now:int", "",
    "INSERT INTO practice_check (id, patient_id, assignment_id, review_id,"
    " therapist_id, by_id, drawn_at) VALUES ($1, $2, $3, $4, $5, $6, $7)"
    " ON CONFLICT DO NOTHING");
SQL(sample_last, "by:id", "drawn_at:int?",
    "SELECT MAX(drawn_at) AS drawn_at FROM practice_check WHERE by_id = $1"
    " /* duty: when the supervisor drew last */");

#define SAMPLE_COLUMNS "id:id patient_id:id assignment_id:id therapist_id:id" \
	" by_id:id drawn_at:int opened_at:int? items:text? note:bytes?" \
	" made_at:int? cared:int"
#define SAMPLE_SELECT(cared) "SELECT k.id, k.patient_id, k.assignment_id," \
	" k.therapist_id, k.by_id, k.drawn_at, k.opened_at, k.items, k.note," \
	" k.made_at, " cared " AS cared FROM practice_check k" \
	" JOIN patient p ON p.id = k.patient_id"
#define SAMPLE_MAY " AND p.clinic_id = $2 AND p.state <> 'erased'" \
	" AND p.checks_no = 0 AND k.made_at IS NULL AND k.drawn_at > $3"
SQL(sample_by_me, "by:id clinic:id since:int", SAMPLE_COLUMNS,
    SAMPLE_SELECT("0") " WHERE k.by_id = $1 AND (k.made_at IS NOT NULL"
    " OR (k.drawn_at > $3 AND p.checks_no = 0 AND p.state <> 'erased'))"
    " AND p.clinic_id = $2"
    " ORDER BY CASE WHEN k.made_at IS NULL THEN 0 ELSE 1 END,"
    " k.made_at DESC, k.drawn_at DESC, k.id LIMIT 100"
    " /* duty: a supervisor reads the own checks */");
SQL(sample_one, "by:id clinic:id since:int id:id", SAMPLE_COLUMNS,
    SAMPLE_SELECT("0") " WHERE k.by_id = $1" SAMPLE_MAY " AND k.id = $4"
    " /* duty: a supervisor opens or rates one of the sample */");
SQL(sample_of_me, "therapist:id clinic:id now:int", SAMPLE_COLUMNS,
    SAMPLE_SELECT("CASE WHEN EXISTS (SELECT 1 FROM care c"
    " WHERE c.patient_id = k.patient_id AND c.account_id = $1"
    " AND c.kind <> 'glass' AND c.from_at <= $3"
    " AND (c.to_at IS NULL OR c.to_at > $3)) THEN 1 ELSE 0 END")
    " WHERE k.therapist_id = $1 AND p.clinic_id = $2"
    " AND k.made_at IS NOT NULL"
    " ORDER BY k.made_at DESC, k.id LIMIT 100"
    " /* duty: a therapist reads the checks of the own replies */");
SQL(sample_opened, "by:id id:id now:int", "",
    "UPDATE practice_check SET opened_at = $3 WHERE id = $2 AND by_id = $1"
    " /* duty: a supervisor opens one of the sample */");
SQL(sample_rated, "patient:id id:id by:id items:text note:bytes? now:int", "",
    "UPDATE practice_check SET items = $4, note = $5, made_at = $6"
    " WHERE patient_id = $1 AND id = $2 AND by_id = $3"
    " AND made_at IS NULL");

/* Under REL_PART: that check, its reply, the plan that held by then. */
SQL(sample_reply, "patient:id id:id by:id",
    "assignment_id:id therapist_id:id task:text variant:text bundle:bytes"
    " programme:text amount:int reported_at:int review_id:id reply:bytes"
    " reviewed_at:int made_at:int?",
    "SELECT k.assignment_id, k.therapist_id, a.task, a.variant, a.bundle,"
    " e.programme, r.amount, r.reported_at, v.id AS review_id, v.reply,"
    " v.reviewed_at, k.made_at FROM practice_check k"
    " JOIN assignment a ON a.id = k.assignment_id"
    " JOIN enrolment e ON e.id = a.enrolment_id"
    " JOIN homework_review v ON v.id = k.review_id"
    " JOIN homework_report r ON r.id = v.report_id"
    " WHERE k.patient_id = $1 AND k.id = $2 AND k.by_id = $3"
    " AND a.patient_id = $1 AND v.patient_id = $1 AND k.made_at IS NULL");
SQL(sample_plan, "patient:id id:id", PLAN_COLUMNS,
    PLAN_SELECT " JOIN practice_check k ON k.assignment_id = p.assignment_id"
    " JOIN assignment a ON a.id = p.assignment_id"
    " JOIN homework_review v ON v.id = k.review_id"
    " WHERE p.patient_id = $1 AND k.patient_id = $1 AND k.id = $2"
    " AND p.n <= a.in_force AND p.made_at <= v.reviewed_at"
    " ORDER BY p.n DESC LIMIT 1");

/* --- the draw ------------------------------------------------------------ */

struct found {
	struct id therapist, patient, assignment, review;
};

int64_t
sample_next_at(struct scope *s)
{
	int64_t last = db_int(s->tx, 0, sample_last, s->actor);

	return last == 0 || last + SAMPLE_DAYS * DAY_S <= s->now ? 0 :
	    last + SAMPLE_DAYS * DAY_S;
}

/*
 * SAMPLE_EACH of each therapist's, each with the same chance however many
 * there are: the nth found takes the place of one that is kept with the
 * chance SAMPLE_EACH in n.  Only those kept are held.
 */
static size_t
draw_all(struct scope *s, struct prng *dice, struct found **out)
{
	struct found *list = NULL;
	size_t n = 0, room = 0, from = 0;
	uint32_t seen = 0;
	ROWS(r, s->tx, sample_found, s->clinic, s->now -
	    (int64_t)SAMPLE_WEEKS * 7 * DAY_S, s->actor);

	while (rows_next(&r)) {
		struct found f = { rows_id(&r, "therapist_id"),
		    rows_id(&r, "patient_id"), rows_id(&r, "assignment_id"),
		    rows_id(&r, "review_id") };
		uint32_t at;

		if (n == from || !id_eq(list[from].therapist, f.therapist)) {
			from = n;
			seen = 0;
		}
		at = seen++;
		if (at >= SAMPLE_EACH)
			at = prng_below(dice, seen);
		if (at >= SAMPLE_EACH)
			continue;
		if (from + at == n) {
			list = arena_more(s->arena, list, n, &room);
			n++;
		}
		list[from + at] = f;
	}
	*out = list;
	return n;
}

int
sample_draw(struct scope *s, struct prng *dice)
{
	struct found *list;
	size_t n, i;
	int drawn = 0;

	if (s->kind != SCOPE_TEAM || id_is_none(s->actor) ||
	    sample_next_at(s) != 0)
		return 0;
	n = draw_all(s, dice, &list);
	for (i = 0; i < n; i++)
		drawn += (int)db_run(s->tx, sample_add,
		    id_event(tx_now_ms(s->tx)), list[i].patient,
		    list[i].assignment, list[i].review, list[i].therapist,
		    s->actor, s->now);
	return drawn;
}

/* --- lists --------------------------------------------------------------- */

/* "2102-1"; anything else was never said. */
static void
items_read(struct str s, int *item)
{
	size_t i;

	for (i = 0; i < SAMPLE_ITEMS; i++)
		item[i] = i < s.len && s.at[i] >= '0' && s.at[i] <= '2' ?
		    s.at[i] - '0' : -1;
}

static struct str
items_text(struct arena *a, const int *item)
{
	char text[SAMPLE_ITEMS];
	size_t i;

	for (i = 0; i < SAMPLE_ITEMS; i++)
		text[i] = item[i] < 0 ? '-' : (char)('0' + item[i]);
	return str_copy(a, (struct str){ text, SAMPLE_ITEMS });
}

static void
sample_read(struct scope *s, struct rows *r, struct sample *k)
{
	struct id patient = rows_id(r, "patient_id");

	*k = (struct sample){ .id = rows_id(r, "id"),
	    .assignment = rows_id(r, "assignment_id"),
	    .patient = rows_int(r, "cared") != 0 ? patient : ID_NONE,
	    .therapist = rows_id(r, "therapist_id"),
	    .by = rows_id(r, "by_id"), .drawn_at = rows_int(r, "drawn_at"),
	    .opened_at = rows_int(r, "opened_at"),
	    .rated_at = rows_int(r, "made_at"), .note = STR_NONE };
	items_read(rows_str(r, "items"), k->item);
	if (!rows_null(r, "note"))
		k->note = vault_unseal_some(s->vault, s->tx, patient,
		    FIELD_PRACTICE_NOTE, k->id, rows_bytes(r, "note"),
		    &k->unreadable);
}

static size_t
list_read(struct scope *s, struct rows *r, struct sample **out)
{
	size_t n = 0;

	*out = arena_many(s->arena, struct sample, SAMPLE_LIST_MAX);
	while (n < SAMPLE_LIST_MAX && rows_next(r))
		sample_read(s, r, &(*out)[n++]);
	return n;
}

static int64_t
open_since(const struct scope *s)
{
	return s->now - SAMPLE_DAYS * DAY_S;
}

size_t
sample_mine(struct scope *s, struct sample **out)
{
	ROWS(r, s->tx, sample_by_me, s->actor, s->clinic, open_since(s));

	return list_read(s, &r, out);
}

size_t
sample_about_me(struct scope *s, struct sample **out)
{
	ROWS(r, s->tx, sample_of_me, s->actor, s->clinic, s->now);

	return list_read(s, &r, out);
}

/* The patient's id too, for this file alone. */
static bool
one_of_mine(struct scope *s, struct id id, struct sample *out,
    struct id *patient)
{
	ROWS(r, s->tx, sample_one, s->actor, s->clinic, open_since(s), id);

	if (s->kind != SCOPE_TEAM || !rows_next(&r))
		return false;
	sample_read(s, &r, out);
	*patient = rows_id(&r, "patient_id");
	return true;
}

bool
sample_get(struct scope *s, struct id id, struct sample *out)
{
	struct id patient;

	return one_of_mine(s, id, out, &patient);
}

/* --- one ----------------------------------------------------------------- */

bool
sample_open(struct scope *s, const struct actor *actor, struct id id)
{
	struct sample k;
	struct id patient;

	if (!one_of_mine(s, id, &k, &patient) ||
	    !care_give_part(s->tx, actor, patient, id))
		return false;
	db_run(s->tx, sample_opened, s->actor, id, s->now);
	return true;
}

bool
sample_show(struct care *c, struct sample_shown *out)
{
	if (c->relation != REL_PART)
		return false;

	ROWS(r, c->tx, sample_reply, c->patient, c->part, c->actor);
	ROWS(p, c->tx, sample_plan, c->patient, c->part);

	if (!rows_next(&r) || !rows_next(&p))
		return false;
	*out = (struct sample_shown){ .sample = { .id = c->part,
	    .therapist = rows_id(&r, "therapist_id"), .by = c->actor },
	    .task_id = rows_str(&r, "task"), .variant = rows_str(&r, "variant"),
	    .programme = rows_str(&r, "programme"),
	    .bundle = rows_bytes(&r, "bundle"),
	    .amount = (enum homework_amount)rows_int(&r, "amount"),
	    .reported_at = rows_int(&r, "reported_at"),
	    .reviewed_at = rows_int(&r, "reviewed_at") };
	items_read(STR_NONE, out->sample.item);
	out->reply = care_unseal(c, FIELD_HOMEWORK_REPLY,
	    rows_id(&r, "review_id"), rows_bytes(&r, "reply"));
	plan_read(c, &p, &out->plan);
	return true;
}

static void
rating_problems(const struct sample *new, struct problems *bad)
{
	bool said = str_trim(new->note).len > 0;
	int i;

	for (i = 0; i < SAMPLE_ITEMS; i++)
		said |= new->item[i] >= 0;
	if (!said)
		problem_add(bad, S("items"), T("Choose an answer for one line "
		    "at least, or write a note."));
	if (str_utf8_len(new->note) > SAMPLE_NOTE_MAX)
		problem_add_n(bad, S("note"), T("This is a little long. "
		    "Keep it to %1 characters."), SAMPLE_NOTE_MAX);
}

bool
sample_rate(struct scope *s, struct id id, const struct sample *new,
    struct problems *bad)
{
	struct str note = str_trim(new->note);
	struct sample k;
	struct id patient;

	if (!one_of_mine(s, id, &k, &patient) || k.opened_at == 0)
		return false;
	rating_problems(new, bad);
	if (bad->n > 0)
		return true;
	db_run(s->tx, sample_rated, patient, id, s->actor,
	    items_text(s->arena, new->item), DB_IF(note.len > 0,
	    vault_seal(s->vault, s->tx, patient, FIELD_PRACTICE_NOTE, id,
	    note)), s->now);
	care_end_part(s->tx, s->actor, id);
	return true;
}
