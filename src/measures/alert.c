/* SPDX-License-Identifier: Apache-2.0 */
#include "measures/own.h"

#include <stdlib.h>
#include <string.h>

#include "audit/audit.h"
#include "base/arena.h"
#include "base/clock.h"
#include "db/db.h"
#include "people/care.h"
#include "people/clinic.h"

enum { ROWS_OPEN_MAX = 2000, FEW = 4 };

#define ALERT_COLUMNS "id:id answer_id:id enrolment_id:id instrument:text " \
    "occasion:text kind:text rules:text level:int item_level:int " \
    "draft_item:int follow_up:bytes? draft:int made_at:int due_at:int " \
    "taken_by:id? taken_at:int? taken_until_at:int? closed_at:int? " \
    "closed_by:id? contact:text assessed_level:int? assessed_item:int? " \
    "plan:bytes? note:bytes? next_look_day:int? version:int"
#define ALERT_SELECT "SELECT id, answer_id, enrolment_id, instrument, " \
    "occasion, kind, rules, level, item_level, draft_item, follow_up, " \
    "draft, made_at, due_at, taken_by, taken_at, taken_until_at, " \
    "closed_at, closed_by, contact, assessed_level, assessed_item, plan, " \
    "note, next_look_day, version FROM alert "

SQL(alert_by_id, "patient:id id:id", ALERT_COLUMNS,
    ALERT_SELECT "WHERE patient_id = $1 AND id = $2");
SQL(alert_of_patient, "patient:id open_only:int", ALERT_COLUMNS,
    ALERT_SELECT "WHERE patient_id = $1 "
    "AND ($2 = 0 OR closed_at IS NULL)");
SQL(alert_at_place, "patient:id enrolment:id instrument:text occasion:text",
    ALERT_COLUMNS, ALERT_SELECT "WHERE patient_id = $1 "
    "AND enrolment_id = $2 AND instrument = $3 AND occasion = $4 "
    "ORDER BY made_at DESC, id DESC LIMIT 1");
SQL(alert_assessed_last, "patient:id instrument:text",
    "answer_id:id assessed_item:int",
    "SELECT answer_id, assessed_item FROM alert WHERE patient_id = $1 "
    "AND instrument = $2 AND closed_at IS NOT NULL "
    "AND assessed_item IS NOT NULL ORDER BY closed_at DESC, id DESC LIMIT 1");
SQL(alert_add, "id:id patient:id clinic:id answer:id enrolment:id "
    "instrument:text occasion:text kind:text rules:text level:int "
    "item_level:int draft_item:int follow_up:bytes? draft:int made_at:int "
    "due_at:int", "",
    "INSERT INTO alert (id, patient_id, clinic_id, answer_id, enrolment_id, "
    "instrument, occasion, kind, rules, level, item_level, draft_item, "
    "follow_up, draft, made_at, due_at, contact, version) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
    "$15, $16, '', 1)");
SQL(alert_completed, "patient:id id:id version:int answer:id "
    "follow_up:bytes?", "",
    "UPDATE alert SET answer_id = $4, follow_up = $5, version = version + 1 "
    "WHERE patient_id = $1 AND id = $2 AND version = $3 "
    "AND closed_at IS NULL");
/* The pause is never lengthened. */
SQL(alert_taken, "patient:id id:id version:int by:id now:int until:int", "",
    "UPDATE alert SET taken_by = $4, taken_at = $5, "
    "taken_until_at = COALESCE(taken_until_at, $6), version = version + 1 "
    "WHERE patient_id = $1 AND id = $2 AND version = $3 "
    "AND closed_at IS NULL");
SQL(alert_closed, "patient:id id:id version:int by:id now:int contact:text "
    "level:int item:int? plan:bytes note:bytes? next_look:int?", "",
    "UPDATE alert SET closed_by = $4, closed_at = $5, contact = $6, "
    "assessed_level = $7, assessed_item = $8, plan = $9, note = $10, "
    "next_look_day = $11, version = version + 1 WHERE patient_id = $1 "
    "AND id = $2 AND version = $3 AND closed_at IS NULL");

#define OPEN_COLUMNS "id:id patient_id:id kind:text level:int draft:int " \
    "made_at:int due_at:int taken_by:id? taken_until_at:int?"
SQL(alert_open_list, "actor:id now:int", OPEN_COLUMNS,
    "SELECT DISTINCT a.id, a.patient_id, a.kind, a.level, a.draft, "
    "a.made_at, a.due_at, a.taken_by, a.taken_until_at "
    "FROM alert a JOIN care c ON c.patient_id = a.patient_id "
    "WHERE c.account_id = $1 AND c.kind <> 'glass' AND c.from_at <= $2 "
    "AND (c.to_at IS NULL OR c.to_at > $2) AND a.closed_at IS NULL "
    "ORDER BY a.due_at, a.id");
SQL(alert_open_team, "clinic:id", OPEN_COLUMNS,
    "SELECT id, patient_id, kind, level, draft, made_at, due_at, "
    "taken_by, taken_until_at FROM alert /* team */ "
    "WHERE clinic_id = $1 AND closed_at IS NULL ORDER BY due_at, id");

/* Or it was taken while a clock was ahead. */
#define WAITS(now, ahead) " closed_at IS NULL AND (taken_until_at IS NULL" \
    " OR taken_until_at <= " now " OR taken_at > " ahead ")"
SQL(alert_waits_clinics, "now:int ahead:int", "clinic_id:id",
    "SELECT DISTINCT clinic_id FROM alert /* duty: escalation */"
    " WHERE" WAITS("$1", "$2") " ORDER BY clinic_id");
SQL(alert_waits_all, "now:int max:int due:int after:id clinic:id ahead:int",
    "id:id patient_id:id clinic_id:id level:int due_at:int since_at:int",
    "SELECT id, patient_id, clinic_id, level, due_at,"
    " COALESCE(taken_until_at, made_at) AS since_at"
    " FROM alert /* duty: escalation */ WHERE" WAITS("$1", "$6")
    " AND (due_at > $3 OR (due_at = $3 AND id > $4)) AND clinic_id = $5"
    " ORDER BY due_at, id LIMIT $2");
SQL(alert_waits_one, "id:id now:int ahead:int", "one:int",
    "SELECT CAST(1 AS BIGINT) AS one FROM alert /* duty: escalation */"
    " WHERE id = $1 AND" WAITS("$2", "$3"));

static const char *const contact_names[] = {
	[CONTACT_NONE] = "", [CONTACT_SPOKE] = "spoke",
	[CONTACT_NOT_REACHED] = "not-reached",
};

bool
alert_has_rule(const struct alert *a, struct str word)
{
	struct str rest = a->rules;

	while (rest.len > 0)
		if (str_eq(str_cut(&rest, ' '), word))
			return true;
	return false;
}

static bool
alert_read(struct care *c, struct rows *r, struct alert *out)
{
	struct str contact;

	*out = (struct alert){ .patient = c->patient };
	if (!rows_next(r))
		return false;
	out->id = rows_id(r, "id");
	out->answer = rows_id(r, "answer_id");
	out->enrolment = rows_id(r, "enrolment_id");
	out->instrument = rows_str(r, "instrument");
	out->occasion = rows_str(r, "occasion");
	out->kind = rows_str(r, "kind");
	out->rules = rows_str(r, "rules");
	out->level = (enum alert_level)rows_int(r, "level");
	out->item_level = (int)rows_int(r, "item_level");
	out->draft_item = (int)rows_int(r, "draft_item");
	out->follow_up = care_unseal(c, FIELD_FOLLOW_UP, out->id,
	    rows_bytes(r, "follow_up"));
	out->draft = rows_int(r, "draft") != 0;
	out->made_at = rows_int(r, "made_at");
	out->due_at = rows_int(r, "due_at");
	out->taken_by = rows_id(r, "taken_by");
	out->taken_at = rows_int(r, "taken_at");
	out->taken_until_at = rows_int(r, "taken_until_at");
	out->closed_at = rows_int(r, "closed_at");
	out->closed_by = rows_id(r, "closed_by");
	contact = rows_str(r, "contact");
	out->contact = str_is(contact, contact_names[CONTACT_SPOKE]) ?
	    CONTACT_SPOKE : contact.len > 0 ? CONTACT_NOT_REACHED :
	    CONTACT_NONE;
	out->assessed_level = rows_null(r, "assessed_level") ? -1 :
	    (int)rows_int(r, "assessed_level");
	out->assessed_item = rows_null(r, "assessed_item") ? -1 :
	    (int)rows_int(r, "assessed_item");
	out->plan = care_unseal(c, FIELD_ALERT_PLAN, out->id,
	    rows_bytes(r, "plan"));
	out->note = care_unseal(c, FIELD_ALERT_NOTE, out->id,
	    rows_bytes(r, "note"));
	out->next_look = rows_day(r, "next_look_day");
	out->version = rows_int(r, "version");
	return true;
}

/* Open ones first, by when they are due; then what was closed last. */
static int
by_turn(const void *a, const void *b)
{
	const struct alert *x = a, *y = b;
	int64_t p = x->closed_at != 0 ? -x->closed_at : x->due_at;
	int64_t q = y->closed_at != 0 ? -y->closed_at : y->due_at;

	if ((x->closed_at != 0) != (y->closed_at != 0))
		return x->closed_at != 0 ? 1 : -1;
	return p != q ? (p > q) - (p < q) : id_cmp(x->id, y->id);
}

static size_t
alerts_read(struct care *c, bool open_only, struct alert **out)
{
	struct alert a;
	size_t n = 0, room = FEW;

	*out = NULL;
	if (c->relation == REL_OWN)
		return 0;
	ROWS(r, c->tx, alert_of_patient, c->patient, open_only);

	*out = arena_many(c->arena, struct alert, room);
	while (n < ROWS_OPEN_MAX && alert_read(c, &r, &a)) {
		if (n == room) {
			struct alert *more = arena_many(c->arena,
			    struct alert, 2 * room);

			memcpy(more, *out, n * sizeof(a));
			*out = more;
			room *= 2;
		}
		(*out)[n++] = a;
	}
	if (n > 0)
		qsort(*out, n, sizeof(a), by_turn);
	return n;
}

size_t
alerts_of_patient(struct care *c, bool open_only, struct alert **out)
{
	size_t n = alerts_read(c, open_only, out);

	return n < ALERTS_MAX ? n : ALERTS_MAX;
}

size_t
alerts_all(struct care *c, struct alert **out)
{
	return alerts_read(c, false, out);
}

bool
alert_get(struct care *c, struct id id, struct alert *out)
{
	ROWS(r, c->tx, alert_by_id, c->patient, id);

	*out = (struct alert){ 0 };
	return c->relation != REL_OWN && alert_read(c, &r, out);
}

bool
alert_newest(struct care *c, struct id enrolment, struct str instrument,
    struct str occasion, struct alert *out)
{
	ROWS(r, c->tx, alert_at_place, c->patient, enrolment, instrument,
	    occasion);

	return alert_read(c, &r, out);
}

bool
alert_assessed(struct care *c, struct str instrument, struct id *answer,
    int *item)
{
	ROWS(r, c->tx, alert_assessed_last, c->patient, instrument);

	if (!rows_next(&r))
		return false;
	*answer = rows_id(&r, "answer_id");
	*item = (int)rows_int(&r, "assessed_item");
	return true;
}

int
alert_last_assessed(struct care *c, struct str instrument)
{
	struct id answer;
	int item;

	return alert_assessed(c, instrument, &answer, &item) ? item : 0;
}

/* --- making ------------------------------------------------------------- */

static struct bytes
sealed(struct care *c, enum vault_field field, struct id row, struct str text)
{
	return text.len == 0 ? (struct bytes){ 0 } :
	    care_seal(c, field, row, text);
}

struct id
alert_make(struct care *c, const struct clinic *clinic,
    const struct alert_new *n)
{
	struct id id = id_event(tx_now_ms(c->tx));
	struct bytes follow_up = sealed(c, FIELD_FOLLOW_UP, id, n->follow_up);
	int64_t due_at = n->told.within_days == 0 ?
	    clinic_same_day(clinic, c->now) :
	    clinic_days_after(clinic, c->now, n->told.within_days);

	db_run(c->tx, alert_add, id, c->patient, c->clinic, n->answer,
	    n->enrolment, n->instrument, n->occasion,
	    n->risk ? S("risk") : S("worse"), n->told.rules, n->told.level,
	    n->item_level, n->draft_item,
	    DB_IF(n->follow_up.len > 0, follow_up), n->draft, c->now, due_at);
	audit_write(c->tx, &(struct audit_row){ .patient = c->patient,
	    .object = id, .action = "alert.make", .role = "system",
	    .how = "" });
	return id;
}

void
alert_follow_up(struct care *c, const struct alert *a, struct id answer,
    struct str follow_up)
{
	struct bytes text = sealed(c, FIELD_FOLLOW_UP, a->id, follow_up);

	db_run(c->tx, alert_completed, c->patient, a->id, a->version, answer,
	    DB_IF(follow_up.len > 0, text));
}

/* --- what a person does with it ----------------------------------------- */

/* A person in charge; the patient's own care, duty and glass are not. */
static bool
in_charge(struct care *c)
{
	if (c->relation == REL_CARE)
		return care_writes(c);
	tx_fail(c->tx, RC_REFUSED);
	return false;
}

bool
alert_take(struct care *c, const struct clinic *clinic, struct id id,
    int64_t version_seen)
{
	int64_t until_at = clinic_after(clinic, c->now,
	    clinic->set[SET_ALERT_TAKE_HOURS_MAX] * 3600);

	if (!in_charge(c) || db_run(c->tx, alert_taken, c->patient, id,
	    version_seen, c->actor, c->now, until_at) != 1)
		return false;
	care_audit(c, "alert.take", id);
	return true;
}

static void
close_check(struct care *c, const struct alert_close *x, struct problems *bad)
{
	int today = zone_day(c->zone, c->now).n;

	if (x->contact != CONTACT_SPOKE && x->contact != CONTACT_NOT_REACHED)
		problem_add(bad, S("contact"), T("Say whether you spoke with "
		    "the patient. An alert is closed by a contact."));
	if (x->assessed_level < 0 || x->assessed_level > 2)
		problem_add(bad, S("level"), T("Choose the level as you assess "
		    "it yourself."));
	if (str_trim(x->plan).len == 0)
		problem_add(bad, S("plan"), T("Write what is planned now. A "
		    "line is enough."));
	else if (str_utf8_len(x->plan) > ALERT_PLAN_MAX)
		problem_add_n(bad, S("plan"), T("This is a little long. "
		    "Keep it to %1 characters."), ALERT_PLAN_MAX);
	if (str_utf8_len(x->note) > ALERT_NOTE_MAX)
		problem_add_n(bad, S("note"), T("This is a little long. "
		    "Keep it to %1 characters."), ALERT_NOTE_MAX);
	if (problem_of(bad, S("next")) != NULL)
		return;				/* it could not be read */
	if (x->next_look.n == DAY_NONE_N) {
		if (x->assessed_level != 0 || x->contact != CONTACT_SPOKE)
			problem_add(bad, S("next"), T("Set the date of the "
			    "next look. It may be left out only when you "
			    "spoke with the patient and see nothing to "
			    "follow up."));
	} else if (x->next_look.n < today ||
	    x->next_look.n > today + NEXT_LOOK_DAYS_MAX) {
		problem_add_n(bad, S("next"), T("Choose a day from today to "
		    "%1 days ahead."), NEXT_LOOK_DAYS_MAX);
	}
}

bool
alert_close(struct care *c, struct id id, const struct alert_close *x,
    int64_t version_seen, struct problems *bad)
{
	struct bytes plan, note;
	struct alert a;

	if (!in_charge(c))
		return false;
	close_check(c, x, bad);
	if (bad->n > 0 || !alert_get(c, id, &a) ||
	    a.version != version_seen || a.closed_at != 0)
		return false;
	plan = care_seal(c, FIELD_ALERT_PLAN, id, str_trim(x->plan));
	note = sealed(c, FIELD_ALERT_NOTE, id, str_trim(x->note));
	if (db_run(c->tx, alert_closed, c->patient, id, version_seen, c->actor,
	    c->now, str_z(contact_names[x->contact]), x->assessed_level,
	    DB_IF(a.item_level >= 0, a.item_level), plan,
	    DB_IF(note.len > 0, note), x->next_look) != 1)
		return false;
	care_audit(c, "alert.close", id);
	return true;
}

size_t
alerts_open(struct scope *s, struct alert_row **out)
{
	struct alert_row *list = NULL, *a;
	size_t n = 0, room = 0;
	ROWS(mine, s->tx, alert_open_list, s->actor, s->now);
	ROWS(team, s->tx, alert_open_team, s->clinic);
	struct rows *r = s->kind == SCOPE_TEAM ? &team : &mine;

	while (rows_next(r)) {
		list = arena_more(s->arena, list, n, &room);
		a = &list[n++];
		a->id = rows_id(r, "id");
		a->patient = rows_id(r, "patient_id");
		a->kind = rows_str(r, "kind");
		a->level = (enum alert_level)rows_int(r, "level");
		a->draft = rows_int(r, "draft") != 0;
		a->made_at = rows_int(r, "made_at");
		a->due_at = rows_int(r, "due_at");
		a->taken_by = rows_id(r, "taken_by");
		a->taken_until_at = rows_int(r, "taken_until_at");
		a->taken = a->taken_until_at > s->now;
	}
	*out = list;
	return n;
}

size_t
alerts_clinics(struct duty *d, struct id **out)
{
	struct id *list = NULL;
	size_t n = 0, room = 0;
	ROWS(r, d->tx, alert_waits_clinics, d->now, d->now + CLOCKS_APART_S);

	while (rows_next(&r)) {
		list = arena_more(d->arena, list, n, &room);
		list[n++] = rows_id(&r, "clinic_id");
	}
	*out = list;
	return n;
}

size_t
alerts_waiting(struct duty *d, struct id clinic,
    const struct alert_waits *after, struct alert_waits **out)
{
	size_t n = 0;
	ROWS(r, d->tx, alert_waits_all, d->now, (int)ROWS_OPEN_MAX,
	    after == NULL ? INT64_MIN : after->due_at,
	    after == NULL ? ID_NONE : after->id, clinic,
	    d->now + CLOCKS_APART_S);

	*out = arena_many(d->arena, struct alert_waits, ROWS_OPEN_MAX);
	while (n < ROWS_OPEN_MAX && rows_next(&r)) {
		struct alert_waits *a = &(*out)[n++];

		a->id = rows_id(&r, "id");
		a->patient = rows_id(&r, "patient_id");
		a->clinic = rows_id(&r, "clinic_id");
		a->level = (enum alert_level)rows_int(&r, "level");
		a->due_at = rows_int(&r, "due_at");
		a->since_at = rows_int(&r, "since_at");
	}
	return n;
}

bool
alert_still_waits(struct duty *d, struct id alert)
{
	return db_int(d->tx, 0, alert_waits_one, alert, d->now,
	    d->now + CLOCKS_APART_S) == 1;
}
