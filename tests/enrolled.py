"""People whom those who can know confirmed, and who accepted the privacy protocol: what most tests begin with."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.people import Directory, UserId
from bot.domain.standing import record_of
from bot.ports import Work
from bot.settings import load_settings
from bot.wiring import open_house

SINCE = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
FIRST_PROTOCOL = 1
"""What the bot publishes when it starts for the first time."""


async def enrol(work: Work, directory: Directory | None = None, only: Collection[UserId] | None = None) -> None:
    """Put this directory in place when one is given, and let everybody (or `only` these) have been confirmed."""
    if directory is not None:
        await work.people.replace(directory)
    here = await work.people.directory()
    accepted = max(here.protocol, FIRST_PROTOCOL)
    for person in here.people:
        if only is None or person.user_id in only:
            record = record_of(person, await work.standings.get(person.user_id))
            colleagues = ("@een:regiekamer.test", "@twee:regiekamer.test")
            said = replace(record, vouched_by=colleagues, confirmed_at=SINCE, accepted=accepted, accepted_at=SINCE)
            await work.standings.save(said)


async def enrol_all(settings: Path) -> None:
    """Let everybody of a loaded directory have been confirmed, straight in the database."""
    async with open_house(load_settings(settings)) as house, house.database.work() as work:
        await enrol(work)
        await work.commit()
