"""The daily MDT (R4-R6). Codes and clocks in the MDT room, everything else in the case's own room."""

from dataclasses import dataclass, replace

from bot.domain.case import ActionState, Area, Case, CaseCode, Decision, open_areas
from bot.domain.meeting import Item, ItemState, Meeting, Standing
from bot.domain.people import Place
from bot.domain.refusals import MeetingRunsAlready, NoMeeting, NothingToDiscuss, NotThisCasesTurn, Refused
from bot.domain.refusals_casefile import NothingEarlier
from bot.domain.rooms import Room
from bot.domain.undo import What
from bot.ports import Work
from bot.usecases import seats
from bot.usecases.acting import Acting
from bot.usecases.agenda import agenda
from bot.usecases.casefile import brought_back, load_card
from bot.usecases.clock import taken_up
from bot.usecases.holding import held_in, hold_over, reviewed
from bot.usecases.remember import remember
from bot.usecases.results import (
    AllDiscussed,
    CarriedOver,
    CaseMinutes,
    Decided,
    ItemHere,
    ItemUp,
    MeetingClosed,
    MeetingStarted,
)
from bot.usecases.results_casefile import OutcomesKept
from bot.usecases.results_outcome import HeldOver
from bot.usecases.scope import own_areas


async def start(acting: Acting) -> MeetingStarted:
    """Open the meeting with today's agenda, in its order and with its minutes.

    Raises `Refused`: `MeetingRunsAlready`, `NothingToDiscuss`.
    """
    work, region = acting.work, acting.subject
    if await work.meetings.running(region) is not None:
        raise Refused(MeetingRunsAlready())
    todays = await agenda(work, region, acting.now, watch=acting.watch)
    if not todays.items:
        raise Refused(NothingToDiscuss())
    items = tuple(Item(item.code, minutes=item.minutes, standing=item.standing) for item in todays.items)
    await work.meetings.save(Meeting(acting.speaker.new_id(), region, acting.person.user_id, acting.now, items))
    await seats.fill(acting)
    return MeetingStarted(acting.person.name, replace(todays, starts=acting.now))


async def go_on(acting: Acting) -> ItemUp | AllDiscussed:
    """Leave the current case and take up the next. Raises `Refused` with `NoMeeting`."""
    work, region = acting.work, acting.subject
    meeting = await _running(work, region)
    left = await _leave_current(acting, meeting)
    moved = left.meeting.advance(acting.now)
    await work.meetings.save(moved)
    if moved.current is None:
        return AllDiscussed(left.code, left.open, left.coordinator_missing, left.held)
    await take_up(acting, moved.current)
    standing = {item.code: item.standing for item in (await agenda(work, region, acting.now, watch=acting.watch)).items}
    return ItemUp(
        code=moved.current,
        position=moved.position,
        total=len(moved.items),
        standing=standing.get(moved.current, Standing.BACK),
        previous=left.code,
        previous_open=left.open,
        previous_coordinator_missing=left.coordinator_missing,
        previous_held=left.held,
    )


async def take_up(acting: Acting, code: CaseCode) -> None:
    """Show in a case's own room that it is being weighed now; that meets its clock (R4)."""
    card = await load_card(acting.work, code, acting.now, acting.watch)
    await _say_in_case(acting, code, ItemHere(card, card.file.open_areas))
    await taken_up(acting, code)


async def hold(acting: Acting, reason: str) -> HeldOver:
    """Hold the case of this room over while it is the current item. Raises `Refused`."""
    _, meeting = await weighed_now(acting)
    return await hold_over(acting, meeting, reason)


async def decide(acting: Acting, area: Area, text: str, *, not_applicable: bool) -> Decided:
    """Record the outcome on one area while the case is the current item (R6); of n.v.t. `text` is the reason, if any.

    Raises `Refused`.
    """
    work, code = acting.work, acting.subject
    case, meeting = await weighed_now(acting)
    await own_areas(acting, (area,))
    decision = Decision(area, text, not_applicable, acting.person.user_id, acting.now)
    number = await work.decisions.add(code, meeting.id, decision)
    await remember(acting, What.DECISIONS, (number,))
    return Decided(decision, await still_open(work, case), case.coordinator is None)


async def keep(acting: Acting, area: Area | None = None) -> OutcomesKept:
    """Record that earlier outcomes still hold: on one area, or on all that need one again. Raises `Refused`."""
    work, code = acting.work, acting.subject
    case, meeting = await weighed_now(acting)
    wanted = await still_open(work, case) if area is None else (area,)
    there = [decision for decision in await work.decisions.of(code) if decision.area in wanted]
    if not there:
        raise Refused(NothingEarlier())
    own = await own_areas(acting, tuple(decision.area for decision in there))
    earlier = [decision for decision in there if decision.area in own]
    numbers = []
    for decision in earlier:
        kept = replace(decision, decided_by=acting.person.user_id, decided_at=acting.now)
        numbers.append(await work.decisions.add(code, meeting.id, kept))
    await remember(acting, What.DECISIONS, tuple(numbers))
    areas = tuple(decision.area for decision in earlier)
    return OutcomesKept(areas, await still_open(work, case), case.coordinator is None)


async def close(acting: Acting) -> MeetingClosed:
    """End the meeting; each case it took up gets its minutes in its own room. Raises `Refused` with `NoMeeting`."""
    work, region = acting.work, acting.subject
    meeting = (await _leave_current(acting, await _running(work, region))).meeting
    taken_up = [item.code for item in meeting.items if item.state is not ItemState.WAITING]
    closed = meeting.close(acting.now)
    await work.meetings.save(closed)
    for code in taken_up:
        await _say_in_case(acting, code, await _minutes(acting, code))
    await seats.empty(acting)
    return MeetingClosed(
        closed=_codes(closed, ItemState.CLOSED),
        carried=_codes(closed, ItemState.CARRIED),
        minutes=round((acting.now - meeting.opened_at).total_seconds() / 60),
        lapsing=(await agenda(work, region, acting.now, watch=acting.watch)).lapsing,
    )


@dataclass(frozen=True)
class _Left:
    meeting: Meeting
    code: CaseCode
    open: int
    coordinator_missing: bool
    held: bool


async def _leave_current(acting: Acting, meeting: Meeting) -> _Left:
    """Finish the current item: closed when nothing is missing and nobody held it over.

    Else it is carried over, and told so in its own room.
    """
    code = meeting.current
    if code is None:
        return _Left(meeting, "", 0, coordinator_missing=False, held=False)
    case = await _case(acting.work, code)
    missing = await still_open(acting.work, case)
    leaderless = case.coordinator is None
    reason = await held_in(acting, meeting, code)
    complete = not missing and not leaderless and not reason
    if complete:
        await reviewed(acting, code)
    else:
        await _say_in_case(acting, code, CarriedOver(code, missing, leaderless, reason))
    left = meeting.leave_current(acting.now, complete=complete)
    return _Left(left, code, len(missing), leaderless, held=bool(reason))


async def _minutes(acting: Acting, code: CaseCode) -> CaseMinutes:
    card = await load_card(acting.work, code, acting.now)
    coordinator = card.file.case.coordinator
    return CaseMinutes(
        code=code,
        decisions=card.file.decisions,
        names=card.names,
        coordinator=card.names.get(coordinator, coordinator) if coordinator else "",
        anew_since=card.file.anew_since,
        open_actions=sum(action.state is ActionState.OPEN for action in card.file.actions),
    )


async def weighed_now(acting: Acting) -> tuple[Case, Meeting]:
    """Give the case of this room and the meeting that weighs it now. Raises `Refused` when none does."""
    case = await _case(acting.work, acting.subject)
    meeting = await acting.work.meetings.running(case.region)
    if meeting is None or meeting.current != case.code:
        raise Refused(NotThisCasesTurn())
    return case, meeting


async def still_open(work: Work, case: Case) -> tuple[Area, ...]:
    """List the areas that still need an outcome; after a change, what was decided before it needs a look again."""
    since = (await brought_back(work, case.region)).get(case.code)
    return open_areas(await work.decisions.of(case.code), since)


async def _running(work: Work, region: str) -> Meeting:
    meeting = await work.meetings.running(region)
    if meeting is None:
        raise Refused(NoMeeting())
    return meeting


async def _case(work: Work, code: CaseCode) -> Case:
    case = await work.cases.get(code)
    if case is None:
        raise KeyError(code)
    return case


async def _say_in_case(acting: Acting, code: CaseCode, value: object) -> None:
    room: Room = await acting.speaker.room_for(acting.work, Place.CASE, code)
    await acting.speaker.in_room(acting.work, room, value, acting.now)


def _codes(meeting: Meeting, state: ItemState) -> tuple[CaseCode, ...]:
    return tuple(item.code for item in meeting.items if item.state is state)
