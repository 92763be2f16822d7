"""A legal ground in real clients (R18): refused, raced, shown as what it is whoever comes by it, ended by a no, traced.

One case, told in order: each test goes on where the one before it stopped. The victim said no to the OM.
"""

import asyncio
import re
from collections.abc import AsyncIterator

import pytest

from bot.settings import load_settings
from bot.wiring import open_house
from tests.end_to_end.casework import KEEPER, TEAM, Casework, at_work
from tests.end_to_end.crowd import Worker
from tests.here import here

OM = [Worker(name, f"{name.title()} van OM", "OM", "DH", ("professional",)) for name in ("olaf", "otto", "oda")]
WHO = (KEEPER, "pim", "vera")
WHY = "samen beslissen over aanhouden"
BY_GROUND = "Organisatie OM doet mee op grond van de wet (G1), geen toestemming."
SAID_NO = "Let op: het antwoord voor Organisatie OM"
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
async def work(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Casework]:
    async with at_work(tmp_path_factory.mktemp("grounds"), [*(w for w in TEAM if w.localpart in WHO), *OM]) as crowd:
        yield Casework(crowd)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("!grondslag Reclassering", "Die organisatie staat niet in het adresboek"),
        ("!grondslag GGD", "Van Organisatie GGD kan niemand meedoen in deze casus."),
        ("!grondslag VT", "Organisatie VT doet al mee. Een grondslag is niet nodig."),
    ],
)
async def test_a_receiver_that_cannot_be_is_refused_in_one_sentence(work: Casework, typed: str, said: str) -> None:
    if not work.code:
        await work.put_on_duty("OM", "olaf")
        await work.open_case("CSG", "Politie", "VT")
        await work.gets(KEEPER, "!toestemming OM nee", "Organisatie OM")
    await work.gets("pim", typed, said)
    assert "Er is nog geen grondslag vastgelegd" in await work.gets("pim", "!grondslag", "Delen zonder toestemming")


async def test_it_asks_one_thing_at_a_time_and_says_first_and_last_that_the_victim_said_no(work: Casework) -> None:
    first = await work.gets("pim", "!grondslag OM", "G1: om welk artikel in de wet gaat het?")
    assert f"{SAID_NO} is nu: nee." in first
    assert "Controleer de wet van nu" in first
    second = await work.gets("pim", "!grondslag G1 grond: artikel 16 Wpg", "G1: waarvoor is het?")
    third = await work.gets("pim", f"!grondslag G1 doel: {WHY}", "G1: welke gegevens zijn nodig, en waarom?")
    for shown in (second, third):
        assert "Let op" not in shown
        assert "Controleer" not in shown
    whole = await work.gets("pim", "!grondslag G1 nodig: het adres", "G1 is compleet: wie is getuige?")
    assert f"{SAID_NO} is nu: nee." in whole
    assert "Controleer de wet van nu" in whole
    assert WHY in whole


async def test_of_two_witnesses_at_once_one_lets_them_in_and_the_other_is_told(work: Casework) -> None:
    line = re.search(r"!getuige G1 \w+", await work.gets("pim", "!grondslag G1", "G1 is compleet"))
    assert line is not None
    await asyncio.gather(*(work.crowd.say(name, work.code, line[0]) for name in (KEEPER, "vera")))
    await work.hears("pim", "G1 is al vastgelegd.")
    await work.hears("olaf", f"{work.code}, gemeld")
    said = [m.body for m in work.person("pim").messages(work.room_id)]
    [recorded] = [body for body in said if "Dit is geen toestemming." in body]
    assert f"{SAID_NO} was daarvóór: nee." in recorded
    assert len([body for body in said if "G1 is al vastgelegd." in body]) == 1
    await work.next_thing("met olaf erbij", read_by=("olaf", "vera"), not_by=("otto", "oda"))


async def test_a_guest_of_a_party_by_ground_is_announced_as_that_and_so_say_the_minutes(work: Casework) -> None:
    await work.put_on_duty("OM", "otto")
    await work.gets("pim", f"!mdt spoed {work.code}", work.code, "MDT DH")
    await work.hears("otto", f"{work.code}, gemeld")
    await work.hears(KEEPER, "Otto van OM")
    [guests] = [m.body for m in work.person(KEEPER).messages(work.room_id) if "Vandaag erbij voor het MDT" in m.body]
    assert BY_GROUND in guests
    await work.gets(KEEPER, "!besluit veiligheid: een ander slot", "Vastgelegd: veiligheid")
    await work.gets("pim", "!mdt sluit", "afgesloten", "MDT DH")
    await work.hears(KEEPER, "Verslag spoed-MDT")
    [minutes] = [m.body for m in work.person(KEEPER).messages(work.room_id) if "Verslag spoed-MDT" in m.body]
    assert BY_GROUND in minutes
    await work.next_thing("na het overleg", read_by=("olaf",), not_by=("otto",))


async def test_a_colleague_who_comes_later_is_announced_as_coming_by_a_ground(work: Casework) -> None:
    joined = await work.gets("olaf", "!erbij @oda", "Oda van OM")
    assert BY_GROUND in joined
    await work.hears("oda", f"{work.code}, gemeld")
    await work.next_thing("oda is er", read_by=("olaf", "oda"), not_by=("otto",))


async def test_a_later_no_ends_it_and_who_is_out_reads_no_more(work: Casework) -> None:
    said = await work.gets(KEEPER, "!toestemming OM nee", "Organisatie OM neemt niet meer deel")
    assert "De grondslag vervalt." in said
    for name in ("olaf", "oda"):
        await work.hears(name, f"Je doet niet meer mee in {work.code}: de grondslag geldt niet meer", "Regiekamer")
    await work.next_thing("zonder het OM", read_by=("pim", "vera"), not_by=("olaf", "oda", "otto"))
    for name in ("olaf", "oda"):
        assert await work.person(name).try_join(work.room_id) == "M_FORBIDDEN"
    assert "geldt niet meer" in await work.gets("pim", "!grondslag", "G1")
    assert WHY not in "\n".join(
        m.body for w in OM for m in work.person(w.localpart).messages() if m.room_id != work.room_id
    )


async def test_the_trail_has_each_step_and_is_whole(work: Casework) -> None:
    settings = work.crowd.stage.settings
    async with open_house(load_settings(settings)) as house, house.database.work() as unit:
        rows = [e for e in reversed(await unit.audit.latest(500)) if e.subject == f"{work.code} G1 Politie OM"]
    by = ["@pim:regiekamer.test"] * 4
    assert [row.outcome for row in rows] == ["begonnen", *["aangevuld"] * 3, "getuigd"]
    assert [row.actor for row in rows[:4]] == by
    assert rows[4].actor in {f"@{name}:regiekamer.test" for name in (KEEPER, "vera")}
    assert {row.place for row in rows} == {"casus"}
    ran = await here(settings, "audit", "controleer")
    assert (ran.code, "Het auditlog is heel." in ran.output) == (0, True), ran.output
