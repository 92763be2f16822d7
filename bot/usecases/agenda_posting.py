"""The agenda is posted before the MDT of the day, and its chairs are reminded (R5, R11).

Rows, not timers: what was said is marked in the unit of work that says it. What the bot missed is caught up with until
the MDT begins; where there is nothing to discuss, nothing is said.
"""

from dataclasses import replace
from datetime import date, datetime, time

from bot.domain.agenda import Reason, post_at
from bot.domain.calendar import MARKED_AHEAD, at, local_day
from bot.domain.clock import Watch
from bot.domain.people import Place, Region, Role, UserId
from bot.ports import Mark, Told, Work
from bot.usecases.agenda import agenda, running_today, why
from bot.usecases.handover import rota_of
from bot.usecases.regie_change import asked_in
from bot.usecases.results_agenda import AgendaPosted, MeetingSoon, OnAgenda
from bot.usecases.results_meeting import Agenda
from bot.usecases.speak import Speaker


async def announce(work: Work, speaker: Speaker, now: datetime, watch: Watch) -> int:
    """Post the agendas and remind the chairs where it is time for it. Returns how often it did."""
    today = local_day(now)
    await work.agendas.forget(after=today + MARKED_AHEAD)
    if not watch.has_meeting(today):
        return 0
    said = 0
    for region in (await work.people.directory()).regions:
        begins = at(today, region.mdt_at)
        moments = {Mark.POSTED: post_at(begins, today, watch.plan), Mark.REMINDED: begins - watch.plan.reminder}
        due = {mark for mark, moment in moments.items() if moment <= now < begins}
        due -= await work.agendas.marks(region.code, today)
        if not due or await begun(work, region.code, now):
            continue
        found = await agenda(work, region.code, now, today, watch)
        if not found.items:
            continue
        for mark in sorted(due):
            await work.agendas.mark(region.code, today, mark)
        if Mark.POSTED in due:
            await _post(work, speaker, region, found, watch)
        if Mark.REMINDED in due:
            await _remind(work, speaker, region, found)
        said += len(due)
    return said


async def _post(work: Work, speaker: Speaker, region: Region, found: Agenda, watch: Watch) -> None:
    await speaker.to_mdt(work, region.code, AgendaPosted(found), found.now)
    for code, reasons in (await why(work, region.code, found.day, watch)).items():
        await work.agendas.tell(region.code, found.day, code, Told.ON)
        await tell_case(work, speaker, OnAgenda(code, at(found.day, region.mdt_at), reasons), found.now)


async def tell_case(work: Work, speaker: Speaker, found: OnAgenda, now: datetime) -> None:
    """Tell a case's room why the MDT comes to it; not where it is just opened, as its card says when."""
    if Reason.NEW in found.reasons and Reason.CARRIED not in found.reasons:
        return
    await speaker.to_case(work, found.code, replace(found, asked=await asked_in(work, found.code)), now)


async def _remind(work: Work, speaker: Speaker, region: Region, found: Agenda) -> None:
    room = await speaker.room_for(work, Place.MDT, region.code)
    chairs = await _leading(work, region.code, found.day)
    soon = MeetingSoon(region.code, len(found.items), at(found.day, region.mdt_at))
    await speaker.in_room(work, room, soon, found.now, wake=chairs)


async def begun(work: Work, region: str, now: datetime) -> bool:
    """Whether the MDT of today runs or was held; an urgent one is another."""
    if await running_today(work, region, now) is not None:
        return True
    return await work.meetings.held(region, at(local_day(now), time()))


async def _leading(work: Work, region: str, day: date) -> tuple[UserId, ...]:
    """Give who is reminded: the chairs who are on the rota of the day; without one every chair who is there.

    Where no chair is there, the deputies.
    """
    directory, rota = await work.people.directory(), await rota_of(work)
    away = {absence.user_id for absence in rota.absences if absence.covers(day)}
    for role in (Role.CHAIR, Role.DEPUTY_CHAIR):
        chairs = [p for p in directory.meeting_members(region) if p.has(role) and p.user_id not in away]
        first = [p for p in chairs if p.user_id in rota.on_duty(region, p.organisation, day)]
        if chairs:
            return tuple(p.user_id for p in first or chairs)
    return ()
