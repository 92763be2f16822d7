"""Every command in Dutch and by its English name: the same thing is done, and it is answered in real words."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.commands.dispatch import build_table
from bot.domain.agenda_notes import AgendaNote, Deed
from bot.domain.case import ActionState, Answer, Area, Consent, Decision
from bot.domain.casenotes import Note, NoteKind
from bot.domain.consent import Recorded
from bot.domain.ground import Ground
from bot.domain.people import Person, Place, Role
from bot.domain.regie import Grant, Request
from bot.domain.regie import Kind as RegieKind
from bot.domain.standing import Kind, Record
from bot.domain.trust import Pin, TrustState
from bot.usecases.protocol import publish
from tests.commands.chat import ANNA_BOS, ANNA_VRIES, BEHEER, DIRECTORY, JOOST, MIRA, OMAR, Chat

TABLE = build_table()
PETRA = Person("@petra:regiekamer.test", "Petra Post", "politie", frozenset({"DH"}), frozenset({Role.PROFESSIONAL}))
PREPARED = "!actie mira vrijdag: eerste\n!actie csg morgen: tweede"


async def ready(chat: Chat) -> str:
    """One case with two actions; the MDT is at the first case. Gives the code of one that is closed."""
    await chat.type(JOOST, chat.first, PREPARED)
    await chat.type(JOOST, "DH", "!mdt start\n!volgende")
    async with chat.database.work() as work:
        await publish(work, chat.speaker, "Houd geheim wat je leest.", chat.now, 7)
        await work.pins.save(Pin(ANNA_VRIES, "A" * 43, TrustState.CONFIRMED, "A" * 43))
        await work.cases.set_coordinator(chat.first, ANNA_BOS)
        await work.regie.add(chat.first, Request(ANNA_VRIES, MIRA, RegieKind.APPOINT, chat.now))
        await work.cases.set_coordinator(chat.second, JOOST)
        await work.authority.grant(chat.second, Grant(JOOST, given=True, by=MIRA, at=chat.now, reason="onenigheid"))
        meeting = await work.meetings.running("DH")
        assert meeting is not None
        earlier = Decision(Area.LAW, "eerst rust", False, MIRA, chat.now - timedelta(hours=2))
        await work.decisions.add(chat.first, meeting.id, earlier)
        await work.notes.add(chat.first, Note(NoteKind.CHANGE, "hij belde", MIRA, chat.now - timedelta(hours=1)))
        await work.clocks.weighed(chat.second, chat.now)
        await work.agenda_notes.add(chat.second, AgendaNote(Deed.ADDED, date(2026, 11, 30), MIRA, chat.now))
        await work.clocks.breached(chat.second, chat.now, chat.now)
        await work.cases.record_consent(chat.second, Recorded("school", Answer.NO, chat.now, MIRA))
        await work.standings.save(Record(OMAR, "om", Kind.PROFESSIONAL))
        await work.people.replace(replace(DIRECTORY, people=(*DIRECTORY.people, PETRA)))
        await work.commit()
    third = await chat.open_case("3", (Consent("csg", Answer.YES),), timedelta(hours=1))
    async with chat.database.work() as work:
        await work.cases.close(third, chat.now, ANNA_BOS)
        ground = Ground(1, "vt", "om", ANNA_VRIES, chat.now, 99, ground="art. 6", purpose="rust", necessity="adres")
        await work.grounds.add(chat.first, ground)
        await work.commit()
    await chat.said()
    return third


# name, what is typed behind it, where, by whom, what must be read
LINES: list[tuple[str, str, str, str, str]] = [
    ("casus", "", "first", MIRA, "gemeld 5 uur geleden"),
    ("wie", "", "first", MIRA, "Anna Bos"),
    ("regie", "mira", "first", JOOST, "Mira Stam van Slachtofferhulp Nederland is gevraagd als regiehouder"),
    ("regie aanvaard", "", "first", ANNA_VRIES, "Anna de Vries van Veilig Thuis is nu regiehouder"),
    ("regie weiger", ": ik ben weg", "first", ANNA_VRIES, "Reden: ik ben weg"),
    ("regie intrekken", "", "first", MIRA, "De vraag aan Anna de Vries om regiehouder te zijn is ingetrokken."),
    ("regie overdragen", "@mira", "second", JOOST, "Mira Stam van Slachtofferhulp Nederland is gevraagd"),
    ("mdt regie", "", "DH", JOOST, "DH: 2 casussen met een regiehouder"),
    ("doorzetten", "veiligheid: ander slot", "second", JOOST, "Joost Prins besliste met doorzettingsmacht"),
    ("doorzetten geef", ": zij zijn het oneens", "first", JOOST, "Anna Bos heeft nu doorzettingsmacht"),
    ("doorzetten weg", "", "second", JOOST, "Joost Prins heeft geen doorzettingsmacht meer."),
    ("actie", "anna bos vrijdag: bel de arts", "first", MIRA, "A3 voor Anna Bos: vrijdag 27 november"),
    ("acties", "", "first", MIRA, "2 open acties"),
    ("klaar", "A1", "first", MIRA, "A1 is klaar, gemeld door Mira Stam"),
    ("besluit", "veiligheid: ander slot", "first", MIRA, "Nog geen uitkomst voor recht, hulp en herstel."),
    ("besluit rest", "blijft", "first", MIRA, "Dit blijft zoals het was: recht."),
    ("casus wijziging", ": hij belde weer", "first", MIRA, "hij belde weer"),
    ("casus gehoord", ": met moeder", "first", MIRA, "Familie gehoord: met moeder"),
    ("casus niet gehoord", "te gevaarlijk", "first", MIRA, "Familie gehoord: niet gehoord: te gevaarlijk"),
    ("casus kindcheck", "geen kinderen", "first", MIRA, "Kindcheck: geen kinderen"),
    ("casus wensen", ": eerst rust", "first", MIRA, "Wensen: eerst rust"),
    ("casus contact", ": alleen appen", "first", MIRA, "Veilig contact: alleen appen"),
    ("casus alles", "", "first", MIRA, "Slachtoffer: slachtoffer"),
    ("casus geschiedenis", "wensen", "first", MIRA, "hierover is na de melding niets genoteerd"),
    ("casus veiligheid", ": bij haar zus", "first", MIRA, "Veiligheid nu: bij haar zus"),
    ("casus aangifte", ": denkt na", "first", MIRA, "Aangifte: denkt na"),
    ("uitstel", "A1 maandag 14:00: dan pas", "first", MIRA, "Nieuwe dag voor Mira Stam: maandag 30 november, 14:00"),
    ("overdragen", "A1 @abos", "first", MIRA, "A1 gaat van Mira Stam naar Anna Bos: vrijdag 27 november."),
    ("ongedaan", "", "first", JOOST, "Joost Prins nam terug: A2, die was net afgesproken."),
    ("vervalt", "A1: is al geregeld", "first", MIRA, "A1 vervalt, gemeld door Mira Stam"),
    ("aanhouden", ": eerst de uitslag", "first", MIRA, "wordt aangehouden en komt terug in het volgende MDT."),
    ("herbeoordeling", "8-12", "first", MIRA, "Herbeoordeling: dinsdag 8 december."),
    ("niet gedaan", "A1 maandag: te druk", "first", MIRA, "A1 blijft open. Nieuwe dag voor Mira Stam: maandag 30"),
    ("kan niet meer", "A1: zij is verhuisd", "first", MIRA, "A1 vervalt, gemeld door Mira Stam"),
    ("inzet", "GGZ hulp voor pleger: intake", "first", MIRA, "I1 voor GGZ: hulp, voor de pleger, gevraagd."),
    ("verslag", "", "first", MIRA, "Verslag tot nu toe:"),
    ("corrigeer", "A1: bel eerst de moeder", "first", MIRA, "Gecorrigeerd: A1 voor Mira Stam, vrijdag 27 november"),
    ("mdt verslag", "vandaag", "DH", MIRA, "Verslag MDT DH, dinsdag 24 november"),
    ("mdt cijfers", "november", "DH", MIRA, "Cijfers MDT DH: zo 1 nov t/m ma 30 nov"),
    ("agenda", "", "first", MIRA, "staat in het MDT dat nu loopt."),
    ("agenda erbij", "vrijdag: dan is de uitslag er", "first", MIRA, "staat op de agenda van vr 27 nov 10:00."),
    ("agenda verzet", "morgen: de tolk kan vandaag niet", "second", JOOST, "is verzet naar wo 25 nov 10:00."),
    ("agenda terug", "", "second", JOOST, "is niet meer erbij gezet voor maandag 30 november."),
    ("agenda reden", "de tolk kan dan", "second", JOOST, "Vastgelegd waarom"),
    ("casus sluit", "", "second", JOOST, "kan nog niet dicht. Dit moet eerst:"),
    ("casus heropen", "THIRD: er is een nieuwe melding", ANNA_BOS, ANNA_BOS, "is weer open."),
    ("mdt agenda", "morgen", "DH", MIRA, "first"),
    ("mdt volgorde", "SECOND 1", "DH", JOOST, "staat nu op plaats 1."),
    ("mdt tijd", "SECOND 10", "DH", JOOST, "zijn 10 minuten uitgetrokken."),
    ("mdt erbij", "SECOND vrijdag", "DH", JOOST, "staat op de agenda van vr 27 nov 10:00."),
    ("mdt verzet", "SECOND morgen", "DH", JOOST, "is verzet naar wo 25 nov 10:00."),
    ("mdt start", "", "OB", JOOST, ""),
    ("volgende", "", "DH", JOOST, "second"),
    ("overslaan", "", "DH", JOOST, "komt straks nog aan de beurt."),
    ("terug", "FIRST", "DH", JOOST, "aan de beurt"),
    ("mdt overnemen", "", "DH", JOOST, ""),
    ("mdt sluit", "", "DH", JOOST, "first"),
    ("mdt spoed", "SECOND", "DH", JOOST, "is de volgende in het MDT dat nu loopt."),
    ("overschreden", "de melding kwam in het weekend", "second", MIRA, "de melding kwam in het weekend"),
    ("kamers", "", "", BEHEER, "Alle kamers staan op de server."),
    ("vertrouw", "mira", "", BEHEER, "apparaat TELEFOON:"),
    ("leden", "vt", "", BEHEER, "Anna de Vries (@avries:regiekamer.test, DH, professional, regiehouder): doet mee"),
    ("lid", "mira", "", BEHEER, "Staat op de lijst van 2 casussen."),
    ("rol", "mira voorzitter erbij", "", BEHEER, "Mira Stam: wordt voorzitter"),
    ("dienst", "DH CSG ma @abos", "", BEHEER, "csg DH, elke maandag: Anna Bos"),
    ("contact", "csg", MIRA, MIRA, "Centrum Seksueel Geweld: opening hours unknown"),
    ("emoji", "@avries", "", BEHEER, "plaatjes te vergelijken"),
    ("collega", "", ANNA_VRIES, ANNA_VRIES, "Olga Brand"),
    ("protocol", "", ANNA_VRIES, ANNA_VRIES, "Houd geheim wat je leest."),
    ("akkoord", "", ANNA_VRIES, ANNA_VRIES, "versie 1"),
    ("uitdienst", "mira", "", BEHEER, "Mira Stam gaat uit dienst. Er is nog niets veranderd."),
    ("terugtrekken", "", "second", MIRA, "Je trekt je terug uit"),
    ("uitsluiten", "SECOND omar", JOOST, JOOST, "Omar Recht gaat uit"),
    ("toestemming", "", "first", MIRA, "Openbaar Ministerie: nee, uit de intake"),
    ("grondslag", "", "first", MIRA, "G1: Veilig Thuis geeft aan Openbaar Ministerie, concept, wacht op een getuige"),
    ("getuige", "G1", "first", MIRA, "G1 is compleet: wie is getuige? Openbaar Ministerie doet nog niet mee"),
    ("grondslagen", "", "", BEHEER, "DH: niet te zien"),
    ("reden", "SECOND daar was een reden voor", MIRA, MIRA, "The reason is kept"),
    ("bevestig", "omar", "", BEHEER, "Genoteerd voor Omar Recht."),
    ("vervang", "mij door petra", "first", JOOST, "Petra Post neemt het over van Joost Prins"),
    ("erbij", "@petra", "second", JOOST, "Petra Post (Politie)."),
    ("afwezig", "vandaag", JOOST, JOOST, "je bent er niet dinsdag 24 november."),
    ("aanwezig", "", "DH", MIRA, "Mira Stam is er, voor Slachtofferhulp Nederland."),
    ("help", "", "first", MIRA, "!besluit"),
    ("taal", "en", JOOST, JOOST, "English"),
    ("status", "", ANNA_BOS, ANNA_BOS, "Anna Bos"),
    ("mijn", "", MIRA, MIRA, "A1"),
    ("regie overzicht", "", JOOST, JOOST, "Je bent regiehouder van 1 casus."),
    ("mdt overzicht", "", "DH", JOOST, "DH: 2 open casussen"),
    ("later", "A1 2u", "first", MIRA, "A1: ik begin er di 24 nov 11:00 weer over."),
    ("stil", "22-7", JOOST, JOOST, "Genoteerd: tussen 22:00 en 07:00 blijf ik stil."),
    ("werkdagen", "ma di do", JOOST, JOOST, "je werkt op maandag, dinsdag en donderdag."),
]


OWN_TESTS = {"mdt start", "terug", "mdt overnemen"}
"""Here the meeting runs, at its first case, and its only chair leads it."""


def test_every_command_is_in_this_file() -> None:
    assert {line[0] for line in LINES} == {command.name for command in TABLE.all()}


def every_name() -> list[tuple[str, str, str, str, str]]:
    by_name = {command.name: command for command in TABLE.all()}
    return [
        (typed, *line[1:])
        for line in LINES
        if line[0] not in OWN_TESTS
        for name in by_name[line[0]].names
        for typed in (name, name.upper())
    ]


@pytest.mark.parametrize(("name", "rest", "where", "who", "read"), every_name())
@pytest.mark.parametrize("mark", ["!", "！", " ! "])
async def test_each_name_of_a_command_does_it(
    chat: Chat, mark: str, name: str, rest: str, where: str, who: str, read: str
) -> None:
    third = await ready(chat)
    rooms = {"first": chat.first, "second": chat.second}
    place = (await chat.room(rooms.get(where, where))).place
    rest = rest.replace("SECOND", chat.second).replace("THIRD", third)
    answers = await chat.type(who, rooms.get(where, where), f"{mark}{name} {rest}")
    assert rooms.get(read, read) in "\n".join(answers)
    [*_, entry] = await chat.audited()
    assert (entry.verb, entry.outcome, entry.actor) == (TABLE.named(name, place).name, "ok", who)  # type: ignore[union-attr]


@pytest.mark.parametrize("line", ["!mdt start", "!start", "! MDT START"])
async def test_each_name_opens_the_meeting(chat: Chat, line: str) -> None:
    answer = await chat.only(JOOST, "DH", line)
    assert answer.index(chat.first) < answer.index(chat.second), "the oldest report first"
    meeting = (await chat.state()).meeting
    assert meeting is not None
    assert (meeting.chair, [item.code for item in meeting.items]) == (JOOST, [chat.first, chat.second])


@pytest.mark.parametrize("line", ["!terug", "!BACK", "！terug {first}", "! back {first}"])
async def test_each_name_goes_back(chat: Chat, line: str) -> None:
    await ready(chat)
    await chat.type(JOOST, "DH", "!volgende")
    answers = await chat.type(JOOST, "DH", line.replace("{first}", chat.first.lower()))
    assert f"Nu: {chat.first}, 1 van 2" in "\n".join(answers)
    assert f"{chat.second} komt straks nog aan de beurt." in "\n".join(answers)
    meeting = (await chat.state()).meeting
    assert meeting is not None
    assert meeting.current == chat.first


@pytest.mark.parametrize("line", ["!mdt overnemen", "! MDT  Take over", "！mdt overnemen"])
async def test_each_name_takes_the_chair(chat: Chat, line: str) -> None:
    await chat.change_person(MIRA, roles=frozenset({Role.PROFESSIONAL, Role.DEPUTY_CHAIR}))
    await chat.type(JOOST, "DH", "!mdt start")
    assert await chat.only(MIRA, "DH", line) == "Mira Stam leidt nu het MDT, in plaats van Joost Prins."
    meeting = (await chat.state()).meeting
    assert meeting is not None
    assert meeting.chair == MIRA


# --- what is done, in the rows ---


async def test_an_action_is_kept_listed_rung_and_done(chat: Chat) -> None:
    added, turn = await chat.type(MIRA, chat.first, "!actie @abos 27-11: bel de arts")
    assert "A1 voor Anna Bos: vrijdag 27 november" in added
    assert turn.startswith(f"{chat.first} A1: jij bent aan de beurt, @abos.")
    assert "arts" not in turn
    assert [(where, m.rings, m.mentions) for where, m in chat.messages] == [
        (chat.first, False, ()),
        (chat.first, True, (ANNA_BOS,)),
    ]
    [action] = await chat.actions(chat.first)
    assert (action.text, action.owner.user_id, action.added_by) == ("bel de arts", ANNA_BOS, MIRA)
    assert "bel de arts" in await chat.only(JOOST, chat.first, "!acties")
    assert "bel de arts" in await chat.only(MIRA, chat.first, "!klaar 1")
    [action] = await chat.actions(chat.first)
    assert (action.state, action.done_by, action.done_at) == (ActionState.DONE, MIRA, chat.now)
    assert "geen open acties" in await chat.only(JOOST, chat.first, "!acties")


async def test_a_regiehouder_is_appointed_and_replaced(chat: Chat) -> None:
    await chat.type(MIRA, chat.first, "!regie @avries")
    assert {where: m.mentions for where, m in chat.messages if m.rings} == {
        chat.first: (ANNA_VRIES,),
        ANNA_VRIES: (ANNA_VRIES,),
    }
    await chat.type(ANNA_VRIES, chat.first, "!regie aanvaard")
    await chat.type(MIRA, chat.first, f"!coordinator {ANNA_BOS}")
    answers = await chat.type(ANNA_BOS, chat.first, "!coordinator accept")
    assert "Dit was eerst Anna de Vries." in "\n".join(answers)
    [first, second] = (await chat.state()).cases
    assert first is not None
    assert second is not None
    assert (first.coordinator, second.coordinator) == (ANNA_BOS, None)
    assert "Anna Bos (Centrum Seksueel Geweld), regiehouder" in await chat.only(MIRA, chat.first, "!wie")


async def test_a_regiehouder_may_be_followed_by_talk_on_the_next_line(chat: Chat) -> None:
    await chat.type(ANNA_BOS, chat.first, "!regie Anna Bos\ndank je wel Anna")
    [first, _] = (await chat.state()).cases
    assert first is not None
    assert first.coordinator == ANNA_BOS


async def test_a_whole_meeting(chat: Chat) -> None:
    await chat.type(MIRA, chat.first, "!regie mira")
    await chat.type(JOOST, "DH", "!start")
    answers = await chat.type(JOOST, "DH", "!next")
    assert {where for where, _ in chat.messages} == {"DH", chat.first}
    assert chat.first in "\n".join(answers)
    for area in Area:
        await chat.type(MIRA, chat.first, f"!besluit {area.value}: zo gaan we het doen")
    answers = await chat.type(JOOST, "DH", "!next")
    assert chat.second in "\n".join(answers)
    await chat.type(OMAR, chat.second, "!decide law: geen aangifte")
    await chat.type(JOOST, "DH", "!mdt close")
    by_room: dict[str, str] = {}
    for where, message in chat.messages:
        by_room[where] = by_room.get(where, "") + message.plain
    assert set(by_room) == {"DH", chat.first, chat.second}
    assert "zo gaan we" in by_room[chat.first]
    assert "zo gaan we" not in by_room["DH"] + by_room[chat.second]
    assert "geen aangifte" not in by_room["DH"] + by_room[chat.first]
    agenda = await chat.only(MIRA, "DH", "!agenda")
    assert chat.first not in agenda
    assert chat.second in agenda


async def test_the_mdt_room_hears_codes_only(chat: Chat) -> None:
    """Whoever was refused a case reads the MDT room too: no name, party or word of a case may stand there."""
    await chat.type(MIRA, chat.first, "!regie mira\n!actie joost vandaag: Gijsbrecht bellen")
    for who in (ANNA_VRIES, ANNA_BOS, MIRA, JOOST):  # names of permanent parties are no word of a case
        await chat.type(who, "DH", "!aanwezig")
    words = []
    for line in ("!agenda", "!mdt start", "!volgende", "!volgende", "!volgende", "!mdt sluit", "!agenda"):
        await chat.type(JOOST, "DH", line)
        words += [m.plain + m.html for where, m in chat.messages if where == "DH"]
        if line == "!volgende":
            await chat.type(MIRA, chat.first, "!besluit hulp: Gijsbrecht zoekt hulp")
    said = re.sub(r"(<b>)?(Erbij|Afwezig).*", "", "\n".join(words))  # permanent parties, whatever was weighed
    for never in ("Gijsbrecht", "Mira", "Slachtofferhulp", "Recht", "Politie", "slachtoffer", "melder"):
        assert never not in said.replace(chat.first, "").replace(chat.second, ""), never


async def test_one_language_is_ones_own(chat: Chat) -> None:
    assert "English" in await chat.only(JOOST, JOOST, "!taal en")
    english = await chat.only(JOOST, JOOST, "!mijn")
    assert english == await chat.only(MIRA, MIRA, "!mine")
    assert english != await chat.only(ANNA_BOS, ANNA_BOS, "!mine")
    assert "Nog" not in await chat.only(JOOST, JOOST, "!status")


# --- help ---


@pytest.mark.parametrize(
    ("who", "room", "place", "region"),
    [
        (MIRA, "first", Place.CASE, "DH"),
        (JOOST, "first", Place.CASE, "DH"),
        (OMAR, "second", Place.CASE, "DH"),
        (MIRA, "DH", Place.MDT, "DH"),
        (JOOST, "DH", Place.MDT, "DH"),
        (MIRA, MIRA, Place.DIRECT, None),
        (JOOST, JOOST, Place.DIRECT, None),
        (BEHEER, BEHEER, Place.DIRECT, None),
        (BEHEER, "", Place.ADMIN, None),
    ],
)
async def test_help_names_exactly_what_works_here(
    chat: Chat, who: str, room: str, place: Place, region: str | None
) -> None:
    """What help lists is not refused for want of a right or a place; what it leaves out is."""
    where = {"first": chat.first, "second": chat.second}.get(room, room)
    person = {p.user_id: p for p in await people(chat)}[who]
    allowed = {command.name for command in TABLE.allowed(person, place, region)}
    shown = await chat.only(who, where, "!help")
    for listed_topic in re.findall(r"(?:per onderwerp|by topic): (.+?)\. ", shown):
        for topic in re.split(r", | en | and ", listed_topic):
            shown += "\n" + await chat.only(who, where, f"!help {topic}")
    for topic in re.findall(r"Er is meer: !help (.+?)\.|There is more: !help (.+?)\.", shown):
        shown += await chat.only(who, where, f"!help {''.join(topic)}")
    for command in TABLE.all():
        if TABLE.named(command.name, place) is not command:
            continue  # called so in this place is another one
        listed = f"!{command.usage} – " in shown  # not only the beginning of a longer one
        await chat.type(who, where, f"!{command.name}")
        refused = (await chat.audited())[-1].outcome in {"NotAllowed", "WrongPlace"}
        assert (listed, refused) == (command.name in allowed, command.name not in allowed), command.name


async def people(chat: Chat) -> tuple[Person, ...]:
    async with chat.database.work() as work:
        return (await work.people.directory()).people


@pytest.mark.parametrize("topic", ["actie", "!actie", "！actie", "ACTION", "  actie  "])
async def test_help_on_one_command_shows_an_example_that_works(chat: Chat, topic: str) -> None:
    answer = await chat.only(MIRA, chat.first, f"!help {topic}")
    assert "!actie @anna vrijdag: terugbellen" in answer


@pytest.mark.parametrize("text", ["", "goedemorgen", "!", "🙂", "actie anna vrijdag: x"])
async def test_talk_is_answered_in_the_direct_chat_only(chat: Chat, text: str) -> None:
    assert len(await chat.type(MIRA, MIRA, text)) == 1
    for where, who in ((chat.first, MIRA), ("DH", MIRA), ("", BEHEER)):
        assert await chat.type(who, where, text) == []
