"""The figures of a region over some days, from meetings, clocks and counts of actions (R35). No case is looked into."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from bot.domain.calendar import local_day
from bot.domain.figures import Attended, Days, Source, figures
from bot.domain.meeting import Meeting
from bot.ports import Work
from bot.usecases.acting import Acting
from bot.usecases.attendance import present_at
from bot.usecases.results_minutes import RegionFigures


async def source_of(work: Work, region: str, days: Days) -> Source:
    """Gather what the figures of a region are made of."""
    meetings = await work.meetings.between(region, days.since, days.until)
    return Source(
        meetings=meetings,
        waits=await work.clocks.waits(region, days.since, days.until),
        tasks=await work.overview.tasks(region),
        attended=await _attended(work, region, meetings),
    )


async def _attended(work: Work, region: str, meetings: Sequence[Meeting]) -> tuple[Attended, ...]:
    """Count on how many days with an MDT each permanent organisation was there; urgent ones keep no list."""
    held = {local_day(m.opened_at) for m in meetings if m.closed_at is not None and not m.urgent}
    there = Counter[str]()
    for day in sorted(held):
        there.update(each.organisation for each in await present_at(work, region, day) if not each.missing)
    permanent = [each for each in (await work.people.directory()).organisations if each.mdt]
    return tuple(Attended(each.name, len(held), there[each.key]) for each in permanent) if held else ()


async def region_figures(work: Work, region: str, days: Days, now: datetime) -> RegionFigures:
    """Count what happened in a region in these days."""
    return RegionFigures(region, days, figures(days, local_day(now), await source_of(work, region, days)))


async def show(acting: Acting, days: Days) -> RegionFigures:
    """Show the figures of this room's region."""
    return await region_figures(acting.work, acting.subject, days, acting.now)
