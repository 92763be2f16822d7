"""The chair arranges the agenda: the order and the minutes of a day, also while its meeting runs (R5)."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.agenda import Wish
from bot.domain.calendar import local_day
from bot.domain.case import CaseCode
from bot.domain.meeting import ItemState, Meeting
from bot.domain.refusals import Refused
from bot.domain.refusals_agenda import MinutesOutside, NoSuchPlace, NotOnAgenda, TakenUpAlready
from bot.ports import Work
from bot.usecases.acting import Acting
from bot.usecases.agenda import agenda, coming_day
from bot.usecases.results_agenda import MinutesSet, PlaceSet
from bot.usecases.results_leading import TimeGiven
from bot.usecases.results_meeting import Agenda

MOST_MINUTES = 60


async def set_place(acting: Acting, code: CaseCode, place: int) -> PlaceSet:
    """Give a case this place, from 1, on the agenda that comes, or among those that wait now. Raises `Refused`."""
    running = await _running(acting)
    found = await _coming(acting, running)
    _waits(found, code, running)
    if not 1 <= place <= len(found.items):
        raise Refused(NoSuchPlace(len(found.items)))
    if running is not None:
        running = running.place(code, place)
        await acting.work.meetings.save(running)
    else:
        row = [item.code for item in found.items if item.code != code]
        row.insert(place - 1, code)
        await _keep(acting, found.day, places={each: number for number, each in enumerate(row, start=1)})
    return PlaceSet(code, place, await _coming(acting, running))


async def set_minutes(acting: Acting, code: CaseCode, minutes: int) -> MinutesSet | TimeGiven:
    """Plan these minutes for a case; the one that is weighed now has them from now on. Raises `Refused`."""
    weighs = await acting.work.meetings.running(acting.subject)
    if weighs is not None and weighs.current == code:
        return await _give(acting, weighs, code, minutes)
    running = await _running(acting)
    _waits(await _coming(acting, running), code, running)
    if not 1 <= minutes <= MOST_MINUTES:
        raise Refused(MinutesOutside(MOST_MINUTES))
    if running is not None:
        running = running.plan(code, minutes)
        await acting.work.meetings.save(running)
    else:
        await _keep(acting, (await _coming(acting, running)).day, minutes={code: minutes})
    return MinutesSet(code, minutes, await _coming(acting, running))


async def _give(acting: Acting, meeting: Meeting, code: CaseCode, minutes: int) -> TimeGiven:
    if not 1 <= minutes <= MOST_MINUTES:
        raise Refused(MinutesOutside(MOST_MINUTES))
    await acting.work.meetings.save(meeting.more_time(minutes, acting.now))
    return TimeGiven(code, minutes, acting.now + timedelta(minutes=minutes))


async def _running(acting: Acting) -> Meeting | None:
    """Give the meeting of the day that runs; an urgent one is another."""
    meeting = await acting.work.meetings.running(acting.subject)
    return None if meeting is None or meeting.urgent else meeting


async def _coming(acting: Acting, running: Meeting | None) -> Agenda:
    """Give what a chair can still arrange: what waits in the meeting that runs, else the next agenda."""
    work, now = acting.work, acting.now
    if running is not None:
        found = await agenda(work, acting.subject, now, local_day(running.opened_at), acting.watch)
        waiting = {item.code for item in running.items if item.state is ItemState.WAITING}
        return replace(found, items=tuple(i for i in found.items if i.code in waiting), lapsing=(), starts=now)
    day = await coming_day(work, acting.subject, now, acting.watch)
    return await agenda(work, acting.subject, now + (day - local_day(now)), day, acting.watch)


def _waits(found: Agenda, code: CaseCode, running: Meeting | None) -> None:
    """Raise `Refused` unless a chair can still arrange this case."""
    if running is not None and any(i.code == code and i.state is not ItemState.WAITING for i in running.items):
        raise Refused(TakenUpAlready(code))
    if code not in {item.code for item in found.items}:
        raise Refused(NotOnAgenda(found.day))


async def _keep(
    acting: Acting, day: date, places: dict[CaseCode, int] | None = None, minutes: dict[CaseCode, int] | None = None
) -> None:
    """Store the places of a whole row, or the minutes of a case; what was wanted before and is not named stays."""
    places, minutes = places or {}, minutes or {}
    work: Work = acting.work
    by, now = acting.person.user_id, acting.now
    before = {wish.code: wish for wish in await work.agendas.wishes(acting.subject, day)}
    for code in {*places, *minutes}:
        wish = before.get(code, Wish(code, None, None, by, now))
        place, planned = places.get(code, wish.place), minutes.get(code, wish.minutes)
        await work.agendas.wish(acting.subject, day, Wish(code, place, planned, by, now))
