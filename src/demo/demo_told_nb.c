/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_texts.h"

/* What people noticed, and the answer; the first belong to GROUP_SEE. */
static const struct told told[] = {
	/* --- see --- */
	{ 2, "Det var alltid rett før møter. Aldri under.", "Det er en "
	    "viktig oppdagelse: før, ikke under. Da vet vi hvor vi skal "
	    "sette inn det neste lille forsøket.", GROUP_SEE, NULL },
	{ 2, "Tankene var de samme tre dager på rad, nesten ord for ord.",
	    "Når ordene er de samme, er de lettere å kjenne igjen. Skriv dem "
	    "på en lapp, så snakker vi om dem neste gang.", GROUP_SEE, NULL },
	{ 2, "Jeg ble overrasket over hvor kort det varte. Ti minutter, så "
	    "var det over.", "Ti minutter! Det er godt å ha sett med egne "
	    "øyne. Neste gang kan du kanskje vente dem ut uten å gjøre noe.",
	    GROUP_SEE, NULL },
	{ 2, "Kroppen merker det før hodet. Skuldrene er oppe før jeg har "
	    "tenkt noe.", "Da har du fått en varsler som kommer tidlig. Prøv "
	    "å slippe skuldrene én gang når du merker det, og se hva som "
	    "skjer.", GROUP_SEE, NULL },
	{ 2, "Det hjalp å skrive det ned. Det så mindre ut på papir.", "Det "
	    "er ofte slik. Ta vare på lappene; de blir nyttige når du skal "
	    "se hva som har endret seg.", GROUP_SEE, NULL },
	{ 2, "Onsdagen var fin. Jeg merket at jeg hadde glemt å grue meg.",
	    "Å glemme å grue seg er verdt å merke seg. Hva var annerledes "
	    "med onsdagen?", GROUP_SEE, NULL },
	{ 2, "Jeg ble sint, ikke redd. Det visste jeg ikke.", "Det er et "
	    "nytt hjørne av kartet. Sinne vil ofte beskytte noe. Hva tror du "
	    "det passer på hos deg?", GROUP_SEE, NULL },
	{ 2, "Gikk lettere når jeg gjorde det sammen med kaffen om morgenen.",
	    "Så fint å finne et fast sted for det. Behold kaffen; vanen "
	    "bærer mye av arbeidet.", GROUP_SEE, NULL },
	{ 2, "Jeg så at jeg henter kaffe hver gang noe er vanskelig. Det ble "
	    "mange kopper.", "Det er veldig presist sett. Du trenger ikke å "
	    "endre det ennå, bare å vite det.", GROUP_SEE, NULL },
	{ 2, "Styrken gikk fra 8 til 4 på tre dager, uten at jeg gjorde noe "
	    "spesielt.", "Kanskje var det å se på det som var det spesielle. "
	    "Vi noterer det, og ser om det holder seg.", GROUP_SEE, NULL },
	{ 2, "Den letteste dagen var den jeg hadde gruet meg mest til.",
	    "Det er en setning å henge på kjøkkenskapet. Gruingen er en "
	    "dårlig spåkone.", GROUP_SEE, NULL },
	{ 2, "Jeg sa det høyt til en kollega. Hun hadde det på samme måte.",
	    "Det var modig. Og nå er dere to. Hva gjorde det med resten av "
	    "dagen?", GROUP_SEE, NULL },
	{ 2, "Alle tre gangene satt jeg alene. Med andre rundt meg kom det "
	    "ikke.", "Det er fint å vite. Kanskje er de andre mer til hjelp "
	    "enn de ser ut til. Prøv å sitte ett kvarter mer sammen med "
	    "noen.", GROUP_SEE, NULL },
	{ 2, "Jeg skrev på bussen. Fire ord, og så så jeg ut av vinduet "
	    "resten av veien.", "Fire ord og et vindu er en god oppskrift. "
	    "Hva handlet ordene om?", GROUP_SEE, NULL },
	{ 2, "Det verste var før jeg åpnet døra. Inne gikk det over på noen "
	    "minutter.", "Da er det døra vi skal bli kjent med. Hva sier "
	    "tankene deg akkurat der?", GROUP_SEE, NULL },
	{ 2, "Merket at jeg puster høyt oppe når sjefen går forbi.", "Godt "
	    "sett. Prøv én lang pust ut neste gang, uten å gjøre noe mer enn "
	    "det.", GROUP_SEE, NULL },
	{ 2, "Tungt å se hvor ofte det skjer. Men det var også godt å vite.",
	    "Begge deler er sant. Nå har vi et tall å begynne fra, og det "
	    "kan bare vi to se.", GROUP_SEE, NULL },
	{ 1, "Rakk bare to av tre, men begge handlet om det samme: å bli "
	    "sett av sjefen.", "To er mer enn nok når de sier det samme. Det "
	    "å bli sett av sjefen er et godt sted å begynne.", GROUP_SEE,
	    NULL },
	{ 1, "Det var vanskelig å finne et fast tidspunkt. Vaktene er for "
	    "ulike.", "Da lar vi tidspunktet følge vakta: alltid i bussen "
	    "hjem, for eksempel. Passer det bedre?", GROUP_SEE, NULL },
	{ 1, "Jeg glemte det, men kom på det på kvelden. Da var det "
	    "vanskelig å huske hva jeg tenkte.", "Fint at du prøvde om "
	    "kvelden likevel. Kanskje er ett ord på mobilen nok der og da?",
	    GROUP_SEE, NULL },
	{ 1, "Skrev ned ett øyeblikk. Det var ubehagelig å se på.", "Ett "
	    "øyeblikk, og du ble hos det. Det er mer enn det høres ut som. "
	    "Ta det i små biter.", GROUP_SEE, NULL },
	{ 1, "Fikk det til på jobb, men ikke hjemme. Hjemme vil jeg bare "
	    "glemme.", "Da er det jobben vi ser på først. Hjemme skal du få "
	    "glemme en stund.", GROUP_SEE, NULL },
	{ 0, "Klarte ikke å komme i gang. Det føltes som enda en plikt.",
	    "Takk for at du sier det. Da skal vi ikke ha enda en plikt. Velg "
	    "den mindre varianten, eller la den ligge denne uka.",
	    GROUP_SEE, NULL },
	{ 0, "Uka forsvant. Men jeg tenkte på det hver morgen.", "At du "
	    "tenkte på det hver morgen, er også en begynnelse. Hva skulle "
	    "til for at det ble ett ord på papiret?", GROUP_SEE, NULL },
	{ 3, "Jeg gjorde noe annet: tegnet det i stedet for å skrive. Da så "
	    "jeg at alt går i ring.", "Så fint at du fant din egen måte. Den "
	    "ringen vil jeg gjerne høre mer om. Hvor er det lettest å bryte "
	    "den?", GROUP_SEE, NULL },
	{ 3, "Tok en tur hver gang det kom. Kanskje ikke det oppgaven var "
	    "ment som.", "Det er helt innafor. Hva skjedde med følelsen i "
	    "løpet av turen?", GROUP_SEE, NULL },
	/* --- see --- */
	{ 2, "Det går rundt på fire steder hos meg, ikke fem. Kroppen og "
	    "følelsen kommer samtidig.", "Så er den sirkelen din og ikke "
	    "bokas. Hvor i den er det lettest å stikke en pinne i hjulet?",
	    GROUP_SEE, "circle" },
	{ 1, "Fikk til tanken og følelsen. Det jeg gjør etterpå, klarte jeg "
	    "ikke å se.", "Det siste er vanskeligst å se innenfra. Skal vi "
	    "se på det sammen, med én situasjon?", GROUP_SEE, "circle" },
	{ 2, "Alarmen min begynner i fingrene. Det har jeg aldri tenkt på "
	    "som en alarm.", "Fingrene først. Da har du en varsler i hånda, "
	    "bokstavelig talt.", GROUP_SEE, "alarm" },
	{ 1, "Kjente bare igjen to av tegnene, men de to kom hver gang.",
	    "To som kommer hver gang, er mer verdt enn ti som kanskje "
	    "kommer.", GROUP_SEE, "alarm" },
	/* --- thoughts --- */
	{ 2, "Tanken kom fem ganger på to dager, og det var den samme hver "
	    "gang. Det var nesten litt flaut.", "Flaut eller ikke, det er en "
	    "oppdagelse. En tanke som kommer fem ganger i samme klær, er "
	    "lett å kjenne igjen den sjette.", GROUP_THOUGHTS,
	    "thought_catch" },
	{ 2, "Da jeg skrev begge sidene, så jeg at «taler mot» ble lengst. "
	    "Det hadde jeg ikke trodd.", "Der lå det mer enn du trodde. Du "
	    "trenger ikke å være enig i den siden ennå, bare vite at den er "
	    "lang.", GROUP_THOUGHTS, "thought_sides thought_record" },
	{ 2, "Jeg skrev til meg selv som om jeg var en god venn. Da ble jeg "
	    "mye snillere.", "Den vennen er det godt å ha. Ta vare på "
	    "brevet, og les det en kveld det butter.", GROUP_THOUGHTS,
	    "thought_friend" },
	{ 2, "Det falt fra 8 til 5 da jeg fikk hele setningen ned. Ikke "
	    "borte, men mindre.", "Fra 8 til 5 på noen linjer er mye arbeid. "
	    "«Ikke borte, men mindre» er akkurat så stort som det trenger å "
	    "være.", GROUP_THOUGHTS, "thought_sides thought_record" },
	{ 2, "Fant ut at tanken kommer i du-form. «Du klarer det aldri.» "
	    "Hvem sin stemme er det?", "For et godt spørsmål. La det ligge "
	    "litt, og se om stemmen ligner på noen du kjenner.",
	    GROUP_THOUGHTS, "thought_catch thought_friend" },
	{ 2, "Jeg fanget den mens den var fersk, på trappa ned fra "
	    "pauserommet. Da var den kortere enn jeg husker den.", "Fersk er "
	    "best. Den vokser ofte i minnet, så de korte, ferske er gode å "
	    "ha.", GROUP_THOUGHTS, "thought_catch" },
	{ 2, "«Alle» ble til «Rune, kanskje». Det var litt av en forskjell.",
	    "Fra alle til Rune, kanskje. Den setningen sier mer enn en hel "
	    "side med forklaringer.", GROUP_THOUGHTS, NULL },
	{ 1, "Jeg kom til «taler mot» og sto fast. Fant bare én ting, og den "
	    "trodde jeg ikke på.", "Én ting du ikke tror på, er en ærlig "
	    "begynnelse. Vi leter etter den neste sammen når vi snakkes.",
	    GROUP_THOUGHTS, "thought_sides thought_record" },
	{ 1, "Gjorde det to av fire ganger. De to andre var jeg for langt "
	    "nede i det.", "Når man er langt nede i det, er det ikke "
	    "skrivetid. At du så forskjell på de fire, er nyttig i seg selv.",
	    GROUP_THOUGHTS, NULL },
	{ 1, "Ble sittende fast i det som taler for. Det er så mye lettere å "
	    "finne.", "Det er ofte slik, den siden har fått mest trening. "
	    "Neste gang kan du begynne med den andre, om det bare er én "
	    "linje.", GROUP_THOUGHTS, "thought_sides thought_record" },
	{ 1, "Fikk ned de tre første feltene. Så ringte det på døra, og jeg "
	    "var egentlig glad for det.", "Tre felt er et fint sted å "
	    "stoppe, og takk til den som ringte på. Vi kan ta de to siste "
	    "sammen.", GROUP_THOUGHTS, "thought_record thought_sides" },
	{ 1, "Skrev tanken, men ikke resten. Den var nok for én kveld.",
	    "Den var nok. Å ha den på papir i stedet for i rommet er en del "
	    "av arbeidet.", GROUP_THOUGHTS, "thought_sides thought_record "
	    "thought_friend" },
	{ 1, "Halvveis ble jeg bare sint på hele skjemaet. Men det jeg rakk, "
	    "stemte.", "Sint på skjemaet er lov. Det du rakk, er presist, så "
	    "la oss bruke det.", GROUP_THOUGHTS, "thought_sides "
	    "thought_record" },
	{ 1, "Den nye setningen ble for pen. Den tror jeg ikke på selv.",
	    "Da kaster vi den pene. Hva ville du sagt hvis den bare skulle "
	    "være litt mindre feil?", GROUP_THOUGHTS, "thought_sides "
	    "thought_record" },
	{ 0, "Det ble for nært. Jeg åpnet det og lukket det igjen.", "Du "
	    "kjente etter og lukket. Det er en grense, og den er nyttig. Vi "
	    "tar noe som ligger litt lenger unna.", GROUP_THOUGHTS, NULL },
	{ 0, "Jeg fikk det ikke til. Alt jeg skrev, hørtes ut som en annen "
	    "som snakket.", "Det må ha vært ubehagelig. Da lar vi skrivingen "
	    "hvile, og du kan si det til meg på telefon i stedet.",
	    GROUP_THOUGHTS, NULL },
	{ 0, "Var redd for at noen skulle se det. Turte ikke å ha det på "
	    "maskinen hjemme.", "Takk for at du sier det. Da gjør vi det "
	    "uten å skrive, eller her på klinikken. Det er du som bestemmer.",
	    GROUP_THOUGHTS, NULL },
	{ 3, "Jeg sa den høyt i bilen i stedet. Veldig rart. Etterpå lo jeg.",
	    "Det er også å møte den. Latteren etterpå vil jeg gjerne høre "
	    "mer om.", GROUP_THOUGHTS, NULL },
	/* --- do --- */
	{ 2, "Skrev i boka ved senga fem kvelder. Under «gjort» sto det «sto "
	    "opp» to ganger, og det var sant.", "«Sto opp» hører hjemme der. "
	    "De to dagene skal ha samme plass som de andre i boka.", GROUP_DO,
	    "good_and_done" },
	{ 1, "Fant noe gjort hver kveld, men noe godt bare to ganger.", "To "
	    "gode er to gode. Kanskje er det øynene for det gode som trenger "
	    "litt øving, ikke dagene dine.", GROUP_DO, "good_and_done" },
	{ 0, "Glemte boka på jobb, og så ble det ikke noe.", "Da er det boka "
	    "som må flytte hjem. Eller en lapp på tannbørstekruset?",
	    GROUP_DO, "good_and_done" },
	{ 2, "Tre ting sto i kalenderen, og alle tre ble med. Den beste var "
	    "«ingenting».", "At «ingenting» fikk eget klokkeslett, er jeg "
	    "imponert over. Hva gjorde du da?", GROUP_DO, "week_plan" },
	{ 1, "To av tre. Torsdag ringte de meg inn, men jeg flyttet i stedet "
	    "for å stryke.", "Flyttet, ikke strøket. Det er den bevegelsen "
	    "som gjør at en plan varer.", GROUP_DO, "week_plan" },
	{ 2, "Bakte boller. De ble tørre, men huset luktet som før.", "Tørre "
	    "boller og riktig lukt er et godt bytte. Hvem fikk smake?",
	    GROUP_DO, NULL },
	{ 2, "Jeg satt på brygga i ti minutter. Tenkte ikke en eneste hel "
	    "tanke.", "Ti minutter uten en hel tanke er sjeldent. Det skal "
	    "du vite at du fikk til.", GROUP_DO, NULL },
	{ 2, "Det var tyngst å få på skoene. Da døra var lukket bak meg, "
	    "gikk det av seg selv.", "Skoene er altså selve terskelen. Da "
	    "kan vi gjøre den mindre: bare skoene, og så bestemme.", GROUP_DO,
	    "move" },
	{ 2, "Hørte på hele plata. Gråt på spor fire. Det var ikke noe vondt "
	    "i det.", "Da fikk spor fire gjøre jobben sin. Gråt uten vondt i "
	    "er noe annet enn det du pleier å fortelle om.", GROUP_DO, NULL },
	{ 2, "Ryddet én skuff. Bare én. Jeg har åpnet den hver dag siden "
	    "bare for å se.", "Å åpne den bare for å se! Det er gleden ved "
	    "noe gjort, og den skal du få ha.", GROUP_DO, NULL },
	{ 2, "Meldte meg på strikkekvelden. Satt der uten å si noe, og det "
	    "var helt greit for dem.", "Du satt der. Det er hele greia "
	    "første gang. Neste gang vet de hvor du vil sitte.", GROUP_DO,
	    NULL },
	{ 2, "Spikket med nevøen min. Han sa at jeg var morsommere enn på "
	    "lørdag.", "Det er et vitnemål det er verdt å ramme inn. Hva var "
	    "annerledes siden lørdag?", GROUP_DO, NULL },
	{ 2, "Skrev ned tre ting hver kveld. Den tredje kvelden måtte jeg "
	    "lete, men så fant jeg fire.", "Fire, etter å ha lett. Øynene "
	    "dine begynner å vite hvor de skal se.", GROUP_DO,
	    "good_and_done" },
	{ 2, "Gikk én stopp før med bussen. Traff læreren fra barneskolen, "
	    "og hun husket meg.", "Så rart hva én holdeplass kan romme. Hva "
	    "husket hun?", GROUP_DO, "move" },
	{ 2, "Planen for uka holdt til torsdag. Torsdag ble en annen, men "
	    "den sto der og ventet på fredag.", "En plan som tåler torsdag, "
	    "er en god plan. Behold den måten å gjøre det på.", GROUP_DO,
	    "week_plan" },
	{ 1, "Gikk halve runden. Det begynte å regne, og jeg hadde feil sko.",
	    "Halv runde i feil sko teller i min bok. Skal skoene stå framme "
	    "neste gang?", GROUP_DO, "move" },
	{ 1, "To av tre ganger. Den tredje gangen sov jeg, og det var vel "
	    "det jeg trengte.", "To og en søvn. Det høres ut som en "
	    "fornuftig uke.", GROUP_DO, NULL },
	{ 1, "Jeg begynte, men ble sittende og tenke på alt som ikke var "
	    "gjort.", "Den tanken kjenner mange. Kanskje kan du prøve noe "
	    "som tar hendene helt, så den får mindre plass?", GROUP_DO,
	    NULL },
	{ 1, "Tok det minste, å åpne vinduet og stå der. Mer ble det ikke, "
	    "men jeg sto der hver dag.", "Hver dag! Det minste, hver dag, er "
	    "mer enn det store én gang.", GROUP_DO, NULL },
	{ 1, "Fikk bare til det jeg måtte, ikke det jeg hadde lyst til.",
	    "Da vet vi at lyst-tingene ryker først. Skal vi legge én av dem "
	    "midt på dagen, før det du må?", GROUP_DO, "week_plan "
	    "one_thing" },
	{ 0, "Kom hjem og ble sittende i gangen med jakka på.", "Takk for at "
	    "du forteller det med jakka. Det sier meg hvor tom du er når du "
	    "kommer hjem. Vi legger det før jobben, eller lar det være.",
	    GROUP_DO, NULL },
	{ 0, "Alle ble syke på én gang, og da gikk uka med til det.", "Da "
	    "var det ikke plass, og det er ikke noe å ta igjen. Hva gjorde "
	    "du for deg selv oppi det, om bare fem minutter?", GROUP_DO,
	    NULL },
	{ 0, "Jeg hadde ikke lyst på noe. Ikke engang kaffe.", "Det er godt "
	    "å vite at det var en sånn uke. Da gjør vi det så lite at det "
	    "ikke trenger lyst.", GROUP_DO, NULL },
	{ 3, "Det ble ikke turen, men jeg vasket sykkelen til naboen.", "Det "
	    "var da en tur det også, med bøtte. Hvordan var det etterpå?",
	    GROUP_DO, NULL },
	/* --- dare --- */
	{ 2, "Trappa mi har seks trinn. Det nederste er så lite at jeg lo.",
	    "Det skal være til å le av. Når du står på det, kan du se det "
	    "neste.", GROUP_DARE, "ladder" },
	{ 2, "Da jeg skrev trinnene, så jeg at jeg hopper over det samme "
	    "hver gang: å komme først.", "Å komme først, altså. Det hadde vi "
	    "ikke funnet ved å snakke om det.", GROUP_DARE, "ladder" },
	{ 1, "Kom til tredje trinn og fant ikke på flere. Det er et langt "
	    "stykke opp til målet derfra.", "Tre trinn er nok til å begynne. "
	    "Resten ser man ofte først når man står på det andre.",
	    GROUP_DARE, "ladder" },
	{ 1, "Det var tyngre å skrive enn jeg trodde. Jeg så for meg alle "
	    "sammen mens jeg skrev.", "Da har du allerede stått litt på "
	    "hvert av dem. La den ligge noen dager før vi velger.",
	    GROUP_DARE, "ladder" },
	{ 2, "Jeg ble stående i kassakøen til det var min tur. Hjertet "
	    "hamret hele tida, og så sa hun bare «pose?».", "«Pose?» Der sto "
	    "du med hele alarmen på, og det som skjedde, var en pose. Skriv "
	    "opp akkurat det.", GROUP_DARE, NULL },
	{ 2, "Trodde de skulle stirre. To hilste, og én spurte om jeg ville "
	    "ha kaffe.", "Det er stor forskjell på det du trodde, og det du "
	    "fikk se. Hvilken av de to vil du ha med neste gang?", GROUP_DARE,
	    NULL },
	{ 2, "Ringte ham først. Han hørtes nesten lettet ut.", "Du ringte "
	    "først, og du hørte det du hørte. Hva tror du han hadde gruet "
	    "seg til?", GROUP_DARE, "near_work ladder_step" },
	{ 2, "Jeg gikk helt inn til pulten. Satt der i ni minutter. Ingen "
	    "spurte om noe, og jeg så at planten min levde.", "Ni minutter "
	    "og en levende plante. Noen har vannet den, kanskje er det verdt "
	    "å vite hvem.", GROUP_DARE, "near_work" },
	{ 2, "Redselen var 8 da jeg tok i håndtaket og 4 da jeg hadde satt "
	    "meg. Jeg gjorde ingenting for å få den ned.", "Legg merke til "
	    "den siste setningen din. Den gikk ned mens du bare satt der.",
	    GROUP_DARE, NULL },
	{ 1, "Kom til parkeringsplassen, ikke lenger. Men jeg slo av motoren "
	    "denne gangen.", "Motoren av er et trinn. Sist kjørte du forbi. "
	    "Hvor er det neste, tror du?", GROUP_DARE, "near_work "
	    "ladder_step" },
	{ 1, "Gjorde det én gang av tre. Den ene gangen var verre før enn "
	    "under.", "Verre før enn under. Det er det viktigste du kunne "
	    "funnet ut, og det tok bare én gang.", GROUP_DARE, NULL },
	{ 1, "Sto der i ett minutt slik vi hadde sagt. Så måtte jeg gå. Jeg "
	    "var skuffet på hjemveien.", "Ett minutt var avtalen, og du "
	    "holdt den. Skuffelsen får være med, men den teller ikke trinn.",
	    GROUP_DARE, NULL },
	{ 1, "Jeg gikk, men hadde en venn i øret hele veien.", "Du gikk. Om "
	    "vennen er i øret eller i lomma neste gang, kan dere bestemme "
	    "sammen.", GROUP_DARE, NULL },
	{ 1, "Leste meldingen høyt for en venn, men fikk ikke trykket på "
	    "send.", "Du skrev den og sa den høyt. Nå mangler bare tommelen, "
	    "og den kan vi ta på et godt tidspunkt.", GROUP_DARE, NULL },
	{ 1, "Var inne i ti minutter og så på klokka hele tida. Ble egentlig "
	    "ikke mindre redd.", "Noen ganger synker den ikke den dagen. Det "
	    "du fikk vite, er at du kan være redd i ti minutter og bli. Skal "
	    "vi ta det samme en gang til?", GROUP_DARE, NULL },
	{ 1, "Halve trappa. På det fjerde trinnet kjente jeg at jeg holdt på "
	    "å bli dårlig.", "Takk for at du snudde mens det var ditt eget "
	    "valg. Vi deler det fjerde i to.", GROUP_DARE, NULL },
	{ 0, "Jeg kledde på meg og sto i gangen. Så tok jeg av meg igjen.",
	    "Da kom du til gangen. Det var for stort denne gangen, så vi "
	    "finner et trinn som er innenfor døra.", GROUP_DARE, NULL },
	{ 0, "Turte ikke. Har dårlig samvittighet for det.", "Samvittigheten "
	    "kan du legge fra deg her. Å si «turte ikke» rett ut er også noe "
	    "som krever mot.", GROUP_DARE, NULL },
	{ 0, "Hadde tatt fri for å gjøre det, og så satt jeg hjemme hele "
	    "dagen og ristet.", "Det må ha vært en lang dag. Vi skulle ikke "
	    "ha lagt det så høyt. Jeg ringer deg, så gjør vi det lavere "
	    "sammen.", GROUP_DARE, "near_work ladder_step ladder_again" },
	{ 3, "Turte ikke døra, men skrev en lang e-post til sjefen om "
	    "hvorfor. Den har jeg sendt.", "Det var en annen dør, og du gikk "
	    "gjennom den. Vil du fortelle hva som sto i den?", GROUP_DARE,
	    "near_work" },
	/* --- test --- */
	{ 2, "Jeg gjettet at tre av fem ville bli sure. Ingen ble det. Én "
	    "takket meg.", "Null av fem, og en takk. Neste gang du gjetter, "
	    "har du et tall å se på.", GROUP_TEST, "test_it" },
	{ 2, "Leverte med en skrivefeil i, med vilje. Ventet hele dagen. "
	    "Ingenting.", "For et modig lite forsøk. Hva gjorde ventingen "
	    "med deg utover dagen?", GROUP_TEST, "good_enough" },
	{ 2, "Sa «det vet jeg ikke» på møtet. Sjefen sa «ikke jeg heller».",
	    "Du må nesten henge den over pulten. Hva hadde du trodd at han "
	    "skulle si?", GROUP_TEST, NULL },
	{ 2, "Spurte tre stykker om de blir slitne etter lunsj. Alle tre. "
	    "Jeg trodde det var meg.", "Da er dere fire. Hvordan er det å "
	    "vite det?", GROUP_TEST, "test_it" },
	{ 2, "Lot oppvasken stå til dagen etter. Uroen var 7 klokka ni og 2 "
	    "da jeg la meg.", "7 til 2 uten en eneste tallerken. Den kurven "
	    "hører hjemme på kartet ditt.", GROUP_TEST, "good_enough" },
	{ 1, "Gjorde testen, men glemte å skrive hva jeg trodde på forhånd. "
	    "Så nå vet jeg ikke helt hva den viste.", "Det er lett å glemme "
	    "den delen. Gjør den gjerne en gang til med én linje først, "
	    "resten kan du allerede.", GROUP_TEST, "test_it" },
	{ 1, "Prøvde på onsdag og feiget ut på fredag. Onsdag gikk over all "
	    "forventning.", "Da har du en onsdag å lene deg på. Hva hadde "
	    "fredagen som onsdagen ikke hadde?", GROUP_TEST, NULL },
	{ 1, "Lot det være nesten godt nok. Måtte gå tilbake og rette én "
	    "ting.", "Én ting, ikke ti. Hvor mye var uroen da du gikk "
	    "tilbake, og hvor mye var den etterpå?", GROUP_TEST,
	    "good_enough" },
	{ 0, "Kom aldri på noe som kunne testes. Alt jeg tenkte på, var for "
	    "stort.", "Det store lar seg sjelden teste. Skal vi finne noe "
	    "lite sammen, noe som kan stemme eller ikke på fem minutter?",
	    GROUP_TEST, "test_it" },
	{ 0, "Hadde bestemt meg, men så ble møtet avlyst.", "Da sto du klar, "
	    "og det var ikke deg det sto på. Vi flytter det til neste møte.",
	    GROUP_TEST, NULL },
	{ 3, "Endte med å teste det på naboen i stedet for på jobben. Han "
	    "besto.", "Hils naboen. Det gjelder fortsatt som forsøk. Hvem er "
	    "den nest tryggeste å prøve det på?", GROUP_TEST, NULL },
	/* --- calm --- */
	{ 2, "La merke til at naboen spiller piano. Har bodd der i to år.",
	    "To år, og så kom musikken fram da du lyttet. Hva mer har vært "
	    "der hele tida, tror du?", GROUP_CALM, "look_out move_focus" },
	{ 2, "Pusten roet seg på tredje runde. De to første var jeg mest "
	    "opptatt av om jeg gjorde det riktig.", "På tredje runde slapp "
	    "du kontrollen. Gi deg selv de to første neste gang også.",
	    GROUP_CALM, "breathe" },
	{ 2, "Skuldrene sank nesten ti centimeter, kjentes det som.", "Ti "
	    "centimeter er mye skulder. Når på dagen trenger de det mest?",
	    GROUP_CALM, "let_go breathe" },
	{ 2, "Så ut av bussvinduet hele veien. Det er rådyr ved Sluppen.",
	    "Rådyr, midt i rushet. De var der nok i går også.", GROUP_CALM,
	    "look_out" },
	{ 2, "Gjorde den rett før møtet, på do. Ingen vet det.", "Det er et "
	    "godt sted, det er lås på døra. Hvordan var det å gå inn på "
	    "møtet?", GROUP_CALM, "breathe let_go" },
	{ 2, "Tok pausen selv om telefonen ringte. De ringte igjen ti "
	    "minutter senere, og det var ikke noe.", "Verden ventet i ti "
	    "minutter. Det er det pausen kan lære oss, litt om gangen.",
	    GROUP_CALM, "pauses" },
	{ 2, "Sovnet midt i. Regner med at det er et godt tegn.", "Det "
	    "regner jeg også med. Gjør den gjerne sittende hvis du vil få "
	    "med deg slutten.", GROUP_CALM, "let_go breathe" },
	{ 1, "Fikk gjort den hjemme, men ikke på jobb. Der er det alltid "
	    "noen.", "Da har du et sted den virker. Skal vi lete etter et "
	    "hjørne på jobben, eller holder det med hjemme en stund?",
	    GROUP_CALM, "breathe let_go" },
	{ 1, "Ble svimmel og stoppet. Prøvde kortere dagen etter, det gikk "
	    "bedre.", "Fint at du stoppet, og at du fant din egen lengde. "
	    "Hold deg til den korte.", GROUP_CALM, "breathe" },
	{ 1, "Klarte å se ut i et minutt, så var jeg inne i hodet igjen. "
	    "Sikkert ti ganger.", "Ti ganger inn, og altså ti ganger ut "
	    "igjen. Det er ut igjen som er øvelsen.", GROUP_CALM, "look_out "
	    "move_focus" },
	{ 1, "Tok to av de fire pausene. De to andre spiste jeg opp med å "
	    "svare på meldinger.", "To er to flere enn forrige uke. "
	    "Meldingene får gjerne vente i den tredje.", GROUP_CALM,
	    "pauses" },
	{ 0, "Glemte det til jeg lå i senga, og da virket det som for sent.",
	    "Om kvelden er hodet ofte fullt. Skal vi henge den på noe du "
	    "gjør før lunsj?", GROUP_CALM, NULL },
	{ 0, "Det ble mer uro av å kjenne etter. Jeg sluttet.", "Det var "
	    "klokt å slutte. Noen får det sånn, og da øver vi på å se ut i "
	    "stedet for inn.", GROUP_CALM, "breathe let_go" },
	{ 3, "Satte meg i kirken på torsdag i stedet. Bare satt der.", "Et "
	    "rom som er laget for nettopp det. Kunne det blitt en fast "
	    "torsdag?", GROUP_CALM, NULL },
	/* --- worry --- */
	{ 2, "Bekymringene fikk vente til klokka fem. Da jeg kom dit, var "
	    "halvparten gått ut på dato.", "Halvparten gikk ut på dato helt "
	    "av seg selv. Hva slags var det som holdt seg?", GROUP_WORRY,
	    "worry_time" },
	{ 2, "Skrev i et kvarter og lukket boka. Natta etter sov jeg til "
	    "seks.", "Til seks! Vi skal ikke love det hver gang, men boka "
	    "kan få stå der.", GROUP_WORRY, "worry_time" },
	{ 2, "Sorterte i to hauger. Den jeg kan gjøre noe med, var bare tre "
	    "ting.", "Tre ting er til å bære. Hvilken av dem er minst?",
	    GROUP_WORRY, "worry_sort" },
	{ 2, "Sa «klokka fem» til meg selv elleve ganger på én dag. Den "
	    "ellevte gangen gikk det fort.", "Elleve ganger er trening, som "
	    "med armhevinger. At den ellevte gikk fort, er hele poenget.",
	    GROUP_WORRY, "worry_time" },
	{ 1, "Holdt tida på mandag og tirsdag. Onsdag bekymret jeg meg hele "
	    "dagen, som før.", "Mandag og tirsdag kan du ta vare på. Hva var "
	    "det onsdag hadde tak i?", GROUP_WORRY, "worry_time" },
	{ 1, "Fikk skrevet dem ned, men ikke lagt dem fra meg. De ble med på "
	    "trikken.", "Første halvdel er gjort. Kanskje trenger de et sted "
	    "å legges, en skuff eller en boks. Har du et slikt?", GROUP_WORRY,
	    "worry_time worry_sort" },
	{ 1, "Haugen jeg ikke kan gjøre noe med, ble så stor at jeg stoppet.",
	    "Jeg skjønner at du stoppet. Vi ser på den sammen, og vi tar "
	    "bare den øverste.", GROUP_WORRY, "worry_sort" },
	{ 0, "Klokka fem er det mas fra alle kanter. Det var dumt valgt av "
	    "meg.", "Ikke dumt, nå vet vi det. Når er det stille rundt deg, "
	    "om så bare i ti minutter?", GROUP_WORRY, "worry_time" },
	{ 0, "Ble redd for å åpne for dem. Tenk om de ikke lot seg lukke.",
	    "Den redselen er det bra å si høyt. Vi åpner dem her, sammen, "
	    "første gang.", GROUP_WORRY, "worry_time worry_sort" },
	{ 3, "Fortalte dem til en venn i stedet for til arket. Vi hadde noen "
	    "av de samme.", "Da ble de delt på to. Hvordan var det å høre de "
	    "andre?", GROUP_WORRY, NULL },
	/* --- any --- */
	{ 2, "Det gikk, og det var ikke så farlig som jeg hadde gjort det "
	    "til i hodet.", "I hodet er ting ofte større enn på gulvet. Jeg "
	    "merker meg at du gjorde det likevel.", GROUP_ANY, NULL },
	{ 2, "Jeg gjorde det tre dager på rad. Dag to var den verste.", "Da "
	    "vet du noe om dag to. Kanskje skal den få lov til å være den "
	    "minste neste gang?", GROUP_ANY, NULL },
	{ 2, "En på jobben lurte på hvorfor jeg nynnet. Jeg visste ikke at "
	    "jeg gjorde det.", "Nynning uten å vite det står ikke i noe "
	    "skjema, men jeg skriver det opp.", GROUP_ANY, NULL },
	{ 2, "Enklere enn jeg trodde når det allerede sto i kalenderen med "
	    "klokkeslett.", "Kalenderen fikk bestemme, så slapp du. Det er "
	    "en fin måte å være snill mot seg selv på.", GROUP_ANY, NULL },
	{ 2, "Jeg var ferdig før jeg rakk å grue meg.", "Det er nesten den "
	    "beste rekkefølgen. Kan du gjenta den, tror du, eller var det "
	    "flaks?", GROUP_ANY, NULL },
	{ 2, "Kjente meg litt stolt. Det er lenge siden, så jeg måtte sjekke "
	    "at det var det.", "Det var nok det. La den få sitte der litt "
	    "før du går videre.", GROUP_ANY, NULL },
	{ 2, "Gjorde det på dårligste dag også. Det overrasket meg mer enn "
	    "at jeg gjorde det på de gode.", "Det er på den dårligste det "
	    "viser seg. Hva var det som fikk deg i gang akkurat da?",
	    GROUP_ANY, NULL },
	{ 2, "Planen for når jeg ble sliten virket. Jeg gjorde bare den "
	    "første delen, og det var nok til at jeg gjorde resten.",
	    "Hvis–så-setningen din gjorde jobben. Den kan du låne til andre "
	    "ting også.", GROUP_ANY, NULL },
	{ 1, "Jeg kom i gang, men stoppet midtveis. Det jeg gjorde, var ok.",
	    "Midtveis er et sted, det også. Hva var det som gjorde at det "
	    "første gikk?", GROUP_ANY, NULL },
	{ 1, "Det ble halvparten av det vi hadde sagt. Men jeg husket "
	    "hvorfor vi hadde sagt det.", "Å huske hvorfor er kanskje den "
	    "viktigste halvparten. Vi lar den andre være til neste uke.",
	    GROUP_ANY, NULL },
	{ 1, "Gikk greit de dagene jeg sov. De andre dagene var det ikke noe "
	    "å hente.", "Da henger det sammen med natta. La oss legge det "
	    "etter de nettene som er gode, og la de andre være i fred.",
	    GROUP_ANY, NULL },
	{ 1, "Litt av det, og litt for fort. Ville bare bli ferdig.", "Det "
	    "er ærlig. Ville det blitt bedre med halvparten og dobbelt så "
	    "god tid?", GROUP_ANY, NULL },
	{ 1, "Tok den lille varianten, og det var akkurat passe.", "Akkurat "
	    "passe er et sjeldent funn. Da lar vi den være den størrelsen.",
	    GROUP_ANY, NULL },
	{ 0, "Ble ikke noe av. Uka var full før den begynte.", "Da var det "
	    "ikke rom, og det er greit. Skal vi la neste uke få være uten "
	    "også, eller ta noe som er bitte lite?", GROUP_ANY, NULL },
	{ 0, "Jeg husket det hver kveld klokka elleve.", "Klokka elleve er "
	    "hodet flinkest til å huske og kroppen dårligst til å gjøre. "
	    "Skal vi prøve å hekte det på frokosten?", GROUP_ANY, NULL },
	{ 0, "Var bortreist, og da forsvinner alt som ligner på vaner.",
	    "Vaner blir ofte igjen hjemme. Det går fint, de ventet nok på "
	    "deg.", GROUP_ANY, NULL },
	{ 0, "Orket ikke. Det er ikke mer å si om det.", "Det er nok. Takk "
	    "for at du sendte det likevel.", GROUP_ANY, NULL },
	{ 0, "Vakta ble byttet, og så ble klokkeslettet feil. Etter det "
	    "mistet jeg tråden.", "Klokkeslett og turnus er uvenner. Vi "
	    "hekter det på noe som følger vakta, som kaffen eller "
	    "klesskiftet.", GROUP_ANY, NULL },
	{ 0, "Tenkte på det som en plikt, og da ble det ikke gjort.", "Godt "
	    "sett. En plikt til trenger du ikke. Hva måtte vært annerledes "
	    "for at det var ditt eget?", GROUP_ANY, NULL },
	{ 0, "Hadde det for travelt med å få det til på jobb til å få til "
	    "noe annet.", "Da vet jeg litt mer om uka di. Vi finner noe som "
	    "kan gjøres i gangen mellom to ting.", GROUP_ANY, NULL },
	{ 3, "Gjorde noe helt annet: ringte en venn jeg ikke har snakket med "
	    "på to år.", "Det kaller jeg et godt bytte. Hvordan hørtes "
	    "stemmen hans ut?", GROUP_ANY, NULL },
	{ 3, "Byttet det ut med en dag i skogen. Det var det jeg trengte.",
	    "Da hørte du etter. Hva var det skogen gjorde som planen vår "
	    "ikke hadde fått med seg?", GROUP_ANY, NULL },
};

const struct tolds demo_tolds_nb = { told,
    sizeof(told) / sizeof(told[0]) };
