"""The agenda of a region's MDT, made from state. The MDT room gets codes, order, minutes and clocks (R4-R6, R9)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time

from bot.domain.agenda import CaseState, Reason, arranged, reasons, standing
from bot.domain.agenda_item import AgendaItem, agenda_order
from bot.domain.agenda_notes import by_hand
from bot.domain.calendar import at, local_day
from bot.domain.case import Case, CaseCode
from bot.domain.clock import Watch, lapsing, met
from bot.domain.codes import region_of
from bot.domain.meeting import Item, ItemState, Meeting
from bot.ports import Work
from bot.usecases.results_meeting import Agenda

STILL = frozenset({ItemState.WAITING, ItemState.CURRENT})


async def case_states(work: Work, region: str) -> tuple[CaseState, ...]:
    """Gather what the agenda needs to know of the region's open cases."""
    reviews = await work.reviews.due(region)
    changes = await work.notes.last_changes(region)
    discussed = await work.meetings.discussed_cases(region)
    finished = await work.meetings.finished_cases(region)
    weighed = await work.clocks.weighed_in(region)
    left = await work.meetings.left_cases(region)
    wanted = await work.agenda_notes.in_region(region)
    asked = {code for code, request in await work.regie.open() if request.covers}
    alone = await work.authority.last_uses(region)
    moves = await work.overview.last_moves(region)
    dues: dict[CaseCode, list[date]] = {}
    for action in await work.overview.open_actions():
        if region_of(action.case) == region:
            dues.setdefault(action.case, []).append(action.due)
    states = []
    for case in await work.cases.open_in(region):
        state = CaseState(
            case,
            weighed_at=weighed.get(case.code),
            discussed=case.code in discussed,
            finished_at=finished.get(case.code),
            changed_at=changes.get(case.code),
            dues=tuple(dues.get(case.code, ())),
            review=reviews.get(case.code),
            left_at=left.get(case.code),
            by_hand=by_hand(wanted.get(case.code, ()), left.get(case.code), case.reopened_at),
            asked=case.code in asked,
            authority_at=alone.get(case.code),
            moved_at=moves.get(case.code),
        )
        if state.by_hand.moved is not None and state.review is not None:
            state = replace(state, review_at=(await work.reviews.of(case.code))[-1].at)
        states.append(state)
    return tuple(states)


async def state_of(work: Work, case: Case) -> CaseState:
    """Gather what the agenda needs to know of one open case. Raises `KeyError` for another."""
    found = {state.case.code: state for state in await case_states(work, case.region)}
    return found[case.code]


async def why(work: Work, region: str, day: date, watch: Watch) -> Mapping[CaseCode, tuple[Reason, ...]]:
    """Tell which of the region's cases are on the agenda of a day, and why."""
    found = {s.case.code: why_on(s, day, watch) for s in await case_states(work, region)}
    return {code: all_of_them for code, all_of_them in found.items() if all_of_them}


async def running_today(work: Work, region: str, now: datetime) -> Meeting | None:
    """Give the meeting of today, if it runs; an urgent one is another."""
    running = await work.meetings.running(region)
    runs = running is not None and not running.urgent and local_day(running.opened_at) == local_day(now)
    return running if runs else None


async def coming_day(work: Work, region: str, now: datetime, watch: Watch) -> date:
    """Give the day of the MDT that comes: today until it was held, also while it runs."""
    today = local_day(now)
    if await running_today(work, region, now) is not None:
        return today
    held = await work.meetings.held(region, at(today, time()))
    return today if watch.has_meeting(today) and not held else watch.next_meeting_day(today)


def first_day(state: CaseState, since: date, watch: Watch) -> date | None:
    """Give the first day with an MDT, from `since`, on which a case is on the agenda as it is now; None for never.

    Looks at `since` itself and at the days that people named: nothing else is known ahead.
    """
    named = [note.day for note in state.by_hand.all]
    if state.review is not None:
        named.append(state.review)
    days = {day if watch.has_meeting(day) else watch.next_meeting_day(day) for day in named if day > since}
    return next((day for day in sorted({since, *days}) if why_on(state, day, watch)), None)


async def is_on(work: Work, case: Case, now: datetime, watch: Watch) -> bool:
    """Whether a case is on the agenda now."""
    return case.code in await why(work, case.region, local_day(now), watch)


async def agenda(work: Work, region: str, now: datetime, day: date | None = None, watch: Watch | None = None) -> Agenda:
    """Make the region's agenda from state: every open case there is a reason for, in the order of the day.

    `watch` tells on which days there is an MDT: before days without, what lapses on them is named.
    """
    day, rules = day or local_day(now), watch or Watch()
    running = await work.meetings.running(region)
    taken = {item.code: item for item in running.items if item.state in STILL} if running else {}
    items = agenda_order(
        [
            _line(state, taken.get(state.case.code), rules)
            for state in await case_states(work, region)
            if why_on(state, day, rules)
        ]
    )
    items = await _as_wished(work, region, day, items, running)
    here = (await work.people.directory()).region(region)
    if here is None:
        return Agenda(region, day, items, now)
    soon = lapsing(items, day, now, here.mdt_at, watch) if watch is not None else ()
    return Agenda(region, day, items, now, soon, starts=_starts(running, day, at(day, here.mdt_at)))


async def _as_wished(
    work: Work, region: str, day: date, items: tuple[AgendaItem, ...], running: Meeting | None
) -> tuple[AgendaItem, ...]:
    """Put items in the order, and give them the minutes, that the chair wanted; a meeting that runs has its own."""
    if running is not None and not running.urgent and local_day(running.opened_at) == day:
        return arranged(items, [item.code for item in running.items])
    wishes = {wish.code: wish for wish in await work.agendas.wishes(region, day)}
    minutes = {code: wish.minutes for code, wish in wishes.items() if wish.minutes is not None}
    placed = sorted((wish.place, code) for code, wish in wishes.items() if wish.place is not None)
    planned = [replace(item, minutes=minutes.get(item.code, item.minutes)) for item in items]
    return arranged(planned, [code for _, code in placed])


def why_on(state: CaseState, day: date, watch: Watch) -> tuple[Reason, ...]:
    """Tell why a case is on the agenda of a day; empty when it is not."""
    return reasons(state, day, watch.days, watch.plan.late_after, watch.regie.still_after)


def _line(state: CaseState, item: Item | None, watch: Watch) -> AgendaItem:
    """Write a case's line; in the meeting that runs, as that meeting began with it."""
    case, stands = state.case, standing(state)
    minutes = watch.plan.minutes(stands)
    if item is not None and item.standing is not None:
        stands, minutes = item.standing, item.minutes
    return AgendaItem(case.code, stands, case.deadline, met(case.deadline, state.weighed_at), minutes)


def _starts(running: Meeting | None, day: date, meets_at: datetime) -> datetime:
    """Tell when the meeting of a day begins: that of today may have begun already."""
    began = running is not None and not running.urgent and local_day(running.opened_at) == day
    return running.opened_at if running is not None and began else meets_at
