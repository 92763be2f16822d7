"""A case as it is before somebody arranges something for it on the agenda."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.agenda import CaseState
from bot.domain.agenda_notes import AgendaNote, ByHand, by_hand
from bot.domain.calendar import at, local_day
from bot.domain.case import Case, CaseCode
from bot.domain.codes import region_of
from bot.domain.meeting import Item, ItemState, Meeting
from bot.domain.refusals import Refused
from bot.domain.refusals_agenda import CodeClosed, CodeNotHere
from bot.usecases.acting import Acting
from bot.usecases.agenda import coming_day, first_day, running_today, state_of


@dataclass(frozen=True)
class Look:
    """A case at this moment. `item`: in a meeting that runs, whatever kind. `today`: the meeting of today, if it runs.

    `next_up`: the day of the first MDT that has not begun; `notes` with their reasons.
    """

    case: Case
    state: CaseState
    running: Meeting | None
    item: Item | None
    today: Meeting | None
    next_up: date
    notes: tuple[AgendaNote, ...]

    @property
    def waits(self) -> bool:
        """Whether it waits in a meeting that runs."""
        return self.item is not None and self.item.state is ItemState.WAITING

    @property
    def weighed_now(self) -> bool:
        """Whether it is being weighed now."""
        return self.item is not None and self.item.state is ItemState.CURRENT

    @property
    def by_hand(self) -> ByHand:
        """What stands of what people wanted, with the reasons."""
        return by_hand(self.notes, self.state.left_at, self.case.reopened_at)


async def look_at(acting: Acting, case: Case) -> Look:
    """Gather it. Raises `KeyError` for a closed case."""
    work, now = acting.work, acting.now
    running, today = await work.meetings.running(case.region), await running_today(work, case.region, now)
    coming = await coming_day(work, case.region, now, acting.watch)
    return Look(
        case=case,
        state=await state_of(work, case),
        running=running,
        item=None if running is None else running.item(case.code),
        today=today,
        next_up=acting.watch.next_meeting_day(coming) if today is not None else coming,
        notes=await work.agenda_notes.of(case.code),
    )


async def case_here(acting: Acting) -> Case:
    """Give the case of this room."""
    case = await acting.work.cases.get(acting.subject)
    if case is None:
        raise KeyError(acting.subject)
    return case


async def open_case_of(acting: Acting, code: CaseCode) -> Case:
    """Give an open case of the region of this room. Raises `Refused`; of another region nothing is looked at."""
    case = await acting.work.cases.get(code) if region_of(code) == acting.subject else None
    if case is None:
        raise Refused(CodeNotHere(acting.subject))
    if case.closed_at is not None:
        raise Refused(CodeClosed(code))
    return case


def begins(acting: Acting, case: Case, day: date) -> datetime:
    """Give the moment at which the MDT of a day begins."""
    region = acting.directory.region(case.region)
    if region is None:
        raise KeyError(case.region)
    return at(day, region.mdt_at)


async def day_now(acting: Acting, look: Look) -> date | None:
    """Tell the day on which the MDT comes to the case as things are, today while it waits in the meeting that runs."""
    if look.running is not None and (look.waits or look.weighed_now):
        return local_day(look.running.opened_at)
    return first_day(look.state, look.next_up, acting.watch)
