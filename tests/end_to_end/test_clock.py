"""The 24-hour clock in real clients (R4): warned of on Friday, too late on Saturday while the bot was down, and why.

One story told in order, on a bot whose clock is a file: each test goes on where the one before it stopped.
"""

import asyncio
import re
import signal
from collections.abc import AsyncIterator
from datetime import date, datetime, time, timedelta

import pytest

from tests.end_to_end.casework import Casework
from tests.end_to_end.clockstage import ClockCrowd, ClockStage
from tests.end_to_end.conftest import BOT_ID
from tests.end_to_end.crowd import BACK, Worker
from tests.enrolled import enrol_all
from tests.quarter.heard import AMSTERDAM

FRIDAY = date(2026, 12, 4)
TEAM = (
    Worker("pim", "Pim van Politie", "Politie", "DH", ("professional", "voorzitter")),
    Worker("keo", "Keo van CSG", "CSG", "DH", ("professional", "regiehouder")),
    Worker("vera", "Vera van VT", "VT", "DH", ("professional", "regiehouder")),
)
SETTLES = 2.5
"""Seconds in which the bot looked at the clock, and its words arrived."""
WHY = "het MDT ging niet door, iedereen zat in Zwolle"
pytestmark = pytest.mark.timeout(300)


class Clockwork(Casework):
    """A case, and a clock that is moved by hand. Pim leads the MDT and takes part in no case."""

    def at(self, day: int, clock: str) -> None:
        """Let it be this moment, so many days after Friday."""
        assert isinstance(self.crowd.stage, ClockStage)
        moment = datetime.combine(FRIDAY + timedelta(days=day), time.fromisoformat(clock), AMSTERDAM)
        self.crowd.stage.let_it_be(moment)

    async def looked(self) -> None:
        """Wait until the bot looked at this moment and said what it has to say: for what should not be said."""
        await asyncio.sleep(SETTLES)

    async def report(self) -> str:
        """Report a case; give its words, when its people read them."""
        self.code, secret = await self.crowd.open_case("DH", ("CSG", "VT"))
        for name in ("keo", "vera"):
            await self.hears(name, secret)
        self.room_id = await self.person("keo").wait_room(self.code, seconds=BACK)
        return secret

    def heard(self, name: str, where: str, text: str) -> list[str]:
        """Give what the bot said in a room with these words in it."""
        person = self.person(name)
        room_id = person.room_named(where)
        return [m.body for m in person.messages(room_id) if m.sender == BOT_ID and text in m.body]

    def outside(self) -> str:
        """Give everything that anybody read outside the room of the case."""
        messages = (m for worker in TEAM for m in self.person(worker.localpart).messages())
        return "\n".join(m.body for m in messages if m.room_id != self.room_id)


@pytest.fixture(scope="module")
async def work(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Clockwork]:
    async with ClockStage(tmp_path_factory.mktemp("clock") / "stage") as stage:
        crowd = ClockCrowd(stage, TEAM)
        work = Clockwork(crowd)
        work.at(0, "07:30")
        await crowd.install("10:00")
        await enrol_all(stage.settings)
        await crowd.log_in(worker.localpart for worker in TEAM)
        yield work


async def test_fridays_agenda_names_the_code_that_lapses_before_monday(work: Clockwork) -> None:
    await work.report()
    work.at(0, "08:30")
    await work.hears("pim", "MDT DH, vrijdag 4 december: 1 casus", "MDT DH")
    [agenda] = work.heard("pim", "MDT DH", "vrijdag 4 december")
    assert "Van deze casussen zijn de 24 uur om vóór het volgende MDT:" in agenda
    assert f"• {work.code}: za 5 dec, ochtend" in agenda


async def test_one_warning_comes_on_friday_to_the_case_the_mdt_room_and_the_chair(work: Clockwork) -> None:
    work.at(0, "19:59")
    await work.looked()
    assert work.heard("keo", work.code, "bijna om") == []
    work.at(0, "20:00")
    await work.hears("keo", "De 24 uur zijn bijna om: nog 12 uur.")
    await work.hears("pim", f"{work.code}: de 24 uur zijn bijna om, za 5 dec, ochtend.", "MDT DH")
    await work.hears("pim", f"{work.code}: nog 12 uur tot de 24 uur voor het MDT om zijn.", "Regiekamer")
    assert work.heard("keo", "Regiekamer", "24 uur") == [], "nobody leads the case: the chair is rung"


async def test_what_came_too_late_while_the_bot_was_down_is_said_with_its_own_moment(work: Clockwork) -> None:
    await work.crowd.stage.stop_bot(signal.SIGKILL)
    work.at(1, "12:00")
    await work.crowd.stage.start_bot()
    await work.hears("keo", "De 24 uur voor het MDT zijn om, sinds za 5 dec 07:30.")
    card = await work.gets("vera", "!casus", "gemeld")
    assert "Waarom later dan 24 uur: nog niet vastgelegd" in card
    assert work.heard("pim", "Regiekamer", "Waarom") == [], "it is Saturday"


async def test_why_is_asked_on_monday_and_once_more_the_next_working_day(work: Clockwork) -> None:
    work.at(3, "07:00")
    await work.hears("pim", f"{work.code}: de 24 uur voor het MDT zijn om. Waarom lukte het niet eerder?", "Regiekamer")
    work.at(3, "08:00")
    await work.looked()
    assert work.heard("pim", "Regiekamer", "er staat nog niet waarom") == []
    work.at(4, "08:00")
    await work.hears("pim", f"{work.code}: er staat nog niet waarom het MDT later was dan 24 uur.", "Regiekamer")


async def test_the_reason_stands_on_the_card_and_nowhere_else(work: Clockwork) -> None:
    await work.gets("keo", f"!overschreden: {WHY}", "Vastgelegd waarom het MDT later was")
    assert f"Waarom later dan 24 uur: {WHY}" in await work.gets("vera", "!casus", "gemeld")
    work.at(5, "08:00")
    agenda = await work.gets("pim", "!mdt agenda", "woensdag 9 december", "MDT DH")
    assert work.code in agenda
    outside = work.outside()
    assert WHY not in outside
    assert "Zwolle" not in outside
    for text, times in (("bijna om", 1), ("nog 12 uur tot", 1), ("Waarom lukte", 1), ("er staat nog niet waarom", 1)):
        where = "MDT DH" if text == "bijna om" else "Regiekamer"
        assert len(work.heard("pim", where, text)) == times, text
    assert len(work.heard("keo", work.code, "De 24 uur zijn bijna om")) == 1
    assert len(work.heard("keo", work.code, "De 24 uur voor het MDT zijn om")) == 1


async def test_an_urgent_mdt_at_night_calls_the_people_and_meets_the_clock(work: Clockwork) -> None:
    work.at(5, "20:30")
    secret = await work.report()
    work.at(6, "02:30")
    started = await work.gets("pim", f"!mdt spoed {work.code}", "Spoed-MDT", "Regiekamer")
    assert f"{work.code} is nu aan de beurt" in started
    await work.hears("pim", f"Spoed-MDT: {work.code} is nu aan de beurt.", "MDT DH")
    for name in ("keo", "vera"):
        await work.hears(name, "het MDT bespreekt deze casus nu, met spoed")
    called = [m for m in work.person("keo").messages(work.room_id) if "met spoed" in m.body]
    assert [set(m.mentions) for m in called] == [{"@keo:regiekamer.test", "@vera:regiekamer.test"}]
    await work.gets("keo", "!besluit veiligheid: vannacht een ander slot", "Vastgelegd: veiligheid")
    await work.gets("pim", "!mdt sluit", "afgesloten", "MDT DH")
    assert "24 uur: op tijd besproken, do 10 dec 02:30" in await work.gets("keo", "!casus", "gemeld")
    work.at(6, "20:31")
    await work.looked()
    card = await work.gets("vera", "!casus", "gemeld")
    assert "Waarom later" not in card
    outside = work.outside()
    assert secret not in outside
    assert "ander slot" not in outside
    assert not re.search(rf"{work.code}.*zijn om", outside)
