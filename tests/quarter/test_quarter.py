"""Months of work through the real dispatcher, storage and looks; what people received is counted by rules of its own.

By default four weeks with a change of clocks and an outage of two days; `make soak` plays the whole quarter.
"""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.quarter.heard import AMSTERDAM, Kind
from tests.quarter.play import Record, play
from tests.quarter.rules import RULES, in_order
from tests.quarter.script import Script, moment
from tests.quarter.world import open_world

DOWN = (datetime(2026, 11, 10, 11, 20, tzinfo=AMSTERDAM), datetime(2026, 11, 12, 11, 20, tzinfo=AMSTERDAM))


async def played(folder: Path, first: date, last: date, cases: int) -> Record:
    async with open_world(folder, moment(first, 7)) as world:
        return await play(world, Script(world, first, last, cases), DOWN)


def require_all(record: Record) -> None:
    broken = [f"{rule.__name__}: {sentence}" for rule in RULES for sentence in rule(record)]
    assert broken == [], f"{len(broken)}:\n" + "\n".join(broken[:40])
    assert in_order(record)[0] == []


def require_outage(record: Record) -> None:
    """See that it was silent while it was down, and that people heard the same day what was still so."""
    assert [heard for heard in record.heard if DOWN[0] <= heard.at < DOWN[1]] == []
    assert [heard for heard in record.heard if heard.at == DOWN[1] and heard.kind is Kind.DIGEST] != []


def kinds(record: Record) -> Counter[Kind]:
    return Counter(heard.kind for heard in record.heard)


@pytest.mark.timeout(600)
async def test_four_weeks(tmp_path: Path) -> None:
    record = await played(tmp_path, date(2026, 10, 19), date(2026, 11, 13), 20)
    require_all(record)
    require_outage(record)
    counted, did = kinds(record), record.ledger.did
    assert did["intake"] == 20
    assert did["meeting"] > 15
    assert counted[Kind.DIGEST] > 100
    assert counted[Kind.DUE] > 10
    assert counted[Kind.ASKED] > 10
    assert in_order(record)[1] > 5, "so many late actions reached the chair"


@pytest.mark.soak
@pytest.mark.timeout(1_800)
async def test_the_quarter(tmp_path: Path) -> None:
    record = await played(tmp_path, date(2026, 9, 28), date(2026, 12, 31), 60)
    require_all(record)
    require_outage(record)
    counted, did = kinds(record), record.ledger.did
    assert did["intake"] == 60
    assert did["meeting"] > 90
    assert min(did[what] for what in ("done", "postponed", "handed", "snoozed", "taken back", "yes", "no")) > 0
    assert (did["Withdrawn"], did["LeftService"], did["organisation gone"]) == (1, 1, 1)
    assert counted[Kind.DIGEST] > 500
    assert counted[Kind.DUE] > 80
    assert in_order(record)[1] > 40, "so many late actions reached the chair"
