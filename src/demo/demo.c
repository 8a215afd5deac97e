/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo.h"

#include "audit/audit.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "db/db.h"
#include "demo/demo_acts.h"
#include "demo/demo_work.h"
#include "people/account.h"
#include "people/actor.h"
#include "people/clinic_now.h"
#include "programme/content.h"
#include "vault/vault.h"

const struct demo_login demo_logins[] = {
	{ "solveig", "lampe tirsdag kopp granskog", "Solveig Berg",
	    "therapist with a full list" },
	{ "per", "kanel brygge onsdag ull", "Per Moe", "therapist" },
	{ "marit", "vindu sykkel havre torsdag", "Marit Sandvik",
	    "supervisor" },
	{ "admin", "rips trapp fredag skjerf", "Jon Eide", "administrator" },
	{ "kari", "blyant fjell pannekake regn", "Kari Nygård",
	    "patient in week 6, in Norwegian" },
	{ "daniel", "teapot river orange ladder", "Daniel Okafor",
	    "patient who has just begun, in English" },
};
const size_t demo_logins_n = sizeof(demo_logins) / sizeof(demo_logins[0]);

/* --- is there one? ------------------------------------------------------ */

struct find {
	struct vault *vault;
	enum demo_found found;
};

static void
find_in(struct tx *tx, void *arg)
{
	struct find *f = arg;
	struct clinic *c = arena_one(tx_arena(tx), struct clinic);
	struct id id = clinic_first_id(tx);

	if (id_is_none(id))
		f->found = DEMO_NONE;
	else
		f->found = !clinic_load(tx, f->vault, id, c) || !c->demo ?
		    DEMO_REAL : c->making ? DEMO_HALF : DEMO_THERE;
}

/* Whatever cannot be read is taken for a real one. */
enum demo_found
demo_find(struct db *db, struct vault *vault, struct arena *a)
{
	struct find f = { vault, DEMO_REAL };

	return db_read(db, a, find_in, &f) == RC_OK ? f.found : DEMO_REAL;
}

/* --- the house ---------------------------------------------------------- */

struct house {
	struct run *run;
	struct id clinic;
	struct str hash[STAFF_N];
};

static const char *
password_of(const char *login)
{
	size_t i;

	for (i = 0; login != NULL && i < demo_logins_n; i++)
		if (str_is(str_z(login), demo_logins[i].login))
			return demo_logins[i].password;
	return NULL;
}

/* "" for who has no password; false: no memory. */
static bool
hash_of_login(struct arena *a, const char *login, struct str *out)
{
	const char *password = password_of(login);

	*out = STR_NONE;
	if (password == NULL)
		return true;
	*out = vault_password_hash(a, str_z(password));
	return out->len > 0;
}

static bool
hashes(struct house *h)
{
	const struct demo_conf *conf = h->run->conf;
	int i;

	for (i = 0; i < STAFF_N; i++)
		if (!hash_of_login(h->run->arena, demo_staff[i].also,
		    &h->hash[i]))
			return false;
	for (i = 0; i < PATIENTS; i++)
		if (!hash_of_login(h->run->arena, demo_person(i)->login,
		    &h->run->hash[i]))
			return false;
	if (conf->told != NULL)
		conf->told("Passwords:", (int)demo_logins_n,
		    (int)demo_logins_n);
	return true;
}

static void
staff_make(struct house *h, struct tx *tx, int i)
{
	const struct staff *s = &demo_staff[i];
	struct vault *v = h->run->conf->vault;
	struct id id = h->run->staff[i].account;
	struct id by = h->run->staff[STAFF_ADMIN].account;

	account_make(tx, v, id, h->clinic, str_z(s->name), str_z(s->login),
	    LANG_NB, s->roles, tx_now(tx));
	account_set_reading_days(tx, id, s->reading_days);
	if (s->also[0] != '\0')
		account_add_login(tx, v, id, str_z(s->also));
	if (h->hash[i].len > 0)
		account_set_password(tx, id, h->hash[i], tx_now(tx));
	if (!id_eq(by, id))
		audit_write(tx, &(struct audit_row){ .actor = by, .object = id,
		    .action = "account.make", .role = role_name(ROLE_ADMIN) });
}

/* As most who are employed in Norway have it; a clinic writes its own. */
static const char *const rules[LANG_N] = {
	[LANG_NB] = "Slik er det for de fleste som er ansatt i Norge.\n\n"
	    "Arbeidsgiveren skal legge til rette for deg så langt det er "
	    "mulig. Innen fire uker lager dere en plan sammen.\n\n"
	    "Du sier hva du kan gjøre på jobben. Du trenger ikke si hva som "
	    "feiler deg.\n\n"
	    "Legen vurderer sykmeldingen, og hvor mye du kan være på jobb. "
	    "Nav svarer på spørsmål om sykepenger.\n\n"
	    "En tillitsvalgt eller noen du stoler på, kan være med i møter.",
	[LANG_EN] = "This is how it is for most employees in Norway.\n\n"
	    "Your employer has to adapt the work for you as far as possible. "
	    "Within four weeks you make a plan together.\n\n"
	    "You say what you can do at work. You need not say what is wrong "
	    "with you.\n\n"
	    "Your doctor decides about the sick leave, and how much you can "
	    "be at work. Nav answers questions about sickness benefit.\n\n"
	    "A union representative, or someone you trust, can come along to "
	    "meetings.",
};

static bool
house_make(struct tx *tx, void *arg)
{
	struct house *h = arg;
	struct vault *v = h->run->conf->vault;
	const struct zone *oslo = zone_find(S("Europe/Oslo"));
	struct id admin = h->run->staff[STAFF_ADMIN].account;
	int i;

	clinic_make(tx, v, h->clinic, S("Fjordgata klinikk"), oslo, LANG_NB,
	    true, tx_now(tx));
	clinic_making(tx, h->clinic, true);
	for (i = 0; i < LANG_N; i++)
		clinic_set_rules(tx, h->clinic, (enum lang)i, str_z(rules[i]),
		    admin, tx_now(tx));
	clinic_fill_holidays(tx, h->clinic, LANG_NB,
	    zone_civil(oslo, h->run->conf->now).year + 1);
	audit_write(tx, &(struct audit_row){ .actor = admin,
	    .object = h->clinic, .action = "clinic.make",
	    .role = "command" });
	for (i = 0; i < STAFF_N; i++)
		staff_make(h, tx, i);
	return true;
}

static void
house_read(struct tx *tx, void *arg)
{
	struct house *h = arg;
	struct clinic *c = arena_one(tx_arena(tx), struct clinic);

	if (clinic_load(tx, h->run->conf->vault, h->clinic, c))
		h->run->clinic = clinic_copy(h->run->arena, c);
}

/* Clinic and staff, as they were when the clinic began. */
static enum rc
house_build(struct run *r)
{
	const struct demo_conf *conf = r->conf;
	struct house h = { .run = r, .clinic = id_random() };
	enum rc rc;
	int i;

	if (zone_find(S("Europe/Oslo")) == NULL) {
		log_error("demo: the system does not know Europe/Oslo (is "
		    "the package tzdata there?)");
		return RC_BAD;
	}
	if (!hashes(&h))
		return RC_NOMEM;
	rc = vault_key_create(conf->vault, h.clinic);
	for (i = 0; i < STAFF_N && rc == RC_OK; i++) {
		r->staff[i].account = id_random();
		rc = vault_key_create(conf->vault, r->staff[i].account);
	}
	clock_set(conf->now - (int64_t)CLINIC_DAYS * 86400);
	if (rc == RC_OK)
		rc = db_tx(conf->db, r->arena, house_make, &h);
	if (rc == RC_OK)
		rc = db_read(conf->db, r->arena, house_read, &h);
	return rc == RC_OK && r->clinic == NULL ? RC_BAD : rc;
}

static bool
house_ready(struct tx *tx, void *arg)
{
	const struct run *r = arg;

	clinic_making(tx, r->clinic->id, false);
	return true;
}

/* --- all of it ---------------------------------------------------------- */

static enum rc
story(struct run *r)
{
	struct acts all = { .now = r->conf->now, .seed = r->conf->seed };
	enum rc rc = house_build(r);

	if (rc != RC_OK)
		return rc;
	all.clinic = r->clinic;
	all.programme = content_programme(r->conf->content, S("w-icbt"));
	if (all.programme == NULL || all.programme->nchapters == 0)
		return RC_BAD;
	all.list = arena_many(r->arena, struct act, ACTS_MAX);
	all.works = arena_many(r->arena, struct work, WORKS_ALL);
	life_plan(&all);
	r->acts = &all;
	rc = acts_run(r);
	r->acts = NULL;
	clock_set(r->conf->now);
	return rc == RC_OK ? db_tx(r->conf->db, r->arena, house_ready, r) : rc;
}

enum rc
demo_make_counted(const struct demo_conf *conf, struct arena *a, int *refused)
{
	struct run *r = arena_one(a, struct run);
	enum rc rc;

	r->conf = conf;
	r->arena = a;
	rc = story(r);
	clock_set(0);
	*refused = r->refused;
	return rc;
}

enum rc
demo_make(const struct demo_conf *conf, struct arena *a)
{
	int refused;

	return demo_make_counted(conf, a, &refused);
}
