"""Letting time pass over the cases of a stage, and what the bot says of their clocks."""

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.domain.clock import Watch
from bot.domain.people import Place, UserId
from bot.usecases.clock import watch_clocks
from tests.commands.stage import NOW, Said, Stage

HOUR = timedelta(hours=1)
WATCH = Watch()
DEADLINE = NOW + 22 * HOUR
"""Of the stage's case, on Wednesday at seven (Dutch time): its report is two hours old."""


async def ticked(stage: Stage, moment: datetime | None = None) -> list[Said]:
    """Let time pass, and give what the bot says of its own accord."""
    stage.now = moment or stage.now
    async with stage.database.work() as work:
        await watch_clocks(work, stage.speaker, stage.now, WATCH)
        await work.commit()
    return await stage.read()


def by_place(said: Collection[Said], place: Place, subject: str) -> list[object]:
    return [each.value for each in said if (each.place, each.subject) == (place, subject)]


async def coordinated_by(stage: Stage, user: UserId) -> None:
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, user)
        await work.commit()
