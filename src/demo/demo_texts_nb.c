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
};

static const struct told told[] = {
	{ 2, 4, "Det var alltid rett før møter. Aldri under.", "Det er en "
	    "viktig oppdagelse: før, ikke under. Da vet vi hvor vi skal "
	    "sette inn det neste lille forsøket." },
	{ 2, 5, "Tankene var de samme tre dager på rad, nesten ord for ord.",
	    "Når ordene er de samme, er de lettere å kjenne igjen. Skriv dem "
	    "på en lapp, så snakker vi om dem neste gang." },
	{ 2, 3, "Jeg ble overrasket over hvor kort det varte. Ti minutter, "
	    "så var det over.", "Ti minutter! Det er godt å ha sett med egne "
	    "øyne. Neste gang kan du kanskje vente dem ut uten å gjøre "
	    "noe." },
	{ 2, 6, "Kroppen merker det før hodet. Skuldrene er oppe før jeg har "
	    "tenkt noe.", "Da har du fått en varsler som kommer tidlig. Prøv "
	    "å slippe skuldrene én gang når du merker det, og se hva som "
	    "skjer." },
	{ 2, 4, "Det hjalp å skrive det ned. Det så mindre ut på papir.",
	    "Det er ofte slik. Ta vare på lappene; de blir nyttige når du "
	    "skal se hva som har endret seg." },
	{ 2, 5, "Onsdagen var fin. Jeg merket at jeg hadde glemt å grue meg.",
	    "Å glemme å grue seg er verdt å merke seg. Hva var annerledes "
	    "med onsdagen?" },
	{ 2, 7, "Jeg ble sint, ikke redd. Det visste jeg ikke.", "Det er et "
	    "nytt hjørne av kartet. Sinne vil ofte beskytte noe. Hva tror du "
	    "det passer på hos deg?" },
	{ 2, 2, "Gikk lettere når jeg gjorde det sammen med kaffen om "
	    "morgenen.", "Så fint å finne et fast sted for det. Behold "
	    "kaffen; vanen bærer mye av arbeidet." },
	{ 2, 6, "Jeg så at jeg henter kaffe hver gang noe er vanskelig. Det "
	    "ble mange kopper.", "Det er veldig presist sett. Du trenger "
	    "ikke å endre det ennå, bare å vite det." },
	{ 2, 4, "Styrken gikk fra 8 til 4 på tre dager, uten at jeg gjorde "
	    "noe spesielt.", "Kanskje var det å se på det som var det "
	    "spesielle. Vi noterer det, og ser om det holder seg." },
	{ 2, 5, "Den letteste dagen var den jeg hadde gruet meg mest til.",
	    "Det er en setning å henge på kjøkkenskapet. Gruingen er en "
	    "dårlig spåkone." },
	{ 2, 3, "Jeg sa det høyt til en kollega. Hun hadde det på samme "
	    "måte.", "Det var modig. Og nå er dere to. Hva gjorde det med "
	    "resten av dagen?" },
	{ 2, 5, "Alle tre gangene satt jeg alene. Med andre rundt meg kom "
	    "det ikke.", "Det er fint å vite. Kanskje er de andre mer til "
	    "hjelp enn de ser ut til. Prøv å sitte ett kvarter mer sammen "
	    "med noen." },
	{ 2, 4, "Jeg skrev på bussen. Fire ord, og så så jeg ut av vinduet "
	    "resten av veien.", "Fire ord og et vindu er en god oppskrift. "
	    "Hva handlet ordene om?" },
	{ 2, 6, "Det verste var før jeg åpnet døra. Inne gikk det over på "
	    "noen minutter.", "Da er det døra vi skal bli kjent med. Hva "
	    "sier tankene deg akkurat der?" },
	{ 2, 3, "Merket at jeg puster høyt oppe når sjefen går forbi.",
	    "Godt sett. Prøv én lang pust ut neste gang, uten å gjøre noe "
	    "mer enn det." },
	{ 2, 7, "Tungt å se hvor ofte det skjer. Men det var også godt å "
	    "vite.", "Begge deler er sant. Nå har vi et tall å begynne fra, "
	    "og det kan bare vi to se." },
	{ 1, 6, "Rakk bare to av tre, men begge handlet om det samme: å bli "
	    "sett av sjefen.", "To er mer enn nok når de sier det samme. Det "
	    "å bli sett av sjefen er et godt sted å begynne." },
	{ 1, 7, "Det var vanskelig å finne et fast tidspunkt. Vaktene er for "
	    "ulike.", "Da lar vi tidspunktet følge vakta: alltid i bussen "
	    "hjem, for eksempel. Passer det bedre?" },
	{ 1, 5, "Jeg glemte det, men kom på det på kvelden. Da var det "
	    "vanskelig å huske hva jeg tenkte.", "Fint at du prøvde om "
	    "kvelden likevel. Kanskje er ett ord på mobilen nok der og da?" },
	{ 1, 8, "Skrev ned ett øyeblikk. Det var ubehagelig å se på.",
	    "Ett øyeblikk, og du ble hos det. Det er mer enn det høres ut "
	    "som. Ta det i små biter." },
	{ 1, 6, "Fikk det til på jobb, men ikke hjemme. Hjemme vil jeg bare "
	    "glemme.", "Da er det jobben vi ser på først. Hjemme skal du få "
	    "glemme en stund." },
	{ 0, 8, "Klarte ikke å komme i gang. Det føltes som enda en plikt.",
	    "Takk for at du sier det. Da skal vi ikke ha enda en plikt. Velg "
	    "den mindre varianten, eller la den ligge denne uka." },
	{ 0, 7, "Uka forsvant. Men jeg tenkte på det hver morgen.", "At du "
	    "tenkte på det hver morgen, er også en begynnelse. Hva skulle "
	    "til for at det ble ett ord på papiret?" },
	{ 3, 5, "Jeg gjorde noe annet: tegnet det i stedet for å skrive. Da "
	    "så jeg at alt går i ring.", "Så fint at du fant din egen måte. "
	    "Den ringen vil jeg gjerne høre mer om. Hvor er det lettest å "
	    "bryte den?" },
	{ 3, 4, "Tok en tur hver gang det kom. Kanskje ikke det oppgaven var "
	    "ment som.", "Det er helt innafor. Hva skjedde med følelsen i "
	    "løpet av turen?" },
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
};

const struct pool demo_pool_nb = {
	exchanges, sizeof(exchanges) / sizeof(exchanges[0]),
	told, sizeof(told) / sizeof(told[0]),
	notes, sizeof(notes) / sizeof(notes[0]),
	plans, sizeof(plans) / sizeof(plans[0]),
};
