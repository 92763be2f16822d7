"""The daily MDT (R4-R6). Codes and clocks in the MDT room, everything else in the case's own room."""

from dataclasses import dataclass, replace

from bot.domain.agenda_item import Standing
from bot.domain.case import Area, Case, CaseCode, Decision, open_areas
from bot.domain.meeting import Item, ItemState, Meeting
from bot.domain.refusals import MeetingRunsAlready, NoMeeting, NothingToDiscuss, NotThisCasesTurn, Refused
from bot.domain.refusals_casefile import NothingEarlier
from bot.domain.refusals_minutes import OutcomeStands
from bot.domain.undo import What
from bot.ports import Work
from bot.usecases import attendance, seats
from bot.usecases.acting import Acting
from bot.usecases.agenda import agenda
from bot.usecases.casefile import brought_back, load_card
from bot.usecases.chairing import is_away, put_first, with_leader
from bot.usecases.clock import taken_up
from bot.usecases.holding import held_in, hold_over, reviewed
from bot.usecases.holding import lift as lift_hold
from bot.usecases.minutes import minutes_in, report
from bot.usecases.regie_change import is_uncovered, outcomes
from bot.usecases.remember import remember
from bot.usecases.results_casefile import OutcomesKept
from bot.usecases.results_leading import HoldLifted, YouLead
from bot.usecases.results_meeting import (
    AllDiscussed,
    CarriedOver,
    Decided,
    ItemHere,
    ItemUp,
    MeetingClosed,
    MeetingStarted,
)
from bot.usecases.results_outcome import HeldOver
from bot.usecases.scope import own_areas


@dataclass(frozen=True)
class Left:
    """A meeting that left the case `code`, and how; with `waits` it comes to it again."""

    meeting: Meeting
    code: CaseCode
    open: int
    coordinator_missing: bool
    held: bool
    waits: bool = False


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
    id_, chair, away = acting.speaker.new_id(), acting.person.user_id, await is_away(acting, acting.now)
    await work.meetings.save(Meeting(id_, region, chair, acting.now, items, despite_absence=away))
    await seats.fill(acting)
    missing = await attendance.opened(acting)
    return MeetingStarted(acting.person.name, replace(todays, starts=acting.now), missing)


async def go_on(acting: Acting, code: CaseCode = "") -> ItemUp | AllDiscussed:
    """Leave the current case and take up the next, or this one of those that wait. Raises `Refused`."""
    meeting = await running_in(acting.work, acting.subject)
    if code:
        meeting = put_first(meeting, code)
    left = await leave_current(acting, meeting)
    return await next_up(acting, left)


async def next_up(acting: Acting, left: Left) -> ItemUp | AllDiscussed:
    """Take up the next of those that wait. Where nobody is in a case any more, it is carried over and passed over."""
    passed: tuple[CaseCode, ...] = ()
    moved = left.meeting.advance(acting.now)
    led = await with_leader(acting.work, moved, acting.now, acting.mode)
    while moved.current is not None and led is None:
        passed = (*passed, moved.current)
        moved = moved.pass_over(acting.now).advance(acting.now)
        led = await with_leader(acting.work, moved, acting.now, acting.mode)
    moved = led or moved
    await acting.work.meetings.save(moved)
    if moved.current is None:
        code = "" if left.waits else left.code
        return AllDiscussed(code, left.open, left.coordinator_missing, left.held, passed)
    await take_up(acting, moved)
    return replace(await item_up(acting, moved, left), passed=passed)


async def item_up(acting: Acting, meeting: Meeting, left: Left) -> ItemUp:
    """Say which case is weighed now, and how the one before was left."""
    assert meeting.current is not None  # noqa: S101 - whoever calls has looked at it
    todays = await agenda(acting.work, acting.subject, acting.now, watch=acting.watch)
    standing = {item.code: item.standing for item in todays.items}
    return ItemUp(
        code=meeting.current,
        position=meeting.position,
        total=len(meeting.items),
        standing=standing.get(meeting.current, Standing.BACK),
        previous="" if left.code == meeting.current else left.code,
        previous_open=left.open,
        previous_coordinator_missing=left.coordinator_missing,
        previous_held=left.held,
        previous_waits=left.waits,
    )


async def take_up(acting: Acting, meeting: Meeting) -> None:
    """Show in a case's own room that it is being weighed now, and who leads; that meets its clock (R4)."""
    code = meeting.current
    assert code is not None  # noqa: S101 - whoever calls has looked at it
    card = await load_card(acting.work, code, acting.now, acting.watch)
    card = replace(card, whole=not card.file.decisions)  # the whole story the first time only
    missing = await attendance.missing_in(acting, code)
    name, held = acting.directory.name_of(meeting.leads), card.file.hold
    held_now = held is not None and held.meeting == meeting.id
    await _say_in_case(acting, code, ItemHere(card, card.file.open_areas, missing, name, held_now))
    if meeting.leads != meeting.chair:
        await _say_in_case(acting, code, YouLead(code, meeting.leads))
    await taken_up(acting, code)


async def hold(acting: Acting, reason: str) -> HeldOver:
    """Hold the case of this room over while it is the current item. Raises `Refused`."""
    _, meeting = await weighed_now(acting)
    return await hold_over(acting, meeting, reason)


async def lift(acting: Acting) -> HoldLifted:
    """Hold the case of this room over no longer, while it is the current item. Raises `Refused`."""
    _, meeting = await weighed_now(acting)
    return await lift_hold(acting, meeting)


async def decide(acting: Acting, area: Area, text: str, *, not_applicable: bool) -> Decided:
    """Record the outcome on one area while the case is the current item (R6); of n.v.t. `text` is the reason, if any.

    Raises `Refused`.
    """
    work, code = acting.work, acting.subject
    case, meeting = await weighed_now(acting, area)
    await own_areas(acting, (area,))
    decision = Decision(area, text, not_applicable, acting.person.user_id, acting.now)
    number = await work.decisions.add(code, meeting.id, decision)
    await remember(acting, What.DECISIONS, (number,))
    await attendance.took_part(acting, meeting)
    return Decided(decision, await still_open(work, case), await is_uncovered(work, case))


async def keep(acting: Acting, area: Area | None = None) -> OutcomesKept:
    """Record that earlier outcomes still hold: on one area, or on all that need one again. Raises `Refused`."""
    work, code = acting.work, acting.subject
    case, meeting = await weighed_now(acting)
    wanted = await still_open(work, case) if area is None else (area,)
    there = [decision for decision in await outcomes(work, code) if decision.area in wanted]
    if not there:
        raise Refused(NothingEarlier())
    own = await own_areas(acting, tuple(decision.area for decision in there))
    earlier = [decision for decision in there if decision.area in own]
    numbers: list[int] = []
    numbers = []
    for decision in earlier:
        kept = replace(decision, decided_by=acting.person.user_id, decided_at=acting.now, alone=False)
        numbers.append(await work.decisions.add(code, meeting.id, kept))
    await remember(acting, What.DECISIONS, tuple(numbers))
    await attendance.took_part(acting, meeting)
    areas = tuple(decision.area for decision in earlier)
    return OutcomesKept(areas, await still_open(work, case), await is_uncovered(work, case))


async def close(acting: Acting) -> MeetingClosed:
    """End the meeting; each case it took up gets its minutes in its own room. Raises `Refused` with `NoMeeting`."""
    work, region = acting.work, acting.subject
    meeting = (await leave_current(acting, await running_in(work, region))).meeting
    taken_up = [item.code for item in meeting.items if item.begun_at is not None]
    for code in [item.code for item in meeting.items if item.begun_at and item.state is ItemState.WAITING]:
        # It was put off and the meeting did not come to it again: it is left as it is now.
        meeting = (await leave_current(acting, meeting.place(code, 1).advance(acting.now))).meeting
    closed = meeting.close(acting.now)
    await work.meetings.save(closed)
    for code in taken_up:
        await _say_in_case(acting, code, await minutes_in(acting, code, closed))
    await seats.empty(acting)
    return MeetingClosed(
        report=await report(acting, closed),
        lapsing=(await agenda(work, region, acting.now, watch=acting.watch)).lapsing,
    )


async def leave_current(acting: Acting, meeting: Meeting) -> Left:
    """Finish the current item: closed when nothing is missing and nobody held it over.

    Else it is carried over, and told so in its own room.
    """
    code = meeting.current
    if code is None:
        return Left(meeting, "", 0, coordinator_missing=False, held=False)
    case = await _case(acting.work, code)
    missing = await still_open(acting.work, case)
    leaderless = await is_uncovered(acting.work, case)
    reason = await held_in(acting, meeting, code)
    complete = not missing and not leaderless and not reason
    if complete:
        await reviewed(acting, code)
    else:
        await _say_in_case(acting, code, CarriedOver(code, missing, leaderless, reason))
    left = meeting.leave_current(acting.now, complete=complete, coordinator=case.coordinator)
    return Left(left, code, len(missing), leaderless, held=bool(reason))


async def weighed_now(acting: Acting, area: Area | None = None) -> tuple[Case, Meeting]:
    """Give the case of this room and the meeting that weighs it now.

    Raises `Refused` when none does: an outcome that `area` has already can be put right at any time.
    """
    case = await _case(acting.work, acting.subject)
    meeting = await acting.work.meetings.running(case.region)
    if meeting is None or meeting.current != case.code:
        if area in {decision.area for decision in await acting.work.decisions.of(case.code)}:
            raise Refused(OutcomeStands(area, f"corrigeer {area}: tekst"))
        raise Refused(NotThisCasesTurn())
    return case, meeting


async def still_open(work: Work, case: Case) -> tuple[Area, ...]:
    """List the areas that still need an outcome; after a change, what was decided before it needs a look again."""
    since = (await brought_back(work, case.region)).get(case.code)
    return open_areas(await outcomes(work, case.code), since)


async def running_in(work: Work, region: str) -> Meeting:
    """Give the meeting that runs in a region. Raises `Refused` with `NoMeeting`."""
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
    await acting.speaker.to_case(acting.work, code, value, acting.now)
