/* SPDX-License-Identifier: Apache-2.0 */
#include "sim.h"

#include <string.h>

#include "base/arena.h"
#include "db/db.h"
#include "people/account.h"
#include "people/patient.h"
#include "reminders/choice.h"
#include "reminders/escalate.h"
#include "vault/vault.h"

/*
 * Both hemispheres, half hours and quarters, with and without summer time,
 * half an hour of it (Lord Howe), a fast that takes it back (Casablanca), a
 * midnight that is not there (Cairo, Santiago, Beirut), both sides of the
 * date line.
 */
const char *const sim_zones[] = { "Europe/Oslo", "Europe/London",
    "Europe/Dublin", "Europe/Istanbul", "Europe/Chisinau", "Asia/Beirut",
    "Atlantic/Azores", "Atlantic/Reykjavik", "Africa/Casablanca",
    "Africa/Cairo", "Africa/Johannesburg", "Africa/Lagos", "America/New_York",
    "America/St_Johns", "America/Halifax", "America/Chicago",
    "America/Phoenix", "America/Los_Angeles", "America/Anchorage",
    "America/Havana", "America/Santiago", "America/Asuncion",
    "America/Sao_Paulo", "America/Caracas", "America/Nuuk", "Asia/Jerusalem",
    "Asia/Tehran", "Asia/Kabul", "Asia/Kolkata", "Asia/Kathmandu",
    "Asia/Yangon", "Asia/Tokyo", "Asia/Gaza", "Australia/Eucla",
    "Australia/Adelaide", "Australia/Darwin", "Australia/Sydney",
    "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham",
    "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Pago_Pago",
    "Pacific/Marquesas", "Pacific/Easter", "Pacific/Norfolk" };
const int sim_zones_n = sizeof(sim_zones) / sizeof(*sim_zones);

static const char *const clinic_zones[CLINICS] = { "Europe/Oslo",
    "America/St_Johns", "Australia/Lord_Howe" };
/* The second has lunch and Saturdays, the third a night over Sunday. */
static const struct hours_span hours[CLINICS][12] = {
	{ { 1, 480, 930 }, { 2, 480, 930 }, { 3, 480, 930 }, { 4, 480, 930 },
	    { 5, 480, 930 } },
	{ { 1, 510, 720 }, { 1, 750, 1020 }, { 2, 510, 1020 },
	    { 3, 510, 720 }, { 3, 750, 1020 }, { 4, 510, 1020 },
	    { 5, 510, 960 }, { 6, 600, 780 } },
	{ { 7, 60, 300 }, { 1, 480, 960 }, { 2, 480, 960 }, { 3, 480, 960 },
	    { 4, 480, 960 }, { 5, 480, 960 }, { 6, 1320, 1440 } },
};

static void
clinic_new(struct sim *s, int n)
{
	struct office *pl = &s->places[n];
	struct id id = id_random();
	size_t hours_n = 0, i;

	pl->zone = clinic_zones[n];
	pl->c = arena_one(s->arena, struct clinic);
	if (vault_key_create(s->vault, id) != RC_OK)
		sim_die("no key");
	clinic_make(s->tx, s->vault, id, S("Havna"), zone_find(str_z(
	    pl->zone)), LANG_NB, false, s->now);
	while (hours_n < 12 && hours[n][hours_n].weekday != 0)
		hours_n++;
	clinic_set_hours(s->tx, id, hours[n], hours_n);
	if (n == 0)
		clinic_fill_holidays(s->tx, id, LANG_NB,
		    zone_civil(zone_utc(), s->from).year + 2);
	for (i = 0; n > 0 && i < 8; i++)
		clinic_set_holiday(s->tx, id, (struct day){ zone_day(
		    zone_utc(), s->from).n + 17 + 41 * (int)i + n }, S("fri"),
		    true);
	if (n == 1)
		clinic_set(s->tx, id, SET_CALL_FIRST_MIN, 30, ID_NONE,
		    s->now);
	if (!clinic_load(s->tx, s->vault, id, pl->c))
		sim_die("no clinic");
	sim_log(s, "clinic id=%s zone=%s first=%d again=%d", hex(id),
	    pl->zone, (int)pl->c->set[SET_CALL_FIRST_MIN],
	    (int)pl->c->set[SET_CALL_AGAIN_MIN]);
	for (i = 0; i < hours_n; i++)
		sim_log(s, "hours clinic=%s weekday=%d from=%d to=%d",
		    hex(id), hours[n][i].weekday, hours[n][i].from_minute,
		    hours[n][i].to_minute);
	for (i = 0; i < pl->c->holidays_n; i++)
		sim_log(s, "holiday clinic=%s day=%d", hex(id),
		    pl->c->holidays[i].n);
}

/* The first ones of each clinic are supervisors; a few are reached by none. */
static void
staff_new(struct sim *s, int n)
{
	struct worker_of *w = &s->staff[n];
	struct problems bad = { 0 };
	struct reach r = { .by_sms = n % 5 != 3, .by_email = n % 3 == 1,
	    .mobile = S("912 34 567"), .email = S("a@example.org") };
	char login[40];

	*w = (struct worker_of){ .clinic = n / STAFF_EACH, .id = id_random(),
	    .supervisor = n % STAFF_EACH < SUPERVISORS, .cover = -1 };
	if (n % 4 == 1)
		w->days = 1u << roll(&s->dice, 5) | 1u << roll(&s->dice, 5);
	snprintf(login, sizeof(login), "staff%d@example.org", n);
	if (vault_key_create(s->vault, w->id) != RC_OK ||
	    !account_make(s->tx, s->vault, w->id,
	    s->places[w->clinic].c->id, S("Ann Berg"), str_z(login), LANG_NB,
	    ROLE_THERAPIST | (w->supervisor ? ROLE_SUPERVISOR | ROLE_ADMIN :
	    0), s->now + n) || !reach_put(s->tx, s->vault, w->id, &r, s->now,
	    &bad))
		sim_die("no staff");
	account_set_reading_days(s->tx, w->id, w->days);
	sim_log(s, "staff id=%s clinic=%s supervisor=%d days=%u sms=%d "
	    "email=%d",
	    hex(w->id), hex(s->places[w->clinic].c->id), w->supervisor,
	    w->days, r.by_sms, r.by_email);
	sim_add(s, s->from, DO_STAFF_DAY, n);
	if (!w->supervisor && n % 4 == 2)
		sim_add(s, s->from + (s->until - s->from) / 100 *
		    (15 + roll(&s->dice, 70)), DO_LEAVE, n);
}

/* Days without anyone, and with somebody who left, are part of it. */
static void
duty_new(struct sim *s, int clinic)
{
	struct duty_list l = { 0 };
	int day, i;

	for (day = 0; day < 7; day++) {
		for (i = 0; i < day % 3; i++) {
			const struct worker_of *w = &s->staff[clinic *
			    STAFF_EACH + (3 * day + 5 * i + 1) % STAFF_EACH];

			l.day[day][i] = w->id;
			sim_log(s, "duty clinic=%s weekday=%d staff=%s",
			    hex(s->places[clinic].c->id), day + 1, hex(w->id));
		}
	}
	duty_list_put(s->tx, s->places[clinic].c->id, &l);
}

/* Invited, and has come in. */
void
sim_come(struct sim *s, struct one *p)
{
	struct worker_of *w = &s->staff[p->therapist];
	struct patient_new new = { .name = S("Kari Moe"),
	    .mobile = S("912 34 567"), .email = S("k@example.org"),
	    .place = S("Moss"), .person = S("Per"), .gp = S("Dr. Moe"),
	    .born = { 7000 }, .lang = LANG_NB, .zone = p->zone,
	    .assessment = { .suitability = S("ja"), .suicidality = S("nei"),
	    .other_treatment = S("nei"), .physical = S("nei") },
	    .information_given = true };
	struct day start = { one_today(s, p) + roll(&p->dice, 4) };
	struct actor actor;
	struct care c;

	if (w->off || !actor_of(s->tx, s->vault, w->id, &actor))
		return;
	p->id = patient_make(s->tx, s->vault, &actor, &new, s->now);
	p->account = id_random();
	if (!care_open(&c, s->tx, s->vault, &actor, p->id) ||
	    vault_key_create(s->vault, p->account) != RC_OK ||
	    !account_make(s->tx, s->vault, p->account, c.clinic, STR_NONE,
	    STR_NONE, LANG_NB, ROLE_PATIENT, s->now) ||
	    !patient_accept(s->tx, s->vault, p->id, p->account, LANG_NB,
	    s->now))
		sim_die("a patient could not come");
	(void)course_enrol(&c, s->content, S("sim"), start,
	    day_weekday(start));
	p->in = true;
	sim_log(s, "patient p=%s clinic=%s staff=%s zone=%.*s start=%d",
	    hex(p->id), hex(c.clinic), hex(w->id), STR(zone_name(p->zone)),
	    start.n);
	sim_add(s, one_at(p, one_today(s, p), 12 * 60) > s->now ?
	    one_at(p, one_today(s, p), 12 * 60) : s->now + STEP_S, DO_CHOOSE,
	    p->n);
	sim_add(s, one_at(p, one_today(s, p) + 1, 15), DO_DAY, p->n);
}

static void
one_new(struct sim *s, int n)
{
	struct one *p = &s->people[n];
	int days = (int)((s->until - s->from) / DAY_S);

	*p = (struct one){ .n = n, .clinic = n % CLINICS,
	    .dice = prng_seed(s->seed ^ (uint64_t)(n + 1) << 32) };
	p->therapist = p->clinic * STAFF_EACH + SUPERVISORS +
	    (n / CLINICS) % (STAFF_EACH - SUPERVISORS);
	p->home = p->zone = zone_find(str_z(sim_zones[n % s->zones_n]));
	if (p->zone == NULL)
		sim_die("the system lacks a zone");
	p->weeks = n % 3 == 0 ? 80 : 8 + roll(&p->dice, 40);
	sim_add(s, s->from + DAY_S / 2 + (roll(&p->dice, 3) > 0 ?
	    STEP_S * roll(&p->dice, 300) :
	    (int64_t)roll(&p->dice, days * 2 / 3) * DAY_S), DO_COME, n);
}

void
sim_world(struct sim *s)
{
	int i;

	for (i = 0; i < CLINICS; i++)
		clinic_new(s, i);
	for (i = 0; i < STAFF; i++)
		staff_new(s, i);
	for (i = 0; i < CLINICS; i++)
		duty_new(s, i);
	for (i = 0; i < s->people_n; i++)
		one_new(s, i);
	for (i = 0; i < s->outages; i++)
		sim_log(s, "outage from=%lld until=%lld",
		    (long long)s->outage[i][0], (long long)s->outage[i][1]);
}
