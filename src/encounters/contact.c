/* SPDX-License-Identifier: Apache-2.0 */
#include "encounters/contact.h"

#include "audit/audit.h"
#include "base/arena.h"
#include "course/course.h"
#include "course/phase.h"
#include "db/db.h"
#include "encounters/encounter.h"
#include "people/care.h"
#include "people/team.h"

/* What really happened is read from the rooms below: reads only. */

enum { WRITES_MAX = 500 };

SQL(rhythm_clinic_get, "clinic:id programme:text",
    "id:id steps:text reason:bytes by_id:id made_at:int",
    "SELECT id, steps, reason, by_id, made_at FROM rhythm_clinic"
    " WHERE clinic_id = $1 AND programme = $2"
    " ORDER BY made_at DESC, id DESC LIMIT 1");
SQL(rhythm_clinic_add, "id:id clinic:id programme:text steps:text "
    "reason:bytes by:id now:int", "",
    "INSERT INTO rhythm_clinic (id, clinic_id, programme, steps, reason,"
    " by_id, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)");
SQL(rhythm_patient_get, "patient:id",
    "id:id weekday:int steps:text reason:bytes by_id:id made_at:int",
    "SELECT id, weekday, steps, reason, by_id, made_at FROM rhythm_patient"
    " WHERE patient_id = $1 ORDER BY made_at DESC, id DESC LIMIT 1");
SQL(rhythm_patient_add, "id:id patient:id weekday:int steps:text "
    "reason:bytes by:id now:int", "",
    "INSERT INTO rhythm_patient (id, patient_id, weekday, steps, reason,"
    " by_id, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)");
/* A reply that covers several reports is one. */
SQL(contact_writes, "patient:id since:int max:int", "at:int",
    "SELECT sent_at AS at FROM message WHERE patient_id = $1"
    " AND from_patient = 0 AND sent_at >= $2"
    " UNION ALL SELECT reviewed_at AS at FROM homework_review"
    " WHERE patient_id = $1 AND lead_id IS NULL AND reviewed_at >= $2"
    " ORDER BY at DESC LIMIT $3");

void
contact_clinic(struct tx *tx, struct vault *v, struct id clinic,
    const struct programme *p, struct contact_rhythm *out,
    struct rhythm_variant *why)
{
	ROWS(r, tx, rhythm_clinic_get, clinic, p == NULL ? STR_NONE : p->id);

	*why = (struct rhythm_variant){ .made_at = 0 };
	rhythm_of_programme(p, 0, out);
	if (p == NULL || !rows_next(&r))
		return;
	why->steps = rows_str(&r, "steps");
	why->reason = vault_unseal(v, tx, clinic, FIELD_RHYTHM_REASON,
	    rows_id(&r, "id"), rows_bytes(&r, "reason"), NULL);
	why->by_name = team_name(tx, v, rows_id(&r, "by_id"));
	why->made_at = rows_int(&r, "made_at");
	rhythm_apply(out, why->steps);
}

static void
variant_load(struct care *c, struct contact_rhythm *rhythm,
    struct rhythm_variant *why)
{
	ROWS(r, c->tx, rhythm_patient_get, c->patient);

	if (!rows_next(&r))
		return;
	why->weekday = (int)rows_int(&r, "weekday");
	why->steps = rows_str(&r, "steps");
	if (c->relation != REL_OWN)
		why->reason = care_unseal(c, FIELD_RHYTHM_REASON,
		    rows_id(&r, "id"), rows_bytes(&r, "reason"));
	why->by_name = team_name(c->tx, c->vault, rows_id(&r, "by_id"));
	why->made_at = rows_int(&r, "made_at");
	rhythm_apply(rhythm, why->steps);
	if (why->weekday > 0)
		rhythm->weekday = why->weekday;
}

static void
facts_writes(struct care *c, const struct enrolment *e,
    struct rhythm_facts *f)
{
	struct day *days = arena_many(c->arena, struct day, WRITES_MAX);
	ROWS(r, c->tx, contact_writes, c->patient, e->made_at,
	    (int)WRITES_MAX);

	while (f->writes_n < WRITES_MAX && rows_next(&r))
		days[f->writes_n++] = zone_day(c->zone, rows_int(&r, "at"));
	f->writes = days;
}

static void
facts_talks(struct care *c, struct rhythm_facts *f)
{
	struct encounter *list;
	size_t n = encounter_list(c, &list), i;
	struct rhythm_talk *talks = arena_many(c->arena, struct rhythm_talk,
	    n + 1);

	for (i = 0; i < n; i++)
		if (list[i].step.len > 0 &&
		    list[i].state != ENCOUNTER_CANCELLED)
			talks[f->talks_n++] = (struct rhythm_talk){
			    list[i].step, list[i].day,
			    list[i].state == ENCOUNTER_HELD,
			    list[i].state == ENCOUNTER_NOT_REACHED };
	f->talks = talks;
}

static void
facts_pauses(struct care *c, struct rhythm_facts *f)
{
	struct pause *list;
	size_t n = pause_list(c, &list), i;
	struct day *days = arena_many(c->arena, struct day, 2 * n + 1);

	for (i = 0; i < n; i++) {
		struct day until = list[i].until;

		if (list[i].ended_at != 0 && zone_day(c->zone,
		    list[i].ended_at).n < until.n)
			until = zone_day(c->zone, list[i].ended_at);
		days[2 * f->pauses_n] = list[i].from;
		days[2 * f->pauses_n++ + 1] = until;
	}
	f->pauses = days;
}

bool
contact_load(struct care *c, const struct enrolment *e,
    const struct content *content, struct contact *out)
{
	const struct programme *p = course_programme(e, content);
	struct rhythm_facts f = { .start = e->start_day,
	    .made = zone_day(c->zone, e->made_at), .ended = DAY_NONE,
	    .today = zone_day(c->zone, c->now) };

	*out = (struct contact){ .n = 0 };
	if (p == NULL || p->ncontact == 0)
		return false;
	contact_clinic(c->tx, c->vault, c->clinic, p, &out->rhythm,
	    &out->clinic);
	out->rhythm.weekday = e->weekday;
	variant_load(c, &out->rhythm, &out->own);
	if (e->ended_at != 0)
		f.ended = zone_day(c->zone, e->ended_at);
	facts_writes(c, e, &f);
	facts_talks(c, &f);
	facts_pauses(c, &f);
	out->items = arena_many(c->arena, struct rhythm_item,
	    RHYTHM_ITEMS_MAX);
	out->n = rhythm_items(&out->rhythm, &f, out->items);
	return true;
}

static bool
reason_check(struct str reason, struct problems *bad)
{
	if (str_trim(reason).len == 0)
		problem_add(bad, S("reason"), T("Write why, in a few words."));
	if (str_utf8_len(reason) > RHYTHM_REASON_MAX)
		problem_add_n(bad, S("reason"), T("This is a little long. "
		    "Keep it to %1 characters."), RHYTHM_REASON_MAX);
	return bad->n == 0;
}

bool
contact_set(struct care *c, const struct contact_rhythm *r, struct str reason,
    struct problems *bad)
{
	struct id id = id_event(tx_now_ms(c->tx));

	if (!care_writes(c) || c->relation == REL_OWN ||
	    !reason_check(reason, bad))
		return false;
	db_run(c->tx, rhythm_patient_add, id, c->patient, r->weekday,
	    rhythm_text(c->arena, r), care_seal(c, FIELD_RHYTHM_REASON, id,
	    str_trim(reason)), c->actor, c->now);
	return true;
}

bool
contact_set_clinic(struct tx *tx, struct vault *v, struct id clinic,
    const struct programme *p, const struct contact_rhythm *r,
    struct str reason, struct id by, struct problems *bad)
{
	struct id id = id_event(tx_now_ms(tx));

	if (!reason_check(reason, bad))
		return false;
	db_run(tx, rhythm_clinic_add, id, clinic, p->id,
	    rhythm_text(tx_arena(tx), r), vault_seal(v, tx, clinic,
	    FIELD_RHYTHM_REASON, id, str_trim(reason)), by, tx_now(tx));
	return true;
}
