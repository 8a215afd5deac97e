/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Drafts in which a rule fired that shows help.  They rest for the clinic's
 * minutes after the last change (never longer than four times that from the
 * first), then somebody is told.  The row stays until the draft is sent: what
 * stood there once is told with what stands there now.
 */
#include "measures/own.h"

#include "base/arena.h"
#include "base/clock.h"
#include "db/db.h"
#include "people/care.h"
#include "people/clinic.h"

enum { RESTED_MAX = 100 };		/* read at once */

#define DRAFT_COLUMNS "answer_id:id patient_id:id clinic_id:id " \
    "enrolment_id:id instrument:text occasion:text rules:text level:int " \
    "within_days:int item_level:int item_max:int follow_up:bytes? " \
    "fired_at:int rests_at:int alert_id:id?"
#define DRAFT_SELECT "SELECT answer_id, patient_id, clinic_id, " \
    "enrolment_id, instrument, occasion, rules, level, within_days, " \
    "item_level, item_max, follow_up, fired_at, rests_at, alert_id " \
    "FROM risk_draft "

SQL(risk_draft_of, "patient:id answer:id", DRAFT_COLUMNS,
    DRAFT_SELECT "WHERE patient_id = $1 AND answer_id = $2");
/* One that fired while a clock was ahead does not wait for that time. */
SQL(risk_draft_rested, "now:int max:int after:int after_id:id ahead:int",
    "answer_id:id patient_id:id rests_at:int",
    "SELECT answer_id, patient_id, rests_at FROM risk_draft "
    "/* duty: alerts */ WHERE alert_id IS NULL "
    "AND (rests_at <= $1 OR fired_at > $5) "
    "AND (rests_at > $3 OR (rests_at = $3 AND answer_id > $4)) "
    "ORDER BY rests_at, answer_id LIMIT $2");
SQL(risk_draft_set, "answer:id patient:id clinic:id enrolment:id "
    "instrument:text occasion:text rules:text level:int within_days:int "
    "item_level:int item_max:int follow_up:bytes? fired_at:int rests_at:int "
    "alert:id?", "",
    "INSERT INTO risk_draft (answer_id, patient_id, clinic_id, "
    "enrolment_id, instrument, occasion, rules, level, within_days, "
    "item_level, item_max, follow_up, fired_at, rests_at, alert_id) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
    "$15) ON CONFLICT (answer_id) DO UPDATE SET rules = excluded.rules, "
    "level = excluded.level, within_days = excluded.within_days, "
    "item_level = excluded.item_level, item_max = excluded.item_max, "
    "follow_up = excluded.follow_up, fired_at = excluded.fired_at, "
    "rests_at = excluded.rests_at, alert_id = excluded.alert_id");
SQL(risk_draft_remove, "patient:id answer:id", "",
    "DELETE FROM risk_draft WHERE patient_id = $1 AND answer_id = $2");

/* words: opened too. */
static bool
draft_read(struct care *c, struct id answer, bool words,
    struct risk_draft *out)
{
	ROWS(r, c->tx, risk_draft_of, c->patient, answer);

	*out = (struct risk_draft){ 0 };
	if (!rows_next(&r))
		return false;
	out->answer = answer;
	out->patient = c->patient;
	out->clinic = rows_id(&r, "clinic_id");
	out->enrolment = rows_id(&r, "enrolment_id");
	out->instrument = rows_str(&r, "instrument");
	out->occasion = rows_str(&r, "occasion");
	out->told.rules = rows_str(&r, "rules");
	out->told.level = (int)rows_int(&r, "level");
	out->told.within_days = (int)rows_int(&r, "within_days");
	out->item_level = (int)rows_int(&r, "item_level");
	out->item_max = (int)rows_int(&r, "item_max");
	out->follow_up = !words ? STR_NONE : care_unseal(c, FIELD_FOLLOW_UP,
	    answer, rows_bytes(&r, "follow_up"));
	out->fired_at = rows_int(&r, "fired_at");
	out->rests_at = rows_int(&r, "rests_at");
	out->alert = rows_id(&r, "alert_id");
	return true;
}

bool
risk_draft_get(struct care *c, struct id answer, struct risk_draft *out)
{
	return draft_read(c, answer, true, out);
}

void
risk_draft_put(struct care *c, const struct risk_draft *d)
{
	struct bytes follow_up = { 0 };

	if (d->follow_up.len > 0)
		follow_up = care_seal(c, FIELD_FOLLOW_UP, d->answer,
		    d->follow_up);
	db_run(c->tx, risk_draft_set, d->answer, c->patient, d->clinic,
	    d->enrolment, d->instrument, d->occasion, d->told.rules,
	    d->told.level, d->told.within_days, d->item_level, d->item_max,
	    DB_IF(d->follow_up.len > 0, follow_up), d->fired_at, d->rests_at,
	    DB_IF(!id_is_none(d->alert), d->alert));
}

void
risk_draft_drop(struct care *c, struct id answer)
{
	db_run(c->tx, risk_draft_remove, c->patient, answer);
}

size_t
alert_drafts_due(struct duty *duty, const struct draft_due *after,
    struct draft_due **out)
{
	size_t n = 0;
	ROWS(r, duty->tx, risk_draft_rested, duty->now, (int)RESTED_MAX,
	    after == NULL ? INT64_MIN : after->rests_at,
	    after == NULL ? ID_NONE : after->answer,
	    duty->now + CLOCKS_APART_S);

	*out = arena_many(duty->arena, struct draft_due, RESTED_MAX);
	while (n < RESTED_MAX && rows_next(&r))
		(*out)[n++] = (struct draft_due){ rows_id(&r, "answer_id"),
		    rows_id(&r, "patient_id"), rows_int(&r, "rests_at") };
	return n;
}

bool
alert_draft_tell(struct duty *duty, const struct draft_due *due, bool words)
{
	struct clinic *clinic = arena_one(duty->arena, struct clinic);
	struct risk_draft d;
	struct alert_new n;
	struct care c;

	if (!care_open_duty(&c, duty, due->patient)) {
		/* Erased: there is nothing to tell any more. */
		db_run(duty->tx, risk_draft_remove, due->patient, due->answer);
		return false;
	}
	/* Sent, told or changed since it was found. */
	if (!draft_read(&c, due->answer, words, &d) ||
	    !id_is_none(d.alert) || (d.rests_at > duty->now &&
	    d.fired_at <= duty->now + CLOCKS_APART_S))
		return false;
	if (!clinic_load(duty->tx, duty->vault, d.clinic, clinic)) {
		tx_fail(duty->tx, RC_BAD);	/* never silently */
		return false;
	}
	n = (struct alert_new){ .answer = due->answer,
	    .enrolment = d.enrolment, .instrument = d.instrument,
	    .occasion = d.occasion, .follow_up = d.follow_up, .told = d.told,
	    .risk = true, .item_level = d.item_level, .draft = true,
	    .draft_item = d.item_max > d.item_level ? d.item_max : -1 };
	d.alert = alert_make(&c, clinic, &n);
	risk_draft_put(&c, &d);
	return true;
}

int
alert_drafts_rested(struct duty *duty)
{
	const struct draft_due *after = NULL;
	struct draft_due *list;
	int told = 0;
	size_t n, i;

	while ((n = alert_drafts_due(duty, after, &list)) > 0) {
		for (i = 0; i < n; i++)
			told += alert_draft_tell(duty, &list[i], true);
		after = &list[n - 1];
	}
	return told;
}
