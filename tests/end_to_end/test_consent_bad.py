"""Consent when things go wrong, in real clients: at the same moment, too late, by mistake, while the bot is down (R13).

One case on a clock of its own, told in order: each test goes on where the one before it stopped.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.calendar import ZONE
from tests.end_to_end.casework import KEEPER, OLAF, TEAM, Casework
from tests.end_to_end.clockstage import ClockCrowd, ClockStage
from tests.end_to_end.conftest import BOT_ID
from tests.end_to_end.crowd import ADMINS, BACK, Worker
from tests.enrolled import enrol_all

OUT = "M_FORBIDDEN"
TUESDAY, WEDNESDAY, THURSDAY = date(2026, 12, 8), date(2026, 12, 9), date(2026, 12, 10)
OLGA = Worker("olga", "Olga van VT", "VT", "OB", ("professional", "regiehouder"))
MDT, OWN = "MDT DH", "Regiekamer"
pytestmark = pytest.mark.timeout(300)


STEP = timedelta(seconds=0.5)


@dataclass
class Work(Casework):
    """Casework on a clock of its own."""

    moment: datetime = field(default_factory=lambda: datetime.now(UTC))

    def at(self, day: date, clock: str) -> None:
        """Let it be this moment; from there the clock runs on, so that what is tried again is tried again."""
        self.moment = datetime.combine(day, time.fromisoformat(clock), ZONE).astimezone(UTC)
        self._write()

    def _write(self) -> None:
        new = self.stage.clock.with_suffix(".nieuw")
        new.write_text(self.moment.isoformat())
        new.replace(self.stage.clock)  # the bot never reads half of it

    async def agrees(self, name: str, text: str, expected: str, where: str = "") -> str:
        """Type what is shown first, and then its line; cards and arrivals may be said in between."""
        shown = await self.gets(name, text, "bevestig", where)
        line = next(each for each in shown.splitlines() if "bevestig" in each)
        return await self.gets(name, line, expected, where)

    async def runs(self) -> None:
        while True:
            await asyncio.sleep(STEP.total_seconds())
            self.moment += STEP
            self._write()

    @property
    def stage(self) -> ClockStage:
        stage = self.crowd.stage
        assert isinstance(stage, ClockStage)
        return stage

    async def until(self, name: str, membership: str) -> None:
        """Wait until the homeserver says this of somebody in the room of the case."""
        where = f"/_matrix/client/v3/rooms/{self.room_id}/state/m.room.member/{self.person(name).user_id}"
        async with asyncio.timeout(BACK):
            while (await self.person("vera").raw("GET", where))[1].get("membership") != membership:
                await asyncio.sleep(0.2)

    def from_the_bot(self, name: str) -> list[str]:
        """Give what somebody could read of what the bot said in the room of the case."""
        messages = self.person(name).messages(self.room_id)
        return [m.body for m in messages if m.sender == BOT_ID and m.readable]


@pytest.fixture(scope="module")
async def work(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Work]:
    team = [*(w for w in TEAM if w.localpart in {KEEPER, "vera", "pim", "saar"}), OLAF, OLGA]
    folder = tmp_path_factory.mktemp("bad")
    async with ClockStage(folder / "stage") as stage:
        made = Work(ClockCrowd(stage, team))
        made.at(TUESDAY, "15:00")
        running = asyncio.create_task(made.runs())
        await made.crowd.install()
        await enrol_all(stage.settings)
        await made.crowd.log_in([*ADMINS, *(worker.localpart for worker in team)])
        secret = await made.open_case("CSG", "VT", "Politie", "SHN")
        for name in ("vera", "pim", "saar"):
            await made.hears(name, secret)
        yield made
        running.cancel()


async def test_what_cannot_be_gets_one_sentence_in_the_room(work: Work) -> None:
    far, _ = await work.crowd.open_case("OB", ("VT",))
    await work.hears("olga", far, far)
    await work.gets(KEEPER, "!toestemming Buurthuis ja", "staat niet in het adresboek")
    await work.gets(KEEPER, "!toestemming Buurthuis ingetrokken", "staat niet in het adresboek")
    await work.gets(KEEPER, "!toestemming GGD ja", "kan niemand meedoen")
    await work.gets(KEEPER, "!toestemming GGD ingetrokken", "geen toestemming om in te trekken")
    await work.gets(KEEPER, f"!toestemming {far} VT ingetrokken", f"alleen over {work.code}")
    told = [await work.says(KEEPER, f"!toestemming {code} VT ingetrokken", OWN) for code in (far, "OB-2222", "DH-2222")]
    assert len(set(told)) == 1, "nobody learns whether there is such a case"
    assert "vind ik geen casus" in told[0]
    assert "VT: ja" in (await work.says("olga", "!toestemming", far)).replace("Organisatie ", "")
    await work.next_thing("alles bleef gelijk", read_by=("vera", "pim", "saar"), not_by=("olaf", "olga"))


async def test_who_is_only_invited_when_consent_ends_cannot_come_any_more(work: Work) -> None:
    olaf = work.person("olaf")
    olaf.auto_join = False
    await work.agrees(KEEPER, "!toestemming OM ja", "doet mee")
    await work.until("olaf", "invite")
    await work.gets("pim", "!toestemming OM ingetrokken", "neemt niet meer deel")
    await work.hears("olaf", "Je doet niet meer mee", OWN)
    await work.until("olaf", "leave")
    assert await olaf.try_join(work.room_id) == OUT
    await work.next_thing("de uitnodiging is weg", read_by=("pim",), not_by=("olaf",))
    await work.agrees(KEEPER, "!toestemming OM ja", "doet mee")  # and a new yes invites again
    await work.until("olaf", "invite")
    olaf.auto_join = True
    assert await olaf.try_join(work.room_id) is None
    await work.hears("olaf", f"{work.code}, gemeld")
    assert "de uitnodiging is weg" not in olaf.readable(), "said before he came"


async def test_two_at_the_same_moment_are_one_after_the_other(work: Work) -> None:
    """Taken away twice at once, it is taken away once; a yes and an `anoniem` at once let nobody in, in any order."""
    await asyncio.gather(
        work.crowd.say("pim", work.code, "!toestemming OM ingetrokken"),
        work.crowd.say("vera", work.code, "!toestemming OM ingetrokken"),
    )
    await work.hears(KEEPER, "Dat staat er al voor Organisatie OM")
    await work.next_thing("tweemaal ingetrokken", read_by=("pim", "vera"), not_by=("olaf",))
    gone = [body for body in work.from_the_bot(KEEPER) if "Organisatie OM neemt niet meer deel" in body]
    assert len(gone) == 2, (
        "once for each time that he was in",
        [(m.readable, m.body[:60]) for m in work.person(KEEPER).messages(work.room_id)],
    )
    shown = await work.gets(KEEPER, "!toestemming OM ja", "bevestig")
    line = next(each for each in shown.splitlines() if "bevestig" in each)
    await asyncio.gather(
        work.crowd.say(KEEPER, work.code, line), work.crowd.say("pim", work.code, "!toestemming OM anoniem")
    )
    await work.gets(KEEPER, "!toestemming", "Organisatie OM: alleen anoniem")
    await work.next_thing("ja en anoniem tegelijk", read_by=("pim", "vera"), not_by=("olaf",))

    def came() -> int:
        return sum("Toestemming: Organisatie OM doet mee" in body for body in work.from_the_bot(KEEPER))

    before = came()
    shown = await work.gets(KEEPER, "!toestemming OM ja", "bevestig")
    line = next(each for each in shown.splitlines() if "bevestig" in each)
    await asyncio.gather(work.crowd.say(KEEPER, work.code, line), work.crowd.say(KEEPER, work.code, line))
    await work.gets(KEEPER, "!toestemming OM", "nieuwste eerst")  # after both were answered
    assert came() == before + 1, "once, though it was confirmed twice"
    await work.next_thing("tweemaal ja", read_by=("olaf",), not_by=("olga",))


async def test_a_consent_that_runs_out_during_the_item_takes_its_leader_along(work: Work) -> None:
    await work.agrees(KEEPER, "!toestemming Politie ja tot vandaag", "gelijk")
    work.at(TUESDAY, "23:55")
    await work.gets("pim", "!mdt start", "Het MDT is open", MDT)
    await work.gets("pim", "!volgende", f"Nu: {work.code}", MDT)
    await work.hears(KEEPER, "Pim van Politie leidt deze casus nu")
    await work.gets("pim", "!aanwezig", work.code)
    before = len(work.person("pim").messages(await work.person("pim").wait_room(MDT)))
    work.at(WEDNESDAY, "00:01")
    await work.hears(KEEPER, "Organisatie Politie neemt niet meer deel")
    await work.hears(KEEPER, f"Keo van CSG leidt {work.code} vanaf nu")
    await work.hears("pim", "Je doet niet meer mee", OWN)
    assert await work.person("pim").try_join(work.room_id) == OUT
    mdt = work.person("pim").messages(await work.person("pim").wait_room(MDT))[before:]
    assert not [m.body for m in mdt if "Politie" in m.body or "Keo" in m.body], "the MDT room hears nothing of it"
    await work.gets(KEEPER, "!besluit veiligheid: een nieuw slot na middernacht", "Vastgelegd: veiligheid")
    for area in ("recht", "hulp", "herstel"):
        await work.gets(KEEPER, f"!besluit {area} nvt: later", f"Vastgelegd: {area}")
    await work.gets("pim", "!mdt sluit", "Het MDT is afgesloten", MDT)
    minutes = await work.gets(KEEPER, "!verslag", "een nieuw slot na middernacht")
    assert "Pim van Politie" in minutes, "he was there"
    assert "na middernacht" not in work.person("pim").readable()


async def test_a_day_that_is_over_while_the_bot_is_down_is_over_before_it_says_anything(work: Work) -> None:
    await work.agrees(KEEPER, "!toestemming SHN ja tot vandaag", "gelijk")
    await work.stage.stop_bot()
    before = len(work.from_the_bot("saar"))
    work.at(THURSDAY, "07:00")
    await work.crowd.say("saar", work.code, "!casus")
    await work.crowd.say(KEEPER, work.code, "!acties")
    await work.stage.start_bot()
    await work.hears(KEEPER, "Organisatie SHN neemt niet meer deel")
    await work.hears("saar", "Je doet niet meer mee", OWN)
    await work.next_thing("na de nacht", read_by=("vera",), not_by=("saar",))
    assert work.from_the_bot("saar")[before:] == [], "nor the answers to what was asked meanwhile"
    assert await work.person("saar").try_join(work.room_id) == OUT


async def test_a_case_that_everybody_left_is_brought_back_by_who_led_it(work: Work) -> None:
    await work.gets(KEEPER, "!actie @vera over 3 dagen: iets afspreken", "iets afspreken")
    for party in ("OM", "VT"):
        await work.gets(KEEPER, f"!toestemming {party} ingetrokken", "neemt niet meer deel")
    await work.crowd.say(KEEPER, work.code, "!toestemming CSG ingetrokken")
    await work.hears(KEEPER, f"!toestemming {work.code} ja", OWN)
    await work.hears("pim", f"Niemand doet nog mee in {work.code}", OWN)
    await work.hears(ADMINS[0], f"Niemand doet nog mee in {work.code}", "Beheer")
    await work.crowd.in_line()
    assert await work.person(KEEPER).try_join(work.room_id) == OUT
    for name in ("vera", "pim", "olga"):
        assert "vind ik geen casus" in await work.says(name, f"!toestemming {work.code} ja", OWN)
    cards = sum(f"{work.code}, gemeld" in body for body in work.from_the_bot(KEEPER))
    await work.agrees(KEEPER, f"!toestemming {work.code} ja", "Je mag weer meedoen", OWN)
    async with asyncio.timeout(BACK):
        while sum(f"{work.code}, gemeld" in body for body in work.from_the_bot(KEEPER)) == cards:
            await asyncio.sleep(0.2)
    await work.gets(KEEPER, "!regie ik", "is nu regiehouder")
    await work.gets(KEEPER, "!acties", "iets afspreken")
    await work.next_thing("weer aan het werk", read_by=(), not_by=("vera", "pim", "saar", "olaf"))
