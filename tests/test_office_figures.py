"""`regiekamer cijfers` on a real database: shown, written, audited, and refused in a Dutch sentence."""

import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot import office
from bot.domain.meeting import Item, ItemState, Meeting
from bot.domain.standing import MACHINE
from bot.settings import load_settings
from bot.wiring import open_house
from tests.end_to_end.bare import Bare
from tests.enrolled import enrol_all
from tests.storage.samples import A, add_case

OPENED = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
async def bare(tmp_path: Path) -> Bare:
    made = Bare(tmp_path)
    await made.make()
    ran = await made.command("adresboek")
    assert ran.code == 0, ran.output
    await enrol_all(made.settings)
    async with open_house(load_settings(made.settings)) as house, house.database.work() as work:
        await add_case(work, A)
        item = Item(A, ItemState.CLOSED, OPENED, 8, seconds=300, begun_at=OPENED)
        await work.meetings.save(Meeting("m", "DH", "@a:x", OPENED, (item,), OPENED + timedelta(minutes=20)))
        await work.commit()
    return made


async def test_it_shows_and_writes_without_a_code_and_is_audited(bare: Bare) -> None:
    file = bare.folder / "cijfers.csv"
    words = ("cijfers", "--van", "2026-11-01", "--tot", "30-11-2026", "--regio", "DH", "--csv", str(file))
    ran = await bare.command(*words)
    assert ran.code == 0, ran.output
    assert "Cijfers MDT DH" in ran.output
    assert "Casussen besproken: 1, waarvan 0 voor het eerst" in ran.output
    assert "Minuten per casus: te weinig om iets te zeggen" in ran.output
    written = file.read_text("utf-8")
    assert ";2026-11-24 10:00;" in written
    assert A not in ran.output + written
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    async with open_house(load_settings(bare.settings)) as house, house.database.work() as work:
        [entry] = await work.audit.latest(1)
    assert (entry.actor, entry.verb, entry.subject, entry.outcome) == (
        MACHINE,
        "cijfers",
        "DH 2026-11-01 2026-11-30",
        "uitgevoerd",
    )
    again = await bare.command(*words)
    assert again.code == 1
    assert "is er al, en wordt niet overschreven" in again.output
    assert file.read_text("utf-8") == written


async def test_without_a_region_all_are_shown(bare: Bare) -> None:
    lines: list[str] = []
    await office.show_figures(load_settings(bare.settings), "2026-11-01", "2026-11-01", None, None, lines.append)
    async with open_house(load_settings(bare.settings)) as house, house.database.work() as work:
        directory, [entry] = await work.people.directory(), await work.audit.latest(1)
    assert [line.split(":")[0] for line in lines] == [f"Cijfers MDT {region.code}" for region in directory.regions]
    assert all("In deze tijd was er geen MDT." in line for line in lines)
    assert (entry.outcome, entry.subject.split()[-1]) == ("getoond", str(date(2026, 11, 1)))


REFUSED = (
    ("gisteren", "2026-11-30", None, None, "--van: dit is geen dag."),
    ("2026-11-31", "2026-11-30", None, None, "--van: dit is geen dag."),
    ("0026-11-01", "2026-11-30", None, None, "--van: dit is geen dag."),
    ("2026-11-01", "31-11-2026", None, None, "--tot: dit is geen dag."),
    ("2026-11-30", "2026-11-01", None, None, "--tot: deze dag ligt vóór --van."),
    ("2026-11-01", "2026-11-30", "Mars", None, "--regio: deze ken ik niet. Kies uit: "),
    ("2026-11-01", "2026-11-30", None, "nergens/cijfers.csv", "--csv: de tabel is hier niet te schrijven"),
)


async def test_what_cannot_be_is_said_in_dutch(bare: Bare) -> None:
    settings = load_settings(bare.settings)
    for first, last, region, file, said in REFUSED:
        target = None if file is None else bare.folder / file
        with pytest.raises(office.OfficeError, match=said):
            await office.show_figures(settings, first, last, region, target, lambda _: None)
