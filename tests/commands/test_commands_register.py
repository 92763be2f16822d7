"""The register in the administrators' room: who is enrolled, moved, given a role or a day; and what may not be."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.domain.contact import Contact, Opening
from bot.domain.duty import Duty
from bot.domain.people import Person, Place, Role
from bot.domain.standing import MACHINE
from tests.commands.chat import ANNA_BOS, ANNA_VRIES, BEHEER, JOOST, MIRA, OLGA, SASKIA, Chat
from tests.enrolled import enrol

NEW = "@nora:regiekamer.test"
SECOND = "@beheer2:regiekamer.test"
COORDINATOR = frozenset({Role.PROFESSIONAL, Role.COORDINATOR})
AUDITOR = "@toezicht:regiekamer.test"


async def person(chat: Chat, user_id: str) -> Person | None:
    async with chat.database.work() as work:
        return (await work.people.directory()).person(user_id)


async def known(chat: Chat, user_id: str) -> Person:
    found = await person(chat, user_id)
    assert found is not None
    return found


async def everything(chat: Chat) -> object:
    async with chat.database.work() as work:
        directory = await work.people.directory()
        records = [await work.standings.get(p.user_id) for p in directory.people]
        return directory, await work.duties.all(), records


async def add(chat: Chat, *people: Person) -> None:
    """Put these people on the directory, confirmed like everybody."""
    async with chat.database.work() as work:
        here = await work.people.directory()
        await enrol(work, replace(here, people=(*here.people, *people)))
        await work.commit()


async def told(chat: Chat, text: str) -> str:
    """Type this in the administrators' room, and give what is answered there, after what it makes the bot say."""
    await chat.type(BEHEER, "", text)
    return [message.plain for where, message in chat.messages if not where][-1]


async def outcomes(chat: Chat, count: int) -> list[tuple[str, str, str]]:
    return [(e.verb, e.subject, e.outcome) for e in (await chat.audited())[-count:]]


# --- enrolling ---


async def test_a_new_professional_is_enrolled_and_counts_for_nobody_yet(chat: Chat) -> None:
    answer = await told(chat, f"!lid {NEW} Slachtofferhulp Nederland den haag OB Nora de Wit")
    assert answer == (
        f"nieuw bij shn: Nora de Wit ({NEW}, DH OB, professional)\n"
        "Wie nieuw is of van organisatie wisselt, doet pas mee na bevestiging."
    )
    nora = await known(chat, NEW)
    assert replace(nora, name="") == Person(NEW, "", "shn", frozenset({"DH", "OB"}), frozenset({Role.PROFESSIONAL}))
    assert not nora.confirmed
    assert (await chat.room(NEW)).place is Place.DIRECT, "her own chat is wished for"
    assert await outcomes(chat, 2) == [("lid", NEW, "nieuw"), ("lid", "", "ok")]
    assert "wacht op bevestiging" in await chat.only(BEHEER, "", f"!lid {NEW}")
    assert "Slachtofferhulp Nederland: 2 mensen, van wie 1 nog niet meedoet" in await chat.only(BEHEER, "", "!leden")


async def test_who_left_comes_back_unconfirmed(chat: Chat) -> None:
    async with chat.database.work() as work:
        await work.people.leave(MIRA, chat.now)
        await work.commit()
    answer = await told(chat, f"!lid {MIRA} shn DH Mira Stam")
    assert answer.startswith("terug bij shn: Mira Stam")
    assert not (await known(chat, MIRA)).confirmed


# --- changing ---


async def test_a_new_name_is_written_at_once(chat: Chat) -> None:
    assert await chat.only(BEHEER, "", "!lid mira naam Mira Stam-Bos") == "Mira Stam: heet voortaan Mira Stam-Bos"
    assert (await known(chat, MIRA)).name == "Mira Stam-Bos"
    assert (await known(chat, MIRA)).confirmed


async def test_moving_is_shown_first_and_begins_anew(chat: Chat) -> None:
    await chat.type(MIRA, chat.first, "!regie @mira")
    async with chat.database.work() as work:
        await work.duties.replace("DH", "shn", [Duty("DH", "shn", MIRA, weekday=0)])
        await work.commit()
    await add(chat, Person(NEW, "Nora de Wit", "shn", frozenset({"DH"}), COORDINATOR))
    shown = await chat.only(BEHEER, "", "!lid mira organisatie vt")
    assert shown == (
        "Dit gaat er veranderen:\n"
        "• Mira Stam: gaat van shn naar vt en moet daar opnieuw bevestigd worden; gaat uit 2 casussen; "
        "is regiehouder in 1 daarvan\n"
        "Klopt dit? Typ dan:\n"
        f"!lid {MIRA} organisatie vt bevestig"
    )
    assert (await known(chat, MIRA)).organisation == "shn", "only shown"
    done = await told(chat, shown.splitlines()[-1])
    assert done.startswith("Mira Stam: gaat van shn naar vt")
    mira = await known(chat, MIRA)
    assert (mira.organisation, mira.confirmed) == ("vt", False)
    async with chat.database.work() as work:
        [first, second] = [await work.cases.get(code) for code in (chat.first, chat.second)]
        assert first is not None
        assert second is not None
        assert (first.coordinator, second.coordinator) == (None, None)
        assert await work.duties.all() == ()
    assert await chat.type(MIRA, chat.first, "!casus") == [], "she is not on its roster"
    await chat.type(BEHEER, "", f"!lid {MIRA} organisatie shn bevestig")
    assert not (await known(chat, MIRA)).confirmed, "coming back begins anew too"
    assert await chat.type(MIRA, chat.first, "!casus") == []


async def test_a_region_more_is_given_at_once_and_one_less_is_shown_first(chat: Chat) -> None:
    assert await chat.only(BEHEER, "", "!lid joost regio DH Oost-Brabant") == "Joost Prins: werkt ook in OB"
    shown = await chat.only(BEHEER, "", "!lid saskia regio OB")
    assert "Saskia Klas: werkt ook in OB; werkt niet meer in DH" in shown
    assert (await known(chat, SASKIA)).regions == {"DH"}
    await chat.type(BEHEER, "", shown.splitlines()[-1])
    assert (await known(chat, SASKIA)).regions == {"OB"}


async def test_who_loses_a_region_leaves_its_cases(chat: Chat) -> None:
    await add(chat, Person(NEW, "Nora de Wit", "csg", frozenset({"DH"}), COORDINATOR))
    await chat.type(ANNA_BOS, chat.first, "!regie @abos")
    shown = await chat.only(BEHEER, "", "!lid @abos regio OB")
    assert "gaat uit 2 casussen; is regiehouder in 1 daarvan" in shown
    await chat.type(BEHEER, "", shown.splitlines()[-1])
    assert await chat.type(ANNA_BOS, chat.first, "!casus") == []
    assert (await known(chat, ANNA_BOS)).confirmed, "she is still who she was"


async def test_a_role_is_given_at_once_and_taken_after_showing(chat: Chat) -> None:
    assert await chat.only(BEHEER, "", "!rol mira voorzitter erbij") == "Mira Stam: wordt voorzitter"
    shown = await chat.only(BEHEER, "", "!role mira voorzitter eraf")
    assert shown.endswith(f"!rol {MIRA} voorzitter eraf bevestig")
    assert (await known(chat, MIRA)).has(Role.CHAIR)
    await chat.type(BEHEER, "", shown.splitlines()[-1])
    assert not (await known(chat, MIRA)).has(Role.CHAIR)
    assert await outcomes(chat, 2) == [("lid", MIRA, "rollen"), ("rol", "", "ok")]


# --- what may not be ---


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("!lid", "Wie: dit mis ik nog."),
        ("!lid niemand", "Wie: deze persoon staat niet in het adresboek."),
        ("!lid niemand csg DH Niemand Hier", "Wie: deze persoon staat niet in het adresboek."),
        ("!lid @Nora:regiekamer.test csg DH Nora", "Wie: dit begrijp ik niet."),
        ("!lid @nora:regiekamer.test", "Wie: deze persoon staat niet in het adresboek."),
        ("!lid @nora:regiekamer.test brandweer DH Nora", "Organisatie: deze ken ik niet."),
        ("!lid @nora:regiekamer.test csg Utrecht Nora", "Regio: deze ken ik niet."),
        ("!lid @nora:regiekamer.test csg DH", "Naam: dit mis ik nog."),
        ("!lid @nora:regiekamer.test csg DH N", "Naam: dit is te kort."),
        ("!lid @nora:regiekamer.test csg DH =som()", "Naam: dit begrijp ik niet."),
        (f"!lid @nora:regiekamer.test csg DH {'x' * 201}", "Naam: dit is te lang."),
        ("!lid @mira:REGIEKAMER.test csg DH Mira Stam", "Mira Stam staat al in het adresboek."),
        ("!lid mira csg DH Mira Stam", "Mira Stam staat al in het adresboek."),
        ("!lid mira naam", "Naam: dit mis ik nog."),
        ("!lid mira naam Mira Stam", "Mira Stam: dit is al zo."),
        ("!lid mira organisatie", "Organisatie: dit mis ik nog."),
        ("!lid mira organisatie brandweer bevestig", "Organisatie: deze ken ik niet."),
        ("!lid mira organisatie politie bevestig", "Mira Stam: uit Politie komt geen regiehouder."),
        ("!lid mira regio", "Regio: dit mis ik nog."),
        ("!lid mira regio DH Utrecht", "Regio: deze ken ik niet."),
        ("!lid joost regio OB bevestig", "Regio DH heeft dan geen voorzitter meer."),
        ("!lid joost organisatie om bevestig", "Regio DH heeft dan geen voorzitter meer."),
        ("!rol", "Wie: dit mis ik nog."),
        ("!rol mira", "Rol: dit begrijp ik niet."),
        ("!rol mira baas erbij", "Rol: dit begrijp ik niet."),
        ("!rol mira voorzitter misschien", "Rol: dit begrijp ik niet."),
        ("!rol mira regiehouder erbij", "Mira Stam: dit is al zo."),
        ("!rol mira beheerder erbij", "Mira Stam: een beheerder of auditor heeft geen ander werk, en andersom."),
        ("!rol saskia auditor erbij", "Saskia Klas: een beheerder of auditor heeft geen ander werk, en andersom."),
        ("!rol beheer professional erbij", "Berend Heer: een beheerder of auditor heeft geen ander werk"),
        ("!rol beheer beheerder eraf bevestig", "Berend Heer: een beheerder of auditor heeft geen ander werk"),
        ("!rol joost voorzitter eraf bevestig", "Regio DH heeft dan geen voorzitter meer."),
        ("!rol joost regiehouder erbij", "Joost Prins: uit Politie komt geen regiehouder."),
        ("!rol saskia professional eraf bevestig", "Saskia Klas heeft dan geen rol meer."),
        ("!rol mira professional eraf bevestig", "Mira Stam: wie regiehouder of voorzitter is, is ook professional."),
        ("!dienst XX CSG ma mira", "Regio: deze ken ik niet."),
        ("!dienst DH brandweer ma mira", "Organisatie: deze ken ik niet."),
        ("!dienst DH CSG ma", "Wie: dit mis ik nog."),
        ("!dienst DH CSG ma @abos @abos", "Anna Bos staat er twee keer."),
        ("!dienst DH CSG ma mira", "Mira Stam werkt niet voor Centrum Seksueel Geweld in DH."),
        ("!dienst OB VT ma @avries", "Anna de Vries werkt niet voor Veilig Thuis in OB."),
        ("!dienst DH CSG gisteren @abos", "Datum: maandag 23 november is al voorbij."),
        ("!dienst DH CSG ma niemand", "Centrum Seksueel Geweld: dit is al zo."),
        ("!leden brandweer", "Organisatie: deze ken ik niet."),
        ("!contact brandweer", "Organisatie: deze ken ik niet."),
    ],
)
async def test_what_may_not_be_is_said_and_changes_nothing(chat: Chat, typed: str, said: str) -> None:
    before = await everything(chat)
    answer = await chat.only(BEHEER, "", typed)
    assert answer.startswith(said), answer
    assert await everything(chat) == before


async def test_the_only_regiehouder_of_running_cases_stays(chat: Chat) -> None:
    await chat.type(ANNA_VRIES, chat.first, "!regie ik")
    for typed in ("!rol @avries regiehouder eraf bevestig", "!lid @avries organisatie csg bevestig"):
        answer = await chat.only(BEHEER, "", typed)
        assert answer.startswith("vt heeft dan geen regiehouder meer in DH, terwijl daar casussen lopen.")
    await chat.type(BEHEER, "", "!lid olga regio DH OB")
    said = await chat.type(BEHEER, "", "!rol @avries regiehouder eraf bevestig")
    assert f"de regie van {chat.first} gaat van Anna de Vries naar niemand" in "\n".join(said)
    assert f"1 casus zonder regiehouder: {chat.first}" in "\n".join(said)


async def test_an_organisation_without_running_cases_may_lose_its_regiehouder(chat: Chat) -> None:
    await chat.type(BEHEER, "", "!rol olga regiehouder eraf bevestig")
    assert (await known(chat, OLGA)).roles == {Role.PROFESSIONAL}


async def test_one_of_two_administrators_is_not_moved_away(chat: Chat) -> None:
    await add(chat, Person(SECOND, "Bo Tweede", "vt", frozenset(), frozenset({Role.ADMIN})))
    answer = await chat.only(BEHEER, "", f"!lid {SECOND} organisatie csg bevestig")
    assert answer.startswith("Er blijven altijd minstens 2 bevestigde beheerders.")
    await add(chat, Person("@derde:b.nl", "Cas Derde", "vt", frozenset(), frozenset({Role.ADMIN})))
    assert "moet daar opnieuw bevestigd" in await told(chat, f"!lid {SECOND} organisatie csg bevestig")


@pytest.mark.parametrize("typed", ["!leden", f"!lid {MIRA}", f"!lid {NEW} shn DH Nora", "!rol mira voorzitter erbij"])
async def test_nobody_else_and_nowhere_else(chat: Chat, typed: str) -> None:
    before = await everything(chat)
    for who, where in ((JOOST, JOOST), (JOOST, "DH"), (BEHEER, BEHEER)):
        [answer] = await chat.type(who, where, typed)
        assert "beheerkamer" in answer or "admin" in answer
    assert await everything(chat) == before


async def test_an_auditor_only_asks_in_their_own_chat(chat: Chat) -> None:
    await add(chat, Person(AUDITOR, "Tom Toezicht", "om", frozenset(), frozenset({Role.AUDITOR})))
    async with chat.database.work() as work:
        await chat.speaker.direct_chat(work, AUDITOR, chat.now)
        await work.commit()
    await chat.said()
    assert "Zo bereik je elkaar" in await chat.only(AUDITOR, AUDITOR, "!contact")
    assert "beheerkamer" in await chat.only(AUDITOR, AUDITOR, "!leden")
    for where in ("", "DH", chat.first):
        assert await chat.type(AUDITOR, where, "!help") == []


async def test_who_was_confirmed_by_whom_is_shown(chat: Chat) -> None:
    async with chat.database.work() as work:
        record = await work.standings.get(BEHEER)
        assert record is not None
        await work.standings.save(replace(record, vouched_by=(MACHINE,)))
        mira = await work.standings.get(MIRA)
        assert mira is not None
        await work.standings.save(replace(mira, vouched_by=(ANNA_BOS,), confirmed_at=None, accepted=0))
        await work.commit()
    assert "Bevestigd op de machine van de bot." in await chat.only(BEHEER, "", "!lid berend")
    shown = await chat.only(BEHEER, "", "!lid mira")
    assert "Bevestigd door Anna Bos; er zijn er 2 nodig." in shown
    assert "Privacyprotocol: nog niet aanvaard." in shown


# --- the rota ---


async def test_the_rota_of_this_week_goes_by_day(chat: Chat) -> None:
    await add(chat, Person(NEW, "Nora de Wit", "csg", frozenset({"DH"}), frozenset({Role.PROFESSIONAL})))
    assert (await chat.only(BEHEER, "", "!dienst")).startswith("Er is nog niemand ingedeeld.")
    for day in ("ma", "dinsdag", "WO"):
        await chat.type(BEHEER, "", f"!dienst DH CSG {day} @abos Nora de Wit")
    assert await chat.only(BEHEER, "", "!dienst DH CSG 27-11 nora") == "csg DH, vrijdag 27 november: Nora de Wit"
    shown = await chat.only(BEHEER, "", "!dienst DH")
    assert "• DH csg: ma-wo Anna Bos (daarna Nora de Wit); vr Nora de Wit" in shown
    assert shown == await chat.only(BEHEER, "", "!dienst csg") == await chat.only(BEHEER, "", "!duty den haag csg")
    async with chat.database.work() as work:
        assert Duty("DH", "csg", NEW, day=date(2026, 11, 27)) in await work.duties.all()


async def test_taking_over_a_day_says_who_stood_there_and_emptying_it_is_shown_first(chat: Chat) -> None:
    await add(chat, Person(NEW, "Nora de Wit", "csg", frozenset({"DH"}), frozenset({Role.PROFESSIONAL})))
    await chat.type(BEHEER, "", "!dienst DH CSG ma @abos")
    answer = await chat.only(BEHEER, "", "!dienst DH CSG ma nora")
    assert answer == "csg DH, elke maandag: Nora de Wit\nNu of eerst: Anna Bos."
    shown = await chat.only(BEHEER, "", "!dienst DH CSG ma niemand")
    assert shown.endswith("!dienst DH csg ma niemand bevestig")
    async with chat.database.work() as work:
        assert len(await work.duties.all()) == 1
    await chat.type(BEHEER, "", shown.splitlines()[-1])
    async with chat.database.work() as work:
        assert await work.duties.all() == ()
    assert ("dienst", "DH csg", "gewijzigd") in await outcomes(chat, 2)


# --- contact ---

WEEK = tuple(Opening(day, time(9), time(17)) for day in range(5))
CONTACT = Contact("0900-0101", (*WEEK, Opening(5, time(10), time(14))), False, "0900-0102", "alleen advies")
EMERGENCY = "Chat vervangt geen telefoontje bij acuut gevaar: bel 112."


async def reach(chat: Chat, contact: Contact) -> None:
    async with chat.database.work() as work:
        here = await work.people.directory()
        parties = tuple(replace(o, contact=contact) if o.key == "csg" else o for o in here.organisations)
        await work.people.replace(replace(here, organisations=parties))
        await work.commit()


async def test_how_to_reach_an_organisation(chat: Chat) -> None:
    await reach(chat, CONTACT)
    assert await chat.only(JOOST, chat.first, "!contact csg") == (
        "Centrum Seksueel Geweld: nu open tot 17:00\nTelefoon: 0900-0101\n"
        f"Open: ma-vr 09:00-17:00, za 10:00-14:00\nCrisisdienst: 0900-0102\nLet op: alleen advies\n{EMERGENCY}"
    )
    overview = await chat.only(JOOST, JOOST, "!contact")
    assert "• Centrum Seksueel Geweld: 0900-0101, nu open tot 17:00" in overview
    assert overview.endswith(EMERGENCY)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-24 07:00", "nu dicht, open vanaf 09:00"),
        ("2026-11-24 19:00", "nu dicht, open vanaf woensdag 09:00"),
        ("2026-11-28 15:00", "nu dicht, open vanaf maandag 09:00"),
    ],
)
async def test_a_closed_organisation_says_when_it_opens(chat: Chat, moment: str, said: str) -> None:
    await reach(chat, CONTACT)
    chat.now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert f"Centrum Seksueel Geweld: {said}" in await chat.only(JOOST, JOOST, "!contact csg")


async def test_always_and_never_known(chat: Chat) -> None:
    await reach(chat, Contact("112", always=True))
    assert "dag en nacht bereikbaar" in await chat.only(JOOST, JOOST, "!contact csg")
    answer = await chat.only(JOOST, JOOST, "!contact politie")
    assert "Politie: openingstijden niet bekend\nEr is nog geen telefoonnummer bekend." in answer


async def test_one_message_enrols_several_people_and_each_line_knows_the_lines_before(chat: Chat) -> None:
    lines = (
        f"!lid {NEW} shn DH Nora de Wit",
        f"!rol {NEW} voorzitter erbij",
        "!lid nora regio DH OB",
        "!lid @otto:regiekamer.test shn OB Otto Ophof",
    )
    await chat.type(BEHEER, "", "\n".join(lines))
    nora = await known(chat, NEW)
    assert (nora.regions, nora.has(Role.CHAIR)) == (frozenset({"DH", "OB"}), True)
    assert (await known(chat, "@otto:regiekamer.test")).name == "Otto Ophof"
