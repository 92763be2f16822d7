### Wat de bot zegt, in het Nederlands.
### De eerste regel is de boodschap. Kort, gewone woorden, nooit een verwijt. Tussen `…` staat wat iemand kan typen.

## Dagen, tijden en rijtjes

weekdays = maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
weekdays-short = ma di wo do vr za zo
months = januari februari maart april mei juni juli augustus september oktober november december
months-short = jan feb mrt apr mei jun jul aug sep okt nov dec
date = { $weekday } { $day } { $month }
date-year = { $date } { $year }
moment = { $day } { $time }
half-day-morning = { $day }, ochtend
half-day-afternoon = { $day }, middag
span-short = minder dan een uur
span-hours = { $count ->
    [one] 1 uur
   *[other] { $count } uur
}
span-days = { $count ->
    [one] 1 dag
   *[other] { $count } dagen
}
due-late = te laat, { $day }
and = { $first } en { $last }
example = Voorbeeld
not-applicable = n.v.t.
no-outcome = nog geen uitkomst

## Gebieden, kamers en velden

area-veiligheid = veiligheid
area-recht = recht
area-hulp = hulp
area-herstel = herstel
area-title-veiligheid = Veiligheid
area-title-recht = Recht
area-title-hulp = Hulp
area-title-herstel = Herstel
open-areas = Nog geen uitkomst voor { $areas }.
all-decided = Alle vier de gebieden hebben een uitkomst.
standing-nieuw = nieuw
standing-terug = terug
standing-loopt = loopt
place-casus = de kamer van een casus
place-mdt = de MDT-kamer
place-beheer = de beheerkamer
place-direct = je eigen chat met mij
room-casus = de kamer van { $subject }
room-mdt = de MDT-kamer van { $subject }
room-beheer = de beheerkamer
room-direct = de privéchat van { $subject }
field-code = Code
field-dag = Dag
field-datum = Datum
field-gebied = Gebied
field-naam = Naam
field-nummer = Nummer
field-onderwerp = Onderwerp
field-organisatie = Organisatie
field-reden = Reden
field-regio = Regio
field-rol = Rol
field-taal = Taal
field-tekst = Tekst
field-wie = Wie

## De kaart van een casus

card-title = { $code }, gemeld { $age } geleden
card-informant = ⚠️ Let op: wat we weten, kan van familie van de verdachte komen.
card-many = ⚠️ Let op: er zijn { $count } organisaties bij betrokken. Kan het met minder?
card-contact = Veilig contact
card-contact-unknown = nog niet bekend. Vraag dit na, vóór iemand belt of schrijft.
card-coordinator = Regiehouder
card-coordinator-none = nog geen regiehouder
card-coordinator-proposed = nog geen regiehouder; voorstel: { $proposed }
card-mdt = MDT
card-closed = de casus is gesloten op { $moment }
card-actions = Acties
card-actions-none = geen open acties
card-actions-open = { $open } open: `!acties`
card-actions-late = { $open } open, { $late } te laat: `!acties`
card-report = Melding
card-report-text = { $moment } via { $source }, door { $reporter }
card-relation = { $reporter } ({ $relation })
card-victim = Slachtoffer
card-minor = minderjarig
card-adult = meerderjarig
card-kind = Wat
card-online = online
card-offline = niet online
card-when = Wanneer
card-last-time = Laatste keer
card-concerns = Gaat over
card-safety-now = Veiligheid nu
card-children = Kindcheck
card-wishes = Wensen
card-involved = Al betrokken
card-unknown = niets genoteerd
card-areas = Nodig, per gebied
card-area-decided = { $need } → uitkomst: { $outcome }
card-yes = Doen mee
card-no = Geen toestemming
card-anonymous = Alleen anoniem
card-ground = Op grond van de wet, geen toestemming
card-withdrawn = Toestemming ingetrokken
card-nobody = nog niemand
card-decided-by = Wie besliste over toestemming
card-contributions = Inzet
card-emergency = Chat vervangt geen telefoontje bij acuut gevaar: bel 112.

## Acties en mensen

action-added = { $label } voor { $owner }: { $day }
your-turn =
    { $code } { $label }: jij bent aan de beurt, { $user_id }.
    Uiterlijk { $due }.
action-list = { $code }: { $count ->
    [one] 1 open actie
   *[other] { $count } open acties
}
action-list-late = { $code }: { $count ->
    [one] 1 open actie
   *[other] { $count } open acties
}, { $late } te laat
action-list-empty = { $code }: er zijn geen open acties.
action-list-hint = Klaar? Typ bijvoorbeeld { $command }.
action-list-done = Al klaar: { $count }.
action-done = { $label } is klaar, gemeld door { $by }. Dank je wel.
action-done-left = { $count ->
    [0] Er zijn nu geen open acties meer.
    [one] Er is nog 1 open actie.
   *[other] Er zijn nog { $count } open acties.
}
coordinator-appointed = { $name } van { $organisation } is nu regiehouder van { $code }.
coordinator-replaced = Dit was eerst { $replaced }.
coordinator-missing = Er is nog geen regiehouder. Kies iemand met `!regie @naam`.
you-coordinate =
    Jij bent nu regiehouder van { $code }, omdat iemand weg is.
    Kijk in de kamer van de casus. Zeg daar of het klopt: `!regie aanvaard` of `!regie weiger: reden`.
who = { $code }: { $count ->
    [one] 1 persoon
   *[other] { $count } mensen
} in deze kamer
who-person = ({ $organisation })
who-coordinator = ({ $organisation }), regiehouder
my-actions = Je hebt { $count ->
    [one] 1 open actie
   *[other] { $count } open acties
}.
my-actions-late = Je hebt { $count ->
    [one] 1 open actie
   *[other] { $count } open acties
}, { $late } te laat.
my-actions-empty = Je hebt geen open acties.
my-actions-hint = Wat het is, staat in de kamer van de casus.

## MDT

agenda = MDT { $region }, { $day }: { $count ->
    [0] geen casussen
    [one] 1 casus
   *[other] { $count } casussen
}
agenda-item = { $standing }, vóór { $deadline }
agenda-late = { $standing }, 24 uur om sinds { $deadline }
meeting-started =
    Het MDT is open. Voorzitter: { $chair }.
    Met `!volgende` gaan we naar de volgende casus.
item-up =
    Nu: { $code }, { $position } van { $total } ({ $standing }).
    De kaart staat in de kamer van deze casus. Leg de besluiten daar vast.
previous-no-coordinator = { $code } komt terug: er is nog geen regiehouder.
previous-done = { $code } is rond: alle vier de gebieden hebben een uitkomst.
previous-open = { $code } komt terug: { $count ->
    [one] 1 gebied heeft
   *[other] { $count } gebieden hebben
} nog geen uitkomst.
item-here = { $code } is nu aan de beurt in het MDT.
item-here-how = Leg vast met `!besluit veiligheid: tekst` of `!besluit herstel nvt: reden`.
all-discussed =
    Alle casussen zijn besproken.
    Typ `!mdt sluit` om het MDT af te sluiten.
decided = Vastgelegd: { $area }
carried-over = { $code } komt terug in het volgende MDT.
case-minutes-actions = { $count ->
    [0] Er zijn geen open acties.
    [one] Er is 1 open actie. Typ `!acties` om die te zien.
   *[other] Er zijn { $count } open acties. Typ `!acties` voor de lijst.
}
case-minutes-record = Deze chat is geen dossier: neem over wat jouw organisatie nodig heeft.
meeting-closed = Het MDT is afgesloten, na { $minutes ->
    [one] 1 minuut
   *[other] { $minutes } minuten
}.

## Hulp en de eigen chat

help = Dit kun je hier doen
help-elsewhere = Meer kan in { $rooms }.
help-topics = Meer, per onderwerp: { $topics }. Bijvoorbeeld `!help afspraken`.
help-about = Hulp over { $topic }
help-topic-kaart = kaart
help-topic-afspraken = afspraken
help-topic-overleg = overleg
help-topic-regiehouder = regiehouder
help-topic-delen = delen
help-topic-mensen = mensen
help-topic-jezelf = jezelf
help-more = Over één commando: `!help taal`.
help-parts = Er is meer: { $command }.
help-help = Bekijk wat je hier kunt doen.
help-taal = Kies je taal: Nederlands of Engels.
help-status = Bekijk hoeveel casussen en open acties je hebt.
help-mijn = Bekijk jouw open acties in alle casussen, en wat op je antwoord wacht.
help-casus = Bekijk hoe de casus er nu voor staat.
help-wie = Bekijk wie er in deze kamer zitten en wie regiehouder is.
help-regie = Zie wie regiehouder is, of vraag iemand. Bijvoorbeeld `!regie @anna`, `!regie CSG` of `!regie ik`.
help-actie = Spreek een actie af: wie, wanneer en wat. Eén bekijken: `!actie A3`.
help-acties = Bekijk de open acties van deze casus.
help-klaar = Meld dat een actie klaar is. In je eigen chat met de code ervoor: `!klaar DH-7K3M A1`.
help-besluit = Leg de uitkomst voor een gebied vast, of `nvt: reden`.
help-mdt-agenda = Bekijk de agenda van het MDT.
help-mdt-start = Open het MDT.
help-volgende = Ga naar de volgende casus. Leid jij een casus? Dan werkt dit ook in de kamer daarvan.
help-mdt-sluit = Sluit het MDT af.
language-set-nl = Ik schrijf je vanaf nu in het Nederlands.
language-set-en = Ik schrijf je vanaf nu in het Engels.
status =
    Je doet mee in { $cases ->
        [0] geen casus
        [one] 1 casus
       *[other] { $cases } casussen
    } en hebt { $actions ->
        [0] geen open acties
        [one] 1 open actie
       *[other] { $actions } open acties
    }.
    Ik ken je als { $name } van { $organisation }.
welcome =
    Welkom, { $name }. Ik houd bij wie wat doet in een casus, en wanneer.
    Drie stappen, dan kun je beginnen. De volgorde maakt niet uit.
welcome-steps =
    Lees het privacyprotocol: typ `!protocol`. Ga je akkoord? Typ `!akkoord`.
    Laat je identiteit controleren. Een collega belt je en leest met je mee. Of vergelijk plaatjes: typ `!emoji`.
    Een collega bevestigt dat je daar werkt. Hoor je niets? Bel zelf een collega op een nummer dat je kent.
welcome-help = Hulp nodig? `!help` zegt wat je hier kunt doen. `!status` zegt waar je aan meedoet. English? `!taal en`.
welcome-not =
    Schrijf hier niets over een casus. Dat doe je in de kamer van die casus, zodra je erin zit.
    Chat vervangt geen telefoontje bij acuut gevaar: bel 112.
welcome-admin =
    Welkom, { $name }. Je bent beheerder: je regelt wie er meedoet. Je ziet geen casussen.
    Twee andere beheerders bevestigen je. Een van hen belt je om je identiteit te vergelijken.
    Daarna kom je in de beheerkamer. Typ daar `!help` om te zien wat je kunt doen.
welcome-auditor =
    Welkom, { $name }. Je bent auditor: je controleert het auditlog. Je ziet geen casussen.
    Twee beheerders bevestigen je. Een van hen belt je om je identiteit te vergelijken.
    Typ `!help` om te zien wat je kunt doen.
morning-digest = Goedemorgen. Acties: { $counts }.
morning-digest-hint = Jouw eigen lijst: `!mijn`. Wat het is, staat in de kamer van de casus.
digest-late = { $count } te laat
digest-today = { $count } vandaag
action-due =
    { $code } { $label } is voor vandaag, { $due }.
    Gedaan? Typ `!klaar` en het nummer in de kamer van deze casus.

## Veiligheid en storingen

intruders =
    { $count ->
        [one] 1 persoon is
       *[other] { $count } mensen zijn
    } verwijderd uit { $room }.
    Wie hier niet op de lijst staat, hoort niet in die kamer. Zoek uit hoe dit kon.
intruders-stay =
    { $count ->
        [one] 1 persoon die er niet hoort, zit
       *[other] { $count } mensen die er niet horen, zitten
    } nog in { $room }.
    Verwijderen lukt mij niet. Doe dit zelf op de server, en zoek uit hoe dit kon.
write-nothing =
    Schrijf nu niets in { $room }.
    Daar was iemand die er niet hoort. De beheerder zoekt het uit.
    Overleg per telefoon, tot de beheerder zegt dat het weer kan.
somebody-put-out =
    { $count ->
        [one] 1 persoon is
       *[other] { $count } mensen zijn
    } met de hand uit { $room } gezet.
    Wie er hoort, nodig ik opnieuw uit. Zoek uit wie dit deed.
rooms-lost = { $count ->
    [one] 1 kamer staat
   *[other] { $count } kamers staan
} niet meer op de server:
rooms-lost-made-again = Privéchats en de beheerkamer maak ik zelf opnieuw.
rooms-lost-offer = Wat mensen daar schreven is weg. Wat is afgesproken, weet ik nog.
rooms-lost-how = Opnieuw maken? Typ `!kamers opnieuw`, of met een code erachter voor één kamer.
lost-rooms-none = Alle kamers staan op de server.
rooms-renewed = { $count ->
    [one] Deze kamer maak ik opnieuw:
   *[other] Deze { $count } kamers maak ik opnieuw:
}
rooms-renewed-how = Wie er hoort, krijgt een nieuwe uitnodiging en daarna de kaart.
no-lost-room =
    Code: er is geen verdwenen kamer met deze code.
    Typ `!kamers` om te zien welke kamers weg zijn.
help-kamers = Bekijk welke kamers van de server verdwenen zijn, of laat ze opnieuw maken.
message-set-aside =
    Een bericht voor { $room } is niet te versturen.
    Ik heb het opzij gezet; wat erna komt, gaat gewoon door.
    Op de machine zie je met `regiekamer apart` welk bericht, en waarom.
message-missing =
    Een bericht van mij kon hier niet worden geplaatst.
    Mis je een antwoord of een kaart? Vraag er dan nog eens om. De beheerder weet het.
no-such-account = { $count ->
    [one] 1 adres bestaat
   *[other] { $count } adressen bestaan
} niet op onze server:
no-such-account-hint = Ik heb hier niemand uitgenodigd. Kijk de spelling na in de ledenlijst.
failure =
    Dit ging mis, en dat ligt aan mij. Er is niets veranderd.
    Probeer het straks nog eens. Lukt het weer niet? Geef je beheerder dit nummer: { $reference }
could-not-read =
    Ik kon je bericht niet lezen. Stuur het nog een keer.
    Lukt het weer niet? Vraag je beheerder om hulp.

## Wie mee mag lezen

help-vertrouw = Bekijk wie nog niet kan meelezen, of bevestig iemands identiteit.
trust-is-gezien = { $name } is nog niet bevestigd.
trust-is-bevestigd = { $name } is bevestigd.
trust-is-geblokkeerd = ⚠️ { $name } is geblokkeerd: de identiteit is veranderd.
trust-of-ask = Bel { $name }, niet via deze server. Vraag om een van deze sleutels voor te lezen en lees mee:
trust-of-own = identiteit
trust-of-device = apparaat { $device }
trust-of-how =
    Klopt alles? Typ dan de laatste twee groepjes.
    Klopt er iets niet? Bevestig dan niets, en bel de beheerder van de server.
trust-overview = { $count ->
    [one] 1 persoon kan
   *[other] { $count } mensen kunnen
} nog niet meelezen:
trust-overview-all = { $count ->
    [one] 1 persoon kan
   *[other] Alle { $count } mensen kunnen
} meelezen.
trust-overview-how = Bekijk wat je moet vergelijken: `!vertrouw @naam`.
why-none = heeft nog geen identiteit. Laat inloggen met een gewone Matrix-app en daar een herstelsleutel maken.
why-gezien = is nog niet bevestigd.
why-bevestigd = heeft nu geen apparaat dat telt.
why-geblokkeerd = is geblokkeerd: de identiteit is veranderd of verdwenen.
why-devices = niet bevestigd: { $count ->
    [one] apparaat
   *[other] apparaten
} { $devices }.
cannot-read = Niet iedereen kon alles lezen:
cannot-read-how = Bekijk wat je kunt doen: `!vertrouw`. Ik meld dit één keer per dag.
device-refused = { $count ->
    [one] Dit apparaat van jou leest niet mee: { $devices }
   *[other] Deze apparaten van jou lezen niet mee: { $devices }
}
    Bevestig het in je app, onder Instellingen bij Sessies of Versleuteling.
    Ken je het niet? Log het daar uit, en bel je beheerder.
identities-seen = { $count ->
    [one] Voor het eerst gezien: 1 identiteit
   *[other] Voor het eerst gezien: { $count } identiteiten
}
identities-seen-confirm = Zij lezen pas mee als een collega of jij hun identiteit bevestigt: `!vertrouw @naam`.
identities-seen-first-use = Zij lezen vanaf nu mee. Verandert een identiteit, dan blokkeer ik die en meld ik dat hier.
identity-blocked-changed =
    ⚠️ De identiteit van { $name } is veranderd.
    { $who } is geblokkeerd en leest nergens meer mee.
    Bel om te vragen wat er is gebeurd. Daarna: `!vertrouw @naam`.
identity-blocked-vanished =
    ⚠️ De identiteit van { $name } is verdwenen.
    { $who } is geblokkeerd en leest nergens meer mee.
    Bel om te vragen wat er is gebeurd. Daarna: `!vertrouw @naam`.
identity-confirmed = { $name } is bevestigd en leest vanaf nu mee.
you-are-confirmed =
    Je identiteit is bevestigd. Vanaf nu kun je meelezen.
    Wat ik eerder schreef, blijft onleesbaar. In een casuskamer zet ik de kaart er nog eens neer.
you-are-confirmed-again =
    Je identiteit was veranderd en is opnieuw bevestigd. Je kunt weer meelezen.
    Tot nu toe las je nergens mee en deed ik niets van wat je typte. Wat je miste in een kamer, blijft onleesbaar.
    In een casuskamer zet ik de kaart er nog eens neer. Herken je dit niet? Bel meteen je beheerder.
audit-head = { $count ->
    [one] Het auditlog heeft nu 1 regel. De controlecode:
   *[other] Het auditlog heeft nu { $count } regels. De controlecode:
}
audit-head-why = Hiermee is later te zien of iemand er iets in heeft veranderd of weggehaald. Laat dit bericht staan.

## Als iets niet kan

unknown-command =
    Dat ken ik niet. Bedoel je { $near }?
    Typ `!help` om te zien wat je hier kunt doen.
unknown-command-no-near =
    Dat ken ik niet.
    Typ `!help` om te zien wat je hier kunt doen.
too-many-commands =
    Dit zijn te veel opdrachten in één bericht.
    De eerste { $maximum } zijn behandeld, { $left } niet. Stuur die nog een keer.
not-allowed =
    { $command } kun je hier niet gebruiken.
    Typ `!help` om te zien wat wel kan. Klopt dit niet? Vraag het aan je beheerder.
wrong-place =
    { $command } werkt hier niet, maar wel in { $place }.
    Typ het daar opnieuw.
missing-field =
    { $field }: dit mis ik nog.
    Bijvoorbeeld: { $example }
too-short =
    { $field }: dit is te kort. Schrijf minstens { $minimum } tekens.
    Bijvoorbeeld: { $example }
too-long =
    { $field }: dit is te lang. Er passen { $maximum } tekens in.
    Maak het korter, of verdeel het over meer berichten.
not-understood =
    { $field }: dit begrijp ik niet.
    Bijvoorbeeld: { $example }
date-not-understood =
    { $field }: hier lees ik geen dag in.
    Typ bijvoorbeeld `vrijdag`, `27-11` of `over 3 dagen`.
no-such-date =
    { $field }: deze dag bestaat niet.
    Typ bijvoorbeeld `vrijdag`, `27-11` of `over 3 dagen`.
date-in-past =
    { $field }: { $given } is al voorbij.
    Kies vandaag of later, bijvoorbeeld `vrijdag` of `27-11`.
date-too-far =
    { $field }: { $given } is meer dan twee jaar weg.
    Kies een dag die eerder komt, bijvoorbeeld `vrijdag` of `27-11`.
date-ambiguous =
    { $field }: bedoel je { $first } of { $other }?
    Typ de dag met een getal, bijvoorbeeld `27-11`.
day-missing =
    { $field }: welke dag bedoel je?
    Typ bijvoorbeeld `maandag volgende week`, `eind november` of `27-11`.
weekday-mismatch =
    { $field }: de dag en de datum passen niet bij elkaar. Die datum is { $given }.
    Typ alleen de dag of alleen de datum, bijvoorbeeld `27-11`.
unknown-person =
    { $field }: deze naam ken ik niet.
    Typ de naam zoals die in `!wie` staat, bijvoorbeeld `Anna`.
several-people =
    { $field }: dit past bij meer dan één: { $names }.
    Typ de hele naam.
not-in-this-case =
    { $field }: voor deze persoon of organisatie is geen toestemming in deze casus.
    Kies iemand die al meedoet. Typ `!wie` om te zien wie dat zijn.
may-not-coordinate =
    Een regiehouder komt van { $organisations }.
    Kies iemand van een van die organisaties, bijvoorbeeld `!regie @naam`.
already-coordinator =
    Deze persoon is al regiehouder van deze casus.
    Je hoeft niets te doen.
unknown-action =
    Actie { $number } is er niet in deze casus.
    Typ `!acties` om de nummers te zien.
action-is-done =
    Actie { $number } is al klaar.
    Typ `!acties` om te zien wat nog open is.
no-meeting =
    Er loopt nu geen MDT.
    De voorzitter opent het in de MDT-kamer met `!mdt start`.
meeting-runs-already =
    Er loopt al een MDT.
    Ga verder met `!volgende`, of sluit af met `!mdt sluit`.
not-this-cases-turn =
    Deze casus is nu niet aan de beurt in het MDT.
    Leg dit vast als de casus aan de beurt is. Kan dat niet wachten? Vraag de voorzitter om `!mdt spoed`.
nothing-to-discuss =
    Er staat nu niets op de agenda van het MDT.
    Je hoeft niets te doen.
unknown-area =
    Gebied: kies `veiligheid`, `recht`, `hulp` of `herstel`.
    Bijvoorbeeld: `!besluit veiligheid: tekst`
unknown-topic =
    Hier heb ik geen uitleg over.
    Typ `!help` om te zien wat je hier kunt doen.
not-in-directory =
    { $field }: deze persoon staat niet in het adresboek.
    Typ het Matrix-adres of de naam, bijvoorbeeld `@anna`.
no-identity-shown =
    Van deze persoon is geen goede identiteit te zien.
    Vraag of die persoon in de eigen app een herstelsleutel wil maken.
code-does-not-fit =
    Code: deze klopt niet met wat ik zie. Er is niets bevestigd.
    Lees samen opnieuw, ook hoofdletters tellen. Klopt het weer niet? Bel de beheerder van de server.

## Mensen: het adresboek, de dienst en contact

help-leden = Bekijk hoeveel mensen er zijn, of wie er bij één organisatie horen.
help-lid = Bekijk iemands gegevens, voeg iemand toe, of wijzig naam, organisatie of regio.
help-rol = Geef iemand een rol, of neem een rol weg.
help-dienst = Bekijk of bepaal wie deze week namens een organisatie in het MDT zit.
help-contact = Bekijk hoe je een organisatie bereikt, en of die nu open is.
role-professional = professional
role-regiehouder = regiehouder
role-voorzitter = voorzitter
role-plaatsvervanger = plaatsvervangend voorzitter
role-beheerder = beheerder
role-auditor = auditor
members = { $count ->
    [one] Er is 1 professional
   *[other] Er zijn { $count } professionals
}
members-count = { $count ->
    [0] niemand
    [one] 1 persoon
   *[other] { $count } mensen
}
members-waiting = { $count ->
    [one] van wie 1 nog niet meedoet
   *[other] van wie { $count } nog niet meedoen
}
members-apart = Daarnaast: { $admins ->
    [one] 1 beheerder
   *[other] { $admins } beheerders
} en { $auditors ->
    [0] geen auditor
    [one] 1 auditor
   *[other] { $auditors } auditors
}.
members-how = Wie dat zijn? Typ bijvoorbeeld `!leden CSG`.
members-of = { $name }: { $count ->
    [0] niemand
    [one] 1 persoon
   *[other] { $count } mensen
}
members-of-how = Meer over één persoon: `!lid @naam`.
member-in = doet mee
member-waiting = wacht op bevestiging
member-protocol = moet het privacyprotocol nog aanvaarden
member-address = Adres
member-organisation = Organisatie
member-regions = Regio
member-roles = Rol
member-by-machine = Bevestigd op de machine van de bot.
member-confirmed = Bevestigd door { $names }.
member-unconfirmed = Nog door niemand bevestigd.
member-half-confirmed = Bevestigd door { $names }; er zijn er { $needed } nodig.
member-accepted = Privacyprotocol: versie { $version } is aanvaard.
member-accepted-none = Privacyprotocol: nog niet aanvaard.
member-cases = { $count ->
    [0] Staat op de lijst van geen enkele casus.
    [one] Staat op de lijst van 1 casus.
   *[other] Staat op de lijst van { $count } casussen.
}
changes-ahead = Dit gaat er veranderen:
changes-ahead-how = Klopt dit? Typ dan:
changes-made = Dit is er veranderd:
changes-made-confirm = Wie nieuw is of van organisatie wisselt, doet pas mee na bevestiging.
change-region = regio { $key } wordt gewijzigd
change-region-new = nieuwe regio { $key }
change-organisation = organisatie { $key } wordt gewijzigd
change-organisation-new = nieuwe organisatie { $key }
change-new = nieuw bij { $organisation }: { $name } { $data }
change-returned = terug bij { $organisation }: { $name } { $data }
change-renamed = heet voortaan { $name }
change-moved = gaat van { $before } naar { $after } en moet daar opnieuw bevestigd worden
change-regions-won = werkt ook in { $regions }
change-regions-lost = werkt niet meer in { $regions }
change-roles-won = wordt { $roles }
change-roles-lost = is geen { $roles } meer
change-cases = { $count ->
    [one] gaat uit 1 casus
   *[other] gaat uit { $count } casussen
}
change-coordinates = { $count ->
    [one] is regiehouder in 1 daarvan
   *[other] is regiehouder in { $count } daarvan
}
change-regie = de regie van { $code } gaat van { $name } naar { $to }
change-regie-nobody = niemand ⚠️
rota-week = Dienst in de week van { $day }
rota-week-empty =
    Er is nog niemand ingedeeld.
    Typ bijvoorbeeld `!dienst DH CSG ma @anna`.
rota-week-how = Wijzigen? Typ bijvoorbeeld `!dienst DH CSG ma @anna`.
rota-weekly = elke { $day }
rota-deputies = { $first } (daarna { $deputies })
duty-set = { $where }, { $day }: { $who }
duty-set-nobody = { $where }, { $day }: niemand
duty-ahead = { $where }, { $day }: straks staat hier niemand
duty-replaced = Nu of eerst: { $names }.
contacts = Zo bereik je elkaar
contacts-how = Meer over één organisatie: typ bijvoorbeeld `!contact CSG`.
contact-phone = Telefoon
contact-hours = Open
contact-crisis = Crisisdienst
contact-limits = Let op
contact-none = Er is nog geen telefoonnummer bekend. Vraag het aan je beheerder.
contact-always = dag en nacht bereikbaar
contact-open = nu open tot { $time }
contact-closed = nu dicht, open vanaf { $time }
contact-unknown = openingstijden niet bekend
own-account =
    { $name }: een beheerder of auditor heeft geen ander werk, en andersom.
    Neem voor de andere rol een eigen account.
admins-needed =
    Er blijven altijd minstens { $needed } bevestigde beheerders.
    Voeg eerst een andere beheerder toe en laat die bevestigen.
chair-needed =
    Regio { $region } heeft dan geen voorzitter meer.
    Geef eerst iemand anders die rol, bijvoorbeeld `!rol @anna voorzitter erbij`.
coordinator-needed =
    { $organisation } heeft dan geen regiehouder meer in { $region }, terwijl daar casussen lopen.
    Geef eerst een collega die rol, bijvoorbeeld `!rol @anna regiehouder erbij`.
no-role =
    { $name } heeft dan geen rol meer.
    Iedereen heeft er minstens één.
also-professional =
    { $name }: wie regiehouder of voorzitter is, is ook professional.
    Geef of houd die rol erbij.
no-region =
    { $name }: een professional werkt in minstens één regio.
    Bijvoorbeeld: `!lid @anna regio DH`
supplies-nobody =
    { $name }: uit { $organisation } komt geen regiehouder.
    Neem eerst die rol weg, of kies iemand van een andere organisatie.
unknown-organisation =
    Organisatie: deze ken ik niet.
    Kies uit: { $names }.
unknown-region =
    Regio: deze ken ik niet.
    Kies uit: { $names }.
word-taken =
    { $first } en { $second } zouden dezelfde naam of code krijgen.
    Een naam hoort bij één organisatie of regio.
same-account =
    Dit adres verschilt alleen in hoofdletters van dat van { $name }.
    Neem het adres precies over.
already-enrolled =
    { $name } staat al in het adresboek.
    Wijzigen? Typ na de naam `naam`, `organisatie` of `regio`, en wat het wordt.
nothing-changes =
    { $name }: dit is al zo.
    Er is niets veranderd.
not-there =
    { $name } werkt niet voor { $organisation } in { $region }.
    Kies iemand die daar werkt: typ `!leden` en de organisatie.
twice-that-day =
    { $name } staat er twee keer.
    Noem iedereen één keer.

## Erbij komen

help-collega = Bekijk welke collega op jou wacht, of bevestig een collega.
help-protocol = Lees het privacyprotocol.
help-akkoord = Ga akkoord met het privacyprotocol.
help-bevestig = Bevestig iemand die nog geen collega heeft, of een nieuwe beheerder. Dat doen jullie met zijn tweeën.
step-do-protocol = lees `!protocol` en typ `!akkoord`
step-do-identiteit = laat een collega je bellen om je identiteit te vergelijken
step-do-collega = laat een collega bevestigen dat je daar werkt
step-do-beheerders = twee beheerders bevestigen je
step-waits-protocol = het privacyprotocol
step-waits-identiteit = de identiteit
step-waits-collega = bevestiging door een collega
step-waits-beheerders = twee beheerders
step-tell-protocol = typ straks `!protocol` in je chat met de bot, lees het, en typ `!akkoord`
step-tell-identiteit = log in met een gewone Matrix-app en maak daar een herstelsleutel
steps-left = Nog te doen: { $steps }.
steps-none = Alles is rond: je kunt beginnen.
colleagues = { $organisation }: { $count ->
    [one] 1 collega wacht
   *[other] { $count } collega's wachten
} nog op bevestiging
colleagues-none = Bij { $organisation } wacht nu niemand op jou.
colleagues-how = Bekijk wie het is en wat je doet: typ `!collega @naam`.
colleague-waits = { $name } wacht nog op bevestiging.
colleague-changed = ⚠️ De identiteit van { $name } is veranderd. Tot jij belt, leest niemand mee op die naam.
colleague-well = { $name } is bevestigd. Je hoeft niets te doen.
colleague-works = Bij { $organisation }, als { $roles }.
colleague-call = Bel { $name } op een nummer dat je zelf al kent. Niet via deze server.
colleague-compare = Vraag om een van deze sleutels voor te lezen, en lees mee:
colleague-code = Klopt alles? Typ dan de laatste twee groepjes op de plek van de kruisjes:
colleague-no-identity = Er is nog geen identiteit te zien. Laat inloggen met een gewone Matrix-app.
colleague-not-ours = Werkt deze persoon niet bij jullie? Typ:
colleague-admins = Dit is een beheerder of auditor: dat bevestigen twee beheerders.
colleague-tell = Zeg aan de telefoon tegen { $name }: { $steps }.
colleague-ready = { $name } kan beginnen.
colleague-confirmed = { $name } is bevestigd als collega bij { $organisation }.
colleague-identity = De identiteit van { $name } is bevestigd.
colleague-denied =
    { $name } telt niet mee bij { $organisation }, en komt in geen enkele kamer.
    De beheerders weten het. Was dit een vergissing? Een collega kan alsnog bevestigen.
vouched =
    { $name } is bevestigd.
    { $who } telt nu mee bij { $organisation }.
vouched-one-more =
    Genoteerd voor { $name }. Nog één andere beheerder moet dit zeggen.
    { $who } telt tot die tijd nog niet mee bij { $organisation }.
one-more-admin =
    Nog één beheerder nodig voor { $name }.
    Hoort { $who } erbij? Bel om het na te gaan. Typ dan `!bevestig @naam`.
you-count-professional =
    Je bent bevestigd: je werkt bij { $organisation }.
    Dat zei { $by }. Klopt dat niet? Bel je beheerder.
you-count-beheerder =
    Je bent bevestigd als beheerder.
    Dat zeiden { $by }. Klopt dat niet? Bel een andere beheerder.
you-count-auditor =
    Je bent bevestigd als auditor.
    Dat zeiden { $by }. Klopt dat niet? Bel je beheerder.
you-no-longer-count =
    Een collega zegt dat je niet bij { $organisation } werkt. Daarom ben je uit de kamers.
    Klopt dat niet? Bel een collega: die kan je opnieuw bevestigen. Of bel je beheerder.
works-here =
    Werkt { $name } bij jullie?
    { $who } wil meedoen. Bel op een nummer dat je zelf al kent. Typ daarna:
works-here-several = Werken deze { $count } mensen bij jullie?
works-here-several-how = Bel ieder op een nummer dat je zelf al kent. Typ daarna `!collega @naam`.
is-it-them =
    Is { $name } dit zelf? De identiteit is nieuw of veranderd.
    { $who } leest niet mee tot jij het weet. Bel op een nummer dat je zelf al kent. Typ daarna:
is-it-them-several = De identiteit van deze { $count } mensen is nieuw of veranderd. Zijn zij het zelf?
is-it-them-several-how = Zij lezen nog niet mee. Bel ieder op een nummer dat je zelf al kent. Typ daarna `!collega @naam`.
admins-must-confirm = { $count ->
    [one] 1 nieuwe persoon heeft
   *[other] { $count } nieuwe mensen hebben
} geen collega die kan bevestigen:
admins-must-confirm-how =
    Twee beheerders doen dit samen. Ga na of het klopt, en typ elk `!bevestig @naam`.
    Per organisatie is één collega genoeg: daarna doen zij het onderling.
nobody-answered = Collega's zeiden twee keer niets over { $count ->
    [one] 1 persoon
   *[other] { $count } mensen
}:
nobody-answered-how = Zij komen nog nergens in. Bel hun organisatie: een collega typt `!collega @naam`.
not-one-of-us =
    ⚠️ { $name } werkt niet bij { $organisation }, zegt { $by }.
    { $who } was nog nergens in. Zoek uit wie dit is, en haal deze persoon van de lijst.
not-one-of-us-counted =
    ⚠️ { $name } werkt niet bij { $organisation }, zegt { $by }.
    { $who } telde al mee, en gaat nu uit alle kamers. Bel beide mensen en zoek uit wat klopt.
protocol-text-open = Akkoord? Typ `!akkoord`. Dit is versie { $version }. Nodig vanaf { $since }.
protocol-text-needed = Akkoord? Typ `!akkoord`. Dit is versie { $version }. Zonder akkoord kun je niet in de kamers.
protocol-text-accepted = Je bent akkoord met deze versie ({ $version }).
protocol-accepted = Dank je. Je bent akkoord met het privacyprotocol, versie { $version }.
protocol-asked =
    Er is een nieuw privacyprotocol, versie { $version }.
    Lees het met `!protocol`. Ga je akkoord? Typ `!akkoord`.
    Doe dit vóór { $since }. Daarna kun je zonder akkoord niet meer in de kamers.
protocol-asked-now =
    Er is een privacyprotocol, versie { $version }.
    Lees het met `!protocol`. Ga je akkoord? Typ `!akkoord`.
    Zonder akkoord kun je niet in de kamers.
protocol-soon =
    Morgen heb je het nieuwe privacyprotocol nodig, versie { $version }.
    Typ `!protocol` om te lezen en `!akkoord` als je akkoord gaat. Zonder akkoord ga je op { $since } uit de kamers.
protocol-missed =
    Je bent uit de kamers, want je bent nog niet akkoord met privacyprotocol versie { $version }.
    Lees het met `!protocol` en typ `!akkoord`. Je wordt dan meteen weer uitgenodigd.
protocol-news =
    Privacyprotocol versie { $version } is rondgestuurd. Het geldt vanaf { $since }.
    { $waiting ->
        [one] 1 persoon moet
       *[other] { $waiting } mensen moeten
    } nog akkoord gaan.
protocol-news-now =
    Privacyprotocol versie { $version } geldt nu.
    { $waiting ->
        [0] Iedereen is akkoord.
        [one] 1 persoon is niet akkoord en gaat uit de kamers.
       *[other] { $waiting } mensen zijn niet akkoord en gaan uit de kamers.
    }
looks-alike = ⚠️ { $count ->
    [one] 1 naam lijkt
   *[other] { $count } namen lijken
} op die van een ander:
looks-alike-person = lijkt op { $name } ({ $who })
looks-alike-me = lijkt op mij, de bot
looks-alike-how = Ga na of dit klopt. Ik doe er zelf niets mee, en meld het één keer.
new-device = { $devices } leest nu ook met je mee.
    Je hebt dit apparaat zelf bevestigd: je hoeft niets te doen.
    Was jij dit niet? Log het uit in je app, en bel meteen je beheerder.
not-yourself =
    Je kunt dit niet over jezelf zeggen.
    Vraag een collega, of de beheerders.
first-yourself =
    Dit kan pas als jij zelf bent bevestigd.
    Vraag een collega om `!collega` te typen.
identity-first =
    Dit kan pas als jouw eigen identiteit is bevestigd.
    Vraag je beheerder om die met je te vergelijken.
unknown-colleague =
    Bij jouw organisatie ken ik deze persoon niet.
    Typ `!collega` om te zien wie er wacht.
already-confirmed =
    Deze persoon is al bevestigd.
    Je hoeft niets te doen.
ask-a-colleague =
    Dit zegt een collega van die organisatie, niet een beheerder.
    Vraag een collega om `!collega @naam` te typen.
ask-admins =
    Dit zeggen twee beheerders, in de beheerkamer.
    Vraag het aan je beheerder.
said-already =
    Jij hebt dit al gezegd.
    Vraag een andere beheerder om `!bevestig @naam` te typen.
no-protocol =
    Er is nog geen privacyprotocol.
    Probeer het later nog eens.

## Plaatjes vergelijken

help-emoji = Vergelijk plaatjes met iemands telefoon, om de identiteit te bevestigen.
comparison-asked =
    Ik heb de telefoon van { $name } gevraagd om plaatjes te vergelijken.
    Bel { $name } op een nummer dat je zelf al kent. Zodra die het aanneemt, staan de plaatjes hier.
comparison-of-yours =
    Ik heb je telefoon gevraagd om plaatjes te vergelijken.
    Neem het daar aan. Dan staan mijn plaatjes hier.
pictures = Dit zijn de plaatjes voor { $name }:
pictures-how = Bel { $name }. Noemt die precies deze plaatjes, in deze volgorde? Dan drukt { $name } op de telefoon op “ze komen overeen”, en typ jij:
pictures-not = Iets anders? Typ dan:
pictures-own = Zie je deze plaatjes ook op je telefoon?
pictures-own-how = Druk dan daar op “ze komen overeen”. Zie je iets anders? Druk op “ze komen niet overeen”, en bel je beheerder.
comparison-decided-same =
    Goed. Ik rond het af met de telefoon van { $name }.
    Je leest hier zo of het gelukt is.
comparison-decided-other = Ik breek het af. Er is niets bevestigd.
compared-well =
    { $name } is bevestigd: de plaatjes en de sleutels kloppen.
    { $who } leest vanaf nu mee.
you-compared-well =
    Gelukt. Je app weet nu zeker dat ik het ben.
    Je hoeft niets meer te doen.
comparison-ended-cancelled =
    Het vergelijken met { $name } is afgebroken. Er is niets bevestigd.
    Opnieuw? Typ `!emoji` met de naam erachter.
comparison-ended-timeout =
    Het vergelijken met { $name } duurde langer dan tien minuten. Er is niets bevestigd.
    Opnieuw? Typ `!emoji` met de naam erachter.
comparison-ended-mismatch =
    De plaatjes van { $name } waren niet hetzelfde. Er is niets bevestigd.
    De beheerders weten het. Bel { $name }, en bespreek niets via deze server.
comparison-ended-wrong-key =
    De sleutels van { $name } kloppen niet met wat ik zie. Er is niets bevestigd.
    De beheerders weten het. Bel { $name }, en bespreek niets via deze server.
comparison-ended-no-device =
    { $name } heeft geen telefoon of computer die ik kan vragen.
    Laat inloggen met een gewone Matrix-app en daar een herstelsleutel maken.
pictures-differ =
    ⚠️ Bij het vergelijken met { $name } klopten de plaatjes of sleutels niet.
    Misschien leest iemand mee die er niet hoort. Bel { $name } en de beheerder van de server.
    Er is niets bevestigd voor { $who }.
nothing-to-compare =
    Er staan hier geen plaatjes van deze persoon om te vergelijken.
    Begin met `!emoji @naam`.
not-your-own =
    Jouw identiteit is nog niet bevestigd. Dat kun je niet zelf doen.
    Bel een collega: die typt `!emoji` met jouw naam.

## Somebody goes

help-uitdienst = Bekijk wat er eindigt als iemand uit dienst gaat, en voer het uit.
help-terugtrekken = Trek je terug uit een casus, bijvoorbeeld omdat je iemand kent. Je hoeft niet te zeggen waarom.
help-uitsluiten = Haal iemand uit een casus waarvan jij de regiehouder bent. Je hoeft niet te zeggen waarom.
leaving-ahead = { $name } gaat uit dienst. Er is nog niets veranderd.
leaving-changed = Er is intussen iets veranderd. Dit klopt nu:
left-service = { $name } is uit dienst en uit alle kamers.
going-how = Klopt dit? Typ:
going-rooms = Uit de kamers
going-rooms-casus = { $count ->
    [one] 1 casus
   *[other] { $count } casussen
}
going-rooms-mdt = { $count ->
    [one] 1 MDT-kamer
   *[other] { $count } MDT-kamers
}
going-rooms-beheer = { $count ->
    [one] de beheerkamer
   *[other] de beheerkamers
}
going-duties = { $count ->
    [one] 1 dienst vervalt uit het rooster.
   *[other] { $count } diensten vervallen uit het rooster.
}
going-actions = { $count ->
    [0] geen acties
    [one] 1 actie
   *[other] { $count } acties
}
going-coordinator = regiehouder
going-nobody = niemand
going-comes = door het rooster komt erbij: { $names }
going-more = En in nog { $count } casussen.
going-left = ⚠️ Niemand kan de acties overnemen in { $codes }. Ik meld dat daar in de kamer.
going-uncovered = ⚠️ Zonder regiehouder: { $codes }.
somebody-gone = { $name } doet niet meer mee in { $code }.
gone-actions = { $count ->
    [one] { $labels } is nu van { $to }.
   *[other] { $labels } zijn nu van { $to }.
}
gone-actions-nobody = ⚠️ { $count ->
    [one] { $labels } heeft nu niemand
   *[other] { $labels } hebben nu niemand
} die het kan doen. Spreek af wie het overneemt.
no-longer-coordinator = { $name } is niet meer de regiehouder van { $code }.
gone-comes = Door het rooster komt erbij: { $names }.
gone-coordinator = De nieuwe regiehouder is { $name }.
taken-over = Je doet nu mee in { $count ->
    [one] 1 casus
   *[other] { $count } casussen
} van een collega:
taken-over-how = Neem de uitnodiging aan. In de kamer krijg je meteen de kaart.
without-coordinator = ⚠️ { $count ->
    [one] 1 casus
   *[other] { $count } casussen
} zonder regiehouder: { $codes }
without-coordinator-how = In de casuskamer kiest het team een nieuwe: `!regie @anna`.
withdraw-ahead = Je trekt je terug uit { $code }. Er is nog niets veranderd.
withdraw-ahead-for-good = Je gaat meteen uit de kamer en je kunt niet terugkomen.
withdrawn = Je doet niet meer mee in { $code }.
read-before = Wat je al las, kan nog op je telefoon of computer staan.
work-moved = Je doet niet meer mee in { $codes }: je werk is veranderd.
work-moved-wrong = Klopt dit niet? Bel je beheerder.
exclude-ahead = { $name } gaat uit { $code }. Er is nog niets veranderd.
exclude-ahead-for-good = Dat gebeurt meteen, en het is voor altijd. Ik zeg nergens waarom.
excluded = { $name } doet niet meer mee in { $code }.
excluded-told = { $name } hoort dat in de privéchat, zonder reden.
no-longer-in-case =
    Je doet niet meer mee in { $code }.
    Wat je al las, kan nog op je telefoon of computer staan.
    Vragen? Bel je beheerder: { $names }.
leave-oneself =
    Je kunt jezelf niet uit dienst melden.
    Vraag een andere beheerder.
no-successor =
    { $name } kan dit niet overnemen.
    Kies een collega van dezelfde organisatie die is bevestigd en akkoord is met het privacyprotocol.
only-coordinator =
    { $name } is de enige regiehouder van de organisatie in { $region }, terwijl daar casussen lopen.
    Geef eerst een ander die rol met `!rol`. Dat kan bij: { $names }.
only-coordinator-no-names =
    { $name } is de enige regiehouder van de organisatie in { $region }, terwijl daar casussen lopen.
    Voeg eerst een collega toe en geef die de rol met `!rol`.
not-your-case =
    Onder deze code vind ik geen casus waarin jij meedoet.
    Kijk de code na, bijvoorbeeld `DH-7K3M`.
coordinator-excludes =
    Alleen de regiehouder van { $code } kan iemand uitsluiten.
    Bel de regiehouder.
withdraw-instead =
    Jezelf uitsluiten kan niet.
    Typ { $command } om je terug te trekken.

## The 24-hour clock and urgent meetings

help-mdt-spoed = Bespreek één casus nu, op elk uur. Loopt er een MDT? Dan is die casus daar de volgende.
help-overschreden = Leg vast waarom het MDT later was dan 24 uur.
urgent-started = Spoed-MDT: { $code } is nu aan de beurt.
urgent-started-left = De 24 uur lopen tot { $deadline }.
urgent-started-late = De 24 uur zijn om sinds { $deadline }.
urgent-started-how = De mensen zijn geroepen in de kamer van de casus. Klaar? Typ `!mdt sluit` in de MDT-kamer.
urgent-next =
    { $code } is de volgende in het MDT dat nu loopt.
    Typ `!volgende` in de MDT-kamer om te beginnen.
urgent-how = dan bespreekt het MDT deze casus meteen. De voorzitter typt dit, in de MDT-kamer.
called-together =
    { $code }: het MDT bespreekt deze casus nu, met spoed.
    De kaart staat hierboven. Doe mee als je kunt.
deadline-near = De 24 uur zijn bijna om: nog { $left }.
deadline-near-when = Het MDT moet deze casus bespreken vóór { $moment }. Lukt dat niet op de gewone tijd?
lapses-soon = { $code }: de 24 uur zijn bijna om, { $deadline }.
your-deadline = { $code }: nog { $left } tot de 24 uur voor het MDT om zijn.
deadline-passed = De 24 uur voor het MDT zijn om, sinds { $moment }.
deadline-passed-at-opening = De melding was al ouder dan 24 uur toen deze casus hier binnenkwam. Dat kan.
deadline-passed-agenda = De casus staat gewoon op de agenda van het volgende MDT. Eerder nodig?
deadline-passed-weighed = Het MDT besprak deze casus op { $moment }.
reason-how = zo leg je de reden vast.
reason-word = reden
reason-asked = { $code }: de 24 uur voor het MDT zijn om. Waarom lukte het niet eerder?
reason-asked-at-opening = { $code } kwam binnen met een melding van meer dan 24 uur geleden. Hoe kwam dat?
reason-asked-how = { $count ->
    [one] Typ het in de kamer van de casus. Zit je daar niet in? Vraag dan iemand die er wel in zit.
   *[other] Typ het in de kamer van elke casus. Zit je daar niet in? Vraag dan iemand die er wel in zit.
}
reason-asked-again = { $code }: er staat nog niet waarom het MDT later was dan 24 uur.
breach-explained = Vastgelegd waarom het MDT later was:
breach-explained-again = Aangepast waarom het MDT later was:
agenda-met = { $standing }, op tijd besproken
agenda-lapsing = Van deze casussen zijn de 24 uur om vóór het volgende MDT:
card-breach = Waarom later dan 24 uur
card-breach-no-reason = nog niet vastgelegd. Typ `!overschreden: reden`
urgent-other-region =
    Deze code is van een andere regio.
    Jij kunt dit voor casussen van { $region }.
urgent-unknown =
    In deze regio is geen casus met deze code.
    Kijk de code na, bijvoorbeeld `DH-7K3M`.
urgent-closed =
    { $code } is gesloten, dus een spoed-MDT kan niet.
    Vraag het aan de mensen van die casus.
urgent-now =
    { $code } is nu al aan de beurt in het MDT.
    Je hoeft niets te doen.
urgent-discussed =
    { $code } is in dit MDT al besproken.
    Toch weer? Typ in de MDT-kamer `!terug` met deze code erachter.
not-overrun =
    Van deze casus zijn de 24 uur niet overschreden.
    Je hoeft niets te doen.
who-explains =
    Dit legt de regiehouder vast, een voorzitter, of iemand van { $organisations }.
    Vraag een van hen.

## Toestemming

help-toestemming = Bekijk wie er toestemming heeft, leg een antwoord vast of trek toestemming in. Intrekken werkt meteen.
help-reden = Schrijf op waarom je toestemming introk. Wie eruit ging, leest dat niet.
consent-overview = Toestemming in { $code }
consent-overview-how = Eerdere antwoorden: `!toestemming Politie`. Intrekken: `!toestemming Politie ingetrokken`.
consent-nobody-here = ⚠️ Niemand doet nu mee in deze casus.
consent-history = { $organisation } in { $code }, nieuwste eerst
consent-never = Er is nog geen antwoord vastgelegd.
consent-older = En nog { $count ->
    [one] 1 ouder antwoord
   *[other] { $count } oudere antwoorden
}.
consent-why = Reden
consent-why-hidden = De reden is bewaard. Ik laat die hier niet zien zolang deze organisatie meedoet.
consent-is-ja = ja
consent-is-nee = nee
consent-is-anoniem = alleen anoniem
consent-is-ingetrokken = ingetrokken
consent-is-grondslag = op grond van de wet, geen toestemming
consent-for = voor { $areas }
consent-for-what = Waarvoor
consent-for-all = alle vier de gebieden
consent-until = t/m { $day }
consent-until-when = Hoe lang
consent-decider = { $who ->
    [slachtoffer] het slachtoffer
    [beiden] het slachtoffer en de ouder of voogd
   *[other] de ouder of voogd
}
consent-decided = { $who ->
    [slachtoffer] besloten door het slachtoffer
    [beiden] besloten door het slachtoffer en de ouder of voogd
   *[other] besloten door de ouder of voogd
}
consent-who-decided = Wie besloot
consent-heard = gehoord door { $name } op { $moment }
consent-ran-out = verlopen op { $moment }
consent-heard-intake = uit de intake, { $moment }
consent-from-intake = uit de intake
consent-of-intake = De intake was { $moment }.
consent-in-room =
    De toestemming staat in de casusruimte van { $code }.
    Typ daar `!toestemming`. Intrekken kan ook hier: { $command }.
yes-ahead = { $organisation } gaat meedoen in { $code }. Er is nog niets veranderd.
yes-recorded = Toestemming: { $organisation } doet mee in { $code }.
consent-joins = Krijgt toegang
consent-waiting = Kan er pas in na bevestiging en akkoord met het privacyprotocol
consent-same-people = Wie meedoet, blijft gelijk.
answer-recorded = Vastgelegd: { $organisation } – { $answer }. Wie meedoet, blijft gelijk.
you-may-join =
    Je mag meedoen in { $code }.
    Neem de uitnodiging aan. In de kamer krijg je de kaart; wat eerder is gezegd, lees je niet.
organisation-gone = { $organisation } neemt niet meer deel in { $code }.
organisation-gone-ended = De toestemming gold t/m { $day } en is verlopen.
organisation-gone-have = Zij lezen niets nieuws meer. Wat zij al lazen, kan nog op hun apparaten staan.
consent-taken-there = Vastgelegd in { $code }: de toestemming geldt niet meer.
consent-ask-why = Wil je er een reden bij zetten? Typ hier { $command }. Wie eruit ging, leest dat niet.
consent-explained = De reden is bewaard.
consent-dropped = Wat je erachter typte, heb ik niet bewaard. In de kamer kon iedereen het lezen.
consent-nobody-left = ⚠️ Niemand doet nu nog mee in deze casus. De beheerders weten het.
out-of-case =
    Je doet niet meer mee in { $code }: { $ground ->
        [1] de grondslag geldt niet meer
       *[other] de toestemming is gestopt
    }.
    Wat je al las, kan nog op je telefoon of computer staan.
    Verlaat de kamer als die nog in je lijst staat. Wis wat je zelf bewaarde, zoals foto’s van je scherm en notities.
    Moet je iets bewaren volgens de regels van je werk? Vraag het je leidinggevende.
nobody-left =
    ⚠️ Niemand doet nu mee in { $code }. De casus blijft bestaan.
    { $granted ->
        [1] Er mogen wel organisaties meedoen. Wie dienst heeft, komt er bij het volgende MDT in. Kijk met `!dienst` wie.
       *[other]
            Er is geen toestemming, en dus ook geen regiehouder. Niemand leest wat er staat.
            Komt er weer toestemming? Dan typt de laatste regiehouder in de eigen chat `!toestemming`, de code en `ja`.
            Kan dat niet? Dan begint het met een nieuwe intake.
    }
reason-kept = De reden is bewaard bij { $code }.
consent-ends =
    Een toestemming in { $code } loopt af: t/m { $until }.
    Vraag op tijd of het zo mag blijven en leg dat vast in de casusruimte met `!toestemming`.
consent-ends-here =
    De toestemming voor { $organisation } loopt af: t/m { $until }. Er is geen regiehouder.
    Vraag op tijd of het zo mag blijven. Kies eerst een regiehouder met `!regie @anna`.
unknown-party =
    Die organisatie staat niet in het adresboek.
    Typ de naam zoals in `!toestemming`, bijvoorbeeld `!toestemming Politie`.
answer-not-understood =
    Welk antwoord bedoel je? Kies uit: ja, nee, anoniem of ingetrokken.
    Bijvoorbeeld: `!toestemming Politie ja veiligheid door ouder tot 1 maart`.
only-coordinator-says-yes =
    Een ja legt alleen de regiehouder vast: { $name }.
    Intrekken mag iedereen.
coordinating-says-yes =
    Er is nog geen regiehouder. Tot dan legt een organisatie die een regiehouder kan leveren een ja vast.
    Intrekken mag iedereen.
yes-only-in-room =
    Een ja leg je vast in de casusruimte van { $code }.
    Daar zie je eerst wie er toegang krijgt.
answer-stands-already = Dat staat er al voor { $name }.
takes-no-part = { $name } doet niet mee: er is geen toestemming om in te trekken.
nobody-works-there =
    Van { $name } kan niemand meedoen in deze casus.
    Vraag een beheerder wie daar in deze regio werkt en in het adresboek hoort.
decider-needed =
    Het slachtoffer is minderjarig. Zeg wie besloot: `door slachtoffer`, `door ouder` of `door beiden`.
    Bijvoorbeeld: `!toestemming Politie ja door beiden`.
case-is-closed =
    Deze casus is gesloten. Je kunt alleen nog lezen.
    Weer contact nodig? Typ in je eigen chat met mij `!casus heropen`, de code en de reden.
reason-is-kept =
    Bij deze casus staat al een reden van jou. Die verandert niet meer.
    Hoort dit bij een andere organisatie? Zet die ervoor, bijvoorbeeld `!reden DH-7K3M Politie: tekst`.

## Wie werkt aan een casus, gasten van het MDT, afwezigheid

help-vervang = Laat een collega jouw plaats of die van een ander van je organisatie innemen. De acties gaan mee.
help-erbij = Zet een collega van je organisatie erbij. Een gast van het MDT blijft dan ook erna.
help-afwezig = In je eigen chat: zeg wanneer je er niet bent en wie je vervangt. In de MDT-kamer: meld je vandaag af.
replaced = { $by } neemt het over van { $name } in { $code }.
worker-waiting = { $name } kan pas in de kamer na bevestiging door een collega en akkoord met het privacyprotocol.
worker-joined = Erbij in { $code }: { $name } ({ $organisation }).
worker-stays = { $name } ({ $organisation }) blijft in { $code }, ook na het MDT.
joined-there = { $name } doet nu mee in { $code }.
joined-there-stays = { $name } blijft in { $code }, ook na het MDT.
replaced-you =
    Je doet niet meer mee in { $code }: een collega neemt het over.
    Wat je al las, kan nog op je telefoon of computer staan.
stays-for-meeting =
    Een collega neemt het van je over in { $code }.
    Je bent er vandaag nog bij voor het MDT. Daarna ga je er vanzelf uit.
you-may-join-later =
    Je bent gevraagd voor { $code }. Je kunt er nog niet in.
    Laat een collega je bevestigen en ga akkoord met het privacyprotocol: typ `!protocol`.
    Daarna krijg je vanzelf een uitnodiging.
seat-today = Vandaag doe je mee in het MDT voor { $codes }.
seat-today-how = Neem de uitnodiging aan: in de kamer krijg je de kaart. Na het MDT ga je er vanzelf weer uit.
seat-lost = Je doet vandaag toch niet mee in het MDT voor { $codes }.
guest = { $name } ({ $organisation })
guests-came = Vandaag erbij voor het MDT: { $people }.
guests-went = Niet meer erbij voor het MDT: { $people }.
guests-stay = { $people } { $count ->
    [one] blijft
   *[other] blijven
} in deze casus: daar staat nog iets open.
who-guest = { $organisation }, vandaag erbij voor het MDT
absence-none = Je staat niet op afwezig.
absence-how = Ben je er niet? Typ bijvoorbeeld `!afwezig 1-12 t/m 8-12 @bas`. De naam erachter is wie je vervangt; die mag je weglaten.
absence-list = Dan ben je er niet:
absence-set = Genoteerd: je bent er niet { $days }.
absence-days = van { $first } t/m { $last }
absence-by = vervangen door { $deputy }
absence-deputy = { $deputy } vervangt je in het rooster en weet het.
absence-no-deputy = Het rooster neemt die dagen de volgende van je organisatie.
absence-replaced = Dit komt in de plaats van: { $days }.
absence-stands-in = ⚠️ Je bent dan ook de vervanger van { $names }. Spreek af wie dat doet.
absence-back = Toch niet? Typ `!afwezig weg`.
absence-gone = Je bent er weer. Dit is weg:
you-stand-in =
    Je vervangt { $name } in het rooster: { $days }.
    Kun je dan niet? Bel { $name }.
stand-in-no-longer = Je hoeft { $name } niet te vervangen: { $days }.
no-such-colleague =
    Ik vind bij je eigen organisatie geen collega met die naam.
    Typ de naam zoals in het adresboek, bijvoorbeeld { $example }.
    Een andere organisatie kiest zelf wie er meedoet.
colleague-not-here =
    Die persoon zit niet voor jouw organisatie in deze casus.
    Kijk met `!wie` wie er meedoet. Bijvoorbeeld: { $example }.
cannot-take-part =
    { $name } kan niet meedoen in deze casus.
    Kies een andere collega die in deze regio werkt.
own-organisation-only =
    Elke organisatie zegt zelf wie er meedoet.
    Vraag het iemand van die organisatie in de casus.
replaces-themself =
    Dat is twee keer { $name }.
    Typ eerst wie eruit gaat en dan wie erin komt: `!vervang @anna door @bas`.
already-case-worker =
    { $name } doet al mee in deze casus.
    Je hoeft niets te doen.
coordinator-first =
    { $name } is de regiehouder, en { $other } kan dat nu niet overnemen.
    Kies eerst een andere regiehouder in de casuskamer: `!regie @anna`.
period-reversed =
    De laatste dag komt vóór de eerste: { $first } en { $last }.
    Typ eerst de eerste dag: `!afwezig 1-12 t/m 8-12`.
cannot-stand-in =
    { $name } kan je niet vervangen.
    Kies een collega van je eigen organisatie die in al jouw regio’s werkt en het privacyprotocol aanvaardde.
deputy-away =
    { $name } is er dan zelf ook niet.
    Kies een ander, of laat de naam weg: `!afwezig 1-12 t/m 8-12`.
never-away =
    Je staat niet op afwezig.
    Je hoeft niets te doen.

## De kaart waar houden

help-casus-wijziging = Schrijf op wat er is veranderd. De casus komt dan terug in het MDT.
help-casus-gehoord = Leg vast dat er met de familie is gesproken, met wie en wanneer.
help-casus-niet-gehoord = Leg vast waarom er niet met de familie is gesproken.
help-casus-kindcheck = Zet op de kaart wat er nu bekend is over kinderen en hun veiligheid.
help-casus-wensen = Zet op de kaart wat het slachtoffer nu wil, en wat niet.
help-casus-contact = Zet op de kaart hoe en wanneer contact nu veilig is.
help-casus-aangifte = Schrijf op wat het slachtoffer zelf zegt over aangifte. Het slachtoffer beslist.
help-besluit-rest = Leg vast dat eerdere uitkomsten blijven, voor alle gebieden waar dat nog nodig is.
change-noted = Genoteerd. { $code } komt terug in het MDT.
change-noted-already = Genoteerd. { $code } stond al op de agenda van het MDT.
change-noted-how = Acuut gevaar? Wacht niet op het MDT: bel 112.
case-changed =
    { $code }: er is iets veranderd. De casus staat op de agenda van het MDT.
    Wat er is veranderd, lees je in de kamer van de casus.
noted = Genoteerd. Dit staat nu op de kaart.
noted-text = { $text }
noted-not-heard = niet gehoord: { $text }
noted-again = Wat er eerder stond, blijft bewaard.
outcomes-kept = Dit blijft zoals het was: { $areas }.
card-change = Veranderd
card-change-text = { $text } ({ $day }, { $by })
card-change-more = { $count ->
    [one] Ervoor is er nog 1 keer iets veranderd: { $command }
   *[other] Ervoor is er nog { $count } keer iets veranderd: { $command }
}
card-noted = { $text } (bijgewerkt { $day } door { $by })
card-reporting = Aangifte
card-reporting-unknown = niet besproken; het slachtoffer beslist
card-heard = Familie gehoord
card-heard-yes = { $text } ({ $day }, { $by })
card-heard-no = nee: { $text } ({ $day }, { $by })
card-heard-unknown = nog niet vastgelegd. Typ `!casus gehoord: tekst`
card-clock = 24 uur
card-clock-left = vóór { $moment }, nog { $left }
card-clock-passed = om sinds { $moment }
card-clock-met = op tijd besproken, { $moment }
card-agenda-done = besproken, niet op de agenda
card-agenda-when = op de agenda van { $moment }
card-agenda-now = staat in het MDT dat nu loopt
card-agenda-on = op de agenda
card-agenda-off = niet op de agenda
card-actions-more = En nog { $count }: { $command }
card-age = { $age } jaar
card-area-earlier = { $need } → eerder besloten: { $outcome }
yes-ahead-many = ⚠️ Hiermee worden het { $count } organisaties. Kan het met minder?
doubt-nobody = ⚠️ Het slachtoffer is minderjarig en er staat niet wie besloot. Kijk dit na: { $names }.
doubt-other = ⚠️ Op deze leeftijd { $who ->
    [slachtoffer] beslist meestal het slachtoffer
    [beiden] beslissen meestal het slachtoffer en de ouder of voogd samen
   *[other] beslist meestal de ouder of voogd
}. Kijk dit na: { $names }.
unknown-case-word =
    Dat kan niet achter `!casus`. Bedoel je { $near }?
    Dit kan wel: { $words }.
unknown-case-word-no-near =
    Dat kan niet achter `!casus`.
    Dit kan wel: { $words }. Bijvoorbeeld `!casus wijziging: hij stond weer voor de deur`.
nothing-earlier =
    Er is nog geen eerdere uitkomst die kan blijven.
    Leg de uitkomst vast, bijvoorbeeld `!besluit veiligheid: slot is vervangen`.
other-case-here =
    Deze kamer gaat alleen over { $code }. Er is niets veranderd.
    Laat de code hier weg, bijvoorbeeld `!toestemming Politie ingetrokken`.

## Een casus sluiten en heropenen

help-casus-sluit = Sluit deze casus. Eerst zie je wat er nog open staat.
help-casus-heropen = Heropen een gesloten casus, met de reden erbij.
help-vervalt = Meld dat een actie niet meer nodig is, en waarom.
closing-blocked = { $code } kan nog niet dicht. Dit moet eerst:
closing-blocked-then = Klaar? Typ weer `!casus sluit`.
closing-more = En nog { $count }.
closing-meets-mdt = Het MDT bespreekt deze casus nu. Wacht tot de voorzitter verder gaat.
closing-meets-actie = { $label } van { $owner }, { $day }
closing-meets-gebieden = Nog geen uitkomst voor { $areas }. Typ in het MDT { $decide }
closing-meets-termijn = Er staat nog niet waarom het MDT later was dan 24 uur: `!overschreden: reden`
closing-meets-grondslag = { $label } is nog niet beoordeeld door een andere organisatie: { $review }
closing-meets-contact = Er staat niet hoe het slachtoffer veilig te bereiken is: `!casus contact: tekst`
closing-meets-kindcheck = Bij de kindcheck staat niets: `!casus kindcheck: tekst`
closing-meets-familie = Er staat niet of de familie is gehoord: `!casus gehoord: tekst` of `!casus niet gehoord: reden`
closing-meets-anoniem = Dacht alleen anoniem mee: { $organisations }.
closing-ahead = { $code } sluiten. Er is nog niets veranderd.
closing-look = Kijk hier nog even naar. Het mag zo blijven:
closing-follow-up = Nazorg
closing-no-follow-up = Er komt geen nazorg.
closing-moved = Op een vrije dag kan het niet: dat is de volgende werkdag geworden.
closing-then = Daarna kan hier niemand meer schrijven. Lezen kan nog wel.
closing-other = Andere dagen: `!casus sluit nazorg 1 juni en 1 december`. Geen nazorg: `!casus sluit zonder nazorg`.
case-closed = { $code } is gesloten door { $by }.
case-closed-read-only = Hier kan nu niemand meer schrijven. Lezen kan nog wel.
case-closed-reopen = Weer contact nodig? Typ in je eigen chat met mij { $command }
case-reopened = { $code } is weer open, door { $by }.
case-reopened-why = Waarom
case-reopened-write = Iedereen kan hier weer schrijven.
case-reopened-mdt = De casus komt terug in het volgende MDT. Alle vier de gebieden vragen een nieuwe uitkomst.
case-reopened-follow-up = De nazorg van { $days } vervalt.
reopened-there = { $code } is weer open.
reopened-there-write = In de kamer van de casus kan iedereen weer schrijven. Daar staat ook de kaart.
reopened-there-uncovered = Er is geen regiehouder. De beheerders en de voorzitter weten het.
action-dropped = { $label } vervalt, gemeld door { $by }.
action-list-dropped = Vervallen: { $count }.
card-life = Verloop
card-life-gesloten = gesloten op { $moment }
card-life-heropend = heropend op { $moment }
only-coordinator-closes =
    Een casus sluiten doet de regiehouder: { $name }.
    Vraag het daar.
coordinating-closes =
    Er is nog geen regiehouder. Kies er een met `!regie @naam`, of vraag iemand die dat kan zijn om te sluiten.
    Dat kan bij { $organisations }.
close-in-its-room =
    Een casus sluit je in de kamer van die casus.
    Typ daar `!casus sluit`.
closing-not-understood =
    Wat je achter `sluit` typte, begrijp ik niet. Typ `!casus sluit` om te zien wat er nog open staat.
    Bijvoorbeeld: `!casus sluit nazorg 1 juni en 1 december`, of `!casus sluit zonder nazorg`.
too-many-follow-ups =
    Datum: kies één of twee dagen voor de nazorg.
    Bijvoorbeeld: `!casus sluit nazorg 1 juni en 1 december`.
follow-up-today =
    Datum: { $given } is vandaag, en nazorg komt later.
    Kies een dag die nog komt, bijvoorbeeld `!casus sluit nazorg 1 juni`.
case-is-open =
    { $code } is niet gesloten.
    Je hoeft niets te doen.
coordinating-reopens =
    Heropenen doet de regiehouder, of iemand van { $organisations }.
    Vraag een van hen.
action-is-dropped =
    { $number } is al vervallen.
    Toch nodig? Spreek een nieuwe actie af met `!actie`.
who-drops =
    Dit is een actie van { $owner }.
    Vraag { $owner } of de regiehouder. Een collega van de eigenaar, of wie de actie afsprak, mag het ook.

## Een grondslag in plaats van toestemming

help-grondslag = Leg vast op grond van welke wet jouw organisatie deelt zonder toestemming. Een getuige kijkt mee.
help-getuige = Bevestig als getuige de grondslag van een andere organisatie.
help-grondslagen = Bekijk of bepaal in welke regio de lijst met gronden ook bij seksueel geweld te zien is.
consent-ground = op grond van de wet ({ $label }), geen toestemming
consent-ground-by = vastgelegd door { $name } op { $moment }
organisation-gone-ground = De grondslag vervalt.
ground-taken-there = De grondslag in { $code } vervalt.
ground-overview = Delen zonder toestemming in { $code }
ground-none = Er is nog geen grondslag vastgelegd.
ground-how-begin = Beginnen: `!grondslag OM`, met de organisatie die de gegevens krijgt.
ground-how-show = Alles zien van één nummer: `!grondslag G1`.
ground-records-only = Ik leg vast wat jullie kiezen. Of het mag, beoordelen jullie zelf.
ground-check-law = ⚠️ Controleer de wet van nu. Ik leg vast, ik keur niets goed.
ground-shown = { $label } in { $code }: delen zonder toestemming
ground-between = { $giver } geeft aan { $receiver }
ground-is-concept = concept
ground-is-geldt = geldt nu
ground-is-voorbij = geldt niet meer
ground-is-weg = weggegooid
ground-is-verlopen = verlopen na een week
ground-is-gever = vervallen: wie geeft, verloor zelf de toestemming
ground-is-ontvanger = vervallen: wie ontvangt, doet al mee
ground-needs = nog nodig: { $steps }
ground-needs-witness = wacht op een getuige
ground-needs-confirming = wacht op bevestiging
ground-to-review = ⚠️ moet nog beoordeeld worden
ground-step-grond = de grond
ground-step-doel = het doel
ground-step-nodig = wat nodig is en waarom
ground-draft = { $giver } geeft aan { $receiver }. Er komt nog niemand bij.
ground-refused = Let op: het antwoord voor { $receiver } is nu: { $answer }.
ground-list-off = De lijst met gronden is hier niet te zien: die is niet gemaakt voor seksueel geweld.
ground-list-none = In de lijst staat geen grond van { $giver } naar { $receiver }. Vraag liefst toestemming.
ground-vital = Vitaal belang, artikel 6 lid 1 sub d AVG. Alleen bij acuut gevaar voor iemands leven of gezondheid.
ground-own = Deze grond is zelf getypt en komt niet uit een lijst.
ground-next-grond = Kies een nummer uit dit rijtje.
ground-next-own = Typ de grond zelf, met het nummer van het artikel.
ground-next-vital = Alleen bij acuut gevaar voor iemands leven of gezondheid.
ground-all-at-once = Alles in één bericht mag ook.
ground-ask-grond = { $label }: om welk artikel in de wet gaat het?
ground-ask-doel = { $label }: waarvoor is het?
ground-ask-nodig = { $label }: welke gegevens zijn nodig, en waarom?
ground-so-far = Tot nu toe:
ground-your-text = tekst
ground-alone =
    Er is nu geen getuige: alleen { $giver } doet mee in deze casus.
    Vraag de regiehouder of er voor een andere organisatie toestemming kan komen.
ground-ahead = { $label } is compleet: wie is getuige? { $receiver } doet nog niet mee in { $code }.
ground-ahead-vital = { $label } is compleet: nu laten ingaan? { $receiver } doet nog niet mee in { $code }.
ground-parties = Wie
ground-ground = Grond
ground-terms = Wat de lijst zegt
ground-purpose = Doel
ground-necessity = Nodig
ground-by = Gever
ground-by-when = { $name }, { $moment }
ground-witness = Getuige
ground-without-witness = geen, meteen ingegaan op { $moment }
ground-review = Beoordeling
ground-review-by = Beoordeeld door
ground-how-witness = Een getuige van een andere organisatie dan { $giver } typt dit, na lezen:
ground-confirm = Iemand van { $giver } typt dit om het meteen te laten ingaan:
ground-vital-after = De volgende werkdag vraag ik de regiehouder, of anders de voorzitter, om dit te laten beoordelen.
ground-recorded = { $receiver } doet mee in { $code }, op grond van de wet ({ $label }). Dit is geen toestemming.
ground-how-end = Klopt het niet? Dit werkt meteen.
ground-how-review = Iemand van een andere organisatie dan { $giver } beoordeelt dit.
ground-dropped = { $label } is weggegooid. Er is niemand bij gekomen.
ground-reviewed = { $label } is beoordeeld.
review-asked = { $label } in { $code } wacht op een beoordeling.
review-asked-why = Dit is meteen ingegaan. Daarom kijkt er achteraf nog iemand mee.
review-asked-how = Laat iemand van een andere organisatie dan de gever dit in de casus typen.
review-asked-alone = Nu kan niemand dat: alleen de gever doet mee. Komt er niemand bij, dan kun je de casus wel sluiten.
witness-asked = { $label } in { $code } wacht op een getuige.
witness-asked-how = Lees het in de casus. Klopt het? Dan typ je de regel die daar staat.
ground-refused-before = Let op: het antwoord voor { $receiver } was daarvóór: { $answer }.
takes-part-by-ground = { $organisation } doet mee op grond van de wet ({ $label }), geen toestemming.
closing-meets-grondslag-alone = { $label } is niet beoordeeld: alleen de gever doet nog mee.
ground-regions = De lijst met gronden bij seksueel geweld
ground-region-on = te zien
ground-region-off = niet te zien
ground-list = In de lijst { $count ->
    [one] staat 1 grond
   *[other] staan { $count } gronden
}. Bron: { $source }, { $moment }.
ground-list-empty = De lijst is leeg.
ground-regions-how = Bij ander geweld is de lijst overal te zien. Veranderen: `!grondslagen DH aan` of `uit`.
ground-region-set = { $region }: de lijst met gronden is bij seksueel geweld nu { $shown ->
    [1] wel
   *[other] niet
} te zien.
step-not-understood =
    Die stap begrijp ik niet. Er is niets veranderd.
    De stappen zijn `grond`, `doel` en `nodig`. Bijvoorbeeld: `!grondslag G1 doel: samen de veiligheid regelen`.
unknown-receiver =
    Die organisatie staat niet in het adresboek, dus er kan niemand van meedoen. Typ bijvoorbeeld `!grondslag OM`.
    Hoort zij erbij? Vraag de beheerder om haar toe te voegen.
giver-is-yours =
    Je legt alleen een grondslag vast voor je eigen organisatie: { $name }.
    Vraag iemand van de andere organisatie om het zelf te doen.
receiver-is-yours =
    Dat is je eigen organisatie. Noem de organisatie die de gegevens krijgt.
    Bijvoorbeeld: `!grondslag OM`.
has-access-already = { $name } doet al mee. Een grondslag is niet nodig.
unknown-ground =
    Dat nummer is er niet in deze casus.
    Typ `!grondslag`: dan zie je alle nummers.
no-such-line = { $last ->
    [0] Bij { $label } is er geen rijtje om een nummer uit te kiezen. Typ de grond zelf, bijvoorbeeld `!grondslag G1 grond: artikel 6 lid 1 sub e AVG`.
    [1] In het rijtje van { $label } staat maar één grond. Typ bijvoorbeeld `!grondslag G1 grond 1`.
   *[other] Dat nummer staat niet in het rijtje van { $label }: kies 1 tot en met { $last }, bijvoorbeeld `!grondslag G1 grond 1`.
}
givers-draft =
    { $label } is van { $name }. Alleen zij veranderen het.
    Lezen mag iedereen hier: `!grondslag` met het nummer erachter.
ground-is-done =
    { $label } is al vastgelegd. Daar verandert niets meer aan.
    Lezen kan met `!grondslag` en het nummer erachter.
draft-is-dropped =
    { $label } is weggegooid.
    Begin opnieuw, bijvoorbeeld met `!grondslag OM`.
draft-is-old =
    { $label } lag langer dan een week en is verlopen.
    Begin opnieuw, bijvoorbeeld met `!grondslag OM`.
draft-without-giver =
    { $label } is vervallen: { $name } verloor intussen zelf de toestemming.
    Begin opnieuw, bijvoorbeeld met `!grondslag OM`.
draft-not-needed = { $label } is vervallen: { $name } kreeg intussen toegang.
draft-incomplete =
    { $label } is nog niet af.
    Typ `!grondslag` met het nummer erachter: dan zie je wat er nog nodig is.
witness-from-elsewhere =
    Een getuige is van een andere organisatie dan { $name }.
    Vraag iemand anders in deze kamer.
witness-needed =
    { $label } bevestig je niet zelf: dat doet een getuige van een andere organisatie.
    De regel voor de getuige zie je met `!grondslag` en het nummer erachter.
giver-confirms =
    Bij vitaal belang bevestigt { $name } zelf. Een getuige hoeft niet.
    Beoordelen kan daarna.
nothing-to-review = Bij { $label } valt niets te beoordelen: dat doe je alleen na vitaal belang.
reviewed-already = { $label } is al beoordeeld. Dat verandert niet meer.
review-from-elsewhere =
    { $label } beoordeelt iemand van een organisatie die niet geeft en niet ontvangt.
    Vraag iemand anders in deze kamer.
shown-as-asked = Dat staat al zo in { $region }.

## De agenda uit de stand van zaken

agenda-planned = { $standing }, { $count } min
agenda-minutes = Samen { $count ->
    [one] 1 minuut
   *[other] { $count } minuten
}: klaar rond { $time }.
agenda-minutes-only = Samen { $count ->
    [one] 1 minuut
   *[other] { $count } minuten
}.
agenda-starts = Het MDT begint om { $time }. De voorzitter opent het met `!mdt start`.
meeting-soon = MDT { $region }, { $moment }: { $count ->
    [one] 1 casus
   *[other] { $count } casussen
}. De voorzitter opent het met `!mdt start`.
on-agenda = { $code } staat op de agenda van { $moment }.
on-agenda-why = Waarom: { $reasons }.
reason-nieuw = het MDT heeft de casus nog niet besproken
reason-aangehouden = een eerder MDT was er nog niet mee klaar
reason-gewijzigd = de situatie is veranderd
reason-heropend = de casus is heropend
reason-geen-regiehouder = er is geen regiehouder
reason-te-laat = een actie is te laat
reason-herbeoordeling = de dag van de herbeoordeling is er
field-minuten = Minuten
field-plaats = Plaats
help-mdt-volgorde = Geef een casus een andere plaats op de agenda.
help-mdt-tijd = Trek meer of minder minuten uit voor een casus.
place-set = { $code } staat nu op plaats { $place }.
minutes-set = Voor { $code } { $count ->
    [one] is 1 minuut
   *[other] zijn { $count } minuten
} uitgetrokken.
not-on-agenda =
    Die code staat niet op de agenda van { $day }. Er is niets veranderd.
    Typ `!mdt agenda`: dan zie je de codes.
taken-up-already =
    { $code } is in dit MDT al aan de beurt. Er is niets veranderd.
    Kies een casus die nog wacht.
no-such-place =
    Die plaats is er niet: kies 1 tot en met { $last }.
    Bijvoorbeeld: `!mdt volgorde DH-7K3M 1`.
minutes-outside =
    Kies 1 tot en met { $most } minuten.
    Bijvoorbeeld: `!mdt tijd DH-7K3M 10`.

## Wat het MDT over een casus besluit

not-applicable-because = n.v.t.: { $reason }
area-not-yours =
    Jouw organisatie mag in deze casus niet besluiten over { $area }: de toestemming gaat daar niet over.
    Vraag iemand van { $organisations }.
area-not-yours-no-organisations =
    Jouw organisatie mag in deze casus niet besluiten over { $area }: de toestemming gaat daar niet over.
    Niemand hier mag dat nu. Vraag de regiehouder welke organisatie erbij moet.
help-aanhouden = Houd de casus aan in dit MDT: hij komt terug, met de reden erbij. Toch niet: `!aanhouden weg`.
help-herbeoordeling = Spreek af wanneer het MDT opnieuw kijkt. Niet meer nodig: `!herbeoordeling weg`.
help-niet-gedaan = Meld dat een actie nog niet gedaan is, waarom, en wanneer wel.
help-kan-niet-meer = Meld dat een actie niet meer kan, en waarom. Hij vervalt dan.
held-over = { $code } wordt aangehouden en komt terug in het volgende MDT.
held-over-then = De voorzitter gaat verder met `!volgende`.
previous-held = { $code } komt terug: aangehouden.
card-held = Aangehouden
card-review = Herbeoordeling
review-set = Herbeoordeling: { $day }.
review-moved = Op { $day } is er geen MDT. Daarom is het de eerste dag daarna.
review-off = De herbeoordeling van { $day } vervalt.
action-delayed = { $label } blijft open. Nieuwe dag voor { $owner }: { $day }.
action-delayed-open = { $label } van { $owner } blijft open. De dag was { $day }.
action-delayed-why = Niet gedaan
action-delayed-when = Wanneer wel? Typ bijvoorbeeld { $command }
action-not-done = (niet gedaan: { $reason })
late-actions = { $count ->
    [one] 1 actie is te laat:
   *[other] { $count } acties zijn te laat:
}
late-actions-more = En nog { $count }: zie `!acties`.
late-actions-how = Typ { $done }, { $not_done } of { $never }.
review-today =
    Datum: { $given } is te vroeg. Een herbeoordeling komt op een latere dag.
    Bijvoorbeeld: `!herbeoordeling over twee weken`.
no-review =
    Er staat geen herbeoordeling.
    Afspreken kan zo: `!herbeoordeling over twee weken`.
help-inzet = Leg vast wat een organisatie doet, voor welk gebied en voor wie. Alleen `!inzet`: de lijst.
contribution-added = { $label } voor { $owner }: { $facts }.
contribution-changed = { $label } van { $owner }: { $facts }.
contribution-list = { $code }: inzet
contribution-list-empty =
    { $code }: er is nog geen inzet.
    Leg het vast, bijvoorbeeld `!inzet CSG hulp: traumascreening deze week`.
contribution-how = Gaat het verder? Typ { $command }
contribution-for-pleger = voor de pleger
contribution-for-omgeving = voor de omgeving
contribution-gevraagd = gevraagd
contribution-toegezegd = toegezegd
contribution-gestart = gestart
contribution-gestopt = gestopt
unknown-contribution =
    { $number } is er niet in deze casus.
    Typ `!inzet` om de nummers te zien.
contribution-is-there =
    { $number } staat al zo.
    Je hoeft niets te doen.
progress-not-understood =
    Achter het nummer hoort `gevraagd`, `toegezegd`, `gestart` of `gestopt`.
    Bijvoorbeeld: `!inzet I2 gestart`
contribution-without-area =
    Zet achter de organisatie het gebied: `veiligheid`, `recht`, `hulp` of `herstel`.
    Bijvoorbeeld: `!inzet CSG hulp: traumascreening deze week`
for-whom-not-understood =
    Achter het gebied kan `voor slachtoffer`, `voor pleger` of `voor omgeving`, en dan een dubbele punt.
    Bijvoorbeeld: `!inzet GGZ hulp voor pleger: intake`

## Herinneringen, stille uren en werkdagen

morning-digest-plain = Goedemorgen. Vandaag vraagt iets om jou.
morning-digest-for = Voor { $name }, die er niet is:
morning-digest-accept = Gevraagd als regiehouder? Antwoord in de kamer van die casus.
morning-digest-follow-up = Kijk hoe het gaat: dat is afgesproken bij het sluiten. Weer contact nodig? Typ hier `!casus heropen code: reden`.
digest-soon = { $count } morgen
digest-until = { $count } t/m { $day }
digest-asked = { $count } waar je om vroeg
digest-others-late = { $count } te laat bij een ander
digest-stuck = { $count } al langer te laat
digest-accept = ben jij de regiehouder?
digest-review = vandaag herbeoordeling
digest-follow-up = kijk hoe het gaat
digest-tight = let hier extra op
actions-due = { $count } acties zijn voor vandaag.
actions-due-how = Gedaan? Typ `!klaar` en het nummer in de kamer van die casus.
snooze-over =
    { $code } { $label }: je vroeg of ik er nu over wilde beginnen.
    Gedaan? Typ `!klaar` en het nummer in de kamer van deze casus.
climbed-owner = { $label } is { $days ->
    [one] 1 werkdag
   *[other] { $days } werkdagen
} te laat. Wie het doet, krijgt een herinnering.
climbed-coordinator = { $label } is { $days ->
    [one] 1 werkdag
   *[other] { $days } werkdagen
} te laat. De regiehouder weet het.
climbed-chair = { $label } is { $days ->
    [one] 1 werkdag
   *[other] { $days } werkdagen
} te laat. De voorzitter weet dat hier iets te laat is, niet wat.
snoozed = { $code } { $label }: ik begin er { $until } weer over.
snoozed-day = { $code } { $label }: ik begin er { $until } weer over, in je dagoverzicht.
snoozed-goes-on = Alleen jouw herinneringen wachten. De dag van de actie blijft, en is hij te laat, dan horen anderen dat.
hours-shown = Tussen { $start } en { $end } blijf ik stil.
hours-shown-off = Je hebt geen stille uren.
hours-changed = Genoteerd: tussen { $start } en { $end } blijf ik stil.
hours-changed-off = Genoteerd: je hebt geen stille uren meer.
hours-days = Je werkt op { $days }. Op andere dagen en op feestdagen blijf ik ook stil.
hours-urgent = Alleen wat niet kan wachten, komt er wel door: de 24 uur van een casus en een MDT met spoed.
hours-digest = De rest bewaar ik voor daarna. Je dagoverzicht komt om { $time }, of zodra je stille uren voorbij zijn.
hours-how = Anders? Typ bijvoorbeeld `!stil 22-7`, `!stil uit` of `!werkdagen ma di do`.
workdays-shown = Je werkt op { $days }.
workdays-changed = Genoteerd: je werkt op { $days }.
workdays-usual = Dat zijn de gewone werkdagen.
workdays-how = Anders? Typ bijvoorbeeld `!werkdagen ma di do`, of `!werkdagen gewoon`.
help-stil = Spreek af wanneer ik stil ben. Alleen wat niet kan wachten, komt er dan door.
help-werkdagen = Zeg op welke dagen je werkt. Op andere dagen blijf ik stil.
help-later = Laat jouw herinnering aan een actie wachten. De dag van de actie verandert niet.
field-stille-uren = Stille uren
field-werkdagen = Werkdagen
field-wanneer = Wanneer
quiet-same =
    Stille uren: dat is geen tijd. Het begin en het einde zijn hetzelfde.
    Bijvoorbeeld: `!stil 22-7`. Geen stille uren? Typ `!stil uit`.
quiet-too-long =
    Stille uren: dan blijft er overdag te weinig over om je iets te zeggen. Laat tussen 7:00 en 20:00 minstens 4 uur vrij.
    Bijvoorbeeld: `!stil 22-7`.
later-past =
    Wanneer: { $moment } is al voorbij.
    Bijvoorbeeld: `!later A3 2u` of `!later A3 morgen`.
later-today =
    Wanneer: vandaag is te vroeg voor een dag. Noem een tijd.
    Bijvoorbeeld: `!later A3 2u` of `!later A3 15:00`.
later-too-far =
    Wanneer: dat is te ver weg. Een herinnering wacht hoogstens 7 dagen.
    Heeft de actie meer tijd nodig? Spreek in de kamer een andere dag af.
not-your-reminder =
    Nummer: aan { $label } word je niet herinnerd. Alleen je eigen herinneringen kunnen wachten.
    Dat zijn die aan jouw acties, en die van een regiehouder.

## Wie is er bij

help-aanwezig = Meld dat je er bent bij het MDT, of dat je vandaag namens een andere organisatie spreekt.
present-noted = { $name } is er, voor { $organisation }.
present-on-behalf = { $name } spreekt vandaag namens { $organisation }.
present-on-behalf-only = Dat geeft geen toegang tot casussen van { $organisation }.
present-in-case = { $name } ({ $organisation }) is erbij in { $code }.
absent-noted = { $name } is vandaag afgemeld.
absent-noted-how = Een hele dag weg? Typ in je eigen chat `!afwezig vandaag`: dan komt je vervanger in jouw casussen.
turnout = Aanwezig: { $there } van de { $count } organisaties.
turnout-told = afgemeld
turnout-expected = nog niemand, { $name } wordt verwacht
turnout-nobody = nog niemand
turnout-for = (voor { $name })
turnout-for-absent = (voor { $name }, afwezig)
turnout-other = { $name } (van { $organisation })
turnout-missing = Nog niet iedereen is er:
turnout-all-there = Alle organisaties zijn er.
case-missing = In deze casus ontbreken nog:
case-missing-how = Ben je er wel? Typ hier `!aanwezig`.
attendance-closed = Aan- of afmelden voor het MDT kan weer vanaf { $moment }.
chair-notes-others = Alleen de voorzitter meldt een ander aanwezig. Voor jezelf typ je `!aanwezig`.
excuses-own-only = Je meldt jezelf, een collega of je eigen organisatie af. Voor een ander doet de voorzitter dat.
not-permanent = { $organisation } is geen vaste deelnemer van het MDT; wie ervoor komt, meldt zich in de kamer van de casus.
on-behalf-elsewhere = Namens een andere organisatie spreek je alleen in de MDT-kamer. Voor je eigen organisatie typ je hier `!aanwezig`.
not-in-mdt-room = Wie: die persoon zit niet in deze kamer. Typ een naam van hier, bijvoorbeeld `!aanwezig @anna`.
days-elsewhere = Dagen dat je er niet bent, typ je in je eigen chat. Bijvoorbeeld: `!afwezig vrijdag`.

## Het MDT leiden

item-here-leader = { $name } leidt deze casus nu.
item-here-held = Eerder in dit MDT aangehouden. Kan het nu toch? Typ `!aanhouden weg`.
item-passed = Slaan we nu over, komt terug in het volgende MDT: { $codes }.
previous-waits = { $code } komt straks nog aan de beurt.
item-left = Het MDT gaat verder. { $code } is nu niet meer aan de beurt.
put-off = { $code } is even niet aan de beurt en komt straks terug, in dit MDT.
you-lead =
    Jij leidt nu { $code }, { $user_id }.
    Typ `!volgende` in deze kamer als jullie klaar zijn.
led-by = { $name } leidt { $code } vanaf nu.
chair-taken = { $name } leidt nu het MDT, in plaats van { $before }.
you-chair =
    { $region }: jij leidt nu het MDT, { $user_id }.
    Ga verder met `!volgende`.
no-chair = In { $region } loopt een MDT, en er is geen voorzitter of plaatsvervanger die het kan leiden.
time-given = { $code } krijgt nog { $count ->
    [one] 1 minuut
   *[other] { $count } minuten
}: tot { $time }.
time-up = { $count ->
    [one] De minuut
   *[other] De { $count } minuten
} voor { $code } { $count ->
    [one] is om.
   *[other] zijn om.
}
time-up-next = Klaar? Typ `!volgende`.
time-up-more = dan komen er 10 minuten bij.
time-up-here =
    De geplande tijd ({ $minutes } min) is om.
    Klaar? Typ `!volgende` in deze kamer.
meeting-still =
    { $region }: het MDT staat stil bij { $position } van { $total }.
    Overnemen? Typ `!mdt overnemen`.
still-open =
    { $region }: het MDT staat nog open, { $user_id }.
    Klaar? Typ `!mdt sluit`. Anders sluit ik het later zelf.
closed-unasked = In { $region } stond het MDT nog open en gebeurde er niets meer. Ik heb het afgesloten.
hold-lifted = { $code } wordt niet meer aangehouden.
help-overslaan = Sla deze casus nu over: hij komt straks terug, in dit MDT.
help-terug = Ga terug naar de vorige casus van dit MDT, of naar deze.
help-mdt-overnemen = Neem het leiden van dit MDT over.
not-in-meeting =
    Die code staat niet in dit MDT. Er is niets veranderd.
    Typ `!mdt agenda`: dan zie je de codes.
weighed-now =
    { $code } is nu al aan de beurt.
    Je hoeft niets te doen.
weighed-before =
    { $code } is in dit MDT al aan de beurt geweest. Er is niets veranderd.
    Toch weer bespreken? Typ `!terug` met deze code erachter.
still-waits =
    { $code } wacht nog. Er is niets veranderd.
    Nu bespreken? Typ `!volgende` met deze code erachter.
nothing-before =
    Er is nog geen casus om naar terug te gaan.
    Ga verder met `!volgende`.
cannot-return =
    { $code } kan nu niet terugkomen in dit MDT. Er is niets veranderd.
    Kies een andere code, of ga verder met `!volgende`.
nothing-up =
    Er is nu geen casus aan de beurt.
    Typ `!volgende` voor de volgende.
nothing-else-waits =
    { $code } is de laatste: overslaan kan niet. Er is niets veranderd.
    Typ `!volgende`: wat niet af is, komt terug in het volgende MDT.
you-lead-already =
    Jij leidt dit MDT al.
    Ga verder met `!volgende`.
not-your-item =
    Deze casus wordt nu geleid door { $name }.
    Zijn jullie klaar? Vraag het daar.
not-weighed-here =
    Deze casus is nu niet aan de beurt in het MDT.
    Is hij dat wel, dan werkt `!volgende` ook in deze kamer.
this-case-only =
    In deze kamer typ je alleen `!volgende`, zonder code.
    Een andere casus kiezen? Dat doet de voorzitter in de MDT-kamer.
nothing-held =
    Deze casus wordt in dit MDT niet aangehouden.
    Je hoeft niets te doen.

## Verslag, correcties en cijfers

help-verslag = Bekijk het verslag van het laatste MDT over deze casus, of dat van een andere dag.
help-corrigeer = Zet een uitkomst of de tekst van een actie recht. Wat er stond, blijft bewaard.
help-mdt-verslag = Bekijk het verslag van het laatste MDT, of dat van een andere dag.
help-mdt-cijfers = Bekijk de cijfers van deze maand, of van een andere maand.
field-onderdeel = Gebied of actie
field-maand = Maand
ended-besloten = besloten
ended-aangehouden = aangehouden
ended-niet-bereikt = niet aan toegekomen
ended-nu = nu aan de beurt
ended-wacht = wacht nog
case-minutes = Verslag MDT { $day }: { $code }
case-minutes-urgent = Verslag spoed-MDT { $day }: { $code }
case-minutes-now = Verslag tot nu toe: { $code }
case-minutes-when = Om { $time }, { $count ->
    [one] 1 minuut
   *[other] { $count } minuten
}: { $ended }.
minutes-there = Erbij
minutes-absent = Afwezig
minutes-for = { $name } van { $organisation }
minutes-instead = { $names } voor { $other }
case-minutes-outcome = { $outcome } ({ $by })
case-minutes-kept = blijft: { $outcome } ({ $by })
case-minutes-earlier = eerder besloten: { $outcome } ({ $by }, { $day })
case-minutes-anew = Opnieuw te bekijken: { $areas }.
corrected-by = (gecorrigeerd door { $by }, { $moment })
case-minutes-agreed = Afgesproken
case-minutes-undone = Niet gedaan of uitgesteld
case-minutes-new-day = { $reason }; nieuwe dag: { $day }
case-minutes-put-off = uitgesteld: { $reason }; nieuwe dag: { $day }
case-minutes-dropped = vervalt: { $reason }
day-minutes = Verslag MDT { $region }, { $day }
meeting-minutes-ran = { $from } tot { $until }. Voorzitter: { $chair }.
meeting-minutes-runs = Sinds { $from }, loopt nog. Voorzitter: { $chair }.
meeting-minutes-urgent = Spoed-MDT
meeting-minutes-item = { $spent } min (gepland { $planned }), { $ended }
meeting-minutes-unplanned = { $spent } min, { $ended }
meeting-minutes-total = { $decided } besloten, { $held } aangehouden, { $missed } niet aan toegekomen.
meeting-minutes-length = Samen { $count ->
    [one] 1 minuut
   *[other] { $count } minuten
}, gepland { $planned }.
region-figures = Cijfers MDT { $region }: { $first } t/m { $last }
figures-none = In deze tijd was er geen MDT.
figures-few = te weinig om iets te zeggen
figures-share = { $share }%
figures-meetings = MDT's
figures-meetings-text = { $count }, waarvan { $urgent } met spoed
figures-cases = Casussen besproken
figures-cases-text = { $count }, waarvan { $first } voor het eerst
figures-in-time = Binnen 24 uur na de melding
figures-hours = Van melding tot MDT
figures-hours-text = de helft binnen { $hours } uur
figures-per-case = Minuten per casus
figures-per-meeting = Minuten per MDT
figures-median = de helft is { $count } of minder
figures-put-off = Uitgesteld
figures-put-off-text = { $held } aangehouden, { $missed } niet aan toegekomen
figures-covered = Met een regiehouder
figures-actions = Acties
figures-actions-text = { $added } afgesproken, { $done } klaar, { $late } te laat
figures-on-time = Acties op tijd klaar
figures-attended = Aanwezig
outcome-corrected = Gecorrigeerd: { $area }
action-corrected = Gecorrigeerd: { $label } voor { $owner }, { $day }
day-to-come =
    { $field }: { $given } moet nog komen.
    Kies een dag die geweest is. Bijvoorbeeld: `gisteren`, `vrijdag` of `24-11`.
month-not-understood =
    Maand: dit begrijp ik niet.
    Bijvoorbeeld: `!mdt cijfers november`.
no-minutes =
    Over deze casus was nog geen MDT.
    Het verslag komt hier na het eerste MDT.
no-minutes-then =
    Op { $given } kwam deze casus niet in het MDT.
    De laatste keer was { $last }. Typ `!verslag` om dat te zien.
no-meeting-yet =
    In deze regio was nog geen MDT.
    Het verslag komt hier na het eerste MDT.
no-meeting-then =
    Op { $given } was er geen MDT.
    Het laatste was { $last }. Typ `!mdt verslag` om dat te zien.
outcome-stands =
    Deze casus is nu niet aan de beurt in het MDT. Voor { $area } staat er al een uitkomst.
    Staat die er verkeerd? Typ { $command }
    Is er iets veranderd? Typ `!casus wijziging: tekst`. Dan komt de casus terug in het MDT.
no-outcome-yet =
    Voor { $area } is er nog geen uitkomst om te corrigeren.
    Die leg je vast in het MDT, met `!besluit`.
stands-already =
    Zo staat het er al. Er is niets veranderd.
    Typ achter de dubbele punt wat er moet staan.
what-to-correct =
    Typ eerst wat je corrigeert: `veiligheid`, `recht`, `hulp`, `herstel` of een actie.
    Bijvoorbeeld: `!corrigeer A3: de huisarts bellen`.

## Een casus met de hand op de agenda

reason-erbij = iemand heeft de casus erbij gezet
reason-verzet = de casus is naar dit MDT verzet
help-agenda = Bekijk of deze casus op de agenda van het MDT staat, en waarom.
help-agenda-erbij = Zet deze casus op de agenda van het MDT, met de reden.
help-agenda-verzet = Verzet deze casus naar een ander MDT, met de reden. Voor de regiehouder of een voorzitter.
help-agenda-terug = Draai terug wat het laatst geregeld is voor de agenda.
help-agenda-reden = Leg vast waarom deze casus erbij gezet of verzet is.
help-mdt-erbij = Zet een casus erbij op de agenda. De reden hoort in de kamer van de casus.
help-mdt-verzet = Verzet een casus naar een andere dag. De reden hoort in de kamer van de casus.
case-agenda-closed = { $code } is gesloten: het MDT bespreekt deze casus niet.
case-agenda-now = { $code } staat in het MDT dat nu loopt.
case-agenda-off = { $code } staat nu niet op de agenda van het MDT.
case-agenda-overtaken = Daarna is er iets veranderd. Daarom wacht het MDT niet tot die dag.
card-added = Erbij gezet
card-moved = Verzet
agenda-by-hand = { $day }, door { $by }: { $reason }
agenda-no-reason = reden nog niet gezegd
agenda-why = Waarom
agenda-reason-how = Weet jij de reden? Typ `!agenda reden: tekst`
agenda-reason-asked = De reden is nog niet gezegd. Typ hem hier: `!agenda reden: tekst`
agenda-undo = Toch niet? Typ `!agenda terug`.
agenda-undo-or-more = Toch niet? Typ `!agenda terug`. Wat er meer kan: `!help agenda`.
agenda-more = Erbij zetten of verzetten? Typ `!help agenda`.
agenda-why-there = De reden komt in de kamer van de casus te staan, niet hier.
put-on = { $code } staat op de agenda van { $moment }.
put-on-already = { $code } stond al op de agenda van { $moment }. De reden staat er nu bij.
put-on-offered = Het MDT loopt al. De voorzitter kan { $code } er nu nog bij halen.
put-on-else = Anders staat de casus op de agenda van { $moment }.
put-on-move-off = De casus was verzet naar { $day }. Dat vervalt.
put-on-here-already = { $code } stond al op de agenda van { $moment }, en blijft daar staan.
put-on-here-running = { $code } is erbij in dit MDT, achteraan.
put-on-here-waits = { $code } wacht al in dit MDT. Je hoeft niets te doen.
case-moved = { $code } is verzet naar { $moment }.
case-moved-earlier = Dat was eerst { $day }.
case-moved-then = Verandert er iets? Typ `!casus wijziging: tekst`, dan wacht het MDT niet tot die dag.
moved-here-waited = De casus is uit dit MDT gehaald.
out-of-meeting = { $code } is uit dit MDT gehaald.
taken-back-erbij = { $code } is niet meer erbij gezet voor { $day }.
taken-back-verzet = { $code } is niet meer verzet naar { $day }.
agenda-reason-kept-erbij = Vastgelegd waarom { $code } erbij gezet is voor { $day }:
agenda-reason-kept-verzet = Vastgelegd waarom { $code } verzet is naar { $day }:
arranged-there-erbij = { $by } heeft { $code } erbij gezet op de agenda van { $moment }.
arranged-there-nu = { $by } heeft { $code } erbij gezet in het MDT dat nu loopt.
arranged-there-verzet = { $by } heeft { $code } verzet naar { $moment }.
agenda-came = Erbij op de agenda van vandaag: { $code }, { $standing }.
agenda-went = Van de agenda van vandaag af: { $code }.
agenda-offered = { $code } kan er nog bij in dit MDT: { $command }
reason-not-here =
    Een reden hoort niet in deze kamer: haal je bericht weg en typ de reden in de kamer van de casus zelf.
    Er is niets veranderd. Hier is dit genoeg: `!mdt erbij DH-7K3M vrijdag`
code-not-here =
    In { $region } is geen casus met deze code. Er is niets veranderd.
    Kijk de code na, bijvoorbeeld `DH-7K3M`.
code-closed =
    { $code } is gesloten: het MDT bespreekt deze casus niet.
    Vraag het aan de mensen van die casus.
no-mdt-on-day =
    Op { $day } is er geen MDT. Er is niets veranderd.
    Het eerste daarna is op { $following }.
too-late-today =
    Het MDT van vandaag loopt al, of is geweest. Er is niets veranderd.
    Het volgende is op { $following }.
been-up =
    { $code } was in dit MDT al aan de beurt. Er is niets veranderd.
    Noem een andere dag, bijvoorbeeld `!mdt erbij DH-7K3M morgen`.
up-now =
    Het MDT bespreekt { $code } nu. Er is niets veranderd.
    Moet de casus terugkomen? Typ in de kamer van de casus `!aanhouden: reden`.
not-on-agenda-here =
    Deze casus staat niet op de agenda van { $day }, dus verzetten kan niet.
    Erbij zetten kan wel: `!agenda erbij vrijdag: reden`.
already-then =
    { $code } staat al op de agenda van { $day }. Er is niets veranderd.
    Kies een andere dag, bijvoorbeeld `over een week`.
past-deadline =
    { $code } is nieuw, en moet uiterlijk { $deadline } in het MDT. Er is niets veranderd.
    Is er dan geen MDT? De voorzitter kan er een houden: `!mdt spoed DH-7K3M`.
past-deadline-rounded =
    { $code } is nieuw, en moet uiterlijk { $deadline } in het MDT. Er is niets veranderd.
    Is er dan geen MDT? Houd er zelf een: `!mdt spoed DH-7K3M`.
not-arranged =
    Deze casus is niet met de hand erbij gezet of verzet, of het MDT heeft hem al gehad.
    Typ `!agenda` om te zien hoe het staat.
who-arranges =
    Dit kan alleen { $names }, of een voorzitter die in deze casus zit.
    Vraag het hier in de kamer.
who-arranges-no-names =
    Er is nog geen regiehouder, dus dit kan alleen een voorzitter die in deze casus zit.
    Vraag het de voorzitter van het MDT.
unknown-agenda-word =
    Dat ken ik niet achter `!agenda`.
    Wel: `!agenda erbij: reden`, `!agenda verzet vrijdag: reden`, `!agenda reden: reden` en `!agenda terug`.
closing-meets-agenda = De casus is met de hand op de agenda gezet of verzet (`!agenda`). Door sluiten vervalt dat.

## De regiehouder: gevraagd, aanvaard, overgedragen

help-regie-aanvaard = Zeg ja als je gevraagd bent als regiehouder. In je eigen chat met de code erachter, of `alles`.
help-regie-weiger = Zeg nee als je gevraagd bent als regiehouder, en waarom. In je eigen chat met de code erachter.
help-regie-overdragen = Draag de regie over. Je eigen chat: `!regie overdragen alles @bas` voor al je casussen.
help-regie-intrekken = Trek de vraag aan de nieuwe regiehouder in.
help-mdt-regie = Zie hoeveel casussen elke regiehouder heeft.
regie-asked-title = { $name } van { $organisation } is gevraagd als regiehouder van { $code }.
regie-asked-by = Gevraagd door { $by }. Antwoorden kan hier: `!regie aanvaard` of `!regie weiger: reden`.
regie-asked-until = Tot dan blijft { $name } regiehouder.
regie-asked-nobody = Tot dan is er nog geen regiehouder.
regie-asked-away = { $away } is er vandaag niet. Daarom is { $name } gevraagd.
regie-asked-instead = De vraag aan { $replaced } vervalt.
regie-asked-actions = De open acties van de regiehouder gaan mee.
regie-comes = { $name } komt voor de regie in deze kamer.
regie-briefing = { $name }: dit neem je over. De kaart en de acties staan hierboven.
regie-briefing-follows = { $party }, gevolgd door { $name }
regie-briefing-follows-nobody = { $party }, nog door niemand gevolgd
regie-briefing-more = En nog { $count }: zie `!inzet` en `!acties`.
regie-how = Typ hier `!regie aanvaard` of `!regie weiger: reden`.
regie-ring = { $code }: wil jij de regiehouder zijn?
regie-ring-again = { $code }: wil jij de regiehouder zijn? Je hebt nog niet geantwoord.
regie-ring-here = { $code }: wil jij de regiehouder zijn, { $user_id }?
regie-ring-here-again = { $code }: wil jij de regiehouder zijn, { $user_id }? Je hebt nog niet geantwoord.
regie-ring-comes = Je komt daarvoor in de kamer van de casus. Kijk daar eerst.
regie-ring-how = Typ { $yes }, of { $no }
regie-ring-many = { $count ->
    [one] Wil jij van 1 casus de regie overnemen?
   *[other] Wil jij van { $count } casussen de regie overnemen?
}
regie-ring-many-how = Alles ja: `!regie aanvaard alles`. Eén voor één kan in de kamers.
regie-yours = Jij bent nu regiehouder van { $codes }.
regie-not-yours = Dit lukte niet: { $codes }. Kijk in de kamer hoe het zit.
regie-yours-how = Wat er speelt, staat in de kamer. Typ daar `!casus`.
no-longer-yours =
    Je bent niet meer regiehouder van { $code }.
    Wie het nu is, staat in de kamer van de casus.
regie-refused = { $name } wordt geen regiehouder van { $code }.
regie-reason = Reden
regie-refused-there =
    Genoteerd: jij wordt geen regiehouder van { $code }.
    Je reden staat alleen in de kamer van de casus.
asked-said-no =
    { $code }: het antwoord op je vraag om regiehouder te zijn is nee.
    Waarom staat in de kamer van de casus. Vraag daar iemand anders.
request-back = De vraag aan { $name } om regiehouder te zijn is ingetrokken.
regie-passed-on = { $name } kon niet antwoorden. Nu is { $deputy } gevraagd als regiehouder van { $code }.
regie-silent = { $name } heeft nog niet geantwoord op de vraag om regiehouder te zijn van { $code }.
regie-silent-over = { $name } kan geen regiehouder meer worden van { $code }.
regie-silent-chair = De voorzitter krijgt een seintje.
regie-unanswered =
    { $code }: er is geen antwoord op de vraag wie de regie overneemt.
    De regiehouder van nu blijft het. Bel even: dit lost de chat niet op.
regie-is = { $code }: de regiehouder is { $name } ({ $organisation }).
regie-is-nobody = { $code }: er is nog geen regiehouder.
regie-is-asked = Gevraagd: { $name }, op { $moment }. Nog niet aanvaard.
regie-since = Sinds { $moment }.
regie-unconfirmed = { $name } nam het vanzelf over en heeft dat nog niet bevestigd.
regie-authority = Doorzettingsmacht: ja.
regie-no-authority = Doorzettingsmacht: nee.
regie-choose = Vraag iemand, bijvoorbeeld `!regie @anna`.
my-regie = { $count ->
    [one] Je bent regiehouder van 1 casus.
   *[other] Je bent regiehouder van { $count } casussen.
}
my-regie-empty = Je bent nu nergens regiehouder.
my-regie-since = sinds { $moment }
my-regie-asked = { $count ->
    [one] 1 vraag wacht op je antwoord:
   *[other] { $count } vragen wachten op je antwoord:
}
my-regie-answer = Ja zeggen: { $command }
caseload = { $region }: { $count ->
    [one] 1 casus met een regiehouder
   *[other] { $count } casussen met een regiehouder
}
caseload-line = ({ $organisation }): { $count }
caseload-asked = Gevraagd en nog geen antwoord: { $count }.
caseload-without = ⚠️ Zonder regiehouder: { $count }.
handover-ahead = { $count ->
    [one] Ik vraag { $name } voor 1 casus. Er is nog niets veranderd.
   *[other] Ik vraag { $name } voor { $count } casussen. Er is nog niets veranderd.
}
handover-cannot = Dit kan niet, want { $name } is daar al gevraagd of mag er niet in: { $codes }.
handover-asked = { $name } is gevraagd voor { $codes }.
handover-until = Tot het antwoord er is, blijf jij regiehouder.
card-coordinator-asked = gevraagd: { $name }, nog niet aanvaard
card-coordinator-both = { $current }; { $asked }
card-coordinator-unconfirmed = { $name } (nog niet bevestigd)
card-authority = Doorzettingsmacht
card-authority-may = { $name } mag beslissen als de partijen het niet eens zijn
card-authority-used = { $name } besliste over { $areas }
decided-alone = (met doorzettingsmacht)
who-asked = Gevraagd als regiehouder: { $name }. Nog niet aanvaard.
reason-doorzettingsmacht = de regiehouder heeft met doorzettingsmacht beslist
not-asked =
    Jij bent hier nu niet gevraagd als regiehouder.
    Wil je het zijn? Typ `!regie ik` in de kamer van de casus.
request-taken-back =
    Die vraag is ingetrokken, of iemand anders is gevraagd.
    Wil je het toch zijn? Typ `!regie ik` in de kamer van de casus.
request-passed-on =
    Er kwam niet op tijd een antwoord, dus de vraag is doorgegaan naar een collega.
    Wil je het toch zijn? Typ `!regie ik` in de kamer van de casus.
already-asked =
    { $name } is al gevraagd en heeft nog niet geantwoord.
    Iemand anders vragen kan: `!regie @anna`. Intrekken ook: `!regie intrekken`.
nothing-asked =
    Er staat geen vraag open om in te trekken.
    Kijk hoe het zit met `!regie`.
asked-is-away =
    { $name } is er nu niet, en van dezelfde organisatie kan niemand invallen.
    Vraag iemand anders, bijvoorbeeld `!regie @anna`.
nobody-on-duty =
    { $organisation }: daar heeft nu niemand dienst die hier regiehouder kan zijn.
    Vraag iemand bij naam, bijvoorbeeld `!regie @anna`.
stays-in-the-room =
    Wie regiehouder is, staat alleen in de kamer van de casus. Typ daar `!regie`.
    Hier zie je met `!regie` je eigen casussen.
who-hands-over =
    De regie overdragen doet de regiehouder, of een voorzitter die in deze casus zit.
    Vraag een van hen.
hands-to-themself =
    Je kunt de regie niet aan jezelf overdragen.
    Kies iemand anders, bijvoorbeeld `!regie overdragen @bas`.
nothing-to-hand-over =
    Er is geen regie om over te dragen.
    Vraag in de casuskamer iemand: `!regie @anna`.
cannot-receive =
    { $name } kan niet in deze casus komen.
    Kies iemand van een organisatie met toestemming, of leg die eerst vast: `!toestemming`.

## Doorzettingsmacht

help-doorzetten = Beslis als regiehouder met doorzettingsmacht. Het MDT ziet het de volgende keer.
help-doorzetten-geef = Geef de regiehouder doorzettingsmacht. Dat doet een voorzitter.
help-doorzetten-weg = Laat de doorzettingsmacht eindigen.
authority-given = { $name } heeft nu doorzettingsmacht in deze casus, van { $by }.
authority-how = Beslissen kan zo: `!doorzetten veiligheid: vandaag een ander slot`.
authority-ended =
    { $name } heeft geen doorzettingsmacht meer.
    Gestopt door { $by }.
authority-used = { $name } besliste met doorzettingsmacht over { $area }:
authority-used-agenda = { $code } komt terug in het volgende MDT, zodat iedereen het ziet.
who-grants =
    Doorzettingsmacht geeft een voorzitter die in deze casus zit, of wie de casus leidt in het MDT.
    Vraag een van hen.
not-to-oneself =
    Je kunt jezelf geen doorzettingsmacht geven.
    Vraag een andere voorzitter.
authority-needs-coordinator =
    Er is nog geen regiehouder om doorzettingsmacht aan te geven.
    Vraag eerst iemand: `!regie @anna`.
has-authority =
    De regiehouder heeft al doorzettingsmacht.
    Eindigen kan met `!doorzetten weg`.
no-authority =
    Jij hebt hier geen doorzettingsmacht, of er is er geen.
    Een voorzitter geeft die aan de regiehouder: `!doorzetten geef: reden`.

## Acties: stap voor stap, en terugnemen

help-uitstel = Kies een latere dag voor een actie, en zeg waarom.
help-overdragen = Geef een actie aan iemand anders, of aan een organisatie.
help-ongedaan = Neem terug wat je hier het laatst deed. Dat kan tien minuten lang.
by-when = { $day }, { $time } uur
rhythm-working-day = elke werkdag
rhythm-weeks = { $count ->
    [one] elke { $weekday }
   *[other] elke { $count } weken op { $weekday }
}
rhythm-until = { $rhythm } t/m { $day }
action-added-row = { $label } voor { $owner }: { $rhythm }. Eerste keer: { $day }
action-area = Gebied
action-weekend = Let op: dat is in het weekend.
action-outside = Dit is iemand buiten deze chat. De regiehouder volgt het en krijgt de herinneringen.
action-outside-nobody = Dit is iemand buiten deze chat, en er is nog niemand die het volgt. Vraag een regiehouder met `!regie @naam`.
owner-away = { $name } is er niet t/m { $until }. { $deputy } neemt waar.
owner-away-nobody = { $name } is er niet t/m { $until }, en niemand neemt waar.
action-list-more = … en nog { $count }: { $command }
action-list-none-of = { $code }: geen open acties van { $owner }.
action-list-none-late = { $code }: er is niets te laat.
action-time-done = { $label } is deze keer gedaan, gemeld door { $by }. Dank je wel.
action-next-time = Volgende keer { $label }: { $day }.
actions-done = { $labels } zijn klaar, gemeld door { $by }. Dank je wel.
action-postponed = { $label } is uitgesteld. Nieuwe dag voor { $owner }: { $day }.
action-put-off = (uitgesteld: { $reason })
action-handed = { $label } gaat van { $before } naar { $owner }: { $day }.
action-shown = { $label } van { $owner }
action-due-field = Voor
action-about-field = Hoort bij
action-state-field = Hoe het staat
action-is-open = open
action-is-klaar = klaar
action-is-vervallen = vervallen
action-is-teruggenomen = teruggenomen
step-agreed = afgesproken door { $by }, { $moment }
step-klaar = klaar, gemeld door { $by }, { $moment }
step-keer = deze keer gedaan, gemeld door { $by }, { $moment }
step-uitgesteld = uitgesteld door { $by }, { $moment }
step-niet-gedaan = niet gedaan, gemeld door { $by }, { $moment }
step-vervallen = vervallen, gemeld door { $by }, { $moment }
step-overgedragen = naar { $owner }, door { $by }, { $moment }
step-teruggenomen = { $what } teruggenomen door { $by }, { $moment }
step-agreement = de afspraak
step-word-klaar = klaar
step-word-keer = deze keer gedaan
step-word-uitgesteld = uitstel
step-word-niet-gedaan = niet gedaan
step-word-vervallen = vervallen
step-word-overgedragen = overdracht
step-to = nieuwe dag { $day }
finished = { $code }: { $count } keer klaar gemeld
finished-none = { $code }: er is nog niets klaar gemeld.
finished-by = { $day }, { $by }
told-klaar = { $code } { $labels }: klaar gemeld. In de kamer van de casus staat het ook.
told-uitgesteld = { $code } { $labels }: uitgesteld. In de kamer van de casus staat het ook.
told-vervallen = { $code } { $labels }: vervalt. In de kamer van de casus staat het ook.
told-overgedragen = { $code } { $labels }: overgedragen. In de kamer van de casus staat het ook.
taken-back-actie = { $by } nam terug: { $what }, die was net afgesproken.
taken-back-stappen = { $by } nam terug: { $what }.
taken-back-besluiten = { $by } nam de uitkomst terug voor { $what }.
taken-back-inzet = { $by } nam terug: { $what }, die was net vastgelegd.
taken-back-voortgang = { $by } nam terug hoe ver { $what } is.
taken-back-correctie = { $by } nam de correctie terug: { $what }.
taken-back-stands = { $label } is nu weer van { $owner }: { $day }.
taken-back-earlier = Voor { $area } geldt de uitkomst van eerder weer.
taken-back-none = Voor { $area } is er nog geen uitkomst.
taken-back-there = { $code }: teruggenomen. In de kamer van de casus staat wat.
contribution-teruggenomen = teruggenomen
closing-meets-rij = { $label } van { $owner } komt steeds terug: { $drop }
day-is-holiday =
    { $field }: { $given } is een feestdag. Bedoel je { $other }?
    Typ dan die dag. Toch de feestdag? Zet er `toch` achter, bijvoorbeeld `25-12 toch`.
moment-in-past =
    { $field }: { $given } is al voorbij.
    Kies een later moment, bijvoorbeeld `vrijdag 14:00`.
time-ambiguous =
    { $field }: bedoel je { $first } of { $other }?
    Typ de tijd voluit, bijvoorbeeld `vrijdag 14:00`.
time-not-understood =
    { $field }: hoe laat precies?
    Typ bijvoorbeeld `vrijdag 14:00`, of alleen `vrijdag`.
rhythm-not-understood =
    { $field }: hoe vaak, dat begrijp ik niet.
    Typ bijvoorbeeld `elke maandag`, `elke werkdag` of `elke 2 weken t/m 1 maart`.
owner-inside =
    Wie: { $organisation } doet mee in Regiekamer. Laat `buiten` weg.
    Bijvoorbeeld: `!actie politie vrijdag: langsgaan`
outside-not-understood =
    Wie: zet achter `buiten` een naam van hooguit { $maximum } tekens.
    Bijvoorbeeld: `!actie buiten wijkteam vrijdag: belt met school`
already-theirs =
    { $number } is daar al.
    Je hoeft niets te doen.
nothing-to-take-back =
    Je deed hier de laatste { $minutes } minuten niets dat ik kan terugnemen.
    Typ `!acties` in de casus om te zien hoe het staat.
changed-since =
    Dat is inmiddels veranderd. Ik neem het niet meer terug.
    Typ `!acties` of `!casus` in de casus om te zien hoe het nu is.
cannot-take-back =
    Wat je hier het laatst deed, kan ik niet terugnemen.
    Zo zet je het recht: { $command }
ask-its-owner =
    { $number } is niet van jou.
    Vraag het aan de eigenaar of de regiehouder. Wie dat zijn, staat in de kamer van de casus.

## Overviews

help-regie-overzicht = Bekijk al je casussen als regiehouder: wat te laat is, wat stilstaat en wanneer het MDT komt.
help-mdt-overzicht = Bekijk wat in de regio achterloopt: codes en aantallen.
overview-more = En { $count } meer: { $command }
reason-staat-stil = de casus staat stil, er is al een tijd niets bijgekomen
my-actions-te-laat = Te laat
my-actions-vandaag = Vandaag
my-actions-deze-week = Deze week
my-actions-later = Later
my-actions-organisatie = van jouw organisatie
my-actions-volgen = jij volgt dit als regiehouder
my-actions-asked = { $count ->
    [one] Wil jij regiehouder zijn van { $codes }? Ja zeggen: { $command }
   *[other] Wil jij regiehouder zijn van { $codes }? Dat zijn { $count } vragen. Ja zeggen: { $command }
}
my-actions-confirm = { $count ->
    [one] 1 collega wacht op een bevestiging van jou of een ander: { $command }
   *[other] { $count } collega’s wachten op een bevestiging van jou of een ander: { $command }
}
my-cases = { $count ->
    [one] Je bent regiehouder van 1 casus. Kijk er vandaag naar.
   *[other] Je bent regiehouder van { $count } casussen. { $asks ->
        [one] 1 vraagt nu iets van je.
       *[other] { $asks } vragen nu iets van je.
    }
}
my-cases-calm = { $count ->
    [one] Je bent regiehouder van 1 casus. Die loopt.
   *[other] Je bent regiehouder van { $count } casussen. Ze lopen allemaal.
}
my-cases-empty = Je bent nu nergens regiehouder. Word je gevraagd, dan hoor je dat hier.
my-cases-late = { $late } van { $open } te laat
my-cases-open = { $count } open
my-cases-none = ⚠️ geen open actie
my-cases-still = { $count ->
    [one] niets veranderd sinds 1 dag
   *[other] niets veranderd sinds { $count } dagen
}
my-cases-off = niet op de agenda
my-cases-meets = MDT { $day }
my-cases-review = herbeoordeling { $day }
my-cases-follow-up = Afgesproken bij het sluiten, kijk dan hoe het gaat:
my-cases-hint = Wat het is, staat in de kamer van de casus.
region-calm = { $open ->
    [0] { $region }: er zijn geen open casussen.
    [one] { $region }: 1 open casus. Niets loopt achter.
   *[other] { $region }: { $open } open casussen. Niets loopt achter.
}
region-overview = { $region }: { $open ->
    [one] 1 open casus
   *[other] { $open } open casussen
}, { $count ->
    [0] geen enkele loopt achter.
    [one] 1 loopt achter.
   *[other] { $count } lopen achter.
}
region-overdue = ⚠️ 24 uur voorbij
region-held-over = { $count } keer aangehouden
region-late = { $count ->
    [one] 1 actie te laat
   *[other] { $count } acties te laat
}
region-still = staat stil
region-total = Samen: { $sums }.
region-total-overdue = { $count } voorbij de 24 uur
region-total-still = { $count ->
    [one] 1 staat stil
   *[other] { $count } staan stil
}
region-total-late = { $count ->
    [one] 1 actie te laat
   *[other] { $count } acties te laat
}
region-hint = Waarom, staat alleen in de kamer van de casus.

## De kaart nu en de hele kaart; wat er is genoteerd

card-safety-at-report = { $text } (bij de melding)
card-rest = Het hele verhaal: `!casus alles`
card-noted-brief = { $text } ({ $day }, { $by })
card-heard-unknown-brief = nog niet vastgelegd
card-earlier = Wat er eerder stond: `!casus geschiedenis`
card-area-now-decided = ✓ { $outcome }
card-area-now-earlier = eerder: { $outcome }
help-casus-alles = Bekijk de hele kaart: ook het verhaal, de toestemming en de inzet.
help-casus-geschiedenis = Lees terug wat er is genoteerd, ook wat niet meer op de kaart staat. Van één onderwerp: `!casus geschiedenis wensen`.
help-casus-veiligheid = Zet op de kaart hoe het nu is met de veiligheid.
noted-safety = Is er iets veranderd voor de veiligheid? Typ ook `!casus wijziging: tekst`, dan komt de casus terug in het MDT. Acuut gevaar: bel 112.
notes-title = { $code }, { $about }: { $count } keer genoteerd
notes-title-all = { $code }: { $count } keer genoteerd
notes-empty =
    { $code }: hierover is na de melding niets genoteerd.
    Typ `!help casus` om te zien wat je kunt noteren.
notes-by = { $text } ({ $by })
notes-at-report = bij de melding
notes-more = En nog { $count }. Alles lezen: { $command }
notes-cut = Helemaal lezen: { $command }
notes-about = Van één onderwerp: `!casus geschiedenis wensen`
unknown-note-kind =
    Onderwerp: dit begrijp ik niet.
    Dit kan wel: { $words }. Bijvoorbeeld `!casus geschiedenis wensen`.

## Sluiten: inzet, herbeoordeling en een open vraag

closing-blocked-more = En nog { $count }. De acties: { $command }
closing-actions-how = Actie klaar, of niet meer nodig? Typ { $done } of { $drop }
closing-meets-inzet = { $label } van { $owner } is nog niet begonnen: { $began } of { $ended }
closing-meets-inzet-loopt = Deze inzet loopt door: { $label }. Lijst: `!inzet`
closing-meets-herbeoordeling = De herbeoordeling van { $day } vervalt door het sluiten.
closing-meets-regie = Er is iemand gevraagd als regiehouder. Die vraag vervalt door het sluiten.
yours-again =
    { $code } is weer open, en jij bent de regiehouder. De casus komt terug in het MDT.
    Waarom, lees je in de kamer van de casus.

## The 24 hours of several cases at once

lapses-soon-many = Van { $count } casussen zijn de 24 uur bijna om:
your-deadline-many = Van { $count } casussen zijn de 24 uur voor het MDT bijna om:
your-deadline-one = nog { $left }
reason-asked-many = Van { $count } casussen zijn de 24 uur voor het MDT om. Waarom lukte het niet eerder?
reason-asked-one-at-opening = bij binnenkomst al ouder dan 24 uur
reason-asked-again-many = Van { $count } casussen staat er nog niet waarom het MDT later was dan 24 uur:
reason-asked-done = Al gedaan? Dan hoef je niets te doen.

## Toestemming: wat overblijft, en terugkomen

organisation-gone-waiting = ⚠️ { $count ->
    [one] { $labels } heeft nu niemand. De nieuwe regiehouder krijgt die actie.
   *[other] { $labels } hebben nu niemand. De nieuwe regiehouder krijgt ze.
}
organisation-gone-coordinator = Er is nu geen regiehouder meer. Kies iemand: `!regie @naam`.
answer-recorded-there = Vastgelegd in { $code }. Wie meedoet, blijft gelijk.
consent-way-back = Komt er weer toestemming voor jouw organisatie? Typ hier { $command }.
back-ahead =
    Je gaat weer meedoen in { $code }, namens je organisatie. Er is nog niets veranderd.
    Alleen jij komt erin. Anderen laat je daarna binnen, in de kamer.
back-there =
    Je mag weer meedoen in { $code }.
    Neem de uitnodiging aan. Word in de kamer regiehouder: `!regie ik`.
    Laat anderen daar weer meedoen met `!toestemming`.
own-yes-first =
    In { $code } doet nu niemand mee.
    Is er weer toestemming voor jouw organisatie? Typ { $command }.
which-reason =
    Je trok meer dan één toestemming in. Bij welke hoort de reden?
    Zet de organisatie erbij, bijvoorbeeld { $command }.
yes-ahead-rota = Staat de casus in het MDT? Dan komt ook wie daar die dag dienst heeft, tot het MDT klaar is.
unknown-scope =
    Gebied: kies uit veiligheid, recht, hulp en herstel. Laat je het weg, dan geldt het voor alle vier.
    Bijvoorbeeld: { $command }
answer-dropped = Wat erachter stond, is niet bewaard. Een reden kan erbij in je eigen chat: `!reden DH-7K3M tekst`.

## Wat op een telefoon bleek

day-gone-by =
    { $field }: dat is al voorbij.
    Kies vandaag of later, bijvoorbeeld `vrijdag` of `27-11`.
consent-ends-while-away =
    Een toestemming in { $code } loopt af: t/m { $until }. De regiehouder is er niet.
    Laat iemand op tijd vragen of het zo mag blijven. Alleen de regiehouder legt dat vast.

## Een concept dat vervalt, en een vraag die vervalt doordat de casus sluit

draft-lapses = { $label } in { $code } is nog niet af, en vervalt { $moment }.
draft-lapses-how = Nog nodig? Typ dit in de casus, dan zie je wat er nog moet.
draft-lapsed = { $label } in { $code } was niet op tijd af, en is vervallen: { $moment }.
draft-lapsed-how = Nog nodig? Typ dit in de casus, en begin opnieuw.
regie-called-off =
    { $code } is gesloten.
    De vraag of jij regiehouder wordt, is vervallen. Je hoeft niets te doen.
