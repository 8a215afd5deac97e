/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_texts.h"

static const struct exchange exchanges[] = {
	/* --- the first two weeks --- */
	{ MOOD_START, "Hei! Nå har jeg lest første kapittel. Det var rart å "
	    "se hvor mye tanker og kropp henger sammen hos meg også. Litt "
	    "godt, egentlig.", "Litt godt, egentlig", "Så fint at du er i "
	    "gang. Det kartet trenger ikke å bli mer ferdig enn det er; ta "
	    "det med deg videre og legg til når du ser noe nytt." },
	{ MOOD_START, "Jeg er usikker på om jeg gjør dette riktig. Jeg skrev "
	    "veldig lite i øvelsen.", "Jeg skrev veldig lite", "Lite er nok. "
	    "Det du skrev, viser tydelig hva som skjer rett før du trekker "
	    "deg unna. Det er akkurat det vi trenger." },
	{ MOOD_START, "Er det meningen at jeg skal lese alt på en gang? Jeg "
	    "mister konsentrasjonen etter et par sider.", "etter et par "
	    "sider", "Et par sider er en helt vanlig økt. Stopp der, og ta "
	    "resten en annen dag. Det blir husket hvor du var." },
	{ MOOD_START, "Det sto at noe av dette er vanskelig. Jeg merket det "
	    "da jeg skulle beskrive morgenen. Måtte ta en pause.", "Måtte ta "
	    "en pause", "Bra at du tok pausen. At det kjennes, betyr at du "
	    "var i nærheten av noe som er viktig for deg. Vi går i ditt "
	    "tempo." },
	{ MOOD_START, "Hva gjør jeg hvis sjefen min spør hva jeg driver med? "
	    "Jeg vil helst ikke si så mye.", "Jeg vil helst ikke si så mye",
	    "Du bestemmer selv. Mange sier bare at de får hjelp til å ordne "
	    "hverdagen. I kapitlet om jobben lager vi en setning du kan "
	    "bruke." },
	{ MOOD_START, "Takk for telefonen i går. Det hjalp å høre at det "
	    "ikke bare er meg.", "det ikke bare er meg", "Nei, det er ikke "
	    "bare deg. Jeg likte at du spurte. Skriv hit når noe dukker opp, "
	    "så leser jeg det på lesedagene mine." },
	{ MOOD_START, "Jeg har sovet litt bedre siden jeg begynte. Tør ikke "
	    "helt å tro på det.", "Tør ikke helt å tro på det", "Du trenger "
	    "ikke å tro på det ennå. Vi noterer det bare, og ser om det "
	    "kommer flere slike netter." },
	{ MOOD_START, "Dette med de fire tingene som drar i hverandre "
	    "stemmer på en prikk. Hos meg begynner det alltid i magen.",
	    "Hos meg begynner det alltid i magen", "Så nyttig å vite. Da er "
	    "magen det første tegnet du kan lytte etter, lenge før tankene "
	    "har fått fart." },
	{ MOOD_START, "Jeg fylte ut skjemaet, men noen av spørsmålene traff "
	    "ikke helt. Gjør det noe?", "traff ikke helt", "Det gjør "
	    "ingenting. Skjemaet er laget for mange. Skriv gjerne hit hva "
	    "som ville truffet bedre for deg." },
	{ MOOD_START, "De hjemme spurte om de kan lese det jeg skriver. Hvem "
	    "ser egentlig dette?", "Hvem ser egentlig dette?", "Bare jeg, og "
	    "den som tar over hvis jeg er borte. Under «Mer» ser du hvem som "
	    "har lest, og når. Om du viser det hjemme, bestemmer du." },
	{ MOOD_START, "Leste om Ingrid med vaktlista. Det kunne vært meg, "
	    "bortsett fra at jeg ikke kan bytte bort noe som helst.", "jeg "
	    "ikke kan bytte bort noe som helst", "Det er en viktig "
	    "forskjell. Hva gjør du da i stedet, når du ser mandagen komme? "
	    "Det hører hjemme på ditt kart." },
	{ MOOD_START, "Jeg visste ikke at det gikk an å velge at noe bare er "
	    "for meg. Det gjorde det lettere å skrive.", "Det gjorde det "
	    "lettere å skrive", "Fint. Det feltet er ditt, og jeg ser det "
	    "ikke. Skriv så mye du vil der." },
	{ MOOD_START, "Jeg har printet ut kartet og hengt det på innsiden av "
	    "skapdøra. Der ser ingen andre det.", "på innsiden av skapdøra",
	    "Et godt sted. Ta en titt når du henter koppen om morgenen. Du "
	    "kan skrive på det med blyant etter hvert." },
	{ MOOD_START, "Må jeg velge en situasjon fra jobben? Det verste for "
	    "meg er egentlig kvelden før.", "kvelden før", "Kvelden før er "
	    "helt riktig å velge. Det er ofte der jobben er størst. Ta den "
	    "med på kartet slik den er." },
	{ MOOD_START, "Det føles rart å skrive til noen jeg har møtt én "
	    "gang. Men kanskje lettere også.", "kanskje lettere også",
	    "Begge deler er vanlig. Du trenger ikke å skrive pent eller "
	    "langt. Jeg leser det du skriver som om vi satt i samme rom." },
	{ MOOD_START, "Tallet ble 7 da jeg skrev ned øyeblikket. En time "
	    "senere hadde jeg nesten glemt det.", "En time senere", "Det er "
	    "et viktig funn, allerede første uka. Følelsen steg, og så sank "
	    "den igjen. Se om det skjer flere ganger." },

	/* --- going well --- */
	{ MOOD_WELL, "I dag sa jeg fra på møtet. Bare én setning, men "
	    "stemmen holdt!", "Bare én setning, men stemmen holdt", "For en "
	    "setning! Du gjorde det kartet sier er vanskeligst, midt i uka, "
	    "uten å vente til det føltes trygt. Hva skjedde etterpå?" },
	{ MOOD_WELL, "Søndagen gikk nesten uten at jeg tenkte på jobben. Jeg "
	    "merket det først da jeg la meg.", "Jeg merket det først da jeg "
	    "la meg", "Det er ofte slik det kommer: stille, uten fanfare. Se "
	    "om du finner ut hva søndagen hadde som andre søndager "
	    "mangler." },
	{ MOOD_WELL, "Jeg spiste lunsj med de andre tre dager denne uka. Den "
	    "første var grusom, den tredje var nesten hyggelig.", "den "
	    "tredje var nesten hyggelig", "Tre dager er mye. Og du så selv "
	    "hvordan den første ikke bestemte hvordan den tredje ble. Ta "
	    "vare på akkurat den erfaringen." },
	{ MOOD_WELL, "Lederen min foreslo at jeg tar to faste dager til uka. "
	    "Jeg sa at jeg ville tenke på det til i morgen. Før hadde jeg "
	    "sagt ja med en gang.", "Før hadde jeg sagt ja med en gang",
	    "Der ga du deg selv et døgn. Det er en liten ting som forandrer "
	    "mye. Skal vi se på forslaget sammen før du svarer?" },
	{ MOOD_WELL, "Gåturen etter jobb er blitt en vane. Jeg går selv om "
	    "det regner, og da er liksom dagen ferdig.", "da er liksom dagen "
	    "ferdig", "Så fint at turen er blitt grensen mellom jobb og "
	    "kveld. Behold den, særlig de dagene du har minst lyst." },
	{ MOOD_WELL, "Skjemaet viser at det har gått ned. Jeg trodde det var "
	    "tilfeldig, men det er tre uker på rad nå.", "tre uker på rad nå",
	    "Jeg ser det samme. Det er mer enn vanlige svingninger. Og det "
	    "henger godt sammen med det du har skrevet at du gjør." },
	{ MOOD_WELL, "Fikk en dårlig dag på onsdag, men jeg la meg ikke på "
	    "sofaen. Gikk bort til naboen i stedet.", "Gikk bort til naboen "
	    "i stedet", "Det er nettopp på de dagene det teller. Du gjorde "
	    "noe annet enn det som letter der og da. Hvordan var "
	    "torsdagen?" },
	{ MOOD_WELL, "Jeg har begynt å bade igjen. Kaldt som bare det, men "
	    "jeg lo høyt.", "jeg lo høyt", "Det gjorde meg glad å lese. En "
	    "høy latter forteller mer enn et helt skjema." },
	{ MOOD_WELL, "Sa nei til en ekstra oppgave. Forklarte at lista er "
	    "full. Hun sa bare «greit».", "Hun sa bare «greit»", "Ofte er "
	    "«greit» det vi får når vi sier det vi har brukt timer på å grue "
	    "oss til. Hvor sterkt var det på forhånd, fra 0 til 10?" },
	{ MOOD_WELL, "Jeg har testet det med å møte ti minutter før. Da "
	    "slipper jeg å komme inn i et rom fullt av folk.", "slipper jeg "
	    "å komme inn i et rom fullt av folk", "Smart å finne en vei inn. "
	    "Når det har satt seg, kan du prøve én dag der du kommer sist. "
	    "Bare for å se hva som skjer." },
	{ MOOD_WELL, "Tankene er der fortsatt, men jeg sier «der er du "
	    "igjen» og fortsetter. Noen ganger virker det.", "«der er du "
	    "igjen»", "Den setningen kunne stått i programmet. Noen ganger "
	    "er nok. Jeg vil gjerne høre når den ikke virker også." },
	{ MOOD_WELL, "Har vært på jobb fire dager nå. Sliten, men en annen "
	    "slags sliten enn før.", "en annen slags sliten enn før", "Den "
	    "forskjellen er viktig. Hva er det du kjenner på nå som ikke var "
	    "der før? Det kan hjelpe deg å vite når du skal roe ned." },
	{ MOOD_WELL, "De hjemme sier at jeg er morsommere. Det sto ikke i "
	    "noe skjema, men jeg tenkte du ville vite det.", "De hjemme sier "
	    "at jeg er morsommere", "Det er det beste målet jeg har fått "
	    "denne uka. Takk for at du skrev det." },
	{ MOOD_WELL, "Jeg kjente det gamle komme på fredag, og så på kartet. "
	    "Da visste jeg hvor jeg kunne dra i snora.", "visste jeg hvor "
	    "jeg kunne dra i snora", "Da bruker du kartet slik det er ment. "
	    "Skriv ned hva du gjorde, så har du det klart til neste "
	    "fredag." },
	{ MOOD_WELL, "Kan vi snakke litt om hva jeg gjør når programmet er "
	    "slutt? Jeg er redd for å gli tilbake.", "redd for å gli tilbake",
	    "Ja, det gjør vi. Alle får tyngre dager etterpå også, og det "
	    "siste kapitlet handler om hva du gjør da. Tenk gjerne over hva "
	    "som var de tre viktigste tingene for deg." },

	/* --- stuck --- */
	{ MOOD_STUCK, "Det er likt som sist. Jeg gjør det jeg skal, men jeg "
	    "kjenner ingen forskjell.", "jeg kjenner ingen forskjell",
	    "Takk for at du sier det rett ut. Da er det noe i opplegget vi "
	    "skal endre, ikke deg. Kan vi snakkes ti minutter på telefon "
	    "denne uka?" },
	{ MOOD_STUCK, "Jeg fikk ikke til oppgaven. Dagen er full før jeg får "
	    "satt meg ned.", "Dagen er full før jeg får satt meg ned",
	    "Da er oppgaven for stor for dagene dine. Ta den mindre "
	    "varianten: ett øyeblikk, ett ord. Det teller like mye." },
	{ MOOD_STUCK, "Er det vanlig at det står stille så lenge? Jeg ser på "
	    "grafen, og den er en rett strek.", "den er en rett strek",
	    "Ja, det er vanlig at det står stille en stund. En rett strek "
	    "betyr også at du holder stand i en tung tid. Jeg foreslår at vi "
	    "bytter hvor vi begynner: kroppen først, tankene etterpå." },
	{ MOOD_STUCK, "Jeg vet jo hva jeg burde gjøre. Det er å gjøre det "
	    "som ikke går.", "Det er å gjøre det som ikke går", "Det har du "
	    "sagt veldig presist. Da lager vi skrittet så lite at det nesten "
	    "er flaut. Hva er det aller minste du kunne gjort?" },
	{ MOOD_STUCK, "Eksemplet passer ikke for meg. Hos oss kan man ikke "
	    "bare ta en pause.", "kan man ikke bare ta en pause", "Det er "
	    "fint at du sier det. La det eksemplet ligge. Fortell meg hva "
	    "som faktisk går an på din jobb, så bygger vi på det." },
	{ MOOD_STUCK, "Hele uka gikk med til sykdom i familien og en ødelagt "
	    "bil. Har ikke åpnet dette før nå.", "Har ikke åpnet dette før "
	    "nå", "Slike uker kommer. Du trenger ikke å ta noe igjen. Begynn "
	    "der du er, med én ting som er mulig i morgen." },
	{ MOOD_STUCK, "Jeg leser, men det fester seg ikke. Samme side tre "
	    "ganger.", "Samme side tre ganger", "Da hviler vi fra lesingen. "
	    "Gå heller ut i ti minutter og se om du kan legge merke til tre "
	    "ting på veien. Teksten venter." },
	{ MOOD_STUCK, "Sjefen skulle ordne med færre oppgaver, men det har "
	    "ikke skjedd noe. Da er det jo ikke så rart.", "Da er det jo "
	    "ikke så rart", "Nei, det er ikke rart. Noe av dette handler om "
	    "jobben og ikke om deg. Skal vi skrive en kort melding til ham "
	    "sammen?" },
	{ MOOD_STUCK, "Jeg har det bra på fridagene. Det er bare jobben. Er "
	    "det da noe galt med meg, eller med jobben?", "noe galt med meg, "
	    "eller med jobben", "Godt spørsmål, og det trenger ikke å være "
	    "et enten–eller. Kartet ditt viser at begge drar. Vi ser på det "
	    "du kan påvirke først." },
	{ MOOD_STUCK, "Sover fire–fem timer. Da hjelper det lite hva jeg "
	    "skriver om dagen.", "Sover fire–fem timer", "Da begynner vi med "
	    "søvnen. La oss se på kveldene dine: når slukker du, og hva gjør "
	    "du når du våkner? Skriv to linjer om i natt, så ringer jeg "
	    "deg." },
	{ MOOD_STUCK, "Kan jeg gjøre den samme uka en gang til? Det føles "
	    "som juks, men jeg er ikke ferdig med den.", "jeg er ikke ferdig "
	    "med den", "Det er ikke juks. Gjør den en gang til. Mange finner "
	    "det de lette etter først på andre runde." },
	{ MOOD_STUCK, "Det ble krangel hjemme, og så orket jeg ikke mer. Har "
	    "bare svart på spørsmålene.", "så orket jeg ikke mer", "Du "
	    "svarte likevel, og du skriver hit. Det er ikke lite på en sånn "
	    "uke. Vil du si litt om hva krangelen satte i gang?" },
	{ MOOD_STUCK, "Jeg sier til meg selv at jeg skal ta det med ro, og "
	    "så sier jeg ja til alt likevel.", "så sier jeg ja til alt "
	    "likevel", "Det ja-et kommer fort. Kan du prøve å kjøpe deg tid: "
	    "«Jeg svarer deg i morgen»? Bare én gang denne uka." },
	{ MOOD_STUCK, "Noen dager går det fint, og så er jeg tilbake på "
	    "start. Jeg skjønner ikke mønsteret.", "Jeg skjønner ikke "
	    "mønsteret", "Da leter vi sammen. Skriv et tall for kvelden og "
	    "et for morgenen i fire dager. Mer trenger vi ikke for å "
	    "begynne." },
	{ MOOD_STUCK, "Jeg grubler på det jeg ikke rakk. Listen blir lengre "
	    "selv om jeg jobber.", "Listen blir lengre selv om jeg jobber",
	    "Slik er lister. Prøv å skrive ned det du har gjort, i stedet, "
	    "hver dag før du går hjem. Tre linjer." },
	{ MOOD_STUCK, "Kollegaene spør hvordan det går, og jeg svarer at det "
	    "går bra. Etterpå er jeg helt tom.", "Etterpå er jeg helt tom",
	    "Det koster å bære det alene. Er det én av dem du kunne sagt noe "
	    "annet til? Det kan være så lite som «litt tungt i dag»." },

	/* --- heavier --- */
	{ MOOD_HEAVY, "Det har vært en tung uke. Jeg blir sittende i bilen "
	    "før jeg klarer å gå inn noe sted.", "Jeg blir sittende i bilen",
	    "Det må være vondt å sitte der. Og så går du inn likevel. Kan "
	    "jeg ringe deg i morgen tidlig, så ser vi på hvordan dagen kan "
	    "bli mindre?" },
	{ MOOD_HEAVY, "Alt er blitt tyngre igjen. Jeg trodde jeg var kommet "
	    "lenger.", "Jeg trodde jeg var kommet lenger", "Du er kommet "
	    "lenger; det du har lært, er ikke borte. Det er tyngre nå, og "
	    "det tar vi på alvor. La oss gjøre skrittene mindre noen uker." },
	{ MOOD_HEAVY, "Jeg orker nesten ikke å svare på spørsmålene. De "
	    "minner meg på hvor dårlig det er.", "De minner meg på hvor "
	    "dårlig det er", "Det forstår jeg godt. Hopp over det du vil. "
	    "Det viktigste for meg er at du skriver hit når det er tungt, "
	    "slik du gjør nå." },
	{ MOOD_HEAVY, "Møtet med arbeidsgiver gikk ikke bra. Har ligget "
	    "siden.", "Har ligget siden", "Det var mye på én dag. I dag "
	    "trenger du ikke å gjøre noe med jobben. Kan du stå opp og spise "
	    "noe sammen med noen? Jeg ringer i ettermiddag." },
	{ MOOD_HEAVY, "Jeg har ikke villet bekymre noen, men nettene er "
	    "lange.", "nettene er lange", "Takk for at du skriver det. Du "
	    "bekymrer meg ikke ved å si fra; du gjør det mulig å hjelpe. La "
	    "oss snakke om nettene på telefon." },
	{ MOOD_HEAVY, "Nå har jeg snakket med fastlegen, slik vi ble enige "
	    "om. Det var lettere enn jeg fryktet.", "Det var lettere enn jeg "
	    "fryktet", "Så bra at du gjorde det, midt i en tung uke. Skriv "
	    "gjerne hva dere kom fram til, så drar vi i samme retning." },
	{ MOOD_HEAVY, "Beklager at jeg ikke har svart. Det har vært mye.",
	    "Det har vært mye", "Du har ikke noe å beklage. Fint å høre fra "
	    "deg. Skal vi begynne med det minste, eller vil du helst snakke "
	    "først?" },
	{ MOOD_HEAVY, "Kroppen sa stopp på tirsdag. Måtte legge meg klokka "
	    "ti om formiddagen.", "Kroppen sa stopp på tirsdag", "Du hørte "
	    "etter. La oss se på hva som kom før: natta, morgenen, den "
	    "første timen. Kanskje finnes det et sted å si stopp litt før "
	    "kroppen gjør det." },

	/* --- more of all --- */
	{ MOOD_START, "Jeg leste side to på bussen og gikk av på feil stopp. "
	    "Det tar jeg som et godt tegn.", "gikk av på feil stopp", "Det "
	    "tar jeg også som et godt tegn. Hva var det på side to som holdt "
	    "deg fast?" },
	{ MOOD_START, "Må jeg svare på alle spørsmålene hver uke? Noen av "
	    "dem gruer jeg meg til.", "Noen av dem gruer jeg meg til", "Nei, "
	    "du kan hoppe over det du vil. Si gjerne hvilke du gruer deg "
	    "til, så vet jeg litt mer om hva de rører ved." },
	{ MOOD_START, "Jeg fikk vondt i magen av å fylle ut kartet, og så "
	    "sov jeg som en stein.", "så sov jeg som en stein", "Vondt i "
	    "magen og en god natt på samme dag. Legg merke til rekkefølgen, "
	    "den kan være verdt noe." },
	{ MOOD_START, "Hvor lang tid er det vanlig å bruke på dette? Jeg "
	    "blir fort ferdig, og da tror jeg at jeg har gjort det feil.",
	    "da tror jeg at jeg har gjort det feil", "Fort ferdig er ikke "
	    "feil. Det er ingen riktig tid. Den tanken om feil, derimot, "
	    "tror jeg vi kommer til å møte igjen." },
	{ MOOD_START, "Fint med et sted å skrive. På jobb skriver jeg bare "
	    "avvik.", "På jobb skriver jeg bare avvik", "Her er det ingen "
	    "avvik, bare det du legger merke til. Skriv så skjevt du vil." },
	{ MOOD_START, "Det sto «krefter» i teksten. Jeg har ikke brukt det "
	    "ordet om meg selv på et år.", "Jeg har ikke brukt det ordet om "
	    "meg selv på et år", "Et år er lenge. Hvis du kjente et snev av "
	    "dem denne uka, hvor var du da?" },
	{ MOOD_START, "Moren min spurte hvem jeg skriver til. Jeg sa «en "
	    "kollega». Er det feil?", "Jeg sa «en kollega»", "Du velger selv "
	    "hva du sier og til hvem. En kollega i dette arbeidet er ikke så "
	    "langt unna heller." },
	{ MOOD_START, "Norsk er ikke førstespråket mitt. Er det greit at det "
	    "blir feil?", "Er det greit at det blir feil?", "Helt greit. Jeg "
	    "leser det du mener. Og vil du skrive et ord på ditt eget språk, "
	    "så gjør det, så finner vi ut av det." },
	{ MOOD_START, "Jeg trodde det skulle handle om barndommen. Det "
	    "handlet om mandager.", "Det handlet om mandager", "Mandager er "
	    "et godt sted å begynne. Barndommen kan du ta med hvis den "
	    "dukker opp av seg selv." },
	{ MOOD_START, "Brukte en time på å velge situasjon. Det er litt av "
	    "problemet mitt.", "Det er litt av problemet mitt", "Der så du "
	    "det i arbeid. Neste gang kan du ta den første som melder seg, "
	    "og se hva som skjer." },
	{ MOOD_START, "Telefonen min deles med lillebror. Kan han se dette?",
	    "Kan han se dette?", "Ikke uten passordet ditt. Logg ut når du "
	    "er ferdig, og bruk «Lukk raskt» hvis det haster. Påminnelsene "
	    "sier heller ikke hva det gjelder." },
	{ MOOD_START, "Har sovet på sofaen i tre uker for ikke å vekke noen. "
	    "Leste kapitlet der.", "for ikke å vekke noen", "Det er "
	    "omtenksomt, og det koster nok litt. Natta di vil jeg gjerne "
	    "høre mer om etter hvert." },
	{ MOOD_WELL, "Jeg tok igjen en venn jeg hadde skuldet et svar siden "
	    "i sommer. Han svarte med en tommel.", "Han svarte med en tommel",
	    "En tommel etter et halvt år. Så lite skulle det altså til, og "
	    "så stort hadde det blitt." },
	{ MOOD_WELL, "Kom for sent i dag, og gikk rett inn. Satte meg. Det "
	    "var det hele.", "gikk rett inn", "«Det var det hele» er den "
	    "fineste slutten jeg har lest på lenge. Hva ville du gjort i "
	    "september?" },
	{ MOOD_WELL, "Jeg fikk skryt og tok imot det. Sa bare takk.", "Sa "
	    "bare takk", "Bare takk! Ingen forklaring etterpå? Da har du "
	    "lært noe som er vanskelig for veldig mange." },
	{ MOOD_WELL, "Har kuttet ned til én sjekk før jeg går. Det er to "
	    "uker siden jeg snudde på trappa.", "to uker siden jeg snudde på "
	    "trappa", "To uker. Trappa må lure på hvor det ble av deg." },
	{ MOOD_WELL, "Yngste spurte om vi skulle på tur, og jeg sa ja før "
	    "jeg hadde tenkt.", "jeg sa ja før jeg hadde tenkt", "Noen "
	    "ganger er beina raskere enn bekymringen. Hvor gikk dere?" },
	{ MOOD_WELL, "Nattevakta var stille, og jeg var stille i hodet også.",
	    "jeg var stille i hodet også", "Det er noe eget når begge deler "
	    "er stille. Skriv ned hva du hadde gjort i timene før, så har vi "
	    "det." },
	{ MOOD_WELL, "Var på foreldremøte og stilte et spørsmål. Rektor "
	    "svarte meg.", "stilte et spørsmål", "Du spurte, og du fikk "
	    "svar. Hvordan var veien hjem etterpå?" },
	{ MOOD_WELL, "Jeg har begynt å gå inn hovedinngangen igjen.",
	    "hovedinngangen", "Hovedinngangen! Den setningen kunne jeg "
	    "rammet inn. Hvordan var det de første tre skrittene?" },
	{ MOOD_WELL, "Sa til teamet at jeg trenger ti minutter mellom "
	    "møtene. Nå gjør alle det.", "Nå gjør alle det", "Så den pausen "
	    "trengte visst hele teamet. Du gikk først." },
	{ MOOD_WELL, "Fredagen har sluttet å være en redningsplanke. Den er "
	    "bare en fredag.", "Den er bare en fredag", "Da er det blitt "
	    "plass til resten av uka. Hvilken dag liker du best nå?" },
	{ MOOD_WELL, "Lagde en liste over det jeg ikke lenger er redd for. "
	    "Den var lengre enn jeg trodde.", "Den var lengre enn jeg trodde",
	    "Ta vare på den lista. Vil du skrive de tre øverste hit, så har "
	    "vi dem når det butter?" },
	{ MOOD_WELL, "Jeg gråt på do i går, tørket meg og gikk tilbake. Før "
	    "hadde jeg gått hjem.", "tørket meg og gikk tilbake", "Begge "
	    "deler fikk plass: gråten og resten av dagen. Det er en stor "
	    "forskjell fra før." },
	{ MOOD_WELL, "Har spist frokost ni dager på rad. Det høres dumt ut.",
	    "ni dager på rad", "Det høres ikke dumt ut. Ni frokoster er et "
	    "grunnlag man kan bygge på. Hva har du på brødskiva?" },
	{ MOOD_WELL, "Fikk tilbake nøkkelkortet mitt i dag. Bildet er fra "
	    "før alt dette.", "Bildet er fra før alt dette", "Så møttes dere "
	    "igjen, du og den på bildet. Hva ville du sagt til henne eller "
	    "ham?" },
	{ MOOD_WELL, "Sjefen spurte om jeg vil lære opp den nye. Meg!",
	    "Meg!", "Ja, deg. Det er noen som har sett hva du kan. Hva tror "
	    "du den nye trenger aller først?" },
	{ MOOD_STUCK, "Jeg leste svaret ditt tre ganger og er enig i alt. Så "
	    "gjorde jeg som før.", "Så gjorde jeg som før", "Å være enig "
	    "hjelper lite klokka sju om morgenen. Hva er det som er lettest "
	    "å gjøre annerledes akkurat da, i ett minutt?" },
	{ MOOD_STUCK, "Det er ikke det at jeg ikke vil. Det er at dagen er "
	    "over før jeg har begynt.", "dagen er over før jeg har begynt",
	    "Da legger vi det først i dagen, før den rekker å bli over. Hva "
	    "gjør du det første kvarteret?" },
	{ MOOD_STUCK, "Har hatt influensa. Nå er jeg redd for å måtte "
	    "begynne på nytt.", "redd for å måtte begynne på nytt", "Du "
	    "begynner ikke på nytt, du fortsetter etter en pause. Ta den "
	    "siste lille tingen som virket, og gjør bare den." },
	{ MOOD_STUCK, "Ukene ligner på hverandre. Jeg vet ikke hva jeg skal "
	    "skrive.", "Jeg vet ikke hva jeg skal skrive", "Da kan du la "
	    "være å skrive, og svare på ett spørsmål: Var det én time denne "
	    "uka som var annerledes enn de andre?" },
	{ MOOD_STUCK, "Jeg kjøpte en kalender. Den er fortsatt i plasten.",
	    "Den er fortsatt i plasten", "Plasten er altså første steg. Skal "
	    "vi ta den av mens vi snakker på torsdag?" },
	{ MOOD_STUCK, "Kan du ikke bare si hva jeg skal gjøre?", "bare si "
	    "hva jeg skal gjøre", "Jeg skjønner godt at du er lei av å "
	    "velge. Da foreslår jeg én ting, og du kan si nei: ti minutter "
	    "ute før lunsj, onsdag." },
	{ MOOD_STUCK, "På skjemaet satte jeg to overalt. Det er litt sant.",
	    "Det er litt sant", "To overalt sier også noe: det er jevnt og "
	    "det er mye. Hvilken av dem skulle du helst sett bli en ener?" },
	{ MOOD_STUCK, "Jeg har det bedre, men de rundt meg har ikke merket "
	    "det. Da teller det vel ikke.", "Da teller det vel ikke", "Det "
	    "teller. De andre ligger ofte noen uker bak. Hva er det du har "
	    "merket selv?" },
	{ MOOD_STUCK, "Alt blir utsatt til etter helga. Og så kommer helga.",
	    "Og så kommer helga", "Helga kommer alltid. Hva om vi legger noe "
	    "så lite på fredag at det ikke er vits i å utsette det?" },
	{ MOOD_STUCK, "Vi har fått ny vaktplan. Alt jeg hadde fått til, hang "
	    "på den gamle.", "hang på den gamle", "Da er det planen som er "
	    "ny, ikke du som er tilbake. Send meg den nye, så ser vi hva som "
	    "kan henge der." },
	{ MOOD_HEAVY, "Jeg har ikke hatt ord denne uka. Skriver bare så du "
	    "vet at jeg er her.", "Skriver bare så du vet at jeg er her",
	    "Takk for at du gjorde det. Det holder. Jeg ringer deg i morgen "
	    "formiddag, og du trenger ikke å ha noe klart." },
	{ MOOD_HEAVY, "Alt er tungt igjen. Trodde jeg var ferdig med dette.",
	    "Trodde jeg var ferdig med dette", "Det er vondt når det kommer "
	    "igjen. Det du har lært, er der fortsatt, selv om det er "
	    "vanskelig å få tak i. Vi tar det rolig, og vi snakkes." },
	{ MOOD_HEAVY, "Jeg kjeftet på alle i går og gjemte meg på lageret "
	    "etterpå.", "gjemte meg på lageret", "Det høres ut som om du var "
	    "på bunnen av det du hadde. Har du fått spist og sovet? La oss "
	    "snakke i dag." },
	{ MOOD_HEAVY, "Våkner klokka fire og ligger der og skammer meg.",
	    "ligger der og skammer meg", "Klokka fire er skammen størst og "
	    "hodet minst. Kan du stå opp og sette deg et annet sted når den "
	    "kommer? Jeg ringer deg i dag." },
};

static const struct note notes[] = {
	{ NOTE_WEEK, "Jeg har sett på svarene dine fra denne uka. De er "
	    "ganske like sist, og det er helt greit. Skriv hvis det er noe "
	    "du lurer på før neste gang." },
	{ NOTE_WEEK, "Takk for at du svarte så tidlig i uka. Jeg leser alt, "
	    "også når jeg ikke skriver så mye tilbake." },
	{ NOTE_WEEK, "Er det noe i søvnen din som har endret seg siden du "
	    "begynte? Kjenn etter; du trenger ikke å svare i dag." },
	{ NOTE_WEEK, "Fint å se at du er innom jevnlig. Er det noe i kartet "
	    "ditt du har lyst til å endre nå?" },
	{ NOTE_WEEK, "Et lite spørsmål til uka: Når på dagen har du mest "
	    "krefter? Det kan være lurt å legge det vanskeligste dit." },
	{ NOTE_WEEK, "Jeg er på kurs noen dager. Det du skriver da, leser "
	    "jeg når jeg er tilbake. Hjelpenumrene står øverst som alltid." },
	{ NOTE_WEEK, "Du kan alltid hoppe over spørsmål i skjemaet. Si fra "
	    "hvis noen av dem er vonde å få." },
	{ NOTE_WEEK, "Du er godt i gang nå. Hva har vært nyttig så langt, og "
	    "hva kan vi la ligge?" },
	{ NOTE_WEEK, "Svarene dine gikk litt opp og ned denne måneden. Det "
	    "gjør de for de fleste. Det er retningen over flere uker vi ser "
	    "på." },
	{ NOTE_WEEK, "Et lite tips til tunge morgener: Noen legger klærne "
	    "fram kvelden før. Det gjør det første skrittet mindre." },
	{ NOTE_WEEK, "Jeg setter pris på at du er så ærlig i det du skriver. "
	    "Det gjør det lettere for meg å være til hjelp." },
	{ NOTE_WEEK, "Husk at du kan velge den mindre varianten når uka er "
	    "full. Delvis er et fullgodt svar." },
	{ NOTE_WEEK, "Ny uke. Velg gjerne én ting du vil ha gjort når den er "
	    "slutt. Den kan være liten." },
	{ NOTE_WEEK, "Jeg leste gjennom kartet ditt en gang til. Setningen "
	    "om hva som drar i hva, er veldig klar. Hold på den." },
	{ NOTE_WEEK, "Hvordan har uka vært så langt? Du trenger ikke å svare "
	    "langt; ett ord er nok." },
	{ NOTE_WEEK, "Jeg leste det du har skrevet så langt i sammenheng. "
	    "Det er en tråd der: Du tar hensyn til alle, og deg selv sist." },
	{ NOTE_WEEK, "Små skritt er ikke det samme som få skritt. Jeg ser at "
	    "du har tatt flere enn du selv tror." },
	{ NOTE_WEEK, "Hvis du vil ha en kort samtale på telefon, kan du "
	    "skrive to tidspunkter som passer, så ringer jeg." },
	{ NOTE_WEEK, "Neste kapittel kommer når det er klart. Til da kan du "
	    "gjerne lese side to om igjen; den tåler det." },
	{ NOTE_WEEK, "Prøv å komme deg ut i dagslyset, om så bare ti "
	    "minutter midt på dagen. Det gjør ofte mer enn man tror." },
	{ NOTE_WEEK, "Jeg setter pris på at du sier fra når noe ikke passer. "
	    "Det er slik vi får dette til å ligne på livet ditt." },
	{ NOTE_WEEK, "Én ting jeg gjerne vil vite: Hva gjorde du sist gang "
	    "det letnet litt, uten at det kostet noe dagen etter?" },
	{ NOTE_WEEK, "Du trenger ikke å prestere her. Et tomt felt er også "
	    "et svar." },
	{ NOTE_WEEK, "Hvem vet hvordan du har det for tiden? Du trenger ikke "
	    "å svare meg, men kjenn på om du vil at én til skal vite det." },
	{ NOTE_QUIET, "Det er en stund siden jeg har hørt fra deg. Det er "
	    "helt i orden å ha en pause. Skriv gjerne ett ord, så vet jeg at "
	    "du er der." },
	{ NOTE_QUIET, "Jeg tenkte på deg i dag. Er det noe vi kan gjøre "
	    "mindre eller annerledes, så det blir lettere å komme tilbake?" },
	{ NOTE_QUIET, "Jeg prøver å ringe deg i løpet av uka. Passer det "
	    "dårlig, så skriv når det er bedre." },
	{ NOTE_END, "Nå er de tolv ukene over. Det du skrev den første uka, "
	    "ligger fortsatt her, og det er lang vei mellom den gangen og "
	    "nå. Takk for at du lot meg være med. Hvis det blir tungt igjen, "
	    "vet du hvor snorene er. Lykke til videre." },
	{ NOTE_WEEK, "Jeg så på hva du har gjort de siste ukene. Det meste "
	    "har du gjort før klokka to. Kanskje er formiddagen din." },
	{ NOTE_WEEK, "I dag snør det her. Jeg tenkte på at du skrev om lys, "
	    "og lurte på om du har fått noe av det." },
	{ NOTE_WEEK, "Du skrev i forbifarten at du sang i bilen. Det festet "
	    "jeg meg ved." },
	{ NOTE_WEEK, "Hvis du får besøk denne uka, får øvelsen være gjest i "
	    "gangen. Den tar ikke skade av det." },
	{ NOTE_WEEK, "Er det en dag i uka som er blitt litt mindre tung? Du "
	    "trenger ikke svare, bare se etter den." },
	{ NOTE_WEEK, "Jeg har lest alt du har sendt meg, på nytt, fra "
	    "begynnelsen. Du har flyttet deg lenger enn det kjennes ut "
	    "som." },
	{ NOTE_WEEK, "Neste uke er jeg her som vanlig. Er det noe du vil at "
	    "vi skal bruke den til?" },
	{ NOTE_WEEK, "Du er raus med andre i det du skriver. Det hadde vært "
	    "fint å lese noe sånt om deg også." },
	{ NOTE_WEEK, "En kollega av meg sier at mandager er til for å bli "
	    "ferdige. Jeg tenkte du kunne like det." },
	{ NOTE_WEEK, "Takk for at du flyttet avtalen selv i stedet for å la "
	    "den ligge. Det gjør det lett å følge deg." },
	{ NOTE_WEEK, "Jeg merker meg at du er innom oftere når det er "
	    "vanskelig. Det er klokt, og det skal du fortsette med." },
	{ NOTE_WEEK, "Ikke noe nytt fra meg, bare en hilsen. Jeg leser på "
	    "faste dager, og du er med hver gang." },
	{ NOTE_WEEK, "Det er lov å være stolt av en halv ting. Jeg sier det "
	    "i tilfelle du leter etter lov." },
	{ NOTE_WEEK, "Har du prøvd å lese det du skrev den første uka? Gjør "
	    "det en dag du sitter godt." },
	{ NOTE_WEEK, "Husk at du kan skrive «usikker» med ett trykk. Det er "
	    "ikke et nødsignal, det er en måte å be om en prat på." },
	{ NOTE_WEEK, "Vi har holdt på en stund nå. Hva ville du savnet hvis "
	    "vi sluttet, og hva ville du ikke savnet?" },
	{ NOTE_WEEK, "Du nevnte hunden tre ganger forrige måned. Hils den." },
	{ NOTE_WEEK, "Jeg tar med meg det du skrev om å bli sett uten å bli "
	    "målt. Si fra hvis jeg glemmer det." },
	{ NOTE_QUIET, "Jeg ser etter deg i dag. Det er ingenting du må ta "
	    "igjen her, alt står der du la det." },
	{ NOTE_QUIET, "Hei, det er lenge siden sist. Et punktum er nok til "
	    "svar." },
};

static const struct plan_lines plans[] = {
	{ "Slutter å svare på meldinger\nLigger våken etter klokka tre\n"
	    "Trekker meg unna de jeg er glad i", "Gå ut med en gang, om det "
	    "så bare er rundt huset\nSitte på kjøkkenet sammen med noen\n"
	    "Legge vekk telefonen til neste morgen", "En i familien, når som "
	    "helst\nKlinikken på dagtid\n116 117 om natta" },
	{ "Blir irritert på de hjemme\nAvlyser avtaler\nUro i brystet som "
	    "ikke gir seg", "Dusje og ta på skikkelige klær\nHøre på plata "
	    "fra hytta\nSkrive to linjer hit", "En av søsknene mine\nNaboen "
	    "i første etasje\n116 123 når jeg bare trenger en å snakke med" },
	{ "Spiser ikke frokost\nGår omveier\nSier «det går bra» før noen har "
	    "spurt", "Lage mat til flere\nGå tur med noen som ikke spør\n"
	    "Legge meg før elleve", "En i familien, også om natta\n"
	    "Fastlegen\nKlinikken på dagtid" },
	{ "Teller timer\nSlutter å høre på musikk\nVil helst være alene",
	    "Ringe i stedet for å skrive\nTa bussen til byen og se på folk\n"
	    "Be om å få sitte sammen med noen", "En venn fra studietiden\n"
	    "Den jeg bor sammen med\n116 117" },
	{ "Står lenge i dusjen uten å vaske meg\nSlutter å lage mat til meg "
	    "selv\nSnapper til kolleger", "Gå ned til elva og se på "
	    "vannet\nRinge noen og si «bare prat»\nLegge bort alkoholen i "
	    "huset", "En venn som vet\nKlinikken på dagtid\n113 hvis jeg "
	    "ikke er trygg" },
	{ "Tar ekstra vakter for å slippe å være hjemme\nSover med lyset "
	    "på\nSvarer med ett ord", "Sitte i stua der de andre "
	    "er\nBe\nKjøre en runde med vinduet nede", "Broren min, også "
	    "midt på natta\nFastlegen\n116 117" },
};

const struct pool demo_pool_nb = {
	exchanges, sizeof(exchanges) / sizeof(exchanges[0]),
	notes, sizeof(notes) / sizeof(notes[0]),
	plans, sizeof(plans) / sizeof(plans[0]),
};
