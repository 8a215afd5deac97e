/* SPDX-License-Identifier: Apache-2.0 */
#include "course/phase.h"

#include "base/arena.h"
#include "course/course.h"
#include "db/db.h"
#include "people/care.h"
#include "people/patient.h"

enum { PHASE_ALL_MAX = 500, DAY_S = 86400 };

SQL(pause_add, "id:id patient:id from:int until:int reason:bytes? by:id "
    "now:int", "",
    "INSERT INTO pause (id, patient_id, from_day, until_day, reason, made_by,"
    " made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)");
#define PAUSE_COLUMNS "id:id from_day:int until_day:int reason:bytes? " \
	"ended_at:int?"
#define PAUSE_SELECT "SELECT id, from_day, until_day, reason, ended_at" \
	" FROM pause WHERE patient_id = $1"
SQL(pause_rows, "patient:id", PAUSE_COLUMNS,
    PAUSE_SELECT " ORDER BY from_day DESC, id DESC LIMIT 50");
SQL(pause_on, "patient:id today:int", PAUSE_COLUMNS,
    PAUSE_SELECT " AND ended_at IS NULL AND from_day <= $2"
    " AND until_day >= $2 ORDER BY from_day DESC, id DESC LIMIT 1");
SQL(pause_close, "patient:id by:id now:int today:int from:int", "",
    "UPDATE pause SET ended_at = $3, ended_by = $2 WHERE patient_id = $1"
    " AND ended_at IS NULL AND until_day >= $4 AND from_day <= $5");
SQL(enrolment_finish, "patient:id how:text by:id note:bytes? now:int", "",
    "UPDATE enrolment SET ended_at = $5, ended_how = $2, ended_by = $3,"
    " ended_note = $4, version = version + 1"
    " WHERE patient_id = $1 AND ended_at IS NULL");
SQL(enrolment_again, "patient:id", "",
    "UPDATE enrolment SET ended_at = NULL, ended_how = NULL, ended_by = NULL,"
    " ended_note = NULL, version = version + 1"
    " WHERE patient_id = $1 AND id = (SELECT e.id FROM enrolment e"
    " WHERE e.patient_id = $1 ORDER BY e.made_at DESC, e.id DESC LIMIT 1)"
    " AND ended_how IS NOT NULL");
SQL(enrolment_ended, "patient:id",
    "id:id ended_at:int? ended_how:text? ended_note:bytes?",
    "SELECT id, ended_at, ended_how, ended_note FROM enrolment"
    " WHERE patient_id = $1 ORDER BY CASE WHEN ended_at IS NULL THEN 0"
    " ELSE 1 END, made_at DESC, id DESC LIMIT 1");
SQL(pause_over, "patient:id id:id now:int", "",
    "UPDATE pause SET ended_at = $3"
    " WHERE patient_id = $1 AND id = $2 AND ended_at IS NULL");
/*
 * A day is where the patient lives; UTC is at most a day off.  Pauses that
 * only go on are not among them, as there may be any number in a summer.
 */
SQL(phase_due, "today:int", "patient_id:id state:text zone:text"
    " id:id from_day:int until_day:int",
    "SELECT /* duty: phases */ p.patient_id, t.state, t.zone, p.id,"
    " p.from_day, p.until_day FROM pause p JOIN patient t"
    " ON t.id = p.patient_id WHERE p.ended_at IS NULL"
    " AND p.from_day <= $1 + 1 AND (t.state = 'active'"
    " OR (t.state = 'paused' AND p.until_day <= $1))"
    " ORDER BY p.from_day, p.id");

static const char *const ended_ids[] = { [ENDED_FINISHED] = "finished",
    [ENDED_WITHDRAWN] = "withdrawn", [ENDED_STOPPED] = "stopped" };

/* A pause that has not ended, and how its patient stands. */
struct turn {
	struct id patient, pause;
	struct str zone;
	struct day from, until;
	bool active;
};

static struct day
today_of(const struct care *c)
{
	return zone_day(c->zone, c->now);
}

static void
pause_read(struct care *c, struct rows *r, struct pause *p)
{
	p->id = rows_id(r, "id");
	p->from = rows_day(r, "from_day");
	p->until = rows_day(r, "until_day");
	p->ended_at = rows_int(r, "ended_at");
	if (c->relation != REL_OWN && !rows_null(r, "reason"))
		p->reason = care_unseal(c, FIELD_PAUSE_REASON, p->id,
		    rows_bytes(r, "reason"));
}

size_t
pause_list(struct care *c, struct pause **out)
{
	struct pause *list = arena_many(c->arena, struct pause, PAUSES_MAX);
	size_t n = 0;
	ROWS(r, c->tx, pause_rows, c->patient);

	while (n < PAUSES_MAX && rows_next(&r))
		pause_read(c, &r, &list[n++]);
	*out = list;
	return n;
}

bool
pause_now(struct care *c, struct pause *out)
{
	ROWS(r, c->tx, pause_on, c->patient, today_of(c));

	if (!rows_next(&r))
		return false;
	*out = (struct pause){ 0 };
	pause_read(c, &r, out);
	return true;
}

/* The state follows the pauses, unless the course is over. */
static bool
state_follow(struct care *c)
{
	struct pause p;
	bool paused = pause_now(c, &p);

	return patient_move(c, paused ? PATIENT_ACTIVE : PATIENT_PAUSED,
	    paused ? PATIENT_PAUSED : PATIENT_ACTIVE);
}

static bool
overlaps(struct care *c, const struct pause *new)
{
	struct pause *list;
	size_t n = pause_list(c, &list), i;

	for (i = 0; i < n; i++)
		if (list[i].ended_at == 0 && list[i].from.n <= new->until.n &&
		    new->from.n <= list[i].until.n)
			return true;
	return false;
}

bool
pause_put(struct care *c, const struct pause *new, struct problems *bad)
{
	struct id id = id_event(tx_now_ms(c->tx));
	struct day today = today_of(c);

	if (!care_writes(c))
		return false;
	if (new->from.n < today.n - PAUSE_DAYS_MAX ||
	    new->from.n > today.n + 366)
		problem_add(bad, S("from"), T("Choose a day within a year "
		    "from now."));
	else if (new->until.n < new->from.n || new->until.n < today.n)
		problem_add(bad, S("until"), T("The last day comes after the "
		    "first, and not before today."));
	else if (new->until.n - new->from.n >= PAUSE_DAYS_MAX)
		problem_add_n(bad, S("until"), T("At most %1 days at a time."),
		    PAUSE_DAYS_MAX);
	else if (overlaps(c, new))
		problem_add(bad, S("from"), T("There is a pause on some of "
		    "these days already."));
	if (str_utf8_len(new->reason) > PHASE_NOTE_MAX)
		problem_add_n(bad, S("reason"), T("This is a little long. "
		    "Keep it to %1 characters."), PHASE_NOTE_MAX);
	if (bad->n > 0)
		return false;
	db_run(c->tx, pause_add, id, c->patient, new->from, new->until,
	    DB_IF(new->reason.len > 0, care_seal(c, FIELD_PAUSE_REASON, id,
	    new->reason)), c->actor, c->now);
	(void)state_follow(c);
	return true;
}

bool
pause_end(struct care *c)
{
	struct day today = today_of(c);
	struct pause p;

	/* Who is back from one keeps the holiday that is to come. */
	if (!care_writes(c) || db_run(c->tx, pause_close, c->patient, c->actor,
	    c->now, today, pause_now(c, &p) ? today.n : INT32_MAX) == 0)
		return false;
	(void)state_follow(c);
	return true;
}

bool
course_end(struct care *c, const struct programme *programme,
    enum course_ended how, struct str note, struct problems *bad)
{
	enum patient_state to = how == ENDED_WITHDRAWN ? PATIENT_WITHDRAWN :
	    PATIENT_FINISHED;
	struct enrolment e;

	if (!care_writes(c) || c->relation == REL_OWN)
		return false;
	if (how <= ENDED_NOT || how > ENDED_STOPPED)
		problem_add(bad, S("how"), T("Choose what fits best."));
	if (str_utf8_len(note) > PHASE_NOTE_MAX)
		problem_add_n(bad, S("note"), T("This is a little long. "
		    "Keep it to %1 characters."), PHASE_NOTE_MAX);
	if (bad->n > 0 || !course_current(c, &e) || e.ended_at != 0)
		return false;
	db_run(c->tx, enrolment_finish, c->patient, str_z(ended_ids[how]),
	    c->actor, DB_IF(note.len > 0, care_seal(c, FIELD_COURSE_END, e.id,
	    note)), c->now);
	db_run(c->tx, pause_close, c->patient, c->actor, c->now, today_of(c),
	    INT32_MAX);
	/* Who has not come in yet is not to come in to what is over. */
	(void)(patient_move(c, PATIENT_PAUSED, to) ||
	    patient_move(c, PATIENT_ACTIVE, to) ||
	    patient_move(c, PATIENT_INVITED, to));
	if (course_hooks.ended != NULL)
		course_hooks.ended(c, programme);
	care_audit(c, "course.end", e.id);
	return true;
}

bool
course_again(struct care *c)
{
	if (!care_writes(c) || c->relation == REL_OWN ||
	    db_run(c->tx, enrolment_again, c->patient) == 0)
		return false;
	patient_reopen(c);
	care_audit(c, "course.again", ID_NONE);
	return true;
}

enum course_ended
course_ended(struct care *c, int64_t *at, struct str *note)
{
	enum course_ended how;
	ROWS(r, c->tx, enrolment_ended, c->patient);

	*at = 0;
	*note = STR_NONE;
	if (!rows_next(&r) || rows_null(&r, "ended_how"))
		return ENDED_NOT;
	*at = rows_int(&r, "ended_at");
	if (c->relation != REL_OWN && !rows_null(&r, "ended_note"))
		*note = care_unseal(c, FIELD_COURSE_END, rows_id(&r, "id"),
		    rows_bytes(&r, "ended_note"));
	for (how = ENDED_FINISHED; how <= ENDED_STOPPED; how++)
		if (str_is(rows_str(&r, "ended_how"), ended_ids[how]))
			return how;
	return ENDED_NOT;
}

/* Is there something to do for this one today? */
static bool
phase_turns(const struct turn *t, int64_t now)
{
	const struct zone *z = zone_find(t->zone);
	int today = zone_day(z == NULL ? zone_utc() : z, now).n;

	return t->until.n < today || (t->from.n <= today && t->active);
}

int
phase_all(struct duty *duty)
{
	struct turn *list = arena_many(duty->arena, struct turn, PHASE_ALL_MAX);
	size_t n = 0, i;
	int changed = 0;
	ROWS(r, duty->tx, phase_due, duty->now / DAY_S);

	while (n < PHASE_ALL_MAX && rows_next(&r)) {
		list[n] = (struct turn){ rows_id(&r, "patient_id"),
		    rows_id(&r, "id"), rows_str(&r, "zone"),
		    rows_day(&r, "from_day"), rows_day(&r, "until_day"),
		    str_is(rows_str(&r, "state"), "active") };
		n += phase_turns(&list[n], duty->now);
	}
	for (i = 0; i < n; i++) {
		struct care c;

		if (!care_open_duty(&c, duty, list[i].patient))
			continue;
		if (list[i].until.n < today_of(&c).n)
			db_run(c.tx, pause_over, c.patient, list[i].pause,
			    c.now);
		changed += state_follow(&c);
	}
	return changed;
}
