"""An urgent MDT: a meeting about one case, at any hour (R4). The MDT room hears its code and clock, nothing else.

The chair may call it without being in the case: then somebody of the case leads it, in their own room.
"""

from bot.domain.agenda_item import AgendaItem, Standing
from bot.domain.case import CaseCode
from bot.domain.clock import met
from bot.domain.codes import region_of
from bot.domain.meeting import Item, Meeting
from bot.domain.people import Place
from bot.domain.refusals import NotAllowed, Refused
from bot.domain.refusals_clock import UrgentClosed, UrgentDiscussed, UrgentNow, UrgentOtherRegion, UrgentUnknown
from bot.ports import AuditEntry
from bot.usecases import seats
from bot.usecases.acting import Acting
from bot.usecases.chairing import is_away, with_leader
from bot.usecases.meeting import take_up
from bot.usecases.results_clock import CalledTogether, UrgentNext, UrgentStarted
from bot.usecases.rosters import roster_of

VERB = "mdt spoed"


async def hold(acting: Acting, code: CaseCode) -> UrgentStarted | UrgentNext:
    """Open a meeting about this case; while the region's meeting runs, the case is the next in that one.

    In the MDT room, or from the direct chat of who leads there: then the MDT room is told. Raises `Refused`.
    """
    region = _region(acting, code)
    answer = await _hold(acting, code, region)
    place, outcome = acting.room.place, "geopend" if isinstance(answer, UrgentStarted) else "volgende"
    await acting.work.audit.add(AuditEntry(acting.now, acting.person.user_id, VERB, place.value, code, outcome))
    if place is not Place.MDT:
        await acting.speaker.to_mdt(acting.work, region, answer, acting.now)
    return answer


async def _hold(acting: Acting, code: CaseCode, region: str) -> UrgentStarted | UrgentNext:
    work, now = acting.work, acting.now
    case = await work.cases.get(code)
    if case is None or case.region != region:
        raise Refused(UrgentUnknown())
    if case.closed_at is not None:
        raise Refused(UrgentClosed(code))
    running = await work.meetings.running(region)
    if running is not None:
        if running.current == code:
            raise Refused(UrgentNow(code))
        try:
            await work.meetings.save(running.next_is(code))
        except ValueError:
            raise Refused(UrgentDiscussed(code)) from None
        await seats.fill(acting)
        return UrgentNext(code)
    before = await work.clocks.of(code)
    id_, chair, away = acting.speaker.new_id(), acting.person.user_id, await is_away(acting, now)
    meeting = Meeting(id_, region, chair, now, (Item(code).taken_up(now),), urgent=True, despite_absence=away)
    await work.meetings.save(meeting)
    await seats.fill(acting)
    meeting = await with_leader(work, meeting, now, acting.mode) or meeting  # who sits in may lead
    await work.meetings.save(meeting)
    await take_up(acting, meeting)
    room = await acting.speaker.room_for(work, Place.CASE, code)
    others = await roster_of(work, room) - {acting.person.user_id}
    if others:
        await acting.speaker.in_room(work, room, CalledTogether(code), now, wake=tuple(sorted(others)))
    standing = Standing.NEW if before.weighed_at is None else Standing.BACK
    return UrgentStarted(AgendaItem(code, standing, case.deadline, met(case.deadline, before.weighed_at)), now)


def _region(acting: Acting, code: CaseCode) -> str:
    """Tell in which region the meeting is; from a direct chat only who may lead in its MDT room. Raises `Refused`."""
    region = region_of(code)
    if acting.room.place is Place.MDT:
        if region != acting.subject:
            raise Refused(UrgentOtherRegion(acting.subject))
        return region
    if region not in acting.person.regions and acting.person.regions:
        raise Refused(UrgentOtherRegion(", ".join(sorted(acting.person.regions))))
    if acting.person not in acting.directory.meeting_members(region):
        raise Refused(NotAllowed(VERB))
    return region
