"""What the tests of the agenda by hand share: a case that was weighed, and what the agenda says."""

from datetime import UTC, date, datetime, time, timedelta

from bot.domain.agenda import Reason
from bot.domain.calendar import at, local_day
from bot.domain.case import Area, CaseCode
from bot.domain.clock import Watch
from bot.usecases.agenda import why
from bot.usecases.results_agenda import CaseAgenda
from tests.commands.stage import ANNA, Stage, only

DAY = timedelta(days=1)
TUESDAY, WEDNESDAY, FRIDAY, SATURDAY, MONDAY = (date(2026, 11, day) for day in (24, 25, 27, 28, 30))
ALL_NVT = "\n".join(f"!besluit {area} nvt" for area in Area)
WHY = "de uitslag is er dan"


def ten(day: date) -> datetime:
    """Give the moment at which the MDT of a day begins."""
    return at(day, time(10))


def nine(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=UTC)


async def finish(stage: Stage) -> None:
    """Hold the MDT of today, which is done with the first case: state puts it on no agenda."""
    await stage.in_case(ANNA, "!regie anna")
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(ANNA, ALL_NVT)
    await stage.in_mdt("!mdt sluit")


async def carry(stage: Stage) -> None:
    """Hold the MDT of today, which carries the first case over: it is on the agenda of tomorrow."""
    await stage.in_case(ANNA, "!regie anna")
    await stage.in_mdt("!mdt start\n!volgende\n!mdt sluit")


async def reasons(stage: Stage, day: date, code: CaseCode = "") -> tuple[Reason, ...]:
    """Tell why a case is on the agenda of a day."""
    async with stage.database.work() as work:
        return (await why(work, "DH", day, Watch())).get(code or stage.code, ())


async def on(stage: Stage, *days: date, code: CaseCode = "") -> list[bool]:
    """Tell on which of these days a case is on the agenda."""
    return [bool(await reasons(stage, day, code)) for day in days]


async def shown(stage: Stage) -> CaseAgenda:
    """Look with `!agenda`."""
    found = only(await stage.in_case(ANNA, "!agenda"))
    assert isinstance(found, CaseAgenda)
    return found


async def next_morning(stage: Stage, day: date = WEDNESDAY) -> None:
    """Let time pass until nine in the morning of a day."""
    assert local_day(stage.now) < day
    stage.now = nine(day)
