/* SPDX-License-Identifier: Apache-2.0 */
#include "people/clinic.h"

#include <assert.h>

#include "base/arena.h"
#include "db/db.h"
#include "people/row.h"
#include "vault/vault.h"

enum {
	RETENTION_YEARS = 10,		/* the usual least for a record */
	NUMBERS_NORMAL = 3,
	NUMBERS_REVIEW_DAYS = 180,
	HOLIDAYS_BACK_DAYS = 400,	/* older ones no question asks for */
};

/* Column demo of a clinic. */
enum { CLINIC_REAL, CLINIC_DEMO, CLINIC_MAKING };

SQL(clinic_get, "clinic:id",
    "name:bytes zone:text language:text demo:int version:int",
    "SELECT name, zone, language, demo, version FROM clinic WHERE id = $1");
SQL(clinic_find_first, "", "id:id",
    "SELECT id FROM clinic ORDER BY created_at, id LIMIT 1");
SQL(clinic_demo, "id:id demo:int", "",
    "UPDATE clinic SET demo = $2 WHERE id = $1");
SQL(clinic_find_all, "", "id:id",
    "SELECT id FROM clinic ORDER BY created_at, id LIMIT 100");
SQL(clinic_add, "id:id name:bytes zone:text language:text years:int demo:int "
    "now:int", "",
    "INSERT INTO clinic (id, name, zone, language, retention_years, demo,"
    " created_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, 1)");
SQL(clinic_changed, "clinic:id", "",
    "UPDATE clinic SET version = version + 1 WHERE id = $1");

SQL(clinic_settings, "clinic:id", "key:text value:text",
    "SELECT key, value FROM clinic_setting WHERE clinic_id = $1");
SQL(clinic_setting_get, "clinic:id key:text", "value:text",
    "SELECT value FROM clinic_setting WHERE clinic_id = $1 AND key = $2");
SQL(clinic_setting_put, "clinic:id key:text value:text now:int by:id?", "",
    "INSERT INTO clinic_setting (clinic_id, key, value, changed_at,"
    " changed_by) VALUES ($1, $2, $3, $4, $5)"
    " ON CONFLICT (clinic_id, key) DO UPDATE SET value = excluded.value,"
    " changed_at = excluded.changed_at, changed_by = excluded.changed_by");

SQL(clinic_hours_get, "clinic:id",
    "weekday:int from_minute:int to_minute:int",
    "SELECT weekday, from_minute, to_minute FROM clinic_hours"
    " WHERE clinic_id = $1 ORDER BY weekday, from_minute");
SQL(clinic_hours_drop, "clinic:id", "",
    "DELETE FROM clinic_hours WHERE clinic_id = $1");
SQL(clinic_hours_add,
    "clinic:id weekday:int from_minute:int to_minute:int", "",
    "INSERT INTO clinic_hours (clinic_id, weekday, from_minute, to_minute)"
    " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING");

SQL(clinic_holidays_get, "clinic:id since:int", "day:int",
    "SELECT day FROM clinic_holiday WHERE clinic_id = $1 AND day >= $2"
    " ORDER BY day LIMIT 200");
SQL(clinic_holiday_add, "clinic:id day:int name:text", "",
    "INSERT INTO clinic_holiday (clinic_id, day, name) VALUES ($1, $2, $3)"
    " ON CONFLICT DO NOTHING");
SQL(clinic_holiday_drop, "clinic:id day:int", "",
    "DELETE FROM clinic_holiday WHERE clinic_id = $1 AND day = $2");
SQL(clinic_holidays_named, "clinic:id since:int", "day:int name:text",
    "SELECT day, name FROM clinic_holiday WHERE clinic_id = $1"
    " AND day >= $2 ORDER BY day LIMIT 200");

SQL(clinic_numbers_get, "clinic:id",
    "number:text label_en:text label_nb:text note_en:text note_nb:text",
    "SELECT number, label_en, label_nb, note_en, note_nb FROM clinic_number"
    " WHERE clinic_id = $1 ORDER BY position");
SQL(clinic_numbers_drop, "clinic:id", "",
    "DELETE FROM clinic_number WHERE clinic_id = $1");
SQL(clinic_number_add, "clinic:id position:int number:text label_en:text "
    "label_nb:text note_en:text note_nb:text", "",
    "INSERT INTO clinic_number (clinic_id, position, number, label_en,"
    " label_nb, note_en, note_nb) VALUES ($1, $2, $3, $4, $5, $6, $7)");

/* Quick exit: a page that nobody asks about. */
#define EXIT_URL "https://www.yr.no/"
#define SENDER "Mellom"

static const char *const rules_keys[LANG_N] = { [LANG_NB] = "rules_nb",
	[LANG_EN] = "rules_en" };

const struct setting_info setting_info[SET_N] = {
	[SET_SESSION_IDLE_PATIENT_MIN] = { "session_idle_patient_min",
	    T("Patients are signed out after this many minutes without use"),
	    T("What they were writing is kept until they sign in again."),
	    5, 240, 60 },
	[SET_SESSION_IDLE_STAFF_MIN] = { "session_idle_staff_min",
	    T("Staff are signed out after this many minutes without use"),
	    T("Short, as a screen at work is easily left open."),
	    5, 60, 15 },
	[SET_SESSION_MAX_PATIENT_H] = { "session_max_patient_h",
	    T("Patients sign in again after this many hours at the latest"),
	    T("Counted from signing in, also when the page was used all the "
	    "time."), 1, 168, 24 },
	[SET_SESSION_MAX_STAFF_H] = { "session_max_staff_h",
	    T("Staff sign in again after this many hours at the latest"),
	    T("About one working day."), 1, 24, 12 },
	[SET_INVITATION_DAYS] = { "invitation_days",
	    T("An invitation can be used for this many days"),
	    T("After that the therapist makes a new one."), 1, 60, 14 },
	[SET_DRAFT_REST_MIN] = { "draft_rest_min",
	    T("Minutes before an unsent answer that needs a look is told to "
	    "the therapist"),
	    T("Counted from the last change. It is then marked as not sent."),
	    5, 240, 30 },
	[SET_ALERT_TAKE_HOURS_MAX] = { "alert_take_hours_max",
	    T("Staffed hours an alert may be kept by the one who took it"),
	    T("After that it calls for someone again."), 1, 4, 4 },
	[SET_QUIET_DAYS] = { "quiet_days",
	    T("A patient counts as quiet after this many days"),
	    T("Days in a row in which nothing was read, answered or "
	    "written."), 2, 60, 7 },
	[SET_NUMBERS_REVIEW_DAY] = { "numbers_review_day",
	    T("The telephone numbers must be looked at again by this day"),
	    T("After that a warning is shown to the staff. The numbers stay "
	    "where they are."), 0, 100000, 0 },
	[SET_MESSAGE_ANSWER_DAYS] = { "message_answer_days",
	    T("Staffed days within which a message is answered"),
	    T("Patients are told this. Later than that it stands higher on "
	    "the therapist's list."), 1, 10, 2 },
	[SET_REVIEW_DAYS] = { "review_days",
	    T("Staffed days within which homework is looked at"),
	    T("Later than that it stands higher on the therapist's list."),
	    1, 14, 2 },
	[SET_DAY_ENDS_MIN] = { "day_ends_min",
	    T("Least time for what is due the same day, in staffed minutes"),
	    T("Something that comes shortly before closing gets the rest of "
	    "this time the next staffed morning."), 0, 240, 60 },
	[SET_CONFIDENT] = { "confident",
	    T("How sure a patient should be of managing an exercise, 0 to 10"),
	    T("Below it a smaller step, another time or another exercise is "
	    "offered at once."), 1, 10, 7 },
	[SET_TALK_BELOW] = { "talk_below",
	    T("Belief so low that the two talk about it first, 0 to 10"),
	    T("When the patient says so of “it will help me” or “it fits what "
	    "matters to me”."), 0, 9, 3 },
	[SET_CALL_FIRST_MIN] = { "call_first_min",
	    T("Staffed minutes before someone is called about an alert"),
	    T("By text message or e-mail, in staffed hours only. 0 means at "
	    "once."), 0, 480, 0 },
	[SET_CALL_AGAIN_MIN] = { "call_again_min",
	    T("Staffed minutes until the next person is called"),
	    T("When nobody has taken the alert: first its owner, then cover "
	    "and who is on duty, then all supervisors."), 5, 480, 60 },
	[SET_WORK_FALL] = { "work_fall",
	    T("Confidence about the next step at work, 0 to 10, has fallen by "
	    "this much"),
	    T("Since the patient said it last; then it stands on the "
	    "therapist's list. A starting point, not a finding. 0: never."),
	    0, 10, 3 },
	[SET_QUIET_CALL_DAYS] = { "quiet_call_days",
	    T("After this many quiet days a phone call is suggested"),
	    T("Before that, a personal message is."), 2, 90, 10 },
};

int64_t
setting_parse(enum setting s, struct str stored)
{
	const struct setting_info *info = &setting_info[s];
	int64_t value;

	return str_int(stored, info->min, info->max, &value) ? value :
	    info->normal;
}

int64_t
clinic_setting(struct tx *tx, struct id clinic, enum setting s)
{
	ROWS(r, tx, clinic_setting_get, clinic, str_z(setting_info[s].key));

	return rows_next(&r) ? setting_parse(s, rows_str(&r, "value")) :
	    setting_info[s].normal;
}

static void
load_settings(struct tx *tx, struct clinic *c)
{
	int s;
	ROWS(r, tx, clinic_settings, c->id);

	for (s = 0; s < SET_N; s++)
		c->set[s] = setting_info[s].normal;
	c->exit_url = S(EXIT_URL);
	c->sender = S(SENDER);
	while (rows_next(&r)) {
		struct str key = rows_str(&r, "key");
		struct str value = rows_str(&r, "value");

		if (str_is(key, "exit_url"))
			c->exit_url = value;
		if (str_is(key, "sender"))
			c->sender = value;
		for (s = 0; s < LANG_N; s++)
			if (str_is(key, rules_keys[s]))
				c->rules[s] = value;
		for (s = 0; s < SET_N; s++)
			if (str_is(key, setting_info[s].key))
				c->set[s] = setting_parse((enum setting)s,
				    value);
	}
}

static void
load_hours(struct tx *tx, struct clinic *c)
{
	ROWS(r, tx, clinic_hours_get, c->id);

	while (c->hours_n < HOURS_MAX && rows_next(&r))
		c->hours[c->hours_n++] = (struct hours_span){
			.weekday = (int)rows_int(&r, "weekday"),
			.from_minute = (int)rows_int(&r, "from_minute"),
			.to_minute = (int)rows_int(&r, "to_minute"),
		};
}

static void
load_holidays(struct tx *tx, struct clinic *c)
{
	ROWS(r, tx, clinic_holidays_get, c->id,
	    zone_day(c->zone, tx_now(tx)).n - HOLIDAYS_BACK_DAYS);

	while (c->holidays_n < HOLIDAYS_MAX && rows_next(&r))
		c->holidays[c->holidays_n++] = rows_day(&r, "day");
}

static void
load_numbers(struct tx *tx, struct clinic *c)
{
	ROWS(r, tx, clinic_numbers_get, c->id);

	while (c->numbers_n < NUMBERS_MAX && rows_next(&r)) {
		struct help_number *h = &c->numbers[c->numbers_n++];

		h->number = rows_str(&r, "number");
		h->label[LANG_EN] = rows_str(&r, "label_en");
		h->label[LANG_NB] = rows_str(&r, "label_nb");
		h->note[LANG_EN] = rows_str(&r, "note_en");
		h->note[LANG_NB] = rows_str(&r, "note_nb");
	}
}

bool
clinic_load(struct tx *tx, struct vault *v, struct id id, struct clinic *out)
{
	*out = (struct clinic){ .id = id };
	{
		ROWS(r, tx, clinic_get, id);

		if (!rows_next(&r))
			return false;
		out->name = vault_unseal(v, tx, id, FIELD_CLINIC_NAME, id,
		    rows_bytes(&r, "name"), NULL);
		out->zone = row_zone(rows_str(&r, "zone"));
		out->lang = row_lang(rows_str(&r, "language"));
		out->demo = rows_int(&r, "demo") != CLINIC_REAL;
		out->making = rows_int(&r, "demo") == CLINIC_MAKING;
		out->version = rows_int(&r, "version");
	}
	load_settings(tx, out);
	load_hours(tx, out);
	load_holidays(tx, out);
	load_numbers(tx, out);
	return true;
}

bool
clinic_first(struct tx *tx, struct vault *v, struct clinic *out)
{
	struct id id = ID_NONE;
	ROWS(r, tx, clinic_find_first);

	if (rows_next(&r))
		id = rows_id(&r, "id");
	return !id_is_none(id) && clinic_load(tx, v, id, out);
}

size_t
clinic_ids(struct tx *tx, struct id **out)
{
	struct id *list = arena_many(tx_arena(tx), struct id, CLINICS_MAX);
	size_t n = 0;
	ROWS(r, tx, clinic_find_all);

	while (n < CLINICS_MAX && rows_next(&r))
		list[n++] = rows_id(&r, "id");
	*out = list;
	return n;
}

static void
setting_put(struct tx *tx, struct id clinic, const char *key,
    struct str value, struct id by, int64_t now)
{
	db_run(tx, clinic_setting_put, clinic, str_z(key), value, now,
	    DB_IF(!id_is_none(by), by));
	db_run(tx, clinic_changed, clinic);
}

bool
clinic_set(struct tx *tx, struct id clinic, enum setting s, int64_t value,
    struct id by, int64_t now)
{
	const struct setting_info *info = &setting_info[s];

	if (value < info->min || value > info->max)
		return false;
	setting_put(tx, clinic, info->key,
	    str_fmt(tx_arena(tx), "%lld", (long long)value), by, now);
	return true;
}

void
clinic_set_exit_url(struct tx *tx, struct id clinic, struct str url,
    struct id by, int64_t now)
{
	setting_put(tx, clinic, "exit_url", url, by, now);
}

void
clinic_set_sender(struct tx *tx, struct id clinic, struct str name,
    struct id by, int64_t now)
{
	setting_put(tx, clinic, "sender", name, by, now);
}

void
clinic_set_rules(struct tx *tx, struct id clinic, enum lang lang,
    struct str text, struct id by, int64_t now)
{
	setting_put(tx, clinic, rules_keys[lang], text, by, now);
}

void
clinic_set_hours(struct tx *tx, struct id clinic,
    const struct hours_span *hours, size_t n)
{
	size_t i;

	assert(n <= HOURS_MAX);
	db_run(tx, clinic_hours_drop, clinic);
	for (i = 0; i < n; i++)
		db_run(tx, clinic_hours_add, clinic, hours[i].weekday,
		    hours[i].from_minute, hours[i].to_minute);
	db_run(tx, clinic_changed, clinic);
}

void
clinic_set_holiday(struct tx *tx, struct id clinic, struct day d,
    struct str name, bool on)
{
	if (on)
		db_run(tx, clinic_holiday_add, clinic, d, name);
	else
		db_run(tx, clinic_holiday_drop, clinic, d);
	db_run(tx, clinic_changed, clinic);
}

size_t
clinic_holidays(struct tx *tx, struct id clinic, struct day since,
    struct clinic_holiday **out)
{
	struct clinic_holiday *list = arena_many(tx_arena(tx),
	    struct clinic_holiday, HOLIDAYS_MAX);
	size_t n = 0;
	ROWS(r, tx, clinic_holidays_named, clinic, since);

	while (n < HOLIDAYS_MAX && rows_next(&r)) {
		list[n].day = rows_day(&r, "day");
		list[n++].name = rows_str(&r, "name");
	}
	*out = list;
	return n;
}

void
clinic_set_numbers(struct tx *tx, struct id clinic,
    const struct help_number *numbers, size_t n)
{
	size_t i;

	assert(n <= NUMBERS_MAX);
	db_run(tx, clinic_numbers_drop, clinic);
	for (i = 0; i < n; i++)
		db_run(tx, clinic_number_add, clinic, (int)i,
		    numbers[i].number, numbers[i].label[LANG_EN],
		    numbers[i].label[LANG_NB], numbers[i].note[LANG_EN],
		    numbers[i].note[LANG_NB]);
	db_run(tx, clinic_changed, clinic);
}

/*
 * The clinic's own texts from here on, so not T() but both languages.
 * Sources: helsenorge.no (113, 116 117), mentalhelse.no (116 123).
 */
static void
numbers_fill(struct help_number *n)
{
	n[0].number = S("113");
	n[0].label[LANG_EN] = S("Emergency: danger to life");
	n[0].label[LANG_NB] = S("Akutt: fare for liv");
	n[0].note[LANG_EN] = S("The ambulance service, day and night.");
	n[0].note[LANG_NB] = S("Ambulanse, hele døgnet.");
	n[1].number = S("116 117");
	n[1].label[LANG_EN] = S("Urgent medical help");
	n[1].label[LANG_NB] = S("Legevakt");
	n[1].note[LANG_EN] = S("When it can't wait until your GP is open. Day "
	    "and night.");
	n[1].note[LANG_NB] = S("Når det ikke kan vente til fastlegen åpner. "
	    "Hele døgnet.");
	n[2].number = S("116 123");
	n[2].label[LANG_EN] = S("Someone to talk to");
	n[2].label[LANG_NB] = S("Noen å snakke med");
	n[2].note[LANG_EN] = S("Mental Helse's helpline, day and night. You "
	    "need not give your name.");
	n[2].note[LANG_NB] = S("Hjelpetelefonen til Mental Helse, hele døgnet. "
	    "Du trenger ikke å si hvem du er.");
}

void
clinic_making(struct tx *tx, struct id id, bool making)
{
	db_run(tx, clinic_demo, id, making ? (int)CLINIC_MAKING :
	    (int)CLINIC_DEMO);
}

void
clinic_make(struct tx *tx, struct vault *v, struct id id, struct str name,
    const struct zone *zone, enum lang lang, bool demo, int64_t now)
{
	struct help_number numbers[NUMBERS_NORMAL];
	struct hours_span week[5];
	struct day today = zone_day(zone, now);
	int d, year = day_civil(today).year;

	db_run(tx, clinic_add, id,
	    vault_seal(v, tx, id, FIELD_CLINIC_NAME, id, name),
	    zone_name(zone), str_z(lang_tag(lang)), (int)RETENTION_YEARS,
	    demo, now);
	for (d = 0; d < 5; d++)
		week[d] = (struct hours_span){ d + 1, 8 * 60, 15 * 60 + 30 };
	clinic_set_hours(tx, id, week, 5);
	numbers_fill(numbers);
	clinic_set_numbers(tx, id, numbers, NUMBERS_NORMAL);
	clinic_set(tx, id, SET_NUMBERS_REVIEW_DAY,
	    today.n + NUMBERS_REVIEW_DAYS, ID_NONE, now);
	if (str_is(zone_name(zone), "Europe/Oslo")) {
		clinic_fill_holidays(tx, id, lang, year);
		clinic_fill_holidays(tx, id, lang, year + 1);
	}
}
