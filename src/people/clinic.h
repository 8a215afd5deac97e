/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * A clinic: its zone, its settings, its help numbers, its staffed hours.
 * Thresholds belong to the clinic: a value here is a starting point, set by
 * the clinic in /admin, never a recommendation of the program.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/problems.h"
#include "base/str.h"
#include "base/zone.h"
#include "html/lang.h"

struct arena;
struct tx;
struct vault;

enum setting {
	SET_SESSION_IDLE_PATIENT_MIN,	/* 60 minutes */
	SET_SESSION_IDLE_STAFF_MIN,	/* 15 */
	SET_SESSION_MAX_PATIENT_H,	/* 24 hours */
	SET_SESSION_MAX_STAFF_H,	/* 12 */
	SET_INVITATION_DAYS,		/* 14 */
	SET_DRAFT_REST_MIN,		/* 30: a draft with a fired rule */
	SET_ALERT_TAKE_HOURS_MAX,	/* 4 staffed hours */
	SET_QUIET_DAYS,			/* 7 */
	SET_NUMBERS_REVIEW_DAY,		/* day the numbers must be looked at */
	SET_MESSAGE_ANSWER_DAYS,	/* 2 staffed days */
	SET_REVIEW_DAYS,		/* 2 staffed days to look at homework */
	SET_DAY_ENDS_MIN,		/* 60: what is due "the same staffed
					 * day" has at least so long */
	SET_CONFIDENT,			/* 7: below, a smaller step offered */
	SET_TALK_BELOW,			/* 3: helps or fits so low: talk */
	SET_CALL_FIRST_MIN,		/* 0 staffed min until a call is made */
	SET_CALL_AGAIN_MIN,		/* 60: then the next person */
	SET_WORK_FALL,			/* 3: confidence fell so much; 0: off */
	SET_QUIET_CALL_DAYS,		/* 10: so quiet, a call is suggested */
	SET_N,
};

struct help_number {
	struct str number;		/* "116 117" */
	struct str label[LANG_N], note[LANG_N];
};

struct hours_span {
	int weekday;			/* 1 Monday .. 7 Sunday */
	int from_minute, to_minute;	/* 0..1439, 1..1440; to is not in it */
};

enum { NUMBERS_MAX = 8, HOURS_MAX = 28, HOLIDAYS_MAX = 200 };

struct clinic {
	struct id id;
	struct str name;
	const struct zone *zone;
	enum lang lang;
	bool demo;
	bool making;			/* a demonstration not finished yet */
	int64_t set[SET_N];
	struct str exit_url;		/* where "Close quickly" goes */
	struct str sender;		/* whose name reminders carry */
	struct str rules[LANG_N];	/* rights and roles at work, where the
					 * clinic is; "": not written */
	struct help_number numbers[NUMBERS_MAX];
	size_t numbers_n;
	struct hours_span hours[HOURS_MAX];
	size_t hours_n;
	struct day holidays[HOLIDAYS_MAX];
	size_t holidays_n;
	int64_t version;
};

struct setting_info {
	const char *key;		/* in the database */
	const char *label;		/* T() */
	const char *hint;		/* T() */
	int64_t min, max, normal;
};
extern const struct setting_info setting_info[SET_N];
/* The stored text as a number; the normal value when it does not fit. */
int64_t setting_parse(enum setting, struct str stored);

/* False when there is no such clinic. */
bool clinic_load(struct tx *, struct vault *, struct id, struct clinic *out);
/* The first (in a demo the only) clinic; false: none yet. */
bool clinic_first(struct tx *, struct vault *, struct clinic *out);
/* All of this database, the first one first; at most CLINICS_MAX. */
enum { CLINICS_MAX = 100 };
size_t clinic_ids(struct tx *, struct id **out);
/* One setting without the rest. */
int64_t clinic_setting(struct tx *, struct id clinic, enum setting);
/*
 * Its key must exist (vault_key_create). Defaults: Mon-Fri 08:00-15:30, the
 * numbers of Norway; in Europe/Oslo this and the next year's holidays.
 */
void clinic_make(struct tx *, struct vault *, struct id, struct str name,
    const struct zone *, enum lang, bool demo, int64_t now);
/* The demonstration's: its story is being told, or is complete. */
void clinic_making(struct tx *, struct id, bool making);
/* Each changes the clinic's version. False: out of bounds, nothing changed. */
bool clinic_set(struct tx *, struct id clinic, enum setting, int64_t value,
    struct id by, int64_t now);
void clinic_set_exit_url(struct tx *, struct id clinic, struct str url,
    struct id by, int64_t now);
enum { SENDER_MAX = 40 };	/* read on a locked telephone: neutral */
void clinic_set_sender(struct tx *, struct id clinic, struct str name,
    struct id by, int64_t now);
enum { RULES_MAX = 4000 };
void clinic_set_rules(struct tx *, struct id clinic, enum lang,
    struct str text, struct id by, int64_t now);
void clinic_set_hours(struct tx *, struct id clinic, const struct hours_span *,
    size_t n);
void clinic_set_holiday(struct tx *, struct id clinic, struct day,
    struct str name, bool on);
/* With their names, for the page that lists them. */
struct clinic_holiday {
	struct day day;
	struct str name;
};
size_t clinic_holidays(struct tx *, struct id clinic, struct day since,
    struct clinic_holiday **out);
/* Adds a year's public holidays of Norway; those that are there stay. */
void clinic_fill_holidays(struct tx *, struct id clinic, enum lang, int year);
/* Easter Sunday (Gregorian). */
struct day easter_day(int year);
void clinic_set_numbers(struct tx *, struct id clinic,
    const struct help_number *, size_t n);

/* The review day is past, or there are no numbers at all. */
bool clinic_numbers_outdated(const struct clinic *, int64_t now);

#include "people/hours.h"
