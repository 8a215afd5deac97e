/* SPDX-License-Identifier: Apache-2.0 */
#include "homework/homework.h"

#include "db/db.h"
#include "homework/unsure.h"
#include "people/care.h"
#include "people/clinic.h"

/* The steps of one assignment: yes, talk, change, end. */

SQL(assignment_now, "patient:id id:id",
    "state:text kind:text in_force:int newest_n:int proposed_by:text",
    "SELECT state, kind, in_force, newest_n, proposed_by FROM assignment"
    " WHERE patient_id = $1 AND id = $2");
SQL(assignment_agree, "patient:id id:id n:int until:int? now:int", "",
    "UPDATE assignment SET state = 'agreed', in_force = $3, newest_n = $3,"
    " until_day = $4, agreed_at = COALESCE(agreed_at, $5), talk_at = NULL,"
    " version = version + 1"
    " WHERE patient_id = $1 AND id = $2 AND state <> 'ended'");
SQL(assignment_newest, "patient:id id:id n:int seen:int", "",
    "UPDATE assignment SET newest_n = $3, seen_n = $4, version = version + 1"
    " WHERE patient_id = $1 AND id = $2 AND state <> 'ended'");
SQL(assignment_talk, "patient:id id:id why:text now:int reason:bytes?", "",
    "UPDATE assignment SET state = 'talk', talk_why = $3, talk_at = $4,"
    " fit_reason = $5, version = version + 1"
    " WHERE patient_id = $1 AND id = $2 AND state <> 'ended'");
SQL(assignment_talked, "patient:id id:id", "",
    "UPDATE assignment SET state = CASE WHEN in_force > 0 THEN 'agreed'"
    " ELSE 'proposed' END, talk_at = NULL, version = version + 1"
    " WHERE patient_id = $1 AND id = $2 AND state = 'talk'");
SQL(assignment_end, "patient:id id:id how:text now:int", "",
    "UPDATE assignment SET state = 'ended', ended_how = $3, ended_at = $4,"
    " version = version + 1"
    " WHERE patient_id = $1 AND id = $2 AND state <> 'ended'");
SQL(assignment_end_all, "patient:id now:int", "",
    "UPDATE assignment SET state = 'ended', ended_how = 'stopped',"
    " ended_at = $2, version = version + 1"
    " WHERE patient_id = $1 AND state <> 'ended'");
SQL(assignment_variant, "patient:id id:id variant:text", "",
    "UPDATE assignment SET variant = $3 WHERE patient_id = $1 AND id = $2");
SQL(plan_one, "patient:id assignment:id n:int", PLAN_COLUMNS,
    PLAN_SELECT " WHERE p.patient_id = $1 AND p.assignment_id = $2"
    " AND p.n = $3");
SQL(belief_add,
    "id:id patient:id assignment:id kind:text helps:int? fits:int? can:int?"
    " now:int", "",
    "INSERT INTO belief (id, patient_id, assignment_id, kind, helps, fits,"
    " can, said_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
SQL(belief_asked, "patient:id kind:text", "said_at:int",
    "SELECT MAX(said_at) AS said_at FROM belief"
    " WHERE patient_id = $1 AND kind = $2 HAVING COUNT(*) > 0");
SQL(poor_since, "patient:id kind:text poor:int", "reported_at:int",
    "SELECT MAX(r.reported_at) AS reported_at FROM homework_report r"
    " JOIN assignment a ON a.id = r.assignment_id"
    " WHERE r.patient_id = $1 AND a.patient_id = $1 AND a.kind = $2"
    " AND r.newest = 1 AND (r.amount = 0 OR r.helped <= $3)"
    " HAVING COUNT(*) > 0");
SQL(assignment_seen, "patient:id", "",
    "UPDATE assignment SET seen_n = newest_n"
    " WHERE patient_id = $1 AND seen_n < newest_n");
SQL(assignment_seen_one, "patient:id id:id", "",
    "UPDATE assignment SET seen_n = newest_n"
    " WHERE patient_id = $1 AND id = $2 AND seen_n < newest_n");

enum { POOR_HELP = 3, VARIANT_MAX = 32 };

struct now {
	enum homework_by proposed_by;
	int in_force, newest_n;
	bool ended, talk;
	struct str kind;
};

static bool
now_of(struct care *c, struct id id, struct now *out)
{
	ROWS(r, c->tx, assignment_now, c->patient, id);

	if (!rows_next(&r))
		return false;
	out->proposed_by = homework_by_of(rows_str(&r, "proposed_by"));
	out->in_force = (int)rows_int(&r, "in_force");
	out->newest_n = (int)rows_int(&r, "newest_n");
	out->ended = str_is(rows_str(&r, "state"), "ended");
	out->talk = str_is(rows_str(&r, "state"), "talk");
	out->kind = rows_str(&r, "kind");
	return true;
}

static bool
plan_get(struct care *c, struct id id, int n, struct plan *out)
{
	ROWS(r, c->tx, plan_one, c->patient, id, n);

	if (!rows_next(&r))
		return false;
	*out = (struct plan){ 0 };
	plan_read(c, &r, out);
	return true;
}

bool
homework_asks_beliefs(struct care *c, const struct homework *h)
{
	struct str kind = str_z(task_kind_id(h->kind));
	int64_t asked = db_int(c->tx, 0, belief_asked, c->patient, kind);

	return asked == 0 || db_int(c->tx, 0, poor_since, c->patient, kind,
	    POOR_HELP) > asked;
}

/*
 * Writes the plan when it differs from number n; the number that is newest
 * then.  0: there is no plan n.
 */
static int
plan_over(struct care *c, struct id id, const struct plan *plan, int n,
    enum homework_by by)
{
	struct plan before, new = *plan;
	enum plan_change change;

	if (!plan_get(c, id, n, &before))
		return 0;
	change = plan_changed(&before, plan);
	if (change == PLAN_SAME)
		return n;
	new.by_role = by;
	plan_add(c, id, &new, n + 1, change);
	return n + 1;
}

static void
beliefs_save(struct care *c, struct id id, struct str kind,
    const struct beliefs *b)
{
	if (b->helps < 0 && b->fits < 0 && b->can < 0)
		return;
	db_run(c->tx, belief_add, id_event(tx_now_ms(c->tx)), c->patient, id,
	    kind, DB_IF(b->helps >= 0, b->helps), DB_IF(b->fits >= 0, b->fits),
	    DB_IF(b->can >= 0, b->can), c->now);
}

static bool
low(int said, int64_t threshold)
{
	return said >= 0 && said <= threshold;
}

enum homework_yes
homework_say_yes(struct care *c, struct id id, const struct beliefs *b,
    const struct plan *plan, int n_seen, bool sure, struct problems *bad)
{
	int64_t talk = clinic_setting(c->tx, c->clinic, SET_TALK_BELOW);
	int64_t confident = clinic_setting(c->tx, c->clinic, SET_CONFIDENT);
	struct now now;
	int n;

	if (c->relation != REL_OWN || !now_of(c, id, &now) || now.ended)
		return YES_NONE;
	if (n_seen != now.newest_n)
		return YES_CONFLICT;
	if (!plan_check(plan, false, bad))
		return YES_REFUSED;
	if (low(b->helps, talk) || low(b->fits, talk)) {
		n = plan_over(c, id, plan, n_seen, BY_PATIENT);
		db_run(c->tx, assignment_newest, c->patient, id, n, n_seen);
		beliefs_save(c, id, now.kind, b);
		db_run(c->tx, assignment_talk, c->patient, id,
		    low(b->helps, talk) ? S("helps") : S("fits"), c->now,
		    DB_NONE);
		talk_begin(c, id, low(b->helps, talk) ? "helps" : "fits");
		return YES_TALK;
	}
	if (b->can >= 0 && b->can < confident && !sure)
		return YES_SMALLER;
	n = plan_over(c, id, plan, n_seen, BY_PATIENT);
	beliefs_save(c, id, now.kind, b);
	talk_end(c, id);
	db_run(c->tx, assignment_agree, c->patient, id, n, plan->until,
	    c->now);
	return YES_AGREED;
}

void
homework_set_variant(struct care *c, struct id id, struct str tag)
{
	if (c->relation == REL_OWN && tag.len > 0 && tag.len <= VARIANT_MAX)
		db_run(c->tx, assignment_variant, c->patient, id, tag);
}

bool
homework_does_not_fit(struct care *c, struct id id, struct str reason)
{
	struct now now;

	if (c->relation != REL_OWN || !now_of(c, id, &now) || now.ended)
		return false;
	reason = str_trim(reason);
	db_run(c->tx, assignment_talk, c->patient, id, S("does-not-fit"),
	    c->now, DB_IF(reason.len > 0, care_seal(c, FIELD_HOMEWORK_FIT, id,
	    reason)));
	talk_begin(c, id, "does-not-fit");
	return true;
}

bool
homework_talked(struct care *c, struct id id)
{
	struct now now;

	if (c->relation != REL_OWN && !care_writes(c))
		return false;
	if (!now_of(c, id, &now) || !now.talk)
		return false;
	db_run(c->tx, assignment_talked, c->patient, id);
	talk_end(c, id);
	return true;
}

enum plan_saved
homework_change(struct care *c, struct id id, const struct plan *plan,
    int n_seen, struct problems *bad)
{
	bool own = c->relation == REL_OWN;
	struct now now;
	int n;

	if (!own && !care_writes(c))
		return PLAN_NONE;
	if (!now_of(c, id, &now) || now.ended)
		return PLAN_NONE;
	if (n_seen != now.newest_n)
		return PLAN_CONFLICT;
	if (!plan_check(plan, false, bad))
		return PLAN_REFUSED;
	n = plan_over(c, id, plan, n_seen, own ? BY_PATIENT : BY_THERAPIST);
	if (n == n_seen && (!own || now.in_force == n))
		return PLAN_SAVED;
	if (own && now.in_force > 0 && !now.talk) {
		db_run(c->tx, assignment_agree, c->patient, id, n, plan->until,
		    c->now);
		return PLAN_SAVED;
	}
	db_run(c->tx, assignment_newest, c->patient, id, n, own ? n_seen : n);
	return now.in_force > 0 ? PLAN_ASKED : PLAN_SAVED;
}

bool
homework_answer_change(struct care *c, struct id id, int n, bool yes)
{
	struct now now;
	struct plan plan;

	if (c->relation != REL_OWN || !now_of(c, id, &now) || now.ended ||
	    now.in_force == 0 || n != now.newest_n || n == now.in_force)
		return false;
	if (!plan_get(c, id, yes ? n : now.in_force, &plan))
		return false;
	if (!yes) {
		/* The old one again, as the newest: nothing is asked now. */
		plan.by_role = BY_PATIENT;
		plan_add(c, id, &plan, ++n, PLAN_SAME);
	}
	talk_end(c, id);
	db_run(c->tx, assignment_agree, c->patient, id, n, plan.until, c->now);
	return true;
}

bool
homework_end(struct care *c, struct id id, enum homework_end how)
{
	struct now now;

	if (c->relation != REL_OWN && !care_writes(c))
		return false;
	if (!now_of(c, id, &now) || now.ended)
		return false;
	db_run(c->tx, assignment_end, c->patient, id,
	    str_z(homework_end_id(how)), c->now);
	talk_end(c, id);
	return true;
}

void
homework_end_all(struct care *c)
{
	if (care_writes(c))
		db_run(c->tx, assignment_end_all, c->patient, c->now);
}

void
homework_note_seen(struct tx *tx, struct id patient, struct id homework)
{
	if (id_is_none(homework))
		db_run(tx, assignment_seen, patient);
	else
		db_run(tx, assignment_seen_one, patient, homework);
}
