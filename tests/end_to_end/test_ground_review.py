"""A vital interest on Thursday afternoon, a bot that is down all Friday, and a review on Monday; in real clients."""

import asyncio
import re
from datetime import datetime
from pathlib import Path

import pytest

from tests.end_to_end.casework import KEEPER, TEAM, Casework
from tests.end_to_end.clockstage import ClockCrowd, ClockStage
from tests.end_to_end.crowd import ADMINS
from tests.end_to_end.test_week import SETTLES
from tests.enrolled import enrol_all
from tests.quarter.heard import AMSTERDAM

ASKED = "wacht op een beoordeling"
THURSDAY, SATURDAY, MONDAY, TUESDAY = 10, 12, 14, 15
"""Days of December 2026."""


def on(day: int, hour: int) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=AMSTERDAM)


def asked(work: Casework) -> list[str]:
    """Give what asked the regiehouder for a review."""
    return [m.body for m in work.person(KEEPER).messages() if ASKED in m.body and m.room_id != work.room_id]


@pytest.mark.timeout(300)
async def test_it_is_asked_on_the_next_working_day_once_and_by_code(tmp_path: Path) -> None:
    async with ClockStage(tmp_path / "stage") as stage:
        stage.let_it_be(on(THURSDAY, 17))
        crowd = ClockCrowd(stage, [w for w in TEAM if w.localpart in {KEEPER, "pim", "vera"}])
        await crowd.install()
        await enrol_all(stage.settings)
        await crowd.log_in([*ADMINS, KEEPER, "pim", "vera"])
        work = Casework(crowd)
        await work.open_case("CSG", "Politie")
        said = "!grondslag VT vitaal, doel: nu een veilige plek, nodig: het adres aan de gracht"
        shown = await work.gets("pim", said, "bevestig")
        line = re.search(r"!grondslag G1 bevestig \w+", shown)
        assert line is not None, shown
        await work.gets("pim", line[0], "geen toestemming")
        await work.hears("vera", f"{work.code}, gemeld")

        await stage.stop_bot()
        stage.let_it_be(on(SATURDAY, 11))
        await stage.start_bot()
        await work.gets(KEEPER, "!grondslag", "moet nog beoordeeld worden")
        await asyncio.sleep(SETTLES)
        assert asked(work) == [], "nobody is at work"

        stage.let_it_be(on(MONDAY, 9))
        await work.hears(KEEPER, f"G1 in {work.code} {ASKED}", "Regiekamer")
        await work.gets(KEEPER, "!grondslag G1 beoordeeld: terecht, het was nodig", "G1 is beoordeeld")
        stage.let_it_be(on(TUESDAY, 9))
        await asyncio.sleep(SETTLES)
        [once] = asked(work)
        assert "gracht" not in once
