/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_texts.h"

/* Words around the work between sessions. */

static const struct own_task owns[] = {
	{ "Spise lunsj ute", "Dagslys midt på dagen gjør kvelden lettere for "
	    "meg.", "Legge matboksen ytterst i sekken",
	    { 2, "Tre dager ute. Den siste i votter.", "Votter og matboks, "
	    "det er vinterens beste bord. Behold det så lenge lyset er der.",
	    GROUP_DO, NULL } },
	{ "Ringe tanta mi", "Jeg blir roligere av stemmen hennes.", "Finne "
	    "fram nummeret før middag",
	    { 2, "Vi snakket i en time om gulrøtter.", "En time om gulrøtter "
	    "kan ingen lage et skjema for. Hvordan var du etterpå?", GROUP_DO,
	    NULL } },
	{ "Gå til biblioteket", "Der er det folk, og ingen vil ha noe av "
	    "meg.", "Levere den ene boka",
	    { 2, "Satt i avisavdelingen. Tok med en bok om fugler.", "Så "
	    "fint sted å være blant folk. Hva fant du ut om fuglene?",
	    GROUP_DO, NULL } },
	{ "Ta fram gitaren", "Fingrene husker ting hodet har glemt.", "Sette "
	    "den på stativet i stua",
	    { 1, "Den var helt ustemt. Jeg stemte den, og så var kvelden "
	    "over.", "En stemt gitar er halve sangen. Den står der i morgen "
	    "også.", GROUP_DO, NULL } },
	{ "Rydde i garasjen, én hylle", "Jeg liker å se at noe blir mindre.",
	    "Tømme øverste hylle på gulvet",
	    { 2, "Fant skøytene fra 1998. De passer.", "Og så er det kaldt "
	    "nok snart. Er det noen du ville tatt med?", GROUP_DO, NULL } },
	{ "Skru av telefonen klokka ni", "Da får hodet fri før natta.",
	    "Legge laderen på kjøkkenet",
	    { 1, "Fire av sju. De andre tre vet jeg ikke hva jeg så på.",
	    "Fire kvelder fri er mye. De andre tre er vel svaret på hvorfor "
	    "du ville det.", GROUP_DO, NULL } },
	{ "Lage suppe fra bunnen av", "Å lage mat er det eneste jeg gjør "
	    "uten å tenke.", "Kjøpe en knoll selleri",
	    { 2, "Det ble suppe til tre dager, og jeg delte med oppgangen.",
	    "Du delte! Hva sa de i oppgangen?", GROUP_DO, NULL } },
	{ "Svømme én kveld", "Under vann er det stille.", "Pakke bagen dagen "
	    "før",
	    { 1, "Ble tjue minutter i badstua i stedet for i vannet.", "Det "
	    "var varmt i hvert fall. Bagen er pakket, og vannet blir ikke "
	    "borte.", GROUP_DO, NULL } },
	{ "Skrive ett postkort", "Jeg vil bli en som sier fra at jeg tenker "
	    "på folk.", "Kjøpe frimerke",
	    { 2, "Sendte det til en jeg gikk på skole med. Adressen var den "
	    "samme.", "Et kort i postkassa, i dag. Det kommer til å bli lest "
	    "to ganger.", GROUP_DO, NULL } },
	{ "Plante løk i krukka", "Noe å glede seg til i april.", "Bære "
	    "krukka fram fra boden",
	    { 2, "Jord under neglene for første gang på to år.", "Nå ligger "
	    "april der nede og venter. Ta gjerne et bilde til meg da.",
	    GROUP_DO, NULL } },
	{ "Sitte på kjøkkentrappa med kaffen", "Det er den beste plassen i "
	    "huset, og jeg bruker den ikke.", "Ta med puta ut",
	    { 2, "Naboen kom bort. Vi pratet om katten hans.", "Trappa viste "
	    "seg å ha plass til to. Hva heter katten?", GROUP_DO, NULL } },
	{ "Øve på ett dikt", "Jeg kunne mange før.", "Velge det korteste i "
	    "boka",
	    { 1, "Kan første vers. Det sitter på bussen.", "Ett vers på "
	    "bussen er et bra reisefølge. Vil du skrive det til meg?",
	    GROUP_DO, NULL } },
	{ "Reparere sykkelen", "Da har jeg en vei ut som ikke koster noe.",
	    "Finne lappesakene",
	    { 0, "Fant ikke lappesakene. Jeg leter videre.", "Da har du i "
	    "hvert fall lett. Det er billig å kjøpe nye, og turen til "
	    "butikken er også en tur.", GROUP_DO, NULL } },
	{ "Be noen inn på kaffe", "Det er så lenge siden at kaffeduken er "
	    "strøket fra i fjor.", "Spørre naboen i oppgangen",
	    { 2, "Hun ble i to timer. Jeg var trøtt på en god måte.", "To "
	    "timer og en god trøtthet. Har dere avtalt hvem som koker neste "
	    "gang?", GROUP_DO, NULL } },
};

static const struct reason reasons[] = {
	{ GROUP_THOUGHTS, "Det du skrev om rommet som blir stille når du "
	    "kommer inn, tror jeg har en tanke bak seg. Vi ser om den har "
	    "rett." },
	{ GROUP_THOUGHTS, "Du sa at du dømmer deg hardere enn noen annen "
	    "ville gjort. Her får den dommen en motpart." },
	{ GROUP_THOUGHTS, "Du er god på fakta i jobben din. Den evnen kan du "
	    "låne til tanken som kommer om kvelden." },
	{ GROUP_THOUGHTS, "På telefonen brukte du ordet «alltid» tre ganger. "
	    "La oss se på ett av dem." },
	{ GROUP_DO, "Du nevnte at helgene er uten form. Én fast ting kan "
	    "være en knagg å henge resten på." },
	{ GROUP_DO, "Det du savner mest, er små ting. Da kan vi hente én av "
	    "dem tilbake denne uka." },
	{ GROUP_DO, "Du merket at det letnet litt da du fikk hendene i noe. "
	    "Det bygger vi på." },
	{ GROUP_DO, "Når du venter på å få lyst, blir det sent. Vi prøver "
	    "omvendt rekkefølge, i liten skala." },
	{ GROUP_DO, "Du sa at du er mest deg selv ute. Da legger vi den "
	    "dit." },
	{ GROUP_DARE, "Du skrev at omveien er blitt lengre enn veien. Ett "
	    "lite stykke av veien, sammen med meg på telefonen etterpå." },
	{ GROUP_DARE, "Det du går utenom, er også det du lengter til. Derfor "
	    "denne, og derfor så liten." },
	{ GROUP_DARE, "Du har allerede gjort det vanskeligste en gang, det i "
	    "mars. Dette er samme trapp, ett trinn lavere." },
	{ GROUP_DARE, "Du sa: «Jeg vil ha byen min tilbake.» Da begynner vi "
	    "med ett gatehjørne." },
	{ GROUP_TEST, "Du er nesten sikker på hva de tenker. Det er en flott "
	    "ting å undersøke, for svaret finnes der ute." },
	{ GROUP_TEST, "Når du sier at det må være perfekt ellers går det "
	    "galt, blir jeg nysgjerrig på hva «galt» er. Prøv på noe lite." },
	{ GROUP_TEST, "Du fortalte om den ene gangen det gikk fint uten "
	    "forberedelse. Var det flaks? Nå kan vi sjekke." },
	{ GROUP_CALM, "Kroppen din står i alarm hele dagen, skrev du. Her "
	    "får den noen minutter der den slipper." },
	{ GROUP_CALM, "Du sover dårligst de nettene du ikke har hatt en "
	    "pause på dagen. Derfor denne, før klokka to." },
	{ GROUP_CALM, "Du ser innover så mye at du blir sliten av det. Å se "
	    "ut er også en ferdighet, og den kan trenes." },
	{ GROUP_CALM, "Hodepinen din kommer etter timen på kontoret. Vi "
	    "legger et lite avbrekk akkurat der." },
	{ GROUP_WORRY, "Bekymringene dine er flittige. De skal få sin egen "
	    "tid, så får du resten av dagen." },
	{ GROUP_WORRY, "Du sa at du løser alt klokka tre om natta, og at "
	    "ingenting av det er løst om morgenen. Vi flytter møtet." },
	{ GROUP_WORRY, "Det er mye på lista di som ikke er ditt. La oss "
	    "sortere den." },
	{ GROUP_SEE, "Du er usikker på om noe forandrer seg. Noen linjer om "
	    "dagen gir oss noe å se på sammen." },
	{ GROUP_SEE, "Før vi endrer noe, vil jeg gjerne vite hvordan en "
	    "vanlig tirsdag er hos deg." },
	{ GROUP_ANY, "Du skrev om noe du har utsatt lenge. Denne er valgt "
	    "med tanke på det, og du kan gjøre den mindre." },
	{ GROUP_ANY, "Du er bedre på å ta vare på andre enn på deg selv. "
	    "Denne snur det, forsiktig." },
};

static const struct doubt doubts[] = {
	{ DOUBT_FIT, NULL, "Takk for at du sier fra. Du trenger ikke å "
	    "forklare det. Jeg har et par andre forslag, og det går også an "
	    "å la uka være fri." },
	{ DOUBT_FIT, "Jeg blir bare verre av å skrive ned tanker. Det har "
	    "jeg prøvd før.", "Det er viktig at du sier det, og jeg vil ikke "
	    "at du skal gjøre noe som gjør det verre. Hva gjorde det med deg "
	    "sist? Vi kan øve uten å skrive." },
	{ DOUBT_FIT, "Dette krever et rom der jeg er alene. Det har jeg "
	    "ikke.", "Da er det øvelsen som må endre seg, ikke du. Er det "
	    "noe du gjør utendørs eller på vei et sted som vi kunne brukt?" },
	{ DOUBT_FIT, "Det føles barnslig. Jeg er voksen.", "Det skjønner jeg "
	    "godt. Det skal ikke være en oppgave du gjør for min skyld. Hva "
	    "ville kjentes verdt tida di?" },
	{ DOUBT_FIT, "Vi gjør det ikke sånn hos oss. Familien ville ikke "
	    "forstå.", "Takk for at du forklarer. Det som ikke passer hjemme "
	    "hos deg, passer ikke. Fortell meg hva dere gjør når noe er "
	    "tungt, så begynner vi der." },
	{ DOUBT_FIT, "Jeg har nok med å komme gjennom dagen akkurat nå.",
	    "Da er det nok. Å komme gjennom dagen er arbeid. Vi kan la det "
	    "være uten øvelse denne uka, og jeg ringer deg på torsdag." },
	{ DOUBT_FIT, "Det er for likt det psykologen min ga meg i fjor, og "
	    "det ble et nederlag.", "Så bra at du nevner det. Da vil jeg "
	    "ikke gi deg det samme i ny innpakning. Hva var det som gjorde "
	    "det til et nederlag?" },
	{ DOUBT_FIT, "Jeg vil ikke puste på kommando.", "Ha! Da lar vi "
	    "pusten være i fred. Er det noe annet som pleier å få skuldrene "
	    "dine ned, helt av seg selv?" },
	{ DOUBT_FIT, "Det er laget for folk med faste dager. Det har ikke "
	    "jeg.", "Da er det de faste dagene vi skal kutte, ikke deg. Når "
	    "i løpet av døgnet har du et hull som er ditt?" },
	{ DOUBT_FIT, "Jeg har ikke lyst til å telle og sette tall på alt. "
	    "Jeg gjør det hele dagen.", "Det skjønner jeg. Da kutter vi "
	    "tallene. Ett ord holder, eller ingenting." },
	{ DOUBT_UNSURE, "Jeg vet ikke om dette er noe for meg. Kanskje tar "
	    "jeg plassen til noen som trenger det mer.", "Det er et "
	    "hensynsfullt spørsmål, og plassen er din. Hva er bra med å "
	    "fortsette slik vi gjør nå, og hva er ikke så bra? Vi kan også "
	    "ta en uke uten øvelse." },
	{ DOUBT_UNSURE, "Blir sliten av å tenke på meg selv så mye.", "Det "
	    "kan jeg forstå. Hva måtte vært annerledes for at det skulle "
	    "vært verdt det? Det er helt greit å la neste uke være fri." },
	{ DOUBT_UNSURE, "En i familien synes ikke jeg burde holde på med "
	    "dette. Nå er jeg usikker selv.", "Takk for at du sier det som "
	    "det er. Hva tenker du selv er bra med det, og hva er de "
	    "bekymret for? Vi trenger ikke å bestemme noe i dag." },
	{ DOUBT_UNSURE, NULL, "Jeg så at du er usikker. Det er fint at du "
	    "trykket. Du behøver ikke å sette ord på det, men jeg hører "
	    "gjerne hva som ville gjort det lettere." },
	{ DOUBT_UNSURE, "Er redd for at jeg slutter hvis det ikke virker "
	    "snart.", "Den redselen tar vi på alvor. Hva ville vært et tegn "
	    "på at det virker, et lite et? Så ser vi etter det sammen, og "
	    "lar resten vente." },
	{ DOUBT_UNSURE, "Det går framover, og det gjør meg merkelig nok mer "
	    "usikker.", "Det er ikke så merkelig. Når noe endrer seg, blir "
	    "det også noe å miste. Hva er du mest usikker på: tempoet, eller "
	    "hvor det bærer?" },
	{ DOUBT_UNSURE, "Jeg gjør det bare for at du skal bli fornøyd, tror "
	    "jeg.", "Det var modig skrevet. Jeg blir ikke misfornøyd om du "
	    "lar det være. Hva ville du gjort hvis ingen leste det?" },
	{ DOUBT_UNSURE, "Vil heller møtes ansikt til ansikt. Skriving er "
	    "ikke min ting.", "Det skal du få si. Vi kan møtes én gang og se "
	    "hva som passer best derfra. Skriv to tidspunkter, så finner jeg "
	    "et rom." },
	{ DOUBT_LOW, NULL, "Du skrev at du ikke har så stor tro på den. Det "
	    "er ærlig, og det er nyttig for meg. Hva tror du ville hjulpet "
	    "mer? Du kan prøve den som et forsøk, eller vi velger noe "
	    "annet." },
	{ DOUBT_LOW, NULL, "Jeg så tallene dine. De sier at dette ikke "
	    "kjennes viktig for deg nå. Da vil jeg heller høre hva som er "
	    "viktig, så finner vi noe som henger sammen med det." },
	{ DOUBT_LOW, NULL, "Takk for at du ikke bare sa ja. Hva er det ved "
	    "den som ikke treffer: innholdet, tidspunktet eller at det var "
	    "jeg som foreslo den?" },
	{ DOUBT_LOW, NULL, "Tvilen din har sikkert gode grunner. Vil du "
	    "fortelle meg en av dem? Så kan vi la den ligge, eller gjøre den "
	    "om til noe du har litt mer tro på." },
	{ DOUBT_LOW, NULL, "Lav tro er ikke et hinder, men det er en "
	    "beskjed. Jeg leser den slik at vi har for dårlig tid til å "
	    "snakke om hvorfor. Skal jeg ringe?" },
	{ DOUBT_LOW, NULL, "Du skal ikke gjøre noe bare fordi det står i et "
	    "bibliotek av øvelser. Hva ville din klokeste venn foreslått i "
	    "stedet?" },
};

static const struct line lines[] = {
	{ 2, "Så fint at det ble gjort. Jeg trenger ikke flere ord enn "
	    "det." },
	{ 2, "Jeg ser at du har gjort det, og at det var tungt. Det gjør "
	    "inntrykk." },
	{ 2, "Gjort, midt i en sånn uke. Det skal du ha." },
	{ 2, "Tallet ditt forteller meg at det hjalp litt. Da tar vi vare på "
	    "det." },
	{ 2, "Kort rapport, og alt jeg trengte å vite. Takk." },
	{ 2, "Du holdt avtalen med deg selv. Legg merke til hvordan det "
	    "kjennes." },
	{ 2, "Der var det gjort. Hva ville du gjort likt neste gang?" },
	{ 2, "Jeg ble glad da jeg så denne. Ta en kort pause før vi finner "
	    "på noe nytt." },
	{ 2, "Enda en. Ser du at det begynner å bli noen av dem?" },
	{ 2, "Du trenger ikke å skrive noe for at det skal telle. Det "
	    "teller." },
	{ 2, "Lettere enn sist, ser jeg. Det kan være tilfeldig, og det kan "
	    "være deg." },
	{ 1, "En del av det er også å gjøre det. Hvor stoppet det, tror "
	    "du?" },
	{ 1, "Delvis er et godt svar. Skal vi gjøre det mindre eller bare ta "
	    "det om igjen?" },
	{ 1, "Takk for at du sier hvor langt du kom. Det er derfra vi går "
	    "videre." },
	{ 1, "Sliten, krysset du av. Da er det ikke rart. Vi flytter det til "
	    "tidligere på dagen." },
	{ 1, "Du kom et stykke. Jeg har mer tro på stykker enn på hele "
	    "uker." },
	{ 1, "Halvveis, og du ga deg ikke skylda. Det merket jeg meg." },
	{ 0, "Takk for at du krysset av likevel. Vi finner noe som passer "
	    "bedre." },
	{ 0, "Det er helt i orden. Hva hadde vært så lite at det gikk på en "
	    "dårlig dag?" },
	{ 0, "Ikke denne gangen, leser jeg. Skal vi hekte det på noe du "
	    "allerede gjør?" },
	{ 0, "Det kom noe imellom, og det gjør det. Vil du ha det samme, "
	    "eller noe annet?" },
	{ 0, "Du trenger ikke å ta noe igjen. Vi begynner der du er." },
	{ 3, "Noe annet kan være akkurat det rette. Jeg hører gjerne hva." },
};

const struct work_pool demo_work_nb = {
	owns, sizeof(owns) / sizeof(owns[0]),
	reasons, sizeof(reasons) / sizeof(reasons[0]),
	doubts, sizeof(doubts) / sizeof(doubts[0]),
	lines, sizeof(lines) / sizeof(lines[0]),
};
