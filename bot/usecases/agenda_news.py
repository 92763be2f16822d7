"""What comes onto the agenda of today, or leaves it, after it was posted: a line in the MDT room for each case (R9).

What the room heard of a case is a row, written in the unit of work that says it: whatever was missed is said once, as
it is by then. While the meeting runs nothing is added by itself; its chair is told once of each case that could be.
"""

from datetime import date, datetime

from bot.domain.agenda import Reason
from bot.domain.calendar import at, local_day
from bot.domain.case import CaseCode
from bot.domain.clock import Watch
from bot.domain.meeting import Meeting
from bot.domain.people import Region
from bot.ports import Mark, Told, Work
from bot.usecases.agenda import agenda, running_today, why
from bot.usecases.agenda_posting import begun, tell_case
from bot.usecases.results_agenda import AgendaNews, OnAgenda
from bot.usecases.speak import Speaker

HEARD_THERE = frozenset({Reason.BY_HAND, Reason.MOVED})
"""What the case's own room heard when somebody did it."""


async def tell_news(work: Work, speaker: Speaker, now: datetime, watch: Watch) -> int:
    """Tell each MDT room what changed on the agenda of today. Returns of how many cases it said something."""
    today, said = local_day(now), 0
    for region in (await work.people.directory()).regions:
        running = await running_today(work, region.code, now)
        if running is not None:
            said += await _offer(work, speaker, region, running, now, watch)
        elif Mark.POSTED in await work.agendas.marks(region.code, today) and not await begun(work, region.code, now):
            said += await _changes(work, speaker, region, now, watch)
    return said


async def _changes(work: Work, speaker: Speaker, region: Region, now: datetime, watch: Watch) -> int:
    """Tell what came and what went since the room last heard of it."""
    today = local_day(now)
    reasons, told = await why(work, region.code, today, watch), await work.agendas.told(region.code, today)
    known = {code for code, heard in told.items() if heard is Told.ON}
    new, gone = reasons.keys() - known, tuple(sorted(known - reasons.keys()))
    if not new and not gone:
        return 0
    found = await agenda(work, region.code, now, today, watch)
    came = tuple(item for item in found.items if item.code in new)
    await _say(work, speaker, region, AgendaNews(came, gone, ()), now)
    await _mark(work, region, today, gone, Told.OFF)
    await _mark(work, region, today, tuple(item.code for item in came), Told.ON)
    for item in came:
        why_it_came = reasons[item.code]
        if not set(why_it_came) <= HEARD_THERE:
            await tell_case(work, speaker, OnAgenda(item.code, at(today, region.mdt_at), why_it_came), now)
    return len(came) + len(gone)


async def _offer(work: Work, speaker: Speaker, region: Region, running: Meeting, now: datetime, watch: Watch) -> int:
    """Tell once of each case that came onto the agenda of today while its meeting runs."""
    today = local_day(now)
    told = await work.agendas.told(region.code, today)
    outside = [code for code in await why(work, region.code, today, watch) if running.item(code) is None]
    offered = tuple(sorted(code for code in outside if told.get(code) is not Told.OFFERED))
    if offered:
        await _say(work, speaker, region, AgendaNews((), (), offered), now)
        await _mark(work, region, today, offered, Told.OFFERED)
    return len(offered)


async def _say(work: Work, speaker: Speaker, region: Region, news: AgendaNews, now: datetime) -> None:
    await speaker.to_mdt(work, region.code, news, now)


async def _mark(work: Work, region: Region, day: date, codes: tuple[CaseCode, ...], told: Told) -> None:
    for code in codes:
        await work.agendas.tell(region.code, day, code, told)
