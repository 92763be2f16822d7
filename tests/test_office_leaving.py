"""`regiekamer leden uitdienst` on a real database: shown first, done by its code, refused in a Dutch sentence."""

from pathlib import Path

import pytest

from bot.domain.standing import MACHINE
from bot.settings import load_settings
from bot.wiring import open_house
from tests.end_to_end.bare import Bare
from tests.enrolled import enrol_all


@pytest.fixture
async def bare(tmp_path: Path) -> Bare:
    made = Bare(tmp_path)
    await made.make()
    ran = await made.here("adresboek")
    assert ran.code == 0, ran.output
    await enrol_all(made.settings)
    return made


async def test_it_is_shown_first_and_done_by_its_code(bare: Bare) -> None:
    async with open_house(load_settings(bare.settings)) as house, house.database.work() as work:
        here = await work.people.directory()
    leaver = next(p for p in here.people if p.regions and len(p.roles) == 1)
    shown = await bare.here("leden", "uitdienst", leaver.user_id)
    assert f"{leaver.name} gaat uit dienst. Er is nog niets veranderd." in shown.output
    line = next(line for line in shown.output.splitlines() if "--bevestig" in line)
    wrong = await bare.here("leden", "uitdienst", leaver.user_id, "--bevestig", "22222")
    assert "Er is intussen iets veranderd." in wrong.output
    done = await bare.here(*line.split()[1:])
    assert done.code == 0, done.output
    assert f"{leaver.name} is uit dienst" in done.output
    async with open_house(load_settings(bare.settings)) as house, house.database.work() as work:
        directory = await work.people.directory()
        assert directory.person(leaver.user_id) is None
        assert directory.name_of(leaver.user_id) == leaver.name
        [entry] = await work.audit.latest(1)
    assert (entry.actor, entry.verb, entry.subject) == (MACHINE, "uitdienst", leaver.user_id)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("@bestaatniet",), "NAAM: die staat niet in het adresboek."),
        (("@beheer", "--opvolger", "@bestaatniet"), "--opvolger: die staat niet in het adresboek."),
        (("@beheer",), "Er blijven altijd minstens 2 bevestigde beheerders."),
    ],
)
async def test_what_cannot_be_is_said_in_dutch(bare: Bare, arguments: tuple[str, ...], said: str) -> None:
    ran = await bare.here("leden", "uitdienst", *arguments)
    assert ran.code != 0
    assert said in ran.output
