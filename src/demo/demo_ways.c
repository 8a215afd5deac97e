/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_people.h"

/*
 * How people go about practising, in the order of the cast: their own words
 * at the start, the life their tasks have to fit into, and what the therapist
 * chose for them first, and why.
 */
const struct manner demo_ways[PATIENTS] = {
	{ "Jeg er flink til å begynne. Det er den tredje uka som pleier å "
	    "ryke.", NULL, "one_thing",
	    "Du skrev at du vil ha krefter til å bade med ungene. Da begynner "
	    "vi med ting som gir litt tilbake, ikke bare ting som må gjøres." },
	{ "I once kept a training diary for a whole season. Talking about "
	    "feelings on paper is new.", NULL, NULL, NULL },
	{ "Jeg gjorde alltid for mye av det og ble redd for å gjøre det feil.",
	    NULL, "breathe", "På de veiene der du går fortere og fortere, kan "
	    "det være godt å ha én ting å gjøre med pusten. Det er lov å gjøre "
	    "den dårlig." },
	{ "Har ikke prøvd. Det blir lite tid med tre barn og turnus.", "kids",
	    NULL, NULL },
	{ "Som lærer gir jeg hjemmearbeid selv, så jeg skammer meg litt når "
	    "jeg ikke gjør mitt eget.", NULL, "good_and_done",
	    "Du vil gå ut av skolen som den læreren du har vært. Hun er der "
	    "ennå; la oss samle noen spor etter henne hver dag." },
	{ "Jeg har aldri holdt på med sånt. Arket ble liggende i bilen.",
	    NULL, "move", "Du satt i bilen da de andre snakket. Kanskje kan "
	    "kroppen få gå noen skritt før hodet skal gjøre noe." },
	{ "Det gikk fint når det sto i kalenderen, og ellers ikke.", "kids",
	    "thought_catch", "Du vil være til stede når sønnen din forteller. "
	    "Når du kjenner igjen tanken om «en ordentlig farmasøyt», er det "
	    "lettere å la den stå i gangen." },
	{ "Jeg gjør det hvis jeg skjønner vitsen. Da gjør jeg det ordentlig.",
	    NULL, "worry_time", "Telefonen klokka 21 tar kvelden din. Vi "
	    "prøver å gi prosjektet sin egen halvtime, så skituren kan få "
	    "sin." },
	{ "Good at planning it, bad at doing it when nobody looks.", NULL,
	    "thought_sides", "You want to finish the thesis without hating "
	    "it. The thought in the corridor deserves to be looked at from "
	    "both sides before it sends you home for a week." },
	{ "Har ikke gjort noe slikt før.", NULL, NULL, NULL },
	{ "", NULL, NULL, NULL },
	{ "Jeg pleier å glemme det og så late som om jeg har gjort det.",
	    NULL, NULL, NULL },
	{ "Jeg hjelper andre med å øve hele dagen. Selv har jeg aldri fått "
	    "det til.", "kids", "worry_time", "Barna i sakene dine kommer "
	    "klokka tre om natta. Vi prøver å gi dem en fast time på dagen, "
	    "så de ikke trenger natta di." },
	{ "Lister er jeg god på. Men jeg blir fort opptatt av om de er "
	    "riktige.", "kids", "good_enough", "Feilen var på tolv kroner. "
	    "Du ville bli ferdig klokka fire; la oss se hva som skjer når en "
	    "sum får være godt nok." },
	{ "Helt greit, så lenge jeg får skrive for hånd først.", NULL,
	    "circle", "Du vil avslutte med ro. Når du ser hvordan skranken og "
	    "lageret henger sammen, er det lettere å finne stedet du kan gå "
	    "ut av ringen." },
	{ "It was fine until my mother-in-law asked what I was writing.",
	    "privacy", "pauses", "Evenings that belong to you begin with a "
	    "pause before them. A short one, that nobody at home needs to "
	    "see." },
	{ "På skolen gjorde jeg leksene på bussen. Det gikk jo bra.",
	    "parents", "thought_catch", "Du gjetter alltid det verste om hva "
	    "basen tenker. La oss fange den gjetningen før den rekker å bli "
	    "en hel natt." },
	{ "Jeg skriver for å leve, så det er siste jeg vil etter jobb.", NULL,
	    "breathe", "Magen din vrenger seg før du vet hvorfor. Denne tar "
	    "et minutt, og du trenger ikke å skrive noe." },
	{ "I Afghanistan øvde vi sammen, hele familien. Alene er det "
	    "vanskeligere.", "faith", "one_thing", "Du vil bruke utdanningen "
	    "din. Én liten ting i uka som du er god på, minner både deg og "
	    "andre om den." },
	{ "I do it on night shifts when the lobby is empty.", "shift-work",
	    "look_out", "You want to like people again. Before we meet many, "
	    "we practise looking out instead of in, for five minutes." },
	{ "Det har jeg ikke tenkt på.", NULL, NULL, NULL },
	{ "Jeg har gjort det for alle andre først, og så var dagen slutt.",
	    "shift-work", "pauses", "Leder og menneske på samme dag, skrev du. "
	    "Mennesket trenger ti minutter midt på dagen." },
	{ "My little girl does her reading and I do mine. That worked once.",
	    "kids", "good_and_done", "You want something left when you come "
	    "home. We begin by seeing what was there already, at the end of "
	    "each day." },
	{ "Jeg leser alt, men jeg gjør lite av det.", NULL, "alarm",
	    "Du teller til ti før du tar telefonen. La oss se hva kroppen "
	    "gjør mens du teller." },

	{ "Det ble med tanken. Etter en natt har jeg ikke noe igjen til papir.",
	    "shift-work", "look_out", "Du sjekker panelet tre ganger. Jeg "
	    "foreslår at du øver på å flytte blikket ut, i en rolig time, før "
	    "vi prøver det på vakt." },
	{ "Jeg lærer best når jeg gjør det samtidig som noe annet, for "
	    "eksempel etter bønn.", "faith", "breathe", "Fingrene dine er "
	    "iskalde før nåla. Denne kan du gjøre på skyllerommet, og den "
	    "passer godt rett etter bønn." },
	{ "Med tvillinger? Jeg har en app full av påminnelser jeg ikke rekker "
	    "å slette.", "kids", "one_thing", "Tålmodighet i lomma, skrev du. "
	    "Den fylles med små ting som gir litt igjen. Én om dagen, og "
	    "gjerne med guttene på armen." },
	{ "Jeg har en kalender på kjøleskapet. Det som står der, blir gjort.",
	    NULL, "test_it", "Du er sikker på at de synes du er for gammel. "
	    "Det går an å finne ut av, på en snill måte, før kaka." },
	{ "At my church we keep small promises to each other every week. I "
	    "am used to that.", "faith", "good_and_done", "Steady hands come "
	    "from somewhere. Let us write down each evening what your hands "
	    "did well that day." },
	{ "Jeg glemmer alt som ikke er på mobilen.", "parents", "thought_catch",
	    "Du er sikker på svaret før du har spurt kunden. Vi begynner med "
	    "å fange den setningen, på mobilen, med én gang." },
	{ "Dyra må ha mat uansett, så jeg er vant til å gjøre ting jeg ikke "
	    "har lyst til.", "shift-work", "energy_day", "Mellom fjøset og "
	    "kveldsvaktene forsvinner kreftene et sted. Vi ser etter hvor, i "
	    "noen få dager." },
	{ "In my work I wrote reports every day. About myself I never wrote "
	    "anything.", "privacy", "worry_sort", "You said the pile is "
	    "always a no. Let us sort it into what can be answered and what "
	    "cannot, one letter at a time." },
	{ "Før babyen var jeg en ja-person. Nå holder jeg ikke på noe i mer "
	    "enn tre minutter.", "kids", "thought_friend", "Hva ville du sagt "
	    "til en kollega som kom tilbake fra permisjon? Den setningen skal "
	    "du få låne selv." },
	{ "Jeg har ikke stor tru på det, men jeg kan forsøke.", "shift-work",
	    "move", "Du sitter i brakka etter skiftet. En runde på kaia koster "
	    "lite og gjør deg mindre usynlig, også for deg selv." },
	{ "Jeg må gjøre det på jobb. Hjemme spør de alltid hva jeg holder på "
	    "med.", "privacy", "thought_catch", "Du vil tenke dine egne tanker "
	    "i fred. Vi begynner med å fange én av dem, i pausen på labben." },
	{ "Strukturert. Jeg trente til maraton med skjema på kjøleskapet.",
	    "shift-work", "let_go", "Etter en vakt sitter samtalene i "
	    "skuldrene. Vi slipper dem der først, så kan hodet komme etter." },
	{ "Jeg liker øvelser på norskkurset. Da er det ikke farlig å gjøre "
	    "feil.", "plain", "one_thing", "Du vil at sønnen din skal se deg "
	    "glad. Vi begynner med en liten ting som gjør deg litt glad. Han "
	    "kan være med." },
	{ "I pray first and then I do it. When I am asked to choose between "
	    "them, I pray.", "faith", "energy_day", "You carry work with both "
	    "hands. For a few days, notice what fills them and what empties "
	    "them; then we talk about yes and no." },
	{ "Dårlig. Jeg gjorde aldri lekser.", "plain", "mood_day",
	    "Du vil ha noe å stå opp til. Vi ser først på hvilke dager som er "
	    "litt bedre enn de andre. Det er bare ett tall om dagen." },
	{ "Pliktoppfyllende, sier mannen min. Han mener det ikke bare godt.",
	    NULL, "ladder", "Talerstolen er langt unna nå. Vi bygger en trapp "
	    "dit, og det nederste trinnet skal være så lavt at du smiler." },
	{ "Kvelden er jobb og natta er søvn. Det er bare formiddagen igjen, og "
	    "den pleier jeg å rote bort.", "shift-work", "mood_day",
	    "Du kjenner ikke smaken av maten. La oss se om det er dager med "
	    "litt mer smak i, formiddagen duger til det." },
	{ "Når ungene har lagt seg, er jeg tom. Før det er jeg deres.", "kids",
	    "pauses", "Alles reserve trenger en egen. Vi legger inn to små "
	    "pauser som ingen ringer i." },
	{ "No place and no quiet. But I can do a thing if it is short.",
	    "privacy", "breathe", "You call home with a weight on your neck. "
	    "Two minutes of breathing in the van before you press the number, "
	    "nobody will see it." },
	{ "Helt fint i ramadan, da er dagen delt opp. Ellers flyter det.",
	    "faith", "week_plan", "Andre rad er et godt mål. Bønnetidene er "
	    "knagger vi kan henge resten av uka på." },
	{ "Om bord gjør jeg alt etter liste. Hjemme har jeg ingen liste.",
	    "shift-work", "thought_sides", "«Jeg har mistet taket» sier du om "
	    "tretti år på brua. Den påstanden skal få møte motparten sin." },
	{ "Mamma og pappa minner meg på alt, så jeg har aldri trengt å huske "
	    "det selv.", "parents", "one_thing", "Festivalen er langt fram. "
	    "Vi velger én ting i uka som er litt festival allerede nå." },
	{ "Jeg prøvde en app. Jeg åpnet den to ganger.", "kids", "alarm",
	    "Hele ryggen blir hard. Når du vet hva alarmen i kroppen vil, er "
	    "det lettere å høre forskjell på fare og minne." },
	{ "Jeg elsker planer. Gjennomføringen er et annet menneske.", NULL,
	    "thought_catch", "Den røde skriften blir til en dom på vei inn i "
	    "hodet ditt. La oss fange dommen og lese den på papir." },
};
