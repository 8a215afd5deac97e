/* SPDX-License-Identifier: Apache-2.0 */
#include "people/patient.h"

#include <stdlib.h>

#include "audit/audit.h"
#include "base/arena.h"
#include "db/db.h"
#include "people/account.h"
#include "people/actor.h"
#include "people/care.h"
#include "people/part.h"
#include "people/row.h"

enum { BARS = 8, BORN_YEARS_MAX = 120 };
/* Parts of an assessment's row (row_part). */
enum { PART_SUITABILITY = 1, PART_SUICIDALITY, PART_OTHER, PART_PHYSICAL };

SQL(patient_add, "patient:id clinic:id zone:text language:text bar:int "
    "name:bytes born:bytes mobile:bytes email:bytes? place:bytes "
    "person:bytes gp:bytes information_at:int now:int by:id", "",
    "INSERT INTO patient (id, clinic_id, zone, language, state, bar, name,"
    " born, mobile, email, place, person, gp, information_at, legal_hold,"
    " created_at, created_by, version) VALUES ($1, $2, $3, $4, 'invited',"
    " $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, $14, $15, 1)");
SQL(patient_read, "patient:id",
    "clinic:id account:id? zone:text language:text state:text bar:int "
    "name:bytes born:bytes mobile:bytes email:bytes? place:bytes "
    "person:bytes gp:bytes matters:bytes? matters_at:int? "
    "information_at:int created_at:int version:int",
    "SELECT clinic_id AS clinic, account_id AS account, zone, language,"
    " state, bar, name, born, mobile, email, place, person, gp, matters,"
    " matters_at, information_at, created_at, version"
    " FROM patient WHERE id = $1");
SQL(patient_read_name, "patient:id", "name:bytes born:bytes bar:int",
    "SELECT name, born, bar FROM patient WHERE id = $1");
SQL(patient_take, "patient:id account:id language:text", "",
    "UPDATE patient SET account_id = $2, language = $3, state = 'active',"
    " version = version + 1"
    " WHERE id = $1 AND account_id IS NULL AND state = 'invited'");
SQL(patient_state_set, "patient:id from:text to:text", "",
    "UPDATE patient SET state = $3, version = version + 1"
    " WHERE id = $1 AND state = $2");
SQL(patient_back, "patient:id", "",
    "UPDATE patient SET state = CASE WHEN account_id IS NULL THEN 'invited'"
    " ELSE 'active' END, version = version + 1"
    " WHERE id = $1 AND state IN ('finished', 'withdrawn')");
SQL(patient_lang_set, "patient:id language:text", "",
    "UPDATE patient SET language = $2, version = version + 1"
    " WHERE id = $1");
SQL(patient_lang_account, "patient:id language:text", "",
    "UPDATE account SET language = $2, version = version + 1"
    " WHERE id = (SELECT account_id FROM patient WHERE id = $1)");
SQL(patient_matters_get, "patient:id", "matters:bytes?",
    "SELECT matters FROM patient WHERE id = $1");
SQL(patient_practised_get, "patient:id", "practised:bytes?",
    "SELECT practised FROM patient WHERE id = $1");
SQL(patient_practised_set, "patient:id practised:bytes", "",
    "UPDATE patient SET practised = $2 WHERE id = $1");
SQL(patient_looks_get, "patient:id", "checks_no:int",
    "SELECT checks_no FROM patient WHERE id = $1");
SQL(patient_looks_set, "patient:id checks_no:int", "",
    "UPDATE patient SET checks_no = $2 WHERE id = $1");
SQL(patient_matters_set, "patient:id matters:bytes now:int", "",
    "UPDATE patient SET matters = $2, matters_at = $3,"
    " version = version + 1 WHERE id = $1");
SQL(patient_zone_set, "patient:id zone:text", "",
    "UPDATE patient SET zone = $2, version = version + 1 WHERE id = $1");
SQL(patient_email_set, "patient:id email:bytes", "",
    "UPDATE patient SET email = $2, version = version + 1 WHERE id = $1");
SQL(patient_mobile_set, "patient:id mobile:bytes", "",
    "UPDATE patient SET mobile = $2, version = version + 1 WHERE id = $1");

SQL(assessment_add, "id:id patient:id suitability:bytes suicidality:bytes "
    "other_treatment:bytes physical:bytes level:int by:id now:int", "",
    "INSERT INTO assessment (id, patient_id, suitability, suicidality,"
    " other_treatment, physical, suicidality_level, made_by, made_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
SQL(assessment_newest, "patient:id",
    "id:id suitability:bytes suicidality:bytes other_treatment:bytes "
    "physical:bytes level:int made_by:id made_at:int",
    "SELECT id, suitability, suicidality, other_treatment, physical,"
    " suicidality_level AS level, made_by, made_at FROM assessment"
    " WHERE patient_id = $1 ORDER BY made_at DESC, id DESC LIMIT 1");

static const struct {
	const char *name, *text;
} states[] = {
	[PATIENT_INVITED] = { "invited", T("invited") },
	[PATIENT_ACTIVE] = { "active", T("in treatment") },
	[PATIENT_PAUSED] = { "paused", T("paused") },
	[PATIENT_FINISHED] = { "finished", T("finished") },
	[PATIENT_WITHDRAWN] = { "withdrawn", T("withdrawn") },
	[PATIENT_ERASED] = { "erased", T("erased") },
};

const char *
patient_state_name(enum patient_state s)
{
	return states[s].name;
}

const char *
patient_state_text(enum patient_state s)
{
	return states[s].text;
}

static enum patient_state
state_parse(struct str s)
{
	int i;

	for (i = 0; i < (int)(sizeof(states) / sizeof(states[0])); i++)
		if (str_is(s, states[i].name))
			return (enum patient_state)i;
	return PATIENT_ERASED;
}

static void
assessment_put(struct tx *tx, struct vault *v, struct id patient,
    const struct assessment *a, struct id by, int64_t now)
{
	struct id id = id_event(tx_now_ms(tx));

	db_run(tx, assessment_add, id, patient,
	    vault_seal(v, tx, patient, FIELD_ASSESSMENT_NOTE,
	    row_part(id, PART_SUITABILITY), a->suitability),
	    vault_seal(v, tx, patient, FIELD_ASSESSMENT_NOTE,
	    row_part(id, PART_SUICIDALITY), a->suicidality),
	    vault_seal(v, tx, patient, FIELD_ASSESSMENT_NOTE,
	    row_part(id, PART_OTHER), a->other_treatment),
	    vault_seal(v, tx, patient, FIELD_ASSESSMENT_NOTE,
	    row_part(id, PART_PHYSICAL), a->physical), a->level, by, now);
}

struct id
patient_make(struct tx *tx, struct vault *v, const struct actor *actor,
    const struct patient_new *new, int64_t now)
{
	struct id id = id_random();
	enum rc rc = vault_key_create(v, id);

	if (rc != RC_OK) {
		tx_fail(tx, rc);
		return ID_NONE;
	}
	db_run(tx, patient_add, id, actor->clinic, zone_name(new->zone),
	    str_z(lang_tag(new->lang)), id.b[0] % BARS,
	    vault_seal(v, tx, id, FIELD_PATIENT_NAME, id, new->name),
	    vault_seal(v, tx, id, FIELD_PATIENT_BORN, id,
	    day_text(tx_arena(tx), new->born)),
	    vault_seal(v, tx, id, FIELD_PATIENT_MOBILE, id, new->mobile),
	    DB_IF(new->email.len > 0, vault_seal(v, tx, id,
	    FIELD_PATIENT_EMAIL, id, new->email)),
	    vault_seal(v, tx, id, FIELD_PATIENT_PLACE, id, new->place),
	    vault_seal(v, tx, id, FIELD_PATIENT_PERSON, id, new->person),
	    vault_seal(v, tx, id, FIELD_PATIENT_GP, id, new->gp),
	    new->information_given ? now : 0, now, actor->account);
	care_grant(tx, actor->clinic, id, actor->account, "therapist",
	    actor->account, now);
	assessment_put(tx, v, id, &new->assessment, actor->account, now);
	return id;
}

static struct str
opened(struct care *c, enum vault_field field, struct rows *r,
    const char *column)
{
	return care_unseal(c, field, c->patient, rows_bytes(r, column));
}

static struct day
day_of_text(struct str s)
{
	struct day d;

	return day_parse(s, &d) ? d : DAY_NONE;
}

void
patient_get(struct care *c, struct patient *out)
{
	ROWS(r, c->tx, patient_read, c->patient);

	*out = (struct patient){ .id = c->patient, .state = PATIENT_ERASED,
	    .zone = zone_utc(), .born = DAY_NONE };
	if (!rows_next(&r))
		return;
	out->clinic = rows_id(&r, "clinic");
	out->account = rows_id(&r, "account");
	out->state = state_parse(rows_str(&r, "state"));
	out->lang = row_lang(rows_str(&r, "language"));
	out->zone = row_zone(rows_str(&r, "zone"));
	out->bar = (int)rows_int(&r, "bar");
	out->name = opened(c, FIELD_PATIENT_NAME, &r, "name");
	out->mobile = opened(c, FIELD_PATIENT_MOBILE, &r, "mobile");
	out->email = opened(c, FIELD_PATIENT_EMAIL, &r, "email");
	out->place = opened(c, FIELD_PATIENT_PLACE, &r, "place");
	out->person = opened(c, FIELD_PATIENT_PERSON, &r, "person");
	out->gp = opened(c, FIELD_PATIENT_GP, &r, "gp");
	out->matters = opened(c, FIELD_MATTERS, &r, "matters");
	out->born = day_of_text(opened(c, FIELD_PATIENT_BORN, &r, "born"));
	out->matters_at = rows_int(&r, "matters_at");
	out->information_at = rows_int(&r, "information_at");
	out->created_at = rows_int(&r, "created_at");
	out->version = rows_int(&r, "version");
}

/* Whatever was damaged. */
static struct str
spared(struct care *c, enum vault_field field, struct rows *r,
    const char *column)
{
	bool spares = c->spares;
	struct str s;

	c->spares = true;
	s = opened(c, field, r, column);
	c->spares = spares;
	return s;
}

struct str
patient_name(struct care *c, int *born_year, int *bar)
{
	ROWS(r, c->tx, patient_read_name, c->patient);

	if (born_year != NULL)
		*born_year = 0;
	if (bar != NULL)
		*bar = 0;
	if (!rows_next(&r))
		return STR_NONE;
	if (bar != NULL)
		*bar = (int)rows_int(&r, "bar");
	if (born_year != NULL) {
		struct day d = day_of_text(spared(c, FIELD_PATIENT_BORN, &r,
		    "born"));

		*born_year = d.n == DAY_NONE_N ? 0 : day_civil(d).year;
	}
	return spared(c, FIELD_PATIENT_NAME, &r, "name");
}

bool
patient_accept(struct tx *tx, struct vault *v, struct id patient,
    struct id account, enum lang lang, int64_t now)
{
	(void)v;
	(void)now;
	return db_run(tx, patient_take, patient, account,
	    str_z(lang_tag(lang))) == 1;
}

bool
patient_move(struct care *c, enum patient_state from, enum patient_state to)
{
	return db_run(c->tx, patient_state_set, c->patient,
	    str_z(states[from].name), str_z(states[to].name)) > 0;
}

void
patient_reopen(struct care *c)
{
	db_run(c->tx, patient_back, c->patient);
}

void
patient_set_lang(struct care *c, enum lang lang)
{
	struct str tag = str_z(lang_tag(lang));

	if (!care_writes(c))
		return;
	db_run(c->tx, patient_lang_set, c->patient, tag);
	db_run(c->tx, patient_lang_account, c->patient, tag);
}

struct str
patient_matters(struct care *c)
{
	ROWS(r, c->tx, patient_matters_get, c->patient);

	return rows_next(&r) ? opened(c, FIELD_MATTERS, &r, "matters") :
	    STR_NONE;
}

struct str
patient_practised(struct care *c)
{
	ROWS(r, c->tx, patient_practised_get, c->patient);

	return rows_next(&r) ? opened(c, FIELD_PRACTISED, &r, "practised") :
	    STR_NONE;
}

void
patient_set_practised(struct care *c, struct str text)
{
	if (c->relation == REL_OWN)
		db_run(c->tx, patient_practised_set, c->patient, care_seal(c,
		    FIELD_PRACTISED, c->patient, text));
}

void
patient_set_matters(struct care *c, struct str text)
{
	if (care_writes(c))
		db_run(c->tx, patient_matters_set, c->patient, care_seal(c,
		    FIELD_MATTERS, c->patient, text), c->now);
}

bool
patient_looks_ok(struct care *c)
{
	return db_int(c->tx, 1, patient_looks_get, c->patient) == 0;
}

void
patient_set_looks(struct care *c, bool ok)
{
	if (c->relation != REL_OWN)
		return;
	db_run(c->tx, patient_looks_set, c->patient, !ok);
	if (!ok)
		care_end_parts(c);
}

void
patient_set_zone(struct care *c, const struct zone *zone)
{
	if (care_writes(c))
		db_run(c->tx, patient_zone_set, c->patient, zone_name(zone));
}

void
patient_set_reach(struct care *c, struct str email, struct str mobile)
{
	if (!care_writes(c))
		return;
	if (email.len > 0)
		db_run(c->tx, patient_email_set, c->patient, care_seal(c,
		    FIELD_PATIENT_EMAIL, c->patient, email));
	if (mobile.len > 0)
		db_run(c->tx, patient_mobile_set, c->patient, care_seal(c,
		    FIELD_PATIENT_MOBILE, c->patient, mobile));
	care_audit(c, "patient.reach", c->patient);
}

bool
patient_assessment(struct care *c, struct assessment *out)
{
	struct id id;
	ROWS(r, c->tx, assessment_newest, c->patient);

	*out = (struct assessment){ 0 };
	if (!rows_next(&r))
		return false;
	id = rows_id(&r, "id");
	out->suitability = care_unseal(c, FIELD_ASSESSMENT_NOTE,
	    row_part(id, PART_SUITABILITY), rows_bytes(&r, "suitability"));
	out->suicidality = care_unseal(c, FIELD_ASSESSMENT_NOTE,
	    row_part(id, PART_SUICIDALITY), rows_bytes(&r, "suicidality"));
	out->other_treatment = care_unseal(c, FIELD_ASSESSMENT_NOTE,
	    row_part(id, PART_OTHER), rows_bytes(&r, "other_treatment"));
	out->physical = care_unseal(c, FIELD_ASSESSMENT_NOTE,
	    row_part(id, PART_PHYSICAL), rows_bytes(&r, "physical"));
	out->level = (int)rows_int(&r, "level");
	out->made_by = rows_id(&r, "made_by");
	out->made_at = rows_int(&r, "made_at");
	return true;
}

void
patient_row_read(struct rows *r, struct patient_row *p)
{
	p->id = rows_id(r, "patient_id");
	p->name_sealed = rows_bytes(r, "name");
	p->born_sealed = rows_bytes(r, "born");
	p->bar = (int)rows_int(r, "bar");
	p->state = state_parse(rows_str(r, "state"));
	p->zone = row_zone(rows_str(r, "zone"));
}

void
patient_rows_open(struct scope *s, struct patient_row **list, size_t n)
{
	struct id *ids = arena_many(s->arena, struct id, n + 1);
	size_t i;

	for (i = 0; i < n; i++)
		ids[i] = list[i]->id;
	vault_keys_read(s->vault, ids, n);
	for (i = 0; i < n; i++) {
		struct patient_row *p = list[i];
		struct day born = day_of_text(vault_unseal_some(s->vault,
		    s->tx, p->id, FIELD_PATIENT_BORN, p->id, p->born_sealed,
		    NULL));

		p->name = vault_unseal_some(s->vault, s->tx, p->id,
		    FIELD_PATIENT_NAME, p->id, p->name_sealed, NULL);
		p->born_year = born.n == DAY_NONE_N ? 0 :
		    day_civil(born).year;
	}
}

/* --- the invitation form ------------------------------------------------- */

static void
text_check(struct problems *out, struct str field, struct str text, size_t max,
    const char *missing)
{
	if (str_trim(text).len == 0)
		problem_add(out, field, missing);
	else if (str_utf8_len(text) > max)
		problem_add_n(out, field, T("Write at most %1 characters."),
		    (int64_t)max);
}

static void
mobile_check(struct problems *out, struct str mobile)
{
	size_t i, digits = 0;
	bool strange = mobile.len > 60;

	for (i = 0; i < mobile.len && !strange; i++) {
		digits += mobile.at[i] >= '0' && mobile.at[i] <= '9';
		strange = (mobile.at[i] >= 'A' && mobile.at[i] <= 'Z') ||
		    (mobile.at[i] >= 'a' && mobile.at[i] <= 'z') ||
		    mobile.at[i] == '@';
	}
	if (str_trim(mobile).len == 0)
		problem_add(out, S("mobile"), T("Write the mobile number."));
	else if (strange || digits < 8 || digits > 15)
		problem_add(out, S("mobile"), T("This does not look like a "
		    "mobile number. Write it with 8 digits, or with + and the "
		    "country first."));
}

static void
email_check(struct problems *out, struct str email)
{
	size_t at = str_index(email, '@');
	struct str host = at < email.len ?
	    str_sub(email, at + 1, email.len) : STR_NONE;

	if (email.len == 0)
		return;
	if (at == 0 || host.len < 3 || str_index(host, '.') >= host.len - 1 ||
	    str_index(host, '@') < host.len ||
	    str_index(email, ' ') < email.len || email.len > LOGIN_MAX)
		problem_add(out, S("email"), T("This does not look like an "
		    "e-mail address. Correct it or leave it empty."));
}

static void
assessment_check(struct problems *out, const struct assessment *a)
{
	text_check(out, S("suitability"), a->suitability, NOTE_MAX,
	    T("Write why this treatment suits the patient now."));
	text_check(out, S("suicidality"), a->suicidality, NOTE_MAX,
	    T("Write what you asked and heard about suicidal thoughts."));
	if (a->level < 0 || a->level > 2)
		problem_add(out, S("level"), T("Choose your assessment of "
		    "suicidal thoughts now."));
	text_check(out, S("other_treatment"), a->other_treatment, NOTE_MAX,
	    T("Write what other treatment there is, or “none”."));
	text_check(out, S("physical"), a->physical, NOTE_MAX,
	    T("Write about physical health, or “nothing known”."));
}

void
patient_new_problems(const struct patient_new *p, struct day today,
    struct problems *out)
{
	text_check(out, S("name"), p->name, NAME_MAX,
	    T("Write the patient's name."));
	if (p->born.n == DAY_NONE_N)
		problem_add(out, S("born"), T("Write the date of birth: day, "
		    "month and year."));
	else if (p->born.n > today.n || day_civil(today).year -
	    day_civil(p->born).year > BORN_YEARS_MAX)
		problem_add(out, S("born"), T("This date of birth cannot be "
		    "right. Look at the year."));
	mobile_check(out, p->mobile);
	email_check(out, p->email);
	text_check(out, S("place"), p->place, CONTACT_MAX,
	    T("Write where the patient lives or stays."));
	text_check(out, S("person"), p->person, CONTACT_MAX,
	    T("Write one person to call, with a number."));
	text_check(out, S("gp"), p->gp, CONTACT_MAX,
	    T("Write the GP, or “none”."));
	assessment_check(out, &p->assessment);
	if (!p->information_given)
		problem_add(out, S("information"), T("The patient must have "
		    "been told about the treatment and have said yes before "
		    "you invite them."));
}
