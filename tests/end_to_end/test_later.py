"""What time brings a case in real clients: an action gets late, a draft lapses, it is closed and followed up.

One story told in order, on a bot whose clock is a file: each test goes on where the one before it stopped.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime, time

import pytest

from tests.end_to_end.casework import KEEPER, TEAM, Casework
from tests.end_to_end.clockstage import ClockCrowd, ClockStage
from tests.end_to_end.conftest import BOT_ID
from tests.end_to_end.test_week import SETTLES
from tests.enrolled import enrol_all
from tests.quarter.heard import AMSTERDAM

BEGINS = date(2026, 12, 10)
"""A Thursday."""
WHO = (KEEPER, "cor", "pim", "vera")
WHAT = "een ander slot op de voordeur"
FOLLOW_UP = "Kijk hoe het gaat: dat is afgesproken bij het sluiten."
pytestmark = pytest.mark.timeout(300)


@dataclass
class Later(Casework):
    """A case, and a clock that is moved by hand."""

    def at(self, day: date, clock: str) -> None:
        assert isinstance(self.crowd.stage, ClockStage)
        self.crowd.stage.let_it_be(datetime.combine(day, time.fromisoformat(clock), AMSTERDAM))

    def told(self, name: str, text: str) -> list[str]:
        """Give what the bot said to somebody in their direct chat with these words in it."""
        person = self.person(name)
        messages = person.messages(person.room_named("Regiekamer"))
        return [m.body for m in messages if m.sender == BOT_ID and text in m.body]


@pytest.fixture(scope="module")
async def work(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Later]:
    async with ClockStage(tmp_path_factory.mktemp("later") / "stage") as stage:
        crowd = ClockCrowd(stage, [w for w in TEAM if w.localpart in WHO])
        work = Later(crowd)
        work.at(BEGINS, "09:00")
        await crowd.install()
        await enrol_all(stage.settings)
        await crowd.log_in(WHO)
        await work.open_case("CSG", "Politie")
        yield work


async def test_an_action_that_gets_late_stands_first_on_the_card(work: Later) -> None:
    await work.gets("pim", f"!mdt spoed {work.code}", work.code, "MDT DH")
    for area in ("veiligheid", "recht", "hulp", "herstel"):
        await work.gets(KEEPER, f"!besluit {area} nvt", f"Vastgelegd: {area}")
    await work.gets("pim", "!mdt sluit", "afgesloten", "MDT DH")
    await work.gets(KEEPER, f"!actie @pim morgen: {WHAT}", "vrijdag 11 december")
    await work.gets(KEEPER, f"!actie @{KEEPER} 22-12: haar bellen", "A2")
    assert "te laat" not in await work.gets(KEEPER, "!casus", "gemeld")
    work.at(date(2026, 12, 14), "09:00")
    card = await work.gets(KEEPER, "!casus", "gemeld")
    assert "2 open, 1 te laat" in card
    [late] = [line for line in card.split("\n") if "te laat, vr 11 dec" in line]
    assert WHAT in late
    assert "Pim van Politie" in late
    assert card.index(WHAT) < card.index("haar bellen")
    assert WHAT not in "\n".join(work.told("pim", ""))


async def test_who_gives_hears_the_day_before_that_a_draft_lapses(work: Later) -> None:
    said = "!grondslag VT grond: artikel 18 Wpg doel: een veilige plek vinden"
    await work.gets("pim", said, "G1: welke gegevens zijn nodig, en waarom?")
    work.at(date(2026, 12, 17), "09:00")
    await asyncio.sleep(SETTLES)
    assert work.told("pim", "G1") == [], "it lapses on Monday: Friday is soon enough"
    work.at(date(2026, 12, 18), "09:00")
    await work.hears("pim", f"G1 in {work.code} is nog niet af, en vervalt ma 21 dec 09:00.", "Regiekamer")
    work.at(date(2026, 12, 21), "09:01")
    await work.gets("pim", "!grondslag G1 nodig: het adres", "G1 lag langer dan een week en is verlopen.")
    await asyncio.sleep(SETTLES)
    [once] = work.told("pim", "G1")
    assert "veilige plek" not in once
    assert "VT" not in once


async def test_when_it_is_closed_who_was_asked_to_lead_it_hears_that_too(work: Later) -> None:
    await work.gets(KEEPER, "!regie overdragen @cor", "Cor van CSG")
    await work.hears("cor", work.code, "Regiekamer")
    await work.gets("pim", "!klaar A1", "A1")
    await work.gets(KEEPER, "!klaar A2", "A2")
    shown = await work.gets(KEEPER, "!casus sluit", "Die vraag vervalt door het sluiten.")
    line = re.search(r"!casus sluit nazorg .* bevestig \w+", shown)
    assert line is not None, shown
    assert "21-6-2027 en 21-12-2027" in line[0]
    await work.gets(KEEPER, line[0], "is gesloten door")
    await work.hears("cor", f"{work.code} is gesloten.\nDe vraag of jij regiehouder wordt, is vervallen.", "Regiekamer")


async def test_half_a_year_later_the_regiehouder_finds_the_follow_up_in_the_digest(work: Later) -> None:
    work.at(date(2027, 6, 20), "09:00")
    await asyncio.sleep(SETTLES)
    assert work.told(KEEPER, FOLLOW_UP) == [], "it is Sunday, and a day early"
    work.at(date(2027, 6, 21), "08:31")
    await work.hears(KEEPER, FOLLOW_UP, "Regiekamer")
    work.at(date(2027, 6, 22), "08:31")
    await asyncio.sleep(SETTLES)
    [digest] = work.told(KEEPER, FOLLOW_UP)
    assert work.code in digest
    assert WHAT not in digest
    assert work.told("pim", FOLLOW_UP) == []
