"""Plays a stretch of days: people's deeds, the looks of the bot, and a time in which the bot is down."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from tests.quarter.heard import AMSTERDAM, Heard, days_between
from tests.quarter.people import office_day
from tests.quarter.script import Deed, Ledger, Script
from tests.quarter.world import Photo, World

OFFICE = ("03:00", "06:30", "07:00", "08:00", "08:30", "08:45", "09:00", "09:30", "09:45", "10:00", "10:45", "11:20",
          "12:00", "12:30", "13:00", "13:30", "14:00", "14:30", "15:00", "15:30", "16:00", "16:30", "17:00", "17:30",
          "18:30", "20:00", "22:30")  # fmt: skip
OFF = ("03:00", "08:30", "10:00", "12:30", "15:00", "18:30", "22:30")


@dataclass
class Record:
    """What is counted afterwards: what was received, and how things stood just before each look of the bot."""

    heard: list[Heard]
    photos: list[Photo]
    ledger: Ledger
    first: date
    last: date
    down: tuple[datetime, datetime] | None = None
    end: Photo | None = None


def looks_on(day: date) -> Iterator[datetime]:
    """Give when the bot looks; in the real one every second, here at the moments that matter and between them."""
    for clock in OFFICE if office_day(day) else OFF:
        yield datetime.combine(day, time.fromisoformat(clock), AMSTERDAM)


async def play(world: World, script: Script, down: tuple[datetime, datetime] | None = None) -> Record:
    """Play the days of a script. While it is down the bot hears nothing and does nothing; then everything at once."""
    waiting: list[Deed] = []
    look = Deed(world.look)

    def is_down(at: datetime) -> bool:
        return down is not None and down[0] <= at < down[1]

    for day in days_between(script.first, script.last):
        steps: list[tuple[datetime, Deed]] = [*script.deeds(day), *((at, look) for at in looks_on(day))]
        if down is not None and down[1].date() == day:
            steps.append((down[1], look))
        for at, deed in sorted(steps, key=lambda each: each[0]):
            if is_down(at):
                waiting += [deed] if deed.waits else []
                continue
            world.now = max(world.now, at)
            for late in waiting:
                await late.do()
            waiting.clear()
            await deed.do()
    end = await world.photo()
    return Record(world.heard, world.photos, script.ledger, script.first, script.last, down, end)


def pairs(photos: list[Photo]) -> Iterator[tuple[Photo, Photo]]:
    """Give each look with the one after it."""
    return itertools.pairwise(photos)
