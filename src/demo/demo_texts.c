/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_texts.h"

#include <assert.h>

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

const struct closing demo_risk_closings[] = {
	{ "Ringer igjen om en uke. Følger svarene hver uke. Sikkerhetsplanen "
	    "er gått gjennom.",
	    "Snakket i tjue minutter. Tankene kommer om kvelden når det er "
	    "stille, ingen plan eller ønske om å gjøre noe. Kan stole på å "
	    "si fra." },
	{ "Ny samtale på fredag. Fastlegen er orientert etter avtale med "
	    "pasienten.",
	    "God kontakt på telefon. Sier at det hjalp å bli spurt. Har "
	    "søsken i nærheten og avtale med dem til helga." },
	{ "Fortsetter i programmet i roligere tempo. Ser på svarene hver uke "
	    "og ringer ved endring.",
	    "Tankene er kjente fra tidligere og har ikke blitt sterkere. "
	    "Ingen plan. Vet hvem som kan ringes om natta." },
};
const size_t demo_risk_closings_n = COUNT(demo_risk_closings);

const struct closing demo_worse_closings[] = {
	{ "Mindre skritt de neste to ukene, og en kort telefonsamtale på "
	    "fast dag.",
	    "En tung periode med lite søvn. Ikke noe nytt utenom det. Ønsker "
	    "å fortsette." },
	{ "Tar opp igjen det som virket: ut om morgenen. Vurderer "
	    "time hos fastlegen hvis det ikke snur.",
	    "Det har vært mye på jobben og lite hvile. Ingen "
	    "selvmordstanker." },
	{ "Venter med neste skritt mot jobben. Ser på svarene sammen neste "
	    "uke.",
	    "Ble tyngre etter møtet med arbeidsgiver. Har støtte hjemme." },
	{ "Samtale om en uke. Pasienten skriver hvis det blir verre før det.",
	    "Kjenner igjen mønsteret fra kartet, og har selv forslag til hva "
	    "som kan prøves." },
};
const size_t demo_worse_closings_n = COUNT(demo_worse_closings);

const char *const demo_suitability[] = {
	("Moderat depresjon, på jobb eller delvis sykmeldt. Leser godt, har "
	    "tid to kvelder i uka. Motivert for å prøve noe nytt på jobben."),
	("Nedstemt siden i vinter, uro foran arbeidsdagen. Ønsker skriftlig "
	    "behandling fordi det er lettere å skrive enn å snakke."),
	("Tilpasning etter lang belastning, slitenhet og bekymring. God "
	    "innsikt, trygge rammer hjemme. Passer for veiledet program."),
	("Lett til moderat depresjon og angst. Har prøvd samtaler før med "
	    "nytte. Vil gjerne arbeide hjemmefra."),
	("Sykmeldt i seks uker. Vil tilbake, men gruer seg. Enig i at jobben "
	    "skal være en del av behandlingen."),
};
const size_t demo_suitability_n = COUNT(demo_suitability);

const char *const demo_thoughts_none[] = {
	("Spurt direkte. Ingen tanker om død eller selvskading, heller ikke "
	    "tidligere."),
	"Ingen slike tanker nå. Hadde det tungt i ungdommen, uten forsøk.",
	"Ingen. Ville sagt fra, og sier til hvem.",
	"Ingen aktuelle tanker. Kjenner hjelpenumrene.",
};
const size_t demo_thoughts_none_n = COUNT(demo_thoughts_none);

const char *const demo_thoughts_some[] = {
	("Av og til tanker om at det hadde vært greit å slippe. Ingen plan, "
	    "ingen forsøk. Sikkerhetsplan lages i første uke."),
	("Flyktige tanker i våkne netter. Tar avstand fra dem, har barn og "
	    "familie rundt seg."),
};
const size_t demo_thoughts_some_n = COUNT(demo_thoughts_some);

const char *const demo_other[] = {
	"Ingen annen behandling.",
	"Sertralin 50 mg fra fastlegen siden i vår, uendret.",
	"Fysioterapi for nakken hver annen uke.",
	"Samtaler med bedriftshelsetjenesten, avsluttet i sommer.",
	"Blodtrykksmedisin. Ingen samtalebehandling.",
};
const size_t demo_other_n = COUNT(demo_other);

const char *const demo_physical[] = {
	"Frisk ellers. Nylig blodprøver hos fastlegen, normale.",
	"Lavt stoffskifte, godt regulert.",
	"Migrene et par ganger i måneden.",
	"Høyt blodtrykk under kontroll. Røyker ikke.",
	"Ingenting kjent.",
};
const size_t demo_physical_n = COUNT(demo_physical);

const char *const demo_gps[] = {
	"Lege Hauk Brun, Solsiden legesenter (oppdiktet)",
	"Lege Mona Vik, Byåsen legegruppe (oppdiktet)",
	"Lege Arvid Stene, Midtbyen legekontor (oppdiktet)",
	"Lege Sofia Lund, Moholt legesenter (oppdiktet)",
};
const size_t demo_gps_n = COUNT(demo_gps);

static const struct pool *
pool_of(enum lang lang)
{
	return lang == LANG_NB ? &demo_pool_nb : &demo_pool_en;
}

struct texts
texts_new(uint64_t seed)
{
	struct texts t = { .rng = prng_seed(seed) };

	return t;
}

size_t
texts_draw(struct texts *t, enum text_kind kind, enum lang lang,
    const bool *fits, size_t n)
{
	bool *used = t->used[kind][lang];
	size_t i, left = 0, at;

	assert(n <= TEXTS_MAX);
	for (i = 0; i < n; i++)
		left += fits[i] && !used[i];
	if (left == 0)
		return n;
	at = prng_below(&t->rng, (uint32_t)left);
	for (i = 0; i < n; i++) {
		if (!fits[i] || used[i])
			continue;
		if (at-- == 0)
			break;
	}
	used[i] = true;
	return i;
}

const struct exchange *
texts_exchange(struct texts *t, enum lang lang, enum mood mood)
{
	const struct pool *p = pool_of(lang);
	bool fits[TEXTS_MAX] = { false };
	size_t i;

	for (i = 0; i < p->exchanges_n; i++)
		fits[i] = p->exchanges[i].mood == mood;
	i = texts_draw(t, TEXT_EXCHANGE, lang, fits, p->exchanges_n);
	return i == p->exchanges_n ? NULL : &p->exchanges[i];
}

const char *
texts_note(struct texts *t, enum lang lang, enum note_kind kind)
{
	const struct pool *p = pool_of(lang);
	bool fits[TEXTS_MAX] = { false };
	size_t i;

	for (i = 0; i < p->notes_n; i++)
		fits[i] = p->notes[i].kind == kind;
	i = texts_draw(t, TEXT_NOTE, lang, fits, p->notes_n);
	return i == p->notes_n ? NULL : p->notes[i].text;
}

const struct plan_lines *
texts_plan(struct texts *t, enum lang lang)
{
	const struct pool *p = pool_of(lang);
	bool fits[TEXTS_MAX] = { false };
	size_t i;

	for (i = 0; i < p->plans_n; i++)
		fits[i] = true;
	i = texts_draw(t, TEXT_PLAN_LINES, lang, fits, p->plans_n);
	return i == p->plans_n ? NULL : &p->plans[i];
}
