"""Moving through the row of a meeting: skipping a case, going back to one, and going on from a case's own room."""

from dataclasses import replace

from bot.domain.case import CaseCode
from bot.domain.codes import region_of
from bot.domain.meeting import LEFT, ItemState, Meeting
from bot.domain.people import CHAIRS, Place
from bot.domain.refusals import Refused
from bot.domain.refusals_leading import (
    CannotReturn,
    NothingBefore,
    NothingElseWaits,
    NothingUp,
    NotInMeeting,
    NotWeighedHere,
    NotYourItem,
    StillWaits,
    WeighedNow,
)
from bot.usecases.acting import Acting
from bot.usecases.chairing import with_leader
from bot.usecases.holding import not_reviewed
from bot.usecases.meeting import Left, go_on, item_up, next_up, running_in, take_up
from bot.usecases.results_leading import ItemLeft, PutOff
from bot.usecases.results_meeting import AllDiscussed, ItemUp


async def go_on_from_case(acting: Acting) -> ItemLeft:
    """Go on from the room of the case that is weighed now, for who leads it; the MDT room hears it as ever.

    Raises `Refused`: `NoMeeting`, `NotWeighedHere`, `NotYourItem`.
    """
    work, code, person = acting.work, acting.subject, acting.person
    meeting = await running_in(work, region_of(code))
    if meeting.current != code:
        raise Refused(NotWeighedHere())
    if person.user_id != meeting.leads and not person.roles & CHAIRS:
        raise Refused(NotYourItem(acting.directory.name_of(meeting.leads)))
    room = await acting.speaker.room_for(work, Place.MDT, meeting.region)
    answer = await go_on(replace(acting, room=room))
    await acting.speaker.in_room(work, room, answer, acting.now)
    return ItemLeft(code)


async def skip(acting: Acting) -> ItemUp | AllDiscussed:
    """Put the current case behind those that wait, and take up the next. Raises `Refused`."""
    meeting = await running_in(acting.work, acting.subject)
    code = meeting.current
    if code is None:
        raise Refused(NothingUp())
    if not meeting.count(ItemState.WAITING):
        raise Refused(NothingElseWaits(code))
    return await next_up(acting, await _put_off(acting, meeting.skip(acting.now), code))


async def back(acting: Acting, code: CaseCode = "") -> ItemUp:
    """Take up again the case before, or this one; what was weighed is the next. Raises `Refused`.

    That it was finished, or reviewed, is undone; what was decided stays. Held over is held over, until it is lifted.
    """
    meeting = await running_in(acting.work, acting.subject)
    moved = await (_back_to(acting, meeting, code) if code else _back(acting, meeting))
    again = moved.current
    assert again is not None  # noqa: S101 - it was taken up here
    left_at = next(item.left_at for item in meeting.items if item.code == again)
    await not_reviewed(acting, again, left_at)
    await acting.work.meetings.save(moved)
    left = await _put_off(acting, moved, meeting.current)
    await take_up(acting, moved)
    return await item_up(acting, moved, left)


async def _back_to(acting: Acting, meeting: Meeting, code: CaseCode) -> Meeting:
    state = next((item.state for item in meeting.items if item.code == code), None)
    if state is None:
        raise Refused(NotInMeeting())
    if state is ItemState.CURRENT:
        raise Refused(WeighedNow(code))
    if state is ItemState.WAITING:
        raise Refused(StillWaits(code))
    moved = await _again(acting, meeting, code)
    if moved is None:
        raise Refused(CannotReturn(code))
    return moved


async def _back(acting: Acting, meeting: Meeting) -> Meeting:
    """Go back to what was left last, of what can be weighed again."""
    for item in reversed(meeting.items):
        moved = await _again(acting, meeting, item.code) if item.state in LEFT else None
        if moved is not None:
            return moved
    raise Refused(NothingBefore())


async def _again(acting: Acting, meeting: Meeting, code: CaseCode) -> Meeting | None:
    """Take a case up again, unless it was closed since or nobody is in it."""
    case = await acting.work.cases.get(code)
    if case is None or case.closed_at is not None:
        return None
    return await with_leader(acting.work, meeting.back_to(code, acting.now), acting.now, acting.mode)


async def _put_off(acting: Acting, meeting: Meeting, code: CaseCode | None) -> Left:
    """Tell a case's own room that it comes again in this meeting."""
    if code is not None:
        await acting.speaker.to_case(acting.work, code, PutOff(code), acting.now)
    return Left(meeting, code or "", 0, coordinator_missing=False, held=False, waits=code is not None)
