/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_texts.h"

/* Worksheets as people fill them in; rows of a list by |, cells by /. */

static const struct sheet sheets[] = {
	{ "moment", {
	    { "situation", "Heisen. Jeg og han fra tredje." },
	    { "feeling", "flau" },
	    { "thought", "«Si noe, da, nå er det for sent.»" } } },
	{ "moment", {
	    { "situation", "Tomt i kjøleskapet klokka halv sju." },
	    { "feeling", "oppgitt" },
	    { "thought", "«Ikke engang det får jeg til.»" } } },
	{ "moment", {
	    { "situation", "Sola på fortauet utenfor Rema." },
	    { "feeling", "lett, faktisk" },
	    { "thought", "«Dette hadde jeg glemt.»" } } },
	{ "moment", {
	    { "situation", "Møteinnkalling uten tekst." },
	    { "feeling", "redd" },
	    { "thought", "«Det gjelder meg.»" } } },
	{ "moment", {
	    { "situation", "Ungdommene på bussen lo." },
	    { "feeling", "liten" },
	    { "thought", "«Av meg.»" } } },
	{ "moment", {
	    { "situation", "Jeg fant igjen nøklene." },
	    { "feeling", "glad i to sekunder" } } },
	{ "moment", {
	    { "situation", "Vaktskiftet, ingen sa hei." },
	    { "feeling", "usynlig" },
	    { "thought", "«De har snakket om meg før jeg kom.»" } } },
	{ "moment", {
	    { "situation", "Ringte legen, sto i kø som nummer elleve." },
	    { "feeling", "sint" },
	    { "thought", "«Alt er kø.»" } } },
	{ "moment", {
	    { "situation", "Lukta av sagflis da jeg gikk forbi verkstedet." },
	    { "feeling", "savn" } } },
	{ "circle", {
	    { "situation", "Sjefen sier «vi tar en prat»." },
	    { "thought", "«Nå er det slutt.»" },
	    { "feeling", "redd" },
	    { "body", "kalde hender" },
	    { "action", "svarer for fort ja" },
	    { "round", "Når jeg svarer fort, spør han ikke mer, og da vet "
	    "jeg ikke." } } },
	{ "circle", {
	    { "situation", "Jeg ser klokka, den er fem over." },
	    { "thought", "«Alle har gått inn.»" },
	    { "feeling", "skam" },
	    { "body", "varm i nakken" },
	    { "action", "går en runde rundt bygget" },
	    { "round", "Da er den ti over." } } },
	{ "circle", {
	    { "situation", "Ingen svar på meldingen min." },
	    { "thought", "«Jeg skrev noe dumt.»" },
	    { "feeling", "uro" },
	    { "body", "mage" },
	    { "action", "skriver en til" } } },
	{ "mood_day", {
	    { "did", "Handlet, sov, så på snøen." },
	    { "note", "Bedre etter at det ble lyst." } } },
	{ "mood_day", {
	    { "did", "Jobb og rett hjem." },
	    { "note", "Tallet ville vært høyere hvis jeg hadde spist." } } },
	{ "mood_day", {
	    { "did", "Fjellet med hunden." },
	    { "note", "Rart at samme dag kan ha både 3 og 7 i seg." } } },
	{ "mood_day", {
	    { "did", "Lite. Vasket gulvet på kjøkkenet." } } },
	{ "energy_day", {
	    { "took", "Møtet som ikke ble noe av, men som jeg hadde grudd "
	    "meg til." },
	    { "gave", "Tre minutter i heisen med Anne." } } },
	{ "energy_day", {
	    { "took", "Å late som." },
	    { "gave", "Varm dusj." } } },
	{ "energy_day", {
	    { "took", "Telefonen, elleve anrop." },
	    { "gave", "Brødskiva i solveggen." } } },
	{ "energy_day", {
	    { "took", "Tunge løft og lett snakk." },
	    { "gave", "Stillheten i garderoben etterpå." } } },
	{ "alarm", {
	    { "first", "Det kribler i fingrene." },
	    { "situation", "Skal inn døra på jobb." },
	    { "then", "Det ga seg da jeg hadde hengt opp jakka." } } },
	{ "alarm", {
	    { "first", "Varm nakke." },
	    { "situation", "Navnet hans på skjermen." },
	    { "then", "Gikk og fylte vannflaska. Da var den 4." } } },
	{ "breathe", {
	    { "noticed", "De første tre var stive. Så gjespet jeg." } } },
	{ "breathe", {
	    { "noticed", "Hørte kjøleskapet. Det har jeg ikke hørt før." } } },
	{ "breathe", {
	    { "noticed", "Tenkte på handlelista hele tida, men skuldrene "
	    "gikk ned likevel." } } },
	{ "breathe", {
	    { "noticed", "Best i bilen." } } },
	{ "one_thing", {
	    { "what", "Vannet plantene." },
	    { "noticed", "To av dem var tørre som meg." } } },
	{ "one_thing", {
	    { "what", "La meg på gulvet og hørte på radio." },
	    { "noticed", "Gulvet var varmt. Det visste jeg ikke." } } },
	{ "one_thing", {
	    { "what", "Stekte pannekaker til middag på en tirsdag." },
	    { "noticed", "Ingen klagde." } } },
	{ "one_thing", {
	    { "what", "Tok den lange veien hjem om elva." },
	    { "noticed", "En mann fisket. Vi nikket." } } },
	{ "one_thing", {
	    { "what", "Ringte til Vigdis." },
	    { "noticed", "Hun spurte ikke hvordan det gikk. Det var "
	    "deilig." } } },
	{ "one_thing", {
	    { "what", "Satte opp hylla som har stått i gangen siden mai." },
	    { "noticed", "Den er skjev, og den henger." } } },
	{ "good_and_done", {
	    { "good", "Kaffen|At hun vinket" },
	    { "done", "Betalte strømmen|Hentet pakken|Sa nei til overtid" } } },
	{ "good_and_done", {
	    { "good", "Nytt sengetøy" },
	    { "done", "Møtte opp|Spiste lunsj med de andre" } } },
	{ "good_and_done", {
	    { "good", "Regnet stoppet da jeg gikk ut|En sang jeg hadde "
	    "glemt" },
	    { "done", "Vasket håret|Ringte forsikringen" } } },
	{ "move", {
	    { "what", "Gikk opp til Kuhaugen og snudde før toppen." },
	    { "noticed", "Pusten kom før tankene." } } },
	{ "move", {
	    { "what", "Danset til én låt med støvsugeren." },
	    { "noticed", "Lo av meg selv i speilet." } } },
	{ "move", {
	    { "what", "Trappa i stedet for heisen, fire etasjer." },
	    { "noticed", "Beina skalv, men på en ærlig måte." } } },
	{ "move", {
	    { "what", "Rundt vannet i slaps." },
	    { "noticed", "Våt, og ganske våken." } } },
	{ "thought_catch", {
	    { "situation", "Han så på klokka mens jeg snakket." },
	    { "feeling", "skamfull" },
	    { "thought", "«Jeg kjeder ham. Jeg kjeder alle.»" } } },
	{ "thought_catch", {
	    { "situation", "Lønnssamtalen er flyttet." },
	    { "feeling", "urolig" },
	    { "thought", "«De trenger mer tid til å finne ordene.»" } } },
	{ "thought_catch", {
	    { "situation", "Ble ikke tagget på bildet." },
	    { "feeling", "utenfor" },
	    { "thought", "«De glemte at jeg var der.»" } } },
	{ "thought_catch", {
	    { "situation", "Døra var låst da jeg kom." },
	    { "feeling", "panikk" },
	    { "thought", "«Jeg har misforstått alt.»" } } },
	{ "thought_catch", {
	    { "situation", "Mamma sukket i telefonen." },
	    { "feeling", "skyld" },
	    { "thought", "«Det er min feil at hun er trist.»" } } },
	{ "thought_sides", {
	    { "thought", "«De klarer seg bedre uten meg.»" },
	    { "for", "Ingen har ringt denne uka." },
	    { "against", "De ringte to ganger forrige uke. Ingen har funnet "
	    "passordet." },
	    { "both", "De klarer seg, og de merker at jeg er borte." } } },
	{ "thought_sides", {
	    { "thought", "«Jeg er blitt lat.»" },
	    { "for", "Ligger til ti på lørdager." },
	    { "against", "Står opp fem ganger i natt. Lager mat hver dag." },
	    { "both", "Jeg er trøtt, og det ligner på lat utenfra." } } },
	{ "thought_sides", {
	    { "thought", "«Hun angrer på at hun ansatte meg.»" },
	    { "for", "Hun rettet rapporten." },
	    { "against", "Hun ba meg lære opp den nye." } } },
	{ "thought_sides", {
	    { "thought", "«Det kommer aldri til å gå over.»" },
	    { "for", "Tredje høst på rad." },
	    { "against", "Sommeren var grei. Juni var fin." },
	    { "both", "Det kommer og går, og nå er det her." } } },
	{ "thought_friend", {
	    { "thought", "«Du er en dårlig venn.»" },
	    { "friend", "Du var trøtt og glemte bursdagen. Du ringte dagen "
	    "etter. Hun lo." },
	    { "self", "Jeg glemte, og jeg ringte." },
	    { "keep", "Hun lo." } } },
	{ "thought_friend", {
	    { "thought", "«Alle andre får det til.»" },
	    { "friend", "Du ser bare forsiden deres." },
	    { "keep", "Bare forsiden." } } },
	{ "thought_friend", {
	    { "thought", "«Jeg burde tålt dette.»" },
	    { "friend", "Hvem har bestemt hvor mye du skal tåle?" },
	    { "self", "Vet ikke. Kanskje morfar." } } },
	{ "thought_record", {
	    { "situation", "Julebordet. Ble sittende ved enden." },
	    { "thought", "«Ingen ville ha meg der.»" },
	    { "sides", "Stolen ved siden av var tom / Jeg kom sist, og Tove "
	    "flyttet seg|Snakket lite / Lo av talen" },
	    { "new", "Jeg kom sent og satt for meg selv, og de var glade for "
	    "at jeg kom." } } },
	{ "thought_record", {
	    { "situation", "Feil i turnusen, to ringte meg." },
	    { "thought", "«Jeg ødelegger for folk.»" },
	    { "sides", "To måtte bytte vakt / Begge sa at det passet "
	    "fint|Det er andre gang i år / Det er hundre vakter som "
	    "stemte" } } },
	{ "thought_record", {
	    { "situation", "Nevøen ville ikke hilse på meg." },
	    { "thought", "«Jeg har skremt ham.»" },
	    { "sides", "Jeg var sur i går / Han ville ikke hilse på noen, "
	    "han skulle på do" } } },
	{ "ladder", {
	    { "goal", "Spise i kantina på en onsdag" },
	    { "ladder", "Gå forbi døra|Hente kaffe og gå ut|Sitte fem "
	    "minutter ved vinduet|Spise en halv skive med Mona" },
	    { "first", "Gå forbi døra" } } },
	{ "ladder", {
	    { "goal", "Ta bussen til byen alene" },
	    { "ladder", "Vente på holdeplassen|En stasjon med venn|To "
	    "stasjoner alene|Helt til torget" },
	    { "first", "Vente på holdeplassen" } } },
	{ "ladder", {
	    { "goal", "Si noe på personalmøtet" },
	    { "ladder", "Sitte fremst|Nikke høyt|Stille et spørsmål jeg kan "
	    "svaret på|Si en mening" },
	    { "first", "Sitte fremst" } } },
	{ "ladder", {
	    { "goal", "Åpne posten samme dag" },
	    { "ladder", "Ta den opp fra matta|Sortere i to|Åpne én|Lese den "
	    "høyt for en annen" },
	    { "first", "Ta den opp" } } },
	{ "ladder_step", {
	    { "predict", "Hente kaffe i kantina. Noen kommer til å spørre "
	    "hvor jeg har vært, og jeg begynner å gråte." },
	    { "happened", "Einar spurte. Jeg sa «hjemme». Han sa at maskinen "
	    "var ødelagt og at jeg måtte trykke to ganger." },
	    { "learned", "Jeg kan svare med ett ord." } } },
	{ "ladder_step", {
	    { "predict", "Én stasjon. Jeg kommer til å besvime ved "
	    "Samfundet." },
	    { "happened", "Ble varm. Satt. Gikk av på Samfundet og satt på "
	    "benken og var ganske stolt." },
	    { "learned", "Varm er ikke det samme som å besvime." } } },
	{ "ladder_step", {
	    { "predict", "Tar telefonen uten å la den ringe over. Han kommer "
	    "til å kjefte." },
	    { "happened", "Feil nummer." } } },
	{ "ladder_step", {
	    { "predict", "Sitte fremst. Alle ser nakken min." },
	    { "happened", "Ingen så. Jeg fikk med meg alt som ble sagt, det "
	    "er lenge siden." },
	    { "learned", "Det er lettere å høre der framme." } } },
	{ "ladder_again", {
	    { "where", "Samme kasse, lørdag formiddag" },
	    { "happened", "Kø på fem. Hjertet var med til nummer tre." },
	    { "compare", "Sist var det med hele veien ut." } } },
	{ "ladder_again", {
	    { "where", "Kantina, to dager etter" },
	    { "happened", "Satt ved vinduet med ryggen mot." },
	    { "compare", "Like redd, men jeg spiste opp denne gangen." } } },
	{ "near_work", {
	    { "predict", "At vakta i resepsjonen spør hva jeg gjør her." },
	    { "happened", "Han sa «lenge siden», og så åpnet han." },
	    { "next", "Opp til andre etasje" } } },
	{ "near_work", {
	    { "predict", "E-posten kommer til å ha 900 uleste, og én av dem "
	    "sier opp meg." },
	    { "happened", "612. Ingen av dem sa noe slikt. To var fra meg "
	    "selv." },
	    { "next", "Åpne den med Lise ved siden av" } } },
	{ "near_work", {
	    { "predict", "Lederen blir kort i stemmen." },
	    { "happened", "Hun tok den på andre ring og spurte om hunden." },
	    { "next", "Spør om torsdag" } } },
	{ "test_it", {
	    { "belief", "Hvis jeg sier nei, blir de sure." },
	    { "test", "Si nei til ett bytte." },
	    { "predict", "Marius slutter å hilse." },
	    { "outcome", "Han hilste. Han spurte en annen, hun sa ja." },
	    { "says", "Det var ikke meg det sto på." } } },
	{ "test_it", {
	    { "belief", "Folk hører at stemmen skjelver." },
	    { "test", "Spør to etterpå." },
	    { "predict", "Begge hørte det." },
	    { "outcome", "Den ene hørte at jeg var hes." } } },
	{ "test_it", {
	    { "belief", "Pauser gjør at jeg blir hengende etter." },
	    { "test", "Ta pause to dager, la være to dager." },
	    { "predict", "Færre saker på pausedagene." },
	    { "outcome", "Like mange. Færre feil." },
	    { "says", "Pausene koster ingenting." } } },
	{ "good_enough", {
	    { "what", "Sendte referatet uten å lese det fjerde gang." },
	    { "predict", "Noen finner en feil og sier det høyt." },
	    { "happened", "Tommel opp fra tre stykker." },
	    { "learned", "Tre ganger holder." } } },
	{ "good_enough", {
	    { "what", "La klærne ligge på stolen." },
	    { "predict", "Får ikke sove." },
	    { "happened", "Sov." } } },
	{ "look_out", {
	    { "where", "Trikkeholdeplassen" },
	    { "saw", "Måker som krangler om en brødskive. En gutt med to "
	    "forskjellige votter." } } },
	{ "look_out", {
	    { "where", "Møterom 4" },
	    { "saw", "Lyset på bordet flytter seg. Tone har blå negler." } } },
	{ "look_out", {
	    { "where", "Pauserommet, seks om morgenen" },
	    { "saw", "Grønn lampe over døra. Termosen til Frode. Regn på "
	    "ruta, og at det er morgen." } } },
	{ "move_focus", {
	    { "sounds", "Viften, en bil, min egen svelging" },
	    { "noticed", "Klarte å bli hos bilen til den var borte." } } },
	{ "move_focus", {
	    { "sounds", "Oppvaskmaskinen, naboens radio" },
	    { "noticed", "Tankene kom, men de kom som en lyd til." } } },
	{ "let_go", {
	    { "noticed", "Kjeven har stått på siden mandag, tror jeg." } } },
	{ "let_go", {
	    { "noticed", "Venstre skulder vil ikke. Høyre slapp med en "
	    "gang." } } },
	{ "pauses", {
	    { "noticed", "Ute ved sykkelstativet. Ingen røyker der lenger, "
	    "så jeg har det for meg selv." } } },
	{ "pauses", {
	    { "noticed", "To av tre. Den på ettermiddagen ga mest." } } },
	{ "worry_time", {
	    { "worries", "Husleia|Om hun er sint|Fredagen" },
	    { "noticed", "Fredagen var størst. Etterpå var husleia "
	    "størst." } } },
	{ "worry_time", {
	    { "worries", "Mamma|Bremsene på bilen" },
	    { "noticed", "Ringte verkstedet etterpå, det var en "
	    "lettelse." } } },
	{ "worry_time", {
	    { "worries", "At jeg glemmer noe viktig" },
	    { "noticed", "Det var bare én, den tok hele kvarteret." } } },
	{ "worry_sort", {
	    { "can", "Regningen / Finne fram passordet|Søvnen / Slukke "
	    "klokka elleve" },
	    { "cannot", "Hva de tenker|Været på lørdag" },
	    { "first", "Passordet" },
	    { "noticed", "Det jeg ikke kan, er mye større, men lettere." } } },
	{ "week_plan", {
	    { "things", "Lese avisa ute / tirsdag 11|Svømme / torsdag "
	    "17|Ingenting / lørdag" },
	    { "in_way", "At noen ringer meg inn" },
	    { "then", "Da flytter jeg svømmingen, ikke dropper den" } } },
	{ "week_plan", {
	    { "things", "Frokost med bord og stol / hver dag 7.30|Kjøre til "
	    "havet / søndag" },
	    { "in_way", "Trøtt" },
	    { "then", "Bare kjøre, ikke gå ut" },
	    { "who", "Roar" } } },
};

const struct sheets demo_sheets_nb = { sheets,
    sizeof(sheets) / sizeof(sheets[0]) };
