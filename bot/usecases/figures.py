"""The figures of a region over some days, from meetings, clocks and counts of actions (R35). No case is looked into."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.calendar import local_day
from bot.domain.figures import Attended, Days, Source, figures
from bot.ports import Work
from bot.usecases.acting import Acting
from bot.usecases.results_minutes import RegionFigures


async def source_of(work: Work, region: str, days: Days, attended: Sequence[Attended] = ()) -> Source:
    """Gather what the figures of a region are made of; `attended` is who was there, as far as that is kept."""
    return Source(
        meetings=await work.meetings.between(region, days.since, days.until),
        waits=await work.clocks.waits(region, days.since, days.until),
        tasks=await work.overview.tasks(region),
        attended=attended,
    )


async def region_figures(work: Work, region: str, days: Days, now: datetime) -> RegionFigures:
    """Count what happened in a region in these days."""
    return RegionFigures(region, days, figures(days, local_day(now), await source_of(work, region, days)))


async def show(acting: Acting, days: Days) -> RegionFigures:
    """Show the figures of this room's region."""
    return await region_figures(acting.work, acting.subject, days, acting.now)
