"""`regiekamer audit controleer`, as an operator reads it."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from bot import office
from bot.domain.trail import TrailHead
from bot.office import auditing
from bot.ports import AuditEntry
from bot.settings import load_settings
from bot.wiring import open_house
from tests.end_to_end.bare import Bare

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
WHO = "@anna:regiekamer.test"


@pytest.fixture
async def bare(tmp_path: Path) -> Bare:
    made = Bare(tmp_path / "bot")
    await made.make()
    return made


async def happen(bare: Bare, minutes: Iterable[int]) -> TrailHead:
    async with open_house(load_settings(bare.settings)) as house, house.database.work() as work:
        for minute in minutes:
            await work.audit.add(AuditEntry(NOON + timedelta(minutes=minute), WHO, "actie", "casus", "DH-7K3M", "ok"))
        await work.commit()
        return await work.audit.head()


async def verified(bare: Bare, *heads: str) -> tuple[bool, str]:
    lines: list[str] = []
    well = await office.verify_trail(load_settings(bare.settings), heads, lines.append)
    return well, "\n".join(lines)


def tamper(bare: Bare, *statements: str) -> None:
    with closing(sqlite3.connect(bare.file, isolation_level=None)) as raw:
        for statement in statements:
            raw.execute(statement)


async def test_a_whole_trail_says_how_far_it_goes_and_what_that_does_not_prove(bare: Bare) -> None:
    head = await happen(bare, range(3))
    for words in (("audit", "controleer"), ("audit", "verify")):
        ran = await bare.command(*words)
        assert ran.code == 0
        assert "Het auditlog is heel. Aantal regels: 3." in ran.output
        assert f"Kop: {head.text()}" in ran.output
        assert "--kop" in ran.output, "without a posted head it says what it cannot see"


async def test_a_posted_head_stays_in_the_trail(bare: Bare) -> None:
    yesterday, today = await happen(bare, range(3)), await happen(bare, range(3, 5))
    ran = await bare.command("audit", "controleer", "--kop", yesterday.text(), "--kop", today.text().upper())
    assert ran.code == 0
    assert "De kop van regel 3 zit er nog precies zo in." in ran.output
    assert "De kop van regel 5 zit er nog precies zo in." in ran.output


async def test_the_first_broken_entry_is_named_with_its_dutch_time(bare: Bare) -> None:
    await happen(bare, range(5))
    tamper(bare, "UPDATE audit_entries SET outcome = 'NotAllowed' WHERE number IN (3, 5)")
    ran = await bare.command("audit", "controleer")
    assert ran.code == 1
    assert "MIS: regel 3 van 23-11-2026 12:02:00 is veranderd" in ran.output
    assert "heel" not in ran.output


async def test_what_is_missing_or_inserted_is_named(bare: Bare) -> None:
    head = await happen(bare, range(5))
    tamper(bare, "DELETE FROM audit_entries WHERE number = 5")
    assert (await verified(bare))[0], "by itself it looks whole"
    well, said = await verified(bare, head.text())
    assert not well
    assert "regel 5 is weg; de laatste goede regel ervoor is van 23-11-2026 12:03:00." in said
    tamper(bare, "DELETE FROM audit_entries WHERE number < 3")
    assert "regel 1 is weg." in (await verified(bare))[1]
    tamper(bare, "UPDATE audit_entries SET number = -1 WHERE number = 4")
    assert "regel -1 van 23-11-2026 12:03:00 is ingevoegd." in (await verified(bare))[1]


async def test_a_trail_that_was_written_anew_is_bracketed_by_posted_heads(bare: Bare) -> None:
    early, late = await happen(bare, range(2)), await happen(bare, range(2, 5))
    tamper(bare, "DELETE FROM audit_entries WHERE number > 2")
    await happen(bare, range(12, 18))
    well, said = await verified(bare, late.text(), early.text())
    assert not well
    assert "regel 5 van 23-11-2026 12:14:00 heeft een andere controlecode dan de gegeven kop." in said
    assert "Een regel na 2 en niet na 5 is veranderd" in said


@pytest.mark.parametrize("head", ["", "5", "5 ab12", "vijf " + "ab12 " * 16])
async def test_a_head_that_was_copied_wrongly_is_explained(bare: Bare, head: str) -> None:
    ran = await bare.command("audit", "controleer", "--kop", head)
    assert ran.code == 1
    assert ran.output.startswith("--kop: hier horen het aantal en de controlecode uit de beheerkamer. Bijvoorbeeld")


async def test_a_long_walk_tells_how_far_it_is(bare: Bare, monkeypatch: pytest.MonkeyPatch) -> None:
    await happen(bare, range(10))
    monkeypatch.setattr(auditing, "PAGE", 2)
    lines: list[str] = []
    seconds = count(step=0.9)
    assert await office.verify_trail(load_settings(bare.settings), [], lines.append, lambda: float(next(seconds)))
    told = [line for line in lines if line.startswith("…")]
    assert told[0] == "… 6 van 10 regels bekeken"
    assert len(told) < 5, "not for every page"
